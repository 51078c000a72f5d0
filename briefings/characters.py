"""Characters that may not stand in a report, because they have no shape or turn the text around them.

Refused: control characters, line and paragraph separators, byte order marks inside a text, non-characters and lone
surrogates (Unicode 16, sections 23.1, 23.7 and 23.8), the signs for what was lost (U+FFFD) and for what is no text (U+FFFC,
section 23.8), tags outside of flags (section 23.9), marks that are stacked higher than any language does, and direction
controls that are not closed in the text that opens them (UAX #9, section 2). Marks such as U+200E and zero-width joiners stay: languages need them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from .regex import regex

_REFUSED: Final = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ufff9-\ufffd"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_TAG: Final = regex("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|([\U000e0000-\U000e007f])")
"""A flag made with tags, or else a tag that is in none."""
_STACK: Final = regex(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]{31,}"
)
"""More marks than the Stream-Safe Text Format lets one letter carry (UAX #15, section 13)."""
_LOST: Final = {
    0xFFFD: (
        "stands for a character that was lost",
        "write what stood there: the text was once read in a wrong encoding",
    ),
    0xFFFC: ("stands for a picture or another object that is not text", "delete it"),
}
_BIDI: Final = regex("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = regex(f"{_REFUSED.pattern}|{_BIDI.pattern}|[\t\r\n\u200e\u200f\u061c]")
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))
"""Letters and marks that are blank by what they are."""
_EMBED: Final = "\u202a\u202b\u202d\u202e"
_ISOLATE: Final = "\u2066\u2067\u2068"


def refused(text: str) -> Iterator[tuple[int, str, str]]:
    """Each character that may not stand anywhere in a file: its index, what it is, and what to do."""
    if text.isascii() and text.isprintable():  # most texts: three searches less
        return
    for stack in _STACK.finditer(text):
        yield (
            stack.start(),
            f"{len(stack[0])} marks stand on one letter, from {_name(ord(stack[0][0]))} on; no language has more than 30",
            "delete what is too many",
        )
    for tag in _TAG.finditer(text):
        if tag[1]:
            yield tag.start(), f"the tag {_name(ord(tag[1]))} cannot be seen and stands in no flag", "delete it"
    for match in _REFUSED.finditer(text):
        code = ord(match[0])
        if code in _LOST:
            what, cure = _LOST[code]
            yield match.start(), f"{_name(code)} {what}", cure
        elif code in (0x2028, 0x2029):
            yield (
                match.start(),
                f"the line separator {_name(code)} may not stand in a text",
                "press Enter, or put a space",
            )
        elif code == 0xFEFF:
            yield match.start(), f"the byte order mark {_name(code)} may only stand at the start of a file", "delete it"
        elif code < 0xA0:
            yield match.start(), f"the control character {_name(code)} may not stand in a text", "delete it"
        else:
            yield match.start(), f"{_name(code)} is not a character", "delete it"


def unbalanced(text: str) -> tuple[str, str] | None:
    """What is wrong with a text's direction controls, and what to do; None when each is closed in the text itself."""
    if not _BIDI.search(text):
        return None
    hint = "delete it, or close embeddings with U+202C and isolates with U+2069 in the same text"
    opened: list[str] = []
    for match in _BIDI.finditer(text):
        mark = match[0]
        if mark in _EMBED or mark in _ISOLATE:
            opened.append(mark)
        elif not opened or (opened[-1] in _EMBED) != (mark == "\u202c"):
            return f"the direction control {_name(ord(mark))} closes what was not opened", hint
        else:
            opened.pop()
    return (f"the direction control {_name(ord(opened[-1]))} is never closed", hint) if opened else None


def blank(text: str) -> bool:
    """True for a text in which nothing is seen: spaces of any kind, joiners, marks of direction."""
    return all(char.isspace() or unicodedata.category(char) in ("Cf", "Cc") or char in _FILLERS for char in text)


def visible(text: str) -> str:
    """A text that can be printed in a message: characters that would act on a terminal stand as their code points."""
    return (
        _UNSEEN.sub(lambda m: " " if m[0] == "\t" else f"<{_name(ord(m[0]))}>", text) if _UNSEEN.search(text) else text
    )


def clipped(text: str, limit: int = 60) -> str:
    """The first words of a text on one line, for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1].rstrip()}…"


def _name(code: int) -> str:
    return f"U+{code:04X}"
