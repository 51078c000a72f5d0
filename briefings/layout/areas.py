"""The areas of a sheet with what stands in them, measured: top areas from the top, bottom areas from the bottom, the others between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..blocks.chart import ChartBlock
from ..blocks.params import origins_of
from ..blocks.piece import Block, Cut, Piece, Stretch
from ..blocks.text import paragraph, text_box
from ..briefing import Page, Placed
from ..frame import Slot, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, Insets, PageSize
from ..look import Area, Colour, Look, SheetLayout, TextStyle
from ..memory import kept
from ..values import Origin, Rich
from .backdrop import READABLE, SCRIM, over
from .badge import Badge
from .pour import Place, arrange, gaps

TITLE: Final = "title"
TITLE_LINES: Final = 3
"""So many lines at the most, and smaller type before the last of them."""
ROOMY: Final = 1.2
"""So much wider are the gaps of a page on which something comes in that nobody asked for."""
APART: Final = 1.1
"""Areas are so much further apart than blocks at the most, in baseline units."""
DENSE: Final = 3
"""From this step of the type scale on, a title takes smaller type for a single line too."""

Flows = Mapping[str, tuple[Placed, ...]]


@frozen
class Shelf:
    """An area with what stands in it, at one step of the type scale: heights in EMU; `over` is what does not fit, `wide` by how
    much something is too wide. The first area has the customer's logo beside it."""

    area: Area
    box: Box
    place: Place
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    needed: int
    over: int = 0
    wide: int = 0
    badge: Badge | None = None

    @property
    def fits(self) -> bool:
        return self.over <= 0 and self.wide <= 0


@frozen
class _Standing:
    """An area with its blocks, where it begins and how high it is; `over` is what does not fit."""

    shelf: Shelf
    top: int
    height: int
    over: int = 0


@frozen
class OnPaper:
    """A page on a paper, in a look, in its areas: how high its areas are with what stands in them, at a step and with a gap between blocks in baseline units."""

    page: Page
    look: Look
    sheet: SheetLayout
    paper: PageSize

    def measured(self, flows: Flows, step: int, gap: float) -> tuple[Shelf, ...]:
        """Every area with its box."""
        made = self._standing(flows, step, gap)
        return tuple(replace(_at(one.shelf, one.top, one.height), over=one.over) for one in made)

    def overflow(self, flows: Flows, step: int, gap: float, *, airy: bool = False) -> int:
        """By how much the areas are over, or something in them too wide, at the most (EMU). `airy` counts what can shrink with half of that,
        and wider gaps."""
        made = self._standing(flows, step, gap, airy=airy)
        return max((max(one.over, one.shelf.wide) for one in made), default=0)

    def overfull(self, flows: Flows, step: int, gap: float, last: Sequence[Block] = (), *, airy: bool = False) -> bool:
        """Whether an area between top and bottom is over by some of its blocks already: those that come first in it, and the `last` after all others. What
        is over by the rest is not told; none of that is measured, and a map, which takes longest, only where all else has room."""
        _, blocks, top, bottom = self._edges(flows, step, gap)
        for area in _widened(self.sheet, tuple([name for name in blocks if flows.get(name)])):
            _, _, pad, place = _placed(area, self.sheet, self.look, self.paper, step, gap)
            own = blocks[area.name]
            room = bottom - top - pad.top - pad.bottom - round(sum(gaps(own, place)) * (ROOMY if airy else 1))
            least = usual = 0
            for block in sorted(own, key=lambda one: (any(one is other for other in last), _mapped(one))):
                if (least + usual) // 2 > room:
                    break
                piece = arrange(block, place)
                least += piece.stretch.least
                usual += max(piece.height, piece.stretch.least) if airy else piece.stretch.least
            if (least + usual) // 2 > room:
                return True
        return False

    def _standing(self, flows: Flows, step: int, gap: float, *, airy: bool = False) -> list[_Standing]:
        """The areas in order: top areas from the top, bottom areas from the bottom, the others share what is between."""
        made, blocks, top, bottom = self._edges(flows, step, gap)
        for area in _widened(self.sheet, tuple([name for name in blocks if flows.get(name)])):
            shelf = _shelf(area, blocks[area.name], self.sheet, self.look, self.paper, step, gap, airy=airy)
            made[area.name] = _Standing(shelf, top, max(0, bottom - top), max(0, shelf.needed - (bottom - top)))
        return [made[area.name] for area in self.sheet.areas if area.name in made]

    def _edges(
        self, flows: Flows, step: int, gap: float
    ) -> tuple[dict[str, _Standing], dict[str, tuple[Block, ...]], int, int]:
        """The areas at top and bottom, the blocks of each area, and where what is between begins and ends."""
        margins, apart = self.sheet.margins, min(self.sheet.gap, round(self.look.unit * (gap + APART)))
        room = self.paper.box.inset(margins.left, margins.top, margins.right, margins.bottom)
        blocks = {name: tuple([one.block for one in placed]) for name, placed in flows.items() if placed}
        if TITLE in self.page.lines:
            head = self.sheet.areas[0].name
            blocks[head] = (_title(self.page.lines[TITLE]), *blocks.get(head, ()))
        made: dict[str, _Standing] = {}
        top, bottom = room.y, room.bottom
        for area in self.sheet.areas:
            if area.kind == "top" and area.name in blocks:
                shelf = _shelf(area, blocks[area.name], self.sheet, self.look, self.paper, step, gap)
                made[area.name] = _Standing(shelf, top, shelf.needed)
                top += shelf.needed + apart
        for area in reversed(self.sheet.areas):
            if area.kind == "bottom" and area.name in blocks:
                shelf = _shelf(_lined(area, self.look), blocks[area.name], self.sheet, self.look, self.paper, step, gap)
                bottom -= shelf.needed
                made[area.name] = _Standing(shelf, bottom, shelf.needed)
                bottom -= apart
        return made, blocks, top, bottom


