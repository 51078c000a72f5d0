"""Dots on rows: for comparing values whose length means nothing, as on a log scale, or two values for each category.

One dot stands at the end of a thin line with its value; two are joined, a value on either side; from three series on an axis with
a grid is read instead of labels.
"""

from __future__ import annotations

from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Look
from . import checking, clusters, scale
from .labels import Typesetter, Words, widest
from .native import Native
from .paint import ink, quiet
from .rows import (
    DOT,
    Heights,
    Key,
    Rows,
    Written,
    axis,
    draw_dot,
    draw_key,
    draw_numbers,
    draw_reference,
    foot_height,
    key,
    measured,
    reference_height,
)
from .spec import ChartSpec

LABELLED: Final = 2
"""Up to so many series, the values stand at the dots."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What dots cannot show."""
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
    labelled = len(spec.series) <= LABELLED
    labels = [
        [type.value(point) if labelled else Words((), type.size, type.leading) for point in s.points]
        for s in spec.series
    ]
    pairs = [
        (point, label)
        for s, row in zip(spec.series, labels, strict=True)
        for point, label in zip(s.points, row, strict=True)
    ]
    radius = DOT * type.size
    along = axis(rows, scale.from_zero(spec), pairs, both=len(spec.series) == LABELLED, beyond=radius)
    placed = rows.placed(height)
    draw_key(canvas, type, named, round=True)
    if spec.log or not labelled:
        draw_numbers(canvas, rows, along)
    written = []
    for row in placed:
        middle = height - row.middle
        known = [
            (along.x(p.value), s)
            for s, series in enumerate(spec.series)
            if (p := series.points[row.index]).value is not None
        ]
        if known:
            first = along.zero if len(spec.series) == 1 else min(known)[0]
            joined = len(spec.series) > 1
            canvas.line(
                [(first, middle), (max(known)[0] if joined or max(known)[0] > first else min(known)[0], middle)],
                quiet(look),
                1.5 if joined else 1.0,
                "leader",
            )
        for x, s in known:
            draw_dot(canvas, type, x, middle, s, fills[s][row.index], f"dot:{s}:{row.index}")
        for s, series in enumerate(spec.series if known else spec.series[:1]):
            if known and series.points[row.index].value is None:
                continue
            before = (
                len(known) == LABELLED
                and labelled
                and (along.x(series.points[row.index].value or scale.ZERO), s) == min(known)
            )
            written.append(
                Written.beside(
                    type,
                    series.points[row.index],
                    labels[s][row.index],
                    along,
                    middle,
                    radius + 0.35 * type.size,
                    before=before,
                )
            )
    draw_reference(canvas, rows, along)
    rows.draw_names(canvas, placed)
    if along.scale.low < 0 and not spec.log:
        canvas.line([(along.zero, rows.foot), (along.zero, height - rows.head)], ink(look), 0.75, "axis")
    for label in written:
        label.draw(canvas, type, along)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, step: int = 0) -> Native:
    """The chart as PowerPoint's own: thin bars, because its dots cannot stand on rows with names."""
    return clusters.native(spec, look, step, "BAR_CLUSTERED", 400 if len(spec.series) == 1 else 150)


def _rows(type: Typesetter, width: float) -> tuple[Rows, Key]:
    size = type.size
    named = key(type, width, tuple(row[0] for row in clusters.fills(type.spec, type.look)))
    head = named.height + reference_height(type, width)
    sides = {1: 1, LABELLED: 2}.get(len(type.spec.series), 0)
    values = sides * widest(type.value(point) for series in type.spec.series for point in series.points)
    foot = foot_height(type, numbers=len(type.spec.series) > LABELLED)
    return measured(
        type, width, Heights(1.0 * size, 1.3 * size, 2.0 * size), values=values, head=head, foot=foot
    ), named
