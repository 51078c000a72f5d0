"""Two to four things side by side, by their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..frozen import frozen, replace
from ..geometry import points
from ..look import Look
from .grid import columns_width, even_columns, tiled
from .icon import icon
from .params import Column, Declared, param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides
from .stat_tile import ICON
from .text import line_count, paragraph, text_box

MOST: Final = 4
NARROWEST: Final = points(130)
ROOMY: Final = 0.9
"""Points as large as their names take so much of their place at the most."""
AIRY: Final = (8, 7, 6, 5, 4, 3, 2)
"""How far such points stand apart, in baseline units: on a slide as far as there is room, so that it does not end at two thirds of its height."""
LINES: Final = 2
"""And so many lines each."""


@frozen
class Comparison(Declared):
    """Things side by side, such as before and after, each with its name and its points; one may stand out on a dark ground.

    Where there is little room they stand one below the other. A cut is addressed by how many stay whole, and after how many points those
    of the next row go on, below their names: `across` is how many a row has once that is settled.
    """

    id: str
    items: tuple[Column, ...] = param(
        "columns", "What is compared: records with a title and points.", "{{ section.items }}"
    )
    emphasis: str = param("words", "The id of the one that stands out.", "after", default="")
    across: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        columns, plates = self._set(width, step, look)
        if height and columns > 1:
            wide = columns_width(width, columns, look.gutter)
            for apart in (AIRY if look.page.width > look.page.height else AIRY[-1:]) if step == 0 else ():
                made = tuple(self._plate(one, wide, step, look, apart) for one in self.items)
                if tiled(made, columns, width, look).height <= height * ROOMY and all(map(_brief, made)):
                    plates = made
                    break
            height = tiled(plates, columns, width, look).height
        piece = tiled(plates, columns, width, look, height)
        wide = max(plate.wide for plate in plates)
        cuts = (*piece.cuts, *self._within(plates[:columns]))
        return replace(piece, width=piece.width + wide, parting=cuts)

    def settled(self, width: int, height: int, step: int, look: Look) -> Comparison:
        return replace(self, across=self._set(width, step, look)[0])

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        """They are few; what is long is a point."""
        return None

    def split(self, cut_at: Cut) -> tuple[Comparison, Comparison]:
        index, count = cut_at.at
        row = self.items[index : index + self.across] if count else ()
        head = (*self.items[:index], *(replace(one, points=one.points[:count]) for one in row))
        tail = (*(replace(one, points=one.points[count:]) for one in row), *self.items[index + len(row) :])
        return replace(self, items=head), replace(self, items=tail)

    def _set(self, width: int, step: int, look: Look) -> tuple[int, tuple[Plate, ...]]:
        """The plates, in as many columns as have room for their words."""
        count = len(self.items)
        for columns in (
            (self.across,) if self.across else (*even_columns(count, MOST, width, NARROWEST, look.gutter), 1)
        ):
            wide = columns_width(width, columns, look.gutter)
            plates = tuple(self._plate(one, wide, step, look) for one in self.items)
            if self.across or columns == 1 or not any(plate.wide for plate in plates):
                return columns, plates
        raise AssertionError("one column takes any points")

    def _plate(self, one: Column, width: int, step: int, look: Look, apart: int = 0) -> Plate:
        dark = bool(self.emphasis) and one.id == self.emphasis
        side = look.unit * 3
        item, name = look.style("item", step), replace(look.style("heading", step), before=0)
        if apart:
            item = replace(item.at(name.size), before=look.unit * apart)
        if dark and look.ink != "low":
            item, name = (replace(style, colour=look.colour("on-band")) for style in (item, name))
        words = text_box(
            f"{self.id}.{one.id}.text",
            (
                paragraph(one.title, name, look, "text"),
                *(paragraph(rich, item, look, "item", 0) for rich in one.points),
            ),
            width - side * 2,
            look,
        )
        size = points(name.size * 2 * ICON)
        sign = icon(f"{self.id}.{one.id}", one.icon, size, name.colour if dark else look.colour("accent"))
        inset = sides(side, side, side + (size + look.unit if sign else 0), side, look)
        edge: Edge = "top" if dark and look.ink == "low" else "none"
        return Plate(
            f"{self.id}.{one.id}",
            "comparison",
            words,
            inset,
            edge,
            job="band" if dark else "panel",
            above=sign,
            hangs=True,
        )

    def _within(self, row: Sequence[Plate]) -> Iterator[Cut]:
        """The cuts between the points of the first row, for what is higher than a page."""
        most = max(len(plate.words.paragraphs) for plate in row) - 1
        for count in range(1, most):
            heights = [
                max(line.top + line.height for line in plate.words.lines if line.paragraph <= count)
                + plate.inset.top
                + plate.inset.bottom
                for plate in row
            ]
            yield Cut(max(heights), (0, count), forced=True)


def _brief(plate: Plate) -> bool:
    """Whether no word of a plate is broken, and none of its texts is long."""
    texts = range(len(plate.words.paragraphs))
    return not plate.wide and all(line_count(plate.words, number) <= LINES for number in texts)
