"""One-line places of a slide: title, kicker, subtitle and date."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Any, Final, Literal, TypeAlias

from ..blocks.params import origins_of
from ..blocks.text import paragraph, text_box, undotted
from ..briefing import Page
from ..diagnostics import Diagnostic, error
from ..frame import TextBox
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, to_points
from ..look import Align, Look, Placeholder, SlideLayout, TextStyle
from ..memory import alike, kept
from ..roles import EXTRA
from ..text.measure import widest_word
from ..values import Rich, Span, plain
from .fill import in_box, too_wide
from .footers import KINDS, flat, in_margin, set_words
from .grown import elsewhere, even, growing, orphaned, taking
from .misfit import passages, to_shorten

SLOTS: Final = ("kicker", "title", "subtitle", "date")
FLOORS: Final[dict[str, int]] = {"kicker": 10, "title": 14, "subtitle": 14, "date": 11}
"""The smallest type that a line may come to where no layout has room for it at its own size, in points."""
_ROOM: Final = 40 * EMU_PER_POINT
_Sizes: TypeAlias = Literal["own", "any", "least"]
"""The type of a line: its layout's own sizes, those and all down to the floor, or the floor alone."""
_USUAL: Final = 0.72  # of its own size: smaller, and a title is no longer that of its deck
_STACK: Final = 4
"""A title of more lines than this holds two words and more on most of them."""
_SMALLER: Final = 14.0
"""The type of a cover's lines where there is little room, in points."""
_DOT: Final = "·"
"""Between a chapter and the section in it, above a title."""
_ONE_LINE: Final = 1.5  # times its type: a place that is lower is for one
_SECOND: Final = 0.9  # of the title's size: the largest type of what a cover says after it


def lines(page: Page, layout: SlideLayout, look: Look, suffix: str = "") -> Iterator[TextBox]:
    """The page's lines in their placeholders; the suffix, such as "(2/3)", goes on the title. One that is too long there takes
    smaller type, down to its floor.

    A line that has no placeholder goes below the subtitle, or stands in the area that the layout has for it.
    """
    layout = _twin(page, layout)
    yield from _lines(_uncrowded(page, layout, look, suffix), layout, look, suffix, "any")


@alike
@frozen
class _Heads:
    """What a page's lines see of a layout: their places, and where its blocks stand that have none. `of` is the page, and the layout where they see
    more of it."""

    of: tuple[int, int]
    places: tuple[Placeholder | None, ...]
    areas: tuple[Box, ...]
    page: Page = field(compare=False)
    layout: SlideLayout = field(compare=False)


@kept
def _twin(page: Page, layout: SlideLayout) -> SlideLayout:
    """The first of the layouts in which the page's lines stand as in this one: what is measured in it need not be measured again."""
    places = tuple(map(layout.slot, page.lines))
    areas = tuple(layout.area(slot) for slot in page.flows if slot not in EXTRA and layout.slot(slot) is None)
    alone = page.role == "cover" or None in places
    return _first(_Heads((id(page), id(layout) if alone else 0), places, areas, page, layout)).layout


@kept
def _first(heads: _Heads) -> _Heads:
    return heads


@kept
def _lines(page: Page, layout: SlideLayout, look: Look, suffix: str, sizes: _Sizes) -> tuple[TextBox, ...]:
    made = tuple(_placed(page, layout, look, suffix, sizes))
    if sizes != "own" and page.role == "cover" and any(box.id == "date" and _over(box) for box in made):
        other = _lines(page, elsewhere(layout, "date"), look, suffix, sizes) if layout.slot("date") else made
        return made if any(map(_over, other)) else other
    head = layout.slot("title")
    title = next((box for box in made if box.id == "title"), None)
    if head is None or title is None:
        return made
    if look.bleeds and page.role != "cover":  # no word or two by themselves on the last line
        return tuple(even(box, head, look) if box is title and orphaned(box) else box for box in made)
    free = title.box == head.grown
    if not free and not (page.role == "cover" and look.bleeds):
        return made
    if not free or not any(title.box.overlaps(box.box) for box in made if box is not title):
        below = layout.slot("subtitle") if look.bleeds else None
        return tuple(
            even(box, head, look)
            if box is title and len(box.lines) > 1
            else even(box, below, look)
            if below and box.id == "subtitle" and orphaned(box)
            else box
            for box in made
        )
    places = (replace(one, grown=None) if one is head else one for one in layout.placeholders)
    return tuple(_placed(page, replace(layout, placeholders=tuple(places)), look, suffix, sizes))


