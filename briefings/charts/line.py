"""Lines through values in time: for change, not for size; the axis need not begin at zero.

Each line is named at its end, so there is no key. One short line has a value at each point and no grid; else a light grid carries the
numbers. A missing value breaks the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import copysign
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..frozen import frozen
from ..language.wording import word
from ..look import Colour, Look
from . import callouts, checking, scale
from .column import names_below, tight
from .ends import Ending, ending, large
from .labels import Typesetter, Words, spread, widest
from .native import Axis, Dash, Labels, Native, NativePoint, NativeSeries, Paint
from .paint import accent, deepened, ground, ink, quiet, series_colours, stepped_back
from .rows import Heights
from .scale import axis_format
from .spec import ChartSpec, Series
from .unseen import GAP, log_axis, names_series, offset, reference
from .upright import (
    COUNTS,
    Upright,
    crossed,
    draw_grid,
    draw_names,
    draw_reference,
    draw_remark,
    grid_count,
    grid_width,
    ground_behind,
    names_under,
    reference_label,
    remark_height,
    remark_place,
    scale_remark,
)

if TYPE_CHECKING:
    from .drawing import Canvas

WEIGHT: Final = 3.0
SLOPE: Final = "slope"
"""The kind whose lines have their values at both ends, and no grid."""
MARKER: Final = 6.0
"""A dot's width in points."""
FEW: Final = 8
"""So many values have a label each; more are read off a grid, and the last is told."""
LOW: Final = Decimal("0.2")
AWAY: Final = 1.1
"""From the last place to the names of the lines, in ems."""
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
    extra = plan.names_height + type.leading + _said_above(type, plan)
    ends = sum(end.height for end in plan.ends)
    least = max(6 * size, ends + (plan.difference.height if _difference_last(type) else 0.0) - 0.6 * type.leading)
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
    up = _upright(type, plan, height)
    if plan.gridded:
        draw_grid(canvas, type, up, plan.left, plan.stop)
    if plan.starts:
        for x in plan.places:
            canvas.line([(x, plan.names_height), (x, up.top)], look.colour("grid"), 0.5, "grid")
    if _crosses(up):  # a line below values that begin elsewhere would look like nought
        canvas.line([(plan.left, up.zero), (plan.stop, up.zero)], ink(look), 0.75, "axis")
    draw_remark(canvas, type, height, up.scale)
    draw_reference(canvas, type, up, plan.left, plan.stop)
    colours = line_colours(spec, look)
    for s, series in enumerate(spec.series):
        dash = DASHES[s] if _patterned(spec) else ()
        _draw_line(canvas, plan, up, series, s, colours[s], dash, dots=plan.direct)
    if plan.direct:
        _draw_values(canvas, type, plan, up)
    ends = _ends(type, plan, up, colours)
    for end in ends:
        canvas.line(end.leader, end.colour, 0.75, "leader")
        end.label.draw(canvas, plan.stop + AWAY * type.size, end.middle)
    for label, middle in zip(plan.starts, _start_middles(type, plan, up), strict=True):
        canvas.words(label, plan.left - MARKER / 2 - GAP, middle, "end", "middle")
    if plan.reference:
        _, x, middle = _reference_place(type, plan, up)
        canvas.words(plan.reference, x, middle, "start", "middle")
    _draw_difference(canvas, type, plan, up)
    callouts.draw(canvas, type, _annotated(type, plan, up, width, height), up)
    draw_names(canvas, type, plan.names, plan.places, plan.names_height, gridded=plan.gridded)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: each line is named at its end, where it is in the drawing."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    up = _upright(type, plan, height)
    colours = line_colours(spec, look)
    ends = _ends(type, plan, up, colours)
    series = tuple(_native_line(type, plan, up, s, colours[s], ends, (width, height)) for s in range(len(spec.series)))
    low, high = up.ends(plan.names_height)
    helpers = []
    if spec.reference:
        at, x, middle = _reference_place(type, plan, up)
        away = up.y(spec.reference.value) - middle
        shift = offset(x - plan.places[at] - GAP, away, width, height, rtl=spec.rtl)
        helpers.append(reference(spec, look, at, "LEFT" if spec.rtl else "RIGHT", shift))
    if spec.difference:
        x, middle = _difference_place(type, plan, up, ends)
        at = spec.place(spec.difference.at)
        y = up.y(spec.series[spec.difference.first].points[at].value or scale.ZERO)
        shift = offset(x - plan.places[at] - GAP, y - middle, width, height, rtl=spec.rtl)
        helpers.append(callouts.difference_series(type, plan.difference, shift))
    helpers += callouts.native(type, _annotated(type, plan, up, width, height), (width, height), up)
    # names below a grid are set by hand: each program has its own idea of how near they come to its lowest number
    thinned = plan.gridded or not all(plan.names) or tight(plan.names, plan.places[1] - plan.places[0], type.size)
    if thinned or spec.days:
        down = names_under(type, gridded=plan.gridded) - names_under(type, gridded=False)
        helpers.append(names_series(type, plan.names, low, offset(0.0, down, width, height)))
    crosses = _crosses(up)
    numbers = Axis(
        visible=plan.gridded,
        minimum=low,
        maximum=high,
        major=up.scale.step,
        gridlines=look.colour("grid") if plan.gridded else None,
        ink=quiet(look),
        number_format=axis_format(spec, scale.steps(low, high, up.scale.step)),
        title=scale_remark(type, up.scale),
        title_at=remark_place(type, width, along=up.scale),
    )
    return Native(
        "LINE",
        tuple(category.text for category in spec.categories),
        (*series, *helpers),
        look.style("chart", step),
        Axis(
            reversed=spec.rtl,
            labels=not thinned and not spec.days,
            line=ink(look) if crosses else None,
            low=not crosses,
            gridlines=look.colour("grid") if plan.starts else None,
            days=spec.days,
        ),
        log_axis(spec, look, numbers, numbers.title_at) if spec.log else numbers,
        plot=up.plot(plan.places[0], plan.places[-1], plan.names_height, width, height, rtl=spec.rtl),
    )


