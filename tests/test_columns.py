"""Columns of files are read as a whole: years and codes are text, marks are gaps, programs' noise is no digit."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from briefings.diagnostics import BriefingsError, Where
from briefings.tables import Rows, TableSource, read_table


class _Files:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, path: str, where: Where | None = None) -> bytes:
        return self.data


def _read(data: str | bytes, file: str = "d.csv") -> Rows:
    return read_table(_Files(data.encode() if isinstance(data, str) else data), TableSource(file))


def _column(rows: Rows, at: int) -> list[object]:
    return [row[at].value for row in rows.rows]


@pytest.mark.parametrize("name", ["Year", "Année", "año", "TIME_PERIOD", "fiscal year"])
def test_a_column_of_years_is_text(name: str) -> None:
    rows = _read(f"{name},People\n2019,2019\n2020,2020\n")
    assert _column(rows, 0) == ["2019", "2020"]
    assert _column(rows, 1) == [Decimal(2019), Decimal(2020)]


def test_a_column_with_leading_zeros_is_text_throughout() -> None:
    assert _column(_read("code,n\n007,1\n120,2\n"), 0) == ["007", "120"]


def test_marks_for_no_value_among_numbers_are_gaps_and_told() -> None:
    rows = _read("Region,People\nNorth,1234\nSouth,NA\nEast,..\n")
    assert _column(rows, 1) == [Decimal(1234), None, None]
    assert [finding.message for finding in rows.findings] == [
        "column `People` of `d.csv`: `NA`, `..` stand for no value, in 2 of 3 rows"
    ]


def test_marks_among_words_are_words() -> None:
    assert _column(_read("Grade,n\nA,1\nNA,2\n"), 0) == ["A", "NA"]


def test_digits_that_only_a_program_sees_are_not_shown() -> None:
    rows = _read("a,b,c\n28.799999999999997,31889923.0,12.0\n36319.235010000004,3600523.0,12.5\n")
    assert [str(value) for value in _column(rows, 0)] == ["28.8", "36319.23501"]
    assert [str(value) for value in _column(rows, 1)] == ["31889923", "3600523"]
    assert [str(value) for value in _column(rows, 2)] == ["12.0", "12.5"]


def test_a_row_of_hxl_tags_is_left_out_and_told() -> None:
    rows = _read("Country,People\n#country+name,#affected\nNorth,12\n")
    assert [row[0].text for row in rows.rows] == ["North"]
    assert [(finding.message, finding.where and finding.where.line) for finding in rows.findings] == [
        ("this row holds HXL tags and is no data: it is left out", 2)
    ]


def _far(row: str) -> bytes:
    book, out, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for values in (["label", "value"], ["A", 1], ["B", None]):
        book.active.append(values)  # type: ignore[union-attr]
    book.save(out)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            body = source.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                body = body.replace("</sheetData>", f'<row r="{row}"><c r="XFD{row}" s="0"/></row></sheetData>')
            target.writestr(name, body)
    return made.getvalue()


def test_an_empty_cell_far_out_costs_nothing() -> None:
    assert len(_read(_far("1048576"), "d.xlsx").rows) == 2


@pytest.mark.parametrize("row", ["99999999999", "4294967295", "1048577", "0"])
def test_a_row_that_no_sheet_has_is_told(row: str) -> None:
    with pytest.raises(BriefingsError) as fault:
        _read(_far(row), "d.xlsx")
    assert [finding.message for finding in fault.value.findings] == [f"`d.xlsx` has a row {row}, which no sheet has"]
