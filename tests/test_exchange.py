"""Texts go to translators' programs and come back: nothing is lost, numbers and marks are held, what is wrong is told at its text."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from projects import ROOT, lay, run

from briefings import exchange, source
from briefings.env import Env
from briefings.exchange import Document, Segment
from briefings.frozen import replace
from briefings.report import parse

SUFFIXES = {"xliff": ".xlf", "po": ".po", "xlsx": ".xlsx"}
REPORT = """\
id: wells
title: Safe water
language: en
date: 2024
status: final
sections:
  dug:
    type: statistics
    title: Wells dug
    items:
      - {id: new, value: 340, unit: wells, text: new wells for **12** villages}
  story:
    type: prose
    title: What was done
    text: |
      Crews worked in "two" regions; see [the list](https://example.org/list).

      Costs fell by 8 per cent.
  levels:
    type: table
    title: Levels
    columns: [{id: place, title: Place}, {id: level, title: Level}]
    rows: [[North, 3], [South, 5]]
"""


def project(folder: Path) -> Path:
    return lay(folder, {"data/wells.yaml": REPORT})


def of_sample(language: str) -> Document:
    env = Env(ROOT)
    path = ROOT / "data/drugs-crime-terrorism.yaml"
    beside = path.with_name(f"{path.stem}.{language}.yaml")
    report = parse(source.read(path, env.name(path), env), env)
    return exchange.segments(report, language, source.read(beside, env.name(beside), env))


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_a_round_trip_loses_nothing(form: str, language: str) -> None:
    document = of_sample(language)
    assert len(document.segments) > 80
    made = exchange.FORMS[form]
    again = made.read(made.write(document))
    assert replace(again, segments=tuple(replace(one, note="") for one in again.segments)) == replace(
        document, segments=tuple(replace(one, note="") for one in document.segments)
    )
    found, texts = exchange.joined(document, again, "x")
    assert [one for one in found if one.level == "error"] == []
    assert texts.keys() == {one.id for one in document.segments if one.target}


def test_xliff_has_the_form_of_its_standard() -> None:
    root = etree.fromstring(exchange.FORMS["xliff"].write(of_sample("fr")))
    x = "{urn:oasis:names:tc:xliff:document:2.0}"
    assert (
        root.tag == f"{x}xliff"
        and root.get("version") == "2.1"
        and root.get("srcLang") == "en"
        and root.get("trgLang") == "fr"
    )
    (file,) = root
    assert file.tag == f"{x}file" and re.fullmatch(r"[\w.-]+", file.get("id", ""))
    ids = [unit.get("id") for unit in file]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w.-]+", id) for id in ids)
    for unit in file:
        assert [child.tag.removeprefix(x) for child in unit] in (["segment"], ["notes", "segment"])
        assert [child.tag.removeprefix(x) for child in unit[-1]] in (["source"], ["source", "target"])


@pytest.mark.parametrize("form", SUFFIXES)
def test_what_comes_back_is_built(form: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    out = run(folder, "translate", "fr", "--export", form)
    assert out.code == 0, out.err
    file = folder / f"wells.en-fr{SUFFIXES[form]}"
    made = exchange.FORMS[form]
    document = made.read(file.read_bytes())
    back = replace(document, segments=tuple(replace(one, target=f"{one.original} é") for one in document.segments))
    file.write_bytes(made.write(back))
    out = run(folder, "translate", "fr", "data/wells.yaml", "--import", file.name)
    assert out.code == 0, out.err
    written = (folder / "data/wells.fr.yaml").read_text("utf-8")
    assert "new wells for **12** villages é" in written
    out = run(folder, "build", "--lang", "fr", "--template", "deck", "--format", "html")
    assert out.code == 0, out.err
    page = (folder / "output/wells-deck.fr.html").read_text("utf-8")
    for said in ("Safe water é", "What was done é", "North é", "Place é", "Costs fell by 8 per cent. é"):
        assert said in page, said


def test_texts_that_are_there_stay_where_the_file_has_none(tmp_path: Path) -> None:
    folder = project(tmp_path)
    lay(
        folder,
        {
            "data/wells.fr.yaml": "title: Eau salubre\nnotice: Traduction non officielle\nsections: {dug: {title: Puits creusés}}\n"
        },
    )
    made = exchange.FORMS["po"]
    document = Document("wells", "en", "fr", (Segment("sections.dug.title", "Wells dug", "Puits forés"),))
    (folder / "back.po").write_bytes(made.write(document))
    out = run(folder, "translate", "fr", "data/wells.yaml", "--import", "back.po")
    assert out.code == 0 and "warning[segments-missing]" in out.err
    written = (folder / "data/wells.fr.yaml").read_text("utf-8")
    assert all(said in written for said in ('"Eau salubre"', '"Puits forés"', '"Traduction non officielle"')), written


WRONG = {
    "another number": (
        "sections.dug.items.new.text",
        "new wells for **12** villages",
        "des puits pour **21** villages",
        "segment-numbers",
    ),
    "a number lost": ("sections.story.text.2", "Costs fell by 8 per cent.", "Les coûts ont baissé.", "segment-numbers"),
    "marks lost": (
        "sections.dug.items.new.text",
        "new wells for **12** villages",
        "des puits pour 12 villages",
        "segment-marks",
    ),
    "an address changed": ("sections.story.text.1", "", "Voir [la liste](https://example.org/other).", "segment-marks"),
    "an unknown text": ("sections.dug.titel", "Wells dug", "Puits", "segment-unknown"),
    "an older original": ("sections.dug.title", "Wells drilled", "Puits", "segment-older"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_at_its_text_and_not_taken(wrong: str, tmp_path: Path) -> None:
    id, original, target, code = WRONG[wrong]
    folder = project(tmp_path)
    document = Document(
        "wells", "en", "fr", (Segment(id, original, target), Segment("title", "Safe water", "Eau salubre"))
    )
    (folder / "back.xlf").write_bytes(exchange.FORMS["xliff"].write(document))
    out = run(folder, "translate", "fr", "data/wells.yaml", "--import", "back.xlf")
    assert f"[{code}]" in out.err and id in out.err, out.err
    assert out.code == (0 if code in ("segment-unknown", "segment-older") else 1)
    written = (folder / "data/wells.fr.yaml").read_text("utf-8")
    assert "Eau salubre" in written
    assert (target in written) == (code == "segment-older")


BROKEN = {
    "another language": (
        "a.xlf",
        exchange.FORMS["xliff"].write(Document("wells", "en", "es", (Segment("title", "Safe water", "Agua"),))),
        "segments-other",
    ),
    "another source": (
        "a.xlf",
        exchange.FORMS["xliff"].write(Document("wells", "ru", "fr", (Segment("title", "Safe water", "Eau"),))),
        "segments-other",
    ),
    "another report": (
        "a.po",
        exchange.FORMS["po"].write(Document("other", "en", "fr", (Segment("title", "Safe water", "Eau"),))),
        "segments-other",
    ),
    "torn XML": ("a.xlf", b"<xliff version='2.1'><file>", "segments-unreadable"),
    "XLIFF 1.2": (
        "a.xliff",
        b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
        "segments-unreadable",
    ),
    "entities": (
        "a.xlf",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.1'>&a;</xliff>",
        "segments-unreadable",
    ),
    "no PO": ("a.po", b"title: Eau\n", "segments-unreadable"),
    "no workbook": ("a.xlsx", b"PK\x03\x04", "segments-unreadable"),
    "another form": ("a.docx", b"PK\x03\x04", "segments-form"),
    "nothing translated": (
        "a.po",
        exchange.FORMS["po"].write(Document("wells", "en", "fr", (Segment("title", "Safe water"),))),
        "segments-empty",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_is_not_of_the_report_or_cannot_be_read_changes_nothing(broken: str, tmp_path: Path) -> None:
    name, data, code = BROKEN[broken]
    folder = project(tmp_path)
    (folder / name).write_bytes(data)
    out = run(folder, "translate", "fr", "data/wells.yaml", "--import", name)
    assert f"[{code}]" in out.err, out.err
    assert not (folder / "data/wells.fr.yaml").exists()


def test_a_sheet_is_filled_in_by_hand(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert run(folder, "translate", "ru", "--export", "xlsx").code == 0
    file = folder / "wells.en-ru.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book["texts"]
    for row in sheet.iter_rows(min_row=3):
        row[2].value = {
            "title": "Безопасная вода",
            "sections.dug.items.new.text": "новых колодцев для **12** деревень",
        }.get(str(row[0].value))
    book.save(file)
    out = run(folder, "translate", "ru", "data/wells.yaml", "--import", file.name)
    assert out.code == 0, out.err
    assert "Безопасная вода" in (folder / "data/wells.ru.yaml").read_text("utf-8")
