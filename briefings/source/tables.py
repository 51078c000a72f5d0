"""Rows of a CSV or JSON file or a spreadsheet, every cell with its place, never a blank where something stood.

    read_table    a file's bytes -> Rows: column names, and rows whose cells are numbers, texts, dates or nothing

The first row that is not empty holds the column names, or those that are told. A cell's place is `file:row:column`, counted from 1; its
excerpt is the row. What is wrong with a column is told only when the column is wanted.

Errors: `table-format`, `table-encoding`, `table-too-large`, `table-broken`, `table-empty`, `table-sheet`, `table-header`,
`table-preamble`, `table-column`, `table-ragged`, `table-quotes`, `table-formula`, `table-error`, `table-merged`, `table-hidden`, `table-where`.
Warnings: `table-number` (numbers that can be read in two ways, kept as text), `table-percent`, `table-sheet-hidden`, `table-header`, `table-stray`.
Notes: `table-sheet-chosen`, `table-row-empty`, `table-tags` (a row of HXL tags), `table-foot`, `table-joined`, `table-missing`, `table-flags`,
`table-digits`, `table-number` (numbers in a writing that has one meaning).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, NoReturn, Protocol

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from . import csv_file, json_file, ods_file, xls_file, xlsx_file
from .columns import Judged, Manner, Writing, judged, number, ranked
from .grid import CellValue, Grid, Line, Raw, TableSource, place, refuse, written
from .headings import Head, doubles, folded, found, headed, holding, meant, preamble, unnamed
from .unpacked import holds

__all__ = ["Cell", "Rows", "TableSource", "read_table"]

LARGEST_FILE: Final = 25 * 1024 * 1024
_MOST_FINDINGS: Final = 40
_MOST_KEPT: Final = 3_000_000
"""So many cells of tables are kept for the next section that names them."""
_TRIED: Final = 20
"""So many further sheets of a workbook are looked through for the columns that the first one lacks."""
_ONCE: Final = ("table-hidden", "table-merged", "table-formula", "table-error")
_ASKED: Final = 1_000
"""So many of the rows that are not shown have a say in what their columns are."""


class Door(Protocol):
    """What reads files: `env.Env`."""

    def read(self, path: str, where: Where | None = None) -> bytes:
        """The bytes of a file of the project."""
        ...


@frozen
class Cell:
    """One cell. `value` is None for an empty one; `text` is what stands there, spaces around it gone."""

    value: CellValue
    text: str
    where: Where


@frozen
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
    """The rows of a file; raises BriefingsError with everything that is wrong in it.

    `where` is the place that names the file, for findings about the file as a whole.
    """
    data = env.read(source.file, where)
    kind = _kind(data, source, where)
    if len(data) > LARGEST_FILE:
        message = f"`{source.file}` has {len(data) // 1024 // 1024} MB; 25 MB is the most"
        refuse("table-too-large", message, where, "save the rows that you need as a file of their own")
    grid = _grid(data, kind, source, where)
    try:
        return _rows(grid, source, where)
    except BriefingsError as fault:
        lacking = any(one.code == "table-column" for one in fault.findings)
        other = (
            next((name for name in grid.others[:_TRIED] if _has(data, kind, replace(source, sheet=name))), "")
            if lacking
            else ""
        )
        if not other:
            raise
        message = f"`{source.file}` has these columns in its sheet `{other}`; `{grid.sheet}` is read"
        refuse("table-column", message, where, f"say `sheet: {other}` beside the file's name")


def _has(data: bytes, kind: str, source: TableSource) -> bool:
    """Whether a sheet has all columns that are wanted, in a row that is or may be its header."""
    try:
        lines = [line for line in _READERS[kind](data, source).lines if line.filled]
    except BriefingsError:
        return False
    return bool(source.columns) and holding(lines, source.columns) is not None


_READERS: Final[Mapping[str, Callable[[bytes, TableSource], Grid]]] = {
    "csv": csv_file.read,
    "json": json_file.read,
    "ods": ods_file.read,
    "xls": xls_file.read,
    "xlsx": xlsx_file.read,
}
_SUFFIXES: Final = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab"), "csv"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson"), "json"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "sheet"),
}
_KEPT: Final[dict[tuple[str, str | None, str, bytes], Grid]] = {}
"""The tables read last, by file, sheet, encoding and contents: one that several sections name is read once."""


def _grid(data: bytes, kind: str, source: TableSource, where: Where | None) -> Grid:
    key = (source.file, source.sheet, source.encoding, sha256(data).digest())
    if key not in _KEPT:
        try:
            read = _READERS[kind](data, source)
        except BriefingsError as fault:
            raise BriefingsError(_placed(fault.findings, where)) from None
        while _KEPT and sum(map(_size, (*_KEPT.values(), read))) > _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = read
    grid = _KEPT[key]
    return replace(grid, findings=tuple(_placed(grid.findings, where)))


def _size(grid: Grid) -> int:
    """How many cells a table has."""
    return sum(len(line.cells) for line in grid.lines)


def _placed(findings: Iterable[Diagnostic], where: Where | None) -> Iterator[Diagnostic]:
    """Findings about a file as a whole, at the place that names it."""
    return (replace(one, where=one.where or where) for one in findings)


def _rows(grid: Grid, source: TableSource, where: Where | None) -> Rows:
    head = headed(grid, source, where)
    wrong: list[Diagnostic] = []
    wanted = _wanted(head, grid, source, where, wrong)
    told: list[Diagnostic] = [*grid.findings, *head.findings, *_gaps(head, grid, source)]
    wrong += doubles(head, [at for at, name in wanted.items() if name == head.names[at]], grid, source)
    wrong += [grid.column_faults[at] for at in sorted(wanted) if at in grid.column_faults]
    if not source.columns:
        told += unnamed(head, grid, source)
    deciding = [
        at
        for name in (*source.where, *source.without, *_order(head, source))
        if (at := found(head.names, head.tags, name)) is not None
    ]
    wrong += _faulty([head.line], wanted)
    # a word that is merged over several cells decides as any other
    wrong += [
        fault
        for line in head.body
        for at in deciding
        for fault in line.cell(at).faults
        if fault.code != "table-merged" or isinstance(line.cell(at).value, Decimal)
    ]
    if not grid.sheet:
        wrong += [fault for line in head.body for fault in _ragged(line, head, wanted, source)]
    above = preamble(grid, source) if wrong or any(one.code == "table-header" for one in told) else None
    if wrong or above:
        raise BriefingsError([above] if above else _shortened(wrong, source))
    if not head.body:
        refuse("table-empty", f"`{source.file}` has column names but no rows", place(source, head.line, 0), "add a row")
    kept = _chosen(head, source, where)
    body = _first(kept, head, grid, source, where)
    if source.most is not None and len(body) > source.most:
        refuse_many(len(body), source.most, source.file, where, _narrower(body, head, source))
    if faulty := list(_faulty(body, wanted)):
        above = preamble(grid, source)
        raise BriefingsError([above] if above else _shortened(faulty, source))
    columns = _judged(head, grid, source, body, kept, wanted)
    starts = [place(source, line, 1) for line in body]
    cells: list[list[Cell]] = []
    seen: list[_Column] = []
    for (at, name), column in zip(wanted.items(), columns, strict=True):
        raw = [line.cell(at) for line in body]
        spots = [Where(start.file, start.line, at + 1, start.excerpt) for start in starts]
        seen.append(_Column(visible(name), column, raw, spots))
        cells.append([Cell(value, one.text, spot) for value, one, spot in zip(column.values, raw, spots, strict=True)])
    told += _told(seen, source)
    return Rows(
        tuple(wanted.values()),
        tuple(zip(*cells, strict=True)),
        tuple(_shortened(told, source)),
        tuple(head.tags[at] if at < len(head.tags) else "" for at in wanted),
        tuple(column.unit for column in columns),
        tuple(column.decimals for column in columns),
    )


def refuse_many(count: int, most: int, file: str, where: Where | None, narrower: str = "") -> NoReturn:
    """Ends with the finding for more rows than a section shows."""
    message = f"`{file}` has {count:,} rows; a section shows {most:,} at the most"
    hint = "beside the file's name, `top: 20` shows the first of them (`order` sorts), `where` some of them"
    if narrower:
        hint += f", such as `where: {{{narrower}}}`"
    refuse("rows-too-many", message, where, hint)


def _narrower(body: Sequence[Line], head: Head, source: TableSource) -> str:
    """The column that is not shown itself, with its commonest word, that leaves few enough rows with the fewest words to choose from; else the
    two that leave the fewest; "" for none."""
    best: list[tuple[int, int, str]] = []
    shown = {
        found(head.names, head.tags, name)
        for one in source.columns
        for name in ((one,) if isinstance(one, str) else one)
    }
    for at, name in enumerate(head.names):
        if at in shown:
            continue
        words = Counter(filter(None, (line.cell(at).text for line in body)))
        wholes = name and all(value is None or value == value.to_integral_value() for value in map(number, words))
        if words and wholes and len(words) < len(body) / 2:
            ((word, count),) = words.most_common(1)
            best.append((count, len(words), f"{written(name)}: {written(word)}"))
    few = [(many, key) for count, many, key in best if count <= (source.most or 0)]
    return min(few)[1] if few else ", ".join(key for _, _, key in sorted(best)[:2])


def _faulty(lines: Iterable[Line], wanted: Iterable[int]) -> Iterator[Diagnostic]:
    """What is wrong with rows that are shown, and with their cells in the columns that are."""
    for line in lines:
        yield from line.faults
        for at in wanted:
            yield from line.cell(at).faults


def _wanted(
    head: Head, grid: Grid, source: TableSource, where: Where | None, wrong: list[Diagnostic]
) -> dict[int, str]:
    """The columns asked for, all that have a name when none is, each with the name that it goes by."""
    if not source.columns:
        return {at: name for at, name in enumerate(head.names) if name}
    wanted: dict[int, str] = {}
    for one in source.columns:
        names = (one,) if isinstance(one, str) else one
        hits = [(at, name) for name in names if (at := found(head.names, head.tags, name)) is not None]
        if hits:
            at, name = hits[0]
            twin = head.names.count(head.names[at]) > 1
            own = name.strip().casefold() == f"column {at + 1}" or (twin and name.startswith("#"))
            wanted.setdefault(at, name.strip() if own else head.names[at] or head.tags[at])
        elif names[-1]:
            known = [name for name in (*head.names, *head.tags) if name]
            hint = meant(names[0], known)
            if grid.others:
                sheets = ", ".join(f"`{name}`" for name in grid.others[:8]) + (", …" if len(grid.others) > 8 else "")
                hint += f"; the first sheet is read, `{grid.sheet}`: `sheet` names another of {sheets}"
            wrong.append(error("table-column", f"`{source.file}` has no column `{names[0]}`", where, "", hint))
    return wanted


def _ragged(line: Line, head: Head, wanted: dict[int, str], source: TableSource) -> Iterator[Diagnostic]:
    """An error where a row is longer than the header, for then no cell is sure; and where it lacks wanted cells."""
    cells, width = len(line.cells), len(head.names)
    if cells > width and any(cell.text for cell in line.cells[width:]):
        message = f"this row has {cells} cells, the header {width}"
        hint = "put quotation marks around a cell that holds the separator"
        yield error("table-ragged", message, place(source, line, width + 1), "", hint)
    elif cells <= max(wanted, default=0):
        message = f"this row has {cells} cells, the header {width}"
        hint = "write the separators of empty cells too"
        yield error("table-ragged", message, place(source, line, cells), "", hint)


def _gaps(head: Head, grid: Grid, source: TableSource) -> Iterator[Diagnostic]:
    """A note for empty rows inside the table: they are left out."""
    if not head.body:
        return
    first, last = head.body[0].number, head.body[-1].number
    numbers = {line.number for line in (*head.body, *head.notes)}
    rows = range(first, last) if grid.sheet else (line.number for line in grid.lines if first < line.number < last)
    gaps = [number for number in rows if number not in numbers]
    if gaps:
        many = "" if len(gaps) == 1 else f" and {len(gaps) - 1} more"
        yield note("table-row-empty", f"row {gaps[0]}{many} is empty and left out", Where(source.file, gaps[0], 1))


def _column(head: Head, name: str, source: TableSource, where: Where | None) -> int:
    """The column that a condition or an order names."""
    at = found(head.names, head.tags, name)
    if at is None:
        hint = meant(name, [one for one in (*head.names, *head.tags) if one])
        refuse("table-column", f"`{source.file}` has no column `{name}`", where, hint)
    return at


def _chosen(head: Head, source: TableSource, where: Where | None) -> list[Line]:
    """The rows that meet all conditions: each names a column, and the values that it may have or may not have."""
    kept = list(head.body)
    for conditions, kept_if in ((source.where, True), (source.without, False)):
        for name, values in conditions.items():
            at = _column(head, name, source, where)
            met = _meeting(values)
            hits = [met(line.cell(at)) for line in kept]
            if not any(hits):
                loose = {folded(value) for value in values if value.strip()}
                hits = [folded(line.cell(at).text) in loose for line in kept]
            if not any(hits):
                shown = ", ".join(f"`{value}`" for value in values)
                there = [text for text in dict.fromkeys(line.cell(at).text for line in head.body) if text]
                hint = did_you_mean(values[0], there[:500]) if values else "name a value of the column"
                message = f"no row of `{source.file}` has {shown} under `{head.names[at]}`"
                refuse("table-where", message, where, hint)
            kept = [line for line, hit in zip(kept, hits, strict=True) if hit is kept_if]
            if not kept:
                refuse("table-where", f"`without` leaves no row of `{source.file}`", where, "name fewer values")
    return kept


def _meeting(values: Sequence[str]) -> Callable[[Raw], bool]:
    """Whether a cell is one that the author named: the same words, capitals aside, or the same number."""
    words = {value.strip().casefold() for value in values}
    numbers = {wanted for value in values if (wanted := number(value.strip())) is not None}

    def met(cell: Raw) -> bool:
        if cell.text.casefold() in words:
            return True
        return bool(numbers) and (number(cell.text) if isinstance(cell.value, str) else cell.value) in numbers

    return met


def _order(head: Head, source: TableSource) -> tuple[str, ...]:
    """The column that rows are sorted by, if any: "-deaths" is the column "deaths", unless there is one that is called so."""
    if not source.order or found(head.names, head.tags, source.order) is not None:
        return (source.order,) if source.order else ()
    return (source.order.removeprefix("-"),)


def _first(kept: list[Line], head: Head, grid: Grid, source: TableSource, where: Where | None) -> list[Line]:
    """The rows in their order, and no more than are asked for."""
    for name in _order(head, source):
        at = _column(head, name, source, where)
        (column,) = _judged(head, grid, source, kept, kept, {at: head.names[at]})
        texts = [line.cell(at).text for line in kept]
        kept = [kept[row] for row in ranked(column.values, texts, largest_first=name != source.order)]
    return kept[: source.top]


def _judged(
    head: Head, grid: Grid, source: TableSource, body: Sequence[Line], kept: Sequence[Line], wanted: dict[int, str]
) -> list[Judged]:
    """The wanted columns of the rows that are shown. Some of the other rows that were kept help to see what a column is; and what some
    columns prove of the file's writing of numbers helps those that can be read in two ways."""
    asked = [found(list(wanted.values()), (), name) for name in source.figures]
    figures = {list(wanted)[at] for at in asked if at is not None}
    manner = Manner(bool(grid.sheet), source.language, grid.separator, source.missing)
    shown = {line.number for line in body}
    others = [line for line in kept[:_ASKED] if line.number not in shown]

    def read(at: int, name: str, manner: Manner) -> Judged:
        how = replace(manner, figures=at in figures)
        own = [line.cell(at) for line in body]
        whole = judged(name, [*own, *(line.cell(at) for line in others)], how)
        return judged(name, own, how) if whole.mixed and others else whole  # percentages may be all that is shown

    columns = {at: read(at, name, manner) for at, name in wanted.items()}
    proven: set[Writing] = {column.writing for column in columns.values() if column.writing}
    if not proven and any(column.doubtful for column in columns.values()):
        proven = _proven(head, manner)
    if len(proven) == 1 and not source.language:
        sure = replace(manner, writing=proven.pop())
        columns |= {at: read(at, wanted[at], sure) for at, column in columns.items() if _open(column)}
    return [column.first(len(body)) for column in columns.values()]


