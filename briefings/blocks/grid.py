"""Rows and columns of plates, and moving items about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

from ..frame import Group, Item, Table
from ..frozen import replace
from ..look import Look
from .piece import Cut, Items, Piece, Stretch
from .plate import GROWTH, Plate

MANY: Final = 3
"""After so many full rows a last one that is half empty does not look uneven."""
ROW_GROWTH: Final = (GROWTH, 12, 8)
"""How much higher than its words each row may be made, in baseline units: one row, two, more. On a slide one row of panels, or two, may be
as high as its place: they are all that it shows."""

LISTED: Final = (18, 18, 12)
"""The same of every row below rules on a slide."""
HANGING: Final = 8
"""The same of a single row below rules on a sheet: its words hang from the top, and what it is made higher stays empty."""


def columns_width(width: int, columns: int, gap: int) -> int:
    """The width of one of so many even columns, in EMU."""
    return (width - gap * (columns - 1)) // columns


def even_columns(count: int, most: int, width: int, narrowest: int, gap: int) -> tuple[int, ...]:
    """How many columns things may stand in, most first: rows are full, or one short in three columns or more; else the last of
    many may be half full. Where no number gives that, the one that leaves the fewest holes; of very many, as many as can be. At least one.
    """
    possible = [c for c in range(min(count, most), 1, -1) if columns_width(width, c, gap) >= narrowest]
    even = [c for c in possible if -count % c <= (1 if c >= 3 else 0)]
    half = [c for c in possible if c >= 3 and count > MANY * c and -count % c <= c // 2]
    if even or half:
        return tuple(even or half)
    if count > MANY * most:
        return tuple(possible[:1]) or (1,)
    return tuple(sorted(possible, key=lambda c: (-count % c, -c))[:1] or (1,))


def plate_width(number: int, count: int, columns: int, width: int, gap: int) -> int:
    """The width of one of so many plates: a lone last one below pairs is as wide as they are together."""
    lone = columns == 2 and count % 2 and number == count - 1
    return width if lone else columns_width(width, columns, gap)


def column_x(column: int, columns: int, width: int, look: Look) -> int:
    """The left edge of a column, counted from the reading side."""
    each = columns_width(width, columns, look.gutter)
    x = column * (each + look.gutter)
    return width - x - each if look.rtl else x


TIGHT: Final = 3
"""More rows on a slide stand closer."""


def even_rows(count: int, columns: int) -> tuple[int, ...]:
    """How many things stand in each row, in as few rows as so many columns allow: none has more than one less than another."""
    rows = -(-count // columns)
    return tuple(-(-(count - row) // rows) for row in range(rows))


def tiled(
    plates: Sequence[Plate],
    columns: int,
    width: int,
    look: Look,
    height: int | None = None,
    sizes: Sequence[int] = (),
) -> Piece:
    """Plates row by row from the reading side, of `sizes` where rows differ; cuts after each row are addressed
    by the number of plates before them, and no letter of the next.

    The rows of a higher piece are all alike where they can be; the words of a row hang from one level.
    """
    gap = wide = apart(look) if len(plates) > columns else 0
    short = any(plate.quiet or plate.kind == "agenda" for plate in plates)
    if short or (len(plates) > columns * TIGHT and look.page.is_slide):
        gap = min(gap, look.unit)  # rows of a line or two, which their rules part
    starts = list(accumulate(sizes, initial=0))[:-1] if sizes else list(range(0, len(plates), columns))
    rows = [plates[start:stop] for start, stop in zip(starts, [*starts[1:], len(plates)], strict=True)]
    levels = [max(plate.needed for plate in row) for row in rows]
    growth = ROW_GROWTH[min(len(rows), len(ROW_GROWTH)) - 1] * look.unit
    if look.page.is_slide:
        if len(rows) < len(ROW_GROWTH) and all(plate.ground for plate in plates):
            growth = look.page.height
        elif all(plate.edge == "rule" for plate in plates):
            growth = max(growth, LISTED[min(len(rows), len(LISTED)) - 1] * look.unit)
    if len(rows) == 1 and look.page.is_sheet and all(p.edge == "rule" and not p.below for p in plates):
        growth = look.unit * HANGING
    between = gap * (len(rows) - 1)
    stretch = Stretch(sum(levels) + between, sum(levels) + growth * len(rows) + between)
    heights = shared(levels, (height or 0) - between)
    tops = [0, *accumulate(tall + gap for tall in heights)]
    fewer = 0 if short else wide - gap  # a part may have too few rows to stand closer
    cuts = tuple(
        Cut(tops[number] - gap + fewer * (number - 1) * (number <= TIGHT), (starts[number], 0))
        for number in range(1, len(rows))
    )

    @cache
    def drawn() -> Items:
        items: list[Item] = []
        for row, tall, level, y in zip(rows, heights, levels, tops, strict=False):
            charted = any(plate.below for plate in row)  # beside a line that grows, all words hang from the top
            items += [
                move(
                    plate.hung(look, tall, tall if charted and plate.below is None else level),
                    _start(column, max(sizes, default=columns), plate.width, width, look),
                    y,
                )
                for column, plate in enumerate(row)
            ]
        return tuple(items)

    return Piece(width, sum(heights) + between, drawn, stretch, cuts)


def _start(column: int, columns: int, wide: int, width: int, look: Look) -> int:
    """The left edge of what is so wide and begins with a column, counted from the reading side."""
    x = column * (columns_width(width, columns, look.gutter) + look.gutter)
    return width - x - wide if look.rtl else x


def apart(look: Look) -> int:
    """How far rows of plates are from each other, in EMU."""
    return min(look.gutter, look.unit * 2)


def alike(plates: Sequence[Plate], columns: int, height: int, look: Look) -> bool:
    """Whether rows of a height can all be as high as the highest: they stand at one pitch."""
    rows = -(-len(plates) // columns)
    return max(plate.needed for plate in plates) * rows + apart(look) * (rows - 1) <= height


def below(pieces: Sequence[Piece], tops: Sequence[int]) -> Callable[[], Items]:
    """What makes the items of pieces one below the other, whose tops are given."""
    return cache(
        lambda: tuple(move(item, 0, top) for piece, top in zip(pieces, tops, strict=True) for item in piece.items)
    )


def shared(levels: Sequence[int], wanted: int) -> list[int]:
    """Heights that add up to what is wanted, none below its level: all alike, or else the lower rows raised first."""
    heights = list(levels)
    for number, level in enumerate(sorted(levels)):
        # what is left for the rows that are not yet raised, if those above keep their own height
        alike = (wanted - sum(sorted(levels)[number + 1 :])) // (number + 1)
        if alike < level:
            break
        heights = [max(own, alike) if own <= level else own for own in levels]
    return heights


def move(item: Item, dx: int, dy: int) -> Item:
    """The same item somewhere else, with all that is in it."""
    moved = replace(item, box=item.box.moved(dx, dy))
    match moved:
        case Group():
            return replace(moved, items=tuple(move(child, dx, dy) for child in moved.items))
        case Table():
            rows = tuple(
                tuple(replace(cell, text=replace(cell.text, box=cell.text.box.moved(dx, dy))) for cell in row)
                for row in moved.rows
            )
            return replace(moved, rows=rows)
        case _:
            return moved
