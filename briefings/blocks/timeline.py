"""What happened, and when: true to time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..frame import Group, Item, Panel, Rule, Slant, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Align, Look, TextStyle
from ..memory import kept
from ..text.measure import line_height, natural_width, widest_word
from ..values import Span
from . import calendar
from .calendar import Axis
from .grid import columns_width, move
from .params import Declared, Event, Precision, param
from .piece import Cut, Piece, Stretch
from .plate import ground
from .text import SLACK, balanced, line_count, paragraph, text_box

NARROWEST: Final = 5.0
"""The words of an event have so many ems of room beside those of the next, or stand below them."""
ACROSS: Final = 6
MOST: Final = 12
COLUMNS: Final = (3, 4, 5, 6, 8)
FEWEST: Final = 3
"""So many events stand side by side in columns, and along one axis, at the most, and have room to; where there is none the axis runs down. On poles words are no
wider than a column of the fewest, and no narrower than one of the most of these."""
LEVELS: Final = 4
HIGH: Final = 0.36
"""The words of events that follow closely hang on poles of so many heights at the most, the earlier the higher; all are no higher than this share
of the page's width."""
CALM: Final = 4
LINES: Final = 7
"""The words of an event on a pole take no more lines than the one, those in a column than the other: more ask for more room."""
LARGE: Final = -1
"""The step, before the first, of a few short events that have a slide for themselves."""
DOT: Final = points(10)
POLE: Final = points(0.75)
SLANT: Final = points(18)
"""The room beside an axis that runs down for the lines from days to words."""
MORE: Final = 4
"""So many baseline units further from the axis words may stand where there is room, twice as many at each height of poles where it is alone on a slide."""
PAD: Final = points(6)
SPAN: Final = points(4)
"""How thick the mark of a time with a beginning and an end is."""
EDGE: Final = points(1.5)
ORDER: Final[tuple[Precision, ...]] = ("year", "month", "day")


