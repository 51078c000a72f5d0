"""Sheets: one page, always. Type as large as lets everything stand; what is left goes to what can grow.

When even the smallest type is too much, the gaps between blocks close up; when that is not enough, blocks come in by the priority that
the template declares, lowest number first; and when not even those fit that must stay, the error says by how much and what to shorten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from .. import lasting, memory
from ..blocks.column import ColumnBlock
from ..blocks.heading import Heading
from ..blocks.lead import Lead
from ..blocks.picture import PictureBlock
from ..blocks.plate import ground
from ..blocks.row import Row
from ..briefing import Briefing, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, fault
from ..frame import Decision, Frame, Item, Panel, TextBox
from ..frozen import replace
from ..geometry import PAGE_SIZES, Box, Insets, PageSize, to_points
from ..lasting import Same
from ..look import Look, SheetLayout
from ..memory import kept
from ..values import plain, without_notes
from . import standing
from .areas import TITLE, Flows, OnPaper, Shelf
from .backdrop import focal, heading, parted, signing
from .badge import LOGO_GAP, Badge
from .credited import credited
from .finished import finished
from .misfit import Misfit, finding, is_broad, with_blocks
from .notes import notes
from .optional import Choice, Fit, begun, with_optional
from .shorter import Change
from .stack import line, stack
from .standing import Framed

HEADS: Final = (10, -4)
"""How much higher a head with a picture is, in baseline units: as it is meant, and where type would be smaller or something of the report be
left out. With a picture or without one it runs to the page's edges."""
TIGHT, LINED = -4, -3
"""The same without a picture: there is enough air above its words as there is nothing to print at the page's edge; and below a line in place of a band."""
WORDS: Final = 0.64
"""Words beside a picture reach so far across the page at the most: what is to be seen of it has the rest."""
GAPS: Final = (2.5, 1.5)
"""The gap between blocks in baseline units: as it is meant, and at the least."""

SMALLER: Final = 4
"""Down to this step of the type scale more of a report on the page counts for more than large type."""

MORE: Final = (0.09, 5)
"""The smallest type is for so much more of it at the least: a row of figures, the ask below a message, the sentences of results, a
second chart; or for so many fields of a table, a chart or a map."""

LARGER: Final = (1.25, 1.5)
"""So many times as large is type where a page would be less than `FULL`."""
FULL: Final = 0.88

OR_ELSE: Final = (
    ", or give blocks of this area a `priority`; of built-in pages `one-pager: snapshot` shows what there is room for"
)
"""What else helps where a page is over."""

PAPERS: Final = ("a4", "letter")


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
        cited = tuple(briefing.sources.items())
        of = (lasting.mark(page), wheres, Same(look), briefing.title, briefing.language, cited)
        make = partial(standing.sheet, page, look, of[3:], partial(_laid, page, briefing, look))
        try:
            laid.append(lasting.made("sheets", of, make))
        except BriefingsError as problem:
            findings += problem.findings
    if findings:
        raise BriefingsError(findings)
    return tuple(one for page in laid for one in page.frames), tuple(one for page in laid for one in page.decisions)


# -- fitting -------------------------------------------------------------------------------------------------------------


def _laid(page: Page, briefing: Briefing, look: Look) -> Framed:
    """A page with what was decided on the way; raises BriefingsError with one finding.

    What was measured of it the last time is there for the blocks that say what they said.
    """
    before: dict[Any, Any] = lasting.made("measured", (page.id, Same(look)), dict)
    with memory.page(before):
        return _set(_known(page), briefing, look)


def _known(page: Page) -> Page:
    """A page whose title and blocks are those of before where they say the same; the page itself where nothing is kept."""
    if not lasting.keeping():
        return page

    def known(said: Any) -> Any:
        if isinstance(said, Row | ColumnBlock):
            said = replace(said, blocks=tuple(map(known, said.blocks)))
        return lasting.made("blocks", lasting.key(said), lambda: said)

    flows = {name: tuple(replace(one, block=known(one.block)) for one in placed) for name, placed in page.flows.items()}
    return replace(page, flows=flows, lines={name: known(said) for name, said in page.lines.items()})


