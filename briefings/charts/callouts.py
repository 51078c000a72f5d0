"""Words beside single values: annotations, and the difference between two series.

An annotation stands where nothing else does, near its value and tied to it by a thin line. In a deck it is the name of an unseen series
with that one value, so that it moves with its number.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ..contrast import TEXT
from ..frozen import frozen, replace
from ..look import Colour
from .labels import Typesetter, Words
from .native import Labels, NativePoint, NativeSeries, Paint, Position, Tie
from .paint import accent, ground, ink, quiet, tone_ink, toned
from .rows import Axis as Along
from .rows import Written
from .scale import ZERO, ticks
from .spec import Annotation, ChartSpec
from .unseen import GAP, offset
from .upright import Upright

if TYPE_CHECKING:
    from .drawing import Canvas

Place: TypeAlias = tuple[float, float]
Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top; in points from the start edge and the bottom."""

WIDE: Final = 9.0
"""How wide an annotation is before it is broken, in ems."""
SHARED: Final = 7.0
"""So much of a chart's width each annotation needs, in ems."""
WIDER: Final = 16.0
"""How wide it may be where it has no place so: on fewer lines it has one below a low value."""
AWAY: Final = (1.0, 0.65, 1.8, 2.8, 4.0, 5.5)
"""How far from its value it may stand, in ems: the nearest that is free, and nearer where there is no such."""
RESTS: Final = 1.2
"""Words that are so near above a mark, in ems, are read as that mark's."""
DEAR: Final = (3.0, 2.0, 1.5, 0.4, 0.3)
"""What a place costs that is free but read wrongly: on another's mark, for each line that its own would cross, beside another's line, on a grid line, and for
each em from its value."""
CLOSE: Final = 0.45
"""As near as this it stands above a column, in ems, and needs no line."""
SHIFTS: Final = (1.0, -1.0, 0.6, -0.6, 0.0)
"""How far its middle may be from its value's, in halves of its width: with an edge at its value, or about it."""
ARROW: Final = 1.6
"""An arrow is so long at the least, with the air at its ends, in ems."""
LEAST_BEHIND, MOST_LINES = 0.2, 2
"""An annotation of a row has so much of the chart's width at the least, and so many lines at the most."""
NEAR: Final = 0.4
"""From a value to the line that ties it, and around all words, in ems."""


@frozen
class Placed:
    """An annotation where it stands: its middle `x` and its `box`, the `point` that it is about, and how far above that its value's own
    label reaches (`clear`). The `head` is the beginning of its label; its lines are set from the edge that is nearer to its value (`side`)."""

    said: Annotation
    label: Words
    head: Words
    x: float
    box: Rectangle
    point: Place
    clear: float = 0.0
    side: Literal["start", "end"] = "start"

    @property
    def leader(self) -> tuple[Place, Place]:
        """The line from the value, or from its own label, up or down towards its words, which it stops before."""
        (x, y), (_, bottom, _, top), short = self.point, self.box, 0.25 * self.label.size
        return ((x, y + self.clear), (x, bottom - short)) if bottom > y else ((x, y), (x, top + short))

    @property
    def far(self) -> float:
        """How far it is from its value, or from the label of that."""
        (_, y), (_, bottom, _, top) = self.point, self.box
        return bottom - y - self.clear if bottom > y else y - top

    @property
    def tied(self) -> bool:
        """Whether a line ties it to its value: not where it stands directly above this, or above its label."""
        left, bottom, right, _ = self.box
        near = (AWAY[0] if self.clear else CLOSE) + 0.1
        return not (left <= self.point[0] <= right and bottom > self.point[1] and self.far <= near * self.label.size)


def labels(type: Typesetter, width: float) -> tuple[Words, ...]:
    """The annotations' words, broken to a width, under the names of the points that they are about."""
    return tuple(_headed(type, one, min(WIDE * type.size, 0.4 * width))[0] for one in type.spec.annotations)


