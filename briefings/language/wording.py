"""The tool's own few words in a language, filled in."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import Final

from ..diagnostics import did_you_mean
from . import of
from .languages import language_name
from .messages import Messages

WORDS: Final = tuple(field.name.replace("_", "-") for field in dataclasses.fields(Messages))
"""What the words are known by: `sources`, `as-of`."""


def word(key: str, language: str, **values: object) -> str:
    """A word or short phrase by language, its placeholders filled: `word("part", "fr", n=2, total=3)` is "2 sur 3".

    Raises KeyError, with the nearest known key or the placeholders that are needed, when key or values do not fit.
    """
    phrase, needed = _phrase(key, language)
    if needed != values.keys():
        wanted = ", ".join(f"`{name}`" for name in sorted(needed)) or "no values"
        raise KeyError(f"the word `{key}` takes {wanted}")
    # One pass, so that a value which itself looks like a placeholder stays a text.
    return phrase if not needed else re.sub(r"\{([a-z]+)\}", lambda match: str(values[match.group(1)]), phrase)


@lru_cache(1024)
def _phrase(key: str, language: str) -> tuple[str, frozenset[str]]:
    """A phrase as it is written, and the names of its placeholders."""
    if key not in WORDS:
        raise KeyError(f"the tool has no word `{key}`: {did_you_mean(key, WORDS, 'word')}")
    phrase: str = getattr(of(language).messages, key.replace("-", "_"))
    return phrase, frozenset(placeholders(phrase))


def untranslated(original: str, language: str) -> str:
    """What stands behind a text that is shown in its own language because it has no translation: " (in English)"; "" where the
    two are the same.
    """
    if original == language:
        return ""
    return word("bracketed", language, text=word("not-translated", language, name=language_name(original, language)))


def placeholders(phrase: str) -> tuple[str, ...]:
    """The names between braces in a phrase."""
    return tuple(re.findall(r"\{([a-z]+)\}", phrase))
