"""From a project to its files: the same bytes each time, one's own templates and sections, any template in any format."""

from __future__ import annotations

import gc
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from pptx import Presentation
from projects import REPORT, ROOT, TEMPLATE, lay, run
from pypdf.generic import StreamObject

from briefings import checks
from briefings.engine.build import Options, Output, Result, build
from briefings.engine.project import load
from briefings.env import Env


def made(folder: Path, *templates: str, formats: tuple[str, ...] = (), **changes: Any) -> Result:
    """What a project builds, in memory; it must build without an error."""
    env = Env(folder, changes.pop("environ", {}))
    result = build(load(folder, env), env, Options(templates=templates, formats=formats, **changes))
    assert [finding.render() for finding in result.findings if finding.level == "error"] == []
    return result


def named(result: Result, name: str) -> Output:
    return next(output for output in result.outputs if output.name == name)


def titles(output: Output) -> list[str]:
    return [frame.title for frame in output.layout.frames]


def words(output: Output) -> str:
    """All that a deck's slides say, without notes."""
    deck = Presentation(io.BytesIO(output.data))
    return "\n".join(text for slide in deck.slides for text in _texts(slide.shapes))


def _texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from _texts(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


# -- the same bytes -------------------------------------------------------------------------------------------------------------------


SETTINGS: tuple[Mapping[str, str], ...] = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "USER": "cheerful-otter"},
    {
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "tr_TR.UTF-8",
        "USER": "somebody-else",
        "COLUMNS": "40",
    },
)
"""Two machines: time zone, seed of Python's hashes, language, user, width of the terminal."""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The sample in two languages, built in two folders by two machines, some seconds apart: one by one, and in three processes."""
    folders = []
    for number, (setting, jobs) in enumerate(zip(SETTINGS, ("1", "3"), strict=True)):
        home = tmp_path_factory.mktemp("home") / ("deeper/" * number + "cheerful-folder")
        for folder in ("data", "seeds"):
            shutil.copytree(ROOT / folder, home / folder)
        command = [
            sys.executable,
            "-m",
            "briefings",
            "build",
            "--data",
            "data/drugs-crime-terrorism.yaml",
            "--format",
            "pptx",
            "--format",
            "pdf",
            "--lang",
            "en",
            "--lang",
            "ar",
        ]
        subprocess.run(
            [*command, "--jobs", jobs], cwd=home, env={**os.environ, **setting}, capture_output=True, check=True
        )
        folders.append(home / "output")
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    return first, second


def test_the_same_input_gives_the_same_bytes_wherever_whenever_and_however_it_is_built(
    twice: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    first, second = twice

    assert sorted(first) == [
        "SHA256SUMS", "contact-sheet.png",
        *(f"drugs-crime-terrorism-{template}.{language}.{form}" for template in ("deck", "one-pager") for language in ("ar", "en")
          for form in ("pdf", "pptx")),
        "manifest.json",
    ]  # fmt: skip
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_no_file_tells_who_made_it_where_or_with_which_library(
    twice: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    """Every part of every package, down to the workbooks of charts; every PDF with its streams opened."""
    strangers: tuple[str, ...] = ("cheerful", f"{Path.home()}/", f"{tempfile.gettempdir()}/", str(ROOT), "Steve Canny", "python-pptx", "ReportLab",
                 "XlsxWriter", "Matplotlib", "matplotlib v", "anonymous")  # fmt: skip
    strangers += (
        (socket.gethostname(),) if len(socket.gethostname()) > 5 else ()
    )  # a shorter name stands in any compressed stream
    told = [
        f"{name}: {part}: {stranger}"
        for name, data in twice[0].items()
        for part, inner in opened(name, data)
        for stranger in strangers
        if stranger.encode() in inner
    ]

    assert told == []


def opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a file, one within another; a manifest without its list of libraries."""
    if data.startswith(b"PK"):
        with ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield part, part.encode()
                yield from ((f"{part}: {inner}", read) for inner, read in opened(part, package.read(part)))
    elif data.startswith(b"%PDF"):
        yield "file", data
        reader = pypdf.PdfReader(io.BytesIO(data))
        for number in range(1, len(reader.xref[0]) + 1):
            thing = reader.get_object(number)
            yield f"object {number}", thing.get_data() if isinstance(thing, StreamObject) else repr(thing).encode()
    elif name == "manifest.json":
        yield "", data.split(b'"versions"')[0]
    else:
        yield "", data


