"""Templates: how the report's facts come to stand on pages, each knowing the field it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from projects import ROOT, TEMPLATE, lay

from briefings import template
from briefings.blocks.chart import ChartBlock
from briefings.blocks.prose import Prose
from briefings.briefing import Briefing, Page
from briefings.diagnostics import BriefingsError
from briefings.env import Env
from briefings.report import parse
from briefings.source import read
from briefings.values import Rich, plain

SHEETS = {"one-pager": ("header", "rail", "main", "foot")}
FULL = """\
id: full
title: A full report
language: en
date: 2024-05
status: draft
sources: {notes: {file: seeds/notes.txt, title: Field notes}}
sections:
  aims: {type: prose, title: Aims, text: [First **bold** aim., Second aim.], source: "notes:1-2"}
  money:
    type: resources
    title: Money
    currency: USD
    total: {value: 12000000, digits: 2}
    parts: [{id: core, value: 4000000, text: core}, {id: grants, value: 8000000, text: grants}]
  first: {type: statistics, title: First, items: [{id: a, value: 340, text: wells}, {id: b, value: 27, text: clinics, source: "notes:3"}]}
  second: {type: statistics, title: Second, items: [{id: c, value: not-in-source, text: x}, {id: d, value: 340, text: w}, {id: e, value: 1150, qualifier: at-least, text: y}]}
  outcomes: {type: outcomes, title: Outcomes, items: [{id: one, title: One, text: Said.}, {id: two, title: Two, text: Done.}]}
"""


def filled(
    folder: Path, pages: str, *, head: str = "kind: slides\n", report: str = FULL, edition: str = "", **more: str
) -> Briefing:
    """A report poured into the pages of a template."""
    lay(folder, {"templates/page.yaml": f"{head}pages:\n{pages}", "seeds/notes.txt": "one\ntwo\nthree\n", **more})
    env = Env(folder)
    return template.fill(
        template.load("page", env), parse(read(report.encode(), "data.yaml"), env), env, sheets=SHEETS, edition=edition
    )


def refused(folder: Path, pages: str, **more: Any) -> list[str]:
    with pytest.raises(BriefingsError) as caught:
        filled(folder, pages, **more)
    return [f"{finding.where}: {finding.message}" for finding in caught.value.findings]


def said(rich: Rich) -> list[tuple[str, tuple[str, ...]]]:
    """What a line says, span by span, with the fields behind each."""
    return [(span.text, span.origins) for span in rich]


def titles(briefing: Briefing) -> list[str]:
    return [plain(page.lines["title"]) for page in briefing.pages]


def body(page: Page) -> list[str]:
    return [plain(paragraph) for placed in page.flows["body"] for paragraph in placed.block.text]  # type: ignore[attr-defined]


# -- values ---------------------------------------------------------------------------------------------------------------------------


def test_a_value_knows_the_fields_that_it_was_made_of(tmp_path: Path) -> None:
    briefing = filled(tmp_path, """\
  - layout: content
    title: "{{ sections.first.items[0].figure }} {{ sections.first.items[0].text }} in {{ report.date }}"
    body: "{{ sections.aims.paragraphs }}"
