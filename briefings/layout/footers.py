"""The footers that every slide has: footer, date and number, each whole on one line or not there at all.

A status that they do not show stands in the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from ..blocks.params import origins_of
from ..blocks.text import paragraph, text_box
from ..briefing import Furniture
from ..frame import Kind, Paragraph, TextBox
from ..frozen import replace
from ..geometry import EMU_PER_POINT, Box, Insets
from ..look import Look, Placeholder, SlideLayout
from ..memory import kept
from ..regex import regex
from ..values import Rich, Span, plain
from .fill import in_box, too_wide

FOOTER_FLOOR: Final = 8.0
"""The smallest type of a footer that is too high for its place, in points."""
_FOOTER_LEAST: Final = 11.0  # rather than smaller, a footer says less; a status never does
_COLON: Final = regex("(: |：|\u00a0: )")
_APART: Final = 12 * EMU_PER_POINT  # between a footer that is made wider and the words beside it
KINDS: Final[dict[str, Kind]] = {"title": "title", "subtitle": "subtitle", "date": "furniture", "kicker": "furniture"}


def furniture(
    given: Furniture, layout: SlideLayout, look: Look, number: int, heads: Sequence[TextBox] = ()
) -> Iterator[TextBox]:
    """Footer, date and slide number, each in its placeholder. A footer too long for its line takes smaller type, then fewer words.

    A cover has no number, and one that plays for section headers none of them: they would stand on its drawings. A status that neither these nor the slide's other lines show in full stands in the layout's margin; `unmarked` tells of slides
    where it has no room there.
    """
    told = replace(given, footer=given.status, date=()) if layout.opens else _unsaid(given, heads)
    counted = not layout.opens and layout.role != "cover"
    made = [box for box in _in_places(told, layout, look, number) if counted or box.id != "number"]
    yield from made
    if not _tells(given.status, (*heads, *made)):
        box = in_margin("status", given.status, layout, look)
        if box is not None:
            yield box


def _unsaid(given: Furniture, heads: Sequence[TextBox]) -> Furniture:
    """The footers without what a cover's own lines tell: a page that gives its date under the title needs it no second time."""
    said = [one.text.replace("\u00a0", " ") for box in heads for one in box.paragraphs]
    dated = any(box.id in ("date", "subtitle") for box in heads)
    day = plain(given.date).replace("\u00a0", " ")
    date = () if dated and any(day in text for text in said if text not in said[:1]) else given.date
    told = {part for text in said for part in (text, *text.split(" · "))}
    footer = (
        ()
        if dated and all(part in told for part in plain(given.footer).replace("\u00a0", " ").split(" · "))
        else given.footer
    )
    return replace(given, date=date, footer=footer)


def unmarked(given: Furniture, boxes: Sequence[TextBox]) -> bool:
    """Whether a slide's lines fail to tell the report's status."""
    return not _tells(given.status, boxes)


def _tells(status: Rich, boxes: Sequence[TextBox]) -> bool:
    said = plain(status)
    return any(said in paragraph.text for box in boxes for paragraph in box.paragraphs)


