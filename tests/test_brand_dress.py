"""A deck on a brand's template has one face: that of the layouts which wear the house's bands, lines and logos, on one slide master. What nobody
should send as it is, is told of."""

from __future__ import annotations

import io
from pathlib import Path

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.util import Emu
from test_brand_houses import CHAPTERS
from test_brand_kinds import WHERE, frames
from test_brand_mapping import cast, house_of
from test_brand_sendable import look_on

from briefings import brand
from briefings.brand import house
from briefings.frame import TextBox
from briefings.roles import ROLES

PAGES = tuple(role for role in ROLES if role not in ("cover", "section"))
MASTER = "ppt/slideMasters/slideMaster1.xml"
HEAD = (0, 0, 12_192_000, 250_000)


def with_words(data: bytes, part: str, text: str) -> bytes:
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="91" name="Text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="6500000"/><a:ext cx="3000000" cy="250000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    return makers.rewritten(data, part, lambda xml: xml.replace("</p:spTree>", f"{box}</p:spTree>", 1))


def with_own_slides(data: bytes, *layouts: str, picture: bool = False) -> bytes:
    """The file with slides of its own on some layouts, one after the other."""
    deck = Presentation(io.BytesIO(data))
    offered = [one for master in deck.slide_masters for one in master.slide_layouts]
    for name in layouts:
        slide = deck.slides.add_slide([one for one in offered if one.name == name][-1])
        if picture:
            slide.shapes.add_picture(io.BytesIO(makers.logo_picture()), Emu(5_000_000), Emu(3_000_000), Emu(900_000))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def layout_part(number: int) -> str:
    return f"ppt/slideLayouts/slideLayout{number}.xml"


# -- layouts -----------------------------------------------------------------------------------------------------------------

NAMES = {"Deckblatt": "low-title under", "Inhalt": "title body", "Nur Titel": "title", "Zwei Spalten": "title left right"}  # fmt: skip


@pytest.mark.parametrize(
    ("art", "worn"),
    [
        ((11_192_000, 0, 1_000_000, 1_000_000), {"Inhalt"}),
        ((8_000_000, 1_500_000, 4_192_000, 5_200_000), {"Nur Titel", "Zwei Spalten"}),
    ],
    ids=["a corner", "half of the page"],
)
def test_pages_that_a_house_drew_on_and_pages_that_it_left_plain_are_not_in_one_deck(
    art: tuple[int, int, int, int], worn: set[str]
) -> None:
    """All show what those for text do, unless it takes much of their room: then none. The line at the foot is on all."""
    data = makers.with_band(makers.houses(NAMES), layout_part(2), art)
    for number in (2, 3, 4):
        data = makers.with_band(data, layout_part(number), (0, 6_700_000, 12_192_000, 158_000))
    read = brand.read(data, WHERE)
    assert {one.name for role in PAGES for one in read.of_role(role)} == worn


