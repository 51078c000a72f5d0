"""The order of a chart's categories: from large to small, unless they have an order of their own, as years have."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final, TypeVar

from ..frozen import replace
from ..language import calendar, of
from ..regex import regex
from .dates import moments
from .spec import ChartSpec

BY_SIZE: Final = frozenset({"bar", "column", "dot", "doughnut"})
IN_TIME: Final = frozenset({"line", "area", "slope", "small-multiples"})
"""The kinds whose categories run forward in time when they are dates."""
TO_SCALE: Final = IN_TIME - {"small-multiples"}
"""Those whose dates stand true to time."""
_T = TypeVar("_T")
_NUMBER: Final = regex(r"\d+(?:\.\d+)?")


def arranged(spec: ChartSpec, order: str = "") -> ChartSpec:
    """The chart with its categories in the order that readers see.

    `order` is "descending", "ascending" (by the first series), "none" (as written), or "" for the usual: charts that compare one
    series by size fall from large to small, unless their categories run in an order of their own. What is left over ("other", "none", "don't know")
    comes last, but for unknown values.
    """
    if not spec.series or len(spec.categories) < 2:
        return spec
    if spec.days:
        return spec
    if not order:
        compares = spec.kind in BY_SIZE and len(spec.series) == 1
        order = "descending" if compares and not has_order(spec) else "none"
    if order == "none":
        return spec
    first = spec.series[0].points

    rest = [is_rest(category.text, spec.language) for category in spec.categories]

    def key(index: int) -> tuple[bool, bool, Decimal]:
        value = first[index].value if index < len(first) else None
        size = Decimal(0) if value is None or rest[index] else value if order == "ascending" else -value
        return value is None, rest[index], size

    places = sorted(range(len(spec.categories)), key=key)

    return picked(spec, places)


def is_rest(label: str, language: str) -> bool:
    """Whether a category is what is left when all others are named; a remark in brackets behind it changes nothing."""
    words = of(language).reading.rest
    name = re.sub(r"[(（][^()（）]*[)）]$", "", label.strip()).strip(" .…")
    return bool(words) and regex(words, re.IGNORECASE).fullmatch(name) is not None


def has_order(spec: ChartSpec) -> bool:
    """Whether a chart's categories run in an order of their own, as years and months do."""
    texts = [category.text for category in spec.categories]
    if ordered(texts, spec.language):
        return True
    dated = moments(texts, spec.language)
    return dated is not None and sorted(dated, key=lambda one: one.key) == list(dated)


def picked(spec: ChartSpec, places: Sequence[int]) -> ChartSpec:
    """The chart with its categories in another order, by their places so far."""

    def pick(items: Sequence[_T]) -> tuple[_T, ...]:
        return tuple(items[i] for i in places if i < len(items))

    return replace(
        spec,
        categories=pick(spec.categories),
        series=tuple(replace(row, points=pick(row.points)) for row in spec.series),
        totals=pick(spec.totals) if len(spec.totals) == len(places) else spec.totals,
        apart=pick(spec.apart),
        colours=pick(spec.colours) if spec.kind == "doughnut" and len(spec.colours) == len(places) else spec.colours,
    )


def ordered(labels: Sequence[str], language: str = "en") -> bool:
    """True when labels run in an order of their own: rising numbers ("2019", "0–14", "Q1 2022") or months and weekdays in turn."""
    if len(labels) < 2:
        return False
    numbers = [tuple(Decimal(n) for n in _NUMBER.findall(label)) for label in labels]
    if all(numbers) and (_rising(numbers) or _rising([n[::-1] for n in numbers])):
        return True
    return any(_in_turn(labels, names) for names in _calendar(language.split("-", maxsplit=1)[0]))


def _rising(keys: Sequence[tuple[Decimal, ...]]) -> bool:
    return all(a < b for a, b in itertools.pairwise(keys))


def _in_turn(labels: Sequence[str], names: Sequence[str]) -> bool:
    """The labels are names of a cycle, each the next of the one before (a financial year starts in the middle)."""
    plain = [label.casefold().strip(" .") for label in labels]
    if not set(plain) <= set(names):
        return False
    places = [names.index(label) for label in plain]
    return all((b - a) % len(names) == 1 for a, b in itertools.pairwise(places))


@cache
def _calendar(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of months and weekdays, wide and short, as CLDR gives them for a language."""
    locale = calendar.locale(language)
    return tuple(
        tuple(str(names[width][key]).casefold().strip(" .") for key in sorted(names[width]))
        for names in (locale.months["stand-alone"], locale.days["stand-alone"])
        for width in ("wide", "abbreviated")
    )
