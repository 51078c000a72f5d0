"""The file says what its colours mean."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .document import Document


def missing(document: Document) -> Iterator[Diagnostic]:
    """An output intent for PDF/A with its colour profile (ISO 19005-2, 6.2.3)."""
    if "GTS_PDFA1" not in document.intents:
        message = "the file has no output intent: an archive cannot know what its colours mean"
        yield error("pdf-output-intent-missing", message, document.where(), hint="export it as PDF/A")
