"""An Excel sheet for translators who have nothing else: id, original, translation, what to know, for how many letters there is room."""

from __future__ import annotations

import datetime
import io
from typing import Final

from ..checks import workbook
from .segment import Document, Segment, UnreadableError

_HEADS: Final = ("id", "original", "translation", "note", "room")
_WIDTHS: Final = (34, 70, 70, 40, 10)
_CREATED: Final = datetime.datetime(2000, 1, 1)


def write(document: Document) -> bytes:
    """The texts as one sheet; what is it of stands in its first row."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("texts")
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    open_ = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF6D6", "border": 1})
    for column, said in enumerate((document.report, document.source, document.target)):
        sheet.write_string(0, column, said)
    sheet.write_row(1, 0, _HEADS, strong)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for row, one in enumerate(document.segments, 2):
        for column, said in enumerate((one.id, one.original, one.target, one.note)):
            style = open_ if column == 2 else wrapped
            if said:
                sheet.write_string(row, column, said, style)
            elif column == 2:
                sheet.write_blank(row, column, None, style)
        if one.room:
            sheet.write_number(row, len(_HEADS) - 1, one.room, wrapped)
    sheet.freeze_panes(2, 1)
    book.close()
    return stream.getvalue()


def read(data: bytes) -> Document:
    """The texts of a sheet that `write` made and people have filled in. Raises UnreadableError."""
    try:
        sheets = workbook.read(data)
    except workbook.UnreadableError as problem:
        raise UnreadableError(str(problem)) from None
    sheet = sheets.get("texts") or next(iter(sheets.values()), None)
    if sheet is None:
        raise UnreadableError("it has no sheet")
    last = max((row for _, row in sheet.cells), default=0)
    rows = [
        tuple(_text(sheet.cells.get((column, row))) for column in range(1, len(_HEADS))) for row in range(1, last + 1)
    ]
    if len(rows) < 2 or rows[1][:3] != _HEADS[:3]:
        raise UnreadableError("its second row is not: id, original, translation")
    report, source, target, _ = rows[0]
    return Document(
        report, source, target, tuple(Segment(row[0], row[1], row[2], row[3]) for row in rows[2:] if row[0])
    )


def _text(cell: object) -> str:
    return "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
