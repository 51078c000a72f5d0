"""Everything drawn is either in the structure tree or an artifact."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .content import Key
from .document import Document


def untagged(document: Document) -> Iterator[Diagnostic]:
    """Without a structure tree a screen reader has to guess everything (ISO 14289-1, 7.1). The file's language and title, which come with
    tagging, are told in the same line."""
    if not document.tagged:
        also = [
            words for words, there in (("language", document.language.strip()), ("title", document.title)) if not there
        ]
        lacks = f", and says no {' and no '.join(also)}" if also else ""
        message = f"the file has no structure tree for screen readers{lacks}"
        yield error("pdf-untagged", message, document.where(), hint="export it as a tagged PDF")


def unmarked(document: Document) -> Iterator[Diagnostic]:
    """What is neither is not read aloud, and nobody notices (ISO 14289-1, 7.1)."""
    if not document.tagged:
        return
    placed = {kid for node, _ in document.walk() for kid in node.kids if isinstance(kid, Key)}
    for page in document.pages:
        lost = [mark for key, mark in page.drawn.marks.items() if key not in placed and (mark.box or mark.text.strip())]
        count = page.drawn.loose + len(lost)
        if count:
            words = " ".join((page.drawn.loose_words or next((m.text for m in lost if m.text.strip()), "")).split())
            what = f": `{words[:60]}`" if words else ""
            times = "1 thing is" if count == 1 else f"{count} things are"
            message = f"page {page.number}: {times} drawn outside the structure tree{what}"
            yield error("pdf-content-unmarked", message, document.where(), hint="tag it, or mark it as an artifact")
