"""A figure whose source gives it in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...diagnostics import Diagnostic, error
from ...language import LANGUAGES
from ..ledger import Fact, Ledger

_NAMES: Final = tuple(dict.fromkeys(name for one in LANGUAGES.values() for name in one.reading.units))
_UNITS: Final = tuple(
    frozenset(word for one in LANGUAGES.values() for word in one.reading.units.get(name, "").split()) for name in _NAMES
)
"""Words of measure, by what they measure in: those of one unit share a row, whatever the language."""
_SIGNS: Final = {"%": "per cent", "points": "percentage points"}


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A figure has the unit that the source gives it: per cent is not points, tons are not kilograms, dollars not euros."""
    for fact in ledger.facts:
        found = fact.source.found if fact.source else None
        if found is None or fact.reason:
            continue
        mine = fact.unit if fact.unit in _SIGNS or re.fullmatch("[A-Z]{3}", fact.unit) else ""
        other = found.unit
        if fact.source and fact.source.tabled and not other:
            continue
        if mine != other and (other or mine in _SIGNS) and not _said_beside(fact, mine):
            yield _error(
                fact, _SIGNS.get(mine, mine) or fact.unit or "no unit", _SIGNS.get(other, other) or "no such unit"
            )
        elif not other and (word := _clash(fact, found.subject)):
            yield _error(fact, fact.unit or fact.counts.split(" ")[0], word)


def _said_beside(fact: Fact, mine: str) -> bool:
    """A table or a chart may say the unit in its head."""
    return not mine and not fact.field.endswith(".value") and "#" not in fact.id


def _clash(fact: Fact, subject: str) -> str:
    """The word of measure that the source has in place of the report's; "" where they agree or one has none."""
    mine = _family(fact.unit) or (_family(fact.counts.split(" ")[0]) if "#" in fact.id else None)
    words = subject.split()
    other = next((word for word in words[:1] if _family(word)), "")
    return other if mine and other and _family(other) != mine else ""


def _family(word: str) -> frozenset[str] | None:
    bare = word.casefold().strip(".,;:")
    return next((row for row in _UNITS if bare in row), None)


def _error(fact: Fact, mine: str, other: str) -> Diagnostic:
    assert fact.source is not None
    message = f"the report gives {fact.shown} in {mine}, the source in {other}: “{fact.source.words[:120]}”"
    hint = f"correct the unit, or cite the words that say it; `{fact.source}` is what was read"
    return error("fact-unit", message, fact.where, fact.id, hint)
