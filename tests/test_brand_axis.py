"""One left edge on customers' pages: what is read below a title begins where the title's words begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from frame_reading import flat
from test_brand_ground import WIDE, master_with, shape, solid
from test_brand_kinds import WHERE, frames

from briefings import brand
from briefings.frame import Chart, Frame, Panel, Rule, Table, TextBox
from briefings.geometry import points
from briefings.look import Placeholder, SlideLayout

PAGES = ("content", "two-columns", "title-only", "chart", "table", "closing")


def led(indent: float = 0, *shapes: str) -> bytes:
    """Office's master, its titles set from the left, its bodies so many points further in."""

    def change(deck: Any) -> None:
        for owner in (deck.slide_masters[0], *deck.slide_layouts):
            for one in owner.placeholders:
                own = one._element.spPr.find(f"{makers.A}xfrm") is not None
                if own and (one.placeholder_format.type == 2 or one.placeholder_format.idx in (1, 2)):
                    left, top, width, height = one.left, one.top, one.width, one.height
                    one.left, one.top, one.width, one.height = (
                        left + points(indent),
                        top,
                        width - points(indent),
                        height,
                    )
        for style in deck.slide_masters[0]._element.iter(f"{makers.A}lvl1pPr"):
            style.set("algn", "l")

    return master_with(*shapes, change=change)


def words_of(place: Placeholder, page: int, *, rtl: bool) -> int:
    """Where the words of a place begin, from the side that they are read from."""
    return page - place.box.right + place.insets.right if rtl else place.box.x + place.insets.left


def begins(layout: SlideLayout, page: int, *, rtl: bool = False) -> set[int]:
    """Where the rooms of a layout begin that are at the reading side, in points from its title's words."""
    title = layout.slot("title")
    assert title is not None
    at = words_of(title, page, rtl=rtl)
    rooms = [layout.free, *(box for slot, box in layout.areas if slot not in ("right", "caption"))]
    rooms = [
        one
        for one in rooms
        if not (layout.role == "chart" and layout.offers("text") and one.width < layout.free.width * 0.6)
    ]
    places = [one for one in layout.placeholders if one.slot in ("body", "left")]
    edges = [page - one.right if rtl else one.x for one in rooms] + [words_of(one, page, rtl=rtl) for one in places]
    edges += [
        page - one.box.right if rtl else one.box.x for one in layout.placeholders if one.slot in ("chart", "table")
    ]
    return {round((one - at) / 12_700) for one in edges}


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("indent", [0, 7, -7, 14])
def test_blocks_texts_charts_and_tables_begin_where_the_titles_words_do(indent: int, rtl: bool) -> None:
    read = brand.read(led(indent), WHERE, rtl=rtl)
    if rtl:  # the left edge is another then
        indent = 0
    for role in PAGES:
        assert begins(read.of_role(role)[0], read.page.width, rtl=rtl) == {0}, role


def test_a_text_that_the_house_sets_in_keeps_its_edge_and_blocks_have_it_too() -> None:
    read = brand.read(led(60), WHERE)
    for role in PAGES:
        assert begins(read.of_role(role)[0], read.page.width) == {60}, role


def test_no_place_is_wider_than_the_layout_has_it() -> None:
    for indent in (-7, 0, 14):
        read = brand.read(led(indent), WHERE)
        own = {(layout.part, one.idx): one.box for layout in read.offered for one in layout.placeholders}
        for layout in (one for role in ("content", "two-columns", "closing") for one in read.of_role(role)):
            assert all(one.box.width <= own[layout.part, one.idx].width for one in layout.placeholders)


def test_what_stands_below_a_title_that_gave_way_to_a_logo_begins_below_its_words() -> None:
    mark = shape((0, points(20), points(86), points(90)), solid("7A0019"))
    read = brand.read(led(0, mark), WHERE)
    for role in PAGES:
        layout = read.of_role(role)[0]
        title = layout.slot("title")
        assert title is not None
        assert title.box.x >= points(86)
        assert begins(layout, read.page.width) == {0}, role


def test_nothing_moves_onto_what_the_page_shows() -> None:
    """A bar between the title's edge and the text's, beside the text."""
    bar = shape((points(43), points(126), points(6), points(356)), solid("7A0019"))
    layout = brand.read(led(14, bar), WHERE).of_role("content")[0]
    assert not any(one.box.overlaps(layout.free) for one in layout.fixed if one.box.width < WIDE // 2)
    body = layout.slot("body")
    assert body is not None
    assert body.box.x >= points(49)


def test_blocks_keep_a_margin_where_a_text_runs_to_the_pages_edges() -> None:
    def wide(deck: Any) -> None:
        for owner in (deck.slide_masters[0], *deck.slide_layouts):
            for one in owner.placeholders:
                if one.placeholder_format.idx == 1 or one.placeholder_format.type == 2:
                    top, height = one.top, one.height
                    one.left, one.top, one.width, one.height = 0, top, WIDE, height

    read = brand.read(master_with(change=wide), WHERE)
    for role in ("title-only", "chart", "table"):
        for layout in read.of_role(role):
            own = [one.box for one in layout.placeholders if one.slot in ("chart", "table")]
            for box in (layout.free, *own):
                assert box.x >= WIDE // 33, role
                assert box.right <= WIDE - WIDE // 33, role


@pytest.mark.parametrize("lower", [0, 4, 60])
def test_titles_of_all_pages_stand_in_one_place(lower: int) -> None:
    """A layout with only a title that has it elsewhere gives way to the pages of text; what an eye does not see stays."""

    def change(deck: Any) -> None:
        bare = next(one for one in deck.slide_layouts if one.name == "Title Only")
        title = next(iter(bare.placeholders))
        left, top, width, height = title.left, title.top, title.width, title.height
        title.left, title.top, title.width, title.height = left, top + points(lower), width, height

    read = brand.read(master_with(change=change), WHERE)
    names = {read.of_role(role)[0].name for role in ("content", "title-only")}
    assert names == ({"Title and Content"} if lower > 30 else {"Title and Content", "Title Only"})


def test_a_deck_is_read_along_one_edge_its_source_too(tmp_path: Path) -> None:
    seen = 0
    for frame in frames(led(), tmp_path)[1:]:
        title = next(one for one in frame.items if isinstance(one, TextBox) and one.id == "title")
        if title.paragraphs[0].style.align == "start":
            assert min(edges(frame)) == pytest.approx(title.content.x, abs=points(0.5)), frame.id
            seen += 1
    assert seen > 2


def edges(frame: Frame) -> list[int]:
    """Where each of what is read begins: words at their insets, what is drawn at its box."""
    found = []
    for one in flat(frame.items):
        if isinstance(one, TextBox) and (one.slot is None or one.slot.kind not in ("ftr", "dt", "sldNum")):
            found.append(one.content.x)
        elif isinstance(one, Chart | Table | Panel | Rule) and one.id != "plate":
            found.append(one.box.x)
    return found