def _native_line(
    type: Typesetter, plan: _Plan, up: Upright, s: int, colour: Colour, ends: Sequence[_End], size: tuple[float, float]
) -> NativeSeries:
    """A line with what the drawing writes at it: the value of each point, or its name at its end."""
    spec, look = type.spec, type.look
    row = spec.series[s]
    alone = _alone(row) | ({0} if plan.starts else frozenset())
    said: dict[int, Labels] = {}
    if plan.direct:
        for at, point in enumerate(row.points):
            if point.value is not None:
                middle, bottom = _value_place(type, plan, up, at)
                aside = middle - plan.places[at]
                said[at] = Labels(
                    "BELOW" if bottom < up.y(point.value) else "ABOVE",
                    spec.number_format,
                    ink(look),
                    ground=ground(look) if crossed(type, up, plan.values[at], bottom) else None,
                    offset=offset(aside, 0.0, *size, rtl=spec.rtl) if aside else None,
                )
    else:
        last = _last(row)
        behind = plan.stop + AWAY * type.size - plan.places[last] - GAP
        bold, inked = _wording(type, row, colour)
        said[last] = Labels(
            "LEFT" if spec.rtl else "RIGHT",
            spec.number_format,
            inked,
            bold=bold,
            series_name=spec.named,
            offset=offset(behind, ends[s].y - ends[s].middle, *size, rtl=spec.rtl),
            line=len(ends[s].label.name.lines) < 2,
            over=(row.points[last].shown, type.size * large(type)) if ends[s].label.value else None,
            side="start",
            leader=bool(ends[s].leader),
        )
        if plan.starts:
            middle = _start_middles(type, plan, up)[s]
            y = up.y(row.points[0].value or scale.ZERO)
            said[0] = Labels(
                "RIGHT" if spec.rtl else "LEFT",
                spec.number_format,
                said[last].colour,
                bold=said[last].bold,
                offset=offset(0.0, y - middle, *size, rtl=spec.rtl) if abs(y - middle) > 0.1 * type.size else None,
            )
    return NativeSeries(
        row.name.text or spec.unit.text or word("value", spec.language),
        tuple(point.value for point in row.points),
        Paint(colour, colour, WEIGHT, NATIVE_DASHES[s] if _patterned(spec) else ""),
        points=tuple(
            NativePoint(at, labels=said.get(at), marker=MARKER if plan.direct or at in alone else 0.0)
            for at in sorted({*said, *alone})
        ),
        marker=MARKER if plan.direct else 0.0,
    )


