"""What is behind the places of a brand template: painted as it is, changed only for the better, and left out where nothing can be read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from brand_makers import rewritten
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu
from test_brand_cover import built

from briefings import brand
from briefings.brand.house import House, doubts
from briefings.diagnostics import Where
from briefings.engine import inspection
from briefings.env import Env
from briefings.frame import Panel, TextBox
from briefings.frozen import replace
from briefings.geometry import Box
from briefings.look import Colour, Placeholder
from briefings.style import resolve, theme

WHERE = Where("agency.potx")
NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WIDE, TALL = 9_144_000, 6_858_000


def master_with(
    *shapes: str, ground: str = "", change: Callable[[Any], None] = lambda deck: None, pictures: tuple[bytes, ...] = ()
) -> bytes:
    """Office's master with shapes drawn behind everything, and a background; `{0}`, `{1}` … in a shape are its pictures."""
    deck = Presentation(io.BytesIO(makers.office()))
    master: Any = deck.slide_masters[0]
    ids = [master.part.get_or_add_image_part(io.BytesIO(picture))[1] for picture in pictures]
    for number, xml in enumerate(shapes):
        master.shapes._spTree.insert(2 + number, parse_xml(xml.format(*ids)))
    if ground:
        old = master._element.find(f"{makers.P}cSld/{makers.P}bg")
        old.getparent().replace(old, parse_xml(f"<p:bg {NS}><p:bgPr>{ground}<a:effectLst/></p:bgPr></p:bg>"))
    change(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def shape(
    box: tuple[int, int, int, int],
    fill: str,
    geometry: str = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
    turn: int = 0,
) -> str:
    x, y, wide, tall = box
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="900" name="Drawn"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm rot="{turn}"><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{wide}" cy="{tall}"/></a:xfrm>{geometry}{fill}</p:spPr></p:sp>'
    )


def solid(rgb: str, opaque: int = 100) -> str:
    return f'<a:solidFill><a:srgbClr val="{rgb}"><a:alpha val="{opaque * 1000}"/></a:srgbClr></a:solidFill>'


def gradient(*stops: tuple[str, int], angle: int = 0) -> str:
    marks = "".join(
        f'<a:gs pos="{round(100_000 * n / (len(stops) - 1))}"><a:srgbClr val="{rgb}"><a:alpha val="{opaque * 1000}"/></a:srgbClr></a:gs>'
        for n, (rgb, opaque) in enumerate(stops)
    )
    return f'<a:gradFill><a:gsLst>{marks}</a:gsLst><a:lin ang="{angle * 60_000}"/></a:gradFill>'


def free_form(*outlines: str) -> str:
    """Outlines as "x,y x,y …" in hundredths of the shape, all of one path."""
    paths = ""
    for outline in outlines:
        first, *rest = outline.split()
        points = [f'<a:pt x="{one.split(",")[0]}" y="{one.split(",")[1]}"/>' for one in (first, *rest)]
        paths += (
            f"<a:moveTo>{points[0]}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in points[1:])}<a:close/>"
        )
    return f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="100" h="100">{paths}</a:path></a:pathLst></a:custGeom>'


def picture(form: str = "PNG", colour: str = "#0A1440", half: str = "") -> bytes:
    made = Image.new("RGB", (64, 48), colour)
    if half:
        made.paste(half, (32, 0, 64, 48))
    out = io.BytesIO()
    made.save(out, form)
    return out.getvalue()


def place(data: bytes, slot: str = "title", role: str = "content") -> Placeholder:
    found = brand.read(data, WHERE).of_role(role)[0].slot(slot)
    assert found is not None
    return found


ALL = (0, 0, WIDE, TALL)
FRAME = free_form("0,0 100,0 100,100 0,100", "3,3 97,3 97,97 3,97")
PHOTO = f'<p:pic {NS}><p:nvPicPr><p:cNvPr id="9" name="Photo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{{0}}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDE}" cy="{TALL}"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic>'
"""A picture behind everything."""
ELL = free_form("0,0 3,0 3,97 100,97 100,100 0,100")


