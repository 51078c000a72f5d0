"""Charts and tables over the places beside them that stay empty: half of a page is not left bare for words that nobody has."""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import replace
from ..geometry import Box
from ..look import SlideLayout
from ..ooxml.shapes import FURNITURE
from .casting import FIRST, Casting, line_above


def across(casting: Casting) -> Casting:
    """The layouts of charts or tables with these as wide as the places that nothing of the role goes into; after them, of one with a text
    beside the chart, the chart over both places, by itself and below a line, where the file has no layout as wide."""
    made = [_over_unused(layout, casting.role) for layout in casting.layouts]
    widest = max((own.box.width for one in made if (own := one.slot(casting.role)) is not None), default=0)
    whole = [one for layout in made for one in _without_text(layout) if _reach(one) > widest]
    return replace(casting, layouts=(*made, *whole))


def _reach(layout: SlideLayout) -> int:
    own = layout.slot("chart")
    return 0 if own is None else own.box.width


def _over_unused(layout: SlideLayout, role: str) -> SlideLayout:
    own = layout.slot(role)
    if own is None:
        return layout
    box = own.box
    for one in layout.placeholders:
        if not one.slot and one.kind not in FURNITURE and not one.filled and _beside(one.box, own.box):
            box = box.united(replace(one.box, y=own.box.y, height=own.box.height))
    others = [one.box for one in layout.placeholders if one is not own and (one.slot or one.kind in FURNITURE)]
    if box == own.box or any(box.overlaps(one) for one in others):
        return layout
    places = (replace(one, box=box, moved=True) if one is own else one for one in layout.placeholders)
    return replace(layout, placeholders=tuple(places))


def _beside(box: Box, other: Box) -> bool:
    """Whether a box is beside another, along most of it."""
    shared = min(box.bottom, other.bottom) - max(box.y, other.y)
    return shared * 2 > other.height and (box.right <= other.x or other.right <= box.x)


def _without_text(layout: SlideLayout) -> Iterator[SlideLayout]:
    own, text = layout.slot("chart"), layout.slot("text")
    if own is None or text is None or text.filled or not _beside(text.box, own.box):
        return
    bare = (replace(one, slot="" if one.slot == "text" else one.slot) for one in layout.placeholders)
    alone = _over_unused(replace(layout, placeholders=tuple(bare), areas=()), "chart")
    wide = alone.slot("chart")
    if wide is None or wide.box == own.box:
        return
    line, below = line_above(wide.box)
    lined = (replace(one, box=below) if one is wide else one for one in alone.placeholders)
    yield replace(alone, density=layout.density + 1)
    yield replace(alone, placeholders=tuple(lined), areas=(("text", line),), density=FIRST)
