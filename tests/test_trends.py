"""Small lines below figures: how a number came to be what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from projects import lay, run
from pypdf import PdfReader

HEAD = "id: schools\ntitle: Schools\nlanguage: {}\ndate: 2024\nstatus: final\nsections:\n  schools:\n    type: statistics\n    title: Schools\n    items:\n"
WATER = '      - {id: water, value: 78, unit: "%", text: have water, trend: [{label: 2015, value: 52}, 61, ~, {label: 2023, value: 78}]}\n'
POWER = "      - {id: power, value: 64, text: have power, trend: [30, 41, 64]}\n"
BUILD = "build: [{report: schools, template: deck, formats: [pptx]}, {report: schools, template: one-pager, formats: [pdf, html]}]\n"


def lines(folder: Path, items: str, language: str = "en") -> dict[str, Any]:
    """The groups of small lines in the deck by their names, after a build without a finding."""
    lay(folder, {"data/schools.yaml": HEAD.format(language) + items, "briefings.yaml": BUILD})
    made = run(folder, "build")
    assert made.code == 0 and "warning" not in made.err, made.err
    deck = Presentation(str(folder / f"output/schools-deck.{language}.pptx"))
    inner = (
        shape for slide in deck.slides for group in slide.shapes if group.shape_type == 6 for shape in group.shapes
    )
    return {shape.name: shape for shape in inner if shape.name.endswith(".trend")}


def told(shape: Any) -> str:
    return "".join(shape._element.xpath("./*/p:cNvPr/@descr"))


@pytest.mark.parametrize("emphasis", ["", "water"])
def test_a_line_says_where_it_begins_and_ends_and_leads_over_its_gap(tmp_path: Path, emphasis: str) -> None:
    items = WATER + POWER
    head = f"    emphasis: {emphasis}\n    items:\n" if emphasis else "    items:\n"

    lay(tmp_path, {})
    found = lines(tmp_path, items) if not emphasis else _with(tmp_path, head, items)

    (water,) = (shape for name, shape in found.items() if name.endswith("water.trend"))
    (power,) = (shape for name, shape in found.items() if name.endswith("power.trend"))
    assert told(water) == "Trend: have water. Unit: %. From 52% in 2015 to 78% in 2023."
    assert "From 30 to 64." in told(power)
    outlines = [shape for shape in water.shapes if not shape.has_text_frame or not shape.text_frame.text]
    assert len(outlines) == 4  # before the gap; dashes over it; the last value, which has nothing beside it; its mark
    assert {shape.text_frame.text for shape in water.shapes if shape.has_text_frame} >= {"2015", "2023"}


def _with(folder: Path, head: str, items: str) -> dict[str, Any]:
    lay(folder, {"data/schools.yaml": HEAD.format("en").replace("    items:\n", head) + items, "briefings.yaml": BUILD})
    assert run(folder, "build").code == 0
    deck = Presentation(str(folder / "output/schools-deck.en.pptx"))
    groups = [group for slide in deck.slides for group in slide.shapes if group.shape_type == 6]
    return {shape.name: shape for group in groups for shape in group.shapes if shape.name.endswith(".trend")}


def test_in_arabic_a_line_runs_from_the_right(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, POWER + "      - {value: 3, text: more}\n", "ar").values()

    mark = min(line.shapes, key=lambda shape: shape.width)
    assert mark.left < line.left + line.width / 2


def test_its_values_are_in_the_page_s_data_the_manifest_and_the_ledger(tmp_path: Path) -> None:
    lines(tmp_path, WATER + POWER)

    page = PdfReader(tmp_path / "output/schools-one-pager.en.pdf").pages[0].extract_text()
    assert "52" in page and "61" in page
    assert 'class="spark"' in (tmp_path / "output/schools-one-pager.en.html").read_text(encoding="utf-8")
    shown = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert all(
        {"sections.schools.items.water.trend.1.value", "sections.schools.items.power.trend.2"} & set(one["shown"])
        for one in shown
    )
    assert "61" in run(tmp_path, "facts", "--form", "json").out
    assert run(tmp_path, "verify", "output/schools-deck.en.pptx").code == 0


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        ("[64]", "error[trend-short]"),
        ("[~, 64]", "error[trend-short]"),
        ("[30, 41]", "warning[trend-end]: this trend ends at 41, and the number is 64"),
        ("[30, x, 64]", "error[type-wrong]"),
        ("[]", "error["),
        ("30", "error[type-wrong]"),
    ],
)
def test_what_makes_no_line_is_told(tmp_path: Path, trend: str, said: str) -> None:
    lay(tmp_path, {"data/schools.yaml": HEAD.format("en") + POWER.replace("[30, 41, 64]", trend)})

    assert said in run(tmp_path, "check").err


@pytest.mark.parametrize("trend", ["[64, 64]", "[-5, 0, 64]", "[~, 3, ~, ~, 64, ~]", "[0.001, 640000, 64]"])
def test_equal_values_and_those_below_nought_make_a_line(tmp_path: Path, trend: str) -> None:
    assert len(lines(tmp_path, POWER.replace("[30, 41, 64]", trend) + "      - {value: 3, text: more}\n")) == 1


def test_labels_between_the_ends_are_said_in_words(tmp_path: Path) -> None:
    trend = "[{label: 2015, value: 52}, {label: 2019, value: ~}, {label: 2021, value: 60}, {label: 2023, value: 64}]"

    (line,) = lines(tmp_path, POWER.replace("[30, 41, 64]", trend) + "      - {value: 3, text: more}\n").values()

    assert told(line).endswith("From 52 in 2015 to 64 in 2023. Values: 2015: 52; 2019: no value; 2021: 60; 2023: 64.")


FILE = "Year,Place,With power\n2015,Upper,30\n2019,Upper,\n2023,Upper,64\n2023,Lower,12\n"


def test_the_values_of_a_line_may_stand_in_a_file(tmp_path: Path) -> None:
    trend = "{file: data/power.csv, label: Year, value: With power, where: {Place: Upper}}"
    lay(tmp_path, {"data/power.csv": FILE})

    (line,) = lines(tmp_path, POWER.replace("[30, 41, 64]", trend) + "      - {value: 3, text: more}\n").values()

    assert "From 30 in 2015 to 64 in 2023." in told(line)


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        (
            "{file: data/none.csv}",
            "data/schools.yaml:11:64: sections.schools.items.power.trend.file: error[file-missing]",
        ),
        ("{file: data/power.csv}", "error[table-column]"),
        ("{file: data/power.csv, value: Place}", "error[table-words]: column `Place` of `data/power.csv`"),
        (
            "{file: data/power.csv, value: With power}",
            "warning[trend-end]: this trend ends at 12, and the number is 64",
        ),
        ("{file: data/power.csv, value: With power, top: 1}", "error[trend-short]"),
        ("{table: data/power.csv}", "error[key-unknown]"),
    ],
)
def test_what_a_file_cannot_give_is_told(tmp_path: Path, trend: str, said: str) -> None:
    lay(
        tmp_path,
        {"data/power.csv": FILE, "data/schools.yaml": HEAD.format("en") + POWER.replace("[30, 41, 64]", trend)},
    )

    assert said in run(tmp_path, "check").err
