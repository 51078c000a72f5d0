"""The pictogram above a block's words."""

from __future__ import annotations

from .. import icons
from ..frame import Icon
from ..geometry import Box
from ..look import Colour


def icon(id: str, name: str, size: int, colour: Colour) -> Icon | None:
    """A pictogram so many EMU wide and high; None where no name is given."""
    return Icon(f"{id}.icon", Box(0, 0, size, size), icons.lines(name), colour) if name else None
