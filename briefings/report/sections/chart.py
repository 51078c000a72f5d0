"""Values to be drawn; in a deck the chart can be edited. A chart tells the truth: one unit, real numbers, shares that are shares."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Final, TypeAlias

from ...characters import visible
from ...charts import CHARTS
from ...charts.histogram import classes
from ...diagnostics import Diagnostic, did_you_mean, warning
from ...env import Env
from ...frozen import frozen, replace
from ...identifiers import slug, unique
from ...source import Mapping_, Node, Scalar, at
from ...source.fields import (
    AltField,
    BoolField,
    CurrencyField,
    DecimalsField,
    IdField,
    Kind,
    Made,
    Missing,
    NumberField,
    ParagraphsField,
    PathField,
    PointField,
    SourceField,
    TextField,
    UnitField,
    WholeField,
    WordsField,
    one_of,
)
from ...source.readers import Gap
from ...source.selection import heading as heading_of
from ...source.shapes import Forms, Tag
from ...source.tables import Rows
from ...values import Figure, Record, Text, Value, figures, record
from ..chart_remarks import (
    AnnotationOf,
    DifferenceOf,
    Named,
    annotation,
    annotation_rules,
    difference,
    difference_rules,
    spoken_of,
)
from ..figure_rules import alone, digits_rule, left_out
from ..files import Selection, cell_of, given_cell, list_of, map_of, scalar_of, shown_as, start
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section
from ..shape import EXACT, Many, QualifierField, Shape, declared, may, must
from ..unfit_rows import refuse_unfit, totals

NO_POINT: Final = "give `value`, or `value: not-in-source`, or `value: ~` for a gap"
LARGEST_CHART: Final = 300
"""Categories of one chart; with more, nobody can read a label."""
LARGEST_COURSE: Final = 1_500
"""Points of a line or an area over time, whose course is what it shows: four years, day by day."""


class DataPoint(Shape):
    """One category of a chart: a label with a value, or with a value for each series."""

    id: IdField | None = may("What the point is known by; made from its label when it is not given.", "precursors")
    label: WordsField = must("What the value is of, as shown beside it.", "Chemical precursors")
    value: Annotated[PointField | None, Missing("value-missing", "this point has no number", NO_POINT)] = may(
        "The number; `not-in-source`, or `null` for a gap.", 864
    )
    values: dict[IdField, PointField] | None = may(
        "A number for each series, by the series' id.", {"assessed": 28, "voluntary": 424}
    )
    qualifier: QualifierField | None = may(EXACT, "at-least")
    digits: WholeField | None = may("How many of the digits the source gives.", 3)
    total: BoolField | None = may("In a waterfall: true where the value is the sum so far, and not a step.", True)
    unit: UnitField | None = may("The unit, when it is not the chart's; a chart has one unit.", "tons")
    currency: CurrencyField | None = may("The currency, when it is not the chart's.", "USD")
    source: SourceField | None = may("The source of this value.", "report:120")


class ChartTable(Selection):
    """A chart's values from a CSV, Excel, OpenDocument or JSON file."""

    table: PathField = must("The file, named from the project's folder.", "data/seizures.xlsx")
    label: TextField | None = may("The column that holds the labels; `label` when it is not given.", "Drug")
    value: TextField | None = may("The column that holds the values; `value` when it is not given.", "Tons")
    values: dict[IdField, TextField] | None = may(
        "For several series: each series' id and the column of its values.", {"assessed": "Assessed"}
    )
    series: TextField | None = may(
        "For files of one value a row: the column that says which series each belongs to.", "Year"
    )


ChartData: TypeAlias = Annotated[
    Annotated[tuple[DataPoint, ...], Tag("<list>")] | Annotated[ChartTable, Tag("<table>")],
    Forms(lambda value: "<table>" if isinstance(value, dict) else "<list>"),
]


class ReferenceLine(Shape):
    """A line across a chart."""

    value: NumberField = must("Where the line stands.", 500)
    label: WordsField = must("What the line means.", "target for 2025")


