"""Bad input: each of these is laid out right, in deck and one-pager, or is one finding that says what to shorten, and by how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from frame_reading import faults, flat, lay, lost, open_look, report_with

from briefings.blocks.hero import Hero
from briefings.blocks.params import Stat
from briefings.blocks.prose import Prose
from briefings.blocks.row import Row
from briefings.briefing import Page, Placed
from briefings.diagnostics import BriefingsError, Diagnostic, Level, Where
from briefings.frame import Table
from briefings.frozen import replace
from briefings.geometry import Box, points
from briefings.layout.choose import choose
from briefings.layout.shorter import _Without
from briefings.pages import account
from briefings.values import Origin, Span

WHERE = Where("report.yaml")

SENTENCE = "The crews mended the pipes before winter came. "


def one(**section: Any) -> Mapping[str, Any]:
    """A report with one section, called `a`."""
    return report_with({"a": {"title": "A section", **section}})


def numbered(count: int, **fields: str) -> list[dict[str, str]]:
    """Items whose fields hold their number."""
    return [{"id": f"i{n}", **{name: text.format(n) for name, text in fields.items()}} for n in range(count)]


MONEY = [
    {"id": f"m{n}", "value": 452_000_000_001 + n, "currency": "USD", "qualifier": "about", "text": "spent"}
    for n in range(4)
]
STATISTICS = [{"id": f"s{n}", "value": 1000 + n, "text": f"things of kind {n} that were counted"} for n in range(40)]
COLUMNS = [{"id": "a", "title": "District"}, {"id": "b", "title": "Homes"}, {"id": "c", "title": "Remark"}]
ROWS = [[f"District {n}", str(n * 17), "A remark " * (n % 7 + 1)] for n in range(200)]
LABELS = [{"label": f"A rather long label of the category number {n}", "value": n + 1} for n in range(40)]
LONG_WORDS = report_with({
    "a": {"type": "prose", "title": "A word", "text": f"See {'x' * 300} there."},
    "b": {"type": "programmes", "title": "An item", "items": [{"id": "y", "title": "y" * 300}, {"id": "z", "title": "short"}]},
    "c": {"type": "entities", "title": "A name", "items": [{"id": "z", "title": "z" * 300}, {"id": "s", "title": "short"}]},
    "d": {"type": "table", "title": "A cell", "columns": COLUMNS, "rows": [["w" * 300, "1", "small"], ["a", "2", "b"]]},
    "e": {"type": "quotes", "title": "A quote", "items": [{"id": "q", "text": "v" * 300, "speaker": "u" * 300}]},
    "f": {"type": "statistics", "title": "A label", "items": [{"id": "k", "value": 5, "text": "t" * 300}]},
    "g": {"type": "prose", "title": "t" * 300, "text": "A title."},
})  # fmt: skip

BUILDS = {
    "a label of 500 words": one(
        type="statistics", items=[{"id": "k", "value": 5, "text": SENTENCE * 60}, *STATISTICS[:3]]
    ),
    "a list item of 800 words": one(
        type="programmes", items=[{"id": "p", "title": SENTENCE * 100}, {"id": "q", "title": "b"}]
    ),
    "the texts of list items without a stop": one(
        type="programmes", items=numbered(3, title="Item {}", text="word " * 700)
    ),
    "a card of 900 words": one(
        type="blocks", blocks=[{"block": "cards", "items": [{"title": "A", "detail": SENTENCE * 110}, {"title": "B"}]}]
    ),
    "a name of 700 words beside its figure": one(
        type="blocks",
        blocks=[{"block": "key-value", "items": [{"id": "v", "figure": "17", "text": SENTENCE * 90}]}],
    ),
    "5,000 words in sentences": one(
        type="outcomes", items=[{"id": "x", "title": "X", "text": (SENTENCE * 625).strip()}]
    ),
    "5,000 words without a stop": one(
        type="outcomes", items=[{"id": "x", "title": "X", "text": ("word " * 5000).strip()}]
    ),
    "an introduction of 1,000 words": one(type="statistics", intro=(SENTENCE * 125).strip(), items=STATISTICS[:3]),
    "a title of 400 letters": one(type="prose", title="A very long title " * 22, text=SENTENCE),
    "a report's title of 400 letters": {**one(type="prose", text=SENTENCE), "title": "A very long title " * 22},
    "words of 300 letters": LONG_WORDS,
    "60 list items": one(
        type="mandates", items=numbered(60, title="Mandate {} of the basin", organ="Council", symbol="resolution {}")
    ),
    "60 long list items": one(type="mandates", items=numbered(60, title="Mandate {} " + SENTENCE)),
    "40 statistics": one(type="statistics", items=STATISTICS),
    "a table of 200 rows": one(type="table", columns=COLUMNS, rows=ROWS),
    "a cell of 400 words": one(type="table", columns=COLUMNS[:2], rows=[[SENTENCE * 50, "1"], ["a", "2"]]),
    "40 quotes": one(type="quotes", items=numbered(40, text=SENTENCE * 3, speaker="Speaker {}", office="Office {}")),
    "30 cards": one(type="entities", items=numbered(30, title="Entity number {}", abbreviation="E{}")),
    "60 outcomes": one(type="outcomes", items=numbered(60, title="Outcome {}", text=SENTENCE * 6)),
    "a name of 200 letters": one(
        type="entities", items=[{"id": "e", "title": "Office for the long names " * 8}, {"id": "f", "title": "B"}]
    ),
    "figures of twelve digits": one(type="statistics", items=MONEY),
    "a quote of 1,000 words": one(type="quotes", items=[{"id": "q", "text": SENTENCE * 125, "speaker": "S"}]),
    "a cell of 1,500 words": one(type="table", columns=COLUMNS[:2], rows=[["a", "2"], [SENTENCE * 190, "1"]]),
    "16 sums with long names": one(
        type="resources",
        currency="USD",
        total={"value": 400, "text": "in all"},
        parts=[{"id": f"p{n}", "value": n + 1, "text": f"Office number {n} of the basin"} for n in range(16)],
    ),
    "two long quotes side by side": one(type="quotes", items=numbered(2, text=SENTENCE * 18, speaker="Speaker {}")),
    "a chart with a long text": one(
        type="chart", chart="bar", unit="tons", data=LABELS[:5], text=(SENTENCE * 60).strip()
    ),
}


@pytest.mark.parametrize("name", BUILDS)
@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_much_is_laid_out_without_a_word_lost(name: str, template: str) -> None:
    try:
        laid = lay(BUILDS[name], template)
    except BriefingsError as problem:
        assert template == "one-pager"  # one page holds no more than that
        (finding,) = problem.findings
        assert_tells_what_to_shorten(finding)
        return

    assert faults(laid) == []
    assert lost(laid) == []


ERRORS = {
    "a title of 1,000 letters": (
        "deck",
        one(type="prose", title="A very long title " * 56, text=SENTENCE),
        "sections.a.title",
        r"the title of `a` is over by \d+ pt in \d+ lines",
        r"shorten sections\.a\.title by about \d\d+ words",
    ),
    "5,000 words on one page": (
        "one-pager",
        {**one(type="prose", text=(SENTENCE * 625).strip()), "one-pager": "brief"},
        "sections.a.text",
        r"the area `main` of `one-pager` is over by \d+ pt",
        r"shorten sections\.a\.text by about 3\d\d\d words, or give blocks of this area a `priority`; of built-in pages `one-pager: snapshot` shows .*",
    ),
    "60 items beside the text of a page": (
        "one-pager",
        report_with({
            "a": {"type": "programmes", "title": "Programmes", "items": numbered(60, title="Programme number {} of the basin")},
            "b": {"type": "prose", "title": "Context", "text": SENTENCE},
        }, **{"one-pager": "brief"}),
        "sections.a.items",
        r"the area `rail` of `one-pager` is over by \d+ pt",
        r"shorten sections\.a\.items by about \d+ words, or give .*",
    ),
    "a chart of 40 long labels": (
        "deck",
        one(type="chart", chart="bar", unit="tons", data=LABELS),
        "sections.a",
        r"`a` on the layout `[^`]+` is over by \d+ pt",
        r"leave out about \d\d of the 40 categories of sections\.a \(of a file, `top` says how many are shown\), or shorten their labels",
    ),
    "a table of 25 columns": (
        "deck",
        one(type="table", columns=[{"id": f"c{n}", "title": f"Column {n}"} for n in range(25)], rows=[[f"cell {n}" for n in range(25)]]),
        "sections.a",
        r"`a` on the layout `[^`]+` is too wide by \d+ pt",
        r"leave out about \d+ of the 25 columns of sections\.a \(`columns` names those that stay\), or shorten their longest words",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_too_much_is_one_finding_with_its_numbers(name: str) -> None:
    template, data, path, message, hint = ERRORS[name]

    with pytest.raises(BriefingsError) as caught:
        lay(data, template)

    (finding,) = caught.value.findings
    assert finding.path == path
    assert re.fullmatch(message, finding.message), finding.message
    assert re.fullmatch(hint, finding.hint), finding.hint
    assert finding.where is not None


@pytest.mark.parametrize("columns", [12, 13, 90])
@pytest.mark.parametrize("template", ["deck", "one-pager"])
@pytest.mark.parametrize("rows", [2, 90])
def test_a_table_that_is_too_wide_is_told_as_such_and_stands_with_as_many_columns_as_the_hint_leaves(
    template: str, columns: int, rows: int
) -> None:
    def table(count: int, rows: int = rows) -> Mapping[str, Any]:
        words = [["x"] * count, *(["unpronounceabilities"] * count for _ in range(rows - 1))]
        return one(type="table", columns=[f"Incomprehensibility {n}" for n in range(count)], rows=words)

    with pytest.raises(BriefingsError) as caught:
        lay(table(columns), template)

    told = "\n".join(f"{one.message}: {one.hint}" for one in caught.value.findings)
    assert "is too wide by" in told, told
    (fewer,) = re.findall(rf"leave out about (\d+) of the {columns} columns", told)
    lay(table(columns - int(fewer), 2), template)


def test_two_areas_of_a_page_that_are_both_over_are_told_at_once() -> None:
    programmes = {"type": "programmes", "title": "Programmes", "items": numbered(60, title="Programme {} of the basin")}
    prose = {"type": "prose", "title": "Context", "text": (SENTENCE * 625).strip()}

    with pytest.raises(BriefingsError) as caught:
        lay(report_with({"a": programmes, "b": prose}, **{"one-pager": "brief"}), "one-pager")

    assert [(one.code, one.path) for one in caught.value.findings] == [
        ("page-over", "sections.b.text"),
        ("page-over", "sections.a.items"),
    ]


def test_a_word_of_a_title_that_no_place_is_wide_enough_for_is_a_warning() -> None:
    laid = lay({**one(type="prose", text=SENTENCE), "title": "Donaudampfschifffahrt" * 12}, "deck")

    (told,) = account.check(laid.briefing, laid.layout)

    assert told.code == "place-missing" and told.level is Level.WARNING
    assert told.message.endswith("has no place wide enough for a word of the title")


def test_all_that_is_too_long_is_told_in_one_run_and_each_text_once() -> None:
    long = "A very long title " * 56
    quotes = {"type": "quotes", "title": long, "items": numbered(8, text="Yes.", speaker="S")}

    with pytest.raises(BriefingsError) as caught:
        lay(report_with({"a": {"type": "prose", "title": long, "text": SENTENCE}, "b": quotes}))

    assert [finding.path for finding in caught.value.findings] == ["sections.a.title", "sections.b.title"]


@pytest.mark.parametrize("count", [300, 400])
@pytest.mark.parametrize(
    ("language", "word"), [("en", "water "), ("ru", "водоснабжение "), ("ar", "المياه "), ("zh", "水务")]
)
def test_a_text_as_much_shorter_as_the_finding_says_fits_and_one_word_more_does_not(
    count: int, language: str, word: str
) -> None:
    def titled(words: int) -> Mapping[str, Any]:
        return {**one(type="prose", title=(word * words).strip(), text="OK"), "language": language}

    with pytest.raises(BriefingsError) as caught:
        lay(titled(count))

    (finding,) = caught.value.findings
    assert finding.path == "sections.a.title"
    fewer = int(re.findall(r"by about (\d+) words", finding.hint)[0])
    lay(titled(count - fewer))
    with pytest.raises(BriefingsError):
        lay(titled(count - fewer + 1))  # it does not ask for more than it must


def test_a_block_whose_items_are_all_taken_out_is_none() -> None:
    stat = Stat("a", (Span("5", (Origin("a.value"),)),), (Span("boats", (Origin("a.text"),)),))
    row = Row("r", (Hero("h", (stat,), share=(Span("half"),)), Prose("p", ((Span("They fish."),),))))

    (left,) = _Without(["a.value", "a.text"], 0).blocks((row,))

    assert isinstance(left, Row)
    assert [one.id for one in left.blocks] == ["p"]


def test_what_has_no_room_in_the_layouts_of_its_role_stands_in_the_free_area_of_another() -> None:
    look, _ = open_look()
    low = replace(
        next(one for one in look.layouts if one.role == "title-only"),
        free=Box(points(48), points(400), points(800), points(60)),
    )
    few = replace(look, layouts=(low, *(one for one in look.layouts if one.role == "content")))
    placed = Placed(Hero("h", (Stat("a", (Span("5"),), (Span("boats"),)),)), 0, WHERE)
    page = Page("a", "title-only", {"title": (Span("Boats"),)}, {"main": (placed,)}, "a", (), WHERE)

    (slide,) = choose(page, few, "")

    assert slide.layout.name != low.name


def a_page_of_prose(words: int) -> Mapping[str, Any]:
    text = "Les équipes ont réparé les conduites avant l’hiver. " * 200
    return {**one(type="prose", text=" ".join(text.split()[:words])), "language": "fr", "one-pager": "brief"}


def a_list_of_names(words: int) -> Mapping[str, Any]:
    items = [{"id": f"i{n}", "title": "برنامج المياه والصرف الصحي"} for n in range(words // 4)]
    if words % 4:
        items.append({"id": "last", "title": " ".join(["برنامج", "المياه", "والصرف", "الصحي"][: words % 4])})
    sections = {
        "a": {"type": "programmes", "title": "البرامج", "items": items},
        "b": {"type": "prose", "title": "سياق", "text": "نص."},
    }
    return {**report_with(sections, **{"one-pager": "brief"}), "language": "ar"}


def a_chart_of(categories: int) -> Mapping[str, Any]:
    return one(type="chart", chart="bar", unit="tons", data=LABELS[:categories])


def a_table_of(columns: int) -> Mapping[str, Any]:
    heads = [{"id": f"c{n}", "title": f"Водоснабжение {n}"} for n in range(columns)]
    return {**one(type="table", columns=heads, rows=[[f"ячейка {n}" for n in range(columns)]]), "language": "ru"}


@pytest.mark.parametrize(
    ("made", "count", "template"),
    [
        (a_page_of_prose, 1500, "one-pager"),
        (a_list_of_names, 240, "one-pager"),
        (a_chart_of, 40, "deck"),
        (a_table_of, 22, "deck"),
    ],
)
def test_with_as_much_less_as_the_finding_says_it_builds_and_with_one_less_it_does_not(
    made: Callable[[int], Mapping[str, Any]], count: int, template: str
) -> None:
    with pytest.raises(BriefingsError) as caught:
        lay(made(count), template)

    (finding,) = caught.value.findings
    fewer = int(re.findall(r"about (\d+) ", finding.hint)[0])
    assert lost(lay(made(count - fewer), template)) == []
    with pytest.raises(BriefingsError):
        lay(made(count - fewer + 1), template)


def test_a_table_that_goes_on_keeps_its_heading_row_and_its_columns() -> None:
    laid = lay(BUILDS["a table of 200 rows"])
    tables = [item for frame in laid.of("a") for item in flat(frame.items) if isinstance(item, Table)]

    assert len(tables) > 5
    assert len({table.widths for table in tables}) == 1
    assert len({tuple(cell.text.paragraphs[0].text for cell in table.rows[0]) for table in tables}) == 1
    assert sum(len(table.rows) - 1 for table in tables) == 200
    assert all(len(table.rows) > 2 for table in tables)


def assert_tells_what_to_shorten(finding: Diagnostic) -> None:
    assert re.search(r"is over by \d+ pt", finding.message), finding.render()
    assert re.match(r"shorten sections\.a\S* .*by about \d+ words", finding.hint), finding.render()
    assert finding.path.startswith("sections.a"), finding.render()


@pytest.mark.parametrize(
    "names",
    [["Article 10", "Article 11"], ["Постановление 1973", "Закон 44"], ["المادة 10", "المادة 11"]],
)
def test_a_name_stays_on_one_line_beside_columns_of_long_text(names: list[str]) -> None:
    columns = [{"id": "a", "title": "Act"}, {"id": "b", "title": "What it says"}, {"id": "c", "title": "What was done"}]
    laid = lay(one(type="table", columns=columns, rows=[[name, SENTENCE * 9, SENTENCE * 5] for name in names]))
    tables = [item for item in laid.of("a")[0].items if isinstance(item, Table)]

    assert [len(row[0].text.lines) for table in tables for row in table.rows] == [1, 1, 1]


def test_the_finding_names_what_fits_nowhere_not_the_longest_text_beside_it() -> None:
    wide = {"columns": [{"id": f"c{n}", "title": f"Column {n}"} for n in range(25)], "rows": [["cell"] * 25]}
    blocks = [{"block": "prose", "text": SENTENCE * 100}, {"block": "table", "data": wide}]
    with pytest.raises(BriefingsError) as caught:
        lay(one(type="blocks", blocks=blocks))

    (finding,) = caught.value.findings
    assert finding.path == "sections.a.blocks.2.data"
    assert "of the 25 columns" in finding.hint
