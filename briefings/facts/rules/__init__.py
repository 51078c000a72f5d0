"""What the facts of a report must keep to, one rule a file. To add a rule: one file beside this, one line in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ...diagnostics import Diagnostic
from ..ledger import Ledger
from . import (
    agreement,
    captions,
    cells,
    quotes,
    running,
    share,
    subject,
    symbols,
    takeaway,
    total,
    unit,
    unsupported,
    years,
)

RULES: Final[Mapping[str, Callable[[Ledger], Iterator[Diagnostic]]]] = MappingProxyType(
    {
        "fact-unsupported": unsupported.check,
        "fact-unit": unit.check,
        "fact-subject": subject.check,
        "fact-cell": cells.check,
        "fact-twice": agreement.check,
        "quote-altered": quotes.check,
        "symbol-unsupported": symbols.check,
        "fact-share": share.check,
        "share-sum": total.check,
        "fact-year": years.check,
        "takeaway-number": takeaway.check,
        "caption-incomplete": captions.check,
        "running-head": running.check,
    }
)
"""The rules by the code of their findings."""


def findings(ledger: Ledger) -> tuple[Diagnostic, ...]:
    """All that the rules find in a ledger, in the order of the report's lines."""
    found = [finding for rule in RULES.values() for finding in rule(ledger)]
    return tuple(
        sorted(found, key=lambda one: (one.where.file, one.where.line, one.where.column) if one.where else ("", 0, 0))
    )
