"""What a chart must keep to so that it tells the truth: one unit, real numbers, shares that are shares.

chart_rules    a checked chart section and its place -> findings, each with its line
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from . import sections as s
from .diagnostics import Diagnostic, Where, did_you_mean, error
from .figure_rules import digits_rule, left_out
from .records import Place, series_ids

LARGEST_CHART: Final = 300
"""Categories of one chart; with more, nobody can read a label."""


def chart_rules(given: s.ChartSection, place: Place) -> Iterator[Diagnostic]:
    if not isinstance(given.data, tuple):
        return  # the rows of the file were told to be wrong already
    data = place / "data"
    points = given.data
    spots = [data.item(index, name) for index, name in enumerate(data.names)]
    if not points:
        yield error(
            "data-empty",
            "this chart has no values",
            data.node.where,
            data.origin,
            "give at least one label with a value",
        )
        return
    if len(points) > LARGEST_CHART:
        yield error(
            "data-too-long",
            f"this chart has {len(points)} values; more than {LARGEST_CHART} cannot be told apart",
            spots[LARGEST_CHART].node.where,
            data.origin,
            "add up the smallest, or use a table",
        )
        return
    several = any(point.values for point in points)
    for point, spot in zip(points, spots, strict=True):
        if several and not (spot / "value").missing:
            yield error(
                "value-and-values",
                "this chart has series, so a point has `values`, not `value`",
                (spot / "value").node.where,
                (spot / "value").origin,
                "give every point `values`, or every point `value`",
            )
        elif not several and point.value is None and (spot / "value").missing:
            yield error(
                "value-missing",
                "this point has no number",
                spot.node.where,
                f"{spot.origin}.value",
                "give `value`, or `value: not-in-source` for a gap",
            )
    yield from _labels(points, spots)
    yield from _units(given, points, place, spots)
    yield from _series(given, points, place, spots)
    yield from _scale(given, points, place, spots)
    for label, index in zip(given.highlight or (), range(len(given.highlight or ())), strict=True):
        if label not in {point.label for point in points}:
            spot = (place / "highlight").item(index, str(index + 1))
            yield error(
                "label-unknown",
                f"there is no label `{label[:60]}` in this chart",
                spot.node.where,
                spot.origin,
                did_you_mean(label, (point.label for point in points), "label"),
            )
    if given.unit and given.currency:
        yield error(
            "unit-and-currency",
            "a chart has a unit or a currency, not both",
            (place / "unit").node.where,
            (place / "unit").origin,
            f"for money write `currency: {given.currency}` alone",
        )


def _numbers(point: s.DataPoint, spot: Place) -> Iterator[tuple[str, Decimal, Place]]:
    """The numbers of a point: series id ("" for the only one), value, place."""
    if isinstance(point.value, Decimal):
        yield "", point.value, spot / "value"
    for key, value in (point.values or {}).items():
        if isinstance(value, Decimal):
            yield key, value, spot / "values" / key


def _labels(points: tuple[s.DataPoint, ...], spots: list[Place]) -> Iterator[Diagnostic]:
    first: dict[str, Place] = {}
    for point, spot in zip(points, spots, strict=True):
        for key in (f"id {point.id}" if point.id else "", f"label {point.label}"):
            if key and key in first:
                twin = first[key].node.where
                kind, _, word = key.partition(" ")
                yield error(
                    "id-duplicate",
                    f"the {kind} `{word[:60]}` is taken already, by the point at {twin.file}:{twin.line}",
                    spot.node.where,
                    f"{spot.origin}.{kind}",
                    f"give each point its own {kind}",
                )
            elif key:
                first[key] = spot
        for _, value, number in _numbers(point, spot):
            yield from digits_rule(value, point.digits, Place(spot.node, spot.origin) if point.digits else number)
        if not list(_numbers(point, spot)) and point.value is None and not (spot / "value").missing:
            yield from left_out(None, spot / "value", "value")


def _units(
    given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]
) -> Iterator[Diagnostic]:
    """A chart has one unit: never two on one axis."""
    for key in ("unit", "currency"):
        own = getattr(given, key)
        first: tuple[str, Where] | None = (own, (place / key).node.where) if own else None
        for point, spot in zip(points, spots, strict=True):
            word = getattr(point, key)
            if word and first is None:
                first = (word, (spot / key).node.where)
                if spot is not spots[0] and key == "unit":
                    continue
            elif word and first and word != first[0]:
                where = first[1]
                yield error(
                    "units-mixed",
                    f"this chart has two units: `{first[0]}` at {where.file}:{where.line}, and `{word}` here",
                    (spot / key).node.where,
                    (spot / key).origin,
                    "make two charts, or give all values in one unit",
                )
    money = next((spot for point, spot in zip(points, spots, strict=True) if point.currency), None)
    counted = next((spot for point, spot in zip(points, spots, strict=True) if point.unit), None)
    if (money or given.currency) and (counted or given.unit) and not (given.unit and given.currency):
        unit_at = (counted / "unit" if counted else place / "unit").node.where
        money_at = money / "currency" if money else place / "currency"
        yield error(
            "units-mixed",
            f"this chart has money and a unit (at {unit_at.file}:{unit_at.line})",
            money_at.node.where,
            money_at.origin,
            "make two charts",
        )


def _series(
    given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]
) -> Iterator[Diagnostic]:
    ids = series_ids(given, points)
    named = given.series or {}
    if named and ids == ("",):
        yield error(
            "series-unknown",
            "`series` names series, but the points have one `value` each",
            (place / "series").node.where,
            (place / "series").origin,
            "give every point `values`, by series id",
        )
        return
    told: set[str] = set()
    for point, spot in zip(points, spots, strict=True):
        for key in point.values or {}:
            if named and key not in named and key not in told:
                told.add(key)
                at_key = spot / "values" / key
                yield error(
                    "series-unknown",
                    f"there is no series `{key}`",
                    at_key.node.where,
                    at_key.origin,
                    did_you_mean(key, named, "series"),
                )
    for one in ids:
        if not any(
            key == one for point, spot in zip(points, spots, strict=True) for key, _, _ in _numbers(point, spot)
        ):
            home = place / "series" / one if one in named else place / "data"
            yield error(
                "series-empty",
                f"the series `{one}` has no number" if one else "this chart has no number at all",
                home.node.where,
                home.origin,
                "give it a number, or take it out",
            )
    if given.chart == "doughnut" and len(ids) > 1:
        yield error(
            "series-many",
            "a doughnut shows one series",
            (place / "data").node.where,
            (place / "data").origin,
            "use `chart: stacked-100` for several",
        )
    if given.chart == "line" and len(points) == 1:
        yield error(
            "points-few",
            "a line needs two points",
            (place / "data").node.where,
            (place / "data").origin,
            "use `chart: bar` for one value",
        )


def _scale(
    given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]
) -> Iterator[Diagnostic]:
    """Shares cannot be negative or all nought; a logarithmic scale has no nought."""
    shares = given.chart in ("doughnut", "stacked-100")
    totals: dict[str, Decimal] = {}
    for point, spot in zip(points, spots, strict=True):
        numbers = list(_numbers(point, spot))
        for _, value, number in numbers:
            if shares and value < 0:
                yield error(
                    "share-negative",
                    f"a share cannot be negative, and this is {value:f}",
                    number.node.where,
                    number.origin,
                    "use `chart: bar`",
                )
            if given.log and value <= 0:
                yield error(
                    "log-not-positive",
                    f"a logarithmic scale has no place for {value:f}",
                    number.node.where,
                    number.origin,
                    "take out `log`, or make this a gap with `~`",
                )
        if numbers:
            totals[point.label if given.chart == "stacked-100" else ""] = sum(
                (value for _, value, _ in numbers), Decimal(0)
            ) + (Decimal(0) if given.chart == "stacked-100" else totals.get("", Decimal(0)))
            if given.chart == "stacked-100" and totals[point.label] == 0:
                yield error(
                    "share-zero", "these shares add up to nought", spot.node.where, spot.origin, "take this point out"
                )
    if given.chart == "doughnut" and totals.get("") == 0:
        yield error(
            "share-zero",
            "these shares add up to nought",
            (place / "data").node.where,
            (place / "data").origin,
            "use `chart: bar`",
        )
    if given.log and given.chart in ("doughnut", "stacked", "stacked-100"):
        yield error(
            "log-refused",
            f"shares of a whole cannot be read from a logarithmic scale, and `{given.chart}` shows shares",
            (place / "log").node.where,
            (place / "log").origin,
            "take out `log`, or use `chart: bar`",
        )
    if given.log and given.reference and given.reference.value <= 0:
        home = place / "reference" / "value"
        yield error(
            "log-not-positive",
            f"a logarithmic scale has no place for {given.reference.value:f}",
            home.node.where,
            home.origin,
        )