class ChartSection(Section):
    """Values to be drawn; in a deck the chart can be edited."""

    nouns, also, paged = ("chart", "charts"), ("charts", "ranking", "graph"), True

    chart: Annotated[str, *one_of(*CHARTS)] = must("How the values are drawn.", "bar")
    unit: UnitField | None = may("The unit of all values; a chart has one.", "tons")
    currency: CurrencyField | None = may("The currency, when the values are money (instead of `unit`).", "USD")
    digits: WholeField | None = may("How many of the digits the source gives, for all values.", 3)
    decimals: DecimalsField | None = may("How many decimals are shown of each value; numbers with more are rounded.", 1)
    data: ChartData = must(
        "The values: a list of labels with values, or a table in a file.",
        [{"label": "Chemical precursors", "value": 864}],
    )
    series: dict[IdField, WordsField] | None = may(
        "The series' names by their ids, in the order to draw them.", {"assessed": "Assessed contributions"}
    )
    sort: Annotated[str, *one_of("descending", "ascending", "none")] | None = may(
        "The order of the values.", "descending"
    )
    highlight: Annotated[tuple[TextField, ...], Made(Kind.WORD)] | None = may(
        "Labels or series to bring forward; the others step back.", ["Chemical precursors"]
    )
    emphasis: TextField | None = may(
        "The label that bars or columns of one series are about: its mark has a colour of its own, and in a deck its value stands "
        "beside the chart with that of `reference`, if there is one.",
        "Delta",
    )
    reference: ReferenceLine | None = may(
        "A line across the chart, with its label.", {"value": 500, "label": "target for 2025"}
    )
    annotations: Many[AnnotationOf] | None = may(
        "Words about single values, which stand beside them.", [{"at": "2022", "text": "War in Ukraine"}]
    )
    difference: DifferenceOf | None = may(
        "An arrow from one series to another at one label, with the difference between them.",
        {"at": "2023", "from": "needed", "to": "given", "text": "not funded"},
    )
    log: BoolField | None = may("True for a logarithmic scale, which is then said on the chart.", True)
    alt: AltField | None = may(
        "What those who cannot see the chart should know; made from the values when it is not given.",
        "Precursors make up most of what was seized.",
    )
    text: ParagraphsField | None = may("Prose to stand beside the chart.", "Seizures rose by a third.")

    @property
    def points(self) -> tuple[DataPoint, ...]:
        return self.data if isinstance(self.data, tuple) else ()

    def check(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """All that is wrong with one chart."""
        if not isinstance(self.data, tuple):
            return  # the rows of the file were told to be wrong already
        data, count = place / "data", len(self.data)
        if not count:
            yield data.error("data-empty", "this chart has no values", "give at least one label with a value")
            return
        most = LARGEST_COURSE if self.chart in ("line", "area") else LARGEST_CHART
        if count > most:
            message = f"this chart has {count:,} values; more than {most:,} cannot be told apart"
            hint = "choose some (of a file by `where`, or by `order` and `top`, beside its name), or use a table"
            yield data.error("data-too-long", message, hint)
            return
        chart = _Chart(self, place, tuple(zip(self.data, data.items, strict=True)))
        for rule in (_values, _twins, _units, _series, _shares, _log, _highlight, _remarks, _figures):
            yield from rule(chart)

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        return _points(node, self.data, path, env) if isinstance(self.data, ChartTable) else (node, ())

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """Its points, series by series."""
        return _seen(self, nodes, place)


def series_ids(given: ChartSection) -> tuple[str, ...]:
    """The series in the order to draw them: as named, else as they first stand; "" for the one series of plain
    values."""
    if not any(point.values for point in given.points):
        return ("",)
    return tuple(dict.fromkeys([*(given.series or {}), *(key for point in given.points for key in point.values or {})]))


def _named(given: ChartSection) -> Named:
    """What its remarks may name."""
    return Named(given.points, series_ids(given), given.series or {})


# -- what templates see -------------------------------------------------------------------------------------------------


def _seen(given: ChartSection, nodes: Nodes, place: Place) -> dict[str, Value]:
    data = place / "data"
    spots = [data.item(index, name) for index, name in enumerate(unique(data.names))]
    points = tuple(zip(given.points, spots, strict=True))
    unit = given.unit or next((point.unit for point in given.points if point.unit), None)
    home = next((spot for point, spot in points if point.unit), place) if not given.unit else place
    made, named = nodes.fields(given, place), _named(given)
    text = made.pop("paragraphs")
    return {
        **{key.name: made[key.name] for key in declared(Section) if key.name in made},
        "chart": given.chart,
        # a percentage by its sign, which every language reads
        "unit": nodes.text("%" if unit and figures.is_percent(unit) else unit, home / "unit"),
        "currency": given.currency or next((point.currency for point in given.points if point.currency), None),
        "categories": tuple(nodes.text(point.label, spot / "label") for point, spot in points),
        "series": tuple(
            record(
                f"{place.origin}.series.{one}" if one else f"{place.origin}.series",
                {
                    "id": one or "value",
                    "name": _series_name(given, one, nodes, place),
                    "points": tuple(_point(given, point, one, nodes, spot) for point, spot in points),
                },
            )
            for one in series_ids(given)
        ),
        "sort": given.sort,
        "highlight": given.highlight or _told(given, nodes.language),
        "emphasis": tuple(bool(given.emphasis) and point.label == given.emphasis for point in given.points),
        "top": _top(given, nodes, points, made["reference"]),
        "reference": made["reference"],
        "annotations": tuple(
            annotation(one, named, given.highlight or (), spot, nodes)
            for one, spot in zip(given.annotations or (), (place / "annotations").items, strict=False)
        ),
        "sums": tuple(bool(point.total) for point in given.points),
        "classes": _classes(given, nodes, place),
        "difference": difference(
            given.difference,
            named,
            place / "difference",
            nodes,
            given.unit,
            given.currency,
            given.decimals,
            given.digits,
        ),
        "log": bool(given.log),
        "alt": made["alt"],
        "paragraphs": text,
    }


def _told(given: ChartSection, language: str) -> tuple[str, ...]:
    """The parts of a whole that the section's takeaway speaks of: the chart brings them forward."""
    if not given.takeaway or given.chart not in ("doughnut", "stacked-100"):
        return ()
    single = series_ids(given) == ("",)
    names = [point.label for point in given.points] if single else list((given.series or {}).values())
    return spoken_of(given.takeaway.casefold(), names, language)


def _top(
    given: ChartSection, nodes: Nodes, points: Sequence[tuple[DataPoint, Place]], reference: Value
) -> tuple[Record, ...]:
    """The value that the chart is about, and that of the reference line, which no mark of the chart says: nothing where there is no such line."""
    known = [(point, spot) for point, spot in points if isinstance(point.value, Decimal)]
    about = next((one for one in known if one[0].label == given.emphasis), None)
    if about is None or not given.emphasis or not isinstance(reference, Record):
        return ()
    (point, spot), line = about, reference["figure"]
    figure = _point(given, point, "", nodes, spot)
    if figure is None or not isinstance(line, Figure):
        return ()
    percent = given.unit is not None and figures.is_percent(given.unit)
    line = replace(line, unit="%" if percent else "", currency=given.currency or "")
    text, id = nodes.text(point.label, spot / "label"), spot.origin.rpartition(".")[2]
    return (
        record(spot.origin, {"id": id, "figure": alone(figure), "text": text, "tone": _tone(given, point)}),
        record(reference.origin, {"id": "reference", "figure": line, "text": reference["label"], "tone": "plain"}),
    )


def _tone(given: ChartSection, about: DataPoint) -> str:
    """The colour of a figure beside a chart: that of its mark, which is a colour of its own beside what is highlighted."""
    values = [point.value for point in given.points if isinstance(point.value, Decimal)]
    if isinstance(about.value, Decimal) and about.value < 0 < max(values):
        return "bad"
    return "highlight" if given.highlight else ""


def _classes(given: ChartSection, nodes: Nodes, place: Place) -> tuple[Record, ...]:
    """The classes of a histogram, each with how many values it has; none where a value is missing."""
    values = [point.value for point in given.points]
    known = [value for value in values if isinstance(value, Decimal)]
    if given.chart != "histogram" or len(known) < len(values):
        return ()
    made = []
    for number, one in enumerate(classes(known), 1):
        home = nodes.at(Place((place / "data").node, f"{place.origin}.classes.{number}"))
        count = Figure(Decimal(len(one.members)), home, nodes.language)
        made.append(record(home, {"low": one.low, "high": one.high, "members": one.members, "figure": count}))
    return tuple(made)


def _series_name(given: ChartSection, one: str, nodes: Nodes, place: Place) -> Text | None:
    if one:
        return nodes.text((given.series or {}).get(one, one), place / "series" / one)
    return nodes.text(given.short or given.title, place / ("short" if given.short else "title"))


def _point(given: ChartSection, point: DataPoint, one: str, nodes: Nodes, spot: Place) -> Figure | None:
    place = spot / "values" / one if one else spot / "value"
    value = (point.values or {}).get(one, Gap.GAP) if one else point.value
    if value is Gap.GAP:
        return None
    digits = _digits_in_line(given, value, nodes.language)
    return nodes.figure(
        point, place, value, unit=given.unit, currency=given.currency, digits=digits, decimals=given.decimals
    )


def _digits_in_line(given: ChartSection, value: Decimal | None, language: str) -> int | None:
    """A chart's `digits` for one of its values: no more than give it the decimals that the chart's values are written with, for 42.7 beside
    117.3 is not 42.70."""
    if given.digits is None or value is None:
        return given.digits
    written = [
        one
        for point in given.points
        for one in (point.value, *(point.values or {}).values())
        if isinstance(one, Decimal)
    ]
    power = figures.common_power(written, language)
    numbers = [one.scaleb(-power).normalize() for one in written] if power else written
    exponents = [exponent for one in numbers if isinstance(exponent := one.as_tuple().exponent, int)]
    decimals = max(0, -min(exponents, default=0))
    return max(1, min(given.digits, value.adjusted() - power + 1 + decimals))


# -- points from a file -------------------------------------------------------------------------------------------------


def _points(node: Mapping_, table: ChartTable, path: str, env: Env) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One point for each row: its label and its value, or a value for each series; an empty cell is a gap."""
    label, series = table.label or "label", table.values or {}
    value = table.value or "value"
    asked = tuple(series.values() or (value,))
    columns, home = tuple(dict.fromkeys((label, *asked))), Place(node, path) / "data" / "table"
    long = (label, table.series, value) if table.series else ()
    rows = table.read(env, table.table, columns, home, asked, long)
    label = heading_of(rows, label)
    if table.series:
        label, *heads = rows.header
        series = dict(zip(unique(slug(head) or f"series-{n}" for n, head in enumerate(heads, 1)), heads, strict=True))
    shown = {key: heading_of(rows, head) for key, head in series.items()} or {"": heading_of(rows, value)}
    refuse_unfit(env, table, table.table, rows, label, tuple(shown.values()), home, "chart")
    points: list[Node] = []
    for row in rows.rows:
        numbers: dict[str, Node | None] = (
            {"values": map_of({key: given_cell(rows, row, heading) for key, heading in shown.items()}, start(row))}
            if series
            else {"value": given_cell(rows, row, shown[""])}
        )
        points.append(map_of({"label": scalar_of(cell_of(rows, row, label)), **numbers}, start(row)))
    if series and node.get("series") is None:
        named = {
            key: Scalar(head, head, at(node, ("data", "values", key)), quoted=True) for key, head in series.items()
        }
        node = node.with_entry("series", map_of(named, at(node, ("data", "values"))))
    given = {key.text for key, _ in node.entries}
    percent = {rows.units[rows.header.index(heading)] for heading in shown.values()}
    given |= {"unit"} if len(percent) > 1 else set()
    for heading in sorted(shown.values(), key=lambda one: rows.decimals[rows.header.index(one)] or 0):
        for key, one in shown_as(rows, heading, given).items():
            node = node.with_entry(key, replace(one, where=at(node, ("data", "table"))))
    told = (*rows.findings, *_percents(rows, shown, node, path), *totals(rows, label, _kind(node), table.table, home))
    return node.with_entry("data", list_of(node, "data", points)), told


def _kind(node: Mapping_) -> str:
    chart = node.get("chart")
    return chart.text if isinstance(chart, Scalar) else ""


def _percents(rows: Rows, shown: Mapping[str, str], node: Mapping_, path: str) -> Iterator[Diagnostic]:
    """A warning where the file says per cent, and the author or another column something else."""
    unit = node.get("unit") or node.get("currency")
    units = {heading: rows.units[rows.header.index(heading)] for heading in shown.values()}
    for heading in [heading for heading, sign in units.items() if sign]:
        if isinstance(unit, Scalar) and not figures.is_percent(unit.text):
            message = f"column `{heading}` holds percentages, and the chart's unit is `{visible(unit.text)}`"
            yield warning("table-percent", message, unit.where, f"{path}.unit", 'write `unit: "%"`, or take it out')
        elif unit is None and "" in units.values():
            message = f"column `{heading}` holds percentages, and other columns of the chart none"
            yield warning(
                "table-percent", message, at(node, ("data", "values")), f"{path}.data", "make two charts of it"
            )


# -- rules --------------------------------------------------------------------------------------------------------------


@frozen
class _Chart:
    """A chart with its points and their places, which every rule needs."""

    given: ChartSection
    place: Place
    points: tuple[tuple[DataPoint, Place], ...]

    @property
    def data(self) -> Place:
        return self.place / "data"

    @property
    def numbers(self) -> Iterator[tuple[str, Decimal, Place]]:
        """Every number: its series ("" for the only one), its value, its place."""
        for point, spot in self.points:
            yield from _numbers(point, spot)


def _numbers(point: DataPoint, spot: Place) -> Iterator[tuple[str, Decimal, Place]]:
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
            yield single.error("value-and-values", message, "give every point `values`, or every point `value`")
        elif not several and single.missing:
            yield single.error("value-missing", "this point has no number", NO_POINT)


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
                message = f"the {kind} `{visible(word)}` is taken already, by the point at {where.file}:{where.line}"
                yield (spot / kind).error("id-duplicate", message, f"give each point its own {kind}")


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
        yield (chart.place / "unit").error("unit-and-currency", message, hint)
        return
    told = set[str]()
    for word, spot in found[1:]:
        first, home = found[0]
        if word != first and word not in told:
            told.add(word)
            at = home.node.where
            message = f"this chart has two units: `{first}` at {at.file}:{at.line}, and `{word}` here"
            yield spot.error("units-mixed", message, "make two charts, or give all values in one unit")


def _series(chart: _Chart) -> Iterator[Diagnostic]:
    """Every series has a name and a number, and the kind of chart can show them."""
    given = chart.given
    ids = series_ids(given)
    named = given.series or {}
    if named and ids == ("",):
        message = "`series` names series, but the points have one `value` each"
        yield (chart.place / "series").error("series-unknown", message, "give every point `values`, by series id")
        return
    if named:
        strange: dict[str, Place] = {}
        for point, spot in chart.points:
            for key in point.values or {}:
                if key not in named:
                    strange.setdefault(key, spot / "values" / key)
        for key, spot in strange.items():
            yield spot.error("series-unknown", f"there is no series `{key}`", did_you_mean(key, named, "series"))
    filled = {key for key, _, _ in chart.numbers}
    for one in ids:
        if one not in filled:
            home = chart.place / "series" / one if one in named else chart.data
            message = f"the series `{one}` has no number" if one else "this chart has no number at all"
            yield home.error("series-empty", message, "give it a number, or take it out")
    if given.chart == "doughnut" and len(ids) > 1:
        hint = "use `chart: stacked-100` for several"
        yield chart.data.error("series-many", "a doughnut shows one series", hint)
    if given.chart == "line" and len(chart.points) == 1:
        yield chart.data.error("points-few", "a line needs two points", "use `chart: bar` for one value")


def _shares(chart: _Chart) -> Iterator[Diagnostic]:
    """Shares of a whole are not negative, and the whole is not nought."""
    if chart.given.chart not in ("doughnut", "stacked-100"):
        return
    for _, value, spot in chart.numbers:
        if value < 0:
            message = f"a share cannot be negative, and this is {value:f}"
            yield spot.error("share-negative", message, "use `chart: bar`")
    wholes = [(spot, tuple(_numbers(point, spot))) for point, spot in chart.points]
    if chart.given.chart == "doughnut":
        wholes = [(chart.data, tuple(chart.numbers))]
    for spot, parts in wholes:
        if parts and all(value == 0 for _, value, _ in parts):
            yield spot.error("share-zero", "these shares add up to nought", "take them out, or use `chart: bar`")


def _log(chart: _Chart) -> Iterator[Diagnostic]:
    """A logarithmic scale has no nought, and no shares can be read from it."""
    given = chart.given
    if not given.log:
        return
    if given.chart in ("doughnut", "stacked", "stacked-100"):
        message = f"`{given.chart}` shows shares of a whole, which a logarithmic scale would distort"
        yield (chart.place / "log").error("log-refused", message, "take out `log`, or use `chart: bar`")
    places = [(value, spot) for _, value, spot in chart.numbers]
    if given.reference:
        places.append((given.reference.value, chart.place / "reference" / "value"))
    for value, spot in places:
        if value <= 0:
            message = f"a logarithmic scale has no place for {value:f}"
            yield spot.error("log-not-positive", message, "take out `log`, or make this a gap with `~`")


def _highlight(chart: _Chart) -> Iterator[Diagnostic]:
    series = chart.given.series or {}
    labels = {point.label for point, _ in chart.points}
    labels |= {word for key in series_ids(chart.given) if key for word in (key, series.get(key, key))}
    for index, label in enumerate(chart.given.highlight or ()):
        if label not in labels:
            spot = (chart.place / "highlight").item(index, str(index + 1))
            message = f"there is no label `{label[:60]}` in this chart"
            yield spot.error("label-unknown", message, did_you_mean(label, labels, "label"))
    if not chart.given.emphasis:
        return
    spot, points = chart.place / "emphasis", {point.label: point for point, _ in chart.points}
    if chart.given.chart not in ("bar", "column") or series_ids(chart.given) != ("",):
        message = "only bars and columns of one series are about one of their labels"
        yield spot.error("emphasis-refused", message, "use `highlight`, or `chart: bar`")
    elif (about := points.get(chart.given.emphasis)) is None:
        message = f"there is no label `{chart.given.emphasis[:60]}` in this chart"
        yield spot.error("label-unknown", message, did_you_mean(chart.given.emphasis, points, "label"))
    elif not isinstance(about.value, Decimal):
        message = f"`{chart.given.emphasis[:60]}` has no value for the chart to be about"
        yield spot.error("emphasis-gap", message, "name a label that has one")


def _remarks(chart: _Chart) -> Iterator[Diagnostic]:
    """Annotations and the difference name what there is."""
    named = _named(chart.given)
    yield from annotation_rules(chart.given.annotations or (), named, chart.place / "annotations")
    yield from difference_rules(chart.given.difference, named, chart.place / "difference")


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
