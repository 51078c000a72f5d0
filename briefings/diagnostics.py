"""What is wrong, where, and how to put it right.

A finding names the file, line and column, shows the line, and hints at the cure. Findings are collected, so that one run
tells them all.

    BriefingsError            something in the input stops the work; carries findings
        (nothing below it: code and level of each finding say what kind it is)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from .frozen import frozen


class Level(StrEnum):
    """How bad: an error stops an output, a warning does not (unless `--strict`), a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: line and column count from 1; `excerpt` is that line's text."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@frozen
class Diagnostic:
    """One finding. `path` is the id of the field or shape it is about; `code` is stable and may be searched for."""

    level: Level
    code: str
    message: str
    where: Where | None = None
    path: str = ""
    hint: str = ""

    def render(self) -> str:
        """The finding as a compiler would print it: place, path, level and code, message; then line and hint."""
        head = ": ".join(part for part in (str(self.where) if self.where else "", self.path) if part)
        lines = [
            f"{head}: {self.level}[{self.code}]: {self.message}"
            if head
            else f"{self.level}[{self.code}]: {self.message}"
        ]
        if self.where and self.where.excerpt:
            lines.append(f"  {self.where.line:>4} | {_clip(self.where.excerpt)}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class BriefingsError(Exception):
    """The input cannot be built as it stands; `findings` say why, each with its place and its cure."""

    def __init__(self, findings: Iterable[Diagnostic]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.render() for finding in self.findings))


def error(code: str, message: str, where: Where | None = None, path: str = "", hint: str = "") -> Diagnostic:
    """A finding that stops the output it is about."""
    return Diagnostic(Level.ERROR, code, message, where, path, hint)


def fault(code: str, message: str, where: Where | None = None, path: str = "", hint: str = "") -> BriefingsError:
    """What to raise for one error that stops the work at hand."""
    return BriefingsError([error(code, message, where, path, hint)])


def warning(code: str, message: str, where: Where | None = None, path: str = "", hint: str = "") -> Diagnostic:
    """A finding that the author should mend; the output is written all the same."""
    return Diagnostic(Level.WARNING, code, message, where, path, hint)


def note(code: str, message: str, where: Where | None = None, path: str = "", hint: str = "") -> Diagnostic:
    """A finding that only tells."""
    return Diagnostic(Level.NOTE, code, message, where, path, hint)


LISTED: Final = 24
"""So many names are listed."""


def nearest(word: str, known: Sequence[str], alike: float = 0.85) -> str:
    """The known name that is most like a word; "" where none is so much alike."""
    near = difflib.get_close_matches(word.casefold(), [name.casefold() for name in known], 1, alike)
    return next((name for name in known if name.casefold() == near[0]), "") if near else ""


def did_you_mean(word: str, known: Iterable[str], kind: str = "") -> str:
    """The hint for a name that nobody knows: the nearest known one, the one that it holds or the only one that holds it, else the list, of a long one those most alike."""
    names = sorted(set(known))
    held = (name for name in names if len(name) > 3 and name.casefold() in word.casefold())
    holding = [name for name in names if len(word) > 3 and word.casefold() in name.casefold()]
    whole = holding[0] if len(holding) == 1 else ""
    if near := nearest(word, names, 0.6) or max(held, key=len, default="") or whole:
        return f"did you mean `{near}`?"
    shown = names if len(names) <= LISTED else sorted(difflib.get_close_matches(word, names, LISTED, 0))
    listed = ", ".join(f"`{name}`" for name in shown) + ", …" * (len(names) > len(shown))
    return f"known {kind + ' ' if kind else ''}names: {listed}" if names else ""


def _clip(text: str, limit: int = 110) -> str:
    flat = text.rstrip("\r\n").replace("\t", " ")
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
