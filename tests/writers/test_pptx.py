"""Finished decks as other programs read them: python-pptx, openpyxl, the schema, LibreOffice."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import brand_makers as makers
import openpyxl
import pypdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from projects import REPORT, ROOT, TEMPLATE, lay

from briefings import checks
from briefings.charts import CHARTS
from briefings.engine.build import Options, Output, Result, build
from briefings.engine.project import load
from briefings.env import Env
from briefings.frame import Paragraph, Run, TextBox
from briefings.geometry import Box
from briefings.look import Colour, TextStyle
from briefings.report import parse
from briefings.source import read
from briefings.style import resolve
from briefings.values import Figure, Record, leaves
from briefings.writers.pptx import base
from briefings.writers.pptx.text import body

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DECK: Final = "drugs-crime-terrorism-deck.en.pptx"
FURNITURE: Final = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


@pytest.fixture(scope="session")
def decks(sample: Result, water: Result) -> tuple[Output, ...]:
    """All .pptx files of both reports: two decks, and two sheets as a slide."""
    return tuple(output for result in (sample, water) for output in result.outputs if output.format == "pptx")


@pytest.fixture(scope="session")
def deck(decks: tuple[Output, ...]) -> Any:
    """The sample's deck, opened."""
    return opened(next(output for output in decks if output.name == DECK))


def opened(output: Output) -> Any:
    return Presentation(io.BytesIO(output.data))


def parts(output: Output, folder: str) -> Iterator[tuple[str, Any]]:
    with ZipFile(io.BytesIO(output.data)) as package:
        for name in package.namelist():
            if re.fullmatch(rf"ppt/{folder}/[^/]+\.xml", name):
                yield name, etree.fromstring(package.read(name))


def flat(text: str) -> str:
    return " ".join(text.split())


# -- slides ---------------------------------------------------------------------------------------------------------------------------


def test_every_slide_has_a_title_of_its_own_in_the_title_placeholder(decks: tuple[Output, ...]) -> None:
    for output in decks:
        titles = [slide.shapes.title.text_frame.text for slide in opened(output).slides]

        assert [flat(title) for title in titles] == [flat(frame.title) for frame in output.layout.frames]
        assert all(titles)
        assert len(set(titles)) == len(titles)


def test_no_placeholder_is_empty_and_slides_use_those_of_their_layout(decks: tuple[Output, ...]) -> None:
    for output in decks:
        for slide in opened(output).slides:
            offered = {held.placeholder_format.idx for held in slide.slide_layout.placeholders}
            for held in slide.placeholders:
                assert held.placeholder_format.idx in offered
                assert held.has_chart or held.has_table or held.text_frame.text.strip(), f"{output.name}: {held.name}"


def test_every_slide_of_a_deck_has_its_number_the_date_and_the_footer(deck: Any) -> None:
    for number, slide in enumerate(deck.slides, 1):
        said = {
            held.placeholder_format.type: held.text_frame.text
            for held in slide.placeholders
            if held.placeholder_format.type in FURNITURE
        }

        feet = {
            PP_PLACEHOLDER.FOOTER: "Drug control, crime prevention and countering terrorism",
            PP_PLACEHOLDER.DATE: "2023",
        }
        if number == 1:  # the cover tells both once, in its own places, and nobody counts it
            assert said == {}
            continue
        assert said == {PP_PLACEHOLDER.SLIDE_NUMBER: str(number)} | feet
        (field,) = slide.shapes._spTree.iter(f"{A}fld")
        assert field.get("type") == "slidenum", (
            "the number is PowerPoint's own, so that it follows when slides are moved"
        )


def test_sections_cover_all_slides_in_order(deck: Any) -> None:
    root = deck.part._element
    sections = [
        (section.get("name"), [entry.get("id") for entry in section.iter(f"{P14}sldId")])
        for section in root.iter(f"{P14}section")
    ]

    assert [id for _, members in sections for id in members] == [str(slide.slide_id) for slide in deck.slides]
    names = [name for name, _ in sections]
    assert names[:3] == ["Drug control, crime prevention and countering terrorism", "At a glance", "Contents"]
    assert names[-1] == "Sources"


