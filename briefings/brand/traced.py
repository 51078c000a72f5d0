"""Free forms, ellipses and other shapes of a slide master as pictures, so that writers draw what people see there.

traced    paths and a colour -> Picture: the form in its colour, on nothing; None for what is too small to be seen on a page
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from .. import images
from ..frame import Picture
from ..geometry import Box
from ..look import Colour
from .outlines import Path

_DOT: Final = 12_700  # EMU: a point
_FINER: Final = 2  # dots within one, for smooth edges
_LEAST: Final = 457_200**2  # half an inch square
_MOST: Final = 4_000  # dots


def traced(id: str, box: Box, paths: Sequence[Path], colour: Colour, density: float, name: str) -> Picture | None:
    """A form filled with a colour that hides so much of what is below."""
    wide, high = -(-box.width // _DOT), -(-box.height // _DOT)
    if box.width * box.height < _LEAST or not paths or max(wide, high) > _MOST:
        return None
    return Picture(id, box, _form(tuple(paths), wide, high, colour.rgb, density), decorative=True, name=name)


@lru_cache(maxsize=128)
def _form(paths: tuple[Path, ...], wide: int, high: int, rgb: str, density: float) -> images.Image:
    size = (wide * _FINER, high * _FINER)
    seen = Image.new("1", size, 0)
    for path in paths:
        whole = Image.new("1", size, 0)
        for outline in path:
            part = Image.new("1", size, 0)
            ImageDraw.Draw(part).polygon([(x * size[0], y * size[1]) for x, y in outline], fill=1)
            whole = ImageChops.logical_xor(whole, part)
        seen = ImageChops.logical_or(seen, whole)
    made = Image.new("RGBA", (wide, high), f"#{rgb}")
    made.putalpha(
        seen.convert("L").resize((wide, high), Image.Resampling.BOX).point(lambda value: round(value * density))
    )
    out = io.BytesIO()
    made.save(out, "PNG")
    return images.load(out.getvalue(), "a form of the slide master")
