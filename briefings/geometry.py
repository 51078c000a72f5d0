"""Boxes and lengths: every length inside `briefings` is a whole number of EMU.

One English Metric Unit is 1/914,400 inch and 1/12,700 point (ECMA-376 part 1, 20.1.10.16), so points, millimetres and
inches all come out whole and no rounding can drift between the deck and the PDF.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .frozen import frozen

EMU_PER_POINT: Final = 12_700
EMU_PER_MM: Final = 36_000
EMU_PER_INCH: Final = 914_400
BLEED: Final = -1
"""The height of what reaches down to the page's bottom, however high the page is."""


def points(value: float) -> int:
    """Points as EMU, rounded to the nearest."""
    return round(value * EMU_PER_POINT)


def mm(value: float) -> int:
    """Millimetres as EMU, rounded to the nearest."""
    return round(value * EMU_PER_MM)


def to_points(emu: int) -> float:
    """EMU as points."""
    return emu / EMU_PER_POINT


@frozen
class Box:
    """A rectangle on a page: left, top, width, height in EMU; y grows downwards."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def inset(self, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0) -> Box:
        """The same box made smaller on each side by so many EMU (never below nothing)."""
        if not (left or top or right or bottom):
            return self
        return Box(self.x + left, self.y + top, max(0, self.width - left - right), max(0, self.height - top - bottom))

    def moved(self, dx: int = 0, dy: int = 0) -> Box:
        """The same box somewhere else."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def united(self, other: Box) -> Box:
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def contains(self, other: Box, tolerance: int = 0) -> bool:
        """True when the other box lies wholly inside this one."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: int = 0) -> bool:
        """True when the two share more area than the tolerance (EMU on each axis) allows."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > tolerance
            and min(self.bottom, other.bottom) - max(self.y, other.y) > tolerance
        )

    def mirrored(self, page_width: int) -> Box:
        """The same box on the other side of the page: right-to-left layouts are the mirror image."""
        return replace(self, x=page_width - self.right)


@frozen
class Insets:
    """The margins between a text box's edge and its text, in EMU."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@frozen
class PageSize:
    """A slide or sheet: width and height in EMU, and the name people know it by ("16:9", "a4")."""

    width: int
    height: int
    name: str

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def is_slide(self) -> bool:
        """Whether it is wider than high. What is as wide as high, as a card can be, is neither slide nor sheet."""
        return self.width > self.height

    @property
    def is_sheet(self) -> bool:
        return self.height > self.width

    @property
    def larger(self) -> float:
        """How many times as large it is as a usual slide, at the least once: so many times as large is the smallest type that is read on it."""
        return max(1.0, min(self.width / 9_144_000, self.height / 6_858_000))


PAGE_SIZES: Final = {
    "16:9": PageSize(12_192_000, 6_858_000, "16:9"),
    "4:3": PageSize(9_144_000, 6_858_000, "4:3"),
    "a4": PageSize(mm(210), mm(297), "a4"),
    "letter": PageSize(int(8.5 * EMU_PER_INCH), 11 * EMU_PER_INCH, "letter"),
}
