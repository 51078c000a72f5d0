"""Titles of decks on customers' templates: none is refused for a place that is low, or that a layout has not, where people would find
room for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Emu
from test_brand_cover import built
from test_brand_sendable import frames

from briefings import brand
from briefings.brand.house import House, wanting
from briefings.diagnostics import Where
from briefings.frame import Frame, TextBox
from briefings.geometry import EMU_PER_POINT

WHERE = Where("house.potx")
LONG = (
    "Ce que la régie propose aux six ports pour la saison à venir afin que bateaux et équipages durent plus longtemps"
)


def title(frames: tuple[Frame, ...], text: str) -> TextBox:
    """The title of the first slide that begins with a text."""
    frame = next(one for one in frames if one.title.startswith(text[:8]))
    (found,) = (item for item in frame.items if isinstance(item, TextBox) and item.id == "title")
    return found


def low_in_a_band(low: int) -> bytes:
    """A title of so many points from the band's upper part, in a band of 900,000 EMU across the page, the body well below it."""
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})

    def change(xml: str) -> str:
        return xml.replace('cy="900000"', f'cy="{low * EMU_PER_POINT}"')

    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout2"):
        house = makers.rewritten(house, f"ppt/{part}.xml", change)
    return makers.with_band(house, "ppt/slideLayouts/slideLayout2.xml", (0, 300_000, 12_192_000, 1_000_000))


def test_a_title_runs_on_below_its_place_within_its_band(tmp_path: Path) -> None:
    house = low_in_a_band(24)
    own = next(one for one in brand.read(house, Where("house.potx")).layouts if one.role == "content").slot("title")
    assert own is not None
    made = title(built(house, tmp_path, {"a": 3}, heading=LONG), LONG)
    assert len(made.lines) == 2
    assert made.text_height > made.content.height
    assert made.box == own.box, "the place stays as it is"
    assert made.content.y + made.text_height <= 1_300_000, "the band's lower edge"
    assert made.paragraphs[0].style.size >= own.styles[0].size * 0.7


def test_a_title_that_fits_its_place_stays_in_it(tmp_path: Path) -> None:
    made = title(built(low_in_a_band(40), tmp_path, {"a": 3}, heading="Les quais"), "Les quais")
    assert made.text_height <= made.content.height


def test_where_no_layout_has_a_title_slides_have_one_of_their_own_in_the_masters_place(tmp_path: Path) -> None:
    frames = built(makers.houses({"Contenu": "body", "Vide": ""}), tmp_path, {"a": 3})
    for frame in frames:
        made = next(item for item in frame.items if isinstance(item, TextBox) and item.id == "title")
        assert made.slot is not None
        assert (made.slot.kind, made.slot.styles, made.slot.inherits) == ("title", (), False), "the deck says all of it"
        assert frame is frames[0] or made.box.y == 400_000, "the master's place; a cover's is larger"
        others = [item.box for item in frame.items if item is not made]
        assert not any(box.overlaps(made.box) for box in others)


def test_a_layout_with_room_and_no_title_stands_in_where_all_others_are_full(tmp_path: Path) -> None:
    """A file with a cover and an empty layout: the cover is no page for text."""
    house = makers.houses({"Couverture": "low-title under", "Vide": ""})
    frames = built(house, tmp_path, {"a": 3})
    assert frames[0].layout == "Couverture"
    assert {frame.layout for frame in frames[1:]} == {"Vide"}


def test_the_largest_text_of_a_cover_without_a_title_is_its_title(tmp_path: Path) -> None:
    frames = built(makers.houses({"Couverture": "under low", "Contenu": "title body"}), tmp_path, {"a": 3})
    assert frames[0].layout == "Couverture"
    cover = {item.id: item for item in frames[0].items if isinstance(item, TextBox)}
    assert cover["title"].slot is not None
    assert cover["title"].slot.kind == "title"
    assert cover["title"].box.y > frames[0].page.height // 2


