"""The outlines of countries: those that come with the tool, or those of a GeoJSON file of the user's own (RFC 7946)."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, TypeAlias

from .. import builtin
from ..frozen import frozen
from . import places
from .places import countries, country, folded

Place: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees; along a ring longitudes go on beyond 180."""
Ring: TypeAlias = tuple[Place, ...]

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_MOST: Final = 400_000
"""So many places an own file may have."""
_LONGEST: Final = 80
_NEAR: Final = 140.0
"""Countries that lie in so many degrees are a region of their own, though they are of several continents."""
_BESIDE: Final = 30.0
"""A country wider than that has its neighbours beside it in so many degrees more."""
FEW: Final = 5
"""Fewer than so many are one by themselves: in their region they would be small among many without a value."""


@frozen
class Area:
    """What one outline is of: a country's code ("" where it has none), what an own file calls it, and its rings, those of holes too.
    `known` are the names that no other area of the file has, folded."""

    code: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    known: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.code or (self.names[0] if self.names else "")

    def name(self, language: str) -> str:
        """What it is called."""
        known = countries().get(self.code)
        return known.name(language) if known else self.key


def find(text: str, areas: Sequence[Area] = ()) -> str:
    """What an area is known by, from what somebody calls it: first by the names of an own file's areas, then as a country."""
    name = folded(text)
    return next((one.key for one in areas if name in one.known), "") or country(text)


def region(text: str, areas: Sequence[Area] = ()) -> tuple[str, ...]:
    """What the areas of a region are known by: a region of the United Nations, or one area alone."""
    return places.region(text) or tuple(filter(None, (find(text, areas),)))


def about(codes: Collection[str]) -> tuple[str, ...]:
    """What a map of some countries shows: the smallest region of the United Nations that holds them, or the countries themselves where they lie near
    each other; () for the world."""
    number = places.smallest(codes)
    whole = number == places.regions()[0].number
    if not whole and len(codes) >= FEW:
        return (number,)
    lands = [max(one.rings, key=len) for one in world() if one.code in codes]
    if lands and _spread([place for one in lands for place in one]) <= max(
        _NEAR, *(_spread(one) + _BESIDE for one in lands)
    ):
        return tuple(codes)
    return () if whole else (number,)


def _spread(lands: Sequence[Place]) -> float:
    """How many degrees some places span, up or across."""
    return max(max(y for _, y in lands) - min(y for _, y in lands), _across(x for x, _ in lands))


def _across(longitudes: Iterable[float]) -> float:
    """How many degrees some longitudes span, the shorter way round the globe."""
    around = sorted(x % 360 for x in longitudes)
    return 360 - max(after - before for before, after in pairwise((*around, around[0] + 360)))


