"""A map: countries in the colours of their values' classes, or circles for amounts, with a key and the names of the few that matter.

In a deck it is a group of shapes, one for each country; nothing of it is a picture. A map is never mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing, DrawnPath
from ..frozen import frozen, replace
from ..geography import projection
from ..geography.projection import Bounds, Projected
from ..language.wording import word
from ..look import Colour, Look
from ..memory import kept
from . import checking, map_classes, map_key, map_lands, map_list, map_names
from .drawing import Canvas
from .labels import Typesetter
from .map_lands import Land
from .map_list import base_of
from .map_names import Named, fit, placed
from .marks import circle, rounded
from .paint import accent, apart, ground, quiet, stepped_back
from .rows import Heights
from .scale import ZERO
from .spec import ChartSpec, Ground, Point

BORDER: Final = 0.5
FRAME: Final = 0.75
EDGE: Final = 1.5
"""The line about a country that the map is about."""
HALO: Final = 2.4
"""So many times as wide the line of the ground's colour below that is: its own colour may be near to that of the land on both its sides."""
THIN: Final = 30.0
"""Land less wide or high than this, in points, has a line as much thinner, down to half: its class is to be seen."""
SEEN: Final = 3.0
"""A dot with less contrast to the page has an edge (WCAG 2.2, 1.4.11)."""
READ: Final = 12.0
"""Names on the countries of a slide are no smaller than this, in points."""
DOT: Final = 0.28
"""How large the dot of a small country is, from its middle to its edge, in ems."""
NARROW: Final = 30.0
"""On a map of less than so many ems the names of a few would cover what they name: numbers stand for them, and a list below tells which is which."""
WIDER: Final = 1.3
"""A map that is so many times as wide as high needs width,"""
BREADTH: Final = 27.0
"""so many ems of it beside another chart,"""
FILLED, SQUARE = 0.9, 0.8
"""and on a page a height that lets it take so much of its width; one that is no wider than high, a height of such a share of the width at the most."""
SIZES: Final = 2
"""So many sizes the names of a few countries are tried in."""
LISTED: Final = 32
"""So many values are all told on a slide, on the map or in a list of the rest."""
MOST_LISTED: Final = {True: 0.45, False: 0.4}
"""The list takes so much of the width beside a map, so much of the height below it."""
LONE: Final = 2
"""So few stand below a map, near to it: at its side they would be lost."""
SMALL: Final = 11.0
"""So many ems high is the land of a map at the least that leaves room to what else a page says."""
BESIDE: Final = 0.76
"""On a page a key beside a map leaves it so much of the width at the least; else it stands below."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a map cannot show: its section has told the rest."""
    return checking.findings(spec, checking.values)


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the map is at least, by choice and at most."""
    type, base = Typesetter(spec, look, step), base_of(spec)
    own = width / map_lands.aspect(base)
    listed = _below(spec, look, width, own, step)
    made = _made(spec, look, width, own + listed, step, listed)
    wide, tall = map_key.extent(type, made.entries)
    paged = look.page.is_sheet
    least = FILLED * min(own, width * SQUARE) if paged else min(10 * type.size, own)
    if made.key is not None and made.frame[0] == 0.0 and made.frame[2] == width:  # in a corner of the sea
        return Heights(max(least, tall) + listed, own + listed, own * 1.15 + listed)
    key = map_key.height(type, base, min(width, own), width)
    narrow = paged and (width - wide - map_key.CLEAR * type.size) < BESIDE * width
    beside = max(least, tall) if tall < own and width > 20 * type.size and not narrow else least + key
    return Heights(min(beside, least + key) + listed, own + key + listed, own * 1.15 + key + listed)


def small(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """The same where a page that says much has no room for a larger one: its lands are told apart, and what it is about is told."""
    type, tall = Typesetter(spec, look, step), SMALL * look.style("chart", step).size
    listed = _below(spec, look, width, tall, step)
    made = _made(spec, look, width, tall + listed, step, listed)
    key = map_key.extent(type, made.entries)[1]
    least = listed + (max(tall, key) if made.key is not None else tall + key)
    return Heights(least, least, max(least, width / map_lands.aspect(base_of(spec)) * 1.15 + listed))


def _below(spec: ChartSpec, look: Look, width: float, tall: float, step: int) -> float:
    """How high a list below the map is, where the few that it is about have no room for their names."""
    type = Typesetter(spec, look, step)
    return map_list.height(type, width) if _listed(type, width) and not _few(spec, look, width, tall, step)[1] else 0.0


def breadth(spec: ChartSpec) -> float:
    """How wide a map must be for its lands to be told apart, in ems: one that is wider than high."""
    return BREADTH if map_lands.aspect(base_of(spec)) > WIDER else 0.0


@frozen
class Made:
    """A map in its place: its land, the frame that it fills, its key with the box that this has (None: below the map, from the frame's foot
    down), how far the circles and dots on it reach, and the line `around` it, if any. `all` that have a value are named, or some."""

    base: Ground
    lands: tuple[Land, ...]
    frame: Bounds
    entries: tuple[map_key.Item, ...]
    key: Bounds | None
    reach: Mapping[str, float]
    around: Bounds | None
    all: bool = False

    @property
    def limits(self) -> Bounds:
        """Where words may stand."""
        return self.around or self.frame

    def radius(self, key: str) -> float:
        """How large the circle of an amount is, or the dot of a small country."""
        return self.reach.get(key, 0.0)


@frozen
class Plan:
    """How a map tells its values, at a `step` of the type scale: the names on it, or numbers for those that a list has, which is `listed` so high below it; or
    a list of the `rest` below it, or `beside` it at its right."""

    made: Made
    names: tuple[Named, ...]
    step: int
    numbers: bool = False
    listed: float = 0.0
    rest: map_list.Rest = map_list.Rest()
    beside: bool = False

    @property
    def complete(self) -> bool:
        """Whether every value is told, on the map or in the list of the rest."""
        return self.made.all or bool(self.rest.told)


@kept
def all_told(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Plan | None:
    """A map with the names and values of all countries, where these have room."""
    type, base = Typesetter(spec, look, step), base_of(spec)
    if base.beside or (type.size < READ and not look.page.is_sheet):
        return None
    told, whole = _told(spec), replace(_made(spec, look, width, height, step), all=True)
    near = not (base.region or base.areas)
    found = placed(type, whole, told, told, near=near)
    apart = near and sum(one.on_land for one in found) * 2 < len(found)
    return Plan(whole, found, step) if fit(found, len(told)) and not apart else None


def _told(spec: ChartSpec) -> tuple[int, ...]:
    """The countries that have a value."""
    return tuple(at for at, point in enumerate(spec.series[0].points) if point.value is not None)


@kept
def plan(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Plan:
    """What stands on a map: names and values of all countries where these have room and, on a map of the world, half of them on their land; of a region as
    many as have room, in type that can be read, and a list of the rest; else of the few that it is about, else numbers for them."""
    if (whole_told := all_told(spec, look, width, height, step)) is not None:
        return whole_told
    base, told, few = base_of(spec), _told(spec), map_list.named(spec)
    if base.beside:
        return _beside(spec, look, width, height, step)
    region = bool(base.region or base.areas)
    if region and look.page.is_slide and len(told) <= LISTED:
        for smaller in _readable(spec, look, step):
            whole = replace(_made(spec, look, width, height, smaller), all=True)
            if (shared := _shared(Typesetter(spec, look, smaller), whole, told, width, height)) is not None:
                return shared
    found, room, smaller = _few(spec, look, width, height, step)
    type, made = Typesetter(spec, look, smaller), _made(spec, look, width, height, smaller)
    if _listed(type, width) and not room:
        type = Typesetter(spec, look, step)
        listed = map_list.height(type, width)
        return Plan(_made(spec, look, width, height, step, listed), (), step, numbers=True, listed=listed)
    if look.page.is_sheet and region:
        more = map_names.most(type, made, told, few)
        if set(few) <= set(more):
            found = tuple(more[at] for at in sorted(more))
    return Plan(made, found, smaller)


def _beside(spec: ChartSpec, look: Look, width: float, height: float, step: int) -> Plan:
    """A map whose values stand beside it, with the names of those, else numbers for them."""
    few, made = map_list.named(spec), _made(spec, look, width, height, step)
    rest = tuple(at for at in map(spec.place, spec.highlight) if at not in few)
    found = placed(Typesetter(spec, look, len(look.scale["chart"]) - 1), made, (*few, *rest), rest)
    if fit(found, len(few) + len(rest)):
        return Plan(made, found, step)
    return Plan(made, placed(Typesetter(spec, look, step), made, rest, rest), step, numbers=True)


def _readable(spec: ChartSpec, look: Look, step: int) -> tuple[int, ...]:
    """The steps from one on at which names can be read from a slide."""
    steps = range(step, len(look.scale["chart"]))
    return tuple(at for at in steps if Typesetter(spec, look, at).size >= READ)


@kept
def _few(spec: ChartSpec, look: Look, width: float, height: float, step: int) -> tuple[tuple[Named, ...], bool, int]:
    """The names of the few countries that a map is about, whether all of these have room, and the step at which most of them stand on their own
    land: a size smaller there rather than beside it."""
    few = map_list.named(spec)
    best = None
    for at in _readable(spec, look, step)[:SIZES] or (step,):
        found = placed(Typesetter(spec, look, at), _made(spec, look, width, height, at), few, few)
        made = fit(found, len(few)), sum(one.on_land for one in found)
        if best is None or made > best[0]:
            best = made, found, at
    assert best is not None
    (room, _), found, at = best
    return found, room, at


def _shared(type: Typesetter, whole: Made, told: Sequence[int], width: float, height: float) -> Plan | None:
    """A map with as many names as have room, and a list of the rest where it leaves the map larger, beside it or below it; None where there is no room for both."""
    aspect, named = map_lands.aspect(whole.base), map_names.most(type, whole, told)
    missing = [at for at in told if at not in named]
    if not missing:
        return Plan(whole, tuple(named[at] for at in sorted(named)), type.step)
    frames = {beside: _left(type, missing, width, height, beside=beside) for beside in (True, False)}
    ways = {beside: frame for beside, frame in frames.items() if frame is not None}
    lone = len(missing) <= LONE
    for beside in sorted(ways, key=lambda one: (lone and one, -_scale((0.0, 0.0, *ways[one][:2]), aspect))):
        left, made, named = [*missing], whole, dict[int, Named]()
        while (frame := _left(type, left, width, height, beside=beside)) is not None:
            made = _made(type.spec, type.look, frame[0], frame[2], type.step, frame[2] - frame[1])
            named = map_names.most(type, replace(made, all=True), [at for at in told if at not in left])
            if len(named) + len(left) == len(told):
                names = tuple(named[at] for at in sorted(named))
                return Plan(made, names, type.step, rest=frame[3], beside=beside)
            left = [at for at in told if at not in named]
    return None


def _left(
    type: Typesetter, missing: Sequence[int], width: float, height: float, *, beside: bool
) -> tuple[float, float, float, map_list.Rest] | None:
    """How wide and high a list of some leaves a map, how high that is with what is below it, and the list; None where this is too large."""
    listed, air = map_list.rest(type, missing, width, height if beside else 0.0), 2 * type.size
    if beside:
        fits = listed.width <= MOST_LISTED[True] * width
        return (width - listed.width - air, height, height, listed) if fits else None
    fits = listed.height <= MOST_LISTED[False] * height and listed.width <= width
    return (width, height - listed.height - air / 2, height, listed) if fits else None


def _listed(type: Typesetter, width: float) -> bool:
    """Whether a list stands below the map where it has no room for all names."""
    narrow = type.look.page.is_sheet or width < NARROW * type.size
    return not base_of(type.spec).beside and narrow and len(map_list.named(type.spec)) > 1


@kept
def _made(spec: ChartSpec, look: Look, width: float, height: float, step: int, listed: float = 0.0) -> Made:
    """Where map and key stand: the key in a corner of the sea, else where the map is larger for it, beside or below it."""
    type, base, aspect = Typesetter(spec, look, step), base_of(spec), map_lands.aspect(base_of(spec))
    frame = (0.0, listed, width, max(height, listed + 1))
    shown = _placed(type, frame)
    values = dict(zip(base.keys, spec.series[0].points, strict=True))
    empty = not base.bubbles and any(
        land.within and land.rings and (land.key not in values or values[land.key].value is None) for land in shown
    )

    def made(lands: tuple[Land, ...], frame: Bounds, key: Bounds | None) -> Made:
        size = min(frame[2] - frame[0], frame[3] - frame[1])
        entries = tuple(map_key.items(type, base, size, empty=empty))
        return Made(base, lands, frame, entries, key, _reach(type, lands, size), _around(base, frame))

    def entries(frame: Bounds) -> tuple[map_key.Item, ...]:
        return tuple(map_key.items(type, base, min(frame[2] - frame[0], frame[3] - frame[1]), empty=empty))

    seen = [land for land in shown if not land.small or land.key in values]
    left, low, right, high = _around(base, frame) or frame
    air = map_key.INSET * type.size if _around(base, frame) else 0.0
    corners = (left + air, low + air, right - air, high)
    held = [land for land in seen if land.key in values and values[land.key].value is not None]
    tries = ((seen, map_key.CLEAR), (held, map_key.PLATE))  # on land around what has values it has a ground of its own
    for found, clear in tries if air else tries[:1]:
        box = map_key.corner(type, entries(frame), found, corners, clear, rtl=spec.rtl)
        if box is not None:
            return made(shown, frame, box)
    wide, tall = map_key.extent(type, entries(frame))
    key = map_key.height(type, base, min(width, width / aspect), width)
    start = wide + map_key.CLEAR * type.size
    beside = (0.0, listed, width - start, frame[3]) if spec.rtl else (start, listed, width, frame[3])
    below = (0.0, min(listed + key, frame[3] - 1), width, frame[3])
    if tall > frame[3] - listed or _scale(beside, aspect) < _scale(below, aspect):
        return made(_placed(type, below), below, None)
    at = width - wide if spec.rtl else 0.0
    return made(_placed(type, beside), beside, (at, listed, at + wide, listed + tall))


def _scale(frame: Bounds, aspect: float) -> float:
    """How high a map is drawn in a frame."""
    return min((frame[2] - frame[0]) / aspect, frame[3] - frame[1])


def _reach(type: Typesetter, lands: Sequence[Land], size: float) -> dict[str, float]:
    """How far circles and dots reach."""
    base = base_of(type.spec)
    values = {key: float(point.value or ZERO) for key, point in zip(base.keys, type.spec.series[0].points, strict=True)}
    if base.bubbles:
        return {key: map_key.radius(type, value, size) for key, value in values.items()}
    return {land.key: _dot(type) for land in lands if land.small}


def _around(base: Ground, frame: Bounds) -> Bounds | None:
    """The line about a map that has one."""
    left, low, right, high = frame
    around = map_lands.framed(base, right - left, high - low)
    return (left + around[0], low + around[1], left + around[2], low + around[3]) if around else None


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The map as vectors."""
    told = plan(spec, look, width, height, step)
    canvas, type, made = Canvas(spec, look, width, height, told.step), Typesetter(spec, look, told.step), told.made
    canvas.paths += _areas(type, made)
    if made.around:
        x, y, end, top = made.around
        line = [(x, y), (end, y), (end, top), (x, top), (x, y)]
        canvas.line([(canvas.across(a), b) for a, b in line], look.colour("grid"), FRAME, "frame")
    if made.base.bubbles:
        canvas.paths += _bubbles(type, made)
    if made.key is None:
        start = width - made.frame[2] if canvas.rtl and told.beside else 0.0
        foot = told.listed or (0.0 if told.beside or not told.rest.told else told.rest.height + type.size)
        map_key.draw_below(canvas, type, made.entries, made.frame[2] if told.beside else width, foot, start)
    else:
        map_key.draw_list(canvas, type, made.entries, made.key, plate=made.around is not None)
    if told.numbers:
        map_list.numbers(canvas, type, made)
    map_names.draw(canvas, type, told.names, bubbles=made.base.bubbles)
    if told.listed:
        map_list.draw(canvas, type, width)
    if told.rest.told:
        at = 0.0 if canvas.rtl or not told.beside else width - told.rest.width
        told.rest.draw(canvas, at, height if told.beside else told.rest.height)
    return canvas.drawing()


