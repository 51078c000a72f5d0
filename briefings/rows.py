"""Rows of a CSV or XLSX file, standing where a report's own items would stand.

    with_rows    a section that names a file -> its node with the rows in it, and findings

Each cell becomes a value as if it were written in YAML, with the file and the row as its place, so that every rule for
items holds for rows too. Columns are found by their headings; `columns:`, `label:`, `value:` and `values:` name headings
that differ from the fields' own names. Raises BriefingsError when the rows cannot be had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from . import sections as s
from .characters import refused, unbalanced
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error
from .env import Env
from .identifiers import slug, unique
from .selection import heading as _heading
from .selection import selected, spread
from .source import Mapping_, Node, Scalar, Sequence_, at
from .tables import Cell, Rows, TableSource, read_table

_Table: TypeAlias = s.TableFile | s.ChartTable | s.RowsTable


def with_rows(section: s.SectionShape, node: Mapping_, path: str, env: Env) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """The section's node with the rows of its file as items; the same node when it names no file."""
    match section:
        case s.Statistics(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Statistic, path, env)
        case s.Quotes(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Quote, path, env)
        case s.ChartSection(data=s.ChartTable() as chart):
            return _points(node, chart, path, env)
        case s.TableSection(data=s.RowsTable() as rows, rows=None):
            return _cells(node, section, rows, path, env)
    return node, ()


def _read(env: Env, table: _Table, columns: tuple[str, ...], node: Mapping_, keys: tuple[str, ...], path: str) -> Rows:
    """The one call of the reader of CSV and XLSX files; its findings get the path of the key that names the file."""
    file = table.file if isinstance(table, s.TableFile) else table.table
    home, place = ".".join((path, *keys)), at(node, keys)
    long = _long(table)
    order = table.order or ""
    if columns:
        # columns that nobody asks for never stop a build, and those that the rows are chosen by are asked for too
        ordered = () if long else tuple(filter(None, (order.removeprefix("-"),)))
        columns = tuple(dict.fromkeys((*columns, *(table.where or {}), *ordered, *long)))
    try:
        rows = read_table(env, TableSource(file, table.sheet, columns, table.language or ""), place)
        rows = selected(rows, table.where or {}, "", None, file, place)
        rows = spread(rows, *long, file, place) if long else rows
        rows = selected(rows, {}, order, table.top, file, place)
    except BriefingsError as fault:
        raise BriefingsError(replace(finding, path=finding.path or home) for finding in fault.findings) from None
    return replace(rows, findings=tuple(replace(finding, path=finding.path or home) for finding in rows.findings))


def _long(table: _Table) -> tuple[str, str, str] | tuple[()]:
    """The columns of a file of one value a row: those that name the row and the series, and that of the values; none for other files."""
    if isinstance(table, s.ChartTable) and table.series:
        return table.label or "label", table.series, table.value or "value"
    if isinstance(table, s.RowsTable) and (table.rows or table.series or table.value):
        return table.rows or "rows", table.series or "series", table.value or "value"
    return ()


def _scalar(cell: Cell) -> Scalar | None:
    """A cell as if it were written in YAML: a text of a file is never taken for a number; None for an empty cell."""
    if cell.value is None:
        return None
    if not isinstance(cell.value, str):
        return Scalar(cell.value if isinstance(cell.value, Decimal) else cell.text, cell.text, cell.where)
    for _, what, cure in refused(cell.text):
        raise BriefingsError([error("character-refused", what, cell.where, "", cure)])
    if wrong := unbalanced(cell.text):
        raise BriefingsError([error("direction-unbalanced", wrong[0], cell.where, "", wrong[1])])
    return Scalar(cell.text, cell.text, cell.where, quoted=True)


def _cell(rows: Rows, row: tuple[Cell, ...], heading: str) -> Cell:
    return row[rows.header.index(heading)]


def _given(rows: Rows, row: tuple[Cell, ...], heading: str) -> Scalar:
    """A row's cell under a heading; an empty one is an empty value, on purpose."""
    cell = _cell(rows, row, heading)
    return _scalar(cell) or Scalar(None, "~", cell.where)


def _start(row: tuple[Cell, ...]) -> Where:
    """A row as a whole is at its first column."""
    return replace(row[0].where, column=1)


def _list(node: Mapping_, key: str, items: list[Node]) -> Sequence_:
    return Sequence_(tuple(items), (node.key(key) or node).where)


def _map(fields: Mapping[str, Node | None] | Mapping[str, Scalar], where: Where) -> Mapping_:
    return Mapping_(
        tuple((Scalar(key, key, value.where), value) for key, value in fields.items() if value is not None), where
    )


