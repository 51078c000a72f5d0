"""Bars side by side as PowerPoint's own: shared by bars, columns and dots, which differ in direction and width only."""

from __future__ import annotations

from ..look import Colour, Look
from ..wording import word
from . import scale
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint, Position
from .paint import category_colours, ink, outline, series_colours
from .spec import ChartSpec


def fills(spec: ChartSpec, look: Look) -> tuple[tuple[Colour, ...], ...]:
    """The colour of each bar, by series, then category: one series by highlight, several by series."""
    if len(spec.series) == 1:
        return (category_colours(spec, look),)
    return tuple((colour,) * len(spec.categories) for colour in series_colours(spec, look, len(spec.series)))


def native(spec: ChartSpec, look: Look, step: int, chart_type: str, gap_width: int) -> Native:
    """A clustered chart. Rows run from the top down, as they are read, so the category axis of horizontal bars is reversed; in
    right-to-left languages the bars grow from the right, and columns run from there."""
    across = chart_type.startswith("BAR")
    painted = fills(spec, look)
    labels = Labels("OUTSIDE_END", spec.number_format, ink(look))
    series = [
        NativeSeries(
            row.name.text or spec.unit.text or word("value", spec.language),
            tuple(point.value for point in row.points),
            Paint(painted[index][0], outline(look, painted[index][0]), 0.75),
            labels,
            tuple(
                NativePoint(at, Paint(colour, outline(look, colour), 0.75))
                for at, colour in enumerate(painted[index])
                if colour != painted[index][0]
            ),
        )
        for index, row in enumerate(spec.series)
    ]
    remarks = [word("log-scale", spec.language)] if spec.log else []
    overlap = 0 if len(series) == 1 else -5
    if spec.reference and not across:
        series.append(reference_series(spec, look, len(spec.categories) - 1, "ABOVE"))
    elif spec.reference and len(series) == 1:
        # It is named where the bar is shortest, so that the name stands beside the bar and not on it.
        shortest = min(range(len(spec.categories)), key=lambda at: spec.series[0].points[at].value or scale.ZERO)
        series.append(reference_series(spec, look, shortest, "OUTSIDE_END"))
        overlap = 100
    elif spec.reference:
        remarks.append(f"{spec.reference.label.text}: {scale.tick_text(spec.reference.value, spec)}")
    return Native(
        chart_type,
        tuple(category.text for category in spec.categories),
        tuple(series),
        look.style("chart", step),
        Axis(reversed=across or spec.rtl, line=look.colour("rule")),
        value_axis(spec, look, remarks, reversed=across and spec.rtl),
        gap_width=gap_width,
        overlap=overlap,
        legend="top" if len(spec.series) > 1 else "",
    )


def value_axis(spec: ChartSpec, look: Look, remarks: list[str], *, reversed: bool = False) -> Axis:
    """The value axis of a chart with labels on its marks: hidden unless it has something to say; from zero, or on a log scale from
    the power of ten that the drawing takes."""
    span = scale.from_zero(spec)
    floor = scale.ticks(span)[0] if spec.log else None if span.low < 0 else scale.ZERO
    return Axis(
        visible=bool(remarks),
        labels=spec.log,
        reversed=reversed,
        log=spec.log,
        minimum=floor,
        gridlines=look.colour("rule") if spec.log else None,
        number_format=spec.number_format,
        title="; ".join(remarks),
    )


def reference_series(spec: ChartSpec, look: Look, at: int, position: Position) -> NativeSeries:
    """A reference value as a series, named once, at one category: a dashed line, or dashed outlines about bars."""
    assert spec.reference is not None
    count = len(spec.categories)
    said = Labels(position, spec.number_format, ink(look), bold=False, value=False, series_name=True)
    return NativeSeries(
        spec.reference.label.text,
        (spec.reference.value,) * count,
        Paint(None, ink(look), 1.0, "dash"),
        points=(NativePoint(at, labels=said),),
        reference=True,
    )
