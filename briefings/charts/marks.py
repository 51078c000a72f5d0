"""Marks as they are kept: how one is painted, and to which decimals it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..frame import DrawnPath, DrawnText
from ..frozen import frozen
from ..look import Colour
from ..values import Origin

PLACES: Final = 3
"""Decimals of a point that are kept: a thousandth is finer than any printer, and the same on every machine."""
_ROUND: Final = 0.5522847498
"""Where the handles of a quarter of a circle are, as a share of its radius."""


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


def circle(
    middle: tuple[float, float],
    radius: float,
    fill: Colour,
    edge: Colour,
    mark: str,
    name: str = "",
    told: str = "",
) -> DrawnPath:
    """A circle of four curves, which needs no library."""
    (x, y), r, h = middle, radius, radius * _ROUND
    curves = (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )
    segments: list[tuple[str | float, ...]] = [("m", *rounded((x + r, y)))]
    segments += [("c", *rounded(one)) for one in curves]
    return DrawnPath((*segments, ("h",)), fill, edge, 0.75, mark=mark, name=name, alt=told)
