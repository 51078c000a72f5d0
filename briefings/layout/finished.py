"""A page in its last form: charts drawn where they stand, and a name of its own for each item."""

from __future__ import annotations

from functools import partial

from .. import charts, lasting, memory
from ..frame import Chart, Frame
from ..frozen import replace
from ..lasting import Same
from .names import named


def finished(frame: Frame) -> Frame:
    """A page with its charts drawn and its items named."""
    with memory.page():
        return named(replace(frame, items=tuple(charts.drawn_in(item, _drawn) for item in frame.items)))


def _drawn(chart: Chart) -> Chart:
    return lasting.made("charts", Same(chart), partial(charts.drawn, chart))
