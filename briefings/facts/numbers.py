"""The numbers of a text, each with what it is: a figure with its unit, qualifier and subject, or no figure, and why not.

    read    a text and its language -> Numbers in the order they stand

A year, a date, the symbol of a resolution, an ordinal, a telephone number, a version are numbers that count nothing. Six languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from ..frozen import frozen, replace
from ..language import LANGUAGES, of
from ..regex import regex
from ..values import figures
from . import number_words


@frozen
class Number:
    """A number as a reader meets it. `unit` is "%", "points" (of a percentage), an ISO 4217 code or ""; `reason` says why it is no
    figure, "" for one; `subject` is what stands after it, up to the next number or mark; `digits` how many are written (None: all).
    `before` and `after` are the nearest words on both sides, numbers in digits masked; `turn` is "up" or "down" where words before it say so."""

    start: int
    end: int
    shown: str
    value: Decimal
    unit: str = ""
    qualifier: str = ""
    digits: int | None = None
    reason: str = ""
    subject: str = ""
    spelt: bool = False
    before: str = ""
    after: str = ""
    turn: str = ""

    @property
    def figure(self) -> bool:
        return not self.reason


FALL: Final = 32
_FALLEN: Final = regex(r"▼[^\d\n▲▼.;]*$")
"""Before a number that something fell by, a few words at the most: turning the arrow turns the number."""

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_FOLDED: Final = _DIGITS | str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", " " * 10)
"""Small figures that lead to notes are no part of a number or of a word."""


def _any(part: str, *, edge: str = "") -> str:
    """What all languages say of something, as one pattern; `edge` stands behind those that part words by spaces."""
    spoken = ((getattr(one.reading, part), one.spaced) for one in LANGUAGES.values())
    return "|".join(f"(?:{words}){edge if spaced else ''}" for words, spaced in spoken if words)


_EDGE: Final = r"(?![^\W\d_])"
_NAME: Final = rf"(?i:(?:{_any('months')}){_EDGE})"
_OPEN: Final = rf"(?:{_NAME}(?:/{_NAME})?)"
"""A month by its name, in Arabic by two of them."""
_SHORT: Final = rf"(?i:{_any('short_months')})\.?"
_CODES: Final = (
    "USD|EUR|GBP|JPY|CHF|CNY|RUB|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|UAH|KZT|TRY|INR|PKR|BDT|LKR|IDR|MYR|PHP|THB|VND|KRW|SGD|HKD|BRL|MXN|COP|ARS|CLP|PEN|"
    "ZAR|KES|NGN|GHS|ETB|UGX|TZS|RWF|MZN|AOA|XOF|XAF|EGP|MAD|DZD|TND|LYD|SDG|IQD|JOD|LBP|SAR|AED|QAR|KWD|BHD|OMR|YER"
)

# What is no figure, as patterns over the whole text; a number that one of them covers takes its reason. In order: the first counts.
_NOT: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (reason, regex(pattern))
    for reason, pattern in (
        ("part of an address", r"(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.[\w.]+"),
        ("telephone number", rf"\+\d[\d\s().-]{{6,}}\d|(?i:\b(?:{_any('phones')})(?!\w))\.?:?\s*\(?\d[\d\s().-]{{5,}}\d"),
        ("symbol of a document", r"\b[A-Z]{1,5}(?:[/.-][A-Z]{1,6})*/[\w/.()-]*\d[\w/.()-]*(?:\s?\(\d{4}\))?"),
        ("symbol of a document", r"(?<![\d/])\d{1,4}/(?:\d{2,4}|[IVX]+)(?![\d/])(?:\s?[A-Z]\b)?|\b\d{1,4}\s?\([IVX]+\)"),
        ("symbol of a document", rf"(?i:\b(?:{_any('resolutions')})\s+)\d+(?:\s?\(\d{{4}}\))?"),
        ("date", rf"\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b\d{{1,2}}(?:er|\.)?\s+(?:de\s+)?{_OPEN}(?:\s+(?:de\s+)?\d{{4}})?|{_OPEN}\s+\d{{1,2}},?\s+\d{{4}}"),
        ("date", rf"{_OPEN}\s+(?:de\s+)?\d{{4}}|\d{{4}}\s?年(?:\s?\d{{1,2}}\s?月)?(?:\s?\d{{1,2}}\s?日)?|\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?"),
        ("date", rf"\b(?:\d{{1,2}}\s+)?{_SHORT}\s+\d{{4}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d\b"),
        ("date", rf"\b\d{{1,2}}(?:\s?[–—-]\s?|\s+(?:to|and|au|et|al|y|по|и|إلى)\s+)(?=\d{{1,2}}\s+(?:de\s+)?{_OPEN})"),
        ("time of day", r"\b[0-2]?\d:[0-5]\d(?::\d\d)?\b"),
        ("version", r"\b[vV]\d+(?:\.\d+)*\b|\b(?!\d{1,3}(?:\.\d{3})+\b)\d+\.\d+\.\d+(?:\.\d+)*\b"),
        ("ordinal", rf"\b\d+(?:{_any('ordinals', edge=_EDGE)})|第\s?\d+"),
        ("part of a name", r"\b(?:[A-Z]{1,}[a-z]*-\d+(?:[.-]\d+)*|[A-Za-z]+\d+\w*)\b(?![,.]\d)|\b[А-Я]+-\d+\b|(?:كوفيد|[A-Za-z]{3,})-\d+\b"),
        ("number of an item", rf"(?i:(?<!\w)(?:{_any('items')})\s+)\d+(?:\.\d+)*\b(?!\s?%)(?![,.]\d)"),
        ("code", r"(?<![\d.,])0\d+(?![\d.,]\d)"),
        ("number of a page", r"\(\d+/\d+\)"),
    )
)  # fmt: skip
_YEAR_CUE: Final = regex(rf"(?i)(?:(?<!\w)(?:{_any('year_before')})|[(–—-])\s*(?:عام\s*)?$")
_YEAR_AFTER: Final = regex(rf"\s*(?:$|[.,;:)\]،؛。，、–—-]|{_any('year_after')})")
_POINTS: Final = regex(rf"^\s?(?:{_any('points')})", re.I)
_PERCENT: Final = regex(rf"^\s?(?:%|٪|％|{_any('percent', edge=_EDGE)})", re.I)
_MONEY_BEFORE: Final = regex(rf"(?:(?P<sign>US\$|[$€£¥₽₹₴₺₩₦])|\b(?P<code>{_CODES}))[\s]?$")
_SIGNS: Final = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₴": "UAH", "₺": "TRY", "₩": "KRW", "₦": "NGN"}  # fmt: skip
_NAMES: Final = tuple(
    (code, regex(f"(?:{names}){_EDGE if one.spaced else ''}", re.I))
    for one in LANGUAGES.values()
    for code, names in one.reading.currencies.items()
)
_OF_MONEY: Final = regex(rf"^\s?(?:(?:{_any('of_money')})\s?)?", re.I)
_TURNS: Final = (("up", regex(f"(?i:{_any('rises')})")), ("down", regex(f"(?i:{_any('falls')})")))
_QUALIFIERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, regex(rf"(?i)(?:{'|'.join(filter(None, (one.reading.qualifiers.get(name, '') for one in LANGUAGES.values())))})\s*$"))
    for name in ("at-least", "at-most", "over", "under", "nearly", "about")
)  # fmt: skip
_ARTICLE: Final = regex(r"(?<=\s)(?:l['’]|(?:the|la|le|les|l[ao]s|el|une?|una)\s+)$", re.I)
"""Between a qualifier and a fraction in words: "plus de la moitié"."""
_MEASURE: Final = regex(
    rf"\s?(?:{'|'.join(sorted({word for one in LANGUAGES.values() for name, words in one.reading.units.items() if name != 'year' for word in words.split()}, key=len, reverse=True))}){_EDGE}",
    re.I,
)
"""A number before a measure counts, and is no year."""
_STOP: Final = regex(r"[.;:!?。；：！？؛؟\n\u2028|•()\[\]]|,\s|，|،\s|\d")


@lru_cache(512)
def read(text: str, language: str = "en") -> tuple[Number, ...]:
    """Every number of a text in digits or in words, in order. Marks of emphasis may stand in it."""
    folded = text.translate(_FOLDED)
    covers = [(m.start(), m.end(), reason) for reason, pattern in _NOT for m in pattern.finditer(folded)]
    found: list[Number] = []
    for one in figures.numerals(folded, language):
        made = _of_digits(folded, text, one, covers, language)
        cover = next(((a, b) for a, b, _ in covers if made.reason and a <= one.start + 1 and one.end <= b + 1), None)
        if cover and any(cover[0] <= other.start < cover[1] for other in found):
            continue  # a telephone number is one, however many groups it has
        found.append(
            replace(made, start=cover[0], end=cover[1], shown=text[slice(*cover)].strip(), subject="")
            if cover
            else made
        )
    taken = [(one.start, one.end) for one in found]
    spoken = language.partition("-")[0].lower()
    words = ((start, end, Decimal(value)) for start, end, value in number_words.spoken(folded, spoken))
    for start, end, value in (*_fractions(folded, spoken), *words):
        if not any(start < stop and begin < end for begin, stop in taken):
            found.append(_made(folded, text, start, end, value, None, spelt=True))
            taken.append((start, end))
    return tuple(sorted(found, key=lambda one: one.start))


def _fractions(text: str, language: str) -> Iterator[tuple[int, int, Decimal]]:
    """The fractions in words of a text, "two thirds": where each begins and ends, and its value."""
    for value, pattern in _fraction_words(language):
        yield from ((match.start(), match.end(), value) for match in pattern.finditer(text))


@cache
def _fraction_words(language: str) -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    spoken = of(language) if language in LANGUAGES else None
    edges = (r"(?<![\w-])", r"(?![\w-])") if spoken and spoken.spaced else ("", "")
    return tuple(
        (Decimal(part) / whole, re.compile(rf"{edges[0]}(?:{said}){edges[1]}", re.I))
        for part, whole, said in (spoken.reading.fractions if spoken else ())
    )


def _of_digits(
    folded: str, text: str, one: figures.Numeral, covers: list[tuple[int, int, str]], language: str
) -> Number:
    start = one.start + len(folded[one.start : one.end]) - len(folded[one.start : one.end].lstrip("$€£¥\u200e"))
    reason = next((why for begin, end, why in covers if begin <= start and one.end <= end + 1 and start < end), "")
    if not reason and _is_year(folded, start, one, language):
        reason = "year"
    # Chinese has no space before a minus, Arabic a letter for "and": to other languages it looks like a hyphen
    minus = one.value > 0 and re.search(r"(?:[^\W\d_]−|[\u3400-\u9fff]-)$", folded[max(0, one.start - 2) : one.start])
    minus = minus or (one.value > 0 and not reason and _FALLEN.search(folded[max(0, one.start - FALL) : one.start]))
    value = -one.value if minus else one.value
    return _made(folded, text, one.start, one.end, value, one.digits if one.power else None, reason)


def _is_year(folded: str, start: int, one: figures.Numeral, language: str) -> bool:
    """A bare 1961 is a year where nothing can be counted by it; Spanish, Russian and others write 2000 without a space too."""
    if not re.fullmatch(r"(?:19|20)\d\d", folded[start : one.end]):
        return False
    before, after = folded[max(0, start - 24) : start], folded[one.end :]
    if _unit_end(after, money=True) or _MONEY_BEFORE.search(before) or _MEASURE.match(after):
        return False
    if language.partition("-")[0] == "en" or not before.strip():
        return True  # house style writes 2,000 with a comma
    return bool(_YEAR_CUE.search(before) or _YEAR_AFTER.match(after) or (after[:1] == " " and after[1:2].isupper()))


def _made(
    folded: str,
    text: str,
    start: int,
    end: int,
    value: Decimal,
    digits: int | None,
    reason: str = "",
    spelt: bool = False,
) -> Number:
    before, after = folded[max(0, start - 40) : start].rstrip("*_"), folded[end : end + 240].lstrip("*_")
    unit = ""
    sign = re.match(r"[-−\u200e]*([$€£¥])", folded[start:end])
    money = _MONEY_BEFORE.search(before)
    if sign:
        unit = _SIGNS[sign[1]]
    elif money:
        unit = _SIGNS.get(money["sign"] or "", money["code"] or "")
        before = before[: money.start()]
    elif _POINTS.match(after):
        unit = "points"
    elif _PERCENT.match(after):
        unit = "%"
    elif paid := _paid(after):
        unit = paid[0]
    # a decimal comma or a range leads to the same unit: "10–15 per cent"
    ranged = re.match(r"\s?[–—-]\s?[\d.,\u00a0]+", after)
    if not unit and ranged:
        rest = after[ranged.end() :]
        unit = "points" if _POINTS.match(rest) else "%" if _PERCENT.match(rest) else ""
    counts = after[_unit_end(after, money=not (sign or money)) :]
    led = _ARTICLE.sub("", before) if spelt else before
    qualifier = next((name for name, pattern in _QUALIFIERS if pattern.search(led)), "")
    if after.startswith("+") and not after[1:2].isdigit():
        qualifier, counts = "at-least", after[1:]
    elif not qualifier and after.startswith("多"):
        qualifier, counts = "over", after[1:]
    return Number(
        start,
        end,
        text[start:end].strip(),
        value,
        unit,
        qualifier,
        digits,
        reason,
        subject(counts),
        spelt,
        " ".join(masked(before)[-3:]),
        " ".join(masked(counts)[:4]),
        _turn(before),
    )


def _turn(before: str) -> str:
    """Whether words before a number say that something rose or fell by it, the nearest of them."""
    near = re.split(r"[.;:!?。；]", before)[-1]
    found = [(match.end(), turn) for turn, words in _TURNS for match in words.finditer(near)]
    return max(found, default=(0, ""))[1]


def digits(text: str) -> str:
    """A text with the digits of other scripts as 0 to 9."""
    return text.translate(_DIGITS)


def of_unit(unit: str, language: str) -> tuple[str, int]:
    """A unit as its author writes it: "%", "points" or its words; and the power of ten that it begins with: "millions of litres"."""
    if figures.is_percent(unit) or _PERCENT.fullmatch(unit.strip()):
        return "%", 0
    if _POINTS.fullmatch(unit.strip()):
        return "points", 0
    sizes = of(language).sizes
    found = (power for word, power in sizes if re.match(rf"(?:{word})s?\.?(?![^\W\d_])", unit.strip(), re.I))
    return unit, next(found, 0)


def subject(after: str) -> str:
    """What a number counts: the words behind it, up to the next mark or number, ten at the most."""
    bare = re.sub(r"[*_]", "", after.lstrip("+ \u00a0\n")[:200])
    end = _STOP.search(bare)
    return " ".join((bare[: end.start()] if end else bare).split()[:10])


def masked(text: str) -> list[str]:
    """The words of a text without marks, its numbers in digits as #."""
    return re.findall(r"#|[^\W\d_]+", re.sub(r"\d[\d.,\u00a0]*", "#", re.sub(r"[*_]", "", text.casefold())))


