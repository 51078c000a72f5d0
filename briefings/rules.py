"""What a section must keep to beyond the shape of its fields: ids, sums, citations, and charts that tell the truth.

Each rule looks at a checked section and gives findings with the lines that they are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from . import sections as s
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from .env import Env
from .fields import Citation
from .records import Place, series_ids
from .source import Mapping_, Scalar, Sequence_, at

LARGEST_CHART: Final = 300
"""Categories of one chart; with more, nobody can read a label."""


def check(given: s._Section, place: Place) -> Iterator[Diagnostic]:
    """All that is wrong with one section, and what its author may want to know."""
    match given:
        case s.Resources():
            yield from _ids(place / "parts")
            yield from _sum(given, place)
            for index, part in enumerate((given.total, *(given.parts or ()))):
                spot = (place / "parts").item(index - 1, (place / "parts").names[index - 1]) if index else place / "total"
                yield from _digits(part.value, part.digits, spot)
                yield from _left_out(part.value, spot / "value", "amount")
        case s.ChartSection():
            yield from _chart(given, place)
        case s.TableSection():
            yield from _table(given, place)
        case s.Blocks():
            yield from _blocks(place / "blocks")
        case s.Statistics():
            yield from _either(given.items, given.table, "items", "table", place)
            yield from _ids(place / "items")
            yield from _statistics(given, place / "items")
        case s.Quotes():
            yield from _either(given.items, given.table, "items", "table", place)
            yield from _ids(place / "items")
        case s.Photos():
            yield from _ids(place / "items")
            for index, photo in enumerate(given.items):
                if photo.decorative and photo.alt:
                    spot = (place / "items").item(index, (place / "items").names[index]) / "alt"
                    yield warning("alt-decorative", "a decorative picture has nothing to tell, but here is an `alt`", spot.node.where,
                                  spot.origin, "take out `alt` or `decorative`")
        case _:
            yield from _ids(place / "items")


def _either(first: object, second: object, one: str, other: str, place: Place) -> Iterator[Diagnostic]:
    if first is None and second is None:
        yield error("key-missing", f"`{one}` is missing", place.node.where, f"{place.origin}.{one}",
                    f"give `{one}`, or `{other}` to read them from a file")
    elif first is not None and second is not None:
        yield error("key-twice", f"`{one}` and `{other}` both give the rows", (place / other).node.where, f"{place.origin}.{other}",
                    "keep one of them")


def _ids(place: Place) -> Iterator[Diagnostic]:
    """Ids in a list are all different; ids that were made are told, once for the list."""
    if not isinstance(place.node, Sequence_):
        return
    first: dict[str, Where] = {}
    made: list[str] = []
    for name, item in zip(place.names, place.node.items, strict=True):
        written = item.get("id") if isinstance(item, Mapping_) else None
        where = written.where if written else item.where
        if name in first:
            twin = first[name]
            yield error("id-duplicate", f"the id `{name}` is taken already, by the item at {twin.file}:{twin.line}", where,
                        f"{place.origin}.{name}", "give each its own `id`")
        first.setdefault(name, where)
        if not written:
            made.append(name)
    if made:
        shown = ", ".join(f"`{name}`" for name in made[:3]) + (", …" if len(made) > 3 else "")
        items = "1 item has" if len(made) == 1 else f"{len(made)} items have"
        yield note("id-made", f"{items} no `id`, so ids were made: {shown}", place.node.where, place.origin,
                   "give `id` where translations or later updates should hold on to an item whose words may change")


def _digits(value: Decimal | None, digits: int | None, place: Place) -> Iterator[Diagnostic]:
    """`digits` may not say fewer digits than the number needs: it would have to be rounded."""
    if value is None or digits is None:
        return
    needed = len(value.normalize().as_tuple().digits)
    if needed > digits:
        spot = place / "digits"
        yield error("digits-wrong", f"`{value:f}` does not fit into {digits} significant digit{'s' * (digits > 1)}; it has {needed}",
                    spot.node.where, spot.origin, f"write `digits: {needed}` or more, or take `digits` out")


def _left_out(value: object, place: Place, what: str) -> Iterator[Diagnostic]:
    if value is None:
        yield note("figure-not-in-source", f"this {what} is left out: the source has no number", place.node.where, place.origin)


def _statistics(given: s.Statistics, place: Place) -> Iterator[Diagnostic]:
    for index, (one, name) in enumerate(zip(given.items or (), place.names, strict=True)):
        spot = place.item(index, name)
        yield from _digits(one.value, one.digits, spot)
        yield from _left_out(one.value, spot / "value", "statistic")
        if one.unit and one.currency:
            yield error("unit-and-currency", "a number has a unit or a currency, not both", (spot / "unit").node.where,
                        (spot / "unit").origin, f"for money write `currency: {one.currency}` alone")


def _sum(given: s.Resources, place: Place) -> Iterator[Diagnostic]:
    parts = [part.value for part in given.parts or ()]
    numbers = [part for part in parts if part is not None]
    if given.total.value is None or not parts or len(numbers) < len(parts):
        return
    total = sum(numbers, Decimal(0))
    if total != given.total.value:
        yield warning("sum-wrong", f"the parts add up to {total:,f}, not to {given.total.value:,f}", (place / "total" / "value").node.where,
                      (place / "total" / "value").origin, "check the numbers against the source; both are shown as they stand")


def _table(given: s.TableSection, place: Place) -> Iterator[Diagnostic]:
    yield from _either(given.rows, given.data, "rows", "data", place)
    if given.rows is not None and given.columns is None:
        yield error("key-missing", "`columns` is missing", place.node.where, f"{place.origin}.columns",
                    "give the columns of these rows, each with `id` and `title`")
        return
    yield from _ids(place / "columns")
    if given.columns is None or given.rows is None:
        return
    known = [column.id for column in given.columns]
    rows = place / "rows"
    for index in range(len(given.rows)):
        row = rows.item(index, str(index + 1))
        match row.node:
            case Sequence_(items=items):
                if len(items) != len(known):
                    yield error("row-length", f"this row has {len(items)} cells; there are {len(known)} columns", row.node.where, row.origin,
                                "write `~` for an empty cell")
                cells = [row.item(number, str(number + 1)) for number in range(len(items))]
            case Mapping_(entries=entries):
                for key, _ in entries:
                    if key.text not in known:
                        yield error("column-unknown", f"there is no column `{key.text}`", key.where, f"{row.origin}.{key.text}",
                                    did_you_mean(key.text, known, "column"))
                cells = [row / key.text for key, _ in entries]
            case Scalar():
                yield error("type-wrong", f"`{row.node.text[:40]}` stands here; a row is a list of cells", row.node.where, row.origin,
                            "write the cells as in [Peru, 12]")
                cells = []
        for cell in cells:
            if not isinstance(cell.node, Scalar):
                yield error("type-wrong", "a list or a map stands in this cell; a text or a number is expected", cell.node.where, cell.origin)
            elif isinstance(cell.node.value, Decimal) and not cell.node.value.is_finite():
                yield error("number-wrong", f"`{cell.node.text}` is not a number that can be shown", cell.node.where, cell.origin,
                            "write `~` for an empty cell")


def _blocks(place: Place) -> Iterator[Diagnostic]:
    if not isinstance(place.node, Sequence_):
        return
    for index, item in enumerate(place.node.items):
        name = item.get("block") if isinstance(item, Mapping_) else None
        if not isinstance(name, Scalar) or not name.text:
            yield error("key-missing", "`block` is missing", item.where, f"{place.origin}.{index + 1}.block",
                        "name the block, as in `block: callout`")


def _chart(given: s.ChartSection, place: Place) -> Iterator[Diagnostic]:
    if not isinstance(given.data, tuple):
        return  # the rows of the file were told to be wrong already
    data = place / "data"
    points = given.data
    spots = [data.item(index, name) for index, name in enumerate(data.names)]
    if not points:
        yield error("data-empty", "this chart has no values", data.node.where, data.origin, "give at least one label with a value")
        return
    if len(points) > LARGEST_CHART:
        yield error("data-too-long", f"this chart has {len(points)} values; more than {LARGEST_CHART} cannot be told apart",
                    spots[LARGEST_CHART].node.where, data.origin, "add up the smallest, or use a table")
        return
    several = any(point.values for point in points)
    for point, spot in zip(points, spots, strict=True):
        if point.value is not None and several or (point.value is not None and point.values):
            yield error("value-and-values", "this chart has series, so a point has `values`, not `value`", (spot / "value").node.where,
                        (spot / "value").origin, "give every point `values`, or every point `value`")
        elif not several and point.value is None and (spot / "value").missing:
            yield error("value-missing", "this point has no number", spot.node.where, f"{spot.origin}.value",
                        "give `value`, or `value: not-in-source` for a gap")
    yield from _labels(points, spots)
    yield from _units(given, points, place, spots)
    yield from _series(given, points, place, spots)
    yield from _scale(given, points, place, spots)
    for label, index in zip(given.highlight or (), range(len(given.highlight or ())), strict=True):
        if label not in {point.label for point in points}:
            spot = (place / "highlight").item(index, str(index + 1))
            yield error("label-unknown", f"there is no label `{label[:60]}` in this chart", spot.node.where, spot.origin,
                        did_you_mean(label, (point.label for point in points), "label"))
    if given.unit and given.currency:
        yield error("unit-and-currency", "a chart has a unit or a currency, not both", (place / "unit").node.where,
                    (place / "unit").origin, f"for money write `currency: {given.currency}` alone")


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
                yield error("id-duplicate", f"the {kind} `{word[:60]}` is taken already, by the point at {twin.file}:{twin.line}",
                            spot.node.where, f"{spot.origin}.{kind}", f"give each point its own {kind}")
            elif key:
                first[key] = spot
        for _, value, number in _numbers(point, spot):
            yield from _digits(value, point.digits, Place(spot.node, spot.origin) if point.digits else number)
        if not list(_numbers(point, spot)) and point.value is None and not (spot / "value").missing:
            yield from _left_out(None, spot / "value", "value")


def _units(given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]) -> Iterator[Diagnostic]:
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
                yield error("units-mixed", f"this chart has two units: `{first[0]}` at {where.file}:{where.line}, and `{word}` here",
                            (spot / key).node.where, (spot / key).origin, "make two charts, or give all values in one unit")
    money = next((spot for point, spot in zip(points, spots, strict=True) if point.currency), None)
    counted = next((spot for point, spot in zip(points, spots, strict=True) if point.unit), None)
    if (money or given.currency) and (counted or given.unit) and not (given.unit and given.currency):
        unit_at = (counted / "unit" if counted else place / "unit").node.where
        money_at = money / "currency" if money else place / "currency"
        yield error("units-mixed", f"this chart has money and a unit (at {unit_at.file}:{unit_at.line})", money_at.node.where, money_at.origin,
                    "make two charts")


def _series(given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]) -> Iterator[Diagnostic]:
    ids = series_ids(given, points)
    named = given.series or {}
    if named and ids == ("",):
        yield error("series-unknown", "`series` names series, but the points have one `value` each", (place / "series").node.where,
                    (place / "series").origin, "give every point `values`, by series id")
        return
    told: set[str] = set()
    for point, spot in zip(points, spots, strict=True):
        for key in point.values or {}:
            if named and key not in named and key not in told:
                told.add(key)
                at_key = spot / "values" / key
                yield error("series-unknown", f"there is no series `{key}`", at_key.node.where, at_key.origin, did_you_mean(key, named, "series"))
    for one in ids:
        if not any(key == one for point, spot in zip(points, spots, strict=True) for key, _, _ in _numbers(point, spot)):
            home = place / "series" / one if one in named else place / "data"
            yield error("series-empty", f"the series `{one}` has no number" if one else "this chart has no number at all", home.node.where,
                        home.origin, "give it a number, or take it out")
    if given.chart == "doughnut" and len(ids) > 1:
        yield error("series-many", "a doughnut shows one series", (place / "data").node.where, (place / "data").origin,
                    "use `chart: stacked-100` for several")
    if given.chart == "line" and len(points) == 1:
        yield error("points-few", "a line needs two points", (place / "data").node.where, (place / "data").origin, "use `chart: bar` for one value")


def _scale(given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]) -> Iterator[Diagnostic]:
    """Shares cannot be negative or all nought; a logarithmic scale has no nought."""
    shares = given.chart in ("doughnut", "stacked-100")
    totals: dict[str, Decimal] = {}
    for point, spot in zip(points, spots, strict=True):
        numbers = list(_numbers(point, spot))
        for _, value, number in numbers:
            if shares and value < 0:
                yield error("share-negative", f"a share cannot be negative, and this is {value:f}", number.node.where, number.origin,
                            "use `chart: bar`")
            if given.log and value <= 0:
                yield error("log-not-positive", f"a logarithmic scale has no place for {value:f}", number.node.where, number.origin,
                            "take out `log`, or make this a gap with `~`")
        if numbers:
            totals[point.label if given.chart == "stacked-100" else ""] = (
                sum((value for _, value, _ in numbers), Decimal(0))
                + (Decimal(0) if given.chart == "stacked-100" else totals.get("", Decimal(0))))
            if given.chart == "stacked-100" and totals[point.label] == 0:
                yield error("share-zero", "these shares add up to nought", spot.node.where, spot.origin, "take this point out")
    if given.chart == "doughnut" and totals.get("") == 0:
        yield error("share-zero", "these shares add up to nought", (place / "data").node.where, (place / "data").origin, "use `chart: bar`")
    if given.log and given.chart in ("doughnut", "stacked", "stacked-100"):
        yield error("log-refused", f"shares of a whole cannot be read from a logarithmic scale, and `{given.chart}` shows shares",
                    (place / "log").node.where, (place / "log").origin, "take out `log`, or use `chart: bar`")
    if given.log and given.reference and given.reference.value <= 0:
        home = place / "reference" / "value"
        yield error("log-not-positive", f"a logarithmic scale has no place for {given.reference.value:f}", home.node.where, home.origin)


def citations(given: object, place: Place) -> Iterator[tuple[Citation, Place]]:
    """Every citation of a section, with its place."""
    own = getattr(given, "source", None)
    if isinstance(own, Citation):
        yield own, place / "source"
    for key in ("items", "parts", "data"):
        below = getattr(given, key, None)
        if isinstance(below, tuple):
            home = place / key
            for index, (one, name) in enumerate(zip(below, home.names, strict=False)):
                yield from citations(one, home.item(index, name))


class Sources:
    """The documents that a report cites: each is read once, and its lines are counted."""

    def __init__(self, documents: Mapping[str, s.SourceDocument], place: Place, env: Env) -> None:
        self._documents, self._place, self._env = documents, place, env
        self._lines: dict[str, list[str] | None] = {}

    def findings(self) -> Iterator[Diagnostic]:
        """What is wrong with the documents themselves."""
        for key, document in self._documents.items():
            spot = self._place / key
            home = spot / "file" if isinstance(spot.node, Mapping_) else spot
            try:
                text = self._env.read(document.file, home.node.where).decode("utf-8-sig")
                self._lines[key] = text.splitlines()
            except UnicodeDecodeError:
                self._lines[key] = None  # a PDF or another file whose lines nobody counts
            except BriefingsError as fault:
                self._lines[key] = None
                yield from (Diagnostic(f.level, f.code, f.message, f.where, home.origin, f.hint) for f in fault.findings)
            if document.title is None:
                yield note("source-untitled", f"the source `{key}` has no title; lists of sources show its file's name", spot.node.where,
                           spot.origin, "give `title`")

    def check(self, cited: Citation, place: Place) -> Iterator[Diagnostic]:
        """What is wrong with one citation."""
        where = place.node.where
        if cited.key not in self._documents:
            hint = did_you_mean(cited.key, self._documents, "source") if self._documents else f"add `sources: {{{cited.key}: seeds/…}}`"
            yield error("source-unknown", f"there is no source `{cited.key}`", where, place.origin, hint)
            return
        lines = self._lines.get(cited.key)
        if lines is None or cited.first is None or cited.last is None:
            return
        if cited.last > len(lines):
            yield error("source-line-missing", f"`{self._documents[cited.key].file}` has {len(lines)} lines, so there is no line {cited.last}",
                        where, place.origin, "count lines from 1")
        elif not any(line.strip() for line in lines[cited.first - 1 : cited.last]):
            yield warning("source-line-empty", f"line {cited.first} of `{self._documents[cited.key].file}` is empty", where, place.origin,
                          "check the number of the line")


def photo_files(given: s.Photos, place: Place, env: Env) -> Iterator[Diagnostic]:
    """Pictures that are missing are a warning (the caption is shown without them); paths out of the project are errors."""
    items = place / "items"
    for index, (photo, name) in enumerate(zip(given.items, items.names, strict=True)):
        spot = items.item(index, name) / "file"
        try:
            env.resolve(photo.file, spot.node.where)
        except BriefingsError as fault:
            for f in fault.findings:
                if f.code == "file-missing":
                    yield warning("picture-missing", f.message, f.where, spot.origin, "the caption is shown without it; " + f.hint
                                  if f.hint else "the caption is shown without it")
                else:
                    yield Diagnostic(f.level, f.code, f.message, f.where, spot.origin, f.hint)


def report_fields(given: s.ReportFile, root: Mapping_) -> Iterator[Diagnostic]:
    """Rules about the report's own fields."""
    if given.status == "embargoed" and given.embargo is None:
        yield error("key-missing", "an embargoed report needs `embargo`", at(root, ("status",)), "embargo",
                    "give the day, the time and the time zone: `embargo: 2023-05-31T10:00Z`")
    if given.embargo is not None and given.status != "embargoed":
        yield warning("embargo-unused", f"`embargo` is given, but the status is `{given.status}`", at(root, ("embargo",)), "embargo",
                      "write `status: embargoed`, or take `embargo` out")
    if given.embargo is not None and given.embargo.assumed:
        yield warning("embargo-zone", "this time has no time zone; UTC is assumed", at(root, ("embargo",)), "embargo",
                      "end it with `Z` for UTC, or with a distance such as `+02:00`")

