"""Blocks one below the other in a given height: what can grow or shrink does, then the gaps open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from ..blocks.callout import Callout
from ..blocks.grid import move, shared
from ..blocks.heading import Heading
from ..blocks.lead import Lead
from ..blocks.picture import PictureBlock
from ..blocks.piece import Block, Piece, Stretch
from ..blocks.row import Row
from ..frame import Item, Rule
from ..frozen import frozen, replace
from ..geometry import Box, points, to_points
from ..look import Look
from .pour import Place, arrange, gaps, parted, shows

SHARED: Final = 0.3
"""So much of what there is beyond the least height goes into the gaps, and as much into the lead, before charts grow."""
RULE: Final = points(0.5)
AIR: Final = 0.8
WIDER: Final = 3.0
"""All gaps open alike, by so much of their size before charts grow, and by so much of what they then are in the end; the one under a heading stays."""


@frozen
class Stack:
    """Placed items, the height that they reach from the top of their place (EMU), and what became higher or lower, in words."""

    items: tuple[Item, ...]
    height: int
    changes: tuple[str, ...] = ()


def stack(blocks: Sequence[Block], place: Place, wanted: int, *, open_gaps: bool = False) -> Stack:
    """Blocks in a place, stretched towards a wanted height (EMU), and with their gaps opened for what is left if asked for."""
    pieces = [arrange(block, place) for block in blocks]
    above = gaps(blocks, place)
    if open_gaps:
        slack = wanted - sum(piece.stretch.least for piece in pieces) - sum(above)
        above = _opened(blocks, above, AIR, max(0, round(slack * SHARED)))
        pieces = [
            _fixed(arrange(block, place, piece.stretch.most))
            if isinstance(block, Lead) and piece.stretch.most - piece.height <= slack * SHARED
            else piece
            for block, piece in zip(blocks, pieces, strict=True)
        ]
    spare = wanted - sum(piece.height for piece in pieces) - sum(above)
    changes = _shrunk(pieces, -spare) if spare < 0 else _grown(blocks, pieces, spare)
    natural = [piece.height for piece in pieces]
    changes = _pitched(blocks, natural, changes)
    pieces = [
        arrange(block, place, piece.height + change) if change else piece
        for block, piece, change in zip(blocks, pieces, changes, strict=True)
    ]
    left = wanted - sum(piece.height for piece in pieces) - sum(above)
    if open_gaps and left > 0:
        above = _opened(blocks, above, WIDER, left)
    items: list[Item] = []
    tops = accumulate((gap + piece.height for gap, piece in zip(above, pieces, strict=True)), initial=0)
    for number, (top, gap, piece) in enumerate(zip(tops, above, pieces, strict=False)):
        if number and parted(blocks[number - 1], blocks[number], place):
            items.append(line(f"{blocks[number - 1].id}.rule", place.box.moved(0, top + gap // 2), place.look))
        items += [move(item, place.box.x, place.box.y + top + gap) for item in piece.items]
    told = tuple(
        resized(block.id, before, piece.height)
        for block, before, piece in zip(blocks, natural, pieces, strict=True)
        if round(to_points(before)) != round(to_points(piece.height))
    )
    return Stack(tuple(items), sum(above) + sum(piece.height for piece in pieces), told)


def line(id: str, at: Box, look: Look) -> Rule:
    """A thin line along the top of a box, that parts what stands above it from what stands below."""
    return Rule(id, replace(at, height=0), look.colour("rule"), RULE)


def resized(id: str, before: int, after: int) -> str:
    """How a block's height changed, in words."""
    return f"{id} from {to_points(before):.0f} to {to_points(after):.0f} pt"


def _grown(blocks: Sequence[Block], pieces: Sequence[Piece], spare: int) -> list[int]:
    """How much higher each piece is made: charts and pictures gain most by it and come first; callouts are for reading, not for
    filling, and come last."""
    changes = [0] * len(pieces)
    turns = [_turn(block) for block in blocks]
    for turn in range(3):
        room = [
            piece.stretch.most - piece.height if own == turn else 0 for piece, own in zip(pieces, turns, strict=True)
        ]
        given = _portions(room, spare)
        changes = [change + more for change, more in zip(changes, given, strict=True)]
        spare -= sum(given)
    return changes


def _pitched(blocks: Sequence[Block], natural: Sequence[int], changes: Sequence[int]) -> list[int]:
    """The changes shared out anew among rows below lines, so that the lines stand at one pitch; where the highest row leaves no room for that,
    there is as much air below the words of each."""
    heights = [own + change for own, change in zip(natural, changes, strict=True)]
    ruled = [number for number, block in enumerate(blocks) if isinstance(block, Row) and block.ruled]
    levels, wanted = [natural[at] for at in ruled], sum(heights[at] for at in ruled)
    even = shared(levels, wanted)
    if ruled and max(even) > wanted // len(ruled) + 1:
        even = [level + (wanted - sum(levels)) // len(ruled) for level in levels]
    pitched = dict(zip(ruled, even, strict=True))
    return [pitched.get(number, tall) - own for number, (tall, own) in enumerate(zip(heights, natural, strict=True))]


def _turn(block: Block) -> int:
    match block:
        case Callout():
            return 2
        case _:
            return 0 if isinstance(block, PictureBlock) or shows(block) else 1


def _fixed(piece: Piece) -> Piece:
    """A piece that keeps its height."""
    return replace(piece, stretch=Stretch(piece.height, piece.height))


def _shrunk(pieces: Sequence[Piece], excess: int) -> list[int]:
    """How much lower each piece is made, as a negative number, by how far it may be."""
    return [-less for less in _portions([piece.height - piece.stretch.least for piece in pieces], excess)]


def _opened(blocks: Sequence[Block], above: Sequence[int], most: float, spare: int) -> list[int]:
    """The gaps with the spare room shared out, none more than so many times wider; what is headed stays with its heading."""
    room = [
        0,
        *(0 if isinstance(over, Heading) else round(gap * most) for over, gap in zip(blocks, above[1:], strict=False)),
    ]
    return [gap + more for gap, more in zip(above, _portions(room, spare), strict=True)]


def _portions(room: Sequence[int], wanted: int) -> list[int]:
    """What each gives of a wanted sum, by how much it has; all that there is when that is less."""
    total = sum(room)
    return list(room) if total <= wanted else [wanted * r // total for r in room]
