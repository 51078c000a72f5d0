"""A sheet is one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...diagnostics import Diagnostic, error
from .document import Document

ONE_PAGE: Final = "one-page"
"""What a one-page file says of itself in its metadata (`dc:type`)."""


def one(document: Document) -> Iterator[Diagnostic]:
    """A file that is said to be a sheet, by itself or by whoever asks, has exactly one page."""
    if ONE_PAGE in document.kinds and len(document.pages) != 1:
        yield error("pdf-sheet-pages", f"a one-page sheet has {len(document.pages)} pages", document.where())
