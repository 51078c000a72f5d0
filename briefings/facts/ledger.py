"""The ledger: each figure of a report with its value, unit, qualifier, precision, what it counts, and its place in a source.

    of    a report, its YAML and the project -> Ledger

A figure's id is that of its field; one inside a text has the field's id and its number there: `sections.support.items.trafficking.text#1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Final

from ..diagnostics import BriefingsError, Where
from ..env import Env
from ..frozen import frozen, replace
from ..report import Report
from ..report.place import Place
from ..source import Inserted, Mapping_, Scalar, Sequence_, Source
from ..source.readers import Citation, read_citation
from ..values import Day, Figure, Origin, Record, Text, Value, figures, listed, records
from . import approval, documents, numbers
from .documents import Document
from .numbers import Number


@frozen
class Locator:
    """Where a figure stands in a source: the document's key, its passage (`unit` "line", "page", "paragraph", "row" or "cell"), the
    words around it, and the document's hash. `words` "" is a citation whose document holds no such number, or is no file."""

    key: str
    document: str = ""
    unit: str = ""
    first: int | None = None
    words: str = ""
    sha256: str = ""
    found: Number | None = None
    tabled: bool = False
    """Whether it stands in a table, which says the unit in its head."""

    def __str__(self) -> str:
        return f"{self.key}:{self.first}" if self.first else self.key


@frozen
class Fact:
    """A figure of the report, or with `reason` a number that is none. `counts` is what it counts in the report's words."""

    id: str
    shown: str
    value: Decimal
    unit: str
    qualifier: str
    digits: int | None
    counts: str
    where: Where | None
    field: str
    cited: Citation | None = None
    source: Locator | None = None
    reason: str = ""
    spelt: bool = False
    scale: int = 0
    """The power of ten that its unit says: 4.75, "million litres"."""
    names: tuple[str, ...] = ()
    """Those of a chart's point or of a table's cell: its series and category, its row and column."""
    before: str = ""
    after: str = ""
    """The nearest words on both sides, numbers masked; of a bare figure those of what stands beside it."""

    def is_said(self, one: Number) -> bool:
        """Whether a number of a source is this one; of a change a source says "fell by 1 per cent"."""
        if self.id.endswith(".change.value"):
            return abs(one.value) == abs(self.value)
        return one.value in (self.value, self.value.scaleb(self.scale))

    @property
    def state(self) -> str:
        """located, cited (its source has no passage with it, or is no file), uncited, or no figure."""
        if self.reason:
            return "no figure"
        if self.source is None:
            return "uncited"
        return "located" if self.source.words else "cited"


@frozen
class Ledger:
    """All facts of a report in the order they stand, the documents that it cites by key, and its texts with their citations."""

    report: str
    language: str
    facts: tuple[Fact, ...]
    documents: Mapping[str, Document]
    root: Record
    where: Mapping[Origin, Where]
    citations: Mapping[str, Citation]
    corrected: frozenset[str] = frozenset()
    """Texts that tell what an earlier edition said."""
    states: Mapping[str, str] = field(default_factory=dict)
    """The hash of each section, by which its approval holds."""
    inserted: Mapping[str, tuple[Inserted, ...]] = field(default_factory=dict)
    """What was put into texts from the cells of a table, by the ids of their fields."""

    def cited(self, origin: str) -> Citation | None:
        """The citation that holds for a field: its own, else that of the nearest part around it."""
        return _nearest(self.citations, origin)


_UNSAID: Final = frozenset({"sources", "contact", "url", "file", "date", "as_of", "embargo", "reference"})
"""Parts of a report whose numbers are not told by it: those of its sources, addresses and names of files."""
_REACHED: Final = frozenset({"hero", "others", "shared"})
"""What a section says again of its items for templates, with a share that is reckoned from two of them."""


def of(report: Report, source: Source, env: Env) -> Ledger:
    """The ledger of a report; sources that cannot be read leave their figures cited only."""
    citations = dict(_citations(Place(source.root)))
    read = dict(_documents(report, env))
    corrected, states = frozenset(_corrected(report)), approval.states(source, env)
    inserted = dict(_inserted(Place(source.root)))
    made = Ledger(
        report.id, report.language, (), read, report.root, report.where, citations, corrected, states, inserted
    )
    facts = tuple({fact.id: fact for fact in _facts(report.root, made)}.values())
    return replace(made, facts=tuple(_located(fact, made) for fact in facts))


def _corrected(report: Report) -> Iterator[str]:
    for item in items(report.root, "correction"):
        if isinstance(item["said"], Text):
            yield item["said"].origin


