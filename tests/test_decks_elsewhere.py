"""Programs that others wrote open every deck: Apache POI reads in it what we wrote, and openxml-audit finds nothing against its schema."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from office import poi_listing
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from projects import ROOT

from briefings.engine import project
from briefings.engine.build import Options, Output, Result, build
from briefings.env import Env
from briefings.frame import Chart, Group, Item, Table, TextBox

pytestmark = pytest.mark.xdist_group("decks elsewhere")  # one build for all tests here

SIX = ("en", "fr", "es", "ru", "ar", "zh")
TEMPLATES = ("deck", "one-pager", "one-pager-letter", "one-pager-low-ink")
Lines: TypeAlias = list[tuple[str, ...]]
"""What a program found: a kind (text, cell, note, chart, point, datum), then its fields."""


@pytest.fixture(scope="module")
def decks() -> tuple[Output, ...]:
    """Two reports with all built-in templates as .pptx, the sample in six languages."""
    env = Env(ROOT)
    both: list[Result] = [
        build(project.load(ROOT, env), env, Options(data=(ROOT / path,), templates=TEMPLATES, formats=("pptx",), languages=languages))
        for path, languages in (("data/drugs-crime-terrorism.yaml", SIX), ("tests/reports/water.yaml", ()))
    ]  # fmt: skip
    made = tuple(output for result in both for output in result.outputs)
    assert len(made) == len(TEMPLATES) * (len(SIX) + 1)
    return made


# -- openxml-audit ------------------------------------------------------------------------------------------------------------------------


def test_every_deck_keeps_to_the_schema(decks: tuple[Output, ...], tmp_path: Path) -> None:
    found = []
    for output in decks:
        (tmp_path / output.name).write_bytes(output.data)
        result = OpenXmlValidator().validate(tmp_path / output.name)
        found += [f"{output.name}: {fault.part_uri}: {fault.description}" for fault in result.errors]

    assert found == []


# -- Apache POI ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def poi(decks: tuple[Output, ...], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Lines]]:
    """What Apache POI finds on each slide of each deck. Skips without POI; in CI it must be there."""
    folder = tmp_path_factory.mktemp("decks")
    for output in decks:
        (folder / output.name).write_bytes(output.data)
    found: dict[str, list[Lines]] = {}
    slides: list[Lines] = []
    for kind, *values in poi_listing(folder / output.name for output in decks):
        if kind == "deck":
            slides = found.setdefault(values[0], [])
        elif kind == "slide":
            slides.append([])
        else:
            slides[-1].append((kind, *values))
    return found


def test_apache_poi_opens_every_deck_and_finds_every_slide(
    decks: tuple[Output, ...], poi: Mapping[str, list[Lines]]
) -> None:
    assert {name: len(slides) for name, slides in poi.items()} == {
        output.name: len(output.layout.frames) for output in decks
    }


def test_apache_poi_reads_the_texts_that_python_pptx_reads_in_the_same_order(
    decks: tuple[Output, ...], poi: Mapping[str, list[Lines]]
) -> None:
    for output in decks:
        for number, (slide, lines) in enumerate(
            zip(Presentation(io.BytesIO(output.data)).slides, poi[output.name], strict=True), 1
        ):
            shown = [line for line in lines if line[0] in ("text", "cell")]
            assert shown == list(read_by_python(slide.shapes)), f"{output.name}: slide {number}"
            notes = slide.notes_slide.shapes if slide.has_notes_slide else ()
            told = [("note", text) for _, text in read_by_python(notes)]
            assert [line for line in lines if line[0] == "note"] == told, f"{output.name}: slide {number}"


def test_apache_poi_reads_every_text_of_the_frames(decks: tuple[Output, ...], poi: Mapping[str, list[Lines]]) -> None:
    for output in decks:
        for frame, lines in zip(output.layout.frames, poi[output.name], strict=True):
            found = Counter(as_read(line[1]) for line in lines if line[0] in ("text", "cell"))
            laid = Counter(read for text in laid_texts(frame.items) if (read := as_read(text)))
            assert laid - found == Counter(), f"{output.name}: {frame.id}"


def test_apache_poi_reads_the_data_of_every_chart_in_the_chart_and_in_its_workbook(
    decks: tuple[Output, ...], poi: Mapping[str, list[Lines]]
) -> None:
    seen = 0
    for output in decks:
        for frame, lines in zip(output.layout.frames, poi[output.name], strict=True):
            charts = list(laid_charts(frame.items))
            seen += len(charts)
            shown = [line[1:] for line in lines if line[0] == "point"]
            stored = [line[1:] for line in lines if line[0] == "datum"]
            assert sum(line[0] == "chart" for line in lines) == len(charts), f"{output.name}: {frame.id}"
            assert numbers(line[2] for line in shown) == numbers(planned_values(charts)), f"{output.name}: {frame.id}"
            assert Counter(value for _, value in stored if number_in(value) is None) >= Counter(
                name for chart in charts for name in planned_names(chart) if number_in(name) is None and name
            ), f"{output.name}: {frame.id}"
            assert {line[1] for line in shown} <= {value for _, value in stored} | {""}
    assert seen > 30


def test_apache_poi_reads_the_workbooks_that_openpyxl_reads(
    decks: tuple[Output, ...], poi: Mapping[str, list[Lines]]
) -> None:
    for output in decks:
        for slide, lines in zip(Presentation(io.BytesIO(output.data)).slides, poi[output.name], strict=True):
            cells = [
                # POI writes the formulas that make labels of large Chinese numbers without their sign
                (cell.coordinate, str(cell.value).removeprefix("=") if cell.data_type == "f" else cell.value)
                for shape in slide.shapes if shape.has_chart
                for sheet in load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
                for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
            ]  # fmt: skip
            found = [line[1:] for line in lines if line[0] == "datum" and line[2]]
            assert [place for place, _ in found] == [place for place, _ in cells]
            for (place, value), (_, ours) in zip(found, cells, strict=True):
                assert (number_in(value) == float(ours)) if isinstance(ours, int | float) else value == ours, (
                    f"{output.name}: {place}"
                )


def read_by_python(shapes: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs that are not blank, as python-pptx finds them."""
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from read_by_python(shape.shapes)
        elif shape.has_text_frame:
            yield from (
                ("text", paragraph.text.replace("\v", "\n"))
                for paragraph in shape.text_frame.paragraphs
                if paragraph.text.strip()
            )
        elif shape.has_table:
            frames = (cell.text_frame for row in shape.table.rows for cell in row.cells)
            yield from (
                ("cell", paragraph.text.replace("\v", "\n"))
                for frame in frames
                for paragraph in frame.paragraphs
                if paragraph.text.strip()
            )


