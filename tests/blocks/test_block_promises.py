"""Every block, with any words of any of the six languages, at any width and size: what it gives to layout can be relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

import pytest
from frame_reading import boxes_of_text, flat, letters, open_look, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.blocks import BLOCKS
from briefings.blocks.agenda import Agenda
from briefings.blocks.callout import Callout
from briefings.blocks.cards import Cards
from briefings.blocks.chart import ChartBlock
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
from briefings.blocks.piece import Block, Piece, is_long
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
from briefings.charts.spec import ChartSpec, Label, Point, Series
from briefings.frame import Group, TextBox
from briefings.geometry import Box, points
from briefings.images import qr
from briefings.look import Look
from briefings.values import Origin, Rich, Span

WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("water", "the", "of", "a", "anti-corruption", "COVID-19", "“safe”", "1,150+", "reforms,", "(see", "e.g.)",
           "responsibilities", "https://example.org/a/long/address", "5\u00a0km", "— and"),
    "fr": ("l’eau", "de", "à", "aujourd’hui", "«\u00a0sûre\u00a0»", "1\u00a0150", "c’est-à-dire", "anticonstitutionnellement", "œuvre\u00a0:"),
    "es": ("agua", "de", "y", "¿cuándo?", "año", "«segura»", "responsabilidades", "1\u00a0150", "cooperación,"),
    "ru": ("вода", "и", "в", "международного", "«чистая»", "—", "1\u00a0150", "водоснабжения,", "COVID-19"),
    "ar": ("المياه", "من", "في", "2023", "الإصلاحات،", "UNODC", "(برنامج)", "و", "1,150", "مُكَافَحَةٌ", "COVID-19"),
    "zh": ("水", "的", "联合国", "《公约》", "2023年", "，", "COVID-19", "可持续发展目标", "1150万", "（水）"),
}  # fmt: skip
STOP = {"zh": "。"}
EXAMPLES = 8
"""Of each block in each language."""
DRAWS = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
Page: TypeAlias = tuple[str, str]
Made: TypeAlias = tuple[Block, int, int, Page]


def said(language: str, most: int, tag: str) -> st.SearchStrategy[Rich]:
    """Words with full stops, some of them bold; the spans come from a field named after the tag."""
    one = st.tuples(st.sampled_from(WORDS[language]), st.integers(0, 9))

    def spans(drawn: list[tuple[str, int]]) -> Rich:
        joint = "" if language == "zh" else " "
        made = [
            Span(
                word + (STOP.get(language, ".") if mark == 0 else "") + (joint if number < len(drawn) - 1 else ""),
                (Origin(tag),),
                bold=mark == 1,
            )
            for number, (word, mark) in enumerate(drawn)
        ]
        return tuple(made)

    return st.lists(one, min_size=1, max_size=most).map(spans)


def paragraphs(language: str, most: int) -> st.SearchStrategy[tuple[Rich, ...]]:
    return st.lists(said(language, most, "text"), min_size=1, max_size=4).map(tuple)


def entries(language: str) -> st.SearchStrategy[tuple[Entry, ...]]:
    drawn = st.tuples(said(language, 14, "lead"), st.just(()) | said(language, 20, "detail"))
    return st.lists(drawn, min_size=1, max_size=14).map(
        lambda items: tuple(Entry(f"e{number}", lead, detail) for number, (lead, detail) in enumerate(items))
    )


def stats(language: str, most: int) -> st.SearchStrategy[tuple[Stat, ...]]:
    figure = st.sampled_from(["7", "1,150+", "29,500", "$452\u00a0million", "US$\u00a0452,000,000", "0.3%"])
    drawn = st.tuples(figure, said(language, 16, "label"))
    return st.lists(drawn, min_size=1, max_size=most).map(
        lambda items: tuple(
            Stat(f"s{number}", (Span(figure, (Origin("value"),)),), label)
            for number, (figure, label) in enumerate(items)
        )
    )


def columns(language: str) -> st.SearchStrategy[tuple[Column, ...]]:
    drawn = st.tuples(said(language, 4, "title"), st.lists(said(language, 16, "point"), min_size=1, max_size=9))
    return st.lists(drawn, min_size=2, max_size=4).map(
        lambda items: tuple(Column(f"c{number}", title, tuple(points)) for number, (title, points) in enumerate(items))
    )


def events(language: str) -> st.SearchStrategy[tuple[Event, ...]]:
    day, lasts = st.integers(1, 3_600_000), st.sampled_from([0, 0, 30, 5000])
    drawn = st.tuples(
        day, lasts, said(language, 3, "when"), said(language, 20, "text"), st.sampled_from(["year", "month", "day"])
    )
    return st.lists(drawn, min_size=1, max_size=20).map(
        lambda items: tuple(
            Event(f"e{number}", when, text, start, start + more, precision)  # type: ignore[arg-type]
            for number, (start, more, when, text, precision) in enumerate(sorted(items, key=lambda one: one[0]))
        )
    )


@st.composite
def grids(draw: st.DrawFn, language: str) -> Grid:
    columns = draw(st.integers(1, 5))
    cells = st.lists(said(language, 8, "cell"), min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(cells, min_size=1, max_size=9))
    numeric = draw(st.lists(st.booleans(), min_size=columns, max_size=columns))
    return Grid(draw(cells), tuple(rows), tuple(numeric))


@st.composite
def charts(draw: st.DrawFn, language: str) -> ChartSpec:
    names = draw(st.lists(said(language, 4, "name"), min_size=2, max_size=9))
    values = draw(st.lists(st.integers(1, 10**6), min_size=len(names), max_size=len(names)))
    labels = tuple(
        Label("".join(span.text for span in name) + f" {n}", (Origin("name"),)) for n, name in enumerate(names)
    )
    shown = tuple(Point(Decimal(value), f"{value:,}", (Origin("value"),)) for value in values)
    kind = draw(st.sampled_from(["bar", "column", "dot", "line", "doughnut"]))
    rows = (Series(Label(""), shown),)
    title = draw(said(language, 10, "title"))
    return ChartSpec("b", kind, title, Label("u"), labels, rows, origin=Origin("c"), language=language, rtl=language == "ar")  # fmt: skip


MAKERS: Mapping[str, Callable[[str], st.SearchStrategy[Block]]] = {
    "prose": lambda tongue: st.builds(Prose, st.just("b"), paragraphs(tongue, 60)),
    "list": lambda tongue: st.builds(List, st.just("b"), entries(tongue)),
    "heading": lambda tongue: st.builds(Heading, st.just("b"), said(tongue, 20, "text"), st.integers(2, 6)),
    "lead": lambda tongue: st.builds(Lead, st.just("b"), said(tongue, 40, "text")),
    "column": lambda tongue: st.lists(
        st.one_of(MAKERS["heading"](tongue), MAKERS["list"](tongue), MAKERS["prose"](tongue)), min_size=1, max_size=3
    ).map(lambda blocks: ColumnBlock("b", tuple(blocks))),
    "stat-tile": lambda tongue: st.builds(StatTile, st.just("b"), stats(tongue, 1)),
    "hero": lambda tongue: st.builds(
        Hero, st.just("b"), stats(tongue, 1), st.integers(0, 100), said(tongue, 2, "share"), said(tongue, 4, "of")
    ),
    "stat-grid": lambda tongue: st.builds(StatGrid, st.just("b"), stats(tongue, 14), st.integers(0, 4)),
    "quote": lambda tongue: st.builds(
        Quote,
        st.just("b"),
        said(tongue, 50, "text"),
        said(tongue, 4, "speaker"),
        st.just(()) | said(tongue, 9, "office"),
    ),
    "chart": lambda tongue: st.builds(ChartBlock, st.just("b"), charts(tongue), st.booleans()),
    "table": lambda tongue: st.builds(TableBlock, st.just("b"), grids(tongue)),
    "picture": lambda tongue: st.builds(
        PictureBlock,
        st.just("b"),
        st.sampled_from([None, qr("https://example.org")]),
        said(tongue, 20, "caption"),
        st.just(()) | said(tongue, 9, "credit"),
    ),
    "callout": lambda tongue: st.builds(
        Callout,
        st.just("b"),
        paragraphs(tongue, 60),
        st.just(()) | said(tongue, 9, "title"),
        st.just(()) | said(tongue, 9, "credit"),
    ),
    "key-value": lambda tongue: st.builds(KeyValue, st.just("b"), stats(tongue, 9)),
    "cards": lambda tongue: st.builds(Cards, st.just("b"), entries(tongue), st.integers(0, 4)),
    "source": lambda tongue: st.builds(SourceLine, st.just("b"), paragraphs(tongue, 30)),
    "qr": lambda tongue: st.builds(
        QrCode, st.just("b"), st.just("https://example.org"), st.just(()) | said(tongue, 9, "label")
    ),
    "timeline": lambda tongue: st.builds(Timeline, st.just("b"), events(tongue)),
    "agenda": lambda tongue: st.builds(Agenda, st.just("b"), entries(tongue)),
    "steps": lambda tongue: st.builds(Steps, st.just("b"), entries(tongue)),
    "comparison": lambda tongue: st.builds(Comparison, st.just("b"), columns(tongue), st.sampled_from(["", "c1"])),
    "key-message": lambda tongue: st.builds(
        KeyMessage, st.just("b"), paragraphs(tongue, 30), st.just(()) | said(tongue, 9, "detail")
    ),
    "row": lambda tongue: st.builds(
        lambda blocks, ruled: Row("b", tuple(blocks), ruled=ruled),
        st.lists(
            st.one_of(MAKERS["quote"](tongue), MAKERS["callout"](tongue), MAKERS["prose"](tongue)),
            min_size=1,
            max_size=3,
        ),
        st.booleans(),
    ),
    "forms": lambda tongue: st.tuples(MAKERS["list"](tongue), MAKERS["prose"](tongue)).map(
        lambda blocks: Forms("b", blocks)
    ),
}
RUNNING = ("prose", "heading", "lead", "quote", "callout", "source")
"""Blocks of words alone: the others may stand in more columns where there is more room, each of them narrower."""
CUT = (
    "prose", "list", "stat-tile", "stat-grid", "callout", "quote", "key-value", "cards", "table", "row", "source", "picture", "timeline", "steps",
    "comparison", "key-message", "agenda",
)  # fmt: skip

every_block = pytest.mark.parametrize("name", MAKERS)
in_every_language = pytest.mark.parametrize("language", WORDS)


def test_every_block_is_tried() -> None:
    assert set(MAKERS) == set(BLOCKS)


@st.composite
def made(draw: st.DrawFn, name: str, language: str) -> Made:
    """A block, a width (a rail's to a slide's), a step of the type scale, and the page that it is for."""
    page = draw(st.sampled_from([("16:9", "slides"), ("a4", "sheet")]))
    step = draw(st.integers(0, len(look_for(page, language).scale["body"]) - 1))
    return draw(MAKERS[name](language)), points(draw(st.integers(150, 880))), step, page


def look_for(page: Page, language: str) -> Look:
    return open_look(*page, language)[0]


@every_block
@in_every_language
def test_items_stand_inside_their_piece_and_their_lines_say_their_text(name: str, language: str) -> None:
    @DRAWS
    @given(made(name, language), st.floats(0, 1))
    def holds(drawn: Made, share: float) -> None:
        block, width, step, page = drawn
        look = look_for(page, language)
        natural = block.arrange(width, step, look)
        wanted = natural.stretch.least + round(share * (natural.stretch.most - natural.stretch.least))

        assert natural.stretch.least <= natural.height <= natural.stretch.most
        for piece in (natural, block.arrange(width, step, look, wanted)):
            room = Box(0, 0, piece.width, piece.height)
            for item in piece.items:
                assert room.contains(item.box, 2), item.id
            for item in flat(piece.items):
                if isinstance(item, Group):
                    assert all(item.box.contains(child.box, 2) for child in item.items), item.id
            for box in boxes_of_text(piece.items):
                assert box.text_height <= box.content.height + 2, box.id
                if piece.width <= width:
                    assert all(line.x >= -1 and line.x + line.width <= box.content.width + 1 for line in box.lines)
                _rejoined(box)
            shown = "".join(p.text for box in boxes_of_text(piece.items) for p in box.paragraphs)
            given_texts = list(texts(block, []))
            assert all(letters(text) in letters(shown) for text in map(_text, given_texts))
        assert block.arrange(width, step, look, wanted).height <= max(wanted, natural.stretch.least) + 2

    holds()


@pytest.mark.parametrize("name", RUNNING)
@in_every_language
def test_wider_is_never_higher(name: str, language: str) -> None:
    @DRAWS
    @given(made(name, language), st.integers(1, 300))
    def holds(drawn: Made, more: int) -> None:
        block, width, step, page = drawn
        look = look_for(page, language)

        assert block.arrange(width + points(more), step, look).height <= block.arrange(width, step, look).height

    holds()


@pytest.mark.parametrize("name", CUT)
@in_every_language
def test_cutting_a_block_loses_no_word_and_what_stays_is_as_high_as_was_said(name: str, language: str) -> None:
    @DRAWS
    @given(made(name, language), st.data())
    def holds(drawn: Made, data: st.DataObject) -> None:
        whole, width, step, page = drawn
        look = look_for(page, language)
        block = whole.settled(width, points(400), step, look) if is_long(whole) else whole
        piece = block.arrange(width, step, look)
        if not piece.cuts:
            return
        cut = data.draw(st.sampled_from(piece.cuts))
        head, tail = block.split(cut)

        if name in ("quote", "row"):  # each part of a quote names its speaker
            said = [_drawn(one.arrange(width, step, look)) for one in (head, tail, block)]
            assert said[0] + said[1] == said[2]
        else:
            parted = Counter(_all(head, name)) + Counter(_all(tail, name, tail=True))
            if isinstance(head, Comparison) and isinstance(tail, Comparison) and cut.at[1]:
                again = {one.id for one in head.items}  # the names come again above what goes on
                parted -= Counter(letters("".join(_text(one.title) for one in tail.items if one.id in again)))
            assert parted == Counter(_all(block, name))
            # a callout's credit stands at its end, whatever its text; a row of a table is cut in all its cells
            if name not in ("callout", "comparison", "key-message") and not (name == "table" and cut.forced):
                assert _all(head, name) + _all(tail, name, tail=True) == _all(block, name)
        assert head.arrange(width, step, look).stretch.least <= cut.height + 2
        if piece.width <= width:
            assert tail.arrange(width, step, look).width <= width

    holds()


def _rejoined(box: TextBox) -> None:
    """The lines of each paragraph, one after the other, say the whole of it, and so do the glyphs that are drawn."""
    for index, paragraph in enumerate(box.paragraphs):
        lines = [line for line in box.lines if line.paragraph == index]
        assert letters("".join(paragraph.text[line.start : line.stop] for line in lines)) == letters(paragraph.text)
        assert all(one.stop <= other.start for one, other in pairwise(lines))
        for line in lines:  # glyphs stand in the order of sight, which is not that of reading
            drawn = "".join(letters(run.text) for run in line.runs)
            assert sorted(drawn) == sorted(letters(paragraph.text[line.start : line.stop]))


def _drawn(piece: Piece) -> str:
    """All that a piece says, but for the speakers of its quotes."""
    drawn = [p for box in boxes_of_text(piece.items) for p in box.paragraphs if p.kind != "attribution"]
    return "".join(letters(paragraph.text) for paragraph in drawn)


def _all(block: Block, name: str, *, tail: bool = False) -> str:
    """All that a block says; a table's heading row, which comes again, counts once."""
    shown = list(texts(block, []))
    if name == "table" and tail:
        assert isinstance(block, TableBlock)
        shown = shown[len(block.data.head) :]
    return "".join(letters(_text(rich)) for rich in shown)


