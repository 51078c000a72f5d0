"""Slides use the room that they have: figures, steps, names and quotes are as large as it allows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import frame_reading
import pytest

from briefings.blocks.steps import ARROW
from briefings.frame import Chart, Frame, Group, Icon, Panel, Rule, TextBox, text_boxes
from briefings.geometry import points

LONG = "tonnes of fish and shellfish landed in the harbours of the western coast by vessels under fifteen metres"
SHORT = "landed in harbours"


def frames(section: dict[str, Any], **more: Any) -> tuple[Frame, ...]:
    """The slides of a section."""
    made = frame_reading.lay(frame_reading.report_with({"made": {"title": "Made", **section}}, **more))
    return tuple(frame for frame in made.frames if frame.section == "Made")


def boxes(frame: Frame) -> list[TextBox]:
    return [box for item in frame.items for box in text_boxes(item) if box.id.endswith(".text")]


def title(frame: Frame) -> float:
    """The size of a slide's title, in points."""
    (made,) = (box for item in frame.items for box in text_boxes(item) if box.id == "title")
    return made.paragraphs[0].style.size


def reach(frame: Frame) -> float:
    """How far down the words of a slide reach, in points."""
    return max(box.box.y + box.insets.top + box.text_height for box in boxes(frame)) / points(1)


@pytest.mark.parametrize(
    ("count", "text", "size"),
    [(7, LONG, 36), (8, LONG, 36), (10, "new wards opened after repairs", 36), (6, SHORT, 48)],
)
def test_figures_are_large_and_their_rows_reach_the_foot_of_their_slide(count: int, text: str, size: int) -> None:
    items = [{"id": f"f{number}", "value": 1200 + number, "text": f"{text} {number}"} for number in range(count)]

    (frame,) = frames({"type": "statistics", "items": items, "intro": "Of the year, as it was written into logbooks."})

    told = [box.paragraphs for box in boxes(frame)]
    assert {figure.style.size for figure, _ in told} == {size}
    assert min(label.style.size for _, label in told) >= 14
    assert reach(frame) > 370


def test_one_long_figure_does_not_make_the_others_small() -> None:
    items = [{"id": f"f{number}", "value": value, "text": SHORT} for number, value in enumerate((1234567890, 34, 12))]

    (frame,) = frames({"type": "statistics", "items": items})

    assert {box.paragraphs[0].style.size for box in boxes(frame)} == {48}


def test_figures_at_a_glance_of_many_words_are_one_of_each_group_in_large_type() -> None:
    def group(name: str, **more: Any) -> dict[str, Any]:
        items = [
            {"id": f"{name}{n}", "value": 1200 + n + 10 * ord(name), "text": f"{LONG} {name}{n}"} for n in range(4)
        ]
        return {"type": "statistics", "title": name, "items": items, **more}

    prose = {f"t{n}": {"type": "prose", "title": f"Text {n}", "text": "Words."} for n in range(3)}
    sections = {**prose, "a": group("a", emphasis="a1"), "b": group("b", emphasis="b2"), "c": group("c")}
    made = frame_reading.lay(frame_reading.report_with(sections))

    (frame,) = made.of("glance")
    told = [box.paragraphs[-1] for box in boxes(frame)]
    assert [label.text[-2:] for label in told] == ["a1", "b2", "c0"]
    assert min(label.style.size for label in told) >= 16


@pytest.mark.parametrize("items", [["Apply", "Check", "Decide", "Send"], [{"title": "Count", "text": f"{SHORT}."}] * 3])
def test_short_steps_are_as_large_as_their_slides_title_and_no_card_is_mostly_empty(items: list[Any]) -> None:
    named = [{**one, "id": f"s{at}"} if isinstance(one, dict) else one for at, one in enumerate(items)]

    (frame,) = frames({"type": "steps", "items": named})

    made = boxes(frame)
    assert {box.paragraphs[0].style.size for box in made} == {title(frame)}
    panels = [item for group in frame.items for item in _within(group) if getattr(item, "id", "").endswith(".panel")]
    assert {panel.box.height for panel in panels} == {points(36 * ARROW)}
    assert panels[-1].box.bottom > points(400)  # one below the other they reach the foot of their slide


def test_steps_that_would_leave_a_hole_in_their_last_row_stand_one_below_the_other() -> None:
    items = ["Collect the seeds in the field", "Clean and describe them thoroughly", "Dry them to five per cent",
             "Test their germinability", "Keep them at minus eighteen"]  # fmt: skip
    (frame,) = frames({"type": "steps", "items": items}, language="en")

    assert len({box.box.x for box in boxes(frame)}) in (1, 5)


def test_points_of_a_comparison_are_as_large_as_their_names_where_there_is_room_and_boxes_hold_no_air() -> None:
    items = [{"title": "Before", "points": ["Rain in the hall"]}, {"title": "After", "points": ["A roof", "Two doors"]}]

    (frame,) = frames({"type": "comparison", "items": items})

    made = boxes(frame)
    assert {words.style.size for box in made for words in box.paragraphs} == {title(frame)}
    assert max(box.insets.top + box.text_height + box.insets.bottom for box in made) == made[0].box.height


def test_a_few_names_fill_the_slide_one_below_the_other() -> None:
    (frame,) = frames({"type": "entities", "items": ["Surgery", "Cardiology department", "Therapy"]})

    (size,) = {box.paragraphs[0].style.size for box in boxes(frame)}
    assert size > title(frame)
    assert len({box.box.x for box in boxes(frame)}) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_few_that_are_known_by_their_abbreviations_have_these_in_large_type_beside_their_names(language: str) -> None:
    items = [{"title": "Office of Fair Fishing", "abbreviation": "OFF"}, {"title": "Bureau", "abbreviation": "BU"}]
    (frame,) = frames({"type": "entities", "items": items}, language=language)

    groups = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"]
    assert sum(item.box.height for item in groups) > points(300), "half of the slide is empty"
    rows = [list(text_boxes(item)) for item in groups]
    assert [[one.paragraphs[0].text for one in row] for row in rows] == [
        ["OFF", "Office of Fair Fishing"],
        ["BU", "Bureau"],
    ]
    for short, name in rows:
        assert short.paragraphs[0].style.size > title(frame) >= name.paragraphs[0].style.size >= 18
        assert (short.box.x < name.box.x) == (language == "en")


