"""Sheets: one page, always. Type as large as lets everything stand; what is left goes to what can grow.

When even the smallest type is too much, the gaps between blocks close up; when that is not enough, blocks go by the priority that the
template declares, highest number first; and when that is not, the error says by how much and what to shorten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from .. import lasting, memory
from ..blocks.heading import Heading
from ..blocks.params import origins_of
from ..blocks.picture import PictureBlock
from ..blocks.piece import Block, Cut, Piece, Shortened, Stretch
from ..blocks.plate import ground
from ..blocks.text import paragraph, text_box
from ..briefing import Briefing, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, error
from ..frame import Decision, Frame, Item, Panel, Slot, TextBox
from ..frozen import frozen, replace
from ..geometry import PAGE_SIZES, Box, Insets, PageSize, to_points
from ..lasting import Same
from ..look import Area, Colour, Look, SheetLayout, TextStyle
from ..memory import kept
from ..values import Origin, Rich, plain, without_notes
from . import standing
from .backdrop import READABLE, heading, over, scrim
from .badge import LOGO_GAP, Badge
from .finished import finished
from .misfit import Misfit, finding, with_blocks
from .notes import notes
from .pour import Place, arrange, gaps
from .shorter import Change
from .stack import stack
from .standing import Framed
from .yielding import least_dear, less, pressed

TITLE: Final = "title"
TITLE_LINES: Final = 3
HEADS: Final = (14, 5)
"""How much higher a head with a picture is, in baseline units: as it is meant, and where more of the report then stands on the page. The
picture runs to the page's edges."""
GAPS: Final = (2.5, 1.5)
"""The gap between blocks in baseline units: as it is meant, and at the least."""

SMALLER: Final = 3
"""Down to this step of the type scale more of a report on the page counts for more than large type."""

PAPERS: Final = ("a4", "letter")
LONGEST: Final = 200
"""So many parts of a block are tried on one page at the most."""

LAST: Final = 99
"""The priority of optional blocks once they are chosen: they would go before all others."""

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


def lay_sheet(
    briefing: Briefing, look: Look, at: Callable[[Page], object] = lambda page: None
) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """Each page of a sheet template on exactly one page.

    Raises BriefingsError with one finding for each page that cannot be made to fit.
    """
    look = lasting.one(look)
    laid: list[Framed] = []
    findings: list[Diagnostic] = []
    for page in briefing.pages:
        at(page)
        wheres = tuple(placed.where for flow in page.flows.values() for placed in flow)
        of = (lasting.mark(page), wheres, Same(look), briefing.title, briefing.language)
        make = partial(standing.sheet, page, look, of[3:], partial(_laid, page, briefing, look))
        try:
            laid.append(lasting.made("sheets", of, make))
        except BriefingsError as problem:
            findings += problem.findings
    if findings:
        raise BriefingsError(findings)
    return tuple(one for page in laid for one in page.frames), tuple(one for page in laid for one in page.decisions)


# -- fitting -------------------------------------------------------------------------------------------------------------


@memory.page()
def _laid(page: Page, briefing: Briefing, look: Look) -> Framed:
    """A page with what was decided on the way; raises BriefingsError with one finding."""
    heads = HEADS if _photo(page, look) else HEADS[:1]
    tries: list[tuple[Look, tuple[Shelf, ...], list[Decision]]] = []
    for units in heads:
        tries.append(_with_logo(page, _with_photo(page, look, units)))
        if not _missing(tries[-1][2]):
            break
    look, shelves, made = min(tries, key=lambda one: _missing(one[2]))
    if page.photo and _photo(page, look) is None:
        gone = tuple(origin for placed in page.photo for origin in placed.block.origins())
        made.append(Decision(page.id, "dropped", "the photo of the head: a page that saves ink has none", gone))
    frame, grown = _frame(page, briefing, look, shelves)
    return Framed((finished(frame),), (*made, *(Decision(page.id, "grown", one) for one in grown)))


