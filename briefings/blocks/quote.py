"""What somebody said, in their words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ..frame import Paragraph
from ..frozen import frozen, replace
from ..look import Look, restyled
from ..memory import kept
from ..text.measure import set_text
from ..values import Rich, Span, cut, plain
from ..values.figures import quoted, quoted_rich
from . import running
from .params import Declared, param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides
from .text import balanced, lines_height, paragraph, text_box

WIDE: Final = 0.7
"""What takes so much of a slide's width stands there alone."""
SPARE: Final = 6
"""One part of so many of that width stays free: longer lines are hard to follow in large type."""


@frozen
class Quote(Declared):
    """A pull quote with its speaker and office. On a sheet it has a ground of its own, and on a panel there a bar beside it; on a slide a
    short bar above it and no ground, in lines that do not cross the whole slide.

    One that is too long for its place goes on in the next, after a sentence: each part begins with the mark that opens quotes and
    has the speaker under it; the last one ends with the mark that closes them. `part` is then where it begins and ends in the words
    with their marks; an end of 0 is that of the quote. `credit` is that of a photo which it is joined to. `ends` is how far down the longest of those beside it reaches: speakers stand on one line.
    """

    id: str
    text: Rich = param("line", "What was said, without quotation marks: the language puts its own.", "{{ quote.text }}")
    speaker: Rich = param("line", "Who said it.", "{{ quote.speaker }}")
    office: Rich = param("line", "The speaker's office.", "{{ quote.office }}", default=())
    part: tuple[int, int] = (0, 0)
    ends: int = 0
    credit: Rich = ()

    @kept
    def plate(self, width: int, step: int, look: Look) -> Plate:
        bare, slide = look.on == "panel", look.page.is_slide
        around = 0 if bare or slide else look.unit * 3
        start, above = (0, look.unit * 3) if slide else (look.unit * 5 // 2, 0) if bare else (around, around)
        alone = slide and width > look.page.width * WIDE
        said, room = self._paragraphs(step, look), width - start - (width // SPARE if alone else around)
        if slide:
            room = balanced(said[:1], room, look)
        inset = sides(start, width - start - room, above, around, look)
        words = text_box(f"{self.id}.text", self._apart(said, room, look), room, look)
        edge: Edge = "mark" if slide else "start" if bare else "none"
        return Plate(self.id, "quote", words, inset, edge, edge == "none")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        plate = self.plate(width, step, look)
        rich, begun = self._said(look.language)
        # besides what is said, every part has the speaker under it and the ground around it
        more = plate.needed - max(
            (line.top + line.height for line in plate.words.lines if line.paragraph == 0), default=0
        )
        cuts = tuple(
            Cut(one.height + more, (one.at[1] + begun,), one.forced)
            for one in running.cuts(plate.words.lines, (rich,), look.language)
        )
        return plate.piece(look, height, cuts)

    def settled(self, width: int, height: int, step: int, look: Look) -> Quote:
        return self

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        rich, begun = self._said(look.language)
        larger = look.style("quote", 0).size / look.style("body", 0).size
        found = running.beyond((rich,), round(lines * letters / larger**2), look.language)
        return None if found is None else Cut(0, (found.at[1] + begun,))

    def split(self, cut_at: Cut) -> tuple[Quote, Quote]:
        (at,) = cut_at.at
        start, stop = self.part
        return replace(self, part=(start, at)), replace(self, part=(at, stop))

    def reach(self, width: int, step: int, look: Look) -> int:
        """How far down what is said reaches in a width, in EMU."""
        lines = self.plate(width, step, look).words.lines
        return max((line.top + line.height for line in lines if line.paragraph == 0), default=0)

    def _apart(self, paragraphs: tuple[Paragraph, ...], width: int, look: Look) -> tuple[Paragraph, ...]:
        """The paragraphs with the speaker below the longest of the quotes side by side."""
        said, first, *rest = paragraphs
        lower = self.ends - lines_height(set_text((said,), width, look.fonts)) if self.ends else 0
        return said, replace(first, style=replace(first.style, before=first.style.before + max(0, lower))), *rest

    def _said(self, language: str) -> tuple[Rich, int]:
        """What this part says, in quotation marks, and what to add to a place in it for the place in the whole quote."""
        whole = _quoted(self.text, language)
        start, stop = self.part
        until = cut(whole, stop)[0] if stop else whole
        if not start:
            return until, 0
        rest = cut(until, start)[1]
        mark = quoted("x", language).partition("x")[0]
        # a sign of the page's own, which belongs to no field
        return (replace(rest[0], text=mark, origins=()), *rest), len(plain(until)) - len(plain(rest)) - len(mark)

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        said = paragraph(self._said(look.language)[0], look.style("quote", step), look, "quote")
        who = look.style("attribution", step)
        apart = look.unit * (4 if look.page.is_slide else 1)
        first = paragraph(self.speaker, replace(who, bold=True, before=apart), look, "attribution")
        office = (paragraph(self.office, who, look, "attribution"),) if self.office else ()
        if office and not look.page.is_slide:  # on paper they share a line
            named = (*(replace(span, bold=True) for span in self.speaker), Span("\u2002"), *self.office)
            first, office = paragraph(named, replace(who, before=apart), look, "attribution"), ()
        small = restyled(look.style("source", step), before=look.unit * 2)
        return said, first, *office, *((paragraph(self.credit, small, look, "caption"),) if self.credit else ())


@lru_cache(maxsize=256)
def _quoted(text: Rich, language: str) -> Rich:
    """The words in quotation marks: a quote is measured several times."""
    return quoted_rich(text, language)
