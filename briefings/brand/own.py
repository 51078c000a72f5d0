"""A file's own slides, read: which layouts they stand on, and what they show. People know a template by what their house makes of it.

    of      a file -> Own
    pages   the slides that show what the house's pages look like

Source: ECMA-376 part 1, 19.3.1.38 (slides), 13.3.8 (a slide's layout).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ..frozen import frozen
from ..ooxml.draft import Draft
from ..ooxml.shapes import FURNITURE, TITLES, flat, read
from . import shown

_WORDS: Final = 80  # letters beside a title: more is a page of text


@frozen
class Own:
    """What a file's own slides tell: the layout (its part) that the first stands on, how many stand on each, those whose slides say a name
    alone, how many show a picture, the colours that they show, with their shares, and that which most of their charts begin with, as it is
    written ("" where they tell none)."""

    opening: str = ""
    used: Mapping[str, int] = MappingProxyType({})
    heads: frozenset[str] = frozenset()
    pictured: int = 0
    colours: Mapping[str, float] = MappingProxyType({})
    charted: str = ""


NOTHING: Final = Own()
"""Of a file without slides."""


def of(draft: Draft, main: str, slides: Sequence[str], stands_on: Mapping[str, str]) -> Own:
    """What the slides of a file tell; `stands_on` has the layout of each."""
    return Own(
        stands_on[slides[0]] if slides else "",
        MappingProxyType(Counter(stands_on[slide] for slide in slides)),
        _heads(draft, slides, stands_on),
        sum(any(one.kind == "image" for one in draft.of(slide)) for slide in slides),
        shown.on_slides(draft, main, slides),
        shown.in_charts(draft, slides),
    )


def pages(slides: Sequence[str]) -> Sequence[str]:
    """The slides of a file without its cover, and without its last, of which the same is true, where others are left."""
    return slides[1:-1] if len(slides) > 4 else slides[1:] if len(slides) > 2 else slides


def _heads(draft: Draft, slides: Sequence[str], stands_on: Mapping[str, str]) -> frozenset[str]:
    """The layouts most of whose slides, but for the first and the last, say a name and hardly more."""
    inner = Counter(stands_on[slide] for slide in slides[1:-1])
    bare = Counter(stands_on[slide] for slide in slides[1:-1] if _announces(draft, slide))
    return frozenset(layout for layout, count in bare.items() if layout and count * 2 > inner[layout])


def _announces(draft: Draft, slide: str) -> bool:
    """Whether a slide has a title and hardly a word more, and no picture, table or chart."""
    named, letters = False, 0
    for shape in flat(read(draft.root(slide), ())):
        if shape.kind not in ("text", "line", "group"):
            return False
        if shape.role in TITLES:
            named = named or bool(shape.text.strip())
        elif shape.role not in FURNITURE and shape.kind == "text":
            letters += len(shape.text.strip())
    return named and letters <= _WORDS
