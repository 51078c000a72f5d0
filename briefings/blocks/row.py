"""Blocks side by side."""

from __future__ import annotations

from dataclasses import dataclass

from ..frame import Item
from ..look import Look
from ..values import Origin
from .grid import columns_width, move
from .params import param
from .piece import Block, Cut, Piece, Stretch


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks side by side in even columns, all as high as the highest."""

    id: str
    blocks: tuple[Block, ...] = param("blocks", "The blocks, from the reading side on.", [{"block": "qr", "link": "https://example.org"}])

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        each = columns_width(width, len(self.blocks), look.gutter)
        pieces = [block.arrange(each, step, look) for block in self.blocks]
        least = max(piece.stretch.least for piece in pieces)
        most = max(least, *(piece.stretch.most for piece in pieces))
        tall = max(least, min(most, height or 0))
        items: list[Item] = []
        for number, block in enumerate(self.blocks):
            x = number * (each + look.gutter)
            piece = block.arrange(each, step, look, tall)
            items += [move(item, width - x - each if look.rtl else x, 0) for item in piece.items]
        return Piece(width, tall, tuple(items), Stretch(least, most))

    def split(self, cut_at: Cut) -> tuple[Row, Row]:
        raise AssertionError("a row offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return tuple(dict.fromkeys(origin for block in self.blocks for origin in block.origins()))
