"""Where blocks would stand on an empty page of a layout, and what they keep clear of.

Source: ECMA-376 part 1, 19.7.10 (placeholder types).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, PageSize
from ..look import Placeholder
from ..ooxml.shapes import FURNITURE, TITLES, Shape

BELOW: Final = 8 * EMU_PER_POINT  # between a title's words and blocks, at the least
_AIR: Final = 22  # what part of the page's height stays free of blocks at its foot
_FOOT: Final = 0.89  # of the page's height: so far down blocks stand where nothing else is, whatever the body says
_LABEL: Final = 0.08
"""A text of less than so much of the page is a label: it does not say where blocks stand."""
_WIDER: Final = 0.1
"""So much of the page's width that lies idle beside the body, under a title that is as wide, is room for blocks too."""


@frozen
class Plan:
    """What a slide master says of its pages: their size, and its own places for a body and a title."""

    page: PageSize
    body: Box | None
    title: Box | None

    def start(self, shapes: Sequence[Shape], boxes: Sequence[Box]) -> Box:
        """Where blocks would stand on an empty page: the layout's own bodies together, else the master's, else the page's inside; as wide as the
        title over it, and never at the foot of the page: people's places run to its edge, and their words do not."""
        titles = [box for shape, box in zip(shapes, boxes, strict=True) if shape.role in TITLES]
        least = self.page.width * self.page.height * _LABEL
        bodies = [box for shape, box in zip(shapes, boxes, strict=True) if shape.role in ("body", "obj")]
        own = [box for box in bodies if box.width * box.height >= least]
        box = self._widened(self._base(titles, own), titles, own)
        foot = self.page.height - self.page.height // _AIR
        return box if box.bottom <= foot else replace(box, height=max(1, foot - box.y))

    def taken(self, places: Sequence[Placeholder], spare: Placeholder | None = None) -> list[Box]:
        """What blocks keep clear of: the title with the room that the master leaves below it, and the footers; a title of their own has some
        room below it."""
        page, body, title = self.page, self.body, self.title
        gap = min(max(0, body.y - title.bottom), page.height // 12) if body and title else 0
        taken = [
            Box(p.box.x, p.box.y, p.box.width, p.box.height + max(gap, BELOW - p.insets.bottom))
            for p in places
            if p.kind in TITLES
        ]
        taken += [p.box for p in places if p.kind in FURNITURE]
        return taken + [replace(one.box, height=one.box.height + page.height // 40) for one in (spare,) if one]

    def _base(self, titles: Sequence[Box], own: Sequence[Box]) -> Box:
        page, base = self.page, self.body
        if base is None and own:
            base = own[0]
            for box in own[1:]:
                base = base.united(box)
        if base is not None:
            if base.y < page.height // 2:
                base = replace(base, height=max(base.height, round(page.height * _FOOT) - base.y))
            return base
        if titles:  # nothing but a title is planned: from under it to the foot, as wide as it is
            top = max(box.bottom for box in titles) + page.height // 40
            left, right = min(box.x for box in titles), max(box.right for box in titles)
            if right - left > page.width // 2 and top < page.height // 2:
                return Box(left, top, right - left, page.height - page.height // 10 - top)
        return page.box.inset(page.width // 20, page.height // 6, page.width // 20, page.height // 10)

    def _widened(self, base: Box, titles: Sequence[Box], own: Sequence[Box]) -> Box:
        """The room for blocks, where much of the page lies idle beside it, as wide as the title over it and the bodies together: a master's own
        body may be older than its layouts, or the first of several side by side. What is drawn there is found later."""
        page = self.page
        beside = [box for box in own if min(box.bottom, base.bottom) - max(box.y, base.y) > base.height // 2]
        heads = [box for box in titles if box.y <= base.y and box.width > page.width // 2]
        left, right = min(box.x for box in (base, *beside, *heads)), max(box.right for box in (base, *beside, *heads))
        left, right = max(left, min(base.x, page.width - base.right)), min(right, max(base.right, page.width - base.x))
        left = left if base.x - left > page.width * _WIDER else base.x
        right = right if right - base.right > page.width * _WIDER else base.right
        return replace(base, x=left, width=right - left)
