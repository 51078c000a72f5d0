"""Rows and columns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, TypeAlias

from ...diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from ...env import Env
from ...frozen import replace
from ...identifiers import slug, unique
from ...language import wording
from ...language.measures import is_rate
from ...regex import regex
from ...source import Mapping_, Node, Scalar, Sequence_, at
from ...source.columns import are_words
from ...source.fields import (
    BoolField,
    DecimalsField,
    IdField,
    PathField,
    Spoken,
    TextField,
    UnitField,
    WordsField,
    one_of,
)
from ...source.readers import Date, is_spoken
from ...source.selection import column
from ...source.selection import heading as heading_of
from ...source.shapes import Forms, Length, Tag
from ...source.tables import Rows
from ...source.validation import validate, values
from ...values import Day, Figure, Value, figures, record
from ..files import Columns, Selection, given_cell, list_of, map_of, shown_as, start
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section, either
from ..shape import Many, Shape, Titled, may, must

AlignField: TypeAlias = Annotated[str, *one_of("start", "center", "end")]
KindField: TypeAlias = Annotated[str, *one_of("text", "figure", "date")]


class Shown(Shape):
    """How the cells of a column are shown."""

    align: AlignField | None = may(
        "How its cells are set; numbers to the end and texts to the start when it is not given.", "end"
    )
    kind: KindField | None = may(
        "What its cells are, when they are not what they look like: years are `text` or `date`, not numbers.", "text"
    )
    decimals: DecimalsField | None = may(
        "How many decimals are shown of its figures; numbers with more are rounded.", 1
    )
    unit: UnitField | None = may("What each of its figures is shown with, such as %.", "%")


class ShownColumn(Titled, Shown):
    """A column of a file as it is shown: a heading, or a map."""

    title: TextField | None = may("The column's heading; the file's when it is not given.", "People")


TotalField: TypeAlias = Annotated[
    Annotated[BoolField, Tag("<flag>")] | Annotated[tuple[IdField, ...], Length(1), Tag("<list>")],
    Forms(lambda value: "<list>" if isinstance(value, list | tuple) else "<flag>"),
]


class Column(Titled, Shown):
    """A column of a table: a heading, or a map."""

    id: IdField | None = may("What the column is known by; made from its heading when it is not given.", "country")
    title: WordsField = must("The column's heading.", "Country")


ShownColumns: TypeAlias = Annotated[
    Annotated[tuple[TextField, ...], Tag("<list>")] | Annotated[dict[TextField, ShownColumn], Tag("<table>")],
    Forms(lambda value: "<table>" if isinstance(value, dict) else "<list>"),
]


class RowsTable(Selection):
    """A table's rows from a CSV, Excel, OpenDocument or JSON file. `rows`, `series` and `value` are for files of one value a row."""

    most: ClassVar[int] = 5000  # a web page, a note and a workbook hold them; slides are asked in `layout.choose`

    rows: TextField | None = may("The column that says which row of the table a value stands in.", "Country")
    series: TextField | None = may("The column that says which column of the table a value stands in.", "Year")
    value: TextField | None = may("The column of the values.", "People")
    columns: ShownColumns | None = may(
        "The columns that are shown, by the file's headings: a list, or a map to headings of your own.",
        *(["Country", "2022"], {"Country": "Country", "pop_2022": {"title": "People", "decimals": 0}}),
    )
    table: PathField = must("The file, named from the project's folder.", "data/countries.csv")

    @property
    def long(self) -> tuple[str, ...]:
        """The columns of a file of one value a row; none for other files."""
        named = self.rows or self.series or self.value
        return (self.rows or "rows", self.series or "series", self.value or "value") if named else ()


