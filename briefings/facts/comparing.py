"""Two readings of a page against each other: what the data make of it, and what the finished file says.

    changes    two streams in a language -> what became of each number

Numbers are paired by value and the words beside them; what is left over was changed, swapped, lost or is new. Words alone may be edited.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from ..frozen import frozen
from .numbers import Number, read
from .rules.quotes import plain
from .streams import Chart, Page, Stream

Point: TypeAlias = tuple[str, str, str]
"""Series, category, value."""

_LIKE: Final = 0.35
"""So many of its words a slide must share with one of ours to be held against it."""


@frozen
class Change:
    """What became of a number: "changed", "unit", "qualifier", "lost", "new", "turn" (what rose by it falls by it now), "swapped" (the words
    of another of ours stand beside it) or "subject" (the words beside it read otherwise)."""

    kind: str
    mine: Number | None
    theirs: Number | None
    shape: str


def changes(mine: Stream, theirs: Stream, language: str, pages: tuple[int, int] | None = None) -> Iterator[Change]:
    """What became of each number; nothing where both say the same words.

    Another program that prints a page draws its boxes in another order (`pages`, the numbers that are printed on the two): then only whole
    phrases tell what was changed.
    """
    if " ".join(mine.text.split()) == " ".join(theirs.text.split()):
        return
    left, right = list(read(_flat(mine.text), language)), list(read(_flat(theirs.text), language))
    ours, kept = tuple(left), list[tuple[Number, Number]]()
    if pages:
        _without(left, pages[0])
        _without(right, pages[1])
    # the surest first: the same number in the same phrase, another number in the same phrase; then fewer words beside it
    for alike in (_phrase,) if pages else (_phrase, _both, _after, _before):
        same = list(_pairs(left, right, lambda a, b, alike=alike: _key(a) == _key(b) and alike(a, b)))  # type: ignore[misc]
        if alike is not _phrase:
            same += _pairs(
                left, right, lambda a, b: _key(a) == _key(b) and (_both(a, b) or _after(a, b) or _before(a, b))
            )
        kept += same
        for a, b in _pairs(left, right, alike):
            yield Change(_what(a, b), a, b, theirs.shape(b.start))
    apart = list(_pairs(left, right, lambda a, b: _key(a) == _key(b)))
    if not pages:
        yield from _turned(kept, apart, ours, theirs)
    if pages:  # ours tells a chart's numbers twice, for those who cannot see it; and another order tears numbers from their units
        told = {one.value for one in read(_flat(theirs.text), language)}
        left = [one for one in left if one.value not in told]
    yield from (Change("lost", one, None, "") for one in left)
    yield from (Change("new", None, one, theirs.shape(one.start)) for one in right)


def _turned(
    kept: list[tuple[Number, Number]], apart: list[tuple[Number, Number]], ours: Sequence[Number], theirs: Stream
) -> Iterator[Change]:
    """What is to be said of numbers that are as they were: they rise where they fell, or count what another one counted."""
    for a, b in (*kept, *apart):
        shape = theirs.shape(b.start)
        if a.turn and b.turn and a.turn != b.turn:
            yield Change("turn", a, b, shape)
        elif a.figure and any(_swapped(a, b, one) for one in ours):
            yield Change("swapped", a, b, shape)
        elif a.figure and (a, b) in apart:
            yield Change("subject", a, b, shape)


def _swapped(a: Number, b: Number, other: Number) -> bool:
    """Whether the words behind a number of theirs are those of another one of ours, two at least."""
    words = [word for word in b.after.split() if word != "#"]
    return len(words) > 1 and a.after != b.after == other.after and _key(other) != _key(a) and other.figure


def _without(found: list[Number], page: int) -> None:
    """Takes the printed number of the page out: the last one of its value that counts nothing, else the last."""
    same = [one for one in found if one.value == page and one.shown == str(page)]
    if same:
        found.remove(next((one for one in reversed(same) if not one.subject), same[-1]))


def _flat(text: str) -> str:
    """A text with its places kept and its line breaks as spaces: lines of a page are not sentences, but two numbers are not one."""
    return re.sub(r"(?<=\d)\n(?=\d)", ";", text).replace("\n", " ").replace("\u2028", " ")


def _key(one: Number) -> tuple[object, ...]:
    """What must be the same: value, unit and qualifier; of a date or a symbol its writing."""
    if one.reason:
        return (one.value, "".join(one.shown.split()))
    signed = one.shown.lstrip("\u200e")[:1] in ("-", "−")
    return (one.value, one.value.as_tuple().exponent, signed, one.unit, one.qualifier)


def _both(a: Number, b: Number) -> bool:
    return bool(a.after or a.before) and a.after == b.after and a.before == b.before


def _phrase(a: Number, b: Number) -> bool:
    """The same words on both sides, four at least."""
    return _both(a, b) and sum(word != "#" for word in f"{a.before} {a.after}".split()) >= 4


def _after(a: Number, b: Number) -> bool:
    return bool(a.after) and a.after.split()[:2] == b.after.split()[:2]


def _before(a: Number, b: Number) -> bool:
    return bool(a.before) and a.before.split()[-2:] == b.before.split()[-2:]


def _what(a: Number, b: Number) -> str:
    if _key(a)[:3] != _key(b)[:3] or a.reason != b.reason or a.reason:
        return "changed"
    return "unit" if a.unit != b.unit else "qualifier"


def _pairs(
    left: list[Number], right: list[Number], alike: Callable[[Number, Number], bool]
) -> Iterator[tuple[Number, Number]]:
    """Pairs that are alike, in order; what is paired leaves the lists."""
    for a in tuple(left):
        b = next((one for one in right if alike(a, one)), None)
        if b is not None:
            left.remove(a)
            right.remove(b)
            yield a, b


# --- Pages and charts ----------------------------------------------------------------------------------------------------------------


def matched(mine: Sequence[Page], theirs: Sequence[Page]) -> tuple[list[tuple[Page, Page]], list[Page], list[Page]]:
    """Each of their pages with the one of ours that it was, by our id, else by its words; our pages that are gone; theirs that are new.

    A page that was copied meets its own twice.
    """
    ids = {page.id: page for page in mine if page.id}
    bags = [(page, Counter(plain(page.text.text).split())) for page in mine]
    pairs: list[tuple[Page, Page]] = []
    extra: list[Page] = []
    for page in theirs:
        bag = Counter(plain(page.text.text).split())
        ours = ids.get(page.id)
        if ours is None:
            near = page.number - 1
            best = max(
                bags, key=lambda one: (round(shared(one[1], bag), 3), -abs(one[0].number - 1 - near)), default=None
            )
            ours = best[0] if best and (shared(best[1], bag) >= _LIKE or (not bag and not best[1])) else None
        if ours is None:
            extra.append(page)
        else:
            pairs.append((ours, page))
    met = {ours.number for ours, _ in pairs}
    return pairs, [page for page in mine if page.number not in met], extra


def shared(one: Counter[str], other: Counter[str]) -> float:
    """How many of two bags' words are the same, as a share."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def charts(
    mine: Sequence[Chart], theirs: Sequence[Chart]
) -> tuple[list[tuple[Chart, Chart]], list[Chart], list[Chart]]:
    """Each of our charts with the one of theirs that has most of its points' names; ours that are gone; theirs that are new."""
    left, pairs, gone = list(theirs), [], []
    for ours in mine:
        named = {point[:2] for point in ours.points}
        best = max(left, key=lambda one: len({point[:2] for point in one.points} & named), default=None)
        if best is None:
            gone.append(ours)
        else:
            left.remove(best)
            pairs.append((ours, best))
    return pairs, gone, left


def points(mine: Sequence[Point], theirs: Sequence[Point]) -> Iterator[tuple[str, str | None, str | None]]:
    """The points of a chart that are not the same: name, our value (None for one that is new), theirs (None for one that is gone).

    By their names; by their places where names are gone or several points share one.
    """
    named = {(plain(series), plain(category)): value for series, category, value in theirs}
    ours = {(plain(series), plain(category)) for series, category, _ in mine}
    by_place = len({point[:2] for point in mine}) < len(mine) or not ours & set(named)
    for index, (series, category, value) in enumerate(mine):
        at = theirs[index][2] if index < len(theirs) else None
        other = at if by_place else named.get((plain(series), plain(category)))
        if other is None or not _same(value, other):
            yield category or series, value, other
    for series, category, value in theirs[len(mine) :] if by_place else theirs:
        if by_place or (plain(series), plain(category)) not in ours:
            yield category or series, None, value


def _same(one: str, other: str) -> bool:
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return one == other
