"""Which of a layout's places does what in a role, and what tells places apart: how large they are, and what stands beside what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..geometry import EMU_PER_POINT, Box, PageSize
from ..look import Placeholder
from ..ooxml.shapes import TEXT, TITLES
from ..roles import ROLES
from .masters import MasterLayout
from .names import KICKERS, folded, told

TITLE_FLOOR: Final = 14.0
"""The smallest type of titles, in points; a layout's own size where that is smaller."""
_LEAST_AREA: Final = 0.08  # of the page: a smaller body is a label
PAGE_OF_TEXT: Final = 0.2
_NUMBER: Final = 1.5  # times the type of the title: what is larger is for a number
_ACROSS, _SMALLEST = 0.25, 13.0
"""How wide, in shares of the page, and how high, in points, a place on a cover is for words at the least."""
_FAINTEST: Final = 70
"""Type of less than one of so many parts of the page's height is not read."""
LEAD: Final = "lead"
"""The place, by its name, for the sentence that a text begins with."""
_LINE: Final = 0.07  # of the page's height: room for a line of small type


def slots_of(
    role: str, layout: MasterLayout, page: PageSize, rtl: bool, *, loose: bool = False
) -> dict[int, str] | None:
    """Slot by placeholder for a role; None when the layout lacks what the role needs. `loose` takes what there is."""
    places = layout.placeholders
    numbers = range(len(places))
    made = {n: "title" for n in numbers if places[n].kind in TITLES}
    kickers = [n for n in numbers if "kicker" in ROLES[role] and _is_kicker(places[n], [places[t] for t in made], page)]
    made |= dict.fromkeys(kickers[:1], "kicker")
    texts = sorted(
        (n for n in numbers if places[n].kind in TEXT and n not in kickers), key=lambda n: _reading(places[n], rtl)
    )
    bodies = [n for n in texts if places[n].kind != "subTitle" and share_of(places[n], page) >= _LEAST_AREA]
    ours = "," in layout.name or folded(layout.name) == role
    if ours and role in ("cover", "section"):
        made |= {n: "picture" for n in numbers if places[n].kind == "pic"}
    match role:
        case "cover":
            texts = [n for n in texts if places[n].kind == "subTitle" or _holds_a_line(places[n], page)]
            low = max((places[n].box.y for n in made), default=0)
            texts.sort(key=lambda n: (places[n].kind != "subTitle", places[n].box.y < low))
            return {**made, **dict(zip(texts, ("subtitle", "date"), strict=False))}
        case "section":
            largest = max((places[n].styles[0].size for n in made), default=0.0) * _NUMBER
            # a chapter's number is not for its contents
            texts = [n for n in texts if places[n].styles[0].size <= largest or places[n].box.width * 2 > page.width]
            return {**made, **_chain(texts if ours and _alike(places, texts) else texts[:1])}
        case "content" | "closing":
            if role == "closing":  # sources are a page of text: a farewell's line has no room for them
                bodies = [n for n in bodies if share_of(places[n], page) >= PAGE_OF_TEXT]
            named = bodies if ours and _alike(places, bodies) else bodies[:1]
            if len(bodies) > 1 and not ours and not loose:
                return None
            lead = [n for n in texts if role == "content" and folded(places[n].name) == LEAD][:1]
            if lead:
                return {**made, lead[0]: LEAD, **_chain([n for n in bodies if n not in lead])}
            return {**made, **_chain(named)} if named or loose else None
        case "two-columns":
            sides = _sides(places, bodies, page)
            if sides is None:
                return made if loose else None
            return {**made, **dict(zip(sides, ("left", "right"), strict=True))}
        case "title-only":
            return made if not bodies or loose else None
        case "chart" | "picture" | "table":
            native, beside = {"chart": ("chart", "text"), "picture": ("pic", "caption"), "table": ("tbl", "")}[role]
            first = next((n for n in numbers if places[n].kind == native), None)
            if first is None and role != "picture" and told(layout.name) == role:
                first = max(
                    (n for n in bodies if places[n].kind == "obj"),
                    default=None,
                    key=lambda n: share_of(places[n], page),
                )
            if first is None or share_of(places[first], page) < _LEAST_AREA:
                return made if loose else None
            rest = [n for n in texts if n != first]
            return {**made, first: role, **(dict(zip(rest, (beside,), strict=False)) if beside else {})}
        case _:
            return None


