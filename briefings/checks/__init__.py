"""What a finished file must keep to, one rule a file. To add a rule: one file beside this, one line in the table.

`briefings check --file` runs them on any .pptx; the tests hold what we build to them. They tell, they never mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ..diagnostics import BriefingsError, Diagnostic, Where, error
from . import chart_axes, content_types, deck, placeholders, relations, sections, shape_ids, titles

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


def run(path: Path, data: bytes | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in a file; a file that cannot be read is a finding too."""
    if path.suffix.lower() not in (".pptx", ".potx"):
        return (
            error(
                "file-unknown",
                f"`{path.name}` is not a .pptx",
                Where(path.name),
                hint="this version checks .pptx and .potx files only",
            ),
        )
    try:
        opened = deck.read(path, data)
    except BriefingsError as problem:
        return problem.findings
    return tuple(finding for rule in DECK_RULES.values() for finding in rule(opened))
