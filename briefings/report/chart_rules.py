"""What a chart must keep to so that it tells the truth: one unit, real numbers, shares that are shares.

chart_rules    a checked chart section and its place -> findings, each with its line
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..diagnostics import Diagnostic, did_you_mean, error
from ..frozen import frozen
from . import sections as s
from .figure_rules import digits_rule, left_out
from .records import Place, series_ids

LARGEST_CHART: Final = 300
"""Categories of one chart; with more, nobody can read a label."""


@frozen
class _Chart:
    """A chart with its points and their places, which every rule needs."""

    given: s.ChartSection
    place: Place
    points: tuple[tuple[s.DataPoint, Place], ...]

    @property
    def data(self) -> Place:
        return self.place / "data"

    @property
    def numbers(self) -> Iterator[tuple[str, Decimal, Place]]:
        """Every number: its series ("" for the only one), its value, its place."""
        for point, spot in self.points:
            yield from _numbers(point, spot)


def chart_rules(given: s.ChartSection, place: Place) -> Iterator[Diagnostic]:
    """All that is wrong with one chart."""
    if not isinstance(given.data, tuple):
        return  # the rows of the file were told to be wrong already
    data = place / "data"
    count = len(given.data)
    if not count:
        yield _wrong(data, "data-empty", "this chart has no values", "give at least one label with a value")
        return
    if count > LARGEST_CHART:
        message = f"this chart has {count} values; more than {LARGEST_CHART} cannot be told apart"
        yield _wrong(data, "data-too-long", message, "add up the smallest, or use a table")
        return
    spots = (data.item(index, name) for index, name in enumerate(data.names))
    chart = _Chart(given, place, tuple(zip(given.data, spots, strict=True)))
    for rule in (_values, _twins, _units, _series, _shares, _log, _highlight, _figures):
        yield from rule(chart)


def _wrong(place: Place, code: str, message: str, hint: str) -> Diagnostic:
    return error(code, message, place.node.where, place.origin, hint)


def _numbers(point: s.DataPoint, spot: Place) -> Iterator[tuple[str, Decimal, Place]]:
    if isinstance(point.value, Decimal):
        yield "", point.value, spot / "value"
    for key, value in (point.values or {}).items():
        if isinstance(value, Decimal):
            yield key, value, spot / "values" / key


def _values(chart: _Chart) -> Iterator[Diagnostic]:
    """Every point has `value`, or every point has `values`."""
    several = any(point.values for point, _ in chart.points)
    for _, spot in chart.points:
        single = spot / "value"
        if several and not single.missing:
            message = "this chart has series, so a point has `values`, not `value`"
            yield _wrong(single, "value-and-values", message, "give every point `values`, or every point `value`")
        elif not several and single.missing:
            yield _wrong(single, "value-missing", "this point has no number", s.NO_POINT)


def _twins(chart: _Chart) -> Iterator[Diagnostic]:
    """No two points have one label or one id."""
    first: dict[tuple[str, str], Place] = {}
    for point, spot in chart.points:
        for kind, word in (("id", point.id), ("label", point.label)):
            if not word:
                continue
            twin = first.setdefault((kind, word), spot)
            if twin is not spot:
                where = twin.node.where
                message = f"the {kind} `{word[:60]}` is taken already, by the point at {where.file}:{where.line}"
                yield _wrong(spot / kind, "id-duplicate", message, f"give each point its own {kind}")


def _units(chart: _Chart) -> Iterator[Diagnostic]:
    """A chart has one unit: never two on one axis, and money is a unit too."""
    spots = (chart.place, *(spot for _, spot in chart.points))
    owners = (chart.given, *(point for point, _ in chart.points))
    found = [
        (word, spot / key)
        for owner, spot in zip(owners, spots, strict=True)
        for key in ("unit", "currency")
        if (word := getattr(owner, key))
    ]
    if chart.given.unit and chart.given.currency:
        message = "a chart has a unit or a currency, not both"
        hint = f"for money write `currency: {chart.given.currency}` alone"
        yield _wrong(chart.place / "unit", "unit-and-currency", message, hint)
        return
    told = set[str]()
    for word, spot in found[1:]:
        first, home = found[0]
        if word != first and word not in told:
            told.add(word)
            at = home.node.where
            message = f"this chart has two units: `{first}` at {at.file}:{at.line}, and `{word}` here"
            yield _wrong(spot, "units-mixed", message, "make two charts, or give all values in one unit")


def _series(chart: _Chart) -> Iterator[Diagnostic]:
    """Every series has a name and a number, and the kind of chart can show them."""
    given = chart.given
    ids = series_ids(given, tuple(point for point, _ in chart.points))
    named = given.series or {}
    if named and ids == ("",):
        message = "`series` names series, but the points have one `value` each"
        yield _wrong(chart.place / "series", "series-unknown", message, "give every point `values`, by series id")
        return
    if named:
        strange: dict[str, Place] = {}
        for point, spot in chart.points:
            for key in point.values or {}:
                if key not in named:
                    strange.setdefault(key, spot / "values" / key)
        for key, spot in strange.items():
            yield _wrong(spot, "series-unknown", f"there is no series `{key}`", did_you_mean(key, named, "series"))
    filled = {key for key, _, _ in chart.numbers}
    for one in ids:
        if one not in filled:
            home = chart.place / "series" / one if one in named else chart.data
            message = f"the series `{one}` has no number" if one else "this chart has no number at all"
            yield _wrong(home, "series-empty", message, "give it a number, or take it out")
    if given.chart == "doughnut" and len(ids) > 1:
        hint = "use `chart: stacked-100` for several"
        yield _wrong(chart.data, "series-many", "a doughnut shows one series", hint)
    if given.chart == "line" and len(chart.points) == 1:
        yield _wrong(chart.data, "points-few", "a line needs two points", "use `chart: bar` for one value")


def _shares(chart: _Chart) -> Iterator[Diagnostic]:
    """Shares of a whole are not negative, and the whole is not nought."""
    if chart.given.chart not in ("doughnut", "stacked-100"):
        return
    for _, value, spot in chart.numbers:
        if value < 0:
            message = f"a share cannot be negative, and this is {value:f}"
            yield _wrong(spot, "share-negative", message, "use `chart: bar`")
    wholes = [(spot, tuple(_numbers(point, spot))) for point, spot in chart.points]
    if chart.given.chart == "doughnut":
        wholes = [(chart.data, tuple(chart.numbers))]
    for spot, parts in wholes:
        if parts and all(value == 0 for _, value, _ in parts):
            yield _wrong(spot, "share-zero", "these shares add up to nought", "take them out, or use `chart: bar`")


def _log(chart: _Chart) -> Iterator[Diagnostic]:
    """A logarithmic scale has no nought, and no shares can be read from it."""
    given = chart.given
    if not given.log:
        return
    if given.chart in ("doughnut", "stacked", "stacked-100"):
        message = f"`{given.chart}` shows shares of a whole, which a logarithmic scale would distort"
        yield _wrong(chart.place / "log", "log-refused", message, "take out `log`, or use `chart: bar`")
    places = [(value, spot) for _, value, spot in chart.numbers]
    if given.reference:
        places.append((given.reference.value, chart.place / "reference" / "value"))
    for value, spot in places:
        if value <= 0:
            message = f"a logarithmic scale has no place for {value:f}"
            yield _wrong(spot, "log-not-positive", message, "take out `log`, or make this a gap with `~`")


def _highlight(chart: _Chart) -> Iterator[Diagnostic]:
    series = chart.given.series or {}
    labels = {point.label for point, _ in chart.points}
    labels |= {
        word
        for key in series_ids(chart.given, tuple(p for p, _ in chart.points))
        if key
        for word in (key, series.get(key, key))
    }
    for index, label in enumerate(chart.given.highlight or ()):
        if label not in labels:
            spot = (chart.place / "highlight").item(index, str(index + 1))
            message = f"there is no label `{label[:60]}` in this chart"
            yield _wrong(spot, "label-unknown", message, did_you_mean(label, labels, "label"))


def _figures(chart: _Chart) -> Iterator[Diagnostic]:
    """The digits of each number; and the numbers that the source lacks."""
    for point, spot in chart.points:
        for _, value, _ in _numbers(point, spot):
            home = spot if point.digits else chart.place
            yield from digits_rule(value, point.digits or chart.given.digits, home)
        if not (spot / "value").missing:
            yield from left_out(point.value, spot / "value", "value")
        for key, given in (point.values or {}).items():
            yield from left_out(given, spot / "values" / key, "value")
