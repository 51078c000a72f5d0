"""Bars made of parts, one row for each category: for sizes and what they are made of."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from . import checking
from .spec import ChartSpec
from .stacks import draw, heights, native

__all__ = ["check", "draw", "heights", "native"]


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What these bars cannot show."""
    return checking.findings(
        spec,
        checking.stackable,
        checking.values,
        checking.no_log,
        checking.no_annotations,
        checking.no_difference,
        checking.at_most(30, "show fewer, or use a table"),
    )
