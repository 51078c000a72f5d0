"""Every font is in the file, and every code in it has a character."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, error
from .document import Document


def embedded(document: Document) -> Iterator[Diagnostic]:
    """A font that is not embedded looks different elsewhere, or is not there (ISO 14289-1, 7.21.4; ISO 19005-2, 6.2.11.4)."""
    for name in dict.fromkeys(font.name for font in document.fonts if not font.embedded):
        yield error("pdf-font-not-embedded", f"the font {name[:80]} is not embedded", document.where())


def told(document: Document) -> Iterator[Diagnostic]:
    """Without characters, text cannot be read aloud, found or copied (ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7)."""
    for name in dict.fromkeys(font.name for font in document.fonts if not font.told):
        message = f"the font {name[:80]} does not say which characters its shapes stand for"
        yield error("pdf-unicode-missing", message, document.where(), hint="embed it with a `ToUnicode` map")
