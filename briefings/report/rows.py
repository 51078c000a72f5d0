"""Rows of a CSV or XLSX file, standing where a report's own items would stand.

    with_rows    a section that names a file -> its node with the rows in it, and findings

Each cell becomes a value as if it were written in YAML, with the file and the row as its place, so that every rule for
items holds for rows too. Columns are found by their headings; `columns:`, `label:`, `value:` and `values:` name headings
that differ from the fields' own names. Raises BriefingsError when the rows cannot be had.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from ..characters import refused, unbalanced, visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from ..env import Env
from ..frozen import replace
from ..identifiers import slug, unique
from ..language.figures import is_percent
from ..source import Mapping_, Node, Scalar, Sequence_, at
from ..source.selection import column, selected, spread
from ..source.selection import heading as _heading
from ..source.tables import Cell, Rows, TableSource, read_table, refuse_many
from . import sections as s

_Table: TypeAlias = s.TableFile | s.ChartTable | s.RowsTable


def with_rows(
    section: s.SectionShape, node: Mapping_, path: str, env: Env, sources: Container[str] = ()
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """The section's node with the rows of its file as items; the same node when it names no file. `sources` are the keys that may be
    cited."""
    match section:
        case s.Statistics(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Statistic, path, env, sources)
        case s.Quotes(table=s.TableFile() as table, items=None):
            return _items(node, table, s.Quote, path, env, sources)
        case s.ChartSection(data=s.ChartTable() as chart):
            return _points(node, chart, path, env)
        case s.TableSection(data=s.RowsTable() as rows, rows=None):
            return _cells(node, section, rows, path, env)
    return node, ()


def _read(
    env: Env,
    table: _Table,
    columns: tuple[str | tuple[str, ...], ...],
    node: Mapping_,
    keys: tuple[str, ...],
    path: str,
    figures: tuple[str, ...] = (),
) -> Rows:
    """The one call of the reader of CSV and XLSX files; its findings get the path of the key that names the file."""
    file = table.file if isinstance(table, s.TableFile) else table.table
    home, place = ".".join((path, *keys)), at(node, keys)
    long = _long(table)
    order = table.order or ""
    where, without = (
        {name: tuple(value.text for value in values) for name, values in (given or {}).items()}
        for given in (table.where, table.without)
    )
    # columns that nobody asks for never stop a build
    ordered = (order.removeprefix("-"), order) if order and not long else ()
    columns = (
        tuple(dict.fromkeys(filter(None, (*columns, *where, *without, ordered, *long)))) if columns or long else ()
    )
    how = TableSource(
        file,
        table.sheet,
        columns,
        table.language or "",
        table.encoding or "",
        table.header or (),
        table.missing,
        (*figures, *long[2:]),
        where,
        without,
    )
    try:
        if long:
            rows = spread(read_table(env, how, place), *long, file, place)
            rows = selected(rows, order, table.top, file, place)
            if len(rows.rows) > s.MOST:
                refuse_many(len(rows.rows), s.MOST, file, place)
        else:
            rows = read_table(env, replace(how, order=order, top=table.top, most=s.MOST), place)
        for heading in rows.header:
            _fit_to_show(heading, place, f"in the column name `{visible(heading)}` of `{file}`, ")
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
    _fit_to_show(cell.text, cell.where)
    return Scalar(cell.text, cell.text, cell.where, quoted=True)


def _fit_to_show(text: str, where: Where, whose: str = "") -> None:
    """Refuses a text of a file, a column's name too, that holds characters which may not stand in a report."""
    for _, what, cure in refused(text):
        raise BriefingsError([error("character-refused", whose + what, where, "", cure)])
    if wrong := unbalanced(text):
        raise BriefingsError([error("direction-unbalanced", whose + wrong[0], where, "", wrong[1])])


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
    node: Mapping_, table: s.TableFile, shape: type[s.Shape], path: str, env: Env, sources: Container[str]
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One item for each row; headings are the fields' names unless `columns` says otherwise."""
    fields = {field.alias or name: field.is_required() for name, field in shape.model_fields.items()}
    renamed = table.columns or {}
    strange = [key for key in renamed if key not in fields]
    if strange:
        raise BriefingsError(
            error(
                "key-unknown",
                f"these items have no field `{key}`",
                at(node, ("table", "columns", key)),
                f"{path}.table.columns.{key}",
                did_you_mean(key, fields, "field"),
            )
            for key in strange
        )
    names = {key: renamed.get(key, key) for key in fields}
    columns = tuple(name if fields[key] or key in renamed else (name, "") for key, name in names.items())
    try:
        rows = _read(env, table, columns, node, ("table", "file"), path, (names["value"],) if "value" in names else ())
    except BriefingsError as fault:
        raise BriefingsError(_told_by_field(one, names, renamed, node, path) for one in fault.findings) from None
    headings = {key: heading for key, name in names.items() if (heading := _heading(rows, name))}
    told = list(rows.findings)
    for key in [key for key in headings if key not in renamed and not fields[key]]:
        if wrong := _unfit(rows, headings[key], shape, key, sources):
            told.append(
                note(
                    "table-unread",
                    f"column `{headings[key]}` of `{table.file}` is not read: `{visible(wrong.text)}` is no `{key}` of an item",
                    wrong.where,
                    f"{path}.table.file",
                    f"where another column holds it, name that one: `columns: {{{key}: …}}`",
                )
            )
            del headings[key]
    extra = _shown_as(rows, headings["value"], headings) if "value" in headings else {}
    items: list[Node] = [
        _map(
            {key: _scalar(_cell(rows, row, heading)) for key, heading in headings.items()}
            | {key: replace(one, where=row[0].where) for key, one in extra.items()},
            _start(row),
        )
        for row in rows.rows
    ]
    return node.without("table").with_entry("items", _list(node, "table", items)), tuple(told)


