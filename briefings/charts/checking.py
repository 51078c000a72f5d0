"""What charts cannot show, as findings: each names the field, so that the caller can add file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from ..diagnostics import Diagnostic, did_you_mean, error, warning
from ..values import Origin
from .spec import ChartSpec, Label, Point

Rule: TypeAlias = Callable[[ChartSpec], Iterable[Diagnostic]]

MOST_SERIES: Final = 6
"""As many as the look has series colours; more cannot be told apart in grey."""


def findings(spec: ChartSpec, *rules: Rule) -> tuple[Diagnostic, ...]:
    """All that is wrong with a chart: its form first; the kind's own rules only where the form is sound."""
    found = tuple(_form(spec))
    if any(finding.code in {"data-empty", "chart-ragged", "chart-not-a-number"} for finding in found):
        return found
    return (*found, *(finding for rule in rules for finding in rule(spec)))


def path_of(spec: ChartSpec, *named: Label | Point) -> str:
    """The field to blame: the first origin of what is named, else the chart's own."""
    return str(next((origin for item in named for origin in item.origins), spec.origin or Origin(spec.id)))


def _form(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Rules for every kind: something to show, a value for each category, numbers that are numbers, names that are known."""
    if not spec.categories or not spec.series:
        yield error(
            "data-empty", "this chart has no data", path=path_of(spec), hint="give `data` at least one label and value"
        )
        return
    for series in spec.series:
        name = f"series `{series.name.text}`" if series.name.text else "this chart"
        where = path_of(spec, *((series.name,) if series.name.text else ()), *series.points)
        if len(series.points) != len(spec.categories):
            yield error(
                "chart-ragged",
                f"{name} has {len(series.points)} values for {len(spec.categories)} categories",
                path=where,
            )
        elif all(point.value is None for point in series.points):
            yield error(
                "data-empty",
                f"{name} has no value at all",
                path=where,
                hint="leave the series out, or give its values",
            )
        for point in series.points:
            if point.value is not None and not point.value.is_finite():
                yield error("chart-not-a-number", f"`{point.value}` cannot be drawn", path=path_of(spec, point))
    if len(spec.series) > MOST_SERIES:
        yield error(
            "series-many",
            f"{len(spec.series)} series; more than {MOST_SERIES} cannot be told apart in grey",
            path=path_of(spec, *(series.name for series in spec.series)),
            hint="show fewer, or use a table",
        )
    for text, count in Counter(category.text for category in spec.categories).items():
        if count > 1 and text:
            blamed = [category for category in spec.categories if category.text == text][1]
            yield warning("chart-category-twice", f"{count} categories are called `{text}`", path=path_of(spec, blamed))
    names = {category.text for category in spec.categories} | {series.name.text for series in spec.series}
    for name in spec.highlight:
        if name not in names:
            yield warning(
                "label-unknown",
                f"`{name}` is to be highlighted but is not in the chart",
                path=path_of(spec),
                hint=did_you_mean(name, names),
            )


def values(spec: ChartSpec) -> Iterator[Diagnostic]:
    """For bars, columns, dots and lines: something other than zero."""
    if all(not point.value for series in spec.series for point in series.points):
        yield warning("chart-all-zero", "every value of this chart is zero", path=path_of(spec, *spec.series[0].points))


def log_scale(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A log scale has no place for zero and below."""
    if not spec.log:
        return
    for series in spec.series:
        for point in series.points:
            if point.value is not None and point.value <= 0:
                yield error(
                    "log-not-positive",
                    f"{point.shown or point.value} has no place on a log scale",
                    path=path_of(spec, point),
                    hint="leave out `log: true`",
                )
    if spec.reference and spec.reference.value <= 0:
        yield error(
            "log-not-positive",
            "the reference line has no place on a log scale",
            path=path_of(spec, spec.reference.label),
        )


def at_most(count: int, instead: str) -> Rule:
    """No more categories than can be read."""

    def rule(spec: ChartSpec) -> Iterator[Diagnostic]:
        if len(spec.categories) > count:
            yield error(
                "data-too-long",
                f"{len(spec.categories)} categories; a {spec.kind} chart stays readable up to {count}",
                path=path_of(spec, spec.categories[count]),
                hint=instead,
            )

    return rule


def one_series(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A ring shows one whole."""
    if len(spec.series) > 1:
        yield error(
            "series-many",
            f"a {spec.kind} chart shows one series; this has {len(spec.series)}",
            path=path_of(spec, spec.series[1].name, *spec.series[1].points),
            hint="use `stacked-100`",
        )


def shares(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Parts of a whole: none negative, none missing, and a whole that is not zero."""
    for series in spec.series:
        for point in series.points:
            if point.value is None:
                yield error(
                    "chart-share-missing",
                    "a part of a whole has no value",
                    path=path_of(spec, point, series.name),
                    hint="give the value, or use `bar`",
                )
            elif point.value < 0:
                yield error(
                    "share-negative",
                    f"{point.shown or point.value} cannot be a part of a whole",
                    path=path_of(spec, point),
                    hint="use `bar`, which can show values below zero",
                )
    wholes = (
        [spec.series[0].points] if spec.kind == "doughnut" else list(zip(*(s.points for s in spec.series), strict=True))
    )
    for index, parts in enumerate(wholes):
        if all(point.value is not None and point.value == 0 for point in parts):
            named = () if spec.kind == "doughnut" else (spec.categories[index],)
            yield error("share-zero", "parts that are all zero make no whole", path=path_of(spec, *named, *parts))


def stackable(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Stacked bars: nothing below zero, for it would hide behind its neighbours."""
    for series in spec.series:
        for point in series.points:
            if point.value is not None and point.value < 0:
                yield error(
                    "share-negative",
                    f"{point.shown or point.value} cannot be stacked",
                    path=path_of(spec, point),
                    hint="use `bar`, which can show values below zero",
                )


def no_log(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Parts on a log scale would have lengths that do not add up."""
    if spec.log:
        yield error(
            "log-refused",
            f"a {spec.kind} chart has no log scale: its parts would not add up",
            path=path_of(spec),
            hint="leave out `log: true`, or use `dot`",
        )


def no_reference(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A share chart has no axis that a value could be marked on."""
    if spec.reference:
        yield error(
            "chart-reference",
            f"a {spec.kind} chart has no axis for a reference line",
            path=path_of(spec, spec.reference.label),
            hint="leave out `reference`, or use `bar`",
        )


def two_points(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A line needs two ends."""
    if len(spec.categories) < 2:
        yield error(
            "points-few",
            "a line needs at least two categories",
            path=path_of(spec, *spec.categories),
            hint="use `bar`",
        )
