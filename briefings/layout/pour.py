"""Pouring blocks into places one after another: columns of a slide, slides of a page.

A place is full when the next piece does not fit; then the block is cut at the last of its own cuts that fits, and goes on in the
next place. Nothing is ever left out: pouring either places every word or says what does not fit, and by how much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle, islice, pairwise
from typing import Final

from ..blocks.callout import Callout
from ..blocks.chart import ChartBlock
from ..blocks.column import ColumnBlock
from ..blocks.heading import Heading
from ..blocks.list import List
from ..blocks.piece import Block, Cut, Piece, is_long, measured
from ..blocks.prose import Prose
from ..blocks.row import Row
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box
from ..look import Look
from ..memory import kept
from .misfit import Misfit

LEADS: Final = (Callout, Prose)
"""Texts that lead to what stands below them."""
RUNNING: Final = (Callout, List, Prose)
"""Texts that go on in the next without a heading."""
WIDER: Final = 1.8
APART: Final = 1.2
"""On a page what says another thing stands so many times the gap apart, the same everywhere."""
RULED: Final = 1.5
"""And so much farther where a line stands between."""
SUBHEADING: Final = 3
"""Headings of this level stand nearer to what is above them."""
ROUNDS: Final = 5
"""How often a limit is halved to fill places evenly: to within 1/32 of the room there is to choose from."""

BEYOND: Final = 8
"""How much more than fits is measured of a long block, in ems, so that the last cut that fits leaves two lines behind it."""


@frozen
class Place:
    """Somewhere that blocks can stand one below the other: its content box, the look inside it, the gap between blocks and the
    step of the type scale. Only `limit` of its height is for filling; what fits within `full` of it is not cut by force. Where it is
    `ruled`, a line parts charts from what follows."""

    box: Box
    look: Look
    gap: int
    step: int = 0
    limit: float = 1.0
    full: float = 0.0
    ruled: bool = False

    @property
    def room(self) -> int:
        return round(self.box.height * self.limit)

    @property
    def most(self) -> int:
        """The room that there is for what would else be cut by force."""
        return round(self.box.height * max(self.limit, self.full))


@frozen
class Poured:
    """The blocks of each place, and how much of its height they take at least, in EMU."""

    parts: tuple[tuple[Block, ...], ...]
    used: tuple[int, ...]


def arrange(block: Block, place: Place, height: int | None = None) -> Piece:
    """A block measured for a place."""
    return measured(block, place.box.width, place.step, place.look, height)


@kept
def _split(block: Block, at: tuple[int, ...]) -> tuple[Block, Block]:
    """The halves of a block at the address of a cut: the same place is found again for each height that is tried."""
    return block.split(Cut(0, at))


def settled(blocks: Sequence[Block], place: Place) -> tuple[Block, ...]:
    """The blocks with what their parts will share decided, before they are cut: the names of ruled rows stand in one column."""
    ruled = [one for one in blocks if isinstance(one, Row) and one.ruled and one.first]
    if ruled:
        most = max(one.columns(place.box.width, place.step, place.look) for one in ruled)
        blocks = [replace(one, first=most) if one in ruled and isinstance(one, Row) else one for one in blocks]
    return tuple(_settled(block, place.box.width, place.room, place.step, place.look) for block in blocks)


@kept
def _settled(block: Block, width: int, height: int, step: int, look: Look) -> Block:
    return block.settled(width, height, step, look) if is_long(block) else block


def gaps(blocks: Sequence[Block], place: Place) -> list[int]:
    """The distance above each block, in EMU: none above the first, more above a heading, less below it."""
    return [0 if number == 0 else gap_between(blocks[number - 1], block, place) for number, block in enumerate(blocks)]


def gap_between(above: Block, below: Block, place: Place) -> int:
    """The distance between two blocks: a heading stands nearer to what it heads; on a slide what a text leads to is another thing."""
    look = place.look
    if isinstance(above, Heading):
        return look.unit * (2 if look.page.is_sheet and _subheaded(below) else 1)
    if look.page.is_slide:
        if isinstance(above, Prose) and above.large:
            return max(place.gap, look.unit) * 2
        if _ruled(above) and _ruled(below):
            return look.unit  # their lines part them
        led = isinstance(above, LEADS) and not isinstance(below, (*LEADS, List))
        return round(place.gap * WIDER) if led or isinstance(below, Heading) else place.gap
    wider = 1.0 if akin(above, below) else APART
    return round(place.gap * (wider * RULED if parted(above, below, place) else wider))


def _ruled(block: Block) -> bool:
    return isinstance(block, Row) and block.ruled


def akin(above: Block, below: Block) -> bool:
    """Whether two blocks say one thing: texts that go on, rows of the results of one section."""
    return (_subheaded(above) and _subheaded(below)) or (isinstance(above, RUNNING) and isinstance(below, RUNNING))


def _subheaded(block: Block) -> bool:
    """Whether a block is a row of texts below small headings."""
    first = block.blocks[0] if isinstance(block, Row | ColumnBlock) else block
    return first.level >= SUBHEADING if isinstance(first, Heading) else first is not block and _subheaded(first)


def parted(above: Block, below: Block, place: Place) -> bool:
    """Whether a line stands between two blocks: what follows charts is another thing."""
    return place.ruled and shows(above) and not shows(below)


def shows(block: Block) -> bool:
    """Whether a block is a chart, or charts side by side."""
    return isinstance(block, ChartBlock) or (
        isinstance(block, Row) and all(isinstance(one, ChartBlock) for one in block.blocks)
    )


def pour(blocks: Sequence[Block], chain: Sequence[Place], most: int) -> Poured | None:
    """The blocks shared out over places: those of the chain, again and again for each page, at the `most` so many pages; None where
    these do not hold them."""
    made = _shared(blocks, chain, most)
    return made if isinstance(made, Poured) else None


def misfit(blocks: Sequence[Block], chain: Sequence[Place], most: int) -> Misfit:
    """What does not fit when blocks are poured that do not."""
    made = _shared(blocks, chain, most)
    assert isinstance(made, _Left), "it fits"
    if made.place is None:
        return _surplus(made.blocks, chain[0])
    return replace(_misfit(made.blocks, made.place), placed=made.placed)


@frozen
class _Left:
    """Blocks that are left, after so many places, because none is left or this one holds nothing of them."""

    blocks: tuple[Block, ...]
    placed: int
    place: Place | None = None


def _shared(blocks: Sequence[Block], chain: Sequence[Place], most: int) -> Poured | _Left:
    rest = list(blocks)
    parts: list[tuple[Block, ...]] = []
    used: list[int] = []
    for place in islice(cycle(chain), most * len(chain)):
        taken, reached = _filled(rest, place)
        if rest and not taken:
            return _Left(tuple(rest), len(parts), place)
        parts.append(tuple(taken))
        used.append(reached)
        if not rest:
            return Poured(tuple(parts), tuple(used))
    return _Left(tuple(rest), len(parts))


def balanced(blocks: Sequence[Block], chain: Sequence[Place], most: int) -> Poured | None:
    """The same on as few pages as it takes, their places filled as evenly as the blocks' cuts allow."""
    best = pour(blocks, chain, most)
    if best is None or len(best.parts) == len(chain) == 1:
        return best
    pages = -(-len(best.parts) // len(chain))
    full = chain[0].limit
    low, high = full * sum(best.used) / (sum(place.room for place in chain) * pages), full
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        tried = pour(blocks, [replace(place, limit=middle, full=full) for place in chain], pages)
        if tried is None:
            low = middle
        else:
            best, high = tried, middle
    return best


def evened(blocks: Sequence[Block], place: Place, pages: int) -> Poured | None:
    """Blocks on so many pages, each whole, the pages as equally full as can be; None where no such sharing out fits."""
    heights = [arrange(block, place).stretch.least for block in blocks]
    above = gaps(blocks, place)

    def used(start: int, stop: int) -> int:
        return sum(heights[start:stop]) + sum(above[start + 1 : stop])

    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, (0,))}
    for _ in range(pages):
        best = {
            stop: min(
                (cost + used(start, stop) ** 2, (*ends, stop))
                for start, (cost, ends) in best.items()
                if start < stop and used(start, stop) <= place.room
            )
            for stop in range(1, len(blocks) + 1)
            if any(start < stop and used(start, stop) <= place.room for start in best)
        }
    if len(blocks) not in best:
        return None
    parts = list(pairwise(best[len(blocks)][1]))
    return Poured(tuple(tuple(blocks[one:other]) for one, other in parts), tuple(used(*part) for part in parts))


