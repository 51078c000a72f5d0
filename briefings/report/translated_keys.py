"""Which keys of a report a translation may change, and what each holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from ..frozen import frozen
from ..source.fields import Kind
from .report_file import ReportFile
from .sections import SECTIONS
from .shape import Key, Shape, declared


def _shapes(*shapes: type[Shape]) -> Iterator[Key]:
    """Every key of some shapes and of those below them; of a file that rows come from, the keys have words for the tool alone."""
    for shape in shapes:
        for key in declared(shape):
            yield key
            if key.shape is not None and key.shape.shown:
                yield from _shapes(key.shape)


@frozen
class Keys:
    """The keys of all shapes, by what a translation may do with them. `numbers` hold numbers or dates (or, of a total or a reference, may hold
    one), `fixed` words for the tool; `addresses` are the same in every language, and `readers` read what is more than a text."""

    numbers: frozenset[str]
    fixed: frozenset[str]
    addresses: frozenset[str]
    readers: Mapping[str, Callable[[object], str]]


@cache
def keys() -> Keys:
    """What becomes of each key of an original."""
    every = frozenset(_shapes(ReportFile, *SECTIONS.values()))

    def written(*kinds: Kind) -> frozenset[str]:
        return frozenset(key.written for key in every if key.shape is None and key.kind in kinds)

    shaped = [(key, key.shape) for key in every if key.shape is not None]
    shown = written(Kind.WORDS, Kind.NAME, Kind.PROSE, Kind.PARAGRAPHS, Kind.ADDRESS)
    figured = {
        key.written
        for key, shape in shaped
        if not key.listed and any(one.kind is Kind.FIGURE for one in declared(shape))
    }
    numbers = (written(Kind.FIGURE, Kind.NUMBER, Kind.SHARE, Kind.DAY, Kind.MOMENT) | figured) - shown
    files = {key.written for key, shape in shaped if not shape.shown and not key.listed}
    words = written(Kind.WORD, Kind.FILE, Kind.FLAG, Kind.CITATION) | files | {"block", "sheet"}
    fixed = words - (numbers | shown | {key.written for key, shape in shaped if shape.shown})
    return Keys(numbers, fixed, written(Kind.ADDRESS), {key.written: key.read for key in every if key.read})
