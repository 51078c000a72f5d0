"""The small line below a figure that tells how it came to be."""

from __future__ import annotations

from .. import charts
from ..frame import UNDRAWN, Chart
from ..frozen import replace
from ..geometry import Box
from ..look import Look
from .params import Stat


def trend(id: str, stat: Stat, width: int, step: int, look: Look, on: str) -> Chart | None:
    """The line at a width, on a ground of that name; None where the figure has none, or its words go on without it."""
    if stat.trend is None:
        return None
    own, style = replace(look, on=on), look.style("chart", step)
    spec = replace(stat.trend, colours=(stat.tone,)) if stat.tone in ("good", "bad") else stat.trend
    _, tall = charts.heights(spec, own, width, step)
    box = Box(0, 0, width, tall)
    return Chart(id, box, spec, UNDRAWN, style, stat.trend.alt, name=id, look=own, step=step)