def _crosses(up: Upright) -> bool:
    """Whether nought is on the axis, which then has its line there."""
    return not up.scale.log and up.scale.low <= 0 <= up.scale.high


def _said_above(type: Typesetter, plan: _Plan) -> float:
    """What is said of the scale above the plot takes so much."""
    return remark_height(type, scale.along_lines(type.spec, COUNTS[0]) if plan.gridded else None)


def _upright(type: Typesetter, plan: _Plan, height: float) -> Upright:
    """The value axis in a height: with room below for the values that stand under their points, or on round numbers with a grid."""
    row = type.spec.series[0]
    dips = [point.value for at, point in enumerate(row.points) if point.value is not None and _dips(type.spec, at)]
    if type.spec.kind == "area":  # which has room under a dip, unless that is near the ground
        most = max(abs(point.value) for point in row.points if point.value is not None)
        dips = [value for value in dips if value < most * LOW]
    under = bool(dips)
    bottom = plan.names_height
    if plan.direct:
        bottom += type.leading + 0.45 * type.size if under else 0.3 * type.size
    top = height - _said_above(type, plan) - (type.leading + 0.2 * type.size if plan.direct else 0.6 * type.size)
    if plan.direct:
        top -= max((label.height + type.size for label in plan.annotations), default=0.0)
    count = grid_count(top - bottom, type.size) if plan.gridded else 0
    return Upright(scale.along_lines(type.spec, count), bottom, max(top, bottom + 1))


@frozen
class _Plan:
    """Lines measured for a width: where the plot begins and stops, the place of each category, and the words."""

    left: float
    stop: float
    places: tuple[float, ...]
    direct: bool
    names: tuple[Words, ...]
    names_height: float
    values: tuple[Words, ...]
    ends: tuple[Ending, ...]
    reference: Words
    annotations: tuple[Words, ...]
    difference: Words
    starts: tuple[Words, ...]

    @property
    def gridded(self) -> bool:
        """Whether the values are read off a grid: not where each has its label."""
        return not self.direct and not self.starts


def _plan(type: Typesetter, width: float) -> _Plan:
    spec, size = type.spec, type.size
    count = len(spec.categories)
    slope = spec.kind == SLOPE
    roomy = len(spec.series) == 1 and not slope and not spec.log and width / count > 2 * size
    values = tuple(type.value(point) for point in spec.series[0].points) if roomy else ()
    nearest = min((b - a for a, b in pairwise(_places(spec, 0.0, 0.9 * width))), default=width)
    direct = roomy and widest(values) + 0.8 * size <= (nearest if spec.days else width / count)
    direct = direct and (count <= FEW or spec.kind != "line")
    colours = line_colours(spec, type.look)
    inked = [(row, *_wording(type, row, line)) for row, line in zip(spec.series, colours, strict=True)]
    ends = () if direct else tuple(ending(type, *one, width) for one in inked)
    starts = tuple(type.value(row.points[0], bold=bold, colour=colour) for row, bold, colour in inked) if slope else ()
    left = (
        0.5 * widest(values)
        if direct
        else widest(starts) + AWAY * size
        if slope
        else grid_width(type, scale.along_lines) + 0.3 * size
    )
    said = reference_label(type, width)
    apart = callouts.difference_label(type, width)
    beyond = max(one.width for one in (*ends, Ending(apart if _difference_last(type) else Words((), size, size))))
    stop = width - (beyond + 1.1 * size if beyond else left)
    stop = max(stop, left + size)
    if spec.days:
        names = _dated(type, _places(spec, left, stop))
    else:
        names = names_below(type, (stop - left) / max(1, count - 1), in_order=True)
    first, last = names[0].width / 2, names[-1].width / 2
    if direct:
        left, stop = max(left, first), min(stop, width - max(last, left))
    places = _places(spec, left, stop)
    if spec.days:
        names = _dated(type, places)
    tall = max((name.height for name in names), default=0.0)
    under = names_under(type, gridded=not direct and not starts)
    return _Plan(
        left, stop, places, direct, names, tall + under, values, ends, said, callouts.labels(type, width), apart,
        starts,
    )  # fmt: skip


