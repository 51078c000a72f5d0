"""Blocks one below the other, as one of a row's."""

from __future__ import annotations

from ..frozen import frozen
from ..look import Look
from .grid import below
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
        pieces = [measured(block, width, step, look) for block in self.blocks]
        near = look.unit * 2 if look.page.width > look.page.height else look.unit // 2
        tops: list[int] = []
        y = 0
        for number, piece in enumerate(pieces):
            if number:
                y += near if isinstance(self.blocks[number - 1], Heading) else look.unit * 2
            tops.append(y)
            y += piece.height
        return Piece(max(width, *(piece.width for piece in pieces)), y, below(pieces, tops), Stretch(y, y))
