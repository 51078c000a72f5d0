"""Cards: charts, figures and quotes as pictures of set sizes that can be posted by themselves."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import brand_makers
import PIL.Image
import PIL.ImageChops
import pytest
from browser import screenshot
from frame_reading import boxes_of_text, flat
from lxml import etree
from projects import ROOT, lay, run

from briefings import brand, report, source, template
from briefings.diagnostics import Where
from briefings.engine import project
from briefings.engine.build import Options, Output, build, write
from briefings.engine.cards import LIST
from briefings.env import Env
from briefings.frame import Chart, Frame, Item, Panel, TextBox, glyph_runs
from briefings.geometry import Box
from briefings.language import of
from briefings.look import Colour
from briefings.reflow import reading
from briefings.reflow.cards import Dealt, deal
from briefings.reflow.nodes import Figures, Flow, Graph, Said, walk
from briefings.reflow.sizes import Size, sized
from briefings.report import translation
from briefings.style import resolve

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SIZES = ("1200x675", "1080x1080", "1080x1350")
SAMPLE = ROOT / "data/drugs-crime-terrorism.yaml"
UNLIKE = (
    *(ROOT / f"tests/reports/{name}.yaml" for name in ("coast", "river", "quarter", "water", "tables")),
    *(ROOT / f"data/{name}.yaml" for name in ("humanitarian-assistance", "forced-displacement")),
)
SVG = "{http://www.w3.org/2000/svg}"


def flowing(path: Path, language: str = "") -> Flow:
    """A report in the deck, in reading order."""
    env = Env(ROOT)
    read = report.parse(source.read(path, env.name(path), env), env)
    if language and language != read.language:
        beside = translation.sibling(path, language)
        read = translation.translate(read, source.read(beside, env.name(beside), env), language)
    filled = template.fill(template.load("deck", env), read, env, sheets={}, language=language)
    return reading.flow(filled, str(read.root["organization"] or ""), "")


def dealt(flow: Flow, theme: str = "default", sizes: Sequence[str] = SIZES, given: bytes = b"") -> Dealt:
    """Its cards in a theme or a brand."""
    env = Env(ROOT)
    house = brand.read(given, Where("brand")) if given else None
    return deal(flow, resolve.card_look(theme, flow.language, env, house), sizes)


def every() -> Iterator[tuple[str, Flow, str, bytes]]:
    for language in LANGUAGES:
        yield f"sample.{language}", flowing(SAMPLE, language), "default", b""
    for number, path in enumerate(UNLIKE):
        yield path.stem, flowing(path), ("vivid", "ink", "earth")[number % 3], b""
    yield "in a brand", flowing(UNLIKE[0]), "default", brand_makers.office()
    yield "in a dark brand", flowing(UNLIKE[5]), "default", brand_makers.dark()


@pytest.fixture(scope="module")
def cards() -> Mapping[str, tuple[Flow, Dealt]]:
    """The cards of reports in six languages, several themes and two brands."""
    return {name: (flow, dealt(flow, theme, given=given)) for name, flow, theme, given in every()}


def test_every_chart_figure_and_quote_has_its_card(cards: Mapping[str, tuple[Flow, Dealt]]) -> None:
    for name, (flow, made) in cards.items():
        nodes = [node for part in flow.parts for node in walk(part.nodes)]
        charted = {origin for node in nodes if isinstance(node, Graph) for origin in node.spec.origins()}
        wanted = set(charted)
        for node in nodes:
            rich = [s.figure + s.label for s in node.stats] if isinstance(node, Figures) else []
            rich += [node.text + node.speaker] if isinstance(node, Said) else []
            fields = [
                {origin for span in one for origin in span.origins} for one in rich
            ]  # a name in large type is none
            wanted |= {one for held in fields if not any(o.endswith(".abbreviation") for o in held) for one in held}
        left = {card.frame.id for card in made.cards} | {one.id for one in made.misfits}
        assert wanted - {o for card in made.cards for o in card.origins} <= {
            one for one in wanted for id in left if id.split(".")[0] in one
        }
        assert {(card.frame.id, str(card.size)) for card in made.cards} | {
            (one.id, str(one.size)) for one in made.misfits
        } == {(id, size) for id in left for size in SIZES}, name
        assert len({card.name for card in made.cards}) == len(made.cards)
    assert [one for _, made in cards.values() for one in made.misfits] == []


def test_nothing_is_cut_off_and_nothing_lies_on_another(cards: Mapping[str, tuple[Flow, Dealt]]) -> None:
    for name, (_, made) in cards.items():
        for card in made.cards:
            assert list(_faults(card.frame)) == [], (name, card.name)


def _faults(frame: Frame) -> Iterator[str]:
    margin = frame.page.box.inset(200_000, 0, 200_000, 200_000)
    for item in flat(frame.items):
        if not (frame.page.box if isinstance(item, Panel) else margin).contains(item.box, 2):
            yield f"{item.id} leaves the card"
    for one, other in combinations((one for one in frame.items if not isinstance(one, Panel)), 2):
        if one.box.overlaps(other.box, 2) and not (one.id.endswith(".share") and other.id.endswith(".of")):
            yield f"{one.id} overlaps {other.id}"
    for box in boxes_of_text(frame.items):
        if box.text_height > box.content.height + 2:
            yield f"{box.id} is higher than its box"
        if any(line.x < -1 or line.x + line.width > box.content.width + 1 for line in box.lines):
            yield f"a line of {box.id} is wider than its box"


def test_letters_are_large_enough_and_read_on_their_ground(cards: Mapping[str, tuple[Flow, Dealt]]) -> None:
    for name, (_, made) in cards.items():
        for card in made.cards:
            pixels = card.size.width / (card.frame.page.width / 12_700)
            for item in card.frame.items:
                for letters in glyph_runs(item) if not isinstance(item, Chart) else ():
                    assert letters.size * pixels >= 19, (name, card.name, letters.text)
            for box in boxes_of_text(card.frame.items):
                for paragraph in box.paragraphs:
                    ratio = paragraph.style.colour.contrast(card.frame.background)
                    assert ratio >= (3 if paragraph.style.size >= 24 else 4.5), (name, card.name, paragraph.text)


def test_no_card_is_half_empty(cards: Mapping[str, tuple[Flow, Dealt]]) -> None:
    """From the head to the foot, no stretch of more than two fifths of the height has nothing in it."""
    for name, (_, made) in cards.items():
        for card in made.cards:
            seen = sorted((part.y, part.bottom) for item in card.frame.items for part in _inked(item))
            last, widest = 0, 0
            for top, bottom in seen:
                widest, last = max(widest, top - last), max(last, bottom)
            assert widest <= card.frame.page.height * 0.4, (name, card.name)


def _inked(item: Item) -> Iterator[Box]:
    for one in flat((item,)):
        if isinstance(one, TextBox):
            yield from (
                one.content.moved(0, line.top + one.shift).inset(0, 0, 0, one.content.height - line.height)
                for line in one.lines
            )
        elif not isinstance(one, Panel):
            yield one.box


def test_a_card_says_where_it_is_from_and_in_which_state() -> None:
    flow = flowing(SAMPLE)
    for card in dealt(flow).cards:
        said = " ".join(paragraph.text for box in boxes_of_text(card.frame.items) for paragraph in box.paragraphs)
        said = said.replace("\u00a0", " ")  # names between dots stay whole
        assert "Report of the Secretary-General" in said and "United Nations" in said and flow.title in said
        assert "Report of the Secretary-General" in card.credit and "United Nations" in card.credit


def test_a_draft_says_so_on_every_card(tmp_path: Path) -> None:
    made = _made(lay(tmp_path, {"data/w.yaml": WELLS.replace("status: final", "status: draft")}), ("svg",))
    assert len(made) == 3
    assert all(">Draft<" in one.data.decode() for one in made)


def test_arabic_is_mirrored(cards: Mapping[str, tuple[Flow, Dealt]]) -> None:
    for left, right in zip(cards["sample.en"][1].cards, cards["sample.ar"][1].cards, strict=True):
        middle = left.frame.page.width // 2
        marks = [
            next((one for one in flat(card.frame.items) if one.id in ("mark", "quote.edge")), None)
            for card in (left, right)
        ]
        if marks[0] is not None and marks[1] is not None:
            assert marks[0].box.x < middle < marks[1].box.x
        assert right.frame.rtl and all(p.rtl for box in boxes_of_text(right.frame.items) for p in box.paragraphs)


# -- files ---------------------------------------------------------------------------------------------------------------------------------

WELLS = """\
id: wells
title: Safe water
language: en
date: 2024
status: final
organization: Water Office
sources: {survey: {title: Survey of wells}}
sections:
  dug: {type: statistics, title: Wells, source: survey, items: [{id: dug, value: 340, text: wells dug}]}
  by:
    {type: chart, chart: bar, title: Wells by district, unit: wells, data: [{label: North, value: 140}, {label: South, value: 200}]}
  said: {type: quotes, title: Said, items: [{id: a, text: "=Water is life <here> & now.", speaker: A. Example, office: Well keeper}]}
