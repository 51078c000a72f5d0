"""Layouts that the file's own slides prefer: of thirty, those that the house really makes its pages of.

told_for       how much the slides that stand on a layout speak for it
divider        the layout that the house's chapters begin on
opening_cover  the layout of the first slide, as a cover
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ..geometry import PageSize
from ..look import SlideLayout
from .casting import Casting, casting_of
from .dress import opens
from .ground import unlike
from .masters import MasterLayout
from .names import told
from .own import Own
from .slots import PAGE_OF_TEXT, share_of, slots_of, title_of

SEVERAL: Final = 3
"""So many of a file's own slides tell more than what one happened to need."""
_EACH, _MOST = 4, 10
"""What one slide on a layout is worth, and what many are: as much as the best type and name together."""
_LOW: Final = 0.3  # of the page's height: a title farther down heads no page


def told_for(parts: Collection[str], used: Mapping[str, int]) -> Mapping[str, int]:
    """What the file's own slides add to how well some layouts suit a role: the more of them stand on one, and the fewer on the others."""
    most = max((used.get(part, 0) for part in parts), default=0)
    return {part: round(min(_MOST, _EACH * most) * used.get(part, 0) / max(1, most)) for part in parts}


def as_its_slides_do(
    castings: dict[str, Casting], layouts: Sequence[MasterLayout], page: PageSize, rtl: bool, own: Own
) -> None:
    """Has chapters begin on the layout that the file's own begin on, and the deck on that of its first slide, where no other slide stands on what
    would be the cover."""
    usual, cover = castings.get("content") or castings.get("title-only"), castings.get("cover")
    if usual is None:
        return
    castings |= {one.role: one for one in _divider(layouts, page, rtl, own, usual.layouts[0])}
    made = next((one for one in layouts if cover is not None and one.part == cover.layouts[0].part), None)
    if made is None or not own.used.get(made.part) or not (opens(made) or told(made.name) == "cover"):
        castings |= {one.role: one for one in _opening_cover(layouts, page, rtl, own, usual.layouts[0])}


def _divider(
    layouts: Sequence[MasterLayout], page: PageSize, rtl: bool, own: Own, pages: SlideLayout
) -> Iterator[Casting]:
    """The layout that the file's own chapters begin on, whatever its type says: its title far down the page, or its ground another than that
    of the `pages`; none where that is the cover's."""
    ground = pages.ground or pages.background
    found = [one for one in layouts if one.part in own.heads and one.part not in (own.opening, pages.part)]
    apart = [one for one in found if _low(one, page) or unlike(one.ground, ground)]
    best = max(apart, key=lambda one: own.used.get(one.part, 0), default=None)
    slots = None if best is None else slots_of("section", best, page, rtl)
    if best is None or slots is None:
        return
    texts = (one for n, one in enumerate(best.placeholders) if slots.get(n, "") != "title")
    if all(share_of(one, page) < PAGE_OF_TEXT for one in texts):
        yield casting_of("section", [(best, slots)], "the file's own chapters begin on it", good=True)


def _low(layout: MasterLayout, page: PageSize) -> bool:
    title = title_of(layout)
    return title is not None and title.box.y + title.box.height // 2 > page.height * _LOW


def _opening_cover(
    layouts: Sequence[MasterLayout], page: PageSize, rtl: bool, own: Own, pages: SlideLayout
) -> Iterator[Casting]:
    """The layout of the file's own first slide as a cover, whatever its type says: where no other slide stands on it, and on another ground than
    the pages do."""
    first = next((one for one in layouts if one.part == own.opening), None)
    alone = own.used.get(own.opening, 0) == 1 and sum(own.used.values()) > SEVERAL
    if first is None or not alone or pages.part == own.opening or first.busy:
        return
    slots = slots_of("cover", first, page, rtl)
    if (
        slots is not None
        and "subtitle" in slots.values()
        and first.ground.rgb != (pages.ground or pages.background).rgb
    ):
        yield casting_of("cover", [(first, slots)], "the file's own first slide stands on it", good=True)