def _proven(head: Head, manner: Manner) -> set[Writing]:
    """The writings of numbers that any column of the file proves, rows and columns that are not shown too."""
    lines = head.body if len(head.body) <= 2 * _ASKED else (*head.body[:_ASKED], *head.body[-_ASKED:])
    every = (judged(name, [line.cell(at) for line in lines], manner) for at, name in enumerate(head.names))
    return {column.writing for column in every if column.writing}


def _open(column: Judged) -> bool:
    """Whether a column could be read otherwise: it proves nothing itself, and holds fractions or separators."""
    fractions = any(isinstance(value, Decimal) and value.as_tuple().exponent != 0 for value in column.values)
    return not column.writing and (fractions or bool(column.local or column.doubtful))


@frozen
class _Column:
    """A column that is shown: what it holds, as it stands in the file, and where."""

    name: str
    held: Judged
    cells: Sequence[Raw]
    spots: Sequence[Where]

    def listed(self, rows: Sequence[int]) -> str:
        """What stands in rows, each text once."""
        texts = list(dict.fromkeys(f"`{visible(self.cells[at].text)}`" for at in rows))
        return ", ".join(texts[:6]) + (", …" if len(texts) > 6 else "")


def _told(columns: Sequence[_Column], source: TableSource) -> Iterator[Diagnostic]:
    """What the author should know of the columns: what is plain to see once for all of them, a doubt for each."""
    for message, where in _alike(columns, "gaps", source):
        yield note("table-missing", message, where)
    for message, where in _alike(columns, "flags", source):
        yield note("table-flags", message, where)
    for message, where in _alike(columns, "local", source):
        yield note("table-number", message, where, "", "`language` beside the file's name says whose writing it is")
    for message, where in _alike(columns, "decimals", source):
        yield note("table-digits", message, where, "", "`decimals` says how many you want")
    for one in columns:
        called = f"column `{one.name}` of `{source.file}`"
        if one.held.doubtful:
            message = f"{called} is kept as text: {one.listed(one.held.doubtful)} can be read in two ways, or in none"
            hint = "say whose numbers the file writes, beside its name: `language: en` for 1,234.5; `fr` for 1 234,5; `de` for 1.234,5"
            yield warning("table-number", message, one.spots[one.held.doubtful[0]], "", hint)
        if one.held.mixed:
            plain = next(at for at, value in enumerate(one.held.values) if isinstance(value, Decimal))
            yield warning(
                "table-percent",
                f"{called} mixes percentages (`{visible(one.cells[one.held.mixed[0]].text)}`) and other numbers "
                f"(`{visible(one.cells[plain].text)}` in row {one.spots[plain].line}): the percentages are kept as text",
                one.spots[one.held.mixed[0]],
                "",
                "choose rows of one kind with `where`, or give the column one format",
            )


