"""Short texts as cards on a grid."""

from __future__ import annotations

from typing import Final

from ..frozen import frozen, replace
from ..geometry import points
from ..look import Look, TextStyle, restyled
from ..text.measure import count_lines, natural_width
from ..values import Rich
from . import running
from .grid import even_columns, plate_width, tiled
from .params import Entry, param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides, whole
from .stat_tile import standing
from .text import line_count, lines_height, paragraph, text_box

NARROWEST: Final = points(110)
FEW: Final = 4
ROWS: Final = 2
"""So many rows of cards stand on panels; more are parted by rules."""
ROOMY: Final = 0.9
"""Names one below the other take so much of their place at the most."""
AIRY: Final = 1.6
"""Cards of which something is told are made so many times higher than their words ask for."""
GAP: Final = 1.5
"""How far what is told of a card stands from its name, in baseline units."""
LISTED: Final = 2
"""The first step of the type of names in a long list."""
MANY: Final = 6
"""In a list of more names, and of what more is said of, these have that type."""
NAMES: Final = 3
"""So many names are a list in large type."""
COLUMN: Final = 0.64
"""Names of which more is said in a column of its own have so much of a slide's width at the most."""
SHORT: Final = 0.25
"""Short ones have so much of it, and a few of these are larger."""
WIDE: Final = 0.75
LINES, ALONE = 4, 8
"""A card whose words take more lines asks for a wider one, where there is; in a single row it may take more."""


