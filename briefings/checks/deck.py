"""A finished .pptx as the checks see it: its parts, relations and slides, read by zip and XML alone.

Nothing of python-pptx is used here, so that a check never trusts the library that wrote the file. XML is read without entities,
document types or network.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ..diagnostics import BriefingsError, Where, error

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LARGEST: Final = 200 * 1024 * 1024
_PARTS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its kind's last word, and the part it leads to (or the address, when external)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its number as shown, its part's name, its XML root."""

    number: int
    part: str
    root: Any


@dataclass(frozen=True, slots=True)
class Deck:
    """A package taken apart: part name -> bytes, XML roots, relations by part, slides in order."""

    name: str
    parts: Mapping[str, bytes]
    roots: Mapping[str, Any]
    relations: Mapping[str, tuple[Relation, ...]]
    slides: tuple[Slide, ...]

    def where(self, slide: Slide | None = None) -> Where:
        """The file, for a finding."""
        return Where(self.name)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts that one part leads to by relations of a kind."""
        return (
            relation.target
            for relation in self.relations.get(part, ())
            if relation.kind == kind and not relation.external
        )


def read(path: Path, data: bytes | None = None) -> Deck:
    """Opens a deck; raises BriefingsError when it is none, or too large to be taken apart safely."""
    name = path.as_posix()
    try:
        archive = zipfile.ZipFile(io.BytesIO(path.read_bytes() if data is None else data))
        infos = archive.infolist()
        if len(infos) > _PARTS or sum(info.file_size for info in infos) > _LARGEST:
            raise BriefingsError([error("file-too-large", f"`{name}` holds too much to be a deck", Where(name))])
        parts = {f"/{info.filename}": archive.read(info) for info in infos if not info.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as problem:
        raise BriefingsError(
            [
                error(
                    "file-unreadable",
                    f"`{name}` is not a .pptx: {problem}",
                    Where(name),
                    hint="a file with a password must be saved without it first",
                )
            ]
        ) from None
    roots: dict[str, Any] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            try:
                roots[part] = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as problem:
                raise BriefingsError(
                    [error("xml-broken", f"`{part}` in `{name}` is not well-formed: {problem.msg}", Where(name))]
                ) from None
    relations = {
        _owner(part): tuple(_relations(root, _owner(part))) for part, root in roots.items() if part.endswith(".rels")
    }
    main = next((r.target for r in relations.get("/", ()) if r.kind == "officeDocument"), "")
    if main not in roots or roots[main].tag != f"{P}presentation":
        raise BriefingsError([error("file-unreadable", f"`{name}` is not a presentation", Where(name))])
    by_id = {relation.id: relation.target for relation in relations.get(main, ())}
    slides = tuple(
        Slide(number, by_id[entry.get(f"{R}id")], roots[by_id[entry.get(f"{R}id")]])
        for number, entry in enumerate(roots[main].iter(f"{P}sldId"), 1)
        if by_id.get(entry.get(f"{R}id"), "") in roots
    )
    return Deck(name, parts, roots, relations, slides)


def _owner(rels: str) -> str:
    """The part that a `.rels` part belongs to; "/" for the package's own."""
    folder, file = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) or "/"


def _relations(root: Any, owner: str) -> Iterator[Relation]:
    for element in root.iter(f"{_RELATIONS}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
                if not target.startswith("/")
                else target
            )
        yield Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def shape_name(element: Any) -> str:
    """The name of the shape that an element belongs to."""
    while element is not None:
        for child in element:
            for properties in child.iter(f"{P}cNvPr"):
                return str(properties.get("name", ""))
        element = element.getparent()
    return ""
