"""Rows of a CSV, Excel, OpenDocument or JSON file, standing where a report's own items would stand.

    Selection    how a file is read, and which of its rows are shown
    FromFile     a section whose items may come from a file, one a row

Each cell becomes a value as if it were written in YAML, with the file and the row as its place, so that every rule for
items holds for rows too. Columns are found by their headings; `columns:`, `label:`, `value:` and `values:` name headings
that differ from the fields' own names. Raises BriefingsError when the rows cannot be had.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, TypeAlias

from ..characters import refused, unbalanced, visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, fault, note
from ..env import Env
from ..frozen import replace
from ..source import Mapping_, Node, Scalar, Sequence_
from ..source.fields import (
    EncodingField,
    FileLanguageField,
    MarksField,
    PathField,
    RowNumbersField,
    ScalarsField,
    TextField,
    WholeField,
)
from ..source.selection import heading as heading_of
from ..source.selection import selected, spread
from ..source.shapes import fields as field_of
from ..source.tables import Cell, Rows, TableSource, read_table, refuse_many
from .place import Place
from .section import Section, either
from .shape import MOST, Shape, declared, fits, may, must

Columns: TypeAlias = tuple[str | tuple[str, ...], ...]
"""Headings that are asked for, each with others that will do; "" where the file need not have it."""


class Selection(Shape):
    """How a file is read, which of its rows are shown, in which order, and how many."""

    shown = False
    most: ClassVar[int] = MOST
    """So many rows are shown at the most."""

    sheet: TextField | None = may("The sheet of a workbook; the first when it is not given.", "2022")
    header: RowNumbersField | None = may(
        "The row of the file that holds the column names, counted from 1; two rows are joined; 0 when no row does. The "
        "first that is not empty when it is not given.",
        *(5, [3, 4], 0),
    )
    missing: MarksField | None = may(
        "Marks that stand for no value, besides `NA`, `n/a`, `..`, `-` and the like; an empty list for no mark at all.",
        ["x", -999],
    )
    language: FileLanguageField | None = may(
        "The language whose numbers the file writes, such as fr for 1 234,5; needed only where they can be read in two ways.",
        "fr",
    )
    encoding: EncodingField | None = may("The encoding of a CSV file that is neither UTF-8 nor UTF-16.", "windows-1252")
    where: dict[TextField, ScalarsField] | None = may(
        "Only the rows that have one of these values in a column, by its heading.",
        {"Region": "Africa", "Year": [2022, 2023]},
    )
    without: dict[TextField, ScalarsField] | None = may(
        "No rows that have one of these values in a column, such as totals.", {"Region": ["Total", "World"]}
    )
    order: TextField | None = may(
        "The column that the rows are ordered by, by its heading; with `-` before it the largest come first.", "-People"
    )
    top: WholeField | None = may("How many rows are shown at the most.", 10)

    def read(
        self,
        env: Env,
        file: str,
        columns: Columns,
        place: Place,
        figures: tuple[str, ...] = (),
        long: tuple[str, ...] = (),
    ) -> Rows:
        """The rows of the file, whose findings get the path of the key that names it. Of a file of one value a row, `long` are the columns
        that name the row and the series, and that of the values."""
        order, where = self.order or "", place.node.where
        only, without = (
            {name: tuple(value.text for value in held) for name, held in (given or {}).items()}
            for given in (self.where, self.without)
        )
        # columns that nobody asks for never stop a build
        ordered = (order.removeprefix("-"), order) if order and not long else ()
        asked: Columns = (
            tuple(dict.fromkeys(filter(None, (*columns, *only, *without, ordered, *long)))) if columns or long else ()
        )
        how = TableSource(file, self.sheet, asked, self.language or "", self.encoding or "", self.header or (), self.missing,
                          (*figures, *long[2:]), only, without)  # fmt: skip
        try:
            if long:
                label, series, value = long
                rows = selected(
                    spread(read_table(env, how, where), label, series, value, file, where), order, self.top, file, where
                )
                if len(rows.rows) > self.most:
                    refuse_many(len(rows.rows), self.most, file, where)
            else:
                rows = read_table(env, replace(how, order=order, top=self.top, most=self.most), where)
            for name in rows.header:
                _fit_to_show(name, where, f"in the column name `{visible(name)}` of `{file}`, ")
        except BriefingsError as fault:
            raise BriefingsError(replace(one, path=one.path or place.origin) for one in fault.findings) from None
        return replace(rows, findings=tuple(replace(one, path=one.path or place.origin) for one in rows.findings))


class TableFile(Selection):
    """Rows from a CSV, Excel, OpenDocument or JSON file."""

    file: PathField = must("The file, named from the project's folder.", "data/support.xlsx")
    columns: dict[TextField, TextField] | None = may(
        "Which column of the file holds which field, where the names differ.", {"value": "Number", "text": "What"}
    )


class FromFile(Section):
    """A section whose items may come from a file."""

    told_too: ClassVar = {"oneOf": [{"required": ["items"]}, {"required": ["table"]}]}

    table: TableFile | None = may(
        "The items from a file, one a row, instead of `items`.",
        {"file": "data/support.xlsx", "columns": {"value": "Number", "text": "What"}},
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        return either(place, "items", "table", first=getattr(self, "items", None), second=self.table)

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        if self.table is None or getattr(self, "items", None) is not None:
            return node, ()
        shape = next(key.shape for key in declared(type(self)) if key.name == "items")
        assert shape is not None
        return _items(node, self.table, shape, path, env, sources)


# -- cells as values ----------------------------------------------------------------------------------------------------


def scalar_of(cell: Cell) -> Scalar | None:
    """A cell as if it were written in YAML: a text of a file is never taken for a number; None for an empty cell."""
    if cell.value is None:
        return None
    if isinstance(cell.value, Decimal):  # programs write 1e-05 for what is read as 0.00001
        return Scalar(cell.value, format(cell.value, "f") if "e" in cell.text.lower() else cell.text, cell.where)
    if not isinstance(cell.value, str):
        return Scalar(cell.text, cell.text, cell.where)
    _fit_to_show(cell.text, cell.where)
    return Scalar(cell.text, cell.text, cell.where, quoted=True)


def _fit_to_show(text: str, where: Where, whose: str = "") -> None:
    """Refuses a text of a file, a column's name too, that holds characters which may not stand in a report."""
    for _, what, cure in refused(text):
        raise fault("character-refused", whose + what, where, "", cure)
    if wrong := unbalanced(text):
        raise fault("direction-unbalanced", whose + wrong[0], where, "", wrong[1])


