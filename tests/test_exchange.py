"""Texts go to translators' programs and come back: nothing is lost, numbers and marks are held, what is wrong is told at its text."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from office import okapi
from projects import ROOT, lay, run

from briefings import exchange, source, template
from briefings import layout as layouts
from briefings.engine import project as projects
from briefings.engine.build import Options, build
from briefings.env import Env
from briefings.exchange import Document, Segment
from briefings.frame import Layout
from briefings.frozen import replace
from briefings.language import of
from briefings.report import Report, parse, skeleton, translation
from briefings.report.skeleton import Wanted
from briefings.style import resolve

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


def wanted(report: Report, language: str) -> Wanted:
    return Wanted(report.id, translation.Join(report, language))


def of_sample(language: str) -> Document:
    env = Env(ROOT)
    path = ROOT / "data/drugs-crime-terrorism.yaml"
    beside = path.with_name(f"{path.stem}.{language}.yaml")
    report = parse(source.read(path, env.name(path), env), env)
    return exchange.segments(wanted(report, language), source.read(beside, env.name(beside), env))


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
    units = [one for one in file if one.tag == f"{x}unit"]
    assert [one.tag for one in file][1:] == [one.tag for one in units]
    ids = [unit.get("id") for unit in units]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w.-]+", id) for id in ids)
    for unit in units:
        assert [child.tag.removeprefix(x) for child in unit] in (["segment"], ["notes", "segment"])
        assert [child.tag.removeprefix(x) for child in unit[-1]] in (["source"], ["source", "target"])


class _InJar(etree.Resolver):  # type: ignore[misc]
    """Finds the schemas that a schema names, in the jar beside it, by their names."""

    def __init__(self, jar: zipfile.ZipFile) -> None:
        self._jar = jar

    def resolve(self, url: str, _: str, context: object) -> object:
        name = next(one for one in self._jar.namelist() if one.endswith(url.rpartition("/")[2]))
        return self.resolve_string(self._jar.read(name), context, base_url=url)


def test_xliff_keeps_to_the_schemas_of_oasis_and_to_the_rules_of_the_standard(tmp_path: Path) -> None:
    """Core and the module for lengths by their schemas; ids, states and the rest of the standard by Okapi's XLIFF toolkit."""
    folder = project(tmp_path)
    files = [tmp_path / "full.xlf", tmp_path / "wells.en-ar.xlf"]
    files[0].write_bytes(exchange.FORMS["xliff"].write(of_sample("fr")))
    assert run(folder, "translate", "ar", "--export", "xliff").code == 0
    assert "slr:sizeRestriction" in files[1].read_text("utf-8")
    with zipfile.ZipFile(okapi()) as jar:
        parser = etree.XMLParser()
        parser.resolvers.add(_InJar(jar))
        for name in ("xliff_core_2.0.xsd", "size_restriction.xsd"):
            inner = next(one for one in jar.namelist() if one.endswith(name))
            schema = etree.XMLSchema(etree.fromstring(jar.read(inner), parser, base_url=inner))
            for file in files:
                root = etree.parse(file)
                told = (
                    [root]
                    if "core" in name
                    else list(root.iter("{urn:oasis:names:tc:xliff:sizerestriction:2.0}profiles"))
                )
                assert told and all(schema.validate(one) for one in told), schema.error_log
    broken = tmp_path / "broken.xlf"
    broken.write_bytes(files[0].read_bytes().replace(b'state="translated"', b'state="done"', 1))
    command = ["java", "-cp", str(okapi()), str(ROOT / "tests/XliffCheck.java"), *map(str, (*files, broken))]
    told_of = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    assert [line.partition(":")[0] for line in told_of.splitlines() if line.startswith("/")] == [str(broken)], told_of


def test_a_program_that_cuts_texts_into_sentences_loses_no_space() -> None:
    unit = (
        '<unit id="title"><segment><source>One.</source><target>Un.</target></segment><ignorable><source> </source></ignorable>'
        '<segment><source>Two <pc id="1">2</pc>.</source><target>Deux <pc id="1">2</pc>.</target></segment></unit>'
    )
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="w">'
    (one,) = exchange.FORMS["xliff"].read(f"{head}{unit}</file></xliff>".encode()).segments
    assert (one.original, one.target) == ("One. Two 2.", "Un. Deux 2.")


# -- room ----------------------------------------------------------------------------------------------------------------------------------


def pages_of(path: Path, language: str = "") -> list[tuple[str, Layout]]:
    """The deck and the one-pager of a report."""
    env = Env(ROOT)
    options = Options(data=(path,), languages=(language,) if language else ())
    made = build(projects.load(ROOT, env), env, options)
    assert made.ok, made.findings
    return [(one.format, one.layout) for one in made.outputs]


