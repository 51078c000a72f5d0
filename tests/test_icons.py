"""Pictograms by name: lines in every format, decoration to those who listen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import projects
import pytest
from pptx import Presentation
from projects import lay, run

from briefings import icons

REPORT = """\
id: water
title: Water
language: {language}
date: 2024
status: final
sections:
  figures:
    type: statistics
    title: Figures
    emphasis: wells
    items:
      - {{id: wells, icon: water, value: 340, text: wells repaired}}
      - {{id: power, icon: energy, value: 64, text: clinics have power, tone: good}}
  how: {{type: steps, title: How, items: [{{id: apply, icon: report, title: Apply}}, {{title: Build}}]}}
  sides: {{type: comparison, title: Sides, items: [{{id: a, icon: drought, title: Before, points: [Dry]}}, {{id: b, title: After, points: [Wet]}}]}}
  last: {{type: key-message, title: Last, icon: partners, text: Water for all.}}
"""
BUILD = "build: [{report: water, template: deck, formats: [pptx]}, {report: water, template: one-pager, formats: [pdf, html]}]\n"


def built(folder: Path, language: str = "en") -> dict[str, Any]:
    """The pictograms of the deck by their names."""
    lay(folder, {"data/water.yaml": REPORT.format(language=language), "briefings.yaml": BUILD})
    made = run(folder, "build")
    assert made.code == 0 and "warning" not in made.err, made.err
    deck = Presentation(str(folder / f"output/water-deck.{language}.pptx"))
    return {shape.name: shape for slide in deck.slides for shape in _all(slide.shapes) if shape.name.endswith(".icon")}


def _all(shapes: Any) -> Any:
    for shape in shapes:
        yield shape
        yield from _all(shape.shapes) if hasattr(shape, "shapes") else ()


def test_every_icon_is_lines_on_its_grid() -> None:
    assert len(icons.names()) > 80

    for name in icons.names():
        made = icons.lines(name)
        numbers = [number for _, *rest in made for number in rest]
        assert made[0][0] == "m" and all(isinstance(one, float) and -0.5 <= one <= 24.5 for one in numbers), name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_icons_are_shapes_of_one_line_and_decoration(tmp_path: Path, language: str) -> None:
    found = built(tmp_path, language)

    assert {name.rpartition(".")[0].rpartition(".")[2] for name in found} >= {"wells", "power", "apply", "a"}
    assert len(found) == 5
    for shape in found.values():
        assert shape._element.xpath("./p:spPr/a:custGeom") and shape._element.xpath("./p:spPr/a:ln[@cap='rnd']")
        assert "decorative" in shape._element.xpath(
            "string(./p:nvSpPr/p:cNvPr/a:extLst/a:ext/@uri)"
        ) or shape._element.xpath(".//*[local-name()='decorative']")
        assert shape.width == shape.height


def test_icons_stand_on_pages_of_paper_and_of_the_web(tmp_path: Path) -> None:
    built(tmp_path)

    html = (tmp_path / "output/water-one-pager.en.html").read_text(encoding="utf-8")
    assert html.count('class="sign"') >= 3 and 'aria-hidden="true"' in html
    assert run(tmp_path, "check", "--file", "output/water-one-pager.en.pdf").code == 0


@pytest.mark.parametrize(
    ("icon", "said"),
    [
        ("watr", "error[choice-unknown]: `watr` is not known here"),
        ("watr", "did you mean `water`?"),
        ("[water]", "error["),
    ],
)
def test_an_icon_that_there_is_not_is_told_with_the_nearest(tmp_path: Path, icon: str, said: str) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT.format(language="en").replace("icon: water", f"icon: {icon}")})

    assert said in run(tmp_path, "check").err


def test_an_icon_of_a_block_of_ones_own_is_told_too(tmp_path: Path) -> None:
    own = "  own: {{type: blocks, title: Own, blocks: [{{block: steps, items: [{{title: A, icon: watr}}, {{title: B}}]}}]}}\n"
    lay(tmp_path, {"data/water.yaml": (REPORT + own).format(language="en"), "briefings.yaml": BUILD})

    assert "error[icon-unknown]: there is no icon `watr`" in run(tmp_path, "build").err


def test_what_people_call_a_pictogram_leads_to_it(tmp_path: Path) -> None:
    assert set(icons.CALLED.values()) <= set(icons.names())
    assert not set(icons.CALLED) & set(icons.names())

    for asked, meant in (("bike", "bicycle"), ("schoolhouse", "school"), ("buss", "bus")):
        told = run(
            lay(tmp_path, {"data/water.yaml": projects.REPORT.replace("{id: dug", f"{{id: dug, icon: {asked}")}),
            "check",
        ).err
        assert f"did you mean `{meant}`?" in told
    told = run(
        lay(tmp_path, {"data/water.yaml": projects.REPORT.replace("{id: dug", "{id: dug, icon: zzzwa")}), "check"
    ).err
    assert "`water`" in told.partition("known names: ")[2]  # of many names those most alike
