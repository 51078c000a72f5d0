"""Maps: what they show, and what is told of values that no map can show."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import brand_makers
import pytest
from pptx import Presentation
from projects import lay, run
from pypdf import PdfReader

from briefings.charts.map_classes import parted, round_between

HEAD = "id: hosts\ntitle: Hosts\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  hosts:\n    type: map\n    title: Refugees\n    unit: million\n"
DATA = "    data:\n      - {country: IRN, value: 3.8}\n      - {country: Türkiye, value: 3.3}\n      - {country: 520, value: 0.1}\n      - {country: Чад, value: ~}\n"
BOTH = "build: [{report: hosts, template: deck, formats: [pptx]}, {report: hosts, template: one-pager, formats: [pdf, html]}]\n"
OWN = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [[[x, 0], [x + 5, 0], [x + 5, 5], [x, 5], [x, 0]]]}}
            for x, name in enumerate(("North", "South", "Delta"))
        ],
    }
)  # fmt: skip


def built(folder: Path, keys: str = DATA, language: str = "en", **files: str) -> Any:
    """The map's group on its slide, after a build without a finding."""
    text = HEAD.replace("language: en", f"language: {language}") + keys
    lay(folder, {"data/hosts.yaml": text, "briefings.yaml": BOTH, **files})
    made = run(folder, "build")
    assert made.code == 0 and "warning" not in made.err, made.err
    deck = Presentation(str(folder / f"output/hosts-deck.{language}.pptx"))
    (group,) = (shape for slide in deck.slides for shape in slide.shapes if shape.name == "hosts")
    return group


def told(shape: Any) -> str:
    return "".join(shape._element.xpath("./*/p:cNvPr/@descr"))


def test_a_map_is_a_group_with_a_shape_for_each_country(tmp_path: Path) -> None:
    group = built(tmp_path)

    shapes = {shape.name: shape for shape in group.shapes}
    assert told(shapes["Iran"]) == "Iran: 3.8"
    assert told(shapes["Nauru"]) == "Nauru: 0.1"  # an island that is a dot here
    assert told(shapes["Chad"]) == "Chad: no data"
    assert told(group).startswith("Map: Refugees. Unit: million.")
    assert len([name for name in shapes if name in ("France", "Kenya", "Brazil")]) == 3
    assert {"no data", "Iran", "Türkiye", "Nauru"} <= {
        shape.text_frame.text for shape in group.shapes if shape.has_text_frame
    }
    size = (tmp_path / "output/hosts-deck.en.pptx").stat().st_size
    assert size < 300_000


def test_the_notice_on_boundaries_is_never_absent(tmp_path: Path) -> None:
    def said() -> str:
        slides = Presentation(str(tmp_path / "output/hosts-deck.en.pptx")).slides
        return " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)

    built(tmp_path)
    assert "Boundaries: Natural Earth. The boundaries and names on this map imply no official" in said()
    page = PdfReader(tmp_path / "output/hosts-one-pager.en.pdf").pages[0]
    assert "imply no official" in " ".join(page.extract_text().split())
    assert "imply no official" in (tmp_path / "output/hosts-one-pager.en.html").read_text(encoding="utf-8")

    built(tmp_path, "    notice: For orientation only.\n" + DATA)
    assert "Boundaries: Natural Earth. For orientation only." in said()