def unqualified(before: str) -> str:
    """The words before a number without its qualifier: "over", "at least"."""
    return next((before[: found.start()] for _, pattern in _QUALIFIERS if (found := pattern.search(before))), before)


def behind(text: str, one: Number) -> str:
    """All words behind a number of a text, its unit left out."""
    after = text[one.end :].lstrip("*_").removeprefix("+")
    return after[_unit_end(after, money=bool(re.fullmatch("[A-Z]{3}", one.unit))) if one.unit else 0 :].strip()


def _unit_end(after: str, *, money: bool) -> int:
    """Where the unit that stands behind a number ends; 0 where none does."""
    said = _POINTS.match(after) or _PERCENT.match(after)
    paid = _paid(after) if money and not said else None
    return said.end() if said else paid[1] if paid else 0


def _paid(after: str) -> tuple[str, int] | None:
    """The currency that stands behind a number, and where its name ends."""
    opening = _OF_MONEY.match(after)
    start = opening.end() if opening else 0
    if sign := re.match(r"\s?(US\$|[$€£¥₽₹₴₺₩₦])", after):
        return _SIGNS[sign[1]], sign.end()
    if code := re.match(rf"\s?({_CODES})\b", after):
        return code[1], code.end()
    found = ((code, match.end()) for code, names in _NAMES if (match := names.match(after, start)))
    return max(found, key=lambda one: one[1], default=None)
