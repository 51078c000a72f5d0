"""A map: countries in the colours of their values' classes, or circles for amounts, with a key and the names of the few that matter.

In a deck it is a group of shapes, one for each country; nothing of it is a picture. A map is never mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing, DrawnPath
from ..frozen import frozen, replace
from ..geography import projection
from ..geography.projection import Bounds, Projected
from ..language.wording import word
from ..look import Colour, Look
from . import checking, map_classes, map_lands
from .callouts import crosses
from .drawing import Canvas
from .labels import Typesetter, Words
from .map_lands import Land
from .marks import circle, rounded
from .paint import accent, ground, ink
from .rows import Heights
from .scale import ZERO, known, tick_text
from .spec import ChartSpec, Ground, Point

BORDER: Final = 0.5
LEADER: Final = 0.75
DOT: Final = 2.4
"""How large the dot of a small country is, from its middle to its edge, in points."""
LARGEST: Final = 0.07
"""How large the largest circle is, from its middle to its edge, as a share of the map."""
NAMED: Final = 3
"""So many of the largest values are named where the author names none."""
INSET: Final = 0.4
"""From the edge of a plate to its words, in ems."""
BETWEEN: Final = 0.5
"""From a name to its value, in ems."""
NARROW: Final = 30.0
"""On a map of less than so many ems names would cover what they name: numbers stand for them, and a list below tells which is which."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a map cannot show: its section has told the rest."""
    return checking.findings(spec, checking.values)


@frozen
class _Item:
    """An entry of the key: its colour and its words; a circle has a radius."""

    colour: Colour
    label: Words
    radius: float = 0.0


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the map is at least, by choice and at most."""
    type, base = Typesetter(spec, look, step), _ground(spec)
    own = width / map_lands.aspect(base)
    key = _key_height(type, min(width, own), width) + _list_height(type, width)
    return Heights(min(10 * type.size, own) + key, own + key, own * 1.15 + key)


def _ground(spec: ChartSpec) -> Ground:
    return spec.ground or Ground(tuple(label.text for label in spec.categories))


def _key_height(type: Typesetter, size: float, width: float) -> float:
    """What the key below a map takes whose smaller side is so long."""
    if _ground(type.spec).bubbles:
        return max(_row_height(type), 2 * LARGEST * size + 1.2 * type.size)
    items = _items(type, map_classes.classes(type.spec, type.look), size, empty=True)
    return len(_rows(type, items, width)) * _row_height(type)


def _row_height(type: Typesetter) -> float:
    return type.leading + 1.9 * type.size


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The map as vectors."""
    canvas, type, base = Canvas(spec, look, width, height, step), Typesetter(spec, look, step), _ground(spec)
    listed = _list_height(type, width)
    foot = _key_height(type, min(width, width / map_lands.aspect(base)), width) + listed
    shown = map_lands.lands(base, spec.language, width, max(height - foot, 1))
    lifted = [_lifted(land, foot) for land in shown]
    values = dict(zip(base.keys, range(len(base.keys)), strict=True))
    classes = map_classes.classes(spec, look)
    points = spec.series[0].points
    empty, gap = False, word("no-data", spec.language)
    later: list[DrawnPath] = []
    for land in lifted:
        at = values.get(land.key)
        point = points[at] if at is not None else Point(None, "")
        missing = point.value is None
        empty |= missing and land.within and bool(land.rings)
        colour = map_classes.empty(look) if land.within or at is not None else map_classes.beyond(look)
        if point.value is not None and not base.bubbles:
            colour = next(one.colour for one in classes if one.holds(point.value))
        name = spec.categories[at].text if at is not None else land.name
        told = f"{name}{word('colon', spec.language)}{gap if missing else point.told(spec.language)}"
        made = _area(land, colour, ground(look), name, told)
        if missing:
            canvas.paths += made
        elif land.small and land.middle is not None and not base.bubbles:
            later.append(circle(land.middle, DOT, colour, ground(look), "place", name, told))
        else:
            later += made
    canvas.paths += later
    if base.bubbles:
        canvas.paths += _bubbles(spec, lifted, look, min(width, height - foot))
    _names(canvas, type, lifted, (0.0, foot, width, height))
    _key(
        canvas, type, _items(type, classes, min(width, height - foot), empty=empty and not base.bubbles), width, listed
    )
    _list(canvas, type, width)
    return canvas.drawing()


