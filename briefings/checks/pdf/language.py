"""The file says what language it is in, and each stretch of it is in the language that it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...diagnostics import Diagnostic, error, warning
from .content import Key
from .document import Document, Node

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_SCRIPTS: Final = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "Han": re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]"),
}
_WRITTEN: Final = {
    **dict.fromkeys(
        ("en", "fr", "es", "de", "it", "pt", "nl", "pl", "cs", "sv", "da", "fi", "tr", "id", "sw", "ro"), "Latin"
    ),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "ky", "tg"), "Cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "Arabic"),
    "zh": "Han",
}

# Words that hardly a sentence does without, and that few other languages have.
_FUNCTION_WORDS: Final = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "was",
            "were",
            "for",
            "with",
            "that",
            "on",
            "by",
            "from",
            "this",
            "are",
            "be",
            "or",
            "its",
            "their",
            "which",
            "has",
            "have",
            "through",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "et",
            "du",
            "une",
            "est",
            "pour",
            "dans",
            "que",
            "qui",
            "sur",
            "par",
            "au",
            "aux",
            "avec",
            "ses",
            "leur",
            "sont",
            "été",
            "ce",
            "cette",
            "d",
            "l",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "y",
            "del",
            "una",
            "es",
            "para",
            "en",
            "que",
            "por",
            "con",
            "se",
            "su",
            "sus",
            "al",
            "fue",
            "son",
            "como",
            "más",
            "lo",
            "este",
            "esta",
        ]
    ),
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 8
"""So many words are asked for before the words themselves say which language they are in."""


def missing(document: Document) -> Iterator[Diagnostic]:
    """Without a language, a screen reader says the words in whatever voice is on (ISO 14289-1, 7.2; WCAG 2.2, 3.1.1)."""
    if not document.language.strip():
        yield error(
            "pdf-language-missing",
            "the file does not say its language",
            document.where(),
            hint="set `Lang` in the catalog",
        )


def unknown(document: Document) -> Iterator[Diagnostic]:
    """A language is named by its tag (BCP 47): anything else is nobody's voice."""
    if document.language.strip() and not _TAG.fullmatch(document.language):
        yield error("pdf-language-unknown", f"`{document.language[:40]}` is no language tag", document.where())
    for node, _ in document.walk():
        if node.language and not _TAG.fullmatch(node.language):
            yield error("pdf-language-unknown", f"`{node.language[:40]}` is no language tag", document.where())


def wrong(document: Document) -> Iterator[Diagnostic]:
    """What is said to be in one language is written in its script, and, where there is enough of it, in its words (WCAG 2.2, 3.1.2)."""
    for node, above in document.walk():
        own = _own_words(document, node)
        told = document.spoken(node, above)
        claimed = told.partition("-")[0].lower()
        found = _other(own, claimed, bool(node.language)) if claimed in _WRITTEN else ""
        if found:
            shown = " ".join(own.split())
            message = f"`{shown[:60]}` is marked as {told}, but is written in {found}"
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


def _other(text: str, claimed: str, explicit: bool) -> str:
    """The script or language that a text is in when it cannot be the claimed one; "" when it can."""
    letters = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    total = sum(letters.values())
    script = _WRITTEN[claimed]
    most = max(letters, key=lambda one: letters[one])
    if total < 2:
        return ""
    # names and acronyms in Latin letters stand in texts of every script; a stretch that claims a language is no such name
    foreign = most != "Latin" or (explicit and not letters[script] and " " in text.strip())
    if most != script and foreign and letters[most] * 2 > total:
        return f"{most} letters"
    if most == "Latin":
        return _language(text, claimed)
    return ""


def _language(text: str, claimed: str) -> str:
    """English, French or Spanish by its small words; "" when they are the claimed language's, or too few to say."""
    words = _WORD.findall(text.casefold())
    if len(words) < _ENOUGH:
        return ""
    hits = {language: sum(word in small for word in words) for language, small in _FUNCTION_WORDS.items()}
    best = max(hits, key=lambda one: hits[one])
    if best == claimed or hits[best] < max(3, len(words) / 7) or hits[best] <= 2 * hits.get(claimed, 0) + 1:
        return ""
    return {"en": "English", "fr": "French", "es": "Spanish"}[best]
