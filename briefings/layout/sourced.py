"""Where the facts of a slide come from: a small line at its foot, where there is room for it.

    cited     a page, and all that its report cites -> what of that it cites
    sourced   the items of a slide, and what its page cites -> the line; on customers' layouts for figures, charts and tables alone
    footed    a customer's layouts, with room left at the foot for a line that slides had no room for

It takes room that is left when all else stands: in the margin at the foot, or below what is on the slide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from ..blocks.text import paragraph, text_box
from ..briefing import Briefing, Page
from ..frame import Chart, Group, Item, Table, TextBox, origins
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box
from ..language.wording import word
from ..lasting import Same
from ..look import Look, Placeholder, SlideLayout
from ..ooxml.shapes import FURNITURE, TITLES
from ..values import Origin, Rich, Span
from ..values.cited import behind, source_line
from . import lines
from .fill import too_wide
from .numbered import names_slides

LINES: Final = 2
"""So many lines has it at the most; what is longer tells how many sources there are."""
ID: Final = "slide.source"
_OFF: Final = 6 * EMU_PER_POINT  # between the line and what it keeps off
_BARE: Final = frozenset({"cover", "section", "closing"})
_LEADING: Final = 1.25  # a line of a footer, in its type


@frozen
class Cited:
    """What a page cites, by what stands below it; `listed` says that the deck has a list of sources."""

    sources: Mapping[Origin, Rich]
    listed: bool = False


def lists_sources(briefing: Briefing) -> bool:
    """Whether some page lists the report's sources."""
    blocks = (one.block for page in reversed(briefing.pages) for flow in page.flows.values() for one in flow)
    return any(origin.startswith("sources.") for block in blocks for origin in block.origins())


def cited(page: Page, sources: Mapping[Origin, Rich], *, listed: bool) -> Cited:
    """What a page cites."""
    if not sources or page.role in _BARE or names_slides(page):
        return Cited({})
    below = {origin for flow in page.flows.values() for one in flow for origin in one.block.origins()}
    places = {origin[:at] for origin in below for at in _ends(origin)}
    return Cited({place: rich for place, rich in sources.items() if place in places}, listed)


def _ends(origin: Origin) -> Iterator[int]:
    """Where the places end that a field stands below, and its own."""
    yield from (at for at, letter in enumerate(origin) if letter == ".")
    yield len(origin)


def sourced(
    items: Sequence[Item], feet: Sequence[TextBox], given: Cited, layout: SlideLayout, look: Look
) -> tuple[TextBox, ...]:
    """The line, in the first room at the foot that has it whole; what stands on the slide already keeps its place. Without figures, charts and
    tables it stands on our own layouts alone."""
    if not given.sources or not (look.bleeds or wanted(items, given)):
        return ()
    told = behind((origin for item in items for origin in origins(item)), given.sources)
    words = [replace(one.box, y=one.content.y + one.shift, height=one.text_height) for one in feet]
    rooms = [
        (room if look.bleeds else _kept_off(room, words, layout), on)
        for room, on in _rooms(items, [one.box for one in feet], layout, look)
    ]
    for rich in _said(told, given, look):
        for room, inside in rooms:
            if (box := _set(rich, room, inside)) is not None:
                return (box,)
    return ()


def _said(told: tuple[Rich, ...], given: Cited, look: Look) -> Iterator[Rich]:
    """The line about some documents, and where the deck lists them, how many they are."""
    if told:
        yield source_line(told, look.language)
    if given.listed and len(told) > 1:
        yield (Span(word("sources-many", look.language, n=str(len(told)), sources=word("sources", look.language))),)


def longest(given: Cited, look: Look) -> tuple[Rich, ...]:
    """What the line on a slide of a page may say at the most; nothing on our own layouts, which have a place for it."""
    return () if look.bleeds else tuple(_said(tuple(dict.fromkeys(given.sources.values())), given, look))


