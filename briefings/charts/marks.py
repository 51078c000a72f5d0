"""Marks as they are kept: how one is painted, and to which decimals it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..frame import DrawnText
from ..frozen import frozen
from ..look import Colour
from ..values import Origin

PLACES: Final = 3
"""Decimals of a point that are kept: a thousandth is finer than any printer, and the same on every machine."""


@frozen
class Paint:
    """How a mark is painted, and what it is."""

    fill: Colour | None = None
    outline: Colour | None = None
    weight: float = 0.0
    mark: str = ""


def drawn(runs: Any, text: str, x: float, y: float, origins: tuple[Origin, ...], angle: float = 0.0) -> DrawnText:
    """A line of a label with its baseline's left end at a place."""
    return DrawnText(round(x, PLACES), round(y, PLACES), runs, text, angle, origins)


def rounded(values: Iterable[float]) -> tuple[float, ...]:
    """Coordinates as they are kept."""
    # Adding zero turns -0.0 into 0.0, which is written differently.
    return tuple(round(value, PLACES) + 0.0 for value in values)
