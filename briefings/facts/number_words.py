"""Numbers in words, in six languages: "six", "vingt-cinq", «двадцать пять», "ست", "六个".

    spoken    a text -> each number in words, with its place

Cardinals only. The word for one is read as a part of other numbers alone ("thirty-one"), because it is an article or a pronoun as often as
a number; "both" and "twice" are not. Arabic duals are words of their own and are not numbers. Chinese numbers are read before a measure word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ..language import LANGUAGES, of
from ..regex import regex


@cache
def _table(language: str) -> Mapping[str, int]:
    """The number words of a language with their values; none where its record has none."""
    made: dict[str, int] = {}
    for entry in filter(None, of(language).number_words.split(";")):
        value, *words = entry.split()
        made.update((word, int(value)) for word in words)
    return MappingProxyType(made)


_ZH_DIGITS: Final = MappingProxyType({sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2})
_ZH_POWERS: Final = MappingProxyType({"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000})
_ZH_NUMBER: Final = regex(
    r"(?<![第十百千万亿零一二三四五六七八九几数])[二两三四五六七八九十百千](?:[零一二三四五六七八九十百千万亿]*)"
    r"(?=\s?[个個名项項次届屆人位国國家场場座种種所年天月日周小艘吨份只组類类条户村县省])"
)


def spoken(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """The numbers in words of a text: where each begins and ends, and its value."""
    if language == "zh":
        yield from ((m.start(), m.end(), _chinese(m[0])) for m in _ZH_NUMBER.finditer(text) if _chinese(m[0]) > 1)
        return
    if language not in LANGUAGES or not _table(language):
        return
    for match in _pattern(language).finditer(text):
        length, value = _longest(match[0], language)
        # "cent" and "mille" alone, "million" after digits and the like are sizes or parts of other words
        if value > 1 and not (value in (1000, 10**6, 10**9) and " " not in match[0]):
            yield match.start(), match.start() + length, value


def _longest(words: str, language: str) -> tuple[int, int]:
    """How far words make one number, and which; 0 where they make none. "Of three one" is 3."""
    ends = [found.start() for found in re.finditer(of(language).number_joint, words)]
    for end in (len(words), *reversed(ends)):
        if (value := _value(words[:end], language)) is not None:
            return end, value
    return 0, 0


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _table(language)), key=len, reverse=True))
    joint = of(language).number_joint
    # "per cent" is a unit and "cent pour cent" an idiom
    before = r"(?<![\w-])(?<!pour )(?<!por )(?<!per )(?<!\d )(?<!\d\u00a0)"
    return re.compile(
        rf"{before}{of(language).number_lead}(?:{words})(?:{joint}(?:{words}))*(?![\w])(?!-\w){of(language).no_cardinal}",
        re.IGNORECASE,
    )


def _value(words: str, language: str) -> int | None:
    """The value of a run of number words; None for one that makes no number ("two three")."""
    table = _table(language)
    spoken = of(language)
    parts = re.split(spoken.number_joint, words.casefold())
    if parts[0] not in table:
        parts[0] = re.sub(f"^{spoken.number_lead}", "", parts[0])
    total = group = 0
    last = 10**12
    for part in parts:
        value = table.get(part)
        if value is None:
            return None
        if spoken.by_twenties and value == 20 and group % 100 == 4 and last == 4:
            group, last = group + 76, 20  # quatre-vingts
        elif value >= 1000:
            total, group, last = total + max(1, group) * value, 0, value
        elif value == 100:
            group, last = max(1, group % 100) * 100 + group // 100 * 100 if group else 100, 100
        elif (last <= value and not (spoken.units_first and last < 10 <= value)) or (
            last < 20 and not (spoken.by_twenties and last == 10) and last not in (16, 17) and not spoken.units_first
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
