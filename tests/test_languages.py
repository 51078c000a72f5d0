"""The sample in six languages: every output is made, with the same numbers, in its own letters and in its own direction."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from frame_reading import lay, report_with
from office import needs

from briefings.engine import project
from briefings.engine.build import Options, Output, Result, build
from briefings.env import Env
from briefings.frame import Cell, Chart, Frame, Group, Item, Line, Paragraph, Table, TextBox
from briefings.language import wording
from briefings.values import Figure, Text, figures
from briefings.writers import WRITERS

ROOT = Path(__file__).parent.parent
SIX = ("en", "fr", "es", "ru", "ar", "zh")
TRANSLATED = SIX[1:]
ID = "drugs-crime-terrorism"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}


@pytest.fixture(scope="module")
def six() -> Result:
    """Deck and one-pager in all six languages."""
    env = Env(ROOT)
    return build(project.load(ROOT, env), env, Options(data=(ROOT / f"data/{ID}.yaml",), languages=SIX))


@pytest.fixture(scope="module")
def made(six: Result) -> Mapping[str, Output]:
    return {output.name: output for output in six.outputs}


def deck(made: Mapping[str, Output], language: str) -> Output:
    return made[f"{ID}-deck.{language}.pptx"]


def sheet(made: Mapping[str, Output], language: str) -> Output:
    return made[f"{ID}-one-pager.{language}.pdf"]


def both(made: Mapping[str, Output], language: str) -> tuple[Output, Output]:
    return deck(made, language), sheet(made, language)


def boxes(frame: Frame) -> Iterator[TextBox]:
    """Every text box of a page, those in groups and tables too, in reading order."""

    def of(item: Item) -> Iterator[TextBox]:
        match item:
            case TextBox():
                yield item
            case Group(items=items):
                for child in items:
                    yield from of(child)
            case Table(rows=rows):
                yield from (cell.text for row in rows for cell in row if isinstance(cell, Cell))

    for item in (*frame.fixed, *frame.items):
        yield from of(item)


def charts(output: Output) -> list[Chart]:
    def of(item: Item) -> Iterator[Chart]:
        match item:
            case Chart():
                yield item
            case Group(items=items):
                for child in items:
                    yield from of(child)

    return [chart for frame in output.layout.frames for item in frame.items for chart in of(item)]


def paragraphs(output: Output) -> list[Paragraph]:
    return [paragraph for frame in output.layout.frames for box in boxes(frame) for paragraph in box.paragraphs]


def parts(output: Output, pattern: str) -> dict[str, Element]:
    """The XML parts of a deck whose names match."""
    with zipfile.ZipFile(io.BytesIO(output.data)) as package:
        return {name: fromstring(package.read(name)) for name in package.namelist() if re.fullmatch(pattern, name)}


# --- All twelve --------------------------------------------------------------------------------------------------------------


def test_one_command_makes_deck_and_one_pager_in_six_languages(six: Result) -> None:
    assert {output.name for output in six.outputs} == {
        *(f"{ID}-deck.{language}.pptx" for language in SIX),
        *(f"{ID}-one-pager.{language}.pdf" for language in SIX),
    }


def test_nothing_is_amiss_in_any_language(six: Result) -> None:
    assert [finding.render() for finding in six.findings if finding.level != "note"] == []


@pytest.mark.parametrize("language", SIX)
def test_a_one_pager_is_one_page(language: str, made: Mapping[str, Output]) -> None:
    assert len(sheet(made, language).layout.frames) == 1


@pytest.mark.parametrize("language", SIX)
def test_every_letter_has_a_glyph(language: str, made: Mapping[str, Output]) -> None:
    lines = [
        line
        for output in both(made, language)
        for frame in output.layout.frames
        for box in boxes(frame)
        for line in box.lines
    ]
    runs = [run for line in lines for run in (*line.runs, *((line.marker,) if line.marker else ()))]
    runs += [
        run
        for output in both(made, language)
        for chart in charts(output)
        for text in chart.drawing.texts
        for run in text.runs
    ]
    assert len(runs) > 400
    assert [run.text for run in runs if any(glyph.id == 0 for glyph in run.glyphs)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_deck_shows_the_same_fields_in_every_language(language: str, made: Mapping[str, Output]) -> None:
    """But for the notice, and for a unit that a chart's title says already in one language and not in another."""
    original, translated = shown(deck(made, "en")), shown(deck(made, language))
    assert {origin for origin in translated - original if not origin.endswith(".unit")} == {"notice"}
    assert {origin for origin in original - translated if not origin.endswith(".unit")} == set()