def cell_of(rows: Rows, row: tuple[Cell, ...], heading: str) -> Cell:
    """A row's cell under a heading."""
    return row[rows.header.index(heading)]


def given_cell(rows: Rows, row: tuple[Cell, ...], heading: str) -> Scalar:
    """A row's cell under a heading; an empty one is an empty value, on purpose."""
    cell = cell_of(rows, row, heading)
    return scalar_of(cell) or Scalar(None, "~", cell.where)


def start(row: tuple[Cell, ...]) -> Where:
    """A row as a whole is at its first column."""
    return replace(row[0].where, column=1)


def list_of(node: Mapping_, key: str, items: list[Node]) -> Sequence_:
    """Values as a list, at the key that names their file."""
    return Sequence_(tuple(items), (node.key(key) or node).where)


def map_of(fields: Mapping[str, Node | None] | Mapping[str, Scalar], where: Where) -> Mapping_:
    """Values as a map, without those that are empty."""
    return Mapping_(
        tuple((Scalar(key, key, value.where), value) for key, value in fields.items() if value is not None), where
    )


def _items(
    node: Mapping_, table: TableFile, shape: type[Shape], path: str, env: Env, sources: Container[str]
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One item for each row; headings are the fields' names unless `columns` says otherwise."""
    fields = {
        field.alias: field.is_required() for name, field in field_of(shape).items() if name != "audiences"
    }  # whom a part is for is said in the report, where it can be left out before any file is read
    renamed, place = table.columns or {}, Place(node, path) / "table"
    strange = [key for key in renamed if key not in fields]
    if strange:
        raise BriefingsError(
            (place / "columns" / key).error(
                "key-unknown", f"these items have no field `{key}`", did_you_mean(key, fields, "field")
            )
            for key in strange
        )
    names = {key: renamed.get(key, key) for key in fields}
    columns = tuple(name if fields[key] or key in renamed else (name, "") for key, name in names.items())
    try:
        rows = table.read(env, table.file, columns, place / "file", (names["value"],) if "value" in names else ())
    except BriefingsError as fault:
        raise BriefingsError(_told_by_field(one, names, renamed, place) for one in fault.findings) from None
    headings = {key: heading for key, name in names.items() if (heading := heading_of(rows, name))}
    told = list(rows.findings)
    for key in [key for key in headings if key not in renamed and not fields[key]]:
        if wrong := _unfit(rows, headings[key], shape, key, sources):
            message = f"column `{headings[key]}` of `{table.file}` is not read: `{visible(wrong.text)}` is no `{key}` of an item"
            hint = f"where another column holds it, name that one: `columns: {{{key}: …}}`"
            told.append(note("table-unread", message, wrong.where, f"{path}.table.file", hint))
            del headings[key]
    extra = shown_as(rows, headings["value"], headings) if "value" in headings else {}
    items: list[Node] = [
        map_of(
            {key: scalar_of(cell_of(rows, row, heading)) for key, heading in headings.items()}
            | {key: replace(one, where=row[0].where) for key, one in extra.items()},
            start(row),
        )
        for row in rows.rows
    ]
    return node.without("table").with_entry("items", list_of(node, "table", items)), tuple(told)


def _told_by_field(
    finding: Diagnostic, names: Mapping[str, str], renamed: Mapping[str, str], place: Place
) -> Diagnostic:
    """A column that is missing, told at the key that names it, or with the key that could."""
    key = next((key for key, name in names.items() if finding.message.endswith(f" has no column `{name}`")), "")
    if finding.code != "table-column" or not key:
        return finding
    if key in renamed:
        named = place / "columns" / key
        return replace(finding, where=named.node.where, path=named.origin)
    return replace(finding, hint=f"name the column that holds it, as in `columns: {{{key}: …}}`; {finding.hint}")


def _unfit(rows: Rows, heading: str, shape: type[Shape], key: str, sources: Container[str]) -> Cell | None:
    """The first cell of a column that is not what the field of its name wants: a file's own `source` or `id` may be anything."""
    seen: set[str] = set()
    for row in rows.rows:
        cell = cell_of(rows, row, heading)
        if (given := scalar_of(cell)) is None:
            continue
        strange = key == "source" and cell.text.partition(":")[0] not in sources
        if strange or (key == "id" and cell.text in seen) or not fits(shape, key, given):
            return cell
        seen.add(cell.text)
    return None


def shown_as(rows: Rows, heading: str, given: Container[str]) -> dict[str, Scalar]:
    """The per cent sign and the decimals that a file's column asks for, where the author says nothing else."""
    at = rows.header.index(heading)
    decimals, made = rows.decimals[at], {}
    if rows.units[at] and "unit" not in given and "currency" not in given:
        made["unit"] = Scalar(rows.units[at], rows.units[at], Where(""), quoted=True)
    if decimals is not None and "decimals" not in given and "digits" not in given:
        made["decimals"] = Scalar(decimals, str(decimals), Where(""))
    return made
