"""How much there is of something, as people say it in a language, and what cannot be added up."""

from __future__ import annotations

import re
from typing import Final

from ..regex import regex
from . import LANGUAGES, of
from .record import NBSP

_SAID: Final = [one.reading for one in LANGUAGES.values()]
_TIMES: Final = ("second", "minute", "hour", "day", "week", "month", "year", "degree")
_RATE: Final = regex(
    "|".join(["[%٪％‰°]", *(one for said in _SAID for one in (said.rates, said.percent) if one)]), re.I
)
_LASTING: Final = regex(
    "|".join(
        [
            r"[^\W\d]+/[^\W\d]+",
            *(one for said in _SAID for name in _TIMES for one in said.units.get(name, name).split()),
        ]
    ),
    re.I,
)


def is_rate(name: str, unit: str) -> bool:
    """Whether numbers of a name and a unit make no sum: rates, averages, ranks, and spans of time. "Waiting time, days" is one; "School days"
    counts them."""
    units = [unit, *re.split("[(（,，،]", name)[1:]]
    return bool(_RATE.search(f"{name} {unit}") or any(_LASTING.fullmatch(one.strip(" )）")) for one in units))


def size(count: int, language: str) -> str:
    """So many bytes: "412 kB", "1,2 Mo"."""
    from babel.units import format_unit

    thousands = max(count / 1000, 1)
    unit, number = (
        ("digital-kilobyte", round(thousands)) if thousands < 1000 else ("digital-megabyte", round(thousands / 1000, 1))
    )
    return str(format_unit(number, unit, length="short", locale=of(language).locale)).replace("\u202f", NBSP)
