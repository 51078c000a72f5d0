"""What every output promises: nothing leaves its box, no page is half empty by accident, and no word is lost."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from frame_reading import ROOT, SAMPLE, WATER, Laid, content, faults, flat, fullness, lay, lost, ragged, report_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.diagnostics import BriefingsError
from briefings.frame import Chart, Group, Panel, Picture, Table, TextBox

TABLES = ROOT / "tests/reports/tables.yaml"
COAST = ROOT / "tests/reports/coast.yaml"
MINIMAL = ROOT / "tests/reports/minimal.yaml"
REPORTS = {
    "sample": SAMPLE,
    "water": WATER,
    "coast": COAST,
    "river": ROOT / "tests/reports/river.yaml",
    "tables": TABLES,
    "minimal": MINIMAL,
}
TEMPLATES = ("deck", "one-pager", "one-pager-letter")
BARE = ("cover", "section", "closing")
"""Roles whose emptiness is their look."""


@cache
def laid(name: str, template: str) -> Laid:
    """One of the reports with a template, laid out once."""
    return lay(REPORTS[name], template)


def read(path: Path) -> dict[str, Any]:
    """A report's data; dates as they are written."""
    made: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    return made


every = pytest.mark.parametrize("name", REPORTS)
with_each_template = pytest.mark.parametrize("template", TEMPLATES)


@every
@with_each_template
def test_everything_stands_inside_its_page_and_its_box_in_sizes_that_can_be_read(name: str, template: str) -> None:
    assert faults(laid(name, template)) == []


@every
@with_each_template
def test_edges_stand_on_the_grid(name: str, template: str) -> None:
    assert ragged(laid(name, template)) == []


@every
@with_each_template
def test_every_word_that_the_template_shows_is_on_its_page(name: str, template: str) -> None:
    assert lost(laid(name, template)) == []


@every
def test_content_slides_are_neither_half_empty_nor_crowded(name: str) -> None:
    deck = laid(name, "deck")

    for frame in deck.frames:
        layout = deck.slide_layout(frame)
        if layout.role in BARE:
            continue
        full = fullness(frame, deck)
        # what fills its place by itself: a chart, a table, a picture, and a figure alone on its panel
        native = any(isinstance(item, Chart | Table | Picture) and item.slot for item in frame.items)
        native = native or any(isinstance(item, Group) and isinstance(item.items[0], Panel) for item in frame.items)
        assert 0.4 <= full <= (1.0 if native else 0.905), f"{frame.id}: {full:.0%}"


@pytest.mark.parametrize("template", TEMPLATES[1:])
@pytest.mark.parametrize("name", ["sample", "water", "coast"])
@pytest.mark.parametrize("variant", ["snapshot", "brief", "figures"])
def test_a_one_pager_fills_its_page_without_a_large_blank(name: str, template: str, variant: str) -> None:
    made = lay({**read(REPORTS[name]), "one-pager": variant}, template)
    (sheet,) = made.frames
    top = next(item.box.bottom for item in sheet.items if item.id == "header.ground")
    boxes = [item for item in sheet.items if isinstance(item, TextBox) and item.box.y > sheet.page.height / 2]
    foot = min(box.box.y for box in boxes if box.paragraphs[0].kind == "source")
    rail = "rail" if any(item.id == "rail.ground" for item in sheet.items) else "rail.ground"
    inside = [item.box for item in sheet.items if top <= item.box.y < foot and not item.id.startswith(rail)]

    reached = top
    for box in sorted(inside, key=lambda box: box.y):
        assert box.y - reached <= 0.1 * (foot - top)
        reached = max(reached, box.bottom)
    assert foot - reached <= 0.15 * (foot - top)


@every
def test_titles_of_slides_are_unique(name: str) -> None:
    counts = Counter(frame.title for frame in laid(name, "deck").frames)

    assert [title for title, count in counts.items() if count > 1] == []


@every
@with_each_template
def test_ids_of_items_are_unique_on_their_page(name: str, template: str) -> None:
    for frame in laid(name, template).frames:
        counts = Counter(item.id for item in flat(frame.items))
        assert [item for item, count in counts.items() if count > 1] == [], frame.id


@every
def test_titles_have_one_size_throughout_a_deck_unless_they_are_too_long(name: str) -> None:
    deck = laid(name, "deck")
    grounds = Counter(deck.slide_layout(frame).background for frame in deck.frames)
    usual = grounds.most_common(1)[0][0]  # a key message stands on another one, larger than its title
    for frame in deck.frames:
        layout = deck.slide_layout(frame)
        if layout.role not in BARE and layout.background == usual and len(frame.title) <= 80:
            title = next(item for item in frame.items if item.id == "title")
            assert {run.style.size for p in title.paragraphs for run in p.runs} == {24}, frame.id  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["sample", "water"])
def test_the_same_report_is_laid_out_the_same_way_twice(name: str) -> None:
    for template in TEMPLATES:
        assert lay(REPORTS[name], template).layout == laid(name, template).layout


# -- any report ----------------------------------------------------------------------------------------------------------

