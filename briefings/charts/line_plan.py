"""Lines measured for a place: where the plot stands, what its words are, and where they stand at the lines' ends.

Once for the drawing and for PowerPoint's chart, so that the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, product
from math import copysign
from typing import Final, Literal, TypeAlias

from ..frozen import frozen
from ..look import Colour, Look
from . import callouts, scale
from .column import names_below, told_of
from .ends import Ending, ending, widest_of
from .labels import Typesetter, Words, spread, widest
from .paint import accent, deepened, ink, quiet, series_colours, stepped_back
from .spec import ChartSpec, Series
from .upright import COUNTS, Upright, grid_count, grid_width, names_under, reference_label, remark_height

SLOPE: Final = "slope"
"""The kind whose lines have their values at both ends, and no grid."""
FEW: Final = 8
"""So many values have a label each; more are read off a grid, and the last is told."""
MONTHS: Final = 12
"""So many values an area has labels for at the most: with more its face would change with the size of its words."""
LOW: Final = Decimal("0.2")
AWAY: Final = 1.1
"""From the last place to the names of the lines, in ems."""
ALONG: Final = (0.5, 0.35, 0.65)
"""Where along its arrow a difference may stand, the best first."""
TIED: Final = 1.25
"""So far from its line's end, in ems, a name is tied to it by a line of its own."""
PRESSED: Final = 0.7
"""So much of its height an area keeps at the least where annotations stand above it."""
RESTS: Final = 0.9
"""A value on a grid stands so many ems above its point at the most."""
CLEAR: Final = 0.4
"""Between a value with its name and the next, in ems."""

Stands: TypeAlias = Literal["", "between", "below"]
"""Where the difference of the last values stands: between the names of its lines, or below all names; "" where there is none, or beside its arrow."""


@frozen
class Plan:
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
    stands: Stands
    starts: tuple[Words, ...]

    @property
    def gridded(self) -> bool:
        """Whether the values are read off a grid: not where each has its label."""
        return not self.direct and not self.starts


def plan_of(type: Typesetter, width: float, height: float = 0.0) -> Plan:
    """The lines in a width; the height, where it is known, says whether names have room at their ends."""
    spec, size = type.spec, type.size
    count = len(spec.categories)
    slope = spec.kind == SLOPE
    alone = len(spec.series) == 1 and not slope and not spec.log
    values = tuple(type.value(point) for point in spec.series[0].points) if alone else ()
    nearest = min((b - a for a, b in pairwise(places_of(spec, 0.0, 0.9 * width))), default=width)
    direct = (
        alone and width / count > 2 * size and widest(values) + 0.8 * size <= (nearest if spec.days else width / count)
    )
    direct = direct and count <= (
        FEW if spec.kind == "line" else MONTHS
    )  # whatever a page or a house gives it room for
    colours = line_colours(spec, type.look)
    inked = [(row, *wording(type, row, line)) for row, line in zip(spec.series, colours, strict=True)]
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
    apart = callouts.difference_label(type, width, widest_of(ends))
    stands = _stands(type, ends, apart, height or min(0.36 * width, 13 * size), width)
    beyond = widest_of(ends)
    if stands:
        beyond = max(beyond, apart.width)
    beyond = max(beyond, said.width)
    stop = width - (beyond + _behind(type, values if direct else ()) if beyond else left)
    stop = max(stop, left + size)
    if spec.days:
        names = _dated(type, places_of(spec, left, stop))
    else:
        names = names_below(type, (stop - left) / max(1, count - 1), in_order=True)
    first, last = names[0].width / 2, names[-1].width / 2
    if direct:
        left, stop = max(left, first), min(stop, width - max(last, left))
    places = places_of(spec, left, stop)
    if spec.days:
        names = _dated(type, places)
    tall = max((name.height for name in names), default=0.0)
    under = names_under(type, gridded=not direct and not starts)
    return Plan(
        left, stop, places, direct, names, tall + under, values, ends, said, callouts.labels(type, width), apart,
        stands, starts,
    )  # fmt: skip


def _behind(type: Typesetter, values: Sequence[Words]) -> float:
    """How far behind the last place names stand: clear of the value there."""
    return max(AWAY * type.size, widest(values) / 2 + CLEAR * type.size)


def _stands(type: Typesetter, ends: Sequence[Ending], said: Words, height: float, width: float) -> Stands:
    """Where the difference is said: between its two names only where both keep their places at their ends, below all only where it has no room
    beside its arrow."""
    asked = type.spec.difference
    if asked is None or not difference_last(type):
        return ""
    axis = scale.along_lines(type.spec, COUNTS[0])
    shares = [axis.share(row.points[last_of(row)].value or scale.ZERO) for row in type.spec.series]
    low, high = sorted((shares[asked.first], shares[asked.second]))
    taken = sum(end.height for end, share in zip(ends, shares, strict=True) if low <= share <= high)
    taken -= (ends[asked.first].height + ends[asked.second].height) / 2
    room = height - 4 * type.leading
    if taken + said.height + CLEAR * type.size <= (high - low) * room:
        return "between"
    return "" if _within(type, axis, said, room, width) else "below"


