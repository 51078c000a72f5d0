"""Names and their values, line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Item, TextBox
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
        gap, between = look.unit * 2, look.unit // 2
        figures = [paragraph(stat.figure, value, look, "figure") for stat in self.items]
        column = min(max((natural_width(p, look.fonts) for p in figures), default=0) + look.unit, width // 2)
        items: list[Item] = []
        cuts: list[Cut] = []
        y = 0
        for index, (stat, figure) in enumerate(zip(self.items, figures, strict=True)):
            id = f"{self.id}.{stat.id}"
            label = paragraph(stat.label, key, look, "label")
            pair = _on_one_baseline(
                text_box(f"{id}.figure", (figure,), column, look, y=y),
                text_box(f"{id}.label", (label,), width - column - gap, look, x=column + gap, y=y),
            )
            if index:
                cuts.append(Cut(y - between, (index,)))
            items += [replace(box, box=box.box.mirrored(width)) for box in pair] if look.rtl else pair
            y = max(box.box.bottom for box in pair) + between
        tall = max(0, y - between)
        return Piece(width, tall, tuple(items), Stretch(tall, tall), tuple(cuts))

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
