"""A heading inside a page."""

from __future__ import annotations

from ..frozen import frozen
from ..look import Look
from ..values import Rich
from .params import Declared, param
from .piece import Piece, Stretch
from .text import paragraph, text_box


@frozen
class Heading(Declared):
    """A heading above a part of a page; it is never parted from what follows."""

    id: str
    text: Rich = param("line", "The words of the heading.", "{{ section.title }}")
    level: int = param("count", "The heading level, 2 to 6; the page's title is level 1.", 2, default=2)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        style = look.style("heading" if self.level <= 2 else "subheading", step)
        box = text_box(
            self.id, (paragraph(self.text, style, look, "heading", min(6, max(2, self.level))),), width, look
        )
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))
