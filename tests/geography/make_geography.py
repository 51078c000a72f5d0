"""Write `countries.txt`, `regions.txt` and `outlines.txt` of `briefings/geography` afresh, below the comments that each begins with.

    python tests/geography/make_geography.py [folder]

The folder (`packages` unless given) holds three npm packages, unpacked side by side:

    world-atlas 2.0.2            Natural Earth 4.1 at 1:50m and 1:10m as TopoJSON (ISC; the data are in the public domain)
    cldr-core 48.2.0             codes of territories, and which region holds which (Unicode License v3)
    i18n-iso-countries 7.14.0    other spellings of names (MIT)

as `npm pack world-atlas@2.0.2` and `tar xzf` make them. Names come from Babel, which holds CLDR's. Lines are simplified by the area that a
point's triangle has (Visvalingam and Whyatt, 1993), arc by arc, so that neighbours keep the same line; an island too small for that is left
out unless it is the largest of its country.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from babel import Locale

PACKAGE: Final = Path(__file__).parents[2] / "briefings" / "geography"
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
FINE: Final = 0.006
"""The smallest triangle that a line keeps, in square degrees at the equator."""
ISLAND: Final = 0.02
"""The smallest island that is kept, in square degrees at the equator."""

Place: TypeAlias = tuple[float, float]

# What the United Nations calls countries otherwise than CLDR does; the rest is CLDR's.
OWN: Final = {
    "PSE": ("State of Palestine", "État de Palestine", "Estado de Palestina", "Государство Палестина", "دولة فلسطين", "巴勒斯坦国"),
    "COD": (
        "Democratic Republic of the Congo", "République démocratique du Congo", "República Democrática del Congo",
        "Демократическая Республика Конго", "جمهورية الكونغو الديمقراطية", "刚果民主共和国",
    ),
    "COG": ("Congo", "Congo", "Congo", "Конго", "الكونغو", "刚果"),
    "TUR": ("Türkiye", "Türkiye", "Türkiye", "Турция", "تركيا", "土耳其"),
    "MMR": ("Myanmar", "Myanmar", "Myanmar", "Мьянма", "ميانمار", "缅甸"),
    "HKG": ("Hong Kong, China", "Hong Kong (Chine)", "Hong Kong (China)", "Гонконг, Китай", "هونغ كونغ، الصين", "中国香港"),
    "MAC": ("Macao, China", "Macao (Chine)", "Macao (China)", "Макао, Китай", "ماكاو، الصين", "中国澳门"),
    "CPV": ("Cabo Verde", "Cabo Verde", "Cabo Verde", "Кабо-Верде", "كابو فيردي", "佛得角"),
    "KOR": ("Republic of Korea", "République de Corée", "República de Corea", "Республика Корея", "جمهورية كوريا", "大韩民国"),
    "KGZ": ("Kyrgyzstan", "Kirghizistan", "Kirguistán", "Кыргызстан", "قيرغيزستان", "吉尔吉斯斯坦"),
    "LAO": ("Lao PDR", "RDP lao", "RDP Lao", "ЛНДР", "جمهورية لاو الديمقراطية الشعبية", "老挝"),
    "PRK": ("DPR Korea", "RPD de Corée", "RPD de Corea", "КНДР", "جمهورية كوريا الشعبية الديمقراطية", "朝鲜"),
    "TLS": ("Timor-Leste", "Timor-Leste", "Timor-Leste", "Тимор-Лешти", "تيمور - ليشتي", "东帝汶"),
    "VNM": ("Viet Nam", "Viet Nam", "Viet Nam", "Вьетнам", "فييت نام", "越南"),
}  # fmt: skip

# The same of single languages.
IN: Final[dict[str, dict[str, str]]] = {
    "ATG": {"en": "Antigua and Barbuda"},
    "BGD": {"es": "Bangladesh"},
    "BHR": {"es": "Bahrein"},
    "BIH": {"en": "Bosnia and Herzegovina"},
    "BLR": {"fr": "Bélarus", "es": "Belarús"},
    "BWA": {"es": "Botswana"},
    "CZE": {"ar": "تشيكيا"},
    "DJI": {"es": "Djibouti"},
    "FJI": {"es": "Fiji"},
    "GNB": {"es": "Guinea-Bissau"},
    "KAZ": {"es": "Kazajstán"},
    "KEN": {"es": "Kenya"},
    "KNA": {"en": "Saint Kitts and Nevis", "fr": "Saint-Kitts-et-Nevis", "es": "Saint Kitts y Nevis"},
    "LCA": {"en": "Saint Lucia"},
    "LSO": {"es": "Lesotho"},
    "MDA": {"fr": "République de Moldova", "es": "República de Moldova"},
    "MDV": {"ar": "ملديف"},
    "MWI": {"es": "Malawi"},
    "PNG": {"es": "Papua Nueva Guinea"},
    "QAT": {"es": "Qatar"},
    "ROU": {"es": "Rumania"},
    "RWA": {"es": "Rwanda"},
    "SLV": {"fr": "El Salvador"},
    "STP": {"en": "Sao Tome and Principe"},
    "SUR": {"es": "Suriname"},
    "SWZ": {"es": "Eswatini"},
    "TTO": {"en": "Trinidad and Tobago", "es": "Trinidad y Tabago"},
    "VCT": {"en": "Saint Vincent and the Grenadines"},
    "ZAF": {"ru": "Южная Африка"},
    "ZWE": {"es": "Zimbabwe"},
}

# Names that the tables of the United Nations, the World Bank, Natural Earth and others write, beside those of the packages.
ALSO: Final = {
    "BOL": "Bolivia (Plurinational State of);Bolivie (État plurinational de);Bolivia (Estado Plurinacional de);Боливия (Многонациональное Государство);بوليفيا (دولة - المتعددة القوميات);多民族玻利维亚国",
    "IRN": "Iran (Islamic Republic of);Iran (République islamique d');Irán (República Islámica del);Иран (Исламская Республика);إيران (جمهورية - الإسلامية);伊朗伊斯兰共和国",
    "VEN": "Venezuela (Bolivarian Republic of);Venezuela (République bolivarienne du);Venezuela (República Bolivariana de);Венесуэла (Боливарианская Республика);فنزويلا (جمهورية - البوليفارية);委内瑞拉玻利瓦尔共和国;Venezuela, RB",
    "FSM": "Micronesia (Federated States of);Micronésie (États fédérés de);Micronesia (Estados Federados de)",
    "COD": "DR Congo;DRC;RDC;Congo, Democratic Republic of the;Congo, Dem. Rep.;Congo (Kinshasa);Congo-Kinshasa;Congo - Kinshasa;Congo DR",
    "COG": "Republic of the Congo;Congo, Rep.;Congo (Brazzaville);Congo-Brazzaville;Congo - Brazzaville;République du Congo",
    "KOR": "Republic of Korea;South Korea;Korea, Rep.;République de Corée;República de Corea;Республика Корея;جمهورية كوريا;大韩民国",
    "PRK": "Democratic People's Republic of Korea;North Korea;DPR Korea;Korea, Dem. People's Rep.;République populaire démocratique de Corée;Корейская Народно-Демократическая Республика;朝鲜民主主义人民共和国;Korea DPR;Korea, Dem. Rep.",
    "LAO": "Lao People's Democratic Republic;Lao PDR;République démocratique populaire lao;Лаосская Народно-Демократическая Республика",
    "SYR": "Syrian Arab Republic;République arabe syrienne;República Árabe Siria;Сирийская Арабская Республика;الجمهورية العربية السورية;阿拉伯叙利亚共和国",
    "RUS": "Russian Federation;Fédération de Russie;Federación de Rusia;Российская Федерация;الاتحاد الروسي;俄罗斯联邦",
    "TZA": "United Republic of Tanzania;République-Unie de Tanzanie;República Unida de Tanzanía;Объединенная Республика Танзания;جمهورية تنزانيا المتحدة;坦桑尼亚联合共和国",
    "GBR": "United Kingdom of Great Britain and Northern Ireland;UK;Great Britain;Royaume-Uni de Grande-Bretagne et d'Irlande du Nord;Соединенное Королевство",
    "USA": "United States of America;USA;US;U.S.;États-Unis d'Amérique;Estados Unidos de América;Соединенные Штаты Америки;الولايات المتحدة الأمريكية;美利坚合众国",
    "MDA": "Republic of Moldova;République de Moldova;República de Moldova;Республика Молдова;جمهورية مولدوفا;摩尔多瓦共和国",
    "MKD": "North Macedonia;The former Yugoslav Republic of Macedonia;Macedonia, FYR;Macedonia",
    "CIV": "Ivory Coast;Cote d'Ivoire", "CPV": "Cape Verde;Republic of Cabo Verde", "SWZ": "Swaziland", "CZE": "Czech Republic", "TLS": "East Timor",
    "TUR": "Turkey;Turquie;Turquía", "PSE": "Palestine;Occupied Palestinian Territory;oPt;Territoires palestiniens;Territorio Palestino Ocupado;فلسطين;巴勒斯坦;West Bank and Gaza;Palestinian Territory;State of Palestine",
    "VNM": "Viet Nam", "BRN": "Brunei Darussalam", "VAT": "Holy See;Saint-Siège;Vatican", "GMB": "The Gambia", "BHS": "The Bahamas",
    "EGY": "Egypt, Arab Rep.", "YEM": "Yemen, Rep.", "KGZ": "Kyrgyz Republic", "SVK": "Slovak Republic", "ARE": "UAE",
    "HKG": "Hong Kong;China, Hong Kong SAR;Hong Kong SAR, China;香港", "MAC": "Macao;Macau;China, Macao SAR;澳门",
    "TWN": "Taiwan Province of China;Taiwan, Province of China;Chinese Taipei",
    "MMR": "Burma",
    "IRL": "Republic of Ireland",
    "FRO": "Faeroe Islands",
    "VIR": "United States Virgin Islands;U.S. Virgin Is.",
    "SJM": "Svalbard",
    "VCT": "St. Vin. and Gren.",
    "ATF": "French Southern and Antarctic Lands;法属南方和南极洲领地",
    "SGS": "South Georgia and the Islands",
    "TCA": "Turks and Caicos",
    "KNA": "St. Kitts-Nevis",
    "SHN": "Saint Helena, Ascension and Tristan da Cunha",
    "WLF": "Wallis and Futuna Islands",
    "GGY": "格恩西岛",
    "IMN": "英国属地曼岛",
    "MNP": "北马里亚纳",
    "MRT": "毛利塔尼亚",
    "FLK": "福克兰群岛（马尔维纳斯）",
}  # fmt: skip


# -- names ------------------------------------------------------------------------------------------------------------------


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def names(packages: Path) -> tuple[list[str], list[str]]:
    """A line for each country, and one for each region."""
    codes = read(packages / "cldr-core/supplemental/codeMappings.json")["supplemental"]["codeMappings"]
    held = read(packages / "cldr-core/supplemental/territoryContainment.json")["supplemental"]["territoryContainment"]
    spelt = {one: read(packages / f"i18n-iso-countries/langs/{one}.json")["countries"] for one in LANGUAGES}
    told = {one: Locale.parse(one).territories for one in LANGUAGES}
    regions = {key: one["_contains"] for key, one in held.items() if key.isdigit()}
    leaves = {code for one in regions.values() for code in one if not code.isdigit()} - {"CQ", "QO", "EA", "IC"} | {
        "AQ"
    }
    iso = {code: "XKX" if code == "XK" else codes[code]["_alpha3"] for code in leaves}
    countries = []
    for code in sorted(leaves, key=iso.__getitem__):
        three, number = iso[code], "" if code == "XK" else codes[code]["_numeric"]
        own = IN.get(three, {})
        shown = OWN.get(three) or tuple(own.get(one, told[one][code]) for one in LANGUAGES)
        more = [told[one][code] for one in LANGUAGES]
        more += [name for one in LANGUAGES for name in _many(spelt[one].get(code, ()))]
        more += ALSO.get(three, "").split(";")
        known = {name.casefold() for name in shown}
        also = [name for name in dict.fromkeys(more) if name and name.casefold() not in known]
        countries.append("|".join((three, code, number, *shown, ";".join(also))))
    areas = []
    for key in sorted(regions):
        members = sorted(iso[code] for code in _members(key, regions) if code in iso)
        areas.append("|".join((key, *(told[one][key] for one in LANGUAGES), " ".join(members))))
    return countries, areas


def _many(names: str | Sequence[str]) -> Sequence[str]:
    return (names,) if isinstance(names, str) else names


def _members(key: str, regions: dict[str, list[str]]) -> Iterator[str]:
    for one in regions.get(key, ()):
        if one.isdigit():
            yield from _members(one, regions)
        else:
            yield one


# -- lines ------------------------------------------------------------------------------------------------------------------


def opened(path: Path) -> tuple[list[list[Place]], list[dict[str, Any]]]:
    """The arcs and the countries of a TopoJSON file."""
    topology = read(path)
    (across, up), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for given in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in given:
            x, y = x + dx, y + dy
            arc.append((x * across + left, y * up + low))
        arcs.append(arc)
    return arcs, topology["objects"]["countries"]["geometries"]


def outlines(packages: Path, named: Iterable[str]) -> list[str]:
    """The rings of each country, and below an empty line the arcs as text; `named` are the lines of all countries."""
    numbers = {number: code for code, _, number, *_ in (line.split("|") for line in named) if number}
    arcs, countries = opened(packages / "world-atlas/countries-50m.json")
    fine, more = opened(packages / "world-atlas/countries-10m.json")
    known = {one.get("id") for one in countries}
    for one in more:
        if one.get("id") in numbers and one["id"] not in known:
            countries.append({**one, "arcs": _shifted(one, len(arcs))})
    arcs += fine
    wanted: dict[int, list[Place]] = {}
    lines = []
    for one in sorted(countries, key=lambda one: numbers.get(one.get("id", ""), one["properties"]["name"])):
        code = "XKX" if one["properties"]["name"] == "Kosovo" else numbers.get(one.get("id", ""), "")
        if code == "ATA":
            continue
        polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        sizes = [abs(area(joined(ring, arcs))) for ring in rings]
        kept = [ring for ring, size in zip(rings, sizes, strict=True) if size >= min(ISLAND, max(sizes))]
        for ring in kept:
            for number in ring:
                wanted.setdefault(_arc(number), arcs[_arc(number)])
        lines.append((code, kept))
    order = {number: at for at, number in enumerate(wanted)}
    small = [coded(simplified(arc)) for arc in wanted.values()]
    told = [
        f"{code}:" + ";".join(",".join(str(order[n] if n >= 0 else ~order[~n]) for n in ring) for ring in rings)
        for code, rings in lines
    ]
    return [*told, "", *_wrapped(" ".join(small))]


def _shifted(country: dict[str, Any], by: int) -> Any:
    def shift(held: Any) -> Any:
        return [shift(one) for one in held] if isinstance(held, list) else held + by if held >= 0 else ~(~held + by)

    return shift(country["arcs"])


def _arc(number: int) -> int:
    return number if number >= 0 else ~number


def joined(ring: Iterable[int], arcs: Sequence[Sequence[Place]]) -> list[Place]:
    """A ring's arcs end to end."""
    made: list[Place] = []
    for number in ring:
        arc = arcs[_arc(number)]
        made += arc if number >= 0 else reversed(arc)
    return made


