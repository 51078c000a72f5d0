"""A drawing as a group of shapes: freeforms, and words in text boxes, all of which can be edited.

Source: ECMA-376 part 1, 20.1.9.8 (`a:custGeom`), 20.1.9.15 (`a:path`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ...frame import Chart, DrawnPath, DrawnText, Icon, Paragraph, Run, TextBox
from ...frozen import replace
from ...geometry import EMU_PER_POINT, Box, points
from ...icons import GRID
from . import shapes
from .text import Link, solid

FINE: Final = 100
"""Into so many parts a point is divided along a path."""
ASCENT, DESCENT = 0.95, 0.3
"""Of a line of words in ems: what its box holds above and below the baseline at the least."""


def group(item: Chart, id: int, next_id: Callable[[], int], link: Link) -> str:
    """A drawing as one group with its alternative text. Countries and the like have their own; all else is decoration."""
    height = item.drawing.height
    made = [
        freeform(path, next_id(), item.box, height, f"{item.id}.{n}") for n, path in enumerate(item.drawing.paths, 1)
    ]
    said = [_words(words, item, f"{item.id}.words-{n}") for n, words in enumerate(item.drawing.texts, 1)]
    made += [shapes.text_box(box, next_id(), link, item.spec.language) for box in _in_order(said, rtl=item.spec.rtl)]
    return shapes.grouped(id, item.name or item.id, item.box, item.alt, "".join(made))


def _in_order(boxes: Sequence[TextBox], *, rtl: bool) -> Iterator[TextBox]:
    """Words in the order in which they are read: down each column and along each row, from the side where the script begins."""
    left = sorted(boxes, key=lambda one: (one.box.y, -one.box.right if rtl else one.box.x))
    while left:
        first = next((one for one in left if not any(_before(other.box, one.box, rtl=rtl) for other in left)), left[0])
        yield first
        left.remove(first)


def _before(one: Box, other: Box, *, rtl: bool) -> bool:
    """Whether a box stands right above another, or beside it where the row begins."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    if across * 2 >= min(one.width, other.width):
        return one.y < other.y
    return down * 2 >= min(one.height, other.height) and (one.x > other.x if rtl else one.x < other.x)


def freeform(path: DrawnPath, id: int, box: Box, height: float, name: str) -> str:
    """A path of a drawing of so many points' height that stands in a box."""
    places = [pair for segment in path.segments for pair in _places(segment)]
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    low, high = min(y for _, y in places), max(y for _, y in places)
    own = Box(
        box.x + points(left), box.y + points(height - high), max(points(right - left), 1), max(points(high - low), 1)
    )
    drawn = "".join(_segment(segment, left, high) for segment in path.segments)
    wide, tall = max(round((right - left) * FINE), 1), max(round((high - low) * FINE), 1)
    fill = solid(path.fill) if path.fill else "<a:noFill/>"
    closed = "" if path.fill else ' fill="none"'
    line = (
        f'<a:ln w="{round(path.weight * EMU_PER_POINT)}">{solid(path.stroke)}<a:round/></a:ln>'
        if path.stroke
        else "<a:ln><a:noFill/></a:ln>"
    )
    told = shapes.common(id, path.name or name, path.alt, decorative=not path.alt)
    return (
        f"<p:sp><p:nvSpPr>{told}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{shapes.transform(own)}<a:custGeom><a:avLst/><a:gdLst/>"
        f'<a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{tall}"{closed}>{drawn}</a:path>'
        f"</a:pathLst></a:custGeom>{fill}{line}</p:spPr></p:sp>"
    )


def icon(item: Icon, id: int) -> str:
    """A pictogram as one freeform, marked as decoration."""
    drawn = "".join(_segment(segment, 0, 0, up=False) for segment in item.lines)
    side = GRID * FINE
    return (
        f"<p:sp><p:nvSpPr>{shapes.common(id, item.name or item.id, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f"{shapes.transform(item.box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{side}" h="{side}" fill="none">{drawn}</a:path></a:pathLst></a:custGeom>'
        f'<a:noFill/><a:ln w="{item.weight}" cap="rnd">{solid(item.colour)}<a:round/></a:ln></p:spPr></p:sp>'
    )


def _places(segment: tuple[str | float, ...]) -> list[tuple[float, float]]:
    numbers = [float(one) for one in segment[1:]]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _segment(segment: tuple[str | float, ...], left: float, high: float, *, up: bool = True) -> str:
    """A step of a path: to a place, along a curve, or back to where it began; the path's y runs upwards or down."""
    way = -FINE if up else FINE
    said = "".join(f'<a:pt x="{round((x - left) * FINE)}" y="{round((y - high) * way)}"/>' for x, y in _places(segment))
    match segment[0]:
        case "m":
            return f"<a:moveTo>{said}</a:moveTo>"
        case "l":
            return f"<a:lnTo>{said}</a:lnTo>"
        case "c":
            return f"<a:cubicBezTo>{said}</a:cubicBezTo>"
        case _:
            return "<a:close/>"


def _words(words: DrawnText, item: Chart, name: str) -> TextBox:
    """Words of a drawing in a box of their own, with some room at their end for other fonts."""
    first = words.runs[0]
    width = max(run.x + run.width for run in words.runs)
    spare = round(width * 0.06) + points(1)
    rtl = item.spec.rtl
    style = replace(first.run.style, size=first.size, margin=0, indent=0, before=0, after=0, spacing=1.0)
    box = Box(
        item.box.x + points(words.x) - (spare if rtl else 0),
        item.box.y + points(item.drawing.height - words.y - ASCENT * first.size),
        width + spare,
        points((ASCENT + DESCENT) * first.size),
    )
    run = Run(words.text, style, words.origins, language=first.run.language)
    return TextBox(name, box, (Paragraph((run,), style, "label", rtl=rtl),), (), explicit=True)
