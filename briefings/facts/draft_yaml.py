"""A draft as the YAML of a report: what a person must look at stands as a comment above its part, what no rule placed at the end.

written    a Draft and the head of the report -> text
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from ..regex import regex
from ..source import resolve
from .draft import Draft, Part

_WIDTH: Final = 110
_PLAIN: Final = regex(r"[^\W\d_][^\n:#\[\]{},&*!|>'\"%@`]*", re.UNICODE)
ASK: Final = "# ? "
"""What begins a comment for a person."""


def written(draft: Draft, head: Mapping[str, Any], unit: str) -> str:
    """The YAML. `head` holds the report's own keys, those that a person must check with a question after them."""
    lines: list[str] = []
    lines += ["# A draft. What a person must look at is marked “# ?”; take the marks out when you have looked.", ""]
    for key, value in head.items():
        given, question = value if isinstance(value, tuple) else (value, "")
        lines += [f"{ASK}{question}"] if question else []
        lines += _entry(key, given, 0)
    lines += ["", "sections:"]
    for part in draft.sections:
        lines += ["", *_comments(part, 2), f"  {part.fields['id']}:"]
        for key, value in part.fields.items():
            if key != "id":
                lines += _entry(key, value, 4)
    if draft.doubts or draft.unplaced:
        lines += [""]
    lines += [f"{ASK}{unit} {one.passage}: {one.text}" for one in draft.doubts]
    for block in draft.unplaced:
        told = f"{ASK}{unit} {block.first} is not in the draft: {block.text}"
        lines += textwrap.wrap(told, _WIDTH, subsequent_indent="#   ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def _comments(part: Part, indent: int) -> list[str]:
    return [f"{' ' * indent}{ASK}{doubt}" for doubt in part.doubts]


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """A key with what it holds."""
    pad = " " * indent
    if isinstance(value, Mapping):
        yield f"{pad}{key}:"
        for name, child in value.items():
            yield from _entry(name, child, indent + 2)
    elif isinstance(value, list):
        yield f"{pad}{key}:"
        for one in value:
            yield from _listed(one, indent + 2)
    else:
        told = [str(value)] if key == "source" else _scalar(value, indent)
        yield f"{pad}{key}: {told[0]}"
        yield from told[1:]


def _listed(value: Any, indent: int) -> Iterator[str]:
    """An item of a list."""
    pad = " " * indent
    if isinstance(value, Part):
        yield from _comments(value, indent)
        lines = [line for key, one in value.fields.items() for line in _entry(key, one, indent + 2)]
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]
    elif isinstance(value, list):
        yield f"{pad}- [{', '.join(_cell(one) for one in value)}]"
    else:
        told = _scalar(value, indent)
        yield f"{pad}- {told[0]}"
        yield from told[1:]


def _cell(text: str) -> str:
    """A cell of a table: a number where it is nothing else, else a text."""
    bare = text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text
    return bare if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", bare) else json.dumps(text, ensure_ascii=False)


def _scalar(value: Any, indent: int) -> list[str]:
    """A value's first line and the lines that go on."""
    if isinstance(value, Decimal):
        return [format(value, "f")]
    if not isinstance(value, str):
        return [json.dumps(value)]
    pad = " " * (indent + 2)
    if "\n" in value:
        return ["|-", *(f"{pad}{line}" for line in value.split("\n"))]
    if len(value) > 80 and " ".join(value.split(" ")) == " ".join(value.split()):
        lines = textwrap.wrap(value, max(40, _WIDTH - indent), break_long_words=False, break_on_hyphens=False)
        return [">-", *(f"{pad}{line}" for line in lines)]
    plain = _PLAIN.fullmatch(value) and value == value.strip() and isinstance(resolve(value), str)
    return [value if plain else json.dumps(value, ensure_ascii=False)]
