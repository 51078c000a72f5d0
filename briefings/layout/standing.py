"""Pages as they last stood, kept on disk from command to command: one that says what it said is not laid out again.

    name     all that a page depends on -> what it is called on the shelf
    stood    that -> on how many slides it stands, and with text of how many points
    framed   that, and what else its slides show -> its slides as they stood, else as they are made now
    sheet    the same for a page of a sheet

A deck has to know of each page how many slides it takes before it can say "(2/3)" or what is on slide 7, so that is told without taking
the slides themselves out. Nothing is kept where there is no shelf for pages (`lasting.shelf`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from .. import flat, lasting
from ..charts.native import Native
from ..charts.spec import ChartSpec
from ..frame import Decision, Frame
from ..frozen import frozen, replace
from ..geography.outlines import Area
from ..geometry import Box
from ..images import Image
from ..lasting import Same
from ..look import Colour, Look, TextStyle
from ..text.fonts import Face
from ..text.shape import Shaped
from ..values import Span, Words


@frozen
class Framed:
    """The frames of a page, what was decided on it, and the layouts that have no room for the report's status."""

    frames: tuple[Frame, ...]
    decisions: tuple[Decision, ...]
    bare: tuple[str, ...] = ()


_OF_MODULES: Final = (
    one
    for of in (Frame, Box, Native, ChartSpec)
    for one in vars(sys.modules[of.__module__]).values()
    if isinstance(one, type) and one.__module__ == of.__module__
)
KINDS: Final = (*_OF_MODULES, Area, Colour, Face, Framed, Image, Shaped, Span, TextStyle, Words)
"""What there is on a page that nothing is left to decide of."""


@frozen
class Stood:
    """On how many slides a page stands, with text and a title of how many points, and whether it `lacks` something optional; under its `name` on the shelf
    are the slides, as JSON, and the sum of what `beside` the page they show."""

    count: int
    size: float
    name: str = ""
    beside: str = ""
    slides: str = ""
    lacks: bool = False
    title: float = 0.0


def name(page: object, look: Look, *given: object) -> str:
    """What a page is called on the shelf; "" where none is kept."""
    if lasting.shelf() is None:
        return ""
    try:
        return f"page {lasting.digest((page, *given))} {_look(Same(look))}"
    except TypeError:  # something is on it that has no name
        return ""


@lru_cache(8)
def _look(of: Same[Look]) -> str:
    """The sum of a look; a font that a theme brings along is known by its bytes, for its file may be another next time."""
    files = {one.path for source in of.value.fonts.sources for one in source.files}
    return lasting.digest((of.value, *(Face("", 400, False, path).digest for path in sorted(files))))


def stood(name: str) -> Stood | None:
    """How a page of that name stood."""
    shelf = lasting.shelf()
    told: Any = shelf.get(name) if shelf and name else None
    with suppress(TypeError, ValueError):
        count, size, beside, slides, lacks, title = told
        sized = type(size) in (int, float) and type(title) in (int, float)
        if type(count) is int and count > 0 and sized and isinstance(slides, str):
            return Stood(count, size, name, beside, slides, lacks is True, title)
    return None


def keep(of: Stood) -> None:
    """Has it kept how a page stands."""
    if of.name and (shelf := lasting.shelf()):
        shelf.put(of.name, [of.count, of.size, of.beside, of.slides, of.lacks, of.title])


def framed(of: Stood, beside: object, make: Callable[[], Framed]) -> Framed:
    """The slides of a page as they stood, if nothing beside it is another; else as they are made now."""
    if not of.name:
        return make()
    sum = lasting.digest(beside)
    found = _taken(of.slides) if of.beside == sum else None
    if found is None:
        found = make()
        keep(replace(of, beside=sum, slides=json.dumps(flat.packed(found))))
    for number, one in enumerate(found.frames):
        lasting.call(one, f"{of.name} {sum} {number}")
    return found


def sheet(page: object, look: Look, given: tuple[object, ...], make: Callable[[], Framed]) -> Framed:
    """A page of a sheet as it stood, else as it is made now."""
    of = name(page, look, *given)
    return framed(stood(of) or Stood(1, 0, of), (), make)


def _taken(told: str) -> Framed | None:
    """Slides that were kept; None for what is damaged."""
    with suppress(ValueError, TypeError, KeyError, IndexError, RecursionError):
        found: Any = flat.unpacked(json.loads(told), KINDS)
        if isinstance(found, Framed):
            return found
    return None