@kept
def _mapped(block: Block) -> bool:
    """Whether there is a map in a block."""
    return any(map(_mapped, getattr(block, "blocks", ()))) or (
        isinstance(block, ChartBlock) and block.data.kind == "map"
    )


@kept
def _widened(sheet: SheetLayout, filled: tuple[str, ...]) -> list[Area]:
    """The areas between top and bottom that have something in them; they take over the columns of those that have not."""
    middle = sorted((area for area in sheet.areas if area.kind == "fill"), key=lambda area: area.first)
    kept = [area for area in middle if area.name in filled]
    if not kept:
        return []
    firsts = [middle[0].first, *(area.first for area in kept[1:])]
    lasts = [*(first - 1 for first in firsts[1:]), max(area.last for area in middle)]
    return [replace(area, first=first, last=last) for area, first, last in zip(kept, firsts, lasts, strict=True)]


@kept
def _shelf(
    area: Area,
    blocks: tuple[Block, ...],
    sheet: SheetLayout,
    look: Look,
    paper: PageSize,
    step: int,
    between: float,
    *,
    airy: bool = False,
) -> Shelf:
    """An area measured at the top of the page, as high as what stands in it needs at least."""
    box, badge, pad, place = _placed(area, sheet, look, paper, step, between)
    pieces = tuple(arrange(block, place) for block in blocks)
    least = sum(piece.stretch.least for piece in pieces)
    least = (least + sum(max(piece.height, piece.stretch.least) for piece in pieces)) // 2 if airy else least
    needed = least + round(sum(gaps(blocks, place)) * (ROOMY if airy else 1)) + pad.top + pad.bottom
    wide = max((piece.width - place.box.width for piece in pieces), default=0)
    needed = max(needed, badge.height) if badge else needed
    return Shelf(area, box, place, blocks, pieces, needed, wide=max(0, wide), badge=badge)


