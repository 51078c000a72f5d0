"""Symbols of resolutions and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Where, error, warning
from ...regex import regex
from ...values import Text
from ..ledger import Ledger, items

_CORE = regex(r"\d+/\d+|\d+\s?\(\d{4}\)|\d+\s?\([IVX]+\)|[A-Z]+(?:/[\w.()-]+)+")


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A symbol has its form and stands in the source: 75/291 for the Assembly, 2349 (2017) for the Security Council."""
    for item in items(ledger.root, "mandates"):
        if isinstance(symbol := item["symbol"], Text):
            yield from _symbol(symbol, str(item["organ"] or ""), ledger)
    yield from _in_texts(ledger)


def _in_texts(ledger: Ledger) -> Iterator[Diagnostic]:
    """The symbols inside texts: those of mandates are told above."""
    for fact in ledger.facts:
        core = _CORE.search(fact.shown) if fact.reason == "symbol of a document" else None
        if core is None or fact.field.endswith(".symbol"):
            continue
        yield from _stands(core[0], fact.field, fact.where, ledger)


def _symbol(symbol: Text, organ: str, ledger: Ledger) -> Iterator[Diagnostic]:
    where = ledger.where.get(symbol.origin)
    core = _CORE.search(symbol.content)
    if core is None:
        if re.search(r"\d", symbol.content):
            message = f"`{symbol.content}` has not the form of a symbol"
            hint = "write it as in `resolution 75/291`"
            yield warning("symbol-form", message, where, symbol.origin, hint)
        return
    if organ == "Security Council" and re.fullmatch(r"\d+/\d+", core[0]):
        message = f"the Security Council numbers its resolutions as in 2349 (2017), not `{core[0]}`"
        yield warning("symbol-form", message, where, symbol.origin)
    yield from _stands(core[0], symbol.origin, where, ledger)


def _stands(core: str, origin: str, where: Where | None, ledger: Ledger) -> Iterator[Diagnostic]:
    """A symbol stands in the words that are cited for it."""
    cited = ledger.cited(origin)
    document = ledger.documents.get(cited.key) if cited else None
    if (
        cited
        and document
        and not document.problem
        and not re.search(rf"(?<![\d/]){re.escape(core)}(?!\d)", document.words(cited.first, cited.last))
    ):
        yield error(
            "symbol-unsupported", f"`{core}` does not stand in the cited words of `{document.name}`", where, origin,
            "correct the symbol, or cite the words that have it",
        )  # fmt: skip