# -- land -------------------------------------------------------------------------------------------------------------------


def _placed(type: Typesetter, frame: Bounds) -> tuple[Land, ...]:
    """The land in a frame of the page."""
    left, low, right, high = frame

    def moved(land: Land) -> Land:
        rings, overseas = (
            tuple(tuple((x + left, y + low) for x, y in ring) for ring in each) for each in (land.rings, land.overseas)
        )
        middle = (land.middle[0] + left, land.middle[1] + low) if land.middle else None
        return replace(land, rings=rings, overseas=overseas, middle=middle)

    base = base_of(type.spec)
    shown = map_lands.lands(base, type.spec.language, right - left, high - low)
    shown = tuple(moved(land) for land in shown) if left or low else shown
    return shown if base.bubbles else map_lands.parted(shown, base.keys, _dot(type) + EDGE / 2)


def _dot(type: Typesetter) -> float:
    """How far the dot of a small country reaches."""
    return max(map_key.DOT, DOT * type.size)


def _areas(type: Typesetter, made: Made) -> list[DrawnPath]:
    """The land: what has no value below what has one, then what the map is about, dots for what is too small above all, of these too what it is about."""
    spec, look, base = type.spec, type.look, made.base
    values = dict(zip(base.keys, range(len(base.keys)), strict=True))
    classes = map_classes.classes(spec, look)
    about = {spec.place(one) for one in spec.highlight} if len(spec.highlight) < len(values) else set()
    gap, outline = word("no-data", spec.language), apart(look)
    layers: tuple[list[DrawnPath], ...] = ([], [], [], [], [], [])
    for land in made.lands:
        at = values.get(land.key)
        point = spec.series[0].points[at] if at is not None else Point(None, "")
        missing = point.value is None
        colour = map_classes.empty(look) if land.within or at is not None else map_classes.beyond(look)
        if point.value is not None and not base.bubbles:
            colour = next(one.colour for one in classes if one.holds(point.value))
        name = spec.categories[at].text if at is not None else land.name
        told = f"{name}{word('colon', spec.language)}{gap if missing else point.told(spec.language)}"
        layers[0].extend(_area(land.overseas, map_classes.beyond(look), (ground(look), BORDER), name, told))
        strong = at in about and not base.bubbles
        edge, weight = (outline, _edge(land)) if strong else (ground(look), BORDER)
        if not missing and land.small and land.middle is not None and not base.bubbles:
            rim = edge if strong else quiet(look) if colour.contrast(ground(look)) < SEEN else ground(look)
            dot = circle(land.middle, made.radius(land.key), colour, rim, "place", name, told)
            isles = (ring for ring in land.rings if math.dist(ring[0], land.middle) > made.radius(land.key) + SEEN)
            segments = (*dot.segments, *(one for ring in isles for one in _ring(ring)))
            layers[5 if strong else 4].append(replace(dot, segments=segments, weight=weight if strong else dot.weight))
        else:
            own = (ground(look), weight * HALO) if strong else (edge, weight)
            layers[0 if missing else 2 if strong else 1].extend(_area(land.rings, colour, own, name, told))
            layers[3].extend(
                replace(one, fill=None, stroke=edge, weight=weight, mark="edge", name="", alt="")
                for one in layers[2][-1:]
                if strong
            )
    return [path for layer in layers for path in layer]


