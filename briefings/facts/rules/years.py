"""Years and dates that the cited words do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, warning
from ..ledger import Ledger
from ..numbers import digits, read


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A year that a text says stands in the words that are cited for it: a wrong year is a wrong number too."""
    for fact in ledger.facts:
        if fact.reason not in ("year", "date"):
            continue
        cited = ledger.cited(fact.field)
        document = ledger.documents.get(cited.key) if cited else None
        years = re.findall(r"(?:19|20)\d\d", digits(fact.shown))
        if cited is None or cited.first is None or document is None or document.problem or not years:
            continue
        words = digits(document.words(cited.first, cited.last))
        said = {
            year
            for one in read(words, ledger.language)
            for year in re.findall(r"\d{4}", f"{digits(one.shown)} {one.value:f}")
        }
        for year in years:
            if year not in said and year not in words:
                message = f"the cited words of `{document.name}` do not say {year}"
                hint = "correct the year, or cite the words that say it"
                yield warning("fact-year", message, fact.where, fact.id, hint)
