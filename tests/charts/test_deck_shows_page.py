"""The deck shows what the page shows: of every kind of chart the same marks and labels, in the same order, at the same places.

All charts stand in one deck, which LibreOffice draws once; the page is our own PDF of the same frames. PDFium reads both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from ctypes import byref, c_uint
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from chart_making import COLOURS, make_chart, make_look
from conftest import DrawDeck
from office import Word, pages_as_text
from projects import REPORT, lay

from briefings import charts
from briefings.charts.paint import ink, series_colours
from briefings.charts.spec import Annotation, ChartSpec, Difference, Label, Point, Reference
from briefings.engine.build import Options, build
from briefings.engine.project import load
from briefings.env import Env
from briefings.frame import Chart, Frame
from briefings.geometry import EMU_PER_POINT, to_points
from briefings.look import Colour, Look
from briefings.writers import WRITERS

pytestmark = pytest.mark.xdist_group("charts in the office")  # one drawing for all tests here

THREE: Final = ["North", "South", "West"]
LONG: Final = ["Chemical precursors of synthetic drugs", "Goods that infringe intellectual property", "Heroin"]
MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SUMS: Final = tuple(Point(Decimal(value), str(value)) for value in (71, 30, 34))
CASES: Final[Mapping[str, tuple[Sequence[str], Any, dict[str, Any]]]] = {
    "plain": (THREE, [40, 25, 12], {}),
    "zero": (THREE, [40, 0, 12], {}),
    "negative": (THREE, [40, -25, 12], {}),
    "missing": (THREE, [40, None, 12], {}),
    "one": (["North"], [40], {}),
    "tiny": (THREE, [9000, 3, 40], {}),
    "twelve": (MONTHS, [12, 19, 3, 5, 22, 13, 7, 8, 31, 17, 11, 9], {}),
    "long": (LONG, [864, 275, 8], {}),
    "several": (THREE, {"Women": [40, 25, 12], "Men": [31, 5, 22]}, {}),
    "shares": (["Yes", "No"], {"A": [42, 91], "B": [33, 5], "C": [15, 2], "D": [7, 1], "E": [3, 1]}, {}),
    "alone": (THREE, {"Women": [40, 25, 12], "Men": [None, 5, None]}, {}),
    "reference": (THREE, [40, 25, 12], {"reference": Reference(Decimal(20), Label("Target"))}),
    "highlight": (THREE, [40, 25, 12], {"highlight": ("South",)}),
    "log": (THREE, [40000, 25, 2], {"log": True}),
    "ar": (["الشمال", "الجنوب", "الغرب"], [40, 25, 12], {"language": "ar", "rtl": True, "unit": "طن"}),
    "zh": (["北部地区", "南部", "西部"], [40, 25, 12], {"language": "zh", "unit": "吨"}),
    "zh-large": (["北部地区", "南部", "西部"], [(1_230_000_000, "12.3亿"), (355_000_000, "3.55亿"), (61_000_000, "6100万")], {"language": "zh", "unit": "吨"}),
    "annotated": (
        MONTHS[:4],
        [12, 19, 3, 5],
        {"annotations": (Annotation("February", 0, Label("The river rose for the third time this year")), Annotation("April", 0, Label("Repaired")))},
    ),
    "annotated-low": (
        MONTHS[:6],
        [12, 19, -23, 5, 8, 9],
        {"annotations": (Annotation("March", 0, Label("The river fell dry for the third time this year")),)},
    ),
    "shares-years": (["2021", "2022", "2023"], {"Women": [42, 40, 33], "Men": [38, 35, 30], "Children": [20, 25, 37]}, {}),
    "difference": (MONTHS[:4], {"Needed": [12, 19, 23, 35], "Given": [10, 12, 13, 11]}, {"difference": Difference("April", 0, 1, Label("−24\nnot given"))}),
    "difference-ar": (["الشمال", "الجنوب", "الغرب"], {"أ": [12, 19, 23], "ب": [10, 12, 13]},
        {"language": "ar", "rtl": True, "difference": Difference("الجنوب", 0, 1, Label("−7"))}),
    "slope": (["2015", "2023"], {"North": [40, 25], "South": [12, 31], "West": [55, 60]}, {"highlight": ("South",)}),
    "slope-ar": (["٢٠١٥", "٢٠٢٣"], {"الشمال": [40, 25], "الجنوب": [12, 31]}, {"language": "ar", "rtl": True, "unit": "طن"}),
    "slope-ar-shares": (["2015", "2025"], {"المدن الساحلية": [(40, "40%"), (25, "25%")], "القرى": [(12, "12%"), (31, "31%")]},
        {"language": "ar", "rtl": True, "unit": "%", "number_format": '0"%"'}),
    "steps": (["Start", "Grants", "Staff", "End"], [40, 25, -12, 53], {"sums": ("Start", "End")}),
    "below": (["Start", "Repairs", "Fuel", "Fares", "End"], [40, -55, -12, 60, 33], {"sums": ("Start", "End")}),
    "clouds": (
        ["Mali", "Chad", "Ghana", "Kenya", "Gabon"],
        {"Income": [9, 7, 24, 21, 88], "Schooling": [23, 25, 81, 77, 94]},
        {"highlight": ("Ghana",)},
    ),
    "sums": (THREE, {"Women": [40, 25, 12], "Men": [31, 5, 22]}, {"totals": SUMS}),
    "sums-years": (["2021", "2022", "2023"], {"Women": [40, 25, 12], "Men": [31, 5, 22]}, {"totals": SUMS}),
    "sum": (THREE, [40, 25, 12], {"totals": (Point(Decimal(77), "77"),)}),
    "apart": (THREE, {"Women": [40, 25, 12], "Men": [31, 5, 22]}, {"apart": tuple(Point(Decimal(gap), f"{gap} points", (), '0" points"') for gap in (9, 20, 10))}),
    "time": (["2001", "2002", "2020"], [12, 25, 40], {"days": (2001, 2002, 2020)}),
}  # fmt: skip
NEAR: Final = 6.75
"""How far apart the edges of a mark may be in the two, in points: half an outline, and what LibreOffice
moves a plot by whose labels reach beyond the chart."""


class Mark(NamedTuple):
    """A filled shape: its colour, and its edges in points from the page's top left corner."""

    colour: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Both:
    """One chart as the page and as the deck show it."""

    chart: Chart
    ink: str
    marks: tuple[list[Mark], list[Mark]]
    strokes: tuple[dict[str, list[Mark]], dict[str, list[Mark]]]
    words: tuple[list[Word], list[Word]]


