"""Shapes of a slide master as they stand in its XML: placeholders, places on the page, groups opened.

Source: ECMA-376 part 1, 19.3.1.36 (placeholders), 20.1.7.6 (transforms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..frozen import frozen
from ..geometry import Box

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FURNITURE: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
TITLES: Final = frozenset({"title", "ctrTitle"})
TEXT: Final = frozenset({"body", "obj", "subTitle"})
_FAR: Final = 51_206_400  # EMU: 56 inches, the widest page that there is
SAME: Final = 12_700  # a point: edges nearer than this are the same edge


@frozen
class Shape:
    """A placeholder's element with what its `p:ph` says."""

    element: Any
    kind: str
    idx: int
    name: str


def placeholders(element: Any) -> Iterator[Shape]:
    """The placeholders of a master or layout, in the order they are drawn."""
    tree = element.find(f"{P}cSld/{P}spTree")
    for child in () if tree is None else tree:
        mark = child.find(f"./*/{P}nvPr/{P}ph") if isinstance(child.tag, str) else None
        if mark is not None:
            name = child.find(f"./*/{P}cNvPr").get("name", "")
            yield Shape(child, mark.get("type", "obj"), int(mark.get("idx", "0")), name)


def related(part: Any, kind: str) -> Any | None:
    """The XML of the part that a relation of this kind leads to."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            return etree.fromstring(relation.target_part.blob)
    return None


def body_properties(element: Any) -> Any | None:
    """A shape's `a:bodyPr`."""
    return element.find(f"{P}txBody/{A}bodyPr")


def list_style(element: Any) -> Any | None:
    """A shape's `a:lstStyle`."""
    return element.find(f"{P}txBody/{A}lstStyle")


def box_of(element: Any) -> Box | None:
    """A shape's own place, if it has one."""
    frame = element.find(f"{P}spPr/{A}xfrm")
    if frame is None:
        frame = element.find(f"{P}xfrm")
    if frame is None:
        frame = element.find(f"{P}grpSpPr/{A}xfrm")
    if frame is None or frame.find(f"{A}off") is None or frame.find(f"{A}ext") is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    box = Box(_near(off.get("x")), _near(off.get("y")), max(0, _near(ext.get("cx"))), max(0, _near(ext.get("cy"))))
    turn = int(frame.get("rot", "0")) % 21_600_000
    if (
        2_700_000 <= turn % 10_800_000 < 8_100_000
    ):  # a quarter turn: PowerPoint keeps the unturned size about the same centre
        middle_x, middle_y = box.x + box.width // 2, box.y + box.height // 2
        return Box(middle_x - box.height // 2, middle_y - box.width // 2, box.height, box.width)
    return box


def _near(value: str | None) -> int:
    """A length of the file, at most as far away as any page is wide."""
    return min(_FAR, max(-_FAR, int(value or "0")))


def shapes_in(tree: Any) -> Iterator[tuple[Any, Box]]:
    """The shapes of a tree with their boxes on the page, groups opened (20.1.7.6)."""
    for child in () if tree is None else tree:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == f"{P}grpSp":
            outer, frame = box_of(child), child.find(f"{P}grpSpPr/{A}xfrm")
            if outer is None or frame is None or frame.find(f"{A}chExt") is None:
                yield from shapes_in(child)
                continue
            off, ext = frame.find(f"{A}chOff"), frame.find(f"{A}chExt")
            x, y = int(off.get("x", "0")), int(off.get("y", "0"))
            wide = outer.width / max(1, int(ext.get("cx", "0")))
            tall = outer.height / max(1, int(ext.get("cy", "0")))
            for shape, box in shapes_in(child):
                yield (
                    shape,
                    Box(
                        outer.x + round((box.x - x) * wide),
                        outer.y + round((box.y - y) * tall),
                        round(box.width * wide),
                        round(box.height * tall),
                    ),
                )
        elif tag in (f"{P}sp", f"{P}pic", f"{P}cxnSp", f"{P}graphicFrame"):
            box_ = box_of(child)
            if box_ is not None:
                yield child, box_


class Cascade:
    """Elements that say the same things, the nearest first: the first one that says it counts."""

    def __init__(self, elements: Iterable[Any | None]) -> None:
        self.elements = [element for element in elements if element is not None]

    def get(self, key: str, default: str) -> str:
        return next((value for element in self.elements if (value := element.get(key)) is not None), default)

    def child(self, tag: str) -> Any | None:
        return next((found for element in self.elements if (found := element.find(tag)) is not None), None)

    def holding(self, *tags: str) -> Any | None:
        """The first element that has one of these children."""
        return next((element for element in self.elements if any(element.find(tag) is not None for tag in tags)), None)
