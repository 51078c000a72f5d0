"""The numbers of a document as tables: one for each chart and table, and one for all single figures. Numbers are numbers here.

Values come from the fields of the report, by the ids that shown words carry: what a slide shows as "25M" is 25,000,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from ..blocks.params import Grid, Stat, origins_of
from ..charts.spec import ChartSpec, Label
from ..frozen import frozen, replace
from ..identifiers import slug, unique
from ..language.wording import word
from ..regex import regex
from ..values import Day, Figure, Origin, Rich, Text
from ..values.figures import numbers_in
from .nodes import Figures, Flow, Graph, Head, Items, Node, Part, Rows, Words, unnoted, walk

Cell: TypeAlias = str | Decimal | date | None
"""Words, a number, a day; None where the source gives none."""
Fields: TypeAlias = Mapping[Origin, Text | Figure | Day]

_NUMBER: Final = regex(r"([-−+]?[\d.,\s]*\d)\s*(%|٪|)")

FIGURES: Final = "figures"
"""The id of the table of single figures."""


@frozen
class Column:
    """A column: its heading, and whether its cells are numbers."""

    title: str
    numeric: bool = False


@frozen
class DataTable:
    """A table of the pack: its id, what it is called, and what its numbers are in. `remarks` are what is said about single values."""

    id: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


def tables(flow: Flow) -> tuple[DataTable, ...]:
    """The tables of a document in its order, each chart and table once, the single figures first."""
    made: dict[object, DataTable] = {}
    if stats := list(dict.fromkeys((*_stats(flow.parts), *_said(flow)))):
        made[FIGURES] = _of_stats(stats, flow)
    for part in flow.parts:
        for node in walk(part.nodes):
            if isinstance(node, Figures):
                for stat in node.stats:
                    if stat.trend is not None:
                        trend = _of_chart(Graph(stat.trend, stat.label), part, flow.language)
                        made.setdefault((part.id, stat.id), replace(trend, id=f"{slug(stat.id) or part.id}-trend"))
            elif isinstance(node, Graph):
                made.setdefault(_key(node.spec), _of_chart(node, part, flow.language))
            elif isinstance(node, Rows):
                made.setdefault(_places(node.grid), _of_grid(node.grid, part, flow))
    ids = unique(one.id for one in made.values())
    return tuple(replace(one, id=id) for id, one in zip(ids, made.values(), strict=True))


def _key(spec: ChartSpec) -> object:
    return spec.origin or spec.id


def _places(grid: Grid) -> object:
    """What tells one table from another: the fields behind its cells, or its words."""
    return tuple(span.origins or span.text for row in (grid.head, *grid.rows) for rich in row for span in rich)


def _stats(parts: Iterable[Part]) -> Iterator[Stat]:
    return (stat for part in parts for node in walk(part.nodes) if isinstance(node, Figures) for stat in node.stats)


def _said(flow: Flow) -> Iterator[Stat]:
    """The figures that stand in words alone: the parts of a sum on one line, and what a large one is a part of."""
    nodes = [node for part in flow.parts for node in walk(part.nodes)]
    held = set(origins_of(*(_numbers(node) for node in nodes)))
    for rich in (one for node in nodes for one in _running(node)):
        for span in rich:
            if len(span.origins) == 1 and span.origins[0] not in held and _figure((span,), flow.fields) is not None:
                held.add(span.origins[0])
                yield Stat(span.origins[0], (span,), _counted(span.origins[0], rich, flow.fields))


def _numbers(node: Node) -> object:
    """What of a node stands as numbers in a table."""
    match node:
        case Figures(stats=stats):
            return tuple((stat.figure, stat.change, stat.trend) for stat in stats)
        case Graph(spec=spec):
            return spec
        case Rows(grid=grid):
            return grid
        case _:
            return ()


def _running(node: Node) -> Iterator[Rich]:
    """The running words of a node, each paragraph with what belongs to it."""
    match node:
        case Words(text=text) | Head(text=text):
            yield text
        case Figures(stats=stats, of=whole):
            yield whole
            yield from (stat.label for stat in stats)
        case Items(entries=entries):
            yield from ((*one.lead, *one.detail) for one in entries)
        case _:
            return


def _counted(figure: Origin, rich: Rich, fields: Fields) -> Rich:
    """The words in a paragraph that say what a figure counts: those of the record that it stands in, else of the one around it."""
    around = figure
    while around:
        around = Origin(around.rpartition(".")[0])
        near = (one for one in rich if any(o.rpartition(".")[0] == around for o in one.origins))
        if words := tuple(one for one in near if _figure((one,), fields) is None):
            return words
    return ()


def _of_stats(stats: Sequence[Stat], flow: Flow) -> DataTable:
    language = flow.language
    shown, change = word("as-shown", language), word("change", language)
    columns = (
        Column(word("what", language)),
        Column(word("value", language), True),
        Column(word("unit", language)),
        Column(shown),
        Column(change, True),
        Column(change + word("bracketed", language, text=shown)),
    )
    rows: dict[tuple[Cell, ...], None] = {}
    for stat in stats:
        figure = _figure(stat.figure, flow.fields)
        if figure is not None:
            unit = figure.currency or figure.unit
            turn = _figure(stat.change, flow.fields)
            said = (figure.value, unit, unnoted(stat.figure), turn.value if turn else None, unnoted(stat.change))
            rows[(unnoted(stat.label), *said)] = None
    filled = [at for at in range(len(columns)) if any(row[at] not in (None, "") for row in rows)]
    kept = tuple(tuple(row[at] for at in filled) for row in rows)
    return DataTable(FIGURES, word("in-numbers", language), "", tuple(columns[at] for at in filled), kept)


def _of_chart(graph: Graph, part: Part, language: str) -> DataTable:
    """A row for each category; where a value is shown otherwise than as the number that it is ("over 250"), so it is told beside it."""
    spec = graph.spec
    title = unnoted(graph.below or graph.heading or spec.title) or unnoted(part.title)
    several = len(spec.series) > 1
    columns = [Column(word("category", language))]
    for series in spec.series:
        name = series.name.text if several and series.name.text else word("value", language)
        columns.append(Column(name, True))
        if _reworded(point.shown for point in series.points):
            columns.append(Column(f"{name}{word('bracketed', language, text=word('as-shown', language))}"))
    rows: list[tuple[Cell, ...]] = []
    for at, category in enumerate(spec.categories):
        row: list[Cell] = [_named(category, spec) or str(at + 1)]
        for series in spec.series:
            point = series.points[at] if at < len(series.points) else None
            row.append(point.value if point else None)
            if _reworded(one.shown for one in series.points):
                row.append(point.shown if point else "")
        rows.append(tuple(row))
    remarks = tuple(_remarks(spec))
    unit = spec.unit.text or spec.currency
    return DataTable(slug(spec.id) or part.id, title, unit, tuple(columns), tuple(rows), remarks)


def _remarks(spec: ChartSpec) -> Iterator[str]:
    """What is said about single values, each with the category that it is said of."""
    said = [(one.at, one.label.text) for one in spec.annotations]
    if spec.difference:
        said.append((spec.difference.at, spec.difference.label.text))
    if spec.reference:
        said.append(("", spec.reference.label.text))
    colon = word("colon", spec.language)
    return (colon.join(filter(None, (at, text))) for at, text in said if text)


def _named(category: Label, spec: ChartSpec) -> str:
    return category.text or (spec.series[0].name.text if spec.series else "")


def _reworded(said: Iterable[str]) -> bool:
    """Whether words stand beside numbers, or short forms in their place."""
    return any(letter.isalpha() for one in said for letter in one)


def _of_grid(grid: Grid, part: Part, flow: Flow) -> DataTable:
    kept = [row for index, row in enumerate(grid.rows) if not grid.mark(index).group]
    cells = [[_cell(rich, flow.fields) for rich in row] for row in kept]
    columns: list[Column] = []
    for at, (head, numeric) in enumerate(zip(grid.head, grid.numeric, strict=True)):
        title = unnoted(head)
        if numeric and any(isinstance(row[at], str) for row in cells):
            title = _numbered(cells, at, title, flow.language)
        columns.append(Column(title, numeric))
    return DataTable(part.id, unnoted(part.title), "", tuple(columns), tuple(map(tuple, cells)))


def _numbered(cells: list[list[Cell]], at: int, title: str, language: str) -> str:
    """Makes numbers of a column's written ones where all of them are, such as "30%"; gives the heading, with the sign where they have one."""
    read = [_written(row[at], language) for row in cells]
    signs = {sign for found in read if found for sign in (found[1],)}
    if not all(found or row[at] in ("", None) for found, row in zip(read, cells, strict=True)) or len(signs) != 1:
        return title
    for found, row in zip(read, cells, strict=True):
        row[at] = found[0] if found else None
    sign = signs.pop()
    return title + word("bracketed", language, text=sign) if sign and sign not in title else title


