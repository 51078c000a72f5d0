"""What a house is known by stays so on every page: its first colour, the colour of its bands, and its logo on a page without the slide
master."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image, ImageDraw
from pptx import Presentation

from briefings import brand
from briefings.diagnostics import Where
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Panel, Picture
from briefings.look import Colour, Look
from briefings.style import resolve

WHERE = Where("house.potx")
THEME = "ppt/theme/theme1.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
ROOT = Path(__file__).parent.parent


def recoloured(data: bytes, **colours: str) -> bytes:
    """The template with other theme colours: `accent1="FFCC00"`."""
    office = {"dk2": "1F497D", "accent1": "4F81BD", "accent2": "C0504D"}
    for slot, rgb in colours.items():
        data = makers.rewritten(data, THEME, lambda xml, slot=slot, rgb=rgb: xml.replace(f'<a:{slot}><a:srgbClr val="{office[slot]}"/>', f'<a:{slot}><a:srgbClr val="{rgb}"/>', 1))  # type: ignore[misc] # fmt: skip
    return data


def look_on(data: bytes, kind: str = "slides", language: str = "en") -> Look:
    page = "16:9" if kind == "slides" else "a4"
    return resolve.open_look("default", page, kind, language, Env(ROOT), brand.read(data, WHERE))[0]


def hue(colour: Colour) -> tuple[int, ...]:
    """The order of a colour's channels: what stays when it becomes darker."""
    return tuple(sorted(range(3), key=lambda n: colour.channels[n]))


# -- colours ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rgb", ["FFB81C", "86CAC6", "9ACD32"])
def test_a_first_colour_too_light_for_marks_is_shaded_and_no_other_takes_over(rgb: str) -> None:
    look = look_on(recoloured(makers.office(), accent1=rgb, dk2="003865"))
    accent = look.colour("accent")
    assert hue(accent) == hue(Colour(rgb))
    assert min(accent.contrast(look.colour("page")), accent.contrast(look.colour("panel"))) >= 3
    assert look.colour("series-1") == accent  # charts too


def test_shades_stay_colours_of_the_theme_so_that_a_deck_follows_a_rebrand(tmp_path: Path) -> None:
    """A pale first colour: figures and charts have a shade of it, written as one, and no shade is a value of its own."""
    (tmp_path / "pale.potx").write_bytes(recoloured(makers.office(), accent1="FFB81C", dk2="003865"))
    env = Env(ROOT)
    options = build.Options(templates=("deck",), languages=("en",), brand=tmp_path / "pale.potx")
    (deck,) = build.build(project.load(ROOT, env).of([ROOT / "data/drugs-crime-terrorism.yaml"]), env, options).outputs
    with zipfile.ZipFile(io.BytesIO(deck.data)) as packed:
        names = [name for name in packed.namelist() if name.startswith(("ppt/slides/slide", "ppt/charts/chart"))]
        written = [packed.read(name).decode() for name in names if name.endswith(".xml")]
    assert not [xml for xml in written if "<a:srgbClr" in xml]
    for kind in ("p:sld", "c:chartSpace"):
        assert any(f"<{kind} " in xml and '<a:schemeClr val="accent1"><a:lumMod val="' in xml for xml in written)


@pytest.mark.parametrize("dark", ["44546A", "53565A", "0A100D"])
def test_bands_have_the_brands_first_colour_where_its_second_dark_is_none(dark: str) -> None:
    data = recoloured(makers.office(), accent1="5A238C", dk2=dark)
    assert look_on(data).colour("band").rgb == "5A238C"
    assert look_on(data, "sheet").colour("band").rgb == "5A238C"
    chosen = recoloured(makers.office(), accent1="5A238C", dk2="7A0019")
    assert look_on(chosen, "sheet").colour("band").rgb == "7A0019"


def test_a_band_is_darkened_a_little_for_words_in_white() -> None:
    look = look_on(recoloured(makers.office(), accent1="01A188", dk2="616265"), "sheet")
    assert look.colour("on-band").rgb == "FFFFFF"
    assert hue(look.colour("band")) == hue(Colour("01A188"))
    assert look.colour("band").contrast(look.colour("on-band")) >= 4.5


def test_a_theme_that_nobody_touched_takes_the_colour_that_the_master_paints_with() -> None:
    barred = makers.with_drawings(makers.office(), bar=True, logo=False)
    painted = makers.rewritten(barred, MASTER, lambda xml: xml.replace('<a:schemeClr val="accent1"/>', '<a:srgbClr val="024D25"/>', 1))  # fmt: skip
    look = look_on(painted)
    assert (look.colour("accent").rgb, look.colour("band").rgb, look.colour("series-1").rgb) == ("024D25",) * 3
    told = [finding.message for finding in brand.read(painted, WHERE).findings if finding.code == "brand-colours"]
    assert told == ["the theme has Office's own accents: `024D25`, which its pages show, is taken for the first"]  # fmt: skip
    assert look_on(barred).colour("accent").scheme == "accent1"
    keynote = recoloured(painted, accent1="0365C0", accent2="00882B")
    assert look_on(keynote).colour("accent").rgb == "024D25"


