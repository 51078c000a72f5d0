"""What a file's own slides draw again and again in one place, as that of their layouts: logos, bars and pictures that nobody put on the slide master.

    carried    drawings of most slides of a layout, or of all, copied to layouts: how many
    give       drawings to a layout

A drawing says nothing, and is a picture, a panel or a band at the page's edge: what stands in the midst of pages is what they are about.

Source: ECMA-376 part 1, 19.3.1.43 (shapes), 19.3.1.37 (pictures), 19.3.1.22 (groups).
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree
from PIL import Image

from .. import images
from ..diagnostics import BriefingsError
from ..frozen import frozen
from ..geometry import Box
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R, number
from ..ooxml.package import OFFICE
from ..ooxml.shapes import FURNITURE, Shape, read
from . import own
from .names import OTHER, told

_OFTEN, _PAIR = 3, 2
"""Slides that show a drawing in one place before it is their layout's; of pictures, and bands from edge to edge, on all slides of a layout, or
of pictures on most pages, fewer will do."""
_NEAR: Final = 60  # of the page's width: edges nearer than one of so many parts are the same
_MOST_SHAPES: Final = (
    60  # of a slide: more is a drawing by itself, of which only what stands at the edge may be the house's
)
_EDGE: Final = 0.2  # of the page: what stands in it, and reaches no farther, is at the edge
_AIR, _MARK = 0.15, 0.12  # of the page: how far from its corner a logo stands, and how large one is
_ALONG, _BROAD, _FULL = 0.6, 0.25, 0.85
"""Of the page's width or height: a band; of the page: a panel, and a ground."""
_THIN: Final = 0.3  # of the page: so deep is a band at the most
_GRAIN, _SHADES, _CALM = 64, 32, 0.75
"""A picture is looked at in so many parts across; so many shades of 256 are one to the eye, and so much of a place of one shade is plain."""
_DRAWN: Final = ("picture", "text", "line", "group")
_NUMBER: Final = 4  # letters
_ORIGINAL: Final = "}imgProps"
"""What a program made the picture from, beside the picture."""
_OF_FIRST: Final = ("title", "secHead")
_PICTURES: Final = ("image",)


@frozen
class Mark:
    """A drawing of a slide: the slide, its element, its box, what it looks like, and whether it is a picture."""

    slide: str
    element: Any
    box: Box
    look: bytes
    pictured: bool

    def like(self, other: Mark, near: int) -> bool:
        one, two = self.box, other.box
        apart = (one.x - two.x, one.y - two.y, one.right - two.right, one.bottom - two.bottom)
        return self.look == other.look and max(map(abs, apart)) <= near


def carried(
    draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]
) -> int:
    """Copies to layouts what their slides draw: on how many slides it was. `stands_on` has the layout of each slide, `masters` the slide
    master of each layout."""
    page = page_of(draft, main)
    if page is None or not slides:
        return 0
    near = page.width // _NEAR
    shown = [mark for slide in slides for mark in marks_of(draft, slide, page)]
    middle = slides[1:-1] if len(slides) > 3 else slides[1:]  # the last says goodbye
    found = [*_grouped(shown, near), *_own_grounds(draft, shown, middle, page)]
    all_of = Counter(stands_on[slide] for slide in slides)
    inner = frozenset(own.pages(slides))
    pages_of = Counter(stands_on[slide] for slide in inner)
    given: dict[str, list[Mark]] = {}
    told_of: set[str] = set()
    for alike in found:
        on = {one.slide for one in alike}
        count = Counter(stands_on[slide] for slide in on)
        least = _PAIR if alike[0].pictured else _OFTEN
        everywhere = len(on & inner) >= least and len(on & inner) * 2 > len(inner)
        within = Counter(stands_on[slide] for slide in on & inner)
        each = len({one.look for one in alike}) > 1  # a ground of its own on each, and no cover's
        for layout in masters:
            if each and not _of_pages(draft, layout):
                continue
            most = count[layout] * 2 > all_of[layout] or within[layout] * 2 > pages_of[layout]
            often = most and count[layout] >= _OFTEN
            pair = (alike[0].pictured or bleeds(alike[0].box, page)) and count[layout] == all_of[layout] >= _PAIR
            same = everywhere and (most or not all_of[layout])
            bare = count[layout] or (
                masters[layout] in {masters.get(stands_on[slide]) for slide in on} and _of_pages(draft, layout)
            )
            if (often or pair or same) and bare:
                given.setdefault(layout, []).append(alike[0])
                told_of |= on
    for layout, marks in given.items():
        give(draft, (layout, masters[layout]), marks, page)
    return len(told_of)