def test_source_date_epoch_changes_metadata_only(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE})
    plain, dated = (
        made(tmp_path, "page", formats=("pptx", "pdf"), environ=environ)
        for environ in ({}, {"SOURCE_DATE_EPOCH": "1700000000"})
    )

    decks = [ZipFile(io.BytesIO(named(result, "water-page.en.pptx").data)) for result in (plain, dated)]
    assert [name for name in decks[0].namelist() if decks[0].read(name) != decks[1].read(name)] == ["docProps/core.xml"]
    assert b"2023-11-14T22:13:20Z" in decks[1].read("docProps/core.xml")
    assert b"2024-01-01T00:00:00Z" in decks[0].read("docProps/core.xml"), "without it, the report's date"

    pages = [pypdf.PdfReader(io.BytesIO(named(result, "water-page.en.pdf").data)) for result in (plain, dated)]
    assert pages[0].pages[0].get_contents().get_data() == pages[1].pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert str(pages[1].metadata.creation_date) == "2023-11-14 22:13:20+00:00"  # type: ignore[union-attr]


def test_a_source_date_epoch_that_is_no_time_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE})
    env = Env(tmp_path, {"SOURCE_DATE_EPOCH": "yesterday"})

    result = build(load(tmp_path, env), env, Options(templates=("page",)))

    assert result.outputs == ()
    assert [finding.render() for finding in result.findings] == [
        "error[environment-wrong]: SOURCE_DATE_EPOCH is `yesterday`, not a number of seconds since 1970\n"
        "  hint: set it as in `SOURCE_DATE_EPOCH=1700000000`, or unset it"
    ]


# -- templates ------------------------------------------------------------------------------------------------------------------------


