"""Values by country, on a map. Boundaries come with the tool, or from a file of the author's own; what is said of them is always there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Final, TypeAlias

from ...characters import visible
from ...diagnostics import BriefingsError, Diagnostic, did_you_mean
from ...env import Env
from ...frozen import frozen, replace
from ...geography import outlines, places
from ...geography.outlines import Area, BoundariesError
from ...source import Mapping_, Node, Scalar
from ...source.fields import (
    AltField,
    CurrencyField,
    DecimalsField,
    IdField,
    Kind,
    Made,
    MarksField,
    Missing,
    NumberField,
    ParagraphsField,
    PathField,
    PointField,
    ProseField,
    SourceField,
    TextField,
    UnitField,
    WholeField,
    WordsField,
    one_of,
)
from ...source.selection import heading as heading_of
from ...source.shapes import Forms, Tag
from ...values import Figure, Text, Value, record
from ..figure_rules import alone, digits_rule, left_out
from ..files import Selection, cell_of, given_cell, list_of, map_of, scalar_of, shown_as, start
from ..nodes import Nodes
from ..place import Place
from ..section import Parts, Section
from ..shape import EXACT, QualifierField, Shape, may, must
from ..unfit_rows import refuse_unfit, strangers, two_letter_codes
from .statistics import GoodField

CountryField: TypeAlias = Annotated[TextField, Made(Kind.WORD)]
NumbersField: TypeAlias = Annotated[tuple[NumberField, ...], Made(Kind.NUMBER)]
NO_VALUE: Final = "give `value`, or `value: not-in-source`, or `value: ~` where there is none"
MOST_BREAKS: Final = 6
BESIDE: Final = 5
"""So many of the values that matter most stand beside a map on its slide, where it has no room for all."""
_WORLD: Final = "001"
LARGEST_FILE: Final = 10 * 1024 * 1024


class CountryValue(Shape):
    """A country with its value."""

    id: IdField | None = may("What the value is known by; made from the country when it is not given.", "iran")
    country: CountryField = must(
        "The country: its code (ISO 3166-1 alpha-3 or UN M49) or its name in any of the six languages; with boundaries of your own "
        "also what they call it.",
        *("IRN", "364", "Iran"),
    )
    value: Annotated[PointField, Missing("value-missing", "this country has no number", NO_VALUE)] = must(
        "The number; `not-in-source`, or `null` where there is none.", 3.8
    )
    label: WordsField | None = may("What the country is called on the map, when not by its usual name.", "Türkiye")
    qualifier: QualifierField | None = may(EXACT, "at-least")
    digits: WholeField | None = may("How many of the digits the source gives.", 2)
    source: SourceField | None = may("The source of this value.", "report:120")


class MapTable(Selection):
    """A map's values from a CSV, Excel, OpenDocument or JSON file, one country a row."""

    table: PathField = must("The file, named from the project's folder.", "data/refugees.xlsx")
    country: TextField | None = may("The column that holds the countries; `country` when it is not given.", "ISO3")
    value: TextField | None = may("The column that holds the values; `value` when it is not given.", "2023")


MapData: TypeAlias = Annotated[
    Annotated[tuple[CountryValue, ...], Tag("<list>")] | Annotated[MapTable, Tag("<table>")],
    Forms(lambda value: "<table>" if isinstance(value, dict) else "<list>"),
]


