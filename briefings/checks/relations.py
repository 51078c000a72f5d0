"""Every relation leads somewhere, and every reference has its relation."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from .deck import Deck, R


def check(deck: Deck) -> Iterator[Diagnostic]:
    """A relation to a part that is not there, or an `r:id` without a relation, makes PowerPoint repair the file."""
    for part, relations in deck.relations.items():
        for relation in relations:
            if not relation.external and relation.target.split("#", 1)[0] not in deck.parts:
                yield error(
                    "relation-dangling",
                    f"`{part}` leads to `{relation.target}`, which is not in the file",
                    deck.where(),
                )
    for part, root in deck.roots.items():
        if part.endswith(".rels") or part == "/[Content_Types].xml":
            continue
        known = {relation.id for relation in deck.relations.get(part, ())}
        for element in root.iter():
            for key, value in element.attrib.items():
                if key.startswith(R) and value and value not in known:
                    yield error(
                        "relation-missing", f"`{part}` refers to `{value}`, but has no such relation", deck.where()
                    )
