"""A JSON file as rows of cells (RFC 8259): records, columns, or lists of values, wherever in the file they stand.

read    a file's bytes -> Grid

Understood are lists of records (`[{"country": "Mali", "people": 4}, …]`), also inside other keys (`{"data": [ … ]}`) and one a line; lists of
rows whose first holds the names, or with `columns` beside them; lists by column name; records by key; and what the World Bank, JSON-stat and GeoJSON
write. A record within a record gives columns with a point in their names (`country.id`); the one that says what it is called gives its name
to them (`country`). A row's number is that of its record, counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import Any, Final, TypeAlias

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, fault, note
from ..frozen import frozen
from .csv_file import text_value
from .grid import MOST_COLUMNS, MOST_ROWS, NOTHING, Grid, Line, Raw, TableSource, refuse

Record: TypeAlias = Mapping[str, Any]
_SAYS: Final = ("value", "name", "label", "title")
"""The keys by which a record within a record says what it is called."""
_DEEPEST: Final = 6
_FORMS: Final = 'a list of records is read, such as [{"country": "Mali", "people": 4}], or one such list under a key'


class _Number(str):
    """A number as it is written."""


@frozen
class _Found:
    """A table in the file: the keys that lead to it, and its records."""

    path: str
    records: Sequence[Record]


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the table that `sheet` names, or of the longest."""
    tables = list(_tables(_parsed(data, source), "", _DEEPEST))
    if not tables:
        refuse("table-format", f"`{source.file}` holds no table", None, _FORMS)
    findings: list[Diagnostic] = []
    names = [one.path for one in tables]
    chosen = max(tables, key=lambda one: len(one.records))
    if source.sheet:
        if source.sheet not in names:
            message = f"`{source.file}` has no table `{source.sheet}`"
            refuse("table-sheet", message, None, did_you_mean(source.sheet, names, "table"))
        chosen = tables[names.index(source.sheet)]
    elif len(tables) > 1:
        message = f"`{source.file}` has {len(tables)} tables; the longest, `{visible(chosen.path)}`, is read"
        findings.append(note("table-list-chosen", message, None, "", "name the one you mean with `sheet`"))
    if len(chosen.records) > MOST_ROWS:
        message = f"`{source.file}` has more than {MOST_ROWS:,} rows"
        refuse("table-too-large", message, None, "save the rows that you need as a file of their own")
    return Grid(tuple(_lines(chosen.records, source)), findings=tuple(findings))


# -- the file -------------------------------------------------------------------------------------------------------------


def _parsed(data: bytes, source: TableSource) -> Any:
    try:
        text = data.decode(source.encoding or json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        message = f"`{source.file}` is not in {source.encoding or 'UTF-8'} (byte 0x{data[problem.start]:02X})"
        refuse("table-encoding", message, None, "save it as UTF-8")

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(given)
        if len(made) < len(given):
            names = [name for name, _ in given]
            twice = next(name for name in names if names.count(name) > 1)
            refuse("table-broken", f"`{source.file}` has a record with two `{visible(twice)[:60]}`", None, "keep one")
        return made

    decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_int=_Number, parse_float=_Number, parse_constant=str)
    try:
        return decoder.decode(text)
    except RecursionError:
        refuse("table-broken", f"`{source.file}` is nested too deeply for a table", None, _FORMS)
    except json.JSONDecodeError as problem:
        if problem.msg == "Extra data" and (lines := text.split("\n"))[0].strip():
            return _by_line(lines, decoder, source)
        raise _malformed(problem, problem.lineno, text, source) from None


def _by_line(lines: Sequence[str], decoder: json.JSONDecoder, source: TableSource) -> list[Any]:
    """Records one a line (JSON Lines)."""
    made = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                made.append(decoder.decode(line.strip()))
            except json.JSONDecodeError as problem:
                raise _malformed(problem, number, line, source) from None
    return made


def _malformed(problem: json.JSONDecodeError, line: int, text: str, source: TableSource) -> BriefingsError:
    excerpt = (text.split("\n") or [""])[problem.lineno - 1]
    here = Where(source.file, line, problem.colno, visible(excerpt[:120]))
    what = f"this is not JSON ({problem.msg[:1].lower()}{problem.msg[1:]})"
    return fault("table-broken", what, here, "", "save it again with the program that wrote it, or as CSV")


# -- where its tables are -------------------------------------------------------------------------------------------------


def _tables(value: Any, path: str, depth: int) -> Iterator[_Found]:
    """The tables in a value, the outermost of each branch; a list around a single record is none if there is one within."""
    if isinstance(value, list):
        if records := _records(value):
            lists = [one for one in records[0].values() if isinstance(one, list)] if len(records) == 1 and depth else []
            inner = [one for held in lists for one in _tables(held, path, depth - 1)]
            yield from inner or (_Found(path, records),)
        elif depth and len(value) < MOST_COLUMNS:
            for at, inner in enumerate(value, 1):
                yield from _tables(inner, f"{path}.{at}" if path else str(at), depth - 1)
    elif isinstance(value, dict):
        if records := _of_map(value):
            yield _Found(path, records)
        elif depth and len(value) < MOST_COLUMNS:
            for name, inner in value.items():
                yield from _tables(inner, f"{path}.{name}" if path else name, depth - 1)


