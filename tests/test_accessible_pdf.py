"""Every PDF that the built-in templates make, in six languages: read in order, described in full, sound, and fit for a printer."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pypdf
import pypdfium2
import pytest
from frame_reading import flat
from office import approved, needs
from PIL import Image, ImageStat
from projects import REPORT, ROOT, lay

from briefings.checks import check_file
from briefings.checks.pdf.content import Key
from briefings.checks.pdf.document import Document, Node, read
from briefings.contrast import needed
from briefings.engine import project
from briefings.engine.build import Options, Output, build
from briefings.env import Env
from briefings.frame import Chart, Frame, Group, Item, Panel, Paragraph, Picture, Table, TextBox
from briefings.geometry import mm, to_points
from briefings.writers.pdf import write

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
TEMPLATES = ("deck", "one-pager", "one-pager-letter", "one-pager-low-ink")
PIXELS = 3.0  # to a point
SEGMENTS = {
    "briefings.yaml": "build: [{report: data/parts.yaml, template: deck}]\n",
    "data/parts.yaml": """
id: parts
title: Parts
language: en
date: 2025
status: final
sections:
  money:
    type: chart
    chart: stacked
    title: Money by year
    series: {a: Courts, b: Police, c: Prisons}
    data:
      - {label: First, values: {a: 20, b: 30, c: 40}}
      - {label: Second, values: {a: 30, b: 20, c: 30}}
      - {label: Third, values: {a: 40, b: 30, c: 20}}
""",
}
pytestmark = pytest.mark.xdist_group("accessible-pdf")  # one worker builds for all of them

Told: TypeAlias = tuple[str, str]
"""What something is to a listener, and what it says."""


@pytest.fixture(scope="module")
def built() -> Mapping[str, Output]:
    """The sample in every built-in template and language, as PDF."""
    env = Env(ROOT)
    made = build(project.load(ROOT, env), env, Options(templates=TEMPLATES, languages=LANGUAGES, formats=("pdf",)))
    missing = {(t, one) for t in TEMPLATES for one in LANGUAGES} - {(o.template, o.language) for o in made.outputs}
    assert not missing, made.findings
    assert [finding.code for finding in made.findings if finding.code.startswith(("print-", "alt-"))] == []
    return {output.name: output for output in made.outputs}


@pytest.fixture(scope="module")
def files(built: Mapping[str, Output], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("built")
    for name, output in built.items():
        (folder / name).write_bytes(output.data)
    return tuple(folder / name for name in built)


# -- validators ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_verapdf_accepts_every_file(profile: str, files: tuple[Path, ...]) -> None:
    """PDF/UA-1 and PDF/A-2a, by veraPDF, all files in one call."""
    assert approved(files, profile) == [file.name for file in files]


def test_a_template_that_asks_for_the_second_part_gets_pdf_ua_2_and_pdf_a_4(
    tmp_path: Path, built: Mapping[str, Output]
) -> None:
    """By veraPDF's profiles for both, all files in two calls; by our own rules; and said in the template by one line."""
    paths = []
    for name, output in built.items():
        layout = replace(output.layout, properties=replace(output.layout.properties, standard="ua-2"))
        paths.append(tmp_path / name)
        paths[-1].write_bytes(write(layout))
        assert paths[-1].read_bytes()[:8] == b"%PDF-2.0"
        assert [finding.render() for finding in check_file(paths[-1])] == []
    for profile in ("ua2", "4"):
        assert approved(tuple(paths), profile) == [path.name for path in paths]


def test_the_line_that_asks_for_it(tmp_path: Path) -> None:
    text = (ROOT / "templates/one-pager.yaml").read_text(encoding="utf-8")
    lay(
        tmp_path,
        {
            "data/r.yaml": REPORT,
            "templates/second.yaml": f"pdf: ua-2\n{text}",
            "templates/third.yaml": f"pdf: ua-3\n{text}",
        },
    )
    env = Env(tmp_path)
    second, third = (
        build(project.load(tmp_path, env), env, Options(templates=(name,))) for name in ("second", "third")
    )
    assert b"<pdfuaid:part>2</pdfuaid:part>" in second.outputs[0].data
    assert ([finding.code for finding in third.findings], third.outputs) == (["choice-unknown"], ())


