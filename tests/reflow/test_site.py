"""The site: a web page with what it needs beside it, and the page that links every language and every file of the run."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import brand_makers
import browser
import pytest
from lxml import etree, html
from projects import ROOT, lay, run

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NAME = "drugs-crime-terrorism-deck"
REPORTS = ("data/drugs-crime-terrorism.yaml", "data/humanitarian-assistance.yaml", "tests/reports/river.yaml")
"""The sample, and reports with photos, tables and other charts, which are in English alone."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with sites, single pages, decks and numbers in six languages."""
    made = tmp_path_factory.mktemp("site")
    spoken = [f"--lang={code}" for code in LANGUAGES]
    forms = [f"--format={form}" for form in ("site", "html", "pptx", "csv")]
    ours = run(ROOT, "build", f"--data={REPORTS[0]}", "--template=deck", *spoken, *forms, f"--output={made / 'six'}")
    rest = [f"--data={one}" for one in REPORTS[1:]]
    others = run(ROOT, "build", *rest, "--template=deck", "--format=site", f"--output={made / 'two'}")
    assert (ours.code, others.code) == (0, 0), ours.err + others.err
    return made


def _pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("index.html"))


def test_every_file_is_listed_and_every_way_leads_to_one(folder: Path) -> None:
    assert len(_pages(folder)) == len(LANGUAGES) + 2 + 2
    for run_ in (folder / "six", folder / "two"):
        there = {one.relative_to(run_).as_posix() for one in run_.rglob("*") if one.is_file()}
        listed = {line.split("  ")[1] for line in (run_ / "SHA256SUMS").read_text().splitlines()}
        assert there == listed | {"SHA256SUMS"}
        for page in _pages(run_):
            tree = html.fromstring(page.read_bytes())
            ways = [one for one in tree.xpath("//@href | //@src") if not re.match("#|https?:|mailto:", one)]
            assert ways and all((page.parent / one).is_file() for one in ways)
            assert not any(one.startswith("/") for one in ways)
            assert not tree.xpath("//script") and not re.search(r"url\(|@import", page.read_text("utf-8"))
            drawn = {one.name for one in page.parent.iterdir() if one.suffix not in (".html", ".css")}
            assert page.parent == run_ or drawn == set(tree.xpath("//img/@src")), "no file that nobody shows"


def test_the_page_of_versions_links_every_file_once_each_language_named_in_itself(folder: Path) -> None:
    run_ = folder / "six"
    tree = html.fromstring((run_ / "index.html").read_bytes())
    manifest = json.loads((run_ / "manifest.json").read_text("utf-8"))
    linked = Counter(one for one in tree.xpath("//a/@href") if not one.startswith("#"))
    also = {"contact-sheet.png", "manifest.json", "SHA256SUMS"}
    assert linked == Counter({one["file"] for one in manifest["outputs"]} | also)
    for code, name in {
        "en": "English",
        "fr": "Français",
        "es": "Español",
        "ru": "Русский",
        "ar": "العربية",
        "zh": "中文",
    }.items():
        (part,) = tree.xpath(f"//section[starts-with(@lang, '{code}')]")
        assert part.xpath("h2/text()") == [name]
        assert part.get("dir") == ("rtl" if code == "ar" else "ltr")
        assert {one[:2] for one in part.xpath(".//a/@hreflang")} == {code}
        files = [one["file"] for one in manifest["outputs"] if one["language"] == code]
        assert sorted(part.xpath(".//a/@href")) == sorted(files)
    assert "Mo" in tree.text_content() or "ko" in tree.text_content(), "sizes as people say them"


def test_the_manifest_lists_the_twins_of_each_fact(folder: Path) -> None:
    manifest = json.loads((folder / "six/manifest.json").read_text("utf-8"))
    shown = {one["file"]: set(one["shown"]) for one in manifest["outputs"]}
    twins = manifest["twins"]["drugs-crime-terrorism"]
    assert {file: {field for field, files in twins.items() if file in files} for file in shown} == shown
    assert len(twins["title"]) == len(shown)