def shown(output: Output) -> set[str]:
    texts = {origin for paragraph in paragraphs(output) for run in paragraph.runs for origin in run.origins}
    return texts | {origin for chart in charts(output) for label in chart.spec.categories for origin in label.origins}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_reader_is_told_first_that_a_translation_is_unofficial(language: str, made: Mapping[str, Output]) -> None:
    for output in both(made, language):
        first = [paragraph for box in boxes(output.layout.frames[0]) for paragraph in box.paragraphs][:4]
        assert any("notice" in run.origins for paragraph in first for run in paragraph.runs)


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english(language: str, made: Mapping[str, Output]) -> None:
    """No run says that it is in another language than its page."""
    assert {
        run.language for output in both(made, language) for paragraph in paragraphs(output) for run in paragraph.runs
    } == {language}


# --- Numbers -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", SIX)
def test_a_number_is_the_same_in_every_language(language: str, made: Mapping[str, Output]) -> None:
    """What stands on the slides, read again as the language writes it."""
    assert numbers(deck(made, language)) == numbers(deck(made, "en"))


def numbers(output: Output) -> dict[str, set[Decimal]]:
    """The numbers on the slides by the fields they come from, one field at a time."""
    language = output.language
    found: dict[str, set[Decimal]] = {}
    for paragraph in paragraphs(output):
        for origins, runs in groupby(
            paragraph.runs, key=lambda run: run.origins
        ):  # a figure's words are smaller than its number
            if len(origins) == 1 and origins[0].endswith(".value"):
                text = "".join(run.text for run in runs)
                found.setdefault(origins[0], set()).update(figures.numbers_in(text, language))
    for chart in charts(output):
        for series in chart.spec.series:
            for point in series.points:
                found.setdefault(point.origins[0], set()).update(figures.numbers_in(point.shown, language))
    return found


@pytest.mark.parametrize("language", SIX)
def test_a_chart_s_workbook_holds_the_same_numbers(language: str, made: Mapping[str, Output]) -> None:
    def values(output: Output) -> list[tuple[Decimal | None, ...]]:
        return [series.values for chart in charts(output) if chart.native for series in chart.native.series]

    assert len(values(deck(made, language))) >= 4
    assert values(deck(made, language)) == values(deck(made, "en"))


@pytest.mark.parametrize("language", SIX)
def test_a_chart_s_labels_keep_over_and_at_least(language: str, made: Mapping[str, Output]) -> None:
    """The native label's format code has the words that the drawn label shows."""
    points = [
        point for chart in charts(deck(made, language)) for series in chart.spec.series for point in series.points
    ]
    words = [re.sub(r"[\d.,\u00a0 ]+", "", point.shown) for point in points]
    for point, word in zip(points, words, strict=True):
        literal = "".join(re.findall(r'"([^"]*)"', point.number_format))
        if language != "zh" and word:  # 万 and 亿 are not powers of a thousand: no code can say them
            assert re.sub(r"[\u00a0\u200f ]", "", literal).startswith(word)
    assert any(words)


# --- Right to left -----------------------------------------------------------------------------------------------------------


def test_every_arabic_paragraph_runs_from_right_to_left_in_the_deck(made: Mapping[str, Output]) -> None:
    for name, root in parts(deck(made, "ar"), r"ppt/slides/slide\d+\.xml").items():
        for paragraph in root.iter(f"{A}p"):
            if paragraph.find(f".//{A}t") is not None:
                properties = paragraph.find(f"{A}pPr")
                assert properties is not None and properties.get("rtl") == "1", name
                assert properties.get("algn") in ("r", "ctr", "l")
        starts = [p.get("algn") for p in root.iter(f"{A}pPr") if p.get("rtl") == "1"]
        assert starts.count("r") + starts.count("ctr") >= 0.5 * len(starts), name


def test_an_arabic_text_box_fills_its_columns_from_the_right(made: Mapping[str, Output]) -> None:
    for root in parts(deck(made, "ar"), r"ppt/slides/slide\d+\.xml").values():
        assert {body.get("rtlCol") for body in root.iter(f"{A}bodyPr")} == {"1"}


def test_arabic_notes_run_from_right_to_left(made: Mapping[str, Output]) -> None:
    notes = parts(deck(made, "ar"), r"ppt/notesSlides/notesSlide\d+\.xml")
    assert len(notes) > 15
    for root in notes.values():
        told = [paragraph for paragraph in root.iter(f"{A}p") if paragraph.find(f"{A}r") is not None]
        assert told and {paragraph.find(f"{A}pPr").get("rtl") for paragraph in told} == {"1"}  # type: ignore[union-attr]


