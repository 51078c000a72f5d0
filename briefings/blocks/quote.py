"""What somebody said, in their words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..figures import quoted_rich
from ..frame import Group, Panel, Paragraph
from ..geometry import Box, Insets
from ..look import Look
from ..values import Origin, Rich
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote with its speaker and office, beside an accent bar."""

    id: str
    text: Rich = param("line", "What was said, without quotation marks: the language puts its own.", "{{ quote.text }}")
    speaker: Rich = param("line", "Who said it.", "{{ quote.speaker }}")
    office: Rich = param("line", "The speaker's office.", "{{ quote.office }}", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        bare = look.on == "panel"
        bar, side = look.unit // 2, look.unit * (2 if bare else 3)
        above = 0 if bare else look.unit * 3
        inset = Insets(bar + side, above, 0 if bare else side, above)
        if look.rtl:
            inset = Insets(inset.right, above, inset.left, above)
        words = text_box(f"{self.id}.text", self._paragraphs(step, look), width - inset.left - inset.right, look)
        needed = words.box.height + above * 2
        tall = needed if bare else max(needed, height or 0)
        box = Box(0, 0, width, tall)
        edge = Box(0, 0, bar, tall)
        text = replace(words, box=box, insets=inset)
        accent = Panel(f"{self.id}.edge", edge.mirrored(width) if look.rtl else edge, look.colour("accent"))
        ground = () if bare else (Panel(f"{self.id}.panel", box, look.colour("panel")),)
        group = Group(self.id, box, (*ground, accent, text), "quote")
        return Piece(width, tall, (group,), Stretch(needed, needed if bare else round(needed * 1.35)))

    def split(self, cut_at: Cut) -> tuple[Quote, Quote]:
        raise AssertionError("a quote offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.text, self.speaker, self.office)

    def _paragraphs(self, step: int, look: Look) -> tuple[Paragraph, ...]:
        said = paragraph(quoted_rich(self.text, look.language), look.style("quote", step), look, "quote")
        who = look.style("attribution", step)
        first = paragraph(self.speaker, replace(who, bold=True, before=look.unit * 2), look, "attribution")
        if not self.office:
            return said, first
        return said, first, paragraph(self.office, who, look, "attribution")
