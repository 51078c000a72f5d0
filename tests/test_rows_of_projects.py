"""`for-each`: which rows briefings are made of, and what is told of the others."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from projects import REPORT, lay, run

from briefings.diagnostics import BriefingsError
from briefings.engine.project import Project, load
from briefings.engine.reading import Reading
from briefings.env import Env
from briefings.source import Source


def project(folder: Path, table: str, each: str = "file: data/places.csv", **files: str) -> Project:
    build = f"build:\n  - {{for-each: {{{each}}}, report: water, template: deck}}\n"
    lay(folder, {"briefings.yaml": build, "data/water.yaml": REPORT, "data/places.csv": table, **files})
    return load(folder, Env(folder))


def ids(given: Project) -> list[str]:
    return [entry.row.id for entry in given.build if entry.row]


def told(given: Project) -> list[str]:
    return [
        f"{one.where.line}:{one.where.column} {one.code}: {one.message}" if one.where else one.code
        for one in given.findings
    ]


def refused(folder: Path, table: str, each: str = "file: data/places.csv") -> str:
    with pytest.raises(BriefingsError) as caught:
        project(folder, table, each)
    return str(caught.value)


def test_a_briefing_is_made_of_each_row_and_knows_its_place(tmp_path: Path) -> None:
    made = project(tmp_path, "name,people\nKenya,5\nCôte d’Ivoire,7\n")

    assert ids(made) == ["kenya", "cote-divoire"]
    assert [(one.row.file, one.row.where.line) for one in made.build if one.row] == [
        ("data/places.csv#kenya", 2),
        ("data/places.csv#cote-divoire", 3),
    ]
    assert list(made.inputs) == ["data/places.csv"]


def test_names_ids_tags_and_conditions_are_columns(tmp_path: Path) -> None:
    table = "Country,Code,Region\nKenya,KEN,Africa\nMali,MLI,Africa\nPeru,PER,South America\n"
    each = "file: data/places.csv, name: Country, id: Code, tags: [Region], where: {Code: [KEN, PER]}"
    made = project(tmp_path, table, each)

    assert [(one.row.id, one.tags) for one in made.build if one.row] == [
        ("ken", ("africa",)),
        ("per", ("south-america",)),
    ]


def test_rows_that_cannot_be_named_are_told_at_their_cells_and_the_others_are_built(tmp_path: Path) -> None:
    made = project(tmp_path, "name,people\nKenya,5\n,6\nCuraçao,1\nCuracao,2\nMali,3\nMali,4\n北京,9\nCON,1\n")

    assert ids(made) == ["kenya", "con"]
    assert told(made) == [
        "3:1 row-unnamed: row 3 has no name: no briefing is made of it",
        "8:1 row-unnamed: `北京` makes no id: its files would have no name",
        "5:1 row-twice: `Curacao` and `Curaçao` of row 4 both have the id `curacao`: no briefing is made of either",
        "7:1 row-twice: `Mali` stands in row 6 too: no briefing is made of either",
    ]


def test_a_row_without_an_id_of_its_own_and_files_of_one_id_are_told_as_what_they_are(tmp_path: Path) -> None:
    made = project(tmp_path, "name,code\nKenya,KEN\nMali,\n", "file: data/places.csv, id: code")
    assert told(made) == ["3:2 row-unnamed: row 3 has no id: its files would have no name"]

    folder = lay(tmp_path / "files", {f"data/in/{name}.csv": "a\n1\n" for name in ("e", "é", "北京", "ok")})
    lay(
        folder, {"briefings.yaml": "build: [{for-each: {folder: data/in}, report: place}]\n", "data/place.yaml": REPORT}
    )
    found = {one.code: one for one in load(folder, Env(folder)).findings}
    assert (
        found["row-twice"].message
        == "`é` and `e` of `data/in/e.csv` both have the id `e`: no briefing is made of either"
    )
    assert found["row-twice"].hint == "give one of the files another name"
    assert found["row-unnamed"].hint == "give the file a name with Latin letters or digits"


def test_what_is_wrong_with_the_table_or_the_entry_stops_the_project(tmp_path: Path) -> None:
    assert "error[row-column]: `data/places.csv` has no column `name`" in refused(tmp_path, "Country\nKenya\n")
    assert "table-empty" in refused(tmp_path, "name,people\n")
    assert "table-empty" in refused(tmp_path, "")
    assert "file-missing" in refused(tmp_path, "name\nA\n", "file: data/no.csv")
    assert "error[each-of-what]" in refused(tmp_path, "name\nA\n", "name: Country")
    assert "error[each-empty]: there is no file `data/none/*.csv`" in refused(
        tmp_path, "name\nA\n", "folder: data/none"
    )
    assert "error[each-empty]" in refused(tmp_path, "name\nA\n", "folder: ../..")
    assert "error[rows-beyond]" in refused(tmp_path, "name\n" + "".join(f"n{n}\n" for n in range(20_001)))


def test_a_pattern_is_not_judged_without_its_rows(tmp_path: Path) -> None:
    pattern = REPORT.replace("value: 340", 'value: "{{ row.wells }}"')
    build = "build: [{for-each: {file: data/places.csv}, report: place}]\n"
    lay(tmp_path, {"briefings.yaml": build, "data/place.yaml": pattern, "data/places.csv": "Town,wells\nA,3\n"})

    done = run(tmp_path, "build")

    assert done.code == 1 and "error[row-column]" in done.err and done.err.endswith("\n1 error\n")


def test_rows_need_a_report_to_be_poured_into(tmp_path: Path) -> None:
    build = "build:\n  - {for-each: {file: data/places.csv}}\n  - {for-each: {folder: reports}}\n"
    lay(tmp_path, {"briefings.yaml": build, "data/places.csv": "name\nA\n"})

    with pytest.raises(BriefingsError) as caught:
        load(tmp_path, Env(tmp_path))
    assert "2:16: build.1.for-each: error[each-unpatterned]" in str(caught.value)
    assert "3:16: build.2.for-each: error[each-unreported]" in str(caught.value)


def test_a_folder_of_reports_is_built_and_a_folder_of_files_is_a_table(tmp_path: Path) -> None:
    build = "build:\n  - {for-each: {folder: reports}, template: deck}\n  - {for-each: {folder: data/rain}, report: water}\n"
    other = REPORT.replace("id: water", "id: rain")
    files = {"reports/one.yaml": other, "reports/one.fr.yaml": "title: Pluie\n", "data/rain/north.csv": "a\n1\n"}
    lay(tmp_path, {"briefings.yaml": build, "data/water.yaml": REPORT, **files})
    made = load(tmp_path, Env(tmp_path))

    assert [(one.report.name, one.row.id if one.row else "") for one in made.build] == [
        ("one.yaml", ""),
        ("water.yaml", "north"),
        ("water.yaml", "north"),
    ]
    assert run(tmp_path, "check").code == 0


def test_ten_thousand_pictures_beside_the_data_cost_nothing(tmp_path: Path) -> None:
    made = project(tmp_path, "name\nKenya\n", "folder: data, ending: .csv, name: name")
    for number in range(10_000):
        (tmp_path / "data" / f"{number}.png").touch()

    assert ids(load(tmp_path, Env(tmp_path))) == ids(made) == ["places"]


def test_two_entries_of_the_same_rows_are_of_the_same_reports(tmp_path: Path) -> None:
    build = "".join(
        f"  - {{for-each: {{file: data/places.csv}}, report: water, template: {name}}}\n"
        for name in ("deck", "one-pager")
    )
    files = {"briefings.yaml": f"build:\n{build}", "data/water.yaml": REPORT, "data/places.csv": "name\nKenya\nMali\n"}
    made = load(lay(tmp_path, files), Env(tmp_path))

    assert len(made.build) == 4 and len(made.subjects()) == 2 and len(made.each) == 1
    assert run(tmp_path, "check", "--template", "deck").code == 0


def test_of_many_reports_those_that_were_read_last_are_kept_alone(tmp_path: Path) -> None:
    """What a worker holds does not grow with the number of reports that it has read."""
    files = {f"data/r{n:03}.yaml": REPORT.replace("id: water", f"id: r{n:03}") for n in range(90)}
    made = load(lay(tmp_path, files), Env(tmp_path))
    reading = Reading(made, Env(tmp_path))
    for of in made.subjects():
        reading.source(of)

    gc.collect()
    held = {one.name for one in gc.get_objects() if isinstance(one, Source) and one.name in files}
    assert "data/r089.yaml" in held and len(held) <= 24, len(held)
