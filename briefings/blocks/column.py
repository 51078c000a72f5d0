"""Blocks one below the other, as one of a row's."""

from __future__ import annotations

from ..frame import Item
from ..frozen import frozen
from ..look import Look
from .grid import move
from .heading import Heading
from .params import Declared, param
from .piece import Block, Piece, Stretch, measured


@frozen
class ColumnBlock(Declared):
    """Blocks one below the other that stay together, so that several headings with what they head stand side by side in a `row`."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from above.", [{"block": "heading", "text": "{{ section.title }}"}]
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        items: list[Item] = []
        y, wide = 0, width
        for number, block in enumerate(self.blocks):
            if number:
                y += look.unit // 2 if isinstance(self.blocks[number - 1], Heading) else look.unit * 2
            piece = measured(block, width, step, look)
            items += (move(item, 0, y) for item in piece.items)
            y, wide = y + piece.height, max(wide, piece.width)
        return Piece(wide, y, tuple(items), Stretch(y, y))
