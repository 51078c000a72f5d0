"""A page of a report that has more than a page holds: what readers come for is there in its shortest form before anything is left out."""

from __future__ import annotations

from typing import Any

import pytest
from frame_reading import flat, lay, report_with

from briefings.frame import Chart, Picture, Table, TextBox, origins
from briefings.pages.account import check, left_out, missing
from briefings.report.sections import SECTIONS
from briefings.template.functions import filters
from briefings.values import Origin, Text, plain

SAID = {
    "en": ("Homes with power", "The north and the lakes have two of three", "The agency surveys each village"),
    "ru": (
        "Электрификация сельских домов",
        "На северные и приозёрные округа приходится две трети подключений",
        "Служба обследует каждое поселение",
    ),
}
COUNTRIES = ("TZA", "KEN", "UGA", "RWA", "BDI", "MOZ", "MWI", "ZMB")
YEARS = [{"label": str(year), "value": year - 1980} for year in range(2018, 2026)]


def much(language: str, **more: Any) -> dict[str, Any]:
    """A report with a section of nearly every kind."""
    title, takeaway, step = SAID[language]
    figures = [{"id": f"f{n}", "value": 1000 * n + 74, "text": title.lower()} for n in range(1, 8)]
    sections: dict[str, Any] = {
        "figures": {"type": "statistics", "title": title, "emphasis": "f1", "items": figures},
        "about": {"type": "prose", "title": title, "text": f"{takeaway}. {step}."},
        "years": {"type": "chart", "chart": "line", "title": title, "takeaway": takeaway, "data": YEARS},
        "causes": {"type": "chart", "chart": "bar", "title": title, "data": YEARS[:5]},
        "where": {
            "type": "map",
            "title": title,
            "takeaway": takeaway,
            "data": [{"country": one, "value": n * 9 + 4} for n, one in enumerate(COUNTRIES)],
        },
        "regions": {
            "type": "table",
            "title": title,
            "bars": "homes",
            "total": True,
            "columns": [
                {"id": "name", "title": title},
                {"id": "homes", "title": title},
                {"id": "more", "title": title},
            ],
            "rows": [["Дальневосточный" if language == "ru" else "North", 980 - n, n] for n in range(5)],
        },
        "results": {
            "type": "outcomes",
            "title": title,
            "takeaway": takeaway,
            "items": [{"id": f"r{n}", "title": title, "text": f"{takeaway}: {n} 000. {step}."} for n in range(3)],
        },
        "history": {
            "type": "timeline",
            "title": title,
            "items": [{"id": f"e{n}", "date": f"2025-0{n}-03", "text": step} for n in range(1, 6)],
        },
        "how": {
            "type": "steps",
            "title": title,
            "items": [{"id": f"s{n}", "title": step, "text": takeaway} for n in range(4)],
        },
        "last": {"type": "key-message", "title": title, "text": f"{takeaway}.", "detail": f"{step}."},
    }
    return report_with(sections, language=language, **more)


@pytest.mark.parametrize("language", SAID)
def test_a_page_that_says_much_keeps_map_table_events_and_steps(language: str) -> None:
    laid = lay(much(language), "one-pager")
    items = list(flat(laid.layout.frames[0].items))
    shown = {one.id for one in items if isinstance(one, Chart | Table)}
    assert {"years", "where", "regions.table"} <= shown
    named = {
        one.id.split(".")[0] + "." + one.id.split(".")[1] for one in items if isinstance(one, TextBox) and "." in one.id
    }
    assert {"history.events"} | (
        {"how.steps"} if language == "en" else set()
    ) <= named  # long words have no room in thirds

    (table,) = (one for one in items if isinstance(one, Table))
    whole = (
        language == "en"
    )  # where there is less room its heading, three rows and the sums, and how many rows there are besides
    assert len(table.rows) == 1 + (5 if whole else 3) + 1
    assert ("regions.table.more" in {getattr(one, "id", "") for one in items}) is not whole
    boxes = [cell.text for row in table.rows for cell in row]
    assert not any(broken(box) for box in boxes)
    gone = left_out(missing(laid.briefing, laid.layout))
    assert (
        ("2 rows of 1 table" in gone) is not whole and "map" not in gone and SECTIONS["timeline"].nouns[1] not in gone
    )


