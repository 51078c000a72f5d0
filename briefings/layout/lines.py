"""One-line places of a slide: title, subtitle and date, and the footers that every slide has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ..blocks.params import origins_of
from ..blocks.text import paragraph
from ..briefing import Furniture, Page
from ..diagnostics import Diagnostic, error
from ..frame import Kind, Paragraph, TextBox
from ..geometry import to_points
from ..look import Look, Placeholder, SlideLayout
from ..values import Rich, Span, plain
from .fill import in_box, too_wide
from .misfit import passages, to_shorten

SLOTS: Final = ("title", "subtitle", "date")
FLOORS: Final[dict[str, int]] = {"title": 14, "subtitle": 14, "date": 11}
"""The smallest type that a line may come to where no layout has room for it at its own size, in points."""
_KINDS: Final[dict[str, Kind]] = {"title": "title", "subtitle": "subtitle", "date": "furniture"}


def lines(page: Page, layout: SlideLayout, look: Look, suffix: str = "") -> Iterator[TextBox]:
    """The page's lines in their placeholders; the suffix, such as "(2/3)", goes on the title. One that is too long there takes
    smaller type, down to its floor."""
    for slot, rich in page.lines.items():
        place = layout.slot(slot)
        if place is None:
            continue
        shown = (*rich, Span(suffix, origins_of(rich))) if slot == "title" and suffix else rich
        own = place.styles[0].size
        for size in (own, *range(math.ceil(own) - 1, FLOORS[slot] - 1, -1)):
            box = _line(slot, shown, place, look, size)
            if not _over(box):
                break
        yield box


def over(page: Page, layout: SlideLayout, look: Look, suffix: str, *, smaller: bool = False) -> int:
    """By how much the page's lines are too high for their places in a layout, in EMU, at the sizes of the layout or, if asked, at
    the smallest; 0 when they fit."""
    return max((_over(box) for box in _at_size(page, layout, look, suffix, smaller=smaller)), default=0)


def shrunk(page: Page, slides: Sequence[SlideLayout], look: Look, suffix: str) -> Iterator[tuple[str, float, float]]:
    """The lines that take smaller type than their layout gives them: slot, size and the layout's size in points."""
    for layout in slides:
        for box in lines(page, layout, look, suffix):
            place = layout.slot(box.id)
            if place is not None and box.paragraphs[0].style.size < place.styles[0].size:
                yield box.id, box.paragraphs[0].style.size, place.styles[0].size


def finding(page: Page, layout: SlideLayout, look: Look, suffix: str) -> Diagnostic:
    """The error for the line that is over by most, at the smallest type."""
    worst = max(_at_size(page, layout, look, suffix, smaller=True), key=_over)
    path, hint = to_shorten([list(passages(worst))], _over(worst))
    return error(
        "text-over",
        f"the {worst.id} of `{page.id}` is over by {to_points(_over(worst)):.0f} pt in {len(worst.lines)} lines",
        page.where,
        path,
        hint,
    )


def furniture(given: Furniture, layout: SlideLayout, look: Look, number: int) -> Iterator[TextBox]:
    """Footer, date and slide number, each in its placeholder. A footer too long for its line ends in an ellipsis."""
    for place in layout.placeholders:
        if place.kind == "ftr" and given.footer:
            yield _clipped("footer", place, given.footer, look)
        elif place.kind == "dt" and given.date:
            yield _clipped("page-date", place, given.date, look)
        elif place.kind == "sldNum":
            yield replace(_clipped("number", place, (Span(str(number)),), look), field="slidenum")


def _at_size(page: Page, layout: SlideLayout, look: Look, suffix: str, *, smaller: bool) -> Iterator[TextBox]:
    """The lines at their layout's sizes, or as small as they may come to."""
    for slot, rich in page.lines.items():
        place = layout.slot(slot)
        if place is not None:
            shown = (*rich, Span(suffix, origins_of(rich))) if slot == "title" and suffix else rich
            own = place.styles[0].size
            yield _line(slot, shown, place, look, min(own, FLOORS[slot]) if smaller else own)


def _line(slot: str, rich: Rich, place: Placeholder, look: Look, size: float) -> TextBox:
    """A line in its placeholder, in type of some points."""
    box = in_box(slot, place, (_words(rich, place, slot, look, size),), look)
    if slot == "title" and len(box.lines) > 1:
        # PowerPoint breaks the title again: only a no-break space keeps a lone last word from it
        return in_box(slot, place, (_words(_held_together(rich), place, slot, look, size),), look)
    return box


def _words(rich: Rich, place: Placeholder, slot: str, look: Look, size: float = 0) -> Paragraph:
    inside = replace(look, on="placeholder")
    style = replace(place.styles[0], size=size) if size else place.styles[0]
    return paragraph(rich, style, inside, _KINDS.get(slot, "furniture"), 1 if slot == "title" else 0)


def _over(box: TextBox) -> int:
    return max(0, box.text_height - box.content.height, box.content.height if too_wide(box) else 0)


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


def _clipped(id: str, place: Placeholder, rich: Rich, look: Look) -> TextBox:
    """A text on one line: as many of its words as fit, then as many of its letters."""
    box = in_box(id, place, (_words(rich, place, id, look),), look)
    text = plain(rich)
    while len(text) > 1 and (len(box.lines) > 1 or too_wide(box)):
        shorter = text.rpartition(" ")[0] or text[: len(text) * 9 // 10]
        text = shorter.rstrip(" ,;:·")
        box = in_box(id, place, (_words((Span(f"{text}…", origins_of(rich)),), place, id, look),), look)
    return box