def test_a_kicker_goes_where_a_long_title_would_be_small_below_it(tmp_path: Path) -> None:
    """The title stands at the foot of its low place, the kicker's place right above it."""
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})

    def low(xml: str) -> str:
        kicker = makers.place(80, "Kicker", 'type="body" idx="30"', (500_000, 300_000, 11_192_000, 380_000))
        low = (
            xml.replace('cy="900000"', 'cy="330000"')
            .replace('y="400000"', 'y="700000"')
            .replace("<a:bodyPr/>", '<a:bodyPr anchor="b"/>', 1)
        )
        return low.replace("</p:spTree>", f"{kicker}</p:spTree>")

    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout2"):
        house = makers.rewritten(house, f"ppt/{part}.xml", low)
    made = title(built(house, tmp_path, {"a": 3}, heading=LONG), LONG)
    assert len(made.lines) == 2
    assert made.paragraphs[0].style.size >= 18


def test_a_file_with_a_cover_and_nothing_else_is_refused_by_name() -> None:
    read = brand.read(makers.houses({"Couverture": "low-title under"}), Where("house.potx"))
    (told,) = wanting(House("house", Where("house.potx"), read), ["title-only"])
    assert (told.code, told.level) == ("brand-room", "error")


def test_a_file_whose_table_alone_leaves_room_is_not_refused() -> None:
    """The nearest of the others has its title over half of the page."""
    data = makers.houses({"Couverture": "low-title under", "Two Content": "title left right", "Table": "title"})

    def crowded(xml: str) -> str:
        xml = xml.replace('cy="900000"', 'cy="3900000"').replace('y="1700000"', 'y="4500000"')
        return xml.replace('cy="4358000"', 'cy="1600000"')

    data = makers.rewritten(data, "ppt/slideLayouts/slideLayout2.xml", crowded)
    grid = makers.place(80, "Table", 'type="tbl" idx="30"', (500_000, 1_700_000, 11_192_000, 4_000_000))
    data = makers.rewritten(data, "ppt/slideLayouts/slideLayout3.xml", lambda xml: xml.replace("</p:spTree>", f"{grid}</p:spTree>"))  # fmt: skip
    read = brand.read(data, Where("house.potx"))
    assert {role: read.of_role(role)[0].name for role in ("content", "title-only", "chart")} == dict.fromkeys(("content", "title-only", "chart"), "Table")  # fmt: skip
    assert not [one for one in wanting(House("house", Where("house.potx"), read), ["title-only", "content"]) if one.level == "error"]  # fmt: skip


def test_two_lines_of_a_title_keep_off_the_pages_edge_and_off_a_rule_in_their_place(tmp_path: Path) -> None:
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})
    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout2"):
        house = makers.rewritten(house, f"ppt/{part}.xml", lambda xml: xml.replace('y="400000"', 'y="-20000"'))
    house = makers.with_band(house, "ppt/slideLayouts/slideLayout2.xml", (600_000, 800_000, 2_000_000, 30_000))
    six = 6 * EMU_PER_POINT
    frames = built(house, tmp_path, {"a": 3}, heading=LONG)
    made = title(frames, LONG)
    assert len(made.lines) == 2
    assert made.content.y >= six
    assert made.content.bottom <= 800_000 - six
    assert made.text_height <= made.content.height
    pages = [item for one in frames[1:] for item in one.items if isinstance(item, TextBox) and item.id == "title"]
    assert len({item.paragraphs[0].style.size for item in pages}) == 1, "one size"


def test_smaller_type_stands_in_the_middle_of_a_place_for_one_line(tmp_path: Path) -> None:
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})
    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout2"):
        house = makers.rewritten(
            house,
            f"ppt/{part}.xml",
            lambda xml: xml.replace('y="400000"', 'y="0"').replace('cy="900000"', 'cy="600000"'),
        )
    house = makers.with_band(house, "ppt/slideLayouts/slideLayout2.xml", (0, 0, 12_192_000, 620_000), "dk2")
    made = title(built(house, tmp_path, {"a": 3}, heading=LONG), LONG)
    assert made.anchor == "middle"
    assert made.slot is not None and ("anchor", "ctr") in made.slot.says


def test_a_smaller_size_has_its_lines_as_much_closer() -> None:
    from briefings.look import Colour, TextStyle

    assert TextStyle(20.0, Colour("000000"), leading=24 * EMU_PER_POINT).at(15.0).leading == 18 * EMU_PER_POINT