def _with_logo(page: Page, look: Look) -> tuple[Look, tuple[Shelf, ...], list[Decision]]:
    """What fits on a page, with the customer's logo where there is room for it."""
    try:
        return look, *_fitted(page, look)
    except BriefingsError:
        if look.logo is None:
            raise
    look = replace(look, logo=None)  # better without a logo than not at all
    shelves, made = _fitted(page, look)
    return look, shelves, [*made, Decision(page.id, "dropped", "the logo: the page has no room for it")]


def _missing(decisions: Sequence[Decision]) -> int:
    """How many fields a page goes without."""
    return sum(len(one.origins) for one in decisions if one.step in ("dropped", "not-added", "shortened"))


def _photo(page: Page, look: Look) -> PictureBlock | None:
    """The picture that stands in place of the page's band."""
    blocks = [placed.block for placed in page.photo if look.ink == "usual"]
    return next((block for block in blocks if isinstance(block, PictureBlock) and block.file is not None), None)


def _with_photo(page: Page, look: Look, units: int) -> Look:
    """The look with a head that is so much higher where a picture stands behind it."""
    sheet = look.sheets[page.role]
    if _photo(page, look) is None or sheet.areas[0].fill != "band":
        return look
    head = sheet.areas[0]
    pad = head.padding
    high = replace(head, padding=replace(pad, top=max(0, pad.top + look.unit * units), left=0, right=0), photo=True)
    return replace(look, sheets={**look.sheets, page.role: replace(sheet, areas=(high, *sheet.areas[1:]))})


def _fitted(page: Page, look: Look) -> tuple[tuple[Shelf, ...], list[Decision]]:
    """The areas with what is chosen for them, set as large as the paper allows.

    What stands on a page is chosen on what A4 and US Letter have in common, so that readers of both are told the same. What would not
    fill an area that wants to be full stands beside it instead. Raises BriefingsError where nothing would stand between head and foot.
    """
    shelves, decisions = _chosen(page, look, _common(look.page))
    for area in look.sheets[page.role].areas:
        beside = [one.area.name for one in shelves if one.area.kind == "fill" and one.area.name != area.name]
        own = next((shelf for shelf in shelves if shelf.area.name == area.name), None)
        if own is not None and beside and _filled(own) < area.least:
            flows = {
                name: (*blocks, *page.flows[area.name]) if name == beside[-1] else blocks
                for name, blocks in page.flows.items()
                if name != area.name
            }
            shelves, decisions = _fitted(replace(page, flows=flows), look)
            decisions.insert(
                0, Decision(page.id, "moved", f"{area.name} to {beside[-1]}: it would be {_filled(own):.0f} % full")
            )
            break
    return shelves, decisions


def _filled(shelf: Shelf) -> float:
    """How full an area is without anything made higher, in per cent."""
    return 100 * shelf.needed / max(1, shelf.box.height)


def _chosen(page: Page, look: Look, common: PageSize) -> tuple[tuple[Shelf, ...], list[Decision]]:
    """The areas with what is chosen for them on one paper, set on the page's own."""
    sheet = look.sheets[page.role]
    asked = {slot: tuple(placed for placed in blocks if not placed.optional) for slot, blocks in page.flows.items()}
    fit = _set(page, sheet, asked, look, common)
    flows, decisions = _with_optional(page, sheet, fit, look, common)
    for step in range(fit.step + 1, SMALLER + 1):
        if not _missing(decisions):
            break
        more, told = _with_optional(page, sheet, replace(fit, step=step), look, common)
        if _missing(told) < _missing(decisions):
            flows, decisions = more, told
    decisions = [*fit.decisions, *decisions]
    middle = [area.name for area in sheet.areas if area.kind == "fill"]
    if middle and not any(flows.get(name) for name in middle):
        # nothing fits: what stands first is told as what must be shortened
        must = {**{slot: blocks for slot, blocks in asked.items() if slot not in middle}, **_alone(page, middle)}
        flows = dict(_set(page, sheet, must, look, common).flows)
    fit = _set(page, sheet, flows, look, look.page)
    steps = len(look.scale["body"])
    size = look.style("body", fit.step).size
    decisions += [*fit.decisions, Decision(page.id, "step", f"type step {fit.step + 1} of {steps}, body {size:g} pt")]
    if fit.gap < GAPS[0]:
        narrow, wide = (to_points(round(look.unit * units)) for units in (fit.gap, GAPS[0]))
        decisions.append(Decision(page.id, "closed", f"gaps between blocks of {narrow:g} pt, not {wide:g}"))
    return fit.shelves, decisions


