"""What happened, and when: true to time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
"""So many events stand side by side below the axis at the most, and have room to; where there is none the axis runs down."""
LINES: Final = 7
"""The words of an event that take more lines ask for more room."""
SHARE: Final = 0.9
"""How much of its column an event takes at the most: with room to spare it can stand nearer to its day."""
DOT: Final = points(10)
POLE: Final = points(0.75)
TURN: Final = points(5)
"""How far apart lines run that lead to events that stand elsewhere than their days."""
TURNS: Final = 8
"""For so many such lines there is room beside an axis that runs down."""
MORE: Final = 4
"""So many baseline units further from the axis words may stand where there is room."""
PAD: Final = points(6)
SPAN: Final = points(4)
"""How thick the mark of a time with a beginning and an end is."""
EDGE: Final = points(1.5)
ORDER: Final[tuple[Precision, ...]] = ("year", "month", "day")


@frozen
class Timeline(Declared):
    """Events along an axis, true to time, with their words below it; where there is little room it runs down beside them.

    Many go on along a further axis. `each` is how many stand along one axis once it is settled, 0 before; `thick` is the width in EMU of one that runs down, 0 of others; `among` are all events where these are some of them, on one page of several.
    A cut is addressed by how many events stay.
    """

    id: str
    items: tuple[Event, ...] = param(
        "events", "The events: records with a `date`, a `text`, and a date `to` which they last.", "{{ section.items }}"
    )
    each: int = 0
    thick: int = 0
    among: tuple[Event, ...] = ()

    @property
    def whole(self) -> tuple[Event, ...]:
        """All events that dates are set in one type with, those on other pages too."""
        return self.among or self.items

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        each, down = self._set(width, step, look)
        if down:
            return _Down(self.id, self.items, width, step, look, self.whole, self.thick).piece(height)
        parts = [self.items[start : start + each] for start in range(0, len(self.items), each)]
        axes = [
            _Across(
                f"{self.id}-{number + 1}" if number else self.id, part, width, step, look, self.whole, max(FEWEST, each)
            )
            for number, part in enumerate(parts)
        ]
        gap = look.unit * 4
        least = sum(one.needed for one in axes) + gap * (len(axes) - 1)
        more = look.unit * MORE * len(axes)
        spare = max(0, min(more, (height or 0) - least)) // len(axes)
        items: list[Item] = []
        cuts: list[Cut] = []
        y = 0
        for number, one in enumerate(axes):
            if number:
                cuts.append(Cut(y - gap, (number * each,)))
            items.append(move(one.group(spare), 0, y))
            y += one.needed + spare + gap
        wide = max(one.wide for one in axes)
        return Piece(width + wide, y - gap, tuple(items), Stretch(least, least + more), tuple(cuts))

    def settled(self, width: int, height: int, step: int, look: Look) -> Timeline:
        """The events shared out evenly over the axes that they take, all of which run one way."""
        each, down = self._set(width, step, look)
        thick = _Down(self.id, self.items, width, step, look, self.whole).measured[0] if down else 0
        return replace(self, each=each, thick=thick)

    def beyond(self, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * ACROSS
        return Cut(0, (index,)) if index < len(self.items) else None

    def split(self, cut_at: Cut) -> tuple[Timeline, Timeline]:
        (index,) = cut_at.at
        both = (self.items[:index], self.items[index:])
        head, tail = (replace(self, items=items, among=self.whole) for items in both)
        return head, tail

    def _set(self, width: int, step: int, look: Look) -> tuple[int, bool]:
        """How many events stand along one axis, and whether it runs down."""
        if self.each:
            return self.each, self.thick > 0
        count = len(self.items)
        most = max(FEWEST, min(ACROSS, count))
        if columns_width(width, most, look.gutter) < points(NARROWEST * look.style("body", step).size):
            return count, True  # one axis tells more than several short ones
        for columns in range(most, FEWEST - 1, -1):
            wide = _words_width(width, columns, look)
            words = _texts(self.items, self.whole, wide, step, look)
            broken = any(_over(box, look) for box in words)
            if all(line_count(box, 1) <= LINES for box in words) and not broken:
                return -(-count // -(-count // columns)), False
            if broken and columns == most and step < len(look.scale["body"]) - 1:
                return -(-count // -(-count // columns)), False  # smaller type keeps one axis
        return count, True


def _words_width(width: int, columns: int, look: Look) -> int:
    return round(columns_width(width, columns, look.gutter) * SHARE)


def _texts(events: Sequence[Event], among: Sequence[Event], width: int, step: int, look: Look) -> list[TextBox]:
    """The events' dates and words, measured: the dates in one type, in which all those that they are among stay on their lines if there is such."""
    last = len(look.scale["body"])
    bold = [
        replace(look.style("body", at), before=0, bold=True, colour=look.colour("accent")) for at in range(step, last)
    ]

    def fits(style: TextStyle) -> bool:
        dates = (paragraph(event.when, style, look, "label") for event in among)
        return all(natural_width(one, look.fonts) * look.wider <= width for one in dates)

    when = next(filter(fits, bold), bold[0])
    return [_words(event, when, width, step, look) for event in events]


