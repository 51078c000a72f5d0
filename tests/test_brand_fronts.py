"""Files that a program wrote slide by slide: one layout without places, titles in text boxes, and a first slide on a ground of its own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt
from test_brand_dress import layout_part, with_own_slides, with_words
from test_brand_kinds import deck
from test_brand_mapping import WHERE
from test_brand_own import drawn_on

from briefings import brand

WIDE, TALL = 12_192_000, 6_858_000
BAR, TITLE = (0, 0, 6_000_000, 600_000), (400_000, 0, 5_400_000, 600_000)
rgb: Any = RGBColor.from_string


def by_hand(*, heads: tuple[str, ...] = ("Context", "Process", "Tiers", "Departments"), name: str = "DEFAULT", aside: int = 0) -> bytes:  # fmt: skip
    """A dark first slide, and pages with a title in white on a black bar, all on the layout of a name, but for some of them `aside`."""
    data = with_own_slides(makers.houses({name: "", "Blatt": ""} if aside else {name: ""}), *[name] * (1 + len(heads) - aside), *["Blatt"] * aside)  # fmt: skip
    opened: Any = Presentation(io.BytesIO(data))
    for number, slide in enumerate(opened.slides):
        panel = slide.shapes.add_shape(1, *((0, 0, WIDE, TALL) if number == 0 else BAR))
        panel.fill.solid()
        panel.fill.fore_color.rgb = rgb("0A0A0A")
        said = slide.shapes.add_textbox(*map(Emu, TITLE if number else (500_000, 2_800_000, 9_000_000, 900_000)))
        run = said.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = heads[number - 1] if number else "Harbours", Pt(24 if number else 54)
        run.font.color.rgb = rgb("FFFFFF")
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_titles_stand_where_the_slides_write_them_into_text_boxes(tmp_path: Path) -> None:
    read = brand.read(by_hand(), WHERE)
    title = read.of_role("content")[0].slot("title")
    assert title is not None
    assert (title.box.x, title.box.y, title.styles[0].size, title.styles[0].colour.rgb) == (400_000, 0, 24, "FFFFFF")
    assert any((one.box.width, one.box.height) == BAR[2:] for one in read.of_role("content")[0].fixed)
    made, _ = deck(by_hand(), tmp_path)
    assert len(Presentation(io.BytesIO(made)).slide_layouts) == 2


def test_words_that_are_the_same_on_all_slides_are_no_title() -> None:
    title = brand.read(by_hand(heads=("Confidential",) * 4), WHERE).of_role("content")[0].slot("title")
    assert title is None or title.box.y > 0


def test_a_first_slide_on_a_ground_of_its_own_has_a_layout_to_itself() -> None:
    read = brand.read(by_hand(), WHERE)
    cover, page = read.of_role("cover")[0], read.of_role("content")[0]
    assert cover.part != page.part
    assert [one.box.height for one in cover.fixed] == [TALL]
    assert not [one for one in page.fixed if one.box.height == TALL]
    title = cover.slot("title")
    assert title is not None
    assert (title.styles[0].size, title.styles[0].colour.rgb) == (54, "FFFFFF")


def test_most_slides_on_the_layout_of_the_first_without_a_title_are_pages_whatever_it_is_called() -> None:
    read = brand.read(by_hand(name="标题幻灯片", aside=1), WHERE)
    cover, page = read.of_role("cover")[0], read.of_role("content")[0]
    assert (page.name, [one.box.height for one in cover.fixed]) == ("标题幻灯片", [TALL])
    assert cover.part != page.part and not [one for one in page.fixed if one.box.height == TALL]


def test_a_text_that_asks_for_a_title_is_the_place_of_a_layout_that_has_none() -> None:
    """As Keynote writes them: the cover is the house's, and nobody sends its “Title Text”."""
    data = makers.houses({"Deckblatt": "", "Inhalt": "title body", "Nur Titel": "title"})
    data = makers.rewritten(data, layout_part(1), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1))  # fmt: skip
    for said, taken in (("Title Text", True), ("Texte du titre", True), ("Title fights", False)):
        worded = with_words(data, layout_part(1), said)
        worded = makers.rewritten(worded, layout_part(1), lambda xml: xml.replace('y="6500000"/><a:ext cx="3000000" cy="250000"', 'y="3000000"/><a:ext cx="9000000" cy="1200000"'))  # fmt: skip
        (cover, *_) = brand.read(worded, WHERE).of_role("cover")
        title = cover.slot("title")
        assert title is not None
        assert ((cover.name, title.box.y) == ("Deckblatt", 3_000_000)) is taken, said


