"""A long title on the free ground around its place, rather than in small type: its box, and lines of about one length."""

from __future__ import annotations

from typing import Final

from ..frame import TextBox
from ..frozen import replace
from ..geometry import Box
from ..look import Look, Placeholder
from ..memory import kept
from ..text.measure import set_text, widest_word

NARROWER: Final = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""So much of its width may do for as many lines."""


def even(box: TextBox, place: Placeholder, look: Look) -> TextBox:
    """A title on free ground in so narrow a part of it that its lines are of about one length, and no more of them."""
    for share in NARROWER:
        wide = round(box.box.width * share)
        left = {"start": 0, "center": (box.box.width - wide) // 2, "end": box.box.width - wide}[place.styles[0].align]
        room = replace(box.box, x=box.box.x + left, width=wide)
        made = set_text(box.paragraphs, wide - box.insets.left - box.insets.right, look.fonts)
        tried = replace(box, box=room, lines=made)
        if len(made) == len(box.lines) and widest_word(box.paragraphs, look.fonts) <= tried.content.width:
            return tried
    return box


@kept
def taking(place: Placeholder, box: Box) -> Placeholder:
    """A place that takes a larger box."""
    return replace(place, box=box, reach=None, moved=True)
