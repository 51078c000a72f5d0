"""Counts, money, percentages, dates and lists as readers of each language write them, with the source's exact digits.

A figure is shown with no more and no fewer digits than it has, never rounded: 25,000,000 to two significant digits is
"25M" on a tile and "25 million" in prose; with all its digits given it is "25,000,000"; `1.50` keeps its zero. A
shorter writing is chosen only where it says exactly the same number. `numbers_in` reads the numbers back out of a text.

Babel (CLDR) formats; where the United Nations writes otherwise, this module follows the United Nations:

- English: day, month, year ("2 November 2022"), no comma before the last item of a list (CLDR's `en-001`; United
  Nations Editorial Manual, "Numbers, dates and time").
- French, Spanish, Russian: thousands are set apart by a no-break space, decimals by a comma. For Spanish CLDR has a
  point, but the Ortografía de la lengua española (2010) and the FAO's Spanish style guide ask for the space.
- The space is U+00A0, never U+202F (which CLDR gives for French and Russian): the Chinese font has no U+202F, nor have
  many corporate fonts, and a missing glyph is a box.
- Arabic: Latin digits, as in the Arabic documents of the United Nations and in CLDR's `ar`: readers from Rabat to
  Baghdad read them, and they match the figures in the charts. A billion is بليون, a trillion تريليون.
- Chinese: 万, 亿 and 万亿 where they are exact, because Babel's own compact forms round 4.52亿 to 5亿.
- Money: "$" is the dollar of the United States, as in its documents; other currencies use CLDR's symbols and names.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

from ..frozen import frozen, replace
from ..values import Day, Figure, Rich, Span, plain

Style: TypeAlias = Literal["tile", "prose"]

NBSP: Final = "\u00a0"
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")

_LOCALES: Final = {"en": "en_001", "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "zh_Hans"}
_MILLION: Final = Decimal(10) ** 6
_PRECISION: Final = 28  # digits that `decimal` keeps by default
_LARGEST: Final = 60  # decimal orders; beyond them a number is shown as Python writes it, "1E+90"
_PERCENT_UNITS: Final = frozenset(
    {
        "%",
        "percent",
        "per cent",
        "pour cent",
        "por ciento",
        "процент",
        "процента",
        "процентов",
        "في المائة",
        "百分比",
    }
)


@frozen
class _Scale:
    """A step of the compact writing: `factor` is `tile` or, in prose, `one`, `few` or `many` by the number before."""

    factor: Decimal
    tile: str
    one: str
    few: str
    many: str


def _scale(power: int, tile: str, one: str, few: str = "", many: str = "") -> _Scale:
    return _Scale(Decimal(10) ** power, tile, one, few or one, many or few or one)


# Largest first. Spanish has no word in use for 10^9: it counts thousands of millions ("24 000 millones", FAO).
_SCALES: Final = {
    "en": (_scale(12, "T", " trillion"), _scale(9, "B", " billion"), _scale(6, "M", " million")),
    "fr": (
        _scale(12, " Bn", " billion", " billions"),
        _scale(9, " Md", " milliard", " milliards"),
        _scale(6, " M", " million", " millions"),
    ),
    "es": (_scale(12, " B", " billón", " billones"), _scale(6, " M", " millón", " millones")),
    "ru": (_scale(12, " трлн", " трлн"), _scale(9, " млрд", " млрд"), _scale(6, " млн", " млн")),
    "ar": (
        _scale(12, " تريليون", " تريليون", " تريليونات", " تريليون"),
        _scale(9, " بليون", " بليون", " بلايين", " بليون"),
        _scale(6, " مليون", " مليون", " ملايين", " مليون"),
    ),
    "zh": (_scale(12, "万亿", "万亿"), _scale(8, "亿", "亿"), _scale(4, "万", "万")),
}

# How a qualifier is said, around the number. "exactly" is what a bare number says already, so nothing is added to it.
_QUALIFIERS: Final = {
    "en": {"at-least": "at least {}", "over": "over {}", "about": "about {}"},
    "fr": {"at-least": "au moins {}", "over": "plus de {}", "about": "environ {}"},
    "es": {"at-least": "al menos {}", "over": "más de {}", "about": "cerca de {}"},
    "ru": {"at-least": "не менее {}", "over": "более {}", "about": "около {}"},
    "ar": {"at-least": "ما لا يقل عن {}", "over": "أكثر من {}", "about": "حوالي {}"},
    "zh": {"at-least": "至少{}", "over": "超过{}", "about": "约{}"},
}

_DOLLARS: Final = {"fr": "dollars", "es": "dólares", "ru": "долл. США", "zh": "美元"}

_QUOTES: Final = {  # outer pair, then the pair for a quotation inside one
    "en": ("“", "”", "‘", "’"),
    "fr": (f"«{NBSP}", f"{NBSP}»", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
    "ar": ("«", "»", "“", "”"),
    "zh": ("“", "”", "‘", "’"),
}
_MARKS: Final = frozenset('“”‘’«»„「」" \u00a0\u202f\n\t')
"""What `quoted` may put in, change or take out."""
_QUOTE_PAIRS: Final = (("“", "”"), ("«", "»"), ("„", "“"), ("「", "」"), ('"', '"'))


def shown(figure: Figure, style: Style = "tile", *, language: str = "", unit: bool = True) -> str:
    """A figure as readers see it: "1,150+", "$452M", "25 million", "63%", "864 tons".

    `language` is the page's when it is not the figure's own. `unit` False leaves out a unit that is said elsewhere (a
    chart says it once, in its title); a per cent sign stays. A figure that the source lacks gives "".
    """
    if figure.value is None:
        return ""
    language = _language(language or figure.language)
    if figure.currency:
        number = money(figure.value, figure.currency, language, figure.digits, style)
    elif is_percent(figure.unit):
        number = _percent_sign(count(figure.value, language, figure.digits, style), language)
    else:
        number = count(figure.value, language, figure.digits, style)
    text = _qualified(number, figure.qualifier, language, style)
    if not unit or not figure.unit or figure.currency or is_percent(figure.unit):
        return text
    glued = language == "zh" and not figure.unit[0].isascii()
    return text + ("" if glued else NBSP) + figure.unit


def count(value: Decimal, language: str, digits: int | None = None, style: Style = "tile") -> str:
    """A bare number by language; `digits` significant digits (None: all that are written), compact from a million."""
    language = _language(language)
    if abs(value.adjusted()) > _LARGEST or len(value.as_tuple().digits) > 2 * _LARGEST:
        return str(value)
    compact = _compact(value, digits, language)
    if compact is None:
        return _grouped(_exact(value, digits), language)
    mantissa, scale = compact
    number = _grouped(mantissa, language)
    return (number.replace(",", "") if language == "zh" else number) + _suffix(scale, mantissa, language, style)


def money(
    value: Decimal | int | Figure, currency: str, language: str, digits: int | None = None, style: Style = "tile"
) -> str:
    """An amount of money: "$452M" and "$452 million", "452 M$" and "452 millions de dollars", "4.52亿美元".

    A figure brings its own currency, digits and qualifier; the currency given is for one that names none.
    """
    if isinstance(value, Figure):
        return shown(replace(value, currency=value.currency or currency, unit=""), style, language=language)
    value = Decimal(value)
    language = _language(language)
    compact = _compact(value, digits, language)
    number = count(value, language, digits, style)
    minus, plain = _unsigned(number, language)
    if language == "en":
        symbol = _symbol(currency, language)
        gap = NBSP if symbol[-1:].isalpha() else ""
        return f"{minus}{symbol}{gap}{plain}"
    if language in ("fr", "es") and style == "prose" and compact is not None:
        name = _currency_name(currency, language, None)
        return f"{number} {_of(name, language)}"
    if language in ("ru", "zh", "ar") or style == "prose":
        if language == "ru" and style == "tile":
            return f"{number}{NBSP}{_symbol(currency, language)}"
        # After млн or مليون the name stands as after any large round number; else the number itself decides.
        exact = Decimal(100) if compact is not None else _exact(value, digits)
        return f"{number}{'' if language == 'zh' else NBSP}{_currency_name(currency, language, exact)}"
    symbol = _symbol(currency, language)
    return number + ("" if compact is not None and not symbol[:1].isalpha() else NBSP) + symbol


def rounded(value: Decimal | None, decimals: int | None) -> Decimal | None:
    """A value with so many decimals, half rounded up, where an author asks for it; without `decimals` as it is."""
    if value is None or decimals is None or not value.is_finite() or abs(value.adjusted()) > _LARGEST:
        return value
    with localcontext(prec=4 * _LARGEST):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def percent(share: Decimal | int, language: str, digits: int | None = None) -> str:
    """A share (1 is the whole) as a percentage with so many decimals, half rounded up: 0.0619 is "6%", in French "6 %".

    This is for shares that the tool works out, as in a 100 % chart; a percentage of the source is a figure in `%`.
    """
    language = _language(language)
    value = (Decimal(share) * 100).quantize(Decimal(1).scaleb(-(digits or 0)), rounding=ROUND_HALF_UP)
    return _percent_sign(_grouped(value, language), language)


def day(date: Day, language: str = "") -> str:
    """A date exactly as the source gives it: "2023", "November 2022" or "2 November 2022", by language."""
    from babel.dates import format_date, format_skeleton

    language = _language(language or date.language)
    locale = _LOCALES[language]
    when = datetime.date(date.year, date.month or 1, date.day or 1)
    if date.month is None:
        return f"{date.year}年" if language == "zh" else str(date.year)
    if date.day is None:
        return _breakable(format_skeleton("yMMMM", when, locale=locale))
    written = _breakable(format_date(when, "long", locale=locale))
    # "1er janvier": the first of a month is an ordinal in French (Imprimerie nationale); CLDR has no pattern for it.
    return re.sub(r"^1 ", "1er ", written) if language == "fr" else written


def listing(items: Sequence[str], language: str) -> str:
    """Words as a list in running text: "a, b and c", "a, b et c", "a、b和c"."""
    from babel.lists import format_list

    language = _language(language)
    text: str = format_list(list(items), locale=_LOCALES[language])
    if language == "es" and len(items) > 1 and re.match(r"h?[ií](?![aeoáéó])", items[-1], re.IGNORECASE):
        # "y" turns into "e" before the sound i (Ortografía de la lengua española): "Francia e Italia".
        text = f"{text[: -len(items[-1]) - 3]} e {items[-1]}"
    return text


def language_name(language: str, said_in: str) -> str:
    """What a language is called in another: "anglais", "английский"."""
    from babel import Locale

    return str(Locale.parse(_LOCALES[_language(said_in)]).languages[_language(language)])


def quoted(text: str, language: str) -> str:
    """A text in the quotation marks of its language; marks around it already go, marks inside become inner ones."""
    opening, closing, inner_opening, inner_closing = _QUOTES[_language(language)]
    body = _unquoted(text.strip())
    mark, end = opening.strip(NBSP), closing.strip(NBSP)
    if mark in body and end in body:
        body = re.sub(re.escape(mark) + r"[\s]?", inner_opening, body)
        # An apostrophe is not a closing mark, and no outer pair has one, so a plain replacement is safe.
        body = re.sub(r"[\s]?" + re.escape(end), inner_closing, body)
    return f"{opening}{body}{closing}"


def quoted_rich(text: Rich, language: str) -> Rich:
    """A paragraph in quotation marks: they join its first and last spans, so they have the same look."""
    said = plain(text)
    marked = quoted(said, language)
    opening, closing, *_ = _QUOTES[_language(language)]
    if not said.strip():
        return text
    body = marked[len(opening) : len(marked) - len(closing)]
    if len(text) == 1 or body != said:
        # Inner marks were changed or outer ones dropped, so the words moved.
        return _laid_over(text, said, marked)
    first, *middle, last = text
    return replace(first, text=opening + first.text), *middle, replace(last, text=last.text + closing)


def _laid_over(text: Rich, said: str, marked: str) -> Rich:
    """The spans of `said` over the words of `marked`, which differ in quotation marks and spaces only."""
    looks: list[Span] = [span for span in text for _ in span.text]
    spans: list[tuple[Span, str]] = []
    at = 0
    for letter in marked:
        if letter not in _MARKS:
            at = said.index(letter, at)
        known = at < len(said) and said[at] == letter
        look = looks[at if known else max(0, at - 1)]
        at += known
        if spans and spans[-1][0] is look:
            spans[-1] = (look, spans[-1][1] + letter)
        else:
            spans.append((look, letter))
    return tuple(replace(look, text=letters) for look, letters in spans)


def percent_format(digits: int, language: str) -> str:
    """The format code that shows a share as `percent` does."""
    number = "0" + ("." + "0" * digits if digits else "")
    return f'{number}"{NBSP}"%' if _language(language) in ("fr", "es", "ru") else f"{number}%"


# --- Chart labels ----------------------------------------------------------------------------------------------------


def number_format(figures: Iterable[Figure], language: str) -> str:
    """The format code (ECMA-376 part 1, 18.8.31) that gives a native chart's labels the shape of `shown`, units apart.

    A code must serve every value of the chart, now and after somebody edited one, in at most three sections by size.
    Thousands of French, Spanish and Russian are literal no-break spaces; the decimal sign is the one thing that
    PowerPoint takes from the reader's own system. Figures of too many shapes, and Chinese 万 and 亿 (not powers of a
    thousand, so no code can say them), give all digits.
    """
    language = _language(language)
    known = [figure for figure in figures if figure.value is not None and abs(figure.value.adjusted()) <= _LARGEST]
    if not known:
        return "#,##0"
    if any(figure.value is not None and figure.value < 0 for figure in known):
        return _signed(known, language)
    shapes = _shapes(known, language, compact=True)
    sizes = [abs(figure.value) for figure in known if figure.value is not None and not _power(figure, language)]
    overlap = any(power and max(sizes, default=Decimal(0)) >= Decimal(10) ** power for power in shapes)
    if overlap or any(len(decimals) > 1 for decimals in shapes.values()):
        # No three sections say it: all digits of all figures, then.
        shapes = _shapes(known, language, compact=False)
        sizes = [abs(figure.value) for figure in known if figure.value is not None]
    before, after = _around(known, language, glued=False)
    if any(len(decimals) > 1 for decimals in shapes.values()):
        return f"{before}General{after}"
    sections = [
        (Decimal(10) ** power, _compact_code(power, next(iter(decimals)), language))
        for power, decimals in sorted(shapes.items(), reverse=True)
        if power
    ]
    if 0 in shapes:
        sections += _plain_sections(next(iter(shapes[0])), max(sizes), language, 3 - len(sections))
    behind = (
        after,
        _around(known, language, glued=True)[1],
    )  # a size letter is a literal, and so ends in a quotation mark
    # Two literals side by side are one: `"M""$"` could be read as an escaped quotation mark.
    codes = [f"{before}{code}{behind[code[-1] == chr(34)]}".replace('""', "") for _, code in sections]
    conditions = [f"[>={format(bound, 'f')}]" for bound, _ in sections[:-1]] + [""]
    return ";".join(condition + code for condition, code in zip(conditions, codes, strict=True))


def _signed(known: Sequence[Figure], language: str) -> str:
    """The code of figures of which some are negative: that of their sizes, and the same after the minus of the language. A code has
    no section for sizes besides those for signs, so figures of several sizes are shown in full."""
    sizes = [replace(figure, value=abs(figure.value)) for figure in known if figure.value is not None]
    code = number_format(sizes, language)
    if ";" in code:
        before, after = _around(sizes, language, glued=False)
        decimals = {_decimals(_exact(size.value, size.digits)) for size in sizes if size.value is not None}
        if len({size.value for size in sizes}) == 1:
            number = code.split(";")[0 if abs(known[0].value or Decimal(0)) >= 1000 else -1].rpartition("]")[2]
        elif all(size.value < 1000 for size in sizes if size.value is not None):
            number = code.rpartition(";")[2]
        else:
            number = f"{before}{_plain_code(max(decimals)) if len(decimals) == 1 else 'General'}{after}"
        code = number
    minus = _literal("\u200e-" if language == "ar" else "−")
    return f"{code};{minus}{code}".replace('""', "")


def _shapes(figures: Sequence[Figure], language: str, compact: bool) -> dict[int, set[int]]:
    """The numbers of decimals that labels show, by the power of ten of their size letter (0: in full)."""
    shapes: dict[int, set[int]] = {}
    for figure in figures:
        if figure.value is not None:
            power = _power(figure, language) if compact else 0
            number = figure.value.scaleb(-power) if power else figure.value
            decimals = _decimals(_exact(number, _significant(figure.value, figure.digits)))
            shapes.setdefault(power, set()).add(decimals)
    return shapes


def _power(figure: Figure, language: str) -> int:
    """The power of ten of the size letter that a label shows, 0 for a number in full."""
    if figure.value is None or language == "zh":
        return 0
    compact = _compact(figure.value, figure.digits, language)
    return 0 if compact is None else compact[1].factor.adjusted()


def _around(figures: Sequence[Figure], language: str, glued: bool) -> tuple[str, str]:
    """What stands before and after the digits in every label, as quoted literals; `glued` after a size letter ("M$")."""
    before = after = ""
    currencies = {figure.currency for figure in figures}
    if len(currencies) == 1 and "" not in currencies:
        currency = next(iter(currencies))
        if language == "en":
            symbol = _symbol(currency, language)
            before = _literal(symbol + (NBSP if symbol[-1:].isalpha() else ""))
        elif language in ("zh", "ar"):
            after = _literal(("" if language == "zh" else NBSP) + _currency_name(currency, language, Decimal(100)))
        else:
            symbol = _symbol(currency, language)
            after = _literal(("" if glued and language != "ru" and not symbol[:1].isalpha() else NBSP) + symbol)
    elif all(is_percent(figure.unit) for figure in figures):
        after = _literal(_percent_sign("", language))
    if {figure.qualifier for figure in figures} == {"at-least"} and not (after and language not in ("en", "zh")):
        after += _literal("+")
    return before, after


def _compact_code(power: int, decimals: int, language: str) -> str:
    scale = next(scale for scale in _SCALES[language] if scale.factor == Decimal(10) ** power)
    fraction = "." + "0" * decimals if decimals else ""
    return "0" + fraction + "," * (power // 3) + _literal(scale.tile.replace(" ", NBSP))


def _plain_sections(decimals: int, largest: Decimal, language: str, spare: int) -> list[tuple[Decimal, str]]:
    """The sections for numbers in full; a literal space needs a section for each further group of three."""
    fraction = "." + "0" * decimals if decimals else ""
    groups = max(1, largest.adjusted() // 3)
    if language in _POINT_LANGUAGES or groups >= spare:
        return [(Decimal(0), ("0" + fraction) if largest < 1000 else _plain_code(decimals))]
    space = _literal(NBSP)
    return [
        (Decimal(1000) ** group if group else Decimal(0), ("#" + (space + "000") * group if group else "0") + fraction)
        for group in range(groups, -1, -1)
    ]


def _plain_code(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""


# --- Numbers in text -------------------------------------------------------------------------------------------------

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_SPACES: Final = " \u00a0\u2009\u202f"
_POINT_LANGUAGES: Final = frozenset({"en", "ar", "zh"})

# Words of size after a number, longest first within a language; the letters of tiles only in capitals and unattached.
_WORDS_OF_SIZE: Final = {
    "en": (
        ("trillion", 12),
        ("billion", 9),
        ("million", 6),
        ("thousand", 3),
        ("bn", 9),
        ("T", 12),
        ("B", 9),
        ("M", 6),
        ("K", 3),
    ),
    "fr": (
        ("billions?", 12),
        ("milliards?", 9),
        ("millions?", 6),
        ("milliers?", 3),
        ("mille", 3),
        ("Bn", 12),
        ("Md", 9),
        ("M", 6),
    ),
    "es": (
        ("billones|billón", 12),
        (r"mil\smillones", 9),
        (r"mil\sM", 9),
        ("millones|millón", 6),
        ("mil", 3),
        ("B", 12),
        ("M", 6),
    ),
    "ru": (
        ("трлн|триллион(?:а|ов)?", 12),
        ("млрд|миллиард(?:а|ов)?", 9),
        ("млн|миллион(?:а|ов)?", 6),
        ("тыс|тысяч(?:а|и|у)?", 3),
    ),
    "ar": (
        ("تريليونات|تريليوناً|تريليون|ترليون", 12),
        ("بلايين|بليوناً|بليون|مليارات|ملياراً|مليار", 9),
        ("ملايين|مليوناً|مليون", 6),
        ("آلاف|ألفاً|ألف", 3),
    ),
    "zh": (("万亿", 12), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千(?![克米瓦卡])", 3)),
}


def numbers_in(text: str, language: str) -> tuple[Decimal, ...]:
    """Every number written in digits in a text, in order, as its language writes it ("1,5 million" in French).

    A size word or letter after the digits (million, M, млн, 万) counts; units and ranges do not ("75/291" is two
    numbers). The number of a Chinese month is left out, because other languages write a word for it. Numbers in words
    are not read.
    """
    language = _language(language)
    folded = text.translate(_DIGITS)
    found: list[Decimal] = []
    for match in _number_pattern(language).finditer(folded):
        if language == "zh" and re.match(r"\s?月", folded[match.end() :]):
            continue
        value, power = _parsed(match.group("number"), language, bool(match.group("minus"))), _size(match, language)
        found.append(value.scaleb(power) if power else value)
    return tuple(found)


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    if language in _POINT_LANGUAGES:
        groups, point = rf"[{_SPACES},٬،]", "[.٫]"
    elif language == "es":
        groups, point = rf"[{_SPACES}.]", ","
    else:
        groups, point = rf"[{_SPACES}]", ","
    grouped = rf"\d{{1,3}}(?:(?P<group>{groups})\d{{3}}(?:(?P=group)\d{{3}})*)(?!\d)"
    words = "|".join(f"(?P<size{index}>{word})" for index, (word, _) in enumerate(_WORDS_OF_SIZE[language]))
    boundary = "" if language == "zh" else r"(?![^\W\d_])"
    space = r"\s{0,1}"
    return re.compile(
        rf"(?<![\d])(?P<minus>(?<![\w)\]])\u200e?[-−])?[$€£¥]?(?P<number>(?:{grouped}|\d+)(?:{point}\d+)?)"
        rf"(?:{space}(?:{words}){boundary})?"
    )


def _parsed(number: str, language: str, negative: bool) -> Decimal:
    kept = re.sub(rf"[{_SPACES}٬،]", "", number)
    if language in _POINT_LANGUAGES:
        kept = kept.replace(",", "").replace("٫", ".")
    elif language == "es":
        kept = kept.replace(".", "").replace(",", ".")
    else:
        kept = kept.replace(",", ".")
    value = Decimal(kept)
    return -value if negative else value


def _size(match: re.Match[str], language: str) -> int:
    for index, (_, power) in enumerate(_WORDS_OF_SIZE[language]):
        if match.group(f"size{index}"):
            return power
    return 0


# --- The digits ------------------------------------------------------------------------------------------------------


@lru_cache(256)
def _language(tag: str) -> str:
    """The language that decides the writing: the first part of the tag; English for one that the tool does not know."""
    primary = re.split("[-_]", tag, maxsplit=1)[0].lower()
    return primary if primary in LANGUAGES else "en"


def _significant(value: Decimal, digits: int | None) -> int | None:
    """How many significant digits a figure has; None for all of a number written without exponent. `25e6` has two."""
    exponent = value.as_tuple().exponent
    if digits is None and isinstance(exponent, int) and exponent > 0:
        return len(value.as_tuple().digits)
    # No source gives more digits than this; a slip of the author's must not fill a page with zeros.
    return None if digits is None else min(digits, _LARGEST)


def _exact(value: Decimal, digits: int | None) -> Decimal:
    """The value with as many decimals as its significant digits ask for; never rounded, whatever `digits` says."""
    significant = _significant(value, digits)
    with localcontext(prec=4 * _LARGEST):
        whole = Decimal(format(value, "f"))
        if significant is None or not value:
            return whole
        decimals = max(0, significant - 1 - value.adjusted())
        least = _decimals(Decimal(format(whole.normalize(), "f")))
        return whole.quantize(Decimal(1).scaleb(-max(decimals, least)))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _compact(value: Decimal, digits: int | None, language: str) -> tuple[Decimal, _Scale] | None:
    """The number before a size word, and that word, when this says the same number with the same digits; else None."""
    significant = _significant(value, digits)
    if significant is None or abs(value) < _MILLION or len(value.as_tuple().digits) > _PRECISION:
        return None
    for scale in _SCALES[language]:
        if abs(value) < scale.factor:
            continue
        mantissa = _exact(value.scaleb(-scale.factor.adjusted()), significant)
        # Three decimals are read at a glance ("$2.087B"); more of them are easier as a number in full.
        if _decimals(mantissa) <= 3:
            return mantissa, scale
        if language != "zh":
            return None
    return None


def _grouped(value: Decimal, language: str) -> str:
    """A number in full, all its decimals kept, with the separators and the minus of the language."""
    whole, _, fraction = format(abs(value), "f").partition(".")
    comma = language in _POINT_LANGUAGES
    grouped = format(int(whole), ",").replace(",", "," if comma else NBSP)
    minus = "" if value >= 0 else "\u200e-" if language == "ar" else "−"
    return minus + grouped + (("." if comma else ",") + fraction if fraction else "")


def _unsigned(number: str, language: str) -> tuple[str, str]:
    minus = "\u200e-" if language == "ar" else "−"
    return (minus, number.removeprefix(minus)) if number.startswith(minus) else ("", number)


def _suffix(scale: _Scale, mantissa: Decimal, language: str, style: Style) -> str:
    size = abs(mantissa)
    if style == "tile" and language != "ar":
        word = scale.tile
    elif language == "fr":
        word = scale.one if size < 2 else scale.many  # "1,5 million", "2 millions"
    elif language == "ar":
        # Three to ten take the plural, all else the singular (CLDR plural rules for `ar`: few).
        word = scale.few if size == size.to_integral_value() and 3 <= size % 100 <= 10 else scale.many
    else:
        word = scale.one if size == 1 else scale.many
    return word.replace(" ", NBSP)


def _qualified(number: str, qualifier: str, language: str, style: Style) -> str:
    if qualifier not in _QUALIFIERS[language]:
        return number
    # The plus sign needs the number to end in a digit or a glued sign: "452 M$+" reads as a slip.
    if qualifier == "at-least" and style == "tile" and (NBSP not in number or number[-1:].isdigit()):
        return f"{number}+"
    return _QUALIFIERS[language][qualifier].format(number).replace(f" {number}", f"{NBSP}{number}")


def is_percent(unit: str) -> bool:
    """Whether a unit is the percentage, in a word of any of the six languages or as its sign."""
    return unit.strip().casefold() in _PERCENT_UNITS


def _percent_sign(number: str, language: str) -> str:
    return f"{number}{NBSP}%" if language in ("fr", "es", "ru") else f"{number}%"


def _symbol(currency: str, language: str) -> str:
    from babel.numbers import get_currency_symbol

    return "$" if currency == "USD" else str(get_currency_symbol(currency, _LOCALES[language]))


def _currency_name(currency: str, language: str, number: Decimal | None) -> str:
    """The currency in words: as it stands after a number, or (None) after "millions de"."""
    from babel.numbers import get_currency_name

    if currency == "USD" and language in _DOLLARS:
        singular = number is not None and abs(number) == 1 and language in ("fr", "es")
        return {"fr": "dollar", "es": "dólar"}[language] if singular else _DOLLARS[language]
    if currency == "USD" and language == "ar":
        return "دولارات" if number is not None and 3 <= abs(number) % 100 <= 10 else "دولار"
    many = Decimal(100) if number is None else abs(number)
    if language == "zh" or many.is_signed():
        return str(get_currency_name(currency, locale=_LOCALES[language]))
    return str(get_currency_name(currency, many, _LOCALES[language]))


def _of(name: str, language: str) -> str:
    """ "de dollars", "d'euros": French elides before a vowel."""
    return f"d’{name}" if language == "fr" and name[:1].casefold() in "aeiouyéèêh" else f"de {name}"


def _breakable(text: str) -> str:
    """CLDR's narrow no-break space as the plain one that every font has."""
    return text.replace("\u202f", NBSP)


def _unquoted(text: str) -> str:
    for opening, closing in _QUOTE_PAIRS:
        inside = text[1:-1]
        surrounded = len(text) > 1 and text[0] == opening and text[-1] == closing
        if surrounded and opening not in inside and closing not in inside:
            return inside.strip(" \u00a0\u202f")
    return text
