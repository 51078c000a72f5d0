"""Charts: one spec, drawn as vectors for a page and described as PowerPoint's own for a deck.

To add a kind: one file with the four functions of `Kind`, and one line in `CHARTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from ..diagnostics import Diagnostic
from ..frame import Chart, Drawing, Group, Item
from ..frozen import replace
from ..geometry import points, to_points
from ..language import of
from ..look import Look
from ..memory import kept
from . import (
    area,
    bar,
    callouts,
    column,
    data_rows,
    dot,
    doughnut,
    dumbbell,
    histogram,
    line,
    maps,
    scatter,
    slope,
    small_multiples,
    stacked,
    stacked_100,
    trend,
    waterfall,
)
from .native import Native, NativePoint, NativeSeries
from .number_codes import formula
from .rows import Heights
from .spec import ChartSpec, Series


class Reach(NamedTuple):
    """How low and how high a chart may be made, in EMU."""

    least: int
    most: int


class Shown(Protocol):
    """What is drawn: a module with these three functions. Widths and heights are points, steps places on the type scale."""

    def check(self, spec: ChartSpec) -> tuple[Diagnostic, ...]:
        """What the kind cannot show; `path` of each finding names the field."""
        ...

    def heights(self, spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
        """How high the chart is at least, by choice and at most."""
        ...

    def draw(self, spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
        """The chart as vectors."""
        ...


class Kind(Shown, Protocol):
    """A kind of chart: a module with a fourth function."""

    def native(self, spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
        """The chart as PowerPoint's own, with the marks and labels of the drawing of this size where the drawing has them."""
        ...


CHARTS: Final[Mapping[str, Kind]] = MappingProxyType({
    "bar": bar,
    "column": column,
    "stacked": stacked,
    "stacked-100": stacked_100,
    "line": line,
    "doughnut": doughnut,
    "dot": dot,
    "area": area,
    "slope": slope,
    "dumbbell": dumbbell,
    "waterfall": waterfall,
    "scatter": scatter,
    "histogram": histogram,
    "small-multiples": small_multiples,
})  # fmt: skip


SHOWN: Final[Mapping[str, Shown]] = MappingProxyType({**CHARTS, "map": maps, "trend": trend})
"""The charts, and what PowerPoint has no chart for: a deck has the drawing as a group of shapes."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What is wrong with a chart: what no chart or this kind cannot show. The `path` of each finding names the field."""
    return SHOWN[spec.kind].check(spec)


@kept
def heights(spec: ChartSpec, look: Look, width: int, step: int = 0, small: bool = False) -> tuple[Reach, int]:
    """How low and how high a chart may be made at a width, and how high it is by choice, in EMU: a map also `small`."""
    found = (maps.small if small else SHOWN[spec.kind].heights)(spec, look, to_points(width), step)
    paged = spec.kind in CURVES and look.page.is_sheet
    least = max(found.least, FLAT * to_points(width)) if paged else found.least
    natural = max(least, found.natural)
    return Reach(points(least), points(max(found.most, natural))), points(natural)


def breadth(spec: ChartSpec, look: Look, step: int = 0) -> int:
    """How wide a chart must be for its words to be read on a page, in EMU: as a wide map's names need, or annotations one beside the other."""
    size = look.style("chart", step).size
    if spec.kind == "map":
        return points(maps.breadth(spec) * size)
    return points(callouts.breadth(spec) * size) if spec.kind in ANNOTATED else 0


def whole(spec: ChartSpec, look: Look, width: int, height: int, step: int = 0) -> int | None:
    """The step of the type scale, from one on, at which a map so wide and high tells all its values where they are, with as many names on
    their land as large type lets stand there, or with a list of the rest; None where it has no room for all."""
    if spec.kind != "map":
        return None
    made = {
        at: told.names
        for at in range(step, len(look.scale["chart"]))
        if (told := maps.all_told(spec, look, to_points(width), to_points(height), at))
    }
    last = len(look.scale["chart"]) - 1
    if not made and maps.plan(spec, look, to_points(width), to_points(height), last).complete:
        return last  # with a list of those that have no room on it
    return max(made, key=lambda at: sum(one.on_land for one in made[at]) - at * SMALLER, default=None)


SMALLER: Final = 0.75
"""A name on its land is worth so much of a smaller type."""


def numbered(spec: ChartSpec, look: Look, width: int, height: int, step: int = 0) -> bool:
    """Whether a map has numbers for what stands beside it, since its names have no room."""
    return spec.kind == "map" and maps.plan(spec, look, to_points(width), to_points(height), step).numbers