def _within(type: Typesetter, axis: scale.Scale, said: Words, height: float, width: float) -> bool:
    """Whether a difference of the last values has room beside its arrow, between its two lines and clear of all others."""
    asked, spec = type.spec.difference, type.spec
    assert asked is not None
    across = places_of(spec, 0.0, 0.8 * width)
    start = across[-1] - said.width - type.size
    lines = [
        [
            (x, axis.share(point.value) * height)
            for x, point in zip(across, row.points, strict=True)
            if point.value is not None
        ]
        for row in spec.series
    ]
    for x in (start, *(x for x in across if x > start)):
        first, second, *others = (
            _height(lines[at], x)
            for at in (
                asked.first,
                asked.second,
                *(n for n in range(len(lines)) if n not in (asked.first, asked.second)),
            )
        )
        low, high = sorted((first, second))
        if high - low < said.height + type.size or any(low <= other <= high for other in others):
            return False
    return True


def _height(line: Sequence[tuple[float, float]], x: float) -> float:
    """How high a line is at a place: between its points as it runs, before and after them as at its ends."""
    run = next(((one, other) for one, other in pairwise(line) if one[0] <= x <= other[0]), None)
    if run is None:
        return min(line, key=lambda one: abs(one[0] - x))[1]
    (left, low), (right, high) = run
    return low + (high - low) * (x - left) / ((right - left) or 1)


def upright(type: Typesetter, plan: Plan, height: float) -> Upright:
    """The value axis in a height: with room below for the values that stand under their points, or on round numbers with a grid."""
    row = type.spec.series[0]
    dips = [point.value for at, point in enumerate(row.points) if point.value is not None and dips_at(type.spec, at)]
    if type.spec.kind == "area":  # which has room under a dip, unless that is near the ground
        most = max(abs(point.value) for point in row.points if point.value is not None)
        dips = [value for value in dips if value < most * LOW]
    under = bool(dips)
    bottom = plan.names_height
    if plan.direct:
        bottom += type.leading + 0.45 * type.size if under else 0.3 * type.size
    top = height - said_above(type, plan) - (type.leading + 0.2 * type.size if plan.direct else 0.6 * type.size)
    if plan.direct:
        top -= max((label.height + type.size for label in plan.annotations), default=0.0)
    count = grid_count(top - bottom, type.size) if plan.gridded else 0
    axis = scale.along_lines(type.spec, count)
    if plan.gridded and plan.values:  # room for the highest value
        share = axis.share(max((point.value for point in row.points if point.value is not None), default=scale.ZERO))
        room = height - said_above(type, plan) - type.leading - RESTS * type.size / 2 - bottom
        top = min(top, bottom + room / share) if share > 0 else top
    if type.spec.kind == "area" and plan.gridded:
        top = _noted_above(type, plan, axis, bottom, top, height)
    return Upright(axis, bottom, max(top, bottom + 1))


def _noted_above(type: Typesetter, plan: Plan, axis: scale.Scale, bottom: float, top: float, height: float) -> float:
    """The top of an area's plot, so low that annotations stand above their values and not in the fill, and no lower than `PRESSED`."""
    tops = []
    for said, label in zip(type.spec.annotations, plan.annotations, strict=True):
        share = axis.share(type.spec.series[said.series].points[type.spec.place(said.at)].value or scale.ZERO)
        room = height - said_above(type, plan) - label.height - callouts.AWAY[0] * type.size - bottom
        tops.append(bottom + room / share if share > 0 else top)
    return min(top, max(bottom + PRESSED * (top - bottom), min(tops, default=top)))


def said_above(type: Typesetter, plan: Plan) -> float:
    """What is said of the scale above the plot takes so much."""
    return remark_height(type, told_scale(plan, scale.along_lines(type.spec, COUNTS[0] * plan.gridded)))


def told_scale(plan: Plan, along: scale.Scale) -> scale.Scale | None:
    """The scale of which is said where it begins: not where values stand at both ends of each line, which says it."""
    return None if plan.starts else along


def crosses(up: Upright) -> bool:
    """Whether nought is on the axis, which then has its line there."""
    return not up.scale.log and up.scale.low <= 0 <= up.scale.high


def start_middles(type: Typesetter, plan: Plan, up: Upright) -> tuple[float, ...]:
    """The middles of the values before the lines, none on another."""
    heights = [up.y(row.points[0].value or scale.ZERO) for row in type.spec.series] if plan.starts else []
    low, high = max(0.0, up.bottom - type.leading / 2), up.top + type.leading / 2
    return spread(heights, [label.height for label in plan.starts], low, high)


