"""Reading a slide master: places, text styles, colours and drawings as PowerPoint resolves them, and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from PIL import Image as Pillow
from pptx import Presentation

from briefings import brand
from briefings.diagnostics import BriefingsError, Where
from briefings.env import Env
from briefings.frame import Panel, Picture
from briefings.geometry import PAGE_SIZES, Box, points
from briefings.look import Colour, SlideLayout
from briefings.style import resolve, theme

WHERE = Where("brand.pptx")
OFFICE = Path(pptx.__file__).parent / "templates" / "default.pptx"


@pytest.fixture
def ours(tmp_path: Path) -> bytes:
    return resolve.master(theme.read("default", Env(tmp_path)), PAGE_SIZES["16:9"])


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same package with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return out.getvalue()


def layout_of(data: bytes, name: str) -> SlideLayout:
    return next(layout for layout in brand.read(data, WHERE).layouts if layout.name == name)


def number_of(data: bytes, name: str) -> str:
    """The part that holds a layout."""
    return next(
        str(layout.part.partname)[1:] for layout in Presentation(io.BytesIO(data)).slide_layouts if layout.name == name
    )


MASTER = "ppt/slideMasters/slideMaster1.xml"


# -- resolving -------------------------------------------------------------------------------------------------------------


def test_a_place_that_the_layout_leaves_open_is_the_masters(ours: bytes) -> None:
    moved = changed(ours, MASTER, lambda xml: xml.replace(f'y="{points(126)}"', f'y="{points(150)}"'))
    body = layout_of(moved, "Content").slot("body")
    assert body is not None
    assert body.box.y == points(150)


def test_insets_and_anchor_come_through_layout_and_master() -> None:
    office = OFFICE.read_bytes()
    title, body = (
        layout_of(office, "Title and Content").slot("title"),
        layout_of(office, "Title and Content").slot("body"),
    )
    assert title is not None
    assert body is not None
    assert (title.anchor, body.anchor) == ("middle", "top")
    assert (body.insets.left, body.insets.top) == (91_440, 45_720)


def test_sizes_bullets_and_margins_come_level_by_level() -> None:
    body = layout_of(OFFICE.read_bytes(), "Title and Content").slot("body")
    assert body is not None
    assert [style.size for style in body.styles] == [32, 28, 24, 20, 20]
    assert [style.bullet for style in body.styles] == ["•", "–", "•", "–", "»"]
    assert [(style.margin, style.indent) for style in body.styles][:2] == [(342_900, -342_900), (742_950, -285_750)]


def test_our_bodies_have_prose_without_bullet_then_items(ours: bytes) -> None:
    for layout in brand.read(ours, WHERE).layouts:
        for place in layout.chain("body") if layout.role in ("content", "closing") else ():
            assert [style.bullet for style in place.styles] == ["", "•", "–", "•", "–"], layout.name
            assert place.styles[1].indent == -place.styles[1].margin < 0, layout.name


def test_a_percentage_of_space_counts_in_lines() -> None:
    body = layout_of(OFFICE.read_bytes(), "Title and Content").slot("body")
    assert body is not None
    assert body.styles[0].before == round(0.2 * 32 * 1.2 * 12_700)


@pytest.mark.parametrize(
    ("colour", "rgb", "scheme"),
    [
        ('<a:schemeClr val="accent6"/>', "526272", "accent6"),
        ('<a:schemeClr val="dk2"/>', "0A2F51", "tx2"),
        ('<a:srgbClr val="12ab34"/>', "12AB34", ""),
        ('<a:schemeClr val="tx1"><a:lumMod val="50000"/><a:lumOff val="50000"/></a:schemeClr>', "6D90B4", "tx1 50+50"),
        ('<a:sysClr val="windowText" lastClr="010203"/>', "010203", ""),
        ('<a:srgbClr val="808080"><a:shade val="50000"/></a:srgbClr>', "5C5C5C", ""),
        ('<a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr>', "000000", ""),
        ('<a:prstClr val="white"/>', "FFFFFF", ""),
    ],
)
def test_a_colour_in_any_notation(colour: str, rgb: str, scheme: str, ours: bytes) -> None:
    given = changed(
        ours,
        MASTER,
        lambda xml: xml.replace(
            'sz="2400" b="1" i="0" kern="100"><a:solidFill><a:schemeClr val="tx2"/>',
            f'sz="2400" b="1" i="0" kern="100"><a:solidFill>{colour}',
        ),
    )
    title = layout_of(given, "Content").slot("title")
    assert title is not None
    slot, _, shade = scheme.partition(" ")
    kept, _, added = shade.partition("+")
    assert title.written[0].colour == (Colour(rgb, slot, (int(kept), int(added))) if shade else Colour(rgb, slot))


def test_a_layouts_own_colour_map_is_followed_and_the_slides_name_is_kept(ours: bytes) -> None:
    swapped = (
        '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:clrMapOvr>'
    )
    given = changed(
        ours,
        number_of(ours, "Content"),
        lambda xml: xml.replace("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>", swapped),
    )
    layout = layout_of(given, "Content")
    body = layout.slot("body")
    assert body is not None
    assert body.styles[0].colour == Colour("FFFFFF", "bg1")  # tx1 there is white, which slides call bg1


def test_the_ground_behind_a_placeholder_is_the_nearest_drawing(ours: bytes) -> None:
    cover, section, content = (layout_of(ours, name) for name in ("Cover", "Section", "Content"))
    grounds = {place.slot: place.background.scheme for place in cover.placeholders if place.slot}
    assert grounds == {"title": "tx2", "subtitle": "tx2", "date": "tx2"}
    statement = layout_of(ours, "Content, statement")
    assert {place.slot: place.background.scheme for place in statement.placeholders if place.slot in ("title", "body")} == {
        "title": "bg1", "body": "bg2"
    }  # fmt: skip
    assert section.background == Colour("0A2F51", "tx2")
    assert {place.background for place in section.placeholders if place.slot != "kicker"} == {section.background}
    assert {place.background for place in content.placeholders} == {content.background}


def test_what_master_and_layout_draw_is_kept_in_order(ours: bytes) -> None:
    names = [item.name for item in layout_of(ours, "Content, statement").fixed if isinstance(item, Panel)]
    assert names == ["Panel"]
    own = [item.name for item in layout_of(ours, "Section").fixed if isinstance(item, Panel)]
    assert own == ["Panel", "Accent"]  # the master's drawings stay away


def test_blocks_keep_clear_of_a_logo(ours: bytes) -> None:
    picture = io.BytesIO()
    Pillow.new("RGB", (300, 100), "#0072BC").save(picture, "PNG")
    deck = Presentation(io.BytesIO(ours))
    layout = next(one for one in deck.slide_layouts if one.name == "Title only")
    _, relation = layout.part.get_or_add_image_part(picture)
    slide = deck.slides.add_slide(layout)
    drawn = slide.shapes.add_picture(picture, points(800), points(420), points(150), points(50))._element
    drawn.xpath(".//a:blip")[0].set(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation
    )
    layout.shapes._spTree.append(drawn)
    out = io.BytesIO()
    deck.save(out)

    read = layout_of(out.getvalue(), "Title only")
    [logo] = [item for item in read.fixed if isinstance(item, Picture)]
    assert logo.box == Box(points(800), points(420), points(150), points(50))
    assert not read.free.overlaps(logo.box)
    assert read.free.height > points(280)


def test_theme_fonts_are_named_for_each_script(ours: bytes) -> None:
    read = brand.read(ours, WHERE)
    assert (read.heading.latin, read.heading.ea, read.heading.cs) == ("Arial", "Microsoft YaHei", "Arial")
    title = layout_of(ours, "Content").slot("title")
    assert title is not None and title.styles[0].font == "heading"
    assert read.table is not None


# -- roles of other people's masters ---------------------------------------------------------------------------------------


def test_the_layouts_of_office_play_their_roles() -> None:
    played = {casting.role: casting.name for casting in brand.read(OFFICE.read_bytes(), WHERE).castings}
    assert played == {
        "cover": "Title Slide",
        "section": "Title Slide",
        "content": "Title and Content",
        "two-columns": "Two Content",
        "title-only": "Title Only",
        "chart": "Two Content",
        "picture": "Title Only",
        "table": "Title and Content",
        "closing": "Title and Content",
    }


def test_layouts_without_telling_names_or_types_are_known_by_their_placeholders(ours: bytes) -> None:
    deck = Presentation(io.BytesIO(ours))
    kept = ("Cover", "Content", "Two columns", "Title only", "Chart", "Picture", "Table")
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)
            continue
        layout._element.attrib.pop("type", None)
        layout.part._element.cSld.set("name", f"Vorlage {kept.index(layout.name)}")
    out = io.BytesIO()
    deck.save(out)
    played = {casting.role: casting.name for casting in brand.read(out.getvalue(), WHERE).castings}
    roles = ("cover", "content", "two-columns", "title-only", "chart", "picture", "table")
    assert [played[role] for role in roles] == [f"Vorlage {number}" for number in range(7)]


def test_a_template_file_opens_like_a_presentation(ours: bytes) -> None:
    template = changed(
        ours,
        "[Content_Types].xml",
        lambda xml: xml.replace("presentationml.presentation.main", "presentationml.template.main"),
    )
    assert brand.read(template, WHERE).layouts == brand.read(ours, WHERE).layouts


# -- files that are none ---------------------------------------------------------------------------------------------------


def _empty_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "no presentation")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "brand-unreadable"),
        (b"not a zip at all", "brand-unreadable"),
        (_empty_zip(), "brand-unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "brand-protected"),
    ],
)
def test_what_is_no_brand_template_is_told(data: bytes, code: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        brand.read(data, WHERE)
    [finding] = caught.value.findings
    assert (finding.code, finding.where) == (code, WHERE)
    assert finding.hint


def test_a_damaged_master_is_told(ours: bytes) -> None:
    with pytest.raises(BriefingsError, match="brand-unreadable"):
        brand.read(changed(ours, MASTER, lambda xml: xml[: len(xml) // 2]), WHERE)


def test_a_file_that_unpacks_to_more_than_a_master_can_be_is_refused(ours: bytes) -> None:
    out = io.BytesIO(ours)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"ppt/media/image{number}.bin", bytes(40 * 1024 * 1024))
    with pytest.raises(BriefingsError, match="brand-too-large"):
        brand.read(out.getvalue(), WHERE)
