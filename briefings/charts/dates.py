"""Categories that are dates or periods: how they read, where they stand in time, and whether they are evenly apart.

A date is written as ISO 8601 has it ("2025", "2025-02", "2025-02-28", a time of day behind it), with points or slashes (2025/2/28, 28.2.2025), or in words of its language ("February
2025", "28 février 2025", "2025年2月"). "2011-12" among years that follow each other so is a year from one to the next, and no month. Periods are
years that run into the next ("2011/12", "FY 2011-12"), quarters, half years and ISO weeks; they are shown as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final

from ..frozen import frozen, replace
from ..language import calendar
from ..language.wording import word
from ..regex import regex
from ..values import Day, Origin, figures

_ISO: Final = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2})(?::00)?)?)?)?")
_NUMBERED: Final = regex(r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})")
_DOTTED: Final = regex(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})")
"""A day in digits that nobody reads otherwise: with the year first, or with points between."""
_CHINESE: Final = regex(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_WORDED: Final = regex(r"(?:(\d{1,2})(?:er|\.)?[\s-]+)?(?:de\s+)?([^\W\d_]+\.?)[\s-]+(?:de\s+)?(\d{4})(?:\s*г\.)?")
_SPAN: Final = regex(r"(\d{4})-(\d{2})")
_YEARS: Final = regex(r"(?:FY\s?)?(\d{4})\s?[/–-]\s?(\d{4}|\d{2})", re.IGNORECASE)
_WEEK: Final = regex(r"(\d{4})-?W(\d{1,2})")
_FIRST: Final = ("الأول", "الثاني", "الثالث", "الرابع")
_PARTS: Final = tuple(
    (months, regex(pattern, re.IGNORECASE))
    for months, pattern in (
        (3, r"(?:Q|T)\s?(?P<n>[1-4])[\s,/-]*(?P<y>\d{4})"),
        (3, r"(?P<y>\d{4})[\s,/-]*(?:Q|T)\s?(?P<n>[1-4])"),
        (3, r"(?P<n>[1-4])\s?(?:er|e|ème|º|\.º|-?й)?\s?(?:trimestre|кв\.?|квартал)\s(?:de\s)?(?P<y>\d{4})(?:\s*г\.)?"),
        (3, r"(?P<y>\d{4})年?第?(?P<n>[1-4])季度?"),
        (3, rf"الربع (?P<n>{'|'.join(_FIRST)})[\s،]+(?:من )?(?:عام )?(?P<y>\d{{4}})"),
        (6, r"(?:H|S)\s?(?P<n>[12])[\s,/-]*(?P<y>\d{4})"),
        (6, r"(?P<y>\d{4})[\s,/-]*(?:H|S)\s?(?P<n>[12])"),
    )
)
"""How parts of a year are written, with the months that each has."""
_EPOCH: Final = date(1899, 12, 30).toordinal()
"""The day before the first that a workbook counts (ECMA-376 part 1, 18.17.4.1)."""


@frozen
class Moment:
    """A year, a month or a day, with the time of day when it was given; of a period its first, and how it is written."""

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    written: str = ""

    @property
    def key(self) -> tuple[int, int, int, str]:
        """What moments are ordered by."""
        return self.year, self.month or 1, self.day or 1, self.time

    def shown(self, language: str) -> str:
        """As readers of a language write it."""
        if self.written:
            return self.written
        said = figures.day(Day(self.year, Origin(""), language, self.month, self.day), language)
        return f"{said}{word('comma', language)}{self.time}" if self.time else said


def moments(labels: Sequence[str], language: str) -> tuple[Moment, ...] | None:
    """Labels as dates; None unless each is one."""
    texts = [label.strip() for label in labels]
    for read in (_span, _part, _week):
        periods = [read(text) for text in texts]
        if periods and None not in periods:
            return tuple(one for one in periods if one is not None)
    spans = [text for text in texts if _SPAN.fullmatch(text)]
    if spans and all(map(_span, spans)):
        return None  # years, and not all of them; or months that look like them
    found = [_moment(text, language) for text in texts]
    known = tuple(moment for moment in found if moment is not None)
    return known if known and len(known) == len(found) else None


def _span(text: str) -> Moment | None:
    """A year from one to the next."""
    match = _YEARS.fullmatch(text)
    if match is None or (int(match[1]) + 1) % (100 if len(match[2]) == 2 else 10_000) != int(match[2]):
        return None
    return replace(made, written=text) if (made := _checked(int(match[1]), None, None)) else None


def _part(text: str) -> Moment | None:
    """A quarter or a half of a year."""
    for months, pattern in _PARTS:
        if match := pattern.fullmatch(text):
            number = _FIRST.index(match["n"]) + 1 if match["n"] in _FIRST else int(match["n"])
            made = _checked(int(match["y"]), str(months * (number - 1) + 1), None)
            return replace(made, written=text) if made else None
    return None


def _week(text: str) -> Moment | None:
    """A week (ISO 8601, 5.2.3), by its Monday."""
    match = _WEEK.fullmatch(text)
    try:
        day = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        return None
    return Moment(day.year, day.month, day.day, written=text) if day else None


def places(dated: Sequence[Moment]) -> tuple[int, ...]:
    """Where dates stand in time: years by their numbers, all others by the days that a workbook counts, from 1 on."""
    if all(moment.month is None for moment in dated):
        return tuple(moment.year for moment in dated)
    days = [date(*moment.key[:3]).toordinal() - _EPOCH for moment in dated]
    before = min(0, min(days) - 1)
    return tuple(day - before for day in days)


def even(dated: Sequence[Moment]) -> bool:
    """Whether dates in order are evenly apart, counted in the years, months or days that they are given in."""
    if all(moment.month is None for moment in dated):
        counted = [moment.year for moment in dated]
    elif all(moment.day is None for moment in dated):
        counted = [12 * moment.year + (moment.month or 1) for moment in dated]
    else:
        counted = [date(*moment.key[:3]).toordinal() for moment in dated]
    return len({after - before for before, after in pairwise(counted)}) <= 1


def _moment(label: str, language: str) -> Moment | None:
    if match := _ISO.fullmatch(label):
        return _checked(int(match[1]), match[2], match[3], match[4] or "")
    if match := _NUMBERED.fullmatch(label) or _DOTTED.fullmatch(label):
        return _checked(int(match["y"]), match["m"], match["d"])
    if match := _CHINESE.fullmatch(label):
        return _checked(int(match[1]), match[2], match[3])
    if match := _WORDED.fullmatch(label):
        month = _months(language.split("-", maxsplit=1)[0]).get(match[2].casefold().rstrip("."))
        return None if month is None else _checked(int(match[3]), str(month), match[1])
    return None


def _checked(year: int, month: str | None, day: str | None, time: str = "") -> Moment | None:
    """A moment that the calendar has."""
    made = Moment(year, int(month) if month else None, int(day) if day else None, time)
    try:
        date(*made.key[:3])
    except ValueError:
        return None
    return made


@cache
def _months(language: str) -> dict[str, int]:
    """The names of months, as CLDR gives them for a language, wide and short, alone and within a date."""
    locale = calendar.locale(language)
    return {
        str(name).casefold().rstrip("."): number
        for form in ("stand-alone", "format")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[form][width].items()
    }
