"""The data pack: the numbers of the deck as a workbook that everybody can read, and as CSV files that programs read."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from office import poi_listing
from projects import ROOT, lay, run

from briefings.engine import project
from briefings.engine.build import Options, Output, build
from briefings.env import Env
from briefings.values import Figure

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
UNLIKE = (
    *(ROOT / f"tests/reports/{name}.yaml" for name in ("coast", "river", "tables", "quarter")),
    *(ROOT / f"data/{name}.yaml" for name in ("humanitarian-assistance", "forced-displacement")),
)


@pytest.fixture(scope="module")
def packs() -> list[Output]:
    """The sample in six languages and other reports, each as a deck, a workbook and a data package."""
    env = Env(ROOT)
    found = project.load(ROOT, env)
    formats = ("pptx", "xlsx", "csv")
    sample = build(found, env, Options(data=(SAMPLE,), templates=("deck",), languages=LANGUAGES, formats=formats))
    others = build(found, env, Options(data=UNLIKE, templates=("deck",), formats=formats))
    made = [*sample.outputs, *others.outputs]
    assert len(made) == 3 * (len(LANGUAGES) + len(UNLIKE))
    return made


def test_every_number_of_the_deck_is_in_the_pack_as_a_number(packs: list[Output]) -> None:
    for deck, book, package in zip(packs[::3], packs[1::3], packs[2::3], strict=True):
        shown = {origin for origin, places in deck.about["shown"].items() if any(one["in"] == "body" for one in places)}
        wanted = {
            one.value
            for one in deck.briefing.fields
            if isinstance(one, Figure)
            and one.origin in shown
            and one.value is not None
            and not re.search(r"\.(total|difference)\b", one.origin)
        }
        assert {float(one) for one in wanted} - _numbers(book.data) == set(), book.name
        assert wanted - _decimals(package.data) == set(), package.name


def _numbers(data: bytes) -> set[float]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        float(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }


def _decimals(data: bytes) -> set[Decimal]:
    found: set[Decimal] = set()
    for _, fields, rows in _resources(data):
        for row in rows:
            found |= {
                Decimal(cell) for cell, field in zip(row, fields, strict=True) if field["type"] == "number" and cell
            }
    return found


def _resources(data: bytes) -> list[tuple[dict[str, Any], list[dict[str, str]], list[list[str]]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        described = json.loads(archive.read("datapackage.json"))
        found = []
        for resource in described["resources"]:
            head, *rows = csv.reader(io.StringIO(archive.read(resource["path"]).decode("utf-8"), newline=""))
            fields = resource["schema"]["fields"]
            assert head == [field["name"] for field in fields]
            found.append((resource, fields, rows))
        assert set(archive.namelist()) == {"datapackage.json", *(one["path"] for one in described["resources"])}
    return found


def test_a_workbook_is_one_that_everybody_can_read(packs: list[Output]) -> None:
    """By the Analysis Function's checklist: one marked table a sheet with a heading in each column, no merged or hidden cells, no formulas,
    no empty rows or columns in a table, a cover first and a list of the sheets with links."""
    for output in packs[1::3]:
        book = openpyxl.load_workbook(io.BytesIO(output.data))
        cover, contents, *sheets = book.worksheets
        assert book.properties.title and cover["A1"].value == book.properties.title
        links = [row[0].hyperlink for row in contents.iter_rows(min_row=3)]
        assert [one.location if one else "" for one in links] == [f"'{one.title}'!A1" for one in sheets]
        assert len({one.title.casefold() for one in book.worksheets}) == len(book.worksheets)
        for sheet in (contents, *sheets):
            (table,) = sheet.tables.values()
            assert all(column.name.strip() for column in table.tableColumns)
            assert not sheet.merged_cells.ranges and sheet.sheet_state == "visible"
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
            cells = [[cell.value for cell in row] for row in sheet[table.ref]]
            assert all(any(cell not in (None, "") for cell in row) for row in cells)
            assert all(any(cell not in (None, "") for cell in column[1:]) for column in zip(*cells, strict=True)), (
                output.name,
                sheet.title,
            )
        assert all(sheet.freeze_panes == "B4" for sheet in sheets)
        assert book.active is cover and all(
            sheet.sheet_view.selection[-1].activeCell in ("A1", None) for sheet in (cover, contents)
        )
        said = [(sheet, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
        assert all(cell.font.name == "Arial" and cell.font.sz >= 12 for _, cell in said)
        for (
            sheet,
            cell,
        ) in said:  # the title runs on over empty cells; what is longer than its column has lines of its own
            wide = next(
                one.width for one in sheet.column_dimensions.values() if (one.min or 0) <= cell.column <= (one.max or 0)
            )
            long = isinstance(cell.value, str) and cell.row > 2 and len(cell.value) > wide
            assert not long or cell.alignment.wrap_text, (output.name, sheet.title, cell.coordinate)
        assert all(bool(sheet.sheet_view.rightToLeft) == (output.language == "ar") for sheet in book.worksheets)


def test_apache_poi_reads_the_cells_that_openpyxl_reads(packs: list[Output], tmp_path: Path) -> None:
    books = packs[1::3]
    for output in books:
        (tmp_path / output.name).write_bytes(output.data)
    told = poi_listing(tmp_path / output.name for output in books)
    numbers = [(one[1], float(one[2])) for one in told if one[0] == "datum" and _is_number(one[2])]
    mine = [
        (cell.coordinate, float(cell.value))
        for output in books
        for sheet in openpyxl.load_workbook(io.BytesIO(output.data))
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float) or (isinstance(cell.value, str) and _is_number(cell.value))
    ]
    assert len(mine) > 300
    rest = Counter(numbers) - Counter(mine)
    assert Counter(mine) - Counter(numbers) == Counter()
    assert all(20_000 < value < 60_000 for _, value in rest), "days are numbers to POI"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "." in text  # texts of digits have none


def test_a_data_package_keeps_to_the_schema_of_its_standard(packs: list[Output]) -> None:
    """The profiles of Data Package v1, as Frictionless publishes them."""
    found = sorted((ROOT / ".ci/tools/datapackage").glob("datapackage-*.whl"))
    if not found:
        reason = "no profiles of Data Package: run .ci/setup"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with zipfile.ZipFile(found[0]) as wheel:
        profile = json.loads(wheel.read("datapackage/profiles/tabular-data-package.json"))
    check = jsonschema.Draft4Validator(profile)
    assert packs[2::3]
    for output in packs[2::3]:
        with zipfile.ZipFile(io.BytesIO(output.data)) as archive:
            described = json.loads(archive.read("datapackage.json"))
        assert [fault.message for fault in check.iter_errors(described)] == []
        described["resources"][0]["schema"]["fields"][0]["type"] = "amount"
        assert list(check.iter_errors(described))


def test_the_same_report_gives_the_same_bytes(packs: list[Output]) -> None:
    env = Env(ROOT)
    again = build(
        project.load(ROOT, env), env, Options(data=(SAMPLE,), templates=("deck",), formats=("xlsx", "csv"))
    ).outputs
    assert [one.data for one in again] == [one.data for one in packs[1:3]]


NASTY = """\
id: nasty
title: Nasty
language: en
date: 2024
status: final
sections:
  one: {type: chart, chart: bar, title: "A name that is far too long for the tab of a sheet: part 1", data: [{label: "=1+1", value: 3}, {label: b, value: 4, qualifier: over}]}
  two: {type: chart, chart: bar, title: "A name that is far too long for the tab of a sheet: part 2", data: [{label: "@sum", value: 5}, {label: b, value: 6}]}
  three: {type: table, title: "[x]:*?/'", columns: [{id: a, title: Same}, {id: b, title: Same}], rows: [["=cmd|' /C calc'!A0", 1234567890123456789], [c, 2]]}
  four: {type: statistics, title: Gaps, items: [{id: none, value: not-in-source, text: nobody counted}, {id: some, value: 7, text: counted}]}
