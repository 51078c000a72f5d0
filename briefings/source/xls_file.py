"""The sheet of an .xls workbook of Excel 5 to 2003 as rows of cells ([MS-XLS], in a compound file, [MS-CFB]).

read    a file's bytes -> Grid

Read by ourselves: where a byte of such a file is wrong, python-calamine ends the process, and xlrd (2.0.2) may go round until no memory
is left; it does not say either which cells are formulas without a result.
"""

from __future__ import annotations

import codecs
import datetime
import re
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..characters import visible
from ..diagnostics import Diagnostic
from ..frozen import frozen
from .grid import Grid, TableSource, refuse
from .unpacked import refuse_protected
from .worksheet import Corners, Seen, chosen, gridded, percent_decimals, refuse_large

_LAST_SECTOR: Final = 0xFFFFFFFA
"""Greater numbers end a chain ([MS-CFB] 2.1)."""
_BEGIN, _END = 0x0809, 0x000A
_NUMBER, _RK, _MANY_RK, _SHARED_TEXT, _TEXT, _RICH_TEXT, _BOOL_OR_ERROR, _FORMULA = (
    *(0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x0006),
)
_CELLS: Final = frozenset((_NUMBER, _RK, _MANY_RK, _SHARED_TEXT, _TEXT, _RICH_TEXT, _BOOL_OR_ERROR, _FORMULA))
"""The records of cells ([MS-XLS] 2.4)."""
_WRONG: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_DAYS: Final = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), "d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "h"),
}
"""The built-in formats of days and of times (ECMA-376 part 1, 18.8.30)."""


@frozen
class _Sheet:
    """A worksheet by its name: where its records begin, and whether it is hidden."""

    name: str
    start: int
    hidden: bool


