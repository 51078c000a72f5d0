"""Figures side by side."""

from __future__ import annotations

from typing import Final

from ..frozen import frozen, replace
from ..geometry import points
from ..look import Look
from ..memory import kept
from . import stat_rows
from .grid import alike, columns_width, even_columns, even_rows, plate_width, tiled
from .key_value import KeyValue
from .params import Stat, param
from .piece import Cut, Piece, Stretch
from .plate import Plate, whole
from .running import Listed
from .stat_tile import LEADING, figures_fit, fit_at, fitting_step, larger, shown, tile, units_fit
from .text import line_count

LABEL_LINES: Final = (8, 8, 3)
"""How many lines a label may take: in a single row of tiles, in two rows, in more. Few rows leave it the height, and wide
tiles with small type read worse than narrow ones with large type."""
NARROW_LINES: Final = (3, 5, 3)
"""The same where tiles are narrow, four and more in a row."""
ROW: Final = 4
"""So many tiles stand in a row at the most, or one more where that fills two rows."""
WORDY: Final = 16
"""Longer labels stand below each other in full width, or a tile would not fit a slide."""
TALLEST: Final = 12
"""How many lines a label may take where that gives every page as many tiles."""
NARROWEST: Final = points(96)
CHART: Final = 1
"""The largest step of labels one below the other beside a chart or a map."""
FEW: Final = 3
"""Of more figures one below the other beside a chart or a map, none has a rule of its own."""
LOW: Final = 1.1
"""Rows of a page that are little higher than tiles are read more easily: their lines are longer."""
SMALL: Final = 4
"""Labels of higher tiles are of a step before this one."""


