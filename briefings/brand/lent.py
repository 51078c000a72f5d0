"""A title for layouts that have no place for one: on a cover the largest of its texts, else where the slide master has it or there is room.

The deck says all about such a title; the layout stays as it is, and what overlaps the title gives way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..frozen import replace
from ..geometry import PageSize
from ..look import Placeholder, SlideLayout
from ..ooxml.shapes import TEXT, TITLES
from .casting import Casting
from .drawn import SAME
from .masters import MasterLayout
from .names import told
from .slots import holds_title
from .strips import apart

ROOMY: Final = frozenset({"content", "two-columns", "title-only", "chart", "table"})
LEAST_ROOM: Final = 0.28
"""Roles that need room, and how much of a page is too little for any of them."""
_HEADING: Final = 18.0
"""The smallest type of a text that is a cover's title, in points."""
_TOP: Final = 10
_TITLES: Final = 0.6
"""So much of a text that is a cover's title is for the title, and the rest for what goes with it."""
_BROAD: Final = 0.4  # of the page: narrower, and it is a label
_KEPT: Final = 0.5  # of a text that gives way


def titled(layouts: Sequence[MasterLayout], page: PageSize, opening: str) -> Iterator[MasterLayout]:
    """The layouts without a title, each with one; `opening` is the layout (its part) of the file's own first slide."""
    for layout in layouts:
        if layout.upright or any(place.kind in TITLES for place in layout.placeholders):
            continue
        said = told(layout.name)
        head = _heading(layout, page) if said == "cover" or (said == "" and layout.part == opening) else None
        if head is not None:
            box = _upper(head).box
            under = replace(head.box, y=box.bottom, height=head.box.bottom - box.bottom)
            free = under if layout.free.overlaps(box) else layout.free  # what goes with a title never stands on it
            own = replace(head, idx=0, kind="title", name="Title", box=box, anchor="bottom", moved=True, given=(), loose=True)  # fmt: skip
            places = tuple(own if one is head else one for one in layout.placeholders)
            yield replace(layout, placeholders=places, free=free)
        elif layout.spare is not None and layout.below is not None:
            kept = tuple(_beside(layout.placeholders, layout.spare))
            yield replace(layout, placeholders=(layout.spare, *kept), free=layout.below)


def _heading(layout: MasterLayout, page: PageSize) -> Placeholder | None:
    """The text of a cover that stands for its title: the one in the largest type of those that it goes into."""
    texts = [
        place
        for place in layout.placeholders
        if place.kind in TEXT
        and place.box.y > page.height // _TOP  # what stands at the edge is a running head
        and place.box.width >= page.width * _BROAD
        and holds_title(_upper(place))
    ]
    head = max(texts, key=lambda place: (place.styles[0].size, -place.box.y), default=None)
    return head if head is not None and head.styles[0].size >= _HEADING else None


def _upper(place: Placeholder) -> Placeholder:
    """The part of a text's place that is a title's."""
    return replace(place, box=replace(place.box, height=round(place.box.height * _TITLES)))


def _beside(places: Sequence[Placeholder], title: Placeholder) -> Iterator[Placeholder]:
    """The places with what a title leaves them; a text that loses most of itself is not used."""
    for place in places:
        rest = apart(place.box, [title.box]) if place.kind in TEXT else place.box
        if rest.width * rest.height >= place.box.width * place.box.height * _KEPT:
            yield place if not place.box.overlaps(title.box, SAME) else replace(place, box=rest, moved=True)


def for_covers(layout: MasterLayout, page: PageSize, opening: str) -> bool:
    """Whether a layout without any title is a cover nevertheless: by its name, or as the file's own first slide, with room for one on a calm ground."""
    said = told(layout.name)
    wide = layout.free.width > page.width * _BROAD and layout.free.height > page.height * 0.15
    return wide and not layout.busy and (said == "cover" or (said == "" and layout.part == opening))


def room(layout: SlideLayout) -> int:
    """The largest place of a layout for blocks or text, as an area in EMU."""
    boxes = [
        layout.free,
        *(place.box for place in layout.placeholders if place.slot in ("body", "left", "chart", "table")),
    ]
    return max(box.width * box.height for box in boxes)


def roomiest(casting: Casting) -> int:
    """The same of the roomiest of a role's layouts."""
    return max((room(layout) for layout in casting.layouts), default=0)