def _start_middles(type: Typesetter, plan: _Plan, up: Upright) -> tuple[float, ...]:
    """The middles of the values before the lines, none on another."""
    heights = [up.y(row.points[0].value or scale.ZERO) for row in type.spec.series] if plan.starts else []
    low, high = max(0.0, up.bottom - type.leading / 2), up.top + type.leading / 2
    return spread(heights, [label.height for label in plan.starts], low, high)


def _patterned(spec: ChartSpec) -> bool:
    """Whether lines differ by pattern: not where some are brought forward and the others step back."""
    return len(spec.series) > 2 and not spec.highlight


def _wording(type: Typesetter, series: Series, line: Colour) -> tuple[bool, Colour]:
    """Whether a line's words are bold, and their colour: a shade of the line's that can be read; of what steps back, a grey."""
    if type.spec.highlight and series.name.text not in type.spec.highlight:
        return False, quiet(type.look)
    return True, deepened(type.look, line)


def line_colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each line."""
    names = [series.name.text for series in spec.series]
    if len(names) == 1 and not spec.colours:
        return (accent(look),)
    painted = series_colours(spec, look, len(names))
    strong = next((colour for name, colour in zip(names, painted, strict=True) if name in spec.highlight), None)
    if strong is None:
        return painted
    # Lines are named at their ends, so that one grey will do for all that step back.
    grey = stepped_back(look, strong)
    return tuple(colour if name in spec.highlight else grey for name, colour in zip(names, painted, strict=True))


def edge(
    spec: ChartSpec, look: Look, width: float, height: float, step: int = 0
) -> tuple[list[tuple[float, float]], float]:
    """The places that the first line runs through, and the height of nought."""
    type = Typesetter(spec, look, step)
    plan = _plan(type, width)
    up = _upright(type, plan, height)
    values = (up.y(point.value or scale.ZERO) for point in spec.series[0].points)
    return list(zip(plan.places, values, strict=True)), up.zero


def _last(row: Series) -> int:
    """Where a line ends: its last value."""
    return max(at for at, point in enumerate(row.points) if point.value is not None)


def _alone(row: Series) -> frozenset[int]:
    """The points that are seen by a dot of their own: between two gaps, and the last one."""
    known = [point.value is not None for point in row.points]
    beside = [any(known[max(0, at - 1) : at] + known[at + 1 : at + 2]) for at in range(len(known))]
    return frozenset(at for at, there in enumerate(known) if there and (not beside[at] or at == _last(row)))


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
    alone = _alone(series) | ({0} if plan.starts else frozenset())
    stretch: list[tuple[float, float]] = []
    for at, (place, point) in enumerate(zip(plan.places, series.points, strict=True)):
        if point.value is None:
            canvas.line(stretch, colour, WEIGHT, f"line:{index}", dash)
            stretch = []
            continue
        stretch.append((place, up.y(point.value)))
        if dots or at in alone:
            canvas.dot(*stretch[-1], MARKER / 2, colour, f"point:{index}")
    canvas.line(stretch, colour, WEIGHT, f"line:{index}", dash)


@frozen
class _End:
    """A name behind a line's end: the height `y` of that end, the `middle` of the name, and what ties them where they are apart."""

    label: Ending
    y: float
    middle: float
    colour: Colour
    leader: tuple[tuple[float, float], ...]


def _ends(type: Typesetter, plan: _Plan, up: Upright, colours: Sequence[Colour]) -> tuple[_End, ...]:
    """Names behind the lines' ends; where names would meet they move apart, tied to their lines."""
    size, stop = type.size, plan.stop
    labels = []
    for series, label, colour in zip(type.spec.series, plan.ends, colours, strict=False):
        at = _last(series)
        labels.append((label, plan.places[at], up.y(series.points[at].value or scale.ZERO), colour))
    if plan.difference and _difference_last(type):
        labels.append((Ending(plan.difference), stop, sum(_difference_ends(type, up)) / 2, ink(type.look)))
    middles = spread(
        [y for _, _, y, _ in labels],
        [label.height for label, *_ in labels],
        max(0.0, up.bottom - type.leading / 2),
        up.top + type.leading / 2,
    )
    ends = []
    for (label, x, y, colour), middle in zip(labels, middles, strict=True):
        near, name = (x + 0.35 * size, y), (stop + (AWAY - 0.2) * size, middle)
        leader: tuple[tuple[float, float], ...] = ()
        if x < stop - 1:
            leader = (near, (stop, middle), name)
        elif abs(middle - y) > 0.3 * size:
            leader = (near, name)
        ends.append(_End(label, y, middle, colour, leader))
    return tuple(ends)


