"""Charts compare from large to small, unless their categories have an order of their own."""

from __future__ import annotations

import pytest
from chart_making import make_chart

from briefings.charts.order import arranged, ordered
from briefings.frozen import replace


def test_bars_fall_from_large_to_small_and_unknown_ones_come_last() -> None:
    spec = arranged(make_chart("bar", ["Heroin", "Fentanyl", "Precursors", "Cocaine"], [8, None, 864, 275]))

    assert [category.text for category in spec.categories] == ["Precursors", "Cocaine", "Heroin", "Fentanyl"]
    assert [point.shown for point in spec.series[0].points] == ["864", "275", "8", ""]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Other sectors", "Energy", "Don’t know (DK)"]),
        ("fr", ["Autres secteurs", "Énergie", "Aucune réponse"]),
        ("es", ["Otros sectores", "Energía", "No sabe / no contesta"]),
        ("ru", ["Прочие отрасли", "Энергетика", "Затруднились ответить"]),
        ("ar", ["قطاعات أخرى", "الطاقة", "لا أعرف"]),
        ("zh", ["其他行业", "能源", "不知道"]),
        ("en", ["Not at all", "Nonesuch Mining", "None of these"]),
    ],
)
def test_what_is_left_over_stands_last_in_a_ranking(language: str, names: list[str]) -> None:
    made = replace(make_chart("bar", names, [9, 1, 4]), language=language)

    assert [one.text for one in arranged(made).categories] == [names[1], names[0], names[2]]
    assert [one.text for one in arranged(made, "none").categories] == names


@pytest.mark.parametrize(
    ("order", "names"), [("ascending", ["B", "A"]), ("descending", ["A", "B"]), ("none", ["A", "B"])]
)
def test_the_author_has_the_last_word(order: str, names: list[str]) -> None:
    assert [category.text for category in arranged(make_chart("bar", ["A", "B"], [2, 1]), order).categories] == names


def test_years_keep_their_order() -> None:
    spec = make_chart("column", ["2020", "2021", "2022"], [5, 1, 9])

    assert arranged(spec) == spec


def test_lines_stacks_and_clusters_keep_the_written_order() -> None:
    for spec in (make_chart("line", ["A", "B"], [1, 2]), make_chart("stacked", ["A", "B"], [1, 2]),
                 make_chart("bar", ["A", "B"], {"2021": [1, 2], "2022": [3, 4]})):  # fmt: skip
        assert arranged(spec) == spec


@pytest.mark.parametrize(("labels", "language"), [
    (["2019", "2020", "2021"], "en"),
    (["0–14", "15–24", "25+"], "en"),
    (["Q3 2021", "Q4 2021", "Q1 2022"], "en"),
    (["2021/22", "2022/23"], "en"),
    (["Nov.", "Dec.", "Jan."], "en"),
    (["janvier", "février", "mars"], "fr"),
    (["Понедельник", "Вторник"], "ru"),
    (["一月", "二月"], "zh"),
])  # fmt: skip
def test_an_order_of_their_own(labels: list[str], language: str) -> None:
    assert ordered(labels, language)


@pytest.mark.parametrize(
    "labels", [["Cocaine", "Heroin"], ["2021", "2020"], ["COVID-19", "Other"], ["March", "May"], ["Only"]]
)
def test_no_order_of_their_own(labels: list[str]) -> None:
    assert not ordered(labels)
