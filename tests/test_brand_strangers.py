"""What templates that nobody here had seen were refused for, or had to be touched for: low places, small titles of headers, words of covers."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu
from test_brand_ground import NS, WIDE, master_with, shape, solid
from test_brand_kinds import WHERE, every, frames, layout
from test_brand_sendable import MASTER, THEME, look_on

from briefings import brand
from briefings.charts import map_classes
from briefings.env import Env
from briefings.frame import Chart, TextBox
from briefings.frozen import replace
from briefings.geometry import Box, Insets, points
from briefings.layout.lines import _level
from briefings.look import Colour, Placeholder, TextStyle
from briefings.style import resolve, theme

LAYOUT = "ppt/slideLayouts/slideLayout{}.xml"
PAGES = {"Kapitel": "title", "Inhalt": "title body", "Nur Titel": "title"}
RIDERS = """
id: ferries
title: Ferries
subtitle: Three lines
organization: Harbour office
language: en
date: 2026
status: {status}
sections:
  riders:
    type: chart
    chart: column
    title: Riders
    unit: riders
    data: [%s]
    annotations: [%s]
"""
MANY = RIDERS % (
    ", ".join(f"{{{{label: '{year}', value: {year - 1972}}}}}" for year in range(2012, 2024)),
    ", ".join(f"{{{{at: '{year}', text: A new line is opened to the islands}}}}" for year in (2013, 2017, 2020, 2023)),
)


def test_a_chart_that_has_no_room_for_its_annotations_tells_them_below(tmp_path: Path) -> None:
    """On a page so low the columns stand, and nothing is refused or left out."""
    slides = frames(makers.houses({"Deckblatt": "title", **PAGES}, size=(9_144_000, 4_200_000)), tmp_path, report=MANY)
    ((slide, chart),) = every(slides, Chart)
    told = [box for _, box in every((slide,), TextBox) if box.id.endswith(".notes")]
    assert not chart.spec.annotations and len(told) == 1


def test_blocks_have_the_page_down_to_its_foot_where_the_master_has_no_text(tmp_path: Path) -> None:
    """A layout's own text ends early; nothing is below it."""
    house = makers.houses({"Deckblatt": "title", **PAGES})
    low = 'y="1700000"/><a:ext cx="11192000" cy="2000000"'
    house = makers.rewritten(house, LAYOUT.format(3), lambda xml: re.sub(r'y="1700000"/><a:ext cx="11192000" cy="\d+"', low, xml))  # fmt: skip
    house = makers.rewritten(house, MASTER, lambda xml: re.sub(r'<p:sp>(?:(?!<p:sp>).)*type="body".*?</p:sp>', "", xml))
    assert layout(house, "content").free.bottom > 5_500_000


def test_a_header_is_named_in_the_text_that_people_see_first() -> None:
    """Its title is a small line over a large text: the chapter before, or a word that all headers have."""
    house = makers.houses({"Deckblatt": "title", "Kapitel": "line-title under", "Inhalt": "title body"})
    small = '<a:lvl1pPr><a:defRPr sz="1000"/></a:lvl1pPr>'
    house = makers.rewritten(house, LAYOUT.format(2), lambda xml: xml.replace("<a:lstStyle/>", f"<a:lstStyle>{small}</a:lstStyle>", 1))  # fmt: skip
    title = layout(house, "section").slot("title")
    assert title is not None and title.styles[0].size == 20 and title.box.y > 3_429_000


@pytest.mark.parametrize("own", ["", '<a:buNone/><a:defRPr sz="2000" b="1"><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></a:defRPr>'])  # fmt: skip
def test_running_text_is_no_heading(own: str) -> None:
    """A body's first level is made for headings, bold and in a colour, over texts that are neither."""
    level = f'<a:lstStyle><a:lvl1pPr marL="0" indent="0">{own}</a:lvl1pPr></a:lstStyle>' if own else "<a:lstStyle/>"
    house = makers.houses({"Deckblatt": "title", **PAGES})
    house = makers.rewritten(house, LAYOUT.format(3), lambda xml: level.join(xml.rsplit("<a:lstStyle/>", 1)))
    body = layout(house, "content").slot("body")
    assert body is not None
    assert not body.styles[0].bold and body.styles[0].colour.rgb == body.styles[1].colour.rgb == "1A1A1A"


def test_a_brown_that_no_page_shows_is_not_the_houses_beside_texts_in_grey() -> None:
    house = makers.rewritten(makers.houses({"Deckblatt": "title", **PAGES}), THEME, lambda xml: xml.replace('<a:dk2><a:srgbClr val="00463C"', '<a:dk2><a:srgbClr val="412312"').replace('<a:dk1><a:srgbClr val="1A1A1A"', '<a:dk1><a:srgbClr val="393939"'))  # fmt: skip
    house = makers.with_band(house, MASTER, (0, 6_500_000, 12_192_000, 358_000))
    assert brand.read(house, WHERE).colours["tx2"].rgb == "00463C"


