"""The file's own first slide, as its layout for covers: many houses design it there, and leave the layout as programs make it.

    for_cover   the layout that is to show it
    pictured    its photos, given to that layout
    taken       its drawings, and where its title stands, given to it

Source: ECMA-376 part 1, 19.3.1.43 (shapes), 19.3.1.36 (placeholders), 21.1.2.3.9 (letters).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ..frozen import replace
from ..geometry import EMU_PER_POINT, Box
from ..ooxml.draft import Draft
from ..ooxml.markup import A, P, R, number
from ..ooxml.shapes import TITLES, Back, Shape, flat, placeholders, read
from ..regex import regex
from .furniture import Mark, bleeds, fills, give, marks_of, media, page_of
from .placed import put, spoken

_NEAR: Final = 60  # of the page's width: edges nearer than one of so many parts are the same
_LOGO, _MARK = 0.075, 0.12
"""Of the page: a logo, and one that stands at its edge."""
_BROAD: Final = 0.25  # of the page: a photo that is the cover's
_LAYOUT: Final = regex(r"^/ppt/slideLayouts/slideLayout\d+\.xml$").search
_LARGE, _USUAL_SIZE = 24.0, 18.0
"""Points: a text of the first slide that is its title; what no text says."""
_HIGH, _LOW = 0.1, 0.8  # of the page: a title stands between
_WIDE, _LINES, _LEADING = 0.55, 2, 1.2
"""A title that a text box holds has so much of the page's width, and room for so many lines."""
_LESSER: Final = 0.6  # of its title's size: what stands below it, where the slide says nothing of that
_BELOW, _UPPER = 0.16, 0.4
"""Of the page: what stands below such a title, and how high one is at the most."""


def for_cover(draft: Draft, slides: Sequence[str], stands_on: Mapping[str, str], masters: Mapping[str, str]) -> str:
    """The layout that is to show what the first slide draws: its own, if that is made for covers or no other slide stands on it, else one for
    covers beside it that nobody uses; "" where there is none."""
    own, used = stands_on[slides[0]], [*stands_on.values()]
    covers = (one for one in masters if masters[one] == masters.get(own) and _for_covers(draft, one))
    if own in masters and (used.count(own) == 1 or _for_covers(draft, own) or _opens(draft, own)):
        return own
    return next((one for one in covers if one not in used), "")


def _for_covers(draft: Draft, layout: str) -> bool:
    return bool(draft.root(layout).get("type") == "title")


def _opens(draft: Draft, layout: str) -> bool:
    """Whether a layout has the title of a cover, and a place for its subtitle, whatever its type says."""
    return {"ctrTitle", "subTitle"} <= {one.role for one in placeholders(draft.root(layout), ())}


def taken(draft: Draft, main: str, slides: Sequence[str], cover: str, master: str, *, made: bool = False) -> bool:
    """Gives what the first of the slides draws to the layout for covers, and, where it has a ground of its own, or that layout is `made` for it, or
    it has its title in a text box, the places of its title and subtitle: whether there was anything."""
    page, slide = page_of(draft, main), slides[0]
    if page is None or not cover:
        return False
    marks = [*_drawn(draft, slide, page, slides[1:], made=made)]
    own = made or not any(named(draft, slide)) or any(_fills(one.element) for one in named(draft, slide))
    if own or _grounded(draft, slide, marks, page):
        _place(draft, slide, cover, master, page, made=made)
    return give(draft, (cover, master), marks, page)


def pictured(draft: Draft, main: str, slides: Sequence[str], cover: str, master: str) -> bool:
    """Gives the broad pictures that the first of the slides shows in places for pictures to the layout for covers, if it is that slide's own,
    behind all that slides draw: whether there were any."""
    page = page_of(draft, main)
    if page is None or not cover or not any(one.target == cover for one in draft.of(slides[0])):
        return False
    return give(draft, (cover, master), [*_photos(draft, slides[0], (cover, master), page)], page)


def _photos(draft: Draft, slide: str, parts: Sequence[str], page: Box) -> Iterator[Mark]:
    """The broad pictures that the first slide shows in places for pictures, as drawings: without them its words stand on nothing."""
    backs = tuple(Back.of(draft.root(one)) for one in parts)
    held = draft.relations.get(slide, {})
    for shape in placeholders(draft.root(slide), backs):
        broad = shape.box is not None and shape.box.width * shape.box.height >= _BROAD * page.width * page.height
        ids = [one.get(f"{R}embed", "") for one in shape.element.iter(f"{A}blip")]
        if shape.kind != "picture" or shape.box is None or not broad or not ids or not {*ids} <= {*held}:
            continue
        element = deepcopy(shape.element)
        for mark in element.findall(f"{P}nvPicPr/{P}nvPr/{P}ph"):
            mark.getparent().remove(mark)
        put(element, shape.box)
        forms = [one.find(f"{P}spPr/{A}{form}") for one in (shape.element, *shape.back) for form in ("custGeom", "prstGeom")]  # fmt: skip
        form = next((deepcopy(one) for one in forms if one is not None), None)
        frame = element.find(f"{P}spPr")
        if form is None:
            form = frame.makeelement(f"{A}prstGeom", {"prst": "rect"})
        for before in [one for one in frame if one.tag in (f"{A}custGeom", f"{A}prstGeom")]:
            frame.remove(before)
        frame.insert(1, form)
        yield Mark(slide, element, shape.box, b"", pictured=True)


