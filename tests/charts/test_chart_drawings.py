"""What a drawn chart promises to its readers, whatever its kind."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from chart_making import LOOK, make_chart, make_look
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings import charts
from briefings.charts.spec import Label, Point, Reference
from briefings.contrast import needed
from briefings.frame import Drawing, DrawnPath, DrawnText
from briefings.frozen import replace
from briefings.geometry import points, to_points
from briefings.look import Colour
from briefings.values import Origin

WEIGHTS = ["Chemical precursors", "Cocaine", "Heroin"]
PIECES = [
    "Goods that infringe intellectual property rights",
    "Falsified and undeclared medical products",
    "Firearms and ammunition",
]


def edges(path: DrawnPath) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a path, its control points included."""
    numbers = [value for segment in path.segments for value in segment[1:] if isinstance(value, float)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def marks(drawing: Drawing, name: str) -> list[tuple[float, float, float, float]]:
    """The edges of all marks of a kind, in drawn order."""
    return [edges(path) for path in drawing.paths if path.mark.split(":")[0] == name]


def words(drawing: Drawing) -> str:
    return " ".join(text.text for text in drawing.texts)


def width_of(text: Any) -> float:
    return to_points(max(run.x + run.width for run in text.runs))


# --- Sizes -------------------------------------------------------------------------------------------------------------------


def test_a_bar_is_as_long_as_its_value() -> None:
    drawing = charts.draw(make_chart("bar", WEIGHTS, [864, 275, 8]), LOOK, 600, 200)

    long, middle, short = (right - left for left, _, right, _ in marks(drawing, "bar"))

    assert middle / long == pytest.approx(275 / 864, abs=0.001)
    assert short / long == pytest.approx(8 / 864, abs=0.001)


def test_a_column_is_as_high_as_its_value() -> None:
    drawing = charts.draw(make_chart("column", ["2020", "2021"], [10, 40]), LOOK, 300, 200)

    low, high = (top - bottom for _, bottom, _, top in marks(drawing, "column"))

    assert low / high == pytest.approx(1 / 4, abs=0.001)


def test_a_value_that_is_there_is_seen() -> None:
    drawing = charts.draw(make_chart("bar", ["Large", "Tiny"], [25_000_000, 3]), LOOK, 400, 120)

    assert marks(drawing, "bar")[1][2] - marks(drawing, "bar")[1][0] >= 0.75


def test_bars_below_zero_go_the_other_way_from_one_zero_line() -> None:
    drawing = charts.draw(make_chart("bar", ["North", "South"], ["12.5", "-4.2"]), LOOK, 400, 120)

    above, below = marks(drawing, "bar")

    assert above[0] == pytest.approx(below[2], abs=0.01)
    assert len(marks(drawing, "axis")) == 1


def test_shares_fill_the_width() -> None:
    spec = make_chart("stacked-100", [""], {"Regular assessed": [(28, "$28M")], "Voluntary": [(424, "$424M")]})

    small, large = marks(charts.draw(spec, LOOK, 600, 120), "segment")

    assert small[0] == 0
    assert large[2] == pytest.approx(600, abs=0.01)
    assert large[0] == pytest.approx(600 * 28 / 452, abs=0.01)


def test_a_missing_value_breaks_the_line() -> None:
    drawing = charts.draw(
        make_chart("line", ["2019", "2020", "2021", "2022", "2023"], [3, 4, None, 6, 5]), LOOK, 400, 200
    )

    assert len(marks(drawing, "line")) == 2


@settings(deadline=None)
@given(st.lists(st.integers(300, 9999), min_size=3, max_size=7, unique=True), st.sampled_from([180, 300]))
def test_a_line_does_not_run_through_the_values_at_its_points(values: list[int], height: int) -> None:
    spec = make_chart("line", list("ABCDEFG"[: len(values)]), values)

    drawing = charts.draw(spec, LOOK, 640, height)

    (line,) = [path for path in drawing.paths if path.mark.startswith("line")]
    corners: Any = [segment[1:] for segment in line.segments]
    said = [text for text in drawing.texts if text.text.replace(",", "") in map(str, values)]
    assert len(said) == len(values)
    for text, value, corner in zip(said, values, corners, strict=True):
        if value in (values[0], values[-1]) and text.y > corner[1] and corner[1] < 100:
            continue  # near the axis an end's value has no room below its point
        x, y, width = text.x + 1, text.y, width_of(text) - 2
        reach = [
            a[1] + (b[1] - a[1]) * (at - a[0]) / (b[0] - a[0])
            for a, b in pairwise(corners)
            for at in (x, x + width / 4, x + width / 2, x + width)
            if a[0] <= at <= b[0]
        ]
        assert all(not y < one < y + 9 for one in reach), (text.text, corner)


def test_three_bars_are_not_blown_up() -> None:
    spec = make_chart("bar", WEIGHTS, [864, 275, 8])

    assert to_points(charts.heights(spec, LOOK, points(600))[0].most) < 200


def test_more_bars_ask_for_more_height() -> None:
    few = make_chart("bar", WEIGHTS, [864, 275, 8])
    many = make_chart("bar", [f"Country {n}" for n in range(12)], list(range(1, 13)))

    assert charts.heights(many, LOOK, points(600))[1] > charts.heights(few, LOOK, points(600))[1]


# --- Words -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bar", "column", "doughnut", "dot", "line"])
def test_each_name_and_value_stands_on_the_chart_with_its_field(kind: str) -> None:
    spec = make_chart(kind, WEIGHTS, [(864, "864"), (275, "275"), (48, "48")])

    drawing = charts.draw(spec, LOOK, 600, 250)

    shown = {origin for text in drawing.texts for origin in text.origins}
    assert {origin for label in spec.categories for origin in label.origins} <= shown
    assert {origin for point in spec.series[0].points for origin in point.origins} <= shown
    assert all(word in words(drawing) for word in ("Chemical", "Cocaine", "Heroin", "864", "275", "48"))


def test_no_grid_where_values_are_written() -> None:
    for kind in ("bar", "column", "line", "dot", "stacked"):
        assert not marks(charts.draw(make_chart(kind, WEIGHTS, [864, 275, 8]), LOOK, 600, 250), "grid"), kind


def test_a_grid_takes_over_where_values_have_no_room() -> None:
    spec = make_chart(
        "column", [str(year) for year in range(1990, 2023)], [(n * 1_000_000, f"{n},000,000") for n in range(33)]
    )

    drawing = charts.draw(spec, LOOK, 500, 250)

    assert len(marks(drawing, "grid")) >= 3
    assert "32,000,000" not in words(drawing)


@pytest.mark.parametrize("kind", ["bar", "column", "dot", "line"])
def test_a_log_scale_is_said_on_the_chart(kind: str) -> None:
    spec = make_chart(kind, PIECES, [25_000_000, 10_000_000, 265_000], log=True)

    drawing = charts.draw(spec, LOOK, 600, 260)

    assert "logarithmic scale" in words(drawing)
    assert {"1M", "10M"} <= {text.text for text in drawing.texts}


def test_a_share_too_small_for_its_label_is_named_above_the_bar() -> None:
    spec = make_chart(
        "stacked-100", [""], {"Regular assessed": [(28, "$28M")], "Voluntary contributions": [(424, "$424M")]}
    )

    drawing = charts.draw(spec, LOOK, 600, 120)

    bar_top = marks(drawing, "segment")[0][3]
    above = {text.text for text in drawing.texts if text.y > bar_top}
    inside = {text.text for text in drawing.texts if text.y < bar_top}
    assert above == {"$28M", "Regular assessed"}
    assert inside == {"$424M", "Voluntary contributions"}
    assert len(marks(drawing, "leader")) == 1


def test_lines_are_named_at_their_ends() -> None:
    spec = make_chart("line", ["2021", "2022"], {"Opium": [4, 9], "Coca leaf": [10, "9.5"]})

    drawing = charts.draw(spec, LOOK, 600, 250)

    ends = {text.text: text for text in drawing.texts}
    last = max(right for _, _, right, _ in marks(drawing, "line"))
    assert min(ends[said].x for said in ("Opium", "9", "Coca leaf", "9.5")) > last
    assert ends["9.5"].y > ends["Coca leaf"].y > ends["9"].y > ends["Opium"].y
    assert ends["9.5"].runs[0].size > ends["Coca leaf"].runs[0].size
    assert not marks(drawing, "key")


def test_a_line_with_no_name_of_its_own_does_not_say_the_charts_again() -> None:
    years = [str(year) for year in range(1990, 2024)]
    own = make_chart("line", years, {"Opium": list(range(34))})
    title = Label("Seizures in 2022", (Origin("sections.seizures.title"),))
    called = Label("Opium", (Origin("sections.seizures.series.title"),))  # ids are the author's
    same = replace(own, series=(replace(own.series[0], name=title),))

    said = {text.text for text in charts.draw(same, LOOK, 600, 250).texts}
    labels = [point.labels for point in charts.native(same, LOOK, 600, 250).series[0].points if point.labels]

    assert "33" in said and not any("Seizures" in text for text in said)
    assert [label.series_name for label in labels] == [False]
    for one in (own, replace(own, series=(replace(own.series[0], name=called),))):
        assert {"Opium", "33"} <= {text.text for text in charts.draw(one, LOOK, 600, 250).texts}


def test_many_lines_have_name_and_value_on_one_line() -> None:
    spec = make_chart("line", ["2021", "2022"], {f"Mine {n}": [n, n + 4] for n in range(1, 5)})

    assert "Mine 3 7" in {text.text for text in charts.draw(spec, LOOK, 600, 250).texts}


def test_several_bars_for_a_category_have_a_key() -> None:
    drawing = charts.draw(make_chart("bar", WEIGHTS, {"2021": [700, 310, 12], "2022": [864, 275, 8]}), LOOK, 600, 250)

    assert {"2021", "2022"} <= {text.text for text in drawing.texts}
    assert len(marks(drawing, "key")) == 2


def test_a_long_name_is_wrapped_beside_its_bar_or_stands_above_it() -> None:
    spec = make_chart("bar", PIECES, [25, 10, 1])

    wide, narrow = charts.draw(spec, LOOK, 600, 250), charts.draw(spec, LOOK, 260, 300)

    assert min(left for left, *_ in marks(wide, "bar")) > 100
    assert min(left for left, *_ in marks(narrow, "bar")) == 0


def test_columns_lie_down_where_a_name_would_break_inside_a_word() -> None:
    drawing = charts.draw(make_chart("column", PIECES, [25, 10, 1]), LOOK, 160, 250)

    assert marks(drawing, "bar")
    assert "intellectual" in words(drawing)


@pytest.mark.parametrize("kind", ["stacked", "stacked-100"])
@pytest.mark.parametrize("rtl", [False, True])
def test_parts_are_named_beside_the_last_column_where_each_name_has_room_there(kind: str, *, rtl: bool) -> None:
    values = {"Ground": [310, 402, 431], "Cruise": [90, 118, 104], "Approach": [240, 333, 351]}
    spec = make_chart(kind, ["2021", "2022", "2023"], values, rtl=rtl)
    look = make_look(size=14)

    drawing, native = charts.draw(spec, look, 860, 300), charts.native(spec, look, 860, 300)

    assert not native.legend and not [path for path in drawing.paths if path.mark.startswith("key:")]
    parts = {path.mark: edges(path) for path in drawing.paths if path.mark.startswith("segment:")}
    for number, name in enumerate(values):
        (said,) = (text for text in drawing.texts if text.text == name)
        left, low, right, high = parts[f"segment:{number}:2"]
        assert low < said.y < high
        assert (said.x < left) if rtl else (said.x >= right)
        assert [one for one in native.series if one.name == name and one.job == "remark"]
    # a name of which there is no part in the last column, and one too long for its place, ask for a key
    for odd in (
        {**values, "Cruise": [90, 118, None]},
        {**values, "Goods that infringe the property of others in law": [9, 9, 9]},
    ):
        assert charts.native(make_chart(kind, ["2021", "2022", "2023"], odd), look, 860, 300).legend == "top"


def test_stacked_columns_lie_down_where_the_place_is_too_low_for_their_numbers() -> None:
    """Before a chart is refused, its parts lie in bars: all of them keep their numbers."""
    spec = make_chart("stacked", ["2022", "2024", "2026"], {"Gas": [410, 350, 270], "Oil": [180, 110, 45], "Heat": [90, 150, 210], "Wood": [25, 75, 120]})  # fmt: skip
    low = to_points(charts.heights(spec, LOOK, points(600))[0].least)
    assert low < 200
    for height, lying in ((low, True), (320, False)):
        drawing = charts.draw(spec, LOOK, 600, height)
        starts = {round(edges(path)[0]) for path in drawing.paths if path.mark.startswith("segment:0:")}
        assert (len(starts) == 1) == lying
        assert "90" in words(drawing)
        assert ("25" in words(drawing)) == lying and "75" in words(drawing)  # each part that has room has its number


@given(st.lists(st.integers(1, 900), min_size=3, max_size=3), st.integers(1, 900))
def test_a_reference_line_is_named_and_does_not_run_through_values_that_have_room_in_their_bars(
    values: list[int], at: int
) -> None:
    spec = make_chart("bar", WEIGHTS, values, reference=Reference(Decimal(at), Label("Target")))

    drawing = charts.draw(spec, LOOK, 600, 200)

    line, bars = marks(drawing, "reference")[0][0], marks(drawing, "bar")
    assert "Target" in words(drawing)
    for value, (left, _, right, _) in zip(values, bars, strict=True):
        text = next(one for one in drawing.texts if one.text == str(value))
        if text.x < line < text.x + width_of(text):
            # one in no place is clear: its bar has no room, or the line runs there too, and ground lies behind it
            assert right - left < width_of(text) * 2 + 24 or line < right
            assert text.x >= right
            assert text.x - right < 10, "no value stands beyond a line that its bar does not reach"
            assert any(edge[0] < text.x and line < edge[2] for edge in marks(drawing, "backing"))


def test_a_value_that_a_reference_line_would_run_through_stands_in_its_bar() -> None:
    spec = make_chart("bar", WEIGHTS, [864, 275, 120], reference=Reference(Decimal(290), Label("Target")))

    drawing = charts.draw(spec, LOOK, 600, 200)

    value = next(text for text in drawing.texts if text.text == "275")
    assert value.x + width_of(value) < marks(drawing, "bar")[1][2] < marks(drawing, "reference")[0][0]


@pytest.mark.parametrize(("norm", "inside"), [(200, True), (10, False)])
def test_a_value_never_stands_beyond_a_line_that_its_bar_does_not_reach(norm: int, *, inside: bool) -> None:
    values = [340, 2 * norm, norm - 1, 5]
    line = Reference(Decimal(norm), Label("Norm"))
    spec = make_chart("bar", ["Dakar", "Louga", "Kaolack", "Matam"], values, reference=line, highlight=("Matam",))

    drawing = charts.draw(spec, LOOK, 600, 200)

    (dashes,), bars = marks(drawing, "reference"), marks(drawing, "bar")
    text = next(one for one in drawing.texts if one.text == str(norm - 1))
    assert bars[2][2] < dashes[0], "its bar ends before the line"
    assert (text.x + width_of(text) < bars[2][2]) == inside
    broken = [edge for edge in marks(drawing, "backing") if edge[0] < dashes[0] < edge[2]]
    assert bool(broken) != inside, "at its bar's end the line stops behind it"


def test_each_part_of_columns_that_has_room_has_its_number() -> None:
    rows = {"Coal": [310, 280, 240, 170], "Wind": [42, 51, 77, 140], "Other": [9, 9, 12, 40]}

    drawing = charts.draw(make_chart("stacked", ["2019", "2020", "2021", "2022"], rows), LOOK, 600, 260)

    shown = [text.text for text in drawing.texts]
    assert [sum(str(value) in shown for value in row) for row in rows.values()] == [4, 4, 1]


@pytest.mark.parametrize("part", range(40, 90, 3))
def test_a_part_of_a_column_that_digits_fit_into_has_its_number(part: int) -> None:
    spec = make_chart("stacked", ["2019", "2020", "2021"], {"Coal": [1000 - part, 900, 800], "Wind": [part, 100, 200]})

    drawing = charts.draw(spec, LOOK, 600, 300)

    _, low, _, high = next(edges(path) for path in drawing.paths if path.mark == "segment:1:0")
    assert (str(part) in words(drawing).split()) == (high - low >= (0.72 + 0.3) * 14)


@pytest.mark.parametrize("kind", ["stacked-100", "doughnut"])
def test_of_the_parts_of_a_whole_one_is_in_the_accent_and_the_rest_in_greys_that_differ(kind: str) -> None:
    parts = {"Car": 22, "Bus": 41, "Bicycle": 12, "On foot": 25}
    several = make_chart(kind, ["Centre", "Villages"], {name: [value, value] for name, value in parts.items()})
    spec = make_chart(kind, list(parts), list(parts.values())) if kind == "doughnut" else several

    drawing = charts.draw(spec, LOOK, 600, 300)

    fills = [path.fill for path in drawing.paths if path.mark.split(":")[0] in ("share", "segment") and path.fill][:4]
    assert fills[1] == LOOK.colour("accent")
    assert len({fill.rgb for fill in fills}) == 4
    assert all(one.contrast(other) >= 1.4 for one, other in pairwise(fills))


def test_the_line_of_a_pair_ends_at_its_dots_and_its_values_have_their_colours() -> None:
    spec = make_chart("dumbbell", ["Age 7", "Age 15"], {"Girls": [61, 84], "Boys": [55, 69]})

    drawing = charts.draw(spec, LOOK, 600, 200)

    (first, *_), dots = marks(drawing, "leader"), marks(drawing, "dot")
    assert first[0] == pytest.approx(dots[1][2], abs=0.1) and first[2] == pytest.approx(dots[0][0], abs=0.1)
    inks = {text.text: text.runs[0].run.style.colour.rgb for text in drawing.texts}
    assert inks["61"] == inks["84"] != inks["55"] == inks["69"]


def test_the_sum_stands_in_the_ring() -> None:
    spec = make_chart("doughnut", ["Regular", "Voluntary"], [28, 424], totals=(Point(Decimal(452), "$452M"),))

    drawing = charts.draw(spec, LOOK, 400, 200)

    total = next(text for text in drawing.texts if text.text == "$452M")
    left, _, right, _ = (
        f(e) for f, e in zip((min, min, max, max), zip(*marks(drawing, "share"), strict=True), strict=True)
    )
    assert (left + right) / 2 == pytest.approx(total.x + width_of(total) / 2, abs=1)


def test_dollar_signs_are_letters() -> None:
    spec = make_chart("bar", ["$28M and $424M", "a_b^c"], [2, 1])

    assert "$28M and $424M a_b^c" in words(charts.draw(spec, LOOK, 600, 120))


# --- Colours -----------------------------------------------------------------------------------------------------------------


def test_a_highlight_stands_out_in_grey_too() -> None:
    drawing = charts.draw(make_chart("bar", WEIGHTS, [864, 275, 8], highlight=("Cocaine",)), LOOK, 600, 200)

    first, strong, last = (path.fill for path in drawing.paths if path.mark.startswith("bar"))

    assert first == last
    assert first is not None
    assert strong == LOOK.colour("accent")
    assert first.contrast(strong) >= 1.4
    assert first.contrast(Colour("FFFFFF")) >= 3


@pytest.mark.parametrize("kind", ["bar", "column", "doughnut", "dot", "line", "stacked", "stacked-100"])
def test_every_mark_and_word_can_be_seen(kind: str) -> None:
    rows: Any = [30, 20, 50] if kind == "doughnut" else {"A": [30, 20, 50], "B": [10, 20, 30], "C": [5, 9, 7]}
    look = make_look(colours={"series-2": Colour("FFE08A", "accent2"), "muted": Colour("C0C8CE", "tx2")})

    drawing = charts.draw(make_chart(kind, WEIGHTS, rows), look, 600, 260)

    white = Colour("FFFFFF")
    fills = [
        p.fill
        for p in drawing.paths
        if p.mark.split(":")[0] in {"bar", "column", "share", "dot", "line", "segment"} and p.fill
    ]
    assert all(fill.contrast(white) >= 3 or fill.rgb == white.rgb for fill in fills)
    for text in drawing.texts:
        under = [
            p.fill
            for p in drawing.paths
            if p.fill
            and p.mark.startswith(("segment", "bar", "column"))
            and edges(p)[0] <= text.x <= edges(p)[2]
            and edges(p)[1] <= text.y <= edges(p)[3]
        ]
        style = text.runs[0].run.style
        assert style.colour.contrast(under[-1] if under else white) >= needed(style.size, bold=style.bold), text.text


def test_neighbours_in_a_stack_differ_in_lightness() -> None:
    drawing = charts.draw(make_chart("stacked", [""], {name: [10] for name in "ABC"}), LOOK, 600, 120)

    fills = [path.fill for path in drawing.paths if path.mark.startswith("segment") and path.fill]

    assert all(a.contrast(b) >= 1.4 for a, b in pairwise(fills))


def test_a_thing_keeps_its_colour_when_asked() -> None:
    spec = make_chart("stacked", [""], {"Women": [10], "Men": [20]}, colours=("series-3", "series-1"))

    fills = [path.fill for path in charts.draw(spec, LOOK, 600, 120).paths if path.mark.startswith("segment")]

    assert fills == [LOOK.colour("series-3"), LOOK.colour("series-1")]


def test_words_on_a_dark_ground_are_light() -> None:
    drawing = charts.draw(make_chart("bar", WEIGHTS, [864, 275, 8]), make_look(on="band"), 600, 200)

    for text in drawing.texts:
        under = [p.fill for p in drawing.paths if p.fill and p.mark.startswith("bar") and _stands_in(text, p)]
        assert text.runs[0].run.style.colour.contrast(under[-1] if under else Colour("0B3C5D")) >= 4.5


def _stands_in(text: DrawnText, path: DrawnPath) -> bool:
    left, bottom, right, top = edges(path)
    return left <= text.x <= right and bottom <= text.y <= top


@pytest.mark.parametrize(("last", "inside"), [(200, True), (8, False)])
@pytest.mark.parametrize("kind", ["bar", "column"])
def test_values_stand_in_their_bars_where_all_have_room_else_behind_them(kind: str, last: int, *, inside: bool) -> None:
    drawing = charts.draw(make_chart(kind, WEIGHTS, [864, 275, last]), LOOK, 600, 260)
    bars = [path for path in drawing.paths if path.mark.startswith(f"{kind}:")]
    said = {text.text: text for text in drawing.texts}

    stand = [_stands_in(said[value], bar) for value, bar in zip(("864", "275", str(last)), bars, strict=True)]
    assert stand == [inside] * 3


# --- Right to left -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bar", "column", "doughnut", "dot", "line", "stacked"])
def test_right_to_left_is_the_mirror_image(kind: str) -> None:
    # Digits and Latin letters, so that the words are equally wide both ways.
    spec = make_chart(kind, ["A", "B", "C"], [864, 275, 48])

    plain = charts.draw(spec, LOOK, 500, 240)
    mirrored = charts.draw(make_chart(kind, ["A", "B", "C"], [864, 275, 48], rtl=True), LOOK, 500, 240)

    assert [path.mark for path in plain.paths] == [path.mark for path in mirrored.paths]
    for one, other in zip(plain.paths, mirrored.paths, strict=True):
        left, bottom, right, top = edges(other)
        assert edges(one) == pytest.approx((500 - right, bottom, 500 - left, top), abs=0.01)
    for said, turned in zip(plain.texts, mirrored.texts, strict=True):
        assert said.x == pytest.approx(500 - turned.x - width_of(turned), abs=0.2)


# --- Always ------------------------------------------------------------------------------------------------------------------


def test_the_same_chart_gives_the_same_drawing_in_every_process() -> None:
    made = [
        make_chart(kind, WEIGHTS, {"A": [864, 275, 48], "B": [5, 6, 7]} if kind != "doughnut" else [3, 2, 1])
        for kind in charts.CHARTS
    ]
    code = (
        f"import pickle, sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from briefings import charts; from chart_making import LOOK\n"
        "pickle.dump([charts.draw(spec, LOOK, 500, 240) for spec in pickle.load(sys.stdin.buffer)], sys.stdout.buffer)"
    )
    given = pickle.dumps(made)

    drawn = [
        pickle.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                input=given,
                capture_output=True,
                check=True,
                env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
        )
        for seed in ("1", "2")
    ]

    assert drawn[0] == drawn[1] == [charts.draw(spec, LOOK, 500, 240) for spec in made]