def test_a_layout_that_hides_what_the_master_draws_is_on_no_page_though_the_files_own_slides_use_it() -> None:
    data = makers.houses({**NAMES, "Text": "title body"})
    data = with_words(makers.with_band(data, MASTER, HEAD), layout_part(2), "Harbour days")
    data = makers.rewritten(data, layout_part(2), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout showMasterSp="0" ', 1))  # fmt: skip
    roles = cast(with_own_slides(data, "Inhalt", "Inhalt"))
    assert "Inhalt" not in {roles[role].name for role in PAGES}
    assert roles["content"].name == "Text"


@pytest.mark.parametrize("used", ["Signpost", "Seite"])
def test_pages_wear_what_the_files_own_slides_wear_whatever_their_layout_is_called(used: str) -> None:
    data = makers.houses({**NAMES, used: "title"})
    data = makers.with_band(data, layout_part(5), HEAD)
    roles = cast(with_own_slides(data, "Deckblatt", used, used))
    assert {roles[role].name for role in PAGES} == {used}


def test_pages_that_the_house_makes_without_a_title_get_one_and_not_those_that_nobody_uses() -> None:
    names = {"Deckblatt": "low-title under", "Seite": "", "Nur Titel": "title", "Inhalt": "title body"}
    own = with_own_slides(makers.houses(names), "Deckblatt", "Seite", "Seite", "Seite")
    found = cast(own)
    assert {found[role].name for role in PAGES} == {"Seite"}
    assert found["cover"].name == "Deckblatt"
    assert all(layout.slot("title") for role in PAGES for layout in found[role].layouts)
    seldom = cast(with_own_slides(makers.houses(names), "Deckblatt", "Seite", "Inhalt", "Inhalt"))
    assert seldom["content"].name == "Inhalt"


def test_pages_that_all_stand_on_a_header_without_a_title_are_the_pages_and_no_chapter_is_a_programs_own() -> None:
    """The slide master keeps a program's grey, which nobody has seen; the house's white and its band are on a copy of the header alone."""
    names = {"Deckblatt": "low-title under", "Kapitel": "low-title under", "Inhalt": "title body", "Kapitel 2": ""}
    data = makers.with_band(makers.houses(names), layout_part(4), HEAD)
    data = makers.with_band(data, layout_part(1), (0, 0, 12_192_000, 2_000_000))
    white = PALE.replace("F3E9D2", "FFFFFF")
    for part, ground in ((MASTER, PALE), (layout_part(1), white), (layout_part(4), white)):
        data = makers.rewritten(data, part, lambda xml, ground=ground: xml.replace("<p:spTree>", f"{ground}<p:spTree>", 1))  # type: ignore[misc]  # fmt: skip
    for number in (2, 4):
        data = makers.rewritten(data, layout_part(number), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="secHead" ', 1))  # fmt: skip
    data = makers.rewritten(data, MASTER, lambda xml: xml.replace('val="accent4"', 'val="tx1"'))
    found = cast(with_own_slides(data, "Deckblatt", "Kapitel 2", "Kapitel 2"))
    assert {found[role].name for role in PAGES} == {"Kapitel 2"}
    assert found["section"].name == "Deckblatt"
    chosen = cast(with_own_slides(data, "Deckblatt", "Kapitel", "Kapitel 2", "Inhalt", "Inhalt"))
    assert (chosen["content"].name, chosen["section"].name) == ("Inhalt", "Kapitel")


def test_pages_are_on_the_ground_that_the_files_own_pages_have() -> None:
    names = {"Deckblatt": "low-title under", "Blau": "title body", "Hell": "title body", "Agenda": "title line"}
    dark = makers.with_band(makers.houses(names), layout_part(2), (0, 0, 12_192_000, 6_858_000))
    assert cast(dark)["content"].name == "Blau"
    own = with_own_slides(dark, "Deckblatt", "Agenda", "Agenda")
    assert {cast(own)[role].name for role in ("content", "closing")} == {"Hell"}
    assert cast(with_own_slides(dark, "Deckblatt", "Blau", "Blau", "Agenda"))["content"].name == "Blau"


def test_a_title_at_the_middle_of_the_page_heads_no_pages() -> None:
    found = cast(makers.houses({"Deckblatt": "low-title under", "Dank": "low-title", "Inhalt": "title half"}))
    assert {found[role].name for role in PAGES} == {"Inhalt"}


PALE = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="F3E9D2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


@pytest.mark.parametrize(("count", "ground"), [(3, "F3E9D2"), (2, "F3E9D2"), (1, "FFFFFF")])
def test_pages_have_the_background_that_most_of_the_files_own_slides_set(count: int, ground: str) -> None:
    own = with_own_slides(makers.houses(NAMES), "Deckblatt", "Inhalt", "Inhalt")
    for number in range(3, 3 - count, -1):
        own = makers.rewritten(own, f"ppt/slides/slide{number}.xml", lambda xml: xml.replace("<p:spTree>", f"{PALE}<p:spTree>", 1))  # fmt: skip
    read = brand.read(own, WHERE)
    assert {layout.background.rgb for layout in read.layouts} == {ground}
    assert ("brand-grounds" in {one.code for one in read.findings}) is (count > 1)


def test_a_word_that_most_pages_show_is_on_all() -> None:
    data = makers.houses({**NAMES, "Bild": "title"})
    for number in (2, 3, 4):
        data = with_words(data, layout_part(number), "#HarbourFest")
    assert "Bild" not in {one.name for one in cast(with_own_slides(data, "Bild")).values()}


def test_a_layout_with_a_drawing_of_its_own_that_the_files_slides_use_stays() -> None:
    data = makers.with_band(makers.houses(NAMES), layout_part(3), HEAD)
    data = makers.with_band(data, layout_part(2), (0, 6_500_000, 12_192_000, 300_000), "accent2")
    assert cast(with_own_slides(data, "Inhalt", "Nur Titel"))["content"].name == "Inhalt"


def test_all_pages_are_on_the_slide_master_that_the_files_own_pages_stand_on() -> None:
    """The other has a layout with only a title, which this one lacks."""
    data = makers.houses(NAMES, {"Deckblatt": "low-title under", "Inhalt": "title body", "Zwei Spalten": "title left right"})  # fmt: skip
    own = with_own_slides(data, "Inhalt", "Inhalt", "Zwei Spalten")
    assert {house_of(own, role) for role in PAGES} == {2}
    assert {house_of(data, role) for role in PAGES} == {1}


def test_titles_are_set_in_one_way_on_all_pages() -> None:
    """The layout with only a title has it in italics: on somebody's lecture notes."""
    styled = '<a:lstStyle><a:lvl1pPr><a:defRPr i="1"/></a:lvl1pPr></a:lstStyle>'
    data = makers.rewritten(makers.houses(NAMES), layout_part(3), lambda xml: xml.replace("<a:lstStyle/>", styled, 1))
    assert {cast(data)[role].name for role in ("content", "title-only", "table")} == {"Inhalt"}


# -- covers and section headers ----------------------------------------------------------------------------------------------


def test_a_cover_that_is_a_page_of_text_has_its_title_in_the_middle() -> None:
    """LibreOffice's "Title Slide": the title at the head, a subtitle over all of the page."""
    data = makers.houses({"Title Slide": "title body", "Inhalt": "title body", "Nur Titel": "title"})
    data = makers.rewritten(data, layout_part(1), lambda xml: xml.replace('<p:ph idx="1"/>', '<p:ph type="subTitle" idx="1"/>'))  # fmt: skip
    cover = cast(data)["cover"]
    head = cover.layouts[0].slot("title")
    assert cover.name == "Title Slide"
    assert head is not None
    assert head.box.bottom > 6_858_000 // 3
    assert dict(cover.layouts[0].areas)["subtitle"].y >= head.box.bottom


def test_a_section_header_that_nobody_of_the_house_made_gives_way_to_the_cover() -> None:
    """Office's own of 2007: its text above a name in capitals, low on the page."""
    data = makers.office()
    assert cast(data)["section"].name == cast(data)["cover"].name
    assert cast(makers.with_band(data, layout_part(3), HEAD))["section"].name == "Section Header"


def test_a_section_header_on_bare_ground_gives_way_to_a_cover_that_shows_the_house() -> None:
    """But not where the file's own slides stand on it, or it is dressed as no page is."""
    data = makers.houses({"Deckblatt": "low-title under", "Kapitel": "low-title under", "Inhalt": "title body"})
    data = makers.rewritten(data, layout_part(2), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="secHead" ', 1))  # fmt: skip
    shown = makers.with_band(data, layout_part(1), (0, 0, 12_192_000, 2_000_000))
    assert cast(data)["section"].name == "Kapitel"
    assert cast(shown)["section"].name == "Deckblatt"
    assert cast(makers.with_band(shown, layout_part(2), HEAD))["section"].name == "Kapitel"
    assert cast(with_own_slides(shown, "Deckblatt", "Kapitel", "Inhalt", "Inhalt"))["section"].name == "Kapitel"
    fill = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr>'
    filled = makers.rewritten(data, layout_part(1), lambda xml: xml.replace("</p:spPr>", fill, 1))
    assert cast(filled)["section"].name == "Deckblatt"


def test_a_cover_that_a_program_gave_to_the_file_gives_way_to_the_one_that_the_house_drew() -> None:
    """Unless the house's own slides stand on it, or the drawn one has no place for a subtitle."""
    names = {
        "Portico": "low-title under",
        "Diapositiva": "low-title under",
        "Inhalt": "title body",
        "Nur Titel": "title",
    }
    data = makers.with_band(makers.houses(names), layout_part(1), (0, 0, 12_192_000, 2_000_000))
    plain = makers.rewritten(data, layout_part(2), lambda xml: xml.replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1))  # fmt: skip
    data = makers.rewritten(plain, layout_part(1), lambda xml: xml.replace('type="body" idx="10"', 'type="subTitle" idx="10"'))  # fmt: skip
    assert cast(plain)["cover"].name == "Diapositiva"
    assert cast(data)["cover"].name == "Portico"
    assert cast(with_own_slides(data, "Diapositiva", "Inhalt", "Inhalt"))["cover"].name == "Diapositiva"


@pytest.mark.parametrize("held", ["low-title under", "low-title low", "low-title"])
@pytest.mark.parametrize("status", ["final", "draft"])
def test_a_cover_that_plays_for_section_headers_has_no_footers_on_its_drawings(
    tmp_path: Path, held: str, status: str
) -> None:
    """A date, a footer and a number of its own, as programs give them to all layouts; only a draft says that it is one."""
    data = makers.houses({"Deckblatt": held, "Inhalt": "title body", "Nur Titel": "title"})
    feet = "".join(makers.place(90 + n, kind, f'type="{kind}" sz="quarter" idx="{90 + n}"', (500_000 + n * 3_000_000, 6_300_000, 2_900_000, 365_000)) for n, kind in enumerate(("dt", "ftr", "sldNum")))  # fmt: skip
    data = makers.rewritten(data, layout_part(1), lambda xml: xml.replace("</p:spTree>", f"{feet}</p:spTree>", 1))
    slides = frames(data, tmp_path, status, CHAPTERS)
    chapters = [slide for slide in slides if slide.layout == "Deckblatt"][1:]
    assert chapters
    for slide in chapters:
        said = {item.id for item in slide.items if isinstance(item, TextBox)}
        assert not said & {"page-date", "number"}
        assert said & {"footer", "status"} if status == "draft" else "footer" not in said


def test_what_is_in_a_chapter_stands_in_the_place_below_the_title_of_a_cover() -> None:
    """No box of its own on the house's drawings, and no place that stays empty."""
    data = makers.houses({"Deckblatt": "low-title under", "Inhalt": "title body", "Nur Titel": "title"})
    section, cover = cast(data)["section"].layouts[0], cast(data)["cover"].layouts[0]
    body, subtitle = section.slot("body"), cover.slot("subtitle")
    assert section.name == "Deckblatt" and body is not None and subtitle is not None
    assert (body.idx, body.box) == (subtitle.idx, subtitle.box)


@pytest.mark.parametrize(("small", "large", "first"), [(1800, 2800, True), (2000, 2400, True), (2800, 2800, False)])
def test_the_title_of_a_cover_stands_where_people_see_it_first(small: int, large: int, first: bool) -> None:
    """A course's cover: a line for its series above, which the house leaves empty, and its name large below that."""
    data = makers.houses({"Deckblatt": "title body under", "Inhalt": "title body", "Nur Titel": "title"})

    def sized(xml: str) -> str:
        for size in (small, large):
            xml = xml.replace("<a:lstStyle/>", f'<a:lstStyle><a:lvl1pPr><a:defRPr sz="{size}"/></a:lvl1pPr></a:lstStyle>', 1)  # fmt: skip
        return xml.replace('<p:ph idx="1"/>', '<p:ph type="subTitle" idx="1"/>').replace('cy="4358000"', 'cy="1500000"')

    cover = cast(makers.rewritten(data, layout_part(1), sized))["cover"].layouts[0]
    title = cover.slot("title")
    assert title is not None and title.kind == "title"
    assert title.styles[0].size == (large if first else small) / 100
    assert (title.box.y > 1_500_000) == first


def test_nothing_of_a_chapter_stands_from_the_left_below_a_name_set_from_the_right() -> None:
    right = '<a:lstStyle><a:lvl1pPr algn="r"/></a:lstStyle>'
    data = makers.houses({"Kapitel": "low-title", "Inhalt": "title body"})
    data = makers.rewritten(data, layout_part(1), lambda xml: xml.replace("<a:lstStyle/>", right, 1))
    (area,) = [box for slot, box in cast(data)["section"].layouts[0].areas if slot == "body"]
    assert area.height <= 1


def test_of_covers_that_are_alike_that_of_the_first_slides_master_is_taken() -> None:
    masters = ({"Deckblatt": "low-title under", "Leer": "", "Text": "title body"}, {"Deckblatt": "low-title under", "Inhalt": "title body", "Nur Titel": "title", "Vergleich": "title left right"})  # fmt: skip
    parts = [cast(makers.houses(*masters, opening=opening))["cover"].layouts[0].part for opening in ("Leer", "")]
    assert [one.rsplit("/", 1)[1] for one in parts] == ["slideLayout1.xml", "slideLayout4.xml"]


@pytest.mark.parametrize("again", [False, True])
def test_the_layout_of_the_first_slide_alone_on_a_ground_of_its_own_is_the_cover_whatever_its_type(again: bool) -> None:
    data = makers.houses({"Inhalt 2": "title half", "Inhalt": "title body", "Nur Titel": "title"})
    data = makers.with_band(data, layout_part(1), (0, 0, 12_192_000, 6_858_000))
    own = with_own_slides(data, "Inhalt 2", "Inhalt", "Inhalt 2" if again else "Inhalt", "Inhalt")
    assert (cast(own)["cover"].name == "Inhalt 2") != again


# -- what nobody should send -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["$author – title", "IETF Hackathon - &lt;Project name&gt;", "Name of the document", "V 00.00", "Security Classification: &lt;Please put type&gt;",
     "[Department]", "Release Date: DD-Mmm-YYYY", "Titre de la présentation", "Name der Präsentation", "Название презентации", "عنوان العرض", "在此输入标题",
     "Title – Sub-Title – John Doe, University of the Coast, May 2018", "Subtitle goes here", "Title No more than two lines", "Title</a:t></a:r><a:br/><a:r><a:t>No more than two lines", "Erika Mustermann", "/ 34", "of 34", "共34页"],
)  # fmt: skip
def test_words_that_wait_to_be_filled_in_are_left_out_in_the_languages_of_templates(text: str) -> None:
    data = with_words(makers.houses(NAMES), MASTER, text)
    assert told(data) == [("brand-unfilled", "warning")]


