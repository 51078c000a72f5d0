"""A sheet of a workbook as rows of cells, whatever the workbook's format.

chosen      the workbook's sheets -> the one that is read
gridded     a sheet's values, and what is seen of it beside them -> Grid

What is wrong with a cell is kept at the cell: an error, a formula without its value, merged and hidden cells.
"""

from __future__ import annotations

import datetime
import io
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ..characters import visible
from ..diagnostics import Diagnostic, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from .grid import MOST_COLUMNS, MOST_ROWS, CellValue, Grid, Line, Raw, TableSource, address, letters, place, refuse

MOST_CELLS: Final = 2_500_000
_LEFT_OUT: Final = "; a table may leave the column out: `columns` beside the file's name lists those that stay"
Corners: TypeAlias = tuple[int, int, int, int]
"""The top row, left column, bottom row and right column of merged cells, from 1."""


@frozen
class Seen:
    """What a sheet says beside the values: cells as (row, column) from 1; `last` are the last row and column that hold anything."""

    last: tuple[int, int]
    formulas: Mapping[tuple[int, int], str]
    errors: Mapping[tuple[int, int], str]
    percent: Mapping[tuple[int, int], int]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[Corners, ...]


def chosen(sheets: Sequence[tuple[str, bool]], source: TableSource, findings: list[Diagnostic]) -> str:
    """The name of the sheet asked for; without a name the first that is not hidden, which is said when there are others."""
    names = [name for name, _ in sheets]
    if source.sheet:
        for name, hidden in sheets:
            if name == source.sheet:
                if hidden:
                    message = f"sheet `{name}` of `{source.file}` is hidden; its rows are shown all the same"
                    hint = "unhide it, so that everybody sees where the figures come from"
                    findings.append(warning("table-sheet-hidden", message, None, "", hint))
                return name
        message = f"`{source.file}` has no sheet `{source.sheet}`"
        refuse("table-sheet", message, None, did_you_mean(source.sheet, names, "sheet"))
    open_sheets = [name for name, hidden in sheets if not hidden]
    if not open_sheets:
        refuse("table-sheet", f"all sheets of `{source.file}` are hidden", None, "unhide one, or name it with `sheet`")
    if len(open_sheets) > 1:
        message = f"`{source.file}` has {len(open_sheets)} sheets; the first, `{open_sheets[0]}`, is read"
        hint = "name the one you mean with `sheet`"
        findings.append(note("table-sheet-chosen", message, None, "", hint))
    return open_sheets[0]


def refuse_large(size: tuple[int, int], sheet: str, source: TableSource) -> None:
    """Ends the reading of a sheet that is no table, before room is made for its cells."""
    rows, columns = size
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        most = f"{MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are the most"
        message = f"sheet `{sheet}` of `{source.file}` reaches to {letters(columns - 1)}{rows}; {most}"
        refuse("table-too-large", message, None, "keep only the rows shown, and delete stray cells far out")


def gridded(
    name: str,
    values: Sequence[Sequence[Any]],
    seen: Seen,
    source: TableSource,
    sheets: Sequence[tuple[str, bool]],
    findings: Sequence[Diagnostic] = (),
) -> Grid:
    """The rows of the sheet that was read."""
    lines = [line for line in _lines(values, seen, name, source) if line.filled]
    merged = _with_merged(lines, seen, name, source)
    return Grid(
        tuple(_with_hidden(line, seen, name, source) for line in merged),
        name,
        "",
        tuple(findings),
        _hidden_columns(seen, lines, name, source),
        seen.merged,
        () if source.sheet else tuple(other for other, hidden in sheets if not hidden and other != name),
    )