""")  # fmt: skip
    (page,) = briefing.pages

    assert said(page.lines["title"]) == [
        ("340", ("sections.first.items.a.value",)), (" ", ()), ("wells", ("sections.first.items.a.text",)), (" in ", ()), ("May 2024", ("date",)),
    ]  # fmt: skip
    (placed,) = page.flows["body"]
    assert isinstance(placed.block, Prose)
    assert [said(paragraph) for paragraph in placed.block.text] == [
        [
            ("First ", ("sections.aims.text.1",)),
            ("bold", ("sections.aims.text.1",)),
            (" aim.", ("sections.aims.text.1",)),
        ],
        [("Second aim.", ("sections.aims.text.2",))],
    ]
    assert not {"sections.first.items.a.value", "sections.aims.text.2", "date"} & set(briefing.left_out)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("sections.money.total.figure", "$12M"),
        ("sections.money.total.figure | figure('prose')", "$12\u00a0million"),
        ("sections.money.parts[0].figure.value | money('EUR')", "€4,000,000"),
        ("sections.second.items[2].figure", "1,150+"),
        ("sections.second.items[2].figure | figure('prose')", "at least\u00a01,150"),
        ("0.137 | percent", "14%"),
        ("0.137 | percent(1)", "13.7%"),
        ("report.date | date", "May 2024"),
        ("report.title | quoted", "“A full report”"),
        ("sections.outcomes.items | listing", "One and Two"),
        ("sections.first.items | batch(1) | length", "2"),
        ("sections | of_type('statistics', 'prose') | length", "3"),
        ("(sections.second.items | known | length) ~ '/' ~ (sections.second.items | length)", "2/3"),
        ("[sections.first.items, sections.second.items] | flatten | length", "5"),
        ("sections.aims | words", "6"),
        ("sections.outcomes.items | shorter(2) | length", "2"),
        ("sections.outcomes.items | longer(2) | length", "0"),
        ("word('sources')", "Sources"),
        ("word('part', n=2, total=3)", "2 of 3"),
        ("status()", "Draft"),
        ("edition", "v1.2"),
        ("loop.index if loop is defined else 'no loop'", "no loop"),
    ],
)
def test_filters_and_functions(tmp_path: Path, expression: str, shown: str) -> None:
    page = f'  - layout: content\n    title: "{{{{ {expression} }}}}"\n    body: Words.\n'

    assert titles(filled(tmp_path, page, edition="v1.2")) == [shown]


def test_the_headline_is_the_money_and_then_a_figure_of_each_group_in_turn(tmp_path: Path) -> None:
    """A figure that the source lacks stays away, and so does the same number a second time."""
    pages = '  - {layout: content, title: x, body: {block: list, items: "{{ headline(sections, 9) }}"}}\n'

    (page,) = filled(tmp_path, pages).pages

    assert [entry.id for entry in page.flows["body"][0].block.items] == ["money", "a", "b", "e"]  # type: ignore[attr-defined]


# -- pages ----------------------------------------------------------------------------------------------------------------------------


def test_pages_repeat_nest_and_stand_under_conditions(tmp_path: Path) -> None:
    briefing = filled(tmp_path, """\
  - for: section in sections | of_type('statistics')
    with: {best: "{{ section.items | known | first }}"}
    pages:
      - {layout: content, title: "{{ loop.index }}. {{ section.title }}", body: "{{ best.text }}"}
      - for: item in section.items
        if: "{{ item.figure.known and item.figure.value > 300 }}"
        id: "{{ item.id }}"
        layout: content
        title: "{{ item.text }} of {{ section.title }}"
        body: "{{ item.figure }}"
  - {layout: content, title: Never, body: x, if: false}
""")  # fmt: skip

    assert titles(briefing) == ["1. First", "wells of First", "2. Second", "w of Second", "y of Second"]
    assert [page.id for page in briefing.pages] == ["content", "a", "content-2", "d", "e"]
    assert body(briefing.pages[2]) == ["w"]


def test_a_page_with_nothing_to_show_is_left_out(tmp_path: Path) -> None:
    briefing = filled(tmp_path, """\
  - {layout: content, title: Empty, body: "{{ report.notice }}"}
  - {layout: title-only, title: Empty too, main: {block: stat-grid, items: "{{ [sections.second.items[0]] }}"}}
  - {layout: cover, title: "{{ report.title }}", subtitle: "{{ report.subtitle }}"}
""")  # fmt: skip

    assert titles(briefing) == ["A full report"]
    assert set(briefing.pages[0].lines) == {"title"}


def test_sections_that_no_page_shows_are_told_unless_the_template_says_why(tmp_path: Path) -> None:
    head = """\
kind: slides
omit:
  - {type: outcomes, reason: "the annex of {{ report.date }} has them"}
  - {section: money, reason: told by word of mouth}
"""
    briefing = filled(tmp_path, '  - {layout: content, title: "{{ sections.aims.title }}", body: x}\n', head=head)

    assert [(finding.code, finding.path) for finding in briefing.findings] == [
        ("section-unshown", "sections.first"), ("section-unshown", "sections.second"),
    ]  # fmt: skip
    assert briefing.omitted == {"outcomes": "the annex of May 2024 has them", "money": "told by word of mouth"}


def test_the_rest_may_be_left_out_in_one_line(tmp_path: Path) -> None:
    head = "kind: slides\nomit: [{rest: true, reason: a selection}]\n"
    briefing = filled(tmp_path, '  - {layout: content, title: "{{ sections.aims.title }}", body: x}\n', head=head)

    assert (briefing.findings, set(briefing.omitted)) == ((), {"money", "first", "second", "outcomes"})


def test_notes_hold_the_authors_words_then_the_full_text_and_its_source(tmp_path: Path) -> None:
    (page,) = filled(tmp_path, """\
  - layout: content
    title: "{{ sections.first.title }}"
    body: "{{ sections.first.items[1].figure }}"
    notes: Pause here.
