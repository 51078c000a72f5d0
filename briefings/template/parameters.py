"""Turn an evaluated value into what a block's parameter holds: spans, statistics, a chart, a table, a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from .. import icons, images
from ..blocks import BLOCKS
from ..blocks.params import Column, Entry, Event, Grid, Marked, Parameter, Precision, Stat, Tone, parameters
from ..blocks.piece import Block
from ..characters import visible
from ..charts import reading
from ..charts.spec import ChartSpec
from ..diagnostics import BriefingsError, Diagnostic, Where, did_you_mean, fault, warning
from ..env import Env
from ..frozen import replace
from ..geography.outlines import Area, own
from ..language import wording
from ..regex import regex
from ..report import Report
from ..source import Scalar
from ..source.readers import read_date
from ..values import (
    Day,
    Figure,
    Origin,
    Record,
    Rich,
    Span,
    Text,
    Value,
    Words,
    figures,
    plain,
    prose,
    record,
    records,
    several,
)
from . import changes
from .rich import id_of, lasting, named, spans, words

_LARGEST_COUNT: Final = 100
_NUMBER: Final = regex(r"[-+−~≈<>≤≥]?\s*(?:[$€£¥]\s*)?\d[\d\s.,\u00a0\u202f]*(?:%|‰|[$€£¥])?")
"""A number as people write it in a cell, with the sign of a share or of a currency."""


def made(kind: type, id: str, given: dict[str, Any], complete: bool = True) -> Block | None:
    """A block of its parameters; None when there is nothing in it to show, or when not all of it could be read."""
    for parameter in parameters(kind):
        if parameter.required and parameter.kind != "image" and not given.get(parameter.name):
            return None
    if kind is BLOCKS["picture"] and given.setdefault("file", None) is None and not given.get("caption"):
        return None
    return kind(id, **given) if complete else None


class Parameters:
    """What values become for one report in one language. What only warns, and what is wrong with a chart, is told in `found`."""

    def __init__(self, report: Report, env: Env, language: str, found: list[Diagnostic]) -> None:
        self.report, self.env, self.language, self.found = report, env, language, found
        self._texts: dict[Text, Rich] = {}

    def where(self, node: Record | Text, fallback: Where) -> Where:
        """Where a part of the report stands in its file."""
        return self.report.where.get(node.origin, fallback)

    def rich(self, value: Any, where: Where) -> Rich:
        """A value as spans, with the fields it came from."""
        if not isinstance(value, Text):
            return spans(value, self.language, where, self.report.where)
        if value not in self._texts:
            self._texts[value] = spans(value, self.language, where, self.report.where)
        return self._texts[value]

    def riches(self, value: Any, where: Where) -> tuple[Rich, ...]:
        """A value as paragraphs: a text, or a list of them, in which lists may stand too."""
        if isinstance(value, list | tuple):
            return tuple(rich for one in value for rich in self.riches(one, where))
        return (rich,) if (rich := self.rich(value, where)) else ()

    def read(self, parameter: Parameter, value: Any, where: Where) -> Any:
        """A value as what a parameter holds. Raises BriefingsError, at the value's place, for one of another kind."""
        match parameter.kind:
            case "line":
                return self.rich(value, where)
            case "paragraphs":
                return self.riches(value, where)
            case "entries":
                return tuple(self._entries(value, where))
            case "stats":
                return tuple(self._stats(value, where))
            case "columns":
                return tuple(self._columns(value, where))
            case "events":
                return tuple(sorted(self._events(value, where), key=lambda event: (event.start, event.stop)))
            case "chart":
                return self._chart(value, where)
            case "grid":
                return self._grid(value, where)
            case "image":
                return self._image(value, where)
            case "words":
                return Words(words(value), value.tongue(self.language) if isinstance(value, Text) else "")
            case "link":
                return _link(value, where)
            case "count":
                return _count(parameter, value, where)
            case "flag" if not isinstance(value, bool):
                raise fault("type-wrong", f"`{parameter.name}` is true or false", where)
            case "word" if str(value) not in parameter.choices:
                hint = did_you_mean(str(value), parameter.choices)
                raise fault("choice-unknown", f"`{parameter.name}` cannot be `{value}`", where, hint=hint)
            case "word":
                return str(value)
            case "share":
                return _share(parameter, value, where)
            case "flag" | "blocks":
                return value

    def _entries(self, value: Any, where: Where) -> Iterator[Entry]:
        for number, item in enumerate(tuple(value) if isinstance(value, Record) else several(value), 1):
            detail = self.rich(item["detail"], where) if isinstance(item, Record) and "detail" in item else ()
            if item is not None and (lead := self.rich(item, where)):
                counted = item.fields.get("number", number) if isinstance(item, Record) else number
                yield Entry(
                    id_of(item, number),
                    lead,
                    detail,
                    icon=_icon(item, where),
                    number=counted if isinstance(counted, int) else 0,
                )

    def _stats(self, value: Any, where: Where) -> Iterator[Stat]:
        for number, item in enumerate(several(value), 1):
            if not isinstance(item, Record) or "figure" not in item:
                hint = "such as a statistics section's items, or `[{value: 340, text: wells repaired}]`"
                raise fault("type-wrong", "a tile needs records with a figure", where, hint=hint)
            figure = item["figure"]
            if isinstance(figure, Figure) and not figure.known:
                continue
            names = (item[key] for key in ("text", "label", "title") if key in item)
            label = next((name for name in names if name is not None), None)
            turned, turn = changes.told(item.fields.get("change"), self.language)
            tone = cast(Tone, item.fields.get("tone") or "")
            words_ = self.rich(figure, where), self.rich(label, where), turned
            trend, size = self._trend(item, label, where), figure.value if isinstance(figure, Figure) else None
            yield Stat(id_of(item, number), *words_, turn, tone, trend, _icon(item, where), size)

    def _trend(self, item: Record, label: Any, where: Where) -> ChartSpec | None:
        """The small line below a figure, where its author gives it."""
        points = item.fields.get("trend")
        if not points:
            return None
        figure = item["figure"]
        unit = figure.unit if isinstance(figure, Figure) else ""
        given = record(item.origin, {"chart": "trend", "items": points, "title": label, "unit": unit or None})
        return cast(ChartSpec, self._chart(given, where))

    def _columns(self, value: Any, where: Where) -> Iterator[Column]:
        for number, item in enumerate(several(value), 1):
            title = self.rich(named(item), where) if isinstance(item, Record) else ()
            points = self.riches(item.fields.get("points"), where) if isinstance(item, Record) else ()
            if not title or not points:
                hint = "such as a comparison's items, or `[{title: Before, points: [No power at the quay]}]`"
                raise fault("type-wrong", "a comparison needs records with a title and points", where, hint=hint)
            yield Column(id_of(item, number), title, points, _icon(item, where))

    def _events(self, value: Any, where: Where) -> Iterator[Event]:
        for number, item in enumerate(several(value), 1):
            text = self.rich(named(item), where) if isinstance(item, Record) else ()
            date = self._day(item, "date", where) if isinstance(item, Record) else None
            if not isinstance(item, Record) or date is None or not text:
                hint = "such as a timeline's items, or `[{date: 2020-03, text: Law on shore power}]`"
                raise fault("type-wrong", "a timeline needs records with a date and a text", where, hint=hint)
            end = self._day(item, "to", where)
            when, brief = (lasting(date, end, self.language, year=year) for year in (True, False))
            last = end.days[1] if end else date.days[0]
            yield Event(id_of(item, number), when, text, date.days[0], last, _precision(date, end or date), brief)

    def _day(self, item: Record, key: str, where: Where) -> Day | None:
        """A date of an event: one that a section has read, or the words of one."""
        given = item.fields.get(key)
        if given is None or isinstance(given, Day):
            return given
        place = self.report.where.get(Origin(f"{item.origin}.{key}"), where)
        try:
            date = read_date(Scalar(words(given), words(given), place))
        except ValueError as problem:
            raise fault("date-wrong", str(problem), place, hint="write 2023, 2023-05 or 2023-05-31") from None
        return Day(date.year, Origin(f"{item.origin}.{key}"), self.language, date.month, date.day)

    def _chart(self, value: Any, where: Where) -> Any:
        if isinstance(value, Record) and "items" not in value and "series" not in value:
            hint = 'for example `data: {chart: bar, items: "{{ section.parts }}"}`, or a section of type `chart`'
            raise fault("type-wrong", "a chart needs `items`: records with a figure and a text", where, hint=hint)
        spec = reading.spec(value, self.language, where, self.report.where, self._areas(value, where))
        self.found += spec.findings
        if spec.chart is None:
            raise BriefingsError(())
        return spec.chart

    def _areas(self, value: Any, where: Where) -> tuple[Area, ...]:
        """The outlines of a map whose boundaries are the user's own; the section has read them without a fault."""
        path = value.fields.get("boundaries") if isinstance(value, Record) else None
        return own(self.env.read(str(path), where)) if path else ()

    def _grid(self, value: Any, where: Where) -> Grid:
        columns, rows = (
            (value.fields.get("columns"), value.fields.get("rows")) if isinstance(value, Record) else (None, None)
        )
        if not isinstance(columns, tuple) or not isinstance(rows, tuple):
            hint = "give it a section of type `table`"
            raise fault("type-wrong", "a table needs `columns` and `rows`", where, hint=hint)
        head = tuple(self.rich(column, where) for column in columns)
        cells = tuple(tuple(row) if isinstance(row, tuple | Record) else (row,) for row in rows)
        if not head or any(len(row) != len(head) for row in cells):
            raise fault("row-wrong", f"every row needs {len(head)} cells, one for each column", where)
        numeric = tuple(bool(cells) and all(_is_numeric(row[c]) for row in cells) for c in range(len(head)))
        head, cells = self._once(head, cells)
        total = self._total(value, cells, where) if value.fields.get("total") else ()
        said = tuple(tuple(self.rich(cell, where) for cell in row) for row in cells)
        aligns = tuple(str(one.fields.get("align") or "") if isinstance(one, Record) else "" for one in columns)
        made = Grid(head, said, numeric, total, aligns=aligns)
        return self._marked(made, value, cells)

    def _once(
        self, head: tuple[Rich, ...], cells: tuple[tuple[Value, ...], ...]
    ) -> tuple[tuple[Rich, ...], tuple[tuple[Value, ...], ...]]:
        """A table's headings with the units that all numbers below them share, and its cells without these; a sign stays with its number."""
        units = [_unit(column) for column in zip(*cells, strict=True)] if len(cells) > 1 else [""] * len(head)
        heads = tuple(
            (*rich, Span(wording.word("bracketed", self.language, text=unit)))
            if unit and unit.casefold() not in plain(rich).casefold()
            else rich
            for rich, unit in zip(head, units, strict=True)
        )
        rows = tuple(
            tuple(
                replace(cell, unit="") if unit and isinstance(cell, Figure) else cell
                for cell, unit in zip(row, units, strict=True)
            )
            for row in cells
        )
        return heads, rows

    def _marked(self, grid: Grid, table: Record, cells: Sequence[Sequence[Value]]) -> Grid:
        """A table with its bars, shades and groups."""
        names = [words(one["id"]) if isinstance(one, Record) else "" for one in several(table["columns"])]
        bars, heat, group = (
            names.index(wanted) if (wanted := words(table.fields.get(key))) and wanted in names else -1
            for key in ("bars", "heat", "group")
        )
        if max(bars, heat, group) < 0:
            return grid
        shares = zip(_shares(cells, bars, Decimal(0)), _shares(cells, heat), strict=True)
        marks = [Marked(bar=bar, heat=warm) for bar, warm in shares]
        made = replace(grid, marks=tuple(marks), bars=bars, heat=heat)
        return made if group < 0 else _grouped(made, group, Span(wording.word("dot", self.language)))

    def _total(self, table: Record, cells: Sequence[Sequence[Value]], where: Where) -> tuple[Rich, ...]:
        """The row of a table's sums; none, with a warning, where no column can be added up."""
        totals = table["total"]
        assert isinstance(totals, tuple)
        sums = [_sum(column, total) for column, total in zip(zip(*cells, strict=True), totals, strict=True)]
        if not any(sums):
            path = f"{table.origin}.total"
            place = self.report.where.get(Origin(path), self.where(table, where))
            message = "no column of this table can be added up: each has words, gaps, rates or several units"
            self.found.append(warning("total-empty", message, place, path, "leave `total` out"))
            return ()
        label = next((number for number, one in enumerate(sums) if one is None), None)
        told = [(Span(figures.shown(one, language=self.language)),) if one else () for one in sums]
        if label is not None:
            told[label] = (Span(wording.word("total", self.language)),)
        return tuple(told)

    def _image(self, value: Any, where: Where) -> images.Image | None:
        """A picture; None, with a warning, where its file is missing."""
        if value is None:
            return None
        path = words(value)
        origin = value.origin if isinstance(value, Text) else self._photo(path)
        place = self.report.where.get(origin, where)
        try:
            return images.load(self.env.read(path, place, limit=images.LARGEST_FILE), path, place)
        except BriefingsError as problem:
            told = problem.findings
        if any(one.code != "file-missing" for one in told):
            raise BriefingsError(replace(one, path=one.path or origin) for one in told)
        if not any(one.code == "picture-missing" and one.path == origin for one in self.report.findings):
            hint = "; ".join(("the caption is shown without it", *(one.hint for one in told if one.hint)))
            self.found.append(warning("picture-missing", told[0].message, place, origin, hint))
        return None

    def _photo(self, path: str) -> Origin:
        """The field of a section of photos that names a picture."""
        for item in records(self.report.root["photos"]):
            if item["file"] == path:
                return Origin(f"{item.origin}.file")
        for section in records(self.report.root["sections"]):
            for item in records(section["items"]) if section["type"] == "photos" else ():
                if item["file"] == path:
                    return Origin(f"{item.origin}.file")
        return Origin("")


