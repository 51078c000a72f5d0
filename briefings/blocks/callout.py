"""A short text that must not be missed."""

from __future__ import annotations

from ..frame import Paragraph
from ..frozen import frozen, replace
from ..look import Look, restyled
from ..values import Rich
from . import running
from .params import param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides
from .text import paragraph, text_box


@frozen
class Callout(running.Running):
    """A short text on a coloured ground, with a heading if there is one; what is `ruled` hangs below a rule instead, on a slide."""

    id: str
    text: tuple[Rich, ...] = param("paragraphs", "The text: one paragraph, or a list of them.", "{{ section.intro }}")
    title: Rich = param("line", "A heading above the text.", "{{ section.title }}", default=())
    credit: Rich = param("line", "A small line under the text.", "{{ photo.credit }}", default=())
    ruled: bool = False

    def plate(self, width: int, step: int, look: Look) -> Plate:
        ruled = self.ruled and look.page.is_slide
        side, above = 0 if ruled else look.unit * 3, look.unit * 2
        words = text_box(f"{self.id}.text", self._paragraphs(step, look), width - side * 2, look)
        edge: Edge = "rule" if ruled else "none"
        return Plate(self.id, "callout", words, sides(side, side, above, above, look), edge, not ruled, hangs=ruled)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        plate = self.plate(width, step, look)
        within = running.cuts(plate.words.lines, self.text, look.language, 1 if self.title else 0)
        around = plate.inset.top + plate.inset.bottom
        return plate.piece(look, height, tuple(replace(cut, height=cut.height + around) for cut in within))

    def split(self, cut_at: Cut) -> tuple[Callout, Callout]:
        head, tail = running.parted(self.text, cut_at)
        return replace(self, text=head, credit=()), replace(self, text=tail, title=())

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        title = (paragraph(self.title, look.style("heading", step), look, "heading", 2),) if self.title else ()
        body = tuple(paragraph(rich, look.style("body", step), look) for rich in self.text)
        credit: tuple[Paragraph, ...] = ()
        if self.credit:
            small = restyled(look.style("source", step), before=look.unit)
            credit = (paragraph(self.credit, small, look, "source"),)
        return (*title, *body, *credit)
