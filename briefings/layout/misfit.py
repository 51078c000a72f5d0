"""What does not fit, and what to shorten: the finding with its numbers."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..blocks.chart import ChartBlock
from ..blocks.piece import Block, Piece
from ..diagnostics import Diagnostic, Where, error
from ..frame import Group, Item, Paragraph, Table, TextBox
from ..geometry import to_points


@dataclass(frozen=True, slots=True)
class Misfit:
    """Blocks that fit nowhere: their pieces at the smallest type, and by how much these are too high and too wide (EMU)."""

    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    over: int
    wide: int = 0

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
        hint = f"leave out columns of {whole or 'it'}, or shorten their longest words"
        return error(code, message, where, whole, hint)
    message = f"{what} is over by {_points(misfit.over)}"
    if isinstance(chart, ChartBlock):
        count = len(chart.data.categories)
        fewer = min(count, round(count * misfit.over / misfit.height) + 1)
        hint = f"leave out about {fewer} of the {count} categories of {whole or 'the chart'}, or shorten their labels"
        return error(code, message, where, whole, hint)
    texts = [[p for item in piece.items for p in _paragraphs(item)] for piece in misfit.pieces]
    path, fewer = to_shorten(texts, misfit.over / misfit.height)
    return error(code, message, where, path, f"{shorten(path, fewer)}{or_else}")


def shorten(path: str, fewer: int) -> str:
    """What to do about a text that is too long."""
    return f"shorten {path or 'it'} by about {fewer} word{'s' * (fewer > 1)}"


def to_shorten(texts: Sequence[Sequence[Paragraph]], share: float) -> tuple[str, int]:
    """Which text to shorten so that a share of all these words goes, and by how many words: the longest paragraph where that is
    enough, else the longest of the given texts, else what all of them belong to."""
    paragraphs = [paragraph for text in texts for paragraph in text]
    total = _count(paragraphs)
    fewer = max(1, min(total, round(total * share) + 1))
    for part in (max(([p] for p in paragraphs), key=_count, default=[]), max(texts, key=_count, default=[])):
        if fewer <= _count(part) * 0.8:
            return common_path(_origins(part)), fewer
    return common_path(_origins(paragraphs)), fewer


def words(text: str) -> int:
    """How many words a text has; where none are set apart by spaces, two letters count as one."""
    return max(len(text.split()), sum(1 for letter in text if "\u2e80" <= letter <= "\u9fff") // 2)


def common_path(paths: Iterable[str]) -> str:
    """The field that some fields belong to: `sections.a.items` of `sections.a.items.x.title` and `sections.a.items.y.title`."""
    parts = [path.replace(".", "/") for path in dict.fromkeys(paths)]
    return os.path.commonpath(parts).replace("/", ".") if parts else ""


def _count(paragraphs: Sequence[Paragraph]) -> int:
    return sum(words(paragraph.text) for paragraph in paragraphs)


def _points(emu: int) -> str:
    return f"{max(1, round(to_points(emu)))} pt"


def _origins(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    return (str(origin) for paragraph in paragraphs for run in paragraph.runs for origin in run.origins)


def _paragraphs(item: Item) -> Iterator[Paragraph]:
    match item:
        case TextBox():
            yield from item.paragraphs
        case Group():
            for child in item.items:
                yield from _paragraphs(child)
        case Table():
            for row in item.rows:
                for cell in row:
                    yield from cell.text.paragraphs
        case _:
            return