def _placed(page: Page, layout: SlideLayout, look: Look, suffix: str, sizes: _Sizes) -> Iterator[TextBox]:
    loose = [slot for slot in page.lines if layout.slot(slot) is None and slot not in unplaced(page, layout)]
    for slot, rich in page.lines.items():
        place = _place(page, layout, slot)
        if place is None:
            continue
        shown = _numbered(rich, suffix) if slot == "title" and suffix else rich
        if slot == "subtitle" and (title := _place(page, layout, "title")) is not None and "title" in page.lines:
            place = _no_larger(place, _fitted("title", title, [page.lines["title"]], look, sizes))
        also = [page.lines[other] for other in loose] if slot == "subtitle" else []
        box = _fitted(slot, place, [shown, *also], look, sizes)
        low = bool(also and _over(box)) and _below(place, layout, over=False) is None
        beside = [in_margin(other, page.lines[other], layout, look) for other in loose] if low else []
        if len(beside) == 1 and beside[0]:  # the place is as low as one line, with no room below it
            yield _fitted(slot, place, [shown], look, sizes)
            yield beside[0]
        elif (
            also
            and (_over(box) or _squeezed(box, slot, place, shown, look))
            and (below := _below(place, layout, over=bool(_over(box))))
        ):
            yield _fitted(slot, place, [shown], look, sizes)
            yield from _free(page, loose, layout, look, below, place.styles[0].align)
        else:
            yield box
    if not _under_subtitle(page, layout):
        head = _place(page, layout, "title") if "title" in page.lines else None
        most = None if head is None else _size(_fitted("title", head, [page.lines["title"]], look, sizes))
        align: Align = head.styles[0].align if head is not None and head.loose and page.role == "cover" else "start"
        yield from _free(page, loose, layout, look, align=align, most=most)


@kept
def _numbered(rich: Rich, suffix: str) -> Rich:
    return (*rich, Span(suffix, origins_of(rich)))


def unplaced(page: Page, layout: SlideLayout) -> set[str]:
    """The lines that a layout has no room for: no placeholder, no subtitle to stand under, and blocks in the free area."""
    if _under_subtitle(page, layout) or not page.flows:
        return set()
    return {slot for slot in page.lines if layout.slot(slot) is None}


def _under_subtitle(page: Page, layout: SlideLayout) -> bool:
    return "subtitle" in page.lines and layout.slot("subtitle") is not None


@kept
def _fitted(slot: str, place: Placeholder, riches: Sequence[Rich], look: Look, sizes: _Sizes) -> TextBox:
    """Lines in a placeholder, in the largest of the sizes that they fit in without breaking a word, else in the largest that they fit in; in
    the smallest when they fit in none."""
    made: TextBox | None = None
    fitting: TextBox | None = None
    if sizes == "any":
        made = _fitted(slot, place, riches, look, "own")
        if not _over(made, place):
            if slot == "date" or not (_parted(made, look) or _stacked(made)):
                return made
            fitting = made
    for room, styles in _tries(slot, place, sizes, look):
        sized = replace(room, styles=styles, given=place.written) if styles is not place.styles else room
        sized = _level(sized) if slot == "title" else sized
        made = in_box(slot, sized, tuple(set_words(rich, sized, slot, look) for rich in riches), look)
        if slot == "date" and len(made.lines) > len(made.paragraphs):
            whole, rows = undotted(made.paragraphs, made.lines, made.content.width, look)
            made = replace(made, paragraphs=whole, lines=rows)
        if slot == "title" and len(made.lines) > 1:
            # PowerPoint breaks the title again: only a no-break space keeps a lone last word from it
            held = [_held_together(rich) for rich in riches]
            tied = in_box(slot, sized, tuple(set_words(rich, sized, slot, look) for rich in held), look)
            # two words that a line does not hold would be parted inside one of them
            worse = _parted(tied, look) or len(tied.lines) > len(made.lines) or _alone(tied) < _alone(made)
            made = made if worse else tied
        if not _over(made, room):
            if slot == "date" or not (_parted(made, look) or _stacked(made)):
                return made
            fitting = fitting or made
    made = fitting or made
    assert made is not None, "a place has at least one size"
    return made