def test_qpdf_finds_every_file_sound(files: tuple[Path, ...]) -> None:
    needs("qpdf")
    for file in files:
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_our_own_rules_find_nothing(built: Mapping[str, Output]) -> None:
    assert [finding.render() for name, output in built.items() for finding in check_file(Path(name), output.data)] == []


# -- the tree ------------------------------------------------------------------------------------------------------------


def test_the_tree_says_all_that_the_page_shows_in_the_briefing_s_order(built: Mapping[str, Output]) -> None:
    for name, output in built.items():
        assert list(heard(read(Path(name), output.data))) == [
            one for frame in output.layout.frames for one in shown(frame)
        ], name


def shown(frame: Frame) -> Iterator[Told]:
    """What a person reads on a page, in reading order."""
    for item in frame.items:
        yield from _shown(item)


def _shown(item: Item, beside_figure: bool = False) -> Iterator[Told]:
    match item:
        case Group():
            figure = any(isinstance(one, Picture | Chart | Table) for one in item.items)
            for child in item.items:
                yield from _shown(child, figure)
        case TextBox() if not item.field:
            quoted = False
            for paragraph in item.paragraphs:
                if paragraph.kind == "furniture" or not squeezed(paragraph.text):
                    continue
                quoted = paragraph.kind == "quote"
                yield _role(paragraph, beside_figure, quoted), squeezed(paragraph.text)
        case Chart():
            yield "Figure", squeezed(item.alt)
            for number, row in enumerate(item.drawing.rows):
                for column, cell in enumerate(row):
                    yield "TD" if number and column else "TH", squeezed(cell.text)
        case Picture() if item.alt and not item.decorative:
            yield "Figure", squeezed(item.alt)
        case Table():
            for number, cells in enumerate(item.rows):
                for one in cells:
                    heads = number < item.header_rows or one.header
                    yield "TH" if heads else "TD", squeezed("".join(p.text for p in one.text.paragraphs))
        case _:
            return


def _role(paragraph: Paragraph, beside_figure: bool, quoted: bool) -> str:
    match paragraph.kind:
        case "title" | "heading":
            return "H"
        case "item":
            return "LBody"
        case "caption" if beside_figure:
            return "Caption"
        case _:
            return "BlockQuote" if quoted else "P"


def heard(document: Document) -> Iterator[Told]:
    """What the tree says, element by element: its role, and its words or alternative text."""
    for node, above in document.walk():
        words = squeezed(node.alt or own_words(document, node))
        tag = "BlockQuote" if above and above[-1].tag == "BlockQuote" else re.sub(r"^H\d$", "H", node.tag)
        if (words and tag not in ("Lbl", "Span", "Link")) or tag in ("TH", "TD"):
            yield tag, words


def own_words(document: Document, node: Node) -> str:
    """The words of an element and of the spans and links in its lines."""
    made = ""
    for kid in node.kids:
        if isinstance(kid, Key):
            made += document.marks[kid].text
        elif isinstance(kid, Node) and kid.tag in ("Span", "Link"):
            made += own_words(document, kid)
    return made


