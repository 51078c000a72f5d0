"""How much of what does not fit must go so that the rest does: found by trying, not by estimating."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final, TypeAlias

from ..blocks.chart import ChartBlock
from ..blocks.params import Grid
from ..blocks.piece import Block
from ..charts.spec import ChartSpec
from ..frozen import replace
from ..values import Span

Change: TypeAlias = Callable[[tuple[Block, ...]], tuple[Block, ...]]
Fits: TypeAlias = Callable[[Change], bool]
"""Whether blocks fit once they are changed so; what was placed with them is measured again."""

TRIES: Final = 14
"""A number is found by halving so often at the most: exactly, up to 16,000 words."""


def least(most: int, fits: Callable[[int], bool]) -> int:
    """The least number with which it fits; 0 where it does not even with the most."""
    if most < 1 or not fits(most):
        return 0
    low, high = 0, most
    for _ in range(TRIES):
        if high - low < 2:
            break
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def words_to_go(paths: Sequence[str], count: int, fits: Fits) -> int:
    """How many of the words of these fields are to go; 0 where it is nearly all of them, or where that would not do."""
    return least(round(count * 0.95), lambda number: fits(_Without(paths, count - number).blocks))


def categories_to_go(block: ChartBlock, fits: Fits) -> int:
    """How many categories of a chart are to go, whichever end they go from."""
    count = len(block.data.categories)

    def kept(number: int, last: bool) -> Change:
        part = slice(number, None) if last else slice(0, count - number)
        made = replace(block, data=_categories(block.data, part))
        return lambda blocks: tuple(made if one.id == block.id else one for one in blocks)

    return least(count - 1, lambda number: fits(kept(number, True)) and fits(kept(number, False)))


def words(text: str) -> int:
    """How many words a text has; where none are set apart by spaces, two letters count as one."""
    return max(len(text.split()), sum(1 for letter in text if "\u2e80" <= letter <= "\u9fff") // 2)


def _categories(spec: ChartSpec, part: slice) -> ChartSpec:
    count = len(spec.categories)
    each = {
        name: value[part]
        for name in ("categories", "days", "totals", "colours")
        if len(value := getattr(spec, name)) == count
    }
    return replace(spec, series=tuple(replace(one, points=one.points[part]) for one in spec.series), **each)


class _Without:
    """Blocks with only the first words of some fields: items, rows and paragraphs that have none left go."""

    def __init__(self, paths: Sequence[str], left: int) -> None:
        self._paths, self._left = frozenset(paths), left

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks that are left."""
        return tuple(made for block in blocks if (made := self._of(block)) is not None)

    def _of(self, node: Any) -> Any:
        match node:
            case Span():
                return self._span(node)
            case Grid():
                rows = [(row, tuple(self._of(cell) or () for cell in row)) for row in node.rows]
                return replace(node, rows=tuple(made for row, made in rows if _said(made) or not _said(row)))
            case tuple():
                made = tuple(one for each in node if (one := self._of(each)) is not None)
                return made if made or not node else None
            case _ if is_dataclass(node) and not isinstance(node, type):
                return self._record(node)
        return node

    def _record(self, node: Any) -> Any:
        changed = {}
        for field in fields(node):
            old = getattr(node, field.name)
            if isinstance(old, tuple) or is_dataclass(old):
                new = self._of(old)
                if new is None and field.default is MISSING and isinstance(old, tuple) and not isinstance(old[0], Span):
                    return None  # a block is nothing without the items that it is made of
                if new is not old and new != old:
                    changed[field.name] = () if new is None else new
        if not changed:
            return node
        made = replace(node, **changed)
        return made if _said(made) else None

    def _span(self, span: Span) -> Span | None:
        if self._paths.isdisjoint(map(str, span.origins)) or not span.text.strip():
            return span
        count = words(span.text)
        kept, self._left = min(count, self._left), max(0, self._left - count)
        if kept == count:
            return span
        return replace(span, text=_first(span.text, kept, count)) if kept else None


def _first(text: str, kept: int, count: int) -> str:
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    return text[: ends[kept - 1]] if len(ends) == count else text[: len(text) * kept // count]


def _said(node: Any) -> bool:
    """Whether anything below a node has words."""
    return any(span.text.strip() for span in _spans(node))


def _spans(node: Any) -> Iterator[Span]:
    match node:
        case Span():
            yield node
        case tuple():
            for each in node:
                yield from _spans(each)
        case _ if is_dataclass(node) and not isinstance(node, type):
            for field in fields(node):
                yield from _spans(getattr(node, field.name))
