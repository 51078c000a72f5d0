"""Every page of a deck on its slides, and their titles and texts of one size where sizes that jump from slide to slide would look like an oversight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence, Set
from functools import partial
from math import inf
from typing import Final, TypeAlias

from .. import lasting, memory
from ..blocks.agenda import Agenda
from ..blocks.chart import ChartBlock
from ..blocks.params import origins_of
from ..blocks.piece import Block
from ..blocks.prose import Prose
from ..blocks.row import Row
from ..briefing import Page, Placed
from ..diagnostics import BriefingsError, Diagnostic
from ..frame import origins
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT
from ..lasting import Same
from ..look import Look, Placeholder, SlideLayout
from ..values import Origin, Rich, plain, without_notes
from . import standing
from .choose import LEAST_TEXT, PICTURE, Slide, choose, in_rows, running, says
from .fill import is_statement
from .lines import lines
from .misfit import with_blocks
from .sourced import footed, lacking, unfooted
from .standing import Stood

Group: TypeAlias = tuple[bool, str, tuple[Origin, ...], str]
Given: TypeAlias = tuple[str, bool, float, bool, tuple[Rich, ...]]
"""What a page is numbered with, whether it goes on from others, its largest type, whether it is without what is optional, and its sources."""

_APART: Final = frozenset({"cover", "section"})
"""Roles whose titles are larger than those of the other pages."""
_LEAST_TITLE, _LEAST_ALIKE = 0.6, 27
"""Titles become no smaller than so much of what their layouts give them where most have room for that, nor than one part of so many of the page's height, because one of them is long."""
_NEARLY: Final = 0.9
"""A size of more than so much of another is no other to the eye: all take it."""
_ITEM: Final = 3
"""A title of more parts than this is that of something in a section (`sections.results.items.wells.title`)."""
_OF_TITLE, _MOST_OF_TITLE = 0.75, 0.9
"""Running text is no larger than so much of the titles over it, or than so much where the house has larger text below its own."""
_READ: Final = 30
"""And never pressed below one part of so many of the page's height, 18 points on a usual slide, for a ratio alone."""
_UNIFORM: Final = frozenset({"section"})
"""Roles whose pages are alike: where one has no room for what is optional, none shows it."""


@frozen
class OnSlides:
    """A page on its slides: on how many it stands, and these, where they were not kept from before."""

    stood: Stood
    given: Given
    slides: tuple[Slide, ...] | None = None


def on_slides(
    pages: Sequence[Page],
    look: Look,
    at: Callable[[Page], object],
    marks: Sequence[Hashable],
    said: Sequence[tuple[Rich, ...]],
) -> tuple[Look, list[OnSlides], Counter[Group]]:
    """The slides of each page, and how many slides share each title. On a customer's layouts titles and text keep to one size where they
    can: the look with its titles in that."""
    look = _in_one_dress(pages, look)
    laid, counts = _chosen(pages, look, at, marks, said)
    lacking = frozenset(page.role for page, one in zip(pages, laid, strict=True) if one.stood.lacks)
    bare = lacking & _UNIFORM
    if bare:
        laid, counts = _chosen(pages, look, at, marks, said, bare=bare, before=laid)
    if (alike := _titles_alike(laid, look)) is not look:
        look = alike
        laid, counts = _chosen(pages, look, at, marks, said, bare=bare)
    usual = _usual_size(pages, laid, look)
    most = [min(usual, size) for size in _siblings(pages, laid)]
    if not look.bleeds:
        most = [
            size if page.role in _APART else min(size, below)
            for page, size, below in zip(pages, most, _below_titles(laid, look), strict=True)
        ]
    if all(one.stood.size <= size for one, size in zip(laid, most, strict=True)):
        return look, laid, counts
    return look, *_chosen(pages, look, at, marks, said, most, bare, laid)


