"""An EMF drawing painted: its filled areas, without lines, words and bitmaps. Where it has nothing else, as logos have, it is all of it.

Source: [MS-EMF] 2.3 (records).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from PIL import Image, ImageChops, ImageDraw

from ..frozen import frozen

WIDE, _FINE = 480, 1920
"""Dots across of a drawing that colours are told by, and of one that is shown, before it is made smooth."""
_FEW: Final = 400  # areas of a drawing that is worth showing
_STEPS: Final = 16
_MOST: Final = 200_000
"""Records of a drawing that is followed to its end."""
_UNSEEN: Final = frozenset({76, 77, 78, 79, 80, 81, 94, 114, 116, 118})
"""What shows bitmaps, patterns and gradients: a drawing that holds one is not followed."""
_ROUGH: Final = frozenset({2, 4, 7, 15, 42, 44, 45, 46, 47, 64, 82, 83, 84, 85, 87, 90, 96, 97, 108})
"""What is painted only about, or not at all: ellipses, arcs, strokes, single dots and words."""
_LINES: Final = frozenset({5, 6, 54, 55, 88, 89})
"""What is a stroke where it is no part of a path."""
_STOCK: Final = {0x80000000: 0xFFFFFF, 0x80000001: 0xC0C0C0, 0x80000002: 0x808080, 0x80000003: 0x404040, 0x80000004: 0}

Point = tuple[float, float]


@frozen
class Painted:
    """A drawing as a PNG; `whole` says that nothing of it is left out or only about right."""

    data: bytes
    whole: bool


@lru_cache(maxsize=32)
def painted(data: bytes) -> Painted | None:
    """An EMF's filled areas; None for what is none, or holds what is not followed."""
    if data[40:44] != b" EMF":
        return None
    try:
        drawing = _drawn(data, WIDE)
        if drawing is None:
            return None
        whole = drawing.whole and drawing.fills <= _FEW
        fine = _drawn(data, _FINE) if whole else None
    except (struct.error, ValueError, OverflowError, ZeroDivisionError, IndexError):
        return None
    image = drawing.image if fine is None else fine.image.reduce(_FINE // WIDE)
    out = io.BytesIO()
    image.save(out, "PNG")
    return Painted(out.getvalue(), whole)


def _drawn(data: bytes, wide: int) -> _Drawing | None:
    """A drawing, so many dots wide; None where nothing is filled, or a record is not followed."""
    drawing = _Drawing(data, wide)
    followed = all(drawing.record(kind, body) for kind, body in _records(data))
    return drawing if followed and drawing.fills else None


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8:
            raise ValueError("a record without a size")
        yield kind, data[at + 8 : at + size]
        at += size
        if kind == 14 or at + 8 > len(data):
            return
    raise ValueError("too many records")


class _Drawing:
    """A drawing as it comes to be, record by record."""

    def __init__(self, data: bytes, wide: int) -> None:
        bounds = struct.unpack_from("<4i", data, 8)
        frame = struct.unpack_from("<4i", data, 24)
        device, millimetres = struct.unpack_from("<2i", data, 72), struct.unpack_from("<2i", data, 80)
        if all(millimetres) and frame[2] > frame[0] and frame[3] > frame[1]:
            dots = [device[n % 2] / millimetres[n % 2] / 100 for n in range(4)]
            self.room = tuple(edge * dot for edge, dot in zip(frame, dots, strict=True))
        else:
            self.room = tuple(map(float, bounds))
        ratio = (self.room[3] - self.room[1]) / (self.room[2] - self.room[0])
        self.image = Image.new("RGBA", (wide, min(4 * wide, max(1, round(wide * ratio)))), (0, 0, 0, 0))
        self.brushes: dict[int, int | None] = dict(_STOCK)
        self.brush: int | None = 0xFFFFFF
        self.origin, self.extent = (0.0, 0.0), (1.0, 1.0)
        self.port, self.ports = (0.0, 0.0), (1.0, 1.0)
        self.world = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.path: list[list[Point]] = []
        self.inside, self.whole, self.fills = False, True, 0

    def record(self, kind: int, body: bytes) -> bool:
        """Follows a record; False where it shows what is not followed."""
        if kind in _UNSEEN:
            return False
        follow = _FOLLOWED.get(kind)
        self.whole = self.whole and kind not in _ROUGH and (self.inside or kind not in _LINES)
        if follow is not None:
            follow(self, body)
        return True

    def place(self, x: float, y: float) -> Point:
        """A point of the drawing on the image."""
        a, b, c, d, e, f = self.world
        x, y = a * x + c * y + e, b * x + d * y + f
        x = (x - self.origin[0]) * self.ports[0] / self.extent[0] + self.port[0]
        y = (y - self.origin[1]) * self.ports[1] / self.extent[1] + self.port[1]
        left, top, right, bottom = self.room
        return (x - left) / (right - left) * self.image.width, (y - top) / (bottom - top) * self.image.height

    def fill(self, outlines: list[list[Point]]) -> None:
        """Fills outlines with the brush; what lies inside two of them stays open."""
        if self.brush is None:
            return
        mask = Image.new("1", self.image.size, 0)
        for outline in outlines:
            if len(outline) > 2:
                part = Image.new("1", self.image.size, 0)
                ImageDraw.Draw(part).polygon([self.place(*point) for point in outline], fill=1, outline=1)
                mask = ImageChops.logical_xor(mask, part)
        red, green, blue = self.brush & 255, self.brush >> 8 & 255, self.brush >> 16 & 255
        self.image.paste((red, green, blue, 255), mask=mask)
        self.fills += 1

    def shape(self, outlines: list[list[Point]]) -> None:
        """Outlines that are filled at once, or become part of a path."""
        if self.inside:
            self.path += outlines
        else:
            self.fill(outlines)


def _pair(name: str) -> Callable[[_Drawing, bytes], None]:
    def follow(drawing: _Drawing, body: bytes) -> None:
        x, y = struct.unpack_from("<2i", body)
        setattr(drawing, name, (float(x), float(y)))

    return follow


def _select(drawing: _Drawing, body: bytes) -> None:
    index = struct.unpack_from("<I", body)[0]
    if index in drawing.brushes or index == 0x80000005:
        drawing.brush = drawing.brushes.get(index)


def _brush(drawing: _Drawing, body: bytes) -> None:
    index, style, colour = struct.unpack_from("<3I", body)
    drawing.brushes[index] = colour if style == 0 else None


def _world(drawing: _Drawing, body: bytes) -> None:
    drawing.world = struct.unpack_from("<6f", body)


def _changed_world(drawing: _Drawing, body: bytes) -> None:
    a, b, c, d, e, f = struct.unpack_from("<6f", body)
    mode = struct.unpack_from("<I", body, 24)[0]
    one, other = ((a, b, c, d, e, f), drawing.world) if mode == 2 else (drawing.world, (a, b, c, d, e, f))
    if mode == 1:
        drawing.world = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    elif mode == 4:
        drawing.world = (a, b, c, d, e, f)
    else:
        drawing.world = (
            one[0] * other[0] + one[1] * other[2],
            one[0] * other[1] + one[1] * other[3],
            one[2] * other[0] + one[3] * other[2],
            one[2] * other[1] + one[3] * other[3],
            one[4] * other[0] + one[5] * other[2] + other[4],
            one[4] * other[1] + one[5] * other[3] + other[5],
        )


def _box(drawing: _Drawing, body: bytes) -> None:
    left, top, right, bottom = struct.unpack_from("<4i", body)
    drawing.shape([[(left, top), (right, top), (right, bottom), (left, bottom)]])


def _points(body: bytes, at: int, count: int, form: str) -> list[Point]:
    if count > len(body):
        raise ValueError("more points than bytes")
    flat = struct.unpack_from(f"<{2 * count}{form}", body, at)
    return list(zip(flat[::2], flat[1::2], strict=True))


def _polygon(form: str) -> Callable[[_Drawing, bytes], None]:
    def follow(drawing: _Drawing, body: bytes) -> None:
        drawing.shape([_points(body, 20, struct.unpack_from("<I", body, 16)[0], form)])

    return follow


def _polygons(form: str) -> Callable[[_Drawing, bytes], None]:
    def follow(drawing: _Drawing, body: bytes) -> None:
        number = struct.unpack_from("<I", body, 16)[0]
        counts = struct.unpack_from(f"<{min(number, len(body))}I", body, 24)
        points = _points(body, 24 + 4 * number, sum(counts), form)
        ends = [0]
        for count in counts:
            ends.append(ends[-1] + count)
        drawing.shape([points[first:last] for first, last in pairwise(ends)])

    return follow


def _onward(form: str, step: int) -> Callable[[_Drawing, bytes], None]:
    """Lines, or curves of three points each."""

    def follow(drawing: _Drawing, body: bytes) -> None:
        points = _points(body, 20, struct.unpack_from("<I", body, 16)[0], form)
        if drawing.path and step == 1:
            drawing.path[-1] += points
        elif drawing.path:
            for curve in zip(points[::3], points[1::3], points[2::3], strict=False):
                drawing.path[-1] += _curve(drawing.path[-1][-1], *curve)

    return follow


def _curve(start: Point, one: Point, other: Point, end: Point) -> Iterator[Point]:
    """Points on a Bézier curve, its end the last of them."""
    for n in range(1, _STEPS + 1):
        t, u = n / _STEPS, 1 - n / _STEPS
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        yield tuple(
            sum(w * point[axis] for w, point in zip(weights, (start, one, other, end), strict=True)) for axis in (0, 1)
        )  # type: ignore[misc]


def _begin(drawing: _Drawing, _: bytes) -> None:
    drawing.inside, drawing.path = True, []


def _end(drawing: _Drawing, _: bytes) -> None:
    drawing.inside = False


def _move(drawing: _Drawing, body: bytes) -> None:
    x, y = struct.unpack_from("<2i", body)
    drawing.path.append([(float(x), float(y))])


def _line(drawing: _Drawing, body: bytes) -> None:
    x, y = struct.unpack_from("<2i", body)
    if drawing.path:
        drawing.path[-1].append((float(x), float(y)))


def _fill_path(drawing: _Drawing, _: bytes) -> None:
    drawing.fill(drawing.path)
    drawing.path = []


_FOLLOWED: Final[Mapping[int, Callable[[_Drawing, bytes], Any]]] = {
    3: _polygon("i"), 8: _polygons("i"), 86: _polygon("h"), 91: _polygons("h"), 42: _box, 43: _box, 44: _box,
    5: _onward("i", 3), 6: _onward("i", 1), 88: _onward("h", 3), 89: _onward("h", 1), 27: _move, 54: _line,
    59: _begin, 60: _end, 62: _fill_path, 63: _fill_path, 37: _select, 39: _brush, 35: _world, 36: _changed_world,
    9: _pair("extent"), 10: _pair("origin"), 11: _pair("ports"), 12: _pair("port"),
}  # fmt: skip
