"""A deck's own chart holds the same numbers, colours by theme, and nothing that would lie after an edit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from chart_making import LOOK, make_chart

from briefings import charts
from briefings.charts.spec import Label, Reference
from briefings.geometry import points
from briefings.look import Colour

TARGET = Reference(Decimal(400), Label("Target"))
NAMES = ["Chemical precursors", "Cocaine", "Heroin"]
WIDE = points(860)


@pytest.mark.parametrize(("kind", "chart_type"), [
    ("bar", "BAR_CLUSTERED"), ("column", "COLUMN_CLUSTERED"), ("stacked", "BAR_STACKED"), ("stacked-100", "BAR_STACKED_100"),
    ("line", "LINE_MARKERS"), ("doughnut", "DOUGHNUT"), ("dot", "BAR_CLUSTERED"),
])  # fmt: skip
def test_the_numbers_go_into_the_workbook(kind: str, chart_type: str) -> None:
    native = charts.native(make_chart(kind, NAMES, [864, 275, 8]), LOOK, WIDE)

    assert native.chart_type == chart_type
    assert native.categories == tuple(NAMES)
    assert [series.values for series in native.series] == [(Decimal(864), Decimal(275), Decimal(8))]
    assert native.series[0].name == "tons"


@pytest.mark.parametrize("kind", charts.CHARTS)
def test_colours_name_their_theme_slot(kind: str) -> None:
    native = charts.native(make_chart(kind, NAMES, [864, 275, 80]), LOOK, WIDE)

    paints = [series.paint for series in native.series] + [
        p.paint for series in native.series for p in series.points if p.paint
    ]
    assert all(paint.fill.scheme for paint in paints if paint.fill)


def test_bars_run_from_the_top_down_and_begin_at_zero() -> None:
    native = charts.native(make_chart("bar", NAMES, [864, 275, 8]), LOOK, WIDE)

    assert native.category_axis is not None
    assert native.value_axis is not None
    assert native.category_axis.reversed
    assert native.value_axis.minimum == 0
    assert not native.value_axis.visible


@pytest.mark.parametrize(
    ("kind", "axis"),
    [("bar", "value_axis"), ("stacked", "value_axis"), ("column", "category_axis"), ("line", "category_axis")],
)
def test_right_to_left_turns_the_horizontal_axis(kind: str, axis: str) -> None:
    plain: Any = getattr(charts.native(make_chart(kind, NAMES, [864, 275, 8]), LOOK, WIDE), axis)
    turned: Any = getattr(charts.native(make_chart(kind, NAMES, [864, 275, 8], rtl=True), LOOK, WIDE), axis)

    assert (plain.reversed, turned.reversed) == (False, True)


def test_a_log_scale_is_the_axis_title() -> None:
    axis = charts.native(make_chart("bar", NAMES, [864, 275, 8], log=True), LOOK, WIDE).value_axis

    assert axis is not None
    assert (axis.log, axis.visible, axis.title, axis.minimum) == (True, True, "logarithmic scale", Decimal(1))


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_a_reference_line_is_a_series_that_can_be_edited(kind: str) -> None:
    line = charts.native(make_chart(kind, NAMES, [864, 275, 8], reference=TARGET), LOOK, WIDE).series[-1]

    assert (line.reference, line.name, set(line.values)) == (True, "Target", {Decimal(400)})
    assert (line.paint.fill, line.paint.dash) == (None, "dash")


def test_a_reference_that_no_series_can_draw_is_said() -> None:
    native = charts.native(
        make_chart("bar", NAMES, {"2021": [1, 2, 3], "2022": [4, 5, 6]}, reference=TARGET), LOOK, WIDE
    )

    assert not any(series.reference for series in native.series)
    assert native.value_axis is not None
    assert native.value_axis.title == "Target: 400"


def test_a_single_bar_names_its_parts_and_needs_no_key() -> None:
    spec = make_chart("stacked-100", [""], {"Regular assessed": [(28, "$28M")], "Voluntary": [(424, "$424M")]})

    small, large = charts.native(spec, LOOK, WIDE).series

    assert charts.native(spec, LOOK, WIDE).legend == ""
    assert large.labels is not None
    assert (large.labels.series_name, large.labels.offset) == (True, None)
    lifted = small.points[0].labels
    assert lifted is not None
    assert lifted.offset is not None
    assert lifted.offset[1] < 0


def test_labels_on_marks_can_be_read() -> None:
    native = charts.native(make_chart("stacked", NAMES, {"A": [5, 6, 7], "B": [5, 6, 7], "C": [8, 8, 8]}), LOOK, WIDE)

    for series in native.series:
        assert series.labels is not None
        assert series.paint.fill is not None
        assert series.labels.colour.contrast(series.paint.fill) >= 4.5


def test_highlights_are_points_of_their_own() -> None:
    series = charts.native(make_chart("bar", NAMES, [864, 275, 8], highlight=("Cocaine",)), LOOK, WIDE).series[0]

    assert [(point.index, point.paint and point.paint.fill) for point in series.points] == [(1, LOOK.colour("accent"))]


def test_a_hidden_axis_does_not_cut_a_line_off() -> None:
    axis = charts.native(make_chart("line", ["2020", "2021", "2022"], [1200, 980, 1620]), LOOK, WIDE).value_axis

    assert axis is not None
    assert axis.minimum is not None
    assert axis.minimum <= 980


def test_thin_shares_have_no_label_to_fall_off_the_ring() -> None:
    series = charts.native(make_chart("doughnut", ["A", "B"], [990, 10]), LOOK, WIDE).series[0]

    assert [point.hidden for point in series.points] == [False, True]
    assert series.points[0].paint is not None
    assert series.points[0].paint.line == Colour("FFFFFF", "bg1")


def test_a_value_that_is_about_its_number_says_so_in_its_own_label() -> None:
    spec = make_chart("bar", NAMES, [864, 275, 8])
    row = spec.series[0]
    about = replace(row.points[1], number_format='"about "#,##0')
    native = charts.native(
        replace(spec, series=(replace(row, points=(row.points[0], about, row.points[2])),)), LOOK, WIDE
    )

    assert [(p.index, p.labels and p.labels.number_format) for p in native.series[0].points] == [(1, '"about "#,##0')]


def test_columns_without_room_for_their_names_are_rows_as_they_are_on_paper() -> None:
    names = [f"The district of the lower basin, part {chr(65 + n)}" for n in range(20)]

    assert (
        charts.native(make_chart("column", names, [n + 1 for n in range(20)]), LOOK, WIDE).chart_type == "BAR_CLUSTERED"
    )
    assert charts.native(make_chart("column", NAMES, [864, 275, 8]), LOOK, WIDE).chart_type == "COLUMN_CLUSTERED"


@pytest.mark.parametrize("kind", ["column", "line"])
def test_of_many_years_an_axis_names_as_many_as_have_room(kind: str) -> None:
    years = [str(1984 + n) for n in range(40)]
    axis = charts.native(make_chart(kind, years, [n + 1 for n in range(40)]), LOOK, WIDE).category_axis
    few = charts.native(make_chart(kind, years[:5], [n + 1 for n in range(5)]), LOOK, WIDE).category_axis

    assert axis is not None
    assert few is not None
    assert axis.every > 1
    assert few.every == 0
