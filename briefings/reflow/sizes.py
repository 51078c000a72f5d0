"""The sizes of cards, as they are asked for: `1200x675`."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..regex import regex

USUAL: Final = ("1200x675",)
"""The size of cards where none is asked for: most networks show it whole beside a post."""
LEAST: Final = 480
MOST: Final = 4096
LONG: Final = 2.5
"""A card is at the most so many times as long as it is high, or as high as it is long."""
WANTED: Final = f"a size is a width and a height in pixels, as in 1200x675 or 1080x1080: {LEAST} to {MOST}, one at most {LONG} times the other"
PATTERN: Final = "[0-9]{3,4}x[0-9]{3,4}"
_SIZE: Final = regex(PATTERN)


class Size(NamedTuple):
    """How wide and how high a card is, in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


def sized(given: str) -> Size | None:
    """A size as it is written; None for what is none, or one that no card can have."""
    if _SIZE.fullmatch(given) is None:
        return None
    made = Size(*map(int, given.split("x")))
    short, long = sorted(made)
    return made if short >= LEAST and long <= min(MOST, short * LONG) else None