def _alike(columns: Sequence[_Column], kind: str, source: TableSource) -> Iterator[tuple[str, Where]]:
    """What is said of all columns that show something of a kind, at the first of them."""
    found = [(one, rows, said) for one in columns for rows, said in [_plain(one, kind)] if rows]
    for one, rows, said in found[:1]:
        names = [f"`{other.name}`" for other, _, _ in found[1:]]
        also = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield (
            f"column `{one.name}` of `{source.file}`{said}" + (f"; likewise {also}" if also else ""),
            one.spots[rows[0]],
        )


def _plain(one: _Column, kind: str) -> tuple[Sequence[int], str]:
    """The rows in which a column shows something of a kind, and what is said of it."""
    held = one.held
    if kind == "decimals":
        if held.decimals is None or held.unit:
            return (), ""
        many = "1 decimal is" if held.decimals == 1 else f"{held.decimals} decimals are"
        return (0,), f" was computed to the last digit: {many} shown"
    rows: Sequence[int] = getattr(held, kind)
    if not rows:
        return (), ""
    if kind == "gaps":
        return rows, f": {one.listed(rows)} stand for no value, in {len(rows)} of {len(one.cells)} rows"
    if kind == "flags":
        return rows, f": what stands behind the numbers is not read: {one.listed(rows)}"
    return rows, f" is read as numbers: `{visible(one.cells[rows[0]].text)}` is {held.values[rows[0]]}"


