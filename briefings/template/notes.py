"""What the notes of a page say of themselves: the full text behind it, item by item, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ..language import wording
from ..values import Day, Figure, Origin, Record, Rich, Span, Text, Value, figures, listed, plain, records
from . import changes
from .parameters import Parameters
from .rich import NOWHERE, lasting

_UNTOLD: Final = frozenset(
    {"type", "chart", "id", "sort", "file", "url", "unit", "short", "alt", "chapter", "label", "since"}
)
_HEADS: Final = ("title", "takeaway", "intro")
"""What is said first; then the paragraphs, then the rest."""
ROWS: Final = 12
"""Of a table with more rows, its headings are told."""


class Notes:
    """The notes on one report. What is said of a record is made once, however many pages show it."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters, self.language = parameters, parameters.language
        self.root = parameters.report.root
        self._owners: dict[str, Record] = {}
        self._told: dict[Origin, tuple[Rich, ...]] = {}
        for one in _told(self.root):
            self._owners.setdefault(one.origin, one)

    def on(self, origins: tuple[Origin, ...]) -> tuple[Rich, ...]:
        """The notes of a page that shows some fields, where they come from at the end. The name of a chapter stands above all its titles and
        belongs to its first section, which is not told again for it."""
        told = (origin for origin in origins if not origin.endswith(".chapter"))
        owners = dict.fromkeys(owner for origin in told if (owner := self._owner(origin)))
        cited = dict.fromkeys(self._source(self._owners[owner]) for owner in owners if owner.count(".") == 1)
        lines = (line for owner in owners for line in self._of(owner) if line not in cited)
        return (*lines, *filter(None, cited))

    def _owner(self, origin: Origin) -> Origin | None:
        """The innermost record that holds a field; None for what the report says of itself and its contact."""
        name: str = origin
        while name:
            if name in self._owners:
                return Origin(name) if name != "contact" else None
            name = name.rpartition(".")[0]
        return None

    def _of(self, owner: Origin) -> tuple[Rich, ...]:
        if owner not in self._told:
            self._told[owner] = tuple(self._lines(self._owners[owner]))
        return self._told[owner]

    def _lines(self, owner: Record) -> Iterator[Rich]:
        fields = owner.fields
        head, changed = self._head(fields), self._changed(fields.get("change"))
        first = [fields[name] for name in _HEADS if name in fields]
        lists = [
            value
            for name, value in fields.items()
            if isinstance(value, tuple) and name not in ("categories", "columns")
        ]
        rest = [value for name, value in fields.items() if name not in _HEADS]
        for text in (*first, *(one for value in lists for one in value), *rest):
            if (
                isinstance(text, Text)
                and text.origin.rsplit(".", 1)[-1] not in _UNTOLD
                and (body := self._rich(text, owner))
            ):
                yield (*head, *body, *(changed if head else ()))
                head = ()
        if head:
            yield (*head[:1], *changed)
        if trend := listed(fields.get("trend")):
            yield self._joined(self._pair(one["label"], one["figure"]) for one in records(trend))
        yield from self._series(owner)
        yield from self._rows(owner)
        if owner.origin.count(".") > 1 and (cited := self._source(owner)):
            yield cited

    def _head(self, fields: Mapping[str, Value]) -> Rich:
        """What stands before a record's first words: its figure and how it changed, or its days."""
        figure, days = fields.get("figure"), [fields.get("date"), fields.get("to")]
        if "to" in fields and isinstance(days[0], Day):
            when = lasting(days[0], days[1] if isinstance(days[1], Day) else None, self.language)
            return (*when, Span(wording.word("colon", self.language)))
        if isinstance(figure, Figure) and figure.known:
            return (Span(figures.shown(figure, style="prose", language=self.language), (figure.origin,)), Span(" "))
        return ()

    def _changed(self, change: Value) -> Rich:
        """How a figure changed, behind what it counts."""
        said = tuple(
            span for span in changes.told(change, self.language)[0] if span.text not in changes.ARROWS.values()
        )
        return (Span(wording.word("comma", self.language)), *said) if said else ()

    def _series(self, chart: Record) -> Iterator[Rich]:
        """A chart's values, each series in a line, and what is said of single ones."""
        names, series = (listed(chart.fields.get(key)) for key in ("categories", "series"))
        unit = chart.fields.get("unit")
        for one in records(series):
            pairs = zip(names, listed(one["points"]), strict=False)
            known = [(name, point) for name, point in pairs if isinstance(point, Figure) and point.known]
            said = self._joined(self._pair(name, point) for name, point in known)
            if isinstance(unit, Text) and not figures.is_percent(unit.content):
                said = (*said, Span(wording.word("bracketed", self.language, text=plain(self._rich(unit)))))
            if known:
                yield self._pair(one["name"] if len(series) > 1 else None, said)
        for one in _told(
            tuple(value for key, value in chart.fields.items() if key in ("annotations", "difference", "reference"))
        ):
            at = one.fields.get("category")
            if series and one.fields.get("label"):  # a reference; others have a text
                yield self._pair(one["label"], one["figure"])
            elif series and (body := self._joined(self._rich(one.fields.get(key)) for key in ("figure", "text"))):
                yield self._pair(names[at] if isinstance(at, int) and at < len(names) else None, body)

    def _rows(self, table: Record) -> Iterator[Rich]:
        """A table's rows where they are few, each in a line; else its headings."""
        columns, rows = (listed(table.fields.get(key)) for key in ("columns", "rows"))
        titles = [one["title"] if isinstance(one, Record) else one for one in columns]
        if len(rows) > ROWS:
            yield self._joined(map(self._rich, titles))
            return
        for row in rows:
            cells = list(zip(titles, listed(row), strict=False))
            first = self._rich(cells[0][1]) if cells else ()
            yield self._pair(
                first,
                self._joined((self._pair(title, cell) for title, cell in cells[1:] if self._rich(cell)), "semicolon"),
            )

    def _pair(self, name: Any, value: Any) -> Rich:
        """ "2014: 1.74"; without a name the value alone."""
        before, after = (one if isinstance(one, tuple) else self._rich(one) for one in (name, value))
        return (*before, Span(wording.word("colon", self.language)), *after) if before and after else before or after

    def _joined(self, parts: Iterable[Rich], mark: str = "comma") -> Rich:
        between = Span(wording.word(mark, self.language))
        return tuple(span for part in parts if part for span in (between, *part))[1:]

    def _rich(self, value: Any, owner: Record | None = None) -> Rich:
        if isinstance(value, Figure):  # a unit that all share is said once
            return (
                (Span(figures.shown(value, language=self.language, unit=False), (value.origin,)),)
                if value.known
                else ()
            )
        return self.parameters.rich(value, self.parameters.where(owner, NOWHERE) if owner else NOWHERE)

    def _source(self, owner: Record) -> Rich:
        citation = owner.fields.get("source")
        said = self._citation(citation) if isinstance(citation, Record) else ()
        return (
            (Span(wording.word("source", self.language) + wording.word("colon", self.language)), *said) if said else ()
        )

    def _citation(self, citation: Record) -> Rich:
        """A citation in words: the source's title, date and address, and the line or lines."""
        for cited in records(self.root["sources"]):
            if cited["key"] == citation["key"]:
                first, last = citation["first"], citation["last"]
                comma = Span(wording.word("comma", self.language))
                title = self.parameters.rich(cited["title"], NOWHERE)
                for more in (self.parameters.rich(cited[key], NOWHERE) for key in ("date", "url")):
                    title += (comma, *more) if more and plain(more) not in plain(title) else ()
                if first is None:
                    return title
                spot = wording.word("lines", self.language, first=first, last=last)
                if last in (None, first):
                    spot = wording.word("line", self.language, n=first)
                return (*title, comma, Span(spot))
        return ()


def _told(value: Value) -> Iterator[Record]:
    """Every record in a value that is told by itself, the outer before the inner."""
    if isinstance(value, Record):
        yield value
    if isinstance(value, tuple) or (isinstance(value, Record) and not _is_whole(value)):
        for child in value:
            yield from _told(child)


def _is_whole(one: Record) -> bool:
    """Whether a record is told with all that is in it: a figure, a chart, a table."""
    return isinstance(one.fields.get("figure"), Figure) or any(
        isinstance(one.fields.get(key), tuple) for key in ("series", "rows")
    )
