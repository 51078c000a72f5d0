"""Lines through values in time: for change, not for size; the axis need not begin at zero.

Each line is named at its end, so there is no key. One short line has a value at each point and no grid; else a light grid carries the
numbers. A missing value breaks the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Colour, Look
from ..wording import word
from . import checking, clusters, scale
from .column import names_below, stride_of
from .labels import Typesetter, Words, spread, widest
from .native import Axis, Dash, Labels, Native, NativePoint, NativeSeries, Paint
from .paint import accent, ink, series_colours, stepped_back
from .rows import Heights
from .spec import ChartSpec, Series
from .upright import (
    Upright,
    draw_grid,
    draw_names,
    draw_reference,
    draw_remark,
    grid_width,
    ground_behind,
    reference_label,
    remark_height,
)

if TYPE_CHECKING:
    from .drawing import Canvas

WEIGHT: Final = 2.25
LABEL: Final = 0.07
"""The share of a slide's chart that a label's height takes."""
DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (), (7.0, 3.0), (2.0, 2.0), (7.0, 3.0, 2.0, 3.0), (4.0, 2.0))
"""Line patterns by series: two lines are told apart by lightness, more of them by pattern as well."""
NATIVE_DASHES: Final[tuple[Dash, ...]] = ("", "", "dash", "sysDot", "dashDot", "sysDash")


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What lines cannot show."""
    return checking.findings(
        spec, checking.values, checking.log_scale, checking.two_points, checking.at_most(1000, "sum up the data first")
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    size = type.size
    extra = plan.names_height + type.leading + remark_height(type)
    least = max(6 * size, sum(end.height for end in (*plan.ends, plan.reference)) - 0.6 * type.leading)
    return Heights(
        extra + least,
        extra + max(least, min(0.36 * width, 13 * size)),
        extra + max(least, min(0.65 * width, 24 * size)),
    )


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    plan = _plan(type, width)
    bottom = plan.names_height + (type.leading * 0.6 if plan.direct else 0.0)
    top = height - remark_height(type) - (type.leading if plan.direct else 0.6 * type.size)
    up = Upright(scale.around(spec, ticks=not plan.direct), bottom, max(top, bottom + 1))
    if plan.direct:
        canvas.line([(plan.left, plan.names_height), (plan.stop, plan.names_height)], look.colour("rule"), 0.75, "axis")
    else:
        draw_grid(canvas, type, up, plan.left, plan.stop)
    draw_remark(canvas, type, height)
    draw_reference(canvas, type, up, plan.left, plan.stop)
    colours = _colours(spec, look)
    ends = []
    for s, series in enumerate(spec.series):
        dash = DASHES[s] if len(spec.series) > 2 else ()
        _draw_line(canvas, plan, up, series, s, colours[s], dash, dots=plan.direct)
        last = max(at for at, point in enumerate(series.points) if point.value is not None)
        ends.append((plan.places[last], up.y(series.points[last].value or scale.ZERO)))
    if plan.direct:
        _draw_values(canvas, type, plan, up)
    _draw_ends(canvas, type, plan, up, ends, colours)
    draw_names(canvas, type, plan.names, plan.places, plan.names_height)
    return canvas.drawing()


def every(spec: ChartSpec, look: Look, width: float, step: int = 0) -> int:
    """Each how manyth name is written below the lines."""
    return stride_of(_plan(Typesetter(spec, look, step), width).names)


def native(spec: ChartSpec, look: Look, step: int = 0) -> Native:
    """The chart as PowerPoint's own: the end of each line labelled with its value, a key for several lines."""
    colours = _colours(spec, look)
    several = len(spec.series) > 1
    direct = not several and len(spec.categories) <= 8 and not spec.log
    plain = Labels("ABOVE", spec.number_format, ink(look))
    series = []
    apart = _apart(spec)
    for s, row in enumerate(spec.series):
        known = [at for at, point in enumerate(row.points) if point.value is not None]
        dash = NATIVE_DASHES[s] if len(spec.series) > 2 else ""
        dips = (
            tuple(
                NativePoint(at, labels=Labels("BELOW", spec.number_format, ink(look))) for at in known if _dips(row, at)
            )
            if direct
            else ()
        )
        at_end = (
            dips
            if direct or s not in apart
            else (
                NativePoint(
                    known[-1], labels=Labels("RIGHT" if not spec.rtl else "LEFT", spec.number_format, ink(look))
                ),
            )
        )
        series.append(
            NativeSeries(
                row.name.text or spec.unit.text or word("value", spec.language),
                tuple(p.value for p in row.points),
                Paint(colours[s], colours[s], WEIGHT, dash),
                plain if direct else None,
                at_end,
                marker=6.0 if direct else 0.0,
            )
        )
    if spec.reference:
        series.append(clusters.reference_series(spec, look, len(spec.categories) - 1, "ABOVE"))
    span = scale.around(spec, ticks=True)
    floor = Decimal(repr(span.low)).normalize() if span.low else scale.ZERO
    return Native(
        "LINE_MARKERS" if direct else "LINE",
        tuple(category.text for category in spec.categories),
        tuple(series),
        look.style("chart", step),
        Axis(reversed=spec.rtl, line=look.colour("rule")),
        Axis(
            visible=not direct,
            log=spec.log,
            minimum=floor,
            gridlines=None if direct else look.colour("rule"),
            number_format=spec.number_format,
            title=word("log-scale", spec.language) if spec.log else "",
        ),
        legend="top" if several else "",
    )


def _apart(spec: ChartSpec) -> frozenset[int]:
    """The series whose last values are far enough from each other for labels that PowerPoint puts at the lines' ends."""
    span = scale.around(spec, ticks=True)
    chosen: dict[int, float] = {}
    for s, row in enumerate(spec.series):
        last = next((point.value for point in reversed(row.points) if point.value is not None), None)
        if last is not None and all(abs(span.share(last) - other) > LABEL for other in chosen.values()):
            chosen[s] = span.share(last)
    return frozenset(chosen)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Lines measured for a width: where the plot begins and stops, the place of each category, and the words."""

    left: float
    stop: float
    places: tuple[float, ...]
    direct: bool
    names: tuple[Words, ...]
    names_height: float
    values: tuple[Words, ...]
    ends: tuple[Words, ...]
    reference: Words


def _plan(type: Typesetter, width: float) -> _Plan:
    spec, size = type.spec, type.size
    count = len(spec.categories)
    roomy = len(spec.series) == 1 and not spec.log and width / count > 2 * size
    values = tuple(type.value(point) for point in spec.series[0].points) if roomy else ()
    direct = roomy and widest(values) + 0.8 * size <= width / count
    ends = () if direct else tuple(_end(type, series, width) for series in spec.series)
    left = 0.5 * widest(values) if direct else grid_width(type, scale.around(spec, ticks=True)) + 0.3 * size
    said = reference_label(type, width)
    beyond = widest((*ends, said))
    stop = width - (beyond + 1.1 * size if beyond else left)
    stop = max(stop, left + size)
    pitch = (stop - left) / max(1, count - 1)
    names = names_below(type, pitch, in_order=True)
    first, last = names[0].width / 2, names[-1].width / 2
    if direct:
        left, stop = max(left, first), min(stop, width - max(last, left))
        pitch = (stop - left) / max(1, count - 1)
    places = tuple(left + at * pitch if count > 1 else (left + stop) / 2 for at in range(count))
    tall = max((name.height for name in names), default=0.0)
    return _Plan(left, stop, places, direct, names, tall + 0.4 * size, values, ends, said)


def _end(type: Typesetter, series: Series, width: float) -> Words:
    """What stands at a line's end: its name and its last value."""
    last = next(point for point in reversed(series.points) if point.value is not None)
    said = f"{series.name.text} {last.shown}".strip()
    origins = dict.fromkeys((*series.name.origins, *last.origins))
    bold = not type.spec.highlight or series.name.text in type.spec.highlight
    return type.words(
        said, origins, bold=bold, width=min(max(0.3 * width, type.longest_word(said, bold=bold)), 0.45 * width)
    )


def _colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each line; highlighted lines in the accent, the rest stepped back."""
    names = [series.name.text for series in spec.series]
    if len(names) == 1 and not spec.colours:
        return (accent(look),)
    if spec.highlight and any(name in spec.highlight for name in names):
        strong = accent(look)
        return tuple(strong if name in spec.highlight else stepped_back(look, strong) for name in names)
    return series_colours(spec, look, len(names))


def _draw_line(
    canvas: Canvas,
    plan: _Plan,
    up: Upright,
    series: Series,
    index: int,
    colour: Colour,
    dash: tuple[float, ...],
    *,
    dots: bool,
) -> None:
    """A series as the stretches between its gaps; a value alone between gaps is a dot."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for place, point in zip(plan.places, series.points, strict=True):
        if point.value is None:
            stretches.append([])
        else:
            stretches[-1].append((place, up.y(point.value)))
    for stretch in stretches:
        canvas.line(stretch, colour, WEIGHT, f"line:{index}", dash)
        for at, (x, y) in enumerate(stretch):
            if dots or len(stretch) == 1 or (stretch is stretches[-1] and at == len(stretch) - 1):
                canvas.dot(x, y, 3.0, colour, f"point:{index}")


def _draw_ends(
    canvas: Canvas,
    type: Typesetter,
    plan: _Plan,
    up: Upright,
    ends: list[tuple[float, float]],
    colours: Sequence[Colour],
) -> None:
    """Names behind the lines' ends, the reference line's too; where names would meet they move apart, tied to their lines."""
    labels = [(label, x, y, colour) for label, (x, y), colour in zip(plan.ends, ends, colours, strict=False)]
    if type.spec.reference:
        labels.append((plan.reference, plan.stop, up.y(type.spec.reference.value), ink(type.look)))
    middles = spread(
        [y for _, _, y, _ in labels],
        [label.height for label, *_ in labels],
        max(0.0, up.bottom - type.leading / 2),
        up.top + type.leading / 2,
    )
    start = plan.stop + 1.1 * type.size
    for (label, x, y, colour), middle in zip(labels, middles, strict=True):
        if abs(middle - y) > 0.3 * type.size and x >= plan.stop - 1:
            canvas.line([(x + 0.35 * type.size, y), (start - 0.2 * type.size, middle)], colour, 0.75, "leader")
        elif x < plan.stop - 1:
            canvas.line(
                [(x + 0.35 * type.size, y), (plan.stop, middle), (start - 0.2 * type.size, middle)],
                colour,
                0.5,
                "leader",
            )
        canvas.words(label, start, middle, "start", "middle")


def _draw_values(canvas: Canvas, type: Typesetter, plan: _Plan, up: Upright) -> None:
    """A value at each point: above it, or below where the line has a dip."""
    points = type.spec.series[0].points
    for at, (label, point) in enumerate(zip(plan.values, points, strict=True)):
        if point.value is None:
            continue
        dip = _dips(type.spec.series[0], at)
        y = up.y(point.value) + (-0.45 if dip else 0.45) * type.size
        ground_behind(canvas, type, up, label, plan.places[at] - label.width / 2, y - label.height if dip else y)
        canvas.words(label, plan.places[at], y, "center", "top" if dip else "bottom")


def _dips(series: Series, at: int) -> bool:
    """True where a line comes down to a point and goes up again: its label has more room below."""
    if not 0 < at < len(series.points) - 1:
        return False
    before, here, after = (point.value for point in series.points[at - 1 : at + 2])
    return before is not None and here is not None and after is not None and before > here < after
