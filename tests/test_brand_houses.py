"""What more houses showed: masters left behind by a program, colours that nobody chose, covers and dividers without a place for their words."""

from __future__ import annotations

import re
from pathlib import Path

import brand_makers as makers
import pytest
from test_brand_kinds import TALL, WHERE, WIDE, every, frames, layout
from test_brand_sendable import THEME, accents, cells, look_on
from test_brand_sendable import frames as deck_of

from briefings import brand
from briefings.charts import paint
from briefings.frame import TextBox

OFFICE = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
PAGES = {"Kapitel": "title", "Inhalt": "title body", "Nur Titel": "title"}

CHAPTERS = """
id: harbours
title: Harbours and lighthouses
organization: Harbour office
language: en
date: 2026
status: {status}
sections:
  a: {{type: prose, chapter: Before, title: Silt, text: The fairway was too shallow.}}
  b: {{type: prose, title: Boats, text: Nine of ten were too old.}}
  c: {{type: prose, chapter: Since, title: Dredging, text: The fairway is deep.}}
  d: {{type: prose, title: Money, text: It was paid by the town.}}
  e: {{type: prose, chapter: Next, title: Lamps, text: They are lit by the sun.}}
  f: {{type: prose, title: Crews, text: They are trained.}}
"""


# -- masters ---------------------------------------------------------------------------------------------------------------


def test_a_programs_own_master_beside_the_brands_plays_no_role() -> None:
    """The brand's master was pasted into a new file: Office's, with a layout of every type and nothing drawn, stayed and came first."""
    data = makers.houses({"Title Slide": "low-title under", "Title and Content": "title body", "Two Content": "title left right", **PAGES}, PAGES)  # fmt: skip
    both = makers.with_band(accents(data, *OFFICE), "ppt/slideMasters/slideMaster2.xml", (0, 0, 12_192_000, 200_000))
    offered = {one.part: one.master for one in brand.read(both, WHERE).offered}
    assert {offered[one.part] for one in brand.read(both, WHERE).layouts} == {1}
    assert 0 in {
        offered[one.part] for one in brand.read(data, WHERE).layouts
    }  # white pages in a brand's own colours are the brand's


def test_words_on_a_cover_of_another_theme_say_their_colours_themselves(tmp_path: Path) -> None:
    """The cover's own master calls another colour by the name that the deck's has for its text."""
    data = makers.houses({"Inhalt": "title body"}, {"Deckblatt": "low-title"}, opening="Deckblatt")
    other = makers.rewritten(data, "ppt/theme/theme2.xml", lambda xml: re.sub(r'(<a:(?:dk1|dk2)><a:srgbClr val=")\w+', r"\1FFC81E", xml))  # fmt: skip
    cover, *rest = frames(other, tmp_path)
    free = [item for item in cover.items if isinstance(item, TextBox) and item.slot is None]
    assert free
    assert not any(paragraph.style.colour.scheme for item in free for paragraph in item.paragraphs)
    named = [item for _, item in every(tuple(rest), TextBox) if item.slot is None]
    assert all(paragraph.style.colour.scheme for item in named for paragraph in item.paragraphs)


# -- colours ---------------------------------------------------------------------------------------------------------------


def test_a_house_with_offices_accents_has_its_own_colours_in_charts_and_tables(tmp_path: Path) -> None:
    barred = makers.with_drawings(makers.office(), bar=True, logo=False)
    painted = makers.rewritten(barred, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace('<a:schemeClr val="accent1"/>', '<a:srgbClr val="024D25"/>', 1))  # fmt: skip
    look = look_on(painted)
    green = [look.colour(f"series-{n}") for n in range(1, 5)]
    assert all(one.channels[1] == max(one.channels) for one in green)  # no red, blue or orange of Office's among them
    assert len({one.rgb for one in green}) == 4
    deck, _ = deck_of(painted, tmp_path)
    head = cells(deck)[0].find(f"{makers.A}solidFill/{makers.A}srgbClr")
    assert head is not None and head.get("val") == "024D25"


def test_where_nothing_is_painted_the_titles_colour_is_the_houses() -> None:
    titled = makers.rewritten(makers.office(), "ppt/slideMasters/slideMaster1.xml", lambda xml: re.sub(r'(<p:titleStyle>.*?)<a:schemeClr val="tx1"/>', r'\1<a:srgbClr val="A01E5A"/>', xml, count=1, flags=re.DOTALL))  # fmt: skip
    assert look_on(titled).colour("series-1").rgb == "A01E5A"