def _common(page: PageSize) -> PageSize:
    """What A4 and US Letter have in common, for either of them; any other page as it is."""
    papers = [PAGE_SIZES[name] for name in PAPERS]
    if page not in papers:
        return page
    return replace(page, width=min(one.width for one in papers), height=min(one.height for one in papers))


def _alone(page: Page, middle: Sequence[str]) -> Flows:
    """The first block that the page has between head and foot, as one that must stay. Raises BriefingsError where it has none."""
    for name in middle:
        blocks = page.flows.get(name, ())
        first = next((number for number, one in enumerate(blocks) if not isinstance(one.block, Heading)), None)
        if first is not None:
            return {name: tuple(replace(one, priority=0, optional=False) for one in blocks[: first + 1])}
    hint = (
        "this template has no place for what the report has: give the report other sections, or build another template"
    )
    raise BriefingsError([error("sheet-empty", f"`{page.id}` would show nothing of the report", page.where, hint=hint)])


@frozen
class _Fit:
    """What stands on a page, at the largest step (and gap, in baseline units) at which all of it fits, and what had to go for that."""

    shelves: tuple[Shelf, ...]
    flows: Flows
    step: int
    gap: float
    decisions: tuple[Decision, ...]


def _set(page: Page, sheet: SheetLayout, asked: Flows, look: Look, paper: PageSize) -> _Fit:
    """The areas, on a paper, at the largest step at which all fits, less the blocks that had to go."""
    flows = dict(asked)
    decisions: list[Decision] = []
    steps = len(look.scale["body"])
    tries = [*((step, GAPS[0]) for step in range(steps)), *((steps - 1, gap) for gap in GAPS[1:])]
    while True:
        shelves: tuple[Shelf, ...] = ()
        for step, gap in tries:
            shelves = _shelves(page, sheet, flows, look, paper, step, gap)
            if all(shelf.fits for shelf in shelves):
                return _Fit(shelves, flows, step, gap, tuple(decisions))
        fullest = max(shelves, key=lambda shelf: (shelf.wide, shelf.over))
        slot = fullest.area.name
        index = least_dear(flows.get(slot, ()))
        if index is None and (less_of := pressed(flows.get(slot, ()))):
            flows[slot] = less_of
            continue
        if index is None:
            stuck = [one for one in shelves if not one.fits and least_dear(flows.get(one.area.name, ())) is None]
            stuck.sort(key=lambda shelf: (shelf.wide, shelf.over), reverse=True)
            raise BriefingsError(_page_over(page, sheet, flows, look, paper, one) for one in stuck)
        placed = flows[slot][index]
        left, what = less(flows[slot], index)
        kept = set(_origins(left))
        gone = tuple(origin for origin in _origins(flows[slot]) if origin not in kept)
        over = (
            f"too wide by {to_points(fullest.wide):.0f}" if fullest.wide else f"over by {to_points(fullest.over):.0f}"
        )
        decisions.append(Decision(page.id, "dropped", f"{slot}: {what}, priority {placed.priority}, {over} pt", gone))
        flows[slot] = left


def _origins(blocks: Sequence[Placed]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for placed in blocks for origin in placed.block.origins()))


