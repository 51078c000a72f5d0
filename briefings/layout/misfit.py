"""What does not fit, and what to shorten: the finding with its numbers."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from ..blocks.chart import ChartBlock
from ..blocks.piece import Block, Piece
from ..blocks.table import TableBlock
from ..briefing import Placed
from ..diagnostics import Diagnostic, Where, error
from ..frame import Item, Table, text_boxes
from ..frozen import frozen, replace
from ..geometry import to_points
from ..look import Look
from .shorter import Change, Fits, categories_to_go, words, words_to_go


@frozen
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


def finding(code: str, what: str, where: Where, misfit: Misfit, fits: Fits, or_else: str = "") -> Diagnostic:
    """The error for blocks: by how much they are over, which text to shorten, and by how many words; that was tried."""
    whole = common_path(str(origin) for block in misfit.blocks for origin in block.origins())
    alone = misfit.blocks[0] if len(misfit.blocks) == 1 else None
    if misfit.wide:
        message = f"{what} is too wide by {_points(misfit.wide)}"
        hint = f"shorten the longest words of {whole or 'it'}"
        widest = max(misfit.pieces, key=lambda piece: piece.width)
        for item in widest.items:
            if isinstance(item, Table):
                hint = _narrower(item.widths, widest.width - misfit.wide, whole)
        return error(code, message, where, whole, hint)
    message = f"{what} is over by {_points(misfit.over)}"
    if isinstance(alone, ChartBlock):
        hint = f"shorten the labels of {whole or 'the chart'}"
        if fewer := categories_to_go(alone, fits):
            categories = f"{fewer} of the {len(alone.data.categories)} categories of {whole or 'the chart'}"
            hint = f"leave out about {categories} (of a file, `top` says how many are shown), or shorten their labels"
        return error(code, message, where, whole, hint)
    texts = [[one for item in piece.items for one in passages(item)] for piece in misfit.pieces]
    path, hint = to_shorten(texts, fits)
    return error(code, message, where, path, hint + or_else)


_NARROW: Final = 12
"""A table of so many columns is measured by itself before it is tried in every layout."""
_FIRST: Final = 24
"""So many of its rows, which are enough to see that it is too wide."""


def is_broad(blocks: Iterable[Block], look: Look) -> bool:
    """Whether the columns of a table, as narrow as they can be in the smallest type, take more than the width of the page: it need not be
    tried in other type or places."""
    room, step = look.page.width, len(look.scale["table"]) - 1
    return any(
        isinstance(block, TableBlock)
        and len(block.data.head) > _NARROW
        and sum(block.at_most(_FIRST).settled(room, 0, step, look).widths) > room
        for block in blocks
    )


def _narrower(widths: Sequence[int], room: int, whole: str) -> str:
    """What to do about a table that is too wide: how many of its columns are to go, whichever end they go from."""
    kept = min(sum(taken <= room for taken in accumulate(part)) for part in (widths, widths[::-1]))
    columns = f"{len(widths) - max(1, kept)} of the {len(widths)} columns of {whole or 'the table'}"
    return f"leave out about {columns} (`columns` names those that stay), or shorten their longest words"


def with_blocks(placed: Sequence[Placed], change: Change) -> tuple[Placed, ...]:
    """What is placed, with its blocks changed; a block that goes altogether is no longer placed. Those of a loop share an id, and keep their order."""
    left: dict[str, list[Block]] = {}
    for block in change(tuple(one.block for one in placed)):
        left.setdefault(block.id, []).insert(0, block)
    return tuple(replace(one, block=left[one.block.id].pop()) for one in placed if left.get(one.block.id))


@frozen
class Passage:
    """A paragraph as it is set: the fields that it shows, and its words."""

    paths: tuple[str, ...]
    words: int


def to_shorten(texts: Sequence[Sequence[Passage]], fits: Fits) -> tuple[str, str]:
    """Which text to shorten, and by how many words: the longest paragraph where that is enough, else the longest of the given texts, else
    that and what stands with it."""
    passages = [one for text in texts for one in text]
    longest = max(texts, key=_count, default=[])
    for part in (max(([one] for one in passages), key=_count, default=[]), longest, passages):
        paths = tuple(path for one in part for path in one.paths)
        path = common_path(paths)
        if path not in ("", "sections") and (fewer := words_to_go(paths, _count(part), fits)):
            return path, f"shorten {path} {_by(fewer)}"
    path = common_path(path for one in longest for path in one.paths)
    every = tuple(path for one in passages for path in one.paths)
    fewer = words_to_go(every, _count(passages), fits)
    return path, f"shorten {path or 'it'} and what stands with it" + (f" {_by(fewer)} in all" if fewer else "")


def passages(item: Item) -> Iterator[Passage]:
    """The paragraphs of an item."""
    for box in text_boxes(item):
        for paragraph in box.paragraphs:
            paths = tuple(str(origin) for run in paragraph.runs for origin in run.origins)
            yield Passage(paths, words(paragraph.text))


def common_path(paths: Iterable[str]) -> str:
    """The field that some fields belong to: `sections.a.items` of `sections.a.items.x.title` and `sections.a.items.y.title`."""
    parts = [path.replace(".", "/") for path in dict.fromkeys(paths)]
    return os.path.commonpath(parts).replace("/", ".") if parts else ""


def _count(part: Sequence[Passage]) -> int:
    return sum(one.words for one in part)


def _by(fewer: int) -> str:
    return f"by about {fewer} word{'s' * (fewer > 1)}"


def _points(emu: int) -> str:
    return f"{max(1, round(to_points(emu)))} pt"
