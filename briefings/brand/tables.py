"""What a file's table style paints behind its cells: whether words read there is known before a table is written.

Source: ECMA-376 part 1, 20.1.4.2.26 (table styles).
"""

from __future__ import annotations

from typing import Any

from ..look import Colour
from ..ooxml import fills, tables
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck
from ..ooxml.markup import A


def grounds(deck: Deck, palette: Palette, page: Colour) -> tuple[Colour, Colour] | None:
    """The ground of a heading row and of the rows below, in the style that the file gives to new tables; None where it cannot be told."""
    style = tables.style(deck, tables.default(deck))
    if style is None:
        return None
    body = _ground(style.find(f"{A}wholeTbl"), palette, page)
    head = None if body is None else _ground(style.find(f"{A}firstRow"), palette, body)
    return None if body is None or head is None else (head, body)


def _ground(part: Any, palette: Palette, below: Colour) -> Colour | None:
    """What a part of a style is filled with; what is below where it paints nothing."""
    cell = None if part is None else part.find(f"{A}tcStyle")
    if cell is None:
        return below
    found = fills.of(cell.find(f"{A}fill"), palette)
    if found is None:
        found = fills.styled(cell.find(f"{A}fillRef"), palette)
    if found is None or found is fills.NOTHING:
        return below
    return found.colour if found.plain else None
