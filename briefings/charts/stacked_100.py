"""Bars of one length, made of shares: for how a whole divides, once or for several categories."""

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
        checking.shares,
        checking.no_log,
        checking.no_reference,
        checking.no_annotations,
        checking.no_difference,
        checking.at_most(30, "show fewer, or use a table"),
    )