def _tries(
    slot: str, place: Placeholder, sizes: _Sizes, look: Look
) -> Iterator[tuple[Placeholder, tuple[TextStyle, ...]]]:
    """The places and sizes to set a line in, the best first; of any size, those beside the layout's own."""
    own = place.steps or (place.styles,)
    if sizes == "own":
        inside = replace(place, reach=None)
        rooms = (inside, flat(inside)) if slot == "title" else (inside,)  # people type there all the same
        alike = place.styles[0].size < place.written[0].size  # smaller than that, and it is not that of the others
        large = [styles for styles in own if styles[0].size >= own[0][0].size * (1.0 if alike else _USUAL)]
        low = _low(slot, place)
        takes = place.grown if slot == "title" else None  # others become smaller first
        if low or takes is not None:
            yield from ((room, styles) for styles in large for room in rooms)
        if low:  # before a title of one line becomes small, it takes a second line
            yield from ((place, styles) for styles in large)
        if takes is not None:  # and that of a cover the free ground around it
            yield from ((taking(place, takes), styles) for styles in own)
        if low:
            yield from ((room, styles) for styles in own[len(large) :] for room in (*rooms, place))
        yield from ((room, styles) for styles in own for room in rooms)
        if place.reach is not None:
            yield from ((place, styles) for styles in own)
        return
    usual, floor = own[-1][0].size, _floor(slot, place, look.page.larger)
    # on our own layouts all are of the type scale
    sized = reversed(look.ladder) if look.bleeds else map(float, range(math.ceil(usual) - 1, floor - 1, -1))
    smaller = [(own[-1][0].at(size), *own[-1][1:]) for size in sized if floor <= size < usual]
    lowest = (*own, *smaller)[-1]
    if sizes == "any":
        yield from ((place, styles) for styles in smaller)
    yield flat(place), lowest  # before it fits nowhere: without the insets above and below
    if slot == "date":
        tried = (*own, *smaller) if sizes == "any" else (lowest,)
        yield from ((room, styles) for styles in tried for room in growing(place))
    tiny = range(
        math.ceil(min(floor, usual)) - 1, _floor(slot, place, 1.0) - 1, -1
    )  # on a large page, before it is refused
    yield from ((flat(place), (own[-1][0].at(size), *own[-1][1:])) for size in tiny)


def _parted(box: TextBox, look: Look) -> bool:
    """Whether a word is wider than its box, and so broken inside."""
    return len(box.lines) > len(box.paragraphs) and widest_word(box.paragraphs, look.fonts) > box.content.width


def _stacked(box: TextBox) -> bool:
    """Whether a title is a column of single words: its place is too narrow for its size."""
    return (
        box.id == "title"
        and len(box.lines) > _STACK
        and sum(len(one.text.split()) for one in box.paragraphs) < len(box.lines) * 2
    )


def _squeezed(both: TextBox, slot: str, place: Placeholder, rich: Rich, look: Look) -> bool:
    """Whether a line loses most of its size to the others that share its place."""
    return _size(both) < _size(_fitted(slot, place, [rich], look, "any")) * _USUAL


