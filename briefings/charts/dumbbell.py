"""Two values for each row, joined: for the distance between them, as between two years, two groups, or what was planned and what was done."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from . import checking
from .dot import draw, heights, native
from .spec import ChartSpec

__all__ = ["check", "draw", "heights", "native"]


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What pairs of dots cannot show."""
    rules = (checking.values, checking.log_scale, checking.no_annotations, checking.no_difference, _two)
    return checking.findings(spec, *rules, checking.at_most(40, checking.LARGEST))


def _two(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A dumbbell has two ends."""
    if len(spec.series) != 2:
        message = f"a dumbbell chart compares two series; this has {len(spec.series)}"
        path = checking.path_of(spec, *(series.name for series in spec.series[2:]))
        yield error("dumbbell-series", message, path=path, hint="give `values` for two series, or use `dot`")
