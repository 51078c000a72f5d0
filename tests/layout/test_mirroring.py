"""Right to left: a page is the mirror image of what it would be from left to right, once and not twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from frame_reading import faults, flat, lay, lost, open_look, ragged, report_with

from briefings.blocks import BLOCKS
from briefings.blocks.agenda import Agenda
from briefings.blocks.callout import Callout
from briefings.blocks.cards import Cards
from briefings.blocks.column import ColumnBlock
from briefings.blocks.comparison import Comparison
from briefings.blocks.forms import Forms
from briefings.blocks.heading import Heading
from briefings.blocks.hero import Hero
from briefings.blocks.key_message import KeyMessage
from briefings.blocks.key_value import KeyValue
from briefings.blocks.lead import Lead
from briefings.blocks.list import List
from briefings.blocks.params import Column, Entry, Event, Grid, Stat
from briefings.blocks.picture import PictureBlock
from briefings.blocks.piece import Block
from briefings.blocks.prose import Prose
from briefings.blocks.qr import QrCode
from briefings.blocks.quote import Quote
from briefings.blocks.row import Row
from briefings.blocks.source import SourceLine
from briefings.blocks.stat_grid import StatGrid
from briefings.blocks.stat_tile import StatTile
from briefings.blocks.steps import Steps
from briefings.blocks.table import TableBlock
from briefings.blocks.timeline import Timeline
from briefings.frame import Chart, Group, Item, Panel, Table, TextBox
from briefings.geometry import Box, points
from briefings.images import qr
from briefings.values import Rich, Span

LOOK, _ = open_look()
WIDTH = points(600)


def said(text: str) -> Rich:
    return (Span(text),)


STATS = tuple(
    Stat(f"s{n}", said(figure), said("things counted")) for n, figure in enumerate(["twelve", "a hundred", "one"])
)
ENTRIES = tuple(
    Entry(f"e{n}", said(text))
    for n, text in enumerate(["Water", "Pipes and rivers", "Lorries", "Laboratories", "Schools"])
)
EVENTS = tuple(
    Event(f"v{n}", said(when), said("a well is dug"), start, start, "year")
    for n, (when, start) in enumerate([("one year", 737_000), ("another", 737_400), ("a third", 738_100)])
)
EXAMPLES: dict[str, Block] = {
    "prose": Prose("b", (said("water and pipes"),)),
    "list": List("b", ENTRIES),
    "heading": Heading("b", said("Heading")),
    "lead": Lead("b", said("The page in a sentence")),
    "column": ColumnBlock("b", (Heading("h", said("Heading")), Prose("p", (said("water and pipes"),)))),
    "stat-tile": StatTile("b", STATS[:1]),
    "stat-grid": StatGrid("b", STATS),
    "hero": Hero("b", STATS[:1], 40, said("two fifths"), said("of all")),
    "quote": Quote("b", said("We mend pipes"), said("A speaker"), said("An office")),
    "table": TableBlock("b", Grid((said("District"), said("Homes")), ((said("Upper"), said("many")),), (False, True))),
    "picture": PictureBlock("b", qr("https://example.org"), said("A caption"), said("A credit")),
    "callout": Callout("b", (said("Mind the pipes"),), said("Title")),
    "key-value": KeyValue("b", STATS),
    "cards": Cards("b", ENTRIES),
    "source": SourceLine("b", (said("A source"),)),
    "qr": QrCode("b", "https://example.org", said("An address")),
    "agenda": Agenda("b", ENTRIES[:3]),
    "timeline": Timeline("b", EVENTS),
    "steps": Steps("b", ENTRIES[:4]),
    "comparison": Comparison(
        "b", (Column("c", said("Before"), (said("one"),)), Column("d", said("After"), (said("two"),))), "d"
    ),
    "key-message": KeyMessage("b", (said("Mend the pipes"),), said("and the taps")),
    "forms": Forms("b", (List("l", ENTRIES), Prose("p", (said("water and pipes"),)))),
    "row": Row("b", (Quote("q", said("Yes"), said("One")), Callout("c", (said("No"),)))),
}


def boxes(items: tuple[Item, ...]) -> Iterator[tuple[str, Box]]:
    """Every box of some items, table cells included."""
    for item in flat(items):
        yield item.id, item.box
        if isinstance(item, Table):
            yield from ((cell.text.id, cell.text.box) for row in item.rows for cell in row)


def test_every_block_has_an_example_here() -> None:
    assert set(EXAMPLES) | {"chart"} == set(BLOCKS)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("on", ["page", "panel"])
def test_a_block_is_mirrored_once(name: str, on: str) -> None:
    ltr = replace(LOOK, on=on)
    there = EXAMPLES[name].arrange(WIDTH, 1, ltr)
    back = EXAMPLES[name].arrange(WIDTH, 1, replace(ltr, rtl=True))

    assert dict(boxes(back.items)) == {id: box.mirrored(WIDTH) for id, box in boxes(there.items)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_paragraphs_know_that_they_run_from_the_right(name: str) -> None:
    piece = EXAMPLES[name].arrange(WIDTH, 1, replace(LOOK, rtl=True))

    for item in flat(piece.items):
        if isinstance(item, TextBox):
            assert all(paragraph.rtl for paragraph in item.paragraphs)


@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_the_bars_of_an_arabic_report_grow_from_the_right(template: str) -> None:
    section = {
        "type": "chart",
        "chart": "bar",
        "title": "C",
        "unit": "u",
        "data": [{"label": "x", "value": 3}, {"label": "y", "value": 1}],
    }
    there, back = (
        [
            sorted(float(segment[1]) for segment in path.segments if len(segment) > 1)
            for frame in lay(report_with({"a": section}, language=language), template).frames
            for item in flat(frame.items)
            if isinstance(item, Chart)
            for path in item.drawing.paths
            if path.mark.startswith("bar:")
        ]
        for language in ("en", "ar")
    )

    assert [bar[0] for bar in there] == pytest.approx([there[0][0]] * 2)
    assert [bar[-1] for bar in back] == pytest.approx([back[0][-1]] * 2)
    assert len({round(bar[-1]) for bar in there}) == len({round(bar[0]) for bar in back}) == 2


ARABIC = report_with(
    {
        "context": {"type": "prose", "title": "السياق", "text": "المياه في البلديات السبع نظيفة منذ عام 2019. " * 6},
        "goals": {"type": "prose", "title": "الأهداف", "text": "شبكة واحدة ومختبر واحد. " * 4},
        "programmes": {"type": "programmes", "title": "البرامج", "items": [{"id": f"p{n}", "title": f"برنامج {n}"} for n in range(10)]},
        "entities": {"type": "entities", "title": "الكيانات", "items": [{"id": f"e{n}", "title": f"كيان {n}"} for n in range(3)]},
        "figures": {"type": "statistics", "title": "الأرقام", "items": [{"id": f"s{n}", "value": 100 + n, "text": "بيت"} for n in range(3)]},
        "money": {"type": "resources", "title": "الموارد", "currency": "USD", "total": {"value": 452000000, "digits": 3},
                  "parts": [{"id": "a", "value": 28000000, "text": "تبرعات"}, {"id": "b", "value": 424000000, "text": "أنصبة"}]},
        "quotes": {"type": "quotes", "title": "أقوال", "items": [{"id": f"q{n}", "text": "نصلح الأنابيب.", "speaker": "متحدث"} for n in (1, 2)]},
        "table": {"type": "table", "title": "جدول", "columns": [{"id": "a", "title": "الحي"}, {"id": "b", "title": "البيوت"}],
                  "rows": [["الأعلى", "2100"], ["الأسفل", "700"]]},
    },
    language="ar", title="المياه", url="https://example.org",
)  # fmt: skip


@pytest.mark.parametrize("template", ["deck", "one-pager", "one-pager-letter"])
def test_an_arabic_report_keeps_every_promise(template: str) -> None:
    laid = lay(ARABIC, template)

    assert all(frame.rtl for frame in laid.frames)
    assert faults(laid) == []
    assert ragged(laid) == []
    assert lost(laid) == []


def test_the_first_of_a_row_stands_on_the_right_with_its_edge() -> None:
    laid = lay(ARABIC)
    (frame,) = laid.of("figures")
    tiles = [item for item in frame.items if isinstance(item, Group)]

    assert [tile.id for tile in sorted(tiles, key=lambda tile: -tile.box.x)] == [tile.id for tile in tiles]
    for tile in tiles:
        words = next(item for item in tile.items if isinstance(item, TextBox))
        assert all(line.x + line.width == words.content.width for line in words.lines)


def test_a_sum_and_its_parts_and_a_list_of_names_begin_on_the_right() -> None:
    names = [{"id": f"p{n}", "title": f"برنامج {n}"} for n in range(8)]
    sections = {**ARABIC["sections"], "programmes": {**ARABIC["sections"]["programmes"], "items": names}}
    laid = lay({**ARABIC, "sections": sections})
    (programmes,), (money,) = laid.of("programmes"), laid.of("money")
    one, other = (next(item for item in programmes.items if item.id == f"programmes.p{n}") for n in (0, 1))
    assert one.box.x > other.box.x and one.box.y == other.box.y
    held = {inner.id: inner.box for item in money.items if isinstance(item, Group) for inner in item.items}
    assert held["money.total.panel"].x > held["money.b.whole"].x
    assert held["money.b.part"].right == held["money.b.whole"].right == held["money.b.text"].right


def test_columns_of_text_and_tables_begin_on_the_right() -> None:
    many = {**ARABIC["sections"]["programmes"], "items": [f"برنامج {number}" for number in range(12)]}
    laid = lay({**ARABIC, "sections": {**ARABIC["sections"], "programmes": many}})
    (programmes,), (money,) = laid.of("programmes"), laid.of("table")
    first, second = (item for item in programmes.items if item.id.startswith("body"))
    (table,) = [item for item in money.items if isinstance(item, Table)]

    assert first.box.x > second.box.x
    assert table.rows[0][0].text.box.right == table.box.right


def test_the_rail_of_a_sheet_stands_on_the_right_and_the_code_on_the_left() -> None:
    sections = {
        **ARABIC["sections"],
        "programmes": {**ARABIC["sections"]["programmes"], "items": [{"title": f"برنامج {n}"} for n in range(24)]},
    }
    laid = lay({**ARABIC, "sections": sections, "one-pager": "brief"}, "one-pager")
    (frame,) = laid.frames
    rail = next(item for item in frame.items if isinstance(item, Panel) and item.id == "rail.ground")
    code = next(item for item in frame.items if item.id.endswith(".code"))

    assert abs(rail.box.right - (frame.page.width - laid.look.sheets["one-pager"].margins.right)) < 20
    assert abs(code.box.x - laid.look.sheets["one-pager"].margins.left) < 20