""").pages  # fmt: skip

    assert [plain(note) for note in page.notes] == ["Pause here.", "First", "27 clinics", "Source: Field notes, line 3"]


def test_a_sheet_has_the_areas_of_the_theme_as_places(tmp_path: Path) -> None:
    pages = "  - {layout: one-pager, rail: {block: prose, text: Side., priority: 3}, main: {block: prose, text: Main., optional: true}}\n"

    briefing = filled(tmp_path, pages, head="kind: sheet\n")

    assert (briefing.kind, briefing.page) == ("sheet", "a4")
    (page,) = briefing.pages
    assert {slot: [(placed.priority, placed.optional) for placed in flow] for slot, flow in page.flows.items()} == {
        "rail": [(3, False)], "main": [(0, True)],
    }  # fmt: skip


# -- blocks ---------------------------------------------------------------------------------------------------------------------------


def test_a_chart_may_be_made_of_any_records_with_figures(tmp_path: Path) -> None:
    pages = '  - {layout: content, title: x, body: {block: chart, data: {chart: column, title: Money, items: "{{ sections.money.parts }}"}}}\n'

    (page,) = filled(tmp_path, pages).pages

    chart = page.flows["body"][0].block
    assert isinstance(chart, ChartBlock)
    (series,) = chart.data.series
    shown: list[tuple[object, ...]] = [
        (label.text, label.origins, point.value, point.origins)
        for label, point in zip(chart.data.categories, series.points, strict=True)
    ]
    assert shown == [
        ("grants", ("sections.money.parts.grants.text",), 8000000, ("sections.money.parts.grants.value",)),
        ("core", ("sections.money.parts.core.text",), 4000000, ("sections.money.parts.core.value",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("{block: stat-grid, items: \"{{ sections.first.items }}\", columns: two}", "`columns` is a whole number, 100 at the most"),
        ("{block: cards, items: \"{{ sections.first.items }}\", columns: 2.5}", "`columns` is a whole number, 100 at the most"),
        ("{block: cards, items: \"{{ sections.first.items }}\", columns: .inf}", "`columns` is a whole number, 100 at the most"),
        ("{block: cards, items: \"{{ sections.first.items }}\", columns: 1e99}", "`columns` is a whole number, 100 at the most"),
        ("{block: picture, file: a.png, caption: x, focus: [.nan, .nan]}", "`focus` is two numbers from 0 to 1"),
        ("{block: table, data: \"{{ sections.first }}\"}", "a table needs `columns` and `rows`"),
        ("{block: table, data: {columns: [a, b], rows: [[1]]}}", "every row needs 2 cells, one for each column"),
        ("{block: chart, data: \"{{ sections.first }}\"}", "a chart needs a section of type `chart`, or a map with `chart` and `items`"),
        ("{block: picture, file: seeds/notes.txt, caption: x}", "`seeds/notes.txt` is not a picture that can be read"),
        ("{block: picture, file: x.png, caption: x, focus: [2, 0]}", "`focus` is two numbers from 0 to 1"),
        ("{block: picture, file: x.png, caption: x, decorative: perhaps}", "`decorative` is true or false"),
        ("{block: stat-tile, item: \"{{ sections.aims }}\"}", "a tile needs records with a figure"),
        ("\"{{ sections }}\"", "this value is not a text"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told_with_its_place(tmp_path: Path, block: str, told: str) -> None:
    messages = refused(tmp_path, f"  - layout: content\n    title: x\n    body: {block}\n")

    assert [
        message for message in messages if message.startswith("templates/page.yaml:5:") and message.endswith(told)
    ], messages


def test_a_loop_that_would_never_end_is_stopped(tmp_path: Path) -> None:
    deep = "".join(
        f"{'  ' * (2 * depth + 1)}- for: s{depth} in sections\n{'  ' * (2 * depth + 2)}pages:\n" for depth in range(6)
    )
    last = f"{'  ' * 13}- {{layout: content, title: x, body: y}}\n"

    assert refused(tmp_path, deep + last)[-1].endswith(": the template's loops run more than 10,000 times")


def test_a_layout_may_be_known_only_when_the_page_is_filled(tmp_path: Path) -> None:
    """Its places are lines or flows as that layout has them, and one that it does not have is told then."""
    page = (
        "  - {layout: \"{{ 'cover' if sections.aims else 'content' }}\", title: x, subtitle: \"{{ report.date }}\"}\n"
    )
    (cover,) = filled(tmp_path, page).pages

    assert (cover.role, plain(cover.lines["subtitle"])) == ("cover", "May 2024")
    assert refused(tmp_path, page.replace("'cover'", "'chart'")) == [
        "templates/page.yaml:3:73: the layout `chart` has no place `subtitle`"
    ]


def test_only_functions_are_called(tmp_path: Path) -> None:
    page = '  - {layout: content, title: "{{ sections(1) }}", body: "{{ nothing(1) }}"}\n'

    assert refused(tmp_path, page) == [
        "templates/page.yaml:3:30: `sections(1)` is not allowed: only a function can be called, as in `word('sources')`",
        "templates/page.yaml:3:57: `nothing(1)` reads `nothing`, which is not there",
    ]


# -- the template's own faults ------------------------------------------------------------------------------------------------------------


def test_faults_are_told_without_a_report_and_on_pages_that_a_report_skips(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "templates/page.yaml": TEMPLATE.replace("block: picture", "block: pictrue").replace(
                "of_type('photos')", "of_typ('photos')"
            )
        },
    )

    found = template.check(template.load("page", Env(tmp_path)), SHEETS)

    assert [finding.message for finding in found] == [
        "`sections | of_typ('photos')` uses the filter `of_typ`, which is not there", "there is no block `pictrue`",
    ]  # fmt: skip


def test_all_faults_of_a_template_come_at_once(tmp_path: Path) -> None:
    """What is wrong in the head, in an included file, in what is never evaluated and in what fails when it is."""
    messages = refused(
        tmp_path,
        "  - {layout: contnt, title: x, body: y}\n  - {layout: content, title: \"{{ report.titel }}\", body: \"{{ sections.aims | first | upper + 1 }}\"}\n"
        "  - include: other\n  - include: nowhere\n",
        head="kind: slides\npage: a44\n",
        **{"templates/other.yaml": "pages:\n  - {layout: content, title: \"{{ 1 +  }}\", body: y}\n"},
    )  # fmt: skip

    assert [message.partition(": ")[0] for message in messages] == [
        "templates/page.yaml:2:7", "templates/page.yaml:7:14", "templates/page.yaml:4:14", "templates/other.yaml:2:30",
        "templates/page.yaml:5:30", "templates/page.yaml:5:58",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a", "b"])
def test_templates_that_include_each_other_are_told(tmp_path: Path, name: str) -> None:
    lay(
        tmp_path,
        {f"templates/{one}.yaml": f"kind: slides\npages:\n  - include: {other}\n" for one, other in ("ab", "ba")},
    )

    loaded = template.load(name, Env(tmp_path))

    other = "b" if name == "a" else "a"
    assert [f"{finding.where}: {finding.message}" for finding in loaded.findings] == [
        f"templates/{other}.yaml:3:14: `{name}` is included within itself"
    ]


@pytest.mark.parametrize("name", ["../page", "/etc/passwd", "templates/page", "", "Page", "nowhere", "builtin:page"])
def test_a_name_that_is_no_template_is_told(tmp_path: Path, name: str) -> None:
    lay(tmp_path, {"templates/page.yaml": TEMPLATE, "page.yaml": TEMPLATE})
    with pytest.raises(BriefingsError) as caught:
        template.load(name, Env(tmp_path))

    assert caught.value.findings[0].message == f"there is no template `{name}`"


def test_a_template_is_read_once_however_many_reports_and_again_when_a_file_of_it_changes(tmp_path: Path) -> None:
    def read_() -> tuple[object, ...]:
        made = template.load("page", Env(tmp_path))
        return tuple(made.compiled(file, SHEETS) for file in (made.file, *made.includes.values()))

    other = "pages:\n  - {layout: content, title: x, body: y}\n"
    lay(tmp_path, {"templates/page.yaml": "kind: slides\npages: [{include: other}]\n", "templates/other.yaml": other})
    page, included = read_()
    assert [one is other for one, other in zip(read_(), (page, included), strict=True)] == [True, True]

    lay(tmp_path, {"templates/other.yaml": other.replace("y}", "z}")})
    assert [one is other for one, other in zip(read_(), (page, included), strict=True)] == [True, False]


def test_a_templates_head_has_sensible_defaults(tmp_path: Path) -> None:
    heads = {
        "kind: slides": ("16:9", ("pptx",)),
        "kind: sheet": ("a4", ("pdf",)),
        "kind: sheet\npage: letter\nformats: pptx": ("letter", ("pptx",)),
    }
    for head, expected in heads.items():
        lay(tmp_path, {"templates/page.yaml": f"{head}\npages: [{{layout: one-pager}}]\n"})
        loaded = template.load("page", Env(tmp_path))
        assert ((loaded.page, loaded.formats), loaded.findings) == (expected, ())


@pytest.mark.parametrize("name", ["deck", "one-pager", "one-pager-letter"])
def test_the_built_in_templates_have_no_faults(name: str) -> None:
    assert template.check(template.load(f"builtin:{name}", Env(ROOT)), SHEETS) == ()
