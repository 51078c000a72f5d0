"""The tags that languages are known by (BCP 47), and what an author who writes something else probably means.

    language_tag    "EL-gr" -> "el-GR"; "" for what is no language's tag
    tag_hint        "Greek" -> "did you mean `el`?"

A tag is a language (ISO 639), then its script (ISO 15924) and its region (ISO 3166-1, UN M49) where they matter. Two-letter codes,
scripts and regions are held against CLDR; of three-letter codes only those are refused that have a two-letter one, since ISO 639-3 has
thousands.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Final

from ..regex import regex
from . import LANGUAGES, of

_TAG: Final = regex(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)


def language_tag(text: str) -> str:
    """A tag in its usual capitals (RFC 5646, 2.1.1); "" for one that names no language, script or region."""
    from babel import Locale

    found = _TAG.fullmatch(text.strip())
    if found is None:
        return ""
    language, script, region = (found[part] or "" for part in ("language", "script", "region"))
    language, script, region = language.lower(), script.title(), region.upper()
    known = Locale.parse("en")
    if (
        (script and script not in known.scripts)
        or (region and region not in known.territories)
        or (_shorter(language) if len(language) == 3 else language not in known.languages)
    ):
        return ""
    return "-".join(filter(None, (language, script, region))) + found["rest"].lower()


def tag_hint(text: str) -> str:
    """What to write for what is no tag: the tag of a language by its name, its longer code, or in another's writing."""
    word = text.strip().casefold()
    first, *rest = re.split(r"[-_\s]+", word)
    meant = _named().get(word) or _shorter(first) or _named().get(first)
    whole = "-".join((meant or first, *rest))
    if meant and not rest:
        return f"did you mean `{meant}`?"
    if whole != word and language_tag(whole):
        return f"did you mean `{language_tag(whole)}`?"
    if language_tag(first):
        return f"write the language alone, `{language_tag(first)}`, or with a script or a region, as in `zh-Hant` or `pt-BR`"
    near = difflib.get_close_matches(word, _named(), 1, 0.8) if len(word) > 3 else []
    if near:
        return f"did you mean `{_named()[near[0]]}`?"
    return "write its tag, such as `el` for Greek or `pt-BR` for Brazilian Portuguese"


def language_name(language: str, said_in: str) -> str:
    """What a language of reports is called in another: "anglais", "английский"."""
    from babel import Locale

    code = language if language in LANGUAGES else "en"
    return str(Locale.parse(of(said_in).locale).languages[code])


@cache
def own_name(language: str) -> str:
    """What a language of reports is called in itself, as it stands in a list: "Français", "Русский"."""
    name = language_name(language, language)
    return name[:1].upper() + name[1:]


@cache
def _shorter(code: str) -> str:
    """The two-letter code of a language that a three-letter code of ISO 639 stands for; "" when there is none."""
    from babel.core import get_global

    found = str(get_global("language_aliases").get(code, "")) if len(code) == 3 else ""
    return found if len(found) == 2 else ""


@cache
def _named() -> dict[str, str]:
    """Languages by their names, in the languages of reports and in their own."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    names = tuple(map(str, Locale.parse("en").languages))
    found: dict[str, str] = {}
    for code in filter(lambda name: len(name) == 2, names):
        try:
            own = Locale.parse(code).languages.get(code)
        except (UnknownLocaleError, ValueError):
            own = None
        if own:
            found.setdefault(own.casefold(), code)
    for spoken in reversed(tuple(LANGUAGES)):
        found |= {name.casefold(): code for code, name in Locale.parse(spoken).languages.items() if len(code) <= 3}
    return found