def test_colours_are_the_themes_and_sizes_are_the_masters(decks: tuple[Output, ...]) -> None:
    """What the slide master decides is not written on the slides: one change of the master restyles everything."""
    for output in decks:
        for folder in ("slides", "charts"):
            for name, root in parts(output, folder):
                assert not list(root.iter(f"{A}srgbClr")), f"{output.name}: {name} has a colour of its own"
                fonts = {font.get("typeface") for tag in ("latin", "ea", "cs") for font in root.iter(f"{A}{tag}")}
                assert all(font.startswith(("+mn-", "+mj-")) for font in fonts), f"{output.name}: {name} names {fonts}"
        for name, root in parts(output, "slides") if output.template == "deck" else ():
            for shape in root.iter(f"{P}sp"):
                if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None:
                    assert not [run for run in shape.iter(f"{A}rPr") if run.get("sz")], (
                        f"{output.name}: {name} has a size of its own"
                    )


def test_a_statistic_is_a_group_of_text_that_can_be_edited(deck: Any) -> None:
    slide = next(
        slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("Our counter-terrorism")
    )
    tiles = [
        flat(" ".join(shape.text_frame.text for shape in group.shapes))
        for group in slide.shapes
        if group.shape_type == MSO_SHAPE_TYPE.GROUP
    ]

    assert (
        tiles[0]
        == "13,000+ people trained through 212 capacity-building activities to promote counter-terrorism efforts"
    )
    assert len(tiles) == 3
    assert not [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def test_the_properties_say_what_the_deck_is_and_nothing_of_who_made_it(deck: Any) -> None:
    core = deck.core_properties

    assert (core.title, core.language, core.content_status) == (
        "Drug control, crime prevention and countering terrorism",
        "en-GB",
        "final",
    )
    assert core.created.isoformat() == core.modified.isoformat() == "2023-01-01T00:00:00"
    assert core.last_modified_by == core.author == "United Nations"


def test_a_title_longer_than_a_property_can_be_is_cut_there_and_nowhere_else(tmp_path: Path) -> None:
    title = "Safe water for the river districts " * 12
    lay(tmp_path, {"data/water.yaml": REPORT.replace("Safe water", title)})

    deck = opened(one(tmp_path, "deck"))

    assert deck.core_properties.title == f"{title[:254].rstrip()}…"
    assert flat(deck.slides[0].shapes.title.text_frame.text) == title.strip()


def test_what_is_grouped_or_in_rows_says_what_it_holds(decks: tuple[Output, ...]) -> None:
    """A reader who meets a group hears its words; one who meets a table hears its columns and how many rows there are."""
    groups = [shape for output in decks for slide in opened(output).slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]  # fmt: skip
    tables = [shape for output in decks for slide in opened(output).slides for shape in slide.shapes if shape.has_table]

    assert groups and tables
    for group in groups:
        words = flat(" ".join(shape.text_frame.text for shape in group.shapes if shape.has_text_frame))
        assert words in flat(group._element._nvXxPr.cNvPr.get("descr"))
    for shape in tables:
        told = shape._element._nvXxPr.cNvPr.get("descr")
        assert told.startswith("Table. Columns: ")
        rows = [[cell.text_frame.text for cell in row.cells] for row in list(shape.table.rows)[1:]]
        assert told.endswith(f"Rows: {sum(any(cells[1:]) for cells in rows)}.")  # a group's name is none
        assert shape.table.first_row


# -- notes ----------------------------------------------------------------------------------------------------------------------------


def test_notes_hold_the_full_text_behind_the_slide_and_where_it_comes_from(deck: Any) -> None:
    notes: dict[str, str] = {}
    for slide in deck.slides:
        if slide.has_notes_slide:  # the notes of a slide that continues on others are split along with it
            title = re.sub(r" \([0-9]/[0-9]\)$", "", flat(slide.shapes.title.text_frame.text))
            notes[title] = flat(f"{notes.get(title, '')} {slide.notes_slide.notes_text_frame.text}")

    assert (
        "at least 1,150 psychoactive substances from 137 countries monitored, and people provided with information through 87,000+ online visits "
        "Source: Report of the Secretary-General on the work of the Organization 2023, lines 78–80 "
    ) in notes["Our support to crime prevention, drug control and anti-corruption"]
    assert [title for title, text in notes.items() if "Source: Report of the Secretary-General" not in text] == [
        "Sources"
    ]


# -- charts ---------------------------------------------------------------------------------------------------------------------------


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def workbook(chart: Any) -> list[tuple[Any, ...]]:
    """The rows of the workbook that PowerPoint opens to edit a chart."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [
        tuple("" if cell is None else cell for cell in row) for row in book.worksheets[0].iter_rows(values_only=True)
    ]


def cells_that_differ(chart: Any) -> list[str]:
    """The ranges that a chart refers to and that hold other values in its workbook than in the chart itself."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True).worksheets[0]
    found = []
    for reference in chart.part._element.iter(f"{C}numRef", f"{C}strRef"):
        named = str(reference.find(f"{C}f").text)
        first, _, last = named.removeprefix("Sheet1!").replace("$", "").partition(":")
        cells = [cell.value for row in sheet[f"{first}:{last or first}"] for cell in row]
        kept = {int(point.get("idx")): str(point[0].text) for point in reference.iter(f"{C}pt")}
        number = reference.tag.endswith("numRef")
        shown = [None if at not in kept else float(kept[at]) if number else kept[at] for at in range(len(cells))]
        if shown != cells:
            found.append(f"{named}: the chart has {shown}, the workbook {cells}")
    return found


def _points(element: Any) -> list[str]:
    return [point[0].text or "" for point in element.iter(f"{C}pt")]


def test_charts_are_native_and_hold_the_numbers_of_the_report(deck: Any) -> None:
    report = parse(read(ROOT / "data/drugs-crime-terrorism.yaml", "data"), Env(ROOT))
    shown = {"chart": "series"}
    sections = report.root["sections"]
    assert isinstance(sections, Record)
    wanted = [
        sorted(
            float(leaf.value) for leaf in leaves(section[field]) if isinstance(leaf, Figure) and leaf.value is not None
        )
        for section in sections
        if isinstance(section, Record) and (field := shown.get(str(section["type"]), ""))
    ]

    held = [sorted(value for row in workbook(chart)[1:] for value in row[1:] if value != "") for chart in charts(deck)]
    assert len(held) >= 4
    assert sorted(held) == sorted(wanted)


def test_a_charts_workbook_says_what_the_chart_shows(decks: tuple[Output, ...]) -> None:
    for output in decks:
        for chart in charts(opened(output)):
            assert cells_that_differ(chart) == []


def test_charts_tell_those_who_cannot_see_them(decks: tuple[Output, ...]) -> None:
    for output in decks:
        for slide in opened(output).slides:
            for shape in slide.shapes:
                if shape.has_chart:
                    assert len(shape._element.xpath("string(.//p:cNvPr/@descr)")) > 40


SLY = ("=1+1", "+x", "@y", "-2", "https://example.org", "007", "<b>&", '="x"&"y"')


def test_labels_that_look_like_formulas_links_or_numbers_are_text(tmp_path: Path) -> None:
    points = "".join(f"      - {{label: '{label}', value: {number}}}\n" for number, label in enumerate(SLY, 1))
    chart = (
        f"  sly:\n    type: chart\n    chart: bar\n    title: Sly\n    unit: wells\n    sort: none\n    data:\n{points}"
    )
    lay(tmp_path, {"data/water.yaml": REPORT + chart})

    (made,) = charts(opened(one(tmp_path, "deck")))

    book = openpyxl.load_workbook(io.BytesIO(made.part.chart_workbook.xlsx_part.blob))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(label, "s", None) for label in SLY]
    assert list(made.plots[0].categories) == list(SLY)


