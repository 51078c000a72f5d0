"""Timelines are true to time: where an event stands says when it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frame_reading import flat, open_look
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from projects import lay, run

from briefings.blocks.params import Event
from briefings.blocks.timeline import Timeline
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Item, Rule, text_boxes
from briefings.geometry import points
from briefings.values import Day, Origin, Span, figures

HEAD = "id: ports\ntitle: Ports\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  history:\n    type: timeline\n    title: History\n    items:\n"
DECK = "build: [{report: ports, template: deck}]\n"


def slides(folder: Path, items: str, language: str = "en") -> list[dict[str, Any]]:
    """The shapes of each slide of the deck that is built of some events, by their names."""
    lay(
        folder,
        {"data/ports.yaml": HEAD.replace("language: en", f"language: {language}") + items, "briefings.yaml": DECK},
    )
    made = run(folder, "build")
    assert made.code == 0 and "warning" not in made.err, made.err
    deck = Presentation(str(folder / f"output/ports-deck.{language}.pptx"))
    return [dict(_named(slide.shapes)) for slide in deck.slides]


def _named(shapes: Any) -> Any:
    for shape in shapes:
        yield shape.name, shape
        if hasattr(shape, "shapes"):
            yield from _named(shape.shapes)


def middle(shapes: dict[str, Any], event: str) -> float:
    (found,) = (shape for name, shape in shapes.items() if name.endswith(f".{event}.day"))
    return float(found.left + found.width / 2)


SPANS = {
    "en": ("3–17 February 2025", "28 February\u00a0– 3 March 2025", "28 December 2024\u00a0– 3 January 2025", "February–March"),
    "fr": ("3–17 février 2025", "28 février\u00a0– 3 mars 2025", "28 décembre 2024\u00a0– 3 janvier 2025", "février–mars"),
    "es": ("3–17 de febrero de 2025", "28 de febrero\u00a0– 3 de marzo de 2025", "28 de diciembre de 2024\u00a0– 3 de enero de 2025", "febrero–marzo"),
    "ru": ("3–17 февраля 2025\u00a0г.", "28 февраля\u00a0– 3 марта 2025\u00a0г.", "28 декабря 2024\u00a0г.\u00a0– 3 января 2025\u00a0г.", "февраль–март"),
    "ar": ("3–17 فبراير 2025", "28 فبراير\u00a0– 3 مارس 2025", "28 ديسمبر 2024\u00a0– 3 يناير 2025", "فبراير–مارس"),
    "zh": ("2025年2月3日–17日", "2025年2月28日–3月3日", "2024年12月28日–2025年1月3日", "2月–3月"),
}  # fmt: skip


@pytest.mark.parametrize("language", SPANS)
def test_a_span_of_time_says_once_what_both_ends_share(language: str) -> None:
    def said(*ends: tuple[int, ...], year: bool = True) -> str:
        first, last = (
            Day(one[0], Origin(""), language, *one[1:2], *(one[2:] if len(one) > 2 else (None,))) for one in ends
        )
        return "".join(figures.days(first, last, language, year=year))

    assert SPANS[language] == (
        said((2025, 2, 3), (2025, 2, 17)),
        said((2025, 2, 28), (2025, 3, 3)),
        said((2024, 12, 28), (2025, 1, 3)),
        said((2025, 2), (2025, 3), year=False),
    )


@pytest.mark.parametrize(("last", "said"), [("2025-12-06", "3–17 February"), ("2026-01-06", "3–17 February 2025")])
def test_events_of_one_year_leave_it_to_the_axis(tmp_path: Path, last: str, said: str) -> None:
    items = f"      - {{id: flood, date: 2025-02-03, to: 2025-02-17, text: Flood}}\n      - {{id: heat, date: {last}, text: Heat}}\n"

    shapes = slides(tmp_path, items)[1]

    assert next(one for name, one in shapes.items() if name.endswith("flood.text")).text_frame.text == f"{said}\nFlood"
    assert any("2025" in one.text_frame.text for name, one in shapes.items() if ".name-" in name)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_marks_stand_where_their_days_are_whatever_the_order_of_the_file(tmp_path: Path, language: str) -> None:
    days = {"law": date(2020, 3, 1), "works": date(2021, 6, 5), "pilot": date(2016, 1, 1), "end": date(2024, 12, 31)}
    items = (f"      - {{id: {name}, date: {day}, text: It was so}}\n" for name, day in days.items())

    shapes = slides(tmp_path, "".join(items), language)[1]

    first, last = middle(shapes, "pilot"), middle(shapes, "end")
    assert (first < last) == (language == "en")
    for name, day in days.items():
        share = (day - days["pilot"]) / (days["end"] - days["pilot"])
        assert middle(shapes, name) == pytest.approx(first + share * (last - first), abs=12_700)


def test_many_go_on_and_two_of_one_day_share_their_place(tmp_path: Path) -> None:
    events = [f"      - {{id: e{year}, date: {year}, text: Event of {year}}}\n" for year in range(1990, 2020)]
    events.append("      - {id: twin, date: 1990, to: 1992-05, text: At the same time}\n")

    made = [shapes for shapes in slides(tmp_path, "".join(events)) if any(".axis" in name for name in shapes)]

    assert len(made) > 1
    marks = [name for shapes in made for name in shapes if name.endswith(".day")]
    assert len(marks) == len(set(marks)) == 31
    assert middle(made[0], "e1990") == middle(made[0], "twin")
    assert any(name.endswith("twin.span") for name in made[0])
    shown = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))["outputs"][0]["shown"]
    assert {f"sections.history.items.e{year}.{key}" for year in range(1990, 2020) for key in ("date", "text")} <= set(
        shown
    )


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("{date: 2020-13, text: So}", "11:16: sections.history.items.so.date: error[date-wrong]"),
        ("{date: 2020, text: So, to: 2019-05}", "11:36: sections.history.items.so.to: error[dates-reversed]"),
        ("{text: So}", "error[key-missing]"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, item: str, told: str) -> None:
    lay(tmp_path, {"data/ports.yaml": f"{HEAD}      - {item}\n"})

    assert told in run(tmp_path, "check").err


def test_a_block_of_ones_own_reads_dates_and_numbers_in_its_words_are_on_the_ledger(tmp_path: Path) -> None:
    own = HEAD.replace("type: timeline", "type: blocks").replace("items:", "blocks:")
    block = "      - {block: timeline, items: [{date: 2019-02-30, text: so}]}\n"
    lay(tmp_path, {"data/ports.yaml": own + block})
    assert "error[date-wrong]" in run(tmp_path, "build").err

    lay(tmp_path, {"data/ports.yaml": HEAD + "      - {date: 2019, text: 45 quays have power}\n"})
    facts = run(tmp_path, "facts", "--form", "json").out
    assert "sections.history.items.45-quays-have-power.text#1" in facts


def test_smaller_type_keeps_words_whole_and_events_on_one_axis(tmp_path: Path) -> None:
    said = ("The Convention", "Its Protocol", "The Declaration", "A convention on internal displacement", "The Compact")
    items = (f"      - {{date: {1951 + 14 * number}, text: {text}}}\n" for number, text in enumerate(said))
    lay(tmp_path, {"data/ports.yaml": HEAD + "".join(items), "briefings.yaml": DECK})
    env = Env(tmp_path)

    (output,) = build.build(project.load(tmp_path, env), env).outputs

    (frame,) = (frame for frame in output.layout.frames if frame.id == "history")
    boxes = [box for item in frame.items for box in text_boxes(item)]
    lines = [
        words.text[line.start : line.stop]
        for box in boxes
        for line in box.lines
        for words in [box.paragraphs[line.paragraph]]
    ]
    assert any("displacement" in line for line in lines)
    assert len([box for box in boxes if box.id.endswith(".text")]) == len(said)


LONG = {
    "ru": (
        "Анестезиологическо-реанимационное отделение",
        "Компьютерная томография",
        "Рентгенодиагностическое отделение",
    ),
    "en": ("Satellitenüberwachungsverordnung becomes law", "Discards are banned", "Küstenschutzverwaltung is founded"),
    "ar": ("إنشاء المجلس الأعلى لتفسير القوانين والاستشارات البرلمانية", "صدور الدستور", "نشر الأحكام"),
}


@pytest.mark.parametrize("language", LONG)
def test_whole_dates_stay_on_a_line_beside_long_words_and_are_read_in_their_order(
    tmp_path: Path, language: str
) -> None:
    said = LONG[language]
    items = (f"      - {{id: e{at}, date: {1952 + 6 * at}-09-2{at % 10}, text: {said[at % 3]}}}\n" for at in range(12))
    report = HEAD.replace("language: en", f"language: {language}") + "".join(items)
    lay(tmp_path, {"data/ports.yaml": report, "briefings.yaml": DECK})
    env = Env(tmp_path)

    (output,) = build.build(project.load(tmp_path, env), env).outputs

    frames = [frame for frame in output.layout.frames if any(item.id.startswith("main") for item in frame.items)]
    boxes = [[box for item in one.items for box in text_boxes(item) if box.id.endswith(".text")] for one in frames]
    told = [box for each in boxes for box in each]
    assert len(told) == 12
    for box in told:
        assert sum(line.paragraph == 0 for line in box.lines) == 1
        assert all(line.width <= box.box.width for line in box.lines)
        assert box.paragraphs[1].style.size >= 14
    for frame in frames:
        lies_clear(frame.items)


def lies_clear(items: Iterable[Item]) -> None:
    """Every event's words begin or end at its day, and no words lie on others or on the line to them."""
    every = list(flat(items))
    named = {item.id: item.box for item in every}
    words = [item for item in every if item.id.endswith(".text")]
    lines = [item for item in every if isinstance(item, Rule) and item.id.endswith(".line")]
    assert len(words) == len(lines)
    for at, item in enumerate(words):
        day = named[item.id.removesuffix("text") + "day"]
        hung = min(abs(item.box.x - day.right), abs(day.x - item.box.right)) <= points(2)
        column = item.box.y >= max(one.bottom for name, one in named.items() if name.endswith(".axis"))
        assert hung or column
        assert not any(item.box.overlaps(other.box) for other in words[at + 1 :])
        assert not any(line.box.overlaps(item.box) for line in lines if not line.slant)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 60)), min_size=1, max_size=9),
    st.sampled_from(["en", "ar"]),
    st.integers(0, 3),
)
def test_words_hang_at_their_days_and_nothing_runs_through_them(
    made: list[tuple[int, int]], language: str, step: int
) -> None:
    look, _ = open_look("16:9", "slides", language)
    words = "the committee of the harbour wrote down what had been landed, and what had been thrown back"
    days = sorted(730_000 + day for day, _ in made)
    events = tuple(
        Event(f"e{at}", (Span(str(date.fromordinal(day))),), (Span(words[: 8 + long]),), day, day, "day")
        for at, (day, (_, long)) in enumerate(zip(days, made, strict=True))
    )
    width, height = look.page.width - points(96), points(370)

    whole = Timeline("t", events).settled(width, height, step, look)
    piece = whole.arrange(width, step, look, height)

    for axis in piece.items if piece.width <= width and not whole.thick else ():
        lies_clear((axis,))