@pytest.mark.parametrize(("language", "currency"), [("en", "USD"), ("ru", "RUB"), ("ar", "JOD"), ("zh", "EUR")])
def test_parts_of_a_budget_wear_one_dress_however_long_their_currency_is(language: str, currency: str) -> None:
    parts = [{"id": f"p{n}", "value": 1200000 * n, "text": "fees of the town"} for n in (2, 5, 9)]
    section = {"type": "resources", "currency": currency, "total": {"value": 19200000}, "parts": parts}
    (frame,) = frames(section, language=language)

    panels = [one.id for item in frame.items for one in _within(item) if getattr(one, "id", "").endswith(".part")]
    assert len(panels) == 3


def test_captions_without_pictures_stand_side_by_side() -> None:
    items = [{"id": f"p{n}", "caption": f"{LONG.capitalize()} {n}.", "place": "Bay"} for n in range(2)]
    (frame,) = frames({"type": "photos", "items": items})

    (first, second) = boxes(frame)
    assert first.box.y == second.box.y and not first.box.overlaps(second.box)


def test_offices_that_a_semicolon_parts_and_a_reports_address_are_told_once_and_each_on_its_line() -> None:
    address = "https://www.example.org"
    source = {"s": {"title": "Register", "url": address}}
    report = frame_reading.report_with(
        {"made": {"type": "prose", "title": "Made", "text": "Words.", "source": "s"}}, sources=source, url=address,
        contact={"name": "Office of Fair Fishing; Bureau of Nets"},
    )  # fmt: skip
    (frame,) = frame_reading.lay(report).of("sources")

    told = [one.text for item in frame.items for box in text_boxes(item) for one in box.paragraphs]
    assert told[1:5] == [f"Register, {address}", "Contact", "Office of Fair Fishing;", "Bureau of Nets"]
    assert not [one for one in told[5:] if address in one]


def test_an_address_that_is_the_contacts_too_is_told_once() -> None:
    address = "https://www.example.org/air"
    report = frame_reading.report_with(
        {"made": {"type": "prose", "title": "Made", "text": "Words."}},
        url=address,
        contact={"name": "Office", "url": address},
    )
    (frame,) = frame_reading.lay(report).of("sources")

    told = [one.text for item in frame.items for box in text_boxes(item) for one in box.paragraphs]
    assert sum(address in one for one in told) == 1


def test_slides_of_whole_quotes_are_told_apart_by_who_speaks_and_one_that_goes_on_by_its_number() -> None:
    said = [{"text": f"Words of number {at} are few.", "speaker": f"Speaker {at}"} for at in range(4)]
    long = {
        "text": " ".join(["One sentence follows upon the other until the slide is full."] * 40),
        "speaker": "S. Long",
    }

    assert [frame.title for frame in frames({"type": "quotes", "items": said[:3]})] == ["Made"]
    assert [frame.title for frame in frames({"type": "quotes", "items": said})] == ["Made"]
    longer = [{**one, "text": f"{one['text']} " * 5} for one in said]
    both = [frame.title for frame in frames({"type": "quotes", "items": longer})]
    assert both == ["Made: Speaker 0, Speaker 1", "Made: Speaker 2, Speaker 3"]
    assert all("/" in frame.title for frame in frames({"type": "quotes", "items": [long]}))


def test_what_somebody_said_stands_on_a_ground_of_its_own_with_name_and_office_below() -> None:
    said = {
        "id": "q",
        "text": "Justice after eleven years is paper.",
        "speaker": "M. Example",
        "office": "Chief justice",
    }

    (frame,) = frames({"type": "quotes", "items": [said]})

    assert frame.title == "Made"
    assert any(isinstance(one, Panel) and one.box == frame.page.box for one in frame.fixed)
    (box,) = boxes(frame)
    assert [one.text for one in box.paragraphs[1:]] == ["M. Example", "Chief justice"]


def test_six_long_names_of_mandates_stand_on_one_slide_and_five_chapters_keep_what_is_in_them() -> None:
    name = "Declaration on the protection of those who fish and of their orders in the courts of the provinces"
    mandates = [
        {"title": name[: 40 + 10 * n], "organ": "General Assembly", "symbol": f"resolution {n}"} for n in range(6)
    ]
    assert len(frames({"type": "mandates", "items": mandates})) == 1
    eight = [
        *mandates,
        {"title": "Convention on the sea"},
        {"title": "Convention on harbours and those who work in them"},
    ]
    assert len(frames({"type": "mandates", "items": eight})) == 1

    sections = {
        f"s{n}": {"type": "prose", "title": f"What {n} tells of nets, boats and harbours", "text": LONG, **({"chapter": f"Part {n}"} if n % 2 == 0 else {})}
        for n in range(10)
    }  # fmt: skip
    made = frame_reading.lay(frame_reading.report_with(sections))
    (agenda,) = made.of("agenda")
    told = [box for box in frame_reading.boxes_of_text(agenda.items) if len(box.paragraphs) > 1]
    assert len(told) == 5