def _filled(rest: list[Block], place: Place) -> tuple[list[Block], int]:
    """Takes from the rest what fits in a place: the blocks, and the height they need."""
    taken: list[Block] = []
    heights: list[int] = []
    while rest:
        block = rest[0]
        gap = gap_between(taken[-1], block, place) if taken else 0
        room = place.room - sum(heights) - gap
        piece, whole = _beginning(block, place, room)
        if piece.width > place.box.width:
            break
        if whole and piece.stretch.least <= room:
            taken.append(rest.pop(0))
            heights.append(gap + piece.stretch.least)
            continue
        alone = all(isinstance(above, Heading) for above in taken)
        most = room + place.most - place.room
        kindly = (whole and piece.stretch.least <= most) or any(c.height <= most for c in piece.cuts if not c.forced)
        cut = _last_cut(piece, room, forced=alone and not kindly)
        if cut is not None:
            head, rest[0] = _split(block, cut.at)
            taken.append(head)
            heights.append(gap + cut.height)
        break
    while taken and isinstance(taken[-1], Heading) and rest:
        rest.insert(0, taken.pop())  # a heading stays with what it heads
        heights.pop()
    return taken, sum(heights)


def _beginning(block: Block, place: Place, room: int) -> tuple[Piece, bool]:
    """A block measured, or so much of its beginning that it is clearly higher than the room; and whether that is all of it."""
    size = place.look.style("body", place.step).size * EMU_PER_POINT
    enough = room + round(BEYOND * size)
    lines = max(4, math.ceil(enough / (size * 1.15)))
    letters = round(
        place.box.width / (size * 0.42)
    )  # too few letters cost measuring twice as many, too many cost each time
    while is_long(block):
        end = block.beyond(lines, letters, place.look)
        if end is None:
            break
        piece = arrange(_split(block, end.at)[0], place)
        if piece.height > enough:
            return piece, False
        lines *= 2
    return arrange(block, place), True


