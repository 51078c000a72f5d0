"""Lists are lists: items stand in a list, and lines with bullets are items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ...diagnostics import Diagnostic, error
from ...regex import regex
from .document import Document, Node

_BULLET: Final = regex(r"\s*[•◦▪■●○‣–—*·-]\s+\S")


def structure(document: Document) -> Iterator[Diagnostic]:
    """LI only in L, Lbl and LBody only in LI; L holds nothing else (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)."""
    for node, above in document.walk():
        parent = above[-1].tag if above else ""
        words = " ".join(document.words(node).split())[:60]
        if node.tag == "LI" and parent != "L":
            yield error("pdf-list-structure", f"the list item `{words}` stands in no list", document.where())
        elif node.tag == "LBody" and parent != "LI":
            yield error("pdf-list-structure", f"`{words}` is the body of no list item", document.where())
        elif node.tag == "L":
            for kid in node.kids:
                tag = kid.tag if isinstance(kid, Node) else "marked content"
                if tag not in ("LI", "L", "Caption"):
                    yield error("pdf-list-structure", f"a list holds {tag} beside its items", document.where())
                    break
        lines = [kid if isinstance(kid, Node) and kid.tag in ("P", "Div", "Span") else None for kid in node.kids]
        for one, other in pairwise(lines):
            if one and other and all(_BULLET.match(document.words(line)) for line in (one, other)):
                words = " ".join(document.words(one).split())[:60]
                yield error(
                    "pdf-list-structure", f"`{words}` and what follows have bullets but are no list", document.where()
                )
                break