def patterned(spec: ChartSpec) -> bool:
    """Whether lines differ by pattern: not where some are brought forward and the others step back."""
    return len(spec.series) > 2 and not spec.highlight


def wording(type: Typesetter, series: Series, line: Colour) -> tuple[bool, Colour]:
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


def last_of(row: Series) -> int:
    """Where a line ends: its last value."""
    return max(at for at, point in enumerate(row.points) if point.value is not None)


@frozen
class End:
    """A name behind a line's end: its start edge `x`, the height `y` of that end, the `middle` of the name, and what ties them where they are apart."""

    label: Ending
    x: float
    y: float
    middle: float
    colour: Colour
    leader: tuple[tuple[float, float], ...]


def ends_of(type: Typesetter, plan: Plan, up: Upright, colours: Sequence[Colour]) -> tuple[End, ...]:
    """Names behind the lines' ends, in the order of their values; where names would meet they move apart, tied to their lines. After those of the
    lines comes that of the reference line; the last is the difference, where its words stand among them."""
    size, stop = type.size, plan.stop
    labels = []
    for series, label, colour in zip(type.spec.series, plan.ends, colours, strict=False):
        at = last_of(series)
        labels.append((label, plan.places[at], up.y(series.points[at].value or scale.ZERO), colour))
    if type.spec.reference:
        labels.append((Ending(plan.reference), stop, up.y(type.spec.reference.value), ink(type.look)))
    if plan.stands:
        under = min(y for _, _, y, _ in labels) - 1
        middle = sum(difference_ends(type, up)) / 2
        labels.append((Ending(plan.difference), stop, middle if plan.stands == "between" else under, ink(type.look)))
    clear = CLEAR * size if any(label.value for label in plan.ends) else 0.0
    middles = spread(
        [y for _, _, y, _ in labels],
        [label.height + clear for label, *_ in labels],
        max(0.0, up.bottom - type.leading / 2),
        up.top + type.leading / 2 + clear / 2,
    )
    alike = len({colour for *_, colour in labels}) < len(labels)
    reach = 0.0 if alike else TIED * size
    ends = []
    for (label, x, y, colour), middle in zip(labels, middles, strict=True):
        near, name = (x + 0.35 * size, y), (stop + (AWAY - 0.2) * size, middle)
        leader: tuple[tuple[float, float], ...] = ()
        if label.name == plan.difference and not label.value:
            pass  # its arrow ties it
        elif x < stop - 1:
            leader = (near, (stop, middle), name)
        elif (
            abs(middle - y) > label.height / 2 + reach
        ):  # one that is near to its line, and of its colour, is seen to be its name
            leader = (near, name)
        ends.append(End(label, stop + _behind(type, plan.values if plan.direct else ()), y, middle, colour, leader))
    return tuple(ends)


def difference_last(type: Typesetter) -> bool:
    """Whether the difference is that of the last values: then its words stand with the lines' names."""
    asked = type.spec.difference
    return asked is not None and asked.at == type.spec.categories[-1].text


def difference_ends(type: Typesetter, up: Upright) -> tuple[float, float]:
    """The heights that the difference is between."""
    asked = type.spec.difference
    assert asked is not None
    at = type.spec.place(asked.at)
    first, second = (up.y(type.spec.series[one].points[at].value or scale.ZERO) for one in (asked.first, asked.second))
    return first, second


def difference_place(type: Typesetter, plan: Plan, up: Upright, ends: Sequence[End]) -> tuple[float, float]:
    """The start edge and the middle of the difference's words: behind the lines' ends, or beside the arrow, or below or above it, where the fewest
    lines run through them."""
    if plan.stands:
        return ends[-1].x, ends[-1].middle
    x = plan.places[type.spec.place(type.spec.difference.at if type.spec.difference else "")]
    said, gap, (first, second) = plan.difference, 0.6 * type.size, difference_ends(type, up)
    off = said.height / 2 + 0.8 * type.size
    ends_at = ((x - said.width / 2, min(first, second) - off), (x - said.width / 2, max(first, second) + off))
    beside = product((x + gap, x - gap - said.width), (first + (second - first) * share for share in ALONG))

    def met(start: float, middle: float) -> int:
        box = start, middle - said.height / 2, start + said.width, middle + said.height / 2
        outside = start < plan.left or box[2] > plan.stop or box[1] < up.bottom or box[3] > up.top + type.leading
        return 10 * outside + sum(
            callouts.crosses(box, *pair) for line in runs(type, plan, up) for pair in pairwise(line)
        )

    return min((*beside, *ends_at), key=lambda one: met(*one))


def runs(type: Typesetter, plan: Plan, up: Upright) -> list[list[tuple[float, float]]]:
    """The places that each line runs through."""
    return [
        [(x, up.y(p.value)) for x, p in zip(plan.places, row.points, strict=True) if p.value is not None]
        for row in type.spec.series
    ]