@pytest.mark.parametrize("language", ["en", "ar"])
def test_steps_below_each_other_have_what_is_told_of_them_behind_their_names(language: str) -> None:
    names = ("Administrative decision", "Interdepartmental application", "Commissioning", "Works", "Inspection")
    items = [{"title": name, "text": "From April to October."} for name in names]

    (frame,) = frames({"type": "steps", "items": items}, language=language)

    steps = [item for item in frame.items if isinstance(item, Group) and item.kind == "step"]
    for step in steps:
        name, told = (box for box in text_boxes(step) if not box.id.endswith(".number"))
        assert name.box.y == told.box.y and not name.box.overlaps(told.box)
        assert (name.box.x < told.box.x) == (language == "en")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_paragraph_of_some_length_stands_beside_its_title_above_where_it_comes_from(language: str) -> None:
    text = " ".join(["one harbour after the other was dredged,"] * 9) + " and boats came back."
    made = frame_reading.report_with(
        {"made": {"type": "prose", "title": "Made", "text": text, "source": "log"}},
        language=language,
        sources={"log": {"title": "Log of harbours", "date": 2024}},
    )
    (frame,) = frame_reading.lay(made).of("made")

    said = {box.id: box.box for item in frame.items for box in text_boxes(item)}
    assert not said["title"].overlaps(said["body"]) and said["title"].y < said["body"].y < said["title"].bottom
    source = said["slide.source"]
    assert (source.x, source.width) == (said["body"].x, said["body"].width) and source.y >= said["body"].bottom


def test_whom_to_ask_stays_in_one_column() -> None:
    contact = {
        "name": "Public Information and Inter-Agency Liaison Unit",
        "email": "legal-aid@justice.example.org",
        "phone": "+1 555 010 44",
        "url": "https://www.example.org/legal-aid",
    }
    sources = {
        "a": {"title": "Case register of the highland courts 2025", "publisher": "Ministry of Justice", "date": "2026-01", "url": "https://www.example.org/register"},
        "b": {"title": "Legal Needs Survey 2025", "publisher": "Office of National Statistics", "date": "2025-11", "url": "https://www.example.org/needs"},
    }  # fmt: skip
    section = {"type": "prose", "title": "Made", "text": "So.", "source": "a"}
    more = {"contact": contact, "sources": sources, "url": "https://www.example.org/legal-aid-2025"}
    made = frame_reading.lay(frame_reading.report_with({"made": section}, **more))

    bodies = [box for item in made.frames[-1].items for box in text_boxes(item) if box.id.startswith("body")]
    told = [[one.text.replace("\u00a0", " ") for one in box.paragraphs] for box in bodies]
    (where,) = (texts for texts in told if "Contact" in texts)
    at = where.index("Contact") + 1
    assert where[at : at + 3] == [contact["name"], f"{contact['email']} · {contact['phone']}", contact["url"]]


def test_a_telephone_number_stays_on_one_line() -> None:
    contact = {"name": "Press office of the agency for fisheries", "email": "office@example.org", "phone": "+47 22 33 44 55"}  # fmt: skip
    made = frame_reading.lay(frame_reading.report_with({"made": {"type": "prose", "title": "Made", "text": "So."}}, contact=contact))  # fmt: skip

    lines = [
        box.paragraphs[line.paragraph].text[line.start : line.stop]
        for item in made.frames[-1].items
        for box in text_boxes(item)
        for line in box.lines
    ]
    assert any("+47\u00a022\u00a033\u00a044\u00a055" in line for line in lines)
    assert "Press office of the agency for fisheries" in [line.strip() for line in lines]


@pytest.mark.parametrize(("language", "apart"), [("en", 0), ("ar", 6)])
def test_the_line_above_a_title_keeps_clear_of_it(language: str, apart: int) -> None:
    sections = {"made": {"type": "steps", "title": "Made", "chapter": "Chapter", "items": ["A", "B", "C"]}}
    frame = frame_reading.lay(frame_reading.report_with(sections, language=language)).frames[1]

    above, title = (next(item.box for item in frame.items if item.id == name) for name in ("kicker", "title"))
    assert title.y - above.bottom >= points(apart)


@pytest.mark.parametrize("chart", ["bar", "line"])
def test_a_chart_with_a_short_text_is_named_above_as_all_others_are(chart: str) -> None:
    data = [{"label": str(year), "value": 30 + year % 7} for year in range(2018, 2024)]
    told = {"chart": chart, "type": "chart", "unit": "days", "takeaway": "It is long", "data": data}

    (frame,) = frames({**told, "text": "Two wards closed in the spring of 2020 and opened again a year later."})

    plots = [item.box for item in frame.items if isinstance(item, Chart)]
    words = {box.paragraphs[0].text: box for item in frame.items for box in text_boxes(item)}
    named = next(box for text, box in words.items() if text == "Made (days)")
    beside = next(box for text, box in words.items() if text.startswith("Two wards"))
    assert named.box.bottom <= min(beside.box.y, plots[0].y) + points(1)
    assert beside.box.x > plots[0].x + plots[0].width - points(1)


def test_what_is_told_of_cards_side_by_side_begins_on_one_line_below_names_no_larger_than_the_title() -> None:
    items = [
        {
            "id": "a",
            "title": "Weirs",
            "text": "Nine were taken down in two years, and trout were seen above the old mill.",
        },
        {"id": "b", "title": "The hatchery on the upper lake", "text": "It opened again."},
        {"id": "c", "title": "Nets", "text": "Mesh sizes were agreed with those who fish, and wardens check them."},
    ]

    more = [{**one, "id": f"{one['id']}-2"} for one in items]
    (frame,) = frames({"type": "programmes", "items": items + more})

    told = boxes(frame)
    firsts = [next(line for line in box.lines if line.paragraph == 1) for box in told]
    assert len({box.content.y + line.top for box, line in zip(told, firsts, strict=True)}) == 2
    assert max(box.paragraphs[0].style.size for box in told) <= title(frame)


@pytest.mark.parametrize("unit", ["million tonnes", "minutes", "%"])
def test_a_figure_that_the_slide_is_about_and_those_beside_it_share_one_slide(unit: str) -> None:
    items = [
        {"id": "most", "value": 86400000, "digits": 3, "text": "journeys"},
        {"id": "long", "value": 12.6, "unit": unit, "text": SHORT, "trend": [8.1, 9.0, 12.6]},
        *(
            {
                "id": f"n{at}",
                "value": 41 + at,
                "text": f"{SHORT}, by all who keep a logbook and hand it in at the end of the year",
            }
            for at in range(4)
        ),
    ]

    made = frames({"type": "statistics", "emphasis": "most", "items": items})

    assert len(made) == 1


