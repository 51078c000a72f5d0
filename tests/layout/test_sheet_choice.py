"""What a one-pager chooses and how it stands: what matters first, even rows, few sizes of type, a photo that leaves room."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import many_words
import pytest
from frame_reading import Laid, flat, lay, open_look, report_with
from PIL import Image

from briefings import images
from briefings.blocks.hero import Hero
from briefings.blocks.key_value import KeyValue
from briefings.blocks.lead import Lead
from briefings.blocks.list import List
from briefings.blocks.params import Entry, Stat
from briefings.blocks.stat_grid import StatGrid
from briefings.blocks.text import paragraph, text_box
from briefings.frame import Chart, Group, Panel, Picture, Rule, TextBox
from briefings.geometry import Box, points
from briefings.language.wording import word
from briefings.layout import areas, pour
from briefings.pages import account, looks
from briefings.values import Span

PAPERS = ("one-pager", "one-pager-letter")
ROWS = [{"label": name, "value": value} for name, value in (("Sarn", 14), ("Lakes", 11), ("Kestrel", 9), ("Heath", 1))]
COUNTS = [{"id": f"n{n}", "value": 100 + n, "text": "paths kept open in all the parks"} for n in range(7)]
STAYS: dict[str, Any] = {
    "counts": {"type": "statistics", "title": "Counts", "items": COUNTS},
    "lynx": {"type": "chart", "chart": "bar", "title": "Lynx by park", "unit": "pairs", "data": ROWS},
    "visits": {"type": "chart", "chart": "column", "title": "Visits by park", "unit": "million", "data": ROWS},
    "done": {
        "type": "outcomes",
        "title": "Results",
        "items": [{"id": f"o{n}", "title": f"Result {n}", "text": "The last parks got a stop. " * 3} for n in range(3)],
    },
    "ask": {"type": "key-message", "title": "What we ask", "text": "Parks need a law that lets them keep their fees."},
    "said": {
        "type": "quotes",
        "title": "Voices",
        "items": [{"text": "It looks at you. " * 5, "speaker": "M. Example"}],
    },
}
GOES: dict[str, Any] = {
    "why": {"type": "prose", "title": "Context", "text": "A warm spring opened the high paths early. " * 90},
    "acts": {"type": "mandates", "title": "Acts", "items": [{"title": f"Act {n} on parks"} for n in range(30)]},
    "bodies": {"type": "entities", "title": "Bodies", "items": [{"title": f"Body {n} for parks"} for n in range(150)]},
}
PHOTO: dict[str, Any] = {
    "cover": {"photo": "valley"},
    "photos": {
        "valley": {"file": "data/photos/valley.jpg", "alt": "A valley.", "place": "Sarn", "credit": "© Example"}
    },
}


def boxes(laid: Laid) -> dict[str, TextBox]:
    return {item.id: item for item in flat(laid.frames[0].items) if isinstance(item, TextBox)}


def words(box: TextBox) -> str:
    return " ".join("".join(run.text for run in one.runs) for one in box.paragraphs).replace("\u00a0", " ")


def said(laid: Laid) -> list[str]:
    return [words(box) for box in boxes(laid).values()]


def test_what_leaves_no_room_is_told_without_measuring_what_would_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that an area is over without is not measured to be left out, and no block is left out that has room."""
    told: list[tuple[bool, int]] = []

    def overfull(of: areas.OnPaper, flows: Any, step: int, gap: float, last: Any = (), *, airy: bool = False) -> bool:
        monkeypatch.setattr(areas, "arrange", unmeasured(last))
        early = asked_of(of, flows, step, gap, last, airy=airy)
        monkeypatch.setattr(areas, "arrange", pour.arrange)
        if last:
            told.append((early, of.overflow(flows, step, gap, airy=airy)))
        return early

    def unmeasured(late: Any) -> Any:
        def arrange(block: Any, place: pour.Place) -> Any:
            asked.extend(one for one in late if one is block)
            return pour.arrange(block, place)

        return arrange

    asked: list[Any] = []
    asked_of = areas.OnPaper.overfull
    monkeypatch.setattr(areas.OnPaper, "overfull", overfull)
    lay(report_with({**STAYS, **GOES}), "one-pager")
    assert all(over > 0 for early, over in told if early)
    assert sum(early for early, _ in told) > 9
    assert len(asked) <= len(told)