def _headed(type: Typesetter, one: Annotation, width: float, *, bare: bool = False) -> tuple[Words, Words]:
    """An annotation's words in a width and the head that they begin with, none where they stand `bare`."""
    wide = max(width, type.longest_word(one.label.text))
    said = type.label(one.label, width=wide)
    over = Words((), type.size, type.leading) if bare else head(type, one, wide)
    return replace(said, lines=(*over.lines, *said.lines), origins=(*over.origins, *said.origins)), over


def head(type: Typesetter, said: Annotation, width: float) -> Words:
    """The name of the point, such as its year; nothing where the words say it themselves, or where it has no line's length."""
    spec = type.spec
    named = spec.categories[spec.place(said.at)] if spec.categories else None
    if named is None or named.text.casefold() in said.label.text.casefold():
        return Words((), type.size, type.leading)
    made = type.label(named, bold=True, colour=_head_ink(type), width=width)
    return made if len(made.lines) == 1 else Words((), type.size, type.leading)


def _head_ink(type: Typesetter) -> Colour:
    """The accent where it can be read."""
    wished = accent(type.look)
    return wished if wished.contrast(ground(type.look)) >= TEXT else ink(type.look)


def breadth(spec: ChartSpec) -> float:
    """How wide a chart must be for them, in ems: they share its width, and neighbours may stand one above the other."""
    return SHARED * len(spec.annotations)


def room(type: Typesetter, width: float) -> float:
    """What they take above all marks."""
    places = (type.spec.place(one.at) for one in type.spec.annotations)
    placed = sorted(zip(places, labels(type, width), strict=True), key=lambda one: one[0])
    pitch = width / max(1, len(type.spec.categories))
    most = max((label.height for _, label in placed), default=0.0)
    for (at, label), (after, other) in pairwise(placed):
        if (after - at) * pitch < label.width + NEAR * type.size:  # neighbours stand one above the other
            most = max(most, label.height + other.height + NEAR * type.size)
    return most + AWAY[0] * type.size if placed else 0.0


@frozen
class Around:
    """What annotations have around them: where they may stand (`within`), the `boxes` of marks and words, `lines`, of which the first so many
    are `owned` by the series, and the heights of a grid. Marks are `thick`, and `pitch` from each other; beside lines they have no width. The boxes of the
    `others` and the lines `above` values come with each that is placed."""

    within: Rectangle
    boxes: Sequence[Rectangle] = ()
    lines: Sequence[Sequence[Place]] = ()
    owned: int = 0
    grid: Sequence[float] = ()
    thick: float = 0.0
    pitch: float = 0.0
    others: Sequence[Rectangle] = ()
    above: Sequence[Sequence[Place]] = ()


def place(
    type: Typesetter, points: Sequence[tuple[Place, float]], width: float, around: Around, *, below: bool = True
) -> tuple[int, int, tuple[Placed, ...]]:
    """A place for each annotation, whose value is at one of `points`, with a label of a height above it, and how much they meet with
    their heads and as they stand: the place that meets no mark, no words and no line, is read as its own value's and is nearest to that. It leaves the values of others free above,
    where their lines run. Where that is too tight they are placed from the last to the first, or stand without their heads."""
    first, *others = _orders(points)
    ways = [_placed(type, points, width, around, first, below)]
    if ways[0][0]:
        ways += [_placed(type, points, width, around, order, below) for order in others]
    met = min(one for one, _ in ways)
    if met:
        ways += [_placed(type, points, width, around, order, below, bare=True) for order in (first, *others)]
    return met, *min(ways, key=lambda one: one[0])


def free(
    type: Typesetter, points: Sequence[tuple[Place, float]], width: float, around: Around, *, below: bool = True
) -> bool:
    """Whether annotations have places, with their heads, where they meet nothing."""
    return any(not _placed(type, points, width, around, order, below, most=0)[0] for order in _orders(points))


