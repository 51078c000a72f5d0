"""The rows and cells that CSV files and spreadsheets are read into, before anybody knows which row holds the column names."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Final, NoReturn, TypeAlias

from ..characters import visible
from ..diagnostics import Diagnostic, Where, fault
from ..frozen import frozen

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 2_000

CellValue: TypeAlias = Decimal | str | datetime.date | None


@frozen
class TableSource:
    """Which table, and how it is to be read.

    A file, its sheet (None for the only or first one) and the columns that are wanted (none named: all); one that goes by several names
    stands as a tuple of them, which ends in "" when the file may lack it. `language` is the one whose numbers the file writes ("" when it is not said), `encoding` that of a CSV file ("" for UTF-8 and UTF-16), `header` the rows that hold
    the column names (none: the first that is not empty), `missing` further marks for no value (an empty tuple: no mark at all), `figures`
    the columns that hold figures and never codes. Rows are kept that have one of the values of `where` in each of its columns, and none
    of those of `without`; of these the first `top`, sorted by the column `order` ("-deaths": the largest first). More than `most` are refused.
    """

    file: str
    sheet: str | None = None
    columns: tuple[str | tuple[str, ...], ...] = ()
    language: str = ""
    encoding: str = ""
    header: tuple[int, ...] = ()
    missing: tuple[str, ...] | None = None
    figures: tuple[str, ...] = ()
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = ""
    top: int | None = None
    most: int | None = None


@frozen
class Raw:
    """A cell before its column is known; `faults` are told only when the column is wanted. `percent` is how many decimals of a percentage
    the cell shows, None for a cell that shows none."""

    value: CellValue
    text: str
    faults: tuple[Diagnostic, ...] = ()
    percent: int | None = None

    @property
    def filled(self) -> bool:
        """Whether anything stands here."""
        return bool(self.text or self.faults)


@frozen
class Line:
    """A row of the file by its number there."""

    number: int
    cells: tuple[Raw, ...]
    faults: tuple[Diagnostic, ...] = ()

    def cell(self, column: int) -> Raw:
        """The cell of a column counted from 0; an empty one beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else NOTHING

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(cell.text or cell.faults for cell in self.cells)

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns, counted from 0, in which something stands."""
        return tuple(at for at, cell in enumerate(self.cells) if cell.filled)

    @property
    def width(self) -> int:
        """How many columns it reaches over, empty ones at its end not counted."""
        return next((at for at in range(len(self.cells), 0, -1) if self.cells[at - 1].filled), 0)


@frozen
class Grid:
    """All rows of a table, header too; `sheet` is "" for CSV, whose `separator` then says how it is written; `column_faults` by column
    from 0; `merged` as top row, left column, bottom row and right column, from 1; `others` are the sheets that could be meant too."""

    lines: tuple[Line, ...]
    sheet: str = ""
    separator: str = ""
    findings: tuple[Diagnostic, ...] = ()
    column_faults: Mapping[int, Diagnostic] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    others: tuple[str, ...] = ()


NOTHING: Final = Raw(None, "")


def refuse(code: str, message: str, where: Where | None, hint: str = "") -> NoReturn:
    """Ends the reading of the file with one finding."""
    raise fault(code, message, where, "", hint)


def place(source: TableSource, line: Line, column: int) -> Where:
    """A cell's place, its column counted from 1."""
    return Where(source.file, line.number, max(column, 1), visible(" | ".join(cell.text for cell in line.cells)))


def address(sheet: str, row: int, column: int) -> str:
    """A cell as a spreadsheet names it: `2022!C5`; of a CSV file, "row 5, column 3"."""
    return f"{sheet}!{letters(column)}{row}" if sheet else f"row {row}, column {column + 1}"


def written(text: str) -> str:
    """A word as it stands in a map or a list of YAML."""
    return text if re.fullmatch(r"[\w(][\w .()/%+-]*", text) else json.dumps(text, ensure_ascii=False)


def letters(column: int) -> str:
    """A column, counted from 0, as spreadsheets name it: A, B, … AA."""
    made = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(ord("A") + rest) + made
    return made