@pytest.fixture(scope="module", params=PAPERS)
def rich(request: pytest.FixtureRequest) -> Laid:
    return lay(report_with({**GOES, **STAYS}, **PHOTO), request.param)


def test_a_page_with_too_much_shows_the_message_figures_charts_results_and_quote_before_texts_and_lists(
    rich: Laid,
) -> None:
    missing = account.left_out(account.missing(rich.briefing, rich.layout))

    # the text's first sentence leads the page
    assert missing == "150 entities (“Bodies”), the rest of 1 text (“Context”)"


@pytest.mark.parametrize("template", PAPERS)
def test_titles_of_long_results_and_both_charts_stay_where_a_quote_or_a_message_has_no_room(template: str) -> None:
    items = [{"id": f"o{n}", "title": f"Result {n} of the year", "text": "A stop came. " * 40} for n in range(3)]
    long = [{**one, "text": "paths kept open in all the parks through two hard winters " * 3} for one in COUNTS]
    quote = [{"text": "It looks at you from the other side of the river. " * 18, "speaker": "M. Example"}]
    rows = [{"label": f"Park {n}", "value": 20 - n} for n in range(14)]
    more = {
        **{id: {**STAYS[id], "chart": "bar", "data": rows} for id in ("lynx", "visits")},
        "counts": {**STAYS["counts"], "items": long},
        "done": {**STAYS["done"], "items": items},
        "said": {**STAYS["said"], "items": quote},
        "acts": {"type": "programmes", "title": "Programmes", "items": ["Roads", "Lakes"]},
    }
    laid = lay(report_with({**STAYS, **more}, summary="The parks are open all year. " * 5), template)
    found = said(laid)

    assert any("Result 0 of the year" in one for one in found) and any("Lakes" in one for one in found)
    assert len([item for item in laid.frames[0].items if isinstance(item, Chart)]) == 2


@pytest.mark.parametrize("template", PAPERS)
def test_the_message_stays_where_a_quote_has_no_room_beside_it(template: str) -> None:
    shown = set()
    for times in range(26, 46, 3):
        quote = [{"text": "It looks at you from the other side of the river. " * times, "speaker": "M. Example"}]
        found = said(lay(report_with({**STAYS, "said": {**STAYS["said"], "items": quote}}, **PHOTO), template))
        shown.add(any("other side of the river" in one for one in found))

        assert any("law that lets them" in one for one in found), times
    assert shown == {True, False}


def test_three_short_names_stand_in_one_row_on_a_page() -> None:
    look, _ = open_look("a4", "sheet", "en")
    names = tuple(Entry(f"e{n}", (Span(f"Result {n}"),)) for n in range(3))
    tops = {item.box.y for item in List("l", names).arrange(points(500), 2, look).items}

    assert tops == {0} and len(List("l", names).arrange(points(500), 2, look).items) == 3


def test_a_head_runs_to_the_edges_with_a_photo_beside_its_words_and_without() -> None:
    letter = {"letter": {"type": "prose", "title": "A year of repair", "text": "We kept all departments open. " * 90}}
    pictured, plain = lay(report_with(letter, **PHOTO), "one-pager"), lay(report_with(letter), "one-pager")
    photo = next(item for item in pictured.frames[0].items if isinstance(item, Picture) and item.id == "photo")
    band = next(item for item in plain.frames[0].items if item.id == "header.ground")
    page = plain.frames[0].page

    assert isinstance(band, Panel) and (band.box.x, band.box.y, band.box.width) == (0, 0, page.width)
    assert (photo.box.right, photo.box.y) == (page.width, 0) and photo.box.width > page.width / 3
    assert page.height / 8 < photo.box.height < page.height / 4.5
    one, other = boxes(pictured)["title"], boxes(plain)["title"]
    assert one.content.x + max(line.x + line.width for line in one.lines) < photo.box.x
    assert one.box.x == other.box.x and one.paragraphs[0].style.size == other.paragraphs[0].style.size


def test_the_credit_of_the_photo_at_the_head_is_in_its_corner(rich: Laid) -> None:
    page = rich.frames[0]
    photo = next(item for item in page.items if isinstance(item, Picture) and item.id == "photo")
    found = boxes(rich)
    credit, title = found["photo.credit"], found["title"]

    assert photo.box.height < 0.22 * page.page.height
    assert page.page.width - credit.box.right <= points(18) and photo.box.bottom - credit.box.bottom <= points(12)
    assert credit.box.x >= max(title.box.x + line.x + line.width for line in title.lines)