_Try = tuple[Look, tuple[Shelf, ...], list[Decision]]


def _set(page: Page, briefing: Briefing, look: Look) -> Framed:
    """The page, from its blocks."""
    tried = _with_logo(page, look, HEADS[0])
    if _photo(page, look) and any(_worth(tried)):
        low = _with_logo(page, look, HEADS[1])
        # air above the title is for a page that has room for all
        tried = min((low, tried) if _missing(tried[2]) else (tried, low), key=_worth)
    look, shelves, made = _larger(page, look, tried)
    if page.photo and _photo(page, look) is None:
        gone = tuple(origin for placed in page.photo for origin in placed.block.origins())
        made.append(Decision(page.id, "dropped", "the photo of the head: a page that saves ink has none", gone))
    shelves, gone = credited(shelves, briefing.sources)
    if gone:
        made.append(Decision(page.id, "dropped", "the sources of what is not on the page", gone))
    frame, grown = _frame(page, briefing, look, shelves)
    return Framed((finished(frame),), (*made, *(Decision(page.id, "height", one) for one in grown)))


def _worth(made: _Try) -> tuple[int, int]:
    """What a page pays for its head: how many fields it goes without, and at which step of the type scale it is."""
    return _missing(made[2]), max(shelf.place.step for shelf in made[1])


def _larger(page: Page, look: Look, made: _Try) -> _Try:
    """A page that says little takes larger type than the theme's largest, until it is full."""
    for by in LARGER:
        if _missing(made[2]) or _reached(made[1]) >= FULL:
            break
        try:
            more = _with_logo(page, _enlarged(look, by), HEADS[0])
        except BriefingsError:
            break
        if _missing(more[2]) or any(shelf.place.step for shelf in more[1]):
            break
        made = more
    return made


@kept
def _enlarged(look: Look, by: float) -> Look:
    scale = {
        name: tuple(replace(one, size=float(round(one.size * by))) for one in steps)
        for name, steps in look.scale.items()
    }
    scale[TITLE] += look.scale[TITLE]  # a long one may still be as small
    return replace(look, scale=scale)


def _reached(shelves: Sequence[Shelf]) -> float:
    """How much of the page's middle is full, once everything has grown."""
    heights = [
        stack(one.blocks, one.place, one.place.box.height).height / max(1, one.place.box.height)
        for one in shelves
        if one.area.kind == "fill"
    ]
    return max(heights, default=1.0)


def _with_logo(page: Page, look: Look, units: int) -> _Try:
    """What fits on a page whose head is so much higher, with the customer's logo where there is room for it. All that stands elsewhere is measured
    in the look itself, so that it is measured once for all heads."""
    sheet = _with_photo(page, look, units)
    try:
        return look, *_fitted(page, look, sheet)
    except BriefingsError:
        if look.logo is None:
            raise
    look = replace(look, logo=None)  # better without a logo than not at all
    shelves, made = _fitted(page, look, sheet)
    return look, shelves, [*made, Decision(page.id, "dropped", "the logo: the page has no room for it")]


def _missing(decisions: Sequence[Decision]) -> int:
    """How many fields a page goes without."""
    return sum(len(one.origins) for one in decisions if one.step in ("dropped", "not-added", "shortened"))


def _photo(page: Page, look: Look) -> PictureBlock | None:
    """The picture that stands in place of the page's band."""
    blocks = [placed.block for placed in page.photo if look.ink == "usual"]
    return next((block for block in blocks if isinstance(block, PictureBlock) and block.file is not None), None)


def _with_photo(page: Page, look: Look, units: int) -> SheetLayout:
    """The page's areas, with a head whose words stand on the margins, and that is so much higher where a picture stands behind it."""
    photo, sheet = _photo(page, look), look.sheets[page.role]
    if sheet.areas[0].fill != "band" or not (photo or _bleeds(look)):
        return sheet
    signed = signing(photo, look) if photo and photo.credit else 0
    bare = TIGHT if look.ink == "usual" else LINED
    return _headed(sheet, look, units if photo else bare, signed, photo is not None)