@pytest.mark.parametrize("count", [4, 6])
def test_outcomes_of_a_few_sentences_stand_alike_on_one_slide(count: int) -> None:
    items = [
        {"id": f"o{at}", "title": f"Outcome {at}", "text": "A word of it. " * (9 if at else 3)} for at in range(count)
    ]

    (frame,) = frames({"type": "outcomes", "items": items})

    told = [one for item in frame.items for box in text_boxes(item) for one in box.paragraphs]
    assert len({one.style.size for one in told if one.text.startswith("A word")}) == 1


def test_outcomes_that_go_on_beside_their_only_photo_are_each_told() -> None:
    told = ["Kilns burn a fifth less coal than before", "Owners earn the cost back in two seasons of work"]
    items = [{"id": f"o{at}", "title": f"Outcome {at}", "text": [f"{one} ({at})." for one in told]} for at in range(4)]
    items[0]["photo"] = "river"
    photo = {"file": "data/photos/river.jpg", "alt": "A river.", "credit": "© Example"}

    made = frames({"type": "outcomes", "items": items}, photos={"river": photo})

    shown = " ".join(
        one.text for frame in made for item in frame.items for box in text_boxes(item) for one in box.paragraphs
    )
    assert [shown.count(f"Outcome {at}") for at in range(4)] == [1] * 4


