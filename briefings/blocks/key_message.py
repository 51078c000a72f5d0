"""The one sentence that is to stay, on a dark ground."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..frame import Paragraph
from ..frozen import frozen, replace
from ..geometry import points
from ..icons import names
from ..look import Look, restyled
from ..values import Rich, plain
from . import running
from .icon import icon
from .params import param
from .piece import Cut, Piece, Stretch
from .plate import Edge, Plate, sides
from .stat_tile import ICON
from .text import balanced, paragraph, text_box, unorphaned

GROWN: Final = 4
"""How much higher than its words it is made on a page at the most, in baseline units."""
ABOVE: Final = 2.5
"""What it keeps off its words there above and below, in baseline units."""
ASIDE: Final = (0.6, 0.52, 0.68)
"""How much of the width the message has where quieter words stand beside it."""
ACROSS: Final = 0.7
"""What takes so much of a page's width stands there alone."""
LONG: Final = 200
"""A message of more letters has the type of a quote."""
SHORT, LARGER = 100, 4 / 3
"""One of so few letters that has a slide is so many times as large as a quote, as titles of covers are."""
SMALL: Final = 0.5
"""A pictogram may be made so many times as large where its words would else be smaller."""


@frozen
class KeyMessage(running.Running):
    """A message of a sentence or two, large on a dark ground that fills its place, or its whole slide; quieter words may stand below it.

    `long` says that the whole of it is: its parts have the same type.
    """

    id: str
    text: tuple[Rich, ...] = param("paragraphs", "The message: one sentence, or two.", "{{ section.paragraphs }}")
    detail: Rich = param("line", "Quieter words below it.", "{{ section.detail }}", default=())
    icon: str = param("word", "A pictogram above it, by its name.", "water", default="", choices=("", *names()))
    title: Rich = param("line", "A small line above it that says what it is.", "{{ section.title }}", default=())
    long: bool = False

    def plate(self, width: int, step: int, look: Look) -> Plate:
        if not look.page.is_sheet:
            return self._plate(width, step, look)
        # across a page the quieter words stand beside the message where that is lower
        aside = self._aside(width, step, look) if width > look.page.width * ACROSS else ()
        plates: tuple[Plate, ...] = (self._plate(width, step, look), *aside)
        return min(plates, key=lambda plate: plate.needed)

    def _plate(self, width: int, step: int, look: Look, share: float = 1.0) -> Plate:
        """The words on their ground, below a pictogram that is made a share of its usual size."""
        bare = look.on == "panel"  # the slide is its ground
        side = 0 if bare else look.unit * 4 if look.page.is_sheet else look.unit * 6
        # the slide is the ground of what has a pictogram above it in place of a mark: that keeps off nothing
        above = round(look.unit * (1 if bare and self.icon else ABOVE if look.page.is_sheet else 4))
        said, room = self._paragraphs(step, look), width - side * 2
        least = balanced(said[: len(self.text) + bool(self.title)], room, look)
        room = unorphaned(said, least, room, look) if self.detail else least
        if look.page.is_sheet and self.detail:  # it has lines of its own, as few as can be
            room = max(room, balanced(said[-1:], width - side * 2, look))
        words = text_box(f"{self.id}.text", said, room, look)
        style = words.paragraphs[0].style
        size = points(style.size * 2 * ICON * share)
        sign = icon(self.id, self.icon, size, style.colour)
        inset = sides(side, width - side - room, above + (size + look.unit if sign else 0), above, look)
        edge: Edge = "mark" if bare and not sign else "none"
        return Plate(self.id, "key-message", words, inset, edge, not bare, "band", above=sign)

    def _aside(self, width: int, step: int, look: Look) -> Iterator[Plate]:
        """The quieter words in a column behind the message, both in the middle of the ground."""
        side = look.unit * 4
        said = self._paragraphs(step, look)
        for share in ASIDE if self.detail and not self.icon else ():
            own = round((width - side * 2) * share)
            words = text_box(f"{self.id}.text", said[:-1], balanced(said[:-1], own, look), look, x=side)
            quiet = replace(said[-1], style=replace(said[-1].style, before=0))
            more = text_box(f"{self.id}.detail", (quiet,), width - side * 3 - own, look, x=side * 2 + own)
            above = round(look.unit * ABOVE)
            inset = sides(0, width - words.box.width, above, above, look)
            yield Plate(self.id, "key-message", words, inset, "none", True, "band", quiet=more)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        plate = self.plate(width, step, look)
        least = plate.needed
        if plate.above:
            size = plate.above.box.height
            least -= round(size * (1 - SMALL))
            if height and height < plate.needed:
                plate = self._plate(width, step, look, max(SMALL, 1 - (plate.needed - height) / size))
        around = plate.inset.top + plate.inset.bottom
        cuts = running.cuts(plate.words.lines, self.text, look.language, bool(self.title))
        # on paper there is more to say, and little ink to spare
        most = plate.needed + look.unit * GROWN if look.page.is_sheet else max(plate.needed, look.page.height)
        tall = max(plate.needed, min(height or 0, most))
        return Piece(
            plate.width + plate.wide,
            tall,
            (plate.hung(look, tall),),
            Stretch(min(least, plate.needed), most),
            tuple(replace(one, height=one.height + around) for one in cuts),
        )

    def settled(self, width: int, height: int, step: int, look: Look) -> KeyMessage:
        return replace(self, long=self._long)

    def split(self, cut_at: Cut) -> tuple[KeyMessage, KeyMessage]:
        head, tail = running.parted(self.text, cut_at)
        return replace(self, text=head, detail=()), replace(self, text=tail, icon="", title=())

    @property
    def _long(self) -> bool:
        return self.long or sum(len(plain(rich)) for rich in self.text) > LONG

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        bare = look.on == "panel"
        on = look.colour("text" if look.ink == "low" or bare else "on-band")
        large = look.style("quote", step + self._long)
        if bare and step == 0 and sum(len(plain(rich)) for rich in self.text) <= SHORT:
            large = large.at(look.stepped(large.size * LARGER))
        heavy = look.page.is_sheet  # on a slide it is as large as a title, and as light as quotes are
        said = replace(large, colour=on, bold=heavy, after=look.unit)
        quiet = restyled(look.style("body", step + 1), colour=on, before=look.unit * 2)
        below = (paragraph(self.detail, quiet, look),) if self.detail else ()
        name = restyled(look.style("subheading", step), colour=on, after=look.unit)
        above = (paragraph(self.title, name, look, "heading", 2),) if self.title else ()
        return (*above, *(paragraph(rich, said, look) for rich in self.text), *below)
