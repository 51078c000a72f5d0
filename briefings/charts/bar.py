"""Bars from left to right, one row for each category: the chart for comparing sizes, with room for long names.

Values stand at the ends of the bars, so there is neither axis nor grid; a log scale gets both, because its lengths alone do not tell.
Bars begin at zero. Several series stand as bars side by side under a key.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Look
from . import checking, clusters, scale
from .labels import Typesetter, widest
from .native import Native
from .paint import ink, outline
from .rows import (
    Heights,
    Key,
    Rows,
    Written,
    axis,
    draw_key,
    draw_numbers,
    draw_reference,
    foot_height,
    key,
    measured,
    reference_height,
)
from .spec import ChartSpec


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What bars cannot show."""
    return checking.findings(
        spec, checking.values, checking.log_scale, checking.at_most(40, "show the largest, or use a table")
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    return _rows(Typesetter(spec, look, step), width)[0].heights


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    rows, named = _rows(type, width)
    fills = clusters.fills(spec, look)
    labels = [[type.value(point) for point in series.points] for series in spec.series]
    along = axis(
        rows,
        scale.from_zero(spec),
        [pair for s, row in zip(spec.series, labels, strict=True) for pair in zip(s.points, row, strict=True)],
    )
    placed = rows.placed(height)
    draw_key(canvas, type, named)
    if spec.log:
        draw_numbers(canvas, rows, along)
    written = []
    for row in placed:
        each = row.marks / len(spec.series)
        for s, series in enumerate(spec.series):
            point, fill = series.points[row.index], fills[s][row.index]
            middle = height - (row.middle - row.marks / 2 + (s + 0.5) * each)
            if point.value is not None:
                thick = each * (0.88 if len(spec.series) > 1 else 1.0)
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
            written.append(Written.beside(type, point, labels[s][row.index], along, middle, 0.45 * type.size))
    if along.scale.low < 0 and not spec.log:
        canvas.line([(along.zero, rows.foot), (along.zero, height - rows.head)], ink(look), 0.75, "axis")
    draw_reference(canvas, rows, along)
    rows.draw_names(canvas, placed)
    for label in written:
        label.draw(canvas, type, along)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, step: int = 0) -> Native:
    """The chart as PowerPoint's own."""
    return clusters.native(spec, look, step, "BAR_CLUSTERED", 55)


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
    return measured(type, width, marks, values=values, head=head, foot=foot_height(type, numbers=False)), named
