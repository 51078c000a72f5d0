"""Numbers, each with what it counts."""

from __future__ import annotations

from collections.abc import Container, Iterator
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from ...diagnostics import BriefingsError, Diagnostic
from ...env import Env
from ...frozen import replace
from ...source import Mapping_, Node, Sequence_
from ...source.fields import (
    CurrencyField,
    DecimalsField,
    FigureField,
    IdField,
    Missing,
    NumberField,
    PathField,
    PointField,
    ProseField,
    TextField,
    UnitField,
    WholeField,
    WordsField,
    one_of,
)
from ...source.selection import heading as heading_of
from ...source.shapes import Forms, Length, Tag
from ...values import Figure, Origin, Record, Value, figures, record, records
from ..chart_remarks import ToneField
from ..files import FromFile, Selection, cell_of, given_cell, list_of, map_of, scalar_of, start
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, unknown_item
from ..shape import KNOWN, SIGN, Cited, IconField, Many, QualifierField, Shape, Titled, may, must, no_number
from ..unfit_rows import words

GoodField: TypeAlias = Annotated[str, *one_of("up", "down", "neither")]


class Change(Shape):
    """How a number changed: shown with an arrow, in words and in a colour."""

    value: NumberField = must("By how much, with its sign: a number above 0 is a rise.", -1)
    unit: UnitField | None = may("What the change is counted in; the number's own unit when it is not given.", "%")
    currency: CurrencyField | None = may("The currency, when the change is money (instead of `unit`).", "USD")
    digits: WholeField | None = may(f"{KNOWN[:-1]}.", 2)
    since: WordsField | None = may("Since when, as the words go on after “since”.", "last year")
    good: GoodField | None = may(
        "Which way is the good one, `up` or `down`; `neither` where a change is neither good nor bad.", "up"
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from _one_unit(self, place)
        if self.good is None and self.value:
            hint = "write `good: up` or `good: down`, or `good: neither` where it is neither good nor bad"
            yield place.warning("change-direction", "this change does not say which way is the good one", hint)


class TrendPoint(Titled):
    """A value of a trend, with when it was; or the value alone."""

    shorthand = "value"

    label: WordsField | None = may("When it was, as shown below the line's ends.", "2015")
    value: Annotated[
        PointField, Missing("value-missing", "this point has no number", "give `value`, or `value: ~`")
    ] = must("The number; `null` for a gap.", 12)

    @classmethod
    def told(cls, schema: dict[str, Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": ["number", "null"]}, schema], "description": cls.__doc__ or ""}


class TrendFile(Selection):
    """A trend's values from a CSV, Excel, OpenDocument or JSON file, one a row, in the order of the file."""

    file: PathField = must("The file, named from the project's folder.", "data/wells.csv")
    label: TextField | None = may(
        "The column that says when each value was; `label`, where the file has it, when it is not given.", "Year"
    )
    value: TextField | None = may("The column that holds the values; `value` when it is not given.", "Wells")

    def points(self, env: Env, node: Node, place: Place) -> tuple[Node, tuple[Diagnostic, ...]]:
        """The rows as points; an empty cell is a gap. Raises BriefingsError when they cannot be had."""
        asked = (self.label or ("label", ""), self.value or "value")
        rows = self.read(env, self.file, asked, place / "file", (asked[1],))
        label, value = heading_of(rows, self.label or "label"), heading_of(rows, asked[1])
        if wrong := tuple(words(env, self, self.file, rows, (value,), place / "file")):
            raise BriefingsError(wrong)
        made: list[Node] = []
        for row in rows.rows:
            when = scalar_of(cell_of(rows, row, label)) if label else None
            made.append(map_of({"label": when, "value": given_cell(rows, row, value)}, start(row)))
        return Sequence_(tuple(made), node.where), rows.findings


TrendField: TypeAlias = Annotated[
    Annotated[tuple[TrendPoint, ...], Length(1), Tag("<list>")] | Annotated[TrendFile, Tag("<file>")],
    Forms(lambda value: "<file>" if isinstance(value, dict) else "<list>"),
]


class Statistic(Cited):
    """A number and what it counts."""

    value: Annotated[FigureField, no_number("statistic")] = must(
        "The number itself, in full (25000000, not 25M); or `not-in-source` when the source has none.", 29500
    )
    qualifier: QualifierField | None = may("Whether the number is exact: `at-least` is shown as 1,150+.", "at-least")
    digits: WholeField | None = may(f"{KNOWN[:-1]}: 25 million is 25000000 with 2 digits.", 2)
    decimals: DecimalsField | None = may("How many decimals are shown; numbers with more are rounded.", 1)
    unit: UnitField | None = may("What is counted, when the number needs a unit.", "tons")
    currency: CurrencyField | None = may("The currency, when the number is money (instead of `unit`).", "USD")
    of: IdField | None = may(
        "The item of this section that the number is a part of, by its id; where the number is emphasized, its share is drawn.",
        "targeted",
    )
    whole: WordsField | None = may(
        "Where another item is a part of it: its words as they go on after “of 245M”, and it is no figure of its own then.",
        "people targeted",
    )
    tone: ToneField | None = may("Whether the number is good news or bad: it takes the colour for it.", "bad")
    change: Change | None = may("How it changed.", {"value": -1, "unit": "%", "since": "last year", "good": "up"})
    trend: TrendField | None = may(
        "How it came to be: earlier values and the last, as a small line below it; or the file that holds them.",
        *([12, 14, 18], {"file": "data/wells.csv", "label": "Year", "value": "Wells"}),
    )
    icon: IconField | None = may(SIGN, "water")
    text: ProseField = must(
        "What the number says, as the sentence goes on after it; **bold** and *italic* are allowed.",
        "people with drug use disorders reached through treatment",
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from _one_unit(self, place)
        points = self.trend if isinstance(self.trend, tuple) else ()
        known = [point.value for point in points if isinstance(point.value, Decimal)]
        spot = place / "trend"
        if self.trend and len(known) < 2:
            yield spot.error("trend-short", "a trend needs two values", "give earlier values, or take it out")
        elif known and self.value is not None and known[-1] != self.value:
            message = f"this trend ends at {known[-1]:f}, and the number is {self.value:f}"
            yield spot.warning("trend-end", message, "end the trend with the number itself")


def _one_unit(given: Statistic | Change, place: Place) -> Iterator[Diagnostic]:
    if given.unit and given.currency:
        message = "a number has a unit or a currency, not both"
        yield (place / "unit").error(
            "unit-and-currency", message, f"for money write `currency: {given.currency}` alone"
        )


class Statistics(FromFile):
    """Numbers, each with what it counts."""

    nouns, also, paged = ("figure", "figures"), ("statistic", "figures", "numbers"), True

    emphasis: IdField | None = may("The item that the section is about, by its id: it is shown largest.", "reached")
    items: Many[Statistic] | None = may(
        "The numbers; or give `table`.", [{"value": 29500, "text": "people reached through treatment"}]
    )

    def rules(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        yield from super().rules(place, env)
        yield from unknown_item(self.emphasis, place / "emphasis", place / "items")
        for one, spot in zip(self.items or (), (place / "items").items, strict=False):
            yield from unknown_item(one.of, spot / "of", place / "items")
            whole = next((other for other in self.items or () if one.of and other.id == one.of), None)
            if whole and (one.id == self.emphasis or (whole.value or 0) < (one.value or 0)):
                yield from _no_share(one, whole, spot / "of")

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        """The items of a file, or those of the report with the trends that stand in files."""
        full, told = super().from_file(node, path, env, sources)
        files = {at: one.trend for at, one in enumerate(self.items or ()) if isinstance(one.trend, TrendFile)}
        held = full.get("items")
        if not files or not isinstance(held, Sequence_):
            return full, told
        items, spots = list(held.items), tuple((Place(node, path) / "items").items)
        for at, file in files.items():
            item, spot = items[at], spots[at] / "trend"
            assert isinstance(item, Mapping_), "it has a trend"
            points, more = file.points(env, spot.node, spot)
            items[at], told = item.without("trend").with_entry("trend", points), (*told, *more)
        return full.without("items").with_entry("items", list_of(full, "items", items)), told

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """The statistic that the section is about, what it is a part of and which share, and the others; without one, all of them."""
        fields = super().seen(nodes, place, parts)
        items = [*records(fields["items"])]
        known = {str(item["id"]): item for item in items}
        hero = known.get(self.emphasis or "")
        if hero is None:
            return {**fields, "hero": None, "others": tuple(items)}
        whole = known.get(str(hero["of"]))
        share = None if whole is None else share_of(hero["figure"], whole["figure"])
        of = record(whole.origin, {"figure": whole["figure"], "text": whole["whole"]}) if whole and share else None
        told = record(hero.origin, {"item": hero, "of": of, "share": share})
        said = (hero, whole) if of and of["text"] else (hero,)
        others = tuple(item for item in items if item not in said and not _missing(item))
        return {**fields, "hero": told, "others": others}


def _no_share(one: Statistic, whole: Statistic, spot: Place) -> Iterator[Diagnostic]:
    """A part that is larger than its whole, nought beside it, or counted in something else."""
    part, all_ = (
        Figure(item.value, Origin(""), "en", item.unit or "", currency=item.currency or "") for item in (one, whole)
    )
    if part.known and all_.known and share_of(part, all_) is None:
        message = f"{figures.shown(part)} is no share of {figures.shown(all_)} that can be shown"
        yield spot.warning(
            "share-none", message, "give both in full (1200000, not 1.2) and in one unit, or take `of` out"
        )


def _missing(item: Record) -> bool:
    figure = item["figure"]
    return isinstance(figure, Figure) and figure.value is None


def share_of(part: Value, whole: Value) -> Figure | None:
    """Which share of a whole a part is, in per cent; None where it is none."""
    if not isinstance(part, Figure) or not isinstance(whole, Figure) or part.value is None or not whole.value:
        return None
    if len({one.unit or one.currency for one in (part, whole)} - {""}) > 1:
        return None
    share = (part.value * 100 / whole.value).quantize(Decimal(1))
    return replace(part, value=share, unit="%", digits=None, currency="") if 0 < share <= 100 else None
