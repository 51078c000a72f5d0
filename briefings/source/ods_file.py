"""The sheet of an OpenDocument spreadsheet as rows of cells (OpenDocument 1.3, part 3, section 9).

read    a file's bytes -> Grid
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from ..characters import visible
from ..diagnostics import Diagnostic
from ..regex import regex
from .grid import MOST_COLUMNS, MOST_ROWS, Grid, TableSource, refuse
from .unpacked import children, local, parsed, refuse_protected, unpacked
from .worksheet import MOST_CELLS, Corners, Seen, chosen, gridded, refuse_large

_WANTED: Final = regex(r"content\.xml|META-INF/manifest\.xml")
_GROUPS: Final = frozenset(("table-row-group", "table-header-rows", "table-rows"))
_COLUMN_GROUPS: Final = frozenset(("table-column-group", "table-header-columns", "table-columns"))
_BREAKS: Final = {"tab": "\t", "line-break": "\n", "s": " "}
_UNSEEN: Final = frozenset(("annotation", "shapes"))


def read(data: bytes, source: TableSource) -> Grid:
    """The rows of the sheet that is named, or of the first that is not hidden."""
    parts = unpacked(data, _WANTED, source)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        refuse_protected(source)
    tree = parsed(parts["content.xml"], source)
    sheets = [one for body in children(tree, "body") for book in children(body, "spreadsheet") for one in children(book, "table")]  # fmt: skip
    if not sheets:
        refuse("table-format", f"`{source.file}` is no spreadsheet", None, "save it as .xlsx, .ods or .csv")
    concealed = set(_hidden_styles(tree))
    listed = [(_given(one, "name"), _given(one, "style-name") in concealed) for one in sheets]
    findings: list[Diagnostic] = []
    name = chosen(listed, source, findings)
    sheet = _Sheet(source, name)
    sheet.walk(next(one for one, (other, _) in zip(sheets, listed, strict=True) if other == name))
    return gridded(name, sheet.values(), sheet.seen(), source, listed, findings)


def _given(element: Any, name: str) -> str:
    """An attribute by its local name; "" when it is absent."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _times(element: Any, name: str) -> int:
    given = _given(element, name)
    return max(1, int(given)) if re.fullmatch(r"[0-9]{1,8}", given) else 1


def _hidden_styles(tree: Any) -> Iterator[str]:
    """The styles of sheets that are not displayed (16.9, 17.15)."""
    for styles in children(tree, "automatic-styles"):
        for style in children(styles, "style"):
            if any(_given(one, "display") == "false" for one in children(style, "table-properties")):
                yield _given(style, "name")


