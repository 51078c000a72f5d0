"""Bars of one length, made of shares: for how a whole divides, once or for several categories."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..look import Look
from . import checking, stacks
from .native import Native
from .rows import Heights
from .spec import ChartSpec


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


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    return stacks.heights(spec, look, width, step, whole=True)


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    return stacks.draw(spec, look, width, height, step, whole=True)


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own."""
    return stacks.native(spec, look, width, height, step, whole=True)
