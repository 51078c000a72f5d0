"""PowerPoint sections name slides that exist, each slide once."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from .deck import P14, Deck, P


def check(deck: Deck) -> Iterator[Diagnostic]:
    """Slide ids in `p14:sectionLst` ([MS-PPTX] 2.6.9) against the presentation's own list."""
    for part, root in deck.roots.items():
        if root.tag != f"{P}presentation":
            continue
        slides = [entry.get("id") for entry in root.iter(f"{P}sldId")]
        listed: list[str] = []
        sections = list(root.iter(f"{P14}section"))
        for section in sections:
            name = section.get("name", "")
            if not name.strip():
                yield error("section-unnamed", "a section of the deck has no name", deck.where())
            for entry in section.iter(f"{P14}sldId"):
                if entry.get("id") not in slides:
                    yield error(
                        "section-dangling",
                        f"the section `{name}` names slide id {entry.get('id')}, which is not in the deck ({part})",
                        deck.where(),
                    )
                listed.append(entry.get("id", ""))
        for id in dict.fromkeys(listed):
            if listed.count(id) > 1:
                yield error("section-twice", f"slide id {id} stands in two sections", deck.where())
        for id in slides if sections else ():
            if id not in listed:
                yield error("section-missing", f"slide id {id} stands in no section", deck.where())
