"""A wall of words opened up: its first sentence stands large, beside the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ..blocks.piece import Block, Cut
from ..blocks.prose import Prose
from ..briefing import Page
from ..frozen import replace
from ..values import Rich, plain
from ..values.prose import sentences
from .fill import STATEMENT, is_statement
from .shorter import words

LEAD: Final = "lead"
"""The place for the first sentence."""
MOST: Final = 0.55
"""It has so much of all the letters at the most."""
BODY: Final = "body"


def opened(page: Page, slides: int, language: str) -> Iterator[tuple[Page, ...]]:
    """A page of running text for so many slides: what stands on the first, its first sentence in a place of its own, and the rest if there are
    more. The likeliest comes first; nothing where the page shows anything else or says little, or where that sentence is nearly all of it."""
    match list(page.flows.items()):
        case [(str(slot), (placed,))] if slot == BODY and isinstance(placed.block, Prose):
            block = placed.block
        case _:
            return
    if page.role != "content" or is_statement((block,)) or _words(block.text) <= STATEMENT:
        return
    for count in [len(block.text)] if slides == 1 else _likeliest(block.text, slides):
        if part := _cut(replace(block, text=block.text[:count]), language):
            lead, body = (replace(placed, block=one) for one in part)
            rest = replace(placed, block=replace(block, text=block.text[count:]))
            first = replace(page, flows={LEAD: (lead,), BODY: (body,)})
            yield (first,) if slides == 1 else (first, replace(page, flows={BODY: (rest,)}))


def _likeliest(texts: Sequence[Rich], slides: int) -> list[int]:
    """How many of some paragraphs stand on the first of so many slides: those that are nearest to its share come first."""
    reached = list(accumulate(_words((one,)) for one in texts))
    return sorted(range(1, len(texts)), key=lambda count: abs(reached[count - 1] - reached[-1] / slides))


def _cut(block: Prose, language: str) -> tuple[Block, ...]:
    """A text as its first sentence and the rest; nothing where the one is nearly all of it."""
    first = plain(block.text[0])
    listed = any(span.item for span in block.text[0])
    stop = sentences(first, language)[0] if first.strip() and not listed else 0
    at = Cut(0, (1, 0)) if stop >= len(first.rstrip()) else Cut(0, (0, stop))
    lead, rest = block.split(at)
    if not stop or not rest.text or stop > MOST * sum(len(plain(rich)) for rich in block.text):
        return ()
    return replace(lead, id=f"{block.id}-lead"), rest


def _words(texts: Sequence[Rich]) -> int:
    return sum(words(plain(rich)) for rich in texts)
