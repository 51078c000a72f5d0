"""Every run of text says which language it is in, and says it rightly."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from ..diagnostics import Diagnostic, warning
from .deck import A, C, Deck
from .markup import P

_LANG: Final = f"{C}lang"
# the scripts that a language is written in; one that is not here is not judged by its letters
_SCRIPTS: Final = MappingProxyType(
    {
        **{
            language: frozenset({"LATIN"})
            for language in [
                "en",
                "fr",
                "es",
                "de",
                "it",
                "pt",
                "nl",
                "pl",
                "tr",
                "sv",
                "da",
                "nb",
                "fi",
                "cs",
                "ro",
                "hu",
                "id",
                "vi",
            ]
        },
        **{language: frozenset({"CYRILLIC"}) for language in ["ru", "uk", "be", "bg", "mk"]},
        **{language: frozenset({"ARABIC"}) for language in ["ar", "fa", "ur", "ps"]},
        "el": frozenset({"GREEK"}),
        "he": frozenset({"HEBREW"}),
        "zh": frozenset({"CJK"}),
        "ja": frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
        "ko": frozenset({"HANGUL", "CJK"}),
        "hi": frozenset({"DEVANAGARI"}),
        "th": frozenset({"THAI"}),
    }
)
_KNOWN: Final = frozenset(script for scripts in _SCRIPTS.values() for script in scripts)
_TYPICAL: Final = {
    "LATIN": "a language in Latin letters", "CYRILLIC": "ru", "ARABIC": "ar", "GREEK": "el", "HEBREW": "he", "CJK": "zh",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip
_FEW_LETTERS: Final = 4  # fewer letters of another script may be a symbol or an abbreviation
_FEW_WORDS: Final = 6  # names and terms stand in other texts as they are: so many words in Latin letters are a text
# Small words that stand in every sentence of a language and, as a set, in no other's.
_SMALL: Final = MappingProxyType(
    {
        "en": [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "was",
            "were",
            "are",
            "that",
            "for",
            "with",
            "which",
            "this",
            "these",
            "from",
            "by",
            "on",
            "at",
            "been",
            "has",
            "have",
            "had",
            "their",
            "its",
            "not",
            "as",
            "or",
        ],
        "fr": [
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "et",
            "est",
            "dans",
            "pour",
            "une",
            "un",
            "que",
            "qui",
            "sur",
            "avec",
            "par",
            "au",
            "aux",
            "ont",
            "été",
            "sont",
            "ce",
            "cette",
            "ces",
            "leur",
            "leurs",
            "ne",
            "pas",
            "d",
            "l",
        ],
        "es": [
            "el",
            "la",
            "los",
            "las",
            "del",
            "de",
            "y",
            "en",
            "que",
            "para",
            "una",
            "un",
            "por",
            "con",
            "se",
            "al",
            "su",
            "sus",
            "fue",
            "han",
            "sido",
            "son",
            "esta",
            "este",
            "estos",
            "como",
            "más",
            "no",
            "lo",
        ],
        "de": [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "in",
            "zu",
            "den",
            "des",
            "mit",
            "von",
            "für",
            "auf",
            "dem",
            "ein",
            "eine",
            "im",
            "nicht",
            "sich",
            "wurde",
            "werden",
            "auch",
            "als",
            "bei",
            "sind",
            "hat",
        ],
        "it": [
            "il",
            "la",
            "i",
            "gli",
            "le",
            "di",
            "del",
            "della",
            "e",
            "in",
            "che",
            "per",
            "una",
            "un",
            "con",
            "da",
            "al",
            "alla",
            "sono",
            "è",
            "stato",
            "non",
            "dei",
            "delle",
            "nel",
            "nella",
            "si",
            "come",
        ],
        "pt": [
            "o",
            "a",
            "os",
            "as",
            "do",
            "da",
            "dos",
            "das",
            "de",
            "e",
            "em",
            "que",
            "para",
            "uma",
            "um",
            "por",
            "com",
            "ao",
            "à",
            "foi",
            "são",
            "não",
            "mais",
            "no",
            "na",
            "nos",
            "nas",
            "se",
            "como",
            "pelo",
            "pela",
        ],
        "nl": [
            "de",
            "het",
            "een",
            "van",
            "en",
            "in",
            "is",
            "op",
            "te",
            "dat",
            "die",
            "voor",
            "met",
            "zijn",
            "aan",
            "door",
            "niet",
            "werd",
            "worden",
            "ook",
            "als",
            "bij",
            "om",
            "uit",
            "hebben",
            "naar",
        ],
    }
)
_LEAST_SMALL: Final = (
    5  # so many small words make a judgement, and three times as many as of the language that is given
)
_TIMES: Final = 3


def missing(deck: Deck) -> Iterator[Diagnostic]:
    """Every run of text names its language, in slides, notes and charts, so that it is read out in the right voice (WCAG 2.2, 3.1.1, 3.1.2)."""
    for place, root in _texts(deck):
        bare = [
            text
            for run in root.iter(f"{A}r", f"{A}fld")
            if _letters(text := _said(run)) and (run.find(f"{A}rPr") is None or not run.find(f"{A}rPr").get("lang"))
        ]
        if bare:
            yield warning(
                "deck-language-missing",
                f"{'this text has' if len(bare) == 1 else f'{len(bare)} runs of text have'} no language: “{_clipped(bare[0])}”",
                deck.where(),
                place,
                "set the proofing language",
            )
    for slide, shape, _, root in deck.charts():
        if root.find(_LANG) is None or not root.find(_LANG).get("val"):
            yield warning(
                "deck-language-missing",
                "the texts of this chart have no language",
                deck.where(),
                slide.at(shape),
                "give its part a `c:lang`",
            )


def wrong(deck: Deck) -> Iterator[Diagnostic]:
    """The language that a text names is the one that it is in (WCAG 2.2, 3.1.2).

    Judged by script (Cyrillic letters are no English), and between English, French, Spanish, German, Italian, Portuguese and Dutch by
    the small words of a whole paragraph. Names and abbreviations are left alone; what is too short to tell is not judged.
    """
    for place, root in _texts(deck):
        for paragraph in root.iter(f"{A}p"):
            finding = _judged(paragraph)
            if finding is not None:
                given, found, text = finding
                yield warning(
                    "deck-language-wrong",
                    f"this text says that it is in `{given}`, and is in {f'`{found}`' if len(found) == 2 else found}: “{_clipped(text)}”",
                    deck.where(),
                    place,
                    "set the proofing language",
                )
                break
    for slide, shape, _, root in deck.charts():
        given = root.find(_LANG).get("val", "") if root.find(_LANG) is not None else ""
        said = " ".join(one.text or "" for cache in root.iter(f"{C}strCache") for one in cache.iter(f"{C}v"))
        found = _of_script(given, said) if given else ""
        if found:
            yield warning(
                "deck-language-wrong",
                f"this chart says that it is in `{given}`, and is in {f'`{found}`' if len(found) == 2 else found}: “{_clipped(said)}”",
                deck.where(),
                slide.at(shape),
                "correct the `c:lang` of its part",
            )


def _texts(deck: Deck) -> Iterator[tuple[str, Any]]:
    """Every text with its place: the shapes of each slide, one by one, then its notes."""
    for slide in deck.slides:
        for shape in slide.all():
            if shape.kind in ("text", "table"):
                yield slide.at(shape), shape.element
        for part in deck.related(slide.part, "notesSlide"):
            if part in deck.roots:
                for body in deck.roots[part].iter(f"{P}txBody"):
                    yield f"{slide.at()}/notes", body


def _judged(paragraph: Any) -> tuple[str, str, str] | None:
    """The language that a paragraph names, the one that it is in, and the words that show it; None where nothing speaks against it."""
    by_language: dict[str, list[str]] = {}
    for run in paragraph.iter(f"{A}r", f"{A}fld"):
        properties = run.find(f"{A}rPr")
        given = "" if properties is None else properties.get("lang", "")
        if given and run.find(f"{A}rPr/{A}hlinkClick") is None:
            by_language.setdefault(given, []).append(_said(run))
    for given, texts in by_language.items():
        for text in texts:
            found = _of_script(given, text)
            if found:
                return given, found, text
        whole = "".join(texts)
        found = _of_small_words(given, whole)
        if found:
            return given, found, whole
    return None


def _of_script(given: str, text: str) -> str:
    """The language whose script a text is in, when the language that is given is not written in it; "" when that is well."""
    own = _SCRIPTS.get(given.split("-", maxsplit=1)[0].lower())
    counts = Counter(script for letter in text if letter.isalpha() and (script := _script(letter)) in _KNOWN)
    if own is None or not counts:
        return ""
    script, letters = counts.most_common(1)[0]
    # Chinese is Chinese without kana, Japanese has some
    if given.lower().startswith("zh") and counts["HIRAGANA"] >= _FEW_LETTERS:
        return "ja"
    if script in own or letters <= sum(counts[one] for one in own):
        return ""
    least = 2 if script == "CJK" else _FEW_LETTERS
    if letters < least or (script == "LATIN" and len(re.findall(r"\b[^\W\d_]*[a-zß-ÿ]{2,}\b", text)) < _FEW_WORDS):
        return ""
    return _TYPICAL[script]


def _of_small_words(given: str, text: str) -> str:
    """The language whose small words a text is full of, when it is not the one that is given; "" when that is well."""
    own = given.split("-", maxsplit=1)[0].lower()
    if own not in _SMALL:
        return ""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    hits = {language: sum(1 for word in words if word in small) for language, small in _SMALL.items()}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= _LEAST_SMALL and hits[best] >= _TIMES * max(1, hits[own]) else ""


@cache
def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name in the Unicode database."""
    return unicodedata.name(letter, "?").split()[0]


def _said(run: Any) -> str:
    return "".join(one.text or "" for one in run.iterfind(f"{A}t"))


def _letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _clipped(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39].rstrip()}…"
