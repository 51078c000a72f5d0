"""What a single figure must keep to, wherever it stands: digits that it has, and gaps that are meant.

digits_rule    a value and how many digits the source gives -> findings
half_unit      a value and its digits -> how far it may be from the number that it stands for
left_out       a value that may be `not-in-source` -> a note
alone          a figure -> the same beside a chart or map, whose title says the unit
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..diagnostics import Diagnostic
from ..frozen import replace
from ..values import Figure, figures
from .place import Place

SHORT: Final = 8
"""A unit of so many letters can stand behind each figure."""


def alone(figure: Figure) -> Figure:
    """A figure beside a chart or a map, with its unit where that is short; the title says a long one. A percentage keeps its sign."""
    short = len(figure.unit) <= SHORT and " " not in figure.unit
    return figure if short or figures.is_percent(figure.unit) else replace(figure, unit="")


def digits_rule(value: Decimal | None, digits: int | None, place: Place) -> Iterator[Diagnostic]:
    """`digits` may not say fewer digits than the number needs: it would have to be rounded."""
    if value is None or digits is None:
        return
    needed = len(value.normalize().as_tuple().digits)
    if needed > digits:
        message = f"`{value:f}` does not fit into {digits} significant digit{'s' * (digits > 1)}; it has {needed}"
        hint = f"write `digits: {needed}` or more, or take `digits` out"
        yield (place / "digits").error("digits-wrong", message, hint)


def half_unit(value: Decimal | None, digits: int | None) -> Decimal:
    """By how much a number may differ from the one that it stands for: half a unit of its last known digit; nothing for a number
    that is given in full."""
    exponent = None if value is None else value.as_tuple().exponent
    if value is None or not value or not isinstance(exponent, int):
        return Decimal(0)
    last = value.adjusted() - digits + 1 if digits else max(0, exponent)
    return Decimal(5).scaleb(last - 1) if last > 0 or (digits and last > exponent) else Decimal(0)


def left_out(value: object, place: Place, what: str) -> Iterator[Diagnostic]:
    """A number that the source lacks stays missing, and its author is told."""
    if value is None:
        yield place.note("figure-not-in-source", f"this {what} is left out: the source has no number")
