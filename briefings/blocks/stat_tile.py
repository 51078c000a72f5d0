"""A big figure and what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Group, Panel, TextBox
from ..geometry import Box, Insets
from ..look import Look
from ..text.measure import natural_width
from ..values import Origin
from .params import Stat, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import line_count, paragraph, text_box


@dataclass(frozen=True, slots=True)
class StatTile:
    """One figure, large, above its label; tile and texts move as one shape."""

    id: str
    item: tuple[Stat, ...] = param("stats", "The statistic: a record with a figure and a text.", "{{ section.items[0] }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        return tile(self.id, self.item[0], width, step, look, height)

    def split(self, cut_at: Cut) -> tuple[StatTile, StatTile]:
        raise AssertionError("a tile offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.item[0].figure, self.item[0].label)


def tile(id: str, stat: Stat, width: int, step: int, look: Look, height: int | None = None) -> Piece:
    """A tile at a width and step: panel with an accent edge, figure, label; stretched to `height` with the text at the top."""
    padding = look.unit * 2
    edge = look.unit // 2
    inside = width - padding * 2
    style = look.style("figure", step)
    words = paragraph(stat.figure, style, look, "figure")
    # a long figure ("US$ 452,000,000") steps down alone, so that it stays on one line
    for smaller in range(step, step + len(look.scale["figure"])):
        words = paragraph(stat.figure, look.style("figure", smaller), look, "figure")
        if natural_width(words, look.fonts) <= inside:
            break
    figure = text_box(f"{id}.figure", (words,), inside, look, x=padding, y=padding)
    label = text_box(f"{id}.label", (paragraph(stat.label, look.style("label", step), look, "label"),), inside, look, x=padding,
                     y=figure.box.bottom + look.unit // 2)
    needed = label.box.bottom + padding
    tall = max(needed, height or 0)
    box = Box(0, 0, width, tall)
    accent = Box(0, 0, edge, tall)
    panel = Panel(f"{id}.panel", box, look.colour("panel"))
    bar = Panel(f"{id}.edge", accent.mirrored(width) if look.rtl else accent, look.colour("accent"))
    body = _one_box(id, figure, label, box, Insets(padding, padding, padding, padding))
    group = Group(id, box, (panel, bar, *body), "stat")
    return Piece(width, tall, (group,), Stretch(needed, max(needed, round(needed * 1.9))))


def _one_box(id: str, figure: TextBox, label: TextBox, box: Box, insets: Insets) -> tuple[TextBox, ...]:
    """Figure and label as one text box of two paragraphs, in the middle of its tile: a reader edits one shape."""
    gap = label.box.y - figure.box.bottom
    second = replace(label.paragraphs[0], style=replace(label.paragraphs[0].style, before=gap))
    offset = figure.text_height + gap
    lines = (*figure.lines, *(replace(line, paragraph=1, top=line.top + offset, baseline=line.baseline + offset) for line in label.lines))
    return (TextBox(f"{id}.text", box, (figure.paragraphs[0], second), lines, insets, "middle", explicit=True),)


def label_lines(piece: Piece) -> int:
    """How many lines a tile's label takes."""
    group = piece.items[0]
    assert isinstance(group, Group)
    text = group.items[-1]
    assert isinstance(text, TextBox)
    return line_count(text, 1)