# -- land -------------------------------------------------------------------------------------------------------------------


def _lifted(land: Land, by: float) -> Land:
    rings = tuple(tuple((x, y + by) for x, y in ring) for ring in land.rings)
    return replace(land, rings=rings, middle=(land.middle[0], land.middle[1] + by) if land.middle else None)


def _area(land: Land, fill: Colour, edge: Colour, name: str, told: str) -> list[DrawnPath]:
    """An area as one path, its islands with it."""
    segments: list[tuple[str | float, ...]] = []
    for ring in land.rings:
        segments += [("l" if number else "m", *rounded(place)) for number, place in enumerate(ring)]
        segments.append(("h",))
    return [DrawnPath(tuple(segments), fill, edge, BORDER, mark="area", name=name, alt=told)] if segments else []


def _bubbles(spec: ChartSpec, found: Sequence[Land], look: Look, size: float) -> Iterator[DrawnPath]:
    """A circle for each amount, the large ones below the small."""
    places, colon = map_lands.by_key(found), word("colon", spec.language)
    rows = zip(_ground(spec).keys, spec.categories, spec.series[0].points, strict=True)
    for key, label, point in sorted(rows, key=lambda row: -(row[2].value or ZERO)):
        land = places.get(key)
        if land is not None and land.middle is not None and point.value:
            told = f"{label.text}{colon}{point.told(spec.language)}"
            radius = _radius(spec, float(point.value), size)
            yield circle(land.middle, radius, accent(look), ground(look), "bubble", label.text, told)


def _corners(circle: DrawnPath) -> Iterator[tuple[float, float]]:
    """Four places on a circle."""
    yield from ((float(one[-2]), float(one[-1])) for one in circle.segments if one[0] == "c")


def _radius(spec: ChartSpec, value: float, size: float) -> float:
    most = max((float(point.value) for point in known(spec) if point.value is not None), default=0.0)
    return max(DOT, LARGEST * size * math.sqrt(max(value, 0.0) / most)) if most > 0 else DOT


# -- the key ----------------------------------------------------------------------------------------------------------------


def _items(type: Typesetter, classes: Sequence[map_classes.Class], size: float, *, empty: bool) -> list[_Item]:
    """The entries of the key: what no value looks like, then the classes; of circles some round amounts."""
    spec, look = type.spec, type.look
    if _ground(spec).bubbles:
        most = max((point.value for point in known(spec) if point.value is not None), default=ZERO)
        large = map_classes.round_between(most * 6 / 10, most) if most > 0 else ZERO
        return [
            _Item(accent(look), type.words(tick_text(amount, spec)), _radius(spec, float(amount), size))
            for amount in (large / 10, large / 2, large)
            if amount > 0
        ]
    gap = [_Item(map_classes.empty(look), type.words(word("no-data", spec.language)))] if empty else []
    return [*gap, *(_Item(one.colour, type.words(one.text)) for one in classes)]


def _rows(type: Typesetter, items: Sequence[_Item], width: float) -> list[list[tuple[_Item, float]]]:
    """The entries of a key in rows, each with the width of its band: all alike where the longest words have room in that, else by their words."""
    needed = [item.label.width + 0.9 * type.size for item in items]
    alike = max((*needed, 5.5 * type.size))
    if alike * len(items) <= width:
        return [[(item, alike) for item in items]]
    rows: list[list[tuple[_Item, float]]] = [[]]
    for item, own in zip(items, needed, strict=True):
        if rows[-1] and sum(other for _, other in rows[-1]) + own > width:
            rows.append([])
        rows[-1].append((item, own))
    if len(rows) == 1:
        spare = (width - sum(needed)) / len(items)
        return [[(item, own + spare) for item, own in rows[0]]]
    return rows


