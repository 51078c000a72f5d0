"""Where things stand on a customer's pages: clear of what is drawn there, in all of the room that is left, saying only what is there."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image, ImageDraw, ImageFilter
from pptx import Presentation
from pptx.oxml import parse_xml
from test_brand_ground import PHOTO, TALL, WIDE, master_with, place, shape, solid
from test_brand_houses import CHAPTERS, PAGES
from test_brand_kinds import WHERE, deck, frames, layout
from test_brand_sendable import look_on
from test_brand_touches import drawn_on, layout_names, words

from briefings import brand
from briefings.blocks.text import paragraph, text_box
from briefings.brand.across import across
from briefings.brand.casting import Casting
from briefings.engine import inspection
from briefings.frame import Panel, Picture
from briefings.frozen import replace
from briefings.geometry import Box, points
from briefings.layout.sourced import Cited, sourced
from briefings.look import Colour, Margin, Placeholder, SlideLayout
from briefings.values import Origin, Span

COVER = {"Deckblatt": "low-title under"}


def drawn(colour: str, *, soft: bool) -> bytes:
    """A disc on nothing: a glow without an edge, or a badge with one."""
    made = Image.new("RGBA", (640, 480), (255, 255, 255, 0))
    ImageDraw.Draw(made).ellipse((170, 90, 470, 390), fill=colour)
    out = io.BytesIO()
    (made.filter(ImageFilter.GaussianBlur(60)) if soft else made).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("soft", [True, False])
def test_blocks_stand_on_a_glow_and_beside_what_has_an_edge(soft: bool) -> None:
    picture = drawn("#F2C6A0" if soft else "#7A0019", soft=soft)
    low = PHOTO.replace('<a:off x="0" y="0"/>', f'<a:off x="{WIDE // 2}" y="{TALL // 2}"/>').replace(f'cx="{WIDE}" cy="{TALL}"', f'cx="{WIDE // 2}" cy="{TALL // 2}"')  # fmt: skip
    free = layout(master_with(low, pictures=(picture,)), "title-only").free
    assert (free == layout(makers.office(), "title-only").free) == soft


@pytest.mark.parametrize("side", ["left", "right", "below"])
def test_blocks_keep_off_a_frames_line_and_a_logo_at_the_edge_of_their_place(side: str) -> None:
    free = layout(makers.office(), "title-only").free
    thin = points(2)
    boxes = {
        "left": (free.x - thin, 0, thin, TALL),
        "right": (free.right, 0, thin, TALL),
        "below": (free.x, free.bottom, points(60), points(30)),
    }
    less = layout(master_with(shape(boxes[side], solid("7A0019"))), "title-only").free
    gaps = {"left": less.x - free.x, "right": free.right - less.right, "below": free.bottom - less.bottom}
    assert gaps.pop(side) >= points(5)
    assert not any(gaps.values())


def test_blocks_are_as_wide_as_the_title_where_the_masters_own_body_is_not() -> None:
    """Layouts are changed, and the slide master's body that nobody sees stays as it was; or it leaves room for a column of notes."""

    def narrow(deck: Any) -> None:
        body = next(one for one in deck.slide_masters[0].placeholders if one.placeholder_format.type == 2)
        body.width = body.width * 2 // 3

    usual, less = (layout(data, "title-only") for data in (makers.office(), master_with(change=narrow)))
    assert less.free == usual.free


@pytest.mark.parametrize("opaque", [100, 75])
def test_blocks_stand_on_the_panel_that_the_house_has_its_texts_on(tmp_path: Path, opaque: int) -> None:
    """The panel is the body's own, on a picture; PowerPoint shows it only below a text in that place."""
    art = Image.new("RGB", (960, 720), "#FFFFFF")
    pen = ImageDraw.Draw(art)
    for x in (300, 620, 800):
        pen.ellipse((x - 60, 380, x + 60, 500), fill="#C8102E")
        pen.line((40, 200, x, 640), fill="#0A1440", width=6)
    out = io.BytesIO()
    art.save(out, "PNG")

    def filled(deck: Any) -> None:
        for one in deck.slide_masters[0].placeholders:
            if one.placeholder_format.type in (1, 2):
                one._element.spPr.append(parse_xml(solid("FFFFFF", opaque).replace("<a:solidFill>", '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">')))  # fmt: skip

    data = master_with(PHOTO, pictures=(out.getvalue(),), change=filled)
    assert place(data, "body").box == place(makers.office(), "body").box
    assert place(data).box == place(makers.office()).box
    blocks = [one for one in frames(data, tmp_path) if any(isinstance(item, Panel) and item.id == "plate" for item in one.items)]  # fmt: skip
    assert blocks
    own = place(makers.office(), "body").box
    assert all(own.overlaps(item.box) for one in blocks for item in one.items if item.id == "plate")


