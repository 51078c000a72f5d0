"""Paragraphs of running text."""

from __future__ import annotations

from ..frame import Paragraph
from ..frozen import frozen
from ..look import Look
from ..memory import kept
from ..values import Rich
from .params import param
from .piece import Piece, Stretch
from .running import Running, later
from .text import paragraph, running_paragraph, text_box


@frozen
class Prose(Running):
    """Paragraphs of running text; it flows into a body placeholder where there is one. What is `large` opens the text that follows it."""

    id: str
    text: tuple[Rich, ...] = param(
        "paragraphs", "The text: one paragraph, or a list with one text for each paragraph.", "{{ section.paragraphs }}"
    )
    large: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        box = text_box(self.id, self.paragraphs(step, look), width, look)
        tall = box.box.height
        return Piece(width, tall, (box,), Stretch(tall, tall), later(box.lines, self.text, look.language))

    @kept
    def paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        if self.large:
            return tuple(paragraph(rich, look.style("lead"), look) for rich in self.text)
        return tuple(running_paragraph(rich, step, look) for rich in self.text)
