"""The file's own first slide is the house's cover, where the layout is what programs give to every file: its forms, its ground, and where its title stands."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt
from test_brand_dress import NAMES, with_own_slides
from test_brand_ground import NS, gradient
from test_brand_mapping import WHERE
from test_brand_own import LOGO, TALL, WIDE, drawn_on, fixed, rgb

from briefings import brand
from briefings.look import SlideLayout

GROUND, ROUND, ACROSS = (0, 0, WIDE, TALL), (700_000, 600_000, 2_000_000, 2_000_000), (0, 3_000_000, WIDE, 1_500_000)


def cover(data: bytes) -> SlideLayout:
    return brand.read(data, WHERE).of_role("cover")[0]


def opening(*, words: str = "", placed: bool = False) -> bytes:
    """A file whose first slide stands on the cover's layout, with words in a text box, or its title elsewhere."""
    deck: Any = Presentation(io.BytesIO(with_own_slides(makers.houses(NAMES), "Deckblatt", "Inhalt", "Inhalt")))
    slide = deck.slides[0]
    if words:
        box = slide.shapes.add_textbox(Emu(1_000_000), Emu(1_500_000), Emu(3_000_000), Emu(600_000))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = words, Pt(40)
    if placed:
        title = slide.shapes.title
        title.text, title.left, title.top, title.width, title.height = "Harbours", Emu(4_600_000), Emu(4_500_000), Emu(6_000_000), Emu(1_200_000)  # fmt: skip
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_the_forms_of_a_first_slide_with_a_ground_of_its_own_are_the_covers() -> None:
    """Without one they may be what that slide is about."""
    assert fixed(drawn_on(opening(), (1,), ACROSS, ROUND, GROUND), "cover") == ["Panel"] * 3
    assert fixed(drawn_on(opening(), (1,), ROUND), "cover") == []


def test_a_picture_from_edge_to_edge_that_the_house_sets_its_title_on_is_the_covers() -> None:
    data = opening(placed=True)  # the title stands from 4,500,000 on
    assert fixed(drawn_on(data, (1,), (0, 0, WIDE, 5_000_000), picture=makers.photo()), "cover") == ["Picture"]
    assert fixed(drawn_on(data, (1,), (0, 4_400_000, 3_000_000, 600_000), picture=makers.photo()), "cover") == []


def test_a_title_stands_where_the_first_slide_has_it_on_its_own_ground() -> None:
    def left(data: bytes) -> int:
        title = cover(data).slot("title")
        assert title is not None
        return title.box.x

    assert left(drawn_on(opening(placed=True), (1,), GROUND)) == 4_600_000
    assert left(opening(placed=True)) != 4_600_000


def test_a_text_box_in_large_type_tells_where_a_covers_title_stands() -> None:
    made = cover(drawn_on(opening(words="Harbours"), (1,), GROUND))
    title = made.slot("title")
    assert title is not None
    assert (title.box.x, title.box.y, title.styles[0].size, title.styles[0].align) == (1_000_000, 1_500_000, 40, "start")  # fmt: skip
    assert title.box.width > WIDE // 2  # the box was as wide as its words


def test_a_ground_stands_behind_what_the_covers_layout_draws_itself() -> None:
    """A photo over the panel that words are read on would leave them on the photo."""
    data = makers.with_band(opening(), "ppt/slideLayouts/slideLayout1.xml", (0, 0, WIDE, 3_000_000), "bg1")
    kinds = fixed(drawn_on(data, (1,), GROUND, picture=makers.photo()), "cover")
    assert kinds == ["Picture", "Panel"]


def test_colours_that_the_first_slide_maps_in_its_own_way_stay_so_on_the_cover() -> None:
    dark = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    turned = 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'

    def own(xml: str) -> str:
        xml = xml.replace("<a:masterClrMapping/>", f"<a:overrideClrMapping {turned}/>")
        return xml.replace("<p:spTree>", f"{dark}<p:spTree>", 1)

    made = cover(makers.rewritten(opening(), "ppt/slides/slide1.xml", own))
    title = made.slot("title")
    assert made.background.luminance < 0.1
    assert title is not None and title.styles[0].colour.contrast(made.background) >= 4.5


