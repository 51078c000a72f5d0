"""Old Excel workbooks, OpenDocument and JSON: the same rows and findings as from CSV and .xlsx."""

from __future__ import annotations

import base64
import datetime
import io
import json
import zipfile
import zlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT
from test_tables import HERE, Files, told, values

from briefings.diagnostics import BriefingsError
from briefings.source.tables import Rows, TableSource, read_table

XLS = zlib.decompress(base64.b64decode(
    "eNrtWE1oVFcU/u59781PTCaTGKVaiEEw/tRIRFA3OtoaxYWpP4uKCDpmHplgMiPPkargXzXgRigtFCrdCLZQF7ZutBoFRRcFBaVdCIKQ6E5X"
    "okLBmPG7570ZXuIoBlSInfN4551z7t93zz333Dtz53bD4Klz04cwhpbDwkgxjkjIpvjGS0oSLC8WjVj6xvgWqzShKB7jQkYcDNTdipo1NOs9"
    "BI0/7WvkwAO+W7ELnfmc2/IR6UvBkFYGwzIVYexpRuQv5AlME2SNwruETxb+h9S+LHyFWE4IX8a6g2oLbqc65y1lT+bZrGdKWYJc4YK0uSeW"
    "hZiCv00kH/pe+VHvYKXXk+795Aua7VqcBsNgjZtzPaPH8StsoH1B+6xmux6/oQbYR2rr62vLZAbRxHg5jefFFuBZKTFcbanaP65dgfb/Rtuj"
    "b7DHuKKV7HEubiV7Ddd/rP1HzZg4jOJ2ZfZOP+rw1PbDqDNfcHf3oxZr5dywsSpdSJsKj+TccPB1Iet6w/gWDVTr/XyT7clk3ByFjW53Tz7n"
    "AJuyac9ll2zt0r6yL78nV6D+Vbq3ywI6PI/K6t50Nws3uV2eK4X5jMu2nXmvkGWl9vYlpqf8nkKWhR3p3QUG+94ac4RJykuOSnl1kgZqyTOE"
    "ZeQGSQZJOmz49yf/rNuxPrVNLIflmPMPw1nGESjiiGnBxolyic/nSYsvhH8nvX4u8nThTfQHv63rpwTC6qNS55iUtnKcRUL/pmaH5DmU+x9v"
    "+Ku5/2FqLuWza4b2N529mzqFmVzETJDejmK+mq9O/mzoYqr0VUHSvC982msJNKaTAfZicOLX46XZ86QG/1qgG3FepBWhi8H79Koa49UDbB/l"
    "88Oket+zgZdt4fEJ7OV4RS+bOfpayVu+pqlZZc2iZpc1m5pT1hxqkbIWoRYta1FqsbIWoxYPEKkKiJQgkvHodTPjRswQt9xPXaFsDuXJuHRd"
    "08uPj0eJKoIZtNoBVnMdRDDXVQrW1WYNx9ExyRWEpXw5ItM+qM2A0RB4JQAnBQB1BYBaANaSX8FnsqyNeCGOXnzDgPqpFQEoXRmUDoHSIVA6"
    "BEoLqJoAlB4FyqoAyhJQdQEoS0DdFFBnBNTAyakBKKsyKCsEygqBskKgLAGVCEBZZVCyQfWH3KD/t7SXeGvaq1KVqlSliUpKrhaQQ8iWy4N/"
    "MkSD/3Ve8h2p/k3yydJG5PkU+AuvAzl+PewbV/xMhaNKfal3bFP6v9DQNxzdw07sEBw7xx2/PNlVeD7v3DD5/rbQeMcfGQ/ODzz+KyN+gIg="
))  # fmt: skip
"""BIFF8: a hidden sheet `Notes`, then `Data` (shares as percentages, dates, formulas that nobody has calculated, errors, a hidden column), `Other`."""
DATA = ("Region", "Share", "Date", "Amount")


def rows(data: bytes | object, name: str, *columns: str, sheet: str | None = None) -> Rows:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return read_table(Files(raw), TableSource(name, sheet, columns), HERE)