def test_drawing_needs_neither_pyplot_nor_a_backend() -> None:
    code = "import sys, briefings.charts.curves; print([m for m in sys.modules if 'pyplot' in m or 'backends.backend_' in m])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_table_of_charts_needs_no_matplotlib() -> None:
    code = "import sys, briefings.charts; print('matplotlib' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


_NAMES = st.text("abcdefghij ", min_size=1, max_size=60).map(str.strip).filter(bool)
_VALUES = st.one_of(st.integers(1, 10**9), st.none(), st.integers(-1000, 1000))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_passes_the_check_stays_inside_its_box(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(charts.CHARTS)))
    names = data.draw(st.lists(_NAMES, min_size=1, max_size=12, unique=True))
    series = data.draw(st.lists(_NAMES, min_size=1, max_size=1 if kind == "doughnut" else 4, unique=True))
    rows = {name: data.draw(st.lists(_VALUES, min_size=len(names), max_size=len(names))) for name in series}
    spec = make_chart(kind, names, rows, log=data.draw(st.booleans()), rtl=data.draw(st.booleans()))
    if any(finding.level == "error" for finding in charts.check(spec)):
        return
    look, width = make_look(9), data.draw(st.integers(200, 800))

    stretch, natural = charts.heights(spec, look, points(width))
    height = to_points(data.draw(st.sampled_from([stretch.least, natural, stretch.most])))
    drawing = charts.draw(spec, look, width, height)

    assert stretch.least <= natural <= stretch.most
    for text in drawing.texts:
        assert text.x >= -0.5, text.text
        assert text.x + width_of(text) <= width + 0.5, text.text
        assert -0.5 <= text.y <= height + 0.5, text.text
    for path in drawing.paths:
        left, bottom, right, top = edges(path)
        # Control points of arcs stand a little outside of what is drawn.
        slack = 0.03 * width if path.mark.startswith("share") else 0.5
        assert min(left, bottom) >= -slack, path.mark
        assert right <= width + slack, path.mark
        assert top <= height + slack, path.mark


@pytest.mark.parametrize("kind, count", [("bar", 2), ("bar", 3), ("bar", 4), ("column", 3), ("column", 4)])
@pytest.mark.parametrize("high", [250.0, 340.0])
def test_few_marks_stand_near_each_other_with_values_larger_than_names(kind: str, count: int, high: float) -> None:
    spec = make_chart(kind, [f"Name {n}" for n in range(count)], [9 - n for n in range(count)])
    look = make_look(size=16)

    made = charts.native(spec, look, 860, high)

    along = 1 if kind == "bar" else 0
    ends = [edges(path) for path in charts.draw(spec, look, 860, high).paths if path.mark.startswith(kind)]
    marks = sorted((one[along], one[along + 2] - one[along]) for one in ends)
    gaps = [after - start - thick for (start, thick), (after, _) in pairwise(marks)]
    assert max(gaps) < 0.7 * min(thick for _, thick in marks)
    assert made.gap_width <= 70
    if kind == "column":  # and reach from margin to margin
        assert made.plot is not None and made.plot.width > 0.98
    assert {series.labels.size for series in made.series if series.labels} == {24.0}
