"""`briefings check --file`: several files, in words, as JSON and as SARIF; and `--self`."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import jsonschema
import pytest
from pptx import Presentation
from projects import run

from briefings import writers
from briefings.checks import check_file
from briefings.cli import sarif
from briefings.diagnostics import Where, error, note, warning

# The part of SARIF 2.1.0 (OASIS) that we write, closed: no other keys, and the values that the standard allows.
TEXT: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
SARIF: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["version", "runs"],  # 3.13
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {  # 3.14
            "type": "object", "required": ["tool"], "additionalProperties": False,
            "properties": {
                "tool": {"type": "object", "required": ["driver"], "additionalProperties": False, "properties": {"driver": {  # 3.19
                    "type": "object", "required": ["name"], "additionalProperties": False,
                    "properties": {
                        "name": {"type": "string"}, "semanticVersion": {"type": "string"},
                        "rules": {"type": "array", "uniqueItems": True, "items": {  # 3.49
                            "type": "object", "required": ["id"], "additionalProperties": False,
                            "properties": {"id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT},
                        }},
                    },
                }}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {  # 3.27
                    "type": "object", "required": ["message"], "additionalProperties": False,
                    "properties": {
                        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": -1},
                        "level": {"enum": ["none", "note", "warning", "error"]}, "message": TEXT,
                        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                        "locations": {"type": "array", "items": {  # 3.28
                            "type": "object", "additionalProperties": False,
                            "properties": {
                                "physicalLocation": {"type": "object", "additionalProperties": False, "properties": {
                                    "artifactLocation": {"type": "object", "additionalProperties": False, "properties": {"uri": {"type": "string", "pattern": r"^[^\s\\]+$"}}},
                                    "region": {"type": "object", "additionalProperties": False, "properties": {
                                        "startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1}}},
                                }},
                                "logicalLocations": {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": {
                                    "name": {"type": "string"}, "fullyQualifiedName": {"type": "string"}}}},
                            },
                        }},
                    },
                }},
            },
        }},
    },
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a deck that python-pptx made, one that is cut short, and a text."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(str(tmp_path / "plain deck.pptx"))
    (tmp_path / "cut.pptx").write_bytes((tmp_path / "plain deck.pptx").read_bytes()[:9000])
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    return tmp_path


def test_several_files_are_checked_in_one_run(folder: Path) -> None:
    outcome = run(folder, "check", "--file", "plain deck.pptx", "--file", "cut.pptx", "--file", "notes.txt")

    assert outcome.code == 1
    assert outcome.err.splitlines() == [
        "plain deck.pptx: warning[deck-document-title-missing]: the document has no title",
        "  hint: fill “Title” in the file's properties",
        "plain deck.pptx: slide 1: warning[deck-title-missing]: this slide has no title",
        "  hint: fill the title placeholder; a text box that looks like a title is none",
        "cut.pptx: error[file-unreadable]: it is damaged: File is not a zip file",
        "  hint: open it in the program that made it, and save it again",
        "notes.txt: error[file-unknown]: this is no file of a known kind",
        "  hint: PowerPoint files (.pptx, .potx, .ppsx, .pptm) and PDFs are checked",
        "2 errors, 2 warnings",
    ]


def test_warnings_fail_the_run_with_strict_only(folder: Path) -> None:
    assert run(folder, "check", "--file", "plain deck.pptx").code == 0
    assert run(folder, "check", "--file", "plain deck.pptx", "--strict").code == 1


def test_json_names_the_slide(folder: Path) -> None:
    told = json.loads(run(folder, "check", "--file", "plain deck.pptx", "--json").out)

    assert [(one["code"], one["file"], one["path"]) for one in told["findings"]] == [
        ("deck-document-title-missing", "plain deck.pptx", ""),
        ("deck-title-missing", "plain deck.pptx", "slide 1"),
    ]


def test_sarif_is_written_beside_what_is_said(folder: Path) -> None:
    outcome = run(folder, "check", "--file", "plain deck.pptx", "--sarif", "out/findings.sarif")
    log = json.loads((folder / "out/findings.sarif").read_text(encoding="utf-8"))

    assert outcome.code == 0
    assert "warning[deck-title-missing]" in outcome.err
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (found,) = log["runs"]
    last = found["results"][-1]
    assert (last["ruleId"], last["level"]) == ("deck-title-missing", "warning")
    assert found["tool"]["driver"]["rules"][last["ruleIndex"]]["shortDescription"]["text"].startswith(
        "Every slide has a title"
    )
    (place,) = last["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "plain%20deck.pptx"
    assert place["logicalLocations"] == [{"name": "slide 1", "fullyQualifiedName": "slide 1"}]


def test_every_kind_of_finding_has_its_form_in_sarif() -> None:
    findings = (
        error("a", "no place at all"),
        warning("b", "a field", Where("data/a.yaml", 3, 7, "x: y"), "sections.x", "mend it"),
        note("c", "a shape", Where("/tmp/a b.pptx"), "slide 2/Title"),
    )
    log = json.loads(sarif.describe(findings, {"b": "What it asks for.\n\nAnd more."}))

    jsonschema.Draft202012Validator(SARIF).validate(log)
    (found,) = log["runs"]
    assert [one["level"] for one in found["results"]] == ["error", "warning", "note"]
    assert "locations" not in found["results"][0]
    assert found["results"][1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "data/a.yaml"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert found["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///tmp/a%20b.pptx"
    }
    assert found["tool"]["driver"]["rules"][1]["fullDescription"]["text"] == "What it asks for. And more."


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"])
def test_a_part_that_cannot_be_unpacked_is_a_finding(folder: Path, name: str) -> None:
    deck = folder / "plain deck.pptx"
    data = bytearray(deck.read_bytes())
    with ZipFile(deck) as packed:
        begin = packed.getinfo(name).header_offset
    name_length, extra_length = struct.unpack_from("<HH", data, begin + 26)
    begin += 30 + name_length + extra_length
    data[begin + 5 : begin + 40] = bytes(byte ^ 0xFF for byte in data[begin + 5 : begin + 40])

    (found,) = check_file(deck, bytes(data))

    assert (found.code, str(found.level)) == ("file-unreadable", "error")


def test_a_deck_that_other_programs_cannot_read_is_told(tmp_path: Path) -> None:
    """A width that is no whole number: LibreOffice passes over it, python-pptx stops there."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "A"
    slide.shapes.add_textbox(0, 0, 900_000, 900_000).text_frame.text = "hi"
    whole, odd = tmp_path / "whole.pptx", tmp_path / "odd.pptx"
    made.save(str(whole))
    with ZipFile(whole) as read, ZipFile(odd, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(b'cx="900000"', b'cx="9e5"'))

    told = {
        deck: [one.message for one in check_file(deck) if one.code == "deck-unread-elsewhere"] for deck in (whole, odd)
    }

    assert told[whole] == []
    assert len(told[odd]) == 1 and "python-pptx" in told[odd][0] and "9e5" in told[odd][0]


def test_the_self_test_is_content_with_the_installed_libraries(tmp_path: Path) -> None:
    outcome = run(tmp_path, "check", "--self", "--strict")

    assert (outcome.code, outcome.err) == (0, "1 note\n")


def test_the_self_test_names_what_a_new_version_has_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.delattr(Canvas, "_startPage")

    assert [finding.message for finding in writers.self_test()] == ["this version of a library lacks Canvas._startPage"]