def media(draft: Draft, slide: str, element: Any) -> frozenset[bytes]:
    """The pictures that a shape shows, by their bytes."""
    held = draft.relations.get(slide, {})
    shown = (held[one.get(f"{R}embed")].target for one in element.iter(f"{A}blip") if one.get(f"{R}embed") in held)
    return frozenset(draft.contents[one] for one in shown if one in draft.contents)


def page_of(draft: Draft, main: str) -> Box | None:
    """The page of a file's slides; None where it says no size that could be one."""
    size = draft.root(main).find(f"{P}sldSz")
    wide, high = (0, 0) if size is None else (number(size.get("cx")), number(size.get("cy")))
    return Box(0, 0, wide, high) if wide > 0 and high > 0 else None


# -- what slides draw ----------------------------------------------------------------------------------------------------------


def marks_of(draft: Draft, slide: str, page: Box, *, anywhere: bool = False) -> Iterator[Mark]:
    """The drawings of a slide that may be its house's: at the page's edge, or `anywhere`."""
    shapes = read(draft.root(slide), ())
    if anywhere and len(shapes) > _MOST_SHAPES:
        return
    for shape in shapes:
        plain = shape.kind in _DRAWN and not shape.placeholder and not shape.hidden and shape.box is not None
        if not plain or shape.box is None or _speaks(shape) or not (anywhere or _at_edge(shape.box, page)):
            continue
        if shape.kind == "text" and not _seen(shape.element):
            continue
        if _moves(shape.element) or any(
            draft_kind not in _PICTURES for draft_kind in _led_to(draft, slide, shape.element)
        ):
            continue
        yield Mark(slide, shape.element, shape.box, _look(draft, slide, shape.element), shape.kind == "picture")


def _speaks(shape: Shape) -> bool:
    """Whether a drawing says something: the number of a chapter in a group of forms is no part of these."""
    words = shape.text.strip()
    return bool(words) and (shape.kind != "group" or len(words) > _NUMBER)


def _seen(element: Any) -> bool:
    """Whether a shape without words is painted: by itself, or by its style."""
    properties = element.find(f"{P}spPr")
    painted = properties is not None and any(
        one.tag in (f"{A}solidFill", f"{A}gradFill", f"{A}blipFill") for one in properties
    )
    return painted or (
        element.find(f"{P}style") is not None and (properties is None or properties.find(f"{A}noFill") is None)
    )


def _at_edge(box: Box, page: Box) -> bool:
    """Whether a box is a ground, a broad panel, a band along an edge, or stands in the margin of the page."""
    wide, high = box.width / page.width, box.height / page.height
    if wide * high >= _BROAD or box.width <= 0 or box.height < 0:
        return wide * high >= _BROAD
    if (wide >= _ALONG and high <= _THIN) or (high >= _ALONG and wide <= _THIN):
        return True
    left, top = box.right / page.width, box.bottom / page.height
    right, foot = 1 - box.x / page.width, 1 - box.y / page.height
    corner = min(box.x / page.width, 1 - left) <= _AIR and min(box.y / page.height, 1 - top) <= _AIR
    return min(left, right, top, foot) <= _EDGE or (corner and wide * high <= _MARK)


