"""One small chart for each series, side by side on one axis: for the shapes of several lines that would cross in one chart.

In a deck they are one chart, whose categories come again for each series with room between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ..diagnostics import Diagnostic, error
from ..frame import Drawing
from ..frozen import frozen
from ..language.wording import word
from ..look import Colour, Look
from . import checking, scale
from .labels import Typesetter, Words, widest
from .line import MARKER, WEIGHT
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint
from .paint import accent, ink, quiet, stepped_back
from .rows import Heights
from .scale import axis_format
from .spec import ChartSpec
from .unseen import GAP, offset
from .upright import Upright, draw_grid, grid_count, grid_width, names_under

BESIDE: Final = 0.55
"""From a line's end to its value, in ems."""
APART: Final = 1.5
"""Years of neighbours stand so many ems apart at the least: they are no row."""
BETWEEN: Final = 0.3
"""Room between two of the charts, as a share of one."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What small charts cannot show."""
    rules = (checking.values, checking.two_points, _several, checking.no_log, checking.no_reference)
    more = (checking.no_annotations, checking.no_difference, checking.at_most(200, "sum up the data first"))
    return checking.findings(spec, *rules, *more)


def _several(spec: ChartSpec) -> Iterator[Diagnostic]:
    """One small chart is a line chart."""
    if len(spec.series) < 2:
        message = "small multiples show a chart for each series; this has 1"
        yield error(
            "multiples-few", message, path=checking.path_of(spec), hint="give `values` by series, or use `line`"
        )


@frozen
class _Plan:
    """The charts measured for a place, once for the drawing and for PowerPoint's chart. `each` is how many places one takes with the room
    behind it; `ends` are the words under each chart's ends."""

    type: Typesetter
    up: Upright
    left: float
    stop: float
    each: int
    titles: tuple[Words, ...]
    ends: tuple[Words, Words]
    foot: float
    colours: tuple[Colour, ...]

    @property
    def pitch(self) -> float:
        spec = self.type.spec
        return (self.stop - self.left) / ((len(spec.series) - 1) * self.each + len(spec.categories) - 1)

    def x(self, series: int, at: int) -> float:
        """The place of a value."""
        return self.left + (series * self.each + at) * self.pitch


def _plan(spec: ChartSpec, look: Look, width: float, height: float, step: int) -> _Plan:
    type = Typesetter(spec, look, step)
    size, many, count = type.size, len(spec.series), len(spec.categories)
    ends = type.label(spec.categories[0]), type.label(spec.categories[-1])
    half = max(one.width for one in ends) / 2  # either may stand nearest to an edge, where a chart is narrow
    left = max(grid_width(type, scale.around) + 0.3 * size, half)
    value = widest(type.value(row.points[_last(spec, s)]) for s, row in enumerate(spec.series)) + BESIDE * size
    stop = max(width - max(half, value), left + size)
    need = max((ends[0].width + ends[1].width) / 2, value) + APART * size
    tried = range(max(1, math.ceil(BETWEEN * (count - 1))), 4 * count)
    gap = next((one for one in tried if one * (stop - left) / _places(many, count, one) >= need), tried[-1])
    each, pitch = count - 1 + gap, (stop - left) / _places(many, count, gap)
    colours = tuple(
        stepped_back(look, accent(look)) if spec.highlight and row.name.text not in spec.highlight else accent(look)
        for row in spec.series
    )
    title = max(min((each - 0.2) * pitch, width - stop + (count - 1) * pitch), size)  # the last one ends at the edge
    titles = tuple(type.label(row.name, bold=True, width=title) for row in spec.series)
    foot = max(one.height for one in ends) + names_under(type, gridded=True)
    top = max(height - max(one.height for one in titles) - 0.9 * size, foot + 1)
    up = Upright(scale.around(spec, grid_count(top - foot, size)), foot, top)
    return _Plan(type, up, left, stop, each, titles, ends, foot, colours)


def _places(many: int, count: int, gap: int) -> int:
    """How many steps there are from the first value of the first chart to the last of the last."""
    return many * (count - 1) + (many - 1) * gap


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    plan = _plan(spec, look, width, 0, step)
    size = plan.type.size
    extra = plan.foot + max(one.height for one in plan.titles) + plan.type.leading
    return Heights(extra + 5 * size, extra + max(5 * size, min(0.3 * width, 12 * size)), extra + 20 * size)