"""


def _made(home: Path, formats: tuple[str, ...], **more: object) -> tuple[Output, ...]:
    env = Env(home)
    options = Options(templates=("deck",), formats=formats, **more)  # type: ignore[arg-type]
    return build(project.load(home, env), env, options).outputs


@pytest.fixture(scope="module")
def files() -> tuple[Output, ...]:
    env = Env(ROOT)
    options = Options(
        data=(SAMPLE,), templates=("deck",), languages=("en", "ar", "zh"), formats=("png", "svg"), cards=SIZES[:2]
    )
    return build(project.load(ROOT, env), env, options).outputs


def test_pictures_have_the_size_that_was_asked_for_and_say_what_they_show(files: tuple[Output, ...]) -> None:
    assert len(files) == 2 * 2 * 3 * 21
    for one in files:
        size = sized(one.name.split(".")[-2])
        assert size is not None and one.name.startswith(f"drugs-crime-terrorism-deck.{one.language}/")
        if one.format == "png":
            picture = PIL.Image.open(io.BytesIO(one.data))
            assert picture.size == size and picture.info["Description"] == one.about["alt"]
        else:
            root = etree.fromstring(one.data)
            assert (root.get("width"), root.get("height")) == (str(size.width), str(size.height))
            assert root.get("lang") == of(one.language).tag and root.findtext(f"{SVG}desc") == one.about["alt"]


def test_an_svg_stands_alone_and_holds_its_words(files: tuple[Output, ...]) -> None:
    drawn = [one for one in files if one.format == "svg"]
    for one in drawn:
        root = etree.fromstring(one.data)
        assert not [
            tag for tag in root.iter() if etree.QName(tag).localname in ("script", "style", "foreignObject", "image")
        ]
        assert not re.search(rb"url\(|href|font-family=\"(?!sans-serif)", one.data)
        ids = [tag.get("id") for tag in root.iter() if tag.get("id")]
        assert len(ids) == len(set(ids)) == 2
    ids = [re.findall(rb' id="([^"]+)"', one.data)[0] for one in drawn if one.language == "en"]
    assert len(set(ids)) == len(ids), "several may stand in one web page"
    treatment = next(one for one in drawn if "support-treatment" in one.name and one.language == "en")
    assert ">29,500<" in treatment.data.decode()


def test_an_svg_is_drawn_by_a_browser_as_the_png_is(files: tuple[Output, ...], tmp_path: Path) -> None:
    by_name = {one.name: one for one in files}
    chosen = [
        one
        for one in files
        if one.format == "svg" and re.search(r"legislation|waly|seizures-weight|treatment", one.name)
    ]
    for one in chosen[::2]:
        (tmp_path / "card.svg").write_bytes(one.data)
        png = PIL.Image.open(io.BytesIO(by_name[one.name.replace(".svg", ".png")].data)).convert("RGB")
        shown = screenshot(tmp_path / "card.svg", png.size, tmp_path)
        differs = PIL.ImageChops.difference(shown, png).convert("L").histogram()
        assert sum(differs[128:]) / (png.width * png.height) < 0.005, one.name


def test_one_list_has_the_words_for_every_picture(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/wells.yaml": WELLS})
    assert (
        run(home, "build", "--template", "deck", "--format", "png", "--format", "svg", "--card", "1080x1080").code == 0
    )
    rows = list(csv.reader(io.StringIO((home / "output" / LIST).read_bytes().decode("utf-8-sig"))))
    assert rows[0] == ["file", "language", "title", "alternative text", "credit"]
    assert [row[0] for row in rows[1:]] == [
        f"wells-deck.en/{name}.1080x1080.{form}" for form in ("png", "svg") for name in ("dug-dug", "by", "said-a")
    ]
    assert rows[1][3:] == ["340 wells dug. Source: Survey of wells", "Source: Survey of wells\u00a0· Water Office"]
    assert rows[2][3].startswith("Bar chart: Wells by district") and rows[2][4] == "Water Office"
    assert rows[3][3] == "“=Water is life <here> & now.” — A. Example, Well keeper"
    sums = (home / "output/SHA256SUMS").read_text()
    assert all(row[0] in sums for row in rows[1:]) and LIST in sums
    assert run(home, "rebuild", "--check", "output/manifest.json").code == 0
    (home / "output" / rows[1][0]).write_bytes(b"changed")
    assert "output-changed" in run(home, "rebuild", "--check", "output/manifest.json").err


def test_the_same_report_gives_the_same_bytes_in_several_processes(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/wells.yaml": WELLS})
    once, again = (_made(home, ("png", "svg"), jobs=jobs) for jobs in (1, 2))
    assert {one.name: one.sha256 for one in once} == {one.name: one.sha256 for one in again}


def test_a_project_says_which_sizes(tmp_path: Path) -> None:
    wanted = "build: [{report: wells, template: deck, formats: [svg], card: [1200x675, 480x480]}]\n"
    home = lay(tmp_path, {"data/wells.yaml": WELLS, "briefings.yaml": wanted})
    env = Env(home)
    names = [one.name for one in build(project.load(home, env), env).outputs]
    assert len(names) == 6 and {name.split(".")[-2] for name in names} == {"1200x675", "480x480"}
    lay(tmp_path, {"briefings.yaml": wanted.replace("480x480", "100x900")})
    told = run(home, "build")
    assert (
        told.code == 1
        and "briefings.yaml:1:74: build.1.card.2: error[card-size]: a card cannot be `100x900`" in told.err
    )


@pytest.mark.parametrize(
    "given",
    [
        "",
        "1200",
        "1200x",
        "x",
        "0x0",
        "479x600",
        "5000x5000",
        "3000x1000",
        "1200 x 675",
        "1200×675",
        "1e3x1e3",
        "٣٢٠x٣٢٠",
    ],
)
def test_what_is_no_size_is_told(given: str, tmp_path: Path) -> None:
    assert sized(given) is None
    told = run(lay(tmp_path, {"data/wells.yaml": WELLS}), "build", "--format", "png", "--card", given)
    assert told.code == 2 and "480 to 4096" in told.err


def test_a_size_is_a_width_and_a_height() -> None:
    assert sized("1200x675") == Size(1200, 675) and sized("1080x1920") == Size(1080, 1920)


# -- limits --------------------------------------------------------------------------------------------------------------------------------


def test_what_has_no_card_is_told(tmp_path: Path) -> None:
    rows = "".join(f"District {n},{n}\n" for n in range(1, 901))
    table = "  t: {type: table, title: T, data: {table: data/rows.csv}}\n"
    home = lay(tmp_path, {"data/wells.yaml": WELLS + table, "data/rows.csv": "a,b\n" + rows})
    told = run(home, "build", "-v", "--template", "deck", "--format", "svg")
    assert told.code == 0 and "note[cards-passed]" in told.err and "no card is made of `t`" in told.err
    assert "-t." not in " ".join(path.name for path in (home / "output").rglob("*"))


def test_a_report_without_figures_charts_and_quotes_has_no_cards_and_is_told(tmp_path: Path) -> None:
    plain = WELLS.partition("sections:")[0] + "sections:\n  a: {type: prose, title: A, text: Nothing to count.}\n"
    folder = lay(tmp_path, {"data/wells.yaml": plain})
    told = run(folder, "build", "--template", "deck", "--format", "png")
    assert "data/wells.yaml:2:8: warning[cards-none]" in told.err
    lay(folder, {"briefings.yaml": "build:\n  - {template: deck, formats: [pptx, png]}\n"})
    assert "briefings.yaml:2:5: warning[cards-none]" in run(folder, "build").err


def test_a_chart_of_forty_bars_is_too_much_for_a_card_and_is_told_at_its_place(tmp_path: Path) -> None:
    data = ", ".join(f"{{label: District {n}, value: {n}}}" for n in range(1, 41))
    many = f"  many: {{type: chart, chart: bar, title: Wells by village, data: [{data}]}}\n"
    home = lay(tmp_path, {"data/wells.yaml": WELLS + many})
    told = run(home, "build", "--template", "deck", "--format", "png")
    assert "data/wells.yaml:13:" in told.err and "warning[card-full]: `many` has no card of 1200x675 in en" in told.err
    assert sorted(path.name for path in (home / "output/wells-deck.en").iterdir()) == [
        f"{name}.1200x675.png" for name in ("by", "dug-dug", "said-a")
    ]


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_a_quote_of_five_hundred_letters_has_its_card(language: str, tmp_path: Path) -> None:
    words = {
        "en": "Water is what we asked for. ",
        "ar": "الماء حق لكل إنسان في هذا البلد. ",
        "ru": "Вода нужна каждому человеку. ",
    }[language]
    said = (words * 30)[:500].rsplit(" ", 1)[0]
    given = WELLS.replace("language: en", f"language: {language}").replace("=Water is life <here> & now.", said)
    made = _made(lay(tmp_path, {"data/wells.yaml": given}), ("svg",), cards=SIZES)
    cards = [one for one in made if "said-a" in one.name]
    assert len(cards) == 3
    for card in cards:
        root = etree.fromstring(card.data)
        shown = " ".join("".join(line.itertext()) for line in root.iter(f"{SVG}g") if line.get("class") == "l")
        assert "".join(said.split()) in "".join(shown.split())


def test_colours_are_those_of_the_brand() -> None:
    given = brand_makers.office()
    house = brand.read(given, Where("brand"))
    grounds: set[Colour] = {card.frame.background for card in dealt(flowing(UNLIKE[0]), given=given).cards}
    known = {colour.rgb for colour in house.colours.values()}
    assert any(one.rgb in known and one.rgb != "FFFFFF" for one in grounds)


# -- verify --------------------------------------------------------------------------------------------------------------------------------


def test_a_number_changed_in_an_svg_is_found_and_a_png_cannot_be_read(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/wells.yaml": WELLS})
    env = Env(home)
    result = build(
        project.load(home, env), env, Options(templates=("deck",), formats=("png", "svg"), cards=("1080x1080",))
    )
    write(result, home / "output")
    folder = home / "output/wells-deck.en"
    assert run(home, "verify", *(path.as_posix() for path in sorted(folder.glob("*.svg")))).code == 0
    for name, old, new in (("dug-dug", ">340<", ">430<"), ("by", ">200<", ">100<"), ("said-a", "life", "gold")):
        path = folder / f"{name}.1080x1080.svg"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        assert run(home, "verify", path.as_posix()).code == 1, name
    told = run(home, "verify", (folder / "by.1080x1080.png").as_posix())
    assert told.code == 1 and "verify-unread" in told.err and "hold the SVG of the same card" in told.err


def test_a_broken_svg_is_told(tmp_path: Path) -> None:
    home = lay(tmp_path, {"data/wells.yaml": WELLS, "bad.svg": "<svg xmlns='http://www.w3.org/2000/svg'><g>"})
    assert "file-broken" in run(home, "verify", "bad.svg").err
