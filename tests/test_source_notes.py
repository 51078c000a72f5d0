"""How sources are told: numbered notes with small figures where sources are used, and a line at the foot of slides."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brand_makers
import pytest
from frame_reading import ROOT, Laid, report_with
from frame_reading import lay as lay_out
from office import approved
from projects import lay, run
from pypdf import PdfReader

from briefings import brand, report, source, template
from briefings import layout as layouts
from briefings.diagnostics import Where
from briefings.env import Env
from briefings.facts import finished
from briefings.frame import TextBox, text_boxes
from briefings.geometry import points
from briefings.language.wording import word
from briefings.layout.sourced import ID
from briefings.style import resolve

REPORT = """\
id: water
title: Safe water
language: en
date: 2024
status: final
notes: numbered
sources:
  never: {title: Never cited, publisher: Nobody}
  count: {title: Count of wells, publisher: Water Office, date: 2023-05, url: "https://example.org/wells"}
  census: {title: Census, date: 2021}
sections:
  wells:
    type: statistics
    title: Wells
    source: count
    items:
      - {id: dug, value: 340, text: wells dug}
      - {id: people, value: 9000, text: people near them, source: census}
  story: {type: prose, title: What was done, text: Nine crews dug 340 wells., source: count}
  mixed: {type: timeline, title: When, items: [{date: 2022, text: First wells, source: count}, {date: 2023, text: All wells, source: census}]}
  depth:
    type: chart
    chart: bar
    title: Depth of wells
    takeaway: Northern wells are deep
    source: census
    data: [{label: North, value: 41, source: count}, {label: South, value: 12}]
"""
TRANSLATIONS = {
    "ar": "title: مياه آمنة\nsections:\n  story: {title: ما تم, text: حفرت تسع فرق 340 بئرا.}\n",
    "zh": "title: 安全用水\nsections:\n  story: {title: 已完成的工作, text: 九个队打了340口井。}\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notes")
    lay(home, {"data/water.yaml": REPORT, **{f"data/water.{one}.yaml": text for one, text in TRANSLATIONS.items()}})
    outcome = run(home, "build", "--lang", "en", "--lang", "ar", "--lang", "zh", "--format", "pptx", "--format", "pdf")
    assert "error" not in outcome.err, outcome.err
    return home / "output"


def slides(folder: Path, name: str = "water-deck.en.pptx") -> dict[str, list[str]]:
    """The lines of each slide, with plain spaces but beside the numbers of sources."""
    pages = finished.read(folder / name).pages
    return {page.id: re.sub("(?<![¹²³])\u00a0", " ", page.text.text).splitlines() for page in pages}


def test_each_part_has_the_number_of_its_source(built: Path) -> None:
    said = slides(built)

    assert {"wells dug¹", "people near them²"} <= set(said["wells"])
    assert {"First wells¹", "All wells²"} <= set(said["mixed"])


def test_what_comes_from_one_source_is_marked_at_its_heading(built: Path) -> None:
    said = slides(built)

    assert "What was done¹" in said["story"]
    assert "Nine crews dug 340 wells." in said["story"]
    assert "Northern wells are deep¹\u00a0²" in said["depth"]  # a chart, whose points come from two


def test_the_last_slide_lists_them_with_date_and_address_the_uncited_last(built: Path) -> None:
    listed = [line for line in slides(built)["sources"] if line]

    assert listed[1:4] == [
        "Count of wells, Water Office, May 2023, https://example.org/wells",
        "Census, 2021",
        "Never cited, Nobody",
    ]


def test_the_one_pager_has_the_same_numbers_and_a_line_for_each_source(built: Path) -> None:
    (page,) = finished.read(built / "water-one-pager.en.pdf").pages
    lines = page.text.text.splitlines()

    assert {"What was done¹", "Northern wells are deep¹ ²", "² Census, 2021", "Never cited, Nobody"} <= {
        " ".join(line.split()) for line in lines
    }
    assert any(line.startswith("¹") and line.endswith("May 2023") for line in lines)


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_numbers_are_the_same_in_every_language(built: Path, language: str) -> None:
    title, source = [line for line in slides(built, f"water-deck.{language}.pptx")["story"] if "¹" in line]

    assert title in ("ما تم¹", "已完成的工作¹")
    assert "¹\u00a0" in source


def kinds(file: Path) -> list[tuple[str, str]]:
    """The notes of a PDF's tree and what leads to them, each with its id."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if node.get("/S") in ("/Note", "/Reference", "/FENote"):
                found.append((str(node["/S"]), str(node.get("/ID", ""))))
            walk(node["/K"].get_object() if "/K" in node else None)
        elif hasattr(node, "get_object") and not isinstance(node, int):
            walk(node.get_object())

    root: Any = PdfReader(io.BytesIO(file.read_bytes())).trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"].get_object())
    return found


