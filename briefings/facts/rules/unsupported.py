"""A figure that its source does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error, warning
from ..ledger import Fact, Ledger
from ..numbers import Number, read


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A figure stands in the passage of the source that is cited for it."""
    for fact in ledger.facts:
        if fact.state != "cited" or fact.cited is None:
            continue
        document = ledger.documents.get(fact.cited.key)
        if document is None:
            continue  # a title without a file: nobody can look
        if document.problem:
            message = f"nobody could look for {fact.shown} in `{document.name}`: {document.problem}"
            yield warning("fact-unread", message, fact.where, fact.id)
            continue
        if fact.cited.first is not None and fact.cited.first > len(document.passages):
            yield error(
                "fact-unsupported",
                f"`{document.name}` has {len(document.passages)} {document.unit}s, so {fact.shown} cannot stand at {fact.cited.first}",
                fact.where, fact.id,
            )  # fmt: skip
            continue
        yield error("fact-unsupported", _message(fact, ledger), fact.where, fact.id, _hint(fact, ledger))


def _message(fact: Fact, ledger: Ledger) -> str:
    cited = fact.cited
    assert cited is not None
    document = ledger.documents[cited.key]
    place = (
        f"{document.unit} {cited.first}" + (f" to {cited.last}" if cited.last and cited.last != cited.first else "")
        if cited.first
        else "the whole"
    )
    return f"{fact.shown} does not stand in {place} of `{document.name}`"


def _hint(fact: Fact, ledger: Ledger) -> str:
    """Where else the number stands, or the nearest number about the same subject."""
    cited = fact.cited
    assert cited is not None
    document = ledger.documents[cited.key]
    else_where = [
        index
        for index, text in enumerate(document.passages, 1)
        if any(fact.is_said(one) for one in _read(text, ledger))
    ]
    if else_where:
        return f"it stands in {document.unit} {', '.join(map(str, else_where[:5]))}; correct the number or cite that"
    here = [one for one in _read(document.words(cited.first, cited.last), ledger) if one.figure]
    return (
        f"the cited words have {', '.join(one.shown for one in here[:8])}" if here else "the cited words have no figure"
    )


def _read(text: str, ledger: Ledger) -> tuple[Number, ...]:
    return read(text, ledger.language)
