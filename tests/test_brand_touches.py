"""What an officer would touch before sending a deck: colours that nobody chose, half-empty pages, covers in small type, dividers that differ."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu
from test_brand_ground import NS, master_with, shape, solid
from test_brand_houses import CHAPTERS, PAGES
from test_brand_kinds import WHERE, deck, every, frames, layout
from test_brand_sendable import MASTER, THEME, accents, cells, look_on
from test_brand_sendable import frames as deck_of

from briefings import brand
from briefings.briefing import Furniture
from briefings.charts import paint
from briefings.frame import Chart, Frame, Picture, Table, TextBox, text_boxes
from briefings.frozen import replace
from briefings.geometry import Box, points
from briefings.layout.footers import furniture
from briefings.look import Colour
from briefings.style.colours import _told_apart as told_apart

OFFICE = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
LONG = "Lighthouses, harbours, ferries and the people who live by them on the islands of the northern sea, 2019 to 2024"


MIXED = """
id: ferries
title: Ferries
organization: Harbour office
language: en
date: 2026
status: {status}
sections:
  a: {{type: statistics, title: Crossings, items: [{{id: x, value: 12, text: ferries}}, {{id: y, value: 40, text: crossings a day}}]}}
  b: {{type: chart, chart: column, title: Riders, unit: riders, data: [{{label: North, value: 14}}, {{label: South, value: 9}}]}}
  c: {{type: table, title: Boats, columns: [{{id: a, title: Name}}, {{id: b, title: Seats}}], rows: [[Gannet, "40"], [Skua, "60"]]}}