# -- the ground is painted as it is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "ground", "seen"),
    [
        (shape(ALL, gradient(("ADDDE0", 100), ("6BC8CB", 100)), ELL), solid("0F221D"), "0F221D"),
        (shape(ALL, solid("C00000"), FRAME), solid("0F221D"), "0F221D"),
        (shape(ALL, solid("C00000"), '<a:prstGeom prst="frame"><a:avLst><a:gd name="adj1" fmla="val 3000"/></a:avLst></a:prstGeom>'), solid("0F221D"), "0F221D"),
        (shape(ALL, gradient(("000000", 0), ("000000", 10))), "", "FFFFFF"),
        (shape(ALL, solid("102030", 5)), "", "FFFFFF"),
        (shape(ALL, solid("102030")), "", "102030"),
        (shape((0, 0, WIDE, 1_500_000), solid("7A0019")), "", "7A0019"),
        (shape((0, 0, 1_500_000, WIDE), solid("7A0019"), turn=5_400_000), "", "FFFFFF"),
        ("", gradient(("102030", 100), ("182838", 100), angle=90), "dark"),
    ],
    ids=["an L along two edges", "a drawn frame", "a preset frame", "a gradient that is nearly clear", "a veil", "a panel", "a band", "a bar turned on its side", "a dark gradient"],
)  # fmt: skip
def test_what_is_behind_a_title(drawn: str, ground: str, seen: str) -> None:
    title = place(master_with(*([drawn] if drawn else []), ground=ground))
    if seen == "dark":
        assert title.background.luminance < 0.05
    else:
        assert title.background.rgb == seen
    assert title.styles[0].colour.contrast(title.background) >= 4.5


def test_a_places_own_fill_is_its_ground_also_where_the_master_gives_it() -> None:
    """White on grey stays white, as in the master; a layout that takes the fill away has the page behind."""

    def filled(deck: Any) -> None:
        master = deck.slide_masters[0]
        title = next(one for one in master.placeholders if "TITLE" in str(one.placeholder_format.type))
        title._element.spPr.append(parse_xml(f"<a:solidFill {NS}><a:srgbClr val='595959'/></a:solidFill>"))
        for colour in master._element.find(f"{makers.P}txStyles/{makers.P}titleStyle").iter(f"{makers.A}schemeClr"):
            colour.set("val", "bg1")
        bare = next(one for one in deck.slide_layouts if one.name == "Title Only")
        bare.placeholders[0]._element.spPr.append(parse_xml(f"<a:noFill {NS}/>"))

    data = master_with(change=filled)
    content, bare = place(data), place(data, role="title-only")
    assert (content.background.rgb, content.styles[0].colour.rgb) == ("595959", "FFFFFF")
    assert not content.given
    assert bare.background.rgb == "FFFFFF"
    assert bare.styles[0].colour.contrast(bare.background) >= 3


def test_pictures_that_fill_a_shape_are_painted() -> None:
    fill = f'<a:blipFill {NS}><a:blip r:embed="{{0}}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    title = place(master_with(shape(ALL, fill), pictures=(picture(),)))
    assert title.background.luminance < 0.03
    assert title.styles[0].colour.luminance > 0.5


def emf(*records: tuple[int, bytes]) -> bytes:
    """An EMF of 100 by 75 dots: its header, records, its end."""
    body = b"".join(struct.pack("<II", kind, 8 + len(data)) + data for kind, data in records) + struct.pack(
        "<5I", 14, 20, 0, 16, 20
    )
    head = (
        struct.pack("<4i4i", 0, 0, 100, 75, 0, 0, 2646, 1984)
        + b" EMF"
        + struct.pack("<4I2HI", 0x10000, 108 + len(body), len(records) + 2, 2, 0, 0, 0)
    )
    return struct.pack("<II", 1, 108) + (head + struct.pack("<2i2i", 0, 0, 0, 0)).ljust(100, b"\0") + body


