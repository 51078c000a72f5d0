"""What is amiss with the titles of a file's layouts, and whether two stand in one place.

title_findings    what is told of layouts whose titles no text goes into
on_page           whether a title stands on the page at all
keep_heads        leaves out layouts whose head is another than that of the pages of text
elsewhere         whether titles that are set alike stand in other places
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..diagnostics import Diagnostic, Where, error, note
from ..geometry import EMU_PER_POINT, PageSize
from ..look import Colour, Placeholder, SlideLayout
from .casting import Casting
from .dress import dressed_apart
from .ground import unlike
from .masters import MasterLayout
from .slots import area_of, least_title, title_of

_AS_ROOMY: Final = 0.85  # of another layout's room
_JUMP: Final = 24
"""Of the page's height: a title so much lower or higher than that of another page jumps."""


def title_findings(
    layouts: Sequence[MasterLayout],
    usable: Sequence[MasterLayout],
    tall: Sequence[MasterLayout],
    where: Where,
    *,
    lent: bool,
) -> Iterator[Diagnostic]:
    """An error where no layout has a usable one, and none can be `lent` one."""
    names = ", ".join(f"`{layout.name}`" for layout in layouts[:6]) + (", …" if len(layouts) > 6 else "")
    if not usable:
        say = note if lent else error
        yield say(
            "brand-no-title",
            f"no layout of this file has a title that text can go into (there are: {names})",
            where,
            hint="in PowerPoint's slide master view, open a layout and tick Title; a deck needs at least one layout with a title",
        )
        return
    for layout in usable:
        if layout not in tall:
            title = title_of(layout)
            assert title is not None
            say = note if tall or lent else error
            points = (title.box.height - title.insets.top - title.insets.bottom) / EMU_PER_POINT
            yield say(
                "brand-title-small",
                f"the title of `{layout.name}` is {points:.0f} pt high: no line of {least_title(title):g} pt fits into it",
                where,
                hint=f"make it at least {least_title(title) * 1.25:.0f} pt high in the slide master view",
            )


def on_page(title: Placeholder | None, page: PageSize) -> bool:
    """Whether a layout's title is seen: some hide it beyond the page's edge, for screen readers alone."""
    return title is not None and title.box.overlaps(page.box)


def keep_heads(castings: dict[str, Casting], layouts: Sequence[MasterLayout], page: PageSize) -> None:
    """Leaves out layouts for two texts, charts and tables whose title stands in another place than on the pages of text or is set from another
    side, for pictures with the title in a narrow column, and such as have it on a ground of its own: their head jumps. A picture that runs to
    the page's edge has its title beside it. So is the only layout for the end, on another ground or with a text larger than its title: it is
    made for a farewell, not for sources of any length."""
    _keep_dress(castings, {layout.part: layout for layout in layouts}, page)
    usual = castings.get("content") or castings.get("title-only")
    head = None if usual is None else usual.layouts[0].slot("title")
    for role in ("two-columns", "picture", "chart", "table") if head is not None else ():
        layout = castings[role].layouts[0] if role in castings else None
        other = None if layout is None else layout.slot("title")
        picture = None if layout is None else layout.slot("picture")
        if head is None or other is None or (picture is not None and _bleeds(picture, page)):
            continue
        if picture is not None:
            apart = other.box.width * 2 < head.box.width
        else:
            apart = head.styles[0].align != other.styles[0].align or elsewhere(head, other, page)
        if apart or head.filled != other.filled:
            del castings[role]
    closing = castings.get("closing")
    if usual is None or closing is None or len(closing.layouts) > 1:
        return
    name, text = closing.layouts[0].slot("title"), closing.layouts[0].slot("body")
    louder = name is not None and text is not None and text.styles[0].size > name.styles[0].size
    if louder or unlike(_ground(usual.layouts[0]), _ground(closing.layouts[0])):
        del castings["closing"]


def _keep_dress(castings: dict[str, Casting], read: Mapping[str, MasterLayout], page: PageSize) -> None:
    """Leaves out layouts that draw other things than the pages of text do: these have a look of their own, and a deck has one. Where those for text
    and those with only a title differ, the roomier one is what all pages look like; of two with about as much room, that for text."""
    shown = {role: read[one.layouts[0].part] for role, one in castings.items() if not one.dense}  # a family has several
    usual, bare = shown.get("content"), shown.get("title-only")
    if usual is not None and bare is not None and dressed_apart(usual, bare, page):
        roomy = area_of(usual.free) >= _AS_ROOMY * area_of(bare.free)
        del castings["title-only" if roomy else "content"]
        usual = usual if roomy else bare
    for role in ("two-columns", "chart", "table"):
        if usual is not None and role in shown and dressed_apart(usual, shown[role], page):
            del castings[role]


def _ground(layout: SlideLayout) -> Colour:
    return layout.ground or layout.background


def _bleeds(picture: Placeholder, page: PageSize) -> bool:
    """Whether a picture's place runs over the height or the width of the page, to its edge."""
    box = picture.box
    tall = box.y <= 0 and box.bottom >= page.height and (box.x <= 0 or box.right >= page.width)
    return tall or (box.x <= 0 and box.right >= page.width and box.y <= 0)


def elsewhere(one: Placeholder, other: Placeholder, page: PageSize) -> bool:
    """Whether titles that are set alike stand in other places: people who leaf through a deck see it jump."""
    aside = abs(one.box.x + one.insets.left - other.box.x - other.insets.left)
    centred = one.styles[0].align == other.styles[0].align == "center"
    if centred:
        aside = abs(one.box.x + one.box.right - other.box.x - other.box.right) // 2
    return max(aside * page.height // page.width, abs(_seat(one) - _seat(other))) > page.height // _JUMP


def _seat(title: Placeholder) -> int:
    """How far down the page the line of a title stands."""
    box = title.box
    return {"top": box.y, "middle": box.y + box.height // 2, "bottom": box.bottom}[title.anchor]