@pytest.mark.parametrize("rgb", ["BEEDF5", "FFE600"])
def test_a_tint_behind_the_words_of_all_pages_is_not_the_colour_of_marks(rgb: str) -> None:
    """But a yellow is a colour that a house may be known by, light as it is."""
    data = marked(("all", rgb, (0.0, 0.0, 1.0, 0.14)), ("cover", "2A86D6", (0.0, 0.0, 1.0, 1.0)))
    assert brand.read(data, WHERE).colours["accent1"].rgb == ("2A86D6" if rgb == "BEEDF5" else rgb)


# -- the logo --------------------------------------------------------------------------------------------------------------


def sheet(data: bytes, tmp_path: Path, language: str = "en") -> tuple[Panel, Picture]:
    """The band and the logo of a one-pager on a brand."""
    for path in (*(ROOT / "data").glob("drugs-*"), *(ROOT / "seeds").iterdir()):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "house.potx").write_bytes(data)
    env = Env(tmp_path)
    asked = build.Options(templates=("one-pager",), brand=tmp_path / "house.potx", languages=(language,))
    (made,) = build.build(project.load(tmp_path, env), env, asked).outputs
    (frame,) = made.layout.frames
    band = next(item for item in frame.items if isinstance(item, Panel) and item.id == "header.ground")
    return band, next(item for item in frame.items if isinstance(item, Picture) and item.id == "logo")


def test_a_one_pager_shows_the_logo_beside_its_band(tmp_path: Path) -> None:
    band, logo = sheet(makers.with_drawings(makers.office(), bar=False, logo=True), tmp_path)
    assert logo.box.x > band.box.right
    assert band.box.y <= logo.box.y and logo.box.bottom <= band.box.bottom
    assert logo.box.width / logo.box.height == pytest.approx(9_144_000 / 9 / (6_858_000 / 12), rel=0.01)
    assert logo.decorative


def test_an_arabic_one_pager_has_it_on_the_other_side(tmp_path: Path) -> None:
    band, logo = sheet(makers.with_drawings(makers.office(), bar=False, logo=True), tmp_path, "ar")
    assert logo.box.right < band.box.x


def test_a_logo_made_for_a_dark_ground_stands_on_the_band(tmp_path: Path) -> None:
    band, logo = sheet(makers.dark(), tmp_path)
    assert band.box.contains(logo.box, 0)


def test_a_dark_logo_stands_on_paper_also_where_the_master_shows_it_on_a_dark_ground(tmp_path: Path) -> None:
    """What is behind it there may be a part of a picture that nobody told apart."""
    band, logo = sheet(inked((10, 30, 80, 255)), tmp_path)
    assert logo.box.x > band.box.right


def test_a_white_logo_stands_on_the_band_also_where_the_master_shows_it_on_white(tmp_path: Path) -> None:
    changed = makers.with_drawings(makers.office(), bar=False, logo=True)
    band, logo = sheet(with_media(changed, logo_in((255, 255, 255, 255))), tmp_path)
    assert band.box.contains(logo.box, 0)


EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def marked(*marks: tuple[str, str, tuple[float, float, float, float]]) -> bytes:
    """Office's template with pictures of a colour on its cover's layout or its slide master ("cover", "all"), by shares of the page."""
    deck = Presentation(io.BytesIO(makers.office()))
    wide, high = int(deck.slide_width or 0), int(deck.slide_height or 0)
    for place, ink, box in marks:
        owner = deck.slide_layouts[0] if place == "cover" else deck.slide_masters[0]
        made = Image.new("RGB", (120, 60), f"#{ink}")
        out = io.BytesIO()
        made.save(out, "PNG")
        at = [round(share * side) for share, side in zip(box, (wide, high, wide, high), strict=True)]
        shape = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(out.getvalue()), *at)
        part: Any = owner.part
        _, relation = part.get_or_add_image_part(io.BytesIO(out.getvalue()))
        shape._element.xpath(".//a:blip")[0].set(EMBEDDED, relation)
        owner.shapes._spTree.append(shape._element)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


