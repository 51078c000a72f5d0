"""Text is large enough to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..diagnostics import Diagnostic, warning
from ..ooxml import text
from ..ooxml.deck import A, C, Deck, Slide
from ..ooxml.markup import flag, number
from ..ooxml.shapes import FURNITURE

SLIDE: Final = 12.0
"""The smallest text on a slide, in points."""

LINES: Final = 10.0
"""The smallest footer, date and slide number, in points."""

SHEET: Final = 9.0
"""The smallest text on a sheet that is held in the hand (a page that is higher than wide), in points."""

_NEAR: Final = 0.05


def small(deck: Deck) -> Iterator[Diagnostic]:
    """Text on a slide has 12 points or more, text on an upright sheet 9.

    Sizes are followed through placeholder, layout and master, and through the shrinking that a box asks for; so are those in charts.
    Superscripts are not counted. No standard gives a number: these are the floors of our own layouts.
    """
    floor = SHEET if deck.page.is_sheet else SLIDE
    for slide in deck.slides:
        for place, size in _below(deck, slide, floor, feet=False).items():
            yield _finding(deck, place, size, floor)
    for slide, shape, _, root in deck.charts():
        size = min((_sizes(root)), default=SLIDE)
        if size < floor - _NEAR:
            yield _finding(deck, slide.at(shape), size, floor)


def small_lines(deck: Deck) -> Iterator[Diagnostic]:
    """Footers, dates and slide numbers have 10 points or more, on an upright sheet 9. One finding a layout and size: it is the layout that
    sets them."""
    floor = SHEET if deck.page.is_sheet else LINES
    told: set[tuple[str, float]] = set()
    for slide in deck.slides:
        for place, size in _below(deck, slide, floor, feet=True).items():
            if (slide.layout, size) not in told:
                told.add((slide.layout, size))
                message = f"a footer of {size:g} points is too small to be read"
                hint = f"use {floor:g} points or more, on the layout in the slide master view"
                yield warning("deck-footer-small", message, deck.where(), place, hint)


def _below(deck: Deck, slide: Slide, floor: float, *, feet: bool) -> dict[str, float]:
    """The smallest type of each shape that is below a floor, of footers or of all others."""
    found: dict[str, float] = {}
    for run in text.of(deck, slide):
        if (
            (run.shape.role in FURNITURE) == feet
            and not run.raised
            and not run.shape.decorative
            and run.size < floor - _NEAR
        ):
            place = slide.at(run.shape)
            found[place] = min(run.size, found.get(place, run.size))
    return found


def _finding(deck: Deck, place: str, size: float, floor: float) -> Diagnostic:
    message = f"text of {size:g} points is too small to be read"
    hint = f"use {floor:g} points or more, and fewer words"
    return warning("deck-text-small", message, deck.where(), place, hint)


def _sizes(root: Any) -> Iterator[float]:
    """The sizes that a chart's shown texts are given."""
    for properties in root.iter(f"{A}defRPr", f"{A}rPr"):
        above = [one for one in properties.iterancestors() if str(one.tag).startswith(C)]
        gone = any(
            one.find(f"{C}delete") is not None and flag(one.find(f"{C}delete").get("val"), True) for one in above
        )
        if properties.get("sz") is not None and not gone:
            yield number(properties.get("sz"), 1800) / 100
