"""The text of a slide, run by run, with what each inherits: size, weight, colour and language.

Source: ECMA-376 part 1, 21.1.2 (text), 19.3.1.36 and 19.3.1.52 (what placeholders and masters give).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..frozen import frozen
from ..ooxml.markup import A, P, flag, number, share
from .deck import Deck, Slide
from .shapes import FURNITURE, TITLES, Shape

_STANDARD: Final = 1800  # hundredths of a point: the size of text that nothing gives one (21.1.2.3.9)


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


def of(deck: Deck, slide: Slide) -> tuple[Run, ...]:
    """All runs of a slide that hold more than space, from back to front."""
    return deck.once(("runs", slide.part), lambda: tuple(_of(deck, slide)))


def _of(deck: Deck, slide: Slide) -> Iterator[Run]:
    for shape in slide.all():
        if shape.hidden or shape.kind not in ("text", "table"):
            continue
        if shape.kind == "text":
            yield from _runs(shape, shape.element.find(f"{P}txBody"), tuple(_sources(deck, slide, shape)))
        else:
            given = _defaults(deck)
            for cell in shape.element.iter(f"{A}tc"):
                if not (flag(cell.get("hMerge")) or flag(cell.get("vMerge"))):
                    yield from _runs(shape, cell.find(f"{A}txBody"), given, cell)


def _runs(shape: Shape, body: Any, given: Sequence[Any], cell: Any = None) -> Iterator[Run]:
    if body is None:
        return
    shrink = share(next((one.get("fontScale") for one in body.iter(f"{A}normAutofit")), None))
    lists = [style for style in (body.find(f"{A}lstStyle"), *given) if style is not None]
    levels: dict[int, tuple[Any, ...]] = {}
    for paragraph in body.iterfind(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = number(None if properties is None else properties.get("lvl")) + 1
        if level not in levels:
            places = [style.find(f"{A}{name}/{A}defRPr") for style in lists for name in (f"lvl{level}pPr", "defPPr")]
            levels[level] = tuple(one for one in places if one is not None)
        inherited = levels[level]
        for element in paragraph.iter(f"{A}r", f"{A}fld"):
            text = "".join(one.text or "" for one in element.iterfind(f"{A}t"))
            if not text.strip():
                continue
            own = element.find(f"{A}rPr")
            sources = inherited if own is None else (own, *inherited)
            size = number(_said(sources, "sz"), _STANDARD) / 100 * shrink
            raised = number((_said(sources, "baseline") or "0").rstrip("%")) != 0
            language = "" if own is None else own.get("lang", "")
            yield Run(shape, paragraph, element, text, sources, size, flag(_said(sources, "b")), raised, language, cell)


def _said(sources: Sequence[Any], key: str) -> str | None:
    return next((value for one in sources if (value := one.get(key)) is not None), None)


def _sources(deck: Deck, slide: Slide, shape: Shape) -> Iterator[Any]:
    """The list styles that a shape's text inherits from, the nearest first."""
    if shape.placeholder is not None:
        for back in shape.back:
            style = back.find(f"{P}txBody/{A}lstStyle")
            if style is not None:
                yield style
        master = deck.roots.get(slide.master)
        kind = _inherited_kind(shape)
        name = "titleStyle" if kind in TITLES else "otherStyle" if kind in FURNITURE else "bodyStyle"
        style = None if master is None else master.find(f"{P}txStyles/{P}{name}")
        if style is not None:
            yield style
    yield from _defaults(deck)


def _inherited_kind(shape: Shape) -> str:
    """A placeholder's type: its own, or where it says none, its layout's."""
    marks = (mark for one in (shape.element, *shape.back) for mark in one.iterfind(f"./*/{P}nvPr/{P}ph"))
    return next((kind for mark in marks if (kind := mark.get("type"))), "obj")


def _defaults(deck: Deck) -> tuple[Any, ...]:
    style = deck.roots[deck.main].find(f"{P}defaultTextStyle")
    return () if style is None else (style,)