def _orders(points: Sequence[object]) -> tuple[Sequence[int], ...]:
    """In which turns annotations are placed."""
    order = range(len(points))
    return (order, order[::-1]) if len(points) > 1 else (order,)


def _placed(
    type: Typesetter,
    points: Sequence[tuple[Place, float]],
    width: float,
    around: Around,
    order: Sequence[int],
    below: bool,
    *,
    bare: bool = False,
    most: float = math.inf,
) -> tuple[int, tuple[Placed, ...]]:
    """Annotations placed in turn, and how much they meet; those after one that makes it more than the `most` have no place."""
    placed: dict[int, Placed] = {}
    met = 0
    for turn, number in enumerate(order):
        above = [((x, y), (x, around.within[3])) for (x, y), _ in (points[one] for one in order[turn + 1 :])]
        leaders = (other.leader for other in placed.values() if other.tied)
        beside = replace(around, others=[other.box for other in placed.values()], above=(*above, *leaders))
        cost, placed[number] = _best(type, number, points[number], width, beside, below, bare)
        met += cost
        if met > most:
            break
    return met, tuple(placed[number] for number in sorted(placed))


def _best(
    type: Typesetter, number: int, at: tuple[Place, float], width: float, around: Around, below: bool, bare: bool
) -> tuple[int, Placed]:
    """The best of all places of an annotation, broken to its usual width, wider, or as narrow as the room between its column's neighbours, and how
    much it meets there. What cannot be better than the best so far is not looked at any closer."""
    said, (point, clear) = type.spec.annotations[number], at
    valley = 2 * around.pitch - around.thick - 2.2 * NEAR * type.size
    wides = [min(WIDE * type.size, 0.4 * width), min(WIDER * type.size, 0.4 * width)]
    best: Placed | None = None
    met, least = math.inf, math.inf
    for choice, wide in enumerate((*wides, valley) if around.pitch and valley > 4 * type.size else wides):
        label, over = _headed(type, said, wide, bare=bare)
        start = Placed(said, label, over, point[0], (*point, *point), point, clear)
        for spot in _tried(start, around.within, around.thick / 2, below=below):
            far = DEAR[-1] * max(spot.far / label.size - CLOSE, 0.0)
            if not met and 0.5 * choice + far >= least:
                continue
            meets = _met(spot, around, met)
            if meets > met:
                continue
            cost = 0.5 * choice + _misread(spot, around, far)
            if meets < met or cost < least:
                best, met, least = spot, meets, cost
    assert best is not None
    return round(met), best


def _tried(one: Placed, within: Rectangle, beyond: float, *, below: bool) -> Iterator[Placed]:
    """The places that are tried, the best first; the last of them is inside whatever comes."""
    label, (x, y) = one.label, one.point
    size, half, tall = label.size, label.width / 2, label.height
    left, low, right, high = within

    def put(shift: float, bottom: float) -> Placed:
        middle = x + shift * max(half - max(beyond, 0.3 * size), 0.0)
        kept = max(left + half, min(middle, right - half))
        box = kept - half, bottom, kept + half, bottom + tall
        return Placed(one.said, label, one.head, kept, box, one.point, one.clear, "start" if kept >= x else "end")

    ways = product(AWAY, (True, False), SHIFTS) if below else product((CLOSE, *AWAY), (True,), (0.0, *SHIFTS))
    for away, over, shift in ways:
        bottom = y + one.clear + away * size if over else y - away * size - tall
        if low <= bottom and bottom + tall <= high:
            yield put(shift, bottom)
    highest = high - tall
    if highest > y + one.clear + size:
        for shift in SHIFTS:
            yield put(shift, highest)
    last = max(low, min(y + one.clear + size, highest))
    yield put(0.0, last)


