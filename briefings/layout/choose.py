"""Choose the slide layout that suits a page: fewest slides first, then large type, whole lines and well filled places.

A page that fits no layout as it is, because two of its places would go on over several slides, is parted: each place gets
slides of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

from ..blocks.chart import ChartBlock
from ..blocks.heading import Heading
from ..blocks.key_message import KeyMessage
from ..blocks.params import origins_of
from ..blocks.picture import PictureBlock
from ..blocks.piece import Block
from ..blocks.prose import Prose
from ..blocks.row import Row
from ..blocks.table import TableBlock
from ..briefing import Page
from ..diagnostics import BriefingsError, fault
from ..frame import Item, text_boxes
from ..frozen import frozen, replace
from ..look import Look, SlideLayout
from ..memory import kept
from ..values import plain
from . import lines
from .backdrop import on_focus, reach_of
from .fill import FULL, count, fill, misfit, pours, quotes, size, steps, suits, text_size, title_suits
from .leading import BODY, LEAD, inside, opened
from .misfit import Misfit, common_path, finding, is_broad, with_blocks
from .shorter import Change, words

EMPTY: Final = 0.4
"""A slide whose places are less full than this is half empty."""
LEAST_TEXT: Final = 16.0
"""Text of fewer points is small: it is for what would else take a second slide, and that of other slides of its section stays larger."""
FILLED: Final = 0.65
"""Slides whose places are as full as this are none too many."""
SHORT, HOLE = 0.6, 0.5
"""A first sentence above its text that fills less of its place leaves a hole there; so much does that speak against the layout."""
MOST_SLIDES: Final = 60
TOLD, BRIEF = 190, 40
"""A slide shows ruled rows of so many words in all before their type becomes smaller; a row counts as so many at the least."""
USUAL: Final = 0.85
"""A title of less than so many times the usual size is much smaller."""
ROOMIER: Final = 1.3
"""So many times as large as the places that were tried, a free area is much larger."""
_PARTS: Final = {
    "chart": ("chart", "chart"),
    "picture": ("picture", "picture"),
    "table": ("table", "table"),
    "main": ("title-only", "main"),
}
"""The role and slot that a slot's blocks get on slides of their own; texts get a content slide."""


_ROWS: Final = 24
"""No slide holds so many rows of a table."""
_FEWER: Final = "show some of them (`top: 20` beside the file's name, or `where`) and fewer columns (`columns`), or build without `pptx`: html, docx, xlsx and csv have all"

PICTURE: Final = "picture"
CAPTION: Final = "caption"
HALF: Final = 0.4
"""A picture beside words that takes so much of a slide's width is half of it; a narrower one stands as a portrait does."""


@frozen
class Slide:
    """A slide of a page: its layout, what stands in its places, and how full it is (0 to 1). `size` is that of its running text in
    points, `largest` what the page would have with less to say; `grown` is what was made higher to fill its place."""

    layout: SlideLayout
    items: tuple[Item, ...]
    fill: float
    size: float = 0.0
    largest: float = 0.0
    grown: tuple[str, ...] = ()


@frozen
class _Try:
    """A layout and a step of the type scale; how many slides that takes with so much of each place's height filled."""

    layout: SlideLayout
    step: int
    slides: int
    full: float


@frozen
class _Set:
    """A page's slides in one layout, and what speaks against them (0: nothing)."""

    slides: tuple[Slide, ...]
    cost: float


def choose(page: Page, look: Look, suffix: str, largest: float = inf) -> tuple[Slide, ...]:
    """A page as one slide or several; `suffix` is what its title will be numbered with, if it is. No running text is larger than
    `largest`, in points, where the layouts leave a choice.

    Raises BriefingsError with one finding when it cannot be made to fit.
    """
    _refuse_endless(page, MOST_SLIDES * _ROWS)
    layouts = _not_above(largest, page, _candidates(page, look))
    shaped = in_shape(page, layouts, look)
    if shaped and len(shaped) < len(layouts):
        try:
            made = _chosen(page, shaped, look, suffix, largest)
        except BriefingsError:
            made = ()
        if len(made) == 1:
            return made
    other = tuple(one for one in layouts if one.slot(PICTURE) is None) if page.photo else layouts
    made = _chosen(page, other or layouts, look, suffix, largest)
    return _opened(page, other or layouts, look, suffix, largest, len(made)) or made


