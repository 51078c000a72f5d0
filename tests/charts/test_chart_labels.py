"""Labels along a line keep their order, do not overlap, and stay close to what they name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from chart_making import LOOK, make_chart, make_look
from hypothesis import given
from hypothesis import strategies as st

from briefings import charts
from briefings.charts.labels import Typesetter, spread
from briefings.geometry import EMU_PER_POINT


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([10, 50], [12, 12], 0, 100) == (10, 50)


def test_labels_that_meet_move_apart_by_the_same() -> None:
    assert spread([50, 52], [12, 12], 0, 100) == (45, 57)


def test_labels_stay_within_bounds() -> None:
    assert spread([2, 98], [12, 12], 0, 100) == (6, 94)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_labels_never_overlap_and_keep_their_order(centres: list[int]) -> None:
    placed = spread(centres, [10.0] * len(centres), 0, 100)

    inorder = [placed[i] for i in sorted(range(len(centres)), key=lambda i: (centres[i], i))]
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(inorder))
    assert min(placed) >= 5 - 1e-6
    assert max(placed) <= 95 + 1e-6


def test_a_label_is_wrapped_to_a_width() -> None:
    set_in = Typesetter(make_chart("bar", ["A"], [1]), LOOK)

    label = set_in.words("Falsified and undeclared medical products", width=120)

    assert [line.text for line in label.lines] == ["Falsified and", "undeclared", "medical products"]
    assert label.width <= 120


def test_the_longest_word_is_the_least_width_that_breaks_none() -> None:
    set_in = Typesetter(make_chart("bar", ["A"], [1]), LOOK)

    assert set_in.longest_word("one methamphetamine two") == pytest.approx(
        set_in.words("methamphetamine").width, rel=0.02
    )


@pytest.mark.parametrize(
    ("width", "told"), [(70, ["2019", "2024"]), (96, ["2019", "2024", "21%"]), (200, ["2019", "2024", "21%", "54%"])]
)
def test_the_ends_of_a_small_line_are_named_with_the_value_that_it_begins_with(width: int, told: list[str]) -> None:
    """In a panel's rows it said where it began and not where it ends, in letters larger than the words beside it."""
    spec = make_chart("trend", ["2019", "", "", "2024"], [(21, "21%"), (33, "33%"), (46, "46%"), (54, "54%")])
    texts = charts.draw(spec, make_look(size=16), width, 60).texts
    assert sorted(text.text for text in texts) == sorted(told)
    assert all(
        text.x >= 0 and text.x + sum(run.width for run in text.runs) / EMU_PER_POINT < width + 1 for text in texts
    )


@pytest.mark.parametrize("width", range(300, 700, 8))
def test_values_of_columns_that_stand_side_by_side_never_read_as_one_number(width: int) -> None:
    """A quarter of an em is between them; where there is no room for that, an axis tells what they come to."""
    values = [-6.1, -5.8, -4.2, -3.9, -4.4, -2.8, -2.2, -1.5, -0.4, -1.1, -0.3, 0.8, 1.9, 2.4]
    spec = make_chart("column", [str(year) for year in range(2012, 2026)], values)
    texts = [text for text in charts.draw(spec, LOOK, width, 200).texts if text.text in map(str, values)]
    assert len(texts) in (0, len(values))
    ends = [(text.x, text.x + sum(run.width for run in text.runs) / EMU_PER_POINT) for text in texts]
    assert all(after[0] - before[1] >= 0.25 * 14 for before, after in pairwise(sorted(ends)))
