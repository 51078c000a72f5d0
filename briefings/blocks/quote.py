"""What somebody said, in their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from ..figures import quoted_rich
from ..frame import Paragraph
from ..look import Look
from ..values import Origin, Rich
from .params import origins_of, param
from .piece import Cut, Piece
from .plate import Plate, sides
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote with its speaker and office, beside an accent bar; on a panel it has no ground of its own."""

    id: str
    text: Rich = param("line", "What was said, without quotation marks: the language puts its own.", "{{ quote.text }}")
    speaker: Rich = param("line", "Who said it.", "{{ quote.speaker }}")
    office: Rich = param("line", "The speaker's office.", "{{ quote.office }}", default=())

    def plate(self, width: int, step: int, look: Look) -> Plate:
        bare = look.on == "panel"
        around = 0 if bare else look.unit * 3
        inset = sides(look.unit // 2 + (look.unit * 2 if bare else around), around, around, around, look)
        words = text_box(f"{self.id}.text", self._paragraphs(step, look), width - inset.left - inset.right, look)
        return Plate(self.id, "quote", words, inset, "start", not bare)

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        return self.plate(width, step, look).piece(look, height)

    def split(self, cut_at: Cut) -> tuple[Quote, Quote]:
        raise AssertionError("a quote offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.text, self.speaker, self.office)

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        said = paragraph(_quoted(self.text, look.language), look.style("quote", step), look, "quote")
        who = look.style("attribution", step)
        first = paragraph(self.speaker, replace(who, bold=True, before=look.unit * 2), look, "attribution")
        if not self.office:
            return said, first
        return said, first, paragraph(self.office, who, look, "attribution")


@lru_cache(maxsize=256)
def _quoted(text: Rich, language: str) -> Rich:
    """The words in quotation marks: a quote is measured several times."""
    return quoted_rich(text, language)