@frozen
class StatGrid(Listed):
    """Statistics as tiles on a grid; the number of columns follows from how many there are and how long their labels run.

    In higher tiles labels are larger, those of `label_step` at the most; `parted` tells of a grid that goes on. A cut is addressed by how many tiles stay whole, and how many letters of the next one stay.
    """

    id: str
    items: tuple[Stat, ...] = param(
        "stats",
        "The statistics: records with a figure and a text; figures not in the source stay away.",
        "{{ section.items }}",
    )
    columns: int = param("count", "How many columns at the most; 0 lets the content choose.", 3, default=0)
    least: int = param(
        "count",
        "How many statistics must stay on a full sheet; their lines go first, then the last ones but those of bad news, two by two, or by full rows where one must stay. 0: all stay.",
        2,
        default=0,
    )
    beside: bool = param("flag", "True for figures beside one that is larger than they.", True, default=False)
    shares: bool = param(
        "flag",
        "True for figures beside one that they are the parts of: a bar shows how much of it each is.",
        True,
        default=False,
    )
    large: bool = param(
        "flag",
        "True for figures of a single row that may be nearly as large as one that a page is about: in a deck that has none.",
        True,
        default=False,
    )
    across: int = 0
    figure_step: int = 0
    label_step: int = 0
    parted: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        piece = self._in_tiles(width, step, look, height)
        rows = self.beside and (self.columns == 2 or self.shares)
        if rows and stat_rows.suits_beside(self.items, look, parts=self.shares):
            return self._in_rows(piece, width, look, height)
        if self.beside and look.page.is_sheet:
            # words that make tiles high stand beside their figures
            lines = stat_rows.on_page(self.id, self.items, width, step, look, height)
            return lines if lines and lines.stretch.least < piece.stretch.least * LOW else piece
        if not (self.beside and self.columns == 1 and len(self.items) > 1):
            return piece
        # on a low slide in smaller type, and on one that is lower still each with its words on one line, before they take a slide of their own
        steps = range(step, max(step + 1, len(look.scale["label"])))
        quiet = [KeyValue(self.id, self.items).arrange(width, one, look) for one in steps]
        low = min(piece.stretch.least, *(one.height for one in quiet))
        if height is None or height >= piece.stretch.least or low == piece.stretch.least:
            return replace(piece, stretch=replace(piece.stretch, least=low))
        last = len(look.scale["figure"])
        smaller = (self._plates(1, width, step, look, CHART + 1, figure) for figure in range(step, last))
        tiles = next((made for one in smaller if (made := tiled(one, 1, width, look)).height <= height), None)
        return tiles or next((one for one in quiet if one.height <= height), quiet[-1])

    def _in_rows(self, piece: Piece, width: int, look: Look, height: int | None) -> Piece:
        """Rows beside a larger figure in place of tiles that are too high, or that would leave a hole."""
        least = stat_rows.least(self.id, self.items, width, look, parts=self.shares)
        if least is None:
            return piece
        if height and (self.shares or height < piece.stretch.least or len(self.items) % self.columns):
            made = stat_rows.rows_beside(self.id, self.items, width, height, look, parts=self.shares)
            piece = Piece(width, height, made, Stretch(height, height)) if made else piece
        return replace(piece, stretch=replace(piece.stretch, least=min(least, piece.stretch.least)))

    def _in_tiles(self, width: int, step: int, look: Look, height: int | None) -> Piece:
        columns, plates = self._set(width, step, look)
        rows = self._may_be_rows(columns, width, look)
        if rows and height and (made := stat_rows.rows(self.id, self.items, width, height, look, self._leading())):
            return Piece(width, height, made, Stretch(height, height))
        if height:

            def fits(made: tuple[Plate, ...]) -> bool:
                return tiled(made, columns, width, look, None, self._rows(columns, look)).height <= height

            # larger figures come before larger labels
            own = self._figure(columns, width, step, look)
            still = self.parted or (self.beside and look.page.is_sheet)
            best = own if still else self._best(columns, width, look)
            alone = len(self.items) <= columns
            tries = [
                (figure, label)
                for figure in range(best, own + 1)
                for label in range(self.label_step, SMALL if alone or figure >= 0 else self.label_step + 1)
            ]

            def at(number: int) -> tuple[Plate, ...]:
                return self._plates(columns, width, step, look, *tries[number])

            def even(made: tuple[Plate, ...]) -> bool:
                return look.page.is_slide and alike(made, columns, height, look)

            # on a slide rows at one pitch come before larger type
            steps = range(len(tries))
            plates = larger(at, steps, (), look, even) or larger(at, steps, plates, look, fits)
        piece = tiled(plates, columns, width, look, height, self._rows(columns, look))
        if rows:
            piece = replace(piece, stretch=replace(piece.stretch, most=look.page.height))
        if columns > 1 or not self.items:
            return piece
        return replace(piece, parting=(*piece.cuts, *plates[0].within(shown(self.items[0]), look.language)))

    def _may_be_rows(self, columns: int, width: int, look: Look) -> bool:
        """Whether the figures may stand one below the other, each with its words beside it: where they are a single row or column."""
        single = columns == 1 or len(self.items) <= columns or len(self.items) == stat_rows.MOST
        own = not (self.beside or self.parted)
        return own and single and stat_rows.suits(self.items, width, look)

    def _leading(self) -> int:
        """The step of the largest figures of a single row."""
        return LEADING if self.large else LEADING + 1

    def fewer(self) -> StatGrid | None:
        if self.least and any(stat.trend for stat in self.items):
            return replace(self, items=tuple(replace(stat, trend=None) for stat in self.items))
        if not 0 < self.least < len(self.items):
            return None
        by_rows = self.least == self.columns and len(self.items) % self.columns == 0
        over = len(self.items) - self.columns * 2 if self.columns else 0  # a third row goes before any of the second
        gone = min(len(self.items) - self.least, over if 0 < over < self.columns else self.columns if by_rows else 2)
        stays = sorted(range(len(self.items)), key=lambda at: (self.items[at].tone != "bad", at))[:-gone]
        return replace(self, items=tuple(self.items[at] for at in sorted(stays)))

    def settled(self, width: int, height: int, step: int, look: Look) -> StatGrid:
        """The tiles with one width and one size of figures for all the pages that they go on over."""
        columns, _ = self._set(width, step, look, height)
        each = columns_width(width, columns, look.gutter)
        return replace(
            self,
            across=columns,
            figure_step=self._figure_step(each, step, look),
        )

    def in_columns(self, columns: int, width: int, step: int, look: Look) -> StatGrid | None:
        """The tiles settled to a number of columns; None where figures or labels have no room in it."""
        each = columns_width(width, columns, look.gutter)
        if each < NARROWEST or not figures_fit(self.items, each, look):
            return None
        made = replace(
            self,
            across=columns,
            figure_step=self._figure_step(each, step, look),
        )
        plates = made._plates(columns, width, step, look)
        return made if all(line_count(plate.words, 1) <= TALLEST for plate in plates) else None

    def split(self, cut_at: Cut) -> tuple[StatGrid, StatGrid]:
        head, tail = Listed.split(self, cut_at)
        parted = self.parted or len(self.items) > 1
        return replace(head, parted=parted), replace(tail, parted=parted)

    def _figure_step(self, each: int, step: int, look: Look) -> int:
        least = (
            max(0, len(look.scale["figure"]) - 2) if self.beside and look.page.is_slide else 0
        )  # not as large as the one that they stand beside
        return fitting_step(self.items, each, max(step, least), look)

    @kept
    def _set(self, width: int, step: int, look: Look, tallest: int | None = None) -> tuple[int, tuple[Plate, ...]]:
        """The tiles in as many columns as keep figures on one line, labels short and none higher than the tallest may be, rows being
        as full as can be."""
        count = len(self.items)
        if self.across:
            return self.across, self._plates(self.across, width, step, look)
        most = ROW + 1 if count == (ROW + 1) * 2 else ROW
        even = even_columns(count, self.columns or most, width, NARROWEST, look.gutter)
        fewer = range(even[-1] - 1, 0, -1)
        last = len(look.scale["figure"]) - 1
        several = [columns for columns in (*even, *fewer) if columns > 1]
        tries = ((columns, fit) for fit in (fit_at, units_fit) for columns in several)
        for columns, fit in (*tries, (1, fit_at)):
            if columns > 1 and 1 in self._rows(columns, look):  # none stands in a row by itself
                continue
            if columns > 1 and not fit(self.items, columns_width(width, columns, look.gutter), last, look):
                continue
            plates = self._plates(columns, width, step, look)
            lines = (
                WORDY
                if columns == 2
                else (NARROW_LINES if columns > 3 else LABEL_LINES)[min(-(-count // columns), 3) - 1]
            )
            low = tallest is None or all(plate.needed <= tallest for plate in plates)
            short = low and whole(plates, look) and all(line_count(p.words, 1) <= lines for p in plates)
            if columns == 1 or (short and not self._long(columns, width, look)):
                return columns, plates
        raise AssertionError("one column takes any tile")

    def _long(self, columns: int, width: int, look: Look) -> bool:
        """Whether a figure is so long that in a single row all would be smaller than in two rows, or one below the other."""
        if self.columns or self.beside or len(self.items) > columns or look.page.is_sheet:
            return False
        fewer = columns // 2 if columns % 2 == 0 else 1
        own, other = (self._figure_step(columns_width(width, many, look.gutter), 0, look) for many in (columns, fewer))
        return other < own

    def _rows(self, columns: int, look: Look) -> tuple[int, ...]:
        """How many tiles each row has on a page that is higher than wide: even rows, their tiles below each other's.
        Elsewhere rows are full but for the last."""
        return even_rows(len(self.items), columns) if look.page.is_sheet and not self.parted else ()

    def _figure(self, columns: int, width: int, step: int, look: Look) -> int:
        """The step of the figures: what was settled for all pages, or the first from `step` on at which each stays on its line."""
        return (
            self.figure_step
            if self.across
            else self._figure_step(columns_width(width, columns, look.gutter), step, look)
        )

    def _best(self, columns: int, width: int, look: Look) -> int:
        """The step of the largest figures that stay on their lines."""
        each = columns_width(width, columns, look.gutter)
        slide, count = look.page.is_slide, len(self.items)
        first = (self._leading() if count <= columns else LEADING + 1) if slide else LEADING
        few = count <= columns * (1 + slide) and not self.beside and look.ink != "low"
        leading = range(first, 0) if few and (self.large or slide) else ()
        clear = each if slide else each - look.gutter  # on paper columns are near each other
        fitting = (at for at in leading if figures_fit(self.items, clear, look, at))
        return next(fitting, self._figure_step(each, 0, look))

    def _plates(
        self, columns: int, width: int, step: int, look: Look, figure: int | None = None, label: int | None = None
    ) -> tuple[Plate, ...]:
        own = self._figure(columns, width, step, look) if figure is None else figure
        wide = [plate_width(number, len(self.items), columns, width, look.gutter) for number in range(len(self.items))]
        if self.beside and len(self.items) > FEW:  # one among as many does not stand across two columns
            wide = [columns_width(width, columns, look.gutter)] * len(self.items)
        if rows := self._rows(columns, look):
            wide = [columns_width(width, max(rows), look.gutter)] * len(self.items)
        if self.beside and self.columns == 1:  # as large as the words of the chart that they stand beside
            label = max(step if label is None else label, CHART)
        some = not all(stat.icon for stat in self.items)
        bare = self.beside and self.columns == 1 and len(self.items) > FEW
        return tuple(
            tile(f"{self.id}.{stat.id}", stat, room, step, look, own, label, aside=some, bare=bare)
            for stat, room in zip(self.items, wide, strict=True)
        )
