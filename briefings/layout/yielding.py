"""What goes from a sheet that is too full: by priority a part of a block, a block, and at last what a row asked to keep."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import cast

from ..blocks.heading import Heading
from ..blocks.piece import Block, yields
from ..blocks.row import Row
from ..briefing import Placed
from ..frozen import replace


def least_dear(blocks: Sequence[Placed]) -> int | None:
    """The block to drop, or to make less of: the last one with the highest priority number; None when none may go."""
    free = [
        (placed.priority, index) for index, placed in enumerate(blocks) if placed.priority > 0 and _may_go(placed.block)
    ]
    return max(free)[1] if free else None


def pressed(blocks: Sequence[Placed]) -> tuple[Placed, ...] | None:
    """The blocks where nothing else can go: the row with the highest priority number keeps one block less than it asked for."""
    rows = [
        (one.priority, number)
        for number, one in enumerate(blocks)
        if one.priority > 0 and isinstance(one.block, Row) and one.block.least > 0
    ]
    if not rows:
        return None
    _, number = max(rows)
    row = cast(Row, blocks[number].block)
    fewer = replace(blocks[number], block=replace(row, least=row.least - 1))
    return (*blocks[:number], fewer, *blocks[number + 1 :])


def _may_go(block: Block) -> bool:
    return not yields(block) or block.least == 0 or block.fewer() is not None


def less(placed: Sequence[Placed], index: int) -> tuple[tuple[Placed, ...], str]:
    """The blocks with less of one, or without it where it gives nothing up; and what went, in words."""
    one = placed[index]
    fewer = one.block.fewer() if yields(one.block) else None
    if fewer is None:
        return without(placed, index), one.block.id
    return (*placed[:index], replace(one, block=fewer), *placed[index + 1 :]), f"the last of {one.block.id}"


def without(placed: Sequence[Placed], index: int) -> tuple[Placed, ...]:
    """The blocks less one, and less the headings that then head nothing: the next block is another heading, or none, or one that
    another entry of the template made."""
    left = [one for number, one in enumerate(placed) if number != index]
    return tuple(
        one
        for one, below in zip_longest(left, left[1:])
        if not isinstance(one.block, Heading)
        or (below is not None and below.group == one.group and not isinstance(below.block, Heading))
    )
