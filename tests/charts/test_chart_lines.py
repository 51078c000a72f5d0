"""The thin lines of charts: axes that stand where nought is, lines that tie words and columns, in every theme and in both formats."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from chart_making import LOOK, make_chart, make_look
from frame_reading import flat, lay, report_with

from briefings import charts
from briefings.charts import callouts, column, line
from briefings.charts.alt import describe
from briefings.charts.callouts import crosses
from briefings.charts.labels import Typesetter
from briefings.charts.line_plan import plan_of, upright
from briefings.charts.paint import MARK_CONTRAST, ground
from briefings.charts.scale import around, round_step
from briefings.charts.spec import Annotation, ChartSpec, Difference, Label, Reference
from briefings.env import Env
from briefings.frame import Chart, DrawnPath
from briefings.frozen import replace
from briefings.geometry import EMU_PER_POINT, points, to_points
from briefings.look import Look
from briefings.style import resolve
from briefings.writers.pptx.chart import parts

ROOT = Path(__file__).parent.parent.parent
THEMES = ("un", "earth", "forest", "ink", "plain", "vivid")
YEARS = ["2019", "2020", "2021", "2022", "2023"]
TIED = ("leader", "connector")


def annotated(kind: str, values: Any = (412, 398, 341, 352, 389), **more: Any) -> ChartSpec:
    said = (
        Annotation("2021", 0, Label("The north channel closed after the storm")),
        Annotation("2023", 0, Label("Open")),
    )
    return make_chart(kind, YEARS, list(values), annotations=said, **more)  # fmt: skip


CROWDED: Final = make_chart(
    "column",
    [str(year) for year in range(2012, 2024)],
    [43, 51, 59, 65, 65.5, 68, 71, 79, 82, 89, 108, 117],
    annotations=tuple(
        Annotation(year, 0, Label(text))
        for year, text in (("2012", "War"), ("2015", "A million arrive by sea"), ("2017", "Many flee in four months"),
                           ("2022", "Invasion of a neighbour"), ("2023", "War in two more countries"))
    ),
)  # fmt: skip


def marks(spec: ChartSpec, *names: str, look: Any = LOOK) -> list[DrawnPath]:
    return [path for path in charts.draw(spec, look, 700, 300).paths if path.mark.split(":")[0] in names]


@pytest.mark.parametrize(
    ("kind", "values", "stands"),
    [
        ("line", [8.9, 8.6, 8.1, 9.3, 6.8], False),
        ("line", [5, 9, 2, 1, 7], True),
        ("line", [-3, 4, 2, -1, 5], True),
        ("slope", {"Road": [61, 52], "Rail": [34, 44]}, False),
        ("area", [31, 30, 29, 41, 52], True),
    ],
)
def test_only_nought_has_a_line_of_its_own(kind: str, values: Any, stands: bool) -> None:
    spec = make_chart(kind, YEARS[:2] if kind == "slope" else YEARS, values)

    native = charts.native(spec, LOOK, 700, 300)

    assert bool(marks(spec, "axis")) is stands
    assert native.category_axis is not None and (native.category_axis.line is not None) is stands


def test_many_values_are_read_off_a_grid_and_few_stand_at_their_points() -> None:
    many = make_chart("line", [str(year) for year in range(2013, 2025)], [1100 + 37 * (year % 5) for year in range(12)])
    few = make_chart("line", YEARS, [8.9, 8.6, 8.1, 9.3, 6.8])

    assert 3 <= len(marks(many, "grid")) <= 6 and not marks(few, "grid")
    shown = [text.text for text in charts.draw(few, LOOK, 700, 300).texts]
    assert {"8.9", "8.6", "8.1", "9.3", "6.8"} <= set(shown)


def test_a_grid_that_does_not_begin_at_nought_says_so_in_both_formats() -> None:
    years = [str(year) for year in range(2013, 2025)]
    high = make_chart("line", years, [1100 + 37 * (year % 5) for year in range(12)])
    whole = make_chart("line", years, [1100 * (year % 5) for year in range(12)])

    for spec, said in ((high, "scale from 1,100"), (whole, "")):
        native = charts.native(spec, LOOK, 700, 300)
        shown = [text.text for text in charts.draw(spec, LOOK, 700, 300).texts if text.text.startswith("scale")]
        assert native.value_axis is not None and native.value_axis.title == "".join(shown) == said


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("count", [12, 17, 40])
def test_of_many_years_the_first_and_the_last_are_always_named(kind: str, count: int) -> None:
    years = [str(1984 + n) for n in range(count)]
    spec = make_chart(kind, years, [n + 100 for n in range(count)])

    for width in (260, 420):
        native = charts.native(spec, LOOK, width, 200)
        drawn = {text.text for text in charts.draw(spec, LOOK, width, 200).texts}
        named = [one.index for series in native.series if series.job == "names" for one in series.points]
        assert {years[0], years[-1]} <= drawn and (not named or named[-1] == count - 1)


def test_beside_an_annotated_year_no_others_are_named_that_would_break_the_steps() -> None:
    years = [str(year) for year in range(2015, 2025)]
    rows = {"Women": range(40, 50), "Men": range(20, 30)}
    for noted, told in (((), ["2015", "2018", "2021", "2024"]), (("2020",), ["2015", "2020", "2024"])):
        said = tuple(Annotation(at, 0, Label("Schools closed")) for at in noted)
        drawing = charts.draw(make_chart("line", years, rows, noted=said), make_look(9), 200, 130)
        assert [text.text for text in drawing.texts if text.text in years] == told


@pytest.mark.parametrize("theme", THEMES)
def test_what_goes_down_has_a_colour_of_its_own(theme: str) -> None:
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(ROOT))[0]
    values = [40, 12, -7, -4, 41]
    bars = [path.fill for path in marks(make_chart("bar", YEARS, values), "bar", look=look)]
    told = [
        path.fill
        for path in marks(make_chart("column", YEARS, values, highlight=("2019", "2021")), "column", look=look)
    ]
    steps = [
        path.fill for path in marks(make_chart("waterfall", YEARS, values, sums=("2019", "2023")), "column", look=look)
    ]

    assert bars[2] == bars[3] == told[2] and bars[2] not in (bars[0], told[1])
    assert steps[2] == steps[3] not in (steps[0], steps[1], look.colour("bad"))  # a budget that is cut is no bad news
    assert bars[2] and bars[0] and bars[2].contrast(bars[0]) >= 1.4 and bars[2].contrast(ground(look)) >= MARK_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["line", "column", "waterfall"])
def test_lines_that_tie_are_seen_in_every_theme(theme: str, kind: str) -> None:
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(ROOT))[0]
    steps = make_chart("waterfall", YEARS, [40, 12, -7, -4, 41], sums=("2019", "2023"))
    spec = {"waterfall": steps, "line": annotated("line"), "column": CROWDED}[kind]

    native = charts.native(spec, look, 700, 300)
    drawn = [path.stroke for path in marks(spec, *TIED, look=look)]
    deck = [series.tie.colour for series in native.series if series.tie is not None]
    deck += [series.paint.line for series in native.series if series.job == "connectors" and series.paint.line]

    assert drawn and deck
    assert all(colour and colour.contrast(ground(look)) >= MARK_CONTRAST for colour in [*drawn, *deck])


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("rtl", [False, True])
def test_words_of_annotations_are_set_from_one_edge_and_tied_upright(kind: str, rtl: bool) -> None:
    spec = annotated(kind, language="ar" if rtl else "en", rtl=rtl)

    drawing = charts.draw(spec, LOOK, 700, 300)
    native = charts.native(spec, LOOK, 700, 300)

    lines = [text for text in drawing.texts if text.text.split()[0] in ("The", "channel", "after", "north", "closed")]
    assert len(lines) > 1
    sides = [
        point.labels.side for series in native.series for point in series.points if point.labels and point.labels.head
    ]
    from_left = (sides[0] == "start") != rtl
    ends = {text: text.x + max(run.x + run.width for run in text.runs) / EMU_PER_POINT for text in lines}
    edges = {round(text.x if from_left else ends[text]) for text in lines}
    assert set(sides) <= {"start", "end"} and len(edges) == 1
    for leader in marks(spec, "leader"):
        (_, x, y), (_, over, top) = leader.segments
        assert x == over and y != top


def test_the_line_to_an_annotation_is_as_long_in_a_deck_as_on_the_page() -> None:
    spec = annotated("line")
    native, (first, *_) = charts.native(spec, LOOK, 700, 300), marks(spec, "leader")
    assert native.value_axis is not None and native.plot is not None
    low, high = native.value_axis.minimum, native.value_axis.maximum
    assert low is not None and high is not None

    tie = next(series.tie for series in native.series if series.tie is not None)

    points = float(tie.far / (high - low)) * native.plot.height * 300
    assert points == pytest.approx(float(first.segments[1][2]) - float(first.segments[0][2]), abs=0.1)


def test_each_step_of_a_waterfall_is_tied_to_the_next_at_what_was_reached() -> None:
    spec = make_chart("waterfall", YEARS, [40, 12, -7, -4, 41], sums=("2019", "2023"))

    native = charts.native(spec, LOOK, 700, 300)

    assert len(marks(spec, "connector")) == 4
    held = [series.values for series in native.series if series.job == "connectors"]
    reached = {(at, value) for values in held for at, value in enumerate(values) if value is not None}
    assert reached == {(at, Decimal(level)) for pair, level in enumerate((40, 52, 45, 41)) for at in (pair, pair + 1)}


def test_small_steps_beside_large_sums_are_seen_and_the_cut_is_said() -> None:
    spec = make_chart("waterfall", YEARS, [2140, 96, -58, -13, 2165], sums=("2019", "2023"))
    large = make_chart("waterfall", YEARS, [40, 120, -70, -4, 86], sums=("2019", "2023"))

    native, said = charts.native(spec, LOOK, 700, 300), [text.text for text in charts.draw(spec, LOOK, 700, 300).texts]

    assert native.value_axis is not None and native.value_axis.title == "scale from 2,075"
    assert "scale from 2,075" in said and "scale from 2,075" in describe(spec)
    assert native.category_axis is not None and native.category_axis.line is None
    (data,) = (series for series in native.series if series.job == "data")
    assert [*data.values] == [2140, 96, 58, 13, 2165]
    assert data.paint.fade and [point.index for point in data.points] == [1, 2, 3]
    assert all(point.paint and not point.paint.fade for point in data.points)
    assert all(path.mark != "axis" for path in charts.draw(spec, LOOK, 700, 300).paths)
    (step,) = [path.segments for path in charts.draw(spec, LOOK, 700, 300).paths if path.mark == "column:0:1"]
    assert max(float(one[2]) for one in step[:4]) - min(float(one[2]) for one in step[:4]) > 60
    uncut = charts.native(large, LOOK, 700, 300)
    assert (
        uncut.value_axis is not None
        and not uncut.value_axis.title
        and not any("scale" in text.text for text in charts.draw(large, LOOK, 700, 300).texts)
    )


def test_lines_of_a_waterfall_run_behind_its_columns() -> None:
    """What stands on the second axes is drawn over what stands on the first."""
    made = report_with(
        {
            "t": {
                "type": "chart",
                "chart": "waterfall",
                "title": "T",
                "data": [{"label": name, "value": value} for name, value in zip("ABC", (5, -2, 4), strict=True)],
            }
        }
    )
    (chart,) = (item for frame in lay(made, "deck").frames for item in flat(frame.items) if isinstance(item, Chart))

    plots = [
        (kind, axis)
        for kind, axis in re.findall(r"<c:(lineChart|barChart)>.*?<c:axId val=\"(\d+)\"", parts(chart).chart)
    ]

    assert [kind for kind, _ in plots] == ["lineChart", "barChart", "lineChart"]
    assert plots[0][1] != plots[1][1] == plots[2][1]


def test_values_of_what_steps_back_are_not_bold() -> None:
    spec = make_chart("column", YEARS, [4, 5, 6, 7, 8], highlight=("2023",))

    bold = {text.text: text.runs[0].run.style.bold for text in charts.draw(spec, make_look(), 700, 300).texts}

    assert bold["8"] and not bold["4"]
    (data, *_) = charts.native(spec, LOOK, 700, 300).series
    own = {point.index: point.labels.bold for point in data.points if point.labels is not None}
    assert not any(own.get(at, True) for at in range(4)) and own.get(4, True)


@pytest.mark.parametrize(
    "rows", [{"now": [41, 43, 47, 51, 53, 50.5], "before": [40, 41, 42, 43, 45, 47]}, {"": [31, 33, 52, 64, 61, 60]}]
)
@pytest.mark.parametrize("kind", ["line", "area"])
@pytest.mark.parametrize("target", [30, 50])
def test_a_reference_line_is_named_behind_its_end_with_its_value(
    kind: str, rows: dict[str, list[float]], target: int
) -> None:
    reference = Reference(Decimal(target), Label("Target"))
    rows = {name: values for name, values in rows.items() if kind == "line" or name != "before"}
    spec = make_chart(kind, ["2018", "2019", "2020", "2021", "2022", "2023"], rows, reference=reference)

    drawing = charts.draw(spec, LOOK, 560, 260)

    line = next(path for path in drawing.paths if path.mark == "reference")
    (_, y), (right, _) = ((float(one[1]), float(one[2])) for one in line.segments)
    name = next(text for text in drawing.texts if text.text == f"Target: {target}")
    assert right < name.x and name.x + sum(run.width for run in name.runs) / EMU_PER_POINT < 560.1
    assert abs(name.y - y) < 2.5 * LOOK.style("chart", 0).size
    (row,) = (row for row in charts.native(spec, LOOK, 560, 260).series if row.job == "reference")
    (said,) = (point.labels for point in row.points if point.labels)
    assert (row.name, said.series_name, said.value, said.between) == ("Target", True, True, ": ")


def test_a_line_without_an_axis_begins_at_nought_or_says_where() -> None:
    near, far = [8.4, 8.1, 7.9, 7.8, 7.6], [4.1, 4.4, 2.1, 5.0, 4.7]

    told = [
        [text.text for text in charts.draw(make_chart("line", YEARS, values), LOOK, 560, 260).texts]
        for values in (near, far)
    ]

    assert "scale from 7.5" in told[0] and not any("scale" in text for text in told[1])
    assert charts.native(make_chart("line", YEARS, near), LOOK, 560, 260).value_axis.title == "scale from 7.5"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("count", [14, 15, 23, 31])
def test_where_not_all_moments_are_named_the_first_and_the_last_are(kind: str, count: int) -> None:
    years = [str(1990 + at) for at in range(count)]
    spec = make_chart(kind, years, [100 + at for at in range(count)])

    named = [text.text for text in charts.draw(spec, LOOK, 240, 180).texts if text.text in years]

    assert named[0] == years[0] and named[-1] == years[-1] and len(named) < count


TRIPS: Final = {
    "Car": [50, 49, 49, 48, 47, 46, 45, 44, 43, 41, 44, 43, 42, 40, 37],
    "Bicycle": [18, 19, 19, 20, 21, 22, 22, 23, 24, 25, 27, 27, 28, 29, 31],
    "Bus": [15, 15, 16, 16, 16, 16, 17, 17, 17, 18, 9, 11, 14, 15, 16],
    "On foot": [17, 17, 16, 16, 16, 16, 16, 16, 16, 16, 20, 19, 16, 16, 16],
}


@pytest.mark.parametrize("size", [(860, 330), (860, 250), (640, 300), (560, 260)])
def test_annotations_of_many_lines_stand_apart_and_each_on_its_own_stem(size: tuple[int, int]) -> None:
    said = (
        Annotation("2013", 1, Label("Cycle plan adopted")),
        Annotation("2020", 2, Label("Half of all seats stay empty")),
        Annotation("2022", 0, Label("30 km/h in the whole inner city")),
    )
    spec = make_chart(
        "line", [str(2010 + at) for at in range(15)], TRIPS, annotations=said, highlight=("Car", "Bicycle")
    )
    look = make_look(size=14)

    placed = _placed(spec, look, *size)

    for one, other in pairwise((*placed, placed[0])):
        (left, low, right, high), (start, bottom, stop, top) = one.box, other.box
        assert right <= start or stop <= left or high <= bottom or top <= low
    for one in placed:
        left, _, right, _ = one.box
        assert left <= one.point[0] <= right
        assert one.far < 4 * 14  # none is far from its value: the low one's words stand below it
    assert placed[1].box[3] < placed[1].point[1]


def test_words_above_a_column_do_not_rest_on_another_and_stand_between_its_neighbours_where_it_is_low() -> None:
    values = [1.74, 1.69, 1.64, 2.11, 2.48, 2.98, 0.92, 3.30, 3.45, 3.80, 4.01]
    said = (
        Annotation("2016", 0, Label("Programme moves to the Ministry of Basic Education")),
        Annotation("2020", 0, Label("Schools closed for ten months")),
    )
    spec = make_chart("column", [str(2014 + at) for at in range(11)], values, annotations=said)
    look = make_look(size=16)

    first, low = _placed(spec, look, 864, 320)

    assert first.tied and first.far > 1.5 * 16
    assert not low.tied and low.far < 16


def test_places_that_cannot_be_the_best_are_not_looked_at_closer(monkeypatch: pytest.MonkeyPatch) -> None:
    met = callouts._met
    looked: list[callouts.Placed] = []

    def seen(one: callouts.Placed, around: callouts.Around, most: float) -> int:
        looked.append(one)
        return met(one, around, most)

    monkeypatch.setattr(callouts, "_met", seen)
    said = tuple(Annotation(str(2001 + 3 * at), 0, Label("Fares are halved for all")) for at in range(4))
    spec = make_chart("column", [str(2000 + at) for at in range(12)], [60, 30, 50, 20] * 3, annotations=said)
    charts.heights(spec, make_look(size=16), 11_000_000, 0)

    assert 0 < len(looked) < 400  # of some 7,500 places, in eight heights


def _placed(spec: ChartSpec, look: Look, width: float, height: float) -> tuple[callouts.Placed, ...]:
    """The annotations where they stand."""
    type = Typesetter(spec, look, 0)
    if spec.kind == "column":
        plan = column._plan(type, width)
        return column._annotated(type, plan, column._upright(type, plan, width, height), width, height)
    laid = plan_of(type, width, height)
    return line._annotated(type, laid, upright(type, laid, height), width, height)[-1]


@pytest.mark.parametrize("spec", [CROWDED, annotated("column"), annotated("column", (120, 390, 160, 410, 401))])
def test_annotated_columns_have_most_of_the_height_and_each_note_is_above_its_column_or_tied_to_it(
    spec: ChartSpec,
) -> None:
    columns = marks(spec, "column")
    tops = [max(float(one[-1]) for one in path.segments if len(one) > 2) for path in columns]
    feet = [min(float(one[-1]) for one in path.segments if len(one) > 2) for path in columns]
    native = charts.native(spec, LOOK, 700, 300)

    assert max(tops) - min(feet) >= 0.5 * 300
    remarks = [series for series in native.series if series.job == "remark"]
    assert len(remarks) == len(spec.annotations)
    for series in remarks:
        offset = next(point.labels.offset for point in series.points if point.labels)
        assert series.tie is not None or offset is None or abs(offset[1]) * 300 < LOOK.style("chart", 0).size
    for series in remarks:  # a line that an axis cuts is drawn by no program
        if series.tie is not None:
            value = next(one for one in series.values if one is not None)
            assert native.value_axis is not None and native.value_axis.maximum is not None
            assert value + series.tie.far <= native.value_axis.maximum + Decimal("0.5")


@pytest.mark.parametrize("width", [420, 560, 700])
def test_annotations_of_an_area_stand_above_its_line_and_not_in_its_fill(width: int) -> None:
    said = (Annotation("2012", 0, Label("Points licence")), Annotation("2022", 0, Label("30 km/h in towns")))
    values = [642, 610, 561, 502, 470, 433, 412, 415, 409, 417, 371, 408, 381, 357, 318]
    spec = make_chart("area", [str(2010 + at) for at in range(15)], values, annotations=said)

    drawing = charts.draw(spec, LOOK, width, charts.heights(spec, LOOK, width * EMU_PER_POINT)[1] / EMU_PER_POINT)

    (line,) = [path.segments for path in drawing.paths if path.mark == "line:0"]
    edge = [(float(x), float(y)) for _, x, y in line]
    notes = [text for text in drawing.texts if text.text in ("Points licence", "30 km/h in towns")]
    assert len(notes) == 2 and not charts.crowded(spec, LOOK, width * EMU_PER_POINT)
    for text in notes:
        under = (text.x, 0.0, text.x + text.runs[0].width / EMU_PER_POINT, text.y)
        assert any(crosses(under, first, second) for first, second in pairwise(edge))
        assert not any(crosses((under[0], text.y, under[2], 1e6), first, second) for first, second in pairwise(edge))


@pytest.mark.parametrize("height", [110, 160, 260])
def test_an_annotation_never_stands_beyond_the_line_of_another_series(height: int) -> None:
    rows = {"Boats": [318, 290, 271, 248, 226, 174, 158], "Ferries": [84, 81, 79, 74, 72, 88, 73]}
    said = (Annotation("2017", 0, Label("A ban")), Annotation("2019", 1, Label("All harbours closed for a spring")))
    spec = make_chart("line", [str(2014 + at) for at in range(7)], rows, annotations=said)
    beyond = [one for one in _placed(spec, LOOK, 300, height) if one.said.series == 1 and one.box[1] > one.point[1]]
    type = Typesetter(spec, LOOK, 0)
    up = upright(type, plan_of(type, 300, height), height)

    assert all(one.box[3] < up.y(Decimal(174)) for one in beyond) or line.crowded(spec, LOOK, 300, 0, height), (
        "then it stands below the chart"
    )


@pytest.mark.parametrize("width", range(300, 460, 20))
def test_an_annotation_keeps_clear_of_the_names_behind_the_lines(width: int) -> None:
    said = (Annotation("2021", 0, Label("Common catch limit")),)
    rows = {
        "Sardinella": [690, 655, 640, 580, 511, 462, 401, 338, 322, 329, 341],
        "Mackerel": [310, 322, 298, 305, 287, 291, 276, 270, 266, 259, 262],
        "Bonga": [120, 131, 128, 140, 152, 149, 158, 163, 170, 168, 171],
    }
    spec = make_chart("line", [str(2014 + at) for at in range(11)], rows, annotations=said)

    texts = charts.draw(spec, LOOK, width, 150).texts

    notes = [text for text in texts if text.text in ("Common catch limit", "Common catch", "limit")]
    assert notes
    names = min(text.x for text in texts if text.text in rows)
    assert all(text.x + text.runs[0].width / EMU_PER_POINT + 6 <= names for text in notes)


@pytest.mark.parametrize("height", range(180, 420, 30))
def test_grid_lines_do_not_run_through_the_words_of_annotations(height: int) -> None:
    said = (Annotation("2016", 0, Label("Schools and restaurants close")), Annotation("2021", 0, Label("Open again")))
    values = [19.8, 20.4, 19.1, 17.6, 15.9, 14.4, 12.7, 11.6, 17.9, 15.3]
    spec = make_chart("line", [str(2012 + at) for at in range(10)], values, annotations=said)

    drawing = charts.draw(spec, LOOK, 700, height)
    native = charts.native(spec, LOOK, 700, height)

    grid = {round(path.segments[0][2], 1) for path in drawing.paths if path.mark == "grid"}  # type: ignore[arg-type]
    words = [text for text in drawing.texts if text.text in ("2016", "restaurants close", "2021", "Open again")]
    grounds = [
        [float(value) for step in path.segments for value in step[2::2]]
        for path in drawing.paths
        if path.mark == "backing"
    ]
    crossed = [text for text in words if any(text.y < y < text.y + 9 for y in grid)]
    assert grid and words
    assert all(any(min(ys) <= text.y and text.y + 9 <= max(ys) for ys in grounds) for text in crossed)
    backed = [
        point
        for one in native.series
        if one.job == "remark"
        for point in one.points
        if point.labels and point.labels.ground
    ]
    assert len(backed) >= bool(crossed)


def test_an_arrow_that_compares_two_lengths_is_drawn_from_nought() -> None:
    said = Difference("2022", 0, 1, Label("49\nnot given"))
    spec = make_chart("line", YEARS[:3], {"Needed": [92, 104, 115], "Given": [84, 75, 66]}, difference=said)
    assert (around(spec).low, around(spec, 4).low) == (0, 0)
    assert around(replace(spec, difference=None)).low > 0


@pytest.mark.parametrize("width", [280, 700])
@pytest.mark.parametrize("rtl", [False, True])
def test_names_of_lines_that_end_near_each_other_stack_and_their_difference_stands_clear_of_them(
    width: int, rtl: bool
) -> None:
    values = {"Asked": [610, 655, 668], "Other": [500, 600, 655], "Granted": [310, 560, 641]}
    said = Difference("2021", 0, 2, Label("−27\nnot granted"))
    spec = make_chart("line", YEARS[:3], values, difference=said, rtl=rtl)

    height = to_points(charts.heights(spec, LOOK, points(width))[1])
    drawing = charts.draw(spec, LOOK, width, height)
    native = charts.native(spec, LOOK, width, height)

    heights = [next(text.y for text in drawing.texts if text.text.startswith(name)) for name in values]
    words = [text for text in drawing.texts if text.text in ("−27", "not granted", "not", "granted")]
    stack = [text for text in drawing.texts if text.text.startswith((*values, "668", "655", "641"))]
    assert heights == sorted(heights, reverse=True)
    for one in words:
        assert not [text for text in stack if abs(text.y - one.y) < LOOK.style("chart", 0).size]
    assert not [path for path in drawing.paths if path.mark == "difference"], "too short for an arrow"
    (arrow,) = (series for series in native.series if series.job == "difference")
    assert arrow.paint.line is None


def test_slopes_use_the_height_that_their_values_leave_them() -> None:
    """They tell all their values, and need no nought: lines that start near each other are told apart."""
    spec = make_chart("slope", ["2004", "2024"], {"Wheat": [96, 88], "Onion": [91, 42]})

    heights = [
        float(one[2])
        for path in charts.draw(spec, LOOK, 860, 300).paths
        if path.mark.startswith("line:")
        for one in path.segments
    ]
    assert max(heights) - min(heights) > 0.6 * 300


def test_an_axis_ends_near_the_data() -> None:
    years = [str(year) for year in range(2013, 2025)]
    for most in (117, 61, 23, 1030):
        spec = make_chart("line", years, {"A": range(most - 12, most), "B": [0] * 12})
        for height in (110, 300):
            axis = charts.native(spec, LOOK, 700, height).value_axis
            assert axis is not None and axis.maximum is not None and axis.maximum < most * Decimal("1.25")


@pytest.mark.parametrize("high", [9.4, 9_400, 940_000, 9_400_000])
def test_steps_of_an_axis_have_no_decimals_that_others_do_without(high: float) -> None:
    assert round_step(0, high, 4).normalize().as_tuple().digits in ((5,), (2, 5)) and round_step(0, 94, 4) == 25
    step = round_step(0, high, 4)
    assert step % 1 == 0 and (high < 1e6 or step % 1_000_000 == 0)


def test_a_difference_stands_where_no_line_runs_through_its_words() -> None:
    years = [str(year) for year in range(2018, 2025)]
    values = {"Prices": [101, 102, 99, 111, 134, 136, 136], "Energy": [104, 101, 82, 120, 188, 141, 136]}
    spec = make_chart("line", years, values, difference=Difference("2022", 0, 1, Label("54\napart")))

    drawing = charts.draw(spec, LOOK, 700, 300)

    (ground_,) = (path for path in drawing.paths if path.mark == "backing")
    xs, ys = ([float(one[at]) for one in ground_.segments if len(one) > 2] for at in (1, 2))
    box = (min(xs), min(ys), max(xs), max(ys))
    for path in drawing.paths:
        if path.mark.startswith("line:"):
            places = [(float(x), float(y)) for _, x, y in path.segments]
            assert not any(crosses(box, *pair) for pair in pairwise(places))


@pytest.mark.parametrize("rtl", [False, True])
def test_a_difference_whose_names_leave_it_no_room_stands_beside_its_arrow_between_its_lines(*, rtl: bool) -> None:
    """Not below both, where it says nothing of what lies between."""
    values = {"Collected": [352, 374, 395, 408, 436], "Buried": [341, 350, 339, 321, 288]}
    said = Difference("2023", 0, 1, Label("−148\nnot buried"))
    spec = make_chart("line", YEARS, values, difference=said, rtl=rtl)

    drawing = charts.draw(spec, make_look(14), 860, 300)

    (low, high) = sorted(float(path.segments[-1][2]) for path in drawing.paths if path.mark.startswith("line:"))
    words = [text for text in drawing.texts if text.text in ("−148", "not buried")]
    assert len(words) == 2 and all(low < text.y < high for text in words)


@pytest.mark.parametrize("rtl", [False, True])
def test_words_at_the_ends_of_narrow_lines_leave_three_fifths_of_the_width_to_the_plot(*, rtl: bool) -> None:
    years = [str(year) for year in range(2016, 2026)]
    values = {
        "Collected": [261, 279, 294, 308, 272, 299, 331, 364, 390, 418],
        "Target set by Parliament": [258, 274, 290, 309, 320, 312, 340, 355, 381, 406],
    }
    said = Difference("2025", 1, 0, Label("12\nabove target"))
    spec = make_chart("line", years, values, difference=said, rtl=rtl)

    drawing = charts.draw(spec, make_look(9), 270, 170)

    places = [float(x) for path in drawing.paths if path.mark.startswith("line:") for _, x, _ in path.segments]
    assert max(places) - min(places) >= 0.6 * 270
    assert not [path for path in drawing.paths if path.mark == "leader"], (
        "names near the ends of lines of their colours"
    )


def test_the_first_the_last_and_the_annotated_points_of_a_line_are_named_and_those_that_are_noted_below_have_dots() -> (
    None
):
    years = [str(year) for year in range(2016, 2026)]
    noted = tuple(Annotation(at, 0, Label("Said below")) for at in ("2020", "2023"))
    spec = make_chart("line", years, {"A": range(40, 50), "B": range(30, 40)}, noted=noted)

    drawing = charts.draw(spec, make_look(9), 270, 170)

    assert {"2016", "2020", "2023", "2025"} <= {text.text for text in drawing.texts}
    assert len([path for path in drawing.paths if path.mark == "point:0"]) == 3
    row = charts.native(spec, make_look(9), 270, 170).series[0]
    assert {point.index for point in row.points if point.marker} == {4, 7, 9}


@pytest.mark.parametrize("kind", ["area", "line"])
@pytest.mark.parametrize("rtl", [False, True])
def test_on_a_grid_a_single_line_tells_its_first_its_highest_and_its_last_value(kind: str, *, rtl: bool) -> None:
    years = [str(year) for year in range(2006, 2025)]
    values = [512, 520, 531, 528, 540, 551, 566, 574, 569, 560, 552, 549, 541, 536, 520, 516, 511, 508, 505]
    spec = make_chart(kind, years, values, rtl=rtl)

    drawing = charts.draw(spec, LOOK, 700, 260)
    native = charts.native(spec, LOOK, 700, 260)

    assert {"512", "574", "505"} <= {text.text for text in drawing.texts}
    row = next(series for series in native.series if series.job == "data")
    assert {point.index for point in row.points if point.labels} == {0, 7, 18}


def test_a_first_value_that_would_stand_over_the_peak_is_not_told() -> None:
    years = [str(year) for year in range(2006, 2025)]
    values = [31, 30, 33, 34, 32, 29, 28, 26, 25, 24, 22, 21, 21, 20, 19, 19, 18, 17, 16]

    shown = [text.text for text in charts.draw(make_chart("line", years, values), LOOK, 230, 200).texts]

    assert "31" not in shown and "16" in shown


def test_what_is_halved_does_not_look_like_nothing() -> None:
    spec = make_chart(
        "line", [str(year) for year in range(2014, 2026)], [412, 398, 371, 427, 345, 318, 236, 279, 268, 251, 228, 187]
    )

    axis = charts.native(spec, LOOK, 700, 260).value_axis

    assert axis is not None and axis.minimum == 0 and not axis.title


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("width", [230, 300, 420, 560, 860])
@pytest.mark.parametrize("at", ["2020", "2022", "2023", "2024"])
def test_words_of_differences_annotations_values_and_names_never_overlap(at: str, width: int, *, rtl: bool) -> None:
    """Where no place is clear of the words beside the arrow, annotations stand below the chart."""
    years = [str(year) for year in range(2015, 2025)]
    women = [40.1, 40.6, 41.2, 41.0, 40.7, 44.9, 44.1, 42.8, 42.2, 41.5]
    men = [24.8, 24.9, 25.0, 24.1, 23.6, 27.2, 26.0, 24.3, 22.9, 21.7]
    said = (Annotation(at, 0, Label("Schools and factories closed")), Annotation("2018", 1, Label("A law")))
    gap = Difference("2024", 1, 0, Label("19.8 percentage points\nthe gap"))
    whole = make_chart("line", years, {"Women": women, "Men": men}, "%", annotations=said, difference=gap, rtl=rtl)
    look = make_look(9 if width < 400 else 14)
    for height in (0.36 * width, 0.5 * width, 0.65 * width):
        below = line.crowded(whole, look, width, height=height)
        spec = replace(whole, annotations=(), noted=said) if below else whole
        boxes = [_words_box(text) for text in charts.draw(spec, look, width, height).texts]
        for (one, a), (other, b) in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (height, one, other)


def _words_box(text: Any) -> tuple[str, tuple[float, float, float, float]]:
    """What is written, and where: as high as its capitals."""
    wide = sum(run.width for run in text.runs) / EMU_PER_POINT
    return text.text, (text.x, text.y, text.x + wide, text.y + 0.7 * text.runs[0].size)
