"""What stands behind a text: its shape's fill, the shapes below, the layout, the master, the background.

Where more than one ground may lie behind a text (a gradient, a panel that covers part of it, a round shape) all are told, and which of
them nobody can tell without drawing the slide (pictures, patterns).

Source: ECMA-376 part 1, 19.3.1.1 (backgrounds), 20.1.8 (fills), 20.1.4.2 (styles).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from ..frozen import frozen
from ..geometry import Box
from ..look import Colour
from ..ooxml import fills
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck, Slide
from ..ooxml.fills import Paint, over
from ..ooxml.markup import A, P, flag
from ..ooxml.shapes import Shape, flat, read

_BARE: Final = frozenset({"line", "group", "chart", "table", "diagram", "object", "ink"})
"""What hides nothing behind it."""
_WHITE: Final = (Colour("FFFFFF"),)
_EDGE: Final = 25_400  # two points: a box that stands out so little is inside
_TOUCH: Final = 0.05  # a shape that covers less of a text's box than this stands beside it
_SQUARE: Final = frozenset(
    {"", "rect", "roundRect", "round1Rect", "round2SameRect", "round2DiagRect", "snip1Rect", "flowChartProcess"}
)


@frozen
class Ground:
    """The colours that a text may stand on; `sure` is False where something there cannot be told."""

    colours: Paint
    sure: bool = True


@frozen
class _Layer:
    """A drawn shape below: where, with which colours, and whose. `covers` says whether it may stand behind a text at all."""

    shape: Shape
    colours: Palette
    covers: bool

    @classmethod
    def of(cls, shape: Shape, colours: Palette) -> _Layer:
        return cls(
            shape,
            colours,
            shape.kind == "picture" or (shape.kind not in _BARE and _fill(shape, colours, _WHITE) is not None),
        )


@frozen
class Backdrop:
    """All that may stand behind the texts of a slide: its own shapes, what layout and master draw, each from back to front, and the
    background."""

    own: tuple[_Layer, ...]
    fixed: tuple[_Layer, ...]
    base: Paint

    def behind(self, shape: Shape) -> Ground:
        """The ground that a shape's text stands on."""
        at = next((number for number, layer in enumerate(self.own) if layer.shape.element is shape.element), 0)
        under = self._below(shape.box, (*reversed(self.own[:at]), *reversed(self.fixed)))
        filled = _fill(shape, self.own[at].colours, under.colours)
        return under if filled is None else Ground(filled, bool(filled))

    def _below(self, box: Box | None, layers: Iterable[_Layer]) -> Ground:
        """The grounds of some layers below a box, from the nearest down to the first that covers it whole."""
        found: list[Colour] = []
        sure = True
        for layer in layers:
            if not layer.covers or not (cover := _covers(layer.shape, box)):
                continue
            fill = () if layer.shape.kind == "picture" else _fill(layer.shape, layer.colours, self.base)
            if fill is None:
                continue
            found += fill
            sure = sure and bool(fill)
            if cover == 1 and _square(layer.shape):
                return Ground(tuple(dict.fromkeys(found)), sure)
        return Ground(tuple(dict.fromkeys((*found, *self.base))), sure and bool(self.base))


def backdrop(deck: Deck, slide: Slide, own: Palette) -> Backdrop:
    """What stands behind the texts of a slide; `own` are the slide's colours."""
    return Backdrop(
        tuple(_Layer.of(one, own) for one in slide.all() if not one.hidden),
        tuple(_fixed(deck, slide)),
        background(deck, slide),
    )


def background(deck: Deck, slide: Slide) -> Paint:
    """The background of a slide: its own, the layout's, or the master's."""
    for part in (slide.part, slide.layout, slide.master):
        found = over(fills.background(deck.roots.get(part), deck.palette(slide, part)), _WHITE)
        if found is not None:
            return found
    return _WHITE


def _fixed(deck: Deck, slide: Slide) -> Iterator[_Layer]:
    """What the master draws on a slide, then what its layout draws; placeholders there show nothing."""
    if not flag(slide.root.get("showMasterSp"), True):
        return
    layout = deck.roots.get(slide.layout)
    masters = layout is None or flag(layout.get("showMasterSp"), True)
    for part in (slide.master, slide.layout) if masters else (slide.layout,):
        if part in deck.roots:
            yield from deck.once(("fixed", part, slide.master), partial(_drawn, deck, slide, part))


def _drawn(deck: Deck, slide: Slide, part: str) -> tuple[_Layer, ...]:
    """What a layout or a master draws."""
    colours = deck.palette(slide, part)
    shapes = flat(read(deck.roots[part], ()))
    return tuple(_Layer.of(one, colours) for one in shapes if one.placeholder is None and not one.hidden)


def _covers(shape: Shape, box: Box | None) -> float:
    """How much of a box a shape covers: 1 for all of it, 0 for nothing that counts."""
    if shape.box is None or box is None:
        return 0
    if shape.box.contains(box, _EDGE):
        return 1
    wide = min(shape.box.right, box.right) - max(shape.box.x, box.x)
    tall = min(shape.box.bottom, box.bottom) - max(shape.box.y, box.y)
    part = max(0, wide) * max(0, tall) / max(1, box.width * box.height)
    return part if part >= _TOUCH else 0


def _fill(shape: Shape, colours: Palette, below: Paint) -> Paint | None:
    """A shape's fill: its own, its placeholder's in layout or master, or its style's. None when it has none."""
    said = (fills.of(one.find(f"{P}spPr"), colours) for one in (shape.element, *shape.back))
    found = next((fill for fill in said if fill is not None), None)
    if found is None:
        found = fills.styled(shape.element.find(f"{P}style/{A}fillRef"), colours)
    return None if found is fills.NOTHING else over(found, below)


def _square(shape: Shape) -> bool:
    """Whether a shape fills its box: an ellipse or a drawn outline leaves corners open."""
    properties: Any = shape.element.find(f"{P}spPr")
    geometry = None if properties is None else properties.find(f"{A}prstGeom")
    custom = properties is not None and properties.find(f"{A}custGeom") is not None
    return not custom and (geometry is None or geometry.get("prst", "") in _SQUARE)
