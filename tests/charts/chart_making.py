"""Makes a look by hand, and charts in a line or two: what the chart tests share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from briefings.charts.spec import ChartSpec, Label, Point, Series
from briefings.geometry import PAGE_SIZES, points
from briefings.look import Colour, Look, TextStyle
from briefings.text.fonts import FontSet
from briefings.values import Origin, Span

TEXT: Final = Colour("1F2933", "tx1")
COLOURS: Final = {
    "text": TEXT,
    "muted": Colour("5B6770", "tx2"),
    "accent": Colour("0B5FA5", "accent1"),
    "rule": Colour("C9D3DB", "bg2"),
    "grid": Colour("DBDBDB", "bg1"),
    "band": Colour("0B3C5D", "accent1"),
    "on-band": Colour("FFFFFF", "bg1"),
    "series-1": Colour("0B5FA5", "accent1"),
    "series-2": Colour("C2410C", "accent2"),
    "series-3": Colour("2A7F62", "accent3"),
    "series-4": Colour("8E5AA8", "accent4"),
    "series-5": Colour("5B6770", "accent5"),
    "series-6": Colour("B8860B", "accent6"),
}


def make_look(size: float = 14, colours: Mapping[str, Colour] = MappingProxyType({}), on: str = "page") -> Look:
    """A look with chart labels of a size; other colours for some jobs, and the ground that the chart stands on, when given."""
    every = MappingProxyType({**COLOURS, **colours})
    scale = MappingProxyType({"chart": (TextStyle(size, every["text"]),)})
    return Look(PAGE_SIZES["16:9"], every, FontSet(), scale, (), MappingProxyType({}), points(6), points(12), on=on)


LOOK: Final = make_look()


def make_chart(kind: str, categories: Sequence[str], values: Any, unit: str = "tons", **more: Any) -> ChartSpec:
    """A chart from labels and values; values are one row, or rows by series' name. None is a value that the source lacks."""
    rows = values if isinstance(values, Mapping) else {"": values}
    return ChartSpec(
        "seizures",
        kind,
        (Span("Seizures in 2022"),),
        _label(unit, "unit"),
        tuple(_label(text, f"data.{index}.label") for index, text in enumerate(categories)),
        tuple(
            Series(
                _label(name, f"series.{s}"),
                tuple(_point(value, f"data.{s}.{at}.value") for at, value in enumerate(row)),
            )
            for s, (name, row) in enumerate(rows.items())
        ),
        **{"origin": Origin("sections.seizures"), **more},
    )


def _label(text: str, field: str) -> Label:
    return Label(text, (Origin(f"sections.seizures.{field}"),))


def _point(value: Any, field: str) -> Point:
    shown = ""
    if isinstance(value, tuple):
        value, shown = value
    number = None if value is None else Decimal(str(value))
    return Point(number, shown or ("" if number is None else f"{number:,}"), (Origin(f"sections.seizures.{field}"),))