def ods(body: str, styles: str = "", name: str = "content.xml") -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
        for prefix, of in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    whole = (
        f'<office:document-content {names} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(name, whole)
    return out.getvalue()


def sheet(*lines: str, name: str = "Data", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(lines)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    made = (
        cell if cell.startswith("<") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row {more}>{''.join(made)}</table:table-row>"


def typed(kind: str, value: str, shown: str = "", more: str = "") -> str:
    key = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    return f'<table:table-cell office:value-type="{kind}" office:{key}="{value}" {more}><text:p>{shown or value}</text:p></table:table-cell>'


SIMPLE = sheet(
    row("Region", "Share", "Date"), row("North", typed("percentage", "0.455", "45,5%"), typed("date", "2024-01-03"))
)


# --- .xls ----------------------------------------------------------------------------------------------------------------


def test_an_old_workbook_gives_numbers_percentages_and_days() -> None:
    read = rows(XLS, "a.xls", *DATA)
    assert values(read)[0] == ["North", Decimal("45.5"), datetime.date(2024, 1, 3), Decimal("1234.5")]
    assert (read.units[1], [one.code for one in read.findings]) == ("%", ["table-sheet-chosen"])
    assert values(rows(XLS, "a.xlsx", *DATA)) == values(read)  # whatever its name says


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("Err", "a.xls:2:6: error[table-error]: Data!F2 holds #DIV/0!: its formula failed"),
        ("Calc", "a.xls:2:5: error[table-formula]: Data!E2 holds a formula without a stored result"),
        ("Secret", "a.xls:1:8: error[table-hidden]: column H of sheet `Data` is hidden"),
    ],
)
def test_what_an_old_workbook_hides_is_told_by_sheet_and_cell(column: str, message: str) -> None:
    assert message in told(lambda: rows(XLS, "a.xls", column))


@given(st.integers(0, len(XLS) - 1), st.integers(1, 255))
def test_a_flipped_byte_of_an_old_workbook_never_ends_in_a_traceback(at: int, flip: int) -> None:
    try:
        rows(XLS[:at] + bytes([XLS[at] ^ flip]) + XLS[at + 1 :], "a.xls")
    except BriefingsError as fault:
        assert fault.findings


@pytest.mark.parametrize("end", range(1_600, 5_600, 200))
def test_an_old_workbook_that_was_cut_off_is_refused_and_never_read_in_part(end: int) -> None:
    whole = (ROOT / "tests/reports/tables/wells.xls").read_bytes()
    assert len(rows(whole, "a.xls").rows) == 5
    assert "error[table-broken]: `a.xls` is damaged or cut off" in told(lambda: rows(whole[:end], "a.xls"))


# --- .ods ----------------------------------------------------------------------------------------------------------------


def test_an_open_document_gives_numbers_percentages_and_days() -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    notes = sheet(row("nothing"), name="Notes", more='table:style-name="ta2"')
    read = rows(ods(notes + SIMPLE, hidden), "a.ods")
    assert values(read) == [["North", Decimal("45.5"), datetime.date(2024, 1, 3)]]
    assert (read.header, read.units[1], read.findings) == (("Region", "Share", "Date"), "%", ())


def test_what_is_repeated_in_an_open_document_stands_as_often() -> None:
    far = row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048000"')
    read = rows(
        ods(sheet(row("a", "b"), row("x", typed("float", "1"), more='table:number-rows-repeated="3"'), far)), "a.ods"
    )
    assert values(read) == [["x", Decimal(1)]] * 3


ERROR = '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
MERGED = '<table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (row("x", ERROR), "a.ods:2:2: error[table-error]: Data!B2 holds #DIV/0!: its formula failed"),
        (row("x", '<table:table-cell table:formula="of:=1+1"/>'), "Data!B2 holds =1+1 without a stored result"),
        (row(MERGED, "<table:covered-table-cell/>"), "a.ods:2:1: error[table-merged]: Data!A2:B2 are merged cells"),
        (row("x", "1", more='table:visibility="filter"'), "row 2 of sheet `Data` is hidden"),
        (row("x", "1", more='table:number-rows-repeated="99999999"'), "a.ods` reaches to B100000000; 100,000 rows"),
    ],
)
def test_what_an_open_document_hides_is_told_by_sheet_and_cell(body: str, message: str) -> None:
    assert message in told(lambda: rows(ods(sheet(row("a", "b"), body)), "a.ods"))


# --- JSON ----------------------------------------------------------------------------------------------------------------

PAIR = [["Mali", Decimal("4.5")], ["Niger", None]]
RECORDS = [{"country": "Mali", "rate": 4.5}, {"country": "Niger", "rate": None}]


