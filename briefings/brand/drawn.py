"""What a slide master draws itself, back to front: its shapes as outlines on the page, and as items where a writer can draw them.

Source: ECMA-376 part 1, 20.1.9 (shapes and paths), 20.1.8 (fills), 20.2 (pictures).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from .. import images
from ..diagnostics import BriefingsError
from ..frame import Item, Panel, Picture, Rule
from ..geometry import Box, PageSize
from ..look import Colour
from .colours import Palette, opacity, share
from .shapes import SAME, A, P, R, shapes_in

Point = tuple[float, float]

_FAINT: Final = 0.08
"""A fill that lets more than the rest of this through is not seen."""
_RECTANGLES: Final = ("rect", "round2SameRect", "roundRect", "flowChartProcess")
_STEPS: Final = 12  # of a curve


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape of the master: its box on the page, its outlines (points from 0 to 1 across its box), what fills it, how dense that is
    (0 to 1), whether only its line is seen, the item that a writer draws, if it is simple, and the colours that a gradient runs through."""

    box: Box
    outlines: tuple[tuple[Point, ...], ...]
    fill: Colour | None = None
    density: float = 1.0
    hollow: bool = False
    item: Item | None = None
    name: str = ""
    stops: tuple[Colour, ...] = ()


def drawings(element: Any, part: Any, palette: Palette, prefix: str) -> Iterator[Drawn]:
    """The shapes of a master or layout that are no placeholders and can be seen."""
    tree = element.find(f"{P}cSld/{P}spTree")
    for number, (child, box) in enumerate(shapes_in(tree)):
        mark = child.find(f"./*/{P}cNvPr")
        if child.find(f"./*/{P}nvPr/{P}ph") is not None or (mark is not None and mark.get("hidden") in ("1", "true")):
            continue
        name = "" if mark is None else mark.get("name", "")
        made = _drawn(child, box, part, palette, f"{prefix}.{number + 1}", name)
        if made is not None:
            yield made


def backdrop(properties: Any, part: Any, palette: Palette, page: PageSize) -> Drawn | None:
    """A picture or a gradient that fills the whole background."""
    stops = palette.stops(properties)
    if stops:
        return Drawn(page.box, (_SQUARE,), palette.fill(properties), name="Background", stops=tuple(stops))
    picture = _image(properties.find(f"{A}blipFill"), page.box, part, "background", "Background")
    return None if picture is None else Drawn(page.box, (_SQUARE,), None, 1.0, False, picture, "Background")


_SQUARE: Final[tuple[Point, ...]] = ((0, 0), (1, 0), (1, 1), (0, 1))


def _drawn(element: Any, box: Box, part: Any, palette: Palette, id: str, name: str) -> Drawn | None:
    properties = element.find(f"{P}spPr")
    item = _item(element, box, part, palette, id, name)
    if element.tag == f"{P}pic":
        return Drawn(box, (_SQUARE,), None, 1.0, False, item, name)
    if properties is None:
        return Drawn(box, (_SQUARE,), None, 1.0, False, item, name)  # a table or chart of the master's
    solid = properties.find(f"{A}solidFill")
    fill = palette.fill(properties)
    filled = fill is not None or any(properties.find(f"{A}{tag}") is not None for tag in ("blipFill", "pattFill"))
    styled = element.find(f"{P}style/{A}fillRef")
    if not filled and properties.find(f"{A}noFill") is None and styled is not None and styled.get("idx", "0") != "0":
        fill, filled = palette.read(styled), True
    density = opacity(solid) if solid is not None else 1.0
    line = properties.find(f"{A}ln")
    stroke = None if line is None or line.find(f"{A}noFill") is not None else palette.fill(line)
    lined = element.find(f"{P}style/{A}lnRef")
    if line is None and lined is not None and lined.get("idx", "0") != "0":
        stroke = palette.read(lined)
    written = any((text.text or "").strip() for text in element.iter(f"{A}t"))
    seen = filled and density > _FAINT
    if element.tag == f"{P}cxnSp":
        return None if stroke is None else Drawn(box, (_SQUARE,), stroke, 1.0, False, item, name)
    if not seen and stroke is None and not written:
        return None
    outlines = _outlines(properties)
    if not seen and not written:
        return Drawn(box, outlines, stroke, 1.0, True, item, name)
    return Drawn(
        box,
        outlines if seen else (_SQUARE,),
        fill if seen else None,
        density if seen else 1.0,
        False,
        item,
        name,
        tuple(palette.stops(properties)) if seen else (),
    )


