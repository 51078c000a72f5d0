"""The rows of a table as expressions see them: a row's values, each knowing its cell, and what they are among those of the other rows.

    Table       Rows, the row that each id stands for -> a scope for each row
    scope       `row`, `name`, `id`, and the functions that compare

A column is named by its heading, as in `rank("GDP per capita")`, or by the row's own value, as in `rank(row.gdp)`; `within` is a column too, and
means the rows that have the same there. Rows without a value have no rank and count for nothing. A column `District.fr` holds the words of the column `District`
in French.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from ..characters import visible
from ..diagnostics import Where, did_you_mean
from ..frozen import replace
from ..regex import regex
from ..source.selection import heading
from ..source.tables import Rows
from ..values import Day, Figure, Origin, Record, Text, Value, figures, record
from .sandbox import Scope, function

_CELL: Final = regex(r"cell:(\d+):(\d+)")
_FINEST: Final = 6
_LARGE: Final = 100
"""A mean of whole numbers that is larger than this has no decimals."""


@dataclass(slots=True)
class Table:
    """Rows for expressions in a language. `keys` are the ids of rows by the file and the line that they stand in, `named` the column of their names;
    `own` is the language that the table's words are in.
    """

    rows: Rows
    keys: Mapping[tuple[str, int], str]
    named: str
    language: str
    own: str
    _lines: dict[tuple[str, int], int] = field(init=False)
    _names: tuple[tuple[str, int], ...] = field(init=False)
    _numeric: tuple[bool, ...] = field(init=False)
    _worded: Mapping[int, int] = field(init=False)
    _records: dict[int, Record] = field(default_factory=dict)
    _groups: dict[tuple[int | None, str], tuple[int, ...]] = field(default_factory=dict)
    _sorted: dict[tuple[int, tuple[int, ...]], tuple[Decimal, ...]] = field(default_factory=dict)
    _made: dict[Origin, Where] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = {(row[0].where.file, row[0].where.line): at for at, row in enumerate(self.rows.rows)}
        self._names = tuple(_names(self.rows.header))
        places = {name.casefold(): at for at, name in enumerate(self.rows.header)}
        worded = {at: places.get(f"{name}.{self.language}".casefold()) for at, name in enumerate(self.rows.header)}
        self._worded = {at: other for at, other in worded.items() if other is not None}
        self._numeric = tuple(
            any(isinstance(row[at].value, Decimal) for row in self.rows.rows) for at in range(len(self.rows.header))
        )

    def scope(self, at: int) -> Scope:
        """What an expression can name for a row, counted from 0."""
        given: dict[str, Callable[..., Any]] = {
            "rank": self.rank, "count": self.count, "total": self.total, "average": self.average, "median": self.median,
            "share": self.share, "top": self.top, "neighbours": self.neighbours,
        }  # fmt: skip
        name = self.rows.rows[at][self.rows.header.index(heading(self.rows, self.named))]
        called: dict[str, Any] = {key: function(key, _bound(does, at)) for key, does in given.items()}
        return {
            **called,
            "row": self.record(at),
            "id": self.keys.get((name.where.file, name.where.line), ""),
            "name": self._value(at, name.where.column - 1),
        }

    def number(self, where: Where) -> int:
        """The number of the row that stands at a place, counted from 0."""
        return self._lines[where.file, where.line]

    def where(self, origin: Origin) -> Where | None:
        """The cell that a value comes from, or, of a comparison, the row's own cell in its column."""
        cell = _CELL.fullmatch(origin)
        return self.rows.rows[int(cell[1])][int(cell[2])].where if cell else self._made.get(origin)

    def is_missing(self, origin: Origin) -> bool:
        """Whether the cell that a value comes from is empty."""
        cell = _CELL.fullmatch(origin)
        return cell is not None and self.rows.rows[int(cell[1])][int(cell[2])].value is None

    def record(self, at: int) -> Record:
        """A row as expressions see it: its values by the headings, and by these as words of a program write them."""
        if at not in self._records:
            self._records[at] = record(f"row:{at}", {name: self._value(at, column) for name, column in self._names})
        return self._records[at]

    def _value(self, at: int, column: int) -> Value:
        if (said := self._worded.get(column)) is not None and isinstance(text := self.rows.rows[at][said].value, str):
            return Text(text, Origin(f"cell:{at}:{said}"), self.language)
        cell, origin = self.rows.rows[at][column], Origin(f"cell:{at}:{column}")
        match cell.value:
            case Decimal() as value:
                decimals = self.rows.decimals[column] if self.rows.decimals else None
                unit = self.rows.units[column] if self.rows.units else ""
                return Figure(figures.rounded(value, decimals), origin, self.language, unit)
            case None:
                return Figure(None, origin, self.language) if self._numeric[column] else None
            case str() as text:
                return Text(text, origin, self.own)
            case date:
                return Day(date.year, origin, self.language, date.month, date.day)

    def heading_at(self, where: Where) -> str:
        """The heading above a cell; "" for what is no cell of these rows."""
        at = self._lines.get((where.file, where.line))
        cells = () if at is None else self.rows.rows[at]
        return next((name for name, cell in zip(self.rows.header, cells, strict=True) if cell.where == where), "")

    # -- which column, which rows -----------------------------------------------------------------------------------------

    def _column(self, given: Any) -> int:
        """The column that is meant. Raises ValueError for none."""
        match given:
            case Figure() | Text() | Day():
                cell = _CELL.fullmatch(given.origin)
                if cell:
                    return int(cell[2])
            case str():
                if found := heading(self.rows, given) or next((given for name, _ in self._names if name == given), ""):
                    return dict(self._names)[found]
                hint = did_you_mean(given, self.rows.header, "column")
                raise ValueError(f"there is no column `{visible(given)}`; {hint}")
        raise ValueError('a column is named by its heading, as in "Population", or by a value of the row that has one')

    def _group(self, at: int, within: Any) -> tuple[int, ...]:
        """The rows that are compared: all, or those that have in a column what the row has there."""
        column = None if within is None else self._column(within)
        text = "" if column is None else self.rows.rows[at][column].text.casefold()
        key = (column, text)
        if key not in self._groups:
            self._groups[key] = tuple(
                number
                for number, row in enumerate(self.rows.rows)
                if column is None or (text and row[column].text.casefold() == text)
            )
        return self._groups[key]

    def _known(self, column: int, group: tuple[int, ...]) -> tuple[Decimal, ...]:
        """The values of some rows in a column, the smallest first."""
        key = (column, group)
        if key not in self._sorted:
            values = (self.rows.rows[at][column].value for at in group)
            self._sorted[key] = tuple(sorted(value for value in values if isinstance(value, Decimal)))
        return self._sorted[key]

    # -- what is computed -------------------------------------------------------------------------------------------------

    def _figure(self, value: Decimal | None, at: int, column: int, how: str, unit: str = "") -> Figure:
        """A figure that is computed from a column: it stands for the row's own cell there, and says how."""
        if value is None:
            return Figure(None, Origin(f"cell:{at}:{column}"), self.language)
        own = self.rows.rows[at][column].where
        origin = Origin(f"{how}:{at}:{column}")
        self._made[origin] = replace(own, excerpt=how)
        return Figure(value, origin, self.language, unit)

    def _said(self, column: int, within: Any, group: Sequence[object]) -> str:
        where = "" if within is None else f" with the same `{visible(self.rows.header[self._column(within)])}`"
        return f"`{visible(self.rows.header[column])}` of {len(group)} rows{where}"

    def _own(self, at: int, column: int) -> Decimal | None:
        value = self.rows.rows[at][column].value
        return value if isinstance(value, Decimal) else None

    def rank(self, at: int, of: Any, within: Any = None, lowest: bool = False) -> Figure:
        """Its place among the rows by a column: 1 is the largest, or the smallest with `lowest`."""
        column, group = self._column(of), self._group(at, within)
        own, known = self._own(at, column), self._known(column, group)
        place = None
        if own is not None and known:
            before = bisect.bisect_left(known, own) if lowest else len(known) - bisect.bisect_right(known, own)
            place = Decimal(before + 1)
        return self._figure(place, at, column, f"rank by {self._said(column, within, known)}")

    def count(self, at: int, of: Any = None, within: Any = None) -> Figure:
        """How many rows there are, or have a value in a column."""
        group = self._group(at, within)
        column = 0 if of is None else self._column(of)
        known = [one for one in group if of is None or self.rows.rows[one][column].value is not None]
        return self._figure(Decimal(len(known)), at, column, f"number of {self._said(column, within, known)}")

    def total(self, at: int, of: Any, within: Any = None) -> Figure:
        """The sum of a column."""
        column, group = self._column(of), self._group(at, within)
        known = self._known(column, group)
        return self._figure(sum(known) if known else None, at, column, f"sum of {self._said(column, within, known)}")  # type: ignore[arg-type]

    def average(self, at: int, of: Any, within: Any = None, weight: Any = None, decimals: int | None = None) -> Figure:
        """The mean of a column, weighted by another where `weight` names one."""
        column, group = self._column(of), self._group(at, within)
        by = None if weight is None else self._column(weight)
        pairs = [
            (value, Decimal(1) if by is None else share)
            for one in group
            if (value := self._own(one, column)) is not None
            and (share := Decimal(1) if by is None else self._own(one, by)) is not None
        ]
        whole = sum((share for _, share in pairs), Decimal(0))
        mean = sum((value * share for value, share in pairs), Decimal(0)) / whole if whole else None
        how = f"average of {self._said(column, within, pairs)}" + (
            "" if by is None else f", weighted by `{self.rows.header[by]}`"
        )
        return self._figure(self._as_fine(mean, column, decimals), at, column, how, self._unit(column))

    def median(self, at: int, of: Any, within: Any = None, decimals: int | None = None) -> Figure:
        """The middle value of a column."""
        column, group = self._column(of), self._group(at, within)
        known = self._known(column, group)
        half = len(known) // 2
        middle = None if not known else known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
        how = f"median of {self._said(column, within, known)}"
        return self._figure(self._as_fine(middle, column, decimals), at, column, how, self._unit(column))

    def share(self, at: int, of: Any, within: Any = None, decimals: int = 1) -> Figure:
        """The row's part of the column's sum, in per cent."""
        column, group = self._column(of), self._group(at, within)
        known, own = self._known(column, group), self._own(at, column)
        whole = sum(known, Decimal(0))
        part = figures.rounded(own * 100 / whole, decimals) if own is not None and whole else None
        return self._figure(part, at, column, f"share of {self._said(column, within, known)}", "%")

    def _unit(self, column: int) -> str:
        return self.rows.units[column] if self.rows.units else ""

    def _as_fine(self, value: Decimal | None, column: int, decimals: int | None) -> Decimal | None:
        """A mean with as many decimals as the finest of the values; of whole numbers one, and none where it is large."""
        if value is None:
            return None
        if decimals is None:
            known = (row[column].value for row in self.rows.rows)
            finest = max((figures.decimals_of(one) for one in known if isinstance(one, Decimal)), default=0)
            decimals = min(finest, _FINEST) or int(abs(value) < _LARGE)
        return figures.rounded(value, decimals)

    def top(self, at: int, of: Any, many: int = 5, within: Any = None, lowest: bool = False) -> tuple[Record, ...]:
        """The rows that have most of something, or least with `lowest`."""
        column = self._column(of)
        return self._listed(
            at, column, within, self._ordered(at, column, within, lowest=lowest)[: max(many, 0)], lowest=lowest
        )

    def neighbours(self, at: int, of: Any, many: int = 1, within: Any = None) -> tuple[Record, ...]:
        """The row between those that stand above and below it by a column."""
        column = self._column(of)
        order = self._ordered(at, column, within, lowest=False)
        if at not in order:
            return ()
        place, near = order.index(at), max(many, 0)
        return self._listed(at, column, within, order[max(place - near, 0) : place + near + 1], lowest=False)

    def _ordered(self, at: int, column: int, within: Any, *, lowest: bool) -> list[int]:
        """Rows that have a value, by it; those of one value as they stand in the file."""
        known = [one for one in self._group(at, within) if self._own(one, column) is not None]
        return sorted(known, key=lambda one: self._own(one, column) or Decimal(0), reverse=not lowest)

    def _listed(self, at: int, column: int, within: Any, chosen: Sequence[int], *, lowest: bool) -> tuple[Record, ...]:
        named = self.rows.header.index(heading(self.rows, self.named))
        return tuple(
            record(
                f"row:{one}",
                {
                    **self.record(one).fields,
                    "id": self.keys.get((self.rows.rows[one][0].where.file, self.rows.rows[one][0].where.line), ""),
                    "name": self._value(one, named),
                    "value": self._value(one, column),
                    "rank": self.rank(one, self.rows.header[column], within, lowest),
                    "own": one == at,
                },
            )
            for one in chosen
        )


def _bound(does: Callable[..., Any], at: int) -> Callable[..., Any]:
    return lambda *given, **named: does(at, *given, **named)


def _names(header: Sequence[str]) -> Sequence[tuple[str, int]]:
    """The names of columns: their headings, and these in small letters, digits and `_`, where no two are alike then."""
    exact = {name: at for at, name in enumerate(header)}
    plain: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        plain.setdefault(re.sub(r"\W+", "_", name.casefold()).strip("_"), []).append(at)
    return tuple(({name: ats[0] for name, ats in plain.items() if name and len(ats) == 1} | exact).items())
