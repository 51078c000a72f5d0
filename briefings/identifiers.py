"""Ids: what sections, items, facts and translations are known by; lower-case words a to z and digits, joined by
hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from .regex import regex

LENGTH: Final = 60  # of an id that is made from a title; one that is written may be longer
_WRITTEN_LENGTH: Final = 80
_IDENTIFIER: Final = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "&": " and ",
        "’": "",
        "'": "",
    }
)


def is_identifier(text: str) -> bool:
    """True for `working-groups` and `2022`, false for `Working groups` and `a--b`."""
    return len(text) <= _WRITTEN_LENGTH and bool(_IDENTIFIER.fullmatch(text))


def slug(text: str) -> str:
    """An id made from a text: accents go, other signs part words. "" for a text in a script that has no Latin
    letters."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(sign for sign in folded if not unicodedata.combining(sign))
    foreign = sum(sign.isalpha() and not sign.isascii() for sign in kept)
    if foreign > sum(sign.isalpha() and sign.isascii() for sign in kept):
        return ""
    made = "-".join(re.findall(r"[a-z0-9]+", kept))
    if len(made) <= LENGTH:
        return made
    return made[: LENGTH + 1].rpartition("-")[0] or made[:LENGTH]


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The same names, later twins told apart by a number."""
    seen: set[str] = set()
    made: list[str] = []
    for name in names:
        chosen, count = name, 1
        while chosen in seen:
            count += 1
            chosen = f"{name}-{count}"
        seen.add(chosen)
        made.append(chosen)
    return tuple(made)
