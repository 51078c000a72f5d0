"""What is left of a box beside others that stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..frozen import replace
from ..geometry import Box
from ..look import Placeholder
from ..ooxml.shapes import TITLES
from .drawn import SAME

_HEAD: Final = 0.6
"""A title keeps so much of its height at the least, where its subtitle lies on its foot."""


def apart(box: Box, others: Iterable[Box]) -> Box:
    """What is left of a box that keeps clear of others: of the strips beside each that it meets, the largest."""
    for other in others:
        if box.overlaps(other, SAME):
            right, bottom = min(box.right, other.x), min(box.bottom, other.y)
            left, top = max(box.x, other.right), max(box.y, other.bottom)
            strips = (
                Box(box.x, top, box.width, max(0, box.bottom - top)),
                Box(box.x, box.y, box.width, max(0, bottom - box.y)),
                Box(box.x, box.y, max(0, right - box.x), box.height),
                Box(left, box.y, max(0, box.right - left), box.height),
            )
            box = max(strips, key=lambda strip: strip.width * strip.height)
    return box


def cut(area: Box, taken: Box) -> Box:
    """An area less a box that reaches across it, or along all of one side."""
    if not area.overlaps(taken):
        return area
    across = taken.x <= area.x + area.width // 20 and taken.right >= area.right - area.width // 20
    down = taken.y <= area.y and taken.bottom >= area.bottom
    if across and taken.y <= area.y:
        return Box(area.x, taken.bottom, area.width, max(0, area.bottom - taken.bottom))
    if across and taken.bottom >= area.bottom:
        return Box(area.x, area.y, area.width, max(0, taken.y - area.y))
    if down and taken.x <= area.x:
        return Box(taken.right, area.y, max(0, area.right - taken.right), area.height)
    if down and taken.right >= area.right:
        return Box(area.x, area.y, max(0, taken.x - area.x), area.height)
    return area


def over_subtitles(places: Sequence[Placeholder]) -> Iterator[Placeholder]:
    """Places with titles that end where a subtitle begins that lies on their foot: a house that writes one line in each sees no harm in that, and beside
    the title there is no room for it."""
    below = [place.box for place in places if place.kind == "subTitle"]
    for place in places:
        box = place.box
        least = box.y + round(box.height * _HEAD)
        ends = [one.y for one in below if one.overlaps(box, SAME) and one.y >= least and one.bottom >= box.bottom - SAME]  # fmt: skip
        cuts = place.kind in TITLES and ends
        yield replace(place, box=replace(box, height=min(ends) - box.y), moved=True) if cuts else place
