"""Maps as drawings: what ties names to their countries, and where the key stands."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from chart_making import LOOK, make_chart

from briefings import charts
from briefings.charts.maps import cross
from briefings.charts.spec import Ground
from briefings.geography import outlines


@pytest.mark.parametrize("width", [330, 480, 620])
@pytest.mark.parametrize("region", [(), outlines.region("Asia", ())])
def test_lines_to_the_names_on_a_map_do_not_cross(width: int, region: tuple[str, ...]) -> None:
    keys = ["CHN", "VNM", "KOR", "JPN", "IND", "THA", "MYS", "PAK"]
    spec = make_chart("map", keys, [12, 5, 4, 3, 9, 2, 1, 7], ground=Ground(tuple(keys), region), highlight=tuple(keys))

    paths = charts.draw(spec, LOOK, width, 300).paths

    lines = [path.segments for path in paths if path.mark == "leader" and len(path.segments) == 2]
    ends = [((float(one[0][1]), float(one[0][2])), (float(one[1][1]), float(one[1][2]))) for one in lines]
    assert len(ends) == len(keys)
    assert not [pair for pair in combinations(ends, 2) if cross(*pair)]


@pytest.mark.parametrize(("width", "height"), [(620, 300), (200, 160), (300, 300)])
@pytest.mark.parametrize("bubbles", [False, True])
def test_the_key_of_a_map_is_within_it_and_meets_no_name(width: int, height: int, bubbles: bool) -> None:
    keys = ["CHN", "VNM", "BRA", "DEU", "AUS", "PER"]
    spec = make_chart(
        "map", keys, [12, 5, 4, 3, 9, 2], ground=Ground(tuple(keys), bubbles=bubbles), highlight=tuple(keys)
    )

    drawing = charts.draw(spec, LOOK, width, height)

    boxes = {mark: [_box(path) for path in drawing.paths if path.mark == mark] for mark in ("key", "plate")}
    assert len(boxes["key"]) >= 3
    assert all(
        left >= 0 and right <= width + 0.1 and low >= 0 and high <= height for left, low, right, high in boxes["key"]
    )
    for left, low, right, high in boxes["key"]:
        assert not [
            one for one in boxes["plate"] if one[0] < right and left < one[2] and one[1] < high and low < one[3]
        ]


def _box(path: Any) -> tuple[float, float, float, float]:
    places = [one[-2:] for one in path.segments if len(one) > 2]
    xs, ys = [float(x) for x, _ in places], [float(y) for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)
