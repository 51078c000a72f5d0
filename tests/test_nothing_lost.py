"""Nothing is lost: of every text of a report it is known where it is shown or why it is not, and other programs find its words there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import DrawDeck
from drawn_words import Drawn, read
from frame_reading import Laid, lay, report_with
from many_words import SIX, laid

from briefings.diagnostics import BriefingsError
from briefings.frame import TextBox, text_boxes
from briefings.layout.shorter import words
from briefings.pages.account import account, check
from briefings.values import Text
from briefings.writers import WRITERS

TEMPLATES = ("deck", "one-pager")


def drawn(made: Laid, draw_deck: DrawDeck) -> Drawn:
    """A deck as LibreOffice draws it, or a sheet's PDF as PDFium reads it."""
    slides = made.briefing.kind == "slides"
    data = WRITERS["pptx" if slides else "pdf"](made.layout).data
    return read(made.briefing, made.layout, draw_deck(data) if slides else data, notes=slides)


# -- the account -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", SIX)
def test_every_field_is_shown_or_left_out_by_a_rule(language: str, template: str) -> None:
    made = laid(language, 1, template)

    told = account(made.briefing, made.layout, notes=template == "deck")

    assert told.lost == ()
    assert {*told.shown, *told.left_out} >= {one.origin for one in made.briefing.fields}
    assert not {*told.shown} & {*told.left_out}
    assert told.words["all"] == sum(count for part, count in told.words.items() if part != "all")
    assert told.words["all"] == sum(words(one.content) for one in made.briefing.fields if isinstance(one, Text))


@pytest.mark.parametrize("language", SIX)
def test_in_the_deck_all_words_of_a_section_are_in_slide_bodies(language: str) -> None:
    made = laid(language, 1, "deck")

    told = account(made.briefing, made.layout, notes=True)
    bodies = {origin for origin, spots in told.shown.items() if any(spot.part == "body" for spot in spots)}
    fields = [one for one in made.briefing.fields if isinstance(one, Text) and one.origin.startswith("sections.")]
    left = {one.origin: told.left_out.get(one.origin) for one in fields if one.origin not in bodies}

    # what has no slide of its own names a part of the deck: of charts the full title stands on the slide
    named = {origin for origin, rule in left.items() if rule is None}
    assert all({spot.part for spot in told.shown[origin]} == {"section"} for origin in named)
    assert {origin for origin in named if not origin.endswith(".short")} == set()
    assert {(rule.rule, origin.rpartition(".")[2]) for origin, rule in left.items() if rule} <= {
        ("figure-not-in-source", "text"),
        ("not-asked-for", "short"),
        ("named-by-page", "short"),
        ("named-by-page", "unit"),
    }


def test_what_a_sheet_drops_is_left_out_by_its_priority() -> None:
    made = laid("ru", 2, "one-pager")

    told = account(made.briefing, made.layout, notes=False)
    dropped = {origin: rule for origin, rule in told.left_out.items() if rule.rule in ("dropped", "not-added")}

    assert "sections.entities.items.unodc.title" in dropped
    assert "sections.entities.short" in dropped or "sections.entities.title" in dropped, "its heading goes with it"
    assert all(", priority " in rule.reason or ", optional" in rule.reason for rule in dropped.values())
    assert any(" pt" in rule.reason for rule in dropped.values())


def test_a_field_that_is_nowhere_stops_the_output() -> None:
    made = laid("en", 1, "deck")
    frames = tuple(frame for frame in made.frames if frame.id != "malaga")

    with pytest.raises(BriefingsError) as caught:
        check(made.briefing, replace(made.layout, frames=frames))

    assert [(finding.code, finding.path) for finding in caught.value.findings] == [
        ("text-lost", "sections.features.items.malaga.title"),
        ("text-lost", "sections.features.items.malaga.text"),
    ]


def test_a_line_that_a_slide_layout_has_no_place_for_is_a_warning() -> None:
    made = laid("en", 1, "deck")
    page = next(page for page in made.briefing.pages if page.id == "glance")
    with_date = replace(page, lines={**page.lines, "date": made.briefing.pages[0].lines["date"]})
    pages = tuple(with_date if one is page else one for one in made.briefing.pages)
    from briefings import layout as layouts

    told = layouts.layout(replace(made.briefing, pages=pages), made.look, made.layout.brand)

    assert [finding.code for finding in check(replace(made.briefing, pages=pages), told)] == ["place-missing"]


# -- the steps of fitting --------------------------------------------------------------------------------------------------------


def steps(made: Laid) -> set[str]:
    return {decision.step for decision in made.layout.decisions}


def test_every_step_that_made_things_fit_is_told() -> None:
    assert steps(laid("en", 1, "deck")) >= {"layout", "step", "height", "continued"}
    assert steps(laid("fr", 1, "one-pager")) >= {"step", "not-added"}
    assert steps(laid("ru", 1, "one-pager")) >= {"step", "dropped", "height", "not-added"}


