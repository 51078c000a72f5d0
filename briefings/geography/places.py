"""Countries and regions by the names that people write: codes, and names in six languages.

country     "IRN", "364", "Iran", "Irán", "伊朗", "Iran (Islamic Republic of)" -> "IRN"
named       "IRN", "Africa" -> what a language calls it
region      "Africa", "002", "África oriental" -> the codes of its countries
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

from .. import builtin
from ..frozen import frozen
from ..regex import regex

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
_STATES: Final = frozenset({"BOL", "FSM", "IRN", "VEN"})
"""Countries that lists write with more of their name in brackets, and that nothing else is called like."""


_NOTE: Final = regex(r"(?<=\w)\s*(?:[¹²³⁴-⁹*†‡]+|[(（\[](?:[0-9]{1,2}|[a-z]|\*+)[)）\]])$")
"""The sign of a footnote behind a name: "Kenya (1)", "Kenya¹", "Kenya [a]"."""


@frozen
class Country:
    """A country or territory: its codes (ISO 3166-1 alpha-3 and alpha-2, UN M49), what it is called in each language, and other spellings."""

    code: str
    letters: str
    number: str
    names: tuple[str, ...]
    also: tuple[str, ...]

    def name(self, language: str) -> str:
        """What it is called; in English where the language is none of the six."""
        return self.names[LANGUAGES.index(language) if language in LANGUAGES else 0]


@frozen
class Region:
    """A region of the United Nations (M49): its number, what it is called in each language, and the codes of its countries."""

    number: str
    names: tuple[str, ...]
    members: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """All countries and territories by their codes."""
    made = {}
    for line in builtin.rows("geography/countries.txt"):
        code, letters, number, *called, also = line.split("|")
        made[code] = Country(code, letters, number, tuple(called), tuple(also.split(";")) if also else ())
    return made


@cache
def regions() -> tuple[Region, ...]:
    """The world and its regions, by their numbers."""
    lines = (line.split("|") for line in builtin.rows("geography/regions.txt"))
    return tuple(Region(number, tuple(called), tuple(held.split())) for number, *called, held in lines)


def folded(text: str) -> str:
    """A name without what people leave out or write otherwise: accents, capitals, marks, "the", "&"."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"\w+", re.sub(r"[’'ʼ`´]", "", letters))
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


@cache
def _countries() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in countries().values():
        for name in (one.code, one.number, one.number.lstrip("0"), *one.names):
            found.setdefault(folded(name), one.code)
    for one in countries().values():
        for name in one.also:
            found.setdefault(folded(name), one.code)
    found.pop("", None)
    return found


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    return {folded(name): one.members for one in reversed(regions()) for name in (one.number, *one.names)}


_SHORT: Final = {
    "rep": "republic", "dem": "democratic", "fed": "federated", "sts": "states", "is": "islands", "isl": "islands", "ter": "territory",
    "eq": "equatorial", "n": "northern", "s": "south", "w": "western", "fr": "french", "br": "british", "barb": "barbuda",
    "herz": "herzegovina", "st": "saint", "geo": "georgia", "faeroe": "faroe",
}  # fmt: skip
"""What tables shorten names of countries to, with a point."""


def _words(text: str) -> frozenset[str]:
    """The words of a name in whatever order, shortened ones in full: "Iran, Islamic Rep." is "Islamic Republic of Iran"."""
    long = re.sub(r"(\w+)\.", lambda word: _SHORT.get(word[1].casefold(), word[1]) + " ", text)
    return frozenset(folded(long).split()) - {"of", "and"}


@cache
def _in_any_order() -> Mapping[frozenset[str], str]:
    """Countries by the words of their English names, without those that two have."""
    found: dict[frozenset[str], set[str]] = {}
    for one in countries().values():
        for name in (one.names[0], *one.also):
            found.setdefault(_words(name), set()).add(one.code)
    return {words: min(codes) for words, codes in found.items() if len(codes) == 1 and len(words) > 1}


def country(text: str) -> str:
    """The code of a country by its code, number or name in any of the six languages; "" where it is none."""
    text = _NOTE.sub("", text)
    found = _countries().get(folded(text), "") or (
        "" if re.search("[(（]", text) else _in_any_order().get(_words(text), "")
    )
    if not found and (head := re.match(r"(.+?)\s*[(（]", text)):
        found = _countries().get(folded(head[1]), "")
        found = found if found in _STATES else ""
    return found


@cache
def two_letters() -> Mapping[str, str]:
    """The codes of countries by those of two letters (ISO 3166-1 alpha-2, and Eurostat's EL and UK). Other lists mean others by the same
    letters (FIPS, American states), so that nobody reads them without the names beside them."""
    return {one.letters: one.code for one in countries().values()} | {"EL": "GRC", "UK": "GBR"}


def region(text: str) -> tuple[str, ...]:
    """The codes of a region's countries by its number or its name in any of the six languages; () where it is none."""
    return _regions().get(folded(text), ())


def smallest(codes: Collection[str]) -> str:
    """The number of the smallest region that holds some countries, which may be the world."""
    world, *_ = regions()
    whole = (one for one in regions() if set(codes) <= set(one.members))
    return min(whole, key=lambda one: len(one.members), default=world).number


def named(text: str, language: str) -> str:
    """What a language calls a country or a region that goes by a code or by any name; "" where it is none, or the language none of the six."""
    if language not in LANGUAGES or _NOTE.search(text):
        return ""
    if code := country(text):
        return countries()[code].name(language)
    at, key = LANGUAGES.index(language), folded(text)
    return next((one.names[at] for one in regions() if key in map(folded, (one.number, *one.names))), "")


def spellings() -> tuple[str, ...]:
    """Every name of a country, for a hint."""
    every = (name for one in countries().values() for name in (*one.names, *one.also))
    return tuple(dict.fromkeys(every))