FUNDER = ("all", "2040C0", (0.92, 0.03, 0.05, 0.09))
HOUSE = ("all", "C04020", (0.02, 0.02, 0.09, 0.15))
RIBBON = ("all", "20A040", (0.0, 0.07, 0.05, 0.08))
NUMERAL = ("all", "101010", (0.04, 0.94, 0.04, 0.05))
ON_COVER = ("cover", "C04020", (0.4, 0.05, 0.2, 0.15))
CUT_OFF = ("all", "20A040", (0.75, 0.88, 0.15, 0.17))


@pytest.mark.parametrize(
    ("marks", "ink"),
    [((FUNDER, HOUSE), "C04020"), ((HOUSE, FUNDER), "C04020"), ((RIBBON, ON_COVER), "C04020"), ((RIBBON,), ""),
     ((NUMERAL,), ""), ((FUNDER,), "2040C0"), ((CUT_OFF, FUNDER), "2040C0"), ((CUT_OFF,), "")],
)  # fmt: skip
def test_the_logo_is_the_mark_of_fair_size_no_ornament_and_no_guests(marks: tuple[Any, ...], ink: str) -> None:
    logo = brand.read(marked(*marks), WHERE).logo
    if logo is None:
        assert not ink
        return
    with Image.open(io.BytesIO(logo.image.data)) as opened:
        assert opened.convert("RGB").getpixel((5, 5)) == tuple(bytes.fromhex(ink))


LEFT, RIGHT = (0.03, 0.86, 0.2, 0.1), (0.8, 0.86, 0.12, 0.1)


@pytest.mark.parametrize(
    ("marks", "ink"),
    [
        ((("cover", "202020", LEFT), ("cover", "C04020", RIGHT)), "202020"),  # the house's own stands first, and is the larger
        ((("cover", "C04020", RIGHT), ("cover", "202020", LEFT)), "202020"),
        ((("cover", "202020", (0.03, 0.86, 0.1, 0.08)), ("cover", "C04020", (0.7, 0.8, 0.25, 0.16))), "C04020"),  # a small one is no more than a mark
        ((("cover", "C04020", (0.03, 0.2, 0.2, 0.1)), ("cover", "202020", (0.03, 0.05, 0.2, 0.08))), "202020"),  # nor does it stand below
    ],
)  # fmt: skip
def test_of_two_logos_on_a_cover_the_first_is_the_houses_unless_it_is_the_smaller(
    marks: tuple[Any, ...], ink: str
) -> None:
    logo = brand.read(marked(*marks), WHERE).logo
    assert logo is not None
    with Image.open(io.BytesIO(logo.image.data)) as opened:
        assert opened.convert("RGB").getpixel((5, 5)) == tuple(bytes.fromhex(ink))


def test_a_pattern_in_the_corner_of_all_pages_is_not_the_logo_of_the_cover() -> None:
    pattern = ("all", "2060A0", (0.0, 0.0, 0.17, 0.19))
    logo = brand.read(marked(pattern, ("cover", "C04020", (0.06, 0.25, 0.17, 0.06))), WHERE).logo
    assert logo is not None
    with Image.open(io.BytesIO(logo.image.data)) as opened:
        corner = opened.convert("RGB").getpixel((5, 5))
    assert corner == (0x20, 0x60, 0xA0)  # below a fifth of the page it is no logo
    logo = brand.read(marked(pattern, ("cover", "C04020", (0.06, 0.08, 0.17, 0.06))), WHERE).logo
    assert logo is not None
    with Image.open(io.BytesIO(logo.image.data)) as opened:
        assert opened.convert("RGB").getpixel((5, 5)) == (0xC0, 0x40, 0x20)


def test_a_logo_on_a_cover_that_nobody_uses_is_better_than_none() -> None:
    """The file opens with another layout, without a logo; one for covers beside it has it."""
    deck = Presentation(io.BytesIO(marked(("cover", "C04020", (0.05, 0.05, 0.2, 0.12)))))
    cover, other = deck.slide_layouts[0], deck.slide_layouts[2]
    cover.name, other.name = "Intro", "Title Slide"
    cover._element.attrib.pop("type")
    other._element.set("type", "title")
    for mark in cover._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}ph"):
        if mark.get("type") in ("ctrTitle", "subTitle"):
            mark.set("type", "body")
            mark.set("idx", mark.get("idx") or "21")
    out = io.BytesIO()
    deck.save(out)
    read = brand.read(out.getvalue(), WHERE)
    assert "Intro" not in {one.name for one in read.castings}
    assert read.logo is not None


@pytest.mark.parametrize(
    ("drawn", "section"), [((), "Title Slide"), ((("cover", "C04020", (0.3, 0.25, 0.4, 0.5)),), "Section Header")]
)
def test_no_chapter_has_its_words_on_the_seal_of_a_cover(drawn: tuple[Any, ...], section: str) -> None:
    read = brand.read(marked(HOUSE, *drawn), WHERE)
    assert [one.name for one in read.castings if one.role == "section"] == [section]


