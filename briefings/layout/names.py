"""Names of items: each is unique on its page, so that a shape can be found again by it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from ..frame import Frame, Group, Item
from ..frozen import replace


def named(frame: Frame) -> Frame:
    """The frame with every item's id made unique by a count: of two lists that a template calls `main-1` one is `main-1-2`."""
    return replace(frame, items=_unique(frame.items, set()))


def _unique(items: Sequence[Item], taken: set[str]) -> tuple[Item, ...]:
    made: list[Item] = []
    for item in items:
        names = (item.id if number == 1 else f"{item.id}-{number}" for number in count(1))
        own = replace(item, id=next(name for name in names if name not in taken))
        taken.add(own.id)
        made.append(replace(own, items=_unique(own.items, taken)) if isinstance(own, Group) else own)
    return tuple(made)
