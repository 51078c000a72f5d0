"""A chart in words: what it shows, its highest and its lowest value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chart_making import make_chart

from briefings.charts.alt import describe
from briefings.charts.spec import Label, Reference


def test_a_small_chart_is_told_in_full() -> None:
    assert describe(make_chart("bar", ["Chemical precursors", "Cocaine", "Heroin"], [864, 275, 8])) == (
        "Bar chart: Seizures in 2022. Unit: tons. Categories: 3. Values: Chemical precursors: 864; Cocaine: 275; Heroin: 8. "
        "Highest: Chemical precursors, 864. Lowest: Heroin, 8."
    )


def test_a_large_chart_is_told_by_its_extremes_and_its_series() -> None:
    years = [str(year) for year in range(2013, 2023)]
    spec = make_chart("line", years, {"Opium": list(range(10, 20)), "Coca leaf": [5, *range(21, 30)]})

    assert describe(spec) == (
        "Line chart: Seizures in 2022. Unit: tons. Categories: 10. Series: Opium, Coca leaf. Highest: 2022, Coca leaf, 29. "
        "Lowest: 2013, Coca leaf, 5."
    )


def test_a_single_stacked_bar_is_told_by_its_parts() -> None:
    spec = make_chart("stacked-100", [""], {"Regular": [(28, "$28M")], "Voluntary": [(424, "$424M")]}, unit="")

    assert describe(spec) == (
        "100% stacked bar chart: Seizures in 2022. Values: Regular: $28M; Voluntary: $424M. Highest: Voluntary, $424M. Lowest: Regular, $28M."
    )


def test_gaps_the_reference_line_and_a_log_scale_are_told() -> None:
    spec = make_chart("dot", ["A", "B"], [1000, None], log=True, reference=Reference(Decimal(400), Label("Target")))

    assert describe(spec).endswith(
        "Values: A: 1,000; B: no value. Reference line: Target, 400. The scale is logarithmic."
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "2019: 220; 2020: 1,250"),
        ("fr", "2019\u00a0: 220\u00a0; 2020\u00a0: 1,250"),
        ("zh", "2019：220；2020：1,250"),
    ],
)
def test_a_year_and_its_value_stay_apart(language: str, told: str) -> None:
    assert told in describe(make_chart("line", ["2019", "2020"], [220, 1250], language=language))


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        ([5, 5, 5], "All values are the same: 5."),
        ([5, 5, 2], "Highest: A and B, 5. Lowest: C, 2."),
        ([5, 2, 2], "Highest: A, 5. Lowest: B and C, 2."),
    ],
)
def test_values_that_are_equal_are_told_together(values: list[int], ending: str) -> None:
    assert describe(make_chart("bar", ["A", "B", "C"], values)).endswith(ending)
