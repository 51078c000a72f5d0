"""A list of short texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ..frame import Paragraph, Run
from ..look import Look
from ..values import Origin
from .params import Entry, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box

AIRY: Final = 3
"""How far apart the items of a stretched list may stand, in baseline units more than usual."""


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted list; it flows into a body placeholder and over its columns, as many as the items call for."""

    id: str
    items: tuple[Entry, ...] = param(
        "entries", "The items: texts, or records whose title (and detail) are shown.", "{{ section.items }}"
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        paragraphs = tuple(self._item(entry, step, look) for entry in self.items)
        box = text_box(self.id, paragraphs, width, look)
        natural, gaps = box.box.height, len(self.items) - 1
        most = natural + gaps * look.unit * AIRY
        if height is not None and height > natural and gaps:
            extra = (min(height, most) - natural) // gaps
            airy = tuple(replace(p, style=replace(p.style, before=p.style.before + extra)) for p in paragraphs)
            box = text_box(self.id, airy, width, look)
        bottoms = {line.paragraph: line.top + line.height for line in box.lines}
        cuts = tuple(Cut(bottoms[index], (index + 1,)) for index in range(gaps))
        return Piece(width, box.box.height, (box,), Stretch(natural, most), cuts)

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