def broken(box: TextBox) -> bool:
    """Whether a line ends in the middle of a word."""
    text = box.paragraphs[0].text
    return any(text[line.stop - 1 : line.stop].isalpha() and text[line.stop :][:1].isalpha() for line in box.lines)


def test_events_of_one_year_say_it_once() -> None:
    laid = lay(much("en"), "one-pager")
    told = [
        box.paragraphs[0].text.replace("\u00a0", " ")
        for box in flat(laid.layout.frames[0].items)
        if isinstance(box, TextBox)
    ]
    assert "Homes with power · 2025" in told
    assert "3 January" in told


def test_columns_that_a_table_gives_up_are_told() -> None:
    laid = lay(much("ru"), "one-pager")
    parts = {one.part: one.lacks for one in missing(laid.briefing, laid.layout)}
    assert parts[Origin("sections.regions")] == "rows"


@pytest.mark.parametrize(
    ("language", "leads", "tells"),
    [
        ("en", "We continued to address the world drug problem.", "Our platform was used by 48 Governments that together hold nine tenths of all the data on drugs, in real time and at no cost."),
        ("ru", "Служба продолжила развитие систем наблюдения.", "Камеры на 620 вышках обнаружили 41 процент пожаров в первый час, а спутники передавали данные каждые 15 минут."),
        ("zh", "我们继续应对世界毒品问题，并与各国政府和区域组织保持密切合作，不断加强协调。", "平台为48个国家的政府所使用，这些国家掌握着全世界十分之九的毒品数据，实时提供且不收取任何费用。"),
    ],
)  # fmt: skip
def test_a_result_that_begins_with_what_leads_to_its_number_begins_with_the_number(
    language: str, leads: str, tells: str
) -> None:
    joint = "" if language == "zh" else " "
    told = filters(language)["begun"]((Text(f"{leads}{joint}{tells}{joint}{leads}", Origin("a"), language),))
    assert plain(told[0].rich).strip().startswith(tells)


@pytest.mark.parametrize(
    ("title", "text", "short", "shown"),
    [
        ("Countering the world drug problem", "We went on to address the world drug problem. A platform shows where drugs go.", False, "A platform shows where drugs go."),
        ("Prevention", "We held the first congress of victims. It brought 600 people together.", True, "We held the first congress of victims."),
        ("Mills and shops", "3,400 mills took loans. 40 others did not.", True, "3,400 mills took loans."),
        ("Mills and shops", "We went on to help. Nobody knows how many came.", True, "We went on to help."),
        ("Couriers on motorcycles", "We continued to expand the service. Riders now reach 1,140 clinics.", True, "Riders now reach 1,140 clinics."),
        ("Couriers on motorcycles", "We continued to expand the service. It now reaches 1,140 clinics.", True, "We continued to expand the service."),
        ("Права общин", "Мы продолжили оформление прав. К концу года 214 общин заключили договоры.", True, "К концу года 214 общин заключили договоры."),
        ("Couriers on motorcycles", "We held the first fair of riders. Ministers came from 30 towns.", True, "We held the first fair of riders."),
        ("Охрана лесов от пожаров", "Мы продолжили охрану лесов от пожаров. Камеры стоят на всех вышках.", False, "Камеры стоят на всех вышках."),
    ],
)  # fmt: skip
def test_what_only_leads_to_a_result_gives_way_to_the_sentence_that_says_something(
    title: str, text: str, short: bool, shown: str
) -> None:
    language = "ru" if text.startswith("Мы") else "en"
    (told,) = filters(language)["begun"]((Text(text, Origin("a"), language),), title, short)
    assert plain(told.rich) == shown


def test_a_long_sentence_with_a_number_is_not_taken_along() -> None:
    told = filters("en")["begun"](
        (Text(f"We went on. {'We helped many others, ' * 12}and 12 more.", Origin("a"), "en"),)
    )
    assert plain(told[0].rich) == "We went on."


@pytest.mark.parametrize(("lead", "first"), [("where", "where"), ("causes", "causes")])
def test_a_chart_or_a_map_may_lead_a_page(lead: str, first: str) -> None:
    laid = lay(much("en", lead=lead), "one-pager")
    charts = [one.id for one in flat(laid.layout.frames[0].items) if isinstance(one, Chart)]
    assert charts[0] == first and "where" in charts


