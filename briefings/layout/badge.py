"""A customer's logo at the head of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frame import Item, Panel, Picture, TextBox
from ..frozen import frozen, replace
from ..geometry import EMU_PER_INCH, EMU_PER_MM, Box
from ..look import Colour, Logo, Look
from .backdrop import PRINTED

LOGO_WIDTH: Final = 0.22
"""The most of the first area's width that a logo takes."""
LOGO_HEIGHT: Final = 18 * EMU_PER_MM
LOGO_GAP: Final = 4 * EMU_PER_MM
_DARK: Final = 0.2
"""On a ground darker than this (luminance) a logo is a light one."""
_SEEN: Final = 2.0
"""The contrast that a logo's ink needs at the least; what is large and known needs less than text."""
_TOLD: Final = 1.3  # and what other parts of it need to be told from the ground
_COARSEST: Final = 100  # dots per inch of a logo
_PAPER: Final = Colour("FFFFFF")


@frozen
class Badge:
    """A customer's logo at the end of a sheet's first area, its size in EMU; it stands `inside` the area's ground where it is made for
    a dark one, else on the paper beside it, on a `plate` of its own ground where it reads on neither."""

    logo: Logo
    width: int
    height: int
    inside: bool
    rtl: bool
    plate: Colour | None = None

    @classmethod
    def of(cls, look: Look, box: Box) -> Badge | None:
        """The look's logo, as large as it may be beside an area and as its dots allow; None where it has none."""
        logo = look.logo
        if logo is None:
            return None
        inside = _stands_inside(logo, look.colour("band"))
        dots = logo.image.width * (1 - logo.crop[0] - logo.crop[2])
        most = min(box.width * LOGO_WIDTH, dots * EMU_PER_INCH / _COARSEST)
        by = min(most / logo.width, LOGO_HEIGHT / logo.height)
        air = LOGO_GAP if inside is None else 0
        plate = logo.ground if inside is None else None
        return cls(logo, round(logo.width * by) + air, round(logo.height * by) + air, bool(inside), look.rtl, plate)

    def beside(self, box: Box) -> Box:
        """What is left of an area beside the logo."""
        kept = box.width - self.width - LOGO_GAP
        return Box(box.right - kept if self.rtl else box.x, box.y, kept, box.height)

    def shown(self, box: Box) -> tuple[Item, ...]:
        """The logo with what it needs behind it."""
        logo, edge = self.placed(box), -LOGO_GAP // 2
        plate = logo.box.inset(edge, edge, edge, edge)
        return (self._plate(plate, self.plate), logo) if self.plate else (logo,)

    def over_photo(self, box: Box, photo: Box, credit: Sequence[TextBox], named: int, look: Look) -> tuple[Item, ...]:
        """The logo in an upper corner of the photo of the head, on a tab that hangs from the page's edge, as no photo is as even as the ground that it
        is made for: clear of what the photo's focus names, and of whose the photo is, above which it is as small as need be."""
        logo, edge = self.placed(box), LOGO_GAP // 2
        at, beside = logo.box, photo.width < look.page.width
        if beside and (named <= at.right + LOGO_GAP if look.rtl else named >= at.x - LOGO_GAP):
            x = photo.right - LOGO_GAP - at.width if look.rtl else photo.x + LOGO_GAP
            at = replace(at, x=x)
        lows = [one.box.y for one in credit if _across(one, at.x - LOGO_GAP, at.right + LOGO_GAP)]
        floor, top = min((photo.bottom, *(low - edge for low in lows))) - LOGO_GAP, photo.y + PRINTED
        by = min(1.0, (floor - top) / at.height)
        width, height = round(at.width * by), round(at.height * by)
        first = at.x - photo.x < photo.right - at.right
        at = Box(at.x if first else at.right - width, top, width, height)
        logo = replace(logo, box=at)
        left = photo.x if first and beside else at.x - LOGO_GAP
        right = at.right + LOGO_GAP if first else photo.right
        tab = Box(left, photo.y, right - left, at.bottom + edge - photo.y)
        return (self._plate(tab, self.plate or look.colour("band" if self.inside else "page")), logo)

    def _plate(self, box: Box, colour: Colour) -> Panel:
        return Panel("logo.plate", box, colour)

    def placed(self, box: Box) -> Picture:
        """The logo beside its area, in the middle of its height."""
        x = box.x - LOGO_GAP - self.width if self.rtl else box.right + LOGO_GAP
        at = Box(x, box.y + (box.height - self.height) // 2, self.width, self.height)
        edge = LOGO_GAP // 2 if self.plate else 0
        return Picture(
            "logo", at.inset(edge, edge, edge, edge), self.logo.image, self.logo.crop, decorative=True, name="Logo"
        )


def _stands_inside(logo: Logo, band: Colour) -> bool | None:
    """Whether a logo stands on the band (True) or the paper: where the master's ground was of that kind, unless its own inks read on the
    other alone. None where they read on neither."""
    inside = logo.ground.luminance < _DARK
    if logo.ink is None:
        return None if inside and band.luminance >= _DARK else inside
    reads = {place: _reads(logo, ground) for place, ground in ((True, band), (False, _PAPER))}
    return next((place for place in (inside, not inside) if reads[place]), None)


def _reads(logo: Logo, ground: Colour) -> bool:
    assert logo.ink is not None
    return logo.ink.contrast(ground) >= _SEEN and all(one.contrast(ground) >= _TOLD for one in logo.others)


def _across(words: TextBox, left: int, right: int) -> bool:
    """Whether lines stand between two places across the page."""
    begins = words.content.x
    return any(begins + line.x < right and left < begins + line.x + line.width for line in words.lines)
