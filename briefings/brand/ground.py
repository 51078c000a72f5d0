"""What is behind a place on the page, and which part of the page nothing is drawn on.

Master and layout are painted small, shape by shape, into three rasters: one of colours, one of where these cannot be told, one of what
is no ground. A shape that most of the room for blocks stands on is its ground; any other is an obstacle that text and blocks keep clear
of.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache, reduce
from itertools import pairwise
from math import cos, radians, sin
from operator import or_
from typing import Any, Final, TypeVar

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from ..frame import Picture
from ..frozen import frozen
from ..geometry import Box, PageSize
from ..look import Colour, Placeholder
from ..ooxml.shapes import TITLES
from .drawn import SAME, Drawn
from .fills import Fill
from .strips import cut

_Line = TypeVar("_Line")

_TAKEN: Final = bytes(1) + b"\xff" * 255
"""Cells that anything stands on as 255."""

WIDE: Final = 240
"""The rasters are so many cells wide: a cell is four points on a usual slide."""
_GROUND: Final = 0.6
"""A shape that covers so much of the room for blocks is their ground."""
_MIDDLE, _SPECKS = 118, 0.01
"""The shade from which on black reads as well as white; of a place, what lies on the other side of it and is not seen."""
_LITTLE: Final = 0.004
"""So small a share of a place may be drawn on without anybody seeing it: an edge that it shares with a shape."""
_MOST: Final = 0.9  # of a place, left by what takes so little of it
_BAND: Final = 0.35
"""The least share of a column's width that a line of text is given."""
_SAME: Final = 12.0  # and nearer than this are one
_FEW: Final = 0.04
"""So small a share of a ground is not looked at: specks, and the edges of what is beside it."""
_VEIL: Final = 0.25
"""What lets more than the rest of this through is no obstacle: a watermark."""
_WATERMARK: Final = 0.5  # the same of a picture: people make one into a watermark by it
_MARKS: Final = 0.2  # of a title's place: as much as a rule across it, or a logo in its corner, takes
_MARK: Final = 1.2
"""A shape of less contrast to what is below it is a mark in the paper."""
_WASHED: Final = 1.7  # a picture of less
_EDGE: Final = 90  # steps of 255 between cells side by side: a line that is meant to be seen
_SOFT: Final = 40  # of as many: less is a glow
_BUSY: Final = 0.2
"""A picture with edges on more of the room for blocks than this is a photograph, or a pattern."""
_CLEAR: Final = 76_200  # what is left free beside an obstacle: six points
READABLE: Final = 4.5
POLES: Final = (Colour("000000"), Colour("FFFFFF"))
_CLEARLY: Final = 7.0  # the contrast of words that need no care
_LIGHT: Final = 0.5
"""From this luminance on words are made for a dark ground."""
_NEAR: Final = 60.0  # colours nearer than this (of 441) look alike from afar


@frozen
class Ground:
    """What is behind a box: the colour that most of it stands on, then the darkest and the lightest that are more than specks, and every
    colour with its share. `known` is False where part of it cannot be told."""

    colours: tuple[Colour, ...]
    known: bool = True
    shares: tuple[tuple[float, Colour], ...] = ()

    @property
    def varied(self) -> bool:
        """Whether a fair share of it is unlike the rest."""
        return any(_distance(colour, self.colours[0]) >= _NEAR for colour in self.colours)

    def least(self, colour: Colour) -> float:
        """The contrast of a colour where it is least."""
        return min(colour.contrast(ground) for ground in self.colours)

    def lost(self, colour: Colour, ratio: float) -> float:
        """On how much of the ground a colour stays below a contrast (0 to 1)."""
        return sum(share for share, ground in self.shares if colour.contrast(ground) < ratio)


def below(ground: Ground, ink: Colour, paper: Colour) -> Colour:
    """A panel for words that do not read on a ground: where the house writes in light colours, a dark one of the ground's own, else paper."""
    darkest = min(ground.colours, key=lambda one: one.luminance)
    shades = (darkest.shade(share, lighter=False) for share in range(0, 60, 10))
    dark = next((one for one in shades if ink.contrast(one) >= _CLEARLY), None)
    return Colour(dark.rgb) if dark and ground.known and ink.luminance > _LIGHT else paper


