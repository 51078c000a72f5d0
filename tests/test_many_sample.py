"""The example of 142 countries: some of them are built whole, all of them can be filled."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from projects import ROOT, run

from briefings import report
from briefings.cli.facts import gather
from briefings.engine.project import load
from briefings.engine.reading import Reading
from briefings.env import Env

WORLD = ROOT / "examples/countries"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    shutil.copytree(WORLD, tmp_path / "world", ignore=shutil.ignore_patterns("output"))
    return tmp_path / "world"


def test_some_of_the_countries_are_built_in_both_languages(world: Path) -> None:
    done = run(world, "build", "--select", "com", "--template", "one-pager", "--format", "html", "--strict")

    assert done.code == 0, done.err
    french = (world / "output/country-com-one-pager.fr.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Comores" in french and "rang 9 sur 52, Afrique" in french
    comoros = (world / "output/country-com-one-pager.en.html").read_text(encoding="utf-8")
    assert "Number 9 of 52 in Africa by life expectancy" in comoros and "711,000" in comoros


def test_every_country_can_be_filled_and_each_is_proved_by_its_row(world: Path) -> None:
    env = Env(world)
    project = load(world, env)
    reading = Reading(project, env)
    subjects = project.subjects()

    assert len(subjects) == 142 and not project.findings
    for of in subjects[::20]:
        made = report.parse(reading.source(of)[0], env)
        spoken = reading.translated(of, made, "fr")
        told = [one for one in spoken.findings if one.code == "translation-missing"]
        assert not told, told[0].render()
    (kenya,) = (of for of in subjects if of.row and of.row.id == "ken")
    (facts,), found = gather([kenya], reading)
    assert not found
    assert {one.state for one in facts.facts} <= {"located", "no figure"}
    assert "data/countries.csv:70" in {str(one.source) for one in facts.facts if one.source}


def test_the_table_says_whose_it_is() -> None:
    told = (WORLD / "README.md").read_text(encoding="utf-8")

    assert "Based on free material from GAPMINDER.ORG, CC BY 4.0" in re.sub(r"\s+", " ", told)
