"""What a chart cannot show is a finding that names its field, not a chart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from chart_making import make_chart

from briefings import charts
from briefings.charts.spec import Annotation, Difference, Label, Reference
from briefings.values import Origin

A = ["A", "B"]
AT_A = "sections.seizures.data.0.0.value"
AT_B = "sections.seizures.data.0.1.value"

BAD: list[tuple[str, list[str], Any, dict[str, Any], str, str]] = [
    ("bar", [], [], {}, "sections.seizures", "error[data-empty]: this chart has no data"),
    ("bar", A, [None, None], {}, AT_A, "error[data-empty]: this chart has no value at all"),
    ("bar", A, {"Men": [1, 2], "Women": [None, None]}, {}, "sections.seizures.series.1", "error[data-empty]: series `Women` has no value at all"),
    ("bar", A, [1], {}, AT_A, "error[chart-ragged]: this chart has 1 values for 2 categories"),
    ("bar", A, [1, "NaN"], {}, AT_B, "error[chart-not-a-number]: `NaN` cannot be drawn"),
    ("line", A, ["Infinity", 1], {}, AT_A, "error[chart-not-a-number]: `Infinity` cannot be drawn"),
    ("bar", ["A"], {f"s{n}": [1] for n in range(7)}, {}, "sections.seizures.series.0",
     "error[series-many]: 7 series; more than 6 cannot be told apart in grey"),
    ("bar", [f"c{n}" for n in range(500)], [1] * 500, {}, "sections.seizures.data.40.label",
     "error[data-too-long]: 500 categories; a bar chart stays readable up to 40"),
    ("bar", ["A", "A"], [1, 2], {}, "sections.seizures.data.1.label", "warning[chart-category-twice]: 2 categories are called `A`"),
    ("bar", A, [0, 0], {}, AT_A, "warning[chart-all-zero]: every value of this chart is zero"),
    ("bar", A, [1, 2], {"highlight": ("C",)}, "sections.seizures",
     "warning[label-unknown]: `C` is to be highlighted but is not in the chart"),
    ("column", A, [0, 5], {"log": True}, AT_A, "error[log-not-positive]: 0 has no place on a log scale"),
    ("dot", A, [4, 5], {"log": True, "reference": Reference(Decimal(0), Label("Goal", (Origin("goal"),)))}, "goal",
     "error[log-not-positive]: the reference line has no place on a log scale"),
    ("stacked", A, {"Men": [1, -2]}, {}, AT_B, "error[share-negative]: -2 cannot be stacked"),
    ("stacked", A, [1, 2], {"log": True}, "sections.seizures", "error[log-refused]: a stacked chart has no log scale: its parts would not add up"),
    ("stacked-100", A, [1, -2], {}, AT_B, "error[share-negative]: -2 cannot be a part of a whole"),
    ("stacked-100", A, [1, None], {}, AT_B, "error[chart-share-missing]: a part of a whole has no value"),
    ("stacked-100", A, [1, 0], {}, "sections.seizures.data.1.label", "error[share-zero]: parts that are all zero make no whole"),
    ("doughnut", A, [0, 0], {}, AT_A, "error[share-zero]: parts that are all zero make no whole"),
    ("doughnut", A, {"Men": [1, 2], "Women": [3, 4]}, {}, "sections.seizures.series.1",
     "error[series-many]: a doughnut chart shows one series; this has 2"),
    ("doughnut", list("ABCDEFG"), [9, 8, 7, 6, 5, 4, 3], {}, "sections.seizures.data.6.label",
     "error[data-too-long]: 7 categories; a doughnut chart stays readable up to 6"),
    ("doughnut", A, [1, 2], {"reference": Reference(Decimal(1), Label("Goal", (Origin("goal"),)))}, "goal",
     "error[chart-reference]: a doughnut chart has no axis for a reference line"),
    ("stacked", A, [1, 2], {"annotations": (Annotation("A", 0, Label("Flood", (Origin("flood"),))),)}, "flood",
     "error[annotation-refused]: a stacked chart has no room for annotations"),
    ("column", A, {"Men": [1, 2], "Women": [3, 4]}, {"difference": Difference("A", 0, 1, Label("2", (Origin("more"),)))}, "more",
     "error[difference-refused]: a column chart has no room for a difference"),
    ("slope", ["A", "B", "C"], [1, 2, 3], {}, "sections.seizures.data.2.label",
     "error[slope-labels]: a slope chart has two labels, before and after; this has 3"),
    ("area", A, [1, None], {}, AT_B, "error[chart-gap]: an area chart cannot show a missing value"),
    ("dumbbell", A, [1, 2], {}, "sections.seizures", "error[dumbbell-series]: a dumbbell chart compares two series; this has 1"),
    ("scatter", A, [1, 2], {}, AT_A, "error[scatter-series]: a scatter chart sets two series against each other; this has 1"),
    ("waterfall", A, [5, 7], {"sums": ("B",)}, AT_B, "error[waterfall-sum]: `B` is 7, and what stands before it adds up to 5"),
    ("waterfall", ["A"], [5], {}, "sections.seizures.data.0.label", "error[points-few]: a waterfall chart needs at least two labels"),
    ("small-multiples", A, [1, 2], {}, "sections.seizures", "error[multiples-few]: small multiples show a chart for each series; this has 1"),
    ("histogram", A, [5, 5], {}, AT_A, "error[histogram-few]: a histogram counts how often values occur, and there are no two that differ"),
    ("line", ["2022"], [4], {}, "sections.seizures.data.0.label", "error[points-few]: a line chart needs at least two labels"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "categories", "values", "more", "path", "message"), BAD)
def test_bad_data_is_named(
    kind: str, categories: list[str], values: Any, more: dict[str, Any], path: str, message: str
) -> None:
    found = charts.check(make_chart(kind, categories, values, **more))

    assert [finding.render().splitlines()[0] for finding in found] == [f"{path}: {message}"]


@pytest.mark.parametrize("kind", charts.CHARTS)
def test_sound_data_has_no_finding(kind: str) -> None:
    rows: Any = {"Women": [8, 5], "Men": [7, 9]} if kind in ("dumbbell", "scatter", "small-multiples") else [8, 5]
    assert charts.check(make_chart(kind, ["2021", "2022"], rows, highlight=("2022",))) == ()