def test_no_date_stands_on_a_rule() -> None:
    rule = f'<p:cxnSp {NS}><p:nvCxnSpPr><p:cNvPr id="77" name="Rule"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="0" y="{{}}"/><a:ext cx="9144000" cy="0"/></a:xfrm><a:prstGeom prst="line"/><a:ln w="12700"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    through, above = (master_with(rule.format(y)) for y in (6_540_000, 6_340_000))
    assert [any(one.kind == "dt" for one in layout(data, "content").placeholders) for data in (through, above)] == [False, True]  # fmt: skip


def test_lines_without_a_bullet_begin_below_each_other() -> None:
    """An indent that hangs is seen in the second line alone."""
    house = makers.houses({"Deckblatt": "title", **PAGES})
    own = '<a:lstStyle><a:lvl1pPr marL="400000" indent="-300000"><a:buNone/></a:lvl1pPr></a:lstStyle>'
    house = makers.rewritten(house, LAYOUT.format(3), lambda xml: own.join(xml.rsplit("<a:lstStyle/>", 1)))
    body = layout(house, "content").slot("body")
    assert body is not None and (body.styles[0].margin, body.styles[0].indent) == (100_000, 0)


def test_a_band_on_both_of_a_layouts_slides_is_the_layouts() -> None:
    """And their title stands on it where they have it."""
    deck: Any = Presentation(io.BytesIO(makers.office()))
    for _ in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes._spTree.insert(2, parse_xml(shape((0, 0, WIDE, 900_000), solid("00463C"))))
        title = slide.shapes.title
        title.text, title.left, title.top, title.width, title.height = "Ferries", Emu(457_200), Emu(50_000), Emu(8_229_600), Emu(800_000)  # fmt: skip
    out = io.BytesIO()
    deck.save(out)
    pages = layout(out.getvalue(), "content")
    title = pages.slot("title")
    assert title is not None and title.box.y == 50_000 and title.background.rgb == "00463C"


def test_land_without_a_value_is_calm_whatever_steps_back() -> None:
    look = look_on(makers.houses({"Deckblatt": "title", **PAGES}))
    strong = replace(look, colours={**look.colours, "muted": Colour("005753")})
    assert map_classes.empty(strong).spread < 0.25


def test_titles_in_smaller_type_stand_at_one_height_in_places_of_several_heights() -> None:
    """They begin at one height; one is made for a line, and has it in the middle, the other is higher."""
    usual = TextStyle(24.0, Colour("000000"), "heading")
    style = replace(usual, size=20.0)
    box, ins = Box(0, 0, points(600), points(34)), Insets(0, points(4), 0, points(4))
    low = Placeholder(0, "title", "Title", box, (style,), ins, given=(usual,))
    assert [_level(one).anchor for one in (low, replace(low, box=replace(box, height=points(50))))] == ["middle", "top"]


def test_a_pages_band_is_the_houses_and_not_a_second_light_colour_that_nobody_chose() -> None:
    """A house that maps its colours for a dark ground, with Office's own blue grey among them."""
    read = brand.read(makers.houses({"Deckblatt": "title", **PAGES}), WHERE)
    said = {"bg1": "000000", "tx1": "404040", "bg2": "44546A", "tx2": "0072BC"}
    dark = replace(read, band="tx2", colours={**read.colours, **{name: Colour(rgb) for name, rgb in said.items()}})
    assert resolve.in_brand(theme.read("default", Env(makers.ROOT)), dark).colours["dk2"] == "0072BC"


@pytest.mark.parametrize(("size", "kicks"), [("1000", True), ("500", False)])
def test_no_chapter_is_named_in_type_that_nobody_reads(size: str, kicks: bool) -> None:
    house = makers.houses({"Deckblatt": "title", "Inhalt": "line low-title under", "Nur Titel": "title"})
    small = f'<a:lstStyle><a:lvl1pPr><a:defRPr sz="{size}"/></a:lvl1pPr></a:lstStyle>'
    house = makers.rewritten(house, LAYOUT.format(2), lambda xml: xml.replace("<a:lstStyle/>", small, 1))
    assert ("kicker" in {one.slot for one in layout(house, "content").placeholders}) is kicks


def test_a_covers_date_stands_below_a_subtitle_of_one_line_and_on_its_edge(tmp_path: Path) -> None:
    """Not in the margin at the page's foot, where there is room below it."""
    data = makers.houses({"Deckblatt": "title low", **PAGES}, opening="Deckblatt")
    data = makers.rewritten(data, LAYOUT.format(1), lambda xml: xml.replace('y="4729000"', 'y="2000000"'))
    cover = {item.id: item for item in frames(data, tmp_path, report=MANY)[0].items if isinstance(item, TextBox)}
    below, after = cover["subtitle"], cover["date"]
    assert 0 <= after.box.y - below.box.bottom < 200_000 and after.content.x == below.content.x


def test_on_a_page_twice_as_large_the_smallest_type_is_too() -> None:
    """Programs make pages of 1,920 by 1,080 points, on which 14 points are not read."""
    usual, large = (layout(makers.houses({"Deckblatt": "title under", **PAGES}, size=size), "cover").slot("title") for size in ((12_192_000, 6_858_000), (24_384_000, 13_716_000)))  # fmt: skip
    assert usual is not None and large is not None
    assert min(one[0].size for one in large.steps) == 2 * min(one[0].size for one in usual.steps) == 28