def test_what_we_say_of_a_map_is_in_the_language_of_the_page(tmp_path: Path) -> None:
    russian = "title: Приём\nsections: {hosts: {title: Беженцы, unit: млн}}\n"
    both = f"languages: [ru, es]\n{BOTH}"
    spanish = "title: Acogida\nsections: {hosts: {title: Refugiados, unit: millones, notice: Solo orientativo.}}\n"
    text = HEAD + "    notice: For orientation only.\n" + DATA
    lay(tmp_path, {"data/hosts.yaml": text, "data/hosts.es.yaml": spanish, "briefings.yaml": both})
    assert run(tmp_path, "build", "--lang", "es").code == 0
    page = (tmp_path / "output/hosts-one-pager.es.html").read_text(encoding="utf-8")
    assert "Límites: Natural Earth." in page and "Solo orientativo." in page and "Boundaries" not in page

    lay(tmp_path, {"data/hosts.yaml": HEAD + DATA, "data/hosts.ru.yaml": russian})
    assert run(tmp_path, "build", "--lang", "ru").code == 0
    page = (tmp_path / "output/hosts-one-pager.ru.html").read_text(encoding="utf-8")
    assert "Natural Earth" in page and "Boundaries" not in page and "imply" not in page


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fr", {"Kenya", "Éthiopie", "Côte d’Ivoire"}),
        ("ar", {"كينيا", "إثيوبيا", "ساحل العاج"}),
        ("zh", {"肯尼亚", "埃塞俄比亚", "科特迪瓦"}),
    ],
)
def test_countries_of_a_translated_map_have_their_names_in_its_language(
    language: str, names: set[str], tmp_path: Path
) -> None:
    data = [{"country": "Kenya", "value": 12}, {"country": "ETH", "value": 8}, {"country": "Ivory Coast", "value": 5}]
    data += [{"country": "Somalia", "value": 9, "label": "Somalia (south)"}]
    head = "id: m\ntitle: Cholera\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  hosts:\n    type: map\n    title: Cases\n    unit: cases\n"
    own = "title: Ж\nsections: {hosts: {title: Ж, unit: Ж, data: {somalia-south: {label: Ж (Ж)}}}}\n"
    lay(tmp_path, {"data/m.yaml": f"{head}    highlight: [Kenya, Ivory Coast]\n    data: {json.dumps(data)}\n"})
    assert run(tmp_path, "translate", language).code == 0
    asked = (tmp_path / f"data/m.{language}.yaml").read_text("utf-8")
    assert "Somalia (south)" in asked and "Kenya" not in asked and "Ethiopia" not in asked
    lay(tmp_path, {f"data/m.{language}.yaml": own.replace("Ж", {"fr": "mot", "ar": "كلمة", "zh": "词"}[language])})

    made = run(tmp_path, "build", "--lang", language, "--template", "deck", "--format", "pptx", "--format", "html")
    assert made.code == 0 and "warning" not in made.err, made.err
    page = (tmp_path / f"output/m-deck.{language}.html").read_text("utf-8")
    assert all(name in page for name in names)
    assert not [name for name in {"Kenya", "Ethiopia", "Ivory Coast", "Somalia"} - names if name in page]
    deck = Presentation(str(tmp_path / f"output/m-deck.{language}.pptx"))
    (group,) = (shape for slide in deck.slides for shape in slide.shapes if shape.name == "hosts")
    assert names <= {told(shape).partition(":")[0].strip("\u00a0\u202f ").partition("：")[0] for shape in group.shapes}


