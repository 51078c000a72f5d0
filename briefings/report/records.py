"""From checked shapes to the nodes that templates read: texts, figures and days, each with its origin and its place.

    Nodes.report     the whole report as one Record
    Nodes.where      every origin's place in the files

Keys with a hyphen get an underscore; optional fields that are not given are None, and lists that are not given are ().
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..frozen import frozen
from ..identifiers import unique
from ..language import figures
from ..source import Mapping_, Node, Scalar, Sequence_
from ..source.fields import Citation, Date, Gap, Moment, Spoken, is_spoken
from ..source.validation import names, validate, values
from ..values import Day, Figure, Origin, Record, Text, Value, Words, record
from . import sections as s


@frozen
class Place:
    """A node of the source and the origin that it has; where a key is missing, the node above stands in for it."""

    node: Node
    origin: str = ""
    missing: bool = False

    def __truediv__(self, key: str) -> Place:
        """The place below a key."""
        child = self.node.get(key) if isinstance(self.node, Mapping_) and not self.missing else None
        origin = f"{self.origin}.{key}" if self.origin else key
        return Place(self.node, origin, True) if child is None else Place(child, origin)

    def item(self, index: int, name: str) -> Place:
        """The place of a list's item; a text that stands for a list is its own only item."""
        if isinstance(self.node, Sequence_) and index < len(self.node.items):
            return Place(self.node.items[index], f"{self.origin}.{name}")
        return Place(self.node, f"{self.origin}.{name}")

    def called(self, name: str) -> Place:
        """The same node under an origin one level down: a text that stands for a map is its title."""
        return Place(self.node, f"{self.origin}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """What the items of a list are known by."""
        return names(self.node, self.origin.rpartition(".")[2]) if isinstance(self.node, Sequence_) else ()


@dataclass(slots=True)
class Nodes:
    """Builds the nodes of one report, and notes where each stands."""

    language: str
    where: dict[Origin, Any] = field(default_factory=dict)

    def text(self, content: str | None, place: Place, *, prose: bool = False, spoken: str = "") -> Text | None:
        """A text; `spoken` is the language of what it is part of, where the words do not say their own."""
        if content is None:
            return None
        own = content.language if isinstance(content, Words) else spoken
        return Text(str(content), self._note(place), self.language, prose, "" if own == self.language else own)

    def day(self, given: Date | None, place: Place) -> Day | None:
        if given is None:
            return None
        return Day(given.year, self._note(place), self.language, given.month, given.day)

    def paragraphs(self, given: tuple[str, ...] | None, place: Place, spoken: str = "") -> tuple[Value, ...]:
        """One paragraph has the field's own origin; of several each has its number."""
        if not given:
            return ()
        if len(given) == 1 and not isinstance(place.node, Sequence_):
            return (self.text(given[0], place, prose=True, spoken=spoken),)
        return tuple(
            self.text(part, place.item(index, str(index + 1)), prose=True, spoken=spoken)
            for index, part in enumerate(given)
        )

    def figure(
        self,
        given: Any,
        place: Place,
        value: Decimal | None,
        *,
        currency: str | None = None,
        unit: str | None = None,
        digits: int | None = None,
        decimals: int | None = None,
    ) -> Figure:
        """A figure from a shape that has its qualifier and digits beside the value; with `decimals`, its author wants it rounded."""
        decimals = getattr(given, "decimals", None) if decimals is None else decimals
        return Figure(
            figures.rounded(value, decimals),
            self._note(place),
            self.language,
            unit=(getattr(given, "unit", None) or unit or ""),
            qualifier=getattr(given, "qualifier", None) or "",
            digits=None if decimals is not None else getattr(given, "digits", None) or digits,
            currency=(getattr(given, "currency", None) or currency or ""),
        )

    def source(self, cited: Citation | None, place: Place) -> Record | None:
        if cited is None:
            return None
        return record(self._note(place), {"key": cited.key, "first": cited.first, "last": cited.last})

    def report(self, given: s.ReportFile, root: Mapping_, parts: dict[str, tuple[s.SectionShape, Mapping_]]) -> Record:
        """The report's own fields, then its sections in the order they stand."""
        top = Place(root)
        date = self.day(given.date, top / "date")
        return record(
            "",
            {
                "id": given.id,
                "title": self.text(given.title, top / "title"),
                "subtitle": self.text(given.subtitle, top / "subtitle"),
                "language": given.language,
                "date": date,
                "as_of": self.day(given.as_of, top / "as-of") or date,
                "status": given.status,
                "embargo": self._embargo(given.embargo, top / "embargo"),
                "organization": self.text(given.organization, top / "organization"),
                "contact": self._contact(given.contact, top / "contact"),
                "url": self.text(given.url, top / "url"),
                "notice": self.text(given.notice, top / "notice"),
                "lead": given.lead,
                "sources": tuple(
                    self._document(key, one, top / "sources" / key) for key, one in (given.sources or {}).items()
                ),
                "sections": record(
                    "sections",
                    {
                        key: self.section(key, one, Place(node, f"sections.{key}"), parts)
                        for key, (one, node) in parts.items()
                        if "." not in key  # charts and tables within a section's own blocks go by their paths
                    },
                ),
            },
        )

    def section(
        self, key: str, given: s.SectionShape, place: Place, parts: Mapping[str, tuple[s.SectionShape, Mapping_]]
    ) -> Record:
        """A section: what all sections have, then what its type has."""
        self._note(place)
        common: dict[str, Value] = {
            "id": key,
            "type": getattr(given, "type", ""),
            "title": self.text(given.title, place / "title"),
            "short": self.text(given.short, place / "short"),
            "intro": self.text(given.intro, place / "intro", prose=True),
            "source": self.source(given.source, place / "source"),
        }
        return record(place.origin, {**common, **self._own(key, given, place, parts)})

    def _own(
        self, key: str, given: s.SectionShape, place: Place, parts: Mapping[str, tuple[s.SectionShape, Mapping_]]
    ) -> dict[str, Value]:
        match given:
            case s.Resources():
                return self._resources(given, place)
            case s.Prose():
                return {"paragraphs": self.paragraphs(given.text, place / "text")}
            case s.ChartSection():
                return self._chart(given, place)
            case s.TableSection():
                return self._table(given, place)
            case s.Blocks():
                blocks = place / "blocks"
                return {
                    "blocks": tuple(
                        self._block(blocks.item(number - 1, str(number)), f"{key}.blocks.{number}", parts)
                        for number in range(1, len(given.blocks) + 1)
                    )
                }
            case (
                s.Programmes()
                | s.Entities()
                | s.Mandates()
                | s.Statistics()
                | s.Quotes()
                | s.Outcomes()
                | s.Features()
                | s.Photos()
            ):
                items = place / "items"
                return {
                    "items": tuple(
                        self._item(one, name, items.item(index, name))
                        for index, (one, name) in enumerate(zip(given.items or (), items.names, strict=True))
                    )
                }
        raise TypeError(f"no nodes for {type(given).__name__}")

    def _item(self, one: s.Item, name: str, place: Place) -> Record:
        self._note(place)
        fields: dict[str, Value] = {"id": one.id or name}
        language = one.language or ""

        def put(*keys: str, prose: bool = False, spoken: str = language) -> None:
            for key in keys:
                at = place.called(key) if isinstance(place.node, Scalar) else place / key
                fields[key] = self.text(getattr(one, key), at, prose=prose, spoken=spoken)

        match one:
            case s.Programme():
                put("title", "text")
            case s.Entity():
                put("title", "abbreviation")
            case s.Mandate():
                put("title", "organ", "symbol")
            case s.Statistic():
                fields["figure"] = self.figure(one, place / "value", one.value)
                put("text", prose=True)
            case s.Quote():
                put("text")
                put("speaker", "office", spoken="")  # who said it is told by the report
            case s.Outcome() | s.Feature():
                put("title")
                fields["paragraphs"] = self.paragraphs(one.text, place / "text", language)
            case s.Photo():
                fields["file"] = one.file
                if one.file:
                    self._note(place / "file")
                put("caption", "place", "credit", "alt")
                fields["date"] = self.day(one.date, place / "date")
                fields["decorative"] = bool(one.decorative)
                fields["focus"] = tuple(Decimal(str(share)) for share in one.focus) if one.focus else ()
        fields["source"] = self.source(one.source, place / "source")
        return record(place.origin, fields)

    def _resources(self, given: s.Resources, place: Place) -> dict[str, Value]:
        total, parts = place / "total", place / "parts"
        return {
            "currency": given.currency,
            "total": record(
                total.origin,
                {
                    "figure": self.figure(given.total, total / "value", given.total.value, currency=given.currency),
                    "text": self.text(given.total.text, total / "text"),
                },
            ),
            "parts": tuple(
                record(
                    spot.origin,
                    {
                        "id": one.id or name,
                        "figure": self.figure(one, spot / "value", one.value, currency=given.currency),
                        "text": self.text(one.text, spot / "text", spoken=one.language or ""),
                        "source": self.source(one.source, spot / "source"),
                    },
                )
                for index, (one, name) in enumerate(zip(given.parts or (), parts.names, strict=True))
                for spot in (parts.item(index, name),)
            ),
        }

    def _chart(self, given: s.ChartSection, place: Place) -> dict[str, Value]:
        data = place / "data"
        points = given.data if isinstance(given.data, tuple) else ()
        spots = [data.item(index, name) for index, name in enumerate(unique(data.names))]
        ids = series_ids(given, points)
        series: list[Value] = []
        for one in ids:
            origin = f"{place.origin}.series.{one}" if one else f"{place.origin}.series"
            series.append(
                record(
                    origin,
                    {
                        "id": one or "value",
                        "name": self._series_name(given, one, place),
                        "points": tuple(
                            self._point(given, point, one, spot) for point, spot in zip(points, spots, strict=True)
                        ),
                    },
                )
            )
        reference = place / "reference"
        return {
            "chart": given.chart,
            "unit": self.text(chart_unit(given, points), self._unit_place(given, points, place, spots)),
            "currency": given.currency or next((point.currency for point in points if point.currency), None),
            "categories": tuple(
                self.text(point.label, spot / "label") for point, spot in zip(points, spots, strict=True)
            ),
            "series": tuple(series),
            "sort": given.sort,
            "highlight": given.highlight or (),
            "reference": record(
                reference.origin,
                {
                    "figure": self.figure(
                        given.reference,
                        reference / "value",
                        given.reference.value,
                        unit=given.unit,
                        currency=given.currency,
                    ),
                    "label": self.text(given.reference.label, reference / "label"),
                },
            )
            if given.reference
            else None,
            "log": bool(given.log),
            "alt": self.text(given.alt, place / "alt"),
            "paragraphs": self.paragraphs(given.text, place / "text"),
        }

    def _unit_place(
        self, given: s.ChartSection, points: tuple[s.DataPoint, ...], place: Place, spots: list[Place]
    ) -> Place:
        own = next((spot for point, spot in zip(points, spots, strict=True) if point.unit), None)
        return place / "unit" if given.unit or own is None else own / "unit"

    def _series_name(self, given: s.ChartSection, one: str, place: Place) -> Text | None:
        if one and given.series and one in given.series:
            return self.text(given.series[one], place / "series" / one)
        if one:
            return self.text(one, place / "series" / one)
        return self.text(given.short or given.title, place / ("short" if given.short else "title"))

    def _point(self, given: s.ChartSection, point: s.DataPoint, one: str, spot: Place) -> Figure | None:
        if one:
            place, value = spot / "values" / one, (point.values or {}).get(one, Gap.GAP)
        else:
            place, value = spot / "value", point.value
        if value is Gap.GAP:
            return None
        return self.figure(
            point,
            place,
            value,
            unit=given.unit,
            currency=given.currency,
            digits=_digits_in_line(given, value),
            decimals=given.decimals,
        )

    def _table(self, given: s.TableSection, place: Place) -> dict[str, Value]:
        columns, rows = place / "columns", place / "rows"
        heads = given.columns or ()
        made: list[Value] = []
        sums = [Decimal(0)] * len(heads)
        for index in range(len(given.rows or ())):
            row = rows.item(index, str(index + 1))
            cells: list[Value] = []
            for number, column in enumerate(heads):
                cell = row / column.id if isinstance(row.node, Mapping_) else row.item(number, column.id)
                short = isinstance(row.node, Sequence_) and number >= len(row.node.items)
                cells.append(None if cell.missing or short else self._cell(column, cell, prose=given.data is None))
                if isinstance(cells[-1], Figure) and isinstance(cell.node, Scalar):
                    sums[number] += Decimal(str(cell.node.value))
            made.append(tuple(cells))
        return {
            "columns": tuple(
                record(
                    spot.origin,
                    {
                        "id": column.id,
                        "title": self.text(column.title, spot / "title"),
                        "align": column.align,
                        "kind": column.kind,
                    },
                )
                for index, column in enumerate(heads)
                for spot in (columns.item(index, column.id),)
            ),
            "rows": tuple(made),
            # of the numbers as they were given: rounded ones add up to another sum
            "total": tuple(figures.rounded(one, column.decimals) for one, column in zip(sums, heads, strict=True))
            if given.total
            else None,
        }

    def _cell(self, column: s.Column, place: Place, *, prose: bool) -> Value:
        """A cell; what an author wrote into the report is prose, what a file holds is literal."""
        spoken = self.spoken(place, prose=prose)
        if spoken is not None:
            return spoken
        cell = place.node
        if not isinstance(cell, Scalar) or cell.value is None or not cell.text.strip():
            return None
        # what was written as a code stays as it was written: 007, 1e3
        number = cell.text if re.fullmatch(r"[-+]?0[0-9]+|.*[0-9][eE].*", cell.text) else cell.value
        if column.kind in (None, "figure") and isinstance(number, int | Decimal) and not isinstance(number, bool):
            shown = figures.rounded(Decimal(number), column.decimals)
            return Figure(shown, self._note(place), self.language, unit=column.unit or "")
        form = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" if column.kind == "date" else r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
        if column.kind in (None, "date") and (column.kind or not cell.quoted) and re.fullmatch(form, cell.text):
            year, month, day = (*map(int, cell.text.split("-")), None, None)[:3]
            return self.day(Date(year or 0, month, day), place)
        lines = (line.strip() for line in cell.text.split("\n"))
        return self.text("\u2028".join(line for line in lines if line), place, prose=prose)

    def _block(self, place: Place, path: str, parts: Mapping[str, tuple[s.SectionShape, Mapping_]]) -> Value:
        """A block of the user's own; a chart or a table in it is what it would be as a section."""
        made = self.literal(place)
        if not isinstance(made, Record):
            return made
        fields = dict(made.fields)
        if f"{path}.data" in parts:
            one, node = parts[f"{path}.data"]
            fields["data"] = self.section(path.replace(".", "-"), one, Place(node, f"sections.{path}.data"), {})
        held = place / "blocks"
        if isinstance(held.node, Sequence_) and "blocks" in fields:
            fields["blocks"] = tuple(
                self._block(held.item(number - 1, str(number)), f"{path}.blocks.{number}", parts)
                for number in range(1, len(held.node.items) + 1)
            )
        return record(made.origin, fields)

    def literal(self, place: Place) -> Value:
        """A block of the user's own as it stands: names of blocks are plain words, other words are texts."""
        match place.node:
            case Mapping_() if (spoken := self.spoken(place)) is not None:
                return spoken
            case Mapping_() as node:
                made: dict[str, Value] = {}
                self._note(place)
                for key, child in node.entries:
                    spot = place / key.text
                    made[key.text.replace("-", "_")] = (
                        child.text if key.text == "block" and isinstance(child, Scalar) else self.literal(spot)
                    )
                return record(place.origin, made)
            case Sequence_() as node:
                return tuple(self.literal(place.item(index, str(index + 1))) for index in range(len(node.items)))
            case Scalar() as node:
                if isinstance(node.value, str) or (
                    node.value is not None and str(node.value) != node.text and not isinstance(node.value, bool)
                ):
                    return self.text(node.text.rstrip("\n"), place)
                self._note(place)
                return node.value

    def spoken(self, place: Place, *, prose: bool = False) -> Text | None:
        """Words in a language of their own where no shape has read them: in a cell, or in a block of one's own."""
        if not is_spoken(values(place.node)):
            return None
        words, _ = validate(Spoken, place.node)  # `rules` tells what is wrong with it
        return self.text(Words(words.text, words.language), place, prose=prose) if words else None

    def _embargo(self, given: Moment | None, place: Place) -> Record | None:
        if given is None:
            return None
        return record(place.origin, {"date": self.day(given.date, place), "time": given.time, "zone": given.zone})

    def _contact(self, given: s.Contact | None, place: Place) -> Record | None:
        if given is None:
            return None
        return record(
            place.origin,
            {key: self.text(getattr(given, key), place / key) for key in ("name", "email", "phone", "url")},
        )

    def _document(self, key: str, given: s.SourceDocument, place: Place) -> Record:
        """A source; without a title it is known by its file's name."""
        self._note(place)
        return record(
            place.origin,
            {
                "key": key,
                "file": given.file,
                "title": self.text(given.title or (given.file or key).rpartition("/")[2], place / "title"),
                "publisher": self.text(given.publisher, place / "publisher"),
                "date": self.day(given.date, place / "date"),
                "url": self.text(given.url, place / "url"),
            },
        )

    def _note(self, place: Place) -> Origin:
        origin = Origin(place.origin)
        self.where[origin] = place.node.where
        return origin


def _digits_in_line(given: s.ChartSection, value: Decimal | None) -> int | None:
    """A chart's `digits` for one of its values: no more than give it the decimals that the chart's values are written with, for 42.7 beside
    117.3 is not 42.70.
    """
    if given.digits is None or value is None or not isinstance(given.data, tuple):
        return given.digits
    written = [
        one for point in given.data for one in (point.value, *(point.values or {}).values()) if isinstance(one, Decimal)
    ]
    exponents = [exponent for one in written if isinstance(exponent := one.as_tuple().exponent, int)]
    decimals = max(0, -min(exponents, default=0))
    return max(1, min(given.digits, value.adjusted() + 1 + decimals))


def series_ids(given: s.ChartSection, points: tuple[s.DataPoint, ...]) -> tuple[str, ...]:
    """The series in the order to draw them: as named, else as they first stand; "" for the one series of plain
    values.
    """
    if not any(point.values for point in points):
        return ("",)
    return tuple(dict.fromkeys([*(given.series or {}), *(key for point in points for key in point.values or {})]))


def chart_unit(given: s.ChartSection, points: tuple[s.DataPoint, ...]) -> str | None:
    """A chart's one unit, from itself or from its points; a percentage by its sign, which every language reads."""
    unit = given.unit or next((point.unit for point in points if point.unit), None)
    return "%" if unit and figures.is_percent(unit) else unit
