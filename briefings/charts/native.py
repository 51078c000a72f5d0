"""A chart as PowerPoint's own, editable chart: what to build, said without any library's words.

The deck's writer turns a `Native` into DrawingML (ECMA-376 part 1, 21.2). Chart types carry PowerPoint's names
(`BAR_CLUSTERED`, as in `XL_CHART_TYPE`), label positions too (`OUTSIDE_END`, as in `XL_LABEL_POSITION`). Colours come from the look,
so they name their theme slot and follow the slide master.

What a native chart cannot draw is never faked by a loose shape, which would lie as soon as somebody edits a number:

- a reference line is one more series in the workbook, so that it moves with its number: a dashed line over columns and lines (the
  writer gives it a line plot of its own), dashed outlines about single horizontal bars, which no line can cross; where no series
  can carry it (horizontal clusters, stacks), the value axis's title says it;
- "log scale" is the value axis's title.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ..look import Colour, TextStyle

Position: TypeAlias = Literal["", "OUTSIDE_END", "INSIDE_END", "CENTER", "ABOVE", "BELOW", "LEFT", "RIGHT"]
Dash: TypeAlias = Literal["", "dash", "sysDash", "sysDot", "dashDot"]
"""Line patterns by their DrawingML names (ST_PresetLineDashVal, 20.1.10.49); "" is solid."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How a mark is painted: `fill` None is no fill; `line` its outline, or the line itself of a line series; `weight` in points."""

    fill: Colour | None
    line: Colour | None = None
    weight: float = 0.0
    dash: Dash = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """Data labels. `position` "" leaves the place to the chart type (rings). `offset` moves a label from its usual place by
    shares of the chart's width and height (`c:manualLayout`, 21.2.2.88)."""

    position: Position
    number_format: str
    colour: Colour
    bold: bool = True
    value: bool = True
    series_name: bool = False
    offset: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class NativePoint:
    """One point that differs from its series: its paint, or its labels (`hidden`: none at all)."""

    index: int
    paint: Paint | None = None
    labels: Labels | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NativeSeries:
    """A row of the workbook. `marker` is a line series' marker size in points (0: none); a series that is a `reference` holds the
    same number for each category."""

    name: str
    values: tuple[Decimal | None, ...]
    paint: Paint
    labels: Labels | None = None
    points: tuple[NativePoint, ...] = ()
    marker: float = 0.0
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis. `visible` False deletes it; `labels` False keeps it for its title only; `minimum` None lets PowerPoint choose; `every`
    says each how manyth category is named (0: PowerPoint chooses)."""

    visible: bool = True
    labels: bool = True
    reversed: bool = False
    log: bool = False
    minimum: Decimal | None = None
    line: Colour | None = None
    gridlines: Colour | None = None
    number_format: str = "General"
    title: str = ""
    every: int = 0


@dataclass(frozen=True, slots=True)
class Native:
    """A native chart. `gap_width` and `overlap` in per cent of a bar (21.2.2.75, 21.2.2.131); `hole` in per cent of a ring; `legend`
    is a place or "" for none; `style` is the type of all its text. Axes are None for rings."""

    chart_type: str
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    style: TextStyle
    category_axis: Axis | None = None
    value_axis: Axis | None = None
    gap_width: int = 60
    overlap: int = 0
    hole: int = 0
    legend: Literal["", "top", "right", "bottom"] = ""
    vary_colours: bool = False
