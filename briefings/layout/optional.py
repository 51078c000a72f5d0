"""Blocks of a sheet that may stay away: those come in that there is room for, in the order that the template gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from ..blocks.column import ColumnBlock
from ..blocks.forms import Forms
from ..blocks.heading import Heading
from ..blocks.piece import Block, Shortened, shortens, yields
from ..blocks.prose import Prose
from ..blocks.row import Row
from ..blocks.table import TableBlock
from ..briefing import Page, Placed
from ..frame import Decision
from ..frozen import frozen, replace
from ..geometry import to_points
from ..memory import kept
from ..values import Origin
from .areas import Flows, OnPaper, Shelf
from .pour import shows

LONGEST: Final = 200
"""So many parts of a block are tried on one page at the most."""

TEN: Final = 10
"""Blocks of one ten of priorities (1 to 9, 10 to 19) share the room; what the next ten holds comes in once they show as much as they can."""

LAST: Final = 99
"""The priority of optional blocks that have none: they would go before all others."""


@frozen
class Fit:
    """What stands on a page, at the largest step (and gap, in baseline units) at which all of it fits."""

    shelves: tuple[Shelf, ...]
    flows: Flows
    step: int
    gap: float


def origins(blocks: Sequence[Placed]) -> tuple[Origin, ...]:
    """The fields that blocks show, each once."""
    return tuple(dict.fromkeys(origin for placed in blocks for origin in placed.block.origins()))


@frozen
class Choice:
    """What stands on a page, and what was `made` of each group. Of what is asked for, `absent` says block by block, as they matter, what stays away or has
    one of its forms to spare;
    `due` how much the page goes without of it, each block's share of its fields by its priority; `extra` how many fields of what is optional, `wanted`
    how many of these are in charts, maps and tables."""

    flows: Flows
    made: _Made
    absent: tuple[int, ...]
    due: float
    extra: int
    wanted: int

    def decisions(self) -> list[Decision]:
        """What was decided, in words."""
        return [decision for one in self.made for decision in _told(*one)]


def with_optional(of: OnPaper, fit: Fit) -> Choice:
    """The areas with those blocks that still fit at this step, those of the lowest priority numbers first; a heading comes with the block
    that it heads. Each that is asked for comes with the least that it may show, then with as much as fits, so that one does not take the
    room of the next; those of the next ten come after that. Of a block that is too long, as much as fits."""
    chosen = dict(fit.flows)
    made: _Made = []
    groups = sorted(_groups(of.page, fit.flows), key=_turn)
    asked = [one for one in groups if not one[1][-1].optional]
    for _, ten in groupby(asked, key=lambda one: one[1][-1].priority // TEN):
        for slot, group in ten:
            trial = _Trial(of, fit, dict(chosen), slot, group)
            made.append((trial, block := trial.tried(_least(group[-1].block))))
            if block is not None:
                chosen[slot] = trial.flow(block)
        _grow(made, chosen)
    _grow(made, chosen, forms=True)
    absent = tuple(_lacking(trial.group[-1].block, block) for trial, block in made)
    for slot, group in groups[len(asked) :]:
        trial = _Trial(of, fit, dict(chosen), slot, group)
        made.append((trial, block := trial.tried(group[-1].block) if trial.heads else None))
        if block is not None:
            chosen[slot] = trial.flow(block)
    # no type becomes smaller for a heading by itself
    gone = [(trial, _fate(trial, block)[1]) for trial, block in made if not isinstance(trial.group[-1].block, Heading)]
    due = sum(trial.worth * len(fields) for trial, fields in gone if not trial.group[-1].optional)
    extra = [(trial.group[-1].block, len(fields)) for trial, fields in gone if trial.group[-1].optional]
    wanted = sum(count for block, count in extra if shows(block) or isinstance(block, TableBlock))
    return Choice(chosen, made, absent, round(due, 6), sum(count for _, count in extra), wanted)


_Made: TypeAlias = list[tuple["_Trial", Block | None]]


def _grow(made: _Made, chosen: dict[str, tuple[Placed, ...]], *, forms: bool = False) -> None:
    """Each group takes a little more in turn, so that the first does not take the room of all: what shows more of the report, or also fuller
    `forms` of what is shown."""
    grown = True
    while grown:
        grown = False
        for number in range(len(made)):
            grown = _grown(made, number, chosen, forms=forms) or grown


def _grown(made: _Made, number: int, chosen: dict[str, tuple[Placed, ...]], *, forms: bool) -> bool:
    """Whether a group that shows less than it has shows a little more, as there is room."""
    trial, block = made[number]
    larger = trial.larger(block) if block is not None else None
    if block is None or larger is None or not (forms or len(larger.origins()) > len(block.origins())):
        return False
    again = replace(trial, chosen={**chosen, trial.slot: trial.without(chosen[trial.slot])})
    fuller = trial.larger(larger) if isinstance(block, Forms) and not forms else None
    for one in (
        fuller,
        larger,
    ):  # the form that says the same in fewer words is for where there is no room for the other
        if one is not None and (one is larger or one.origins() == larger.origins()) and again.fits(one):
            made[number] = again, one
            chosen[trial.slot] = again.flow(one)
            return True
    return False


def _fate(trial: _Trial, block: Block | None) -> tuple[str, tuple[Origin, ...]]:
    """What became of a group, as a decision's step ("" for what is asked for and there), and the fields that the page goes without."""
    last = trial.group[-1]
    if block is last.block:
        return "added" if last.optional else "", ()
    if block is not None:
        gone = tuple(one for one in last.block.origins() if one not in set(block.origins()))
        return "shortened" if last.optional or shortens(block) or not gone else "dropped", gone
    stands = set(origins(trial.chosen.get(trial.slot, ()))) & set(origins(trial.group[:-1]))  # headings in common
    return "not-added" if last.optional else "dropped", tuple(one for one in origins(trial.group) if one not in stands)


