"""Counts, money, percentages, dates and lists as readers of each language write them, with the source's exact digits.

A figure is shown with no more and no fewer digits than it has, never rounded: 25,000,000 to two significant digits is
"25M" on a tile and "25 million" in prose; with all its digits given it is "25,000,000"; `1.50` keeps its zero. A
shorter writing is chosen only where it says exactly the same number. `numbers_in` reads the numbers back out of a text.

Babel (CLDR) formats; where the United Nations writes otherwise, the language's record in `language` says so and follows the United
Nations. Money: "$" is the dollar of the United States, as in its documents; other currencies use CLDR's symbols and names.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from typing import Final, Literal, TypeAlias

from ..frozen import frozen, replace
from ..language import LANGUAGES, calendar, of
from ..language.record import NBSP, Language, Scale
from ..language.rules import Plural
from . import Day, Figure, Rich, Span, plain

Style: TypeAlias = Literal["tile", "prose"]

_MILLION: Final = Decimal(10) ** 6
_PRECISION: Final = 28  # digits that `decimal` keeps by default
LARGEST: Final = 60  # decimal orders; beyond them a number is shown as Python writes it, "1E+90"
_PERCENT_UNITS: Final = frozenset({"%", "percent", *(word for one in LANGUAGES.values() for word in one.percent_words)})

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
    language = language or figure.language
    if figure.currency:
        number = money(figure.value, figure.currency, language, figure.digits, style, figure.power)
    elif is_percent(figure.unit):
        number = percent_sign(count(figure.value, language, figure.digits, style), language)
    else:
        number = count(figure.value, language, figure.digits, style, figure.power)
    text = _qualified(number, figure.qualifier, language, style)
    if not unit or not figure.unit or figure.currency or is_percent(figure.unit):
        return text
    glued = not of(language).spaced and not figure.unit[0].isascii()
    return text + ("" if glued else NBSP) + figure.unit


def count(value: Decimal, language: str, digits: int | None = None, style: Style = "tile", power: int = 0) -> str:
    """A bare number by language; `digits` significant digits (None: all that are written), compact from a million, or at the `power` of its
    neighbours."""
    if abs(value.adjusted()) > LARGEST or len(value.as_tuple().digits) > 2 * LARGEST:
        return str(value)
    compact = compacted(value, digits, language, power)
    if compact is None:
        return _grouped(exact(value, digits), language)
    mantissa, scale = compact
    number = _grouped(mantissa, language)
    return (number if of(language).by_thousands else number.replace(",", "")) + _suffix(
        scale, mantissa, language, style
    )


def money(
    value: Decimal | int | Figure,
    currency: str,
    language: str,
    digits: int | None = None,
    style: Style = "tile",
    power: int = 0,
) -> str:
    """An amount of money: "$452M" and "$452 million", "452 M$" and "452 millions de dollars", "4.52亿美元".

    A figure brings its own currency, digits and qualifier; the currency given is for one that names none.
    """
    if isinstance(value, Figure):
        return shown(replace(value, currency=value.currency or currency, unit=""), style, language=language)
    value = Decimal(value)
    spoken = of(language)
    compact = compacted(value, digits, language, power)
    number = count(value, language, digits, style, power)
    symbol = currency_symbol(currency, language)
    gap = NBSP if symbol[-1:].isalpha() else ""
    if spoken.money == "before":
        minus = spoken.minus if number.startswith(spoken.minus) else ""
        return f"{minus}{symbol}{gap}{number.removeprefix(minus)}"
    if spoken.of is not None and style == "prose" and compact is not None:
        return f"{number} {spoken.of(currency_name(currency, language, None))}"
    if style == "prose" or spoken.money == "name":
        # After млн or مليون the name stands as after any large round number; else the number itself decides.
        size = Decimal(100) if compact is not None else exact(value, digits)
        return f"{number}{NBSP if spoken.spaced else ''}{currency_name(currency, language, size)}"
    glued = spoken.money == "glued" and compact is not None and not symbol[:1].isalpha()
    return f"{number}{'' if glued else NBSP}{symbol}"


def rounded(value: Decimal | None, decimals: int | None) -> Decimal | None:
    """A value with so many decimals, half rounded up, where an author asks for it; without `decimals` as it is."""
    if value is None or decimals is None or not value.is_finite() or abs(value.adjusted()) > LARGEST:
        return value
    with localcontext(prec=4 * LARGEST):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def shortened(value: Decimal, digits: int) -> Decimal:
    """A value to so many significant digits, half rounded up, where an author asks for it: 31,889,923 to two is 3.2E+7."""
    if not value or not value.is_finite() or abs(value.adjusted()) > LARGEST:
        return value
    with localcontext(prec=4 * LARGEST):
        return value.quantize(Decimal(1).scaleb(value.adjusted() - max(digits, 1) + 1), rounding=ROUND_HALF_UP)


def percent(share: Decimal | int, language: str, digits: int | None = None) -> str:
    """A share (1 is the whole) as a percentage with so many decimals, half rounded up: 0.0619 is "6%", in French "6 %".

    This is for shares that the tool works out, as in a 100 % chart; a percentage of the source is a figure in `%`.
    """
    value = (Decimal(share) * 100).quantize(Decimal(1).scaleb(-(digits or 0)), rounding=ROUND_HALF_UP)
    return percent_sign(_grouped(value, language), language)


def day(date: Day, language: str = "", *, year: bool = True) -> str:
    """A date exactly as the source gives it: "2023", "November 2022" or "2 November 2022", by language; without its year where another tells it."""
    from babel.dates import format_date, format_skeleton

    spoken = of(language or date.language)
    when = datetime.date(date.year, date.month or 1, date.day or 1)
    if date.month is None:
        return spoken.year.format(date.year)
    if date.day is None:
        named = format_skeleton("yMMMM", when, locale=spoken.locale) if year else format_date(when, "LLLL" if spoken.spaced else "LLL", calendar.locale(spoken.locale))  # fmt: skip
        return _breakable(named)
    shown = format_date(when, "long", spoken.locale) if year else format_skeleton("MMMMd", when, locale=spoken.locale)
    return re.sub(r"^1 ", f"{spoken.first_of_month} ", _breakable(shown)) if spoken.first_of_month else _breakable(shown)  # fmt: skip


def days(first: Day, last: Day, language: str, *, year: bool = True) -> tuple[str, str, str]:
    """A span of time as it is written: its beginning, a dash and its end, what both share said once: "3", "–" and "17 February 2025"."""
    one, other = day(first, language, year=year), day(last, language, year=year)
    if not of(language).spaced:
        heads = (
            found[0] for parts in (r"\d+年(?:\d+月(?=\d))", r"\d+年", r"\d+月(?=\d)") if (found := re.match(parts, one))
        )
        same = next(
            (head for head in heads if first.year == last.year and other.startswith(head) and other != head), ""
        )
        return one, "–", other.removeprefix(same)
    begins, ends = one.split(" "), other.split(" ")
    while first.year == last.year and len(begins) > 1 and len(ends) > 1 and begins[-1] == ends[-1]:
        del begins[-1], ends[-1]
    return " ".join(begins), "–" if len(begins) == len(ends) == 1 else f"{NBSP}– ", other


def listing(items: Sequence[str], language: str) -> str:
    """Words as a list in running text: "a, b and c", "a, b et c", "a、b和c"."""
    from babel.lists import format_list

    spoken = of(language)
    text: str = format_list(list(items), locale=spoken.locale)
    return spoken.last_of_list(text, items[-1]) if spoken.last_of_list and len(items) > 1 else text


def quoted(text: str, language: str) -> str:
    """A text in the quotation marks of its language; marks around it already go, marks inside become inner ones."""
    opening, closing, inner_opening, inner_closing = of(language).quotes
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
    opening, closing, *_ = of(language).quotes
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


# --- Numbers in text -------------------------------------------------------------------------------------------------

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_SPACES: Final = " \u00a0\u2009\u202f"


def numbers_in(text: str, language: str) -> tuple[Decimal, ...]:
    """Every number written in digits in a text, in order, as its language writes it ("1,5 million" in French).

    A size word or letter after the digits (million, M, млн, 万) counts; units and ranges do not ("75/291" is two
    numbers). The number of a Chinese month is left out, because other languages write a word for it. Numbers in words
    are not read.
    """
    folded = text.translate(_DIGITS)
    return tuple(one.value for one in numerals(text, language) if not re.match(r"\s?月", folded[one.end :]))


@frozen
class Numeral:
    """A number in digits as it stands in a text: from where to where, its value, how many digits are written, and before what power
    of ten in words."""

    start: int
    end: int
    value: Decimal
    digits: int
    power: int


def numerals(text: str, language: str) -> Iterator[Numeral]:
    """Every number written in digits in a text with its place; what it is, a figure or a year, others judge."""
    spoken = of(language)
    for match in _number_pattern(language).finditer(text.translate(_DIGITS)):
        value, power = _parsed(match.group("number"), spoken, bool(match.group("minus"))), _size(match, spoken)
        whole = value.scaleb(power) if power else value
        yield Numeral(match.start(), match.end(), whole, len(value.as_tuple().digits), power)


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    spoken = of(language)
    groups = re.escape(_SPACES + spoken.also_groups + (",٬،" if spoken.decimal == "." else spoken.group))
    point = "[.٫]" if spoken.decimal == "." else spoken.decimal
    grouped = rf"\d{{1,3}}(?:(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*)(?!\d)"
    words = "|".join(f"(?P<size{index}>{word})" for index, (word, _) in enumerate(spoken.sizes))
    boundary = r"(?![^\W\d_])" if spoken.spaced else ""
    space = r"\s{0,1}"
    return re.compile(
        rf"(?<![\d])(?P<minus>(?<![\w)\]])\u200e?[-−])?[$€£¥]?(?P<number>(?:{grouped}|\d+)(?:{point}\d+)?)"
        rf"(?:{space}(?:{words}){boundary})?"
    )


def _parsed(number: str, spoken: Language, negative: bool) -> Decimal:
    kept = re.sub(rf"[{_SPACES}٬،]", "", number)
    if spoken.decimal == ".":
        kept = kept.replace(",", "").replace("٫", ".")
    else:
        for mark in spoken.group + spoken.also_groups:
            kept = kept.replace(mark, "")
        kept = kept.replace(spoken.decimal, ".")
    value = Decimal(kept)
    return -value if negative else value


def _size(match: re.Match[str], spoken: Language) -> int:
    return next((power for index, (_, power) in enumerate(spoken.sizes) if match.group(f"size{index}")), 0)


# --- The digits ------------------------------------------------------------------------------------------------------


def significant(value: Decimal, digits: int | None) -> int | None:
    """How many significant digits a figure has; None for all of a number written without exponent. `25e6` has two."""
    exponent = value.as_tuple().exponent
    if digits is None and isinstance(exponent, int) and exponent > 0:
        return len(value.as_tuple().digits)
    # No source gives more digits than this; a slip of the author's must not fill a page with zeros.
    return None if digits is None else min(digits, LARGEST)


def exact(value: Decimal, digits: int | None) -> Decimal:
    """The value with as many decimals as its significant digits ask for; never rounded, whatever `digits` says."""
    kept = significant(value, digits)
    with localcontext(prec=4 * LARGEST):
        whole = Decimal(format(value, "f"))
        if kept is None or not value:
            return whole
        decimals = max(0, kept - 1 - value.adjusted())
        least = decimals_of(Decimal(format(whole.normalize(), "f")))
        return whole.quantize(Decimal(1).scaleb(-max(decimals, least)))


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def common_power(values: Iterable[Decimal], language: str) -> int:
    """The power of ten of the size word before which many numbers, of which one is long, are read most easily: the largest that needs no more than two
    decimals for any of them; 0 where there is none."""
    known = [value for value in values if value and abs(value.adjusted()) <= LARGEST]
    if max(map(abs, known), default=Decimal(0)) < _MILLION:
        return 0
    powers = sorted({scale.power for scale in of(language).scales if scale.factor <= max(map(abs, known))})
    return max((power for power in powers if _decimals_at(known, power) <= 2), default=0)


def _decimals_at(values: Iterable[Decimal], power: int) -> int:
    """How many decimals numbers need before a word of size."""
    return max(decimals_of(value.scaleb(-power).normalize()) for value in values)


def compacted(value: Decimal, digits: int | None, language: str, power: int = 0) -> tuple[Decimal, Scale] | None:
    """The number before a size word, and that word, when this says the same number with the same digits; else None. A number that has
    its neighbours' `power` stands before that word whatever its size."""
    if power and value and (found := next((one for one in of(language).scales if one.power == power), None)):
        given = value.scaleb(-power)
        return (exact(given.normalize() if digits is None else given, digits), found)
    kept = significant(value, digits)
    if kept is None or abs(value) < _MILLION or len(value.as_tuple().digits) > _PRECISION:
        return None
    spoken = of(language)
    for scale in spoken.scales:
        if abs(value) < scale.factor:
            continue
        mantissa = exact(value.scaleb(-scale.power), kept)
        # Three decimals are read at a glance ("$2.087B"); more of them are easier as a number in full.
        if decimals_of(mantissa) <= 3:
            return mantissa, scale
        if spoken.by_thousands:
            return None
    return None


