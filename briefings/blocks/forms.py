"""The same facts in several forms, the fullest first."""

from __future__ import annotations

from ..frozen import frozen, replace
from ..look import Look
from ..values import Origin
from .params import Declared, param
from .piece import Block, Piece, measured, yields


@frozen
class Forms(Declared):
    """The same facts in several forms, the fullest first: that one is shown, and on a full sheet the next shorter one in its place."""

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks",
        "The forms, the fullest first: each is one block.",
        [{"block": "list", "items": "{{ section.items }}"}, {"block": "prose", "text": "{{ section.items | joined }}"}],
    )
    spare: int = param(
        "count", "How many of the last forms are for a full sheet that has room for none of the others.", 1, default=0
    )

    def fewer(self) -> Forms | None:
        shown, *shorter = self.blocks
        if len(shorter) > self.spare:
            return replace(self, blocks=tuple(shorter))
        less = shown.fewer() if yields(shown) else None
        return None if less is None else replace(self, blocks=(less, *shorter))

    def pressed(self) -> Forms | None:
        """Where there is no room for any other form, the next of those to spare."""
        return replace(self, blocks=self.blocks[1:], spare=self.spare - 1) if self.spare and self.blocks[1:] else None

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        return measured(self.blocks[0], width, step, look, height)

    def origins(self) -> tuple[Origin, ...]:
        return self.blocks[0].origins()
