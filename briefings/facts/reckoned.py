"""What the figures of a section make: their sums, differences, ratios and shares, and how many of them lie beyond a limit.

    of      a section and a sentence about it -> Reckoned

Not all that could be reckoned is meant: of a series in time its ends, its extremes and what the sentence names; of others what it names, and
the largest. Two points that nobody spoke of have no sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Final

from ..frozen import frozen, replace
from ..language import LANGUAGES
from ..regex import regex
from ..values import Figure, Record, Text, Value, figures, leaves, listed, records

FEW: Final = 12
"""Whole numbers up to this are often of the world and not of the data: two lanes, five countries."""
_DERIVED: Final = ("hero", "others", "shared", "top")
"""Fields that repeat others."""
_LISTS: Final = ("map", "bar", "dot")
"""Charts that may show the largest alone."""
_MOMENT: Final = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)|^\d\d[/–-]\d\d$")
_STEM: Final = 4
"""So many letters of a name's word are looked for, since languages bend its end."""


@frozen
class Series:
    """Numbers of one unit that belong together, each with its label: the points of a series, the cells of a column, the items of a section."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    unit: str = ""
    timed: bool = False
    marked: frozenset[int] = frozenset()
    """The points that the sentence names, or the section brings forward."""
    named: bool = False
    """Whether the sentence names the series, by its name or the heading of its column."""
    whole: bool = True
    """Whether the values are parts of something; statistics are each of their own."""

    @property
    def percent(self) -> bool:
        return figures.is_percent(self.unit)

    @property
    def grows(self) -> bool:
        """Whether one value is said to be so much larger than another."""
        return self.timed or (self.whole and len(self.marked) > 1) or len(self.values) == 2


@frozen
class Reckoned:
    """Numbers that a sentence about a section may say. `points` are its values as they stand, `words` those of its texts."""

    points: tuple[float, ...]
    words: tuple[float, ...]
    series: tuple[Series, ...]
    made: tuple[float, ...]
    gaps: tuple[float, ...]
    """How many percentage points its shares are apart."""
    multiples: tuple[float, ...]
    """The ratios, either way round, and those of all values to a reference."""
    shares: tuple[float, ...]
    """The ratios, the parts of a whole, and what these leave of it."""
    partial: tuple[float, ...]
    """What is named, and the largest so many, as parts of all that is listed, where much may be left out: of the world they are less."""
    limits: tuple[float, ...]
    """What its values are naturally above or below: nought, and a reference."""
    figures: tuple[Figure, ...]
    units: tuple[str, ...] = ()
    """Units and headings of columns: what its numbers count."""


def reckoned(section: Record, said: Text, counts: Sequence[int]) -> Reckoned:
    """What a section makes for a sentence that says so many of something: "two lines", "five countries"."""
    fields = (child for name, child in section.fields.items() if name not in _DERIVED)
    held = [one for child in fields for one in leaves(child) if one is not said]
    shown = tuple(one for one in held if isinstance(one, Figure) and one.value)
    texts = (one.content for one in held if isinstance(one, Text))
    given = tuple(_series(section, said.content, section))
    groups = tuple(one for one in given if len(one.values) > 1)
    spoken_of = [one for one in groups if one.named] or groups
    across = _across(groups, whole=section.fields.get("series") is not None)
    series = (*spoken_of, *across, *_totals(section, groups))
    related = [one for one in series if one.timed or not one.percent or abs(sum(one.values) - 100) <= 1]
    goal, ends = _goal(section), [one.values[at] for one in groups for at in _ends(one)]
    averages = any(re.search(one.reading.rates, said.content, re.I) for one in LANGUAGES.values() if one.reading.rates)
    gaps = [(one.percent, a - b) for one in series for a, b in _pairs(one)]
    made = [total for one in series for total in _sums(one, counts, averages=averages)]
    ratios = [a / b for one in related for a, b in _pairs(one) if b]
    grown = [a / b - 1 for one in related if one.grows for a, b in _pairs(one) if b]
    shares = [share for one in related for share in _shares(one, counts)]
    shares += (float(one.value or 0) / 100 for one in shown if figures.is_percent(one.unit))
    if goal:
        ratios += (value / goal for value in ends)
        grown += (value / goal - 1 for value in ends)
        gaps += ((any(one.percent for one in groups), value - goal) for value in ends)
        for limit in (goal, 2 * goal):  # "half of the countries" take longer than that
            shares += (sum(value >= limit for value in one.values) / len(one.values) for one in groups)
    points = tuple(gap for percent, gap in gaps if percent)
    return Reckoned(
        points=_points(section, shown, groups),
        words=tuple(float(one.value) for text in texts for one in figures.numerals(text, said.spoken or said.language)),
        series=groups,
        made=(*made, *(gap for _, gap in gaps)),
        gaps=points,
        multiples=(*ratios, *(1 / one for one in ratios if one), *(one / goal for group in groups for one in group.values if goal)),
        shares=(*ratios, *grown, *shares, *(one / 100 for one in points), *_left(given), *_of_wholes(section)),
        partial=tuple(part for one in groups for part in _partial(one, counts)) if section.fields.get("chart") in _LISTS else (),
        limits=(0.0, *([goal] if goal else [])),
        figures=shown,
        units=_units(section, shown),
    )  # fmt: skip


def _units(section: Record, shown: Sequence[Figure]) -> tuple[str, ...]:
    """Units, and the headings of columns."""
    heads = (one.fields.get("title") for one in records(section.fields.get("columns")))
    return tuple(dict.fromkeys(str(one or "") for one in (section.fields.get("unit"), *heads, *(each.unit for each in shown))))  # fmt: skip


def _goal(section: Record) -> float | None:
    """The value of a chart's reference."""
    reference = section.fields.get("reference")
    return _value(reference.fields.get("figure")) if isinstance(reference, Record) else None