@lru_cache(1)
def world() -> tuple[Area, ...]:
    """The outlines that come with the tool, without Antarctica."""
    lines = builtin.rows("geography/outlines.txt")
    end = lines.index("")
    arcs = [_arc(text) for text in "".join(lines[end:]).split(" ")]
    made = []
    for line in lines[:end]:
        code, _, rings = line.partition(":")
        numbers = ([int(number) for number in ring.split(",")] for ring in rings.split(";"))
        made.append(
            Area(code, (), tuple(_joined([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in numbers))
        )
    return tuple(made)


def _arc(text: str) -> tuple[Place, ...]:
    """A line from its text, which `outlines.txt` tells of."""
    numbers, value, shift = [], 0, 0
    for letter in text:
        bits = _VALUES[letter]
        value |= (bits & 31) << shift
        if bits & 32:
            shift += 5
            continue
        numbers.append(-(value + 1) // 2 if value & 1 else value // 2)
        value = shift = 0
    places, x, y = [], 0, 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        places.append((x / 100, y / 100))
    return tuple(places)


_VALUES: Final = {letter: value for value, letter in enumerate(_DIGITS)}


def _joined(lines: Sequence[Sequence[Place]]) -> Ring:
    """Lines end to end, each as many turns round the world on as makes it begin where the one before ends."""
    made: list[Place] = []
    for line in lines:
        turn = 360 * round((made[-1][0] - line[0][0]) / 360) if made else 0
        made += ((x + turn, y) for x, y in line[1 if made else 0 :])
    return tuple(made)


# -- own files --------------------------------------------------------------------------------------------------------------


class BoundariesError(ValueError):
    """A file that holds no boundaries; said in words."""


@lru_cache(4)
def own(data: bytes) -> tuple[Area, ...]:
    """The areas of a GeoJSON file. Raises BoundariesError, in words, where it is none."""
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BoundariesError("it is not GeoJSON") from None
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list):
        raise BoundariesError("it is not a GeoJSON FeatureCollection")
    shaped = [(one, rings) for one in features if isinstance(one, dict) and (rings := _rings(one))]
    made = _called(shaped)
    if not made:
        raise BoundariesError("it has no areas: no Polygon and no MultiPolygon")
    if sum(len(ring) for one in made for ring in one.rings) > _MOST:
        raise BoundariesError(f"its areas have more than {_MOST:,} points: simplify them first")
    if any(abs(x) > 540 or abs(y) > 90 for one in made for ring in one.rings for x, y in ring):
        raise BoundariesError("its places are not longitudes and latitudes in degrees (WGS 84)")
    return made


def _called(shaped: Sequence[tuple[dict[str, Any], tuple[Ring, ...]]]) -> tuple[Area, ...]:
    """The areas with what they are known by: names that several share, such as the country of all provinces, name none of them."""
    names = [tuple(dict.fromkeys(_names(one))) for one, _ in shaped]
    shared = Counter(folded(name) for own in names for name in {folded(name): name for name in own}.values())
    alone = [frozenset(name for name in map(folded, own) if name and shared[name] == 1) for own in names]
    codes = _codes([one for one, _ in shaped], alone)
    made = []
    for (_, rings), code, own, known in zip(shaped, codes, names, alone, strict=True):
        sure = sorted(own, key=lambda name: folded(name) not in known)
        made.append(Area(code, tuple(sure), rings, known))
    return tuple(made)


def _codes(features: Sequence[dict[str, Any]], alone: Sequence[frozenset[str]]) -> list[str]:
    """The country that each area is, where some property names one for most of them, and no country twice but for parts without a name
    of their own. The country that provinces lie in, or that most of their people come from, is none of theirs."""
    columns: dict[str, list[str]] = {}
    for at, one in enumerate(features):
        for key, value in (*(one.get("properties") or {}).items(), ("id", one.get("id"))):
            if isinstance(value, str) and (code := country(value)):
                columns.setdefault(str(key), [""] * len(features))[at] = code
    made = [""] * len(features)
    for codes in sorted(columns.values(), key=lambda codes: -sum(map(bool, codes))):
        own = Counter(code for code, names in zip(codes, alone, strict=True) if code and names)
        if sum(map(bool, codes)) > len(features) / 2 and max(own.values(), default=0) < 2:
            taken = set(made)
            made = [had or ("" if code in taken else code) for had, code in zip(made, codes, strict=True)]
    return made


def _rings(feature: dict[str, Any]) -> tuple[Ring, ...]:
    """The rings of an area; none of what is no area."""
    geometry = feature.get("geometry") or {}
    kind, held = geometry.get("type"), geometry.get("coordinates")
    polygons: Any = [held] if kind == "Polygon" else held if kind == "MultiPolygon" else ()
    try:
        return tuple(ring for polygon in polygons for line in polygon if len(ring := _ring(line)) > 3)
    except (TypeError, ValueError, IndexError):
        raise BoundariesError("one of its areas has coordinates that are none") from None


def _names(feature: dict[str, Any]) -> Iterator[str]:
    """All short texts that a feature has: some of them are its codes and names, which come first."""
    properties = feature.get("properties") or {}
    given = sorted(properties.items(), key=lambda one: not re.search("name|iso|code", str(one[0]).casefold()))
    for value in (*(value for _, value in given), feature.get("id")):
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST:
            yield value.strip()


def _ring(line: Any) -> Ring:
    """A ring whose longitudes go on where it crosses the 180th."""
    made: list[Place] = []
    for x, y, *_ in line:
        here = float(x), float(y)
        if not all(map(math.isfinite, here)):
            raise ValueError
        turn = 360 * round((made[-1][0] - here[0]) / 360) if made else 0
        made.append((here[0] + turn, here[1]))
    return tuple(made)