def _key(canvas: Canvas, type: Typesetter, items: Sequence[_Item], width: float, foot: float) -> None:
    """The key below the map, from a height on: a band for each entry, with its words below it; circles in a row, with theirs beside them."""
    size, largest, x = type.size, max((item.radius for item in items), default=0.0), 0.0
    if largest:
        for item in items:
            middle = (canvas.across(x + item.radius), foot + max(largest, type.leading / 2) + 0.2 * size)
            canvas.paths.append(circle(middle, item.radius, item.colour, ground(type.look), "key"))
            x += 2 * item.radius + 0.5 * size
            canvas.words(item.label, x, middle[1], "start", "middle")
            x += item.label.width + 1.6 * size
        return
    for below, row in enumerate(reversed(_rows(type, items, width))):
        x, up = 0.0, foot + type.leading + below * _row_height(type)
        for item, wide in row:
            canvas.rectangle(x, up + 0.2 * size, wide - 0.25 * size, 0.6 * size, item.colour, "key")
            canvas.words(item.label, x, up, "start", "top")
            x += wide


# -- names ------------------------------------------------------------------------------------------------------------------


def named(spec: ChartSpec) -> tuple[int, ...]:
    """The categories that are named on the map: those the author names, else the largest values."""
    points = spec.series[0].points
    if spec.highlight:
        return tuple(spec.place(name) for name in spec.highlight)
    order = sorted(
        (at for at, point in enumerate(points) if point.value is not None), key=lambda at: -(points[at].value or ZERO)
    )
    return tuple(order[:NAMED])


def _listed(type: Typesetter, width: float) -> tuple[tuple[Words, Words, Words], ...]:
    """Number, name and value of what a narrow map marks with numbers; nothing where names stand on the map itself."""
    spec = type.spec
    if width >= NARROW * type.size or len(named(spec)) < 2:
        return ()
    return tuple(
        (
            type.words(str(number), bold=True),
            type.label(spec.categories[at], width=0.6 * width),
            type.value(spec.series[0].points[at], bold=True),
        )
        for number, at in enumerate(named(spec), 1)
    )