class TableSection(Section):
    """Rows and columns."""

    told_too: ClassVar = {"oneOf": [{"required": ["rows", "columns"]}, {"required": ["data"]}]}
    nouns, also, paged = ("table", "tables"), ("tables",), True

    columns: Many[Column] | None = may(
        "The columns, as headings or maps; those of the file when `data` is given and this is not.",
        *(["Country", "People"], [{"id": "country", "title": "Country"}]),
    )
    rows: Many[Any] | None = may(
        "The rows: lists of cells, or maps from column ids to cells; or give `data`.",
        [["Peru", 12], ["Chile", 9]],
        more={"items": {"type": ["array", "object"]}},
    )
    data: RowsTable | None = may("The rows from a file, instead of `rows`.", {"table": "data/countries.csv"})
    total: TotalField | None = may(
        "True for a last row with the sum of each column of numbers of one unit; rates, spans of time and columns with gaps have none. Or the columns "
        "that have one, by their ids.",
        *(True, ["homes"]),
    )
    bars: IdField | None = may("The column, by its id, whose numbers have bars behind them.", "funded")
    heat: IdField | None = may(
        "The column, by its id, whose cells are shaded: the larger the number, the darker.", "share"
    )
    group: IdField | None = may(
        "The column, by its id, that groups the rows: its words stand above those that share them.", "region"
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from either(place, "rows", "data", first=self.rows, second=self.data)
        if self.rows is None:
            return
        if self.columns is None:
            hint = "give the headings of these rows, as in `columns: [Country, People]`"
            yield (place / "columns").error("key-missing", "`columns` is missing", hint)
            return
        rows = place / "rows"
        yield from _mark_rules(self, place)
        yield from _total_rules(self, place)
        for index in range(len(self.rows)):
            yield from _row_rules(rows.item(index, str(index + 1)), (place / "columns").names, _titles(self))

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        if self.data is None or self.rows is not None:
            return node, ()
        return _cells(node, self, self.data, path, env)

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """Its rows, cell by cell, and the sums of its columns."""
        return {**nodes.fields(self, place), **_seen(self, nodes, place)}


# -- rules --------------------------------------------------------------------------------------------------------------


def _titles(given: TableSection) -> tuple[str, ...]:
    """The headings as they are written, by which a row may name its cells too."""
    return tuple(str(one.title) for one in given.columns or ())


def _in_row(row: Place, index: int, id: str, title: str) -> Place:
    """A row's cell of a column: in its turn, or by the column's id, or by its heading."""
    if not isinstance(row.node, Mapping_):
        return row.item(index, id)
    return row / (title if (row / id).missing and not (row / title).missing else id)


def _row_rules(row: Place, known: Sequence[str], titles: Sequence[str]) -> Iterator[Diagnostic]:
    """A row has a cell for each column, or names those that it has."""
    match row.node:
        case Sequence_(items=items):
            if len(items) != len(known):
                message = f"this row has {len(items)} cell{'s' * (len(items) != 1)}; there are {len(known)} columns"
                yield row.error("row-length", message, "write `~` for an empty cell")
            cells = [row.item(number, str(number + 1)) for number in range(len(items))]
        case Mapping_(entries=entries):
            for key, _ in entries:
                if key.text not in known and key.text not in titles:
                    hint, path = did_you_mean(key.text, known, "column"), f"{row.origin}.{key.text}"
                    yield error("column-unknown", f"there is no column `{key.text}`", key.where, path, hint)
            cells = [row / key.text for key, _ in entries]
        case Scalar(text=text):
            message = f"`{text[:40]}` stands here; a row is a list of cells"
            yield row.error("type-wrong", message, "write the cells as in [Peru, 12]")
            cells = []
    for cell in cells:
        yield from _cell_rules(cell)


def _mark_rules(given: TableSection, place: Place) -> Iterator[Diagnostic]:
    """Columns with bars or shades, and the one that groups the rows, are there; bars are of numbers from zero on."""
    known = (place / "columns").names
    for key in ("bars", "heat", "group"):
        wanted, spot = getattr(given, key), place / key
        if wanted is not None and wanted not in known:
            hint = did_you_mean(wanted, known, "column")
            yield error("column-unknown", f"there is no column `{wanted}`", spot.node.where, spot.origin, hint)
        elif key != "group" and wanted is not None:
            yield from _number_rules(given, place, wanted, spot)
    if given.group is not None and given.group == known[0] and len(known) == 1:
        yield (place / "group").error("group-alone", "the only column cannot group the rows", "give a second column")


def _total_rules(given: TableSection, place: Place) -> Iterator[Diagnostic]:
    """Columns that are to have sums are there, and those that are no amounts are told."""
    known, spot = (place / "columns").names, place / "total"
    for name in given.total if isinstance(given.total, tuple) else ():
        if name not in known:
            yield spot.error("column-unknown", f"there is no column `{name}`", did_you_mean(name, known, "column"))
    heads = given.columns or () if given.total is True else ()
    rates = [one.title for one in heads if one.unit != "%" and is_rate(one.title, one.unit or "")]
    if rates:
        named = ", ".join(f"`{title}`" for title in rates)
        hint = "where they make one, name the columns that do, as in `total: [homes, wells]`"
        yield spot.note(
            "total-rate", f"no sum is made of {named}: rates, averages, ranks and spans of time make none", hint
        )


def _has_sum(given: TableSection, id: str, column: Column) -> bool:
    """Whether the sum of a column is said: where it is asked for by name, else where its numbers are amounts."""
    return id in given.total if isinstance(given.total, tuple) else not is_rate(column.title, column.unit or "")


def _number_rules(given: TableSection, place: Place, wanted: str, spot: Place) -> Iterator[Diagnostic]:
    at = (place / "columns").names.index(wanted)
    rows = place / "rows"
    nodes = [rows.item(index, str(index + 1)) for index in range(len(given.rows or ()))]
    cells = [_in_row(row, at, wanted, _titles(given)[at]) for row in nodes]
    held = [cell.node.value for cell in cells if isinstance(cell.node, Scalar)]
    numbers = [value for value in held if isinstance(value, int | Decimal) and not isinstance(value, bool)]
    if not numbers:
        yield spot.warning(
            "marks-empty", f"the column `{wanted}` has no numbers to show as bars or shades", "name one that has"
        )
    elif spot.origin.endswith(".bars") and min(numbers) < 0:
        message = f"the column `{wanted}` has numbers below zero, where bars have no beginning"
        yield spot.error("bars-negative", message, "show it with `heat`, or as a chart")


def _cell_rules(cell: Place) -> Iterator[Diagnostic]:
    if is_spoken(values(cell.node)):
        yield from validate(Spoken, cell.node, cell.origin)[1]
    elif not isinstance(cell.node, Scalar):
        yield cell.error("type-wrong", "a list or a map stands in this cell; a text or a number is expected")
    elif isinstance(cell.node.value, Decimal) and not cell.node.value.is_finite():
        message = f"`{cell.node.text}` is not a number that can be shown"
        yield cell.error("number-wrong", message, "write `~` for an empty cell")


# -- what templates see -------------------------------------------------------------------------------------------------


def _seen(given: TableSection, nodes: Nodes, place: Place) -> dict[str, Value]:
    columns, rows = place / "columns", place / "rows"
    heads, ids, titles = given.columns or (), columns.names, _titles(given)
    made: list[Value] = []
    sums = [Decimal(0)] * len(heads)
    words = _words(given, place)
    for index in range(len(given.rows or ())):
        row = rows.item(index, str(index + 1))
        cells: list[Value] = []
        for number, one in enumerate(heads):
            cell = _in_row(row, number, ids[number], titles[number])
            short = isinstance(row.node, Sequence_) and number >= len(row.node.items)
            cells.append(
                None
                if cell.missing or short
                else _cell(one, cell, nodes, prose=given.data is None, word=number in words)
            )
            if isinstance(cells[-1], Figure) and isinstance(cell.node, Scalar):
                sums[number] += Decimal(str(cell.node.value))
        made.append(tuple(cells))
    # of the numbers as they were given: rounded ones add up to another sum
    totals = tuple(
        figures.rounded(one, column.decimals) if given.total and _has_sum(given, id, column) else None
        for one, column, id in zip(sums, heads, ids, strict=True)
    )
    return {
        "columns": tuple(
            record(
                spot.origin,
                {"id": id, "title": nodes.text(one.title, spot / "title"), "align": one.align, "kind": one.kind},
            )
            for one, id, spot in zip(heads, ids, columns.items, strict=True)
        ),
        "rows": tuple(made),
        "total": totals if given.total else None,
    }


_MOMENT: Final = regex(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?::00)?")
"""A spreadsheet's day with a time."""


def _words(given: TableSection, place: Place) -> frozenset[int]:
    """The columns of years and codes, by their headings, whose numbers are shown as they are written."""
    rows, ids, titles = place / "rows", (place / "columns").names, _titles(given)
    lines = [rows.item(index, str(index + 1)) for index in range(len(given.rows or ()))]
    found = set[int]()
    for number, one in enumerate(given.columns or ()):
        cells = [_in_row(line, number, ids[number], titles[number]).node for line in lines]
        held = [cell.value for cell in cells if isinstance(cell, Scalar) and cell.value is not None]
        numbers = [Decimal(value) for value in held if isinstance(value, int | Decimal) and not isinstance(value, bool)]
        plain = one.kind is None and one.decimals is None and one.unit is None
        if plain and numbers and len(numbers) == len(held) and are_words(titles[number], numbers):
            found.add(number)
    return frozenset(found)


def _cell(column: Column, place: Place, nodes: Nodes, *, prose: bool, word: bool) -> Value:
    """A cell; what an author wrote into the report is prose, what a file holds is literal. `word` is a number that is no amount."""
    spoken = nodes.spoken(place, prose=prose)
    if spoken is not None:
        return spoken
    cell = place.node
    if not isinstance(cell, Scalar) or cell.value is None or not cell.text.strip():
        return None
    # what an author wrote as a code stays as it was written: 007, 1e3
    code = word or re.fullmatch(r"[-+]?0[0-9]+|.*[0-9][eE].*", cell.text)
    number = cell.text if code else cell.value
    if column.kind in (None, "figure") and isinstance(number, int | Decimal) and not isinstance(number, bool):
        shown = figures.rounded(Decimal(number), column.decimals)
        return Figure(shown, nodes.at(place), nodes.language, unit=column.unit or "")
    form = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" if column.kind == "date" else r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    if column.kind in (None, "date") and (column.kind or not cell.quoted) and re.fullmatch(form, cell.text):
        year, month, day = (*map(int, cell.text.split("-")), None, None)[:3]
        return nodes.day(Date(year or 0, month, day), place)
    if column.kind in (None, "date") and not cell.quoted and (moment := _MOMENT.fullmatch(cell.text)):
        year, month, day = map(int, moment[1].split("-"))
        said = figures.day(Day(year, nodes.at(place), nodes.language, month, day))
        return nodes.text(f"{said}{wording.word('comma', nodes.language)}{moment[2]}", place)
    lines = (line.strip() for line in cell.text.split("\n"))
    return nodes.text("\u2028".join(line for line in lines if line), place, prose=prose)


# -- rows from a file ---------------------------------------------------------------------------------------------------


def _cells(
    node: Mapping_, section: TableSection, table: RowsTable, path: str, env: Env
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """The file's rows under the columns that the section or its `data` names, found by heading, title or id; else all that the file has."""
    home = Place(node, path)
    if section.columns is not None and table.columns is not None:
        message = "the columns stand in `columns` of the section and of its `data`"
        raise BriefingsError([(home / "columns").error("key-twice", message, "keep one of them")])
    own = dict.fromkeys(zip(_titles(section), (home / "columns").names, strict=True))
    asked: Columns = tuple(own or table.columns or ())
    rows = table.read(env, table.table, () if table.long else asked, home / "data" / "table", long=table.long)
    if section.columns is None:
        where = at(node, ("data", "columns" if table.columns else "table"))
        headings = [rows.header[column(rows, name, table.table, where)] for name in table.columns or rows.header]
        node = node.with_entry("columns", _heads(rows, headings, table, where))
    else:
        headings = []
        for spot, (title, id) in zip((home / "columns").items, own, strict=True):
            found = heading_of(rows, title) or heading_of(rows, id)
            if not found:
                message, hint = f"`{table.table}` has no column `{title}`", did_you_mean(title, rows.header, "column")
                raise BriefingsError([spot.error("table-column", message, hint)])
            headings.append(found)
        if isinstance(given := node.get("columns"), Sequence_):
            node = node.with_entry("columns", _completed(rows, headings, given))
    made: list[Node] = [
        Sequence_(tuple(given_cell(rows, row, heading) for heading in headings), start(row)) for row in rows.rows
    ]
    return node.without("data").with_entry("rows", list_of(node, "data", made)), rows.findings


def _heads(rows: Rows, headings: Sequence[str], table: RowsTable, where: Where) -> Sequence_:
    """A table's columns as the file and the author's `columns` name them."""
    wanted = dict(table.columns) if isinstance(table.columns, dict) else {}
    told = {heading_of(rows, name): one for name, one in wanted.items()}
    heads: list[Node] = []
    ids = unique(slug(heading) or f"column-{number}" for number, heading in enumerate(headings, 1))
    for key, heading in zip(ids, headings, strict=True):
        own = told.get(heading, ShownColumn())
        given = {name: value for name in _LOOKS if (value := getattr(own, name, None)) is not None}
        texts = {"id": key, "title": own.title or heading, **given}
        fields = {
            name: Scalar(value, str(value), where, quoted=isinstance(value, str)) for name, value in texts.items()
        }
        extra = {name: replace(one, where=where) for name, one in shown_as(rows, heading, given).items()}
        heads.append(map_of(fields | extra, where))
    return Sequence_(tuple(heads), where)


_LOOKS: Final = ("decimals", "unit", "align", "kind")


def _completed(rows: Rows, headings: Sequence[str], columns: Sequence_) -> Sequence_:
    """The section's own columns, with the per cent sign and the decimals of the file's where they say nothing of it."""
    made: list[Node] = []
    for item, heading in zip(columns.items, headings, strict=True):
        one = map_of({"title": item}, item.where) if isinstance(item, Scalar) else item
        if isinstance(one, Mapping_):
            for key, extra in shown_as(rows, heading, {key.text for key, _ in one.entries}).items():
                one = one.with_entry(key, replace(extra, where=one.where))
        made.append(one)
    return Sequence_(tuple(made), columns.where)
