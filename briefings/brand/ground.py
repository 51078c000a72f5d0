"""What is behind a place on the page, and which part of the page nothing is drawn on.

Master and layout are painted small, shape by shape, into two rasters: one of colours, one that says which shape is on top. A shape
that most of the room for blocks stands on is its ground; any other is an obstacle that text and blocks keep clear of.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from PIL import Image, ImageDraw

from ..frame import Picture
from ..geometry import Box, PageSize
from ..look import Colour
from .drawn import Drawn
from .shapes import SAME

WIDE: Final = 240
"""The rasters are so many cells wide: a cell is four points on a usual slide."""

_GROUND: Final = 0.6
"""A shape that covers so much of the room for blocks is their ground."""
_LITTLE: Final = 0.004
"""So small a share of a place may be drawn on without anybody seeing it: an edge that it shares with a shape."""
_BAND: Final = 0.35
"""The least share of a column's width that a line of text is given."""
_CLEAR: Final = 76_200  # what is left free beside an obstacle: six points
_NEAR: Final = 60.0  # colours nearer than this (of 441) look alike from afar


class Canvas:
    """A page as its master paints it. `obstacles` are the boxes of the shapes that are no ground."""

    def __init__(self, page: PageSize, background: Colour, drawn: Sequence[Drawn], start: Box) -> None:
        self.page = page
        self.cell = max(1, page.width // WIDE)
        self.size = (max(1, -(-page.width // self.cell)), max(1, -(-page.height // self.cell)))
        self.colours = Image.new("RGB", self.size, f"#{background.rgb}")
        self.taken = Image.new("L", self.size, 0)
        self.plain = True
        obstacles: list[Box] = []
        for one in drawn:
            mask = self._mask(one)
            area = mask.crop(self._cells(start))
            covered = sum(area.histogram()[1:]) / max(1, area.width * area.height)
            self._paint(one, mask)
            if covered >= _GROUND and not one.hollow:
                continue
            if one.hollow and one.box.contains(start):
                continue
            self.taken.paste(255, mask=mask.point(lambda value: 255 if value else 0))
            obstacles.append(one.box)
        self.obstacles = tuple(obstacles)

    # -- asking --------------------------------------------------------------------------------------------------------------

    def dominant(self, box: Box, expected: Colour) -> Colour:
        """The colour that most of a box stands on; the expected one (which knows its name in the theme) where that is it."""
        if self.plain:
            return expected
        found = self._found(box)
        near = sum(count for count, colour in found if _distance(colour, expected) < _NEAR)
        total = sum(count for count, _ in found)
        if not total or near >= total * 0.7:
            return expected
        return max(found, key=lambda one: one[0])[1]

    def extremes(self, box: Box, usual: Colour) -> tuple[Colour, ...]:
        """The darkest and the lightest colour behind a box, where a fair share of it is unlike the usual one."""
        if self.plain:
            return ()
        found = sorted(self._found(box), key=lambda one: one[1].luminance)
        total = sum(count for count, _ in found)
        if not total or sum(count for count, colour in found if _distance(colour, usual) >= _NEAR) < total * 0.03:
            return ()
        ends: list[Colour] = []
        for ordered in (found, found[::-1]):
            reached = 0
            for count, colour in ordered:
                reached += count
                if reached >= total * 0.03:
                    ends.append(colour)
                    break
        return tuple(ends)

    def clear(self, box: Box) -> Box:
        """The largest part of a box that nothing is drawn on; the box itself when that is all of it."""
        if not any(obstacle.overlaps(box, SAME) for obstacle in self.obstacles):
            return box  # told by lengths: a raster's cell may lie on both sides of an edge
        left, top, right, bottom = self._cells(box)
        taken = self.taken.crop((left, top, right, bottom))
        drawn = sum(taken.histogram()[1:])
        if drawn <= taken.width * taken.height * _LITTLE:
            return box
        return self._largest(taken, box, left, top)

    def free(self, start: Box, boxes: Iterable[Box]) -> Box:
        """The largest part of a box that neither drawings nor some other boxes take."""
        left, top, right, bottom = self._cells(start)
        taken = self.taken.crop((left, top, right, bottom))
        pen = ImageDraw.Draw(taken)
        rest = start
        for box in boxes:  # what takes a whole side is cut off to the EMU, so that edges stay on the grid
            rest = _cut(rest, box)
        for box in boxes:
            if rest.overlaps(box):
                a, b, c, d = self._cells(box)
                pen.rectangle((a - left, b - top, c - left - 1, d - top - 1), fill=255)
        if rest != start:
            corner = (left, top)
            left, top, right, bottom = self._cells(rest)
            whole = Image.new("L", self.size, 0)
            whole.paste(taken, corner)
            taken = whole.crop((left, top, right, bottom))
        drawn = sum(taken.histogram()[1:])
        if drawn <= taken.width * taken.height * _LITTLE:
            return rest
        return self._largest(taken, rest, left, top)

    def band(self, height: int, column: Box, boxes: Iterable[Box]) -> Box | None:
        """A band so high at the foot of the page, else at its head, that neither drawings nor some boxes take; as wide as a column
        of the page, or a good part of that. None where there is none."""
        taken = self.taken.copy()
        pen = ImageDraw.Draw(taken)
        for box in boxes:
            a, b, c, d = self._cells(box)
            pen.rectangle((a, b, c - 1, d - 1), fill=255)
        tall = self.size[1]
        rows = -(-height // self.cell)
        left, _, right, _ = self._cells(column)
        edge = tall // 60
        feet, heads = range(tall - edge, tall * 3 // 4, -1), range(edge + rows, tall // 4)
        for bottom in (*feet, *heads):
            strip = taken.crop((left, bottom - rows, right, bottom)).resize((right - left, 1), Image.Resampling.BOX)
            clear = [len(run) for run in "".join("x" if value else " " for value in strip.tobytes()).split("x")]
            widest = max(clear)
            if widest >= (right - left) * _BAND:
                before = clear[: clear.index(widest)]
                first = left + sum(before) + len(before)
                start = column.x if first == left else first * self.cell
                end = column.right if first + widest == right else (first + widest) * self.cell
                return Box(start, (bottom - rows) * self.cell, end - start, rows * self.cell)
        return None

    # -- painting ------------------------------------------------------------------------------------------------------------

    def _cells(self, box: Box) -> tuple[int, int, int, int]:
        wide, tall = self.size
        left = min(wide - 1, max(0, round(box.x / self.cell)))
        top = min(tall - 1, max(0, round(box.y / self.cell)))
        return (
            left,
            top,
            max(left + 1, min(wide, round(box.right / self.cell))),
            max(top + 1, min(tall, round(box.bottom / self.cell))),
        )

    def _mask(self, one: Drawn) -> Any:
        mask = Image.new("L", self.size, 0)
        pen = ImageDraw.Draw(mask)
        strength = max(1, round(one.density * 255))
        for outline in one.outlines:
            at = [
                ((one.box.x + x * one.box.width) / self.cell, (one.box.y + y * one.box.height) / self.cell)
                for x, y in outline
            ]
            if one.hollow:
                pen.line([*at, at[0]], fill=strength)
            else:
                pen.polygon(at, fill=strength, outline=strength)
        if isinstance(one.item, Picture):
            picture = _shown(one.item, self.cell)
            if picture is not None and "A" in picture.getbands():
                mask.paste(0, (0, 0, *self.size))
                mask.paste(picture.getchannel("A"), self._corner(one.box))
        return mask

    def _paint(self, one: Drawn, mask: Any) -> None:
        if isinstance(one.item, Picture):
            picture = _shown(one.item, self.cell)
            if picture is not None:
                self.plain = False
                layer = Image.new("RGB", self.size)
                layer.paste(picture.convert("RGB"), self._corner(one.box))
                self.colours.paste(layer, mask=mask)
                return
        if one.fill is not None:
            if len(one.outlines) != 1 or len(one.outlines[0]) != 4 or one.density < 0.9:
                self.plain = False
            self.colours.paste(Image.new("RGB", self.size, f"#{one.fill.rgb}"), mask=mask)

    def _corner(self, box: Box) -> tuple[int, int]:
        return round(box.x / self.cell), round(box.y / self.cell)

    def _found(self, box: Box) -> list[tuple[int, Colour]]:
        """The colours behind a box and how many cells each has, at most sixteen."""
        part = self.colours.crop(self._cells(box)).quantize(16)
        palette = part.getpalette() or []
        counts = part.histogram()
        return [
            (counts[index], Colour("".join(f"{value:02X}" for value in palette[index * 3 : index * 3 + 3])))
            for index in range(len(palette) // 3)
            if counts[index]
        ]

    def _largest(self, taken: Any, box: Box, left: int, top: int) -> Box:
        """The largest rectangle of free cells, as a box within a box, a little away from what is drawn."""
        wide, tall = taken.size
        cells = taken.tobytes()
        heights = [0] * wide
        best = (0, 0, 0, 0, 0)
        for row in range(tall):
            for column in range(wide):
                heights[column] = 0 if cells[row * wide + column] else heights[column] + 1
            stack: list[int] = []
            for column in range(wide + 1):
                height = heights[column] if column < wide else 0
                while stack and heights[stack[-1]] >= height:
                    tallest = heights[stack.pop()]
                    first = stack[-1] + 1 if stack else 0
                    area = tallest * (column - first)
                    if area > best[0]:
                        best = (area, first, row - tallest + 1, column, row + 1)
                stack.append(column)
        _, x0, y0, x1, y1 = best
        if not best[0]:
            return Box(box.x, box.y, 0, 0)
        edges = (
            box.x if x0 == 0 else (left + x0) * self.cell + _CLEAR,
            box.y if y0 == 0 else (top + y0) * self.cell + _CLEAR,
            box.right if x1 == wide else (left + x1) * self.cell - _CLEAR,
            box.bottom if y1 == tall else (top + y1) * self.cell - _CLEAR,
        )
        return Box(edges[0], edges[1], max(0, edges[2] - edges[0]), max(0, edges[3] - edges[1]))


def _cut(area: Box, taken: Box) -> Box:
    """An area less a box that reaches across it, or along all of one side."""
    if not area.overlaps(taken):
        return area
    across = taken.x <= area.x + area.width // 20 and taken.right >= area.right - area.width // 20
    down = taken.y <= area.y and taken.bottom >= area.bottom
    if across and taken.y <= area.y:
        return Box(area.x, taken.bottom, area.width, max(0, area.bottom - taken.bottom))
    if across and taken.bottom >= area.bottom:
        return Box(area.x, area.y, area.width, max(0, taken.y - area.y))
    if down and taken.x <= area.x:
        return Box(taken.right, area.y, max(0, area.right - taken.right), area.height)
    if down and taken.right >= area.right:
        return Box(area.x, area.y, max(0, taken.x - area.x), area.height)
    return area


def _distance(one: Colour, other: Colour) -> float:
    return float(sum(((a - b) * 255) ** 2 for a, b in zip(one.channels, other.channels, strict=True)) ** 0.5)


@lru_cache(maxsize=64)
def _shown(picture: Picture, cell: int) -> Any | None:
    """A picture as small as it is here, cut as it is shown."""
    with Image.open(io.BytesIO(picture.image.data)) as opened:
        opened.draft("RGB", (WIDE, WIDE))
        small = opened.convert("RGBA" if opened.mode in ("RGBA", "LA", "P") else "RGB")
    left, top, right, bottom = picture.crop
    cut = (
        round(left * small.width),
        round(top * small.height),
        max(1, round((1 - right) * small.width)),
        max(1, round((1 - bottom) * small.height)),
    )
    if cut[0] >= cut[2] or cut[1] >= cut[3]:
        return None
    size = (max(1, round(picture.box.width / cell)), max(1, round(picture.box.height / cell)))
    return small.crop(cut).resize(size)
