"""`briefings facts`: reads the project's reports, gathers their ledgers and what the rules say of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .. import report, source
from ..diagnostics import BriefingsError, Diagnostic
from ..env import Env
from ..facts import ledger, rules, stale, translated
from ..facts.ledger import Ledger
from ..language import LANGUAGES
from ..report import translation


def gather(reports: Sequence[Path], env: Env) -> tuple[tuple[Ledger, ...], tuple[Diagnostic, ...]]:
    """The ledgers of some reports, and all findings about their facts, those of their translations among them."""
    ledgers: list[Ledger] = []
    found: list[Diagnostic] = []
    for path in reports:
        try:
            given = source.read(path, env.name(path), env)
            parsed = report.parse(given, env)
        except BriefingsError as problem:
            found += problem.findings
            continue
        made = ledger.of(parsed, given, env)
        ledgers.append(made)
        found += rules.findings(made)
        found += stale.findings(made, path, env)
        found += stale.older(given)
        for language in LANGUAGES:
            sibling = translation.sibling(path, language)
            if language == parsed.language or not sibling.is_file():
                continue
            try:
                spoken = translation.translate(parsed, source.read(sibling, env.name(sibling), env), language)
            except BriefingsError as problem:
                found += problem.findings
                continue
            found += translated.findings(parsed, spoken)
    return tuple(ledgers), tuple(dict.fromkeys(found))
