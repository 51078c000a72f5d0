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
            message = f"{name} has {len(series.points)} values for {len(spec.categories)} categories"
            yield error("chart-ragged", message, path=where)
        elif all(point.value is None for point in series.points):
            message = f"{name} has no value at all"
            hint = "leave the series out, or give its values"
            yield error("data-empty", message, path=where, hint=hint)
        for point in series.points:
            if point.value is not None and not point.value.is_finite():
                yield error("chart-not-a-number", f"`{point.value}` cannot be drawn", path=path_of(spec, point))
    if len(spec.series) > MOST_SERIES:
        message = f"{len(spec.series)} series; more than {MOST_SERIES} cannot be told apart in grey"
        hint = "show fewer (of a file by `where: {its column: [these, and these]}` beside its name), or use a table"
        yield error("series-many", message, path=path_of(spec, *(series.name for series in spec.series)), hint=hint)
    for text, count in Counter(category.text for category in spec.categories).items():
        if count > 1 and text:
            blamed = [category for category in spec.categories if category.text == text][1]
            yield warning("chart-category-twice", f"{count} categories are called `{text}`", path=path_of(spec, blamed))
    names = {category.text for category in spec.categories} | {series.name.text for series in spec.series}
    for name in spec.highlight:
        if name not in names:
            message = f"`{name}` is to be highlighted but is not in the chart"
            hint = did_you_mean(name, names)
            yield warning("label-unknown", message, path=path_of(spec), hint=hint)


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
                message = f"{point.shown or point.value} has no place on a log scale"
                hint = "leave out `log: true`"
                yield error("log-not-positive", message, path=path_of(spec, point), hint=hint)
    if spec.reference and spec.reference.value <= 0:
        message = "the reference line has no place on a log scale"
        yield error("log-not-positive", message, path=path_of(spec, spec.reference.label))


LARGEST: Final = "show the largest (of a file by `order: -its column, top: 20` beside its name), or use a table"


def at_most(count: int, instead: str) -> Rule:
    """No more categories than can be read."""

    def rule(spec: ChartSpec) -> Iterator[Diagnostic]:
        if len(spec.categories) > count:
            message = f"{len(spec.categories)} categories; a {spec.kind} chart stays readable up to {count}"
            yield error("data-too-long", message, path=path_of(spec, spec.categories[count]), hint=instead)

    return rule


def one_series(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A ring shows one whole."""
    if len(spec.series) > 1:
        message = f"{_named(spec)} shows one series; this has {len(spec.series)}"
        hint = "use `stacked-100`" if spec.kind == "doughnut" else "make a chart of each, or use `line` or `bar`"
        yield error("series-many", message, path=path_of(spec, spec.series[1].name, *spec.series[1].points), hint=hint)


def shares(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Parts of a whole: none negative, none missing, and a whole that is not zero."""
    for series in spec.series:
        for point in series.points:
            if point.value is None:
                message = "a part of a whole has no value"
                hint = "give the value, or use `bar`"
                yield error("chart-share-missing", message, path=path_of(spec, point, series.name), hint=hint)
            elif point.value < 0:
                message = f"{point.shown or point.value} cannot be a part of a whole"
                hint = "use `bar`, which can show values below zero"
                yield error("share-negative", message, path=path_of(spec, point), hint=hint)
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
                message = f"{point.shown or point.value} cannot be stacked"
                hint = "use `bar`, which can show values below zero"
                yield error("share-negative", message, path=path_of(spec, point), hint=hint)


def no_log(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Parts on a log scale would have lengths that do not add up."""
    if spec.log:
        message = f"a {spec.kind} chart has no log scale: its parts would not add up"
        hint = "leave out `log: true`, or use `dot`"
        yield error("log-refused", message, path=path_of(spec), hint=hint)


def no_reference(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A share chart has no axis that a value could be marked on."""
    if spec.reference:
        message = f"a {spec.kind} chart has no axis for a reference line"
        hint = "leave out `reference`, or use `bar`"
        yield error("chart-reference", message, path=path_of(spec, spec.reference.label), hint=hint)


def two_points(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A line needs two ends."""
    if len(spec.categories) < 2:
        message = f"{_named(spec)} needs at least two labels"
        yield error("points-few", message, path=path_of(spec, *spec.categories), hint="use `bar`")


def _named(spec: ChartSpec) -> str:
    """The kind with its article."""
    return f"{'an' if spec.kind[0] in 'aeiou' else 'a'} {spec.kind} chart"


def no_annotations(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Where marks lie on each other, words beside one of them would stand on the next."""
    if spec.annotations:
        message = f"a {spec.kind} chart has no room for annotations"
        hint = "say it in `text`, or use `bar`, `column` or `line`"
        yield error("annotation-refused", message, path=path_of(spec, spec.annotations[0].label), hint=hint)


def no_difference(spec: ChartSpec) -> Iterator[Diagnostic]:
    """An arrow between two series needs both on one line upwards."""
    if spec.difference:
        message = f"a {spec.kind} chart has no room for a difference"
        yield error("difference-refused", message, path=path_of(spec, spec.difference.label), hint="use `chart: line`")


def no_gap(spec: ChartSpec) -> Iterator[Diagnostic]:
    """Each place has a value: what is filled, sloped or added up has no room for what is not known."""
    for series in spec.series:
        for point, category in zip(series.points, spec.categories, strict=True):
            if point.value is None:
                message = f"{_named(spec)} cannot show a missing value"
                hint = "give the value, leave the label out, or use `line`"
                yield error("chart-gap", message, path=path_of(spec, point, category), hint=hint)