def _siblings(pages: Sequence[Page], laid: Sequence[OnSlides]) -> list[float]:
    """The largest size that the text of each page may have: that of the smallest of those of its section, which tell of one thing each, unless
    that is too small for all; the rows of a section are all of one size, so are its quotes, and what is in the chapters is on all dividers. What is a statement
    stands apart."""
    sizes: dict[tuple[str, str], float] = {}
    keys: list[tuple[str, str]] = []
    for page, one in zip(pages, laid, strict=True):
        titled = next((origin.split(".") for origin in origins_of(page.lines.get("title", ()))), [""])
        blocks = tuple(placed.block for flow in page.flows.values() for placed in flow)
        text = len(titled) > _ITEM and page.role == "content" and not is_statement(blocks)
        quoted = says(page) and len(titled) > 1
        alike = one.stood.size and (text or quoted or in_rows(page) or page.role in _UNIFORM)
        kind = "quotes" if quoted else page.role
        keys.append(("" if page.role in _UNIFORM else titled[1], kind) if alike else ("", ""))
        least = LEAST_TEXT if text else 0.0  # rows that go on are one list
        sizes[keys[-1]] = min(sizes.get(keys[-1], inf), max(one.stood.size, least)) if alike else inf
    return [sizes[key] for key in keys]


def _in_one_dress(pages: Sequence[Page], look: Look) -> Look:
    """The look with the number of all its chapters in one place: above their names where one of them has a photo, else large beside these."""
    photos = any(page.photo for page in pages if page.role == "section")

    def fits(layout: SlideLayout) -> bool:
        number, title = layout.slot("kicker"), layout.slot("title")
        if layout.role != "section" or layout.slot(PICTURE) or not number or not title:
            return True
        return (number.box.x < title.box.right and title.box.x < number.box.right) == photos

    kept = tuple(filter(fits, look.layouts)) if look.bleeds else look.layouts
    return look if len(kept) == len(look.layouts) else lasting.one(replace(look, layouts=kept))


def _titles_alike(laid: Sequence[OnSlides], look: Look) -> Look:
    """The look of a customer's layouts with titles no larger than the smallest that a page needs, unless that is too small for all: sizes
    that jump from slide to slide look like an oversight."""
    sizes = [one.stood.title for one in laid if one.stood.title]
    if look.bleeds or look.ink == "low" or not sizes or min(sizes) == max(sizes):
        return look
    pages = [one for layout in look.layouts if layout.role not in _APART and (one := layout.slot("title"))]
    least = max(one.styles[0].size for one in pages) * _LEAST_TITLE
    few = sum(size < least for size in sizes) * 3 <= len(sizes)
    most = max(min(sizes), min(max(sizes), max(least * few, look.page.height / EMU_PER_POINT / _LEAST_ALIKE)))
    most = min(sizes) if min(sizes) > most * _NEARLY else most

    def alike(place: Placeholder) -> Placeholder:
        if place.slot != "title" or place.styles[0].size <= most:
            return place
        less = (place.styles[0].at(most), *place.styles[1:])
        smaller = tuple(one for one in place.steps if one[0].size < most)
        return replace(place, styles=less, steps=(less, *smaller) if place.steps else (), given=place.written)

    layouts = (
        one if one.role in _APART else replace(one, placeholders=tuple(map(alike, one.placeholders)))
        for one in look.layouts
    )
    return lasting.one(replace(look, layouts=tuple(layouts)))