"""


def series(data: bytes) -> list[Colour]:
    look = look_on(data)
    return [look.colour(f"series-{n}") for n in range(1, 5)]


def words(slide: Frame, *ids: str) -> list[TextBox]:
    return [box for item in slide.items for box in text_boxes(item) if not ids or box.id in ids]


# -- colours -----------------------------------------------------------------------------------------------------------------


def test_where_the_master_paints_nothing_the_logos_colour_is_the_houses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shaded sign beside words in black: no one colour prevails in it, and people would call it blue all the same."""
    made = Image.new("RGBA", (240, 120), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    for at in range(100):
        pen.rectangle((at, 10, at, 110), fill=(0, 40 + at, 90 + at, 255))
    pen.rectangle((120, 45, 235, 75), fill=(20, 20, 20, 255))
    out = io.BytesIO()
    made.save(out, "PNG")
    monkeypatch.setattr(makers, "logo_picture", out.getvalue)
    data = accents(makers.with_drawings(makers.office(), bar=False, logo=True), *OFFICE)
    red, green, blue = brand.read(data, WHERE).colours["accent1"].channels
    assert blue > green > red
    assert not {one.rgb for one in series(data)} & set(OFFICE)


def test_of_offices_accents_only_the_one_that_is_painted_is_shown() -> None:
    data = accents(makers.with_drawings(makers.office(), bar=True, logo=False), *OFFICE)
    read = brand.read(data, WHERE)
    assert {read.colours[f"accent{n}"].rgb for n in range(1, 7)} == {"4472C4"}
    assert read.colours["accent2"].scheme == "accent1"


def test_a_file_that_shows_no_colour_has_charts_in_its_second_dark_one() -> None:
    data = accents(makers.office(), *OFFICE)
    read = brand.read(data, WHERE)
    assert read.colours["accent1"].rgb == read.colours["tx2"].rgb
    assert not {one.rgb for one in series(data)} & set(OFFICE)


def test_a_lighter_shade_of_a_deep_colour_is_no_neon() -> None:
    green = Colour("024D25")
    for before in ([green], [green, green.shade(40, lighter=False)]):
        made = told_apart(green, before)
        assert max(made.channels) - min(made.channels) <= 0.7, made.rgb


def test_a_lighter_shade_of_a_near_black_is_a_grey() -> None:
    """Black with a breath of green, of the second dark colour of an orange house: no bottle green comes forth."""
    made = Colour("0A100D", "tx2").shade(30, lighter=True)
    assert made.spread < 0.01 and made.calm == 0, made
    assert Colour("0A2F51").shade(30, lighter=True).spread > 0.3  # a deep blue stays blue


def banded(fill: str, high: int) -> bytes:
    """A band at the head of the page, so high, and the title white."""
    band = shape((0, 0, 9_144_000, high), fill)
    return makers.rewritten(master_with(band), MASTER, lambda xml: re.sub(r"(<p:titleStyle>.*?)<a:schemeClr val=\"tx1\"/>", r'\1<a:srgbClr val="FFFFFF"/>', xml, flags=re.DOTALL))  # fmt: skip


def test_a_white_title_that_reaches_over_the_edge_of_its_band_stays_on_the_band() -> None:
    """No plate over the band, and no white words below it."""
    high = 1_250_000  # the title's place is from 274,638 to 1,417,638
    title = layout(banded(solid("0B2540"), high), "content").slot("title")
    assert title is not None
    assert title.plate is None
    assert title.styles[0].colour.rgb == "FFFFFF"
    assert title.box.bottom <= high


def test_a_large_title_keeps_its_white_on_a_gradient_that_it_reads_on_but_for_its_end() -> None:
    fade = '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="0067AC"/></a:gs><a:gs pos="100000"><a:srgbClr val="49ACE3"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
    title = layout(banded(fade, 1_500_000), "content").slot("title")
    assert title is not None
    assert title.styles[0].colour.rgb == "FFFFFF"


def test_cells_beside_bars_have_no_ground_of_the_files_style(tmp_path: Path) -> None:
    """A tinted column, a white one with the bars behind its numbers, and a tinted one."""
    rows = "[{{id: a, title: Massif}}, {{id: b, title: Burnt}}, {{id: c, title: Since}}], bars: b, rows: [[Alpilles, 310, 1990], [Maures, 4890, 2003]]"
    report = (
        f"{CHAPTERS.split('sections:')[0]}sections:\n  massifs: {{{{type: table, title: Massifs, columns: {rows}}}}}\n"
    )
    data = accents(makers.office(), "00558C")
    assert look_on(data).tabled
    deck, _ = deck_of(data, tmp_path, report=report)
    assert all(one.find(f"{makers.A}noFill") is not None for one in cells(deck)[3:])


def test_a_table_under_the_styles_of_offices_theme_says_its_own_colours(tmp_path: Path) -> None:
    """The file's table style paints with an accent that the house does not show: blue below a red band."""
    red = makers.rewritten(makers.with_drawings(makers.office(), bar=True, logo=False), MASTER, lambda xml: xml.replace('<a:schemeClr val="accent1"/>', '<a:srgbClr val="9B1C31"/>', 1))  # fmt: skip
    deck, slides = deck_of(accents(red, *OFFICE), tmp_path)
    head, *_, last = cells(deck)
    assert head.find(f"{makers.A}solidFill/{makers.A}srgbClr").get("val") == "9B1C31"
    assert last.find(f"{makers.A}noFill") is not None
    assert all(item.painted for _, item in every(slides, Table))


@pytest.mark.parametrize(
    "ink, page, accent",
    [
        ("001F5B", "FFFFFF", "0033A0"),
        ("FFFFFF", "002060", "FFC000"),
        ("5A0A3C", "FFF4E8", "C2185B"),
        ("004D4D", "FFFFFF", "00897B"),
    ],
)
def test_what_steps_back_is_calm_where_every_colour_of_a_brand_is_strong(ink: str, page: str, accent: str) -> None:
    """A tint of the ink that follows the theme, also of bars that are not highlighted: no other strong colour beside the one that is shown."""
    strong = (accent, "E4002B", "FFB81C", "00B140", "6D2077", "00A3E0")
    data = makers.rewritten(accents(makers.office(), *strong), THEME, lambda xml: re.sub(r"(<a:dk1>).*?(</a:dk1>)", rf'\1<a:srgbClr val="{ink}"/>\2', re.sub(r"(<a:lt1>).*?(</a:lt1>)", rf'\1<a:srgbClr val="{page}"/>\2', xml)).replace("1F497D", "C8102E"))  # fmt: skip
    look = look_on(data)
    for job in ("muted", "rule", "quiet"):
        assert look.colour(job).spread <= 0.25, job
        assert look.colour(job).scheme == "tx1"
    back = paint.stepped_back(look, paint.accent(look))
    assert back.spread <= 0.25
    assert back.scheme == "tx1"
    assert min(back.contrast(look.colour("page")), look.colour("quiet").contrast(look.colour("page"))) >= 3


@pytest.mark.parametrize("ground", ["0B3D2E", "0072C6", "5A0A3C"])
def test_on_a_layout_that_turns_the_colour_map_words_say_their_colours(tmp_path: Path, ground: str) -> None:
    """What "bg1" is on a slide there, programs do not agree on: white words were drawn in the dark grey of the ground's ink."""
    turned = '<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    painted = (
        f'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>'
    )
    data = makers.rewritten(makers.office(), "ppt/slideLayouts/slideLayout3.xml", lambda xml: xml.replace("<a:masterClrMapping/>", turned).replace("<p:spTree>", painted, 1))  # fmt: skip
    deck, slides = deck_of(data, tmp_path, report=CHAPTERS)
    numbers = [at for at, one in enumerate(slides, 1) if one.id.startswith("chapter-")]
    assert numbers
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        for at in numbers:
            slide = packed.read(f"ppt/slides/slide{at}.xml").decode()
            assert "schemeClr" not in slide
            assert 'srgbClr val="FFFFFF"' in slide


