"""Bars, shades and groups of a table: the words stay, and can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import DrawDeck
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from frame_reading import faults, flat, lay, lost, report_with
from office import pages_as_text
from projects import lay as files
from projects import run

from briefings.frame import Panel, Table
from briefings.writers import WRITERS

COLUMNS = [
    {"id": "country", "title": "Country"},
    {"id": "region", "title": "Region"},
    {"id": "got", "title": "Received"},
    {"id": "share", "title": "Share", "unit": "%"},
]
ROWS: list[list[Any]] = [
    ["Kenya", "Africa", 50, 10],
    ["Peru", "Americas", 0, None],
    ["Mali", "Africa", 200, 40],
    ["Chad", "Africa", 100, 25],
]


def table(**more: Any) -> dict[str, Any]:
    return {"t": {"type": "table", "title": "Aid", "columns": COLUMNS, "rows": ROWS, **more}}


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_bars_are_as_long_as_their_numbers_and_shades_as_strong(template: str, language: str) -> None:
    made = lay(report_with(table(bars="got", heat="share", total=True), language=language), template)

    assert not faults(made) and not lost(made)
    items = [item for frame in made.frames for item in flat(frame.items)]
    (drawn,) = (item for item in items if isinstance(item, Table))
    bars = [item for item in items if isinstance(item, Panel) and ".bar-" in item.id]
    if (language, template) == ("ar", "deck"):  # not every program turns a table's columns round, and bars would stay
        assert not bars
        got = [row[2].fill for row in drawn.rows[1:5]]
        dark = [shade.luminance for shade in got if shade is not None]
        assert dark[1] > dark[0] > dark[3] > dark[2]
        assert all(drawn.rows[1][2].text.paragraphs[0].style.colour.contrast(one) >= 4.5 for one in got if one)
    else:
        assert [bar.id.rpartition("-")[2] for bar in bars] == ["1", "3", "4"]  # nothing has no bar
        first, most, half = (bar.box.width for bar in bars)
        assert most == pytest.approx(4 * first, abs=4) == pytest.approx(2 * half, abs=4)
        edges = {bar.box.right if language == "ar" else bar.box.x for bar in bars}
        assert len(edges) == 1
    shades = [row[3].fill for row in drawn.rows[1:5]]
    words = drawn.rows[1][3].text.paragraphs[0].style.colour
    known = [shade for shade in shades if shade is not None]
    assert shades[1] is None and len(set(known)) == 3
    assert all(words.contrast(shade) >= 4.5 for shade in known)
    assert known[0].luminance > known[2].luminance > known[1].luminance


@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_a_table_whose_columns_have_no_ids_has_no_marks(template: str) -> None:
    rows = [["Surgery", 120, "1998"], ["Children", 64, "2011"]]
    block = {"block": "table", "data": {"columns": ["Ward", "Beds", "Opened in"], "rows": rows}}
    made = lay(report_with({"t": {"type": "blocks", "title": "T", "blocks": [block]}}), template)

    (drawn,) = (item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table))
    assert [[cell.text.paragraphs[0].text for cell in row] for row in drawn.rows] == [
        ["Ward", "Beds", "Opened in"],
        *([ward, str(beds), year] for ward, beds, year in rows),
    ]


@pytest.mark.parametrize("align", ["", "start"])
@pytest.mark.parametrize(
    ("template", "language"),
    [("deck", "en"), ("deck", "zh"), ("one-pager", "en"), ("one-pager", "ar"), ("one-pager", "zh")],
)
def test_bars_stand_clear_of_their_numbers(template: str, language: str, align: str) -> None:
    columns = [
        {"id": "berth", "title": "Berth"},
        {"id": "boxes", "title": "Boxes", "unit": "TEU", **({"align": align} if align else {})},
    ]
    rows = [["North", 812000], ["East", 411000], ["Old", 88500], ["Ferry", 0]]
    made = lay(report_with({"t": {"type": "table", "title": "T", "bars": "boxes", "columns": columns, "rows": rows}}, language=language), template)  # fmt: skip

    items = [item for frame in made.frames for item in flat(frame.items)]
    (drawn,) = (item for item in items if isinstance(item, Table))
    bars = {int(item.id.rpartition("-")[2]): item for item in items if isinstance(item, Panel) and ".bar-" in item.id}
    assert len(bars) == 3
    for number, bar in bars.items():
        text = drawn.rows[number][1].text
        (line,) = text.lines
        left = text.box.x + text.insets.left + min(run.x for run in line.runs)
        right = left + line.width
        assert bar.box.right <= left or right <= bar.box.x
        assert text.box.x <= bar.box.x and bar.box.right <= text.box.right
        assert bar.fill is not None and bar.fill.contrast(made.look.colour("page")) >= 3


@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_a_unit_that_all_numbers_of_a_column_share_is_said_once_in_its_head(template: str) -> None:
    columns = [
        "Berth",
        {"title": "Quay", "unit": "m"},
        {"title": "In use", "unit": "%"},
        {"title": "Waiting hours", "unit": "hours"},
    ]
    rows = [["North", 420, 78, 3.1], ["East", 310, 61, 5.2]]
    made = lay(
        report_with({"t": {"type": "table", "title": "T", "total": True, "columns": columns, "rows": rows}}), template
    )

    (drawn,) = (item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table))
    words = [[cell.text.paragraphs[0].text for cell in row] for row in drawn.rows]
    assert words[0] == ["Berth", "Quay (m)", "In use", "Waiting hours"]
    assert words[1] == ["North", "420", "78%", "3.1"] and words[3][1] == "730"


def test_rows_stand_under_the_word_that_they_share(tmp_path: Path) -> None:
    made = lay(report_with(table(group="region", bars="got")), "deck")

    assert not faults(made) and not lost(made)
    (drawn,) = (item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table))
    firsts = [row[0].text.paragraphs[0].text for row in drawn.rows]
    assert firsts == ["Region\u00a0· Country", "Africa", "Kenya", "Mali", "Chad", "Americas", "Peru"]
    assert all(row[0].header for row in drawn.rows)
    assert drawn.rows[1][0].fill and not drawn.rows[2][0].fill


def test_rows_that_go_on_stand_below_the_name_of_their_group_again() -> None:
    places = [(f"Port {n}", "Africa" if n < 40 else "Americas") for n in range(55)]
    made = lay(
        report_with(table(rows=[[port, region, n, n] for n, (port, region) in enumerate(places)], group="region"))
    )

    assert not faults(made) and not lost(made)
    parts = [item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table)]
    firsts = [[row[0].text.paragraphs[0].text for row in part.rows[1:]] for part in parts]
    assert len(parts) > 3
    assert {part[0] for part in firsts} == {"Africa", "Americas"}
    assert [one for part in firsts for one in part if one.startswith("Port")] == [port for port, _ in places]
    assert not any(part[-1] in ("Africa", "Americas") for part in firsts)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rows_with_empty_cells_are_no_higher_than_their_words(language: str, draw_deck: DrawDeck) -> None:
    """An empty cell without type of its own is as high as the deck's free text, so that bars would leave their rows."""
    more = [[name, "Africa", 10, 5] for name in ("Togo", "Benin", "Ghana", "Gabon")]
    many = table(rows=[*ROWS, *more], group="region", bars="got", total=True)
    made = lay(report_with(many, language=language), "deck")
    (frame,) = made.of("t")
    (drawn,) = (item for item in flat(frame.items) if isinstance(item, Table))
    number = made.frames.index(frame)

    words = pages_as_text(draw_deck(WRITERS["pptx"](made.layout).data))[number]

    top = drawn.box.y
    for row, height in zip(drawn.rows, drawn.heights, strict=True):
        (name,) = (word for word in words if word.text == row[0].text.paragraphs[0].text.split("\u00a0")[0])
        assert top <= name.box.y and name.box.bottom <= top + height, name.text
        top += height


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ("bars: gotten", "error[column-unknown]: there is no column `gotten`"),
        ("heat: country", "warning[marks-empty]"),
        ("bars: change", "error[bars-negative]"),
    ],
)
def test_what_cannot_be_shown_is_told_at_its_line(tmp_path: Path, marks: str, told: str) -> None:
    report = (
        "id: aid\ntitle: Aid\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  t:\n    type: table\n    title: T\n"
        f"    {marks}\n    columns: [{{id: country, title: Country}}, {{id: change, title: Change}}]\n    rows: [[Peru, -3], [Mali, 4]]\n"
    )
    files(tmp_path, {"data/aid.yaml": report})

    err = run(tmp_path, "check").err
    assert "data/aid.yaml:10:" in err and told in err