def test_a_title_that_a_layout_lacks_stands_on_no_rule() -> None:
    """The slide master's own place for it has a rule across its middle."""

    def bare(deck: Any) -> None:
        for one in deck.slide_layouts:
            for title in [made for made in one.placeholders if made.placeholder_format.type in (1, 3)]:
                title._element.getparent().remove(title._element)

    own = place(makers.office()).box
    rule = own.y + own.height // 2
    data = master_with(shape((0, rule, WIDE, 0), '<a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>', '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'), change=bare)  # fmt: skip
    head = layout(data, "title-only").slot("title")
    assert head is not None
    assert head.box.y >= rule or head.box.bottom <= rule
    assert head.box.height >= points(36)
    assert layout(data, "title-only").free.y >= head.box.bottom


def test_pages_are_as_bare_as_the_files_own_slides() -> None:
    """What other layouts draw, from an older look, is on none of its pages."""
    data = drawn_on(makers.office(), "Two Content", "Comparison", "Title Only", "Content with Caption")
    deck = Presentation(io.BytesIO(data))
    for _ in range(3):
        deck.slides.add_slide(next(one for one in deck.slide_layouts if one.name == "Title and Content"))
    out = io.BytesIO()
    deck.save(out)
    assert "Title and Content" in layout_names(brand.read(out.getvalue(), WHERE))


@pytest.mark.parametrize("counted", [True, False])
def test_contents_name_slides_by_number_only_where_slides_show_theirs(tmp_path: Path, counted: bool) -> None:
    data = makers.office() if counted else makers.houses(COVER | PAGES)
    (agenda,) = [one for one in frames(data, tmp_path, report=CHAPTERS) if one.id.startswith("agenda")]
    said = [box for box in words(agenda) if box.id.endswith(".slide") and box.paragraphs[0].text]
    assert bool(said) == counted
    linked = [run.link for box in words(agenda) for one in box.paragraphs for run in one.runs if run.link]
    assert linked


def test_blocks_are_wider_than_a_body_that_is_narrower_than_the_title() -> None:
    """A layout with only a title and a text of three quarters of the page: charts and cards have the page."""
    pages = {"Deckblatt": "low-title under", "Inhalt": "title body"}
    data = makers.rewritten(makers.houses(pages), "ppt/slideLayouts/slideLayout2.xml", lambda xml: xml.replace('<a:ext cx="11192000" cy="4358000"/>', '<a:ext cx="8600000" cy="4358000"/>'))  # fmt: skip
    bare = layout(data, "title-only")
    title = bare.slot("title")
    assert title is not None
    assert bare.free.right > title.box.right - 20_000


def test_a_title_as_low_as_its_line_holds_one() -> None:
    """It is set without insets there, so that `inspect` counts its line too."""

    def low(deck: Any) -> None:
        for one in deck.slide_layouts:
            for title in [made for made in one.placeholders if made.placeholder_format.type == 1]:
                title.left, title.top, title.width, title.height = 457_200, 400_000, 8_229_600, points(54)

    look = look_on(master_with(change=low))
    head = next(one for one in look.layouts if one.role == "content").slot("title")
    assert head is not None
    assert inspection._capacity(head, "en", look).lines == 1


def test_a_picture_made_pale_by_the_template_is_pale_in_the_pdf() -> None:
    pale = PHOTO.replace('<a:blip r:embed="{0}"/>', '<a:blip r:embed="{0}"><a:alphaModFix amt="6000"/></a:blip>')
    assert pale != PHOTO
    (item,) = layout(master_with(pale, pictures=(drawn("#0A1440", soft=False),)), "content").fixed
    assert isinstance(item, Picture)
    with Image.open(io.BytesIO(item.image.data)) as opened:
        assert not any(opened.convert("RGBA").getchannel("A").histogram()[20:])


def test_words_stand_on_a_picture_that_the_house_made_a_watermark() -> None:
    """Line art of a third of its strength, turned or not, cuts no title to half."""
    pale = PHOTO.replace('<a:blip r:embed="{0}"/>', '<a:blip r:embed="{0}"><a:alphaModFix amt="35000"/></a:blip>')
    low = pale.replace('<a:off x="0" y="0"/>', f'<a:off x="{WIDE // 2}" y="0"/>').replace(f'cx="{WIDE}" cy="{TALL}"', f'cx="{WIDE // 2}" cy="{TALL // 2}"')  # fmt: skip
    art = drawn("#0A1440", soft=False)
    marked, plain = (layout(one, "content") for one in (master_with(low, pictures=(art,)), makers.office()))
    assert marked.slot("title").box == plain.slot("title").box  # type: ignore[union-attr]
    assert marked.free == plain.free


