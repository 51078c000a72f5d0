"""Workbooks behind charts are those that xlsxwriter makes of the same cells, to the byte: it is what their cells are held against."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from briefings.ooxml.package import member, zipped
from briefings.writers.pptx.workbook import Sheet, workbook

TEXTS = st.sampled_from(
    ["a & b", "<b>", "_x0041_", " lead", "trail ", '"q"', "=1+1", "http://x", "línea\nnew", "总计", "12"]
)
NUMBERS = st.none() | st.decimals(-(10**12), 10**12, places=4)
CODES = st.sampled_from(["", "0.0%", '"over "#,##0', "0", "General"])


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    rows = draw(st.integers(1, 40))
    columns: list[tuple[str, tuple[Decimal | str | None, ...], tuple[str, ...]]] = [
        ("", tuple(draw(st.lists(TEXTS, min_size=rows, max_size=rows))), ())
    ]
    formulas: dict[tuple[int, int], str] = {}
    for column in range(1, draw(st.integers(1, 5)) + 1):
        numbers = tuple(draw(st.lists(NUMBERS, min_size=rows, max_size=rows)))
        written = draw(st.sampled_from(["plain", "formats", "formulas"]))
        codes = tuple("" if number is None else draw(CODES) for number in numbers) if written == "formats" else ()
        if written == "formulas":
            formulas |= {(row, column): "=MAX(B2:C2)" for row, number in enumerate(numbers) if number is not None}
        columns.append((draw(TEXTS), numbers, codes))
    return Sheet(tuple(columns), {}, formulas)


@given(sheets(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_it_is_what_xlsxwriter_makes_of_the_same_cells(sheet: Sheet, rtl: bool) -> None:
    assert workbook(sheet, rtl=rtl) == by_xlsxwriter(sheet, rtl)


def by_xlsxwriter(sheet: Sheet, rtl: bool) -> bytes:
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {"in_memory": True, **plain})
    book.set_properties({"created": datetime(2000, 1, 1), "author": "", "company": ""})
    page = book.add_worksheet("Sheet1")
    if rtl:
        page.right_to_left()
    page.set_column(0, 0, 36)
    for column, (head, cells, codes) in enumerate(sheet.columns):
        if head:
            page.write_string(0, column, head)
        for row, cell in enumerate(cells, 1):
            code = codes[row - 1] if codes else ""
            if isinstance(cell, str):
                page.write_string(row, column, cell)
            elif cell is not None and (formula := sheet.formulas.get((row - 1, column))):
                page.write_formula(row, column, formula, None, float(cell))
            elif cell is not None:
                page.write_number(row, column, float(cell), *([book.add_format({"num_format": code})] if code else []))
    book.close()
    with zipfile.ZipFile(out) as made:
        return zipped(member(f"/{name}", made.read(name)) for name in made.namelist())
