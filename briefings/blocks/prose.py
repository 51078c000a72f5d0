"""Paragraphs of running text."""

from __future__ import annotations

from typing import Final

from ..frame import Paragraph
from ..frozen import frozen, replace
from ..look import Look
from ..memory import kept
from ..values import Rich, plain
from .params import param
from .piece import Piece, Stretch
from .running import Running, later
from .text import paragraph, running_paragraph, text_box

ADDRESS: Final = 6
"""An address has so many lines at the most."""
SENTENCE: Final = ".!?:;。！？؟"
"""What does not end one of them."""


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
        found = later(box.lines, self.text, look.language)
        if look.page.is_slide and self._addressed(len(box.lines)):
            return Piece(
                width, tall, (box,), Stretch(tall, tall), lambda: tuple(replace(one, forced=True) for one in found())
            )
        return Piece(width, tall, (box,), Stretch(tall, tall), found)

    def _addressed(self, lines: int) -> bool:
        """Whether the text is an address: a few lines, none of them a sentence, that are read together."""
        ends = (plain(rich).rstrip()[-1:] for rich in self.text)
        return 1 < len(self.text) == lines <= ADDRESS and not any(end in SENTENCE for end in ends)

    @kept
    def paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        if self.large:
            return tuple(paragraph(rich, look.style("lead"), look) for rich in self.text)
        return tuple(running_paragraph(rich, step, look) for rich in self.text)
