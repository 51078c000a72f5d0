"""A shape's outlines across its box: preset shapes that do not fill their box, free forms with their formulas, turned and mirrored.

Source: ECMA-376 part 1, 20.1.9 (shapes, guides and paths), 20.1.10.56 (preset shapes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tan
from typing import Any, Final

from ..frozen import frozen
from ..geometry import Box
from ..ooxml.markup import A

Point = tuple[float, float]
Outline = tuple[Point, ...]
Path = tuple[Outline, ...]
"""Outlines drawn as one: what lies inside an even number of them is left open."""

SQUARE: Final[Outline] = ((0, 0), (1, 0), (1, 1), (0, 1))
_STEPS: Final = 12  # of a curve
_FAR: Final = 8.0  # widths of its box: no outline leads farther away


def outlines(properties: Any, box: Box) -> tuple[Path, ...]:
    """The paths of a shape (points from 0 to 1 across its box), turned and mirrored as the file says; a rectangle for preset shapes that
    nearly fill their box. Empty for free forms that cannot be followed."""
    frame = properties.find(f"{A}xfrm")
    turn = 0 if frame is None else int(frame.get("rot", "0")) / 60_000
    wide, tall = (box.height, box.width) if 45 <= turn % 180 < 135 else (box.width, box.height)
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        made = tuple(_custom(custom, wide, tall))
    else:
        made = (_preset(properties.find(f"{A}prstGeom"), wide, tall),)
    across = frame is not None and frame.get("flipH") in ("1", "true")
    down = frame is not None and frame.get("flipV") in ("1", "true")
    if not (turn or across or down):
        return made

    def placed(point: Point) -> Point:
        x, y = (1 - point[0] if across else point[0]) - 0.5, (1 - point[1] if down else point[1]) - 0.5
        x, y = x * wide, y * tall
        c, s = cos(radians(turn)), sin(radians(turn))
        return 0.5 + (x * c - y * s) / max(1, box.width), 0.5 + (x * s + y * c) / max(1, box.height)

    return tuple(tuple(tuple(placed(point) for point in outline) for outline in path) for path in made)


# -- preset shapes ---------------------------------------------------------------------------------------------------------


@frozen
class _Said:
    """What a preset shape is given: its adjustments as shares, and its size."""

    adjusted: Mapping[str, float]
    wide: float
    tall: float

    def at(self, name: str, usual: float) -> float:
        return min(1.0, max(0.0, self.adjusted.get(name, usual)))

    def x(self, name: str, usual: float) -> float:
        """A share of the shorter side, told across the box."""
        return self.at(name, usual) * min(self.wide, self.tall) / max(1.0, self.wide)

    def y(self, name: str, usual: float) -> float:
        """The same down the box."""
        return self.at(name, usual) * min(self.wide, self.tall) / max(1.0, self.tall)


def _preset(shape: Any | None, wide: float, tall: float) -> Path:
    guides = () if shape is None else shape.iterfind(f"{A}avLst/{A}gd")
    values = ((guide.get("name", ""), guide.get("fmla", "").removeprefix("val ")) for guide in guides)
    adjusted = {name: int(value) / 100_000 for name, value in values if value.removeprefix("-").isdecimal()}
    made = _PRESETS.get("" if shape is None else shape.get("prst", ""))
    return (SQUARE,) if made is None else made(_Said(adjusted, wide, tall))


def _oval(across: float, down: float) -> Outline:
    return tuple((0.5 + across / 2 * cos(pi * n / 24), 0.5 + down / 2 * sin(pi * n / 24)) for n in range(48))


def _inside(x: float, y: float) -> Outline:
    return ((x, y), (1 - x, y), (1 - x, 1 - y), (x, 1 - y))


def _half_frame(said: _Said) -> Path:
    x, y = said.x("adj2", 1 / 3), said.y("adj1", 1 / 3)
    return (((0, 0), (1, 0), (max(x, 1 - y), y), (x, y), (x, max(y, 1 - x)), (0, 1)),)


def _leaning(left: float, right: float) -> Path:
    return (((left, 0), (right, 0), (1 - left if right == 1 else 1, 1), (0, 1)),)


_PRESETS: Final[Mapping[str, Callable[[_Said], Path]]] = {
    **dict.fromkeys(("ellipse", "pie", "chord", "arc"), lambda _: (_oval(1, 1),)),
    "donut": lambda said: (_oval(1, 1), _oval(1 - 2 * said.x("adj", 0.25), 1 - 2 * said.y("adj", 0.25))),
    "frame": lambda said: (SQUARE, _inside(said.x("adj1", 0.125), said.y("adj1", 0.125))),
    "halfFrame": _half_frame,
    "corner": lambda said: (
        ((0, 0), (x := said.x("adj2", 0.5), 0), (x, y := 1 - said.y("adj1", 0.5)), (1, y), (1, 1), (0, 1)),
    ),
    "diagStripe": lambda said: (((0, at := said.at("adj", 0.5)), (at, 0), (1, 0), (0, 1)),),
    "parallelogram": lambda said: _leaning(said.x("adj", 0.25), 1),
    "trapezoid": lambda said: _leaning(x := said.x("adj", 0.25), 1 - x),
    "homePlate": lambda said: (((0, 0), (x := 1 - said.x("adj", 0.5), 0), (1, 0.5), (x, 1), (0, 1)),),
    "chevron": lambda said: (((0, 0), (1 - (x := said.x("adj", 0.5)), 0), (1, 0.5), (1 - x, 1), (0, 1), (x, 0.5)),),
    "triangle": lambda said: (((said.at("adj", 0.5), 0), (1, 1), (0, 1)),),
    "rtTriangle": lambda _: (((0, 0), (0, 1), (1, 1)),),
    "diamond": lambda _: (((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),),
}
"""The outlines of preset shapes that leave much of their box open; the others stand for their box."""


# -- free forms ------------------------------------------------------------------------------------------------------------


def _custom(custom: Any, wide: float, tall: float) -> Iterator[Path]:
    """The filled paths of a free form. Guides are told in EMU of the shape; a path has a size of its own, or the shape's."""
    guides = _guides(custom, wide, tall)
    for path in custom.iterfind(f"{A}pathLst/{A}path"):
        if path.get("fill") == "none":
            continue
        across, down = float(path.get("w", "0") or 0) or wide, float(path.get("h", "0") or 0) or tall
        made = tuple(_path(path, guides, max(1.0, across), max(1.0, down)))
        if made:
            yield made


