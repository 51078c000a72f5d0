"""Names and their values, line by line."""

from __future__ import annotations

from collections.abc import Sequence

from ..frame import Paragraph, TextBox
from ..frozen import frozen, replace
from ..look import Look
from ..text.measure import natural_width
from ..values import plain
from . import running
from .params import Stat, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@frozen
class KeyValue(running.Listed):
    """Figures with their names on one line each: the quiet way to show a few numbers. Long figures stand above their names.

    `column` is the width of the figures once it is settled: a list that goes on keeps it. A cut is addressed by how many figures stay,
    and how many letters of the next one and its name.
    """

    id: str
    items: tuple[Stat, ...] = param("stats", "Records with a figure and a text.", "{{ section.parts }}")
    column: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        value = replace(look.style("body", step), bold=True)
        figures = [paragraph(stat.figure, value, look, "figure") for stat in self.items]
        column = self.column or _widest(figures, look)
        between = look.unit // 2
        items: list[TextBox] = []
        cuts: list[Cut] = []
        y = 0
        for index, (stat, figure) in enumerate(zip(self.items, figures, strict=True)):
            if index:
                cuts.append(Cut(y, (index, 0)))
                y += between
            pair = [
                replace(box, box=box.box.moved(0, y)) for box in self._pair(stat, figure, column, width, step, look)
            ]
            items += [replace(box, box=box.box.mirrored(width)) for box in pair] if look.rtl else pair
            if not index:
                below = pair[-1].box.y
                name = running.within(pair[-1].lines, (stat.label,), look.language)
                cuts += (Cut(below + one.height, (0, len(plain(stat.figure)) + one.at[0]), forced=True) for one in name)
            y = max(box.box.bottom for box in pair)
        return Piece(width, y, tuple(items), Stretch(y, y), tuple(cuts))

    def settled(self, width: int, height: int, step: int, look: Look) -> KeyValue:
        value = replace(look.style("body", step), bold=True)
        return replace(
            self, column=_widest([paragraph(stat.figure, value, look, "figure") for stat in self.items], look)
        )

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        return Cut(0, (lines, 0)) if lines < len(self.items) else None

    def _pair(
        self, stat: Stat, figure: Paragraph, column: int, width: int, step: int, look: Look
    ) -> tuple[TextBox, ...]:
        """A figure and its name, side by side where the figures take half of the width at the most. The rest of a name stands where
        it would stand beside its figure."""
        label = paragraph(stat.label, look.style("label", step), look, "label")
        names = (f"{self.id}.{stat.id}.figure", f"{self.id}.{stat.id}.label")
        start = 0 if column > width // 2 else column + look.unit * 2
        if not stat.figure and stat.label:
            return (text_box(names[1], (label,), width - start, look, x=start),)
        if not start:
            above = text_box(names[0], (figure,), width, look)
            return above, text_box(names[1], (label,), width, look, y=above.box.bottom)
        return _on_one_baseline(
            text_box(names[0], (figure,), column, look),
            text_box(names[1], (label,), width - start, look, x=start),
        )


def _widest(figures: Sequence[Paragraph], look: Look) -> int:
    return round(max((natural_width(figure, look.fonts) for figure in figures), default=0) * look.wider) + look.unit


def _on_one_baseline(left: TextBox, right: TextBox) -> tuple[TextBox, TextBox]:
    """Two boxes moved so that their first lines share a baseline."""
    if not left.lines or not right.lines:
        return left, right
    drop = left.lines[0].baseline - right.lines[0].baseline
    if drop >= 0:
        return left, replace(right, box=right.box.moved(0, drop))
    return replace(left, box=left.box.moved(0, -drop)), right
