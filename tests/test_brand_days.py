"""Dates that update themselves: where a slide master shows today's day, slides show the report's."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import brand_makers as makers
import pytest
from pptx import Presentation
from test_brand_kinds import WHERE
from test_brand_sendable import MASTER, REPORT, frames

from briefings import brand

NAMES = {"Deckblatt": "title under", "Inhalt": "title body", "Nur Titel": "title"}
DATED = REPORT.replace("date: 2025", "date: 2025-06-30")


def with_today(data: bytes, part: str, *, before: str = "", kind: str = "datetime3") -> bytes:
    """A free text that shows the day of whoever looks, in letters of its own."""
    words = f'<a:r><a:rPr lang="en-US"/><a:t>{before}</a:t></a:r>' if before else ""
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="91" name="Today"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="6400000"/>'
        '<a:ext cx="3000000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>'
        f'{words}<a:fld id="{{237014DE-4316-44CF-B122-6F3415782883}}" type="{kind}"><a:rPr lang="en-US" sz="1100"><a:solidFill><a:srgbClr val="8A4B00"/></a:solidFill></a:rPr>'
        "<a:t>30 August 2022</a:t></a:fld></a:p></p:txBody></p:sp>"
    )
    return makers.rewritten(data, part, lambda xml: xml.replace("</p:spTree>", f"{box}</p:spTree>", 1))


def texts(deck: bytes, kind: str) -> list[str]:
    """What the slides' placeholders of a kind say, and what masters and layouts would show of today."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        slides = [archive.read(n).decode() for n in archive.namelist() if re.match(r"ppt/slides/slide\d", n)]
    shapes = [one for xml in slides for one in re.findall(r"<p:sp>.*?</p:sp>", xml, re.S) if f'type="{kind}"' in one]
    return ["".join(re.findall(r"<a:t>(.*?)</a:t>", one)) for one in shapes]


@pytest.mark.parametrize("kind", ["datetime1", "datetime3", "datetimeFigureOut"])
@pytest.mark.parametrize("part", [MASTER, "ppt/slideLayouts/slideLayout2.xml"])
def test_where_a_master_shows_today_slides_show_the_day_of_the_report(part: str, kind: str, tmp_path: Path) -> None:
    data = with_today(makers.houses(NAMES), part, kind=kind)
    read = brand.read(data, WHERE)
    assert "brand-dates" in {one.code for one in read.findings}
    deck, _ = frames(data, tmp_path, report=DATED)
    said = texts(deck, "dt")
    assert said
    assert {one.replace("\u00a0", " ") for one in said} == {"30 June 2025"}
    drawn = [
        shape
        for owner in [
            one for master in Presentation(io.BytesIO(deck)).slide_masters for one in (master, *master.slide_layouts)
        ]
        for shape in owner.shapes
        if "datetime" in shape._element.xml and not shape.is_placeholder
    ]
    assert not drawn


def test_the_day_of_the_report_keeps_place_and_letters_of_that_of_today() -> None:
    read = brand.read(with_today(makers.houses(NAMES), MASTER), WHERE)
    for layout in read.offered:
        (day,) = [one for one in layout.placeholders if one.kind == "dt"]
        assert (day.box.x, day.box.y, day.styles[0].size, day.styles[0].colour.rgb) == (
            300_000,
            6_400_000,
            11,
            "8A4B00",
        )


def test_a_layout_with_a_date_of_its_own_has_one_only() -> None:
    """And words beside the day stay, without it."""
    own = makers.rewritten(
        makers.houses(NAMES),
        "ppt/slideLayouts/slideLayout2.xml",
        lambda xml: xml.replace("</p:spTree>", makers.place(80, "Datum", 'type="dt" idx="30"', (5_000_000, 6_400_000, 2_000_000, 300_000)) + "</p:spTree>", 1),
    )  # fmt: skip
    days = [[one.box.x for one in layout.placeholders if one.kind == "dt"] for layout in brand.read(with_today(own, MASTER), WHERE).offered]  # fmt: skip
    assert days == [[300_000], [5_000_000], [300_000]]
    beside = brand.read(with_today(makers.houses(NAMES), MASTER, before="Harbour office, "), WHERE)
    with zipfile.ZipFile(io.BytesIO(beside.data)) as archive:
        master = archive.read(MASTER).decode()
    assert "Harbour office" in master
    assert "datetime" not in master
