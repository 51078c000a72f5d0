"""From values to places: where zero is, where an axis ends, and which of its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeGuard

from ..frozen import frozen
from ..language import of
from ..language.wording import word
from ..values import Figure, Origin, figures
from .number_codes import axis_number, number_format
from .spec import ChartSpec, Point

ZERO: Final = Decimal(0)
SPARE, AIR = 0.2, 0.04
"""What an axis may reach above all data up to its next number, and how far it does where that is farther, as shares of its length."""
STEEP: Final = 0.2
"""The same of slopes, which tell all their values and are compared by their steepness: lines of some height apart are told apart."""
NEAR: Final = 0.5
"""An axis has nought where the lowest value is less than such a share of the highest: what is halved does not look like nothing."""
_ROUND: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_BROKEN: Final = Decimal("2.5")
"""Steps of two and a half would have decimals, alone or before a word of size, that twos and fives do without."""


@frozen
class Scale:
    """A value axis from `low` to `high`, its numbers `step` apart where they are written; on a log scale both ends are positive."""

    low: float
    high: float
    log: bool = False
    step: Decimal | None = None

    def share(self, value: Decimal | float) -> float:
        """How far along the axis a value is: 0 at its low end, 1 at its high end."""
        low, high, at = self.low, self.high, float(value)
        if self.log:
            low, high, at = math.log10(low), math.log10(high), math.log10(max(at, self.low))
        return (at - low) / (high - low) if high > low else 0.0

    def at(self, share: float) -> float:
        """The number that is so far along the axis."""
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + (self.high - self.low) * share

    @property
    def fine(self) -> Decimal | None:
        """What all its numbers are multiples of, where they are written."""
        return Decimal(1) if self.log else self.step

    @property
    def base(self) -> float:
        """The share at which bars begin: at zero, or at the low end of a log scale."""
        return 0.0 if self.log else self.share(max(0.0, self.low))


def known(spec: ChartSpec) -> Iterator[Point]:
    """Every point that has a value."""
    return (point for series in spec.series for point in series.points if point.value is not None)


def from_zero(spec: ChartSpec, count: int = 0) -> Scale:
    """An axis for marks whose length is the value: it begins at zero; a log scale begins at a power of ten below all values. Where some
    `count` numbers are written along it, it ends on round ones."""
    values = _values(spec)
    if spec.log:
        return _decades(values)
    low, high = min(0.0, *values), max(0.0, *values)
    if high == low:
        high = 1.0
    return _on_steps(low, high, count) if count else Scale(low, high)


def around(spec: ChartSpec, count: int = 0) -> Scale:
    """An axis for lines: with zero when the values come near it, or where an arrow between two compares lengths, else close about the values; on
    round numbers where some `count` of them are written."""
    values = _values(spec)
    if spec.log:
        return _decades(values)
    low, high = min(values), max(values)
    near = 1.0 if spec.difference else STEEP if spec.kind == "slope" else NEAR
    if 0 < low <= near * high:
        low = 0.0
    if 0 > high >= near * low:
        high = 0.0
    if low == high:
        low, high = (0.0, high) if high > 0 else (low, 0.0) if low < 0 else (0.0, 1.0)
    if not count:
        room, step = (high - low) * 0.08, float(round_step(low, high, 4))
        if spec.kind == "slope" and low > 0:
            return Scale(max(0.0, low - room), high + room)
        # what has no numbers says where it begins, and so begins at a round one
        begin = math.floor((low - room) / step) * step if low > 0 else low - (room if low else 0.0)
        return Scale(max(begin, 0.0) if low > 0 else begin, high + (room if high else 0.0))
    return _on_steps(low, high, count)


def along_lines(spec: ChartSpec, count: int = 0) -> Scale:
    """The axis of lines; with nought where what is below them is filled."""
    return from_zero(spec, count) if spec.kind == "area" else around(spec, count)


def _on_steps(low: float, high: float, count: int) -> Scale:
    """From a round number at or below to one at or above; to a little above the data where that one would be far above them."""
    step = min((round_step(low, high, more) for more in (count, count + 1)), key=lambda one: _over(high, one))
    first = float(math.floor(low / float(step) + 1e-9) * step)
    spare = _over(high, step) - high
    above = spare if spare <= SPARE * (high - first) else AIR * (high - first)
    return Scale(first, high + above, step=step)


def _over(high: float, step: Decimal) -> float:
    """The first number on steps that is not below a height."""
    return float(math.ceil(high / float(step) - 1e-9) * step)


def ticks(scale: Scale, count: int = 4) -> tuple[Decimal, ...]:
    """Some `count` round numbers along an axis; on a log scale powers of ten."""
    if scale.log:
        first, last = round(math.log10(scale.low)), math.floor(math.log10(scale.high) + 1e-9)
        stride = max(1, math.ceil((last - first) / max(1, count + 1)))
        return tuple(Decimal(1).scaleb(power) for power in range(first, last + 1, stride))
    step = scale.step or round_step(scale.low, scale.high, count)
    low = math.ceil(scale.low / float(step) - 1e-9)
    high = math.floor(scale.high / float(step) + 1e-9)
    return tuple(index * step for index in range(low, high + 1))


def tick_text(value: Decimal, spec: ChartSpec, fine: Decimal | None = None) -> str:
    """A number of an axis, written as the chart's values are; one of many that are multiples of the same is written like all."""
    figure = _figure(value, spec, fine)
    if _counted(fine, spec):
        return axis_number(value, figure, fine)[0]
    return figures.shown(figure, unit=False)


