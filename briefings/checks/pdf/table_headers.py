"""Header cells say what they head."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error, warning
from .document import Document, Node


def scope(document: Document) -> Iterator[Diagnostic]:
    """A header cell says whether it heads a row or a column, or cells name it as theirs (ISO 14289-1, 7.5; WCAG 2.2, 1.3.1)."""
    for number, cells in enumerate(_tables(document), 1):
        if any(cell.attributes.get("Headers") for cell in cells):
            continue
        for cell in cells:
            if cell.tag == "TH" and cell.attributes.get("Scope") not in ("/Row", "/Column", "/Both"):
                words = " ".join(document.words(cell).split())[:60]
                message = f"table {number}: the header cell `{words}` does not say whether it heads a row or a column"
                yield error("pdf-header-scope", message, document.where(), hint="give it the attribute `Scope`")


def headless(document: Document) -> Iterator[Diagnostic]:
    """A table has header cells; without them it is a grid of words."""
    for number, cells in enumerate(_tables(document), 1):
        if not any(cell.tag == "TH" for cell in cells):
            yield warning("pdf-table-headless", f"table {number} has no header cells", document.where())


def _tables(document: Document) -> tuple[list[Node], ...]:
    """The cells of each table, in reading order."""
    within: dict[int, list[Node]] = {}
    for node, above in document.walk():
        if node.tag == "Table":
            within[id(node)] = []
        elif node.tag in ("TH", "TD"):
            table = next((one for one in reversed(above) if one.tag == "Table"), None)
            if table is not None:
                within[id(table)].append(node)
    return tuple(within.values())