def _bleeds(look: Look) -> bool:
    """Whether a head without a picture runs to the page's edges, as far as ink is not saved: not where a logo stands beside it on paper."""
    badge = Badge.of(look, look.page.box)
    return badge is None or badge.inside


@kept
def _headed(sheet: SheetLayout, look: Look, units: int, signed: int, photo: bool) -> SheetLayout:
    head = sheet.areas[0]
    pad = head.padding
    beyond = 0
    if photo and parted(look):
        beyond = round(look.page.width * (1 - WORDS)) - sheet.margins.right
        badge = Badge.of(look, look.page.box.inset(sheet.margins.left, 0, sheet.margins.right))
        if badge is not None:  # it stands on the photo, where the words do not reach
            beyond = max(0, beyond - badge.width - LOGO_GAP)
    room = Insets(0, pad.top + look.unit * units, beyond, pad.bottom + signed)
    high = replace(head, padding=room, photo=photo)
    return replace(sheet, areas=(high, *sheet.areas[1:]))


def _fitted(page: Page, look: Look, sheet: SheetLayout) -> tuple[tuple[Shelf, ...], list[Decision]]:
    """The areas with what is chosen for them, set as large as the paper allows.

    What stands on a page is chosen on what A4 and US Letter have in common, so that readers of both are told the same. What would not
    fill an area that wants to be full stands beside it instead. Raises BriefingsError where nothing would stand between head and foot.
    """
    shelves, decisions = _chosen(page, look, sheet, _common(look.page))
    for area in sheet.areas:
        beside = [one.area.name for one in shelves if one.area.kind == "fill" and one.area.name != area.name]
        own = next((shelf for shelf in shelves if shelf.area.name == area.name), None)
        if own is not None and beside and _filled(own) < area.least:
            flows = {
                name: (*blocks, *page.flows[area.name]) if name == beside[-1] else blocks
                for name, blocks in page.flows.items()
                if name != area.name
            }
            shelves, decisions = _fitted(replace(page, flows=flows), look, sheet)
            decisions.insert(
                0, Decision(page.id, "moved", f"{area.name} to {beside[-1]}: it would be {_filled(own):.0f} % full")
            )
            break
    return shelves, decisions


def _filled(shelf: Shelf) -> float:
    """How full an area is without anything made higher, in per cent."""
    return 100 * shelf.needed / max(1, shelf.box.height)


def _chosen(page: Page, look: Look, sheet: SheetLayout, common: PageSize) -> tuple[tuple[Shelf, ...], list[Decision]]:
    """The areas with what is chosen for them on one paper, set on the page's own."""
    of = OnPaper(page, look, sheet, common)
    flows, decisions = _filled_up(of)
    middle = [area.name for area in of.sheet.areas if area.kind == "fill"]
    if middle and all(isinstance(one.block, Lead) for name in middle for one in flows.get(name, ())):
        # nothing fits: the text that stands first begins, anything else is told as what must be shortened
        leads = any(flows.get(name) for name in middle)
        stay = {slot: blocks for slot, blocks in _asked(page).items() if slot not in middle}
        alone = {**stay, **_alone(page, middle, leads=leads)}
        if begins := begun(of, alone, middle, SMALLER, GAPS[0]):
            flows, told = begins
            decisions.append(told)
        elif not leads:
            flows = _all(of, alone).flows
    fit = _fit(OnPaper(page, look, sheet, look.page), flows)
    if fit is None:  # a chart that is higher where it is wider
        return _chosen(page, look, sheet, look.page)
    steps = len(look.scale["body"])
    size = look.style("body", fit.step).size
    decisions.append(Decision(page.id, "step", f"type step {fit.step + 1} of {steps}, body {size:g} pt"))
    if fit.gap < GAPS[0]:
        narrow, wide = (to_points(round(look.unit * units)) for units in (fit.gap, GAPS[0]))
        decisions.append(Decision(page.id, "closed", f"gaps between blocks of {narrow:g} pt, not {wide:g}"))
    return fit.shelves, decisions


