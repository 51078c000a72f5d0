"""What a page says, as a tree: headings, paragraphs, lists, tables and figures in reading order (ISO 32000-1, 14.7 and 14.8).

An `Element` holds child elements, marked content of its page (`Mark`) and annotations. `Tree` numbers marks and annotations and
writes the tree with its parent tree. Elements that stayed empty are not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from ...frozen import frozen
from .objects import array, dictionary, name, string

# A cell without words still holds its place in the row.
_KEPT_EMPTY: Final = frozenset({"TD", "TH"})


_SECOND: Final = "http://iso.org/pdf2/ssn"
_FIRST_ONLY: Final = frozenset({"BlockQuote", "Quote"})
"""Types of structure that PDF 2.0 has in the namespace of PDF 1.7 only (ISO 32000-2, annex L)."""


@frozen
class Mark:
    """Marked content: its number on the page."""

    mcid: int


@frozen
class Annotated:
    """An annotation: a reference to its object."""

    reference: Any


Kid: TypeAlias = "Element | Mark | Annotated"


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree. `above` is the language in force where it stands, `language` its own where that differs (BCP 47 tags),
    `attributes` one attribute object (ISO 32000-1, 14.8.5), `page` the index of the page that its marks are on, `identifier` a name that no
    other has, `refers` the elements that it leads to, and they to it (ISO 32000-2, 14.7.2)."""

    tag: str
    above: str = ""
    alt: str = ""
    language: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    page: int | None = None
    identifier: str = ""
    refers: list[Element] = field(default_factory=list)
    kids: list[Kid] = field(default_factory=list)

    def add(
        self, tag: str, *, alt: str = "", language: str = "", attributes: Mapping[str, Any] | None = None
    ) -> Element:
        """A new last child. A language that is in force already is not said again."""
        child = Element(tag, self.spoken, alt, attributes=attributes or {})
        child.speak(language)
        self.kids.append(child)
        return child

    def speak(self, language: str) -> None:
        """Sets the language, where it differs from the one in force."""
        if language and language.casefold() != self.spoken.casefold():
            self.language = language

    @property
    def spoken(self) -> str:
        """The language in force here."""
        return self.language or self.above

    @property
    def empty(self) -> bool:
        """True when there is nothing to read in it or below it."""
        return self.tag not in _KEPT_EMPTY and all(isinstance(kid, Element) and kid.empty for kid in self.kids)


@dataclass(slots=True)
class Tree:
    """The structure tree of a document under construction."""

    root: Element
    _parents: dict[int, list[Element] | Element] = field(default_factory=dict)
    _page: int = -1
    _page_key: int = -1
    _heading: int = 0
    references: dict[Element, Any] = field(default_factory=dict)
    """What each element is referred to by, once the tree is written."""
    notes: dict[int, Element] = field(default_factory=dict)
    _leading: list[tuple[Element, int]] = field(default_factory=list)

    def note(self, place: Element, number: int) -> Element:
        """The element for a note's words, known by its number; the rest of one that goes on elsewhere is its own place."""
        if number in self.notes:
            return place
        made = self.notes[number] = place.add("Note")
        made.identifier = f"note-{number}"
        return made

    def reference(self, place: Element, number: int) -> Element:
        """The element for what leads to a note."""
        made = place.add("Reference")
        self._leading.append((made, number))
        return made

    def start_page(self) -> int:
        """Begins the next page and gives its key in the parent tree (`StructParents`)."""
        self._page += 1
        self._page_key = len(self._parents)
        self._parents[self._page_key] = []
        return self._page_key

    def mark(self, element: Element) -> int:
        """The number of the element's next piece of marked content on this page."""
        on_page = self._parents[self._page_key]
        assert isinstance(on_page, list)
        assert element.page in (None, self._page), "an element's marks stay on one page"
        element.page = self._page
        on_page.append(element)
        element.kids.append(Mark(len(on_page) - 1))
        return len(on_page) - 1

    def annotation_key(self, element: Element) -> int:
        """An annotation's key in the parent tree (`StructParent`)."""
        key = len(self._parents)
        self._parents[key] = element
        return key

    def heading(self, level: int) -> str:
        """The tag for a heading: the first is H1, and no level is skipped on the way down (ISO 14289-1, 7.4.2)."""
        self._heading = max(1, min(level, self._heading + 1, 6))
        return f"H{self._heading}"

    def write(self, document: Any, pages: list[Any], *, second: bool = False) -> Any:
        """The structure tree root; `pages` are references to the page objects, in order. With `second`, elements are named in the
        namespace of PDF 2.0 (ISO 32000-2, 14.8.6), as PDF/UA-2 asks, save those that only PDF 1.7 has."""
        root = dictionary(Type="/StructTreeRoot")
        references = self.references
        top = document.Reference(root)
        space = document.Reference(dictionary(Type="/Namespace", NS=string(_SECOND))) if second else None
        if space is not None:
            root["Namespaces"] = array(space)
        self._meet(second=second)
        written: dict[Element, Any] = {}
        root["K"] = _written(self.root, top, document, pages, references, space, written)
        for element in (one for one in written if one.refers):
            written[element]["Ref"] = array(*(references[one] for one in element.refers if one in references))
        named = sorted((one.identifier, references[one]) for one in written if one.identifier)
        if named:
            pairs = [part for key, reference in named for part in (string(key), reference)]
            limits = array(string(named[0][0]), string(named[-1][0]))
            leaf = document.Reference(dictionary(Names=array(*pairs), Limits=limits))
            root["IDTree"] = document.Reference(dictionary(Kids=array(leaf)))
        pairs = []
        for key, value in self._parents.items():
            found = array(*(references[one] for one in value)) if isinstance(value, list) else references[value]
            pairs += [key, document.Reference(found)]
        root["ParentTree"] = document.Reference(dictionary(Nums=array(*pairs)))
        root["ParentTreeNextKey"] = len(self._parents)
        return top

    def _meet(self, *, second: bool) -> None:
        """Joins notes with what leads to them. PDF 2.0 has other types for both (ISO 32000-2, 14.8.4.4 and annex L)."""
        for element, number in self._leading:
            note = self.notes.get(number)
            if second:
                element.tag = "Lbl"
            if second and note is not None:
                element.refers.append(note)
                note.refers.append(element)
        for note in self.notes.values() if second else ():
            note.tag = "FENote"


def _written(
    element: Element,
    parent: Any,
    document: Any,
    pages: list[Any],
    references: dict[Element, Any],
    space: Any,
    written: dict[Element, Any],
) -> Any:
    """A reference to an element that is written with all below it."""
    page = pages[element.page] if element.page is not None else None
    made = dictionary(
        S=name(element.tag),
        NS=space if element.tag not in _FIRST_ONLY else None,
        P=parent,
        Pg=page,
        ID=string(element.identifier) if element.identifier else None,
        Alt=string(element.alt) if element.alt else None,
        Lang=string(element.language) if element.language else None,
        A=dictionary(**element.attributes) if element.attributes else None,
    )
    reference = references[element] = document.Reference(made)
    written[element] = made
    kids: list[Any] = []
    for kid in element.kids:
        match kid:
            case Mark():
                kids.append(kid.mcid)
            case Annotated():
                kids.append(dictionary(Type="/OBJR", Obj=kid.reference, Pg=page))
            case Element() if not kid.empty:
                kids.append(_written(kid, reference, document, pages, references, space, written))
    if kids:
        made["K"] = kids[0] if len(kids) == 1 else array(*kids)
    return reference