def test_figures_of_a_sheet_go_row_by_row_and_the_least_stay() -> None:
    told = account((made := laid("fr", 2, "one-pager")).briefing, made.layout, notes=False)

    figures = {origin for origin in told.shown if origin.startswith("sections.") and origin.endswith(".value")}
    assert len([one for one in figures if ".items." in one]) == 3


def test_a_title_that_no_layout_has_room_for_takes_smaller_type() -> None:
    title = "Safe water and dignified sanitation for every household in the valley " * 6
    made = lay(report_with({"a": {"type": "prose", "title": title.strip(), "text": "One sentence."}}))

    (frame,) = made.of("a")
    box = next(item for item in frame.items if isinstance(item, TextBox) and item.id == "title")
    assert 14 <= box.paragraphs[0].style.size < 20
    assert box.text_height <= box.content.height
    assert any(one.page == "a" and one.step == "step" and "title of" in one.detail for one in made.layout.decisions)


# -- what other programs find ----------------------------------------------------------------------------------------------------


def amiss(found: Drawn) -> dict[str, Any]:
    return {"lost": found.lost, "outside": found.outside}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_words_in_the_data_are_found_inside_their_own_boxes_or_left_out(
    language: str, template: str, draw_deck: DrawDeck
) -> None:
    found = drawn(laid(language, 1, template), draw_deck)

    assert amiss(found) == {"lost": (), "outside": ()}
    assert found.all == found.found + found.elsewhere + found.left_out
    if template == "deck":
        assert found.found > 0.9 * found.all


@pytest.mark.parametrize("language", ["en", "ar"])
def test_twice_as_many_words_are_all_there(language: str, draw_deck: DrawDeck) -> None:
    for template in TEMPLATES:
        made = laid(language, 2, template)
        found = drawn(made, draw_deck)
        assert amiss(found) == {"lost": (), "outside": ()}
        assert found.all == found.found + found.elsewhere + found.left_out
    assert len(made.frames) == 1


def test_a_word_that_is_not_drawn_would_be_missed() -> None:
    made = laid("en", 1, "one-pager")
    whole = WRITERS["pdf"](made.layout).data
    (frame,) = made.frames

    def without(box: TextBox) -> TextBox:
        return replace(box, lines=box.lines[:-1])

    items = tuple(without(one) if isinstance(one, TextBox) and one.id == "title" else one for one in frame.items)
    cut = WRITERS["pdf"](replace(made.layout, frames=(replace(frame, items=items),))).data

    assert read(made.briefing, made.layout, whole, notes=False).lost == ()
    assert any(fault.startswith("title") for fault in read(made.briefing, made.layout, cut, notes=False).lost)


def test_a_word_outside_its_box_would_be_seen() -> None:
    made = laid("en", 1, "one-pager")
    (frame,) = made.frames
    moved = tuple(
        replace(one, box=one.box.moved(0, one.box.height)) if isinstance(one, TextBox) and one.id == "title" else one
        for one in frame.items
    )

    found = read(
        made.briefing,
        made.layout,
        WRITERS["pdf"](replace(made.layout, frames=(replace(frame, items=moved),))).data,
        notes=False,
    )

    assert found.outside or found.lost


def test_what_introduces_quotes_and_short_outcomes_stands_on_their_first_slide() -> None:
    quotes = [{"id": f"q{n}", "text": "We used to bring water.", "speaker": f"S {n}"} for n in range(3)]
    outcomes = [{"id": "a", "title": "A", "text": "Short."}, {"id": "b", "title": "B", "text": "Short too."}]
    made = lay(
        report_with(
            {
                "q": {"type": "quotes", "title": "Voices", "intro": "Asked in spring.", "items": quotes},
                "o": {"type": "outcomes", "title": "Outcomes", "intro": "Two of many.", "items": outcomes},
            }
        )
    )
    shown = {
        paragraph.text: frame.id
        for frame in reversed(made.layout.frames)
        for item in frame.items
        for box in text_boxes(item)
        for paragraph in box.paragraphs
    }
    assert (shown["Asked in spring."], shown["Two of many."]) == ("q", "o")


@pytest.mark.parametrize("takeaway", ["", "Money came from many"])
@pytest.mark.parametrize("parts", [0, 3, 8])
def test_what_a_sum_is_for_is_told_however_many_parts_it_has(parts: int, takeaway: str) -> None:
    """Of more parts than have room in rows a chart is drawn, and the sum stands beside it."""
    total = {"value": 8000 * parts or 900, "text": "for roads and bridges"}
    money: dict[str, Any] = {"type": "resources", "title": "Money", "currency": "USD", "total": total}
    if parts:
        money["parts"] = [{"value": 8000, "text": f"donor {number}"} for number in range(parts)]
    if takeaway:
        money["takeaway"] = takeaway
    for template in TEMPLATES:
        made = lay(report_with({"a": money, "b": {"type": "prose", "title": "B", "text": "Words."}}), template)
        said = [
            one.text
            for frame in made.frames
            for item in frame.items
            for box in text_boxes(item)
            for one in box.paragraphs
        ]
        assert any("for roads and bridges" in one for one in said), template
