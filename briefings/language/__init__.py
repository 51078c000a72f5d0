"""What depends on a language: its numbers, dates, words and marks, one file a language. To add one: one file beside this, one line in the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from . import arabic, chinese, english, french, russian, spanish
from .record import Language

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {
        "en": english.LANGUAGE,
        "fr": french.LANGUAGE,
        "es": spanish.LANGUAGE,
        "ru": russian.LANGUAGE,
        "ar": arabic.LANGUAGE,
        "zh": chinese.LANGUAGE,
    }
)
"""The languages that reports are written and built in, by their codes (ISO 639)."""


@lru_cache(256)
def of(tag: str) -> Language:
    """The language that decides the writing: by the first part of the tag; English for one that is not in the table."""
    return LANGUAGES.get(re.split("[-_]", tag, maxsplit=1)[0].lower(), LANGUAGES["en"])