def _with_optional(
    page: Page, sheet: SheetLayout, fit: _Fit, look: Look, paper: PageSize
) -> tuple[dict[str, tuple[Placed, ...]], list[Decision]]:
    """The areas with those optional blocks that still fit at this step; a heading comes with the block that it heads. Of a block that
    is too long, as much as fits."""
    chosen = dict(fit.flows)
    decisions: list[Decision] = []
    for slot, group in _optional_groups(page):
        trial = _Trial(page, sheet, fit, look, paper, chosen, slot, group)
        over = trial.over(group[-1].block)
        blocks = ", ".join(placed.block.id for placed in group)
        short = None if over is None else trial.shortened()
        if over is None:
            chosen[slot] = trial.flow(group[-1].block)
            decisions.append(Decision(page.id, "added", f"{slot}: {blocks}, optional: there was room"))
        elif short is not None:
            chosen[slot] = trial.flow(short)
            parts = f"the first {short.parts} of {_parts(group[-1].block)}"
            gone = tuple(one for one in group[-1].block.origins() if one not in set(short.origins()))
            decisions.append(
                Decision(page.id, "shortened", f"{slot}: {blocks}, optional: there was room for {parts}", gone)
            )
        else:
            reason = f"{slot}: {blocks}, optional: the page would be over by {to_points(over):.0f} pt"
            gone = tuple(one for one in _origins(group) if one not in set(_origins(chosen.get(slot, ()))))
            decisions.append(Decision(page.id, "not-added", reason, gone))
    return chosen, decisions


@frozen
class _Trial:
    """One group of optional blocks, tried on a page that has others in it: its last block may come shorter."""

    page: Page
    sheet: SheetLayout
    fit: _Fit
    look: Look
    paper: PageSize
    chosen: Flows
    slot: str
    group: tuple[Placed, ...]

    def flow(self, block: Block) -> tuple[Placed, ...]:
        """The area with the group in it."""
        return tuple(_merged(self.page.flows[self.slot], self.chosen.get(self.slot, ()), self.group, block))

    def over(self, block: Block) -> int | None:
        """By how much the page would be over (EMU); None where all fits."""
        flows = {**self.chosen, self.slot: self.flow(block)}
        tried = _shelves(self.page, self.sheet, flows, self.look, self.paper, self.fit.step, self.fit.gap, airy=True)
        return None if all(shelf.fits for shelf in tried) else max(max(shelf.over, shelf.wide) for shelf in tried)

    def shortened(self) -> Shortened | None:
        """As much of the last block as fits; None where not even its least does."""
        whole = self.group[-1].block
        if not isinstance(whole, Shortened) or not 0 < whole.least < whole.parts:
            return None
        least, most = whole.least, min(whole.parts - 1, LONGEST)
        if self.over(whole.at_most(least)) is not None:
            return None
        while least < most:
            middle = (least + most + 1) // 2
            if self.over(whole.at_most(middle)) is None:
                least = middle
            else:
                most = middle - 1
        return whole.at_most(least)


def _parts(block: Block) -> int:
    return block.parts if isinstance(block, Shortened) else 1


def _merged(
    asked: Sequence[Placed], chosen: Sequence[Placed], group: Sequence[Placed], last: Block
) -> Iterator[Placed]:
    """The chosen blocks and those of a group (`last` is its last one), in the order of the template; a chosen block may have less in it
    than was asked for."""
    rest = list(chosen)
    for placed in asked:
        if rest and (placed.where, placed.group, placed.block.id) == (rest[0].where, rest[0].group, rest[0].block.id):
            yield rest.pop(0)
        elif placed is group[-1]:
            yield replace(placed, block=last, priority=placed.priority or LAST)
        elif any(placed is one for one in group):
            yield replace(placed, priority=placed.priority or LAST)


def _optional_groups(page: Page) -> Iterator[tuple[str, tuple[Placed, ...]]]:
    """The optional blocks of each area, each with its headings; what one entry of the template makes has its heading in common."""
    for slot, blocks in page.flows.items():
        heads: list[Placed] = []
        for placed in blocks:
            if not placed.optional:
                continue
            if heads and placed.group != heads[0].group:
                heads = []
            if isinstance(placed.block, Heading):
                heads.append(placed)
            else:
                yield slot, (*heads, placed)
                if not placed.group:
                    heads = []


# -- measuring -----------------------------------------------------------------------------------------------------------