def test_a_line_parts_charts_from_what_follows(rich: Laid) -> None:
    (rule,) = (item for item in rich.frames[0].items if isinstance(item, Rule))
    found = boxes(rich)

    assert found["lynx.title"].box.bottom < rule.box.y < found["o0.title"].box.y


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("template", PAPERS)
def test_a_page_has_few_sizes_of_type_in_every_language(template: str, language: str) -> None:
    (score,) = looks.scores(many_words.laid(language, 1, template).layout)

    assert not [fault for fault in score.faults if "sizes" in fault]


def test_no_figure_stands_in_a_row_by_itself() -> None:
    look, _ = open_look("a4", "sheet", "en")
    for count in range(2, 10):
        for words in (2, 30):
            stats = tuple(Stat(f"s{n}", (Span(f"{n}00"),), (Span("word " * words),)) for n in range(count))
            for most in (3, 4):
                piece = StatGrid("g", stats, columns=most).arrange(points(350), 3, look)
                tops = [item.box.y for item in piece.items]
                rows = [[item for item in piece.items if item.box.y == top] for top in dict.fromkeys(tops)]
                assert all(len(row) > 1 for row in rows) or all(len(row) == 1 for row in rows)
                assert len({item.box.width for item in piece.items}) == 1


def test_results_of_a_section_are_alike_in_their_order_under_their_heading() -> None:
    lengths = {"lake": 36, "songs": 12, "births": 9, "proof": 15}
    items = [{"id": id, "title": id, "text": "word " * count} for id, count in lengths.items()]
    letter = {"type": "prose", "title": "A year of repair", "text": "We kept all nine departments open. " * 20}
    found = boxes(lay(report_with({"letter": letter, "done": {**STAYS["done"], "items": items}}), "one-pager"))

    heads = [found[f"{id}.title"].box for id in lengths]
    places = [(box.y, box.x) for box in heads]
    assert places == sorted(places) and all(f"{id}.text-1" in found or f"{id}.text" in found for id in lengths)
    (results,) = (one for one in found.values() if words(one) == "Results")
    assert results.box.bottom <= min(box.y for box in heads)


def test_a_figure_is_the_large_one_only_where_the_report_says_so() -> None:
    counts = {**STAYS["counts"], "items": STAYS["counts"]["items"][:3]}
    for named, large in (({}, False), ({"emphasis": "n1"}, True)):
        laid = lay(report_with({"counts": {**counts, **named}}), "one-pager")
        hero = any(
            isinstance(item, Panel) and item.fill == laid.look.colour("band") and item.box.width < points(250)
            for item in flat(laid.frames[0].items)
        )
        assert hero is large
        assert large or "Counts" in said(laid)


def test_the_head_is_read_before_the_credit_of_its_photo(rich: Laid) -> None:
    read = list(boxes(rich))

    assert read.index("title") < read.index("photo.credit")


def test_an_address_stands_once_at_the_foot_and_charts_do_not_touch(rich: Laid) -> None:
    url = "https://parks.example"
    more = {"url": url, "contact": {"name": "Office", "url": url}}
    laid = lay(report_with(STAYS, **more), "one-pager")
    assert " ".join(said(laid)).count(url) == 1

    one, other = (item.box for item in flat(rich.frames[0].items) if isinstance(item, Chart))
    assert other.x - one.right >= points(24)


def test_headings_are_the_takeaways_of_their_sections_unless_the_lead_says_them() -> None:
    done = {**STAYS["done"], "takeaway": "Three parks got what they had asked for"}
    table = {
        "type": "table",
        "title": "Fees",
        "takeaway": "Sarn pays most",
        "columns": [{"id": "park", "title": "Park"}],
        "rows": [["Sarn"]],
    }
    led = said(lay(report_with({"done": done, "fees": table}), "one-pager"))
    summed = said(lay(report_with({"done": done, "fees": table}, summary="A good year."), "one-pager"))

    assert led.count("Three parks got what they had asked for") == 1 and "Results" in led
    assert summed.count("Three parks got what they had asked for") == 1 and "Results" not in summed
    assert "Sarn pays most" in led and "Fees" not in led


