"""The name of a house in the footer's place at the head of its pages: it stays, as what the layouts draw.

    kept    such places of layouts -> texts where they stand: how many

Who made the template wrote its name there, and every slide says it again: the report's title would stand in the stead of who speaks.

Source: ECMA-376 part 1, 19.3.1.36 (placeholders), 19.7.10 (`ftr`), 21.1.2.4.12 (what a text inherits).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from ..ooxml.draft import Draft
from ..ooxml.markup import A, P
from ..ooxml.shapes import Back, Shape, placeholders
from .furniture import page_of
from .placed import put
from .prompts import asks

_OFTEN: Final = 2  # slides
_HEAD: Final = 0.25  # of the page
_OWN: Final = ("bodyPr", "lstStyle")


def kept(
    draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]
) -> int:
    """Has the layouts draw what their slides all say in the footer's place at the head of the page, as these layouts do."""
    page = page_of(draft, main)
    said = [one for slide in slides for one in _feet(draft, slide, stands_on[slide], masters.get(stands_on[slide], ""))]
    names = {_words(one) for one in said}
    if page is None or len(said) < _OFTEN or len(names) != 1 or asks(*names):
        return 0
    high = [one for one in said if one.box is not None and one.box.bottom <= page.height * _HEAD]
    count = 0
    for layout, master in masters.items() if len(high) * 2 > len(said) else ():
        for place in _feet(draft, layout, "", master):
            if {_words(place)} == names and place.box is not None:
                draft.edit(layout)
                _fixed(place)
                count += 1
    return count


def _feet(draft: Draft, part: str, layout: str, master: str) -> list[Shape]:
    """The footers of a slide or a layout that say something."""
    backs = tuple(Back.of(draft.root(one)) for one in (layout, master) if one)
    return [one for one in placeholders(draft.root(part), backs) if one.role == "ftr" and one.text.strip()]


def _words(shape: Shape) -> str:
    return " ".join(shape.text.split())


def _fixed(place: Shape) -> None:
    """A placeholder as a text that its layout draws, with its place and what it inherits of its letters."""
    element = place.element
    mark = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    mark.getparent().remove(mark)
    if place.box is not None:
        put(element, place.box)
    if element.find(f"{P}spPr/{A}prstGeom") is None:
        frame = element.makeelement(f"{A}prstGeom", {"prst": "rect"})
        frame.append(frame.makeelement(f"{A}avLst", {}))
        element.find(f"{P}spPr").insert(1, frame)
    body = element.find(f"{P}txBody")
    for back in place.back:
        for tag in _OWN:
            _inherit(body.find(f"{A}{tag}"), back.find(f"{P}txBody/{A}{tag}"))


def _inherit(own: Any, back: Any) -> None:
    """Gives what an element does not say from the one that it inherits from, level by level."""
    if own is None or back is None:
        return
    for key in set(back.attrib) - set(own.attrib):
        own.set(key, back.get(key))
    bare = not len(own)
    for child in back:
        if (there := own.find(child.tag)) is not None:
            _inherit(there, child)
        elif bare:
            own.append(deepcopy(child))
