"""The few countries that a map names, and the numbers that stand for them where a list tells which is which: beside the map, or below a narrow one; and
a list of those that have no room for their names on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, Final, TypeAlias

from ..frozen import frozen
from ..geography.outlines import Place
from ..geography.projection import Bounds
from ..look import Colour
from . import map_classes, map_lands
from .drawing import Canvas
from .labels import Typesetter, Words
from .marks import circle
from .paint import ground, ink, readable
from .scale import ZERO
from .spec import ChartSpec, Ground

if TYPE_CHECKING:
    from .maps import Made

NAMED: Final = 3
"""So many of the largest values are named where the author names none."""
NUMBER: Final = 0.66
"""How large the disc of a number is, from its middle to its edge, in ems."""
SHORT_UNIT: Final = 10
"""Letters of a unit that stands behind each value of a list, at the most."""
SWATCH, GAP, ROW = 0.8, 1.6, 1.45
"""The mark of a class before a name, what is between columns, and a row, in ems."""
SPREAD: Final = 40
"""So often discs that lie on one another are moved apart."""
BORDER: Final = 0.5


def base_of(spec: ChartSpec) -> Ground:
    """What a map shows besides its values."""
    return spec.ground or Ground(tuple(label.text for label in spec.categories))


def named(spec: ChartSpec) -> tuple[int, ...]:
    """The categories that are named on the map: those the author names, else the values that matter most; where a list stands beside it, what
    that has, both of these, in its order."""
    points, base = spec.series[0].points, base_of(spec)
    given = [spec.place(name) for name in spec.highlight]
    if given and not base.beside:
        return tuple(given)
    order = ranked(spec, range(len(points)))
    first = dict.fromkeys((*given, *order))
    picked = [at for at in first if points[at].value is not None][: base.beside or NAMED]
    return tuple(at for at in order if at in picked)


def ranked(spec: ChartSpec, told: Sequence[int]) -> list[int]:
    """Some categories, the values that matter most first."""
    points, sign = spec.series[0].points, 1 if base_of(spec).low else -1
    return sorted(told, key=lambda at: (points[at].value or ZERO) * sign)


_Rows: TypeAlias = tuple[tuple[Words, Words, Words], ...]


def _listed(type: Typesetter, width: float) -> _Rows:
    """Number, name and value of what a map marks with numbers. A unit of one short word stands behind the values where this costs no row."""
    spec = type.spec
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


def height(type: Typesetter, width: float) -> float:
    """What the list below a map takes."""
    listed = _listed(type, width)
    rows = -(-len(listed) // _columns(type, width, listed)[0])
    tall = max(max(one.height for one in row) for row in listed)
    return rows * (tall + 0.3 * type.size) + 0.5 * type.size


def draw(canvas: Canvas, type: Typesetter, width: float) -> None:
    """The list, column by column from the reading side: number, name, value."""
    listed, size = _listed(type, width), type.size
    count, each = _columns(type, width, listed)
    rows = -(-len(listed) // count)
    tall = max(max(one.height for one in row) for row in listed) + 0.3 * size
    for at, (number, name, value) in enumerate(listed):
        x, top = at // rows * (each + size), (rows - at % rows) * tall
        canvas.words(number, x, top, "start", "top")
        canvas.words(name, x + 1.3 * size, top, "start", "top")
        canvas.words(value, x + 1.3 * size + name.width + 0.5 * size, top, "start", "top")


def numbers(canvas: Canvas, type: Typesetter, made: Made) -> None:
    """A number in a disc on each country that a list names."""
    spec, look, base = type.spec, type.look, made.base
    places, radius = map_lands.by_key(made.lands), NUMBER * type.size
    numbers: list[int] = []
    middles: list[Place] = []
    for number, at in enumerate(named(spec), 1):
        land = places.get(base.keys[at])
        if land is None or land.middle is None:
            continue
        own = made.radius(land.key) if base.bubbles else 0.0
        lift = 0.7 * (own + radius) if 0 < own < radius * 1.5 else 0.0  # beside a circle that it would hide
        numbers.append(number)
        middles.append((land.middle[0] + lift, land.middle[1] + lift))
    spread = _spread(middles, radius, made.frame)
    for number, (x, y) in zip(numbers, spread, strict=True):
        canvas.paths.append(circle((x, y), radius, ink(look), ground(look), "number"))
        label = type.words(str(number), bold=True, colour=readable(look, ground(look), ink(look)))
        canvas.words(label, canvas.across(x), y, "center", "middle")


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


@frozen
class Rest:
    """Those that have no room for their names on a map: the colour of the class, name and value of each, in so many columns, each so wide, of so many rows
    a `row` high."""

    told: tuple[tuple[Colour | None, Words, Words], ...] = ()
    columns: int = 0
    each: float = 0.0
    row: float = 0.0

    @property
    def width(self) -> float:
        return self.columns * self.each + (self.columns - 1) * GAP * self.row / ROW

    @property
    def rows(self) -> int:
        return -(-len(self.told) // self.columns)

    @property
    def height(self) -> float:
        return self.rows * self.row

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """From a start edge and a height on, column by column."""
        size = self.row / ROW
        for number, (colour, name, value) in enumerate(self.told):
            start = x + number // self.rows * (self.each + GAP * size)
            y = top - (number % self.rows + 0.5) * self.row
            if colour is not None:
                canvas.rectangle(start, y - SWATCH * size / 2, SWATCH * size, SWATCH * size, colour, "swatch")
            canvas.words(name, start + (SWATCH + 0.4) * size, y, "start", "middle")
            canvas.words(value, start + self.each, y, "end", "middle")


def rest(type: Typesetter, told: Sequence[int], width: float, height: float) -> Rest:
    """The list of some categories, the values that matter most first, beside a map so high, or below one so wide: one of the two is given."""
    spec, size, points = type.spec, type.size, type.spec.series[0].points
    classes = () if base_of(spec).bubbles else map_classes.classes(spec, type.look)
    strong = {spec.place(one) for one in spec.highlight}
    order = ranked(spec, told)
    rows = tuple(
        (
            next((one.colour for one in classes if (value := points[at].value) is not None and one.holds(value)), None),
            type.label(spec.categories[at], bold=at in strong),
            type.value(points[at], bold=True),
        )
        for at in order
    )
    each = max((SWATCH + 0.4 + 0.8) * size + name.width + value.width for _, name, value in rows)
    row = ROW * size
    if height:
        columns = -(-len(rows) // max(1, int(height / row)))
    else:
        columns = max(1, min(len(rows), int((width + GAP * size) / (each + GAP * size))))
        columns = -(-len(rows) // -(-len(rows) // columns))
    return Rest(rows, columns, each, row)
