"""The Word note: the same facts as text that people edit, with real headings, lists, tables and alternative texts."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from office import Office, needs, page_images
from openxml_audit import OpenXmlValidator
from projects import ROOT

from briefings.engine import project
from briefings.engine.build import Options, Output, build
from briefings.env import Env

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
UNLIKE = (
    *(ROOT / f"tests/reports/{name}.yaml" for name in ("coast", "river", "tables", "quarter")),
    *(ROOT / f"data/{name}.yaml" for name in ("humanitarian-assistance", "forced-displacement")),
)


@pytest.fixture(scope="module")
def notes() -> list[Output]:
    """The sample in six languages and other reports as Word notes."""
    env = Env(ROOT)
    found = project.load(ROOT, env)
    formats = ("docx",)
    sample = build(found, env, Options(data=(SAMPLE,), templates=("deck",), languages=LANGUAGES, formats=formats))
    others = build(found, env, Options(data=UNLIKE, templates=("deck",), formats=formats))
    made = [*sample.outputs, *others.outputs]
    assert len(made) == len(LANGUAGES) + len(UNLIKE)
    return made


def test_openxml_audit_finds_nothing(notes: list[Output], tmp_path: Path) -> None:
    found: list[str] = []
    for output in notes:
        (tmp_path / output.name).write_bytes(output.data)
        result = OpenXmlValidator().validate(tmp_path / output.name)
        found += [f"{output.name}: {fault.part_uri}: {fault.description}" for fault in result.errors]
    assert found == []


def test_headings_step_down_one_by_one_below_one_title(notes: list[Output]) -> None:
    for output in notes:
        document = docx.Document(io.BytesIO(output.data))
        styles = [one.style.name for one in document.paragraphs if one.style and one.text.strip()]
        assert styles.count("Title") == 1 and styles.index("Title") < 2
        levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), output.name


def test_pictures_have_words_and_tables_a_heading_row(notes: list[Output]) -> None:
    for output in notes:
        document = docx.Document(io.BytesIO(output.data))
        told = [one.get("descr", "") for one in document.element.iter(qn("wp:docPr"))]
        assert told and all(told), output.name
        assert document.tables
        for table in document.tables:
            assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert (table._tbl.tblPr.find(qn("w:bidiVisual")) is not None) == (output.language == "ar")
        marked = list(document.element.iter(qn("w:bidi")))
        assert bool(marked) == (output.language == "ar")
        assert document.core_properties.language.startswith(output.language)


def test_steps_of_each_list_begin_with_one(notes: list[Output]) -> None:
    (river,) = (one for one in notes if one.report == "river")
    document = docx.Document(io.BytesIO(river.data))
    steps = [one for one in document.paragraphs if one.style and one.style.name == "List Number"]
    assert [one.text.split("\n")[0] for one in steps] == ["Apply", "Review", "Decide", "Publish"]
    numbered = {id.get(qn("w:val")) for one in steps for id in one._p.iter(qn("w:numId"))}
    assert len(numbered) == 1


def test_the_note_has_every_field_of_the_deck_and_the_same_bytes_each_time(notes: list[Output]) -> None:
    env = Env(ROOT)
    deck, again = build(
        project.load(ROOT, env), env, Options(data=(SAMPLE,), templates=("deck",), formats=("pptx", "docx"))
    ).outputs
    seen = {origin for origin, places in deck.about["shown"].items() if any(one["in"] != "notes" for one in places)}
    assert seen - set(again.about["shown"]) == set()
    assert again.data == notes[0].data


def test_libreoffice_opens_it_with_all_its_pictures(notes: list[Output], office: Office, tmp_path: Path) -> None:
    needs("soffice")
    chosen = [one for one in notes if one.language in ("en", "ar")][:3]
    for one in chosen:
        (tmp_path / one.name).write_bytes(one.data)
    for drawn in office.convert_all([tmp_path / one.name for one in chosen], "pdf"):
        pages = page_images(drawn.read_bytes(), dpi=40)
        assert len(pages) > 1
        assert any(len(page.convert("RGB").getcolors(1 << 20) or ()) > 50 for page in pages)
