"""Decks on other people's templates: the sample in full on ten of them, and what becomes of it when a template changes.

The templates differ in maker, page, fonts, ground and language (`brand_makers`). Every promise here is held against the finished file or
against LibreOffice's drawing of it, not against what layout believes.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import brand_makers as makers
import pytest
import yaml
from frame_reading import SAMPLE, boxes_of_text, flat
from office import Office, Word, needs, page_images, pages_as_text
from openxml_audit import OpenXmlValidator
from PIL import Image, ImageDraw
from pptx import Presentation

from briefings import brand
from briefings.brand.house import House, name_of
from briefings.diagnostics import Level, Where
from briefings.engine import build, inspection, project
from briefings.env import Env
from briefings.frame import Chart, Frame, Item, Layout, Paragraph, Properties, Run, TextBox
from briefings.geometry import EMU_PER_POINT, Box
from briefings.language import LANGUAGES
from briefings.layout.fill import in_box
from briefings.look import Colour
from briefings.style import resolve, theme
from briefings.writers import WRITERS

ROOT: Final = Path(__file__).parent.parent
BUNDLED: Final = ("Blue_Curve", "Metropolis", "Inspiration", "Portfolio")
MADE: Final = {
    "office-4-3": makers.office,
    "dark-16-9": makers.dark,
    "arabic-a4": makers.a4_from_the_right,
    "by-hand-4-3": makers.hand_written,
}
NAMES: Final = (*MADE, "genjs-light", "genjs-dark", *BUNDLED)
LARGE: Final = 18.0
MARGIN: Final = 4 * EMU_PER_POINT


@dataclass(frozen=True, slots=True)
class Branded:
    """The sample on a template: the file that it stands on, the deck, and its pages as LibreOffice draws them."""

    name: str
    template: bytes
    output: build.Output
    findings: tuple[Any, ...]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every template that can be made here; in CI all of them."""
    folder = tmp_path_factory.mktemp("brands")
    found: dict[str, bytes] = {name: make() for name, make in MADE.items()}
    missing = makers.pptxgenjs_missing()
    assert not (missing and os.environ.get("CI")), missing
    if not missing:
        found |= {f"genjs-{tone}": makers.pptxgenjs(folder, dark=tone == "dark") for tone in ("light", "dark")}
    needs("soffice")
    return {**found, **makers.from_libreoffice(folder / "lo", BUNDLED)}


@pytest.fixture(scope="session")
def decks(templates: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Branded]:
    folder = tmp_path_factory.mktemp("branded")
    return {name: built(name, data, folder) for name, data in templates.items()}


@pytest.fixture(scope="session")
def drawings(decks: Mapping[str, Branded], office: Office) -> Mapping[str, bytes]:
    """The decks as LibreOffice draws them, all in one run of it."""
    pdfs = office.draw_decks([one.output.data for one in decks.values()])
    return dict(zip(decks, pdfs, strict=True))


@pytest.fixture(params=NAMES)
def branded(request: pytest.FixtureRequest, decks: Mapping[str, Branded]) -> Branded:
    if request.param not in decks:
        pytest.skip(makers.pptxgenjs_missing())
    return decks[request.param]


KEPT: Final = ("context", "programmes", "resources", "counter-terrorism", "quotes", "training", "entities")
"""Sections of each kind: what holds for a template changed or for a status holds on these as on all of them."""


def shortened(folder: Path, *, embargo: bool = False) -> Path:
    """The sample, with its translations, in a few sections; under embargo, if asked."""
    for path in SAMPLE.parent.glob(f"{SAMPLE.stem}*.yaml"):
        read = yaml.safe_load(path.read_text("utf-8"))
        read["sections"] = {id: section for id, section in read["sections"].items() if id in KEPT}
        if embargo and path.name == SAMPLE.name:
            read |= {"status": "embargoed", "embargo": "2026-12-31T10:00:00Z"}
        (folder / path.name).write_text(yaml.safe_dump(read, allow_unicode=True, sort_keys=False), "utf-8")
    return folder / SAMPLE.name


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shortened(tmp_path_factory.mktemp("short"))


@pytest.fixture(scope="session")
def embargoed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shortened(tmp_path_factory.mktemp("embargoed"), embargo=True)


