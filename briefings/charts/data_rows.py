"""A chart's data as rows of text in the chart's own place: nobody sees them, and a screen reader walks through them as a table.

The first row heads the columns and the first cell of each row heads the row. Everything a reader could want from the picture is
there as text, the values that the drawing has no label for too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frame import DrawnText, GlyphRun
from ..frozen import replace
from ..geometry import EMU_PER_POINT
from ..language.wording import word
from ..look import Look
from ..text.measure import set_line
from .spec import ChartSpec, Label, Point

_LEADING: Final = 1.25
"""Height of a row in ems."""
_GAP: Final = 1.0
"""Space between two columns in ems."""


def cells(spec: ChartSpec) -> tuple[tuple[Label, ...], ...]:
    """The data as a table of labels: a row for each category, or for each series of a single bar."""
    language = spec.language
    corner = Label(word("category", language))
    value = Label(spec.unit.text or word("value", language), spec.unit.origins)
    if spec.kind == "histogram" and spec.unit.text:  # which is that of the classes, not of their counts
        corner, value = value, Label(word("value", language))
    if len(spec.categories) == 1 and len(spec.series) > 1:
        first = (corner, spec.categories[0] if spec.categories[0].text else value)
        body = [(series.name, _told(series.points[0], language)) for series in spec.series if series.points]
        total = [(Label(word("total", language)), _told(point, language)) for point in spec.totals[:1]]
        return (first, *body, *total)
    several = len(spec.series) > 1
    head: tuple[Label, ...] = (
        corner,
        *(series.name if series.name.text and several else value for series in spec.series),
    )
    columns = [series.points for series in spec.series]
    below: tuple[tuple[Label, ...], ...] = ()
    if spec.totals and len(spec.totals) == len(spec.categories) > 1:
        head = (*head, Label(word("total", language)))
        columns.append(spec.totals)
    elif len(spec.totals) == 1:
        empty = (Label(""),) * (len(spec.series) - 1)
        below = ((Label(word("total", language)), _told(spec.totals[0], language), *empty),)
    rows = [
        (
            category if category.text else spec.series[0].name,
            *(_told(points[at] if at < len(points) else None, language) for points in columns),
        )
        for at, category in enumerate(spec.categories)
    ]
    return (head, *rows, *below)


def lay(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> tuple[tuple[DrawnText, ...], ...]:
    """The rows over the whole of a drawing so many points wide and high, in type as small as that takes."""
    rows = cells(spec)
    style = look.style("chart", step)
    lines = [
        [set_line(one.text, style, look.fonts, one.language or spec.language, spec.rtl) for one in row] for row in rows
    ]
    widths = [max(_width(row[column]) for row in lines) + _GAP * style.size for column in range(len(rows[0]))]
    scale = min(1.0, width / sum(widths), height / (len(rows) * _LEADING * style.size))
    pitch = min(height / len(rows), 3 * _LEADING * style.size * scale)
    starts = [sum(widths[:column]) * scale for column in range(len(widths))]
    made: list[tuple[DrawnText, ...]] = []
    for number, (row, set_row) in enumerate(zip(rows, lines, strict=True)):
        y = height - number * pitch - min(pitch, _LEADING * style.size * scale) * 0.8
        made.append(
            tuple(
                DrawnText(
                    width - start - _width(runs) * scale if spec.rtl else start,
                    y,
                    tuple(_scaled(run, scale) for run in runs),
                    label.text,
                    origins=label.origins,
                )
                for start, label, runs in zip(starts, row, set_row, strict=True)
            )
        )
    return tuple(made)


def _told(point: Point | None, language: str) -> Label:
    """A value as readers see it."""
    return Label(word("no-value", language)) if point is None else Label(point.told(language), point.origins)


def _width(runs: Sequence[GlyphRun]) -> float:
    return max((run.x + run.width for run in runs), default=0) / EMU_PER_POINT


def _scaled(run: GlyphRun, scale: float) -> GlyphRun:
    return replace(run, size=run.size * scale, x=round(run.x * scale), width=round(run.width * scale))
