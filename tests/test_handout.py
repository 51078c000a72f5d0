"""Speaker's notes on paper: each slide's picture, its notes and sources, what to say and what may be asked."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import lay, run
from pypdf import PdfReader

from briefings.checks import check_file
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Chart, Frame, TextBox

SAID = "The wells were dug by the people who drink from them, and the council paid the drillers. "
REPORT = {
    "id": "wells",
    "title": "Wells of the Delta",
    "date": 2025,
    "status": "final",
    "sources": {"survey": {"title": "Well survey 2024", "publisher": "Example Office"}},
    "sections": {
        "a": {"type": "prose", "title": "Context", "text": SAID.strip(), "source": "survey"},
        "b": {
            "type": "chart",
            "chart": "bar",
            "title": "Wells",
            "source": "survey",
            "data": [{"label": "North", "value": 140}, {"label": "South", "value": 90}],
        },
        "c": {
            "type": "outcomes",
            "title": "Results",
            "items": [{"title": "Pipes", "text": SAID * 60, "source": "survey"}],
        },
        "say": {"type": "lines-to-take", "title": "Say", "items": ["Repairs are cheaper than new wells."]},
        "asked": {
            "type": "questions",
            "title": "Asked",
            "items": [{"title": "Why so few?", "text": "The water is salty."}],
        },
    },
}


def made(folder: Path, language: str, theme: str = "") -> tuple[bytes, list[Frame]]:
    """The file, and the slides that it shows."""
    lay(folder, {"data/wells.yaml": yaml.safe_dump({**REPORT, "language": language}, sort_keys=False)})
    env = Env(folder)
    options = build.Options(templates=("speaker-notes",), theme=theme)
    (output,) = build.build(project.load(folder, env), env, options).outputs
    assert output.format == "pdf"
    return output.data, [frame.slide.frame for frame in output.layout.frames if frame.slide]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_slide_stands_on_paper_with_its_notes_sources_and_questions(tmp_path: Path, language: str) -> None:
    data, slides = made(tmp_path, language)

    pages = [page.extract_text().replace("\n", " ") for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) > len(slides)  # long notes go on
    whole = " ".join(pages)
    for words in (
        "Repairs are cheaper than new wells.",
        "The water is salty.",
        "Well survey 2024",
        "the council paid the drillers",
    ):
        assert words in whole, words
    (page, *_) = PdfReader(io.BytesIO(data)).pages
    assert [round(side) for side in page.mediabox[2:]] == [595, 842]
    wrong = {one.code for one in check_file(Path("notes.pdf"), data) if one.level != "note"}
    assert wrong <= {"pdf-language-wrong"}  # the words are English in all six


def test_a_slides_picture_is_a_figure_that_says_what_is_on_it(tmp_path: Path) -> None:
    data, slides = made(tmp_path, "en")

    reader = PdfReader(io.BytesIO(data))
    told = [str(one["/Alt"]) for one in _figures(reader.root_object["/StructTreeRoot"])]
    assert len(told) == len(slides)
    chart = next(item for frame in slides for item in frame.items if isinstance(item, Chart))
    assert any((chart.alt or chart.spec.alt) in one for one in told)
    first = next(item for item in slides[0].items if isinstance(item, TextBox) and item.id == "title")
    assert first.paragraphs[0].text in told[0]


def test_dark_themes_are_read_on_white_paper(tmp_path: Path) -> None:
    data, _ = made(tmp_path, "en", theme="ink")
    text = PdfReader(io.BytesIO(data)).pages[-1].extract_text()
    assert "The water is salty." in text
    assert not [one for one in check_file(Path("notes.pdf"), data) if one.level != "note"]


def _figures(node: Any) -> list[Any]:
    kids = node.get_object().get("/K", [])
    found: list[Any] = []
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict):
            found += [one] if one.get("/S") == "/Figure" else _figures(one)
    return found


def test_a_handout_that_is_asked_for_as_slides_is_an_error_with_what_to_do(tmp_path: Path) -> None:
    lay(tmp_path, {"data/wells.yaml": yaml.safe_dump({**REPORT, "language": "en"}, sort_keys=False)})

    ended = run(tmp_path, "build", "--template", "speaker-notes", "--format", "pptx")

    assert ended.code == 1
    assert "handout: a4" in ended.err and "its format cannot be `pptx`" in ended.err and "hint: leave" in ended.err