def _opened(
    page: Page, plain: tuple[SlideLayout, ...], look: Look, suffix: str, most: float, count: int
) -> tuple[Slide, ...]:
    """A page of running text on one slide, in small type if that saves the others, or on so many, or two where one is too full, the first sentence of each large
    beside what follows, or above that in the same place where no layout has another for it; nothing where it is not fit for that."""
    leading = tuple(one for one in look.layouts if one.role == page.role and one.slot(LEAD)) or tuple(
        one for one in plain if len(one.chain(BODY)) == 1
    )
    larger = tuple(one for one in leading if running(page, one) >= LEAST_TEXT) or leading
    # two slides that are filled come before one in small type, and that before more
    tries = [(1, larger, 0.0), (2, larger, FILLED), (1, leading, 0.0)] if count > 1 else [(1, larger, 0.0)]
    tries += [(slides, larger, 0.0) for slides in range(max(count, 2), max(count, 2) + 1)]
    for slides, own, least in tries:
        for parts in opened(page, slides, look.language):
            made = _led(parts, own, plain, look, suffix, most)
            if made and max(one.size for one in made) > min(one.size for one in made):
                made = _led(parts, own, plain, look, suffix, min(one.size for one in made))
            if made and min(map(_filled, made)) >= least:
                return made
    return ()


def _filled(slide: Slide) -> float:
    """How full the places of a slide's running text are, whatever its first sentence takes (0 to 1)."""
    boxes = [box for item in slide.items for box in text_boxes(item) if box.id.startswith(BODY)]
    return max((box.text_height / max(1, box.content.height) for box in boxes), default=slide.fill)


def _led(
    parts: Sequence[Sequence[Page]],
    leading: tuple[SlideLayout, ...],
    plain: tuple[SlideLayout, ...],
    look: Look,
    suffix: str,
    most: float,
) -> tuple[Slide, ...]:
    """Pages that each stand on a slide, in the first of their forms that does; nothing where one has no room."""
    made: list[Slide] = []
    placed = any(one.slot(LEAD) for one in leading)
    for forms in parts:
        tries = (
            (form, plain) if LEAD not in form.flows else (form if placed else inside(form), leading) for form in forms
        )
        slide = next(filter(None, (_single(*one, look, suffix, most) for one in tries)), None)
        if slide is None:
            return ()
        made.append(slide)
    return tuple(made)


def _single(page: Page, layouts: tuple[SlideLayout, ...], look: Look, suffix: str, most: float) -> Slide | None:
    """A page as the only slide that it takes in one of some layouts; None where it takes more."""
    layouts = tuple(one for one in layouts if running(page, one) <= most)
    try:
        slides = _chosen(page, layouts, look, suffix, most) if layouts else ()
    except BriefingsError:
        return None
    return slides[0] if len(slides) == 1 else None


