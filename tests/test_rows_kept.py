"""Rows and the store: a changed row makes its own briefing again, and those that are compared with it; no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import lay, run

PATTERN = """\
id: place
title: "{{ name }}"
language: en
date: 2024
status: final
sections:
  one:
    type: statistics
    title: In numbers
    items:
      - {id: people, value: "{{ row.people }}", text: people}
      - {id: rain, value: "{{ row.rain }}", text: "of {{ total('rain', within='region') }}"}
"""
FRENCH = """\
title: "Lieu : {{ name }}"
sections: {one: {title: En chiffres, items: {people: {text: habitants}, rain: {text: "de {{ total('rain', within='region') }}"}}}}
"""
PROJECT = """\
languages: [en, fr]
build: [{for-each: {file: data/places.csv}, report: place, template: deck, formats: html}]
"""
TABLE = "name,region,people,rain\nAra,North,10,3\nBol,North,20,4\nCid,South,30,5\nDon,South,,6\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFINGS_CACHE", str(tmp_path / "cache"))
    files = {"briefings.yaml": PROJECT, "data/place.yaml": PATTERN, "data/place.fr.yaml": FRENCH}
    return lay(tmp_path / "home", {**files, "data/places.csv": TABLE})


def made(home: Path, table: str) -> list[str]:
    """The documents that a build with this table makes, and does not find made."""
    (home / "data/places.csv").write_text(table, encoding="utf-8")
    done = run(home, "build")
    assert done.code == 0, done.err
    return sorted(set(re.findall(r"building place-(\w+)-deck", done.err)))


def test_one_changed_row_makes_one_briefing_again(home: Path) -> None:
    assert made(home, TABLE) == ["ara", "bol", "cid", "don"]
    assert made(home, TABLE) == []
    assert made(home, TABLE.replace("Ara,North,10", "Ara,North,11")) == [
        "ara",
        "don",
    ]  # of Don a note stands at a line of the table
    assert made(home, TABLE.replace("Ara,North,10,3", "Ara,North,11,5")) == ["ara", "bol", "don"]
    page = home / "output/place-bol-deck.fr.html"
    assert "de 9" in page.read_text(encoding="utf-8").replace("\u00a0", " ")
