"""What a slide master draws itself, back to front: its shapes as outlines on the page, and as items where a writer can draw them.

Source: ECMA-376 part 1, 19.3.1 (shapes, pictures and connectors), 20.2 (pictures).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..frame import Item, Panel, Picture, Rule
from ..frozen import frozen, replace
from ..geometry import Box
from ..look import Colour
from ..ooxml import fills as of_fills
from ..ooxml.colours import Palette
from ..ooxml.markup import A, P, flag, number
from ..ooxml.shapes import Shape, flat, read
from .fills import UNKNOWN, Fill, Fills, faded
from .outlines import SQUARE, Path, outlines
from .traced import traced

SAME: Final = 12_700  # a point: edges nearer than this are the same edge

_FAINT: Final = 0.08
"""A fill that lets more than the rest of this through is not seen."""
_RECTANGLES: Final = ("rect", "round2SameRect", "roundRect", "flowChartProcess")


@frozen
class Drawn:
    """A shape of the master: its box on the page, its paths (points from 0 to 1 across its box), what fills it (None where only its text
    is seen), whether only its line is seen, the item that a writer draws, if it is simple, and its words."""

    box: Box
    paths: tuple[Path, ...] = ((SQUARE,),)
    fill: Fill | None = None
    hollow: bool = False
    item: Item | None = None
    name: str = ""
    words: str = ""

    @property
    def picture(self) -> Picture | None:
        """The picture that a writer draws, if the file has it as one: no form that was traced."""
        pictured = self.fill is not None and self.fill.picture is not None
        return self.item if pictured and isinstance(self.item, Picture) else None


def drawings(element: Any, fills: Fills, prefix: str) -> Iterator[Drawn]:
    """The shapes of a master or layout that are no placeholders and can be seen."""
    shown = (shape for shape in flat(read(element, ())) if shape.kind not in ("group", "ink") and shape.box is not None)
    for count, shape in enumerate(shown, 1):
        made = None if shape.placeholder or shape.hidden else _drawn(shape, fills, f"{prefix}.{count}")
        if made is not None:
            yield replace(made, words=" ".join(words)) if (words := _words(shape.element)) else made


def _words(element: Any) -> list[str]:
    """What a shape says itself: no number or date of the slide."""
    paragraphs = ("".join(text.text or "" for text in one.findall(f"{A}r/{A}t")) for one in element.iter(f"{A}p"))
    return [words for one in paragraphs if (words := " ".join(one.split()))]


def _drawn(shape: Shape, fills: Fills, id: str) -> Drawn | None:
    element, box, name = shape.element, shape.box, shape.name
    assert box is not None
    properties = element.find(f"{P}spPr")
    if properties is None:
        return Drawn(box, fill=UNKNOWN, name=name)  # a table or chart of the master's
    if element.tag == f"{P}pic":
        fill: Fill | None = fills.picture(element.find(f"{P}blipFill"), box, id, name)
        return Drawn(box, outlines(properties, box), fill, item=_item(element, box, fill, None, id, name), name=name)
    unseen = element.tag == f"{P}cxnSp" or flag(
        element.get("useBgFill")
    )  # filled with the background that is behind it
    fill = None if unseen else fills.shape(element, box)
    if fill is not None and fill.density <= _FAINT:
        fill = None
    stroke = _stroke(element, fills.palette)
    item = _item(element, box, fill, stroke, id, name)
    if fill is not None:
        made = outlines(properties, box)
        if item is None and fill.colour is not None and _preset(properties) not in _RECTANGLES:
            item = traced(id, box, made, fill.colour, fill.density, name)
        return Drawn(box, made or ((SQUARE,),), fill if made else UNKNOWN, item=item, name=name)
    if any((text.text or "").strip() for text in element.iter(f"{A}t")):
        return Drawn(box, item=item, name=name)
    if stroke is None:
        return None
    straight = element.tag == f"{P}cxnSp" or _preset(properties) == "line"
    return Drawn(box, (_line(properties),) if straight else outlines(properties, box), None, True, item, name)


def _stroke(element: Any, palette: Palette) -> Colour | None:
    """The colour of a shape's line: by its properties, else by its style."""
    line = element.find(f"{P}spPr/{A}ln")
    said = of_fills.of(line, palette)
    if said is not None:
        return said.colour
    styled = element.find(f"{P}style/{A}lnRef")
    return palette.read(styled) if styled is not None and styled.get("idx", "0") != "0" else None


def _line(properties: Any) -> Path:
    """A straight line from corner to corner."""
    frame = properties.find(f"{A}xfrm")
    falls = frame is None or flag(frame.get("flipH")) == flag(frame.get("flipV"))
    return (((0, 0), (1, 1)) if falls else ((0, 1), (1, 0)),)


def _preset(properties: Any) -> str:
    shape = properties.find(f"{A}prstGeom")
    return "" if shape is None else str(shape.get("prst", ""))


# -- items ---------------------------------------------------------------------------------------------------------------------


def _item(element: Any, box: Box, fill: Fill | None, stroke: Colour | None, id: str, name: str) -> Item | None:
    """A rectangle, picture or straight line as an item that a writer can draw; None for anything else."""
    properties = element.find(f"{P}spPr")
    frame = properties.find(f"{A}xfrm")
    if frame is not None and number(frame.get("rot")) % 5_400_000 != 0:
        return None
    if element.tag == f"{P}pic":
        return None if fill is None or fill.rough or fill.picture is None else faded(fill.picture, fill.opaque)
    kind = _preset(properties)
    line = properties.find(f"{A}ln")
    weight = 0 if line is None else number(line.get("w"), 9525)
    if element.tag == f"{P}cxnSp" or kind == "line":
        flat = min(box.width, box.height) <= SAME
        return Rule(id, box, stroke, max(weight, 3175), name) if stroke is not None and flat else None
    if kind not in _RECTANGLES:
        return None
    if fill is not None and fill.picture is not None and fill.picture.box == box and not fill.rough:
        return faded(fill.picture, fill.opaque)
    colour = None if fill is None or fill.density < 0.9 else fill.colour
    if colour is None and stroke is None:
        return None
    return Panel(id, box, colour, stroke, weight if stroke is not None else 0, name)
