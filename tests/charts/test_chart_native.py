"""A deck's own chart holds the same numbers, colours by theme, and nothing that would lie after an edit."""

from __future__ import annotations

import importlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from chart_making import LOOK, make_chart, make_look

from briefings import charts
from briefings.charts.labels import Typesetter
from briefings.charts.scale import axis_format, tick_text
from briefings.charts.spec import Annotation, Label, Reference
from briefings.contrast import needed
from briefings.frame import Chart, Drawing
from briefings.geometry import Box, points, to_points
from briefings.look import Colour
from briefings.writers.pptx.chart import parts

TARGET = Reference(Decimal(400), Label("Target"))
NAMES = ["Chemical precursors", "Cocaine", "Heroin"]
WIDE, TALL = 860.0, 350.0


@pytest.mark.parametrize(("kind", "chart_type"), [
    ("bar", "BAR_CLUSTERED"), ("column", "COLUMN_CLUSTERED"), ("stacked", "BAR_STACKED"), ("stacked-100", "BAR_STACKED_100"),
    ("line", "LINE"), ("doughnut", "DOUGHNUT"), ("dot", "SCATTER"),
])  # fmt: skip
def test_the_numbers_go_into_the_workbook(kind: str, chart_type: str) -> None:
    native = charts.native(make_chart(kind, NAMES, [864, 275, 8]), LOOK, WIDE, TALL)

    assert native.chart_type == chart_type
    assert native.categories == tuple(NAMES)
    (series,) = (series for series in native.series if series.job == "data")
    assert series.values == (Decimal(864), Decimal(275), Decimal(8))
    assert series.name == "tons"


@pytest.mark.parametrize("kind", charts.CHARTS)
def test_colours_name_their_theme_slot(kind: str) -> None:
    rows = (
        {"A": [864, 275, 80], "B": [90, 75, 80]}
        if kind in ("dumbbell", "scatter", "small-multiples")
        else [864, 275, 80]
    )
    native = charts.native(make_chart(kind, NAMES, rows), LOOK, WIDE, TALL)

    paints = [series.paint for series in native.series] + [
        p.paint for series in native.series for p in series.points if p.paint
    ]
    assert all(paint.fill.scheme for paint in paints if paint.fill)


def test_bars_run_from_the_top_down_and_the_axis_ends_where_the_drawing_ends() -> None:
    native = charts.native(make_chart("bar", NAMES, [864, 275, 8]), LOOK, WIDE, TALL)

    assert native.category_axis is not None
    assert native.value_axis is not None
    assert native.category_axis.reversed
    assert native.value_axis.minimum == 0
    assert native.value_axis.maximum is not None
    assert 864 <= native.value_axis.maximum < 1000  # the label stands in its bar
    assert not native.value_axis.visible


@pytest.mark.parametrize(
    ("kind", "axis"),
    [("bar", "value_axis"), ("stacked", "value_axis"), ("column", "category_axis"), ("line", "category_axis")],
)
def test_right_to_left_turns_the_horizontal_axis(kind: str, axis: str) -> None:
    plain: Any = getattr(charts.native(make_chart(kind, NAMES, [864, 275, 8]), LOOK, WIDE, TALL), axis)
    turned: Any = getattr(charts.native(make_chart(kind, NAMES, [864, 275, 8], rtl=True), LOOK, WIDE, TALL), axis)

    assert (plain.reversed, turned.reversed) == (False, True)


def test_a_log_scale_is_the_axis_title() -> None:
    axis = charts.native(make_chart("bar", NAMES, [864, 275, 8], log=True), LOOK, WIDE, TALL).value_axis

    assert axis is not None
    assert (axis.log, axis.visible, axis.title, axis.minimum) == (True, True, "logarithmic scale", Decimal(1))