def test_a_series_in_the_colour_of_the_page_has_another() -> None:
    look = look_on(accents(makers.office(), "00E4A8", "FFCF01", "FFFFFF", "000000"))
    assert all(look.colour(f"series-{n}").contrast(look.colour("page")) > 1.2 for n in range(1, 7))


def test_words_in_charts_name_no_theme_colour_that_is_another_there() -> None:
    """White is not the page's colour in a theme of yellow on blue."""

    def turned(xml: str) -> str:
        xml = re.sub(r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFD966"/></a:dk1>', xml)
        return re.sub(r"<a:lt1>.*?</a:lt1>", '<a:lt1><a:srgbClr val="2F4B6E"/></a:lt1>', xml)

    read = brand.read(makers.rewritten(makers.office(), THEME, turned), WHERE)
    look = look_on(read.data)
    said = paint.readable(look, look.colour("accent"), paint.ground(look))
    assert not said.scheme or read.colours[said.scheme].rgb == said.rgb


def test_a_file_without_table_styles_has_headings_on_a_ground(tmp_path: Path) -> None:
    """Google Slides writes none: white headings would stand on white."""
    deck, _ = deck_of(makers.houses({"Cover": "low-title under", **PAGES}), tmp_path)
    assert cells(deck)[0].find(f"{makers.A}solidFill") is not None


# -- covers and dividers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("align", ["l", "ctr"])
def test_what_is_in_a_chapter_never_stands_above_its_name(tmp_path: Path, align: str) -> None:
    """Office's section header of 2007 has its text over the title."""
    data = makers.rewritten(makers.office(), "ppt/slideLayouts/slideLayout3.xml", lambda xml: xml.replace('algn="l"', f'algn="{align}"'))  # fmt: skip
    slides = [one for one in frames(data, tmp_path, report=CHAPTERS) if one.id.startswith("chapter-")]
    assert len(slides) == 3
    for slide in slides:
        texts = [item for item in slide.items if isinstance(item, TextBox)]
        (name,) = [item for item in texts if item.id == "title"]
        assert not [item for item in texts if item.box.bottom <= name.box.y]


def test_a_title_over_a_body_is_a_page_of_text_whatever_its_name() -> None:
    castings = {one.role: one for one in brand.read(makers.houses({"1_Titel": "title body", "Kapitel": "title"}), WHERE).castings}  # fmt: skip
    assert castings["content"].name == "1_Titel"
    assert not castings["cover"].good


def test_a_cover_that_the_file_has_no_layout_for_has_its_title_large_and_lower_down() -> None:
    data = makers.houses({"Inhalt": "title body"})
    cover, page = layout(data, "cover").slot("title"), layout(data, "content").slot("title")
    assert cover is not None and page is not None
    assert cover.box.height > page.box.height * 2
    assert cover.anchor == "bottom"
    banded = layout(makers.with_band(data, "ppt/slideMasters/slideMaster1.xml", (0, 0, 12_192_000, 1_320_000)), "cover")
    title = banded.slot("title")
    assert title is not None  # not small on the band of pages: large below it, in a colour that reads there
    assert title.box.y >= 1_320_000
    assert title.styles[0].size >= 30
    assert title.styles[0].colour.contrast(banded.background) >= 4.5


def test_a_divider_made_of_a_cover_without_a_title_has_its_words_apart(tmp_path: Path) -> None:
    slides = frames(
        makers.houses({"1_Couverture": "", "Nur Titel": "title"}, opening="1_Couverture"), tmp_path, report=CHAPTERS
    )
    for slide in slides:
        boxes = [item.box for item in slide.items if isinstance(item, TextBox) and item.id not in ("status", "footer")]
        assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[:n]), slide.id


# -- room ------------------------------------------------------------------------------------------------------------------


def test_a_large_page_has_a_line_for_its_status(tmp_path: Path) -> None:
    """Keynote's pages are twice as large as others, and so is their type."""
    data = makers.houses({"Deckblatt": "low-title under", **PAGES}, size=(24_384_000, 13_716_000))
    for slide in frames(data, tmp_path, "draft"):
        said = [p.text for item in slide.items if isinstance(item, TextBox) for p in item.paragraphs]
        assert any("Draft" in text for text in said), slide.id


def test_layouts_that_get_a_title_play_for_a_cover_with_less_room() -> None:
    """A file of pages to paste into, none with a title, and Office's title slide: charts do not stand below a cover's title."""
    data = makers.houses({"Title Slide": "low-title low", "Tablas": "", "Grafico": ""}, size=(WIDE, TALL))
    castings = {one.role: one.name for one in brand.read(data, WHERE).castings}
    assert castings["chart"] != "Title Slide"
    assert castings["cover"] == "Title Slide"