def _moves(element: Any) -> bool:
    """Whether a shape is a film or a sound."""
    return any(
        one.tag.endswith(("videoFile", "audioFile", "audioCd", "wavAudioFile", "quickTimeFile"))
        for one in element.iter(f"{A}*")
    )


def _led_to(draft: Draft, slide: str, element: Any) -> Iterator[str]:
    """The kinds of what a shape shows from elsewhere; links that a click would follow are not shown."""
    held = draft.relations.get(slide, {})
    for one in element.iter():
        if one.tag in (f"{A}hlinkClick", f"{A}hlinkHover") or any(map(_original, one.iterancestors())):
            continue
        for key, value in one.attrib.items():
            if key.startswith(R) and value:
                yield "" if value not in held or held[value].external else held[value].kind


def _look(draft: Draft, slide: str, element: Any) -> bytes:
    """What a drawing looks like, wherever it stands and whatever it is called: a picture by its bytes."""
    copy = _bare(element)
    held = draft.relations.get(slide, {})
    for one in copy.iter():
        if one.tag == f"{P}cNvPr":
            one.attrib.clear()
        for key in [key for key in one.attrib if key.startswith(R)]:
            target = held.get(one.get(key))
            one.set(key, "" if target is None else f"{hash(draft.contents.get(target.target, b''))}")
    frame = copy.find(f"{P}spPr/{A}xfrm")
    if frame is not None:
        frame.getparent().remove(frame)
    return bytes(etree.tostring(copy, method="c14n", exclusive=True, with_tail=False))


def _original(element: Any) -> bool:
    return str(element.tag).endswith(_ORIGINAL)