def plated(ground: Ground, most: float, places: Iterable[Placeholder], paper: Colour) -> Colour | None:
    """The colour of a panel below blocks, where neither black nor white reads on all of a ground, but for so much of it, or nobody can
    tell what it shows (a WMF): what stands in places keeps the colours that were chosen for it. `places` have the page's title."""
    lost = not ground.known or min(ground.lost(pole, READABLE) for pole in POLES) > most
    inks = (place.written[0].colour for place in places if place.kind in TITLES)
    return below(ground, next(inks, POLES[0]), paper) if lost else None


class Canvas:
    """A page as its master paints it. `obstacles` are the boxes of the shapes that are no ground, `words` those of texts; `pictured` says that a picture is
    a ground."""

    def __init__(self, page: PageSize, background: Colour, drawn: Sequence[Drawn], start: Box) -> None:
        self.page = page
        self.cell = max(1, page.width // WIDE)
        self.size = (max(1, -(-page.width // self.cell)), max(1, -(-page.height // self.cell)))
        self.colours = Image.new("RGB", self.size, f"#{background.rgb}")
        self.unknown = Image.new("L", self.size, 0)
        self.taken = Image.new("L", self.size, 0)
        self.unpainted = Image.new("L", self.size, 0)
        self.edges = Image.new("L", self.size, 0)
        self.marks = self.edges
        self.inks = [background]
        self.grown: dict[int, Any] = {}
        self.pictured = False
        obstacles: list[Box] = []
        for one in drawn:
            mask = self._mask(one)
            area = mask.crop(self._cells(start))
            covered = sum(area.histogram()[1:]) / max(1, area.width * area.height)
            faint, before = self._faint(one, mask), self.colours.copy()
            self.paint(one, mask)
            if faint or self._soft(one, before):
                continue
            if (covered >= _GROUND and not one.hollow) or (one.fill is not None and one.fill.density <= _VEIL):
                self.pictured = self.pictured or (one.fill is not None and one.fill.picture is not None)
                if one.fill is not None and one.fill.picture is not None and one.fill.density > _VEIL:
                    self.edges = self._drawn_in(mask, start)
                continue
            if one.hollow and one.box.contains(start):
                continue
            self.taken.paste(255, mask=mask.point(lambda value: 255 if value else 0))
            if one.fill is None:  # a line, or words
                self.unpainted.paste(255, mask=mask)
            obstacles.append(one.box)
        self.obstacles = tuple(obstacles)
        self.words = tuple(one.box for one in drawn if one.fill is None and not one.hollow)

    def _faint(self, one: Drawn, mask: Any) -> bool:
        """Whether a shape is hardly told from what it lies on: a mark in the paper, which words may stand on."""
        cells = mask.getbbox()
        if one.fill is None or cells is None or one.hollow:
            return False
        if one.fill.picture is not None and one.fill.opaque <= _WATERMARK:
            return True
        below = max(_counted(self.colours.crop(cells)), key=lambda count: count[0])[1]
        if one.fill.washed:
            return all(colour.contrast(below) < _WASHED for colour in one.fill.washed)
        return len(one.fill.stops) == 1 and one.fill.stops[0].colour.contrast(below) < _MARK

    def _soft(self, one: Drawn, before: Any) -> bool:
        """Whether a picture or a gradient has no edge where it is seen: a glow, which words may stand on. Fine lines are no glow."""
        if one.fill is None or (one.fill.picture is None and len(one.fill.stops) < 2):
            return False
        change = ImageChops.difference(self.colours, before)
        cells = reduce(ImageChops.lighter, _spread(change)).point(lambda value: 255 if value > _SOFT else 0)
        return change.getbbox() is not None and cells.getbbox() is None

    def _drawn_in(self, mask: Any, start: Box) -> Any:
        """The edges of what a picture that is a ground has drawn on it, a star or a line: texts and blocks keep clear of them as of
        shapes. None in a photograph, which is busy over a good part of the room for blocks: it is a ground and no more."""
        steep = reduce(ImageChops.lighter, _spread(self.colours))
        edges = self.marks = ImageChops.multiply(steep.point(lambda value: 255 if value > _EDGE else 0), mask)
        room = edges.crop(self._cells(start))
        busy = sum(room.histogram()[1:]) > room.width * room.height * _BUSY
        return Image.new("L", self.size, 0) if busy else edges

    # -- asking --------------------------------------------------------------------------------------------------------------

    def ground(self, box: Box, expected: Colour, fill: Fill | None = None) -> Ground:
        """What is behind a box; the expected colour (which knows its name in the theme) where most is like it. With a fill of its own the
        box is painted first."""
        cells = self._cells(box)
        colours, unknown, inks = self.colours, self.unknown, self.inks
        if fill is not None:
            over = copy(self)
            over.colours, over.unknown, over.inks = colours.copy(), unknown.copy(), [*self.inks]
            one = Drawn(box, fill=fill)
            over.paint(one, over._mask(one))
            colours, unknown, inks = over.colours, over.unknown, over.inks
        left, top, right, bottom = cells
        if right - left > 2 and bottom - top > 2:  # a cell at the edge may belong to what is beside it
            cells = (left + 1, top + 1, right - 1, bottom - 1)
        hidden = unknown.crop(cells)
        known = sum(hidden.histogram()[1:]) <= hidden.width * hidden.height * _FEW
        found = [(count, self._named(colour, (expected, *inks))) for count, colour in _counted(colours.crop(cells))]
        total = sum(count for count, _ in found)
        near = sum(count for count, colour in found if _distance(colour, expected) < _NEAR)
        usual = _prevailing(found)
        if near >= total * 0.7 and usual not in inks:  # a picture of about that colour
            usual = expected
        if not known:
            usual = expected
        ends = (end for end in _ends(found, total) if _distance(end, usual) >= _SAME)
        shares = tuple((count / total, colour) for count, colour in found)
        return Ground(tuple(dict.fromkeys((usual, *ends))), known, shares)

    def even(self, box: Box, *, upon: bool = False) -> Box:
        """The box itself where it is of one known colour, be it that of a band; else the largest part of it that is, beside all drawings or,
        if asked, `upon` them."""
        cells = self._cells(box)
        part = self.colours.crop(cells)
        usual = _prevailing(_counted(part))
        apart = ImageChops.difference(part, Image.new("RGB", part.size, f"#{usual.rgb}")).split()
        odd = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2]).point(
            lambda v: 255 if v > _NEAR else 0
        )
        odd = ImageChops.lighter(odd, self.unknown.crop(cells))
        if sum(odd.histogram()[1:]) <= odd.width * odd.height * _FEW:
            return box
        taken = odd if upon else ImageChops.lighter(odd, self.taken.crop(cells))
        return self._largest(taken, box, cells[0], cells[1])

    def shaded(self, box: Box) -> bool:
        """Whether the ground of a box is of one colour, or of shades that run into each other: nothing ends there."""
        return all(band.getextrema()[1] <= _SOFT for band in _spread(self.colours.crop(self._cells(box))))

    def one_side(self, box: Box) -> Box:
        """The box itself, or the largest part of it on one side of where a band ends, or of what a picture has drawn in it: dark or light enough for
        the same letters."""
        cells = self._cells(box)
        shades, drawn = self.colours.crop(cells).convert("L"), self.marks.crop(cells)
        parts = []
        for light in (True, False):
            odd = ImageChops.lighter(shades.point(lambda value, light=light: 255 * ((value > _MIDDLE) != light)), drawn)
            if sum(odd.histogram()[1:]) <= odd.width * odd.height * _SPECKS:
                return box
            parts.append(self._largest(odd, box, cells[0], cells[1]))
        return max(parts, key=lambda part: part.width * part.height)

    def clear(self, box: Box, *, edges: bool = False) -> Box:
        """The largest part of a box that nothing is drawn on, nor with `edges` by a picture; the box itself when that is all of it."""
        left, top, right, bottom = self._cells(box)
        drawn_in = self.edges.crop((left, top, right, bottom))
        met = edges and drawn_in.getbbox() is not None
        if not met and not any(obstacle.overlaps(box, SAME) for obstacle in self.obstacles):
            return box  # told by lengths: a raster's cell may lie on both sides of an edge
        taken = self.taken.crop((left, top, right, bottom))
        if edges:
            taken = ImageChops.lighter(taken, drawn_in)
        return self._beside(taken, box, left, top)

    def over(self, box: Box) -> Box:
        """The part of a box above what a picture has drawn in it."""
        cells = self._cells(box)
        met = self.edges.crop(cells).getbbox() or (0, cells[3] + 2 * _CLEAR, 0, 0)
        return Box(box.x, box.y, box.width, max(0, min(box.bottom, (cells[1] + met[1]) * self.cell - _CLEAR) - box.y))

    def beside_marks(self, box: Box) -> Box | None:
        """The largest part of a box beside a rule or a logo, drawn or in a picture; None where there is none, or more than such."""
        left, top, right, bottom = self._cells(box)
        taken = ImageChops.lighter(self.taken, self.marks).crop((left, top, right, bottom))
        inner = taken.crop((1, 1, max(2, taken.width - 1), max(2, taken.height - 1)))
        ruled = self.unpainted.crop((left, top, right, bottom)).getbbox() is not None  # along its edge too
        if (inner.getbbox() is None and not ruled) or sum(taken.histogram()[1:]) > taken.width * taken.height * _MARKS:
            return None
        return self._largest(taken, box, left, top)

    def along(self, box: Box, to: int, ground: Colour) -> int:
        """How far from a box's upper or lower edge towards a height (`to`) the ground is the same (a band is one too), in EMU."""
        up = to < box.y
        strip = Box(box.x, to, box.width, box.y - to) if up else Box(box.x, box.bottom, box.width, to - box.bottom)
        if strip.height < self.cell:
            return 0
        left, top, right, bottom = self._cells(strip)
        area = (left, top, right, bottom)
        part = self.colours.crop(area)
        apart = ImageChops.difference(part, Image.new("RGB", part.size, f"#{ground.rgb}"))
        most = (
            _SAME if part.getcolors(16) else _NEAR
        )  # bands are of one colour each, pictures and gradients of many shades
        odd = reduce(ImageChops.lighter, apart.split()).point(lambda value: 255 if value > most else 0)
        met = reduce(
            ImageChops.lighter, (odd, self.unknown.crop(area), self.edges.crop(area), self.unpainted.crop(area))
        ).getbbox()
        if met is None:
            return strip.height
        rows = bottom - top - met[3] if up else met[1]
        return max(0, min(strip.height, rows * self.cell) - _CLEAR)

    def free(self, start: Box, boxes: Iterable[Box]) -> Box:
        """The largest part of a box that neither drawings nor some other boxes take."""
        left, top, right, bottom = self._cells(start)
        taken = ImageChops.lighter(self.taken, self.edges).crop((left, top, right, bottom))
        pen = ImageDraw.Draw(taken)
        rest = start
        for box in boxes:  # what takes a whole side is cut off to the EMU, so that edges stay on the grid
            rest = cut(rest, box)
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
        return self._off_lines(self._beside(taken, rest, left, top))

    def _off_lines(self, box: Box) -> Box:
        """A box a little away from what is drawn along its edges: no block stands on a frame's line, or touches a logo. Below a rule is more."""
        taken = ImageChops.lighter(self.taken, self.edges)
        left, top, right, bottom = self._cells(box)
        if min(right - left, bottom - top) < 4:
            return box
        strips = (
            (left - 2, top + 1, left + 1, bottom - 1),
            (left + 1, top - 2, right - 1, top + 1),
            (right - 1, top + 1, right + 2, bottom - 1),
            (left + 1, bottom - 1, right - 1, bottom + 2),
        )
        sides = [_CLEAR * (1 + n % 2) if taken.crop(strip).getbbox() else 0 for n, strip in enumerate(strips)]
        return box.inset(*sides)

    def band(self, height: int, column: Box, boxes: Iterable[Box], air: int = 0) -> Box | None:
        """A band so high at the foot of the page, else at its head, that neither drawings nor some boxes take, and no drawing comes nearer than
        `air` to; as wide as a column of the page, or a good part of that. None where there is none."""
        taken = self._around(air // self.cell).copy()
        pen = ImageDraw.Draw(taken)
        for box in boxes:
            a, b, c, d = self._cells(box)
            pen.rectangle((a, b, c - 1, d - 1), fill=255)
        tall = self.size[1]
        rows = -(-height // self.cell)
        left, _, right, _ = self._cells(column)
        edge = tall // 60
        feet, heads = range(tall - edge, tall * 3 // 4, -1), range(edge + rows, tall // 4)
        cells = taken.crop((left, 0, right, tall)).tobytes().translate(_TAKEN)
        wide = right - left
        lines = [int.from_bytes(cells[row * wide : (row + 1) * wide]) for row in range(tall)]
        before = -1
        for bottom in (*feet, *heads):
            met = reduce(or_, lines[bottom - rows : bottom], 0)
            if met == before:
                continue
            before = met
            clear = [len(run) for run in met.to_bytes(wide).split(b"\xff")]
            widest = max(clear)
            if widest >= wide * _BAND:
                past = clear[: clear.index(widest)]
                first = left + sum(past) + len(past)
                start = column.x if first == left else first * self.cell
                end = column.right if first + widest == right else (first + widest) * self.cell
                return Box(start, (bottom - rows) * self.cell, end - start, rows * self.cell)
        return None

    def _around(self, near: int) -> Any:
        """The cells that drawings take, and those so near to them: once for all layouts that draw the same."""
        if near not in self.grown:
            taken = ImageChops.lighter(self.taken, self.edges)
            self.grown[near] = taken.filter(ImageFilter.MaxFilter(2 * near + 1)) if near else taken
        return self.grown[near]

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
        """The cells that a shape covers."""
        mask = Image.new("L", self.size, 0)
        for path in one.paths:
            whole = Image.new("1", self.size, 0)
            for outline in path:
                at = [
                    ((one.box.x + x * one.box.width) / self.cell, (one.box.y + y * one.box.height) / self.cell)
                    for x, y in outline
                ]
                part = Image.new("1", self.size, 0)
                if one.hollow:
                    ImageDraw.Draw(part).line([*at, at[0]], fill=1)
                else:
                    ImageDraw.Draw(part).polygon(at, fill=1, outline=1)
                whole = part if len(path) == 1 else ImageChops.logical_xor(whole, part)
            mask.paste(255, mask=whole)
        picture = None if one.fill is None or one.fill.picture is None else _shown(one.fill.picture, self.cell)
        if picture is not None and "A" in picture.getbands():
            seen = Image.new("L", self.size, 0)
            seen.paste(picture.getchannel("A"), self._corner(one))
            mask = ImageChops.multiply(mask, seen)
        return mask

    def paint(self, one: Drawn, mask: Any) -> None:
        """Paints a shape over what is there; where its fill cannot be told, nobody knows what is seen."""
        fill = one.fill
        if fill is None:
            return
        picture = None if fill.picture is None else _shown(fill.picture, self.cell)
        if fill.opaque < 1:
            mask = mask.point(lambda value: round(value * fill.opaque))
        layer = Image.new("RGB", self.size)
        if picture is not None:
            layer.paste(picture.convert("RGB"), self._corner(one))
        elif len(fill.stops) == 1:
            self.inks.append(fill.stops[0].colour)
            layer = Image.new("RGB", self.size, f"#{fill.stops[0].colour.rgb}")
            mask = mask.point(lambda value: round(value * fill.stops[0].opaque))
        elif fill.stops:
            run = self._run(fill, one.box)
            channels = [run.point(_ramp(fill, channel)) for channel in range(4)]
            layer = Image.merge("RGB", channels[:3])
            mask = ImageChops.multiply(mask, channels[3])
        else:
            self.unknown.paste(255, mask=mask.point(lambda value: 255 if value > _VEIL * 255 else 0))
            return
        self.colours.paste(layer, mask=mask)
        self.unknown.paste(0, mask=mask.point(lambda value: 255 if value >= 230 else 0))

    def _run(self, fill: Fill, box: Box) -> Any:
        """How far each cell is along a gradient, 0 to 255."""
        wide, tall = max(1.0, box.width / self.cell), max(1.0, box.height / self.cell)
        x, y = box.x / self.cell, box.y / self.cell
        if fill.focus is not None:
            fx, fy = fill.focus
            across, down = 128 / (wide * max(fx, 1 - fx, 0.5)), 128 / (tall * max(fy, 1 - fy, 0.5))
            at = (across, 0.0, 128 - (x + fx * wide) * across, 0.0, down, 128 - (y + fy * tall) * down)
            return Image.radial_gradient("L").transform(
                self.size, Image.Transform.AFFINE, at, Image.Resampling.BILINEAR, fillcolor=255
            )
        c, s = cos(radians(fill.angle)), sin(radians(fill.angle))
        length = max(1.0, abs(wide * c) + abs(tall * s))
        a, b = 255 * c / length, 255 * s / length
        start = 127.5 - a * (x + wide / 2) - b * (y + tall / 2)
        at = (0.0, 0.0, 128.0, a, b, start)
        return Image.linear_gradient("L").transform(self.size, Image.Transform.AFFINE, at, Image.Resampling.BILINEAR)

    def _corner(self, one: Drawn) -> tuple[int, int]:
        box = one.box if one.fill is None or one.fill.picture is None else one.fill.picture.box
        return round(box.x / self.cell), round(box.y / self.cell)

    def _named(self, colour: Colour, known: Iterable[Colour]) -> Colour:
        """A colour as the file names it, where a plain fill has it."""
        return next((one for one in known if one.rgb == colour.rgb), colour)

    def _beside(self, taken: Any, box: Box, left: int, top: int) -> Box:
        """A box without what is drawn on it. Where that is little, only a corner or a strip is given up for it, or nothing for an edge."""
        rest = self._largest(taken, box, left, top)
        if sum(taken.histogram()[1:]) > taken.width * taken.height * _LITTLE:
            return rest
        inner = taken.crop((1, 1, max(2, taken.width - 1), max(2, taken.height - 1)))
        little = rest.width * rest.height < box.width * box.height * _MOST
        return box if little or inner.getbbox() is None else rest

    def _largest(self, taken: Any, box: Box, left: int, top: int) -> Box:
        """The largest rectangle of free cells, as a box within a box, a little away from what is drawn."""
        wide, tall = taken.size
        cells = taken.tobytes()
        # rows that are alike count as one as high as all of them, and columns too: most pages have a dozen of each
        rows = _runs([cells[row * wide : (row + 1) * wide] for row in range(tall)])
        columns = _runs(list(zip(*(row for row, _ in rows), strict=True)))
        starts = [0, *(end for _, end in columns)]
        heights = [0] * len(columns)
        best = (0, 0, 0, 0, 0)
        above = 0
        for number, (_, below) in enumerate(rows):
            for column, (values, _) in enumerate(columns):
                heights[column] = 0 if values[number] else heights[column] + below - above
            above = below
            stack: list[int] = []
            for column in range(len(columns) + 1):
                height = heights[column] if column < len(columns) else 0
                while stack and heights[stack[-1]] >= height:
                    tallest = heights[stack.pop()]
                    first = starts[stack[-1] + 1] if stack else 0
                    area = tallest * (starts[column] - first)
                    if area > best[0]:
                        best = (area, first, below - tallest, starts[column], below)
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


def _spread(colours: Any) -> Any:
    """How much neighbours of each cell differ, by channels."""
    return ImageChops.subtract(
        colours.filter(ImageFilter.MaxFilter(3)), colours.filter(ImageFilter.MinFilter(3))
    ).split()


def _runs(lines: Sequence[_Line]) -> list[tuple[_Line, int]]:
    """Lines of cells without those that are like the line before them, each with the number of the line after its last."""
    return [
        (line, end)
        for end, (line, after) in enumerate(pairwise((*lines, None)), 1)
        if line is not None and line != after
    ]


def _prevailing(found: Sequence[tuple[int, Colour]]) -> Colour:
    """The colour that most is like: a picture has many shades of one, beside which a strip of white would count most."""

    def like(one: tuple[int, Colour]) -> tuple[int, int]:
        return sum(count for count, colour in found if _distance(colour, one[1]) < _NEAR), one[0]

    return max(found, key=like)[1]


def _counted(part: Any) -> list[tuple[int, Colour]]:
    """The colours of a picture and how many cells each has, at most sixteen."""
    few = part.getcolors(16)
    if few is not None:
        return [(count, Colour("".join(f"{value:02X}" for value in rgb))) for count, rgb in few]
    reduced = part.quantize(16)
    palette = reduced.getpalette() or []
    return [
        (count, Colour("".join(f"{value:02X}" for value in palette[n * 3 : n * 3 + 3])))
        for n, count in enumerate(reduced.histogram()[: len(palette) // 3])
        if count
    ]


def _ends(found: Sequence[tuple[int, Colour]], total: int) -> Iterator[Colour]:
    """The darkest and the lightest colours that are more than specks."""
    ordered = sorted(found, key=lambda one: one[1].luminance)
    for colours in (ordered, ordered[::-1]):
        reached = 0
        for count, colour in colours:
            reached += count
            if reached >= total * _FEW:
                yield colour
                break


def _ramp(fill: Fill, channel: int) -> list[int]:
    """A gradient's red, green, blue or opacity (0 to 3) at each of 256 steps."""
    marks = [(stop.at * 255, (*stop.colour.channels, stop.opaque)[channel] * 255) for stop in fill.stops]
    made = []
    for step in range(256):
        before = max((mark for mark in marks if mark[0] <= step), default=marks[0], key=lambda mark: mark[0])
        after = min((mark for mark in marks if mark[0] > step), default=before, key=lambda mark: mark[0])
        share = (step - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
        made.append(round(before[1] + (after[1] - before[1]) * min(1.0, max(0.0, share))))
    return made


def unlike(one: Colour, other: Colour) -> bool:
    """Whether two colours are told apart at a glance."""
    return _distance(one, other) >= _NEAR


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
