"""The numbers of a document as an Excel workbook that everybody can read: a cover, a list of its sheets, and a table on each.

After the guidance of the United Kingdom's statistical service on accessible spreadsheets (Analysis Function, "Releasing statistics in
spreadsheets"): one table a sheet, marked as a table, from its first row without gaps; no merged cells, no formulas, nothing said by colour alone.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from ..identifiers import unique
from ..language.wording import word
from ..regex import regex
from ..values.figures import decimals_of
from .data import Column, DataTable, tables
from .nodes import Flow, Head, Items, Part, Words, unnoted, walk

_LONGEST: Final = 31
"""A sheet's name has so many letters at the most."""
_UNNAMED: Final = regex(r"[\[\]:*?/\\]")
_TYPE: Final = {"font_name": "Arial", "font_size": 12}
"""Without serifs, in 12 points, as the Government Digital Service asks for ("Creating and sharing spreadsheets")."""
_WIDER: Final = 1.2
"""Columns are counted in letters of smaller type."""
_NARROWEST, _WIDEST = 10, 60
_DIGITS: Final = 15
"""A number of more digits would be changed by Excel, and stands as text."""
_CREATED: Final = datetime.datetime(2000, 1, 1)


def write(flow: Flow) -> bytes:
    """A document's numbers as .xlsx. The same document gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_TYPE),
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": flow.title, "author": flow.author, "subject": flow.subject, "created": _CREATED})
    made = tables(flow)
    names = _names((word("contents", flow.language), *(one.title for one in made)), flow.language)
    styles = _Styles(book)
    _cover(book, flow, names[0], styles)
    _contents(book, flow, made, names, styles)
    for number, (table, name) in enumerate(zip(made, names[2:], strict=True), 1):
        _sheet(book, table, name, f"table_{number}", flow, styles)
    book.close()
    return stream.getvalue()


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[int, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.strong = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def number(self, decimals: int) -> Any:
        """A number with so many decimals, thousands apart."""
        if decimals not in self._numbers:
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": form})
        return self._numbers[decimals]


def _names(titles: Iterable[str], language: str) -> tuple[str, ...]:
    """The names of the sheets, the cover's first: short, without signs that Excel refuses, no two equal whatever their capitals."""
    made: list[str] = []
    taken: set[str] = set()
    for title in (word("cover", language), *titles):
        name = _UNNAMED.sub(" ", title).strip(" '")[:_LONGEST].strip(" '") or word("sheet", language)
        chosen, count = name, 1
        while chosen.casefold() in taken:
            count += 1
            tail = f" {count}"
            chosen = name[: _LONGEST - len(tail)].rstrip() + tail
        taken.add(chosen.casefold())
        made.append(chosen)
    return tuple(made)


def _added(book: Any, name: str, flow: Flow) -> Any:
    sheet = book.add_worksheet(name)
    if flow.rtl:
        sheet.right_to_left()
    return sheet


def _cover(book: Any, flow: Flow, name: str, styles: _Styles) -> None:
    """What the workbook is, in one column: title, whose and of when, what the numbers are, where they come from."""
    sheet = _added(book, name, flow)
    sheet.set_column(0, 0, 100, styles.wrapped)
    sheet.write_string(0, 0, flow.title, styles.title)
    lines = [unnoted(line) for line in flow.parts[0].lines]
    lines += [unnoted(flow.status), word("edition", flow.language, edition=flow.edition) if flow.edition else ""]
    lines.append(word("data-about", flow.language, shown=word("as-shown", flow.language)))
    for part in flow.parts:
        if part.role == "closing":
            lines += (unnoted(part.title), *_told(part))
    for row, line in enumerate(filter(None, lines), 1):
        sheet.write_string(row, 0, line, styles.wrapped)


