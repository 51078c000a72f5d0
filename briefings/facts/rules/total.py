"""Shares of a whole that make another sum than 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...diagnostics import Diagnostic, warning
from ...values import Figure, Record, figures, listed, records
from ..ledger import Ledger

_WHOLE = ("doughnut", "stacked-100")
"""Charts that show a whole."""


def check(ledger: Ledger) -> Iterator[Diagnostic]:
    """The percentages of a chart that shows a whole add up to 100, as far as their digits say; the sums of money are held by `sum-wrong`."""
    for section in records(ledger.root["sections"]):
        if section["type"] != "chart" or str(section["chart"]) not in _WHOLE:
            continue
        for points in _wholes(section):
            shown = [one for one in points if one.value is not None and figures.is_percent(one.unit)]
            if len(shown) < 2 or len(shown) < len(points):
                continue
            total = sum((one.value or Decimal(0) for one in shown), Decimal(0))
            unsure = sum((_half(one) for one in shown), Decimal(0))
            if abs(total - 100) > unsure:
                where = ledger.where.get(shown[0].origin)
                message = f"these {len(shown)} shares add up to {total:f} per cent"
                yield warning("share-sum", message, where, section.origin, "correct the shares, or add what is missing")


def _wholes(chart: Record) -> Iterator[list[Figure]]:
    """The figures that make a whole: the points of a ring, or of each bar."""
    rows = (listed(one["points"]) for one in records(chart["series"]))
    columns = [[one for one in row if isinstance(one, Figure)] for row in rows]
    if len(columns) == 1:
        yield columns[0]
    elif columns:
        yield from (list(bar) for bar in zip(*columns, strict=False))


def _half(one: Figure) -> Decimal:
    """Half a unit of a figure's last digit."""
    exponent = one.value.as_tuple().exponent if one.value is not None else 0
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
