"""Paragraphs of running text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..look import Look
from ..values import Origin, Rich
from . import running
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text; it flows into a body placeholder where there is one."""

    id: str
    text: tuple[Rich, ...] = param(
        "paragraphs", "The text: one paragraph, or a list with one text for each paragraph.", "{{ section.paragraphs }}"
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        style = look.style("body", step)
        box = text_box(self.id, tuple(paragraph(rich, style, look) for rich in self.text), width, look)
        tall = box.box.height
        return Piece(width, tall, (box,), Stretch(tall, tall), running.cuts(box.lines, self.text, look.language))

    def settled(self, width: int, step: int, look: Look) -> Prose:
        return self

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        return running.beyond(self.text, lines * letters, look.language)

    def split(self, cut_at: Cut) -> tuple[Prose, Prose]:
        head, tail = running.parted(self.text, cut_at)
        return replace(self, text=head), replace(self, text=tail)

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*self.text)
