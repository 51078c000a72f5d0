"""Every relation leads somewhere, and every reference has its relation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from .. import lasting
from ..diagnostics import Diagnostic, error
from ..lasting import Same
from ..ooxml.deck import Deck, R

_REFERENCES: Final = etree.XPath("//@r:*", namespaces={"r": R.strip("{}")}, smart_strings=False)


def dangling(deck: Deck) -> Iterator[Diagnostic]:
    """A relation to a part that is not in the file makes PowerPoint repair it (ECMA-376 part 2, 6.5)."""
    known = {
        part.casefold() for part in deck.parts
    }  # names of parts are compared without regard to case (part 2, 6.2.2.3)
    for part, relations in deck.relations.items():
        for relation in relations:
            if (
                not relation.external
                and not relation.target.startswith("#")
                and relation.target.casefold() not in known
            ):
                message = f"it leads to `{relation.target}`, which is not in the file"
                yield error("deck-relation-dangling", message, deck.where(), part)


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """An `r:id` without a relation makes PowerPoint repair the file (ECMA-376 part 1, 22.8)."""
    for part, root in deck.roots.items():
        if part.endswith(".rels") or part == "/[Content_Types].xml":
            continue
        known = {relation.id for relation in deck.relations.get(part, ())}
        for value in lasting.made("references", Same(root), partial(_REFERENCES, root)):
            if value and value not in known:
                yield error(
                    "deck-reference-dangling", f"it refers to `{value}`, and has no such relation", deck.where(), part
                )


def unrelated(deck: Deck) -> Iterator[Diagnostic]:
    """Every slide has one slide layout, and that a slide master; without them PowerPoint repairs the file (ECMA-376 part 1, 13.3.8 and 13.3.9)."""
    for slide in deck.slides:
        lacking = "slide layout" if not slide.layout else "slide master" if not slide.master else ""
        if lacking:
            yield error(
                "deck-layout-missing",
                f"it leads to no {lacking}"
                if lacking == "slide layout"
                else "its slide layout leads to no slide master",
                deck.where(),
                slide.at(),
                "open the file in the program that made it, and give the slide a layout",
            )
