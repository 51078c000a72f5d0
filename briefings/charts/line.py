"""Lines through values in time: for change, not for size; the axis need not begin at zero.

Each line is named at its end, so there is no key. One short line has a value at each point and no grid; else a light grid carries the
numbers. A missing value breaks the line.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..language.wording import word
from ..look import Colour, Look
from . import callouts, checking, scale
from .column import tight
from .ends import large
from .labels import Typesetter
from .line_plan import (
    AWAY,
    End,
    Plan,
    crosses,
    difference_ends,
    difference_place,
    ends_of,
    last_of,
    line_colours,
    patterned,
    plan_of,
    runs,
    said_above,
    start_middles,
    told,
    told_scale,
    upright,
    value_place,
    wording,
)
from .native import Axis, Dash, Labels, Native, NativePoint, NativeSeries, Paint
from .paint import ground, ink, quiet
from .rows import Heights
from .scale import axis_format
from .spec import ChartSpec, Series
from .unseen import GAP, log_axis, names_series, offset, reference_beside
from .upright import (
    Upright,
    crossed,
    draw_grid,
    draw_names,
    draw_reference,
    draw_remark,
    ground_behind,
    names_under,
    remark_place,
    scale_remark,
)

if TYPE_CHECKING:
    from .drawing import Canvas

WEIGHT: Final = 3.0
MARKER: Final = 6.0
"""A dot's width in points."""
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
    plan = plan_of(type, width)
    size = type.size
    extra = plan.names_height + type.leading + said_above(type, plan)
    ends = sum(end.height for end in plan.ends)
    least = max(6 * size, ends + (plan.difference.height if plan.stands == "below" else 0.0) - 0.6 * type.leading)
    return Heights(
        extra + least,
        extra + max(least, min(0.36 * width, 13 * size)),
        extra + max(least, min(0.65 * width, 24 * size)),
    )


