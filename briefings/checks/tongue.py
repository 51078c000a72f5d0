"""Which language a text is in, as far as its letters and small words tell.

Judged by script (Cyrillic letters are no English), and between English, French, Spanish, German, Italian, Portuguese and Dutch by the small
words of a whole paragraph. Names, addresses and abbreviations are left alone; what is too short to tell is not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from types import MappingProxyType
from typing import Final

_LATIN: Final = "en fr es de it pt nl pl tr sv da nb fi cs ro hu id vi sw"
# the scripts that a language is written in; one that is not here is not judged by its letters
_SCRIPTS: Final = MappingProxyType(
    {
        **dict.fromkeys(_LATIN.split(), frozenset({"LATIN"})),
        **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "ky", "tg"), frozenset({"CYRILLIC"})),
        **dict.fromkeys(("ar", "fa", "ur", "ps"), frozenset({"ARABIC"})),
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
_ADDRESS: Final = (
    10  # so many words with a number or a comma, or all in capitals, may be an address or names: they stay as they are
)
_WEB: Final = re.compile(r"\S+(?:://|@)\S+|www\.\S+")
_EUROPEAN: Final = re.compile("[\0-\u024f\u2000-\u206f]*")
"""Letters of Latin alone, and the marks of its texts."""
_FEW_LETTERS: Final = 4  # fewer letters of another script may be a symbol or an abbreviation
_FEW_WORDS: Final = 6  # names and terms stand in other texts as they are: so many words in Latin letters are a text
# Small words that stand in every sentence of a language and, as a set, in no other's.
_SMALL: Final = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "the of and to in is was were are that for with which this these from by on at been has have had their its "
            "not as or"
        ),
        "fr": (
            "le la les des du de et est dans pour une un que qui sur avec par au aux ont été sont ce cette ces leur "
            "leurs ne pas d l"
        ),
        "es": (
            "el la los las del de y en que para una un por con se al su sus fue han sido son esta este estos como más "
            "no lo"
        ),
        "de": (
            "der die das und ist in zu den des mit von für auf dem ein eine im nicht sich wurde werden auch als bei "
            "sind hat"
        ),
        "it": (
            "il la i gli le di del della e in che per una un con da al alla sono è stato non dei delle nel nella si "
            "come"
        ),
        "pt": (
            "o a os as do da dos das de e em que para uma um por com ao à foi são não mais no na nos nas se como pelo "
            "pela"
        ),
        "nl": (
            "de het een van en in is op te dat die voor met zijn aan door niet werd worden ook als bij om uit hebben "
            "naar"
        ),
    }.items()
}
_SPEAKERS: Final = {
    word: tuple(language for language, small in _SMALL.items() if word in small)
    for word in frozenset().union(*_SMALL.values())
}
# so many small words make a judgement, and three times as many as of the language that is given
_LEAST_SMALL: Final = 5
_TIMES: Final = 3


def of_script(given: str, text: str, *, least_words: int = _FEW_WORDS, names: bool = True) -> str:
    """The language whose script a text is in, when the language that is given is not written in it; "" when that is well.

    `least_words` in Latin letters are a text, and no name, in another script. With `names`, what may be a name or an
    address is none in any script; what stands for a place on the web is in none.
    """
    own = _SCRIPTS.get(given.split("-", maxsplit=1)[0].lower())
    if own is None or ("LATIN" in own and _EUROPEAN.fullmatch(text)):
        return ""
    text = _WEB.sub(" ", text)
    counts = Counter[str]()
    for letter, often in Counter(text).items():
        if letter.isalpha() and (script := _script(letter)) in _KNOWN:
            counts[script] += often
    if not counts:
        return ""
    script, letters = counts.most_common(1)[0]
    # Chinese is Chinese without kana, Japanese has some
    if given.lower().startswith("zh") and counts["HIRAGANA"] >= _FEW_LETTERS:
        return "ja"
    if script in own or letters <= sum(counts[one] for one in own):
        return ""
    least = 2 if script == "CJK" else _FEW_LETTERS
    if letters < least or (script == "LATIN" and len(re.findall(r"\b[^\W\d_]*[a-zß-ÿ]{2,}\b", text)) < least_words):
        return ""
    return "" if names and _stands_as_it_is(text, script) else _TYPICAL[script]


def of_small_words(given: str, text: str) -> str:
    """The language whose small words a text is full of, when it is not the one that is given; "" when that is well."""
    own = given.split("-", maxsplit=1)[0].lower()
    if own not in _SMALL:
        return ""
    words = re.findall(r"[^\W\d_]+", text.casefold()) if len(text) >= 2 * _LEAST_SMALL - 1 else []
    if len(words) < _LEAST_SMALL:
        return ""
    hits = dict.fromkeys(_SMALL, 0)
    for word in words:
        for language in _SPEAKERS.get(word, ()):
            hits[language] += 1
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= _LEAST_SMALL and hits[best] >= _TIMES * max(1, hits[own]) else ""


def _stands_as_it_is(text: str, script: str) -> bool:
    """True for what may be a name or an address."""
    words = re.findall(r"[^\W\d_]+", text)
    count = sum(len(word) for word in words) // 2 if script == "CJK" else len(words)
    marked = re.search(r"[\d,،，、]", text) or all(word[0].isupper() for word in words)
    return count < 3 or (count <= _ADDRESS and bool(marked))


@cache
def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name in the Unicode database."""
    return unicodedata.name(letter, "?").split()[0]
