"""Running heads and page numbers that slipped into a text."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, warning
from ...values import Text, leaves
from .. import outline
from ..ledger import Ledger
from .quotes import plain


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A text has no running head of its source in it, nor a page number with a title in capitals glued to its end."""
    heads = {
        plain(block.text)
        for document in ledger.documents.values()
        if document.unit == "page"
        for block in outline.blocks(document)
        if block.kind == "running" and len(block.text.split()) >= 3
    }
    for leaf in leaves(ledger.root):
        if not isinstance(leaf, Text):
            continue
        said = plain(leaf.content)
        glued = outline.FOOTER.search(leaf.content)
        found = glued[0].strip() if glued else next((head for head in heads if head in said and head != said), "")
        if found:
            where, hint = ledger.where.get(leaf.origin), "take it out"
            message = f"a running head of the source stands in this text: “{found[:80]}”"
            yield warning("running-head", message, where, leaf.origin, hint)
