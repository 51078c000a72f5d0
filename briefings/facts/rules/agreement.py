"""One fact that is said twice with two numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...diagnostics import Diagnostic, warning
from ..ledger import Fact, Ledger, stems


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """What is counted twice in the same words has one number.

    Two figures of one number about different subjects stay apart; a subject of two words ("Member States") says too little to compare,
    and what one passage of the source counts twice may differ. So do a fraction in words and that which it is of: "half of the ten plans".
    """
    groups: dict[tuple[frozenset[str], str, bool], list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        words = stems(fact.counts)
        series = (
            ".values." in fact.field or ".rows." in fact.field
        )  # years and places stand in the head, not in the words
        if not fact.reason and not series and len(words) >= 3:
            groups[words, fact.unit, fact.spelt and fact.value != int(fact.value)].append(fact)
    for facts in groups.values():
        first = facts[0]
        for other in facts[1:]:
            if other.value != first.value and not _stands_twice(first, other):
                message = f"{other.shown} counts “{other.counts[:60]}”, which `{first.id}` gives as {first.shown}"
                hint = "give one number, or say what makes the two different"
                yield warning("fact-twice", message, other.where, other.id, hint)


def _stands_twice(one: Fact, other: Fact) -> bool:
    """Whether the source itself has both numbers."""
    return bool(
        one.source and other.source and one.source.found and other.source.found and one.source.key == other.source.key
    )
