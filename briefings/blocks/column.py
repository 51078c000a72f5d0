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
    """Blocks one below the other that stay together, so that several headings with what they head stand side by side in a `row`. What the
    first one heads `begins` no higher than beside it."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from above.", [{"block": "heading", "text": "{{ section.title }}"}]
    )
    begins: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        pieces = [measured(block, width, step, look) for block in self.blocks]
        near = self._near(look)
        tops: list[int] = []
        y = 0
        for number, piece in enumerate(pieces):
            if number:
                y += near if isinstance(self.blocks[number - 1], Heading) else look.unit * 2
            y = max(y, self.begins) if number == 1 else y
            tops.append(y)
            y += piece.height
        return Piece(max(width, *(piece.width for piece in pieces)), y, below(pieces, tops), Stretch(y, y))

    def above(self, width: int, step: int, look: Look) -> int:
        """How far below its top that begins which its heading heads, in EMU; 0 without a heading, or with nothing below it."""
        if len(self.blocks) < 2 or not isinstance(self.blocks[0], Heading):
            return 0
        return measured(self.blocks[0], width, step, look).height + self._near(look)

    @staticmethod
    def _near(look: Look) -> int:
        """How far a heading is from what it heads."""
        return look.unit * 2 if look.page.width > look.page.height else look.unit // 2