def _icon(item: Any, where: Where) -> str:
    """The pictogram of an item, by its name; "" where it has none."""
    name = words(item.fields.get("icon")) if isinstance(item, Record) and item.fields.get("icon") else ""
    if name and name not in icons.names():
        raise fault(
            "icon-unknown", f"there is no icon `{visible(name)}`", where, hint=did_you_mean(name, icons.names(), "icon")
        )
    return name


def _precision(*dates: Day) -> Precision:
    """How exactly the most exact of some dates is given."""
    return "day" if any(date.day for date in dates) else "month" if any(date.month for date in dates) else "year"


def _link(value: Any, where: Where) -> str:
    link = words(value)
    if link and not prose.allowed(link):
        hint = "links may begin with https:, http:, mailto:, tel: or #"
        raise fault("link-scheme", f"`{visible(link)[:60]}` is no link", where, hint=hint)
    return link


def _count(parameter: Parameter, value: Any, where: Where) -> int:
    number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    if number is None or not 0 <= number <= _LARGEST_COUNT or number != int(number):
        raise fault("type-wrong", f"`{parameter.name}` is a whole number, {_LARGEST_COUNT} at the most", where)
    return int(number)


def _share(parameter: Parameter, value: Any, where: Where) -> tuple[float, float]:
    if value is None or value == ():
        return 0.5, 0.5
    numbers = [one.value if isinstance(one, Figure) else one for one in several(value)]
    held = [float(one) for one in numbers if isinstance(one, int | Decimal) and 0 <= one <= 1]
    if len(held) != 2 or len(numbers) != 2:
        raise fault(
            "type-wrong", f"`{parameter.name}` is two numbers from 0 to 1", where, hint="for example [0.5, 0.4]"
        )
    return held[0], held[1]


