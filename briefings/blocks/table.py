"""Rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Cell, Paragraph, Table, TextBox
from ..geometry import Box, Insets
from ..look import Look
from ..text.measure import natural_width, set_text, widest_word
from ..values import Origin, Rich
from .params import Grid, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import lines_height, paragraph


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a heading row; columns are as wide as their words ask for, numbers stand at the end of their cells."""

    id: str
    data: Grid = param("grid", "A table section, or records with the columns to show.", "{{ section }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        across, down = look.unit, look.unit * 2 // 3
        head = [self._words(rich, "table-head", column, step, look) for column, rich in enumerate(self.data.head)]
        rows = [[self._words(rich, "table", column, step, look) for column, rich in enumerate(row)] for row in self.data.rows]
        widths = _widths([head, *rows], width, across, look)
        lines = [[set_text((p,), w - across * 2, look.fonts) for p, w in zip(row, widths, strict=True)] for row in (head, *rows)]
        heights = [max(lines_height(cell) for cell in row) + down * 2 for row in lines]
        cells: list[tuple[Cell, ...]] = []
        y = 0
        for number, (row, measured, tall) in enumerate(zip((head, *rows), lines, heights, strict=True)):
            x = 0
            made: list[Cell] = []
            for column, (words, cell_lines, w) in enumerate(zip(row, measured, widths, strict=True)):
                left = width - x - w if look.rtl else x
                box = TextBox(f"{self.id}.{number}.{column}", Box(left, y, w, tall), (words,), cell_lines,
                              Insets(across, down, across, down), "top" if number else "bottom", explicit=True)
                made.append(Cell(box, number == 0, look.colour("band") if number == 0 else None))
                x += w
            cells.append(tuple(made))
            y += tall
        item = Table(self.id, Box(0, 0, width, y), tuple(widths), tuple(heights), tuple(cells), 1, look.colour("rule"))
        cuts = tuple(Cut(sum(heights[: number + 1]), (number,)) for number in range(1, len(rows)))
        return Piece(width, y, (item,), Stretch(y, y), cuts)

    def split(self, cut_at: Cut) -> tuple[TableBlock, TableBlock]:
        (index,) = cut_at.at
        return (replace(self, data=replace(self.data, rows=self.data.rows[:index])),
                replace(self, data=replace(self.data, rows=self.data.rows[index:])))

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*self.data.head, *(rich for row in self.data.rows for rich in row))

    def _words(self, rich: Rich, style: str, column: int, step: int, look: Look) -> Paragraph:
        made = replace(look.style(style, step), align="end" if self.data.numeric[column] else "start")
        return paragraph(rich, made, look, "cell")


def _widths(rows: list[list[Paragraph]], width: int, across: int, look: Look) -> list[int]:
    """Column widths in EMU that add up to the table's: each at least its longest word, the rest by how much its words ask for."""
    columns = len(rows[0])
    least = [max(widest_word((row[c],), look.fonts) for row in rows) + across * 2 + look.unit // 4 for c in range(columns)]
    wanted = [max(natural_width(row[c], look.fonts) for row in rows) + across * 2 + look.unit // 4 for c in range(columns)]
    spare = width - sum(least)
    if spare <= 0:
        scale = width / sum(least)
        made = [int(w * scale) for w in least]
    else:
        asks = [max(0, w - m) for w, m in zip(wanted, least, strict=True)]
        total = sum(asks)
        # what nobody asks for is shared evenly: a table spans its grid columns
        made = [m + (spare * a // total if total > spare else a) for m, a in zip(least, asks, strict=True)]
        left = width - sum(made)
        made = [m + left // columns for m in made]
    made[-1] += width - sum(made)
    return made
