"""A figure that counts something else in its source: two figures of a sentence were swapped."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from ..ledger import Fact, Ledger, overlap
from ..numbers import Number, read


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A figure counts what the source counts by it: 63 investigations and 493 victims, not the other way round.

    Where the words on both sides stand in the source once, the number between them counts. Else a finding needs a number of the source
    that shares no word with what the report counts by it, while another number does.
    """
    for fact in ledger.facts:
        found = fact.source.found if fact.source else None
        if found is None or fact.cited is None or fact.reason:
            continue
        beside = _beside(fact, ledger)
        alike = [one for one in beside if _same_words(fact, one)]
        between = {one.value for one in alike}
        if any(fact.is_said(one) for one in alike):
            continue
        if len(between) == 1:
            yield _swapped(fact, alike[0], found)
            continue
        same = [one for one in beside if fact.is_said(one)]
        if (
            not found.subject
            or not fact.counts
            or any(overlap(fact.counts, f"{one.before} {one.subject}") for one in same)
        ):
            continue
        others = [one for one in beside if one.figure and not fact.is_said(one)]
        better = max(others, key=lambda one: overlap(_near(fact.counts), _near(one.subject)), default=None)
        if better is not None and overlap(_near(fact.counts), _near(better.subject)):
            yield _swapped(fact, better, found)


def _same_words(fact: Fact, one: Number) -> bool:
    """Whether a number of the source stands between the same words: three before and four behind, at least three in all."""
    words = len(fact.before.split()) + len(fact.after.split())
    return (
        words > 2 and one.after == fact.after and one.before.endswith(fact.before) and bool(fact.after or fact.before)
    )


def _near(words: str) -> str:
    """The words next to a number, which say what it counts."""
    return " ".join(words.split()[:4])


def _beside(fact: Fact, ledger: Ledger) -> tuple[Number, ...]:
    cited = fact.cited
    document = ledger.documents.get(cited.key) if cited else None
    return read(document.words(cited.first, cited.last), ledger.language) if document and cited else ()


def _swapped(fact: Fact, right: Number, found: Number) -> Diagnostic:
    return error(
        "fact-subject",
        f"{fact.shown} counts “{fact.counts[:60]}” here; in the source that is {right.shown}, and {found.shown} counts “{found.subject[:60]}”",
        fact.where,
        fact.id,
        "two figures may have been swapped; put each with what it counts",
    )
