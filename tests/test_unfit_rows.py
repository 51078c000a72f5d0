"""Rows of a file that no chart can show are told once, with the key that helps; who adds that key, has the chart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import lay, run

REPORT = """\
id: r
title: A report
language: en
date: 2025
status: final
sections:
  c:
    type: chart
    chart: bar
    title: A chart
    data: {table: data/d.csv, %s}
"""


def _found(folder: Path, data: str, keys: str, report: str = REPORT) -> list[str]:
    """What `check` says of the chart: errors without their excerpts."""
    home = lay(folder, {"data/r.yaml": report % keys, "data/d.csv": data})
    made = run(home, "check", "--template", "deck")
    assert made.code == (1 if ": error[" in made.err else 0), made.err
    return [line for line in made.err.splitlines() if ": error[" in line or line.startswith("  hint:")]


BEDS = "Hospital,Ward,Year,Beds\nNorth,Children,2023,12\nNorth,Surgery,2023,30\nSouth,Children,2023,8\nSouth,Surgery,2023,22\n"
CHILDREN = "country_name,sub_region,sex,wasting_prev,stunting_prev\nKenya,East_Africa,M,4.2,26\nKenya,East_Africa,F,3.8,25\nMali,West_Africa,M,9,26.9\n"
SEEN = "id,place,when,sex,shown,rate\n1,A,2015,M,1.1 [1-2],1.14\n2,A,2015,F,1.2 [1-2],1.24\n3,A,2019,M,1.3 [1-2],1.34\n4,A,2019,F,1.4 [1-2],1.44\n5,B,2015,M,1.5 [1-2],1.54\n6,B,2019,F,2.5 [1-2],2.54\n"
STATIONS = "Gare,Sexe,Âge,Voyageurs\nLyon,F,0-17,10\nLyon,F,18+,50\nLyon,H,0-17,12\nLyon,H,18+,60\nLille,F,18+,41\n"
DISTRICTS = "District;Part\n01;50,5\n02;s\n03;47,2\n04;s\n"


@pytest.mark.parametrize(
    ("data", "keys", "message", "key"),
    [
        (BEDS, "label: Hospital, value: Beds", "error[table-alike]: `data/d.csv` has several rows for 2 labels under `Hospital`, such as `North` in rows 2 and 3; a chart shows one", "where: {Ward: Children}"),
        (BEDS, "label: Hospital, value: Beds", "several rows", "series: Ward"),
        (STATIONS, "label: Gare, value: Voyageurs", "a label under `Gare`, such as `Lyon` in rows 2 and 3 and 2 more", "where: {Sexe: F, Âge: 0-17}"),
        ("K,N\na,1.5\nb,2.5\nc,2\na,3.5\n", "label: K, value: N", "such as `a` in rows 2 and 5", "top: 3"),
        ("Province,Sum\nA,4\nB,5\nB,\nA,\n", "label: Province, value: Sum", "several rows for 2 labels under `Province`", 'without: {Sum: ""}'),
        (DISTRICTS, "label: District, value: Part", "error[table-words]: column `Part` of `data/d.csv` holds `s` where a number is expected, in 2 of 4 rows", "missing: [s]"),
        ("Port,Tons\nA,4\n,5\nB,6\n,7\n", "label: Port, value: Tons", "error[table-blank]: column `Port` of `data/d.csv` is empty in 2 of 4 rows", 'without: {Port: ""}'),
        (SEEN, "label: place, value: rate", "several rows for 2 labels under `place`", "where: {when: 2015, sex: M}"),
        ("Port,Tons\nA,4\nB,6\nC,1 of 2\nD,2 of 2\nE,3 of 4\nF,4 of 9\nG,5 of 9\n", "label: Port, value: Tons", "`1 of 2`, `2 of 2`, `3 of 4`, `4 of 9`, … where a number", "top: 2"),
    ],
    ids=range(9),
)  # fmt: skip
def test_the_key_that_a_finding_names_makes_the_chart(
    tmp_path: Path, data: str, keys: str, message: str, key: str
) -> None:
    told, hint = _found(tmp_path / "first", data, keys)
    assert message in told
    assert f"`{key}`" in hint
    assert _found(tmp_path / "then", data, f"{keys}, {key}") == []


def test_a_label_that_goes_by_its_place_is_no_column_that_tells_rows_apart(tmp_path: Path) -> None:
    told, hint = _found(tmp_path, BEDS, "label: column 1, value: column 4")
    assert "several rows for 2 labels under `column 1`" in told
    assert "`where: {Ward: Children}`" in hint


def test_rows_that_no_key_tells_apart_are_told_as_such(tmp_path: Path) -> None:
    told, hint = _found(tmp_path, "K,N\na,words\nb,more\n", "label: K, value: N")
    assert "column `N` of `data/d.csv` holds `words`, `more` where a number is expected, in 2 of 2 rows" in told
    assert hint == "  hint: name the column that holds the numbers"


@pytest.mark.parametrize("first", ["Place,all ages", "(name),(number)", "#,thousands of people"])
def test_names_that_go_on_below_others_lead_to_a_second_row_of_names(tmp_path: Path, first: str) -> None:
    data = f"Place,People\n{first}\nA,4\nB,5\nC,6\n"
    _, hint = _found(tmp_path / "first", data, "label: Place, value: People")
    assert "where row 2 goes on with the names, say `header: [1, 2]`" in hint
    assert _found(tmp_path / "then", data, "header: [1, 2], label: column 1, value: column 2") == []


def test_many_rows_of_each_label_lead_to_a_sum_of_them(tmp_path: Path) -> None:
    _, hint = _found(tmp_path, "Reason,People\nFlood,4\nFlood,5\nWar,6\nWar,7\n", "label: Reason, value: People")
    assert hint == "  hint: make one row of each in the file, a sum or a mean, as a pivot table does"


def test_words_where_numbers_are_asked_for_lead_to_the_columns_of_numbers(tmp_path: Path) -> None:
    _, hint = _found(tmp_path, CHILDREN, "label: country_name, value: sub_region")
    assert hint == "  hint: name the column that holds the numbers: `wasting_prev`, `stunting_prev`"


def test_names_and_words_are_found_whatever_joins_their_parts(tmp_path: Path) -> None:
    keys = "label: country name, value: Wasting prev, where: {sub region: West Africa}"
    assert _found(tmp_path, CHILDREN, keys) == []


def test_rows_of_one_label_are_not_parted_by_their_numbers(tmp_path: Path) -> None:
    _, hint = _found(tmp_path, "place,rate,more\nA,1.5,2.5\nA,2.5,3.25\nB,3.5,4.5\n", "label: place, value: rate")
    assert "without" not in hint


def test_words_that_hold_a_number_are_not_proposed_as_no_value(tmp_path: Path) -> None:
    _, hint = _found(tmp_path, "Port,Tons\nA,4\nB,6 or 7\n", "label: Port, value: Tons")
    assert "missing" not in hint
    assert "`where` or `without`" in hint


def test_a_year_of_days_is_one_line_and_a_column_of_them_none(tmp_path: Path) -> None:
    days = "".join(f"2023/{month}/{day},{day + month}\n" for month in range(1, 13) for day in range(1, 29))
    line = REPORT.replace("chart: bar", "chart: line")
    assert _found(tmp_path / "line", "Day,Mean\n" + days, "label: Day, value: Mean", line) == []
    (told, *_) = _found(tmp_path / "bar", "Day,Mean\n" + days, "label: Day, value: Mean")
    assert "this chart has 336 values; more than 300 cannot be told apart" in told


def test_hundreds_of_rows_make_one_finding(tmp_path: Path) -> None:
    rows = "".join(f"{year},{place},{n}\n" for n, place in enumerate("ABCDEFGHIJKL") for year in range(1990, 2020))
    told, hint = _found(tmp_path, "Year,Place,People\n" + rows, "label: Year, value: People")
    assert re.search(r"30 labels under `Year`, such as `1990` in rows 2 and 32 and 10 more", told)
    assert hint.endswith("`where: {Place: A}`")  # twelve series would be too many to offer


@pytest.mark.parametrize("word", ["Total", "Grand total", "Ensemble", "Итого", "المجموع", "合计"])
def test_a_total_among_its_parts_is_told(tmp_path: Path, word: str) -> None:
    files = {"data/r.yaml": REPORT % "label: Line, value: Trips", "data/d.csv": f"Line,Trips\n1,40\n2,50\n{word},90\n"}
    told = run(lay(tmp_path, files), "check", "--template", "deck").err
    assert "warning[table-total]: row 4 of `data/d.csv` is a total by its label" in told
    (key,) = re.findall(r"`without: (.*)`", told)
    files["data/r.yaml"] = REPORT % f"label: Line, value: Trips, without: {key}"
    assert "table-total" not in run(lay(tmp_path, files), "check", "--template", "deck").err


MAP = REPORT.replace("type: chart\n    chart: bar", "type: map").replace("A chart", "A map")
NEEDS = "Country,Year,People\nMali,2023,5\nNiger,2023,7\nMali,2024,6\nNiger,2024,8\n"
PLANS = "Plan,ISO3,People\nMali,MLI,5\nLake Chad,,9\nNiger,NER,7\nSahel,,12\n"
BANK = "Country,People\nArab World,5\nMali,2\nEuro area,7\nNiger,3\nChad,4\nWorld,8\nIran,9\n"


@pytest.mark.parametrize(
    ("data", "keys", "message", "key"),
    [
        (NEEDS, "country: Country, value: People", "error[table-alike]: `data/d.csv` has several rows for 2 labels under `Country`, such as `Mali` in rows 2 and 4; a map shows one", "where: {Year: 2023}"),
        (PLANS, "country: ISO3, value: People", "error[table-blank]: column `ISO3` of `data/d.csv` is empty in 2 of 4 rows", 'without: {ISO3: ""}'),
        (BANK, "country: Country, value: People", "error[table-country]: column `Country` of `data/d.csv` holds `Arab World`, `Euro area`, `World` where a country is expected, in 3 of 7 rows", "without: {Country: [Arab World, Euro area, World]}"),
        (BANK.replace("Mali,2", "Mali,x"), "country: Country, value: People, without: {Country: [Arab World, Euro area, World]}", "error[table-words]", "missing: [x]"),
    ],
    ids=range(4),
)  # fmt: skip
def test_the_key_that_a_finding_names_makes_the_map(
    tmp_path: Path, data: str, keys: str, message: str, key: str
) -> None:
    told, hint = _found(tmp_path / "first", data, keys, MAP)
    assert message in told
    assert f"`{key}`" in hint
    assert _found(tmp_path / "then", data, f"{keys}, {key}", MAP) == []


CODES = "Code,Country,People\nCH,Switzerland,5\nAU,Australia (1),7\nNA,Namibia,3\nEL,Greece,2\n"
FIPS = "Code,Country,People\nCH,China,5\nAU,Austria,7\nSZ,Switzerland,3\n"
STATES = "Code,State,People\nCA,California,5\nCO,Colorado,7\nAL,Alabama,3\n"


def test_codes_of_two_letters_are_read_where_names_beside_them_say_the_same(tmp_path: Path) -> None:
    assert _found(tmp_path / "iso", CODES, "country: Code, value: People", MAP) == []
    assert _found(tmp_path / "names", CODES, "country: Country, value: People", MAP) == []
    for name, data in {"fips": FIPS, "states": STATES, "alone": "Code,People\nCH,5\nAU,7\n"}.items():
        told, hint = _found(tmp_path / name, data, "country: Code, value: People", MAP)
        assert "error[table-country]: column `Code` of `data/d.csv` holds `C" in told
        assert "name the column that holds the countries" in hint


def test_values_of_codes_of_two_letters_are_those_of_their_countries(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/r.yaml": MAP % "country: Code, value: People", "data/d.csv": CODES})
    assert run(home, "build", "--template", "deck", "--format", "html").code == 0
    (page,) = (home / "output").glob("r-*.html")
    text = re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))
    for name, number in (("Switzerland", 5), ("Australia", 7), ("Namibia", 3), ("Greece", 2)):
        assert re.search(rf"{name}\s+{number}\b", text), name


FEW = "Country,Loan,Date\nMali,5.5,\nChad,6.5,\nNiger,7.5,\nMali,8.25,\nTogo,9.5,May\n"


def test_no_hint_chooses_rows_by_an_empty_cell_or_leaves_most_labels_out(tmp_path: Path) -> None:
    _, hint = _found(tmp_path / "few", FEW, "label: Country, value: Loan")
    assert "where" not in hint
    rows = "".join(f"{n % 15},{n},{n}.5\n" for n in range(30))
    _, hint = _found(tmp_path / "many", "Place,Day,Loan\n" + rows, "label: Place, value: Loan")
    assert hint == "  hint: make one row of each in the file, a sum or a mean, as a pivot table does"
    data = FEW.replace(",\n", ",x\n").replace("8.25,x", "8.25,June")
    _, hint = _found(tmp_path / "then", data, "label: Country, value: Loan")
    key = "without: {Date: [June]}"
    assert f"`{key}`" in hint
    assert _found(tmp_path / "done", data, f"label: Country, value: Loan, {key}") == []


def test_a_column_of_other_things_than_countries_is_told_as_such(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/r.yaml": MAP % "country: Code, value: N", "data/d.csv": "Code,N\nX1,1\nX2,2\nMali,3\n"})
    told = run(home, "check", "--template", "deck").err
    assert "holds `X1`, `X2` where a country is expected, in 2 of 3 rows" in told
    assert "hint: name the column that holds the countries, as in `country: ISO3`" in told


def test_one_row_that_no_sheet_holds_is_told_with_how_much_of_it_must_go(tmp_path: Path) -> None:
    rows = f"  t: {{type: table, title: T, columns: [A, B], rows: [[{'9' * 20_000}a, x]]}}\n"
    made = run(lay(tmp_path, {"data/r.yaml": REPORT.partition("  c:")[0] + rows}), "check", "--template", "one-pager")
    assert made.code == 1, made.err
    assert "error[page-over]: `r-one-pager.en`: the area `main`" in made.err
    assert "hint: shorten sections.t by about" in made.err