def test_the_lead_has_lines_of_about_one_length(rich: Laid) -> None:
    summary = "Employment reached a record in the year, but one young person in nine is neither in work nor in school."
    lead = boxes(lay(report_with(STAYS, summary=summary), "one-pager"))["lead"]

    widths = [line.width for line in lead.lines]
    assert len(widths) > 1 and min(widths) > 0.75 * max(widths)


@pytest.mark.parametrize("template", PAPERS)
def test_the_foot_stands_below_a_line_and_its_code_ends_where_the_lines_end(template: str) -> None:
    laid = lay(report_with(STAYS, url="https://parks.example"), template)
    (rule,) = (item.box for item in laid.frames[0].items if isinstance(item, Rule) and item.id == "foot.rule")
    (code,) = (item for item in flat(laid.frames[0].items) if isinstance(item, Picture) and item.id.endswith(".code"))
    above = [item.box.bottom for item in laid.frames[0].items if item.box.y < rule.y]

    assert rule.right - 2 <= code.box.right <= rule.right and max(above) < rule.y < code.box.y
    with Image.open(io.BytesIO(code.image.data)) as drawn:
        dark = drawn.convert("L").point(lambda value: 255 - value).getbbox()
        assert dark == (0, 0, *drawn.size)
        free = images.QUIET * code.box.width / (drawn.width / 10)  # the paper has it
    others = [item.box for item in flat(laid.frames[0].items) if item is not code]
    assert not any(
        box.overlaps(code.box.inset(*[round(-0.95 * free)] * 4)) for box in others if box.height or box.width
    )


def test_a_bar_shows_how_much_of_the_whole_each_amount_is() -> None:
    look, _ = open_look("a4", "sheet", "en")
    stats = tuple(
        Stat(id, (Span(f"${size}M"),), (Span(id),), size=Decimal(size)) for id, size in (("fees", 96), ("gifts", 4))
    )

    (group,) = KeyValue("parts", stats, share=True).arrange(points(200), 2, look).items
    assert isinstance(group, Group)
    fees, gifts = (item.box for item in group.items if isinstance(item, Panel) and ".part-" in item.id)
    assert fees.width / (fees.width + gifts.width) == pytest.approx(0.96, abs=0.01)
    assert gifts.x > fees.right  # told apart in grey too
    assert not [
        item
        for item in KeyValue("parts", stats[:1], share=True).arrange(points(200), 2, look).items
        if isinstance(item, Group)
    ]


NAMED: dict[str, Any] = {
    "acts": {"type": "programmes", "title": "What we do", "items": [f"Programme {n} of the parks" for n in range(8)]},
    "money": {
        "type": "resources",
        "title": "Money",
        "currency": "EUR",
        "total": {"value": 48},
        "parts": [{"value": 40, "text": "taxes"}, {"value": 8, "text": "gifts"}],
    },
}


@pytest.mark.parametrize("template", PAPERS)
def test_a_page_names_the_programmes_however_much_else_there_is(template: str) -> None:
    laid = lay(report_with({**STAYS, **GOES, **NAMED}), template)
    (names,) = (one for one in said(laid) if "Programme 7 of the parks" in one)

    assert "Programme 0 of the parks" in names  # all on their line
    assert "What we do" in said(laid)


def test_lists_in_columns_become_a_line_each_before_anything_goes() -> None:
    text = {"type": "prose", "title": "Context", "text": "A warm spring opened the high paths early. "}
    for times, lines in ((20, False), (135, True)):
        laid = lay(report_with({"why": {**text, "text": text["text"] * times}, **NAMED}), "one-pager")
        found = boxes(laid)
        assert ("facts.acts.label" in found) is lines and ("acts.text" in found) is not lines
        assert account.left_out(account.missing(laid.briefing, laid.layout)) == ""


def test_charts_side_by_side_have_heads_of_one_height_where_their_widths_can_make_them_so() -> None:
    long = {**STAYS["lynx"], "takeaway": "Lynx have come back to three of the four parks since the fences fell"}
    wide = {**STAYS["visits"], "takeaway": "Most visits go to two parks, and one has nearly none of them"}
    found = boxes(lay(report_with({"lynx": long, "visits": wide}), "one-pager"))

    one, other = found["lynx.title"], found["visits.title"]
    assert one.box.y == other.box.y and one.box.height == other.box.height


