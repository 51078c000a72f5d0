"""Lists in prose: the lines that an author marks as items, by hand or pasted from another program.

    items      the lines of a paragraph -> the paragraph, and each item as a text that begins with its mark
    parted     such a text -> its mark, and its words
    listed     whether a text that is to be one line holds such items

An item is a line that begins with `- `, `* `, a bullet of any shape, or a number (`1. `, `2) `, `3、`). One that is indented further
belongs to the item above it; a line without a mark goes on with the line above it. A dash of a list (– or —) stays a dash.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..frozen import frozen
from ..regex import regex

_LINE: Final = regex(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*•‣⁃∙·●○◦■□▪▫➢➤►▶✓✔–—\uf0b7\uf0a7])(?:[ \t\u00a0\u3000]+|(?<=[•●■▪·])(?=\w))"
    r"|(?P<number>[0-9]{1,3})(?:[.)．）][ \t\u00a0\u3000]+|、[ \t]*))(?P<words>\S.*)"
)
_MARKED: Final = regex(r"(\t{1,2})(\S+) ")
_DASHES: Final = "–—"
_DEEPER: Final = 2
"""So many spaces further in, an item belongs to the one above it."""


@frozen
class Mark:
    """What stands before an item: a bullet, a dash or a number, "" where an item goes on; `level` counts from 0."""

    level: int
    sign: str


def items(text: str) -> Iterator[str]:
    """The paragraphs of a text without empty lines; an item begins with tabs for its level, its sign and a space."""
    current: list[str] = []
    first = 0
    for line in text.split("\n"):
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            current.append(line)
            continue
        if current:
            yield "\n".join(current)
        indent = len(match["indent"].expandtabs(4))
        if not (current and current[0].startswith("\t")):
            first = indent
        sign = f"{match['number']}." if match["number"] else match["bullet"] if match["bullet"] in _DASHES else "•"
        current = ["\t" * (2 if indent >= first + _DEEPER else 1) + f"{sign} {match['words']}"]
    if current:
        yield "\n".join(current)


def listed(text: str) -> bool:
    """Whether lines of a text are items of a list; dashes are not enough, for people who speak by turns have them too."""
    if "\n" not in text:
        return False
    marks = [match for line in text.split("\n") if (match := _LINE.fullmatch(line.rstrip()))]
    return sum(mark["bullet"] is None or mark["bullet"] not in _DASHES for mark in marks) > 1


def parted(text: str) -> tuple[Mark | None, str]:
    """The mark of an item as `items` writes it, and the words after it; None for any other text."""
    match = _MARKED.match(text)
    return (None, text) if match is None else (Mark(len(match[1]) - 1, match[2]), text[match.end() :])


def unmarked(text: str) -> str:
    """A text without the mark of an item."""
    return parted(text)[1]
