"""The axis of a timeline: where days stand, and which years, months or days are named along it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ..frozen import frozen
from ..values import Day, Origin, figures
from .params import Precision

STEPS: Final[tuple[tuple[Precision, int], ...]] = (
    *(("day", days) for days in (1, 2, 7, 14)),
    *(("month", months) for months in (1, 2, 3, 6)),
    *(("year", years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
"""How far apart what is named may be, fine to coarse."""
FINEST: Final[dict[Precision, int]] = {"day": 0, "month": 4, "year": 8}
MOST: Final = 12
"""So many places an axis names at the most."""
TENS: Final = 10
FIVES: Final = 8
"""So many of less than ten years: more than forty of them are named by tens."""
YEARS: Final = 4
"""Of so many years and more an axis names the years alone: their halves and quarters would crowd it and say little more."""


@frozen
class Tick:
    """A day from which a year, a month or a day counts, and its name."""

    day: int
    name: str


@frozen
class Axis:
    """The days from the first tick to the one after the last; days are counted as `datetime.date` does."""

    ticks: tuple[Tick, ...]
    stop: int

    def share(self, day: int) -> float:
        """Where a day stands, from 0 to 1."""
        first = self.ticks[0].day
        return min(1.0, max(0.0, (day - first) / (self.stop - first)))


def axis(first: int, last: int, precision: Precision, language: str, fits: Callable[[Axis], bool]) -> Axis:
    """The finest axis for some days that has room for its names, of several years that of years; the coarsest where none has."""
    made = None
    for unit, step in STEPS[FINEST[precision] :]:
        days = list(_days(first, last, unit, step))
        if len(days) > (FIVES if unit == "year" and step < TENS else MOST) + 1 or (
            unit == "month" and len(list(_days(first, last, "year", 1))) > YEARS
        ):
            continue
        made = Axis(tuple(Tick(day, _name(day, unit, language)) for day in days[:-1]), days[-1])
        if fits(made):
            break
    assert made is not None, "a thousand years at a time reach from the first to the last"
    return made


def between(one: Axis) -> Iterator[tuple[Tick, int]]:
    """Each tick with the day on which the next one begins."""
    ends = [*(tick.day for tick in one.ticks[1:]), one.stop]
    yield from zip(one.ticks, ends, strict=True)


def _days(first: int, last: int, unit: Precision, step: int) -> Iterator[int]:
    """The days on which the steps begin: from the one that holds the first day to the one after the last."""
    start = date.fromordinal(first)
    count = first if unit == "day" else start.year * 12 + start.month - 1 if unit == "month" else start.year
    count -= 0 if unit == "day" else count % step
    for number in range(MOST + 2):
        day = _begins(count + number * step, unit)
        yield day
        if day > last:
            return


def _begins(count: int, unit: Precision) -> int:
    if unit == "day":
        return min(count, date.max.toordinal())
    year, month = (count // 12, count % 12 + 1) if unit == "month" else (count, 1)
    return date.max.toordinal() + 1 if year > date.max.year else date(max(1, year), month, 1).toordinal()


def _name(day: int, unit: Precision, language: str) -> str:
    when = date.fromordinal(day)
    month, number = when.month if unit != "year" else None, when.day if unit == "day" else None
    return figures.day(Day(when.year, Origin(""), language, month, number), language)
