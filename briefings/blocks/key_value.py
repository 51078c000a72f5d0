"""Names and their values, line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Item, TextBox
from ..geometry import Box
from ..look import Look
from ..text.measure import natural_width
from ..values import Origin
from .params import Stat, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Figures with their names on one line each: the quiet way to show a few numbers."""

    id: str
    items: tuple[Stat, ...] = param("stats", "Records with a figure and a text.", "{{ section.parts }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        key, value = look.style("label", step), replace(look.style("body", step), bold=True)
        gap = look.unit * 2
        figures = [paragraph(stat.figure, value, look, "figure") for stat in self.items]
        column = min(max((natural_width(p, look.fonts) for p in figures), default=0) + look.unit, width // 2)
        items: list[Item] = []
        cuts: list[Cut] = []
        y = 0
        for index, (stat, figure) in enumerate(zip(self.items, figures, strict=True)):
            left = text_box(f"{self.id}.{stat.id}.figure", (figure,), column, look, y=y)
            right = text_box(f"{self.id}.{stat.id}.label", (paragraph(stat.label, key, look, "label"),), width - column - gap, look,
                             x=column + gap, y=y)
            left, right = _on_one_baseline(left, right)
            if index:
                cuts.append(Cut(y - look.unit // 2, (index,)))
            pair = (left, right)
            items += [replace(box, box=Box(width - box.box.right, box.box.y, box.box.width, box.box.height)) for box in pair] \
                if look.rtl else pair
            y = max(left.box.bottom, right.box.bottom) + look.unit // 2
        return Piece(width, max(0, y - look.unit // 2), tuple(items), Stretch(max(0, y - look.unit // 2), y), tuple(cuts))

    def split(self, cut_at: Cut) -> tuple[KeyValue, KeyValue]:
        (index,) = cut_at.at
        return replace(self, items=self.items[:index]), replace(self, items=self.items[index:])

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*(part for stat in self.items for part in (stat.figure, stat.label)))


def _on_one_baseline(left: TextBox, right: TextBox) -> tuple[TextBox, TextBox]:
    """Two boxes moved so that their first lines share a baseline."""
    if not left.lines or not right.lines:
        return left, right
    drop = left.lines[0].baseline - right.lines[0].baseline
    if drop >= 0:
        return left, replace(right, box=right.box.moved(0, drop))
    return replace(left, box=left.box.moved(0, -drop)), right
