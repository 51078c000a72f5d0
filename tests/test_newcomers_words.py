"""What people write who have not read the documents: it is understood, or the answer names the key that they meant."""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from projects import lay, run

HEAD = "id: r\ntitle: Schools of the delta\nlanguage: en\ndate: 2025\nstatus: final\nsections:\n"


@pytest.mark.parametrize(
    ("section", "written", "meant"),
    [
        ("a: {type: statistics, title: A, items: [{value: 3, label: schools}]}", "label", "text"),
        ("a: {type: quotes, title: A, items: [{text: We read., author: A. B., office: Head}]}", "author", "speaker"),
        ("a: {type: quotes, title: A, items: [{text: We read., speaker: A. B., role: Head}]}", "role", "office"),
        ("a: {type: timeline, title: A, items: [{year: 2020, text: Begun}]}", "year", "date"),
        ("a: {type: timeline, title: A, events: [{date: 2020, text: Begun}]}", "events", "items"),
        ("a: {type: steps, title: A, items: [{label: Begin}]}", "label", "title"),
        ("a: {type: programmes, title: A, items: [{title: Begin, description: Slowly}]}", "description", "text"),
        ("a: {type: chart, kind: bar, title: A, data: [{label: B, value: 3}]}", "kind", "chart"),
        ("a: {type: chart, chart: bar, title: A, values: [{label: B, value: 3}]}", "values", "data"),
        ("a: {type: chart, chart: bar, title: A, data: [{name: B, value: 3}]}", "name", "label"),
        ("a: {type: chart, chart: bar, title: A, data: [{label: B, number: 3}]}", "number", "value"),
        (
            "a: {type: comparison, title: A, items: [{title: B, bullets: [C]}, {title: D, points: [E]}]}",
            "bullets",
            "points",
        ),
        (
            "a: {type: comparison, title: A, columns: [{title: B, points: [C]}, {title: D, points: [E]}]}",
            "columns",
            "items",
        ),
        ("a: {type: photos, title: A, items: [{image: a.png, caption: B}]}", "image", "file"),
        ("a: {type: prose, title: A, body: Words}", "body", "text"),
        ("a: {type: prose, heading: A, text: Words}", "heading", "title"),
        ("a: {type: key-message, title: A, message: Read.}", "message", "text"),
        ("a: {type: key-message, title: A, text: Read., subtext: Now.}", "subtext", "detail"),
    ],
)
def test_one_finding_names_the_key_that_was_meant(tmp_path: Path, section: str, written: str, meant: str) -> None:
    told = run(lay(tmp_path, {"data/r.yaml": HEAD + f"  {section}\n"}), "check").err
    errors = [line for line in told.splitlines() if ": error[" in line]
    assert len(errors) == 1, told  # the key that is there under another name is not missing too
    assert f"there is no key `{written}` here" in errors[0]
    assert f"hint: did you mean `{meant}`?" in told


