"""Sheets: one page, type as large as lets everything stand, areas that take over from empty ones, blocks that go by priority."""

from __future__ import annotations

from typing import Any

import pytest
from frame_reading import Laid, flat, lay, open_look, report_with

from briefings.blocks.column import ColumnBlock
from briefings.blocks.forms import Forms
from briefings.blocks.heading import Heading
from briefings.blocks.prose import Prose
from briefings.blocks.row import Row
from briefings.frame import Chart, Group, Panel, Table, TextBox
from briefings.frozen import replace
from briefings.geometry import points
from briefings.layout.pour import Place, gap_between
from briefings.pages import account
from briefings.values import Span

SENTENCE = "The crews mended the pipes before winter came. "
PROSE = {"type": "prose", "title": "Context", "text": SENTENCE}
PROGRAMMES = {
    "type": "programmes",
    "title": "Programmes",
    "items": [{"id": f"p{n}", "title": f"Programme {n}"} for n in range(5)],
}
STATISTICS = {
    "type": "statistics",
    "title": "Figures",
    "items": [{"id": f"s{n}", "value": n + 10, "text": "things"} for n in range(3)],
}


BRIEF = {"one-pager": "brief"}


def sheet(template: str = "one-pager", **sections: Any) -> Laid:
    return lay(report_with(sections), template)


def brief(**sections: Any) -> Laid:
    """The one-pager with the text first, which has a rail."""
    return lay(report_with(sections, **BRIEF), "one-pager")


def size(laid: Laid) -> float:
    """The size of running text on a sheet."""
    boxes = [item for item in flat(laid.frames[0].items) if isinstance(item, TextBox) and item.id != "lead"]
    return max(run.style.size for box in boxes for p in box.paragraphs if p.kind == "text" for run in p.runs)


def test_a_report_of_any_length_stands_on_one_page_or_not_at_all() -> None:
    for count in (1, 5, 20, 40):
        assert len(sheet(a={**PROSE, "text": SENTENCE * count}).frames) == 1


