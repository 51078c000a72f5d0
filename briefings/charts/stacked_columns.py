"""Columns made of parts, one for each moment: how stacked charts stand whose categories run in an order of their own, as years do.

The first series stands on the ground. A part's value stands inside it where there is room; a sum, where one is shown, above its column.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ..frame import Drawing
from ..frozen import frozen
from ..look import Colour, Look
from . import order, scale
from .column import WIDE, WIDEST, names_below, tight
from .labels import Typesetter, Words, spread, widest
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint, Position
from .paint import deepened, ground, in_parts, outline, quiet
from .parts import Part, nothing, sum_of, values
from .parts import parts as parts_of
from .rows import Heights, Key, draw_key, key
from .spec import ChartSpec
from .unseen import GAP as CLOSE
from .unseen import names_series, offset, reference_beside, remark, sums_series
from .upright import Upright, draw_names, draw_reference, reference_label

if TYPE_CHECKING:
    from .drawing import Canvas

GAP = 1.0
"""White between parts, in points."""
LEAST, BESIDE = 5, 0.22
"""A plot is so many ems high at the least; names beside the last column take so much of the width at the most."""
SLIVER = Decimal("0.1")
"""A part of so small a share of the highest column may go without its number."""
DIGITS, AIR = 0.72, 0.3
"""How high digits are, without what a line has above and below them, and the air that they need there, in ems."""
FEWEST, MOST = 3, 16
"""So many columns stand side by side; others lie below each other."""


@frozen
class _Plan:
    """Columns measured for a width: the room of each, the words, and whether some do not fit."""

    type: Typesetter
    stop: float
    pitch: float
    thick: float
    names: tuple[Words, ...]
    foot: float
    values: tuple[tuple[Words, ...], ...]
    totals: tuple[Words, ...]
    named: Key
    beside: tuple[Words, ...]
    cramped: bool

    @property
    def start(self) -> float:
        """Where the names beside the last column begin."""
        return self.middles[-1] + self.thick / 2 + AIR * 2 * self.type.size

    @property
    def middles(self) -> tuple[float, ...]:
        return tuple((at + 0.5) * self.pitch for at in range(len(self.names)))


def stand(spec: ChartSpec, look: Look, width: float, step: int, fills: tuple[Colour, ...]) -> bool:
    """Whether the parts are those of moments in their order, few enough for columns with their words."""
    count = len(spec.categories)
    if not FEWEST <= count <= MOST or len(spec.series) < 2 or not order.has_order(spec):
        return False
    return not _plan(Typesetter(spec, look, step), width, fills).cramped


def heights(type: Typesetter, width: float, fills: tuple[Colour, ...]) -> Heights:
    """How high the chart is at least, by choice and at most."""
    plan, size = _plan(type, width, fills), type.size
    extra = plan.named.height + plan.foot + type.leading
    each = _labelled(type)
    plots = (max(LEAST * size, each), max(6 * size, each, min(0.36 * width, 13 * size)), max(6 * size, each, min(0.7 * width, 24 * size)))  # fmt: skip
    return Heights(*(extra + plot for plot in plots))


def draw(type: Typesetter, width: float, height: float, fills: tuple[Colour, ...]) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    spec, look = type.spec, type.look
    plan = _plan(type, width, fills)
    canvas, up = Canvas(spec, look, width, height, type.step), _upright(plan, height)
    inks = in_parts(look, fills)
    draw_key(canvas, type, plan.named)
    for at, middle in enumerate(plan.middles):
        parts = parts_of(spec, at, up.y)
        for part in parts:
            fill = fills[part.series]
            place = (middle - plan.thick / 2, part.start, plan.thick, part.shown(0.0 if part is parts[-1] else GAP))
            canvas.rectangle(*place, fill, f"segment:{part.series}:{at}", outline(look, fill))
            if _fits(type, part):
                label = type.value(spec.series[part.series].points[at], colour=inks[part.series])
                canvas.words(label, middle, part.middle, "center", "middle")
        _draw_above(canvas, plan, at, middle, parts[-1].stop if parts else up.zero)
    draw_reference(canvas, type, up, 0.0, plan.stop)
    if spec.reference:
        canvas.words(reference_label(type, width), width, up.y(spec.reference.value), "end", "middle")
    draw_names(canvas, type, plan.names, plan.middles, plan.foot)
    for label, middle in zip(plan.beside, _beside_at(plan, up), strict=True):
        canvas.words(label, plan.start, middle, "start", "middle")
    return canvas.drawing()


def native(type: Typesetter, width: float, height: float, fills: tuple[Colour, ...]) -> Native:
    """The chart as PowerPoint's own."""
    spec, look = type.spec, type.look
    plan = _plan(type, width, fills)
    up = _upright(plan, height)
    low, high = up.ends(plan.foot)
    stacks = [parts_of(spec, at, up.y) for at in range(len(spec.categories))]
    series, inks = [], in_parts(look, fills)
    for s, row in enumerate(spec.series):
        said = Labels("CENTER", spec.number_format, inks[s])
        named = {at for at, parts in enumerate(stacks) for part in parts if part.series == s and _fits(type, part)}
        hidden = tuple(NativePoint(at, hidden=True) for at in range(len(row.points)) if at not in named)
        paint = Paint(fills[s], outline(look, fills[s]) or ground(look), GAP)
        series.append(NativeSeries(row.name.text, values(spec, s), paint, said, hidden))
    thinned = not all(plan.names) or tight(plan.names, plan.pitch, type.size)
    helpers = (
        *sums_series(spec, look, "ABOVE"),
        *(reference_beside(type, plan.middles[-1], plan.stop + 0.6 * type.size, width, height) for _ in range(spec.reference is not None)),
        *_bare(spec, look),
        *_names_beside(plan, up, fills, (width, height)),
        *(names_series(type, plan.names, low) for _ in range(thinned)),
    )  # fmt: skip
    return Native(
        "COLUMN_STACKED_100" if spec.whole else "COLUMN_STACKED",
        tuple(category.text for category in spec.categories),
        (*series, *helpers),
        look.style("chart", type.step),
        Axis(reversed=spec.rtl, labels=not thinned),
        Axis(visible=False, minimum=low, maximum=high),
        gap_width=max(0, min(500, round((plan.pitch - plan.thick) / plan.thick * 100))),
        overlap=100,
        legend="" if plan.beside else "top",
        plot=up.plot(0.0, plan.stop, plan.foot, width, height, rtl=spec.rtl),
        key=round(plan.named.height / height, 4),
    )


