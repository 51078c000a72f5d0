"""A CSV file as rows of cells (RFC 4180): separated by comma, semicolon, tab or bar, in UTF-8, UTF-16 or the encoding that is told.

read    a file's bytes -> Grid
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..characters import visible
from ..diagnostics import Where, fault
from ..regex import regex
from .grid import MOST_COLUMNS, MOST_ROWS, CellValue, Grid, Line, Raw, TableSource, refuse

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 200
_ENCODINGS: Final = ("windows-1252", "windows-1251", "windows-1256", "gb18030")
_DAY: Final = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Cells(dict[str, Raw]):
    """A cell for each text of the file: one that stands in it a thousand times is read once."""

    def __missing__(self, written: str) -> Raw:
        text = written.strip(" \t\u00a0\u202f\ufeff")
        cell = self[written] = Raw(text_value(text), text)
        return cell


def read(data: bytes, source: TableSource) -> Grid:
    """All its rows, as texts: what the texts mean, their columns tell."""
    text = _decoded(data, source)
    told = re.match(r"sep=(.)\r?\n", text)  # Excel's own way to name the separator
    skipped = 0
    if told:
        text, skipped = text[told.end() :], 1
    separator = told.group(1) if told else _separator(text)
    lines: list[Line] = []
    read_as = _Cells().__getitem__
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1 + skipped
    try:
        for record in reader:
            if len(lines) > MOST_ROWS:
                message = f"`{source.file}` has more than {MOST_ROWS:,} rows"
                refuse("table-too-large", message, None, "save the rows that you need as a file of their own")
            if len(record) > MOST_COLUMNS:
                message = f"row {start} of `{source.file}` has more than {MOST_COLUMNS:,} columns"
                refuse("table-too-large", message, None, "save the columns that you need as a file of their own")
            lines.append(Line(start, tuple(map(read_as, record))))
            start = reader.line_num + 1 + skipped
    except csv.Error as problem:
        excerpt = next(iter(text.splitlines()[start - 1 - skipped :]), "")
        message = f"the quotation marks of this row do not match ({problem})"
        if "limit" in str(problem):
            message = (
                f"this row has a cell of more than {csv.field_size_limit():,} characters: a quotation mark may be open"
            )
        hint = 'a cell with a quotation mark in it is written "like ""this"""'
        raise fault("table-quotes", message, Where(source.file, start, 1, visible(excerpt)), "", hint) from None
    return Grid(tuple(lines), separator=separator)


def text_value(text: str) -> CellValue:
    """A day as ISO 8601 writes it; any other text as it stands."""
    if len(text) == 10 and _DAY.fullmatch(text):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(text)
    return text or None


def _decoded(data: bytes, source: TableSource) -> str:
    """The text of a CSV file, its byte order mark gone."""
    encoding = source.encoding or "utf-8-sig"
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        refuse("table-encoding", f"`{source.file}` is in UTF-32", None, "save it as CSV UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif not source.encoding and len(data) % 2 == 0 and data[:400].count(0) > len(data[:400]) // 5:
        encoding = "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raw = data.splitlines()[line - 1 : line] if encoding == "utf-8-sig" else []
        excerpt = visible(raw[0].decode("utf-8", "replace")) if raw else ""
        message = f"`{source.file}` is not in {source.encoding or 'UTF-8'} (byte 0x{data[problem.start]:02X})"
        hint = "save it again as “CSV UTF-8”"
        if raw and not source.encoding and (readings := list(_readings(raw[0]))):
            hint = f"say beside the file's name what makes words of this row: {'; '.join(readings)}"
        raise fault("table-encoding", message, Where(source.file, line, 1, excerpt), "", hint) from None
    if "\x00" in text:
        message = f"`{source.file}` holds NUL characters: it is not a text file"
        refuse("table-encoding", message, None, "save it as CSV UTF-8")
    return text


def _readings(row: bytes) -> Iterator[str]:
    """What offices' encodings make of a row: each with the first word of it that is not plain ASCII, so that the author sees which is meant."""
    for encoding in _ENCODINGS:
        with contextlib.suppress(UnicodeDecodeError):
            word = next((word for word in re.findall(r"\w+", row.decode(encoding)) if not word.isascii()), "")
            if word:
                yield f"`encoding: {encoding}` reads `{visible(word[:40])}`"


def _separator(text: str) -> str:
    """The separator with which most records have the same number of cells; more columns win a tie. Lines above the table have others."""

    def merit(separator: str) -> tuple[float, int]:
        counts = Counter(count for count in _cell_counts(text, separator))
        most, often = max(counts.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
        return (0.0, 0) if most < 2 else (often / counts.total(), most)

    if re.match(r'[^\t\n"]*\\[^\t\n"]*\t', text):  # Eurostat: several columns joined by commas, then tabs
        return "\t"
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