def _size(box: TextBox) -> float:
    return box.paragraphs[0].style.size


def _no_larger(place: Placeholder, title: TextBox) -> Placeholder:
    """A subtitle's place without the sizes above that of the title: it would shout it down, in a layout that is made for something else
    as much as beside a title that is too long for its own size."""
    size = _size(title)
    steps = place.steps or (place.styles,)
    return replace(place, steps=tuple(one for one in steps if one[0].size <= size) or steps[-1:])


def _below(place: Placeholder, layout: SlideLayout, *, over: bool) -> Box | None:
    """The free part of the page under a place, where there is room for lines, else `over` it, if it may be."""
    left = max(place.box.x + place.insets.left, layout.free.x)
    right = min(place.box.right - place.insets.right, layout.free.right)
    wide, top = max(0, right - left), max(place.box.bottom, layout.free.y)
    under, high = layout.free.bottom - top, min(place.box.y, layout.free.bottom) - layout.free.y
    rooms = (Box(left, top, wide, max(0, under)), Box(left, layout.free.y, wide, max(0, high)))[: 1 + over]
    taken = [one.box for one in layout.placeholders if one.slot]
    return next(
        (
            room
            for room in rooms
            if room.height >= _ROOM and wide >= place.box.width * 0.8 and not any(map(room.overlaps, taken))
        ),
        None,
    )


def _free(
    page: Page,
    slots: Sequence[str],
    layout: SlideLayout,
    look: Look,
    area: Box | None = None,
    align: Align = "start",
    most: float | None = None,
) -> Iterator[TextBox]:
    """Lines without a placeholder, one below the other from the top of their area; large and lower down where the page is a cover
    that the file has no layout for, but never as large as its title (`most`, in points), and smaller where the area is too low."""
    box = area or (layout.area(slots[0]) if slots else layout.free)
    bare = page.role == "cover" and "subtitle" in slots
    sizes = (most, 18.0, _SMALLER) if bare else (most,)
    tries = [tuple(_loose(page, slots, layout, look, box, bare, align, size)) for size in dict.fromkeys(sizes)]
    yield from next((one for one in tries if one and one[-1].box.bottom <= box.bottom), tries[-1])


def _loose(
    page: Page,
    slots: Sequence[str],
    layout: SlideLayout,
    look: Look,
    box: Box,
    bare: bool,
    align: Align,
    most: float | None,
) -> Iterator[TextBox]:
    """Those lines, none in larger type than asked."""
    air = box.height // 4 if bare and most != _SMALLER else 0
    top, inside = box.y + air, look.upon(layout.ground)
    for slot in slots:
        names = {"subtitle": "band-title" if bare else "heading"}
        style = inside.style(names.get(slot, "label"), 0 if bare else 1)
        style = replace(style, colour=inside.colour("heading" if slot == "subtitle" else "text"), align=align)
        if bare and most is not None and style.size > most * _SECOND:
            style = replace(style, size=max(min(most, 14.0), round(most * _SECOND * 2) / 2), leading=None)
        made = text_box(
            slot, (paragraph(page.lines[slot], style, inside, KINDS.get(slot, "furniture")),), box.width, inside
        )
        yield replace(made, box=made.box.moved(box.x, top))
        top += made.box.height + look.unit


def over(page: Page, layout: SlideLayout, look: Look, suffix: str, *, smaller: bool = False) -> int:
    """By how much the page's lines are too high for their places in a layout, in EMU, at the sizes of the layout or, if asked, at
    the smallest; 0 when they fit."""
    return _excess(page, _twin(page, layout), look, suffix, smaller)


@kept
def _excess(page: Page, layout: SlideLayout, look: Look, suffix: str, smaller: bool) -> int:
    page = _uncrowded(page, layout, look, suffix)
    made = _lines(page, layout, look, suffix, "least" if smaller else "own")
    return max((_over(box, _place(page, layout, box.id)) for box in made), default=0)


