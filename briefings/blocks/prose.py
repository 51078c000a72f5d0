"""Paragraphs of running text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import TextBox
from ..look import Look
from ..prose import sentences
from ..values import Origin, Rich, cut, plain
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import lines_height, paragraph, text_box


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text; it flows into a body placeholder where there is one."""

    id: str
    text: tuple[Rich, ...] = param("paragraphs", "The text: one paragraph, or a list with one text for each paragraph.",
                                   "{{ section.paragraphs }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        style = look.style("body", step)
        box = text_box(self.id, tuple(paragraph(rich, style, look) for rich in self.text), width, look)
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height), self._cuts(box, look.language))

    def split(self, cut_at: Cut) -> tuple[Prose, Prose]:
        index, character = cut_at.at
        if character == 0:
            return replace(self, text=self.text[:index]), replace(self, text=self.text[index:])
        head, tail = cut(self.text[index], character)
        return replace(self, text=(*self.text[:index], head)), replace(self, text=(tail, *self.text[index + 1 :]))

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*self.text)

    def _cuts(self, box: TextBox, language: str) -> tuple[Cut, ...]:
        """Between paragraphs, and at sentence ends that leave at least two lines on either side."""
        cuts: list[Cut] = []
        for index, rich in enumerate(self.text):
            lines = [line for line in box.lines if line.paragraph == index]
            if index:
                before = tuple(line for line in box.lines if line.paragraph < index)
                cuts.append(Cut(lines_height(before), (index, 0)))
            for end in sentences(plain(rich), language)[:-1]:
                head = [line for line in lines if line.start < end]
                if len(head) >= 2 and len(lines) - len(head) >= 1 and sum(1 for line in lines if line.stop > end) >= 2:
                    cuts.append(Cut(head[-1].top + head[-1].height, (index, end)))
        return tuple(cuts)
