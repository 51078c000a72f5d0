"""What may go out as final: approved as it is, past its embargo, looked at in time, borne out by its sources."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import openpyxl
import pytest
from projects import lay, run

REPORT = """\
id: pesca
title: Pesca en la costa
language: es
date: 2024
status: final
sources: {informe: {file: seeds/informe.txt, title: Informe}}
sections:
  flota:
    type: statistics
    title: La flota
    source: informe:1
    items:
      - {id: barcos, value: 2045, text: barcos con registro}
  puertos:
    type: table
    title: Los puertos
    data: {table: puertos.csv}
"""
FILES = {
    "briefings.yaml": "build: [{report: pesca, template: deck}]\n",
    "data/pesca.yaml": REPORT,
    "seeds/informe.txt": "2.045 barcos con registro\n",
    "puertos.csv": "puerto,muelles\nNorte,4\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, FILES)


def final(folder: Path, at: str = "2024-05-31T10:00Z") -> list[str]:
    """The codes of the errors for which a final build is refused; none where it is written."""
    told = run(folder, "build", "--final", at, "--json")
    made = json.loads(told.out)
    codes = [one["code"] for one in made["findings"] if one["level"] == "error"]
    assert any(file.endswith(".pptx") for file in made["files"]) == (not codes)
    assert told.code == bool(codes)
    return codes


def approve(folder: Path, *more: str) -> str:
    told = run(folder, "approve", "--by", "A. Revisora", "--on", "2024-05-30", *more)
    return told.err


def test_a_report_goes_out_when_all_its_sections_are_approved_as_they_are(project: Path) -> None:
    assert final(project) == ["final-unapproved", "final-unapproved"]
    approve(project, "--section", "flota")
    assert final(project) == ["final-unapproved"]
    approve(project)
    assert final(project) == []
    assert run(project, "build").code == 0  # without `--final` nobody asks


@pytest.mark.parametrize(
    ("name", "old", "new", "codes"),
    [
        ("data/pesca.yaml", "barcos con registro", "barcos grandes con registro", ["final-changed"]),
        ("puertos.csv", "Norte,4", "Norte,5", ["final-changed"]),
        ("data/pesca.yaml", "    type: statistics\n", "    # visto\n    note: visto\n    type: statistics\n", []),
        ("data/pesca.yaml", "value: 2045", "value: 2054", ["final-changed", "fact-unsupported"]),
    ],
)
def test_what_changed_since_is_refused_and_a_remark_changes_nothing(
    project: Path, name: str, old: str, new: str, codes: list[str]
) -> None:
    approve(project)
    lay(project, {name: FILES[name].replace(old, new)})

    assert final(project) == codes


def test_drafts_embargoed_overdue_and_old_reports_and_changed_sources_are_refused(project: Path) -> None:
    def with_(*pairs: tuple[str, str]) -> list[str]:
        text = REPORT
        for old, new in pairs:
            text = text.replace(old, new)
        lay(project, {"data/pesca.yaml": text})
        approve(project)
        return final(project)

    embargoed = ("status: final", "status: embargoed\nembargo: 2024-05-31T12:00+02:00")
    assert with_(("status: final", "status: draft")) == ["final-draft"]
    assert with_(embargoed) == ["final-embargo-over"]
    assert final(project, "2024-05-31T09:59Z") == ["final-embargo"]
    assert with_(("    title: La flota", "    review-by: 2024-04\n    title: La flota")) == ["final-overdue"]
    assert with_(("    title: La flota", "    review-by: 2024-05\n    title: La flota")) == []
    assert with_(("    title: La flota", "    as-of: 2023-12\n    title: La flota")) == ["fact-older"]
    assert with_() == []
    assert run(project, "facts", "--keep").code == 0
    assert final(project) == []  # the approvals are still there
    lay(project, {"seeds/informe.txt": "2.045 barcos con registro, corregido\n"})
    assert final(project) == ["source-changed"]


def test_a_draft_holds_back_only_what_is_made_of_it(project: Path) -> None:
    lay(
        project,
        {
            "data/puerto.yaml": REPORT.replace("id: pesca", "id: puerto").replace("final", "draft"),
            "briefings.yaml": "{}\n",
        },
    )
    approve(project, "--data", "data/pesca.yaml")
    chosen = run(project, "build", "--final", "2024-05-31T10:00Z", "--select", "pesca")
    assert chosen.code == 0, chosen.err
    both = run(project, "build", "--final", "2024-05-31T10:00Z")
    assert both.code == 1
    assert "data/puerto.yaml:5:9: status: error[final-draft]" in both.err
    assert "data/pesca.yaml" not in both.err


def test_people_sign_on_the_sheet_and_what_changed_meanwhile_is_not_approved(project: Path) -> None:
    assert run(project, "facts", "--form", "xlsx", "--output", "sheet.xlsx").code == 0
    book = openpyxl.load_workbook(project / "sheet.xlsx")
    sheet = book["Sign here"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert [cell.value for cell in rows["flota"][:5]] == ["pesca", "flota", "La flota", 1, 0]
    for row in rows.values():
        row[6].value, row[7].value = "A. Revisora", datetime.date(2024, 5, 30)
    stream = io.BytesIO()
    book.save(stream)
    (project / "signed.xlsx").write_bytes(stream.getvalue())
    lay(project, {"puertos.csv": "puerto,muelles\nNorte,5\n"})

    told = run(project, "approve", "--sheet", "signed.xlsx")

    assert told.code == 1
    assert "sections.puertos: error[approve-changed]" in told.err
    kept = json.loads((project / "data/pesca.facts.json").read_text("utf-8"))["approved"]
    assert {key: (one["by"], one["on"]) for key, one in kept.items()} == {"flota": ("A. Revisora", "2024-05-30")}


def test_a_sentence_is_no_name_of_a_file(project: Path) -> None:
    words = "barcos con registro y " * 11 + "a. b."
    lay(
        project,
        {"data/pesca.yaml": REPORT.replace("barcos con registro", words), "seeds/informe.txt": f"2.045 {words}\n"},
    )

    assert approve(project) == "no findings\n"


def test_what_is_asked_wrongly_is_told(project: Path) -> None:
    assert "there is no `flot`" not in approve(project, "--section", "flot")
    assert "error[approve-unknown]: no report has a section `flot`" in approve(project, "--section", "flot")
    assert run(project, "approve", "--by", "A").code == 2
    assert run(project, "build", "--final", "soon").code == 2
    (project / "bad.xlsx").write_bytes(b"PK broken")
    assert "error[approve-sheet]" in run(project, "approve", "--sheet", "bad.xlsx").err
