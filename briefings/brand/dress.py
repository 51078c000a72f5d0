"""What pages wear of their house: the bands, lines and logos that they share, and the layouts that a program left without.

Few people take out the layouts that every new file has. Where a house draws on its layouts and not on the slide master, or a layout hides
what the master draws, these stay bare, and a deck on both kinds has two looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from ..frozen import frozen
from ..geometry import Box, PageSize
from ..look import Colour
from ..ooxml.shapes import TEXT
from .drawn import Drawn
from .ground import unlike
from .lent import LEAST_ROOM
from .masters import MasterLayout
from .names import OTHER, told
from .own import Own
from .slots import area_of, title_of

_NEAR: Final = 40
"""Shapes are the same where their edges are nearer than one of so many parts of the page's width."""
_HALF: Final = 0.5
"""Of the pages show what is the house's own; and a page shows so much of that."""
_BAND: Final = 0.05  # of the page: a band so large at its head is missed on a page, whatever else that shows
_ART, _GROUND = 0.12, 0.6
"""Of the page: a picture between these is neither a logo nor the page's ground."""
_SEEN: Final = 0.008  # of the page: a drawing so large is missed where it is not
_SEVERAL: Final = 2
"""So many of the file's own pages tell how they look."""
_TEXT: Final = ("obj", "tx")


@frozen
class _Mark:
    """What a house draws: words, a shape or line, or a picture by its bytes."""

    kind: str
    box: Box
    data: bytes = b""

    def like(self, other: _Mark, near: int) -> bool:
        """Whether it is the same: in the same place, or the same picture anywhere."""
        if self.kind != other.kind:
            return False
        one, two = self.box, other.box
        apart = (one.x - two.x, one.y - two.y, one.right - two.right, one.bottom - two.bottom)
        return (self.data != b"" and self.data == other.data) or max(map(abs, apart)) <= near


def undressed(
    layouts: Sequence[MasterLayout], drawn: Mapping[int, Sequence[Drawn]], page: PageSize, told_of: Own
) -> Set[str]:
    """The layouts (their parts) that lack what other pages of their slide master show, on the same ground. `drawn` is what the masters draw
    themselves; `told_of` is what the file's own slides tell: one that the first alone stands on is its cover as it is."""
    used = told_of.used
    found: set[str] = set()
    near = page.width // _NEAR
    for master, own in drawn.items():
        of_master = [one for one in layouts if one.master == master and not one.upright]
        pages = [one for one in of_master if is_page(one, page)]
        shared = _shared(pages, own, used, near)
        shows = {one.part: sum(_has(one, mark, near) for mark in shared) for one in of_master}
        bands = [mark for mark in shared if mark.kind != "words" and _heads(mark.box, page)]
        least = _HALF * max((shows[one.part] for one in pages), default=0)
        grounds = {one.background for one in pages if shows[one.part] >= least > 0}
        for one in of_master:
            own_way = _drawn_on(one) and (one not in pages or used.get(one.part))
            large = one in pages and any(not _has(one, mark, near) for mark in bands)
            bare = (shows[one.part] < least or large) and not own_way and not opens(one)
            first = one.part == told_of.opening and used.get(one.part) == 1
            if bare and least and one.background in grounds and not first:
                found.add(one.part)
    return found


def _heads(box: Box, page: PageSize) -> bool:
    """Whether a drawing is a band at the head of the page, for its title."""
    wide = box.width > page.width // 2 and area_of(box) >= _BAND * area_of(page.box)
    return wide and box.bottom <= page.height // 3


