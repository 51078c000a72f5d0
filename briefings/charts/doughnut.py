"""A ring of a few shares of one whole, the sum in its middle when it is given.

Names and values stand beside their shares, on the nearer side, so there is no key. The ring begins at twelve o'clock and runs in
reading direction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Colour, Look
from ..wording import word
from . import checking
from .labels import Typesetter, Words, spread, widest
from .native import Labels, Native, NativePoint, NativeSeries, Paint
from .paint import ground, ink, outline, quiet, readable, series_colours, stepped_back
from .rows import Heights
from .spec import ChartSpec

if TYPE_CHECKING:
    from .drawing import Across, Canvas

HOLE: Final = 0.6
"""The hole's share of the ring."""
ARM: Final = 1.3
"""From the ring to its labels, in ems."""
GAP_BELOW: Final = 0.8
"""From the ring to labels below it, in ems."""
THINNEST: Final = 0.03
"""The smallest share that PowerPoint's label has room on."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a ring cannot show."""
    return checking.findings(
        spec,
        checking.one_series,
        checking.shares,
        checking.no_log,
        checking.no_reference,
        checking.at_most(6, "join the smallest into one, or use `bar`"),
        checking.slivers(THINNEST),
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    if _narrow(type, width):
        below = sum(label.height for label in _below(type, width)) + GAP_BELOW * type.size
        rings = (7 * type.size, min(width, 11 * type.size), min(width, 20 * type.size))
        return Heights(*(min(ring, width) + below for ring in rings))
    sides = _sides(type, width, _outer(type, width))
    tall = max(sum(label.height for label in side) for side in sides)
    size = type.size
    least = max(8 * size, tall)
    return Heights(least, max(least, min(12 * size, 0.5 * width)), max(least, min(22 * size, 0.6 * width)))


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    if _narrow(type, width):
        _draw_narrow(canvas, type, width, height)
        return canvas.drawing()
    size = type.size
    outer = max(min(height / 2 - 1, _outer(type, width)), size)
    sides = _sides(type, width, outer)
    reach = [max((label.width for label in side), default=0.0) for side in sides]
    arm = ARM * size
    # The ring and its labels stand together in the middle of the width.
    x = (width - 2 * outer - sum(r + arm for r in reach if r)) / 2 + (reach[0] + arm if reach[0] else 0.0) + outer
    y = height / 2
    _draw_ring(canvas, type, x, y, outer)
    for direction, side in zip((-1, 1), sides, strict=True):
        wanted = [y + outer * 0.93 * math.cos(label.share.middle * 2 * math.pi) for label in side]
        middles = spread(wanted, [label.height for label in side], 0.0, height)
        for label, middle in zip(side, middles, strict=True):
            turn = label.share.middle * 2 * math.pi
            edge = x + direction * (outer + arm)
            near = (x + (outer + 1.5) * math.sin(turn), y + (outer + 1.5) * math.cos(turn))
            canvas.line(
                [near, (edge - direction * 0.75 * size, middle), (edge - direction * 0.25 * size, middle)],
                quiet(look),
                0.75,
                "leader",
            )
            top = middle + (label.height - 0.35 * size) / 2
            across: Across = "end" if direction < 0 else "start"
            canvas.words(label.value, edge, top, across, "top")
            canvas.words(label.name, edge, top - label.value.height, across, "top")
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, step: int = 0) -> Native:
    """The chart as PowerPoint's own: values on the ring, names in a key, because its rings have no labels outside."""
    fills = _colours(spec, look)
    points = []
    for share in _shares(spec):
        fill = fills[share.index]
        on_ring = Labels("", spec.number_format, readable(look, ground(look), fill))
        points.append(
            NativePoint(
                share.index,
                Paint(fill, outline(look, fill) or ground(look), 1.5),
                on_ring,
                hidden=share.stop - share.start < THINNEST,
            )
        )
    series = NativeSeries(
        spec.series[0].name.text or spec.unit.text or word("value", spec.language),
        tuple(point.value for point in spec.series[0].points),
        Paint(fills[0], ground(look), 1.5),
        Labels("", spec.number_format, ink(look)),
        tuple(points),
    )
    return Native(
        "DOUGHNUT",
        tuple(category.text for category in spec.categories),
        (series,),
        look.style("chart", step),
        hole=round(HOLE * 100),
        legend="right",
        vary_colours=True,
    )


