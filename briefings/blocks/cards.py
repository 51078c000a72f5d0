"""Short texts as cards on a grid."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Group, Item, Panel, TextBox
from ..geometry import Box, Insets, points
from ..look import Look
from ..values import Origin
from .grid import columns_width, move, rows_of
from .params import Entry, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box

NARROWEST = points(110)
FEW = 4


@dataclass(frozen=True, slots=True)
class Cards:
    """Names or short texts as cards of one size: a short list that fills its page."""

    id: str
    items: tuple[Entry, ...] = param("entries", "The cards: texts, or records whose title (and detail) are shown.", "{{ section.items }}")
    columns: int = param("count", "How many columns at the most; 0 lets the content choose.", 2, default=0)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        gap = look.gutter
        columns = self._columns(width, look)
        each = columns_width(width, columns, gap)
        natural = max(self._card(entry, each, step, look).box.height for entry in self.items)
        taller = 4.0 if len(self.items) <= FEW else 2.6
        rows = rows_of(self.items, columns)
        total = natural * len(rows) + gap * (len(rows) - 1)
        most = round(natural * taller) * len(rows) + gap * (len(rows) - 1)
        tall = natural if height is None else max(natural, (min(height, most) - gap * (len(rows) - 1)) // len(rows))
        items: list[Item] = []
        cuts: list[Cut] = []
        for number, row in enumerate(rows):
            y = number * (tall + gap)
            if number:
                cuts.append(Cut(y - gap, (number * columns,)))
            for column, entry in enumerate(row):
                x = column * (each + gap)
                items.append(move(self._card(entry, each, step, look, tall, natural), width - x - each if look.rtl else x, y))
        reached = tall * len(rows) + gap * (len(rows) - 1)
        return Piece(width, reached, tuple(items), Stretch(total, most), tuple(cuts))

    def split(self, cut_at: Cut) -> tuple[Cards, Cards]:
        (index,) = cut_at.at
        return replace(self, items=self.items[:index]), replace(self, items=self.items[index:])

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*(part for entry in self.items for part in (entry.lead, entry.detail)))

    def _columns(self, width: int, look: Look) -> int:
        count = len(self.items)
        limit = self.columns or (count if count <= 3 else 2 if count == 4 else 3 if count % 3 == 0 else 4 if count % 4 == 0 else 3)
        fits = [c for c in range(1, limit + 1) if columns_width(width, c, look.gutter) >= NARROWEST]
        return max(fits, default=1)

    def _card(self, entry: Entry, width: int, step: int, look: Look, height: int = 0, level: int = 0) -> Group:
        padding, edge = look.unit * 2, look.unit // 2
        lead = paragraph(entry.lead, look.style("quote" if len(self.items) <= FEW else "heading", step), look, "item", 0)
        quiet = replace(look.style("label", step), before=look.unit, colour=look.colour("muted"))
        parts = (lead,) if not entry.detail else (lead, paragraph(entry.detail, quiet, look, "text"))
        words = text_box(f"{self.id}.{entry.id}.text", parts, width - padding * 2, look)
        tall = max(height, words.box.height + padding * 2)
        box = Box(0, 0, width, tall)
        hang = padding + max(0, tall - max(level, words.box.height + padding * 2)) // 2
        text: TextBox = replace(words, box=box, insets=Insets(padding, hang, padding, padding))
        bar = Panel(f"{self.id}.{entry.id}.edge", Box(0, 0, width, edge), look.colour("accent"))
        return Group(f"{self.id}.{entry.id}", box, (Panel(f"{self.id}.{entry.id}.panel", box, look.colour("panel")), bar, text), "card")
