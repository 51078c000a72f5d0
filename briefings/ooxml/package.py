"""A package of parts: taken apart with limits, and put together to the same bytes on every run.

Source: ECMA-376 part 2 (Open Packaging Conventions); PKWARE's APPNOTE 6.3.10, 4.3 (zip).
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from lxml import etree

from ..diagnostics import BriefingsError, Diagnostic, Where, error, fault
from ..frozen import frozen
from ..regex import regex
from .markup import parse

_T = TypeVar("_T")

TYPES: Final = "/[Content_Types].xml"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""What the types of most relations begin with."""
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MOST_PARTS: Final = 20_000  # a slide with a chart has nine
_MOST_XML: Final = 100 * 1024 * 1024  # bytes unpacked; the largest deck that we know of holds a tenth of it
_LARGEST_BOOK: Final = 20 * 1024 * 1024
_MOST_BOOKS: Final = 100 * 1024 * 1024
_RATIO: Final = 200  # more than this, XML that people or programs wrote does not shrink
_RATIO_FROM: Final = 1024 * 1024
_SIGNS: Final = regex(r'[&<>"\n\t\r]')
"""What cannot stand in an attribute as it is."""
_STORED: Final = (".png", ".jpg", ".jpeg", ".xlsx")
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)
"""What `zipfile` raises for an archive that is damaged, locked, or of a kind that it does not know."""
USUAL_TYPES: Final = (
    ("bmp", "image/bmp"), ("emf", "image/x-emf"), ("fntdata", "application/x-fontdata"), ("gif", "image/gif"), ("jpe", "image/jpeg"),
    ("jpeg", "image/jpeg"), ("jpg", "image/jpeg"), ("mov", "video/unknown"), ("mp4", "video/mp4"), ("mpg", "video/mpeg"), ("png", "image/png"),
    ("tif", "image/tiff"), ("tiff", "image/tiff"), ("vid", "video/unknown"), ("wdp", "image/vnd.ms-photo"), ("wmf", "image/x-wmf"),
    ("wmv", "video/x-ms-wmv"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)  # fmt: skip
"""Content types that the end of a part's name stands for."""
HEADER: Final = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@frozen
class Relation:
    """A relation of a part: its type, that type's last word, and the part it leads to (or the address, when external)."""

    id: str
    kind: str
    target: str
    external: bool
    type: str = ""


@frozen
class Package:
    """A package taken apart: the names of its parts, XML roots, relations by part ("/" is the package), and `blobs`, the bytes
    of parts that are no XML: the workbooks behind charts, and of a brand's file its pictures."""

    parts: frozenset[str]
    roots: Mapping[str, Any]
    relations: Mapping[str, tuple[Relation, ...]]
    blobs: Mapping[str, bytes]
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What several readers ask for, made for the first of them."""
        if key not in self._kept:
            self._kept[key] = make()
        made: _T = self._kept[key]
        return made

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts that one part leads to by relations of a kind."""
        return (one.target for one in self.relations.get(part, ()) if one.kind == kind and not one.external)

    def target(self, part: str, id: str | None) -> Relation | None:
        """The relation of a part that has an id."""
        return next((one for one in self.relations.get(part, ()) if one.id == id), None)


# -- reading ----------------------------------------------------------------------------------------------------------------------------------


def read(path: Path, data: bytes | None = None) -> Package:
    """Takes a package apart; raises BriefingsError when it is none, or too large to be taken apart safely.

    Pictures and films are not unpacked at all.
    """
    where = Where(path.as_posix())
    try:
        with zipfile.ZipFile(path if data is None else io.BytesIO(data)) as archive:
            parts, contents, blobs = _unpacked(archive, where)
    except DAMAGED as problem:
        raise BriefingsError([broken(where, problem)]) from None
    roots = {part: root_of(part, content, where) for part, content in contents.items()}
    return Package(parts, roots, taken_apart(roots, parts), blobs)


def taken_apart(roots: Mapping[str, Any], parts: frozenset[str]) -> dict[str, tuple[Relation, ...]]:
    """The relations in the lists among some roots, by the part that has them."""
    owners = {part: _owner(part) for part in roots if part.endswith(".rels")}
    return {owner: tuple(_relations(roots[part], owner, parts)) for part, owner in owners.items()}


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package that was checked before, or is our own, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {f"/{info.filename}": archive.read(info) for info in archive.infolist() if not info.is_dir()}


def root_of(part: str, content: bytes, where: Where) -> Any:
    """A part's root element; raises BriefingsError where it is no XML."""
    try:
        return parse(content)
    except etree.XMLSyntaxError as problem:
        hint = "open the file in the program that made it, and save it again"
        message = f"this part is not well-formed: {problem.msg}"
        raise fault("deck-xml-broken", message, where, part, hint) from None


def broken(where: Where, problem: Exception) -> Diagnostic:
    """The finding for a package that cannot be taken apart."""
    hint = "open it in the program that made it, and save it again"
    return error("file-unreadable", f"it is damaged: {problem}", where, hint=hint)


def _unpacked(archive: zipfile.ZipFile, where: Where) -> tuple[frozenset[str], dict[str, bytes], dict[str, bytes]]:
    """The names of all parts, what the XML parts hold, and the workbooks. Sizes are held against the limits before anything is unpacked,
    and `zipfile` gives no more of a part than the size that it was held against."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    marked = [info for info in infos if info.filename.lower().endswith((".xml", ".rels"))]
    books = [
        info for info in infos if info.filename.lower().endswith((".xlsx", ".xlsm")) and info.file_size <= _LARGEST_BOOK
    ]
    bomb = [
        info for info in marked if info.file_size > _RATIO_FROM and info.file_size > _RATIO * max(1, info.compress_size)
    ]
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in marked) > _MOST_XML or bomb:
        raise fault("file-too-large", "it unpacks to more than a deck can be", where)
    names = [f"/{info.filename}" for info in infos]
    twice = next((name for name in names if names.count(name) > 1), "") if len(set(names)) < len(names) else ""
    outside = next((name for name in names if ".." in name.split("/") or "\\" in name), "")
    if twice or outside:
        wrong = f"two parts have the name `{twice}`" if twice else f"the part `{outside}` lies outside of it"
        raise fault("file-unreadable", f"it is damaged: {wrong}", where)
    small = sum(info.file_size for info in books) <= _MOST_BOOKS
    kept = {f"/{info.filename}": archive.read(info) for info in books if small}
    return frozenset(names), {f"/{info.filename}": archive.read(info) for info in marked}, kept


def _owner(rels: str) -> str:
    """The part that a `.rels` part belongs to; "/" for the package's own."""
    folder, file = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) or "/"


