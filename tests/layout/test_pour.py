"""Pouring: blocks run from place to place, cut only where they may be, and never lose a word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from frame_reading import letters, open_look, texts

from briefings.blocks.heading import Heading
from briefings.blocks.list import List
from briefings.blocks.params import Entry, Grid
from briefings.blocks.piece import Block
from briefings.blocks.prose import Prose
from briefings.blocks.table import TableBlock
from briefings.geometry import Box, points
from briefings.layout.pour import Place, Poured, arrange, balanced, misfit, pour
from briefings.values import Rich, Span, plain
from briefings.values.prose import sentences

LOOK, _ = open_look()
SENTENCE = "The crews mended the pipes before winter came, and nobody noticed. "


def said(text: str) -> Rich:
    return (Span(text.strip()),)


def place(height: float, width: float = 400) -> Place:
    """A column so many points high and wide."""
    return Place(Box(0, 0, points(width), points(height)), LOOK, points(12), 3)


def poured(blocks: list[Block], *chain: Place, most: int = 40) -> Poured:
    made = pour(blocks, chain, most)
    assert isinstance(made, Poured)
    return made


def shown(parts: tuple[tuple[Block, ...], ...]) -> str:
    return letters("".join(plain(rich) for part in parts for block in part for rich in texts(block, [])))


def test_a_long_text_goes_on_after_a_sentence() -> None:
    parts = poured([Prose("p", (said(SENTENCE * 40),))], place(200)).parts

    assert len(parts) > 2
    assert shown(parts) == letters(SENTENCE * 40)
    assert all(plain(part[-1].text[-1]).endswith("noticed.") for part in parts)  # type: ignore[attr-defined]


def test_no_place_begins_or_ends_with_a_lone_line_of_a_paragraph() -> None:
    texts_of = tuple(said(SENTENCE * count) for count in (3, 1, 4, 2, 5, 2, 3))
    for height in range(90, 260, 10):
        for part in poured([Prose("p", texts_of)], place(height)).parts:
            (box,) = arrange(part[0], place(height)).items
            whole = [rich in texts_of for rich in part[0].text]  # type: ignore[attr-defined]
            lines = [sum(line.paragraph == n for line in box.lines) for n in range(len(whole))]  # type: ignore[union-attr]
            assert all(count >= 2 for count, uncut in zip(lines, whole, strict=True) if not uncut)


def test_a_sentence_longer_than_a_page_is_cut_at_the_end_of_a_line() -> None:
    text = "word " * 2000
    parts = poured([Prose("p", (said(text.strip()),))], place(300)).parts

    assert len(parts) > 3
    assert shown(parts) == letters(text)


def test_a_sentence_is_not_cut_where_it_fits_on_a_page_of_its_own() -> None:
    long = "word " * 60
    parts = poured([Prose("p", (said(SENTENCE * 3 + long.strip() + ". " + SENTENCE),))], place(170)).parts

    ends = [len(plain(part[0].text[-1])) for part in parts]  # type: ignore[attr-defined]
    for part, end in zip(parts, ends, strict=True):
        assert end in sentences(plain(part[0].text[-1]), "en")  # type: ignore[attr-defined]


def test_a_list_goes_on_between_items() -> None:
    items = tuple(Entry(str(n), said(f"Item {n} " + "and its words " * (n % 5))) for n in range(40))
    parts = poured([List("l", items)], place(200)).parts

    assert [entry for part in parts for block in part for entry in block.items] == list(items)  # type: ignore[attr-defined]
    assert len(parts) > 2


@pytest.mark.parametrize("height", range(100, 320, 20))
def test_a_heading_stays_with_what_it_heads(height: int) -> None:
    blocks: list[Block] = []
    for n in range(6):
        blocks += [Heading(f"h{n}", said(f"Part {n}")), Prose(f"p{n}", (said(SENTENCE * (n + 1)),))]

    for part in poured(blocks, place(height)).parts:
        assert not isinstance(part[-1], Heading)


def test_places_are_filled_evenly() -> None:
    chain = (place(300, 200), place(300, 200))
    made = balanced([Prose("p", (said(SENTENCE * 8),))], chain, 5)

    assert isinstance(made, Poured)
    assert len(made.parts) == 2
    left, right = made.used
    assert abs(left - right) <= points(16 * 1.2 * 4)  # a sentence of four lines may not be parted


def test_evening_out_takes_no_more_pages_than_it_must() -> None:
    blocks: list[Block] = [Prose("p", (said(SENTENCE * 50),))]

    even = balanced(blocks, (place(300),), 40)
    assert isinstance(even, Poured)
    assert len(even.parts) == len(poured(blocks, place(300)).parts)
    assert all(abs(one - other) < points(80) for one, other in pairwise(even.used))


def test_evening_out_parts_no_row_of_a_table_that_fits_on_a_page() -> None:
    rows = tuple((said(f"Row {n}"), said(SENTENCE * 5)) for n in range(7))
    grid = TableBlock("t", Grid((said("A"), said("B")), rows, (False, False)))
    made = balanced([grid.settled(points(400), points(300), 3, LOOK)], (place(300),), 40)

    assert isinstance(made, Poured)
    assert [row for part in made.parts for row in part[0].data.rows] == list(rows)  # type: ignore[attr-defined]


def test_what_fits_nowhere_is_told_with_its_excess() -> None:
    heading = [Heading("h", said("word " * 400))]

    assert pour(heading, (place(100),), 5) is None
    stuck = misfit(heading, (place(100),), 5)
    assert stuck.over == arrange(stuck.blocks[0], place(100)).height - points(100)
