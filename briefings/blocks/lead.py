"""The page in a sentence."""

from __future__ import annotations

from typing import Final

from ..frame import TextBox
from ..frozen import frozen
from ..look import Look
from ..values import Rich
from .params import Declared, param
from .piece import Piece, Stretch
from .text import balanced, line_count, paragraph, text_box

LARGER: Final = 4
LINES: Final = 2
"""It may be so many steps larger where it then has so many lines at the most."""


@frozen
class Lead(Declared):
    """One sentence that says what the page is about, in larger type than the rest: on a page that is higher than wide larger still, where
    it is short and there is room, and smaller, where it is long."""

    id: str
    text: Rich = param("line", "The sentence.", "{{ report.summary }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        sheet = look.page.is_sheet

        def at(own: int) -> TextBox:
            said = (paragraph(self.text, look.style("quote", own), look),)
            room = balanced(said, width, look) if sheet else width
            return text_box(self.id, said, room, look, x=width - room if look.rtl else 0)

        own = at(step)
        if sheet and line_count(own, 0) > LINES:
            own = min((own, at(len(look.scale["quote"]) - 1)), key=lambda made: made.box.height)
        larger = map(at, range(max(0, step - LARGER), step) if sheet else ())
        short = [made for made in larger if line_count(made, 0) <= LINES]
        most = max((made.box.height for made in short), default=own.box.height)
        box = next((made for made in short if made.box.height <= (height or 0)), own)
        return Piece(width, box.box.height, (box,), Stretch(own.box.height, max(own.box.height, most)))