def items(root: Record, kind: str) -> Iterator[Record]:
    """What a report's sections of a type list."""
    of_type = (section for section in records(root["sections"]) if section["type"] == kind)
    return (item for section in of_type for item in records(section["items"]))


def _citations(place: Place) -> Iterator[tuple[str, Citation]]:
    """Every `source:` below a place, by the origin of the part that it is for."""
    if isinstance(place.node, Mapping_):
        for key, child in place.node.entries:
            if key.text == "source" and isinstance(child, Scalar):
                try:
                    yield place.origin, read_citation(child)
                except Exception:  # a wrong one is told where reports are checked
                    continue
            else:
                yield from _citations(place / key.text)
    elif isinstance(place.node, Sequence_):
        for index, name in enumerate(place.names):
            yield from _citations(place.item(index, name))


def _inserted(place: Place) -> Iterator[tuple[str, tuple[Inserted, ...]]]:
    """What of the values below a place comes from cells."""
    match place.node:
        case Scalar(inserted=inserted) if inserted:
            yield place.origin, inserted
        case Mapping_(entries=entries):
            for key, _ in entries:
                yield from _inserted(place / key.text)
        case Sequence_():
            for spot in place.items:
                yield from _inserted(spot)


def _nearest(citations: Mapping[str, Citation], origin: str) -> Citation | None:
    while origin:
        if origin in citations:
            return citations[origin]
        origin = origin.rpartition(".")[0]
    return None


def _documents(report: Report, env: Env) -> Iterator[tuple[str, Document]]:
    for one in records(report.root["sources"]):
        if isinstance(one["file"], str) and one["file"]:
            try:
                yield str(one["key"]), documents.read(one["file"], env.read(one["file"]))
            except BriefingsError as problem:
                yield str(one["key"]), Document(one["file"], "line", (), "", problem.findings[0].message)


def _facts(value: Value, ledger: Ledger, counts: str = "") -> Iterator[Fact]:
    """The facts below a node; `counts` is what stands beside a bare figure."""
    match value:
        case Record():
            beside = next(
                (
                    str(value[name])
                    for name in ("text", "label", "title")
                    if name in value and isinstance(value[name], Text)
                ),
                counts,
            )
            if value.origin.endswith(".change"):
                beside = ""  # what it counts is a difference, which a source tells in other words
            if "categories" in value and "series" in value:
                yield from _chart(value, ledger)
                return
            if isinstance(value.fields.get("columns"), tuple) and isinstance(value.fields.get("rows"), tuple):
                yield from _table(value, ledger)
                return
            for name, child in value.fields.items():
                if name not in _UNSAID | _REACHED:
                    yield from _facts(child, ledger, beside)
        case tuple():
            for child in value:
                yield from _facts(child, ledger, counts)
        case Figure(value=Decimal()):
            yield _figure(value, counts, ledger)
        case Text():
            yield from _texts(value, ledger)
        case Day():
            return
        case _:
            return


def _chart(chart: Record, ledger: Ledger) -> Iterator[Fact]:
    """The points of a chart by their categories, its words, and the line that it is held against."""
    names = listed(chart["categories"])
    for one in records(chart["series"]):
        for name, point in zip(names, listed(one["points"]), strict=False):
            if isinstance(point, Figure) and point.known:
                label = str(name or "")
                yield _figure(point, label, ledger, (str(one["name"] or ""), label))
    for name, child in chart.fields.items():
        if name not in ("series", "categories", "unit"):
            yield from _facts(child, ledger)
    yield from _facts(names, ledger)


def _table(table: Record, ledger: Ledger) -> Iterator[Fact]:
    """The cells of a table by the first words of their row and the title of their column, and its other words."""
    titles = [str(one["title"] or "") for one in records(table["columns"])]
    for row in listed(table["rows"]):
        cells = tuple(row) if isinstance(row, tuple | Record) else ()
        label = next((str(cell) for cell in cells if isinstance(cell, Text)), "")
        for title, cell in zip(titles, cells, strict=False):
            if isinstance(cell, Figure) and cell.known:
                yield _figure(cell, label, ledger, (label, title))
            else:
                yield from _facts(cell, ledger)
    for name, child in table.fields.items():
        if name not in ("rows", "total"):
            yield from _facts(child, ledger)