def _met(one: Placed, around: Around, most: float) -> int:
    """How many marks, words and lines a place meets, with its words and with the line to them; once it is more than the `most`, no more are counted."""
    air = NEAR * one.label.size
    left, bottom, right, top = one.box
    grown = left - air, bottom - air / 2, right + air, top + air / 2
    count = 0
    for box in (*around.boxes, *around.others):
        count += _meet(grown, box)
        if count > most:
            return count
    for line in (*around.lines, *around.above):
        count += sum(crosses(grown, first, second) for first, second in pairwise(line))
    if one.tied:
        count += sum(crosses(box, *one.leader) for box in around.others)
        # beyond the line of another series it is read as said of that
        count += sum(_cut(_clear(one), pair) for run in around.lines[: around.owned] for pair in pairwise(run))
    return count


def _clear(one: Placed) -> tuple[Place, Place]:
    """Its line, from a little way off its value."""
    (x, y), (_, end), aside = one.point, one.leader[1], 0.3 * one.label.size
    return (x, y + one.clear + aside if end > y else y - aside), (x, end)


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return other[0] < one[2] and one[0] < other[2] and other[1] < one[3] and one[1] < other[3]


def _misread(one: Placed, around: Around, cost: float) -> float:
    """How easily words at a place are read as those of another value; it costs something already that they are far from their own."""
    size, (left, bottom, right, top), (x, _) = one.label.size, one.box, one.point
    rests, crossed, beside, ruled, _ = DEAR
    under = left + 0.5 * size, bottom - RESTS * size, right - 0.5 * size, bottom
    cost += rests * any(_meet(under, box) for box in around.boxes if not box[0] <= x <= box[2])
    if one.tied:
        line = _clear(one)
        cost += crossed * sum(_cut(line, pair) for run in around.lines for pair in pairwise(run))
        cost += crossed * sum(crosses(box, *line) for box in around.boxes if not box[0] <= x <= box[2])
    near = left - 0.8 * size, bottom - 0.8 * size, right + 0.8 * size, top + 0.8 * size
    foreign = [run for at, run in enumerate(around.lines) if around.owned and at != one.said.series]
    cost += beside * any(crosses(near, *pair) for run in foreign for pair in pairwise(run))
    return cost + ruled * sum(bottom < height < top for height in around.grid)


