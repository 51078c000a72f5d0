"""Rows of a CSV file or a spreadsheet, every cell with its place, never a blank where something stood.

    read_table    a file's bytes -> Rows: column names, and rows whose cells are numbers, texts, dates or nothing

The first row that is not empty holds the column names, or those that are told. A cell's place is `file:row:column`, counted from 1; its
excerpt is the row. What is wrong with a column is told only when the column is wanted.

Errors: `table-format`, `table-encoding`, `table-too-large`, `table-broken`, `table-empty`, `table-sheet`, `table-header`,
`table-preamble`, `table-column`, `table-ragged`, `table-quotes`, `table-formula`, `table-error`, `table-merged`, `table-hidden`, `table-where`.
Warnings: `table-number` (numbers that can be read in two ways, kept as text), `table-percent`, `table-sheet-hidden`, `table-header`.
Notes: `table-sheet-chosen`, `table-row-empty`, `table-tags` (a row of HXL tags), `table-foot`, `table-joined`, `table-missing`, `table-flags`,
`table-digits`, `table-number` (numbers in a writing that has one meaning).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Final, Protocol

from . import csv_file, xlsx_file
from .characters import visible
from .columns import Judged, Manner, judged, number
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from .grid import CellValue, Grid, Line, Raw, TableSource, place, refuse
from .headings import Head, doubles, found, headed, preamble, unnamed

__all__ = ["Cell", "Rows", "TableSource", "read_table"]

LARGEST_FILE: Final = 25 * 1024 * 1024
_MOST_FINDINGS: Final = 40


class Door(Protocol):
    """What reads files: `env.Env`."""

    def read(self, path: str, where: Where | None = None) -> bytes:
        """The bytes of a file of the project."""
        ...


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is None for an empty one; `text` is what stands there, spaces around it gone."""

    value: CellValue
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the column names, the rows below them (cells in the names' order), and what the author should know (warnings and notes).
    By column too: HXL tags, the unit ("%" for percentages), and how many decimals are sensible (None: all)."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[Diagnostic, ...] = ()
    tags: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    decimals: tuple[int | None, ...] = ()


def read_table(env: Door, source: TableSource, where: Where | None = None) -> Rows:
    """The rows of a CSV or XLSX file; raises BriefingsError with everything that is wrong in it.

    `where` is the place that names the file, for findings about the file as a whole.
    """
    data = env.read(source.file, where)
    kind = _kind(data, source, where)
    if len(data) > LARGEST_FILE:
        refuse(
            "table-too-large",
            f"`{source.file}` has {len(data) // 1024 // 1024} MB; 25 MB is the most",
            where,
            "save the rows that you need as a file of their own",
        )
    grid = csv_file.read(data, source, where) if kind == "csv" else xlsx_file.read(data, source, where)
    return _rows(grid, source, where)


def _rows(grid: Grid, source: TableSource, where: Where | None) -> Rows:
    head = headed(grid, source, where)
    wrong: list[Diagnostic] = []
    wanted = _wanted(head, source, where, wrong)
    told: list[Diagnostic] = [*grid.findings, *head.findings, *_gaps(head, grid, source)]
    wrong += doubles(head, [at for at, name in wanted.items() if name == head.names[at]], grid, source)
    wrong += [grid.column_faults[at] for at in sorted(wanted) if at in grid.column_faults]
    if not source.columns:
        told += unnamed(head, grid, source)
    for line in (head.line, *head.body):
        wrong += line.faults
        wrong += [fault for at in wanted for fault in line.cell(at).faults]
        if not grid.sheet:
            wrong += _ragged(line, head, wanted, source)
    if (wrong or any(one.code == "table-header" for one in told)) and (above := preamble(grid, source)):
        raise BriefingsError([above])
    if wrong:
        raise BriefingsError(_shortened(wrong, source))
    if not head.body:
        refuse("table-empty", f"`{source.file}` has column names but no rows", place(source, head.line, 0), "add a row")
    body = _chosen(head, source, where)
    columns = _judged(grid, source, body, wanted)
    starts = [place(source, line, 1) for line in body]
    cells: list[list[Cell]] = []
    for (at, name), column in zip(wanted.items(), columns, strict=True):
        raw = [line.cell(at) for line in body]
        spots = [Where(start.file, start.line, at + 1, start.excerpt) for start in starts]
        told += _told(name, column, raw, spots, source)
        cells.append([Cell(value, one.text, spot) for value, one, spot in zip(column.values, raw, spots, strict=True)])
    return Rows(
        tuple(wanted.values()),
        tuple(zip(*cells, strict=True)),
        tuple(_shortened(told, source)),
        tuple(head.tags[at] if at < len(head.tags) else "" for at in wanted),
        tuple(column.unit for column in columns),
        tuple(column.decimals for column in columns),
    )


def _wanted(head: Head, source: TableSource, where: Where | None, wrong: list[Diagnostic]) -> dict[int, str]:
    """The columns asked for, all that have a name when none is, each with the name that it goes by."""
    if not source.columns:
        return {at: name for at, name in enumerate(head.names) if name}
    wanted: dict[int, str] = {}
    for one in source.columns:
        names = (one,) if isinstance(one, str) else one
        hits = [(at, name) for name in names if (at := found(head.names, head.tags, name)) is not None]
        if hits:
            at, name = hits[0]
            wanted.setdefault(at, f"column {at + 1}" if _by_place(name, at) else head.names[at] or head.tags[at])
        elif names[-1]:
            known = [name for name in (*head.names, *head.tags) if name]
            hint = did_you_mean(names[0], known, "column")
            wrong.append(error("table-column", f"`{source.file}` has no column `{names[0]}`", where, "", hint))
    return wanted


def _by_place(name: str, at: int) -> bool:
    return name.strip().casefold() == f"column {at + 1}"


def _ragged(line: Line, head: Head, wanted: dict[int, str], source: TableSource) -> Iterator[Diagnostic]:
    """An error where a row is longer than the header, for then no cell is sure; and where it lacks wanted cells."""
    cells, width = len(line.cells), len(head.names)
    if cells > width and any(cell.text for cell in line.cells[width:]):
        yield error(
            "table-ragged",
            f"this row has {cells} cells, the header {width}",
            place(source, line, width + 1),
            "",
            "put quotation marks around a cell that holds the separator",
        )
    elif cells <= max(wanted, default=0):
        yield error(
            "table-ragged",
            f"this row has {cells} cells, the header {width}",
            place(source, line, cells),
            "",
            "write the separators of empty cells too",
        )


def _gaps(head: Head, grid: Grid, source: TableSource) -> Iterator[Diagnostic]:
    """A note for empty rows inside the table: they are left out."""
    if not head.body:
        return
    first, last = head.body[0].number, head.body[-1].number
    numbers = {line.number for line in head.body}
    rows = range(first, last) if grid.sheet else (line.number for line in grid.lines if first < line.number < last)
    gaps = [number for number in rows if number not in numbers]
    if gaps:
        many = "" if len(gaps) == 1 else f" and {len(gaps) - 1} more"
        yield note("table-row-empty", f"row {gaps[0]}{many} is empty and left out", Where(source.file, gaps[0], 1))


def _chosen(head: Head, source: TableSource, where: Where | None) -> list[Line]:
    """The rows that meet all conditions: each names a column, and the values that it may have or may not have."""
    kept = list(head.body)
    for conditions, meant in ((source.where, True), (source.without, False)):
        for name, values in conditions.items():
            at = found(head.names, head.tags, name)
            if at is None:
                hint = did_you_mean(name, [one for one in (*head.names, *head.tags) if one], "column")
                refuse("table-column", f"`{source.file}` has no column `{name}`", where, hint)
            hits = [any(_same(line.cell(at), value) for value in values) for line in kept]
            if not any(hits):
                shown = ", ".join(f"`{value}`" for value in values)
                there = [text for text in dict.fromkeys(line.cell(at).text for line in head.body) if text]
                hint = did_you_mean(values[0], there[:500]) if values else "name a value of the column"
                message = f"no row of `{source.file}` has {shown} under `{head.names[at]}`"
                refuse("table-where", message, where, hint)
            kept = [line for line, hit in zip(kept, hits, strict=True) if hit is meant]
            if not kept:
                refuse("table-where", f"`without` leaves no row of `{source.file}`", where, "name fewer values")
    return kept


def _same(cell: Raw, value: str) -> bool:
    """Whether a cell is what the author named: the same words, capitals aside, or the same number."""
    if cell.text.strip().casefold() == value.strip().casefold():
        return True
    wanted = number(value)
    return wanted is not None and wanted == (number(cell.text) if isinstance(cell.value, str) else cell.value)


def _judged(grid: Grid, source: TableSource, body: Sequence[Line], wanted: dict[int, str]) -> list[Judged]:
    """The wanted columns; what some prove of the file's writing of numbers helps those that can be read in two ways."""
    asked = [found(list(wanted.values()), (), name) for name in source.figures]
    figures = {list(wanted)[at] for at in asked if at is not None}
    manner = Manner(bool(grid.sheet), source.language, grid.separator, source.missing)

    def read(at: int, name: str, manner: Manner) -> Judged:
        return judged(name, [line.cell(at) for line in body], replace(manner, figures=at in figures))

    columns = {at: read(at, name, manner) for at, name in wanted.items()}
    proven = {column.writing for column in columns.values() if column.writing}
    if len(proven) == 1 and not source.language:
        sure = replace(manner, writing=proven.pop())
        columns |= {at: read(at, wanted[at], sure) for at, column in columns.items() if _open(column)}
    return list(columns.values())


def _open(column: Judged) -> bool:
    """Whether a column could be read otherwise: it proves nothing itself, and holds fractions or separators."""
    fractions = any(isinstance(value, Decimal) and value.as_tuple().exponent != 0 for value in column.values)
    return not column.writing and (fractions or bool(column.local or column.doubtful))


def _told(
    name: str, column: Judged, cells: Sequence[Raw], spots: Sequence[Where], source: TableSource
) -> Iterator[Diagnostic]:
    """What the author should know of a column, once."""
    called = f"column `{visible(name)}` of `{source.file}`"

    def listed(rows: Sequence[int]) -> str:
        texts = list(dict.fromkeys(f"`{visible(cells[at].text)}`" for at in rows))
        return ", ".join(texts[:6]) + (", …" if len(texts) > 6 else "")

    if column.gaps:
        many = f"in {len(column.gaps)} of {len(cells)} rows"
        yield note(
            "table-missing", f"{called}: {listed(column.gaps)} stand for no value, {many}", spots[column.gaps[0]]
        )
    if column.flags:
        message = f"{called}: what stands behind the numbers is not read: {listed(column.flags)}"
        yield note("table-flags", message, spots[column.flags[0]])
    if column.local:
        at = column.local[0]
        yield note(
            "table-number",
            f"{called} is read as numbers: `{visible(cells[at].text)}` is {column.values[at]}",
            spots[at],
            "",
            "`language` beside the file's name says whose writing it is",
        )
    if column.doubtful:
        at = column.doubtful[0]
        yield warning(
            "table-number",
            f"{called} is kept as text: {listed(column.doubtful)} can be read in two ways, or in none",
            spots[at],
            "",
            "say whose numbers the file writes, beside its name: `language: en` for 1,234.5; `fr` for 1 234,5; `de` for 1.234,5",
        )
    if column.mixed:
        plain = next(at for at, value in enumerate(column.values) if not isinstance(value, str) and value is not None)
        yield warning(
            "table-percent",
            f"{called} mixes percentages (`{visible(cells[column.mixed[0]].text)}`) and other numbers "
            f"(`{visible(cells[plain].text)}` in row {spots[plain].line}): the percentages are kept as text",
            spots[column.mixed[0]],
            "",
            "choose rows of one kind with `where`, or give the column one format",
        )
    if column.decimals is not None and not column.unit:
        message = f"{called} was computed to the last digit: {column.decimals} decimals are shown"
        yield note("table-digits", message, spots[0], "", "`decimals` says how many you want")


def _kind(data: bytes, source: TableSource, where: Where | None) -> str:
    """ "csv" or "xlsx", by the name and then by the bytes; anything else is told by what it is."""
    suffix = PurePosixPath(source.file).suffix.lower()
    save = "save it as .xlsx or .csv"
    if not data:
        refuse("table-empty", f"`{source.file}` is empty", where, "the first row holds the column names")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # [MS-OFFCRYPTO] 2.3: an encrypted workbook is a compound file with this stream.
        if "EncryptedPackage".encode("utf-16-le") in data:
            refuse("table-format", f"`{source.file}` is protected by a password", where, "save it without the password")
        refuse("table-format", f"`{source.file}` is in the old .xls format", where, save)
    if suffix in (".xlsx", ".xlsm"):
        if not data.startswith(b"PK"):
            refuse("table-format", f"`{source.file}` is not a spreadsheet, whatever its name says", where, save)
        return "xlsx"
    if suffix not in (".csv", ".tsv", ".txt", ".tab"):
        refuse("table-format", f"`{source.file}` is neither .csv nor .xlsx", where, save)
    if data.startswith(b"PK\x03\x04"):
        refuse(
            "table-format",
            f"`{source.file}` is a zip or Office file, not CSV",
            where,
            "if it is a spreadsheet, name it .xlsx; else save it as CSV",
        )
    return "csv"


def _shortened(found: Sequence[Diagnostic], source: TableSource) -> list[Diagnostic]:
    """So many findings as help; the rest as a number."""
    unique = list(dict.fromkeys(found))
    if len(unique) <= _MOST_FINDINGS:
        return unique
    rest = len(unique) - _MOST_FINDINGS
    level = unique[0].level
    return [
        *unique[:_MOST_FINDINGS],
        Diagnostic(level, "table-more", f"{rest} more findings in this table", Where(source.file)),
    ]
