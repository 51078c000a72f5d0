"""Every figure has words for those who cannot see it, and they are words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...diagnostics import Diagnostic, error, warning
from ...language.alt_words import is_file_name, is_machine_made
from .document import Document, Node

_FIGURES: Final = frozenset({"Figure", "Formula"})


def missing(document: Document) -> Iterator[Diagnostic]:
    """A figure has alternative or replacement text (ISO 14289-1, 7.3; WCAG 2.2, 1.1.1)."""
    for number, (node, _) in enumerate(_figures(document), 1):
        if not node.alt.strip() and not node.actual.strip():
            hint = "say what it shows; what only decorates is an artifact"
            yield error("pdf-alt-missing", f"figure {number} has no alternative text", document.where(), hint=hint)


def file_name(document: Document) -> Iterator[Diagnostic]:
    """A file name tells a listener nothing (WCAG 2.2, failure F30)."""
    for number, (node, _) in enumerate(_figures(document), 1):
        if is_file_name(node.alt):
            message = f"the alternative text of figure {number} is a file name: {node.alt.strip()[:80]}"
            yield error("pdf-alt-file-name", message, document.where(), hint="say what the figure shows")


def machine(document: Document) -> Iterator[Diagnostic]:
    """An alternative text is somebody's words, not what a program guessed from the picture (WCAG 2.2, 1.1.1)."""
    for number, (node, _) in enumerate(_figures(document), 1):
        if is_machine_made(node.alt):
            message = f"a program guessed the alternative text of figure {number}: {' '.join(node.alt.split())[:80]}"
            hint = "say what the figure is there to show, and take the program's remark out"
            yield warning("pdf-alt-machine", message, document.where(), hint=hint)


def _figures(document: Document) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    return (pair for pair in document.walk() if pair[0].tag in _FIGURES)
