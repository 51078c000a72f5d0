"""A list of short texts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Paragraph, Run
from ..look import Look
from ..values import Origin
from .params import Entry, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import lines_height, paragraph, text_box


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted list; it flows into a body placeholder and over its columns, as many as the items call for."""

    id: str
    items: tuple[Entry, ...] = param("entries", "The items: texts, or records whose title (and detail) are shown.",
                                     "{{ section.items }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        box = text_box(self.id, tuple(self._item(entry, step, look) for entry in self.items), width, look)
        cuts = tuple(
            Cut(lines_height(tuple(line for line in box.lines if line.paragraph < index)), (index,))
            for index in range(1, len(self.items))
        )
        return Piece(width, box.box.height, (box,), Stretch(box.box.height, box.box.height), cuts)

    def split(self, cut_at: Cut) -> tuple[List, List]:
        (index,) = cut_at.at
        return replace(self, items=self.items[:index]), replace(self, items=self.items[index:])

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*(part for entry in self.items for part in (entry.lead, entry.detail)))

    def _item(self, entry: Entry, step: int, look: Look) -> Paragraph:
        lead = paragraph(entry.lead, look.style("item", step), look, "item", 0)
        if not entry.detail:
            return lead
        quiet = replace(lead.style, colour=look.colour("muted") if look.on == "page" else lead.style.colour)
        detail = paragraph(entry.detail, quiet, look, "item", 0)
        # a soft line break keeps the detail in its item, in the deck and in the structure tree alike
        return replace(lead, runs=(*lead.runs, Run("\u2028", lead.style, (), "", look.language), *detail.runs))
