"""Unseen series of a native chart, which hold no data of the report: reference lines across it, and words at a place.

They are unseen but for their line or their word, and stand in the workbook like all others: what somebody edits there moves in the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ..frozen import replace
from ..language.wording import word
from ..look import Look
from .labels import Typesetter, Words
from .native import Axis, Job, Labels, NativePoint, NativeSeries, Paint, Position
from .paint import ink, quiet
from .rows import Axis as Along
from .rows import Rows, reference_words
from .scale import axis_format, reference_value
from .spec import ChartSpec

GAP: Final = 4.0
"""What PowerPoint and LibreOffice leave between a mark and its label, in points, near enough."""


def reference(
    spec: ChartSpec, look: Look, at: int, position: Position, offset: tuple[float, float] | None, job: Job = "reference"
) -> NativeSeries:
    """A line at a value through all categories, named once, with that value, at one of them."""
    assert spec.reference is not None
    value = reference_value(spec)
    said = Labels(
        position,
        axis_format(spec, (spec.reference.value,)),
        ink(look),
        bold=False,
        value=bool(value),
        series_name=True,
        offset=offset,
        between=word("colon", spec.language),
    )
    return NativeSeries(
        spec.reference.label.text,
        (spec.reference.value,) * len(spec.categories),
        Paint(None, ink(look), 1.0, "dash"),
        points=(NativePoint(at, labels=said),),
        job=job,
    )


def reference_over(type: Typesetter, rows: Rows, along: Along, height: float) -> NativeSeries:
    """A line down all rows, named above them as in the drawing."""
    said = type.spec.reference
    assert said is not None
    label = reference_words(type, rows.width)
    x = along.x(said.value)
    start = max(0.0, min(x - label.width / 2, rows.width - label.width))
    usual = x + GAP if said.value >= 0 else x - GAP - label.width
    middle = rows.head - 0.2 * type.size - label.height / 2
    first = rows.top(height) + rows.pitch(height) / 2
    shift = offset(start - usual, middle - first, rows.width, height, rtl=type.spec.rtl)
    return reference(type.spec, type.look, 0, "OUTSIDE_END", shift)


def reference_beside(
    type: Typesetter, last: float, start: float, width: float, height: float, down: float = 0.0
) -> NativeSeries:
    """A line across, named behind its end: the last category's middle is at `last`, the name begins at `start`, so far `down` from the line."""
    shift = offset(start - last - GAP, down, width, height, rtl=type.spec.rtl)
    side: Position = "LEFT" if type.spec.rtl else "RIGHT"
    return reference(type.spec, type.look, len(type.spec.categories) - 1, side, shift)


def names_series(
    type: Typesetter, names: Sequence[Words], low: Decimal, shift: tuple[float, float] | None = None
) -> NativeSeries:
    """The names below a plot that has room for some of them only: each program would choose others, or turn them."""
    spec = type.spec
    shift = shift if shift and any(shift) else None
    said = Labels("BELOW", "General", ink(type.look), bold=False, value=False, cells=True, offset=shift)
    return NativeSeries(
        word("category", spec.language),
        (low,) * len(spec.categories),
        Paint(None),
        points=tuple(NativePoint(at, labels=said) for at, name in enumerate(names) if name),
        job="names",
        shown=tuple(category.text for category in spec.categories),
    )


def sums_series(spec: ChartSpec, look: Look, position: Position) -> tuple[NativeSeries, ...]:
    """The sums at the ends of stacks, where they are told."""
    if spec.whole or not spec.totals:
        return ()
    said = Labels(position, "General", ink(look), cells=True)
    shown, sums = (tuple(getattr(point, what) for point in spec.totals) for what in ("shown", "value"))
    points = tuple(NativePoint(at, labels=said) for at, one in enumerate(sums) if one)
    return (NativeSeries(word("total", spec.language), sums, Paint(None), points=points, job="remark", shown=shown),)


def remark(spec: ChartSpec, look: Look, at: Sequence[int], text: str = "") -> NativeSeries:
    """ "No value" (or another `text`) where some categories have no bar."""
    said = Labels("OUTSIDE_END", "General", quiet(look), bold=False, value=False, series_name=True)
    return NativeSeries(
        text or word("no-value", spec.language),
        tuple(Decimal(0) if index in at else None for index in range(len(spec.categories))),
        Paint(None),
        points=tuple(NativePoint(index, labels=said) for index in at),
        job="remark",
    )


def offset(right: float, down: float, width: float, height: float, *, rtl: bool = False) -> tuple[float, float]:
    """So many points from a label's usual place, in reading direction and downwards, as shares of the chart."""
    return (round((-right if rtl else right) / width, 4), round(down / height, 4))


def log_axis(spec: ChartSpec, look: Look, axis: Axis, title_at: tuple[float, float]) -> Axis:
    """The value axis of a log scale: its powers of ten on a grid, and that it is one in words."""
    ends = (axis.minimum or Decimal(1), (axis.maximum or Decimal(1)).quantize(Decimal(1)))
    return replace(
        axis,
        visible=True,
        labels=True,
        log=True,
        major=None,
        gridlines=look.colour("grid"),
        ink=quiet(look),
        number_format=axis_format(spec, ends, Decimal(1)),
        title=word("log-scale", spec.language),
        title_at=title_at,
    )
