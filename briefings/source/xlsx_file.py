"""The sheet of an .xlsx workbook as rows of cells (ECMA-376 part 1, 18.3).

read    a file's bytes -> Grid

python-calamine gives the values; what it does not tell apart is read from the sheet's XML: formulas without a stored value, errors,
percentages, merged and hidden cells. Raises BriefingsError for what is no sound workbook.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from ..characters import visible
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from .grid import MOST_COLUMNS, MOST_ROWS, CellValue, Grid, Line, Raw, TableSource, address, letters, place, refuse

_LARGEST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_RATIO: Final = 200  # a zip bomb packs 1,000 to 1; the XML of a real sheet some 10 to 40
_LAST_ROW: Final = 1_048_576
_GAP: Final = 1_000
"""What stands so many empty rows below a table, beyond the rows that a table may have, is none of it."""
_MOST_CELLS: Final = 2_500_000


@frozen
class _Seen:
    """What a sheet's XML says beside the values: cells as (row, column) from 1; `last` are the last row and column that hold anything, save
    a `stray` cell far below the table ("" for none)."""

    last: tuple[int, int]
    stray: str
    formulas: Mapping[tuple[int, int], str]
    errors: Mapping[tuple[int, int], str]
    percent: Mapping[tuple[int, int], int]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[str, ...]


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the sheet that is named, or of the first that is not hidden."""
    parts = _unpacked(data, source)
    sheets = _sheets(parts, source)
    findings: list[Diagnostic] = []
    name, part = _chosen(sheets, source, findings)
    if part not in parts:
        refuse(
            "table-broken", f"`{source.file}` lacks the data of its sheet `{name}`", None, "open it and save it again"
        )
    seen, parts[part] = _seen(parts[part], _percent_styles(parts, source), source)
    if seen.stray:
        message = f"{name}!{seen.stray} of `{source.file}` holds something far below the table: it is left out"
        findings.append(warning("table-stray", message, None, "", "delete that cell, or move its row up to the others"))
    rows, columns = seen.last
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > _MOST_CELLS:
        most = f"{MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {_MOST_CELLS:,} cells are the most"
        message = f"sheet `{name}` of `{source.file}` reaches to {letters(columns - 1)}{rows}; {most}"
        refuse("table-too-large", message, None, "keep only the rows shown, and delete stray cells far out")
    values = _values(parts, name, source) if rows else []
    lines = [line for line in _lines(values, seen, name, source) if line.filled]
    merged = _with_merged(lines, seen, name, source)
    return Grid(
        tuple(_with_hidden(line, seen, name, source) for line in merged),
        name,
        "",
        tuple(findings),
        _hidden_columns(seen, lines, name, source),
        tuple(corners for ref in seen.merged if (corners := _corners(ref)) is not None),
        () if source.sheet else tuple(other for other, _, hidden in sheets if not hidden and other != name),
    )


class _Cells(dict[Any, Raw]):
    """A cell for each value of one type: one that stands in the sheet a thousand times is read once."""

    def __missing__(self, value: Any) -> Raw:
        cell = self[value] = Raw(*_xlsx_value(value))
        return cell


def _lines(values: Sequence[Sequence[Any]], seen: _Seen, sheet: str, source: TableSource) -> Iterator[Line]:
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


def _unpacked(data: bytes, source: TableSource) -> dict[str, bytes]:
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
                message = f"`{source.file}` is {kind}, not an .xlsx workbook"
                refuse("table-format", message, None, "save it as .xlsx or .csv")
            needed = [member for member, name in zip(members, names, strict=True) if wanted.fullmatch(name)]
            if any(member.flag_bits & 1 for member in needed):
                refuse(
                    "table-format", f"`{source.file}` is protected by a password", None, "save it without the password"
                )
            total = sum(member.file_size for member in needed)
            bomb = any(m.file_size > 1_000_000 and m.file_size > _MOST_RATIO * max(1, m.compress_size) for m in needed)
            if bomb or total > _LARGEST_UNPACKED:
                message = f"`{source.file}` unpacks to {total // 1024 // 1024} MB: too much to be a table"
                refuse("table-too-large", message, None, "copy the rows into a new workbook")
            # zipfile stops at the declared size and checks the sum, so a header that lies ends here.
            return {member.filename.lstrip("/"): archive.read(member) for member in needed}
    except BriefingsError:
        raise
    except Exception as fault:  # BadZipFile, zlib.error, NotImplementedError, EOFError … have no common base
        message = f"`{source.file}` is damaged or cut off ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")