def _shares(cells: Sequence[Sequence[Value]], column: int, low: Decimal | None = None) -> list[float | None]:
    """Where each number of a column stands between the smallest (or `low`) and the largest, from 0 to 1."""
    held = [row[column] if column >= 0 else None for row in cells]
    numbers = [one.value if isinstance(one, Figure) else None for one in held]
    known = [one for one in numbers if one is not None]
    if not known:
        return [None] * len(numbers)
    low = min(known) if low is None else low
    span = max(known) - low
    return [None if one is None else float((one - low) / span) if span else 1.0 for one in numbers]


def _grouped(grid: Grid, column: int, between: Span) -> Grid:
    """A table whose rows stand under the words that they share in a column, which goes: its name stands before that of the first. The
    groups come in the order of their first rows."""
    names: dict[str, list[int]] = {}
    for index, row in enumerate(grid.rows):
        names.setdefault(plain(row[column]), []).append(index)

    def less(row: Sequence[Any]) -> tuple[Any, ...]:
        return (*row[:column], *row[column + 1 :])

    rows: list[tuple[Rich, ...]] = []
    marks: list[Marked] = []
    for held in names.values():
        # every row's words are the report's own: all of them stand behind the name of their group
        name = grid.rows[held[0]][column]
        behind = tuple(origin for index in held for span in grid.rows[index][column] for origin in span.origins)
        if name:
            rows.append((tuple(replace(span, origins=behind) for span in name), *((),) * (len(grid.head) - 2)))
            marks.append(Marked(group=True))
        rows += [less(grid.rows[index]) for index in held]
        marks += [grid.mark(index) for index in held]
    first, *others = less(grid.head)
    return replace(
        grid,
        head=((*grid.head[column], between, *first), *others),
        rows=tuple(rows),
        numeric=less(grid.numeric),
        total=less(grid.total),
        aligns=less(grid.aligns),
        marks=tuple(marks),
        bars=grid.bars - (grid.bars > column),
        heat=grid.heat - (grid.heat > column),
    )