def _told_by_field(
    finding: Diagnostic, names: Mapping[str, str], renamed: Mapping[str, str], node: Mapping_, path: str
) -> Diagnostic:
    """A column that is missing, told at the key that names it, or with the key that could."""
    key = next((key for key, name in names.items() if finding.message.endswith(f" has no column `{name}`")), "")
    if finding.code != "table-column" or not key:
        return finding
    if key in renamed:
        return replace(finding, where=at(node, ("table", "columns", key)), path=f"{path}.table.columns.{key}")
    return replace(finding, hint=f"name the column that holds it, as in `columns: {{{key}: …}}`; {finding.hint}")


def _unfit(rows: Rows, heading: str, shape: type[s.Shape], key: str, sources: Container[str]) -> Cell | None:
    """The first cell of a column that is not what the field of its name wants: a file's own `source` or `id` may be anything."""
    seen: set[str] = set()
    for row in rows.rows:
        cell = _cell(rows, row, heading)
        if (given := _scalar(cell)) is None:
            continue
        strange = key == "source" and cell.text.partition(":")[0] not in sources
        if strange or (key == "id" and cell.text in seen) or not s.fits(shape, key, given):
            return cell
        seen.add(cell.text)
    return None


def _shown_as(rows: Rows, heading: str, given: Container[str]) -> dict[str, Scalar]:
    """The per cent sign and the decimals that a file's column asks for, where the author says nothing else."""
    at = rows.header.index(heading)
    decimals, made = rows.decimals[at], {}
    if rows.units[at] and "unit" not in given and "currency" not in given:
        made["unit"] = Scalar(rows.units[at], rows.units[at], Where(""), quoted=True)
    if decimals is not None and "decimals" not in given and "digits" not in given:
        made["decimals"] = Scalar(decimals, str(decimals), Where(""))
    return made


def _points(node: Mapping_, table: s.ChartTable, path: str, env: Env) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """One point for each row: its label and its value, or a value for each series; an empty cell is a gap."""
    label, series = table.label or "label", table.values or {}
    value = table.value or "value"
    asked = tuple(series.values() or (value,))
    rows = _read(env, table, tuple(dict.fromkeys((label, *asked))), node, ("data", "table"), path, asked)
    label = _heading(rows, label)
    if table.series:
        label, *heads = rows.header
        series = dict(zip(unique(slug(head) or f"series-{n}" for n, head in enumerate(heads, 1)), heads, strict=True))
    shown = {key: _heading(rows, head) for key, head in series.items()} or {"": _heading(rows, value)}
    points: list[Node] = []
    for row in rows.rows:
        numbers: dict[str, Node | None] = (
            {"values": _map({key: _given(rows, row, heading) for key, heading in shown.items()}, _start(row))}
            if series
            else {"value": _given(rows, row, shown[""])}
        )
        points.append(_map({"label": _scalar(_cell(rows, row, label)), **numbers}, _start(row)))
    if series and node.get("series") is None:
        named = {
            key: Scalar(head, head, at(node, ("data", "values", key)), quoted=True) for key, head in series.items()
        }
        node = node.with_entry("series", _map(named, at(node, ("data", "values"))))
    given = {key.text for key, _ in node.entries}
    percent = {rows.units[rows.header.index(heading)] for heading in shown.values()}
    given |= {"unit"} if len(percent) > 1 else set()
    for heading in sorted(shown.values(), key=lambda one: rows.decimals[rows.header.index(one)] or 0):
        for key, one in _shown_as(rows, heading, given).items():
            node = node.with_entry(key, replace(one, where=at(node, ("data", "table"))))
    return node.with_entry("data", _list(node, "data", points)), (*rows.findings, *_units(rows, shown, node, path))


