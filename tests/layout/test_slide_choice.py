"""Slides choose their layout by what stands on them: nothing half empty, nothing crowded, titles numbered, notes along with their text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from frame_reading import Laid, content, flat, fullness, lay, letters, open_look, report_with

from briefings.blocks.params import Stat
from briefings.blocks.stat_grid import StatGrid
from briefings.frame import Chart, Frame, Group, Table, TextBox, text_boxes
from briefings.geometry import points
from briefings.layout import lines
from briefings.values import Span

SENTENCE = "The crews mended the pipes before winter came. "


def one(**section: Any) -> Laid:
    """A deck with one section, called `a`."""
    return lay(report_with({"a": {"title": "A section", **section}}))


def groups(frame: Frame, kind: str) -> list[Group]:
    return [item for item in frame.items if isinstance(item, Group) and item.kind == kind]


def statistics(count: int, text: str = "things counted") -> list[Mapping[str, Any]]:
    return [{"id": f"s{n}", "value": 100 + n, "text": text} for n in range(count)]


def named(count: int, title: str = "Programme {}") -> list[Mapping[str, Any]]:
    return [{"id": f"p{n}", "title": title.format(n)} for n in range(count)]


def shape(frame: Frame, kind: str) -> list[int]:
    """How many plates stand in each row."""
    tops = [group.box.y for group in groups(frame, kind)]
    return [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(
    ("count", "rows"),
    [
        (1, [1]),
        (2, [1, 1]),
        (3, [1, 1, 1]),
        (4, [1, 1, 1, 1]),
        (5, [1, 1, 1, 1, 1]),
        (6, [3, 3]),
        (7, [4, 3]),
        (8, [4, 4]),
        (9, [3, 3, 3]),
        (12, [4, 4, 4]),
    ],
)
def test_tiles_stand_on_a_grid_of_their_own_number(count: int, rows: list[int]) -> None:
    laid = one(type="statistics", items=statistics(count))

    assert shape(laid.of("a")[0], "stat") == rows


def test_four_tiles_with_long_labels_stand_two_by_two() -> None:
    laid = one(type="statistics", items=statistics(4, "people who were reached by one of the programmes of the year"))

    assert shape(laid.of("a")[0], "stat") == [2, 2]


def test_tiles_that_go_on_are_shared_out_evenly() -> None:
    deck = one(type="statistics", items=statistics(6, "practitioners who learned how such measures are taken " * 6))

    assert [shape(frame, "stat") for frame in deck.of("a")] == [[3], [3]]


@pytest.mark.parametrize("count", range(1, 13))
def test_a_slide_of_tiles_is_never_half_empty(count: int) -> None:
    laid = one(type="statistics", items=statistics(count))

    assert all(0.4 <= fullness(frame, laid) <= 0.905 for frame in laid.of("a"))


@pytest.mark.parametrize("count", range(1, 31))
def test_cards_fill_their_slide_whatever_their_number(count: int) -> None:
    laid = one(type="entities", items=named(count, "Entity number {}"))

    assert all(0.4 <= fullness(frame, laid) <= 0.905 for frame in laid.of("a"))


def test_cards_that_go_on_keep_their_width_and_their_type() -> None:
    first, second = one(type="entities", items=named(26, "Entity number {}")).of("a")

    assert [shape(first, "card"), shape(second, "card")] == [[3, 3, 3, 3, 3], [3, 3, 3, 2]]
    cards = [*groups(first, "card"), *groups(second, "card")]
    assert len({card.box.width for card in cards}) == 1
    assert len({run.style.size for card in cards for box in card.items if isinstance(box, TextBox)
                for paragraph in box.paragraphs for run in paragraph.runs}) == 1  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 8, 12, 20])
def test_a_list_is_not_left_in_a_corner(count: int) -> None:
    laid = one(type="programmes", items=named(count, "Programme number {} of all"))
    (frame,) = laid.of("a")

    items = content(frame)
    assert fullness(frame, laid) >= 0.4
    assert len(items) > 1 or items[0].box.width > 0.3 * frame.page.width


@pytest.mark.parametrize("count", [4, 8, 12])
def test_short_items_take_two_columns(count: int) -> None:
    laid = one(type="programmes", items=named(count))
    (frame,) = laid.of("a")

    assert len({item.box.x for item in content(frame)}) == 2


def test_a_single_sentence_stands_large_on_a_panel() -> None:
    (frame,) = one(type="prose", text=SENTENCE).of("a")

    assert frame.layout == "Content, statement, large"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("count", [3, 4, 6])
def test_a_few_short_items_stand_large_below_lines(count: int, language: str) -> None:
    section = {"type": "programmes", "title": "A section", "items": named(count)}
    laid = lay({**report_with({"a": section}), "language": language})
    (frame,) = laid.of("a")

    groups = [item for item in content(frame) if isinstance(item, Group)]
    sizes = {one.style.size for item in groups for box in text_boxes(item) for one in box.paragraphs}
    assert len(groups) == count
    assert len(sizes) == 1 and min(sizes) >= 20


def test_sentences_by_themselves_are_statements_and_longer_texts_share_a_slide_until_they_are_long() -> None:
    def layouts(times: int) -> list[str]:
        texts = {name: {"type": "prose", "title": name, "text": SENTENCE * times} for name in ("one", "two")}
        return [frame.layout for frame in lay(report_with(texts)).frames if frame.id in texts]

    assert layouts(1) == ["Content, statement, large"] * 2
    assert len(layouts(5)) == 1
    assert layouts(8) == ["Content, lead, large"] * 2


def test_running_text_never_runs_through_three_columns() -> None:
    laid = one(type="outcomes", items=[{"id": "o", "title": "O", "text": SENTENCE * 70}])

    assert "three" not in "".join(frame.layout for frame in laid.frames)
    assert len(laid.of("o")) > 1


def test_long_lines_give_way_to_two_columns() -> None:
    laid = one(type="outcomes", items=[{"id": "o", "title": "O", "text": SENTENCE * 24}])
    (frame,) = laid.of("o")
    boxes = [item for item in content(frame) if isinstance(item, TextBox)]

    assert max(line.stop - line.start for box in boxes for line in box.lines) <= 110


# -- going on ------------------------------------------------------------------------------------------------------------


def test_slides_that_go_on_are_numbered_and_evenly_filled() -> None:
    laid = one(type="outcomes", items=[{"id": "o", "title": "Outcome", "text": (SENTENCE * 80).strip()}])
    frames = laid.of("o")
    fills = [fullness(frame, laid) for frame in frames]

    assert [frame.title for frame in frames] == [f"Outcome\u00a0({n + 1}/{len(frames)})" for n in range(len(frames))]
    assert min(fills) >= 0.4
    assert max(fills) - min(fills) < 0.3


def test_pages_that_share_a_title_are_numbered_together() -> None:
    items = [{"id": f"q{n}", "text": SENTENCE * 3, "speaker": "S"} for n in range(5)]
    laid = one(type="quotes", items=items)

    assert [frame.title for frame in laid.frames[1:]] == [f"A section\u00a0({n}/3)" for n in (1, 2, 3)]


def test_a_title_that_leaves_no_room_for_its_number_takes_the_layout_for_long_titles() -> None:
    title = "Municipalities mend what their grandparents built and their children will need " * 2
    laid = one(type="prose", title=title.strip()[:118], text=[SENTENCE * 12] * 9)

    for frame in laid.of("a"):
        head = next(item for item in frame.items if isinstance(item, TextBox) and item.id == "title")
        assert head.text_height <= head.content.height


def test_notes_go_along_with_a_text_that_goes_on() -> None:
    told = " ".join(f"Sentence number {n} is told on one slide and in its notes." for n in range(200))
    laid = one(type="outcomes", items=[{"id": "o", "title": "O", "text": told}])
    frames = laid.of("o")

    assert len(frames) > 2
    for frame in frames:
        shown = letters(
            "".join(p.text for item in content(frame) if isinstance(item, TextBox) for p in item.paragraphs)
        )
        noted = letters("".join(p.text for p in frame.notes))
        assert shown in noted
        assert len(noted) < len(shown) * 1.2


def test_each_slide_has_the_notes_on_its_own_items() -> None:
    laid = one(type="entities", items=named(30, "Entity number {} of the basin"))

    for frame in laid.of("a"):
        shown = [
            letters(p.text)
            for item in flat(frame.items)
            if isinstance(item, TextBox)
            for p in item.paragraphs
            if p.kind == "item"
        ]
        noted = letters("".join(p.text for p in frame.notes))
        assert shown
        assert all(one in noted for one in shown)


def test_a_chart_whose_text_is_too_long_stands_on_a_slide_of_its_own() -> None:
    data = [{"label": f"Label {n}", "value": n + 1} for n in range(5)]
    laid = one(type="chart", chart="bar", unit="tons", data=data, text=(SENTENCE * 60).strip())
    frames = laid.of("a")

    assert [frame.layout.partition(",")[0] for frame in frames] == ["Chart", *["Content"] * (len(frames) - 1)]
    assert sum(isinstance(item, Chart) for frame in frames for item in frame.items) == 1
    assert [frame.title for frame in frames] == [
        f"A section (tons)\u00a0({n + 1}/{len(frames)})" for n in range(len(frames))
    ]


def test_quotes_too_long_to_stand_side_by_side_take_a_slide_each() -> None:
    items = [{"id": f"q{n}", "text": (SENTENCE * 24).strip(), "speaker": "S"} for n in range(2)]
    frames = one(type="quotes", items=items).of("a")

    assert [len(groups(frame, "quote")) for frame in frames] == [1, 1]


def test_a_table_on_one_slide_has_airy_rows() -> None:
    columns = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    laid = one(type="table", columns=columns, rows=[["one", "two"]] * 3)
    (frame,) = laid.of("a")
    (table,) = [item for item in frame.items if isinstance(item, Table)]

    assert fullness(frame, laid) >= 0.4
    assert min(table.heights[1:]) > 1.4 * table.heights[0]


def test_every_choice_is_told() -> None:
    laid = one(type="outcomes", items=[{"id": "o", "title": "O", "text": SENTENCE * 80}])
    told = {(decision.page, decision.step) for decision in laid.layout.decisions}

    assert {("cover", "layout"), ("o", "layout"), ("o", "continued")} <= told


def test_the_last_two_words_of_a_title_are_parted_rather_than_broken() -> None:
    """Tied by a no-break space they are one word to the program that draws the deck: where no line holds it, it would cut inside."""
    look, _ = open_look()
    layout = next(one for one in look.layouts if one.slot("title") is not None)
    place = layout.slot("title")
    assert place is not None
    style = replace(place.styles[0], size=40.0)
    narrow = replace(place, box=replace(place.box, width=points(300)), styles=(style,), steps=())
    box = lines._fitted("title", narrow, [(Span("Preventing transnational terrorism"),)], look, "own")
    assert "\u00a0" not in box.paragraphs[0].text
    assert [box.paragraphs[0].text[line.start : line.stop] for line in box.lines] == [
        "Preventing ", "transnational ", "terrorism",
    ]  # fmt: skip


def test_the_last_two_words_of_a_title_are_parted_rather_than_an_article_left_alone_before_them() -> None:
    look, _ = open_look()
    layout = next(one for one in look.layouts if one.slot("title") is not None)
    place = layout.slot("title")
    assert place is not None
    style = replace(place.styles[0], size=40.0)
    narrow = replace(place, box=replace(place.box, width=points(276), height=points(400)), styles=(style,), steps=())
    box = lines._fitted(
        "title", narrow, [(Span("Safer roads for the twelve countries of the Lake Corridor"),)], look, "own"
    )
    shown = [box.paragraphs[0].text[line.start : line.stop].strip() for line in box.lines]
    assert "the" not in shown and "\u00a0" not in box.paragraphs[0].text


def test_a_section_named_as_its_report_does_not_go_on_from_the_cover() -> None:
    laid = lay(report_with({"a": {"type": "prose", "title": "A report", "text": "The crews mended the pipes."}}))

    assert [frame.title for frame in laid.frames][:2] == ["A report", "A report"]


def test_two_sections_of_one_title_are_not_numbered_as_if_one_went_on() -> None:
    long = {"type": "prose", "title": "Водоснабжение", "text": ["Бригады починили трубы до зимы. " * 12] * 6}
    short = {"type": "prose", "title": "ВОДОСНАБЖЕНИЕ", "text": "Трубы целы."}
    titles = [frame.title for frame in lay(report_with({"a": short, "b": long}, language="ru")).frames[1:]]

    assert titles[0] == "ВОДОСНАБЖЕНИЕ"
    assert len(titles) > 2
    assert titles[1:] == [f"Водоснабжение\u00a0({n}/{len(titles) - 1})" for n in range(1, len(titles))]


def test_labels_grow_in_step_where_tiles_have_room() -> None:
    look = open_look()[0]
    texts = {"a": "people reached", "b": "wells that the municipalities of the north mended with crews of their own"}
    grid = StatGrid("g", tuple(Stat(id, (Span("340"),), (Span(text),)) for id, text in texts.items()))

    def labels(height: int | None) -> set[float]:
        tiles = grid.arrange(points(500), 4, look, height).items
        boxes = [box for box in flat(tiles) if isinstance(box, TextBox)]
        return {one.style.size for box in boxes for one in box.paragraphs if one.kind == "label"}

    natural = grid.arrange(points(500), 4, look).height
    assert labels(None) == labels(natural) == {14.0}
    assert labels(natural * 3) == {20.0}


def test_tiles_that_go_on_have_labels_of_one_size() -> None:
    text = "wells that the municipalities of the north mended with crews of their own in the course of the year "
    items = [{"id": f"s{n}", "value": 7, "text": (text * (1 + n % 3)).strip()} for n in range(11)]
    frames = one(type="statistics", items=items).of("a")
    boxes = [box for frame in frames for box in flat(frame.items) if isinstance(box, TextBox)]

    assert len(frames) > 1
    assert len({one.style.size for box in boxes for one in box.paragraphs if one.kind == "label"}) == 1


def test_a_figure_has_room_in_a_deck_for_a_wider_font() -> None:
    """Where Arial is missing, LibreOffice draws digits a quarter wider (DejaVu Sans Bold: 0.696 em, Arial Bold: 0.556)."""
    items = [
        {"id": f"s{n}", "value": value, "text": "people"} for n, value in enumerate((192_000, 1_200_000, 45_000_000))
    ]
    for count in (1, 2, 3):
        frames = one(type="statistics", items=items[-count:]).of("a")
        tiles = [tile for frame in frames for tile in groups(frame, "stat")]
        for box in (item for tile in tiles for item in tile.items if isinstance(item, TextBox)):
            (line,) = (line for line in box.lines if line.paragraph == 0)
            assert line.width * 1.25 <= box.content.width
