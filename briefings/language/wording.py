"""The tool's own few words ("Sources", "2 of 3", "Embargoed until …") in a language, filled in.

Each language's record has all of them. A `{placeholder}` is filled in. Titles of sections are not among them: they are
data. Counts stand after a colon, so that no language needs its plural forms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..diagnostics import did_you_mean
from . import LANGUAGES, of
from .languages import language_name

WORDS: Final = tuple(LANGUAGES["en"].words)
"""What the words are known by: `sources`, `as-of`."""
if _FORGOTTEN := [(one.name, key) for one in LANGUAGES.values() for key in WORDS if key not in one.words]:
    raise KeyError(_FORGOTTEN)


def word(key: str, language: str, **values: object) -> str:
    """A word or short phrase by language, its placeholders filled: `word("part", "fr", n=2, total=3)` is "2 sur 3".

    Raises KeyError, with the nearest known key or the placeholders that are needed, when key or values do not fit.
    """
    said = phrase(key, language)
    needed = placeholders(said)
    if needed != values.keys():
        wanted = ", ".join(f"`{name}`" for name in sorted(needed)) or "no values"
        raise KeyError(f"the word `{key}` takes {wanted}")
    # One pass, so that a value which itself looks like a placeholder stays a text.
    return said if not needed else re.sub(r"\{([a-z]+)\}", lambda match: str(values[match.group(1)]), said)


@lru_cache(1024)
def phrase(key: str, language: str) -> str:
    """A phrase as it is written, with its placeholders."""
    if key not in WORDS:
        raise KeyError(f"the tool has no word `{key}`: {did_you_mean(key, WORDS, 'word')}")
    return of(language).words[key]


def untranslated(original: str, language: str) -> str:
    """What stands behind a text that is shown in its own language because it has no translation: " (in English)"; "" where the
    two are the same."""
    if original == language:
        return ""
    return word("bracketed", language, text=word("not-translated", language, name=language_name(original, language)))


@lru_cache(1024)
def placeholders(said: str) -> frozenset[str]:
    """The names between braces in a phrase."""
    return frozenset(re.findall(r"\{([a-z]+)\}", said))