def _xml(part: bytes, source: TableSource) -> Any:
    """A part as a tree: no entities, no DTD, nothing fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        refuse("table-broken", f"`{source.file}` is damaged ({visible(str(fault))[:80]})", None, "save it again")
    if tree.getroottree().docinfo.doctype:
        refuse("table-broken", f"`{source.file}` holds a document type, which no workbook has", None, "save it again")
    return tree


def _local(element: Any) -> str:
    """An element's name without its namespace: the strict and the transitional form differ in nothing else here."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Names(dict[Any, str]):
    """The local name of each tag, found once."""

    def __missing__(self, tag: Any) -> str:
        name = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


class _Letters(dict[int, str]):
    """The letters of each column, counted from 1, found once."""

    def __missing__(self, column: int) -> str:
        name = self[column] = letters(column - 1)
        return name


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _local(child) == name)


def _sheets(parts: Mapping[str, bytes], source: TableSource) -> list[tuple[str, str, bool]]:
    """The worksheets in order: name, part, and whether it is hidden (ECMA-376 part 1, 18.2.19)."""
    by_name = {name.lower(): name for name in parts}
    workbook = _xml(parts[by_name["xl/workbook.xml"]], source)
    relations: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in by_name:
        for relation in _xml(parts[by_name["xl/_rels/workbook.xml.rels"]], source):
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
        refuse("table-empty", f"`{source.file}` has no worksheet", None, "put the rows on a worksheet")
    return sheets


def _chosen(
    sheets: Sequence[tuple[str, str, bool]], source: TableSource, findings: list[Diagnostic]
) -> tuple[str, str]:
    """The sheet asked for; without a name the first that is not hidden, which is said when there are others."""
    names = [name for name, _, _ in sheets]
    if source.sheet:
        for name, part, hidden in sheets:
            if name == source.sheet:
                if hidden:
                    message = f"sheet `{name}` of `{source.file}` is hidden; its rows are shown all the same"
                    hint = "unhide it, so that everybody sees where the figures come from"
                    findings.append(warning("table-sheet-hidden", message, None, "", hint))
                return name, part
        message = f"`{source.file}` has no sheet `{source.sheet}`"
        refuse("table-sheet", message, None, did_you_mean(source.sheet, names, "sheet"))
    open_sheets = [(name, part) for name, part, hidden in sheets if not hidden]
    if not open_sheets:
        refuse("table-sheet", f"all sheets of `{source.file}` are hidden", None, "unhide one, or name it with `sheet`")
    if len(open_sheets) > 1:
        message = f"`{source.file}` has {len(open_sheets)} sheets; the first, `{open_sheets[0][0]}`, is read"
        hint = "name the one you mean with `sheet`"
        findings.append(note("table-sheet-chosen", message, None, "", hint))
    return open_sheets[0]


