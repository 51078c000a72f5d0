"""The numbers of a text, each with what it is: a figure with its unit, qualifier and subject, or no figure, and why not.

    read    a text and its language -> Numbers in the order they stand

A year, a date, the symbol of a resolution, an ordinal, a telephone number, a version are numbers that count nothing. Six languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..frozen import frozen, replace
from ..values import figures
from . import number_words


@frozen
class Number:
    """A number as a reader meets it. `unit` is "%", "points" (of a percentage), an ISO 4217 code or ""; `reason` says why it is no
    figure, "" for one; `subject` is what stands after it, up to the next number or mark; `digits` how many are written (None: all).
    `before` and `after` are the nearest words on both sides, numbers in digits masked.
    """

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

    @property
    def figure(self) -> bool:
        return not self.reason

    @property
    def unsigned(self) -> tuple[Decimal, str]:
        return abs(self.value), self.unit


FALL: Final = 32
_FALLEN: Final = re.compile(r"▼[^\d\n▲▼.;]*$")
"""Before a number that something fell by, a few words at the most: turning the arrow turns the number."""

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_FOLDED: Final = _DIGITS | str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", " " * 10)
"""Small figures that lead to notes are no part of a number or of a word."""
_MONTHS: Final = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]|"
    r"يناير|فبراير|مارس|أبريل|مايو|يونيه|يونيو|يوليه|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
)
_OPEN: Final = rf"(?i:{_MONTHS})"

# What is no figure, as patterns over the whole text; a number that one of them covers takes its reason. In order: the first counts.
_NOT: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("part of an address", r"(?:https?://|www\.|mailto:)\S+|[\w.+-]+@[\w-]+\.[\w.]+"),
        ("telephone number", r"\+\d[\d\s().-]{6,}\d|(?i:\b(?:tel|phone|tél|fax|тел)\b)\.?:?\s*\(?\d[\d\s().-]{5,}\d"),
        ("symbol of a document", r"\b[A-Z]{1,5}(?:[/.-][A-Z]{1,6})*/[\w/.()-]*\d[\w/.()-]*(?:\s?\(\d{4}\))?"),
        ("symbol of a document", r"(?<![\d/])\d{1,4}/(?:\d{2,4}|[IVX]+)(?![\d/])(?:\s?[A-Z]\b)?|\b\d{1,4}\s?\([IVX]+\)"),
        ("symbol of a document", r"(?i:\b(?:resolution|résolution|resolución|резолюци\w+|القرار|decision|décision)\s+)\d+(?:\s?\(\d{4}\))?"),
        ("date", rf"\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b\d{{1,2}}(?:er|\.)?\s+(?:de\s+)?{_OPEN}(?:\s+(?:de\s+)?\d{{4}})?|{_OPEN}\s+\d{{1,2}},?\s+\d{{4}}"),
        ("date", rf"{_OPEN}\s+(?:de\s+)?\d{{4}}|\d{{4}}\s?年(?:\s?\d{{1,2}}\s?月)?(?:\s?\d{{1,2}}\s?日)?|\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?"),
        ("time of day", r"\b[0-2]?\d:[0-5]\d(?::\d\d)?\b"),
        ("version", r"\b[vV]\d+(?:\.\d+)*\b|\b\d+\.\d+\.\d+(?:\.\d+)*\b"),
        ("ordinal", r"\b\d+(?:st|nd|rd|th|er|ère|re|ème|e|è)\b|\b\d+\.?[ºª°]|\b\d+-(?:й|я|е|го|му|м|ая|ой)\b|第\s?\d+"),
        ("part of a name", r"\b(?:[A-Z]{1,}[a-z]*-\d+(?:[.-]\d+)*|[A-Za-z]+\d+\w*)\b(?![,.]\d)|\b[А-Я]+-\d+\b|(?:كوفيد|[A-Za-z]{3,})-\d+\b"),
        (
            "number of an item",
            r"(?i:\b(?:goals?|objectifs?|objetivos?|articles?|artículos?|стать\w+|sections?|chapters?|figures?|tables?|pages?|phases?|"
            r"annex(?:es)?|rules?|lines?|steps?|options?|levels?|no\.|n[º°o]\.?|№|المادة|الهدف))\s+\d+(?:\.\d+)*\b(?!\s?%)(?![,.]\d)",
        ),
        ("code", r"(?<![\d.,])0\d+(?![\d.,]\d)"),
        ("number of a page", r"\(\d+/\d+\)"),
    )
)  # fmt: skip
_YEAR_CUE: Final = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|before|after|from|between|during|year|early|late|mid|end of|en|depuis|dès|d['’]ici(?: à)?|année|"
    r"desde|hasta|año|para|в|с|к|до|за|по|году?|عام|سنة|منذ|لعام|لسنة|بحلول)|[(–—-]|\bof|\bde|\bto|\band|\bet|\by|\bи|，|、|至|到)\s*(?:عام\s*)?$"
)
_YEAR_AFTER: Final = re.compile(r"\s*(?:$|[.,;:)\]،؛。，、–—-]|г\.|год|гг|年|(?:to|and|à|et|y|a|и)\s+\d{4}\b)")
_POINTS: Final = re.compile(
    r"^\s?(?:percentage[ -]points?|points? de pourcentage|puntos? porcentual(?:es)?|процентн\w+ пункт\w*|نقاط? مئوية|نقطة مئوية|个?百分点)",
    re.I,
)
_PERCENT: Final = re.compile(
    r"^\s?(?:%|٪|％|per\s?cent\b|pour\s?cent\b|por\s?ciento\b|процент\w*|в процентах|في المائة|في المئة|بالمائة)", re.I
)
_MONEY_BEFORE: Final = re.compile(
    r"(?:(?P<sign>US\$|[$€£¥])|\b(?P<code>USD|EUR|GBP|JPY|CHF|CNY|RUB|CAD|AUD|SEK|NOK|DKK|INR|BRL|ZAR|KES|NGN|XOF|XAF))[\s]?$"
)
_MONEY_AFTER: Final = re.compile(
    r"^\s?(?:(?:d[e’']\s?)?(?:(?P<usd>\$|US\$|dollars?\b|dólares?\b|долл\w*|دولارات?|دولار|美元)|(?P<eur>€|euros?\b|евро|يورو|欧元)|"
    r"(?P<gbp>£|pounds sterling)|(?P<code>USD|EUR|GBP|JPY|CHF|CNY|RUB|CAD|AUD|SEK|NOK|DKK|INR|BRL|ZAR|KES|NGN|XOF|XAF)\b))",
    re.I,
)
_SIGNS: Final = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_QUALIFIERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(rf"(?i)(?:{pattern})\s*$"))
    for name, pattern in (
        ("at-least", r"\bat least|\bau moins|\bal menos|\bпо меньшей мере|\bне менее|ما لا يقل عن|至少|不少于"),
        ("at-most", r"\bat most|\bup to|\bno more than|\bau plus|jusqu['’]à|\bcomo máximo|\bhasta|\bне более|\bдо|ما لا يزيد على|至多|不超过|高达"),
        ("over", r"(?<!no )\b(?:over|more than|above|exceeding)|\bplus (?:de|d['’])|\bmás de|\bболее(?: чем)?|\bсвыше|ما يزيد على|أكثر من|超过|逾|多于"),
        ("under", r"\b(?:under|less than|fewer than|below)|\bmoins (?:de|d['’])|\bmenos de|\bменее|أقل من|少于|不到"),
        ("nearly", r"\b(?:nearly|almost|close to)|\bprès de|\bpresque|\bcasi|\bпочти|ما يقرب من|زهاء|近|将近"),
        ("about", r"\b(?:about|around|some|approximately|roughly)|\benviron|\bquelque|\bcerca de|\bunos|\bunas|\baproximadamente|\bоколо|\bпримерно|حوالي|نحو|约|大约"),
    )
)  # fmt: skip
_STOP: Final = re.compile(r"[.;:!?。；：！？؛؟\n\u2028|•()\[\]]|,\s|，|،\s|\d")


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
    for start, end, value in number_words.spoken(folded, language.partition("-")[0].lower()):
        if not any(start < stop and begin < end for begin, stop in taken):
            found.append(_made(folded, text, start, end, Decimal(value), None, spelt=True))
    return tuple(sorted(found, key=lambda one: one.start))


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
    if _PERCENT.match(after) or _MONEY_BEFORE.search(before):
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
    elif paid := _MONEY_AFTER.match(after):
        unit = "USD" if paid["usd"] else "EUR" if paid["eur"] else "GBP" if paid["gbp"] else paid["code"].upper()
    # a decimal comma or a range leads to the same unit: "10–15 per cent"
    ranged = re.match(r"\s?[–—-]\s?[\d.,\u00a0]+", after)
    if not unit and ranged:
        rest = after[ranged.end() :]
        unit = "points" if _POINTS.match(rest) else "%" if _PERCENT.match(rest) else ""
    said = _POINTS.match(after) or _PERCENT.match(after) or (_MONEY_AFTER.match(after) if not (sign or money) else None)
    counts = after[said.end() :] if said else after
    qualifier = next((name for name, pattern in _QUALIFIERS if pattern.search(before)), "")
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
    )


def subject(after: str) -> str:
    """What a number counts: the words behind it, up to the next mark or number, ten at the most."""
    bare = re.sub(r"[*_]", "", after.lstrip("+ \u00a0\n")[:200])
    end = _STOP.search(bare)
    return " ".join((bare[: end.start()] if end else bare).split()[:10])


def masked(text: str) -> list[str]:
    """The words of a text without marks, its numbers in digits as #."""
    return re.findall(r"#|[^\W\d_]+", re.sub(r"\d[\d.,\u00a0]*", "#", re.sub(r"[*_]", "", text.casefold())))


def figures_in(text: str, language: str = "en") -> Iterator[Number]:
    """The figures alone."""
    return (one for one in read(text, language) if one.figure)


def unqualified(before: str) -> str:
    """The words before a number without its qualifier: "over", "at least"."""
    return next((before[: found.start()] for _, pattern in _QUALIFIERS if (found := pattern.search(before))), before)


def behind(text: str, one: Number) -> str:
    """All words behind a number of a text, its unit left out."""
    after = text[one.end :].lstrip("*_").removeprefix("+")
    said = (
        _POINTS.match(after)
        or _PERCENT.match(after)
        or (_MONEY_AFTER.match(after) if re.fullmatch("[A-Z]{3}", one.unit) else None)
    )
    return (after[said.end() :] if said and one.unit else after).strip()