def crowded(spec: ChartSpec, look: Look, width: float, step: int = 0, height: float = 0.0) -> bool:
    """Whether annotations would lie on the line, on its values or on each other, or beyond the line of another series, in a height or in that of choice:
    on a page with their heads, on a slide even without."""
    type = Typesetter(spec, look, step)
    reach = heights(spec, look, width, step)
    height = max(height, reach.least) if height else reach.natural
    plan = plan_of(type, width, height)
    headed, bare, _ = _annotated(type, plan, upright(type, plan, height), width, height)
    return (headed if look.page.is_sheet else bare) > 0


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    plan = plan_of(type, width, height)
    up = upright(type, plan, height)
    if plan.gridded:
        draw_grid(canvas, type, up, plan.left, plan.stop)
    if plan.starts:
        for x in plan.places:
            canvas.line([(x, plan.names_height), (x, up.top)], look.colour("grid"), 0.5, "grid")
    if crosses(up):  # a line below values that begin elsewhere would look like nought
        canvas.line([(plan.left, up.zero), (plan.stop, up.zero)], ink(look), 0.75, "axis")
    draw_remark(canvas, type, height, told_scale(plan, up.scale))
    draw_reference(canvas, type, up, plan.left, plan.stop)
    colours = line_colours(spec, look)
    for s in range(len(spec.series)):
        dash = DASHES[s] if patterned(spec) else ()
        _draw_line(canvas, spec, plan, up, s, colours[s], dash, dots=plan.direct)
    _draw_values(canvas, type, plan, up, told(type, plan, up, height))
    ends = ends_of(type, plan, up, colours)
    for end in ends:
        canvas.line(end.leader, end.colour, 0.75, "leader")
        end.label.draw(canvas, end.x, end.middle)
    for label, middle in zip(plan.starts, start_middles(type, plan, up), strict=True):
        canvas.words(label, plan.left - MARKER / 2 - GAP, middle, "end", "middle")
    _draw_difference(canvas, type, plan, up)
    callouts.draw(canvas, type, _annotated(type, plan, up, width, height)[-1], up)
    draw_names(canvas, type, plan.names, plan.places, plan.names_height, gridded=plan.gridded)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: each line is named at its end, where it is in the drawing."""
    type = Typesetter(spec, look, step)
    plan = plan_of(type, width, height)
    up = upright(type, plan, height)
    colours = line_colours(spec, look)
    ends = ends_of(type, plan, up, colours)
    noted = _annotated(type, plan, up, width, height)[-1]
    under = callouts.under(spec, noted)
    series = tuple(
        _native_line(type, plan, up, s, colours[s], ends, (width, height), under) for s in range(len(spec.series))
    )
    low, high = up.ends(plan.names_height)
    helpers = []
    if spec.reference:
        named = ends[len(plan.ends)]
        helpers.append(reference_beside(type, plan.places[-1], named.x, width, height, named.y - named.middle))
    if spec.difference:
        x, middle = difference_place(type, plan, up, ends)
        at = spec.place(spec.difference.at)
        y = up.y(spec.series[spec.difference.first].points[at].value or scale.ZERO)
        shift = offset(x - plan.places[at] - GAP, y - middle, width, height, rtl=spec.rtl)
        helpers.append(callouts.difference_series(type, plan.difference, shift, *difference_ends(type, up)))
    helpers += callouts.native(type, noted, (width, height), up)
    # names below a grid are set by hand: each program has its own idea of how near they come to its lowest number
    thinned = plan.gridded or not all(plan.names) or tight(plan.names, plan.places[1] - plan.places[0], type.size)
    if thinned or spec.days:
        down = names_under(type, gridded=plan.gridded) - names_under(type, gridded=False)
        helpers.append(names_series(type, plan.names, low, offset(0.0, down, width, height)))
    nought = crosses(up)
    remark = scale_remark(type, told_scale(plan, up.scale))
    numbers = Axis(
        visible=plan.gridded or bool(remark),
        labels=plan.gridded,
        minimum=low,
        maximum=high,
        major=up.scale.step,
        gridlines=look.colour("grid") if plan.gridded else None,
        ink=quiet(look),
        number_format=axis_format(spec, scale.steps(low, high, up.scale.step), up.scale.fine),
        title=remark,
        title_at=remark_place(type, width, along=told_scale(plan, up.scale)),
    )
    return Native(
        "LINE",
        tuple(category.text for category in spec.categories),
        (*series, *helpers),
        look.style("chart", step),
        Axis(
            reversed=spec.rtl,
            labels=not thinned and not spec.days,
            line=ink(look) if nought else None,
            low=not nought,
            gridlines=look.colour("grid") if plan.starts else None,
            days=spec.days,
        ),
        log_axis(spec, look, numbers, numbers.title_at) if spec.log else numbers,
        plot=up.plot(plan.places[0], plan.places[-1], plan.names_height, width, height, rtl=spec.rtl),
    )


def _native_line(
    type: Typesetter,
    plan: Plan,
    up: Upright,
    s: int,
    colour: Colour,
    ends: Sequence[End],
    size: tuple[float, float],
    under: Container[tuple[int, int]],
) -> NativeSeries:
    """A line with what the drawing writes at it: the value of each point, or its name at its end."""
    spec = type.spec
    row = spec.series[s]
    alone = _dotted(spec, s) | ({0} if plan.starts else frozenset())
    said = _values_of(type, plan, up, size, under) if s == 0 else {}
    if not plan.direct:
        last = last_of(row)
        behind = plan.stop + AWAY * type.size - plan.places[last] - GAP
        bold, inked = wording(type, row, colour)
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
            middle = start_middles(type, plan, up)[s]
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
        Paint(colour, colour, WEIGHT, NATIVE_DASHES[s] if patterned(spec) else ""),
        points=tuple(
            NativePoint(at, labels=said.get(at), marker=MARKER if plan.direct or at in alone else 0.0)
            for at in sorted({*said, *alone})
        ),
        marker=MARKER if plan.direct else 0.0,
    )


def _values_of(
    type: Typesetter, plan: Plan, up: Upright, size: tuple[float, float], under: Container[tuple[int, int]]
) -> dict[int, Labels]:
    """The values at the points of a line, on ground of their own where another line runs through them."""
    spec, look = type.spec, type.look
    said = {}
    for at in told(type, plan, up, size[1]):
        middle, bottom = value_place(type, plan, up, at)
        y = up.y(spec.series[0].points[at].value or scale.ZERO)
        aside, lifted = middle - plan.places[at], 0.0 if plan.direct else max(0.0, bottom - y - 0.45 * type.size)
        backed = (0, at) in under or crossed(type, up, plan.values[at], bottom)
        said[at] = Labels(
            "BELOW" if bottom < y else "ABOVE",
            spec.number_format,
            ink(look),
            ground=ground(look) if backed else None,
            offset=offset(aside, -lifted, *size, rtl=spec.rtl) if aside or lifted else None,
        )
    return said


def edge(
    spec: ChartSpec, look: Look, width: float, height: float, step: int = 0
) -> tuple[list[tuple[float, float]], float]:
    """The places that the first line runs through, and the height of nought."""
    type = Typesetter(spec, look, step)
    plan = plan_of(type, width, height)
    up = upright(type, plan, height)
    values = (up.y(point.value or scale.ZERO) for point in spec.series[0].points)
    return list(zip(plan.places, values, strict=True)), up.zero


def _alone(row: Series) -> frozenset[int]:
    """The points that are seen by a dot of their own: between two gaps, and the last one."""
    known = [point.value is not None for point in row.points]
    beside = [any(known[max(0, at - 1) : at] + known[at + 1 : at + 2]) for at in range(len(known))]
    return frozenset(at for at, there in enumerate(known) if there and (not beside[at] or at == last_of(row)))


def _dotted(spec: ChartSpec, index: int) -> frozenset[int]:
    """The points of a series with a dot: those that are seen by nothing else, and those of which something is said below the chart."""
    return _alone(spec.series[index]) | {spec.place(one.at) for one in spec.noted if one.series == index}


def _draw_line(
    canvas: Canvas,
    spec: ChartSpec,
    plan: Plan,
    up: Upright,
    index: int,
    colour: Colour,
    dash: tuple[float, ...],
    *,
    dots: bool,
) -> None:
    """A series as the stretches between its gaps; a value alone between gaps is a dot."""
    series = spec.series[index]
    alone = _dotted(spec, index) | ({0} if plan.starts else frozenset())
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


def _marks(
    type: Typesetter, plan: Plan, up: Upright, height: float
) -> tuple[list[callouts.Rectangle], list[list[tuple[float, float]]]]:
    """The boxes of the values that stand at their points and of what is said of the scale, and the lines."""
    boxes: list[callouts.Rectangle] = []
    for at in told(type, plan, up, height):
        label, (middle, bottom) = plan.values[at], value_place(type, plan, up, at)
        boxes.append((middle - label.width / 2, bottom, middle + label.width / 2, bottom + label.height))
    if remark := scale_remark(type, told_scale(plan, up.scale)):
        boxes.append((0.0, height - type.leading, type.remark(remark).width + type.size, height))
    return boxes, runs(type, plan, up)


def _draw_difference(canvas: Canvas, type: Typesetter, plan: Plan, up: Upright) -> None:
    """The arrow, with its words beside it where they do not stand with the lines' names."""
    asked = type.spec.difference
    if asked is None:
        return
    callouts.draw_difference(canvas, type, plan.places[type.spec.place(asked.at)], *difference_ends(type, up))
    if not plan.stands:
        left, bottom, right, top = _difference_box(type, plan, up)
        canvas.rectangle(left, bottom, right - left, top - bottom, ground(type.look), "backing")
        canvas.words(plan.difference, left, (bottom + top) / 2, "start", "middle")