def test_remarks_on_an_arabic_chart_are_isolated_from_what_stands_around_them(tmp_path: Path) -> None:
    """LibreOffice reads no direction of a chart's paragraphs: "%" stood at the wrong end."""
    rows = (
        "    data:\n      - {label: '2023', values: {a: 94, b: 72}}\n      - {label: '2024', values: {a: 95, b: 71}}\n"
    )
    sections = "".join(
        f"  {id}:\n    type: chart\n    chart: line\n    title: التغطية\n    unit: '%'\n    series: {{a: بلدان مستقرة, b: بلدان في نزاع}}\n{more}{rows}"
        for id, more in (("d", "    difference: {at: '2024', from: a, to: b}\n"), ("s", ""))
    )
    lay(tmp_path, {"data/water.yaml": REPORT.replace("language: en", "language: ar") + sections})

    texts: list[str] = [
        text for chart in charts(opened(one(tmp_path, "deck"))) for text in chart._chartSpace.itertext()
    ]

    said = [text for text in texts if "المقياس" in text or "مئوية" in text]
    assert len(said) >= 2
    for line in "\n".join(said).split("\n"):
        assert (line[0], line[-1]) == ("\u2067", "\u2069")


def test_each_kind_of_chart_opens_with_its_numbers(tmp_path: Path) -> None:
    kinds = tuple(CHARTS)
    single = ("doughnut", "bar", "column", "area", "waterfall", "histogram")
    values = {("North", kind): "value: 60" for kind in single} | {("South", kind): "value: 30" for kind in single}
    sections = "".join(
        f"  of-{kind}:\n    type: chart\n    chart: {kind}\n    title: As {kind}\n    unit: wells\n    data:\n"
        f"      - {{label: North, {values.get(('North', kind), 'values: {a: 60, b: 40}')}}}\n      - {{label: South, {values.get(('South', kind), 'values: {a: 30, b: 70}')}}}\n"
        for kind in kinds
    )
    noted = "    annotations: [{at: North, text: Rain}]\n"
    sections += (
        sections[sections.index("  of-line") : sections.index("  of-doughnut")]
        .replace("of-line", "noted")
        .replace("As line", "Noted")
        + noted
    )
    sections += "    difference: {at: South, from: a, to: b}\n"
    lay(tmp_path, {"data/water.yaml": REPORT + sections})

    output = one(tmp_path, "deck")

    assert len(charts(opened(output))) == len(kinds) + 1
    for chart in charts(opened(output)):
        assert cells_that_differ(chart) == []
    assert invalid(output, tmp_path) == []
    assert checks.check_file(Path(output.name), output.data) == ()


