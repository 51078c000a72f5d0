"""A number in a takeaway that is neither in the section nor reckoned from what is: a wrong share, a count, a multiple, a figure of last year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ...diagnostics import Diagnostic, warning
from ...language import of
from ...regex import regex
from ...report import Report
from ...values import Record, Text, figures, records
from ..ledger import Ledger
from ..numbers import Number, read
from ..reckoned import FEW, Reckoned, Series, reckoned

TOLD: Final = 8
"""So many figures of the section are named."""
NEAR: Final = {"over": (1, 1.3), "at-least": (1, 1.3), "under": (0.7, 1), "at-most": (0.7, 1), "nearly": (0.85, 1), "about": (0.9, 1.1)}  # fmt: skip
"""What a qualified number may stand for, as parts of it."""
POWERS: Final = (-9, -6, -4, -3, 0, 3, 4, 6, 8, 9)
"""Sizes that a number or its unit may leave to the other: "43" for 43 million."""
LISTED: Final = 0.5
"""So much of all is listed at the least where a chart shows the largest alone."""
SHARE: Final = 0.045
"""So far a share in words may be from the true one: "two in three" for 67 per cent, or for 70."""
_IN: Final = regex(
    r"\s*(?:in|(?:out )?of|sur|de cada|из(?: каждых)?|من كل|من أصل|من)(?: the| every| los| las| les| всех)?\s*", re.I
)
_NOUN: Final = regex(
    r"\s*(?:[^\W\d_]+\s+)?(?:(?:out )?of(?: the)?|sur(?: les)?|des|de(?: las| los)?|из(?: всех)?|من(?: أصل)?)\s*", re.I
)
"""Between so many of something and all of them: "five cities of seven"."""
FEWEST: Final = 3
_TIMES: Final = (
    (2, regex(r"\b(?:doubl\w+|twice|halved|duplic\w+|вдвое|удво\w+)\b|\b(?:el doble|deux fois)\b|تضاعف|الضعف|翻了?一番|翻倍|两倍", re.I)),
    (3, regex(r"\b(?:tripl\w+|threefold|trois fois|втрое|утро[ие]\w+)\b|ثلاثة أضعاف|增至三倍|三倍", re.I)),
    (4, regex(r"\b(?:quadrupl\w+|fourfold|cuadruplic\w+|quatre fois|вчетверо)\b|أربعة أضعاف|翻了?两番|四倍", re.I)),
)  # fmt: skip
_SPANS: Final = ("second", "minute", "hour", "day", "week", "month", "year")
_WITHIN: Final = regex(
    r"(?:^|[\s(])(?:in|within|over|after|last|past|every|en|dans|après|durant|pendant|tras|за|через|в течение|последние|في|خلال|بعد|在|过去)\s*(?:the |les |los |las |la )?$",
    re.I,
)
"""Before a span of time in which something came about."""
_LIMITS: Final = ("over", "under", "at-least", "at-most")
_ANEW: Final = regex(r"[,;:.–—،，、]|\b(?:and|but|et|mais|y|pero|и|но|а)\b|(?<!\w)و|和", re.I)
"""Between a count and a limit that it has nothing to do with."""
_EACH: Final = regex(r"\s*(?:in|sur|de cada|من كل|из каждых)\b", re.I)
"""Between two numbers that are a share and no count: "two in three"."""


def check(given: Ledger | Report) -> Iterator[Diagnostic]:
    """Each number of a takeaway is in its section, or made of what is: a share, a sum, a difference, a ratio, a count."""
    for section in records(given.root["sections"]):
        if isinstance(said := section["takeaway"], Text):
            where = given.where.get(said.origin)
            if where is not None and "{{" in where.excerpt:
                continue  # an expression of a pattern reckons with all rows, which the section has not
            there, wrong = judged(section, said)
            for one in wrong:
                message = f"“{one}” is not in this section, nor made of what is there: {_told(there)}"
                yield warning("takeaway-number", message, where, said.origin, "correct the takeaway, or the data")


def judged(section: Record, said: Text) -> tuple[Reckoned, tuple[str, ...]]:
    """What a section makes, and the numbers of a sentence about it that are not among that."""
    text, language = said.content, said.spoken or said.language
    found = [one for one in read(text, language) if one.figure and not re.search(r"[A-Za-z]-?$", text[: one.start])]
    parts = {one for pair in pairwise(found) if _EACH.match(text[pair[0].end : pair[1].start]) for one in pair}
    counts = [int(one.value) for one in found if _is_count(one) and one not in parts and not _span(text, one, language)]
    there = reckoned(section, said, counts)
    return there, tuple(_wrong(said, found, there)) if there.figures else ()


def _told(there: Reckoned) -> str:
    """The first of the figures that are there."""
    known = tuple(dict.fromkeys(map(figures.shown, there.figures)))
    return ", ".join(known[:TOLD]) + ", …" * (len(known) > TOLD)


def _wrong(said: Text, found: Sequence[Number], there: Reckoned) -> Iterator[str]:
    text, language = said.content, said.spoken or said.language
    held = {span for unit in there.units for word in unit.split() if (span := _measured(word, language))} - {"year"}
    taken = set[Number]()
    for part, whole in pairwise(found):
        between = text[part.end : whole.start]
        counted = any(len(one.values) == whole.value > FEWEST for one in there.series)
        if (
            (_IN.fullmatch(between) or (counted and _NOUN.fullmatch(between)))
            and 1 <= part.value < whole.value <= 100
            and not part.unit
        ):
            taken |= {part, whole, *(one for one in found if counted and _parted(there.series, one))}
            if not _is_part(part, whole, found, there, each=bool(_EACH.match(between))):
                yield text[part.start : whole.end]
    spans = {one: _span(text, one, language) for one in found if one not in taken}
    limited = _counted(text, [one for one in found if one not in taken and (not spans[one] or one.qualifier)], there)
    if limited is not None:
        taken |= {*limited}
        yield text[limited[0].start : limited[1].end]
    for one in found:
        if one in taken or (spans[one] and (spans[one] not in held or _WITHIN.search(text[: one.start]))):
            continue  # time goes by in any section
        if any(_is_count(each) and each.value in count for each in found for count in _parted(there.series, one)):
            continue  # so many are beyond it
        if not _is_there(one, there, _qualifier(text, one), exact=bool(spans[one])):
            yield text[one.start : one.end] + " %" * (one.unit == "%")
    for times, words in _TIMES:
        grown = (max(one, 1 / one) for one in there.multiples if one > 0)
        if (
            (match := words.search(text))
            and there.multiples
            and not any(times * 0.85 <= one < times + 0.95 for one in grown)
        ):
            yield match[0]


def _is_count(one: Number) -> bool:
    """Whether a number may say how many there are of something in the section."""
    return not one.unit and not one.qualifier and one.value == int(one.value) and 1 < one.value <= FEW


def _span(text: str, one: Number, language: str) -> str:
    """The span of time that a number counts: "hour"; "" for none."""
    return _measured(text[one.end :].lstrip("\u00a0 -*"), language)


def _measured(words: str, language: str) -> str:
    """The span of time that some words begin with."""
    spoken, found = of(language), re.match(r"[^\W\d_]+", words)
    for name in _SPANS if found else ():
        for word in spoken.reading.units.get(name, "").split():
            if found and (len(word) > 1 or not spoken.spaced) and found[0].casefold().startswith(word):
                return name
    return ""


def _qualifier(text: str, one: Number) -> str:
    """How a number is qualified, in Chinese behind it."""
    return one.qualifier or ("over" if text[one.end :].startswith("以上") else "")


def _counts(values: Sequence[float], limit: float) -> set[int]:
    """How many values lie above a limit, and how many below."""
    return {sum(one > limit for one in values), sum(one < limit for one in values), sum(one >= limit for one in values), sum(one <= limit for one in values)}  # fmt: skip


def _is_part(part: Number, whole: Number, found: Sequence[Number], there: Reckoned, *, each: bool) -> bool:
    """Whether so many of so many are: a count of the figures beyond a number that is said too, or beyond nought, all, or a reference; else a share."""
    held = [one for one in there.series if len(one.values) == whole.value]
    said = [one for one in found if one.qualifier in _LIMITS or _is_share(one)]
    beyond = [count for one in said for count in _parted(held, one)]
    beyond = beyond or ([] if each or whole.value <= FEWEST else _beyond(held, lambda one: _limits(one, there)))
    if beyond:
        return any(part.value in count or whole.value - part.value in count for count in beyond)
    share = float(part.value / whole.value)
    return bool(held) or any(abs(one - share) <= SHARE for one in there.shares) or _of_more(share, there)


def _parted(held: Sequence[Series], limit: Number) -> list[set[int]]:
    """How many values of each series lie above and below a number that is said; a share parts shares."""
    share = _is_share(limit)
    value = float(limit.value) * (100 if share and limit.unit != "%" else 1)
    tried = {each * 10.0**power for each in (value, round(value)) for power in ((0,) if share else POWERS)}
    return _beyond([one for one in held if figures.is_percent(one.unit) == share], lambda one: sorted(tried))


def _of_more(share: float, there: Reckoned) -> bool:
    """Whether what is named, or the largest, may be such a share of more than is listed."""
    return any(LISTED * one <= share <= one for one in there.partial)


def _is_share(one: Number) -> bool:
    return one.unit == "%" or (one.spelt and one.value < 1)


def _limits(one: Series, there: Reckoned) -> tuple[float, ...]:
    """What the values of a series are naturally above or below: nought, a reference, and all of something."""
    return (*there.limits, *((100.0,) if figures.is_percent(one.unit) else ()))


def _beyond(held: Sequence[Series], limits: Callable[[Series], Sequence[float]]) -> list[set[int]]:
    """How many values of each series lie above and below a limit that parts them."""
    return [
        _counts(one.values, limit) for one in held for limit in limits(one) if min(one.values) < limit < max(one.values)
    ]


def _counted(text: str, found: Sequence[Number], there: Reckoned) -> tuple[Number, Number] | None:
    """So many of something that are beyond a limit which is said with them, where other many are: "four members have fewer than half"."""
    for one, limit in pairwise(found):
        if limit.qualifier not in _LIMITS or not _is_count(one) or _ANEW.search(text[one.end : limit.start]):
            continue
        many = int(one.value)
        beyond = _parted([each for each in there.series if len(each.values) > many], limit)
        low, high = (bound * float(limit.value) / (100 if limit.unit == "%" else 1) for bound in NEAR[limit.qualifier])
        tops = _together(there.series, many, most=limit.qualifier in ("over", "at-least")) if _is_share(limit) else ()
        if beyond and not any(many in count for count in beyond) and not any(low <= part <= high for part in tops):
            return one, limit
    return None


def _together(series: Sequence[Series], many: int, *, most: bool) -> Iterator[float]:
    """The share that the largest so many, or the smallest, have of all."""
    for one in series:
        whole = sum(one.values)
        if whole and (not figures.is_percent(one.unit) or abs(whole - 100) <= 1):
            yield sum(sorted(one.values, reverse=most)[:many]) / whole


def _is_there(one: Number, there: Reckoned, qualifier: str, *, exact: bool) -> bool:
    """Whether a number is one of the section, in whatever size, or made of them; `exact` where it counts what the section's figures do."""
    value, half = abs(float(one.value)), _half(one)
    few = max(FEW, *(len(each.values) for each in there.series), 0)
    if not one.unit and value == int(value) and value <= few and not exact:
        return True
    low, high = NEAR.get(qualifier, (1, 1))
    least = low * value - (0.005 * value if qualifier in ("over", "at-least") else half)
    most = high * value + (0.005 * value if qualifier in ("under", "at-most") else half)
    if _is_share(one) and _of_more(value / (1 if one.unit == "" else 100), there):
        return True
    return any(least <= abs(each) <= most for each in (*there.words, *_meant(one, there, exact=exact)))


def _meant(one: Number, there: Reckoned, *, exact: bool) -> Iterator[float]:
    """What a number can be: of shares and their points these; of others the values, in whatever size, and what they make."""
    if one.unit == "points":
        yield from (float(each.value or 0) for each in there.figures if not figures.is_percent(each.unit))
        yield from there.gaps
    elif _is_share(one):
        yield from (each * (1 if one.unit == "" else 100) for each in there.shares)
        if any(not each.whole for each in there.series):  # statistics may be reckoned from other sections
            yield from there.points
    else:
        sizes = (0,) if exact else POWERS
        yield from (each * 10.0**power for each in (*there.points, *there.made) for power in sizes)
        yield from () if exact or one.unit else there.multiples


def _half(one: Number) -> float:
    """Half a unit of a number's last digit, of a whole one of the last that is not nought; of a fraction in words what it leaves open."""
    if one.spelt and one.value < 1:
        return SHARE
    if one.unit == "%" and not one.spelt:
        return min(1.5, 0.5001 * 10.0 ** int(one.value.normalize().as_tuple().exponent))
    last = one.value.as_tuple().exponent or one.value.normalize().as_tuple().exponent
    return 0.5001 * 10.0 ** int(last)
