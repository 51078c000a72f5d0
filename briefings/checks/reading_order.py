"""Shapes are read in the order in which people read the slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic, warning
from ..geometry import Box
from ..ooxml.deck import Deck
from ..ooxml.markup import A, P
from ..ooxml.shapes import FURNITURE, TITLES, Shape

_ENOUGH: Final = (
    0.5  # shapes that share half of the smaller one's width stand in one column, or half of its height in one row
)
_WHOLE: Final = 0.95  # an axis takes so much of its group's width
_LAP: Final = 0.15  # how much of the smaller one's height two shapes may share and still stand one above the other


def kept(deck: Deck) -> Iterator[Diagnostic]:
    """The order of shapes is that of the page: the title first, then down each column and along each row, from the side where the script
    begins (WCAG 2.2, 1.3.2).

    Told only where both ways to read a page, by columns and by rows, agree that one shape comes before another. Footers, slide numbers
    and decoration are left out; what stands on both sides of an axis is read along it.
    """
    for slide in deck.slides:
        for shapes, axis in _levels(slide.shapes):
            wrong = [
                (later, sooner)
                for number, later in enumerate(shapes)
                for sooner in shapes[number + 1 :]
                if later.role not in TITLES
                and not _parted(sooner, later, axis)
                and _before(sooner, later, rtl=slide.rtl)
            ]
            if wrong:
                later, sooner = wrong[0]
                more = f", and {len(wrong) - 1} more pairs stand in the wrong order" if len(wrong) > 1 else ""
                message = f"`{later.label}` is read before `{sooner.label}`, which stands before it on the slide{more}"
                hint = "put the shapes into the order of reading in the Selection Pane (the lowest is read first)"
                yield warning("deck-reading-order", message, deck.where(), slide.at(sooner), hint)


def _levels(shapes: Sequence[Shape], axis: Box | None = None) -> Iterator[tuple[list[Shape], Box | None]]:
    """The shapes that are read one after another, those of the slide, then those inside each group, and the axis that runs through a group."""
    yield [shape for shape in shapes if _read(shape)], axis
    for shape in shapes:
        # outlines such as the countries of a map have no order: their group says what there is to say of them
        inside = [one for one in shape.children if not (shape.alt and _drawn(one))]
        yield from _levels(inside, next((one.box for one in inside if _through(one, shape)), None))


def _through(one: Shape, group: Shape) -> bool:
    """Whether a shape runs through its group from side to side, with others above it and below it."""
    a, b = one.box, group.box
    return a is not None and b is not None and a.width >= b.width * _WHOLE and b.y < a.y and a.bottom < b.bottom


def _parted(one: Shape, other: Shape, axis: Box | None) -> bool:
    """Whether an axis parts two shapes, or is one of them."""
    if axis is None or one.box is None or other.box is None:
        return False
    sides = {_side(one.box, axis), _side(other.box, axis)}
    return len(sides) == 2 or "on" in sides


def _side(box: Box, axis: Box) -> str:
    return "above" if box.bottom <= axis.y else "below" if box.y >= axis.bottom else "on"


def _drawn(shape: Shape) -> bool:
    """Whether a shape is an outline without words."""
    return not shape.text and shape.element.find(f"{P}spPr/{A}custGeom") is not None


def _read(shape: Shape) -> bool:
    told = bool(shape.alt or shape.text) or shape.kind in ("chart", "table")
    return shape.box is not None and told and not shape.decorative and not shape.hidden and shape.role not in FURNITURE


def _before(one: Shape, other: Shape, *, rtl: bool) -> bool:
    """Whether one shape clearly comes before another: right above it, or beside it where the row begins."""
    a, b = one.box, other.box
    assert a is not None and b is not None
    across = _shared(a.x, a.right, b.x, b.right)
    down = _shared(a.y, a.bottom, b.y, b.bottom)
    if across >= _ENOUGH:
        return down <= _LAP and a.y < b.y and a.bottom < b.bottom
    return down >= _ENOUGH and across <= _LAP and (_start(b, rtl=rtl) > _start(a, rtl=rtl))


def _start(box: Box, *, rtl: bool) -> int:
    return -box.right if rtl else box.x


def _shared(start: int, stop: int, other_start: int, other_stop: int) -> float:
    """The share of the shorter stretch that two have in common."""
    common = min(stop, other_stop) - max(start, other_start)
    return max(0, common) / max(1, min(stop - start, other_stop - other_start))
