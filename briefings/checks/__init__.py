"""What a finished file must keep to, one subject a file. To add a rule: a function in a file beside this, one line in the table.

A table names each rule by the code of its findings; `check_file` opens a file by what it is, whatever it is called, and runs the
rules for its kind. `briefings check --file` runs them on any file, `build` on what it makes. They tell, they never mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ..diagnostics import BriefingsError, Diagnostic, Where, warning
from . import chart_axes, content_types, deck, placeholders, relations, sections, shape_ids, signature, titles

DECK_RULES: Final[Mapping[str, Callable[[deck.Deck], Iterator[Diagnostic]]]] = MappingProxyType(
    {
        "shape-ids": shape_ids.check,
        "relations": relations.check,
        "content-types": content_types.check,
        "chart-axes": chart_axes.check,
        "sections": sections.check,
        "placeholders": placeholders.check,
        "titles": titles.check,
    }
)

RULES: Final[Mapping[str, Mapping[str, Callable[[Any], Iterator[Diagnostic]]]]] = MappingProxyType({"pptx": DECK_RULES})
"""The rules by kind of file. Each takes the file as its reader opens it."""

_READERS: Final[Mapping[str, Callable[[Path, bytes | None], Any]]] = MappingProxyType({"pptx": deck.read})


def check_file(path: Path, data: bytes | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in a file (`data`, when given, is what stands in it).

    A file that cannot be read, or of a kind without rules, is a finding too; no file raises.
    """
    try:
        kind = signature.kind(path, data)
        if kind not in RULES:
            raise BriefingsError([signature.unknown(path, kind)])
        opened = _READERS[kind](path, data)
    except BriefingsError as problem:
        return problem.findings
    return tuple(finding for name, rule in RULES[kind].items() for finding in _run(name, rule, opened, path))


def _run(name: str, rule: Callable[[Any], Iterator[Diagnostic]], opened: Any, path: Path) -> Iterator[Diagnostic]:
    """A rule's findings. What a stranger's file holds may break a rule: that is said, and the other rules go on."""
    try:
        yield from rule(opened)
    except BriefingsError as problem:
        yield from problem.findings
    except Exception as problem:
        yield warning(
            "file-odd",
            f"the rule `{name}` could not be applied: {type(problem).__name__}: {problem}",
            Where(path.as_posix()),
            hint="this file holds something that the rule does not know; the other rules were applied",
        )
