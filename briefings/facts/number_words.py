"""Numbers in words, in six languages: "six", "vingt-cinq", «двадцать пять», "ست", "六个".

    spoken    a text -> each number in words, with its place

Cardinals only. The word for one is read in no language, because it is an article or a pronoun as often as a number; nor are fractions and
"both" or "twice". Arabic duals are words of their own and are not numbers. Chinese numbers are read before a measure word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final


def _table(text: str) -> dict[str, int]:
    """ "2 two; 3 three" as a map from words to values; a value may have several words."""
    made: dict[str, int] = {}
    for entry in text.split(";"):
        value, *words = entry.split()
        made.update((word, int(value)) for word in words)
    return made


_EN: Final = _table(
    "2 two;3 three;4 four;5 five;6 six;7 seven;8 eight;9 nine;10 ten;11 eleven;12 twelve;13 thirteen;14 fourteen;15 fifteen;"
    "16 sixteen;17 seventeen;18 eighteen;19 nineteen;20 twenty;30 thirty;40 forty;50 fifty;60 sixty;70 seventy;80 eighty;90 ninety;"
    "100 hundred;1000 thousand;1000000 million;1000000000 billion"
)
_FR: Final = _table(
    "2 deux;3 trois;4 quatre;5 cinq;6 six;7 sept;8 huit;9 neuf;10 dix;11 onze;12 douze;13 treize;14 quatorze;15 quinze;16 seize;"
    "20 vingt vingts;30 trente;40 quarante;50 cinquante;60 soixante;70 septante;80 octante;90 nonante;100 cent cents;1000 mille;"
    "1000000 million millions;1000000000 milliard milliards"
)
_ES: Final = _table(
    "2 dos;3 tres;4 cuatro;5 cinco;6 seis;7 siete;8 ocho;9 nueve;10 diez;11 once;12 doce;13 trece;14 catorce;15 quince;"
    "16 dieciséis;17 diecisiete;18 dieciocho;19 diecinueve;20 veinte;21 veintiún veintiuno veintiuna;22 veintidós;23 veintitrés;"
    "24 veinticuatro;25 veinticinco;26 veintiséis;27 veintisiete;28 veintiocho;29 veintinueve;30 treinta;40 cuarenta;50 cincuenta;"
    "60 sesenta;70 setenta;80 ochenta;90 noventa;100 cien ciento;200 doscientos doscientas;300 trescientos trescientas;"
    "400 cuatrocientos cuatrocientas;500 quinientos quinientas;600 seiscientos seiscientas;700 setecientos setecientas;"
    "800 ochocientos ochocientas;900 novecientos novecientas;1000 mil;1000000 millón millones"
)
_RU: Final = _table(
    "2 два две двух двум двумя;3 три трех трёх трем трём тремя;4 четыре четырех четырёх четырем четырём четырьмя;"
    "5 пять пяти пятью;6 шесть шести шестью;7 семь семи семью;8 восемь восьми восемью;9 девять девяти девятью;"
    "10 десять десяти десятью;11 одиннадцать одиннадцати;12 двенадцать двенадцати;13 тринадцать тринадцати;"
    "14 четырнадцать четырнадцати;15 пятнадцать пятнадцати;16 шестнадцать шестнадцати;17 семнадцать семнадцати;"
    "18 восемнадцать восемнадцати;19 девятнадцать девятнадцати;20 двадцать двадцати двадцатью;30 тридцать тридцати тридцатью;"
    "40 сорок сорока;50 пятьдесят пятидесяти;60 шестьдесят шестидесяти;70 семьдесят семидесяти;80 восемьдесят восьмидесяти;"
    "90 девяносто девяноста;100 сто ста;200 двести двухсот;300 триста трехсот трёхсот;400 четыреста четырехсот;500 пятьсот пятисот;"
    "600 шестьсот шестисот;700 семьсот семисот;800 восемьсот восьмисот;900 девятьсот девятисот;1000 тысяча тысячи тысяч;"
    "1000000 миллион миллиона миллионов"
)
_AR: Final = _table(
    "3 ثلاث ثلاثة;4 أربع أربعة;5 خمس خمسة;6 ست ستة;7 سبع سبعة;8 ثماني ثمانية ثمان;9 تسع تسعة;10 عشر عشرة;20 عشرون عشرين;"
    "30 ثلاثون ثلاثين;40 أربعون أربعين;50 خمسون خمسين;60 ستون ستين;70 سبعون سبعين;80 ثمانون ثمانين;90 تسعون تسعين;"
    "100 مائة مئة;200 مائتان مائتين;1000 ألف آلاف;1000000 مليون ملايين"
)
_WORDS: Final = MappingProxyType({"en": _EN, "fr": _FR, "es": _ES, "ru": _RU, "ar": _AR})
_JOINTS: Final = MappingProxyType(
    {"en": r"[\s-]+(?:and\s+)?", "fr": r"[\s-]+(?:et\s+)?", "es": r"\s+(?:y\s+)?", "ru": r"\s+", "ar": r"\s+و?"}
)
_ZH_DIGITS: Final = MappingProxyType({sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2})
_ZH_POWERS: Final = MappingProxyType({"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000})
_ZH_NUMBER: Final = re.compile(
    r"(?<![第十百千万亿零一二三四五六七八九几数])[二两三四五六七八九十百千](?:[零一二三四五六七八九十百千万亿]*)"
    r"(?=\s?[个個名项項次届屆人位国國家场場座种種所年天月日周小艘吨份只组類类条户村县省])"
)


def spoken(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """The numbers in words of a text: where each begins and ends, and its value."""
    if language == "zh":
        yield from ((m.start(), m.end(), _chinese(m[0])) for m in _ZH_NUMBER.finditer(text) if _chinese(m[0]) > 1)
        return
    if language not in _WORDS:
        return
    for match in _pattern(language).finditer(text):
        value = _value(match[0], language)
        # "cent" and "mille" alone, "million" after digits and the like are sizes or parts of other words
        if value is not None and not (value in (1000, 10**6, 10**9) and " " not in match[0]):
            yield match.start(), match.end(), value


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _WORDS[language]), key=len, reverse=True))
    joint = _JOINTS[language]
    # "per cent" is a unit and "cent pour cent" an idiom
    before = r"(?<![\w-])(?<!pour )(?<!por )(?<!per )(?<!\d )(?<!\d\u00a0)"
    lead = r"و?" if language == "ar" else ""
    ordinal = r"(?!\s+(?:перв|втор|треть|четверт|четвёрт|пят|шест|седьм|восьм|девят|десят)(?:ой|ый|ая|ое|ого|ому|ую|ом|ым|ых))"
    after = ordinal if language == "ru" else ""
    return re.compile(rf"{before}{lead}(?:{words})(?:{joint}(?:{words}))*(?![\w])(?!-\w){after}", re.IGNORECASE)


def _value(words: str, language: str) -> int | None:
    """The value of a run of number words; None for one that makes no number ("two three")."""
    table = _WORDS[language]
    parts = [part for part in re.split(r"[\s-]+", words.casefold()) if part not in ("and", "et", "y", "و")]
    if language == "ar":
        parts = [part if part in table else part.removeprefix("و") for part in parts]
    total = group = 0
    last = 10**12
    for part in parts:
        value = table.get(part)
        if value is None:
            return None
        if language == "fr" and value == 20 and group % 100 == 4 and last == 4:
            group, last = group + 76, 20  # quatre-vingts
        elif value >= 1000:
            total, group, last = total + max(1, group) * value, 0, value
        elif value == 100:
            group, last = max(1, group % 100) * 100 + group // 100 * 100 if group else 100, 100
        elif (last <= value and not (language == "ar" and last < 10 <= value)) or (
            last < 20 and not (language == "fr" and last == 10) and last not in (16, 17) and language != "ar"
        ):  # خمسة وعشرون: five and twenty
            return None
        else:
            group, last = group + value, value
    return total + group


def _chinese(text: str) -> int:
    """The value of a Chinese number: 二十五, 三百, 两万."""
    total = group = digit = 0
    for sign in text:
        if sign in _ZH_DIGITS:
            digit = _ZH_DIGITS[sign]
        elif (power := _ZH_POWERS[sign]) >= 10_000:
            total, group, digit = (total + max(1, group + digit)) * power, 0, 0
        else:
            group, digit = group + max(1, digit) * power, 0
    return total + group + digit
