"""The classes of a map's values and their colours: as many values in each as can be, parted by round numbers, strong colours for large ones, or for low ones where these are what matters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ..frozen import frozen, replace
from ..language.wording import word
from ..look import BRIGHT, Colour, Look
from ..memory import kept
from ..values import figures
from .paint import accent, ground, quiet
from .scale import ZERO, tick_text
from .spec import ChartSpec, Label

MOST: Final = 4
"""Classes that are made where the author gives none: more shades of one colour cannot be told apart."""
SLACK: Final = 3
"""A class may be larger or smaller by one of so many of its values for the sake of a rounder limit."""
_FAINT: Final = 1.75
"""The contrast of the lightest class against the page; on dark ground more, for so has land without a value."""
_FAINT_GREY, _GREY = 2.1, 0.1
"""In greys more, for nothing else parts it from land without a value."""
_HUED: Final = 52
"""The saturation that it keeps, in per cent: land without a value is grey."""
_FAINT_DARK: Final = 2.3
_STRONG: Final = 14.0
_STRONG_DARK: Final = 11.0
"""That of the darkest; on dark ground of the lightest, which would be grey beyond."""
_EMPTY: Final = 1.2
"""That of land without a value; on dark ground, where eyes see less of the same contrast, more."""
_EMPTY_DARK: Final = 1.55
_MIDDLE: Final = 0.18
"""The luminance between dark grounds and light ones."""
_BEYOND: Final = 1.08
_BEYOND_DARK: Final = 1.25
"""That of land around the region that the map is about; on dark ground more, as of all land."""


@frozen
class Class:
    """Values from `low` up to `high`, which belongs to the next class (None: no end), their colour, and their words."""

    low: Decimal | None
    high: Decimal | None
    colour: Colour
    text: str

    def holds(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value < self.high)


@kept
def classes(spec: ChartSpec, look: Look) -> tuple[Class, ...]:
    """The classes of a map, from the lowest values to the highest."""
    values = sorted(point.value for point in spec.series[0].points if point.value is not None)
    breaks = spec.ground.breaks if spec.ground and spec.ground.breaks else parted(values)
    ends = (None, *breaks, None)
    below = sum(1 for one in breaks if one <= 0) if values and values[0] < 0 else 0
    upper = shades(look, len(breaks) + 1 - below, accent(look))
    low = spec.ground is not None and spec.ground.low and not below
    colours = (*reversed(shades(look, below, _other(look))), *(reversed(upper) if low else upper))
    whole = all(value == value.to_integral_value() for value in (*values, *breaks))
    return tuple(
        Class(low, high, colour, _said(spec, low, high, whole=whole))
        for low, high, colour in zip(ends[:-1], ends[1:], colours, strict=True)
    )


def parted(values: Sequence[Decimal], most: int = MOST) -> tuple[Decimal, ...]:
    """Round numbers between sorted values that part them into classes of about as many each, the rounder the more there are; nought is one where values lie on both sides."""
    distinct = sorted(set(values))
    if values and values[0] < 0 < values[-1]:
        lower, upper = [one for one in values if one < 0], [one for one in values if one >= 0]
        half = max(1, most // 2)
        return (*parted(lower, half), ZERO, *parted(upper, half))
    wanted = min(most, len(distinct))
    many = len(distinct) >= 2 * wanted > 0
    found, reach = list[Decimal](), math.ceil(len(distinct) / (SLACK * wanted)) if many else 0
    for number in range(1, wanted):
        here = values[math.ceil(len(values) * number / wanted) - 1]
        at = min(distinct.index(here), len(distinct) - 2)
        held = next((one for one in distinct if found and one >= found[-1]), distinct[0])  # no class without a value
        low, high = max(distinct[max(0, at - reach)], held), distinct[min(at + 1 + reach, len(distinct) - 1)]
        if low < high:
            found.append(round_between(low, high))
    return tuple(found)


def round_between(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number above one number and not above another."""
    power = (high - low).adjusted() + 1
    while True:
        for size in (10, 5, 2):
            step = Decimal(size).scaleb(power - 1)
            made = ((low / step).to_integral_value(rounding="ROUND_FLOOR") + 1) * step
            if made <= high:
                return made.normalize() + 0
        power -= 1