@pytest.mark.parametrize("kind", ["bar", "column", "stacked", "line", "area", "slope", "dot", "dumbbell"])
@pytest.mark.parametrize("rows", [{"": [864, 275, 8]}, {"2021": [864, 275, 8], "2022": [4, 5, 6]}])
def test_a_reference_line_is_a_series_that_can_be_edited(kind: str, rows: dict[str, list[int]]) -> None:
    native = charts.native(make_chart(kind, NAMES, rows, reference=TARGET), LOOK, WIDE, TALL)
    (line,) = (series for series in native.series if series.job == "reference")

    assert (line.name, set(line.values)) == ("Target", {Decimal(400)})
    assert (line.paint.fill, line.paint.dash) == (None, "dash")


def test_a_single_bar_names_its_parts_and_needs_no_key() -> None:
    spec = make_chart("stacked-100", [""], {"Regular assessed": [(28, "$28M")], "Voluntary": [(424, "$424M")]})

    small, large = charts.native(spec, LOOK, WIDE, TALL).series

    assert charts.native(spec, LOOK, WIDE, TALL).legend == ""
    assert large.labels is not None
    assert (large.labels.series_name, large.labels.offset) == (True, None)
    lifted = small.points[0].labels
    assert lifted is not None
    assert lifted.offset is not None
    assert lifted.offset[1] < 0


def test_labels_on_marks_can_be_read() -> None:
    native = charts.native(
        make_chart("stacked", NAMES, {"A": [5, 6, 7], "B": [5, 6, 7], "C": [8, 8, 8]}), LOOK, WIDE, TALL
    )

    for series in native.series:
        assert series.labels is not None
        assert series.paint.fill is not None
        wanted = needed(native.style.size, bold=series.labels.bold)
        assert series.labels.colour.contrast(series.paint.fill) >= wanted


def test_highlights_are_points_of_their_own() -> None:
    series = charts.native(make_chart("bar", NAMES, [864, 275, 8], highlight=("Cocaine",)), LOOK, WIDE, TALL).series[0]

    painted = [(point.index, point.paint.fill) for point in series.points if point.paint]
    assert painted == [(1, LOOK.colour("accent"))]


def test_a_hidden_axis_does_not_cut_a_line_off() -> None:
    axis = charts.native(make_chart("line", ["2020", "2021", "2022"], [1200, 980, 1620]), LOOK, WIDE, TALL).value_axis

    assert axis is not None
    assert axis.minimum is not None
    assert axis.minimum <= 980


def test_every_share_is_named_beside_the_ring_and_nothing_is_not() -> None:
    series = charts.native(make_chart("doughnut", ["A", "B", "C"], [990, 10, 0]), LOOK, WIDE, TALL).series[0]

    assert [point.hidden for point in series.points] == [False, False, True]
    assert all(point.labels is None or point.labels.offset for point in series.points)
    assert series.points[0].paint is not None
    assert series.points[0].paint.line == Colour("FFFFFF", "bg1")


def test_a_value_that_is_about_its_number_says_so_in_its_own_label() -> None:
    spec = make_chart("bar", NAMES, [864, 275, 188])
    row = spec.series[0]
    about = replace(row.points[1], number_format='"about "#,##0')
    native = charts.native(
        replace(spec, series=(replace(row, points=(row.points[0], about, row.points[2])),)), LOOK, WIDE, TALL
    )

    said = {p.index: p.labels.number_format for p in native.series[0].points if p.labels}
    assert said == {0: "#,##0", 1: '"about "#,##0', 2: "#,##0"}


def test_columns_without_room_for_their_names_are_rows_as_they_are_on_paper() -> None:
    names = [f"The district of the lower basin, part {chr(65 + n)}" for n in range(20)]

    assert (
        charts.native(make_chart("column", names, [n + 1 for n in range(20)]), LOOK, WIDE, TALL).chart_type
        == "BAR_CLUSTERED"
    )
    assert charts.native(make_chart("column", NAMES, [864, 275, 8]), LOOK, WIDE, TALL).chart_type == "COLUMN_CLUSTERED"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]),
        ("ru", ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь"]),
    ],
)
def test_months_of_a_year_stand_side_by_side_as_years_do(language: str, names: list[str]) -> None:
    names = [f"{name} 2025" for name in names]
    spec = make_chart("column", names, [n + 1 for n in range(10)], language=language)

    assert charts.native(spec, make_look(16), 864, 330).chart_type == "COLUMN_CLUSTERED"