@pytest.fixture(scope="session")
def shorter(
    templates: Mapping[str, bytes], short: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Branded]:
    """The short sample on a template, built once."""
    folder = tmp_path_factory.mktemp("shorter")
    return cache(lambda name: built(name, templates[name], folder, report=short))


def built(name: str, data: bytes, folder: Path, language: str = "en", report: Path = SAMPLE) -> Branded:
    path = folder / f"{name}.potx"
    path.write_bytes(data)
    env = Env(ROOT)
    options = build.Options(templates=("deck",), languages=(language,), brand=path)
    result = build.build(project.load(ROOT, env).of([report]), env, options)
    wrong = [finding.render() for finding in result.findings if finding.level is Level.ERROR]
    assert not wrong, f"{name}: " + "\n".join(wrong)
    return Branded(name, data, result.outputs[0], result.findings)


# -- on every template -----------------------------------------------------------------------------------------------------


def test_nothing_stands_on_what_the_master_draws(branded: Branded) -> None:
    read = brand.read(branded.template, Where(branded.name))
    offered = {layout.part: layout for layout in read.offered}
    wrong = []
    for frame in branded.output.layout.frames:
        layout = offered[frame.part]
        cell = 2 * EMU_PER_POINT
        drawn = Image.new("1", (read.page.width // cell + 1, read.page.height // cell + 1), 0)
        for one in layout.fixed:
            if one.box not in layout.obstacles:
                continue
            for outline in (outline for path in one.paths for outline in path):
                points = [
                    ((one.box.x + x * one.box.width) / cell, (one.box.y + y * one.box.height) / cell)
                    for x, y in outline
                ]
                ImageDraw.Draw(drawn).polygon(points, fill=1)
        for item, box in seen(frame):
            inside = drawn.crop(
                (
                    box.x // cell + 1,
                    box.y // cell + 1,
                    max(box.x // cell + 2, box.right // cell - 1),
                    max(box.y // cell + 2, box.bottom // cell - 1),
                )
            )
            share = inside.histogram()[-1] / (inside.width * inside.height)
            if 0.01 < share < 0.98:  # what stands wholly on a band stands on its ground
                wrong.append(f"{frame.id}: {item.id} stands on a drawing with {share:.0%}")
    assert wrong == []


def test_nothing_stands_outside_the_page_or_on_its_neighbours(branded: Branded) -> None:
    wrong = []
    for frame in branded.output.layout.frames:
        boxes = list(seen(frame))
        wrong += [
            f"{frame.id}: {item.id} leaves the page"
            for item, box in boxes
            if not frame.page.box.contains(box, EMU_PER_POINT)
        ]
        wrong += [
            f"{frame.id}: {one.id} and {other.id}"
            for n, (one, a) in enumerate(boxes)
            for other, b in boxes[n + 1 :]
            if a.overlaps(b, EMU_PER_POINT)
        ]
    assert wrong == []


def test_libreoffice_draws_all_text_inside_its_places(branded: Branded, drawings: Mapping[str, bytes]) -> None:
    """Each paragraph's words stand within their box as drawn, and take no more lines than were promised."""
    wrong = []
    pages = pages_as_text(drawings[branded.name])
    assert len(pages) == len(branded.output.layout.frames)
    for frame, words in zip(branded.output.layout.frames, pages, strict=True):
        for box in boxes_of_text(frame.items):
            wrong += [f"{frame.id}: {box.id}: {fault}" for fault in overflow(box, words)]
    assert wrong == []


def test_text_reads_on_what_libreoffice_draws_behind_it(branded: Branded, drawings: Mapping[str, bytes]) -> None:
    wrong = []
    for frame, image in zip(branded.output.layout.frames, page_images(drawings[branded.name], dpi=72), strict=True):
        scale = image.width / frame.page.width
        for box in boxes_of_text(frame.items):
            if not box.lines:
                continue
            area = lines_box(box).inset(-MARGIN, -MARGIN, -MARGIN, -MARGIN)
            part = image.crop(
                (int(area.x * scale), int(area.y * scale), int(area.right * scale) + 1, int(area.bottom * scale) + 1)
            )
            behind = most(part)
            for paragraph in box.paragraphs:
                for run in paragraph.runs:
                    needed = 3.0 if run.style.size >= LARGE or (run.style.bold and run.style.size >= 14) else 4.5
                    ratio = run.style.colour.contrast(behind)
                    if ratio < needed - 0.25:  # what is drawn is rounded
                        wrong.append(f"{frame.id}: {box.id}: {run.style.colour.rgb} on {behind.rgb} is {ratio:.2f}")
    assert wrong == []


def test_no_word_is_lost(branded: Branded, sample: build.Result) -> None:
    ours = next(output for output in sample.outputs if output.format == "pptx" and output.template == "deck")
    lost = words_of(ours) - words_of(branded.output)
    assert not lost


def test_the_deck_is_valid_and_holds_nothing_that_runs_or_loads(branded: Branded, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(branded.output.data)
    result = OpenXmlValidator().validate(path)
    assert [f"{error.part_uri}: {error.description}" for error in result.errors] == []
    assert b"vbaProject" not in branded.output.data


def test_slides_use_the_layouts_and_places_of_the_template(branded: Branded) -> None:
    deck = Presentation(io.BytesIO(branded.output.data))
    assert len(deck.slide_layouts) or deck.slide_masters
    kept = sum(len(master.slide_layouts) for master in deck.slide_masters)
    given = Presentation(io.BytesIO(branded.template))
    assert kept == sum(len(master.slide_layouts) for master in given.slide_masters), (
        "unused layouts are not ours to delete"
    )
    for slide in deck.slides:
        offered = {held.placeholder_format.idx for held in slide.slide_layout.placeholders}
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        assert {held.placeholder_format.idx for held in slide.placeholders} <= offered


def test_capacity_is_never_promised_beyond_what_libreoffice_draws(
    templates: Mapping[str, bytes], office: Office
) -> None:
    """A body filled with as much sample text as `inspect` says it holds keeps it, in Latin, Cyrillic, Arabic and Chinese."""
    filled: list[tuple[str, Frame]] = []
    decks_of: list[bytes] = []
    for name, data in templates.items():
        read = brand.read(data, Where(name))
        look = resolve.look(theme.read("default", Env(ROOT)), read, "slides")
        house = House(name, Where(name), read)
        part = next(part for part in inspection.inspect(house, look).parts if part.role == "content")
        layout = read.of_role("content")[0]
        place = layout.slot("body")
        spot = next((spot for spot in part.spots if spot.slot == "body"), None)
        if place is None or spot is None:
            continue
        frames = []
        for one in spot.capacity:
            if one.language not in ("en", "ru", "ar", "zh"):
                continue
            style = replace(place.styles[0], before=0, after=0)
            said = (LANGUAGES[one.language].sample * 12)[: one.characters].strip()
            paragraph = Paragraph((Run(said, style, language=one.language),), style, rtl=one.language == "ar")
            box = in_box("body", place, (paragraph,), look)
            frames.append(Frame(one.language, read.page, layout.name, one.language, (box,), part=layout.part))
        filled += [(f"{name} {frame.id}", frame) for frame in frames]
        made = Layout(tuple(frames), Properties(name, "en", "2000-01-01T00:00:00Z"), read.data)
        decks_of.append(WRITERS["pptx"](made).data)
    pages = [page for pdf in office.draw_decks(decks_of) for page in pages_as_text(pdf)]
    assert len(pages) == len(filled) >= 24
    over = []
    for (name, frame), words in zip(filled, pages, strict=True):
        (box,) = boxes_of_text(frame.items)
        inside = [word for word in words if len(word.text) > 3 and word.text in box.paragraphs[0].text]
        lowest = max((word.box.bottom for word in inside), default=0)
        if lowest > box.box.bottom + 4 * EMU_PER_POINT or not inside:
            over.append(f"{name}: {lowest / EMU_PER_POINT:.0f} of {box.box.bottom / EMU_PER_POINT:.0f} pt")
    assert over == []


# -- when the template changes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("drift", ["deleted", "moved", "renamed", "indices"])
def test_a_template_that_drifts_gives_the_deck_or_says_what_is_missing(
    drift: str,
    name: str,
    templates: Mapping[str, bytes],
    short: Path,
    shorter: Callable[[str], Branded],
    tmp_path: Path,
) -> None:
    """A deck in the same words; what stands elsewhere than before is said by a finding that names the role."""
    if name not in templates:
        pytest.skip(makers.pptxgenjs_missing())
    branded = shorter(name)
    content = next(
        casting for casting in brand.read(branded.template, Where("x")).castings if casting.role == "content"
    ).name
    data = dict(makers.drifts(branded.template, content))[drift]
    made = built(f"{branded.name}-{drift}", data, tmp_path, report=short)
    assert words_of(made.output) == words_of(branded.output) or drift == "deleted"
    assert not words_of(branded.output) - words_of(made.output)
    if drift in ("moved", "indices"):
        assert [frame.title for frame in made.output.layout.frames] == [
            frame.title for frame in branded.output.layout.frames
        ]


def test_an_arabic_deck_on_a_template_of_its_own_direction_and_on_one_that_is_not(
    templates: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name in ("arabic-a4", "dark-16-9"):
        made = built(name, templates[name], tmp_path, "ar")
        frame = next(frame for frame in made.output.layout.frames if len(list(boxes_of_text(frame.items))) > 2)
        assert frame.rtl
        deck = Presentation(io.BytesIO(made.output.data))
        for slide in deck.slides:
            for paragraph in slide.shapes.title.text_frame.paragraphs:
                assert paragraph._p.pPr is not None
                assert paragraph._p.pPr.get("rtl") == "1"


def test_english_on_a_master_that_runs_from_the_right_is_turned_back(decks: Mapping[str, Branded]) -> None:
    deck = Presentation(io.BytesIO(decks["arabic-a4"].output.data))
    for slide in deck.slides:
        (paragraph, *_) = slide.shapes.title.text_frame.paragraphs
        assert paragraph._p.pPr.get("rtl") == "0"


@pytest.mark.parametrize("name", ["office-4-3", "by-hand-4-3", "genjs-light", "dark-16-9"])
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_slide_tells_the_status_whether_or_not_the_template_has_a_place_for_it(
    name: str, language: str, templates: Mapping[str, bytes], embargoed: Path, tmp_path: Path
) -> None:
    """The report stays under embargo; hand-made and generated templates have layouts without a footer, or with a narrow one."""
    if name not in templates:
        pytest.skip(makers.pptxgenjs_missing())
    made = built(name, templates[name], tmp_path, language, report=embargoed)
    said = {"en": "Embargoed until", "ru": "Не публиковать до 31", "ar": "يُحظر النشر حتى"}[language]
    for number, slide in enumerate(Presentation(io.BytesIO(made.output.data)).slides, 1):
        shown = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert said in shown.replace("\u00a0", " "), f"{name}, slide {number}: {shown[:300]}"
    test_nothing_stands_on_what_the_master_draws(made)
    test_nothing_stands_outside_the_page_or_on_its_neighbours(made)


SHORT: Final = """
id: short
title: Short
language: en
date: 2025
status: embargoed
embargo: 2026-12-31T10:00:00Z
sections:
  words: {type: prose, title: Words, text: A few words.}
"""


def test_a_layout_without_room_for_the_status_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Title and text are a column at the edge, too narrow for the words; all the rest is painted."""
    wide, tall, head, across = 9_144_000, 6_858_000, 1_400_000, 1_600_000
    full = {
        "Titel": f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{head}"/>',
        "Text": f'<a:off x="0" y="{head}"/><a:ext cx="{across}" cy="{tall - head}"/>',
        "Nummer": '<a:off x="100000" y="100000"/><a:ext cx="900000" cy="400000"/>',
        "Fuß": f'<a:off x="{across}" y="0"/><a:ext cx="{wide - across}" cy="{tall}"/>',
    }

    def filled(xml: str) -> str:
        for name, place in full.items():
            xml = re.sub(rf'(name="{name}".{{0,300}}?)<a:off [^>]*/><a:ext [^>]*/>', rf"\1{place}", xml, count=1)
        return xml

    covered = makers.rewritten(makers.hand_written(second=False), "ppt/slideMasters/slideMaster1.xml", filled)
    covered = makers.rewritten(covered, "ppt/slideLayouts/slideLayout3.xml", lambda xml: xml.replace('cx="3972000"', 'cx="700000"').replace('x="4672000"', 'x="800000"').replace('x="500000"', 'x="0"'))  # fmt: skip
    report = tmp_path / "short.yaml"
    report.write_text(SHORT, "utf-8")
    with pytest.raises(AssertionError, match="status-no-place"):
        built("covered", covered, tmp_path, report=report)


def test_a_brand_is_named_after_its_file() -> None:
    assert name_of(Path("brands/Agence Éclair 2024.potx")) == "agence-eclair-2024"


# -- reading ---------------------------------------------------------------------------------------------------------------


def seen(frame: Frame) -> Iterator[tuple[Item, Box]]:
    """What a reader sees of each item: the lines of a text, all of anything else."""
    for item in frame.items:
        if isinstance(item, TextBox):
            if item.lines:
                yield item, lines_box(item)
        else:
            yield item, item.box


def lines_box(box: TextBox) -> Box:
    """Where the lines of a text box stand on the page."""
    content, top = box.content, box.content.y + box.shift
    left = min(line.x for line in box.lines)
    right = max(line.x + line.width for line in box.lines)
    return Box(content.x + left, top, max(1, right - left), box.text_height)


def overflow(box: TextBox, words: list[Word]) -> Iterator[str]:
    """What of a box's text is drawn beyond it, by the words of the page that stand in its columns."""
    wanted = Counter(letters(word) for paragraph in box.paragraphs for word in paragraph.text.split())
    mine = [
        word
        for word in words
        if letters(word.text) in wanted
        and word.box.x >= box.box.x - 4 * EMU_PER_POINT
        and word.box.right <= box.box.right + 4 * EMU_PER_POINT
        and box.box.y - 30 * EMU_PER_POINT < word.box.y < box.box.bottom + 60 * EMU_PER_POINT
    ]
    slack = 4 * EMU_PER_POINT  # a word's box reaches from the font's ascender to its descender
    below = [word.text for word in mine if word.box.bottom > box.box.bottom + slack and unique(word, words)]
    above = [word.text for word in mine if word.box.y < box.box.y - slack and unique(word, words)]
    if below or above:
        yield f"{' '.join(above + below)[:60]!r} beyond its box"


def unique(word: Word, words: list[Word]) -> bool:
    """Whether a word stands only once on its page, whole or broken at its hyphen, so that it must be the one that is looked for."""
    parted = (one.text + other.text for one, other in pairwise(words) if one.text.endswith("-"))
    said = [letters(text) for text in (*(other.text for other in words), *parted)]
    return said.count(letters(word.text)) == 1


def most(part: Image.Image) -> Colour:
    """The ground of a text, from around it: the middle colour of a picture's edge."""
    wide, tall = part.size
    edge = [(x, y) for x in range(wide) for y in (0, tall - 1)] + [(x, y) for y in range(tall) for x in (0, wide - 1)]
    bands = [band.tobytes() for band in part.convert("RGB").split()]
    middle = [sorted(band[y * wide + x] for x, y in edge)[len(edge) // 2] for band in bands]
    return Colour("".join(f"{value:02X}" for value in middle))


def letters(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text)).casefold()


def words_of(output: build.Output) -> Counter[str]:
    """The words of a deck's slides that come from the report; titles, which continued slides repeat, and kickers, for which a template
    may have no place, apart, as are contents and dividers, which name what the titles say, and the line of sources, which takes free room alone."""
    found: Counter[str] = Counter()
    for frame in output.layout.frames:
        if frame.id == "agenda" or frame.id.startswith("chapter-"):
            continue
        for item in flat(frame.items):
            if (
                isinstance(item, TextBox)
                and not item.field
                and item.id not in ("kicker", "title", "footer", "page-date", "number", "slide.source")
            ):
                found.update(
                    letters(word) for paragraph in item.paragraphs for word in paragraph.text.split() if letters(word)
                )
    return found


def test_notes_are_set_in_the_fonts_of_a_template_without_a_notes_master(decks: Mapping[str, Branded]) -> None:
    deck: Any = Presentation(io.BytesIO(decks["by-hand-4-3"].output.data))
    theme = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"

    of_slides, of_notes = (one.part.part_related_by(theme) for one in (deck.slide_masters[0], deck.notes_master))

    assert of_notes.partname != of_slides.partname
    assert of_notes.blob == of_slides.blob
    noted = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    assert noted and all(noted)


def test_the_line_above_a_chart_takes_no_column_beside_it(decks: Mapping[str, Branded]) -> None:
    """Most customers' layouts have a place beside a chart and none above it."""
    for name, branded in decks.items():
        frame = next(frame for frame in branded.output.layout.frames if frame.id == "training")
        (chart,) = [item for item in frame.items if isinstance(item, Chart)]
        beside = [item for item in frame.items if item.id == "text" and item.box.bottom > chart.box.y]
        assert not beside, name