def test_what_is_below_a_title_gives_way_to_its_second_line(tmp_path: Path) -> None:
    """The place is for one line, and the body begins where it ends: a long title is no smaller than the others."""

    def low(deck: Any) -> None:
        for one in deck.slide_layouts:
            for made in one.placeholders:
                if made.placeholder_format.type == 1:
                    made.left, made.top, made.width, made.height = 457_200, 400_000, 8_229_600, points(54)
        body = next(one for one in deck.slide_masters[0].placeholders if one.placeholder_format.type == 2)
        body.top, body.height = 400_000 + points(54), 5_000_000

    long = "Where the ferries of the islands go in the long winters, and who lives by them"
    topics = "".join(f"  t{n}: {{{{type: prose, title: {json.dumps(title)}, text: Words.}}}}\n" for n, title in enumerate(["Boats", long]))  # fmt: skip
    slides = frames(master_with(change=low), tmp_path, report=CHAPTERS.split("sections:")[0] + "sections:\n" + topics)
    heads = {one.id: box for one in slides for box in words(one, "title") if one.id[0] == "t"}
    assert len(heads["t0"].lines) == 1
    assert len(heads["t1"].lines) == 2
    assert len({box.paragraphs[0].style.size for box in heads.values()}) == 1
    tops = {one.id: min(box.box.y for box in words(one) if "Words." in box.paragraphs[0].text) for one in slides if one.id[0] == "t"}  # fmt: skip
    assert tops["t1"] - tops["t0"] >= points(15)
    assert heads["t1"].box.bottom <= tops["t1"]