def reference_value(spec: ChartSpec) -> str:
    """The number of a reference line as readers see it; nothing where its name says it."""
    if spec.reference is None:
        return ""
    value = tick_text(spec.reference.value, spec)
    return "" if value in spec.reference.label.text else value


def reference_text(spec: ChartSpec) -> str:
    """What a reference line is called, with its number."""
    if spec.reference is None:
        return ""
    value = reference_value(spec)
    return spec.reference.label.text + (word("colon", spec.language) + value if value else "")


def _counted(fine: Decimal | None, spec: ChartSpec) -> TypeGuard[Decimal]:
    """Whether numbers along an axis are written by `axis_number`."""
    return fine is not None and fine == fine.to_integral_value() and not of(spec.language).by_thousands


def _figure(value: Decimal, spec: ChartSpec, fine: Decimal | None) -> Figure:
    """A number of an axis; before a word of size all have as many decimals as one of them needs, or no format code could say them."""
    plain, digits = value.normalize() if value else Decimal(0), None
    compact = figures.compacted(plain, None, spec.language) if fine else None
    if fine and compact and 0 < (decimals := figures.decimals_of(fine.scaleb(-compact[1].power).normalize())) <= 3:
        digits = plain.adjusted() - compact[1].power + 1 + decimals
    power = 0 if fine else spec.power
    return Figure(plain, Origin(""), spec.language, spec.unit.text, currency=spec.currency, digits=digits, power=power)


def steps(low: Decimal, high: Decimal, step: Decimal | None) -> tuple[Decimal, ...]:
    """The numbers from an end to the other, a step apart."""
    if not step or step <= 0 or (high - low) / step > 100:
        return (low, high)
    return tuple(low + index * step for index in range(int((high - low) / step) + 1))


def axis_format(spec: ChartSpec, numbers: Sequence[Decimal], fine: Decimal | None = None) -> str:
    """The format code that gives numbers along an axis the form of `tick_text`."""
    if _counted(fine, spec):
        return axis_number(ZERO, _figure(ZERO, spec, fine), fine)[1]
    return number_format([_figure(number, spec, fine) for number in numbers], spec.language)


def _values(spec: ChartSpec) -> list[float]:
    values = [float(point.value) for point in known(spec) if point.value is not None] or [0.0]
    return values + ([float(spec.reference.value)] if spec.reference else [])


def _decades(values: Iterable[float]) -> Scale:
    positive = [value for value in values if value > 0] or [1.0]
    low = 10.0 ** math.floor(math.log10(min(positive)))
    # A value on the power itself would have a bar of no length.
    return Scale(low / 10 if min(positive) <= low else low, max(*positive, low), log=True)


def round_step(low: float, high: float, count: int) -> Decimal:
    """The round distance that gives some `count` steps."""
    raw = Decimal(repr((high - low) / count)) if high > low else Decimal(1)
    power = Decimal(1).scaleb(raw.adjusted())
    sizes = [size for size in _ROUND if size != _BROKEN or (raw.adjusted() > 0 and raw.adjusted() % 3)]
    return next(size * power for size in sizes if size * power >= raw)
