"""Headings go down one level at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .document import Document


def skipped(document: Document) -> Iterator[Diagnostic]:
    """The first heading is H1, and no level is skipped on the way down (ISO 14289-1, 7.4.2; WCAG 2.2, 1.3.1)."""
    before = 0
    for node, _ in document.walk():
        found = re.fullmatch(r"H([1-9]\d?)", node.tag)
        if found is None:
            continue
        level = int(found[1])
        if level > before + 1:
            words = " ".join(document.words(node).split())[:60]
            said = f"follows H{before}" if before else "is the first heading"
            yield error("pdf-heading-skipped", f"the heading `{words}` is H{level} and {said}", document.where())
        before = level
