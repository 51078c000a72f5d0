"""Labels in bars: one colour in a chart, that can be read on each of its bars, or none in the bars; a highlight is no black where the house has a colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from chart_making import make_chart, make_look
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import charts
from briefings.charts import paint
from briefings.charts.spec import Difference, Label
from briefings.contrast import TEXT
from briefings.env import Env
from briefings.look import Colour
from briefings.style import resolve
from briefings.style.colours import distance

ROOT = Path(__file__).parent.parent.parent
NAMES = ("Ukraine", "Lebanon", "Yemen", "Syria", "Myanmar")
VALUES = (67, 48, 40, 39, 33)
RGB = st.integers(0, 0xFFFFFF).map(lambda value: Colour(f"{value:06X}", "accent1"))


def inner(
    kind: str, accent: Colour, muted: Colour, size: float, highlight: tuple[str, ...]
) -> list[tuple[Colour, bool, Colour]]:
    """The labels in the bars of the chart in PowerPoint: each with its colour, whether it is bold, and its bar's colour."""
    look = make_look(size, {"accent": accent, "series-muted": muted, "highlight": Colour("8A1C1C", "accent2")})
    spec = make_chart(kind, NAMES, list(VALUES), highlight=highlight, emphasis="Myanmar")
    made = charts.native(spec, look, 700, 300)
    (series,) = [one for one in made.series if one.job == "data"]
    found = []
    for point in series.points:
        if point.labels is not None and point.labels.position == "INSIDE_END":
            fill = (point.paint or series.paint).fill
            assert fill is not None
            found.append((point.labels.colour, point.labels.bold, fill))
    drawing = charts.draw(spec, look, 700, 300)
    drawn = {text.runs[0].run.style.colour.rgb for text in drawing.texts if text.text in {f"{one}" for one in VALUES}}
    assert {one[0].rgb for one in found} <= drawn
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["bar", "column"]), RGB, RGB, st.sampled_from([9.0, 14.0, 20.0]), st.sampled_from([(), ("Ukraine",), ("Ukraine", "Lebanon")])
)  # fmt: skip
def test_labels_in_bars_have_one_colour_that_reads_on_all(kind: str, accent: Colour, muted: Colour, size: float, highlight: tuple[str, ...]) -> None:  # fmt: skip
    labels = inner(kind, accent, muted, size, highlight)
    assert len({ink.rgb for ink, _, _ in labels}) <= 1
    assert all(ink.contrast(fill) >= TEXT for ink, _, fill in labels)


@pytest.mark.parametrize(
    ("accent", "muted", "expected"),
    [
        ("005F70", "44546A", {"FFFFFF"}),
        ("008998", "44546A", set()),  # white is too faint on the one, dark on the other
        ("F0A000", "E8B860", {"1F2933"}),  # bright bars: all dark
        ("0B3C5D", "B0B8BE", set()),  # a dark and a pale one: none in the bars
    ],
)
def test_white_where_it_holds_else_all_dark_else_beside_the_bars(accent: str, muted: str, expected: set[str]) -> None:
    look = make_look(14, {"accent": Colour(accent, "accent1")})
    made = paint.on_marks(look, [Colour(accent), Colour(muted)])
    assert ({made.rgb} if made else set()) == expected


def test_parts_of_a_stack_share_a_colour_where_one_reads_on_all() -> None:
    look = make_look(14)
    assert {one.rgb for one in paint.in_parts(look, [Colour("005F70"), Colour("44546A")])} == {"FFFFFF"}
    dark, pale = paint.in_parts(look, [Colour("102030"), Colour("E0E0E0")])
    assert (dark.rgb, pale.rgb) == ("FFFFFF", "1F2933")


@pytest.mark.parametrize(("heading", "expected"), [("003087", "003087"), ("000000", "")])
def test_the_one_thing_is_no_black_where_the_house_has_a_colour(heading: str, expected: str) -> None:
    """Nothing but the accent stands out on the page: the colour of titles, else a deep shade of the accent."""
    pale = {f"series-{n}": Colour("D9D9D9", f"accent{n}") for n in range(2, 7)}
    teal = Colour("008998", "accent1")
    look = make_look(14, {**pale, "series-1": teal, "accent": teal, "highlight": teal, "text": Colour("000000", "tx1"), "heading": Colour(heading, "tx2")})  # fmt: skip
    made = paint.third(look)
    assert made.spread > 0.16
    assert made.contrast(paint.ground(look)) >= 3
    assert not expected or made.rgb == expected


