"""A number in a takeaway that is neither in the section nor reckoned from what is: a wrong share, a count, a multiple, a figure of last year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, permutations
from typing import Final, TypeAlias

from ...diagnostics import Diagnostic, warning
from ...frozen import frozen
from ...language import of
from ...regex import regex
from ...report import Report
from ...values import Figure, Record, Text, Value, figures, leaves
from ..ledger import Ledger
from ..numbers import Number, read

Group: TypeAlias = tuple[tuple[str, float], ...]
"""Numbers that belong together, each with its label: the points of a series, the cells of a column, the items of a section."""

TOLD: Final = 8
"""So many figures of the section are named."""
FEW: Final = 12
"""Whole numbers up to this are often of the world and not of the data: two lanes, five countries."""
NEAR: Final = {"over": (1, 1.3), "at-least": (1, 1.3), "under": (0.7, 1), "at-most": (0.7, 1), "nearly": (0.85, 1), "about": (0.9, 1.1)}  # fmt: skip
"""What a qualified number may stand for, as parts of it."""
POWERS: Final = (-9, -6, -4, -3, 0, 3, 4, 6, 8, 9)
"""Sizes that a number or its unit may leave to the other: "43" for 43 million."""
SHARE: Final = 0.06
"""So far a share in words may be from the true one: "two in three" for 67 per cent, or for 70."""
_IN: Final = regex(
    r"\s*(?:in|(?:out )?of|sur|de cada|из(?: каждых)?|من كل|من أصل|من)(?: the| every| los| las| les| всех)?\s*", re.I
)
_TIMES: Final = (
    (2, regex(r"\b(?:doubl\w+|twice|halved|duplic\w+|вдвое|удво\w+)\b|\b(?:el doble|deux fois)\b|تضاعف|الضعف|翻了?一番|翻倍|两倍", re.I)),
    (3, regex(r"\b(?:tripl\w+|threefold|trois fois|втрое|утро[ие]\w+)\b|ثلاثة أضعاف|增至三倍|三倍", re.I)),
    (4, regex(r"\b(?:quadrupl\w+|fourfold|cuadruplic\w+|quatre fois|вчетверо)\b|أربعة أضعاف|翻了?两番|四倍", re.I)),
)  # fmt: skip
_SPANS: Final = ("second", "minute", "hour", "day", "week", "month", "year")


def check(given: Ledger | Report) -> Iterator[Diagnostic]:
    """Each number of a takeaway is in its section, or made of what is: a share, a sum, a difference, a ratio, a count."""
    sections = given.root["sections"]
    for section in sections if isinstance(sections, Record) else ():
        said = section["takeaway"] if isinstance(section, Record) else None
        if isinstance(section, Record) and isinstance(said, Text):
            where = given.where.get(said.origin)
            if where is not None and "{{" in where.excerpt:
                continue  # an expression of a pattern reckons with all rows, which the section has not
            there = _There.of(section, said, given.language)
            for wrong in _wrong(said, there) if there.figures else ():
                message = f"“{wrong}” is not in this section, nor made of what is there: {there.told()}"
                hint = "correct the takeaway, or the data"
                yield warning("takeaway-number", message, where, said.origin, hint)


@frozen
class _There:
    """What a section says: its numbers, those of its words among them, and its figures in their groups."""

    raw: tuple[float, ...]
    groups: tuple[Group, ...]
    made: tuple[float, ...]
    ratios: tuple[float, ...]
    shares: tuple[float, ...]
    """The ratios, and the parts of a whole."""
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, section: Record, said: Text, language: str) -> _There:
        held = [one for one in leaves(section) if one is not said]
        shown = tuple(one for one in held if isinstance(one, Figure) and one.value)
        words = (one.content for one in held if isinstance(one, Text))
        raw = [float(one.value or 0) for one in shown]
        raw += (float(one.value) for text in words for one in figures.numerals(text, language))
        groups = tuple(one for one in _groups(section) if len(one) > 1)
        made, ratios = list[float](), list[float]()
        shares = [float(one.value or 0) / 100 for one in shown if figures.is_percent(one.unit)]
        for group in (*groups, *_across(groups, said.content)):
            whole = sum(value for _, value in group)
            ends = _ends(group, said.content)
            made += (
                whole,
                whole / len(group),
                *(a - b for a, b in permutations(ends, 2)),
                *(a + b for a, b in permutations(ends, 2)),
            )
            ratios += (a / b for a, b in permutations(ends, 2) if b)
            shares += (value / whole for value in ends if whole)
            ranked = sorted((value for _, value in group), reverse=True)
            shares += (sum(ranked[:top]) / whole for top in range(1, min(len(ranked), FEW)) if whole)
        return cls(tuple(raw), groups, tuple(made), tuple(ratios), (*ratios, *shares), shown)

    def told(self) -> str:
        """The first of the figures that are there."""
        known = tuple(dict.fromkeys(map(figures.shown, self.figures)))
        return ", ".join(known[:TOLD]) + ", …" * (len(known) > TOLD)


def _groups(value: Value) -> Iterator[Group]:
    """The figures of a section that stand in one list."""
    if isinstance(value, Record) and isinstance(value.fields.get("categories"), tuple):
        names = [str(one or "") for one in value.fields["categories"] or ()]  # type: ignore[union-attr]
        for one in value["series"] if isinstance(value["series"], tuple) else ():
            points = one["points"] if isinstance(one, Record) else ()
            yield from _known(zip(names, points if isinstance(points, tuple) else (), strict=False))
    elif isinstance(value, Record):
        for name, child in value.fields.items():
            if name not in ("hero", "others", "shared", "top"):
                yield from _groups(child)
    elif isinstance(value, tuple):
        rows = [one for one in value if isinstance(one, tuple)]
        for column in zip(*rows, strict=False):
            yield from _known(
                (next((str(one) for one in row if isinstance(one, Text)), ""), cell)
                for row, cell in zip(rows, column, strict=True)
            )
        named = [
            (str(one.fields.get("text") or one.fields.get("title") or ""), one.fields.get("figure"))
            for one in value
            if isinstance(one, Record)
        ]
        yield from _known(named)
        yield from _known(("", one) for one in value)
        for one in value:
            yield from _groups(one)


def _known(pairs: Iterable[tuple[str, Value]]) -> Iterator[Group]:
    """The numbers among some values, those of one unit together."""
    alike: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for name, one in pairs:
        if isinstance(one, Figure) and one.value is not None:
            alike.setdefault((one.unit, one.currency), []).append((name, float(one.value)))
    yield from map(tuple, alike.values())


def _across(groups: Sequence[Group], said: str) -> Iterator[Group]:
    """The values of several series at one label, where the labels are few, at an end, or said."""
    alike = [one for one in groups if len(one) == len(groups[0])] if groups else []
    for at, (name, _) in enumerate(groups[0] if len(alike) > 1 else ()):
        if len(groups[0]) <= FEW or at in (0, len(groups[0]) - 1) or (name and name in said):
            yield tuple(one[at] for one in alike)


def _ends(group: Group, said: str) -> tuple[float, ...]:
    """The values that are compared: the first and last, the largest and smallest, those whose labels are said; of a few all."""
    values = [value for _, value in group]
    if len(values) <= 4:
        return tuple(values)
    named = [value for name, value in group if name and name in said]
    return tuple(dict.fromkeys((values[0], values[-1], min(values), max(values), *named[:FEW])))


def _wrong(said: Text, there: _There) -> Iterator[str]:
    text = said.content
    found = [one for one in read(text, said.spoken or said.language) if one.figure and not _is_name(text, one, said)]
    taken = set[Number]()
    for part, whole in pairwise(found):
        if _IN.fullmatch(text[part.end : whole.start]) and 0 < part.value < whole.value <= 100 and not part.unit:
            taken |= {part, whole}
            if not _is_part(part, whole, found, there):
                yield text[part.start : whole.end]
    for one in found:
        if one not in taken and not _is_there(one, there):
            yield text[one.start : one.end] + " %" * (one.unit == "%")
    for times, words in _TIMES:
        grown = (max(one, 1 / one) for one in there.ratios if one > 0)
        if (
            (match := words.search(text))
            and there.ratios
            and not any(times * 0.85 <= one < times + 0.95 for one in grown)
        ):
            yield match[0]


def _is_name(text: str, one: Number, said: Text) -> bool:
    """A number that is a part of a name ("G20"), or counts time."""
    spans = {word for name in _SPANS for word in of(said.language).reading.units.get(name, "").split()}
    behind = re.match(r"[^\W\d_]+", text[one.end :].lstrip("\u00a0 -*"))
    timed = behind and any(
        behind[0].casefold().startswith(word) for word in spans if len(word) > 1 or not of(said.language).spaced
    )
    return bool(timed or re.search(r"[A-Za-z]-?$", text[: one.start]))


def _is_part(part: Number, whole: Number, found: Sequence[Number], there: _There) -> bool:
    """Whether so many of so many are: a count of the figures beyond a number that is said too, else a share."""
    held = [[value for _, value in group] for group in there.groups if len(group) == whole.value]
    limits = [float(one.value) * 10.0**power for one in found if one.qualifier for power in POWERS]
    beyond = [(group, limit) for group in held for limit in limits if min(group) <= limit <= max(group)]
    if beyond:
        above = {sum(value > limit for value in group) for group, limit in beyond}
        return part.value in above or whole.value - part.value in above
    share = float(part.value / whole.value)
    return bool(held) or any(abs(one - share) <= SHARE for one in there.shares)


def _is_there(one: Number, there: _There) -> bool:
    """Whether a number is one of the section, in whatever size, or made of them."""
    value, half = abs(float(one.value)), _half(one)
    if not one.unit and value == int(value) and value <= max(FEW, *map(len, there.groups), 0):
        return True
    low, high = NEAR.get(one.qualifier, (1, 1))
    sized = (abs(each) * 10.0**power for each in (*there.raw, *there.made) for power in POWERS)
    shares = (abs(each) for one in there.shares for each in (one, one * 100, one * 100 - 100))
    return any(low * value - half <= each <= high * value + half for each in chain(sized, shares))


def _half(one: Number) -> float:
    """Half a unit of a number's last digit, of a whole one of the last that is not nought; of a fraction in words what it leaves open."""
    if one.spelt and one.value < 1:
        return SHARE
    last = one.value.as_tuple().exponent or one.value.normalize().as_tuple().exponent
    return 0.5001 * 10.0 ** int(last)
