"""The words of a pattern go to translators' programs with their expressions and come back whole; what is wrong is told at its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay, run

from briefings import exchange
from briefings.exchange import Document, Segment
from briefings.frozen import replace

SUFFIXES = {"xliff": ".xlf", "po": ".po", "xlsx": ".xlsx"}
TABLE = """\
School,School.fr,No,District,Pupils,Girls (%),Teachers
Alba,Aube,s1,East,412,48,14
Brook,Ruisseau,s2,West,388,51,
Cedar,Cèdre,s3,East,96,..,5
"""
PATTERN = """\
id: school
title: "School report: {{ name }}"
language: en
date: 2024
status: final
sections:
  figures:
    type: statistics
    title: In numbers
    takeaway: "{{ name }} is number {{ rank('Pupils') }} of {{ count() }} schools"
    items:
      - {id: pupils, value: "{{ row.pupils }}", text: pupils}
      - {id: girls, value: "{{ row['Girls (%)'] }}", unit: "%", text: "are girls, {{ average('Girls (%)') }} per cent in all"}
  story:
    type: prose
    title: How it went
    text: |
      {{ name }} has {{ row.pupils }} pupils in **12** rooms.

      Read [the list](https://example.org/x) of {{ row.district }}.
  listed:
    type: prose
    title: What next
    text: ["A roof for {{ name }}.", "Two doors."]
  largest:
    type: chart
    title: The largest schools
    chart: bar
    unit: pupils
    data:
      - {each: "one in top('Pupils', 3)", id: "n{{ loop.index }}", label: "{{ one.name }}", value: "{{ one.value }}"}
  east:
    type: prose
    title: In the east
    if: row.district == "East"
    text: "Few teachers: {{ row.teachers }}."
  west:
    type: prose
    title: In the west
    if: row.district == "West"
    text: Buses are late.
"""
PROJECT = "build: [{for-each: {file: data/schools.csv, name: School, id: No}, report: school, template: one-pager, formats: html}]\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lay(tmp_path, {"briefings.yaml": PROJECT, "data/school.yaml": PATTERN, "data/schools.csv": TABLE})


def out(home: Path, form: str = "po") -> Document:
    """What a translator gets."""
    given = run(home, "translate", "fr", "--export", form)
    assert given.code == 0, given.err
    return exchange.FORMS[form].read((home / f"school.en-fr{SUFFIXES[form]}").read_bytes())


def back(home: Path, document: Document, form: str = "po") -> tuple[int, str]:
    """What is told of texts that come back."""
    (home / f"back{SUFFIXES[form]}").write_bytes(exchange.FORMS[form].write(document))
    told = run(home, "translate", "fr", "data/school.yaml", "--import", f"back{SUFFIXES[form]}")
    return told.code, told.err


def spoken(document: Document) -> Document:
    return replace(document, segments=tuple(replace(one, target=f"{one.original} é") for one in document.segments))


def test_a_translator_gets_the_patterns_words_with_their_expressions_of_all_rows(home: Path) -> None:
    given = {one.id: one.original for one in out(home).segments}
    assert given["sections.story.text.1"] == "{{ name }} has {{ row.pupils }} pupils in **12** rooms."
    assert given["sections.listed.text.1"] == "A roof for {{ name }}."
    assert {"sections.east.text", "sections.west.text"} <= given.keys(), "each is there for some rows alone"
    assert not [word for word in ("Alba", "412", "n1", "14") for text in given.values() if word in text]
    lay(home, {"briefings.yaml": PROJECT.replace("html", "pdf")})
    notes = {one.id: one.note for one in out(home, "xlsx").segments}
    assert (
        "keep as they are: {{ name }}, {{ row.pupils }}; keep the numbers: 12; keep the marks"
        in notes["sections.story.text.1"]
    )
    assert "fits to" in notes["sections.figures.takeaway"]


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_round_trip_loses_nothing_and_is_built_for_each_row(form: str, home: Path) -> None:
    code, told = back(home, spoken(out(home, form)), form)
    assert (code, told) == (0, "no findings\n")
    again = out(home, form)
    assert all(one.target == f"{one.original} é" for one in again.segments)
    written = (home / "data/school.fr.yaml").read_text("utf-8")
    assert back(home, again, form)[0] == 0
    assert (home / "data/school.fr.yaml").read_text("utf-8") == written

    made = run(home, "build", "--lang", "fr")
    assert made.code == 0 and "translation-missing" not in made.err, made.err
    pages = {name: (home / f"output/school-{name}-one-pager.fr.html").read_text("utf-8") for name in ("s1", "s2", "s3")}
    assert "Aube is number 1 of 3 schools é" in pages["s1"] and "Few teachers: 14. é" in pages["s1"]
    assert "A roof for Ruisseau. é" in pages["s2"] and "Buses are late. é" in pages["s2"]


WRONG = {
    "lost": ("title", "Rapport", "it lacks {{ name }}"),
    "translated": ("title", "Rapport : {{ nom }}", "it lacks {{ name }}; has {{ nom }} more"),
    "torn": ("title", "{{ name }} : rapport }}", "one of them is torn"),
    "twice": ("title", "{{ name }} {{ name }}", "it has {{ name }} more"),
    "open": ("sections.east.text", "Peu : {{ row.teachers", "it lacks {{ row.teachers }}"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_expressions_that_are_not_the_originals_are_told_at_their_text_and_not_taken(wrong: str, home: Path) -> None:
    id, target, said = WRONG[wrong]
    good = Segment("sections.west.title", "In the west", "À l’ouest")
    given = out(home)
    original = next(one.original for one in given.segments if one.id == id)
    code, told = back(home, replace(given, segments=(Segment(id, original, target), good)))
    assert (
        code == 1
        and f"error[segment-expressions]: the expressions in `{id}` are not those of the original: {said}" in told
    )
    written = (home / "data/school.fr.yaml").read_text("utf-8")
    assert "À l’ouest" in written and target not in written


def test_numbers_within_expressions_are_none_of_the_texts(home: Path) -> None:
    lay(home, {"data/school.yaml": PATTERN.replace("In numbers", "The {{ top('Pupils', 2) | length }} of 5")})
    texts = {"good": "{{  top('Pupils', 2)\n| length }} de 5", "other": "2 de {{ top('Pupils', 2) | length }}"}
    given = out(home)
    original = next(one.original for one in given.segments if one.id == "sections.figures.title")
    code, told = back(home, replace(given, segments=(Segment("sections.figures.title", original, texts["good"]),)))
    assert code == 0, told
    code, told = back(home, replace(given, segments=(Segment("sections.figures.title", original, texts["other"]),)))
    assert code == 1 and "[segment-numbers]" in told and "lacks 5; has 2 more" in told


def test_what_is_said_by_hand_of_a_rows_own_words_stays(home: Path) -> None:
    """A translation may hold what no translator is asked for: words in place of an expression."""
    lay(home, {"data/school.fr.yaml": "title: Une école\nsections: {largest: {data: {n1: {label: La plus grande}}}}\n"})
    given = out(home)
    assert next(one.target for one in given.segments if one.id == "title") == "Une école"
    code, told = back(home, replace(given, segments=(Segment("sections.west.title", "In the west", "À l’ouest"),)))
    assert code == 0, told
    written = (home / "data/school.fr.yaml").read_text("utf-8")
    assert all(said in written for said in ("À l’ouest", "Une école", "La plus grande"))


def test_a_translation_that_has_an_each_of_its_own_is_not_written_anew(home: Path) -> None:
    own = "title: Une école\nsections: {west: {if: row.district == 'West', title: Ouest}}\n"
    lay(home, {"data/school.fr.yaml": own})
    code, told = back(home, spoken(out(home)))
    assert code == 1 and "error[segments-own]" in told and "data/school.fr.yaml:2" in told
    assert (home / "data/school.fr.yaml").read_text("utf-8") == own