def _outlines(properties: Any) -> tuple[tuple[Point, ...], ...]:
    """A shape's outlines across its box: custom paths as they are, ellipses and triangles, a rectangle for everything else."""
    custom = properties.find(f"{A}custGeom/{A}pathLst")
    if custom is not None:
        made = [points for path in custom for points in _path(path)]
        if made:
            return tuple(made)
        return (_SQUARE,)
    shape = properties.find(f"{A}prstGeom")
    kind = "" if shape is None else shape.get("prst", "")
    if kind in ("ellipse", "donut", "pie", "chord", "arc"):
        from math import cos, pi, sin

        return (tuple((0.5 + 0.5 * cos(2 * pi * n / 48), 0.5 + 0.5 * sin(2 * pi * n / 48)) for n in range(48)),)
    if kind == "rtTriangle":
        return (_flipped(properties, ((0, 0), (0, 1), (1, 1))),)
    if kind == "triangle":
        return (_flipped(properties, ((0.5, 0), (1, 1), (0, 1))),)
    return (_SQUARE,)


def _flipped(properties: Any, points: tuple[Point, ...]) -> tuple[Point, ...]:
    frame = properties.find(f"{A}xfrm")
    across = frame is not None and frame.get("flipH") in ("1", "true")
    down = frame is not None and frame.get("flipV") in ("1", "true")
    return tuple((1 - x if across else x, 1 - y if down else y) for x, y in points)


def _path(path: Any) -> Iterator[tuple[Point, ...]]:
    """The outlines of a path with plain numbers; one with formulas gives none, and its box stands for it."""
    wide, tall = float(path.get("w", "0") or 0), float(path.get("h", "0") or 0)
    if wide <= 0 or tall <= 0:
        return
    points: list[Point] = []
    for step in path:
        tag = str(step.tag).removeprefix(A)
        at = [(p.get("x", ""), p.get("y", "")) for p in step.findall(f"{A}pt")]
        if any(not _number(x) or not _number(y) for x, y in at):
            return
        ends = [(float(x) / wide, float(y) / tall) for x, y in at]
        if tag == "moveTo":
            if len(points) > 2:
                yield tuple(points)
            points = ends[:1]
        elif tag == "lnTo":
            points += ends
        elif tag in ("cubicBezTo", "quadBezTo") and points and ends:
            points += list(_curve([points[-1], *ends]))
        elif tag == "arcTo":
            return
    if len(points) > 2:
        yield tuple(points)


def _number(text: str) -> bool:
    return text.removeprefix("-").isdigit()


def _curve(controls: list[Point]) -> Iterator[Point]:
    """Points on a Bézier curve (de Casteljau)."""
    for number in range(1, _STEPS + 1):
        t = number / _STEPS
        level = controls
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        yield level[0]


# -- items ---------------------------------------------------------------------------------------------------------------------


def _item(element: Any, box: Box, part: Any, palette: Palette, id: str, name: str) -> Item | None:
    """A rectangle, picture or straight line as an item that a writer can draw; None for anything else."""
    properties = element.find(f"{P}spPr")
    frame = None if properties is None else properties.find(f"{A}xfrm")
    turned = frame is not None and int(frame.get("rot", "0")) % 5_400_000 != 0
    if properties is None or turned:
        return None
    if element.tag == f"{P}pic":
        return _image(element.find(f"{P}blipFill"), box, part, id, name)
    shape = properties.find(f"{A}prstGeom")
    kind = "" if shape is None else shape.get("prst", "")
    line = properties.find(f"{A}ln")
    stroke = None if line is None or line.find(f"{A}noFill") is not None else palette.fill(line)
    weight = 0 if line is None else int(line.get("w", "9525"))
    if element.tag == f"{P}cxnSp" or kind == "line":
        flat = min(box.width, box.height) <= SAME
        return Rule(id, box, stroke, max(weight, 3175), name) if stroke is not None and flat else None
    solid = properties.find(f"{A}solidFill")
    fill = None if opacity(solid) < 0.9 else palette.fill(properties)
    if kind not in _RECTANGLES or (fill is None and stroke is None):
        return None
    return Panel(id, box, fill, stroke, weight if stroke is not None else 0, name)


@lru_cache(maxsize=64)
def _loaded(data: bytes) -> images.Image | None:
    """A picture, made safe; masters show the same few again and again."""
    try:
        return images.load(data, "a picture of the slide master")
    except BriefingsError:
        return None


def _image(holder: Any | None, box: Box, part: Any, id: str, name: str) -> Picture | None:
    """A logo or photo of the master, made safe as every picture is; None for formats that cannot be drawn."""
    blip = None if holder is None else holder.find(f"{A}blip")
    relation = None if blip is None else blip.get(f"{R}embed")
    if holder is None or relation is None or relation not in part.rels or part.rels[relation].is_external:
        return None
    image = _loaded(part.rels[relation].target_part.blob)
    if image is None:
        return None
    cut = holder.find(f"{A}srcRect")
    left, top, right, bottom = (0.0 if cut is None else max(0.0, share(cut.get(key, "0"))) for key in "ltrb")
    return Picture(id, box, image, (left, top, right, bottom), decorative=True, name=name)
