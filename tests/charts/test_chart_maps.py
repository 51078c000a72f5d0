"""Maps as drawings: what ties names to their countries, and where the key stands."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from chart_making import COLOURS, LOOK, make_chart, make_look

from briefings import charts
from briefings.charts import map_classes, map_lands, map_list, map_names, maps
from briefings.charts.callouts import crosses
from briefings.charts.labels import Typesetter
from briefings.charts.map_grid import Grid
from briefings.charts.map_names import cross
from briefings.charts.spec import Ground
from briefings.env import Env
from briefings.frozen import replace
from briefings.geography import outlines, places, projection
from briefings.geometry import points, to_points
from briefings.style import resolve
from briefings.style.colours import distance


@pytest.mark.parametrize("width", [330, 480, 620])
@pytest.mark.parametrize("region", [(), outlines.region("Asia", ())])
def test_lines_to_the_names_on_a_map_do_not_cross(width: int, region: tuple[str, ...]) -> None:
    keys = ["CHN", "VNM", "KOR", "JPN", "IND", "THA", "MYS", "PAK"]
    spec = make_chart("map", keys, [12, 5, 4, 3, 9, 2, 1, 7], ground=Ground(tuple(keys), region), highlight=tuple(keys))

    paths = charts.draw(spec, LOOK, width, 300).paths

    lines = [path.segments for path in paths if path.mark == "leader" and len(path.segments) == 2]
    ends = [((float(one[0][1]), float(one[0][2])), (float(one[1][1]), float(one[1][2]))) for one in lines]
    dots = len([path for path in paths if path.mark == "leader"]) - len(ends)
    assert len(ends) - 1 <= dots <= len(ends)  # a dot for each but Korea, which is a mark itself where the map is small
    assert not [pair for pair in combinations(ends, 2) if cross(*pair)]


@pytest.mark.parametrize(("width", "height"), [(620, 300), (200, 160), (300, 300)])
@pytest.mark.parametrize("bubbles", [False, True])
def test_the_key_of_a_map_is_within_it_and_meets_no_name(width: int, height: int, bubbles: bool) -> None:
    keys = ["CHN", "VNM", "BRA", "DEU", "AUS", "PER"]
    spec = make_chart(
        "map", keys, [12, 5, 4, 3, 9, 2], ground=Ground(tuple(keys), bubbles=bubbles), highlight=tuple(keys)
    )

    drawing = charts.draw(spec, LOOK, width, height)

    key = [_box(path) for path in drawing.paths if path.mark == "key"]
    names = [_words_box(text) for text in drawing.texts if text.text in keys]
    assert len(key) >= 3
    assert names or width < 30 * 14  # numbers stand for names on a narrow map
    assert all(left >= 0 and right <= width + 0.1 and low >= 0 and high <= height for left, low, right, high in key)
    for left, low, right, high in key:
        assert not [one for one in names if one[0] < right and left < one[2] and one[1] < high and low < one[3]]


@pytest.mark.parametrize(("language", "most"), [("en", "≥ 10"), ("ar", "10 فأكثر")])
def test_the_key_of_a_map_names_the_classes_that_are_on_it(language: str, most: str) -> None:
    keys, breaks = ("CHN", "VNM", "BRA"), tuple(map(Decimal, (1, 3, 10)))
    spec = make_chart("map", list(keys), [12, 5, 4], ground=Ground(keys, breaks=breaks), language=language)

    drawn = {text.text for text in charts.draw(spec, LOOK, 620, 300).texts}

    assert {"3–9", most} <= drawn and not {"< 1", "1–2"} & drawn


@pytest.mark.parametrize("region", ["Europe", "Africa"])
def test_a_map_that_cuts_a_country_has_a_frame_as_in_an_atlas(region: str) -> None:
    keys = ("RUS", "FRA", "DEU", "POL", "ESP", "ITA") if region == "Europe" else ("NGA", "EGY", "ZAF", "KEN", "MAR")
    spec = make_chart(
        "map", list(keys), range(len(keys), 0, -1), ground=Ground(keys, outlines.region(region, ()), beside=5)
    )

    drawing = charts.draw(spec, LOOK, 500, 300)

    land = {path.name: _box(path) for path in drawing.paths if path.mark == "area"}
    frames = [_box(path) for path in drawing.paths if path.mark == "frame"]
    cut = [box for name, box in land.items() if name in ("RUS", "Russia")] if region == "Europe" else []
    assert len(frames) == len(cut)
    for left, low, right, high in frames:
        assert cut[0][2] == pytest.approx(right) and cut[0][3] <= high + 0.1
        assert "Türkiye" in land or "Turkey" in land, "what lies beside is in the frame too"
        assert all(left - 0.1 <= box[0] and box[2] <= right + 0.1 and box[1] >= low - 0.1 for box in land.values())
        assert "RUS" in {text.text for text in drawing.texts}, "the cut country is named too"


def _box(path: Any) -> tuple[float, float, float, float]:
    places = [one[-2:] for one in path.segments if len(one) > 2]
    xs, ys = [float(x) for x, _ in places], [float(y) for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(("width", "height"), [(620, 300), (480, 260)])
@pytest.mark.parametrize(
    ("region", "named", "others"),
    [
        ("", ["IRN", "TUR", "COL", "DEU", "PAK"], ["RUS", "PER", "POL", "SDN", "LBN", "ETH", "UGA", "TCD", "BGD"]),
        ("Africa", ["NGA", "COD", "UGA", "MOZ", "NER"], ["TZA", "BFA", "MLI", "CMR", "GHA", "KEN", "AGO", "ETH"]),
        ("Europe", ["ESP", "FRA", "DEU", "GBR"], ["ITA", "NLD", "CHE", "POL", "SWE", "ROU"]),
    ],
)
def test_names_on_a_map_stand_on_no_other_country(
    region: str, named: list[str], others: list[str], width: int, height: int
) -> None:
    keys = (*named, *others)
    ground = Ground(keys, outlines.region(region, ()) if region else ())
    spec = make_chart("map", keys, range(1, len(keys) + 1), ground=ground, highlight=tuple(named))

    drawing = charts.draw(spec, LOOK, width, height)

    land = [path for path in drawing.paths if path.mark == "area"]
    all_named = {*keys} <= {
        text.text for text in drawing.texts
    }  # then a line may tie a name to its country from land without a value
    for text in drawing.texts:
        if text.text in named:
            left, low, right, high = _words_box(text)
            beyond = [path for path in land if path.name != text.text and (path.name in keys or not all_named)]
            places = [place for path in beyond for place in _places(path)]
            assert not [1 for x, y in places if left < x < right and low < y < high]
            assert not any(projection.inside(_rings(path), left, (low + high) / 2) for path in beyond)


CLOSE = ("LBN", "ISR", "JOR", "SYR", "IRQ", "CYP")


@pytest.mark.parametrize(("beside", "height"), [(5, 120), (0, 200)])
def test_numbers_stand_on_the_countries_that_a_list_names_where_names_have_no_room(beside: int, height: int) -> None:
    spec = make_chart("map", CLOSE, [6, 2, 5, 3, 4, 1], ground=Ground(CLOSE, beside=beside), highlight=CLOSE[:5])

    drawing = charts.draw(spec, LOOK, 300, height)

    discs = [_box(path) for path in drawing.paths if path.mark == "number"]
    listed = [text.text for text in drawing.texts if text.text in CLOSE]
    assert len(discs) == 5 and not [path for path in drawing.paths if path.mark == "leader"]
    assert listed == ([] if beside else list(CLOSE[:5]))  # the list beside the map is not the map's
    assert all(one[0] >= 0 and one[2] <= 300 and one[1] >= 0 and one[3] <= height for one in discs)
    for one, other in combinations(discs, 2):
        apart = math.dist(*(((a + c) / 2, (b + d) / 2) for a, b, c, d in (one, other)))
        assert apart >= 0.97 * (one[2] - one[0])


@pytest.mark.parametrize("bubbles", [False, True])
@pytest.mark.parametrize("region", ["", "Asia"])
def test_a_list_beside_a_map_names_countries_that_have_their_names_on_the_map_without_values(
    bubbles: bool, region: str
) -> None:
    keys = ("IRN", "TUR", "PAK", "JPN", "IDN", "CHN")
    ground = Ground(keys, outlines.region(region, ()) if region else (), bubbles=bubbles, beside=5)
    spec = make_chart("map", list(keys), [23, 51, 37, 44, 19, 76], ground=ground, highlight=keys[:5])

    drawing = charts.draw(spec, LOOK, 620, 300)

    words = {text.text for text in drawing.texts}
    assert set(keys[:5]) <= words and not {"CHN", "23", "51"} & words
    assert not [path for path in drawing.paths if path.mark == "number"]


def test_a_map_of_a_region_is_as_large_as_its_countries_with_a_value_let_it_be() -> None:
    keys = ("ESP", "FRA", "DEU", "ITA", "POL", "CZE")
    europe = outlines.region("Europe", ())
    whole = make_chart("map", list(keys[:2]), [1, 2], ground=Ground(keys[:2], europe))
    spec = make_chart("map", list(keys), [1, 2, 3, 4, 5, 6], ground=Ground(keys, europe))

    france = [
        next(
            _box(path) for path in charts.draw(one, LOOK, 620, 300).paths if path.mark == "area" and path.name == "FRA"
        )
        for one in (whole, spec)
    ]

    assert (france[1][2] - france[1][0]) > 1.5 * (france[0][2] - france[0][0])


def test_a_name_that_has_room_on_its_country_stands_there_and_lines_begin_at_the_edge_of_circles() -> None:
    keys = ["BRA", "ARG", "PER"]
    spec = make_chart("map", keys, [12, 5, 4], ground=Ground(tuple(keys)), highlight=tuple(keys))
    round = make_chart("map", keys, [12, 5, 4], ground=Ground(tuple(keys), bubbles=True), highlight=tuple(keys))

    flat, bubbled = charts.draw(spec, LOOK, 900, 450), charts.draw(round, LOOK, 900, 450)

    (brazil,) = (path for path in flat.paths if path.mark == "area" and path.name == "BRA")
    (name,) = (text for text in flat.texts if text.text == "BRA")
    (left, low, right, high), land = _words_box(name), _box(brazil)
    assert land[0] < left < right < land[2] and land[1] < low < high < land[3]
    assert brazil.fill is not None and name.runs[0].run.style.colour.contrast(brazil.fill) >= 4.5
    circles = [_box(path) for path in bubbled.paths if path.mark == "bubble"]
    for path in bubbled.paths:
        if path.mark == "leader":
            x, y = (float(one) for one in path.segments[0][1:])
            assert all(math.dist((x, y), ((a + c) / 2, (b + d) / 2)) > (c - a) / 2 - 0.1 for a, b, c, d in circles)


def test_a_name_stands_on_its_country_only_where_no_coast_cuts_into_it() -> None:
    box = (10.0, 10.0, 50.0, 20.0)
    square = ((0.0, 0.0), (60.0, 0.0), (60.0, 30.0), (0.0, 30.0))
    bay = ((0.0, 0.0), (60.0, 0.0), (60.0, 16.0), (46.0, 16.0), (46.0, 30.0), (0.0, 30.0))  # half of the last letter

    held = []
    for ring in (square, bay):
        grid = Grid((0.0, 0.0, 60.0, 30.0), 2.0)
        grid.fill([ring], 1)
        held.append(grid.held(box, 1))

    assert held == [True, False]


@pytest.mark.parametrize("theme", ["un", "earth", "forest", "ink", "plain", "vivid"])
def test_the_classes_of_a_map_rise_from_its_ground_in_one_hue_and_land_without_data_is_none_of_them(
    theme: str, tmp_path: Path
) -> None:
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(tmp_path))[0]
    page, empty = look.colour("page"), map_classes.empty(look)
    assert empty.contrast(page) > (1.5 if page.luminance < 0.18 else 1.15)  # on dark ground the world is seen

    for count in (2, 3, 4):
        shades = map_classes.shades(look, count, look.colour("accent"))

        assert all(one.contrast(page) < 0.8 * after.contrast(page) for one, after in pairwise(shades))
        assert all(
            distance(one, other) >= 12
            for one, other in combinations((*shades, empty, page), 2)
            if page not in (one, other)
        )
        if look.colour("accent").spread > 0.1:
            hues = [colorsys.rgb_to_hls(*one.channels)[0] * 360 for one in shades]
            assert max(hues) - min(hues) < 12
            assert all(one.spread > 0.08 for one in shades)
            assert shades[-1].spread > 0.25 * max(shades[-1].channels)  # the strongest is no grey


def _rings(path: Any) -> list[list[tuple[float, float]]]:
    """The rings of an area."""
    rings: list[list[tuple[float, float]]] = []
    for one in path.segments:
        if one[0] == "m":
            rings.append([])
        if len(one) > 2:
            rings[-1].append((float(one[-2]), float(one[-1])))
    return rings


def _places(path: Any) -> list[tuple[float, float]]:
    return [(float(one[-2]), float(one[-1])) for one in path.segments if len(one) > 2]


def _words_box(text: Any) -> tuple[float, float, float, float]:
    """The box of a line of words, from its baseline to the top of its capitals."""
    return text.x, text.y, text.x + sum(run.width for run in text.runs) / 12_700, text.y + 0.7 * text.runs[0].size


def test_a_map_in_a_narrow_column_of_a_page_takes_its_width_and_a_short_unit_stands_with_its_numbers() -> None:
    look = resolve.open_look("default", "a4", "sheet", "en", Env(Path()))[0]
    keys = ["CHN", "VNM", "BRA", "DEU", "AUS", "PER"]
    spec = make_chart("map", keys, [12, 5, 4, 3, 9, 2], ground=Ground(tuple(keys)), unit="km")
    close = make_chart("map", CLOSE, [12, 5, 4, 3, 9, 2], ground=Ground(CLOSE), highlight=CLOSE, unit="km")
    width = 230.0

    (reach, _), step = charts.heights(spec, look, points(width), 2), 2
    drawing = charts.draw(spec, look, width, to_points(reach.least), step)

    boxes = [_box(path) for path in drawing.paths if path.mark == "area"]
    assert max(box[2] for box in boxes) - min(box[0] for box in boxes) > 0.8 * width
    assert {"12\u00a0km", "9\u00a0km"} <= {text.text for text in charts.draw(close, look, 160, 110, step).texts}


@pytest.mark.parametrize("width", [230, 290, 303, 360])
def test_names_on_a_map_of_a_page_meet_at_no_width_or_numbers_stand_for_them(width: int) -> None:
    look = resolve.open_look("default", "a4", "sheet", "en", Env(Path()))[0]
    names = ("China", "India", "Uganda", "United Arab Emirates", "Democratic Republic of the Congo")
    ground = Ground(("CHN", "IND", "UGA", "ARE", "COD"))
    spec = make_chart("map", names, [402, 231, 198, 141, 112], ground=ground, highlight=names)
    reach, natural = charts.heights(spec, look, points(width), 5)

    for height in (reach.least, natural, reach.most):
        found = maps.plan(spec, look, width, to_points(height), 5)
        assert found.numbers or map_names.fit(found.names, 5)


WEST = {
    "NER": 19,
    "BFA": 20,
    "SLE": 29,
    "LBR": 32,
    "GNB": 37,
    "GIN": 50,
    "MLI": 53,
    "BEN": 57,
    "TGO": 57,
    "NGA": 60,
    "GMB": 66,
    "SEN": 68,
    "CIV": 71,
    "GHA": 85,
}
BIG = {"USA": 5, "BRA": 3, "RUS": 4, "CHN": 9, "AUS": 2}


@pytest.mark.parametrize(("values", "region"), [(WEST, tuple(WEST)), (BIG, ())])
def test_a_map_on_a_slide_tells_all_values_where_they_are_if_they_have_room(
    values: dict[str, int], region: tuple[str, ...]
) -> None:
    look = resolve.open_look("un", "16:9", "slides", "en", Env(Path()))[0]
    keys = tuple(values)
    spec = make_chart("map", keys, list(values.values()), ground=Ground(keys, region))

    step = charts.whole(spec, look, points(832), points(280))
    assert step is not None
    drawing = charts.draw(spec, look, 832, 280, step)

    words = [text for text in drawing.texts if text.text in (*keys, *map(str, values.values()))]
    assert {text.text for text in words} == {*keys, *map(str, values.values())}
    assert all(text.runs[0].size >= 12 for text in words)
    for one, other in combinations([_words_box(text) for text in words], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


LAKES = {"UGA": 450, "KEN": 120, "TZA": 380, "RWA": 30, "BDI": 20, "MWI": 160}


def test_names_and_the_key_of_a_map_may_stand_on_land_without_a_value() -> None:
    look = resolve.open_look("un", "16:9", "slides", "en", Env(Path()))[0]
    keys = tuple(LAKES)
    ground = Ground(keys, (*keys, "COD", "ZMB", "MOZ", "SSD", "ETH", "SOM", "AGO", "CAF"))
    spec = make_chart("map", keys, list(LAKES.values()), ground=ground, highlight=("UGA",))

    step = charts.whole(spec, look, points(832), points(300))
    assert step is not None
    drawing = charts.draw(spec, look, 832, 300, step)

    assert {*keys, *map(str, LAKES.values())} <= {text.text for text in drawing.texts}
    left, low, right, high = _box(next(path for path in drawing.paths if path.mark == "frame"))
    plate = _box(next(path for path in drawing.paths if path.mark == "plate"))
    assert left < plate[0] and low < plate[1] and plate[2] < right and plate[3] < high
    held = [_box(path) for path in drawing.paths if path.mark == "area" and path.name in keys]
    assert not [
        one for one in held if one[0] < plate[2] and plate[0] < one[2] and one[1] < plate[3] and plate[1] < one[3]
    ]


def test_outlines_are_projected_once_for_a_map_and_the_same_with_a_list_beside_it() -> None:
    keys, made = tuple(LAKES), map_lands._of_world.cache_info
    map_lands.aspect(Ground(keys, keys))
    before = made().misses

    map_lands.lands(Ground(keys, keys, beside=5), "en", 400, 300)

    assert made().misses == before


def test_a_list_beside_a_map_has_the_named_and_then_the_largest() -> None:
    keys = ("DEU", "FRA", "ITA", "ESP", "POL", "LUX", "MLT")
    spec = make_chart("map", keys, [7, 6, 5, 4, 3, 2, 1], ground=Ground(keys, beside=5), highlight=("MLT", "POL"))

    assert [keys[at] for at in map_list.named(spec)] == ["DEU", "FRA", "ITA", "POL", "MLT"]


@pytest.mark.parametrize("keys", [("LBN", "ISR", "JOR", "SYR", "IRQ", "CYP", "EGY"), ("TCD", "UGA", "ETH", "BRA")])
def test_a_map_of_the_world_with_few_names_on_their_land_keeps_its_list(keys: tuple[str, ...]) -> None:
    look = resolve.open_look("un", "16:9", "slides", "en", Env(Path()))[0]
    spec = make_chart("map", keys, range(len(keys)), ground=Ground(keys))

    assert charts.whole(spec, look, points(832), points(280)) is None


@pytest.mark.parametrize("low", [False, True])
def test_low_values_have_the_strong_colours_and_come_first_where_they_matter(low: bool) -> None:
    keys = ("KEN", "EGY", "NGA", "ZAF", "MAR", "ETH", "DZA", "TZA")
    ground = Ground(keys, outlines.region("Africa", ()), low=low, breaks=(Decimal(3), Decimal(5)))
    spec = make_chart("map", keys, range(1, 9), ground=ground)

    classes = map_classes.classes(spec, LOOK)
    named = [keys[at] for at in map_list.named(spec)]

    strength = [one.colour.contrast(LOOK.colour("page") if "page" in LOOK.colours else LOOK.white) for one in classes]
    assert strength == sorted(strength, reverse=low)
    assert named == (["KEN", "EGY", "NGA"] if low else ["TZA", "DZA", "ETH"])


@pytest.mark.parametrize("theme", ["un", "earth", "forest", "ink", "plain", "vivid"])
def test_land_without_data_is_clearly_apart_from_the_faintest_class(theme: str, tmp_path: Path) -> None:
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(tmp_path))[0]

    for count in (2, 3, 4):
        assert distance(map_classes.empty(look), map_classes.shades(look, count, look.colour("accent"))[0]) >= 17.5


def test_what_a_map_is_about_has_an_edge_of_its_own_where_all_are_named() -> None:
    look, keys = resolve.open_look("un", "16:9", "slides", "en", Env(Path()))[0], tuple(WEST)
    spec = make_chart("map", keys, list(WEST.values()), ground=Ground(keys, keys), highlight=("NER", "BFA"))

    paths = [path for path in charts.draw(spec, look, 832, 300, 2).paths if path.mark == "area"]

    edges = {path.name: (path.stroke, path.weight) for path in paths}
    assert edges["NER"] == edges["BFA"] != edges["NGA"] == edges["MLI"]
    assert edges["NER"][1] > edges["NGA"][1] and {path.name for path in paths[-2:]} == {"NER", "BFA"}


@pytest.mark.parametrize("theme", ["un", "earth", "ink"])
def test_the_edge_of_what_a_map_is_about_is_seen_on_land_of_any_shade(theme: str) -> None:
    look, keys = resolve.open_look(theme, "16:9", "slides", "en", Env(Path()))[0], tuple(WEST)
    spec = make_chart("map", keys, list(WEST.values()), ground=Ground(keys, keys), highlight=("NER", "BFA"))

    paths = charts.draw(spec, look, 832, 300, 2).paths

    (below,) = [path for path in paths if path.mark == "area" and path.name == "NER"]
    above = [path for path in paths if path.mark == "edge"]
    assert below.stroke == look.colour("page") and len(above) == 2
    for one in above:
        assert one.fill is None and one.stroke != below.stroke and below.weight > 2 * one.weight
        assert paths.index(one) > max(at for at, path in enumerate(paths) if path.mark == "area")


def test_islands_too_small_to_be_seen_are_dots_with_the_isles_around_and_no_word_is_broken() -> None:
    keys = ("FJI", "PNG", "SLB", "VUT", "WSM", "TON", "KIR", "TUV", "NRU")
    names = ["Fiji", "Papua New Guinea", "Solomon Islands", "Vanuatu", "Samoa", "Tonga", "Kiribati", "Tuvalu", "Nauru"]
    spec = make_chart("map", names, range(1, 10), ground=Ground(keys, keys))

    drawing = charts.draw(spec, LOOK, 832, 300)

    dots = {path.name: path for path in drawing.paths if path.mark == "place"}
    assert {"Nauru", "Tuvalu", "Kiribati"} <= set(dots) and "Papua New Guinea" not in dots
    box = _box(replace(dots["Nauru"], segments=dots["Nauru"].segments[:6]))
    assert box[2] - box[0] > 0.5 * 14
    parts = {part for name in names for part in (name, *name.split(), "Papua New", "New Guinea")}
    assert all(text.text in parts for text in drawing.texts if text.text[0].isalpha())


@pytest.mark.parametrize("about", [("BDI",), ("RWA",), ("BDI", "COD")])
def test_no_dot_of_a_small_country_hides_another_and_what_a_map_is_about_lies_above(about: tuple[str, ...]) -> None:
    keys = ("BDI", "RWA", "TZA", "COD", "SSD", "SDN", "ETH")
    spec = make_chart("map", keys, [12, 64, 48, 22, 8, 63, 55], ground=Ground(keys, keys), highlight=about)

    drawing = charts.draw(spec, LOOK, 160, 100)

    dots = [path for path in drawing.paths if path.mark == "place" and path.name in ("BDI", "RWA")]
    (one, high), (two, low) = ((path.name, _box(path)) for path in dots)
    assert one != two == about[0]
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (high, low)]
    assert math.dist(*middles) >= high[2] - high[0]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [900, 420])
def test_a_map_of_a_region_tells_every_value_on_it_or_in_a_list_of_the_rest(width: int, language: str) -> None:
    keys = [
        "AUT",
        "BEL",
        "BGR",
        "HRV",
        "CYP",
        "CZE",
        "DNK",
        "EST",
        "FIN",
        "FRA",
        "DEU",
        "GRC",
        "HUN",
        "IRL",
        "ITA",
        "LVA",
        "LTU",
        "LUX",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "ESP",
        "SWE",
    ]
    values = [101 + at for at in range(len(keys))]
    spec = make_chart(
        "map", keys, values, ground=Ground(tuple(keys), region=tuple(keys)), language=language, rtl=language == "ar"
    )

    drawing = charts.draw(spec, make_look(12), width, 400)

    told = [text.text for text in drawing.texts]
    assert all(told.count(str(value)) == 1 for value in values)
    listed = len([path for path in drawing.paths if path.mark == "swatch"])
    assert 0 < listed < len(keys) / 2 + 3
    places = [
        (float(one[1]), float(one[2]))
        for path in drawing.paths
        if path.mark == "area"
        for one in path.segments
        if len(one) == 3
    ]
    inside = [text for text in drawing.texts if text.text in keys or text.text in map(str, values)]
    assert places and all(0 <= text.x <= width and 0 <= text.y <= 400 for text in inside)


def test_a_map_of_a_region_on_a_page_names_more_than_the_few_where_they_stand_on_their_own_land() -> None:
    """The three that the map is about come first, tied by lines where they must; no line is drawn for others, and each has its value."""
    values = {
        "CPV": 90, "GHA": 88, "SEN": 87, "GMB": 86, "MLI": 84, "NGA": 80, "LBR": 76, "CIV": 73, "GIN": 71,
        "TGO": 70, "BEN": 67, "SLE": 65, "GNB": 62, "BFA": 50, "NER": 49,
    }  # fmt: skip
    keys, names = tuple(values), [places.countries()[key].name("en") for key in values]
    look = resolve.open_look("un", "a4", "sheet", "en", Env(Path(__file__).parents[2]))[0]
    spec = make_chart("map", names, list(values.values()), ground=Ground(keys, outlines.region("011", ())))

    drawing = charts.draw(spec, look, 290, 150)

    told = {text.text for text in drawing.texts}
    assert {"Cabo Verde", "Ghana", "Senegal", "Mali", "Niger", "Nigeria"} <= told and not {"Togo", "Gambia"} & told
    assert all(str(value) in told for name, value in zip(names, values.values(), strict=True) if name in told)
    assert len([path for path in drawing.paths if path.mark == "place"]) <= 3


@pytest.mark.parametrize("about", [(), ("CHN",)])
def test_circles_of_a_map_step_back_behind_those_that_it_is_about(about: tuple[str, ...]) -> None:
    keys = ["CHN", "VNM", "BRA", "DEU"]
    spec = make_chart("map", keys, [12, 5, 4, 3], ground=Ground(tuple(keys), bubbles=True), highlight=about)

    fills = [path.fill for path in charts.draw(spec, LOOK, 900, 450).paths if path.mark == "bubble"]

    assert len(fills) == 4 and len(set(fills)) == 1 + bool(about)
    assert fills[0] == COLOURS["accent"] and fills.count(fills[0]) == (1 if about else 4)


def test_a_region_at_the_other_end_of_the_globe_colours_no_sea() -> None:
    keys = ("WSM", "TON", "TUV", "COK", "NIU")
    spec = make_chart("map", keys, [1, 2, 3, 4, 5], ground=Ground(keys, keys))

    for path in charts.draw(spec, LOOK, 800, 300).paths:
        assert path.mark != "area" or _box(path)[2] - _box(path)[0] < 400, path.name


def test_a_country_alone_is_large_among_its_neighbours_and_holds_its_name() -> None:
    spec = make_chart("map", ("RWA",), [63.8], ground=Ground(("RWA",), outlines.about(("RWA",))))

    drawing = charts.draw(spec, LOOK, 800, 300)
    (own,) = (path for path in drawing.paths if path.name == "RWA")
    assert _box(own)[3] - _box(own)[1] > 0.4 * 300 and not [path for path in drawing.paths if path.mark == "leader"]


@pytest.mark.parametrize(("width", "height", "size"), [(500, 220, 14), (700, 303, 16), (864, 303, 16)])
def test_no_line_of_a_name_runs_through_a_circle_of_another_country(width: int, height: int, size: int) -> None:
    keys = ("SDN", "COD", "SOM", "NGA", "ETH", "BFA", "CMR", "MOZ", "SSD", "MLI")
    names = [places.countries()[key].name("en") for key in keys]
    values = [9100, 6700, 3900, 3300, 2900, 2100, 1100, 710, 2200, 390]
    spec = make_chart("map", names, values, ground=Ground(keys, outlines.region("Africa", ()), bubbles=True))

    drawing = charts.draw(spec, make_look(size), width, height)
    circles = [_box(path) for path in drawing.paths if path.mark == "bubble"]
    leaders = [[(float(x), float(y)) for _, x, y in path.segments] for path in drawing.paths if path.mark == "leader"]
    assert leaders and not [1 for first, last in leaders for box in circles if crosses(_shrunk(box), first, last)]


def _shrunk(box: Sequence[float]) -> tuple[float, float, float, float]:
    left, low, right, high = box
    air = 0.15 * (right - left)  # a circle does not reach into the corners of its box
    return left + air, low + air, right - air, high - air


def test_where_counts_begin_at_none_the_lowest_class_is_nought() -> None:
    keys = ("KHM", "LAO", "VNM", "THA", "IDN")
    spec = make_chart("map", keys, [41, 20, 6, 0, 0], ground=Ground(keys, keys, (Decimal(1), Decimal(10))))

    assert "0" in {text.text for text in charts.draw(spec, LOOK, 800, 300).texts} and not [
        text for text in charts.draw(spec, LOOK, 800, 300).texts if text.text == "< 1"
    ]


def test_the_more_values_a_map_has_the_rounder_are_the_limits_of_its_classes_and_none_is_empty() -> None:
    values = [*map(Decimal, (5, 12, 16, 22, 48, 50, 51, 52, 54, 55, 63, 64, 65, 76))]

    limits = map_classes.parted(values)

    assert [*map(int, limits)] == [50, 55, 60]  # 40, 52 and 64 part them as evenly as can be
    assert all(any(low <= one < high for one in values) for low, high in pairwise((Decimal(0), *limits, Decimal(100))))


def test_a_part_of_a_country_far_from_what_a_map_is_about_is_land_around() -> None:
    keys = ("GBR", "FRA", "ESP", "MAR", "MRT", "SEN", "NGA", "AGO", "ZAF")
    spec = make_chart("map", keys, range(1, 10), ground=Ground(keys, keys))

    paths = [path for path in charts.draw(spec, LOOK, 800, 300).paths if path.mark == "area"]

    around = {path.fill for path in paths if path.name == "Brazil"}
    own, guiana = sorted((path for path in paths if path.name == "FRA"), key=lambda path: -_box(path)[0])
    assert {guiana.fill} == around != {own.fill}


@pytest.mark.parametrize(("width", "height"), [(420, 240), (600, 240), (750, 300)])
def test_the_values_that_matter_most_have_their_names_on_the_map_and_the_least_are_in_the_list(
    width: int, height: int
) -> None:
    keys = [
        "MRT",
        "NLD",
        "GNB",
        "GBR",
        "DEU",
        "FRA",
        "DNK",
        "ESP",
        "SEN",
        "GIN",
        "PRT",
        "SLE",
        "MAR",
        "IRL",
        "NGA",
        "AGO",
        "NAM",
        "ZAF",
        "GHA",
        "GMB",
    ]
    look, spec = make_look(14), make_chart("map", keys, range(20, 0, -1), ground=Ground(tuple(keys), tuple(keys)))
    whole = replace(maps._made(spec, look, width, height, 0), all=True)

    named = map_names.most(Typesetter(spec, look, 0), whole, range(20))

    assert len([at for at in range(8) if at not in named]) <= 2 and 19 not in named


@pytest.mark.parametrize("theme", ["un", "earth", "ink", "forest", "vivid"])
def test_the_edge_of_a_small_country_is_thin_and_its_hue_none_of_the_classes(theme: str) -> None:
    look, keys = resolve.open_look(theme, "16:9", "slides", "en", Env(Path()))[0], ("FRA", "ESP", "NLD", "DZA", "TUN")
    spec = make_chart("map", keys, range(1, 6), ground=Ground(keys, keys), highlight=("DZA", "NLD"))

    edges = [path for path in charts.draw(spec, look, 832, 300, 2).paths if path.mark == "edge"]

    thin, wide = sorted(path.weight for path in edges)
    assert thin < wide == maps.EDGE
    (colour,) = {path.stroke for path in edges}
    hues = [colorsys.rgb_to_hls(*one.channels)[0] for one in (colour, look.colour("accent"))]  # type: ignore[union-attr]
    assert abs((hues[0] - hues[1] + 0.5) % 1 - 0.5) > 0.1


def test_land_around_is_seen_on_dark_ground() -> None:
    look = resolve.open_look("ink", "16:9", "slides", "en", Env(Path()))[0]
    assert map_classes.beyond(look).contrast(look.colour("page")) > 1.2


def test_one_that_has_no_room_on_a_map_stands_below_it_and_not_at_the_far_side() -> None:
    keys = ("MRT", "GNB", "SEN", "GIN", "SLE", "NGA", "GHA", "LBR", "CIV", "GMB")
    values = (1300, 1200, 900, 700, 500, 450, 300, 250, 200, 100)
    spec = make_chart("map", keys, values, ground=Ground(keys, outlines.region("Western Africa", ()), bubbles=True))

    told = maps.plan(spec, make_look(14), 832, 300)

    assert 0 < len(told.rest.told) <= maps.LONE and not told.beside
