"""Pouring blocks into places one after another: columns of a slide, slides of a page.

A place is full when the next piece does not fit; then the block is cut at the last of its own cuts that fits, and goes on in the
next place. Nothing is ever left out: pouring either places every word or says that it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..blocks.heading import Heading
from ..blocks.piece import Block, Cut, Piece
from ..geometry import Box
from ..look import Look

Measure = Callable[[Block, "Place"], Piece]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that blocks can stand one below the other: its content box, the look inside it, and the gap between blocks."""

    box: Box
    look: Look
    gap: int
    step: int = 0


def arrange(block: Block, place: Place) -> Piece:
    """A block measured for a place."""
    return block.arrange(place.box.width, place.step, place.look)


def height(blocks: Sequence[Block], place: Place) -> int:
    """How high some blocks stand one below the other in a place, in EMU."""
    pieces = [arrange(block, place) for block in blocks]
    return sum(piece.height for piece in pieces) + sum(gaps(blocks, place)[1:])


def gaps(blocks: Sequence[Block], place: Place) -> list[int]:
    """The distance above each block, in EMU: none above the first, more above a heading, less below it."""
    return [0 if number == 0 else gap_between(blocks[number - 1], block, place) for number, block in enumerate(blocks)]


def gap_between(above: Block, below: Block, place: Place) -> int:
    """The distance between two blocks: a heading stands nearer to what it heads."""
    if isinstance(above, Heading):
        return place.look.unit
    return round(place.gap * 1.8) if isinstance(below, Heading) else place.gap


def pour(blocks: Sequence[Block], places: Sequence[Place], limit: float) -> tuple[tuple[Block, ...], ...] | None:
    """The blocks shared out over the places, each filled to at most `limit` of its height; None when they do not all fit."""
    rest = list(blocks)
    poured: list[tuple[Block, ...]] = []
    for place in places:
        room = round(place.box.height * limit)
        taken: list[Block] = []
        used = 0
        while rest:
            block = rest[0]
            piece = arrange(block, place)
            gap = gap_between(taken[-1], block, place) if taken else 0
            if used + gap + piece.height <= room:
                taken.append(rest.pop(0))
                used += gap + piece.height
                continue
            cut = _last_cut(piece, room - used - gap)
            if cut is not None:
                head, tail = block.split(cut)
                taken.append(head)
                rest[0] = tail
            break
        while taken and isinstance(taken[-1], Heading):
            rest.insert(0, taken.pop())  # a heading stays with what it heads
        if rest and not taken:
            return None
        poured.append(tuple(taken))
    return None if rest else tuple(poured)


def balanced(blocks: Sequence[Block], places: Sequence[Place], limit: float) -> tuple[tuple[Block, ...], ...] | None:
    """The same, with the places filled as evenly as the blocks' cuts allow."""
    best = pour(blocks, places, limit)
    if best is None or len(places) == 1:
        return best
    low, high = 0.0, limit
    for _ in range(7):
        middle = (low + high) / 2
        tried = pour(blocks, places, middle)
        if tried is None:
            low = middle
        else:
            best, high = tried, middle
    return best


def _last_cut(piece: Piece, room: int) -> Cut | None:
    fitting = [cut for cut in piece.cuts if cut.height <= room]
    return max(fitting, key=lambda cut: cut.height, default=None)