@pytest.mark.parametrize(("language", "large"), [("fr", 1), ("ru", 1_000_003), ("es", 1_000_000_007), ("zh", 1_003)])
def test_words_of_the_key_stand_beside_each_other(tmp_path: Path, language: str, large: int) -> None:
    region = "    region: Africa\n    data:\n"
    rows = "".join(
        f"      - {{country: {code}, value: {(3 * at + 1) * large}}}\n"
        for at, code in enumerate(("KEN", "EGY", "MLI", "NGA", "CIV", "TCD", "NER", "DZA", "MAR", "TUN", "GHA"))
    )
    group = built(tmp_path, region + rows, language)

    bands = [shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
    key = [one for one in bands if one.top > group.top + 0.7 * group.height]
    assert len(key) >= 4
    for one in key:
        for other in key:
            apart = one.left + one.width <= other.left or other.left + other.width <= one.left
            assert one is other or apart or abs(one.top - other.top) >= min(one.height, other.height) * 0.9
    assert all(one.left + one.width <= group.left + group.width * 1.01 for one in key)


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_a_map_is_not_mirrored_and_names_are_those_of_the_language(tmp_path: Path, language: str) -> None:
    shapes = {shape.name: shape for shape in built(tmp_path, language=language).shapes}

    here, there = {"ar": ("البرازيل", "إيران"), "zh": ("巴西", "伊朗")}[language]
    assert shapes[here].left < shapes[there].left


def test_a_region_shows_its_countries_and_nothing_around(tmp_path: Path) -> None:
    region = "    region: Africa\n    data:\n      - {country: Kenya, value: 4}\n      - {country: Egypt, value: 2}\n"

    group = built(tmp_path, region)

    shapes = {shape.name: shape for shape in group.shapes}
    assert {"Kenya", "Nigeria"} <= set(shapes) and not {"Italy", "Peru", "Japan"} & set(shapes)
    assert all(
        group.left - 20_000 <= shape.left and shape.left + shape.width <= group.left + group.width + 20_000
        for shape in group.shapes
        if not shape.has_text_frame
    )


def test_circles_show_amounts_by_their_areas(tmp_path: Path) -> None:
    amounts = "    marks: bubbles\n    data:\n      - {country: BRA, value: 400}\n      - {country: IND, value: 100}\n"

    group = built(tmp_path, amounts)

    circles = {shape.name: shape.width for shape in group.shapes if told(shape) in ("Brazil: 400", "India: 100")}
    assert circles["Brazil"] == pytest.approx(2 * circles["India"], rel=0.02)


def test_outlines_of_ones_own_need_be_no_countries(tmp_path: Path) -> None:
    own = "    boundaries: data/own.geojson\n    data:\n      - {country: North, value: 1}\n      - {country: delta, value: 5}\n"

    shapes = {shape.name: told(shape) for shape in built(tmp_path, own, **{"data/own.geojson": OWN}).shapes}

    assert shapes["North"] == "North: 1" and shapes["South"] == "South: no data"
    assert "data/own.geojson" in (tmp_path / "output/manifest.json").read_text(encoding="utf-8")


def test_rows_of_a_file_and_values_on_the_ledger_and_in_the_manifest(tmp_path: Path) -> None:
    rows = "Market,Sold\nFrance,12.5\nSpain,18.25\nUkraine,..\n"
    built(tmp_path, "    data: {table: data/rows.csv, country: Market, value: Sold}\n", **{"data/rows.csv": rows})

    shown = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert all("sections.hosts.data.france.value" in one["shown"] for one in shown)
    facts = json.loads(run(tmp_path, "facts", "--form", "json").out)
    assert "18.25" in json.dumps(facts)
    assert run(tmp_path, "verify", "output/hosts-deck.en.pptx").code == 0


MANY = "    highlight: [CHN, VNM, KOR, JPN, BRA, DEU, MYS]\n    data:\n" + "".join(
    f"      - {{country: {code}, value: {value}}}\n"
    for code, value in [("CHN", 12.4), ("VNM", 5.1), ("KOR", 4.6), ("JPN", 3.9), ("BRA", 3.1), ("DEU", 2.43), ("MYS", 2.19), ("EGY", 0.4)]
)  # fmt: skip
LOW = brand_makers.houses(
    {"Title Slide": "low-title under", "Title and Content": "title body", "Two Content": "title left right", "Title Only": "title"},
    size=(9_144_000, 5_143_500),
)  # fmt: skip
TOLD = ["12.4", "5.1", "4.6", "3.9", "3.1", "2.43", "2.19"]


@pytest.mark.parametrize("brand", [b"", LOW, brand_makers.office()], ids=["theme", "low", "office"])
@pytest.mark.parametrize("region", ["", "    region: [Asia, Europe, Brazil]\n"])
def test_a_map_and_its_numbers_share_a_slide_and_tell_each_once(tmp_path: Path, brand: bytes, region: str) -> None:
    lay(tmp_path, {"data/hosts.yaml": HEAD + region + MANY, "briefings.yaml": BOTH})
    (tmp_path / "brand.potx").write_bytes(brand)
    own = ["--brand", "brand.potx"] if brand else []

    assert run(tmp_path, "build", "--template", "deck", "--format", "pptx", *own).code == 0

    (deck,) = tmp_path.glob("output/**/*.pptx")
    slides = [slide for slide in Presentation(str(deck)).slides if any(one.name == "hosts" for one in slide.shapes)]
    assert len(slides) == 1
    said = [one.text_frame.text for one in _shapes(slides[0].shapes) if one.has_text_frame]
    words = " ".join(said).split()
    assert [words.count(number) for number in TOLD] == [1] * len(TOLD)


def _shapes(shapes: Any) -> Any:
    for one in shapes:
        yield from _shapes(one.shapes) if hasattr(one, "shapes") else [one]


LATIN = {"GTM": 95.0, "PAN": 76.5, "SLV": 32.5, "CRI": 32.0, "HND": 31.7, "BLZ": 17.1, "NIC": 15.7}


@pytest.mark.parametrize("good", ["", "    good: up\n"])
def test_a_map_of_a_region_tells_all_its_values_itself_and_one_of_the_world_has_a_list(
    tmp_path: Path, good: str
) -> None:
    rows = "    data:\n" + "".join(f"      - {{country: {code}, value: {value}}}\n" for code, value in LATIN.items())
    head = (
        HEAD
        + good
        + rows
        + "  world:\n    type: map\n    title: World\n    region: World\n"
        + (good or "    highlight: [Belize]\n")
        + rows
    )
    lay(tmp_path, {"data/hosts.yaml": head, "briefings.yaml": BOTH})

    made = run(tmp_path, "build")

    assert made.code == 0 and "warning" not in made.err, made.err
    slides = Presentation(str(tmp_path / "output/hosts-deck.en.pptx")).slides
    said = {
        name: [one.text_frame.text for one in _shapes(slide.shapes) if one.has_text_frame]
        for slide in slides
        for name in ("hosts", "world")
        if any(shape.name == name for shape in slide.shapes)
    }
    shown = [str(value) for value in LATIN.values()]
    told = [[first for words in said[name] if (first := (words.split() or [""])[0]) in shown] for name in said]
    assert sorted(told[0]) == sorted(shown), "each value once, on the map"
    five = shown[::-1][:5] if good else [*shown[:4], "17.1"]  # what is highlighted, then the largest
    assert told[1] == five, "five in a list"
    page = (tmp_path / "output/hosts-one-pager.en.html").read_text(encoding="utf-8")
    assert page.index("Guatemala" if not good else "Nicaragua") < page.index("Belize")


def test_a_number_that_somebody_changed_on_the_map_is_found(tmp_path: Path) -> None:
    group = built(tmp_path, "    text: Most of them live next door.\n" + DATA)
    (label,) = (shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text == "3.8")
    label.text_frame.paragraphs[0].runs[0].text = "8.3"
    path = tmp_path / "output/hosts-deck.en.pptx"
    group.part.package.save(str(path))

    made = run(tmp_path, "verify", "output/hosts-deck.en.pptx")

    assert made.code == 1 and "8.3" in made.out + made.err


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("    data: []\n", "error[data-empty]"),
        ("    data:\n      - {country: IRN, value: ~}\n", "error[data-empty]"),
        ("    data:\n      - {country: Irann, value: 1}\n", "12:19: sections.hosts.data.irann.country: error[country-unknown]: there is no country `Irann`"),
        ("    data:\n      - {country: Allemange, value: 1}\n", "did you mean `Allemagne`"),
        ("    data:\n      - {country: Iran, value: 1}\n      - {country: IRN, value: 2}\n", "13:19: sections.hosts.data.irn.country: error[country-twice]"),
        ("    region: EU\n    data:\n      - {country: FRA, value: 1}\n", "hint: regions are those of the United Nations, such as `Western Africa`; a group of states is a list"),
        ("    region: Afrika\n    data:\n      - {country: KEN, value: 1}\n", "error[region-unknown]: there is no region or country `Afrika`"),
        ("    region: Africa\n    data:\n      - {country: KEN, value: 1}\n      - {country: FRA, value: 2}\n", "warning[country-unseen]"),
        ("    data:\n      - {country: KEN, value: 1}\n      - {country: GUF, value: 2}\n", "warning[country-unseen]: `GUF` has no outline on this map"),
        ("    marks: bubbles\n    data:\n      - {country: KEN, value: -1}\n", "error[map-amount-negative]"),
        ("    marks: bubbles\n    good: up\n    data:\n      - {country: KEN, value: 1}\n", "warning[map-amount-good]"),
        ("    breaks: [2, 1]\n    data:\n      - {country: KEN, value: 1}\n", "error[breaks-order]"),
        ("    breaks: [1, 2, 3, 4, 5, 6, 7]\n    data:\n      - {country: KEN, value: 1}\n", "error[breaks-many]"),
        ("    highlight: [UGA]\n    data:\n      - {country: KEN, value: 1}\n", "error[label-unknown]: `UGA` has no value on this map"),
        ("    currency: USD\n    data:\n      - {country: KEN, value: 1}\n", "error[unit-and-currency]"),
        ("    boundaries: data/none.geojson\n    data:\n      - {country: KEN, value: 1}\n", "error[file-missing]"),
        ("    boundaries: data/hosts.yaml\n    data:\n      - {country: KEN, value: 1}\n", "error[boundaries-wrong]: `data/hosts.yaml` holds no boundaries: it is not GeoJSON"),
        ("    data:\n      - {country: KEN}\n", "error[value-missing]"),
    ],
)  # fmt: skip
def test_what_no_map_can_show_is_told_at_its_line(tmp_path: Path, keys: str, said: str) -> None:
    lay(tmp_path, {"data/hosts.yaml": HEAD + keys})

    assert said in run(tmp_path, "check").err


