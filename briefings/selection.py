"""Which rows of a file are shown, in which order, and how many; and rows of one value each, set side by side.

    selected    Rows, where, order, top -> Rows
    spread      Rows, the columns that name rows, series and values -> Rows with a column for each series

Headings are found capitals aside. Errors: `table-column` for a heading that the file lacks, `table-where` for a condition that no row
meets, `table-twice` for two values in one place.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from .diagnostics import BriefingsError, Where, did_you_mean, error
from .source import Scalar
from .tables import Cell, Rows


def heading(rows: Rows, wanted: str) -> str:
    """A file's heading by its name, capitals aside; "" when there is none."""
    folded = wanted.strip().casefold()
    return next((name for name in rows.header if name == wanted), "") or next(
        (name for name in rows.header if name.casefold() == folded), ""
    )


def column(rows: Rows, wanted: str, file: str, where: Where) -> int:
    """The index of a column that the author names. Raises BriefingsError when the file has none of the name."""
    found = heading(rows, wanted)
    if not found:
        hint = did_you_mean(wanted, rows.header, "column")
        raise BriefingsError([error("table-column", f"`{file}` has no column `{wanted}`", where, "", hint)])
    return rows.header.index(found)


def selected(
    rows: Rows,
    conditions: Mapping[str, Sequence[Scalar]],
    order: str,
    top: int | None,
    file: str,
    place: Where,
) -> Rows:
    """The rows that meet all conditions (each names a column and the values that it may have), by a column ("-people": the largest
    first; what has no value stands last), and no more than `top` of them."""
    kept = rows.rows
    for name, values in conditions.items():
        at = column(rows, name, file, place)
        kept = tuple(row for row in kept if any(_is(row[at], value) for value in values))
        if not kept:
            shown = ", ".join(f"`{value.text}`" for value in values)
            there = [text for text in dict.fromkeys(row[at].text for row in rows.rows) if text]
            hint = did_you_mean(values[0].text, there[:500]) if values else "name a value of the column"
            message = f"no row of `{file}` has {shown} under `{rows.header[at]}`"
            raise BriefingsError([error("table-where", message, place, "", hint)])
    if order:
        last = order.startswith("-") and not heading(rows, order)
        at = column(rows, order.removeprefix("-") if last else order, file, place)
        filled = [row for row in kept if row[at].value is not None]
        numbers = all(isinstance(row[at].value, Decimal) for row in filled)
        filled.sort(key=lambda row: _rank(row[at], numbers=numbers), reverse=last)
        kept = (*filled, *(row for row in kept if row[at].value is None))
    return replace(rows, rows=kept[:top])


def spread(rows: Rows, label: str, series: str, value: str, file: str, place: Where) -> Rows:
    """A row for each label, with a column for each of the series, from rows of one value each; what is not there is empty."""
    at, named, held = (column(rows, name, file, place) for name in (label, series, value))
    heads = tuple(dict.fromkeys(row[named].text for row in rows.rows if row[named].text))
    made: dict[str, dict[str, Cell]] = {}
    first: dict[str, Cell] = {}
    for row in rows.rows:
        key = row[at].text
        first.setdefault(key, row[at])
        cells = made.setdefault(key, {})
        if row[named].text in cells and row[held].value is not None:
            twin = cells[row[named].text].where
            message = f"`{file}` has two values for `{key}` and `{row[named].text}`: in row {twin.line} and here"
            hint = "name with `where` which rows are meant, such as one sex or one age group"
            raise BriefingsError([error("table-twice", message, row[held].where, "", hint)])
        if row[named].text and row[held].value is not None:
            cells[row[named].text] = row[held]
    lines = tuple(
        (first[key], *(cells.get(head, Cell(None, "", first[key].where)) for head in heads))
        for key, cells in made.items()
    )
    return replace(rows, header=(rows.header[at], *heads), rows=lines)


def _is(cell: Cell, value: Scalar) -> bool:
    """Whether a cell is what the author named: the same number, or the same words, capitals aside."""
    if isinstance(cell.value, Decimal) and isinstance(value.value, int | Decimal) and not isinstance(value.value, bool):
        return cell.value == value.value
    return cell.text.strip().casefold() == value.text.strip().casefold()


def _rank(cell: Cell, *, numbers: bool) -> tuple[Decimal, str]:
    if numbers and isinstance(cell.value, Decimal):
        return cell.value, ""
    text = cell.value.isoformat() if isinstance(cell.value, datetime.date) else cell.text
    return Decimal(0), text.casefold()