def test_a_one_pager_without_a_logo_says_so(tmp_path: Path) -> None:
    with pytest.raises(StopIteration):
        sheet(makers.office(), tmp_path)
    env = Env(tmp_path)
    asked = build.Options(templates=("one-pager",), brand=tmp_path / "house.potx", languages=("en",))
    found = build.build(project.load(tmp_path, env), env, asked).findings
    assert [one.message for one in found if one.code == "brand-logo"] == [
        "no logo that can be drawn was found on the layouts: this page has none"
    ]


def logo_in(ink: tuple[int, int, int, int]) -> bytes:
    made = Image.new("RGBA", (240, 120), (0, 0, 0, 0))
    ImageDraw.Draw(made).ellipse((60, 10, 160, 110), fill=ink)
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def with_media(data: bytes, picture: bytes) -> bytes:
    """The template with another picture in place of its PNGs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, picture if name.startswith("ppt/media/") and name.endswith(".png") else old.read(name))
    return out.getvalue()


def inked(ink: tuple[int, int, int, int]) -> bytes:
    return with_media(makers.dark(), logo_in(ink))


def titled(data: bytes, rgb: str) -> bytes:
    """The template with titles in a colour."""
    ink = f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'
    return makers.rewritten(data, MASTER, lambda xml: re.sub(r"(<p:titleStyle>.*?)<a:solidFill>.*?</a:solidFill>", rf"\1{ink}", xml, count=1, flags=re.DOTALL))  # fmt: skip


@pytest.mark.parametrize(("rgb", "first"), [("003860", "003860"), ("A03020", "76ABDF")])
def test_with_offices_accents_the_colour_of_titles_and_logo_comes_before_that_of_a_partners(
    rgb: str, first: str
) -> None:
    """A partner's mark covers more of the cover; titles in a third colour say nothing."""
    partner, own = ("cover", "76ABDF", (0.6, 0.6, 0.3, 0.2)), ("all", "1D385F", (0.85, 0.9, 0.13, 0.06))
    read = brand.read(titled(marked(partner, own), rgb), WHERE)
    assert read.colours["accent1"].rgb == first


def test_what_the_slide_master_paints_comes_before_the_colour_of_titles() -> None:
    own = ("all", "1D385F", (0.85, 0.9, 0.13, 0.06))
    barred = makers.with_band(titled(marked(own), "003860"), MASTER, (0, 0, 9_144_000, 400_000), "accent2")
    assert brand.read(barred, WHERE).colours["accent1"].rgb == "C0504D"


def test_of_partners_in_a_row_none_stands_for_the_house() -> None:
    """Nor do their colours; one that pages show by itself too is the house's own."""
    row = [("cover", rgb, (0.1 + 0.25 * n, 0.85, 0.2, 0.1)) for n, rgb in enumerate(("00704F", "102DA1", "B03A2E"))]
    assert brand.read(marked(row[0]), WHERE).logo is not None
    read = brand.read(marked(*row), WHERE)
    assert read.logo is None
    assert read.colours["accent1"].rgb not in {rgb for _, rgb, _ in row}
    own = brand.read(marked(*row, ("all", "B03A2E", (0.85, 0.05, 0.1, 0.05))), WHERE)
    assert own.logo is not None


def test_where_a_house_paints_with_gradients_alone_their_colour_is_its_own() -> None:
    stops = '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="203864"/></a:gs><a:gs pos="100000"><a:srgbClr val="000000"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
    banded = makers.with_band(makers.office(), "ppt/slideLayouts/slideLayout1.xml", (0, 0, 9_144_000, 4_000_000))
    shaded = makers.rewritten(banded, "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', stops, 1))  # fmt: skip
    assert brand.read(shaded, WHERE).colours["accent1"].rgb == "203864"


def test_what_layouts_and_logo_show_comes_before_accents_that_the_house_never_chose() -> None:
    """A theme of another maker's, kept when the house painted its own over it: also where a line somewhere has its first accent."""
    purple = ("all", "541B86", (0.85, 0.9, 0.13, 0.06))
    data = recoloured(marked(purple), dk2="AC6416", accent1="C6B178", accent2="9C5B14")
    banded = makers.with_band(data, MASTER, (0, 6_400_000, 9_144_000, 400_000))
    read = brand.read(makers.rewritten(banded, MASTER, lambda xml: xml.replace('<a:schemeClr val="accent1"/>', '<a:srgbClr val="541B86"/>', 1)), WHERE)  # fmt: skip
    assert (read.colours["accent1"].rgb, read.colours["tx2"].rgb) == ("541B86",) * 2
    assert brand.read(banded, WHERE).colours["accent1"].rgb == "C6B178", "which this one paints with"
