"""How figures changed: with an arrow, in words and in a colour, in both formats and in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from projects import lay, run

from briefings.builtin import themes
from briefings.facts import numbers

HEAD = """\
id: clinic
title: The clinic
language: en
date: 2024
status: final
sections:
  q:
    type: statistics
    title: The quarter
    items:
"""
ITEMS = """\
      - {id: visits, value: 8950, text: visits, change: {value: -1, unit: per cent, since: last year, good: up}}
      - {id: costs, value: 1200000, digits: 2, currency: EUR, text: costs, change: {value: -3, unit: "%", good: down}}
      - {id: waiting, value: 41, unit: days, text: of waiting, tone: bad, change: {value: 6, good: down}}
      - {id: staff, value: 52, text: people, change: {value: 0, since: June}}
"""
DECK = "build: [{report: clinic, template: deck}, {report: clinic, template: one-pager}]\n"


def paragraphs(folder: Path, items: str = ITEMS, language: str = "en", theme: str = "default") -> dict[str, Any]:
    """The paragraphs of a deck's figures by what they say; arrows are followed by a space that does not break."""
    head = HEAD.replace("language: en", f"language: {language}\ntheme: {theme}")
    lay(folder, {"data/clinic.yaml": head + items, "briefings.yaml": DECK})
    made = run(folder, "build")
    assert made.code == 0 and "[" not in made.err, made.err
    deck = Presentation(str(folder / f"output/clinic-deck.{language}.pptx"))
    return {p.text.replace("\u00a0", " "): p for slide in deck.slides for p in _paragraphs(slide.shapes)}


def _paragraphs(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _paragraphs(shape.shapes)
        elif shape.has_text_frame:
            yield from shape.text_frame.paragraphs


def colour(paragraph: Any) -> object:
    fill = paragraph.runs[0].font.color
    return fill.theme_color, round(fill.brightness, 1)


def test_a_change_is_told_by_arrow_words_and_colour_in_its_own_unit_or_the_figures(tmp_path: Path) -> None:
    said = paragraphs(tmp_path)

    assert {"▼ down 1% since last year", "▼ down 3%", "▲ up 6 days", "unchanged since June"} <= said.keys()
    worse, better = colour(said["▼ down 1% since last year"]), colour(said["▼ down 3%"])
    assert worse != better, "costs that fall are good news, visits that fall are not"
    assert colour(said["▲ up 6 days"]) == worse == colour(said["41 days"])
    assert colour(said["unchanged since June"]) not in (worse, better)


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_every_language_has_its_own_words(tmp_path: Path, language: str) -> None:
    said = paragraphs(tmp_path, language=language)

    assert sum(text.startswith(("▼ ", "▲ ")) for text in said) == 3
    assert not any("down" in text or "up " in text or "unchanged" in text for text in said)


@pytest.mark.parametrize("theme", themes())
def test_the_colours_read_in_every_theme(tmp_path: Path, theme: str) -> None:
    assert "▲ up 6 days" in paragraphs(tmp_path, theme=theme), "a build holds its own files to the rules of contrast"


def test_a_change_without_a_direction_is_told_and_takes_no_colour(tmp_path: Path) -> None:
    items = "      - {id: posts, value: 12, text: posts, change: {value: 4}}\n"
    lay(tmp_path, {"data/clinic.yaml": HEAD + items, "briefings.yaml": DECK})

    (found,) = json.loads(run(tmp_path, "check", "--json").out)["findings"]

    assert (found["code"], found["path"]) == ("change-direction", "sections.q.items.posts.change")
    assert "good: up" in found["hint"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("{good: up}", "key-missing"),
        ("{value: much, good: up}", "type-wrong"),
        ("{value: 1, unit: days, currency: EUR, good: up}", "unit-and-currency"),
        ("{value: 1, good: sideways}", "choice-unknown"),
        ("1", "type-wrong"),
    ],
)
def test_a_change_that_cannot_be_told_is_refused(tmp_path: Path, change: str, code: str) -> None:
    items = f"      - {{id: posts, value: 12, text: posts, change: {change}}}\n"
    lay(tmp_path, {"data/clinic.yaml": HEAD + items, "briefings.yaml": DECK})

    found = json.loads(run(tmp_path, "check", "--json").out)["findings"]

    assert [one["code"] for one in found] == [code]
    assert found[0]["line"] == 11


def test_a_change_is_on_the_ledger_and_a_turned_arrow_is_another_number(tmp_path: Path) -> None:
    paragraphs(tmp_path)
    path = tmp_path / "output/clinic-deck.en.pptx"
    deck = Presentation(str(path))
    (paragraph,) = [p for slide in deck.slides for p in _paragraphs(slide.shapes) if p.text.endswith("since last year")]
    paragraph.runs[0].text = "▲\u00a0up 1% since last year"
    for run_ in paragraph.runs[1:]:
        run_.text = ""
    deck.save(str(path))

    ledger = run(tmp_path, "facts").out
    told = run(tmp_path, "verify", str(path))

    assert "sections.q.items.visits.change.value: −1%" in ledger
    assert told.code == 1 and "verify-changed" in told.err + told.out, told


@pytest.mark.parametrize(
    ("text", "value"), [("▼ down 1%", -1), ("▲ up 1%", 1), ("▼ انخفاض 1%", -1), ("▼ gone. 5 people", 5)]
)
def test_an_arrow_is_the_sign_of_the_number_after_it(text: str, value: int) -> None:
    assert [one.value for one in numbers.read(text, "en")] == [value]
