"""Sheets: one page, always. Type as large as lets everything stand; what is left goes to what can grow.

When even the smallest type is too much, blocks go by the priority that the template declares, highest number first; when that is not
enough, the error says by how much and what to shorten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..blocks.heading import Heading
from ..blocks.params import origins_of
from ..blocks.piece import Block, Cut, Piece, Stretch
from ..blocks.text import paragraph, text_box
from ..briefing import Briefing, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, error
from ..frame import Decision, Frame, Group, Item, Panel, Paragraph, Run, Slot, Table, TextBox
from ..geometry import Box, to_points
from ..look import Area, Colour, Look, SheetLayout, TextStyle
from ..values import Origin, Rich, plain
from .pour import Place, arrange, gaps
from .slides import stack

TITLE: Final = "title"
TITLE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """An area with what stands in it, at one step of the type scale: heights in EMU, `over` what does not fit."""

    area: Area
    box: Box
    place: Place
    blocks: tuple[Block, ...]
    needed: int
    over: int


def lay_sheet(briefing: Briefing, look: Look) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """Each page of a sheet template on exactly one page."""
    frames: list[Frame] = []
    decisions: list[Decision] = []
    for page in briefing.pages:
        frame, made = _lay(page, briefing, look)
        frames.append(frame)
        decisions += made
    return tuple(frames), tuple(decisions)


def _lay(page: Page, briefing: Briefing, look: Look) -> tuple[Frame, list[Decision]]:
    sheet = look.sheets[page.role]
    flows = {slot: tuple(placed for placed in blocks if not placed.optional) for slot, blocks in page.flows.items()}
    decisions: list[Decision] = []
    steps = len(look.scale["body"])
    while True:
        shelves: tuple[Shelf, ...] = ()
        for step in range(steps):
            shelves = _shelves(page, sheet, flows, look, step)
            if not any(shelf.over > 0 for shelf in shelves):
                shelves, taken = _with_optional(page, sheet, flows, look, step, shelves)
                decisions += [Decision(page.id, "added", f"{block}: there was room") for block in taken]
                decisions.append(Decision(page.id, "step", f"type step {step + 1} of {steps}, body {look.style('body', step).size:g} pt"))
                return _frame(page, briefing, look, shelves), decisions
        fullest = max(shelves, key=lambda shelf: shelf.over)
        dropped = _dearest(flows, fullest.area.name)
        if dropped is None:
            raise BriefingsError([_over(page, fullest)])
        slot, index, placed = dropped
        reason = f"{slot}: {placed.block.id}, priority {placed.priority}, over by {to_points(fullest.over):.0f} pt"
        decisions.append(Decision(page.id, "dropped", reason))
        flows[slot] = _without(flows[slot], index)


def _with_optional(
    page: Page, sheet: SheetLayout, flows: Mapping[str, tuple[Placed, ...]], look: Look, step: int, shelves: tuple[Shelf, ...]
) -> tuple[tuple[Shelf, ...], list[str]]:
    """The areas with those optional blocks that still fit at this step; a heading comes with the block that it heads."""
    chosen = dict(flows)
    taken: list[str] = []
    for slot, blocks in page.flows.items():
        wanted = list(chosen.get(slot, ()))
        pending: list[Placed] = []
        for placed in blocks:
            if not placed.optional:
                continue
            pending.append(placed)
            if isinstance(placed.block, Heading):
                continue
            tried_slot = tuple(p for p in blocks if p in wanted or p in pending)
            tried = _shelves(page, sheet, {**chosen, slot: tried_slot}, look, step)
            if not any(shelf.over > 0 for shelf in tried):
                wanted, shelves = list(tried_slot), tried
                chosen[slot] = tried_slot
                taken += [p.block.id for p in pending]
            pending = []
    return shelves, taken


def _dearest(flows: Mapping[str, tuple[Placed, ...]], fullest: str) -> tuple[str, int, Placed] | None:
    """The block to drop: the highest priority number, in the area that is too full; None when nothing there may go."""
    blocks = [(placed.priority, index, placed) for index, placed in enumerate(flows.get(fullest, ())) if placed.priority > 0]
    if not blocks:
        return None
    _, index, placed = max(blocks, key=lambda entry: (entry[0], entry[1]))
    return fullest, index, placed


def _without(placed: tuple[Placed, ...], index: int) -> tuple[Placed, ...]:
    """The blocks less one, and less a heading that then heads nothing."""
    left = [p for i, p in enumerate(placed) if i != index]
    return tuple(p for i, p in enumerate(left)
                 if not (isinstance(p.block, Heading) and (i + 1 == len(left) or isinstance(left[i + 1].block, Heading))))


# -- measuring --------------------------------------------------------------------------------------------------------------------------


def _shelves(page: Page, sheet: SheetLayout, flows: Mapping[str, Sequence[Placed]], look: Look, step: int) -> tuple[Shelf, ...]:
    """Every area with its box: top areas from the top, bottom areas from the bottom, the others share what is between."""
    paper = look.page.box.inset(sheet.margins.left, sheet.margins.top, sheet.margins.right, sheet.margins.bottom)
    made: dict[str, Shelf] = {}
    top, bottom = paper.y, paper.bottom
    for area in (a for a in sheet.areas if a.kind == "top"):
        shelf = _shelf(page, area, sheet, flows, look, step, paper, top, None)
        if shelf.needed:
            made[area.name] = shelf
            top = shelf.box.bottom + sheet.gap
    for area in reversed([a for a in sheet.areas if a.kind == "bottom"]):
        shelf = _shelf(page, area, sheet, flows, look, step, paper, 0, None)
        if shelf.needed:
            shelf = _moved(shelf, bottom - shelf.box.height)
            made[area.name] = shelf
            bottom = shelf.box.y - sheet.gap
    for area in (a for a in sheet.areas if a.kind == "fill"):
        shelf = _shelf(page, area, sheet, flows, look, step, paper, top, bottom - top)
        if shelf.blocks:
            made[area.name] = shelf
    return tuple(made[area.name] for area in sheet.areas if area.name in made)


def _shelf(page: Page, area: Area, sheet: SheetLayout, flows: Mapping[str, Sequence[Placed]], look: Look, step: int, paper: Box,
           top: int, height: int | None) -> Shelf:
    column = (paper.width - sheet.gutter * 11) / 12
    x = paper.x + round((area.first - 1) * (column + sheet.gutter))
    width = round((area.last - area.first + 1) * column + (area.last - area.first) * sheet.gutter)
    inside_look = on(look, area.fill)
    gap = look.unit if area.kind == "top" else look.unit * 5 // 2
    blocks: list[Block] = []
    if TITLE in page.lines and area is sheet.areas[0]:
        blocks.append(Title("title", page.lines[TITLE]))
    blocks += [placed.block for placed in flows.get(area.name, ())]
    pad = area.padding
    content_width = width - pad.left - pad.right
    place = Place(Box(0, 0, content_width, 0), inside_look, gap, step)
    pieces = [arrange(block, place) for block in blocks]
    between = sum(gaps(blocks, place))
    needed = sum(piece.stretch.least for piece in pieces) + between + pad.top + pad.bottom if blocks else 0
    wide = any(item.box.right > content_width + 1 or _line_out(item) for piece in pieces for item in piece.items)
    natural = sum(piece.height for piece in pieces) + between + pad.top + pad.bottom if blocks else 0
    tall = natural if height is None else height
    box = Box(x, top, width, tall)
    if look.rtl:
        box = box.mirrored(look.page.width)
    content = box.inset(pad.left, pad.top, pad.right, pad.bottom)
    over = 0 if height is None else max(0, needed - height)
    if wide:
        over = max(over, 1)
    if height is None and tall > paper.height:
        over = tall - paper.height
    return Shelf(area, box, Place(content, inside_look, gap, step), tuple(blocks), needed, over)


def _line_out(item: Item) -> bool:
    match item:
        case TextBox():
            return any(line.x < -1 or line.x + line.width > item.content.width + 12_700 for line in item.lines)
        case Group():
            return any(_line_out(child) for child in item.items)
        case Table():
            return any(_line_out(cell.text) for row in item.rows for cell in row)
        case _:
            return False


def _moved(shelf: Shelf, y: int) -> Shelf:
    dy = y - shelf.box.y
    return replace(shelf, box=shelf.box.moved(0, dy), place=replace(shelf.place, box=shelf.place.box.moved(0, dy)))


def on(look: Look, ground: str) -> Look:
    """The look on a coloured ground: text takes the colour that reads on it."""
    if not ground:
        return look
    text = look.colour(f"on-{ground}")
    scale = {name: tuple(replace(style, colour=_readable(style, text, look, ground)) for style in steps) for name, steps in look.scale.items()}
    return replace(look, scale=scale, on=ground)


def _readable(style: TextStyle, text: Colour, look: Look, ground: str) -> Colour:
    """A style's own colour where it still reads on the ground (4.5:1), else the ground's text colour."""
    return style.colour if style.colour.contrast(look.colour(ground)) >= 4.5 else text


# -- placing ----------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Title:
    """The sheet's title: the one block that layout itself makes."""

    id: str
    text: Rich

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        box = self._set(width, step, look)
        # a sheet's title stands in its area, not where the slide layout has it; in a deck it is the title all the same
        for smaller in range(step + 1, len(look.scale["title"])):
            if len(box.lines) <= TITLE_LINES:
                break
            box = self._set(width, smaller, look)
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))

    def _set(self, width: int, step: int, look: Look) -> TextBox:
        box = text_box(self.id, (paragraph(self.text, look.style("title", step), look, "title", 1),), width, look)
        return replace(box, slot=Slot(0, "title", inherits=False))

    def split(self, cut_at: Cut) -> tuple[Block, Block]:
        raise AssertionError("a title offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.text)


def _frame(page: Page, briefing: Briefing, look: Look, shelves: Sequence[Shelf]) -> Frame:
    items: list[Item] = []
    for shelf in shelves:
        if shelf.area.fill:
            items.append(Panel(f"{shelf.area.name}.ground", shelf.box, look.colour(shelf.area.fill)))
        placed, _ = _settle(shelf)
        items += placed
    style = TextStyle(12, look.colour("text"))
    notes = tuple(Paragraph(tuple(Run(s.text, style, s.origins, s.link, s.language or look.language) for s in rich), style, rtl=look.rtl)
                  for rich in page.notes)
    return Frame(page.id, look.page, page.role, plain(page.lines.get(TITLE, ())) or briefing.title, tuple(items), notes=notes,
                 language=briefing.language, rtl=look.rtl)


def _settle(shelf: Shelf) -> tuple[tuple[Item, ...], int]:
    """The blocks of an area in its full height: first what can grow grows, then the gaps open, up to three times as wide."""
    place, blocks = shelf.place, shelf.blocks
    items, reached = stack(blocks, place, place.box.height)
    spare = place.box.height - reached
    if spare > 0 and shelf.area.kind == "fill" and len(blocks) > 1:
        wider = min(spare // (len(blocks) - 1), place.gap * 2)
        items, reached = stack(blocks, replace(place, gap=place.gap + wider), place.box.height)
        if reached > place.box.height:
            items, reached = stack(blocks, place, place.box.height)
    return items, reached


# -- what does not fit ------------------------------------------------------------------------------------------------------------------


def _over(page: Page, shelf: Shelf) -> Diagnostic:
    """The error with its numbers: over by so many points, and the longest text there with how many words to take away."""
    longest: TextBox | None = None
    for block in shelf.blocks:
        for item in arrange(block, shelf.place).items:
            for box in _texts(item):
                if longest is None or box.text_height > longest.text_height:
                    longest = box
    origin, fewer = "", 1
    if longest is not None:
        origin = str(next((o for p in longest.paragraphs for r in p.runs for o in r.origins), ""))
        words = len(" ".join(p.text for p in longest.paragraphs).split())
        fewer = max(1, min(words, round(words * shelf.over / max(1, longest.text_height)) + 1))
    return error("page-over", f"`{page.id}` is over by {to_points(shelf.over):.0f} pt in the area `{shelf.area.name}`", page.where, origin,
                 f"shorten {origin or 'its texts'} by about {fewer} words, or give blocks of this area a `priority`")


def _texts(item: Item) -> list[TextBox]:
    match item:
        case TextBox():
            return [item]
        case Group():
            return [box for child in item.items for box in _texts(child)]
        case _:
            return []

