"""What a house is known by is told by what its pages show, more than by what its theme lists: colours that nobody has seen, greys, mud
and Office's beige are nobody's; a logo is one also as an EMF, or as part of a picture behind everything."""

from __future__ import annotations

import colorsys
import io
import re
import struct
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu
from test_brand_ground import PHOTO, TALL, WIDE, emf, gradient, master_with, with_pictures_as
from test_brand_identity import ROOT, WHERE, logo_in, look_on, recoloured, with_media

from briefings import brand
from briefings.brand import emblem
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Picture
from briefings.frozen import replace
from briefings.geometry import Box
from briefings.images import load
from briefings.layout.areas import on
from briefings.layout.badge import Badge
from briefings.look import Colour, Logo
from briefings.style import resolve

GREEN, RED = "49DE51", "FA0F00"


def with_slides(data: bytes, fill: str) -> bytes:
    """A template with slides of its own, each with a broad shape of a colour: "accent2", or six digits."""
    deck = Presentation(io.BytesIO(data))
    for _ in range(3):
        drawn = deck.slides.add_slide(deck.slide_layouts[5]).shapes.add_shape(
            1, Emu(0), Emu(0), Emu(WIDE), Emu(TALL // 5)
        )
        drawn.fill.solid()
        if fill == "accent2":
            drawn.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
        else:
            rgb: Any = RGBColor
            drawn.fill.fore_color.rgb = rgb.from_string(fill)
        drawn.line.fill.background()
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


# -- colours ---------------------------------------------------------------------------------------------------------------


def test_an_accent_that_no_page_shows_gives_way_to_the_one_that_they_do() -> None:
    chosen = recoloured(makers.office(), accent1=GREEN, accent2=RED, dk2="2C2C2C")
    look = look_on(with_slides(chosen, "accent2"))
    assert (look.colour("series-1").scheme, look.colour("accent").scheme) == ("accent2", "accent2")
    assert look_on(with_slides(chosen, RED), "sheet").colour("accent").rgb == RED  # by its value too
    told = [one.message for one in brand.read(with_slides(chosen, RED), WHERE).findings if one.code == "brand-colours"]
    assert told == [
        f"the theme's first accent is a grey, or seen nowhere in the file: `{RED}`, which its pages show, is taken for the first"
    ]


def test_an_accent_that_the_master_shows_stays_whatever_its_slides_show() -> None:
    chosen = recoloured(makers.office(), accent1="1B5E20", accent2=RED, dk2="2C2C2C")
    barred = makers.with_band(chosen, "ppt/slideMasters/slideMaster1.xml", (0, 0, 9_144_000, 30_000), "accent1")
    assert look_on(with_slides(barred, "accent2")).colour("accent").scheme == "accent1"
    assert look_on(chosen).colour("accent").scheme == "accent1"  # where no slide says more, the theme does


@pytest.mark.parametrize("theme", ["default", "un", "earth", "forest", "ink", "plain", "vivid"])
def test_a_theme_of_ours_keeps_the_colours_that_it_names(theme: str) -> None:
    """Its slide master is read like a customer's, and has no slides that say more."""
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(ROOT))[0]
    assert (look.colour("accent").slot, look.colour("band").scheme in ("tx2", "accent5")) == ("accent1", True)


def test_a_grey_is_no_first_colour_where_the_house_has_one() -> None:
    grey = recoloured(makers.office(), accent1="969696", dk2="0C4B72")
    assert look_on(with_slides(grey, "2D7CBB")).colour("accent").rgb == "2D7CBB"


def test_an_orange_stays_one_below_dark_words_and_becomes_no_mud() -> None:
    look = look_on(recoloured(makers.office(), accent1="E6981E", dk2="44546A"))
    assert (look.colour("band").rgb, look.colour("on-band").rgb) == ("E6981E", "000000")
    accent = look.colour("accent")
    hues = [colorsys.rgb_to_hls(*one.channels)[0] * 360 for one in (Colour("E6981E"), accent)]
    assert hues[1] < hues[0] - 5
    assert accent.contrast(look.colour("page")) >= 3
    assert (accent.scheme, accent.turn) == ("accent1", round(hues[1] - hues[0]))
    assert look_on(recoloured(makers.office(), accent1="00B6F5", dk2="44546A")).colour("on-band").rgb == "FFFFFF"