def _unit(column: Sequence[Value]) -> str:
    """The unit that all figures of a column share, where it is a word; "" where there is none or another cell says something else."""
    held = [cell for cell in column if cell is not None]
    units = {cell.unit if isinstance(cell, Figure) and not cell.currency else "" for cell in held}
    unit = units.pop() if len(units) == 1 else ""
    return "" if figures.is_percent(unit) else unit


def _is_numeric(cell: Any) -> bool:
    """Whether a cell stands at the end of its column with other numbers: a figure, a number written out, or nothing."""
    if isinstance(cell, Text):
        return _NUMBER.fullmatch(str(cell).strip(" *")) is not None
    return cell is None or isinstance(cell, Figure | int | Decimal)


def _sum(column: Sequence[Value], total: Value) -> Figure | None:
    """The sum of a column of exact figures of one unit; None where adding them up would make a figure that nobody gave."""
    held = [cell for cell in column if isinstance(cell, Figure) and cell.value is not None]
    first = held[0] if held else None
    if first is None or len(held) < len(column) or first.unit == "%":
        return None
    alike = (first.unit, first.currency, "", None)
    if any((cell.unit, cell.currency, cell.qualifier, cell.digits) != alike for cell in held):
        return None
    return replace(first, value=total) if isinstance(total, Decimal) else None