@pytest.mark.parametrize("count", [2, 4, 5])
def test_a_pictogram_on_some_of_the_steps_is_drawn(count: int) -> None:
    items = [
        {"id": f"s{at}", "title": "Count", "text": SHORT, **({"icon": "water"} if at % 2 else {})}
        for at in range(count)
    ]

    (frame,) = frames({"type": "steps", "items": items})

    drawn = [one for item in frame.items if isinstance(item, Group) for one in item.items if isinstance(one, Icon)]
    assert len(drawn) == count // 2


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("count", "text"), [(2, SHORT), (3, SHORT), (3, LONG), (4, SHORT)])
def test_a_few_figures_fill_their_slide_as_rows_with_their_words_beside_them(
    count: int, text: str, language: str
) -> None:
    items = [{"id": f"f{number}", "value": 1200 + number, "text": f"{text} {number}"} for number in range(count)]

    (frame,) = frames({"type": "statistics", "items": items}, language=language)

    rows = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"]
    assert len(rows) == count
    assert rows[-1].box.bottom > points(430)
    assert len({row.box.height // points(1) for row in rows}) == 1
    for row in rows:
        figure, words = (box for box in text_boxes(row))
        assert figure.paragraphs[0].style.size >= 48
        assert words.paragraphs[0].style.size >= 20
        assert (figure.box.x < words.box.x) == (language == "en")
        assert not figure.box.overlaps(words.box)


@pytest.mark.parametrize("value", [4, 29500, 1_234_567])
def test_a_large_figure_and_long_ones_beside_it_share_a_slide(value: int) -> None:
    items = [
        {"id": f"f{number}", "value": 1200 + number, "text": f"{LONG} of the {number} districts"} for number in range(6)
    ]
    items[0] |= {"value": value, "text": "people reached"}

    (frame,) = frames({"type": "statistics", "items": items, "emphasis": "f0"})

    assert len([item for item in frame.items if isinstance(item, Group) and item.kind == "stat"]) == 6


def test_slides_of_what_a_section_tells_one_by_one_have_text_of_one_size() -> None:
    texts = [
        " ".join(["The crews of the harbour wrote down what they had landed."] * count) for count in (9, 13, 22, 40)
    ]
    items = [{"id": f"r{at}", "title": f"Result {at}", "text": text} for at, text in enumerate(texts)]

    made = frames({"type": "outcomes", "items": items})

    sizes = {one.style.size for frame in made for box in frame.items if box.id.startswith("body") for text in text_boxes(box)
             for one in text.paragraphs}  # fmt: skip
    assert len(made) >= 4
    assert sizes == {16}


def test_the_words_of_a_timeline_of_a_few_events_are_large_and_begin_at_their_days() -> None:
    events = [
        {"date": year, "text": text}
        for year, text in ((1983, "First law"), (1996, "Quotas"), (2011, "A register"), (2022, "Beacons"))
    ]

    (frame,) = frames({"type": "timeline", "items": events})

    words = [box for item in frame.items for box in text_boxes(item) if box.paragraphs[0].kind == "label"]
    assert {box.paragraphs[0].style.size for box in words} == {24}
    days = [item.box for item in frame_reading.flat(frame.items) if item.id.endswith(".day")]
    near = [min(abs(day.x - box.box.x), abs(day.right - box.box.right)) for day, box in zip(days, words, strict=True)]
    assert max(near) <= points(12)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_figure_with_a_long_unit_leaves_the_others_on_its_slide(language: str) -> None:
    items: list[dict[str, Any]] = [{"id": f"f{at}", "value": 12 + at, "text": SHORT} for at in range(6)]
    items[0] |= {"value": 123456, "unit": "tonnes of carbon dioxide equivalent"}

    (frame,) = frames({"type": "statistics", "items": items}, language=language)

    told = boxes(frame)
    assert len(told) == 6
    for box in told:
        number = next(line for line in box.lines if line.paragraph == 0)
        assert box.paragraphs[0].text[: number.stop].count("1") >= box.paragraphs[0].text.count("1")
        assert all(line.width <= box.content.width for line in box.lines)


def test_slides_that_go_on_under_one_title_differ_little_in_their_text() -> None:
    crew = ["The crews of the harbour wrote down what they had landed."]
    items = [
        {"id": f"r{at}", "title": f"Result {at}", "text": " ".join(crew * count)}
        for at, count in enumerate((1, 5, 1, 5, 9, 1, 1, 5, 1))
    ]

    made = frames({"type": "outcomes", "items": items})

    sizes = [{one.style.size for item in frame.items for box in text_boxes(item) for one in box.paragraphs
              if one.text.startswith(crew[0])} for frame in made]  # fmt: skip
    assert len(made) > 1
    assert all(len(own) == 1 for own in sizes)
    assert max(max(own) for own in sizes) - min(min(own) for own in sizes) <= 2


@pytest.mark.parametrize(
    "labels", [["crews", "boats with a beacon of their own, as the law asks", "ports"] * 2, [LONG] * 5]
)
def test_a_large_figure_shares_its_slide_with_rows_at_one_pitch(labels: list[str]) -> None:
    told = ["people reached", *labels]
    items = [{"id": f"f{at}", "value": 1200 + at, "text": f"{text} {at}"} for at, text in enumerate(told)]

    (frame,) = frames({"type": "statistics", "items": items, "emphasis": "f0"})

    small = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"][1:]
    tops = sorted({item.box.y for item in small})
    assert len({(other - one) // points(1) for one, other in pairwise(tops)}) == 1
    sizes = {one.style.size for item in small for box in text_boxes(item) for one in box.paragraphs}
    assert min(sizes) >= 14
    assert len({item.box.width for item in small}) == 1, "none of five stands across two columns"


def test_how_a_figure_changed_is_said_no_larger_than_what_it_counts_and_since_when_in_one_piece() -> None:
    changed = {"value": -2, "unit": "per cent", "since": "2023", "good": "up"}
    items = [{"id": f"f{at}", "value": 1200 + at, "text": LONG, "change": changed} for at in range(6)]

    (frame,) = frames({"type": "statistics", "items": items, "emphasis": "f0"})

    rows = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"][1:]
    for row in rows:
        (told,) = (box for box in text_boxes(row) if box.id.endswith(".text"))
        label, change = told.paragraphs
        assert change.style.size <= label.style.size
        ends = [change.text[line.start : line.stop] for line in told.lines if line.paragraph == 1]
        assert not any(end.strip() == "2023" for end in ends)


@pytest.mark.parametrize(
    "heads", [["Nets with wide panels for young cod", "Ice", "Schools"], ["Nets", "Ice", "Schools"]]
)
def test_rows_below_lines_stand_at_one_pitch(heads: list[str]) -> None:
    items = [{"id": f"r{at}", "title": head, "text": "All boats carry them."} for at, head in enumerate(heads)]

    (frame,) = frames({"type": "outcomes", "items": items})

    tops = [item.box.y for item in frame.items if isinstance(item, Rule)]
    assert len(tops) == 3
    assert len({(other - one) // points(1) for one, other in pairwise(tops)}) == 1


SENTENCES = (
    "Twelve branches lend what is seldom used.",
    "They were lent often, and nearly all came back whole.",
    "A volunteer repairs them.",
)


def outcomes(*texts: list[str]) -> tuple[Frame, ...]:
    items = [{"id": f"o{number}", "title": f"Outcome {number}", "text": text} for number, text in enumerate(texts)]
    return frames({"type": "outcomes", "items": items})


def named(frame: Frame, id: str) -> TextBox:
    return next(box for item in frame.items for box in text_boxes(item) if box.id == id)


@pytest.mark.parametrize("many", [5, 8, 12])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_sentence_of_a_long_text_stands_large_and_no_word_is_lost(many: int, language: str) -> None:
    text = " ".join((*SENTENCES, *SENTENCES[1:] * many))
    (frame,) = frames({"type": "prose", "text": text}, language=language)

    lead, rest = (
        named(frame, "lead"),
        [box for item in frame.items for box in text_boxes(item) if box.id.startswith("body")],
    )
    said = [" ".join(run.text for one in box.paragraphs for run in one.runs) for box in (lead, *rest)]
    assert said[0] == SENTENCES[0] and " ".join(said) == text
    assert lead.paragraphs[0].style.size > max(one.style.size for box in rest for one in box.paragraphs)
    assert all(box.text_height <= box.content.height for box in (lead, *rest))


def test_outcomes_of_any_length_wear_one_dress() -> None:
    made = outcomes([" ".join(SENTENCES * 5)], [" ".join(SENTENCES * 8)], [" ".join(SENTENCES * 4)] * 5)

    first = [frame for frame in made if "." not in frame.id]
    assert len(first) == 3 and len({frame.layout.removesuffix(", dense") for frame in first}) == 1
    assert all(named(frame, "lead") for frame in first)


@pytest.mark.parametrize("many", [3, 5])
def test_each_slide_of_a_text_that_goes_on_opens_with_its_own_sentence(many: int) -> None:
    made = frames({"type": "prose", "text": [" ".join(SENTENCES * 5)] * many})

    assert len(made) > 1 and all(named(frame, "lead") for frame in made)
    assert len({named(frame, "body").paragraphs[0].style.size for frame in made}) == 1


@pytest.mark.parametrize("many", [3, 5])
def test_columns_side_by_side_below_a_sentence_are_even(many: int) -> None:
    (frame,) = frames({"type": "prose", "text": [" ".join(SENTENCES * 2), *[" ".join(SENTENCES)] * many]})

    heights = [box.text_height for item in frame.items for box in text_boxes(item) if box.id.startswith("body")]
    assert len(heights) == 2 and min(heights) > 0.6 * max(heights)


@pytest.mark.parametrize("times", [3, 4, 5])
def test_a_long_text_stands_on_one_slide_below_its_first_sentence_with_no_hole_between_them(times: int) -> None:
    text = ["It was a good year for the coast.", *[" ".join(SENTENCES * times)] * 2]
    (frame,) = frames({"type": "prose", "text": text})

    lead, bodies = named(frame, "lead"), [named(frame, id) for id in ("body", "body-2")]
    assert lead.paragraphs[0].style.size > bodies[0].paragraphs[0].style.size >= 14
    assert all(0 <= box.box.y - (lead.content.y + lead.text_height) < points(30) for box in bodies)


def test_a_text_that_would_be_small_on_one_slide_fills_two() -> None:
    text = [" ".join((f"The harbour of year {number} was better.", *SENTENCES * 3)) for number in range(4)]
    made = frames({"type": "prose", "text": text})

    assert len(made) == 2
    for frame in made:
        bodies = [named(frame, id) for id in ("body", "body-2")]
        assert bodies[0].paragraphs[0].style.size >= 16
        assert max(box.content.y + box.text_height for box in bodies) > frame.page.height * 0.6


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pictograms_stand_before_the_figures_that_they_belong_to(language: str) -> None:
    items = [{"id": f"n{n}", "icon": "water", "value": n * 7, "text": "wells of the valley"} for n in range(1, 6)]
    (frame,) = frames({"type": "statistics", "items": items}, language=language)

    rows = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"]
    assert len(rows) == 5
    for row in rows:
        (sign,) = [one for one in _within(row) if isinstance(one, Icon)]
        figure, words = text_boxes(row)
        places = [sign.box.x, figure.box.x, words.box.x]
        assert places == sorted(places, reverse=language == "ar")
        near = figure.box.x - sign.box.right if language == "en" else sign.box.x - figure.box.right
        assert 0 < near < points(30)


def test_steps_of_a_few_words_have_no_half_empty_cards() -> None:
    items = [{"icon": "water", "title": title, "text": "Within a day."} for title in ("Ask", "Dig", "Test", "Drink")]
    (frame,) = frames({"type": "steps", "items": items})

    for step in (item for item in frame.items if isinstance(item, Group) and item.kind == "step"):
        (card,) = [one for one in _within(step) if isinstance(one, Panel) and one.id.endswith(".panel")]
        words = next(box for box in text_boxes(step) if box.id.endswith(".text"))
        assert words.text_height > card.box.height * 0.45


def test_a_text_of_one_sentence_or_few_has_no_lead() -> None:
    long = "The branches lend " + ", ".join(f"things of the kind number {number}" for number in range(12)) + "."
    for text in (long, " ".join(SENTENCES)):
        assert all(
            box.id != "lead"
            for frame in frames({"type": "prose", "text": text})
            for item in frame.items
            for box in text_boxes(item)
        )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("count", [4, 5, 6])
def test_figures_of_many_words_stand_in_rows_beside_the_large_one(language: str, count: int) -> None:
    items = [{"id": f"f{number}", "value": 1200 + number, "text": f"{LONG} {number}"} for number in range(count)]

    (frame,) = frames({"type": "statistics", "emphasis": "f0", "items": items}, language=language)

    labels = [box.paragraphs[-1] for box in boxes(frame)]
    assert [" ".join(run.text for run in one.runs) for one in labels] == [one["text"] for one in items]
    assert min(one.style.size for one in labels) >= 14
    rows = [box.box for box in boxes(frame)[1:]]
    if len(rows) % 2:  # they would leave a hole in two columns
        assert len({box.x for box in rows}) == 1 and all(one.bottom <= other.y for one, other in pairwise(rows))


def test_rows_beside_a_large_figure_are_as_high_as_their_words_where_one_is_long() -> None:
    texts = [" ".join([LONG, LONG, *LONG.split()[:3]]), *[LONG] * 4]
    items = [{"id": "most", "value": 29500, "text": "tonnes of fish landed"}]
    items += [{"id": f"n{n}", "value": 1100 + n, "text": text} for n, text in enumerate(texts)]
    (made,) = frames({"type": "statistics", "emphasis": "most", "items": items})
    held = {one.id: one.box for item in made.items for one in _within(item) if isinstance(one, Group)}
    rows = [held[f"figures.n{n}"] for n in range(len(texts))]
    assert all(one.bottom == other.y for one, other in pairwise(rows))
    assert rows[0].height > rows[1].height
    assert not any(box.text_height > box.box.height for item in made.items for box in text_boxes(item))


@pytest.mark.parametrize("labels", [["days of use", "groups"], [LONG] * 6])
def test_words_stand_near_the_figures_that_they_belong_to(labels: list[str]) -> None:
    items = [{"id": f"n{n}", "value": 212 + n, "text": text} for n, text in enumerate(labels)]
    more = {"emphasis": "n0"} if len(items) > 2 else {}
    (made,) = frames({"type": "statistics", "items": items, **more})
    pairs = [
        [one for one in _within(item) if isinstance(one, TextBox)]
        for item in made.items
        if isinstance(item, Group) and item.kind == "stat"
    ]
    for figure, words in pairs[-2:]:
        reach = figure.box.x + max(line.width for line in figure.lines)
        assert 0 < words.box.x - reach < points(96)
        assert words.paragraphs[0].style.size >= 14


def _within(item: Any) -> list[Any]:
    return [item, *(one for inner in item.items for one in _within(inner))] if isinstance(item, Group) else [item]


NAMES = {"type": "entities", "title": "Who", "items": ["The office", "The bureau"]}
CAPTIONS = {"type": "photos", "title": "Seen", "items": [{"id": "p", "caption": "Nets are mended."}]}
SAID = {"type": "quotes", "title": "Said", "items": [{"id": "q", "text": "Nets feed us.", "speaker": "A. Example"}]}


@pytest.mark.parametrize("pair", [(NAMES, SAID), (CAPTIONS, NAMES), (SAID, CAPTIONS)])
@pytest.mark.parametrize("apart", [False, True])
def test_a_few_names_or_captions_share_a_slide_with_what_little_stands_beside_them(pair: Any, apart: bool) -> None:
    one, other = pair
    other = {**other, "chapter": "Next"} if apart else other
    made = frame_reading.lay(frame_reading.report_with({"a": {**one, "chapter": "Now"}, "b": other}))

    frames = [frame for frame in made.frames if frame.id not in ("cover", "sources")]
    assert len([frame for frame in frames if not frame.id.startswith("chapter-")]) == 1 + apart
    said = " ".join(
        words.text for frame in frames for box in frame_reading.boxes_of_text(frame.items) for words in box.paragraphs
    )
    assert all(one["title"] in said for one in pair)
    assert len(made.of("a")[0].title.replace("\u00a0", " ").split(" · ")) == 2 - apart


@pytest.mark.parametrize("words", ["Every town can have water all day by 2030.", "Towns can have water. " * 14])
def test_a_message_stands_large_on_a_slide_that_is_its_ground(words: str) -> None:
    made = frame_reading.lay(
        frame_reading.report_with(
            {
                "made": {"type": "key-message", "title": "Made", "text": words.strip(), "detail": "Repairs cost."},
                "rest": {"type": "steps", "title": "Steps", "items": ["Ask", "Pay"]},
            }
        )
    )
    message, steps = made.of("made")[0], made.of("rest")[0]

    assert message.background not in (steps.background, made.look.colour("page"))
    assert not [
        item for group in message.items for item in _within(group) if getattr(item, "id", "").endswith(".panel")
    ]
    (said,) = (box for item in message.items for box in text_boxes(item) if box.id.endswith(".text"))
    assert said.paragraphs[0].style.size > title(message)
    assert all(one.style.colour.contrast(message.background) >= 4.5 for one in said.paragraphs)


@pytest.mark.parametrize(("language", "more"), [("en", 0), ("es", 0), ("en", 14), ("es", 14), ("en", 20)])
def test_dates_of_a_cover_stay_whole_and_no_line_ends_in_a_dot(language: str, more: int) -> None:
    organization = f"United Nations Partnership for the Safety of All Who Walk, Ride or Drive on Our Roads{' and Ways'[: more // 2]}"
    data = frame_reading.report_with(
        {"a": {"type": "prose", "title": "T", "text": "Words."}},
        language=language,
        organization=organization,
        subtitle="Progress",
        date="2025-06",
        **{"as-of": "2024-12"},
    )

    cover = frame_reading.lay(data).frames[0]

    (box,) = (box for item in cover.items for box in text_boxes(item) if box.id == "date")
    (said,) = box.paragraphs
    assert len(box.lines) > 1
    for line in box.lines:
        words = said.text[line.start : line.stop].rstrip(" \u2028")
        assert not words.endswith("·") and words.rpartition("·")[2].strip() not in ("As", "June", "junio", "As of")


def test_a_pictogram_above_a_message_takes_nothing_of_its_size() -> None:
    said = {"text": "A helmet that costs 12 dollars saves more lives on this corridor than any new road."}
    sizes = set()
    for more in ({}, {"icon": "road"}):
        section = {
            "type": "key-message",
            **said,
            **more,
            "detail": "Checks in all twelve countries would cost 9 million.",
        }
        (frame,) = frames(section)
        (box,) = boxes(frame)
        sizes.add(box.paragraphs[0].style.size)
    assert sizes == {48}


def test_steps_of_a_few_words_stand_side_by_side_in_arabic_too() -> None:
    """One below the other they would be bars that are empty for the most part."""
    items = [
        {"icon": "search", "title": "اختيار المهنة", "text": "لقاء مع مرشد وزيارة إلى ورشتين."},
        {"icon": "report", "title": "الشهادة", "text": "امتحان تعترف به الدول الست."},
        {"icon": "job", "title": "العقد", "text": "متابعة المتدرب سنة كاملة بعد توظيفه."},
        {"icon": "target", "title": "التدريب", "text": "ستة أشهر، نصفها داخل الشركة."},
    ]

    (frame,) = frames({"type": "steps", "items": items}, language="ar")

    assert len({box.box.x for box in boxes(frame)}) == 4


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_unit_of_a_total_stays_on_its_line_in_type_that_is_a_step_smaller(language: str) -> None:
    parts = [
        {"id": f"p{at}", "value": value, "digits": 3, "text": SHORT}
        for at, value in enumerate((43_800_000, 19_400_000, 6_100_000, 5_200_000))
    ]
    total = {"value": 74_500_000, "digits": 3, "text": "spent"}

    (frame,) = frames({"type": "resources", "currency": "USD", "total": total, "parts": parts}, language=language)

    (box,) = (box for box in boxes(frame) if box.id.endswith("total.text"))
    assert "\u2028" not in "".join(run.text for run in box.paragraphs[0].runs)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_mandates_stand_below_rules_with_their_references_in_a_column_of_their_own(language: str) -> None:
    items = [
        {
            "id": f"m{at}",
            "title": f"Convention on the mending of nets number {at}",
            "organ": "Assembly",
            "symbol": f"1/{at}",
        }
        for at in range(5)
    ]
    items += [{"id": "bare", "title": "Convention without a number"}]

    (frame,) = frames({"type": "mandates", "items": items}, language=language)

    rows = [item for item in frame.items if isinstance(item, Group) and item.kind == "card"]
    assert len(rows) == 6 and len({row.box.x for row in rows}) == 1
    told = [list(text_boxes(row)) for row in rows]
    assert [len(one) for one in told] == [2, 2, 2, 2, 2, 1]
    assert len({boxes[1].box.x for boxes in told[:5]}) == 1
    for name, reference in told[:5]:
        assert not name.box.overlaps(reference.box) and (name.box.x < reference.box.x) == (language == "en")
        assert name.content.y == reference.content.y
        assert len(name.lines) == 1 and name.paragraphs[0].style.size >= 18


@pytest.mark.parametrize("count", [2, 3])
def test_a_few_rows_of_words_are_large_and_reach_well_down_their_slide(count: int) -> None:
    items = [{"id": f"p{at}", "title": "Hot meals", "text": "Beans and grain."} for at in range(count)]
    made = [frames({"type": kind, "items": items})[0] for kind in ("programmes", "outcomes")]

    for frame in made:
        words = [box for item in frame.items for box in text_boxes(item) if box.paragraphs[0].text.startswith("Beans")]
        assert {box.paragraphs[0].style.size for box in words} == {24}
        tops = [item.box.y for item in frame.items if isinstance(item, Rule)]
        assert len(tops) == count and tops[1] - tops[0] > points(90)


def test_texts_of_which_one_is_much_longer_do_not_share_a_slide() -> None:
    long = " ".join(["The crews of the harbour wrote down what they had landed."] * 6)
    pair = {"b": {"type": "prose", "title": "Who", "text": "Crews did."}}
    made = frame_reading.lay(frame_reading.report_with({"a": {"type": "prose", "title": "Why", "text": long}, **pair}))

    assert made.of("a") and made.of("b")


def test_figures_with_pictograms_and_small_lines_fill_their_slide_as_rows_too() -> None:
    items = [
        {"id": "a", "value": 171, "text": "million trips", "icon": "bus"},
        {"id": "b", "value": 31, "unit": "%", "text": "by bicycle", "trend": [18, 25, 31]},
        {"id": "c", "value": 37, "unit": "%", "text": "by car"},
    ]

    (frame,) = frames({"type": "statistics", "items": items})

    rows = [item for item in frame.items if isinstance(item, Group) and item.kind == "stat"]
    assert len(rows) == 3 and rows[-1].box.bottom > points(430)
    assert [sum(isinstance(one, Icon | Chart) for one in row.items) for row in rows] == [1, 1, 0]
    for row in rows:
        inner = [one.box for one in row.items if isinstance(one, Icon | Chart | TextBox)]
        assert not any(one.overlaps(other) for one, other in pairwise(inner))


def test_points_that_are_compared_stand_on_one_line() -> None:
    long = ["Pavements of six metres on both sides, and a cycle path in both directions", "186 trees"]
    items = [{"title": "Before", "points": ["One path", "94 trees"]}, {"title": "After", "points": long}]

    (frame,) = frames({"type": "comparison", "items": items})

    firsts = [[box.content.y + next(line.top for line in box.lines if line.paragraph == at) for at in (1, 2)] for box in boxes(frame)]  # fmt: skip
    assert firsts[0] == firsts[1]


def test_a_first_sentence_that_says_the_title_again_or_is_as_long_as_the_rest_does_not_lead() -> None:
    rest = "They asked how to mend nets together. " * 8
    said = "The first conference of harbours on the mending of nets was held in May."
    half = "Nets are mended in harbours, on beaches and in halls, by crews, by families and by those who make them. "

    for title, text in (("The first conference of harbours on mending nets", f"{said} {rest}"), ("Nets", half * 2)):
        made = frame_reading.lay(
            frame_reading.report_with({"a": {"type": "prose", "title": title, "text": text.strip()}})
        )
        assert not [box for box in frame_reading.boxes_of_text(made.of("a")[0].items) if box.id == "lead"], title
    made = frame_reading.lay(
        frame_reading.report_with({"a": {"type": "prose", "title": "In May", "text": f"{said} {rest}"}})
    )
    assert [box for box in frame_reading.boxes_of_text(made.of("a")[0].items) if box.id == "lead"]


@pytest.mark.parametrize(
    ("unit", "others"),
    [("", 6), ("hectares of restored land", 5), ("millions de personnes", 4)],
    ids=["six", "long unit", "four"],
)
def test_a_large_figure_and_up_to_six_others_share_a_slide_its_unit_below_it_where_it_is_long(
    unit: str, others: int
) -> None:
    told = "returned to workers as unpaid wages of former years"
    items = [{"id": "most", "value": 1900000, "digits": 2, "text": "in the year", **({"unit": unit} if unit else {})}]
    change = {"value": 9, "unit": "%", "since": "2024", "good": "up"}
    items += [
        {"id": f"f{n}", "value": 2310 * n + 7, "text": told if n % 2 else "homes", "change": change}
        for n in range(others)
    ]

    (frame,) = frames({"type": "statistics", "emphasis": "most", "items": items})

    figures = [one for box in boxes(frame) for one in box.paragraphs if one.kind == "figure"]
    large = max(figures, key=lambda one: one.style.size)
    assert large.style.size >= 48
    ends = [
        text
        for item in frame.items
        for box in text_boxes(item)
        for text in (box.paragraphs[0].text[line.start : line.stop] for line in box.lines)
    ]
    assert not any(text.rstrip().endswith("since") for text in ends)


def test_a_long_unit_in_a_row_beside_a_large_figure_stands_whole_below_its_number() -> None:
    parts = [
        {"id": f"p{at}", "value": value, "digits": 3, "text": "مؤسسات"}
        for at, value in enumerate((123000000, 38000000, 23000000))
    ]
    section = {
        "type": "resources",
        "currency": "EGP",
        "total": {"value": 184000000, "text": "لعام 2024"},
        "parts": parts,
    }

    (frame,) = frames(section, language="ar")

    found = [box for item in frame.items for box in text_boxes(item) if box.id.endswith(".figure")]
    assert len(found) >= 3
    for box in found:
        text = box.paragraphs[0].text
        assert all(text[line.stop - 1].isspace() for line in box.lines[:-1])


@pytest.mark.parametrize("count", [6, 10])
def test_what_a_chart_shows_and_in_what_unit_stands_above_it_or_before_the_text_beside_it(count: int) -> None:
    names = [
        "Ruddy turnstone (Fennoscandia and north-western Russia)",
        *(f"Population {at} of waders" for at in range(1, count)),
    ]
    section = {
        "type": "chart", "chart": "bar", "sort": "descending", "unit": "per cent lost", "reference": {"value": 30, "label": "threshold"},
        "takeaway": "The ruddy turnstone has lost more of its numbers than any other population of the flyway",
        "data": [{"label": name, "value": 70 - at * 4} for at, name in enumerate(names)], "text": "Loss is the modelled change. " * 6,
    }  # fmt: skip

    (frame,) = frames(section)

    told = [one.text for item in frame.items for box in text_boxes(item) for one in box.paragraphs]
    assert any(text == "Made (per cent lost)" for text in told)
