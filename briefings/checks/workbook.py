"""The cells of a workbook behind a chart, read by zip and XML alone.

Source: ECMA-376 part 1, 18.3.1 (sheets), 18.4 (shared strings).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from ..frozen import frozen
from ..ooxml.markup import flag, number, parse
from ..ooxml.package import DAMAGED
from ..regex import regex

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_AREA: Final = regex(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")
_ESCAPE: Final = regex(r"_x([0-9A-Fa-f]{4})_")
_MOST: Final = 20 * 1024 * 1024
_MOST_CELLS: Final = 100_000

Cell = float | str | None
"""A number, a text, or None for a cell that holds nothing; an error value is the text that Excel shows for it."""


@frozen
class Sheet:
    """The cells of a sheet by column and row, counted from 1; the rows and columns that are hidden."""

    cells: Mapping[tuple[int, int], Cell]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


class UnreadableError(Exception):
    """A workbook that cannot be taken apart."""


def read(data: bytes) -> Mapping[str, Sheet]:
    """The sheets of a workbook by name. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml")) > _MOST:
                raise UnreadableError("it unpacks to too much")
            return _sheets(archive)
    except (*DAMAGED, etree.XMLSyntaxError) as problem:
        raise UnreadableError(str(problem)) from None


def values(sheets: Mapping[str, Sheet], reference: str) -> list[Cell] | None:
    """The cells of a reference such as `Sheet1!$B$2:$B$7`, row by row; None for one that cannot be followed (a name, another file) or
    that runs over hidden cells, which a chart leaves out."""
    found: list[Cell] = []
    for one in reference.strip().strip("()").split(","):
        match = _AREA.match(one.strip())
        if match is None:
            return None
        quoted, plain, left, top, right, bottom = match.groups()
        sheet = sheets.get(quoted.replace("''", "'") if quoted else plain)
        if sheet is None:
            return None
        columns = range(_column(left), _column(right or left) + 1)
        rows = range(int(top), int(bottom or top) + 1)
        if (
            len(columns) * len(rows) > _MOST_CELLS
            or sheet.hidden_rows & set(rows)
            or sheet.hidden_columns & set(columns)
        ):
            return None
        found += (sheet.cells.get((column, row)) for row in rows for column in columns)
    return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, Sheet]:
    main = parse(archive.read("xl/workbook.xml"))
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in parse(archive.read("xl/_rels/workbook.xml.rels")).iter(_RELATION)
    }
    strings = (
        [
            plain("".join(text.text or "" for text in item.iter(f"{_S}t") if text.getparent().tag != f"{_S}rPh"))
            for item in parse(archive.read("xl/sharedStrings.xml")).iter(f"{_S}si")
        ]
        if "xl/sharedStrings.xml" in archive.namelist()
        else []
    )
    made: dict[str, Sheet] = {}
    for entry in main.iter(f"{_S}sheet"):
        target = targets.get(entry.get(f"{_R}id"), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in archive.namelist():
            made[entry.get("name", "")] = _sheet(parse(archive.read(part)), strings)
    return made


def _sheet(root: Any, strings: list[str]) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    hidden: set[int] = set()
    for above, row in enumerate(root.iter(f"{_S}row"), 1):
        line = number(row.get("r"), above)
        if flag(row.get("hidden")):
            hidden.add(line)
        for before, cell in enumerate(row.iter(f"{_S}c"), 1):
            place = re.match(r"([A-Z]{1,3})(\d+)$", cell.get("r", ""))
            cells[(_column(place[1]) if place else before, line)] = _value(cell, strings)
    columns = {
        number
        for column in root.iter(f"{_S}col")
        if flag(column.get("hidden"))
        for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 1000) + 1)
    }
    return Sheet(cells, frozenset(hidden), frozenset(columns))


def _value(cell: Any, strings: list[str]) -> Cell:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return plain("".join(text.text or "" for text in cell.iter(f"{_S}t")))
    text = cell.findtext(f"{_S}v")
    if text is None:
        return None
    if kind == "s":
        return strings[int(text)]
    return float(text) if kind in ("n", "b") else plain(text)


def plain(text: str) -> str:
    """A text without the escapes that spreadsheets and chart caches write (`_x0041_` is "A": ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _column(letters: str) -> int:
    made = 0
    for letter in letters:
        made = made * 26 + ord(letter) - ord("A") + 1
    return made
