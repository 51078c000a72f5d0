"""What is amiss with the titles of a file's layouts, and whether two stand in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..diagnostics import Diagnostic, Where, error, note
from ..geometry import EMU_PER_POINT, PageSize
from ..look import Placeholder
from .masters import MasterLayout
from .slots import least_title, title_of

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
