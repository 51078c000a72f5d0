"""A house style, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..frozen import frozen
from ..geometry import PageSize
from ..look import Colour, FontNames, Logo, SlideLayout

if TYPE_CHECKING:
    from .casting import Casting
    from .masters import MasterLayout


@frozen
class Brand:
    """A house style as read from a slide master. `colours` maps the names that slides use ("tx1", "accent2") to colours;
    `table` is what the file's default table style paints behind a heading row and the rows below (None: nobody can tell); `castings` say which layouts play which role, and why; `offered`
    are all layouts of the file; `band` names the colour of bands on pages without the master, `logo` is the picture for them. `data` is the file as a deck is written on it, with `before` and `after` slides of its own that
    stay. `findings` say what could not be read or does not suit."""

    page: PageSize
    colours: Mapping[str, Colour]
    heading: FontNames
    body: FontNames
    layouts: tuple[SlideLayout, ...]
    table: tuple[Colour, Colour] | None = None
    findings: tuple[Diagnostic, ...] = ()
    castings: tuple[Casting, ...] = ()
    offered: tuple[MasterLayout, ...] = ()
    band: str = "tx2"
    logo: Logo | None = None
    data: bytes = b""
    before: int = 0
    after: int = 0

    def of_role(self, role: str) -> tuple[SlideLayout, ...]:
        """The layouts that play a role, airy to dense."""
        return tuple(
            sorted((layout for layout in self.layouts if layout.role == role), key=lambda layout: layout.density)
        )
