"""Two to four things side by side, by their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Final

from ..frozen import frozen, replace
from ..geometry import points
from ..look import Look, restyled
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
AIRY: Final = (8, 6, 5, 4, 3, 2, 1)
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
            plates = self._airy(columns, width, step, look, height) or plates
            height = tiled(plates, columns, width, look).height
        piece = tiled(plates, columns, width, look, height)
        wide = max(plate.wide for plate in plates)
        cuts = (*piece.cuts, *self._within(plates[:columns]))
        return replace(piece, width=piece.width + wide, parting=cuts)

    def _airy(self, columns: int, width: int, step: int, look: Look, height: int) -> tuple[Plate, ...]:
        """The plates with their points as large as their names, else in their own type, as far apart as there is room; on a slide those that
        are read against each other stand on one line. Nothing where they have no room."""
        wide, slide = columns_width(width, columns, look.gutter), look.page.is_slide
        for large in (True, False) if step == 0 else (False,) if slide else ():
            for apart in AIRY if slide else AIRY[-2:-1]:
                made = self._rows(columns, wide, step, look, apart, large=large)
                room = height * ROOMY if large else height
                if tiled(made, columns, width, look).height <= room and (not large or all(map(_brief, made))):
                    return made
        return ()

    def _rows(self, columns: int, width: int, step: int, look: Look, apart: int, *, large: bool) -> tuple[Plate, ...]:
        """The plates with points so far apart; each is as much further from the next as the one beside it is higher."""
        made = [self._plate(one, width, step, look, apart, large=large) for one in self.items]
        if look.page.is_sheet:
            return tuple(made)
        for start in range(0, len(made), columns):
            row = made[start : start + columns]
            most = max(len(plate.words.paragraphs) for plate in row)
            high = [[_high(plate, at) for at in range(most)] for plate in row]
            tallest = [max(column) for column in zip(*high, strict=True)]
            for at, own in enumerate(high):
                lower = tuple(tall - one for tall, one in zip(tallest, own, strict=True))
                one = self.items[start + at]
                made[start + at] = self._plate(one, width, step, look, apart, large=large, lower=lower)
        return tuple(made)

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

    def _plate(
        self,
        one: Column,
        width: int,
        step: int,
        look: Look,
        apart: int = 0,
        *,
        large: bool = False,
        lower: Sequence[int] = (),
    ) -> Plate:
        dark = bool(self.emphasis) and one.id == self.emphasis
        side = look.unit * 3
        item, name = look.style("item", step), restyled(look.style("heading", step), before=0)
        if apart:
            item = replace(item.at(name.size) if large else item, before=look.unit * apart)
        if dark and look.ink != "low":
            item, name = (replace(style, colour=look.colour("on-band")) for style in (item, name))
        words = text_box(
            f"{self.id}.{one.id}.text",
            (
                paragraph(one.title, name, look, "text"),
                *(
                    paragraph(rich, replace(item, before=item.before + more), look, "item", 0)
                    for rich, more in zip(one.points, chain(lower, repeat(0)), strict=False)
                ),
            ),
            width - side * 2,
            look,
        )
        size = points(name.size * 2 * ICON)
        sign = icon(f"{self.id}.{one.id}", one.icon, size, name.colour if dark else look.colour("accent"))
        below = side + look.unit * (apart // 3)  # what stands far apart does not end near the edge
        inset = sides(side, side, side + (size + look.unit if sign else 0), below, look)
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


def _high(plate: Plate, number: int) -> int:
    """How high a text of a plate is, in EMU; 0 where it has none of that number."""
    lines = [line for line in plate.words.lines if line.paragraph == number]
    return lines[-1].top + lines[-1].height - lines[0].top if lines else 0


def _brief(plate: Plate) -> bool:
    """Whether no word of a plate is broken, and none of its texts is long."""
    texts = range(len(plate.words.paragraphs))
    return not plate.wide and all(line_count(plate.words, number) <= LINES for number in texts)