def _chosen(page: Page, layouts: tuple[SlideLayout, ...], look: Look, suffix: str, most: float) -> tuple[Slide, ...]:
    """A page in the one of some layouts that suits it best."""
    if len(page.flows) > 1 and all(_crowded(page, layout) for layout in layouts):
        return tuple(slide for part in _parted(page) for slide in choose(part, look, suffix, most))
    layouts = tuple(layout for layout in layouts if len(page.flows) < 2 or not _crowded(page, layout))
    layouts = tuple(one for one in layouts if all(title_suits(one, *flow) for flow in _flows(page, one))) or layouts
    layouts = tuple(one for one in layouts if not any(pours(one, *flow) for flow in _flows(page, one))) or layouts
    fitting = [layout for layout in layouts if lines.over(page, layout, look, suffix) == 0]
    # what comes before all others, as a line above a wide chart does, does so below two lines of a title too
    fitting = [layout for layout in fitting if not layout.lowered or layout.density < 0] or fitting
    if not fitting:
        fitting = [layout for layout in layouts if lines.over(page, layout, look, suffix, smaller=True) == 0]
        if not fitting:
            nearest = min(layouts, key=lambda layout: lines.over(page, layout, look, suffix, smaller=True))
            raise BriefingsError([lines.finding(page, nearest, look, suffix)])
        # the less it is over, the larger its type can be
        least = min(lines.over(page, layout, look, suffix) for layout in fitting)
        fitting = [layout for layout in fitting if lines.over(page, layout, look, suffix) == least]
    fitting = list(_with_whole_words(page, fitting, look, suffix))
    if page.role != "picture":  # a layout made for pictures has the title that suits it
        fitting = _with_usual_title(fitting)
    fitting = [layout for layout in fitting if all(suits(layout, *flow) for flow in _flows(page, layout))] or fitting
    sizes = [
        (layout, step)
        for layout in fitting
        for step in range(max((steps(layout, *flow, look) for flow in _flows(page, layout)), default=1))
    ]
    if in_rows(page) or says(page):
        sizes = [one for one in sizes if _size(page, one[0], look, one[1]) <= most] or sizes
    one_flow = len(page.flows) < 2
    if one_flow and is_broad((placed.block for flow in page.flows.values() for placed in flow), look):
        last = max(step for _, step in sizes)
        raise _over(page, [one for one in sizes if one[1] == last], look)
    # before one text by itself is refused, or a picture stands without its words, text may fill its place to the edge
    best = _best(page, sizes, look, FULL) or (
        _best(page, sizes, look, 1.0) if one_flow or PICTURE in page.flows else None
    )
    if best:
        largest = max((_size(page, layout, look, 0) for layout in fitting), default=0.0)
        return tuple(replace(slide, largest=largest) for slide in best.slides)
    if not one_flow:
        parts = _some_beside(page, sizes, look) or _parted(page)
        return tuple(slide for part in parts for slide in choose(part, look, suffix, most))
    if _few_rows_fit(page, sizes, look) and not _too_wide(page, sizes, look):
        _refuse_endless(page, MOST_SLIDES)
    if roomier := _roomier(page, layouts, look):
        return _chosen(page, roomier, look, suffix, most)
    if (told := _told(page)) != page:
        return _chosen(told, layouts, look, suffix, most)
    raise _over(page, sizes, look)