def specs() -> dict[str, ChartSpec]:
    """Each kind with each case that it can show."""
    made = {}
    for kind in charts.CHARTS:
        for case, (names, values, more) in CASES.items():
            if more.get("days") and kind not in ("line", "area"):
                continue
            if (more.get("apart") and kind != "dumbbell") or (case == "slope-ar-shares" and kind != "slope"):
                continue
            if more.get("totals") and kind != ("doughnut" if len(more["totals"]) == 1 else "stacked"):
                continue
            spec = make_chart(kind, names, values, **{"unit": "tons", **more})
            if not any(finding.level == "error" for finding in charts.check(spec)):
                made[f"{kind} {case}"] = spec
    return made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, draw_deck: DrawDeck) -> dict[str, Both]:
    """All of them, read from our PDF and from LibreOffice's drawing of our deck."""
    folder = tmp_path_factory.mktemp("charts")
    section = "  a:\n    type: chart\n    chart: bar\n    title: A\n    unit: t\n    data: [{label: B, value: 3}, {label: C, value: 2}]\n"
    lay(folder, {"data/a.yaml": REPORT + section})
    env = Env(folder)
    (output,) = build(load(folder, env), env, Options(templates=("deck",))).outputs
    layout = output.layout
    look = make_look(colours={job: Colour(colour.rgb) for job, colour in COLOURS.items()})  # fixed colours, no theme's
    (base,) = (frame for frame in layout.frames if any(isinstance(item, Chart) for item in frame.items))
    frames = {name: _frame(base, spec, look, number) for number, (name, spec) in enumerate(specs().items())}
    whole = replace(layout, frames=tuple(frames.values()))
    seen = replace(whole, frames=tuple(map(_without_rows, whole.frames)))
    ours, theirs = WRITERS["pdf"](seen).data, draw_deck(WRITERS["pptx"](whole).data)
    found = zip(_drawn(ours), _drawn(theirs), pages_as_text(ours), pages_as_text(theirs), strict=True)
    both = {}
    for (name, frame), (page, slide, said, written) in zip(frames.items(), found, strict=True):
        (chart,) = (item for item in frame.items if isinstance(item, Chart))
        colours = {colour.rgb for colour in series_colours(chart.spec, look, 6)} | _fills(chart)
        both[name] = Both(
            chart,
            ink(look).rgb,
            (_marks(page, chart, colours), _marks(slide, chart, colours)),
            (_strokes(page, chart), _strokes(slide, chart)),
            (_inside(said, chart), _inside(written, chart)),
        )
    return both


