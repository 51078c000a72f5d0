"""The file's own first slide is the house's cover, where the layout is what programs give to every file: its forms, its ground, and where its title stands."""

from __future__ import annotations

import io
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.util import Emu, Pt
from test_brand_dress import NAMES, with_own_slides
from test_brand_mapping import WHERE
from test_brand_own import LOGO, TALL, WIDE, drawn_on, fixed

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