def _text(rich: Rich) -> str:
    return "".join(span.text for span in rich)


@pytest.mark.parametrize("wide", [130, 190, 400])
def test_a_large_figure_stays_on_its_line_in_a_narrow_place(wide: int) -> None:
    def told(text: str) -> Rich:
        return (Span(text, (Origin("s"),)),)

    hero = Hero(
        "catch",
        (Stat("fish", told("128,000 tons"), told("of fish")),),
        52,
        told("52%"),
        told("of 245,000 tons allowed"),
    )
    piece = hero.arrange(points(wide), 0, open_look()[0])
    boxes = {box.id.rpartition(".")[2]: box for box in boxes_of_text(piece.items)}
    words = boxes["text"].paragraphs[0].text
    said = [words[line.start : line.stop].strip() for line in boxes["text"].lines if line.paragraph == 0]
    assert piece.width > points(wide) or said in (["128,000 tons"], ["128,000", "tons"])  # the unit may stand below
    (share,), (of, *_) = boxes["share"].lines, boxes["of"].lines
    below = boxes["of"].box.y >= boxes["share"].box.bottom
    assert below or share.x + share.width < of.x


@pytest.mark.parametrize("count", [4, 10, 18])
def test_the_plate_of_a_quote_ends_with_its_photo_whatever_its_credit_says(count: int) -> None:
    look, _ = open_look("a4", "sheet", "en")
    photo = PictureBlock("p", qr("https://example.org"), credit=(Span("Place and whose it is " * 9),))
    row = Row("r", (photo, Quote("q", (Span("One more word " * count),), (Span("A. Example"),))), first=3)
    for step in range(len(look.scale["body"])):
        least = row.arrange(points(500), step, look)
        for height in (least.height, least.height + points(20), least.stretch.most):
            made = row.arrange(points(500), step, look, height)
            assert max(one.box.bottom for one in flat(made.items)) <= made.height


@pytest.mark.parametrize("wide", [110, 160, 240])
def test_values_beside_a_map_break_no_name_within_a_word(wide: int) -> None:
    """On a low slide names stood beside their values, however narrow what was left for them: "Banglades/h"."""
    look, _ = open_look()
    items = tuple(
        Stat(f"s{at}", (Span("80 µg"),), (Span(name),)) for at, name in enumerate(("Bangladesh", "Pakistan", "Niger"))
    )
    piece = StatGrid("top", items, columns=1, beside=True).arrange(points(wide), 0, look, points(150))

    for box in boxes_of_text(piece.items):
        assert len(box.lines) == len(box.paragraphs)