class _Sheet:
    """What a sheet holds, cell by cell as it is walked through; empty cells take no room, however often they are repeated."""

    def __init__(self, source: TableSource, name: str) -> None:
        self._source, self._name = source, name
        self._filled: defaultdict[int, dict[int, Any]] = defaultdict(dict)
        self._count = 0
        self._row = 1
        self._errors: dict[tuple[int, int], str] = {}
        self._formulas: dict[tuple[int, int], str] = {}
        self._percent: dict[tuple[int, int], int] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[Corners] = []

    def walk(self, table: Any) -> None:
        """All rows of a table, in groups and without."""
        self._columns(table, 1)
        self._rows(table)

    def _columns(self, parent: Any, at: int) -> int:
        for child in parent:
            if local(child) in _COLUMN_GROUPS:
                at = self._columns(child, at)
            elif local(child) == "table-column":
                last = at + _times(child, "number-columns-repeated") - 1
                if _given(child, "visibility") in ("collapse", "filter"):
                    self._hidden_columns.append((at, last))
                at = last + 1
        return at

    def _rows(self, parent: Any) -> None:
        for child in parent:
            if local(child) in _GROUPS:
                self._rows(child)
            elif local(child) == "table-row":
                times = _times(child, "number-rows-repeated")
                cells = list(self._cells(child))
                if cells:
                    refuse_large((self._row + times - 1, cells[-1][0]), self._name, self._source)
                for number in range(self._row, self._row + (times if cells else 0)):
                    self._keep(number, cells)
                    if _given(child, "visibility") in ("collapse", "filter"):
                        self._hidden_rows.add(number)
                self._row += times

    def _cells(self, row: Any) -> Iterator[tuple[int, Any, Any]]:
        """The cells of a row in which something stands: column, cell and value."""
        at = 1
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            value = _value(cell)
            across, down = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
            if across * down > 1 and len(self._merged) < MOST_ROWS:
                self._merged.append((self._row, at, self._row + down - 1, at + across - 1))
            if value != "" or _given(cell, "formula"):
                refuse_large((self._row, at + times - 1), self._name, self._source)
                for column in range(at, at + times):
                    yield column, cell, value
            at += times

    def _keep(self, number: int, cells: list[tuple[int, Any, Any]]) -> None:
        self._count += len(cells)
        refuse_large((number, cells[-1][0]), self._name, self._source)
        if self._count > MOST_CELLS:
            message = f"sheet `{self._name}` of `{self._source.file}` has more than {MOST_CELLS:,} filled cells"
            refuse("table-too-large", message, None, "keep only the rows shown")
        for column, cell, value in cells:
            spot = number, column
            self._filled[number][column] = value
            if (kind := _given(cell, "value-type")) == "percentage":
                shown = re.search(r"[.,٫]([0-9٠-٩]+)", _text(cell))
                self._percent[spot] = min(12, len(shown[1])) if shown else 0
            if any(str(key).endswith("}value-type") and held == "error" for key, held in cell.attrib.items()):
                self._errors[spot] = _text(cell) or "#ERROR"
            elif value == "" and kind != "string":
                self._formulas[spot] = visible(_given(cell, "formula").partition(":")[2].removeprefix("="))[:80]

    def values(self) -> list[list[Any]]:
        """The values from A1 on, each row as wide as it is filled."""
        last = max(self._filled, default=0)
        rows = (self._filled.get(number, {}) for number in range(1, last + 1))
        return [[row.get(column, "") for column in range(1, max(row, default=0) + 1)] for row in rows]

    def seen(self) -> Seen:
        """What is seen of the sheet beside its values."""
        last = max(self._filled, default=0), max((max(row) for row in self._filled.values()), default=0)
        refuse_large(last, self._name, self._source)
        hidden_columns = tuple((first, min(end, MOST_COLUMNS)) for first, end in self._hidden_columns)
        return Seen(last, self._formulas, self._errors, self._percent, frozenset(self._hidden_rows), hidden_columns, tuple(self._merged))  # fmt: skip


def _value(cell: Any) -> Any:
    """A cell's value by its type (19.389): a number, a day, a truth value, or the text that it shows."""
    match _given(cell, "value-type"):
        case "float" | "currency" | "percentage" if re.fullmatch(
            r"-?[0-9]*\.?[0-9]+([eE][-+]?[0-9]{1,3})?", given := _given(cell, "value")
        ):
            return float(given)
        case "boolean":
            return _given(cell, "boolean-value") == "true"
        case "date":
            given = _given(cell, "date-value")
            try:
                day = datetime.datetime.fromisoformat(given)
            except ValueError:
                return _text(cell)
            return day.date() if len(given) == 10 else day.replace(tzinfo=None)
    return _text(cell).strip()


def _text(cell: Any) -> str:
    """The paragraphs that a cell shows, without its remarks."""
    return "\n".join(_run(one) for one in children(cell, "p"))


def _run(element: Any) -> str:
    made = element.text or ""
    for child in element:
        name = local(child)
        if name in _BREAKS:
            made += _BREAKS[name] * (min(_times(child, "c"), 100) if name == "s" else 1)
        elif name not in _UNSEEN:
            made += _run(child)
        made += child.tail or ""
    return made
