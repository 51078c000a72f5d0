"""Columns of files are read as a whole: years and codes are text, marks are gaps, programs' noise is no digit."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from briefings.diagnostics import BriefingsError, Where
from briefings.source import tables
from briefings.source.tables import Rows, TableSource, read_table


class _Files:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, path: str, where: Where | None = None) -> bytes:
        return self.data


def _read(data: str | bytes, file: str = "d.csv", **how: Any) -> Rows:
    return read_table(_Files(data.encode() if isinstance(data, str) else data), TableSource(file, **how))


def _refused(data: str | bytes, file: str = "d.csv", **how: Any) -> list[str]:
    with pytest.raises(BriefingsError) as raised:
        _read(data, file, **how)
    return [finding.render() for finding in raised.value.findings]


def _sheet(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    for row in rows:
        book.active.append(list(row))
    for ref in merged:
        book.active.merge_cells(ref)
    book.save(out)
    return out.getvalue()


def _column(rows: Rows, at: int) -> list[object]:
    return [row[at].value for row in rows.rows]


@pytest.mark.parametrize("name", ["Year", "Année", "año", "TIME_PERIOD", "fiscal year"])
def test_a_column_of_years_is_text(name: str) -> None:
    rows = _read(f"{name},People\n2019,2019\n2020,2020\n")
    assert _column(rows, 0) == ["2019", "2020"]
    assert _column(rows, 1) == [Decimal(2019), Decimal(2020)]


@pytest.mark.parametrize(
    "name",
    [
        "Postal code",
        "cod_ibge",
        "School ID",
        "P-code",
        "codeINSEE",
        "Code postal",
        "ISBN",
        "Phone number",
        "رمز",
        "邮编",
    ],
)
def test_numbers_under_the_name_of_a_code_are_text(name: str) -> None:
    first, second = ("33140205050", "33140205051") if name == "Phone number" else ("75001", "69002")
    assert _column(_read(f"{name},Pupils\n{first},1200\n{second},900\n"), 0) == [first, second]


@pytest.mark.parametrize(
    "name", ["Pupils", "Code violations", "Mobile phones", "People with ID cards", "Coded answers", "Valid"]
)
def test_numbers_that_are_counted_stay_numbers(name: str) -> None:
    assert _column(_read(f"{name},Town\n75001,A\n1900,B\n"), 0) == [Decimal(75001), Decimal(1900)]


def test_a_column_with_leading_zeros_is_text_throughout() -> None:
    assert _column(_read("code,n\n007,1\n120,2\n"), 0) == ["007", "120"]


def test_marks_for_no_value_among_numbers_are_gaps_and_told() -> None:
    rows = _read("Region,People\nNorth,1234\nSouth,NA\nEast,..\nWest,[c]\n")
    assert _column(rows, 1) == [Decimal(1234), None, None, None]
    assert [finding.message for finding in rows.findings] == [
        "column `People` of `d.csv`: `NA`, `..`, `[c]` stand for no value, in 3 of 4 rows"
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


def _far(row: str, held: str = "") -> bytes:
    book, out, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for values in (["label", "value"], ["A", 1], ["B", None]):
        book.active.append(values)  # type: ignore[union-attr]
    book.save(out)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            body = source.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                body = body.replace(
                    "</sheetData>", f'<row r="{row}"><c r="XFD{row}" s="0">{held}</c></row></sheetData>'
                )
            target.writestr(name, body)
    return made.getvalue()


def test_an_empty_cell_far_out_costs_nothing() -> None:
    assert len(_read(_far("1048576"), "d.xlsx").rows) == 2


def test_what_was_dropped_in_the_last_rows_of_a_sheet_is_left_out_and_told() -> None:
    rows = _read(_far("1048576", "<f>A1048576/5</f><v>0</v>"), "d.xlsx")
    assert [row[0].text for row in rows.rows] == ["A", "B"]
    (told,) = [one for one in rows.findings if one.code == "table-stray"]
    assert (
        told.level == "warning" and "Sheet!XFD1048576 of `d.xlsx` holds something far below the table" in told.message
    )


def test_a_table_wider_than_its_header_says_by_a_name_that_is_empty() -> None:
    rows = _read("Country,Notes,\nMali,approved,https://example.org/a\nNiger,pending,\n")
    assert rows.header == ("Country", "Notes") and len(rows.rows) == 2
    assert ["row 1, column 3 has no name" in one.message for one in rows.findings] == [True]
    assert [row[0].text for row in _read("Country,Notes,\nMali,a,b\n", columns=("column 3",)).rows] == ["b"]


@pytest.mark.parametrize("row", ["99999999999", "4294967295", "1048577", "0"])
def test_a_row_that_no_sheet_has_is_told(row: str) -> None:
    with pytest.raises(BriefingsError) as fault:
        _read(_far(row), "d.xlsx")
    assert [finding.message for finding in fault.value.findings] == [f"`d.xlsx` has a row {row}, which no sheet has"]


# --- Which rows hold the names -----------------------------------------------------------------------------------------

TITLED = "Wasserverbrauch\n\nOrt,Liter\nGraz,120\nLinz,135\n"


@pytest.mark.parametrize("row", [2, 9])
def test_a_header_in_a_row_that_is_empty_or_not_there_is_told_with_those_that_are(row: int) -> None:
    assert _refused(TITLED, header=(row,)) == [
        f"error[table-header]: row {row} of `d.csv` is empty or not there, so it holds no column names\n"
        "  hint: `header` counts from the file's first row, empty ones too; these hold something: 1, 3, 4, 5, …"
    ]


def test_a_header_in_the_last_row_leaves_no_rows() -> None:
    assert _refused(TITLED, header=(5,)) == [
        "d.csv:5:1: error[table-empty]: `d.csv` has column names but no rows\n     5 | Linz | 135\n  hint: add a row"
    ]


def test_a_header_of_the_title_and_the_names_joins_them() -> None:
    assert _read(TITLED, header=(1, 3)).header == ("Wasserverbrauch Ort", "Wasserverbrauch Liter")


def test_a_file_without_names_has_columns_by_their_place() -> None:
    rows = _read("Lviv,717\nOdesa,1010\n", header=(0,))
    assert rows.header == ("column 1", "column 2")
    assert [[cell.value for cell in row] for row in rows.rows] == [["Lviv", Decimal(717)], ["Odesa", Decimal(1010)]]
    assert [row[0].where.line for row in rows.rows] == [1, 2]


def test_of_a_file_without_names_columns_in_which_nothing_stands_are_left_out() -> None:
    assert _read("Lviv,,717\nOdesa,,1010\n", header=(0,)).header == ("column 1", "column 3")


def test_a_key_to_signs_below_a_wide_table_is_no_data() -> None:
    table = (("Geo", 2019, 2020, 2021, 2022), ("Norge", 1, 2, 3, 4), ("Island", 5))
    rows = _read(_sheet(*table, (), ("Special value",), (":", "not available")), "d.xlsx")
    assert [row[0].text for row in rows.rows] == ["Norge", "Island"]
    assert "rows 5 to 6 below the table of `d.xlsx` are no data and left out" in [one.message for one in rows.findings]
    assert [row[0].text for row in _read(_sheet(*table, (), ("I alt", 6)), "d.xlsx").rows] == [
        "Norge",
        "Island",
        "I alt",
    ]


def test_numbers_that_are_taken_for_names_are_told() -> None:
    (finding,) = _read("Lviv,717273\nOdesa,1010537\n").findings
    assert finding.render() == (
        "d.csv:1:1: warning[table-header]: row 1 of `d.csv` is taken for the column names, and holds `717273`\n"
        "     1 | Lviv | 717273\n"
        "  hint: where no row of the file holds names, say `header: 0`: the columns go by `column 1`, `column 2` …"
    )
    assert _read("City,2019,2020,45\nLviv,1,2,3\n").findings == ()


def test_names_that_are_merged_over_their_marks_need_no_unmerging() -> None:
    data = _sheet(
        ("Emisiones",), ("País", 2019, None, 2020, None), ("Chile", 1.5, "p", 1.25, "e"), merged=("B2:C2", "D2:E2")
    )
    rows = _read(data, "d.xlsx", header=(2,), columns=("País", "2019", "2020"))
    assert [[cell.value for cell in row] for row in rows.rows] == [["Chile", Decimal("1.5"), Decimal("1.25")]]


def test_a_column_that_only_its_tag_names_is_no_row_too_long() -> None:
    rows = _read("Org,Pays\n#org,#country,#date\nCroix-Rouge,Tchad,2024-03-01\n", columns=("Org", "#date"))
    assert [[cell.text for cell in row] for row in rows.rows] == [["Croix-Rouge", "2024-03-01"]]


def test_two_columns_of_one_name_are_told_where_one_of_them_is_wanted() -> None:
    data = "Région,2023,2023\nNord,12,0.5\n"
    assert _refused(data, columns=("Région", "2023")) == [
        "d.csv:1:3: error[table-header]: the column name `2023` at row 1, column 3 stands at row 1, column 2 already\n"
        "     1 | Région | 2023 | 2023\n"
        "  hint: name the columns that you want, this one as `column 3`"
    ]
    assert _column(_read(data, columns=("Région", "column 3")), 1) == [Decimal("0.5")]
    assert _column(_read(data, columns=("Région",)), 0) == ["Nord"]


def test_a_workbooks_other_sheet_that_has_the_columns_is_named() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    book.active.append(["About this file"])
    book.active.append(["Enquêtes scolaires"])
    for name in ("Notes", "Élèves"):
        book.create_sheet(name)
    for row in (["Académie", "Élèves"], ["Lille", 1200], ["Rennes", 900]):
        book["Élèves"].append(row)
    book.save(out)
    assert _refused(out.getvalue(), "d.xlsx", columns=("Académie", "Élèves")) == [
        "error[table-column]: `d.xlsx` has these columns in its sheet `Élèves`; `Sheet` is read\n"
        "  hint: say `sheet: Élèves` beside the file's name"
    ]
    (other,) = _refused(out.getvalue(), "d.xlsx", columns=("Académie", "Maîtres"))[1:]
    assert "the first sheet is read, `Sheet`: `sheet` names another of `Notes`, `Élèves`" in other


def test_a_row_of_words_above_the_names_is_not_taken_for_them() -> None:
    above = "Lots of people\nwrite,notes,at,the,top\nof,them\n"
    (told,) = _refused(above + "Name,Age,Town,Work,Since\nOmar,40,Gao,nurse,2001\nAna,31,Lima,guide,2014\n")
    assert "say `header: 4` beside" in told


GENESIS = "GENESIS-Tabelle: 12612\nGeburten: Monate;;;;\n;;Geschlecht;Geschlecht;Geschlecht\n;;männlich;weiblich;Insgesamt\n2010;Januar;9505;9331;18836\n2010;Februar;7177;4298;11475\n"
LIFE = "Life table,,,\n2020,,,\nAge,Deaths,Alive,Left\nin years,per head,at age x,in years\nx,q,l,e\n0,0.0034,100000,78.6\n1,0.0002,99661,77.9\n"
CAUSES = "Deaths,,,,,\n,,Sex,Sex,Sex,Sex\n,,Men,Men,Women,Women\n,,Age,Age,Age,Age\n,,0-14,15-29,0-14,15-29\n1980,Falls,-,109,-,22\n1981,Falls,4,117,2,24\n"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (GENESIS, "say `header: 4` beside the file's name"),
        (LIFE, "say `header: 5` beside the file's name, or `header: [4, 5]`"),
        (CAUSES, "say `header: 5` beside the file's name, or `header: [3, 5]`"),
    ],
)
def test_the_last_row_of_names_above_the_numbers_is_the_likely_header_for_a_table_and_for_a_chart(
    data: str, hint: str
) -> None:
    for columns in ((), (data.splitlines()[-3].split(";" if ";" in data else ",")[-1],)):
        (told,) = _refused(data, columns=columns)
        assert hint in told


def test_columns_without_a_name_are_one_warning_and_twins_one_error() -> None:
    told = _read("Port,Size,Age,,\nLagos,big,old,5.5,x\nTema,new,far,6.5,y\n").findings
    assert [one.message for one in told if one.code == "table-header"] == [
        "the column at row 1, column 4 and 1 more have no name and are left out"
    ]
    data = _sheet(
        (None, "North", "North", "South", "South"), ("Year", "Rate", "Limit", "Rate", "Limit"), (2019, 1.5, 2, 3, 4)
    )
    (told_twins,) = _refused(data, "d.xlsx", header=(1,))
    assert "the column name `North` at Sheet!C1 stands at Sheet!B1 already; likewise `South`" in told_twins
    assert "as row 2 tells them apart, say `header: [1, 2]`" in told_twins


def test_merged_cells_are_told_once_and_do_no_harm_in_rows_that_are_left_out() -> None:
    rows = (("Year", "Month", "Deaths"), (2019, 9, 500), (2020, 9, 600), ("Median", None, 550), ("Change", None, 50))
    data = _sheet(*rows, merged=("A4:B4", "A5:B5"))
    assert _column(_read(data, "d.xlsx", where={"Year": ("2019", "2020")}), 2) == [Decimal(500), Decimal(600)]
    (told,) = _refused(data, "d.xlsx")
    assert "Sheet!A4:B4 are merged cells, and 1 more is" in told
    assert "leave their rows out beside the file's name (`top`, `where`)" in told


@pytest.mark.parametrize(
    ("encoding", "word"), [("windows-1251", "Регион"), ("gb18030", "地区"), ("windows-1252", "Région")]
)
def test_a_file_in_another_encoding_is_shown_as_each_reads_it(encoding: str, word: str) -> None:
    data = f"{word};N\na;1\n".encode(encoding)
    (told,) = _refused(data)
    assert f"`encoding: {encoding}` reads `{word}`" in told
    assert _read(data, encoding=encoding).header[0] == word


def test_a_mark_behind_a_number_of_a_sheet_is_no_word() -> None:
    rows = _read(_sheet(("Country", "Rate"), ("Kenya", 12.5), ("Mali", "9.1*"), ("Chad", "7 (b)")), "d.xlsx")
    assert _column(rows, 1) == [Decimal("12.5"), Decimal("9.1"), Decimal(7)]
    assert [one.code for one in rows.findings] == ["table-flags"]
    assert _column(_read("Country,Rate\nKenya,12*\nMali,9*\n"), 1) == [
        "12*",
        "9*",
    ]  # behind every number it may say more


def test_a_word_merged_down_stands_in_each_of_its_rows() -> None:
    rows = (
        ("Region", "Kind", "Beds"),
        ("North", "Ward", 12),
        (None, "Theatre", 3),
        ("South", "Ward", 9),
        (None, None, None),
    )
    read = _read(_sheet(*rows[:4], merged=("A2:A3",)), "d.xlsx")
    assert _column(read, 0) == ["North", "North", "South"]
    (told,) = _refused(_sheet(*rows[:4], merged=("C2:C3",)), "d.xlsx")  # a number would count twice
    assert "table-merged" in told
    (told,) = _refused(_sheet(*rows[:4], merged=("A2:B2",)), "d.xlsx")
    assert "table-merged" in told


def test_many_hidden_rows_and_columns_are_told_once() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    book.active.append(["Port", "2019", "2020", "2021"])
    for number in range(2, 60):
        book.active.append([f"Port {number}", 1, 2, 3])
        book.active.row_dimensions[number].hidden = number % 3 == 0
    for letter in "BC":
        book.active.column_dimensions[letter].hidden = True
    book.save(out)
    (columns,), (rows,) = (_refused(out.getvalue(), "d.xlsx", columns=names) for names in ((), ("Port", "2021")))
    assert "column B of sheet `Sheet` is hidden, and 1 more is" in columns
    assert "row 3 of sheet `Sheet` is hidden, and 18 more are" in rows


def test_what_holds_of_many_columns_is_told_once() -> None:
    names = [f"N{n}" for n in range(6)]
    rows = _read(";".join(names) + "\n" + ";".join(["1,5"] * 6) + "\n" + ";".join(["2,25"] * 5 + ["NA"]) + "\n")
    assert [one.message for one in rows.findings] == [
        "column `N5` of `d.csv`: `NA` stand for no value, in 1 of 2 rows",
        "column `N0` of `d.csv` is read as numbers: `1,5` is 1.5; likewise `N1`, `N2`, `N3` and 2 more",
    ]


# --- Marks, percentages ------------------------------------------------------------------------------------------------


def test_without_marks_each_of_them_is_a_text() -> None:
    data = "Région,Cas\nNord,12\nSud,NA\n"
    assert _column(_read(data), 1) == [Decimal(12), None]
    rows = _read(data, missing=())
    assert _column(rows, 1) == [Decimal(12), "NA"] and rows.findings == ()


def test_percentages_among_other_numbers_stay_texts_and_are_told() -> None:
    rows = _read("Indicator,Value\nLiteracy,71%\nSchools,340\nAttendance,64.5%\n")
    assert _column(rows, 1) == ["71%", Decimal(340), "64.5%"] and rows.units == ("", "")
    assert [finding.render() for finding in rows.findings] == [
        "d.csv:2:2: warning[table-percent]: column `Value` of `d.csv` mixes percentages (`71%`) and other numbers (`340` in row 3): the "
        "percentages are kept as text\n     2 | Literacy | 71%\n"
        "  hint: choose rows of one kind with `where`, or give the column one format"
    ]
    assert _column(_read("Indicator,Value\nLiteracy,71%\nSchools,340\n", where={"Indicator": ["Literacy"]}), 1) == [
        Decimal(71)
    ]
    assert _column(_read("Indicator,Value\nLiteracy,71%\nSchools,340\n", top=1), 1) == [Decimal(71)]


# --- Only the rows that are shown --------------------------------------------------------------------------------------


def test_only_rows_that_are_shown_are_judged_and_they_keep_their_numbers() -> None:
    rows = _read("Ville,Habitants\nLyon,520\nBrest,NA\nNice,340\nMetz,x\n", order="-Habitants", top=2)
    assert [(row[0].text, row[1].value, row[0].where.line) for row in rows.rows] == [
        ("Lyon", Decimal(520), 2),
        ("Nice", Decimal(340), 4),
    ]
    assert rows.findings == ()


def test_the_other_rows_tell_what_a_column_is() -> None:
    assert _column(_read("Code,n\n13055,3\n01004,2\n", top=1), 0) == ["13055"]
    assert _column(_read("Ort;n\nGraz;1.234\nWels;1.234,5\n", top=1), 1) == [Decimal(1234)]


def test_numbers_come_before_words_in_a_column_of_numbers() -> None:
    rows = _read("Pays,Cas\nMali,9\nTchad,<5\nNiger,100\nBénin,\nTogo,20\n", order="Cas")
    assert [row[0].text for row in rows.rows] == ["Mali", "Togo", "Niger", "Tchad", "Bénin"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_more_rows_than_are_shown_are_told_before_they_are_judged(kind: str) -> None:
    lines = [("Name", "n"), *((f"p{at}", at) for at in range(30))]
    data = _sheet(*lines) if kind == "xlsx" else "".join(f"{a},{b}\n" for a, b in lines)
    (finding,) = _refused(data, f"d.{kind}", most=20)
    assert finding.startswith(f"error[rows-too-many]: `d.{kind}` has 30 rows; a section shows 20 at the most\n")
    assert len(_read(data, f"d.{kind}", most=20, top=20).rows) == 20


def test_a_fault_in_a_row_that_is_left_out_does_no_harm_but_one_that_decides_does() -> None:
    data = _sheet(("Land", "n"), ("Österreich", 1), ("Ungarn", "#"), merged=())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert isinstance(book.active, Worksheet)
    book.active["B3"] = "=NA()"
    out = io.BytesIO()
    book.save(out)
    rows = _read(out.getvalue(), "d.xlsx", where={"Land": ["Österreich"]})
    assert [[cell.value for cell in row] for row in rows.rows] == [["Österreich", Decimal(1)]]
    (finding,) = _refused(out.getvalue(), "d.xlsx", order="n", top=1)
    assert finding.startswith("d.xlsx:3:2: error[table-formula]: Sheet!B3 holds =NA() without a stored result\n")


def test_a_file_that_several_sections_name_is_kept_for_the_next_one_and_a_changed_one_is_read_anew() -> None:
    tables._KEPT.clear()
    for how in ({"top": 1}, {"where": {"a": ["3"]}}, {}):
        assert _read("a,b\n1,2\n3,4\n", **how).header == ("a", "b")
    assert len(tables._KEPT) == 1
    assert _column(_read("a,b\n5,6\n"), 0) == [Decimal(5)]
    assert len(tables._KEPT) == 2