def _figure(one: Figure, counts: str, ledger: Ledger, names: tuple[str, ...] = ()) -> Fact:
    assert one.value is not None
    inner = re.search(r"\(([^()]+)\)", names[-1]) if names and not one.unit else None
    unit, scale = numbers.of_unit(one.unit or (inner[1] if inner else ""), one.language)
    unit = unit if one.unit else ""
    where = ledger.where.get(one.origin)
    return Fact(
        one.origin,
        figures.shown(one),
        one.value,
        one.currency or unit,
        one.qualifier,
        one.digits,
        numbers.subject(counts) or counts,
        where,
        one.origin,
        scale=scale,
        names=tuple(filter(None, names)),
        after=" ".join(numbers.masked(counts)[:4]),
    )


def _texts(text: Text, ledger: Ledger) -> Iterator[Fact]:
    cells = ledger.inserted.get(text.origin) or ledger.inserted.get(text.origin.rpartition(".")[0], ())
    for index, one in enumerate(numbers.read(text.content, text.spoken or text.language), 1):
        where = _cell(one, text.content, cells) or ledger.where.get(text.origin)
        yield Fact(
            f"{text.origin}#{index}", one.shown, one.value, one.unit, one.qualifier, one.digits,
            one.subject, where, text.origin, reason=one.reason or ("said before" if text.origin in ledger.corrected else ""), spelt=one.spelt, before=one.before, after=one.after,
        )  # fmt: skip


def _cell(one: Number, content: str, cells: tuple[Inserted, ...]) -> Where | None:
    """The cell that a number in a text was put in from, if any."""
    start = 0
    for put in cells:
        at = content.find(put.text, start)
        if at < 0:
            continue
        start = at + len(put.text)
        if at <= one.start and one.end <= start + len(one.unit):
            return put.where
    return None


def _located(fact: Fact, ledger: Ledger) -> Fact:
    """The fact with its place in the source; what comes from a table file has its cell."""
    if fact.reason:
        return fact
    if fact.where and not fact.where.file.endswith((".yaml", ".yml")):
        place = fact.where
        return replace(fact, source=Locator(place.file, place.file, "cell", place.line, place.excerpt or fact.shown))
    cited = ledger.cited(fact.field)
    if cited is None:
        return fact
    return replace(fact, cited=cited, source=locate(fact, cited, ledger.documents.get(cited.key), ledger.language))


def locate(fact: Fact, cited: Citation, document: Document | None, language: str) -> Locator:
    """The passage of the cited ones that says the number, that about the same subject first."""
    if document is None:
        return Locator(cited.key)
    best: tuple[tuple[int, int, int], Locator] | None = None
    first, last = cited.first or 1, cited.last or len(document.passages)
    words = document.words(first, last)
    starts = list(_starts(document.passages[first - 1 : last]))
    for one in numbers.read(words, language):
        if not fact.is_said(one):
            continue
        at = max(index for index, start in enumerate(starts) if start <= one.start)
        rank = (_unit_fits(fact, one), overlap(fact.counts, one.subject), -one.start)
        if best is None or rank > best[0]:
            passage = document.passages[first - 1 + at]
            best = (
                rank,
                Locator(
                    cited.key,
                    document.name,
                    document.unit,
                    first + at,
                    _around(passage, one.start - starts[at], words, one),
                    document.sha256,
                    one,
                    documents.cells(document, first - 1 + at) is not None,
                ),
            )
    return best[1] if best else Locator(cited.key, document.name, document.unit, cited.first, "", document.sha256)


def _starts(passages: tuple[str, ...]) -> Iterator[int]:
    start = 0
    for passage in passages:
        yield start
        start += len(passage) + 1


def _around(passage: str, at: int, words: str, one: Number) -> str:
    """The sentence that a number stands in; a number on a line of its own takes the next words too."""
    if len(passage.strip()) <= len(one.shown) + 3:
        return " ".join(words[one.start : one.start + 160].split())
    begin = max(passage.rfind(". ", 0, at) + 1, 0)
    end = passage.find(". ", at + 1)
    return " ".join(passage[begin : end + 1 if end > 0 else len(passage)].split())


def _unit_fits(fact: Fact, one: Number) -> int:
    return int(one.unit == fact.unit or (not one.unit and not fact.unit))


def stems(words: str) -> frozenset[str]:
    """The content words of a phrase by their beginnings, so that "countries" and "country" meet."""
    return frozenset(
        word[:5].casefold().rstrip("s") if word.isascii() else word[:4].casefold()
        for word in words.replace("*", "").replace("-", " ").split()
        if len(word.strip(".,;:")) > 3 or not word.isascii()
    )


def overlap(mine: str, other: str) -> int:
    """How many content words two phrases share."""
    return len(stems(mine) & stems(other))