class MapSection(Section):
    """Values by country, on a map; in a deck its countries are shapes that can be edited."""

    nouns, also, paged = ("map", "maps"), ("maps", "countries"), True

    unit: UnitField | None = may("The unit of all values.", "million")
    currency: CurrencyField | None = may("The currency, when the values are money (instead of `unit`).", "USD")
    digits: WholeField | None = may("How many of the digits the source gives, for all values.", 2)
    decimals: DecimalsField | None = may("How many decimals are shown of each value; numbers with more are rounded.", 1)
    data: MapData = must(
        "The values: a list of countries with values, or a table in a file.", [{"country": "IRN", "value": 3.8}]
    )
    region: MarksField | None = may(
        "What the map shows: a region of the United Nations by its name or number, or countries; the smallest region that holds all values when it is "
        "not given, which may be the world, or fewer than five countries by themselves.",
        *("Africa", ["KEN", "UGA", "TZA"], "World"),
    )
    marks: Annotated[str, *one_of("areas", "bubbles")] | None = may(
        "`areas` for countries in the colours of their values' classes, `bubbles` for amounts as circles.", "bubbles"
    )
    good: GoodField | None = may(
        "Which way is the good one: with `up`, low values are what the map is about, and have the strong colours and the list beside it.",
        "up",
    )
    breaks: NumbersField | None = may(
        "Where one class of values ends and the next begins; made from the values when they are not given.",
        [0.5, 1, 2.5],
    )
    highlight: MarksField | None = may(
        "The countries that the map is about: they have an edge, and their names come first; the largest values when they are not given.",
        ["IRN", "TUR"],
    )
    boundaries: PathField | None = may(
        "Outlines of your own: a GeoJSON file (WGS 84), named from the project's folder.", "data/boundaries.geojson"
    )
    notice: ProseField | None = may(
        "What is said of the boundaries below the map, in place of the usual sentence.",
        "The boundaries shown on this map do not imply official endorsement by the United Nations.",
    )
    alt: AltField | None = may(
        "What those who cannot see the map should know; made from the values when it is not given.",
        "Most refugees live in countries next to those that they fled.",
    )
    text: ParagraphsField | None = may("Prose to stand beside the map.", "Three in four live in poorer countries.")

    def check(self, place: Place, env: Env) -> Iterator[Diagnostic]:
        """All that is wrong with a map."""
        if not isinstance(self.data, tuple):
            return  # the rows of the file were told to be wrong already
        if not self.data:
            hint = "give at least one country with a value"
            yield (place / "data").error("data-empty", "this map has no values", hint)
            return
        areas, told = _areas(self.boundaries, place / "boundaries", env)
        yield from told
        if not told:
            yield from _Rules(self, place, areas).all()

    def from_file(
        self, node: Mapping_, path: str, env: Env, sources: Container[str]
    ) -> tuple[Mapping_, tuple[Diagnostic, ...]]:
        """One country for each row; an empty cell is a value that is missing."""
        if not isinstance(self.data, MapTable):
            return node, ()
        table = self.data
        country, value = table.country or "country", table.value or "value"
        home = Place(node, path) / "data" / "table"
        rows = table.read(env, table.table, (country, value), home, (value,))
        country, value = heading_of(rows, country), heading_of(rows, value)
        refuse_unfit(env, table, table.table, rows, country, (value,), home, "map")
        areas, told = _areas(self.boundaries, home, env)
        names = _known_names(areas)
        codes = {} if areas else two_letter_codes(env, table, table.table, rows, country, home)
        strange = strangers(
            rows, country, lambda one: one in codes or bool(outlines.find(one, areas)), names, table.table, home
        )
        if not told and (wrong := tuple(strange)):  # what is wrong with the outlines is told with the rest of the map
            raise BriefingsError(wrong)
        points: list[Node] = [
            map_of(
                {
                    "country": _coded(scalar_of(cell_of(rows, row, country)), codes),
                    "value": given_cell(rows, row, value),
                },
                start(row),
            )
            for row in rows.rows
        ]
        for key, one in shown_as(rows, value, {key.text for key, _ in node.entries}).items():
            node = node.with_entry(key, one)
        return node.with_entry("data", list_of(node, "data", points)), rows.findings

    def seen(self, nodes: Nodes, place: Place, parts: Parts) -> dict[str, Value]:
        """Its values from the largest to the smallest, or the other way where low ones matter, as the points of one series, and the first or the named
        ones as figures."""
        fields = {key: value for key, value in nodes.fields(self, place).items() if key != "data"}
        given = zip(self.data if isinstance(self.data, tuple) else (), (place / "data").items, strict=False)
        rows = [(one, self._name(one, spot, nodes), self._figure(one, spot, nodes), spot) for one, spot in given]
        sign = 1 if self.good == "up" else -1
        rows.sort(key=lambda row: (row[2] is None or row[2].value is None, sign * (row[2].value or 0) if row[2] else 0))
        named = [places.folded(one) for one in self.highlight or ()]
        picked = [row for name in named for row in rows if self._is(row[0], [name])]
        others = [row for row in rows if all(row[3] is not one[3] for one in picked)]
        beside = [row for row in (*picked, *others) if row[2] is not None and row[2].known][:BESIDE]
        notice = (not self.boundaries, fields["notice"])  # our own words of it are those of the language that is shown
        series = {
            "id": "value",
            "name": nodes.text(self.short or self.title, place / ("short" if self.short else "title")),
            "points": tuple(figure for _, _, figure, _ in rows),
        }
        return {
            **fields,
            "chart": "map",
            "unit": nodes.text(self.unit, place / "unit"),
            "currency": self.currency,
            "keys": tuple(one.country for one, _, _, _ in rows),
            "categories": tuple(name for _, name, _, _ in rows),
            "series": (record(f"{place.origin}.series", series),),
            "sort": "none",
            "highlight": tuple(name.content for _, name, _, _ in picked),
            "region": self._about(),
            "breaks": self.breaks or (),
            "marks": self.marks or "areas",
            "good": self.good or "",
            "notice": notice,
            "top": tuple(
                record(spot.origin, {"id": spot.origin.rpartition(".")[2], "figure": alone(figure), "text": name})
                for _, name, figure, spot in rows
                if figure is not None and any(spot is row[3] for row in beside)
            ),
        }

    def _about(self) -> tuple[str, ...]:
        """What the map shows, by name; () for all there is."""
        if self.region:
            return () if any(outlines.region(name) == outlines.region(_WORLD) for name in self.region) else self.region
        given = self.data if isinstance(self.data, tuple) else ()
        codes = dict.fromkeys(
            code for one in given if isinstance(one.value, Decimal) and (code := places.country(one.country))
        )
        return outlines.about(tuple(codes)) if codes and not self.boundaries else ()

    def _is(self, one: CountryValue, named: Sequence[str]) -> bool:
        """Whether a country is one of those named, however it is written."""
        own = {places.folded(one.country), places.folded(one.label or ""), places.country(one.country).casefold()} - {
            ""
        }
        return any(name in own or (places.country(name).casefold() or "-") in own for name in named)

    def _name(self, one: CountryValue, spot: Place, nodes: Nodes) -> Text:
        known = places.countries().get(places.country(one.country))
        name = one.label or (known.name(nodes.language) if known else one.country)
        made = nodes.text(name, spot / ("label" if one.label else "country"))
        assert made is not None
        return made

    def _figure(self, one: CountryValue, spot: Place, nodes: Nodes) -> Figure | None:
        if not isinstance(one.value, Decimal | None):
            return None
        return nodes.figure(
            one,
            spot / "value",
            one.value,
            unit=self.unit,
            currency=self.currency,
            digits=self.digits,
            decimals=self.decimals,
        )


