"""Rows of a file as the author wants them: some of them, in an order, the first few; and values of one a row, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay, run

from briefings import report, source
from briefings.env import Env
from briefings.values import Figure, Record

HEAD = "id: water\ntitle: Water\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  a:\n    title: A\n"
LONG = """\
Entity,Code,Year,Deaths
Kenya,KEN,2019,120
Kenya,KEN,2020,140
Chad,TCD,2019,300
Chad,TCD,2020,
Mali,MLI,2019,80
Mali,MLI,2020,95
"""


def section(tmp_path: Path, text: str) -> Record:
    lay(tmp_path, {"data/r.yaml": HEAD + text, "data/f.csv": LONG})
    env = Env(tmp_path)
    made = report.parse(source.read(tmp_path / "data/r.yaml", "data/r.yaml", env), env).root["sections"]
    assert isinstance(made, Record) and isinstance(made["a"], Record)
    return made["a"]


def chart(tmp_path: Path, data: str) -> dict[str, list[str]]:
    made = section(
        tmp_path,
        f"    type: chart\n    chart: column\n    unit: deaths\n    sort: none\n    data: {{table: data/f.csv, {data}}}\n",
    )
    categories, series = made["categories"], made["series"]
    assert isinstance(categories, tuple) and isinstance(series, tuple)
    shown = {"": [str(one) for one in categories]}
    for one in series:
        assert isinstance(one, Record) and isinstance(one["points"], tuple)
        shown[str(one["name"])] = [str(point.value) if isinstance(point, Figure) else "-" for point in one["points"]]
    return shown


def test_some_rows_in_an_order_and_no_more_than_so_many(tmp_path: Path) -> None:
    shown = chart(
        tmp_path,
        "label: Entity, value: Deaths, where: {Year: 2019, Entity: [mali, KENYA, Chad]}, order: -Deaths, top: 2",
    )
    assert shown[""] == ["Chad", "Kenya"]
    assert list(shown.values())[1] == ["300", "120"]


def test_values_of_one_a_row_stand_side_by_side_and_what_is_not_there_is_a_gap(tmp_path: Path) -> None:
    assert chart(tmp_path, "label: Entity, series: Year, value: Deaths, order: Entity") == {
        "": ["Chad", "Kenya", "Mali"],
        "2019": ["300", "120", "80"],
        "2020": ["-", "140", "95"],
    }


def test_a_table_of_them(tmp_path: Path) -> None:
    made = section(
        tmp_path, "    type: table\n    data: {table: data/f.csv, rows: Entity, series: Year, value: Deaths, top: 1}\n"
    )
    columns, rows = made["columns"], made["rows"]
    assert isinstance(columns, tuple) and isinstance(rows, tuple)
    assert [str(one["title"]) for one in columns if isinstance(one, Record)] == ["Entity", "2019", "2020"]
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("label: Entity, value: Deaths, where: {Yaer: 2019}", "error[table-column]: `data/f.csv` has no column `Yaer`"),
        ("label: Entity, value: Deaths, order: -Death", "error[table-column]: `data/f.csv` has no column `Death`"),
        (
            "label: Entity, value: Deaths, where: {Entity: Kenia}",
            "error[table-where]: no row of `data/f.csv` has `Kenia` under `Entity`",
        ),
        (
            "label: Code, series: Entity, value: Deaths",
            "error[table-twice]: `data/f.csv` has two values for `KEN` and `Kenya`: in row 2 and here",
        ),
        ("label: Entity, value: Deaths, top: none", "error[type-wrong]: "),
    ],
)
def test_what_cannot_be_is_told(data: str, told: str, tmp_path: Path) -> None:
    text = f"    type: chart\n    chart: column\n    unit: deaths\n    data: {{table: data/f.csv, {data}}}\n"
    lay(tmp_path, {"data/r.yaml": HEAD + text, "data/f.csv": LONG})
    outcome = run(tmp_path, "check")
    assert outcome.code == 1
    assert told in outcome.err


def test_more_rows_than_anybody_reads_are_told_with_what_to_do(tmp_path: Path) -> None:
    text = "    type: table\n    data: {table: data/f.csv}\n"
    lay(tmp_path, {"data/r.yaml": HEAD + text, "data/f.csv": "name,n\n" + "".join(f"p{n},{n}\n" for n in range(5001))})
    outcome = run(tmp_path, "check")
    assert outcome.code == 1
    assert "error[rows-too-many]: `data/f.csv` has 5,001 rows; a section shows 5,000 at the most\n" in outcome.err
    assert (
        "hint: beside the file's name, `top: 20` shows the first of them (`order` sorts), `where` some of them\n"
        in outcome.err
    )
    many = "    type: programmes\n    items: [" + ", ".join(f"p{n}" for n in range(1001)) + "]\n"
    lay(tmp_path, {"data/r.yaml": HEAD + many})
    assert (
        "error[rows-too-many]: `items` has 1,001 entries; a section shows 1,000 at the most\n"
        in run(tmp_path, "check").err
    )


def test_a_column_name_with_a_character_that_no_report_may_hold_is_told(tmp_path: Path) -> None:
    text = f"{HEAD}    type: table\n    data: {{table: data/f.csv}}\n"
    lay(tmp_path, {"data/r.yaml": text, "data/f.csv": "Ort,Ein\x11wohner\nGraz,3\n"})
    outcome = run(tmp_path, "check")
    told = (
        "in the column name `Ein<U+0011>wohner` of `data/f.csv`, the control character U+0011 may not stand in a text"
    )
    assert outcome.code == 1 and f"sections.a.data.table: error[character-refused]: {told}\n" in outcome.err


def test_columns_of_values_set_side_by_side_may_be_chosen_and_named(tmp_path: Path) -> None:
    made = section(
        tmp_path,
        "    type: table\n    data: {table: data/f.csv, rows: Entity, series: Year, value: Deaths, order: -2020, "
        "columns: {Entity: Country, '2020': {title: Deaths in 2020, decimals: 1}}}\n",
    )
    assert isinstance(made["columns"], tuple) and isinstance(made["rows"], tuple)
    assert [str(one["title"]) for one in made["columns"] if isinstance(one, Record)] == ["Country", "Deaths in 2020"]
    assert len(made["rows"]) == 3


def test_a_files_own_column_of_sources_is_not_taken_for_citations(tmp_path: Path) -> None:
    data = "value,text,source,id\n340,pozos,Censo 2022,P1\n27,fugas,Encuesta,P1\n"
    lay(
        tmp_path,
        {"data/r.yaml": f"{HEAD}    type: statistics\n    table: {{file: data/f.csv}}\n", "data/f.csv": data},
    )
    env = Env(tmp_path)
    made = report.parse(source.read(tmp_path / "data/r.yaml", "data/r.yaml", env), env)
    told = [finding.message for finding in made.findings if finding.code == "table-unread"]
    assert sorted(told) == [
        "column `id` of `data/f.csv` is not read: `P1` is no `id` of an item",
        "column `source` of `data/f.csv` is not read: `Censo 2022` is no `source` of an item",
    ]
