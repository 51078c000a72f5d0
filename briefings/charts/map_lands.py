"""The land of a map on its page: projected, fitted into the frame, cut at its edges, thinned to what can be seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final, TypeAlias

from ..frozen import frozen, replace
from ..geography import projection
from ..geography.outlines import Area, Place, Ring, world
from ..geography.projection import Bounds, Projected, Projection, Thinning, heart
from ..memory import kept
from .spec import Ground

CELL: Final = 0.55
"""Places nearer to each other than this, in points, are one."""
SMALL: Final = 6.0
"""Land that is smaller than this in both directions, in points, is shown as a dot."""
ROUNDS: Final = 60
"""So often dots that meet give way to each other."""
_PARTS: Final = 0.03
"""A region is fitted to its countries' largest parts: those of so much of the largest, and no farther from it than this (cosine)."""
_APART: Final = math.cos(math.radians(40))
_OVERSEAS: Final = math.cos(math.radians(55))
"""Parts of a country farther from its largest are shown as land around, unless the region holds them: nothing there is what the map is about."""
_PART: Final = {"RUS": (45.0, 90.0), "NOR": (180.0, 72.0)}
"""Among others, a region is fitted to a part of these only: what is west of a meridian and south of a parallel."""
_ASIDE: Final = frozenset({"ATF", "HMD", "IOT", "PCN", "SGS", "SHN"})
"""Islands far from all others, which a region is not fitted to."""
_MARGIN, _MARGIN_ONE = 0.05, 0.4
"""The room around a region, as a share of its longer side; a country alone is seen among its neighbours."""
_RIM: Final = 1.8
"""Land farther from the middle of a map than this, in radii of the globe on the plane, is left out: what holds the other end of the globe would lie
around all else, and colour the sea."""
ALONE: Final = 30
"""A region of so many countries is shown by itself, unless it is cut at the edges itself."""
FEW: Final = 5
"""Of a region in which fewer countries have a value, all is shown."""
_WIDE, _TALL = 2.3, 0.75


@frozen
class Land:
    """An area on the page: its rings in points from the frame's bottom-left corner, and the place in the midst of its largest part (None
    where that lies outside the frame of a map that is not about it). `within` says that the map is about it, but not about its parts `overseas`."""

    key: str
    name: str
    rings: tuple[Projected, ...]
    middle: Place | None
    within: bool
    overseas: tuple[Projected, ...] = ()

    @property
    def small(self) -> bool:
        """Whether it could not be seen as it is: no part of it is larger."""
        boxes = (projection.bounds([ring]) for ring in self.rings)
        return all(right - left < SMALL and high - low < SMALL for left, low, right, high in boxes)


@frozen
class _View:
    """How a map is projected, and the plane box that it must show."""

    project: Projection
    box: Bounds
    whole: bool


@frozen
class _Shape:
    """An area as it is projected, before it is fitted into a frame."""

    area: Area
    rings: tuple[Projected, ...]
    box: Bounds
    overseas: tuple[Projected, ...] = ()


_Plane: TypeAlias = tuple[_View, tuple[_Shape, ...]]


def aspect(ground: Ground) -> float:
    """How much wider than high a map is by itself."""
    left, low, right, high = _plane(ground)[0].box
    return min(max((right - left) / max(high - low, 1e-9), _TALL), _WIDE)


@frozen
class _Fit:
    """A map in a frame: how large it is drawn, what its middle is moved by, and the box that it is cut at."""

    scale: float
    x: float
    y: float
    frame: Bounds

    def shows(self, shape: _Shape) -> bool:
        """Whether an area may have a place in the frame."""
        left, low, right, high = shape.box
        (start, foot), (end, top) = self.put(((left, low), (right, high)))
        return projection.meet((start, foot, end, top), self.frame)

    def put(self, ring: Projected) -> list[Place]:
        return [(self.x + x * self.scale, self.y + y * self.scale) for x, y in ring]


