"""Any matplotlib artist can be drawn: what it draws is kept as paths and as words in the page's own fonts."""

from __future__ import annotations

import pytest
from chart_making import LOOK, make_chart
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.path import Path

from briefings.charts.curves import Recorder
from briefings.charts.drawing import Canvas
from briefings.look import Colour


def test_a_rectangle_is_kept_to_the_thousandth_of_a_point() -> None:
    canvas = Canvas(make_chart("bar", ["A"], [1]), LOOK, 100, 50)

    canvas.rectangle(10, 20, 1 / 3, 5, LOOK.colour("accent"), "bar:0:0")

    (path,) = canvas.drawing().paths
    assert path.segments == (("m", 10.0, 20.0), ("l", 10.333, 20.0), ("l", 10.333, 25.0), ("l", 10.0, 25.0), ("h",))
    assert (path.fill, path.stroke, path.mark) == (LOOK.colour("accent"), None, "bar:0:0")


def test_the_theme_slot_of_a_colour_survives() -> None:
    canvas = Canvas(make_chart("bar", ["A"], [1]), LOOK, 100, 50)

    canvas.line([(0, 0), (10, 10)], LOOK.colour("rule"), 1.5, "grid", dash=(4, 3))

    (path,) = canvas.drawing().paths
    assert (path.stroke, path.weight, path.dash, path.fill) == (LOOK.colour("rule"), 1.5, (4.0, 3.0), None)


def test_curves_stay_curves() -> None:
    canvas = Canvas(make_chart("bar", ["A"], [1]), LOOK, 100, 50)

    canvas.add(Ellipse((50, 25), 20, 10, facecolor="#FF0000", linewidth=0))

    (path,) = canvas.drawing().paths
    assert {segment[0] for segment in path.segments} == {"m", "c", "h"}
    assert path.fill == Colour("FF0000")


def test_a_quadratic_curve_becomes_the_cubic_one_that_draws_the_same() -> None:
    from matplotlib.patches import PathPatch

    canvas = Canvas(make_chart("bar", ["A"], [1]), LOOK, 100, 50)

    canvas.add(
        PathPatch(Path([(0, 0), (30, 60), (60, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3]), fill=False, linewidth=1)
    )

    assert canvas.drawing().paths[0].segments == (("m", 0.0, 0.0), ("c", 20.0, 40.0, 40.0, 40.0, 60.0, 0.0))


def test_what_cannot_be_seen_is_not_kept() -> None:
    canvas = Canvas(make_chart("bar", ["A"], [1]), LOOK, 100, 50)

    canvas.add(Rectangle((0, 0), 5, 5, facecolor="none", edgecolor="none"))

    assert canvas.drawing().paths == ()


def test_a_whole_figure_can_be_recorded_and_its_dollars_stay() -> None:
    figure = Figure(figsize=(4, 2), dpi=72)
    FigureCanvasBase(figure)
    axes = figure.add_axes((0.1, 0.2, 0.8, 0.6))
    axes.barh(["A"], [3])
    axes.set_title("$28M and $424M", parse_math=False)
    recorder = Recorder(make_chart("bar", ["A"], [1]), LOOK, 288, 144, 0)

    figure.draw(recorder)

    assert "$28M and $424M" in [text.text for text in recorder.texts]
    assert len(recorder.paths) > 4


def test_pixels_are_refused() -> None:
    recorder = Recorder(make_chart("bar", ["A"], [1]), LOOK, 100, 50, 0)

    with pytest.raises(NotImplementedError, match="charts are vectors"):
        recorder.draw_image(recorder.new_gc(), 0, 0, None)