def _relations(root: Any, owner: str, parts: frozenset[str]) -> Iterator[Relation]:
    for element in root.iter(f"{{{_RELATIONS}}}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external and not target.startswith("#"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target.split("#", 1)[0]))
            target = target if target in parts else unquote(target)
        type = element.get("Type", "")
        yield Relation(element.get("Id", ""), type.rsplit("/", 1)[-1], target, external, type)


class Types:
    """The list of content types: by ending, and by part; names of parts are the same whatever their case (part 2, 6.2.2.3)."""

    def __init__(self, root: Any) -> None:
        found: dict[str, dict[str, str]] = {"Extension": {}, "PartName": {}}
        for one in () if root is None else root:
            for key, held in found.items():
                if one.get(key) is not None:
                    held[one.get(key)] = one.get("ContentType", "")
        self.parts = tuple(found["PartName"])
        self._ends = {end.lower(): type for end, type in found["Extension"].items()}
        self._own = {part.casefold(): type for part, type in found["PartName"].items()}

    def of(self, part: str) -> str | None:
        """A part's content type; None where the list says none."""
        return self._own.get(part.casefold()) or self._ends.get(part.rsplit(".", 1)[-1].lower())


# -- writing ----------------------------------------------------------------------------------------------------------------------------------


class Related:
    """The relations of a part that is being written, each once; ids count up."""

    def __init__(self, owner: str, known: Iterable[Relation] = ()) -> None:
        self.owner = owner
        self._held = {relation.id: relation for relation in known}
        self._ids = {(relation.type, relation.target, relation.external): id for id, relation in self._held.items()}

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._held.values())

    def to(self, type: str, target: str, *, external: bool = False) -> str:
        """The id of the relation of a type to a part or, when external, to an address."""
        key = (type, target, external)
        if key not in self._ids:
            number = len(self._held) + 1
            while f"rId{number}" in self._held:
                number -= 1
            id = self._ids[key] = f"rId{number}"
            self._held[id] = Relation(id, type.rsplit("/", 1)[-1], target, external, type)
        return self._ids[key]

    def office(self, kind: str, target: str) -> str:
        """The id of the relation of one of Office's kinds ("slide", "chart") to a part."""
        return self.to(f"{OFFICE}/{kind}", target)

    def link(self, address: str) -> str:
        """The id of the relation to an address on the web."""
        return self.to(f"{OFFICE}/hyperlink", address, external=True)