def _cut(line: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether an upright line cuts another."""
    ((x, first), (_, second)), ((start, begin), (stop, end)) = line, other
    if not min(start, stop) <= x < max(start, stop):
        return False
    y = begin + (end - begin) * (x - start) / (stop - start)
    return min(first, second) < y < max(first, second)


def crosses(box: Rectangle, first: Place, second: Place) -> bool:
    """Whether a straight line runs through a rectangle (Liang and Barsky)."""
    start, stop = 0.0, 1.0
    across, up = second[0] - first[0], second[1] - first[1]
    for step, room in (
        (-across, first[0] - box[0]), (across, box[2] - first[0]), (-up, first[1] - box[1]), (up, box[3] - first[1])
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            start = max(start, room / step)
        else:
            stop = min(stop, room / step)
    return start < stop


def draw(canvas: Canvas, type: Typesetter, placed: Sequence[Placed], up: Upright) -> None:
    """The words with the lines that tie them, on ground of their own where a grid line would run through them."""
    for one in placed:
        left, bottom, right, top = one.box
        if _gridded(one, up):
            canvas.rectangle(left, bottom, right - left, top - bottom, ground(type.look), "backing")
        if one.tied:
            canvas.line(one.leader, quiet(type.look), 0.75, "leader")
        canvas.words(one.label, left if one.side == "start" else right, bottom, one.side, "bottom")


def _gridded(one: Placed, up: Upright) -> bool:
    """Whether a grid line runs through the words."""
    _, bottom, _, top = one.box
    return up.scale.step is not None and any(bottom < up.y(tick) < top for tick in ticks(up.scale))


def native(
    type: Typesetter,
    placed: Sequence[Placed],
    size: tuple[float, float],
    up: Upright,
    middles: Sequence[float] = (),
) -> tuple[NativeSeries, ...]:
    """Unseen series, each with one value and its words, moved as far as in the drawing, and the line between them. `middles` are the places where those series have their points, where they are not the annotated ones."""
    spec = type.spec
    made = []
    for one in placed:
        at = spec.place(one.said.at)
        here = middles[at] if middles else one.point[0]
        shift = offset(one.x - here, one.point[1] + GAP - one.box[1], *size, rtl=spec.rtl)
        words = replace(one.label, lines=one.label.lines[len(one.head.lines) :])
        backed = _gridded(one, up)
        series = _unseen(type, one.said, words, "ABOVE", shift, one.head, side=one.side, backed=backed)
        hangs = one.point[1] > up.y(spec.series[one.said.series].points[at].value or ZERO) + 1
        if hangs:  # its words stand above nought
            series = replace(series, values=tuple(None if value is None else ZERO for value in series.values))
        begin, end = up.value(one.point[1]), up.value(one.leader[1][1])
        made.append(replace(series, tie=Tie(end - begin, quiet(type.look))) if one.tied else series)
    return tuple(made)


def under(spec: ChartSpec, placed: Sequence[Placed]) -> frozenset[tuple[int, int]]:
    """The values, by series and category, that a line to words above runs from: a deck's begins at the value itself, behind its label."""
    tied = (one for one in placed if one.tied and one.clear)
    return frozenset((one.said.series, spec.place(one.said.at)) for one in tied)


def _unseen(
    type: Typesetter,
    said: Annotation,
    label: Words,
    position: Position,
    shift: Place,
    over: Words | None = None,
    *,
    side: Literal["", "start", "end"] = "",
    backed: bool = False,
) -> NativeSeries:
    """A series that holds the annotated value, and whose name is the words."""
    at = type.spec.place(said.at)
    value = type.spec.series[said.series].points[at].value
    named = Labels(
        position, "General", ink(type.look), bold=False, value=False, series_name=True, offset=shift, side=side,
        ground=ground(type.look) if backed else None, head=(over.lines[0].text, _head_ink(type)) if over else None,
    )  # fmt: skip
    return NativeSeries(
        "\n".join(line.text for line in label.lines),
        tuple(value if index == at else None for index in range(len(type.spec.categories))),
        Paint(None),
        points=(NativePoint(at, labels=named),),
        job="remark",
    )


# --- Annotations of rows: behind the row's last mark or words -------------------------------------------------------------------------


@frozen
class Behind:
    """An annotation in its row: it begins at `x`, while its mark ends at `end`."""

    said: Annotation
    label: Words
    x: float
    end: float

    def fits(self, width: float) -> bool:
        """Whether it has room in its row."""
        return self.x + self.label.width <= width and len(self.label.lines) <= MOST_LINES


def behind(type: Typesetter, along: Along, words: Mapping[Annotation, float], width: float) -> tuple[Behind, ...]:
    """The annotations of rows, each behind its mark and the words there, which reach so far, and beyond the reference line where this
    would run through it; set in the room there, or in so much as it needs at the least."""
    placed = []
    for said in type.spec.annotations:
        value = type.spec.series[said.series].points[type.spec.place(said.at)].value or ZERO
        end = along.x(value)
        start = max(end + words[said], along.zero) + 0.9 * type.size
        if type.spec.reference and end < (line := along.x(type.spec.reference.value) + 0.45 * type.size):
            whole = type.label(said.label).width
            start = start if start + whole < line - 0.9 * type.size else max(start, line)
        least = max(LEAST_BEHIND * width, type.longest_word(said.label.text))
        label = type.label(said.label, width=max(width - start, least))
        placed.append(Behind(said, label, start, end))
    return tuple(placed)


def shortened(type: Typesetter, along: Along, words: Mapping[Annotation, float], width: float) -> Along:
    """The axis so far shorter that the annotations have room behind their marks, where they cannot stand below the chart."""
    stop = along.stop
    for one in behind(type, along, words, width):
        value = type.spec.series[one.said.series].points[type.spec.place(one.said.at)].value or ZERO
        room = width - one.label.width - (one.x - one.end) - along.start
        if not one.fits(width) and (share := along.scale.share(value)) > 0:
            stop = min(stop, along.start + room / share)
    return replace(along, stop=max(stop, along.start + 4 * type.size))


def native_behind(
    type: Typesetter, along: Along, placed: Sequence[Behind], size: tuple[float, float]
) -> tuple[NativeSeries, ...]:
    """Unseen bars as long as the annotated ones, with the words behind them."""
    rtl = type.spec.rtl
    made = []
    for one in placed:
        value = type.spec.series[one.said.series].points[type.spec.place(one.said.at)].value or ZERO
        crossed = Written(one.label, one.x, 0.0).crossed(type, along)
        usual = one.end + GAP if value >= 0 else one.end - GAP - one.label.width
        made.append(
            _unseen(
                type, one.said, one.label, "OUTSIDE_END", offset(one.x - usual, 0.0, *size, rtl=rtl), backed=crossed
            )
        )
    return tuple(made)


# --- The difference between two series ------------------------------------------------------------------------------------------------


def difference_label(type: Typesetter, width: float, column: float) -> Words:
    """The number of the difference over what it means, as wide as the column that it stands in; nothing where none is asked for."""
    said = type.spec.difference
    if said is None:
        return Words((), type.size, type.leading)
    number, _, text = said.label.text.partition("\n")
    colour = tone_ink(type.look, said.tone)
    lines = type.words(number, said.label.origins, bold=True, colour=colour)
    told = type.words(
        text,
        said.label.origins,
        bold=True,
        colour=colour,
        width=max(0.24 * width, column, type.longest_word(text, bold=True)),
    )
    return Words((*lines.lines, *told.lines), type.size, type.leading, said.label.origins)


def difference_series(type: Typesetter, label: Words, shift: Place, high: float, low: float) -> NativeSeries:
    """An unseen series with one value, the first of the two, an error bar from it to the second where the two heights have room for it, and the words."""
    spec, asked = type.spec, type.spec.difference
    assert asked is not None
    at = spec.place(asked.at)
    first, second = (spec.series[one].points[at].value or ZERO for one in (asked.first, asked.second))
    said = Labels(
        "LEFT" if spec.rtl else "RIGHT", "General", tone_ink(type.look, asked.tone), value=False, series_name=True, offset=shift,
        ground=ground(type.look), side="start",
    )  # fmt: skip
    return NativeSeries(
        "\n".join(line.text for line in label.lines),
        tuple(first if index == at else None for index in range(len(spec.categories))),
        Paint(None, toned(type.look, asked.tone) if _apart(type, high, low) else None, 1.5),
        points=(NativePoint(at, labels=said),),
        job="difference",
        heights=tuple(abs(second - first) if index == at else None for index in range(len(spec.categories))),
        between=(asked.first, asked.second),
    )


def draw_difference(canvas: Canvas, type: Typesetter, x: float, first: float, second: float) -> None:
    """An arrow from one height to another, short of the marks at its ends."""
    said = type.spec.difference
    size, colour = type.size, toned(type.look, said.tone if said else "")
    down = 1 if second < first else -1
    start, stop = first - down * 0.5 * size, second + down * 0.5 * size
    if not _apart(type, first, second):
        return
    canvas.line([(x, start), (x, stop)], colour, 1.5, "difference")
    head = 0.35 * size
    canvas.line([(x - head, stop + down * head), (x, stop), (x + head, stop + down * head)], colour, 1.5, "difference")


def _apart(type: Typesetter, first: float, second: float) -> bool:
    """Whether an arrow has room between two heights; in less it would be a stroke through both marks."""
    return abs(first - second) > ARROW * type.size