@pytest.mark.parametrize("kind", ["column", "line"])
def test_of_many_years_a_chart_names_as_many_as_have_room(kind: str) -> None:
    years = [str(1984 + n) for n in range(40)]
    native = charts.native(make_chart(kind, years, [n + 1 for n in range(40)]), LOOK, WIDE, TALL)
    few = charts.native(make_chart(kind, years[:5], [n + 1 for n in range(5)]), LOOK, WIDE, TALL)
    (names,) = (series for series in native.series if series.job == "names")

    assert native.category_axis is not None
    assert not native.category_axis.labels
    assert 1 < len(names.points) < 40
    assert all(series.job == "data" for series in few.series)


def test_every_module_that_is_a_kind_has_its_line_in_the_table() -> None:
    """Forgetting the line is told here; forgetting a function, or a form that the deck cannot draw, by the type checker."""
    folder = Path(charts.__file__).parent
    modules = [importlib.import_module(f"briefings.charts.{path.stem}") for path in folder.glob("[!_]*.py")]
    kinds = [module for module in modules if all(hasattr(module, name) for name in ("check", "draw", "native"))]

    assert {id(module) for module in kinds} == {id(kind) for kind in charts.CHARTS.values()}


def test_a_waterfall_goes_below_nought() -> None:
    spec = make_chart("waterfall", ["Start", "Fuel", "Rent", "Fares"], [5, -8, -2, 9], sums=("Start",))
    base, above, below, *_ = charts.native(spec, LOOK, 400.0, 200.0).series
    assert [*base.values] == [0, 0, -3, 0] and base.paint.fill is None
    assert [*above.values] == [5, 5, 0, 4]
    assert [*below.values] == [0, -3, -2, -5] and below.name == f"{above.name} < 0"


def test_names_below_the_steps_of_a_waterfall_become_smaller_before_they_break_inside_a_word() -> None:
    names = ["Start", "Better compliance", "Exemptions ended", "End"]
    spec = make_chart("waterfall", names, [5, 8, 2, 15], sums=("Start", "End"))
    usual = LOOK.style("chart", 0)
    look = replace(LOOK, scale={**LOOK.scale, "chart": (usual, replace(usual, size=12))})
    assert [charts.native(spec, look, width, 200.0).style.size for width in (900.0, 340.0)] == [14, 12]


YEARS = ["2020", "2021", "2022", "2023"]


@pytest.mark.parametrize(("kind", "form"), [("stacked", "COLUMN_STACKED"), ("stacked-100", "COLUMN_STACKED_100")])
def test_parts_of_years_stand_side_by_side(kind: str, form: str) -> None:
    spec = make_chart(kind, YEARS, {"State": [50, 60, 70, 80], "Families": [50, 40, 30, 1]})
    native = charts.native(spec, LOOK, 800, 350)
    assert native.chart_type == form
    drawing = charts.draw(spec, LOOK, 800, 350)
    parts = {path.mark for path in drawing.paths if path.mark.startswith("segment:")}
    assert len(parts) == 8
    hidden = [point.index for series in native.series for point in series.points if point.hidden]
    assert hidden == [3], "a sliver has no room for its number"
    assert charts.native(make_chart(kind, ["Wheat", "Rye", "Oats"], {"A": [5, 6, 7], "B": [1, 2, 3]}), LOOK, 800, 350).chart_type.startswith("BAR")  # fmt: skip


@pytest.mark.parametrize("kind", ["column", "line"])
@pytest.mark.parametrize(("words", "head"), [("The river rose", "Cocaine"), ("More cocaine than ever", None)])
def test_an_annotation_begins_with_the_name_of_its_point_unless_it_says_it(
    kind: str, words: str, head: str | None
) -> None:
    spec = make_chart(kind, NAMES, [864, 275, 80], annotations=(Annotation("Cocaine", 0, Label(words)),))
    (remark,) = (one for one in charts.native(spec, LOOK, WIDE, TALL).series if one.job == "remark")
    (point,) = remark.points
    assert remark.name.replace("\n", " ") == words
    assert point.labels is not None
    assert (point.labels.head[0] if point.labels.head else None) == head
    drawn = [one.text for one in charts.draw(spec, LOOK, WIDE, TALL).texts]
    assert drawn.count("Cocaine") == (2 if head else 1)


