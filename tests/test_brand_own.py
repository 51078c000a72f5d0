"""A file's own slides tell how its house uses the template: which layouts it makes pages of, and what it draws on each of them."""

from __future__ import annotations

import io
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt
from test_brand_dress import MASTER, NAMES, layout_part, with_own_slides
from test_brand_mapping import WHERE, cast
from test_brand_sendable import accents, look_on

from briefings import brand
from briefings.roles import ROLES

WIDE, TALL = 12_192_000, 6_858_000
rgb: Any = RGBColor.from_string
chart_data: Any = CategoryChartData


def titled(data: bytes) -> bytes:
    """The file with words in the titles of its own slides."""
    deck: Any = Presentation(io.BytesIO(data))
    for slide in deck.slides:
        slide.shapes.title.text = "Harbours"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


# -- layouts -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("own", "chosen"), [(("Bericht",) * 4, "Bericht"), (("Bericht", "Inhalt", "Inhalt", "Inhalt"), "Inhalt"), ((), "Inhalt")])  # fmt: skip
def test_of_layouts_for_text_the_one_that_the_files_own_slides_stand_on_is_taken(
    own: tuple[str, ...], chosen: str
) -> None:
    data = makers.houses({**NAMES, "Bericht": "title body"})
    assert cast(with_own_slides(data, "Deckblatt", *own))["content"].name == chosen


def test_where_nothing_suits_the_layout_of_the_files_own_slides_is_nearer_than_one_with_a_little_more_room() -> None:
    data = makers.houses({"Deckblatt": "low-title under", "Bilder": "title left right line", "Grafik": "title left right line"})  # fmt: skip
    assert cast(with_own_slides(data, "Deckblatt", "Grafik", "Grafik", "Grafik"))["content"].name == "Grafik"


def test_chapters_begin_on_the_layout_that_the_houses_own_chapters_begin_on() -> None:
    """Its type and name say nothing; slides that say a name alone stand on it."""
    data = makers.houses({**NAMES, "Blau": "low-title"})
    data = makers.with_band(data, layout_part(5), (0, 0, WIDE, TALL))
    own = with_own_slides(data, "Deckblatt", "Blau", "Inhalt", "Inhalt", "Inhalt")
    assert cast(own)["section"].name == "Deckblatt"  # no words on any slide: nothing is told
    assert cast(titled(own))["section"].name == "Blau"
    last = with_own_slides(data, "Deckblatt", "Inhalt", "Inhalt", "Inhalt", "Blau")
    assert cast(titled(last))["section"].name == "Deckblatt"  # a farewell


# -- drawings ----------------------------------------------------------------------------------------------------------------


def drawn_on(data: bytes, numbers: tuple[int, ...], *boxes: tuple[int, int, int, int], picture: bytes = b"") -> bytes:
    """The file with drawings on some of its own slides (from 1): pictures, or bars of a colour."""
    deck: Any = Presentation(io.BytesIO(data))
    for number in numbers:
        slide = deck.slides[number - 1]
        for box in boxes:
            if picture:
                made = slide.shapes.add_picture(io.BytesIO(picture), *box)
            else:
                made = slide.shapes.add_shape(1, *box)
                made.fill.solid()
                made.fill.fore_color.rgb = rgb("7A0019")
                made.line.fill.background()
            slide.shapes._spTree.insert(2, made._element)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def fixed(data: bytes, role: str) -> list[str]:
    """What the layout of a role draws."""
    return [type(one).__name__ for one in brand.read(data, WHERE).of_role(role)[0].fixed]


LOGO, FOOT = (WIDE - 1_500_000, 150_000, 1_200_000, 600_000), (0, TALL - 300_000, WIDE, 300_000)


def test_a_logo_on_most_of_the_files_own_pages_is_on_all_pages_and_not_on_the_cover() -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", "Inhalt", "Inhalt", "Zwei Spalten", "Inhalt")
    read = brand.read(drawn_on(own, (2, 3, 4, 5), LOGO, picture=makers.logo_picture()), WHERE)
    shown = {role: [type(one).__name__ for one in read.of_role(role)[0].fixed] for role in ROLES}
    assert {role for role in ROLES if "Picture" in shown[role]} == {*ROLES} - {"cover", "section"}
    assert read.logo is not None
    assert "brand-only-slides" not in {one.code for one in read.findings}
    for layout in read.layouts:
        title = layout.slot("title")
        assert title is None or layout.role in ("cover", "section") or title.box.right <= LOGO[0]


