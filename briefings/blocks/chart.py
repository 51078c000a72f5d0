"""A chart, with its title and unit."""

from __future__ import annotations

from .. import charts
from ..charts.spec import ChartSpec
from ..frame import UNDRAWN, Chart, Item, Paragraph, TextBox
from ..frozen import frozen, replace
from ..geometry import Box
from ..language.wording import word
from ..look import Look, restyled
from ..memory import kept
from ..values import Rich, Span, without_notes
from .grid import move
from .params import Declared, param
from .piece import Items, Piece, Stretch
from .text import paragraph, text_box


@frozen
class ChartBlock(Declared):
    """A chart: native and editable in a deck, vectors in a PDF, from the same numbers. Beside others it `begins` no higher than they do. On a page
    annotations that have no room in it stand below it, and wherever they are to be `told` in words. One that is `named` has what it counts, and in what
    unit, above it in small type. On a full sheet a map may be `small`."""

    id: str
    data: ChartSpec = param("chart", "A chart section, or a list of records with figures.", "{{ section }}")
    title: bool = param(
        "flag",
        "Whether the chart's title and unit stand above it; not needed where the page's title says it.",
        True,
        default=True,
    )

    heading: Rich = param(
        "line", "Words above the chart in place of its own title.", "{{ section.short or section.title }}", default=()
    )

    below: Rich = param(
        "line",
        "A small line below those words, with the unit: what the chart is called.",
        "{{ section.title }}",
        default=(),
    )
    beside: int = param(
        "count",
        "How many of the values that a map names stand beside it, where it has no room to tell all of its values itself.",
        "{{ section.top | length }}",
        default=0,
    )
    begins: int = 0
    told: bool = False
    named: bool = False
    small: bool = False

    def fewer(self) -> ChartBlock | None:
        return replace(self, small=True) if self.data.kind == "map" and not self.small else None

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        head = self._head(width, step, look)
        above = self.above(width, step, look)
        room = None if height is None else height - above
        foot = self._foot(width, step, look, room)
        below = foot[0].box.height + look.unit if foot else 0
        shown = _shown(self.data, self.beside, noted=not self._noted(width, step, look, room))
        stretch, natural = charts.heights(shown, look, width, step, self.small)
        tall = natural if height is None else max(stretch.least, height - above - below)
        box, style = Box(0, above, width, tall), look.style("chart", step)
        item = Chart(self.id, box, shown, UNDRAWN, style, self.data.alt, name=self.id, look=look, step=step)
        placed = (move(one, 0, above + tall + look.unit) for one in foot)
        around = above + below
        return Piece(
            width, around + tall, (*head, item, *placed), Stretch(stretch.least + around, stretch.most + around)
        )

    def above(self, width: int, step: int, look: Look) -> int:
        """How far below its top the chart begins, in EMU."""
        head = self._head(width, step, look)
        return max(head[0].box.height + look.unit if head else 0, self.begins)

    def least(self, step: int, look: Look) -> int:
        """How wide it must be for its words to be read on a page, in EMU."""
        return charts.breadth(self.data, look, step)

    def alone(self, width: int, step: int, look: Look, height: int) -> Items:
        """A map with figures beside it as it is where it tells all its values itself, and takes the whole width; nothing where it does not."""
        room = height - self._around(width, step, look)
        at = charts.whole(self.data, look, width, room, step) if self.beside else None
        return () if at is None else replace(self, beside=0).arrange(width, at, look, height).items

    def numbered(self, width: int, step: int, look: Look, height: int) -> bool:
        """Whether a map has numbers on it for the figures beside it."""
        shown = _shown(self.data, self.beside, noted=True)
        return self.beside > 0 and charts.numbered(shown, look, width, height - self._around(width, step, look), step)

    def _around(self, width: int, step: int, look: Look) -> int:
        """How much of its height words above and below it take."""
        foot = self._foot(width, step, look)
        return self.above(width, step, look) + (foot[0].box.height + look.unit if foot else 0)

    def _noted(self, width: int, step: int, look: Look, height: int | None = None) -> bool:
        """Whether annotations stand below the chart, which they would have no room in."""
        return self.told or charts.crowded(self.data, look, width, step, height)

    def _notes(self) -> Rich:
        """The annotations in a line, each behind the name of what it is about, unless it says that itself."""
        said: list[Span] = []
        for one in self.data.annotations:
            name = self.data.categories[self.data.place(one.at)]
            said += [Span(word("semicolon", self.data.language))] if said else []
            told = name.text.casefold() in one.label.text.casefold()
            said += [] if told else [Span(f"{name.text}\u00a0", name.origins, bold=True)]
            said.append(Span(one.label.text, one.label.origins))
        return tuple(said)

    def _foot(self, width: int, step: int, look: Look, height: int | None = None) -> tuple[TextBox, ...]:
        """What is said of a map's boundaries, or the annotations that have no room in the chart."""
        if self._noted(width, step, look, height):
            told = paragraph(self._notes(), look.style("caption", step), look, "caption")
            return (text_box(f"{self.id}.notes", (told,), width, look),)
        if self.data.ground is None:
            return ()
        small = len(look.scale["source"]) - 1  # it is for those who look for it, and the map has the room
        words = paragraph(self.data.ground.notice, look.style("source", small), look, "source")
        return (text_box(f"{self.id}.notice", (words,), width, look),)

    @kept
    def _head(self, width: int, step: int, look: Look) -> tuple[Item, ...]:
        paragraphs: list[Paragraph] = []
        said = self.heading or self.data.title
        if self.named and said:
            counted = self.data.in_unit(self.below or said)
            paragraphs.append(paragraph(counted, look.style("caption", step), look, "caption"))
        elif self.title and said:
            named = self.data.in_unit(self.below or said)
            paragraphs.append(paragraph(said if self.below else named, look.style("heading", step), look, "heading", 2))
            named = (*without_notes(named), *(span for span in named if span.note))
            if self.below:
                quiet = restyled(look.style("caption", step), before=look.unit)
                paragraphs.append(paragraph(named, quiet, look, "caption"))
        if not paragraphs:
            return ()
        return (text_box(f"{self.id}.title", tuple(paragraphs), width, look),)


@kept
def _shown(spec: ChartSpec, beside: int, *, noted: bool) -> ChartSpec:
    """What is drawn: a map without the values that stand beside it, a chart without annotations that stand below it."""
    if not noted:
        return replace(spec, annotations=(), noted=spec.annotations)
    if spec.ground is None or not beside:
        return spec
    return replace(spec, ground=replace(spec.ground, beside=beside))
