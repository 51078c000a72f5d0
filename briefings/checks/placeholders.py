"""No placeholder is left empty."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import A, Deck, P
from ..ooxml.shapes import TITLES


def empty(deck: Deck) -> Iterator[Diagnostic]:
    """An empty placeholder shows its prompt while editing, and is read out as nothing. (An empty title is a title that is missing.)"""
    for slide in deck.slides:
        for shape in slide.all():
            if shape.kind != "text" or shape.placeholder is None or shape.role in TITLES or shape.text:
                continue
            if shape.element.find(f"{P}spPr/{A}blipFill") is None:
                message = "this placeholder is empty"
                hint = "fill it, or delete it"
                yield warning("deck-placeholder-empty", message, deck.where(), slide.at(shape), hint)