def test_the_only_column_groups_nothing(tmp_path: Path) -> None:
    report = "id: aid\ntitle: Aid\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n"
    report += "  t: {type: table, title: T, group: country, columns: [{id: country, title: C}], rows: [[Peru]]}\n"
    files(tmp_path, {"data/aid.yaml": report})

    assert "data/aid.yaml:7:37: sections.t.group: error[group-alone]" in run(tmp_path, "check").err


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_a_column_is_set_as_its_author_says(template: str, language: str) -> None:
    columns = [
        {"id": "port", "title": "Port", "align": "end"},
        {"id": "depth", "title": "Depth", "align": "center"},
        {"id": "calls", "title": "Calls", "align": "start"},
        {"id": "note", "title": "Note"},
    ]
    rows = [["North", "16.5 m at low water", 120, "dredged"], ["South", "9.0 m", 80, "old"]]

    made = lay(
        report_with({"t": {"type": "table", "title": "Berths", "columns": columns, "rows": rows}}, language=language),
        template,
    )

    (drawn,) = (item for frame in made.frames for item in flat(frame.items) if isinstance(item, Table))
    for row in drawn.rows:
        assert [cell.text.paragraphs[0].style.align for cell in row] == ["end", "center", "start", "start"]


def test_a_column_is_set_as_its_author_says_without_pages_too(tmp_path: Path) -> None:
    report = (
        "id: aid\ntitle: Aid\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  t:\n    type: table\n    title: T\n"
    )
    report += "    columns: [{id: a, title: A, align: center}, {id: b, title: B, align: end}, {id: c, title: C, align: start}]\n    rows: [[x, y z, 3]]\n"
    files(tmp_path, {"data/aid.yaml": report})
    assert run(tmp_path, "build", "--template", "deck", "--format", "html", "--format", "docx").code == 0

    page = re.sub("</?span[^>]*>", "", (tmp_path / "output/aid-deck.en.html").read_text("utf-8"))
    assert '<th scope="row" class="c">x</th><td class="e">y z</td><td>3</td>' in page
    (table,) = Document(str(tmp_path / "output/aid-deck.en.docx")).tables
    for row in table.rows:
        sides = [cell.paragraphs[0].alignment for cell in row.cells]
        assert sides == [WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, None]


