"""What happened, and when: true to time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..frame import Group, Item, Panel, Rule, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look, TextStyle
from ..text.measure import line_height, natural_width, widest_word
from ..values import Span
from . import calendar
from .calendar import Axis
from .grid import columns_width, move
from .params import Declared, Event, Precision, param
from .piece import Cut, Piece, Stretch
from .plate import ground
from .text import line_count, paragraph, text_box

NARROWEST: Final = 5.0
"""The words of an event have so many ems of room beside those of the next, or stand below them."""
ACROSS: Final = 6
FEWEST: Final = 3
"""So many events stand side by side on one side of the axis at the most, and have room to; where there is none the axis runs down."""
SIDES: Final = 2
FEW: Final = 4
"""From so many events on, every other one may stand above the axis, where those beside it have twice the room."""
CALM: Final = 4
"""All stand below it while none takes more lines than this."""
LINES: Final = 7
"""The words of an event that take more lines ask for more room."""
LARGE: Final = -1
"""The step, before the first, of a few short events that have a slide for themselves."""
SHARE: Final = 0.95
"""How much of its room an event takes at the most: with room to spare it can stand nearer to its day."""
DOT: Final = points(10)
POLE: Final = points(0.75)
TURN: Final = points(5)
"""How far apart lines run that lead to events that stand elsewhere than their days."""
TURNS: Final = 8
"""For so many such lines there is room beside an axis that runs down."""
MORE: Final = 4
"""So many baseline units further from the axis words may stand where there is room, twice as many on each side where it is alone on a slide."""
PAD: Final = points(6)
SPAN: Final = points(4)
"""How thick the mark of a time with a beginning and an end is."""
EDGE: Final = points(1.5)
ORDER: Final[tuple[Precision, ...]] = ("year", "month", "day")


@frozen
class Timeline(Declared):
    """Events along an axis, true to time, with their words below it, or in turn above and below; where there is little room it runs down beside them.

    Many go on along a further axis. `each` is how many stand along one axis once it is settled, 0 before, and `sides` on how many sides of it; `thick` is the
    width in EMU of one that runs down, 0 of others, with room for so many `turns` beside it; those that go on elsewhere (`parted`) keep their type. A cut is addressed by how many events stay.
    """

    id: str
    items: tuple[Event, ...] = param(
        "events", "The events: records with a `date`, a `text`, and a date `to` which they last.", "{{ section.items }}"
    )
    each: int = 0
    sides: int = 1
    thick: int = 0
    turns: int = 0
    parted: bool = False

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        each, sides = self._set(width, step, look)
        if not sides:
            return _Down(self.id, self.items, width, step, look, self.thick, self.turns).piece(height)
        axes = self._axes(each, sides, width, step, look)
        gap = look.unit * 4
        between = gap * (len(axes) - 1)
        least = sum(one.needed for one in axes) + between
        slide = look.page.width > look.page.height
        more = look.unit * MORE * (2 * sides if slide and len(axes) == 1 else len(axes))
        most = least
        for own in self._fuller(each, sides, width, step, look) if slide and len(axes) == 1 else ():
            most = max(most, own.needed)
            if own.needed <= (height or 0):
                axes, more = [own], look.unit * MORE * 2 * own.sides
                break
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

    def _fuller(self, each: int, sides: int, width: int, step: int, look: Look) -> Iterator[_Across]:
        """The one axis of a slide as it fills more of it, the fullest first: events in larger type, and in turn above and below."""
        steps = (LARGE, step) if step == 0 else (step,)
        tries = [(at, most) for at in steps for most in (SIDES, sides) if (at, most) != (step, sides)]
        for at, on in () if self.parted else tries:
            if self._clear(each, on, width, at, look):
                yield from self._axes(each, on, width, at, look)

    def settled(self, width: int, height: int, step: int, look: Look) -> Timeline:
        """The events shared out evenly over the axes that they take, all of which run one way."""
        each, sides = self._set(width, step, look)
        thick = 0 if sides else _Down(self.id, self.items, width, step, look).measured[0]
        return replace(self, each=each, sides=sides, thick=thick, turns=self.turns or len(self.items))

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * ACROSS * SIDES
        return Cut(0, (index,)) if index < len(self.items) else None

    def split(self, cut_at: Cut) -> tuple[Timeline, Timeline]:
        (index,) = cut_at.at
        head, tail = (replace(self, items=part, parted=True) for part in (self.items[:index], self.items[index:]))
        return head, tail

    def _axes(self, each: int, sides: int, width: int, step: int, look: Look) -> list[_Across]:
        room = max(FEWEST, each)
        parts = [self.items[start : start + each] for start in range(0, len(self.items), each)]
        ids = (f"{self.id}-{number}" if number > 1 else self.id for number in range(1, len(parts) + 1))
        return [_Across(id, part, width, step, look, room, sides) for id, part in zip(ids, parts, strict=True)]

    def _set(self, width: int, step: int, look: Look) -> tuple[int, int]:
        """How many events stand along one axis, and on how many of its sides; on none of an axis that runs down."""
        if self.each:
            return self.each, self.sides
        count = len(self.items)
        most = max(FEWEST, min(ACROSS, count))
        narrow = columns_width(width, most, look.gutter) < points(NARROWEST * look.style("body", step).size)
        if narrow and look.page.width <= look.page.height:
            return count, 0  # one axis tells more than several short ones
        along = range(min(count, ACROSS * SIDES), min(count, FEWEST) - 1, -1)
        for each in dict.fromkeys(-(-count // -(-count // many)) for many in along):
            for at in range(step, len(look.scale["body"])):
                for sides in range(1, SIDES + 1):
                    if self._clear(each, sides, width, at, look):
                        return each, sides  # smaller type keeps the fewest axes: at this step it may not fit
        return count, 0

    def _clear(self, each: int, sides: int, width: int, step: int, look: Look) -> bool:
        """Whether so many events along one axis keep their dates on a line, their words whole and to a few lines."""
        if each > ACROSS * sides or (sides > 1 and each < FEW):
            return False
        calm = sides == 1 and each >= FEW and look.page.width > look.page.height
        axes = self._axes(each, sides, width, step, look)
        boxes = [box for one in axes for box in one.boxes]
        few = all(line_count(box, 1) <= (CALM if calm else LINES) and not _over(box, look) for box in boxes)
        return few and (sides == 1 or all(one.in_turn for one in axes))


def _words(event: Event, width: int, step: int, look: Look) -> TextBox:
    """An event's date and words, measured."""
    style = replace(look.style("body", max(step, 0)), before=0)
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


