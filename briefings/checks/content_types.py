"""Every part says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..diagnostics import Diagnostic, error, warning
from ..ooxml.deck import Deck
from ..ooxml.package import TYPES, Types

# kind of relation -> how the content type of what it leads to ends (ECMA-376 part 1, 13.3 and 14.2)
_NEEDED: Final = {
    "slide": ".presentationml.slide+xml",
    "slideLayout": ".presentationml.slideLayout+xml",
    "slideMaster": ".presentationml.slideMaster+xml",
    "notesSlide": ".presentationml.notesSlide+xml",
    "notesMaster": ".presentationml.notesMaster+xml",
    "chart": ".drawingml.chart+xml",
    "theme": ".theme+xml",
}


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every part has a content type: without one PowerPoint does not open the file (ECMA-376 part 2, 6.2.3.2)."""
    if TYPES not in deck.roots:
        yield error("deck-content-type-missing", "the file has no list of content types", deck.where())
        return
    types = Types(deck.roots.get(TYPES))
    for part in sorted(deck.parts - {TYPES}):
        if types.of(part) is None:
            yield error("deck-content-type-missing", "this part has no content type", deck.where(), part)


def wrong(deck: Deck) -> Iterator[Diagnostic]:
    """A part's content type is that of what it is used as: a slide that is only "xml" is not seen as a slide."""
    types = Types(deck.roots.get(TYPES))
    seen: set[str] = set()
    for relations in deck.relations.values():
        for relation in relations:
            wanted = _NEEDED.get(relation.kind)
            if wanted is None or relation.external or relation.target not in deck.parts or relation.target in seen:
                continue
            seen.add(relation.target)
            kind = types.of(relation.target)
            if kind is not None and not kind.endswith(wanted):
                message = f"it is a {relation.kind}, and has the content type `{kind}`"
                yield error("deck-content-type-wrong", message, deck.where(), relation.target)


def dangling(deck: Deck) -> Iterator[Diagnostic]:
    """Content types are given for parts that are in the file, and no others."""
    known = {part.casefold() for part in deck.parts}
    for part in Types(deck.roots.get(TYPES)).parts:
        if part.casefold() not in known:
            message = "a content type is given for this part, which is not in the file"
            yield warning("deck-content-type-dangling", message, deck.where(), part)
