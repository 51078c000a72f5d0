"""No placeholder is left empty."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from .deck import A, Deck, P, shape_name


def check(deck: Deck) -> Iterator[Diagnostic]:
    """An empty placeholder shows its prompt while editing and is read aloud as nothing."""
    for slide in deck.slides:
        for shape in slide.root.iter(f"{P}sp"):
            held = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if held is not None and not "".join(text.text or "" for text in shape.iter(f"{A}t")).strip():
                yield error(
                    "placeholder-empty",
                    f"slide {slide.number}: the placeholder `{shape_name(shape)}` is empty",
                    deck.where(slide),
                )
