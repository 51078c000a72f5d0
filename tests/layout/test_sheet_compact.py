"""A page shows each section in its compact form before it makes anything large: facts come before air."""

from __future__ import annotations

from typing import Any

import pytest
from frame_reading import Laid, flat, lay, open_look, report_with

from briefings.blocks.hero import Hero
from briefings.blocks.key_message import KeyMessage
from briefings.blocks.params import Stat
from briefings.blocks.quote import Quote
from briefings.blocks.stat_grid import StatGrid
from briefings.frame import Group, TextBox
from briefings.geometry import points, to_points
from briefings.pages import account
from briefings.values import Span

CAUSES = {"Crossings without barriers": 38, "Track and embankments": 29, "Staff working on the line": 17}
BOARD: dict[str, Any] = {
    "year": {
        "type": "statistics",
        "title": "The year",
        "emphasis": "deaths",
        "items": [
            {"id": "deaths", "value": 31, "text": "people killed"},
            *({"id": f"n{n}", "value": 100 + n, "text": "journeys inspected"} for n in range(7)),
            {"id": "late", "value": 12, "text": "rules that nobody acted on", "tone": "bad"},
        ],
    },
    "causes": {
        "type": "chart",
        "chart": "bar",
        "title": "Causes",
        "unit": "cases",
        "data": [{"label": name, "value": value} for name, value in CAUSES.items()],
    },
    "deaths": {
        "type": "chart",
        "chart": "line",
        "title": "Deaths",
        "unit": "people",
        "data": [{"label": str(2012 + n), "value": 60 - 2 * n} for n in range(12)],
    },
    "done": {
        "type": "outcomes",
        "title": "Results",
        "items": [
            {
                "id": f"o{n}",
                "title": f"Result {n}",
                "text": "Sensors watch the slopes. " * 4 + "No train was lost. " * 8,
            }
            for n in range(3)
        ],
    },
    "money": {
        "type": "resources",
        "title": "Means",
        "currency": "GBP",
        "total": {"value": 11400000, "text": "spent"},
        "parts": [
            {"id": "staff", "value": 9300000, "text": "inspectors"},
            {"id": "lab", "value": 2100000, "text": "laboratory"},
        ],
    },
    "ask": {
        "type": "key-message",
        "title": "What we ask",
        "text": "A crossing without a barrier is a choice, and it can be unmade.",
        "detail": "We ask Parliament for 90 million over four years to close or fit them all.",
    },
}


def words(laid: Laid) -> dict[str, str]:
    return {
        item.id: " ".join(run.text for one in item.paragraphs for run in one.runs)
        for item in flat(laid.frames[0].items)
        if isinstance(item, TextBox)
    }


@pytest.mark.parametrize("template", ["one-pager", "one-pager-letter", "one-pager-low-ink"])
def test_figures_results_money_and_the_ask_all_stand_before_anything_grows(template: str) -> None:
    laid = lay(report_with(BOARD, subtitle="Statement of the board"), template)
    found = words(laid)

    assert sum(id.startswith("figures.") and id.endswith(".text") for id in found) >= 6
    assert all(found[f"o{n}.text"].endswith(".") for n in range(3))
    assert any("11.4" in one or "11,400,000" in one for one in found.values()) and any(
        "laboratory" in one for one in found.values()
    )
    assert any("90 million" in one for one in found.values())
    assert not any("…" in one for one in found.values())
    assert "figure" in account.left_out(account.missing(laid.briefing, laid.layout))


def test_bad_news_stays_where_figures_go() -> None:
    assert "figures.late.text" in words(lay(report_with(BOARD), "one-pager"))

    items = tuple(Stat(f"s{n}", (Span(str(n)),), (Span("wells"),), tone="bad" if n == 5 else "") for n in range(6))
    grid: StatGrid | None = StatGrid("g", items, columns=3, least=2)
    kept = []
    while grid is not None:
        kept.append([stat.id for stat in grid.items])
        grid = grid.fewer()
    assert all("s5" in one for one in kept) and kept[-1] == ["s0", "s5"]


def test_rows_of_bars_on_a_page_are_one_line_high_where_their_names_fit_on_one() -> None:
    laid = lay(report_with({id: BOARD[id] for id in ("deaths", "causes")}), "one-pager")
    look, _ = open_look("a4", "sheet", "en")
    (chart,) = (placed.block for placed in laid.briefing.pages[0].flows["main"] if placed.block.id == "charts")
    bars = chart.blocks[1]  # type: ignore[attr-defined]
    narrow = bars.arrange(points(213), 4, look)

    assert to_points(narrow.stretch.least) < 54 + 3 * 20


