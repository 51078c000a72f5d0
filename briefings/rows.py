"""Rows of a CSV or XLSX file, standing where a report's own items would stand.

    with_rows    a section that names a file -> its node with the rows in it; BriefingsError when they cannot be had

Each cell becomes a value as if it were written in YAML, with the file and the row as its place, so that every rule for items
holds for rows too. Columns are found by their headings; `columns:`, `label:`, `value:` and `values:` name headings that differ
from the fields' own names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from . import sections as s
from .characters import refused, unbalanced
from .diagnostics import BriefingsError, Where, did_you_mean, error
from .env import Env
from .identifiers import slug, unique
from .source import Mapping_, Node, Scalar, Sequence_, at


@dataclass(frozen=True, slots=True)
class _Rows:
    """A file's rows as values: `header` the headings, each row a value or None for each heading."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[Where, tuple[Scalar | None, ...]], ...]


def with_rows(section: s.Shape, node: Mapping_, path: str, env: Env) -> Mapping_:
    """The section's node with the rows of its file as items; the same node when it names no file."""
    match section:
        case s.Statistics(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Statistic, path, env)
        case s.Quotes(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Quote, path, env)
        case s.ChartSection(data=s.ChartTable() as table):
            return _points(node, table, path, env)
        case s.TableSection(data=s.RowsTable() as table, rows=None):
            return _cells(node, section, table, path, env)
    return node


def _read(env: Env, file: str, sheet: str | None, where: Where, path: str) -> _Rows:
    """The one call of the reader of CSV and XLSX files."""
    from .tables import TableSource, read_table

    read = read_table(env, TableSource(file, sheet), where)
    rows = tuple((row[0].where, tuple(_scalar(cell.value, cell.where) for cell in row)) for row in read.rows if row)
    return _Rows(file, tuple(read.header), rows)


def _scalar(value: object, where: Where) -> Scalar | None:
    """A cell as if it were written in YAML: a text of a file is never taken for a number."""
    match value:
        case None:
            return None
        case bool():
            return Scalar(value, str(value).lower(), where)
        case int() | Decimal():
            return Scalar(value, f"{value:f}" if isinstance(value, Decimal) else str(value), where)
        case float():
            exact = Decimal(repr(value))
            whole = exact == exact.to_integral_value() if exact.is_finite() else False
            return _scalar(int(exact) if whole else exact, where)
        case datetime() | date():
            text = value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
            return Scalar(text, text, where)
        case _:
            text = str(value).strip()
            for _, what, cure in refused(text):
                raise BriefingsError([error("character-refused", what, where, "", cure)])
            if wrong := unbalanced(text):
                raise BriefingsError([error("direction-unbalanced", wrong[0], where, "", wrong[1])])
            return Scalar(text, text, where, quoted=True) if text else None


def _column(rows: _Rows, heading: str, where: Where, path: str) -> int:
    """The column under a heading; capitals and spaces around it do not matter."""
    folded = [head.strip().casefold() for head in rows.header]
    wanted = heading.strip().casefold()
    if wanted in folded:
        return folded.index(wanted)
    raise BriefingsError([error("column-unknown", f"`{rows.file}` has no column `{heading}`", where, path,
                                did_you_mean(heading, [head for head in rows.header if head], "column"))])


def _list(node: Mapping_, key: str, items: list[Node]) -> Sequence_:
    return Sequence_(tuple(items), (node.key(key) or node).where)


def _map(fields: Mapping[str, Scalar | None], where: Where) -> Mapping_:
    return Mapping_(tuple((Scalar(key, key, value.where), value) for key, value in fields.items() if value is not None), where)


def _filled(rows: _Rows, node: Mapping_, key: str, path: str) -> None:
    if not rows.rows:
        raise BriefingsError([error("data-empty", f"`{rows.file}` has no rows", at(node, (key,)), f"{path}.{key}",
                                    "the first row holds the headings; the rows follow it")])