def _fit(ground: Ground, width: float, height: float) -> _Fit:
    left, low, right, high = _plane(ground)[0].box
    scale = min(width / (right - left), height / (high - low))
    return _Fit(
        scale, (width - (left + right) * scale) / 2, (height - (low + high) * scale) / 2, (0.0, 0.0, width, height)
    )


@kept
def framed(ground: Ground, width: float, height: float) -> Bounds | None:
    """The frame of a map that cuts what it shows: with a line around it, and with what lies beside, the cut is that of an atlas and no coast."""
    fit = _fit(ground, width, height)
    left, low, right, high = fit.frame
    for shape in _plane(ground)[1]:
        if not fit.shows(shape) or (len(ground.region) >= ALONE and shape.area.key not in ground.region):
            continue
        for ring in map(fit.put, shape.rings):
            if projection.cut(ring, fit.frame) and any(not (left <= x <= right and low <= y <= high) for x, y in ring):
                return fit.frame
    return None


@kept
def lands(ground: Ground, language: str, width: float, height: float) -> tuple[Land, ...]:
    """The areas of a map in a frame so many points wide and high."""
    fit = _fit(ground, width, height)
    edge, low, end, high = fit.frame
    alone = len(ground.region) >= ALONE and framed(ground, width, height) is None
    grid = Thinning(CELL)
    made: dict[str, Land] = {}
    for number, shape in enumerate(_plane(ground)[1]):
        area = shape.area
        if not fit.shows(shape) or (alone and area.key not in ground.region):
            continue
        (middle,) = fit.put((_middle(shape),))
        shown = middle if edge <= middle[0] <= end and low <= middle[1] <= high else None
        kept, overseas = (
            tuple(part for ring in rings if (part := projection.cut(grid.thinned(fit.put(ring)), fit.frame)))
            for rings in (shape.rings, shape.overseas)
        )
        if not kept and not overseas and shown is None:
            continue
        key = area.key or f"area-{number}"
        before = made.get(key)
        within = not ground.region or area.key in ground.region
        if shown is None and within and kept:  # of a country that the frame cuts, what is seen of it
            shown = heart(max(kept, key=projection.area))
        made[key] = Land(
            key,
            area.name(language),
            (*(before.rings if before else ()), *kept),
            before.middle if before and before.middle else shown,
            within,
            (*(before.overseas if before else ()), *overseas),
        )
    return tuple(made.values())


@kept
def _middle(shape: _Shape) -> Place:
    """The place in the midst of an area's largest part: the same in every frame, so it is looked for once."""
    return heart(max(shape.rings, key=projection.area))


@kept
def parted(shown: tuple[Land, ...], keys: tuple[str, ...], reach: float) -> tuple[Land, ...]:
    """The same with the middles of small land that has a value so far apart that dots which `reach` so far hide none: neighbours give way to each other."""
    at = {one.key: one.middle for one in shown if one.middle is not None and one.key in keys and one.small}
    for _ in range(ROUNDS):
        near = [pair for pair in combinations(at, 2) if math.dist(at[pair[0]], at[pair[1]]) < 2 * reach - 0.01]
        for one, other in near:
            (x, y), (end, top) = at[one], at[other]
            far = math.dist(at[one], at[other])
            across, up = ((end - x) / far, (top - y) / far) if far else (1.0, 0.0)
            push = max(0.0, reach - far / 2)
            at[one], at[other] = (x - across * push, y - up * push), (end + across * push, top + up * push)
        if not near:
            break
    return tuple(replace(one, middle=at.get(one.key, one.middle)) for one in shown)


@kept
def _plane(ground: Ground) -> _Plane:
    """A map's view and its areas projected, before they are fitted into a frame."""
    return _projection(_about(ground), ground.areas) if ground.areas else _of_world(_about(ground))


@lru_cache(maxsize=8)
def _of_world(about: tuple[str, ...]) -> _Plane:
    """The same of the outlines that come with the tool, once for all pages, frames and sizes."""
    return _projection(about, world())


