"""Rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..frame import Cell, Paragraph, Table, TextBox
from ..geometry import Box, Insets
from ..look import Look
from ..text.measure import natural_width, set_text, widest_word
from ..values import Origin, Rich
from .params import Grid, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import lines_height, paragraph

WORD: Final = 6
"""So many ems of a long word are always kept in one piece: a table whose columns cannot give that is too wide."""
AIRY: Final = 4
"""How much higher the rows of a stretched table may be, in baseline units."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a heading row; columns are as wide as their words ask for, numbers stand at the end of their cells.

    `widths` are the columns' once they are settled: a table that goes on keeps them, and its heading row.
    """

    id: str
    data: Grid = param("grid", "A table section, or records with the columns to show.", "{{ section }}")
    widths: tuple[int, ...] = ()

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        rows = self._rows(step, look)
        widths = self.widths or _widths(rows, width, look)
        across, down = look.unit * 3 // 2, look.unit * 2 // 3
        lines = [
            [set_text((words,), w - across * 2, look.fonts) for words, w in zip(row, widths, strict=True)]
            for row in rows
        ]
        needed = [max(lines_height(cell) for cell in row) + down * 2 for row in lines]
        most = sum(needed) + look.unit * AIRY * len(needed)
        extra = (min(height, most) - sum(needed)) // len(needed) if height is not None and height > sum(needed) else 0
        heights = [tall + extra for tall in needed]
        wide = sum(widths)
        cells: list[tuple[Cell, ...]] = []
        y = 0
        for number, (row, measured, tall) in enumerate(zip(rows, lines, heights, strict=True)):
            made: list[Cell] = []
            x = 0
            for column, (words, cell_lines, w) in enumerate(zip(row, measured, widths, strict=True)):
                box = Box(wide - x - w if look.rtl else x, y, w, tall)
                inset = Insets(across, down + extra // 2, across, down + extra // 2)
                text = TextBox(
                    f"{self.id}.{number}.{column}",
                    box,
                    (words,),
                    cell_lines,
                    inset,
                    "top" if number else "bottom",
                    explicit=True,
                )
                made.append(Cell(text, number == 0, look.colour("band") if number == 0 else None))
                x += w
            cells.append(tuple(made))
            y += tall
        item = Table(self.id, Box(0, 0, wide, y), widths, tuple(heights), tuple(cells), 1, look.colour("rule"))
        cuts = tuple(Cut(sum(needed[: number + 1]), (number,)) for number in range(1, len(needed) - 1))
        return Piece(wide, y, (item,), Stretch(sum(needed), most), cuts)

    def settled(self, width: int, step: int, look: Look) -> TableBlock:
        return replace(self, widths=_widths(self._rows(step, look), width, look))

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        return Cut(0, (lines,)) if lines < len(self.data.rows) else None

    def split(self, cut_at: Cut) -> tuple[TableBlock, TableBlock]:
        (index,) = cut_at.at
        return (
            replace(self, data=replace(self.data, rows=self.data.rows[:index])),
            replace(self, data=replace(self.data, rows=self.data.rows[index:])),
        )

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*self.data.head, *(rich for row in self.data.rows for rich in row))

    def _rows(self, step: int, look: Look) -> list[list[Paragraph]]:
        """The words of every cell, the heading row first."""
        styles = ("table-head", *("table" for _ in self.data.rows))
        return [
            [self._words(rich, style, column, step, look) for column, rich in enumerate(row)]
            for style, row in zip(styles, (self.data.head, *self.data.rows), strict=True)
        ]

    def _words(self, rich: Rich, style: str, column: int, step: int, look: Look) -> Paragraph:
        made = replace(look.style(style, step), align="end" if self.data.numeric[column] else "start")
        return paragraph(rich, made, look, "cell")


def _widths(rows: Sequence[Sequence[Paragraph]], width: int, look: Look) -> tuple[int, ...]:
    """Column widths in EMU that add up to the table's: each at least its longest word, the rest by how much its words ask for.

    Very long words give way to what the other columns need; widths that add up to more say that the table is too wide.
    """
    columns = range(len(rows[0]))
    padding = look.unit * 3 + look.unit // 4
    least = [max(widest_word((row[c],), look.fonts) for row in rows) + padding for c in columns]
    wanted = [max(natural_width(row[c], look.fonts) for row in rows) + padding for c in columns]
    if sum(least) > width:
        floor = [min(w, round(rows[0][c].style.size * 12_700 * WORD) + padding) for c, w in enumerate(least)]
        return tuple(_filled(floor, least, max(width, sum(floor))))
    made = _filled(least, wanted, width)
    # what nobody asks for is shared evenly: a table spans its grid columns
    left = width - sum(made)
    return tuple(w + left // len(made) + (left % len(made) if c == len(made) - 1 else 0) for c, w in enumerate(made))


def _filled(low: Sequence[int], high: Sequence[int], total: int) -> list[int]:
    """Widths between low and high that share a total by how much each asks beyond its low."""
    asks = [h - w for w, h in zip(low, high, strict=True)]
    spare = max(0, total - sum(low))
    whole = sum(asks)
    if whole <= spare:
        return list(high)
    made = [w + spare * ask // whole for w, ask in zip(low, asks, strict=True)]
    made[-1] += total - sum(made)
    return made
