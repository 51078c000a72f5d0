"""Marks that nobody reads are told at their line; words that only look like them are not. And a build says what each sheet leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_reading import flat, lay, report_with
from projects import lay as project
from test_limits import process

from briefings import report, source
from briefings.env import Env
from briefings.frame import Table

REPORT = """\
id: r
title: Safe water
language: en
date: 2025
status: final
sections:
  a: {{type: prose, title: Wells, text: {text}}}
"""


def told(text: str) -> list[str]:
    data = REPORT.format(text=f"'{text}'").encode()
    found = report.parse(source.read(data, "r.yaml"), Env(Path.cwd())).findings
    return [f"{one.where.line}: {one.code}: {one.message}" for one in found if one.where]


@pytest.mark.parametrize(("text", "mark", "what"), [
    ("Pumps give 10 m<sup>3</sup> an hour.", "<sup>", "an HTML tag"),
    ("Nitrate fell by 4 mg^-1^ a year.", "^-1^", "a superscript of Markdown"),
    ("As the audit found.[^3]", "[^3]", "a footnote of Markdown"),
    ("Fish &amp; rice", "&amp;", "a character of HTML"),
    ("Run `pump --on` first.", "`pump --on`", "code of Markdown"),
    ("It was ~~not~~ mended.", "~~not~~", "words struck through in Markdown"),
])  # fmt: skip
def test_a_mark_that_is_not_read_is_told_at_its_line(text: str, mark: str, what: str) -> None:
    assert told(text) == [f"7: mark-unread: `{mark}` is {what}; it is shown as it stands"]


@pytest.mark.parametrize("text", [
    "Where p < 0.05 and q > 3, wells are **safe**.", "Ahmad & Sons, ~40 km away", "A/RES/77/237 [sic] and 2^10 wells",
])  # fmt: skip
def test_what_only_looks_like_a_mark_is_let_be(text: str) -> None:
    assert told(text) == []


def test_marks_in_the_cells_of_a_table_are_read() -> None:
    columns = [{"id": "a", "title": "District"}, {"id": "b", "title": "Safe"}]
    rows = [["**All**", "✓"], ["Ashgrove", "✗"]]
    made = lay(report_with({"t": {"type": "table", "title": "T", "columns": columns, "rows": rows}}))

    (table,) = (item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table))
    cells = [cell.text.paragraphs[0] for row in table.rows[1:] for cell in row]
    assert [cell.text for cell in cells] == ["All", "✓", "Ashgrove", "✗"]
    assert [cell.runs[0].style.bold for cell in cells] == [True, False, False, False]


def test_a_build_says_what_each_sheet_leaves_out(tmp_path: Path) -> None:
    charts = "".join(
        f"  c{n}: {{type: chart, title: Chart {n}, chart: bar, unit: t, data: [{{label: A, value: {n}}}, {{label: B, value: 9}}]}}\n"
        for n in range(1, 30)
    )
    project(tmp_path, {"data/r.yaml": REPORT.format(text="Words.") + charts})

    made = process(tmp_path, "build", "--template", "one-pager")

    assert made.returncode == 0, made.stderr
    lines = [line for line in (made.stdout + made.stderr).splitlines() if "left out" in line]
    assert len(lines) == 1
    assert lines[0].startswith("r-one-pager.en.pdf: left out: ")
    assert " charts (“Chart " in lines[0] and lines[0].endswith(", …); `-v` tells why")


def test_a_sheet_that_leaves_out_much_names_its_sections_in_a_short_line(tmp_path: Path) -> None:
    rows = ", ".join("[Bellport, 12]" for _ in range(40))
    much = "".join(
        f"  t{n}: {{type: table, title: The wells of district number {n} by depth and age, columns: [A, B], rows: [{rows}]}}\n"
        f"  q{n}: {{type: quotes, title: What people of district number {n} have said, items: [{{text: {'We waited. ' * 90}, speaker: A}}]}}\n"
        for n in range(5)
    )
    project(tmp_path, {"data/r.yaml": REPORT.format(text="Words. " * 400) + much})

    arguments = ("build", "--template", "one-pager", "--cache", str(tmp_path / "cache"))
    made, again = (process(tmp_path, *arguments) for _ in range(2))  # the second time nothing has to be made

    (line,) = [line for line in (made.stdout + made.stderr).splitlines() if "left out" in line]
    assert again.returncode == 0 and "stand unchanged" in again.stdout and line in again.stderr
    assert len(line) < 160 and "t1" in line and "q1" in line and line.endswith("`-v` tells why"), line