def _filled_up(of: OnPaper) -> tuple[Flows, list[Decision]]:
    """What stands on a page, and what was decided: all that is asked for, or by its priority as much of it as there is room for, then
    what is optional. Type becomes smaller where more of the report then stands there, and smallest where that holds what is asked for
    and shorter forms of it do not."""
    asked = _asked(of.page)
    whole = _fit(of, asked)
    best: Choice | None = None
    if whole is None or whole.gap < GAPS[0]:
        must = {slot: tuple(one for one in blocks if not one.priority) for slot, blocks in asked.items()}
        fit = _all(of, must)
        least = GAPS[0] if whole else GAPS[-1]  # what is asked for fits with gaps closed
        tries = [one for one in _tries(of.look) if (one[0], -one[1]) >= (fit.step, -fit.gap) and one[1] >= least]
        best = _best(of, fit, tries)
    if whole is not None and (best is None or best.due):
        tries = [one for one in _tries(of.look) if one[0] >= whole.step and one[1] == GAPS[0]]
        tries = tries or [(whole.step, whole.gap)]
        best = _best(of, whole, tries)
    assert best is not None
    return best.flows, best.decisions()


def _best(of: OnPaper, fit: Fit, tries: Sequence[tuple[int, float]]) -> Choice | None:
    """Of the steps and gaps to try, that at which most stands on the page."""
    best: Choice | None = None
    for step, gap in tries:
        made = with_optional(of, replace(fit, step=step, gap=gap))
        if best is None or _better(made, best, step):
            best = made
        if not best.due + best.extra:
            break
    return best


def _better(made: Choice, best: Choice, step: int) -> bool:
    """Whether more of a report stands at a step: in the smallest type by enough to be worth it."""
    if made.absent != best.absent:
        return made.absent < best.absent
    if step <= SMALLER:
        return (made.due, made.extra) < (best.due, best.extra)
    return made.due < best.due - MORE[0] or (made.due == best.due and made.wanted < best.wanted - MORE[1])


def _asked(page: Page) -> dict[str, tuple[Placed, ...]]:
    """What a page is to show if there is room."""
    return {slot: tuple(placed for placed in blocks if not placed.optional) for slot, blocks in page.flows.items()}


@kept
def _common(page: PageSize) -> PageSize:
    """What A4 and US Letter have in common, for either of them; any other page as it is."""
    papers = [PAGE_SIZES[name] for name in PAPERS]
    if page not in papers:
        return page
    return replace(page, width=min(one.width for one in papers), height=min(one.height for one in papers))


def _alone(page: Page, middle: Sequence[str], *, leads: bool) -> Flows:
    """The first block that the page has between head and foot, as one that must stay, below the lead. Raises BriefingsError where it has
    none, unless something `leads` there."""
    for name in middle:
        blocks = page.flows.get(name, ())
        first = next((number for number, one in enumerate(blocks) if not isinstance(one.block, Heading | Lead)), None)
        if first is not None:
            return {name: tuple(replace(one, priority=0, optional=False) for one in blocks[: first + 1])}
    if leads:
        return {}
    hint = (
        "this template has no place for what the report has: give the report other sections, or build another template"
    )
    raise fault("sheet-empty", f"`{page.id}` would show nothing of the report", page.where, hint=hint)


def _tries(look: Look) -> list[tuple[int, float]]:
    """The steps of the type scale with the gaps between blocks, in baseline units, from airy to dense."""
    steps = len(look.scale["body"])
    return [(step, gap) for step in range(steps) for gap in (GAPS if step + 1 == steps else GAPS[:1])]


