"""Where the facts come from, in one small line."""

from __future__ import annotations

from dataclasses import dataclass

from ..look import Look
from ..values import Origin, Rich
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A small line, or a few, that says where the facts come from, as of when, and whom to ask."""

    id: str
    text: tuple[Rich, ...] = param(
        "paragraphs", "The line, or a list of lines.", "{{ word('source') }}: {{ source.title }}"
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        style = look.style("source", step)
        box = text_box(self.id, tuple(paragraph(rich, style, look, "source") for rich in self.text), width, look)
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height))

    def split(self, cut_at: Cut) -> tuple[SourceLine, SourceLine]:
        raise AssertionError("a source line offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*self.text)