def told(type: Typesetter, plan: Plan, up: Upright, height: float) -> tuple[int, ...]:
    """The points of a single line that have their values at them: all, or on a grid the first, and the highest where that is none of the ends, if there is room."""
    points = type.spec.series[0].points
    known = [at for at, point in enumerate(points) if point.value is not None]
    if plan.direct or not plan.values or type.spec.log:
        return tuple(known) if plan.direct else ()
    peak = max(known, key=lambda at: points[at].value or scale.ZERO)
    said = {type.spec.place(one.at) for one in type.spec.annotations}
    kept, reached = list[int](), plan.left
    for at in dict.fromkeys((known[0], peak)):
        (middle, bottom), half = value_place(type, plan, up, at), plan.values[at].width / 2
        low, high = up.bottom + 0.1 * type.size, height - said_above(type, plan)
        near = bottom - up.y(points[at].value or scale.ZERO) <= RESTS * type.size  # higher it is another's
        clear = reached <= middle - half and middle + half <= plan.stop and low <= bottom and near
        if at != known[-1] and at not in said and clear and bottom + plan.values[at].height <= high + 0.1:
            kept.append(at)
            reached = middle + half + type.size
    return tuple(kept)


def _over_line(plan: Plan, heights: Sequence[float], start: float, stop: float) -> float:
    """How high a line runs at the most between two places."""
    inside = [y for x, y in zip(plan.places, heights, strict=True) if start <= x <= stop]
    for (x, y), (after, to) in pairwise(zip(plan.places, heights, strict=True)):
        inside += [y + (to - y) * (edge - x) / (after - x) for edge in (start, stop) if x < edge < after]
    return max(inside)


def value_place(type: Typesetter, plan: Plan, up: Upright, at: int) -> tuple[float, float]:
    """The middle and the bottom of a value's label: below its point where the line goes up from it on every side, else above it, and
    as far to the side as the line would run through it. Below an end of a line there must be room before the axis.
    """
    row, label, away = type.spec.series[0], plan.values[at], 0.45 * type.size
    x, y = plan.places[at], up.y(row.points[at].value or scale.ZERO)
    sides = _neighbours(row, at)
    under, half = y - away - label.height, label.width / 2
    if not plan.direct:  # on a grid, clear of its numbers and of the line
        x = max(x, plan.left + half + CLEAR * type.size)
    if dips_at(type.spec, at) and (len(sides) > 1 or not (crosses(up) and under < up.zero < y)):
        return x, under
    if not plan.direct:
        runs_at = [up.y(point.value or scale.ZERO) for point in row.points]
        return x, _over_line(plan, runs_at, x - half, x + half) + away
    for side in sides:
        run, rise = plan.places[side] - x, up.y(row.points[side].value or scale.ZERO) - y
        if rise > 0 and (over := half - 0.25 * type.size / rise * abs(run)) > 0:
            x -= copysign(over, run)
    return max(half, min(x, plan.stop + plan.left - half)), y + away


def _neighbours(series: Series, at: int) -> tuple[int, ...]:
    """The points that a line runs to from a point."""
    near = (one for one in (at - 1, at + 1) if 0 <= one < len(series.points))
    return tuple(one for one in near if series.points[one].value is not None)


def dips_at(spec: ChartSpec, at: int) -> bool:
    """True where a line goes up from a point on every side: its label has more room below. An area has that only in a dip."""
    points, near = spec.series[0].points, _neighbours(spec.series[0], at)
    here = points[at].value or scale.ZERO
    enough = 2 if spec.kind == "area" else 1
    return len(near) >= enough and all((points[one].value or scale.ZERO) > here for one in near)


def places_of(spec: ChartSpec, left: float, stop: float) -> tuple[float, ...]:
    """The categories from edge to edge: at even steps, or true to time."""
    days = spec.days or tuple(range(len(spec.categories)))
    span = days[-1] - days[0]
    return tuple(left + (stop - left) * (day - days[0]) / span if span else (left + stop) / 2 for day in days)


def _dated(type: Typesetter, places: Sequence[float]) -> tuple[Words, ...]:
    """The dates that have room at their places: the last one, the first and those that something is said of before all others."""
    names = [type.label(category) for category in type.spec.categories]
    kept: list[int] = []
    for at in dict.fromkeys((len(names) - 1, 0, *told_of(type.spec), *range(len(names)))):
        clear = ((names[at].width + names[k].width) / 2 + 0.6 * type.size for k in kept)
        if all(abs(places[at] - places[k]) > room for k, room in zip(kept, clear, strict=True)):
            kept.append(at)
    blank = Words((), type.size, type.leading)
    return tuple(name if at in kept else blank for at, name in enumerate(names))