def _last_cut(piece: Piece, room: int, *, forced: bool) -> Cut | None:
    """The cut after which most stays; one that parts what belongs together only where there is no other."""
    fitting = [cut for cut in piece.cuts if cut.height <= room]
    kind = [cut for cut in fitting if not cut.forced] or (fitting if forced else [])
    return max(kind, key=lambda cut: cut.height, default=None)


def _surplus(rest: Sequence[Block], place: Place) -> Misfit:
    """All that is left when there are no more places."""
    pieces = tuple(arrange(block, place) for block in rest)
    return Misfit(tuple(rest), pieces, sum(piece.height for piece in pieces))


def _misfit(rest: Sequence[Block], place: Place) -> Misfit:
    """What stopped the pouring: the beginning of the first block that is left, with the headings above it."""
    heads = next((number for number, block in enumerate(rest) if not isinstance(block, Heading)), len(rest) - 1)
    above = sum(arrange(block, place).height + place.look.unit for block in rest[:heads])
    stuck = rest[heads]
    piece = arrange(stuck, place)
    while piece.cuts and piece.width <= place.box.width:
        stuck, _ = _split(stuck, min(piece.cuts, key=lambda cut: cut.height).at)
        piece = arrange(stuck, place)
    over, wide = above + piece.stretch.least - place.room, piece.width - place.box.width
    return Misfit((stuck,), (piece,), max(0, over), max(0, wide))
