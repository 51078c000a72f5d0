"""What most of a file's own slides stand on, as that of its slide master: its layouts alone would show pages that the house never has.

    taken       the background that most of the slides set
    of_first    the background of the first slide, which may be a picture

Source: ECMA-376 part 1, 19.3.1.1 (backgrounds), 19.3.1.7 (colour maps of slides).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R, parse

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


def of_first(draft: Draft, first: str, layout: str) -> int:
    """Gives the background that the first slide sets to the layout for covers: 1 where it did. What a cover's words are written for is behind
    them then."""
    found = draft.root(first).find(f"{P}cSld/{P}bg") if layout else None
    if found is None:
        return 0
    ground, held = deepcopy(found), draft.relations.get(first, {})
    for one in ground.iter():
        for key in [key for key in one.attrib if key.startswith(R)]:
            target = held.get(one.get(key))
            if target is None or target.external or target.kind != "image":
                return 0
            one.set(key, draft.relate(layout, target.type, target.target))
    drawn = draft.edit(layout).find(f"{P}cSld")
    for before in drawn.findall(f"{P}bg"):
        drawn.remove(before)
    drawn.insert(0, ground)
    own, mapped = draft.root(layout), draft.root(first).find(f"{P}clrMapOvr")
    if (
        mapped is not None and mapped.find(f"{A}overrideClrMapping") is not None
    ):  # what it draws has its colours by that
        for before in own.findall(f"{P}clrMapOvr"):
            own.remove(before)
        own.insert(1, deepcopy(mapped))
    return 1


def _ground(slide: Any) -> bytes:
    """What a slide sets as its background, as markup; nothing for a picture, or where it maps its colours in a way of its own."""
    found = slide.find(f"{P}cSld/{P}bg")
    if found is None or slide.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
        return b""
    pictured = any(one.get(f"{R}embed") for one in found.iter())
    return b"" if pictured else bytes(etree.tostring(found, method="c14n", exclusive=True, with_tail=False))