def _reference_place(type: Typesetter, plan: _Plan, up: Upright) -> tuple[int, float, float]:
    """Where the reference line is named: at which category, the start edge and the middle of its words."""
    y = up.y(type.spec.reference.value if type.spec.reference else scale.ZERO)
    starts = [x + (0.0 if plan.gridded else 0.3 * type.size) for x in plan.places]
    within = (plan.left, plan.names_height - 0.3 * type.size, plan.stop, up.top)
    return callouts.along(plan.reference, y, starts, within, *_marks(type, plan, up))


def _marks(
    type: Typesetter, plan: _Plan, up: Upright
) -> tuple[list[callouts.Rectangle], list[list[tuple[float, float]]]]:
    """The boxes of the values that stand at their points, and the lines."""
    boxes: list[callouts.Rectangle] = []
    for at, (label, point) in enumerate(zip(plan.values, type.spec.series[0].points, strict=False)):
        if plan.direct and point.value is not None:
            middle, bottom = _value_place(type, plan, up, at)
            boxes.append((middle - label.width / 2, bottom, middle + label.width / 2, bottom + label.height))
    lines = [
        [(x, up.y(p.value)) for x, p in zip(plan.places, row.points, strict=True) if p.value is not None]
        for row in type.spec.series
    ]
    return boxes, lines


def _difference_last(type: Typesetter) -> bool:
    """Whether the difference is that of the last values: then its words stand with the lines' names."""
    asked = type.spec.difference
    return asked is not None and asked.at == type.spec.categories[-1].text


def _difference_ends(type: Typesetter, up: Upright) -> tuple[float, float]:
    """The heights that the difference is between."""
    asked = type.spec.difference
    assert asked is not None
    at = type.spec.place(asked.at)
    first, second = (up.y(type.spec.series[one].points[at].value or scale.ZERO) for one in (asked.first, asked.second))
    return first, second


def _difference_place(type: Typesetter, plan: _Plan, up: Upright, ends: Sequence[_End]) -> tuple[float, float]:
    """The start edge and the middle of the difference's words: behind the lines' ends, or beside the arrow."""
    if _difference_last(type):
        return plan.stop + AWAY * type.size, ends[-1].middle
    x = plan.places[type.spec.place(type.spec.difference.at if type.spec.difference else "")]
    gap, middle = 0.6 * type.size, sum(_difference_ends(type, up)) / 2
    return (x + gap if x + gap + plan.difference.width < plan.stop else x - gap - plan.difference.width), middle


def _draw_difference(canvas: Canvas, type: Typesetter, plan: _Plan, up: Upright) -> None:
    """The arrow, with its words beside it where they do not stand with the lines' names."""
    asked = type.spec.difference
    if asked is None:
        return
    callouts.draw_difference(canvas, type, plan.places[type.spec.place(asked.at)], *_difference_ends(type, up))
    if not _difference_last(type):
        label, (x, middle) = plan.difference, _difference_place(type, plan, up, ())
        canvas.rectangle(x, middle - label.height / 2, label.width, label.height, ground(type.look), "backing")
        canvas.words(label, x, middle, "start", "middle")