def _items(node: Mapping_, table: s.TableFile, shape: type[s.Shape], path: str, env: Env) -> Mapping_:
    """One item for each row; headings are the fields' names unless `columns` says otherwise."""
    known = [field.alias or name for name, field in shape.model_fields.items()]
    renamed = table.columns or {}
    findings = [
        error("key-unknown", f"there is no field `{key}` in these items", at(node, ("table", "columns", key)), f"{path}.table.columns.{key}",
              did_you_mean(key, known, "field")) for key in renamed if key not in known]
    if findings:
        raise BriefingsError(findings)
    rows = _read(env, table.file, table.sheet, at(node, ("table", "file")), f"{path}.table.file")
    _filled(rows, node, "table", path)
    columns: dict[str, int] = {}
    for key in known:
        if key in renamed:
            columns[key] = _column(rows, renamed[key], at(node, ("table", "columns", key)), f"{path}.table.columns.{key}")
        elif key in (folded := [head.strip().casefold() for head in rows.header]):
            columns[key] = folded.index(key)
    items: list[Node] = [_map({key: cells[column] for key, column in columns.items() if column < len(cells)}, where)
                         for where, cells in rows.rows]
    return node.without("table").with_entry("items", _list(node, "table", items))


def _points(node: Mapping_, table: s.ChartTable, path: str, env: Env) -> Mapping_:
    """One point for each row: its label and its value, or a value for each series; an empty cell is a gap."""
    rows = _read(env, table.table, table.sheet, at(node, ("data", "table")), f"{path}.data.table")
    _filled(rows, node, "data", path)
    label = _column(rows, table.label or "label", at(node, ("data", "label")), f"{path}.data.label")
    series = {key: _column(rows, head, at(node, ("data", "values", key)), f"{path}.data.values.{key}")
              for key, head in (table.values or {}).items()}
    value = None if series else _column(rows, table.value or "value", at(node, ("data", "value")), f"{path}.data.value")
    points: list[Node] = []
    for where, cells in rows.rows:
        point = list(_map({"label": cells[label]}, where).entries)
        if value is not None:
            point.append((Scalar("value", "value", where), cells[value] or Scalar(None, "~", where)))
        else:
            given = tuple((Scalar(key, key, where), cells[column] or Scalar(None, "~", where)) for key, column in series.items())
            point.append((Scalar("values", "values", where), Mapping_(given, where)))
        points.append(Mapping_(tuple(point), where))
    return node.with_entry("data", _list(node, "data", points))


def _cells(node: Mapping_, section: s.TableSection, table: s.RowsTable, path: str, env: Env) -> Mapping_:
    """The file's rows under the section's columns, found by title or id; without columns, all that the file has."""
    where = at(node, ("data", "table"))
    rows = _read(env, table.table, table.sheet, where, f"{path}.data.table")
    _filled(rows, node, "data", path)
    if section.columns is None:
        numbers = [number for number, head in enumerate(rows.header) if head.strip()]
        ids = unique(slug(rows.header[number]) or f"column-{number + 1}" for number in numbers)
        heads: list[Node] = [_map({"id": Scalar(key, key, where), "title": Scalar(text, text, where, quoted=True)}, where)
                             for key, number in zip(ids, numbers, strict=True) for text in (rows.header[number].strip(),)]
        node = node.with_entry("columns", Sequence_(tuple(heads), where))
    else:
        folded = [head.strip().casefold() for head in rows.header]
        numbers = []
        for index, column in enumerate(section.columns):
            names = (column.title, column.id)
            found = next((name for name in names if name.casefold() in folded), column.title)
            numbers.append(_column(rows, found, at(node, ("columns", index)), f"{path}.columns.{column.id}"))
    made: list[Node] = [Sequence_(tuple(cells[number] or Scalar(None, "~", spot) for number in numbers), spot)
                        for spot, cells in rows.rows]
    return node.without("data").with_entry("rows", _list(node, "data", made))