def test_blocks_stand_on_a_watermark_that_is_washed_out_without_a_plate(tmp_path: Path) -> None:
    """PowerPoint's "Washout": a picture made brighter and duller; black reads all over it."""
    made = Image.new("RGB", (600, 300), "#FFFFFF")
    ImageDraw.Draw(made).ellipse((40, 20, 560, 280), fill=(20, 40, 120), outline=(200, 30, 30), width=30)
    out = io.BytesIO()
    made.save(out, "PNG")
    master_of = Presentation(io.BytesIO(makers.office()))
    slide = master_of.slides.add_slide(master_of.slide_layouts[6])
    part: Any = master_of.slide_masters[0].part
    _, relation = part.get_or_add_image_part(io.BytesIO(out.getvalue()))
    picture = slide.shapes.add_picture(io.BytesIO(out.getvalue()), Emu(400_000), Emu(2_200_000), Emu(8_400_000), Emu(3_500_000))  # fmt: skip
    (blip,) = picture._element.xpath(".//a:blip")
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation)
    blip.append(blip.makeelement(f"{makers.A}lum", {"bright": "70000", "contrast": "-70000"}))
    master_of.slide_masters[0].shapes._spTree.insert(2, picture._element)
    saved = io.BytesIO()
    master_of.save(saved)
    plain_page = layout(makers.office(), "title-only")
    read = layout(saved.getvalue(), "title-only")
    assert read.plate is None
    assert read.free == plain_page.free
    _, slides = deck_of(saved.getvalue(), tmp_path, report=CHAPTERS)
    assert not [item for slide in slides for item in slide.items if item.id.endswith("plate")]


# -- room --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_text_is_not_crowded_into_half_of_a_page(tmp_path: Path, language: str) -> None:
    data = makers.houses({"Deckblatt": "low-title under", "Inhalt": "title half", "Nur Titel": "title"})
    report = CHAPTERS.replace("language: en", f"language: {language}")
    slide = next(one for one in frames(data, tmp_path, report=report) if one.id == "b")
    (text,) = [box for box in words(slide) if "Nine of ten" in "".join(p.text for p in box.paragraphs)]
    assert text.slot is None
    assert text.box.width > 9_000_000
    title = layout(data, "content").slot("title")
    assert title is not None
    if language == "en":  # it begins where the title does
        assert abs(text.content.x - title.box.x - title.insets.left) < 20_000


