"""The sheet of an .xlsx workbook as rows of cells (ECMA-376 part 1, 18.3).

read    a file's bytes -> Grid

python-calamine gives the values; what it does not tell apart is read from the sheet's XML: formulas without a stored value, errors,
percentages, merged and hidden cells. Raises BriefingsError for what is no sound workbook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from ..characters import visible
from ..diagnostics import Diagnostic, warning
from ..regex import regex
from .grid import MOST_ROWS, Grid, TableSource, letters, refuse
from .unpacked import children, packed, parsed, unpacked
from .worksheet import Corners, Seen, calamine_values, chosen, gridded, percent_decimals, refuse_large

_LAST_ROW: Final = 1_048_576
_GAP: Final = 1_000
"""What stands so many empty rows below a table, beyond the rows that a table may have, is none of it."""
_WANTED: Final = regex(
    r"xl/(?:workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml"
    r"|\[Content_Types\]\.xml|_rels/\.rels",
    re.IGNORECASE,
)
"""The XML parts that tables need."""


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the sheet that is named, or of the first that is not hidden."""
    parts = unpacked(data, _WANTED, source)
    sheets = _sheets(parts, source)
    listed = [(name, hidden) for name, _, hidden in sheets]
    findings: list[Diagnostic] = []
    name = chosen(listed, source, findings)
    part = next(part for other, part, _ in sheets if other == name)
    if part not in parts:
        refuse(
            "table-broken", f"`{source.file}` lacks the data of its sheet `{name}`", None, "open it and save it again"
        )
    seen, stray, parts[part] = _seen(parts[part], _percent_styles(parts, source), source)
    if stray:
        message = f"{name}!{stray} of `{source.file}` holds something far below the table: it is left out"
        findings.append(warning("table-stray", message, None, "", "delete that cell, or move its row up to the others"))
    refuse_large(seen.last, name, source)
    values = calamine_values(packed(parts), name, source) if seen.last[0] else []
    return gridded(name, values, seen, source, listed, findings)


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


def _sheets(parts: Mapping[str, bytes], source: TableSource) -> list[tuple[str, str, bool]]:
    """The worksheets in order: name, part, and whether it is hidden (ECMA-376 part 1, 18.2.19)."""
    by_name = {name.lower(): name for name in parts}
    workbook = parsed(parts[by_name["xl/workbook.xml"]], source)
    relations: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in by_name:
        for relation in parsed(parts[by_name["xl/_rels/workbook.xml.rels"]], source):
            target = str(relation.get("Target") or "")
            relations[str(relation.get("Id"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets: list[tuple[str, str, bool]] = []
    for listing in children(workbook, "sheets"):
        for sheet in children(listing, "sheet"):
            relation_id = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            part = by_name.get(relations.get(str(relation_id), "").lower(), "")
            if part.lower().startswith("xl/worksheets/"):
                sheets.append((str(sheet.get("name") or ""), part, sheet.get("state", "visible") != "visible"))
    if not sheets:
        refuse("table-empty", f"`{source.file}` has no worksheet", None, "put the rows on a worksheet")
    return sheets


def _seen(part: bytes, percent_styles: Mapping[int, int], source: TableSource) -> tuple[Seen, str, bytes]:
    """Walk a sheet's XML; with the address of a stray cell far below the table, if any. Rows and cells without an address follow the one
    before (18.3.1.73, 18.3.1.4).

    The sheet comes back with the filled cells alone: calamine makes room for all cells up to the last one, and a single
    one far out takes more memory than there is.
    """
    from lxml import etree

    tree = parsed(part, source)
    names, columns = _Names(), _Letters()
    last_row = last_column = 0
    formulas: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    percent: dict[tuple[int, int], int] = {}
    hidden_rows: set[int] = set()
    row_number = 0
    near, stray = _near([row for data in children(tree, "sheetData") for row in children(data, "row")])
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
    for claimed in tuple(children(tree, "dimension")):
        tree.remove(claimed)
    hidden_columns, merged = _ranges(tree)
    seen = Seen((last_row, last_column), formulas, errors, percent, frozenset(hidden_rows), hidden_columns, merged)
    return seen, stray, etree.tostring(tree)


def _ranges(tree: Any) -> tuple[tuple[tuple[int, int], ...], tuple[Corners, ...]]:
    """The columns that are hidden, by their first and last, and the ranges of merged cells (18.3.1.13, 18.3.1.55)."""
    hidden_columns = tuple(
        (_whole(column.get("min"), 1), _whole(column.get("max"), 1))
        for columns in children(tree, "cols")
        for column in children(columns, "col")
        if column.get("hidden") in ("1", "true") or column.get("width") == "0"
    )
    merges = (merge for listing in children(tree, "mergeCells") for merge in children(listing, "mergeCell"))
    merged = tuple(made for merge in merges if (made := _corners(str(merge.get("ref") or ""))) is not None)
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


def _percent_styles(parts: Mapping[str, bytes], source: TableSource) -> dict[int, int]:
    """The cell styles that show a number as a percentage, with how many decimals they show (18.8.30: built-in formats 9 and 10, or a code
    with `%`)."""
    part = next((part for name, part in parts.items() if name.lower() == "xl/styles.xml"), b"")
    if not part:
        return {}
    tree = parsed(part, source)
    codes = {9: 0, 10: 2}
    for code in (code for listing in children(tree, "numFmts") for code in children(listing, "numFmt")):
        if (decimals := percent_decimals(str(code.get("formatCode") or ""))) is not None:
            codes[_whole(code.get("numFmtId"), -1)] = decimals
    formats = [xf for listing in children(tree, "cellXfs") for xf in children(listing, "xf")]
    used = ((index, _whole(xf.get("numFmtId"), 0)) for index, xf in enumerate(formats))
    return {index: codes[number] for index, number in used if number in codes}


def _corners(ref: str) -> Corners | None:
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", ref)
    if not match:
        return None
    return int(match[2]), _column(f"{match[1]}1", 1), int(match[4]), _column(f"{match[3]}1", 1)
