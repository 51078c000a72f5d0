"""What is amiss with the titles of a file's layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, Where, error, note
from ..geometry import EMU_PER_POINT
from .masters import MasterLayout
from .slots import least_title, title_of


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
