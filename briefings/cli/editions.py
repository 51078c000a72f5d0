"""`briefings diff`: opens two editions, whatever they are, and holds them against each other.

compare    two files: reports, manifests, decks or PDFs -> Compared
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from .. import report, source
from ..diagnostics import BriefingsError, Where, error
from ..engine import project as projects
from ..env import Env
from ..facts import diff, finished, ledger
from ..facts.diff import Difference
from ..facts.diff_forms import Compared
from ..facts.ledger import Ledger
from ..frozen import replace
from ..language import LANGUAGES
from ..report import translation
from ..values import Day

_KINDS = {".yaml": "data", ".yml": "data", ".json": "manifest"}


def compare(old: tuple[str, Path], new: tuple[str, Path], environ: Mapping[str, str], language: str = "") -> Compared:
    """What two editions say differently, each with the name that it is shown by. Raises BriefingsError for what cannot be read."""
    kinds = [_KINDS.get(path.suffix.casefold(), "file") for _, path in (old, new)]
    if kinds[0] != kinds[1]:
        hint = (
            "two reports, two manifests, or two decks or PDFs; `briefings verify` holds a deck or PDF against its data"
        )
        raise BriefingsError(
            [
                error(
                    "diff-kinds",
                    f"a {kinds[0]} file cannot be held against a {kinds[1]} file",
                    Where(new[0]),
                    hint=hint,
                )
            ]
        )
    if kinds[0] == "data":
        return _data(old, new, environ)
    if kinds[0] == "manifest":
        return Compared(old[0], new[0], tuple(_manifests(old[1], new[1], language)))
    mine, theirs = (finished.read(path) for _, path in (old, new))
    spoken = language or _language(theirs.language) or _language(mine.language) or "en"
    return Compared(old[0], new[0], diff.of_files(mine, theirs, spoken), spoken)


def _language(tag: str) -> str:
    primary = tag.partition("-")[0].lower()
    return primary if primary in LANGUAGES else ""


def _data(old: tuple[str, Path], new: tuple[str, Path], environ: Mapping[str, str]) -> Compared:
    mine, theirs = (_ledger(path, environ) for _, path in (old, new))
    found = tuple(
        replace(one, before=_named(one.before, old[0]), after=_named(one.after, new[0]))
        for one in diff.of_data(mine, theirs)
    )
    date = mine.root["date"]
    parts = (date.year, date.month, date.day) if isinstance(date, Day) else ()
    written = "-".join(f"{part:02}" for part in parts if part is not None)
    cited = {one.place: theirs.cited(one.place) for one in found}
    citations = {place: _citation(one.key, one.first, one.last) for place, one in cited.items() if one}
    return Compared(old[0], new[0], found, theirs.language, written, citations)


def _citation(key: str, first: int | None, last: int | None) -> str:
    return key + (f":{first}" if first else "") + (f"-{last}" if last and last != first else "")


def _named(where: Where | None, shown: str) -> Where | None:
    """A place in a report under the name that the report was given by; one in another file under that file's."""
    own = where is not None and where.file.endswith((".yaml", ".yml"))
    return replace(where, file=shown) if where is not None and own else where


def _ledger(path: Path, environ: Mapping[str, str]) -> Ledger:
    home = projects.find_root(path.parent)
    if path.parent == home and path.parent.name == "data":
        home = path.parent.parent  # a project without a file of its own: its reports stand in `data/`
    env = Env(home, environ)
    named = re.fullmatch(r"(?P<own>.+)\.(?P<language>[a-z]{2})", path.stem)
    own = path.with_name(f"{named['own']}{path.suffix}") if named and named["language"] in LANGUAGES else path
    translated = own != path and own.is_file()
    given = source.read(own if translated else path, env.name(own if translated else path), env)
    told = report.parse(given, env)
    if translated and named:
        told = translation.translate(told, source.read(path, env.name(path), env), named["language"])
    return ledger.of(told, given, env)


def _manifests(old: Path, new: Path, language: str) -> Iterator[Difference]:
    """What the documents of two releases say differently; they stand beside their manifests."""
    mine, theirs = (_outputs(path) for path in (old, new))
    for name in dict.fromkeys((*mine, *theirs)):
        one, other = mine.get(name), theirs.get(name)
        if one is None or other is None:
            kind = "lost" if other is None else "new"
            yield Difference(kind, "file", "", name if one else "", name if other else "", document=name)
        elif one != other:
            files = old.parent / name, new.parent / name
            if not all(file.is_file() for file in files):
                gone = ", ".join(file.as_posix() for file in files if not file.is_file())
                yield Difference(
                    "unknown", "file", "", name, name, f"it is not the same, and {gone} is not there", document=name
                )
                continue
            before, after = (finished.read(file) for file in files)
            spoken = language or _language(after.language) or "en"
            yield from (replace(made, document=name) for made in diff.of_files(before, after, spoken))


def _outputs(path: Path) -> dict[str, str]:
    """The documents that a manifest names, with their hashes."""
    try:
        made = json.loads(path.read_bytes())
        return {str(one["file"]): str(one["sha256"]) for one in made["outputs"]}
    except (ValueError, KeyError, TypeError, OSError):
        hint = "name the `manifest.json` that a build wrote"
        raise BriefingsError(
            [error("diff-manifest", "this is no manifest of a build", Where(path.as_posix()), hint=hint)]
        ) from None
