"""Sources on customers' pages: what is said of a figure's origin has its line before anything else is laid out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from frame_reading import flat
from pptx import Presentation
from pptx.util import Emu
from test_brand_ground import ALL, master_with, shape
from test_brand_identity import MASTER, look_on

from briefings.diagnostics import Diagnostic
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Chart, Frame, Panel, Table, TextBox
from briefings.frozen import replace
from briefings.geometry import points
from briefings.lasting import Same
from briefings.layout.sourced import footed

REPORT = """
id: wells
title: Wells
organization: Water board
language: en
date: 2026
status: final
{sources}
sections:
  levels:
    type: chart
    chart: bar
    title: The water rose in all districts
    unit: metres
    data: [{{label: North, value: 14}}, {{label: South, value: 9}}, {{label: East, value: 7}}]
{source}
  rows:
    type: table
    title: Wells by district
    columns: [District, Wells]
    rows: [{rows}]
{source}
"""


def slides(data: bytes, folder: Path, rows: int = 4, *, cited: bool = True) -> tuple[Frame, ...]:
    """A chart and a table on a template, with or without where they come from."""
    (made,) = _built(data, folder, rows, cited=cited).outputs
    return made.layout.frames


def told(data: bytes, folder: Path, survey: str) -> tuple[Diagnostic, ...]:
    """What is told of a chart and a table on a template, which come from a survey of that name."""
    return tuple(_built(data, folder, survey=survey).findings)


def _built(
    data: bytes, folder: Path, rows: int = 4, *, cited: bool = True, survey: str = "Survey of wells"
) -> build.Result:
    (folder / "data").mkdir(parents=True)
    (folder / "data/note.txt").write_text("A line.\n", encoding="utf-8")
    sources = (
        f"sources: {{note: {{file: data/note.txt, title: {survey.strip()}, publisher: Water board, date: 2026}}}}"
        if cited
        else ""
    )
    told = ", ".join(f"[District {number}, {number}]" for number in range(rows))
    text = REPORT.format(sources=sources, source="    source: note:1" if cited else "", rows=told)
    (folder / "data/wells.yaml").write_text(text, encoding="utf-8")
    (folder / "house.potx").write_bytes(data)
    env = Env(folder)
    asked = build.Options(templates=("deck",), brand=folder / "house.potx")
    return build.build(project.load(folder, env), env, asked)


def with_room_below_footers() -> bytes:
    """Office's template with its footers higher up: a margin is left below them, which blocks never reach."""
    deck: Any = Presentation(io.BytesIO(makers.office()))
    for place in deck.slide_masters[0].placeholders:
        if place.placeholder_format.type.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
            place.left, place.top, place.width, place.height = place.left, Emu(6_140_000), place.width, Emu(330_000)
        elif place.placeholder_format.type.name == "BODY":
            place.left, place.top, place.width, place.height = place.left, Emu(1_600_000), place.width, Emu(4_500_000)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


PATTERN = '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="000000"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
HOUSES = {
    "below-footers": with_room_below_footers(),
    "office": makers.office(),
    "to-the-foot": makers.houses({"Cover": "low-title under", "Title and Content": "title body"}),
    "only": makers.houses({"Cover": "low-title under", "Title Only": "title"}),
    "on-a-plate": master_with(shape(ALL, PATTERN)),
}


@pytest.mark.parametrize("house", HOUSES)
def test_each_chart_and_table_has_its_source_below_it(house: str, tmp_path: Path) -> None:
    seen = 0
    for frame in slides(HOUSES[house], tmp_path):
        shown = [item for item in flat(frame.items) if isinstance(item, Chart | Table)]
        if not shown:
            continue
        (line,) = [item for item in frame.items if isinstance(item, TextBox) and item.id == "slide.source"]
        assert line.box.y >= max(item.box.bottom for item in shown) + points(3)
        feet = [
            item
            for item in frame.items
            if isinstance(item, TextBox) and item.slot is not None and item.slot.kind in ("ftr", "dt", "sldNum")
        ]
        said = [replace(one.box, y=one.content.y + one.shift, height=one.text_height) for one in feet]
        assert not any(words.overlaps(line.box) for words in said)
        seen += 1
    assert seen == 2


@pytest.mark.parametrize("rows", [6, 9, 10, 11, 12, 14])
def test_no_slide_is_parted_for_its_source(rows: int, tmp_path: Path) -> None:
    with_it, without = (slides(HOUSES["office"], tmp_path / str(cited), rows, cited=cited) for cited in (True, False))
    assert sum(one.id.startswith("rows") for one in with_it) == sum(one.id.startswith("rows") for one in without)


def with_a_low_body() -> bytes:
    """Office's template with the place for texts far below its titles."""
    deck: Any = Presentation(io.BytesIO(makers.office()))
    for place in deck.slide_masters[0].placeholders:
        if place.placeholder_format.type.name == "BODY":
            place.left, place.top, place.width, place.height = place.left, Emu(2_300_000), place.width, Emu(3_826_000)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_where_a_source_has_no_room_at_the_foot_blocks_begin_in_what_is_free_below_the_title() -> None:
    """No place is larger than before, and nothing stands on what the master draws there."""
    by = points(24)
    look = look_on(with_a_low_body())
    raised = 0
    for before, plain, after in zip(
        *(one.layouts for one in (look, footed(Same(look), by), footed(Same(look), by, raised=True))), strict=True
    ):
        if before.name in ("Title and Content", "Title Only") and before.role != "closing":
            assert (plain.free.y - after.free.y, plain.free.bottom) == (by, after.free.bottom)
            assert all(was.box.height >= now.box.height for was, now in zip(before.placeholders, after.placeholders, strict=True))  # fmt: skip
            raised += 1
    assert raised >= 4
    ruled = look_on(makers.with_band(with_a_low_body(), MASTER, (457_200, 2_150_000, 8_229_600, 20_000)))
    assert footed(Same(ruled), by, raised=True).layouts == footed(Same(ruled), by).layouts


def test_a_source_on_a_ground_where_nothing_can_be_read_stands_on_the_panel_of_what_is_above_it(tmp_path: Path) -> None:
    seen = 0
    for frame in slides(HOUSES["on-a-plate"], tmp_path):
        for line in (item for item in frame.items if isinstance(item, TextBox) and item.id == "slide.source"):
            (panel,) = (item for item in frame.items if isinstance(item, Panel) and item.id == "plate")
            assert panel.box.contains(line.box) and frame.items.index(panel) < frame.items.index(line)
            seen += 1
    assert seen == 2


def test_a_source_that_has_no_room_is_a_warning(tmp_path: Path) -> None:
    found = told(HOUSES["office"], tmp_path, "Survey of wells and of the springs that feed them " * 12)
    assert [one.message.partition(": ")[2] for one in found if one.code == "place-missing"] == [
        "levels: `Title and Content` has no room for the source at its foot; the notes tell it",
        "rows: `Title and Content` has no room for the source at its foot; the notes tell it",
    ]