def squeezed(text: str) -> str:
    """A text without spaces and without characters that are never drawn: what lines and languages do to it does not count."""
    return re.sub("[\\s\u00ad\u200b-\u200f\u2028\u2060-\u2069\ufeff]+", "", text)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_poppler_reads_the_same_words_in_the_same_order(
    language: str, files: tuple[Path, ...], built: Mapping[str, Output]
) -> None:
    """An independent reader of the tree. (It reads only the first piece of a line that changes its direction or its glyphs' meaning.)"""
    needs("pdfinfo")
    for file in files:
        if file.name.endswith(f".{language}.pdf"):
            done = subprocess.run(
                ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(file)], capture_output=True, check=True
            )
            spoken = squeezed("".join(re.findall(r'^\s+"(.*)"$', done.stdout.decode(errors="replace"), re.MULTILINE)))
            at = 0
            for frame in built[file.name].layout.frames:
                for role, words in shown(frame):
                    if role != "Figure":
                        found = spoken.find(words, at)
                        assert found >= 0, f"{file.name}: {words} after {spoken[max(0, at - 80) : at]}"
                        at = found + len(words)


def test_headings_begin_with_the_title_and_skip_no_level(built: Mapping[str, Output]) -> None:
    for name, output in built.items():
        document = read(Path(name), output.data)
        levels = [int(node.tag[1]) for node, _ in document.walk() if re.fullmatch(r"H\d", node.tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert levels.count(1) == len(output.layout.frames), name


def test_the_file_speaks_its_language_shows_its_title_and_knows_whether_it_is_one_page(
    built: Mapping[str, Output],
) -> None:
    for name, output in built.items():
        document = read(Path(name), output.data)
        assert (document.language, document.title) == (output.language, output.briefing.title)
        assert document.shows_title
        assert document.intents == ("GTS_PDFA1",)
        assert document.kinds == (() if output.template == "deck" else ("one-page",))
        catalog: Any = pypdf.PdfReader(io.BytesIO(output.data)).trailer["/Root"]
        assert (catalog["/ViewerPreferences"].get("/Direction") == "/R2L") == (output.language == "ar")


def test_a_handout_has_an_outline_entry_for_every_slide(built: Mapping[str, Output]) -> None:
    for output in built.values():
        if output.template == "deck":
            reader = pypdf.PdfReader(io.BytesIO(output.data))
            pages = {reader.get_destination_page_number(entry) for entry in _entries(reader.outline)}
            assert pages == set(range(len(output.layout.frames)))
            titles = [str(entry.title) for entry in _entries(reader.outline)]
            assert all(frame.title in titles for frame in output.layout.frames)


def _entries(outline: Any) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(entry)
        else:
            yield entry


def test_lists_tables_and_figures_are_whole(built: Mapping[str, Output]) -> None:
    for name, output in built.items():
        for node, above in read(Path(name), output.data).walk():
            tags = [kid.tag for kid in node.kids if isinstance(kid, Node)]
            match node.tag:
                case "L":
                    assert set(tags) == {"LI"}
                    assert node.attributes["ListNumbering"] in ("/Disc", "/Decimal", "/Circle", "/Square", "/None")
                case "LI":
                    assert tags[-1] == "LBody"
                    assert tags[:-1] in ([], ["Lbl"])
                case "TH":
                    assert node.attributes["Scope"] == ("/Column" if above[-2].tag == "THead" else "/Row")
                case "TR":
                    assert set(tags) <= {"TH", "TD"}
                case "Figure":
                    left, bottom, right, top = map(float, re.findall(r"-?[\d.]+", node.attributes["BBox"]))
                    assert left < right
                    assert bottom < top


def test_a_chart_says_its_extremes_and_its_data_stand_behind_it(built: Mapping[str, Output]) -> None:
    charts = 0
    for name, output in built.items():
        document = read(Path(name), output.data)
        nodes = [node for node, _ in document.walk()]
        for item in (one for frame in output.layout.frames for one in flat(frame.items) if isinstance(one, Chart)):
            charts += 1
            points = [point for series in item.spec.series for point in series.points if point.value is not None]
            figure = next(node for node in nodes if node.tag == "Figure" and node.alt == item.alt)
            assert max(points, key=lambda point: point.value or 0).shown in figure.alt
            assert min(points, key=lambda point: point.value or 0).shown in figure.alt
            table = nodes[nodes.index(figure) + 1]
            assert table.tag == "Table"
            told = [squeezed(document.words(cell)) for cell in _cells(table) if cell.tag == "TD"]
            assert sorted(told) == sorted(squeezed(value) for value in _values(item))
            heads = {squeezed(document.words(cell)) for cell in _cells(table) if cell.tag == "TH"}
            named = [category.text for category in item.spec.categories]
            named += [series.name.text for series in item.spec.series] if len(item.spec.series) > 1 else []
            assert {squeezed(text) for text in named if text} <= heads
    assert charts >= 5 * len(LANGUAGES)


def _cells(table: Node) -> Iterator[Node]:
    for part in table.kids:
        for row in part.kids if isinstance(part, Node) else ():
            if isinstance(row, Node):
                yield from (cell for cell in row.kids if isinstance(cell, Node))


def _values(chart: Chart) -> list[str]:
    points = [point for series in chart.spec.series for point in series.points]
    return [point.shown for point in (*points, *chart.spec.totals)]


def test_a_chart_s_data_leave_no_ink(built: Mapping[str, Output]) -> None:
    """With and without its rows of data a page looks the same to the pixel."""
    output = built["drugs-crime-terrorism-one-pager.en.pdf"]
    bare = tuple(
        replace(frame, items=tuple(_without_rows(item) for item in frame.items)) for frame in output.layout.frames
    )
    assert drawn(output.data) == drawn(write(replace(output.layout, frames=bare)))


def _without_rows(item: Item) -> Item:
    match item:
        case Chart():
            return replace(item, drawing=replace(item.drawing, rows=()))
        case Group():
            return replace(item, items=tuple(_without_rows(child) for child in item.items))
        case _:
            return item


def test_every_font_is_embedded_and_cut_down(built: Mapping[str, Output]) -> None:
    for output in built.values():
        reader = pypdf.PdfReader(io.BytesIO(output.data))
        fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            assert re.fullmatch(r"/[A-Z]{6}\+.+", font.get_object()["/BaseFont"])
            program = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
            assert len(program.get_object().get_data()) < 300_000


# -- print ---------------------------------------------------------------------------------------------------------------


def drawn(data: bytes, scale: float = PIXELS, mode: str = "RGB") -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=scale).to_pil().convert(mode) for page in document]
    finally:
        document.close()


