"""What a chart says, in words, for those who cannot see it.

Kind and title, unit, number of categories, all values of a small chart, and the highest and the lowest with their names. The words
are those of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from ..language import of
from ..language.wording import WORDS, word
from ..values import plain
from ..values.figures import listing
from .scale import reference_value, tick_text
from .spec import ChartSpec, Label, Point
from .waterfall import cut

FEW: Final = 8
"""A chart with so many values or fewer is told in full."""


def describe(spec: ChartSpec) -> str:
    """The alt text of a chart, in its language."""
    say, spoken = partial(word, language=spec.language), of(spec.language)
    comma, semicolon, colon = say("comma"), say("semicolon"), say("colon")
    own = f"chart-{spec.kind}"
    kind = say(own if own in WORDS else "chart-any")
    title = plain(spec.title).strip().rstrip(".。")
    parts = [say("chart-alt", kind=kind, title=title) if title else say("sentence", text=kind)]
    if spec.unit.text:
        parts.append(say("chart-unit", unit=spec.unit.text))
    if spec.kind == "trend":
        inner = [name for name in spec.categories[1:-1] if name.text]
        told = (f"{name.text}{colon}{one.told(spec.language)}" for name, one in _named(spec)) if inner else ()
        values = (say("chart-values", values=semicolon.join(told)),) if inner else ()
        return (" " if spoken.spaced else "").join((*parts, _from_to(spec), *values))
    if len(spec.categories) > 1:
        parts.append(say("chart-categories", n=len(spec.categories)))
    if len(spec.series) > 1 and len(spec.categories) > 1:
        parts.append(say("chart-series", names=comma.join(series.name.text for series in spec.series)))
    points = list(_points(spec))
    if len(points) <= FEW:
        # A colon between them: a year and its value side by side would read as one number.
        told = (
            colon.join(text for text in (_name(spec, labels, comma), point.told(spec.language)) if text)
            for labels, point in points
        )
        parts.append(say("chart-values", values=semicolon.join(told)))
    known = [(labels, point) for labels, point in points if point.value is not None]
    if len(known) > 1:
        ends = [[pair for pair in known if pair[1].value == end] for end in _extremes([p.value for _, p in known])]
        if ends[0] == ends[1]:
            parts.append(say("chart-equal", value=ends[0][0][1].told(spec.language)))
        else:
            highest, lowest = (
                listing([_name(spec, labels, comma) for labels, _ in end[:FEW]], spec.language) for end in ends
            )
            high, low = (end[0][1].told(spec.language) for end in ends)
            parts.append(say("chart-extremes", highest=highest, high=high, lowest=lowest, low=low))
    if spec.reference:
        said, value = spec.reference.label.text, reference_value(spec)
        parts.append(say("chart-reference", line=comma.join((said, value)) if value else said))
    notes = [f"{one.at}{colon}{one.label.text}" for one in spec.annotations]
    if spec.kind == "waterfall" and (begin := cut(spec)):
        notes.append(say("scale-from", value=tick_text(begin, spec)))
    if notes:
        parts.append(say("chart-notes", notes=semicolon.join(notes)))
    if spec.difference:
        asked, apart = spec.difference, comma.join(spec.difference.label.text.splitlines())
        first, second = (spec.series[one].name.text for one in (asked.first, asked.second))
        parts.append(say("chart-difference", at=asked.at, first=first, second=second, value=apart))
    if spec.log:
        parts.append(say("chart-scale"))
    return (" " if spoken.spaced else "").join(parts)


def _named(spec: ChartSpec) -> Iterator[tuple[Label, Point]]:
    """The values of one series whose categories have names."""
    return ((name, one) for name, one in zip(spec.categories, spec.series[0].points, strict=True) if name.text)


def _from_to(spec: ChartSpec) -> str:
    """Where a small line begins and where it ends."""
    ends = [
        (name.text, point.told(spec.language))
        for name, point in zip(spec.categories, spec.series[0].points, strict=True)
        if point.value is not None
    ]
    (start, first), (end, last) = ends[0], ends[-1]
    if start and end:
        return word("trend-between", spec.language, first=first, last=last, start=start, end=end)
    return word("trend-from", spec.language, first=first, last=last)


def _extremes(values: Sequence[Decimal | None]) -> tuple[Decimal, Decimal]:
    """The largest and the smallest value."""
    known = [value for value in values if value is not None]
    return max(known), min(known)


def _points(spec: ChartSpec) -> Iterator[tuple[tuple[Label, Label], Point]]:
    """Every point with the names of its category and its series."""
    for series in spec.series:
        for category, point in zip(spec.categories, series.points, strict=False):
            yield (category, series.name), point


def _name(spec: ChartSpec, labels: tuple[Label, Label], comma: str) -> str:
    """What a value is called: its category, with its series where there are several; the series alone in a single bar."""
    category, series = labels
    if len(spec.series) == 1:
        return category.text or series.text
    if len(spec.categories) == 1:
        return series.text
    return comma.join(text for text in (category.text, series.text) if text)