def test_a_key_that_is_there_already_is_not_what_was_meant(tmp_path: Path) -> None:
    told = run(
        lay(tmp_path, {"data/r.yaml": HEAD + "  a: {type: prose, title: A, text: Words, heading: B}\n"}), "check"
    ).err
    assert "no key `heading` here" in told and "did you mean `title`" not in told


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("[School, Share of girls]", "[[Upper Ford, 45], [Mill Lane, 70]]"),
        (
            "[School, {title: Share of girls}]",
            "[{School: Upper Ford, Share of girls: 45}, {school: Mill Lane, share-of-girls: 70}]",
        ),
        ("[{id: s, title: School}, Share of girls]", "[[Upper Ford, 45], {s: Mill Lane, Share of girls: 70}]"),
    ],
)
def test_columns_are_headings(tmp_path: Path, columns: str, rows: str) -> None:
    home = lay(
        tmp_path,
        {
            "data/r.yaml": HEAD
            + f"  a:\n    type: table\n    title: A\n    bars: share-of-girls\n    columns: {columns}\n    rows: {rows}\n"
        },
    )
    assert run(home, "build", "--template", "deck").code == 0
    slides = Presentation(str(home / "output/r-deck.en.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["School", "Share of girls"],
        ["Upper Ford", "45"],
        ["Mill Lane", "70"],
    ]


def test_headings_of_any_script_are_columns_and_are_translated(tmp_path: Path) -> None:
    arabic = HEAD.replace("language: en", "language: ar").replace("Schools of the delta", "مدارس الدلتا")
    report = arabic + "  a: {type: table, title: المدارس, columns: [المدرسة, التلاميذ], rows: [[الأولى, 5]]}\n"
    french = "title: Écoles du delta\nsections:\n  a:\n    title: Écoles\n    columns: {item-1: {title: École}, item-2: {title: Élèves}}\n"
    home = lay(tmp_path, {"data/r.yaml": report, "data/r.fr.yaml": french})
    made = run(home, "build", "--template", "deck", "--lang", "fr")
    assert made.code == 0, made.err
    slides = Presentation(str(home / "output/r-deck.fr.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells] == ["École", "Élèves"]


def test_two_columns_of_one_heading_are_told(tmp_path: Path) -> None:
    told = run(
        lay(tmp_path, {"data/r.yaml": HEAD + "  a: {type: table, title: A, columns: [B, B], rows: [[1, 2]]}\n"}),
        "check",
    ).err
    assert "sections.a.columns.b: error[id-duplicate]" in told


def test_a_file_gives_the_rows_of_columns_that_are_headings(tmp_path: Path) -> None:
    section = "  a: {type: table, title: A, columns: [School, Share], data: {table: data/d.csv}}\n"
    home = lay(
        tmp_path,
        {"data/r.yaml": HEAD + section, "data/d.csv": "Share,School,Town\n45%,Upper Ford,X\n70.5%,Mill Lane,Y\n"},
    )
    assert run(home, "build", "--template", "deck").code == 0
    slides = Presentation(str(home / "output/r-deck.en.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["School", "Share"],
        ["Upper Ford", "45%"],
        ["Mill Lane", "70.5%"],
    ]


def test_years_and_codes_by_hand_stay_as_they_are_written(tmp_path: Path) -> None:
    section = "  a: {type: table, title: A, total: true, columns: [Year, Postal code, Pupils], rows: [[2024, 75001, 12345], [2025, 69002, 1e3]]}\n"
    home = lay(tmp_path, {"data/r.yaml": HEAD + section})
    assert run(home, "build", "--template", "deck").code == 0
    slides = Presentation(str(home / "output/r-deck.en.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows][1] == ["2024", "75001", "12,345"]


def test_a_programs_powers_of_ten_are_numbers(tmp_path: Path) -> None:
    section = "  a: {type: table, title: A, data: {table: data/d.csv}}\n"
    home = lay(tmp_path, {"data/r.yaml": HEAD + section, "data/d.csv": "Risk,Rate\nFlood,1e-05\nFire,2.5e-04\n"})
    assert run(home, "build", "--template", "deck").code == 0
    slides = Presentation(str(home / "output/r-deck.en.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [row.cells[1].text for row in table.rows] == ["Rate", "0.00001", "0.00025"]


@pytest.mark.parametrize(
    "section",
    [
        "{type: quotes, title: A, items: [{speaker: B, office: C, text: %s}]}",
        "{type: statistics, title: A, items: [{value: 3, text: %s}]}",
        "{type: programmes, title: A, items: [{title: B, text: %s}]}",
        "{type: prose, title: A, text: B, intro: %s}",
        "{type: prose, text: B, title: %s}",
    ],
)
def test_a_list_where_none_is_read_is_told_at_its_line(tmp_path: Path, section: str) -> None:
    head = "id: r\ntitle: A report\nlanguage: en\ndate: 2025\nstatus: final\nsections:\n  a: "
    told = run(lay(tmp_path, {"data/r.yaml": head + section % '"We did:\\n- wells\\n- pipes"' + "\n"}), "check").err
    assert "error[list-unread]: a list stands here, in a text of one line" in told
    turns = run(lay(tmp_path, {"data/r.yaml": head + section % '"– Did you?\\n– We did."' + "\n"}), "check").err
    assert "list-unread" not in turns  # people who speak by turns


def test_a_remark_for_authors_may_be_a_list(tmp_path: Path) -> None:
    report = 'id: r\ntitle: A report\nlanguage: en\ndate: 2025\nstatus: final\nsections:\n  a: {type: prose, title: A, text: B, note: "ask:\\n- one\\n- two"}\n'
    assert run(lay(tmp_path, {"data/r.yaml": report}), "check").code == 0


def test_texts_that_begin_alike_have_ids_of_their_own(tmp_path: Path) -> None:
    words = "children under five years of age who were treated for severe malnutrition in the"
    items = "".join(
        f"      - {{value: {n}, text: {words} {place}}}\n" for n, place in enumerate(("north", "south", "west"), 3)
    )
    home = lay(tmp_path, {"data/r.yaml": HEAD + "  a:\n    type: statistics\n    title: A\n    items:\n" + items})
    assert run(home, "build").code == 0
    again = run(
        lay(tmp_path, {"data/r.yaml": HEAD + "  a:\n    type: statistics\n    title: A\n    items:\n" + items + items}),
        "check",
    ).err
    assert again.count("error[id-duplicate]") == 3  # what stands there twice is a mistake


def test_a_spreadsheets_day_and_time_are_written_as_readers_write_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    for row in (["Jour", "Cas"], [datetime.datetime(2025, 3, 1, 14, 30), 4], [datetime.datetime(2025, 3, 2), 5]):
        book.active.append(row)
    report = HEAD.replace("language: en", "language: fr") + "  a: {type: table, title: A, data: {table: d.xlsx}}\n"
    book.save(lay(tmp_path, {"data/r.yaml": report}) / "d.xlsx")
    assert run(tmp_path, "build", "--template", "deck").code == 0
    slides = Presentation(str(tmp_path / "output/r-deck.fr.pptx")).slides
    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [" ".join(row.cells[0].text.split()) for row in table.rows] == [
        "Jour",
        "1er mars 2025, 14:30",
        "2 mars 2025",
    ]


@pytest.mark.parametrize("language", ["fr", "zh", "ar", "ru"])
def test_a_chart_whose_labels_nobody_translated_is_marked_and_found_right(tmp_path: Path, language: str) -> None:
    points = "{id: a, label: Upper Ford, value: 5}, {id: b, label: Mill Lane, value: 7}, {id: c, label: Z, value: 2}"
    report = HEAD + f"  a: {{type: chart, chart: bar, title: Pupils by town, unit: pupils, data: [{points}]}}\n"
    home = lay(tmp_path, {"data/r.yaml": report, f"data/r.{language}.yaml": "title: A\n"})
    made = run(home, "build", "--lang", language, "--format", "pdf")
    assert made.code == 0 and "pdf-language-wrong" not in made.err, made.err


REPORT = """id: r
title: Schools of the delta
language: en
date: 2025
status: final
sections:
  reach:
    type: statistics
    title: Results
    items:
      - {id: schools, value: 410, text: schools with a library}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("sections:\n  reach:\n    type", "sections:\nreach:\n    type", "hint: indent the lines below that belong to it: two spaces further than `sections`"),
        ("    title: R", "\u00a0\u00a0\u00a0 title: R", "r.yaml:9:1: error[yaml-malformed]: spaces (U+00A0) from a text program"),
        ("title: R", "title:\u00a0R", "hint: write: title: Results"),
        ("title: R", "title：R", "a colon (：) from a text program here means nothing in YAML\n"),
        ("text: schools with", "text: schools: with", 'hint: write: - {id: schools, value: 410, text: "schools: with a library"}'),
        ("value: 410", "value: 4,5", "hint: write: - {id: schools, value: 4.5, text"),
        ("- {id", "-{id", "the `-` of a list needs a space behind it"),
        ("title: Results", "title: 'The ministry's results'", 'hint: write: title: "The ministry\'s results"'),
        ("title: Results", "title: # Results", "hint: `#` begins a remark; a text that begins with it needs quotation marks"),
        ("    type", "    Type", "hint: keys are in small letters: write `type` for `Type`"),
        ("date: 2025", "date: 3/4/2025", "hint: write 2025-04-03 if the day comes first, 2025-03-04 if the month does"),
        ("date: 2025", "date: 3/24/2025", "hint: write 2025-03-24"),
        ("date: 2025", "date: 4.3.2025", "hint: write 2025-03-04"),
        ("date: 2025", "date: March 4, 2025", "hint: write 2025-03-04"),
        ("date: 2025", "date: 2025/3", "hint: write 2025-03"),
        ("language: en", "language: English", "hint: did you mean `en`?"),
        ("title: R", "photo: photos/Class 1.jpg\n    title: R", "a photo goes by its key in `photos`, not by its file"),
        ("title: R", "photo: {file: a.jpg}\n    title: R", "as in `photos: {camp: {file: photos/camp.jpg, alt: …}}`, and write `photo: camp` here"),
        ("text: schools with a library", "text: 'the ministry's schools'", 'hint: write: - {id: schools, value: 410, text: "the ministry\'s schools"}'),
        ("text: schools with a library", 'text: "so-called "free" schools"', "hint: write: - {id: schools, value: 410, text: 'so-called \"free\" schools'}"),
        ("text: schools with a library", "text: schools of class #2", 'hint: write: - {id: schools, value: 410, text: "schools of class #2"}'),
        ("value: 410, text", "value: 410 text", "a comma is missing before `text:`\n"),
        ("      - {id", "      - {id: other, value: 3, text: others}\n      {id", "the `-` of a list is missing\n"),
        ("title: Results", "title: [Results, of, 2024]", 'a text with brackets or commas needs quotation marks: "Results, of, 2024"'),
        (REPORT, "report:\n" + textwrap.indent(REPORT, "  "), "hint: take the line `report:` away, and move the lines below it to the left"),
        ("    items:", "    table: {file: d.csv}\n    items:", "hint: did you mean `data/d.csv`?"),
    ],
)  # fmt: skip
def test_a_slip_of_the_first_hour_is_told_with_what_to_write(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    assert right in REPORT
    text = REPORT.replace(right, wrong, 1)
    if "d.csv" in wrong:
        text = text.partition("    items:")[0]
    made = run(lay(tmp_path, {"data/r.yaml": text, "data/d.csv": "value,text\n1,school\n"}), "build")
    assert made.code == 1
    assert told in made.err


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("value: 410", "value: 4,100"),
        ("value: 410", "value: 4,1"),
        ("text: schools with a library", "text: schools, once few, with books"),
        ("value: 410, text", "value: 410 text"),
        ("text: schools", "txt: schools"),
        ("title: Results", "titel: Results"),
        (REPORT, "report:\n" + textwrap.indent(REPORT, "  ")),
        ("    items:", "    data:\n      note: In towns\n      items:"),
    ],
)
def test_one_slip_is_one_error(right: str, wrong: str, tmp_path: Path) -> None:
    told = run(lay(tmp_path, {"data/r.yaml": REPORT.replace(right, wrong, 1)}), "check").err
    assert told.count(": error[") == 1, told


def test_points_by_their_labels_and_shares_in_per_cent_lead_to_how_they_are_written(tmp_path: Path) -> None:
    chart = "  a: {type: chart, chart: bar, title: A, data: {North: 140, South: 80}}\n"
    told = run(lay(tmp_path / "points", {"data/r.yaml": HEAD + chart}), "check").err
    assert told.count(": error[") == 1, told
    assert "hint: begin each item with `- `, as in `- {label: North, value: 140}`" in told
    photo = HEAD.replace("sections", "photos: {a: {file: a.png, alt: A hall., focus: [50%, 25%]}}\nsections")
    told = run(
        lay(tmp_path / "focus", {"data/r.yaml": photo + "  a: {type: prose, title: A, text: Words}\n"}), "check"
    ).err
    assert "hint: write 0.5\n" in told and "hint: write 0.25\n" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("text: School #12 won", "`#12 won` is on no page"),
        ("text: School  # the twelfth", ""),
        ("text: School #", ""),
        ('text: "School #12 won"', ""),
    ],
)
def test_a_text_that_a_remark_cuts_short_is_told(line: str, told: str, tmp_path: Path) -> None:
    made = run(lay(tmp_path, {"data/r.yaml": HEAD + f"  a:\n    type: prose\n    title: A\n    {line}\n"}), "check")
    assert made.code == 0
    assert ("warning[remark-in-text]" in made.err) == bool(told)
    assert told in made.err
    assert not told or 'hint: write: text: "School #12 won"; or put a space behind' in made.err


def test_words_in_another_language_are_told_once_at_their_line_with_the_key_that_says_so(tmp_path: Path) -> None:
    quote = "  a: {type: quotes, title: A, items: [{text: We read., speaker: %s}]}\n"
    (tmp_path / "said").mkdir()
    told = run(lay(tmp_path / "bare", {"data/r.yaml": HEAD + quote % "ليلى من الحي"}), "build")
    assert told.code == 0
    assert told.err.count("warning[") == 1, told.err  # not in each finished file as well
    assert (
        "data/r.yaml:7:65: sections.a.items.we-read.speaker: warning[text-language]: this text is in `ar`" in told.err
    )
    assert "{text: …, language: ar}" in told.err
    said = "{text: ليلى من الحي, language: ar}"
    assert "warning[" not in run(lay(tmp_path / "said", {"data/r.yaml": HEAD + quote % said}), "build").err