def test_a_projects_own_template_comes_first_and_builtin_means_ours(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/deck.yaml": TEMPLATE})

    assert titles(made(tmp_path, "deck").outputs[0]) == ["Wells"]
    assert titles(made(tmp_path, "builtin:deck").outputs[0]) == ["Safe water", "Wells"]


def test_a_copied_template_is_changed_without_python(tmp_path: Path) -> None:
    """The built-in deck under another name, with one more page at its end and another title on the cover."""
    ours = (ROOT / "templates/deck.yaml").read_text(encoding="utf-8")
    changed = ours.replace('title: "{{ report.title }}"', 'title: "{{ report.title | upper }}"', 1) + (
        "\n  - layout: content\n    title: Thank you\n    body: {block: callout, text: \"Ask {{ report.organization or 'us' }}.\"}\n"
    )
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/ours.yaml": changed})

    deck = made(tmp_path, "ours").outputs[0]

    assert deck.name == "water-ours.en.pptx"
    assert titles(deck) == ["SAFE WATER", "Wells", "Thank you"]
    assert "Ask us." in words(deck)


def test_a_template_takes_pages_from_others(tmp_path: Path) -> None:
    mine = "kind: slides\npages:\n  - {layout: content, title: First, body: Mine.}\n  - include: builtin:deck\n"
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/deck.yaml": mine})

    assert titles(made(tmp_path, "deck").outputs[0]) == ["First", "Safe water", "Wells"]


def test_a_changed_page_of_the_one_pager_holds_for_both_paper_sizes_and_not_for_ours(tmp_path: Path) -> None:
    page = 'pages:\n  - layout: one-pager\n    title: "Mine"\n    main: {block: prose, text: Mine.}\n'
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/one-pager-page.yaml": page})

    result = made(tmp_path, "one-pager", "one-pager-letter")
    assert [titles(output) for output in result.outputs] == [["Mine"], ["Mine"]]
    assert titles(made(tmp_path, "builtin:one-pager").outputs[0]) == ["Safe water"]


@pytest.mark.parametrize("layout", ["'title-only' if section.items | length > 3 else 'content'", "'content'"])
def test_a_page_may_choose_its_layout_by_content(tmp_path: Path, layout: str) -> None:
    template = (
        'kind: slides\npages:\n  - for: section in sections\n    layout: "{{ ' + layout + ' }}"\n'
        '    title: "{{ section.title }}"\n    body: {block: list, items: {for: item in section.items, title: "{{ item.text }}"}}\n'
    )
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": template})

    assert "wells dug" in words(made(tmp_path, "page").outputs[0])


def test_content_is_never_a_template_and_never_breaks_one(tmp_path: Path) -> None:
    sly = "'{{ 7 * 7 }} {% raw %}: \"- {block: x}\" <b>&amp;</b> *'"
    lay(
        tmp_path,
        {
            "data/water.yaml": REPORT.replace("Safe water", sly).replace("wells dug", '"{{ report.id }} & <c>"'),
            "templates/page.yaml": TEMPLATE,
        },
    )

    deck = made(tmp_path, "page", "builtin:deck", formats=("pptx", "pdf"))

    assert titles(named(deck, "water-deck.en.pptx"))[0] == '{{ 7 * 7 }} {% raw %}: "- {block: x}" <b>&amp;</b> *'
    assert "{{ report.id }} & <c>" in words(named(deck, "water-page.en.pptx"))


# -- sections -------------------------------------------------------------------------------------------------------------------------

OWN = """\
  own:
    type: blocks
    title: Of our own
    blocks:
      - {block: callout, text: Mind **the** gap.}
      - {block: list, items: [First, {title: Second, detail: with more}]}
      - block: row
        blocks:
          - {block: stat-grid, items: [{value: 1150, qualifier: at-least, text: pumps}, {value: 27, text: clinics}]}
          - {block: quote, text: We keep it running., speaker: A. Example}
  more:
    type: blocks
    title: And more
    blocks:
      - {block: chart, data: {chart: bar, unit: wells, data: [{label: North, value: 140}, {label: South, value: 80}]}}
  rows:
    type: blocks
    title: Rows
    blocks:
      - {block: table, data: {table: data/rows.csv}}
"""


def test_a_section_of_ones_own_is_made_of_any_blocks(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT + OWN, "data/rows.csv": "District,Wells\nNorth,140\nSouth,80\n"})

    deck = made(tmp_path, "deck").outputs[0]

    said = words(deck)
    for text in (
        "Mind the gap.",
        "Second",
        "with more",
        "1,150+",
        "clinics",
        "We keep it running.",
        "A. Example",
        "District",
        "140",
    ):
        assert text in said
    slides = Presentation(io.BytesIO(deck.data)).slides
    (chart,) = (shape.chart for slide in slides for shape in slide.shapes if shape.has_chart)
    assert dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True)) == {
        "North": 140,
        "South": 80,
    }


def test_a_report_needs_none_of_the_optional_sections(tmp_path: Path) -> None:
    """One paragraph is a report; what has nothing to show makes no page."""
    lay(tmp_path, {"data/minimal.yaml": (ROOT / "tests/reports/minimal.yaml").read_text(encoding="utf-8")})

    result = made(tmp_path)

    assert result.findings == ()
    assert titles(named(result, "minimal-deck.en.pptx")) == ["The smallest report", "Summary"]
    assert len(named(result, "minimal-one-pager.en.pdf").layout.frames) == 1


# -- several --------------------------------------------------------------------------------------------------------------------------


def test_two_reports_of_a_project_have_their_own_files(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT, "data/rain.yaml": REPORT.replace("id: water", "id: rain")})

    assert [output.name for output in made(tmp_path).outputs] == [
        "rain-deck.en.pptx", "rain-one-pager.en.pdf", "water-deck.en.pptx", "water-one-pager.en.pdf",
    ]  # fmt: skip