def _columns(type: Typesetter, width: float) -> tuple[int, float]:
    """In how many columns the list stands, and how wide each is."""
    listed, size = _listed(type, width), type.size
    longest = max((sum(one.width for one in row) + 2.2 * size for row in listed), default=width)
    count = max(1, min(len(listed) or 1, int((width + size) // (longest + size))))
    count = -(-len(listed) // -(-len(listed) // count)) if listed else 1
    return count, (width + size) / count - size


def _list_height(type: Typesetter, width: float) -> float:
    """What the list below a narrow map takes."""
    listed = _listed(type, width)
    if not listed:
        return 0.0
    rows = -(-len(listed) // _columns(type, width)[0])
    tall = max(max(one.height for one in row) for row in listed)
    return rows * (tall + 0.3 * type.size) + 0.5 * type.size


def _list(canvas: Canvas, type: Typesetter, width: float) -> None:
    """The list, column by column from the reading side: number, name, value."""
    listed, size = _listed(type, width), type.size
    if not listed:
        return
    count, each = _columns(type, width)
    rows = -(-len(listed) // count)
    tall = max(max(one.height for one in row) for row in listed) + 0.3 * size
    for at, (number, name, value) in enumerate(listed):
        x, top = at // rows * (each + size), (rows - at % rows) * tall
        canvas.words(number, x, top, "start", "top")
        canvas.words(name, x + 1.3 * size, top, "start", "top")
        canvas.words(value, x + 1.3 * size + name.width + 0.5 * size, top, "start", "top")


def _names(canvas: Canvas, type: Typesetter, found: Sequence[Land], frame: Bounds) -> None:
    """Names with values on plates of their own, each beside its country and tied to it."""
    spec, places, keys = type.spec, map_lands.by_key(found), _ground(type.spec).keys
    marks = [places[key].rings for key in keys if key in places and places[key].rings]
    if _ground(spec).bubbles:
        size = min(frame[2], frame[3] - frame[1])
        marks = [(tuple(_corners(circle)),) for circle in _bubbles(spec, found, type.look, size)]
    busy = [(projection.bounds(rings), rings) for rings in marks]
    taken: list[tuple[Bounds, tuple[float, float]]] = []
    listed = _listed(type, canvas.width)
    for number, at in enumerate(named(spec), 1):
        land = places.get(keys[at])
        if land is not None and land.middle is not None:
            name, value = spec.categories[at], spec.series[0].points[at]
            told: tuple[Words, ...] = (type.words(str(number), bold=True),)
            if not listed:
                told = (type.label(name, bold=True, width=12 * type.size), type.value(value, bold=False))
            box = _spot(told, type.size, land.middle, frame, taken, busy)
            taken.append((box, land.middle))
            if not land.small and not _ground(spec).bubbles:
                canvas.paths.append(circle(land.middle, 1.6, ink(type.look), ground(type.look), "leader"))
            _plate(canvas, type.look, told, box, land.middle)


def _spot(
    told: Sequence[Words],
    size: float,
    middle: tuple[float, float],
    frame: Bounds,
    taken: Sequence[tuple[Bounds, tuple[float, float]]],
    busy: Sequence[tuple[Bounds, Sequence[Projected]]],
) -> Bounds:
    """Where a plate stands: near its country, within the map, over no other plate or the line to one, and over as little of what has values as can be."""
    wide, tall = _extent(told, size)
    (x, y), (left, low, right, high) = middle, frame

    def cost(box: Bounds) -> float:
        covers = sum(_covered(box, rings) for bounds, rings in busy if _meet(box, bounds))
        away = math.dist(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), middle)
        met = sum(_meet(box, one) for one, _ in taken) * 1000
        met += (
            sum(
                crosses(one, middle, _edge(box, middle)) + crosses(box, other, _edge(one, other))
                for one, other in taken
            )
            * 100
        )
        return met + covers * 2 + away / size

    def boxes() -> Iterator[Bounds]:
        for away in (1.3, 2.6, 4.2, 6.5):
            for turn in range(12):
                across, up = math.cos(turn * math.pi / 6), math.sin(turn * math.pi / 6)
                at = x + across * (wide / 2 + away * size), y + up * (tall / 2 + away * size)
                start = max(left, min(at[0] - wide / 2, right - wide))
                bottom = max(low, min(at[1] - tall / 2, high - tall))
                yield start, bottom, start + wide, bottom + tall

    return min(boxes(), key=cost)


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
    """How many of nine places of a box lie on a mark, and whether the mark lies in the box."""
    left, bottom, right, top = box
    places = [
        (left + (right - left) * a, bottom + (top - bottom) * b) for a in (0.1, 0.5, 0.9) for b in (0.1, 0.5, 0.9)
    ]
    within = any(left < x < right and bottom < y < top for ring in rings for x, y in ring[::3])
    return sum(projection.inside(rings, *place) for place in places) + within


def _plate(canvas: Canvas, look: Look, told: Sequence[Words], box: Bounds, middle: tuple[float, float]) -> None:
    """Words on a ground of their own, with the line that ties them to a place."""
    left, bottom, right, top = box
    start = canvas.width - right if canvas.rtl else left
    canvas.line([(canvas.across(x), y) for x, y in (middle, _edge(box, middle))], ink(look), LEADER, "leader")
    canvas.rectangle(start, bottom, right - left, top - bottom, ground(look), "plate")
    name, *values = told
    size = name.size
    canvas.words(name, start + INSET * size, top - 0.5 * INSET * size, "start", "top")
    for value in values if len(name.lines) < 2 else ():
        canvas.words(value, start + right - left - INSET * size, top - 0.5 * INSET * size, "end", "top")
    for value in values if len(name.lines) > 1 else ():
        canvas.words(value, start + INSET * size, top - 0.5 * INSET * size - name.height, "start", "top")
