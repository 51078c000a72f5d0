"""A finished .pptx as the checks see it: its parts, relations and slides, read by zip and XML alone.

Nothing of python-pptx is used here, so that a check never trusts the library that wrote the file. XML is read without entities,
document types or network; pictures and films are not unpacked at all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, TypeVar

from ..diagnostics import BriefingsError, Where, error
from ..frozen import frozen, replace
from ..geometry import PAGE_SIZES, PageSize
from ..ooxml import package
from ..ooxml.markup import A, C, P, R, flag, number
from ..ooxml.package import Package, Relation
from .shapes import Back, Shape, flat
from .shapes import read as read_shapes

_T = TypeVar("_T")

__all__ = ["A", "C", "Deck", "P", "R", "Relation", "Slide", "read"]


@frozen
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


@frozen
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
    return of(path, package.read(path, data))


def of(path: Path, opened: Package) -> Deck:
    """A package as a deck; raises BriefingsError when it is none."""
    main = next((r.target for r in opened.relations.get("/", ()) if r.kind == "officeDocument"), "")
    if main not in opened.roots or opened.roots[main].tag != f"{P}presentation":
        message = "it is damaged: it has no part that is a presentation"
        raise BriefingsError([error("file-unreadable", message, Where(path.as_posix()))])
    page = _page(opened.roots[main])
    held = (opened.parts, opened.roots, opened.relations)
    made = Deck(path.as_posix(), *held, (), opened.books, main, page)
    return replace(made, slides=tuple(_slides(made)))


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
        backs = [_back(deck, one) for one in (layout, master) if one]
        yield Slide(count, part, root, layout, master, read_shapes(root, backs), _rtl(root, rtl))


def _back(deck: Deck, part: str) -> Back:
    return deck.once(("back", part), lambda: Back.of(deck.roots[part]))


def _rtl(root: Any, otherwise: bool) -> bool:
    """Whether a slide is read from right to left: as most of its paragraphs that say so, else as the deck."""
    said = [flag(one.get("rtl")) for one in root.iter(f"{A}pPr") if one.get("rtl") is not None]
    return sum(said) * 2 > len(said) if said else otherwise
