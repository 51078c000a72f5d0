"""An area under a line: for an amount that grows or shrinks over time, its axis from nought."""

from __future__ import annotations

from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing, DrawnPath
from ..frozen import replace
from ..look import Colour, Look
from . import checking, line
from .line import heights
from .line_plan import line_colours
from .native import Native, NativeSeries, Paint
from .paint import ground
from .spec import ChartSpec

__all__ = ["check", "draw", "heights", "native"]

FAINT: Final = 1.15
"""The contrast of the area with the ground: it is seen, and its line is louder."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What an area cannot show."""
    rules = (checking.values, checking.one_series, checking.two_points, checking.no_log, checking.no_gap)
    return checking.findings(spec, *rules, checking.no_difference, checking.at_most(1000, "sum up the data first"))


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors: that of a line, with the area between its grid and the line."""
    from .drawing import Canvas

    made = line.draw(spec, look, width, height, step)
    canvas = Canvas(spec, look, width, height, step)
    edge, zero = line.edge(spec, look, width, height, step)
    canvas.area([(edge[0][0], zero), *edge, (edge[-1][0], zero)], _fill(spec, look), "area:0")
    under = sum(1 for path in made.paths if path.mark == "grid")
    paths: tuple[DrawnPath, ...] = (*made.paths[:under], *canvas.paths, *made.paths[under:])
    return replace(made, paths=paths)


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: a line, and the area of the same cells."""
    made = line.native(spec, look, width, height, step)
    row = next(series for series in made.series if series.job == "data")
    fill = NativeSeries(row.name, row.values, Paint(_fill(spec, look)), job="fill")
    return replace(made, chart_type="AREA", series=(fill, *made.series))


def _fill(spec: ChartSpec, look: Look) -> Colour:
    """The line's colour, paler."""
    colour, base = line_colours(spec, look)[0], ground(look)
    shades = (colour.paler(share, base) for share in range(95, 40, -5))
    return next((one for one in shades if one.contrast(base) >= FAINT), colour.paler(40, base))
