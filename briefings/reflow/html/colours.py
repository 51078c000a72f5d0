"""The colours of a web page, by day and by night.

At night each colour keeps its contrast with the page: what stood out by 7 to 1 on white stands out by 7 to 1 on the dark ground. So any
two colours keep their contrast with each other too, and nothing has to be chosen twice.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import Final

from ...look import Colour, Look

NIGHT: Final = Colour("14181D")
"""The ground at night: not black, on which letters shine."""
_DARK: Final = 0.18
"""A page as dark as this by day is dark by night as well, and stays as it is."""
_STEPS: Final = 24


@lru_cache(4096)
def by_night(colour: Colour, page: Colour) -> Colour:
    """The colour of the same hue that has the contrast with the dark ground that this one has with the page by day (WCAG 2.2, relative
    luminance); the lightest there is where that is more than white has."""
    wanted = colour.contrast(page) * (NIGHT.luminance + 0.05) - 0.05
    hue, _, saturation = colorsys.rgb_to_hls(*colour.channels)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        made = Colour.of(colorsys.hls_to_rgb(hue, middle, saturation))
        low, high = (middle, high) if made.luminance < wanted else (low, middle)
    return Colour.of(colorsys.hls_to_rgb(hue, high, saturation))


class Palette:
    """The colours that a page uses, each under a name of its own."""

    @classmethod
    def of(cls, look: Look) -> Palette:
        """One for the pages of a theme."""
        return cls(look.colour("page") if "page" in look.colours else look.layouts[0].background)

    def __init__(self, page: Colour) -> None:
        self.page = page
        self._used: dict[str, Colour] = {}

    def use(self, colour: Colour) -> str:
        """A colour as CSS names it."""
        self._used[colour.rgb] = Colour(colour.rgb)
        return f"var(--c{colour.rgb})"

    def rules(self) -> str:
        """What the names stand for, by day and by night, and on paper as by day."""
        used = sorted(self._used.items())
        day = "".join(f"--c{rgb}:#{rgb};" for rgb, _ in used)
        if self.page.luminance < _DARK:
            return f":root{{color-scheme:dark;{day}}}"
        night = "".join(f"--c{rgb}:#{by_night(one, self.page).rgb};" for rgb, one in used)
        return (
            f":root{{color-scheme:light dark;{day}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"
        )
