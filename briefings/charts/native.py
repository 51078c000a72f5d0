"""A chart as PowerPoint's own, editable chart: what to build, said without any library's words.

The deck's writer turns a `Native` into DrawingML (ECMA-376 part 1, 21.2). Chart types carry PowerPoint's names
(`BAR_CLUSTERED`, as in `XL_CHART_TYPE`), label positions too (`OUTSIDE_END`, as in `XL_LABEL_POSITION`). Colours come from the look,
so they name their theme slot and follow the slide master.

The deck shows what the page shows: the plot has the drawing's own place (`plot`), its axes the drawing's own ends, and a label that the
drawing moved is moved by as much. What has no form of its own in PowerPoint is a series of the workbook, so that it moves with its
number (`Job`), and never a loose shape, which would lie as soon as somebody edits a number:

- a reference line is an unseen series with a trend line, which reaches from edge to edge across rows as across columns;
- "no value" is the name of an unseen series, at nought where a number is missing;
- dots are PowerPoint's scatter chart: rows by position, their names and values from the workbook's cells.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from ..frozen import frozen
from ..look import Colour, TextStyle
from .scale import Scale

Form: TypeAlias = Literal[
    "BAR_CLUSTERED",
    "BAR_STACKED",
    "BAR_STACKED_100",
    "COLUMN_CLUSTERED",
    "COLUMN_STACKED",
    "COLUMN_STACKED_100",
    "LINE",
    "AREA",
    "DOUGHNUT",
    "SCATTER",
]
"""The forms that a kind may have in a deck, all of them: the writer has a plot for each, and no other form passes the type checker."""
Position: TypeAlias = Literal["", "OUTSIDE_END", "INSIDE_END", "CENTER", "ABOVE", "BELOW", "LEFT", "RIGHT"]
Job: TypeAlias = Literal[
    "data", "reference", "remark", "names", "stems", "difference", "fill", "blank", "connectors", "apart"
]
"""What a series is for: the report's numbers, a reference line, a word at a place, the rows' names, lines that join dots, an arrow
between two series, lines behind columns, what fills the room under the first series (from the same cells), nothing, or how far the values of pairs are apart."""
Dash: TypeAlias = Literal["", "dash", "sysDash", "sysDot", "dashDot"]
"""Line patterns by their DrawingML names (ST_PresetLineDashVal, 20.1.10.49); "" is solid."""


@frozen
class Paint:
    """How a mark is painted: `fill` None is no fill; `line` its outline, or the line itself of a line series; `weight` in points. Towards its foot a fill may
    `fade` into another colour."""

    fill: Colour | None
    line: Colour | None = None
    weight: float = 0.0
    dash: Dash = ""
    fade: Colour | None = None


@frozen
class Labels:
    """Data labels. `position` "" leaves the place to the chart type (rings). `offset` moves a label from its usual place by
    shares of the chart's width and height (`c:manualLayout`, 21.2.2.88). `ground` is painted behind a label that a line runs through.
    `cells` takes the words from the series' cells, in the form in which they are shown there. `line` sets name and value side by side, `key` their colour before them;
    What stands `between` the name of its series and its value is a new line, where nothing else is given; `leader` ties a moved label to its mark; a value that stands large `over` the name of its series is given with its size in points, the bold `head` above that name
    with its colour. Its lines are set from a `side`, "" in their middle. Of a `size` of their own they are larger than the chart's other words."""

    position: Position
    number_format: str
    colour: Colour
    bold: bool = True
    value: bool = True
    series_name: bool = False
    category_name: bool = False
    offset: tuple[float, float] | None = None
    ground: Colour | None = None
    cells: bool = False
    line: bool = False
    between: str = ""
    key: bool = False
    leader: bool = False
    over: tuple[str, float] | None = None
    head: tuple[str, Colour] | None = None
    side: Literal["", "start", "end"] = ""
    size: float = 0.0


@frozen
class Tie:
    """The line from a value to the words about it: so far up the value axis, or down where that is negative."""

    far: Decimal
    colour: Colour