def _grounded(draft: Draft, slide: str, marks: Sequence[Mark], page: Box) -> bool:
    """Whether a slide stands on a ground of its own."""
    return draft.root(slide).find(f"{P}cSld/{P}bg") is not None or any(fills(one.box, page) for one in marks)


def _drawn(draft: Draft, slide: str, page: Box, others: Sequence[str] = (), *, made: bool = False) -> list[Mark]:
    """What the first slide draws that is its ground: a picture or a panel that fills it, bands from edge to edge, and small pictures at its edge, or
    on `others`; where it has a ground of its own, or its layout is `made` for it, all its forms, with the pictures on them."""
    own = [*marks_of(draft, slide, page)]
    grounds = [one for one in own if fills(one.box, page)][:1]
    bands = [one for one in own if not fills(one.box, page) and bleeds(one.box, page)]
    every = [*marks_of(draft, slide, page, anywhere=True)]
    again = set().union(*(media(draft, one, draft.root(one)) for one in others))
    laid = set().union(*(media(draft, one, draft.root(one)) for one in draft.contents if _LAYOUT(one)))
    edge = {id(one.element) for one in own}  # what other slides or layouts show too is the house's wherever it stands
    edge |= {id(one.element) for one in every if one.pictured and media(draft, slide, one.element) & laid}
    small = [one for one in every if one.pictured and _share(one, page) < (_MARK if id(one.element) in edge else _LOGO)]
    on = [one.box for one in bands if one.pictured]  # and what stands on its pictures
    logos = [one for one in small if id(one.element) in edge or media(draft, slide, one.element) & again or any(box.contains(one.box) for box in on)]  # fmt: skip
    heads = [shape for shape in placeholders(draft.root(slide)) if shape.role in TITLES and shape.box is not None]
    words = [shape.box for shape in heads if shape.box is not None]
    below = min((_order(shape.element) for shape in heads), default=0)
    under = {
        id(one.element) for one in bands if _order(one.element) < below
    }  # words stand on it, as the house has them
    clear = [
        one
        for one in [*bands, *logos]
        if not one.pictured or id(one.element) in under or not any(one.box.overlaps(box) for box in words)
    ]
    art: list[Mark] = []
    if made or _grounded(draft, slide, grounds, page):
        last = max((_order(shape.element) for shape in heads), default=0)
        every = [one for one in every if not fills(one.box, page)]
        art = [
            one
            for one in every
            if not one.pictured and not (_order(one.element) > last and any(map(one.box.overlaps, words)))
        ]
        near = page.width // _NEAR
        art += (one for one in every if one.pictured and any(form.box.contains(one.box, near) for form in art))
    chosen = {id(one.element): one for one in [*grounds, *clear, *art]}
    return sorted(chosen.values(), key=lambda one: _order(one.element))


def _share(mark: Mark, page: Box) -> float:
    """How much of the page a drawing takes."""
    return mark.box.width * mark.box.height / (page.width * page.height)


def _order(element: Any) -> int:
    """Where a drawing of a slide stands, from back to front."""
    above = element.getparent()
    return 0 if above is None else int(above.index(element))


# -- words ---------------------------------------------------------------------------------------------------------------------


def _place(draft: Draft, slide: str, cover: str, master: str, page: Box, *, made: bool) -> None:
    """Puts the title and subtitle of a layout where the slide has them: in its placeholders, else the title where its largest text box is."""
    backs = (Back.of(draft.edit(cover)), Back.of(draft.root(master)))
    shown = [one for one in placeholders(draft.root(slide), backs) if one.box is not None and one.text.strip()]
    places = {place.role: place for place in placeholders(draft.root(cover), backs[1:])}
    title = next((places[role] for role in TITLES if role in places), None)
    under = places.get("subTitle")
    if title is None:
        return
    if any(one.role in TITLES for one in shown):
        for one in shown:
            place = title if one.role in TITLES else places.get(one.role) if one.role == "subTitle" else None
            if place is not None and one.box is not None:
                put(
                    place.element,
                    one.box if place is title or not made else _roomy(one.box, _size(one.element) or _USUAL_SIZE, page),
                )
            if place is title and one.box is not None and ((fills_ := _fills(one.element)) or made):
                _filled(place.element, fills_)
                spoken(draft, cover, place.element, [_largest(one.element)], often=1)
                if made and under is not None:  # there was no place for it
                    upper = replace(one.box, height=min(one.box.height, round(page.height * _UPPER)))
                    put(place.element, upper)
                    _below(under, upper, page)
                    _lesser(draft, cover, under.element, _size(one.element))
        return
    free = [*titles(draft, slide, page)]
    head = max(free, key=lambda one: one[0], default=None)
    if head is None or head[1].box is None:
        return
    box = _roomy(head[1].box, head[0], page)
    put(title.element, box)
    side = _side(head[1].element)
    spoken(draft, cover, title.element, [head[1].element], often=1, side=side)
    if under is not None:
        _below(under, box, page)
        follows = _following(draft, slide, head[1].box, page)
        spoken(draft, cover, under.element, [one.element for one in follows], often=1, side=side)
        if made:
            _lesser(draft, cover, under.element, head[0])


