"""Pictograms by name, for briefings: a chosen set of Lucide's (ISC License), as lines on a grid of 24 by 24."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, TypeAlias

from .. import builtin

GRID: Final = 24
"""How wide and how high a pictogram is on its grid; lines are two wide."""
Lines: TypeAlias = tuple[tuple[str | float, ...], ...]
"""("m"|"l", x, y), ("c", x1, y1, x2, y2, x3, y3) or ("h",), y downwards."""


@cache
def _drawn() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in builtin.rows("icons/lucide.txt"))


def names() -> tuple[str, ...]:
    """What there is, in the order of the alphabet."""
    return tuple(_drawn())


@cache
def lines(name: str) -> Lines:
    """The lines of a pictogram. Raises KeyError for one that there is not."""
    steps = re.findall("([MLCZ])([^MLCZ]*)", _drawn()[name])
    return tuple(
        ("h" if step == "Z" else step.lower(), *(float(number) for number in numbers.split()))
        for step, numbers in steps
    )