WORLD: dict[str, Any] = {
    "type": "map",
    "title": "Where visitors live",
    "unit": "thousand",
    "highlight": ["FRA", "BRA"],
    "data": [{"country": "FRA", "value": 9}, {"country": "BRA", "value": 4}, {"country": "IND", "value": 2}],
}
NOTED: dict[str, Any] = {
    "type": "chart",
    "chart": "column",
    "title": "Visits",
    "unit": "million",
    "data": [{"label": str(year), "value": 3 + year % 5} for year in range(2012, 2024)],
    "annotations": [{"at": str(year), "text": "A new path is opened there"} for year in (2013, 2016, 2019, 2021, 2023)],
}


def charts(laid: Laid) -> dict[str, Chart]:
    return {item.id: item for item in flat(laid.frames[0].items) if isinstance(item, Chart)}


def test_a_map_of_the_world_and_notes_on_columns_have_the_width_that_their_words_need() -> None:
    alone = charts(lay(report_with({"notes": NOTED, "world": WORLD}), "one-pager"))
    among = charts(lay(report_with({"notes": NOTED, "world": WORLD, **NAMED, "counts": STAYS["counts"], "ask": STAYS["ask"]}), "one-pager"))  # fmt: skip
    beside = charts(lay(report_with({"lynx": STAYS["lynx"], "world": WORLD}), "one-pager"))

    assert alone["world"].box.width == alone["notes"].box.width and alone["world"].box.y > alone["notes"].box.y
    assert abs(among["world"].box.width - among["notes"].box.width) <= points(24)
    assert beside["world"].box.width >= beside["lynx"].box.width
    for one in (alone, among, beside):
        assert all(map_.box.height >= 0.9 * map_.box.width / 2.3 for map_ in [one["world"]])


def test_a_line_is_not_flat_however_full_its_page_is() -> None:
    rows = [{"label": str(year), "value": 3 + year % 5} for year in range(2012, 2024)]
    line = {"type": "chart", "chart": "line", "title": "Lynx", "unit": "pairs", "data": rows}
    bare = {id: one for id, one in {**STAYS, **NAMED, **GOES}.items() if one["type"] != "chart"}
    found = charts(lay(report_with({"line": line, **bare}), "one-pager"))["line"]

    assert found.box.height >= 0.22 * found.box.width


def set_lines(box: TextBox) -> list[str]:
    return [box.paragraphs[one.paragraph].text[one.start : one.stop] for one in box.lines]


@pytest.mark.parametrize(
    ("language", "number", "unit", "wide"),
    [("en", "2.31M", "square kilometres", 170), ("ru", "2,31\u00a0млн", "квадратных километров", 260)],
)
def test_a_unit_with_no_room_beside_its_number_stands_below_it_as_a_whole(
    language: str, number: str, unit: str, wide: int
) -> None:
    look, _ = open_look("a4", "sheet", language)
    figure = (Span(f"{number}\u00a0{unit}"),)
    stats = tuple(Stat(f"s{n}", figure, (Span("guarded"),)) for n in range(4))
    for block in (StatGrid("g", stats, columns=2), Hero("h", stats[:1])):
        items = flat(block.arrange(points(270 if block.id == "g" else wide), 2, look).items)
        lines = next(set_lines(item) for item in items if isinstance(item, TextBox))
        assert lines[:2] == [f"{number}\u2028", unit]


def test_the_last_line_of_short_words_is_no_word_by_itself() -> None:
    look, _ = open_look("a4", "sheet", "en")
    said = paragraph((Span("people forced from their homes, one in 69"),), look.style("label", 2), look, "label")
    for width in range(60, 200, 5):
        lines = set_lines(text_box("b", (said,), points(width), look))
        assert len(lines) == 1 or len(lines[-1]) > 2


def test_two_figures_beside_the_large_one_leave_no_hole() -> None:
    counts = {**STAYS["counts"], "items": STAYS["counts"]["items"][:3], "emphasis": "n0"}
    (page,) = lay(report_with({"counts": counts, "lynx": STAYS["lynx"]}), "one-pager").frames
    one, *rest = [item.box for item in page.items if isinstance(item, Group) and item.kind == "stat"]

    assert len(rest) == 2 and all(box.width > page.page.width / 2 for box in rest)
    assert max(box.bottom for box in rest) == one.bottom


