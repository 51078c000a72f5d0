"""What of a brand template never reaches a deck: actions, links to slides, values out of bounds, what pictures tell of place and author."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Any

import brand_makers as makers
import pytest
from brand_makers import rewritten
from PIL import Image
from pptx import Presentation
from pptx.util import Emu

from briefings import brand
from briefings.brand import bare
from briefings.diagnostics import Where

WHERE = Where("agency.potx")
MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
AUTHOR = b"Jane Roe"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def photo(form: str) -> bytes:
    """A picture that tells its author and place, and that it lies on its side."""
    picture = Image.new("RGB", (40, 30), "#336699")
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, AUTHOR.decode()
    exif.get_ifd(0x8825)[2] = (46.0, 12.0, 3.0)
    out = io.BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


def with_picture(data: bytes, picture: bytes) -> bytes:
    deck = Presentation(io.BytesIO(data))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    drawn = slide.shapes.add_picture(io.BytesIO(picture), 0, 0, Emu(900_000), Emu(600_000))
    part: Any = deck.slide_masters[0].part
    _, relation = part.get_or_add_image_part(io.BytesIO(picture))
    drawn._element.xpath(".//a:blip")[0].set(f"{{{NS.split(chr(34))[3]}}}embed", relation)
    deck.slide_masters[0].shapes._spTree.append(drawn._element)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_pictures_place_and_author_go_and_its_pixels_stay(form: str) -> None:
    given = photo(form)
    assert AUTHOR in given
    made = bare.picture(given)
    assert AUTHOR not in made
    with Image.open(io.BytesIO(given)) as one, Image.open(io.BytesIO(made)) as other:
        assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
        assert not other.getexif().get_ifd(0x8825)
        if form == "JPEG":  # programs turn it by this
            assert dict(other.getexif()) == {0x0112: 6}
    assert bare.picture(made) == made


def test_comments_and_times_of_a_png_go() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    plain = bare.picture(photo("PNG"))
    told = plain[:33] + chunk(b"tEXt", b"Author\0Jane Roe") + chunk(b"tIME", bytes(7)) + plain[33:]
    assert bare.picture(told) == plain


def test_scripts_and_addresses_of_an_svg_go() -> None:
    given = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="go()"><metadata>Jane Roe</metadata><script>go()</script>'
        b'<image href="http://127.0.0.1/a.png"/><rect width="4" height="4"/></svg>'
    )
    made = bare.picture(given)
    assert not any(word in made for word in (b"Jane", b"go()", b"127.0.0.1"))
    assert b"<rect" in made


@pytest.mark.parametrize("cut", [3, 20, 60, 200])
def test_a_damaged_picture_stays_as_it_is_or_loses_what_it_tells(cut: int) -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        assert isinstance(bare.picture(photo(form)[:-cut]), bytes)
        assert isinstance(bare.picture(photo(form)[:cut]), bytes)


def test_no_picture_of_a_master_tells_its_author_in_a_deck() -> None:
    read = brand.read(with_picture(makers.office(), photo("JPEG")), WHERE)
    assert not any(AUTHOR in content for content in members(read.data).values())
    (finding,) = [one for one in read.findings if one.code == "brand-pictures"]
    assert finding.message == "what a picture tells of place, time and author is left out"


@pytest.mark.parametrize("action", ["ppaction://hlinksldjump", "ppaction://program", "ppaction://macro?name=run"])
def test_actions_of_shapes_and_of_groups_are_left_out(action: str) -> None:
    link = f'<a:hlinkHover {NS} r:id="" action="{action}"/>'
    given = rewritten(makers.office(), LAYOUT, lambda xml: xml.replace('<p:cNvPr id="1" name=""/>', f'<p:cNvPr id="1" name="">{link}</p:cNvPr>', 1))  # fmt: skip
    assert b"ppaction" in members(given)[LAYOUT]
    read = brand.read(given, WHERE)
    assert not any(b"ppaction" in content for content in members(read.data).values())
    assert [one.message for one in read.findings if one.code == "brand-links"] == [
        "1 link of the slide master is left out"
    ]


def test_a_link_to_a_slide_of_the_template_does_not_keep_the_slide() -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Not for you"
    layout: Any = deck.slide_layouts[1]
    relation = layout.part.relate_to(
        slide.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    )
    mark = layout.shapes[0]._element.xpath(".//p:cNvPr")[0]
    mark.insert(0, mark.makeelement(f"{makers.A}hlinkClick", {f"{{{NS.split(chr(34))[3]}}}id": relation, "action": "ppaction://hlinksldjump"}))  # fmt: skip
    out = io.BytesIO()
    deck.save(out)
    assert not any(b"Not for you" in content for content in members(brand.read(out.getvalue(), WHERE).data).values())


def test_parts_that_stand_where_the_schema_has_no_place_for_them_are_put_right() -> None:
    """Styles of a text behind its paragraphs, and a slide's own word on its page: the deck would be at fault by them."""

    def late(xml: str) -> str:
        return re.sub(r"(<a:lstStyle */>)(.*?)(</p:txBody>)", r"\2\1\3", xml, count=1, flags=re.S).replace("<p:cSld", '<p:cSld showMasterSp="0"', 1)  # fmt: skip

    read = brand.read(rewritten(makers.office(), LAYOUT, late), WHERE)
    made = members(read.data)[LAYOUT].decode()
    assert "showMasterSp" not in made
    assert not re.search(r"</a:p>\s*<a:lstStyle", made)
    assert "brand-repaired" in {one.code for one in read.findings}