def table_of(rows: int, groups: int) -> dict[str, Any]:
    columns = [{"id": "name", "title": "District"}, {"id": "part", "title": "Part"}, {"id": "homes", "title": "Homes"}]
    told = [[f"District {row}", f"Part {row * groups // rows + 1}", 1200 + row] for row in range(rows)]
    return {"type": "table", "title": "Homes", "columns": columns, "rows": told, "total": True, "group": "part"}


def test_ten_rows_in_three_groups_with_a_total_are_one_slide_before_they_are_two() -> None:
    (frame,) = lay(report_with({"made": table_of(10, 3)})).of("made")

    (table,) = (item for item in frame.items if isinstance(item, Table))
    assert len(table.rows) == 15
    assert {p.style.size for row in table.rows for cell in row for p in cell.text.paragraphs} == {12}


def test_rows_that_go_on_are_shared_out_evenly_in_larger_type() -> None:
    made = lay(report_with({"made": table_of(20, 1)})).of("made")

    tables = [item for frame in made for item in frame.items if isinstance(item, Table)]
    assert len(tables) == 2
    assert abs(len(tables[0].rows) - len(tables[1].rows)) <= 1
    assert min(p.style.size for one in tables for row in one.rows for cell in row for p in cell.text.paragraphs) >= 16
