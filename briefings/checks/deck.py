"""A finished .pptx as the checks see it: its parts, relations and slides, read by zip and XML alone.

Nothing of python-pptx is used here, so that a check never trusts the library that wrote the file. XML is read without entities,
document types or network; pictures and films are not unpacked at all.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from lxml import etree

from ..diagnostics import BriefingsError, Where, error
from ..geometry import PAGE_SIZES, PageSize
from .markup import A, C, P, R, flag, number, parse
from .shapes import Shape, flat
from .shapes import read as read_shapes
from .signature import broken

_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MOST_PARTS: Final = 20_000  # a slide with a chart has nine
_MOST_XML: Final = 100 * 1024 * 1024  # bytes unpacked; the largest deck that we know of holds a tenth of it
_LARGEST_BOOK: Final = 20 * 1024 * 1024
_MOST_BOOKS: Final = 100 * 1024 * 1024
_RATIO: Final = 200  # more than this, XML that people or programs wrote does not shrink
_RATIO_FROM: Final = 1024 * 1024

_T = TypeVar("_T")

__all__ = ["A", "C", "Deck", "P", "R", "Relation", "Slide", "read"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its kind's last word, and the part it leads to (or the address, when external)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its number as shown, its part's name, its XML root, the parts of its layout and master ("" where there is none), its
    shapes from back to front, and whether it is read from right to left."""

    number: int
    part: str
    root: Any
    layout: str = ""
    master: str = ""
    shapes: tuple[Shape, ...] = ()
    rtl: bool = False

    def all(self) -> Iterator[Shape]:
        """All its shapes, those in groups too, from back to front."""
        return flat(self.shapes)

    def at(self, shape: Shape | None = None) -> str:
        """The place of the slide, or of a shape on it, as findings name it: "slide 3/Title"."""
        return f"slide {self.number}/{shape.label}" if shape is not None else f"slide {self.number}"


@dataclass(frozen=True, slots=True)
class Deck:
    """A package taken apart: the names of its parts, XML roots, relations by part, slides in order, the workbooks behind charts, and
    the size of a slide. `main` is the presentation's own part."""

    name: str
    parts: frozenset[str]
    roots: Mapping[str, Any]
    relations: Mapping[str, tuple[Relation, ...]]
    slides: tuple[Slide, ...]
    books: Mapping[str, bytes]
    main: str
    page: PageSize
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What several rules ask for, made for the first of them."""
        if key not in self._kept:
            self._kept[key] = make()
        made: _T = self._kept[key]
        return made

    def where(self) -> Where:
        """The file, for a finding."""
        return Where(self.name)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts that one part leads to by relations of a kind."""
        return (
            relation.target
            for relation in self.relations.get(part, ())
            if relation.kind == kind and not relation.external
        )

    def target(self, part: str, id: str | None) -> Relation | None:
        """The relation of a part that has an id."""
        return next((relation for relation in self.relations.get(part, ()) if relation.id == id), None)

    def charts(self) -> Iterator[tuple[Slide, Shape, str, Any]]:
        """Every chart on a slide: the slide, its shape, its part and that part's root."""
        for slide in self.slides:
            for shape in slide.all():
                for reference in shape.element.iter(f"{C}chart") if shape.kind == "chart" else ():
                    relation = self.target(slide.part, reference.get(f"{R}id"))
                    if relation is not None and relation.target in self.roots:
                        yield slide, shape, relation.target, self.roots[relation.target]


def read(path: Path, data: bytes | None = None) -> Deck:
    """Opens a deck; raises BriefingsError when it is none, or too large to be taken apart safely."""
    name = path.as_posix()
    where = Where(name)
    try:
        with zipfile.ZipFile(path if data is None else io.BytesIO(data)) as archive:
            parts, contents, books = _unpacked(archive, where)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as problem:
        raise BriefingsError([broken(where, problem)]) from None
    roots: dict[str, Any] = {}
    for part, content in contents.items():
        try:
            roots[part] = parse(content)
        except etree.XMLSyntaxError as problem:
            raise BriefingsError(
                [
                    error(
                        "deck-xml-broken",
                        f"this part is not well-formed: {problem.msg}",
                        where,
                        part,
                        "open the file in the program that made it, and save it again",
                    )
                ]
            ) from None
    relations = {
        _owner(part): tuple(_relations(root, _owner(part))) for part, root in roots.items() if part.endswith(".rels")
    }
    main = next((r.target for r in relations.get("/", ()) if r.kind == "officeDocument"), "")
    if main not in roots or roots[main].tag != f"{P}presentation":
        raise BriefingsError([error("file-unreadable", "it is damaged: it has no part that is a presentation", where)])
    made = Deck(name, parts, roots, relations, (), books, main, _page(roots[main]))
    return Deck(name, parts, roots, relations, tuple(_slides(made)), books, main, made.page)


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
        raise BriefingsError([error("file-too-large", "it unpacks to more than a deck can be", where)])
    names = [f"/{info.filename}" for info in infos]
    twice = next((name for name in names if names.count(name) > 1), "") if len(set(names)) < len(names) else ""
    outside = next((name for name in names if ".." in name.split("/") or "\\" in name), "")
    if twice or outside:
        fault = f"two parts have the name `{twice}`" if twice else f"the part `{outside}` lies outside of it"
        raise BriefingsError([error("file-unreadable", f"it is damaged: {fault}", where)])
    kept = {f"/{info.filename}": archive.read(info) for info in books} if _total(books) <= _MOST_BOOKS else {}
    return frozenset(names), {f"/{info.filename}": archive.read(info) for info in marked}, kept


def _total(infos: list[zipfile.ZipInfo]) -> int:
    return sum(info.file_size for info in infos)


def _owner(rels: str) -> str:
    """The part that a `.rels` part belongs to; "/" for the package's own."""
    folder, file = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) or "/"


def _relations(root: Any, owner: str) -> Iterator[Relation]:
    for element in root.iter(f"{_RELATIONS}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external and not target.startswith("#"):
            target = unquote(target.split("#", 1)[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
        yield Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _page(presentation: Any) -> PageSize:
    size = presentation.find(f"{P}sldSz")
    wide = PAGE_SIZES["4:3"]  # the size of a presentation that says none (ECMA-376 part 1, 19.2.1.39)
    if size is None:
        return wide
    return PageSize(number(size.get("cx"), wide.width), number(size.get("cy"), wide.height), size.get("type", ""))


def _slides(deck: Deck) -> Iterator[Slide]:
    by_id = {relation.id: relation.target for relation in deck.relations.get(deck.main, ())}
    rtl = flag(deck.roots[deck.main].get("rtl"))
    for count, entry in enumerate(deck.roots[deck.main].iter(f"{P}sldId"), 1):
        part = by_id.get(entry.get(f"{R}id"), "")
        if part not in deck.roots:
            continue
        root = deck.roots[part]
        layout = next((one for one in deck.related(part, "slideLayout") if one in deck.roots), "")
        master = next((one for one in deck.related(layout, "slideMaster") if one in deck.roots), "")
        backs = [deck.roots[one] for one in (layout, master) if one]
        yield Slide(count, part, root, layout, master, read_shapes(root, backs), _rtl(root, rtl))


def _rtl(root: Any, otherwise: bool) -> bool:
    """Whether a slide is read from right to left: as most of its paragraphs that say so, else as the deck."""
    said = [flag(one.get("rtl")) for one in root.iter(f"{A}pPr") if one.get("rtl") is not None]
    return sum(said) * 2 > len(said) if said else otherwise
