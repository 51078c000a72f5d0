"""A score for how slides look puts a pinned set of poor, fair and good ones in their order, and says what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frame_reading import ROOT, lay, report_with
from projects import lay as files
from projects import run

from briefings.frame import Chart, Frame, Group, Item, Layout, TextBox
from briefings.frozen import replace
from briefings.geometry import points
from briefings.look import Colour
from briefings.pages import looks

SENTENCE = "The crews mended the pipes before winter came, and the council paid them in spring. "
SPARSE = {
    "land": {"type": "table", "title": "Land", "columns": [{"id": "a", "title": "A"}], "rows": [["One"]]},
    "who": {"type": "table", "title": "Who does the work", "columns": [{"id": "a", "title": "A"}], "rows": [["One"]]},
    "long": {"type": "prose", "title": "Context", "text": (SENTENCE * 11).strip()},
    "long-too": {
        "type": "outcomes",
        "title": "Results",
        "items": [{"id": "pipes", "title": "Pipes", "text": SENTENCE * 12}],
    },
}


@cache
def good() -> Layout:
    return lay(ROOT / "data/humanitarian-assistance.yaml").layout


def slide(layout: Layout, id: str) -> Frame:
    return next(frame for frame in layout.frames if frame.id == id)


def worse(frame: Frame, change: Callable[[Item], Item], id: str) -> Frame:
    """A slide with one of its items changed."""
    return replace(frame, items=tuple(change(item) if item.id == id else item for item in frame.items))


def moved(right: float, down: float = 0) -> Callable[[Item], Item]:
    def change(item: Item) -> Item:
        assert isinstance(item, TextBox | Group | Chart)
        return replace(item, box=item.box.moved(points(right), points(down)))

    return change


def painted(item: Item) -> Item:
    """A text in grey that nobody reads."""
    assert isinstance(item, TextBox)
    lines = tuple(
        replace(
            line,
            runs=tuple(
                replace(run, run=replace(run.run, style=replace(run.run.style, colour=Colour("D0D0D0"), size=9.0)))
                for run in line.runs
            ),
        )
        for line in item.lines
    )
    return replace(item, lines=lines)


def larger(item: Item) -> Item:
    """A text in larger type."""
    assert isinstance(item, TextBox)
    told = tuple(
        replace(one, runs=tuple(replace(run, style=replace(run.style, size=20.0)) for run in one.runs))
        for one in item.paragraphs
    )
    return replace(item, paragraphs=told)


def points_of(frames: list[Frame]) -> list[int]:
    """The scores of slides as slides of one deck, in which most titles begin where they do in a good one."""
    given = good()
    made = looks.scores(replace(given, frames=(*given.frames, *frames)))
    return [one.points for one in made[len(given.frames) :]]


def test_poor_fair_and_good_slides_are_told_apart() -> None:
    shown = [slide(good(), id) for id in ("reached", "funding", "plans", "done", "mother")]
    sparse = lay(report_with(SPARSE)).layout
    fair = [frame for frame in sparse.frames if frame.id in ("land", "who", "long", "pipes")]
    funding, reached = slide(good(), "funding"), slide(good(), "reached")
    poor = [
        worse(worse(funding, moved(17), "title"), painted, "text"),  # askew, and grey on white
        worse(worse(funding, moved(0, 60), "title"), painted, "title"),  # words over words
        worse(worse(reached, moved(500), "title"), painted, "kicker"),  # beyond the page
        replace(
            funding, items=tuple(item for item in funding.items if item.id in ("title", "text", "kicker", "number"))
        ),
    ]

    best, middle, worst = points_of(shown), points_of(fair), points_of(poor)
    assert len(middle) >= 4
    assert min(best) > max(middle) > 60, (best, middle)
    assert min(middle) > max(worst), (middle, worst)


@pytest.mark.parametrize(
    "said, change, id",
    [
        ("begins elsewhere", moved(17), "title"),
        ("a contrast of 1.", painted, "kicker"),
        ("type of 9 points", painted, "text"),
        ("words over words", moved(0, 60), "title"),
        ("words beyond the page", moved(500), "title"),
    ],
)
def test_each_fault_is_named(said: str, change: Callable[[Item], Item], id: str) -> None:
    made = looks.scores(replace(good(), frames=(*good().frames, worse(slide(good(), "funding"), change, id))))
    assert any(said in fault for fault in made[-1].faults), made[-1]


def outcomes(*counts: int, **more: Any) -> Layout:
    items = [
        {"id": f"o{at}", "title": f"Pipes {at}", "text": (SENTENCE * count).strip()} for at, count in enumerate(counts)
    ]
    return lay(report_with({"made": {"type": "outcomes", "title": "Results", "items": items}, **more})).layout


def test_lines_far_apart_are_no_full_slide() -> None:
    names = [f"Pipes {at}" for at in range(6)]
    apart = lay(report_with({"names": {"type": "programmes", "title": "Programmes", "items": names}})).layout

    (one,) = (one for one in looks.scores(apart) if one.slide == "names")
    assert any("of its height empty" in fault for fault in one.faults)
    (best,) = points_of([slide(good(), "done")])
    assert one.points < best


def test_siblings_in_other_type_and_torn_paragraphs_are_told() -> None:
    many = outcomes(16, 16)
    one, other = slide(many, "o0"), slide(many, "o1")

    mixed = looks.scores(replace(many, frames=(worse(worse(one, larger, "body"), larger, "body-2"), other)))[1]
    alike = looks.scores(replace(many, frames=(one, other)))[1]

    assert any("another way" in fault for fault in mixed.faults)
    assert not any("another way" in fault for fault in alike.faults)
    assert any("torn" in fault for fault in alike.faults)
    assert mixed.points < alike.points < points_of([slide(good(), "done")])[0]


def test_many_slides_in_a_row_of_one_layout_are_told() -> None:
    plans = slide(good(), "plans")
    made = looks.scores(replace(good(), frames=(plans,) * 5))
    assert {one.code for one in looks.findings(replace(good(), frames=(plans,) * 5), "a")} == {
        "look-score",
        "look-page",
    }
    assert [any("in a row" in fault for fault in one.faults) for one in made] == [False, False, False, True, True]


def test_the_command_tells_scores_and_they_change_neither_files_nor_exit_code(tmp_path: Path) -> None:
    text = "id: a\ntitle: A\nlanguage: en\ndate: 2024\nstatus: final\nsections:\n  who: {type: table, title: Who, columns: [{id: a, title: A}], rows: [[One]]}\n"
    files(tmp_path, {"data/a.yaml": text})
    made = run(tmp_path, "check", "--look")
    assert made.code == run(tmp_path, "check").code == 0
    assert "`a-deck.en` looks like" in made.out and "% full" in made.out
    assert "looks like" not in run(tmp_path, "check").out