def _guides(custom: Any, wide: float, tall: float) -> dict[str, float]:
    """The values of a free form's names: those that every shape has, its adjustments, and its formulas in their order."""
    least, most = min(wide, tall), max(wide, tall)
    known = {
        "l": 0.0,
        "t": 0.0,
        "r": wide,
        "b": tall,
        "w": wide,
        "h": tall,
        "hc": wide / 2,
        "vc": tall / 2,
        "ss": least,
        "ls": most,
    }
    known |= {
        f"{name}d{by}": of / by
        for name, of in (("w", wide), ("h", tall), ("ss", least))
        for by in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32)
    }
    known |= {"cd2": 10_800_000.0, "cd4": 5_400_000.0, "cd8": 2_700_000.0, "3cd4": 16_200_000.0, "3cd8": 8_100_000.0}
    for guide in (*custom.iterfind(f"{A}avLst/{A}gd"), *custom.iterfind(f"{A}gdLst/{A}gd")):
        kind, *given = guide.get("fmla", "").split() or [""]
        x, y, z, *_ = [*(_value(one, known) for one in given), 0.0, 0.0, 0.0]
        made = _FORMULAS.get(kind)
        known[guide.get("name", "")] = x if made is None else min(1e12, max(-1e12, made(x, y, z)))
    return known


_TURN: Final = 60_000.0
_FORMULAS: Final[Mapping[str, Callable[[float, float, float], float]]] = {
    "val": lambda x, y, z: x,
    "*/": lambda x, y, z: x * y / (z or 1),
    "+-": lambda x, y, z: x + y - z,
    "+/": lambda x, y, z: (x + y) / (z or 1),
    "?:": lambda x, y, z: y if x > 0 else z,
    "abs": lambda x, y, z: abs(x),
    "max": lambda x, y, z: max(x, y),
    "min": lambda x, y, z: min(x, y),
    "mod": hypot,
    "pin": lambda x, y, z: min(max(x, y), z),
    "sqrt": lambda x, y, z: sqrt(max(0.0, x)),
    "sin": lambda x, y, z: x * sin(radians(y / _TURN)),
    "cos": lambda x, y, z: x * cos(radians(y / _TURN)),
    "tan": lambda x, y, z: x * tan(radians(y / _TURN)),
    "at2": lambda x, y, z: degrees(atan2(y, x)) * _TURN,
    "cat2": lambda x, y, z: x * cos(atan2(z, y)),
    "sat2": lambda x, y, z: x * sin(atan2(z, y)),
}


def _value(text: str | None, known: Mapping[str, float]) -> float:
    """A number, or the value of a name."""
    try:
        return min(1e12, max(-1e12, float(text or "0")))
    except ValueError:
        return known.get(text or "", 0.0)


def _path(path: Any, guides: Mapping[str, float], wide: float, tall: float) -> Iterator[Outline]:
    points: list[Point] = []
    for step in path:
        tag = str(step.tag).removeprefix(A)
        ends = [
            (_near(_value(p.get("x"), guides) / wide), _near(_value(p.get("y"), guides) / tall))
            for p in step.findall(f"{A}pt")
        ]
        if tag == "moveTo":
            if len(points) > 2:
                yield tuple(points)
            points = ends[:1]
        elif tag == "lnTo":
            points += ends
        elif tag in ("cubicBezTo", "quadBezTo") and points and ends:
            points += list(_curve([points[-1], *ends]))
        elif tag == "arcTo" and points:
            said = [_value(step.get(key), guides) for key in ("wR", "hR", "stAng", "swAng")]
            points += list(_arc(points[-1], said[0] / wide, said[1] / tall, said[2] / _TURN, said[3] / _TURN))
    if len(points) > 2:
        yield tuple(points)


def _near(share: float) -> float:
    return min(_FAR, max(-_FAR, share))


def _arc(start: Point, across: float, down: float, first: float, sweep: float) -> Iterator[Point]:
    """Points on an arc that begins where the pen is (20.1.9.4)."""
    x, y = start[0] - across * cos(radians(first)), start[1] - down * sin(radians(first))
    for number in range(1, 2 * _STEPS + 1):
        at = radians(first + sweep * number / (2 * _STEPS))
        yield _near(x + across * cos(at)), _near(y + down * sin(at))


def _curve(controls: list[Point]) -> Iterator[Point]:
    """Points on a Bézier curve (de Casteljau)."""
    for number in range(1, _STEPS + 1):
        t = number / _STEPS
        level = controls
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        yield level[0]
