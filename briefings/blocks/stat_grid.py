"""Figures side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Group
from ..geometry import points
from ..look import Look
from ..values import Origin
from .grid import columns_width, move, rows_of
from .params import Stat, origins_of, param
from .piece import Cut, Piece, Stretch
from .stat_tile import figures_fit, fitting_step, label_lines, tile

LABEL_LINES = 3
SINGLE_ROW_LINES = 5
NARROWEST = points(96)


@dataclass(frozen=True, slots=True)
class StatGrid:
    """Statistics as tiles on a grid; the number of columns follows from how many there are and how long their labels run."""

    id: str
    items: tuple[Stat, ...] = param("stats", "The statistics: records with a figure and a text; figures not in the source stay away.",
                                    "{{ section.items }}")
    columns: int = param("count", "How many columns at the most; 0 lets the content choose.", 3, default=0)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        columns = self._columns(width, step, look)
        rows = rows_of(self.items, columns)
        gap = look.gutter
        below = min(gap, look.unit * 2)
        natural = [max(self._tile(stat, width, columns, step, look).height for stat in row) for row in rows]
        total = sum(natural) + below * (len(rows) - 1)
        most = sum(max(self._tile(stat, width, columns, step, look).stretch.most for stat in row) for row in rows) + below * (len(rows) - 1)
        heights = natural
        if height is not None and height > total:
            # all rows alike where they can be: tiles in step look better than tiles that fit
            extra = min(height, most) - total
            if max(natural) * len(rows) + below * (len(rows) - 1) <= min(height, most):
                heights = [(min(height, most) - below * (len(rows) - 1)) // len(rows)] * len(rows)
            else:
                heights = [row + extra // len(rows) for row in natural]
        items: list[Group] = []
        cuts: list[Cut] = []
        y = 0
        index = 0
        for row, tall in zip(rows, heights, strict=True):
            # the figures of a row stand on one baseline: all hang as the tallest tile's text does
            level = max(self._tile(stat, width, columns, step, look).height for stat in row)
            if index:
                cuts.append(Cut(y - below, (index,)))
            for column, stat in enumerate(row):
                piece = self._tile(stat, width, columns, step, look, tall, level)
                x = round(column * (columns_width(width, columns, gap) + gap))
                if look.rtl:
                    x = width - x - piece.width
                items += [move(item, x, y) for item in piece.items]  # type: ignore[misc]
            y += tall + below
            index += len(row)
        return Piece(width, y - below if rows else 0, tuple(items), Stretch(total, most), tuple(cuts))

    def split(self, cut_at: Cut) -> tuple[StatGrid, StatGrid]:
        (index,) = cut_at.at
        return replace(self, items=self.items[:index]), replace(self, items=self.items[index:])

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(*(part for stat in self.items for part in (stat.figure, stat.label)))

    def _tile(
        self, stat: Stat, width: int, columns: int, step: int, look: Look, height: int | None = None, level: int = 0
    ) -> Piece:
        each = columns_width(width, columns, look.gutter)
        return tile(f"{self.id}.{stat.id}", stat, each, step, look, height, level, fitting_step(self.items, each, step, look))

    def _columns(self, width: int, step: int, look: Look) -> int:
        """The most columns whose labels stay within three lines and whose rows are full, or all but one tile full."""
        count = len(self.items)
        limit = self.columns or 4
        wide = [c for c in range(min(count, limit), 1, -1) if columns_width(width, c, look.gutter) >= NARROWEST and _even(count, c)]
        wide = [c for c in wide if figures_fit(self.items, columns_width(width, c, look.gutter), look)]
        for columns in wide:
            lines = max(label_lines(self._tile(stat, width, columns, step, look)) for stat in self.items)
            # a single row of three may run on: the next even grid would be one tile a row
            if lines <= (SINGLE_ROW_LINES if columns == count == 3 else LABEL_LINES):
                return columns
        return wide[-1] if wide else 1


def _even(count: int, columns: int) -> bool:
    """Whether the last row is full, or short of one tile in a grid of three columns or more."""
    left = count % columns
    return left == 0 or (columns >= 3 and left == columns - 1 and count > columns)