def average(language: str, letters: int, number: int) -> str:
    """So many letters of usual words of a language at the most, beginning at another word each time."""
    spoken = of(language)
    parts = spoken.sample.split(" ") if spoken.spaced else list(spoken.sample)
    turned = [*parts[number % len(parts) :], *parts[: number % len(parts)]] * (letters // len(spoken.sample) + 2)
    said = ""
    for part in turned:
        more = f"{said} {part}".strip() if spoken.spaced else said + part
        if len(more) > letters:
            break
        said = more
    return said.strip() or turned[0][:letters]


@pytest.mark.parametrize("language", ["fr", "ru", "ar", "zh"])
@pytest.mark.parametrize(
    "name", ["data/drugs-crime-terrorism.yaml", "tests/reports/coast.yaml", "tests/reports/river.yaml"]
)
def test_texts_as_long_as_their_room_move_nothing(name: str, language: str, tmp_path: Path) -> None:
    """All of a report's texts at once, each replaced by as many letters of usual words as it is said to have room for."""
    env = Env(ROOT)
    path = ROOT / name
    report = parse(source.read(path, env.name(path), env), env)
    own = pages_of(path)
    document = exchange.segments(wanted(report, language), None, own)
    measured = [one for one in document.segments if one.room]
    assert len(measured) > len(document.segments) * 0.6
    texts = {one.id: average(language, one.room, number) for number, one in enumerate(measured)}
    laid = translation.translate(
        report, source.read(skeleton.written(wanted(report, language), texts).encode(), "x.yaml"), language
    )
    sheets: dict[str, tuple[str, ...]] = {}
    for kind, layout in own:
        deck = kind == "pptx"
        made = template.load("deck" if deck else "one-pager", env)
        theme = str(report.root["theme"] or "") or made.theme
        look, master = resolve.open_look(theme, made.page, made.kind, language, env)
        sheets = {key: tuple(area.name for area in sheet.areas) for key, sheet in look.sheets.items()}
        filled = template.fill(made, laid, env, sheets=sheets, language=language)
        again = layouts.layout(filled, look, master)
        # a pair of texts that are as long as can be may part, and two texts that just fit may go on
        assert len(again.frames) <= max(len(layout.frames) * 1.12, len(layout.frames) + 1), (
            kind,
            len(again.frames),
            len(layout.frames),
        )
        # chapters whose titles are all as long as can be may have slides that do not list them; of one section all slides take the smallest text
        moved, before = (
            {(one.page, one.step) for one in made.decisions if one.step != "layout"} for made in (again, layout)
        )
        assert len(moved) <= len(before) + 6


def test_room_is_told_in_every_form_and_a_text_much_longer_is_told_when_it_comes_back(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for form, suffix in SUFFIXES.items():
        assert run(folder, "translate", "fr", "--export", form).code == 0
        made = exchange.FORMS[form].write(exchange.FORMS[form].read((folder / f"wells.en-fr{suffix}").read_bytes()))
        assert made
    said = (folder / "wells.en-fr.po").read_text("utf-8")
    note = next(line for line in said.splitlines() if line.startswith("#. fits to "))
    letters = [int(one) for one in re.findall(r"(\d+)(?: letters)? (?:in the deck|on the page)", note)]
    assert len(letters) == 2 and all(10 < one < 400 for one in letters), note
    sheet = openpyxl.load_workbook(folder / "wells.en-fr.xlsx")["texts"]
    assert sheet["E2"].value == "room" and sheet["E3"].value == min(letters)
    document = exchange.FORMS["po"].read((folder / "wells.en-fr.po").read_bytes())
    for times, told in ((0.9, False), (3, True)):
        long = replace(document.segments[0], target=average("fr", int(min(letters) * times), 0))
        (folder / "back.po").write_bytes(exchange.FORMS["po"].write(replace(document, segments=(long,))))
        out = run(folder, "translate", "fr", "data/wells.yaml", "--import", "back.po")
        assert out.code == 0 and ("warning[segment-long]" in out.err) == told, out.err
        assert long.target in (folder / "data/wells.fr.yaml").read_text("utf-8"), "it is taken all the same"


def test_texts_of_a_report_that_cannot_be_built_go_out_without_room(tmp_path: Path) -> None:
    folder = project(tmp_path)
    lay(folder, {"briefings.yaml": "build: [{template: nowhere}]\n"})
    assert run(folder, "translate", "fr", "--export", "po").code == 0
    assert "fits to" not in (folder / "wells.en-fr.po").read_text("utf-8")


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
