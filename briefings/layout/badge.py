"""A customer's logo at the head of a sheet."""

from __future__ import annotations

from typing import Final

from ..frame import Item, Panel, Picture
from ..frozen import frozen, replace
from ..geometry import EMU_PER_MM, Box
from ..look import Colour, Logo, Look

LOGO_WIDTH: Final = 0.22
"""The most of the first area's width that a logo takes."""
LOGO_HEIGHT: Final = 18 * EMU_PER_MM
LOGO_GAP: Final = 4 * EMU_PER_MM
_DARK: Final = 0.2
"""On a ground darker than this (luminance) a logo is a light one."""
_SEEN: Final = 2.0
"""The contrast that a logo's ink needs at the least; what is large and known needs less than text."""
_PAPER: Final = Colour("FFFFFF")


@frozen
class Badge:
    """A customer's logo at the end of a sheet's first area, its size in EMU; it stands `inside` the area's ground where it is made for
    a dark one, else on the paper beside it."""

    logo: Logo
    width: int
    height: int
    inside: bool
    rtl: bool

    @classmethod
    def of(cls, look: Look, box: Box) -> Badge | None:
        """The look's logo, as large as it may be beside an area; None where it has none, or none that reads on paper or band."""
        logo = look.logo
        if logo is None:
            return None
        inside = _stands_inside(logo, look.colour("band"))
        if inside is None:
            return None
        by = min(box.width * LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height)
        return cls(logo, round(logo.width * by), round(logo.height * by), inside, look.rtl)

    def beside(self, box: Box) -> Box:
        """What is left of an area beside the logo."""
        kept = box.width - self.width - LOGO_GAP
        return Box(box.right - kept if self.rtl else box.x, box.y, kept, box.height)

    def shown(self, box: Box, look: Look, *, photo: bool) -> tuple[Item, ...]:
        """The logo with what it needs behind it: over a photo it stands at the top, one that is made for paper on a plate of it."""
        logo = self.placed(box)
        if not photo:
            return (logo,)
        logo = replace(logo, box=replace(logo.box, y=box.y))
        edge = -LOGO_GAP // 2
        plate = Panel("logo.plate", logo.box.inset(edge, edge, edge, edge), look.colour("page"))
        return (logo,) if self.inside else (plate, logo)

    def placed(self, box: Box) -> Picture:
        """The logo beside its area, in the middle of its height."""
        x = box.x - LOGO_GAP - self.width if self.rtl else box.right + LOGO_GAP
        at = Box(x, box.y + (box.height - self.height) // 2, self.width, self.height)
        return Picture("logo", at, self.logo.image, self.logo.crop, decorative=True, name="Logo")


def _stands_inside(logo: Logo, band: Colour) -> bool | None:
    """Whether a logo stands on the band (True) or the paper: where the master's ground was of that kind, unless its own ink reads on the
    other alone. None where it reads on neither."""
    inside = logo.ground.luminance < _DARK
    if logo.ink is None:
        return None if inside and band.luminance >= _DARK else inside
    reads = {True: logo.ink.contrast(band) >= _SEEN, False: logo.ink.contrast(_PAPER) >= _SEEN}
    return next((place for place in (inside, not inside) if reads[place]), None)