@pytest.mark.parametrize("text", ["Agency Confidential", "For internal use only", "Diffusion restreinte", "Vertraulich", "Конфиденциально", "سري", "机密"])  # fmt: skip
def test_words_that_forbid_handing_the_deck_on_are_told_of_once(text: str) -> None:
    assert told(with_words(makers.houses(NAMES), MASTER, text)) == [("brand-secret", "warning")]


@pytest.mark.parametrize("text", ["Winter term 2023/24 | A. Reed | Tides", "April 13-16, 2026", "Tides and Harbours Seminar Presentation", "Harbour day 12.05.2021", "Wintersemester 2024", "Puerto, marzo de 2022", "2019"])  # fmt: skip
def test_words_of_one_talk_are_told_of(text: str) -> None:
    assert told(with_words(makers.houses(NAMES), MASTER, text)) == [("brand-occasion", "warning")]


@pytest.mark.parametrize("text", ["2024-01-25", "05/2022", "12.05.2021", "25/01/24", "Marzo de 2022", "3 May 2019", "May 3rd, 2019", "1. März 2020", "2023年5月"])  # fmt: skip
def test_a_date_of_the_templates_own_is_left_out_and_told_with_its_layout(text: str) -> None:
    data = with_words(makers.houses(NAMES), MASTER, text)
    assert told(data) == [("brand-dated", "warning")]
    (found,) = [one for one in brand.read(data, WHERE).findings if one.code == "brand-dated"]
    assert "(the slide master)" in found.message
    assert found.hint
    assert not any(text in one.words for layout in brand.read(data, WHERE).offered for one in layout.fixed)