@pytest.mark.parametrize("used", [("Deckblatt", "Inhalt", "Deckblatt"), ("Deckblatt",) * 4])
def test_a_layout_for_covers_has_it_though_other_slides_stand_on_that_too(used: tuple[str, ...]) -> None:
    """A farewell, or a template's own samples, all on the first layout that the program offers."""
    data = drawn_on(with_own_slides(makers.houses(NAMES), *used), (1,), GROUND)
    typed = makers.rewritten(data, "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1))  # fmt: skip
    assert fixed(typed, "cover") == ["Panel"]


def test_a_master_of_greys_that_none_of_its_own_slides_stands_on_plays_no_role() -> None:
    """Its shaded ground is nobody's; the other has the house's logo on all pages."""
    shaded = '<p:bg><p:bgPr><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000"><a:srgbClr val="D9D9D9"/></a:gs></a:gsLst><a:lin ang="5400000"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>'
    data = makers.houses(NAMES, {"Titel": "title", "Text": "title body"})
    data = makers.rewritten(data, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace("<p:spTree>", f"{shaded}<p:spTree>", 1) if "<p:bg>" not in xml else xml.replace(xml[xml.index("<p:bg>") : xml.index("</p:bg>") + 7], shaded))  # fmt: skip
    number = 1 + len(NAMES)
    for part in range(number, number + 2):
        data = makers.with_band(data, f"ppt/slideLayouts/slideLayout{part}.xml", LOGO, "accent1")
    own = with_own_slides(data, "Text")
    read = brand.read(own, WHERE)
    assert {one.name for one in read.castings if one.role in ("content", "title-only")} <= {"Titel", "Text"}


def cornered(colour: str, *, busy: bool = False) -> bytes:
    """A page in white with a triangle in its lower right corner, or a photo of many shades."""
    made = Image.new("RGB", (320, 180), "white")
    if busy:
        made = Image.effect_noise((320, 180), 120).convert("RGB")
    ImageDraw.Draw(made).polygon([(320, 90), (320, 180), (230, 180)], fill=f"#{colour}")
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def on_pictures(*, busy: bool, pictured: tuple[int, ...] = (1, 2, 3, 4)) -> bytes:
    """A file of four slides that all stand on the layout for covers, each, or those `pictured`, on a picture of its own, with words on it and one
    logo in two places."""
    data = with_own_slides(makers.houses(NAMES), *["Deckblatt"] * 4)
    data = makers.rewritten(data, "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1))  # fmt: skip
    for number, colour in enumerate(("4AB25D", "0A3C44", "7A0019", "203864"), 1):
        first = number == 1
        logo = (4_500_000, 700_000, 1_500_000, 800_000) if first else (500_000, 6_000_000, 1_200_000, 640_000)
        data = drawn_on(data, (number,), logo, picture=makers.logo_picture())
        data = drawn_on(data, (number,) if number in pictured else (), GROUND, picture=cornered(colour, busy=busy))
    deck: Any = Presentation(io.BytesIO(data))
    for slide in deck.slides:
        for top in (700_000, 1_700_000):
            slide.shapes.add_textbox(Emu(600_000), Emu(top), Emu(6_000_000), Emu(800_000)).text_frame.text = "Harbours"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize("busy", [False, True])
def test_pages_stand_on_the_picture_of_the_first_page_whose_words_stand_on_a_plain_part_of_it(busy: bool) -> None:
    """Each of the house's own has another; of photos, which pages are about, none is taken."""
    read = brand.read(on_pictures(busy=busy), WHERE)
    pages = [one.box for one in read.of_role("content")[0].fixed]
    assert sum(box == read.page.box for box in pages) == (not busy)
    assert any(box.x == 500_000 for box in pages), "the logo, where most pages have it"
    opens = [one.box for one in read.of_role("cover")[0].fixed]
    assert sum(box == read.page.box for box in opens) == 1
    assert any(box.x == 4_500_000 for box in opens), "the logo, in the midst of the first slide"


def test_the_picture_of_a_farewell_says_nothing_of_the_pages() -> None:
    """Nor does that of the agenda, if it is the only other: the page between has the house's own ground."""
    read = brand.read(on_pictures(busy=False, pictured=(1, 2, 4)), WHERE)
    assert read.page.box not in [one.box for one in read.of_role("content")[0].fixed]


def test_a_form_that_is_filled_with_the_background_is_not_seen() -> None:
    """Its style names a colour all the same, which nobody has ever seen there."""
    part = "ppt/slideLayouts/slideLayout2.xml"
    data = makers.with_band(makers.houses(NAMES), part, (0, 0, WIDE, 900_000), "accent2")
    bare = makers.rewritten(data, part, lambda xml: xml.replace("<p:sp>", '<p:sp useBgFill="1">', 1))
    assert ("Panel" in fixed(data, "content"), "Panel" in fixed(bare, "content")) == (True, False)


def test_a_covers_subtitle_stands_on_one_side_of_where_a_band_ends() -> None:
    """Half of its words would be white on white."""
    part, ends = "ppt/slideLayouts/slideLayout1.xml", 4_900_000
    low = makers.with_band(makers.office(), part, (0, 0, 9_144_000, ends), "tx2")
    (subtitle,) = [one for one in cover(low).placeholders if one.kind == "subTitle"]
    assert subtitle.box.bottom <= ends
    assert subtitle.styles[0].colour.contrast(subtitle.background) >= 4.5
    whole = makers.with_band(makers.office(), part, (0, 0, 9_144_000, 6_858_000), "tx2")
    (subtitle,) = [one for one in cover(whole).placeholders if one.kind == "subTitle"]
    assert subtitle.box.bottom > ends


def test_a_cover_has_the_ground_that_the_first_slide_gives_to_its_title() -> None:
    """It may be all that this shows of its house."""
    deck: Any = Presentation(io.BytesIO(opening(placed=True)))
    title = deck.slides[0].shapes.title
    title.fill.solid()
    title.fill.fore_color.rgb = rgb("014DA1")
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = rgb("FFFFFF")
    out = io.BytesIO()
    deck.save(out)
    place = cover(out.getvalue()).slot("title")
    assert place is not None
    assert (place.filled, place.background.rgb, place.styles[0].colour.rgb) == (True, "014DA1", "FFFFFF")
    assert place.box.x == 4_600_000
    assert place.box.x == 4_600_000


def pictured(*used: str, panel: bool = False) -> bytes:
    """A file whose first slide shows a photo in the cover's place for one, with a panel over it where there is one."""
    place = '<p:sp><p:nvSpPr><p:cNvPr id="30" name="Foto"/><p:cNvSpPr/><p:nvPr><p:ph type="pic" idx="30"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="12192000" cy="6000000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
    data = makers.rewritten(makers.houses(NAMES), "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace('type="title"', 'type="ctrTitle"').replace('type="body" idx="10"', 'type="subTitle" idx="10"').replace("</p:spTree>", f"{place}</p:spTree>"))  # fmt: skip
    deck: Any = Presentation(io.BytesIO(with_own_slides(data, *used)))
    for slide in (one for one in deck.slides if one.slide_layout.name == "Deckblatt"):
        next(one for one in slide.placeholders if one.placeholder_format.idx == 30).insert_picture(io.BytesIO(makers.photo()))  # fmt: skip
        slide.shapes.title.text = "Harbours"
        if panel:
            made = slide.shapes.add_shape(1, 0, 0, WIDE, 6_000_000)
            made.fill.solid()
            made.fill.fore_color.rgb = rgb("7A0019")
            slide.shapes._spTree.insert(3, made._element)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize("used", [("Deckblatt", "Inhalt", "Inhalt"), ("Deckblatt", "Deckblatt", "Inhalt", "Inhalt")])
def test_the_photo_in_a_place_of_the_first_slide_is_the_covers_below_what_the_house_draws_over_it(
    used: tuple[str, ...],
) -> None:
    """Without it white words would stand on white."""
    made = cover(pictured(*used))
    assert [(type(one).__name__, one.box.height) for one in made.fixed] == [("Picture", 6_000_000)]
    assert [type(one).__name__ for one in cover(pictured(*used, panel=True)).fixed] == ["Picture", "Panel"]


def test_logos_on_a_picture_at_the_edge_of_the_first_slide_are_the_covers_and_large_ones_at_its_edge() -> None:
    skyline, logo, other = (0, 4_300_000, WIDE, 2_558_000), (8_400_000, 4_400_000, 2_100_000, 1_200_000), (100_000, 100_000, 4_400_000, 1_600_000)  # fmt: skip
    data = drawn_on(opening(), (1,), logo, picture=makers.logo_picture())
    assert fixed(data, "cover") == []
    assert fixed(drawn_on(data, (1,), skyline, picture=makers.photo()), "cover") == ["Picture", "Picture"]
    assert fixed(drawn_on(opening(), (1,), other, picture=makers.logo_picture()), "cover") == ["Picture"]


def test_a_picture_in_the_midst_of_the_first_slide_that_a_layout_draws_too_is_the_covers() -> None:
    """The house's logo, on a layout that no slide stands on."""
    mark, data = (5_000_000, 1_500_000, 3_000_000, 2_400_000), opening()
    assert fixed(drawn_on(data, (1,), mark, picture=makers.logo_picture()), "cover") == []
    deck: Any = Presentation(io.BytesIO(data))
    spare = next(one for one in deck.slide_layouts if one.name == "Zwei Spalten")
    _, key = spare.part.get_or_add_image_part(io.BytesIO(makers.logo_picture()))
    drawn: Any = deck.slides[1].shapes.add_picture(io.BytesIO(makers.logo_picture()), *mark)._element
    drawn.blipFill.blip.rEmbed = key
    spare.shapes._spTree.append(drawn)
    out = io.BytesIO()
    deck.save(out)
    assert fixed(drawn_on(out.getvalue(), (1,), mark, picture=makers.logo_picture()), "cover") == ["Picture"]


def test_a_picture_is_the_houses_though_the_file_has_what_it_was_made_from() -> None:
    kept = '<a:extLst><a:ext uri="{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}"><a14:imgProps xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><a14:imgLayer r:embed="rId99"/></a14:imgProps></a:ext></a:extLst></a:blip>'
    data = drawn_on(opening(), (1,), GROUND, picture=makers.photo())
    edited = makers.rewritten(data, "ppt/slides/slide1.xml", lambda xml: re.sub(r'<a:blip (r:embed="[^"]*")/>', rf"<a:blip \1>{kept}", xml))  # fmt: skip
    assert "imgProps" in zipfile.ZipFile(io.BytesIO(edited)).read("ppt/slides/slide1.xml").decode()
    assert fixed(edited, "cover") == ["Picture"]


def test_a_subtitle_has_the_letters_of_the_text_below_the_first_slides_title() -> None:
    deck: Any = Presentation(io.BytesIO(drawn_on(opening(words="Harbours"), (1,), GROUND)))
    run = deck.slides[0].shapes.add_textbox(Emu(1_000_000), Emu(2_200_000), Emu(5_000_000), Emu(400_000)).text_frame.paragraphs[0].add_run()  # fmt: skip
    run.text, run.font.size = "Five ports", Pt(22)
    run.font.color.rgb = rgb("FFEEDD")
    out = io.BytesIO()
    deck.save(out)
    titled = makers.rewritten(out.getvalue(), "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace('type="body" idx="10"', 'type="subTitle" idx="10"'))  # fmt: skip
    under = cover(titled).slot("subtitle")
    assert under is not None
    assert (under.styles[0].size, under.styles[0].colour.rgb) == (22, "FFEEDD")


def test_no_title_is_made_less_than_half_as_wide_for_what_a_picture_has_drawn_in_it() -> None:
    """The house has its own there."""
    made = Image.new("RGB", (320, 180), (10, 20, 60))
    ImageDraw.Draw(made).polygon([(40, 80), (60, 60), (80, 90), (60, 110)], fill=(250, 120, 0))
    data = io.BytesIO()
    made.save(data, "PNG")
    title = cover(drawn_on(opening(placed=True), (1,), GROUND, picture=data.getvalue())).slot("title")
    assert title is not None and title.box.width * 2 > 6_000_000


def test_a_title_on_a_gradient_keeps_its_width_and_ends_where_its_subtitle_lies_on_its_foot() -> None:
    """A ground that grows lighter has no edge to keep off, and beside a title there is no room for what stands below it."""
    fade = f"<p:bg {NS}><p:bgPr>{gradient(('076EB8', 100), ('42B0FF', 100), angle=20)}<a:effectLst/></p:bgPr></p:bg>"
    deck = Presentation(io.BytesIO(makers.office()))
    cover = deck.slide_layouts[0]
    cover._element.cSld.insert(0, parse_xml(fade))
    head, under = cover.placeholders[0], cover.placeholders[1]
    head.left, head.top, head.width, head.height = map(Emu, (500_000, 1_500_000, 6_000_000, 2_000_000))
    under.left, under.top, under.width, under.height = map(Emu, (500_000, 3_000_000, 8_000_000, 520_000))
    for one in head._element.iter(f"{makers.A}lstStyle"):
        one.append(parse_xml(f'<a:lvl1pPr {NS}><a:defRPr sz="4200"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr>'))  # fmt: skip
    out = io.BytesIO()
    deck.save(out)
    layout = brand.read(out.getvalue(), WHERE).of_role("cover")[0]
    title, subtitle = layout.slot("title"), layout.slot("subtitle")
    assert title is not None
    assert subtitle is not None
    assert (title.box.width, title.box.bottom) == (6_000_000, 3_000_000)
    assert subtitle.box.width == 8_000_000
