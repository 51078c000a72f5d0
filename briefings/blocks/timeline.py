"""What happened, and when: true to time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Final, Literal

from ..frame import Group, Item, Panel, Rule, Slant, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..language.wording import word
from ..look import Look
from ..text.measure import line_height
from ..values import Span
from . import calendar, poles
from .calendar import Axis
from .grid import columns_width, move
from .params import Declared, Event, param
from .piece import Cut, Piece, Stretch
from .plate import ground
from .poles import DOT, FEWEST, LARGE, PAD
from .text import line_count, more_below, paragraph, text_box

NARROWEST: Final = 5.0
"""The words of an event have so many ems of room beside those of the next, or stand below them."""
ACROSS: Final = 6
MOST: Final = 12
HIGH: Final = 0.36
"""Poles with their words are no higher than this share of the page's width."""
ALIKE: Final = 1.5
"""Axes below one another are true to time where none tells so many times as long as another: else a day would be long here and short there."""
LINES: Final = 7
"""The words of an event in a column take no more lines: more ask for more room."""
POLE: Final = points(0.75)
SLANT: Final = points(18)
"""The room beside an axis that runs down for the lines from days to words."""
MORE: Final = 4
"""So many baseline units further from the axis words may stand where there is room, twice as many at each height of poles where it is alone on a slide."""
SPAN: Final = points(8)
"""How thick the mark of a time with a beginning and an end is."""
EDGE: Final = points(1.5)
Way = Literal["scale", "even", "down"]
"""How an axis runs: true to time or not, with the lines or down."""


