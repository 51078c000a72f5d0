"""A chart as data: what the author asked for, checked, the same for the deck's native chart and the PDF's drawing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ..frozen import frozen
from ..language.wording import word
from ..values import Origin, Rich, Span, prose

if TYPE_CHECKING:
    from ..geography.outlines import Area


@frozen
class Label:
    """A word on a chart with the fields that it comes from, and its language where that is not the chart's."""

    text: str
    origins: tuple[Origin, ...] = ()
    language: str = ""


@frozen
class Point:
    """One value; None is a gap. `shown` is the value as readers see it ("25M", "864"); `number_format` is the OOXML format code that shows it so.
    `amount` is what a share stands for, as readers see it."""

    value: Decimal | None
    shown: str
    origins: tuple[Origin, ...] = ()
    number_format: str = ""
    amount: str = ""

    def told(self, language: str) -> str:
        """The value in words: "28% ($12)" where the share stands for an amount, "no value" where there is none."""
        if not self.shown:
            return word("no-value", language)
        return self.shown + word("bracketed", language, text=self.amount) if self.amount else self.shown


@frozen
class Series:
    """A row of values, one for each category."""

    name: Label
    points: tuple[Point, ...]


@frozen
class Reference:
    """A line across the chart at a value, with its label."""

    value: Decimal
    label: Label


@frozen
class Annotation:
    """Words about one value: that of a series in the category called `at`."""

    at: str
    series: int
    label: Label


@frozen
class Difference:
    """How far one series is from another in the category called `at`: the second less the `first`. `label` is the number as readers
    see it, with what it means; `tone` whether it is "good" news or "bad", "" where nobody says so."""

    at: str
    first: int
    second: int
    label: Label
    tone: str = ""


@frozen
class Ground:
    """What a map shows besides its values: `keys` say which area each category is, `region` which areas the map is about (none: the
    world). `breaks` part the classes of values; `bubbles` shows amounts as circles; where `low` is set, low values are what matters. `areas` are the
    user's own outlines, if any; `notice` is what is said of boundaries. So many of the named values stand `beside` the map, which then has their names alone."""

    keys: tuple[str, ...]
    region: tuple[str, ...] = ()
    breaks: tuple[Decimal, ...] = ()
    bubbles: bool = False
    low: bool = False
    areas: tuple[Area, ...] = ()
    notice: Rich = ()
    beside: int = 0


@frozen
class ChartSpec:
    """One chart. `kind` is a name of the chart table; `unit` stands in the title or under it; `highlight` names categories (of a
    chart with several series: series) that take the accent while the rest step back, `emphasis` the one category that the chart is about; `log` is said on the chart;
    `number_format` is the OOXML format code of the labels in the chosen language.

    `power` is that of the word of size that all its values stand before, 0 where each has its own. `totals` are the sums as readers see them, one for each category of a stacked chart and one for a doughnut; without them no
    sum is shown. `apart` is how far the two values of each pair are from each other. `days` are the places of dates that are not evenly apart, one for each category of a line. `shares` says that values are shown as shares of their category's sum. `colours` names the look's colour jobs of the series (of a doughnut: the segments) where a thing must keep its
    colour from chart to chart. `noted` are annotations that stand below the chart, so that it marks their values and no more. `sums` names the categories of
    a waterfall that are sums. `currency` is an ISO 4217 code when the values are money: axis labels then show it.
    """

    id: str
    kind: str
    title: Rich
    unit: Label
    categories: tuple[Label, ...]
    series: tuple[Series, ...]
    highlight: tuple[str, ...] = ()
    emphasis: str = ""
    reference: Reference | None = None
    log: bool = False
    number_format: str = "#,##0"
    alt: str = ""
    language: str = "en"
    rtl: bool = False
    totals: tuple[Point, ...] = ()
    apart: tuple[Point, ...] = ()
    colours: tuple[str, ...] = ()
    currency: str = ""
    origin: Origin = Origin("")
    days: tuple[int, ...] = ()
    shares: bool = False
    annotations: tuple[Annotation, ...] = ()
    noted: tuple[Annotation, ...] = ()
    difference: Difference | None = None
    power: int = 0
    sums: tuple[str, ...] = ()
    ground: Ground | None = None

    @property
    def whole(self) -> bool:
        """Whether its bars are all of one length, and their parts shares of it."""
        return self.kind == "stacked-100"

    def place(self, category: str) -> int:
        """Where a category stands."""
        return next((at for at, one in enumerate(self.categories) if one.text == category), 0)

    def in_unit(self, named: Rich) -> Rich:
        """What the chart is called with what its values are in, unless it says that: amounts that it shows as shares are in per cent."""
        return prose.in_unit(named, (Span("%" if self.shares else self.unit.text, self.unit.origins),), self.language)

    @property
    def named(self) -> bool:
        """Whether its series have names that say more than the line above the chart: not one that has none of its own."""
        first = self.series[0].name
        own = not {f"{self.origin}.title", f"{self.origin}.short"}.intersection(first.origins)
        return len(self.series) > 1 or (bool(first.text) and own)

    @property
    def remarks(self) -> tuple[Label, ...]:
        """What is said about single values."""
        between = (self.difference.label,) if self.difference else ()
        return (*(one.label for one in self.annotations), *between)

    def origins(self) -> Iterator[Origin]:
        """The fields behind it: what its words say, then its values."""
        yield from (origin for span in self.title for origin in span.origins)
        for label in (self.unit, *self.categories, *(series.name for series in self.series), *self.remarks):
            yield from label.origins
        yield from (origin for series in self.series for point in series.points for origin in point.origins)
