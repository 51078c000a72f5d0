"""A short text that must not be missed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Group, Panel, Paragraph
from ..geometry import Box, Insets
from ..look import Look
from ..values import Origin, Rich
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class Callout:
    """A short text on a coloured ground, with a heading if there is one."""

    id: str
    text: tuple[Rich, ...] = param("paragraphs", "The text: one paragraph, or a list of them.", "{{ section.intro }}")
    title: Rich = param("line", "A heading above the text.", "{{ section.title }}", default=())
    credit: Rich = param("line", "A small line under the text.", "{{ photo.credit }}", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        padding = look.unit * 3
        words = text_box(f"{self.id}.text", self._paragraphs(step, look), width - padding * 2, look)
        needed = words.box.height + padding * 2
        tall = max(needed, height or 0)
        box = Box(0, 0, width, tall)
        panel = Panel(f"{self.id}.panel", box, look.colour("panel"))
        text = replace(words, box=box, insets=Insets(padding, padding, padding, padding))
        return Piece(width, tall, (Group(self.id, box, (panel, text), "callout"),), Stretch(needed, round(needed * 1.35)))

    def split(self, cut_at: Cut) -> tuple[Callout, Callout]:
        raise AssertionError("a callout offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.title, *self.text, self.credit)

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        title = (paragraph(self.title, look.style("heading", step), look, "heading", 2),) if self.title else ()
        body = tuple(paragraph(rich, look.style("body", step), look) for rich in self.text)
        credit: tuple[Paragraph, ...] = ()
        if self.credit:
            small = replace(look.style("source", step), before=look.unit)
            credit = (paragraph(self.credit, small, look, "source"),)
        return (*title, *body, *credit)