def test_type_is_as_large_as_lets_everything_stand() -> None:
    sizes = [size(sheet(a={**PROSE, "text": SENTENCE * count}, b=PROGRAMMES)) for count in (1, 40, 60, 80)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 18  # one sentence and five names
    assert sizes[-1] < 12


@pytest.mark.parametrize("template", ["one-pager", "one-pager-letter"])
def test_an_empty_rail_leaves_its_columns_to_the_text(template: str) -> None:
    laid = sheet(template, a=PROSE, b=STATISTICS)
    margin = laid.look.sheets["one-pager"].margins.left
    tiles = [item for item in laid.frames[0].items if isinstance(item, Group)]

    assert "rail.ground" not in [item.id for item in laid.frames[0].items]
    assert min(tile.box.x for tile in tiles) == margin
    assert abs(max(tile.box.right for tile in tiles) - (laid.look.page.width - margin)) < 20


def test_a_rail_without_a_text_beside_it_takes_the_page() -> None:
    laid = brief(a=PROGRAMMES)
    (rail,) = [item for item in laid.frames[0].items if item.id == "rail.ground"]

    assert abs(rail.box.width - (laid.look.page.width - 2 * laid.look.sheets["one-pager"].margins.left)) < 20


def test_a_rail_that_would_be_half_empty_leaves_its_columns_and_stands_below_the_text() -> None:
    few, many = (
        brief(a=PROSE, b={**PROGRAMMES, "items": [{"title": f"Programme {n}"} for n in range(count)]})
        for count in (3, 24)
    )

    assert [decision.detail for decision in few.layout.decisions if decision.step == "moved"]
    assert not [item for item in few.frames[0].items if item.id == "rail.ground"]
    assert [item for item in many.frames[0].items if item.id == "rail.ground"]
    assert {decision.step for decision in many.layout.decisions} & {"moved"} == set()


@pytest.mark.parametrize(("counts", "level"), [((20, 2), False), ((2, 20), False), ((6, 3), True)])
def test_a_text_that_would_leave_most_of_its_column_empty_stands_below_the_other(
    counts: tuple[int, int], level: bool
) -> None:
    first, second = ({**PROSE, "text": SENTENCE * count} for count in counts)
    laid = sheet(a=first, b=second)
    boxes = {item.id: item.box for item in flat(laid.frames[0].items) if isinstance(item, TextBox)}
    one, other = boxes["a.text"], boxes["b.text"]

    assert (other.x > one.right) is level
    assert level or other.y > one.bottom


def test_a_long_title_takes_smaller_type_for_three_lines() -> None:
    laid = lay(report_with({"a": PROSE}, title="Municipalities and their waters " * 5), "one-pager")
    title = next(item for item in laid.frames[0].items if isinstance(item, TextBox) and item.id == "title")

    assert len(title.lines) == 3
    assert {run.style.size for paragraph in title.paragraphs for run in paragraph.runs} < {18, 20, 22, 24}


def test_blocks_go_by_priority_and_their_headings_with_them() -> None:
    entities = {
        "type": "entities",
        "title": "Entities",
        "items": [{"id": f"e{n}", "title": f"Entity {n}"} for n in range(150)],
    }
    many = {**PROGRAMMES, "items": [{"id": f"p{n}", "title": f"Programme {n}"} for n in range(30)]}
    laid = brief(a=PROSE, b=many, c=entities)
    words = " ".join(
        p.text for item in flat(laid.frames[0].items) if isinstance(item, TextBox) for p in item.paragraphs
    )

    assert [decision.step for decision in laid.layout.decisions if decision.step == "dropped"]
    assert "Programme 29" in words
    assert "Entity" not in words
    assert "Entities" not in words


def test_optional_blocks_come_in_where_there_is_room() -> None:
    outcomes = {
        "type": "outcomes",
        "title": "Outcomes",
        "items": [{"id": "o", "title": "An outcome", "text": SENTENCE}],
    }
    little = sheet(a=PROSE, b=PROGRAMMES, c=outcomes)
    much = sheet(a={**PROSE, "text": SENTENCE * 116}, b=PROGRAMMES, c=outcomes)

    assert [decision.step for decision in little.layout.decisions].count(
        "added"
    ) == 1  # results; programmes are asked for
    assert [decision.step for decision in much.layout.decisions].count("added") == 0


def test_text_on_a_coloured_ground_can_be_read() -> None:
    laid = brief(a=PROSE, b={**PROGRAMMES, "items": [{"title": f"Programme {n}"} for n in range(20)]})
    (frame,) = laid.frames
    grounds = [item for item in frame.items if isinstance(item, Panel)]
    checked = 0
    for box in (item for item in flat(frame.items) if isinstance(item, TextBox)):
        for ground in grounds:
            if ground.fill is not None and ground.box.contains(box.box):
                for run in (run for p in box.paragraphs for run in p.runs):
                    large = run.style.size >= 18 or (run.style.bold and run.style.size >= 14)
                    assert run.style.colour.contrast(ground.fill) >= (3 if large else 4.5), box.id
                    checked += 1
    assert checked > 20


def test_gaps_open_above_headings_before_the_page_is_left_empty_below() -> None:
    laid = sheet(a=PROSE, b=PROGRAMMES, c={**PROSE, "title": "Objectives"})
    heads = [
        item.box for item in laid.frames[0].items if isinstance(item, TextBox) and item.paragraphs[0].kind == "heading"
    ]
    texts = [
        item.box for item in laid.frames[0].items if isinstance(item, TextBox) and item.paragraphs[0].kind == "text"
    ]
    second = max(heads, key=lambda box: box.y)

    above = second.y - min(texts, key=lambda box: box.y).bottom
    below = max(texts, key=lambda box: box.y).y - second.bottom
    assert above > 3 * below


def test_what_is_left_of_a_page_is_shared_evenly_by_its_gaps() -> None:
    texts: dict[str, Any] = {name: {**PROSE, "title": name} for name in "abcd"}
    laid = sheet(**texts, e=PROGRAMMES)
    boxes = [item for item in flat(laid.frames[0].items) if isinstance(item, TextBox)]
    _, *heads = sorted({one.box.y for one in boxes if one.paragraphs[0].kind == "heading"})
    gaps = [y - max(one.box.bottom for one in boxes if one.box.bottom <= y) for y in heads]

    assert len(gaps) > 1 and max(gaps) - min(gaps) <= points(1)


# -- what a sheet leaves out -----------------------------------------------------------------------------------------------------

PAPERS = ("one-pager", "one-pager-letter")


def chart(number: int) -> dict[str, object]:
    data = [{"label": "A", "value": 1}, {"label": "B", "value": number}]
    return {
        "type": "chart",
        "chart": "column",
        "title": f"Chart {number}",
        "unit": "people",
        "sort": "none",
        "data": data,
    }


def told(sections: dict[str, object], template: str, **more: object) -> str:
    made = lay(report_with(sections, **more), template)
    return account.left_out(account.missing(made.briefing, made.layout))


@pytest.mark.parametrize("template", PAPERS)
def test_both_papers_show_the_first_charts_and_the_rest_is_told(template: str) -> None:
    charts: dict[str, object] = {f"c{number}": chart(number) for number in range(1, 10)}

    assert told(charts, template) == "4 charts (“Chart 6”, “Chart 7”, “Chart 8”, …)"
    made = lay(report_with(charts, lead="c8"), template)
    assert [one.spec.title[0].text for one in made.frames[0].items if isinstance(one, Chart)][:2] == [
        "Chart 8",
        "Chart 1",
    ]


@pytest.mark.parametrize("template", PAPERS)
def test_a_table_that_is_too_long_shows_its_beginning_and_says_so(template: str) -> None:
    rows = [[f"Land {number}", number] for number in range(500)]
    table = {
        "type": "table",
        "title": "L\u00e4nder",
        "columns": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        "rows": rows,
    }

    made = lay(report_with({"t": table}), template)

    (shown,) = (one for one in made.frames[0].items if isinstance(one, Table))
    (more,) = (one for one in made.frames[0].items if isinstance(one, TextBox) and one.id == "t.more")
    assert more.paragraphs[0].text == f"\u2026 and {500 - len(shown.rows) + 1} more"
    assert told({"t": table}, template) == f"{500 - len(shown.rows) + 1} rows of 1 table (“Länder”)"


@pytest.mark.parametrize(
    "section",
    [
        {"type": "blocks", "blocks": [{"block": "callout", "text": "Forty wells are repaired."}]},
        {"type": "photos", "items": [{"caption": "A well", "place": "Delta"}]},
        {"type": "features", "items": [{"title": "M\u00e1laga", "text": "Participants met."}]},
        {"type": "quotes", "items": [{"text": f"We have water {n}.", "speaker": "A. Example"} for n in range(5)]},
        {"type": "mandates", "items": [{"title": "Global Strategy", "organ": "General Assembly", "symbol": "75/291"}]},
    ],
    ids=lambda section: str(section["type"]),
)
def test_a_report_of_one_kind_of_section_is_shown(section: dict[str, object]) -> None:
    assert told({"only": {"title": "Only this", **section}}, "one-pager") == ""


def test_the_first_sentence_leads_where_nobody_gave_a_lead_and_is_said_once() -> None:
    rest = "The council will vote again in spring. " * 6
    prose = {"type": "prose", "title": "Context", "text": f"Nine wells were dug. {rest}".strip()}

    def boxes(laid: Laid) -> dict[str, str]:
        found = (item for item in flat(laid.frames[0].items) if isinstance(item, TextBox))
        return {box.id: " ".join(words.text for words in box.paragraphs) for box in found}

    led = boxes(sheet(a=prose))
    assert led["lead"] == "Nine wells were dug."
    assert sum(text.count("Nine wells were dug.") for text in led.values()) == 1
    assert "lead" not in boxes(
        sheet(a={**prose, "text": "Nine wells were dug."})
    )  # a text that is only that stays a text
    taken = boxes(sheet(a={**prose, "takeaway": "Water came to nine towns"}))
    assert taken["lead"] == "Water came to nine towns" and "Nine wells were dug." in taken["a.text"]


def test_on_a_page_what_says_another_thing_stands_equally_far_apart_and_what_goes_on_nearer() -> None:
    look, _ = open_look("a4", "sheet", "en")
    place = Place(look.page.box, look, 40 * look.unit)
    text, head = Prose("p", ((Span("Pipes."),),)), Heading("h", (Span("Money"),))
    row = Row("r", (ColumnBlock("c", (head, text)), ColumnBlock("d", (head, text))))
    small = replace(row, blocks=(ColumnBlock("c", (replace(head, level=3), text)),) * 2)

    apart = {gap_between(text, below, place) for below in (Forms("f", (row, text)), head, row, small)}
    assert len(apart) == 1
    assert max(gap_between(text, text, place), gap_between(small, small, place)) < min(apart)
    assert gap_between(head, text, place) < gap_between(text, text, place)