def _plan(type: Typesetter, width: float, fills: tuple[Colour, ...]) -> _Plan:
    spec, size = type.spec, type.size
    said = reference_label(type, width)
    beside = () if said else _beside(type, width, fills)
    stop = width - (said.width + 0.6 * size if said else 0.0)
    if beside:  # which begin near the column, where its place is wider than it
        least = width - widest(beside) - AIR * 2 * size
        pitch = least / len(spec.categories)
        stop = min(width, least + (pitch - min(WIDE * pitch, WIDEST * size)) / 2)
    pitch = stop / len(spec.categories)
    thick = min(WIDE * pitch, WIDEST * size)
    names = names_below(type, pitch, in_order=True)
    values = tuple(tuple(type.value(point) for point in row.points) for row in spec.series)
    totals = () if spec.whole else tuple(type.value(point) for point in spec.totals)
    narrow = widest(label for row in values for label in row) + 0.3 * size > thick
    wide = widest(totals) + 0.3 * size > pitch
    broken = any(len(name.lines) > 2 for name in names)
    foot = max((name.height for name in names), default=0.0) + 0.4 * size
    named = Key((), 0, type.leading) if beside else key(type, width, fills)
    return _Plan(type, stop, pitch, thick, names, foot, values, totals, named, beside, narrow or wide or broken)


def _beside(type: Typesetter, width: float, fills: tuple[Colour, ...]) -> tuple[Words, ...]:
    """The names of the parts, to stand beside those of the last column: where each is there, and has room near its part in the lowest plot."""
    spec, size, last = type.spec, type.size, len(type.spec.categories) - 1
    names = tuple(
        type.label(
            row.name,
            bold=True,
            colour=deepened(type.look, fill),
            width=max(BESIDE * width, type.longest_word(row.name.text, bold=True)),
        )
        for row, fill in zip(spec.series, fills, strict=True)
    )
    high = max(LEAST * size, _labelled(type))
    highest = 1.0 if spec.whole else max(float(sum_of(spec, at)) for at in range(len(spec.categories))) or 1.0
    parts = parts_of(spec, last, lambda value: float(value) / highest * high)
    if len(parts) < len(names) or widest(names) > BESIDE * width or any(len(name.lines) > 2 for name in names):
        return ()
    middles = spread([part.middle for part in parts], [name.height for name in names], 0.0, high + type.leading / 2)
    near = all(abs(at - part.middle) <= max(part.length, size) / 2 for at, part in zip(middles, parts, strict=True))
    return names if near and sum(name.height for name in names) <= high else ()