def test_a_text_of_most_of_the_width_stays_in_its_place(tmp_path: Path) -> None:
    slides = frames(makers.houses({"Deckblatt": "low-title under", **PAGES}), tmp_path, report=CHAPTERS)
    slide = next(one for one in slides if one.id == "b")
    assert any(box.slot is not None and "Nine of ten" in box.paragraphs[0].text for box in words(slide))


def test_contents_that_do_not_fit_on_a_slide_name_the_chapters_alone(tmp_path: Path) -> None:
    """Four chapters on two slides, two on each, look like a mistake."""
    topics = "".join(
        f"  s{n}{m}: {{type: prose, {'chapter: Part ' + str(n) + ', ' if m == 0 else ''}title: What was said of harbour number {n} and boat {m}, text: Words.}}\n"
        for n in range(5)
        for m in range(6)
    )
    report = CHAPTERS.split("sections:")[0] + "sections:\n" + topics.replace("{", "{{").replace("}", "}}")
    slides = frames(makers.houses({"Deckblatt": "low-title under", **PAGES}, size=(12_192_000, 5_200_000)), tmp_path, report=report)  # fmt: skip
    (agenda,) = [one for one in slides if one.id.startswith("agenda")]
    said = " ".join(p.text for box in words(agenda) for p in box.paragraphs)
    assert "Part 4" in said
    assert "harbour number" not in said


# -- one look ----------------------------------------------------------------------------------------------------------------


def drawn_on(data: bytes, *names: str) -> bytes:
    """The template with a bar at the foot of some of its layouts, and of none but these."""
    made = Presentation(io.BytesIO(data))
    for one in made.slide_layouts:
        if one.name in names:
            bar = makers.P + "sp"
            shape = parse_xml(f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="6600000"/><a:ext cx="9144000" cy="258000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid("7A0019")}</p:spPr></p:sp>')  # fmt: skip
            assert shape.tag == bar
            one.shapes._spTree.append(shape)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "drawn", [("Title Slide", "Title and Content"), ("Title and Content", "Two Content", "Title Slide")]
)
def test_layouts_that_a_program_left_bare_beside_the_houses_own_are_on_no_page(drawn: tuple[str, ...]) -> None:
    read = brand.read(drawn_on(makers.office(), *drawn), WHERE)
    assert {layout.name for layout in read.layouts} <= {*drawn}


def test_a_house_whose_pages_of_text_are_bare_keeps_them() -> None:
    read = brand.read(drawn_on(makers.office(), "Title Slide", "Section Header", "Picture with Caption"), WHERE)
    assert layout_names(read) >= {"Title and Content", "Title Only"}


def layout_names(read: brand.Brand) -> set[str]:
    return {layout.name for layout in read.layouts}


UNFILLED = ("<Project name>", "$author - title", "Name of the document", "Security Classification: <Please choose one")


@pytest.mark.parametrize("said", UNFILLED)
def test_a_text_that_somebody_was_to_fill_in_is_on_no_slide_and_told(said: str) -> None:
    made = Presentation(io.BytesIO(makers.office()))
    for words in (said, "Harbour office"):
        box = made.slides.add_slide(made.slide_layouts[6]).shapes.add_textbox(0, 0, 1_000_000, 300_000)
        box.text_frame.text = words
        made.slide_masters[0].shapes._spTree.append(box._element)
    out = io.BytesIO()
    made.save(out)
    read = brand.read(out.getvalue(), WHERE)
    assert [one.message for one in read.findings if one.code == "brand-unfilled"] == [f"“{said}” is to be filled in, and left out of the slides (the slide master)"]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(read.data)) as packed:
        master = packed.read(MASTER).decode()
    assert "Harbour office" in master
    assert said.replace("<", "&lt;").split(">")[0] not in master