@frozen
class Timeline(Declared):
    """Events along an axis, true to time: their words hang on poles at their days, or, where they follow too closely, stand in columns below it with
    a line from each to its day; where that has no room either they are as far apart as each other, and the axis says so. Where there is little room it
    runs down beside them.

    Many go on along a further axis. `each` is how many stand along one axis once it is settled, 0 before, and `thick` the width in EMU of one that runs
    down, 0 of others; `columned` then says that the words of all stand in columns, `even` that no axis is to scale. Those that go on elsewhere (`parted`)
    keep their type. A cut is addressed by how many events stay. On a full sheet it shows the first, and how many come `later`.
    """

    id: str
    items: tuple[Event, ...] = param(
        "events", "The events: records with a `date`, a `text`, and a date `to` which they last.", "{{ section.items }}"
    )
    each: int = 0
    thick: int = 0
    columned: bool = False
    even: bool = False
    parted: bool = False
    later: int = 0

    least: ClassVar[int] = 1

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if self.later:
            made = replace(self, later=0).arrange(width, step, look)
            said = more_below(self.id, self.later, made.height, width, step, look)
            tall = said.box.bottom
            return Piece(made.width, tall, (*made.items, said), Stretch(tall, tall))
        each, way = self._set(width, step, look)
        if way == "down":
            return _Down(self.id, self._dated, width, step, look, self.thick).piece(height)
        even = way == "even"
        axes = self._axes(each, width, step, look, even=even)
        gap = look.unit * 4
        between = gap * (len(axes) - 1)
        least = most = sum(one.needed for one in axes) + between
        alone = len(axes) == 1 and look.page.is_slide
        if alone and step == 0 and not self.parted:
            (large,) = self._axes(each, width, LARGE, look, even=even)
            if large.clear and type(large) is type(axes[0]) and large.turned <= axes[0].turned:
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
        """The events shared out evenly over the axes that they take, all of which run one way and are no higher than their place."""
        each, way = self._lower(*self._set(width, step, look), width, height, step, look)
        thick = _Down(self.id, self._dated, width, step, look).measured[0] if way == "down" else 0
        columned = way == "scale" and isinstance(self._axes(each, width, step, look)[0], _Columns)
        return replace(self, each=each, thick=thick, columned=columned, even=way == "even")

    def _lower(self, each: int, way: Way, width: int, height: int, step: int, look: Look) -> tuple[int, Way]:
        """So many events along an axis that each axis has room in a height: fewer of them hang on lower poles. In the smallest type one that runs
        down, which goes on after any event, is the last resort."""

        def low(many: int, how: Way, at: int) -> bool:
            axes = self._axes(many, width, at, look, even=how == "even")
            return all(one.clear and one.needed <= height for one in axes)

        later = range(step + 1, len(look.scale["body"]))
        tried = () if way == "down" else range(each, min(each, FEWEST) - 1, -1)
        count = len(self.items)  # no event stands on an axis, or a slide, by itself where the others can share out
        for many in dict.fromkeys(-(-count // -(-count // one)) for one in tried):
            if low(many, way, step) or (way == "scale" and any(low(many, way, at) for at in later)):
                return many, way  # smaller type is tried before days that are not true to time
            if low(many, "even", step):
                return many, "even"
        return (len(self.items), "down") if step >= len(look.scale["body"]) - 1 else (each, way)

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * MOST
        return Cut(0, (index,)) if index < len(self.items) else None

    @property
    def parts(self) -> int:
        return len(self.items)

    def fewer(self) -> Timeline | None:
        return self.at_most(self.parts - 1) if self.parts > self.least else None

    def at_most(self, parts: int) -> Timeline:
        """The first events, with how many are `later`."""
        return replace(self, items=self.items[:parts], later=self.later + max(0, self.parts - parts))

    def split(self, cut_at: Cut) -> tuple[Timeline, Timeline]:
        (index,) = cut_at.at
        head, tail = (replace(self, items=part, parted=True) for part in (self.items[:index], self.items[index:]))
        return head, tail

    def _axes(self, each: int, width: int, step: int, look: Look, *, even: bool = False) -> list[_Across]:
        """The axes, all with poles or all with columns."""
        parts = self._parts(each, self.items if even else self._dated)
        named = [(f"{self.id}-{at}" if at > 1 else self.id, part) for at, part in enumerate(parts, 1)]
        hung = [
            _Hung(
                id, part, width, step, look, () if self.columned else poles.hanging(part, width, step, look, even), even
            )
            for id, part in named
        ]
        if even or all(one.clear for one in hung):
            return list(hung)
        return [_Columns(id, part, width, step, look, max(FEWEST, each)) for id, part in named]

    def _parts(self, each: int, items: tuple[Event, ...] = ()) -> list[tuple[Event, ...]]:
        items = items or self.items
        return [items[start : start + each] for start in range(0, len(items), each)]

    @property
    def _dated(self) -> tuple[Event, ...]:
        """The events beside an axis with days: those of one year leave that to it."""
        years = {date.fromordinal(day).year for event in self.items for day in (event.start, event.stop)}
        if len(years) > 1 or any(event.precision == "year" or not event.brief for event in self.items):
            return self.items
        return tuple(replace(event, when=event.brief) for event in self.items)

    def _set(self, width: int, step: int, look: Look) -> tuple[int, Way]:
        """How many events stand along one axis, and how it runs."""
        if self.each:
            return self.each, "down" if self.thick else "even" if self.even else "scale"
        count = len(self.items)
        most = max(FEWEST, min(ACROSS, count))
        narrow = columns_width(width, most, look.gutter) < points(NARROWEST * look.style("body", step).size)
        if narrow and not look.page.is_slide:
            return count, "down"  # one axis tells more than several short ones
        along = range(min(count, MOST), min(count, FEWEST) - 1, -1)
        steps = range(step, len(look.scale["body"]))  # smaller type keeps the fewest axes: at this step it may not fit
        for each in dict.fromkeys(-(-count // -(-count // many)) for many in along):
            told = [max(event.stop for event in part) - part[0].start + 1 for part in self._parts(each)]
            ways: list[Way] = ["scale"] if max(told) <= ALIKE * min(told) else []
            ways += ["even"] if look.page.is_slide else []  # a page has its axis run down
            for way in ways:
                tries = (self._axes(each, width, at, look, even=way == "even") for at in steps)
                if any(all(axis.clear for axis in axes) for axes in tries):
                    return each, way
        return count, "down"


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
        style = poles.name_style(self.look)
        for number, (tick, end) in enumerate(calendar.between(axis)):
            start, stop = poles.place(axis, tick.day, length) if number else 0, poles.place(axis, end, length)
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
        return max(0, poles.place(axis, event.stop, length) - poles.place(axis, event.start, length))


@frozen
class _Across(_Line):
    """Events along an axis that runs with the lines."""

    @property
    def _axis(self) -> Axis:
        return poles.scale(self.items, self.width, self.look, poles.name_style(self.look), down=False)

    @property
    def _tall(self) -> int:
        return self._name_height + PAD * 2

    @property
    def _name_height(self) -> int:
        return line_height(poles.name_style(self.look), self.look.fonts)

    @property
    def clear(self) -> bool:
        """Whether its events keep their dates on a line, their words whole and to a few lines."""
        raise NotImplementedError

    @property
    def layers(self) -> int:
        """At how many heights words stand."""
        return 1

    @property
    def turned(self) -> int:
        """How many of its events have words that end at their poles."""
        return 0

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
    """Words on poles above the axis and below it, each at its day."""

    flags: tuple[poles.Flag, ...] = ()
    even: bool = False

    @property
    def clear(self) -> bool:
        whole = bool(self.flags) and all(poles.fits_pole(flag.box, self.look) for flag in self.flags)
        return whole and self.needed <= self.look.page.width * HIGH

    @property
    def wide(self) -> int:
        return max((poles.over(flag.box, self.look) for flag in self.flags), default=0)

    @property
    def layers(self) -> int:
        return sum(map(len, self._heights))

    @property
    def turned(self) -> int:
        return sum(flag.back for flag in self.flags)

    @property
    def _heights(self) -> tuple[list[int], list[int]]:
        """How high the words of each level are, from the axis: above it, and below it."""
        sides: dict[bool, list[int]] = {False: [], True: []}
        for below, levels in sides.items():
            on = [flag for flag in self.flags if flag.below == below]
            for at in range(max((flag.level + 1 for flag in on), default=0)):
                levels.append(max(flag.box.box.height for flag in on if flag.level == at) + PAD * (2 if at else 1))
        return sides[False], sides[True]

    @property
    def needed(self) -> int:
        return self._tall + sum(DOT + PAD + sum(side) for side in self._heights if side)

    def group(self, spare: int) -> Group:
        each = spare // max(1, self.layers)
        above, below = self._heights
        foot = sum(above) + each * len(above) + DOT + PAD if above else 0
        events = []
        for event, flag in zip(self.items, self.flags, strict=True):
            if flag.below:
                apart = PAD * (3 if flag.level else 2)
                top = foot + self._tall + DOT + apart + sum(below[: flag.level]) + each * (flag.level + 1)
            else:
                top = foot - DOT - PAD - sum(above[: flag.level + 1]) - each * (flag.level + 1)
            events.append(self._event(event, flag, top, foot + self._tall if flag.below else foot))
        return self._whole(foot, events, spare)

    def _event(self, event: Event, flag: poles.Flag, top: int, foot: int) -> Group:
        """An event: its pole from the far end of its words to its day on the axis, whose edge on their side is at `foot`."""
        id, box = f"{self.id}.{event.id}", flag.box
        if flag.back and not poles.told_apart(self.flags):
            box = poles.words(event, box.box.width, self.step, self.look, align="end")
        ends = (foot + DOT, top + box.box.height) if flag.below else (top, foot - DOT)
        items: list[Item] = [self._rule(f"{id}.line", flag.day, ends[0], flag.day, ends[1])]
        if event.stop > event.start:
            long = self.width // (2 * len(self.items)) if self.even else self._lasting(event, self._axis, self.width)
            y = foot + (DOT - SPAN) // 2 if flag.below else foot - (DOT + SPAN) // 2
            items.append(self._bar(f"{id}.span", Box(flag.day, y, long, SPAN)))
        items.append(self._mark(f"{id}.day", flag.day, foot + (DOT // 2 if flag.below else -DOT // 2)))
        items.append(move(replace(box, id=f"{id}.text"), flag.x, top))
        return self._group(id, items, "event")

    def _band(self, axis: Axis, length: int, thick: int, *, down: bool = False) -> Iterator[Item]:
        if not self.even:
            yield from _Line._band(self, axis, length, thick, down=down)
            return
        yield ground(f"{self.id}.axis", Box(0, 0, length, thick), "band", self.look)
        yield move(self._untrue, PAD // 2, (thick - self._untrue.box.height) // 2)

    @property
    def _untrue(self) -> TextBox:
        """What an axis says that is not to scale; on several lines where it is short."""
        style = replace(poles.name_style(self.look), align="end")
        words = paragraph((Span(word("not-to-scale", self.look.language)),), style, self.look, "furniture")
        return text_box(f"{self.id}.name-1", (words,), self.width - PAD, self.look)

    @property
    def _name_height(self) -> int:
        return self._untrue.box.height if self.even else line_height(poles.name_style(self.look), self.look.fonts)


@frozen
class _Columns(_Across):
    """Words in even columns below the axis, with a line from each to its day; so many columns would have room."""

    most: int = FEWEST

    @property
    def boxes(self) -> list[TextBox]:
        """The words of each event."""
        wide = columns_width(self.width, self.most, self.look.gutter)
        return [poles.words(event, wide, self.step, self.look) for event in self.items]

    @property
    def clear(self) -> bool:
        return self.most <= ACROSS and all(
            line_count(box, 1) <= LINES and not poles.over(box, self.look) for box in self.boxes
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
        return max(poles.over(box, self.look) for box in self.boxes)

    def group(self, spare: int) -> Group:
        axis, foot = self._axis, self._tall + self._poles + spare
        events = []
        for at, (event, box) in enumerate(zip(self.items, self.boxes, strict=True)):
            id, wide = f"{self.id}.{event.id}", box.box.width
            x, day = at * (wide + self.look.gutter), poles.place(axis, event.start, self.width)
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
        wide = max(poles.over(box, self.look) for box in rows)
        return Piece(self.width + wide, tall, (self._turned(group, self.width),), Stretch(natural, most), cuts)

    @property
    def measured(self) -> tuple[int, list[TextBox], Axis]:
        """How wide the axis is, the words beside it, and the axis: its names make it wider, and so the words narrower and higher."""
        style, gap, thick = poles.name_style(self.look), self.look.unit * 2, self.thick
        while True:
            wide = self.width - thick - DOT - SLANT - PAD - EDGE
            rows = [poles.words(event, max(wide, points(20)), self.step, self.look) for event in self.items]
            tall = sum(box.box.height for box in rows) + gap * (len(rows) - 1)
            axis = poles.scale(self.items, tall, self.look, style, down=True, thick=self.thick)
            asked = max(poles.label_width(tick.name, style, self.look) for tick in axis.ticks) + DOT
            if asked <= thick or self.thick:
                return thick, rows, axis
            thick = asked

    def _event(self, event: Event, box: TextBox, axis: Axis, at: tuple[int, int, int], tall: int) -> Group:
        """An event: from its day on the axis to the first line of its words."""
        thick, top, side = at
        day = poles.place(axis, event.start, tall)
        id, foot, first = f"{self.id}.{event.id}", side - PAD - EDGE, box.lines[0].height // 2
        items: list[Item] = [self._rule(f"{id}.line", thick + DOT // 2, day, foot, top + first)]
        if event.stop > event.start:
            items.append(self._bar(f"{id}.span", Box(thick, day, SPAN, self._lasting(event, axis, tall))))
        items.append(self._mark(f"{id}.day", thick + DOT // 2, day))
        items.append(self._bar(f"{id}.edge", Box(foot, top, EDGE, box.box.height)))
        items.append(move(replace(box, id=f"{id}.text"), side, top))
        return self._group(id, items, "event")