@pytest.mark.parametrize(
    ("accent", "bad", "falls_in_it"), [("B3071B", "000000", True), ("0B5FA5", "B3071B", False), ("D2691E", "000000", False), ("B3071B", "C2410C", False)]
)  # fmt: skip
def test_where_red_is_the_only_colour_losses_have_it_and_growth_is_grey(
    accent: str, bad: str, falls_in_it: bool
) -> None:
    look = make_look(14, {"accent": Colour(accent, "accent1"), "bad": Colour(bad, "tx1")})
    spec = make_chart("column", ("A", "B", "C"), [12, -5, 7])
    rise, fall, again = paint.category_colours(spec, look)
    assert rise == again != fall
    assert (fall.rgb == accent) is falls_in_it
    assert (rise == paint.quiet(look)) is falls_in_it
    assert {one.rgb for one in paint.category_colours(make_chart("column", ("A", "B"), [12, 7]), look)} == {accent}


@pytest.mark.parametrize("theme", ["un", "earth", "forest", "ink", "plain", "vivid"])
def test_the_colour_of_bad_news_is_that_of_no_line_and_of_no_step_down(theme: str) -> None:
    """In `ink` the second line, which was good news, and what was saved were as amber as the figures that were bad."""
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(ROOT))[0]
    bad, base = look.colour("bad"), paint.ground(look)
    lines = make_chart("line", ["2022", "2023"], {name: [4, 5] for name in "ABC"}, highlight=("A", "B"))
    steps = make_chart("waterfall", ["Old", "Fees", "New"], [40, -12, 28], sums=("Old", "New"))

    drawn = charts.draw(lines, look, 600, 300).paths
    (down,) = (path for path in charts.draw(steps, look, 600, 300).paths if path.mark == "column:0:1")

    assert down.fill is not None
    for colour in (*(path.stroke for path in drawn if path.mark.startswith("line:")), down.fill):
        assert colour is not None and distance(colour, bad) > 15
    assert distance(look.colour("accent"), bad) > 50
    assert down.fill.contrast(paint.accent(look)) >= 1.2 and (down.stroke or down.fill).contrast(base) >= 3


@pytest.mark.parametrize("theme", ["un", "earth", "ink", "vivid"])
def test_an_area_is_fainter_than_its_line(theme: str) -> None:
    look = resolve.open_look(theme, "16:9", "slides", "en", Env(ROOT))[0]
    drawn = charts.draw(make_chart("area", ["2022", "2023"], [4, 5]), look, 600, 300).paths
    (fill,) = (path.fill for path in drawn if path.mark == "area:0")
    assert fill is not None and 1.1 < fill.contrast(paint.ground(look)) < 1.45


def test_a_difference_has_the_colour_of_bad_news_only_where_the_report_says_that_it_is() -> None:
    values = {"Target": [10, 20], "Collected": [12, 40]}
    said = {}
    for tone in ("", "good", "bad"):
        asked = Difference("2022", 0, 1, Label("20\nabove target"), tone)
        spec = make_chart("line", ["2021", "2022"], values, difference=asked)
        (words,) = (one for one in charts.native(spec, TONED, 700, 300).series if one.job == "difference")
        assert words.points[0].labels is not None
        said[tone] = words.points[0].labels.colour
    assert said[""] == paint.ink(TONED)
    assert said["good"] == TONED.colours["good"]
    assert said["bad"] == paint.tone_ink(TONED, "bad") != paint.ink(TONED)


def test_words_on_marks_can_be_read_on_a_wall() -> None:
    """White stood on orange at 3.2:1: enough for large type only."""
    orange, blue = Colour("E07B00", "accent2"), Colour("0070BC", "accent1")
    assert [
        one.contrast(fill) >= 4.5
        for one, fill in zip(paint.in_parts(TONED, (orange, blue)), (orange, blue), strict=True)
    ] == [True, True]


TONED = make_look(colours={"good": Colour("1E7B45", "accent3"), "bad": Colour("B3261E", "accent2")})
