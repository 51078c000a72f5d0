"""Slides: every page in the layout that suits it, titles numbered where a page goes on, notes with what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial

from .. import lasting, memory
from ..blocks.params import origins_of
from ..blocks.picture import PictureBlock
from ..briefing import Briefing, Furniture, Page
from ..diagnostics import BriefingsError, Diagnostic, error
from ..frame import Chart, Decision, Frame, Item, Panel, Paragraph, Table, TextBox, origins, text_boxes
from ..frozen import frozen, replace
from ..geometry import Box
from ..lasting import Same
from ..look import Look, SlideLayout
from ..roles import EXTRA
from ..values import Rich, Span, plain
from . import standing
from .backdrop import behind, beside, lit
from .choose import PICTURE, Slide
from .evened import Group, OnSlides, counted, group_of, missing, on_slides, slides_of, title_of
from .finished import finished
from .footers import furniture, unmarked
from .lines import lines, parted, shrunk, unplaced
from .notes import notes
from .numbered import firsts, names_slides, numbered
from .sourced import ID as SOURCE
from .sourced import Cited, cited, lists_sources, longest, sourced, wanted
from .standing import Framed


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
        look, laid, counts = on_slides(briefing.pages, look, at, marks, said)
        with memory.page():  # footers are the same on every slide of a layout
            return _framed(briefing, look, laid, counts, marks)


def _framed(
    briefing: Briefing,
    look: Look,
    laid: Sequence[OnSlides],
    counts: Counter[Group],
    marks: Sequence[Hashable],
) -> tuple[tuple[Frame, ...], tuple[Decision, ...]]:
    """The slides as frames, with their lines and footers, and what was decided on each page."""
    frames: list[Frame] = []
    decisions: list[Decision] = []
    bare: dict[str, Diagnostic] = {}
    reached: Counter[Group] = Counter()
    numbers = firsts(briefing.pages, [one.stood.count for one in laid])
    every = lasting.mark((briefing.furniture, briefing.language))
    listed = lists_sources(briefing)
    for page, chosen, mark in zip(briefing.pages, laid, marks, strict=True):
        named = numbers if names_slides(page) else {}
        key = group_of(page)
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
class _Page:
    """A page on its slides: `before` of `count` slides of the same title stand before it, and so `number` of all. `named` are the numbers of
    those that it names, `cited` the sources of its facts."""

    page: Page
    briefing: Briefing
    look: Look
    chosen: OnSlides
    before: int
    count: int
    number: int
    named: Mapping[str, tuple[int, str]]
    cited: Cited

    def frames(self) -> Framed:
        """The page's slides as frames, and what else there is to tell of them."""
        slides = self.chosen.slides
        if slides is None:
            slides = slides_of(self.page, self.look, self.chosen.given)
        told = notes(self.page.notes, [slide.items for slide in slides], self.look)
        bare: list[str] = []
        made = tuple(finished(self._frame(at, slide, told[at], bare)) for at, slide in enumerate(slides))
        suffix = counted(self.count, self.count)
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
        suffix = counted(self.before + at + 1, self.count)
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
            title=title_of(page) + suffix,
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


def _unmarked(page: Page, briefing: Briefing, layout: str) -> Diagnostic:
    said = plain(briefing.furniture.status)
    return error(
        "status-no-place",
        f"the layout `{layout}` has no room for `{said}`, which every slide must say (`{page.id}`)",
        page.where,
        "status",
        "give the layout a footer placeholder wide enough for it in the slide master view, or leave a margin at its foot",
    )


def _decisions(page: Page, slides: Sequence[Slide], look: Look, suffix: str) -> Iterator[Decision]:
    for layout in dict.fromkeys(slide.layout.name for slide in slides):
        fullest = max(slide.fill for slide in slides if slide.layout.name == layout)
        yield Decision(page.id, "layout", f"{layout}, {fullest:.0%} full")
    if small := [slide for slide in slides if 0 < slide.size < slide.largest]:
        yield Decision(page.id, "step", f"text of {small[0].size:g} pt; with less to say {small[0].largest:g} pt")
    for slot, size, own in dict.fromkeys(shrunk(page, [slide.layout for slide in slides], look, suffix)):
        yield Decision(page.id, "step", f"{slot} of {size:g} pt: too long for the layout's {own:g} pt")
    for slide in slides:
        yield from (Decision(page.id, "height", grown) for grown in slide.grown)
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
    for id, gone in missing(page, slides):
        why = "it would need a further slide, or another of its kind would"
        yield Decision(page.id, "not-added", f"{id}, optional: {why}", gone)
    if len({slide.layout.role for slide in slides}) > 1:
        yield Decision(page.id, "parted", "its places stand on slides of their own")
    if len(slides) > 1:
        yield Decision(page.id, "continued", f"on {len(slides)} slides")