"""


def test_nothing_in_a_cell_is_a_formula_and_names_of_sheets_are_their_own(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"data/nasty.yaml": NASTY})
    done = run(folder, "build", "--template", "deck", "--format", "xlsx", "--format", "csv")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (folder / "output").iterdir()) == [
        "SHA256SUMS",
        "manifest.json",
        "nasty-deck.en.csv.zip",
        "nasty-deck.en.xlsx",
    ]
    book = openpyxl.load_workbook(folder / "output/nasty-deck.en.xlsx")
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert [cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row].count("f") == 0
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"=1+1", "=cmd|' /C calc'!A0", "1234567890123456789", "over\u00a04", 7} <= cells
    for _, _, rows in _resources((folder / "output/nasty-deck.en.csv.zip").read_bytes()):
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


def test_a_report_without_numbers_says_that_its_data_hold_nothing(tmp_path: Path) -> None:
    head = "id: r\ntitle: A report\nlanguage: en\ndate: 2025\nstatus: final\nsections:\n"
    words = "  a: {type: timeline, title: Days, items: [{id: a, date: 2020, text: The law}, {id: b, date: 2021, text: The vote}]}\n"
    told = run(lay(tmp_path / "words", {"data/r.yaml": head + words}), "build", "--template", "deck", "--format", "csv")
    assert told.code == 0
    assert "warning[numbers-none]: `r-deck.en`: it shows no numbers, so its csv holds nothing of it" in told.err
    figure = "  b: {type: statistics, title: Few, items: [{id: a, value: 3, text: laws}]}\n"
    told = run(
        lay(tmp_path / "one", {"data/r.yaml": head + words + figure}), "build", "--template", "deck", "--format", "csv"
    )
    assert "numbers-none" not in told.err
