"""A finished PDF as the checks see it: its structure tree, what is drawn on its pages, fonts and links.

`read` copies what the rules ask about into frozen types, with a limit on everything that a hostile file could make endless, so that no
rule meets the library or a broken object. What cannot be read is a BriefingsError: `file-unreadable`, `file-encrypted`,
`file-too-large`.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import field
from pathlib import Path
from typing import Any, Final, TypeAlias

from lxml import etree

from ...diagnostics import BriefingsError, Where, fault
from ...frozen import frozen
from .content import Drawn, Key, Mark, drawn
from .objects import File, resolved, text
from .typeface import Typeface

_LARGEST: Final = 100 * 1024 * 1024
_PAGES: Final = 2_000
_NODES: Final = 200_000
_DEPTH: Final = 150
_OPERATIONS: Final = 3_000_000
_ATTRIBUTES: Final = ("Scope", "Headers", "ListNumbering", "Summary", "RowSpan", "ColSpan", "BBox")
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PDFA: Final = "{http://www.aiim.org/pdfa/ns/id/}"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@frozen
class Annotation:
    """An annotation that the tree refers to, by its object's number."""

    number: int


@frozen
class Node:
    """An element of the structure tree. `tag` is the standard type after the role map, `language` its own ("" when inherited),
    `attributes` those that the rules ask for, as text; `kids` are elements, marked content and annotations in reading order."""

    tag: str
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    kids: tuple[Kid, ...] = ()


Kid: TypeAlias = "Node | Key | Annotation"


@frozen
class Link:
    """A link annotation: where it leads, what it says, its object's number (0 when it has none of its own), and the tag of the element
    that its StructParent leads to ("" when to none)."""

    target: str
    says: str
    number: int
    parent: str


@frozen
class Page:
    """A page, numbered from 1: what is drawn on it and where one may click."""

    number: int
    drawn: Drawn
    links: tuple[Link, ...]


@frozen
class Document:
    """A whole file. `root` is None without a structure tree; `kinds` is the XMP's `dc:type`; `intents` the subtypes of output
    intents that carry a colour profile; `archival` the part of PDF/A that the file says it keeps to ("" for none)."""

    name: str
    pages: tuple[Page, ...]
    root: Node | None
    marked: bool
    language: str
    title: str
    shows_title: bool
    intents: tuple[str, ...]
    fonts: tuple[Typeface, ...]
    kinds: tuple[str, ...]
    archival: str
    marks: Mapping[Key, Mark]

    def where(self) -> Where:
        """The file, for a finding."""
        return Where(self.name)

    @property
    def tagged(self) -> bool:
        """Whether it has a structure tree, and says so."""
        return self.root is not None and self.marked

    def walk(self) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        """Every element in reading order, each with those above it, the root first."""
        if self.root is None:
            return
        waiting: list[tuple[Node, tuple[Node, ...]]] = [(self.root, ())]
        while waiting:
            node, above = waiting.pop()
            yield node, above
            inside = (*above, node)
            waiting += [(kid, inside) for kid in reversed(node.kids) if isinstance(kid, Node)]

    def spoken(self, node: Node, above: tuple[Node, ...]) -> str:
        """The language in force in an element."""
        return next((one.language for one in (node, *reversed(above)) if one.language), self.language)

    def words(self, node: Node) -> str:
        """The text of an element and all below it, without languages or alternatives."""
        made: list[str] = []
        waiting: list[Kid] = [node]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, Node):
                waiting += reversed(kid.kids)
            elif isinstance(kid, Key) and kid in self.marks:
                made.append(self.marks[kid].text)
        return "".join(made)


def read(path: Path, data: bytes | None = None) -> Document:
    """Opens a PDF; `data`, when given, is what stands in the file."""
    name, where = path.name, Where(path.as_posix())
    try:
        data = path.read_bytes() if data is None else data
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise fault("file-unreadable", f"`{name}` cannot be read: {reason}", where) from None
    if len(data) > _LARGEST:
        raise fault("file-too-large", f"`{name}` is too large to be taken apart", where)
    with suppress(Exception), closing(File(data)) as plain:  # whatever it is, pypdf has the last word
        return _read(plain, path)
    pypdf = _library()
    # what a damaged file is told by is our finding, not the library's remarks on standard error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        file = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if not file.is_encrypted:
            return _read(file, path)
    except BriefingsError:
        raise
    except pypdf.errors.DependencyError:
        pass  # what is encrypted is not read, by whatever cipher
    # pypdf meets a damaged file with errors of every kind; here at the door none of them may be more than a finding
    except Exception as problem:
        reason = str(problem).partition("\n")[0][:120] or type(problem).__name__
        message = f"`{name}` is not a sound PDF: {reason}"
        hint = "open it and save it again"
        raise fault("file-unreadable", message, where, hint=hint) from None
    raise fault("file-encrypted", f"`{name}` is encrypted", where, hint="save it without a password first")