def _seen(part: bytes, percent_styles: Mapping[int, int], source: TableSource) -> tuple[_Seen, bytes]:
    """Walk a sheet's XML. Rows and cells without an address follow the one before (18.3.1.73, 18.3.1.4).

    The sheet comes back with the filled cells alone: calamine makes room for all cells up to the last one, and a single
    one far out takes more memory than there is.
    """
    from lxml import etree

    tree = _xml(part, source)
    names, columns = _Names(), _Letters()
    last_row = last_column = 0
    formulas: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    percent: dict[tuple[int, int], int] = {}
    hidden_rows: set[int] = set()
    row_number = 0
    near, stray = _near([row for data in _children(tree, "sheetData") for row in _children(data, "row")])
    for row in near:
        given = row.get("r")
        row_number = _whole(given, row_number + 1)
        if not 1 <= row_number <= _LAST_ROW or not re.fullmatch("[0-9]{1,9}", given or "1"):
            message = f"`{source.file}` has a row {visible(str(given))[:20]}, which no sheet has"
            refuse("table-broken", message, None, "delete stray cells far out")
        if row.get("hidden") in ("1", "true") or (row.get("ht") == "0" and row.get("customHeight") in ("1", "true")):
            hidden_rows.add(row_number)
        column, own = 0, str(row_number)
        for cell in list(row):
            if names[cell.tag] != "c":
                continue
            address_given = cell.get("r")
            column += 1
            if address_given != (right := f"{columns[column]}{own}"):
                column = _column(address_given, column)
                right = f"{columns[column]}{own}"
            value, formula, kind = _written(cell, names)
            if kind == "e":
                errors[row_number, column] = value or "#ERROR"
            elif formula is not None and not value and kind != "str":
                formulas[row_number, column] = str(formula.text or "").strip()
            elif not value:
                row.remove(cell)
                continue
            last_row, last_column = max(last_row, row_number), max(last_column, column)
            if percent_styles and (style := _whole(cell.get("s"), 0)) in percent_styles:
                percent[row_number, column] = percent_styles[style]
            if address_given != right:
                cell.set("r", right)
        if given != own:
            row.set("r", own)
    for claimed in tuple(_children(tree, "dimension")):
        tree.remove(claimed)
    hidden_columns, merged = _ranges(tree)
    seen = _Seen(
        (last_row, last_column), stray, formulas, errors, percent, frozenset(hidden_rows), hidden_columns, merged
    )
    return seen, etree.tostring(tree)


def _ranges(tree: Any) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """The columns that are hidden, by their first and last, and the ranges of merged cells (18.3.1.13, 18.3.1.55)."""
    hidden_columns = tuple(
        (_whole(column.get("min"), 1), _whole(column.get("max"), 1))
        for columns in _children(tree, "cols")
        for column in _children(columns, "col")
        if column.get("hidden") in ("1", "true") or column.get("width") == "0"
    )
    merges = (merge for listing in _children(tree, "mergeCells") for merge in _children(listing, "mergeCell"))
    merged = tuple(ref for merge in merges if _corners(ref := str(merge.get("ref") or "")) is not None)
    return hidden_columns, merged


def _near(rows: list[Any]) -> tuple[list[Any], str]:
    """The rows without those that stand in a sheet's last tenths, far below the others, where something was dropped by mistake; and the
    first filled cell of these."""
    if not rows or _whole(rows[-1].get("r"), 0) <= MOST_ROWS:
        return rows, ""
    filled = [(_whole(row.get("r"), 0), row) for row in rows if any(len(cell) for cell in row)]
    steps = enumerate(pairwise([number for number, _ in filled]), 1)
    far = next((at for at, (above, number) in steps if number > MOST_ROWS and number - above > _GAP), 0)
    if not far:
        return rows, ""
    for _, row in filled[far:]:
        row.getparent().remove(row)
    taken = {id(row) for _, row in filled[far:]}
    stray = next(str(cell.get("r")) for cell in filled[far][1] if len(cell))
    return [row for row in rows if id(row) not in taken], visible(stray)[:12]


def _written(cell: Any, names: Mapping[Any, str]) -> tuple[str, Any, str]:
    """A cell's value as it is written, its formula if it has one, and its type (18.3.1.4)."""
    value, formula, kind = "", None, cell.get("t") or "n"
    for child in cell:
        if (name := names[child.tag]) == "v":
            value += child.text or ""
        elif name == "f" and formula is None:
            formula = child
    return "".join(cell.itertext()) if kind == "inlineStr" else value, formula, kind


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


