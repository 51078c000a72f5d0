"""What most of a file's own slides stand on, as that of its slide master: its layouts alone would show pages that the house never has.

    taken       the background that most of the slides set
    panelled    a panel that most of a layout's slides draw behind their words

Source: ECMA-376 part 1, 19.3.1.1 (backgrounds), 19.3.1.7 (colour maps of slides).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R, number, parse

_OFTEN: Final = 3  # slides: two that look alike may be one twice
_BROAD: Final = 0.25  # of the page: what is smaller may be what a slide is about


def taken(draft: Draft, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]) -> int:
    """Gives the background of most slides to the layouts that these stand on and to their slide masters: on how many slides it was. `stands_on`
    has the layout of each slide, `masters` the slide master of each layout. A picture stays where it is: on slides it shows what they are about."""
    said = {slide: _ground(draft.root(slide)) for slide in slides}
    often = Counter(ground for ground in said.values() if ground)
    ground, count = next(iter(often.most_common(1)), (b"", 0))
    if count < 2 or count * 2 <= len(slides):
        return 0
    layouts = Counter(stands_on[slide] for slide in slides if said[slide] == ground)
    all_of = Counter(stands_on[slide] for slide in slides)
    own = [one for one, alike in layouts.items() if one in masters and alike * 2 > all_of[one]]
    for part in dict.fromkeys([masters[one] for one in own] + own):
        drawn = draft.edit(part).find(f"{P}cSld")
        for before in drawn.findall(f"{P}bg"):
            drawn.remove(before)
        drawn.insert(0, parse(ground))
    return count


def _ground(slide: Any) -> bytes:
    """What a slide sets as its background, as markup; nothing for a picture, or where it maps its colours in a way of its own."""
    found = slide.find(f"{P}cSld/{P}bg")
    if found is None or slide.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
        return b""
    pictured = any(one.get(f"{R}embed") for one in found.iter())
    return b"" if pictured else bytes(etree.tostring(found, method="c14n", exclusive=True, with_tail=False))


def panelled(draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str]) -> int:
    """Gives a broad plain panel without words that most slides of a layout draw themselves to the layout: on how many slides it was."""
    size = draft.root(main).find(f"{P}sldSz")
    least = 0 if size is None else number(size.get("cx")) * number(size.get("cy")) * _BROAD
    count = 0
    for layout in dict.fromkeys(stands_on[slide] for slide in slides):
        own = [slide for slide in slides if stands_on[slide] == layout]
        drawn: dict[bytes, list[Any]] = {}
        for slide in own:
            for key, shape in {_looks(one): one for one in _panels(draft.root(slide), least)}.items():
                drawn.setdefault(key, []).append(shape)
        for shapes in drawn.values():
            if len(shapes) >= _OFTEN and len(shapes) * 2 > len(own) and layout in draft.contents:
                tree = draft.edit(layout).find(f"{P}cSld/{P}spTree")
                places = [n for n, one in enumerate(tree) if one.find(f"./*/{P}nvPr/{P}ph") is not None]
                tree.insert(places[0] if places else len(tree), deepcopy(shapes[0]))
                count += len(shapes)
    return count


def _panels(slide: Any, least: float) -> Iterator[Any]:
    """The shapes of a slide that are as broad as that, of one colour, and say nothing."""
    for shape in slide.findall(f"{P}cSld/{P}spTree/{P}sp"):
        properties = shape.find(f"{P}spPr")
        extent = None if properties is None else properties.find(f"{A}xfrm/{A}ext")
        if extent is None or number(extent.get("cx")) * number(extent.get("cy")) < least:
            continue
        silent = not any((text.text or "").strip() for text in shape.iter(f"{A}t"))
        if silent and shape.find(f"./*/{P}nvPr/{P}ph") is None and shape.find(f"{P}spPr/{A}solidFill") is not None:
            yield shape


def _looks(shape: Any) -> bytes:
    return bytes(etree.tostring(shape.find(f"{P}spPr"), method="c14n", exclusive=True, with_tail=False))