def _levels(days: Sequence[int], places: Sequence[int]) -> list[int]:
    """At which level, counted from the axis, each line turns from its day to its words: no two cross."""
    late = [index for index, (day, place) in enumerate(zip(days, places, strict=True)) if place > day]
    early = [index for index, (day, place) in enumerate(zip(days, places, strict=True)) if place < day]
    levels = [0] * len(days)
    for rank, index in enumerate(reversed(late)):
        levels[index] = rank
    for rank, index in enumerate(early):
        levels[index] = rank
    return levels


@frozen
class _Line:
    """Some events along one axis."""

    id: str
    items: tuple[Event, ...]
    width: int
    step: int
    look: Look

    @property
    def _name_style(self) -> TextStyle:
        style = self.look.style("source", 1)
        colour = self.look.colour("text" if self.look.ink == "low" else "on-band")
        return replace(style, colour=colour, before=0, after=0, bold=True)

    def _band(self, axis: Axis, length: int, thick: int, *, down: bool = False) -> Iterator[Item]:
        """The axis with its names. They are read with the events themselves, so they are furniture here."""
        long = Box(0, 0, thick, length) if down else Box(0, 0, length, thick)
        yield ground(f"{self.id}.axis", long, "band", self.look)
        style = self._name_style
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
        return Rule(id, box, self.look.colour("rule"), POLE)

    def _group(self, id: str, items: Sequence[Item], kind: str, box: Box | None = None) -> Group:
        """Items that were placed from the left, as they stand from the reading side."""
        for item in items:
            box = item.box if box is None else box.united(item.box)
        assert box is not None
        return Group(id, box, tuple(items), kind)

    def _turned(self, group: Group, width: int) -> Group:
        """Items that were placed from the left, as they stand from the reading side."""
        if not self.look.rtl:
            return group
        return replace(
            group,
            box=group.box.mirrored(width),
            items=tuple(
                self._turned(one, width)
                if isinstance(one, Group)
                else move(one, one.box.mirrored(width).x - one.box.x, 0)
                for one in group.items
            ),
        )