def parted(page: Page, layout: SlideLayout, look: Look, suffix: str, *, smaller: bool = False) -> bool:
    """Whether a word of the page's title is broken in a layout, at the layout's own sizes or, if asked, at any."""
    made = _lines(page, _twin(page, layout), look, suffix, "any" if smaller else "own")
    return any(box.id == "title" and _parted(box, look) for box in made)


def shrunk(page: Page, slides: Sequence[SlideLayout], look: Look, suffix: str) -> Iterator[tuple[str, float, float]]:
    """The lines that take smaller type than their layout gives them: slot, size and the layout's size in points."""
    for layout in slides:
        for box in lines(page, layout, look, suffix):
            place = layout.slot(box.id)
            if place is not None and box.paragraphs[0].style.size < place.styles[0].size:
                yield box.id, box.paragraphs[0].style.size, place.styles[0].size


def finding(page: Page, layout: SlideLayout, look: Look, suffix: str) -> Diagnostic:
    """The error for the line that is over by most, at the smallest type; how many words to take out was tried."""
    page = _uncrowded(page, layout, look, suffix)
    worst = max(_lines(page, layout, look, suffix, "least"), key=lambda box: _over(box, _place(page, layout, box.id)))
    place = _place(page, layout, worst.id)

    def fits(change: Callable[[Any], Any]) -> bool:
        line = next(iter(change((page.lines.get(worst.id, ()),))), ())
        made = _lines(replace(page, lines={**page.lines, worst.id: line}), layout, look, suffix, "least")
        return not any(_over(box, place) for box in made if box.id == worst.id)

    path, hint = to_shorten([list(passages(worst))], fits)
    return error(
        "text-over",
        f"the {worst.id} of `{page.id}` is over by {to_points(_over(worst, place)):.0f} pt in {len(worst.lines)} lines",
        page.where,
        path,
        hint,
    )


def _floor(slot: str, place: Placeholder, by: float) -> int:
    """The smallest type of a line, in points, on a page `by` so many times as high as usual; in a place that is too low for two lines of it, a
    little less."""
    room, least = place.box.height - place.insets.top - place.insets.bottom, round(FLOORS[slot] * by)
    return least - 2 * (room < 2.5 * least * EMU_PER_POINT)


def _place(page: Page, layout: SlideLayout, slot: str) -> Placeholder | None:
    """The placeholder of a line. A title runs on no farther than to the blocks that stand without a placeholder."""
    place = layout.slot(slot)
    if place is not None and place.grown is not None:  # the other titles of a deck stand in one place
        takes = page.role == "cover" and place.plate is None and place.grown.contains(place.box, 1)
        place = place if takes else replace(place, grown=None)
    if slot != "title" or place is None or place.reach is None:
        return place
    box, reach = place.box, place.reach
    both = int(place.anchor == "middle")
    for line in page.lines:  # the kicker above it, where there is one
        other = None if line == slot else layout.slot(line)
        if other is None:
            continue
        if other.box.bottom <= box.y + EMU_PER_POINT:
            cut = max(0, other.box.bottom - reach.y)
            reach = Box(reach.x, reach.y + cut, reach.width, reach.height - cut * (1 + both))
        elif box.bottom <= other.box.y + EMU_PER_POINT:
            cut = max(0, reach.bottom - other.box.y)
            reach = Box(reach.x, reach.y + cut * both, reach.width, reach.height - cut * (1 + both))
    loose = [one for one in (*page.flows, *page.lines) if layout.slot(one) is None and one not in EXTRA]
    for area in map(layout.area, loose):
        if area.x < box.right and box.x < area.right and area.y >= box.bottom:
            cut = max(0, reach.bottom - area.y)
            reach = Box(reach.x, reach.y + cut * both, reach.width, reach.height - cut * (1 + both))
    if reach == place.reach and reach.height > box.height:
        return place
    return replace(place, reach=reach if reach.height > box.height else None)