def lacking(items: Sequence[Item], said: Sequence[Rich], layout: SlideLayout, look: Look) -> int:
    """How much room a slide with facts lacks for such a line, in EMU: that of the line and what it keeps off; 0 where there is room for it."""
    if not said or not any(map(_counts, items)):
        return 0
    words = [_line_of(place) for place in layout.placeholders if place.kind in FURNITURE]
    feet = [place.box for place in layout.placeholders if place.kind in FURNITURE]
    rooms = [(_kept_off(room, words, layout), on) for room, on in _rooms(items, feet, layout, look)]
    if any(_set(rich, room, inside) is not None for rich in said for room, inside in rooms):
        return 0
    boxes = [_box(rich, layout.free.width, look.upon(layout.ground)) for rich in said]
    fit = [box for box in boxes if len(box.lines) <= LINES and not too_wide(box)]
    return fit[0].box.height + look.unit + _OFF if fit else 0


@lru_cache(32)
def footed(of: Same[Look], by: int, *, raised: bool = False) -> Look:
    """The look with so much less room for pages on its layouts, at their foot; with what stands free there `raised` by as much where it can be."""
    layouts = (
        one if one.role in _BARE else _footed(_raised(one, by) if raised else one, by) for one in of.value.layouts
    )
    return replace(of.value, layouts=tuple(layouts))


def unfooted(layout: SlideLayout, by: int) -> SlideLayout:
    """A layout with the room again that was left at its foot, for what stands there."""
    return replace(layout, free=replace(layout.free, height=layout.free.height + by))


def _footed(layout: SlideLayout, by: int) -> SlideLayout:
    foot = layout.free.bottom - by

    def less(box: Box) -> Box:
        return replace(box, height=foot - box.y) if box.y < foot < box.bottom else box

    places = (
        replace(one, box=less(one.box), moved=one.moved or less(one.box) != one.box)
        if one.slot and one.slot not in lines.SLOTS and one.kind not in FURNITURE
        else one
        for one in layout.placeholders
    )
    areas = tuple((slot, less(box)) for slot, box in layout.areas)
    return replace(layout, free=less(layout.free), placeholders=tuple(places), areas=areas)


def _raised(layout: SlideLayout, by: int) -> SlideLayout:
    """A layout on which blocks begin up to so much higher, in what its master leaves free between title and body."""
    free = layout.free
    heads = (one.box.bottom for one in layout.placeholders if one.kind in TITLES)
    top = max(free.y - by, max(heads, default=free.y) + 2 * _OFF)
    strip = Box(free.x, top, free.width, max(0, free.y - top))
    drawn = [one.box for one in layout.fixed if not one.box.contains(free)]
    others = [one.box for one in layout.placeholders if one.kind not in TITLES and abs(one.box.y - free.y) > 2 * _OFF]
    if not strip.height or any(strip.overlaps(box, EMU_PER_POINT) for box in (*drawn, *others)):
        return layout

    def more(box: Box, most: int) -> Box:
        up = min(most, strip.height) if abs(box.y - free.y) <= 2 * _OFF else 0
        return replace(box, y=box.y - up, height=box.height + up)

    def moved(one: Placeholder) -> Placeholder:  # by no more than it loses at the foot: it is not grown
        box = (
            more(one.box, max(0, one.box.bottom - free.bottom + by)) if one.slot and one.kind not in TITLES else one.box
        )
        return one if box == one.box else replace(one, box=box, moved=True)

    return replace(
        layout,
        free=more(free, by),
        areas=tuple((slot, more(box, by)) for slot, box in layout.areas),
        placeholders=tuple(map(moved, layout.placeholders)),
    )


