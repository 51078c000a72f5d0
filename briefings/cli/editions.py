"""`briefings diff`: opens two editions, whatever they are, and holds them against each other.

compare    two files: reports, manifests, decks or PDFs -> Compared
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from .. import report
from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, fault
from ..engine import project as projects
from ..engine.project import Subject
from ..engine.reading import Reading
from ..env import Env
from ..facts import diff, finished, ledger
from ..facts.diff import Difference
from ..facts.diff_forms import Compared
from ..facts.ledger import Ledger
from ..frozen import replace
from ..language import LANGUAGES
from ..values import Day
from .opening import known

_Read: TypeAlias = Ledger | Diagnostic
"""What a report says, or why that cannot be read."""

_KINDS = {".yaml": "data", ".yml": "data", ".json": "manifest"}


def compare(
    old: tuple[str, Path], new: tuple[str, Path], environ: Mapping[str, str], language: str = "", row: str = ""
) -> Compared:
    """What two editions say differently, each with the name that it is shown by; of patterns each row, or the one that is named. Raises
    BriefingsError for what cannot be read."""
    kinds = [_KINDS.get(path.suffix.casefold(), "file") for _, path in (old, new)]
    if kinds[0] != kinds[1]:
        hint = (
            "two reports, two manifests, or two decks or PDFs; `briefings verify` holds a deck or PDF against its data"
        )
        raise fault(
            "diff-kinds", f"a {kinds[0]} file cannot be held against a {kinds[1]} file", Where(new[0]), hint=hint
        )
    if kinds[0] == "data":
        return _data(old, new, environ, row)
    if kinds[0] == "manifest":
        return Compared(old[0], new[0], tuple(_manifests(old[1], new[1], language)))
    mine, theirs = (finished.read(path) for _, path in (old, new))
    spoken = language or _language(theirs.language) or _language(mine.language) or "en"
    return Compared(old[0], new[0], diff.of_files(mine, theirs, spoken), spoken)


def _language(tag: str) -> str:
    primary = tag.partition("-")[0].lower()
    return primary if primary in LANGUAGES else ""


def _data(old: tuple[str, Path], new: tuple[str, Path], environ: Mapping[str, str], row: str) -> Compared:
    mine, theirs = (_ledgers(path, environ, row) for _, path in (old, new))
    if row and not {*mine, *theirs} - {""}:
        message = f"neither `{visible(old[0])}` nor `{visible(new[0])}` has a row `{visible(row)}`"
        raise fault(
            "diff-row", message, Where(new[0]), hint="name a row of a pattern by its id; `briefings list` tells them"
        )
    pairs = {id: (mine.get(id), theirs.get(id)) for id in (*mine, *(one for one in theirs if one not in mine))}
    found = tuple(
        replace(one, document=id, before=_named(one.before, old[0]), after=_named(one.after, new[0]))
        for id, (before, after) in pairs.items()
        for one in _between(id, before, after)
    )
    read = [one for one in (*mine.values(), *theirs.values()) if isinstance(one, Ledger)]
    if not read:
        return Compared(old[0], new[0], found)
    date = read[0].root["date"]
    parts = (date.year, date.month, date.day) if isinstance(date, Day) else ()
    written = "-".join(f"{part:02}" for part in parts if part is not None)
    cited = {one.place: held.cited(one.place) for one in found if isinstance(held := theirs.get(one.document), Ledger)}
    citations = {place: _citation(one.key, one.first, one.last) for place, one in cited.items() if one}
    return Compared(old[0], new[0], tuple(_once(found)), read[-1].language, written, citations)


def _between(id: str, before: _Read | None, after: _Read | None) -> tuple[Difference, ...]:
    """What a report, or the one of a row, says otherwise; a row that came or went is one difference."""
    for one in (before, after):
        if isinstance(one, Diagnostic):
            return (Difference("unknown", "row", "", id, id, one.message),)
    if before is None:
        return (Difference("new", "row", "", "", id),)
    if after is None:
        return (Difference("lost", "row", "", id, ""),)
    assert isinstance(before, Ledger) and isinstance(after, Ledger)
    return diff.of_data(before, after)


def _once(found: Iterable[Difference]) -> Iterator[Difference]:
    """What is the same in several rows, since their pattern says it, is told once."""
    same: dict[Difference, list[str]] = {}
    for one in found:
        same.setdefault(replace(one, document=""), []).append(one.document)
    for one, rows in same.items():
        yield replace(one, document=rows[0] if len(rows) == 1 else f"{len(rows)} rows, such as `{rows[0]}`")


def _citation(key: str, first: int | None, last: int | None) -> str:
    return key + (f":{first}" if first else "") + (f"-{last}" if last and last != first else "")


def _named(where: Where | None, shown: str) -> Where | None:
    """A place in a report under the name that the report was given by; one in another file under that file's."""
    own = where is not None and where.file.endswith((".yaml", ".yml"))
    return replace(where, file=shown) if where is not None and own else where


def _ledgers(path: Path, environ: Mapping[str, str], row: str) -> dict[str, _Read]:
    """What a report says; of a pattern what that of each row says, by their ids, or of one row alone."""
    home = projects.find_root(path.parent)
    if path.parent == home and path.parent.name == "data":
        home = path.parent.parent  # a project without a file of its own: its reports stand in `data/`
    env = Env(home, environ)
    named = re.fullmatch(r"(?P<own>.+)\.(?P<language>[a-z]{2})", path.stem)
    own = path.with_name(f"{named['own']}{path.suffix}") if named and named["language"] in LANGUAGES else path
    own, language = (own, named["language"]) if named and own != path and own.is_file() else (path, "")
    project = known(home, env)
    reading = Reading(project, env)
    wanted = [of for of in project.subjects([own]) if not row or (of.row and of.row.id == row)]
    return {of.row.id if of.row else "": _ledger(reading, of, language, alone=len(wanted) == 1) for of in wanted}


def _ledger(reading: Reading, of: Subject, language: str, *, alone: bool) -> _Read:
    """What a report says; of one row among others why that cannot be read, which keeps no other from being told of."""
    try:
        given, _ = reading.source(of)
        told = report.parse(given, reading.env)
        return ledger.of(reading.translated(of, told, language) if language else told, given, reading.env)
    except BriefingsError as problem:
        if alone:
            raise
        return problem.findings[0]


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
        raise fault("diff-manifest", "this is no manifest of a build", Where(path.as_posix()), hint=hint) from None