def test_a_pdf_says_which_words_are_notes_and_which_lead_to_them(built: Path) -> None:
    for name in ("water-one-pager.en.pdf", "water-deck.en.pdf", "water-one-pager.ar.pdf"):
        told = kinds(built / name)

        assert [id for kind, id in told if kind == "/Note"] == ["note-1", "note-2"]
        assert sum(kind == "/Reference" for kind, _ in told) >= 4


def test_pdfs_with_notes_pass_both_profiles(built: Path) -> None:
    files = sorted(built.glob("*.pdf"))

    assert approved(files, "ua1") == [one.name for one in files]
    assert approved(files, "2a") == [one.name for one in files]


def test_a_template_may_ask_for_them_and_is_told_where_it_lists_none(tmp_path: Path) -> None:
    page = 'kind: slides\nnotes: numbered\npages:\n  - {layout: content, title: "{{ sections.story.title }}", body: "{{ sections.story.paragraphs }}"}\n'
    lay(tmp_path, {"data/water.yaml": REPORT.replace("notes: numbered\n", ""), "templates/bare.yaml": page})

    outcome = run(tmp_path, "build", "--template", "bare")

    assert (
        "warning[notes-unlisted]: small figures lead to the notes 1, and no page of `bare` lists these" in outcome.err
    )


def test_without_them_nothing_is_numbered(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT.replace("notes: numbered\n", "")})
    run(tmp_path, "build")

    said = slides(tmp_path / "output")
    assert not any("¹" in line for lines in said.values() for line in lines)
    assert "Count of wells, Water Office, May 2023, https://example.org/wells" in said["sources"]


def test_the_second_standard_has_notes_of_its_own_kind(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT})
    run(tmp_path, "copy", "one-pager")
    own = tmp_path / "templates/one-pager.yaml"
    own.write_text(
        own.read_text(encoding="utf-8").replace("kind: sheet\n", "kind: sheet\npdf: ua-2\n"), encoding="utf-8"
    )
    outcome = run(tmp_path, "build", "--template", "one-pager")
    file = tmp_path / "output/water-one-pager.en.pdf"

    assert file.is_file(), outcome.err
    assert [id for kind, id in kinds(file) if kind == "/FENote"] == ["note-1", "note-2"]
    assert approved([file], "ua2") == [file.name]


# -- the line at the foot of a slide ---------------------------------------------------------------------------------------------------

BOATS: dict[str, Any] = {
    "boats": {
        "type": "statistics",
        "title": "The fleet",
        "items": [
            {"id": "boats", "value": 412, "text": "boats at sea", "source": "survey"},
            {"id": "crew", "value": 1900, "text": "people on board", "source": "census"},
        ],
    },
    "catch": {
        "type": "chart",
        "chart": "bar",
        "title": "Catch",
        "source": "survey",
        "data": [{"label": "North", "value": 41}, {"label": "South", "value": 12}],
    },
    "ports": {
        "type": "table",
        "title": "Ports",
        "source": "census",
        "columns": ["Port", "Boats"],
        "rows": [["Oran", 40]],
    },
    "lands": {"type": "map", "title": "Where", "source": "survey", "data": [{"country": "DZA", "value": 3}]},
    "story": {"type": "prose", "title": "What was done", "text": "Nine crews counted.", "source": "survey"},
    "loose": {"type": "statistics", "title": "No source", "items": [{"id": "a", "value": 5, "text": "nets lost"}]},
}
SURVEYS = {"survey": {"title": "Landing survey 2025", "publisher": "Coast Office"}, "census": {"title": "Census"}}


