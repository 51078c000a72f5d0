"""The file says what language it is in, and each stretch of it is in the language that it claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...diagnostics import Diagnostic, error, warning
from ...regex import regex
from ..tongue import of_script, of_small_words
from .content import Key
from .document import Document, Node

_TAG: Final = regex(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_REMARK: Final = regex(r"(\S)\s*[（(][^（()）]*[)）]\s*$")


def missing(document: Document) -> Iterator[Diagnostic]:
    """Without a language, a screen reader says the words in whatever voice is on (ISO 14289-1, 7.2; WCAG 2.2, 3.1.1)."""
    if document.tagged and not document.language.strip():
        message = "the file does not say its language"
        hint = "set `Lang` in the catalog"
        yield error("pdf-language-missing", message, document.where(), hint=hint)


def unknown(document: Document) -> Iterator[Diagnostic]:
    """A language is named by its tag (BCP 47): anything else is nobody's voice."""
    if document.language.strip() and not _TAG.fullmatch(document.language):
        yield error("pdf-language-unknown", f"`{document.language[:40]}` is no language tag", document.where())
    for node, _ in document.walk():
        if node.language and not _TAG.fullmatch(node.language):
            yield error("pdf-language-unknown", f"`{node.language[:40]}` is no language tag", document.where())


def wrong(document: Document) -> Iterator[Diagnostic]:
    """What is said to be in one language is written in its script, and, where there is enough of it, in its words (WCAG 2.2, 3.1.2).

    Names in Latin letters stand in texts of every script; a stretch that is marked with a language of its own is no such name.
    """
    for node, above in document.walk():
        if node.tag == "Figure":
            continue  # its alternative text is said, not the labels in it
        own = _own_words(document, node)
        if (
            node.language
        ):  # what stands in brackets behind words may say, to readers of the text around, which language they are in
            own = _REMARK.sub(r"\1", own)
        told = document.spoken(node, above)
        found = _in_other_letters(told, own, marked=bool(node.language)) or of_small_words(told, own)
        if found:
            shown = " ".join(own.split())
            message = f"`{shown[:60]}` is marked as {told}, but is in {f'`{found}`' if len(found) == 2 else found}"
            yield warning(
                "pdf-language-wrong", message, document.where(), hint="mark the stretch with its own language"
            )


def _own_words(document: Document, node: Node) -> str:
    """The words of an element that stand in none below it, with those of links and spans that claim no language of their own."""
    made: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Key):
            made.append(document.marks[kid].text if kid in document.marks else "")
        elif isinstance(kid, Node) and kid.tag in ("Span", "Link") and not kid.language:
            made.append(_own_words(document, kid))
    return "".join(made)


def _in_other_letters(given: str, text: str, *, marked: bool) -> str:
    return of_script(given, text, least_words=2, names=False) if marked else of_script(given, text)
