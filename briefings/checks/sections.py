"""PowerPoint sections name slides that exist, each slide once."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error, warning
from ..ooxml.deck import Deck, P
from ..ooxml.markup import P14


def dangling(deck: Deck) -> Iterator[Diagnostic]:
    """A section that names a slide which is not in the deck makes PowerPoint repair the file ([MS-PPTX] 2.6.9)."""
    slides = _slides(deck)
    for name, members in _sections(deck):
        for id in members:
            if id not in slides:
                message = f"the section `{name}` names the slide id {id}, which is not in the deck"
                yield error("deck-section-dangling", message, deck.where())


def twice(deck: Deck) -> Iterator[Diagnostic]:
    """A slide stands in one section only ([MS-PPTX] 2.6.9)."""
    seen: dict[str, str] = {}
    for name, members in _sections(deck):
        for id in members:
            if id in seen:
                message = f"the slide id {id} stands in the sections `{seen[id]}` and `{name}`"
                yield error("deck-section-twice", message, deck.where())
            seen.setdefault(id, name)


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """In a deck with sections every slide stands in one."""
    listed = {id for _, members in _sections(deck) for id in members}
    for number, id in enumerate(_slides(deck) if listed else (), 1):
        if id not in listed:
            yield warning("deck-section-missing", "this slide stands in no section", deck.where(), f"slide {number}")


def unnamed(deck: Deck) -> Iterator[Diagnostic]:
    """Every section has a name to find it by (WCAG 2.2, 2.4.6)."""
    for number, (name, _) in enumerate(_sections(deck), 1):
        if not name.strip():
            yield warning("deck-section-unnamed", f"section {number} has no name", deck.where())


def _slides(deck: Deck) -> list[str]:
    return [entry.get("id", "") for entry in deck.roots[deck.main].iter(f"{P}sldId")]


def _sections(deck: Deck) -> list[tuple[str, list[str]]]:
    return [
        (section.get("name", ""), [entry.get("id", "") for entry in section.iter(f"{P14}sldId")])
        for section in deck.roots[deck.main].iter(f"{P14}section")
    ]
