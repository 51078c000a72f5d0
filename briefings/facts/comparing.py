"""Two readings of a page against each other: what the data make of it, and what the finished file says.

    changes    two streams in a language -> what became of each number

Numbers are paired by value and the words beside them; what is left over was changed, swapped, lost or is new. Words alone may be edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..frozen import frozen
from .finished import Stream
from .numbers import Number, read


@frozen
class Change:
    """What became of a number: "changed", "unit", "qualifier", "lost", "new" or "subject" (the words beside it read otherwise)."""

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
    if pages:
        _without(left, pages[0])
        _without(right, pages[1])
    # the surest first: the same number in the same phrase, another number in the same phrase; then fewer words beside it
    for alike in (_phrase,) if pages else (_phrase, _both, _after, _before):
        _drop(left, right, lambda a, b, alike=alike: _key(a) == _key(b) and alike(a, b))  # type: ignore[misc]
        if alike is not _phrase:
            _drop(left, right, lambda a, b: _key(a) == _key(b) and (_both(a, b) or _after(a, b) or _before(a, b)))
        for a, b in _pairs(left, right, alike):
            yield Change(_what(a, b), a, b, theirs.shape(b.start))
    for a, b in _pairs(left, right, lambda a, b: _key(a) == _key(b)):
        if a.figure and not pages:
            yield Change("subject", a, b, theirs.shape(b.start))
    if pages:  # ours tells a chart's numbers twice, for those who cannot see it; and another order tears numbers from their units
        told = {one.value for one in read(_flat(theirs.text), language)}
        left = [one for one in left if one.value not in told]
    yield from (Change("lost", one, None, "") for one in left)
    yield from (Change("new", None, one, theirs.shape(one.start)) for one in right)


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
    return (one.value, one.unit, one.qualifier)


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
    if a.value != b.value or a.reason != b.reason or a.reason:
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


def _drop(left: list[Number], right: list[Number], alike: Callable[[Number, Number], bool]) -> None:
    for _ in _pairs(left, right, alike):
        pass