def _library() -> Any:
    """pypdf, loaded for whoever checks a PDF, and without the libraries that it would read the letters of fonts and encrypted files with: nobody
    asks for them here."""
    absent: dict[str, Any] = {name: None for name in ("fontTools", "cryptography") if name not in sys.modules}
    sys.modules |= absent
    try:
        import pypdf
    finally:
        for name in absent:
            del sys.modules[name]
    return pypdf


def _read(file: Any, path: Path) -> Document:
    catalog = _map(file.trailer["/Root"])
    number_of_pages = len(file.pages)
    if number_of_pages > _PAGES:
        raise fault("file-too-large", f"`{path.name}` has {number_of_pages} pages", Where(path.as_posix()))
    fonts: dict[int, Typeface] = {}
    left = _OPERATIONS
    pages: list[Page] = []
    parents = _parents(catalog)
    for number, page in enumerate(file.pages, 1):
        found, used = drawn(page, file, fonts, left)
        left -= used
        pages.append(Page(number, found, tuple(_links(page, parents))))
    xmp = _xmp(catalog)
    info = _map(file.trailer.get("/Info"))
    preferences = _map(catalog.get("/ViewerPreferences"))
    return Document(
        path.as_posix(),
        tuple(pages),
        _tree(catalog),
        bool(_value(_map(catalog.get("/MarkInfo")).get("/Marked"))),
        _text(catalog.get("/Lang")),
        _first(xmp, "title") or _text(info.get("/Title")).strip(),
        _value(preferences.get("/DisplayDocTitle")) is True,
        tuple(_intents(catalog)),
        tuple(fonts.values()),
        tuple(_said(xmp, "type")),
        _claimed(xmp),
        {key: mark for page in pages for key, mark in page.drawn.marks.items()},
    )


# -- objects -------------------------------------------------------------------------------------------------------------


def _map(value: Any) -> Any:
    found = resolved(value)
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    found = resolved(value)
    return list(found) if isinstance(found, list) else [] if found is None else [value]


def _raw(holder: Any, key: str) -> Any:
    """An entry as it stands: a reference stays one."""
    return dict.get(holder, key) if isinstance(holder, dict) else None


def _number_of(value: Any) -> int:
    return int(getattr(value, "idnum", 0))


def _value(value: Any) -> Any:
    found = resolved(value)
    return getattr(found, "value", found)


def _text(value: Any) -> str:
    found = resolved(value)
    if isinstance(found, bytes) and type(found) is not bytes:  # pypdf's, of no encoding that it knows
        return found.decode("latin-1")
    return text(found) or "" if isinstance(found, str | bytes) else ""


def _parents(catalog: Any) -> dict[int, str]:
    """The tags of the elements that annotations belong to by the parent tree (ISO 32000-1, 14.7.4.4)."""
    made: dict[int, str] = {}
    waiting, seen = [_map(catalog.get("/StructTreeRoot")).get("/ParentTree")], 0
    while waiting and seen < _NODES:
        seen += 1
        node = _map(waiting.pop())
        waiting += _list(node.get("/Kids"))
        entries = _list(node.get("/Nums"))
        for key, value in zip(entries[::2], entries[1::2], strict=False):
            if (tag := _map(value).get("/S")) is not None:
                made[int(resolved(key))] = str(tag).lstrip("/")
    return made


def _links(page: Any, parents: Mapping[int, str]) -> Iterator[Link]:
    for entry in _list(page.get("/Annots")):
        annotation = _map(entry)
        if annotation.get("/Subtype") == "/Link":
            target = _text(_map(annotation.get("/A")).get("/URI"))
            parent = resolved(annotation.get("/StructParent"))
            tag = parents.get(parent, "") if isinstance(parent, int) else ""
            yield Link(target, _text(annotation.get("/Contents")), _number_of(entry), tag)