def _fit(of: OnPaper, flows: Flows) -> Fit | None:
    """The areas at the largest step at which all fits; None where it never does."""
    for step, gap in _tries(of.look):
        if of.overfull(flows, step, gap):
            continue
        shelves = of.measured(flows, step, gap)
        if all(shelf.fits for shelf in shelves):
            return Fit(shelves, flows, step, gap)
    return None


def _all(of: OnPaper, flows: Flows) -> Fit:
    """The same; raises BriefingsError where it never does."""
    broad = is_broad((one.block for flow in flows.values() for one in flow), of.look)
    fit = None if broad else _fit(of, flows)
    if fit is not None:
        return fit
    shelves = of.measured(flows, *_tries(of.look)[-1])
    stuck = sorted((one for one in shelves if not one.fits), key=lambda one: (one.wide, one.over), reverse=True)
    raise BriefingsError(_page_over(of, flows, one) for one in stuck)


# -- placing -------------------------------------------------------------------------------------------------------------


def _frame(page: Page, briefing: Briefing, look: Look, shelves: Sequence[Shelf]) -> tuple[Frame, tuple[str, ...]]:
    """The finished page, and what was made higher or lower in it, in words."""
    items: list[Item] = []
    grown: list[str] = []
    for shelf in shelves:
        if shelf.area.fill:
            items += _ground(shelf, look, head=shelf is shelves[0])
        elif shelf.area.kind == "bottom":
            items.append(line(f"{shelf.area.name}.rule", replace(shelf.box, y=shelf.box.y - look.unit), look))
        # first what can grow grows, then the gaps open
        made = stack(shelf.blocks, shelf.place, shelf.place.box.height, open_gaps=shelf.area.kind == "fill")
        photo = _photo(page, look) if shelf.area.fill == "band" and shelf is shelves[0] else None
        credit: tuple[TextBox, ...] = ()
        back: tuple[Item, ...] = ()
        if photo is not None:
            back, credit = heading(photo, shelf.box, [one for one in made.items if isinstance(one, TextBox)], look)
            items += back
        if shelf.badge and photo is not None:
            items += shelf.badge.over_photo(shelf.box, back[0].box, credit, focal(photo, back[0].box), look)
        elif shelf.badge:
            items += shelf.badge.shown(shelf.box)
        items += (*made.items, *credit)  # it is read after the title, below which it stands
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


def _ground(shelf: Shelf, look: Look, *, head: bool) -> Iterator[Item]:
    """An area's ground, out to the page's edges at its `head`; where ink is to be saved, a band becomes a line above and one below."""
    id, box, badge = f"{shelf.area.name}.ground", shelf.box, shelf.badge
    if badge is not None and badge.inside:
        box = box.united(badge.placed(box).box.inset(-LOGO_GAP, 0, -LOGO_GAP, 0))
    if head and shelf.area.fill == "band" and look.ink == "usual" and (shelf.area.photo or _bleeds(look)):
        box = Box(0, 0, look.page.width, box.bottom)
    if look.ink == "usual" or shelf.area.fill != "band":
        yield ground(id, box, shelf.area.fill, look)
        return
    colour, thick = look.colour("heading"), look.unit // 2
    yield Panel(id, replace(box, height=thick), colour)
    yield Panel(f"{id}.edge", replace(box, y=box.bottom - thick // 4, height=thick // 4), colour)


def _page_over(of: OnPaper, flows: Flows, shelf: Shelf) -> Diagnostic:
    """The error with its numbers: over by so many points, and what to shorten by how many words so that the area holds it."""
    misfit = Misfit(shelf.blocks, shelf.pieces, shelf.over, shelf.wide)
    name, step = shelf.area.name, len(of.look.scale["body"]) - 1

    def fits(change: Change) -> bool:
        changed = {**flows, name: with_blocks(flows.get(name, ()), change)}
        tried = of.measured(changed, step, GAPS[-1])
        return all(one.fits for one in tried if one.area.name == name)

    what = f"the area `{name}` of `{of.page.id}`"
    return finding("page-over", what, of.page.where, misfit, fits, OR_ELSE)
