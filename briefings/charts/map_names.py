"""Names on a map: each on its country, else beside it and tied to it; and whether all that have a value have room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice, product
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final

from ..frozen import frozen, replace
from ..geography import projection
from ..geography.outlines import Place
from ..geography.projection import Bounds
from ..look import Colour
from . import map_classes, map_lands, map_list
from .callouts import crosses
from .labels import Typesetter, Words, widest
from .map_grid import BEYOND, MOST, PALE, SEA, Grid
from .map_lands import Land
from .marks import circle
from .paint import ground, ink, readable

if TYPE_CHECKING:
    from .drawing import Canvas
    from .maps import Made

LEADER: Final = 0.75
AWAY: Final = (0.4, 1.3, 2.6, 4.2, 6.5, 9.5, 13.0, 18.0)
"""How far from its country a name may stand, in ems: in the sea or on land around there is room at the last."""
TURNS: Final = 16
"""In so many directions."""
_ROUND: Final = tuple(
    (math.cos(turn * 2 * math.pi / TURNS), math.sin(turn * 2 * math.pi / TURNS)) for turn in range(TURNS)
)
AGAIN, TRIES = 1, 8
"""So often each name is placed again, once all others stand, and so often another order is tried."""
INSET: Final = 0.4
"""Around the words of a name, in ems: so far its line stops before them."""
ON_LAND: Final = 0.15
"""The same of a name on its country."""
BETWEEN: Final = 0.35
"""From a name to its value, in ems."""
SHORT: Final = 0.9
"""From a circle to words that need no line, in ems."""
OVER: Final = 1.5
"""What it costs a name that its line crosses other countries, for each em."""
FAR, FARTHEST = 10.0, 16.0
"""A line is so many ems long at the most where all are to be named, else so many; where all are named it"""
CROSSED: Final = 4.0
"""crosses so many ems of other countries at the most."""
CLASH: Final = 100.0
"""What it costs a name to stand on another country or another name: more than any way to a free place."""
OFF: Final = 0.4
"""So far, in heights of a name, a line keeps off the place that another leads to."""
BESIDE: Final = 8.0
"""What it costs to stand beside a country that the name has room on."""
ASIDE: Final = 0.6
"""What it costs that a value stands behind a name and not below it, as most do."""
PALER: Final = 0.02
"""What it costs a name that a line ties to its country to stand on land without a value, for each cell."""
PARTS, PART = 3, 0.3
"""So many parts of a country that have so much of the largest a line may lead to."""
NEAR: Final = 0.2
"""What it costs to stand on a country away from its middle, for each em."""
AIR: Final = 0.12
"""How far within a box its words begin, as a share of its height."""
SOME, THIRD = 16, 3
"""So many places on a country are tried, each the third next."""
SLACK: Final = 0.35
"""What lines have of air above and below their letters, in ems."""
AROUND: Final = 0.01
"""What it costs to stand on land around the region, for each cell."""
FINE: Final = 5
"""So many cells an em has, where it is looked up what lies under words."""
WRAPPED: Final = (12.0, 6.0, 3.5)
"""A name may be broken into lines so wide, in ems."""


@frozen
class Form:
    """One way to set what is said of a country: its name, with its value behind it on the line or below it, or alone."""

    told: tuple[Words, ...]
    across: bool

    def extent(self, inset: float) -> tuple[float, float]:
        """How wide and how high it is, with air about it in ems."""
        size, air = self.told[0].size, inset * self.told[0].size
        if self.across:
            wide = sum(one.width for one in self.told) + BETWEEN * size * (len(self.told) - 1)
            return wide + 2 * air, max(one.height for one in self.told) + air
        return widest(self.told) + 2 * air, sum(one.height for one in self.told) + air

    def rows(self, box: Bounds) -> Iterator[Bounds]:
        """Where the letters of each of its lines are, in the middle of a box: a short line needs less land than a long one."""
        if self.across:
            yield box
            return
        x, top = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + sum(one.height for one in self.told) / 2
        for one in self.told:
            tall, air, slack = one.height / len(one.lines), ON_LAND * one.size, SLACK * one.size / 2
            for line in one.lines:
                yield x - line.width / 2 - air, top - tall + slack, x + line.width / 2 + air, top - slack
                top -= tall

    def draw(self, canvas: Canvas, box: Bounds) -> None:
        """The words in the middle of a box."""
        x, y = canvas.across((box[0] + box[2]) / 2), (box[1] + box[3]) / 2
        if self.across:
            start = x - (self.extent(0.0)[0]) / 2
            for one in self.told:
                canvas.words(one, start, y, "start", "middle")
                start += one.width + BETWEEN * one.size
            return
        top = y + sum(one.height for one in self.told) / 2
        for one in self.told:
            canvas.words(one, x, top, "center", "top")
            top -= one.height


@frozen
class Named:
    """What is said of a country where it stands: its box, the place that a line ties it to, how far around that its mark reaches; no line where it
    stands `on_land`. `cost` is what speaks against it."""

    form: Form
    box: Bounds
    middle: Place
    radius: float
    on_land: bool
    small: bool
    cost: float


@frozen
class _Spot:
    """Where a name may stand, in which form, what speaks against it, and the line that ties it, or its own middle on land. What stands outside its
    `hull`, a box about all of it, is not in its way."""

    cost: float
    box: Bounds
    form: Form
    line: tuple[Place, Place]
    on_land: bool
    hull: Bounds


@frozen
class _Site:
    """What is to be said of a category (`at`), with its `value` or without, and its country: places well inside it, and where on it the words may stand."""

    at: int
    land: Land
    hearts: Sequence[Place]
    spots: Sequence[_Spot]
    value: bool
    bold: bool


@frozen
class _Plate:
    """What is to be said of a country, and where it may stand, the best first."""

    land: Land
    radius: float
    spots: Sequence[_Spot]


def placed(
    type: Typesetter, made: Made, told: Sequence[int], valued: Sequence[int], *, near: bool = False
) -> tuple[Named, ...]:
    """Names of some categories, those that are `valued` with their values, each in its place; where all are to be named, nothing if one has no room, and where
    they are to stand `near`, nothing if fewer than half have room on their land."""
    grid = _grid(type, made)
    strong = {type.spec.place(one) for one in type.spec.highlight} if made.all or type.spec.highlight else told
    sites = [_site(type, made, at, grid, values=at in valued, bold=at in strong) for at in told]
    if near and 2 * sum(1 for site in sites if site and site.spots) < len(told):
        return ()
    plates: list[_Plate] = []
    for site in sites:
        plate = _plated(type, made, site, grid) if site else None
        if made.all and (plate is None or plate.spots[0].cost >= CLASH):
            return ()
        plates += [plate] if plate else []
    order = sorted(range(len(plates)), key=lambda at: -plates[at].spots[0].cost)  # the hardest first
    found = _apart([plates[at] for at in order], [] if made.key is None else [made.key])
    return tuple(one for _, one in sorted(zip(order, found, strict=True), key=lambda pair: pair[0]))


def most(type: Typesetter, made: Made, told: Sequence[int], first: Sequence[int] = ()) -> dict[int, Named]:
    """The names, with their values, of those categories that have a place: what the map is about, and then the values that matter most,
    before those that matter less take it. Where some come `first`, others are named on their own land alone."""
    grid = _grid(type, made)
    strong, ranks = {type.spec.place(one) for one in type.spec.highlight}, map_list.ranked(type.spec, told)
    plates = {at: _plate(type, made, at, grid, values=True, bold=at in strong) for at in told}
    held = {at: one for at, one in plates.items() if one is not None and one.spots[0].cost < CLASH}
    for at, one in held.items() if first else ():
        own = tuple(spot for spot in one.spots if spot.on_land and len(spot.form.told) > 1)
        held[at] = one if at in first else replace(one, spots=own)
    held = {at: one for at, one in held.items() if one.spots}
    chosen: dict[int, tuple[_Spot, float]] = {}
    for at in sorted(held, key=lambda at: (at not in first, at not in strong, ranks.index(at))):
        spot, cost = _best(held[at], [one for one, _ in chosen.values()], [] if made.key is None else [made.key])
        if cost < CLASH:
            chosen[at] = spot, cost
    return {at: _named(held[at], *one) for at, one in chosen.items()}


def _named(plate: _Plate, spot: _Spot, cost: float) -> Named:
    return Named(spot.form, spot.box, spot.line[0], plate.radius, spot.on_land, plate.land.small, cost)


def fit(found: Sequence[Named], count: int) -> bool:
    """Whether so many names are where they can be read and told apart."""
    return len(found) == count and all(one.cost < CLASH for one in found)


def draw(canvas: Canvas, type: Typesetter, found: Sequence[Named], *, bubbles: bool) -> None:
    """Names with the lines that tie them, which are seen on dark land and on pale."""
    look = type.look
    for one in found:
        end = _edge(one.box, one.middle)
        far = math.dist(one.middle, end)
        if not one.on_land and far > one.radius + (SHORT * type.size if one.radius else 0.0):
            share = one.radius / far
            begin = (one.middle[0] + (end[0] - one.middle[0]) * share, one.middle[1] + (end[1] - one.middle[1]) * share)
            line = [(canvas.across(x), y) for x, y in (begin, end)]
            canvas.line(line, ground(look), LEADER * 3, "halo")
            canvas.line(line, ink(look), LEADER, "leader")
            if not one.small and not bubbles:
                canvas.paths.append(circle(one.middle, 1.6, ink(look), ground(look), "leader"))
    for one in found:
        one.form.draw(canvas, one.box)


# -- where they may stand ---------------------------------------------------------------------------------------------------


def _grid(type: Typesetter, made: Made) -> Grid:
    """What lies where: each country that has a value, or each circle, under a number of its own."""
    base, frame = made.base, made.frame
    grid = Grid(frame, type.size / FINE)
    numbers = {key: min(at + 1, MOST) for at, key in enumerate(base.keys)}
    for land in made.lands:
        mark = 0 if base.bubbles else numbers.get(land.key, 0)
        grid.fill(land.rings, mark or (PALE if land.within else BEYOND))
        grid.fill(land.overseas, BEYOND)
    for land in made.lands:
        if land.key in numbers and land.middle is not None and (land.small or base.bubbles):
            grid.dot(land.middle, made.radius(land.key), numbers[land.key])
    return grid


def _site(type: Typesetter, made: Made, at: int, grid: Grid, *, values: bool, bold: bool) -> _Site | None:
    spec, base = type.spec, made.base
    key, point, own = base.keys[at], spec.series[0].points[at], min(at + 1, MOST)
    land = map_lands.by_key(made.lands).get(key)
    if land is None or land.middle is None:
        return None
    value = values and point.value is not None
    plain = base.bubbles or land.small
    hearts = [land.middle] if plain else [*_hearts(land, grid, own)] or [land.middle]
    spots: list[_Spot] = []
    if not plain and point.value is not None:
        fill = next(one.colour for one in map_classes.classes(spec, type.look) if one.holds(point.value))
        colour = readable(type.look, ground(type.look), fill)
        for form in _forms(type, at, colour, bold=bold, value=value):
            spots += _inside(form, land, hearts[0], grid, own)
        if not spots and value and not made.all:  # the name alone rather than none
            for form in _forms(type, at, colour, bold=bold, value=False):
                spots += _inside(form, land, hearts[0], grid, own)
    return _Site(at, land, hearts, spots, value, bold)


def _plate(type: Typesetter, made: Made, at: int, grid: Grid, *, values: bool, bold: bool) -> _Plate | None:
    site = _site(type, made, at, grid, values=values, bold=bold)
    return _plated(type, made, site, grid) if site else None


def _plated(type: Typesetter, made: Made, site: _Site, grid: Grid) -> _Plate | None:
    radius, own, spots = made.radius(site.land.key), min(site.at + 1, MOST), [*site.spots]
    if not spots or made.all:
        for form, heart in product(_forms(type, site.at, None, bold=site.bold, value=site.value), site.hearts):
            spots += _around(form, heart, radius, own, grid, made, BESIDE if spots else 0.0)
    return _Plate(site.land, radius, sorted(spots, key=attrgetter("cost"))) if spots else None


def _hearts(land: Land, grid: Grid, mark: int) -> Iterator[Place]:
    """Places well inside a country: in its largest part first, then in others that are not much smaller."""
    sizes = {ring: projection.area(ring) for ring in land.rings}
    largest = max(sizes.values(), default=0.0)
    for ring in sorted(sizes, key=lambda one: -sizes[one])[:PARTS]:
        if sizes[ring] >= PART * largest and (found := grid.heart(projection.bounds([ring]), mark)):
            yield found


def _forms(type: Typesetter, at: int, colour: Colour | None, *, bold: bool, value: bool) -> Iterator[Form]:
    """The ways to set a name in lines of whole words, with its value or without."""
    label, number = type.spec.categories[at], type.value(type.spec.series[0].points[at], bold=True, colour=colour)
    longest, known = type.longest_word(label.text, bold=bold), set[int]()
    for wide in WRAPPED:
        width = max(wide * type.size, longest + 1)
        name = type.label(label, bold=bold, width=width, colour=colour)
        if len(name.lines) in known:
            continue
        known.add(len(name.lines))
        if value:
            yield Form((name, number), across=False)
        if len(name.lines) == 1 or not value:
            yield Form((name, number) if value else (name,), across=value)


def _inside(form: Form, land: Land, heart: Place, grid: Grid, mark: int) -> list[_Spot]:
    """Some boxes on a country, those nearest to its middle first."""
    wide, tall = form.extent(ON_LAND)
    tall -= SLACK * form.told[0].size
    (x, y), (size, aside), found = (
        heart,
        (form.told[0].size, ASIDE if form.across else 0.0),
        list[tuple[float, Bounds]](),
    )
    for box in grid.within(projection.bounds(land.rings), wide, tall, mark):
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        found.append((NEAR * (math.hypot(across - x, 1.5 * (up - y)) / size) + aside, box))
    found.sort(key=itemgetter(0))
    near = (one for one in found if all(grid.held(row, mark) for row in form.rows(one[1])))
    return [_on_land(form, cost, box) for cost, box in islice(near, 0, SOME * THIRD, THIRD)]


def _on_land(form: Form, cost: float, box: Bounds) -> _Spot:
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return _Spot(cost, box, form, (middle, middle), True, box)


def _around(form: Form, middle: Place, radius: float, own: int, grid: Grid, made: Made, less: float) -> Iterator[_Spot]:
    """Places about a country within the frame, and what each costs: in the sea, the nearer the better, with a line over no other country;
    where all are to be named, and for circles, also on land without a value."""
    wide, tall = form.extent(INSET)
    size, seen, aside = form.told[0].size, set[Bounds](), ASIDE if form.across else 0.0
    (x, y), (left, low, right, high) = middle, made.limits
    if wide > right - left or tall > high - low:
        return
    for away, (across, up) in product(AWAY, _ROUND):
        reach = away * size + radius
        start = max(left, min(x + across * (wide / 2 + reach) - wide / 2, right - wide))
        bottom = max(low, min(y + up * (tall / 2 + reach) - tall / 2, high - tall))
        box = (start, bottom, start + wide, bottom + tall)
        if box in seen:
            continue
        seen.add(box)
        busy, pale, beyond = grid.covered(box)
        end = _edge(box, middle)
        far = math.dist(end, middle) / size
        paler = PALER * pale if made.all else (PALER if made.base.bubbles else CLASH) * min(pale, 9)
        cost = CLASH * busy + paler + AROUND * beyond + far
        if cost < CLASH:
            cells = grid.along(middle, end)
            over = len(cells) - sum(map(cells.count, (SEA, BEYOND, own)))
            line = (over - cells.count(PALE)) / FINE
            long = far > FAR or over > CROSSED * FINE if made.all else far > FARTHEST
            long = long or (made.base.bubbles and line > 0)  # no line runs through a circle
            cost += OVER * line + (CLASH if long else 0.0)
        hull = (min(start, x), min(bottom, y), max(box[2], x), max(box[3], y))  # the line ends at the box
        yield _Spot(cost + less + aside, box, form, (middle, end), False, hull)


def _apart(plates: Sequence[_Plate], key: Sequence[Bounds]) -> list[Named]:
    """One of its places for each name: over no other name or the key, no line through a name or across another line. What is placed first is looked
    at again once all others stand; where names are still in each other's way, these are placed first."""
    order, best, least = list(range(len(plates))), dict[int, tuple[_Spot, float]](), math.inf
    for _ in range(TRIES):
        chosen: dict[int, tuple[_Spot, float]] = {}
        for number in order * (1 + AGAIN):
            others = [spot for at, (spot, _) in chosen.items() if at != number]
            chosen[number] = _best(plates[number], others, key)
        met = [at for at in order if chosen[at][1] >= CLASH]
        cost = sum(cost for _, cost in chosen.values())
        if cost < least:
            best, least = chosen, cost
        if not met or len(met) > max(2, len(plates) // 3):  # few are freed by another order, many are not
            break
        order = [*reversed(met), *(at for at in order if at not in met)]
    return [_named(plates[at], *one) for at, one in sorted(best.items())]


def _best(plate: _Plate, others: Sequence[_Spot], key: Sequence[Bounds]) -> tuple[_Spot, float]:
    """The spot of a name that costs least beside others."""
    best, least = plate.spots[0], math.inf
    for spot in plate.spots:
        box, line, cost = spot.box, spot.line, spot.cost
        if cost >= least:
            break
        cost += CLASH * sum(_meet(box, one) or (not spot.on_land and crosses(one, *line)) for one in key)
        for one in others:
            if not projection.meet(spot.hull, one.hull):
                continue
            cost += CLASH * (
                _meet(box, one.box)
                + (not spot.on_land and crosses(one.box, *line))
                + (not one.on_land and crosses(box, *one.line))
                + (not spot.on_land and not one.on_land and _tangled(line, one.line, box[3] - box[1]))
            )
            if cost >= least:
                break
        if cost < least:
            best, least = spot, cost
    return best, least


def _tangled(one: tuple[Place, Place], other: tuple[Place, Place], high: float) -> bool:
    """Whether two lines cross, or one runs over the place that the other leads to; names are so `high`."""
    return cross(one, other) or any(
        _away(at, line) < OFF * high for at, line in ((one[0], other), (other[0], one)) if one[0] != other[0]
    )


def _away(at: Place, line: tuple[Place, Place]) -> float:
    """How far a place is from a line."""
    (ax, ay), (bx, by) = line
    long = (bx - ax) ** 2 + (by - ay) ** 2 or 1.0
    share = min(max(((at[0] - ax) * (bx - ax) + (at[1] - ay) * (by - ay)) / long, 0.0), 1.0)
    return math.hypot(at[0] - ax - share * (bx - ax), at[1] - ay - share * (by - ay))


def cross(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    """Whether two lines cross."""

    def side(line: tuple[Place, Place], at: Place) -> float:
        (ax, ay), (bx, by) = line
        return (bx - ax) * (at[1] - ay) - (by - ay) * (at[0] - ax)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0


def _edge(box: Bounds, middle: Place) -> Place:
    """The place about words in a box that is nearest to a country."""
    (left, low, right, high), (x, y) = box, middle
    air = min(AIR * (high - low), (right - left) / 2)
    return min(max(x, left + air), right - air), min(max(y, low + air), high - air)


def _meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes have a part in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
