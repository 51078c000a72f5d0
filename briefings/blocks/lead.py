"""The page in a sentence."""

from __future__ import annotations

from ..frozen import frozen
from ..look import Look
from ..values import Rich
from .params import Declared, param
from .piece import Piece, Stretch
from .text import paragraph, text_box


@frozen
class Lead(Declared):
    """One sentence that says what the page is about, in larger type than the rest."""

    id: str
    text: Rich = param("line", "The sentence.", "{{ report.summary }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        box = text_box(self.id, (paragraph(self.text, look.style("quote", step), look),), width, look)
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))