def _last(spec: ChartSpec, series: int) -> int:
    return max(at for at, point in enumerate(spec.series[series].points) if point.value is not None)


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    plan = _plan(spec, look, width, height, step)
    canvas, type, up, size = Canvas(spec, look, width, height, step), plan.type, plan.up, plan.type.size
    draw_grid(canvas, type, up, plan.left, plan.stop)
    for s, (row, colour) in enumerate(zip(spec.series, plan.colours, strict=True)):
        places = [(plan.x(s, at), point.value) for at, point in enumerate(row.points)]
        for known, stretch in groupby(places, key=lambda one: one[1] is not None):
            if known:
                line = [(x, up.y(value or scale.ZERO)) for x, value in stretch]
                canvas.line(line, colour, WEIGHT, f"line:{s}")
        last = _last(spec, s)
        x, y = plan.x(s, last), up.y(row.points[last].value or scale.ZERO)
        canvas.dot(x, y, MARKER / 2, colour, f"point:{s}")
        canvas.words(type.value(row.points[last]), x + BESIDE * size, y, "start", "middle")
        canvas.words(plan.titles[s], plan.x(s, 0), height, "start", "top")
        for name, at in zip(plan.ends, (0, len(spec.categories) - 1), strict=True):
            canvas.words(name, plan.x(s, at), plan.foot - names_under(type, gridded=True), "center", "top")
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: a line chart whose categories come again for each series."""
    plan = _plan(spec, look, width, height, step)
    up, count, many = plan.up, len(spec.categories), len(spec.series)
    total = (many - 1) * plan.each + count
    low, high = up.ends(plan.foot)
    names = [""] * total
    series: list[NativeSeries] = []
    for s, (row, colour) in enumerate(zip(spec.series, plan.colours, strict=True)):
        values = {s * plan.each + at: point.value for at, point in enumerate(row.points)}
        names[s * plan.each : s * plan.each + count] = [category.text for category in spec.categories]
        said = Labels(
            "LEFT" if spec.rtl else "RIGHT", row.points[_last(spec, s)].number_format or spec.number_format, ink(look)
        )
        point = NativePoint(s * plan.each + _last(spec, s), labels=said, marker=MARKER)
        filled = tuple(values.get(at) for at in range(total))
        series.append(NativeSeries(row.name.text, filled, Paint(colour, colour, WEIGHT), points=(point,)))
    return Native(
        "LINE",
        tuple(names),
        (*series, *_titles(plan, total, (width, height)), _ends(plan, total, names, (width, height))),
        look.style("chart", step),
        Axis(reversed=spec.rtl, labels=False, low=True),
        Axis(
            minimum=low, maximum=high, major=up.scale.step, gridlines=look.colour("grid"), ink=quiet(look),
            number_format=axis_format(spec, scale.steps(low, high, up.scale.step), up.scale.fine),
        ),
        plot=up.plot(plan.left, plan.stop, plan.foot, width, height, rtl=spec.rtl),
    )  # fmt: skip


def _titles(plan: _Plan, total: int, size: tuple[float, float]) -> Iterator[NativeSeries]:
    """The series' names over their charts."""
    spec, up = plan.type.spec, plan.up
    for s, words in enumerate(plan.titles):
        at = s * plan.each
        value = next(point.value for point in spec.series[s].points if point.value is not None)
        rise = size[1] - words.height / 2 - up.y(value)
        said = Labels(
            "LEFT" if spec.rtl else "RIGHT", "General", ink(plan.type.look), value=False, series_name=True,
            offset=offset(-GAP, -rise, *size, rtl=spec.rtl),
        )  # fmt: skip
        values = tuple(value if place == at else None for place in range(total))
        name = "\n".join(line.text for line in words.lines)
        yield NativeSeries(name, values, Paint(None), points=(NativePoint(at, labels=said),), job="remark")


def _ends(plan: _Plan, total: int, names: list[str], area: tuple[float, float]) -> NativeSeries:
    """The first and the last category under each chart."""
    spec = plan.type.spec
    down = offset(
        0.0, names_under(plan.type, gridded=True) - names_under(plan.type, gridded=False), *area, rtl=spec.rtl
    )
    said = Labels("BELOW", "General", ink(plan.type.look), bold=False, value=False, cells=True, offset=down)
    starts = [s * plan.each for s in range(len(spec.series))]
    ends = sorted({*starts, *(at + len(spec.categories) - 1 for at in starts)})
    low = plan.up.ends(plan.foot)[0]
    points = tuple(NativePoint(at, labels=said) for at in ends)
    name = word("category", spec.language)
    return NativeSeries(name, (low,) * total, Paint(None), points=points, job="names", shown=tuple(names))