def shades(look: Look, count: int, colour: Colour) -> tuple[Colour, ...]:
    """So many shades of a colour, from the one nearest to the page to the one farthest from it. Those that are near to a light page are
    calm; on a dark one the light shades are the strong ones and keep their hue."""
    base = ground(look)
    calm = 1.6 if base.luminance > colour.luminance else 0.0
    tried = [colour.shade(share, lighter=True, calm=round(max(_HUED, 100 - calm * share))) for share in range(0, 92, 4)]
    tried += [colour.shade(share, lighter=False) for share in range(4, 90, 4)]
    tried = [one for one in tried if (one.luminance > base.luminance) == (colour.luminance > base.luminance)]
    light = base.luminance > _MIDDLE
    strong = min(_STRONG if light else _STRONG_DARK, max(one.contrast(base) for one in tried))
    if count == 1:
        return (colour,)
    faint = (_FAINT if colour.spread > _GREY else _FAINT_GREY) if light else _FAINT_DARK
    first, last = (
        _lightness(min(tried, key=lambda one: abs(math.log(one.contrast(base) / need)))) for need in (faint, strong)
    )
    wanted = [first + (last - first) * number / (count - 1) for number in range(count)]
    return tuple(min(tried, key=lambda one: abs(_lightness(one) - need)) for need in wanted)


def _lightness(colour: Colour) -> float:
    """How light eyes find a colour, from 0 to 100 (CIE 1976, L*)."""
    return 116.0 * math.cbrt(colour.luminance) - 16.0 if colour.luminance > 0.008856 else 903.3 * colour.luminance


@kept
def empty(look: Look) -> Colour:
    """The colour of land without a value."""
    return _thin(look, _EMPTY if ground(look).luminance > _MIDDLE else _EMPTY_DARK)


@kept
def beyond(look: Look) -> Colour:
    """The colour of land around the region that a map is about."""
    return _thin(look, _BEYOND if ground(look).luminance > _MIDDLE else _BEYOND_DARK)


def _thin(look: Look, need: float) -> Colour:
    base, colour = ground(look), quiet(look)
    dark = colour.luminance < base.luminance
    tried = [
        made if (made := colour.paler(share, base)).spread <= BRIGHT else colour.calmer(share, lighter=dark)
        for share in range(0, 100, 2)
    ]
    tried = [one for one in tried if (one.luminance < base.luminance) == dark]
    return min(tried, key=lambda one: abs(one.contrast(base) - need), default=colour)


def _other(look: Look) -> Colour:
    """The colour of what is below nought: the series colour that is least like the accent."""
    own = accent(look)
    tried = [look.colours[f"series-{number}"] for number in range(2, 7) if f"series-{number}" in look.colours]

    def apart(one: Colour) -> float:
        return sum(abs(a - b) for a, b in zip(one.channels, own.channels, strict=True))

    return max(tried, key=apart, default=own)


def _said(spec: ChartSpec, low: Decimal | None, high: Decimal | None, *, whole: bool) -> str:
    """A class in words: "0.5–1", and in whole numbers "5–9"; signs that are mirrored could be read both ways."""
    if low is None and high is None:
        return next((point.shown for point in spec.series[0].points if point.value is not None), "")
    plain = replace(spec, unit=Label("")) if figures.is_percent(spec.unit.text) else spec  # the title says so
    if low is None and whole and high == 1 and all((point.value or 0) >= 0 for point in spec.series[0].points):
        return tick_text(ZERO, plain)
    if low is None:
        return word("below", spec.language, value=tick_text(high or ZERO, plain))
    if high is None:
        return word("at-least", spec.language, value=tick_text(low, plain))
    last = high - 1 if whole and abs(high) < 1000 else high
    dash = "–" if low >= 0 else " – "
    return tick_text(low, plain) if last == low else f"{tick_text(low, plain)}{dash}{tick_text(last, plain)}"