def head_of_its_own(name: str, change: Callable[[Any], None]) -> bytes:
    """Office's templates, the title of one layout changed."""
    deck = Presentation(io.BytesIO(makers.office()))
    change(next(one for one in deck.slide_layouts if one.name == name).placeholders[0])
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def from_the_left(title: Any) -> None:
    title.text_frame._txBody.find(f"{makers.A}lstStyle").append(
        parse_xml('<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" algn="l"/>')
    )


def on_a_ground(title: Any) -> None:
    title.fill.solid()
    title.fill.fore_color.rgb = RGBColor.from_string("595959")  # type: ignore[no-untyped-call]


def lower(title: Any) -> None:
    title.left, title.top, title.width, title.height = Emu(457_200), Emu(900_000), Emu(8_229_600), Emu(500_000)


@pytest.mark.parametrize("change", [from_the_left, on_a_ground, lower])
def test_a_chart_beside_its_text_stands_on_no_layout_whose_head_is_another_than_that_of_the_pages(
    change: Callable[[Any], None],
) -> None:
    usual = {one.name for one in brand.read(makers.office(), WHERE).of_role("chart")}
    assert "Two Content" in usual
    read = brand.read(head_of_its_own("Two Content", change), WHERE)
    assert {one.name for one in read.of_role("chart")} == usual - {"Two Content"}
    assert any(slot == "text" for one in read.of_role("chart") for slot, _ in one.areas)


def test_a_picture_stands_on_no_layout_with_its_title_in_a_narrow_column() -> None:
    def narrow(title: Any) -> None:
        title.left, title.top, title.width, title.height = Emu(457_200), Emu(274_638), Emu(3_000_000), Emu(1_162_050)

    read = brand.read(head_of_its_own("Picture with Caption", narrow), WHERE)
    assert "Picture with Caption" not in {one.name for one in read.of_role("picture")}


def test_a_title_beyond_the_edge_of_the_page_is_none() -> None:
    """As layouts have it that show no title and say one to screen readers."""

    def hidden(title: Any) -> None:
        title.left, title.top, title.width, title.height = Emu(0), Emu(-1_000_000), Emu(9_144_000), Emu(900_000)

    for name in ("Title Only", "Two Content", "Title and Content"):
        read = brand.read(head_of_its_own(name, hidden), WHERE)
        assert all(one.slot("title").box.y >= 0 for one in read.layouts)  # type: ignore[union-attr]


