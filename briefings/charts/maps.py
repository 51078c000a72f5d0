"""A map: countries in the colours of their values' classes, or circles for amounts, with a key and the names of the few that matter.

In a deck it is a group of shapes, one for each country; nothing of it is a picture. A map is never mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final, TypeAlias

from ..diagnostics import Diagnostic
from ..frame import Drawing, DrawnPath
from ..frozen import frozen, replace
from ..geography import projection
from ..geography.outlines import Place
from ..geography.projection import Bounds, Projected
from ..language.wording import word
from ..look import Colour, Look
from . import checking, map_classes, map_key, map_lands
from .callouts import crosses
from .drawing import Canvas
from .labels import Typesetter, Words
from .map_lands import Land
from .marks import circle, rounded
from .paint import accent, ground, ink, readable
from .rows import Heights
from .scale import ZERO
from .spec import ChartSpec, Ground, Point

BORDER: Final = 0.5
LEADER, FRAME = 0.75, 0.75
AWAY: Final = (1.3, 2.6, 4.2, 6.5, 9.5, 13.0, 18.0)
"""How far from its country a name may stand, in ems: in the sea or on land without a value there is room at the last."""
AGAIN: Final = 2
"""So often each name is placed again, once all others stand."""
NAMED: Final = 3
"""So many of the largest values are named where the author names none."""
INSET: Final = 0.4
"""Around the words of a name, in ems: so far its line stops before them."""
BETWEEN: Final = 0.5
"""From a name to its value, in ems."""
SHORT: Final = 0.2
"""From a circle to words that need no line, in ems."""
OVER: Final = 2.0
"""What it costs a name that its line crosses another country, for each of some places along it."""
PLACES: Final = (5, 3)
"""So many places across a box, and so many up, are looked at to see what it covers."""
CLASH: Final = 100.0
"""What it costs a name to stand on another country or another name: more than any way to a free place."""
NUMBER: Final = 0.66
"""How large the disc of a number is, from its middle to its edge, in ems."""
SHORT_UNIT: Final = 10
"""Letters of a unit that stands behind each value of a list, at the most."""
SPREAD: Final = 40
"""So often discs that lie on one another are moved apart."""
NARROW: Final = 30.0
"""On a map of less than so many ems names would cover what they name: numbers stand for them, and a list below tells which is which."""

WIDER: Final = 1.3
"""A map that is so many times as wide as high needs width,"""
BREADTH: Final = 27.0
"""so many ems of it beside another chart,"""
FILLED, SQUARE = 0.9, 0.8
"""and on a page a height that lets it take so much of its width; one that is no wider than high, a height of such a share of the width at the most."""
BESIDE: Final = 0.76
"""On a page a key beside a map leaves it so much of the width at the least; else it stands below."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a map cannot show: its section has told the rest."""
    return checking.findings(spec, checking.values)


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the map is at least, by choice and at most."""
    type, base = Typesetter(spec, look, step), _ground(spec)
    own, listed = width / map_lands.aspect(base), _list_height(type, width)
    made = _set(type, width, own + listed)
    wide, tall = map_key.extent(type, made.entries)
    paged = look.page.height > look.page.width
    least = FILLED * min(own, width * SQUARE) if paged else min(10 * type.size, own)
    if made.key is not None and made.frame[0] == 0.0 and made.frame[2] == width:  # in a corner of the sea
        return Heights(max(least, tall) + listed, own + listed, own * 1.15 + listed)
    key = map_key.height(type, base, min(width, own), width)
    narrow = paged and (width - wide - map_key.CLEAR * type.size) < BESIDE * width
    beside = max(least, tall) if tall < own and width > 20 * type.size and not narrow else least + key
    return Heights(min(beside, least + key) + listed, own + key + listed, own * 1.15 + key + listed)


def breadth(spec: ChartSpec) -> float:
    """How wide a map must be for its lands to be told apart, in ems: one that is wider than high."""
    return BREADTH if map_lands.aspect(_ground(spec)) > WIDER else 0.0


def _ground(spec: ChartSpec) -> Ground:
    return spec.ground or Ground(tuple(label.text for label in spec.categories))


Outline: TypeAlias = tuple[Bounds, Sequence[Projected]]
"""The rings of a mark with the box about them."""


@frozen
class _Set:
    """A map in its place: its land, the frame that it fills, and its key with the box that this has (None: below the map, from
    the frame's foot down)."""

    lands: tuple[Land, ...]
    frame: Bounds
    entries: tuple[map_key.Item, ...]
    key: Bounds | None

    @property
    def size(self) -> float:
        """The smaller side of the frame."""
        return min(self.frame[2] - self.frame[0], self.frame[3] - self.frame[1])


def _set(type: Typesetter, width: float, height: float) -> _Set:
    """Where map and key stand: the key in a corner of the sea, else where the map is larger for it, beside or below it."""
    spec, base = type.spec, _ground(type.spec)
    listed, aspect = _list_height(type, width), map_lands.aspect(base)
    frame = (0.0, listed, width, max(height, listed + 1))
    shown = _placed(type, frame)
    values = dict(zip(base.keys, spec.series[0].points, strict=True))
    empty = not base.bubbles and any(
        land.within and land.rings and (land.key not in values or values[land.key].value is None) for land in shown
    )

    def entries(frame: Bounds) -> tuple[map_key.Item, ...]:
        return tuple(map_key.items(type, base, min(frame[2] - frame[0], frame[3] - frame[1]), empty=empty))

    seen = [land for land in shown if not land.small or land.key in values]
    box = map_key.corner(type, entries(frame), seen, frame, rtl=spec.rtl)
    if box is not None:
        return _Set(shown, frame, entries(frame), box)
    wide, tall = map_key.extent(type, entries(frame))
    key = map_key.height(type, base, min(width, width / aspect), width)
    start = wide + map_key.CLEAR * type.size
    beside = (0.0, listed, width - start, frame[3]) if spec.rtl else (start, listed, width, frame[3])
    below = (0.0, min(listed + key, frame[3] - 1), width, frame[3])
    if tall > frame[3] - listed or _scale(beside, aspect) < _scale(below, aspect):
        return _Set(_placed(type, below), below, entries(below), None)
    at = width - wide if spec.rtl else 0.0
    return _Set(_placed(type, beside), beside, entries(beside), (at, listed, at + wide, listed + tall))


def _scale(frame: Bounds, aspect: float) -> float:
    """How high a map is drawn in a frame."""
    return min((frame[2] - frame[0]) / aspect, frame[3] - frame[1])


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The map as vectors."""
    canvas, type, base = Canvas(spec, look, width, height, step), Typesetter(spec, look, step), _ground(spec)
    made = _set(type, width, height)
    canvas.paths += _areas(type, base, made.lands)
    left, low, right, high = made.frame
    if around := map_lands.framed(base, right - left, high - low):
        x, y, end, top = around
        line = [(x, y), (end, y), (end, top), (x, top), (x, y)]
        canvas.line([(canvas.across(left + a), low + b) for a, b in line], look.colour("grid"), FRAME, "frame")
    if base.bubbles:
        canvas.paths += _bubbles(type, made.lands, made.size)
    _names(canvas, type, made)
    if made.key is None:
        map_key.draw_below(canvas, type, made.entries, width, _list_height(type, width))
    else:
        map_key.draw_list(canvas, type, made.entries, made.key)
    _list(canvas, type, width)
    return canvas.drawing()


# -- land -------------------------------------------------------------------------------------------------------------------


def _placed(type: Typesetter, frame: Bounds) -> tuple[Land, ...]:
    """The land in a frame of the page."""
    left, low, right, high = frame

    def moved(land: Land) -> Land:
        rings = tuple(tuple((x + left, y + low) for x, y in ring) for ring in land.rings)
        middle = (land.middle[0] + left, land.middle[1] + low) if land.middle else None
        return replace(land, rings=rings, middle=middle)

    shown = map_lands.lands(_ground(type.spec), type.spec.language, right - left, high - low)
    return tuple(moved(land) for land in shown) if left or low else shown


def _areas(type: Typesetter, base: Ground, shown: Sequence[Land]) -> list[DrawnPath]:
    """The land: what has no value below what has one, dots for what is too small above all."""
    spec, look = type.spec, type.look
    values = dict(zip(base.keys, range(len(base.keys)), strict=True))
    classes = map_classes.classes(spec, look)
    gap = word("no-data", spec.language)
    without: list[DrawnPath] = []
    valued: list[DrawnPath] = []
    dots: list[DrawnPath] = []
    for land in shown:
        at = values.get(land.key)
        point = spec.series[0].points[at] if at is not None else Point(None, "")
        missing = point.value is None
        colour = map_classes.empty(look) if land.within or at is not None else map_classes.beyond(look)
        if point.value is not None and not base.bubbles:
            colour = next(one.colour for one in classes if one.holds(point.value))
        name = spec.categories[at].text if at is not None else land.name
        told = f"{name}{word('colon', spec.language)}{gap if missing else point.told(spec.language)}"
        if not missing and land.small and land.middle is not None and not base.bubbles:
            dots.append(circle(land.middle, map_key.DOT, colour, ground(look), "place", name, told))
        else:
            (without if missing else valued).extend(_area(land, colour, ground(look), name, told))
    return [*without, *valued, *dots]


def _area(land: Land, fill: Colour, edge: Colour, name: str, told: str) -> list[DrawnPath]:
    """An area as one path, its islands with it."""
    segments: list[tuple[str | float, ...]] = []
    for ring in land.rings:
        segments += [("l" if number else "m", *rounded(place)) for number, place in enumerate(ring)]
        segments.append(("h",))
    return [DrawnPath(tuple(segments), fill, edge, BORDER, mark="area", name=name, alt=told)] if segments else []


def _bubbles(type: Typesetter, found: Sequence[Land], size: float) -> Iterator[DrawnPath]:
    """A circle for each amount, the large ones below the small."""
    spec, look = type.spec, type.look
    places, colon = map_lands.by_key(found), word("colon", spec.language)
    rows = zip(_ground(spec).keys, spec.categories, spec.series[0].points, strict=True)
    for key, label, point in sorted(rows, key=lambda row: -(row[2].value or ZERO)):
        land = places.get(key)
        if land is not None and land.middle is not None and point.value:
            told = f"{label.text}{colon}{point.told(spec.language)}"
            radius = map_key.radius(type, float(point.value), size)
            yield circle(land.middle, radius, accent(look), ground(look), "bubble", label.text, told)


def _corners(circle: DrawnPath) -> Iterator[tuple[float, float]]:
    """Four places on a circle."""
    yield from ((float(one[-2]), float(one[-1])) for one in circle.segments if one[0] == "c")


# -- names ------------------------------------------------------------------------------------------------------------------


def named(spec: ChartSpec) -> tuple[int, ...]:
    """The categories that are named on the map: those the author names, else the largest values; where a list stands beside it, what that
    has, in its order."""
    points, beside = spec.series[0].points, _ground(spec).beside
    given = _given(spec)
    if given and not beside:
        return tuple(given)
    order = sorted(range(len(points)), key=lambda at: -(points[at].value or ZERO))
    picked = [at for at in given or order if points[at].value is not None][: beside or NAMED]
    return tuple(at for at in order if at in picked)


def _given(spec: ChartSpec) -> list[int]:
    """The categories that the author names."""
    return [spec.place(name) for name in spec.highlight]


def _numbered(type: Typesetter, width: float) -> bool:
    """Whether numbers stand on the countries: a list beside the map, or below a narrow one, tells which is which."""
    return bool(_ground(type.spec).beside) or (width < NARROW * type.size and len(named(type.spec)) > 1)


_Rows: TypeAlias = tuple[tuple[Words, Words, Words], ...]


def _listed(type: Typesetter, width: float) -> _Rows:
    """Number, name and value of what a narrow map marks with numbers; nothing where names stand on the map itself. A unit of one short word
    stands behind the values where this costs no row."""
    spec = type.spec
    if _ground(spec).beside or not _numbered(type, width):
        return ()
    unit = f"\u00a0{spec.unit.text}" if 1 < len(spec.unit.text) <= SHORT_UNIT and " " not in spec.unit.text else ""
    points = [spec.series[0].points[at] for at in named(spec)]
    plain = _rows(type, width, [type.value(point, bold=True) for point in points])
    if not unit or any(spec.unit.text in point.shown for point in points):
        return plain
    origins = spec.unit.origins
    told = [type.words(f"{point.shown}{unit}", (*point.origins, *origins), bold=True) for point in points]
    units = _rows(type, width, told)
    return units if _columns(type, width, units)[0] == _columns(type, width, plain)[0] else plain


def _rows(type: Typesetter, width: float, values: Sequence[Words]) -> _Rows:
    spec = type.spec
    names = (type.label(spec.categories[at], width=0.6 * width) for at in named(spec))
    numbers = (type.words(str(number), bold=True) for number in range(1, len(values) + 1))
    return tuple(zip(numbers, names, values, strict=True))


def _columns(type: Typesetter, width: float, listed: _Rows) -> tuple[int, float]:
    """In how many columns the list stands, and how wide each is."""
    size = type.size
    longest = max((sum(one.width for one in row) + 2.2 * size for row in listed), default=width)
    count = max(1, min(len(listed) or 1, int((width + size) // (longest + size))))
    count = -(-len(listed) // -(-len(listed) // count)) if listed else 1
    return count, (width + size) / count - size


def _list_height(type: Typesetter, width: float) -> float:
    """What the list below a narrow map takes."""
    listed = _listed(type, width)
    if not listed:
        return 0.0
    rows = -(-len(listed) // _columns(type, width, listed)[0])
    tall = max(max(one.height for one in row) for row in listed)
    return rows * (tall + 0.3 * type.size) + 0.5 * type.size


def _list(canvas: Canvas, type: Typesetter, width: float) -> None:
    """The list, column by column from the reading side: number, name, value."""
    listed, size = _listed(type, width), type.size
    if not listed:
        return
    count, each = _columns(type, width, listed)
    rows = -(-len(listed) // count)
    tall = max(max(one.height for one in row) for row in listed) + 0.3 * size
    for at, (number, name, value) in enumerate(listed):
        x, top = at // rows * (each + size), (rows - at % rows) * tall
        canvas.words(number, x, top, "start", "top")
        canvas.words(name, x + 1.3 * size, top, "start", "top")
        canvas.words(value, x + 1.3 * size + name.width + 0.5 * size, top, "start", "top")


def _numbers(canvas: Canvas, type: Typesetter, made: _Set) -> list[Bounds]:
    """A number in a disc on each country that a list names; the boxes of the discs."""
    spec, look, base = type.spec, type.look, _ground(type.spec)
    places, radius = map_lands.by_key(made.lands), NUMBER * type.size
    numbers: list[int] = []
    middles: list[Place] = []
    for number, at in enumerate(named(spec), 1):
        land = places.get(base.keys[at])
        if land is None or land.middle is None:
            continue
        own = map_key.radius(type, float(spec.series[0].points[at].value or ZERO), made.size) if base.bubbles else 0.0
        lift = 0.7 * (own + radius) if 0 < own < radius * 1.5 else 0.0  # beside a circle that it would hide
        numbers.append(number)
        middles.append((land.middle[0] + lift, land.middle[1] + lift))
    spread = _spread(middles, radius, made.frame)
    for number, (x, y) in zip(numbers, spread, strict=True):
        canvas.paths.append(circle((x, y), radius, ink(look), ground(look), "number"))
        label = type.words(str(number), bold=True, colour=readable(look, ground(look), ink(look)))
        canvas.words(label, canvas.across(x), y, "center", "middle")
    return [(x - radius, y - radius, x + radius, y + radius) for x, y in spread]


def _spread(middles: Sequence[Place], radius: float, frame: Bounds) -> list[Place]:
    """Discs that would lie on one another moved apart, each as far as the other, within a frame."""
    places, apart = list(middles), 2 * radius + BORDER
    left, low, right, high = frame
    for _, (one, other) in product(range(SPREAD), combinations(range(len(places)), 2)):
        (ax, ay), (bx, by) = places[one], places[other]
        far = math.dist((ax, ay), (bx, by))
        if far < apart:
            across, up = ((bx - ax) / far, (by - ay) / far) if far else (1.0, 0.0)
            push = (apart - far) / 2
            places[one] = (ax - across * push, ay - up * push)
            places[other] = (bx + across * push, by + up * push)
    return [(max(left + radius, min(x, right - radius)), max(low + radius, min(y, high - radius))) for x, y in places]


def _names(canvas: Canvas, type: Typesetter, made: _Set) -> None:
    """Names with values, each on its country or in the sea beside it, and tied to it."""
    spec, places, keys = type.spec, map_lands.by_key(made.lands), _ground(type.spec).keys
    told, key = named(spec), [] if made.key is None else [made.key]
    if _numbered(type, canvas.width):
        key += _numbers(canvas, type, made)
        told = tuple(at for at in _given(spec) if at not in told) if _ground(spec).beside else ()
    bubbles = _ground(spec).bubbles
    marks = [places[key].rings for key in keys if key in places and places[key].rings]
    if bubbles:
        marks = [(tuple(_corners(circle)),) for circle in _bubbles(type, made.lands, made.size)]
    busy = [(projection.bounds(rings), rings) for rings in marks]
    free = [land for land in made.lands if land.key not in keys or bubbles]
    pale = [(projection.bounds(land.rings), land.rings) for land in free if land.rings]
    plates = list(_plates(type, made, told))
    tried = [
        [(one.on_land, 0.0)] if one.on_land else _spots(one, made, type.size, busy, pale, bubbles=bubbles)
        for one in plates
    ]
    for one, box in zip(plates, _apart(tried, [one.middle for one in plates], key), strict=True):
        if not one.land.small and not one.on_land and not bubbles:
            canvas.paths.append(circle(one.middle, 1.6, ink(type.look), ground(type.look), "leader"))
        _plate(canvas, type.look, one, box)


@frozen
class _Plate:
    """The words about a country: the country, its middle, the radius of its circle, and the box of words that have room on its own land."""

    told: tuple[Words, ...]
    land: Land
    middle: Place
    radius: float
    on_land: Bounds | None


def _plates(type: Typesetter, made: _Set, told_of: Sequence[int]) -> Iterator[_Plate]:
    """What is said of some countries."""
    spec, base = type.spec, _ground(type.spec)
    places, classes = map_lands.by_key(made.lands), map_classes.classes(spec, type.look)
    for at in told_of:
        land, point = places.get(base.keys[at]), spec.series[0].points[at]
        if land is None or land.middle is None:
            continue

        def told(colour: Colour | None = None, at: int = at, point: Point = point) -> tuple[Words, ...]:
            name = type.label(spec.categories[at], bold=True, width=12 * type.size, colour=colour)
            return (name, type.value(point, bold=False, colour=colour))

        words, radius, inside = told(), 0.0, None
        if base.bubbles:
            radius = map_key.radius(type, float(point.value or ZERO), made.size)
        elif point.value is not None:
            fill = next(one.colour for one in classes if one.holds(point.value))
            colour = readable(type.look, ground(type.look), fill)
            for shown in (told(colour), told(colour)[:1]):  # the name alone rather than none
                (wide, tall), (x, y) = _extent(shown, type.size), land.middle
                box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
                if land.rings and holds(land.rings, box):
                    words, inside = shown, box
                    break
        yield _Plate(words, land, land.middle, radius, inside)


def _spots(
    plate: _Plate,
    made: _Set,
    size: float,
    busy: Sequence[Outline],
    pale: Sequence[Outline],
    *,
    bubbles: bool,
) -> list[tuple[Bounds, float]]:
    """Where a name may stand within the map, near its country, and what each place costs: in the sea, the nearer the better, with a line over
    no other country; the name of a circle on land without another."""
    wide, tall = _extent(plate.told, size)
    (x, y), (left, low, right, high) = plate.middle, made.frame
    others = [] if bubbles else [
        (projection.bounds(land.rings), land.rings) for land in made.lands if land.rings and land.key != plate.land.key
    ]  # fmt: skip
    found: dict[Bounds, float] = {}
    for away, turn in product(AWAY, range(12)):
        across, up = math.cos(turn * math.pi / 6), math.sin(turn * math.pi / 6)
        reach = away * size + plate.radius
        at = x + across * (wide / 2 + reach), y + up * (tall / 2 + reach)
        start = max(left, min(at[0] - wide / 2, right - wide))
        bottom = max(low, min(at[1] - tall / 2, high - tall))
        box = (start, bottom, start + wide, bottom + tall)
        if box not in found:
            covers = sum(_covered(box, rings) for bounds, rings in busy if _meet(box, bounds))
            land = sum(_covered(box, rings) for bounds, rings in pale if _meet(box, bounds))
            far = math.dist(_edge(box, plate.middle), plate.middle) / size
            weight = 0.25 if bubbles else CLASH
            found[box] = CLASH * covers + weight * min(land, 9) + far + OVER * _run_over(plate.middle, box, others)
    return list(found.items())


def _run_over(middle: Place, box: Bounds, others: Sequence[Outline]) -> int:
    """How many of some places along a line lie on other countries."""
    (x, y), (a, b) = middle, _edge(box, middle)
    line = (min(x, a), min(y, b), max(x, a) + 0.1, max(y, b) + 0.1)
    places = [(x + (a - x) * share, y + (b - y) * share) for share in (0.35, 0.5, 0.65, 0.8, 0.95)]
    return sum(projection.inside(rings, *at) for bounds, rings in others if _meet(line, bounds) for at in places)


def _apart(
    tried: Sequence[Sequence[tuple[Bounds, float]]], middles: Sequence[Place], key: Sequence[Bounds]
) -> list[Bounds]:
    """One of its places for each plate: over no other plate or the key, no line through a plate or across another line. What is placed first is looked at again once all others stand."""
    chosen: list[Bounds] = []
    for _ in range(1 + AGAIN):
        for number, (spots, middle) in enumerate(zip(tried, middles, strict=True)):
            others = [(box, middles[at]) for at, box in enumerate(chosen) if at != number]

            def met(box: Bounds, middle: Place = middle, others: Sequence[tuple[Bounds, Place]] = others) -> float:
                line = (middle, _edge(box, middle))
                cost = sum(_meet(box, one) for one in key) * CLASH
                for one, other in others:
                    theirs = (other, _edge(one, other))
                    cost += (
                        _meet(box, one) + crosses(one, *line) + crosses(box, *theirs) + cross(line, theirs)
                    ) * CLASH
                return cost

            best = min(spots, key=lambda spot: met(spot[0]) + spot[1])[0]
            chosen[number : number + 1] = [best]
    return chosen


def cross(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    """Whether two lines cross."""

    def side(line: tuple[Place, Place], at: Place) -> float:
        (ax, ay), (bx, by) = line
        return (bx - ax) * (at[1] - ay) - (by - ay) * (at[0] - ax)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0


def _extent(told: Sequence[Words], size: float) -> tuple[float, float]:
    """How wide and how high a plate is: name and value on one line where the name takes no more."""
    if len(told) == 1:
        return told[0].width + 2 * INSET * size, told[0].height + INSET * size
    name, value = told
    if len(name.lines) < 2:
        return name.width + value.width + (2 * INSET + BETWEEN) * size, max(one.height for one in told) + INSET * size
    return max(one.width for one in told) + 2 * INSET * size, sum(one.height for one in told) + INSET * size


def _edge(box: Bounds, middle: tuple[float, float]) -> tuple[float, float]:
    """The place of a box's edge that is nearest to a country."""
    return min(max(middle[0], box[0]), box[2]), min(max(middle[1], box[1]), box[3])


def _meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes have a part in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covered(box: Bounds, rings: Sequence[Projected]) -> int:
    """How many of some places of a box lie on a mark, and whether an edge of the mark runs through the box."""
    return _on(box, rings) + _edged(box, rings)


def holds(rings: Sequence[Projected], box: Bounds) -> bool:
    """Whether a box lies on a mark with all of it, so that no letter of its words stands beside the mark."""
    return _on(box, rings) == math.prod(PLACES) and not _edged(box, rings)


def _on(box: Bounds, rings: Sequence[Projected]) -> int:
    left, bottom, right, top = box
    across, up = ([at / (count - 1) for at in range(count)] for count in PLACES)
    places = [(left + (right - left) * a, bottom + (top - bottom) * b) for a in across for b in up]
    return sum(projection.inside(rings, *place) for place in places)


def _edged(box: Bounds, rings: Sequence[Projected]) -> bool:
    left, bottom, right, top = box
    return any(left < x < right and bottom < y < top for ring in rings for x, y in ring)


def _plate(canvas: Canvas, look: Look, plate: _Plate, box: Bounds) -> None:
    """Words with the line that ties them to a place, or to the edge of its circle, and stops before them."""
    told, middle, radius = plate.told, plate.middle, plate.radius
    left, _, right, top = box
    start = canvas.width - right if canvas.rtl else left
    end = _edge(box, middle)
    if (far := math.dist(middle, end)) > radius + (SHORT * told[0].size if radius else 0.0):
        begin = middle[0] + (end[0] - middle[0]) * radius / far, middle[1] + (end[1] - middle[1]) * radius / far
        canvas.line([(canvas.across(x), y) for x, y in (begin, end)], ink(look), LEADER, "leader")
    name, *values = told
    size = name.size
    canvas.words(name, start + INSET * size, top - 0.5 * INSET * size, "start", "top")
    for value in values if len(name.lines) < 2 else ():
        canvas.words(value, start + right - left - INSET * size, top - 0.5 * INSET * size, "end", "top")
    for value in values if len(name.lines) > 1 else ():
        canvas.words(value, start + INSET * size, top - 0.5 * INSET * size - name.height, "start", "top")