# -- dividers ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [0, 9])
def test_dividers_all_tell_what_is_in_their_chapters_or_none_does(tmp_path: Path, many: int) -> None:
    more = "".join(f"  d{n}: {{{{type: prose, title: Harbour number {n}, text: It is deep.}}}}\n" for n in range(many))
    report = CHAPTERS.replace("  e: {{", f"{more}  e: {{{{")
    data = makers.houses({"Deckblatt": "low-title under", "Kapitel": "low-title under", "Inhalt": "title body", "Nur Titel": "title"})  # fmt: skip
    dividers = [one for one in frames(data, tmp_path, report=report) if one.id.startswith("chapter-")]
    assert len(dividers) == 3
    told = {len(words(one)) > len(words(one, "title", "status", "footer", "number", "page-date")) for one in dividers}
    assert told == {many == 0}


@pytest.mark.parametrize("filled", [False, True])
def test_what_is_in_chapters_has_one_size_on_all_dividers_and_keeps_off_their_names(
    tmp_path: Path, filled: bool
) -> None:
    """A place as high as three lines of its own type, right below the name or the ground that this stands on."""
    deck = Presentation(io.BytesIO(makers.office()))
    name, text = list(next(one for one in deck.slide_layouts if one.name == "Section Header").placeholders)[:2]
    name.left, name.top, name.width, name.height = Emu(700_000), Emu(2_200_000), Emu(7_800_000), Emu(1_400_000)
    text.left, text.top, text.width, text.height = Emu(700_000), Emu(3_600_000), Emu(7_800_000), Emu(1_500_000)
    for held, anchor in ((name, "b"), (text, "t")):
        held.text_frame._txBody.find(f"{makers.A}bodyPr").set("anchor", anchor)
    if filled:
        name.fill.solid()
        name.fill.fore_color.rgb = RGBColor.from_string("203060")  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    deck.save(out)
    more = "".join(f"  d{n}: {{{{type: prose, title: Harbour number {n}, text: It is deep.}}}}\n" for n in range(2))
    slides = frames(out.getvalue(), tmp_path, report=CHAPTERS.replace("  e: {{", f"{more}  e: {{{{"))
    heads = [words(one) for one in slides if one.id.startswith("chapter-")]
    lists = [next(box for box in boxes if box.id == "body") for boxes in heads]
    assert {len(one.paragraphs) for one in lists} == {2, 4}
    assert len({paragraph.style.size for one in lists for paragraph in one.paragraphs}) == 1
    for boxes, below in zip(heads, lists, strict=True):
        (head,) = (box for box in boxes if box.id == "title")
        assert below.content.y >= (head.box.bottom if filled else head.content.bottom) + points(12) - 2


def test_a_divider_on_a_page_of_text_has_its_name_large(tmp_path: Path) -> None:
    made = layout(makers.houses({"Inhalt": "title body"}), "section")
    title, page = made.slot("title"), layout(makers.houses({"Inhalt": "title body"}), "content").slot("title")
    assert title is not None and page is not None
    assert title.styles[0].size > page.styles[0].size
    assert title.box.y > page.box.bottom


# -- covers ------------------------------------------------------------------------------------------------------------------


def covered(held: str, folder: Path, language: str = "en") -> Frame:
    report = CHAPTERS.replace("Harbours and lighthouses", LONG).replace("organization", "subtitle: A year of the office for the coasts\norganization", 1)  # fmt: skip
    data = makers.houses({"Deckblatt": held, **PAGES}, opening="Deckblatt")
    return frames(data, folder, "draft", report.replace("language: en", f"language: {language}"))[0]