def _beside_at(plan: _Plan, up: Upright) -> tuple[float, ...]:
    """How high the middles of the names beside the last column are."""
    parts = parts_of(plan.type.spec, len(plan.names) - 1, up.y) if plan.beside else ()
    heights = [name.height for name in plan.beside]
    return spread([part.middle for part in parts], heights, up.bottom, up.top + plan.type.leading / 2)


def _names_beside(
    plan: _Plan, up: Upright, fills: tuple[Colour, ...], size: tuple[float, float]
) -> Iterator[NativeSeries]:
    """The same as labels of unseen series: each at the middle of its part, moved clear of the column."""
    spec, last = plan.type.spec, len(plan.names) - 1
    reached, full = Decimal(0), sum_of(spec, last) if spec.whole else Decimal(1)
    for row, fill, middle in zip(spec.series, fills, _beside_at(plan, up), strict=False):
        value = row.points[last].value or Decimal(0)
        at = (reached + value / 2) / full
        reached += value
        shift = offset(plan.start - plan.middles[last] - CLOSE, up.y(at) - middle, *size, rtl=spec.rtl)
        side: Position = "LEFT" if spec.rtl else "RIGHT"
        said = Labels(
            side, "General", deepened(plan.type.look, fill), value=False, series_name=True, offset=shift, side="start"
        )
        values = (*(None for _ in range(last)), at)
        yield NativeSeries(row.name.text, values, Paint(None), points=(NativePoint(last, labels=said),), job="remark")


def _upright(plan: _Plan, height: float) -> Upright:
    """The value axis in a height, from nought to the highest column."""
    type, spec = plan.type, plan.type.spec
    above = type.leading + 0.1 * type.size if plan.totals or _bare(spec, type.look) else 0.3 * type.size
    top = max(height - plan.named.height - above, plan.foot + 1)
    highest = 1.0 if spec.whole else max(float(sum_of(spec, at)) for at in range(len(spec.categories)))
    reach = max(highest, float(spec.reference.value) if spec.reference else 0.0)
    return Upright(scale.Scale(0.0, reach or 1.0), plan.foot, top)


def _labelled(type: Typesetter) -> float:
    """How high a plot must be for the numbers of all parts but slivers."""
    spec = type.spec
    highest = max(sum_of(spec, at) for at in range(len(spec.categories))) or Decimal(1)
    shares = [point.value / highest for row in spec.series for point in row.points if point.value]
    smallest = min((share for share in shares if share >= SLIVER), default=Decimal(1))
    return (type.leading + 0.2 * type.size) / float(smallest)


def _fits(type: Typesetter, part: Part) -> bool:
    """Whether its number has room in it; those of parts without are in the chart's table and its words for those who cannot see it."""
    return part.length >= (DIGITS + AIR) * type.size


def _draw_above(canvas: Canvas, plan: _Plan, at: int, middle: float, top: float) -> None:
    """The sum above a column, or that there is nothing."""
    type, spec = plan.type, plan.type.spec
    said = plan.totals[at] if at < len(plan.totals) else None
    if not sum_of(spec, at):
        said = type.words(nothing(spec, at), colour=quiet(type.look))
    if said:
        canvas.words(said, middle, top + 0.25 * type.size, "center", "bottom")


def _bare(spec: ChartSpec, look: Look) -> tuple[NativeSeries, ...]:
    """What is said of columns of no height, as unseen series."""
    empty: dict[str, list[int]] = {}
    for at in range(len(spec.categories)):
        if not sum_of(spec, at):
            empty.setdefault(nothing(spec, at), []).append(at)
    return tuple(remark(spec, look, places, text=text) for text, places in empty.items())
