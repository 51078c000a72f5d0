"""What stands at the end of a line: its last value, large, over its name; where many lines end, both on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ..frozen import frozen
from ..look import Colour
from ..values import Origin
from .labels import Typesetter, Words
from .spec import Series

if TYPE_CHECKING:
    from .drawing import Canvas

FEW: Final = 3
"""So many lines have room for a value over a name."""
LARGE: Final = 0.25
"""A large value takes so much of the chart's width at the most."""
VALUES: Final = 4
"""Of so many marks the values may be larger than the names."""
AROUND: Final = 1.6
"""A mark has room for a larger value that is so many times as high."""
USUAL: Final = 1.5
"""How much larger it is than its name where the look has no small figures."""


@frozen
class Ending:
    """A `value` over a `name`, or all of it in the name."""

    name: Words
    value: Words | None = None

    @property
    def width(self) -> float:
        return max(self.name.width, self.value.width if self.value else 0.0)

    @property
    def height(self) -> float:
        return self.name.height + (self.value.height if self.value else 0.0)

    def draw(self, canvas: Canvas, x: float, middle: float) -> None:
        """From a place on, about a height."""
        over = self.value.height if self.value else 0.0
        canvas.words(self.name, x, middle - over / 2, "start", "middle")
        if self.value:
            canvas.words(self.value, x, middle + self.name.height / 2, "start", "middle")


def widest_of(ends: Iterable[Ending]) -> float:
    """The width of the widest; 0 for none."""
    return max((end.width for end in ends), default=0.0)


def roomy(type: Typesetter, room: float) -> float:
    """How much larger the values of a few marks are than their names, where each mark has so much room for its own."""
    few = len(type.spec.series) == 1 and len(type.spec.categories) <= VALUES
    return larger if few and (larger := large(type)) * AROUND * type.size <= room else 1.0


def ending(type: Typesetter, series: Series, bold: bool, colour: Colour, width: float) -> Ending:
    """A line's name and its last value, in a colour; the value is bold whatever the name is."""
    last = next(point for point in reversed(series.points) if point.value is not None)
    name = series.name.text if type.spec.named else ""  # the chart's own stands above it
    if type.spec.kind == "line" and len(type.spec.series) <= FEW:
        value = type.value(last, colour=colour, larger=large(type))
        if value.width <= LARGE * width:
            return Ending(_set(type, name, series.name.origins, bold, colour, width), value)
    origins = dict.fromkeys((*(series.name.origins if name else ()), *last.origins))
    apart = " \u200f" if type.spec.rtl and name else " "  # after an Arabic word a number would part from its sign
    return Ending(_set(type, f"{name}{apart}{last.shown}".strip(" "), tuple(origins), bold, colour, width))


def large(type: Typesetter) -> float:
    """How much larger the value is than the name: as large as the small figures of the look."""
    figures = type.look.scale.get("figure-small")
    return max(1.0, figures[min(type.step, len(figures) - 1)].size / type.size) if figures else USUAL


def _set(type: Typesetter, text: str, origins: tuple[Origin, ...], bold: bool, colour: Colour, width: float) -> Words:
    room = min(max(0.3 * width, type.longest_word(text, bold=bold)), 0.45 * width)
    return type.words(text, origins, bold=bold, colour=colour, width=room)