def sheets(built: Mapping[str, Output]) -> Iterator[tuple[str, Output]]:
    return ((name, output) for name, output in built.items() if output.template != "deck")


def test_a_sheet_is_one_page_of_its_paper_with_nothing_in_the_printer_s_margin(built: Mapping[str, Output]) -> None:
    for name, output in sheets(built):
        document = pypdfium2.PdfDocument(output.data)
        width, height = document[0].get_size()
        assert len(document) == 1
        document.close()
        paper = (612, 792) if "letter" in name else (595.28, 841.89)
        assert (width, height) == pytest.approx(paper, abs=0.01)
        (page,) = drawn(output.data, mode="L")
        edge = round(to_points(mm(6)) * PIXELS)
        inner = Image.new("L", (page.width - 2 * edge, page.height - 2 * edge), 255)
        page.paste(inner, (edge, edge))
        for item in output.layout.frames[0].items:
            if isinstance(item, Panel) and (item.box.x, item.box.y) == (
                0,
                0,
            ):  # a ground may lose what runs over the edge
                page.paste(255, (0, 0, page.width, round(to_points(item.box.bottom) * PIXELS) + 2))
        assert page.getextrema() == (255, 255), name


def test_text_can_be_read_on_a_grey_print(built: Mapping[str, Output]) -> None:
    """Contrast as drawn: in the pixels of each line, from the darkest grey to the lightest."""
    for name, output in sheets(built):
        (page,) = drawn(output.data, scale=6, mode="L")
        for item in flat(output.layout.frames[0].items):
            if isinstance(item, TextBox):
                for line in (line for line in item.lines if line.runs):
                    x, y = item.content.x + line.x, item.content.y + item.shift + line.top
                    sides = [to_points(side) * 6 for side in (x, y, x + line.width, y + line.height)]
                    dark, light = extremes(page, *sides)
                    wanted = min(needed(run.size, bold=run.run.style.bold) for run in line.runs)
                    assert contrast(dark, light) >= wanted, (name, item.id, dark, light)