def _told(part: Part) -> Iterator[str]:
    """What a part says in words."""
    for node in walk(part.nodes):
        match node:
            case Words(text=text) | Head(text=text):
                yield unnoted(text)
            case Items(entries=entries):
                yield from (f"{unnoted(one.lead)} {unnoted(one.detail)}".strip() for one in entries)
            case _:
                continue


def _contents(book: Any, flow: Flow, made: Sequence[DataTable], names: Sequence[str], styles: _Styles) -> None:
    """A table of the sheets, each with a link to it."""
    name, *others = names[1:]
    sheet = _added(book, name, flow)
    language = flow.language
    sheet.write_string(0, 0, word("contents", language), styles.title)
    heads = (word("sheet", language), word("what", language), word("unit", language))
    rows = [(other, table.title, table.unit) for other, table in zip(others, made, strict=True)]
    if rows:
        sheet.add_table(1, 0, len(rows) + 1, 2, _marked("contents", heads, styles))
    for row, (other, title, unit) in enumerate(rows, 2):
        target = other.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{target}'!A1", styles.link, other)
        sheet.write_string(row, 1, title, styles.wrapped)
        sheet.write_string(row, 2, unit, styles.wrapped)
    for column, width in enumerate((34, 70, 24)):
        sheet.set_column(column, column, width * _WIDER)


def _sheet(book: Any, table: DataTable, name: str, id: str, flow: Flow, styles: _Styles) -> None:
    """A table below its title and unit; its heading row stays in view."""
    sheet = _added(book, name, flow)
    sheet.write_string(0, 0, table.title, styles.title)
    unit = f"{word('unit', flow.language)}{word('colon', flow.language)}{table.unit}" if table.unit else ""
    sheet.write_string(1, 0, word("dot", flow.language).join(filter(None, (unit, *table.remarks))))
    top = 2
    heads = unique(_head(column, number, flow.language) for number, column in enumerate(table.columns, 1))
    if table.rows:
        sheet.add_table(top, 0, top + len(table.rows), len(heads) - 1, _marked(id, heads, styles))
    else:
        sheet.write_row(top, 0, heads, styles.strong)
    decimals = [_decimals(table, column) for column in range(len(heads))]
    for row, cells in enumerate(table.rows, top + 1):
        for column, cell in enumerate(cells):
            match cell:
                case Decimal() if len(cell.as_tuple().digits) <= _DIGITS:
                    sheet.write_number(row, column, float(cell), styles.number(decimals[column]))
                case Decimal():
                    sheet.write_string(row, column, format(cell, "f"))
                case datetime.date():
                    sheet.write_datetime(row, column, datetime.datetime(cell.year, cell.month, cell.day), styles.day)
                case str() if len(cell) > _WIDEST:
                    sheet.write_string(row, column, cell, styles.wrapped)
                case str() if cell:
                    sheet.write_string(row, column, cell)
                case _:
                    sheet.write_blank(row, column, None)
    sheet.freeze_panes(top + 1, 1)
    for column, head in enumerate(heads):
        longest = max((len(_said(cells[column])) for cells in table.rows), default=0)
        sheet.set_column(column, column, _WIDER * min(_WIDEST, max(_NARROWEST, longest + 2, len(head) + 4)))


def _head(column: Column, number: int, language: str) -> str:
    return column.title or f"{word('value' if column.numeric else 'category', language)} {number}"


def _marked(id: str, heads: Sequence[str], styles: _Styles) -> dict[str, Any]:
    """A table that Excel and screen readers know as one."""
    return {
        "name": id,
        "columns": [
            {"header": head, **({"header_format": styles.wrapped} if len(head) > _WIDEST else {})} for head in heads
        ],
        "style": "Table Style Light 1",
        "autofilter": False,
    }


def _decimals(table: DataTable, column: int) -> int:
    """As many decimals as the most exact number of a column has."""
    cells = (cells[column] for cells in table.rows)
    return max((decimals_of(cell) for cell in cells if isinstance(cell, Decimal)), default=0)


def _said(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)