def _bare(element: Any) -> Any:
    """A copy of a shape without what leads out of it, and what only programs read."""
    copy = deepcopy(element)
    for one in [one for one in copy.iter(f"{A}ext") if any(map(_original, one))]:
        one.getparent().remove(one)
    for one in [*copy.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{P}custDataLst", f"{P}txBody")]:
        one.getparent().remove(one)
    for one in [*copy.iter(f"{P}extLst", f"{A}extLst")]:
        if one.getparent() is not None and not any(key.startswith(R) for each in one.iter() for key in each.attrib):
            one.getparent().remove(one)
    return copy


def _grouped(marks: Sequence[Mark], near: int) -> list[list[Mark]]:
    """Drawings that look alike and stand in one place, together."""
    groups: dict[bytes, list[list[Mark]]] = {}
    for mark in marks:
        alike = groups.setdefault(mark.look, [])
        own = next((group for group in alike if group[0].like(mark, near)), None)
        if own is None:
            alike.append([mark])
        elif own[-1].slide != mark.slide:
            own.append(mark)
    return [group for alike in groups.values() for group in alike]


def _own_grounds(draft: Draft, shown: Sequence[Mark], pages: Sequence[str], page: Box) -> Iterator[list[Mark]]:
    """The pictures that most pages stand on, each on one of its own, that of the first first whose words stand on a plain part of it: photos that
    pages are about have none."""
    grounds = {one.slide: one for one in shown if one.pictured and fills(one.box, page) and one.slide in pages}
    if len(grounds) * 2 <= len(pages) or max(Counter(one.look for one in grounds.values()).values(), default=0) > 1:
        return
    calm = [one for one in grounds.values() if _carries(draft, one)]
    if calm:
        yield [calm[0], *(one for one in grounds.values() if one is not calm[0])]


def _carries(draft: Draft, ground: Mark) -> bool:
    """Whether a slide's title and text stand on a plain part of the picture behind them."""
    shapes = [one for one in read(draft.root(ground.slide), ()) if one.box is not None and one.kind == "text"]
    words = [one.box for one in shapes if one.box is not None and one.text.strip() and one.role not in FURNITURE]
    held = draft.relations.get(ground.slide, {})
    ids = [one.get(f"{R}embed", "") for one in ground.element.iter(f"{A}blip")]
    data = next((draft.contents.get(held[id].target, b"") for id in ids if id in held), b"")
    try:
        safe = images.load(data, "a picture", max_pixels_wide=_GRAIN * 4)
    except BriefingsError:
        return False
    with Image.open(io.BytesIO(safe.data)) as opened:
        small = opened.convert("L").resize((_GRAIN, _GRAIN))
    return len(words) > 1 and all(_plain(small, box, ground.box) for box in words)


def _plain(picture: Any, box: Box, of: Box) -> bool:
    """Whether most of a picture is of one shade where a box stands on it."""
    edges = (box.x - of.x) / of.width, (box.y - of.y) / of.height, (box.right - of.x) / of.width, (box.bottom - of.y) / of.height  # fmt: skip
    left, top, right, bottom = (min(_GRAIN - 1, max(0, round(edge * _GRAIN))) for edge in edges)
    shades = picture.crop((left, top, max(left + 1, right), max(top + 1, bottom))).histogram()
    most = max(sum(shades[at : at + _SHADES]) for at in range(0, 256, _SHADES // 2))
    return bool(most >= _CALM * sum(shades))


# -- layouts -------------------------------------------------------------------------------------------------------------------


def _of_pages(draft: Draft, layout: str) -> bool:
    """Whether a layout that no slide stands on is for pages like the others."""
    root = draft.root(layout)
    return root.get("type", "") not in _OF_FIRST and told(root.find(f"{P}cSld").get("name", "")) not in (
        "cover",
        "section",
        OTHER,
    )


def _there(draft: Draft, parts: Sequence[str], mark: Mark, page: Box, near: int) -> bool:
    """Whether a layout, or the master behind it, draws the same there."""
    return any(mark.like(one, near) for part in parts for one in marks_of(draft, part, page))


def give(draft: Draft, parts: tuple[str, str], marks: Sequence[Mark], page: Box) -> bool:
    """Puts drawings behind the places of a layout, with their pictures, where neither it nor its slide master (`parts`) draws the same: what fills
    the page behind all else. Whether there were any."""
    near, layout = page.width // _NEAR, parts[0]
    marks = [one for one in marks if not _there(draft, parts, one, page, near)]
    tree = draft.edit(layout).find(f"{P}cSld/{P}spTree") if marks else None
    if tree is None:
        return False
    shapes = read(tree.getparent().getparent(), ())
    fill = {id(one.element) for one in shapes if one.box is not None and fills(one.box, page)}
    back = 2 + next((n for n, one in enumerate(tree[2:]) if id(one) not in fill), len(tree) - 2)
    places = [n for n, one in enumerate(tree) if one.find(f"./*/{P}nvPr/{P}ph") is not None]
    at = places[0] if places else len(tree)
    following = max((number(one.get("id")) for one in tree.iter(f"{P}cNvPr")), default=1) + 1
    for mark in marks:
        copy = _bare(mark.element)
        held = draft.relations.get(mark.slide, {})
        for one in copy.iter():
            if one.tag == f"{P}cNvPr":
                one.set("id", str(following))
                following += 1
            for key in [key for key in one.attrib if key.startswith(R)]:
                if (target := held.get(one.get(key))) is None:
                    del one.attrib[key]
                else:
                    one.set(key, draft.relate(layout, f"{OFFICE}/image", target.target))
        tree.insert(min(back, at) if fills(mark.box, page) else at, copy)
        back += fills(mark.box, page)
        at += 1
    return True


def fills(box: Box, page: Box) -> bool:
    """Whether a box is as large as the page, or nearly."""
    return box.width * box.height >= _FULL * page.width * page.height


def bleeds(box: Box, page: Box) -> bool:
    """Whether a box runs from edge to edge of the page, along a third one."""
    near = page.width // _NEAR
    sides = (box.x <= near, box.right >= page.width - near, box.y <= near, box.bottom >= page.height - near)
    return sum(sides) >= 3