@frozen
class Cards(running.Listed):
    """Names or short texts as cards of one width: a short list that fills its page.

    A cut is addressed by how many cards stay whole, and how many letters of the next one stay.
    """

    id: str
    items: tuple[Entry, ...] = param(
        "entries", "The cards: texts, or records whose title (and detail) are shown.", "{{ section.items }}"
    )
    columns: int = param("count", "How many columns at the most; 0 lets the content choose.", 2, default=0)
    ruled: bool = param(
        "flag", "True for a list: names in one smaller type, never on grounds of their own.", True, default=False
    )
    across: int = 0
    large: bool = False
    parted: bool = False
    many: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        columns, plates = self._set(width, step, look)
        if height and self._large and not self.parted:
            columns, plates = self._below(plates, columns, width, step, look, height)
        if height and any(plate.hangs for plate in plates):
            height = min(height, round(tiled(plates, columns, width, look).height * AIRY))
        piece = tiled(plates, columns, width, look, height)
        if columns > 1 or not self.items:
            return piece
        return replace(piece, parting=(*piece.cuts, *plates[0].within(self._texts(self.items[0]), look.language)))

    def settled(self, width: int, height: int, step: int, look: Look) -> Cards:
        """The cards with one width and one size of type for all the pages that they go on over."""
        columns, _ = self._set(width, step, look, height)
        return replace(self, across=columns, large=self._large)

    def split(self, cut_at: Cut) -> tuple[Cards, Cards]:
        head, tail = running.Listed.split(self, cut_at)
        parted = (
            self.parted or len(self.items) > 1 or cut_at.at[1] > 0
        )  # one without what was told of it stands as it did
        return replace(head, parted=parted, many=self._many), replace(tail, parted=parted, many=self._many)

    @property
    def _many(self) -> bool:
        """Whether there are many, here or on all the pages that they go on over."""
        return self.many or len(self.items) > MANY

    @property
    def _large(self) -> bool:
        return self.large if self.across else len(self.items) <= FEW

    def _set(self, width: int, step: int, look: Look, tallest: int | None = None) -> tuple[int, tuple[Plate, ...]]:
        """The cards in as many columns as keep their words to a few lines and none higher than the tallest may be, rows being as
        full as can be."""
        most = self.columns or (2 if len(self.items) == FEW else 4)
        even = even_columns(len(self.items), most, width, NARROWEST, look.gutter)
        for columns in (self.across,) if self.across else (*even, *range(even[-1] - 1, 0, -1)):
            plates = self._cards(columns, width, step, look)
            count = len(self.items)
            lines = ALONE if count <= columns else LINES
            few = columns <= 2 or all(max(line_count(p.words, 0), line_count(p.words, 1)) <= lines for p in plates)
            low = tallest is None or all(plate.needed <= tallest for plate in plates)
            if self.across or columns == 1 or (few and low and whole(plates, look)):
                return columns, plates
        raise AssertionError("one column takes any card")

    def _below(
        self, plates: tuple[Plate, ...], columns: int, width: int, step: int, look: Look, height: int
    ) -> tuple[int, tuple[Plate, ...]]:
        """Names, with a few words at the most, one below the other where they have the room: these fill a place that they leave empty side by side."""
        if not 1 < columns == len(self.items):
            return columns, plates
        below = self._cards(1, width, step, look, self._standing(look, columns))
        short = all(max(line_count(plate.words, 0), line_count(plate.words, 1)) == 1 for plate in below)
        return (1, below) if short and tiled(below, 1, width, look).height <= height * ROOMY else (columns, plates)

    def _cards(self, columns: int, width: int, step: int, look: Look, stood: Look | None = None) -> tuple[Plate, ...]:
        """The cards in so many columns: what is told of those of a row begins on one line, however many lines their names take."""
        count, stood = len(self.items), stood or self._standing(look, columns)
        wide = [plate_width(number, count, columns, width, look.gutter) for number in range(count)]
        plates = [self._card(entry, own, step, stood) for entry, own in zip(self.items, wide, strict=True)]
        if not any(entry.detail for entry in self.items):
            return tuple(plates)
        named = self._named(wide, step, stood)
        plates = [self._card(entry, own, step, stood, named=named) for entry, own in zip(self.items, wide, strict=True)]
        for start in range(0, count, columns):
            row = range(start, min(start + columns, count))
            highest = max(_named(plates[at]) for at in row)
            for at in row:
                lower = 0 if self.ruled else highest - _named(plates[at])
                plates[at] = self._card(self.items[at], wide[at], step, stood, lower, hangs=columns > 1, named=named)
        return tuple(plates)

    def _named(self, wide: list[int], step: int, look: Look) -> int:
        """The step of names that take as many lines in a font that is not at hand as in that which stands in for it: what is told below
        one would else be a line higher than beside it."""
        if not look.fonts.margin(look.style("heading").font):
            return step
        other = replace(look.fonts, drawn=True)
        for at in range(step, len(look.scale["heading"])):
            style = look.style("heading", at)
            names = [(paragraph(entry.lead, style, look, "item", 0),) for entry in self.items]
            if all(
                count_lines(one, own, look.fonts) == count_lines(one, own, other)
                for one, own in zip(names, wide, strict=True)
            ):
                return at
        return step

    def _standing(self, look: Look, columns: int) -> Look:
        """How the cards stand: names on panels where these fill a slide, in one row or two; those of which more is told, and those that go
        on, as all cards of the look do."""
        told = any(entry.lead and entry.detail for entry in self.items)
        return look if self.parted or told or self.ruled else standing(look, len(self.items), columns * ROWS)

    def _alone(self, look: Look) -> bool:
        """Whether a few names are all that stands on a slide."""
        few = len(self.items) <= NAMES and not self.parted
        return few and look.on == "page" and look.page.is_slide

    def _large_names(self, width: int, look: Look) -> TextStyle | None:
        """The type of a few names that are all that stands on a slide, or have what they are short for below them, as large as keeps each on its
        line; None for others."""
        if not self._alone(look):
            return None
        own = look.style("heading")
        tries = (*(own.at(look.style("quote", step).size) for step in (0, 1)), own)

        room = round(width * SHORT) if any(entry.detail for entry in self.items) else width
        return next((style for style in tries if self._widest(style, look) <= room), None)

    def _widest(self, style: TextStyle, look: Look) -> int:
        """How wide the widest name is on a line of its own, in EMU."""
        leads = (paragraph(entry.lead, style, look, "item", 0) for entry in self.items)
        return round(max(natural_width(one, look.fonts) for one in leads) * look.wider)

    def _in_columns(self, width: int, look: Look) -> bool:
        """Whether a list that is as wide as a slide says more of its names: that stands in a column of its own."""
        wide = self.columns == 1 and look.page.is_slide and width > look.page.width * WIDE
        return self.ruled and wide and any(entry.detail for entry in self.items)

    @staticmethod
    def _texts(entry: Entry) -> tuple[Rich, ...]:
        return tuple(rich for rich in (entry.lead, entry.detail) if rich)

    def _card(
        self, entry: Entry, width: int, step: int, look: Look, lower: int = 0, *, hangs: bool = False, named: int = 0
    ) -> Plate:
        """A card, its name at a step of its own; what is told of it stands so much `lower`, in EMU."""
        edge: Edge = "rule" if look.tiles == "rule" else "none"
        grounded = edge == "none"
        close = self.ruled and self._many and look.page.is_slide
        side, around = look.unit * 3 * grounded, look.unit * (3 if grounded else 1 if close else 2)
        large = self.ruled and step == 0 and self._large_names(width, look)
        many = self._many or any(one.detail for one in self.items)
        style = large or look.style("heading", max(step, named, LISTED * (self.ruled and many)))
        lead = paragraph(entry.lead, restyled(style, before=0), look, "item", 0)
        quiet = restyled(
            look.style("label", step),
            before=round(look.unit * GAP) + lower,
            colour=look.colour("text" if grounded else "muted"),
        )
        detail = paragraph(entry.detail, quiet, look)
        if self._in_columns(width, look):
            own = max(
                round(width * SHORT), min(round(width * COLUMN), self._widest(lead.style, look) + look.gutter * 2)
            )
            words = text_box(f"{self.id}.{entry.id}.text", (lead,), own - look.gutter, look)
            beside = replace(detail, style=restyled(quiet, before=0, size=min(quiet.size, lead.style.size)))
            more = text_box(f"{self.id}.{entry.id}.detail", (beside,), width - own, look, x=own)
            inset = sides(0, width - words.box.width, round(look.unit * GAP), look.unit // 2, look)
            return Plate(
                f"{self.id}.{entry.id}", "card", words, inset, "rule", False, quiet=more if entry.detail else None
            )
        parts = (lead,) if not entry.detail else (lead, detail) if entry.lead else (detail,)
        id = f"{self.id}.{entry.id}"
        words = text_box(f"{id}.text", parts, width - side * 2, look)
        middle = self.ruled and self._alone(look) and not any(one.detail for one in self.items)
        inset = sides(side, side, around, around, look)
        return Plate(id, "card", words, inset, edge, grounded, hangs=hangs, middle=middle)


def _named(plate: Plate) -> int:
    """How high the name of a card is, in EMU."""
    return lines_height(tuple(line for line in plate.words.lines if line.paragraph == 0))
