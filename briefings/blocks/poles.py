"""Words of events on poles at their days: on which heights they hang, and on which side of their poles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from ..frame import TextBox
from ..frozen import frozen, replace
from ..geometry import points
from ..look import Align, Look, TextStyle, restyled
from ..memory import kept
from ..text.measure import line_height, natural_width, widest_word
from ..values import Span
from . import calendar
from .calendar import Axis
from .grid import columns_width
from .params import Event, Precision
from .text import SLACK, balanced, line_count, paragraph, text_box

COLUMNS: Final = (3, 4, 5, 6, 8)
FEWEST: Final = 3
"""So many events stand side by side in columns, and along one axis, at the most, and have room to; where there is none the axis runs down. On poles words are no
wider than a column of the fewest, and no narrower than one of the most of these."""
LEVELS: Final = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1))
"""The words of events that follow closely hang on poles of so many heights, on one side of the axis or, on slides, on both, the calmest first."""
CALMEST, BACK = 3, 2
"""The calmest so many of them are tried first with so many of the last words at the most that end at their poles: words begin there as others do."""
CALM: Final = 4
"""The words of an event on a pole take no more lines: more ask for more room."""
LARGE: Final = -1
"""The step, before the first, of a few short events that have a slide for themselves."""
BEHIND: Final = 6
"""So many pads behind a pole words are not read as those of its day."""
DOT: Final = points(10)
PAD: Final = points(6)
ORDER: Final[tuple[Precision, ...]] = ("year", "month", "day")


def words(event: Event, width: int, step: int, look: Look, align: Align = "start") -> TextBox:
    """An event's date and words, measured."""
    style = restyled(look.style("body", max(step, 0)), before=0, align=align)
    if step == LARGE:
        style = replace(style, size=look.style("heading", 0).size)
    dated = replace(style, bold=True, colour=look.colour("accent"))
    said = (paragraph(event.when, dated, look, "label"), paragraph(event.text, style, look))
    return text_box(event.id, said, width, look)


def over(box: TextBox, look: Look) -> int:
    """How much wider than its place the longest word or line of a box is, in EMU, at least 1 where its date takes more lines than one."""
    lines = max((line.x + line.width for line in box.lines), default=0)
    wider = max(lines, widest_word(box.paragraphs, look.fonts)) - box.box.width
    return max(int(line_count(box, 0) > 1), wider, -min((line.x for line in box.lines), default=0) - 1)


def scale(items: Sequence[Event], length: int, look: Look, style: TextStyle, *, down: bool, thick: int = 0) -> Axis:
    """The axis of some events for a length in EMU, and a width if given: every name stands within its part of it."""
    precise = max((event.precision for event in items), key=ORDER.index)

    def fits(one: Axis) -> bool:
        for tick, end in calendar.between(one):
            room = place(one, end, length) - place(one, tick.day, length)
            wide = label_width(tick.name, style, look)
            if room < (line_height(style, look.fonts) if down else wide) + PAD or (thick and wide > thick - DOT):
                return False
        return True

    first, last = min(event.start for event in items), max(event.stop for event in items)
    return calendar.axis(first, last, precise, look.language, fits)


def place(axis: Axis, day: int, length: int) -> int:
    """Where a day stands on an axis of a length in EMU: the mark of the first one stands whole on it, and that of the last."""
    return DOT // 2 + round(axis.share(day) * (length - DOT))


def label_width(name: str, style: TextStyle, look: Look) -> int:
    """How wide a name of the axis is, with its air."""
    return natural_width(paragraph((Span(name),), style, look, "furniture"), look.fonts) + PAD


@frozen
class Flag:
    """Words on a pole: where they stand along the axis, at which height above it or how far below, and whether they end at the pole."""

    day: int
    box: TextBox
    level: int
    back: bool
    below: bool = False

    def meets(self, other: Flag) -> bool:
        """Whether two flags lie on each other, or the pole of one runs through the words of the other or close by them."""
        lap = min(self.right, other.right) + PAD * 2 > max(self.x, other.x)
        crossed = any(
            one.x - PAD < pole.day < one.right + PAD and pole.level >= one.level
            for one, pole in ((self, other), (other, self))
        )
        return self.below == other.below and ((lap and self.level == other.level) or crossed)

    @property
    def x(self) -> int:
        return self.day - PAD - self.box.box.width if self.back else self.day + PAD

    @property
    def right(self) -> int:
        return self.x + self.box.box.width


