"""A ring of a few shares of one whole, the sum in its middle when it is given.

Names and values stand beside their shares, on the nearer side, so there is no key. The ring begins at twelve o'clock and runs in
reading direction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Colour, Look
from ..wording import word
from . import checking
from .labels import Typesetter, Words, spread
from .native import Labels, Native, NativePoint, NativeSeries, Paint
from .paint import ground, ink, outline, quiet, readable, series_colours, stepped_back
from .rows import Heights
from .spec import ChartSpec

HOLE: Final = 0.6
"""The hole's share of the ring."""
ARM: Final = 1.3
"""From the ring to its labels, in ems."""
THINNEST: Final = 0.03
"""The smallest share that PowerPoint's label has room on."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a ring cannot show."""
    return checking.findings(spec, checking.one_series, checking.shares, checking.no_log, checking.no_reference,
                             checking.at_most(6, "join the smallest into one, or use `bar`"), checking.slivers(THINNEST))


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    sides = _sides(type, width)
    tall = max(sum(label.height for label in side) for side in sides)
    size = type.size
    least = max(8 * size, tall)
    return Heights(least, max(least, min(12 * size, 0.5 * width)), max(least, min(22 * size, 0.6 * width)))


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    size = type.size
    outer = max(min(height / 2 - 1, _outer(type, width)), size)
    sides = _sides(type, width, outer)
    reach = [max((label.width for label in side), default=0.0) for side in sides]
    arm = ARM * size
    # The ring and its labels stand together in the middle of the width.
    x = (width - 2 * outer - sum(r + arm for r in reach if r)) / 2 + (reach[0] + arm if reach[0] else 0.0) + outer
    y = height / 2
    fills = _colours(spec, look)
    for share in _shares(spec):
        fill = fills[share.index]
        canvas.ring(x, y, outer, outer * HOLE, share.start, share.stop, fill, f"share:0:{share.index}", outline=ground(look), weight=1.5)
    for direction, side in zip((-1, 1), sides, strict=True):
        wanted = [y + outer * 0.93 * math.cos(label.share.middle * 2 * math.pi) for label in side]
        middles = spread(wanted, [label.height for label in side], 0.0, height)
        for label, middle in zip(side, middles, strict=True):
            turn = label.share.middle * 2 * math.pi
            edge = x + direction * (outer + arm)
            near = (x + (outer + 1.5) * math.sin(turn), y + (outer + 1.5) * math.cos(turn))
            canvas.line([near, (edge - direction * 0.75 * size, middle), (edge - direction * 0.25 * size, middle)], quiet(look), 0.75, "leader")
            top = middle + (label.height - 0.35 * size) / 2
            across = "end" if direction < 0 else "start"
            canvas.words(label.value, edge, top, across, "top")  # type: ignore[arg-type]
            canvas.words(label.name, edge, top - label.value.height, across, "top")  # type: ignore[arg-type]
    if spec.totals:
        large = type.value(spec.totals[0], larger=1.6)
        canvas.words(large if large.width < 1.6 * outer * HOLE else type.value(spec.totals[0]), x, y, "center", "middle")
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, step: int = 0) -> Native:
    """The chart as PowerPoint's own: values on the ring, names in a key, because its rings have no labels outside."""
    fills = _colours(spec, look)
    points = []
    for share in _shares(spec):
        fill = fills[share.index]
        on_ring = Labels("", spec.number_format, readable(look, ground(look), fill))
        points.append(NativePoint(share.index, Paint(fill, outline(look, fill) or ground(look), 1.5), on_ring,
                                  hidden=share.stop - share.start < THINNEST))
    series = NativeSeries(spec.series[0].name.text or spec.unit.text or word("value", spec.language),
                          tuple(point.value for point in spec.series[0].points), Paint(fills[0], ground(look), 1.5),
                          Labels("", spec.number_format, ink(look)), tuple(points))
    return Native("DOUGHNUT", tuple(category.text for category in spec.categories), (series,), look.style("chart", step),
                  hole=round(HOLE * 100), legend="right", vary_colours=True)


@dataclass(frozen=True, slots=True)
class _Share:
    """A category's piece of the ring, as shares of the turn."""

    index: int
    start: float
    stop: float

    @property
    def middle(self) -> float:
        return (self.start + self.stop) / 2


@dataclass(frozen=True, slots=True)
class _Beside:
    """A share's label: the value over the name."""

    share: _Share
    value: Words
    name: Words

    @property
    def width(self) -> float:
        return max(self.value.width, self.name.width)

    @property
    def height(self) -> float:
        return self.value.height + self.name.height + 0.35 * self.value.size


def _shares(spec: ChartSpec) -> tuple[_Share, ...]:
    values = [float(point.value or 0) for point in spec.series[0].points]
    total = sum(values)
    shares, at = [], 0.0
    for index, value in enumerate(values):
        if value:
            shares.append(_Share(index, at / total, (at + value) / total))
            at += value
    return tuple(shares)


def _outer(type: Typesetter, width: float) -> float:
    """The ring's radius where it does not depend on the height: it leaves room on both sides for the longest word of a name."""
    longest = max(type.longest_word(category.text, bold=category.text in type.spec.highlight) for category in type.spec.categories)
    return min(0.27 * width, (width - 2 * (longest + ARM * type.size)) / 2)


def _sides(type: Typesetter, width: float, outer: float | None = None) -> tuple[tuple[_Beside, ...], tuple[_Beside, ...]]:
    """The labels before and after the ring, in reading direction, wrapped to the room there is."""
    spec = type.spec
    room = max((width - 2 * (outer or min(_outer(type, width), 6 * type.size))) / 2 - ARM * type.size, 4 * type.size)
    labels = [
        _Beside(share, type.value(spec.series[0].points[share.index]),
                type.label(spec.categories[share.index], width=room, bold=spec.categories[share.index].text in spec.highlight))
        for share in _shares(spec)
    ]
    return tuple(b for b in labels if b.share.middle > 0.5), tuple(b for b in labels if b.share.middle <= 0.5)


def _colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each share; with highlights the rest steps back."""
    fills = series_colours(spec, look, len(spec.categories))
    if not spec.highlight:
        return fills
    strong = fills[0]
    grey = stepped_back(look, strong)
    return tuple(strong if category.text in spec.highlight else grey for category in spec.categories)