@frozen
class _Across(_Line):
    """Events along an axis that runs with the lines, below it or in turn above and below; so many would have room."""

    most: int = FEWEST
    sides: int = 1

    @property
    def boxes(self) -> list[TextBox]:
        """The words of each event."""
        gaps = (self.most - 1) / self.sides
        wide = round((self.width - gaps * self.look.gutter) / (gaps + 1) * SHARE)
        return [_words(event, wide, self.step, self.look) for event in self.items]

    @property
    def in_turn(self) -> bool:
        """Whether each event begins so far behind the one before it that they are read in turn, on whatever sides they stand."""
        spans = [(min(day, x), max(end, x + wide)) for day, x, end, wide in self._places(self._axis)]
        return all(
            (stop - other) * 2 < min(stop - start, end - other) for (start, stop), (other, end) in pairwise(spans)
        )

    @property
    def _axis(self) -> Axis:
        return _scale(self.items, self.width, self.look, self._name_style, down=False)

    def _places(self, axis: Axis) -> list[tuple[int, int, int, int]]:
        """Of each event its day along the axis, where its words begin, where its line comes to them, and how wide they are."""
        wide = self.boxes[0].box.width
        days = [_place(axis, event.start, self.width) for event in self.items]
        places = _spread(days, wide, -(-(wide + self.look.gutter) // self.sides), self.width)
        return [(day, x, min(max(day, x), x + wide), wide) for day, x in zip(days, places, strict=True)]

    @property
    def _tall(self) -> int:
        return line_height(self._name_style, self.look.fonts) + PAD * 2

    @property
    def _poles(self) -> int:
        """The least distance between the axis and the words, in EMU."""
        return DOT + PAD + TURN * (-(-len(self.items) // self.sides) - 1)

    @property
    def _reach(self) -> list[int]:
        """How far the words of each side reach from the axis at the least: of those below, then of those above."""
        boxes = self.boxes
        parts = [[box.box.height for box in boxes[self._first(side) :: self.sides]] for side in range(self.sides)]
        return [self._poles + EDGE + PAD + max(part) if part else 0 for part in parts]

    def _first(self, side: int) -> int:
        """The first event of a side: where there are two, events begin above."""
        return (side + 1) % self.sides

    @property
    def needed(self) -> int:
        """The least height, in EMU."""
        return self._tall + sum(self._reach)

    @property
    def wide(self) -> int:
        """How much wider than its place the longest word is, in EMU."""
        return max(_over(box, self.look) for box in self.boxes)

    def group(self, spare: int) -> Group:
        """The events as one shape, so much higher than needed."""
        axis, boxes = self._axis, self.boxes
        poles = self._poles + spare // self.sides
        top = self._reach[1] + spare // self.sides if self.sides > 1 else 0
        band = [move(item, 0, top) for item in self._band(axis, self.width, self._tall)]
        places = self._places(axis)
        events: dict[int, Group] = {}
        for side in range(self.sides):
            numbers = range(self._first(side), len(self.items), self.sides)
            edge, up = (top, -1) if side else (top + self._tall, 1)
            levels = _levels([places[number][0] for number in numbers], [places[number][2] for number in numbers])
            for number, level in zip(numbers, levels, strict=True):
                at = (*places[number][:3], edge, up * poles, up * (DOT // 2 + PAD // 2 + TURN * level))
                events[number] = self._event(self.items[number], boxes[number], axis, at)
        whole = Box(0, 0, self.width, self.needed + spare)
        told = (events[number] for number in sorted(events))
        group = self._group(self.id, (self._group(f"{self.id}.band", band, "axis"), *told), "timeline", whole)
        return self._turned(group, self.width)

    def _event(self, event: Event, box: TextBox, axis: Axis, at: tuple[int, int, int, int, int, int]) -> Group:
        """An event: from its day on the axis to its words, which are above it where poles are less than 0 long."""
        day, x, end, edge, poles, level = at
        id, foot, turn = f"{self.id}.{event.id}", edge + poles, edge + level
        lines = [(day, edge, day, turn), (day, turn, end, turn), (end, turn, end, foot)]
        if day == end:
            lines = [(day, edge, day, foot)]
        items: list[Item] = [self._rule(f"{id}.line-{number}", *line) for number, line in enumerate(lines, 1)]
        if event.stop > event.start:
            last = _place(axis, event.stop, self.width)
            items.append(self._bar(f"{id}.span", Box(day, edge - SPAN // 2, max(0, last - day), SPAN)))
        items.append(self._mark(f"{id}.day", day, edge))
        line = foot - EDGE if poles < 0 else foot
        items.append(self._bar(f"{id}.edge", Box(x, line, box.box.width, EDGE)))
        top = line - PAD - box.box.height if poles < 0 else foot + EDGE + PAD
        items.append(move(replace(box, id=f"{id}.text"), x, top))
        return self._group(id, items, "event")


@frozen
class _Down(_Line):
    """Events beside an axis that runs down, of a width where that is settled, with room for so many turns of lines."""

    thick: int = 0
    turns: int = 0

    def piece(self, height: int | None) -> Piece:
        """The events one below the other; a cut after each."""
        gap = self.look.unit * 2
        thick, rows, axis = self.measured
        natural = sum(box.box.height for box in rows) + gap * (len(rows) - 1)
        most = natural + self.look.unit * 2 * (len(rows) - 1)
        gap += max(0, min(height or 0, most) - natural) // max(1, len(rows) - 1)
        tops = [sum(box.box.height + gap for box in rows[:number]) for number in range(len(rows))]
        tall = tops[-1] + rows[-1].box.height
        days = [_place(axis, event.start, tall) for event in self.items]
        ends = [min(max(day, top), top + box.box.height) for day, top, box in zip(days, tops, rows, strict=True)]
        levels = _levels(days, ends)
        side = self.width - rows[0].box.width
        events = [
            self._event(event, box, axis, (thick, day, end, top, level, side), tall)
            for event, box, day, end, top, level in zip(self.items, rows, days, ends, tops, levels, strict=True)
        ]
        band = self._group(f"{self.id}.band", list(self._band(axis, tall, thick, down=True)), "axis")
        group = self._group(self.id, (band, *events), "timeline", Box(0, 0, self.width, tall))
        cuts = tuple(Cut(top - gap, (number,)) for number, top in enumerate(tops) if number)
        wide = max(_over(box, self.look) for box in rows)
        return Piece(self.width + wide, tall, (self._turned(group, self.width),), Stretch(natural, most), cuts)

    @property
    def measured(self) -> tuple[int, list[TextBox], Axis]:
        """How wide the axis is, the words beside it, and the axis: its names make it wider, and so the words narrower and higher."""
        style, gap, thick = self._name_style, self.look.unit * 2, self.thick
        while True:
            poles = DOT // 2 + PAD + TURN * min(self.turns or len(self.items), TURNS)
            wide = self.width - thick - poles - PAD - EDGE
            rows = [_words(event, max(wide, points(20)), self.step, self.look) for event in self.items]
            tall = sum(box.box.height for box in rows) + gap * (len(rows) - 1)
            axis = _scale(self.items, tall, self.look, style, down=True, thick=self.thick)
            asked = max(_label_width(tick.name, style, self.look) for tick in axis.ticks) + DOT
            if asked <= thick or self.thick:
                return thick, rows, axis
            thick = asked

    def _event(
        self, event: Event, box: TextBox, axis: Axis, at: tuple[int, int, int, int, int, int], tall: int
    ) -> Group:
        """An event: from its day on the axis to its words."""
        thick, day, end, top, level, side = at
        id, foot = f"{self.id}.{event.id}", side - PAD - EDGE
        turn = min(thick + DOT // 2 + PAD // 2 + TURN * level, foot)
        lines = [(thick, day, turn, day), (turn, day, turn, end), (turn, end, foot, end)]
        if day == end:
            lines = [(thick, day, foot, day)]
        items: list[Item] = [self._rule(f"{id}.line-{number}", *line) for number, line in enumerate(lines, 1)]
        if event.stop > event.start:
            last = _place(axis, event.stop, tall)
            items.append(self._bar(f"{id}.span", Box(thick - SPAN // 2, day, SPAN, max(0, last - day))))
        items.append(self._mark(f"{id}.day", thick, day))
        items.append(self._bar(f"{id}.edge", Box(foot, top, EDGE, box.box.height)))
        items.append(move(replace(box, id=f"{id}.text"), side, top))
        return self._group(id, items, "event")


def _spread(days: Sequence[int], wide: int, pitch: int, width: int) -> list[int]:
    """Where words stand, from the left, as near to their days as they can, each a pitch behind those before it or further."""
    forth, back = (
        _pushed(days, wide, pitch, width),
        _pushed([width - day - wide for day in reversed(days)], wide, pitch, width),
    )
    return [(one + width - wide - other) // 2 for one, other in zip(forth, reversed(back), strict=True)]


def _pushed(starts: Sequence[int], wide: int, pitch: int, width: int) -> list[int]:
    """Places in their order, each pushed on by those before it, and back by the end."""
    places: list[int] = []
    for start in starts:
        places.append(max(start, 0, places[-1] + pitch if places else 0))
    limit = width - wide
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - pitch
    return places
