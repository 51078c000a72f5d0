"""A list of short texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ..frame import Paragraph, Run, TextBox
from ..frozen import frozen, replace
from ..look import Look
from ..memory import kept
from ..text.measure import natural_width
from ..values import plain
from . import running
from .grid import column_x, columns_width
from .params import Entry, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box

AIRY: Final = 1.5
"""How far apart the items of a stretched list may stand, in baseline units more than usual."""
MOST_COLUMNS: Final = 3
LONG: Final = 8
"""An item of more lines goes on after a sentence, as running text does; one of fewer only where it has a page to itself."""


@frozen
class List(running.Listed):
    """A bulleted list; it flows into a body placeholder and over its columns. Elsewhere items that take one line each stand in two
    or three columns where there is room.

    `columns` is their number once it is settled. A cut is addressed by how many items stay whole, and how many letters of the next
    one stay: its rest goes on without a bullet.
    """

    id: str
    items: tuple[Entry, ...] = param(
        "entries", "The items: texts, or records whose title (and detail) are shown.", "{{ section.items }}"
    )
    columns: int = 0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        paragraphs = self.paragraphs(step, look)
        columns = self.columns or _columns(paragraphs, width, look)
        rows = -(-len(paragraphs) // columns)
        boxes = self._boxes(paragraphs, columns, width, look)
        natural = max(box.box.height for box in boxes)
        most = natural + round((rows - 1) * look.unit * AIRY)
        if height is not None and height > natural and rows > 1:
            extra = (min(height, most) - natural) // (rows - 1)
            airy = [replace(p, style=replace(p.style, before=p.style.before + extra)) for p in paragraphs]
            boxes = self._boxes(airy, columns, width, look)
        tall = max(box.box.height for box in boxes)
        bottoms = {line.paragraph: line.top + line.height for line in boxes[0].lines}
        cuts = [Cut(bottoms[row], ((row + 1) * columns, 0)) for row in range(rows - 1)]
        if columns == 1:
            cuts += self._in_items(boxes[0], look.language)
        return Piece(width, tall, boxes, Stretch(natural, most), tuple(cuts))

    def settled(self, width: int, height: int, step: int, look: Look) -> List:
        return replace(self, columns=_columns(self.paragraphs(step, look), width, look))

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * max(1, self.columns)
        near = [(*entry.lead, *entry.detail) for entry in self.items[: index + 1]]
        after = running.beyond(near, lines * letters, look.language) if self.columns < 2 else None
        return after or (Cut(0, (index, 0)) if index < len(self.items) else None)

    def _boxes(
        self, paragraphs: tuple[Paragraph, ...] | list[Paragraph], columns: int, width: int, look: Look
    ) -> tuple[TextBox, ...]:
        """The items column by column."""
        each = columns_width(width, columns, look.gutter)
        rows = -(-len(paragraphs) // columns)
        starts = range(0, len(paragraphs), rows)
        return tuple(
            text_box(
                f"{self.id}-{column + 1}" if column else self.id,
                tuple(paragraphs[start : start + rows]),
                each,
                look,
                x=column_x(column, columns, width, look),
            )
            for column, start in enumerate(starts)
        )

    def _in_items(self, box: TextBox, language: str) -> Iterator[Cut]:
        """The cuts inside items."""
        for number, lines in groupby(box.lines, key=lambda line: line.paragraph):
            own, name = list(lines), len(plain(self.items[number].lead))
            for one in running.inside(own, number, box.paragraphs[number].text, language):
                end = one.at[1]
                # the line break between an item's two texts is in neither
                at = (number, end - 1 if 0 < name < end else end)
                yield Cut(one.height, at, one.forced or len(own) <= LONG or end == name + 1)

    @kept
    def paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        return tuple(self._item(entry, step, look) for entry in self.items)

    def _item(self, entry: Entry, step: int, look: Look) -> Paragraph:
        style = look.style("item", step)
        if entry.begun:
            style = replace(style, bullet="", indent=0)
        lead = paragraph(entry.lead, style, look, "item", 0)
        if not entry.detail:
            return lead
        quiet = replace(style, colour=look.colour("muted"))
        detail = paragraph(entry.detail, quiet, look, "item", 0)
        if not entry.lead:
            return replace(detail, style=style)
        # a soft line break keeps the detail in its item, in the deck and in the structure tree alike
        return replace(lead, runs=(*lead.runs, Run("\u2028", lead.style, (), "", look.language), *detail.runs))


def _columns(paragraphs: tuple[Paragraph, ...], width: int, look: Look) -> int:
    """As many columns as leave each item on one line, with two rows at least, save for a single row of three on a page that is higher than
    wide; a placeholder has columns of its own."""
    if look.on == "placeholder" or any("\u2028" in p.text for p in paragraphs):
        return 1
    row = MOST_COLUMNS if look.page.is_sheet else 0
    fitting = [c for c in range(MOST_COLUMNS, 1, -1) if len(paragraphs) >= c * 2 or len(paragraphs) == c == row]
    if not fitting:
        return 1
    longest = max(natural_width(p, look.fonts) for p in paragraphs)
    return next((c for c in fitting if columns_width(width, c, look.gutter) >= longest), 1)