@pytest.mark.parametrize("language", SIX)
def test_every_run_of_a_deck_says_its_language(language: str, made: Mapping[str, Output]) -> None:
    for name, root in parts(deck(made, language), r"ppt/(slides|notesSlides)/\w+\d+\.xml").items():
        tags = {run.find(f"{A}rPr").get("lang") for kind in ("r", "fld") for run in root.iter(A + kind)}  # type: ignore[union-attr]
        assert tags == {TAGS[language]}, name


@pytest.mark.parametrize("language", SIX)
def test_a_native_chart_is_in_the_deck_s_language(language: str, made: Mapping[str, Output]) -> None:
    found = parts(deck(made, language), r"ppt/charts/chart\d+\.xml")
    assert len(found) >= 4
    for root in found.values():
        assert {node.get("val") for node in root.iter(f"{C}lang")} == {TAGS[language]}
        assert {node.get("lang") for node in root.iter(f"{A}endParaRPr")} == {TAGS[language]}
        assert {node.get("rtl") for node in root.iter(f"{A}pPr")} == {"1" if language == "ar" else None}


def test_arabic_bars_start_at_the_right_with_their_labels(made: Mapping[str, Output]) -> None:
    """Bars: the value axis runs leftwards. Columns: the categories do."""
    for root in parts(deck(made, "ar"), r"ppt/charts/chart\d+\.xml").values():
        lying = root.find(f".//{C}barDir").get("val") == "bar"  # type: ignore[union-attr]
        axis = root.find(f".//{C}{'valAx' if lying else 'catAx'}/{C}scaling/{C}orientation")
        assert axis is not None and axis.get("val") == "maxMin"


def test_an_arabic_deck_opens_from_right_to_left(made: Mapping[str, Output]) -> None:
    directions = {
        language: parts(deck(made, language), r"ppt/presentation\.xml")["ppt/presentation.xml"].get("rtl")
        for language in SIX
    }
    assert directions == {**dict.fromkeys(SIX), "ar": "1"}


def test_an_arabic_number_stands_before_its_words_whatever_the_direction_of_its_label(
    made: Mapping[str, Output],
) -> None:
    """A program that draws labels from left to right still shows "25 million" in the order that is read."""
    codes = [
        point.number_format
        for chart in charts(deck(made, "ar"))
        for series in chart.spec.series
        for point in series.points
    ]
    behind = [code for code in codes if re.search(r'0[,.0]*"[^"]*[\u0600-\u06ff]', code)]
    assert behind and all(re.match(r'(\[[^\]]*\])?"[\u200f\u0600-\u06ff]', code) for code in behind)


def test_the_arabic_one_pager_is_the_mirror_image_of_the_english(made: Mapping[str, Output]) -> None:
    """The first chart's name begins at the other side, and the first tile is the rightmost."""
    page = {language: sheet(made, language).layout.frames[0] for language in ("en", "ar")}

    def tiles(frame: Frame) -> list[int]:
        return [
            box.box.x
            for box in boxes(frame)
            if box.paragraphs
            and box.paragraphs[0].style.size > 18
            and ".items." in str(box.paragraphs[0].runs[0].origins)
        ]

    first = {
        language: next(
            box
            for box in boxes(frame)
            if any("sections.training.title" in run.origins for p in box.paragraphs for run in p.runs)
        )
        for language, frame in page.items()
    }
    begins = {language: box.content.x + box.lines[0].x for language, box in first.items()}
    ends = {language: begins[language] + box.lines[0].width for language, box in first.items()}
    assert begins["en"] < page["en"].page.width - ends["en"]
    assert begins["ar"] > page["ar"].page.width - ends["ar"]
    assert tiles(page["en"])[0] == min(tiles(page["en"]))
    assert tiles(page["ar"])[0] == max(tiles(page["ar"]))


def test_arabic_lines_stand_at_the_right_edge_of_their_box(made: Mapping[str, Output]) -> None:
    lines = [
        (box, line)
        for frame in sheet(made, "ar").layout.frames
        for box in boxes(frame)
        for line in box.lines
        if box.paragraphs[line.paragraph].style.align == "start" and not box.paragraphs[line.paragraph].style.margin
    ]
    assert len(lines) > 40
    assert {abs(edge(line) - box.content.width) <= 1270 for box, line in lines} == {True}


def edge(line: Line) -> int:
    return max((run.x + run.width for run in line.runs), default=line.x + line.width)