@kept
def hanging(items: tuple[Event, ...], width: int, step: int, look: Look, even: bool) -> tuple[Flag, ...]:
    """The words of events on poles at their days: on the fewest heights, ending at as few of the last poles as can be, as wide as can be; none
    where they follow too closely. Those of an even axis stand above and below it in turn, all as wide."""
    days = days_of(items, width, look, even)
    if even:
        wide = round(2 * (width + look.gutter) / (len(items) + 1)) - look.gutter - DOT // 2 - PAD
        return tuple(
            Flag(day, balanced_words(event, wide, step, look), 0, False, bool(at % 2))
            for at, (event, day) in enumerate(zip(items, days, strict=True))
        )
    sizes: list[list[TextBox]] = []
    for columns in COLUMNS:
        boxes = [balanced_words(event, columns_width(width, columns, look.gutter), step, look) for event in items]
        fit = [fits_pole(box, look) for box in boxes]
        if not sizes and not all(fit):
            return ()
        sizes.append([box if fit[at] else sizes[-1][at] for at, box in enumerate(boxes)])
    turned = not look.page.is_slide
    levels = [high for high in LEVELS if high[1] == 1 or not turned]
    backs = [range(len(days), max(len(days) - BACK, 0) - 1, -1), range(max(len(days) - BACK, 0) - 1, -1, -1)]
    alike = [(boxes,) for boxes in sizes]
    mixed = [sizes[at:] for at in range(len(sizes) - 1)]  # some narrower than others, where it is calm for that
    tries = (
        (high, first, boxes)
        for some, firsts, ways in ((CALMEST, backs[0], (*alike, *mixed)), (len(levels), backs[1], alike))
        for high in levels[:some]
        for first in firsts
        for boxes in ways
    )
    found = next(filter(None, (_hung(days, boxes, high, first, width) for high, first, boxes in tries)), ())
    return _widened(_forward(found, width), sizes, width)


def _widened(flags: Sequence[Flag], sizes: Sequence[Sequence[TextBox]], width: int) -> tuple[Flag, ...]:
    """The same, with words on as few lines as there is room for beside the others."""
    made = list(flags)
    for at, flag in enumerate(flags):
        for boxes in sizes:
            one = replace(flag, box=boxes[at])
            inside = one.x >= 0 and one.right <= width and len(one.box.lines) < len(flag.box.lines)
            if inside and not any(map(one.meets, (*made[:at], *made[at + 1 :]))):
                made[at] = one
                break
    return tuple(made)


def _forward(flags: Sequence[Flag], width: int) -> tuple[Flag, ...]:
    """The same, with words that end at their poles behind these, where they have room there, as others have."""
    turned = list(flags)
    for at in reversed(range(len(turned))):
        one = replace(turned[at], back=False)
        if one.right <= width and not any(map(one.meets, (*turned[:at], *turned[at + 1 :]))):
            turned[at] = one
    return tuple(turned)


def told_apart(flags: Sequence[Flag]) -> bool:
    """Whether all words that end at their poles begin well behind those of others, and so may be set as all words are: near another pole they would be
    read as told of its day."""
    return not any(
        one.back and one.below == other.below and 0 <= one.x - other.day < PAD * BEHIND
        for one in flags
        for other in flags
    )


def fits_pole(box: TextBox, look: Look) -> bool:
    """Whether words can hang on a pole."""
    return not over(box, look) and line_count(box, 1) <= CALM


def days_of(items: Sequence[Event], width: int, look: Look, even: bool) -> list[int]:
    """Where the days of events stand along an axis: on an even one each has as much room after it, the last as much as two."""
    if even:
        return [DOT // 2 + round(at * (width + look.gutter) / (len(items) + 1)) for at in range(len(items))]
    axis = scale(items, width, look, name_style(look), down=False)
    return [place(axis, event.start, width) for event in items]


def balanced_words(event: Event, wide: int, step: int, look: Look) -> TextBox:
    """An event's words, as wide as their lines."""
    box = words(event, wide, step, look)
    if len(box.lines) > len(box.paragraphs):
        return words(event, balanced(box.paragraphs, wide, look), step, look)
    longest = max(natural_width(one, look.fonts) for one in box.paragraphs)
    return words(event, min(wide, longest + round(wide * SLACK)), step, look)


def _hung(
    days: Sequence[int], sizes: Sequence[Sequence[TextBox]], high: tuple[int, int], first: int, width: int
) -> tuple[Flag, ...]:
    """Those from the `first` on end at their poles. Each is placed once all are that it may hang above, at the lowest height where it meets no
    other, rather above the axis, as wide as can be of some sizes; none where there is no such place."""
    placed: dict[int, Flag] = {}
    places = list(product(range(high[0]), (False, True)[: high[1]]))
    for at in (*range(first, len(days)), *reversed(range(first))):
        tries = (Flag(days[at], one[at], level, at >= first, below) for (level, below), one in product(places, sizes))
        within = (one for one in tries if one.x >= 0 and one.right <= width)
        free = next((one for one in within if not any(map(one.meets, placed.values()))), None)
        if free is None:
            return ()
        placed[at] = free
    return tuple(placed[at] for at in range(len(days)))


def name_style(look: Look) -> TextStyle:
    """The type of the axis's names."""
    colour = look.colour("text" if look.ink == "low" else "on-band")
    return restyled(look.style("source", 1), colour=colour, before=0, after=0, bold=True)
