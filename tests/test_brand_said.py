"""What a house's own words and places tell: prompts that nobody sends, the name of who speaks, the line that is the title, and what a chart counts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from test_brand_dress import layout_part, with_own_slides, with_words
from test_brand_mapping import WHERE
from test_brand_own import TALL, WIDE
from test_brand_sendable import REPORT, frames

from briefings import brand
from briefings.frame import Chart, text_boxes

NAMES = {"Deckblatt": "title under", "Inhalt": "title body", "Nur Titel": "title"}
SHORT = REPORT.replace("title: Fires", "title: Burnt land").replace(
    "text: Two districts had most of them.,", "takeaway: It burnt less than the year before,"
)


@pytest.mark.parametrize("tall", [4_000_000, 3_600_000])
def test_a_chart_says_what_it_counts_where_the_line_above_it_has_no_room(tall: int, tmp_path: Path) -> None:
    _, slides = frames(makers.houses({"Nur Titel": "title"}, size=(9_144_000, tall)), tmp_path, report=SHORT)
    (slide,) = (one for one in slides if any(isinstance(item, Chart) for item in one.items))
    said = [one.text for item in slide.items for box in text_boxes(item) for one in box.paragraphs]
    assert [one for one in said if "Burnt land (fires)" in one.replace("\u00a0", " ")], said


@pytest.mark.parametrize(
    "words",
    [
        "Date / information / nom de l’auteur",
        "Name | Event | Date",
        "Fecha, lugar, nombre del autor",
        "Дата / место / имя докладчика",
        "日期 / 地点 / 演讲人",
        "التاريخ / المكان / اسم المتحدث",
        "Ort, Datum, Name",
    ],
)
def test_a_line_that_names_what_it_is_to_be_filled_in_with_is_left_out(words: str) -> None:
    told = [one.code for one in brand.read(with_words(makers.houses(NAMES), layout_part(2), words), WHERE).findings]
    assert told.count("brand-unfilled") == 1
    kept = brand.read(with_words(makers.houses(NAMES), layout_part(2), "Forests, rivers, harbours"), WHERE).findings
    assert "brand-unfilled" not in [one.code for one in kept]


def test_a_cover_whose_larger_text_stands_above_its_title_has_the_title_there() -> None:
    """A house that wrote "Subtitle / date" into the title's place has its title in the text above it."""
    data = makers.houses(NAMES)
    upper, lower = (500_000, 1_800_000, WIDE - 1_000_000, 500_000), (500_000, 3_000_000, WIDE - 1_000_000, 400_000)

    def turned(xml: str) -> str:
        title = makers.place(2, "title", 'type="title"', lower)
        text = makers.place(3, "under", 'type="body" idx="10"', upper)
        sizes = ((title, 1600), (text, 3200))
        shapes = "".join(
            one.replace("<a:lstStyle/>", f'<a:lstStyle><a:lvl1pPr><a:defRPr sz="{size}"/></a:lvl1pPr></a:lstStyle>')
            for one, size in sizes
        )
        start, end = xml.index("<p:sp>"), xml.rindex("</p:sp>") + 7
        return (xml[:start] + shapes + xml[end:]).replace("<p:sldLayout ", '<p:sldLayout type="title" ', 1)

    (cover, *_) = brand.read(makers.rewritten(data, layout_part(1), turned), WHERE).of_role("cover")
    title, text = cover.slot("title"), cover.slot("subtitle")
    assert title is not None
    assert text is not None
    assert (title.kind, title.box.y, title.styles[0].size) == ("title", upper[1], 32.0)
    assert (text.box.y, text.styles[0].size) == (lower[1], 16.0)


def with_feet(name: str, *said: str, high: int = 200_000) -> bytes:
    """A file whose layouts have a footer of some words, and slides that each say theirs in it."""
    mark = 'type="ftr" idx="31"'
    foot = makers.place(8, name, mark, (7_000_000, high, 4_600_000, 300_000))
    data = makers.houses(NAMES)
    for number in (1, 2, 3):
        data = makers.rewritten(data, layout_part(number), lambda xml: xml.replace("</p:spTree>", f"{foot}</p:spTree>", 1))  # fmt: skip
    deck: Any = Presentation(io.BytesIO(with_own_slides(data, *["Inhalt"] * len(said))))
    for slide, words in zip(deck.slides, said, strict=True):
        spaces = f'<p:sp xmlns:p="{makers.P[1:-1]}" xmlns:a="{makers.A[1:-1]}">'
        slide.shapes._spTree.append(parse_xml(makers.place(9, words, mark).replace("<p:sp>", spaces, 1)))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("said", "high", "stays"),
    [
        (("Office of Forests",) * 3, 200_000, True),
        (("Office of Forests", "A talk", "Another"), 200_000, False),
        (("Office of Forests",) * 3, TALL - 400_000, False),
    ],
)
def test_the_name_of_a_house_at_the_head_of_all_its_slides_stays(
    said: tuple[str, ...], high: int, stays: bool, tmp_path: Path
) -> None:
    deck, _ = frames(with_feet("Office of Forests", *said, high=high), tmp_path, report=REPORT)
    layout: Any = Presentation(io.BytesIO(deck)).slide_layouts[1]
    drawn = [one.text_frame.text for one in layout.shapes if one.has_text_frame and not one.is_placeholder]
    assert ("Office of Forests" in drawn) is stays
