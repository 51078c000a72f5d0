"""Reads what documents are made of: a report's file, in the version for an audience, filled with the values of a row where it is a pattern.

Each file is read and made ready once, however many rows and languages it is for. The journal is told of a row by the values that were put in:
`data/countries.csv#kenya` changes when one of them does, be it the row's own or what it is compared with, and not when another row does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .. import source
from ..diagnostics import Diagnostic
from ..env import Env
from ..frozen import replace
from ..report import Report, audience, translation
from ..report.audience import Version
from ..report.place import Place
from ..source import Mapping_, Node, Scalar, Sequence_, Source
from ..template import pattern
from ..template.comparison import Table
from ..template.pattern import Filled, Pattern
from .each import Row, rows
from .project import Project, Subject

_KEPT: Final = 4
"""So many filled patterns are kept for their translations."""
_FILES: Final = 24
"""So many files are kept, those used last: a pattern with its translations and audiences, and no report longer than it is at hand."""


@dataclass(slots=True)
class Reading:
    """What has been read of a project's files."""

    project: Project
    env: Env
    _versions: dict[tuple[Path, str], tuple[bytes, Version]] = field(default_factory=dict)
    _patterns: dict[tuple[Path, str, str], Pattern] = field(default_factory=dict)
    _tables: dict[tuple[int, str, str], Table] = field(default_factory=dict)
    _filled: dict[tuple[Subject, str], Filled] = field(default_factory=dict)

    def source(self, of: Subject) -> tuple[Source, tuple[Diagnostic, ...]]:
        """The file of a subject as it is for its row and its audience, and what is told of that. Raises BriefingsError."""
        version = self._version(of.report, of.audience)
        if of.row is None:
            return version.source, version.findings
        made = self._in(of, of.row, pattern.language_of(version.source))
        return made.source, (*version.findings, *made.findings)

    def translated(self, of: Subject, own: Report, language: str) -> Report:
        """The report of a subject in another language than its own, by the file beside it. Raises BriefingsError."""
        path = translation.sibling(of.report, language)
        given = self._version(path, "").source
        gone = self._version(of.report, of.audience).gone
        root: Node | None = given.root
        columns: dict[str, str] = {}
        if of.row is not None:
            first = self._in(of, of.row, own.language)
            made = self._texts(of.row, path, language, own.language)
            also = self._in(of, of.row, language)
            self.env.journal(f"{of.row.file}.{language}", made.digest + also.digest)
            said = _words(first.source.root, also.source.root, language)
            table, own_root = self._table(of.row, own.language, own.language), first.source.root
            cells = ((origin, cell.inserted[0].where) for origin, cell in _alone(Place(own_root), own_root))
            columns = {origin: table.heading_at(where) for origin, where in cells}
            root, gone = made.source.root, gone | first.gone
        root = audience.without(root, gone) if gone and root else root
        if of.row is not None and said is not None:
            root = root.over(said) if isinstance(root, Mapping_) else said
        return translation.translate(
            own, replace(given, root=root or Mapping_((), given.root.where)), language, columns
        )

    def digest(self, of: Subject, name: str) -> bytes:
        """What a row puts in now, by the name under which the journal was told of it. Raises BriefingsError."""
        assert of.row is not None
        own = pattern.language_of(self._version(of.report, of.audience).source)
        if name == of.row.file:
            return self._in(of, of.row, own).digest
        language = name.removeprefix(f"{of.row.file}.")
        made = self._texts(of.row, translation.sibling(of.report, language), language, own)
        return made.digest + self._in(of, of.row, language).digest

    def _texts(self, row: Row, path: Path, language: str, own: str) -> Filled:
        """A translation beside a pattern, filled for a row."""
        table = self._table(row, language, own)
        made = self._pattern(path, "", self._version(path, "").source, language, texts=True)
        return made.filled(table, table.number(row.where))

    def _in(self, of: Subject, row: Row, language: str) -> Filled:
        """A pattern filled for a row, its expressions evaluated in a language; the journal is told of the values each time."""
        key = (of, language)
        if key not in self._filled:
            while len(self._filled) >= _KEPT:
                del self._filled[next(iter(self._filled))]
            version = self._version(of.report, of.audience)
            own = pattern.language_of(version.source)
            table = self._table(row, language, own)
            made = self._pattern(of.report, of.audience, version.source, language)
            self._filled[key] = made.filled(table, table.number(row.where))
        if language == pattern.language_of(self._filled[key].source):
            self.env.journal(row.file, self._filled[key].digest)
        return self._filled[key]

    def _pattern(self, path: Path, whom: str, given: Source, language: str, *, texts: bool = False) -> Pattern:
        key = (path, whom, language)
        if key not in self._patterns:
            self._patterns[key] = Pattern(given, texts, language)
        return self._patterns[key]

    def _table(self, row: Row, language: str, own: str) -> Table:
        """The table that a row is of, for a language; read once. The journal is told of its rows, not of the file."""
        key = (row.each, language, own)
        if key not in self._tables:
            each = self.project.each[row.each]
            other = next((one for (number, _, _), one in self._tables.items() if number == row.each), None)
            table = other.rows if other else each.read(replace(self.env, journal=lambda name, data: None))
            made, _ = rows(each, row.each, table)
            ids = {(one.where.file, one.where.line): one.id for one in made}
            self._tables[key] = Table(table, ids, each.named, language, own)
        return self._tables[key]

    def _version(self, path: Path, whom: str) -> Version:
        """A file for an audience, read once; the journal is told of it each time."""
        key = (path, whom)
        name = self.env.name(path)
        if key in self._versions:
            self._versions[key] = data, made = self._versions.pop(key)
            self.env.journal(name, data)
            return made
        while len(self._versions) >= _FILES:
            del self._versions[next(iter(self._versions))]
        data = self.env.read_found(path, limit=source.LIMIT)
        given = source.read(data, name)
        made = audience.kept(given, whom) if whom else Version(given)
        self._versions[key] = data, made
        return made


def _words(own: Node, other: Node, language: str) -> Mapping_ | None:
    """The translation that a pattern has of itself: values that are one expression whose words are in the other language."""
    said: dict[str, Scalar] = {
        origin: value for origin, value in _alone(Place(own), other) if value.inserted[0].language == language
    }
    root: dict[str, object] = {}
    for origin, value in said.items():
        at = root
        *above, last = origin.split(".")
        for step in above:
            at = at.setdefault(step, {})  # type: ignore[assignment]
        at[last] = value
    made = _tree(root, own)
    return made if isinstance(made, Mapping_) and said else None


def _tree(given: object, around: Node) -> Node:
    if isinstance(given, Scalar):
        return given
    assert isinstance(given, dict)
    return Mapping_(
        tuple((Scalar(key, key, around.where, quoted=True), _tree(value, around)) for key, value in given.items()),
        around.where,
    )


def _alone(place: Place, other: Node) -> Iterator[tuple[str, Scalar]]:
    """The values of the other language's that are words of one expression, by the ids of their fields."""
    match place.node, other:
        case Scalar(), Scalar(inserted=(alone,)) if other.text == alone.text and other.quoted:
            yield place.origin, other
        case Sequence_(), Sequence_():
            for spot, item in zip(place.items, other.items, strict=False):
                yield from _alone(spot, item)
        case Mapping_(), Mapping_():
            for key, _ in place.node.entries:
                if (child := other.get(key.text)) is not None:
                    yield from _alone(place / key.text, child)
        case _:
            return
