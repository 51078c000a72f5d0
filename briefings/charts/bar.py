"""Bars from left to right, one row for each category: the chart for comparing sizes, with room for long names.

Values stand at the ends of the bars, so there is neither axis nor grid; a log scale gets both, because its lengths alone do not tell.
Bars begin at zero. Several series stand as bars side by side under a key.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Container
from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..frozen import frozen, replace
from ..look import Look
from . import callouts, checking, clusters, ends, scale
from .labels import Typesetter, Words, widest
from .native import Native
from .paint import ink, outline
from .rows import (
    Axis,
    Heights,
    Key,
    Rows,
    Written,
    axis,
    beside,
    draw_key,
    draw_numbers,
    draw_reference,
    foot_height,
    key,
    log_remark,
    measured,
    reference_height,
)
from .spec import Annotation, ChartSpec
from .unseen import reference_over, remark

THICKEST: Final = 4.0
"""A bar that stands alone in its row is no thicker, in ems: few values stand near each other, not spread over all the room."""
THICK: Final = 0.88
"""A bar's share of its place, where several stand side by side."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What bars cannot show."""
    return checking.findings(
        spec,
        checking.values,
        checking.log_scale,
        checking.no_difference,
        checking.at_most(40, checking.LARGEST),
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    return _rows(Typesetter(spec, look, step), width)[0].heights


@frozen
class _Plan:
    """What the drawing and PowerPoint's own chart have in common: rows, key, the values' labels, the axis, and the bars, by series and category,
    that their labels stand in.
    """

    type: Typesetter
    rows: Rows
    named: Key
    labels: list[list[Words]]
    along: Axis
    inside: frozenset[tuple[int, int]]
    larger: float

    def written(self, s: int, at: int, middle: float) -> Written:
        """A value beside its bar."""
        type = self.type
        point, label = type.spec.series[s].points[at], self.labels[s][at]
        return Written.beside(type, point, label, self.along, middle, 0.45 * type.size)

    def behind(self, width: float) -> tuple[callouts.Behind, ...]:
        """The words of annotations behind their bars."""
        return callouts.behind(self.type, self.along, _used(self.type, self.labels, self.inside), width)


def _plan(type: Typesetter, rows: Rows, named: Key, height: float) -> _Plan:
    spec, larger = type.spec, ends.roomy(type, rows.placed(height)[0].marks)
    labels = [
        [type.value(point, bold=clusters.strong(spec, at), larger=larger) for at, point in enumerate(series.points)]
        for series in spec.series
    ]
    return _Plan(type, rows, named, labels, *_along(rows, labels), larger)


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    plan = _plan(type, *_rows(type, width), height)
    rows, along = plan.rows, plan.along
    fills = clusters.fills(spec, look)
    placed = rows.placed(height)
    draw_key(canvas, type, plan.named)
    if spec.log:
        draw_numbers(canvas, rows, along)
    written = []
    for row in placed:
        each = row.marks / len(spec.series)
        for s, series in enumerate(spec.series):
            point, fill = series.points[row.index], fills[s][row.index]
            middle = height - (row.middle - row.marks / 2 + (s + 0.5) * each)
            if point.value is not None:
                thick = each * (THICK if len(spec.series) > 1 else 1.0)
                end = along.x(point.value)
                if point.value and abs(end - along.zero) < 0.75:  # a value that is there is seen
                    end = along.zero + (0.75 if point.value > 0 else -0.75)
                canvas.rectangle(
                    along.zero,
                    middle - thick / 2,
                    end - along.zero,
                    thick,
                    fill,
                    f"bar:{s}:{row.index}",
                    outline(look, fill),
                )
                if (s, row.index) in plan.inside:
                    strong = clusters.strong(spec, row.index)
                    inner = clusters.on_bar(spec, look, plan.inside, (s, row.index))
                    value = type.value(point, bold=strong, colour=inner, larger=plan.larger)
                    side = 1 if point.value < 0 else -1
                    edge = along.x(point.value) + side * 0.45 * type.size
                    canvas.words(value, edge, middle, "start" if side > 0 else "end", "middle")
                else:
                    written.append(plan.written(s, row.index, middle))
        if _empty(spec, row.index):
            written.append(plan.written(0, row.index, height - row.middle))
    if along.scale.low < 0 and not spec.log:
        canvas.line([(along.zero, rows.foot), (along.zero, height - rows.head)], ink(look), 0.75, "axis")
    draw_reference(canvas, rows, along)
    rows.draw_names(canvas, placed)
    for label in written:
        label.draw(canvas, type, along)
    for one in plan.behind(width):
        (row,) = (row for row in placed if row.index == spec.place(one.said.at))
        each = row.marks / len(spec.series)
        middle = row.middle - row.marks / 2 + (one.said.series + 0.5) * each
        Written(one.label, one.x, height - middle).draw(canvas, type, along)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own."""
    type = Typesetter(spec, look, step)
    measured, named = _rows(type, width)
    plan = _plan(type, beside(measured, height), named, height)
    rows, along = plan.rows, plan.along
    plot, low, high = along.plot(rows, height)
    pitch, marks, count = rows.pitch(height), rows.placed(height)[0].marks, len(spec.series)
    thick = marks / count * (THICK if count > 1 else 1.0)
    places = range(len(spec.categories))
    written = tuple(tuple(plan.written(s, at, 0.0) for at in places) for s in range(count))
    missing = [at for at in places if _empty(spec, at)]
    helpers = [remark(spec, look, missing)] if missing else []
    helpers += callouts.native_behind(type, along, plan.behind(width), (width, height))
    if spec.reference:
        helpers.append(reference_over(type, rows, along, height))
    made = clusters.native(
        spec,
        look,
        step,
        "BAR_CLUSTERED",
        clusters.Frame(
            plot,
            low,
            high,
            round((pitch - (marks - marks / count + thick)) / thick * 100),
            round(named.height / height, 4),
            tuple(tuple(label.crossed(type, along) for label in row) for row in written),
            tuple(helpers),
            title_at=log_remark(rows, along, height),
            overlap=0 if count == 1 else round((1 - 1 / THICK) * 100),
            inside=plan.inside,
            size=plan.larger,
        ),
    )
    if along.scale.low < 0 and not spec.log and not measured.above:
        # Beside an axis that bars cross LibreOffice breaks names later than there is room.
        lines = ("\n".join(line.text for line in name.lines) for name in rows.names)
        made = replace(made, categories=tuple(lines))
    return made


def _empty(spec: ChartSpec, at: int) -> bool:
    """Whether a category has no value at all."""
    return all(row.points[at].value is None for row in spec.series)


def _along(rows: Rows, labels: list[list[Words]]) -> tuple[Axis, frozenset[tuple[int, int]]]:
    """The axis, and the bars that their labels stand in, by series and category: all, where all are long enough and one colour reads on all; else none
    but those that a reference line moves there."""
    spec, type = rows.type.spec, rows.type
    places = [(s, at) for s, row in enumerate(spec.series) for at in range(len(row.points))]
    none: frozenset[tuple[int, int]] = frozenset()

    def laid(inside: frozenset[tuple[int, int]]) -> Axis:
        pairs = [(spec.series[s].points[at], labels[s][at]) for s, at in places if (s, at) not in inside]
        made = axis(rows, scale.from_zero(spec), pairs)
        return callouts.shortened(type, made, _used(type, labels, inside), rows.width)

    def roomy(along: Axis, s: int, at: int) -> bool:
        value = spec.series[s].points[at].value
        return value is not None and abs(along.x(value) - along.zero) > labels[s][at].width + 0.9 * type.size

    along = laid(none)
    inside = frozenset(one for one in places if not spec.log and roomy(along, *one))
    forced = _crossed(type, along, labels, places) and all(
        clusters.on_bar(spec, type.look, inside, one) for one in inside
    )
    every = len(inside) == sum(spec.series[s].points[at].value is not None for s, at in places)
    if forced or (
        every and clusters.on_bars(spec, type.look, inside)
    ):  # where one must go into its bar, all do that can
        # a label that the reference line would run through in its bar stands beyond it; where that moves others onto it, all do
        for keep in (inside, inside - _crossed(type, laid(inside), labels, inside, within=True)):
            if not _crossed(type, laid(keep), labels, keep, within=True):
                return laid(keep), keep
    # a value never stands beyond a line that its bar does not reach: where one would, it goes into its bar
    short = none
    while more := {one for one in _crossed(type, laid(short), labels, set(places) - short) if roomy(laid(short), *one)}:
        short |= more
    return (laid(short), short) if clusters.on_bars(spec, type.look, short) is not None else (along, none)


def _crossed(
    type: Typesetter,
    along: Axis,
    labels: list[list[Words]],
    bars: Collection[tuple[int, int]],
    *,
    within: bool = False,
) -> frozenset[tuple[int, int]]:
    """Those of some bars whose labels, beyond their ends or `within` them, a reference line would run through, or part from their bars."""
    gap, found = 0.45 * type.size, set()
    line = along.x(type.spec.reference.value) if type.spec.reference else math.nan
    for s, at in bars:
        value, label = type.spec.series[s].points[at].value, labels[s][at]
        end = along.x(value or scale.ZERO)
        start = end + gap if ((value or 0) < 0) == within else end - gap - label.width
        parted = not within and (end < line <= start or start + label.width <= line < end)
        if value is not None and (parted or Written(label, start, 0.0).crossed(type, along)):
            found.add((s, at))
    return frozenset(found)


def _used(type: Typesetter, labels: list[list[Words]], inside: Container[tuple[int, int]]) -> dict[Annotation, float]:
    """How far the value of each annotated bar reaches beyond it; nothing where it stands before its end."""
    used = {}
    for one in type.spec.annotations:
        at = type.spec.place(one.at)
        point, label = type.spec.series[one.series].points[at], labels[one.series][at]
        beyond = point.value is not None and point.value >= 0 and (one.series, at) not in inside
        used[one] = label.width + 0.45 * type.size if beyond else 0.0
    return used


def crowded(spec: ChartSpec, look: Look, width: float, step: int = 0) -> bool:
    """Whether annotations have no room behind their bars, which they do not shorten."""
    type = Typesetter(spec, look, step)
    rows, named = _rows(type, width)
    plan = _plan(type, rows, named, rows.heights.natural)
    return not all(one.fits(width) for one in plan.behind(width))


def _rows(type: Typesetter, width: float) -> tuple[Rows, Key]:
    spec, size = type.spec, type.size
    colours = tuple(row[0] for row in clusters.fills(spec, type.look))
    named = key(type, width, colours)
    count = len(spec.series)
    marks = (
        Heights(1.15 * size, 1.75 * size, 3.0 * size)
        if count == 1
        else Heights(*(count * x * size for x in (1.15, 1.4, 2.0)))
    )
    head = named.height + reference_height(type, width)
    values = widest(type.value(point) for series in spec.series for point in series.points) + 0.45 * size
    rows = measured(type, width, marks, values=values, head=head, foot=foot_height(type, numbers=False))
    return (replace(rows, thickest=THICKEST * size) if count == 1 else rows), named
