"""Every part says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..diagnostics import Diagnostic, error, warning
from .deck import Deck

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
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
    if "/[Content_Types].xml" not in deck.roots:
        yield error("deck-content-type-missing", "the file has no list of content types", deck.where())
        return
    defaults, overrides = _folded(deck)
    for part in sorted(deck.parts - {"/[Content_Types].xml"}):
        if _type(part, defaults, overrides) is None:
            yield error("deck-content-type-missing", "this part has no content type", deck.where(), part)


def wrong(deck: Deck) -> Iterator[Diagnostic]:
    """A part's content type is that of what it is used as: a slide that is only "xml" is not seen as a slide."""
    defaults, overrides = _folded(deck)
    seen: set[str] = set()
    for relations in deck.relations.values():
        for relation in relations:
            wanted = _NEEDED.get(relation.kind)
            if wanted is None or relation.external or relation.target not in deck.parts or relation.target in seen:
                continue
            seen.add(relation.target)
            kind = _type(relation.target, defaults, overrides)
            if kind is not None and not kind.endswith(wanted):
                yield error(
                    "deck-content-type-wrong",
                    f"it is a {relation.kind}, and has the content type `{kind}`",
                    deck.where(),
                    relation.target,
                )


def dangling(deck: Deck) -> Iterator[Diagnostic]:
    """Content types are given for parts that are in the file, and no others."""
    known = {part.casefold() for part in deck.parts}
    for part in _lists(deck)[1]:
        if part.casefold() not in known:
            yield warning(
                "deck-content-type-dangling",
                "a content type is given for this part, which is not in the file",
                deck.where(),
                part,
            )


def _lists(deck: Deck) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The content types by ending and by part."""
    root = deck.roots.get("/[Content_Types].xml")
    defaults = () if root is None else root.iter(f"{_TYPES}Default")
    overrides = () if root is None else root.iter(f"{_TYPES}Override")
    return (
        {element.get("Extension", "").lower(): element.get("ContentType", "") for element in defaults},
        {element.get("PartName", ""): element.get("ContentType", "") for element in overrides},
    )


def _folded(deck: Deck) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The same, by part in small letters: names of parts are the same whatever their case."""
    defaults, overrides = _lists(deck)
    return defaults, {name.casefold(): kind for name, kind in overrides.items()}


def _type(part: str, defaults: Mapping[str, str], overrides: Mapping[str, str]) -> str | None:
    return overrides.get(part.casefold()) or defaults.get(part.rsplit(".", 1)[-1].lower())