def _told(page: Page) -> Page:
    """A page whose charts have their annotations below them, in words: they take less of its height there."""

    def below(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(
            replace(one, told=True) if isinstance(one, ChartBlock) and one.data.annotations else one for one in blocks
        )

    return replace(page, flows={slot: with_blocks(placed, below) for slot, placed in page.flows.items()})


def _over(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look) -> BriefingsError:
    """What is told holds for the smallest type and the layout that takes most: a text that fits in another is not at fault."""
    misfits = [(step, _misfit(page, layout, look, step), layout) for layout, step in sizes]
    _, worst, layout = min(misfits, key=lambda one: (one[1].wide, -one[0], -one[1].placed, one[1].over))

    def fits(change: Change) -> bool:
        flows = {slot: with_blocks(placed, change) for slot, placed in page.flows.items()}
        return _fewest(replace(page, flows=flows), sizes, look, 1.0) is not None

    what = f"`{page.id}` on the layout `{layout.name}`"
    return BriefingsError([finding("text-over", what, page.where, worst, fits)])


def _few_rows_fit(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look) -> bool:
    """Whether a table of its first row alone would stand: what is too wide is not too long."""

    def short(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(one.at_most(1) if isinstance(one, TableBlock) else one for one in blocks)

    flows = {slot: with_blocks(placed, short) for slot, placed in page.flows.items()}
    return _fewest(replace(page, flows=flows), sizes, look, 1.0) is not None


def _too_wide(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look) -> bool:
    """Whether the words of some row are too wide for every place in the smallest type."""
    last = max(step for _, step in sizes)
    return all(_misfit(page, layout, look, step).wide > 0 for layout, step in sizes if step == last)


def _refuse_endless(page: Page, most: int) -> None:
    """Ends with what to do about a table of more rows than slides can hold, rather than with how many words to take out."""
    for block in (placed.block for flow in page.flows.values() for placed in flow):
        if isinstance(block, TableBlock) and block.parts > most:
            message = f"`{page.id}` has {block.parts:,} rows: {MOST_SLIDES} slides do not hold them"
            whole = common_path(str(origin) for origin in origins_of(block.data.rows)).removesuffix(".rows")
            raise fault("table-long", message, page.where, whole, _FEWER)


def in_shape(page: Page, layouts: Sequence[SlideLayout], look: Look) -> tuple[SlideLayout, ...]:
    """The layouts where a page's picture stands as its report says; else on half of the slide of a chapter, and of a cover whose words would
    stand on what its `focus` names; none where it is behind the words."""
    blocks = [placed.block for placed in (*page.photo, *page.flows.get(PICTURE, ()))]
    picture = next((block for block in blocks if isinstance(block, PictureBlock) and block.file is not None), None)
    if picture is None:
        return ()
    wanted = picture.stands or (
        "half" if page.photo and (page.role == "section" or _hidden(page, picture, layouts, look)) else ""
    )
    return tuple(one for one in layouts if wanted and _shape(one, look) == wanted and suits(one, PICTURE, (picture,)))


def _hidden(page: Page, picture: PictureBlock, layouts: Sequence[SlideLayout], look: Look) -> bool:
    """Whether the words of a page reach as far across as what the focus of the picture behind them names."""
    layout = next((one for one in layouts if one.slot(PICTURE) is None), None)
    if layout is None or picture.file is None:
        return False
    heads = (box for box in lines.lines(page, layout, look) if box.lines)
    return on_focus(picture, max(reach_of(box, look) for box in heads), look.page.box, look)


def _shape(layout: SlideLayout, look: Look) -> str:
    """How a layout's picture stands: on `half` a slide, as a narrow `portrait`, as a `strip` across; "" where it keeps off the edges."""
    place = layout.slot(PICTURE)
    if place is None or place.box.y > 0:
        return ""
    if place.box.width >= look.page.width:
        return "strip"
    return "half" if place.box.width >= look.page.width * HALF else "portrait"


def in_rows(page: Page) -> bool:
    """Whether a page has rows below lines, which are read one after the other as text is."""
    blocks = (placed.block for flow in page.flows.values() for placed in flow)
    return any(isinstance(block, Row) and block.ruled for block in blocks)


def says(page: Page) -> bool:
    """Whether a page is what somebody said."""
    return any(quotes(placed.block) for flow in page.flows.values() for placed in flow)


def running(page: Page, layout: SlideLayout) -> float:
    """The size of a page's text in the placeholders of a layout, in points; 0 where none stands in one."""
    return max((text_size(layout, *flow) for flow in _flows(page, layout) if flow[0] != LEAD), default=0.0)


def _not_above(largest: float, page: Page, layouts: tuple[SlideLayout, ...]) -> tuple[SlideLayout, ...]:
    """The layouts whose text is no larger than so many points; all of them where none is."""
    return tuple(layout for layout in layouts if running(page, layout) <= largest) or layouts


def _candidates(page: Page, look: Look) -> tuple[SlideLayout, ...]:
    """The layouts that play the page's role, have every place it needs and, if there are such, no other; airy ones first."""
    playing = sorted((made for made in look.layouts if made.role == page.role), key=lambda made: made.density)
    if not playing:
        near = [made for made in look.layouts if made.role in ("title-only", "content")]
        if not near:
            hint = "it needs at least a layout with a title; `briefings inspect` tells what it offers"
            raise fault("layout-missing", f"the slide master has no layout for `{page.role}`", page.where, hint=hint)
        return tuple(sorted(near, key=lambda made: (made.role != "title-only", made.density)))
    whole = [made for made in playing if all(slot == "main" or made.offers(slot) for slot in page.flows)] or playing
    whole = [made for made in whole if not _hollow(page, made)] or whole
    said = any(isinstance(one.block, KeyMessage) for flow in page.flows.values() for one in flow)
    whole = [made for made in whole if _loud(made, look) == said] or whole
    if look.bleeds and page.role == "title-only":
        whole = [made for made in whole if _apart(made) == _spoken(page)] or whole
    mine = {PICTURE} if page.photo and look.bleeds else set()
    return tuple([made for made in whole if not _unused(page, made) - mine] or whole)


def _hollow(page: Page, layout: SlideLayout) -> bool:
    """Whether a layout is made for a line above the title that is larger than it, such as a chapter's number, which the page does not have."""
    kicker, title = layout.slot("kicker"), layout.slot("title")
    large = kicker is not None and title is not None and kicker.styles[0].size > title.styles[0].size
    return large and layout.slot(PICTURE) is None and not page.lines.get("kicker")


def _loud(layout: SlideLayout, look: Look) -> bool:
    """Whether a layout stands on another ground than pages usually do: what is to stay is said on it, and nothing else."""
    return layout.background.rgb != look.colour("page").rgb


def _apart(layout: SlideLayout) -> bool:
    """Whether the free part of a layout is a panel: what people said stands there, and nothing else."""
    return layout.ground is not None and layout.ground.rgb != layout.background.rgb


def _spoken(page: Page) -> bool:
    """Whether a page has nothing but what people said, and words before it."""
    blocks = [placed.block for flow in page.flows.values() for placed in flow]
    return any(map(quotes, blocks)) and all(quotes(one) or isinstance(one, Prose) for one in blocks)


def _roomier(page: Page, layouts: Sequence[SlideLayout], look: Look) -> tuple[SlideLayout, ...]:
    """The look's other layouts, their titles alone, whose free area is much larger than the places of those that a page does not fit."""
    if page.role in ("cover", "section"):
        return ()
    boxes = [place.box for one in layouts for slot in page.flows for place in one.chain(slot)]
    boxes += [one.area(slot) for one in layouts for slot in page.flows]
    most = max(box.width * box.height for box in boxes) * ROOMIER
    found = {one.part: one for one in look.layouts if one.role not in ("cover", "section")}
    return tuple(
        replace(
            one,
            role=page.role,
            areas=(),
            placeholders=tuple(
                replace(place, slot=place.slot if place.slot in lines.SLOTS else "") for place in one.placeholders
            ),
        )
        for one in found.values()
        if one.free.width * one.free.height > most
    )


def _crowded(page: Page, layout: SlideLayout) -> bool:
    """Whether what has no place of its own would stand on what has one."""
    loose = [slot for slot in page.flows if not layout.offers(slot)]
    used = [place.box for slot in page.flows if slot not in loose and (place := layout.slot(slot))]
    return any(layout.area(slot).overlaps(box) for slot in loose for box in used)


def _unused(page: Page, layout: SlideLayout) -> set[str]:
    """Places for blocks that the page leaves empty."""
    offered = {
        "body" if place.slot.startswith("body-") else place.slot
        for place in layout.placeholders
        if place.slot and place.kind not in ("ftr", "dt", "sldNum")
    }
    offered |= {slot for slot, _ in layout.areas}
    return offered - set(page.flows) - set(lines.SLOTS)


@kept
def _flows(page: Page, layout: SlideLayout) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The slots with their blocks, what stands above the rest first; those that have no place of their own share the free area, one
    below the other."""
    loose = [slot for slot in page.flows if not layout.offers(slot)]
    placed = [slot for slot in page.flows if slot not in loose]
    boxes = {slot: place.box if (place := layout.slot(slot)) else layout.area(slot) for slot in placed}
    last = {
        slot for slot in placed if slot == PICTURE and boxes[slot].y <= 0
    }  # a picture at the side is seen beside the words

    def order(slot: str) -> tuple[int, bool]:
        return sum(box.bottom <= boxes[slot].y for box in boxes.values()), slot in last

    flows: list[tuple[str, tuple[str, ...]]] = [(slot, (slot,)) for slot in sorted(placed, key=order)]
    flows += [(loose[0], tuple(loose))] if loose else []
    return tuple((name, tuple(one.block for slot in slots for one in page.flows[slot])) for name, slots in flows)


def _fewest(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look, full: float) -> int | None:
    """On how many slides a page can stand. Small type takes least, so it goes first: other layouts are only counted as far as they would take
    fewer, and larger type in the same one does not."""
    fewest: int | None = None
    smallest: SlideLayout | None = None
    for layout, step in reversed(sizes):
        if fewest and layout is smallest:
            continue
        smallest = layout
        needed = _needed(page, layout, look, step, fewest - 1 if fewest else MOST_SLIDES, full)
        if needed is not None:
            fewest = needed
            if fewest == 1:
                break
    return fewest


def _unhurried(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look, full: float) -> int | None:
    """On how many slides the rows of a page stand in the largest type that takes no more than is usual for so many, of so many words; None where
    the page is no list of rows, or all type takes more."""
    rows = [one.block for flow in page.flows.values() for one in flow if isinstance(one.block, Row) and one.block.ruled]
    told = [
        sum(words(plain(rich)) for one in row.blocks if isinstance(one, Prose) for rich in one.text) for row in rows
    ]
    usual = -(-sum(max(one, BRIEF) for one in told) // TOLD)
    tries = (_needed(page, layout, look, step, usual, full) for layout, step in sorted(sizes, key=lambda one: one[1]))
    return next((needed for needed in tries if needed), None) if usual else None


def _best(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look, full: float) -> _Set | None:
    """The set on the fewest slides that least speaks against; one whose type and layout alone are worse than another is not made."""
    tries = sorted(enumerate(sizes), key=lambda each: _least_cost(*each[1]))
    # most pages stand on one slide in what suits them best, and then nothing else need be measured; those of several places do on no more
    (_, (layout, step)), *_ = tries
    several = all(len(_flows(page, one)) > 1 for one, _ in sizes)
    fewest = 1 if several else _needed(page, layout, look, step, 1, full)
    fewest = fewest or _unhurried(page, sizes, look, full) or _fewest(page, sizes, look, full)
    if fewest is None:
        return None
    best: tuple[float, int, _Set] | None = None
    for number, (layout, step) in tries:
        if best is not None and _least_cost(layout, step) > best[0]:
            break
        if _needed(page, layout, look, step, fewest, full) == fewest:
            made = _set(page, _Try(layout, step, fewest, full), look)
            if best is None or (made.cost, number) < best[:2]:
                best = (made.cost, number, made)
    return best[2] if best else None


def _least_cost(layout: SlideLayout, step: int) -> float:
    return step * 0.35 + layout.density * 0.1


@kept
def _needed(page: Page, layout: SlideLayout, look: Look, step: int, most: int, full: float) -> int | None:
    """How many slides a page takes, None for more than the most; one with several places takes one."""
    flows = _flows(page, layout)
    slides = 1
    for slot, blocks in flows:
        needed = count(layout, slot, blocks, look, step, most if len(flows) == 1 else 1, full)
        if needed is None:
            return None
        slides = max(slides, needed)
    return slides


def _misfit(page: Page, layout: SlideLayout, look: Look, step: int) -> Misfit:
    """What does not fit of a page with one place."""
    ((slot, blocks),) = _flows(page, layout)
    return misfit(layout, slot, blocks, look, step, MOST_SLIDES)


def _set(page: Page, one: _Try, look: Look) -> _Set:
    """A page set in a layout that it is known to fit."""
    flows = _flows(page, one.layout)
    filled = [fill(one.layout, slot, blocks, look, one.step, one.slides, one.full) for slot, blocks in flows]
    if not filled:
        return _Set((Slide(one.layout, (), 1.0),), _least_cost(one.layout, one.step))
    slides = tuple(
        Slide(
            one.layout,
            tuple(item for made in filled for item in made.slides[number]),
            max(made.fills[number] for made in filled),
            _size(page, one.layout, look, one.step),
            grown=tuple(grown for made in filled for grown in made.grown) if number == 0 else (),
        )
        for number in range(one.slides)
    )
    emptiness = max(0.0, EMPTY - min(slide.fill for slide in slides)) * 12
    emptiness += sum(
        HOLE
        for (slot, _), made in zip(flows, filled, strict=True)
        if slot == LEAD and max(made.fills) < SHORT and _stacked(one.layout)
    )
    return _Set(slides, _least_cost(one.layout, one.step) + emptiness + sum(made.cost for made in filled))


def _stacked(layout: SlideLayout) -> bool:
    """Whether a layout has the text below its first sentence."""
    lead, body = layout.slot(LEAD), layout.slot(BODY)
    return lead is not None and body is not None and lead.box.bottom <= body.box.y


def _size(page: Page, layout: SlideLayout, look: Look, step: int) -> float:
    """The size of a page's running text in a layout, in points; 0 where it has none."""
    return max((size(layout, *flow, look, step) for flow in _flows(page, layout) if flow[0] != LEAD), default=0.0)


def _with_usual_title(layouts: Sequence[SlideLayout]) -> list[SlideLayout]:
    """Titles keep one size through a deck: the layouts whose titles are much smaller are for titles that fit nowhere else."""
    sizes = [place.styles[0].size if (place := layout.slot("title")) else 0.0 for layout in layouts]
    return [layout for layout, size in zip(layouts, sizes, strict=True) if size >= max(sizes) * USUAL]


def _with_whole_words(page: Page, layouts: Sequence[SlideLayout], look: Look, suffix: str) -> Sequence[SlideLayout]:
    """The layouts that break no word of the title, in their own type rather than in smaller; for a cover whose own layouts all break one,
    those with a title and nothing else. All of them where nothing holds the word."""
    if "title" not in page.lines:
        return layouts
    wider = [one for one in look.layouts if one.role == "title-only"] if page.role == "cover" else []
    for tried, smaller in ((layouts, False), (layouts, True), (wider, True)):
        whole = [one for one in tried if not lines.parted(page, one, look, suffix, smaller=smaller)]
        whole = [one for one in whole if tried is layouts or not lines.over(page, one, look, suffix, smaller=True)]
        if whole:
            return whole
    return layouts


def _some_beside(page: Page, sizes: Sequence[tuple[SlideLayout, int]], look: Look) -> Sequence[Page]:
    """A picture with as much of what is told beside it as has room there, half of it if it can be, and a page for the rest; none where not even
    the first of it has."""
    told = page.flows.get(CAPTION, ())
    starts = [at for at, one in enumerate(told) if at and isinstance(one.block, Heading)]
    for at in sorted(starts, key=lambda at: abs(2 * at - len(told))) if PICTURE in page.flows else ():
        first = replace(page, flows={**page.flows, CAPTION: told[:at]})
        if _best(first, sizes, look, FULL):
            return first, replace(page, role="content", flows={"body": told[at:]})
    return ()


def _parted(page: Page) -> Sequence[Page]:
    """A page for each slot of a page; none for a text whose first sentence stands beside it."""
    if LEAD in page.flows:
        return ()
    made = [_PARTS.get(slot, ("content", "body")) for slot in page.flows]
    return [
        replace(page, role=role, flows={slot: placed})
        for (role, slot), placed in zip(made, page.flows.values(), strict=True)
    ]