def _line_of(place: Placeholder) -> Box:
    """Where the line of a footer stands in its place."""
    high = min(place.box.height, round(place.styles[0].size * _LEADING * EMU_PER_POINT))
    spare = place.box.height - high
    return replace(
        place.box, y=place.box.y + {"top": 0, "middle": spare // 2, "bottom": spare}[place.anchor], height=high
    )


def wanted(items: Sequence[Item], given: Cited) -> bool:
    """Whether a slide has facts that its page cites sources for."""
    return bool(given.sources) and any(map(_counts, items))


def _counts(item: Item) -> bool:
    """Whether an item is a chart or a table, or says a figure in large type."""
    match item:
        case Chart() | Table():
            return True
        case Group():
            return any(map(_counts, item.items))
        case TextBox():
            return any(one.kind == "figure" for one in item.paragraphs)
        case _:
            return False


def _rooms(items: Sequence[Item], feet: Sequence[Box], layout: SlideLayout, look: Look) -> Iterator[tuple[Box, Look]]:
    """The rooms at the foot of a slide, each with the look on its ground: the layout's margin, with what is free above it, where it begins
    as the blocks do; then what is free below these; below a text beside its title that text's own foot.
    """
    free, margin = layout.free, layout.margin
    ground = layout.ground or layout.background
    if margin is not None and margin.box.y >= free.bottom and margin.ground.rgb == ground.rgb:
        begins = margin.box.right - free.right if look.rtl else margin.box.x - free.x
        room = _left(margin.box, items, look)
        if room.y > margin.box.y >= room.y - look.unit:  # what ends above the margin leaves all of it
            room = margin.box
        across = any(room.overlaps(one.box) and not one.box.contains(room) for one in layout.fixed)
        room = margin.box if across and room.y < margin.box.y else room
        if abs(begins) <= look.unit and not any(one.overlaps(room, look.unit // 3) for one in feet):
            yield room, look.upon(margin.ground)
    yield _left(replace(free, y=free.bottom, height=0), items, look), look.upon(layout.ground)
    body, title = layout.slot("body"), layout.slot("title")
    if look.bleeds and body and title and (body.box.x >= title.box.right or body.box.right <= title.box.x):
        foot = min((box.y for box in feet if box.y >= body.box.bottom), default=body.box.bottom)
        yield replace(body.box, y=body.box.bottom, height=foot - body.box.bottom), look.upon(body.background)


def _kept_off(room: Box, words: Sequence[Box], layout: SlideLayout) -> Box:
    """A room on a customer's layout, clear of rules and of the words of footers; no room at all below the row of these."""
    places = [place.box for place in layout.placeholders if place.kind in FURNITURE and place.box.y > room.y // 2]
    if any(box.bottom <= room.y + _OFF for box in places):
        return replace(room, height=0)
    rules = [one.box for one in layout.fixed if one.box.height <= _OFF and not one.box.contains(room)]
    top, bottom = room.y, room.bottom
    for box in (*rules, *words):
        if box.x >= room.right or box.right <= room.x:
            continue
        if box.y + box.height // 2 > room.y + room.height // 2:
            bottom = min(bottom, box.y - _OFF)
        else:
            top = max(top, box.bottom + _OFF)
    return replace(room, y=top, height=max(0, bottom - top))


def _left(foot: Box, items: Sequence[Item], look: Look) -> Box:
    """What is left between the items that stand above the foot and its end."""
    above = (one.box.bottom for one in items if one.box.right > foot.x and one.box.x < foot.right)
    top = max(above, default=foot.y) + look.unit
    return replace(foot, y=top, height=max(0, foot.bottom - top))


def _set(rich: Rich, room: Box, look: Look) -> TextBox | None:
    """The line at the end of a room; None where it has too little."""
    box = _box(rich, room.width, look)
    if len(box.lines) > LINES or box.box.height > room.height or too_wide(box):
        return None
    air = min(room.height - box.box.height, look.unit * 2 // 3)
    return replace(box, name="Source", box=box.box.moved(room.x, room.bottom - box.box.height - air))


def _box(rich: Rich, width: int, look: Look) -> TextBox:
    return text_box(ID, (paragraph(rich, look.style("credit"), look, "source"),), width, look)