# -- the whole file -------------------------------------------------------------------------------------------------------------------


def test_a_table_says_which_row_and_which_column_head_it(decks: tuple[Output, ...]) -> None:
    tables = [
        shape.table
        for output in decks
        for slide in opened(output).slides
        for shape in slide.shapes
        if getattr(shape, "has_table", False)
    ]
    assert tables
    assert all(table.first_row and table.first_col for table in tables)


def test_a_styles_own_look_for_the_first_column_is_not_asked_for(tmp_path: Path) -> None:
    """It is none that was measured: a first column in bold may need more lines."""
    master = resolve.open_look("default", "16:9", "slides", "en", Env(ROOT, {}))[1]
    look = b'<a:firstCol><a:tcTxStyle b="on"/></a:firstCol></a:tblStyle>'
    bold = makers.rewritten(master, "ppt/tableStyles.xml", lambda xml: xml.replace("</a:tblStyle>", look.decode()))

    assert [base.opened(data).styled_heads for data in (master, bold)] == [False, True]


def test_the_schema_and_our_own_rules_find_nothing(decks: tuple[Output, ...], tmp_path: Path) -> None:
    for output in decks:
        assert invalid(output, tmp_path) == []
        assert checks.check_file(Path(output.name), output.data) == ()


def test_a_shape_is_known_again_by_its_tag_after_an_edit_of_the_report(tmp_path: Path) -> None:
    """The id in a shape's tags is that of what it shows: other words and another section before it leave it as it was."""
    edited = REPORT.replace("Wells", "Wells and pumps").replace("wells dug", "new wells")
    edited = edited.replace(
        "sections:\n", "sections:\n  aim:\n    type: prose\n    title: Aim\n    text: Water for all.\n"
    )
    lay(tmp_path / "one", {"data/water.yaml": REPORT})
    lay(tmp_path / "two", {"data/water.yaml": edited})

    before, after = (ids(opened(one(tmp_path / name, "deck"))) for name in ("one", "two"))

    assert before == {
        "cover/title": "Safe water", "cover/date": "2024", "wells/title": "Wells", "wells/figures.dug": "340 wells dug",
    }  # fmt: skip
    assert after == {
        "cover/title": "Safe water", "cover/date": "2024", "aim/title": "Aim", "aim/body": "Water for all.",
        "wells/title": "Wells and pumps", "wells/figures.dug": "340 new wells",
    }  # fmt: skip