def _written(cell: Cell, language: str) -> tuple[Decimal, str] | None:
    """A number that is written as a text, and what stands beside it: a per cent sign or nothing."""
    if isinstance(cell, Decimal):
        return cell, ""
    if not isinstance(cell, str) or not (match := _NUMBER.fullmatch(cell.strip())):
        return None
    numbers = numbers_in(match[1], language)
    return (numbers[0], match[2]) if len(numbers) == 1 else None


def _cell(rich: Rich, fields: Fields) -> Cell:
    """A cell as what it is: the number or the day of its field, else its words."""
    found = _field(rich, fields)
    if isinstance(found, Figure):
        return found.value
    if isinstance(found, Day) and found.month and found.day:
        return date(found.year, found.month, found.day)
    return unnoted(rich)


def _figure(rich: Rich, fields: Fields) -> Figure | None:
    """The one number that some words show."""
    found = {origin: field for field, origin in _held(rich, fields) if isinstance(field, Figure)}
    return next(iter(found.values())) if len(found) == 1 else None


def _field(rich: Rich, fields: Fields) -> Text | Figure | Day | None:
    """The one field that some words are of; None where they are of several."""
    found = {origin: field for field, origin in _held(rich, fields)}
    return next(iter(found.values())) if len(found) == 1 else None


def _held(rich: Rich, fields: Fields) -> Iterator[tuple[Text | Figure | Day, Origin]]:
    return ((fields[origin], origin) for span in rich for origin in span.origins if origin in fields)
