"""A value of a chart or a table that stands in another cell of its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostics import Diagnostic, error
from ..documents import Document, cells
from ..ledger import Fact, Ledger
from ..numbers import read
from .quotes import plain

_Rows = Sequence[Sequence[str]]


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """Where a source is a table, a value stands in the row and column of its names: 27 for the bus in 2018 is not 31, that of 2023."""
    tables = {key: tuple(_rows(document)) for key, document in ledger.documents.items()}
    for fact in ledger.facts:
        rows = tables.get(fact.cited.key, ()) if fact.cited and fact.names and fact.state == "located" else ()
        names = [_name(name) for name in fact.names]
        known = [name for name in names if name and any(name in map(_name, row) for row in rows)]
        if not known:
            continue
        right = [cell for at, row in enumerate(rows) for k, cell in enumerate(row) if _named(rows, at, k, known)]
        told = [cell for cell in right if any(one.figure for one in read(cell, ledger.language))]
        if told and not any(_says(fact, cell, ledger.language) for cell in right):
            message = f"the report has {fact.shown} for “{'”, “'.join(fact.names)}”, the source {', '.join(told[:4])}"
            hint = "two cells may have been swapped; put each value with its names"
            yield error("fact-cell", message, fact.where, fact.id, hint)


def _says(fact: Fact, cell: str, language: str) -> bool:
    return any(fact.is_said(one) for one in read(cell, language))


def _named(rows: _Rows, at: int, k: int, names: Sequence[str]) -> bool:
    """Whether a cell has all of some names in its row or above it."""
    own = {_name(cell) for index, cell in enumerate(rows[at]) if index != k}
    above = {_name(row[k]) for row in rows[:at] if k < len(row)}
    return all(name in own or name in above for name in names)


def _name(words: str) -> str:
    return plain(words).casefold()


def _rows(document: Document) -> Iterator[Sequence[str]]:
    """The rows of the tables of a document."""
    rows: dict[str, list[str]] = {}
    for at in range(len(document.passages)):
        if held := cells(document, at):
            rows.setdefault(held[0], []).extend(held[1])
    yield from rows.values()
