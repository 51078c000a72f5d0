"""Where the facts come from, in one small line."""

from __future__ import annotations

from ..frozen import frozen
from ..look import Look
from ..values import Rich
from .params import param
from .piece import Piece, Stretch
from .running import Running, later
from .text import balanced, paragraph, text_box


@frozen
class SourceLine(Running):
    """A small line, or a few, that says where the facts come from, as of when, and whom to ask."""

    id: str
    text: tuple[Rich, ...] = param(
        "paragraphs", "The line, or a list of lines.", "{{ word('source') }}: {{ source.title }}"
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        # on a band the line says what the page is, and whose
        style = look.style("band-text" if look.on == "band" else "source", step)
        said = tuple(paragraph(rich, style, look, "source") for rich in self.text)
        room = balanced(said, width, look) if look.on == "band" else width
        box = text_box(self.id, said, room, look, x=width - room if look.rtl else 0)
        tall = box.box.height
        return Piece(width, tall, (box,), Stretch(tall, tall), later(box.lines, self.text, look.language))