@pytest.mark.parametrize(
    "rows",
    [
        ["{country: KEN, value: 7}"],
        ["{country: KEN, value: 7}", "{country: UGA, value: 7}", "{country: TZA, value: 7}"],
        ["{country: KEN, value: -7}", "{country: UGA, value: 0}", "{country: TZA, value: 12.5}", "{country: RWA, value: -1}"],
        ["{country: KEN, value: -7}", "{country: UGA, value: -3}"],
        ["{country: TUV, value: 1}", "{country: MDV, value: 2}", "{country: VAT, value: 1000000}"],
        ["{country: KEN, value: 0}"],
        ["{country: KEN, value: 7, label: Republic of Kenya, qualifier: over, source: a}"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("region", ["", "    region: [KEN]\n", "    region: Oceania\n"])
def test_few_values_equal_ones_and_those_below_nought_make_a_map(tmp_path: Path, rows: list[str], region: str) -> None:
    keys = f"{region}    data:\n" + "".join(f"      - {row}\n" for row in rows).replace(", source: a", "")
    lay(tmp_path, {"data/hosts.yaml": HEAD + keys, "briefings.yaml": BOTH})

    made = run(tmp_path, "build")

    assert made.code == 0 and "error" not in made.err, made.err


def test_classes_are_parted_by_the_roundest_numbers_between_values() -> None:
    values = [Decimal(text) for text in ["0.1", "0.4", "0.6", "0.7", "0.9", "1.0", "1.1", "2.0", "2.9", "3.8"]]

    assert parted(values) == (Decimal("0.65"), Decimal(1), Decimal(2)) or len(parted(values)) == 3
    assert round_between(Decimal("0.7"), Decimal("0.9")) == Decimal("0.8")
    assert round_between(Decimal(98), Decimal(430)) == 200
    assert parted([Decimal(5)]) == parted([Decimal(5)] * 9) == ()
    assert 0 in parted([Decimal(-4), Decimal(-1), Decimal(0), Decimal(9)])


def test_a_deck_with_a_map_loads_no_plotting_library(tmp_path: Path) -> None:
    lay(tmp_path, {"data/hosts.yaml": HEAD + DATA, "briefings.yaml": "build: [{report: hosts, template: deck}]\n"})
    code = "import sys; sys.modules['matplotlib'] = sys.modules['numpy'] = None; sys.argv = ['briefings', 'build', '.']\nfrom briefings.cli import main; main()"

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (tmp_path / "output/hosts-deck.en.pptx").is_file(), done.stdout + done.stderr
