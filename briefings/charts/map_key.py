"""The key of a map: what the colours of its classes and the sizes of its circles mean.

It stands where it costs the map least: in a corner of the sea, else beside the map where that makes it larger, else below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ..frozen import frozen
from ..geography import projection
from ..geography.projection import Bounds
from ..language.wording import word
from ..look import Colour
from . import map_classes
from .drawing import Canvas
from .labels import Typesetter, Words, widest
from .map_lands import Land
from .marks import circle
from .paint import accent, ground
from .scale import ZERO, known, tick_text
from .spec import Ground

LARGEST: Final = 0.08
"""How large the largest circle is, from its middle to its edge, as a share of the map."""
DOT: Final = 2.4
"""How large the smallest circle is, and the dot of a small country, from its middle to its edge, in points."""
SWATCH: Final = 1.6
"""How wide the band of a class is where the key is a list, in ems."""
INSET: Final = 0.6
"""How far it stands from the line about a map, in ems."""
PLATE: Final = 0.4
"""How far its plate reaches beyond it, in ems: less than it is away from that line."""
CLEAR: Final = 1.0
"""What a list keeps free between itself and the land, in ems."""


@frozen
class Item:
    """An entry of the key: its colour and its words; a circle has a radius."""

    colour: Colour
    label: Words
    radius: float = 0.0


def items(type: Typesetter, base: Ground, size: float, *, empty: bool) -> list[Item]:
    """The entries of the key: what no value looks like, then the classes; of circles some round amounts."""
    spec, look = type.spec, type.look
    if base.bubbles:
        most = max((point.value for point in known(spec) if point.value is not None), default=ZERO)
        large = map_classes.round_between(most * 6 / 10, most) if most > 0 else ZERO
        return [
            Item(accent(look), type.words(tick_text(amount, spec)), radius(type, float(amount), size))
            for amount in (large / 10, large / 2, large)
            if amount > 0
        ]
    gap = [Item(map_classes.empty(look), type.words(word("no-data", spec.language)))] if empty else []
    values = [point.value for point in spec.series[0].points if point.value is not None]
    held = (one for one in map_classes.classes(spec, look) if any(map(one.holds, values)))
    return [*gap, *(Item(one.colour, type.words(one.text)) for one in held)]


def radius(type: Typesetter, value: float, size: float) -> float:
    """How large the circle of an amount is on a map whose smaller side is so long."""
    most = max((float(point.value) for point in known(type.spec) if point.value is not None), default=0.0)
    return max(DOT, LARGEST * size * math.sqrt(max(value, 0.0) / most)) if most > 0 else DOT


# -- below the map ----------------------------------------------------------------------------------------------------------


def height(type: Typesetter, base: Ground, size: float, width: float) -> float:
    """What the key takes below a map whose smaller side is so long."""
    if base.bubbles:
        return max(_row_height(type), 2 * LARGEST * size + 1.2 * type.size)
    return len(_rows(type, items(type, base, size, empty=True), width)) * _row_height(type)


def _row_height(type: Typesetter) -> float:
    return type.leading + 1.9 * type.size


def _rows(type: Typesetter, entries: Sequence[Item], width: float) -> list[list[tuple[Item, float]]]:
    """The entries of a key in rows, each with the width of its band: all alike where the longest words have room in that, else by their words."""
    needed = [item.label.width + 0.9 * type.size for item in entries]
    alike = max((*needed, 5.5 * type.size))
    if alike * len(entries) <= width:
        return [[(item, alike) for item in entries]]
    rows: list[list[tuple[Item, float]]] = [[]]
    for item, own in zip(entries, needed, strict=True):
        if rows[-1] and sum(other for _, other in rows[-1]) + own > width:
            rows.append([])
        rows[-1].append((item, own))
    if len(rows) == 1:
        spare = (width - sum(needed)) / len(entries)
        return [[(item, own + spare) for item, own in rows[0]]]
    return rows


def draw_below(
    canvas: Canvas, type: Typesetter, entries: Sequence[Item], width: float, foot: float, start: float = 0.0
) -> None:
    """The key from a height on: a band for each entry, with its words below it; circles in a row, with theirs beside them."""
    size, largest, x = type.size, max((item.radius for item in entries), default=0.0), start
    if largest:
        for item in entries:
            middle = (canvas.across(x + item.radius), foot + max(largest, type.leading / 2) + 0.2 * size)
            canvas.paths.append(circle(middle, item.radius, item.colour, ground(type.look), "key"))
            x += 2 * item.radius + 0.5 * size
            canvas.words(item.label, x, middle[1], "start", "middle")
            x += item.label.width + 1.6 * size
        return
    for below, row in enumerate(reversed(_rows(type, entries, width))):
        x, up = start, foot + type.leading + below * _row_height(type)
        for item, wide in row:
            canvas.rectangle(x, up + 0.2 * size, wide - 0.25 * size, 0.6 * size, item.colour, "key")
            canvas.words(item.label, x, up, "start", "top")
            x += wide


# -- as a list --------------------------------------------------------------------------------------------------------------


def extent(type: Typesetter, entries: Sequence[Item]) -> tuple[float, float]:
    """How wide and how high the key is as a list, with some room behind its words for programs that set them wider."""
    return (
        _mark(type, entries) + 1.1 * type.size + widest(item.label for item in entries),
        sum(tall for _, tall in _list(type, entries)),
    )


def _mark(type: Typesetter, entries: Sequence[Item]) -> float:
    """How wide its marks are."""
    return max((2 * item.radius for item in entries), default=0.0) or SWATCH * type.size


def _list(type: Typesetter, entries: Sequence[Item]) -> Iterator[tuple[Item, float]]:
    """The entries from the top, the strongest first, each with its height."""
    for item in reversed(entries):
        yield item, max(type.leading, 2 * item.radius) + 0.25 * type.size


def corner(
    type: Typesetter, entries: Sequence[Item], found: Sequence[Land], frame: Bounds, clear: float, *, rtl: bool
) -> Bounds | None:
    """The corner at the foot of a map, that on the reading side first, where the list is so many ems clear of any land; None where there is none."""
    (wide, tall), away = extent(type, entries), clear * type.size
    left, low, right, _ = frame
    for start in (right - wide, left) if rtl else (left, right - wide):
        box = (start, low, start + wide, low + tall)
        grown = (box[0] - away, box[1] - away, box[2] + away, box[3] + away)
        if not any(_within(grown, land) for land in found):
            return box
    return None


def _within(box: Bounds, land: Land) -> bool:
    """Whether any of a land lies in a box."""
    left, low, right, high = box
    for ring in land.rings:
        if any(left < x < right and low < y < high for x, y in ring):
            return True
    return projection.inside(land.rings, (left + right) / 2, (low + high) / 2)


def draw_list(canvas: Canvas, type: Typesetter, entries: Sequence[Item], box: Bounds, *, plate: bool) -> None:
    """The key as a list in a box (from the left, whatever is read from where), on a plate where land may lie below it."""
    start, y = (canvas.width - box[2] if canvas.rtl else box[0]), box[3]
    if plate:
        air = PLATE * type.size
        wide, tall = box[2] - box[0] + 2 * air, box[3] - box[1] + 2 * air
        canvas.rectangle(start - air, box[1] - air, wide, tall, ground(type.look), "plate")
    mark = _mark(type, entries)
    for item, tall in _list(type, entries):
        middle = y - tall / 2
        if item.radius:
            place = (canvas.across(start + mark / 2), middle)
            canvas.paths.append(circle(place, item.radius, item.colour, ground(type.look), "key"))
        else:
            high = 0.8 * type.size
            canvas.rectangle(start, middle - high / 2, mark, high, item.colour, "key")
        canvas.words(item.label, start + mark + 0.6 * type.size, middle, "start", "middle")
        y -= tall
