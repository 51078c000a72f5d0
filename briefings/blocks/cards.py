"""Short texts as cards on a grid."""

from __future__ import annotations

from typing import Final

from ..frozen import frozen, replace
from ..geometry import points
from ..look import Look
from ..values import Rich
from . import running
from .grid import columns_width, even_columns, plate_width, tiled
from .params import Entry, param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides, whole
from .stat_tile import standing
from .text import line_count, paragraph, text_box

NARROWEST: Final = points(110)
FEW: Final = 4
ROWS: Final = 2
"""So many rows of cards stand on panels; more are parted by rules."""
SHORT: Final = 3
ROOMY: Final = 0.9
"""In the type of a statement a card has so many lines at the most, and the cards take so much of their place."""
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
    across: int = 0
    large: bool = False
    parted: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        columns, plates = self._set(width, step, look)
        if height and self._large and not self.parted:
            columns, plates = self._grown(plates, columns, width, step, look, height)
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
        parted = self.parted or len(self.items) > 1
        return replace(head, parted=parted), replace(tail, parted=parted)

    @property
    def _large(self) -> bool:
        return self.large if self.across else len(self.items) <= FEW

    def _set(self, width: int, step: int, look: Look, tallest: int | None = None) -> tuple[int, tuple[Plate, ...]]:
        """The cards in as many columns as keep their words to a few lines and none higher than the tallest may be, rows being as
        full as can be."""
        most = self.columns or (2 if len(self.items) == FEW else 4)
        even = even_columns(len(self.items), most, width, NARROWEST, look.gutter)
        for columns in (self.across,) if self.across else (*even, *range(even[-1] - 1, 0, -1)):
            count = len(self.items)
            wide = [plate_width(number, count, columns, width, look.gutter) for number in range(count)]
            stood = self._standing(look, columns)
            plates = tuple(self._card(entry, own, step, stood) for entry, own in zip(self.items, wide, strict=True))
            lines = ALONE if count <= columns else LINES
            few = columns <= 2 or all(max(line_count(p.words, 0), line_count(p.words, 1)) <= lines for p in plates)
            low = tallest is None or all(plate.needed <= tallest for plate in plates)
            if self.across or columns == 1 or (few and low and whole(plates, look)):
                return columns, plates
        raise AssertionError("one column takes any card")

    def _grown(
        self, plates: tuple[Plate, ...], columns: int, width: int, step: int, look: Look, height: int
    ) -> tuple[int, tuple[Plate, ...]]:
        """The cards in the type of a statement where they are short enough to be read as one: names one below the other, which fill a place that they
        leave empty side by side."""
        names = 1 < columns == len(self.items) and not any(entry.detail for entry in self.items)
        for across in (1, columns) if names else (columns,):
            stood = self._standing(look, len(self.items))
            wide = columns_width(width, across, look.gutter)
            larger = tuple(
                self._card(entry, wide if names else plate.width, step, stood, 0)
                for entry, plate in zip(self.items, plates, strict=True)
            )
            short = all(line_count(plate.words, 0) <= SHORT for plate in larger)
            if short and whole(larger, look) and tiled(larger, across, width, look).height <= height * ROOMY:
                return across, larger
        return columns, plates

    def _standing(self, look: Look, columns: int) -> Look:
        """How the cards stand: on panels where these fill a slide, in one row or two; those that go on as they did before."""
        return look if self.parted else standing(look, len(self.items), columns * ROWS)

    @staticmethod
    def _texts(entry: Entry) -> tuple[Rich, ...]:
        return tuple(rich for rich in (entry.lead, entry.detail) if rich)

    def _card(self, entry: Entry, width: int, step: int, look: Look, lead_step: int | None = None) -> Plate:
        edge: Edge = "rule" if look.tiles == "rule" else "none"
        grounded = edge == "none"
        side, around = look.unit * 3 * grounded, look.unit * (3 if grounded else 2)
        style = look.style("quote", step + 1) if self._large else look.style("heading", step)
        if lead_step is not None:
            style = look.style("quote", lead_step)
        lead = paragraph(entry.lead, style, look, "item", 0)
        quiet = replace(
            look.style("label", step), before=look.unit, colour=look.colour("text" if grounded else "muted")
        )
        detail = paragraph(entry.detail, quiet, look)
        parts = (lead,) if not entry.detail else (lead, detail) if entry.lead else (detail,)
        id = f"{self.id}.{entry.id}"
        words = text_box(f"{id}.text", parts, width - side * 2, look)
        return Plate(id, "card", words, sides(side, side, around, around, look), edge, grounded)
