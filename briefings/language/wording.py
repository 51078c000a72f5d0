"""The tool's own few words ("Sources", "2 of 3", "Embargoed until …") in six languages, from `wording.yaml`.

Titles of sections are not here: they are data. A language that the table lacks is served in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from ..diagnostics import did_you_mean
from . import figures


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
    known = table()
    if key not in known:
        raise KeyError(f"the tool has no word `{key}`: {did_you_mean(key, known, 'word')}")
    phrases = known[key]
    phrase = phrases.get(re.split("[-_]", language, maxsplit=1)[0].lower(), phrases["en"])
    return phrase, frozenset(placeholders(phrase))


def untranslated(original: str, language: str) -> str:
    """What stands behind a text that is shown in its own language because it has no translation: " (in English)"; "" where the
    two are the same.
    """
    if original == language:
        return ""
    return word(
        "bracketed", language, text=word("not-translated", language, name=figures.language_name(original, language))
    )


def placeholders(phrase: str) -> tuple[str, ...]:
    """The names between braces in a phrase."""
    return tuple(re.findall(r"\{([a-z]+)\}", phrase))


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """All the words: key, then language."""
    from ..source import plain, read

    path = Path(__file__).with_name("wording.yaml")
    words = plain(read(path.read_bytes(), "wording.yaml").root)
    return MappingProxyType({key: MappingProxyType(dict(phrases)) for key, phrases in words.items()})
