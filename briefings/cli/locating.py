"""`briefings facts --locate`: proposes where figures stand in the sources, and writes what is sure into the reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import report, source
from ..diagnostics import Diagnostic, Level, error
from ..engine import output
from ..env import Env
from ..facts import ledger, locating, rules
from ..facts.ledger import Ledger
from ..facts.locating import Proposal
from ..source import edits


def locate(path: Path, env: Env, write: bool) -> tuple[tuple[Proposal, ...], tuple[str, ...], tuple[Diagnostic, ...]]:
    """The proposals for a report, the ids of those that were written, and what could not be. Raises BriefingsError for a report with errors."""
    data = env.read_found(path)
    facts, given = _ledger(data, path, env)
    proposals = locating.propose(facts, given)
    sure = {one.path: one for one in proposals if not one.open and one.best}
    if not write or not sure:
        return proposals, (), ()
    known = set(rules.findings(facts))
    made, refused = _put(data, sure)
    after, _ = _ledger(made, path, env)
    worse = [one for one in rules.findings(after) if one.level is Level.ERROR and one not in known]
    wrong = {one.path for one in worse}
    kept = {at: one for at, one in sure.items() if not any(name.startswith(one.origin) for name in wrong)}
    if len(kept) < len(sure):  # the rules do not bear them out, so they are left to a person
        made, refused = _put(data, kept)
    if made != data:
        output.write(path, made)
    told = tuple(_refusal(kept[at]) for at in refused)
    return proposals, tuple(one.origin for at, one in kept.items() if at not in refused), told


def _put(data: bytes, sure: dict[locating.Path, Proposal]) -> tuple[bytes, tuple[locating.Path, ...]]:
    return edits.put(data, "source", {at: one.best.citation for at, one in sure.items() if one.best})


def _refusal(one: Proposal) -> Diagnostic:
    assert one.best is not None
    message = "the file would say something else if `source` were put in here"
    return error("locate-unwritten", message, one.where, one.origin, f"write `source: {one.best.citation}` by hand")


def _ledger(data: bytes, path: Path, env: Env) -> tuple[Ledger, source.Source]:
    given = source.read(data, env.name(path), env)
    return ledger.of(report.parse(given, env), given, env), given


def text(name: str, proposals: Sequence[Proposal], written: Sequence[str]) -> str:
    """The proposals as people read them."""
    lines = [line for one in proposals for line in _told(one, one.origin in written)]
    sure = sum(not one.open for one in proposals)
    state = f"{len(written)} written" if written else f"{sure} sure"
    lines.append(f"{name}: {len(proposals)} without a place: {state}, {len(proposals) - sure} for a person to choose")
    return "\n".join(lines) + "\n"


def _told(one: Proposal, written: bool) -> Iterator[str]:
    figures = ", ".join(fact.shown for fact in one.facts[:6]) + (", …" if len(one.facts) > 6 else "")
    places = [str(found.citation) for found in (one.best, *one.others) if found]
    said = f"source: {places[0]}" + (" (written)" if written else "") if places and not one.open else f"? {one.open}"
    more = f": {', '.join(places)}" if one.open and places else ""
    yield f"{one.where}: {one.origin}: {figures}: {said}{more}"
    if one.best:
        yield f"    “{one.best.words[:160]}”"


def as_json(told: Sequence[tuple[str, Sequence[Proposal], Sequence[str]]]) -> str:
    """The proposals of some reports as JSON (RFC 8259)."""
    rows: list[dict[str, Any]] = [
        {
            "report": name,
            "id": one.origin,
            "line": one.where.line if one.where else None,
            "figures": [fact.shown for fact in one.facts],
            "source": one.best.citation if one.best else "",
            "words": one.best.words if one.best else "",
            "others": [other.citation for other in one.others],
            "open": one.open,
            "written": one.origin in written,
        }
        for name, proposals, written in told
        for one in proposals
    ]
    return json.dumps({"proposals": rows}, ensure_ascii=False, indent=2) + "\n"
