"""Slides: every page in the layout that suits it, titles numbered where a page goes on, notes with what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import Final, TypeAlias

from .. import lasting, memory
from ..blocks.agenda import Agenda
from ..blocks.params import origins_of
from ..blocks.picture import PictureBlock
from ..briefing import Briefing, Furniture, Page, Placed
from ..diagnostics import BriefingsError, Diagnostic, error
from ..frame import Chart, Decision, Frame, Item, Panel, Paragraph, Table, TextBox, origins, text_boxes
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box
from ..lasting import Same
from ..look import Look, Placeholder, SlideLayout
from ..roles import EXTRA
from ..values import Origin, Rich, Span, plain, without_notes
from . import standing
from .backdrop import behind, beside, lit
from .choose import PICTURE, Slide, choose, in_rows, running, says
from .fill import is_statement
from .finished import finished
from .footers import furniture, unmarked
from .lines import lines, parted, shrunk, unplaced
from .notes import notes
from .numbered import firsts, names_slides, numbered
from .sourced import ID as SOURCE
from .sourced import Cited, cited, footed, lacking, lists_sources, longest, sourced, unfooted, wanted
from .standing import Framed, Stood

_Key: TypeAlias = tuple[bool, str, tuple[Origin, ...], str]
_Given: TypeAlias = tuple[str, bool, float, bool, tuple[Rich, ...]]
"""What a page is numbered with, whether it goes on from others, its largest type, whether it is without what is optional, and its sources."""


def lay_slides(
    briefing: Briefing, look: Look, at: Callable[[Page], object] = lambda page: None
) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """Every page as one slide or several; slides that go on from one another are counted "(2/3)".

    Raises BriefingsError with a finding for each text that cannot be made to fit.
    """
    look = lasting.one(look)
    marks = tuple(map(lasting.mark, briefing.pages))
    listed = lists_sources(briefing)
    said = [longest(cited(page, briefing.sources, listed=listed), look) for page in briefing.pages]
    with memory.document():
        look, laid, counts = _laid(briefing.pages, look, at, marks, said)
        with memory.page():  # footers are the same on every slide of a layout
            return _framed(briefing, look, laid, counts, marks)


def _framed(
    briefing: Briefing,
    look: Look,
    laid: Sequence[_Set],
    counts: Counter[_Key],
    marks: Sequence[Hashable],
) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """The slides as frames, with their lines and footers, and what was decided on each page."""
    frames: list[Frame] = []
    decisions: list[Decision] = []
    bare: dict[str, Diagnostic] = {}
    reached: Counter[_Key] = Counter()
    numbers = firsts(briefing.pages, [one.stood.count for one in laid])
    every = lasting.mark((briefing.furniture, briefing.language))
    listed = lists_sources(briefing)
    for page, chosen, mark in zip(briefing.pages, laid, marks, strict=True):
        named = numbers if names_slides(page) else {}
        key = _key(page)
        facts = cited(page, briefing.sources, listed=listed)
        of = _Page(page, briefing, look, chosen, reached[key], counts[key], len(frames), named, facts)
        reached[key] += chosen.stood.count
        beside = (of.before, of.count, of.number, *named.items(), *facts.sources.items(), facts.listed)
        shown = (briefing.furniture, briefing.language, *beside)
        make = partial(standing.framed, chosen.stood, shown, of.frames)
        made = lasting.made("frames", (mark, every, Same(chosen), Same(look), *beside), make)
        for layout in made.bare:
            bare.setdefault(layout, _unmarked(page, briefing, layout))
        frames += made.frames
        decisions += made.decisions
    if bare:
        raise BriefingsError(bare.values())
    return tuple(frames), tuple(decisions)


@frozen
class _Set:
    """A page on its slides: on how many it stands, and these, where they were not kept from before."""

    stood: Stood
    given: _Given
    slides: tuple[Slide, ...] | None = None


@frozen
class _Page:
    """A page on its slides: `before` of `count` slides of the same title stand before it, and so `number` of all. `named` are the numbers of
    those that it names, `cited` the sources of its facts."""

    page: Page
    briefing: Briefing
    look: Look
    chosen: _Set
    before: int
    count: int
    number: int
    named: Mapping[str, tuple[int, str]]
    cited: Cited

    def frames(self) -> Framed:
        """The page's slides as frames, and what else there is to tell of them."""
        slides = self.chosen.slides
        if slides is None:
            slides = _remembered(self.page, self.look, self.chosen.given)
        told = notes(self.page.notes, [slide.items for slide in slides], self.look)
        bare: list[str] = []
        made = tuple(finished(self._frame(at, slide, told[at], bare)) for at, slide in enumerate(slides))
        suffix = _suffix(self.count, self.count)
        with memory.page(of=self.page):
            said = (*_decisions(self.page, slides, self.look, suffix), *self._unsourced(slides, made))
        return Framed(made, said, tuple(bare))

    def _unsourced(self, slides: Sequence[Slide], made: Sequence[Frame]) -> Iterator[Decision]:
        """What is told where a slide has no room for where its facts come from."""
        for layout in dict.fromkeys(
            slide.layout.name
            for slide, frame in zip(slides, made, strict=True)
            if wanted(slide.items, self.cited) and not any(item.id == SOURCE for item in frame.items)
        ):
            yield Decision(
                self.page.id, "no-place", f"`{layout}` has no room for the source at its foot; the notes tell it"
            )

    def _frame(self, at: int, slide: Slide, told: tuple[Paragraph, ...], bare: list[str]) -> Frame:
        page, look, furnished = self.page, self.look, self.briefing.furniture
        suffix = _suffix(self.before + at + 1, self.count)
        with memory.page(of=page):
            heads = tuple(lines(page, slide.layout, look, suffix))
        if at == 0 and slide.layout.slot(PICTURE) is None and any(_pictures(page, look)):
            heads = tuple(one for one in (lit(head, look) for head in heads) if isinstance(one, TextBox))
            slide = replace(slide, items=tuple(lit(item, look) for item in slide.items))
        feet = tuple(furniture(furnished, slide.layout, look, self.number + at + 1, heads))
        back = _behind(page, slide, heads, look, furnished) if at == 0 else ((), ())
        if back[0] and slide.layout.slot(PICTURE) is None:
            feet = ()  # a photo stands without footers, which LibreOffice would draw below it
        if unmarked(furnished, (*heads, *feet, *back[1])):
            bare.append(slide.layout.name)
        shown = numbered(slide.items, self.named, look) if names_slides(page) else slide.items
        back, shown = _around(back, shown, slide.layout, look)
        told_by = sourced(shown, feet, self.cited, slide.layout, look)
        words = len(shown)
        while told_by and words and not _above(shown[words - 1].box, told_by[0].box):
            words -= 1  # a picture at the side is seen after the words, and these end with where they come from
        shown = (*shown[:words], *told_by, *shown[words:])
        return Frame(
            id=page.id if at == 0 else f"{page.id}.{at + 1}",
            page=look.page,
            layout=slide.layout.name,
            title=_title(page) + suffix,
            items=(
                *back[0],
                *_plates(slide.layout, (*heads, *slide.items, *told_by), look),
                *_read(heads, shown, feet, look.page.height // 2),
                *back[1],
            ),
            fixed=slide.layout.fixed,
            background=slide.layout.background,
            notes=told,
            section=page.section,
            language=self.briefing.language,
            rtl=look.rtl,
            part=slide.layout.part,
        )


def _above(one: Box, other: Box) -> bool:
    """Whether a box shares some of its width with another."""
    return one.x < other.right and other.x < one.right


def _behind(
    page: Page, slide: Slide, heads: Sequence[TextBox], look: Look, given: Furniture
) -> tuple[tuple[Item, ...], tuple[TextBox, ...]]:
    """The picture behind a slide's words, and its credit, after the report's status where no line says that; nothing where the page has
    none, or a customer's layouts are used."""
    for block in _pictures(page, look):
        place = slide.layout.slot(PICTURE)
        if place is not None:
            return beside(block, place, look)
        texts = [box for item in slide.items for box in text_boxes(item)]
        said = (given.status, block.credit) if unmarked(given, heads) else (block.credit,)
        credit = _joined(tuple(rich for rich in said if rich))
        return behind(replace(block, credit=credit), slide.layout, (*heads, *texts), look)
    return (), ()


def _pictures(page: Page, look: Look) -> Iterator[PictureBlock]:
    """The pictures that a page has for behind its words, on our own layouts."""
    for placed in page.photo if look.bleeds else ():
        if isinstance(placed.block, PictureBlock) and placed.block.file is not None:
            yield placed.block


def _around(
    back: tuple[tuple[Item, ...], tuple[TextBox, ...]], items: tuple[Item, ...], layout: SlideLayout, look: Look
) -> tuple[tuple[tuple[Item, ...], tuple[TextBox, ...]], tuple[Item, ...]]:
    """What stands behind a slide's items, and the items, in the order of reading: a picture at the side is seen after the words."""
    place = layout.slot(PICTURE)
    if place is None or not back[0]:
        return back, items
    if place.box.width >= look.page.width:
        return ((*back[0], *back[1]), ()), items
    return ((), ()), (*items, *back[0], *back[1])


def _joined(parts: Sequence[Rich]) -> Rich:
    """Texts in one line, with dots between them."""
    return tuple(span for number, rich in enumerate(parts) for span in ((Span("\u00a0· "), *rich) if number else rich))


def _read(heads: Sequence[TextBox], items: Sequence[Item], feet: Sequence[TextBox], middle: int) -> tuple[Item, ...]:
    """What stands on a slide in the order in which it is read: a status in the upper half where it stands, what is at the side of the title after
    the rest, the footers last."""
    title = next((box.box for box in heads if box.id == "title"), None)
    late = tuple(box for box in heads if title and (box.box.x >= title.right or box.box.right <= title.x))
    heads = tuple(box for box in heads if box not in late)
    status = tuple(box for box in feet if box.id == "status" and box.box.bottom < middle)
    above = tuple(box for box in heads if status and box.box.y < status[0].box.y)
    return (
        *above,
        *status,
        *(box for box in heads if box not in above),
        *items,
        *late,
        *(box for box in feet if box not in status),
    )


def _plates(layout: SlideLayout, items: Sequence[Item], look: Look) -> Iterator[Panel]:
    """Plain panels below texts and blocks, where nothing could be read on what the layout shows there."""
    for item in items:
        place = layout.slot(item.id) if isinstance(item, TextBox) and item.slot is not None else None
        if place is not None and place.plate is not None:
            yield Panel(f"{item.id}.plate", place.box, place.plate)
        if isinstance(item, Chart | Table) and item.slot is not None:
            own = next(one for one in layout.placeholders if one.idx == item.slot.idx)
            if own.filled:
                yield Panel(f"{item.id}.plate", own.box, own.background)
    margin = layout.margin.box if layout.margin is not None else Box(0, 0, 0, 0)  # what stands there has colours for it
    loose = (item.box for item in items if layout.plate is not None and getattr(item, "slot", None) is None)
    free = [box for box in loose if not margin.contains(box, 1)]
    if free and layout.plate is not None:
        air, page = look.unit * 2, look.page
        left, top = max(0, min(box.x for box in free) - air), max(0, min(box.y for box in free) - air)
        right, bottom = max(box.right for box in free) + air, max(box.bottom for box in free) + air
        titles = [item.box for item in items if isinstance(item, TextBox) and item.id == "title"]
        top = max(
            [top, *(box.bottom for box in titles if box.bottom <= top + air)]
        )  # no part of it on the title's own ground
        yield Panel(
            "plate", Box(left, top, min(right, page.width) - left, min(bottom, page.height) - top), layout.plate
        )


def _laid(
    pages: Sequence[Page],
    look: Look,
    at: Callable[[Page], object],
    marks: Sequence[Hashable],
    said: Sequence[tuple[Rich, ...]],
) -> tuple[Look, list[_Set], Counter[_Key]]:
    """The slides of each page, and how many slides share each title. On a customer's layouts titles and text keep to one size where they
    can: the look with its titles in that."""
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


def _siblings(pages: Sequence[Page], laid: Sequence[_Set]) -> list[float]:
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
        least = _LEAST_TEXT if text else 0.0  # rows that go on are one list
        sizes[keys[-1]] = min(sizes.get(keys[-1], inf), max(one.stood.size, least)) if alike else inf
    return [sizes[key] for key in keys]


def _titles_alike(laid: Sequence[_Set], look: Look) -> Look:
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


def _below_titles(laid: Sequence[_Set], look: Look) -> list[float]:
    """The largest size that the text of each page may have below titles of so many points: where these became smaller than the house has them, text
    as large as they are heads nothing, and none is larger beside its title than the house has it."""
    titles = sorted(one.stood.title for one in laid if one.stood.title)
    usual = titles[len(titles) // 2] if titles else inf
    pages = (one for one in look.layouts if one.role not in _APART)
    heads = [(head, body) for one in pages if (head := one.slot("title")) and (body := one.slot("body"))]
    ratios = [body.written[0].size / head.written[0].size for head, body in heads if head.written[0].size]
    share = min(_MOST_OF_TITLE, max(_OF_TITLE, *ratios)) if ratios else _OF_TITLE
    least = (min(usual * share, (one.stood.title or inf) * _MOST_OF_TITLE) for one in laid)
    return [max(_LEAST_TEXT, size) for size in least]


_APART: Final = frozenset({"cover", "section"})
"""Roles whose titles are larger than those of the other pages."""
_LEAST_TITLE, _LEAST_ALIKE = 0.6, 27
"""Titles become no smaller than so much of what their layouts give them where most have room for that, nor than one part of so many of the page's height, because one of them is long."""
_NEARLY: Final = 0.9
"""A size of more than so much of another is no other to the eye: all take it."""
_ITEM: Final = 3
"""A title of more parts than this is that of something in a section (`sections.results.items.wells.title`)."""
_LEAST_TEXT: Final = 16.0
"""Text becomes no smaller than this because that of another slide of its section is."""
_OF_TITLE, _MOST_OF_TITLE = 0.75, 0.9
"""Running text is no larger than so much of the titles over it, or than so much where the house has larger text below its own."""
_UNIFORM: Final = frozenset({"section"})
"""Roles whose pages are alike: where one has no room for what is optional, none shows it."""


def _left_out(page: Page, slides: Sequence[Slide]) -> bool:
    """Whether something optional of a page is on none of its slides."""
    return any(gone for _, gone in _gone(page, slides))


def _gone(page: Page, slides: Sequence[Slide]) -> Iterator[tuple[str, tuple[Origin, ...]]]:
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


def _usual_size(pages: Sequence[Page], laid: Sequence[_Set], look: Look) -> float:
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
    before: Sequence[_Set] = (),
) -> tuple[list[_Set], Counter[_Key]]:
    """The slides of each page, with text of at most so many points (of each page, if any are given), and how many share each title; pages of the roles in `bare` without
    what is optional. Those that stood so `before` stay as they are.

    A title must have room for its number before it is known how many there are: two digits are kept free, or as many as it takes.
    """
    often = Counter(_key(page) for page in pages)
    for digits in (2, 3, 4):
        counts: Counter[_Key] = Counter()
        laid: list[_Set] = []
        findings: dict[tuple[str, str], Diagnostic] = {}
        room = 10**digits - 2
        for number, (page, mark, told) in enumerate(zip(pages, marks, said, strict=True)):
            key = _key(page)
            at(page)
            most = largest[number] if largest else inf
            given = (_suffix(room, room), often[key] > 1, most, page.role in bare, told)
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


def _stays(before: _Set, given: _Given) -> bool:
    """Whether a page that stood on its slides may stay there: text of one slide that is no larger than it may be is what suits it best."""
    was, most = before.given, given[2]
    small = most == was[2] or (before.stood.count == 1 and before.stood.size <= most)
    return small and (*was[:2], *was[3:]) == (*given[:2], *given[3:])


def _stood(page: Page, look: Look, given: _Given) -> _Set:
    """A page on its slides; where it says what it said in a command before, only how many they are."""
    name = standing.name(page, look, *given)
    if (stood := standing.stood(name)) is not None:
        return _Set(stood, given)
    slides = _remembered(page, look, given)
    with memory.page(of=page):
        lacks, title = _left_out(page, slides), _title_size(page, slides, look, given[0] if given[1] else "")
    stood = Stood(len(slides), _text_size(page, slides), name, lacks=lacks, title=title)
    standing.keep(stood)
    return _Set(stood, given, slides)


def _remembered(page: Page, look: Look, given: _Given) -> tuple[Slide, ...]:
    suffix, often, largest, bare, said = given
    with memory.page(of=page):
        page = _without_optional(page) if bare else page
        slides = _set(page, look, suffix, often, largest)
        room = max(lacking(slide.items, said, slide.layout, look) for slide in slides)
        return (_with_foot(page, slides, look, given, room) if room else None) or slides


def _with_foot(page: Page, slides: Sequence[Slide], look: Look, given: _Given, room: int) -> tuple[Slide, ...] | None:
    """The slides again with room at their foot for the line of their sources; None where they would be more, or have none all the same."""
    suffix, often, largest, _, said = given
    try:
        made = _set(page, footed(Same(look), room), suffix, often, largest)
    except BriefingsError:
        return None
    made = tuple(replace(slide, layout=unfooted(slide.layout, room)) for slide in made)
    short = any(lacking(slide.items, said, slide.layout, look) for slide in made)
    return None if short or len(made) > len(slides) else made


def _set(page: Page, look: Look, suffix: str, often: bool, largest: float) -> tuple[Slide, ...]:
    """The slides of a page; they are numbered where there are several, or its title stands on pages before or after it, as it does `often`."""
    less = _without_optional(page)
    try:
        slides = choose(page, look, suffix if often else "", largest)
    except BriefingsError:
        if less is page:
            raise
        return _set(less, look, suffix, often, largest)
    if len(slides) == 1:
        return slides
    if less is not page:
        return _set(less, look, suffix, often, largest)
    return slides if often else choose(page, look, suffix, largest)


def _without_optional(page: Page) -> Page:
    """A page that goes on over several slides, without what is only for a slide that has room: optional blocks, and what is in the chapters
    of an agenda; the page itself where nothing is."""
    flows = {slot: tuple(_brief(one) for one in flow if not one.optional) for slot, flow in page.flows.items()}
    return (
        page if flows == dict(page.flows) else replace(page, flows={slot: flow for slot, flow in flows.items() if flow})
    )


def _brief(one: Placed) -> Placed:
    return replace(one, block=one.block.brief()) if isinstance(one.block, Agenda) else one


def _unmarked(page: Page, briefing: Briefing, layout: str) -> Diagnostic:
    said = plain(briefing.furniture.status)
    return error(
        "status-no-place",
        f"the layout `{layout}` has no room for `{said}`, which every slide must say (`{page.id}`)",
        page.where,
        "status",
        "give the layout a footer placeholder wide enough for it in the slide master view, or leave a margin at its foot",
    )


def _suffix(number: int, count: int) -> str:
    return f"\u00a0({number}/{count})" if count > 1 else ""


def _title(page: Page) -> str:
    return plain(without_notes(page.lines.get("title", ())))


def _key(page: Page) -> _Key:
    """What slides that go on from one another share: the section, and the title as people hear it (two that differ in capitals or
    spaces alone are the same) from the same fields. Two sections of one title tell of two things, and no slide goes on from a cover."""
    heard = " ".join(_title(page).split()).casefold()
    return page.role == "cover", page.section, origins_of(page.lines.get("title", ())), heard


def _decisions(page: Page, slides: Sequence[Slide], look: Look, suffix: str) -> Iterator[Decision]:
    for layout in dict.fromkeys(slide.layout.name for slide in slides):
        fullest = max(slide.fill for slide in slides if slide.layout.name == layout)
        yield Decision(page.id, "layout", f"{layout}, {fullest:.0%} full")
    if small := [slide for slide in slides if 0 < slide.size < slide.largest]:
        yield Decision(page.id, "step", f"text of {small[0].size:g} pt; with less to say {small[0].largest:g} pt")
    for slot, size, own in dict.fromkeys(shrunk(page, [slide.layout for slide in slides], look, suffix)):
        yield Decision(page.id, "step", f"{slot} of {size:g} pt: too long for the layout's {own:g} pt")
    for slide in slides:
        yield from (Decision(page.id, "grown", grown) for grown in slide.grown)
    if page.photo and not look.bleeds:
        gone = tuple(origin for placed in page.photo for origin in placed.block.origins())
        yield Decision(
            page.id, "no-photo", f"`{slides[0].layout.name}` has no place for a photo behind its words", gone
        )
    heads = {one for slide in slides for box in lines(page, slide.layout, look, suffix) for one in origins(box)}
    for slot, rich in page.lines.items():
        if all(slot in unplaced(page, slide.layout) for slide in slides):
            step = "not-added" if slot in EXTRA else "no-place"
            yield Decision(page.id, step, f"`{slides[0].layout.name}` has no place for the {slot}", origins_of(rich))
        elif slot in EXTRA and (gone := tuple(one for one in origins_of(rich) if one not in heads)):
            yield Decision(page.id, "not-added", f"the line of the {slot} has no room for all of it", gone)
    if parted(page, slides[0].layout, look, suffix, smaller=True):
        yield Decision(
            page.id, "no-place", f"`{slides[0].layout.name}` has no place wide enough for a word of the title"
        )
    for id, gone in _gone(page, slides):
        why = "it would need a further slide, or another of its kind would"
        yield Decision(page.id, "not-added", f"{id}, optional: {why}", gone)
    if len({slide.layout.role for slide in slides}) > 1:
        yield Decision(page.id, "parted", "its places stand on slides of their own")
    if len(slides) > 1:
        yield Decision(page.id, "continued", f"on {len(slides)} slides")
