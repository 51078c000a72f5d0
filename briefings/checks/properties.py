"""The document has a title of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..diagnostics import Diagnostic, warning
from ..ooxml.deck import Deck
from ..regex import regex

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
# what programs put there when nobody wrote one
_MACHINE: Final = regex(
    r"^((microsoft )?powerpoint[- ](presentation|präsentation)|présentation powerpoint|presentación de powerpoint|"
    r"презентация powerpoint|powerpoint 演示文稿|عرض تقديمي في powerpoint|pptxgenjs presentation|presentation|slide|untitled)\s*\d*$",
    re.IGNORECASE,
)


def title_missing(deck: Deck) -> Iterator[Diagnostic]:
    """The document's properties hold its title, and not what a program put there: it is what a window or a search shows (WCAG 2.2, 2.4.2)."""
    part = next(deck.related("/", "core-properties"), "")
    root = deck.roots.get(part)
    title = "" if root is None else " ".join((root.findtext(_TITLE) or "").split())
    if not title or _MACHINE.match(title):
        message = f"the document's title is `{title}`, which says nothing" if title else "the document has no title"
        hint = "fill “Title” in the file's properties"
        yield warning("deck-document-title-missing", message, deck.where(), hint=hint)
