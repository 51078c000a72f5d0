"""How often values of each size occur: counted in classes of one width, as columns that touch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..diagnostics import Diagnostic, error
from ..frozen import frozen
from . import checking, scale
from .column import draw, heights, native
from .spec import ChartSpec

__all__ = ["Class", "check", "classes", "draw", "heights", "native"]


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What classes cannot show."""
    rules = (_several, checking.one_series, checking.no_log, checking.no_reference, checking.no_gap)
    return checking.findings(spec, *rules, checking.no_annotations, checking.no_difference)


def _several(spec: ChartSpec) -> Iterator[Diagnostic]:
    """One class alone says nothing."""
    values = [point.value for row in spec.series for point in row.points]
    if len(set(values)) < 2:
        message = "a histogram counts how often values occur, and there are no two that differ"
        yield error("histogram-few", message, path=checking.path_of(spec, *spec.series[0].points), hint="use `bar`")


@frozen
class Class:
    """Values from `low` up to `high`; of the last class, with `high` itself."""

    low: Decimal
    high: Decimal
    members: tuple[int, ...]


def classes(values: Sequence[Decimal]) -> tuple[Class, ...]:
    """Values in classes between round numbers: about as many as the root of their count, twelve at the most."""
    if len(set(values)) < 2:
        return ()
    low, high = min(values), max(values)
    count = max(5, min(12, math.ceil(1.4 * math.sqrt(len(values)))))
    step = scale.round_step(float(low), float(high), count)
    first, last = math.floor(low / step), math.ceil(high / step)
    edges = [number * step for number in range(first, last + 1)]
    return tuple(
        Class(
            one,
            one + step,
            tuple(
                at
                for at, value in enumerate(values)
                if one <= value < one + step or (one == edges[-2] and value == edges[-1])
            ),
        )
        for one in edges[:-1]
    )