def relations_part(owner: str) -> str:
    """The name of the part that holds a part's relations; "/" is the package."""
    folder, file = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relations_xml(owner: str, relations: Iterable[Relation]) -> bytes:
    """A `.rels` part, in the order of the ids' numbers."""
    folder = posixpath.dirname(owner)
    made = "".join(
        f'<Relationship Id="{quoted(one.id)}" Type="{quoted(one.type)}" Target="{quoted(_reference(one, folder))}"'
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in sorted(relations, key=_number)
    )
    return HEADER + f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'.encode()


def _number(relation: Relation) -> tuple[int, str]:
    digits = relation.id.removeprefix("rId")
    return (int(digits) if digits.isdecimal() else 0, relation.id)


def _reference(relation: Relation, folder: str) -> str:
    if relation.external or relation.target.startswith("#"):
        return relation.target
    if folder == "/":
        return relation.target[1:]
    beside, name = posixpath.split(relation.target)
    return f"{_between(beside, folder)}{name}"


@lru_cache(256)
def _between(beside: str, folder: str) -> str:
    """How names in one folder begin where they are named in another."""
    return "" if beside == folder else f"{posixpath.relpath(beside, folder)}/"


def types_xml(types: Mapping[str, str], defaults: Iterable[tuple[str, str]]) -> bytes:
    """The list of content types: for parts whose name's end stands among `defaults` by that, for the others each by its name."""
    usual = frozenset(defaults)
    ends = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    own: dict[str, str] = {}
    for name, type in types.items():
        end = posixpath.splitext(name)[1][1:].lower()
        if (end, type) in usual:
            ends[end] = type
        else:
            own[name] = type
    made = "".join(
        f'<Default Extension="{quoted(end)}" ContentType="{quoted(type)}"/>' for end, type in sorted(ends.items())
    )
    made += "".join(
        f'<Override PartName="{quoted(name)}" ContentType="{quoted(type)}"/>' for name, type in sorted(own.items())
    )
    return HEADER + f'<Types xmlns="{_TYPES}">{made}</Types>'.encode()


def quoted(text: str) -> str:
    """A text as an attribute's value (XML 1.0, 2.3 and 3.3.3)."""
    if not _SIGNS.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


@frozen
class Member:
    """A part as it lies in the archive: deflated, or as it is."""

    name: str
    crc: int
    size: int
    data: bytes
    deflated: bool

    @property
    def unpacked(self) -> bytes:
        return zlib.decompress(self.data, -15) if self.deflated else self.data


class Roots(Mapping[str, Any]):
    """XML roots of a package's parts. Those of `packed` ones are read again whenever somebody asks: a tree takes thirty times the room of its
    bytes, and a large deck has thousands."""

    def __init__(self, held: Mapping[str, Any], packed: Mapping[str, Member]) -> None:
        self._held, self._packed = held, packed

    def __getitem__(self, name: str) -> Any:
        return self._held[name] if name in self._held else parse(self._packed[name].unpacked)

    def __contains__(self, name: object) -> bool:
        return name in self._held or name in self._packed

    def __iter__(self) -> Iterator[str]:
        return chain(self._held, self._packed)

    def __len__(self) -> int:
        return len(self._held) + len(self._packed)


def member(name: str, data: bytes) -> Member:
    """A part made ready for the archive."""
    crc = zlib.crc32(data)
    if name.lower().endswith(_STORED):
        return Member(name, crc, len(data), data, False)
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Member(name, crc, len(data), packer.compress(data) + packer.flush(), True)


def zipped(members: Iterable[Member]) -> bytes:
    """An archive with fixed dates, modes and order: content types first, then the package's relations, then by name."""
    held = sorted(members, key=lambda one: (one.name != TYPES, not one.name.startswith("/_rels/"), one.name))
    body: list[bytes] = []
    index: list[bytes] = []
    at = 0
    for one in held:
        file = one.name[1:].encode()
        # version, flags (bit 11: the name is UTF-8), method, time, date (1 January 1980), sum, sizes, length of the name
        about = struct.pack(
            "<HHHHHIIIHH",
            20,
            0 if file.isascii() else 0x800,
            8 if one.deflated else 0,
            0,
            0x21,
            one.crc,
            len(one.data),
            one.size,
            len(file),
            0,
        )
        body += (b"PK\3\4", about, file, one.data)
        index += (b"PK\1\2\x14\0", about, struct.pack("<HHHII", 0, 0, 0, 0o600 << 16, at), file)
        at += 4 + len(about) + len(file) + len(one.data)
    listed = b"".join(index)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(held), len(held), len(listed), at, 0)
    return b"".join((*body, listed, end))