@pytest.mark.parametrize("size", ["99999999", "-1", "0", "1e9", "", "４４００", "9" * 4000])
def test_type_of_a_size_that_cannot_be_is_as_if_it_had_not_been_said(size: str) -> None:
    given = rewritten(makers.office(), MASTER, lambda xml: xml.replace('sz="4400"', f'sz="{size}"'))
    read = brand.read(given, WHERE)
    title = read.of_role("title-only")[0].slot("title")
    assert title is not None
    assert title.written[0].size == 18
    assert size.encode() not in members(read.data)[MASTER] or not size or size in ("0", "-1")
    assert "brand-repaired" in {one.code for one in read.findings}


def test_indents_insets_and_spaces_out_of_bounds_are_dropped() -> None:
    given = rewritten(
        makers.office(),
        MASTER,
        lambda xml: xml.replace('marL="342900" indent="-342900"', 'marL="-9" indent="999999999999"', 1).replace(
            'lIns="91440"', 'lIns="-5"'
        ),
    )
    body = brand.read(given, WHERE).of_role("content")[0].slot("body")
    assert body is not None
    assert (body.styles[0].margin, body.styles[0].indent, body.insets.left) == (0, 0, 91_440)


@pytest.mark.parametrize("said", ['type="titel"', 'type=""', 'sz="huge"', 'orient="up"', 'idx="one"'])
def test_a_place_that_the_standard_does_not_know_is_one_of_any_content(said: str) -> None:
    layout = "ppt/slideLayouts/slideLayout2.xml"
    given = rewritten(makers.office(), layout, lambda xml: xml.replace('<p:ph idx="1"/>', f"<p:ph {said}/>", 1))
    assert said.encode() in members(given)[layout]

    read = brand.read(given, WHERE)

    assert said.encode() not in members(read.data)[layout]
    assert "brand-repaired" in {one.code for one in read.findings}
    deck: Any = Presentation(io.BytesIO(read.data))
    for one in deck.slide_layouts:
        assert all(place.placeholder_format.type for place in one.placeholders)


@pytest.mark.parametrize("part", [LAYOUT, "ppt/slideLayouts/slideLayout7.xml"])
def test_a_layout_without_any_tree_of_shapes_gets_an_empty_one(part: str) -> None:
    def without(xml: str) -> str:
        start, rest = xml.split("<p:spTree>", 1)
        return start + rest.split("</p:spTree>", 1)[1]

    read = brand.read(rewritten(makers.office(), part, without), WHERE)
    deck = Presentation(io.BytesIO(read.data))
    assert [list(layout.placeholders) for layout in deck.slide_layouts if str(layout.part.partname) == f"/{part}"] == [
        []
    ]
    assert "brand-repaired" in [finding.code for finding in read.findings]