@pytest.mark.parametrize(("times", "shown"), [(4, True), (2, False)])
def test_a_bar_that_most_pages_draw_themselves_is_their_layouts(times: int, shown: bool) -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", *["Inhalt"] * 5)
    assert ("Panel" in fixed(drawn_on(own, tuple(range(2, 2 + times)), FOOT), "content")) is shown


def test_pages_of_a_house_that_makes_all_its_slides_on_the_layout_for_covers_show_its_logo() -> None:
    own = with_own_slides(makers.houses(NAMES), *["Deckblatt"] * 4)
    assert "Picture" in fixed(drawn_on(own, (2, 3), LOGO, picture=makers.logo_picture()), "content")
    again = with_own_slides(makers.houses(NAMES), *["Deckblatt"] * 4)  # on one page it is what that is about
    assert "Picture" not in fixed(drawn_on(again, (2,), LOGO, picture=makers.logo_picture()), "content")


def test_what_pages_full_of_forms_draw_at_their_edges_is_their_layouts() -> None:
    """A file of one layout, whose cover and last slide do without."""
    own = with_own_slides(makers.houses(NAMES), *["Inhalt"] * 6)
    own = drawn_on(own, (2, 3, 4), FOOT)
    dots = [(1_000_000 + n * 100_000, 2_000_000, 50_000, 50_000) for n in range(80)]
    assert "Panel" in fixed(drawn_on(own, (2, 3), *dots), "content")


@pytest.mark.parametrize(("pages", "taken"), [((2, 3, 4, 5), True), ((2, 3), False)])
def test_a_picture_that_most_pages_stand_on_is_the_pages_ground(pages: tuple[int, ...], taken: bool) -> None:
    deck: Any = Presentation(io.BytesIO(with_own_slides(makers.houses(NAMES), "Deckblatt", *["Deckblatt"] * 5)))
    for number in pages:
        slide = deck.slides[number - 1]
        _, key = slide.part.get_or_add_image_part(io.BytesIO(makers.photo()))
        fill = f'<a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ground = f"<p:bg {names} {related}><p:bgPr><a:blipFill>{fill}</a:blipFill><a:effectLst/></p:bgPr></p:bg>"
        slide._element.cSld.insert(0, parse_xml(ground))
    out = io.BytesIO()
    deck.save(out)
    codes = {one.code for one in brand.read(out.getvalue(), WHERE).findings}
    assert ("brand-grounds" in codes) is taken


def test_a_picture_in_the_midst_of_pages_is_what_they_are_about() -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", *["Inhalt"] * 4)
    midst = (WIDE // 2, TALL // 2, 1_000_000, 500_000)
    assert fixed(drawn_on(own, (2, 3, 4, 5), midst, picture=makers.logo_picture()), "content") == []


def test_a_picture_that_fills_the_first_slide_is_the_covers_ground_and_words_read_on_it() -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", "Inhalt", "Inhalt")
    read = brand.read(drawn_on(own, (1,), (0, 0, WIDE, TALL), picture=makers.photo()), WHERE)
    (cover, *_) = read.of_role("cover")
    title = cover.slot("title")
    assert [type(one).__name__ for one in cover.fixed] == ["Picture"]
    assert title is not None and title.styles[0].colour.contrast(title.background) >= 3
    assert read.of_role("content")[0].fixed == ()
    again = with_own_slides(makers.houses(NAMES), "Inhalt", "Inhalt", "Inhalt")  # on a layout of pages it stays
    assert fixed(drawn_on(again, (1,), (0, 0, WIDE, TALL), picture=makers.photo()), "content") == []


def test_a_background_of_the_first_slide_alone_is_the_covers() -> None:
    dark = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="0B3D91"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", "Inhalt", "Inhalt")
    own = makers.rewritten(own, "ppt/slides/slide1.xml", lambda xml: xml.replace("<p:spTree>", f"{dark}<p:spTree>", 1))
    read = brand.read(own, WHERE)
    assert {one.background.rgb for one in read.of_role("cover")} == {"0B3D91"}
    assert {one.background.rgb for one in read.of_role("content")} == {"FFFFFF"}


# -- places ------------------------------------------------------------------------------------------------------------------


def moved(data: bytes, box: tuple[int, int, int, int], *numbers: int, size: int = 0) -> bytes:
    """The file with the titles of some of its own slides elsewhere, in letters of a size."""
    deck: Any = Presentation(io.BytesIO(titled(data)))
    for number in numbers:
        head = deck.slides[number - 1].shapes.title
        head.left, head.top, head.width, head.height = box
        head.text_frame.paragraphs[0].runs[0].font.size = Pt(size) if size else None
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


HEAD = (900_000, 700_000, WIDE - 1_800_000, 700_000)


@pytest.mark.parametrize(("numbers", "follows"), [((2, 3, 4), True), ((2, 3), False)])
def test_a_title_that_most_slides_have_elsewhere_is_there(numbers: tuple[int, ...], follows: bool) -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", *["Inhalt"] * 5)
    read = brand.read(moved(own, HEAD, *numbers, size=24), WHERE)
    title = read.of_role("content")[0].slot("title")
    assert title is not None
    assert (title.box.x == HEAD[0], title.written[0].size == 24) == (follows, follows)
    assert ("brand-placed" in {one.code for one in read.findings}) is follows


def test_a_title_that_slides_have_over_their_texts_stays_where_the_layout_has_it() -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", *["Inhalt"] * 5)
    over = (900_000, 2_000_000, WIDE - 1_800_000, 3_000_000)
    title = brand.read(moved(own, over, 2, 3, 4, 5), WHERE).of_role("content")[0].slot("title")
    assert title is not None and title.box.y < 1_000_000


def test_a_logo_of_the_first_slide_is_on_the_cover_though_it_stands_on_a_layout_of_pages() -> None:
    data = makers.rewritten(makers.houses(NAMES), layout_part(1), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1))  # fmt: skip
    own = with_own_slides(data, "Inhalt", "Inhalt", "Inhalt")
    own = drawn_on(own, (1,), LOGO, picture=makers.logo_picture())
    assert (fixed(own, "cover"), fixed(own, "content")) == (["Picture"], [])


