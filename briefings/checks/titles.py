"""Every slide has a title, and no two slides have the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Diagnostic, error
from .deck import A, Deck, P, Slide


def check(deck: Deck) -> Iterator[Diagnostic]:
    """Titles are how people who cannot see a slide find it (WCAG 2.2, 2.4.2 and 2.4.6)."""
    seen: dict[str, int] = {}
    for slide in deck.slides:
        words = title(slide)
        if not words:
            yield error(
                "title-missing",
                f"slide {slide.number} has no title",
                deck.where(slide),
                hint="fill the title placeholder",
            )
        elif words.casefold() in seen:
            yield error(
                "title-twice",
                f"slides {seen[words.casefold()]} and {slide.number} have the same title: {words}",
                deck.where(slide),
            )
        seen.setdefault(words.casefold(), slide.number)


def title(slide: Slide) -> str:
    """The words of a slide's title placeholder, or ""."""
    for shape in slide.root.iter(f"{P}sp"):
        held: Any = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if held is not None and held.get("type") in ("title", "ctrTitle"):
            return " ".join(
                "".join(text.text or "" for text in paragraph.iter(f"{A}t")) for paragraph in shape.iter(f"{A}p")
            ).strip()
    return ""
