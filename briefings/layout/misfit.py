"""What does not fit, and what to shorten: the finding with its numbers."""

from __future__ import annotations

import math
import os.path
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..blocks.chart import ChartBlock
from ..blocks.piece import Block, Piece
from ..blocks.table import TableBlock
from ..diagnostics import Diagnostic, Where, error
from ..frame import Item, text_boxes
from ..geometry import to_points


@dataclass(frozen=True, slots=True)
class Misfit:
    """Blocks that fit nowhere: their pieces at the smallest type, and by how much these are too high and too wide (EMU); `placed` says
    how many places were filled before."""

    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    over: int
    wide: int = 0
    placed: int = 0

    @property
    def height(self) -> int:
        """How high the pieces are at least."""
        return max(1, sum(piece.stretch.least for piece in self.pieces))


def finding(code: str, what: str, where: Where, misfit: Misfit, or_else: str = "") -> Diagnostic:
    """The error for blocks: by how much they are over, which text to shorten, and by about how many words."""
    whole = common_path(str(origin) for block in misfit.blocks for origin in block.origins())
    chart = misfit.blocks[0] if len(misfit.blocks) == 1 else None
    if misfit.wide:
        message = f"{what} is too wide by {_points(misfit.wide)}"
        hint = f"shorten the longest words of {whole or 'it'}"
        if len(misfit.blocks) == 1 and isinstance(table := misfit.blocks[0], TableBlock):
            count = len(table.data.head)
            fewer = min(count, math.ceil(misfit.wide * count / max(1, misfit.pieces[0].width)))
            columns = f"about {fewer} of the {count} columns of {whole or 'the table'}"
            hint = f"leave out {columns}, or shorten their longest words"
        return error(code, message, where, whole, hint)
    message = f"{what} is over by {_points(misfit.over)}"
    if isinstance(chart, ChartBlock):
        count = len(chart.data.categories)
        fewer = min(count, round(count * misfit.over / misfit.height) + 1)
        hint = f"leave out about {fewer} of the {count} categories of {whole or 'the chart'}, or shorten their labels"
        return error(code, message, where, whole, hint)
    texts = [[one for item in piece.items for one in passages(item)] for piece in misfit.pieces]
    path, hint = to_shorten(texts, misfit.over)
    return error(code, message, where, path, hint + or_else)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is set: the fields that it shows, its words, and the heights of its lines (EMU)."""

    paths: tuple[str, ...]
    words: int
    lines: tuple[int, ...]


def to_shorten(texts: Sequence[Sequence[Passage]], over: int) -> tuple[str, str]:
    """Which text to shorten so that so much of the height (EMU) goes, and what to do: the longest paragraph where that is enough,
    else the longest of the given texts, else that and what stands with it."""
    passages = [one for text in texts for one in text]
    longest = max(texts, key=_count, default=[])
    for part in (max(([one] for one in passages), key=_count, default=[]), longest, passages):
        path, fewer = common_path(path for one in part for path in one.paths), _fewer(part, over)
        if fewer <= _count(part) * 0.95 and path not in ("", "sections"):
            return path, shorten(path, fewer)
    path = common_path(path for one in longest for path in one.paths)
    return path, f"shorten {path or 'it'} and what stands with it {_by(_fewer(passages, over))} in all"


def shorten(path: str, fewer: int) -> str:
    """What to do: a field, and by how many words."""
    return f"shorten {path} {_by(fewer)}"


def passages(item: Item) -> Iterator[Passage]:
    """The paragraphs of an item."""
    for box in text_boxes(item):
        for index, paragraph in enumerate(box.paragraphs):
            paths = tuple(str(origin) for run in paragraph.runs for origin in run.origins)
            lines = tuple(line.height for line in box.lines if line.paragraph == index)
            yield Passage(paths, words(paragraph.text), lines)


def words(text: str) -> int:
    """How many words a text has; where none are set apart by spaces, two letters count as one."""
    return max(len(text.split()), sum(1 for letter in text if "\u2e80" <= letter <= "\u9fff") // 2)


def common_path(paths: Iterable[str]) -> str:
    """The field that some fields belong to: `sections.a.items` of `sections.a.items.x.title` and `sections.a.items.y.title`."""
    parts = [path.replace(".", "/") for path in dict.fromkeys(paths)]
    return os.path.commonpath(parts).replace("/", ".") if parts else ""


def _count(part: Sequence[Passage]) -> int:
    return sum(one.words for one in part)


def _fewer(part: Sequence[Passage], over: int) -> int:
    """How many words less make so much less height: they go by whole lines, and last lines are seldom full."""
    lines = [height for one in part for height in one.lines]
    going = math.ceil(over / max(lines, default=1))
    by_line = _count(part) / max(1.0, sum(max(1.0, len(one.lines) - 0.5) for one in part))
    return max(1, min(_count(part), math.ceil(going * by_line) + 1))


def _by(fewer: int) -> str:
    return f"by about {fewer} word{'s' * (fewer > 1)}"


def _points(emu: int) -> str:
    return f"{max(1, round(to_points(emu)))} pt"