def test_nothing_is_built_twice_under_one_name(tmp_path: Path) -> None:
    lay(tmp_path, {"data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE})

    assert len(made(tmp_path, "page", "page", formats=("pptx", "pptx"), languages=("en", "en")).outputs) == 1
    outcome = run(tmp_path, "check", "--template", "deck", "--template", "builtin:deck")
    assert outcome.err.splitlines()[1:] == [
        "error[output-twice]: `water-deck.en.pptx` would be written twice", "  hint: give one of the two templates another name", "1 error",
    ]  # fmt: skip


def test_the_command_lines_template_keeps_what_the_project_says_of_it(tmp_path: Path) -> None:
    project = "build:\n  - {template: page, formats: pdf}\n  - {template: deck}\n"
    lay(tmp_path, {"briefings.yaml": project, "data/water.yaml": REPORT, "templates/page.yaml": TEMPLATE})

    assert [output.name for output in made(tmp_path, "page").outputs] == ["water-page.en.pdf"]
    assert [output.name for output in made(tmp_path, "builtin:deck").outputs] == ["water-deck.en.pptx"]


# -- any template in any format -----------------------------------------------------------------------------------------------------------


def test_a_deck_is_a_pdf_handout_too(sample: Result) -> None:
    deck, handout = (named(sample, f"drugs-crime-terrorism-deck.en.{form}") for form in ("pptx", "pdf"))

    assert handout.layout is deck.layout
    assert len(pypdf.PdfReader(io.BytesIO(handout.data)).pages) == len(Presentation(io.BytesIO(deck.data)).slides)


def test_a_sheet_is_an_editable_slide_of_its_own_size_too(sample: Result, water: Result) -> None:
    for result, name in ((sample, "drugs-crime-terrorism"), (water, "water")):
        output = named(result, f"{name}-one-pager.en.pptx")
        deck = Presentation(io.BytesIO(output.data))

        assert len(deck.slides) == 1
        assert (round(int(deck.slide_width or 0) / 36000), round(int(deck.slide_height or 0) / 36000)) == (
            210,
            297,
        )  # millimetres: A4
        assert len(words(output).split()) > 150
        assert checks.check_file(Path(output.name), output.data) == ()


def test_every_built_in_template_goes_to_every_format_with_every_report(tmp_path: Path) -> None:
    for name in ("water.yaml", "tables.yaml", "minimal.yaml", "water-source.txt"):
        lay(
            tmp_path,
            {
                f"{'data' if name.endswith('yaml') else 'tests/reports'}/{name}": (
                    ROOT / "tests/reports" / name
                ).read_text(encoding="utf-8")
            },
        )
    shutil.copytree(ROOT / "tests/reports/tables", tmp_path / "tests/reports/tables")

    result = made(tmp_path, "deck", "one-pager", "one-pager-letter", formats=("pptx", "pdf"))

    assert len(result.outputs) == 3 * 3 * 2
    for output in result.outputs:
        if output.format == "pptx":
            assert checks.check_file(Path(output.name), output.data) == (), output.name
        elif output.template.startswith("one-pager"):
            assert len(pypdf.PdfReader(io.BytesIO(output.data)).pages) == 1, output.name


def test_what_a_deck_and_a_page_are_made_of_goes_when_they_are_done(sample: Result) -> None:
    """Nothing of it has to be searched for: a search goes through all that a process holds."""
    assert sample.ok, "what is loaded for all documents is there"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("freeze", "enable"):
            patch.setattr(gc, name, lambda: None)
        gc.collect()
        made(ROOT, "deck", "one-pager", formats=("pptx", "pdf"))
        left = gc.collect()
    gc.enable()
    assert left < 100, "no more than Python's own"


def test_the_error_of_a_page_that_is_too_full_names_the_output_with_its_language(tmp_path: Path) -> None:
    long = "Nous avons creusé des puits dans tous les districts. " * 300
    text = f"id: water\ntitle: Eau\nlanguage: fr\ndate: 2024\nstatus: final\none-pager: brief\nsections:\n  a: {{type: prose, title: Puits, text: {long}}}\n"
    lay(tmp_path, {"data/water.yaml": text})
    env = Env(tmp_path)
    (found,) = build(load(tmp_path, env), env, Options(templates=("one-pager",))).findings
    assert found.message.startswith("`water-one-pager.fr`: the area `main` of `one-pager` is over by ")