def _edge(land: Land) -> float:
    """How wide the line about a country is that the map is about."""
    boxes = map(projection.bounds, ([ring] for ring in land.rings))
    size = max((min(right - left, high - low) for left, low, right, high in boxes), default=0.0)
    return EDGE * min(max(size / THIN, 0.5), 1.0)


def _area(
    rings: Sequence[Projected], fill: Colour, edge: tuple[Colour, float], name: str, told: str
) -> list[DrawnPath]:
    """An area as one path, its islands with it."""
    segments = [one for ring in rings for one in _ring(ring)]
    return [DrawnPath(tuple(segments), fill, *edge, mark="area", name=name, alt=told)] if segments else []


def _ring(ring: Projected) -> Iterator[tuple[str | float, ...]]:
    for number, place in enumerate(ring):
        yield ("l" if number else "m", *rounded(place))
    yield ("h",)


def _bubbles(type: Typesetter, made: Made) -> Iterator[DrawnPath]:
    """A circle for each amount, the large ones below the small, of equal ones what the map is about above; those that it is not about step back."""
    spec, look = type.spec, type.look
    strong = accent(look)
    about = {spec.categories[spec.place(one)] for one in spec.highlight}
    places, colon = map_lands.by_key(made.lands), word("colon", spec.language)
    rows = zip(made.base.keys, spec.categories, spec.series[0].points, strict=True)
    for key, label, point in sorted(rows, key=lambda row: (-(row[2].value or ZERO), row[1] in about)):
        land = places.get(key)
        if land is not None and land.middle is not None and point.value:
            told = f"{label.text}{colon}{point.told(spec.language)}"
            fill = strong if not about or label in about else stepped_back(look, strong)
            yield circle(land.middle, made.radius(key), fill, ground(look), "bubble", label.text, told)