def test_a_message_on_paper_is_low_with_its_ask_beside_it() -> None:
    look, _ = open_look("a4", "sheet", "en")
    said = (Span("A crossing without a barrier is a choice, and it can be unmade."),)
    ask = (Span("We ask Parliament for 90 million over four years to close or fit all 1,404 of them."),)
    made = KeyMessage("m", (said,), ask, title=(Span("What we ask"),)).arrange(points(527), 4, look)
    boxes = {item.id: item.box for item in flat(made.items) if isinstance(item, TextBox)}

    assert to_points(made.height) < 80 and boxes["m.detail"].x > boxes["m.text"].right
    assert made.stretch.most <= made.stretch.least + look.unit * 4
    (text,) = (item for item in flat(made.items) if isinstance(item, TextBox) and item.id == "m.text")
    first, second = (line.width for line in text.lines if line.paragraph == 1)
    assert second > first / 2


def test_the_large_figure_of_a_page_may_be_lower_and_larger_than_those_beside_it() -> None:
    look, _ = open_look("a4", "sheet", "fr")
    stat = Stat("h", (Span("1,9\u00a0M\u00a0hectares"),), (Span("de terres restaurées"),))
    piece = Hero("h", (stat,)).arrange(points(168), 4, look)
    low = Hero("h", (stat,)).arrange(points(168), 4, look, piece.stretch.least)
    (group,) = low.items
    assert isinstance(group, Group) and group.box.height == piece.stretch.least < piece.height
    sizes = [
        run.style.size
        for item in flat(low.items)
        if isinstance(item, TextBox)
        for one in item.paragraphs
        for run in one.runs
    ]
    assert max(sizes) >= 1.4 * look.style("figure", 4).size


def test_the_words_before_a_number_do_not_cost_a_column() -> None:
    look, _ = open_look("a4", "sheet", "fr")
    figures = ("environ\u00a0640\u00a0000", "46\u00a0%", "2\u00a0310", "7", "412\u00a0M€")
    stats = tuple(Stat(f"s{n}", (Span(one),), (Span("puits"),)) for n, one in enumerate(figures))
    made = StatGrid("g", stats, columns=3, least=2).arrange(points(348), 4, look)

    assert len({item.box.y for item in made.items}) == 2


def test_speaker_and_office_share_a_line_on_paper() -> None:
    look, _ = open_look("a4", "sheet", "en")
    quote = Quote("q", (Span("You see the car, you brake."),), (Span("A. Example"),), (Span("Train driver"),))
    (box,) = (item for item in flat(quote.arrange(points(527), 4, look).items) if isinstance(item, TextBox))

    assert len(box.lines) == 2


def test_the_large_figure_stays_larger_than_those_beside_it_however_low_their_row_is() -> None:
    told = {"why": {"type": "prose", "title": "Foreword", "text": "Inspectors came to each line in the year. " * 22}}
    for more in ({}, {"one-pager": "brief"}):
        laid = lay(report_with({**told, **BOARD}, **more), "one-pager")
        sizes = {
            item.id: max(run.style.size for run in item.paragraphs[0].runs)
            for item in flat(laid.frames[0].items)
            if isinstance(item, TextBox) and item.id.startswith("figures.") and item.id.endswith(".text")
        }
        assert sizes.pop("figures.deaths.text") >= 1.3 * max(sizes.values())


def test_every_page_has_the_money_in_a_line_and_the_ask_after_the_results() -> None:
    for variant in ("snapshot", "brief", "figures"):
        laid = lay(report_with(BOARD, **{"one-pager": variant}), "one-pager")
        found = words(laid)
        said = list(found.values())
        (money,) = [one for one in said if "laboratory" in one]
        assert "11.4" in money or "11,400,000" in money
        asked = next(at for at, one in enumerate(said) if "can be unmade" in one)
        assert asked > max(at for at, one in enumerate(said) if "Sensors watch" in one)


def test_rows_of_figures_of_a_page_share_one_grid() -> None:
    look, _ = open_look("a4", "sheet", "en")
    stats = tuple(Stat(f"s{n}", (Span(f"{n}00"),), (Span("wells"),)) for n in range(5))
    items = StatGrid("g", stats, columns=3).arrange(points(350), 3, look).items

    assert len({item.box.width for item in items}) == 1 and len({item.box.x for item in items}) == 3
