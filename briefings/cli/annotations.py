"""Findings for the places that show them beside the changed lines: annotations on a commit or a merge request.

    github    a workflow command for each finding (https://docs.github.com/actions, "Workflow commands"): the runner reads them
              from the log, and shows ten of each level

To add a place: one function, one line in the table `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from ..diagnostics import Diagnostic, Level

_COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def github(finding: Diagnostic, file: str) -> str:
    """A finding as one line for the runner. `file` is its path from the repository's root, "" when it is about no file."""
    place = [("file", file)] if file else []
    if file and finding.where and finding.where.line:
        place += [("line", str(finding.where.line)), ("col", str(finding.where.column))]
    properties = ",".join(f"{key}={_property(value)}" for key, value in (*place, ("title", finding.code)))
    subject = f"{finding.path}: " if finding.path else ""
    hint = f"\n{finding.hint}" if finding.hint else ""
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(f'{subject}{finding.message}{hint}')}"


def _data(text: str) -> str:
    """Text that cannot end the command (the runner's toolkit, `escapeData`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same, where `:` and `,` end a value (`escapeProperty`)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMS: Final[Mapping[str, Callable[[Diagnostic, str], str]]] = MappingProxyType({"github": github})
"""How findings are written for each place: the finding, and its file from the repository's root."""