@pytest.mark.parametrize("language", SIX)
def test_the_one_pager_s_text_copies_out_in_the_order_it_is_read(language: str, made: Mapping[str, Output]) -> None:
    """Line by line. Of right-to-left text PDFium turns the brackets round, and poppler moves commas: one of the two must have it."""
    output = sheet(made, language)
    copies = (unturned(copied_by_pdfium(output.data)), unturned(copied_by_poppler(output.data)))
    lines = [
        bare(box.paragraphs[line.paragraph].text[line.start : line.stop])
        for frame in output.layout.frames
        for box in boxes(frame)
        for line in box.lines
    ]
    worded = [
        line for line in lines if any(sign.isalpha() for sign in line)
    ]  # "13,000+" alone has no direction to be read in
    assert len(worded) > 30
    assert [line for line in worded if not any(unturned(line) in copy for copy in copies)] == []


def test_arabic_brackets_and_quotation_marks_copy_out_as_they_were_written() -> None:
    said = {"text": "نحن ملتزمون بدعم العدالة (كل شخص) في كل بلد.", "speaker": "س. مثال"}
    report = report_with({"a": {"type": "quotes", "title": "أقوال", "items": [said]}}, language="ar", title="تقرير")
    copied = copied_by_poppler(WRITERS["pdf"](lay(report, "one-pager").layout).data)
    for words in ("«نحنملتزمونبدعم", "(كلشخص)"):
        assert words in copied


