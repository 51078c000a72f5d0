"""No empty boxes: a character that no font has is an error at its place; a font that is not at hand is told."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from frame_reading import flat
from projects import lay, run

from briefings import builtin
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import TextBox

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
THEME = (builtin.home() / "themes/default/theme.yaml").read_text("utf-8")
TEMPLATE = """\
theme: house
kind: slides
pages:
  - layout: title-only
    title: "{{ report.title }}"
    main: {block: stat-grid, items: "{{ sections.wells.items }}"}
"""


def report(text: str = '"wells dug"', title: str = "Safe water", language: str = "en", more: str = "") -> str:
    """A report with a title and the words of one figure, as they stand in YAML."""
    return (
        f"id: water\ntitle: {title}\nlanguage: {language}\ndate: 2024\nstatus: final\nsections:\n"
        f"  wells:\n    type: statistics\n    title: Wells\n    items:\n      - {{id: dug, value: 340, text: {text}}}\n{more}"
    )


@dataclass(frozen=True)
class Told:
    """A finding, short: its code, where it stands, its path and its words."""

    code: str
    level: str
    place: str
    path: str
    message: str
    hint: str


def told(folder: Path, *arguments: str) -> tuple[Told, ...]:
    """What `briefings check` finds in a project, without the rules that finished files are held to."""
    found: list[dict[str, Any]] = json.loads(run(folder, "check", "--json", *arguments).out)["findings"]
    return tuple(
        Told(
            one["code"],
            one["level"],
            f"{one.get('file') or ''}:{one.get('line') or 0}:{one.get('column') or 0}",
            one.get("path") or "",
            one["message"],
            one.get("hint") or "",
        )
        for one in found
        if not one["code"].startswith(("deck-", "pdf-"))
    )


# --- Characters --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "name", "hint"),
    [
        ("ก", "U+0E01 THAI CHARACTER KO KAI (ก)", "Noto Sans Thai"),
        ("क", "U+0915 DEVANAGARI LETTER KA (क)", "Noto Sans Devanagari"),
        ("ካ", "U+12AB ETHIOPIC SYLLABLE KAA (ካ)", "Noto Sans Ethiopic"),
        ("한", "U+D55C HANGUL SYLLABLE HAN (한)", "Noto Sans KR"),
        ("😀", "U+1F600 GRINNING FACE (😀)", "write it in words"),
        ("\ue001", "U+E001 a private-use character", "delete it"),
        ("\U000e1234", "U+E1234 a code point without a character", "delete it"),
        ("\u1abf", "U+1ABF COMBINING LATIN SMALL LETTER W BELOW", "replace it"),
        ("𓀀", "U+13000 EGYPTIAN HIEROGLYPH A001 (𓀀)", "none is known here"),
    ],
)
def test_a_character_that_no_font_has_is_an_error_in_every_output_that_shows_it(
    char: str, name: str, hint: str, tmp_path: Path
) -> None:
    found = told(lay(tmp_path, {"data/water.yaml": report(f'"dug {char} 5"')}))
    assert [(one.code, one.level, one.path) for one in found] == [
        ("glyph-missing", "error", "sections.wells.items.dug.text")
    ] * 2
    assert {one.message for one in found} == {
        f"`water-{template}.en`: no font here has {name}" for template in ("deck", "one-pager")
    }
    # The column is that of the character itself.
    column = report(f'"dug {char} 5"').splitlines()[10].index(char) + 1
    assert {one.place for one in found} == {f"data/water.yaml:11:{column}"}
    assert all(hint in one.hint for one in found)


def test_several_characters_of_a_text_are_one_error_and_the_rest_are_counted(tmp_path: Path) -> None:
    found = told(lay(tmp_path, {"data/water.yaml": report("กขคงจ wells")}), "--template", "deck")
    assert [one.message.rpartition("has ")[2] for one in found] == [
        "U+0E01 THAI CHARACTER KO KAI (ก), U+0E02 THAI CHARACTER KHO KHAI (ข), U+0E04 THAI CHARACTER KHO KHWAI (ค) "
        "and 2 more of the text's characters"
    ]


def test_the_error_stands_in_the_translation_that_has_the_character(tmp_path: Path) -> None:
    project = lay(
        tmp_path,
        {
            "data/water.yaml": report(),
            "data/water.fr.yaml": "title: L’eau\nnotice: Non officiel\nsections:\n  wells:\n    title: Puits\n    items:\n"
            "      dug: {text: puits 😀 creusés}\n",
        },
    )
    assert told(project, "--lang", "en") == ()
    (found,) = told(project, "--lang", "fr", "--template", "deck")
    assert (found.code, found.place) == ("glyph-missing", "data/water.fr.yaml:7:25")
    assert found.message.startswith("`water-deck.fr`: no font here has U+1F600 GRINNING FACE (😀)")


def test_words_of_the_template_cells_of_a_spreadsheet_and_labels_of_a_chart_are_looked_at_too(tmp_path: Path) -> None:
    project = lay(
        tmp_path,
        {
            "data/water.yaml": report(
                more="  rows:\n    type: table\n    title: Rows\n    data: {table: data/rows.csv}\n"
                "  bars:\n    type: chart\n    chart: bar\n    title: Bars\n    unit: wells\n"
                "    data: [{label: One, value: 3}, {label: ก, value: 4}]\n"
            ),
            "data/rows.csv": "country,wells\nMali,5\nข,6\n",
            "templates/page.yaml": "kind: slides\npages:\n"
            "  - layout: title-only\n    title: ค of wells\n    main: {block: stat-grid, items: '{{ sections.wells.items }}'}\n"
            "  - {layout: table, title: Rows, table: {block: table, data: '{{ sections.rows }}'}}\n"
            "  - {layout: chart, title: Bars, chart: {block: chart, data: '{{ sections.bars }}'}}\n",
        },
    )
    found = [(one.place, one.path, one.message.partition("has ")[2]) for one in told(project, "--template", "page")]
    assert found == [
        ("templates/page.yaml:3:5", "", "U+0E04 THAI CHARACTER KHO KHWAI (ค)"),
        ("data/rows.csv:3:1", "sections.rows.rows.2.country", "U+0E02 THAI CHARACTER KHO KHAI (ข)"),
        ("data/water.yaml:21:44", "sections.bars.data.item-2.label", "U+0E01 THAI CHARACTER KO KAI (ก)"),
    ]


def test_what_is_not_drawn_needs_no_font_and_notes_are_only_noted(tmp_path: Path) -> None:
    project = lay(
        tmp_path,
        {
            "data/water.yaml": report('"dug ก"'),
            "templates/page.yaml": "kind: slides\npages:\n  - {layout: title-only, title: Wells, notes: '{{ sections.wells.items[0].text }}',\n"
            "     main: {block: prose, text: Many}}\n",
        },
    )
    _, found = told(project, "--template", "page")
    assert (found.code, found.level, found.path) == ("notes-glyph", "note", "sections.wells.items.dug.text")


# --- Fonts of a theme --------------------------------------------------------------------------------------------------------


def themed(folder: Path, *changes: tuple[str, str], text: str = '"wells dug"') -> Path:
    """A project whose theme differs from ours."""
    theme = THEME
    for old, new in changes:
        assert old in theme
        theme = theme.replace(old, new)
    return lay(
        folder,
        {"data/water.yaml": report(text), "templates/page.yaml": TEMPLATE, "templates/themes/house/theme.yaml": theme},
    )


def test_a_font_of_the_theme_that_is_not_at_hand_is_a_warning_with_its_substitute(tmp_path: Path) -> None:
    changed = (
        "heading: {latin: Arial, ea: Microsoft YaHei, cs: Arial}",
        "heading: {latin: Verdana, cs: Sakkal Majalla}",
    )
    (found,) = told(themed(tmp_path, changed), "--template", "page")
    assert (found.code, found.level, found.place.partition(":")[0]) == (
        "font-substituted",
        "warning",
        "templates/themes/house/theme.yaml",
    )
    assert (
        found.message
        == "the font `Verdana` is not at hand: text is measured with Arimo, lines of decks kept 15% shorter"
    )
    assert "`fonts: files`" in found.hint


def test_a_page_that_is_only_drawn_keeps_no_room_for_a_font_that_is_not_at_hand(tmp_path: Path) -> None:
    """As a deck it would be set in Verdana, which is wider; as a PDF it is set in what it was measured with."""
    changed = ("body: {latin: Arial, ea: Microsoft YaHei, cs: Arial}", "body: {latin: Verdana, cs: Arial}")
    project_in = themed(tmp_path, changed)
    sheet = "kind: sheet\ntheme: house\nomit: [{rest: true, reason: a selection}]\npages:\n  - {layout: one-pager, title: Wells, main: {block: prose, text: '%s'}}\n"
    (project_in / "templates/page.yaml").write_text(sheet % ("many wells were dug " * 30), encoding="utf-8")
    env = Env(project_in)
    lines = []
    for form in ("pdf", "pptx"):
        asked = build.Options(templates=("page",), formats=(form,))
        (made,) = build.build(project.load(project_in, env), env, asked).outputs
        boxes = [one for one in flat(made.layout.frames[0].items) if isinstance(one, TextBox)]
        lines.append(max(len(one.lines) for one in boxes))
    assert lines[0] < lines[1], lines


FILES = (
    "body: {latin: Arial, ea: Microsoft YaHei, cs: Arial}",
    "body: {latin: Arial, ea: Microsoft YaHei, cs: Arial}\n  files:\n    - {family: DejaVu Sans, file: fonts/DejaVuSans.ttf}",
)


def test_a_font_file_of_the_theme_draws_what_no_other_font_has(tmp_path: Path) -> None:
    project = themed(tmp_path, FILES, text="ქართული wells")
    (missing,) = told(project, "--template", "page")
    assert (missing.code, missing.place) == ("file-missing", "templates/themes/house/theme.yaml:46:35")
    fonts = project / "templates/themes/house/fonts"
    fonts.mkdir()
    shutil.copy(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf", fonts)
    assert told(project, "--template", "page") == ()
    assert run(project, "build", "--template", "page", "--format", "pdf").code == 0
    assert "templates/themes/house/fonts/DejaVuSans.ttf" in (project / "output/manifest.json").read_text("utf-8")


def test_a_font_file_that_is_none_is_an_error_at_its_place(tmp_path: Path) -> None:
    project = themed(tmp_path, FILES)
    lay(project, {"templates/themes/house/fonts/DejaVuSans.ttf": "not a font"})
    (found,) = told(project, "--template", "page")
    assert (found.code, found.place) == ("font-unreadable", "templates/themes/house/theme.yaml:46:35")


# --- Bad text, in every language ---------------------------------------------------------------------------------------------

REFUSED = {
    "empty": ('""', "value-empty"),
    "spaces": ('"   "', "value-empty"),
    "nothing but a zero-width space": (r'"\u200b"', "value-empty"),
    "nothing but a no-break space": (r'"\u00a0"', "value-empty"),
    "NUL": (r'"a\0b"', "character-refused"),
    "bell": (r'"a\ab"', "character-refused"),
    "an embedding that is never closed": (r'"a\u202eb"', "direction-unbalanced"),
    "an isolate that closes nothing": (r'"a\u2069b"', "direction-unbalanced"),
    "line separator": (r'"a\u2028b"', "character-refused"),
    "byte order mark": (r'"a\ufeffb"', "character-refused"),
    "replacement character": (r'"one \ufffd two"', "character-refused"),
    "noncharacter": (r'"a\uffffb"', "character-refused"),
    "noncharacter beyond the first plane": (r'"a\U0001fffeb"', "character-refused"),
    "lone surrogate": (r'"a\ud800b"', "yaml-malformed"),
    "private use": (r'"a\ue001b"', "glyph-missing"),
    "emoji": ('"a 😀 b"', "glyph-missing"),
    "emoji of several": (r'"a 👩\u200d💻 b"', "glyph-missing"),
}
SOUND = {
    "zero-width signs": r'"one\u200btwo\u200cthree\u2060four\u00adfive"',
    "marks of direction": r'"one\u200f two\u200e \u061cthree"',
    "an isolate": r'"one \u2067two\u2069 three"',
    "an embedding": r'"one \u202btwo\u202c three"',
    "a mark with no letter": r'"\u0301 one"',
    "two marks on a letter": r'"e\u0301\u0323 one"',
    "tab and line feed": r'"one\ttwo\nthree"',
    "variation selectors": r'"one\ufe0f two\ufe0e"',
    "characters that mean something in markup": """'a < b & "c" > {{ d }} ${e} =1+1 %s \\0 ]]>'""",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text, code", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_text_is_an_error_that_says_where_and_what_to_do(
    text: str, code: str, language: str, tmp_path: Path
) -> None:
    found = told(lay(tmp_path, {"data/water.yaml": report(text, language=language)}))
    assert {one.code for one in found} == {code}
    assert all(one.hint and one.place.startswith("data/water.yaml:11:") for one in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_strange_texts_that_have_a_shape_build_in_both_formats(language: str, tmp_path: Path) -> None:
    items = "".join(
        f"      - {{id: i{number}, value: 3, text: {text}}}\n" for number, text in enumerate(SOUND.values())
    )
    project = lay(tmp_path, {"data/water.yaml": report(language=language, title=SOUND["zero-width signs"], more=items)})
    made = run(project, "build", "--format", "pptx", "--format", "pdf")
    assert (made.code, sorted(path.suffix for path in (project / "output").glob("water-*"))) == (
        0,
        [".pdf", ".pdf", ".pptx", ".pptx"],
    )


def test_a_nul_in_a_csv_is_an_error_that_says_where(tmp_path: Path) -> None:
    rows = "  rows:\n    type: table\n    title: Rows\n    data: {table: data/rows.csv}\n"
    project = lay(tmp_path, {"data/water.yaml": report(more=rows), "data/rows.csv": "country,wells\nMa\0li,5\n"})
    (found,) = told(project)
    assert (found.code, found.hint) == ("table-encoding", "save it as CSV UTF-8")
