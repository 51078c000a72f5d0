"""Rows of a CSV file or a spreadsheet, every cell with its place, never a blank where something stood.

    read_table    a file's bytes -> Rows: column names, and rows whose cells are numbers, texts, dates or nothing

The first row that is not empty holds the column names. A cell's place is `file:row:column`, counted from 1; its
excerpt is the row. CSV (RFC 4180) may be separated by comma, semicolon or tab, in UTF-8 or UTF-16. Of a spreadsheet
(ECMA-376 part 1, 18.3) python-calamine gives the values; what it does not tell apart is read from the sheet's XML:
formulas without a stored value, errors, merged and hidden cells.

Errors: `table-format`, `table-encoding`, `table-too-large`, `table-broken`, `table-empty`, `table-sheet`,
`table-header`, `table-column`, `table-ragged`, `table-quotes`, `table-formula`, `table-error`, `table-merged`, `table-hidden`.
Warnings: `table-number` (a number in a local writing, kept as text), `table-percent`, `table-sheet-hidden`.
Notes: `table-sheet-chosen`, `table-row-empty`, `table-tags` (a row of HXL tags), `table-missing`.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, Final, NoReturn, Protocol, TypeAlias

from .characters import visible
from .columns import is_tag_row, judged
from .diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning

LARGEST_FILE: Final = 25 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 500
_LARGEST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_RATIO: Final = 200  # a zip bomb packs 1,000 to 1; the XML of a real sheet some 10 to 40
_MOST_FINDINGS: Final = 40
_LAST_ROW: Final = 1_048_576

CellValue: TypeAlias = Decimal | str | datetime.date | None


class Door(Protocol):
    """What reads files: `env.Env`."""

    def read(self, path: str, where: Where | None = None) -> bytes:
        """The bytes of a file of the project."""
        ...


@dataclass(frozen=True, slots=True)
class TableSource:
    """Which table: a file, its sheet (None for the only or first one), the columns that are wanted (none named: all), and
    the language whose numbers the file writes ("" when it has plain ones, as 1234.5)."""

    file: str
    sheet: str | None = None
    columns: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is None for an empty one; `text` is what stands there, spaces around it gone."""

    value: CellValue
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the column names, the rows below them (cells in the names' order), and what the author should know
    (warnings and notes)."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[Diagnostic, ...] = ()


def read_table(env: Door, source: TableSource, where: Where | None = None) -> Rows:
    """The rows of a CSV or XLSX file; raises BriefingsError with everything that is wrong in it.

    `where` is the place that names the file, for findings about the file as a whole.
    """
    data = env.read(source.file, where)
    kind = _kind(data, source, where)
    if len(data) > LARGEST_FILE:
        _refuse(
            "table-too-large",
            f"`{source.file}` has {len(data) // 1024 // 1024} MB; 25 MB is the most",
            where,
            "keep only the rows that the briefing shows",
        )
    grid = _csv(data, source, where) if kind == "csv" else _xlsx(data, source, where)
    return _rows(grid, source, where)


# --- The grid that both formats are read into --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Raw:
    """A cell before its column is known; `faults` are told only when the column is wanted."""

    value: CellValue
    text: str
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the file by its number there."""

    number: int
    cells: tuple[_Raw, ...]
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grid:
    """All rows of a table, header too; `sheet` is "" for CSV; `column_faults` by column index from 0."""

    lines: tuple[_Line, ...]
    sheet: str = ""
    findings: tuple[Diagnostic, ...] = ()
    column_faults: Mapping[int, Diagnostic] = field(default_factory=dict)


_NOTHING: Final = _Raw(None, "")


def _rows(grid: _Grid, source: TableSource, where: Where | None) -> Rows:
    filled = [line for line in grid.lines if any(cell.text or cell.faults for cell in line.cells)]
    if not filled:
        sheet = f"sheet `{grid.sheet}` of " if grid.sheet else ""
        _refuse("table-empty", f"{sheet}`{source.file}` has no rows", where, "the first row holds the column names")
    header, *body = filled
    tags = [body.pop(0)] if body and is_tag_row([cell.text for cell in body[0].cells]) else []
    wrong: list[Diagnostic] = []
    names = _names(header, body, grid, source, wrong)
    wanted = _wanted(names, source, where, wrong)
    told: list[Diagnostic] = [*grid.findings, *_gaps(header, [*tags, *body], grid, source)]
    told += [
        note("table-tags", "this row holds HXL tags and is no data: it is left out", _place(source, line, 1))
        for line in tags
    ]
    wrong += [grid.column_faults[index] for index in sorted(wanted) if index in grid.column_faults]
    rows: list[tuple[Cell, ...]] = []
    for line in (header, *body):
        wrong += line.faults
        place = _place(source, line, 0)
        cells = [line.cells[index] if index < len(line.cells) else _NOTHING for index in wanted]
        for cell in cells:
            for fault in cell.faults:
                (wrong if fault.level == "error" else told).append(fault)
        if not grid.sheet:
            wrong += _ragged(line, len(names), source)
        if line is not header:
            placed = zip(wanted, cells, strict=True)
            rows.append(
                tuple(
                    Cell(cell.value, cell.text, Where(source.file, line.number, index + 1, place.excerpt))
                    for index, cell in placed
                )
            )
    if wrong:
        raise BriefingsError(_shortened(wrong, source))
    if not rows:
        _refuse("table-empty", f"`{source.file}` has column names but no rows", _place(source, header, 0), "add a row")
    header_names = tuple(names[index] for index in wanted)
    columns = [_column_of(name, [row[at] for row in rows], source, told) for at, name in enumerate(header_names)]
    return Rows(header_names, tuple(zip(*columns, strict=True)), tuple(_shortened(told, source)))


def _column_of(name: str, cells: list[Cell], source: TableSource, told: list[Diagnostic]) -> list[Cell]:
    """A column's cells as the column as a whole says they are to be read."""
    values, missing = judged(name, [(cell.value, cell.text) for cell in cells])
    if missing:
        marks = ", ".join(dict.fromkeys(f"`{visible(cells[at].text)}`" for at in missing))
        told.append(
            note(
                "table-missing",
                f"column `{visible(name)}` of `{source.file}`: {marks} stand for no value, in {len(missing)} of {len(cells)} rows",
                cells[missing[0]].where,
            )
        )
    return [replace(cell, value=value) for cell, value in zip(cells, values, strict=True)]


def _names(
    header: _Line, body: Sequence[_Line], grid: _Grid, source: TableSource, wrong: list[Diagnostic]
) -> list[str]:
    """The column names; empty columns on the right edge are left off, empty and double names told."""
    judged = (header, *body) if grid.sheet else (header,)  # a CSV row that is longer than the header is ragged
    width = max(
        (index + 1 for line in judged for index, cell in enumerate(line.cells) if cell.text or cell.faults), default=0
    )
    names = [header.cells[index].text if index < len(header.cells) else "" for index in range(width)]
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        place = _place(source, header, index + 1)
        spot = _address(grid.sheet, header.number, index)
        if not name and any(index < len(line.cells) and line.cells[index].text for line in body):
            wrong.append(
                error(
                    "table-header",
                    f"the column at {spot} has no name",
                    place,
                    "",
                    "the first row holds the column names, one above each column; remove titles above the table",
                )
            )
        elif name and name.casefold() in seen:
            first = _address(grid.sheet, header.number, seen[name.casefold()])
            wrong.append(
                error(
                    "table-header",
                    f"the column name `{visible(name)}` at {spot} stands at {first} already",
                    place,
                    "",
                    "give each column a name of its own",
                )
            )
        seen.setdefault(name.casefold(), index)
    return names


def _wanted(names: list[str], source: TableSource, where: Where | None, wrong: list[Diagnostic]) -> list[int]:
    """The indexes of the columns asked for, all when none is."""
    known = [name for name in names if name]
    if not source.columns:
        return [index for index, name in enumerate(names) if name]
    found = []
    for column in source.columns:
        if column in names:
            found.append(names.index(column))
        else:
            wrong.append(
                error(
                    "table-column",
                    f"`{source.file}` has no column `{column}`",
                    where,
                    "",
                    did_you_mean(column, known, "column"),
                )
            )
    return found


def _ragged(line: _Line, width: int, source: TableSource) -> Iterator[Diagnostic]:
    cells = len(line.cells)
    if cells > width and any(cell.text for cell in line.cells[width:]):
        yield error(
            "table-ragged",
            f"this row has {cells} cells, the header {width}",
            _place(source, line, width + 1),
            "",
            "put quotation marks around a cell that holds the separator",
        )
    elif cells < width:
        yield error(
            "table-ragged",
            f"this row has {cells} cells, the header {width}",
            _place(source, line, cells),
            "",
            "write the separators of empty cells too",
        )


def _gaps(header: _Line, body: Sequence[_Line], grid: _Grid, source: TableSource) -> Iterator[Diagnostic]:
    """A note for empty rows inside the table: they are left out."""
    numbers = {line.number for line in body}
    last = body[-1].number if body else header.number
    if grid.sheet:
        gaps = [number for number in range(header.number + 1, last) if number not in numbers]
    else:
        gaps = [line.number for line in grid.lines if header.number < line.number < last and line.number not in numbers]
    if gaps:
        many = "" if len(gaps) == 1 else f" and {len(gaps) - 1} more"
        yield note("table-row-empty", f"row {gaps[0]}{many} is empty and left out", Where(source.file, gaps[0], 1))


def _place(source: TableSource, line: _Line, column: int) -> Where:
    return Where(source.file, line.number, max(column, 1), visible(" | ".join(cell.text for cell in line.cells)))


def _address(sheet: str, row: int, column: int) -> str:
    """A cell as a spreadsheet names it: `2022!C5`; of a CSV file, "row 5, column 3"."""
    return f"{sheet}!{_letters(column)}{row}" if sheet else f"row {row}, column {column + 1}"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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


# --- Which format ------------------------------------------------------------------------------------------------------


def _refuse(code: str, message: str, where: Where | None, hint: str = "") -> NoReturn:
    raise BriefingsError([error(code, message, where, "", hint)])


def _kind(data: bytes, source: TableSource, where: Where | None) -> str:
    """ "csv" or "xlsx", by the name and then by the bytes; anything else is told by what it is."""
    suffix = PurePosixPath(source.file).suffix.lower()
    save = "save it as .xlsx or .csv"
    if not data:
        _refuse("table-empty", f"`{source.file}` is empty", where, "the first row holds the column names")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # [MS-OFFCRYPTO] 2.3: an encrypted workbook is a compound file with this stream.
        if "EncryptedPackage".encode("utf-16-le") in data:
            _refuse(
                "table-format", f"`{source.file}` is protected by a password", where, "save it without the password"
            )
        _refuse("table-format", f"`{source.file}` is in the old .xls format", where, save)
    if suffix in (".xlsx", ".xlsm"):
        if not data.startswith(b"PK"):
            _refuse("table-format", f"`{source.file}` is not a spreadsheet, whatever its name says", where, save)
        return "xlsx"
    if suffix in (".csv", ".tsv", ".txt", ".tab"):
        if data.startswith(b"PK\x03\x04"):
            _refuse(
                "table-format",
                f"`{source.file}` is a zip or Office file, not CSV",
                where,
                "if it is a spreadsheet, name it .xlsx; else save it as CSV",
            )
        return "csv"
    _refuse("table-format", f"`{source.file}` is neither .csv nor .xlsx", where, save)


# --- CSV ---------------------------------------------------------------------------------------------------------------

_SEPARATORS: Final = (",", ";", "\t")
_SAMPLE: Final = 200
_NUMBER: Final = re.compile(r"[-+−]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
# 1,234 or 1.234 or 1 234, with or without decimals of the other kind: a number, but whose?
_LOCAL_NUMBER: Final = re.compile(
    r"[-+−]?(?:[1-9][0-9]{0,2}(?:[.,'’ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+,[0-9]+)"
)
_POINT_LANGUAGES: Final = frozenset({"en", "zh", "ar"})


def _csv(data: bytes, source: TableSource, where: Where | None) -> _Grid:
    text = _decoded(data, source, where)
    told = re.match(r"sep=(.)\r?\n", text)  # Excel's own way to name the separator
    skipped = 0
    if told:
        text, skipped = text[told.end() :], 1
    separator = told.group(1) if told else _separator(text)
    lines: list[_Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1 + skipped
    try:
        for record in reader:
            if len(lines) > MOST_ROWS:
                _refuse(
                    "table-too-large", f"`{source.file}` has more than {MOST_ROWS:,} rows", where, "keep the rows shown"
                )
            if len(record) > MOST_COLUMNS:
                _refuse(
                    "table-too-large",
                    f"row {start} of `{source.file}` has more than {MOST_COLUMNS} columns",
                    where,
                    "keep the columns shown",
                )
            lines.append(_csv_line(record, start, source, separator))
            start = reader.line_num + 1 + skipped
    except csv.Error as fault:
        excerpt = next(iter(text.splitlines()[start - 1 - skipped :]), "")
        raise BriefingsError(
            [
                error(
                    "table-quotes",
                    f"the quotation marks of this row do not match ({fault})",
                    Where(source.file, start, 1, visible(excerpt)),
                    "",
                    'a cell with a quotation mark in it is written "like ""this"""',
                )
            ]
        ) from None
    return _Grid(tuple(lines))


def _decoded(data: bytes, source: TableSource, where: Where | None) -> str:
    """The text of a CSV file in UTF-8 or UTF-16, its byte order mark gone."""
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        _refuse("table-encoding", f"`{source.file}` is in UTF-32", where, "save it as CSV UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif len(data) % 2 == 0 and data[:400].count(0) > len(data[:400]) // 5:
        encoding = "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raw = data.splitlines()[line - 1 : line] if encoding == "utf-8-sig" else []
        excerpt = visible(raw[0].decode("utf-8", "replace")) if raw else ""
        raise BriefingsError(
            [
                error(
                    "table-encoding",
                    f"`{source.file}` is not in UTF-8 (byte 0x{data[fault.start]:02X})",
                    Where(source.file, line, 1, excerpt),
                    "",
                    "save it again as “CSV UTF-8”",
                )
            ]
        ) from None
    if "\x00" in text:
        _refuse(
            "table-encoding",
            f"`{source.file}` holds NUL characters: it is not a text file",
            where,
            "save it as CSV UTF-8",
        )
    return text


def _separator(text: str) -> str:
    """The separator with which the first records have the header's number of cells most often; more columns win a tie."""

    def merit(separator: str) -> tuple[float, int]:
        counts = _cell_counts(text, separator)
        if not counts or counts[0] < 2:
            return (0.0, 0)
        return (sum(count == counts[0] for count in counts) / len(counts), counts[0])

    best = max(_SEPARATORS, key=merit)
    return best if merit(best)[1] else ","


def _cell_counts(text: str, separator: str) -> list[int]:
    """How many cells each of the first records has, separators and line ends inside quotation marks not counted."""
    counts: list[int] = []
    cells, quoted, begins, blank = 1, False, True, True
    for letter in text[:200_000]:
        if letter == '"' and (quoted or begins):
            quoted, begins, blank = not quoted, False, False
        elif quoted:
            continue
        elif letter in "\r\n":
            if not blank:
                counts.append(cells)
                if len(counts) == _SAMPLE:
                    return counts
            cells, begins, blank = 1, True, True
        elif letter == separator:
            cells, begins, blank = cells + 1, True, False
        else:
            begins, blank = False, False
    return counts if blank else [*counts, cells]


def _csv_line(record: Sequence[str], number: int, source: TableSource, separator: str) -> _Line:
    texts = [cell.strip(" \t\u00a0\u202f\ufeff") for cell in record]
    bare = _Line(number, tuple(_Raw(None, text) for text in texts))
    cells = []
    for index, text in enumerate(texts):
        value, clear = _csv_value(text, source.language, separator)
        faults: tuple[Diagnostic, ...] = ()
        if not clear:
            hint = (
                "write it plainly, as in 1234.5"
                if source.language
                else "write it plainly, as in 1234.5, or give the table's `language`"
            )
            faults = (
                warning(
                    "table-number",
                    f"`{visible(text)}` is kept as text: its separators can be read in two ways",
                    _place(source, bare, index + 1),
                    "",
                    hint,
                ),
            )
        cells.append(_Raw(value, text, faults))
    return _Line(number, tuple(cells))


def _csv_value(text: str, language: str, separator: str) -> tuple[CellValue, bool]:
    """A cell's value, and whether it is clear what it is. `007` and `+5 %` are texts; ISO 8601 dates are dates."""
    if not text:
        return None, True
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return datetime.date.fromisoformat(text), True
        except ValueError:
            return text, True
    plain = text.replace("−", "-")
    local = _LOCAL_NUMBER.fullmatch(text) is not None
    if language and (local or _NUMBER.fullmatch(plain)):
        value = _local_value(plain, re.split("[-_]", language, maxsplit=1)[0].lower())
        return (text, False) if value is None else (value, True)
    # In a file that separates by semicolons the comma is likely the decimal sign, and then 1.234 is a thousand and more.
    ambiguous = local and not (re.fullmatch(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}", plain) and separator != ";")
    if ambiguous:
        return text, False
    return (_without_noise(Decimal(plain)), True) if _NUMBER.fullmatch(plain) else (text, True)


def _without_noise(number: Decimal) -> Decimal:
    """A fraction of more than 15 digits as programs mean it: 28.799999999999997 is what a binary 28.8 is written as."""
    exponent = number.as_tuple().exponent
    noisy = isinstance(exponent, int) and exponent < 0 and len(number.as_tuple().digits) > 15
    return Decimal(format(Decimal(f"{float(number):.15g}"), "f")) if noisy else number


_SPACES: Final = r"'’ \u00a0\u202f\u2009"
_POINT_WRITING: Final = re.compile(rf"[-+]?[0-9]{{1,3}}(?:([,{_SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*)?(?:\.[0-9]+)?")
_COMMA_WRITING: Final = re.compile(rf"[-+]?[0-9]{{1,3}}(?:([.{_SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*)?(?:,[0-9]+)?")


def _local_value(text: str, language: str) -> Decimal | None:
    """A number in a language's writing; None when the language could mean another number by it, or none."""
    comma = language not in _POINT_LANGUAGES
    if comma and re.fullmatch(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}", text):
        return None  # 1.234: a group in Madrid, a decimal in Mexico City
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    bare = re.sub(rf"[{_SPACES}]", "", text)
    if comma and (_COMMA_WRITING.fullmatch(text) or re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text)):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if not comma and _POINT_WRITING.fullmatch(text):
        return Decimal(bare.replace(",", ""))
    return None


# --- XLSX --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a sheet's XML says beside the values: cells as (row, column) from 1."""

    filled: frozenset[tuple[int, int]]
    formulas: Mapping[tuple[int, int], str]
    errors: Mapping[tuple[int, int], str]
    percent: frozenset[tuple[int, int]]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[str, ...]

    @property
    def last(self) -> tuple[int, int]:
        """The last row and column that hold anything."""
        return max((row for row, _ in self.filled), default=0), max((column for _, column in self.filled), default=0)


def _xlsx(data: bytes, source: TableSource, where: Where | None) -> _Grid:
    parts = _unpacked(data, source, where)
    sheets = _sheets(parts, source, where)
    findings: list[Diagnostic] = []
    name, part = _chosen(sheets, source, where, findings)
    if part not in parts:
        _refuse(
            "table-broken", f"`{source.file}` lacks the data of its sheet `{name}`", where, "open it and save it again"
        )
    seen, parts[part] = _seen(parts[part], _percent_styles(parts, source, where), source, where)
    rows, columns = seen.last
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns are the most"
        _refuse(
            "table-too-large",
            f"sheet `{name}` of `{source.file}` reaches to {_letters(columns - 1)}{rows}; {most}",
            where,
            "keep only the rows shown, and delete stray cells far out",
        )
    values = _values(parts, name, source, where) if rows else []
    grid = [
        _Line(
            number,
            tuple(
                _xlsx_cell(values, seen, (number, column), _address(name, number, column - 1), source)
                for column in range(1, columns + 1)
            ),
        )
        for number in range(1, rows + 1)
    ]
    filled = [line for line in grid if any(cell.text or cell.faults for cell in line.cells)]
    return _Grid(
        tuple(_with_hidden(line, seen, name, source) for line in _with_merged(filled, seen, name, source)),
        name,
        tuple(findings),
        _hidden_columns(seen, columns, name, source),
    )


def _unpacked(data: bytes, source: TableSource, where: Where | None) -> dict[str, bytes]:
    """The XML parts that tables need, checked for size before and while they are unpacked."""
    wanted = re.compile(
        r"xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml"
        r"|\[Content_Types\]\.xml|_rels/\.rels",
        re.IGNORECASE,
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = [member.filename.lstrip("/") for member in members]
            if not any(name.lower() == "xl/workbook.xml" for name in names):
                kind = (
                    "an OpenDocument file"
                    if "mimetype" in names
                    else "a binary workbook"
                    if "xl/workbook.bin" in names
                    else "a zip file"
                )
                _refuse(
                    "table-format",
                    f"`{source.file}` is {kind}, not an .xlsx workbook",
                    where,
                    "save it as .xlsx or .csv",
                )
            needed = [member for member, name in zip(members, names, strict=True) if wanted.fullmatch(name)]
            if any(member.flag_bits & 1 for member in needed):
                _refuse(
                    "table-format", f"`{source.file}` is protected by a password", where, "save it without the password"
                )
            total = sum(member.file_size for member in needed)
            bomb = any(m.file_size > 1_000_000 and m.file_size > _MOST_RATIO * max(1, m.compress_size) for m in needed)
            if bomb or total > _LARGEST_UNPACKED:
                _refuse(
                    "table-too-large",
                    f"`{source.file}` unpacks to {total // 1024 // 1024} MB: too much to be a table",
                    where,
                    "copy the rows into a new workbook",
                )
            # zipfile stops at the declared size and checks the sum, so a header that lies ends here.
            return {member.filename.lstrip("/"): archive.read(member) for member in needed}
    except BriefingsError:
        raise
    except Exception as fault:  # BadZipFile, zlib.error, NotImplementedError, EOFError … have no common base
        _refuse(
            "table-broken",
            f"`{source.file}` is damaged or cut off ({visible(str(fault))[:80]})",
            where,
            "open it in your spreadsheet program and save it again",
        )


def _xml(part: bytes, source: TableSource, where: Where | None) -> Any:
    """A part as a tree: no entities, no DTD, nothing fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        _refuse("table-broken", f"`{source.file}` is damaged ({visible(str(fault))[:80]})", where, "save it again")
    if tree.getroottree().docinfo.doctype:
        _refuse("table-broken", f"`{source.file}` holds a document type, which no workbook has", where, "save it again")
    return tree


def _local(element: Any) -> str:
    """An element's name without its namespace: the strict and the transitional form differ in nothing else here."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _local(child) == name)


def _sheets(parts: Mapping[str, bytes], source: TableSource, where: Where | None) -> list[tuple[str, str, bool]]:
    """The worksheets in order: name, part, and whether it is hidden (ECMA-376 part 1, 18.2.19)."""
    by_name = {name.lower(): name for name in parts}
    workbook = _xml(parts[by_name["xl/workbook.xml"]], source, where)
    relations: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in by_name:
        for relation in _xml(parts[by_name["xl/_rels/workbook.xml.rels"]], source, where):
            target = str(relation.get("Target") or "")
            relations[str(relation.get("Id"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets: list[tuple[str, str, bool]] = []
    for listing in _children(workbook, "sheets"):
        for sheet in _children(listing, "sheet"):
            relation_id = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            part = by_name.get(relations.get(str(relation_id), "").lower(), "")
            if part.lower().startswith("xl/worksheets/"):
                sheets.append((str(sheet.get("name") or ""), part, sheet.get("state", "visible") != "visible"))
    if not sheets:
        _refuse("table-empty", f"`{source.file}` has no worksheet", where, "put the rows on a worksheet")
    return sheets


def _chosen(
    sheets: Sequence[tuple[str, str, bool]], source: TableSource, where: Where | None, findings: list[Diagnostic]
) -> tuple[str, str]:
    """The sheet asked for; without a name the first that is not hidden, which is said when there are others."""
    names = [name for name, _, _ in sheets]
    if source.sheet:
        for name, part, hidden in sheets:
            if name == source.sheet:
                if hidden:
                    findings.append(
                        warning(
                            "table-sheet-hidden",
                            f"sheet `{name}` of `{source.file}` is hidden; its rows are shown all the same",
                            where,
                            "",
                            "unhide it, so that everybody sees where the figures come from",
                        )
                    )
                return name, part
        _refuse(
            "table-sheet",
            f"`{source.file}` has no sheet `{source.sheet}`",
            where,
            did_you_mean(source.sheet, names, "sheet"),
        )
    open_sheets = [(name, part) for name, part, hidden in sheets if not hidden]
    if not open_sheets:
        _refuse(
            "table-sheet", f"all sheets of `{source.file}` are hidden", where, "unhide one, or name it with `sheet`"
        )
    if len(open_sheets) > 1:
        findings.append(
            note(
                "table-sheet-chosen",
                f"`{source.file}` has {len(open_sheets)} sheets; the first, `{open_sheets[0][0]}`, is read",
                where,
                "",
                "name the one you mean with `sheet`",
            )
        )
    return open_sheets[0]


def _seen(part: bytes, percent_styles: frozenset[int], source: TableSource, where: Where | None) -> tuple[_Seen, bytes]:
    """Walk a sheet's XML. Rows and cells without an address follow the one before (18.3.1.73, 18.3.1.4).

    The sheet comes back with the filled cells alone: calamine makes room for all cells up to the last one, and a single
    one far out takes more memory than there is.
    """
    from lxml import etree

    tree = _xml(part, source, where)
    filled: set[tuple[int, int]] = set()
    formulas: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    percent: set[tuple[int, int]] = set()
    hidden_rows: set[int] = set()
    row_number = 0
    for row in (row for data in _children(tree, "sheetData") for row in _children(data, "row")):
        row_number = _whole(row.get("r"), row_number + 1)
        if not 1 <= row_number <= _LAST_ROW or not re.fullmatch("[0-9]{1,9}", row.get("r") or "1"):
            far = visible(str(row.get("r")))[:20]
            _refuse(
                "table-broken",
                f"`{source.file}` has a row {far}, which no sheet has",
                where,
                "delete stray cells far out",
            )
        if row.get("hidden") in ("1", "true") or (row.get("ht") == "0" and row.get("customHeight") in ("1", "true")):
            hidden_rows.add(row_number)
        column = 0
        for cell in tuple(_children(row, "c")):
            column = _column(cell.get("r"), column + 1)
            at = (row_number, column)
            value = "".join(str(v.text or "") for v in _children(cell, "v"))
            formula = next(_children(cell, "f"), None)
            kind = cell.get("t", "n")
            if kind == "inlineStr":
                value = "".join(cell.itertext())
            if kind == "e":
                errors[at] = value or "#ERROR"
            elif formula is not None and not value and kind != "str":
                formulas[at] = str(formula.text or "").strip()
            if value or at in formulas or at in errors:
                filled.add(at)
                percent |= {at} if _whole(cell.get("s"), 0) in percent_styles else set()
                cell.set("r", f"{_letters(column - 1)}{row_number}")
            else:
                row.remove(cell)
        row.set("r", str(row_number))
    for claimed in tuple(_children(tree, "dimension")):
        tree.remove(claimed)
    hidden_columns = tuple(
        (_whole(column.get("min"), 1), _whole(column.get("max"), 1))
        for columns in _children(tree, "cols")
        for column in _children(columns, "col")
        if column.get("hidden") in ("1", "true") or column.get("width") == "0"
    )
    merges = (merge for listing in _children(tree, "mergeCells") for merge in _children(listing, "mergeCell"))
    merged = tuple(ref for merge in merges if _corners(ref := str(merge.get("ref") or "")) is not None)
    seen = _Seen(
        frozenset(filled), formulas, errors, frozenset(percent), frozenset(hidden_rows), hidden_columns, merged
    )
    return seen, etree.tostring(tree)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default


def _column(address: str | None, default: int) -> int:
    match = re.match(r"\$?([A-Z]{1,3})\$?[0-9]", address or "")
    if not match:
        return default
    number = 0
    for letter in match.group(1):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _values(parts: Mapping[str, bytes], sheet: str, source: TableSource, where: Where | None) -> list[list[Any]]:
    """The sheet's values from A1 on. calamine gets a fresh archive with the checked parts only."""
    from python_calamine import CalamineWorkbook

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    packed.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(packed)
        return [list(row) for row in workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # a panic in calamine's Rust code is a BaseException
        _refuse(
            "table-broken",
            f"sheet `{sheet}` of `{source.file}` cannot be read ({visible(str(fault))[:80]})",
            where,
            "open it in your spreadsheet program and save it again",
        )


def _xlsx_cell(
    values: Sequence[Sequence[Any]], seen: _Seen, at: tuple[int, int], spot: str, source: TableSource
) -> _Raw:
    if at not in seen.filled:
        return _NOTHING
    row, column = at
    raw = values[row - 1][column - 1] if row <= len(values) and column <= len(values[row - 1]) else ""
    value, text = _xlsx_value(raw)
    shown_as_percent = isinstance(value, Decimal) and at in seen.percent
    if at not in seen.errors and at not in seen.formulas and not shown_as_percent:
        return _Raw(value, text)
    place = Where(source.file, row, column, _excerpt(values, row))
    if at in seen.errors:
        code = visible(seen.errors[at])
        return _Raw(
            None,
            code,
            (error("table-error", f"{spot} holds {code}: its formula failed", place, "", "mend the formula"),),
        )
    if at in seen.formulas:
        formula = visible(f"={seen.formulas[at]}" if seen.formulas[at] else "a formula")
        return _Raw(
            None,
            formula,
            (
                error(
                    "table-formula",
                    f"{spot} holds {formula} without a stored result",
                    place,
                    "",
                    "open the file in a spreadsheet program, let it calculate, and save it again",
                ),
            ),
        )
    shown = f"{format((value * 100).normalize(), 'f')}%" if isinstance(value, Decimal) else text
    return _Raw(
        value,
        shown,
        (
            warning(
                "table-percent",
                f"{spot} shows {shown} and holds {text}, which is what is read",
                place,
                "",
                'write the percentage as a plain number and give `unit: "%"`',
            ),
        ),
    )


def _xlsx_value(raw: Any) -> tuple[CellValue, str]:
    match raw:
        case bool():
            return str(raw).upper(), str(raw).upper()
        case int() | float():
            # A spreadsheet shows and keeps 15 digits; the binary number behind 0.3 may have 17 (ECMA-376 part 1, 18.17.5.2).
            number = Decimal(f"{raw:.15g}") if isinstance(raw, float) else Decimal(raw)
            plain = Decimal(format(number, "f")) if number.is_finite() and abs(number.adjusted()) < 40 else number
            return plain, str(plain)
        case datetime.datetime():
            if raw.time() == datetime.time():
                return raw.date(), raw.date().isoformat()
            return raw.isoformat(" "), raw.isoformat(" ")
        case datetime.date():
            return raw, raw.isoformat()
        case _:
            text = str(raw).strip()
            return (text or None), text


def _excerpt(values: Sequence[Sequence[Any]], row: int) -> str:
    cells = values[row - 1] if row <= len(values) else []
    return visible(" | ".join(_xlsx_value(cell)[1] for cell in cells))


def _percent_styles(parts: Mapping[str, bytes], source: TableSource, where: Where | None) -> frozenset[int]:
    """The cell styles that show a number as a percentage (18.8.30: built-in formats 9 and 10, or a code with `%`)."""
    part = next((part for name, part in parts.items() if name.lower() == "xl/styles.xml"), b"")
    if not part:
        return frozenset()
    tree = _xml(part, source, where)
    codes = {9, 10} | {
        _whole(code.get("numFmtId"), -1)
        for codes in _children(tree, "numFmts")
        for code in _children(codes, "numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", str(code.get("formatCode") or ""))
    }
    formats = [xf for listing in _children(tree, "cellXfs") for xf in _children(listing, "xf")]
    return frozenset(index for index, xf in enumerate(formats) if _whole(xf.get("numFmtId"), 0) in codes)


def _with_merged(lines: Iterable[_Line], seen: _Seen, sheet: str, source: TableSource) -> Iterator[_Line]:
    """The rows, with an error at each cell that a merged range hides or spreads over the table."""
    rows, columns = seen.last
    ranges = [(ref, corners) for ref in seen.merged if (corners := _corners(ref)) is not None]
    for line in lines:
        cells = list(line.cells)
        for ref, (top, left, bottom, right) in ranges:
            if top <= line.number <= bottom and top <= rows and left <= columns:
                fault = error(
                    "table-merged",
                    f"{sheet}!{ref} are merged cells",
                    Where(source.file, top, left),
                    "",
                    "unmerge them and fill in each cell",
                )
                for index in range(left - 1, min(right, len(cells))):
                    cells[index] = replace(cells[index], faults=(*cells[index].faults, fault))
        yield replace(line, cells=tuple(cells))


def _corners(ref: str) -> tuple[int, int, int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", ref)
    if not match:
        return None
    return int(match[2]), _column(f"{match[1]}1", 1), int(match[4]), _column(f"{match[3]}1", 1)


def _with_hidden(line: _Line, seen: _Seen, sheet: str, source: TableSource) -> _Line:
    if line.number not in seen.hidden_rows:
        return line
    fault = error(
        "table-hidden",
        f"row {line.number} of sheet `{sheet}` is hidden",
        _place(source, line, 1),
        "",
        "show the row (a filter may hide it) or delete it",
    )
    return replace(line, faults=(*line.faults, fault))


def _hidden_columns(seen: _Seen, columns: int, sheet: str, source: TableSource) -> dict[int, Diagnostic]:
    used = {column for _, column in seen.filled}
    hidden = (number for first, last in seen.hidden_columns for number in range(first, min(last, columns) + 1))
    return {
        number - 1: error(
            "table-hidden",
            f"column {_letters(number - 1)} of sheet `{sheet}` is hidden",
            Where(source.file, 1, number),
            "",
            "show the column, delete it, or name the columns that you want",
        )
        for number in hidden
        if number in used
    }
