"""What is read first stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ...diagnostics import Diagnostic, warning
from ...frozen import frozen
from ...regex import regex
from .content import Extent, Key
from .document import Document, Node

_INLINE: Final = frozenset(
    {"Span", "Link", "Quote", "Reference", "Code", "Note", "BibEntry", "Annot", "Ruby", "Warichu"}
)
_NUMBER: Final = regex(r"-?\d+(?:\.\d+)?")
_SHARED: Final = 0.5
"""Two things stand in one column when they share half of the narrower one's width."""
_STEPS, _STEP = 3, 2.0
"""So many siblings at the least that stand further along, each by so many points, are read along a line."""


@frozen
class _Read:
    """Something that is read in one go: its words, its box, its page, which in the order of drawing it is, and its `path` from the root."""

    words: str
    box: Extent
    page: int
    drawn: int
    path: tuple[Node, ...] = ()


def turned(document: Document) -> Iterator[Diagnostic]:
    """In a column, what stands above is read before what stands below (ISO 14289-1, 7.1; WCAG 2.2, 1.3.2). Siblings each of which stands
    further along than the one before, as events do along an axis, are read along it, at whatever heights they are.

    Where the drawing goes from top to bottom and the tree does not follow it, the tree is taken to be wrong too. One finding a page.
    """
    by_page: dict[int, list[_Read]] = {}
    for one in _read(document):
        by_page.setdefault(one.page, []).append(one)
    for number, things in by_page.items():
        wrong = _turned(things)
        if wrong is None and _turned(sorted(things, key=lambda one: one.drawn)) is None:
            wrong = next(((one, other) for one, other in pairwise(things) if other.drawn < one.drawn), None)
        if wrong is not None:
            first, second = (_short(one.words) for one in wrong)
            message = f"page {number}: `{first}` is read before `{second}`, which stands before it"
            yield warning("pdf-reading-order", message, document.where())


def pages_turned(document: Document) -> Iterator[Diagnostic]:
    """A page is read before those behind it (WCAG 2.2, 1.3.2): told once, where the tree comes to a page that it has left out before."""
    furthest = 0
    seen: set[int] = set()
    for one in _read(document):
        if one.page < furthest and one.page not in seen:
            message = f"page {furthest} is read before page {one.page}, from `{_short(one.words)}` on"
            yield warning("pdf-page-order", message, document.where(), hint="put the tags into the order of the pages")
            return
        seen.add(one.page)
        furthest = max(furthest, one.page)


def _read(document: Document) -> Iterator[_Read]:
    numbers = {mark.page: page.number for page in document.pages for mark in page.drawn.marks.values()}
    for node, above in document.walk():
        if node.tag in _INLINE and above:
            continue
        marks = [document.marks[key] for key in _keys(node) if key in document.marks]
        boxes = [mark.box for mark in marks if mark.box is not None]
        if boxes:
            left, bottom, right, top = zip(*boxes, strict=True)
            extent = _said(node) or (min(left), min(bottom), max(right), max(top))
            words = node.alt or "".join(mark.text for mark in marks)
            yield _Read(words, extent, numbers[marks[0].page], min(mark.order for mark in marks), (*above, node))


def _said(node: Node) -> Extent | None:
    """The box that a figure itself gives; white in a drawing belongs to it too."""
    numbers = _NUMBER.findall(node.attributes.get("BBox", ""))
    if len(numbers) != 4:
        return None
    left, bottom, right, top = map(float, numbers)
    return left, bottom, right, top


def _keys(node: Node) -> Iterator[Key]:
    """The marked content of an element and of what stands within its lines."""
    for kid in node.kids:
        if isinstance(kid, Key):
            yield kid
        elif isinstance(kid, Node) and kid.tag in _INLINE:
            yield from _keys(kid)


def _turned(things: Sequence[_Read]) -> tuple[_Read, _Read] | None:
    """The first two of which the one read later stands wholly above the other, in the same column."""
    for at, first in enumerate(things):
        for second in things[at + 1 :]:
            above = second.box[1] >= first.box[3] - 1 and _one_column(first.box, second.box)
            if above and not _along(first, second, things):
                return first, second
    return None


def _along(first: _Read, second: _Read, things: Sequence[_Read]) -> bool:
    """Whether two things are in two of the siblings that follow each other along a line: each stands, with one edge or the other, further along than
    the one before, and they are not aligned as in a column."""
    depth = next((at for at, (a, b) in enumerate(zip(first.path, second.path, strict=False)) if a is not b), 0)
    if not depth:
        return False
    boxes: dict[int, Extent] = {}
    for one in things:
        if len(one.path) > depth and one.path[depth - 1] is first.path[depth - 1]:
            boxes[id(one.path[depth])] = _united(boxes.get(id(one.path[depth]), one.box), one.box)
    ways = ([(box[0], box[2]) for box in boxes.values()], [(-box[2], -box[0]) for box in boxes.values()])
    pairs = [*pairwise(boxes.values())]
    aligned = sum(any(abs(a[side] - b[side]) < _STEP for side in (0, 2)) for a, b in pairs)
    return len(boxes) >= _STEPS and 2 * aligned <= len(pairs) and any(map(_advancing, ways))


def _advancing(edges: Sequence[tuple[float, float]]) -> bool:
    """Whether one of the edges of each thing is beyond that of the one before."""
    reached = float("-inf")
    for pair in edges:
        beyond = [edge for edge in pair if edge >= reached + _STEP]
        if not beyond:
            return False
        reached = min(beyond)
    return True


def _united(one: Extent, other: Extent) -> Extent:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _one_column(one: Extent, other: Extent) -> bool:
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared > _SHARED * max(1.0, min(one[2] - one[0], other[2] - other[0]))


def _short(words: str) -> str:
    return " ".join(words.split())[:60]
