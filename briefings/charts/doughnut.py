"""A ring of a few shares of one whole, the sum in its middle when it is given.

Names and values stand beside their shares, on the nearer side, so there is no key. The ring begins at twelve o'clock and runs in
reading direction.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..frozen import frozen
from ..language.wording import word
from ..look import Colour, Look
from . import checking
from .ends import large
from .labels import Typesetter, Words, spread, widest
from .native import Labels, Native, NativePoint, NativeSeries, Paint, Plot, Title
from .number_codes import worked_out
from .paint import ground, ink, outline, part_colours, quiet, series_colours
from .rows import Heights
from .spec import ChartSpec
from .unseen import offset

if TYPE_CHECKING:
    from .drawing import Across, Canvas

HOLE: Final = 0.5
"""The hole's share of the ring: LibreOffice knows no other."""
ARM: Final = 1.3
"""From the ring to its labels, in ems."""
MOVED: Final = 0.6
"""A label that had to move by so much of its height is tied to its share; others stand close to it."""
INSET: Final = 2.0
"""What programs leave around a chart's title, in points."""
GAP_BELOW: Final = 0.8
"""From the ring to labels below it, in ems."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a ring cannot show."""
    return checking.findings(
        spec,
        checking.one_series,
        checking.shares,
        checking.no_log,
        checking.no_reference,
        checking.no_annotations,
        checking.no_difference,
        checking.at_most(6, "join the smallest into one, or use `bar`"),
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
    ring, labels = _laid(type, width, height)
    _draw_ring(canvas, type, ring)
    fills = _colours(spec, look)
    for label in labels:
        if label.leader:
            canvas.line(label.leader, quiet(look), 0.75, "leader")
        if label.swatch:
            x, middle, side = label.x - 1.1 * type.size, label.top - type.leading / 2, 0.72 * type.size
            fill = fills[label.share.index]
            canvas.rectangle(x, middle - side / 2, side, side, fill, f"key:{label.share.index}")
        canvas.words(label.name, label.x, label.top, label.across, "top")
        if label.one_line:
            canvas.words(label.value, label.x + label.name.width + 0.4 * type.size, label.top, upright="top")
        else:
            canvas.words(label.value, label.x, label.top - label.name.height, label.across, "top")
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: its labels stand beside the ring, where the drawing has them. PowerPoint's rings run with the clock; where
    readers begin at the right, the shares are written down from the last to the first."""
    type = Typesetter(spec, look, step)
    ring, labels = _laid(type, width, height)
    fills = _colours(spec, look)
    points = []
    for label in labels:
        share, fill = label.share, fills[label.share.index]
        turn = share.middle * 2 * math.pi
        on_ring = ring.outer * (1 + HOLE) / 2
        usual = ring.x + on_ring * math.sin(turn), ring.y + on_ring * math.cos(turn)
        x, y = label.centre(type.size)
        said = Labels(
            "",
            spec.number_format,
            ink(look),
            bold=False,
            category_name=True,
            offset=offset(x - usual[0], usual[1] - y, width, height, rtl=spec.rtl),
            line=label.one_line,
            key=label.swatch,
            leader=bool(label.leader),
        )
        points.append(NativePoint(share.index, Paint(fill, outline(look, fill) or ground(look), 1.5), said))
    series = NativeSeries(
        spec.series[0].name.text or spec.unit.text or word("value", spec.language),
        tuple(point.value for point in spec.series[0].points),
        Paint(fills[0], ground(look), 1.5),
        Labels("", spec.number_format, ink(look), category_name=True),
        tuple(points)
        + tuple(NativePoint(at, hidden=True) for at, p in enumerate(spec.series[0].points) if not p.value),
    )
    # A moved label is not wrapped: its lines are those of the drawing.
    names = [category.text for category in spec.categories]
    for label in labels:
        names[label.share.index] = "\n".join(line.text for line in label.name.lines)
    left = width - ring.x - ring.outer if spec.rtl else ring.x - ring.outer
    side = 2 * ring.outer
    return Native(
        "DOUGHNUT",
        tuple(names),
        (series,),
        look.style("chart", step),
        hole=round(HOLE * 100),
        vary_colours=True,
        plot=Plot(left / width, (height - ring.y - ring.outer) / height, side / width, side / height),
        backwards=spec.rtl,
        title=_title(type, ring, width, height),
    )


@frozen
class _Ring:
    """The ring's middle, from the start edge and the bottom, and its radius."""

    x: float
    y: float
    outer: float


@frozen
class _Placed:
    """A share's label: the edge or the start of its words, their top, and what ties it to the ring. On `one_line` the value follows the name;
    a `swatch` of the share's colour stands before them."""

    share: _Share
    name: Words
    value: Words
    x: float
    top: float
    across: Across
    leader: tuple[tuple[float, float], ...] = ()
    one_line: bool = False
    swatch: bool = False

    def centre(self, size: float) -> tuple[float, float]:
        """The middle of the label, its swatch included."""
        if self.one_line:
            wide, tall = self.name.width + 0.4 * size + self.value.width, max(self.name.height, self.value.height)
        else:
            wide, tall = max(self.name.width, self.value.width), self.name.height + self.value.height
        start = self.x - wide if self.across == "end" else self.x
        return start + wide / 2 - (0.55 * size if self.swatch else 0.0), self.top - tall / 2


def _laid(type: Typesetter, width: float, height: float) -> tuple[_Ring, tuple[_Placed, ...]]:
    """The ring and its labels in a place: beside it, or below it where that is narrow."""
    size = type.size
    if _narrow(type, width):
        return _laid_narrow(type, width, height)
    outer = max(min(height / 2 - 1, _outer(type, width)), size)
    sides = _sides(type, width, outer)
    reach = [max((label.width for label in side), default=0.0) for side in sides]
    arm = ARM * size
    # The ring and its labels stand together in the middle of the width.
    x = (width - 2 * outer - sum(r + arm for r in reach if r)) / 2 + (reach[0] + arm if reach[0] else 0.0) + outer
    y = height / 2
    placed = []
    for direction, side in zip((-1, 1), sides, strict=True):
        wanted = [y + outer * 0.93 * math.cos(label.share.middle * 2 * math.pi) for label in side]
        middles = spread(wanted, [label.height for label in side], 0.0, height)
        for label, wish, middle in zip(side, wanted, middles, strict=True):
            turn = label.share.middle * 2 * math.pi
            within = max(0.0, abs(middle - y) - label.height / 2)
            edge = x + direction * (math.sqrt(max(0.0, outer * outer - within * within)) + arm)
            leader: tuple[tuple[float, float], ...] = ()
            if abs(middle - wish) > MOVED * label.height:
                near = (x + (outer + 1.5) * math.sin(turn), y + (outer + 1.5) * math.cos(turn))
                leader = (near, (edge - direction * 0.75 * size, middle), (edge - direction * 0.25 * size, middle))
            top = middle + (label.height - 0.35 * size) / 2
            across: Across = "end" if direction < 0 else "start"
            placed.append(_Placed(label.share, label.name, label.value, edge, top, across, leader))
    return _Ring(x, y, outer), tuple(sorted(placed, key=lambda label: label.share.index))


def _laid_narrow(type: Typesetter, width: float, height: float) -> tuple[_Ring, tuple[_Placed, ...]]:
    """The ring over its labels, each with a swatch: for places too narrow for labels beside it."""
    size = type.size
    labels = _below(type, width)
    under = sum(label.height for label in labels) + GAP_BELOW * size
    outer = max(min((height - under) / 2, width / 2), size)
    top = height - 2 * outer - GAP_BELOW * size
    placed = []
    for label in labels:
        placed.append(
            _Placed(
                label.share, label.name, label.value, 1.1 * size, top, "start", one_line=not label.stands, swatch=True
            )
        )
        top -= label.height
    return _Ring(width / 2, height - outer, outer), tuple(placed)


def _draw_ring(canvas: Canvas, type: Typesetter, ring: _Ring) -> None:
    """The ring about a middle, with the sum in it where there is one and it has room."""
    spec = type.spec
    fills = _colours(spec, type.look)
    for share in _shares(spec):
        canvas.ring(
            ring.x,
            ring.y,
            ring.outer,
            ring.outer * HOLE,
            share.start,
            share.stop,
            fills[share.index],
            f"share:0:{share.index}",
            outline=ground(type.look),
            weight=1.5,
        )
    if total := _total(type, ring):
        canvas.words(total, ring.x, ring.y, "center", "middle")


def _total(type: Typesetter, ring: _Ring) -> Words | None:
    """The sum in the ring's middle, as large as it has room; nothing where it has none."""
    sizes = (type.value(type.spec.totals[0], larger=larger) for larger in (large(type), 1.0) if type.spec.totals)
    return next((total for total in sizes if total.width < 1.75 * ring.outer * HOLE), None)


def _title(type: Typesetter, ring: _Ring, width: float, height: float) -> Title | None:
    """The sum as PowerPoint's own title of the chart, at the place where the drawing has it."""
    total = _total(type, ring)
    if total is None:
        return None
    said, start = type.spec.totals[0], ring.x - total.width / 2
    left = width - start - total.width if type.spec.rtl else start
    at = (left - INSET) / width, (height - ring.y - total.height / 2 - INSET / 2) / height
    worked = worked_out(said.shown, said.number_format, type.spec.language)
    return Title(said.shown, worked, at, total.size, ink(type.look))


@frozen
class _Share:
    """A category's piece of the ring, as shares of the turn."""

    index: int
    start: float
    stop: float

    @property
    def middle(self) -> float:
        return (self.start + self.stop) / 2


@frozen
class _Beside:
    """A share's label: the name over the value."""

    share: _Share
    value: Words
    name: Words

    @property
    def width(self) -> float:
        return max(self.value.width, self.name.width)

    @property
    def height(self) -> float:
        return self.value.height + self.name.height + 0.35 * self.value.size


@frozen
class _Under:
    """A share's label under the ring: the name before the value, or over it (`stands`) where there is no room side by side."""

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


def _named(spec: ChartSpec) -> list[bool]:
    """The shares that the ring is about: those that are highlighted, else the largest."""
    values = [point.value or 0 for point in spec.series[0].points]
    named = [category.text in spec.highlight for category in spec.categories]
    return named if any(named) else [at == values.index(max(values)) for at in range(len(values))]


def _colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each share: what the ring is about in the accent, the rest steps back."""
    if spec.colours:
        return series_colours(spec, look, len(spec.categories), ring=True)
    # a share of nothing takes no colour from those that are beside each other
    shown, named = [share.index for share in _shares(spec)], _named(spec)
    drawn = dict(zip(shown, part_colours(look, [named[at] for at in shown], ring=True), strict=True))
    return tuple(drawn.get(at, ink(look)) for at in range(len(spec.categories)))
