"""Every shape on a slide has an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from ..ooxml.deck import Deck, P


def twice(deck: Deck) -> Iterator[Diagnostic]:
    """Two shapes with one id make PowerPoint repair the file (ECMA-376 part 1, 19.3.1.12: ids are unique in a slide)."""
    for slide in deck.slides:
        seen: dict[str, str] = {}
        for properties in slide.root.iter(f"{P}cNvPr"):
            id, name = properties.get("id", ""), properties.get("name", "")
            if id in seen:
                message = f"`{name}` and `{seen[id]}` share the shape id {id}"
                hint = "give one of them another id"
                yield error("deck-shape-id-twice", message, deck.where(), slide.at(), hint)
            seen.setdefault(id, name)
