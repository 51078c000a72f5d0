"""A finding has one level, is told from one module, stands in a test and in docs/findings.md. What does not yet is named here; nothing is added."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from findings import findings

SEVERAL_LEVELS: Final = frozenset(
    ["font-substituted", "input-missing", "label-unknown", "table-header", "table-number"]
)
"""Worse in one place than in another."""
SEVERAL_MODULES: Final = frozenset(
    [
        "alt-missing",
        "block-unknown",
        "brand-small",
        "brand-unreadable",
        "character-refused",
        "choice-unknown",
        "data-empty",
        "data-too-long",
        "date-wrong",
        "direction-unbalanced",
        "file-there",
        "file-too-large",
        "file-unreadable",
        "for-wrong",
        "glyph-missing",
        "id-duplicate",
        "key-missing",
        "key-twice",
        "key-unknown",
        "label-unknown",
        "link-scheme",
        "list-empty",
        "log-not-positive",
        "log-refused",
        "number-wrong",
        "page-unknown",
        "pdf-library-changed",
        "picture-missing",
        "points-few",
        "section-type-unknown",
        "series-many",
        "series-unknown",
        "share-negative",
        "share-zero",
        "table-column",
        "table-percent",
        "type-wrong",
        "unit-and-currency",
        "value-empty",
        "yaml-malformed",
    ]
)
"""Told from more than one module."""
UNTESTED: Final = frozenset(
    [
        "alt-decorative",
        "alt-missing",
        "brand-contrast",
        "brand-empty",
        "brand-layout",
        "brand-mapped",
        "brand-role",
        "brand-small",
        "brand-unread-elsewhere",
        "embargo-unused",
        "embargo-zone",
        "fact-unread",
        "facts-file-wrong",
        "file-broken",
        "font-format",
        "for-endless",
        "input-unread",
        "language-unknown",
        "layout-missing",
        "lead-unknown",
        "library-known",
        "omit-wrong",
        "output-differs",
        "output-forbidden",
        "output-new",
        "page-unknown",
        "page-wrong",
        "pdf-library-changed",
        "print-contrast",
        "print-margin",
        "print-marks",
        "qr-too-long",
        "row-wrong",
        "sheet-empty",
        "source-line-unread",
        "source-untitled",
        "symbol-form",
        "symbol-unsupported",
        "table-digits",
        "table-flags",
        "table-foot",
        "table-joined",
        "table-missing",
        "table-tags",
        "template-wrong",
        "verify-chart",
        "verify-credit",
        "verify-qualifier",
        "verify-quote",
        "verify-unit",
        "verify-unread",
        "verify-workbook",
    ]
)
"""In no test by their code."""


def test_a_finding_has_one_level() -> None:
    assert {code for code, told in findings().items() if len({one.level for one in told}) > 1} <= SEVERAL_LEVELS


def test_a_finding_is_told_from_one_module() -> None:
    assert {code for code, told in findings().items() if len({one.module for one in told}) > 1} <= SEVERAL_MODULES


def test_a_finding_stands_in_a_test() -> None:
    paths = sorted(Path(__file__).parent.rglob("*.py"))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != "test_findings.py")
    named = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", tests))
    assert set(findings()) - named <= UNTESTED


def test_the_lists_name_only_findings_that_there_are() -> None:
    assert set(findings()) >= SEVERAL_LEVELS | SEVERAL_MODULES | UNTESTED