def _points(section: Record, shown: Sequence[Figure], groups: Sequence[Series]) -> tuple[float, ...]:
    """The values as they stand; of a chart that shows how far two series are apart, those that it is about."""
    apart = section.fields.get("difference")
    if not isinstance(apart, Record) or len(groups) < 2:
        return tuple(float(one.value or 0) for one in shown)
    others = (_value(apart.fields.get("figure")), _goal(section))
    return (*(one.values[at] for one in groups for at in _ends(one)), *(one for one in others if one is not None))


def _left(given: Sequence[Series]) -> Iterator[float]:
    """What shares leave: those that stand alone, are named, or are the last."""
    for one in given:
        for at, value in enumerate(one.values if one.percent else ()):
            if not one.whole or len(one.values) == 1 or at in one.marked or (one.timed and at == len(one.values) - 1):
                yield 1 - value / 100


def _value(one: Value) -> float | None:
    return float(one.value) if isinstance(one, Figure) and one.value is not None else None


def names(label: str, said: str) -> bool:
    """Whether a sentence names what has a label: by the label itself, or by one of its words, however that ends."""
    text, words = said.casefold(), label.casefold()
    if label and words in text:
        return True
    if not words.isascii() and not re.search(r"[a-zа-я]", words):  # in Arabic and Chinese words are joined to others
        parts = [one.removeprefix("ال") for one in words.split()]
        size = _STEM if re.search(r"[\u0600-\u06ff]", words) else _STEM - 1
        return any(one[at : at + size] in text for one in parts for at in range(len(one) - size + 1))
    begun = f" {' '.join(text.replace('-', ' ').split())}"
    return any(f" {one[: max(_STEM, len(one) - 3)]}" in begun for one in words.split() if len(one) >= _STEM and one.isalpha())  # fmt: skip