def test_numbers_of_an_axis_have_as_many_decimals_as_one_of_them_needs_before_a_word_of_size() -> None:
    spec, step = make_chart("line", ["2019", "2020"], [0, 2], unit="", currency="USD"), Decimal("5e8")
    numbers = [step * number for number in range(5)]

    assert [tick_text(one, spec, step) for one in numbers] == ["$0", "$500M", "$1.0B", "$1.5B", "$2.0B"]
    assert axis_format(spec, numbers, step) == '[>=1000000000]"$"0.0,,,"B";[>=1000000]"$"0,,"M";"$"0'


def test_decimal_signs_of_labels_are_the_languages_whatever_the_readers_own_system_says() -> None:
    """Parts stood as "6.1" below sums of "8,5": a format code leaves the sign to the machine."""
    rows = {"Estado": [(6.1, "6,1"), (1_900_000, "1,9 M")], "Tasas": [(-1.5, "−1,5"), (2, "2")]}
    for kind in ("stacked", "bar", "column"):
        one, other = (
            series
            for series in charts.native(
                make_chart(kind, ["2020", "2024"], rows, language="es"), LOOK, WIDE, TALL
            ).series
            if series.job == "data"
        )
        assert one.shown == ("6,1", "1,9 M")
        assert one.formulas[0] == 'SUBSTITUTE(SUBSTITUTE(FIXED({},1,TRUE),".",","),"-","−")'
        assert "FIXED({}/1E6,1,TRUE)" in one.formulas[1] and one.formulas[1].endswith('&" M"')
        assert other.formulas[0] and not other.formulas[1]
        assert all(point.labels.cells for point in one.points if point.labels is not None)
    rows = {"Norte": [(6.1, "6,1"), (7.2, "7,2")], "Sur": [(4.5, "4,5"), (5.5, "5,5")]}
    small = charts.native(make_chart("small-multiples", ["2019", "2024"], rows, language="es"), LOOK, WIDE, TALL)
    ends = [(one, point) for one in small.series if one.job == "data" for point in one.points if point.labels]
    assert [(one.shown[point.index], point.labels.cells) for one, point in ends if point.labels] == [
        ("7,2", True),
        ("5,5", True),
    ]
    mixed = {"Estado": [(6.1, "6,1"), (1000.5, "1 000,5")]}
    (apart,) = charts.native(make_chart("bar", ["a", "b"], mixed, language="es"), LOOK, WIDE, TALL).series
    assert not apart.formulas, "all of a chart's signs are alike"


def test_a_title_over_an_upright_axis_is_written_as_the_charts_so_that_it_is_not_broken() -> None:
    spec = make_chart(
        "scatter",
        NAMES,
        {"Share of students in private schools": [4, 7, 9], "Monthly pay of teachers, euros": [9, 8, 7]},
    )
    native = charts.native(spec, LOOK, WIDE, TALL)
    drawn = parts(
        Chart("chart", Box(0, 0, 1, 1), spec, Drawing(1, 1, (), ()), LOOK.style("chart", 0), "", native=native)
    ).chart

    head, plot = drawn.split("<c:plotArea>")
    assert "Monthly pay of teachers, euros" in head and "Monthly pay" not in plot
    assert "Share of students" in plot and 'autoTitleDeleted val="0"' in head


