"""What a template's layouts do to text by themselves: places that cannot be read, grounds that cannot be told, footers left out.

of_layouts    for `inspect`: one line a layout
of_deck       for a build: what the deck at hand loses by it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic, Where, note, warning
from ..ooxml.shapes import FURNITURE

if TYPE_CHECKING:
    from . import Brand
    from .masters import MasterLayout

SMALLEST_LINE: Final = 10.0
"""Footers of fewer points are told of."""
_FEET: Final = {"dt": "date", "ftr": "footer", "hdr": "header", "sldNum": "slide number"}


def of_layouts(brand: Brand, where: Where) -> Iterator[Diagnostic]:
    """A note for each layout that plays a role and has something amiss, and one for footers in small type."""
    played = {layout.part for casting in brand.castings for layout in casting.layouts}
    for layout in brand.offered:
        told = [*_left_out(layout)]
        if layout.lost:
            told.append(f"no colour can be read all over {_named(layout.lost)}")
        told += _unsure(layout.unsure)
        if told and layout.part in played:
            yield note("brand-ground", f"`{layout.name}`: {'; '.join(told)}", where)
    small = {
        place.styles[0].size: None
        for layout in brand.offered
        for place in layout.placeholders
        if place.kind in FURNITURE and layout.part in played and place.styles[0].size < SMALLEST_LINE
    }
    if small:
        sizes = ", ".join(f"{size:g}" for size in sorted(small))
        yield note("brand-small", f"footers are set in {sizes} pt, which is hard to read", where)


def of_deck(brand: Brand, where: Where, roles: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each layout of some roles whose title or text nobody could read without a panel below it, a note for each whose footers are left out."""
    offered = {layout.part: layout for layout in brand.offered}
    castings = {casting.role: casting for casting in brand.castings}
    used = {casting.layouts[0].part: casting.layouts[0] for role in roles if (casting := castings.get(role))}
    for part, layout in used.items():
        read = offered[part]
        lost = [place.name for place in layout.placeholders if place.slot and place.name in read.lost]
        if lost:
            message = f"`{layout.name}`: no colour can be read all over {_named(lost)}: a plain panel stands below the text there"
            hint = "in the slide master view, put one behind it or move it off the picture; or name another layout for the role"
            yield warning("brand-unreadable-place", message, where, hint=hint)
        for told in _unsure([place.name for place in layout.placeholders if place.slot and place.name in read.unsure]):
            yield note("brand-ground", f"`{layout.name}`: {told}", where)
        for told in _left_out(read):
            yield note("brand-feet", f"`{layout.name}`: {told}", where)


def _left_out(layout: MasterLayout) -> Iterator[str]:
    if layout.left_out:
        what = _list([_FEET.get(kind, kind) for kind in dict.fromkeys(layout.left_out)])
        yield f"{what} left out: a drawing or another place stands there, or no colour can be read"


def _unsure(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"what is behind {_named(names)} cannot be told, so colours stay as they are: look at a slide of it"


def _named(names: Iterable[str]) -> str:
    return _list([f"`{name}`" for name in names])


def _list(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