def _items(
    node: Mapping_, table: s.TableFile, shape: type[s.Shape], path: str, env: Env
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One item for each row; headings are the fields' names unless `columns` says otherwise."""
    known = [field.alias or name for name, field in shape.model_fields.items()]
    renamed = table.columns or {}
    strange = [key for key in renamed if key not in known]
    if strange:
        raise BriefingsError(
            error(
                "key-unknown",
                f"these items have no field `{key}`",
                at(node, ("table", "columns", key)),
                f"{path}.table.columns.{key}",
                did_you_mean(key, known, "field"),
            )
            for key in strange
        )
    needed = [field.alias or name for name, field in shape.model_fields.items() if field.is_required()]
    # Where all that an item needs has its column named, the file's other columns may be as they like.
    columns = tuple(renamed.values()) if all(key in renamed for key in needed) else ()
    rows = _read(env, table, columns, node, ("table", "file"), path)
    headings = {key: heading for key in known if (heading := _heading(rows, renamed.get(key, key)))}
    for key, heading in renamed.items():
        if key not in headings:
            raise BriefingsError(
                [
                    error(
                        "table-column",
                        f"`{table.file}` has no column `{heading}`",
                        at(node, ("table", "columns", key)),
                        f"{path}.table.columns.{key}",
                        did_you_mean(heading, rows.header, "column"),
                    )
                ]
            )
    absent = [key for key in needed if key not in headings]
    if absent:
        raise BriefingsError(
            error(
                "table-column",
                f"`{table.file}` has no column `{key}`",
                at(node, ("table", "file")),
                f"{path}.table.file",
                f"name the column that holds it, as in `columns: {{{key}: {rows.header[0]}}}`",
            )
            for key in absent
        )
    items: list[Node] = [
        _map({key: _scalar(_cell(rows, row, heading)) for key, heading in headings.items()}, _start(row))
        for row in rows.rows
    ]
    return node.without("table").with_entry("items", _list(node, "table", items)), rows.findings


def _points(node: Mapping_, table: s.ChartTable, path: str, env: Env) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One point for each row: its label and its value, or a value for each series; an empty cell is a gap."""
    label, series = table.label or "label", table.values or {}
    value = table.value or "value"
    columns = tuple(dict.fromkeys((label, *(series.values() or (value,)))))
    rows = _read(env, table, columns, node, ("data", "table"), path)
    if table.series:
        heads = rows.header[1:]
        series = dict(zip(unique(slug(head) or f"series-{n}" for n, head in enumerate(heads, 1)), heads, strict=True))
        label = rows.header[0]
    points: list[Node] = []
    for row in rows.rows:
        numbers: dict[str, Node | None] = (
            {"values": _map({key: _given(rows, row, heading) for key, heading in series.items()}, _start(row))}
            if series
            else {"value": _given(rows, row, value)}
        )
        points.append(_map({"label": _scalar(_cell(rows, row, label)), **numbers}, _start(row)))
    if series and node.get("series") is None:
        named = {
            key: Scalar(head, head, at(node, ("data", "values", key)), quoted=True) for key, head in series.items()
        }
        node = node.with_entry("series", _map(named, at(node, ("data", "values"))))
    return node.with_entry("data", _list(node, "data", points)), rows.findings


def _cells(
    node: Mapping_, section: s.TableSection, table: s.RowsTable, path: str, env: Env
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """The file's rows under the section's columns, found by title or id; without columns, all that the file has."""
    rows = _read(env, table, (), node, ("data", "table"), path)
    if section.columns is None:
        headings = list(rows.header)
        where = at(node, ("data", "table"))
        ids = unique(slug(heading) or f"column-{number}" for number, heading in enumerate(headings, 1))
        heads: list[Node] = [
            _map({"id": Scalar(key, key, where), "title": Scalar(heading, heading, where, quoted=True)}, where)
            for key, heading in zip(ids, headings, strict=True)
        ]
        node = node.with_entry("columns", Sequence_(tuple(heads), where))
    else:
        headings = []
        for index, column in enumerate(section.columns):
            found = _heading(rows, column.title) or _heading(rows, column.id)
            if not found:
                raise BriefingsError(
                    [
                        error(
                            "table-column",
                            f"`{table.table}` has no column `{column.title}`",
                            at(node, ("columns", index)),
                            f"{path}.columns.{column.id}",
                            did_you_mean(column.title, rows.header, "column"),
                        )
                    ]
                )
            headings.append(found)
    made: list[Node] = [
        Sequence_(tuple(_given(rows, row, heading) for heading in headings), _start(row)) for row in rows.rows
    ]
    return node.without("data").with_entry("rows", _list(node, "data", made)), rows.findings