def at_foot(laid: Laid) -> dict[str, str]:
    return {
        one.id: box.paragraphs[0].text
        for one in laid.frames
        for box in one.items
        if box.id == ID and isinstance(box, TextBox)
    }


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_slides_name_at_their_foot_where_what_is_on_them_comes_from(language: str) -> None:
    laid = lay_out(report_with(BOATS, sources=SURVEYS, language=language))

    one, many = (word(key, language) + word("colon", language) for key in ("source", "sources"))
    survey = word("comma", language).join(("Landing survey 2025", "Coast Office"))
    assert at_foot(laid) == {
        "boats": many + survey + word("semicolon", language) + "Census",
        "catch": one + survey,
        "ports": one + "Census",
        "lands": one + survey,
        "story": one + survey,
    }
    for frame in laid.frames:
        for box in (one for one in frame.items if one.id == ID and isinstance(one, TextBox)):
            others = [one for one in frame.items if one is not box]
            assert not any(other.box.overlaps(box.box) for other in others)
            assert all(run.style.size >= 12 for one in box.paragraphs for run in one.runs)
            ends = box.box.x + box.lines[0].x + (box.lines[0].width if language == "ar" else 0)
            title = next(one for one in frame.items if one.id == "title")
            assert ends == (title.box.right if language == "ar" else title.box.x)


def test_the_line_takes_room_that_is_left_and_moves_nothing() -> None:
    bare = json.loads(json.dumps(BOATS))
    for section in bare.values():
        for one in (section, *section.get("items", ())):
            one.pop("source", None)

    told, without = lay_out(report_with(BOATS, sources=SURVEYS)), lay_out(report_with(bare, sources=SURVEYS))

    assert [[one for one in frame.items if one.id != ID] for frame in told.frames] == [
        list(frame.items) for frame in without.frames
    ]


def test_neither_contents_nor_chapters_name_sources() -> None:
    parts = {
        "one": {**BOATS["catch"], "chapter": "Sea"},
        "two": {**BOATS["ports"], "chapter": "Land"},
        "three": BOATS["story"],
    }

    assert [*at_foot(lay_out(report_with(parts, sources=SURVEYS)))] == ["one", "two", "three"]


def test_more_sources_than_two_lines_hold_are_counted() -> None:
    names = {
        f"s{at}": {"title": f"A survey of the boats that came into harbour number {at} of this coast"}
        for at in range(9)
    }
    items = [{"id": f"i{at}", "value": at + 2, "text": f"boats of kind {at}", "source": f"s{at}"} for at in range(9)]

    laid = lay_out(report_with({"fleet": {"type": "statistics", "title": "The fleet", "items": items}}, sources=names))

    assert set(at_foot(laid).values()) == {"9 sources: see “Sources”"}


@pytest.mark.parametrize("house", [brand_makers.office, brand_makers.dark, brand_makers.a4_from_the_right])
def test_on_a_brand_the_line_stands_between_its_places_and_its_footers(house: Callable[[], bytes]) -> None:
    env = Env(ROOT)
    plain = json.dumps(report_with({"catch": BOATS["catch"]}, sources=SURVEYS))
    facts = report.parse(source.read(plain.encode(), "boats.yaml"), env)
    given = brand.read(house(), Where("house.pptx", 1, 1))
    look, master = resolve.open_look("default", "16:9", "slides", "en", env, given)
    deck = template.load("builtin:deck", env)

    made = layouts.layout(template.fill(deck, facts, env, sheets={}, language="en"), look, master)

    (frame,) = (one for one in made.frames if one.id == "catch")
    (line,) = (one for one in frame.items if one.id == ID and isinstance(one, TextBox))
    others = [one.box for one in frame.items if one.id != ID]
    assert not any(box.overlaps(line.box, points(2)) for box in others)
    assert line.paragraphs[0].runs[0].style.colour.contrast(frame.background) >= 4.5


def test_the_last_slide_tells_an_address_once_also_where_a_source_has_the_reports() -> None:
    """The report's own stands below its sources, unless one of them has told it."""
    source = {"title": "Count of wells", "url": "https://example.org/wells"}
    section = {"type": "prose", "title": "What was done", "text": "Nine crews dug wells.", "source": "count"}
    for url in ("https://example.org/wells", "https://example.org/report"):
        made = lay_out(report_with({"a": section}, url=url, sources={"count": source, "other": {"title": "Census"}}))
        said = " ".join(
            one.text for item in made.frames[-1].items for box in text_boxes(item) for one in box.paragraphs
        )
        assert said.count(url) == 1, url
