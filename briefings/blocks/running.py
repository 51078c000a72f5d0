"""Running text over several places: where it may be cut, and how it is.

A text goes on elsewhere between paragraphs, or after a sentence that leaves two lines or more on either side: no lone
line at the foot or the head of a page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from ..frame import Line
from ..frozen import replace
from ..look import Look
from ..values import Rich, cut, plain
from ..values.prose import sentences
from .params import Declared, Entry, Stat
from .piece import Cut, Cuts

_Item = TypeVar("_Item", Entry, Stat)

FULLER: Final = 1.15
"""A text with so many times the letters of the fullest line takes two lines at least, however its letters fall."""


LONG: Final = 3_000
"""A text of so many letters is measured whole: it is analysed once for all widths and sizes, and each beginning of it would be anew."""


class Running(Declared):
    """What blocks of paragraphs alone have in common: how they go on, and what they show."""

    __slots__ = ()

    def settled(self: Any, width: int, height: int, step: int, look: Look) -> Any:
        return self

    def beyond(self: Any, lines: int, letters: int, look: Look) -> Cut | None:
        return beyond(self.text, lines * letters, look.language)

    def split(self: Any, cut_at: Cut) -> tuple[Any, Any]:
        head, tail = parted(self.text, cut_at)
        return replace(self, text=head), replace(self, text=tail)


class Listed(Declared):
    """What blocks of items have in common: how they go on, after an item or within one."""

    __slots__ = ()

    def beyond(self: Any, lines: int, letters: int, look: Look) -> Cut | None:
        index = lines * max(1, self.across)
        return Cut(0, (index, 0)) if index < len(self.items) else None

    def split(self: Any, cut_at: Cut) -> tuple[Any, Any]:
        index, letter = cut_at.at
        head, tail = self.items[:index], self.items[index:]
        if letter:
            one, other = halved(tail[0], letter)
            head, tail = (*head, one), (other, *tail[1:])
        return replace(self, items=head), replace(self, items=tail)


def halved(item: _Item, letter: int) -> tuple[_Item, _Item]:
    """An item cut after a letter of its two texts. The rest of a label goes on without the figure."""
    if isinstance(item, Stat):
        (figure, label, change), (more, rest, after) = halves((item.figure, item.label, item.change), letter)
        head = replace(item, figure=figure, label=label, change=change)
        return head, replace(item, figure=more, label=rest, change=after, trend=None)
    (lead, detail), (more, rest) = halves((item.lead, item.detail), letter)
    return replace(item, lead=lead, detail=detail), replace(item, lead=more, detail=rest, begun=True)


def cuts(lines: Sequence[Line], texts: Sequence[Rich], language: str, first: int = 0) -> tuple[Cut, ...]:
    """The cuts of paragraphs whose lines these are, by height; `first` is the number of the first paragraph in its text box."""
    made: list[Cut] = []
    reached = 0
    for index, rich in enumerate(texts):
        own = [line for line in lines if line.paragraph == first + index]
        if index:
            made.append(Cut(reached, (index, 0)))
        made += inside(own, index, plain(rich), language)
        reached = max((line.top + line.height for line in own), default=reached)
    return tuple(made)


def later(lines: Sequence[Line], texts: Sequence[Rich], language: str) -> Callable[[], Cuts]:
    """What finds the cuts of paragraphs, once somebody asks: most texts stand whole where they are tried."""
    return cache(lambda: cuts(lines, texts, language))


def parted(texts: Sequence[Rich], at: Cut) -> tuple[tuple[Rich, ...], tuple[Rich, ...]]:
    """The paragraphs before and after a cut."""
    index, letter = at.at
    if letter == 0:
        return tuple(texts[:index]), tuple(texts[index:])
    head, tail = cut(texts[index], letter)
    return (*texts[:index], head), (tail, *texts[index + 1 :])


def halves(texts: Sequence[Rich], letter: int) -> tuple[tuple[Rich, ...], tuple[Rich, ...]]:
    """What stands before and after a letter of texts that are counted as one: in both as many as were given, empty ones too."""
    pairs: list[tuple[Rich, Rich]] = []
    for rich in texts:
        pairs.append(cut(rich, letter))
        letter -= len(plain(rich))
    return tuple(one for one, _ in pairs), tuple(other for _, other in pairs)


def within(lines: Sequence[Line], texts: Sequence[Rich], language: str, first: int = 0) -> Iterator[Cut]:
    """The cuts of texts that belong together, such as a card's name and what stands under it: forced, since they only part what
    is too high for a page, and addressed by their letter in all the texts."""
    before = [sum(len(plain(rich)) for rich in texts[:index]) for index in range(len(texts))]
    for one in cuts(lines, texts, language, first):
        index, letter = one.at
        yield Cut(one.height, (before[index] + letter,), forced=True)


def beyond(texts: Sequence[Rich], letters: int, language: str) -> Cut | None:
    """The first cut after so many letters, found without measuring; None when nothing is left after it."""
    for index, rich in enumerate(texts):
        text = plain(rich)
        if len(text) > max(2 * letters, LONG):  # only a long one is worth the cut
            near = text[: 2 * letters]
            end = next((end for end in sentences(near, language)[:-1] if end >= letters), near.find(" ", letters))
            return Cut(0, (index, end if end > 0 else letters))
        letters -= len(text)
        if letters < 0:
            return Cut(0, (index + 1, 0)) if index + 1 < len(texts) else None
    return None


def inside(lines: Sequence[Line], index: int, text: str, language: str) -> Iterator[Cut]:
    """The cuts in one paragraph: after sentences, and forced ones after lines, for a sentence that fills a page."""
    starts = [line.start for line in lines]
    fullest = max((line.stop - line.start for line in lines), default=0)
    ends = dict.fromkeys(sentences(text, language)[:-1], False)
    for end, forced in {**dict.fromkeys(starts, True), **ends}.items():
        staying = bisect_left(starts, end)
        if staying >= 2 and len(text) - end > fullest * FULLER:
            yield Cut(lines[staying - 1].top + lines[staying - 1].height, (index, end), forced)