# -- colours -----------------------------------------------------------------------------------------------------------------


def with_charts(data: bytes, colours: tuple[str, ...]) -> bytes:
    """The file with a chart on each of its own slides after the first, the columns of each in a colour."""
    deck: Any = Presentation(io.BytesIO(data))
    for slide, colour in zip([*deck.slides][1:], colours, strict=False):
        told: Any = chart_data()
        told.categories = ["North", "South"]
        told.add_series("Boats", (3, 4))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Emu(500_000), Emu(2_000_000), Emu(5_000_000), Emu(3_000_000), told)  # fmt: skip
        fill = frame.chart.plots[0].series[0].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(colour)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("colours", "tell"), [(("8A1538", "8A1538", "1B7F79"), True), (("8A1538", "1B7F79"), False)])
def test_charts_of_the_house_tell_what_its_first_colour_is(colours: tuple[str, ...], tell: bool) -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", *["Inhalt"] * 3)
    assert (brand.read(with_charts(own, colours), WHERE).colours["accent1"].rgb == "8A1538") is tell


def test_notes_in_red_on_the_files_own_slides_are_no_colour_of_the_house() -> None:
    own = with_own_slides(makers.office(), "Title Slide", *["Title and Content"] * 3)
    midst = (3_000_000, 2_500_000, 3_000_000, 2_000_000)
    red = drawn_on(own, (2, 3, 4), midst)
    for number in (2, 3, 4):
        red = makers.rewritten(red, f"ppt/slides/slide{number}.xml", lambda xml: xml.replace("7A0019", "FF0000"))
    assert brand.read(red, WHERE).colours["accent1"].rgb != "FF0000"
    assert brand.read(drawn_on(own, (2, 3, 4), midst), WHERE).colours["accent1"].rgb == "7A0019"


def test_a_rule_of_the_house_tells_its_colour() -> None:
    """A broad line below all titles, and nothing else; titles are black."""
    line = '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="80" name="Line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="500000" y="1400000"/><a:ext cx="11000000" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="76200"><a:solidFill><a:srgbClr val="7A0019"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    data = accents(makers.houses(NAMES), "4472C4", "ED7D31")
    data = makers.rewritten(data, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace("</p:spTree>", f"{line}</p:spTree>", 1))  # fmt: skip
    assert brand.read(data, WHERE).colours["accent1"].rgb == "7A0019"


def test_words_of_blocks_are_in_the_grey_that_the_house_writes_its_texts_in() -> None:
    """Not in the theme's black, which nobody sees in the house; a colour is for what stands out."""

    def written(rgb: str) -> str:
        colour = f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        usual = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        return look_on(makers.rewritten(makers.houses(NAMES), MASTER, lambda xml: xml.replace(usual, colour))).colour("text").rgb  # fmt: skip

    assert [written(rgb) for rgb in ("595959", "AAAAAA", "1F4E9E", "1A1A1A")] == ["595959", "1A1A1A", "1A1A1A", "1A1A1A"]  # fmt: skip
