"""How far out of its place a text may reach: a footer over those of date and number, a title over the same ground.

Source: ECMA-376 part 1, 19.7.10 (placeholder types).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..frozen import replace
from ..geometry import EMU_PER_POINT, Box, PageSize
from ..look import Placeholder
from ..ooxml.shapes import FURNITURE, TEXT, TITLES
from .drawn import SAME
from .ground import Canvas

_LOW: Final = 0.07  # of the page's height: a place for a line
_LINES: Final = 8  # of the page's height: as much as a second line of a title takes at the most
_OFF: Final = 6 * EMU_PER_POINT  # between a title's words and what they keep off
_THIN: Final = 6  # of a title's height: a rule
_AIR: Final = 45  # of the page's height: between a title that takes free ground and what is around that
_EDGE: Final = 100
"""Of the page's height: so near to its edge no title runs on."""


def reaching(places: Sequence[Placeholder], canvas: Canvas) -> Iterator[Placeholder]:
    """The places, the footer with how far it may reach: over those of date and number on its line, if nothing is drawn there."""
    for place in places:
        across = place.box
        for other in places:
            if other.kind in ("dt", "sldNum") and abs(other.box.y - place.box.y) * 2 < place.box.height:
                across = across.united(Box(other.box.x, place.box.y, other.box.width, place.box.height))
        others = [one.box for one in places if one.kind not in FURNITURE]
        clear = (
            place.kind == "ftr"
            and canvas.clear(across, edges=True) == across
            and not any(box.overlaps(across) for box in others)
        )
        yield replace(place, reach=across) if clear and across != place.box else place


def running_on(places: Sequence[Placeholder], canvas: Canvas) -> Iterator[Placeholder]:
    """The places, a title with how far its lines may run on out of its box: over the same ground, clear of all other places, of the
    drawings and of the page's edge. The box stays as it is: so it looks when people type such a title there."""
    page = canvas.page
    edge = page.height // _EDGE
    for place in places:
        box = place.box
        around = [one.box for one in places if one is not place]
        if place.kind not in TITLES:
            yield replace(place, grown=free_ground(place, around, canvas)) if _is_line(place, page) else place
            continue
        others = [one.box for one in places if one is not place and not _is_line(one, page)]
        beside = [one for one in others if one.x < box.right - SAME and box.x < one.right - SAME]
        top = max([edge, *(one.bottom for one in beside if one.bottom <= box.y + SAME)])
        bottom = min([page.height - edge, *(one.y for one in beside if one.y >= box.bottom - SAME)])
        above = canvas.along(box, top, place.background) if place.anchor != "top" else 0
        below = canvas.along(box, bottom, place.background) if place.anchor != "bottom" else 0
        if place.anchor == "middle":
            above = below = min(above, below)
        lower = min(page.height - edge, box.bottom + page.height // _LINES)
        reach = Box(box.x, box.y - above, box.width, box.height + above + below)
        grown = reach if reach.height > box.height + edge else place.reach
        yield replace(
            place,
            reach=grown,
            grown=free_ground(place, around, canvas),
            below=canvas.along(box, lower, place.background),
        )


def free_ground(place: Placeholder, others: Sequence[Box], canvas: Canvas) -> Box | None:
    """The free ground of a text above and below its place, as wide as that, some way off all else; None where there is none."""
    box, air = place.box, canvas.page.height // _AIR
    beside = [one for one in others if one.x < box.right - SAME and box.x < one.right - SAME]
    top = max([air, *(one.bottom + air for one in beside if one.bottom <= box.y + SAME)])
    bottom = min([canvas.page.height - air, *(one.y for one in beside if one.y >= box.bottom - SAME)])
    above = max(0, canvas.along(box, top, place.background) - (air if top < box.y else 0))
    below = max(0, canvas.along(box, bottom, place.background) - (air if bottom > box.bottom else 0))
    return Box(box.x, box.y - above, box.width, box.height + above + below) if above + below > air else None


def off_lines(places: Sequence[Placeholder], canvas: Canvas) -> Iterator[Placeholder]:
    """The places, a title with insets that keep its words off the page's edge and off a rule along its own upper or lower edge: people see to
    that when a title has two lines, its place does not."""
    for place in places:
        box = place.box
        if place.kind not in TITLES:
            yield place
            continue
        top, bottom = max(0, _OFF - box.y), max(0, box.bottom - canvas.page.height + _OFF)
        for mark in canvas.obstacles:
            if mark.height * _THIN > box.height or not mark.overlaps(box):
                continue
            if mark.y + mark.height // 2 > box.y + box.height // 2:
                bottom = max(bottom, box.bottom - mark.y + _OFF)
            else:
                top = max(top, mark.bottom - box.y + _OFF)
        least, ins = (top, bottom), place.insets
        room = box.height - max(top, ins.top) - max(bottom, ins.bottom)
        if least == (0, 0) or room < place.styles[0].size * EMU_PER_POINT:
            yield place
            continue
        inside = replace(ins, top=max(top, ins.top), bottom=max(bottom, ins.bottom))
        said = (("tIns", str(inside.top)), ("bIns", str(inside.bottom))) if inside != ins else ()
        yield replace(place, insets=inside, least=least, says=(*place.says, *said))


def _is_line(place: Placeholder, page: PageSize) -> bool:
    """Whether a place is for a line of text, which may stay empty: a kicker, or words under the title."""
    return place.kind in TEXT and place.box.height <= page.height * _LOW
