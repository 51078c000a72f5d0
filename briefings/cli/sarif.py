"""Findings as SARIF 2.1.0, the form in which code hosts and editors show the findings of other tools.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from .. import __version__
from ..diagnostics import Diagnostic

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def describe(findings: Sequence[Diagnostic], rules: Mapping[str, str]) -> bytes:
    """A SARIF log with one run, as JSON bytes. `rules` maps codes to what they ask for; codes that are not in it stand by their name.

    A finding's file is its artifact (3.29), its slide and shape, page or field the logical location (3.33).
    """
    codes = sorted({finding.code for finding in findings})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "briefings",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, rules.get(code, "")) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code)) for finding in findings],
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def _rule(code: str, told: str) -> dict[str, Any]:
    """3.49: a rule's first line is its short description."""
    first, _, _ = told.partition("\n\n")
    short = " ".join(first.split())
    return (
        {"id": code, "shortDescription": {"text": short}, "fullDescription": {"text": " ".join(told.split())}}
        if short
        else {"id": code}
    )


def _result(finding: Diagnostic, index: int) -> dict[str, Any]:
    """3.27: levels have the same names there as here. What a result is known by from run to run is its rule, place and words."""
    file = finding.where.file if finding.where else ""
    known = hashlib.sha256("\0".join((finding.code, file, finding.path, finding.message)).encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": str(finding.level),
        "message": {"text": finding.message if not finding.hint else f"{finding.message}. {finding.hint}"},
        "partialFingerprints": {"briefings/v1": known},
    }
    location: dict[str, Any] = {}
    if finding.where:
        region = {"startLine": max(1, finding.where.line)}  # a code host shows no result that has no line
        if finding.where.column:
            region["startColumn"] = finding.where.column
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(file)}, "region": region}
    if finding.path:
        name = finding.path.rsplit("/", 1)[-1] or finding.path
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": finding.path}]
    return {**result, "locations": [location]} if location else result


def _uri(file: str) -> str:
    """3.10: a path as a URI reference; one that starts at the root gets its scheme."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