def flat(places: Sequence[Place]) -> list[Place]:
    """Places with distances that mean the same everywhere, the longitudes going on beyond the 180th."""
    made: list[Place] = []
    turn = 0.0
    for at, (x, y) in enumerate(places):
        if at and abs(x - places[at - 1][0]) > 180:
            turn += 360 if x < places[at - 1][0] else -360
        made.append((x + turn, y))
    shrink = math.cos(math.radians(sum(y for _, y in made) / len(made)))
    return [(x * shrink, y) for x, y in made]


def area(places: Sequence[Place]) -> float:
    """What a ring encloses, in square degrees at the equator."""
    made = flat(places)
    return sum(x * v - u * y for (x, y), (u, v) in zip(made, [*made[1:], made[0]], strict=True)) / 2


def simplified(arc: Sequence[Place]) -> list[Place]:
    """A line without the points whose triangles are too small to be seen; a closed one keeps three of its points."""
    places, least = flat(arc), 4 if arc[0] == arc[-1] else 2
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    alive = [True] * len(arc)

    def triangle(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = places[before[at]], places[at], places[after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(triangle(at), at) for at in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    last, count = 0.0, len(arc)
    while heap and count > least:
        size, at = heapq.heappop(heap)
        if not alive[at] or size != triangle(at):
            continue
        last = max(last, size)
        if last >= FINE:
            break
        alive[at] = False
        count -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if 0 < near < len(arc) - 1:
                heapq.heappush(heap, (triangle(near), near))
    return [place for place, kept in zip(arc, alive, strict=True) if kept]


def coded(arc: Sequence[Place]) -> str:
    """A line as text: each place as its distance from the one before, in hundredths of a degree, five bits a letter."""
    letters, before = [], (0, 0)
    for place in arc:
        here = round(place[0] * 100), round(place[1] * 100)
        for step in (here[0] - before[0], here[1] - before[1]):
            turned = (step + 18000) % 36000 - 18000 if abs(step) > 18000 else step
            left = turned * 2 if turned >= 0 else -turned * 2 - 1
            while left >= 32:
                letters.append(DIGITS[left % 32 + 32])
                left //= 32
            letters.append(DIGITS[left])
        before = here
    return "".join(letters)


def _wrapped(text: str) -> list[str]:
    return [text[at : at + 2000] for at in range(0, len(text), 2000)]


def write(name: str, lines: Iterable[str]) -> None:
    """Puts lines in place of those of a file, below its comments."""
    path = PACKAGE / name
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")


def main() -> None:
    packages = Path(sys.argv[1] if len(sys.argv) > 1 else "packages")
    countries, regions = names(packages)
    write("countries.txt", countries)
    write("regions.txt", regions)
    write("outlines.txt", outlines(packages, countries))


if __name__ == "__main__":
    main()