@pytest.mark.parametrize(
    "held", ["low-title under", "low-title low", "low-title", "under", "body", "flat-title under", "title body"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_covers_words_keep_off_each_other(tmp_path: Path, held: str, language: str) -> None:
    cover = covered(held, tmp_path, language)
    inked = [
        Box(box.content.x, box.content.y, box.content.width, box.text_height)
        for box in words(cover)
        if box.id in ("subtitle", "date", "status", "title") and box.anchor == "top"
    ]
    assert not any(one.overlaps(other, 12_700) for n, one in enumerate(inked) for other in inked[:n])
    boxes = [box.box for box in words(cover, "subtitle", "date", "status", "page-date", "footer", "number")]
    assert not any(one.overlaps(other, 12_700) for n, one in enumerate(boxes) for other in boxes[:n])


def test_a_covers_details_keep_off_its_logo(tmp_path: Path) -> None:
    """A logo at the foot of the cover, where the status would stand."""
    made = Presentation(io.BytesIO(makers.houses({"Deckblatt": "low-title low", **PAGES}, opening="Deckblatt")))
    place = Box(500_000, 6_000_000, 2_600_000, 500_000)
    mark = Image.new("RGBA", (260, 50), (0, 0, 0, 0))
    ImageDraw.Draw(mark).rectangle((0, 0, 259, 49), fill=(160, 20, 60, 255))
    out = io.BytesIO()
    mark.save(out, "PNG")
    shapes = made.slide_masters[0].shapes
    slide = made.slides[0]
    picture = slide.shapes.add_picture(io.BytesIO(out.getvalue()), Emu(place.x), Emu(place.y), Emu(place.width), Emu(place.height))  # fmt: skip
    part: Any = made.slide_masters[0].part
    _, relation = part.get_or_add_image_part(io.BytesIO(out.getvalue()))
    picture._element.xpath(".//a:blip")[0].set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation)  # fmt: skip
    shapes._spTree.append(picture._element)
    saved = io.BytesIO()
    made.save(saved)
    report = CHAPTERS.replace("Harbours and lighthouses", LONG)
    for slide in frames(saved.getvalue(), tmp_path, "draft", report):
        logo = next(item.box for item in slide.fixed if isinstance(item, Picture))
        for box in words(slide):
            inked = Box(
                box.content.x, box.content.y, max((line.width for line in box.lines), default=0), box.text_height
            )
            assert not inked.overlaps(logo.inset(0, -60_000, 0, -60_000), 0), (slide.id, box.id)


def test_a_low_place_for_a_covers_title_holds_two_lines_rather_than_small_type(tmp_path: Path) -> None:
    (title,) = words(covered("flat-title under", tmp_path), "title")
    assert len(title.lines) > 1
    assert title.paragraphs[0].style.size >= 20


def test_a_subtitle_does_not_shrink_for_what_follows_it(tmp_path: Path) -> None:
    cover = covered("low-title low", tmp_path)
    (subtitle,) = words(cover, "subtitle")
    assert subtitle.paragraphs[0].text == "A year of the office for the coasts"
    assert subtitle.paragraphs[0].style.size >= 14
    assert any("Harbour office" in p.text for box in words(cover) for p in box.paragraphs)


def test_a_covers_line_hangs_under_no_bullet() -> None:
    """A list without marks whose first line hangs: two lines of a subtitle would look shifted."""
    hanging = makers.houses({"Deckblatt": "low-title under", **PAGES})
    hanging = makers.rewritten(hanging, MASTER, lambda xml: re.sub(r'<a:buChar char="•"/>', "<a:buNone/>", xml))
    subtitle = layout(hanging, "cover").slot("subtitle")
    assert subtitle is not None
    assert (subtitle.styles[0].margin, subtitle.styles[0].indent) == (0, 0)


TITLES = (
    "Boats",
    "Where the ferries of the northern islands go in winter, and who still lives by them there",
    "What was caught",
)


@pytest.mark.parametrize("size", [(12_192_000, 6_858_000), (9_144_000, 6_858_000), (9_144_000, 5_143_500)])
def test_titles_of_pages_are_of_one_size_however_long_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    topics = "".join(f"  t{n}: {{{{type: prose, title: {json.dumps(title)}, text: Words.}}}}\n" for n, title in enumerate(TITLES))  # fmt: skip
    report = CHAPTERS.split("sections:")[0] + "sections:\n" + topics
    pages = {"Deckblatt": "low-title under", "Inhalt": "title body", "Nur Titel": "title"}
    slides = frames(makers.houses(pages, size=size), tmp_path, report=report)
    heads = [box for slide in slides if slide.id[0] == "t" for box in words(slide, "title")]
    assert len(heads) == 3
    assert len({box.paragraphs[0].style.size for box in heads}) == 1
    assert heads[0].paragraphs[0].style.size >= 20


@pytest.mark.parametrize("anchor", ["t", "ctr", "b"])
@pytest.mark.parametrize("body", ["title body", "title"])
def test_a_title_whose_place_is_as_low_as_a_line_of_its_type_keeps_that_and_nothing_touches_it(
    tmp_path: Path, anchor: str, body: str
) -> None:
    """There is no room for the line between the place's insets, and people see it there in full size all the same."""
    pages = {"Deckblatt": "low-title under", "Inhalt": body}
    own = layout(makers.houses(pages), "content").slot("title")
    assert own is not None
    size = own.styles[0].size
    data = makers.rewritten(makers.houses(pages), "ppt/slideLayouts/slideLayout2.xml", lambda xml: xml.replace('cy="900000"', f'cy="{round(size * 1.25 * 12700)}"').replace("<a:bodyPr/>", f'<a:bodyPr anchor="{anchor}"/>', 1))  # fmt: skip
    slides = frames(data, tmp_path, report=CHAPTERS.split("sections:")[0] + "sections:\n  t: {{type: prose, title: Boats, text: Words.}}\n")  # fmt: skip
    (slide,) = [one for one in slides if one.id == "t"]
    (head,) = words(slide, "title")
    assert head.paragraphs[0].style.size == size
    below = min(box.box.y + box.insets.top for box in words(slide) if box.box.y > head.box.y and box.id != "title")
    assert below - head.box.y - head.box.height >= 3 * 12700


@pytest.mark.parametrize("insets", ['tIns="0" bIns="0"', ""])
def test_a_long_title_takes_a_second_line_below_its_place_before_it_is_smaller_than_the_others(
    tmp_path: Path, insets: str
) -> None:
    """The place is for one line, and there is room below it on every page."""
    long = "Where the ferries of the northern islands go in the long winters, and who of the old crews still lives by them there"
    middling = "Where the ferries of the northern islands go in the long dark winters"
    pages = {"Deckblatt": "low-title under", "Inhalt": "title body", "Nur Titel": "title"}
    data = makers.houses(pages)
    for number in (2, 3):
        data = makers.rewritten(data, f"ppt/slideLayouts/slideLayout{number}.xml", lambda xml: xml.replace('cy="900000"', 'cy="460000"').replace("<a:bodyPr/>", f"<a:bodyPr {insets}/>", 1))  # fmt: skip
    topics = "".join(f"  t{n}: {{{{type: prose, title: {json.dumps(title)}, text: Words.}}}}\n" for n, title in enumerate(["Boats", long, middling]))  # fmt: skip
    slides = frames(data, tmp_path, report=CHAPTERS.split("sections:")[0] + "sections:\n" + topics)
    heads = [box for slide in slides if slide.id[0] == "t" for box in words(slide, "title")]
    assert len({box.paragraphs[0].style.size for box in heads}) == 1
    assert len(heads[-1].lines) == 2


# -- charts ------------------------------------------------------------------------------------------------------------------


def test_a_charts_key_stands_on_the_brands_page_in_columns_that_hold_its_names(tmp_path: Path) -> None:
    """Names of a key are as long as they are: those that do not go beside each other stand in columns, none over the chart."""
    report = """
id: fleet
title: The fleet
organization: Harbour office
language: en
date: 2026
status: {status}
sections:
  fleet:
    type: chart
    chart: stacked
    title: Boats by port
    unit: boats
    series: {{a: Ferries of the state company, b: Boats of fishing families, c: Yachts of visitors from abroad, d: Tugs and pilots of the harbour office}}
    data:
      - {{label: North, values: {{a: 9, b: 14, c: 6, d: 3}}}}
      - {{label: South, values: {{a: 7, b: 11, c: 5, d: 2}}}}
"""
    slides = frames(makers.houses({"Deckblatt": "low-title under", **PAGES}, size=(7_000_000, 5_250_000)), tmp_path, report=report)  # fmt: skip
    ((slide, chart),) = every(slides, Chart)
    free = layout(
        makers.houses({"Deckblatt": "low-title under", **PAGES}, size=(7_000_000, 5_250_000)), "title-only"
    ).free
    assert free.x - 20_000 <= chart.box.x and chart.box.right <= free.right + 20_000
    others = [item.box for item in slide.items if item is not chart and isinstance(item, TextBox)]
    assert not any(chart.box.overlaps(other, 12_700) for other in others)


def test_a_number_of_two_digits_stands_in_a_place_that_its_insets_fill() -> None:
    look = look_on(makers.office())
    content = next(one for one in look.layouts if one.role == "content")
    places = tuple(
        replace(one, box=replace(one.box, width=points(21))) if one.kind == "sldNum" else one
        for one in content.placeholders
    )
    given = Furniture((), (), ())
    for number in (7, 12):
        (box,) = furniture(given, replace(content, placeholders=places), look, number)
        assert box.paragraphs[0].text == str(number)
        assert box.lines[0].width <= box.content.width


def test_words_outside_placeholders_take_no_letters_from_the_files_defaults(tmp_path: Path) -> None:
    """Its own text boxes are large, in capitals and raised: figures, tables and charts are none of them."""
    shouting = '<a:lnSpc><a:spcPct val="150000"/></a:lnSpc><a:defRPr i="1" cap="all" spc="50" baseline="3999" u="sng" sz="5000"/>'
    data = makers.rewritten(
        makers.office(),
        "ppt/presentation.xml",
        lambda said: re.sub(
            r"<p:defaultTextStyle>.*</p:defaultTextStyle>",
            f"<p:defaultTextStyle><a:lvl1pPr>{shouting}</a:lvl1pPr></p:defaultTextStyle>",
            said,
            flags=re.DOTALL,
        ),
    )
    made, _ = deck(data, tmp_path, report=MIXED)
    bodies = []
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            if re.match(r"ppt/(slides/slide|charts/chart)\d+\.xml", name):
                bodies += re.findall(
                    r"<p:sp>.*?</p:sp>|<a:tc>.*?</a:tc>|<c:txPr>.*?</c:txPr>", packed.read(name).decode()
                )
    free = [one for one in bodies if ("<p:ph" not in one and "<a:t>" in one) or "<c:txPr>" in one]
    assert {one[:3] for one in free} == {"<p:", "<a:", "<c:"}
    for one in free:
        assert 'cap="none"' in one and 'spc="0"' in one and 'i="0"' in one and 'u="none"' in one
        assert "<c:txPr>" in one or '<a:lvl1pPr><a:lnSpc><a:spcPct val="100000"/>' in one


def test_letters_that_a_file_raises_by_default_stay_raised_in_its_own_places_alone(tmp_path: Path) -> None:
    """LibreOffice draws text boxes at three fifths of their size below such a default, whatever they say themselves."""
    raised = '<a:lvl1pPr><a:defRPr baseline="-25000" sz="1800"/></a:lvl1pPr>'
    data = makers.office()
    for part, name in (("presentation", "defaultTextStyle"), ("slideMasters/slideMaster1", "otherStyle")):
        style = re.compile(rf"<p:{name}>.*</p:{name}>", re.DOTALL)
        data = makers.rewritten(data, f"ppt/{part}.xml", partial(style.sub, f"<p:{name}>{raised}</p:{name}>"))
    made, _ = deck(data, tmp_path, report=MIXED)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    assert "baseline" not in texts["ppt/presentation.xml"]
    assert not any("-25000" in text for name, text in texts.items() if "slides/slide" in name)
    shapes = re.findall(r"<p:sp>.*?</p:sp>", texts["ppt/slideMasters/slideMaster1.xml"], re.DOTALL)
    assert {bool(re.search('type="(dt|ftr|sldNum)"', one)) == ("-25000" in one) for one in shapes} == {True}