@pytest.mark.parametrize("variant", ["snapshot", "brief", "figures"])
@pytest.mark.parametrize("lead", ["regions", "history"])
def test_what_leads_a_page_stands_on_it_whatever_else_goes(variant: str, lead: str) -> None:
    laid = lay(much("en", lead=lead) | {"one-pager": variant}, "one-pager")
    shown = {origin for item in flat(laid.layout.frames[0].items) for origin in origins(item)}
    assert any(one.startswith((f"sections.{lead}.rows.", f"sections.{lead}.items.")) for one in shown)
    assert not [one for one in check(laid.briefing, laid.layout) if one.code == "lead-left-out"]


def test_a_lead_without_room_is_told_with_what_to_shorten() -> None:
    long = much("en", lead="regions") | {"one-pager": "brief"}
    long["sections"]["about"]["text"] = f"{SAID['en'][1]}. " * 130
    laid = lay(long, "one-pager")
    (told,) = (one for one in check(laid.briefing, laid.layout) if one.code == "lead-left-out")
    assert told.level.value == "warning" and told.path == "lead" and told.where is not None
    assert "`regions`, which is to lead it" in told.message
    assert "shorten `sections.about.text`, which has 1,170 words" in told.hint


def test_names_below_the_text_of_a_page_are_a_line_where_results_need_the_room() -> None:
    brief = much("en") | {"one-pager": "brief"}
    names = {"type": "programmes", "title": "Programmes", "items": [f"Programme of kind {n}" for n in range(7)]}
    brief["sections"]["about"]["text"] = f"{SAID['en'][1]}. " * 40
    laid = lay(brief | {"sections": brief["sections"] | {"names": names}}, "one-pager")
    boxes = [box.paragraphs[0].text for box in flat(laid.layout.frames[0].items) if isinstance(box, TextBox)]
    assert any("kind 0 · Programme of kind 1" in said.replace("\u00a0", " ") for said in boxes)
    assert sum("Results" in said or "000." in said for said in boxes) >= 3


@pytest.mark.parametrize(
    ("said", "there"), [("Two of three homes have power.", True), (f"{SAID['en'][1]}. " * 150, False)]
)
def test_photos_of_results_stand_above_them_where_a_page_has_room(said: str, there: bool) -> None:
    photos = {f"p{n}": {"file": "data/photos/camp.jpg", "alt": "Tents.", "credit": "© Example"} for n in range(3)}
    results = [{"id": f"r{n}", "title": f"Result {n}", "photo": f"p{n}", "text": f"{n + 2} of 9."} for n in range(3)]
    sections = {
        "about": {"type": "prose", "title": "About", "text": said},
        "done": {"type": "outcomes", "title": "Done", "items": results},
    }
    items = list(flat(lay(report_with(sections, photos=photos), "one-pager").layout.frames[0].items))
    shown = [one.box for one in items if isinstance(one, Picture) and "r" in one.id]
    assert len(shown) == (3 if there else 0)
    titles = [one.box for one in items if isinstance(one, TextBox) and one.paragraphs[0].text.startswith("Result")]
    assert [one.x for one in shown] == [one.x for one in titles if there]
    assert all(one.bottom < titles[0].y for one in shown)


def test_what_leads_a_page_among_tables_and_events_stands_first() -> None:
    laid = lay(much("en", lead="how"), "one-pager")
    ids = [str(getattr(one, "id", "")) for one in flat(laid.layout.frames[0].items)]
    assert ids.index("how.steps.s0.label") < ids.index("regions.table")


def test_a_timeline_that_is_longer_than_a_page_begins_there_and_says_how_much_more_there_is() -> None:
    items = [{"id": f"e{n}", "date": f"{1950 + n}", "text": "The gauge stands above its mark."} for n in range(60)]
    laid = lay(report_with({"days": {"type": "timeline", "title": "The flood", "items": items}}), "one-pager")
    boxes = [one for one in flat(laid.layout.frames[0].items) if isinstance(one, TextBox)]
    shown = sum(
        one.paragraphs[0].text == "The gauge stands above its mark." or one.id.endswith(".text") for one in boxes
    )
    assert 6 < shown < 60
    assert f"… and {60 - shown} more" in {one.paragraphs[0].text.replace("\u00a0", " ") for one in boxes}
    assert left_out(missing(laid.briefing, laid.layout)).startswith(f"{60 - shown} events")
