"""A deck holds no programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..diagnostics import Diagnostic, error
from ..ooxml.deck import Deck

_KINDS: Final = frozenset({"vbaProject", "activeXControlBinary", "control"})


def none(deck: Deck) -> Iterator[Diagnostic]:
    """A deck that goes to readers carries no macros and no controls: programs in a document are how people are attacked."""
    found = {
        relation.target: part
        for part, relations in deck.relations.items()
        for relation in relations
        if relation.kind in _KINDS or relation.target.lower().endswith("vbaproject.bin")
    }
    loose = {part: "" for part in deck.parts if part.lower().endswith("vbaproject.bin")}
    for target in sorted({**loose, **found}):
        message = "this part is a program (a macro or a control)"
        hint = "save the deck as .pptx, without macros"
        yield error("deck-macro", message, deck.where(), target, hint)