def _difference_box(type: Typesetter, plan: Plan, up: Upright) -> callouts.Rectangle:
    """Where the words of a difference stand that are beside its arrow."""
    label, (x, middle) = plan.difference, difference_place(type, plan, up, ())
    return x, middle - label.height / 2, x + label.width, middle + label.height / 2


def _annotated(
    type: Typesetter, plan: Plan, up: Upright, width: float, height: float
) -> tuple[int, int, tuple[callouts.Placed, ...]]:
    """The annotations, clear of the lines, of their values and of each other, and how many of these they meet, with their heads and as they stand."""
    spec, size = type.spec, type.size
    boxes, lines = _marks(type, plan, up, height)
    if spec.reference:
        lines.append([(plan.left, up.y(spec.reference.value)), (plan.stop, up.y(spec.reference.value))])
    if spec.difference:
        x = plan.places[spec.place(spec.difference.at)]
        first, second = difference_ends(type, up)
        lines.append([(x, first), (x, second)])
        if not plan.stands:
            boxes.append(_difference_box(type, plan, up))
    tops = []
    for at, (label, point) in enumerate(zip(plan.values, spec.series[0].points, strict=False)):
        if plan.direct and point.value is not None:
            _, bottom = value_place(type, plan, up, at)
            tops.append(max(0.0, bottom + label.height - up.y(point.value)))
        else:
            tops.append(0.0)
    points = []
    for one in spec.annotations:
        at = spec.place(one.at)
        y = up.y(spec.series[one.series].points[at].value or scale.ZERO)
        points.append(((plan.places[at], y), tops[at] if plan.direct else 0.0))
    beyond = callouts.NEAR if plan.ends else 1.0  # the names of lines keep their air
    first = plan.left + (0.6 * size if plan.gridded else 0.0)  # clear of the grid's numbers
    within = (first, plan.names_height + 0.1 * size, plan.stop + beyond * size, height)
    below = not plan.direct and spec.kind != "area"  # below its line is its fill
    grid = tuple(up.y(tick) for tick in scale.ticks(up.scale)) if plan.gridded else ()
    around = callouts.Around(within, boxes, lines, owned=len(spec.series), grid=grid)
    return callouts.place(type, points, width, around, below=below)


def _draw_values(canvas: Canvas, type: Typesetter, plan: Plan, up: Upright, told: Sequence[int]) -> None:
    """The values at points, clear of the line."""
    for at in told:
        label, (middle, bottom) = plan.values[at], value_place(type, plan, up, at)
        ground_behind(canvas, type, up, label, middle - label.width / 2, bottom)
        canvas.words(label, middle, bottom, "center", "bottom")