def _units(rows: Rows, shown: Mapping[str, str], node: Mapping_, path: str) -> Iterator[Diagnostic]:
    """A warning where the file says per cent, and the author or another column something else."""
    unit = node.get("unit") or node.get("currency")
    units = {heading: rows.units[rows.header.index(heading)] for heading in shown.values()}
    for heading in [heading for heading, sign in units.items() if sign]:
        if isinstance(unit, Scalar) and not is_percent(unit.text):
            message = f"column `{heading}` holds percentages, and the chart's unit is `{visible(unit.text)}`"
            yield warning("table-percent", message, unit.where, f"{path}.unit", 'write `unit: "%"`, or take it out')
        elif unit is None and "" in units.values():
            message = f"column `{heading}` holds percentages, and other columns of the chart none"
            yield warning(
                "table-percent", message, at(node, ("data", "values")), f"{path}.data", "make two charts of it"
            )


def _cells(
    node: Mapping_, section: s.TableSection, table: s.RowsTable, path: str, env: Env
) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
    """The file's rows under the columns that the section or its `data` names, found by heading, title or id; else all that the file has."""
    if section.columns is not None and table.columns is not None:
        message = "the columns stand in `columns` of the section and of its `data`"
        raise BriefingsError(
            [error("key-twice", message, at(node, ("columns",)), f"{path}.columns", "keep one of them")]
        )
    if section.columns is not None:
        asked: tuple[str | tuple[str, ...], ...] = tuple(dict.fromkeys((one.title, one.id) for one in section.columns))
    else:
        asked = tuple(table.columns or ())
    rows = _read(env, table, () if _long(table) else asked, node, ("data", "table"), path)
    if section.columns is None:
        where = at(node, ("data", "columns" if table.columns else "table"))
        headings = [rows.header[column(rows, name, table.table, where)] for name in table.columns or rows.header]
        node = node.with_entry("columns", _heads(rows, headings, table, where))
    else:
        headings = []
        for index, one in enumerate(section.columns):
            found = _heading(rows, one.title) or _heading(rows, one.id)
            if not found:
                raise BriefingsError(
                    [
                        error(
                            "table-column",
                            f"`{table.table}` has no column `{one.title}`",
                            at(node, ("columns", index)),
                            f"{path}.columns.{one.id}",
                            did_you_mean(one.title, rows.header, "column"),
                        )
                    ]
                )
            headings.append(found)
        if isinstance(own := node.get("columns"), Sequence_):
            node = node.with_entry("columns", _completed(rows, headings, own))
    made: list[Node] = [
        Sequence_(tuple(_given(rows, row, heading) for heading in headings), _start(row)) for row in rows.rows
    ]
    return node.without("data").with_entry("rows", _list(node, "data", made)), rows.findings


def _heads(rows: Rows, headings: Sequence[str], table: s.RowsTable, where: Where) -> Sequence_:
    """A table's columns as the file and the author's `columns` name them."""
    wanted = dict(table.columns) if isinstance(table.columns, dict) else {}
    told = {_heading(rows, name): one for name, one in wanted.items()}
    heads: list[Node] = []
    ids = unique(slug(heading) or f"column-{number}" for number, heading in enumerate(headings, 1))
    for key, heading in zip(ids, headings, strict=True):
        own = told.get(heading, s.ShownColumn.model_construct())
        given = {name: value for name in _LOOKS if (value := getattr(own, name, None)) is not None}
        texts = {"id": key, "title": own.title or heading, **given}
        fields = {
            name: Scalar(value, str(value), where, quoted=isinstance(value, str)) for name, value in texts.items()
        }
        extra = {name: replace(one, where=where) for name, one in _shown_as(rows, heading, given).items()}
        heads.append(_map(fields | extra, where))
    return Sequence_(tuple(heads), where)


_LOOKS: Final = ("decimals", "unit", "align", "kind")


def _completed(rows: Rows, headings: Sequence[str], columns: Sequence_) -> Sequence_:
    """The section's own columns, with the per cent sign and the decimals of the file's where they say nothing of it."""
    made: list[Node] = []
    for item, heading in zip(columns.items, headings, strict=True):
        one = item
        if isinstance(one, Mapping_):
            for key, extra in _shown_as(rows, heading, {key.text for key, _ in one.entries}).items():
                one = one.with_entry(key, replace(extra, where=one.where))
        made.append(one)
    return Sequence_(tuple(made), columns.where)