@kept
def _placed(
    area: Area, sheet: SheetLayout, look: Look, paper: PageSize, step: int, between: float
) -> tuple[Box, Badge | None, Insets, Place]:
    """An area at the top of the page, with what stands beside it, its padding, and the place for its blocks."""
    box = _columns(area, sheet, paper, rtl=look.rtl)
    badge = Badge.of(look, box) if area.name == sheet.areas[0].name and area.kind == "top" else None
    if badge is not None:
        box = badge.beside(box)
    pad = _padding(area, look)
    content = box.inset(pad.left, 0, pad.right, 0)
    gap = look.unit if area.kind == "top" else round(look.unit * between)
    place = Place(content, on(look, area.fill, photo=area.photo), gap, step, ruled=area.kind == "fill")
    return box, badge, pad, place


@kept
def _lined(area: Area, look: Look) -> Area:
    """The area at the foot, with room for the line above it."""
    return area if area.fill else replace(area, padding=replace(area.padding, top=area.padding.top + look.unit))


@kept
def _title(text: Rich) -> Title:
    return Title(TITLE, text)


def _at(shelf: Shelf, top: int, height: int) -> Shelf:
    """The area at its place and height on the page."""
    pad = shelf.area.padding
    box = replace(shelf.box, y=top, height=height)
    content = replace(shelf.place.box, y=top + pad.top, height=max(0, height - pad.top - pad.bottom))
    return replace(shelf, box=box, place=replace(shelf.place, box=content))


def _columns(area: Area, sheet: SheetLayout, paper: PageSize, *, rtl: bool) -> Box:
    """The columns of an area, counted from the reading side; no height yet."""
    margins = sheet.margins
    pitch = (paper.width - margins.left - margins.right + sheet.gutter) / 12
    x = margins.left + round((area.first - 1) * pitch)
    box = Box(x, 0, margins.left + round(area.last * pitch - sheet.gutter) - x, 0)
    return box.mirrored(paper.width) if rtl else box


def _padding(area: Area, look: Look) -> Insets:
    pad = area.padding
    return replace(pad, left=pad.right, right=pad.left) if look.rtl else pad


@kept
def on(look: Look, ground: str, *, photo: bool = False) -> Look:
    """The look on a coloured ground, or on the scrim of a photo in its place: text that does not read there, or is dark where the ground's
    own text colour is light, takes that one."""
    if not ground:
        return look
    look, behind = (over(look), SCRIM) if photo else (look, look.colour(ground))
    text = look.colour(f"on-{ground}")
    scale = {name: tuple(_readable(style, text, behind) for style in steps) for name, steps in look.scale.items()}
    muted = look.colour("muted")
    alike = (muted.luminance > behind.luminance) == (text.luminance > behind.luminance)
    colours = {**look.colours, "muted": muted if alike and muted.contrast(behind) >= READABLE else text}
    return replace(look, scale=scale, colours=colours, on=ground)


def _readable(style: TextStyle, text: Colour, behind: Colour) -> TextStyle:
    alike = (style.colour.luminance > behind.luminance) == (text.luminance > behind.luminance)
    return style if alike and style.colour.contrast(behind) >= READABLE else replace(style, colour=text)


@frozen
class Title:
    """The sheet's title: the one block that layout itself makes. A long one takes smaller type than its step, for two lines or three."""

    id: str
    text: Rich

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        sizes = [self._set(width, at, look) for at in range(step, len(look.scale[TITLE]))] or [
            self._set(width, step, look)
        ]
        one = next((box for box in sizes if len(box.lines) == 1), None) if step >= DENSE else None
        fitting = (box for most in (TITLE_LINES - 1, TITLE_LINES) for box in sizes if len(box.lines) <= most)
        box = one or next(fitting, sizes[-1])
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))

    def split(self, cut_at: Cut) -> tuple[Block, Block]:
        raise AssertionError("a title offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.text)

    def _set(self, width: int, step: int, look: Look) -> TextBox:
        box = text_box(self.id, (paragraph(self.text, look.style(TITLE, step), look, "title", 1),), width, look)
        # a sheet's title stands in its area, not where the slide layout has it; in a deck it is the title all the same
        return replace(box, slot=Slot(0, "title", inherits=False))
