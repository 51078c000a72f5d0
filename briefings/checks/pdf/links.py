"""Every link is in the structure tree, and says where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error, warning
from .document import Annotation, Document, Link


def untagged(document: Document) -> Iterator[Diagnostic]:
    """A link annotation belongs to a Link element, and leads back to it (ISO 14289-1, 7.18.5; ISO 32000-1, 14.7.4.4)."""
    tagged = {
        kid.number
        for node, above in document.walk()
        for kid in node.kids
        if isinstance(kid, Annotation) and any(one.tag == "Link" for one in (node, *above))
    }
    for page, link in _links(document):
        if not link.number or link.number not in tagged:
            message = f"page {page}: the link to {_shown(link)} is not in the structure tree"
            yield error("pdf-link-untagged", message, document.where())
        elif not link.parent:
            message = f"page {page}: the link to {_shown(link)} does not lead back to its element (`StructParent`)"
            yield error("pdf-link-untagged", message, document.where())


def silent(document: Document) -> Iterator[Diagnostic]:
    """A link annotation has a description (ISO 14289-1, 7.18.1)."""
    for page, link in _links(document):
        if not link.says.strip():
            message = f"page {page}: the link to {_shown(link)} has no description"
            yield warning("pdf-link-silent", message, document.where())


def _links(document: Document) -> Iterator[tuple[int, Link]]:
    return ((page.number, link) for page in document.pages for link in page.links if document.tagged)


def _shown(link: Link) -> str:
    return (link.target or link.says or "a place within the file")[:80]