def _below_titles(laid: Sequence[OnSlides], look: Look) -> list[float]:
    """The largest size that the text of each page may have below titles of so many points: where these became smaller than the house has them, text
    as large as they are heads nothing, and none is larger beside its title than the house has it."""
    titles = sorted(one.stood.title for one in laid if one.stood.title)
    usual = titles[len(titles) // 2] if titles else inf
    pages = (one for one in look.layouts if one.role not in _APART)
    heads = [(head, body) for one in pages if (head := one.slot("title")) and (body := one.slot("body"))]
    ratios = [body.written[0].size / head.written[0].size for head, body in heads if head.written[0].size]
    share = min(_MOST_OF_TITLE, max(_OF_TITLE, *ratios)) if ratios else _OF_TITLE
    read = look.page.height / EMU_PER_POINT / _READ
    most = [min(usual, one.stood.title or inf) * _MOST_OF_TITLE for one in laid]
    return [max(LEAST_TEXT, min(usual * share, size), min(read, size)) for size in most]


def _left_out(page: Page, slides: Sequence[Slide]) -> bool:
    """Whether something optional of a page is on none of its slides."""
    return any(gone for _, gone in missing(page, slides))


def missing(page: Page, slides: Sequence[Slide]) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    """Of each block that need not be there whole, by its id, what no slide shows."""
    shown = {origin for slide in slides for item in slide.items for origin in origins(item)}
    for one in (one for flow in page.flows.values() for one in flow if one.optional or isinstance(one.block, Agenda)):
        if gone := tuple(origin for origin in one.block.origins() if origin not in shown):
            yield one.block.id, gone


def _text_size(page: Page, slides: Sequence[Slide]) -> float:
    """The size of a page's text in placeholders, or of what is told in ruled rows."""
    if in_rows(page):
        return max(slide.size for slide in slides)
    return max((running(page, slide.layout) for slide in slides if slide.layout.role == page.role), default=0.0)


def _title_size(page: Page, slides: Sequence[Slide], look: Look, suffix: str) -> float:
    """The smallest size of a page's title; 0 of a page whose title is another kind."""
    if page.role in _APART:
        return 0.0
    heads = (box for slide in slides for box in lines(page, slide.layout, look, suffix) if box.id == "title")
    return min((box.paragraphs[0].style.size for box in heads), default=0.0)


def _usual_size(pages: Sequence[Page], laid: Sequence[OnSlides], look: Look) -> float:
    """The largest size that the text of half of the pages or more has, of those whose layouts come in sizes that the deck has to say
    itself: one that jumps from slide to slide looks like an oversight there. Our own layouts are made for more or less text."""
    sized = {
        layout.role
        for layout in look.layouts
        for place in layout.placeholders
        if place.given and place.given[0].size != place.styles[0].size
    }
    sizes = sorted(
        one.stood.size for page, one in zip(pages, laid, strict=True) if page.role in sized and one.stood.size
    )
    return sizes[len(sizes) // 2] if sizes else inf


def _chosen(
    pages: Sequence[Page],
    look: Look,
    at: Callable[[Page], object],
    marks: Sequence[Hashable],
    said: Sequence[tuple[Rich, ...]],
    largest: Sequence[float] = (),
    bare: frozenset[str] = frozenset(),
    before: Sequence[OnSlides] = (),
) -> tuple[list[OnSlides], Counter[Group]]:
    """The slides of each page, with text of at most so many points (of each page, if any are given), and how many share each title; pages of the roles in `bare` without
    what is optional. Those that stood so `before` stay as they are.

    A title must have room for its number before it is known how many there are: two digits are kept free, or as many as it takes.
    """
    often = Counter(group_of(page) for page in pages)
    for digits in (2, 3, 4):
        counts: Counter[Group] = Counter()
        laid: list[OnSlides] = []
        findings: dict[tuple[str, str], Diagnostic] = {}
        room = 10**digits - 2
        for number, (page, mark, told) in enumerate(zip(pages, marks, said, strict=True)):
            key = group_of(page)
            at(page)
            most = largest[number] if largest else inf
            given = (counted(room, room), often[key] > 1, most, page.role in bare, told)
            make = partial(_stood, page, look, given)
            try:
                stays = bool(before) and _stays(before[number], given)
                chosen = before[number] if stays else lasting.made("slides", (mark, Same(look), *given), make)
            except BriefingsError as problem:
                # one text, one finding, however many slides show it
                findings.update({(one.code, one.path or page.id): one for one in problem.findings})
                continue
            laid.append(chosen)
            counts[key] += chosen.stood.count
        if findings:
            raise BriefingsError(findings.values())
        if max(counts.values(), default=0) <= room:
            break
    return laid, counts


def _stays(before: OnSlides, given: Given) -> bool:
    """Whether a page that stood on its slides may stay there: text of one slide that is no larger than it may be is what suits it best."""
    was, most = before.given, given[2]
    small = most == was[2] or (before.stood.count == 1 and before.stood.size <= most)
    return small and (*was[:2], *was[3:]) == (*given[:2], *given[3:])


def _stood(page: Page, look: Look, given: Given) -> OnSlides:
    """A page on its slides; where it says what it said in a command before, only how many they are."""
    name = standing.name(page, look, *given)
    if (stood := standing.stood(name)) is not None:
        return OnSlides(stood, given)
    slides = slides_of(page, look, given)
    with memory.page(of=page):
        lacks, title = _left_out(page, slides), _title_size(page, slides, look, given[0] if given[1] else "")
    stood = Stood(len(slides), _text_size(page, slides), name, lacks=lacks, title=title)
    standing.keep(stood)
    return OnSlides(stood, given, slides)


def slides_of(page: Page, look: Look, given: Given) -> tuple[Slide, ...]:
    """The slides that a page takes as it is `given`."""
    suffix, often, largest, bare, said = given
    with memory.page(of=page):
        page = _without_optional(page) if bare else page
        slides = _set(page, look, suffix, often, largest)
        room = max(lacking(slide.items, said, slide.layout, look) for slide in slides)
        ways = (_with_foot(page, slides, look, given, room, raised=raised) for raised in (False, True) if room)
        return next((made for made in ways if made), slides)


def _with_foot(
    page: Page, slides: Sequence[Slide], look: Look, given: Given, room: int, *, raised: bool
) -> tuple[Slide, ...] | None:
    """The slides again with room at their foot for the line of their sources; None where they would be more, or have none all the same."""
    suffix, often, largest, _, said = given
    try:
        made = _set(page, footed(Same(look), room, raised=raised), suffix, often, largest)
    except BriefingsError:
        return None
    made = tuple(replace(slide, layout=unfooted(slide.layout, room)) for slide in made)
    short = any(lacking(slide.items, said, slide.layout, look) for slide in made)
    return None if short or len(made) > len(slides) else made


def _set(page: Page, look: Look, suffix: str, often: bool, largest: float) -> tuple[Slide, ...]:
    """The slides of a page; they are numbered where there are several, or its title stands on pages before or after it, as it does `often`."""
    *forms, last = _forms(page)
    for form in forms:
        try:
            slides = choose(form, look, suffix if often else "", largest)
        except BriefingsError:
            continue
        if len(slides) == 1:
            return slides
    slides = choose(last, look, suffix if often else "", largest)
    return slides if often or len(slides) == 1 else choose(last, look, suffix, largest)


def _forms(page: Page) -> Iterator[Page]:
    """A page as it is, and with ever less that need not be there; what a chart shows moves above it, then before the text beside it, before it goes."""
    yield page
    if (told := replace(page, flows={slot: with_blocks(flow, _told) for slot, flow in page.flows.items()})) != page:
        yield told
    if (less := _without_optional(page)) is not page:
        yield from _forms(less)


def _without_optional(page: Page) -> Page:
    """A page that goes on over several slides, without what is only for a slide that has room: optional blocks, and what is in the chapters
    of an agenda; the page itself where nothing is. A chart that such a line names, with its unit, says so itself, unless it has no room for that either."""
    gone = {origin for flow in page.flows.values() for one in flow if one.optional for origin in one.block.origins()}
    kept = {slot: [_brief(one) for one in flow if not one.optional] for slot, flow in page.flows.items()}
    flows = {slot: with_blocks(flow, partial(_named, gone)) for slot, flow in kept.items()}
    return (
        page if flows == dict(page.flows) else replace(page, flows={slot: flow for slot, flow in flows.items() if flow})
    )


def _named(gone: Set[Origin], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks, each chart and map with what it is called, where that is among what is `gone`."""
    return tuple(
        replace(one, blocks=_named(gone, one.blocks))
        if isinstance(one, Row)
        else replace(one, named=not gone.isdisjoint(origins_of(one.data.title)))
        if isinstance(one, ChartBlock)
        else one
        for one in blocks
    )


def _told(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with what a chart is called before the text beside it, in place of above it."""
    return tuple(replace(one, blocks=_beside(one.blocks)) if isinstance(one, Row) else one for one in blocks)


def _beside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    chart = next((one for one in blocks if isinstance(one, ChartBlock) and one.named), None)
    text = next((one for one in blocks if isinstance(one, Prose)), None)
    if chart is None or text is None:
        return blocks
    said = tuple(replace(span, bold=True) for span in chart.data.in_unit(chart.data.title))
    swapped: dict[str, Block] = {chart.id: replace(chart, named=False), text.id: replace(text, text=(said, *text.text))}
    return tuple(swapped.get(one.id, one) for one in blocks)


def _brief(one: Placed) -> Placed:
    return replace(one, block=one.block.brief()) if isinstance(one.block, Agenda) else one


def counted(number: int, count: int) -> str:
    """What a title ends with on a page that goes on: "(2/3)"."""
    return f"\u00a0({number}/{count})" if count > 1 else ""


def title_of(page: Page) -> str:
    """A page's title in bare words."""
    return plain(without_notes(page.lines.get("title", ())))


def group_of(page: Page) -> Group:
    """What slides that go on from one another share: the section, and the title as people hear it (two that differ in capitals or
    spaces alone are the same) from the same fields. Two sections of one title tell of two things, and no slide goes on from a cover."""
    heard = " ".join(title_of(page).split()).casefold()
    return page.role == "cover", page.section, origins_of(page.lines.get("title", ())), heard