@frozen
class _Book:
    """What all sheets share: their list, texts, by cell format the decimals of a percentage and whether it shows a day ("d") or a time
    ("h"), the day that others are counted from, and how texts are written ("" for that of Excel 97 and later)."""

    sheets: tuple[_Sheet, ...]
    texts: tuple[str, ...]
    percent: dict[int, int]
    days: dict[int, str]
    first_day: datetime.datetime
    encoding: str


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the sheet that is named, or of the first that is not hidden."""
    findings: list[Diagnostic] = []
    try:
        stream = _stream(data)
        book = _workbook(stream, source)
        listed = [(one.name, one.hidden) for one in book.sheets]
        name = chosen(listed, source, findings)
        sheet = next(one for one in book.sheets if one.name == name)
        last = _extent(stream, sheet)
        refuse_large(last, name, source)
        values, seen = _cells(stream, sheet, book, last)
    except (struct.error, LookupError, ValueError, OverflowError) as fault:
        message = f"`{source.file}` is damaged or cut off ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")
    rows = [[values[row].get(column, "") for column in range(1, last[1] + 1)] for row in range(1, last[0] + 1)]
    return gridded(name, rows, seen, source, listed, findings)


# -- the compound file ----------------------------------------------------------------------------------------------------


def _stream(data: bytes) -> bytes:
    """The workbook's stream ([MS-CFB] 2.2 to 2.6)."""
    size, small_size = 4096 if data[30] == 12 else 512, 64
    first_folder, _, cutoff, first_small, _, first_more, _ = struct.unpack_from("<7I", data, 48)
    tables = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while first_more < _LAST_SECTOR and first_more not in seen:
        seen.add(first_more)
        *more, first_more = struct.unpack_from(f"<{size // 4}I", data, (first_more + 1) * size)
        tables += more
    sectors = [one for one in dict.fromkeys(tables) if (one + 1) * size < len(data)]
    links = [link for one in sectors for link in struct.unpack(f"<{size // 4}I", _sector(data, one + 1, size))]

    def chained(first: int) -> bytes:
        return b"".join(_sector(data, one + 1, size) for one in _chain(first, links))

    folder = chained(first_folder)
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(folder) - 127, 128):
        length = struct.unpack_from("<H", folder, at + 64)[0]
        name = folder[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        found.setdefault(name.casefold(), struct.unpack_from("<2I", folder, at + 116))
    first, length = found.get("workbook") or found["book"]
    if length >= cutoff:
        return chained(first)[:length]
    raw = chained(first_small)
    small_links = struct.unpack(f"<{len(raw) // 4}I", raw)
    small = chained(found["root entry"][0])
    return b"".join(_sector(small, one, small_size) for one in _chain(first, small_links))[:length]


def _sector(data: bytes, at: int, size: int) -> bytes:
    if at * size >= len(data):
        raise ValueError("its end is missing")
    return data[at * size : (at + 1) * size].ljust(size, b"\0")


def _chain(first: int, links: list[int] | tuple[int, ...]) -> Iterator[int]:
    """The sectors from the first on, each once."""
    seen: set[int] = set()
    while first < min(_LAST_SECTOR, len(links)) and first not in seen:
        seen.add(first)
        yield first
        first = links[first]


# -- its records ----------------------------------------------------------------------------------------------------------


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on to the end of what begins there, without those of charts that stand within ([MS-XLS] 2.1.7)."""
    depth, first = 0, start
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, start)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth < 1:
            if start == first:
                raise ValueError("no sheet begins where one should")
            return
        if depth == 1:
            yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length
    raise ValueError("its end is missing")


def _workbook(stream: bytes, source: TableSource) -> _Book:
    """What the records before the first sheet say."""
    sheets: list[_Sheet] = []
    percent, days, formats = {9: 0, 10: 2}, dict(_DAYS), list[int]()
    shared: list[bytes] = []
    encoding, first_day, before = "", datetime.datetime(1899, 12, 30), 0
    for kind, body in _records(stream, 0):
        match kind:
            case 0x0809 if struct.unpack_from("<H", body)[0] < 0x0600:
                encoding = encoding or "cp1252"
            case 0x0042 if encoding:
                encoding = _encoding(struct.unpack_from("<H", body)[0])
            case 0x002F:
                refuse_protected(source)
            case 0x0022 if body[0]:
                first_day = datetime.datetime(1904, 1, 1)
            case 0x0085:
                start, state, what = struct.unpack_from("<I2B", body)
                if what == 0:  # others are charts and macros
                    sheets.append(_Sheet(_text(body, 6, 1, encoding), start, bool(state & 3)))
            case 0x041E:
                code, number = _text(body, 2, 1 if encoding else 2, encoding), struct.unpack_from("<H", body)[0]
                if (decimals := percent_decimals(code)) is not None:
                    percent[number] = decimals
                elif shows := _shows(code):
                    days[number] = shows
            case 0x00E0:
                formats.append(struct.unpack_from("<H", body, 2)[0])
            case 0x00FC:
                shared = [body]
            case 0x003C if before in (0x00FC, 0x003C) and shared:
                shared.append(body)
        before = kind
    if not sheets:
        refuse("table-empty", f"`{source.file}` has no worksheet", None, "put the rows on a worksheet")
    shown = list(enumerate(formats))
    return _Book(
        tuple(sheets),
        tuple(_shared(shared)),
        {at: percent[code] for at, code in shown if code in percent},
        {at: days[code] for at, code in shown if code in days},
        first_day,
        encoding,
    )


def _encoding(page: int) -> str:
    """The name of a code page ([MS-XLS] 2.4.52), Western Europe's where nobody knows it."""
    name = {1200: "utf-16-le", 32768: "mac-roman"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _shows(code: str) -> str:
    """Whether a number format shows a day ("d") or a time alone ("h")."""
    bare = (
        re.sub(r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|_.', "", code.lower())
        .partition(";")[0]
        .replace("general", "")
    )
    if re.search("[dy]", bare) or ("m" in bare and not re.search("[hs]", bare)):
        return "d"
    return "h" if re.search("[hs]", bare) else ""


def _text(body: bytes, at: int, size: int, encoding: str) -> str:
    """A text with its length before it: bytes until Excel 95, from then on with a mark of its width ([MS-XLS] 2.5.240, 2.5.293)."""
    length = int.from_bytes(body[at : at + size], "little")
    at += size
    if encoding:
        return body[at : at + length].decode(encoding, "replace")
    if body[at : at + 1] and body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _shared(chunks: Sequence[bytes]) -> Iterator[str]:
    """The texts that cells share ([MS-XLS] 2.4.265); one that goes on in the next record has a mark of its width there again (2.5.293)."""
    chunk, at = 0, 8

    def skip(count: int) -> None:
        nonlocal chunk, at
        at += count
        while chunk < len(chunks) and at >= len(chunks[chunk]):
            at, chunk = at - len(chunks[chunk]), chunk + 1

    skip(0)
    while chunk < len(chunks):
        length, flags = struct.unpack_from("<HB", chunks[chunk], at)
        skip(3)
        runs = more = 0
        if flags & 8:
            runs = struct.unpack_from("<H", chunks[chunk], at)[0]
            skip(2)
        if flags & 4:
            more = struct.unpack_from("<I", chunks[chunk], at)[0]
            skip(4)
        text, wide, first = "", flags & 1, True
        while length > 0 and chunk < len(chunks):
            if at == 0 and not first:
                wide, at = chunks[chunk][0] & 1, 1
            piece = chunks[chunk][at : at + length * (1 + wide)]
            text += piece.decode("utf-16-le" if wide else "latin-1", "replace")
            length -= max(1, len(piece) // (1 + wide))
            skip(len(piece))
            first = False
        skip(4 * runs + more)
        yield text


def _extent(stream: bytes, sheet: _Sheet) -> tuple[int, int]:
    """The last row and column of a sheet that hold anything, from 1."""
    rows = columns = 0
    for kind, body in _records(stream, sheet.start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<2H", body)
            if kind == _MANY_RK:
                column += max(0, (len(body) - 6) // 6 - 1)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _cells(
    stream: bytes, sheet: _Sheet, book: _Book, last: tuple[int, int]
) -> tuple[defaultdict[int, dict[int, Any]], Seen]:
    """The values by row and column, and what is seen of the cells beside them."""
    values: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    formulas: dict[tuple[int, int], str] = {}
    empty: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    shown: dict[tuple[int, int], int] = {}
    hidden_rows, hidden_columns, merged = set[int](), list[tuple[int, int]](), list[Corners]()
    calculated, spot = False, (0, 0)
    for kind, body in _records(stream, sheet.start):
        if kind in _CELLS:
            for row, column, style, value in _read(kind, body, book):
                spot = row, column
                values[row][column] = _day(value, book.days[style], book) if style in book.days else value
                if style in book.percent:
                    shown[spot] = book.percent[style]
        match kind:
            case 0x0205 if body[7]:
                errors[spot] = _WRONG.get(body[6], "#ERROR")
            case 0x0006 if body[12:14] != b"\xff\xff":
                calculated = True
            case 0x0006 if body[6] == 2:
                errors[spot], calculated = _WRONG.get(body[8], "#ERROR"), True
            case 0x0006 if body[6] in (0, 3):
                (formulas if body[6] == 0 else empty)[spot] = ""  # its text follows, if it has been calculated
            case 0x0207:
                calculated = True
                formulas.pop(spot, None)
                values[spot[0]][spot[1]] = _text(body, 0, 2, book.encoding)
            case 0x0208 if struct.unpack_from("<H", body, 12)[0] & 0x20:
                hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
            case 0x007D if struct.unpack_from("<H", body, 8)[0] & 1:
                first, end = struct.unpack_from("<2H", body)
                hidden_columns.append((first + 1, end + 1))
            case 0x00E5:
                for at in range(2, len(body) - 7, 8):
                    top, bottom, left, right = struct.unpack_from("<4H", body, at)
                    merged.append((top + 1, left + 1, bottom + 1, right + 1))
    if not calculated:  # programs that write workbooks without calculating leave every result empty
        formulas |= empty
    return values, Seen(last, formulas, errors, shown, frozenset(hidden_rows), tuple(hidden_columns), tuple(merged))


def _read(kind: int, body: bytes, book: _Book) -> Iterator[tuple[int, int, int, Any]]:
    """The cells of a record: row and column from 1, format and value."""
    row, column, style = struct.unpack_from("<3H", body)
    value: Any = ""
    match kind:
        case 0x00BD:
            for at in range(4, 4 + 6 * ((len(body) - 6) // 6), 6):
                style, packed = struct.unpack_from("<HI", body, at)
                yield row + 1, column + 1 + (at - 4) // 6, style, _unpacked_number(packed)
            return
        case 0x0203:
            value = struct.unpack_from("<d", body, 6)[0]
        case 0x027E:
            value = _unpacked_number(struct.unpack_from("<I", body, 6)[0])
        case 0x00FD:
            value = book.texts[struct.unpack_from("<I", body, 6)[0]]
        case 0x0204 | 0x00D6:
            value = _text(body, 6, 2, book.encoding)
        case 0x0205 if not body[7]:
            value = bool(body[6])
        case 0x0006 if body[12:14] != b"\xff\xff":
            value = struct.unpack_from("<d", body, 6)[0]
        case 0x0006 if body[6] == 1:
            value = bool(body[8])
    yield row + 1, column + 1, style, value


def _unpacked_number(packed: int) -> float:
    """A number in four bytes ([MS-XLS] 2.5.217): thirty bits of a whole number or of a fraction, perhaps in hundredths."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number


def _day(value: Any, shows: str, book: _Book) -> Any:
    """A number as the day or the time that its format shows; anything else as it is."""
    if not isinstance(value, float) or not 0 <= value < 2_958_466:
        return value
    if shows == "h":
        minutes, seconds = divmod(round(value * 86_400), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    early = value < 60 and book.first_day.year == 1899  # Excel takes 1900 for a leap year
    when = book.first_day + datetime.timedelta(days=value + early)
    return (when + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