@pytest.mark.parametrize(
    "data",
    [
        RECORDS,
        {"status": "ok", "result": {"records": RECORDS, "fields": [{"id": "country"}]}},
        [{"page": 1}, [{"country": {"id": "ML", "value": "Mali"}, "rate": 4.5}, {"country": {"id": "NE", "value": "Niger"}, "rate": None}]],
        {"country": ["Mali", "Niger"], "rate": [4.5, None]},
        {"country": {"0": "Mali", "1": "Niger"}, "rate": {"0": 4.5, "1": None}},
        {"columns": ["country", "rate"], "data": [["Mali", 4.5], ["Niger", None]]},
        [["country", "rate"], ["Mali", "4.5"], ["Niger", None]],
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": one, "geometry": None} for one in RECORDS]},
        b'{"country": "Mali", "rate": 4.5}\n\n{"country": "Niger", "rate": null}\n',
    ],
)  # fmt: skip
def test_records_are_found_in_whatever_form_they_stand(data: object) -> None:
    assert values(rows(data, "a.json", "country", "rate")) == PAIR


def test_a_set_of_statistics_has_a_row_for_each_value() -> None:
    geo = {"category": {"index": {"FR": 1, "BE": 0}, "label": {"BE": "Belgium", "FR": "France"}}}
    data = {"class": "dataset", "id": ["geo", "time"], "size": [2, 2], "dimension": {"geo": geo, "time": {"category": {"index": ["2020", "2021"]}}}}  # fmt: skip
    read = values(rows(data | {"value": {"0": 1.5, "1": 2, "3": 4}}, "a.json"))
    assert read == [
        ["Belgium", "2020", Decimal("1.5")],
        ["Belgium", "2021", Decimal(2)],
        ["France", "2021", Decimal(4)],
    ]


def test_of_several_tables_the_longest_is_read_unless_one_is_named() -> None:
    data = {"small": RECORDS[:1], "large": RECORDS}
    read = rows(data, "a.json")
    assert (len(read.rows), [one.code for one in read.findings]) == (2, ["table-list-chosen"])
    assert len(rows(data, "a.json", sheet="small").rows) == 1
    assert "has no table `smal`\n  hint: did you mean `small`?" in told(lambda: rows(data, "a.json", sheet="smal"))


def test_years_under_date_are_no_amounts() -> None:
    assert values(rows([{"date": "2019", "value": 1}, {"date": "2020", "value": 2}], "a.json", "date"))[0] == ["2019"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'[{"a": 1,}]', "a.json:1:10: error[table-broken]: this is not JSON"),
        (b'{"a": 1}\n{"a": 1,}', "a.json:2:9: error[table-broken]: this is not JSON"),
        (b'[{"a": 1, "a": 2}]', "error[table-broken]: `a.json` has a record with two `a`"),
        (b"[" * 100_000, "error[table-broken]: `a.json` is nested too deeply for a table"),
        (b'"words"', "error[table-format]: `a.json` holds no table\n  hint: a list of records is read"),
        ({"data": {"dataSets": []}}, "error[table-format]: this is SDMX-JSON"),
        ([{f"k{at}": at for at in range(2_001)}], "error[table-too-large]: `a.json` has more than 2,000 columns"),
        ([{"a": 1, "b": {"c": [{}, {}]}}, {"a": 1, "b": 2}], "error[table-column]: `a.json` has no column `c`"),
        (b"\xff\xfe\x00", "error[table-encoding]"),
    ],
)
def test_what_is_wrong_in_json_is_told_with_its_place(data: object, message: str) -> None:
    assert message in told(lambda: rows(data, "a.json", "c"))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xls", b"<html><table>", "`a.xls` is a web page, whatever its name says"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "is Excel's XML of 2003"),
        ("a.xls", b"a\tb\n1\t2\n", "`a.xls` is not a spreadsheet, whatever its name says"),
        ("a.ods", ods("").replace(b"content.xml", b"kontent.xml"), "`a.ods` is a zip file"),
        ("a.ods", ods("<table:x/>"), "error[table-format]: `a.ods` is no spreadsheet"),
        ("a.json", ods(SIMPLE), "`a.json` is a zip or Office file, not JSON"),
    ],
)  # fmt: skip
def test_a_file_is_told_by_what_it_is(name: str, data: bytes, message: str) -> None:
    assert message in told(lambda: rows(data, name))
