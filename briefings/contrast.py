"""Whether text can be read on its ground, and the nearest colour that can.

Source: WCAG 2.2, 1.4.3 (contrast, minimum) and its definition of large-scale text.
"""

from __future__ import annotations

import colorsys
import math
from typing import Final

from .look import Colour

TEXT: Final = 4.5
"""The contrast that text needs."""

LARGE: Final = 3.0
"""The contrast that large text needs."""

_LARGE_FROM: Final = 18.0  # points; bold text counts as large from 14 on
_LARGE_BOLD_FROM: Final = 14.0
_STEPS: Final = 512


def needed(size: float, *, bold: bool) -> float:
    """The contrast that text of a size in points needs."""
    return LARGE if size >= (_LARGE_BOLD_FROM if bold else _LARGE_FROM) else TEXT


def nearest(colour: Colour, ground: Colour, ratio: float) -> Colour | None:
    """The colour of the same hue that is nearest in lightness and reaches a contrast on a ground; None where none can."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour.channels)
    for step in range(_STEPS + 1):
        for lightness in (light - step / _STEPS, light + step / _STEPS):
            if 0 <= lightness <= 1:
                made = Colour.of(colorsys.hls_to_rgb(hue, lightness, saturation))
                if made.contrast(ground) >= ratio:
                    return made
    return None


def told(ratio: float) -> str:
    """A ratio as people write it, rounded down so that none looks better than it is: "4.49:1"."""
    return f"{math.floor(ratio * 100 + 1e-9) / 100:.2f}".rstrip("0").rstrip(".") + ":1"