def _values(parts: Mapping[str, bytes], sheet: str, source: TableSource) -> list[list[Any]]:
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
        message = f"sheet `{sheet}` of `{source.file}` cannot be read ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")


def _odd(cell: Raw, values: Sequence[Any], seen: _Seen, at: tuple[int, int], spot: str, source: TableSource) -> Raw:
    """A cell that is an error, a formula without its value, or shown as a percentage."""
    if at not in seen.errors and at not in seen.formulas:
        if not isinstance(cell.value, Decimal):
            return cell
        value = Decimal(format((cell.value * 100).normalize(), "f"))
        return Raw(value, f"{value}%", percent=seen.percent[at])
    here = Where(source.file, *at, visible(" | ".join(_xlsx_value(value)[1] for value in values)))
    if at in seen.errors:
        code = visible(seen.errors[at])
        return Raw(
            None,
            code,
            (error("table-error", f"{spot} holds {code}: its formula failed", here, "", "mend the formula"),),
        )
    formula = visible(f"={seen.formulas[at]}" if seen.formulas[at] else "a formula")
    message = f"{spot} holds {formula} without a stored result"
    hint = "open the file in a spreadsheet program, let it calculate, and save it again"
    return Raw(
        None,
        formula,
        (error("table-formula", message, here, "", hint),),
    )


def _xlsx_value(raw: Any) -> tuple[CellValue, str]:
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


def _percent_styles(parts: Mapping[str, bytes], source: TableSource) -> dict[int, int]:
    """The cell styles that show a number as a percentage, with how many decimals they show (18.8.30: built-in formats 9 and 10, or a code
    with `%`)."""
    part = next((part for name, part in parts.items() if name.lower() == "xl/styles.xml"), b"")
    if not part:
        return {}
    tree = _xml(part, source)
    codes = {9: 0, 10: 2}
    for code in (code for listing in _children(tree, "numFmts") for code in _children(listing, "numFmt")):
        bare = re.sub(r'"[^"]*"|\\.', "", str(code.get("formatCode") or "")).partition(";")[0]
        if "%" in bare:
            decimals = re.search(r"\.([0#?]+)", bare)
            codes[_whole(code.get("numFmtId"), -1)] = min(12, len(decimals[1])) if decimals else 0
    formats = [xf for listing in _children(tree, "cellXfs") for xf in _children(listing, "xf")]
    used = ((index, _whole(xf.get("numFmtId"), 0)) for index, xf in enumerate(formats))
    return {index: codes[number] for index, number in used if number in codes}


def _with_merged(lines: Sequence[Line], seen: _Seen, sheet: str, source: TableSource) -> Iterator[Line]:
    """The rows, with an error at each cell that a merged range hides or spreads over the table; a word that is merged down over several
    rows stands in each of them."""
    words: dict[str, Raw] = {}
    spread: defaultdict[int, list[tuple[str, tuple[int, int, int, int]]]] = defaultdict(list)
    numbers = [line.number for line in lines]
    for ref in seen.merged:
        if (corners := _corners(ref)) is not None:
            for number in numbers[bisect_left(numbers, corners[0]) : bisect_right(numbers, corners[2])]:
                spread[number].append((ref, corners))
    for line in lines:
        if line.number not in spread:
            yield line
            continue
        cells = list(line.cells)
        for ref, (top, left, _, right) in spread[line.number]:
            if left == right and left <= len(cells):
                if line.number == top and isinstance(cells[left - 1].value, str):
                    words[ref] = cells[left - 1]
                if ref in words:
                    cells[left - 1] = words[ref]
                    continue
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


def _with_hidden(line: Line, seen: _Seen, sheet: str, source: TableSource) -> Line:
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


def _hidden_columns(seen: _Seen, lines: Sequence[Line], sheet: str, source: TableSource) -> dict[int, Diagnostic]:
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