def _told(trial: _Trial, block: Block | None) -> Iterator[Decision]:
    """The same in words."""
    step, gone = _fate(trial, block)
    last = trial.group[-1]
    what = f"{trial.slot}: {', '.join(placed.block.id for placed in trial.group)}"
    what += ", optional" if last.optional else f", priority {last.priority}"
    if step == "added":
        yield Decision(trial.of.page.id, step, f"{what}: there was room")
    elif block is None:
        tried = last.block if last.optional else _least(last.block)
        over = 0 if last.optional and not trial.heads else trial.over(tried)
        lacks = f"the page would be over by {to_points(over):.0f} pt" if over else "no room is taken for it"
        yield Decision(trial.of.page.id, step, f"{what}: {lacks}", gone)
    elif shortens(block) and block is not last.block:
        parts = f"the first {block.parts} of {_parts(last.block)}"
        yield Decision(trial.of.page.id, step, f"{what}: there was room for {parts}", gone)
    elif step and not gone:
        reason = f"{what}: a shorter form of {last.block.id}, there was no room for the fuller one"
        yield Decision(trial.of.page.id, step, reason)
    elif step:
        reason = f"{trial.slot}: the rest of {last.block.id}, priority {last.priority}: there was no room"
        yield Decision(trial.of.page.id, step, reason, gone)


def _turn(one: tuple[str, tuple[Placed, ...]]) -> tuple[bool, bool, bool, int]:
    """What is asked for comes first, by its priority, and what leads before all of it; a heading of what stands there already comes last."""
    last = one[1][-1]
    return last.optional, isinstance(last.block, Heading), not last.leads, last.priority or LAST


def begun(of: OnPaper, flows: Flows, slots: Sequence[str], step: int, gap: float) -> tuple[Flows, Decision] | None:
    """The areas with the beginning of a text that is longer than the page by itself, in the stead of the last block of the one area of
    `slots` that has any: as many of its paragraphs and sentences as there is room for. None where that is no text, or nothing of it fits."""
    slot = next((one for one in slots if flows.get(one)), "")
    last = flows[slot][-1] if slot else None
    heads, text = _unpacked(last.block) if last else ((), None)
    if last is None or not isinstance(text, Prose):
        return None
    (shelf,) = (one for one in of.measured(flows, step, gap) if one.area.name == slot)
    halves = [text.split(cut) for cut in text.arrange(shelf.place.box.width, step, of.look).cuts if not cut.forced]

    def made(part: Prose) -> Flows:
        return {**flows, slot: (*flows[slot][:-1], *(replace(last, block=one) for one in (*heads, part)))}

    def over(pair: tuple[Prose, Prose]) -> bool:
        return of.overflow(made(pair[0]), step, gap) > 0

    fitting = bisect_left(halves, True, key=over)
    if not fitting:
        return None
    part, rest = halves[fitting - 1]
    reason = f"{slot}: the rest of {text.id}: it is longer than the page by itself"
    return made(part), Decision(of.page.id, "shortened", reason, rest.origins())


def _unpacked(block: Block) -> tuple[tuple[Block, ...], Block]:
    """The text that a block begins with, and what stands above it."""
    while isinstance(block, Row):
        block = block.blocks[0]
    *heads, last = block.blocks if isinstance(block, ColumnBlock) else (block,)
    return tuple(heads), last


