"""The benchmarks compare like with like: the peers show the sample's content, and runs of one round with each other.

Nothing here is timed.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from office import pages_as_text

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "data/drugs-crime-terrorism.yaml"
CONTENT: dict[str, Any] = yaml.safe_load(REPORT.read_text(encoding="utf-8"))
SHOWN = {"text", "caption", "speaker", "office", "label"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the plain script makes."""
    folder = tmp_path_factory.mktemp("plain")
    subprocess.run([sys.executable, ROOT / "benchmarks/plain.py", REPORT, folder], check=True)
    return folder


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module(name)


def texts(node: Any, key: str = "") -> Iterator[str]:
    match node:
        case dict():
            for name, child in node.items():
                yield from texts(child, name)
        case list():
            for child in node:
                yield from texts(child, key)
        case str() if key in SHOWN:
            yield node.replace("**", "")


def missing_from(written: str) -> list[str]:
    joined = " ".join(written.split())
    return [text for text in texts(CONTENT["sections"]) if " ".join(text.split()) not in joined]


def test_the_plain_deck_holds_every_text_and_a_native_chart_for_each_of_the_reports(plain: Path) -> None:
    from pptx import Presentation

    slides = Presentation(str(plain / "deck.pptx")).slides
    frames = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    labels = [label for chart in charts for label in chart.plots[0].categories]
    assert missing_from("\n".join([*frames, *notes, *labels])) == []
    written = [list(chart.plots[0].series[0].values) for chart in charts]
    wanted = [
        [point["value"] for point in section["data"]]
        for section in CONTENT["sections"].values()
        if section["type"] == "chart"
    ]
    assert all(values in written for values in wanted)


def test_the_plain_page_is_one_page_with_the_six_headline_figures(plain: Path) -> None:
    (page,) = pages_as_text((plain / "one-pager.pdf").read_bytes())
    assert {"29,500", "13,000+", "1,100", "1,000", "1,150+", "3,100+", "$452M"} <= {word.text for word in page}


def test_pandocs_markdown_holds_every_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written: str = script("as_markdown", monkeypatch).markdown(CONTENT)
    assert missing_from(written.replace("\\", "").replace("**", "")) == []


def test_each_warm_briefing_is_a_report_of_its_own_with_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = script("run", monkeypatch).projects(tmp_path, 3)
    reports = [yaml.safe_load((folder / "data" / REPORT.name).read_text(encoding="utf-8")) for folder in made]
    written = [list(texts(report["sections"])) for report in reports]
    assert written[0] != written[1] != written[2] != written[0]
    assert len({tuple(sorted(" ".join(one).split())) for one in written}) == 1


def test_ratios_compare_runs_of_the_same_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the third round the machine was busy, for both."""
    assert script("run", monkeypatch).ratio([2.0, 2.0, 20.0], [1.0, 1.0, 10.0]) == 2.0


def test_what_is_not_installed_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ready, missing = script("run", monkeypatch).programs()
    assert "pandoc" in missing
    assert "pandoc" not in {program.name for program in ready}
    assert {program.name for program in ready} >= {"briefings", "plain"}


def test_many_slides_are_made_by_both_and_told_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    script("slides", monkeypatch).main(["--counts", "2", "--rounds", "1"])

    head, rule, line = capsys.readouterr().out.splitlines()
    assert head.count("|") == rule.count("|") == line.count("|")
    assert line.startswith("| 2 | ")


def test_the_stages_of_a_build_are_told_with_their_shares(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks/stages.py"), "one-pager", "--reports", "1"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    assert {"| layout.layout |", "| checks.check_file |", "| writers.pdf |"} <= {
        f"{line.rsplit('|', 3)[0]}|" for line in said.splitlines()
    }


def test_the_sentence_that_is_edited_is_another_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edited = script("edited", monkeypatch)
    (folder,) = script("run", monkeypatch).projects(tmp_path, 1)
    made = set()
    for number in range(3):
        edited.edited(folder, number)
        made.add((folder / "data" / REPORT.name).read_text(encoding="utf-8"))
    assert len(made) == 3