def _plain(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _records(values: list[Any]) -> Sequence[Record]:
    """A list of records, or of rows below their names; nothing for any other."""
    if values and all(isinstance(one, dict) for one in values):
        return [_feature(one) for one in values]
    if len(values) > 1 and all(isinstance(one, list) and all(map(_plain, one)) for one in values):
        head, *rows = values
        if len(head) > 1 and all(isinstance(one, str) and not isinstance(one, _Number) for one in head):
            return _named(head, rows)
    return ()


def _named(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sequence[Record]:
    if any(len(row) > len(names) for row in rows) or len(set(names)) < len(names):
        return ()
    return [dict(zip(names, row, strict=False)) for row in rows]


def _feature(record: dict[str, Any]) -> Record:
    """What a feature of a map says, without its outline (RFC 7946, 3.2)."""
    inner = record.get("properties")
    return inner if record.get("type") == "Feature" and isinstance(inner, dict) else record


def _of_map(value: dict[str, Any]) -> Sequence[Record]:
    """A map as records: rows beside their `columns`, lists or maps by column, records by key, JSON-stat; nothing for any other."""
    if "dataSets" in value or (isinstance(value.get("data"), dict) and "dataSets" in value["data"]):
        message = "this is SDMX-JSON, whose values stand apart from their names"
        hint = "ask the same service for CSV"
        raise fault("table-format", message, hint=hint)
    if value.get("class") == "dataset" and isinstance(value.get("dimension"), dict):
        return _statistics(value)
    columns, rows = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and all(isinstance(one, list) for one in rows):
        names = [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in columns]
        return _named(names, rows)
    held = list(value.values())
    if len(held) > 1 and all(isinstance(one, list) and all(map(_plain, one)) for one in held):
        if len({len(one) for one in held}) == 1:
            return [dict(zip(value, row, strict=True)) for row in zip(*held, strict=True)]
        return ()
    if len(held) < 2 or not all(isinstance(one, dict) and one and all(map(_plain, one.values())) for one in held):
        return ()
    if all(list(one) == [str(at) for at in range(len(one))] for one in held) and len({len(one) for one in held}) == 1:
        return [{name: one[at] for name, one in value.items()} for at in held[0]]
    return [{"key": name} | one for name, one in value.items()]


def _statistics(value: dict[str, Any]) -> Sequence[Record]:
    """A data set of JSON-stat 2.0: a row for each value, with the label of each of its categories."""
    names, held = value.get("id"), value.get("value")
    labels: list[tuple[str, list[str]]] = []
    for name in names if isinstance(names, list) else ():
        dimension = value["dimension"].get(str(name))
        category = dimension.get("category") if isinstance(dimension, dict) else None
        if not isinstance(category, dict):
            return ()
        index, shown = category.get("index"), category.get("label") or {}
        if not isinstance(shown, dict) or not isinstance(index, dict | list | None):
            return ()
        keys = sorted(index, key=lambda one: str(index[one]).zfill(9)) if isinstance(index, dict) else index or shown
        labels.append((str(name), [str(shown.get(key, key)) for key in map(str, keys)]))
    at = {str(place): one for place, one in enumerate(held)} if isinstance(held, list) else held
    size = 1
    for _, one in labels:
        size *= len(one)
    if not isinstance(at, dict) or not labels or size > 20 * MOST_ROWS:
        return ()
    heads = [name for name, _ in labels]
    return [
        dict(zip(heads, spot, strict=True)) | {"value": at[str(number)]}
        for number, spot in enumerate(product(*(one for _, one in labels)))
        if at.get(str(number)) is not None
    ]


# -- rows -----------------------------------------------------------------------------------------------------------------


def _lines(records: Sequence[Record], source: TableSource) -> Iterator[Line]:
    """The names of all columns, in the order in which they come, and the rows below."""
    flat = [dict(_flat(one, "")) for one in records]
    # a column of lists and maps alone is none that a table could show
    plain = {name for one in flat for name, value in one.items() if value is not None and not _nested(value)}
    shown = [name for name in dict.fromkeys(chain.from_iterable(flat)) if name in plain]
    if len(shown) > MOST_COLUMNS:
        message = f"`{source.file}` has more than {MOST_COLUMNS:,} columns"
        refuse("table-too-large", message, None, _FORMS)
    yield Line(0, tuple(Raw(name, " ".join(name.split())) for name in shown))
    for number, one in enumerate(flat, 1):
        yield Line(number, tuple(_cell(one.get(name), name, number, at, source) for at, name in enumerate(shown, 1)))


def _flat(record: Record, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if not isinstance(value, dict) or not value or prefix.count(".") > _DEEPEST:
            yield prefix + name, value
            continue
        says = next((key for key in _SAYS if key in value and _plain(value[key])), "")
        if says:
            yield prefix + name, value[says]
        yield from _flat({key: one for key, one in value.items() if key != says}, f"{prefix}{name}.")


def _nested(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value) and not (isinstance(value, list) and all(map(_plain, value)))


def _cell(value: Any, name: str, number: int, column: int, source: TableSource) -> Raw:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return Raw(str(value).upper(), str(value).upper())
    if isinstance(value, _Number):
        written = Decimal(value)
        small = abs(written.adjusted()) < 40 and len(value) < 80
        return Raw(Decimal(format(written, "f")) if small else str(value), str(value))
    if isinstance(value, str):
        text = value.strip()
        return Raw(text_value(text), text)
    if not _nested(value):
        text = ", ".join(str(one) for one in value if one is not None)
        return Raw(text, text)
    message = f"`{visible(name)}` of record {number} is a list or a map, not a value"
    here = Where(source.file, number, column)
    return Raw(None, "…", (error("table-format", message, here, "", "name the columns that you want"),))