def _grouped(value: Decimal, language: str) -> str:
    """A number in full, all its decimals kept, with the separators and the minus of the language."""
    whole, _, fraction = format(abs(value), "f").partition(".")
    spoken = of(language)
    grouped = format(int(whole), ",").replace(",", spoken.group)
    return (spoken.minus if value < 0 else "") + grouped + (spoken.decimal + fraction if fraction else "")


def _suffix(scale: Scale, mantissa: Decimal, language: str, style: Style) -> str:
    word = scale.tile if style == "tile" else ""
    return (word or scale.word(of(language).plural(abs(mantissa)))).replace(" ", NBSP)


def _qualified(number: str, qualifier: str, language: str, style: Style) -> str:
    qualifiers = of(language).qualifiers
    if qualifier not in qualifiers:
        return number
    # The plus sign needs the number to end in a digit or a glued sign: "452 M$+" reads as a slip.
    if qualifier == "at-least" and style == "tile" and (NBSP not in number or number[-1:].isdigit()):
        return f"{number}+"
    return qualifiers[qualifier].format(number).replace(f" {number}", f"{NBSP}{number}")


def is_percent(unit: str) -> bool:
    """Whether a unit is the percentage, in a word of any of the languages or as its sign."""
    return unit.strip().casefold() in _PERCENT_UNITS


def points(figure: Figure, language: str) -> str:
    """How far one share is from another: "4 points", where "4%" would be of something else."""
    if figure.value is None:
        return ""
    spoken, number = of(language), count(figure.value, language, figure.digits)
    one, many, few = spoken.points
    word = {"one": one, "many": many, "few": few}[spoken.plural(abs(figure.value))]
    return number + (NBSP if spoken.spaced else "") + word


def percent_sign(number: str, language: str) -> str:
    """A number with the sign of the percentage behind it."""
    return f"{number}{of(language).percent_gap}%"


def currency_symbol(currency: str, language: str) -> str:
    """The sign of a currency."""
    from babel.numbers import get_currency_symbol

    return "$" if currency == "USD" else str(get_currency_symbol(currency, of(language).locale))


def currency_name(currency: str, language: str, number: Decimal | None) -> str:
    """The currency in words: as it stands after a number, or (None) after "millions de"."""
    from babel.numbers import get_currency_name

    spoken = of(language)
    if currency == "USD" and spoken.dollars:
        plural: Plural = "many" if number is None else spoken.plural(abs(number))
        return spoken.dollars[("one", "many", "few").index(plural)]
    return str(get_currency_name(currency, Decimal(100) if number is None else abs(number), spoken.locale))


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