def _intents(catalog: Any) -> Iterator[str]:
    for entry in _list(catalog.get("/OutputIntents")):
        intent = _map(entry)
        if resolved(intent.get("/DestOutputProfile")) is not None:
            yield str(intent.get("/S", "")).lstrip("/")


# -- the tree ------------------------------------------------------------------------------------------------------------


class _Count:
    """How many elements have been read, and which, so that a tree that bites its tail ends."""

    def __init__(self, roles: Mapping[str, str], classes: Any) -> None:
        self.roles, self.classes = roles, classes
        self.seen: set[int] = set()
        self.nodes = 0


def _tree(catalog: Any) -> Node | None:
    root = _map(catalog.get("/StructTreeRoot"))
    if not root:
        return None
    roles = {str(key)[1:]: str(resolved(value))[1:] for key, value in _map(root.get("/RoleMap")).items()}
    count = _Count(roles, _map(root.get("/ClassMap")))
    return Node("", kids=_kids(root, 0, count, 0))


def _kids(element: Any, page: int, count: _Count, depth: int) -> tuple[Kid, ...]:
    return tuple(kid for entry in _entries(_raw(element, "/K")) if (kid := _kid(entry, page, count, depth)) is not None)


def _entries(value: Any) -> list[Any]:
    found = resolved(value)
    if isinstance(found, list):
        return list(list.__iter__(found))
    return [] if found is None else [value]


def _kid(entry: Any, page: int, count: _Count, depth: int) -> Kid | None:
    if depth > _DEPTH or count.nodes > _NODES:
        raise ValueError("its structure tree has no end")
    number = _number_of(entry)
    found = resolved(entry)
    if isinstance(found, int):
        return Key(page, int(found))
    if not isinstance(found, dict):
        return None
    own = _number_of(_raw(found, "/Pg")) or page
    if "/MCID" in found:
        return Key(_number_of(_raw(found, "/Stm")) or own, int(resolved(found["/MCID"])))
    if found.get("/Type") == "/OBJR":
        return Annotation(_number_of(_raw(found, "/Obj")))
    if "/S" not in found or (number and number in count.seen):
        return None
    count.seen.add(number)
    count.nodes += 1
    tag = str(found["/S"]).lstrip("/")
    for _ in range(8):
        if tag not in count.roles:
            break
        tag = count.roles[tag]
    return Node(
        tag,
        _text(found.get("/Alt")),
        _text(found.get("/ActualText")),
        _text(found.get("/Lang")),
        _attributes(found, count),
        _kids(found, own, count, depth + 1),
    )


def _attributes(element: Any, count: _Count) -> dict[str, str]:
    """The attributes of an element: its classes' first, its own over them."""
    made: dict[str, str] = {}
    classes = [count.classes.get(str(resolved(one))) for one in _list(element.get("/C"))]
    for owner in (*classes, element.get("/A")):
        for entry in _list(owner):
            held = _map(entry)
            made.update({key: text(held[f"/{key}"]) or "" for key in _ATTRIBUTES if f"/{key}" in held})
    return made


# -- XMP -----------------------------------------------------------------------------------------------------------------


def _xmp(catalog: Any) -> Any:
    """The root of the XMP packet; None where there is none that can be read."""
    stream = resolved(catalog.get("/Metadata"))
    if stream is None or not hasattr(stream, "get_data"):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(stream.get_data(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _said(xmp: Any, key: str) -> Iterator[str]:
    if xmp is None:
        return
    for element in xmp.iter(f"{_DC}{key}"):
        for item in element.iter(f"{_RDF}li"):
            yield (item.text or "").strip()


def _claimed(xmp: Any) -> str:
    """The part of PDF/A (ISO 19005-2, 6.6.4), told by an element or by an attribute of the description."""
    if xmp is None:
        return ""
    for element in xmp.iter():
        told = element.text if element.tag == f"{_PDFA}part" else element.get(f"{_PDFA}part")
        if told and told.strip():
            return str(told.strip())
    return ""


def _first(xmp: Any, key: str) -> str:
    return next((text for text in _said(xmp, key) if text), "")
