"""From a report to a chart: dates in time, shares in per cent, digits as they were written, series brought forward."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import REPORT, lay

from briefings.charts.dates import Moment, even, moments, places
from briefings.charts.spec import ChartSpec, Label
from briefings.engine.build import Options, Result, build
from briefings.engine.project import load
from briefings.env import Env
from briefings.frame import Chart
from briefings.values import Span, plain


def made(folder: Path, section: str, language: str = "en") -> tuple[ChartSpec, Result]:
    """The one chart of a report, and what its build found."""
    body = "".join(f"    {line}\n" for line in section.strip().splitlines())
    report = REPORT.replace("language: en", f"language: {language}")
    lay(folder, {"data/a.yaml": f"{report}  a:\n    type: chart\n    title: A\n{body}"})
    env = Env(folder)
    result = build(load(folder, env), env, Options(templates=("deck",)))
    assert [finding.render() for finding in result.findings if finding.level == "error"] == []
    (chart,) = (item for frame in result.outputs[0].layout.frames for item in frame.items if isinstance(item, Chart))
    return chart.spec, result


def test_a_line_of_dates_runs_forward_and_its_author_is_told(tmp_path: Path) -> None:
    spec, result = made(
        tmp_path,
        'chart: line\ndata: [{label: "2023", value: 30}, {label: "2022", value: 12}, {label: "2021", value: 11}]',
    )

    assert [category.text for category in spec.categories] == ["2021", "2022", "2023"]
    assert [point.shown for point in spec.series[0].points] == ["11", "12", "30"]
    assert [finding.message for finding in result.findings if finding.code == "chart-time-order"] == [
        "the dates do not run forward in time; the line does"
    ]


@pytest.mark.parametrize(("text", "label"), [("", "−38"), (", text: not funded", "38\nnot funded")])
def test_a_difference_whose_words_say_what_is_missing_has_no_sign(tmp_path: Path, text: str, label: str) -> None:
    chart = "chart: line\nseries: {a: Needed, b: Given}\ndata: [{label: '2024', values: {a: 90, b: 60}}, {label: '2025', values: {a: 99, b: 61}}]\n"
    spec, _ = made(tmp_path, chart + f'difference: {{at: "2025", from: a, to: b{text}}}')

    assert spec.difference is not None and spec.difference.label.text == label


def test_uneven_dates_stand_at_their_places_and_are_written_as_readers_write_them(tmp_path: Path) -> None:
    spec, _ = made(
        tmp_path,
        'chart: line\ndata: [{label: "2024-01-01", value: 1}, {label: "2024-01-02", value: 2}, {label: "2024-06-01", value: 3}]',
        "fr",
    )

    assert [category.text for category in spec.categories] == ["1er janvier 2024", "2 janvier 2024", "1er juin 2024"]
    assert [day - spec.days[0] for day in spec.days] == [0, 1, 152]


def test_even_years_need_no_time_axis(tmp_path: Path) -> None:
    spec, _ = made(
        tmp_path, 'chart: line\ndata: [{label: "2015", value: 1}, {label: "2020", value: 2}, {label: "2025", value: 3}]'
    )

    assert spec.days == ()


@pytest.mark.parametrize(
    ("labels", "language", "dated"),
    [
        (["2011-12", "2012-13"], "en", (Moment(2011, written="2011-12"), Moment(2012, written="2012-13"))),
        (["2011/12", "2010/11"], "en", (Moment(2011, written="2011/12"), Moment(2010, written="2010/11"))),
        (["2011-12", "2012-01"], "en", (Moment(2011, 12), Moment(2012, 1))),
        (["2011/13", "2012/14"], "en", None),
        (["Q4 2024", "2024-Q1"], "en", (Moment(2024, 10, written="Q4 2024"), Moment(2024, 1, written="2024-Q1"))),
        (
            ["1er trimestre 2024", "T2 2024"],
            "fr",
            (Moment(2024, 1, written="1er trimestre 2024"), Moment(2024, 4, written="T2 2024")),
        ),
        (["2 кв. 2024 г."], "ru", (Moment(2024, 4, written="2 кв. 2024 г."),)),
        (["الربع الثالث 2024"], "ar", (Moment(2024, 7, written="الربع الثالث 2024"),)),
        (["2024年第4季度"], "zh", (Moment(2024, 10, written="2024年第4季度"),)),
        (["H2 2023", "H1 2024"], "en", (Moment(2023, 7, written="H2 2023"), Moment(2024, 1, written="H1 2024"))),
        (["2024-W01", "2024-W53"], "en", None),
        (
            ["2024-W02", "2024-W03"],
            "en",
            (Moment(2024, 1, 8, written="2024-W02"), Moment(2024, 1, 15, written="2024-W03")),
        ),
        (["Q1", "Q2"], "en", None),
        (["2011-11", "2012-03"], "en", (Moment(2011, 11), Moment(2012, 3))),
        (["28 février 2025", "1er mars 2025"], "fr", (Moment(2025, 2, 28), Moment(2025, 3, 1))),
        (["2025年2月", "2025年11月"], "zh", (Moment(2025, 2), Moment(2025, 11))),
        (["3 марта 2025 г.", "4 марта 2025"], "ru", (Moment(2025, 3, 3), Moment(2025, 3, 4))),
        (["2014-7-1", "2014/7/28", "2014.12.03"], "en", (Moment(2014, 7, 1), Moment(2014, 7, 28), Moment(2014, 12, 3))),
        (["31.12.2022", "1. 1. 2023"], "fr", (Moment(2022, 12, 31), Moment(2023, 1, 1))),
        (["28-May-2015", "03-June-2015"], "en", (Moment(2015, 5, 28), Moment(2015, 6, 3))),
        (["1/2/2023", "3/4/2023"], "en", None),
        (["2025-02-30"], "en", None),
        (["North", "2025"], "en", None),
    ],
)
def test_labels_are_dates_when_all_of_them_are(
    labels: list[str], language: str, dated: tuple[Moment, ...] | None
) -> None:
    assert moments(labels, language) == dated


def test_dates_before_those_that_a_workbook_counts_have_places_too() -> None:
    dated = (Moment(1850, 1, 1), Moment(1850, 1, 3), Moment(1900, 1, 1))

    assert [place - 1 for place in places(dated)] == [0, 2, 18262]
    assert not even(dated)


def test_shares_are_said_in_per_cent_and_the_amounts_to_those_who_hear_the_chart(tmp_path: Path) -> None:
    spec, result = made(
        tmp_path,
        "chart: stacked-100\nunit: tons\nseries: {r: Rice, w: Wheat, o: Oats}\n"
        "data: [{label: Coast, values: {r: 1200, w: 3400, o: 4}}, {label: Hills, values: {r: 1, w: 1, o: 0}}]",
    )
    (chart,) = (item for frame in result.outputs[0].layout.frames for item in frame.items if isinstance(item, Chart))

    assert [[point.shown for point in row.points] for row in spec.series] == [
        ["26%", "50%"],
        ["74%", "50%"],
        ["0.1%", "0%"],
    ]
    assert "Coast, Rice: 26% (1,200)" in spec.alt
    assert plain(spec.in_unit((Span("Harvest"),))) == "Harvest (%)", (
        "its unit is that of the amounts, which it does not show"
    )
    assert chart.native is not None
    assert sum(row.values[0] or 0 for row in chart.native.series) == pytest.approx(1)


def test_percentages_stay_as_the_source_gives_them(tmp_path: Path) -> None:
    spec, _ = made(
        tmp_path,
        "chart: stacked-100\nunit: per cent\nseries: {r: Rice, w: Wheat}\ndata: [{label: Coast, values: {r: 33.3, w: 66.6}}]",
    )

    assert [row.points[0].shown for row in spec.series] == ["33.3%", "66.6%"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("digits: 4", ["117.3", "42.7"]), ("decimals: 2", ["117.30", "42.70"]), ("decimals: 0", ["117", "43"]), ("", ["117.3", "42.7"])],
)  # fmt: skip
def test_digits_give_no_value_more_decimals_than_were_written(tmp_path: Path, keys: str, shown: list[str]) -> None:
    spec, _ = made(tmp_path, f"chart: bar\n{keys}\ndata: [{{label: A, value: 42.7}}, {{label: B, value: 117.3}}]")

    assert [point.shown for point in spec.series[0].points] == shown


@pytest.mark.parametrize("name", ["w", "Wheat"])
def test_a_series_is_highlighted_by_its_id_or_its_name(tmp_path: Path, name: str) -> None:
    spec, _ = made(
        tmp_path,
        f"chart: bar\nhighlight: [{name}]\nseries: {{r: Rice, w: Wheat}}\ndata: [{{label: A, values: {{r: 1, w: 2}}}}]",
    )

    assert spec.highlight == ("Wheat",)


@pytest.mark.parametrize(
    ("takeaway", "shown"),
    [
        ("Rainfall halved while use of water stayed", ("Rain",)),
        ("Water use stayed while rain halved", ("Water use",)),
        ("Both fell", ()),
        ("The ratio of both fell", ()),
    ],
)
def test_the_line_that_the_takeaway_speaks_of_is_brought_forward(
    tmp_path: Path, takeaway: str, shown: tuple[str, ...]
) -> None:
    keys = "series: {r: Rain, w: Water use}\ndata: [{label: '2023', values: {r: 1, w: 2}}, {label: '2024', values: {r: 3, w: 1}}]"
    spec, _ = made(tmp_path, f"chart: line\ntakeaway: {takeaway}\n{keys}")
    given, _ = made(tmp_path, f"chart: line\ntakeaway: {takeaway}\nhighlight: [w]\n{keys}")

    assert spec.highlight == shown and given.highlight == ("Water use",)


@pytest.mark.parametrize("kind", ["stacked", "stacked-100"])
def test_the_part_of_a_whole_that_the_takeaway_speaks_of_is_brought_forward(tmp_path: Path, kind: str) -> None:
    keys = (
        "unit: '%'\nseries: {a: Under 18, b: 18–64, c: 65 and over}\ndata: [{label: A, values: {a: 20, b: 50, c: 30}}]"
    )
    spec, _ = made(tmp_path, f"chart: {kind}\ntakeaway: A third of all patients are over 65\n{keys}")

    assert spec.highlight == ("65 and over",)


@pytest.mark.parametrize("kind", ["line", "small-multiples"])
@pytest.mark.parametrize(
    "labels",
    [["Q3 2024", "Q2 2024", "Q1 2024"], ["2023/24", "2022/23", "2021/22"], ["2024-W03", "2024-W02", "2024-W01"]],
)
def test_periods_run_forward_and_stay_as_they_are_written(tmp_path: Path, kind: str, labels: list[str]) -> None:
    points = ", ".join(
        f'{{label: "{label}", values: {{a: {value}, b: 2}}}}' for label, value in zip(labels, (9, 5, 1), strict=True)
    )
    spec, told = made(tmp_path, f"chart: {kind}\nseries: {{a: A, b: B}}\ndata: [{points}]")

    assert [category.text for category in spec.categories] == labels[::-1]
    assert [int(point.value or 0) for point in spec.series[0].points] == [1, 5, 9]
    assert "chart-time-order" in [one.code for one in told.findings]


@pytest.mark.parametrize(
    ("section", "sums"),
    [
        ("chart: stacked\nunit: boats\ndata: [{label: N, values: {a: 4, b: 7}}, {label: S, values: {a: 1, b: 2.5}}]", ["11", "3.5"]),
        ("chart: stacked\nunit: '%'\ndata: [{label: N, values: {a: 4, b: 7}}, {label: S, values: {a: 1, b: 2}}]", []),
        ("chart: stacked\nunit: boats\ndata: [{label: N, values: {a: 4, b: ~}}, {label: S, values: {a: 1, b: 2}}]", []),
        ("chart: stacked\nunit: boats\ndata: [{label: N, values: {a: 4, b: 6}}, {label: S, values: {a: 8, b: 2}}]", []),
        ("chart: doughnut\ncurrency: USD\ndigits: 2\ndata: [{label: N, value: 4000000}, {label: S, value: 1200000}]", ["$5.2M"]),
        ("chart: doughnut\nunit: boats\ndata: [{label: N, value: 4, qualifier: about}, {label: S, value: 2}]", []),
    ],
    ids=["stacks", "shares", "a gap", "all alike", "ring", "about"],
)  # fmt: skip
def test_parts_of_an_amount_have_their_sum(tmp_path: Path, section: str, sums: list[str]) -> None:
    spec, _ = made(tmp_path, section)
    assert [point.shown for point in spec.totals] == sums


def test_the_classes_of_a_histogram_have_no_needless_decimals(tmp_path: Path) -> None:
    points = ", ".join(f"{{label: of{at}, value: {value}}}" for at, value in enumerate((0.2, 0.55, 1.4, 2.2, 3.1, 4.7)))
    spec, _ = made(tmp_path, f"chart: histogram\nunit: minutes\ndata: [{points}]")
    assert [category.text for category in spec.categories] == ["0–1", "1–2", "2–3", "3–4", "4–5"]


@pytest.mark.parametrize(
    ("section", "apart"),
    [
        ("unit: '%'\ndata: [{label: N, values: {a: 4, b: 7}}, {label: S, values: {a: 9, b: 1}}]", ["3 points", "8 points"]),
        ("currency: USD\ndigits: 2\ndata: [{label: N, values: {a: 4200000, b: 4700000}}]", ["$0.5M"]),
        ("unit: wells\ndata: [{label: N, values: {a: 4, b: ~}}, {label: S, values: {a: 1, b: 2}}]", []),
    ],
    ids=["shares", "money", "a gap"],
)  # fmt: skip
def test_pairs_say_how_far_they_are_apart(tmp_path: Path, section: str, apart: list[str]) -> None:
    spec, _ = made(tmp_path, f"chart: dumbbell\n{section}")
    assert [point.shown.replace("\u00a0", " ") for point in spec.apart] == apart


@pytest.mark.parametrize(
    ("language", "values", "shown"),
    [
        ("en", [612000000, -38000000, 29000000], ["€612M", "−€38M", "€29M"]),
        ("en", [1845000000, -41500000, 18250000], ["€1,845M", "−€41.5M", "€18.25M"]),
        ("fr", [24350000, 640000, -410000], ["24,35 M€", "0,64 M€", "−0,41 M€"]),
        ("en", [1234567, 20], ["€1,234,567", "€20"]),
        ("en", [640000, -85000], ["€640,000", "−€85,000"]),
    ],
)
@pytest.mark.parametrize("more", ["", "digits: 3\n", "decimals: 0\n"])
def test_long_amounts_of_a_chart_stand_before_one_word_of_size(
    tmp_path: Path, language: str, values: list[int], shown: list[str], more: str
) -> None:
    if more.startswith("digits") and values[0] != 612000000:
        pytest.skip("these have more digits than that")
    points = ", ".join(f"{{label: L{at}, value: {value}}}" for at, value in enumerate(values))
    spec, _ = made(tmp_path, f"chart: column\ncurrency: EUR\n{more}data: [{points}]", language)

    told = [point.shown.replace("\u00a0", " ").replace("\u202f", " ") for point in spec.series[0].points]

    assert told == shown
    for point in spec.series[0].points:  # and in a deck the number's own format says so
        assert ("M" in point.number_format) == ("M" in point.shown)


@pytest.mark.parametrize(
    ("title", "language", "said"),
    [
        ("按重量", "zh", "按重量（吨）"),
        ("缉获量（按重量）", "zh", "缉获量（按重量；吨）"),
        ("Catch (1 = sustainable)", "en", "Catch (1 = sustainable; 吨)"),
        ("多少吨", "zh", "多少吨"),
    ],
)
def test_a_unit_joins_the_brackets_that_a_title_ends_with(title: str, language: str, said: str) -> None:
    spec = ChartSpec("c", "bar", (Span(title),), Label("吨"), (), (), language=language)
    assert plain(spec.in_unit(spec.title)) == said


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("takeaway: One member in six is under ten", "Under ten"),
        ("takeaway: Adults read less\ntext: Under ten read more.", "Adults"),
        ("short: Members\ntakeaway: All read more", ""),
    ],
)
def test_a_ring_brings_forward_the_share_that_its_takeaway_names(tmp_path: Path, said: str, about: str) -> None:
    """The largest was in the accent, though the title named another."""
    data = "{label: Adults, value: 60}, {label: Under ten, value: 17}, {label: Others, value: 23}"
    spec, _ = made(tmp_path, f"chart: doughnut\nunit: '%'\n{said}\ndata: [{data}]")
    assert spec.highlight == ((about,) if about else ())
