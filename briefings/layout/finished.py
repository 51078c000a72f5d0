"""A page in its last form: charts drawn where they stand, and a name of its own for each item."""

from __future__ import annotations

from functools import partial

from .. import charts, lasting, memory
from ..frame import Chart, Frame, Group, Item
from ..frozen import replace
from ..lasting import Same
from .names import named


def finished(frame: Frame) -> Frame:
    """A page with its charts drawn and its items named."""
    with memory.page():
        return named(replace(frame, items=tuple(map(_drawn, frame.items))))


def _drawn(item: Item) -> Item:
    """An item with its charts drawn, now that they have their places."""
    match item:
        case Chart():
            return lasting.made("charts", Same(item), partial(charts.drawn, item))
        case Group():
            return replace(item, items=tuple(map(_drawn, item.items)))
        case _:
            return item