def crowded(spec: ChartSpec, look: Look, width: int, step: int = 0, height: int | None = None) -> bool:
    """Whether a chart so wide, or one of lines so wide and high, has too little room for its annotations."""
    if spec.annotations and spec.kind in CURVES:
        return line.crowded(spec, look, to_points(width), step, to_points(max(0, height or 0)))
    judge = {"bar": bar.crowded, "column": column.crowded}.get(spec.kind) if spec.annotations else None
    return judge is not None and judge(spec, look, to_points(width), step)


ANNOTATED: Final = frozenset({"area", "column", "histogram", "line"})
"""The kinds whose annotations stand above their marks."""
CURVES: Final = frozenset({"area", "line"})
FLAT: Final = 0.22
"""On a page curves are as high as so much of their width at the least: in a flatter one nothing is seen to rise."""


def drawn(chart: Chart) -> Chart:
    """A chart where it stands: as vectors, and as PowerPoint's own."""
    if chart.look is None:
        return chart
    given = (chart.spec, chart.look, to_points(chart.box.width), to_points(chart.box.height), chart.step)
    own = native(*given) if chart.spec.kind in CHARTS else None
    return replace(chart, drawing=draw(*given), native=own, look=None)


def drawn_in(item: Item, draw: Callable[[Chart], Chart] = drawn) -> Item:
    """An item with its charts drawn, now that they have their places."""
    match item:
        case Chart():
            return draw(item)
        case Group():
            return replace(item, items=tuple(drawn_in(one, draw) for one in item.items))
        case _:
            return item


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """A chart as vectors, in points, with its data as rows that nobody sees. The same spec gives the same drawing."""
    drawn = SHOWN[spec.kind].draw(spec, look, width, height, step)
    return replace(drawn, rows=data_rows.lay(spec, look, width, height, step))


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """A chart as PowerPoint's own, of the form that is drawn in a place so many points wide and high; a point that is "over" or
    "about" its number says so in its label. None for what PowerPoint has no chart for."""
    made = CHARTS[spec.kind].native(spec, look, width, height, step)
    rows = iter(spec.series)
    pointed = of(spec.language).decimal
    mixed = pointed != "." and (
        _numbered(made) or any(_grouped(said.shown, pointed) for row in spec.series for said in row.points)
    )
    series = tuple(
        _with_formats(one, next(rows), spec.language, worded=not mixed) if one.job == "data" else one
        for one in made.series
    )
    return replace(made, series=series)


def _numbered(made: Native) -> bool:
    """Whether an axis says numbers with decimals: it has nothing but a format code, and a chart's decimal signs are alike."""
    axes = (made.value_axis, made.category_axis if made.chart_type == "SCATTER" else None)
    return any(axis.visible and axis.labels and "." in axis.number_format for axis in axes if axis)


def _grouped(shown: str, pointed: str) -> bool:
    """Whether a number has both a decimal sign and thousands apart, whose signs no formula tells from each other."""
    return re.search(rf"\d\D\d{{3}}{re.escape(pointed)}\d", shown) is not None


def _with_formats(drawn: NativeSeries, row: Series, language: str, *, worded: bool) -> NativeSeries:
    """The series with a label of its own on each point whose format differs from the chart's, or that no format can say."""
    points = {point.index: point for point in drawn.points}
    before = ("",) * _first(drawn, row)
    behind = ("",) * (len(drawn.values) - len(row.points) - len(before))
    made = (formula(said.shown, said.value, language) if worded else "" for said in row.points)
    formulas = (*before, *made, *behind)
    for index, said in enumerate(row.points, len(before)):
        point = points.get(index, NativePoint(index))
        labels = point.labels or drawn.labels
        if said.value is None or labels is None or point.hidden:
            continue
        if formulas[index] and labels.value:
            points[index] = replace(point, labels=replace(labels, cells=True))
        elif said.number_format not in ("", labels.number_format):
            points[index] = replace(point, labels=replace(labels, number_format=said.number_format))
    drawn = replace(drawn, points=tuple(points[index] for index in sorted(points)))
    if any(formulas):
        drawn = replace(drawn, formulas=formulas, shown=(*before, *(said.shown for said in row.points), *behind))
    return drawn


def _first(drawn: NativeSeries, row: Series) -> int:
    """The place of a row's first value: small charts stand one behind the other in one chart."""
    values, count = tuple(point.value for point in row.points), len(row.points)
    return next((at for at in range(len(drawn.values) - count + 1) if drawn.values[at : at + count] == values), 0)
