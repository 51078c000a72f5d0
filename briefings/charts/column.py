"""Columns from left to right: for few categories with short names, or for steps in time.

Values stand on the columns; where there is no room for all of them, an axis with a grid takes their place. Columns begin at zero. In a place so narrow that a name would break inside a word, the columns lie down
as bars.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..frozen import frozen
from ..look import Look
from ..memory import kept
from . import bar, callouts, checking, clusters, ends, order, scale
from .labels import Typesetter, Words, widest
from .native import Native, NativeSeries
from .paint import ink, outline
from .rows import Heights, Key, draw_key, key
from .spec import ChartSpec
from .unseen import names_series, reference_beside
from .upright import (
    Upright,
    crossed,
    draw_grid,
    draw_names,
    draw_reference,
    draw_remark,
    grid_count,
    grid_width,
    ground_behind,
    reference_label,
    remark_height,
    remark_place,
)

if TYPE_CHECKING:
    from .drawing import Canvas

WIDE, WIDEST = 0.72, 9.0
"""A column's share of its place, and its most in ems: few columns are columns, not slabs."""
FAT, APART = 11.5, 1.6
"""The most of a few single columns, in ems, and how many times as wide their places are at the most: they reach from margin to margin near each other."""
CLEAR: Final = 0.3
"""Values stand at least so many ems from each other: those that touch read as one number."""
CLUSTER, CLUSTERED = 13.0, 0.8
"""The most that the columns of one category take together, in ems, and their share of its place."""
ROOMY: Final = 2.0
"""A column has room for a larger value that is so many times as wide as the value is high."""
WIDEST_GAP = 4.4
"""The most room between columns, in columns; PowerPoint's own limit is 5."""
ROOMS: Final = tuple(step / 8 for step in range(8))
"""So much of what annotations could take above all columns is tried, the least first: above low columns they have room as it is."""
BARS: Final = 0.6
"""What the columns take at least of the height that they share with annotations."""
FAR: Final = 4
"""Named places that are so many strides apart have others named between them, whatever the steps."""
TOUCHING: Final = "histogram"
"""The kind whose columns touch, since their places have no gaps between them."""
FEW, SHORT = 8, 9.0
"""Up to so many categories in an order may have names of several lines; of more, names up to so many ems, not every one is written."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What columns cannot show."""
    return checking.findings(
        spec,
        checking.values,
        checking.log_scale,
        checking.no_difference,
        checking.at_most(40, "use `line` for time, else `bar`"),
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    if plan.cramped:
        return bar.heights(spec, look, width, step)
    size, above = type.size, _room(spec, look, width, step)
    extra = _fixed(type, plan) + type.leading * plan.larger + above
    least = max(5 * size, _beneath(above))
    plots = (least, max(least, _natural(type, width)), max(least, min(0.7 * width, 24 * size)))
    return Heights(*(extra + plot for plot in plots))


def _natural(type: Typesetter, width: float) -> float:
    """How high columns are by choice."""
    return min(0.36 * width, 13 * type.size)


def crowded(spec: ChartSpec, look: Look, width: float, step: int = 0) -> bool:
    """Whether on a page annotations need so much room that the columns below them would be low, or the chart higher than it is by choice."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    if plan.cramped:
        return bar.crowded(spec, look, width, step)
    paged = look.page.is_sheet
    return paged and _beneath(_room(spec, look, width, step)) > _natural(type, width)


def _fixed(type: Typesetter, plan: _Plan) -> float:
    """What does not grow with the columns: key, remark and names."""
    return plan.named.height + plan.names_height + remark_height(type)


def _beneath(above: float) -> float:
    """How high columns are at least below annotations of a height."""
    return BARS / (1 - BARS) * above


@kept
def _room(spec: ChartSpec, look: Look, width: float, step: int) -> float:
    """What annotations take above all columns, where these are as low as they may be."""
    type = Typesetter(spec, look, step)
    plan, most = _plan(type, width), callouts.room(type, width)
    for share in ROOMS if most else ():
        above = share * most
        height = _fixed(type, plan) + type.leading * plan.larger + above + max(5 * type.size, _beneath(above))
        up = _axis(type, plan, height, type.leading * plan.larger + above)
        if callouts.free(*_scene(type, plan, up, width, height), below=False):
            return above
    return most


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    if plan.cramped:
        return bar.draw(spec, look, width, height, step)
    canvas = Canvas(spec, look, width, height, step)
    up = _upright(type, plan, width, height)
    draw_key(canvas, type, plan.named)
    draw_remark(canvas, type, height - plan.named.height)
    if spec.log or not plan.direct:
        draw_grid(canvas, type, up, plan.left, plan.stop)
    fills = clusters.fills(spec, look)
    count = len(spec.series)
    thick = _thick(type, plan)
    for at in range(len(spec.categories)):
        middle = plan.left + (at + 0.5) * plan.pitch
        for s, series in enumerate(spec.series):
            point, fill = series.points[at], fills[s][at]
            if point.value is None:
                continue
            x = middle + (s - count / 2) * thick + (0.0 if count == 1 else 0.05 * thick)
            end = up.y(point.value)
            if point.value and abs(end - up.zero) < 0.75:  # a value that is there is seen
                end = up.zero + (0.75 if point.value > 0 else -0.75)
            canvas.rectangle(
                x,
                up.zero,
                thick * (1.0 if count == 1 else 0.9),
                end - up.zero,
                fill,
                f"column:{s}:{at}",
                outline(look, fill),
            )
    canvas.line([(plan.left, up.zero), (plan.stop, up.zero)], ink(look), 0.75, "axis")
    draw_reference(canvas, type, up, plan.left, plan.stop)
    if spec.reference:
        start = plan.stop + 0.6 * type.size
        canvas.words(reference_label(type, width), start, up.y(spec.reference.value), "start", "middle")
    _draw_values(canvas, type, plan, up)
    callouts.draw(canvas, type, _annotated(type, plan, up, width, height), up)
    draw_names(
        canvas,
        type,
        plan.names,
        [plan.left + (at + 0.5) * plan.pitch for at in range(len(plan.names))],
        plan.names_height,
    )
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own, of the form that is drawn: lying down where names have no room."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    if plan.cramped:
        return bar.native(spec, look, width, height, step)
    up = _upright(type, plan, width, height)
    thick, count = _thick(type, plan), len(spec.series)
    each = thick * (1.0 if count == 1 else 0.9)
    said = _annotated(type, plan, up, width, height)
    over = max(
        (end for one in said if one.tied for _, end in one.leader), default=up.top
    )  # lines end where their axis does
    low, high = up.ends(plan.names_height, over)
    gap, under = 0.25 * type.size, callouts.under(spec, said)
    crossing = tuple(
        tuple(
            point.value is not None
            and (
                (s, at) in under
                or crossed(type, up, label, up.y(point.value) + (-gap - label.height if point.value < 0 else gap))
            )
            for at, (point, label) in enumerate(zip(row.points, labels, strict=True))
        )
        for s, (row, labels) in enumerate(zip(spec.series, plan.values, strict=True))
    )
    line: tuple[NativeSeries, ...] = ()
    if spec.reference:
        last = plan.stop - plan.pitch / 2
        line = (reference_beside(type, last, plan.stop + 0.6 * type.size, width, height),)
    line = (*line, *callouts.native(type, said, (width, height), up, _middles(plan)))
    thinned = not all(plan.names) or tight(plan.names, plan.pitch, type.size)
    if thinned:
        line = (*line, names_series(type, plan.names, low))
    return clusters.native(
        spec,
        look,
        step,
        "COLUMN_CLUSTERED",
        clusters.Frame(
            up.plot(plan.left, plan.stop, plan.names_height, width, height, rtl=spec.rtl, over=over),
            low,
            high,
            round((plan.pitch - thick * count + thick - each) / each * 100),
            round(plan.named.height / height, 4),
            crossing,
            line,
            plan.direct,
            up.scale.step,
            named=not thinned,
            title_at=remark_place(type, width, plan.named.height / height),
            overlap=0 if count == 1 else round((1 - 1 / 0.9) * 100),
            inside=_inside(type, plan, up),
            size=plan.larger,
        ),
    )


def _inside(type: Typesetter, plan: _Plan, up: Upright) -> frozenset[tuple[int, int]]:
    """The columns that their labels stand in, by series and category: all, where all are wide and high enough and one colour reads on all; else none:
    values of one chart stand on one side of their ends."""
    spec, size = type.spec, type.size
    wide = widest(label for row in plan.values for label in row) + 0.4 * size
    if not plan.direct or spec.log or wide > _thick(type, plan):
        return frozenset()
    line = up.y(spec.reference.value) if spec.reference else None

    def clear(value: Decimal) -> bool:
        """Whether no reference line runs through a value inside its column: it stands beyond one otherwise."""
        end, far = up.y(value), (type.leading * plan.larger + 0.4 * size) * (-1 if value < 0 else 1)
        return line is None or not min(end, end - far) < line < max(end, end - far)

    values = {
        (s, at): point.value
        for s, row in enumerate(spec.series)
        for at, point in enumerate(row.points)
        if point.value is not None
    }
    room = type.leading * plan.larger + 0.6 * size
    all_in = all(abs(up.y(value) - up.zero) > room and clear(value) for value in values.values())
    return frozenset(values) if all_in and clusters.on_bars(spec, type.look, values) is not None else frozenset()


def _draw_values(canvas: Canvas, type: Typesetter, plan: _Plan, up: Upright) -> None:
    """The values at the ends of their columns, inside where there is room, else beyond."""
    if not plan.direct:
        return
    gap, thick, inside = 0.25 * type.size, _thick(type, plan), _inside(type, plan, up)
    inner = clusters.on_bars(type.spec, type.look, inside)
    for s, row in enumerate(type.spec.series):
        for at, (point, middle) in enumerate(zip(row.points, _middles(plan), strict=True)):
            if point.value is None:
                continue
            x, end = middle + (s + 0.5 - len(type.spec.series) / 2) * thick, up.y(point.value)
            if (s, at) in inside:
                strong = clusters.strong(type.spec, at)
                label = type.value(point, bold=strong, colour=inner, larger=plan.larger)
                canvas.words(
                    label, x, end + (gap if point.value < 0 else -gap), "center", "bottom" if point.value < 0 else "top"
                )
                continue
            label, negative = plan.values[s][at], point.value < 0
            if point.value and abs(end - up.zero) < 0.75:
                end = up.zero - 0.75 if negative else up.zero + 0.75
            y = end - gap if negative else end + gap
            ground_behind(canvas, type, up, label, x - label.width / 2, y - label.height if negative else y)
            canvas.words(label, x, y, "center", "top" if negative else "bottom")


def _thick(type: Typesetter, plan: _Plan) -> float:
    """How wide a column's place is: that of a series among several in a cluster."""
    count = len(type.spec.series)
    least = plan.pitch / (count + WIDEST_GAP)
    if type.spec.kind == TOUCHING:
        return 0.97 * plan.pitch
    if count == 1:
        return max(least, min(WIDE * plan.pitch, FAT * type.size))
    return max(least, min(CLUSTERED * plan.pitch, CLUSTER * type.size) / count)


def _middles(plan: _Plan) -> tuple[float, ...]:
    """The middles of the categories' places."""
    return tuple(plan.left + (at + 0.5) * plan.pitch for at in range(len(plan.names)))


def _annotated(type: Typesetter, plan: _Plan, up: Upright, width: float, height: float) -> tuple[callouts.Placed, ...]:
    """The annotations, above the columns and their values."""
    return callouts.place(*_scene(type, plan, up, width, height), below=False)[-1]


def _scene(
    type: Typesetter, plan: _Plan, up: Upright, width: float, height: float
) -> tuple[Typesetter, Sequence[tuple[callouts.Place, float]], float, callouts.Around]:
    """What annotations have around them, and the values that they are about."""
    spec, thick, gap, inside = type.spec, _thick(type, plan), 0.25 * type.size, _inside(type, plan, up)
    tops: dict[tuple[int, int], tuple[callouts.Place, float]] = {}
    boxes: list[callouts.Rectangle] = []
    for s, row in enumerate(spec.series):
        for at, (point, middle) in enumerate(zip(row.points, _middles(plan), strict=True)):
            label = plan.values[s][at]
            x = middle + (s + 0.5 - len(spec.series) / 2) * thick
            y = up.y(point.value or scale.ZERO)
            beyond = plan.direct and label and not (point.value or 0) < 0 and (s, at) not in inside
            clear = gap + label.height if beyond else 0.0
            half = max(thick, label.width if clear else 0.0) / 2
            boxes.append((x - half, min(y, up.zero), x + half, max(y, up.zero) + clear))
            tops[s, at] = (x, max(y, up.zero)), clear
    lines = []
    if spec.reference:
        lines.append([(plan.left, up.y(spec.reference.value)), (plan.stop, up.y(spec.reference.value))])
    points = [tops[one.series, spec.place(one.at)] for one in spec.annotations]
    within = (plan.left, up.bottom, plan.stop, height - plan.named.height - remark_height(type))
    around = callouts.Around(within, boxes, lines, thick=thick, pitch=plan.pitch)
    return type, points, width, around


def _upright(type: Typesetter, plan: _Plan, width: float, height: float) -> Upright:
    """The value axis in a height: on round numbers where a grid has them. Columns are as high as their annotations have room above them."""
    above = type.leading * plan.larger + 0.1 * type.size if plan.direct else 0.5 * type.size
    most = callouts.room(type, width)
    for share in ROOMS if most else ():
        up = _axis(type, plan, height, above + share * most)
        if callouts.free(*_scene(type, plan, up, width, height), below=False):
            return up
    return _axis(type, plan, height, above + most)


def _axis(type: Typesetter, plan: _Plan, height: float, above: float) -> Upright:
    """The value axis with some room above it."""
    top = height - plan.named.height - remark_height(type) - above
    count = 0 if plan.direct else grid_count(top - plan.names_height, type.size)
    along = scale.from_zero(type.spec, count)
    bottom = plan.names_height + (type.leading * plan.larger if plan.direct and along.low < 0 else 0.0)
    return Upright(along, bottom, max(top, bottom + 1))


@frozen
class _Plan:
    """Columns measured for a width: where the plot begins and stops, the width of a category's place, the words,
    whether some name would break inside a word (`cramped`), and how much `larger` the values are than the names."""

    left: float
    stop: float
    pitch: float
    direct: bool
    names: tuple[Words, ...]
    names_height: float
    values: tuple[tuple[Words, ...], ...]
    named: Key
    cramped: bool
    larger: float


def _plan(type: Typesetter, width: float) -> _Plan:
    spec = type.spec
    count, each = len(spec.categories), len(spec.series)
    larger = ends.roomy(type, width / count * WIDE / ROOMY)
    values = tuple(
        tuple(
            type.value(point, bold=clusters.strong(spec, at), larger=larger) for at, point in enumerate(series.points)
        )
        for series in spec.series
    )
    said = reference_label(type, width)
    stop = width - (said.width + 0.6 * type.size if said else 0.0)
    place = stop / count if each == 1 else min(0.85 * stop / count, CLUSTER * type.size) / each
    direct = widest(label for row in values for label in row) + CLEAR * type.size <= place
    left = 0.0 if direct and not spec.log else grid_width(type, scale.from_zero)
    pitch = (stop - left) / count
    if spec.kind != TOUCHING:  # few columns stand near each other
        pitch = min(pitch, FAT * type.size * APART if each == 1 else CLUSTER * type.size / CLUSTERED)
        stop = left + count * pitch
    names = names_below(type, pitch, in_order=spec.kind == TOUCHING)
    cramped = all(names) and any(
        len(name.lines) > 1 and type.longest_word(category.text) > pitch - 0.5 * type.size
        for name, category in zip(names, spec.categories, strict=True)
    )
    tall = max((name.height for name in names), default=0.0)
    named = key(type, width, tuple(row[0] for row in clusters.fills(spec, type.look)))
    return _Plan(
        left, stop, pitch, direct, names, tall + 0.4 * type.size if tall else 0.0, values, named, cramped, larger
    )


def tight(names: Sequence[Words], pitch: float, size: float) -> bool:
    """Whether names stand so near to each other that LibreOffice would break them."""
    return all(len(name.lines) < 2 for name in names) and widest(names) > pitch - 1.2 * size


def told_of(spec: ChartSpec) -> tuple[int, ...]:
    """The places that words of the chart are about."""
    said = [one.at for one in (*spec.annotations, *spec.noted)]
    said += [spec.difference.at] if spec.difference else []
    return tuple(spec.place(at) for at in said)


def _named(count: int, stride: int, wanted: Sequence[int]) -> frozenset[int]:
    """Which of so many names are written, no nearer to each other than a stride: at even steps from the first to the last where there are such,
    else counted from the last; where these are not all that are `wanted`, the first, the last and those, and others only between such as are `FAR` strides
    apart: they would break the steps."""
    last = count - 1
    steps = [step for step in range(stride, min(2 * stride, last // 2) + 1) if last % step == 0]
    for step in steps:
        if all(at % step == 0 for at in wanted):
            return frozenset(range(0, last + 1, step))
    kept: list[int] = []
    ends = sorted({0, last, *wanted})
    apart = not wanted or max(after - at for at, after in pairwise(ends)) > FAR * stride
    others = range(last, 0, -(steps[0] if steps else stride)) if apart else ()
    for at in (0, last, *wanted, *others):
        if all(abs(at - other) >= stride for other in kept):
            kept.append(at)
    return frozenset(kept)


def names_below(type: Typesetter, pitch: float, *, in_order: bool = False) -> tuple[Words, ...]:
    """Names wrapped to their places; where they follow an order of their own and have no room, only every second, third, …, the first and
    the last among them: where a chart in time begins, and what it comes to."""
    spec, size = type.spec, type.size
    texts = [category.text for category in spec.categories]
    longest = min(widest(type.words(text) for text in sorted(texts, key=len)[-3:]), SHORT * size)
    runs_on = in_order or (longest < SHORT * size and order.has_order(spec))
    wraps = len(texts) <= FEW and max(map(type.longest_word, texts)) <= pitch - 0.5 * size
    stride = math.ceil((longest + 0.6 * size) / max(pitch, 0.01)) if runs_on and not wraps else 1
    if stride > 1:
        blank = Words((), size, type.leading)
        named = _named(len(texts), stride, told_of(spec))
        room = stride * pitch - 0.5 * size
        return tuple(
            type.label(category, width=room) if at in named else blank for at, category in enumerate(spec.categories)
        )
    strong = [bool(spec.highlight) and text in spec.highlight for text in texts]
    return tuple(
        type.label(category, bold=bold, width=pitch - 0.5 * size)
        for category, bold in zip(spec.categories, strong, strict=True)
    )