@pytest.mark.parametrize(
    ("records", "known"),
    [
        ([(39, struct.pack("<4I", 1, 0, 0x3C140A, 0)), (37, struct.pack("<I", 1)), (43, struct.pack("<4i", 0, 0, 100, 75))], True),
        ([(39, struct.pack("<4I", 1, 0, 0x3C140A, 0)), (37, struct.pack("<I", 1)),
          (86, struct.pack("<4iI8h", 0, 0, 0, 0, 4, 0, 0, 100, 0, 100, 75, 0, 75))], True),
        ([(81, bytes(72))], False),
        ([(43, b"")], False),
    ],
    ids=["a rectangle", "a polygon", "a bitmap", "cut short"],
)  # fmt: skip
def test_an_emf_behind_everything_is_painted_where_it_can_be_followed(
    records: list[tuple[int, bytes]], known: bool
) -> None:
    data = with_pictures_as(master_with(PHOTO, pictures=(picture(colour="#FFFFFF"),)), emf(*records))
    title = place(data)
    if known:
        assert (title.background.rgb, title.styles[0].colour.rgb) == ("0A143C", "FFFFFF")
    else:
        assert title.styles == title.written
        (told,) = doubts(House("agency", WHERE, brand.read(data, WHERE)), ["title-only"])
        assert told.code == "brand-ground"