def _lesser(draft: Draft, layout: str, under: Any, size: float) -> None:
    """Has a place below a title of a size say its own, if it says none: each program would take another."""
    if size and all(one.get("sz") is None for one in under.iter(f"{A}defRPr")):
        small = etree.fromstring(
            f'<a:r xmlns:a="{A[1:-1]}"><a:rPr sz="{round(size * _LESSER) * 100}"/><a:t>1</a:t></a:r>'
        )
        spoken(draft, layout, under, [small], often=1)


def _size(element: Any) -> float:
    """The size of a text's largest type, in points; 0 where it says none."""
    return max((number(one.get("sz"), 0) / 100 for one in element.iter(f"{A}rPr")), default=0.0)


def _following(draft: Draft, slide: str, title: Box, page: Box) -> list[Shape]:
    """The free text of a slide next below its title, if it is near."""
    free = (one for one in flat(read(draft.root(slide), ())) if one.kind == "text" and not one.placeholder)
    below = [one for one in free if one.text.strip() and one.box is not None and -page.height // _NEAR <= one.box.y - title.bottom <= page.height * _BELOW]  # fmt: skip
    return sorted(below, key=lambda one: one.box.y if one.box is not None else 0)[:1]


def _below(under: Shape, title: Box, page: Box) -> None:
    """Puts the place for a subtitle below a title's."""
    if under.box is not None:
        high = min(under.box.height, round(page.height * _BELOW), max(0, page.bottom - title.bottom))
        put(under.element, replace(title, y=title.bottom, height=high))


def named(draft: Draft, slide: str) -> Iterator[Shape]:
    """The places for a title of a slide that say something."""
    return (one for one in placeholders(draft.root(slide)) if one.role in TITLES and one.text.strip())


def _largest(element: Any) -> Any:
    """A title with the words in its largest type alone: what goes with it may stand in the same place."""
    copy = deepcopy(element)
    runs = [(number(letters.get("sz"), 0), run) for run in copy.iter(f"{A}r") if (letters := run.find(f"{A}rPr")) is not None]  # fmt: skip
    most = max((size for size, _ in runs), default=0)
    for size, run in runs:
        if size < most:
            run.getparent().remove(run)
    return copy


def _fills(element: Any) -> list[Any]:
    """What a slide's place is filled with by itself, of one colour or in several."""
    properties = element.find(f"{P}spPr")
    return [] if properties is None else [one for one in properties if one.tag in (f"{A}solidFill", f"{A}gradFill")]


def _filled(place: Any, fills_: Sequence[Any]) -> None:
    """Fills a layout's place as the slide's is."""
    properties = place.find(f"{P}spPr")
    for before in [one for one in properties if one.tag.endswith("Fill")]:
        properties.remove(before)
    at = len([one for one in properties if one.tag in (f"{A}xfrm", f"{A}prstGeom", f"{A}custGeom")])
    properties[at:at] = [deepcopy(one) for one in fills_]


def titles(draft: Draft, slide: str, page: Box) -> Iterator[tuple[float, Shape]]:
    """The free texts of a slide that may be its title, with the size of their largest type."""
    for shape in flat(read(draft.root(slide), ())):
        if shape.placeholder or shape.hidden or shape.box is None or not shape.text.strip():
            continue
        size = _size(shape.element) or _USUAL_SIZE
        if size >= _LARGE and page.height * _HIGH <= shape.box.y <= page.height * _LOW:
            yield size, shape


def _roomy(box: Box, size: float, page: Box) -> Box:
    """The box of a text, with room for a title of several words: text boxes are as wide as their own."""
    width = max(box.width, round(page.width * _WIDE))
    left = max(0, min(box.x, page.width - width))
    return Box(
        left, box.y, min(width, page.width - left), max(box.height, round(size * _LINES * _LEADING) * EMU_PER_POINT)
    )


def _side(element: Any) -> str:
    """The side that a text is set from."""
    sides = {one.get("algn", "l") for one in element.iter(f"{A}pPr")}
    return sides.pop() if len(sides) == 1 else "l"