def test_one_page_says_what_the_other_says(folder: Path) -> None:
    """The site's page has the words of the single one, and its drawings those of the drawings within that."""
    for code in LANGUAGES:
        single = html.fromstring((folder / f"six/{NAME}.{code}.html").read_bytes())
        page = html.fromstring((folder / f"six/{NAME}.{code}/index.html").read_bytes())
        drawn = [
            etree.parse(folder / f"six/{NAME}.{code}" / one).getroot()
            for one in page.xpath("//img/@src")
            if one.endswith(".svg")
        ]
        within = single.xpath("//*[local-name() = 'svg'][not(contains(@class, 'sign'))]")
        assert [list(_said(one)) for one in drawn] == [list(_said(one)) for one in within]
        for tree in (single, page):
            for gone in tree.xpath("//*[local-name() = 'svg'] | //style | //nav[@class='languages']"):
                gone.drop_tree()
        assert page.text_content().split() == single.text_content().split()


def _said(drawing: etree._Element) -> list[str]:
    return ["".join(one.itertext()) for kind in ("title", "desc", "text") for one in drawing.iter(f"{{*}}{kind}", kind)]


def test_sites_are_sound_and_axe_finds_nothing_by_day_and_by_night(folder: Path) -> None:
    pages = _pages(folder)
    assert browser.unsound([*pages, *folder.rglob("style.css"), *folder.rglob("*.svg")]) == []
    chosen = [one for one in pages if re.search(r"\.(en|ar)$|six$|two$", one.parent.name)]
    assert len(chosen) == 6
    for page in chosen:
        assert browser.violations(page, page.parent) == [], page
        assert browser.violations(page, page.parent, dark=True) == [], page
        assert browser.widest(page, 320, page.parent) <= 320, page
        assert browser.widest(page, 256, page.parent) <= 256, page


def test_a_run_is_built_again_to_the_byte(folder: Path) -> None:
    done = run(ROOT, "rebuild", "--check", str(folder / "two/manifest.json"))
    assert done.code == 0, done.err + done.out
    changed = folder / "two-changed"
    shutil.copytree(folder / "two", changed)
    drawing = next(changed.rglob("chart-1.svg"))
    drawing.write_bytes(drawing.read_bytes().replace(b"<text", b"<text ", 1))
    done = run(ROOT, "rebuild", "--check", str(changed / "manifest.json"))
    assert done.code == 1 and "chart-1.svg` was changed" in done.err


def test_each_audience_and_each_brand_has_a_front_page_that_links_its_own_files_alone(tmp_path: Path) -> None:
    """What is for the press is not to be found from the page for all."""
    report = (
        "id: wells\ntitle: Wells of the delta\nlanguage: en\ndate: 2025\nstatus: final\norganization: Water Office\nsections:\n"
        "  dug: {type: statistics, title: Dug, items: [{id: n, value: 140, text: wells dug}]}\n"
        "  costs: {type: prose, title: Costs, text: Each well costs a month of work., for: [press]}\n"
    )
    files = "template: deck, formats: [html, site, docx, png]"
    project = f"brands: {{office: {{default: house.pptx}}}}\nbuild:\n  - {{{files}}}\n  - {{{files}, audience: press}}\n  - {{{files}, brand: office}}\n"
    home = lay(tmp_path, {"data/wells.yaml": report, "briefings.yaml": project})
    (home / "house.pptx").write_bytes(brand_makers.office())
    done = run(home, "build")
    assert done.code == 0, done.err
    made = home / "output"
    listed = [line.split("  ")[1] for line in (made / "SHA256SUMS").read_text().splitlines()]
    for folder in ("", "press/", "office/"):
        tree = html.fromstring((made / folder / "index.html").read_bytes())
        ways = [one for one in tree.xpath("//a/@href") if not one.startswith("#")]
        assert ways and all((made / folder / one).is_file() and ".." not in one for one in ways)
        own = {f"{folder}{one}" for one in ways}
        names = (f"{folder}wells-deck.en{end}" for end in (".html", ".docx", "/index.html", "/dug-n.1200x675.png"))
        assert own >= set(names), own
        assert not any(one.startswith(("press/", "office/")) for one in ways)
        assert f"{folder}index.html" in listed
        assert browser.unsound([made / folder / "index.html"]) == []


def test_one_page_alone_has_no_page_of_versions(tmp_path: Path) -> None:
    done = run(ROOT, "build", f"--data={REPORTS[0]}", "--template=deck", "--format=html", f"--output={tmp_path}")
    assert done.code == 0 and sorted(one.name for one in tmp_path.iterdir()) == [
        "SHA256SUMS",
        f"{NAME}.en.html",
        "manifest.json",
    ]
    assert 'rel="alternate"' not in (tmp_path / f"{NAME}.en.html").read_text("utf-8")