def copied_by_pdfium(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return bare(document[0].get_textpage().get_text_range())


def copied_by_poppler(pdf: bytes) -> str:
    needs("pdftotext")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return bare(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode())


def bare(text: str) -> str:
    """The letters alone: where lines end, and whether a font's change is a space, is told differently by each reader."""
    return re.sub(r"[\s\u0002\u200e\u200f\ufffe\u202a-\u202e\u2066-\u2069-]", "", text)


def unturned(text: str) -> str:
    return re.sub(r"[«»()]", "|", text)


# --- What is missing ---------------------------------------------------------------------------------------------------------

REPORT = """\
id: water
title: Water for all
language: en
date: 2023
status: final
organization: The Authority
sections:
  results:
    type: statistics
    title: Results
    items:
      - {id: homes, value: 88400, text: homes reached}
      - {id: wells, value: 12, text: wells dug}
  rain:
    type: chart
    title: Rain
    chart: bar
    unit: millimetres
    highlight: [Spring]
    data: [{label: Spring, value: 3}, {label: Autumn, value: 4}]
"""
FRENCH = """\
title: De l’eau pour tous
notice: Traduction non officielle
organization: L’Autorité
sections:
  results:
    title: Résultats
    items: {homes: {text: foyers raccordés}, wells: {text: puits creusés}}
  rain: {title: Pluie, unit: millimètres, data: {spring: {label: Printemps}, autumn: {label: Automne}}}
"""


def built(folder: Path, translation: str | None, *languages: str, file: str = "") -> Result:
    (folder / "data").mkdir()
    (folder / "data/water.yaml").write_text(REPORT, encoding="utf-8")
    if translation is not None:
        (folder / "data/water.fr.yaml").write_text(translation, encoding="utf-8")
    if file:
        (folder / "briefings.yaml").write_text(file, encoding="utf-8")
    env = Env(folder)
    return build(project.load(folder, env), env, Options(languages=languages))


def test_a_language_that_is_asked_for_must_be_there(tmp_path: Path) -> None:
    result = built(tmp_path, None, "en", "fr")
    assert [finding.render() for finding in result.findings] == [
        "data/water.yaml:3:11: language: error[language-missing]: there is no translation `data/water.fr.yaml`: this report is not built in `fr`\n"
        "     3 | language: en\n"
        "  hint: put its texts into that file, by the ids of this one, or take `fr` out of `--lang`"
    ]
    assert {output.language for output in result.outputs} == {"en"}


def test_a_report_that_has_none_of_its_projects_languages_is_an_error(tmp_path: Path) -> None:
    result = built(tmp_path, None, file="languages: [fr, es]\n")
    assert {(finding.code, finding.level) for finding in result.findings} == {("language-missing", "error")}
    assert all("name `en`, its own language, among `languages`" in (finding.hint or "") for finding in result.findings)
    assert not result.outputs


def test_of_a_project_s_languages_those_are_built_that_are_there(tmp_path: Path) -> None:
    result = built(tmp_path, FRENCH, file="languages: [en, fr, es]\n")
    assert [finding.render() for finding in result.findings] == [
        "data/water.yaml:3:11: language: warning[language-missing]: there is no translation `data/water.es.yaml`: this report is not built in `es`\n"
        "     3 | language: en\n"
        "  hint: put its texts into that file, by the ids of this one, or take `es` out of `languages`"
    ]
    assert {output.language for output in result.outputs} == {"en", "fr"}


def test_a_broken_translation_stops_its_own_language_only(tmp_path: Path) -> None:
    result = built(tmp_path, FRENCH + "data: 2023\n", "en", "fr")
    assert [finding.code for finding in result.findings] == ["translation-unknown"]
    assert {output.language for output in result.outputs} == {"en"}


def test_the_translation_is_among_the_inputs(tmp_path: Path) -> None:
    assert "data/water.fr.yaml" in built(tmp_path, FRENCH, "fr").inputs


def test_a_text_without_a_translation_is_shown_and_says_its_language(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        FRENCH.replace("homes: {text: foyers raccordés}, ", "").replace("spring: {label: Printemps}, ", ""),
        "fr",
    )
    output = deck_of(result)
    label = next(
        p for p in paragraphs(output) if any("sections.results.items.homes.text" in run.origins for run in p.runs)
    )
    assert [(run.text, run.language) for run in label.runs] == [("homes reached", "en"), (" (en anglais)", "fr")]
    (chart,) = charts(output)
    assert [category.text for category in chart.spec.categories] == ["Automne", "Spring (en anglais)"]
    assert chart.spec.highlight == ("Spring (en anglais)",)


def deck_of(result: Result) -> Output:
    return next(output for output in result.outputs if output.template == "deck")


@pytest.mark.parametrize(
    "language, mark",
    [("fr", " (en anglais)"), ("es", " (en inglés)"), ("ru", " (язык оригинала: английский)"), ("ar", " (باللغة الأصلية: الإنجليزية)"),
     ("zh", "（原文：英语）"), ("en", "")],
)  # fmt: skip
def test_the_mark_is_in_the_reader_s_language(language: str, mark: str) -> None:
    assert wording.untranslated("en", language) == mark


@pytest.mark.parametrize(
    "mark, told",
    [("comma", "a, b|a, b|a, b|a, b|a، b|a，b"), ("colon", "a: b|a\u00a0: b|a: b|a: b|a: b|a：b"),
     ("semicolon", "a; b|a\u00a0; b|a; b|a; b|a؛ b|a；b"), ("dot", "a\u00a0· b|a\u00a0· b|a\u00a0· b|a\u00a0· b|a\u00a0· b|a\u00a0· b")],
)  # fmt: skip
def test_words_are_joined_with_the_signs_of_the_language(mark: str, told: str) -> None:
    from briefings.template.functions import filters

    made = [filters(language)["joined"](("a", None, "", "b"), mark) for language in SIX]
    assert ["".join(span.text for span in one.rich) for one in made] == told.split("|")


def test_a_joined_text_keeps_its_fields_and_figures_their_form() -> None:
    from briefings.template.functions import filters
    from briefings.values import Origin

    parts = (
        Text("Total", Origin("title"), "fr"),
        Figure(Decimal(452_000_000), Origin("value"), "fr", digits=3, currency="USD"),
    )
    rich = filters("fr")["joined"](parts, "colon").rich
    assert [(span.text, span.origins) for span in rich] == [
        ("Total", ("title",)),
        ("\u00a0: ", ()),
        ("452\u00a0M$", ("value",)),
    ]


def test_a_unit_stands_in_the_brackets_of_the_language() -> None:
    from briefings.template.functions import filters

    told = {
        language: "".join(span.text for span in filters(language)["bracketed"]("t").rich) for language in ("en", "zh")
    }
    assert told == {"en": " (t)", "zh": "（t）"}
    assert filters("en")["bracketed"](None).rich == ()


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_no_month_is_called_by_another_languages_name(language: str) -> None:
    """In a process of its own: what Babel reads first stays. After Chinese, Spanish months were Chinese."""
    said = "from briefings.values import Day, Origin, figures; from briefings.charts import dates; from briefings.charts.order import _calendar\n"
    said += "print(*[(figures.day(Day(2025, Origin(''), one, 2), one, year=False), *_calendar(one)[0][:2]) for one in {}][-1:])"
    alone, after = (
        subprocess.run([sys.executable, "-c", said.format(spoken)], capture_output=True, text=True, check=True).stdout
        for spoken in ([language], ["zh", language])
    )
    assert alone == after and alone.strip()