def laid_texts(items: Sequence[Item]) -> Iterator[str]:
    """The paragraphs of a page that the layout filled, without those that PowerPoint keeps up itself (page numbers)."""
    for item in items:
        match item:
            case TextBox(field=""):
                yield from ("".join(run.text for run in paragraph.runs) for paragraph in item.paragraphs)
            case Group():
                yield from laid_texts(item.items)
            case Table():
                yield from laid_texts([cell.text for row in item.rows for cell in row])


def laid_charts(items: Sequence[Item]) -> Iterator[Chart]:
    for item in items:
        match item:
            case Chart():
                yield item
            case Group():
                yield from laid_charts(item.items)


def planned_values(charts: Sequence[Chart]) -> Iterator[str]:
    for chart in charts:
        assert chart.native is not None
        yield from (str(value) for series in chart.native.series for value in series.values if value is not None)


def planned_names(chart: Chart) -> Iterator[str]:
    assert chart.native is not None
    yield from (series.name for series in chart.native.series)
    yield from chart.native.categories


def as_read(text: str) -> str:
    """A text without what the formats spell differently: line breaks, and marks of direction."""
    return " ".join(
        "".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069\u200b").split()
    )


def number_in(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return None if math.isnan(value) else value


def numbers(texts: Iterator[str]) -> list[float]:
    return sorted(value for text in texts if (value := number_in(text)) is not None)