def _annotated(type: Typesetter, plan: _Plan, up: Upright, width: float, height: float) -> tuple[callouts.Placed, ...]:
    """The annotations, clear of the lines, of their values and of each other."""
    spec, size = type.spec, type.size
    boxes, lines = _marks(type, plan, up)
    if spec.reference:
        lines.append([(plan.left, up.y(spec.reference.value)), (plan.stop, up.y(spec.reference.value))])
        _, x, middle = _reference_place(type, plan, up)
        half = plan.reference.height / 2
        boxes.append((x, middle - half, x + plan.reference.width, middle + half))
    if spec.difference:
        x = plan.places[spec.place(spec.difference.at)]
        first, second = _difference_ends(type, up)
        lines.append([(x, first), (x, second)])
    tops = []
    for at, (label, point) in enumerate(zip(plan.values, spec.series[0].points, strict=False)):
        if plan.direct and point.value is not None:
            _, bottom = _value_place(type, plan, up, at)
            tops.append(max(0.0, bottom + label.height - up.y(point.value)))
        else:
            tops.append(0.0)
    points = []
    for one in spec.annotations:
        at = spec.place(one.at)
        y = up.y(spec.series[one.series].points[at].value or scale.ZERO)
        points.append(((plan.places[at], y), tops[at] if plan.direct else 0.0))
    within = (plan.left, plan.names_height + 0.2 * size, plan.stop + size, height)
    return callouts.place(type, points, within, width, boxes, lines, below=not plan.direct)[1]


def _draw_values(canvas: Canvas, type: Typesetter, plan: _Plan, up: Upright) -> None:
    """A value at each point, clear of the line."""
    for at, (label, point) in enumerate(zip(plan.values, type.spec.series[0].points, strict=True)):
        if point.value is not None:
            middle, bottom = _value_place(type, plan, up, at)
            ground_behind(canvas, type, up, label, middle - label.width / 2, bottom)
            canvas.words(label, middle, bottom, "center", "bottom")


def _value_place(type: Typesetter, plan: _Plan, up: Upright, at: int) -> tuple[float, float]:
    """The middle and the bottom of a value's label: below its point where the line goes up from it on every side, else above it, and
    as far to the side as the line would run through it. Below an end of a line there must be room before the axis.
    """
    row, label, away = type.spec.series[0], plan.values[at], 0.45 * type.size
    x, y = plan.places[at], up.y(row.points[at].value or scale.ZERO)
    sides = _beside(row, at)
    under = y - away - label.height
    if _dips(type.spec, at) and (len(sides) > 1 or not (_crosses(up) and under < up.zero < y)):
        return x, under
    half = label.width / 2
    for beside in sides:
        run, rise = plan.places[beside] - x, up.y(row.points[beside].value or scale.ZERO) - y
        if rise > 0 and (over := half - 0.25 * type.size / rise * abs(run)) > 0:
            x -= copysign(over, run)
    return max(half, min(x, plan.stop + plan.left - half)), y + away


def _beside(series: Series, at: int) -> tuple[int, ...]:
    """The points that a line runs to from a point."""
    near = (one for one in (at - 1, at + 1) if 0 <= one < len(series.points))
    return tuple(one for one in near if series.points[one].value is not None)


def _dips(spec: ChartSpec, at: int) -> bool:
    """True where a line goes up from a point on every side: its label has more room below. An area has that only in a dip."""
    points, beside = spec.series[0].points, _beside(spec.series[0], at)
    here = points[at].value or scale.ZERO
    enough = 2 if spec.kind == "area" else 1
    return len(beside) >= enough and all((points[one].value or scale.ZERO) > here for one in beside)


def _places(spec: ChartSpec, left: float, stop: float) -> tuple[float, ...]:
    """The categories from edge to edge: at even steps, or true to time."""
    days = spec.days or tuple(range(len(spec.categories)))
    span = days[-1] - days[0]
    return tuple(left + (stop - left) * (day - days[0]) / span if span else (left + stop) / 2 for day in days)


def _dated(type: Typesetter, places: Sequence[float]) -> tuple[Words, ...]:
    """The dates that have room at their places, the last one before all others."""
    names = [type.label(category) for category in type.spec.categories]
    kept: list[int] = [len(names) - 1]
    for at in range(len(names) - 1):
        near = [kept[0], *kept[-1:]] if len(kept) > 1 else kept
        if all(abs(places[at] - places[k]) > (names[at].width + names[k].width) / 2 + 0.6 * type.size for k in near):
            kept.append(at)
    blank = Words((), type.size, type.leading)
    return tuple(name if at in kept else blank for at, name in enumerate(names))
