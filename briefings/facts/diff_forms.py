"""Differences as people, programs and the next edition read them: text, JSON, Markdown, a correction section.

To add a form: one function, one line in the table `FORMS`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ..frozen import frozen
from ..language import wording
from .diff import KINDS, Difference

_TITLES: Final = MappingProxyType(
    {
        "changed": "changed",
        "unit": "other unit",
        "qualifier": "other qualifier",
        "lost": "lost",
        "new": "new",
        "subject": "beside other words",
        "words": "other words",
        "unknown": "cannot be told",
    }
)


@frozen
class Compared:
    """Two editions by the names that they were given, what they say differently, the language of the new one, and the date of the old one
    where its data say it; `citations` are those that hold for fields of the new one."""

    old: str
    new: str
    found: tuple[Difference, ...]
    language: str = "en"
    date: str = ""
    citations: Mapping[str, str] = MappingProxyType({})


def text(told: Compared) -> bytes:
    """A line for each difference, with its place below."""
    lines = []
    for one in told.found:
        lines.append(f"{_TITLES[one.kind]}: {_line(one)}")
        places = " → ".join(f"{where.file}:{where.line}" for where in (one.before, one.after) if where)
        lines.append("    " + ", ".join(filter(None, (one.document, one.place, places))))
    lines.append(_count(told.found))
    return ("\n".join(lines) + "\n").encode()


def _line(one: Difference) -> str:
    """What stood there, what stands there now, and what it counts."""
    what = "" if one.what in ("figure", "words") else f"{one.what} "
    sides = " → ".join(filter(None, (one.old, one.new)))
    return f"{what}{sides}" + (f", {one.counts}" if one.counts else "")


def _count(found: Sequence[Difference]) -> str:
    kinds = Counter(one.kind for one in found)
    told = ", ".join(f"{kinds[kind]} {_TITLES[kind]}" for kind in KINDS if kinds[kind])
    return f"{len(found)} difference{'s' * (len(found) != 1)}: {told}" if found else "no differences"


def as_json(told: Compared) -> bytes:
    """All differences as JSON (RFC 8259)."""
    rows: list[dict[str, Any]] = [
        {
            "kind": one.kind,
            "what": one.what,
            "document": one.document,
            "place": one.place,
            "old": one.old,
            "new": one.new,
            "counts": one.counts,
            "old_file": one.before.file if one.before else "",
            "old_line": one.before.line if one.before else None,
            "new_file": one.after.file if one.after else "",
            "new_line": one.after.line if one.after else None,
        }
        for one in told.found
    ]
    made = {"old": told.old, "new": told.new, "differences": rows}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def markdown(told: Compared) -> bytes:
    """A table for each kind of difference, for release notes."""
    lines = [f"# {_cell(told.old)} → {_cell(told.new)}", "", _count(told.found)]
    for kind in KINDS:
        rows = [one for one in told.found if one.kind == kind]
        if rows:
            lines += ["", f"## {_TITLES[kind].capitalize()}", "", "| old | new | what | where |", "|---|---|---|---|"]
            for one in rows:
                what = one.counts or ("" if one.what == "words" else one.what)
                where = " ".join(filter(None, (one.document, one.place)))
                lines.append(f"| {' | '.join(map(_cell, (one.old, one.new, what, where)))} |")
    return ("\n".join(lines) + "\n").encode()


def _cell(words: str) -> str:
    """Words that Markdown shows as they are, on one line."""
    return " ".join(re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", words).split())


def correction(told: Compared) -> bytes:
    """The section of a report that tells readers of the old edition what was wrong: YAML to put below `sections:`.

    What is new in this edition corrects nothing, and years or symbols alone are told with their sentences.
    """
    title = wording.word("correction", told.language)
    lines = ["correction:", "  type: correction", f"  title: {_quoted(title)}", "  items:"]
    taken: set[str] = set()
    entries = list(_entries(told))
    for name, one in entries:
        number = sum(id == name or id.startswith(f"{name}-") for id in taken)
        taken.add(id := f"{name}-{number + 1}" if number else name)
        lines.append(f"    - id: {id}")
        lines += [f"      date: {_quoted(told.date)}"] if told.date else []
        lines.append(f"      said: {_quoted(one.said)}")
        lines += [f"      now: {_quoted(one.now)}"] if one.now else []
        cited = told.citations.get(one.place, "")
        lines += [f"      source: {cited}"] if cited and one.now else []
    return ("\n".join(lines) + "\n").encode() if entries else b"# no figure or word of the old edition is wrong\n"


def _entries(told: Compared) -> Iterator[tuple[str, Difference]]:
    """What is put right, each sentence once, with an id made from its field."""
    seen: set[tuple[str, str]] = set()
    for one in told.found:
        if one.kind in ("new", "subject", "unknown") or not one.said or (one.said, one.now) in seen:
            continue
        seen.add((one.said, one.now))
        steps = [step for step in one.place.split(".") if step not in ("sections", "items", "data", "value", "text")]
        name = "-".join(re.findall(r"[a-z0-9]+", "-".join(steps[-2:]).casefold()))
        yield (name or "item")[:60].strip("-"), one


def _quoted(words: str) -> str:
    """A text in double quotation marks: what JSON writes, YAML reads (YAML 1.2.2, section 1.2)."""
    return json.dumps(words, ensure_ascii=False)


FORMS: Final[Mapping[str, Callable[[Compared], bytes]]] = MappingProxyType(
    {"text": text, "json": as_json, "markdown": markdown, "correction": correction}
)
"""The forms of differences by name."""