@kept
def _uncrowded(page: Page, layout: SlideLayout, look: Look, suffix: str) -> Page:
    """A page without its kicker where the title says the same, needs the room of that, or would be small below it: what a kicker says is said
    elsewhere."""
    head = _place(page, layout, "title")
    if "kicker" not in page.lines or head is None or layout.slot("kicker") is None or "title" not in page.lines:
        return page
    page = _first_part(page, layout, look)
    less = replace(page, lines={slot: rich for slot, rich in page.lines.items() if slot != "kicker"})
    if plain(page.lines["kicker"]).casefold() == plain(page.lines["title"]).casefold():
        return less
    shown = [_numbered(page.lines["title"], suffix) if suffix else page.lines["title"]]
    wide = _place(less, layout, "title")
    if wide is None or wide.reach is None:
        return page
    beside, alone = (_fitted("title", place, shown, look, "any") for place in (head, wide))
    small = _over(beside, head) or _size(beside) < head.styles[0].size * _USUAL
    return less if small and (_over(beside, head) or _size(alone) > _size(beside)) else page


def _first_part(page: Page, layout: SlideLayout, look: Look) -> Page:
    """A page whose kicker, such as a chapter and the section in it, says the first of these alone where its own type has no room for both in a
    line: it never becomes smaller, nor a second title, for what it only repeats."""
    rich, place = page.lines["kicker"], _place(page, layout, "kicker")
    end = next((at for at, span in enumerate(rich) if span.text.strip() == _DOT), 0)
    if not end or place is None:
        return page
    made = in_box("kicker", place, (set_words(rich, place, "kicker", look),), look)
    return page if len(made.lines) < 2 else replace(page, lines={**page.lines, "kicker": rich[:end]})


def _level(place: Placeholder) -> Placeholder:
    """A title's place for one line; smaller type than its own stands there in the middle, where that line would be, and does not hang from its edge.
    In a higher one it hangs: in the middle of that it would stand lower than on other pages."""
    room = place.box.height - place.insets.top - place.insets.bottom
    usual = place.written[0].size
    smaller = place.styles[0].size < usual and room < _ONE_LINE * usual * EMU_PER_POINT
    if place.anchor != "top" or place.reach is not None or not smaller:
        return place
    return replace(place, anchor="middle", says=(*place.says, ("anchor", "ctr")))


def _low(slot: str, place: Placeholder) -> bool:
    """Whether a title's place is made for one line, and what is around it has room for more."""
    room = place.box.height - place.insets.top - place.insets.bottom
    return slot == "title" and place.reach is not None and room < 2 * place.styles[0].size * EMU_PER_POINT


def _over(box: TextBox, place: Placeholder | None = None) -> int:
    """By how much a text is too high for its box, or for how far it may run on beyond that: as titles do when people type them."""
    more = 0
    if box.id == "title" and place is not None and place.reach is not None and box.box == place.box:
        more = place.reach.height - place.box.height
    return max(0, box.text_height - box.content.height - more, box.content.height if too_wide(box) else 0)


def _alone(box: TextBox) -> int:
    """The letters of the shortest word that has a line to itself: an article is worse there than a title's last word."""
    lines = (box.paragraphs[line.paragraph].text[line.start : line.stop].split() for line in box.lines)
    return min((len(words[0]) for words in lines if len(words) == 1), default=sys.maxsize)


def _held_together(rich: Rich) -> Rich:
    """The last two words of a title joined by a no-break space, where they are short enough to stay on one line."""
    words = plain(rich).rsplit(" ", 2)
    if len(words) < 3 or len(words[-1]) + len(words[-2]) > 30:
        return rich
    at = len(plain(rich)) - len(words[-1]) - 1
    made: list[Span] = []
    position = 0
    for span in rich:
        text = span.text
        if position <= at < position + len(text):
            text = f"{text[: at - position]}\u00a0{text[at - position + 1 :]}"
        made.append(replace(span, text=text))
        position += len(text)
    return tuple(made)
