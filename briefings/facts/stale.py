"""What is no longer what it was when somebody looked: sources that have changed, sections that are due or older than their report.

kept       a ledger -> the bytes of `<report>.facts.json`, written beside the report when the author asks for it
findings   a ledger and that file -> what is no longer so, with the figures that hang on it
due        a report's YAML and a day -> the sections that should have been looked at again by then
older      a report's YAML -> the sections whose figures are older than the report says
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..diagnostics import BriefingsError, Diagnostic, Where, error, warning
from ..env import Env
from ..source import Mapping_, Node, Scalar, Source

if TYPE_CHECKING:
    from .ledger import Ledger


def beside(path: Path) -> Path:
    """Where the hashes of a report's sources, and its approvals, are kept."""
    return path.with_name(f"{path.stem}.facts.json")


def held(path: Path, env: Env) -> dict[str, Any]:
    """What is kept beside a report; nothing where that cannot be read."""
    file = beside(path)
    if not file.is_file():
        return {}
    try:
        told = json.loads(env.read_found(file))
    except (BriefingsError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def kept(ledger: Ledger, path: Path, env: Env) -> bytes:
    """The hashes of a report's sources as they are now; what else is kept stays."""
    sources = {
        key: {"file": one.name, "sha256": one.sha256} for key, one in sorted(ledger.documents.items()) if one.sha256
    }
    told = {**held(path, env), "report": ledger.report, "sources": sources}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def findings(ledger: Ledger, path: Path, env: Env) -> Iterator[Diagnostic]:
    """A source is what it was when the author said so."""
    file = beside(path)
    if not file.is_file():
        return
    where = Where(env.name(file))
    try:
        told = json.loads(env.read_found(file)).get("sources", {})
        before = {key: str(one["sha256"]) for key, one in told.items()}
    except (BriefingsError, ValueError, KeyError, TypeError, AttributeError):
        yield warning(
            "facts-file-wrong", "this file cannot be read", where, hint="write it anew with `briefings facts --keep`"
        )
        return
    for key, document in ledger.documents.items():
        if key in before and document.sha256 and before[key] != document.sha256:
            hanging = [fact for fact in ledger.facts if fact.cited and fact.cited.key == key and not fact.reason]
            some = ", ".join(f"`{fact.id}`" for fact in hanging[:5]) + (
                f" and {len(hanging) - 5} more" if len(hanging) > 5 else ""
            )
            yield warning(
                "source-changed",
                f"`{document.name}` has changed since its hash was kept; {len(hanging)} figures hang on it: {some}",
                where,
                f"sources.{key}",
                "look at them, then run `briefings facts --keep`",
            )


def due(source: Source, day: datetime.date) -> Iterator[Diagnostic]:
    """A section with `review-by` is looked at again by then."""
    for key, node in _sections(source):
        told = node.get("review-by") if isinstance(node, Mapping_) else None
        if isinstance(told, Scalar) and (last := _last(told.text)) and last < day:
            message = f"the figures of `{key}` were to be looked at again by {told.text}"
            hint = "look at them, then give a later `review-by`"
            yield error("final-overdue", message, told.where, f"sections.{key}.review-by", hint)


def older(source: Source) -> Iterator[Diagnostic]:
    """A section is as of the day that the report says, or says so itself to its readers."""
    root = source.root
    given = (root.get("as-of") or root.get("date")) if isinstance(root, Mapping_) else None
    if not isinstance(given, Scalar) or _last(given.text) is None:
        return
    for key, node in _sections(source):
        told = node.get("as-of") if isinstance(node, Mapping_) else None
        if isinstance(told, Scalar) and (mine := _last(told.text)) and mine < _first(given.text):
            message = f"the figures of `{key}` are as of {told.text}, the report says {given.text}"
            hint = "give newer figures, or say in the section how old they are"
            yield warning("fact-older", message, told.where, f"sections.{key}.as-of", hint)


def _sections(source: Source) -> Iterator[tuple[str, Node]]:
    held_ = source.root.get("sections") if isinstance(source.root, Mapping_) else None
    yield from ((key.text, node) for key, node in held_.entries) if isinstance(held_, Mapping_) else ()


def _first(text: str) -> datetime.date:
    """The first day of a year, a month or a day."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def _last(text: str) -> datetime.date | None:
    """The last day of a year, a month or a day; None for what is none, of which `check` tells."""
    try:
        first = _first(text)
    except ValueError:
        return None
    steps = text.count("-")
    if steps == 2:
        return first
    months = 12 if steps == 0 else 1
    ahead = first.year * 12 + first.month - 1 + months
    return datetime.date(ahead // 12, ahead % 12 + 1, 1) - datetime.timedelta(days=1)
