"""Bars side by side as PowerPoint's own: shared by bars, columns and dots, which differ in direction and width only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from ..frozen import frozen, replace
from ..language.wording import word
from ..look import Colour, Look
from . import scale
from .native import Axis, Form, Labels, Native, NativePoint, NativeSeries, Paint, Plot
from .paint import category_colours, ground, ink, on_marks, outline, series_colours
from .scale import axis_format
from .spec import ChartSpec
from .unseen import log_axis


def fills(spec: ChartSpec, look: Look) -> tuple[tuple[Colour, ...], ...]:
    """The colour of each bar, by series, then category: one series by highlight, several by series."""
    if len(spec.series) == 1:
        return (category_colours(spec, look),)
    return tuple((colour,) * len(spec.categories) for colour in series_colours(spec, look, len(spec.series)))


def on_bars(spec: ChartSpec, look: Look, inside: Iterable[tuple[int, int]]) -> Colour | None:
    """The one colour of all labels that stand in their bars, these by series and category; None where none reads on all: then they stand
    beyond the bars."""
    painted = fills(spec, look)
    return on_marks(look, {painted[s][at] for s, at in inside})


def on_bar(spec: ChartSpec, look: Look, inside: Collection[tuple[int, int]], bar: tuple[int, int]) -> Colour | None:
    """The colour of the label in a bar: that of all, or where none reads on all the one that reads on its own."""
    s, at = bar
    return on_bars(spec, look, inside) or on_marks(look, {fills(spec, look)[s][at]})


def strong(spec: ChartSpec, at: int) -> bool:
    """Whether a category's values are bold: not where it steps back behind those that the chart names."""
    if len(spec.series) > 1 or not (spec.highlight or spec.emphasis):
        return True
    return spec.categories[at].text in (*spec.highlight, spec.emphasis)


@frozen
class Frame:
    """Where the drawing has its bars: the plot and the ends of its axis, the room between clusters in per cent of a bar, the height of the key
    as a share, and by series and category whether a line runs through the label. `labelled` is False where an axis with numbers, `major`
    apart, takes the labels' place; `named` False where the axis does not name the categories.
    `inside` are the bars, by series and category, that their labels stand in; these are `size` times as large as the names."""

    plot: Plot
    low: Decimal
    high: Decimal
    gap_width: int
    key: float
    crossed: tuple[tuple[bool, ...], ...]
    helpers: tuple[NativeSeries, ...] = ()
    labelled: bool = True
    major: Decimal | None = None
    named: bool = True
    overlap: int = 0
    title_at: tuple[float, float] = (0.0, 0.0)
    inside: frozenset[tuple[int, int]] = frozenset()
    size: float = 1.0


def native(spec: ChartSpec, look: Look, step: int, chart_type: Form, frame: Frame) -> Native:
    """A clustered chart. Rows run from the top down, as they are read, so the category axis of horizontal bars is reversed; in
    right-to-left languages the bars grow from the right, and columns run from there."""
    across = chart_type.startswith("BAR")
    painted = fills(spec, look)
    size = look.style("chart", step).size * frame.size if frame.size > 1.0 else 0.0
    labels = Labels("OUTSIDE_END", spec.number_format, ink(look), size=size) if frame.labelled else None
    series = []
    for index, row in enumerate(spec.series):
        first = painted[index][0]
        points = []
        for at, colour in enumerate(painted[index]):
            paint = Paint(colour, outline(look, colour), 0.75) if colour != first else None
            backed = replace(labels, ground=ground(look)) if labels is not None and frame.crossed[index][at] else None
            if labels is not None and not strong(spec, at):
                backed = replace(backed or labels, bold=False)
            if labels is not None and (index, at) in frame.inside:
                inner = on_bar(spec, look, frame.inside, (index, at))
                backed = replace(backed or labels, position="INSIDE_END", colour=inner or ink(look), ground=None)
            if paint is not None or backed is not None:
                points.append(NativePoint(at, paint, backed))
        series.append(
            NativeSeries(
                row.name.text or spec.unit.text or word("value", spec.language),
                tuple(point.value for point in row.points),
                Paint(first, outline(look, first), 0.75),
                labels,
                tuple(points),
            )
        )
    numbers = Axis(
        visible=not frame.labelled,
        reversed=across and spec.rtl,
        minimum=frame.low,
        maximum=frame.high,
        major=frame.major,
        gridlines=None if frame.labelled else look.colour("grid"),
        number_format=axis_format(spec, tuple(p.value for r in spec.series for p in r.points if p.value is not None))
        if frame.labelled
        else axis_format(spec, scale.steps(frame.low, frame.high, frame.major), frame.major),
    )
    zero = ink(look) if not across or (scale.from_zero(spec).low < 0 and not spec.log) else None
    return Native(
        chart_type,
        tuple(category.text for category in spec.categories),
        (*series, *frame.helpers),
        look.style("chart", step),
        Axis(reversed=across or spec.rtl, line=zero, labels=frame.named),
        log_axis(spec, look, numbers, frame.title_at) if spec.log else numbers,
        gap_width=max(0, min(500, frame.gap_width)),
        overlap=frame.overlap,
        legend="top" if len(spec.series) > 1 else "",
        plot=frame.plot,
        key=frame.key,
    )
