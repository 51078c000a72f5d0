"""What a finished file must keep to, one subject a file. To add a rule: a function in a file beside this, one line in the table.

A table names each rule by the code of its findings; `check_file` opens a file by what it is, whatever it is called, and runs the
rules for its kind. `briefings check --file` runs them on any file, `build` on what it makes. They tell, they never mend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ..diagnostics import BriefingsError, Diagnostic, Level, Where, warning
from ..ooxml import deck, elsewhere
from ..ooxml.package import Package
from . import (
    alt_text,
    chart_axes,
    chart_data,
    chart_text,
    content_types,
    contrast,
    languages,
    links,
    macros,
    placeholders,
    properties,
    reading_order,
    relations,
    sections,
    shape_ids,
    signature,
    sound,
    tables,
    text_size,
    titles,
)
from .pdf import PDF_RULES, document

DECK_RULES: Final[Mapping[str, Callable[[deck.Deck], Iterator[Diagnostic]]]] = MappingProxyType(
    {
        "deck-content-type-missing": content_types.missing,
        "deck-content-type-wrong": content_types.wrong,
        "deck-content-type-dangling": content_types.dangling,
        "deck-relation-dangling": relations.dangling,
        "deck-reference-dangling": relations.missing,
        "deck-layout-missing": relations.unrelated,
        "deck-shape-id-twice": shape_ids.twice,
        "deck-axis-id-negative": chart_axes.negative,
        "deck-axis-unknown": chart_axes.unknown,
        "deck-chart-data-differs": chart_data.differs,
        "deck-section-dangling": sections.dangling,
        "deck-section-twice": sections.twice,
        "deck-section-missing": sections.missing,
        "deck-section-unnamed": sections.unnamed,
        "deck-macro": macros.none,
        "deck-document-title-missing": properties.title_missing,
        "deck-title-missing": titles.missing,
        "deck-title-twice": titles.twice,
        "deck-title-off-slide": titles.off_slide,
        "deck-placeholder-empty": placeholders.empty,
        "deck-reading-order": reading_order.kept,
        "deck-alt-missing": alt_text.missing,
        "deck-alt-file-name": alt_text.file_name,
        "deck-alt-machine": alt_text.machine,
        "deck-chart-alt-missing": alt_text.chart_missing,
        "deck-shape-unmarked": alt_text.unmarked,
        "deck-table-header-missing": tables.header_missing,
        "deck-language-missing": languages.missing,
        "deck-language-wrong": languages.wrong,
        "deck-contrast-low": contrast.low,
        "deck-contrast-unknown": contrast.unknown,
        "deck-chart-contrast-low": chart_text.low,
        "deck-text-small": text_size.small,
        "deck-footer-small": text_size.small_lines,
        "deck-link-text": links.text,
        "deck-link-address": links.address,
    }
)

OF_A_SLIDE: Final = frozenset((
    "deck-placeholder-empty", "deck-reading-order", "deck-alt-missing", "deck-alt-file-name", "deck-alt-machine",
    "deck-chart-alt-missing", "deck-shape-unmarked", "deck-table-header-missing", "deck-language-missing",
    "deck-language-wrong", "deck-contrast-low", "deck-contrast-unknown", "deck-chart-contrast-low", "deck-text-small",
    "deck-footer-small", "deck-link-text", "deck-link-address"
))  # fmt: skip
"""Rules of decks that find in one what they find on its slides: those on which they find nothing change nothing in what they tell."""

RULES: Final[Mapping[str, Mapping[str, Callable[[Any], Iterator[Diagnostic]]]]] = MappingProxyType(
    {"pptx": DECK_RULES, "pdf": PDF_RULES}
)
"""The rules by kind of file. Each takes the file as its reader opens it."""

_READERS: Final[Mapping[str, Callable[[Path, bytes | None], Any]]] = MappingProxyType(
    {"pptx": deck.read, "pdf": document.read}
)


def check_file(path: Path, data: bytes | None = None, package: Package | None = None) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in a file (`data`, when given, is what stands in it; `package`, a deck's parts as they were written).

    A file that cannot be read, or of a kind without rules, is a finding too; no file raises.
    """
    try:
        if package is not None:
            return tuple(_found("pptx", deck.of(path, package), path))
        kind = signature.kind(path, data)
        if kind not in RULES:
            raise BriefingsError([signature.unknown(path, kind)])
        found = tuple(_found(kind, _READERS[kind](path, data), path))
        whole = not any(finding.level is Level.ERROR for finding in found)  # what is wrong is told already
        return (*found, *_elsewhere(path, data)) if kind == "pptx" and whole else found
    except BriefingsError as problem:
        return problem.findings


def _elsewhere(path: Path, data: bytes | None) -> Iterator[Diagnostic]:
    """A deck that another library cannot read is told: scripts will fail on it."""
    if reason := elsewhere.refused(path.read_bytes() if data is None else data):
        message = f"python-pptx, which many programs read decks with, cannot read this file ({reason})"
        hint = "open it in PowerPoint and save it again; what it then repairs was wrong"
        yield warning("deck-unread-elsewhere", message, Where(path.as_posix()), hint=hint)


def _found(kind: str, opened: Any, path: Path) -> Iterator[Diagnostic]:
    local = {name: rule for name, rule in RULES[kind].items() if name in OF_A_SLIDE}
    fewer = sound.unsound(opened, local) if local else opened
    for name, rule in RULES[kind].items():
        yield from _run(name, rule, fewer if name in local else opened, path)


def _run(name: str, rule: Callable[[Any], Iterator[Diagnostic]], opened: Any, path: Path) -> Iterator[Diagnostic]:
    """A rule's findings. What a stranger's file holds may break a rule: that is said, and the other rules go on."""
    try:
        yield from rule(opened)
    except Exception as problem:
        message = f"the rule `{name}` could not be applied: {type(problem).__name__}: {problem}"
        hint = "this file holds something that the rule does not know; the other rules were applied"
        yield warning("file-odd", message, Where(path.as_posix()), hint=hint)