def _shelves(
    page: Page,
    sheet: SheetLayout,
    flows: Flows,
    look: Look,
    paper: PageSize,
    step: int,
    gap: float,
    *,
    airy: bool = False,
) -> tuple[Shelf, ...]:
    """Every area with its box: top areas from the top, bottom areas from the bottom, the others share what is between. `gap` is in
    baseline units. `airy` counts what can shrink with half of that."""
    margins = sheet.margins
    room = paper.box.inset(margins.left, margins.top, margins.right, margins.bottom)
    made: dict[str, Shelf] = {}
    top, bottom = room.y, room.bottom
    for area in sheet.areas:
        if area.kind == "top" and (shelf := _shelf(page, area, sheet, flows, look, paper, step, gap)).blocks:
            made[area.name] = _at(shelf, top, shelf.needed)
            top += shelf.needed + sheet.gap
    for area in reversed(sheet.areas):
        if area.kind == "bottom" and (shelf := _shelf(page, area, sheet, flows, look, paper, step, gap)).blocks:
            bottom -= shelf.needed
            made[area.name] = _at(shelf, bottom, shelf.needed)
            bottom -= sheet.gap
    for area in _widened(sheet, {slot for slot, blocks in flows.items() if blocks}):
        shelf = _shelf(page, area, sheet, flows, look, paper, step, gap, airy=airy)
        made[area.name] = replace(_at(shelf, top, max(0, bottom - top)), over=max(0, shelf.needed - (bottom - top)))
    return tuple(made[area.name] for area in sheet.areas if area.name in made)


def _widened(sheet: SheetLayout, filled: set[str]) -> list[Area]:
    """The areas between top and bottom that have something in them; they take over the columns of those that have not."""
    middle = sorted((area for area in sheet.areas if area.kind == "fill"), key=lambda area: area.first)
    kept = [area for area in middle if area.name in filled]
    if not kept:
        return []
    firsts = [middle[0].first, *(area.first for area in kept[1:])]
    lasts = [*(first - 1 for first in firsts[1:]), max(area.last for area in middle)]
    return [replace(area, first=first, last=last) for area, first, last in zip(kept, firsts, lasts, strict=True)]


def _shelf(
    page: Page,
    area: Area,
    sheet: SheetLayout,
    flows: Flows,
    look: Look,
    paper: PageSize,
    step: int,
    between: float,
    *,
    airy: bool = False,
) -> Shelf:
    """An area measured at the top of the page, as high as what stands in it needs at least."""
    blocks = [placed.block for placed in flows.get(area.name, ())]
    if TITLE in page.lines and area.name == sheet.areas[0].name:
        blocks.insert(0, _title(page))
    box = _columns(area, sheet, paper, rtl=look.rtl)
    badge = Badge.of(look, box) if area.name == sheet.areas[0].name and area.kind == "top" and blocks else None
    if badge is not None:
        box = badge.beside(box)
    pad = _padding(area, look)
    content = box.inset(pad.left, 0, pad.right, 0)
    gap = look.unit if area.kind == "top" else round(look.unit * between)
    place = Place(content, on(look, area.fill, photo=area.photo), gap, step)
    pieces = tuple(arrange(block, place) for block in blocks)
    least = sum(piece.stretch.least for piece in pieces)
    least = (least + sum(max(piece.height, piece.stretch.least) for piece in pieces)) // 2 if airy else least
    needed = least + sum(gaps(blocks, place)) + pad.top + pad.bottom
    wide = max((piece.width - content.width for piece in pieces), default=0)
    needed = max(needed, badge.height) if badge else needed
    return Shelf(area, box, place, tuple(blocks), pieces, needed, wide=max(0, wide), badge=badge)


@kept
def _title(page: Page) -> Title:
    return Title(TITLE, page.lines[TITLE])


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
    """The look on a coloured ground, or on the scrim of a photo in its place: text that does not read there takes the ground's own text
    colour."""
    if not ground:
        return look
    look, behind = (over(look), scrim(look)) if photo else (look, look.colour(ground))
    text = look.colour(f"on-{ground}")
    scale = {name: tuple(_readable(style, text, behind) for style in steps) for name, steps in look.scale.items()}
    muted = look.colour("muted")
    colours = {**look.colours, "muted": muted if muted.contrast(behind) >= READABLE else text}
    return replace(look, scale=scale, colours=colours, on=ground)