def ids(deck: Any) -> dict[str, str]:
    """The words of each shape by the id in its tags; furniture has none."""
    found: dict[str, str] = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            for tags in shape._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}tags"):
                part = slide.part.related_part(
                    tags.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                )
                (mark,) = etree.fromstring(part.blob)
                assert mark.get("name") == "BRIEFINGS_ID"
                assert mark.get("val") not in found
                inner = shape.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]
                found[mark.get("val")] = " ".join(
                    " ".join(one.text_frame.text for one in inner if one.has_text_frame).split()
                )
    return found


def test_a_link_in_a_text_is_a_link_in_the_deck(tmp_path: Path) -> None:
    blocks = "  own:\n    type: blocks\n    title: Ours\n    blocks: [{block: prose, text: 'See [the **plan**](https://example.org/?a=1&b=2).'}]\n"
    lay(tmp_path, {"data/water.yaml": REPORT + blocks, "templates/page.yaml": TEMPLATE})

    slide = opened(one(tmp_path, "page")).slides[-1]

    linked = [(run.text, run.hyperlink.address, run.font.bold) for shape in slide.shapes if shape.has_text_frame
              for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.hyperlink.address]  # fmt: skip
    assert [(text, address) for text, address, _ in linked] == [
        ("the ", "https://example.org/?a=1&b=2"), ("plan", "https://example.org/?a=1&b=2"),
    ]  # fmt: skip
    assert linked[1][2] is True


@pytest.mark.parametrize(
    ("said", "linked"),
    [
        ("مسح المياه 2024", "مسح المياه"),
        ("مسح WHO للمياه", "مسح"),
        ("مسح 2024 للمياه", "مسح 2024 للمياه"),
        ("WHO", "WHO"),
    ],
)
def test_a_link_among_words_from_the_right_is_on_those_that_run_so(said: str, linked: str) -> None:
    """LibreOffice, which makes a field of a link, draws one of both directions beyond the page."""
    style = TextStyle(12, Colour("000000"))
    box = TextBox(
        "x", Box(0, 0, 9, 9), (Paragraph((Run(said, style, link="https://a.b", language="ar"),), style, rtl=True),), ()
    )
    xml = body(box, lambda _: 'id="1"', "ar")
    made = etree.fromstring(f'<p xmlns:a="{makers.A[1:-1]}">{xml}</p>')
    runs = [
        (one.findtext(f"{makers.A}t"), one.find(f".//{makers.A}hlinkClick") is not None)
        for one in made.iter(f"{makers.A}r")
    ]
    assert "".join(words or "" for words, _ in runs).replace("\u00a0", " ") == said
    assert "".join(words or "" for words, link in runs if link).replace("\u00a0", " ") == linked


def test_libreoffice_draws_every_slide(decks: tuple[Output, ...], office: Any) -> None:
    drawn = office.draw_decks([output.data for output in decks])

    assert [len(pypdf.PdfReader(io.BytesIO(pdf)).pages) for pdf in drawn] == [
        len(output.layout.frames) for output in decks
    ]


def one(folder: Path, template: str) -> Output:
    """The one deck that a small project makes."""
    env = Env(folder)
    result = build(load(folder, env), env, Options(templates=(template,)))
    assert [finding.render() for finding in result.findings if finding.level == "error"] == []
    (output,) = result.outputs
    return output


def invalid(output: Output, folder: Path) -> list[str]:
    path = folder / output.name
    path.write_bytes(output.data)
    return [str(fault) for fault in OpenXmlValidator().validate(path).errors]
