"""The numbers of a document as CSV files with a description that programs read: a Frictionless data package, zipped.

Source: Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io).
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ..identifiers import slug, unique
from .data import Cell, Column, DataTable, tables
from .nodes import Flow, unnoted

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be a formula to a spreadsheet."""


def write(flow: Flow) -> bytes:
    """A document's numbers as a zip with `datapackage.json` and a CSV file for each table. The same document gives the same bytes."""
    made = tables(flow)
    described = _described(flow, made)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "datapackage.json", (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode())
        for table in made:
            _put(packed, _path(table), _csv(table))
    return stream.getvalue()


def _put(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, data)


def _path(table: DataTable) -> str:
    return f"data/{table.id}.csv"


def _described(flow: Flow, made: Sequence[DataTable]) -> dict[str, Any]:
    lines = [unnoted(line) for line in flow.parts[0].lines]
    return {
        "profile": "tabular-data-package",
        "name": slug(flow.report) or "report",
        "id": flow.report,
        "title": flow.title,
        "description": "\n".join(filter(None, (*lines, unnoted(flow.status), flow.subject))),
        **({"version": flow.edition} if flow.edition else {}),
        "languages": [flow.language],
        **({"contributors": [{"title": flow.author, "role": "publisher"}]} if flow.author else {}),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.id,
                "path": _path(table),
                "title": table.title,
                **({"description": told} if (told := "; ".join(filter(None, (table.unit, *table.remarks)))) else {}),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _fields(table), "missingValues": [""]},
            }
            for table in made
        ],
    }


def _fields(table: DataTable) -> list[dict[str, str]]:
    names = _names(table.columns)
    return [
        {"name": name, "title": column.title, "type": _type([row[at] for row in table.rows])}
        for at, (name, column) in enumerate(zip(names, table.columns, strict=True))
    ]


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return unique(
        slug(column.title).replace("-", "_") or f"column_{number}" for number, column in enumerate(columns, 1)
    )


def _type(cells: Sequence[Cell]) -> str:
    kinds = {type(cell) for cell in cells if cell not in (None, "")}
    return "number" if kinds == {Decimal} else "date" if kinds == {date} else "string"


def _csv(table: DataTable) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8; a cell that a spreadsheet would take for a formula has an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_names(table.columns))
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row])
    return stream.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None:
        return ""
    return f"'{cell}" if cell.startswith(_FORMULA) and len(cell) > 1 else cell
