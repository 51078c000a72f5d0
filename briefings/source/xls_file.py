"""The sheet of an .xls workbook of Excel 5 to 2003 as rows of cells ([MS-XLS], in a compound file, [MS-CFB]).

read    a file's bytes -> Grid

python-calamine gives the values; what it does not tell apart is read from the records: formulas without a stored value, errors,
percentages, merged and hidden cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from ..characters import visible
from ..diagnostics import Diagnostic
from ..frozen import frozen
from .grid import Grid, TableSource, refuse
from .unpacked import refuse_protected
from .worksheet import Corners, Seen, calamine_values, chosen, gridded, percent_decimals, refuse_large

_LAST_SECTOR: Final = 0xFFFFFFFA
"""Greater numbers end a chain ([MS-CFB] 2.1)."""
_BEGIN, _END = 0x0809, 0x000A
_CELLS: Final = frozenset((0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0205, 0x0006))
"""The records of one cell each: number, RK, shared text, label, rich text, truth value or error, formula ([MS-XLS] 2.4)."""
_MANY_NUMBERS: Final = 0x00BD
_WRONG: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@frozen
class _Sheet:
    """A worksheet by its name and its place among all sheets: where its records begin, and whether it is hidden."""

    name: str
    at: int
    start: int
    hidden: bool


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the sheet that is named, or of the first that is not hidden."""
    try:
        stream = _stream(data)
        sheets, percent = _workbook(stream, source)
        extents = [_extent(stream, one) for one in sheets]
    except (struct.error, LookupError) as fault:
        message = f"`{source.file}` is damaged or cut off ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")
    for one, size in zip(sheets, extents, strict=True):
        refuse_large(size, one.name, source)  # calamine makes room for all sheets at once
    listed = [(one.name, one.hidden) for one in sheets]
    findings: list[Diagnostic] = []
    name = chosen(listed, source, findings)
    at = next(at for at, one in enumerate(sheets) if one.name == name)
    values = calamine_values(data, sheets[at].at, source) if extents[at][0] else []
    try:
        seen = _seen(stream, sheets[at], percent, extents[at])
    except (struct.error, IndexError) as fault:
        message = f"sheet `{name}` of `{source.file}` is damaged ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")
    return gridded(name, values, seen, source, listed, findings)


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
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, start)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth < 1:
            return
        if depth == 1:
            yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _workbook(stream: bytes, source: TableSource) -> tuple[list[_Sheet], dict[int, int]]:
    """The sheets in order, and by cell format how many decimals of a percentage it shows."""
    sheets: list[_Sheet] = []
    codes: dict[int, int] = {9: 0, 10: 2}
    formats: list[int] = []
    new, count = True, 0
    for kind, body in _records(stream, 0):
        match kind:
            case 0x0809:
                new = struct.unpack_from("<H", body)[0] >= 0x0600
            case 0x002F:
                refuse_protected(source)
            case 0x0085:
                start, state, what = struct.unpack_from("<I2B", body)
                if what == 0:  # others are charts and macros
                    sheets.append(_Sheet(_text(body, 6, 1, wide=new), count, start, bool(state & 3)))
                count += 1
            case 0x041E if (decimals := percent_decimals(_text(body, 2, 2 if new else 1, wide=new))) is not None:
                codes[struct.unpack_from("<H", body)[0]] = decimals
            case 0x00E0:
                formats.append(struct.unpack_from("<H", body, 2)[0])
    if not sheets:
        refuse("table-empty", f"`{source.file}` has no worksheet", None, "put the rows on a worksheet")
    return sheets, {at: codes[code] for at, code in enumerate(formats) if code in codes}


def _text(body: bytes, at: int, size: int, *, wide: bool) -> str:
    """A text with its length before it: bytes until Excel 95, from then on with a mark of its width ([MS-XLS] 2.5.240, 2.5.293)."""
    length = int.from_bytes(body[at : at + size], "little")
    at += size
    if not wide:
        return body[at : at + length].decode("cp1252", "replace")
    if body[at] & 1:
        return body[at + 1 : at + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[at + 1 : at + 1 + length].decode("latin-1")


def _extent(stream: bytes, sheet: _Sheet) -> tuple[int, int]:
    """The last row and column of a sheet that hold anything, from 1."""
    rows = columns = 0
    for kind, body in _records(stream, sheet.start):
        if kind in _CELLS or kind == _MANY_NUMBERS:
            row, column = struct.unpack_from("<2H", body)
            if kind == _MANY_NUMBERS:
                column = struct.unpack_from("<H", body, len(body) - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _seen(stream: bytes, sheet: _Sheet, percent: dict[int, int], last: tuple[int, int]) -> Seen:
    """What the records say of the cells beside their values."""
    formulas: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    shown: dict[tuple[int, int], int] = {}
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    merged: list[Corners] = []
    empty: dict[tuple[int, int], str] = {}
    calculated, spot = False, (0, 0)
    for kind, body in _records(stream, sheet.start):
        if kind in _CELLS or kind == _MANY_NUMBERS:
            row, column, style = struct.unpack_from("<3H", body)
            spot = row + 1, column + 1
            styles = [style]
            if kind == _MANY_NUMBERS:
                styles = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 2, 6)]
            shown |= {(row + 1, column + 1 + at): percent[one] for at, one in enumerate(styles) if one in percent}
        match kind:
            case 0x0205 if body[7]:
                errors[spot] = _WRONG.get(body[6], "#ERROR")
            case 0x0006 if body[12:14] == b"\xff\xff" and body[6] == 2:
                errors[spot] = _WRONG.get(body[8], "#ERROR")
            case 0x0006 if body[12:14] == b"\xff\xff" and body[6] == 0:
                formulas[spot] = ""  # its text follows, if it has been calculated
            case 0x0006 if body[12:14] == b"\xff\xff" and body[6] == 3:
                empty[spot] = ""
            case 0x0006:
                calculated = True
            case 0x0207:
                calculated = True
                formulas.pop(spot, None)
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
    return Seen(last, formulas, errors, shown, frozenset(hidden_rows), tuple(hidden_columns), tuple(merged))
