"""One left edge for all that is read on a page: title, line above a chart, blocks, text and source begin below each other.

    on_one_edge    the layouts of all roles -> the same, what stands a little beside the title's words, or the text's, moved there

A place is known by its box, but read by its words: a title's begin at its insets, a chart or a card at its box. Where the house sets its text in
from the title by more than an eye takes for a slip, blocks begin where that text does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frozen import frozen, replace
from ..geometry import Box, PageSize
from ..look import Placeholder, SlideLayout
from ..ooxml.shapes import TEXT
from .casting import Casting

_SLIP: Final = 40
"""Of the page's width: what begins nearer to an edge than one of so many parts was meant to begin there."""
_AFTER: Final = 8
"""The same of what is left behind by a title that gives way to a logo or a drawing."""
_WASTE: Final = 16  # the same of blocks that begin before the title does
_EDGE: Final = 32  # the same of what stands at the page's edge
_OPEN: Final = ("cover", "section")
_TEXTS: Final = ("body", "left", "right", "text", "caption", "kicker", "subtitle", "date")
_WHOLE: Final = ("chart", "table")


def on_one_edge(castings: Sequence[Casting], page: PageSize, *, rtl: bool) -> tuple[Casting, ...]:
    """The layouts of all roles, what is read on them beginning at one edge."""
    content = next((one.layouts[0] for one in castings if one.role == "content"), None)
    body = None if content is None else content.slot("body")
    text = None if body is None else _begins(body, page, rtl)
    return tuple(
        replace(one, layouts=tuple(_aligned(layout, page, rtl, text) for layout in one.layouts)) for one in castings
    )


def _aligned(layout: SlideLayout, page: PageSize, rtl: bool, text: int | None) -> SlideLayout:
    opens = layout.role in _OPEN
    title = layout.slot("title")
    led = title is not None and title.styles[0].align == "start"
    edges = _Edges(
        page,
        rtl,
        None if title is None or not led else _begins(title, page, rtl),
        None if opens else text,
        after=title is not None and title.moved,
        marks=tuple(one.box for one in layout.fixed),
    )
    if text is not None and (moved := edges.of_text(text)) is not None:
        edges = replace(edges, text=moved)
    return replace(
        layout,
        placeholders=tuple(edges.place(one, opens=opens) for one in layout.placeholders),
        free=layout.free if opens else edges.blocks(layout.free),
        areas=tuple((slot, edges.blocks(box)) for slot, box in layout.areas),
        margin=None if layout.margin is None else replace(layout.margin, box=edges.blocks(layout.margin.box)),
    )


@frozen
class _Edges:
    """Where titles and texts of a layout begin, in EMU from the side that the page is read from; None where that says nothing. `after` says that
    the title gave way to something, `marks` are what the layout draws."""

    page: PageSize
    rtl: bool
    title: int | None
    text: int | None
    after: bool
    marks: tuple[Box, ...]

    def of_text(self, at: int) -> int | None:
        """Where a text begins that begins so far in; None where the house wants it there."""
        if self.title is None:
            return None
        if abs(at - self.title) <= self.page.width // _SLIP:
            return self.title
        return self.title if self.after and 0 < self.title - at <= self.page.width // _AFTER else None

    def blocks(self, box: Box) -> Box:
        """A room for blocks from the edge on that it is nearest to, if nothing is drawn there."""
        at = _start(box, self.page, self.rtl)
        edge = self.of_text(at)
        if edge is None and self.text is not None and abs(at - self.text) <= self.page.width // _SLIP:
            edge = self.text
        if edge is None and self.title is not None and 0 < self.title - at <= self.page.width // _WASTE:
            edge = self.title
        return self._off_edges(box if edge is None else self._from(box, edge))

    def _off_edges(self, box: Box) -> Box:
        """A room that is wider than half of the page, with a margin: people's places run to the page's edge, and their words do not."""
        air = self.page.width // _EDGE
        left, right = max(0, air - box.x), max(0, box.right - self.page.width + air)
        return box.inset(left, 0, right, 0) if box.width * 2 > self.page.width else box

    def place(self, place: Placeholder, *, opens: bool) -> Placeholder:
        """A placeholder, its words from the title's edge on, or what fills it from the edge that it is nearest to."""
        box = place.box
        if place.filled or place.plate is not None:
            return place
        if place.slot in _WHOLE and not opens:
            box = self.blocks(box)
        elif place.slot.partition("-")[0] in _TEXTS and place.kind in TEXT and (self.after or not opens):
            at = _begins(place, self.page, self.rtl)
            edge = self.of_text(at) if place.styles[0].align == "start" else None
            if edge is not None and edge < at:  # never wider than the layout has it
                out = at - edge
                moved = box.moved(out if self.rtl else -out)
                box = moved if self._clear(moved, box) else box
            elif edge is not None:
                box = self._from(box, _start(box, self.page, self.rtl) + edge - at)
        return place if box == place.box else replace(place, box=box, moved=True)

    def _from(self, box: Box, edge: int) -> Box:
        """A box from an edge on to its other side."""
        out = _start(box, self.page, self.rtl) - edge
        x, width = (box.x, box.width + out) if self.rtl else (box.x - out, box.width + out)
        made = replace(box, x=x, width=width)
        return made if width > 0 and self._clear(made, box) else box

    def _clear(self, made: Box, before: Box) -> bool:
        """Whether a box is on no more drawings than it was before."""
        return not any(one.overlaps(made) and not one.overlaps(before) for one in self.marks)


def _start(box: Box, page: PageSize, rtl: bool) -> int:
    """How far in a box begins, from the side that the page is read from."""
    return page.width - box.right if rtl else box.x


def _begins(place: Placeholder, page: PageSize, rtl: bool) -> int:
    """How far in the words of a place begin."""
    return _start(place.box, page, rtl) + (place.insets.right if rtl else place.insets.left)
