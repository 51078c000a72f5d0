"""A page as a snapshot: one figure larger than all others, results in sentences, a text beside its chart, no source of what is not there."""

from __future__ import annotations

from typing import Any

import pytest
from frame_reading import Laid, flat, lay, open_look, report_with

from briefings import layout as layouts
from briefings.frame import Chart, Panel, TextBox
from briefings.frozen import replace
from briefings.pages import account

YEARS = [{"label": str(year), "value": year - 1980} for year in range(2016, 2026)]
PLACES = [{"country": one, "value": n * 9 + 4} for n, one in enumerate(("KEN", "UGA", "TZA", "RWA", "BDI", "ETH"))]
RESULTS = {
    "en": ("Riders of the north", "Riders now reach 1,140 clinics twice a week, in all the districts. "),
    "ru": ("Права общин на пастбища", "К концу года 214 общин заключили договоры сроком на 15 лет. "),
}
COUNTS = [{"id": f"n{n}", "value": 100 + n, "text": "laboratories in eleven countries"} for n in range(7)]


def full(language: str) -> dict[str, Any]:
    """A report with more than a page holds."""
    title, said = RESULTS[language]
    columns = [{"id": "name", "title": title}, {"id": "more", "title": title, "kind": "figure"}]
    sections: dict[str, Any] = {
        "counts": {"type": "statistics", "title": title, "takeaway": said.strip(), "emphasis": "n0", "items": COUNTS},
        "text": {"type": "prose", "title": title, "text": said * 5},
        "years": {"type": "chart", "chart": "line", "title": title, "takeaway": said.strip(), "data": YEARS},
        "where": {"type": "map", "title": title, "takeaway": said.strip(), "data": PLACES},
        "days": {
            "type": "timeline",
            "title": title,
            "items": [{"id": f"d{n}", "date": f"{2010 + n}", "text": title} for n in range(5)],
        },
        "done": {
            "type": "outcomes",
            "title": title,
            "takeaway": said.strip(),
            "items": [{"id": f"o{n}", "title": title, "text": said * 3} for n in range(4)],
        },
        "rows": {"type": "table", "title": title, "columns": columns, "rows": [[f"N {n}", n] for n in range(6)]},
        "names": {"type": "programmes", "title": title, "items": [f"{title} {n}" for n in range(4)]},
        "ask": {"type": "key-message", "title": title, "text": said, "detail": said},
    }
    return report_with(sections, language=language)


def boxes(laid: Laid) -> dict[str, TextBox]:
    return {one.id: one for one in flat(laid.frames[0].items) if isinstance(one, TextBox)}


def words(box: TextBox) -> str:
    return " ".join(one.text for one in box.paragraphs).replace("\u00a0", " ")


@pytest.mark.parametrize("language", RESULTS)
@pytest.mark.parametrize("template", ["one-pager", "one-pager-letter"])
def test_a_full_page_keeps_its_large_figure_and_says_its_results_in_sentences(language: str, template: str) -> None:
    laid = lay(full(language), template)
    found = boxes(laid)

    assert [one for one in flat(laid.frames[0].items) if isinstance(one, Panel) and one.id == "figures.n0.panel"]
    assert all(RESULTS[language][1].strip() in words(found[f"o{n}.text"]) for n in range(4))


def test_a_brief_page_has_its_first_chart_beside_the_text_and_as_high() -> None:
    laid = lay(full("en") | {"one-pager": "brief"}, "one-pager")
    (chart,) = [one for one in flat(laid.frames[0].items) if isinstance(one, Chart) and one.id == "years"]
    text = boxes(laid)["text.text"]

    assert chart.box.width < laid.frames[0].page.width / 2 and text.box.right < chart.box.x
    assert chart.box.y < text.box.bottom <= chart.box.bottom


def test_the_only_chart_of_a_page_has_a_text_beside_it_that_it_is_as_high_as() -> None:
    given = full("en")
    kept = {key: given["sections"][key] for key in ("counts", "text", "years", "ask")}
    laid = lay(given | {"sections": kept}, "one-pager")
    (chart,) = [one for one in flat(laid.frames[0].items) if isinstance(one, Chart)]
    text = boxes(laid)["text.text"]

    assert chart.box.right < text.box.x and chart.box.y < text.box.bottom <= chart.box.bottom


