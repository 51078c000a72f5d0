"""`briefings facts`: reads the project's reports, gathers their ledgers and what the rules say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from .. import report
from ..diagnostics import BriefingsError, Diagnostic
from ..engine.each import Row, together
from ..engine.project import Subject
from ..engine.reading import Reading
from ..facts import ledger, rules, stale, translated
from ..facts.ledger import Ledger
from ..facts.rules import takeaway
from ..language import LANGUAGES
from ..report import translation


def gather(subjects: Sequence[Subject], reading: Reading) -> tuple[tuple[Ledger, ...], tuple[Diagnostic, ...]]:
    """The ledgers of some reports, and all findings about their facts, those of their translations among them."""
    ledgers: list[Ledger] = []
    found: list[tuple[Row | None, Diagnostic]] = []
    for of in subjects:
        try:
            made, told = _of(of, reading)
        except BriefingsError as problem:
            found += ((of.row, one) for one in problem.findings)
            continue
        ledgers.append(made)
        found += ((of.row, one) for one in told)
    return tuple(ledgers), tuple(dict.fromkeys(together(found)))


def takeaways(subjects: Sequence[Subject], reading: Reading) -> Iterator[Diagnostic]:
    """What is wrong with the takeaways of some reports; of one with errors, nothing."""
    for of in subjects:
        with suppress(BriefingsError):
            given, _ = reading.source(of)
            yield from takeaway.check(report.parse(given, reading.env))


def _of(of: Subject, reading: Reading) -> tuple[Ledger, list[Diagnostic]]:
    """The ledger of a subject, and what is told of its facts. Raises BriefingsError for a report with errors."""
    env = reading.env
    given, _ = reading.source(of)
    parsed = report.parse(given, env)
    made = ledger.of(parsed, given, env)
    found = [*rules.findings(made), *stale.findings(made, of.report, env), *stale.older(given)]
    for language in LANGUAGES:
        if language == parsed.language or not translation.sibling(of.report, language).is_file():
            continue
        try:
            found += translated.findings(parsed, reading.translated(of, parsed, language))
        except BriefingsError as problem:
            found += problem.findings
    return made, found
