"""The file says what its colours mean."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .document import Document


def missing(document: Document) -> Iterator[Diagnostic]:
    """A file that says it is PDF/A has an output intent with its colour profile (ISO 19005-2, 6.2.3)."""
    if document.archival and "GTS_PDFA1" not in document.intents:
        message = f"the file says it is PDF/A-{document.archival}, but has no output intent: an archive cannot know what its colours mean"
        yield error("pdf-output-intent-missing", message, document.where(), hint="export it as PDF/A")
