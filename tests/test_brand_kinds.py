"""Kinds of templates that a report could not be sent on as it came: each as a small template made for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from frame_reading import open_look
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu
from test_brand_ground import NS, PHOTO, master_with, shape, solid

from briefings import brand
from briefings.blocks.params import Stat
from briefings.blocks.stat_tile import toned
from briefings.charts import paint
from briefings.diagnostics import Where
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Chart, Frame, Group, Item, Panel, Picture, TextBox
from briefings.frozen import replace
from briefings.geometry import EMU_PER_POINT, Box
from briefings.look import Colour, Placeholder, SlideLayout
from briefings.style.colours import jobs_of
from briefings.values import Span

WHERE = Where("house.potx")
WIDE, TALL = 9_144_000, 6_858_000
MASTER = "ppt/slideMasters/slideMaster1.xml"

REPORT = """
id: clinics
title: "Clinics of the northern districts: what five years of investment have changed for the midwives and families of the hills"
organization: Ministry of health
language: en
date: 2026
status: {status}
photos: {{hill: {{file: hill.png, alt: A hill., place: Kilda, credit: © A. Example}}}}
sections:
  chapters: {{type: prose, chapter: Before, title: Context, text: Two hours on foot.}}
  births: {{type: chart, chapter: Since, chart: bar, title: Births, unit: births, data: [{{label: North, value: 14}}, {{label: South, value: 9}}]}}
  pay:
    type: outcomes
    chapter: Now
    title: What changed
    items: [{{id: pay, title: Pay that arrives, text: Midwives are paid by the fifth of the month and one in four no longer waits., photo: hill}}]
"""


def deck(data: bytes, folder: Path, status: str = "final", report: str = REPORT) -> tuple[bytes, tuple[Frame, ...]]:
    """The deck on a template, and its slides."""
    hill = io.BytesIO()
    Image.radial_gradient("L").resize((1400, 900)).convert("RGB").save(hill, "PNG")
    (folder / "data").mkdir(parents=True)
    (folder / "hill.png").write_bytes(hill.getvalue())
    (folder / "data/clinics.yaml").write_text(report.format(status=status), encoding="utf-8")
    (folder / "house.potx").write_bytes(data)
    env = Env(folder)
    asked = build.Options(templates=("deck",), brand=folder / "house.potx")
    (made,) = build.build(project.load(folder, env), env, asked).outputs
    return made.data, made.layout.frames


def frames(data: bytes, folder: Path, status: str = "final", report: str = REPORT) -> tuple[Frame, ...]:
    return deck(data, folder, status, report)[1]


def changed(name: str, change: Callable[[Any], None]) -> bytes:
    """Office's templates with one layout changed."""

    def of(deck: Any) -> None:
        change(next(one for one in deck.slide_layouts if one.name == name))

    return master_with(change=of)


def layout(data: bytes, role: str) -> SlideLayout:
    return brand.read(data, WHERE).of_role(role)[0]


def title(data: bytes, role: str = "content") -> Placeholder:
    found = layout(data, role).slot("title")
    assert found is not None
    return found


def every(slides: tuple[Frame, ...], kind: type[Item] | tuple[type[Item], ...]) -> list[tuple[Frame, Any]]:
    return [(slide, item) for slide in slides for item in slide.items if isinstance(item, kind)]


# -- footers -----------------------------------------------------------------------------------------------------------------


def test_a_footer_that_has_no_room_says_what_stands_before_its_colon_and_is_never_cut(tmp_path: Path) -> None:
    slides = frames(makers.office(), tmp_path)
    said = {item.paragraphs[0].text for _, item in every(slides, TextBox) if item.id == "footer"}
    assert said == {"Clinics of the northern districts"}


