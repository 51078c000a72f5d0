"""Charts whose values rise from the bottom: the grid with its numbers, the names below, the reference line across.

Columns and lines share this. Lengths are points, from the start edge and upwards from the bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..frozen import frozen
from ..language.wording import word
from .labels import Typesetter, Words, widest
from .native import Plot, ends, whole
from .paint import ground, ink
from .rows import DASH, reference_words
from .scale import Scale, tick_text, ticks
from .spec import ChartSpec

if TYPE_CHECKING:
    from .drawing import Canvas


COUNTS: Final = (4, 2)
"""How many numbers a high grid and a low one have, about."""


@frozen
class Upright:
    """A vertical value axis between two heights."""

    scale: Scale
    bottom: float
    top: float

    def y(self, value: Decimal) -> float:
        return self.bottom + self.scale.share(value) * (self.top - self.bottom)

    def value(self, y: float) -> Decimal:
        """The number at a height."""
        return Decimal(repr(self.scale.at((y - self.bottom) / (self.top - self.bottom))))

    @property
    def zero(self) -> float:
        return self.bottom + self.scale.base * (self.top - self.bottom)

    def ends(self, reach: float, over: float = 0.0) -> tuple[Decimal, Decimal]:
        """The ends of a native chart's axis over a plot that reaches down to a place below the scale, and up to one `over` it: room for
        labels."""
        if self.scale.log or self.scale.step:
            return whole(self.scale)
        return ends(self.scale, (self.bottom, self.top), (reach, max(self.top, over)))

    def plot(
        self, left: float, right: float, reach: float, width: float, height: float, *, rtl: bool, over: float = 0.0
    ) -> Plot:
        """The place of a native chart's plot, from edge to edge across and down to where its axis ends."""
        fixed = self.scale.log or self.scale.step
        foot, top = (self.bottom, self.top) if fixed else (reach, max(self.top, over))
        start = width - right if rtl else left
        return Plot(start / width, 1 - top / height, (right - left) / width, (top - foot) / height)


def grid_width(type: Typesetter, of: Callable[[ChartSpec, int], Scale]) -> float:
    """What the numbers of the grid take at the start edge, be they many or few."""
    scales = [(of(type.spec, count), count) for count in COUNTS]
    numbers = {tick_text(tick, type.spec, along.fine) for along, count in scales for tick in ticks(along, count)}
    return widest(map(type.remark, numbers)) + 0.6 * type.size


def grid_count(tall: float, size: float) -> int:
    """How many numbers a grid of a height has, about."""
    return COUNTS[0] if tall > 9 * size else COUNTS[1]


def draw_grid(canvas: Canvas, type: Typesetter, up: Upright, left: float, width: float) -> None:
    """Light lines at round numbers, the numbers before them."""
    rule = type.look.colour("grid")
    for tick in ticks(up.scale, grid_count(up.top - up.bottom, type.size)):
        y = up.y(tick)
        canvas.line([(left, y), (width, y)], rule, 0.6, "grid")
        canvas.words(type.remark(tick_text(tick, type.spec, up.scale.fine)), left - 0.6 * type.size, y, "end", "middle")


def scale_remark(type: Typesetter, along: Scale | None = None) -> str:
    """What is said above the plot of a scale whose numbers alone do not tell: that it is logarithmic, or that it begins above nought."""
    spec = type.spec
    if spec.log:
        return word("log-scale", spec.language)
    begins = along is not None and along.low > 0
    return (
        word("scale-from", spec.language, value=tick_text(Decimal(repr(along.low)), spec, along.fine))
        if along and begins
        else ""
    )


def remark_height(type: Typesetter, along: Scale | None = None) -> float:
    """What these words take above the plot."""
    return type.leading + 0.2 * type.size if scale_remark(type, along) else 0.0


def remark_place(type: Typesetter, width: float, top: float = 0.0, along: Scale | None = None) -> tuple[float, float]:
    """The place of those words in a native chart, as shares of it."""
    # LibreOffice moves a plot whose words, a little wider there, reach beyond the chart
    taken = type.remark(scale_remark(type, along)).width + 0.6 * type.size
    return (1 - taken / width if type.spec.rtl else 0.0), top


def draw_remark(canvas: Canvas, type: Typesetter, top: float, along: Scale | None = None) -> None:
    """Says so."""
    if said := scale_remark(type, along):
        canvas.words(type.remark(said), 0, top, upright="top")


def reference_label(type: Typesetter, width: float) -> Words:
    """The reference line's label, which stands behind the line's end."""
    said = type.spec.reference.label.text if type.spec.reference else ""
    return reference_words(type, min(max(0.22 * width, type.longest_word(said)), 0.45 * width))


def draw_reference(canvas: Canvas, type: Typesetter, up: Upright, left: float, stop: float) -> None:
    """A dashed line across."""
    reference = type.spec.reference
    if reference is not None:
        y = up.y(reference.value)
        canvas.line([(left, y), (stop, y)], ink(type.look), 1.0, "reference", DASH)


def crossed(type: Typesetter, up: Upright, label: Words, bottom: float) -> bool:
    """Whether the reference line or a grid line runs through a label."""
    spec = type.spec
    crossing = [up.y(spec.reference.value)] if spec.reference else []
    crossing += [up.y(tick) for tick in ticks(up.scale)] if spec.log else []
    near = 0.2 * type.size
    return bool(label) and any(bottom - near < y < bottom + label.height + near for y in crossing)


def ground_behind(canvas: Canvas, type: Typesetter, up: Upright, label: Words, x: float, bottom: float) -> None:
    """Ground behind a label that the reference line or a grid line would run through."""
    if crossed(type, up, label, bottom):
        reach = 0.2 * type.size
        start, stop = max(0.0, x - reach), min(canvas.width, x + label.width + reach)
        canvas.rectangle(
            start, bottom, stop - start, min(label.height, canvas.height - bottom), ground(type.look), "backing"
        )


def names_under(type: Typesetter, *, gridded: bool) -> float:
    """From the plot to the names below it: clear of the lowest number of a grid."""
    return (1.1 if gridded else 0.4) * type.size


def draw_names(
    canvas: Canvas,
    type: Typesetter,
    names: Sequence[Words],
    places: Sequence[float],
    top: float,
    *,
    gridded: bool = False,
) -> None:
    """The categories' names under their places, kept inside the canvas; one that would run into the name after it is left out."""
    taken, kept = canvas.width + type.size, []
    for name, place in reversed([*zip(names, places, strict=True)]):
        x = max(0.0, min(place - name.width / 2, canvas.width - name.width))
        if name and x + name.width <= taken:
            kept.append((name, x + name.width / 2))
            taken = x - 0.1 * type.size
    for name, middle in reversed(kept):
        canvas.words(name, middle, top - names_under(type, gridded=gridded), "center", "top")
