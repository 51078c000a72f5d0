"""What is to come, chapter by chapter."""

from __future__ import annotations

from typing import Final

from ..frame import Group, Item, Rule, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look, restyled
from ..text.measure import natural_width, set_text
from ..values import Rich, Span
from . import running
from .grid import tiled
from .params import Entry, param
from .piece import Piece
from .plate import Plate, sides
from .text import balanced, lines_height, paragraph, text_box

RULE: Final = points(0.75)
DOT: Final = "·"
WIDTHS: Final = 16
"""So many widths are tried for lines that end between two names."""


@frozen
class Agenda(running.Listed):
    """Chapters with their numbers, what is in them, and the slides that they begin on: an item's `id` is that of the page it leads to, its `number` 0
    where it has none.

    A cut is addressed by how many chapters stay whole, and how many letters of the next one stay.
    """

    id: str
    items: tuple[Entry, ...] = param(
        "entries", "The chapters: records with the `id` of a page, a title, and a detail.", "{{ chapters }}"
    )
    across: int = 1

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        rows = tuple(self._row(entry, width, step, look) for entry in self.items)
        piece = tiled(rows, 1, width, look, height)
        within = rows[0].within(tuple(filter(None, (self.items[0].lead, self.items[0].detail))), look.language)
        return replace(piece, width=width + max(row.wide for row in rows), parting=(*piece.cuts, *within))

    def settled(self, width: int, height: int, step: int, look: Look) -> Agenda:
        return self

    def brief(self) -> Agenda:
        """The chapters alone, without what is in them."""
        return replace(self, items=tuple(replace(entry, detail=()) for entry in self.items))

    def _row(self, entry: Entry, width: int, step: int, look: Look) -> AgendaRow:
        style = restyled(look.style("figure-small", step), before=0)
        number = str(entry.number or "")
        most = max(one.number for one in self.items)
        mark, *rooms = (paragraph((Span(text),), style, look, "label") for text in (number, f"{most:02}", _SLIDES))
        start, end = (natural_width(room, look.fonts) + look.unit * 2 for room in rooms)
        start = start if most else 0
        linked: Rich = tuple(replace(span, link=f"#{entry.id}") for span in entry.lead)
        lead = paragraph(linked, restyled(look.style("heading", step), before=0), look)
        quiet = restyled(look.style("label", step + 1), before=look.unit // 2, colour=look.colour("muted"))
        parts = (*((lead,) if entry.lead else ()), *((paragraph(entry.detail, quiet, look),) if entry.detail else ()))
        id = f"{self.id}.{entry.id}"
        room = width - start - end
        words = text_box(f"{id}.text", parts, room, look)
        if len(words.lines) > len(parts):  # no word stands alone on a last line, whatever program breaks them
            least = balanced(parts, room, look)
            widths = (
                least,
                *(least + (end - least) * at // WIDTHS for end in (room, least // 2) for at in range(1, WIDTHS)),
            )
            tries = [text_box(f"{id}.text", parts, wide, look) for wide in widths]
            words = next((one for one in tries if _between(one)), tries[0])
        spare = room - words.box.width
        inset = sides(start, end + spare, look.unit, look.unit, look)
        return AgendaRow(
            id,
            "agenda",
            words,
            inset,
            ground=False,
            mark="" if entry.begun else number,
            page="" if entry.begun else entry.id,
            size=step,
            spare=spare,
            high=lines_height(set_text((mark,), start, look.fonts)),
        )


def _between(box: TextBox) -> bool:
    """Whether the lines of what is in a chapter end between two names."""
    last = len(box.paragraphs) - 1
    text = box.paragraphs[last].text
    ends = [line.stop for line in box.lines if line.paragraph == last][:-1]
    return all(text[:stop].rstrip().endswith(DOT) or text[stop:].lstrip().startswith(DOT) for stop in ends)


_SLIDES: Final = "000"
"""A slide's number has so much room."""


@frozen
class AgendaRow(Plate):
    """A chapter's words with its number before them, under a rule; `page` is the page that it leads to, whose number comes behind them. `high` is
    the height of the numbers in EMU, `size` their step of the type scale; `spare` stays free after the words, whose lines are of one length."""

    mark: str = ""
    page: str = ""
    size: int = 0
    high: int = 0
    spare: int = 0

    @property
    def needed(self) -> int:
        return self.inset.top + self.inset.bottom + max(self.words.box.height, self.high)

    def hung(self, look: Look, height: int = 0, level: int = 0) -> Group:
        """The row made `height` high."""
        box = Box(0, 0, self.width, max(self.needed, height))
        items: list[Item] = [Rule(f"{self.id}.rule", replace(box, height=0), look.colour("rule"), RULE)]
        style = restyled(look.style("figure-small", self.size), before=0)
        start, end = (self.inset.left, self.inset.right) if not look.rtl else (self.inset.right, self.inset.left)
        end -= self.spare
        left, right = Box(0, 0, start, box.height), Box(box.width - end, 0, end, box.height)
        if look.rtl:
            left, right = left.mirrored(box.width), right.mirrored(box.width)
        inset = sides(0, 0, self.inset.top, 0, look)
        if self.mark:
            number = text_box(f"{self.id}.number", (paragraph((Span(self.mark),), style, look, "label"),), start, look)
            items.append(replace(number, box=left, insets=inset))
        items.append(replace(self.words, box=box, insets=self.inset))
        if self.page:
            slide = paragraph((), replace(style, align="end"), look, "label")
            items.append(
                replace(
                    text_box(f"{self.id}.slide", (slide,), end, look), box=right, insets=inset, field=f"#{self.page}"
                )
            )
        return Group(self.id, box, tuple(items), self.kind)
