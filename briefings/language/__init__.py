"""What depends on a language: its numbers, dates, words and marks, one file a language. To add one: one file beside this, one line in the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from .record import Language, of_file

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {
        "en": of_file("english"),
        "fr": of_file("french"),
        "es": of_file("spanish"),
        "ru": of_file("russian"),
        "ar": of_file("arabic"),
        "zh": of_file("chinese"),
    }
)
"""The languages that reports are written and built in, by their codes (ISO 639)."""


@lru_cache(256)
def of(tag: str) -> Language:
    """The language that decides the writing: by the first part of the tag; English for one that is not in the table."""
    return LANGUAGES.get(re.split("[-_]", tag, maxsplit=1)[0].lower(), LANGUAGES["en"])
