"""CSV and spreadsheets: every cell with its place, never a blank where something stood."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from briefings.diagnostics import BriefingsError, Where
from briefings.source.grid import MOST_ROWS
from briefings.source.tables import Rows, TableSource, read_table

HERE = Where("data/report.yaml", 20, 13)


@dataclass(frozen=True)
class Files:
    """A project whose only file has these bytes."""

    data: bytes

    def read(self, path: str, where: Where | None = None) -> bytes:
        return self.data


def csv_rows(text: str | bytes, language: str = "", *columns: str) -> Rows:
    data = text.encode() if isinstance(text, str) else text
    return read_table(Files(data), TableSource("seizures.csv", None, columns, language), HERE)


def workbook(fill: Callable[[Worksheet], None], title: str = "2022") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    return book


def packed(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with one thing in one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            body = source.read(member)
            if member.filename == part:
                assert old.encode() in body
                body = body.replace(old.encode(), new.encode())
            target.writestr(member, body)
    return out.getvalue()


def simple(sheet: Worksheet) -> None:
    for row in (("label", "value"), ("Cocaine", 275), ("Heroin", 8.5)):
        sheet.append(row)


SIMPLE = packed(workbook(simple))
SHEET = "xl/worksheets/sheet1.xml"


def xlsx_rows(data: bytes, sheet: str | None = None, *columns: str) -> Rows:
    return read_table(Files(data), TableSource("seizures.xlsx", sheet, columns), HERE)


def values(rows: Rows) -> list[list[object]]:
    return [[cell.value for cell in row] for row in rows.rows]


def told(read: Callable[[], object]) -> str:
    with pytest.raises(BriefingsError) as raised:
        read()
    return str(raised.value)


# --- CSV ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "label,value\nCocaine,275\n",
        "label;value\r\nCocaine;275\r\n",
        "label\tvalue\nCocaine\t275",
        '"label","value"\n"Cocaine","275"\n',
        "\ufefflabel,value\nCocaine,275\n",
        "sep=;\nlabel;value\nCocaine;275\n",
        "label,value,\nCocaine,275,\n",
        "\n\nlabel,value\nCocaine,275\n\n\n",
    ],
)
def test_csv_of_any_usual_program_reads_the_same(text: str) -> None:
    rows = csv_rows(text)
    assert (rows.header, values(rows)) == (("label", "value"), [["Cocaine", Decimal(275)]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_encodings(encoding: str) -> None:
    assert values(csv_rows("label;value\nÁcido 苯;1\n".encode(encoding))) == [["Ácido 苯", Decimal(1)]]


def test_the_separator_is_found_among_commas_in_texts() -> None:
    text = 'name;text\n"a;b";one, two\nc;three, four\n"d\n;e";five, "six"\n'
    assert values(csv_rows(text))[0] == ["a;b", "one, two"]
    assert values(csv_rows("only\none, two\n" * 0 + "only\none\ntwo\n")) == [["one"], ["two"]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("864", Decimal(864)),
        ("-1.50", Decimal("-1.50")),
        ("−3", Decimal(-3)),
        ("1e6", Decimal("1e6")),
        ("007", "007"),
        ("2023-05-31", datetime.date(2023, 5, 31)),
        ("2023-13-45", "2023-13-45"),
        ("", None),
        ("  spaced  ", "spaced"),
        ("=1+1", "=1+1"),
        ("NaN", "NaN"),
        ("NO", "NO"),
        ("1.234", Decimal("1.234")),
    ],
)
def test_a_csv_cell_is_a_number_only_when_it_is_plainly_one(cell: str, value: object) -> None:
    rows = csv_rows(f"label,value,x\na,{cell},1\n")
    assert rows.rows[0][1].value == value
    assert str(rows.rows[0][1].value) == str(value)


@pytest.mark.parametrize("cell", ["1,234", "1.234", "-12,345", "1,234,5"])
def test_what_can_be_read_in_two_ways_stays_text_and_is_told_once_a_column(cell: str) -> None:
    rows = csv_rows(f'label;value\na;"{cell}"\nb;"{cell}"\n')
    assert values(rows) == [["a", cell], ["b", cell]]
    assert [finding.render() for finding in rows.findings] == [
        f"seizures.csv:2:2: warning[table-number]: column `value` of `seizures.csv` is kept as text: `{cell}` can be read in two ways, or in none\n"
        f"     2 | a | {cell}\n"
        "  hint: say whose numbers the file writes, beside its name: `language: en` for 1,234.5; `fr` for 1 234,5; `de` for 1.234,5"
    ]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("1.234,5", "7"), "1234.5"),
        (("12,5", "999"), "12.5"),
        (("1 234", "5"), "1234"),
        (("1,234.5", "6"), "1234.5"),
        (("12,345,678", "1,234"), "12345678"),
        (("1.234.567", "1.234"), "1234567"),
    ],
)
def test_a_writing_that_has_one_meaning_is_read_and_noted(cells: tuple[str, str], read: str) -> None:
    rows = csv_rows(f'label;value\na;"{cells[0]}"\nb;"{cells[1]}"\n')
    assert rows.rows[0][1].value == Decimal(read)
    assert isinstance(rows.rows[1][1].value, Decimal)
    assert [finding.message for finding in rows.findings] == [
        f"column `value` of `seizures.csv` is read as numbers: `{cells[0]}` is {read}"
    ]


def test_one_column_tells_how_the_others_write_their_numbers() -> None:
    rows = csv_rows("label;a;b\nx;1.234;1,5\ny;2.500;2,25\n")
    assert values(rows) == [["x", Decimal(1234), Decimal("1.5")], ["y", Decimal(2500), Decimal("2.25")]]


@pytest.mark.parametrize(
    ("cell", "language", "value"),
    [
        ("1.234,5", "es", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("12,5", "ru", "12.5"),
        ("1.234.567", "es", "1234567"),
        ("12.5", "fr", "12.5"),
        ("1,234.5", "en", "1234.5"),
        ("1,234", "zh", "1234"),
        ("1234.5", "es", "1234.5"),
    ],
)
def test_a_local_writing_is_read_by_its_language(cell: str, language: str, value: str) -> None:
    assert csv_rows(f"label;value\na;{cell}\n", language).rows[0][1].value == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "language"), [("1.234", "es"), ("12,5", "en"), ("1.234,5", "en"), ("1,234.5", "fr"), ("1,234,5", "en")]
)
def test_what_a_language_could_mean_otherwise_stays_text_and_is_told(cell: str, language: str) -> None:
    rows = csv_rows(f"label;value\na;{cell}\n", language)
    assert rows.rows[0][1].value == cell
    assert [finding.code for finding in rows.findings] == ["table-number"]


def test_a_cell_knows_its_row_and_column_and_the_row_it_stands_in() -> None:
    where = csv_rows('label,value\n"two\nlines",1\nb,2\n').rows[1][1].where
    assert (str(where), where.excerpt) == ("seizures.csv:4:2", "b | 2")


def test_an_empty_row_inside_is_left_out_and_noted() -> None:
    rows = csv_rows("label,value\na,1\n\nb,2\n")
    assert len(rows.rows) == 2
    assert [finding.render() for finding in rows.findings] == [
        "seizures.csv:3:1: note[table-row-empty]: row 3 is empty and left out"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "data/report.yaml:20:13: error[table-empty]: `seizures.csv` is empty"),
        (b"\n\n", "error[table-empty]: `seizures.csv` has no rows"),
        (b"a,b\n", "seizures.csv:1:1: error[table-empty]: `seizures.csv` has column names but no rows"),
        (b"a,b\n1,2,3\n", "seizures.csv:2:3: error[table-ragged]: this row has 3 cells, the header 2"),
        (b"a,b,c\n1,2\n", "seizures.csv:2:2: error[table-ragged]: this row has 2 cells, the header 3"),
        (b"a,A\n1,2\n", "the column name `A` at row 1, column 2 stands at row 1, column 1 already"),
        (b'a,b\n"x"y,2\n', "seizures.csv:2:1: error[table-quotes]: the quotation marks of this row do not match"),
        (b'a,b\n"x,2\nc,3\n', "error[table-quotes]"),
        (b"a,b\n\xe1cido,2\n", "seizures.csv:2:1: error[table-encoding]: `seizures.csv` is not in UTF-8 (byte 0xE1)"),
        (b"a,b\nx\x00y,2\n", "error[table-encoding]: `seizures.csv` holds NUL characters"),
        (b"a,b\n" + b"x" * 131_073 + b",1\n", "this row has a cell of more than 131,072 characters"),
        (b"PK\x03\x04rest", "error[table-format]: `seizures.csv` is a zip or Office file, not CSV"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "error[table-too-large]: `seizures.csv` has more than 100,000 rows"),
        (b"a," * 2000 + b"a\n", "error[table-too-large]: row 1 of `seizures.csv` has more than 2,000 columns"),
        (b"a,b\n" + b"x" * 200_000 + b",2\n", "error[table-quotes]"),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_told_with_its_place(text: bytes, message: str) -> None:
    assert message in told(lambda: csv_rows(text))


@pytest.mark.parametrize("row", ["* Revised in 2024", "Note: provisional,,", '"Source: Ministry of Health",,'])
def test_a_note_between_the_rows_is_left_out_and_told(row: str) -> None:
    read = csv_rows(f"Region,2022,2023\nNorth,1,2\n{row}\nSouth,3,4\n")
    assert [line[0] for line in values(read)] == ["North", "South"]
    assert [(one.code, one.where and one.where.line) for one in read.findings] == [("table-foot", 3)]


def test_too_many_rows_lead_to_a_column_that_leaves_few() -> None:
    text = "Place,Year,N\n" + "".join(f"p{at % 40},{2000 + at % 8},{at}.5\n" for at in range(80))
    read = told(lambda: read_table(Files(text.encode()), TableSource("a.csv", most=15), HERE))
    assert "such as `where: {Year: 2000}`" in read
    empty = "Place,Code,Year,N\n" + "".join(f"p{at},,{2000 + at % 8},{at}.5\n" for at in range(80))
    told(lambda: read_table(Files(empty.encode()), TableSource("a.csv", columns=("Place", "N"), most=15), HERE))


@pytest.mark.parametrize(
    ("wanted", "told_of"),
    [
        ("Reached", "several end so; name the whole of one: `HEALTH Reached`, `FOOD Reached`"),
        ("total affected", "did you mean `OVERALL Total Affected`?"),
        (
            "Affected",
            "several end so; name the whole of one: `OVERALL Total Affected`, `HEALTH Affected`, `FOOD Affected`",
        ),
    ],
)
def test_a_name_that_stands_below_others_is_found_by_them(wanted: str, told_of: str) -> None:
    text = "PLACE,OVERALL,HEALTH,,FOOD,\nWoreda,Total Affected,Affected,Reached,Affected,Reached\nA,6,1,2,3,4\n"
    source = TableSource("a.csv", header=(1, 2), columns=("PLACE Woreda", wanted))
    assert f"has no column `{wanted}`\n  hint: {told_of}" in told(
        lambda: read_table(Files(text.encode()), source, HERE)
    )


def test_the_columns_asked_for_come_in_that_order_and_only_they_are_judged() -> None:
    rows = csv_rows("a,b,,d\n1,2,,4\n", "", "d", "a")
    assert (rows.header, values(rows)) == (("d", "a"), [[Decimal(4), Decimal(1)]])
    assert "has no column `labl`\n  hint: did you mean `label`?" in told(
        lambda: csv_rows("label,value\na,1\n", "", "labl")
    )


def test_a_thousand_faults_are_told_in_a_few_lines() -> None:
    text = told(lambda: csv_rows("a,b\n" + "1\n" * 1000))
    assert text.count("table-ragged") == 40
    assert "error[table-more]: 960 more findings in this table" in text


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine is no fault of the reader
@given(st.lists(st.lists(st.text(alphabet='a;,"\n\t1. é', max_size=8), min_size=2, max_size=2), min_size=1, max_size=8))
def test_any_csv_gives_rows_or_findings(cells: list[list[str]]) -> None:
    lines = ["x,y", *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)]
    try:
        rows = csv_rows("\n".join(lines))
    except BriefingsError as problem:
        assert problem.findings
    else:
        texts = [[cell.text for cell in row] for row in rows.rows]
        assert texts == [kept for row in cells if any(kept := [cell.strip(" \t") for cell in row])] or "\n" in str(
            cells
        )


# --- Spreadsheets --------------------------------------------------------------------------------------------------------


def test_a_spreadsheet_gives_numbers_texts_and_dates() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["label", "value", "day", 2022])
        sheet.append(["007", 0.1 + 0.2, datetime.date(2023, 5, 31), True])
        sheet.append(["b", 25_000_000, datetime.datetime(2023, 5, 31, 14, 30), None])

    rows = xlsx_rows(packed(workbook(fill)))
    assert rows.header == ("label", "value", "day", "2022")
    assert values(rows) == [
        ["007", Decimal("0.3"), datetime.date(2023, 5, 31), "TRUE"],
        ["b", Decimal(25_000_000), datetime.datetime(2023, 5, 31, 14, 30), None],
    ]
    assert str(rows.rows[1][1].where) == "seizures.xlsx:3:2"
    assert str(rows.rows[1][1].value) == "25000000"


@pytest.mark.parametrize("system", ["1900", "1904"])
def test_both_date_systems_give_the_same_day(system: str) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    def fill(sheet: Worksheet) -> None:
        sheet.append(["day"])
        sheet.append([datetime.date(2022, 11, 2)])

    book = workbook(fill)
    book.epoch = CALENDAR_MAC_1904 if system == "1904" else CALENDAR_WINDOWS_1900
    assert values(xlsx_rows(packed(book))) == [[datetime.date(2022, 11, 2)]]


def test_a_stale_dimension_hides_no_rows() -> None:
    stale = changed(SIMPLE, SHEET, '<dimension ref="A1:B3"', '<dimension ref="A1:B2"')
    assert len(xlsx_rows(stale).rows) == 2


def test_the_table_may_stand_anywhere_and_cells_may_lack_addresses() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C4"], sheet["D4"], sheet["C5"], sheet["D5"] = "label", "value", "Cocaine", 275

    rows = xlsx_rows(packed(workbook(fill)))
    assert str(rows.rows[0][1].where) == "seizures.xlsx:5:4"
    bare = re.sub(r' r="[A-Z]+[0-9]+"', "", zipfile.ZipFile(io.BytesIO(SIMPLE)).read(SHEET).decode())
    whole = zipfile.ZipFile(io.BytesIO(SIMPLE)).read(SHEET).decode()
    assert values(xlsx_rows(changed(SIMPLE, SHEET, whole, bare))) == values(xlsx_rows(SIMPLE))


def formula_without_value(sheet: Worksheet) -> None:
    simple(sheet)
    sheet["B3"] = "=SUM(B1:B2)"


def failed_formula(sheet: Worksheet) -> None:
    simple(sheet)
    sheet["B3"] = "#N/A"


def merged(sheet: Worksheet) -> None:
    simple(sheet)
    sheet.merge_cells("A2:B2")


def hidden_row(sheet: Worksheet) -> None:
    simple(sheet)
    sheet.row_dimensions[3].hidden = True


def hidden_column(sheet: Worksheet) -> None:
    simple(sheet)
    sheet.column_dimensions["B"].hidden = True


def no_name(sheet: Worksheet) -> None:
    simple(sheet)
    sheet["C2"] = "stray"


def double_name(sheet: Worksheet) -> None:
    simple(sheet)
    sheet["C1"], sheet["C2"] = "Value", 1


def title_above(sheet: Worksheet) -> None:
    sheet.append(["Seizures in 2022"])
    simple(sheet)


def far_away(sheet: Worksheet) -> None:
    simple(sheet)
    sheet["XFD2"] = "stray"


@pytest.mark.parametrize(
    ("fill", "message"),
    [
        (
            formula_without_value,
            "seizures.xlsx:3:2: error[table-formula]: 2022!B3 holds =SUM(B1:B2) without a stored result",
        ),
        (failed_formula, "seizures.xlsx:3:2: error[table-error]: 2022!B3 holds #N/A: its formula failed"),
        (merged, "seizures.xlsx:2:1: error[table-merged]: 2022!A2:B2 are merged cells"),
        (hidden_row, "seizures.xlsx:3:1: error[table-hidden]: row 3 of sheet `2022` is hidden"),
        (hidden_column, "seizures.xlsx:1:2: error[table-hidden]: column B of sheet `2022` is hidden"),
        (double_name, "error[table-header]: the column name `Value` at 2022!C1 stands at 2022!B1 already"),
        (
            title_above,
            "seizures.xlsx:1:1: error[table-preamble]: row 1 of `seizures.xlsx` stands above the table; row 2 likely holds ",
        ),
        (far_away, "error[table-too-large]: sheet `2022` of `seizures.xlsx` reaches to XFD"),
        (lambda sheet: None, "error[table-empty]: sheet `2022` of `seizures.xlsx` has no rows"),
    ],
)
def test_what_a_spreadsheet_hides_is_told_by_sheet_and_cell(fill: Callable[[Worksheet], None], message: str) -> None:
    text = told(lambda: xlsx_rows(packed(workbook(fill))))
    assert message in text
    assert "hint:" in text


def test_formulas_that_give_nothing_are_told_once_a_column() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["label", "share", "rate", "value"])
        for row in range(2, 60):
            sheet.append([f"p{row}", f"=D{row}/D2", "#DIV/0!", row])

    text = told(lambda: xlsx_rows(packed(workbook(fill))))
    assert text.count("table-formula") == text.count("table-error") == 1
    assert "holds =D2/D2 without a stored result, and 57 more cells of its column are so too" in text
    assert "`columns` beside the file's name lists those that stay" in text


def test_a_column_without_a_name_is_left_out_of_a_whole_table_and_told() -> None:
    rows = xlsx_rows(packed(workbook(no_name)))
    assert rows.header == ("label", "value")
    assert [finding.render().partition("\n")[0] for finding in rows.findings] == [
        "seizures.xlsx:1:3: warning[table-header]: the column at 2022!C1 has no name and is left out"
    ]
    assert xlsx_rows(packed(workbook(no_name)), None, "column 3").header == ("column 3",)


def test_a_formula_with_its_result_is_its_result() -> None:
    book = packed(workbook(formula_without_value))
    stored = (
        changed(book, SHEET, "<f>SUM(B1:B2)</f><v></v>", "<f>SUM(B1:B2)</f><v>275</v>")
        if (b"<v></v>" in zipfile.ZipFile(io.BytesIO(book)).read(SHEET))
        else changed(book, SHEET, "<f>SUM(B1:B2)</f><v />", "<f>SUM(B1:B2)</f><v>275</v>")
    )
    assert values(xlsx_rows(stored))[1] == ["Heroin", Decimal(275)]


def test_faults_in_columns_that_nobody_asked_for_do_no_harm() -> None:
    rows = xlsx_rows(packed(workbook(failed_formula)), None, "label")
    assert values(rows) == [["Cocaine"], ["Heroin"]]


def test_a_percentage_is_read_as_the_sheet_shows_it() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["share"])
        for value in (0.125, 1 / 3):
            sheet.append([value])
            sheet.cell(sheet.max_row, 1).number_format = "0.0%"

    rows = xlsx_rows(packed(workbook(fill)))
    assert (rows.rows[0][0].value, rows.rows[0][0].text) == (Decimal("12.5"), "12.5%")
    assert (rows.units, rows.decimals, rows.findings) == (("%",), (1,), ())


def test_a_percentage_keeps_a_decimal_that_the_sheet_rounds_away() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["share", "whole"])
        for value in (0.455, 0.07):
            sheet.append([value, 0.5])
            for cell in sheet[sheet.max_row]:
                cell.number_format = "0%"

    assert xlsx_rows(packed(workbook(fill))).decimals == (1, 0)


def several() -> openpyxl.Workbook:
    book = workbook(simple)
    for title, state in (("2023", "visible"), ("secret", "hidden")):
        sheet = book.create_sheet(title)
        simple(sheet)
        sheet.sheet_state = state
    return book


def test_sheets_by_name() -> None:
    data = packed(several())
    assert [finding.code for finding in xlsx_rows(data).findings] == ["table-sheet-chosen"]
    assert xlsx_rows(data, "2023").findings == ()
    assert [finding.code for finding in xlsx_rows(data, "secret").findings] == ["table-sheet-hidden"]
    assert "has no sheet `20222`\n  hint: did you mean `2022`?" in told(lambda: xlsx_rows(data, "20222"))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(SHEET, b" " * 30_000_000)
    return out.getvalue()


def entities() -> bytes:
    head = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    whole = zipfile.ZipFile(io.BytesIO(SIMPLE)).read(SHEET).decode()
    body = re.sub(r"^<\?xml.*?\?>", "", whole)
    return changed(SIMPLE, SHEET, whole, head + body)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"label,value\n", "error[table-format]: `seizures.xlsx` is not a spreadsheet, whatever its name says"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "`seizures.xlsx` is protected by a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "error[table-broken]: `seizures.xlsx` is damaged or cut off"),
        (SIMPLE[:-900], "error[table-broken]: `seizures.xlsx` is damaged or cut off"),
        (changed(SIMPLE, SHEET, "</sheetData>", "</sheet"), "error[table-broken]: `seizures.xlsx` is damaged"),
        (bomb(), "error[table-too-large]: `seizures.xlsx` unpacks to 28 MB: too much to be a table"),
        (entities(), "error[table-broken]: `seizures.xlsx` holds a document type, which no workbook has"),
    ],
)
def test_a_file_that_is_no_sound_workbook_is_told_by_what_it_is(data: bytes, message: str) -> None:
    assert message in told(lambda: xlsx_rows(data))


@pytest.mark.parametrize("name", ["a.xlsb", "a", "a.xml"])
def test_other_formats_are_refused_by_name(name: str) -> None:
    text = told(lambda: read_table(Files(b"x"), TableSource(name), HERE))
    assert text == (
        f"data/report.yaml:20:13: error[table-format]: `{name}` is none of .csv, .xlsx, .xls, .ods and .json\n"
        "  hint: save it as .xlsx or .csv"
    )


@given(st.integers(0, len(SIMPLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_ends_in_a_traceback(at: int, flip: int) -> None:
    data = SIMPLE[:at] + bytes([SIMPLE[at] ^ flip]) + SIMPLE[at + 1 :]
    try:
        xlsx_rows(data)
    except BriefingsError as problem:
        assert problem.findings
