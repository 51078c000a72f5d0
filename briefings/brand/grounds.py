"""What most of a file's own slides stand on, as that of its slide master: its layouts alone would show pages that the house never has.

    taken       the background that most of the slides set
    of_first    the background of the first slide, which may be a picture

Source: ECMA-376 part 1, 19.3.1.1 (backgrounds), 19.3.1.7 (colour maps of slides).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R
from . import own

_OFTEN: Final = 3  # slides: two that look alike may be one twice
_BROAD: Final = 0.25  # of the page: what is smaller may be what a slide is about


def taken(draft: Draft, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]) -> int:
    """Gives the background of most slides to the layouts that these stand on and to their slide masters: on how many slides it was. `stands_on`
    has the layout of each slide, `masters` the slide master of each layout. A picture is taken where most pages, and some, have the same one: else
    it shows what its slide is about."""
    pages = own.pages(slides)
    said = {slide: _ground(draft, slide) for slide in pages}
    often = Counter(ground for ground in said.values() if ground)
    ground, count = next(iter(often.most_common(1)), (b"", 0))
    if count < 2 or count * 2 <= len(pages):
        return 0
    shown = next(slide for slide in pages if said[slide] == ground)
    if count < _OFTEN and any(_pictures(draft.root(shown).find(f"{P}cSld/{P}bg"))):
        return 0
    layouts = Counter(stands_on[slide] for slide in pages if said[slide] == ground)
    all_of = Counter(stands_on[slide] for slide in pages)
    theirs = [one for one, alike in layouts.items() if one in masters and alike * 2 > all_of[one]]
    given = [_set(draft, shown, part) for part in dict.fromkeys([masters[one] for one in theirs] + theirs)]
    return count if any(given) else 0


def of_first(draft: Draft, first: str, layout: str) -> int:
    """Gives the background that the first slide sets to the layout for covers: 1 where it did. What a cover's words are written for is behind
    them then."""
    found = draft.root(first).find(f"{P}cSld/{P}bg") if layout else None
    if found is None:
        return 0
    if not _set(draft, first, layout):
        return 0
    root, mapped = draft.root(layout), draft.root(first).find(f"{P}clrMapOvr")
    if (
        mapped is not None and mapped.find(f"{A}overrideClrMapping") is not None
    ):  # what it draws has its colours by that
        for before in root.findall(f"{P}clrMapOvr"):
            root.remove(before)
        root.insert(1, deepcopy(mapped))
    return 1


def _set(draft: Draft, slide: str, part: str) -> bool:
    """Gives the background of a slide to a layout or a slide master, with its picture: whether all of it is at hand."""
    ground, held = deepcopy(draft.root(slide).find(f"{P}cSld/{P}bg")), draft.relations.get(slide, {})
    found = [(one, key, held.get(one.get(key))) for one, key in _pictures(ground)]
    if any(target is None or target.external or target.kind != "image" for _, _, target in found):
        return False
    for one, key, target in found:
        if target is not None:
            one.set(key, draft.relate(part, target.type, target.target))
    drawn = draft.edit(part).find(f"{P}cSld")
    for before in drawn.findall(f"{P}bg"):
        drawn.remove(before)
    drawn.insert(0, ground)
    return True


def _pictures(ground: Any) -> Iterator[tuple[Any, str]]:
    """Where a background names a picture: the element and its attribute."""
    return ((one, key) for one in ground.iter() for key in one.attrib if key.startswith(R) and one.get(key))


def _ground(draft: Draft, slide: str) -> bytes:
    """What a slide sets as its background, as markup, a picture by what it is; nothing where it maps its colours in a way of its own."""
    root = draft.root(slide)
    found = root.find(f"{P}cSld/{P}bg")
    if found is None or root.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
        return b""
    copy, held = deepcopy(found), draft.relations.get(slide, {})
    for one, key in _pictures(copy):
        target = held.get(one.get(key))
        one.set(key, "" if target is None else target.target)
    return bytes(etree.tostring(copy, method="c14n", exclusive=True, with_tail=False))