WORDS = {
    "en": (
        "water",
        "the",
        "municipalities",
        "of",
        "reforms,",
        "a",
        "COVID-19",
        "“safe”",
        "x" * 60,
        "1,150+",
        "anti-corruption",
        "and",
    ),
    "ar": ("المياه", "من", "البلديات", "في", "2023", "الإصلاحات،", "UNODC", "(برنامج)", "و"),
}


def words(language: str, least: int, most: int) -> st.SearchStrategy[str]:
    """Words with a full stop now and then, so that there are sentences."""
    one = st.sampled_from(WORDS[language])
    return st.lists(st.tuples(one, st.integers(0, 9)), min_size=least, max_size=most).map(
        lambda drawn: " ".join(word + ("." if stop == 0 else "") for word, stop in drawn).strip(" ,.") or "x"
    )


def items(language: str, most: int, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Items with ids."""
    made = st.fixed_dictionaries({"title": words(language, 1, 12)}, optional=fields)
    return st.lists(made, min_size=1, max_size=most).map(
        lambda drawn: [{"id": f"i{n}", **item} for n, item in enumerate(drawn)]
    )


@st.composite
def sections(draw: st.DrawFn, language: str) -> dict[str, Any]:
    """One section of any type."""
    text = words(language, 1, 90)
    made: dict[str, Any] = {"type": draw(st.sampled_from(sorted(KINDS))), "title": draw(words(language, 1, 14))}
    match made["type"]:
        case "prose":
            made["text"] = draw(st.lists(text, min_size=1, max_size=6))
        case "programmes" | "mandates" | "entities":
            made["items"] = draw(items(language, 24))
        case "outcomes" | "features":
            made["items"] = [{**item, "text": draw(text)} for item in draw(items(language, 7))]
        case "statistics":
            figures = st.tuples(st.integers(0, 10**9), words(language, 1, 14))
            drawn = draw(st.lists(figures, min_size=1, max_size=14))
            made["items"] = [{"id": f"s{n}", "value": value, "text": label} for n, (value, label) in enumerate(drawn)]
        case "quotes":
            said = draw(st.lists(st.tuples(text, words(language, 1, 5)), min_size=1, max_size=5))
            made["items"] = [{"id": f"q{n}", "text": quote, "speaker": who} for n, (quote, who) in enumerate(said)]
        case "chart":
            values = draw(st.lists(st.integers(1, 10**6), min_size=2, max_size=9, unique=True))
            labels = [{"label": f"{draw(words(language, 1, 4))} {n}", "value": value} for n, value in enumerate(values)]
            made |= {"chart": draw(st.sampled_from(["bar", "column", "dot", "line"])), "unit": "tons", "data": labels}
        case "table":
            columns = draw(st.integers(1, 5))
            made["columns"] = [{"id": f"c{n}", "title": draw(words(language, 1, 3))} for n in range(columns)]
            row = st.lists(words(language, 1, 10), min_size=columns, max_size=columns)
            made["rows"] = draw(st.lists(row, min_size=1, max_size=30))
    return made


KINDS = (
    "prose",
    "programmes",
    "mandates",
    "entities",
    "outcomes",
    "features",
    "statistics",
    "quotes",
    "chart",
    "table",
)


@st.composite
def reports(draw: st.DrawFn) -> Mapping[str, Any]:
    """A small report of any shape."""
    language = draw(st.sampled_from(["en", "en", "ar"]))
    drawn = draw(st.lists(sections(language), min_size=1, max_size=4))
    return report_with(
        {f"s{n}": one for n, one in enumerate(drawn)}, title=draw(words(language, 1, 20)), language=language
    )


@pytest.mark.parametrize(("language", "word"), [("en", "municipalities"), ("ar", "البلديات")])
def test_a_title_of_any_length_keeps_to_its_place_or_is_an_error(language: str, word: str) -> None:
    for count in range(6, 40, 3):
        title = " ".join([word, "UNODC"] * (count // 2))
        features = {"type": "features", "title": word, "items": [{"id": "one", "title": title, "text": word}]}
        try:
            made = lay(report_with({"s": features}, title=title, language=language), "deck")
        except BriefingsError as problem:
            assert {one.code for one in problem.findings} == {"text-over"}
            assert count > 20
        else:
            assert faults(made) == []


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(reports())
def test_any_report_keeps_the_promises_or_is_an_error_with_numbers(data: Mapping[str, Any]) -> None:
    for template in ("deck", "one-pager"):
        try:
            made = lay(data, template)
        except BriefingsError as problem:
            for finding in problem.findings:
                assert finding.path.split(".")[0] in ("sections", "title"), finding.render()
                assert " pt" in finding.message or finding.level != "error", finding.render()
                assert "shorten" in finding.hint or finding.level != "error", finding.render()
            continue
        assert faults(made) == []
        assert lost(made) == []
        # sections may have one title, or the report's own: those that go on are told apart by their numbers
        pages = Counter((re.sub(r"\.[0-9]+$", "", frame.id), frame.title) for frame in made.frames)
        assert max(pages.values()) == 1
        if template == "one-pager":
            assert len(made.frames) == 1
        else:
            assert all(content(frame) for frame in made.frames[1:])
