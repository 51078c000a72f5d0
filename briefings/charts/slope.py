"""Slopes: one line for each series from a value to a later one, both written at its ends. For what rose, what fell, and who passed whom."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, error
from . import checking
from .line import draw, heights, native
from .spec import ChartSpec

__all__ = ["check", "draw", "heights", "native"]


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What slopes cannot show."""
    return checking.findings(spec, checking.values, checking.no_log, _two, checking.no_gap)


def _two(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A slope is from one value to another."""
    if len(spec.categories) != 2:
        message = f"a slope chart has two labels, before and after; this has {len(spec.categories)}"
        path = checking.path_of(spec, *spec.categories[2:], *spec.categories)
        hint = "leave out those between, or use `line`; what is compared, such as places, are the `series`, each with a value at both labels"
        yield error("slope-labels", message, path=path, hint=hint)
