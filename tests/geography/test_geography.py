"""Countries by the names that people write, and their outlines on a page."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from briefings.geography import outlines, places, projection
from briefings.geography.outlines import BoundariesError


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("KGZ", "ru", "Кыргызстан"), ("MDA", "ru", "Молдова"), ("BLR", "fr", "Bélarus"), ("KEN", "es", "Kenya"), ("TLS", "ru", "Тимор-Лешти")],
)  # fmt: skip
def test_countries_are_called_as_the_united_nations_call_them(code: str, language: str, name: str) -> None:
    assert places.countries()[code].name(language) == name and places.country(name) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("IRN", "IRN"), ("irn", "IRN"), ("364", "IRN"), ("004", "AFG"), ("4", "AFG"), ("Iran (Islamic Republic of)", "IRN"),
        ("Cote d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("伊朗", "IRN"), ("Турция", "TUR"), ("السودان", "SDN"),
        ("Congo", "COG"), ("République démocratique du Congo", "COD"), ("Congo, Dem. Rep.", "COD"), ("Republic of Korea", "KOR"),
        ("St. Lucia", "LCA"), ("Bosnia & Herzegovina", "BIH"), ("the Gambia", "GMB"), ("Estados Unidos", "USA"), ("Hong Kong", "HKG"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_code_number_and_name_in_six_languages(written: str, code: str) -> None:
    assert places.country(written) == code


@pytest.mark.parametrize(
    ("written", "language", "name"),
    [("Киргизия", "ru", "Кыргызстан"), ("Kirghizstan", "fr", "Kirghizistan"), ("Восточный Тимор", "ru", "Тимор-Лешти")],
)
def test_a_country_is_called_what_the_united_nations_calls_it(written: str, language: str, name: str) -> None:
    code = places.country(written)

    assert code and places.countries()[code].name(language) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Iran, Islamic Rep.", "IRN"), ("Micronesia, Fed. Sts.", "FSM"), ("Venezuela, RB", "VEN"), ("West Bank and Gaza", "PSE"),
        ("Korea, Rep.", "KOR"), ("Korea, Dem. People's Rep.", "PRK"), ("Korea, South", "KOR"), ("Congo, Rep.", "COG"),
        ("Dem. Rep. Congo", "COD"), ("Central African Rep.", "CAF"), ("Tanzania, United Republic of", "TZA"), ("Eq. Guinea", "GNQ"),
        ("Bosnia and Herz.", "BIH"), ("S. Sudan", "SSD"), ("W. Sahara", "ESH"), ("Cook Is.", "COK"), ("St. Kitts-Nevis", "KNA"),
    ],
)  # fmt: skip
def test_names_as_the_tables_of_banks_and_atlases_shorten_and_turn_them(written: str, code: str) -> None:
    assert places.country(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "N. Cyprus",
        "Republic",
        "Island Cook N.",
        "Guinea, North",
        "Dem. Rep.",
        "World",
        "Africa",
        "Atlantis",
        "China (north)",
        "Samoa (American)",
        "000",
    ],
)
def test_what_is_no_country_or_might_be_another_is_not_guessed(written: str) -> None:
    assert places.country(written) == ""


def test_every_name_of_every_country_is_its_own() -> None:
    for one in places.countries().values():
        for name in (one.code, *one.names):
            assert places.country(name) == one.code, name


def test_regions_hold_the_countries_that_the_united_nations_say() -> None:
    africa = places.region("Afrique")

    assert africa == places.region("002") == places.region("Africa") == places.region("أفريقيا")
    assert {"EGY", "ZAF", "MUS"} <= set(africa)
    assert set(places.region("Eastern Africa")) < set(africa)
    assert set(places.region("World")) == set(places.countries()) - {"ATA"}
    assert places.region("Atlantis") == ()


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ("KEN UGA TZA RWA BDI", "014"),
        ("KEN UGA TZA", "KEN UGA TZA"),
        ("SEN MLI NER TCD SDN", "002"),
        ("PER COL CHL BRA ECU", "005"),
        ("FJI WSM", "FJI WSM"),
        ("KEN", "KEN"),
        ("MDV FJI KIR WSM TON", "MDV FJI KIR WSM TON"),
        ("USA AUS", ""),
        ("TUR LBN JOR EGY IRQ", "TUR LBN JOR EGY IRQ"),
        ("TUR IRN COL DEU PAK", ""),
        ("CHN RUS", "CHN RUS"),
        ("RUS KAZ KGZ UZB TJK", "RUS KAZ KGZ UZB TJK"),
        ("RUS KAZ BRA", ""),
    ],
)
def test_a_map_shows_the_smallest_region_that_holds_its_values_or_near_countries_of_several(
    codes: str, shown: str
) -> None:
    assert outlines.about(codes.split()) == tuple(shown.split())


def test_all_states_have_an_outline_and_those_without_a_code_are_nobody_s() -> None:
    drawn = {one.code for one in outlines.world()}

    # parts of other states in Natural Earth, uninhabited, or left out
    assert set(places.countries()) - drawn == {
        "ATA", "BES", "BVT", "CCK", "CXR", "GLP", "GUF", "MTQ", "MYT", "REU", "SJM", "TKL"
    }  # fmt: skip
    assert sum(one.code == "" for one in outlines.world()) == 4


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [("IRN", 53, 32), ("RUS", 180, 67), ("FJI", 178, -17.8), ("CHL", -70.7, -33.4), ("LSO", 28.2, -29.6)],
)
def test_a_place_lies_in_its_country(code: str, longitude: float, latitude: float) -> None:
    area = next(one for one in outlines.world() if one.code == code)

    assert any(projection.inside(area.rings, longitude + turn, latitude) for turn in (-360, 0, 360))


def test_a_country_inside_another_is_a_hole_of_it() -> None:
    around = next(one for one in outlines.world() if one.code == "ZAF")

    assert not projection.inside(around.rings, 28.2, -29.6)


@pytest.mark.parametrize("project", [projection.world, projection.around(20, 5)])
def test_equal_areas_of_the_globe_are_equal_on_the_page(project: projection.Projection) -> None:
    def size(x: float, y: float) -> float:
        low, high = math.degrees(math.asin(y - 0.01)), math.degrees(math.asin(y + 0.01))
        return projection.area([project(x, low), project(x + 1, low), project(x + 1, high), project(x, high)])

    assert size(20, 0.0) == pytest.approx(size(20, 0.6), rel=0.01) == pytest.approx(size(40, -0.4), rel=0.01)


def test_neighbours_still_meet_when_their_lines_are_thinned() -> None:
    line = [(0.0, 0.0), (0.1, 1.0), (0.0, 2.1), (0.3, 2.2), (0.0, 5.0)]
    grid = projection.Thinning(0.5)

    left = grid.thinned([*line, (-5.0, 5.0), (-5.0, 0.0)])
    right = grid.thinned([*reversed(line), (5.0, 0.0), (5.0, 5.0)])

    assert [place for place in left if place in line] == [place for place in reversed(right) if place in line]


def test_what_is_outside_a_box_is_cut() -> None:
    made = projection.cut([(-5, -5), (5, -5), (5, 5), (-5, 5)], (0, 0, 10, 10))

    assert projection.bounds([made]) == (0, 0, 5, 5)
    assert projection.cut([(20, 20), (30, 20), (30, 30)], (0, 0, 10, 10)) == ()


# -- files of the user's own ----------------------------------------------------------------------------------------------


def feature(kind: str = "Polygon", coordinates: Any = None, **properties: Any) -> dict[str, Any]:
    square = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates or square},
    }


def written(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_areas_of_an_own_file_go_by_its_codes_and_names() -> None:
    areas = outlines.own(
        written(
            feature(iso3cd="KEN", nam_en="Kenya", region="Africa"),
            feature(adm1="North", region="Africa"),
            feature(adm1="South"),
        )
    )

    assert [outlines.find(name, areas) for name in ("KEN", "Kenya", "肯尼亚", "north", "South", "Uganda")] == [
        "KEN",
        "KEN",
        "KEN",
        "North",
        "South",
        "UGA",
    ]
    assert outlines.find("Africa", areas) == ""  # a word that several areas share names none of them
    assert areas[0].rings == (((0, 0), (10, 0), (10, 10), (0, 10), (0, 0)),)


def test_the_country_that_provinces_lie_in_is_none_of_theirs() -> None:
    """Each has names of its own; what several share, or what a few say of something else, names nobody."""
    areas = outlines.own(
        written(
            feature(ADM0_EN="Mali", ADM0_PCODE="MLI", ADM1_EN="Gao", ADM1_PCODE="ML07", most_come_from="Niger"),
            feature(ADM0_EN="Mali", ADM0_PCODE="MLI", ADM1_EN="Kidal", ADM1_PCODE="ML08", most_come_from="Algeria"),
            feature(ADM0_EN="Mali", ADM0_PCODE="MLI", ADM1_EN="Mopti", ADM1_PCODE="ML05", most_come_from="Niger"),
            feature(ADM0_EN="Mali", ADM0_PCODE="MLI", ADM1_EN="Ségou", ADM1_PCODE="ML04", most_come_from="none"),
        )
    )

    assert [one.code for one in areas] == [""] * 4
    found = [
        [outlines.find(name, areas) for name in own] for own in (("Gao", "ML07"), ("kidal", "ML08"), ("Ségou", "ML04"))
    ]
    assert all(first == second for first, second in found) and len({first for first, _ in found}) == 3


def test_parts_of_one_country_without_names_of_their_own_are_that_country() -> None:
    areas = outlines.own(written(*(feature(iso3="IDN") for _ in range(3)), feature(iso3="MYS")))

    assert [one.code for one in areas] == ["IDN", "IDN", "IDN", "MYS"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "it is not GeoJSON"),
        (b"{}", "it is not a GeoJSON FeatureCollection"),
        (b"[" * 100_000, "it is not GeoJSON"),
        (written(), "it has no areas"),
        (written(feature("Point", [1, 2])), "it has no areas"),
        (written(feature(coordinates=[[["a", "b"]] * 4])), "coordinates that are none"),
        (written(feature(coordinates=[[[1e6, 2e6], [1e6, 3e6], [2e6, 3e6], [1e6, 2e6]]])), "not longitudes and latitudes"),
        (json.dumps({"type": "Topology", "objects": {}}).encode(), "it is not a GeoJSON FeatureCollection"),
    ],
)  # fmt: skip
def test_a_file_without_boundaries_is_told_in_words(data: bytes, said: str) -> None:
    with pytest.raises(BoundariesError, match=said):
        outlines.own(data)