def worn(
    titled: Sequence[MasterLayout], bare: Sequence[MasterLayout], page: PageSize, told_of: Own
) -> tuple[Sequence[MasterLayout], Sequence[MasterLayout]]:
    """Of the layouts with titles and those that get one, the ones to make pages of: where most of the file's own slides stand on such as have
    none, these; else those on the ground that most of its own pages have; slides that say a name alone are none, where there are others. All, where
    too little of the page would be free."""
    least, used = LEAST_ROOM * page.width * page.height, told_of.used
    own = Counter({one.part: used.get(one.part, 0) for one in (*titled, *bare) if not _announces(one, told_of.opening)})
    named = [one for one in bare if _announces(one, "") and not opens(one) and one.part != told_of.opening]
    headed = Counter({one.part: used.get(one.part, 0) for one in named if one.part not in told_of.heads})
    own = (
        headed if headed.total() > own.total() else own
    )  # what is called a header, or a cover, and has no name: these are the pages
    said = Counter({part: count for part, count in own.items() if part not in told_of.heads})
    own = said if said.total() >= _SEVERAL else own
    lent = [one for one in bare if own[one.part] and not one.busy and area_of(one.free) >= least]
    if sum(own[one.part] for one in lent) > own.total() * _HALF and own.total() >= _SEVERAL:
        most = max(lent, key=lambda one: own[one.part])
        return (), [one for one in lent if not unlike(one.ground, most.ground)]
    grounds: Counter[Colour] = Counter()
    for one in (*titled, *bare):
        grounds[one.ground] += own[one.part]
    usual, count = grounds.most_common(1)[0] if grounds else (None, 0)
    if usual is not None and count >= _SEVERAL and count > own.total() * _HALF:
        alike = [one for one in titled if not unlike(one.ground, usual)]
        if any(is_page(one, page) for one in alike):
            return alike, bare
    return titled, bare


def _announces(layout: MasterLayout, opening: str) -> bool:
    """Whether a layout is for the first page or a header, and says nothing of the pages."""
    return (
        opens(layout) or layout.part == opening or layout.kind == "secHead" or told(layout.name) in ("cover", "section")
    )


