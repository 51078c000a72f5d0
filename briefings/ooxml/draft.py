"""A package that is being changed: its parts and relations, until it is written again.

Parts are parsed when somebody asks for them, and stay as they are, to the byte, until somebody edits them. What nothing leads to any more
is not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ..frozen import replace
from .markup import chosen, parse
from .package import (
    TYPES,
    Package,
    Related,
    Relation,
    Types,
    member,
    relations_part,
    relations_xml,
    taken_apart,
    types_xml,
    zipped,
)


class Draft:
    """A package in change: `contents` are its parts as bytes, `types` their content types, `relations` by part ("/" is the package) and
    id. Raises lxml's XMLSyntaxError for a list that is no XML, KeyError for a package without a list of types."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        types = Types(parse(members[TYPES]))
        self.contents = {name: data for name, data in members.items() if name != TYPES and not name.endswith(".rels")}
        self.types = {name: types.of(name) or "" for name in self.contents}
        lists = {name: parse(data) for name, data in members.items() if name.endswith(".rels")}
        read = taken_apart(lists, frozenset(members)).items()
        self.relations = {
            owner: {one.id: one for one in found if one.external or one.target in self.contents}
            for owner, found in read
        }
        self._roots: dict[str, Any] = {}
        self._edited: set[str] = set()

    def root(self, part: str) -> Any:
        """A part's root element, to be read."""
        if part not in self._roots:
            self._roots[part] = parse(self.contents[part], to_write=True)
        return self._roots[part]

    def edit(self, part: str) -> Any:
        """A part's root element, to be changed."""
        self._edited.add(part)
        return self.root(part)

    def of(self, part: str) -> Iterator[Relation]:
        """The relations of a part."""
        return iter(tuple(self.relations.get(part, {}).values()))

    def drop(self, part: str, id: str) -> None:
        """Takes a relation away, if it is there."""
        self.relations.get(part, {}).pop(id, None)

    def add(self, part: str, type: str, data: bytes) -> None:
        """Adds a part."""
        self.contents[part], self.types[part] = data, type

    def relate(self, part: str, type: str, target: str) -> str:
        """The id of a part's relation to another, which it gets if it has none."""
        related = Related(part, self.of(part))
        id = related.to(type, target)
        self.relations[part] = {one.id: one for one in related}
        return id

    def rename(self, names: Mapping[str, str]) -> None:
        """Gives parts other names, wherever they are led to."""
        for held in (self.contents, self.types, self.relations, self._roots):
            moved: dict[str, Any] = {new: held.pop(old) for old, new in names.items() if old in held}
            held.update(moved)
        self._edited = {names.get(part, part) for part in self._edited}
        self.relations = {
            part: {one.id: replace(one, target=names.get(one.target, one.target)) for one in found.values()}
            for part, found in self.relations.items()
        }

    def reached(self, start: str = "/") -> Iterator[str]:
        """Every part that is reached from one, each once; that one itself first."""
        seen: dict[str, None] = {}
        waiting = [start]
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen[part] = None
                waiting += [one.target for one in self.of(part) if not one.external]
        return iter(seen)

    def written(self) -> bytes:
        """The package as a file."""
        held = [part for part in self.reached() if part != "/"]
        for part in self._edited & set(held):
            self.contents[part] = etree.tostring(self._roots[part], encoding="UTF-8", standalone=True)
        self._edited.clear()
        made = {part: self.contents[part] for part in held}
        made |= {
            relations_part(part): relations_xml(part, self.of(part))
            for part in ("/", *held)
            if self.relations.get(part)
        }
        made[TYPES] = types_xml({part: self.types[part] for part in held}, ())
        return zipped(member(name, data) for name, data in made.items())

    def package(self) -> Package:
        """The package as it is read, with all that is not XML as bytes. The draft is at its end then: of what is written twice, for new
        programs and for old, one is left. Raises ValueError for a part without a content type."""
        held = [part for part in self.reached() if part != "/"]
        if untyped := [part for part in held if not self.types[part]]:
            raise ValueError(f"{untyped[0]} has no content type")
        roots = {part: chosen(self.root(part)) for part in held if self.types[part].endswith("xml")}
        relations = {part: tuple(self.of(part)) for part in ("/", *held)}
        blobs = {part: self.contents[part] for part in held if part not in roots}
        return Package(frozenset(held), roots, relations, blobs)