def calamine_values(packed: bytes, sheet: str, source: TableSource) -> list[list[Any]]:
    """The sheet's values from A1 on; calamine is given a fresh archive with the checked parts only."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        return [list(row) for row in workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # a panic in calamine's Rust code is a BaseException
        message = f"sheet `{sheet}` of `{source.file}` cannot be read ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")


class _Cells(dict[Any, Raw]):
    """A cell for each value of one type: one that stands in the sheet a thousand times is read once."""

    def __missing__(self, value: Any) -> Raw:
        cell = self[value] = Raw(*_cell_value(value))
        return cell


def _lines(values: Sequence[Sequence[Any]], seen: Seen, sheet: str, source: TableSource) -> Iterator[Line]:
    """The rows, as wide as the sheet is filled."""
    cells: defaultdict[type, _Cells] = defaultdict(_Cells)  # by type, since True is 1
    columns = seen.last[1]
    odd: defaultdict[int, set[int]] = defaultdict(set)
    for row, column in (*seen.errors, *seen.formulas, *seen.percent):
        odd[row].add(column)
    for number in range(1, seen.last[0] + 1):
        row_values = list(values[number - 1][:columns]) if number <= len(values) else []
        row_values += [""] * (columns - len(row_values))
        made = [cells[type(value)][value] for value in row_values]
        for column in odd.get(number, ()):
            spot = address(sheet, number, column - 1)
            made[column - 1] = _odd(made[column - 1], row_values, seen, (number, column), spot, source)
        yield Line(number, tuple(made))


def _odd(cell: Raw, values: Sequence[Any], seen: Seen, at: tuple[int, int], spot: str, source: TableSource) -> Raw:
    """A cell that is an error, a formula without its value, or shown as a percentage."""
    if at not in seen.errors and at not in seen.formulas:
        if not isinstance(cell.value, Decimal):
            return cell
        value = Decimal(format((cell.value * 100).normalize(), "f"))
        return Raw(value, f"{value}%", percent=seen.percent[at])
    here = Where(source.file, *at, visible(" | ".join(_cell_value(value)[1] for value in values)))
    if at in seen.errors:
        code = visible(seen.errors[at])
        return Raw(
            None,
            code,
            (
                error(
                    "table-error", f"{spot} holds {code}: its formula failed", here, "", f"mend the formula{_LEFT_OUT}"
                ),
            ),
        )
    formula = visible(f"={seen.formulas[at]}" if seen.formulas[at] else "a formula")
    message = f"{spot} holds {formula} without a stored result"
    hint = f"open the file in a spreadsheet program, let it calculate, and save it again{_LEFT_OUT}"
    return Raw(None, formula, (error("table-formula", message, here, "", hint),))


def _cell_value(raw: Any) -> tuple[CellValue, str]:
    match raw:
        case bool():
            return str(raw).upper(), str(raw).upper()
        case int() | float():
            if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
                raw = int(raw)
            # A spreadsheet shows and keeps 15 digits; the binary number behind 0.3 may have 17 (ECMA-376 part 1, 18.17.5.2).
            number = Decimal(f"{raw:.15g}") if isinstance(raw, float) else Decimal(raw)
            plain = Decimal(format(number, "f")) if number.is_finite() and abs(number.adjusted()) < 40 else number
            return plain, str(plain)
        case datetime.datetime():
            if raw.time() == datetime.time():
                return raw.date(), raw.date().isoformat()
            return raw, raw.isoformat(" ", "seconds" if raw.second else "minutes")
        case datetime.date():
            return raw, raw.isoformat()
        case _:
            text = str(raw).strip()
            return (text or None), text


def percent_decimals(code: str) -> int | None:
    """How many decimals a number format shows of a percentage; None for a format that shows none (ECMA-376 part 1, 18.8.31)."""
    bare = re.sub(r'"[^"]*"|\\.', "", code).partition(";")[0]
    if "%" not in bare:
        return None
    decimals = re.search(r"\.([0#?]+)", bare)
    return min(12, len(decimals[1])) if decimals else 0


def _with_merged(lines: Sequence[Line], seen: Seen, sheet: str, source: TableSource) -> Iterator[Line]:
    """The rows, with an error at each cell that a merged range hides or spreads over the table; a word that is merged down over several
    rows stands in each of them."""
    words: dict[Corners, Raw] = {}
    spread: defaultdict[int, list[Corners]] = defaultdict(list)
    numbers = [line.number for line in lines]
    for corners in seen.merged:
        for number in numbers[bisect_left(numbers, corners[0]) : bisect_right(numbers, corners[2])]:
            spread[number].append(corners)
    for line in lines:
        if line.number not in spread:
            yield line
            continue
        cells = list(line.cells)
        for corners in spread[line.number]:
            top, left, bottom, right = corners
            if left == right and left <= len(cells):
                if line.number == top and isinstance(cells[left - 1].value, str):
                    words[corners] = cells[left - 1]
                if corners in words:
                    cells[left - 1] = words[corners]
                    continue
            fault = error(
                "table-merged",
                f"{sheet}!{letters(left - 1)}{top}:{letters(right - 1)}{bottom} are merged cells",
                Where(source.file, top, left),
                "",
                "leave their rows out beside the file's name (`top`, `where`), or unmerge them and fill in each cell",
            )
            for index in range(left - 1, min(right, len(cells))):
                cells[index] = replace(cells[index], faults=(*cells[index].faults, fault))
        yield replace(line, cells=tuple(cells))


def _with_hidden(line: Line, seen: Seen, sheet: str, source: TableSource) -> Line:
    if line.number not in seen.hidden_rows:
        return line
    fault = error(
        "table-hidden",
        f"row {line.number} of sheet `{sheet}` is hidden",
        place(source, line, 1),
        "",
        "show the row (a filter may hide it) or delete it",
    )
    return replace(line, faults=(*line.faults, fault))


def _hidden_columns(seen: Seen, lines: Sequence[Line], sheet: str, source: TableSource) -> dict[int, Diagnostic]:
    hidden = {number for first, last in seen.hidden_columns for number in range(first, min(last, seen.last[1]) + 1)}
    used = {number for number in hidden if any(line.cell(number - 1).filled for line in lines)}
    return {
        number - 1: error(
            "table-hidden",
            f"column {letters(number - 1)} of sheet `{sheet}` is hidden",
            Where(source.file, 1, number),
            "",
            "show the column, delete it, or name the columns that you want",
        )
        for number in sorted(used)
    }
