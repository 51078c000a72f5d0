"""A sparkline: how a figure came to be what it is, as a small line below it, its last value marked; where one is missing, thin dashes lead over the gap."""

from __future__ import annotations

from itertools import groupby, pairwise, product
from typing import Final

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Look
from . import checking, paint, scale
from .drawing import Canvas
from .labels import Typesetter
from .marks import circle
from .rows import Heights
from .spec import ChartSpec
from .upright import Upright

WEIGHT: Final = 1.75
BRIDGE: Final = 0.75
DASHES: Final = (2.0, 2.5)
DOT: Final = 3.0
"""How large the last value's dot is, from its middle to its edge, in points."""
SMALLER, SMALLEST = 0.7, 7.0
"""So much smaller than a chart's words those at the ends may be, and how small at the most, in points."""
SLIDES: Final = 12.0
"""Where a chart's words are larger, as on slides, those at the ends have this size: they never outdo the words beside the line."""
LOW, HIGH, SHARE = 1.9, 5.0, 0.14
"""How high the line is at least and at most, in ems, and in between as a share of its width."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What a small line cannot show: its statistic has told the rest."""
    return checking.findings(spec, checking.values)


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the line is, with the names of its ends below it."""
    type = Typesetter(spec, look, step)
    high = min(max(LOW * type.size, SHARE * width), HIGH * type.size) + (type.leading if _named(spec) else 0.0)
    return Heights(high, high, high)


def _named(spec: ChartSpec) -> bool:
    """Whether its ends have names."""
    return bool(spec.categories[0].text and spec.categories[-1].text)


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The line as vectors."""
    canvas, type = Canvas(spec, look, width, height, step), Typesetter(spec, look, step)
    foot = type.leading if _named(spec) else 0.0
    values = [float(one.value) for one in spec.series[0].points if one.value is not None]
    ends = (min(values), max(values)) if min(values) < max(values) else (values[0] - 1, values[0] + 1)
    up = Upright(scale.Scale(*ends), foot + DOT + 1, max(height - DOT - 1, foot + 2 * DOT))
    row, strong = spec.series[0].points, paint.accent(look)
    grey = paint.stepped_back(look, strong)
    colour = paint.deepened(look, look.colour(spec.colours[0])) if spec.colours else strong  # as its figure is
    stop = max(width - DOT, 2 * DOT)
    places = [
        (DOT + at * (stop - DOT) / max(len(row) - 1, 1), None if one.value is None else up.y(one.value))
        for at, one in enumerate(row)
    ]
    told = [(at, x, y) for at, (x, y) in enumerate(places) if y is not None]
    for (before, *start), (after, *end) in pairwise(told):
        if after > before + 1:
            canvas.line([(start[0], start[1]), (end[0], end[1])], paint.quiet(look), BRIDGE, "bridge", DASHES)
    for known, stretch in groupby(places, key=lambda one: one[1] is not None):
        if known:
            line = [(x, y) for x, y in stretch if y is not None]
            if len(line) == 1:  # a value between two gaps
                canvas.paths.append(circle((canvas.across(line[0][0]), line[0][1]), DOT / 2, grey, grey, "spark"))
            canvas.line(line, grey, WEIGHT, "spark")
    x, y = next((x, y) for x, y in reversed(places) if y is not None)
    canvas.paths.append(circle((canvas.across(x), y), DOT, colour, paint.ground(look), "spark"))
    if foot:
        _draw_ends(canvas, type, stop, foot)
    return canvas.drawing()


def _draw_ends(canvas: Canvas, type: Typesetter, stop: float, foot: float) -> None:
    """The names of both ends below them with their values: without the last where there is no room, which its figure says, and smaller before these are
    left out; neither where they have none."""
    spec, last = type.spec, -1
    points, least = spec.series[0].points, max(SMALLEST / type.size, SMALLER)
    sizes = [one for one in (1.0, (1.0 + least) / 2, least) if one <= 1.0]
    if type.size > SLIDES:
        sizes = [SLIDES / type.size]
    for told, larger in product(((0, last), (0,), ()), sizes):
        gap, said = 0.35 * type.size * larger, []
        for at in (0, last):
            name = spec.categories[at]
            words = type.words(name.text, name.origins, colour=paint.quiet(type.look), larger=larger)
            value = type.value(points[at], larger=larger) if at in told else None
            said.append((words, value, words.width + (gap + value.width if value else 0.0)))
        if sum(wide for *_, wide in said) + 0.6 * type.size * larger <= stop:
            for (words, value, wide), start in zip(said, (0.0, stop + DOT - said[1][2]), strict=True):
                canvas.words(words, start, 0.85 * foot, "start", "top")
                if value:
                    canvas.words(value, start + wide, 0.85 * foot, "end", "top")
            return
