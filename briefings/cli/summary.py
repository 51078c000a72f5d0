"""What a run made and found, in Markdown: the account on the page of an automated build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic, Level
from ..regex import regex

if TYPE_CHECKING:
    from ..engine.build import Output

_MARKS: Final = regex(r"([\\`*_\[\]<>|#&])")


def markdown(outputs: Sequence[Output], findings: Sequence[Diagnostic]) -> str:
    """A table of the files, then the errors and warnings; content can neither close a cell nor become a mark."""
    lines = ["## Briefings", ""]
    if outputs:
        lines += ["| file | language | pages | kB | SHA-256 |", "|---|---|---:|---:|---|"]
        lines += [
            f"| {_plain(one.name)} | {one.language} | {one.about['pages']} | {one.size / 1000:.0f} | `{one.sha256[:16]}…` |"
            for one in outputs
        ]
    else:
        lines.append("No file was made.")
    told = [finding for finding in findings if finding.level is not Level.NOTE]
    lines += ["", "No errors and no warnings." if not told else "| level | where | what |\n|---|---|---|"]
    lines += [
        f"| {finding.level} | {_plain(str(finding.where or ''))} | {_plain(finding.message)}{_hint(finding)} |"
        for finding in told
    ]
    return "\n".join(lines) + "\n\n"


def _hint(finding: Diagnostic) -> str:
    return f"<br>{_plain(finding.hint)}" if finding.hint else ""


def _plain(text: str) -> str:
    """Text without any meaning to Markdown, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