def with_pictures_as(data: bytes, picture: bytes) -> bytes:
    """The same package with another picture in place of each of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, picture if name.startswith("ppt/media/") else old.read(name))
    return out.getvalue()


def test_a_theme_s_gradient_for_backgrounds_is_painted() -> None:
    """The third fill of Office's theme, in black: dark all over."""
    data = rewritten(master_with(), "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace('<p:bgRef idx="1001"><a:schemeClr val="bg1"/>', '<p:bgRef idx="1001"><a:schemeClr val="tx2"/>'))  # fmt: skip
    title = place(data)
    assert title.background.rgb == "1F497D"
    assert title.styles[0].colour.contrast(title.background) >= 3


# -- never for the worse -----------------------------------------------------------------------------------------------------


def test_on_a_ground_that_cannot_be_told_the_customers_colour_stays_and_inspect_says_so() -> None:
    pattern = '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="000000"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    data = master_with(shape(ALL, pattern))
    title = place(data)
    assert title.styles == title.written
    read = brand.read(data, WHERE)
    (told,) = [one for one in doubts(House("agency", WHERE, read)) if "`Title Only`" in one.message]
    assert told.render() == (
        "agency.potx: note[brand-ground]: `Title Only`: what is behind `Title 1` cannot be told, so colours stay as they are: look at a slide of it"
    )
    (once,) = doubts(House("agency", WHERE, read), ["content", "content"])
    assert once.message.startswith(
        "`Title and Content`: what is behind `Title 1` and `Content Placeholder 2` cannot be told"
    )


def test_where_no_colour_reads_a_panel_stands_below_the_text_and_the_build_says_so_once(tmp_path: Path) -> None:
    """Black, white and grey in stripes behind everything."""
    stripes = Image.new("L", (90, 60))
    stripes.putdata([(0, 255, 118)[x // 2 % 3] for _ in range(60) for x in range(90)])
    out = io.BytesIO()
    stripes.convert("RGB").save(out, "PNG")
    data = master_with(PHOTO, pictures=(out.getvalue(),))
    read = brand.read(data, WHERE)
    found = list(doubts(House("agency", WHERE, read), ["content", "content", "closing"]))
    assert [one.render().splitlines()[0] for one in found if one.level == "warning"] == [
        "agency.potx: warning[brand-unreadable-place]: `Title and Content`: no colour can be read all over `Title 1` and `Content Placeholder 2`: "
        "a plain panel stands below the text there"
    ]
    for frame in built(data, tmp_path, {"a": 3})[1:]:
        panels = [item for item in frame.items if isinstance(item, Panel) and item.id.endswith("plate")]
        texts = [item for item in frame.items if isinstance(item, TextBox) and item.id in ("title", "body")]
        assert texts
        for text in texts:
            (below,) = (one for one in panels if one.box == text.box)
            assert below.fill is not None
            assert text.paragraphs[0].style.colour.contrast(below.fill) >= 4.5
            assert frame.items.index(below) < frame.items.index(text)


# -- footers -----------------------------------------------------------------------------------------------------------------


def feet(data: bytes) -> set[str]:
    return {one.kind for one in brand.read(data, WHERE).of_role("content")[0].placeholders} & {"dt", "ftr", "sldNum"}


def logo(x: int, wide: int, name: str = "Logo") -> str:
    return (
        f'<p:pic {NS}><p:nvPicPr><p:cNvPr id="901" name="{name}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{{0}}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{x}" y="6356350"/><a:ext cx="{wide}" cy="365125"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic>'
    )


def test_a_footer_on_a_logo_is_left_out_with_a_note() -> None:
    data = master_with(logo(3_124_200, 2_895_600), pictures=(picture(colour="#C8102E", half="#FFFFFF"),))
    assert feet(data) == {"dt", "sldNum"}
    read = brand.read(data, WHERE)
    (note,) = doubts(House("agency", WHERE, read), ["content"])
    assert note.render() == (
        "agency.potx: note[brand-feet]: `Title and Content`: footer left out: a drawing or another place stands there, or no colour can be read"
    )


def test_a_footer_on_a_band_or_beside_a_small_logo_stays() -> None:
    assert feet(master_with(shape((0, 6_300_000, WIDE, 558_000), solid("7A0019")))) == {"dt", "ftr", "sldNum"}
    beside = master_with(logo(3_124_200, 600_000), pictures=(picture(colour="#C8102E", half="#FFFFFF"),))
    assert feet(beside) == {"dt", "ftr", "sldNum"}
    foot = next(one for one in brand.read(beside, WHERE).of_role("content")[0].placeholders if one.kind == "ftr")
    assert foot.moved
    assert not foot.box.overlaps(Box(3_124_200, 6_356_350, 600_000, 365_125))


# -- places that overlap -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lower", ["Two Content", "Title and Content"])
def test_of_two_places_the_lower_gives_way(lower: str) -> None:
    def dropped(deck: Any) -> None:
        for owner in (deck.slide_masters[0], *deck.slide_layouts):
            for one in owner.placeholders:
                if owner.name in ("", lower) and "TITLE" in str(one.placeholder_format.type) and one.has_text_frame:
                    one.left, one.top, one.width, one.height = (
                        Emu(457_200),
                        Emu(900_000),
                        Emu(8_229_600),
                        Emu(1_143_000),
                    )

    layout = next(one for one in brand.read(master_with(change=dropped), WHERE).offered if one.name == lower)
    boxes = [one.box for one in layout.placeholders]
    assert not any(one.overlaps(other, 1) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    bodies = [one for one in layout.placeholders if one.kind == "obj"]
    assert all(one.moved and one.box.y == 2_043_000 and one.box.bottom == 6_126_163 for one in bodies)


def test_a_text_that_reaches_over_the_footers_ends_above_them() -> None:
    def tall(deck: Any) -> None:
        layout = next(one for one in deck.slide_layouts if one.name == "Title and Content")
        body = layout.placeholders[1]
        body.left, body.top, body.width, body.height = Emu(457_200), Emu(1_600_200), Emu(8_229_600), Emu(5_100_000)

    body = place(master_with(change=tall), "body")
    assert (body.box.y, body.box.bottom) == (1_600_200, 6_356_350)


# -- told --------------------------------------------------------------------------------------------------------------------


def test_inspect_tells_of_each_colour_once_and_why(tmp_path: Path) -> None:
    read = brand.read(makers.office(), WHERE)
    env = Env(tmp_path)
    look = resolve.look(theme.read("default", env), read, "slides")
    told = resolve.recoloured(theme.read("default", env), read, look, WHERE)
    assert len({one.message.split(":")[0] for one in told}) == len(told)
    house = House("agency", WHERE, read)
    assert set(told) <= set(inspection.inspect(house, look, told).findings)
    for one in told:
        said = one.message
        assert "too little" not in said
        if "needs" in said:
            has, needs = (
                float(part.split(":1")[0].split()[-1]) for part in (said.split(" on ")[0], said.split("needs ")[1])
            )
            assert has < needs


def test_a_colour_that_no_job_has_from_the_brand_can_be_told_of_each(tmp_path: Path) -> None:
    read, given = brand.read(makers.office(), WHERE), theme.read("default", Env(tmp_path))
    look = resolve.look(given, read, "slides")
    other = replace(look, colours={job: Colour("7F3FBF") for job in look.colours})

    assert {"cover", "band"} <= given.jobs.keys()
    assert any("is taken for" in one.message for one in resolve.recoloured(given, read, other, WHERE))


# -- what a picture has drawn on it ----------------------------------------------------------------------------------------


def drawn_picture(*, everywhere: bool) -> bytes:
    """A white picture with a star over a line at its foot, or with such strokes all over it, as a photograph has."""
    made = Image.new("RGB", (960, 720), "#FFFFFF")
    pen = ImageDraw.Draw(made)
    for x in range(0, 960, 40) if everywhere else (760,):
        for y in range(0, 720, 40) if everywhere else (620,):
            for dx, dy in ((0, 60), (40, 40), (60, 0), (40, -40)):
                pen.line((x - dx, y - dy, x + dx, y + dy), fill="#7F3FBF", width=10)
    pen.line((40, 640, 920, 640), fill="#7F3FBF", width=10)
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def test_texts_and_blocks_keep_clear_of_what_a_picture_behind_everything_has_drawn_on_it() -> None:
    data = master_with(PHOTO, pictures=(drawn_picture(everywhere=False),))
    star = round(560 / 720 * TALL)
    body = place(data, "body")
    free = brand.read(data, WHERE).of_role("title-only")[0].free
    assert body.box.bottom <= star or body.box.right <= round(700 / 960 * WIDE)
    assert free.bottom <= star or free.right <= round(700 / 960 * WIDE)
    assert place(data).box == place(makers.office()).box


def test_a_photograph_behind_everything_takes_no_room_from_texts() -> None:
    data = master_with(PHOTO, pictures=(drawn_picture(everywhere=True),))
    assert place(data, "body").box == place(makers.office(), "body").box


def test_a_text_ends_above_a_logo_that_reaches_a_little_into_its_place() -> None:
    """A logo at the foot, seven points of it in the body's last corner: the last line of a chart or text would touch it."""
    own = place(makers.office(), "body").box
    top = own.bottom - 7 * 12_700
    low = PHOTO.replace('<a:off x="0" y="0"/>', f'<a:off x="{own.right - 900_000}" y="{top}"/>')
    low = low.replace(f'<a:ext cx="{WIDE}" cy="{TALL}"/>', '<a:ext cx="1200000" cy="300000"/>')
    box = place(master_with(low, pictures=(picture(colour="#C8102E"),)), "body").box
    assert own.height * 0.9 < box.height
    assert box.bottom <= top


def test_a_place_that_shares_an_edge_with_a_drawing_keeps_its_box() -> None:
    own = place(makers.office(), "body").box
    bar = shape((0, own.bottom - 12_700, WIDE, 200_000), solid("7A0019"))
    assert place(master_with(bar), "body").box == own


def test_what_a_cover_says_after_its_title_ends_above_what_its_picture_draws() -> None:
    """A wave that rises to one side: the place stays on the edge of its title, and is lower."""
    made = Image.new("RGB", (960, 720), "#FFFFFF")
    pen = ImageDraw.Draw(made)
    for x in range(0, 960, 4):
        pen.line((x, 540 + x // 12, x + 4, 540 + x // 12), fill="#99001F", width=12)
    out = io.BytesIO()
    made.save(out, "PNG")
    own = place(makers.office(), "subtitle", "cover").box
    box = place(master_with(PHOTO, pictures=(out.getvalue(),)), "subtitle", "cover").box
    assert (box.x, box.y, box.width) == (own.x, own.y, own.width)
    assert box.y < box.bottom <= round(560 / 720 * TALL) < own.bottom


@pytest.mark.parametrize("role", ["chart", "table"])
def test_charts_and_tables_on_a_panel_are_painted_for_it_in_their_places_too(role: str) -> None:
    """White reads on one half of the ground, black on the other: an orange accent was seen on neither, and all parts of a chart were white."""
    layout = brand.read(master_with(ground=gradient(("FFB070", 100), ("8A2000", 100))), WHERE).of_role(role)[0]
    place = layout.slot(role)
    assert place is not None
    assert layout.plate is not None
    assert place.background == layout.plate
