"""Titles and texts where most of a file's own slides have them, and as these set titles: layouts that people drag about on every slide are wrong.

    followed    a file -> how many layouts were put right

Source: ECMA-376 part 1, 19.3.1.36 (placeholders), 20.1.7.6 (places), 21.1.2.3.2 and 21.1.2.3.9 (letters, as layouts and as slides say them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..geometry import Box
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, number, within
from ..ooxml.shapes import FURNITURE, TITLES, Back, Shape, placeholders

_OFTEN: Final = 3
"""Slides that tell what their layout should be; of its place two, where they are all that there are."""
_ALIKE, _MOVED = 50, 40
"""Of the page's width: places whose edges are nearer than one of so many parts are one; a place is another from so many on."""
_SAID: Final = ("sz", "b", "i", "cap")
_SHOWN: Final = (f"{A}solidFill", f"{A}latin")


def followed(
    draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]
) -> int:
    """Has layouts say what most of their slides say of a title's place and letters, and of a text that these have wider: how many layouts."""
    size = draft.root(main).find(f"{P}sldSz")
    wide, count = 0 if size is None else number(size.get("cx")), 0
    for layout, master in masters.items():
        own = [slide for slide in slides if stands_on[slide] == layout]
        if len(own) < 2:
            continue
        backs = (Back.of(draft.root(layout)), Back.of(draft.root(master)))
        shown = [placeholders(draft.root(slide), backs) for slide in own]
        places = placeholders(draft.root(layout), backs[1:])
        alike = [[one for page in shown for one in page if _same(one, place)] for place in places]
        changed = [
            _follow(draft, layout, place, found, places, wide) for place, found in zip(places, alike, strict=True)
        ]
        count += any(changed)
    return count


def _same(shape: Shape, place: Shape) -> bool:
    """Whether a slide's placeholder is that of a layout."""
    return bool(shape.back) and shape.back[0] is place.element


def _follow(
    draft: Draft, layout: str, place: Shape, shown: Sequence[Shape], places: Sequence[Shape], wide: int
) -> bool:
    """Puts a place of a layout where its slides have it, if nothing else is there: whether anything changed."""
    if len(shown) < 2 or place.box is None:
        return False
    title = place.role in TITLES
    box = _usual([one.box for one in shown if one.box is not None], len(shown), wide // _ALIKE)
    others = [one.box for one in places if one is not place and one.box is not None and one.role not in FURNITURE]
    moved = box is not None and max(map(abs, _edges(box, place.box))) > wide // _MOVED
    suits = box is not None and (title or (place.role in ("body", "obj") and _wider(box, place.box)))
    clear = box is not None and not any(box.overlaps(one, wide // _ALIKE) for one in others)
    if box is not None and moved and suits and clear:
        draft.edit(layout)
        put(place.element, box)
    else:
        moved = False
    return (title and spoken(draft, layout, place.element, [one.element for one in shown])) or moved


def _usual(boxes: Sequence[Box], of: int, near: int) -> Box | None:
    """The place that most slides have."""
    alike = [(sum(max(map(abs, _edges(one, other))) <= near for other in boxes), -n) for n, one in enumerate(boxes)]
    most, first = max(alike, default=(0, 0))
    return boxes[-first] if most >= min(_OFTEN, max(2, of)) and most * 2 > of else None


def _edges(one: Box, other: Box) -> tuple[int, int, int, int]:
    return one.x - other.x, one.y - other.y, one.right - other.right, one.bottom - other.bottom


def _wider(box: Box, other: Box) -> bool:
    """Whether a text has more room: what slides take from one is for what stands beside it there."""
    return box.width > other.width and box.width * box.height > other.width * other.height


def put(element: Any, box: Box) -> None:
    """Has a shape say its place."""
    properties = element.find(f"{P}spPr")
    for before in properties.findall(f"{A}xfrm"):
        properties.remove(before)
    frame = properties.makeelement(f"{A}xfrm", {})
    frame.append(frame.makeelement(f"{A}off", {"x": str(box.x), "y": str(box.y)}))
    frame.append(frame.makeelement(f"{A}ext", {"cx": str(box.width), "cy": str(box.height)}))
    properties.insert(0, frame)


# -- letters -------------------------------------------------------------------------------------------------------------------


def spoken(draft: Draft, layout: str, place: Any, shown: Sequence[Any], *, often: int = _OFTEN, side: str = "") -> bool:
    """Gives a layout's title the letters that most slides, and so many, give to theirs themselves: size, weight, colour and font, and the side, or
    that which is said."""
    said = [found for one in shown if (found := _said(one)) is not None]
    counts = Counter(one for found in said for one in found)
    usual = [one for one, count in counts.items() if count >= often and count * 2 > len(shown)]
    if side and not any(key == "algn" for key, _ in usual):
        usual.append(("algn", side))
    body = place.find(f"{P}txBody")
    if not usual or body is None:
        return False
    draft.edit(layout)
    levels = body.find(f"{A}lstStyle")
    if levels is None:
        levels = body.makeelement(f"{A}lstStyle", {})
        body.insert(1, levels)
    level = within(levels, "lvl1pPr", 0)
    letters = within(level, "defRPr", len([one for one in level if one.tag != f"{A}extLst"]))
    for key, value in sorted(usual):
        if key == "algn":
            level.set(key, value)
        elif key in _SAID:
            letters.set(key, value)
        else:
            for before in [
                one for one in letters if one.tag == key or (key == f"{A}solidFill" and one.tag.endswith("Fill"))
            ]:
                letters.remove(before)
            fonts = [n for n, one in enumerate(letters) if one.tag != f"{A}ln"]
            at = (
                (fonts[0] if fonts else len(letters))
                if key == f"{A}solidFill"
                else len([one for one in letters if one.tag.endswith(("}ln", "Fill", "}effectLst", "}highlight"))])
            )
            letters.insert(at, etree.fromstring(value))
    return True


def _said(title: Any) -> set[tuple[str, str]] | None:
    """What a slide says of all the letters of its title, as an attribute or as markup; None where the title is empty."""
    runs = [run for run in title.iter(f"{A}r") if (run.findtext(f"{A}t") or "").strip()]
    each = [set(_of_run(run)) for run in runs]
    sides = {
        ("algn", found.get("algn"))
        for one in title.iter(f"{A}p")
        if (found := one.find(f"{A}pPr")) is not None and found.get("algn") and len(one)
    }
    return {*set.intersection(*each), *(sides if len(sides) == 1 else ())} if each else None


def _of_run(run: Any) -> Iterator[tuple[str, str]]:
    letters = run.find(f"{A}rPr")
    if letters is None:
        return
    yield from ((key, letters.get(key)) for key in _SAID if letters.get(key))
    for one in letters:
        if one.tag in _SHOWN:
            copy = deepcopy(one)
            copy.tail = None
            yield str(one.tag), etree.tostring(copy, method="c14n", exclusive=True, with_tail=False).decode()
