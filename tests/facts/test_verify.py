"""Finished files against the data: what was changed is told with its place, and nothing else is."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import foreign_reports
import mutations
import pytest
from lxml import etree
from mutations import Document, Open, P
from office import Office
from projects import ROOT, run

from briefings.facts import finished, verify

SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
WATER = ROOT / "tests/reports/water.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    others = foreign_reports.lay_out(tmp_path_factory.mktemp("others"))
    own = ("fr", "es", "ru", "ar")
    return [
        *mutations.documents(ROOT, (SAMPLE,), ("en", "ar"), ("pptx", "pdf")),
        *mutations.documents(ROOT, (WATER,), ("en",), ("pptx",)),
        *mutations.documents(others, (others / "data/sante.yaml", others / "data/reki.yaml"), own, ("pptx",)),
    ]


@pytest.fixture(scope="module")
def deck(made: list[Document]) -> Document:
    return made[0]


def edited(document: Document, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def replaced(before: str, after: str) -> Callable[[dict[str, bytes]], None]:
    """Words of all slides in place of others, whose spaces may be no-break ones."""
    sought = re.escape(before).replace("\\ ", "[ \u00a0]").encode()

    def change(parts: dict[str, bytes]) -> None:
        for name, data in list(parts.items()):
            if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
                parts[name] = re.sub(sought.replace(b"[ \xc2\xa0]", b"(?: |\xc2\xa0)"), after.encode(), data)

    return change


def told(document: Document, change: Callable[[dict[str, bytes]], None]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in document.findings(edited(document, change))]


def test_untouched_files_have_no_findings(made: list[Document]) -> None:
    assert {
        document.name: [one.render() for one in document.findings(document.data)]
        for document in made
        if document.findings(document.data)
    } == {}


def test_files_saved_by_libreoffice_have_no_findings(made: list[Document], tmp_path: Path, office: Office) -> None:
    for document in (one for one in made if one.name.endswith(".pptx")):
        file = tmp_path / "in" / document.name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(document.data)
        own = office.convert(file, "odp")
        file.unlink()
        saved = office.convert(own, "pptx")
        assert [one.render() for one in document.findings(saved.read_bytes())] == []


def test_a_deck_that_libreoffice_printed_has_no_findings(deck: Document, tmp_path: Path, office: Office) -> None:
    printed = finished.read(Path("printed.pdf"), office.draw_deck(deck.data))
    (own,) = [one for one in mutations.documents(ROOT, (SAMPLE,), ("en",), ("pdf",)) if "deck" in one.name]

    assert verify.verify(own.mine, printed, own.root, own.facts, "en") == ()


def test_each_class_of_mutation_is_caught_in_small(made: list[Document]) -> None:
    decks = [document for document in made if document.name.endswith(".pptx")]

    counted = mutations.decks(decks, len(decks))

    assert {kind: one for kind, one in counted.items() if set(one) != {"caught"}} == {}
    assert set(counted) == set(mutations.DECK)


def test_changed_data_are_caught_in_a_pdf() -> None:
    counted = mutations.pdfs(ROOT, WATER, 2)

    assert {kind: one for kind, one in counted.items() if set(one) != {"caught"}} == {}


def test_a_change_is_told_with_slide_shape_and_the_line_of_the_data(deck: Document) -> None:
    (found,) = deck.findings(edited(deck, replaced("policymakers from 47 countries", "policymakers from 74 countries")))

    assert found.code == "verify-changed"
    assert re.fullmatch(r"slide \d+/.+", found.path)
    assert found.message == "this says 74 countries on the implementation of the, the data 47"
    assert re.fullmatch(
        r"data/drugs-crime-terrorism\.yaml:\d+:\d+ has it: `sections\.outcomes\.items\.crime\.text\.2#3`", found.hint
    )


def test_words_may_be_edited_and_slides_moved(deck: Document) -> None:
    def moved(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts["ppt/presentation.xml"])
        entries = list(root.iter(f"{P}sldId"))
        entries[0].getparent().append(entries[3])
        parts["ppt/presentation.xml"] = etree.tostring(root)

    assert (
        told(
            deck,
            replaced(
                "We continued to address the world drug problem", "We went on addressing the drug problem of the world"
            ),
        )
        == []
    )
    assert told(deck, moved) == []


def test_another_subject_beside_a_figure_is_a_warning(deck: Document) -> None:
    ((code, message),) = told(deck, replaced("from 120 countries on", "out of 120 provinces about"))

    assert code == "verify-subject"
    assert message.startswith("120 counts “provinces about the International Convention")


def test_a_slide_that_is_not_of_ours_cannot_be_told(deck: Document) -> None:
    def added(parts: dict[str, bytes]) -> None:
        slide = parts["ppt/slides/slide2.xml"]
        for match in sorted(set(re.findall(rb"<a:t>([^<]+)</a:t>", slide)), key=len, reverse=True):
            slide = slide.replace(b"<a:t>" + match + b"</a:t>", b"<a:t>quarterly revenue 77 units</a:t>")
        parts["ppt/slides/slide2.xml"] = re.sub(rb"<p:custDataLst>.*?</p:custDataLst>", b"", slide)

    codes = {code for code, _ in told(deck, added)}

    assert codes <= {"verify-page-missing", "verify-page-new", "verify-changed", "verify-lost", "verify-new"}
    assert codes


def test_the_command_finds_out_what_a_file_is_and_ends_with_one_where_it_is_wrong(
    deck: Document, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    for folder in ("data", "seeds"):
        shutil.copytree(ROOT / folder, home / folder)
    (home / "renamed.pptx").write_bytes(deck.data)
    (home / "wrong.pptx").write_bytes(
        edited(deck, replaced("policymakers from 47 countries", "policymakers from 74 countries"))
    )

    right = run(home, "verify", "renamed.pptx")
    wrong = run(home, "verify", "wrong.pptx", "--json", "--sarif", "out.sarif")

    assert (right.code, right.err) == (0, "no findings\n")
    assert wrong.code == 1
    assert [one["code"] for one in json.loads(wrong.out)["findings"]] == ["verify-changed"]
    assert "verify-changed" in (home / "out.sarif").read_text(encoding="utf-8")


def test_a_file_of_another_project_is_an_error(deck: Document, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(WATER, tmp_path / "data/water.yaml")
    (tmp_path / "tests/reports").mkdir(parents=True)
    shutil.copy(ROOT / "tests/reports/water-source.txt", tmp_path / "tests/reports/water-source.txt")
    (tmp_path / "other.pptx").write_bytes(deck.data)

    outcome = run(tmp_path, "verify", "other.pptx")

    assert outcome.code == 1
    assert "error[verify-unknown]: this file is no document of the project" in outcome.err


def test_a_mutation_is_made_the_same_way_each_time(deck: Document) -> None:
    import random

    def once() -> bytes:
        opened = Open(deck, random.Random("1"))
        mutations.DECK["a digit changed"](opened)
        return opened.close()

    with zipfile.ZipFile(io.BytesIO(once())) as one, zipfile.ZipFile(io.BytesIO(once())) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_notes_that_were_taken_out_are_a_warning(deck: Document) -> None:
    def silent(parts: dict[str, bytes]) -> None:
        for name, data in list(parts.items()):
            if name.startswith("ppt/notesSlides/notesSlide"):
                parts[name] = re.sub(rb"<a:t>[^<]*</a:t>", b"<a:t></a:t>", data)

    found = deck.findings(edited(deck, silent))

    assert {(one.level.value, one.code) for one in found} == {("warning", "verify-untold")}


def test_what_rose_and_falls_now_is_told(made: list[Document]) -> None:
    (sante,) = [one for one in made if one.name == "sante-deck.fr.pptx"]

    found = told(sante, replaced("hausse de ", "baisse de "))

    assert {code for code, _ in found} == {"verify-changed"}
    assert any(message == "6,5 goes down here, in the data up" for _, message in found)


def test_figures_under_the_heads_of_others_are_told(made: list[Document]) -> None:
    (sante,) = [one for one in made if one.name == "sante-deck.fr.pptx"]

    def exchanged(parts: dict[str, bytes]) -> None:
        replaced(">Avant<", ">@<")(parts)
        replaced(">Après<", ">Avant<")(parts)
        replaced(">@<", ">Après<")(parts)

    assert ("verify-changed", "under “Avant” stands 1400, 9,80, in the data 1850, 23,50") in told(sante, exchanged)


def test_alternative_texts_of_pdfs_are_read() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    (page,) = [
        one for one in mutations.documents(ROOT, (SAMPLE,), ("en",), ("pdf",)) if one.name.endswith("-one-pager.en.pdf")
    ]
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page.data)))
    left: list[Any] = [writer._root_object["/StructTreeRoot"]]
    while left:
        one = left.pop().get_object()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            if re.search(r"\d", str(one.get("/Alt", ""))):
                one[NameObject("/Alt")] = TextStringObject(
                    re.sub(r"\d", lambda digit: str(9 - int(digit[0])), str(one["/Alt"]))
                )
            left += [one["/K"]] if "/K" in one else []
    stream = io.BytesIO()
    writer.write(stream)

    assert page.findings(page.data) == ()
    assert "verify-changed" in {one.code for one in page.findings(stream.getvalue())}