def faceless(section: MasterLayout, pages: MasterLayout, page: PageSize) -> bool:
    """Whether a layout for section headers is the one that programs give to new files, its text above a name low on the page, with nothing
    of the house's but what is on all pages."""
    title = title_of(section)
    if title is None or section.background != pages.background:
        return False
    texts = [place for place in section.placeholders if place.kind in TEXT]
    if not texts or any(place.box.bottom > title.box.y + title.box.height // 2 for place in texts):
        return False
    return all(_has(pages, mark, page.width // _NEAR) for mark in _marks(section.fixed) if mark.kind != "words")


def undrawn(
    section: MasterLayout,
    pages: MasterLayout,
    cover: MasterLayout,
    layouts: Sequence[MasterLayout],
    page: PageSize,
    used: Mapping[str, int],
) -> bool:
    """Whether a layout for section headers that no slide stands on is one word on the bare ground of all pages, or on that of pages which nobody
    uses, in the colour of their titles, where the house's cover shows more than they do: a program's own, that nobody of the house touched."""
    near, named, usual, opens = page.width // _NEAR, title_of(section), title_of(pages), title_of(cover)
    seen = {one.background for one in layouts if used.get(one.part)}
    unseen = {one.background for one in layouts if seen and is_page(one, page)} - seen
    ground = section.background == pages.background or section.background in unseen
    if named is None or usual is None or not ground or used.get(section.part):
        return False
    bare = all(_has(pages, mark, near) for mark in _marks(section.fixed) if mark.kind != "words")
    shows = any(not _has(pages, mark, near) for mark in _marks(cover.fixed) if mark.kind != "words")
    shows = shows or cover.background != pages.background or (opens is not None and opens.filled)
    return bare and shows and named.written[0].colour.rgb == usual.written[0].colour.rgb


def dressed_apart(one: MasterLayout, other: MasterLayout, page: PageSize) -> bool:
    """Whether two layouts for pages draw different things that are seen from afar: art beside the text of one, corners that the other has not."""
    near = page.width // _NEAR
    return any(
        not _has(bare, mark, near)
        for drawn, bare in ((one, other), (other, one))
        for mark in _marks(drawn.fixed)
        if mark.kind != "words" and (area_of(mark.box) >= _SEEN * area_of(page.box) or mark.box.width > page.width // 2)
    )


def shown_first(layouts: Sequence[MasterLayout], page: PageSize, used: Mapping[str, int]) -> Sequence[MasterLayout]:
    """The layouts to choose a cover from: without those that programs give to new files, bare on the ground of pages and on no slide, where the
    house has drawn one of its own with a title and a subtitle."""
    grounds = {one.background for one in layouts if is_page(one, page)} or {one.background for one in layouts}
    bare = [
        one
        for one in layouts
        if one.kind == "title" and not _drawn_on(one) and not used.get(one.part) and one.background in grounds
    ]
    drawn = (one for one in layouts if _drawn_on(one) and told(one.name) not in ("section", OTHER))
    own = any({"subTitle"} < {place.kind for place in one.placeholders} and title_of(one) is not None for one in drawn)
    return [one for one in layouts if one not in bare] if own else layouts


def on_art(cover: MasterLayout, page: PageSize) -> bool:
    """Whether a cover's title stands on a picture, a seal or a photo, that is neither the page's ground nor a logo."""
    head, whole = title_of(cover), area_of(page.box)
    pictures = [one.box for one in cover.fixed if one.fill is not None and one.fill.picture is not None]
    arts = [box for box in pictures if _ART < area_of(box) / whole < _GROUND]
    return head is not None and any(box.overlaps(head.box) for box in arts)


def plain(layouts: Sequence[MasterLayout]) -> bool:
    """Whether layouts show nothing but words on a plain ground."""
    return not any(map(_drawn_on, layouts))


def opens(layout: MasterLayout) -> bool:
    """Whether a layout is made for the first page."""
    return layout.kind == "title" or any(place.kind == "ctrTitle" for place in layout.placeholders)


def is_page(layout: MasterLayout, page: PageSize) -> bool:
    """Whether a layout is for the pages of a deck: a title and room below it."""
    roomy = area_of(layout.free) >= LEAST_ROOM * page.width * page.height
    named = layout.kind == "secHead" or told(layout.name) in ("cover", "section", OTHER)
    return roomy and title_of(layout) is not None and not opens(layout) and not named


def _shared(pages: Sequence[MasterLayout], own: Sequence[Drawn], used: Mapping[str, int], near: int) -> list[_Mark]:
    """What is the house's own: what the slide master draws, and unless most of the file's own pages show no more, what these show, or most layouts for pages, or all of
    those for text. Words count only where there is nothing else."""
    found = _marks(own)
    dressed = sum(used.get(one.part, 0) for one in pages if one.fixed)
    bare = sum(used.get(one.part, 0) for one in pages if not one.fixed)
    if bare > dressed and bare >= _SEVERAL:  # what other layouts draw is not on the house's pages
        return found
    if dressed > bare:
        found += (mark for one in pages if used.get(one.part) for mark in _marks(one.fixed))
    often: Counter[_Mark] = Counter()
    for one in pages:
        for mark in _marks(one.fixed):
            alike = next((other for other in often if other.like(mark, near)), mark)
            often[alike] += 1
    found += (mark for mark, count in often.items() if count > 1 and count >= len(pages) * _HALF)
    texts = [one for one in pages if one.kind in _TEXT or (not one.kind and told(one.name) == "content")]
    if texts and all(one.fixed for one in texts):
        found += (mark for mark in _marks(texts[0].fixed) if all(_has(one, mark, near) for one in texts))
    kept: list[_Mark] = []
    for mark in [mark for mark in found if mark.kind != "words"] or found:
        if not any(mark.like(other, near) for other in kept):
            kept.append(mark)
    return kept


def _has(layout: MasterLayout, mark: _Mark, near: int) -> bool:
    return any(mark.like(other, near) for other in _marks(layout.fixed))


def _drawn_on(layout: MasterLayout) -> bool:
    return any(mark.kind != "words" for mark in _marks(layout.fixed))


def _marks(drawn: Iterable[Drawn]) -> list[_Mark]:
    made = []
    for one in drawn:
        picture = None if one.fill is None else one.fill.picture
        if picture is not None:
            made.append(_Mark("picture", one.box, picture.image.data))
        else:
            made.append(_Mark("words" if one.fill is None and not one.hollow else "shape", one.box))
    return made
