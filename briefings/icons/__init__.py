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
_CALLED: Final = """
bicycle bike bikes cycling cyclist; banknote money cash dollar payment; coins euro savings income; house home housing shelter;
ship boat ferry vessel; truck lorry transport van; train tram metro railway subway; child kid kids boy girl baby;
person woman man user citizen; people community group crowd population; energy electricity power lightning;
waste trash rubbish garbage bin litter; sanitation toilet latrine; food meal meals eat restaurant; agriculture farm farming farmer tractor;
leaf plant nature; justice court scales gavel; internet web website wifi; email mail letter envelope; warning danger alert; view eye;
vote ballot election; industry factory; search magnifier lens; growth chart graph increase rise; decline decrease fall;
education student pupil teacher university learning; road street; disease virus bacteria infection; award prize medal trophy;
idea bulb lightbulb lamp; place location pin; globe world earth; fire flame; partners handshake agreement; package box parcel;
tools gear cog wrench settings repair; government parliament ministry; air wind; water drop tap well sea ocean; medicine pill drug;
nurse doctor; vaccine syringe injection jab; document paper file; clock time hour; calendar date day; phone mobile telephone; camp tent;
security shield; law act bill; tree woods
"""
CALLED: Final = {word: name for name, *words in map(str.split, _CALLED.split(";")) for word in words}
"""What people call a pictogram."""


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
