"""Blocks side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, TypeGuard

from ..frame import Item, Rule, text_boxes
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look
from ..memory import kept
from ..text.measure import widest_word
from ..values import Span, plain
from .chart import ChartBlock
from .column import ColumnBlock, Strip
from .grid import below, columns_width, move
from .heading import Heading
from .hero import DENSE, Hero
from .key_message import KeyMessage
from .params import Declared, param
from .picture import PictureBlock
from .piece import Block, Cut, Cuts, Items, Piece, Stretch, is_long, measured, yields
from .plate import RULE, Plate, is_plated
from .quote import Quote
from .stat_grid import StatGrid

COLUMNS: Final = 12
NAMES: Final = 4
"""The names that ruled rows begin with take so many of the columns at the most, unless more are asked for."""
BETWEEN: Final = (7, 5)
"""Two charts have so many of the columns where neither thirds nor halves suit them: those stand below each other elsewhere on a page."""
PORTRAIT, WIDEST = 2, 6
"""The photo of somebody takes so many of the columns beside their words, and more, fewer than so many, where it would not fill its place."""
ASKED: Final = (7, 6, 8, 5)
"""A message has so many of the columns beside what somebody said, as both are lowest."""
APART: Final = points(24)
"""Charts side by side are so far apart at the least: what one says at its end is not read as the other's."""
AROUND: Final = 1.25
"""How far from its line a ruled row begins, and from the next one ends, in baseline units."""
AIRY: Final = 14
"""A ruled row is made so much higher than its words ask for at the most, in baseline units: rows of one page all alike."""
BELOW_TITLE: Final = 0.6
"""What is higher than so much of a slide has no room below its title."""
LEAST: Final = points(230)
"""The first of two blocks on a slide is no narrower than this where half of the row is wider, unless it is a name."""


