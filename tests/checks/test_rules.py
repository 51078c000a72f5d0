"""Every rule for finished decks finds the fault that it is for, by its name and by no other, and is silent on a sound deck."""

from __future__ import annotations

import contextlib
import io
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from projects import ROOT, lay

from briefings import checks, lasting
from briefings.contrast import nearest
from briefings.diagnostics import Diagnostic, Level
from briefings.engine import project
from briefings.engine.build import Options, Result, build
from briefings.engine.shelf import Shelf, keep
from briefings.engine.store import Store
from briefings.env import Env
from briefings.look import Colour
from briefings.ooxml import package
from briefings.ooxml.deck import Deck

Parts = dict[str, bytes]
Fault = Callable[[Parts], None]
TYPES, DECK, CORE, MASTER = (
    "[Content_Types].xml",
    "ppt/presentation.xml",
    "docProps/core.xml",
    "ppt/slideMasters/slideMaster1.xml",
)
CHART, BOOK = "ppt/charts/chart1.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
COVER, TEXT, DATA, TABLE, PICTURE, TILES, SIDES = (f"ppt/slides/slide{number}.xml" for number in range(1, 8))
NAME: Final = Path("deck.pptx")

REPORT: Final = """\
id: wells
title: The wells of the district
language: en
date: 2024
status: final
sections:
  done:
    type: prose
    title: What was done
    text:
      - "The wells of the district were repaired, and the pumps were tested with the people who use them. [The full account](https://example.org/account)"
      - "Every village named two people who look after its pump, and they know whom to call when it stops."
  figures:
    type: statistics
    title: In figures
    items:
      - {id: dug, value: 340, text: wells dug}
      - {id: people, value: 61000, text: people with water at home}
  years:
    type: chart
    chart: column
    title: Wells by year
    unit: wells
    sort: none
    data: [{label: "2022", value: 90}, {label: "2023", value: 110}, {label: "2024", value: 140}]
  districts:
    type: table
    title: The districts
    columns: [{id: name, title: District}, {id: wells, title: Wells}]
    rows: [{name: Upper, wells: 120}, {name: Lower, wells: 220}]
  photos:
    type: photos
    title: A well
    items:
      - {id: well, file: well.png, caption: The new well., alt: A well with a hand pump and two buckets}
"""

TEMPLATE: Final = """\
kind: slides
footer: "{{ report.title }}"
pages:
  - {layout: cover, section: Opening, title: "{{ report.title }}", subtitle: What was done in a year}
  - {layout: content, section: Facts, title: "{{ sections.done.title }}", body: "{{ sections.done.paragraphs }}"}
  - {layout: chart, title: "{{ sections.years.title }}", chart: {block: chart, data: "{{ sections.years }}"}}
  - {layout: table, title: "{{ sections.districts.title }}", table: {block: table, data: "{{ sections.districts }}"}}
  - layout: picture
    section: Pictures
    title: "{{ sections.photos.title }}"
    picture: {block: picture, file: "{{ sections.photos.items[0].file }}", alt: "{{ sections.photos.items[0].alt }}"}
    caption: "{{ sections.photos.items[0].caption }}"
  - {layout: title-only, title: "{{ sections.figures.title }}", main: {block: stat-grid, items: "{{ sections.figures.items }}"}}
  - {layout: two-columns, title: Before and after, left: Before the repair there was no water., right: After it there was water for all.}
"""


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A deck with one of each: text with a link, chart, table, picture, groups, columns, notes, sections."""
    home = lay(tmp_path_factory.mktemp("wells"), {"data/wells.yaml": REPORT, "templates/tour.yaml": TEMPLATE})
    Image.new("RGB", (640, 480), "#8090a0").save(home / "well.png")
    env = Env(home)
    made = build(project.load(home, env), env, Options(templates=("tour",), formats=("pptx",)))
    assert [finding.render() for finding in made.findings if finding.level is not Level.NOTE] == []
    return made.outputs[0].data


@pytest.fixture(scope="session")
def spoken() -> Result:
    """The sample's deck and sheets in all six languages."""
    env = Env(ROOT)
    return build(
        project.load(ROOT, env),
        env,
        Options(languages=("en", "fr", "es", "ru", "ar", "zh"), formats=("pptx",)),
    )


