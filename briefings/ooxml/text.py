"""The text of a slide, run by run, with what each inherits: size, weight, colour and language.

    of           a slide -> Runs
    inherited    a placeholder's type and what it stands on -> list styles, the nearest first
    levels       list styles -> what they say of an outline level

Source: ECMA-376 part 1, 21.1.2 (text), 19.3.1.36 and 19.3.1.52 (what placeholders and masters give).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from ..frozen import frozen
from .deck import Deck, Slide
from .markup import A, P, flag, number, share
from .shapes import FURNITURE, TITLES, Shape

_STANDARD: Final = "1800"  # hundredths of a point: the size of text that nothing gives one (21.1.2.3.9)


class Cascade:
    """Elements that say the same things, the nearest first: the first one that says it counts."""

    def __init__(self, elements: Iterable[Any | None]) -> None:
        self.elements = tuple(element for element in elements if element is not None)

    def get(self, key: str, default: str) -> str:
        for element in self.elements:
            if (value := element.get(key)) is not None:
                said: str = value
                return said
        return default

    def child(self, tag: str) -> Any | None:
        for element in self.elements:
            if (found := next(element.iterchildren(tag), None)) is not None:
                return found
        return None

    def holding(self, *tags: str) -> Any | None:
        """The first element that has one of these children."""
        return next((element for element in self.elements if next(element.iterchildren(*tags), None) is not None), None)


@frozen
class Run:
    """Some text with one look. `sources` are the elements that may say how it looks, the nearest first; `size` in points, after the
    shrinking that the box asks for; `raised` is True for superscripts and the like; `cell` is the table cell that it stands in."""

    shape: Shape
    paragraph: Any
    element: Any
    text: str
    sources: tuple[Any, ...]
    size: float
    bold: bool
    raised: bool
    language: str
    cell: Any = None


def inherited(deck: Deck, shape: Shape, kind: str, master: str) -> Iterator[Any]:
    """The list styles that a shape's text inherits from, the nearest first; `kind` is its placeholder's type, "" for other shapes."""
    if kind:
        yield from (style for back in shape.back if (style := back.find(f"{P}txBody/{A}lstStyle")) is not None)
        name = "titleStyle" if kind in TITLES else "otherStyle" if kind in FURNITURE else "bodyStyle"
        above = deck.roots.get(master)
        style = None if above is None else above.find(f"{P}txStyles/{P}{name}")
        if style is not None:
            yield style
    yield from _defaults(deck)


def levels(styles: Iterable[Any | None], level: int) -> list[Any]:
    """What list styles say of an outline level (from 1), the nearest first."""
    names = (f"{A}lvl{level}pPr", f"{A}defPPr")
    places = [next(style.iterchildren(name), None) for style in styles if style is not None for name in names]
    return [one for one in places if one is not None]


def of(deck: Deck, slide: Slide) -> tuple[Run, ...]:
    """All runs of a slide that hold more than space, from back to front."""
    return deck.lasting(slide, "runs", lambda: tuple(_of(deck, slide)))


def _of(deck: Deck, slide: Slide) -> Iterator[Run]:
    for shape in slide.all():
        if shape.hidden or shape.kind not in ("text", "table"):
            continue
        if shape.kind == "text":
            given = tuple(inherited(deck, shape, kind_of(shape), slide.master))
            yield from _runs(deck, shape, shape.element.find(f"{P}txBody"), given)
        else:
            given = _defaults(deck)
            for cell in shape.element.iter(f"{A}tc"):
                if not (flag(cell.get("hMerge")) or flag(cell.get("vMerge"))):
                    yield from _runs(deck, shape, cell.find(f"{A}txBody"), given, cell)


def _runs(deck: Deck, shape: Shape, body: Any, given: Sequence[Any], cell: Any = None) -> Iterator[Run]:
    if body is None:
        return
    shrink = share(next((one.get("fontScale") for one in body.iter(f"{A}normAutofit")), None))
    own = body.find(f"{A}lstStyle")
    styles = (own, *given) if own is not None and len(own) else tuple(given)
    for paragraph in body.iterfind(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = number(None if properties is None else properties.get("lvl")) + 1
        above = deck.once(("level", styles, level), partial(_letters, styles, level))
        for element in paragraph.iter(f"{A}r", f"{A}fld"):
            text = "".join([one.text or "" for one in element.iterchildren(f"{A}t")])
            if not text.strip():
                continue
            mark = next(element.iterchildren(f"{A}rPr"), None)
            said = Cascade((mark, *above))
            size = number(said.get("sz", _STANDARD), 1800) / 100 * shrink
            raised = number(said.get("baseline", "0").rstrip("%")) != 0
            language = "" if mark is None else mark.get("lang", "")
            bold = flag(said.get("b", "0"))
            yield Run(shape, paragraph, element, text, said.elements, size, bold, raised, language, cell)


def _letters(styles: Sequence[Any], level: int) -> tuple[Any, ...]:
    """What list styles say of the letters of a level."""
    return tuple(one for said in levels(styles, level) if (one := said.find(f"{A}defRPr")) is not None)


def kind_of(shape: Shape) -> str:
    """A placeholder's type: its own, or where it says none, its layout's; "" for other shapes."""
    if shape.placeholder is None:
        return ""
    marks = (mark for one in (shape.element, *shape.back) for mark in one.iterfind(f"./*/{P}nvPr/{P}ph"))
    return next((kind for mark in marks if (kind := mark.get("type"))), "obj")


def _defaults(deck: Deck) -> tuple[Any, ...]:
    style = deck.roots[deck.main].find(f"{P}defaultTextStyle")
    return () if style is None else (style,)
