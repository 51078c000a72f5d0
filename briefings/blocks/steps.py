"""What is done first, second, third."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frame import Group, Item, Panel, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, Insets, points
from ..look import Look, restyled
from ..text.measure import natural_width
from ..values import Rich, Span
from . import running
from .grid import columns_width, even_columns, tiled
from .icon import icon
from .params import Entry, param
from .piece import Cut, Piece
from .plate import Plate, ground, sides, whole
from .text import line_count, paragraph, text_box

NARROWEST: Final = points(120)
MOST: Final = 5
LINES: Final = 8
"""A step whose words take more lines asks for a wider column, where there is."""
ARROW: Final = 1.9
"""How high an arrow is, in the size of the number in it."""
SIGNED: Final = 2.2
"""An arrow beside its words is so many times as long as high where a step has a pictogram, which needs so much."""
HIGHER: Final = 1.5
"""An arrow is as high as the card beside it where this is not so many times its own height."""
ROOMY: Final = 0.9
"""Steps with numbers as large as figures take so much of their place at the most."""
LOW: Final = 0.6
"""Where they would leave more of it empty side by side they stand one below the other; those with pictograms only where their words fill so much of
their lines there."""
TALLER: Final = 1.2
"""On a slide the grounds of steps side by side reach down so much further than their words at the most: it does not end at two thirds of its height."""
SHORT: Final = 2
"""A step's name, or its text where it has none, takes so many lines at the most then."""


