"""The parameters of a block as a template writes them: kind, description and example stand beside the field itself.

The template stage reads the kind to turn an evaluated value into the field's type, the schema reads description and example.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, field, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, TypeAlias, cast

from ..charts.spec import ChartSpec
from ..frozen import frozen
from ..look import Align
from ..memory import kept
from ..values import Origin, Rich, Span

Kind: TypeAlias = Literal[
    "line",  # one paragraph: Rich
    "paragraphs",  # a text or a list of texts: tuple[Rich, ...]
    "entries",  # titles with details: tuple[Entry, ...]
    "stats",  # figures with labels: tuple[Stat, ...]
    "columns",  # names with points: tuple[Column, ...]
    "events",  # what happened, with its dates: tuple[Event, ...]
    "chart",  # ChartSpec
    "grid",  # a table's columns and rows: Grid
    "image",  # Image | None
    "link",  # a plain address: str
    "words",  # words without marks: str
    "blocks",  # other blocks: tuple[Block, ...]
    "count",  # int
    "flag",  # bool
    "word",  # one of `choices`
    "share",  # a pair of numbers from 0 to 1
]

Tone: TypeAlias = Literal["", "good", "bad", "highlight", "plain"]
Precision: TypeAlias = Literal["year", "month", "day"]


@frozen
class Entry:
    """An item of a list: what it says, and a quieter second text. `begun` tells of the rest of one that goes on; `number` is which of them it is,
    0 for one that is not counted."""

    id: str
    lead: Rich
    detail: Rich = ()
    begun: bool = False
    icon: str = ""
    number: int = 1


@frozen
class Stat:
    """A figure and what it counts; the rest of a label that goes on has no figure. `change` says how it changed, and `turn` whether
    for the better; `tone` is that of the figure, `trend` a small line below it, `size` its number."""

    id: str
    figure: Rich
    label: Rich
    change: Rich = ()
    turn: Tone = ""
    tone: Tone = ""
    trend: ChartSpec | None = None
    icon: str = ""
    size: Decimal | None = None


@frozen
class Event:
    """Something that happened: its date in words, what it was, and the days it lasted from the first to the last, counted as
    `datetime.date` does. `precision` is how exactly its date is given; `brief` is the date without its year, which an axis may tell."""

    id: str
    when: Rich
    text: Rich
    start: int
    stop: int
    precision: Precision
    brief: Rich = ()


@frozen
class Column:
    """Something that is compared: what it is called, and its points."""

    id: str
    title: Rich
    points: tuple[Rich, ...]
    icon: str = ""


@frozen
class Marked:
    """How a row of a table stands out: it names the `group` of those below it; its cells in the columns for bars and for shades have
    so much of the largest value, from 0 to 1 (None: no value)."""

    group: bool = False
    bar: float | None = None
    heat: float | None = None


@frozen
class Grid:
    """A table's words: column headings, rows of cells, which columns hold numbers, and the row of sums, if any. `marks` tells of each
    row how it stands out, or is empty; `bars` and `heat` are the columns with bars and with shades, -1 for none. `aligns` is how the cells
    of each column are set, "" for as their kind is."""

    head: tuple[Rich, ...]
    rows: tuple[tuple[Rich, ...], ...]
    numeric: tuple[bool, ...]
    total: tuple[Rich, ...] = ()
    marks: tuple[Marked, ...] = ()
    bars: int = -1
    heat: int = -1
    aligns: tuple[str, ...] = ()

    def of(self, columns: Sequence[int]) -> Grid:
        """The table with some of its columns, in their order."""

        def some(row: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple([row[at] for at in columns if at < len(row)])

        bars, heat = (columns.index(at) if at in columns else -1 for at in (self.bars, self.heat))
        rows = tuple(map(some, self.rows))
        return Grid(
            some(self.head), rows, some(self.numeric), some(self.total), self.marks, bars, heat, some(self.aligns)
        )

    def align(self, column: int) -> Align:
        """How the cells of a column are set: numbers to the end and texts to the start where nothing else is said."""
        given = self.aligns[column] if column < len(self.aligns) else ""
        return cast(Align, given or ("end" if self.numeric[column] else "start"))

    def mark(self, row: int) -> Marked:
        """How a row stands out."""
        return self.marks[row] if row < len(self.marks) else Marked()


@frozen
class Parameter:
    """What the schema and the template stage know of one key of a block."""

    name: str
    kind: Kind
    description: str
    example: object
    required: bool
    choices: tuple[str, ...] = ()


def param(
    kind: Kind, description: str, example: object, *, default: Any = MISSING, choices: tuple[str, ...] = ()
) -> Any:
    """A block's field that templates fill."""
    metadata = {"kind": kind, "description": description, "example": example, "choices": choices}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


@lru_cache(None)
def parameters(block: type) -> tuple[Parameter, ...]:
    """The keys that a template may give to a block, in the order of its fields."""
    return tuple(
        Parameter(f.name, required=f.default is MISSING, **f.metadata) for f in fields(block) if "kind" in f.metadata
    )


class Declared:
    """What every block has by the parameters that it declares: the fields behind them. It is whole: one that can be cut says how."""

    __slots__ = ()

    @kept
    def origins(self) -> tuple[Origin, ...]:
        """Every field of the report that the block shows."""
        kind: Any = type(self)
        return origins_of(*(getattr(self, one.name) for one in parameters(kind)))

    def split(self, cut_at: Any) -> tuple[Any, Any]:
        """The two halves at one of the cuts that `arrange` offered."""
        raise AssertionError(f"a {type(self).__name__} offers no cuts")


def origins_of(*held: Any) -> tuple[Origin, ...]:
    """The fields behind paragraphs, or what else parameters hold, each once, in order."""
    return tuple(dict.fromkeys(_origins(held)))


def _origins(held: Any) -> Iterator[Origin]:
    match held:
        case Span():
            yield from held.origins
        case tuple():
            for one in held:
                yield from _origins(one)
        case Stat(_, one, other, change):
            yield from _origins((one, other, change, held.trend))
        case Entry(_, one, other) | Event(_, one, other) | Column(_, one, other) | Grid(one, other):
            yield from _origins((one, other))
        case ChartSpec() | Declared():
            yield from held.origins()
