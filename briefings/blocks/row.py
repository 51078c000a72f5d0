"""Blocks side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..frame import Item
from ..look import Look
from ..values import Origin
from .grid import column_x, columns_width, move
from .params import param
from .piece import Block, Cut, Piece, Stretch
from .plate import Plated


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks side by side in even columns, all as high as the highest; what is too long for a page so stands alone, in full width."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from the reading side on.", [{"block": "qr", "link": "https://example.org"}]
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        count = len(self.blocks)
        each = columns_width(width, count, look.gutter)
        pieces = [block.arrange(each, step, look) for block in self.blocks]
        least = max(piece.stretch.least for piece in pieces)
        natural = max(piece.height for piece in pieces)
        most = max(natural, *(piece.stretch.most for piece in pieces))
        tall = natural if height is None else max(least, min(most, height))
        level = max(piece.height for piece, block in zip(pieces, self.blocks, strict=True))
        items: list[Item] = []
        for number, block in enumerate(self.blocks):
            made = self._beside(block, each, step, look, tall, level)
            items += [move(item, column_x(number, count, width, look), 0) for item in made]
        cuts = ()
        if count > 1:
            alone = replace(self, blocks=self.blocks[:1]).arrange(width, step, look)
            cuts = (Cut(alone.stretch.least, (1,), forced=True),)
        wide = max(width, *(column + piece.width for column, piece in zip([width - each] * count, pieces, strict=True)))
        return Piece(wide, tall, tuple(items), Stretch(least, most), cuts)

    def split(self, cut_at: Cut) -> tuple[Row, Row]:
        (index,) = cut_at.at
        return replace(self, blocks=self.blocks[:index]), replace(self, blocks=self.blocks[index:])

    def origins(self) -> tuple[Origin, ...]:
        return tuple(dict.fromkeys(origin for block in self.blocks for origin in block.origins()))

    @staticmethod
    def _beside(block: Block, width: int, step: int, look: Look, height: int, level: int) -> tuple[Item, ...]:
        if isinstance(block, Plated):
            return (block.plate(width, step, look).hung(look, height, level),)
        return block.arrange(width, step, look, height).items
