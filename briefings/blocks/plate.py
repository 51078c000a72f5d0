"""Words on a ground of their own: what tiles, cards, quotes and callouts have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal, Protocol, TypeAlias, TypeGuard

from ..frame import Chart, Group, Icon, Item, Panel, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, Insets, points
from ..look import Look
from ..text.measure import widest_word
from ..values import Rich
from . import running
from .piece import Cut, Piece, Stretch

GROWTH: Final = 16
"""How much higher than its words a plate may be made, in baseline units."""

OUTLINE: Final = points(0.5)
"""How thick the line is that takes the place of a ground."""
RULE: Final = points(1.5)
"""How thick the rule above a figure is."""
ROUNDING: Final = 1
"""So many EMU a line may be wider than its place for being rounded."""

CHARTED: Final = 0.5
"""A line below a figure is so high at the most, as a share of its width."""
MARK: Final = points(48)
"""How long the short bar above a quote is."""

Edge: TypeAlias = Literal["start", "top", "rule", "mark", "none"]
"""Where a plate has its accent; under a `rule` words hang from the top, side by side with those of others; a `mark` is a short bar above them."""


@frozen
class Plate:
    """Measured words with what stands behind them: a panel (`ground`) and an accent edge; `inset` keeps the words off its sides.

    `kind` names the block that the plate is for, `job` that of the ground's colour. What stands `above` and `below` the
    words has room in the inset; `aside` it stands at the end of their first line. Where it `hangs` its words, they begin at the top of a higher plate;
    below a rule they do unless they stand in the `middle`.
    The `quiet` words stand in a column of their own behind the others, on a ground both in its middle.
    """

    id: str
    kind: str
    words: TextBox
    inset: Insets
    edge: Edge = "none"
    ground: bool = True
    job: str = "panel"
    below: Chart | None = None
    above: Icon | None = None
    aside: bool = False
    hangs: bool = False
    middle: bool = False
    quiet: TextBox | None = None

    @property
    def width(self) -> int:
        return self.words.box.width + self.inset.left + self.inset.right

    @property
    def wide(self) -> int:
        """How much wider than its place the longest line is, in EMU: a letter that is wider than the place cannot be cut."""
        most = max((line.x + line.width for line in self.words.lines), default=0)
        least = min((line.x for line in self.words.lines), default=0)
        over = max(most - self.words.box.width, -least)
        return over if over > ROUNDING else 0

    @property
    def needed(self) -> int:
        """The least height, in EMU."""
        tallest = max(box.box.height for box in (self.words, self.quiet) if box is not None)
        return tallest + self.inset.top + self.inset.bottom

    def hung(self, look: Look, height: int = 0, level: int = 0) -> Group:
        """The plate made `height` high. Its words hang as the words of a plate `level` high would in the middle of that height:
        plates side by side share one level, and so their first lines."""
        tall = max(self.needed, height)
        box = Box(0, 0, self.width, tall)
        spare = tall - max(self.needed, level)
        hangs = (self.edge == "rule" and not self.middle) or self.below or self.hangs
        drop = 0 if hangs else spare // 2
        text = replace(self.words, box=box, insets=replace(self.inset, top=self.inset.top + drop))
        parts = [ground(f"{self.id}.panel", box, self.job, look)] if self.ground else []
        if self.edge != "none":
            bar = self._bar(box, drop, look)
            parts.append(Panel(f"{self.id}.edge", bar.mirrored(self.width) if look.rtl else bar, look.colour("accent")))
        held: list[Item] = [*parts, text]
        if self.quiet is not None:
            tallest = self.needed - self.inset.top - self.inset.bottom
            held[-1:] = (
                replace(one, box=box.mirrored(self.width) if look.rtl else box, insets=Insets(0, over, 0, 0))
                for one in (self.words, self.quiet)
                for box in (replace(one.box, height=tall),)
                for over in (text.insets.top + (tallest - one.box.height) // 2 * self.ground,)
            )
        if self.below is not None:
            line = self.below.box
            high = max(line.height, min(line.height + spare, round(line.width * CHARTED)))
            top = tall - spare - self.inset.bottom + look.unit
            held.append(replace(self.below, box=replace(line, height=high).moved(self.inset.left, top)))
        if self.above is not None:
            size = self.above.box.width
            left = self.width - self.inset.right - size if look.rtl != self.aside else self.inset.left
            top = (
                text.insets.top + (self.words.lines[0].height - size) // 2
                if self.aside
                else text.insets.top - size - look.unit
            )
            held.insert(len(parts), replace(self.above, box=Box(left, top, size, size)))
        return Group(self.id, box, tuple(held), self.kind)

    def _bar(self, box: Box, drop: int, look: Look) -> Box:
        """The accent, read from the left."""
        match self.edge:
            case "start":
                return replace(box, width=look.unit // 2)
            case "mark":
                start = self.inset.right if look.rtl else self.inset.left
                return Box(start, self.inset.top + drop - look.unit * 3, MARK, look.unit * 3 // 4)
            case _:
                return replace(box, height=RULE if self.edge == "rule" else look.unit // 2)

    def within(self, texts: Sequence[Rich], language: str) -> Iterator[Cut]:
        """The cuts inside the plate's texts, one for each paragraph: for one that is higher than a page."""
        around = self.inset.top + self.inset.bottom
        for one in running.within(self.words.lines, texts, language):
            yield replace(one, height=one.height + around, at=(0, *one.at))

    def piece(self, look: Look, height: int | None = None, cuts: tuple[Cut, ...] = ()) -> Piece:
        """The plate as a block of its own; one with a ground may grow, and so may what hangs; one with a mark stands in the middle of its place."""
        most = self.needed + (look.unit * GROWTH if self.ground or self.hangs or self.edge == "mark" else 0)
        tall = max(self.needed, min(height or 0, most))
        drawn = cache(lambda: (self.hung(look, tall),))
        return Piece(self.width + self.wide, tall, drawn, Stretch(self.needed, most), cuts)


def whole(plates: Sequence[Plate], look: Look) -> bool:
    """Whether plates break no word."""
    return all(widest_word(plate.words.paragraphs, look.fonts) <= plate.words.box.width for plate in plates)


def ground(id: str, box: Box, job: str, look: Look) -> Panel:
    """A coloured ground; where ink is to be saved, a thin line around it."""
    if look.ink == "low":
        return Panel(id, box, None, look.colour("rule"), OUTLINE)
    return Panel(id, box, look.colour(job))


class Plated(Protocol):
    """A block that is one plate, or may be."""

    def plate(self, width: int, step: int, look: Look) -> Plate | None:
        """The plate, measured at a width and a step of the type scale; None where the block is something else this time."""
        ...


def is_plated(block: object) -> TypeGuard[Plated]:
    """Whether a block is one plate, or may be."""
    return hasattr(block, "plate")


def sides(start: int, end: int, above: int, below: int, look: Look) -> Insets:
    """Insets by reading side: `start` is where lines begin."""
    return Insets(end, above, start, below) if look.rtl else Insets(start, above, end, below)