def test_annotations_that_would_press_columns_flat_or_lie_on_a_line_stand_below_the_chart() -> None:
    rows = [{"label": str(2012 + n), "value": 43 + 6.7 * n} for n in range(12)]
    said = [
        {
            "at": str(year),
            "text": "A great flood destroys all of the bridges over the river in the north" + " and south" * 4,
        }
        for year in (2012, 2015, 2017, 2022, 2023)
    ]
    few = {"type": "chart", "chart": "line", "title": "Few", "unit": "pairs", "data": rows}
    for kind in ("column", "line"):
        many = {**few, "chart": kind, "title": "Many", "annotations": said}
        laid = lay(report_with({"many": many, "few": few, **STAYS}), "one-pager")
        charts = {item.id: item for item in laid.frames[0].items if isinstance(item, Chart)}
        notes = words(boxes(laid)["many.notes"])

        assert notes.startswith("2012 A great flood") and notes.count("; ") == 4
        assert not charts["many"].spec.annotations
        shown = account.account(laid.briefing, laid.layout, notes=False).shown
        assert {f"sections.many.annotations.{n}.text" for n in range(1, 6)} <= {str(one) for one in shown}
    assert "few.notes" not in boxes(laid)


def test_no_line_of_a_page_ends_in_the_dot_between_words() -> None:
    look, _ = open_look("a4", "sheet", "fr")
    dot = Span(word("dot", "fr"))
    said = (Span("Haute vallée, juin 2023"), dot, Span("© Exemple"), dot, Span("Agence des littoraux"))
    made = paragraph(said, look.style("source", 2), look, "caption")
    for width in range(60, 260, 10):
        lines = set_lines(text_box("b", (made,), points(width), look))
        assert not any(line.rstrip().endswith("·") for line in lines)
    assert "".join(lines).count("·") == 2


def test_what_a_page_is_about_shows_all_that_it_can_before_a_quote_comes_in() -> None:
    laid = many_words.laid("zh", 2, "one-pager")
    found = said(laid)
    counts = [id for id in boxes(laid) if id.startswith("figures.")]

    assert len(counts) >= 4 and any("研究" in one for one in found)
    assert not any("加达" in one for one in found)


def test_all_results_are_named_and_a_heading_without_room_is_told() -> None:
    items = [
        {"id": f"o{n}", "title": f"Pillar {n}", "text": "A stop came to each of the parks. " * 2} for n in range(5)
    ]
    done = {**STAYS["done"], "items": items, "short": "By pillar"}
    laid = lay(report_with({**STAYS, "done": done}), "one-pager")
    found = said(laid)

    assert all(any(f"Pillar {n}" in one for one in found) for n in range(5))
    told = account.account(laid.briefing, laid.layout, notes=False)
    assert "sections.done.short" in {*map(str, told.shown), *map(str, told.left_out)}


@pytest.mark.parametrize("more", [{}, {"summary": "Water came to nine towns."}])
@pytest.mark.parametrize(
    "text", [("One more well was dug in the north. " * 250).strip(), "\n\n".join(["One more well was dug. " * 30] * 12)]
)
def test_a_text_longer_than_the_page_begins_there_and_its_rest_is_told(text: str, more: dict[str, str]) -> None:
    sections = {key: {"type": "prose", "title": f"Part {key}", "text": text} for key in "abcd"}
    laid = lay(report_with(sections, **more), "one-pager")

    assert (
        account.left_out(account.missing(laid.briefing, laid.layout))
        == "3 texts (“Part b”, “Part c”, “Part d”), the rest of 1 text (“Part a”)"
    )
    assert len(words(boxes(laid)["a.text"]).split()) > 400
    assert words(boxes(laid)["a.text"]).endswith(".")
    assert ("lead" in boxes(laid)) is bool(more)


# -- what a designer would send ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", PAPERS)
def test_long_results_show_their_first_sentences_whole_and_no_sign_that_they_go_on(template: str) -> None:
    text = "Nine gauges came back. " + "The crews walked the whole river in spring to find them. " * 8
    items = [{"id": f"o{n}", "title": f"Result {n}", "text": text} for n in range(3)]
    done = {"type": "outcomes", "title": "Results", "items": items}
    laid = lay(report_with({"counts": STAYS["counts"], "done": done, "lynx": STAYS["lynx"]}), template)
    shown = [words(box) for id, box in boxes(laid).items() if id.endswith(".text") and id.startswith("o")]

    assert len(shown) == 3 and all(one.startswith("Nine gauges") and one.endswith(".") for one in shown)
    assert account.left_out(account.missing(laid.briefing, laid.layout)) == "the rest of 3 outcomes (“Results”)"