def _series(value: Value, said: str, section: Record) -> Iterator[Series]:
    """The figures of a section that stand in one list."""
    if isinstance(value, Record) and isinstance(value.fields.get("categories"), tuple):
        labels = [str(one or "") for one in listed(value["categories"])]
        noticed, line = _noticed(value), value.fields.get("chart") in ("line", "area")
        for one in records(value["series"]):
            pairs = zip(labels, listed(one["points"]), strict=False)
            named = names(str(one.fields.get("name") or ""), said)
            yield from (replace(each, named=named, timed=each.timed or line) for each in _known(pairs, said, noticed))
    elif isinstance(value, Record):
        for name, child in value.fields.items():
            if name not in _DERIVED:
                found = _series(child, said, section)
                yield from (replace(one, timed=True) for one in found) if name == "trend" else found
    elif isinstance(value, tuple):
        rows = [one for one in value if isinstance(one, tuple)]
        heads = [str(one.fields.get("title") or "") for one in records(section.fields.get("columns"))]
        for at, column in enumerate(zip(*rows, strict=False)):
            titles = (next((str(one) for one in row if isinstance(one, Text)), "") for row in rows)
            named = at < len(heads) and names(heads[at], said)
            yield from (replace(each, named=named) for each in _known(zip(titles, column, strict=True), said))
        items, brought = [*records(value)], str(section.fields.get("emphasis") or "")
        noticed = [at for at, one in enumerate(items) if brought and one.fields.get("id") == brought]
        titled = ((str(one.fields.get("text") or one.fields.get("title") or one.fields.get("label") or ""), one.fields.get("figure")) for one in items)  # fmt: skip
        whole = section.fields.get("type") != "statistics"
        yield from (replace(one, whole=whole) for one in _known(titled, said, noticed))
        if any(isinstance(one, Text) and names(one.content, said) for one in value):  # a row that is named
            cells = _known((("", one) for one in value), said)
            yield from (replace(one, whole=False, marked=frozenset(range(len(one.values)))) for one in cells)
        for each in value:
            yield from _series(each, said, section)


def _noticed(chart: Record) -> list[int]:
    """The points of a chart that it brings forward or compares."""
    apart = chart.fields.get("difference")
    found = [at for at, on in enumerate(listed(chart.fields.get("emphasis"))) if on]
    at = apart.fields.get("category") if isinstance(apart, Record) else None
    return [*found, *([at] if isinstance(at, int) else [])]


def _known(pairs: Iterable[tuple[str, Value]], said: str, noticed: Sequence[int] = ()) -> Iterator[Series]:
    """The numbers among some values, those of one unit together."""
    alike: dict[tuple[str, str], list[tuple[str, float, bool]]] = {}
    for at, (name, one) in enumerate(pairs):
        if isinstance(one, Figure) and one.value is not None:
            marked = at in noticed or names(name, said)
            alike.setdefault((one.unit, one.currency), []).append((name, float(one.value), marked))
    for (unit, _), found in alike.items():
        labels, values, marks = zip(*found, strict=True)
        timed = sum(bool(_MOMENT.search(one)) for one in labels) * 2 > len(labels)
        yield Series(labels, values, unit, timed, frozenset(at for at, on in enumerate(marks) if on))


def _across(groups: Sequence[Series], *, whole: bool) -> Iterator[Series]:
    """The values of several series at one label: where it is marked or at an end, and where they are farthest apart and nearest."""
    alike = [one for one in groups if len(one.values) == len(groups[0].values)] if groups else []
    if len(alike) < 2:
        return
    wanted = {at for one in alike for at in _ends(one)}
    for one, other in permutations(alike, 2):
        gaps = [a - b for a, b in zip(one.values, other.values, strict=True)]
        wanted |= {gaps.index(max(gaps)), gaps.index(min(gaps))}
    for at in sorted(wanted):
        values = tuple(one.values[at] for one in alike)
        named = frozenset(n for n, one in enumerate(alike) if one.named) or frozenset(range(len(values)))
        parts = whole and any(at in {*one.marked, 0, len(one.values) - 1} for one in alike)
        yield Series(("",) * len(values), values, alike[0].unit, marked=named, whole=parts)