@frozen
class Timeline(Declared):
    """Events along an axis, true to time: their words hang on poles at their days, or, where they follow too closely, stand in columns below it with
    a line from each to its day; where there is little room the axis runs down beside them.

    Many go on along a further axis. `each` is how many stand along one axis once it is settled, 0 before, and `thick` the width in EMU of one that runs
    down, 0 of others; `columned` then says that the words of all stand in columns. Those that go on elsewhere (`parted`) keep their type. A cut is
    addressed by how many events stay.
    """

    id: str
    items: tuple[Event, ...] = param(
        "events", "The events: records with a `date`, a `text`, and a date `to` which they last.", "{{ section.items }}"
    )
    each: int = 0
    thick: int = 0
    columned: bool = False
    parted: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        each, down = self._set(width, step, look)
        if down:
            return _Down(self.id, self.items, width, step, look, self.thick).piece(height)
        axes = self._axes(each, width, step, look)
        gap = look.unit * 4
        between = gap * (len(axes) - 1)
        least = most = sum(one.needed for one in axes) + between
        alone = len(axes) == 1 and look.page.width > look.page.height
        if alone and step == 0 and not self.parted:
            (large,) = self._axes(each, width, LARGE, look)
            if large.clear and type(large) is type(axes[0]):
                most = max(most, large.needed)
                axes = [large] if large.needed <= (height or 0) else axes
        more = look.unit * MORE * (2 * axes[0].layers if alone else len(axes))
        spare = max(0, min(more, (height or 0) - sum(one.needed for one in axes) - between)) // len(axes)
        items: list[Item] = []
        cuts: list[Cut] = []
        y = 0
        for number, one in enumerate(axes):
            if number:
                cuts.append(Cut(y - gap, (number * each,)))
            items.append(move(one.group(spare), 0, y))
            y += one.needed + spare + gap
        wide = max(one.wide for one in axes)
        return Piece(width + wide, y - gap, tuple(items), Stretch(least, most + more), tuple(cuts))

    def settled(self, width: int, height: int, step: int, look: Look) -> Timeline:
        """The events shared out evenly over the axes that they take, all of which run one way."""
        each, down = self._set(width, step, look)
        thick = _Down(self.id, self.items, width, step, look).measured[0] if down else 0
        columned = not down and isinstance(self._axes(each, width, step, look)[0], _Columns)
        return replace(self, each=each, thick=thick, columned=columned)

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * MOST
        return Cut(0, (index,)) if index < len(self.items) else None

    def split(self, cut_at: Cut) -> tuple[Timeline, Timeline]:
        (index,) = cut_at.at
        head, tail = (replace(self, items=part, parted=True) for part in (self.items[:index], self.items[index:]))
        return head, tail

    def _axes(self, each: int, width: int, step: int, look: Look) -> list[_Across]:
        """The axes, all with poles or all with columns."""
        parts = [self.items[start : start + each] for start in range(0, len(self.items), each)]
        named = [(f"{self.id}-{at}" if at > 1 else self.id, part) for at, part in enumerate(parts, 1)]
        hung = [
            _Hung(id, part, width, step, look, () if self.columned else _hanging(part, width, step, look))
            for id, part in named
        ]
        if all(one.clear for one in hung):
            return list(hung)
        return [_Columns(id, part, width, step, look, max(FEWEST, each)) for id, part in named]

    def _set(self, width: int, step: int, look: Look) -> tuple[int, bool]:
        """How many events stand along one axis, and whether it runs down."""
        if self.each:
            return self.each, bool(self.thick)
        count = len(self.items)
        most = max(FEWEST, min(ACROSS, count))
        narrow = columns_width(width, most, look.gutter) < points(NARROWEST * look.style("body", step).size)
        if narrow and look.page.width <= look.page.height:
            return count, True  # one axis tells more than several short ones
        along = range(min(count, MOST), min(count, FEWEST) - 1, -1)
        steps = range(step, len(look.scale["body"]))  # smaller type keeps the fewest axes: at this step it may not fit
        for each in dict.fromkeys(-(-count // -(-count // many)) for many in along):
            if any(all(axis.clear for axis in self._axes(each, width, at, look)) for at in steps):
                return each, False
        return count, True


def _words(event: Event, width: int, step: int, look: Look, align: Align = "start") -> TextBox:
    """An event's date and words, measured."""
    style = replace(look.style("body", max(step, 0)), before=0, align=align)
    if step == LARGE:
        style = replace(style, size=look.style("heading", 0).size)
    dated = replace(style, bold=True, colour=look.colour("accent"))
    said = (paragraph(event.when, dated, look, "label"), paragraph(event.text, style, look))
    return text_box(event.id, said, width, look)


def _over(box: TextBox, look: Look) -> int:
    """How much wider than its place the longest word or line of a box is, in EMU, at least 1 where its date takes more lines than one."""
    lines = max((line.x + line.width for line in box.lines), default=0)
    over = max(lines, widest_word(box.paragraphs, look.fonts)) - box.box.width
    return max(int(line_count(box, 0) > 1), over, -min((line.x for line in box.lines), default=0) - 1)


def _scale(items: Sequence[Event], length: int, look: Look, style: TextStyle, *, down: bool, thick: int = 0) -> Axis:
    """The axis of some events for a length in EMU, and a width if given: every name stands within its part of it."""
    precise = max((event.precision for event in items), key=ORDER.index)

    def fits(one: Axis) -> bool:
        for tick, end in calendar.between(one):
            room = _place(one, end, length) - _place(one, tick.day, length)
            wide = _label_width(tick.name, style, look)
            if room < (line_height(style, look.fonts) if down else wide) + PAD or (thick and wide > thick - DOT):
                return False
        return True

    first, last = min(event.start for event in items), max(event.stop for event in items)
    return calendar.axis(first, last, precise, look.language, fits)


def _place(axis: Axis, day: int, length: int) -> int:
    """Where a day stands on an axis of a length in EMU: the mark of the first one stands whole on it, and that of the last."""
    return DOT // 2 + round(axis.share(day) * (length - DOT))


def _label_width(name: str, style: TextStyle, look: Look) -> int:
    return natural_width(paragraph((Span(name),), style, look, "furniture"), look.fonts) + PAD


@frozen
class _Flag:
    """Words on a pole: where they stand along the axis and at which height, and whether they end at the pole."""

    day: int
    box: TextBox
    level: int
    back: bool

    def meets(self, other: _Flag) -> bool:
        """Whether two flags lie on each other, or the pole of one runs through the words of the other or close by them."""
        lap = min(self.right, other.right) + PAD * 2 > max(self.x, other.x)
        crossed = any(
            one.x - PAD < pole.day < one.right + PAD and pole.level >= one.level
            for one, pole in ((self, other), (other, self))
        )
        return (lap and self.level == other.level) or crossed

    @property
    def x(self) -> int:
        return self.day - PAD - self.box.box.width if self.back else self.day + PAD

    @property
    def right(self) -> int:
        return self.x + self.box.box.width


@kept
def _hanging(items: tuple[Event, ...], width: int, step: int, look: Look) -> tuple[_Flag, ...]:
    """The words of events on poles at their days: on the fewest heights, ending at as few of the last poles as can be, as wide as can be; none
    where they follow too closely."""
    axis = _scale(items, width, look, _name_style(look), down=False)
    days = [_place(axis, event.start, width) for event in items]
    sizes: list[list[TextBox]] = []
    for columns in COLUMNS:
        wide = columns_width(width, columns, look.gutter)
        boxes = [_balanced(event, wide, step, look) for event in items]
        fit = [not _over(box, look) and line_count(box, 1) <= CALM for box in boxes]
        if not sizes and not all(fit):
            return ()
        sizes.append([box if fit[at] else sizes[-1][at] for at, box in enumerate(boxes)])
    tries = ((levels, first, boxes) for levels in range(1, LEVELS + 1) for first in range(len(days), -1, -1) for boxes in sizes)  # fmt: skip
    return next(filter(None, (_hung(days, boxes, levels, first, width) for levels, first, boxes in tries)), ())


def _balanced(event: Event, wide: int, step: int, look: Look) -> TextBox:
    """An event's words, as wide as their lines."""
    box = _words(event, wide, step, look)
    if len(box.lines) > len(box.paragraphs):
        return _words(event, balanced(box.paragraphs, wide, look), step, look)
    longest = max(natural_width(one, look.fonts) for one in box.paragraphs)
    return _words(event, min(wide, longest + round(wide * SLACK)), step, look)


def _hung(days: Sequence[int], boxes: Sequence[TextBox], levels: int, first: int, width: int) -> tuple[_Flag, ...]:
    """Those from the `first` on end at their poles. Each is placed once all are that it may hang above, at the lowest height where it meets no
    other; none where there is no such place."""
    placed: dict[int, _Flag] = {}
    for at in (*range(first, len(days)), *reversed(range(first))):
        tries = (_Flag(days[at], boxes[at], level, at >= first) for level in range(levels))
        within = (one for one in tries if one.x >= 0 and one.right <= width)
        free = next((one for one in within if not any(map(one.meets, placed.values()))), None)
        if free is None:
            return ()
        placed[at] = free
    return tuple(placed[at] for at in range(len(days)))


def _name_style(look: Look) -> TextStyle:
    """The type of the axis's names."""
    colour = look.colour("text" if look.ink == "low" else "on-band")
    return replace(look.style("source", 1), colour=colour, before=0, after=0, bold=True)


@frozen
class _Line:
    """Some events along one axis."""

    id: str
    items: tuple[Event, ...]
    width: int
    step: int
    look: Look

    def _band(self, axis: Axis, length: int, thick: int, *, down: bool = False) -> Iterator[Item]:
        """The axis with its names. They are read with the events themselves, so they are furniture here."""
        long = Box(0, 0, thick, length) if down else Box(0, 0, length, thick)
        yield ground(f"{self.id}.axis", long, "band", self.look)
        style = _name_style(self.look)
        for number, (tick, end) in enumerate(calendar.between(axis)):
            start, stop = _place(axis, tick.day, length) if number else 0, _place(axis, end, length)
            if number:
                flat = Box(0, start, thick, 0) if down else Box(start, 0, 0, thick)
                yield Rule(f"{self.id}.tick-{number}", flat, style.colour, POLE)
            words = paragraph((Span(tick.name),), style, self.look, "furniture")
            wide = (thick if down else stop - start) - PAD
            box = text_box(f"{self.id}.name-{number + 1}", (words,), wide, self.look)
            at = (PAD // 2, start + PAD // 2) if down else (start + PAD // 2, (thick - box.box.height) // 2)
            yield move(box, *at)

    def _mark(self, id: str, x: int, y: int) -> Panel:
        """A dot in the middle of which the day is."""
        box = Box(x - DOT // 2, y - DOT // 2, DOT, DOT)
        return Panel(id, box, self.look.colour("accent"), self.look.colour("page"), points(1), shape="ellipse")

    def _bar(self, id: str, box: Box) -> Panel:
        return Panel(id, box, self.look.colour("accent"))

    def _rule(self, id: str, x: int, y: int, to_x: int, to_y: int) -> Rule:
        box = Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
        flat = not box.width or not box.height
        slant: Slant = "" if flat else "rising" if (to_x > x) != (to_y > y) else "falling"
        return Rule(id, box, self.look.colour("rule"), POLE, slant=slant)

    def _group(self, id: str, items: Sequence[Item], kind: str, box: Box | None = None) -> Group:
        """Items as one shape, of their own extent or a given one."""
        for item in items:
            box = item.box if box is None else box.united(item.box)
        assert box is not None
        return Group(id, box, tuple(items), kind)

    def _turned(self, group: Group, width: int) -> Group:
        """Items that were placed from the left, as they stand from the reading side."""
        if not self.look.rtl:
            return group
        return replace(
            group, box=group.box.mirrored(width), items=tuple(self._mirrored(one, width) for one in group.items)
        )

    def _mirrored(self, item: Item, width: int) -> Item:
        if isinstance(item, Group):
            return self._turned(item, width)
        if isinstance(item, Rule) and item.slant:
            item = replace(item, slant="falling" if item.slant == "rising" else "rising")
        return move(item, item.box.mirrored(width).x - item.box.x, 0)

    def _lasting(self, event: Event, axis: Axis, length: int) -> int:
        """How long an event lasts along the axis."""
        return max(0, _place(axis, event.stop, length) - _place(axis, event.start, length))


@frozen
class _Across(_Line):
    """Events along an axis that runs with the lines."""

    @property
    def _axis(self) -> Axis:
        return _scale(self.items, self.width, self.look, _name_style(self.look), down=False)

    @property
    def _tall(self) -> int:
        return line_height(_name_style(self.look), self.look.fonts) + PAD * 2

    @property
    def clear(self) -> bool:
        """Whether its events keep their dates on a line, their words whole and to a few lines."""
        raise NotImplementedError

    @property
    def layers(self) -> int:
        """At how many heights words stand."""
        return 1

    @property
    def needed(self) -> int:
        """The least height, in EMU."""
        raise NotImplementedError

    @property
    def wide(self) -> int:
        """How much wider than its place the longest word is, in EMU."""
        return 0

    def group(self, spare: int) -> Group:
        """The events as one shape, so much higher than needed."""
        raise NotImplementedError

    def _whole(self, top: int, events: Sequence[Group], spare: int) -> Group:
        band = [move(item, 0, top) for item in self._band(self._axis, self.width, self._tall)]
        whole = Box(0, 0, self.width, self.needed + spare)
        axis = self._group(f"{self.id}.band", band, "axis")
        read = (*events, axis) if top else (axis, *events)
        group = self._group(self.id, read, "timeline", whole)
        return self._turned(group, self.width)


@frozen
class _Hung(_Across):
    """Words on poles above the axis, each at its day."""

    flags: tuple[_Flag, ...] = ()

    @property
    def clear(self) -> bool:
        return bool(self.flags) and self.needed <= self.look.page.width * HIGH

    @property
    def layers(self) -> int:
        return 1 + max(flag.level for flag in self.flags)

    @property
    def _heights(self) -> list[int]:
        """How high the words of each level are, from the lowest."""
        tall = [[flag.box.box.height for flag in self.flags if flag.level == at] for at in range(self.layers)]
        return [max(each, default=0) + PAD * 2 for each in tall]

    @property
    def needed(self) -> int:
        return sum(self._heights) + DOT + PAD + self._tall

    def group(self, spare: int) -> Group:
        foot = self.needed + spare - self._tall
        each = spare // self.layers
        tops = [foot - DOT - PAD - sum(self._heights[: at + 1]) - each * (at + 1) for at in range(self.layers)]
        events = [
            self._event(event, flag, tops[flag.level], foot) for event, flag in zip(self.items, self.flags, strict=True)
        ]
        return self._whole(foot, events, spare)

    def _event(self, event: Event, flag: _Flag, top: int, foot: int) -> Group:
        """An event: its pole from its words down to its day on the axis."""
        id, box = f"{self.id}.{event.id}", flag.box
        if flag.back:
            box = _words(event, box.box.width, self.step, self.look, align="end")
        items: list[Item] = [self._rule(f"{id}.line", flag.day, top, flag.day, foot - DOT)]
        long = self._lasting(event, self._axis, self.width)
        if event.stop > event.start:
            items.append(self._bar(f"{id}.span", Box(flag.day, foot - SPAN, long, SPAN)))
        items.append(self._mark(f"{id}.day", flag.day, foot - DOT // 2))
        items.append(move(replace(box, id=f"{id}.text"), flag.x, top))
        return self._group(id, items, "event")


@frozen
class _Columns(_Across):
    """Words in even columns below the axis, with a line from each to its day; so many columns would have room."""

    most: int = FEWEST

    @property
    def boxes(self) -> list[TextBox]:
        """The words of each event."""
        wide = columns_width(self.width, self.most, self.look.gutter)
        return [_words(event, wide, self.step, self.look) for event in self.items]

    @property
    def clear(self) -> bool:
        return self.most <= ACROSS and all(
            line_count(box, 1) <= LINES and not _over(box, self.look) for box in self.boxes
        )

    @property
    def _poles(self) -> int:
        """The least distance between the axis and the words, in EMU: lines of some slant can be told apart."""
        return DOT + PAD * 5

    @property
    def needed(self) -> int:
        return self._tall + self._poles + EDGE + PAD + max(box.box.height for box in self.boxes)

    @property
    def wide(self) -> int:
        return max(_over(box, self.look) for box in self.boxes)

    def group(self, spare: int) -> Group:
        axis, foot = self._axis, self._tall + self._poles + spare
        events = []
        for at, (event, box) in enumerate(zip(self.items, self.boxes, strict=True)):
            id, wide = f"{self.id}.{event.id}", box.box.width
            x, day = at * (wide + self.look.gutter), _place(axis, event.start, self.width)
            items: list[Item] = [self._rule(f"{id}.line", day, self._tall + DOT // 2, x, foot)]
            if event.stop > event.start:
                long = self._lasting(event, axis, self.width)
                items.append(self._bar(f"{id}.span", Box(day, self._tall, long, SPAN)))
            items.append(self._mark(f"{id}.day", day, self._tall + DOT // 2))
            items.append(self._bar(f"{id}.edge", Box(x, foot, wide, EDGE)))
            items.append(move(replace(box, id=f"{id}.text"), x, foot + EDGE + PAD))
            events.append(self._group(id, items, "event"))
        return self._whole(0, events, spare)


@frozen
class _Down(_Line):
    """Events beside an axis that runs down, of a width where that is settled."""

    thick: int = 0

    def piece(self, height: int | None) -> Piece:
        """The events one below the other; a cut after each."""
        gap = self.look.unit * 2
        thick, rows, axis = self.measured
        natural = sum(box.box.height for box in rows) + gap * (len(rows) - 1)
        most = natural + self.look.unit * 2 * (len(rows) - 1)
        gap += max(0, min(height or 0, most) - natural) // max(1, len(rows) - 1)
        tops = [sum(box.box.height + gap for box in rows[:number]) for number in range(len(rows))]
        tall = tops[-1] + rows[-1].box.height
        events = [
            self._event(event, box, axis, (thick, top, self.width - box.box.width), tall)
            for event, box, top in zip(self.items, rows, tops, strict=True)
        ]
        band = self._group(f"{self.id}.band", list(self._band(axis, tall, thick, down=True)), "axis")
        group = self._group(self.id, (band, *events), "timeline", Box(0, 0, self.width, tall))
        cuts = tuple(Cut(top - gap, (number,)) for number, top in enumerate(tops) if number)
        wide = max(_over(box, self.look) for box in rows)
        return Piece(self.width + wide, tall, (self._turned(group, self.width),), Stretch(natural, most), cuts)

    @property
    def measured(self) -> tuple[int, list[TextBox], Axis]:
        """How wide the axis is, the words beside it, and the axis: its names make it wider, and so the words narrower and higher."""
        style, gap, thick = _name_style(self.look), self.look.unit * 2, self.thick
        while True:
            wide = self.width - thick - DOT - SLANT - PAD - EDGE
            rows = [_words(event, max(wide, points(20)), self.step, self.look) for event in self.items]
            tall = sum(box.box.height for box in rows) + gap * (len(rows) - 1)
            axis = _scale(self.items, tall, self.look, style, down=True, thick=self.thick)
            asked = max(_label_width(tick.name, style, self.look) for tick in axis.ticks) + DOT
            if asked <= thick or self.thick:
                return thick, rows, axis
            thick = asked

    def _event(self, event: Event, box: TextBox, axis: Axis, at: tuple[int, int, int], tall: int) -> Group:
        """An event: from its day on the axis to the first line of its words."""
        thick, top, side = at
        day = _place(axis, event.start, tall)
        id, foot, first = f"{self.id}.{event.id}", side - PAD - EDGE, box.lines[0].height // 2
        items: list[Item] = [self._rule(f"{id}.line", thick + DOT // 2, day, foot, top + first)]
        if event.stop > event.start:
            items.append(self._bar(f"{id}.span", Box(thick, day, SPAN, self._lasting(event, axis, tall))))
        items.append(self._mark(f"{id}.day", thick + DOT // 2, day))
        items.append(self._bar(f"{id}.edge", Box(foot, top, EDGE, box.box.height)))
        items.append(move(replace(box, id=f"{id}.text"), side, top))
        return self._group(id, items, "event")