@pytest.mark.parametrize("numbered", [False, True])
def test_the_foot_names_the_sources_of_what_is_on_the_page(numbered: bool) -> None:
    told = {
        "here": {"title": "Survey", "publisher": "Office"},
        "gone": {"title": "Registry", "publisher": "Ministry"},
        "also": {"title": "Accounts", "publisher": "Auditor"},
        "aside": {"title": "Handbook"},
    }
    sections = {
        "acts": {
            "type": "mandates",
            "title": "Acts",
            "source": "gone",
            "items": [{"title": f"Act {n}"} for n in range(60)],
        },
        "counts": {"type": "statistics", "title": "Counts", "source": "here", "items": COUNTS},
        "years": {"type": "chart", "chart": "line", "title": "Years", "source": "also", "data": YEARS},
    }
    laid = lay(report_with(sections, sources=told, **({"notes": "numbered"} if numbered else {})), "one-pager")
    (foot,) = [words(box) for box in boxes(laid).values() if "Survey" in words(box)]

    assert ("Registry" in foot) is numbered
    assert numbered or foot.startswith("Source: Survey, Office; Accounts, Auditor; Handbook")
    assert not account.check(laid.briefing, laid.layout)


def test_four_figures_of_a_page_with_room_are_large_and_clear_of_each_other() -> None:
    items = [{"id": f"n{n}", "value": value, "text": "hives"} for n, value in enumerate((48, 1310, 22, 9))]
    laid = lay(report_with({"counts": {"type": "statistics", "title": "Counts", "items": items}}), "one-pager")
    tiles = [box for id, box in boxes(laid).items() if id.startswith("figures.") and id.endswith(".text")]
    sizes = {box.paragraphs[0].runs[0].style.size for box in tiles}

    assert len(tiles) == 4 and min(sizes) > laid.look.style("figure", 0).size
    assert all(box.lines[0].width < box.box.width - laid.look.gutter // 2 for box in tiles)


def test_the_title_of_a_page_that_saves_ink_stands_clear_of_the_line_above_it() -> None:
    plain = lay(full("en"), "one-pager")
    look, master = open_look("a4", "sheet", "en")
    made = layouts.layout(plain.briefing, replace(look, ink="low"), master)
    items = {getattr(one, "id", ""): one for one in flat(made.frames[0].items)}
    title, above = items["title"], items["header.ground"]

    assert isinstance(title, TextBox) and isinstance(above, Panel)
    assert title.content.x == above.box.x
    assert title.content.y + title.lines[0].top >= above.box.bottom


@pytest.mark.parametrize("beginning", range(22, 38, 3))
def test_figures_stay_on_a_page_while_what_matters_less_stands_there(beginning: int) -> None:
    given, (_, said) = full("en"), RESULTS["en"]
    results = [{"id": f"o{n}", "title": "Riders", "text": said} for n in range(4)]
    done = given["sections"]["done"] | {"items": results}
    sections = given["sections"] | {"done": done}
    laid = lay(given | {"lead": "years", "summary": said * beginning, "sections": sections}, "one-pager")

    shown = {one.id for one in flat(laid.frames[0].items)}
    less = {one for one in shown if one.startswith(("names", "facts"))}
    assert "years" in shown and (any(one.startswith("figures") for one in shown) or not less)
    assert beginning > 30 or any(one.startswith("figures") for one in shown)


@pytest.mark.parametrize("beginning", (1, 8))
def test_a_table_cut_to_its_first_rows_has_what_it_says_above_it(beginning: int) -> None:
    given, takeaway = full("en"), "Most are below their target"
    rows = [[f"N {n}", 9 - n] for n in range(9)]
    sections = given["sections"] | {"rows": given["sections"]["rows"] | {"rows": rows, "takeaway": takeaway}}
    laid = lay(given | {"summary": RESULTS["en"][1] * beginning, "sections": sections}, "one-pager")

    shown = {one.id for one in flat(laid.frames[0].items)}
    assert "rows.table.more" in shown and words(boxes(laid)["rows.title"]) == takeaway