def _totals(section: Record, groups: Sequence[Series]) -> Iterator[Series]:
    """The heights of a chart's stacks."""
    if len(groups) > 1 and "stack" in str(section.fields.get("chart") or ""):
        sums = tuple(map(sum, zip(*(one.values for one in groups), strict=False)))
        yield Series(groups[0].labels[: len(sums)], sums, groups[0].unit, groups[0].timed, groups[0].marked)


def _ends(one: Series) -> tuple[int, ...]:
    """The points that a sentence speaks of: those that are marked, the first and last, the largest and smallest; what lies before a marked moment."""
    values, last = one.values, len(one.values) - 1
    before = {at - 1 for at in (*one.marked, last) if at and one.timed}
    return tuple(sorted({*one.marked, *before, 0, last, values.index(max(values)), values.index(min(values))}))


def _pairs(one: Series) -> Iterator[tuple[float, float]]:
    """The points that a sentence compares: the later with the earlier, what it names with the others, else the largest with others."""
    values = one.values
    if one.timed:
        told = {*one.marked, len(values) - 1} if one.marked else {0, len(values) - 1}
        yield from ((values[b], values[a]) for a, b in combinations(_ends(one), 2) if told & {a, b})
    elif len(values) == 2 or not one.marked:
        yield from permutations([*sorted({*values}, reverse=True)[:2], min(values)], 2)
    else:
        ranked = sorted(range(len(values)), key=lambda at: -values[at])
        others = one.marked if len(one.marked) > 1 else {ranked[0], ranked[1], ranked[-1]}
        yield from ((values[at], values[other]) for at in one.marked for other in others if other != at)


def _sums(one: Series, counts: Sequence[int], *, averages: bool) -> Iterator[float]:
    """Of all, of those that are marked, of the largest so many; of the last so many moments."""
    whole = sum(one.values)
    yield from (sum(one.values[at] for at in one.marked), *([whole / len(one.values)] if averages else []))
    if not one.whole:
        return
    yield whole
    if one.timed and one.marked:
        yield sum(one.values[min(one.marked) : max(one.marked) + 1])
        yield sum(one.values[min(one.marked) :])
    for count in counts:
        yield sum(one.values[-count:] if one.timed else sorted(one.values, reverse=True)[:count])


def _shares(one: Series, counts: Sequence[int]) -> Iterator[float]:
    """The parts of the whole that are marked, each and together, and the largest so many."""
    whole = sum(one.values)
    if not whole or not one.whole:
        return
    parts = [one.values[at] for at in one.marked]
    yield from (value / whole for value in (*parts, sum(parts)))
    ranked = sorted(one.values, reverse=True)
    for count in ((1,) if len(parts) == 1 else (1, 2, 3)) + tuple(counts):
        yield sum(ranked[:count]) / whole
    if not parts:
        yield from (one.values[-1] / whole, 1 - one.values[-1] / whole, 1 - ranked[0] / whole)


def _partial(one: Series, counts: Sequence[int]) -> Iterator[float]:
    if (whole := sum(one.values)) and not one.timed and not one.percent:
        yield sum(one.values[at] for at in one.marked) / whole
        yield from (sum(sorted(one.values, reverse=True)[:count]) / whole for count in counts)


def _of_wholes(value: Value) -> Iterator[float]:
    """The shares of figures that say what they are a part of, and what they leave."""
    if isinstance(value, tuple):
        known = {str(one["id"]): _value(one.fields.get("figure")) for one in records(value) if one.fields.get("id")}
        for one in records(value):
            part, whole = _value(one.fields.get("figure")), known.get(str(one.fields.get("of")))
            if part and whole:
                yield from (part / whole, 1 - part / whole)
    elif isinstance(value, Record):
        yield from (share for child in value.fields.values() for share in _of_wholes(child))