@frozen
class Row(Declared):
    """Blocks side by side in even columns, or with the `first` of two wider or narrower, all as high as the highest; where columns are
    too narrow for that, one below the other.
    Those too long take a page each, in full width, and one that is too long for a page of its own goes on in the next.

    A cut is addressed by how many blocks stay whole, and where the next one is cut. `stacked` is True once it is settled that they stand
    one below the other: those that go on do so too. On a page charts are `wide`, one below the other, where side by side their words would have too
    little room, unless the page has too little height for that.
    """

    id: str
    blocks: tuple[Block, ...] = param(
        "blocks", "The blocks, from the reading side on.", [{"block": "qr", "link": "https://example.org"}]
    )
    first: int = param(
        "count", "How many of twelve columns the first of two blocks takes; 0: as many as the other.", 5, default=0
    )
    least: int = param(
        "count",
        "How many of the blocks stay on a full sheet while anything else can go; the last ones go first, after what they give up themselves.",
        1,
        default=0,
    )
    ruled: bool = param(
        "flag", "True for a thin line above: rows that are read one after the other.", True, default=False
    )
    stacked: bool = False
    wide: bool = True

    def fewer(self) -> Row | None:
        if self.wide and _drawn(self.blocks):
            return replace(self, wide=False).fewer() if len(self.blocks) < 2 else replace(self, wide=False)
        for number, block in reversed(list(enumerate(self.blocks))):
            less = block.fewer() if yields(block) else None
            if less is not None:
                return replace(self, blocks=(*self.blocks[:number], less, *self.blocks[number + 1 :]))
        return replace(self, blocks=self.blocks[:-1]) if len(self.blocks) > max(1, self.least) else None

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if self.ruled:
            return self._ruled(width, step, look, height)
        count = len(self.blocks)
        widths, between = self._widths(width, step, look), self._between(look)
        pieces = [] if self.stacked or not widths else self._pieces(widths, step, look)
        if not pieces or (count > 1 and _narrow(pieces, widths)):
            return self._stacked(width, step, look, height)
        natural = max(piece.height for piece in pieces)
        # on a page a large figure is no higher than the figures beside it can be
        most = min if look.page.is_sheet and any(isinstance(b, Hero) for b in self.blocks) else max
        stretch = Stretch(max(p.stretch.least for p in pieces), max(natural, most(p.stretch.most for p in pieces)))
        if _pictured(self.blocks, look):  # no higher than the photo fills
            stretch = replace(stretch, most=max(natural, min(stretch.most, self.blocks[0].tallest(widths[0]))))
        tall = natural if height is None else max(stretch.least, min(stretch.most, height))

        @cache
        def drawn() -> Items:
            first = self.blocks[0]
            if isinstance(first, ChartBlock) and (alone := first.alone(width, step, look, tall)):
                return alone
            items: list[Item] = []
            x = 0
            numbers = isinstance(first, ChartBlock) and first.numbered(widths[0], step, look, tall)
            blocks = _numbered(self.blocks) if numbers else self.blocks
            blocks = _aligned(blocks, widths, step, look)  # with all that they hold, such as whose a photo is
            own, level = _level(blocks, widths, step, look, tall, natural)
            for block, wide in zip(blocks, widths, strict=True):
                made = _as_high(block, wide, own if _plate(block, wide, own, look) else step, look, tall, level)
                items += [move(item, width - x - wide if look.rtl else x, 0) for item in made]
                x += wide + between
            return tuple(items)

        @cache
        def parting() -> Cuts:
            alone = pieces[0] if count == 1 else measured(self.blocks[0], width, step, look)
            last = (Cut(alone.stretch.least, (1,), forced=True),) if count > 1 else ()
            return *(Cut(cut.height, (0, *cut.at), cut.forced or count > 1) for cut in alone.cuts), *last

        return Piece(max(width, *(piece.width for piece in pieces)), tall, drawn, stretch, parting)

    def _ruled(self, width: int, step: int, look: Look, height: int | None) -> Piece:
        """The row below a thin line, with as much air below its words as above them, and more where it may be higher."""
        air = round(look.unit * AROUND)
        bare = replace(self, ruled=False).arrange(width, step, look)
        least = bare.height + air * 2

        @cache
        def drawn() -> Items:
            rule = Rule(f"{self.id}.rule", Box(0, 0, width, 0), look.colour("rule"), RULE)
            return rule, *(move(item, 0, air) for item in bare.items)

        def parting() -> Cuts:
            return tuple(replace(cut, height=cut.height + air * 2) for cut in bare.cuts)

        stretch = Stretch(least, least + look.unit * AIRY)
        return Piece(bare.width, max(least, height or 0), drawn, stretch, parting)

    def settled(self, width: int, height: int, step: int, look: Look) -> Row:
        widths = self._widths(width, step, look)
        return replace(self, stacked=len(self.blocks) > 1 and _narrow(self._pieces(widths, step, look), widths))

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        """A block by itself is as long as it is; blocks side by side are short."""
        if len(self.blocks) != 1 or not is_long(self.blocks[0]):
            return None
        found = self.blocks[0].beyond(lines, letters, look)
        return None if found is None else Cut(0, (0, *found.at))

    def split(self, cut_at: Cut) -> tuple[Row, Row]:
        index, *within = cut_at.at
        head, tail = self.blocks[:index], self.blocks[index:]
        if within:
            one, other = tail[0].split(replace(cut_at, at=tuple(within)))
            head, tail = (*head, one), (other, *tail[1:])
        return replace(self, blocks=head), replace(self, blocks=tail)

    def columns(self, width: int, step: int, look: Look) -> int:
        """How many of twelve columns the name that a ruled row begins with takes: as many as are asked for, and more only for a long word or a third
        line of it."""
        between = self._between(look)
        for columns in range(self.first, NAMES):
            wide = _span(width, columns, between)
            boxes = [box for item in measured(self.blocks[0], wide, step, look).items for box in text_boxes(item)]
            if all(len(box.lines) < 3 and widest_word(box.paragraphs, look.fonts) <= wide for box in boxes):
                return columns
        return max(self.first, NAMES)

    def _widths(self, width: int, step: int, look: Look) -> list[int]:
        """How wide each block is, in EMU; nothing where they are to be wider than side by side."""
        count, between = len(self.blocks), self._between(look)
        if count == 2 and look.page.is_sheet and _drawn(self.blocks):
            widths, short = _divided(self.blocks, self.first, width, between, step, look)
            return [] if short and self.wide else widths
        if _pictured(self.blocks, look):
            photo, said = self.blocks[0], replace(self.blocks[1], credit=self.blocks[0].credit)
            tries = [_span(width, columns, 0) for columns in range(self.first or PORTRAIT, WIDEST)]
            fills = (wide for wide in tries if measured(said, width - wide, step, look).height <= photo.tallest(wide))
            wide = next(fills, tries[-1])
            return [wide, width - wide]
        if count == 2 and isinstance(self.blocks[0], KeyMessage) and look.page.is_sheet:
            spans = (_span(width, columns, between) for columns in ASKED)
            pairs = [[wide, width - wide - between] for wide in spans]
            return min(pairs, key=lambda widths: max(made.height for made in self._pieces(widths, step, look)))
        if count == 2 and 0 < self.first < COLUMNS:
            first, wide = self.blocks[0], _span(width, self.first, between)
            # beside long words it may be a step smaller: they come before it
            least = max(LEAST, first.least(DENSE, look)) if isinstance(first, Hero) else LEAST
            small = wide < least and look.page.is_slide and not isinstance(first, Heading)
            if small:  # as many columns as it needs, and as wide as the other where that is too little
                half = max(wide, columns_width(width, count, between))
                spans = (_span(width, columns, between) for columns in range(self.first, COLUMNS // 2))
                wide = next((span for span in spans if span >= least), half)
            if isinstance(first, Hero) and look.page.is_slide:
                wide = self._lower(wide, max(LEAST, first.least(step, look)), width, step, look)
            return [wide, width - wide - between]
        return [columns_width(width, count, between)] * count

    def _lower(self, wide: int, least: int, width: int, step: int, look: Look) -> int:
        """How wide a large figure is beside others: narrower than it was asked to be where these have no room on the slide in what it leaves."""
        between = self._between(look)
        spans = (
            span for columns in range(COLUMNS // 2, 2, -1) if least <= (span := _span(width, columns, between)) < wide
        )
        tries = {one: measured(self.blocks[1], width - one - between, step, look) for one in (wide, *spans)}
        high = {
            one: made.stretch.least if made.width <= width - one - between else look.page.height
            for one, made in tries.items()
        }
        return next(
            (one for one in tries if high[one] <= look.page.height * BELOW_TITLE), min(tries, key=lambda one: high[one])
        )

    def _between(self, look: Look) -> int:
        if _pictured(self.blocks, look):
            return 0
        return max(look.gutter, APART) if _drawn(self.blocks) else look.gutter

    def _pieces(self, widths: Sequence[int], step: int, look: Look) -> list[Piece]:
        blocks = _aligned(_numbered(self.blocks), widths, step, look)
        return [measured(block, wide, step, look) for block, wide in zip(blocks, widths, strict=True)]

    def _stacked(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        """The blocks one below the other; in a height those grow that can."""
        pieces = [measured(block, width, step, look) for block in self.blocks]
        between = look.unit * 2 * (len(pieces) - 1)
        stretch = Stretch(
            *(sum(ends) + between for ends in zip(*((p.stretch.least, p.stretch.most) for p in pieces), strict=True))
        )
        if height is not None and stretch.least < stretch.most:
            share = (max(stretch.least, min(stretch.most, height)) - stretch.least) / (stretch.most - stretch.least)
            tall = [p.stretch.least + round((p.stretch.most - p.stretch.least) * share) for p in pieces]
            pieces = [measured(one, width, step, look, high) for one, high in zip(self.blocks, tall, strict=True)]
        tops: list[int] = []
        cuts = [Cut(cut.height, (0, *cut.at), forced=True) for cut in pieces[0].cuts]
        y = 0
        for number, piece in enumerate(pieces):
            if number:
                cuts.append(Cut(y, (number,)))
                y += look.unit * 2
            tops.append(y)
            y += piece.height
        wide = max(width, *(piece.width for piece in pieces))
        return Piece(wide, y, below(pieces, tops), stretch, tuple(cuts))


def _pictured(blocks: Sequence[Block], look: Look) -> TypeGuard[tuple[PictureBlock, Quote]]:
    """Whether blocks are somebody's photo and what they said, which are one thing on a page: then the photo's credit stands below the words."""
    kinds = len(blocks) == 2 and isinstance(blocks[0], PictureBlock) and isinstance(blocks[1], Quote)
    return kinds and look.page.is_sheet


def _drawn(blocks: Sequence[Block]) -> TypeGuard[Sequence[ChartBlock]]:
    """Whether all blocks are charts."""
    return all(isinstance(one, ChartBlock) for one in blocks)


def _divided(
    charts: Sequence[ChartBlock], first: int, width: int, between: int, step: int, look: Look
) -> tuple[list[int], int]:
    """The widths of two charts on a page, and by how much they are too narrow for their words: as it is asked for, in halves or the other way
    round, whichever suits their words best; halves where both have too little, else whichever makes a row with a map low, and their heads equally high."""

    def divided(columns: int) -> list[int]:
        wide = (width + look.gutter) * columns // COLUMNS - between  # the other begins on the page's grid
        return [wide, width - wide - between]

    mapped = any(one.data.kind == "map" for one in charts)

    def short(widths: Sequence[int]) -> int:
        return sum(max(0, one.least(step, look) - own) for one, own in zip(charts, widths, strict=True))

    def heads(widths: Sequence[int]) -> list[int]:
        return [chart.above(own, step, look) for chart, own in zip(charts, widths, strict=True)]

    def high(widths: Sequence[int]) -> int:
        if not mapped:
            return 0
        least = [measured(one, own, step, look).stretch.least for one, own in zip(charts, widths, strict=True)]
        return max(heads(widths)) + max(low - head for low, head in zip(least, heads(widths), strict=True))

    asked = first or COLUMNS // 2
    tried = (divided(columns) for columns in dict.fromkeys((asked, COLUMNS // 2, COLUMNS - asked, *BETWEEN)))
    best = min(
        tried,
        key=lambda widths: (
            (short(widths), abs(widths[0] - widths[1]))
            if short(widths)
            else (0, high(widths), max(heads(widths)) - min(heads(widths)))
        ),
    )
    return best, short(best)


def _span(width: int, columns: int, between: int) -> int:
    """How wide so many of twelve columns are, in EMU."""
    return (width + between) * columns // COLUMNS - between


@kept
def _aligned(blocks: Sequence[Block], widths: Sequence[int], step: int, look: Look) -> tuple[Block, ...]:
    """Blocks side by side whose charts begin on one line, however many lines their headings have, on a page what other headings head too, and
    the speakers of quotes stand on one."""
    firsts = [_first(block) for block in blocks]
    if look.page.is_slide and sum(isinstance(one, Quote) for one in firsts) > 1:
        ends = max(
            one.reach(wide, step, look) for one, wide in zip(firsts, widths, strict=True) if isinstance(one, Quote)
        )
        blocks = [_lowered(one, ends) for one in blocks]
        blocks = [
            replace(one, strip=one.widest) if isinstance(one, PictureBlock) and one.file else one for one in blocks
        ]
    if _pictured(blocks, look):
        photo, said = blocks
        return replace(photo, credit=()), replace(said, credit=photo.credit)
    for kind in (ChartBlock, ColumnBlock):
        heads = [
            block.above(wide, step, look) for block, wide in zip(blocks, widths, strict=True) if isinstance(block, kind)
        ]
        if len(set(heads)) > 1:
            blocks = [replace(block, begins=max(heads)) if isinstance(block, kind) else block for block in blocks]
    if photos := _ends(blocks, widths, step, look):  # below what begins on one line now
        tops, below_them, most, widest = zip(*photos, strict=True)
        strip = max(tops), max(below_them), min(most), min(widest)
        blocks = [replace(one, strip=strip) if isinstance(one, ColumnBlock) else one for one in blocks]
    return tuple(blocks)


def _first(block: Block) -> Block:
    """A block, or the first of a column."""
    return block.blocks[0] if isinstance(block, ColumnBlock) else block


def _lowered(block: Block, ends: int) -> Block:
    """What somebody said, alone or first in a column, with the speaker below that height."""
    if isinstance(block, ColumnBlock):
        return replace(block, blocks=(_lowered(block.blocks[0], ends), *block.blocks[1:]))
    return replace(block, ends=ends) if isinstance(block, Quote) else block


def _ends(blocks: Sequence[Block], widths: Sequence[int], step: int, look: Look) -> list[Strip]:
    """Where the pictures at the ends of columns have their room."""
    columns = [(one, wide) for one, wide in zip(blocks, widths, strict=True) if isinstance(one, ColumnBlock)]
    return [end for one, wide in columns if (end := one.ends(wide, step, look))]


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A map with the figures beside it, these with the numbers that stand on the map where its names have no room."""
    first, *others = blocks
    if not (isinstance(first, ChartBlock) and first.beside):
        return tuple(blocks)
    return first, *(_counted(one) if isinstance(one, StatGrid) else one for one in others)


def _counted(figures: StatGrid) -> StatGrid:
    told = (
        stat if plain(stat.label).startswith(f"{number} ") else replace(stat, label=(Span(f"{number} "), *stat.label))
        for number, stat in enumerate(figures.items, 1)
    )
    return replace(figures, items=tuple(told))


def _narrow(pieces: Sequence[Piece], widths: Sequence[int]) -> bool:
    return any(piece.width > wide for piece, wide in zip(pieces, widths, strict=True))


@kept
def _plate(block: Block, width: int, step: int, look: Look) -> Plate | None:
    return block.plate(width, step, look) if is_plated(block) else None


def _level(
    blocks: Sequence[Block], widths: Sequence[int], step: int, look: Look, tall: int, natural: int
) -> tuple[int, int]:
    """The step at which the plates of a row are set, and the height that they share: where a picture beside them makes the row high, they
    take larger type as far as it fits, and stand in the middle."""
    plated = [(block, wide) for block, wide in zip(blocks, widths, strict=True) if _plate(block, wide, step, look)]
    if not plated or len(plated) == len(blocks):
        return step, natural
    for at in range(step + 1):
        plates = [plate for block, wide in plated if (plate := _plate(block, wide, at, look))]
        high = max((plate.needed for plate in plates), default=natural)
        if at == step or (high <= tall and not any(plate.wide for plate in plates)):
            return at, high
    raise AssertionError("its own step is the last")


def _as_high(block: Block, width: int, step: int, look: Look, height: int, level: int) -> tuple[Item, ...]:
    """A block as high as its neighbours; the words of plates hang from one level."""
    plate = _plate(block, width, step, look)
    return measured(block, width, step, look, height).items if plate is None else (plate.hung(look, height, level),)