def _without_rows(frame: Frame) -> Frame:
    """The frame without the rows of its chart that nobody sees: PDFium reads those too."""
    items = (
        replace(item, drawing=replace(item.drawing, rows=())) if isinstance(item, Chart) else item
        for item in frame.items
    )
    return replace(frame, items=tuple(items))


def _frame(base: Frame, spec: ChartSpec, look: Look, number: int) -> Frame:
    (chart,) = (item for item in base.items if isinstance(item, Chart))
    wide, tall = to_points(chart.box.width), to_points(chart.box.height)
    made = replace(
        chart,
        spec=spec,
        drawing=charts.draw(spec, look, wide, tall),
        native=charts.native(spec, look, wide, tall),
        alt=f"Chart {number}",
    )
    items = tuple(made if item is chart else item for item in base.items)
    return replace(base, id=f"chart-{number}", items=items, language=spec.language, notes=())


def _fills(chart: Chart) -> set[str]:
    kinds = ("bar", "column", "segment", "share", "dot", "point")
    return {path.fill.rgb for path in chart.drawing.paths if path.fill and path.mark.split(":")[0] in kinds}


def _drawn(pdf: bytes) -> list[list[tuple[bool, str, Mark]]]:
    """Every path of each page: whether it is filled, its stroke's colour, and the mark that it is."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            height = page.get_height()
            found = []
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=6):
                mode, stroked = pdfium.c_int(), pdfium.c_int()
                pdfium.FPDFPath_GetDrawMode(one, byref(mode), byref(stroked))
                left, bottom, right, top = one.get_bounds()
                mark = Mark(_colour(one, pdfium.FPDFPageObj_GetFillColor), left, height - top, right, height - bottom)
                found.append(
                    (bool(mode.value), _colour(one, pdfium.FPDFPageObj_GetStrokeColor) if stroked.value else "", mark)
                )
            pages.append(found)
    return pages


def _colour(one: Any, ask: Any) -> str:
    channels = [c_uint() for _ in range(4)]
    ask(one, *map(byref, channels))
    return "".join(f"{channel.value:02X}" for channel in channels[:3])


def _plot(chart: Chart) -> Mark:
    """The plot of a chart on its page, with what stands a little beyond it."""
    assert chart.native is not None
    assert chart.native.plot is not None
    plot, box = chart.native.plot, chart.box
    left, top = (value / EMU_PER_POINT for value in (box.x + plot.left * box.width, box.y + plot.top * box.height))
    right, bottom = left + plot.width * box.width / EMU_PER_POINT, top + plot.height * box.height / EMU_PER_POINT
    return Mark("", left - 7, top - 7, right + 7, bottom + 7)


def _marks(drawn: list[tuple[bool, str, Mark]], chart: Chart, colours: set[str]) -> list[Mark]:
    """The filled marks of the series, in the order of their places."""
    plot = _plot(chart)
    kept = [
        mark
        for filled, _, mark in drawn
        if filled
        and mark.colour in colours
        and plot.left < (mark.left + mark.right) / 2 < plot.right
        and plot.top < (mark.top + mark.bottom) / 2 < plot.bottom
        and max(mark.right - mark.left, mark.bottom - mark.top) > 2
        and min(mark.right - mark.left, mark.bottom - mark.top) > 0.05  # a part of nothing has two edges in one place
    ]
    return sorted(set(kept))


def _strokes(drawn: list[tuple[bool, str, Mark]], chart: Chart) -> dict[str, list[Mark]]:
    """The lines in the plot, by colour."""
    plot = _plot(chart)
    found: dict[str, list[Mark]] = {}
    for _, stroke, mark in drawn:
        middle = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        if stroke and plot.left < middle[0] < plot.right and plot.top < middle[1] < plot.bottom:
            found.setdefault(stroke, []).append(mark)
    return found


def _around(marks: Sequence[Mark]) -> tuple[float, float, float, float]:
    return (
        min(mark.left for mark in marks),
        min(mark.top for mark in marks),
        max(mark.right for mark in marks),
        max(mark.bottom for mark in marks),
    )


def _inside(words: list[Word], chart: Chart) -> list[Word]:
    box = chart.box
    return [word for word in words if box.y - 100_000 <= word.box.y and word.box.bottom <= box.bottom + 100_000]


def _names() -> list[str]:
    return list(specs())


@pytest.mark.parametrize("name", _names())
def test_marks_are_the_same_in_number_and_place(shown: Mapping[str, Both], name: str) -> None:
    ours, theirs = shown[name].marks

    assert Counter(mark.colour for mark in theirs) == Counter(mark.colour for mark in ours)
    for mine in ours:
        if name.startswith("doughnut") and mine.right - mine.left < 8:
            continue  # a sliver's outline is wider than itself
        other = min((one for one in theirs if one.colour == mine.colour), key=lambda one: _gap(mine, one))
        assert _gap(mine, other) < NEAR, (mine, other)


def _gap(one: Mark, other: Mark) -> float:
    """How far apart the edges of two marks are, at the most."""
    sides = ((one.left, other.left), (one.top, other.top), (one.right, other.right), (one.bottom, other.bottom))
    return max(abs(mine - theirs) for mine, theirs in sides)


@pytest.mark.parametrize("name", [name for name in _names() if name.startswith("line")])
def test_lines_run_the_same_way(shown: Mapping[str, Both], name: str) -> None:
    chart, (ours, theirs) = shown[name].chart, shown[name].strokes
    for path in chart.drawing.paths:
        if path.mark.startswith("line:") and path.stroke is not None:
            colour = path.stroke.rgb
            assert _around(theirs[colour]) == pytest.approx(_around(ours[colour]), abs=NEAR)


@pytest.mark.parametrize("name", [name for name in _names() if name.endswith("reference")])
def test_a_reference_is_one_line_from_edge_to_edge(shown: Mapping[str, Both], name: str) -> None:
    both = shown[name]
    (drawn,) = (path for path in both.chart.drawing.paths if path.mark == "reference")
    box, tall = both.chart.box, to_points(both.chart.box.height)
    places = [(float(x), float(y)) for _, x, y in drawn.segments]
    x = [to_points(box.x) + place[0] for place in places]
    y = [to_points(box.y) + tall - place[1] for place in places]
    along = 1 if x[0] == x[1] else 0  # runs down the rows, or across
    near = [
        mark
        for mark in both.strokes[1].get(both.ink, [])
        if abs((mark.left if along else mark.top) - (x if along else y)[0]) < NEAR
        and abs((mark.right if along else mark.bottom) - (x if along else y)[0]) < NEAR
    ]

    assert near
    first, last = (_around(near)[at] for at in ((1, 3) if along else (0, 2)))
    assert last - first > 0.75 * (abs(y[1] - y[0]) if along else abs(x[1] - x[0]))


@pytest.mark.parametrize("name", _names())
def test_labels_are_the_same_and_stand_at_the_same_places(shown: Mapping[str, Both], name: str) -> None:
    ours, theirs = shown[name].words

    # PDFium reads joined letters of our fonts and of LibreOffice's in different ways.
    told = [
        Counter(word.text.strip("%") for word in words if word.text.isascii() or ord(word.text[0]) > 0x2000)
        for words in (ours, theirs)
    ]
    assert told[1] == told[0]
    for word in ours:
        if re.search(r"\d", word.text):
            gaps = [_apart(word, other) for other in theirs if other.text == word.text]
            assert min(gaps) < (100 if name == "doughnut long" else 24), word  # lines of a moved label are centred


@pytest.mark.parametrize("name", _names())
def test_no_label_stands_on_another(shown: Mapping[str, Both], name: str) -> None:
    for words in shown[name].words:
        for at, word in enumerate(words):
            for other in words[at + 1 :]:
                across = min(word.box.right, other.box.right) - max(word.box.x, other.box.x)
                down = min(word.box.bottom, other.box.bottom) - max(word.box.y, other.box.y)
                assert across < EMU_PER_POINT or down < 2.5 * EMU_PER_POINT, (word.text, other.text)


def _apart(one: Word, other: Word) -> float:
    """How far the middles of two words are apart, in points; what is above or below counts twice."""
    here, there = _middle(one), _middle(other)
    return max(abs(here[0] - there[0]), 2 * abs(here[1] - there[1]))


def _middle(word: Word) -> tuple[float, float]:
    return to_points(word.box.x + word.box.width // 2), to_points(word.box.y + word.box.height // 2)