def _holds_a_line(place: Placeholder, page: PageSize) -> bool:
    """Whether who speaks and when goes into a place: it is no field for a bare date."""
    high = place.box.height - place.insets.top - place.insets.bottom
    return place.box.width >= page.width * _ACROSS and high >= _SMALLEST * EMU_PER_POINT


def _is_kicker(place: Placeholder, titles: Sequence[Placeholder], page: PageSize) -> bool:
    """Whether a place is for a few words above the title: by its name, or as it stands there and is as low as a line; in type that can be read."""
    if place.styles[0].size < page.height / EMU_PER_POINT / _FAINTEST:
        return False
    if place.kind not in TEXT or folded(place.name) in KICKERS:
        return place.kind in TEXT
    low = place.box.height <= page.height * _LINE
    return low and any(place.box.bottom <= title.box.y + title.insets.top for title in titles)


def _sides(places: Sequence[Placeholder], bodies: Sequence[int], page: PageSize) -> list[int] | None:
    """The two largest bodies, where they stand side by side."""
    largest = sorted(bodies, key=lambda n: -share_of(places[n], page))[:2]
    if len(largest) < 2:
        return None
    one, other = (places[n].box for n in largest)
    if min(one.bottom, other.bottom) - max(one.y, other.y) < min(one.height, other.height) // 2:
        return None
    return [n for n in bodies if n in largest]


def _chain(texts: Sequence[int]) -> dict[int, str]:
    """The slots of placeholders through which one text runs."""
    return {n: f"body-{at + 1}" if at else "body" for at, n in enumerate(texts)}


def _alike(places: Sequence[Placeholder], bodies: Sequence[int]) -> bool:
    """Whether bodies are columns of one text: of one height, one size of type."""
    return len({(places[n].box.y, places[n].box.height, places[n].styles[0].size) for n in bodies}) <= 1


def is_label(place: Placeholder, page: PageSize) -> bool:
    """Whether a place is for a line beside the rest: a heading under the title, a signpost, a source. It may stay empty."""
    return place.kind in TEXT and share_of(place, page) < _LEAST_AREA


def _reading(place: Placeholder, rtl: bool) -> tuple[int, int]:
    """Reading order on a page in columns: across the page first, then down."""
    across = -place.box.right if rtl else place.box.x
    return across // (24 * EMU_PER_POINT), place.box.y


def area_of(box: Box) -> int:
    """How large a box is, in square EMU."""
    return box.width * box.height


def share_of(place: Placeholder, page: PageSize) -> float:
    """How much of the page a place takes (0 to 1)."""
    return place.box.width * place.box.height / (page.width * page.height)


def title_of(layout: MasterLayout) -> Placeholder | None:
    """The title of a layout, if it has one."""
    return next((place for place in layout.placeholders if place.kind in TITLES), None)


def least_title(title: Placeholder) -> float:
    """The smallest type of a title, in points."""
    return min(TITLE_FLOOR, title.styles[0].size)


def takes_title(layout: MasterLayout) -> bool:
    """Whether a layout's title holds at least a line."""
    title = title_of(layout)
    assert title is not None
    return holds_title(title)


def holds_title(place: Placeholder) -> bool:
    """Whether at least a line of the smallest type of titles goes into a place, and a few words across."""
    high = place.box.height - place.insets.top - place.insets.bottom
    wide = place.box.width - place.insets.left - place.insets.right
    return high >= least_title(place) * 1.19 * EMU_PER_POINT and wide >= least_title(place) * 6 * EMU_PER_POINT
