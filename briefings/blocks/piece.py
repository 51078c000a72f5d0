"""What a block gives to layout: a measured piece of a page.

A block is data and arrangement, never drawing. `arrange` measures and places in one go, so that the two cannot disagree;
only `layout` chooses steps, cuts and stretch, and moves pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeGuard

from ..frame import Item
from ..frozen import frozen
from ..look import Look
from ..memory import kept
from ..values import Origin


@frozen
class Cut:
    """A place where a block may continue on another page: `height` in EMU of what stays; `at` is the block's own address of it.

    A `forced` cut parts what belongs together (a sentence, a row): it is only for what is too high for a whole page.
    """

    height: int
    at: tuple[int, ...]
    forced: bool = False


@frozen
class Stretch:
    """How low and how high a piece may be made, in EMU; a plain text has both at its height."""

    least: int
    most: int


Items: TypeAlias = tuple[Item, ...]
Cuts: TypeAlias = tuple[Cut, ...]


@frozen
class Piece:
    """A block measured at one width and step: items stand in boxes relative to the piece's top-left corner.

    A piece that is wider than it was asked to be does not fit there. `drawn` are its items and `parting` its cuts, or what makes them: most pieces
    are only measured.
    """

    width: int
    height: int
    drawn: Items | Callable[[], Items]
    stretch: Stretch
    parting: Cuts | Callable[[], Cuts] = ()

    @property
    def items(self) -> Items:
        return self.drawn if isinstance(self.drawn, tuple) else self.drawn()

    @property
    def cuts(self) -> Cuts:
        return self.parting if isinstance(self.parting, tuple) else self.parting()


class Block(Protocol):
    """One thing that a reader sees as a unit."""

    @property
    def id(self) -> str:
        """Stable within the page; shapes are named after it."""
        ...

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        """Measure and place at a width (EMU) and a step of the type scale; a stretchable block fills `height` when given."""
        ...

    def split(self, cut: Cut) -> tuple[Block, Block]:
        """The two halves at one of the cuts that `arrange` offered."""
        ...

    def origins(self) -> tuple[Origin, ...]:
        """Every field of the report that the block shows."""
        ...


@kept
def measured(block: Block, width: int, step: int, look: Look, height: int | None = None) -> Piece:
    """A block measured at a width and, where it can, a height."""
    return block.arrange(width, step, look, height)


class Yielding(Protocol):
    """A block that may give up a part of itself where there is no room."""

    def fewer(self) -> Block | None:
        """The block with less in it; None where all that is left must stay."""
        ...


class Shortened(Block, Yielding, Protocol):
    """A block that may show its beginning, and say how much more there is."""

    @property
    def least(self) -> int:
        """How much of it must stay; 0 where it stays whole or goes altogether."""
        ...

    @property
    def parts(self) -> int:
        """How many parts it has, such as rows."""
        ...

    def at_most(self, parts: int) -> Shortened:
        """The block with so many of its parts at the most."""
        ...


class Long(Block, Protocol):
    """A block that may be many pages long: what its parts share is settled once, and its beginning can be measured alone."""

    def settled(self, width: int, height: int, step: int, look: Look) -> Block:
        """The same block with what all its parts must agree on decided for places of a size, such as the widths of columns."""
        ...

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        """A cut after more than so many lines of so many letters, found without measuring; None where there is no more."""
        ...


def yields(block: object) -> TypeGuard[Yielding]:
    """Whether a block is one that may give up a part of itself. It is asked thousands of times a page, and of a protocol it takes thirty times as long."""
    return hasattr(block, "fewer")


def shortens(block: object) -> TypeGuard[Shortened]:
    """Whether a block is one that may show its beginning alone."""
    return yields(block) and hasattr(block, "at_most")


def is_long(block: object) -> TypeGuard[Long]:
    """Whether a block is one that may be many pages long."""
    return hasattr(block, "settled") and hasattr(block, "beyond")
