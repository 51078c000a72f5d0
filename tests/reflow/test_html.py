"""The web page: the same facts in one file that everybody can read, with a keyboard, a screen reader, a telephone, at night and on paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import browser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from projects import ROOT, lay, run

from briefings.engine import project
from briefings.engine.build import Options, Output, build
from briefings.env import Env
from briefings.frame import text_boxes
from briefings.look import Colour
from briefings.reflow.html.colours import NIGHT, by_night

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
UNLIKE = (
    *(ROOT / f"tests/reports/{name}.yaml" for name in ("coast", "river", "quarter")),
    *(ROOT / f"data/{name}.yaml" for name in ("humanitarian-assistance", "forced-displacement")),
)
"""Reports with timelines, steps, comparisons, tables, photos, and every kind of chart that the sample has not."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in six languages and other reports as web pages, by name."""
    folder = tmp_path_factory.mktemp("web")
    env = Env(ROOT)
    found = project.load(ROOT, env)
    made = [
        *build(found, env, Options(data=(SAMPLE,), languages=LANGUAGES, formats=("html",))).outputs,
        *build(found, env, Options(data=UNLIKE, templates=("deck",), formats=("html",))).outputs,
    ]
    for one in made:
        (folder / one.name).write_bytes(one.data)
    return {one.name: folder / one.name for one in made}


def test_a_web_page_is_sound_html(pages: dict[str, Path]) -> None:
    assert len(pages) == 2 * len(LANGUAGES) + len(UNLIKE)
    assert browser.unsound(pages.values()) == []


def test_axe_finds_nothing_by_day_and_by_night(pages: dict[str, Path], tmp_path: Path) -> None:
    assert {name: found for name, page in pages.items() if (found := browser.violations(page, tmp_path))} == {}
    decks = [name for name in pages if "-deck." in name]
    assert {name: found for name in decks if (found := browser.violations(pages[name], tmp_path, dark=True))} == {}


@pytest.mark.parametrize("width", [320, 256])
def test_nothing_has_to_be_moved_sideways_in_a_narrow_window(
    pages: dict[str, Path], tmp_path: Path, width: int
) -> None:
    """320 pixels are a window of 1,280 at 400 per cent (WCAG 2.2, 1.4.10)."""
    for name in (name for name in pages if "-deck." in name):
        assert browser.widest(pages[name], width, tmp_path) <= width, name


def test_headings_step_down_one_by_one_and_the_keyboard_reaches_what_opens(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("drugs-crime-terrorism-deck.en.html", "river-deck.en.html", "humanitarian-assistance-deck.en.html"):
        found = browser.outline(pages[name], tmp_path)
        assert found[0] == "> a", "the link that skips to the content comes first"
        levels = [int(one[0]) for one in found if not one.startswith(">")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, found)
        assert "> summary" in found


def test_a_page_is_whole_by_itself(pages: dict[str, Path]) -> None:
    for path in pages.values():
        tree = html.fromstring(path.read_bytes())
        assert not tree.xpath("//script | //link[@rel!='alternate'] | //iframe | //object")
        assert all(one.startswith("data:image/") for one in tree.xpath("//@src"))
        assert not re.search(r"url\(|@import", path.read_text("utf-8"))
        targets = set(tree.xpath("//@id"))
        assert len(targets) == len(tree.xpath("//@id"))
        assert {one[1:] for one in tree.xpath("//@href") if one.startswith("#")} <= targets
        others = list(tree.xpath("//link/@href | //nav[@class='languages']//@href"))
        assert all((path.parent / one).is_file() for one in others)
        assert len(others) == (2 * len(LANGUAGES) if path.name.startswith(SAMPLE.stem) else 0), "languages of one run"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_deck_says(language: str, pages: dict[str, Path]) -> None:
    """Every field that is on a slide of the deck is on the page, and every word of its slides too, in the same language."""
    env = Env(ROOT)
    options = Options(data=(SAMPLE,), templates=("deck",), languages=(language,), formats=("pptx", "html"))
    deck, page = build(project.load(ROOT, env), env, options).outputs
    seen = {origin for origin, places in deck.about["shown"].items() if any(one["in"] != "notes" for one in places)}
    assert seen - set(page.about["shown"]) == set()
    tree = html.fromstring(page.data)
    assert tree.get("lang", "").startswith(language) and tree.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert _figures(deck) - _numbers("".join(tree.xpath("//body//text()[not(ancestor::style)]"))) == set()


def _figures(deck: Output) -> set[str]:
    """The numbers on the slides, less those of the slides themselves."""
    boxes = (box for frame in deck.layout.frames for item in frame.items for box in text_boxes(item) if not box.field)
    return {
        one
        for box in boxes
        for p in box.paragraphs
        if p.kind != "furniture"
        for one in _numbers(p.text)
        if len(one) > 2
    }


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,\u00a0\u202f]\d+)*", text))


def test_data_are_never_markup(tmp_path: Path) -> None:
    title = "</title><script>alert(1)</script>"
    report = f"""\
id: raid
title: "{title}"
language: en
date: 2024
status: final
sections:
  a:
    type: statistics
    title: "{title}"
    items: [{{value: 3, text: "{title} \\" onload=x"}}]
  b: {{type: chart, chart: bar, title: "{title}", data: [{{label: "{title}", value: 3}}, {{label: "&amp;", value: 4}}]}}
  c: {{type: table, title: "{title}", columns: [{{id: x, title: "{title}"}}], rows: [["{title}"]]}}
"""
    folder = lay(tmp_path, {"data/raid.yaml": report})
    done = run(folder, "build", "--template", "deck", "--format", "html")
    assert done.code == 0, done.err
    tree = html.fromstring((folder / "output/raid-deck.en.html").read_bytes())
    assert tree.xpath("//script") == [] and tree.xpath("//@onload") == []
    assert tree.xpath("//h1")[0].text_content() == title
    assert "&amp;" in [one.text_content() for one in tree.xpath("//th")]


def test_a_page_alone_needs_no_layout_and_its_manifest_says_where_each_field_is(tmp_path: Path) -> None:
    """A table too wide for any slide stops the deck, and not the page."""
    columns = ", ".join(f"{{id: c{n}, title: Wasserversorgungsbetriebe{n}}}" for n in range(60))
    row = ", ".join("Trinkwasserverordnung" for _ in range(60))
    report = (
        "id: long\ntitle: Long\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n"
        f"  t: {{type: table, title: T, columns: [{columns}], rows: [[{row}]]}}\n"
    )
    folder = lay(tmp_path, {"data/long.yaml": report})
    done = run(folder, "build", "--template", "deck", "--format", "pptx", "--format", "html")
    assert done.code == 1
    assert sorted(path.name for path in (folder / "output").iterdir()) == [
        "SHA256SUMS",
        "long-deck.en.html",
        "manifest.json",
    ]
    assert "Wasserversorgungsbetriebe59" in (folder / "output/long-deck.en.html").read_text("utf-8")


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_two_colours_have_by_night_the_contrast_that_they_have_by_day(one: int, other: int) -> None:
    """But for the lightest ones, which would have to be lighter than white, and for what eight bits can say."""
    white = Colour("FFFFFF")
    first, second = Colour(f"{one:06X}"), Colour(f"{other:06X}")
    day, night = first.contrast(second), by_night(first, white).contrast(by_night(second, white))
    if max(first.contrast(white), second.contrast(white)) < white.contrast(NIGHT):
        assert night == pytest.approx(day, rel=0.12)
    assert by_night(first, white).contrast(NIGHT) >= min(first.contrast(white), white.contrast(NIGHT)) * 0.94
