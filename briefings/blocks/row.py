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
    """Blocks side by side in even columns, all as high as the highest; those too long for that take a page each, in full width."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from the reading side on.", [{"block": "qr", "link": "https://example.org"}]
    )

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        count = len(self.blocks)
        each = columns_width(width, count, look.gutter)
        pieces = [block.arrange(each, step, look) for block in self.blocks]
        natural = max(piece.height for piece in pieces)
        stretch = Stretch(max(p.stretch.least for p in pieces), max(natural, *(p.stretch.most for p in pieces)))
        tall = natural if height is None else max(stretch.least, min(stretch.most, height))
        items: list[Item] = []
        for number, block in enumerate(self.blocks):
            made = _as_high(block, each, step, look, tall, natural)
            items += [move(item, column_x(number, count, width, look), 0) for item in made]
        excess = max(piece.width for piece in pieces) - each
        cuts: tuple[Cut, ...] = ()
        if count > 1:
            alone = self.blocks[0].arrange(width, step, look)
            cuts = (Cut(alone.stretch.least, (1,), forced=True),)
        return Piece(width + excess, tall, tuple(items), stretch, cuts)

    def split(self, cut_at: Cut) -> tuple[Row, Row]:
        (index,) = cut_at.at
        return replace(self, blocks=self.blocks[:index]), replace(self, blocks=self.blocks[index:])

    def origins(self) -> tuple[Origin, ...]:
        return tuple(dict.fromkeys(origin for block in self.blocks for origin in block.origins()))


def _as_high(block: Block, width: int, step: int, look: Look, height: int, level: int) -> tuple[Item, ...]:
    """A block as high as its neighbours; the words of plates hang from one level."""
    plate = block.plate(width, step, look) if isinstance(block, Plated) else None
    return block.arrange(width, step, look, height).items if plate is None else (plate.hung(look, height, level),)