@pytest.mark.parametrize("room", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("years", [1, 4])
def test_a_timeline_goes_on_where_its_place_is_lower_than_its_words(room: float, years: int) -> None:
    """On a customer's low layout one axis with all events was over, and the deck was refused."""
    look, _ = open_look("16:9", "slides", "en")
    days = [date(2024 + at * years // 7, 1 + at, 3).toordinal() for at in range(7)]
    text = "The board agrees on what the port is to build before the winter"
    events = tuple(Event(f"e{at}", (Span("3 May 2024"),), (Span(text),), day, day, "day", (Span("3 May"),)) for at, day in enumerate(days))  # fmt: skip
    width = points(620)
    whole = Timeline("t", events)
    low = round(whole.arrange(width, 3, look).height * room)

    last = len(look.scale["body"]) - 1
    piece = whole.settled(width, low, last, look).arrange(width, last, look)
    cuts = piece.cuts
    heights = [one.height - other for one, other in zip(cuts, [0, *(cut.height for cut in cuts)], strict=False)]
    assert piece.height <= low or (cuts and max(heights) <= low)


@pytest.mark.parametrize(("language", "said"), [("en", "not to scale"), ("ar", "المسافات لا تمثل المدد الزمنية")])
def test_events_that_crowd_share_one_axis_that_says_it_is_not_to_scale(
    tmp_path: Path, language: str, said: str
) -> None:
    text = (
        "What the States agreed on that day in the port"
        if language == "en"
        else "ما اتفقت عليه الدول المطلة على البحر في ذلك اليوم في الميناء الشرقي"
    )
    dates = ("1985", "2012", "2018-06", "2021-03", "2023, to: 2024-09", "2025-03")
    items = (f"      - {{id: e{at}, date: {day}, text: {text}}}\n" for at, day in enumerate(dates))  # fmt: skip

    (shapes,) = (one for one in slides(tmp_path, "".join(items), language) if any(".axis" in name for name in one))

    assert sum(name.endswith(".axis") for name in shapes) == 1
    (named,) = (shape for name, shape in shapes.items() if name.endswith(".name-1"))
    assert said in named.text_frame.text
    apart = [middle(shapes, f"e{at + 1}") - middle(shapes, f"e{at}") for at in range(5)]
    assert max(apart) - min(apart) <= 12_700 and (apart[0] > 0) == (language == "en")
    (lasting,) = (shape for name, shape in shapes.items() if name.endswith(".span"))
    assert lasting.height >= points(8)


def test_days_are_true_to_time_in_smaller_type_before_they_are_not(tmp_path: Path) -> None:
    words = (
        "The Convention on those who flee across borders",
        "The Protocol ends its limits of time and place",
        "The Declaration of Cartagena on protection",
        "The Convention on internal displacement of people",
        "The Global Compact on Refugees and hosts",
    )
    items = "".join(
        f"      - {{date: {year}, text: {text}}}\n"
        for year, text in zip((1951, 1967, 1984, 2009, 2018), words, strict=True)
    )
    (*_, shapes, _) = slides(tmp_path, items)
    assert not [shape for shape in shapes.values() if shape.has_text_frame and shape.text_frame.text == "not to scale"]


def test_a_few_short_events_are_large(tmp_path: Path) -> None:
    items = "".join(f"      - {{date: {2021 + at}, text: Law number {at}}}\n" for at in range(3))

    (shapes,) = (one for one in slides(tmp_path, items) if any(".axis" in name for name in one))

    sizes = {run.font.size.pt for name, shape in shapes.items() if name.endswith(".text") for run in shape.text_frame.paragraphs[1].runs}  # fmt: skip
    assert sizes == {24}


@pytest.mark.parametrize("width", [150, 230, 340])
def test_parts_of_a_timeline_that_runs_down_are_as_high_as_was_said_of_them(width: int) -> None:
    look, _ = open_look("a4", "sheet", "en")
    words = "the committee of the harbour wrote down what had been landed, and what had been thrown back into the sea"
    events = tuple(
        Event(
            f"e{at}",
            (Span(str(1950 + at)),),
            (Span(words[: 20 + 9 * at]),),
            365 * (1950 + at),
            365 * (1950 + at),
            "year",
        )
        for at in range(9)
    )
    whole = Timeline("t", events).settled(points(width), points(400), 3, look)

    cuts = whole.arrange(points(width), 3, look).cuts

    assert len(cuts) == 8
    for cut in cuts:
        assert whole.split(cut)[0].arrange(points(width), 3, look).height == cut.height


@pytest.mark.parametrize("language", ["en", "ar"])
def test_events_above_and_below_an_axis_are_read_along_it_and_words_begin_at_their_poles(
    tmp_path: Path, language: str
) -> None:
    days = ("2018-04", "2020-09", "2022-01", "2023-11", "2025-06", "2027-01")
    texts = (
        "Plan adopted",
        "Six wards open",
        "One register",
        "First class of doctors",
        "A ward by the sea",
        "Eight minutes",
    )
    items = "".join(
        f"      - {{id: e{at}, date: {day}, text: {text}}}\n"
        for at, (day, text) in enumerate(zip(days, texts, strict=True))
    )
    head = HEAD.replace("language: en", f"language: {language}")
    lay(
        tmp_path,
        {"data/ports.yaml": head + items, "briefings.yaml": DECK.replace("deck}", "deck, formats: [pptx, pdf]}")},
    )

    made = run(tmp_path, "build")

    assert made.code == 0 and "warning" not in made.err, made.err
    deck = Presentation(str(tmp_path / f"output/ports-deck.{language}.pptx"))
    shapes = dict(_named(deck.slides[1].shapes))
    turned = 0
    for at in range(len(days)):
        (text,) = (shape for name, shape in shapes.items() if name.endswith(f".e{at}.text"))
        behind = (
            text.left >= middle(shapes, f"e{at}")
            if language == "en"
            else text.left + text.width <= middle(shapes, f"e{at}")
        )
        turned += not behind
    assert turned <= 3


def test_events_on_two_axes_are_shared_out_evenly() -> None:
    """The last of five stood on a slide by itself."""
    look, _ = open_look("16:9", "slides", "en")
    days = [date(year, 3, 1).toordinal() for year in (1951, 1967, 1984, 2009, 2018)]
    text = "The Refugee Convention"
    events = tuple(Event(f"e{at}", (Span("1951"),), (Span(text),), day, day, "year") for at, day in enumerate(days))
    whole, width = Timeline("t", events), points(663)
    shared = {whole.settled(width, points(tall), 1, look).each for tall in range(40, 260, 20)}
    assert 3 in shared
    assert 4 not in shared


def test_words_that_end_at_the_last_pole_are_set_as_all_are_where_no_other_pole_is_near_and_lines_use_their_room() -> (
    None
):
    look = open_look()[0]
    told = (
        (2015, 5, "Ministers of seven countries meet in Mombasa"),
        (2018, 9, "The crash records are joined in one observatory"),
        (2024, 12, "The twelfth country passes its law on speed"),
    )
    days = (date(year, month, 1).toordinal() for year, month, _ in told)
    events = tuple(
        Event(f"e{day}", (Span(str(day)),), (Span(text),), day, day, "month")
        for day, (_, _, text) in zip(days, told, strict=True)
    )

    drawn = Timeline("made", events).arrange(look.layouts[0].placeholders[0].box.width, 2, look).items

    boxes = [box for item in drawn for box in text_boxes(item) if box.id.endswith(".text")]
    assert {one.style.align for box in boxes for one in box.paragraphs} == {"start"}
    assert max(len(box.lines) for box in boxes) <= 4