def _draw_ring(canvas: Canvas, type: Typesetter, x: float, y: float, outer: float) -> None:
    """The ring about a middle, with the sum in it where there is one and it has room."""
    spec = type.spec
    fills = _colours(spec, type.look)
    for share in _shares(spec):
        canvas.ring(
            x,
            y,
            outer,
            outer * HOLE,
            share.start,
            share.stop,
            fills[share.index],
            f"share:0:{share.index}",
            outline=ground(type.look),
            weight=1.5,
        )
    for larger in (1.6, 1.0) if spec.totals else ():
        total = type.value(spec.totals[0], larger=larger)
        if total.width < 1.75 * outer * HOLE:
            canvas.words(total, x, y, "center", "middle")
            break


def _draw_narrow(canvas: Canvas, type: Typesetter, width: float, height: float) -> None:
    """The ring over its labels, each with a swatch: for places too narrow for labels beside it."""
    size = type.size
    labels = _below(type, width)
    under = sum(label.height for label in labels) + GAP_BELOW * size
    outer = max(min((height - under) / 2, width / 2), size)
    _draw_ring(canvas, type, width / 2, height - outer, outer)
    fills = _colours(type.spec, type.look)
    top = height - 2 * outer - GAP_BELOW * size
    for label in labels:
        middle = top - type.leading / 2
        canvas.rectangle(
            0, middle - 0.36 * size, 0.72 * size, 0.72 * size, fills[label.share.index], f"key:{label.share.index}"
        )
        canvas.words(label.value, 1.1 * size, top, upright="top")
        if label.stands:
            canvas.words(label.name, 1.1 * size, top - label.value.height, upright="top")
        else:
            canvas.words(label.name, 1.5 * size + label.value.width, top, upright="top")
        top -= label.height


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


@dataclass(frozen=True, slots=True)
class _Under:
    """A share's label under the ring: the value before the name, or over it (`stands`) where there is no room side by side."""

    share: _Share
    value: Words
    name: Words
    stands: bool

    @property
    def height(self) -> float:
        tall = self.value.height + self.name.height if self.stands else max(self.value.height, self.name.height)
        return tall + 0.15 * self.value.size


def _shares(spec: ChartSpec) -> tuple[_Share, ...]:
    values = [float(point.value or 0) for point in spec.series[0].points]
    total = sum(values)
    shares, at = [], 0.0
    for index, value in enumerate(values):
        if value:
            shares.append(_Share(index, at / total, (at + value) / total))
            at += value
    return tuple(shares)


def _narrow(type: Typesetter, width: float) -> bool:
    """True where labels beside the ring would leave it too small."""
    return _outer(type, width) < 4 * type.size


def _below(type: Typesetter, width: float) -> tuple[_Under, ...]:
    """The labels under the ring: value and name on a line, the name wrapped to the room there is."""
    spec, size = type.spec, type.size
    labels = []
    for share in _shares(spec):
        value = type.value(spec.series[0].points[share.index])
        category = spec.categories[share.index]
        bold = category.text in spec.highlight
        room = width - value.width - 1.5 * size
        stands = type.longest_word(category.text, bold=bold) > room
        labels.append(
            _Under(share, value, type.label(category, width=width - 1.1 * size if stands else room, bold=bold), stands)
        )
    return tuple(labels)


def _outer(type: Typesetter, width: float) -> float:
    """The ring's radius where it does not depend on the height: it leaves room on both sides for the longest word of a name."""
    spec = type.spec
    words = (type.longest_word(category.text, bold=category.text in spec.highlight) for category in spec.categories)
    longest = max(*words, widest(type.value(point) for point in spec.series[0].points))
    return min(0.27 * width, (width - 2 * (longest + ARM * type.size)) / 2)


def _sides(type: Typesetter, width: float, outer: float) -> tuple[tuple[_Beside, ...], tuple[_Beside, ...]]:
    """The labels before and after the ring, in reading direction, wrapped to the room there is."""
    spec = type.spec
    room = (width - 2 * outer) / 2 - ARM * type.size
    labels = [
        _Beside(
            share,
            type.value(spec.series[0].points[share.index]),
            type.label(
                spec.categories[share.index], width=room, bold=spec.categories[share.index].text in spec.highlight
            ),
        )
        for share in _shares(spec)
    ]
    return tuple(b for b in labels if b.share.middle > 0.5), tuple(b for b in labels if b.share.middle <= 0.5)


def _colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each share; with highlights the rest steps back."""
    fills = series_colours(spec, look, len(spec.categories), ring=True)
    if not spec.highlight:
        return fills
    strong = fills[0]
    grey = stepped_back(look, strong)
    return tuple(strong if category.text in spec.highlight else grey for category in spec.categories)
