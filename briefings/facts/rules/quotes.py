"""Quotes that are not what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ...diagnostics import Diagnostic, error
from ...regex import regex
from ...values import Text
from ..ledger import Ledger, items

_ELLIPSIS = regex(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_BRACKET = regex(r"\[[^\]]*\]")


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """A quote stands in its source word for word. An ellipsis stands for words left out, words in [brackets] are the editor's own."""
    for item in items(ledger.root, "quotes"):
        text = item["text"]
        if isinstance(text, Text) and not text.spoken:
            yield from _quote(text, ledger)


def _quote(text: Text, ledger: Ledger) -> Iterator[Diagnostic]:
    cited = ledger.cited(text.origin)
    document = ledger.documents.get(cited.key) if cited else None
    if cited is None or document is None or document.problem:
        return
    said = plain(document.words(cited.first, cited.last))
    if stands(text.content, said):
        return
    message = f"this quote is not what `{document.name}` has: {_difference(plain(text.content), said)}"
    hint = "quote word for word; mark what is left out by […] and what is yours by [brackets]"
    yield error("quote-altered", message, ledger.where.get(text.origin), text.origin, hint)


def plain(text: str) -> str:
    """A text without what printing changes: kinds of marks, hyphens at line ends, spaces, emphasis."""
    text = re.sub(r"[“”«»„\"‟]", "", text.replace("\u00ad", "").replace("\\", ""))
    text = re.sub(r"[’‘`´]", "'", re.sub(r"[–—−‑]", "-", text))
    return " ".join(re.sub(r"[*_]", "", text).split())


def stands(quote: str, said: str) -> bool:
    """Whether a quote's parts stand in a text in their order."""
    at = 0
    for part in _ELLIPSIS.split(quote.rstrip(" .,;")):
        pieces = [re.escape(plain(piece)) for piece in _BRACKET.split(part)]
        pattern = r"\b\S*\s?(?:\S+\s){0,6}?".join(pieces) if len(pieces) > 1 else pieces[0]
        match = re.compile(pattern.strip()).search(said, at)
        if match is None:
            return False
        at = match.end()
    return True


def _difference(quote: str, said: str) -> str:
    mine, other = quote.split(), said.split()
    for kind, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            return (
                f"“{' '.join(mine[a:b][:8])}” where the source has “{' '.join(other[c:d][:8])}”"
                if c < d
                else f"“{' '.join(mine[a:b][:8])}” is not there"
            )
        if kind == "insert" and 0 < a < len(mine):
            return f"“{' '.join(other[c:d][:8])}” is left out without a mark"
    return "its words stand in another order"
