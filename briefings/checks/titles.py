"""Every slide has a title of its own, where people see it."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import Deck, Slide
from ..ooxml.shapes import TITLES, Shape


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every slide has a title: it is how people who cannot see a slide find it (WCAG 2.2, 2.4.2 and 2.4.6)."""
    for slide in deck.slides:
        held = of(slide)
        if held is None or not held.text:
            message = "this slide has no title"
            hint = "fill the title placeholder; a text box that looks like a title is none"
            yield warning("deck-title-missing", message, deck.where(), slide.at(), hint)


def twice(deck: Deck) -> Iterator[Diagnostic]:
    """No two slides have the same title, but for a cover, which names the whole deck (WCAG 2.2, 2.4.6)."""
    seen: dict[str, int] = {}
    for slide in deck.slides:
        held = of(slide)
        words = held.text if held is not None and held.role != "ctrTitle" else ""
        if words and words.casefold() in seen:
            message = f"slide {seen[words.casefold()]} has the same title: {words}"
            hint = "say what sets them apart, or number them: “… (1/2)”"
            yield warning("deck-title-twice", message, deck.where(), slide.at(), hint)
        seen.setdefault(words.casefold(), slide.number)


def off_slide(deck: Deck) -> Iterator[Diagnostic]:
    """The title stands on the slide: one outside is read out, and nobody sees it (WCAG 2.2, 2.4.6)."""
    for slide in deck.slides:
        held = of(slide)
        if held is None or held.box is None or not held.text:
            continue
        page = deck.page.box
        wide = min(page.right, held.box.right) - max(page.x, held.box.x)
        tall = min(page.bottom, held.box.bottom) - max(page.y, held.box.y)
        if max(0, wide) * max(0, tall) * 2 < held.box.width * held.box.height:
            message = "the title stands outside of the slide"
            hint = "move it onto the slide"
            yield warning("deck-title-off-slide", message, deck.where(), slide.at(held), hint)


def of(slide: Slide) -> Shape | None:
    """A slide's title placeholder; None where there is none."""
    return next((shape for shape in slide.all() if shape.role in TITLES and not shape.hidden), None)
