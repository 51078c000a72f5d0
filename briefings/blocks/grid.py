"""Even columns, rows of things, and moving items about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ..frame import Group, Item, Table

T = TypeVar("T")


def columns_width(width: int, columns: int, gap: int) -> int:
    """The width of one of so many even columns, in EMU."""
    return (width - gap * (columns - 1)) // columns


def rows_of(items: Sequence[T], columns: int) -> tuple[tuple[T, ...], ...]:
    """Items row by row."""
    return tuple(tuple(items[start : start + columns]) for start in range(0, len(items), columns))


def move(item: Item, dx: int, dy: int) -> Item:
    """The same item somewhere else, with all that is in it."""
    moved = replace(item, box=item.box.moved(dx, dy))
    match moved:
        case Group():
            return replace(moved, items=tuple(move(child, dx, dy) for child in moved.items))
        case Table():
            return replace(moved, rows=tuple(
                tuple(replace(cell, text=replace(cell.text, box=cell.text.box.moved(dx, dy))) for cell in row) for row in moved.rows))
        case _:
            return moved