def _kind(data: bytes, source: TableSource, where: Where | None) -> str:
    """The format, by the name and then by the bytes; anything else is told by what it is."""
    named = _SUFFIXES.get(PurePosixPath(source.file).suffix.lower(), "")
    save = "save it as .xlsx or .csv"
    if not data:
        refuse("table-empty", f"`{source.file}` is empty", where, "the first row holds the column names")
    if not named:
        refuse("table-format", f"`{source.file}` is none of .csv, .xlsx, .xls, .ods and .json", where, save)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # [MS-OFFCRYPTO] 2.3: an encrypted workbook is a compound file with this stream.
        if "EncryptedPackage".encode("utf-16-le") in data:
            refuse("table-format", f"`{source.file}` is protected by a password", where, "save it without the password")
        return "xls"
    if data.startswith(b"PK\x03\x04") and named != "sheet":
        message = f"`{source.file}` is a zip or Office file, not {'CSV' if named == 'csv' else 'JSON'}"
        refuse("table-format", message, where, "if it is a spreadsheet, name it .xlsx; else save it as CSV")
    if named != "sheet":
        return named
    kind = holds(data) if data.startswith(b"PK") else ""
    if kind not in _READERS:
        _refuse_workbook(data, kind, source, where, save)
    return kind


def _refuse_workbook(data: bytes, kind: str, source: TableSource, where: Where | None, save: str) -> NoReturn:
    """Tells what a file is that is named as a workbook: programs call their reports .xls that are none."""
    if data.startswith(b"PK"):
        what = "a binary workbook" if kind else "a zip file and no workbook in the usual form"
        refuse("table-format", f"`{source.file}` is {what}", where, f"open it in a spreadsheet program, and {save}")
    start = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") or b"<table" in start or b"<html" in start:
        what = "Excel's XML of 2003" if b"urn:schemas-microsoft-com:office:spreadsheet" in start else "a web page"
        message = f"`{source.file}` is {what}, whatever its name says"
        refuse("table-format", message, where, f"open it in a spreadsheet program, and {save}")
    if data[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"):
        refuse("table-format", f"`{source.file}` is a workbook of before Excel 5", where, save)
    message = f"`{source.file}` is not a spreadsheet, whatever its name says"
    refuse("table-format", message, where, save)


def _shortened(found: Sequence[Diagnostic], source: TableSource) -> list[Diagnostic]:
    """So many findings as help; the rest as a number."""
    unique = _together(list(dict.fromkeys(found)))
    if len(unique) <= _MOST_FINDINGS:
        return unique
    rest = len(unique) - _MOST_FINDINGS
    level = unique[0].level
    return [
        *unique[:_MOST_FINDINGS],
        Diagnostic(level, "table-more", f"{rest} more findings in this table", Where(source.file)),
    ]


def _together(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Hidden rows are told once, and so are hidden columns and merged cells: a filter hides many, a house style merges many. Formulas that
    failed or have no result are told once a column, which was made by one formula."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        if one.code in _ONCE:
            alike.setdefault(_same(one), []).append(one)
    more = {same[0]: len(same) - 1 for same in alike.values()}
    return [
        replace(one, message=f"{one.message}, and {_further(one, more[one])}") if more.get(one) else one
        for one in found
        if one.code not in _ONCE or one in more
    ]


def _same(one: Diagnostic) -> tuple[str, str]:
    """What findings of a kind share that are told as one."""
    if one.code == "table-hidden":
        return one.code, one.message.partition(" ")[0]
    return one.code, str(one.where.column) if one.where and one.code != "table-merged" else ""


def _further(one: Diagnostic, count: int) -> str:
    if one.code in ("table-hidden", "table-merged"):
        return f"{count} more {'is' if count == 1 else 'are'}"
    return f"{count} more cells of its column are so too" if count > 1 else "another cell of its column is so too"
