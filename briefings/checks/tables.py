"""A table says which of its rows is the heading."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import A, Deck
from ..ooxml.markup import flag


def header_missing(deck: Deck) -> Iterator[Diagnostic]:
    """A table's first row is marked as its heading, so that each cell is read with the name of its column (WCAG 2.2, 1.3.1)."""
    for slide in deck.slides:
        for shape in slide.all():
            if shape.kind != "table" or shape.decorative or shape.hidden:
                continue
            for table in shape.element.iter(f"{A}tbl"):
                properties = table.find(f"{A}tblPr")
                if properties is None or not flag(properties.get("firstRow")):
                    message = "this table has no heading row"
                    hint = "tick “Header Row” under Table Design"
                    yield warning("deck-table-header-missing", message, deck.where(), slide.at(shape), hint)