@pytest.mark.parametrize("text", ["1/10", "24/7", "1.2.22", "Harbour 2030", "1998", "May"])
def test_what_may_be_more_than_a_date_stays(text: str) -> None:
    data = with_words(makers.houses(NAMES), MASTER, text)
    assert not [one for one in brand.read(data, WHERE).findings if one.code in ("brand-dated", "brand-unfilled")]


def told(data: bytes) -> list[tuple[str, str]]:
    read = house.House("agency", WHERE, brand.read(data, WHERE))
    found = (*read.brand.findings, *house.doubts(read, ROLES))
    return [
        (one.code, one.level)
        for one in found
        if one.code in ("brand-unfilled", "brand-dated", "brand-secret", "brand-occasion")
    ]


@pytest.mark.parametrize(
    "text",
    ["Department of Chemistry", "© 2012 Harbour Office Limited", "#HarbourFest", "Institute for Name Research", "Version 2.10", "US$ 5 million",
     "Experience certainty.", "Restoration Office", "agency.example/reports", "Seite", "Founded in May", "© 2021 Adult Education Course", "التقرير السنوي"],
)  # fmt: skip
def test_words_of_the_house_itself_are_no_prompts(text: str) -> None:
    assert not told(with_words(makers.houses(NAMES), MASTER, text))


