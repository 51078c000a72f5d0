"""A .pptx as all see it who look into one: its parts, relations, masters and slides, read by zip and XML alone.

    read, of    a file or its Package -> Deck

Nothing of python-pptx is used here, so that a check never trusts the library that wrote the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .. import lasting
from ..diagnostics import Where, fault
from ..frozen import frozen, replace
from ..geometry import PAGE_SIZES, PageSize
from ..lasting import Same
from . import colours, package
from .markup import A, C, P, R, flag, number
from .package import Package, Relation
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
    flat: tuple[Shape, ...] = ()

    def all(self) -> tuple[Shape, ...]:
        """All its shapes, those in groups too, from back to front."""
        return self.flat

    def at(self, shape: Shape | None = None) -> str:
        """The place of the slide, or of a shape on it, as findings name it: "slide 3/Title"."""
        return f"slide {self.number}/{shape.label}" if shape is not None else f"slide {self.number}"


@frozen
class Deck(Package):
    """A package that is a presentation: `main` is its own part, `page` the size of a slide, `slides` are in order."""

    name: str = ""
    main: str = ""
    page: PageSize = PAGE_SIZES["4:3"]
    slides: tuple[Slide, ...] = ()

    def where(self) -> Where:
        """The file, for a finding."""
        return Where(self.name)

    def palette(self, slide: Slide, part: str = "") -> colours.Palette:
        """The colours of a slide, or of its layout or master when `part` names that."""
        return colours.palette(self, part or slide.part, slide.master)

    @property
    def masters(self) -> tuple[str, ...]:
        """The parts of its slide masters, in order."""
        return tuple(self._listed(self.main, "sldMasterId"))

    def layouts(self, master: str) -> tuple[str, ...]:
        """The parts of a master's layouts, in order."""
        return tuple(self._listed(master, "sldLayoutId"))

    def charts(self) -> Iterator[tuple[Slide, Shape, str, Any]]:
        """Every chart on a slide: the slide, its shape, its part and that part's root."""
        for slide in self.slides:
            for shape in slide.all():
                for reference in shape.element.iter(f"{C}chart") if shape.kind == "chart" else ():
                    relation = self.target(slide.part, reference.get(f"{R}id"))
                    if relation is not None and relation.target in self.roots:
                        yield slide, shape, relation.target, self.roots[relation.target]

    def back(self, part: str) -> Back:
        """What placeholders inherit from a layout or a master."""
        return self.once(("back", part), lambda: Back.of(self.roots[part]))

    def lasting(self, slide: Slide, kind: str, make: Callable[[], _T]) -> _T:
        """What several readers ask of a slide, made for the first of them, and kept for other decks that have it on the same layout."""
        of = tuple(Same(self.roots.get(part)) for part in (slide.part, slide.layout, slide.master))
        return self.once((kind, slide.part), lambda: lasting.made(kind, of, make))

    def _listed(self, part: str, tag: str) -> Iterator[str]:
        targets = {one.id: one.target for one in self.relations.get(part, ())}
        found = (targets.get(entry.get(f"{R}id"), "") for entry in self.roots[part].iter(f"{P}{tag}"))
        return (one for one in found if one in self.roots)


def read(path: Path, data: bytes | None = None) -> Deck:
    """Opens a deck; raises BriefingsError when it is none, or too large to be taken apart safely."""
    return of(path, package.read(path, data))


def of(path: Path, opened: Package) -> Deck:
    """A package as a deck; raises BriefingsError when it is none."""
    main = next((r.target for r in opened.relations.get("/", ()) if r.kind == "officeDocument"), "")
    if main not in opened.roots or opened.roots[main].tag != f"{P}presentation":
        message = "it is damaged: it has no part that is a presentation"
        raise fault("file-unreadable", message, Where(path.as_posix()))
    held = (opened.parts, opened.roots, opened.relations, opened.blobs)
    made = Deck(*held, name=path.as_posix(), main=main, page=_page(opened.roots[main]))
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
        bare = Slide(count, part, root, layout, master)
        shapes, every = deck.lasting(bare, "shapes", partial(_shapes, deck, bare))
        yield replace(bare, shapes=shapes, rtl=_rtl(root, rtl), flat=every)


def _shapes(deck: Deck, slide: Slide) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    shapes = read_shapes(slide.root, [deck.back(one) for one in (slide.layout, slide.master) if one])
    return shapes, tuple(flat(shapes))


def _rtl(root: Any, otherwise: bool) -> bool:
    """Whether a slide is read from right to left: as most of its paragraphs that say so, else as the deck."""
    said = [flag(one.get("rtl")) for one in root.iter(f"{A}pPr") if one.get("rtl") is not None]
    return sum(said) * 2 > len(said) if said else otherwise
