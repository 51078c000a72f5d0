"""Names and their values, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from ..frame import Group, Item, Panel, Paragraph, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look, restyled
from ..text.measure import natural_width, widest_word
from ..values import Origin, plain
from . import running
from .params import Declared, Stat, param
from .piece import Cut, Piece, Stretch
from .text import more_below, paragraph, text_box

MOST: Final = 6
"""So many colours tell parts of a bar apart."""
BETWEEN: Final = points(1)
"""The gap between parts of a bar, so that they are told apart in grey too."""


@frozen
class KeyValue(running.Listed):
    """Figures with their names on one line each: the quiet way to show a few numbers. Long figures stand above their names.

    `column` is the width of the figures once it is settled: a list that goes on keeps it. A cut is addressed by how many figures stay,
    and how many letters of the next one and its name.
    """

    id: str
    items: tuple[Stat, ...] = param("stats", "Records with a figure and a text.", "{{ section.parts }}")
    share: bool = param(
        "flag", "True for a bar above them that shows how much of the whole each is.", True, default=False
    )
    least: int = param(
        "count", "How many lines must stay on a full sheet; the last ones go first. 0: all stay.", 1, default=0
    )
    most: int = param(
        "count", "How many lines are shown at the most; how many more there are is said. 0: all.", 6, default=0
    )
    column: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if (brief := self._brief) is not self:
            piece = brief.arrange(width, step, look)
            rest = more_below(self.id, len(self.items) - len(brief.items), piece.height, width, step, look)
            tall = rest.box.bottom
            return Piece(width, tall, (*piece.items, rest), Stretch(tall, tall))
        value = restyled(look.style("body", step), bold=True)
        figures = [paragraph(stat.figure, value, look, "figure") for stat in self.items]
        column = self.column or _widest(figures, look)
        between = look.unit // 2
        items: list[Item] = []
        cuts: list[Cut] = []
        sizes = self._sizes() if look.ink == "usual" else ()
        y = look.unit * 5 if sizes else 0
        aside = look.unit * 4 if sizes else 0
        if sizes:
            items += _bar(self.id, sizes, width, look)
        for index, (stat, figure) in enumerate(zip(self.items, figures, strict=True)):
            if index:
                cuts.append(Cut(y, (index, 0)))
                y += between
            pair = [
                replace(box, box=box.box.moved(aside, y))
                for box in self._pair(stat, figure, column, width - aside, step, look)
            ]
            if sizes:
                items.append(_mark(self.id, index, pair[0], width, look))
            items += [replace(box, box=box.box.mirrored(width)) for box in pair] if look.rtl else pair
            if not index:
                below = pair[-1].box.y
                name = running.within(pair[-1].lines, (stat.label,), look.language)
                cuts += (Cut(below + one.height, (0, len(plain(stat.figure)) + one.at[0]), forced=True) for one in name)
            y = max(box.box.bottom for box in pair)
        if sizes:  # bar, marks and words move as one
            items = [Group(self.id, Box(0, 0, width, y), tuple(items), "key-value")]
        return Piece(width, y, tuple(items), Stretch(y, y), tuple(cuts))

    @property
    def _brief(self) -> KeyValue:
        """The lines that are shown: one more takes no more room than to say so."""
        return self if not 0 < self.most < len(self.items) - 1 else replace(self, items=self.items[: self.most], most=0)

    def origins(self) -> tuple[Origin, ...]:
        return Declared.origins(self._brief)

    def fewer(self) -> KeyValue | None:
        return replace(self, items=self.items[:-1]) if 0 < self.least < len(self.items) else None

    def split(self, cut_at: Cut) -> tuple[KeyValue, KeyValue]:
        head, tail = running.Listed.split(self, cut_at)
        return replace(head, share=False), replace(tail, share=False)

    def _sizes(self) -> tuple[Decimal, ...]:
        """The numbers behind the bar; none where there is no bar, or one of them is not a part of a whole."""
        sizes = [stat.size or Decimal(0) for stat in self.items]
        return tuple(sizes) if self.share and min(sizes, default=0) > 0 and 1 < len(sizes) <= MOST else ()

    def settled(self, width: int, height: int, step: int, look: Look) -> KeyValue:
        value = restyled(look.style("body", step), bold=True)
        return replace(
            self, column=_widest([paragraph(stat.figure, value, look, "figure") for stat in self.items], look)
        )

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        return Cut(0, (lines, 0)) if lines < len(self.items) else None

    def _pair(
        self, stat: Stat, figure: Paragraph, column: int, width: int, step: int, look: Look
    ) -> tuple[TextBox, ...]:
        """A figure and its name, side by side where the figures take half of the width at the most and no name is broken within a word. The
        rest of a name stands where it would stand beside its figure."""
        labels = tuple(paragraph(one.label, look.style("label", step), look, "label") for one in self.items)
        label = labels[self.items.index(stat)]
        names = (f"{self.id}.{stat.id}.figure", f"{self.id}.{stat.id}.label")
        aside = column + look.unit * 2
        start = 0 if column > width // 2 or widest_word(labels, look.fonts) > width - aside else aside
        if not stat.figure and stat.label:
            return (text_box(names[1], (label,), width - start, look, x=start),)
        if not start:
            above = text_box(names[0], (figure,), width, look)
            return above, text_box(names[1], (label,), width, look, y=above.box.bottom)
        return _on_one_baseline(
            text_box(names[0], (figure,), column, look),
            text_box(names[1], (label,), width - start, look, x=start),
        )


def _bar(id: str, sizes: Sequence[Decimal], width: int, look: Look) -> Iterator[Panel]:
    """A bar as wide as the list, in parts as large as their numbers, from the reading side."""
    ends = [0, *(round(width * sum(sizes[: number + 1]) / sum(sizes)) for number in range(len(sizes)))]
    for number, (start, stop) in enumerate(pairwise(ends)):
        gap = BETWEEN if number + 1 < len(sizes) else 0
        box = Box(start, look.unit, max(gap, stop - start - gap), look.unit * 2)
        colour = look.colour(f"series-{number + 1}")
        yield Panel(f"{id}.part-{number + 1}", box.mirrored(width) if look.rtl else box, colour)


def _mark(id: str, number: int, figure: TextBox, width: int, look: Look) -> Panel:
    """A small square in the colour of a part, beside its figure."""
    line, size = figure.lines[0], look.unit * 2
    box = Box(0, figure.box.y + line.top + (line.height - size) // 2, size, size)
    return Panel(
        f"{id}.mark-{number + 1}", box.mirrored(width) if look.rtl else box, look.colour(f"series-{number + 1}")
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