@frozen
class _Trial:
    """One group of optional blocks, tried on a page that has others in it: its last block may come shorter."""

    of: OnPaper
    fit: Fit
    chosen: Flows
    slot: str
    group: tuple[Placed, ...]

    @property
    def heads(self) -> bool:
        """False for a heading of what stands under a heading of its own, or does not stand: it is told, and no room is taken for it."""
        blocks = iter(self.of.page.flows[self.slot])
        follows = next((one for one in blocks if one is self.group[-1]), None) and next(blocks, None)
        own = self.group[-1]
        return not isinstance(own.block, Heading) or (follows is not None and follows.group == own.group)

    @property
    def worth(self) -> float:
        """What one of its fields counts for."""
        return 1 / max(1, len(origins(self.group))) / (self.group[-1].priority or LAST)

    def flow(self, block: Block) -> tuple[Placed, ...]:
        """The area with the group in it."""
        return tuple(_merged(self.of.page.flows[self.slot], self.chosen.get(self.slot, ()), self.group, block))

    def over(self, block: Block) -> int:
        """By how much the page would be over (EMU); 0 where all fits."""
        return self.of.overflow(*self._page(block), airy=self._airy)

    def fits(self, block: Block) -> bool:
        """The same, and measured only where what stands there already leaves any room."""
        page = self._page(block)
        return not self.of.overfull(*page, [block], airy=self._airy) and not self.of.overflow(*page, airy=self._airy)

    def _page(self, block: Block) -> tuple[Flows, int, float]:
        return {**self.chosen, self.slot: self.flow(block)}, self.fit.step, self.fit.gap

    @property
    def _airy(self) -> bool:
        return self.group[-1].optional and not self.group[-1].priority

    def without(self, blocks: Sequence[Placed]) -> tuple[Placed, ...]:
        """Blocks less those of the group."""
        own = {(one.where, one.group, one.block.id) for one in self.group}
        return tuple(one for one in blocks if (one.where, one.group, one.block.id) not in own)

    def tried(self, block: Block) -> Block | None:
        """The last block, or as much of it as fits, None where nothing does."""
        if self.fits(block):
            return block
        return self._shortened(block) if shortens(block) else self._less(block)

    def larger(self, block: Block) -> Block | None:
        """The next that shows more than this; None where it shows all."""
        whole = self.group[-1].block
        more, found = None if whole == block else whole, None
        while more is not None and more != block:
            found, more = more, None if shortens(whole) else _fewer(more)
        return found

    def _shortened(self, whole: Shortened) -> Block | None:
        if whole.fewer() is None:
            return None
        least, most = whole.least, min(whole.parts - 1, LONGEST)
        if not self.fits(whole.at_most(least)):
            return None
        while least < most:
            middle = (least + most + 1) // 2
            if self.fits(whole.at_most(middle)):
                least = middle
            else:
                most = middle - 1
        return whole.at_most(least)

    def _less(self, block: Block) -> Block | None:
        """The last block less what it gives up, until it fits."""
        less = _fewer(block)
        while less is not None and not self.fits(less):
            less = _fewer(less)
        return less


def _least(block: Block) -> Block:
    """A block with no more than it has to show."""
    while not shortens(block) and yields(block) and (less := block.fewer()) is not None:
        block = less
    return block


@kept
def _fewer(block: Block) -> Block | None:
    """The block with less in it; None where nothing more can go."""
    return block.fewer() or _pressed(block) if yields(block) else None


def _pressed(block: object) -> Block | None:
    """A row that keeps one block less than it asked for, or forms without the one that is shown."""
    if isinstance(block, Forms):
        return block.pressed()
    return replace(block, least=block.least - 1).fewer() if isinstance(block, Row) and block.least > 1 else None


def _lacking(whole: Block, block: Block | None) -> int:
    """How far a block is from the forms it is to have: how many of those to spare it has come to, more where it stays away."""
    if block is None:
        return LAST
    return whole.spare - block.spare if isinstance(whole, Forms) and isinstance(block, Forms) else 0


def _parts(block: Block) -> int:
    return block.parts if shortens(block) else 1


def _merged(
    asked: Sequence[Placed], chosen: Sequence[Placed], group: Sequence[Placed], last: Block
) -> Iterator[Placed]:
    """The chosen blocks and those of a group (`last` is its last one), in the order of the template; a chosen block may have less in it
    than was asked for."""
    rest = list(chosen)
    for placed in asked:
        if rest and (placed.where, placed.group, placed.block.id) == (rest[0].where, rest[0].group, rest[0].block.id):
            yield rest.pop(0)
        elif placed is group[-1]:
            yield replace(placed, block=last, priority=placed.priority or LAST)
        elif any(placed is one for one in group):
            yield replace(placed, priority=placed.priority or LAST)


def _groups(page: Page, flows: Flows) -> Iterator[tuple[str, tuple[Placed, ...]]]:
    """The blocks of each area that do not yet stand there, each with its headings; what one entry of the template makes has its heading
    in common."""
    for slot, blocks in page.flows.items():
        standing = {id(placed) for placed in flows.get(slot, ())}
        heads: list[Placed] = []
        told = False
        for placed in blocks:
            if heads and placed.group != heads[0].group:
                if not told:
                    yield slot, tuple(heads)
                heads = []
            told = told and bool(heads)
            if id(placed) in standing:
                if heads and not isinstance(placed.block, Heading):
                    yield slot, tuple(heads)
                heads = []
                continue
            if isinstance(placed.block, Heading):
                heads.append(placed)
            else:
                yield slot, (*heads, placed)
                told = True
                if not placed.group:
                    heads = []