@pytest.mark.parametrize("template", PAPERS)
def test_what_is_asked_of_the_reader_stands_however_full_the_page_is(template: str) -> None:
    rows = [{"label": f"Park {n}", "value": 20 - n} for n in range(12)]
    more = {id: {**STAYS[id], "chart": "bar", "data": rows} for id in ("lynx", "visits")}
    found = said(lay(report_with({**GOES, **STAYS, **more}, **PHOTO), template))

    assert any("law that lets them" in one for one in found) and any("What we ask" in one for one in found)


def test_figures_of_a_shorter_row_stand_below_those_of_the_longer_one() -> None:
    laid = lay(report_with({"counts": {**STAYS["counts"], "items": COUNTS[:5]}}), "one-pager")
    tiles = [one.box for one in flat(laid.frames[0].items) if isinstance(one, Group) and one.id.startswith("figures.")]
    rows = [[box for box in tiles if box.y == y] for y in sorted({box.y for box in tiles})]

    assert [len(row) for row in rows] == [3, 2]
    assert [box.x for box in rows[1]] == [box.x for box in rows[0][:2]]
    assert {box.width for box in rows[1]} == {rows[0][0].width}


def test_texts_of_results_side_by_side_begin_at_one_height_whatever_lines_their_titles_have() -> None:
    titles = ("Gauges", "Gauges that came back after the flood and are read each hour", "Crews")
    items = [{"id": f"o{n}", "title": title, "text": "A stop came."} for n, title in enumerate(titles)]
    found = boxes(lay(report_with({"done": {"type": "outcomes", "title": "Results", "items": items}}), "one-pager"))

    assert len(found["o1.title"].lines) > len(found["o0.title"].lines)
    assert len({found[f"o{n}.text"].box.y for n in range(3)}) == 1


def test_a_heading_that_would_end_in_one_word_has_even_lines() -> None:
    look, _ = open_look("a4", "sheet", "en")
    made = paragraph((Span("We helped to train prison officers and criminal justice practitioners"),), look.style("heading", 2), look, "heading")  # fmt: skip
    for wide in range(150, 420, 10):
        lines = [len(line) for line in set_lines(text_box("b", (made,), points(wide), look))]
        assert len(lines) < 2 or 3 * lines[-1] >= max(lines), wide


def test_a_long_credit_at_the_head_stands_clear_of_all_words() -> None:
    valley = {**PHOTO["photos"]["valley"], "place": "The northern highlands beyond the river", "credit": "© The Ministry of Parks and Rivers / A. Example " * 2}  # fmt: skip
    letter = {"letter": {"type": "prose", "title": "A year", "text": "We kept all departments open. " * 20}}
    for template in PAPERS:
        found = boxes(lay(report_with(letter, **{**PHOTO, "photos": {"valley": valley}}, subtitle="Report"), template))
        heads = [box for id, box in found.items() if id.startswith("header") or id == "title"]
        assert found["photo.credit"].box.x > max(box.box.x + line.x + line.width for box in heads for line in box.lines)


@pytest.mark.parametrize("template", PAPERS)
def test_a_quote_and_its_photo_are_one_thing_of_one_height_with_the_credit_below_the_words(template: str) -> None:
    voices = {**STAYS["said"], "items": [{**STAYS["said"]["items"][0], "photo": "valley"}]}
    laid = lay(report_with({"said": voices, "lynx": STAYS["lynx"]}, photos=PHOTO["photos"]), template)
    items = [*flat(laid.frames[0].items)]
    photo = next(one for one in items if isinstance(one, Picture))
    quote = next(one for one in items if isinstance(one, Group) and one.kind == "quote")

    assert (photo.box.y, photo.box.height, photo.box.right) == (quote.box.y, quote.box.height, quote.box.x)
    assert any("It looks at you" in one and "© Example" in one for one in said(laid))


def test_the_second_of_two_charts_begins_on_the_grid_of_the_page() -> None:
    laid = lay(report_with({id: STAYS[id] for id in ("lynx", "visits", "done")}), "one-pager")
    found = charts(laid)
    starts = {one.box.x for one in found.values()}
    area = min(starts)
    pitch = (max(one.box.right for one in found.values()) - area + laid.look.gutter) / 12

    assert len(starts) == 2 and all(abs((x - area) / pitch - round((x - area) / pitch)) < 0.02 for x in starts)