def extremes(page: Any, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
    """The darkest and the lightest grey in a part of a page."""
    found: tuple[float, float] = page.crop((left, top, right, bottom)).getextrema()
    return found


def contrast(dark: float, light: float) -> float:
    """The contrast of two greys (WCAG 2.2, 1.4.3)."""
    low, high = (
        (value / 255 / 12.92) if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in (dark, light)
    )
    return float((high + 0.05) / (low + 0.05))


def test_segments_side_by_side_differ_on_a_grey_print(tmp_path: Path) -> None:
    env = Env(lay(tmp_path, SEGMENTS))
    made = build(project.load(env.root, env), env, Options(formats=("pdf",)))
    assert made.outputs, made.findings
    (output,) = made.outputs
    tried = 0
    for frame, page in zip(output.layout.frames, drawn(output.data), strict=True):
        for chart in (item for item in flat(frame.items) if isinstance(item, Chart) and "stacked" in item.spec.kind):
            segments = [path for path in chart.drawing.paths if path.mark.startswith("segment:")]
            greys = [_grey_of(page, chart, path.segments) for path in segments]
            assert all(contrast(*sorted(pair)) >= 1.3 for pair in pairwise(greys)), greys
            tried += len(segments)
    assert tried == 9


def _grey_of(page: Image.Image, chart: Chart, segments: tuple[tuple[str | float, ...], ...]) -> int:
    """What a mark's corner region looks like in grey: its luminance, back on the scale of greys."""
    places = [(float(s[-2]), float(s[-1])) for s in segments if len(s) > 2]
    x = to_points(chart.box.x) + min(x for x, _ in places) + 2
    y = to_points(chart.box.bottom) - min(y for _, y in places) - 2
    red, green, blue = (c / 255 for c in page.getpixel((round(x * PIXELS), round(y * PIXELS))))  # type: ignore[union-attr]
    linear = sum(part * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
                 for part, c in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True))  # fmt: skip
    return round(255 * (linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055))


def test_low_ink_takes_about_half_the_ink_and_loses_no_words(built: Mapping[str, Output]) -> None:
    for language in LANGUAGES:
        usual, low = (
            built[f"drugs-crime-terrorism-{name}.{language}.pdf"] for name in ("one-pager", "one-pager-low-ink")
        )
        (full,), (spare,) = drawn(usual.data, mode="L"), drawn(low.data, mode="L")
        assert 255 - ImageStat.Stat(spare).mean[0] < 0.55 * (255 - ImageStat.Stat(full).mean[0])
        words = [[words for _, words in heard(read(Path("x.pdf"), one.data))] for one in (usual, low)]
        assert not Counter(words[0]) - Counter(words[1])  # what needs no ground takes less room: more may fit


def test_low_ink_whitens_a_deck_s_master_and_its_handout() -> None:
    """A deck's grounds come from the slide master: with little ink it has none, in the .pptx as in the PDF."""
    from briefings.style import resolve

    full, _ = resolve.open_look("default", "16:9", "slides", "en", Env(ROOT))
    spare, _ = resolve.open_look("default", "16:9", "slides", "en", Env(ROOT), ink="low")
    assert any(layout.background.rgb != "FFFFFF" for layout in full.layouts)
    assert all(layout.background.rgb == "FFFFFF" for layout in spare.layouts)
    tall = [
        item for layout in spare.layouts for item in layout.fixed if item.box.height > mm(2) and item.box.width > mm(2)
    ]
    assert tall == []