def in_margin(id: str, rich: Rich, layout: SlideLayout, look: Look) -> TextBox | None:
    """A text on one line in the layout's margin, in the largest type of a source line that fits; None where none does."""
    if layout.margin is None:
        return None
    room, on = layout.margin.box, look.upon(layout.margin.ground)
    own = on.style("source")
    for size in _smaller(own.size, look):
        style = replace(own, size=size, before=0, after=0)
        box = text_box(id, (paragraph(rich, style, on, "furniture"),), room.width, on)
        if len(box.lines) == 1 and box.box.height <= room.height and not too_wide(box):
            return replace(box, box=box.box.moved(room.x, room.y + (room.height - box.box.height) // 2))
    return None


def _smaller(own: float, look: Look, least: float = FOOTER_FLOOR) -> Iterator[float]:
    """A line's own size, and those that it may become smaller to: on our own layouts they are of the type scale."""
    tried = (round(own * share / 5) / 2 for share in range(9, 3, -1))
    yield own
    yield from (one for one in (reversed(look.ladder) if look.bleeds else tried) if least <= one < own)


def _in_places(given: Furniture, layout: SlideLayout, look: Look, number: int) -> Iterator[TextBox]:
    feet = {
        place.idx: _footer(place, given, layout, look, number)
        for place in layout.placeholders
        if place.kind == "ftr" and given.footer
    }
    for place in layout.placeholders:
        if place.kind == "ftr":
            yield from feet.get(place.idx, ())
        elif place.kind == "dt" and given.date:
            for box in _beside(feet.values(), "page-date", place, given.date, look):
                if box.paragraphs[0].text == plain(given.date):  # a month without its year is no date
                    yield box
        elif place.kind == "sldNum":
            tried = (_beside(feet.values(), "number", one, (Span(str(number)),), look) for one in (place, _bare(place)))
            # a number cut short would be another one
            every = (box for boxes in tried for box in boxes if not too_wide(box))
            whole = (box for box in every if box.paragraphs[0].text == str(number))
            yield from (replace(box, field="slidenum") for box in islice(whole, 1))


def _footer(place: Placeholder, given: Furniture, layout: SlideLayout, look: Look, number: int) -> tuple[TextBox, ...]:
    """The footer: whole in its place, else whole in a wider one, else what stands before its colon, or a status alone. It is never cut."""
    wide = _widened(place, given, layout, look, number)
    for words in (given.footer, _before_colon(given.footer)):
        for tried in (place, wide):
            if boxes := _whole("footer", tried, words, look, _FOOTER_LEAST):
                return boxes
    told = given.status and plain(given.status) in plain(given.footer)
    return _whole("footer", wide, given.status, look, FOOTER_FLOOR) if told else ()


def _before_colon(rich: Rich) -> Rich:
    """A title as people say it in short: what stands before its colon."""
    head, colon, _ = _COLON.split(plain(rich), maxsplit=1) if _COLON.search(plain(rich)) else (plain(rich), "", "")
    return (Span(head.rstrip(), origins_of(rich)),) if colon else rich


def _widened(place: Placeholder, given: Furniture, layout: SlideLayout, look: Look, number: int) -> Placeholder:
    """A footer's place as wide as the words of date and number beside it leave it; about its middle where its text is centred."""
    if place.reach is None:
        return place
    left, right = place.reach.x, place.reach.right
    for other in layout.placeholders:
        words = {"dt": given.date, "sldNum": (Span(str(number)),)}.get(other.kind)
        if not words or other.box.y >= place.box.bottom or other.box.bottom <= place.box.y:
            continue
        for box in _on_one_line(other.kind, other, words, look):
            taken = _told_in(box)
            if other.box.x < place.box.x:
                left = max(left, taken.right + _APART)
            else:
                right = min(right, taken.x - _APART)
    middle = place.box.x + place.box.width // 2
    if place.styles[0].align == "center":
        half = min(middle - left, right - middle)
        left, right = middle - half, middle + half
    if right - left <= place.box.width:
        return place
    return replace(place, box=Box(left, place.box.y, right - left, place.box.height), moved=True)


def _beside(
    feet: Iterable[Sequence[TextBox]], id: str, place: Placeholder, rich: Rich, look: Look
) -> tuple[TextBox, ...]:
    """Date or number in its place; narrower where a footer was widened over the empty part of it, its words where they were."""
    made = _on_one_line(id, place, rich, look)
    left, right = place.box.x, place.box.right
    for foot in (box.box for boxes in feet for box in boxes if box.box.overlaps(place.box)):
        left, right = (max(left, foot.right), right) if foot.x < left else (left, min(right, foot.x))
    if place.styles[0].align == "center":
        middle = place.box.x + place.box.width // 2
        half = min(middle - left, right - middle)
        left, right = middle - half, middle + half
    if right - left == place.box.width:
        return made
    narrow = replace(place, box=Box(left, place.box.y, max(0, right - left), place.box.height), moved=True)
    again = _on_one_line(id, narrow, rich, look)
    kept = [box.paragraphs[0] for box in made] == [box.paragraphs[0] for box in again]
    return again if kept else made


def _told_in(box: TextBox) -> Box:
    """Where the words of a footer stand in its place."""
    room = box.content
    starts = min((line.x for line in box.lines), default=0)
    ends = max((line.x + line.width for line in box.lines), default=0)
    return Box(room.x + starts, room.y, ends - starts, room.height)


@kept
def _whole(id: str, place: Placeholder, rich: Rich, look: Look, least: float) -> tuple[TextBox, ...]:
    """A text in a footer's place in the largest type in which it is there to the last letter; nothing where it never is."""
    own = place.styles[0].size
    for size in _smaller(own, look, least):
        styles = (replace(place.styles[0], size=size),)
        for box in _on_one_line(id, replace(place, styles=styles, given=place.written), rich, look):
            if _tells(rich, [box]):
                return (box,)
    return ()


@kept
def _on_one_line(id: str, place: Placeholder, rich: Rich, look: Look) -> tuple[TextBox, ...]:
    """A footer in its placeholder: without the insets above and below where that helps, then smaller; none where no line fits."""
    low, own = flat(place), place.styles[0]
    sizes = [size for size in (own.size * 0.9, own.size * 0.8, own.size * 0.7) if size >= FOOTER_FLOOR]
    small = (replace(low, styles=(replace(own, size=round(size * 2) / 2),), given=place.written) for size in sizes)
    boxes = (_clipped(id, tried, rich, look) for tried in chain((place, low), small))
    return tuple(islice((box for box in boxes if box.text_height <= box.content.height), 1))


def _clipped(id: str, place: Placeholder, rich: Rich, look: Look) -> TextBox:
    """A text on one line: as many of its words as fit, then as many of its letters."""
    box = in_box(id, place, (set_words(rich, place, id, look),), look)
    text = plain(rich)
    while len(text) > 1 and (len(box.lines) > 1 or too_wide(box)):
        shorter = text.rpartition(" ")[0] or text[: len(text) * 9 // 10]
        text = shorter.rstrip(" ,;:·")
        box = in_box(id, place, (set_words((Span(f"{text}…", origins_of(rich)),), place, id, look),), look)
    return box


@kept
def flat(place: Placeholder) -> Placeholder:
    """A place without its insets above and below, or with as little as keeps its words off the page's edge."""
    top, bottom = place.least
    said = (*(one for one in place.says if one[0] not in ("tIns", "bIns")), ("tIns", str(top)), ("bIns", str(bottom)))
    return replace(place, insets=replace(place.insets, top=top, bottom=bottom), says=said)


def _bare(place: Placeholder) -> Placeholder:
    """A place without any insets, for a number that has no room beside them."""
    said = (*place.says, ("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0"))
    return replace(place, insets=Insets(0, 0, 0, 0), says=said)


def set_words(rich: Rich, place: Placeholder, slot: str, look: Look) -> Paragraph:
    """The words of a line in the type of its place."""
    return paragraph(rich, place.styles[0], _inside(look), KINDS.get(slot, "furniture"), 1 if slot == "title" else 0)


@kept
def _inside(look: Look) -> Look:
    """The look of words in placeholders."""
    return replace(look, on="placeholder")