def _projection(about: tuple[str, ...], areas: tuple[Area, ...]) -> _Plane:
    view = _view(about, areas)
    projected = ((area, [*_projected(view, area)]) for area in areas)
    return view, tuple(_shape(view, area, rings, about) for area, rings in projected if rings)


def _shape(view: _View, area: Area, rings: Sequence[tuple[Projected, Ring]], about: Sequence[str]) -> _Shape:
    """An area on the plane: its parts far from its largest and outside what a map is fitted to apart."""
    every, overseas = [one for one, _ in rings], list[Projected]()
    if area.key in about and not view.whole and len(rings) > 1:
        largest = max(area.rings, key=projection.area)
        far = (one for one, ring in rings if _near(ring, largest) < _OVERSEAS)
        overseas = [one for one in far if not projection.meet(projection.bounds([one]), view.box)]
    own = tuple(one for one in every if one not in overseas)
    return (
        _Shape(area, own, projection.bounds(every), tuple(overseas))
        if own
        else _Shape(area, tuple(every), projection.bounds(every))
    )


def _about(ground: Ground) -> tuple[str, ...]:
    """What of its region a map is fitted to: the countries that have a value, since others would only make these smaller."""
    valued = tuple(key for key in ground.region if key in ground.keys)
    return valued if len(valued) >= FEW else ground.region


def _projected(view: _View, area: Area) -> Iterator[tuple[Projected, Ring]]:
    """The rings of an area on the plane, each with what it was."""
    for ring in area.rings:
        if view.whole:
            yield tuple(view.project(*place) for place in projection.turned(ring)), ring
        elif all(abs(y) <= 90 for _, y in ring):
            made = tuple(view.project(*place) for place in ring)
            if max(math.hypot(*place) for place in made) < _RIM:
                yield made, ring


def _view(region: Sequence[str], areas: Sequence[Area]) -> _View:
    """The world, or what of it a region is fitted to."""
    many = len(region) > 1
    about = [area for area in areas if area.key in region and not (many and area.code in _ASIDE)]
    fitted = [place for area in about for place in _fitted(area, many=many)]
    own = areas is not world()
    if own and not region:  # a file of the user's own may hold a part of the world
        every = [place for area in areas for ring in area.rings for place in ring]
        xs = [x for x, _ in every]
        fitted = every if max(xs) - min(xs) < 150 else []
    if not fitted:
        rings = [
            [projection.world(*place) for place in projection.turned(ring)] for area in areas for ring in area.rings
        ]
        return _View(projection.world, projection.bounds(rings), True)
    project = projection.around(*projection.middle(fitted))
    left, low, right, high = projection.bounds([[project(*place) for place in fitted]])
    room = max(right - left, high - low, 0.004) * (_MARGIN if many else _MARGIN_ONE)
    return _View(project, (left - room, low - room, right + room, high + room), False)


def _fitted(area: Area, *, many: bool) -> Iterator[Place]:
    """The places of an area that a region is fitted to."""
    sizes = [projection.area([(x * math.cos(math.radians(y)), y) for x, y in ring]) for ring in area.rings]
    largest = area.rings[sizes.index(max(sizes))]
    east, north = _PART.get(area.code, (540.0, 90.0)) if many else (540.0, 90.0)
    for ring, size in zip(area.rings, sizes, strict=True):
        if size >= _PARTS * max(sizes) and _near(ring, largest) >= _APART:
            yield from ((x, y) for x, y in projection.turned(ring) if x <= east and y <= north)


def _near(one: Ring, other: Ring) -> float:
    """The cosine of the distance between the middles of two rings."""
    (a, b), (c, d) = (tuple(map(math.radians, projection.middle(ring))) for ring in (one, other))
    return math.sin(b) * math.sin(d) + math.cos(b) * math.cos(d) * math.cos(a - c)


def by_key(found: Sequence[Land]) -> Mapping[str, Land]:
    """The areas of a map by what they are known by."""
    return {one.key: one for one in found}