def _readable(style: TextStyle, text: Colour, behind: Colour) -> TextStyle:
    return style if style.colour.contrast(behind) >= READABLE else replace(style, colour=text)


# -- placing -------------------------------------------------------------------------------------------------------------


@frozen
class Title:
    """The sheet's title: the one block that layout itself makes. A long one takes smaller type than its step, for three lines."""

    id: str
    text: Rich

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        sizes = [self._set(width, at, look) for at in range(step, len(look.scale[TITLE]))] or [
            self._set(width, step, look)
        ]
        box = next((box for box in sizes if len(box.lines) <= TITLE_LINES), sizes[-1])
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))

    def split(self, cut_at: Cut) -> tuple[Block, Block]:
        raise AssertionError("a title offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.text)

    def _set(self, width: int, step: int, look: Look) -> TextBox:
        box = text_box(self.id, (paragraph(self.text, look.style(TITLE, step), look, "title", 1),), width, look)
        # a sheet's title stands in its area, not where the slide layout has it; in a deck it is the title all the same
        return replace(box, slot=Slot(0, "title", inherits=False))


def _frame(page: Page, briefing: Briefing, look: Look, shelves: Sequence[Shelf]) -> tuple[Frame, tuple[str, ...]]:
    """The finished page, and what was made higher or lower in it, in words."""
    items: list[Item] = []
    grown: list[str] = []
    for shelf in shelves:
        if shelf.area.fill:
            items += _ground(shelf, look)
        if shelf.badge:
            items.append(shelf.badge.placed(shelf.box))
        # first what can grow grows, then the gaps open
        made = stack(shelf.blocks, shelf.place, shelf.place.box.height, open_gaps=shelf.area.kind == "fill")
        photo = _photo(page, look) if shelf.area.fill == "band" and shelf is shelves[0] else None
        if photo is not None:
            back, credit = heading(photo, shelf.box, [one for one in made.items if isinstance(one, TextBox)], look)
            items += (*back, *made.items, *credit)
        else:
            items += made.items
        grown += (f"{shelf.area.name}: {change}" for change in made.changes)
    (told,) = notes(page.notes, [items], look)
    frame = Frame(
        page.id,
        look.page,
        page.role,
        plain(without_notes(page.lines.get(TITLE, ()))) or briefing.title,
        tuple(items),
        notes=told,
        language=briefing.language,
        rtl=look.rtl,
    )
    return frame, tuple(grown)


def _ground(shelf: Shelf, look: Look) -> Iterator[Item]:
    """An area's ground; where ink is to be saved, a band becomes a line above and one below."""
    id, box, badge = f"{shelf.area.name}.ground", shelf.box, shelf.badge
    if badge is not None and badge.inside:
        box = box.united(badge.placed(box).box.inset(-LOGO_GAP, 0, -LOGO_GAP, 0))
    if look.ink == "usual" or shelf.area.fill != "band":
        yield ground(id, box, shelf.area.fill, look)
        return
    colour, thick = look.colour("heading"), look.unit // 2
    yield Panel(id, replace(box, height=thick), colour)
    yield Panel(f"{id}.edge", replace(box, y=box.bottom - thick // 4, height=thick // 4), colour)


def _page_over(page: Page, sheet: SheetLayout, flows: Flows, look: Look, paper: PageSize, shelf: Shelf) -> Diagnostic:
    """The error with its numbers: over by so many points, and what to shorten by how many words so that the area holds it."""
    misfit = Misfit(shelf.blocks, shelf.pieces, shelf.over, shelf.wide)
    name, step = shelf.area.name, len(look.scale["body"]) - 1

    def fits(change: Change) -> bool:
        changed = {**flows, name: with_blocks(flows.get(name, ()), change)}
        tried = _shelves(page, sheet, changed, look, paper, step, GAPS[-1])
        return all(one.fits for one in tried if one.area.name == name)

    what = f"the area `{name}` of `{page.id}`"
    return finding("page-over", what, page.where, misfit, fits, ", or give blocks of this area a `priority`")
