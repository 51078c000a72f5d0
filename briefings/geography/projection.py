"""From the globe to the page: equal areas, for the world and for a part of it; what is outside is cut, and what is too fine left out.

    world     Equal Earth (Šavrič, Patterson and Jenny, 2018), about the 11th meridian, which cuts no country
    around    Lambert's azimuthal equal-area about a place (Snyder, 1987, chapter 24)

Both give plane places in radii of the globe, y upwards.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from .outlines import Place, Ring

Projected: TypeAlias = tuple[Place, ...]
Projection: TypeAlias = Callable[[float, float], Place]
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

MIDDLE: Final = 11.0
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_ROOT: Final = math.sqrt(3) / 2
STEPS: Final = 12
"""Places well inside are looked for at heights that part a ring's in so many."""
WIDEST: Final = 4
"""So many of the widest stretches are compared."""
_FAR: Final = -0.999999
"""The cosine of the distance from the middle that the farthest place has: it would be anywhere on the rim."""


def world(longitude: float, latitude: float) -> Place:
    """A place on the map of the world."""
    across = math.radians(longitude - MIDDLE)
    t = math.asin(_ROOT * math.sin(math.radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    a, b, c, d = _A
    x = across * math.cos(t) / (_ROOT * (9 * d * t6 * t2 + 7 * c * t6 + 3 * b * t2 + a))
    return x, t * (d * t6 * t2 + c * t6 + b * t2 + a)


def around(longitude: float, latitude: float) -> Projection:
    """A map about a place."""
    sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))

    def project(x: float, y: float) -> Place:
        across, up = math.radians(x - longitude), math.radians(y)
        high, wide = math.sin(up), math.cos(up)
        near = sine * high + cosine * wide * math.cos(across)
        scale = math.sqrt(2 / (1 + max(near, _FAR)))
        return scale * wide * math.sin(across), scale * (cosine * high - sine * wide * math.cos(across))

    return project


def middle(places: Iterable[Place]) -> Place:
    """The place in the middle of others, on the globe."""
    x = y = z = 0.0
    for longitude, latitude in places:
        wide = math.cos(math.radians(latitude))
        x += wide * math.cos(math.radians(longitude))
        y += wide * math.sin(math.radians(longitude))
        z += math.sin(math.radians(latitude))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def turned(ring: Ring) -> Ring:
    """A ring on the side of the world map that most of it is on."""
    turn = 360 * round((MIDDLE - sum(x for x, _ in ring) / len(ring)) / 360)
    return tuple((x + turn, y) for x, y in ring) if turn else ring


def bounds(rings: Iterable[Sequence[Place]]) -> Bounds:
    """The least box around rings; there is one at least."""
    places = [place for ring in rings for place in ring]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes have a place in common, be it at their edges."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def area(ring: Sequence[Place]) -> float:
    """What a ring encloses."""
    if not ring:
        return 0.0
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def inside(rings: Iterable[Sequence[Place]], x: float, y: float) -> bool:
    """Whether a place lies within rings, their holes left out."""
    odd = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd


def heart(ring: Sequence[Place]) -> Place:
    """A place well inside a ring: of the middles of the widest stretches at some heights, the wider the better and the more central, that with the
    most room above and below as well."""
    left, low, right, high = bounds([ring])
    stretches: list[tuple[float, float, Place]] = []
    heights = [low + (high - low) * (step / STEPS) for step in range(1, STEPS)]
    cuts: list[list[float]] = [[] for _ in heights]
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        for at in range(bisect_left(heights, min(ay, by)), bisect_left(heights, max(ay, by))):
            cuts[at].append((bx - ax) * (heights[at] - ay) / (by - ay) + ax)
    for step, (y, found) in enumerate(zip(heights, cuts, strict=True), 1):
        found.sort()
        for start, stop in zip(found[::2], found[1::2], strict=False):
            stretches.append(((stop - start) * (1 - abs(step / STEPS - 0.5)), stop - start, ((start + stop) / 2, y)))
    widest = sorted(stretches, reverse=True)[:WIDEST]
    return max(
        widest,
        key=lambda one: min(one[1], _tall(ring, one[2])),
        default=(0.0, 0.0, ((left + right) / 2, (low + high) / 2)),
    )[2]


def _tall(ring: Sequence[Place], at: Place) -> float:
    """How high a ring is through a place inside it."""
    x, y = at
    cuts = [
        (by - ay) * (x - ax) / (bx - ax) + ay
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (ax > x) != (bx > x)
    ]
    return min((cut for cut in cuts if cut > y), default=y) - max((cut for cut in cuts if cut <= y), default=y)


class Thinning:
    """Leaves out places too near to others to be told apart: of those within one cell of a grid all rings use the first, so that neighbours
    still meet."""

    def __init__(self, cell: float) -> None:
        self.cell = cell
        self.first: dict[tuple[int, int], Place] = {}

    def thinned(self, ring: Sequence[Place]) -> Projected:
        cell, floor, first = self.cell, math.floor, self.first.setdefault
        kept = [first((floor(x / cell), floor(y / cell)), (x, y)) for x, y in ring]
        made = [place for place, before in zip(kept, (None, *kept[:-1]), strict=True) if place != before]
        if len(made) > 1 and made[0] == made[-1]:
            made.pop()
        return tuple(made) if len(made) > 2 else ()


def cut(ring: Sequence[Place], box: Bounds) -> Projected:
    """What of a ring lies in a box (Sutherland and Hodgman, 1974)."""
    left, low, right, high = box
    held = tuple(ring)
    start, foot, stop, top = around = bounds([held]) if held else box
    if not meet(around, box):
        return ()
    if start >= left and stop <= right and foot >= low and top <= high:
        return held if len(held) > 2 else ()
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        if all((place[axis] - edge) * sign >= 0 for place in held):
            continue
        held = tuple(_half(held, axis, edge, sign))
    return held if len(held) > 2 else ()


def _half(ring: Sequence[Place], axis: int, edge: float, sign: int) -> Iterator[Place]:
    """What of a ring lies on one side of a line."""
    for number, here in enumerate(ring):
        before = ring[number - 1]
        inner, outer = (here[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
        if inner != outer:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            x, y = (before[n] + (here[n] - before[n]) * share for n in (0, 1))
            yield (edge, y) if axis == 0 else (x, edge)
        if inner:
            yield here