def test_text_is_no_larger_than_three_quarters_of_titles_that_became_small(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    master = deck.slide_masters[0]
    for place in (master, *deck.slide_layouts):  # titles as low as two lines of 22 points, nothing free around
        for one in place.placeholders:
            if one.placeholder_format.type.name in ("TITLE", "CENTER_TITLE"):
                one.left, one.top, one.width, one.height = Emu(457_200), Emu(760_000), Emu(8_229_600), Emu(650_000)
    out = io.BytesIO()
    deck.save(out)
    house = makers.with_band(out.getvalue(), "ppt/slideMasters/slideMaster1.xml", (0, 600_000, 9_144_000, 100_000))
    slides = built(house, tmp_path, {"a": 3, "b": 9}, heading=LONG + " {id}")
    boxes = [{item.id: item for item in one.items if isinstance(item, TextBox)} for one in slides]
    told = [one for one in boxes if "body" in one]
    assert told
    for one in told:
        size = one["body"].paragraphs[-1].style.size  # a first sentence may lead the rest
        assert size <= max(16.0, one["title"].paragraphs[0].style.size * 0.75)


KICKERS = """
id: mills
title: Mills on the river
organization: Office for mills
language: en
date: 2026
status: {status}
sections:
  a: {{type: prose, chapter: Before, title: Before, text: The wheels stood still.}}
  b: {{type: chart, chart: bar, title: Mills, unit: mills, data: [{{label: North, value: 14}}, {{label: South, value: 9}}]}}
  c: {{type: chart, chart: bar, title: Flour, unit: tons, text: Two mills ground most of it., data: [{{label: North, value: 4}}, {{label: South, value: 9}}]}}
  d: {{type: table, title: Wheels, columns: [{{id: a, title: Mill}}, {{id: b, title: Wheels}}], rows: [[Upper, 3], [Lower, 4]]}}
  e: {{type: statistics, chapter: Since, title: Work, items: [{{id: x, value: 12, text: mills}}, {{id: y, value: 40, text: people}}]}}
  f: {{type: prose, title: Next, text: The wheels turn again.}}
"""


def test_chapters_are_named_above_all_titles_of_their_pages_and_never_twice(tmp_path: Path) -> None:
    """On layouts for text that charts and tables stand on as well; a title that is the chapter's name has none above it."""
    data = makers.houses({"Deckblatt": "low-title under", "Kapitel": "low-title", "Inhalt": "title line body", "Nur Titel": "title line"})  # fmt: skip
    for number in (3, 4):
        part = f"ppt/slideLayouts/slideLayout{number}.xml"
        data = makers.rewritten(data, part, lambda xml: xml.replace('name="line"', 'name="Kicker"'))
    _, slides = frames(data, tmp_path, report=KICKERS)
    told = {one.title: [item.id for item in one.items if isinstance(item, TextBox)].count("kicker") for one in slides}
    assert [told[title] for title in ("Mills", "Wheels", "Next")] == [1, 1, 1]
    assert all("Before" not in str(item) for one in slides if one.title == "Before" for item in one.items if item.id == "kicker")  # fmt: skip


NIGHTS = "A night train takes the place of a short flight and hotels"
TEXT = "There was no rain. Between June and September the wells of the two districts ran dry. The towns carried water from the river. It was the longest drought of forty years, and the first that a law had foreseen. Each town had a plan by then."
SEVEN = """
id: dry
title: Forest fires
language: en
date: 2025
status: {status}
sections:
""" + "".join(
    f'  s{number}: {{{{type: prose, title: "{title}", text: "{TEXT}"}}}}\n'
    for number, title in enumerate(["Rain", "Wells", "Towns", NIGHTS, "Water", "Law", "Plan"])
)


def ruled(at: int) -> bytes:
    """Office's template with a title of one line, and a rule below it."""
    part = "ppt/slideMasters/slideMaster1.xml"
    low = makers.rewritten(makers.office(), part, lambda xml: xml.replace('cy="1143000"', 'cy="500000"', 1))
    return makers.with_band(low, part, (457_200, at, 8_229_600, 30_000), "accent1")


def test_a_long_title_without_room_for_a_second_line_is_as_large_as_it_can_be(tmp_path: Path) -> None:
    """A little room below its place makes it no smaller than none."""
    sizes = []
    for at in (850_000, 900_000):
        (folder := tmp_path / str(at)).mkdir()
        made = title(frames(ruled(at), folder, report=SEVEN)[1], "Towns")
        sizes.append((made.paragraphs[0].style.size, len(made.lines)))
    assert sizes == [(22, 1), (22, 1)]


def test_text_below_titles_that_became_small_is_as_large_as_most_of_these_let_it_be(tmp_path: Path) -> None:
    """One long title is not what all texts of a deck are measured by: 19 points on pages of 32, not 14."""
    told = frames(ruled(850_000), tmp_path, report=SEVEN)[1]
    texts = [box for frame in told for box in frame.items if isinstance(box, TextBox) and box.id in ("left", "right")]
    assert {box.paragraphs[0].style.size for box in texts} == {19.5}


LONG_TITLES = SEVEN
for _name in ("Rain", "Wells", "Towns", "Water", "Law", "Plan"):
    LONG_TITLES = LONG_TITLES.replace(f'title: "{_name}"', f'title: "{NIGHTS} in {_name}"')


def test_text_below_small_titles_is_of_a_size_that_people_read(tmp_path: Path) -> None:
    """Where all titles had to become small, their text is pressed no smaller than 18 points for being less than they are."""
    data = makers.rewritten(ruled(850_000), "ppt/slideMasters/slideMaster1.xml", lambda xml: xml.replace('sz="3200"', 'sz="3000"'))  # fmt: skip
    told = frames(data, tmp_path, report=LONG_TITLES)[1]
    texts = [box for frame in told for box in frame.items if isinstance(box, TextBox) and box.id == "body"]
    assert {box.paragraphs[1].style.size for box in texts} == {18.0}
