"""Where figures without a locator stand in the sources of a report.

    propose    a ledger and the report's YAML -> a proposal for each part that has such figures

A part is what may have a `source`: an item of a list, or a section. It is looked for as a whole: the passages that have all of its numbers, and most
of its words. A proposal is sure when one place has them all and no other place is nearly as good; only those are ever written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from ..diagnostics import Where
from ..frozen import frozen
from ..report.place import Place
from ..source import Mapping_, Node, Scalar, Sequence_, Source, Step
from . import numbers
from .documents import Document
from .ledger import Fact, Ledger, stems

Path: TypeAlias = tuple[Step, ...]

_LISTS: Final = ("items", "parts", "data")
"""The lists of a section whose items may have a source."""
_HALF: Final = 0.5
"""So many of its words a part has in common with its passage, when that is sure."""
_NEARLY: Final = 0.8
"""Another place whose words fit so well as these, measured by the best, leaves it open which is meant."""


@frozen
class Candidate:
    """A place in a document: its passages from `first` to `last`, how many of the part's figures they have, which share of its words."""

    key: str
    document: Document
    first: int
    last: int
    figures: int
    likeness: float

    @property
    def citation(self) -> str:
        """As `source` is written."""
        return f"{self.key}:{self.first}" + (f"-{self.last}" if self.last > self.first else "")

    @property
    def words(self) -> str:
        return " ".join(self.document.words(self.first, self.last).split())


@frozen
class Proposal:
    """Where a part stands: `path` leads to its map in the file, `best` is None where no document has one of its figures, `open` says why a
    person must choose, "" when it is sure."""

    origin: str
    path: Path
    where: Where | None
    facts: tuple[Fact, ...]
    best: Candidate | None
    others: tuple[Candidate, ...] = ()
    open: str = ""


@frozen
class _Part:
    """A part of the file that may have a source; `bare` is one that is written as a text alone."""

    origin: str
    node: Node
    path: Path
    within: str = ""


def propose(ledger: Ledger, source: Source) -> tuple[Proposal, ...]:
    """A proposal for each part with figures that no line of a source is given for; figures from files have their cells already."""
    parts = {part.origin: part for part in _parts(source)}
    lacking: dict[str, list[Fact]] = {}
    for fact in ledger.facts:
        if not fact.reason and (fact.source is None or (fact.cited is not None and fact.cited.first is None)):
            if fact.source is not None and fact.cited is None:
                continue
            name = fact.field
            while name and name not in parts:
                name = name.rpartition(".")[0]
            if name:
                lacking.setdefault(name, []).append(fact)
    index = _Index(ledger)
    return tuple(_proposal(parts[name], tuple(facts), index) for name, facts in lacking.items())


def _parts(source: Source) -> Iterator[_Part]:
    """The sections of a report, and the items of their lists, with the way to each."""
    sections = Place(source.root) / "sections"
    for key, node in sections.node.entries if isinstance(sections.node, Mapping_) else ():
        place = sections / key.text
        yield _Part(place.origin, node, ("sections", key.text))
        for name in _LISTS:
            held = place / name
            if held.missing or not isinstance(held.node, Sequence_):
                continue
            for number, spot in enumerate(held.items):
                yield _Part(spot.origin, spot.node, ("sections", key.text, name, number), place.origin)


class _Index:
    """The numbers and the words of each passage of the documents, read once."""

    def __init__(self, ledger: Ledger) -> None:
        self.documents = {key: one for key, one in ledger.documents.items() if one.passages}
        self.values: Mapping[str, list[Counter[object]]] = {
            key: [
                Counter(one.value for one in numbers.read(text, ledger.language) if one.figure) for text in one.passages
            ]
            for key, one in self.documents.items()
        }
        self.stems = {key: [stems(text) for text in one.passages] for key, one in self.documents.items()}


def _proposal(part: _Part, facts: tuple[Fact, ...], index: _Index) -> Proposal:
    where = facts[0].where
    told = [fact.cited.key for fact in facts if fact.cited]
    keys = [key for key in index.documents if not told or key in told]
    found = sorted((one for key in keys for one in _candidates(part, facts, key, index)), key=_rank, reverse=True)
    best = found[0] if found else None
    others: list[Candidate] = []
    for one in found[1:] if best else ():
        if len(others) < 3 and all(_apart(one, other) for other in (best, *others) if other):
            others.append(one)
    return Proposal(part.origin, part.path, where, facts, best, tuple(others), _open(part, facts, best, others, index))


def _open(
    part: _Part, facts: tuple[Fact, ...], best: Candidate | None, others: Sequence[Candidate], index: _Index
) -> str:
    """Why a person must choose; "" when the place is sure."""
    if best is None:
        return "no source has its figures" if index.documents else "the report has no source that can be read"
    if best.figures < len(facts):
        return f"only {best.figures} of its {len(facts)} figures stand there"
    if best.likeness < _HALF:
        return "few of its words stand there"
    if any(one.figures == best.figures and one.likeness > _NEARLY * best.likeness for one in others):
        return "another place fits as well"
    return "" if isinstance(part.node, Mapping_) else "it is a text alone; write it as a map to give it a `source`"


def _rank(one: Candidate) -> tuple[int, float, int]:
    return one.figures, round(one.likeness - 0.01 * (one.last - one.first), 4), -one.first


def _apart(one: Candidate, other: Candidate) -> bool:
    return one.key != other.key or one.last < other.first or other.last < one.first


def _candidates(part: _Part, facts: tuple[Fact, ...], key: str, index: _Index) -> Iterator[Candidate]:
    """For each passage that has one of the figures, the best stretch that begins there or a little before."""
    document, values, words = index.documents[key], index.values[key], index.stems[key]
    wanted = Counter(fact.value.scaleb(fact.scale) for fact in facts)
    mine = _stems(part.node)
    most = 2 if document.unit == "page" else max(6, 5 * _paragraphs(part.node))
    for first in range(len(values)):
        if not any(values[first][value] for value in wanted) and not (mine & words[first]):
            continue
        have: Counter[object] = Counter()
        said: set[str] = set()
        best: Candidate | None = None
        for last in range(first, min(first + most, len(values))):
            if not document.passages[last].strip():
                continue
            have += values[last]
            said |= words[last] & mine
            count = sum(min(number, have[value]) for value, number in wanted.items())
            if not count and not have:
                continue
            one = Candidate(key, document, first + 1, last + 1, count, len(said) / max(1, len(mine)))
            if count and (best is None or _rank(one) > _rank(best)):
                best = one
        if best:
            yield best


def _stems(node: Node) -> frozenset[str]:
    """The content words of a part, those for the tool left out."""
    return stems(" ".join(_texts(node)))


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Scalar(value=str()):
            yield node.text
        case Sequence_():
            for one in node.items:
                yield from _texts(one)
        case Mapping_():
            for key, one in node.entries:
                if key.text in ("text", "title", "label", "caption", "speaker", "office", "rows", *_LISTS):
                    yield from _texts(one)


def _paragraphs(node: Node) -> int:
    held = node.get("text") if isinstance(node, Mapping_) else None
    return len(held.items) if isinstance(held, Sequence_) else 1
