"""What bars and columns are made of in stacked charts, whichever way they run: the same sums, parts and words for nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ..frozen import frozen
from ..language.wording import word
from .scale import ZERO
from .spec import ChartSpec


@frozen
class Part:
    """A part of a bar: its series, and where it starts and stops, in points."""

    series: int
    start: float
    stop: float

    @property
    def middle(self) -> float:
        return (self.start + self.stop) / 2

    @property
    def length(self) -> float:
        return self.stop - self.start

    def shown(self, gap: float) -> float:
        """How long it is drawn, short of its end by a white gap; a sliver stays visible."""
        return max(self.length - gap, min(self.length, 0.75))


def parts(spec: ChartSpec, category: int, at: Callable[[Decimal], float]) -> tuple[Part, ...]:
    """A category's parts, end to end, with the places `at` values on the axis; those of no length are left out."""
    full, reached = sum_of(spec, category) if spec.whole else Decimal(1), ZERO
    made: list[Part] = []
    for number, series in enumerate(spec.series):
        value = series.points[category].value
        if value:
            made.append(Part(number, at(reached / full), at((reached + value) / full)))
            reached += value
    return tuple(made)


def sum_of(spec: ChartSpec, category: int) -> Decimal:
    """What the parts of a category come to."""
    return sum((series.points[category].value or ZERO for series in spec.series), ZERO)


def values(spec: ChartSpec, series: int) -> tuple[Decimal | None, ...]:
    """The numbers of a series as the workbook has them: shares where amounts are shown so."""
    sums = [sum_of(spec, at) for at in range(len(spec.categories))]
    return tuple(
        point.value / full if spec.whole and spec.shares and full and point.value is not None else point.value
        for point, full in zip(spec.series[series].points, sums, strict=True)
    )


def nothing(spec: ChartSpec, category: int) -> str:
    """What stands in place of a bar of no length: its nought, or that there is no value."""
    known = (series.points[category] for series in spec.series)
    return next((point.shown for point in known if point.value is not None), word("no-value", spec.language))