def test_office_s_beige_a_pale_accent_and_its_link_blue_are_nobody_s() -> None:
    look = look_on(recoloured(makers.office(), accent1="F1F2FF", dk2="8FD0FF", accent2=RED))
    assert look.colour("panel").rgb == "F1F2FF"
    assert look.colour("link").rgb != "0000FF"
    assert look_on(makers.office()).colour("panel").rgb != "EEECE1"
    pale = makers.rewritten(makers.office(), "ppt/theme/theme1.xml", lambda xml: xml.replace("F79646", "ACC995"))
    assert look_on(pale).colour("rule").scheme != "accent6"


def test_a_sheet_s_band_has_the_house_s_colour_also_where_its_second_light_one_is_darker() -> None:
    """As programs of Apple's write themes: greys as the second colours, and the brand in what is drawn."""
    grey = recoloured(makers.office(), dk2="A7A7A7")
    grey = makers.rewritten(grey, "ppt/theme/theme1.xml", lambda xml: xml.replace("EEECE1", "535353"))
    barred = makers.with_band(grey, "ppt/slideMasters/slideMaster1.xml", (0, 0, 9_144_000, 400_000), "accent2")
    painted = makers.rewritten(barred, "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace('<a:schemeClr val="accent2"/>', '<a:srgbClr val="D82932"/>', 1))  # fmt: skip
    assert look_on(painted, "sheet").colour("band").rgb == "D82932"


def test_words_on_a_band_are_all_light_or_all_dark() -> None:
    """A blue on which black and white both read."""
    look = on(look_on(recoloured(makers.office(), dk2="007FAB", accent1="007FAB"), "sheet"), "band")
    names = ("title", "source", "caption", "heading")
    assert {look.style(name).colour.luminance > 0.5 for name in names} == {True}


def test_a_panel_below_words_is_dark_where_the_house_writes_in_white() -> None:
    def white(deck: Any) -> None:
        for colour in deck.slide_masters[0]._element.find(f"{makers.P}txStyles").iter(f"{makers.A}schemeClr"):
            colour.set("val", "bg1")

    ground = gradient(("300000", 100), ("FF9060", 100), ("300000", 100))
    (dark, *_) = brand.read(master_with(ground=ground, change=white), WHERE).of_role("title-only")
    assert dark.plate is not None and dark.plate.luminance < 0.1
    (light, *_) = brand.read(master_with(ground=ground), WHERE).of_role("title-only")
    assert light.plate is not None and light.plate.rgb == "FFFFFF"


def test_a_panel_that_most_slides_draw_is_taken_as_their_layout_s() -> None:
    """White on a dark page: words of the deck stand on it too. Two slides prove nothing, nor does a shape with words."""

    def drawn(times: int, words: str) -> bytes:
        deck = Presentation(io.BytesIO(master_with(ground='<a:solidFill><a:srgbClr val="0B3D91"/></a:solidFill>')))
        for _ in range(times):
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            panel = slide.shapes.add_shape(1, Emu(300_000), Emu(300_000), Emu(8_500_000), Emu(6_200_000))
            panel.fill.solid()
            panel.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
            panel.text_frame.text = words
            slide.shapes._spTree.insert(2, panel._element)
        out = io.BytesIO()
        deck.save(out)
        return out.getvalue()

    def ground(data: bytes) -> str:
        body = brand.read(data, WHERE).of_role("content")[0].slot("body")
        assert body is not None
        return body.background.rgb

    assert ground(drawn(4, "")) == "FFFFFF"
    assert {ground(drawn(2, "")), ground(drawn(4, "A word"))} == {"0B3D91"}
    told = [one.message for one in brand.read(drawn(4, ""), WHERE).findings if one.code == "brand-panels"]
    assert told == [
        "what 4 of its own slides draw at the edge of the page or behind their words is taken as that of their layouts"
    ]


# -- the logo --------------------------------------------------------------------------------------------------------------


def mark(*records: tuple[int, bytes]) -> bytes:
    """A master with a small EMF in its corner: two red rectangles, and what else is asked."""
    brush = ((39, struct.pack("<4I", 1, 0, 0x000FFA, 0)), (37, struct.pack("<I", 1)))
    boxes = tuple((43, struct.pack("<4i", *edges)) for edges in ((5, 5, 45, 70), (55, 30, 95, 70)))
    small = PHOTO.replace(f'cx="{WIDE}" cy="{TALL}"', f'cx="{WIDE // 8}" cy="{TALL // 10}"')
    return with_pictures_as(master_with(small, pictures=(makers.logo_picture(),)), emf(*brush, *boxes, *records))


def test_an_emf_of_filled_areas_is_a_logo() -> None:
    logo = brand.read(mark(), WHERE).logo
    assert logo is not None and logo.ink is not None and logo.ink.rgb == "FA0F00"
    with Image.open(io.BytesIO(logo.image.data)) as drawn:
        assert drawn.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("record", [(84, bytes(76)), (42, struct.pack("<4i", 0, 0, 9, 9)), (64, bytes(16))], ids=["words", "an ellipse", "a stroke"])  # fmt: skip
def test_an_emf_that_shows_more_is_none(record: tuple[int, bytes]) -> None:
    assert brand.read(mark(record), WHERE).logo is None


def page_picture(*, marks: int = 1, grain: bool = False) -> bytes:
    """A page as one picture: so many signs in its corners, and a wave at its foot; or grain all over."""
    made = Image.new("RGB", (960, 720), (255, 255, 255))
    pen = ImageDraw.Draw(made)
    pen.polygon([(0, 720), (0, 690), (960, 600), (960, 720)], fill=(90, 60, 200))
    for n in range(marks):
        pen.rectangle((50 + n * 740, 40, 180 + n * 740, 90), fill=(0, 120, 200))
    if grain:
        for n in range(20):
            pen.rectangle((60, 100 + n * 20, 300, 108 + n * 20), fill=(225, 235, 245))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def test_a_logo_is_cut_out_of_a_picture_behind_everything() -> None:
    logo = brand.read(master_with(PHOTO, pictures=(page_picture(),)), WHERE).logo
    assert logo is not None and logo.ink is not None
    assert logo.ink.rgb == "0078C8"
    assert logo.width / logo.height == pytest.approx(130 / 50, rel=0.15)
    for other in (page_picture(marks=0), page_picture(marks=2), page_picture(marks=0, grain=True)):
        assert brand.read(master_with(PHOTO, pictures=(other,)), WHERE).logo is None


def test_a_photo_has_no_emblem() -> None:
    assert emblem.of(load(makers.photo(), "a photo"), Box(0, 0, WIDE, TALL), lambda box: True) is None


def test_a_logo_of_two_inks_stands_where_both_read_else_on_its_own_ground() -> None:
    look = look_on(recoloured(makers.office(), dk2="20336B"), "sheet")
    image = load(makers.logo_picture(), "a logo")
    logo = Logo(image, (0, 0, 0, 0), 2_000_000, 1_000_000, Colour("EC008C"), Colour("023E88"), (Colour("FFFFFF"),))
    box = Box(0, 0, 6_000_000, 900_000)
    badge = Badge.of(replace(look, logo=logo), box)
    assert badge is not None and badge.plate == Colour("EC008C")
    plate, shown = badge.shown(badge.beside(box))
    assert isinstance(shown, Picture) and plate.box.contains(shown.box, 0) and plate.box.right <= box.right


def test_a_licence_badge_in_greys_is_not_the_logo_where_a_coloured_one_is_as_usual() -> None:
    grey = Image.new("RGB", (200, 70), (120, 120, 120))
    out = io.BytesIO()
    grey.save(out, "PNG")
    small = PHOTO.replace(f'cx="{WIDE}" cy="{TALL}"', f'cx="{WIDE // 8}" cy="{TALL // 12}"')
    badge = small.replace('y="0"', f'y="{TALL - TALL // 10}"').replace('id="9"', 'id="8"')
    data = master_with(badge, small.replace("{0}", "{1}"), pictures=(out.getvalue(), makers.logo_picture()))
    logo = brand.read(data, WHERE).logo
    assert logo is not None and logo.ink is not None and logo.ink.rgb == "F0A000"


def test_a_report_of_a_single_chapter_goes_on_any_template(tmp_path: Path) -> None:
    """No divider says the chapter, and no template of others has a place for it above its titles."""
    (tmp_path / "house.potx").write_bytes(makers.office())
    env = Env(ROOT)
    asked = build.Options(templates=("deck",), languages=("en",), brand=tmp_path / "house.potx")
    (made,) = build.build(project.load(ROOT, env).of([ROOT / "tests/reports/quarter.yaml"]), env, asked).outputs
    gone = {origin for one in made.layout.decisions if one.step == "not-added" for origin in one.origins}
    assert "sections.quarter.chapter" in gone


def test_bands_have_no_second_dark_colour_that_no_page_shows() -> None:
    """The slide master paints in the first accent, titles and texts are black: a band in the theme's navy would be a stranger's."""
    navy = recoloured(makers.office(), accent1="7A0019", accent2="1B7F79", dk2="0B2265")
    assert look_on(navy).colour("band").rgb == "0B2265"  # where nothing is painted, the theme tells
    barred = makers.with_band(navy, "ppt/slideMasters/slideMaster1.xml", (0, 0, 9_144_000, 200_000), "accent1")
    look = look_on(barred)
    assert {look.colour(job).rgb for job in ("band", "heading")} == {"7A0019"}
    own = makers.with_band(barred, "ppt/slideMasters/slideMaster1.xml", (0, 6_600_000, 9_144_000, 258_000), "tx2")
    assert look_on(own).colour("band").rgb == "0B2265"


def test_bullets_alone_do_not_make_an_accent_that_of_a_house_that_paints_in_another() -> None:
    """A bar in maroon; the theme's first accent, a green, is in the bullets of the second level."""
    line = "ppt/slideMasters/slideMaster1.xml"
    green = recoloured(makers.office(), accent1="00A478", accent2="A50021", dk2="333399")
    dotted = makers.rewritten(green, line, lambda xml: xml.replace("<a:buFont", '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont', 2))  # fmt: skip
    barred = makers.with_band(dotted, line, (0, 0, 9_144_000, 100_000), "accent2")
    assert look_on(with_slides(barred, "EEEEEE")).colour("accent").rgb == "A50021"


def test_where_nothing_but_the_logo_has_a_colour_it_is_the_houses() -> None:
    """Not that of a slot of the theme which is a little like it."""
    theme = recoloured(makers.office(), accent1="0169A4", accent2="F1632A", dk2="09347A")
    gold = makers.with_drawings(theme, bar=False, logo=True)
    gold = with_media(gold, logo_in((0xC3, 0x97, 0x1E, 255)))
    look = look_on(with_slides(gold, "EEEEEE"))
    assert look.colour("series-1").scheme in ("", "accent1")
    assert {look.colour(job).rgb for job in ("series-1", "band")} <= {"C3971E", look.colour("accent").rgb}
    assert brand.read(with_slides(gold, "EEEEEE"), WHERE).colours["accent1"].rgb == "C3971E"


def test_a_band_on_a_page_of_its_own_colour_is_a_shade_of_that() -> None:
    """White on petrol, and petrol is the house's first colour: a panel in it would not be seen on the page."""
    ground = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="005880"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    master = "ppt/slideMasters/slideMaster1.xml"
    house = recoloured(makers.office(), accent1="005880", dk2="005880")
    page = makers.rewritten(house, master, lambda xml: re.sub(r"<p:bg>.*?</p:bg>", ground, xml, count=1, flags=re.S))
    look = look_on(page)
    band, behind, words = (look.colour(job) for job in ("band", "page", "on-band"))
    assert (behind.rgb, band.contrast(behind) >= 1.3, words.contrast(band) >= 4.5) == ("005880", True, True)
    assert look_on(house).colour("band").rgb == "005880"