def test_a_heading_of_fewer_lines_stands_close_to_its_text() -> None:
    titles = ("Gauges", "Gauges that came back after the flood and are read each hour", "Crews")
    items = [{"id": f"o{n}", "title": title, "text": "A stop came."} for n, title in enumerate(titles)]
    found = boxes(lay(report_with({"done": {"type": "outcomes", "title": "Results", "items": items}}), "one-pager"))

    assert len({found[f"o{n}.title"].box.bottom for n in range(3)}) == 1


@pytest.mark.parametrize("variant", ["snapshot", "brief"])
@pytest.mark.parametrize("template", PAPERS)
def test_a_short_quote_stands_beside_what_is_asked(template: str, variant: str) -> None:
    more = GOES if variant == "snapshot" else {}
    found = boxes(lay(report_with({**STAYS, **more}, **{"one-pager": variant}), template))
    (asked,) = (box for box in found.values() if "a law that lets them keep" in words(box))
    (quote,) = (box for box in found.values() if words(box).startswith("“"))

    assert asked.box.y == quote.box.y and asked.box.height == quote.box.height and asked.box.right < quote.box.x


def test_figures_with_long_words_stand_in_rows_beside_the_large_one_where_that_is_lower() -> None:
    look, _ = open_look("a4", "sheet", "en")

    def made(words: str) -> list[Box]:
        items = tuple(Stat(f"s{n}", (Span("13,000+"),), (Span(words),)) for n in range(6))
        grid = StatGrid("g", items, columns=3, beside=True)
        return [item.box for item in grid.arrange(points(346), 4, look).items]

    assert len({box.x for box in made("people trained")}) == 3
    rows = made(
        "anti-corruption practitioners, members of the judiciary and prosecutors from 44 countries trained in detecting and prosecuting cases through 50 activities"
    )
    assert len({box.x for box in rows}) == 1 and sum(box.height for box in rows) < points(250)


def test_a_name_between_dots_is_not_parted_at_the_end_of_a_line() -> None:
    look, _ = open_look("a4", "sheet", "en")
    names = ("Countering the world drug problem", "Justice", "Policy support", "Technical assistance")
    dot = Span(word("dot", "en"))
    said = tuple(span for name in names for span in (dot, Span(name)))[1:]
    box = text_box("b", (paragraph(said, look.style("label", 2), look, "label"),), points(240), look)

    lines = [line.replace("\u00a0", " ") for line in set_lines(box)]
    assert len(lines) == 2 and all(sum(name in line for line in lines) == 1 for name in names)


def test_a_long_title_or_lead_takes_smaller_type_before_a_third_line() -> None:
    look, _ = open_look("a4", "sheet", "ru")
    title = (Span("Контроль над наркотиками, предупреждение преступности и борьба с терроризмом"),)
    (box,) = areas.Title("title", title).arrange(points(527), 1, look).items
    assert (
        isinstance(box, TextBox) and len(box.lines) == 2 and box.paragraphs[0].style.size < look.style("title", 1).size
    )

    (lead,) = Lead("lead", title * 3).arrange(points(527), 1, look).items
    assert isinstance(lead, TextBox) and lead.paragraphs[0].style.size < look.style("quote", 1).size


def test_a_page_of_figures_has_its_charts_before_its_results_and_says_the_money_once() -> None:
    money = {"type": "resources", "title": "Money", "currency": "USD", "total": {"value": 318000000, "digits": 3}}
    long = {"type": "outcomes", "title": "Results", "items": [
        {"id": f"o{n}", "title": f"Result {n}", "text": "The last parks got a stop. " * 5} for n in range(9)
    ]}  # fmt: skip
    laid = lay(report_with({**STAYS, "done": long, "money": money}, **{"one-pager": "figures"}), "one-pager")

    assert {item.id for item in flat(laid.frames[0].items) if isinstance(item, Chart)} == {"lynx", "visits"}
    assert sum("318" in one for one in said(laid)) == 1


def test_the_third_row_of_figures_goes_before_any_of_the_second() -> None:
    items = tuple(Stat(f"s{n}", (Span(str(n)),), (Span("paths"),)) for n in range(8))
    less = StatGrid("g", items, columns=3, least=3).fewer()
    assert less is not None and len(less.items) == 6
