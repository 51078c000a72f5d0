"""A wall of words opened up: the first sentence of each slide stands large, beside the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from ..blocks.piece import Block, Cut
from ..blocks.prose import Prose
from ..briefing import Page
from ..frozen import replace
from ..memory import kept
from ..values import Rich, plain
from ..values.prose import sentences
from .fill import STATEMENT, is_statement
from .shorter import words

LEAD: Final = "lead"
"""The place for the first sentence."""
MOST: Final = 0.45
"""It has so much of all the letters at the most: a sentence as long as what follows leads nowhere."""
SAID: Final = 0.8
"""A sentence that has so many of the words of the slide's title, and few others, says it again."""
WORD: Final = 4
"""Shorter words, such as articles, are not counted there."""
BODY: Final = "body"


def opened(page: Page, slides: int, language: str) -> Iterator[tuple[tuple[Page, ...], ...]]:
    """A page of running text as so many, each in the forms to try: with its own first sentence in a place of its own, and all but the first as it is.
    The likeliest comes first; nothing where the page shows anything else or says little, or where that sentence is nearly all that the first shows."""
    match list(page.flows.items()):
        case [(str(slot), (placed,))] if slot == BODY and isinstance(placed.block, Prose):
            block = placed.block
        case _:
            return
    if page.role != "content" or is_statement((block,)) or _words(block.text) <= STATEMENT:
        return
    title = plain(page.lines.get("title", ()))
    for ends in _likeliest(block.text, slides):
        yield tuple(_forms(page, *part, language, title) for part in pairwise((0, *ends)))


@kept
def _forms(page: Page, start: int, stop: int, language: str, title: str) -> tuple[Page, ...]:
    """A page with so many of its paragraphs alone, in the forms to try."""
    ((placed,),) = page.flows.values()
    assert isinstance(placed.block, Prose)
    share = replace(placed.block, text=placed.block.text[start:stop])
    forms = (_cut(share, language, title), {BODY: share} if start else {})
    return tuple(
        replace(page, flows={slot: (replace(placed, block=one),) for slot, one in flows.items()})
        for flows in forms
        if flows
    )


def inside(page: Page) -> Page:
    """A page whose first sentence stands large in the place of the rest, for layouts that have no other for it."""
    (lead,), (body,) = page.flows[LEAD], page.flows[BODY]
    assert isinstance(lead.block, Prose)
    return replace(page, flows={BODY: (replace(lead, block=replace(lead.block, large=True)), body)})


def _likeliest(texts: Sequence[Rich], slides: int) -> Iterator[tuple[int, ...]]:
    """Where the paragraphs of each of so many slides end: nearest to even shares, and of two slides elsewhere too."""
    reached = list(accumulate(_words((one,)) for one in texts))
    if slides == 2:
        for count in sorted(range(1, len(texts)), key=lambda count: abs(reached[count - 1] - reached[-1] / 2)):
            yield count, len(texts)
    elif slides <= len(texts):
        ends = [0]
        for number in range(1, slides):
            left = range(ends[-1] + 1, len(texts) - slides + number + 1)
            ends.append(min(left, key=lambda count: abs(reached[count - 1] - reached[-1] * number / slides)))
        yield *ends[1:], len(texts)


def _cut(block: Prose, language: str, title: str) -> dict[str, Block]:
    """A text as its first sentence and the rest, by their places; nothing where the one is nearly half of it, or says what the title says."""
    first = plain(block.text[0])
    listed = any(span.item for span in block.text[0])
    stop = sentences(first, language)[0] if first.strip() and not listed else 0
    at = Cut(0, (1, 0)) if stop >= len(first.rstrip()) else Cut(0, (0, stop))
    lead, rest = block.split(at)
    if not stop or not rest.text or stop > MOST * sum(len(plain(rich)) for rich in block.text):
        return {}
    if _says(first[:stop], title):
        return {}
    return {LEAD: replace(lead, id=f"{block.id}-lead"), BODY: rest}


def _says(sentence: str, title: str) -> bool:
    """Whether a sentence says a title of several words again."""
    own, said = (set(re.findall(rf"\w{{{WORD},}}", text.casefold())) for text in (title, sentence))
    return len(own) > 2 and len(own & said) >= max(SAID * len(own), len(said) / 2)


def _words(texts: Sequence[Rich]) -> int:
    return sum(words(plain(rich)) for rich in texts)
