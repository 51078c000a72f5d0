"""Blocks one below the other, as one of a row's."""

from __future__ import annotations

from typing import Final, TypeAlias

from ..frame import Rule
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look
from .grid import below, move
from .heading import Heading
from .params import Declared, param
from .picture import PictureBlock
from .piece import Block, Piece, Stretch, measured
from .plate import RULE

STRIP: Final = points(96)
"""A picture at a column's end is so high at the least, and as high as its column is wide at the most."""


Strip: TypeAlias = tuple[int, int, int, float]


@frozen
class ColumnBlock(Declared):
    """Blocks one below the other that stay together, so that several headings with what they head stand side by side in a `row`. What the
    first one heads `begins` no higher than beside it. A picture at the end takes the room that is left,
    as a `strip` that is alike in all columns: where it begins, how high it is at the most with what is said below it, and how many times wider than high. A `ruled` one stands below a thin line in the accent colour."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from above.", [{"block": "heading", "text": "{{ section.title }}"}]
    )
    ruled: bool = param("flag", "True for a thin line above, as figures have.", True, default=False)
    begins: int = 0
    strip: Strip | None = None

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if self.ruled:
            return self._ruled(width, step, look, height)
        if (own := self.ends(width, step, look)) and isinstance(photo := self.blocks[-1], PictureBlock):
            return self._on_photo(photo, self.strip or own, width, step, look, height)
        pieces = [measured(block, width, step, look) for block in self.blocks]
        near = self._near(look)
        tops: list[int] = []
        y = 0
        for number, piece in enumerate(pieces):
            if number:
                y += near if isinstance(self.blocks[number - 1], Heading) else look.unit * 2
            if number == 1 and y < self.begins:
                # on a page the heading stays with what it heads
                tops[0] += (self.begins - y) * (look.page.is_sheet)
                y = self.begins
            tops.append(y)
            y += piece.height
        return Piece(max(width, *(piece.width for piece in pieces)), y, below(pieces, tops), Stretch(y, y))

    def _ruled(self, width: int, step: int, look: Look, height: int | None) -> Piece:
        air = look.unit * 2
        bare = replace(self, ruled=False).arrange(width, step, look, None if height is None else height - air)
        rule = Rule(f"{self.id}.rule", Box(0, 0, width, 0), look.colour("accent"), RULE)
        stretch = Stretch(bare.stretch.least + air, bare.stretch.most + air)
        return Piece(bare.width, bare.height + air, (rule, *(move(one, 0, air) for one in bare.items)), stretch)

    def _on_photo(
        self, photo: PictureBlock, strip: Strip, width: int, step: int, look: Look, height: int | None
    ) -> Piece:
        """The blocks, and below them the picture: a strip at the least, and in a height as much as it fills."""
        top, below_it, most, widest = strip
        said = replace(self, blocks=self.blocks[:-1]).arrange(width, step, look)
        stretch = Stretch(top + min(STRIP, most) + below_it, top + most + below_it)
        tall = stretch.least if height is None else max(stretch.least, min(stretch.most, height))
        shown = measured(
            replace(photo, strip=widest), width, step, look, tall - top - below_it + photo.below(width, step, look)
        )
        wide = max(said.width, shown.width)
        return Piece(wide, tall, (*said.items, *(move(one, 0, top) for one in shown.items)), stretch)

    def ends(self, width: int, step: int, look: Look) -> Strip | None:
        """How far below its top the picture at its end begins, how high what is said below that is, how high the picture is at the most, in EMU, and
        how many times wider than high; None without one."""
        if len(self.blocks) < 2 or not isinstance(photo := self.blocks[-1], PictureBlock) or not photo.file:
            return None
        said = replace(self, blocks=self.blocks[:-1]).arrange(width, step, look)
        below_it, most = photo.below(width, step, look), min(width, photo.tallest(width))
        return said.height + look.unit * 3, below_it, most, photo.widest

    def above(self, width: int, step: int, look: Look) -> int:
        """How far below its top that begins which its heading heads, in EMU; 0 without a heading, or with nothing below it."""
        if len(self.blocks) < 2 or not isinstance(self.blocks[0], Heading):
            return 0
        return measured(self.blocks[0], width, step, look).height + self._near(look)

    @staticmethod
    def _near(look: Look) -> int:
        """How far a heading is from what it heads."""
        return look.unit * 2 if look.page.is_slide else look.unit // 2
