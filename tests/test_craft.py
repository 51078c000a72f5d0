"""What a designer would do by hand, done: type of few sizes, words smaller than their numbers, short lists on cards, years side by side."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from frame_reading import ROOT, Laid, lay, open_look, report_with

from briefings import builtin, report, source, template
from briefings import layout as layouts
from briefings.blocks.cards import Cards
from briefings.blocks.lead import Lead
from briefings.blocks.params import Entry
from briefings.blocks.text import figure
from briefings.charts.paint import third
from briefings.diagnostics import BriefingsError
from briefings.env import Env
from briefings.frame import Chart, Frame, Group, Icon, Item, Panel, TextBox, text_boxes
from briefings.frozen import replace
from briefings.geometry import points
from briefings.look import Colour
from briefings.pages import looks
from briefings.style import resolve
from briefings.text.measure import count_lines
from briefings.values import Span
from briefings.writers import pptx

FIGURES = {
    "type": "statistics",
    "title": "Results",
    "items": [
        {"id": "wells", "value": 340, "text": "wells repaired", "icon": "water"},
        {"id": "wait", "value": 41, "unit": "minutes", "text": "to see a nurse"},
        {"id": "leaks", "value": 27, "qualifier": "about", "unit": "%", "text": "of the water"},
    ],
}
CARDS = {
    "type": "blocks",
    "title": "Who does the work",
    "blocks": [{"block": "cards", "items": ["Ministry of Health", "National Health Insurance", "Council of Midwives"]}],
}
STEPS = {"type": "steps", "title": "How to apply", "items": ["Write to the council", "We visit", "You get an answer"]}


def laid(sections: dict[str, Any]) -> Laid:
    return lay(report_with(sections))


def flat(items: tuple[Item, ...]) -> list[Item]:
    return [one for item in items for one in ((*flat(item.items),) if isinstance(item, Group) else (item,))]


def slide(sections: dict[str, Any], id: str) -> Frame:
    return laid(sections).of(id)[0]


@pytest.mark.parametrize(
    ("words", "small"),
    [
        ("about 27%", "about "),
        ("41\u00a0minutes", "\u00a0minutes"),
        ("2,087\u00a0milliards de dollars", "\u00a0milliards de dollars"),
        ("128\u00a0млн", "\u00a0млн"),
        ("US$ 452,000", ""),
        ("1,150+", ""),
        ("25M", ""),
        ("34\u00a0%", ""),
        ("not known", ""),
    ],
)
def test_the_words_of_a_figure_are_smaller_than_its_number(words: str, small: str) -> None:
    look, _ = open_look("16:9", "slides", "en")
    style = look.style("figure", 0)
    made = figure((Span(words),), style, style.size / 2, look)
    assert made.text == words
    assert "".join(run.text for run in made.runs if run.style.size < style.size) == small


def test_a_pictogram_beside_figures_without_one_leaves_all_figures_in_one_column() -> None:
    made = slide({"a": FIGURES}, "a")
    figures = [
        box for item in made.items for box in text_boxes(item) if any(p.kind == "figure" for p in box.paragraphs)
    ]
    assert len(figures) == 3
    assert len({box.box.x for box in figures}) == 1
    assert [item for item in flat(made.items) if isinstance(item, Icon)]


@pytest.mark.parametrize(("section", "end"), [(CARDS, ".panel"), (STEPS, ".arrow")], ids=["cards", "steps"])
def test_a_few_short_words_stand_on_panels_or_beside_arrows_that_fill_the_slide(
    section: dict[str, Any], end: str
) -> None:
    made = slide({"a": section}, "a")
    panels = [item for item in flat(made.items) if isinstance(item, Panel) and item.id.endswith(end)]
    assert len(panels) == 3
    assert len({(panel.box.width, panel.box.height) for panel in panels}) == 1
    assert not any("% full" in fault for one in looks.scores(laid({"a": section}).layout) for fault in one.faults)


def test_a_deck_has_few_sizes_of_type() -> None:
    sections = {"a": FIGURES, "b": CARDS, "c": STEPS}
    sizes = {size for frame in laid(sections).frames[1:] for size in looks._sizes(frame)}
    assert len(sizes) <= looks.SIZES, sizes


@pytest.mark.parametrize("name", [name for name in builtin.themes() if name != "paper"])
def test_all_sizes_of_a_theme_are_of_one_ladder(name: str) -> None:
    look, _ = resolve.open_look(name, "16:9", "slides", "en", Env(ROOT))
    places = {
        style.size for one in look.layouts for place in one.placeholders if place.slot for style in place.styles[:1]
    }
    assert {*look.ladder, *places} <= {12, 14, 16, 20, 24, 36, 48, 60, 80, 240}


@pytest.mark.parametrize("name", ["un", "vivid"])
def test_all_words_of_a_deck_are_of_one_ladder_of_six_sizes_beside_its_large_figures(name: str) -> None:
    env, large = Env(ROOT), 48
    for path in sorted((ROOT / "tests/reports").glob("*.yaml")):
        facts = report.parse(source.read(path, path.name, env), env)
        look, master = resolve.open_look(name, "16:9", "slides", facts.language, env)
        filled = template.fill(template.load("builtin:deck", env), facts, env, sheets={}, language=facts.language)
        made = layouts.layout(filled, look, master)
        parts = ZipFile(BytesIO(pptx.write(made)[0]))
        drawn = "".join(
            parts.read(part).decode() for part in parts.namelist() if re.match(r"ppt/(slides|charts)/\w+\.xml", part)
        )
        sizes = {int(size) / 100 for size in re.findall(r'rPr[^>]*? sz="(\d+)"', drawn, re.I)}
        sizes |= {size for frame in made.frames for size in looks._sizes(frame)}
        assert {size for size in sizes if size < large} <= {12, 14, 16, 20, 24, 36}, path.name
        assert {size for size in sizes if size >= large} <= {48, 60, 80, 120, 160, 240}, path.name


def words_of(frame: Frame, kind: str) -> list[tuple[str, float]]:
    """The paragraphs of a kind with their sizes, in points."""
    boxes = [box for item in frame.items for box in text_boxes(item)]
    return [(one.text, one.style.size) for box in boxes for one in box.paragraphs if one.kind == kind]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_few_short_quotes_stand_large_and_without_boxes(many: int) -> None:
    items = [{"id": f"q{n}", "text": "We harvest twice a year now.", "speaker": "A. Farmer"} for n in range(many)]
    made = slide({"a": {"type": "quotes", "title": "Voices", "items": items}}, "a")

    assert [size for _, size in words_of(made, "quote")] == [36] * many
    panels = [one for one in flat(made.items) if isinstance(one, Panel)]
    assert len(panels) == many
    assert all(panel.box.height < points(12) for panel in panels), "a short bar each, and no ground"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_large_words_have_lines_of_about_one_length_and_speakers_side_by_side_stand_on_one_line(language: str) -> None:
    told = ("We go out less often now and come home with the same.", "The nets are new.")
    items = [{"id": f"q{n}", "text": text, "speaker": "A. Farmer"} for n, text in enumerate(told)]
    voices = {"type": "quotes", "title": "Voices", "items": items}
    alone = voices | {"items": [{"id": "q", "text": "We go out less and come home with the same.", "speaker": "A."}]}
    message = {
        "type": "key-message",
        "title": "Ask",
        "text": "Peace sends people home, and until then those who host need help.",
    }
    made = lay(report_with({"a": voices, "b": alone, "c": message}, language=language))

    for id in ("b", "c"):
        (box, *_) = (box for item in made.of(id)[0].items for box in text_boxes(item) if box.id.endswith(".text"))
        wide = [line.width for line in box.lines if line.paragraph == 0]
        assert len(wide) > 1
        assert min(wide) > max(wide) / 2, "no word alone"
    sides = [box for item in made.of("a")[0].items for box in text_boxes(item) if box.id.endswith(".text")]
    below = [next(line.top for line in box.lines if line.paragraph == 1) + box.content.y for box in sides]
    assert len(below) == 2
    assert max(below) - min(below) < points(1)


@pytest.mark.parametrize(("many", "size", "boxes"), [(1, 24, 1), (6, 20, 1), (11, 14, 2)])
def test_a_deck_ends_on_its_sources_on_the_ground_of_its_cover_large_where_they_are_few(
    many: int, size: int, boxes: int
) -> None:
    sources = {
        f"s{n}": {
            "title": f"Survey number {n} of the wells in the north",
            "publisher": "Board of Water and Wells",
            "date": "2025",
        }
        for n in range(many)
    }
    made = lay(report_with({"a": CARDS}, sources=sources))

    last = made.frames[-1]
    texts = [box for item in last.items for box in text_boxes(item) if box.id.startswith("body")]
    assert len(made.of("sources")) == 1
    assert len(texts) == boxes
    assert {one.style.size for box in texts for one in box.paragraphs} == {size}
    assert made.slide_layout(last).background == made.slide_layout(made.frames[0]).background


def test_captions_without_their_pictures_are_a_list_below_rules_with_place_and_credit() -> None:
    items = [
        {"id": f"p{n}", "caption": f"Seedlings in row {n}.", "place": "Hill farm", "credit": "© Example"}
        for n in (1, 2)
    ]
    made = slide({"a": {"type": "photos", "title": "In pictures", "items": items}}, "a")

    rules = [one for one in flat(made.items) if isinstance(one, Panel)]
    assert len(rules) == 2
    assert all(one.box.height < points(3) and one.box.width > made.page.width * 0.4 for one in rules)
    said = " ".join(one.text for item in made.items for box in text_boxes(item) for one in box.paragraphs)
    assert all(told in said for told in ("Seedlings in row 1.", "Seedlings in row 2.", "Hill farm", "© Example"))


def test_large_figures_have_the_width_of_their_kind_with_their_words_and_share_in_the_middle() -> None:
    def hero(many: int, of: bool) -> tuple[Panel, list[Item]]:
        whole = [{"id": "all", "value": 90000, "text": "hectares", "whole": "hectares"}] if of else []
        items = [
            {"id": "most", "value": 61000, "text": "hectares sown", **({"of": "all"} if of else {})},
            *({"id": f"n{n}", "value": 41 + n, "text": "barns"} for n in range(many)),
            *whole,
        ]
        made = slide({"a": {"type": "statistics", "title": "Land", "emphasis": "most", "items": items}}, "a")
        group = next(item for item in made.items if isinstance(item, Group))
        ground, *held = group.items
        assert isinstance(ground, Panel)
        return ground, held

    made = [hero(many, of) for many in (1, 2, 3, 6) for of in (True, False)]
    widths = [ground.box.width for ground, _ in made]
    assert len(set(widths[:4])) == len(set(widths[4:])) == 1, "two thirds beside one or two, half beside more"
    assert widths[0] > widths[-1]
    for ground, held in made:
        texts = [box for item in held for box in text_boxes(item)]
        top = min(box.content.y for box in texts)
        last = max(box.content.y + box.text_height for box in texts)
        assert abs((top - ground.box.y) - (ground.box.bottom - last)) < points(12)
        assert texts[0].paragraphs[0].style.size == 80


@pytest.mark.parametrize("values", [(96, 4), (50, 30, 20), (40, 25, 15, 10, 6, 4)])
def test_a_sum_stands_large_beside_its_parts_each_with_its_share_in_words_and_drawn(values: tuple[int, ...]) -> None:
    parts = [{"id": f"p{n}", "value": value, "text": f"part {n}"} for n, value in enumerate(values)]
    section = {"type": "resources", "title": "Money", "currency": "USD", "total": {"value": 100}, "parts": parts}
    made = slide({"a": section}, "a")
    items = flat(made.items)
    sizes = {
        p.text: p.runs[0].style.size for one in items if isinstance(one, TextBox) for p in one.paragraphs if p.runs
    }
    assert sizes["$100"] > max(sizes[f"${value}"] for value in values)
    assert all(f"{value}%\u00a0· part {n}" in sizes for n, value in enumerate(values))
    panels = {one.id: one.box.width for one in items if isinstance(one, Panel)}
    drawn = [panels[f"a.p{n}.part"] / panels[f"a.p{n}.whole"] for n in range(len(values))]
    assert drawn == pytest.approx([value / 100 for value in values], abs=0.01)


def test_slide_numbers_stand_at_one_place_dates_where_lines_end_and_a_cover_has_none() -> None:
    look, _ = open_look()
    places = [one for layout in look.layouts for one in layout.placeholders]
    assert len({one.box for one in places if one.kind == "sldNum"}) == 1
    assert {one.styles[0].align for one in places if one.kind == "dt"} == {"end"}
    for layout in look.layouts:
        (feet,) = [one.box for one in layout.placeholders if one.kind == "dt"]
        title = next(one.box for one in layout.placeholders if one.slot == "title")
        bands = [
            one.box.x - points(24)
            for one in layout.fixed
            if isinstance(one, Panel) and one.box.right == look.page.width > one.box.width
        ]
        assert feet.right in (look.page.width - points(48), title.right, *bands), (
            "where lines end, on the page or beside a photo or band"
        )
    cover, *rest = laid({"a": CARDS, "b": STEPS}).frames
    numbered = [any(item.id == "number" for item in frame.items) for frame in (cover, *rest)]
    assert numbered == [False] + [True] * len(rest)


def test_the_accent_of_a_cover_keeps_clear_of_its_title() -> None:
    look, _ = open_look()
    for layout in (one for one in look.layouts if one.role == "cover"):
        title, subtitle = layout.slot("title"), layout.slot("subtitle")
        assert title is not None and subtitle is not None
        (accent,) = [one for one in layout.fixed if isinstance(one, Panel) and one.box.height < points(12)]
        assert accent.box.y - title.box.bottom >= points(16)
        assert subtitle.box.y - accent.box.bottom >= points(16)


@pytest.mark.parametrize("value", [8400000, 128432])
def test_a_hero_is_larger_than_the_figures_beside_it(value: int) -> None:
    items = [
        {"id": "most", "value": value, "unit": "tons", "text": "landed"},
        *({"id": f"n{n}", "value": 41 + n, "text": "boats"} for n in range(4)),
    ]
    made = slide({"a": {"type": "statistics", "title": "Catch", "emphasis": "most", "items": items}}, "a")
    sizes = [
        max(run.style.size for run in one.runs)
        for item in made.items
        for box in text_boxes(item)
        for one in box.paragraphs
        if one.kind == "figure"
    ]
    assert len(sizes) == 5
    assert sizes[0] > 1.3 * max(sizes[1:]), sizes


def test_a_figure_alone_on_a_slide_is_large_and_its_unit_smaller() -> None:
    def sizes(item: dict[str, object]) -> list[float]:
        made = slide({"a": {"type": "statistics", "title": "Catch", "items": [{"id": "most", **item}]}}, "a")
        boxes = [box for one in made.items for box in text_boxes(one)]
        return [run.style.size for box in boxes for one in box.paragraphs if one.kind == "figure" for run in one.runs]

    assert min(sizes({"value": 318, "text": "boats"})) >= 150
    number, unit = sizes({"value": 2100000, "digits": 2, "unit": "cubic metres a day", "text": "leave the works"})
    assert number >= 80 and number / 4 <= unit <= number * 0.4 and unit in open_look("16:9", "slides", "en")[0].ladder


def test_comparisons_and_steps_of_a_few_words_reach_down_the_slide() -> None:
    sides = [
        {"id": f"s{n}", "title": f"Side {n}", "points": ["Mean speed 43 km/h", "71 people hurt in a year", "Few trees"]}
        for n in range(2)
    ]
    steps = [
        {"title": f"Step {n}", "text": "Two cruises of the survey ship a year count the shared stocks of fish."}
        for n in range(4)
    ]
    for section in ({"type": "comparison", "items": sides}, {"type": "steps", "items": steps}):
        made = slide({"a": {"title": "Street", **section}}, "a")
        panels = [one for item in made.items if isinstance(item, Group) for one in item.items if isinstance(one, Panel)]
        ends = {item.box.bottom for item in made.items if isinstance(item, Group)}
        assert panels and len(ends) == 1 and ends.pop() > made.page.height * 0.7, section["type"]


def test_programmes_of_which_one_has_no_text_have_no_bullets() -> None:
    items = [
        {"title": "Common limits", "text": "Set every March for five shared stocks."},
        {"title": "Joint patrols", "text": "Four vessels."},
    ]
    made = slide({"a": {"type": "programmes", "title": "Programmes", "items": [*items, {"title": "Open data"}]}}, "a")
    assert made.layout == "Title only" and "•" not in repr(made.items)


def test_five_figures_beside_a_large_one_are_one_column_though_one_has_a_line() -> None:
    items = [{"id": f"n{n}", "value": 41 + n, "text": "boats"} for n in range(4)]
    items = [
        {"id": "most", "value": 8400, "text": "tons"},
        {"id": "line", "value": 7, "text": "ports", "trend": [3, 5, 7]},
        *items,
    ]
    made = slide({"a": {"type": "statistics", "title": "Catch", "emphasis": "most", "items": items}}, "a")
    rows = [item for item in made.items if isinstance(item, Group) and "most" not in item.id]
    sizes = {
        run.style.size
        for row in rows
        for box in text_boxes(row)
        for one in box.paragraphs
        if one.kind == "figure"
        for run in one.runs
    }
    assert len(rows) == 5 and len({row.box.x for row in rows}) == 1 and sizes == {36}


def test_cards_side_by_side_break_no_word() -> None:
    look, _ = open_look()
    names = ("Ministry of Health", "Telecommunications Infrastructure", "Intergovernmental Coordination")
    cards = Cards("a", tuple(Entry(str(at), (Span(name),)) for at, name in enumerate(names)))
    made = cards.arrange(points(420), 0, look)
    for box in (one for item in made.items for one in text_boxes(item)):
        starts = [box.paragraphs[line.paragraph].text[line.start - 1] for line in box.lines if line.start]
        assert set(starts) <= {" "}, box.paragraphs


def of_words(count: int, length: int = 5) -> dict[str, Any]:
    return {"type": "prose", "title": "A text", "text": " ".join(["w" * length] * count) + "."}


@pytest.mark.parametrize(
    ("first", "second", "slides"),
    [
        (of_words(40), of_words(60), 1),
        (of_words(110), of_words(40), 2),
        (of_words(60, 12), of_words(40), 2),
        (of_words(40) | {"title": "What the council has to say of it, at length " * 3}, of_words(60), 2),
    ],
    ids=["short", "one is long", "long words", "a long title"],
)
def test_two_texts_share_a_slide_only_where_both_are_large_enough_to_read(
    first: dict[str, Any], second: dict[str, Any], slides: int
) -> None:
    made = laid({"a": first, "b": second})
    shown = [frame for frame in made.frames if frame.layout.startswith(("Content", "Two columns"))]
    assert len(shown) == slides
    sizes = {one.style.size for frame in shown for item in frame.items for box in text_boxes(item)
             if box.id.partition("-")[0] in ("body", "left", "right") for one in box.paragraphs}  # fmt: skip
    assert sizes
    assert min(sizes) >= 16


@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_cards_fill_their_slide_and_stand_on_panels_without_rules(count: int) -> None:
    names = ["Ministry of Health", "Health Insurance", "Council of Midwives", "Red Cross"][:count]
    cards = [{"block": "cards", "items": names}]
    made = slide({"a": {"type": "blocks", "title": "Who does the work", "blocks": cards}}, "a")
    panels = [item for item in flat(made.items) if isinstance(item, Panel)]
    assert {panel.id.rpartition(".")[2] for panel in panels} == {"panel"}
    top, bottom = min(panel.box.y for panel in panels), max(panel.box.bottom for panel in panels)
    assert bottom - top > 0.55 * made.page.height


def figure_sizes(made: Frame) -> set[float]:
    boxes = [box for item in made.items for box in text_boxes(item)]
    return {max(run.style.size for run in one.runs) for box in boxes for one in box.paragraphs if one.kind == "figure"}


def test_a_row_of_figures_is_large_where_the_deck_has_no_larger_one() -> None:
    items = [{"id": f"n{n}", "value": 340 + n, "text": "wells repaired"} for n in range(3)]
    alone = {"type": "statistics", "title": "Results", "items": items}
    (large,) = figure_sizes(slide({"a": alone}, "a"))
    (usual,) = figure_sizes(slide({"a": alone, "b": FIGURES | {"emphasis": "wait"}}, "a"))
    assert (large, usual) == (60, 48)


def test_charts_side_by_side_begin_on_one_line() -> None:
    def chart(title: str) -> dict[str, Any]:
        data = [{"label": name, "value": at + 5} for at, name in enumerate(("North", "South", "Delta"))]
        return {"type": "chart", "chart": "bar", "title": title, "data": data}

    line = chart("Wells") | {"chart": "column", "takeaway": "Half of the wells were repaired in the second year " * 2}
    made = lay(report_with({"a": line, "b": chart("Wells, by district")}), "one-pager")
    tops = [item.box.y for frame in made.frames for item in frame.items if isinstance(item, Chart)]
    assert len(tops) == 2
    assert len(set(tops)) == 1


RANKING = {
    "type": "chart",
    "chart": "bar",
    "title": "Stocks",
    "unit": "per cent",
    "highlight": ["Hake"],
    "emphasis": "Cod",
    "data": [{"label": "Hake", "value": 141}, {"label": "Sole", "value": 71}, {"label": "Cod", "value": 52}],
}


def figures_of(made: Frame) -> list[str]:
    boxes = [box for item in made.items for box in text_boxes(item)]
    return [one.text for box in boxes for one in box.paragraphs if one.kind in ("figure", "label")]


@pytest.mark.parametrize(
    ("more", "beside"),
    [
        ({}, []),
        ({"reference": {"value": 100, "label": "the safe level"}}, ["52%", "Cod", "100%", "the safe level"]),
        ({"emphasis": "Hake"}, []),
        ({"emphasis": None}, []),
        ({"text": "Cod is caught too early."}, []),
    ],
    ids=["largest", "reference", "smallest", "no emphasis", "words beside"],
)
def test_beside_a_chart_stands_what_it_is_read_against_but_nothing_that_it_says_itself(
    more: dict[str, Any], beside: list[str]
) -> None:
    section = {key: value for key, value in (RANKING | more).items() if value is not None}
    made = slide({"a": section}, "a")
    assert figures_of(made) == beside
    (chart,) = (item for item in made.items if isinstance(item, Chart))
    fills = {path.mark: path.fill for path in chart.drawing.paths if path.mark.startswith("bar:")}
    assert len(set(fills.values())) == (3 if section.get("emphasis") == "Cod" else 2)


@pytest.mark.parametrize("highlight", [["Hake"], None])
def test_a_figure_beside_a_chart_has_the_colour_of_its_mark(highlight: list[str] | None) -> None:
    section = {**RANKING, "highlight": highlight, "reference": {"value": 100, "label": "the safe level"}}
    made = slide({"a": {key: value for key, value in section.items() if value}}, "a")
    (chart,) = (item for item in made.items if isinstance(item, Chart))
    (bar,) = (path for path in chart.drawing.paths if path.mark.startswith("bar:") and path.mark.endswith(":2"))
    boxes = [box for item in made.items for box in text_boxes(item)]
    about, line = (one.runs[0].style.colour for box in boxes for one in box.paragraphs if one.kind == "figure")
    assert bar.fill and max(abs(a - b) for a, b in zip(about.channels, bar.fill.channels, strict=True)) < 0.25
    assert line.spread < 0.25, "a line across has the colour of text"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"emphasis": "Cot"}, "label-unknown"),
        ({"chart": "doughnut"}, "emphasis-refused"),
        ({"data": [{"label": "Cod", "value": None}, {"label": "Hake", "value": 1}]}, "emphasis-gap"),
    ],
)
def test_an_emphasis_that_no_chart_can_have_is_told(more: dict[str, Any], said: str) -> None:
    with pytest.raises(BriefingsError) as caught:
        laid({"a": RANKING | more})
    assert [one.code for one in caught.value.findings] == [said]


def test_five_figures_stand_beside_a_map_that_names_their_countries() -> None:
    values = {"IRN": 38, "TUR": 33, "COL": 29, "DEU": 26, "PAK": 20, "UGA": 16}
    data = [{"country": key, "value": value} for key, value in values.items()]
    names = ["IRN", "TUR", "COL", "DEU", "PAK"]
    hosts = {"type": "map", "title": "Hosts", "data": data, "highlight": names}
    wide = slide({"a": hosts}, "a")
    assert figures_of(wide)[::2] == ["38", "33", "29", "26", "20"]
    (large,) = (item for item in wide.items if isinstance(item, Chart))
    told = [one.text for one in large.drawing.texts]
    assert [told.count(name) for name in ("Iran", "Türkiye", "Colombia", "Germany", "Pakistan")] == [1] * 5
    pair = {"b": RANKING, "a": hosts}  # one below the other where there is the height for that
    among = pair | {"c": {"type": "prose", "title": "Why", "text": "The rivers ran low again this year. " * 90}}
    for sections in (pair, among):
        page = lay(report_with(sections), "one-pager").frames[0]
        shown = next(item for item in page.items if isinstance(item, Chart) and item.id == "a")
        said = [one.text for one in shown.drawing.texts]
        assert [said.count(name) for name in ("Iran", "Türkiye", "Colombia", "Germany", "Pakistan")] == [1] * 5


def test_the_lead_of_a_page_is_larger_where_there_is_room_and_it_is_short() -> None:
    look, _ = open_look("a4", "sheet", "en")

    def size(words: int, height: int | None) -> float:
        (box,) = Lead("lead", (Span("word " * words),)).arrange(points(500), 4, look, height).items
        return next(iter(text_boxes(box))).paragraphs[0].style.size

    assert size(12, points(50)) > size(12, None) == size(12, points(14))
    assert size(90, points(400)) == size(90, None)


def test_what_follows_charts_on_a_page_stands_apart_where_there_is_room() -> None:
    def gap(words: int) -> float:
        told = {"type": "prose", "title": "Context", "text": " ".join(["word"] * words) + "."}
        page = lay(report_with({"a": RANKING, "b": told}), "one-pager").frames[0]
        (chart,) = (item for item in page.items if isinstance(item, Chart))
        boxes = [box for item in page.items for box in text_boxes(item)]
        return min(box.box.y for box in boxes if box.id.endswith("b.title")) - chart.box.bottom

    assert gap(40) > 1.5 * gap(1000)  # from 50 words on it stands beside its chart


def test_what_a_chart_is_about_is_never_in_a_colour_that_is_nearly_the_accent() -> None:
    look, _ = open_look()
    accent, near, far = Colour("0069A7"), Colour("0080C8"), Colour("DB7500")
    colours = {**look.colours, "accent": accent, "series-1": accent, "series-2": far}
    assert third(replace(look, colours={**colours, "highlight": near})) == far
    assert third(replace(look, colours={**colours, "highlight": Colour("7A4B12")})) == Colour("7A4B12")


@pytest.mark.parametrize(("count", "columns"), [(2, 1), (4, 2), (6, 2), (8, 2)])
def test_short_names_stand_in_columns_below_lines_in_one_size_without_bullets(count: int, columns: int) -> None:
    items = [{"id": f"p{n}", "title": f"Countering the problem {n}"} for n in range(count)]
    made = slide({"a": {"type": "programmes", "title": "Programmes", "items": items}}, "a")
    held = [item for item in flat(made.items) if isinstance(item, TextBox) and "Countering" in item.paragraphs[0].text]
    assert len(held) == count
    assert len({box.box.x for box in held}) == columns
    ((size, bullet),) = {(p.style.size, p.style.bullet) for box in held for p in box.paragraphs}
    assert size >= 20 and not bullet
    rules = {item.box.y for item in flat(made.items) if isinstance(item, Panel)}
    assert len(rules) == -(-count // columns)


@pytest.mark.parametrize(
    ("takeaway", "named"),
    [
        ("The tax already pays for one in eight", ("Tax",)),
        ("Five pay taxes", ()),
        ("نصف الإنفاق للفحص والعلاج", ()),  # of two of which one is not found, neither
        ("الفحص والعلاج نصف الإنفاق", ("الفحص", "العلاج")),
        ("Insurance and the State pay for most", ("Insurance", "State")),
        ("Hospitals and the State pay for most", ("Private hospitals", "State")),
        ("Patients and the State pay for most", ("State",)),
        ("The State pays for more than insurance", ()),
    ],
)
def test_a_ring_brings_forward_the_part_that_its_title_is_about(takeaway: str, named: tuple[str, ...]) -> None:
    data = [
        {"label": name, "value": value}
        for name, value in (
            ("State", 410),
            ("Insurance", 260),
            ("Tax", 120),
            ("Private hospitals", 99),
            ("الفحص", 90),
            ("العلاج", 80),
        )
    ]
    section = {"type": "chart", "chart": "doughnut", "title": "Money", "takeaway": takeaway, "data": data}
    (ring,) = [item for item in flat(laid({"a": section}).of("a")[0].items) if isinstance(item, Chart)]
    assert ring.spec.highlight == named


def test_chapters_with_and_without_a_divider_are_numbered_in_the_agenda() -> None:
    prose = {"type": "prose", "title": "Why", "text": "Wells ran dry."}
    sections = {id: {**prose, "title": id, **({"chapter": f"Part {id}"} if id in "aceg" else {})} for id in "abcdefg"}
    made = laid(sections)
    said = [box.paragraphs[0].text for box in (b for i in made.of("agenda")[0].items for b in text_boxes(i))]
    assert {"1", "2", "3", "4"} <= set(said)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("For the first time more trips were made by bicycle and public transport than by car", "en"),
        ("Nous avons aidé vingt-neuf pays à élaborer ou à réviser leur législation sur les armes à feu", "fr"),
        (
            "ساعدنا تسعة وعشرين بلدا على وضع تشريعاتها المتعلقة بالأسلحة النارية أو على مراجعتها في السنة التي مضت من هنا",
            "ar",
        ),
    ],
)
def test_titles_of_two_lines_do_not_end_on_a_word_or_two(title: str, language: str) -> None:
    sections = {"a": {**FIGURES, "title": "A", "takeaway": title}, "b": {**FIGURES, "title": "B"}}
    made = lay(report_with(sections, language=language))
    (one,), (other,) = ([box for box in made.of(id)[0].items if box.id == "title"] for id in "ab")
    assert isinstance(one, TextBox) and isinstance(other, TextBox)
    assert len(one.lines) == 2
    assert 3 * one.lines[-1].width > one.lines[0].width
    edges = [one.box.right, other.box.right] if language == "ar" else [one.box.x, other.box.x]
    assert edges[0] == edges[1] and one.box.y == other.box.y


def test_what_is_told_of_names_begins_on_one_line_whichever_font_draws_them() -> None:
    look, _ = resolve.open_look("un", "16:9", "slides", "en", Env(ROOT))
    titles = ("Early Warnings for All", "Radar renewal", "Seasonal outlook forum", "Training school", "Open data")
    told = (Span("Twice a year with ministries."),)
    cards = Cards("c", tuple(Entry(f"i{n}", (Span(title),), told) for n, title in enumerate(titles)))
    for width in range(800, 900, 8):
        made = cards.arrange(points(width), 0, look)
        for box in (box for item in made.items for box in text_boxes(item)):
            fonts = (look.fonts, replace(look.fonts, drawn=True))
            counts = {count_lines(box.paragraphs[:1], box.content.width, one) for one in fonts}
            assert len(counts) == 1, (width, box.paragraphs[0].text)


def test_a_covers_subtitle_and_the_words_below_a_message_do_not_end_on_a_word() -> None:
    message = {
        "type": "key-message",
        "title": "What we ask",
        "text": "Pay for the gauges and people will hear the storm before it comes.",
    }
    message["detail"] = (
        "$31 million over three years would bring every member to three quarters of the stations it needs."
    )
    made = lay(
        report_with(
            {"a": message},
            subtitle="Annual report of the regional network for observing the weather of the southern",
        )
    )
    said = [
        box
        for frame in made.frames[:2]
        for item in frame.items
        for box in text_boxes(item)
        if box.id in ("subtitle", "main-1.text")
    ]
    assert len(said) == 2
    for box in said:
        for number in range(len(box.paragraphs)):
            own = [line.width for line in box.lines if line.paragraph == number]
            assert 3 * own[-1] >= max(own), box.paragraphs[number].text


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("城乡供水、防洪工程和农村饮水安全", "城乡供水、防洪工程"),
        ("埃及维护地区和平的联合行动方案", "埃及维护地区和平的"),
        ("各地公共图书馆服务与青少年阅读", "各地公共图书馆服务"),
        ("公众参与海洋保护以及渔业资源养护", "公众参与海洋保护"),
    ],
)
def test_a_chinese_title_of_two_lines_is_broken_between_phrases(title: str, first: str) -> None:
    made = lay(report_with({"a": CARDS}, title=title, language="zh"))
    (box,) = (box for item in made.frames[0].items for box in text_boxes(item) if box.id == "title")
    assert len(box.lines) == 2
    assert title[: box.lines[0].stop] == first
