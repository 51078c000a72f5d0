"""The window shows the title, not the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .document import Document


def missing(document: Document) -> Iterator[Diagnostic]:
    """A title in the metadata (ISO 14289-1, 7.1; WCAG 2.2, 2.4.2)."""
    if document.tagged and not document.title:
        yield error("pdf-title-missing", "the file has no title", document.where())


def hidden(document: Document) -> Iterator[Diagnostic]:
    """The wish to show it (ISO 14289-1, 7.1)."""
    if document.tagged and not document.shows_title:
        hint = "set `DisplayDocTitle` in the viewer preferences"
        message = "the window would show the file's name in place of the title"
        yield error("pdf-title-hidden", message, document.where(), hint=hint)
