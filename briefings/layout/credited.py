"""The sources at the foot of a page: those of what stands on it, once that is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..blocks.piece import Block
from ..blocks.row import Row
from ..blocks.source import SourceLine
from ..frozen import replace
from ..values import Origin, Rich
from ..values.cited import behind
from .areas import Shelf
from .pour import arrange


def credited(shelves: tuple[Shelf, ...], cited: Mapping[Origin, Rich]) -> tuple[tuple[Shelf, ...], tuple[Origin, ...]]:
    """The areas without the sources of what was left out, and these sources' fields: a foot that is lower for it leaves what stands above it the room.
    All stay where nothing on the page cites any; what no part of the report cites stays too."""
    origins = (origin for shelf in shelves for block in shelf.blocks for origin in block.origins())
    told = {key for rich in behind(origins, cited) for key in _keys(rich)}
    gone = {key for rich in cited.values() for key in _keys(rich)} - told
    if not told or not gone:
        return shelves, ()
    before = [origin for shelf in shelves if _foot(shelf) for block in shelf.blocks for origin in block.origins()]
    feet = [_less(shelf, gone) for shelf in shelves if _foot(shelf)]
    left = {origin for shelf in feet for block in shelf.blocks for origin in block.origins()}
    lower = sum(shelf.box.height for shelf in shelves if _foot(shelf)) - sum(shelf.box.height for shelf in feet)
    made = {shelf.area.name: shelf for shelf in feet} | {
        shelf.area.name: _higher(shelf, lower) for shelf in shelves if shelf.area.kind == "fill"
    }
    dropped = tuple(dict.fromkeys(origin for origin in before if origin not in left))
    return tuple(made.get(shelf.area.name, shelf) for shelf in shelves), dropped


def _foot(shelf: Shelf) -> bool:
    return shelf.area.kind == "bottom"


def _less(shelf: Shelf, gone: set[str]) -> Shelf:
    """A foot without some sources, as much lower."""
    blocks = tuple(_without(one, gone) for one in shelf.blocks)
    pieces = tuple(arrange(block, shelf.place) for block in blocks)
    lower = sum(one.height for one in shelf.pieces) - sum(one.height for one in pieces)
    return _higher(replace(shelf, blocks=blocks, pieces=pieces), -lower, lower)


def _higher(shelf: Shelf, by: int, down: int = 0) -> Shelf:
    """An area so much higher, and so much further down the page."""
    box, content = (replace(one, y=one.y + down, height=one.height + by) for one in (shelf.box, shelf.place.box))
    return replace(shelf, box=box, place=replace(shelf.place, box=content))


def _without(block: Block, gone: set[str]) -> Block:
    match block:
        case Row():
            return replace(block, blocks=tuple(_without(one, gone) for one in block.blocks))
        case SourceLine():
            return replace(block, text=tuple(_left(rich, gone) for rich in block.text))
        case _:
            return block


def _left(rich: Rich, gone: set[str]) -> Rich:
    """A line of sources without some of them; one with the numbers of notes as it is: they lead there."""
    known = [at for at, span in enumerate(rich) if _key(span.origins)]
    if not known or any(span.item or span.note for span in rich):
        return rich
    parts: list[tuple[str, Rich]] = []
    for key, places in groupby(known, key=lambda at: _key(rich[at].origins)):
        first, *more = places
        parts.append((key, rich[first : [first, *more][-1] + 1]))
    kept = [part for key, part in parts if key not in gone]
    between = rich[known[0] + len(parts[0][1]) :][: 1 if len(parts) > 1 else 0]
    said = tuple(span for at, part in enumerate(kept) for span in ((*between, *part) if at else part))
    return (*rich[: known[0]], *said, *rich[known[-1] + 1 :]) if kept else rich


def _keys(rich: Rich) -> Iterator[str]:
    return (key for span in rich if (key := _key(span.origins)))


def _key(origins: Sequence[Origin]) -> str:
    """The source that a span is about."""
    return next((one.split(".")[1] for one in origins if one.startswith("sources.")), "")
