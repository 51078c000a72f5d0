"""A long title on the free ground around its place, rather than in small type: its box, and lines of about one length. The same for
a cover's date that no type makes fit, and its place elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..blocks.text import ALONE, whole_phrases
from ..frame import TextBox
from ..frozen import replace
from ..geometry import Box
from ..look import Look, Placeholder, SlideLayout
from ..memory import kept
from ..text.measure import set_text, widest_word

NARROWER: Final = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""So much of its width may do for as many lines."""
BY_LETTER: Final = tuple(share / 50 for share in range(25, 50))
"""The same for a language that has no spaces: less than a letter of a title apart."""
SHARES: Final = (0.0, 0.1, 0.2, 0.4, 1.0)
"""So much of the free ground behind its lines a place takes, the least that does: they stay near where they were."""


def orphaned(box: TextBox) -> bool:
    """Whether the last of several lines is much shorter than the longest."""
    return len(box.lines) > 1 and ALONE * box.lines[-1].width < max(line.width for line in box.lines)


def even(box: TextBox, place: Placeholder, look: Look) -> TextBox:
    """A title on free ground in so narrow a part of it that its lines are of about one length, and no more of them. Chinese ones end with a phrase,
    where they can: elsewhere words are cut."""
    found = _narrower(box, place, look)
    if look.language != "zh":
        return next(found, box)
    every = (*found, box)
    return next((one for one in every if whole_phrases(one.paragraphs, one.lines)), every[0])


def _narrower(box: TextBox, place: Placeholder, look: Look) -> Iterator[TextBox]:
    for share in BY_LETTER if look.language == "zh" else NARROWER:
        wide = round(box.box.width * share)
        side = {"start": int(look.rtl), "center": 0.5, "end": int(not look.rtl)}[place.styles[0].align]
        left = round((box.box.width - wide) * side)
        room = replace(box.box, x=box.box.x + left, width=wide)
        made = set_text(box.paragraphs, wide - box.insets.left - box.insets.right, look.fonts)
        tried = replace(box, box=room, lines=made, slot=box.slot and replace(box.slot, inherits=False))
        if len(made) == len(box.lines) and widest_word(box.paragraphs, look.fonts) <= tried.content.width:
            yield tried


@kept
def taking(place: Placeholder, box: Box) -> Placeholder:
    """A place that takes a larger box."""
    return replace(place, box=box, reach=None, moved=True)


def growing(place: Placeholder) -> Iterator[Placeholder]:
    """A place with more and more of the free ground around it, where there is some: the way its lines run, then the other way."""
    if place.grown is None:
        return
    box, up, down = place.box, place.box.y - place.grown.y, place.grown.bottom - place.box.bottom
    for share in SHARES:
        above = up if place.anchor != "top" else round(up * share)
        below = down if place.anchor != "bottom" else round(down * share)
        if above + below > 0:
            yield taking(place, Box(box.x, box.y - above, box.width, box.height + above + below))


@kept
def elsewhere(layout: SlideLayout, slot: str) -> SlideLayout:
    """A layout that has no place for a line, which then stands where such lines do: below another, in the margin, on free ground."""
    places = (replace(one, slot="") if one.slot == slot else one for one in layout.placeholders)
    return replace(layout, placeholders=tuple(places))