def test_a_footer_whose_shortest_words_have_no_room_is_left_out_but_a_status_never(tmp_path: Path) -> None:
    def narrow(office: Any) -> None:
        for owner in (office.slide_masters[0], *office.slide_layouts):
            for one in list(owner.placeholders):
                if one.placeholder_format.type.name in ("DATE", "SLIDE_NUMBER"):
                    one._element.getparent().remove(one._element)
                elif one.placeholder_format.type.name == "FOOTER":
                    one.left, one.top, one.width, one.height = Emu(3_900_000), Emu(6_356_350), Emu(1_300_000), Emu(365_125)  # fmt: skip

    data = master_with(change=narrow)
    assert not [item for _, item in every(frames(data, tmp_path / "final"), TextBox) if item.id == "footer"]
    drafts = frames(data, tmp_path / "draft", "draft")
    assert all("Draft" in str([item for item in slide.items if isinstance(item, TextBox)]) for slide in drafts[1:])


def test_a_date_that_would_stand_on_the_masters_own_words_is_left_out() -> None:
    words = (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="77" name="Words"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="6356350"/>'
        '<a:ext cx="2133600" cy="365125"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>Faculty of law</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    kinds = {place.kind for place in layout(master_with(words), "content").placeholders}
    assert "dt" not in kinds and "sldNum" in kinds


# -- titles ------------------------------------------------------------------------------------------------------------------


def test_a_date_whose_words_the_house_fills_with_nothing_is_left_out(tmp_path: Path) -> None:
    def change(xml: str) -> str:
        date = xml.index('type="dt"')
        return xml[:date] + re.sub(
            r"<a:solidFill>.*?</a:solidFill>", "<a:noFill/>", xml[date:], count=1, flags=re.DOTALL
        )

    slides = frames(makers.rewritten(makers.office(), MASTER, change), tmp_path)
    assert not [item for _, item in every(slides, TextBox) if item.id == "page-date"]
    assert [item for _, item in every(slides, TextBox) if item.id == "number"]


def test_a_title_stands_beside_a_rule_that_the_master_draws_across_its_place() -> None:
    rule = shape((0, 900_000, WIDE, 30_000), solid("00779D"))
    box = title(master_with(rule)).box
    assert not box.overlaps(Box(0, 900_000, WIDE, 30_000), 1)
    assert box.height > 400_000


def test_a_title_stands_beside_a_logo_that_is_part_of_the_picture_behind_all() -> None:
    ground = Image.new("RGB", (480, 360), "#FFFFFF")
    pen = ImageDraw.Draw(ground)
    pen.rectangle((26, 20, 70, 50), fill="#102A43")
    for n in range(0, 480, 4):  # and busy below
        pen.line((n, 120, n, 340), fill="#102A43")
    out = io.BytesIO()
    ground.save(out, "PNG")
    box = title(master_with(PHOTO, pictures=(out.getvalue(),))).box
    assert box.x > 70 * WIDE // 480


def test_a_long_title_does_not_run_on_over_a_line_below_its_place() -> None:
    line = (
        f'<p:cxnSp {NS}><p:nvCxnSpPr><p:cNvPr id="55" name="Line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="457200" y="1480000"/>'
        '<a:ext cx="8229600" cy="0"/></a:xfrm><a:prstGeom prst="line"/><a:ln w="38100"><a:solidFill><a:srgbClr val="C9A227"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    place = title(master_with(line))
    assert (place.reach or place.box).bottom <= 1_480_000
    inside = title(master_with(line.replace('y="1480000"', 'y="1400000"')))  # along the lower edge of its place
    assert inside.box.bottom <= 1_400_000 - 6 * EMU_PER_POINT


def test_a_title_on_a_band_stays_where_it_is() -> None:
    """More than a rule or a logo is there: the customer wants it so."""
    assert title(master_with(shape((0, 0, WIDE, 1_000_000), solid("00779D")))).box == title(makers.office()).box


# -- pictures ----------------------------------------------------------------------------------------------------------------


def photo(slides: tuple[Frame, ...]) -> tuple[Frame, Picture]:
    (found,) = every(slides, Picture)
    return found


def test_a_picture_whose_layout_has_its_head_below_it_stands_below_the_head_with_its_words_beside_it(
    tmp_path: Path,
) -> None:
    """As Office has had it since 2007: the page's head stays empty, the title is small."""
    slides = frames(makers.office(), tmp_path)
    slide, picture = photo(slides)
    heads = [item for item in slide.items if isinstance(item, TextBox) and item.id == "title"]
    assert heads[0].paragraphs[0].text == "Pay that arrives"
    assert heads[0].box.bottom <= picture.box.y
    assert any(
        "Midwives are paid" in paragraph.text
        for item in slide.items
        if isinstance(item, TextBox)
        for paragraph in item.paragraphs
    )


def picture_layout(pair: dict[str, tuple[int, int, int, int]]) -> bytes:
    """Office's layout for pictures with its places elsewhere."""

    def moved(one: Any) -> None:
        for place in list(one.placeholders):
            kind = place.placeholder_format.type.name
            if kind in pair:
                place.left, place.top, place.width, place.height = (Emu(n) for n in pair[kind])
            elif kind == "BODY":
                place._element.getparent().remove(place._element)

    return changed("Picture with Caption", moved)


PALE: Any = RGBColor.from_string("F4F0E6")  # type: ignore[no-untyped-call]
HEAD = (457_200, 274_638, 8_229_600, 900_000)


def test_a_picture_without_a_place_for_its_words_has_them_on_its_own_slide(tmp_path: Path) -> None:
    data = picture_layout({"TITLE": HEAD, "PICTURE": (457_200, 1_500_000, 8_229_600, 4_500_000)})
    slides = frames(data, tmp_path)
    slide, picture = photo(slides)
    assert not [one for one in slides if "(2/2)" in str(one.items)]
    assert picture.box.width < 8_229_600
    assert "Midwives are paid" in str(slide.items)


def test_a_layout_for_pictures_that_suits_is_used(tmp_path: Path) -> None:
    beside = {"TITLE": HEAD, "PICTURE": (457_200, 1_500_000, 4_500_000, 4_500_000), "BODY": (5_200_000, 1_500_000, 3_400_000, 4_500_000)}  # fmt: skip
    _, picture = photo(frames(picture_layout(beside), tmp_path / "free"))
    assert picture.slot is not None
    over = picture_layout(beside)
    over = makers.rewritten(over, MASTER, lambda xml: xml.replace("<p:sp>", shape((0, 1_700_000, WIDE, 20_000), solid("00779D")) + "<p:sp>", 1))  # fmt: skip
    _, picture = photo(frames(over, tmp_path / "over"))
    assert picture.slot is None  # not over the rule of the page's head


# -- room --------------------------------------------------------------------------------------------------------------------


def test_blocks_stand_where_text_does_where_the_layout_with_only_a_title_is_full_of_drawings() -> None:
    def drawn(one: Any) -> None:
        tree = one.shapes._spTree
        tree.insert(2, parse_xml(shape((0, 3_600_000, WIDE, 2_400_000), solid("C8102E"))))

    read = brand.read(changed("Title Only", drawn), WHERE)
    free = read.of_role("title-only")[0]
    assert free.name == "Title and Content"
    assert free.free.height > TALL // 2


def test_a_body_of_a_few_lines_on_the_master_does_not_say_how_far_down_blocks_stand() -> None:
    def shallow(deck: Any) -> None:
        for one in deck.slide_masters[0].placeholders:
            if one.placeholder_format.type.name == "BODY":
                one.height = Emu(1_500_000)

    assert layout(master_with(change=shallow), "title-only").free.height > TALL * 0.6


def test_a_pale_shape_is_a_mark_in_the_paper_and_no_obstacle() -> None:
    circle = shape((5_000_000, 1_800_000, 3_000_000, 3_000_000), solid("EEF3F4"))
    strong = shape((5_000_000, 1_800_000, 3_000_000, 3_000_000), solid("00779D"))
    assert layout(master_with(circle), "title-only").free == layout(makers.office(), "title-only").free
    assert layout(master_with(strong), "title-only").free.width < 5_000_000


def test_a_chart_that_has_no_room_in_its_place_stands_in_the_free_area(tmp_path: Path) -> None:
    def low(one: Any) -> None:
        for place in one.placeholders:
            if place.placeholder_format.type.name == "OBJECT":
                place.left, place.top, place.width, place.height = Emu(457_200), Emu(1_600_200), Emu(8_229_600), Emu(600_000)  # fmt: skip

    office = Presentation(io.BytesIO(makers.office()))
    for name in ("Title and Content", "Two Content", "Comparison"):
        low(next(one for one in office.slide_layouts if one.name == name))
    out = io.BytesIO()
    office.save(out)
    ((_, chart),) = every(frames(out.getvalue(), tmp_path), Chart)
    assert chart.slot is None
    assert chart.box.height > 2_000_000


# -- type and colours --------------------------------------------------------------------------------------------------------


def test_a_body_in_small_type_is_set_in_type_that_is_read_on_a_screen() -> None:
    small = makers.rewritten(makers.office(), MASTER, lambda xml: re.sub(r'(<p:bodyStyle>.*?)sz="3200"', r'\1sz="1100"', xml, flags=re.DOTALL))  # fmt: skip
    body = layout(small, "content").slot("body")
    assert body is not None
    assert (body.styles[0].size, body.written[0].size) == (14.0, 11.0)


def test_a_chart_on_a_place_with_a_fill_has_the_fill_below_it(tmp_path: Path) -> None:
    """PowerPoint shows a placeholder's fill below a text, but not below a chart."""

    def filled(one: Any) -> None:
        for place in one.placeholders:
            if place.placeholder_format.type.name == "OBJECT":
                place.fill.solid()
                place.fill.fore_color.rgb = PALE

    office = Presentation(io.BytesIO(master_with(shape((0, 0, WIDE, TALL), solid("33475B")))))
    for one in office.slide_layouts:
        if one.name in ("Title and Content", "Two Content"):
            filled(one)
    out = io.BytesIO()
    office.save(out)
    ((slide, chart),) = every(frames(out.getvalue(), tmp_path), Chart)
    (plate,) = [item for item in slide.items if isinstance(item, Panel) and item.id.endswith(".plate")]
    assert plate.fill is not None and plate.fill.rgb == "F4F0E6"
    assert plate.box.contains(chart.box)
    assert slide.items.index(plate) < slide.items.index(chart)


def test_the_place_of_a_title_that_does_not_wrap_runs_on_to_where_blocks_end() -> None:
    """A tab that grows with its words, on a ground of its own: nothing is refused for the three words that somebody drew it around."""

    def tabbed(office: Any) -> None:
        for place in [
            one.placeholders[0] for one in office.slide_layouts if one.name in ("Title and Content", "Title Only")
        ]:
            place.left, place.top, place.width, place.height = Emu(0), Emu(0), Emu(3_250_000), Emu(500_000)
            place.text_frame.word_wrap, place.text_frame.paragraphs[0].text = False, "Title"
            place.fill.solid()
            place.fill.fore_color.rgb = PALE

    aligned = makers.rewritten(master_with(change=tabbed), MASTER, lambda xml: re.sub(r'(<p:titleStyle>.*?)algn="ctr"', r'\1algn="l"', xml, flags=re.DOTALL))  # fmt: skip
    tab = title(aligned, "title-only")
    assert (tab.box.x, tab.box.right, tab.box.height, tab.filled) == (0, 457_200 + 8_229_600, 500_000, True)


def test_a_picture_that_is_in_the_file_and_linked_as_well_comes_without_its_link() -> None:
    logo = f'<p:pic {NS}><p:nvPicPr><p:cNvPr id="9" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{{0}}" r:link="rId99"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic>'
    data = master_with(logo, pictures=(makers.logo_picture(),))
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    data = makers.rewritten(data, rels, lambda xml: xml.replace("</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="file:///C:/logo.png" TargetMode="External"/></Relationships>'))  # fmt: skip
    read = brand.read(data, WHERE)
    with zipfile.ZipFile(io.BytesIO(read.data)) as packed:
        assert b"External" not in packed.read(rels)
        master = packed.read(MASTER)
    assert b"r:embed=" in master and b"r:link=" not in master


@pytest.mark.parametrize("blue", ["0000FF", "50E3C2", "0563C1"])
def test_no_link_has_the_colour_that_programs_give_to_links(tmp_path: Path, blue: str) -> None:
    """Entries of the contents are in the colour of headings, links out of the deck too, and say so: programs would take the theme's own."""
    theme = "ppt/theme/theme1.xml"
    house = makers.rewritten(makers.office(), theme, lambda xml: re.sub(r'(<a:hlink><a:srgbClr val=")[0-9A-F]{6}', rf"\g<1>{blue}", xml))  # fmt: skip
    told = REPORT.replace(
        "Two hours on foot.", '"Two hours on foot, as [the survey](https://example.org/survey) found."'
    )
    data, _ = deck(house, tmp_path, report=told)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        slides = "".join(
            packed.read(name).decode() for name in packed.namelist() if re.match(r"ppt/slides/slide\d", name)
        )
    assert 'val="hlink"' not in slides and blue not in slides
    (out,) = re.findall(r"<a:rPr [^>]*[^>/]>(?:(?!</a:rPr>).)*<a:hlinkClick .*?(?:/>|</a:hlinkClick>)", slides)
    assert 'hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"' in out
    assert len(re.findall(r"<p:cNvPr [^>]*><a:hlinkClick ", slides)) == 3


def test_a_line_that_only_says_what_a_chart_shows_takes_none_of_its_width(tmp_path: Path) -> None:
    """Office's nearest layout has two places side by side: half the slide for four words."""
    told = REPORT.replace("title: Births, unit", "title: Births, takeaway: The north has most of them, unit")
    ((_, plain),) = every(frames(makers.office(), tmp_path / "plain"), Chart)
    ((slide, chart),) = every(frames(makers.office(), tmp_path / "told", report=told), Chart)
    assert "The north has most" in str(slide.items)
    assert chart.box.width == plain.box.width


def test_blocks_have_a_panel_where_nobody_can_tell_what_the_master_shows() -> None:
    """A pattern, a WMF: a colour that reads on it cannot be chosen; what stands in places keeps the one that was chosen for it."""
    pattern = '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="000000"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    bare = layout(master_with(shape((0, 0, WIDE, TALL), pattern)), "title-only")
    assert bare.plate is not None and bare.plate.slot == "bg1"
    assert bare.ground == bare.plate


def test_a_panel_below_blocks_ends_at_the_title(tmp_path: Path) -> None:
    pattern = '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="000000"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    ground = shape((0, 0, WIDE, TALL), pattern)

    def near(office: Any) -> None:
        for owner in (office.slide_masters[0], *office.slide_layouts):
            for one in owner.placeholders:
                if one.placeholder_format.type.name == "TITLE":
                    one.left, one.top, one.width, one.height = Emu(457_200), Emu(274_638), Emu(8_229_600), Emu(1_300_000)  # fmt: skip

    plates = [(slide, item) for slide, item in every(frames(master_with(ground, change=near), tmp_path), Panel) if item.id == "plate"]  # fmt: skip
    assert plates
    for slide, plate in plates:
        (head,) = [item for item in slide.items if isinstance(item, TextBox) and item.id == "title"]
        assert not plate.box.overlaps(head.box, 1)


def test_a_quote_has_the_ink_of_the_panel_below_it_and_not_of_the_place_that_it_stands_in(tmp_path: Path) -> None:
    """A pattern on a dark page: the caption's place has white words, the panel is of paper."""
    pattern = '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="FFFFFF"/></a:fgClr><a:bgClr><a:srgbClr val="101010"/></a:bgClr></a:pattFill>'
    boxes = ((457_200, 274_638, 8_229_600, 1_143_000), (4_700_000, 1_600_200, 3_986_800, 4_525_963), (457_200, 1_600_200, 4_000_000, 4_525_963))  # fmt: skip

    def beside(office: Any) -> None:
        captioned = next(one for one in office.slide_layouts if one.name == "Picture with Caption")
        for place, (x, y, wide, tall) in zip(captioned.placeholders, boxes, strict=False):
            place.left, place.top, place.width, place.height = Emu(x), Emu(y), Emu(wide), Emu(tall)

    house = master_with(shape((0, 0, WIDE, TALL), pattern), ground=solid("1B2A49"), change=beside)
    told = REPORT.split("sections:", maxsplit=1)[0] + 'sections:\n  voices: {{type: quotes, title: In her words, items: [{{id: nurse, text: "We lost people while we looked for a form.", speaker: A. Uwase, photo: hill}}]}}\n'  # fmt: skip
    ((slide, plate),) = [(slide, one) for slide, one in every(frames(house, tmp_path, report=told), Panel) if one.id == "plate"]  # fmt: skip
    (said,) = [one for item in slide.items if isinstance(item, Group) for one in item.items if isinstance(one, TextBox)]
    assert slide.layout == "Picture with Caption"
    assert plate.fill is not None and plate.box.contains(said.box)
    assert all(run.style.colour.contrast(plate.fill) >= 4.5 for one in said.paragraphs for run in one.runs)


def test_blocks_keep_to_the_part_of_the_page_that_one_colour_reads_on() -> None:
    """A dark field that most of the page stands on: what is beside it would show no white words."""
    field = round(WIDE * 0.85)
    made = layout(master_with(shape((0, 0, field, TALL), solid("1B2A49"))), "title-only")
    assert made.free.right <= field
    assert made.ground is not None and made.ground.rgb == "1B2A49"


def test_a_covers_date_keeps_off_a_field_that_holds_no_line_of_it() -> None:
    def crowded(office: Any) -> None:
        cover = office.slide_layouts[0]
        for at, (x, y) in enumerate(((1_200_000, 5_800_000), (3_800_000, 5_800_000)), 70):
            cover.placeholders[0]._element.addnext(
                parse_xml(
                    f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{at}" name="Field {at}"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="{at}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
                    f'<a:off x="{x}" y="{y}"/><a:ext cx="1100000" cy="180000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
                )
            )

    assert layout(master_with(change=crowded), "cover").slot("date") is None


JOBS = {"text": "tx1", "muted": "accent6", "heading": "tx2", "accent": "accent1", "band": "tx2", "on-band": "bg1", "panel": "bg2", "on-panel": "tx1", "rule": "accent6",
        "highlight": "accent3", "quiet": "accent6", "link": "hlink"}  # fmt: skip


def test_what_steps_back_is_no_bright_colour() -> None:
    """A second dark colour that is a red: lines that are not highlighted would outshine the one that is."""
    slots = {
        name: Colour(rgb, name)
        for name, rgb in (
            ("tx1", "1A1A1A"),
            ("bg1", "FFFFFF"),
            ("tx2", "D01030"),
            ("bg2", "EEEEEE"),
            ("hlink", "0563C1"),
        )
    }
    slots |= {
        f"accent{n}": Colour(rgb, f"accent{n}")
        for n, rgb in enumerate(("0E7490", "D01030", "C28A00", "7B3B54", "2F6B62", "D01030"), 1)
    }
    made = jobs_of(JOBS, slots)
    assert {made[job].scheme for job in ("muted", "rule", "quiet")} == {"tx1"}
    assert all(made[job].contrast(made["page"]) < made["text"].contrast(made["page"]) for job in ("muted", "quiet"))
    navy = jobs_of(JOBS, {**slots, "tx2": Colour("0A2F51", "tx2")})
    assert navy["muted"].slot == "tx2", "a deep colour steps back"
    purple = jobs_of(JOBS, {**slots, "tx2": Colour("8D408E", "tx2")})
    assert purple["muted"].scheme == "tx1", "a colour of middling lightness does not"


def test_where_no_calm_shade_of_the_ink_reads_texts_that_step_back_are_in_the_ink_itself() -> None:
    """Yellow on blue: a green, of which the theme has one, would be nobody's choice."""
    light, dark = ("FFD965", "31496B")
    slots = {
        name: Colour(rgb, name)
        for name, rgb in zip(("tx1", "bg1", "tx2", "bg2", "hlink"), (light, dark, light, dark, light), strict=True)
    }
    slots |= {
        f"accent{n}": Colour(rgb, f"accent{n}")
        for n, rgb in enumerate(("48A1FA", "ED7D31", "A5A5A5", "FFC000", "4472C4", "70AD47"), 1)
    }
    made = jobs_of(JOBS, slots)
    assert made["muted"].rgb == light
    look = replace(open_look()[0], colours={**made, "series-muted": made["page"]})
    assert paint.stepped_back(look, made["accent"]).spread < 0.25, "and bars that step back are in no bright one"


def test_a_yellow_band_on_cream_stays_yellow() -> None:
    slots = {
        name: Colour(rgb, name)
        for name, rgb in (
            ("tx1", "000000"),
            ("bg1", "FFFFFF"),
            ("tx2", "FFD937"),
            ("bg2", "EEECE1"),
            ("hlink", "0000FF"),
        )
    }
    slots |= {f"accent{n}": Colour("FFD937", f"accent{n}") for n in range(1, 7)}
    made = jobs_of(JOBS, slots, Colour("F6F6EC"))
    assert made["band"].rgb == "FFD937"
    assert made["on-band"].rgb == "000000"


@pytest.mark.parametrize("theme", ["good", "bad"])
def test_figures_have_the_colour_of_good_news_or_bad_only_where_the_house_has_both(theme: str) -> None:
    """One black figure among red ones says nothing."""
    look = open_look()[0]
    lacking = replace(look, colours={**look.colours, theme: look.colour("text")})
    for tone in ("good", "bad"):
        stat = Stat("wells", (Span("12"),), (Span("wells"),), tone=tone)
        assert toned(stat, look) == look.colour(tone)
        assert toned(stat, lacking) == look.colour("accent")


def test_blocks_keep_off_the_edge_that_a_masters_place_runs_to() -> None:
    def low(office: Any) -> None:
        for one in office.slide_masters[0].placeholders:
            if one.placeholder_format.type.name == "BODY":
                one.left, one.top, one.width, one.height = (
                    Emu(457_200),
                    Emu(1_600_200),
                    Emu(8_229_600),
                    Emu(TALL - 1_600_200),
                )
            elif one.placeholder_format.type.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
                one._element.getparent().remove(one._element)
        for owner in office.slide_layouts:
            for one in list(owner.placeholders):
                if one.placeholder_format.type.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
                    one._element.getparent().remove(one._element)

    assert layout(master_with(change=low), "title-only").free.bottom < TALL - TALL // 30


def test_a_date_is_never_cut(tmp_path: Path) -> None:
    def narrow(office: Any) -> None:
        for owner in (office.slide_masters[0], *office.slide_layouts):
            for one in owner.placeholders:
                if one.placeholder_format.type.name == "DATE":
                    one.left, one.top, one.width, one.height = Emu(457_200), Emu(6_356_350), Emu(600_000), Emu(200_000)

    dated = REPORT.replace("date: 2026", "date: 2026-09-29")
    slides = frames(master_with(change=narrow), tmp_path, report=dated)
    said = {item.paragraphs[0].text for _, item in every(slides, TextBox) if item.id == "page-date"}
    assert said <= {"29 September 2026", "29\u00a0September\u00a02026"}


LOW = """
id: taxes
title: Taxes
organization: Revenue administration
language: en
date: 2026
status: {status}
sections:
  word: {{type: prose, title: Foreword, text: ["{words}", "{words}"]}}
  bridge:
    type: chart
    chart: waterfall
    title: From last year's collections to this year's
    unit: billion dollars
    takeaway: More than half of the increase came from better compliance and not from growth
    data:
      - {{label: "2023/24", value: 39, total: true}}
      - {{label: Economic growth, value: 1.7}}
      - {{label: Better compliance, value: 1.6}}
      - {{label: Refunds brought forward, value: -1}}
      - {{label: "2024/25", value: 41.3, total: true}}
"""


def test_below_a_title_of_two_lines_a_charts_name_stays_a_line_above_it(tmp_path: Path) -> None:
    """In a column of its own it would take half of the slide, and the names below columns would break inside words."""

    def low(deck: Any) -> None:
        deck.slide_width = 12_192_000
        for owner in (deck.slide_masters[0], *deck.slide_layouts):
            for one in owner.placeholders:
                kind, top = one.placeholder_format.type.name, one.top or 0
                if kind in ("TITLE", "OBJECT", "BODY") and top < 3_000_000 and (kind != "BODY" or owner is deck.slide_masters[0]):  # fmt: skip
                    wide = one.width
                    one.left, one.width = round(one.left * 4 / 3), round(wide * 4 / 3)
                    one.top, one.height = (356_000, 737_000) if kind == "TITLE" else (1_232_000, 4_900_000)

    words = (
        "Two thirds of all personal returns now arrive filled in, and a taxpayer confirms hers in four minutes. " * 5
    )
    slides = deck(master_with(change=low), tmp_path, report=LOW.replace("{words}", words))[1]
    (slide,) = [one for one in slides if one.id == "bridge"]
    (chart,) = [item for item in slide.items if isinstance(item, Chart)]
    (name,) = [item for item in slide.items if isinstance(item, TextBox) and item.id.startswith("text")]
    assert [len(item.lines) for item in slide.items if isinstance(item, TextBox) and item.id == "title"] == [2]
    assert name.box.bottom <= chart.box.y
    assert chart.box.width > 0.8 * slide.page.width


def test_the_ground_at_a_pages_head_runs_to_its_edges_where_its_photo_does(tmp_path: Path) -> None:
    """The logo stands on the photo then, not on paper beside the ground."""
    cover = REPORT.replace("sections:", "cover: {{photo: hill}}\nsections:", 1)
    deck(makers.office(), tmp_path, report=cover)
    (tmp_path / "house.potx").write_bytes(makers.with_drawings(makers.office(), bar=False, logo=True))
    env, asked = Env(tmp_path), build.Options(templates=("one-pager",), brand=tmp_path / "house.potx")
    (made,) = build.build(project.load(tmp_path, env), env, asked).outputs
    (page,) = made.layout.frames
    band = next(item.box for item in page.items if item.id == "header.ground")
    title = next(item for item in page.items if isinstance(item, TextBox) and item.id == "title")
    assert [item for item in page.items if item.id == "logo.plate"]
    assert (band.x, band.y, band.right) == (0, 0, page.page.width)
    assert title.content.x > band.x


@pytest.mark.parametrize(("tall", "slides"), [(6_858_000, 1), (4_600_000, 2)])
def test_words_stand_beside_their_photo_and_what_has_no_room_there_goes_on(
    tall: int, slides: int, tmp_path: Path
) -> None:
    """A file without a layout for pictures: the photo had the slide for itself, and all of its words the next."""
    items = [
        f"{{{{id: o{at}, title: Result {at}, text: Kilns burn less coal and owners earn it back in two years of work with them.}}}}"
        for at in range(4)
    ]
    items[0] = items[0][:-2] + ", photo: hill}}"
    told = (
        REPORT.split("sections:", maxsplit=1)[0]
        + f"sections:\n  results: {{{{type: outcomes, title: Results, items: [{', '.join(items)}]}}}}\n"
    )
    house = makers.houses(
        {"Titel": "title body", "Inhalt": "title body", "Nur Titel": "title"}, size=(12_192_000, tall)
    )

    made = [one for one in frames(house, tmp_path, report=told) if one.section == "Results"]

    words = [
        [one.text for item in frame.items if isinstance(item, TextBox) for one in item.paragraphs] for frame in made
    ]
    assert len(made) == slides
    assert any(isinstance(one, Picture) for one in made[0].items) and "Result 0" in words[0]
    assert [sum(f"Result {at}" in texts for texts in words) for at in range(4)] == [1] * 4


@pytest.mark.parametrize(
    "words", ["Clean air for the cities of the basin", "Safe boats for all small harbours of the coast"]
)
def test_a_title_in_a_narrow_place_is_no_column_of_single_words(words: str, tmp_path: Path) -> None:
    def narrow(layout: Any) -> None:
        title = next(one for one in layout.placeholders if one.placeholder_format.idx == 0)
        title.left, title.top, title.width, title.height = (
            Emu(one) for one in (600_000, 600_000, 2_300_000, 5_400_000)
        )

    told = re.sub('title: "Clinics[^"]*"', f"title: {words}", REPORT, count=1)
    cover, *_ = frames(changed("Title Slide", narrow), tmp_path, report=told)

    title = next(one for one in cover.items if isinstance(one, TextBox) and one.id == "title")
    assert len(title.lines) <= 4