# -- spoiling a deck ------------------------------------------------------------------------------------------------------------------


def taken_apart(data: bytes) -> Parts:
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def together(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def spoilt(data: bytes, *faults: Fault) -> bytes:
    parts = taken_apart(data)
    for fault in faults:
        fault(parts)
    return together(parts)


def swap(name: str, old: str, new: str, count: int = 1) -> Fault:
    """A fault that replaces what a pattern finds in a part."""

    def fault(parts: Parts) -> None:
        made, times = re.subn(old, new, parts[name].decode(), count=count, flags=re.S)
        assert times, f"{old} is not in {name}"
        parts[name] = made.encode()

    return fault


def without(name: str) -> Fault:
    def fault(parts: Parts) -> None:
        del parts[name]

    return fault


def both(*faults: Fault) -> Fault:
    def fault(parts: Parts) -> None:
        for one in faults:
            one(parts)

    return fault


def title_of(name: str, words: str) -> Fault:
    return swap(name, r'(type="(?:title|ctrTitle)".*?<a:t>)[^<]*', rf"\g<1>{words}")


def title_at(x: int, y: int) -> Fault:
    box = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="9000000" cy="900000"/></a:xfrm>'
    return swap(
        TEXT,
        r'(type="title"/>(?:<p:custDataLst>.{0,200}?</p:custDataLst>)?</p:nvPr></p:nvSpPr><p:spPr)(?:/>|></p:spPr>)',
        rf"\1>{box}</p:spPr>",
    )


def paint(rgb: str, size: int = 1600) -> Fault:
    """Gives the running text of the second slide a colour and a size in hundredths of a point."""
    run = rf'\1 sz="{size}" b="0" dirty="0"><a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill></a:rPr>'
    return swap(TEXT, r'(The wells|<a:rPr lang="en-GB")[^>]*?dirty="0"/>(?=<a:t>The wells of)', run)


def body_last(parts: Parts) -> None:
    """Moves the title of a slide behind everything else."""
    text = parts[TEXT].decode()
    first = re.search(r"<p:sp\b.*?</p:sp>", text, re.S)
    assert first is not None and 'type="title"' in first[0]
    parts[TEXT] = text.replace(first[0], "").replace("</p:spTree>", f"{first[0]}</p:spTree>").encode()


def columns_crossed(parts: Parts) -> None:
    """Puts the right column before the left one."""
    text = parts[SIDES].decode()
    shapes = re.findall(r"<p:sp\b.*?</p:sp>", text, re.S)
    left, right = (next(shape for shape in shapes if words in shape) for words in ("Before the repair", "After it"))
    parts[SIDES] = text.replace(left, "@").replace(right, left).replace("@", right).encode()


def other_workbook(parts: Parts) -> None:
    book = openpyxl.load_workbook(io.BytesIO(parts[BOOK]))
    book.worksheets[0]["B3"] = 111
    out = io.BytesIO()
    book.save(out)
    parts[BOOK] = out.getvalue()


def chinese_chart(parts: Parts) -> None:
    """Names the chart's series in Chinese, in the chart and in its workbook; the chart goes on saying that it is in English."""
    swap(CHART, "<c:v>Wells by year", "<c:v>安全饮用水")(parts)
    book = openpyxl.load_workbook(io.BytesIO(parts[BOOK]))
    book.worksheets[0]["B1"] = "安全饮用水"
    out = io.BytesIO()
    book.save(out)
    parts[BOOK] = out.getvalue()


def macro(parts: Parts) -> None:
    parts["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    swap(TYPES, "<Default ", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ')(
        parts
    )
    relation = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    swap("ppt/_rels/presentation.xml.rels", "</Relationships>", f"{relation}</Relationships>")(parts)


ALT = r'( descr="A well[^"]*")'
PHOTO = r'(<p:pic\b.*?<p:cNvPr id="\d+" name="[^"]*")( descr="[^"]*")'
EMPTY = '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Body"/><p:cNvSpPr/><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
RECTANGLE = '<p:sp><p:nvSpPr><p:cNvPr id="91" name="Rectangle 9"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'

FAULTS: Final[Mapping[str, tuple[str, Fault]]] = {
    "no alternative text on a picture": ("deck-alt-missing", swap(PICTURE, PHOTO, r"\1")),
    "a file's name for an alternative text": ("deck-alt-file-name", swap(PICTURE, PHOTO, r'\1 descr="IMG_2041.JPG"')),
    "a program's guess for an alternative text": (
        "deck-alt-machine", swap(PICTURE, PHOTO, r'\1 descr="A picture containing outdoor&#xA;&#xA;Description automatically generated"')),
    "the name of the part that is shown": ("deck-alt-file-name", swap(PICTURE, PHOTO, r'\1 descr="image1"')),
    "no alternative text on a chart": ("deck-chart-alt-missing", swap(DATA, r' descr="Column chart[^"]*"', "")),
    "a drawn shape without words": ("deck-shape-unmarked", swap(TEXT, "</p:spTree>", f"{RECTANGLE}</p:spTree>")),
    "two slides with one title": ("deck-title-twice", title_of(SIDES, "WHAT WAS DONE")),
    "no title": ("deck-title-missing", title_of(TEXT, " ")),
    "a title that is a text box": ("deck-title-missing", swap(TILES, r'<p:ph type="title"/>', "")),
    "a title beside the slide": ("deck-title-off-slide", title_at(-9_500_000, 300_000)),
    "a title above the slide": ("deck-title-off-slide", title_at(500_000, -880_000)),
    "a title that is read last": ("deck-reading-order", body_last),
    "columns that are read from the end": ("deck-reading-order", columns_crossed),
    "no header row": ("deck-table-header-missing", both(swap(TABLE, ' firstRow="1"', ""), swap(TABLE, '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>', "", 9))),
    "a run without a language": ("deck-language-missing", swap(TEXT, r' lang="en-GB"(?=[^>]*>(?:<[^t]*>)?<a:t>The wells of)', "")),
    "notes without a language": ("deck-language-missing", swap("ppt/notesSlides/notesSlide1.xml", r'(<a:r><a:rPr) lang="en-GB"', r"\1")),
    "a chart without a language": ("deck-language-missing", swap(CHART, '<c:lang val="en-GB"/>', "")),
    "English that says it is French": ("deck-language-wrong", swap(TEXT, 'lang="en-GB"', 'lang="fr-FR"', 99)),
    "English that says it is Russian": ("deck-language-wrong", swap(TEXT, 'lang="en-GB"', 'lang="ru-RU"', 99)),
    "Arabic that says it is English": ("deck-language-wrong", title_of(TEXT, "مياه مأمونة للجميع")),
    "Chinese in a chart that says it is English": ("deck-language-wrong", chinese_chart),
    "contrast of 4.4:1": ("deck-contrast-low", paint("787878")),
    "large text with a contrast of 2.9:1": ("deck-contrast-low", paint("979797", 1800)),
    "a background that swallows the text": (
        "deck-contrast-low", swap(TEXT, r"<p:cSld>", '<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'),
    ),
    "text over colours of which one is too light": (
        "deck-contrast-unknown",
        both(paint("767676"), swap(TEXT, "<p:cSld>", '<p:cSld><p:bg><p:bgPr><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs>'
                                   '<a:gs pos="100000"><a:srgbClr val="E8E8E8"/></a:gs></a:gsLst></a:gradFill><a:effectLst/></p:bgPr></p:bg>')),
    ),
    "a pale label over a bar": (
        "deck-chart-contrast-low",
        swap(CHART, r'(<c:dLbls>.*?<a:defRPr [^>]*>)<a:solidFill>.*?</a:solidFill>', r'\1<a:solidFill><a:srgbClr val="A0A0A0"/></a:solidFill>'),
    ),
    "a label in a bar of nearly its own colour": (
        "deck-chart-contrast-low",
        both(swap(CHART, r'(<c:dLbls>.*?<a:defRPr [^>]*>)<a:solidFill>.*?</a:solidFill>', r'\1<a:solidFill><a:srgbClr val="003355"/></a:solidFill>'),
             swap(CHART, '<c:dLblPos val="outEnd"/>', '<c:dLblPos val="inEnd"/>')),
    ),
    "text of 9 points": ("deck-text-small", paint("000000", 900)),
    "text that its box shrinks to 10 points": (
        "deck-text-small", both(paint("000000", 1600), swap(TEXT, "<a:noAutofit/>(?=.{0,200}The wells of)", '<a:normAutofit fontScale="62500"/>'))),
    "a chart with labels of 8 points": ("deck-text-small", swap(CHART, r'sz="1\d00"', 'sz="800"')),
    "a slide number of 8 points": ("deck-footer-small", swap(TEXT, r'(type="sldNum".*?<a:rPr )', r'\1sz="800" ')),
    "click here": ("deck-link-text", swap(TEXT, ">The full account<", ">Click here!<")),
    "a bare address": ("deck-link-address", swap(TEXT, ">The full account<", ">https://example.org/reports/2024/wells/account.html<")),
    "no title of the document": ("deck-document-title-missing", swap(CORE, "<dc:title>[^<]*", "<dc:title>")),
    "a title that a program put there": ("deck-document-title-missing", swap(CORE, "<dc:title>[^<]*", "<dc:title>PowerPoint Presentation")),
    "an empty placeholder": ("deck-placeholder-empty", swap(TILES, "</p:spTree>", f"{EMPTY}</p:spTree>")),
    "two shapes with one id": ("deck-shape-id-twice", swap(TEXT, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    "a relation to nowhere": ("deck-relation-dangling", swap("ppt/slides/_rels/slide2.xml.rels", "</Relationships>",
        '<Relationship Id="rId88" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../media/gone.png"/></Relationships>')),
    "a reference without a relation": ("deck-reference-dangling", swap(TEXT, r'r:id="rId\d+"', 'r:id="rId77"')),
    "an axis id below zero": ("deck-axis-id-negative", swap(CHART, 'val="111111111"', 'val="-2068027336"', 9)),
    "an axis id that is no number": ("deck-axis-id-negative", swap(CHART, 'val="111111111"', 'val="first"', 9)),
    "a slide without a layout": ("deck-layout-missing", swap("ppt/slides/_rels/slide2.xml.rels", r"<Relationship [^>]*slideLayout[^>]*/>", "")),
    "an axis that is not there": ("deck-axis-unknown", swap(CHART, '<c:crossAx val="111111111"/>', '<c:crossAx val="7"/>')),
    "a part without a content type": ("deck-content-type-missing", swap(TYPES, 'Extension="xlsx"', 'Extension="xls"')),
    "a slide that is only XML": ("deck-content-type-wrong", swap(TYPES, r'<Override PartName="/ppt/slides/slide2.xml"[^>]*>', "")),
    "a content type of nothing": ("deck-content-type-dangling", swap(TYPES, "</Types>", '<Override PartName="/ppt/gone.xml" ContentType="application/xml"/></Types>')),
    "a section that names no slide": ("deck-section-dangling", swap(DECK, "</p14:sldIdLst>", '<p14:sldId id="999"/></p14:sldIdLst>')),
    "a slide in no section": ("deck-section-missing", swap(DECK, '<p14:sldId id="257"/>', "")),
    "a slide in two sections": ("deck-section-twice", swap(DECK, r'(.*)(</p14:sldIdLst>)', r'\1<p14:sldId id="257"/>\2')),
    "a section without a name": ("deck-section-unnamed", swap(DECK, 'section name="[^"]*"', 'section name=" "')),
    "a workbook that differs from the chart": ("deck-chart-data-differs", other_workbook),
    "a chart that differs from its workbook": ("deck-chart-data-differs", swap(CHART, "<c:v>110</c:v>", "<c:v>1100</c:v>")),
    "a macro": ("deck-macro", macro),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_by_its_rule_and_by_no_other(name: str, sound: bytes) -> None:
    rule, fault = FAULTS[name]

    found = checks.check_file(NAME, spoilt(sound, fault))

    assert {finding.code for finding in found} == {rule}, [finding.render() for finding in found]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """A shelf as a worker has it, and a function that puts on it what is new, as happens after each build."""
    store = Store(tmp_path / "store")
    shelf = Shelf(store.folder, (), pages=True)
    lasting.shelve(shelf)
    yield lambda: keep(store, (), shelf.new())
    lasting.shelve(None)


def told(data: bytes) -> tuple[Diagnostic, ...]:
    """What the rules find in a deck, as in one that has just been written."""
    return checks.check_file(NAME, package=package.read(NAME, data))


@pytest.mark.parametrize("name", [name for name, (rule, _) in FAULTS.items() if rule in checks.OF_A_SLIDE])
def test_no_fault_is_missed_where_the_other_slides_were_sound_before(
    name: str, sound: bytes, kept: Callable[[], None]
) -> None:
    """The sound deck first, then one with this fault and another: what is told is what is told without anything kept, however often it is asked."""
    other = random.Random(name).choice(list(FAULTS))
    faulty = [spoilt(sound, FAULTS[name][1])]
    with contextlib.suppress(AssertionError):  # where the first fault is, the other may have no place
        faulty.append(spoilt(faulty[0], FAULTS[other][1]))
    looked = []
    for data in (sound, *faulty, faulty[0]):
        looked.append((data, told(data)))
        kept()
    lasting.shelve(None)

    assert looked == [(data, told(data)) for data, _ in looked]


def test_slides_that_were_sound_before_are_not_looked_at_again(
    sound: bytes, kept: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[list[int]] = []
    rule = checks.DECK_RULES["deck-contrast-low"]

    def counted(deck: Deck) -> Iterator[Diagnostic]:
        looked.append([slide.number for slide in deck.slides])
        return rule(deck)

    monkeypatch.setattr(checks, "RULES", {"pptx": {"deck-contrast-low": counted}})
    changed = spoilt(sound, swap(TEXT, "The wells of", "Wells of"))
    for data in (sound, sound, changed, spoilt(changed, swap(MASTER, "<a:off", "<a:off"))):
        told(data)
        kept()

    alone = [[number] for number in range(1, 8)]
    assert looked == [*alone, [], [], [2], [], []]


def test_every_rule_is_tried_here() -> None:
    """A rule without a planted fault would be a rule that may never speak."""
    assert {rule for rule, _ in FAULTS.values()} == set(checks.DECK_RULES)


def test_a_sound_deck_passes_every_rule(sound: bytes) -> None:
    assert checks.check_file(NAME, sound) == ()


def test_the_sample_passes_every_rule_in_every_language(spoken: Result) -> None:
    assert len(spoken.outputs) == 12
    for output in spoken.outputs:
        assert checks.check_file(Path(output.name), output.data) == (), output.name


def test_the_second_report_passes_every_rule(water: Result) -> None:
    for output in water.outputs:
        if output.format == "pptx":
            assert checks.check_file(Path(output.name), output.data) == (), output.name


# -- what a finding says --------------------------------------------------------------------------------------------------------------


def said(data: bytes) -> list[str]:
    return [finding.render() for finding in checks.check_file(NAME, data)]


def test_a_finding_names_the_slide_and_the_shape_and_how_to_mend_it(sound: bytes) -> None:
    assert said(spoilt(sound, FAULTS["no alternative text on a picture"][1])) == [
        "deck.pptx: slide 5/picture.picture: warning[deck-alt-missing]: this picture has no alternative text\n"
        "  hint: say what it shows, or mark it as decorative"
    ]


def test_contrast_is_told_with_the_nearest_colour_that_passes(sound: bytes) -> None:
    (finding,) = said(spoilt(sound, paint("787878")))

    assert (
        "“The wells of the district were repaired…” has a contrast of 4.41:1 (787878 on FFFFFF), and needs 4.5:1"
        in finding
    )
    assert "hint: 767676 is the nearest colour that passes there" in finding


@pytest.mark.parametrize(("rgb", "size"), [("767676", 1600), ("949494", 1800)])
def test_what_just_passes_is_left_alone(rgb: str, size: int, sound: bytes) -> None:
    """4.54:1 for text of 16 points, 3.03:1 for large text of 18."""
    assert said(spoilt(sound, paint(rgb, size))) == []


@pytest.mark.parametrize(("fill", "low"), [("<a:noFill/>", False), ("", True), ('<a:solidFill><a:srgbClr val="1A1A2E"/></a:solidFill>', True)])  # fmt: skip
def test_a_cell_that_says_it_has_no_fill_shows_what_is_behind_the_table(fill: str, low: bool) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(
        2, 1, 900_000, 900_000, 6_000_000, 1_000_000
    ).table  # PowerPoint's usual style: a dark first row
    head = table.cell(0, 0)
    head.text_frame.paragraphs[0].add_run().text = "Harbour"
    head.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x30, 0x40, 0x50)  # type: ignore[no-untyped-call]
    head._tc.get_or_add_tcPr().extend(
        parse_xml(f'<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{fill}</a:t>')
    )
    out = io.BytesIO()
    deck.save(out)
    assert ("deck-contrast-low" in {one.code for one in told(out.getvalue())}) is low


def test_colours_are_followed_through_the_theme(sound: bytes) -> None:
    """No slide is touched: the theme's dark text colour becomes a light grey, and every text in it is told."""
    pale = swap("ppt/theme/theme1.xml", r'<a:dk1><a:srgbClr val="\w+"/>', '<a:dk1><a:srgbClr val="C0C0C0"/>')
    found = [finding for finding in checks.check_file(NAME, spoilt(sound, pale)) if finding.code == "deck-contrast-low"]

    assert {"slide 2/Body", "slide 7/Left", "slide 7/Right"} <= {finding.path for finding in found}
    assert all("C0C0C0" in finding.message for finding in found)


def test_sizes_are_followed_to_the_layout(sound: bytes) -> None:
    """No slide is touched: the sizes of every layout and of the master's text styles become 8 points."""
    parts = taken_apart(sound)
    for name in parts:
        if name.startswith(("ppt/slideLayouts/slideLayout", "ppt/slideMasters/slideMaster")):
            parts[name] = re.sub(rb'sz="\d{4}"', b'sz="800"', parts[name])
    found = checks.check_file(NAME, together(parts))

    assert {finding.code for finding in found} >= {"deck-text-small"}
    assert {f"slide {number}/Title" for number in range(1, 8)} <= {
        finding.path for finding in found if finding.code == "deck-text-small"
    }


def test_the_nearest_colour_keeps_the_hue_and_passes() -> None:
    white, orange = Colour("FFFFFF"), Colour("FFAA00")
    better = nearest(orange, white, 4.5)

    assert better is not None
    assert 4.5 <= better.contrast(white) < 4.7
    assert better.channels[0] > better.channels[1] > better.channels[2]
    assert nearest(Colour("808080"), Colour("808080"), 21) is None


# -- what is no deck ------------------------------------------------------------------------------------------------------------------

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "error[file-unknown]: this is no file of a known kind"),
        (b"hello", "error[file-unknown]: this is no file of a known kind"),
        (_COMPOUND + "EncryptedPackage".encode("utf-16-le"), "error[file-protected]: this file has a password"),
        (_COMPOUND + "PowerPoint Document".encode("utf-16-le"), "error[file-unknown]: this file is from before PowerPoint 2007"),
        (b"PK\x03\x04 and no more", "error[file-unreadable]: it is damaged: File is not a zip file"),
        (together({"hello.txt": b"hello"}), "error[file-unknown]: this is a zip archive that holds no Office document"),
        (together({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "error[file-unknown]: this is an OpenDocument file"),
        (together({TYPES: b"<x/>", "word/document.xml": b"<x/>"}), "error[file-unknown]: this is a Word document"),
        (together({TYPES: b"<x/>", DECK: b"<x/>"}), "error[file-unreadable]: it is damaged: it has no part that is a presentation"),
        (together({TYPES: b"<x/>", **{f"ppt/{number}.xml": b"<x/>" for number in range(20_001)}}),
         "error[file-too-large]: it unpacks to more than a deck can be"),
        (together({TYPES: b"<x/>", "ppt/bomb.xml": b" " * 20_000_000}), "error[file-too-large]: it unpacks to more than a deck can be"),
        (together({TYPES: b"<x/>", "ppt/../../x.xml": b"<x/>"}),
         "error[file-unreadable]: it is damaged: the part `/ppt/../../x.xml` lies outside of it"),
    ],
)  # fmt: skip
def test_what_is_no_deck_is_told(data: bytes, told: str) -> None:
    (finding,) = said(data)

    assert finding.splitlines()[0] == f"deck.pptx: {told}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("</p:sld>", "", "/ppt/slides/slide2.xml: error[deck-xml-broken]: this part is not well-formed: "),
        (r"\?>", '?><!DOCTYPE x [<!ENTITY a "aaaa">]>', "/ppt/slides/slide2.xml: error[deck-xml-broken]: this part is not well-formed: it declares a document type"),
    ],
)  # fmt: skip
def test_xml_that_is_broken_or_declares_entities_is_told(old: str, new: str, told: str, sound: bytes) -> None:
    (finding,) = said(spoilt(sound, swap(TEXT, old, new)))

    assert told in finding


def test_a_damaged_file_is_a_finding_and_never_a_crash(sound: bytes) -> None:
    """Forty decks with a stretch of bytes damaged, and forty cut short (fixed seed)."""
    chance = random.Random(2023)
    for number in range(80):
        at = chance.randrange(len(sound))
        damaged = sound[:at] if number % 2 else sound[:at] + chance.randbytes(24) + sound[at + 24 :]
        checks.check_file(NAME, damaged)


def test_numbers_that_are_none_and_elements_that_are_gone_break_no_rule(sound: bytes) -> None:
    """Sixty decks whose XML is well-formed and wrong: attributes with other values, elements taken out (fixed seed)."""
    chance = random.Random(7)
    parts = taken_apart(sound)
    names = [name for name in parts if name.endswith(".xml") and name.startswith("ppt/")]
    for _ in range(60):
        name = chance.choice(names)
        text = parts[name].decode()
        attributes = list(re.finditer(r'="([^"]*)"', text))
        at = chance.choice(attributes)
        value = chance.choice(["", "x", "-1", "1e9", "99999999999999999999", "½"])
        broken = text[: at.start(1)] + value + text[at.end(1) :]
        empty = chance.choice(list(re.finditer(r"<[apc]:\w+[^>]*/>", text)) or [None])
        if empty is not None and chance.random() < 0.3:
            broken = text[: empty.start()] + text[empty.end() :]
        found = checks.check_file(NAME, together({**parts, name: broken.encode()}))
        assert not [finding.render() for finding in found if finding.code == "file-odd"], (name, value)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_code_on_a_sheet_is_read_after_the_words_beside_it(language: str, tmp_path: Path) -> None:
    report = REPORT[: REPORT.index("sections:")].replace("language: en", f"language: {language}")
    words = "sections:\n  context: {type: prose, title: Wells, text: Some words about wells.}\n"
    home = lay(tmp_path, {"data/wells.yaml": f"{report}url: https://www.example.org/r\n{words}"})
    env = Env(home)
    made = build(project.load(home, env), env, Options(templates=("one-pager",), formats=("pptx",)))
    assert [finding.code for output in made.outputs for finding in checks.check_file(NAME, output.data)] == []
    assert made.outputs


def test_a_label_that_looks_like_an_escape_is_itself_in_chart_and_workbook(tmp_path: Path) -> None:
    words = REPORT.replace('label: "2022"', 'label: "_x0041_ 2022"').replace("well.png", "photos/well.png")
    home = lay(tmp_path, {"data/wells.yaml": words[: words.index("  photos:")]})
    env = Env(home)
    made = build(project.load(home, env), env, Options(templates=("deck",)))
    (output,) = made.outputs
    assert [finding.code for finding in checks.check_file(NAME, output.data)] == []
    (chart,) = [
        shape.chart
        for slide in Presentation(io.BytesIO(output.data)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None and "_x0041_ 2022" in [cell.value for cell in sheet["A"]]