def _coded(cell: Scalar | None, codes: Mapping[str, str]) -> Scalar | None:
    """A country's cell, its code of two letters as that of three."""
    code = codes.get(cell.text) if cell else None
    return replace(cell, value=code, text=code) if cell and code else cell


def _areas(path: str | None, place: Place, env: Env) -> tuple[tuple[Area, ...], tuple[Diagnostic, ...]]:
    """The outlines of a file of the author's own, or what is wrong with it."""
    if path is None:
        return (), ()
    try:
        return outlines.own(env.read(path, place.node.where, limit=LARGEST_FILE)), ()
    except BriefingsError as fault:
        return (), fault.findings
    except BoundariesError as fault:
        hint = "give a GeoJSON file with a Polygon or MultiPolygon for each country, and its code or name in its properties"
        return (), (place.error("boundaries-wrong", f"`{visible(path)}` holds no boundaries: {fault}", hint),)


def _known_names(areas: Sequence[Area]) -> list[str]:
    """What the countries of a map may be called."""
    own = [name for one in areas for name in one.names]
    return [*own, *places.spellings(), *places.countries()]


# -- rules ------------------------------------------------------------------------------------------------------------------


@frozen
class _Rules:
    """A map with its place and the outlines of its own file, if any."""

    given: MapSection
    place: Place
    areas: tuple[Area, ...]

    def all(self) -> Iterator[Diagnostic]:
        """All that is wrong with the values of a map."""
        assert isinstance(self.given.data, tuple)
        points = tuple(zip(self.given.data, (self.place / "data").items, strict=True))
        if self.given.unit and self.given.currency:
            message, hint = (
                "a map has a unit or a currency, not both",
                f"for money write `currency: {self.given.currency}` alone",
            )
            yield (self.place / "unit").error("unit-and-currency", message, hint)
        region = self.region
        yield from self._region()
        first: dict[str, Place] = {}
        shown = {one.key for one in self.areas or outlines.world()}
        for point, spot in points:
            key = outlines.find(point.country, self.areas)
            if not key:
                yield self._unknown(point.country, spot / "country")
                continue
            twin = first.setdefault(key, spot)
            if twin is not spot:
                where = twin.node.where
                message = f"`{visible(point.country)}` has a value already, at {where.file}:{where.line}"
                yield (spot / "country").error("country-twice", message, "keep one of the two values")
            elif isinstance(point.value, Decimal) and (key not in shown or (region and key not in region)):
                lies = "lies outside the region of this map" if key in shown else "has no outline on this map"
                message = f"`{visible(point.country)}` {lies}; its value is in the data alone"
                yield (spot / "country").warning(
                    "country-unseen", message, "take it out, or show another region or boundaries"
                )
        yield from self._values(points)
        for index, name in enumerate(self.given.highlight or ()):
            if outlines.find(name, self.areas) not in first and not any(name == point.label for point, _ in points):
                spot = (self.place / "highlight").item(index, str(index + 1))
                message = f"`{visible(name)}` has no value on this map"
                yield spot.error(
                    "label-unknown", message, did_you_mean(name, [one.country for one, _ in points], "country")
                )

    def _values(self, points: tuple[tuple[CountryValue, Place], ...]) -> Iterator[Diagnostic]:
        known = [(point, spot) for point, spot in points if isinstance(point.value, Decimal)]
        if not known:
            yield (self.place / "data").error("data-empty", "this map has no number at all", "give a country its value")
        for point, spot in points:
            yield from left_out(point.value, spot / "value", "value")
        for point, spot in known:
            assert isinstance(point.value, Decimal)
            yield from digits_rule(point.value, point.digits or self.given.digits, spot if point.digits else self.place)
            if self.given.marks == "bubbles" and point.value < 0:
                message = f"a circle cannot show {point.value:f}, which is below nought"
                yield (spot / "value").error("map-amount-negative", message, "use `marks: areas`")
        if self.given.marks == "bubbles" and self.given.good == "up":
            message, hint = (
                "the largest circles are those of high values, which are the good ones",
                "use `marks: areas`",
            )
            yield (self.place / "good").warning("map-amount-good", message, hint)
        breaks, spot = self.given.breaks or (), self.place / "breaks"
        if list(breaks) != sorted(set(breaks)):
            yield spot.error(
                "breaks-order", "these breaks do not rise", "write each once, from the lowest to the highest"
            )
        elif len(breaks) > MOST_BREAKS:
            message = f"{len(breaks)} breaks make {len(breaks) + 1} classes, which no reader tells apart"
            yield spot.error("breaks-many", message, f"give {MOST_BREAKS} at the most")

    @property
    def region(self) -> tuple[str, ...]:
        """What the map is about."""
        return tuple(key for name in self.given.region or () for key in outlines.region(name, self.areas))

    def _region(self) -> Iterator[Diagnostic]:
        """The names of regions that are none."""
        for index, name in enumerate(self.given.region or ()):
            if not outlines.region(name, self.areas):
                spot = (self.place / "region").item(index, str(index + 1))
                known = [one for region in places.regions() for one in region.names]
                hint = did_you_mean(name, [*known, *_known_names(self.areas)], "region")
                if (
                    re.fullmatch("[A-Z]{2,6}", name) or places.folded(name) == "european union"
                ):  # EU, ASEAN, ECOWAS: no slip of a code
                    hint = "regions are those of the United Nations, such as `Western Africa`; a group of states is a list: `region: [FRA, Germany, …]`"
                yield spot.error("region-unknown", f"there is no region or country `{visible(name)}`", hint)

    def _unknown(self, name: str, spot: Place) -> Diagnostic:
        message = f"there is no country `{visible(name)[:60]}`" + (" in these boundaries" if self.areas else "")
        return spot.error("country-unknown", message, did_you_mean(name, _known_names(self.areas), "country"))