def test_a_first_slide_alone_on_a_blank_layout_is_the_cover_with_its_title_where_the_house_wrote_it() -> None:
    data = makers.houses({"Leer": "", "Inhalt": "title body", "Nur Titel": "title"})
    data = drawn_on(with_own_slides(data, "Leer", "Inhalt"), (1,), (0, 0, WIDE, TALL), picture=makers.photo())
    deck: Any = Presentation(io.BytesIO(data))
    box = deck.slides[0].shapes.add_textbox(Emu(4_000_000), Emu(2_500_000), Emu(7_000_000), Emu(900_000))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = "Harbours", Pt(40)
    out = io.BytesIO()
    deck.save(out)
    (cover, *_) = brand.read(out.getvalue(), WHERE).of_role("cover")
    title = cover.slot("title")
    assert title is not None
    assert (title.box.x, title.box.y) == (4_000_000, 2_500_000)
    assert [one.box.height for one in cover.fixed] == [TALL]


def by_layouts(*, chapters: bool = False) -> bytes:
    """A house that draws a band on a layout without a title for its first and last slide, and sets chapters on another without any."""
    names = {"Band": "", "Blatt": "", "Inhalt": "title body", "Nur Titel": "title"}
    data = makers.with_band(makers.houses(names), layout_part(1), (0, 2_000_000, WIDE, 2_600_000))
    inner = ["Blatt"] * 3 if chapters else ["Inhalt"] * 3
    opened: Any = Presentation(io.BytesIO(with_own_slides(data, "Band", *inner, "Inhalt", "Inhalt", "Band")))
    for number, slide in enumerate(opened.slides):
        if slide.slide_layout.name == "Inhalt":
            continue
        at = (600_000, 2_400_000, 9_000_000, 900_000) if slide.slide_layout.name == "Band" else (4_000_000, 3_000_000, 7_000_000, 900_000)  # fmt: skip
        if slide.slide_layout.name == "Blatt":
            form = slide.shapes.add_shape(1, *map(Emu, (0, 2_200_000, WIDE, 2_400_000)))
            badge = slide.shapes.add_shape(1, *map(Emu, (500_000, 2_600_000, 1_500_000, 1_500_000)))
            badge.text_frame.text = f"0{number}"
            badge.text_frame.paragraphs[0].runs[0].font.size = Pt(96)
            slide.shapes.add_group_shape([form, badge])
        run = slide.shapes.add_textbox(*map(Emu, at)).text_frame.paragraphs[0].add_run()
        run.text, run.font.size = ("Harbours", "Context", "Process", "Tiers")[number % 4], Pt(44)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("orphan", [False, True])
def test_a_first_slide_on_a_drawn_layout_without_a_title_is_the_cover_though_the_last_stands_on_it_too(
    orphan: bool,
) -> None:
    data = by_layouts()
    if orphan:  # a place that the layout has no more
        mark = '<p:nvPr><p:ph type="title" idx="4294967295"/></p:nvPr>'
        data = makers.rewritten(data, "ppt/slides/slide1.xml", lambda xml: xml.replace("<p:nvPr/>", mark).replace(f"{mark}</p:nvGrpSpPr>", "<p:nvPr/></p:nvGrpSpPr>"))  # fmt: skip
    read = brand.read(data, WHERE)
    cover, page = read.of_role("cover")[0], read.of_role("content")[0]
    title, under = cover.slot("title"), cover.slot("subtitle")
    assert title is not None and under is not None
    assert (title.box.x, title.box.y, title.styles[0].size) == (600_000, 2_400_000, 44)
    assert under.box.x == title.box.x and under.box.y >= title.box.bottom
    assert [one.box.height for one in cover.fixed] == [2_600_000] and not page.fixed
    assert under.styles[0].size == 26, "less than its title, in every program"


def test_chapters_stand_where_the_slides_write_their_names_on_what_they_draw_without_its_number() -> None:
    section = brand.read(by_layouts(chapters=True), WHERE).of_role("section")[0]
    title = section.slot("title")
    assert title is not None
    assert (section.name, title.box.x, title.box.y) == ("Blatt", 4_000_000, 3_000_000), "and not where the number is"
    assert [one.box.width for one in section.fixed] == [WIDE, 1_500_000]


def test_a_first_slide_alone_on_a_slide_master_that_draws_for_it_is_the_cover() -> None:
    """Its title was left behind when somebody took the place for it out of the layout."""
    data = makers.houses({"Inhalt": "title body", "Nur Titel": "title"}, {"Titelfolie": ""})
    data = makers.with_band(data, "ppt/slideMasters/slideMaster2.xml", (0, 2_000_000, WIDE, 2_600_000))
    opened: Any = Presentation(io.BytesIO(with_own_slides(data, "Titelfolie", "Inhalt", "Inhalt")))
    run = opened.slides[0].shapes.add_textbox(*map(Emu, (600_000, 2_400_000, 9_000_000, 900_000))).text_frame.paragraphs[0].add_run()  # fmt: skip
    run.text, run.font.size = "Harbours", Pt(44)
    out = io.BytesIO()
    opened.save(out)
    cover = brand.read(out.getvalue(), WHERE).of_role("cover")[0]
    title = cover.slot("title")
    assert title is not None
    assert ([one.box.height for one in cover.fixed], title.box.y) == ([2_600_000], 2_400_000)