@pytest.mark.parametrize("rtl", [False, True])
def test_labels_of_bars_keep_off_the_reference_line_which_is_not_cut(*, rtl: bool) -> None:
    blue, grey = Colour("0070BC", "accent1"), Colour("5B6770", "tx2")
    look = make_look(colours={"accent": blue, "muted": grey})
    line = Reference(Decimal(58), Label("all"))
    said = (Annotation("C", 0, Label("A new unit for all permits since the spring")),)
    spec = make_chart(
        "bar", ["A", "B", "C"], [72, 56, 17], "%", reference=line, highlight=("A",), annotations=said, rtl=rtl
    )

    drawing = charts.draw(spec, look, WIDE, TALL)
    (row,) = (series for series in charts.native(spec, look, WIDE, TALL).series if series.job == "data")

    (dashes,) = (path for path in drawing.paths if path.mark == "reference")
    x = float(dashes.segments[0][1])
    words = [text for text in drawing.texts if not text.text.startswith("all")]
    for text in words:
        wide = to_points(max(run.x + run.width for run in text.runs))
        assert not text.x - 1 < x < text.x + wide + 1, text.text
    assert not [path for path in drawing.paths if path.mark == "backing"]
    inside = {point.index for point in row.points if point.labels and point.labels.position == "INSIDE_END"}
    assert inside == {0, 1, 2}, (
        "beyond the line a value would be read as more than it: all stand on one side of their ends"
    )


def test_an_annotation_takes_no_width_from_bars() -> None:
    values = [27, 19, 16, 3]
    long, short = (
        make_chart("bar", [*"ABCD"], values, annotations=(Annotation(at, 0, Label("214 payment plans")),))
        for at in "AD"
    )
    bare = charts.draw(make_chart("bar", [*"ABCD"], values), LOOK, 300, 200)

    assert charts.crowded(long, LOOK, points(300)), "it stands below the chart"
    assert not charts.crowded(short, LOOK, points(300)), "it has room behind its bar"
    drawn = charts.draw(short, LOOK, 300, 200)
    bars = [[path.segments for path in one.paths if path.mark.startswith("bar:")] for one in (bare, drawn)]
    assert bars[0] == bars[1]
    assert "214 payment plans" in [text.text for text in drawn.texts]


@pytest.mark.parametrize(("width", "names"), [(300, 2), (100, 2), (60, 0)])
def test_a_small_line_names_both_ends_or_none_and_no_larger_than_the_least_on_a_slide(width: int, names: int) -> None:
    spec = make_chart("trend", ["2019/20", "", "2024/25"], [21, 18, 15], "%")

    drawn = charts.draw(spec, make_look(16), width, 60)

    assert sum("/" in text.text for text in drawn.texts) == names
    assert {text.runs[0].run.style.size for text in drawn.texts} <= {12.0}


QUESTIONS = [
    "We wait less than half an hour for water, even at the end of the dry season in February and March",
    "Someone from the health centre has tested our water in the last twelve months and told us the result",
    "The committee says at least once a year how much money it has and what was bought with it",
    "I trust the water",
    "Nous savons qui appeler au bureau du district lorsque la pompe manuelle du village tombe en panne",
]


@pytest.mark.parametrize("width", [300.0, 420.0, WIDE])
@pytest.mark.parametrize("kind", ["bar", "stacked", "stacked-100", "dot", "dumbbell"])
def test_long_names_keep_to_their_rows_beside_the_marks(kind: str, width: float) -> None:
    many = kind in ("stacked", "stacked-100", "dumbbell")
    spec = make_chart(
        kind, QUESTIONS, {"A": [20, 30, 40, 50, 60], "B": [80, 70, 60, 50, 40]} if many else [20, 30, 40, 50, 60]
    )
    height = to_points(charts.heights(spec, LOOK, points(width))[0].least)
    native = charts.native(spec, LOOK, width, height)
    assert native.plot is not None
    room, row = native.plot.left * width, native.plot.height * height / len(QUESTIONS)
    type = Typesetter(spec, LOOK, 0)
    assert room <= 0.6 * width
    assert max(type.label(one, width=room - 0.9 * type.size).height for one in spec.categories) <= row
    names = [series.shown for series in native.series if series.job == "names"]
    for lines in (name.split("\n") for shown in names for name in shown):
        assert all(type.label(Label(line)).width <= room for line in lines)
