"""What is for those who speak stands in the notes of the deck, and on no slide and no page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pptx import Presentation
from projects import lay, run

REPORT = """\
id: water
title: Safe water
language: {language}
date: 2024
status: final
{more}sections:
  why: {{type: prose, title: Why, text: Wells run dry.}}
  say:
    type: lines-to-take
    title: What to say
    items: [Repairs cost **45** per well, {{id: fast, text: Repairs are fast}}]
  asked:
    type: questions
    title: What may be asked
    items: [{{id: delta, title: Why so few in the delta?, text: [Salt is in 12 of 20 wells., Pipes will come.]}}]
"""
PROJECT = "build: [{report: water, template: deck}, {report: water, template: one-pager}]\n"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("more", "asked"), [("", 0), ("contact: {name: A. Example}\n", -1)])
def test_they_stand_in_the_notes_alone(tmp_path: Path, language: str, more: str, asked: int) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT.format(language=language, more=more), "briefings.yaml": PROJECT})

    made = run(tmp_path, "build")

    assert made.code == 0 and "unshown" not in made.err, made.err
    slides = list(Presentation(str(tmp_path / f"output/water-deck.{language}.pptx")).slides)
    first, last = (slides[at].notes_slide.notes_text_frame.text.replace("\u00a0", " ") for at in (0, asked))
    assert "What to say\nRepairs cost 45 per well\nRepairs are fast" in first
    assert "What may be asked\nWhy so few in the delta?\nSalt is in 12 of 20 wells.\nPipes will come." in last
    shown = "".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "Repairs" not in shown and "delta" not in shown
    deck, page = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"]
    field = "sections.asked.items.delta.text.1"
    assert field in json.dumps(deck["shown"]) and field not in json.dumps(page["shown"])


def test_their_numbers_are_on_the_ledger(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT.format(language="en", more="")})

    told = run(tmp_path, "facts", "--form", "json").out

    assert (
        "sections.asked.items.delta.text.1#1" in told and "sections.say.items.repairs-cost-45-per-well.text#1" in told
    )


def test_no_agenda_and_no_divider_names_them(tmp_path: Path) -> None:
    chapters = "".join(
        f"  c{n}: {{type: prose, chapter: Chapter {n}, title: Wells {n}, text: Words.}}\n  d{n}: {{type: prose, title: Pipes {n}, text: Words.}}\n"
        f"  q{n}: {{type: questions, title: Asked {n}, items: [{{id: a, title: Why?, text: So.}}]}}\n"
        for n in range(1, 4)
    )
    report = REPORT.format(language="en", more="").partition("  why:")[0] + chapters
    assert run(lay(tmp_path, {"data/water.yaml": report}), "build", "--template", "deck").code == 0
    slides = Presentation(str(tmp_path / "output/water-deck.en.pptx")).slides
    shown = [
        shape.text_frame.text.replace("\u00a0", " ")
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("Pipes 2" in text for text in shown) and not any("Asked" in text for text in shown)