@frozen
class Steps(running.Listed):
    """Steps in their order: an arrow with its number above the words of each; where there is little room one below the other.

    A cut is addressed by how many steps stay whole, and how many letters of the next one stay; `first` is the number that the first has,
    `across` how many stand side by side once it is settled; those that go on elsewhere (`parted`) keep their type. One below the other on a slide they
    are on cards, with what is told of each `apart` from its name, in a column of its own, and `large` where that has room.
    """

    id: str
    items: tuple[Entry, ...] = param(
        "entries", "The steps: texts, or records whose title (and detail) are shown.", "{{ section.items }}"
    )
    first: int = 1
    across: int = 0
    parted: bool = False
    apart: bool = False
    large: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        columns, plates = self._set(width, step, look)
        if height and columns > 1:
            made = plates if self.parted else self._plates(columns, width, step, look, large=True)
            low = tiled(made, columns, width, look).height <= height * ROOMY
            plates = made if low and _suit(made, look) else plates
            tall = tiled(plates, columns, width, look).height
            uneven = len(self.items) % columns > 0  # rows of which the last has a hole
            tries = [self._plates(1, width, step, look, large=True)]
            if uneven:
                cards = replace(self, apart=True) if self._lies(1, look) else self
                tries += [cards._plates(1, width, at, look) for at in range(step + 1)]
                tries.append(self._plates(1, width, step, look))
            signed = all(one.icon for one in self.items)  # pictograms fill cards side by side
            lying = uneven or tall < height * LOW
            fitting = (one for one in tries if _suit(one, look) and _in(height, one, width, look))
            fitting = (one for one in fitting if uneven or not signed or _filled(one))
            below = next(fitting, None) if lying and not self.parted else None
            if below:
                columns, plates = 1, below
            else:
                raised = tuple(one.raised() for one in plates)
                if look.page.is_slide and not self.parted and _in(round(height * ROOMY), raised, width, look, columns):
                    plates, tall = raised, tiled(raised, columns, width, look).height
                more = TALLER if look.page.is_slide and not self.parted else 1
                height = min(height, round(tall * more))
        piece = tiled(plates, columns, width, look, height)
        wide = max(plate.wide for plate in plates)
        piece = replace(piece, width=piece.width + wide)
        if columns > 1:
            return piece
        return replace(piece, parting=(*piece.cuts, *plates[0].within(_texts(self.items[0]), look.language)))

    def settled(self, width: int, height: int, step: int, look: Look) -> Steps:
        """The steps with one width for all the pages that they go on over."""
        columns, plates = self._set(width, step, look)
        tall = max(plate.needed for plate in plates) > height
        columns = 1 if tall else columns
        tries = (replace(self, apart=True, large=large)._plates(1, width, step, look) for large in (True, False))
        fits = (
            [_told(one, look) and _in(height, one, width, look) for one in tries] if self._lies(columns, look) else []
        )
        return replace(self, across=columns, apart=any(fits), large=bool(fits) and fits[0])

    def split(self, cut_at: Cut) -> tuple[Steps, Steps]:
        head, tail = running.Listed.split(self, cut_at)
        if cut_at.at[1]:  # a name without what is told of it has no column of its own
            head, tail = (replace(one, apart=False, large=False) for one in (head, tail))
        return replace(head, parted=True), replace(tail, parted=True, first=self.first + cut_at.at[0])

    def _set(self, width: int, step: int, look: Look) -> tuple[int, tuple[Step, ...]]:
        """The steps in as many columns as keep their words to a few lines."""
        count = len(self.items)
        for columns in (
            (self.across,) if self.across else (*even_columns(count, MOST, width, NARROWEST, look.gutter), 1)
        ):
            plates = self._plates(columns, width, step, look)
            short = all(max(line_count(plate.words, 0), line_count(plate.words, 1)) <= LINES for plate in plates)
            if self.across or columns == 1 or (short and whole(plates, look)):
                return columns, plates
        raise AssertionError("one column takes any step")

    def _lies(self, columns: int, look: Look) -> bool:
        """Whether steps that stand one below the other on a slide have a name each and a text."""
        told = all(entry.lead and entry.detail for entry in self.items)
        return told and columns == 1 < len(self.items) and look.page.is_slide and not self.parted

    def _plates(self, columns: int, width: int, step: int, look: Look, *, large: bool = False) -> tuple[Step, ...]:
        """The steps side by side, or one below the other; in one of the larger types where it is given."""
        each, large = columns_width(width, columns, look.gutter), large or self.large
        made = tuple(
            self._step(number, entry, each, step, look, large=large, alone=columns == 1)
            for number, entry in enumerate(self.items, self.first)
        )
        if not self.apart or columns > 1:
            return made
        named = max(natural_width(one.words.paragraphs[0], look.fonts) for one in made) * look.wider
        room = made[0].words.box.width
        return tuple(one.told(min(room // 2, round(named) + look.gutter), look) for one in made)

    def _step(self, number: int, entry: Entry, width: int, step: int, look: Look, *, large: bool, alone: bool) -> Step:
        """A step: its number in an arrow above its words, or beside them where it has the width for itself."""
        size = ("figure", 0) if large else ("figure-small", step)
        named, said = (
            (look.style("heading", 0), look.style("body", 0))
            if large
            else (look.style("heading", step), look.style("body", step))
        )
        tall = round(points(look.style(*size).size) * ARROW)
        long = round(tall * (SIGNED if any(one.icon for one in self.items) else 1.5))
        start, above = (long + look.unit * 2, 0) if alone else (0, tall + look.unit * 2)
        lead = paragraph(entry.lead, replace(named, before=0), look, "text")
        quiet = replace(said, before=look.unit if large else look.unit // 2)
        detail = paragraph(entry.detail, quiet, look)
        parts = (lead,) if not entry.detail else (lead, detail) if entry.lead else (detail,)
        side = 0 if alone else look.unit * 2
        words = text_box(f"{self.id}.{entry.id}.text", parts, width - start - side * 2, look)
        shown = "" if entry.begun else str(number)
        pad = look.unit // 2 if alone and large else 0  # on a card its words keep off the edges
        above = max(above, (tall - words.box.height) // 2, pad) if alone else above
        return Step(
            f"{self.id}.{entry.id}", "step", words, sides(start + side, side, above, side + pad, look), ground=large or not alone, number=shown, icon=entry.icon,
            arrow=(long if alone else width, tall), size=size, beside=alone,
        )  # fmt: skip


@frozen
class Step(Plate):
    """The words of a step with its number in an arrow of a width and a height, in EMU, above or `beside` them; `size` is the style of the number and its
    step of the type scale."""

    number: str = ""
    icon: str = ""
    arrow: tuple[int, int] = (0, 0)
    size: tuple[str, int] = ("figure-small", 0)
    beside: bool = False

    @property
    def needed(self) -> int:
        tallest = max(one.box.height for one in (self.words, self.quiet) if one is not None)
        return max(tallest + self.inset.top + self.inset.bottom, self.arrow[1])

    def raised(self) -> Step:
        """The step below a higher arrow with a larger pictogram: few words fill no card."""
        wide, tall = self.arrow
        more = round(tall * (HIGHER - 1))
        return replace(self, arrow=(wide, tall + more), inset=replace(self.inset, top=self.inset.top + more))

    def told(self, named: int, look: Look) -> Step:
        """The step on a card, with what is told of it in a column behind its name, which has so much of the width."""
        lead, detail = self.words.paragraphs
        room, start = self.words.box.width, self.inset.right if look.rtl else self.inset.left
        lead, detail = (replace(one, style=replace(one.style, before=0)) for one in (lead, detail))
        words = text_box(self.words.id, (lead,), named - look.gutter, look, x=start)
        quiet = text_box(f"{self.id}.detail", (detail,), room - named - look.unit, look, x=start + named)
        inset = sides(start, self.width - start - words.box.width, look.unit, look.unit, look)
        return replace(self, words=words, quiet=quiet, ground=True, inset=inset)

    def hung(self, look: Look, height: int = 0, level: int = 0) -> Group:
        """The step made `height` high: its words hang from its number on a card, or stand beside it on one as high as they are."""
        box = Box(0, 0, self.width, max(self.needed, height))
        text = replace(self.words, box=box, insets=self.inset)
        top = 0 if self.beside else self.arrow[1]
        under = Box(0, top, self.width, (self.needed if self.beside else box.height) - top)
        card = (ground(f"{self.id}.panel", under, self.job, look),) if self.ground else ()
        said = (text,) if self.quiet is None else tuple(self._abreast(one, look) for one in (self.words, self.quiet))
        return Group(self.id, box, (*card, *self._arrow(look), *said), self.kind)

    def _abreast(self, one: TextBox, look: Look) -> TextBox:
        """One of two texts, in the middle of the card's height."""
        box = replace(one.box, height=self.needed)
        over = (self.needed - one.box.height) // 2
        return replace(one, box=box.mirrored(self.width) if look.rtl else box, insets=Insets(0, over, 0, 0))

    def _arrow(self, look: Look) -> tuple[Item, ...]:
        if not self.number:
            return ()
        wide, tall = self.arrow
        tall = self.needed if self.beside and self.needed < tall * HIGHER else tall
        place = Box(0, 0, wide, tall)
        if look.rtl:
            place = place.mirrored(self.width)
        low = look.ink == "low"
        arrow = ground(f"{self.id}.arrow", place, "band", look)
        colour = look.colour("text" if low else "on-band")
        style = restyled(look.style(*self.size), colour=colour, align="center", before=0)
        words = paragraph((Span(self.number),), style, look, "label")
        made = text_box(f"{self.id}.number", (words,), wide, look)
        number: TextBox = replace(made, box=place, anchor="middle")
        size = min(tall, int(wide / SIGNED)) * 6 // 10
        own = round(points(look.style(*self.size).size) * ARROW)
        sign = icon(self.id, self.icon if _signed(wide, own) else "", size, colour)
        signs: tuple[Item, ...] = ()
        if sign is not None:
            left = size // 3
            at = place.right - left - size if look.rtl else place.x + left
            signs = (replace(sign, box=Box(at, (tall - size) // 2, size, size)),)
        return (
            Panel(arrow.id, place, arrow.fill, arrow.line, arrow.weight, shape="arrow-left" if look.rtl else "arrow"),
            *signs,
            number,
        )


def _in(height: int, plates: Sequence[Step], width: int, look: Look, columns: int = 1) -> bool:
    """Whether steps, one below the other or in columns, have room in so much of a height as they may take."""
    return tiled(plates, columns, width, look).height <= height


def _told(plates: Sequence[Step], look: Look) -> bool:
    """Whether what is told of steps stands on a line or two behind their names, which break no word."""
    return whole(plates, look) and all(
        max(line_count(one.words, 0), line_count(one.quiet or one.words, 0)) <= SHORT for one in plates
    )


def _filled(plates: Sequence[Step]) -> bool:
    """Whether the words of steps one below the other reach over enough of their lines."""
    return max(line.width / plate.words.box.width for plate in plates for line in plate.words.lines) >= LOW


def _suit(plates: Sequence[Step], look: Look) -> bool:
    """Whether steps in the larger type break no word, have names of a line or two, and room for their pictograms."""
    signed = all(not plate.icon or _signed(*plate.arrow) for plate in plates)
    return signed and whole(plates, look) and all(line_count(plate.words, 0) <= SHORT for plate in plates)


def _signed(wide: int, tall: int) -> bool:
    """Whether an arrow has room for a pictogram beside its number."""
    return wide >= int(tall * SIGNED)


def _texts(entry: Entry) -> tuple[Rich, ...]:
    return tuple(rich for rich in (entry.lead, entry.detail) if rich)