def test_a_page_without_the_band_that_titles_of_the_others_stand_on_is_none() -> None:
    """It shows all else of the house, a foot and a line, and would look like another deck's."""
    bare = "Two Content"
    deck = Presentation(io.BytesIO(drawn_on(makers.office(), *(one.name for one in Presentation(io.BytesIO(makers.office())).slide_layouts))))  # fmt: skip
    for one in deck.slide_layouts:
        one.shapes._spTree.append(parse_xml(shape((0, TALL - 300_000, WIDE, 20_000), solid("C8102E"))))
        if one.name != bare:
            one.shapes._spTree.insert(2, parse_xml(shape((0, 0, WIDE, TALL // 5), solid("F2E6E8"))))
    out = io.BytesIO()
    deck.save(out)
    names = layout_names(brand.read(out.getvalue(), WHERE))
    assert bare not in names
    assert "Title and Content" in names


@pytest.mark.parametrize("other", ["half", "left right", "title half left right"])
def test_a_layout_for_one_sentence_holds_no_blocks(other: str) -> None:
    data = makers.houses({**COVER, "Kernsatz": "title", "Bild": other})
    sentence = makers.rewritten(
        data, "ppt/slideLayouts/slideLayout2.xml", lambda said: said.replace('cy="900000"', 'cy="4600000"')
    )
    assert {layout(sentence, role).name for role in ("title-only", "content", "chart", "table")} == {"Bild"}


def bold_bodies(own: str) -> bytes:
    """A template whose first level is bold, with a slide of its own where `own` says how a text is set, or that it is a list of contents."""
    made = Presentation(io.BytesIO(makers.office()))
    (style,) = made.slide_masters[0].element.iterfind(".//{*}bodyStyle/{*}lvl1pPr/{*}defRPr")
    style.set("b", "1")
    if own:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.placeholders[1].text = (
            "Lamps are lit when the sun sets. " * 9
            if own != "a list"
            else "\n".join(f"{n} Lamps and the ways along which they stand by night" for n in range(9))
        )
        for one in slide.placeholders[1].text_frame.paragraphs:
            one.runs[0].font.bold = own != "regular"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("own", ["", "regular", "bold", "a list"])
def test_running_text_is_regular_unless_the_files_own_slides_have_it_bold(tmp_path: Path, own: str) -> None:
    body = layout(bold_bodies(own), "content").slot("body")
    assert body is not None
    assert body.styles[0].bold == (own == "bold")
    assert body.written[0].bold
    made, _ = deck(bold_bodies(own), tmp_path, report=CHAPTERS)
    (said,) = {run.font.bold for slide in Presentation(io.BytesIO(made)).slides for shape in slide.placeholders if shape.placeholder_format.idx == 1 and slide.slide_layout.name == "Title and Content" for one in shape.text_frame.paragraphs for run in one.runs}  # fmt: skip
    assert said == (None if own == "bold" else False)


def spaced(points: int) -> bytes:
    exact = f'<a:lvl1pPr><a:lnSpc><a:spcPts val="{points * 100}"/></a:lnSpc>'
    return makers.rewritten(
        makers.houses({**COVER, **PAGES}),
        "ppt/slideMasters/slideMaster1.xml",
        lambda said: said.replace("<a:lvl1pPr>", exact, 1),
    )


def test_lines_that_would_touch_are_set_apart() -> None:
    tight, airy = (layout(spaced(points), "content").slot("title") for points in (20, 40))
    assert tight is not None and airy is not None
    assert (tight.styles[0].leading, airy.styles[0].leading) == (None, points(40))
    assert tight.written[0].leading == points(20)


def test_two_texts_side_by_side_begin_at_one_height(tmp_path: Path) -> None:
    data = makers.houses({**COVER, **PAGES, "Zwei Spalten": "title left right"})
    sunk = makers.rewritten(data, "ppt/slideLayouts/slideLayout5.xml", lambda said: said.replace("<a:bodyPr", '<a:bodyPr anchor="ctr"').replace('<a:bodyPr anchor="ctr"', "<a:bodyPr", 1))  # fmt: skip
    made = layout(sunk, "two-columns")
    for name in ("left", "right"):
        place = made.slot(name)
        assert place is not None
        assert place.anchor == "top"
        assert ("anchor", "t") in place.says


@pytest.mark.parametrize(("wide", "told"), [(1_000_000, False), (6_000_000, True)])
def test_what_is_in_a_chapter_stands_in_no_narrow_column(wide: int, told: bool) -> None:
    data = makers.rewritten(
        makers.houses({**COVER, **PAGES}),
        "ppt/slideLayouts/slideLayout2.xml",
        lambda said: said.replace('<a:off x="500000" y="400000"/><a:ext cx="11192000" cy="900000"/>', f'<a:off x="500000" y="400000"/><a:ext cx="{10_700_000 - wide}" cy="5700000"/>'),
    )  # fmt: skip
    (area,) = (box for slot, box in layout(data, "section").areas if slot == "body")
    assert (area.height > points(20)) == told


def test_a_chart_takes_the_width_of_the_places_beside_it_that_stay_empty() -> None:
    def at(x: int, y: int, width: int, height: int, slot: str, kind: str = "body") -> Placeholder:
        return Placeholder(x, kind, slot, Box(points(x), points(y), points(width), points(height)), (), slot=slot)

    def cast(*places: Placeholder) -> tuple[SlideLayout, ...]:
        one = SlideLayout("Chart", "chart", 0, places, places[0].box, Colour("FFFFFF"))
        return across(Casting("chart", (one,), "", good=True)).layouts

    head, empty, text = at(0, 0, 700, 40, "title", "title"), at(0, 50, 340, 300, ""), at(0, 50, 340, 300, "text")
    own = at(360, 50, 340, 300, "chart", "chart")
    (alone,) = cast(head, empty, own)
    assert (wide := alone.slot("chart")) is not None and wide.box == empty.box.united(own.box) and wide.moved
    beside, by_itself, below = cast(head, text, own)
    assert beside.slot("chart") == own, "where there is a text for it"
    assert (whole := by_itself.slot("chart")) is not None and whole.box == wide.box
    assert by_itself.slot("text") is None
    assert (low := below.slot("chart")) is not None and below.area("text").bottom == low.box.y
    assert below.density < beside.density, "a line stands above before it stands beside"
    (kept,) = cast(head, at(0, 50, 340, 40, ""), own)
    assert kept.slot("chart") == own, "what is not beside it is left alone"


@pytest.mark.parametrize(
    ("rule", "foot", "stands"),
    [(470, 500, False), (440, 510, True), (440, 460, False)],
    ids=["no room between a rule and the foot", "room", "never below the foot"],
)
def test_a_source_keeps_off_rules_and_footers(rule: int, foot: int, stands: bool) -> None:
    look = look_on(makers.office())
    place = Placeholder(10, "ftr", "Foot", Box(points(40), points(foot), points(300), points(16)), ())
    line = Panel("rule", Box(points(40), points(rule), points(800), points(1)), Colour("000000"))
    margin = Margin(Box(points(40), points(480), points(800), points(16)), Colour("FFFFFF", "bg1"))
    free = Box(points(40), points(100), points(800), points(330))
    one = SlideLayout("Page", "chart", 0, (place,), free, Colour("FFFFFF", "bg1"), (line,), margin=margin)
    figure = text_box(
        "figure", (paragraph((Span("12", (Origin("a.b"),)),), look.style("body"), look, "figure"),), free.width, look
    )
    foots = text_box("footer", (paragraph((Span("Foot"),), look.style("credit"), look, "furniture"),), 300, look)
    feet = (replace(foots, box=replace(foots.box, x=place.box.x, y=place.box.y, width=place.box.width)),)
    full = replace(figure, box=free)
    made = sourced((full,), feet, Cited({Origin("a.b"): (Span("The harbour office"),)}), one, look)
    assert bool(made) == stands
    for box in made:
        assert box.box.y >= line.box.bottom + points(6)
        assert box.box.bottom <= place.box.y