def test_a_house_that_draws_on_its_slides_alone_is_told_that_nothing_of_it_is_in_the_deck() -> None:
    data = makers.houses(NAMES)
    own = with_own_slides(data, *["Inhalt"] * 3, picture=True)
    (found,) = [one for one in brand.read(own, WHERE).findings if one.code == "brand-only-slides"]
    assert "3 of them" in found.message
    assert "slide master" in found.hint
    once = brand.read(
        with_own_slides(data, "Deckblatt", picture=True), WHERE
    )  # the one slide that a template shows itself with
    assert "brand-only-slides" in {one.code for one in once.findings}
    clad = makers.with_band(own, MASTER, HEAD)
    assert "brand-only-slides" not in {one.code for one in brand.read(clad, WHERE).findings}
    assert look_on(own)
    assert Path(found.where.file).name if found.where else False


def test_pages_look_as_the_houses_pages_do_and_not_as_its_more_many_chapters() -> None:
    """A demonstration begins with a name on a dark page, and five of them are more than the pages between."""
    data = makers.houses({**NAMES, "Demo": "title line"})
    data = makers.rewritten(
        data,
        layout_part(5),
        lambda xml: xml.replace(
            "<p:spTree>",
            '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="002050"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>',
            1,
        ),
    )
    deck = Presentation(io.BytesIO(with_own_slides(data, "Deckblatt", *["Inhalt", "Demo", "Demo"] * 2, "Inhalt")))
    for slide in deck.slides:
        slide.shapes.title.text = "Harbours"
        if slide.slide_layout.name == "Inhalt":
            slide.placeholders[1].text = "Five ports. " * 20
    out = io.BytesIO()
    deck.save(out)
    read = brand.read(out.getvalue(), WHERE)
    assert read.of_role("content")[0].name == "Inhalt"
    assert {read.of_role(role)[0].background.rgb for role in ("content", "title-only", "chart")} == {"FFFFFF"}