@frozen
class NativePoint:
    """One point that differs from its series: its paint, its marker's size, or its labels (`hidden`: none at all)."""

    index: int
    paint: Paint | None = None
    labels: Labels | None = None
    hidden: bool = False
    marker: float = 0.0


@frozen
class NativeSeries:
    """A row of the workbook. `marker` is a marker's size in points (0: none), `symbol` its form. Of a scatter chart, `values` lie along the
    horizontal axis and `heights` are the places from its bottom, in rows. `shown` are the words of labels that come from cells, where
    these are not the values' own form; `formulas` work them out of the values' cells, `{}`, "" where the values' own form will do. A difference is `between` two series: from the one's value as far as `heights`. A remark has a `tie`. `head`
    names the heights in the workbook, where they are the report's own."""

    name: str
    values: tuple[Decimal | None, ...]
    paint: Paint
    labels: Labels | None = None
    points: tuple[NativePoint, ...] = ()
    marker: float = 0.0
    symbol: Literal["circle", "diamond"] = "circle"
    job: Job = "data"
    heights: tuple[Decimal | None, ...] = ()
    shown: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    tie: Tie | None = None
    head: str = ""
    formulas: tuple[str, ...] = ()


@frozen
class Axis:
    """An axis. `visible` False deletes it; `labels` False leaves out its numbers or names; `minimum` and `maximum` None let PowerPoint
    choose, as `major` does the distance of its numbers.
    `title_at` is the place of the title's top left corner, as shares of the chart. `line` is the axis's own line, which a category axis has where the value axis is nought, or at its low end (`low`). `days` are a
    time axis's places, one for each category. `ink` is the colour of its words, where these step back."""

    visible: bool = True
    labels: bool = True
    reversed: bool = False
    log: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    major: Decimal | None = None
    line: Colour | None = None
    gridlines: Colour | None = None
    number_format: str = "General"
    title: str = ""
    title_at: tuple[float, float] = (0.0, 0.0)
    low: bool = False
    days: tuple[int, ...] = ()
    ink: Colour | None = None


@frozen
class Plot:
    """The place of the plot in the chart's, as shares of its width and height from the top left corner."""

    left: float
    top: float
    width: float
    height: float


@frozen
class Title:
    """Words within a plot at a place, as shares of the chart: the sum of its first series as readers see it, and the formula that says it so of
    `{}`, the sum."""

    shown: str
    formula: str
    at: tuple[float, float]
    size: float
    colour: Colour


@frozen
class Native:
    """A native chart. `plot` is where its marks are, `key` how high its key stands, as a share of the height. `gap_width` and `overlap` in
    per cent of a bar (21.2.2.75, 21.2.2.131); `hole` in per cent of a ring; `legend` is a place or "" for none; `style` is the type of all
    its text. Axes are None for rings. `backwards` writes the categories down from the last to the first."""

    chart_type: Form
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
    plot: Plot | None = None
    key: float = 0.0
    backwards: bool = False
    title: Title | None = None


def ends(scale: Scale, at: tuple[float, float], reach: tuple[float, float]) -> tuple[Decimal, Decimal]:
    """The ends of an axis over the whole `reach` of a plot, when a scale runs over a part of it only, from one place `at` to another: the
    rest is room for labels."""
    low, high = at
    each = (scale.high - scale.low) / (high - low) if high > low else 0.0
    return rounded(scale.low - (low - reach[0]) * each, each), rounded(scale.high + (reach[1] - high) * each, each)


def whole(scale: Scale) -> tuple[Decimal, Decimal]:
    """The ends of an axis that are those of the scale; a log scale ends a little later, so that no program takes its last value for one
    beyond the end."""
    high = scale.high * 1.0005 if scale.log else scale.high
    return Decimal(repr(scale.low)).normalize() + 0, Decimal(repr(high)).normalize() + 0


def rounded(value: float, fine: float) -> Decimal:
    """An end of an axis with no more digits than can be seen, `fine` being what a point of the page is worth."""
    if not fine:
        return Decimal(repr(value)).normalize()
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(Decimal(repr(fine)).adjusted() - 3)).normalize() + 0