def _words(event: Event, when: TextStyle, width: int, step: int, look: Look) -> TextBox:
    """An event's date and words, measured."""
    style = replace(look.style("body", step), before=0)
    said = (paragraph(event.when, when, look, "label"), paragraph(event.text, style, look))
    return text_box(event.id, said, width, look)


def _over(box: TextBox, look: Look) -> int:
    """How much wider than its place the longest word or line of a box is, in EMU."""
    lines = max((line.x + line.width for line in box.lines), default=0)
    over = max(lines, widest_word(box.paragraphs, look.fonts)) - box.box.width
    return max(0, over, -min((line.x for line in box.lines), default=0) - 1)


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
    among: tuple[Event, ...]

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
    """Events below an axis that runs with the lines; so many columns would have room."""

    columns: int = 2

    @property
    def _boxes(self) -> list[TextBox]:
        wide = _words_width(self.width, self.columns, self.look)
        return _texts(self.items, self.among, wide, self.step, self.look)

    @property
    def _tall(self) -> int:
        return line_height(self._name_style, self.look.fonts) + PAD * 2

    @property
    def _poles(self) -> int:
        """The least distance between the axis and the words, in EMU."""
        return DOT + PAD + TURN * (len(self.items) - 1)

    @property
    def needed(self) -> int:
        """The least height, in EMU."""
        return self._tall + self._poles + EDGE + PAD + max(box.box.height for box in self._boxes)

    @property
    def wide(self) -> int:
        """How much wider than its place the longest word is, in EMU."""
        return max(_over(box, self.look) for box in self._boxes)

    def group(self, spare: int) -> Group:
        """The events as one shape, so much higher than needed."""
        axis = _scale(self.items, self.width, self.look, self._name_style, down=False)
        band = list(self._band(axis, self.width, self._tall))
        boxes = self._boxes
        days = [_place(axis, event.start, self.width) for event in self.items]
        wide = boxes[0].box.width
        places = _spread(days, wide, self.look.gutter // 2, self.width)
        ends = [min(max(day, x), x + wide) for day, x in zip(days, places, strict=True)]
        levels = _levels(days, ends)
        events = [
            self._event(event, box, axis, (day, x, end, level), self._poles + spare)
            for event, box, day, x, end, level in zip(self.items, boxes, days, places, ends, levels, strict=True)
        ]
        whole = Box(0, 0, self.width, self.needed + spare)
        group = self._group(self.id, (self._group(f"{self.id}.band", band, "axis"), *events), "timeline", whole)
        return self._turned(group, self.width)

    def _event(self, event: Event, box: TextBox, axis: Axis, at: tuple[int, int, int, int], poles: int) -> Group:
        """An event: from its day on the axis to its words."""
        day, x, end, level = at
        id, edge, foot = f"{self.id}.{event.id}", self._tall, self._tall + poles
        turn = edge + DOT // 2 + PAD // 2 + TURN * level
        lines = [(day, edge, day, turn), (day, turn, end, turn), (end, turn, end, foot)]
        if day == end:
            lines = [(day, edge, day, foot)]
        items: list[Item] = [self._rule(f"{id}.line-{number}", *line) for number, line in enumerate(lines, 1)]
        if event.stop > event.start:
            last = _place(axis, event.stop, self.width)
            items.append(self._bar(f"{id}.span", Box(day, edge - SPAN // 2, max(0, last - day), SPAN)))
        items.append(self._mark(f"{id}.day", day, edge))
        items.append(self._bar(f"{id}.edge", Box(x, foot, box.box.width, EDGE)))
        items.append(move(replace(box, id=f"{id}.text"), x, foot + EDGE + PAD))
        return self._group(id, items, "event")


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
            poles = DOT // 2 + PAD + TURN * min(len(self.items), TURNS)
            wide = self.width - thick - poles - PAD - EDGE
            rows = _texts(self.items, self.among, max(wide, points(20)), self.step, self.look)
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


def _spread(days: Sequence[int], wide: int, gap: int, width: int) -> list[int]:
    """Where words stand, from the left, as near to their days as they can without touching each other."""
    forth, back = (
        _pushed(days, wide, gap, width),
        _pushed([width - day - wide for day in reversed(days)], wide, gap, width),
    )
    return [(one + width - wide - other) // 2 for one, other in zip(forth, reversed(back), strict=True)]


def _pushed(starts: Sequence[int], wide: int, gap: int, width: int) -> list[int]:
    """Places in their order, each pushed on by those before it, and back by the end."""
    places: list[int] = []
    for start in starts:
        places.append(max(start, 0, places[-1] + wide + gap if places else 0))
    limit = width - wide
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - wide - gap
    return places
