"""A slide master opened once: what stays the same in every deck that is written on it, ready for the archive."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.parts.image import ImagePart

from ...diagnostics import Where
from ...frozen import frozen
from ...ooxml.markup import A, P
from ...ooxml.package import Member, Relation, member, relations_part, root_of

_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NUMBERED: Final = re.compile(r"(/.*?)(\d+)\.\w+")
BODY: Final = "BRIEFINGS.BODY"
LANGUAGE: Final = "BRIEFINGS.LANGUAGE"
"""Where the words of a slide's notes stand in `Notes.page`, and where their language."""


@frozen
class Parts:
    """Parts of a package that nothing changes any more: their content types, relations, archive members, XML roots and workbooks."""

    types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]
    members: Mapping[str, Member]
    roots: Mapping[str, Any]
    books: Mapping[str, bytes]


@frozen
class Notes:
    """What the first notes page brings along: the notes master's part, with those that belong to it, and how a page begins."""

    master: str
    page: str
    parts: Parts


@frozen
class Base:
    """A presentation without our slides. `slides` are its own that it keeps; `layouts` the parts of its slide layouts by name, and by
    part; `images` the parts of its pictures by SHA-1; `main` and `core` its presentation and its properties, which each deck changes, with
    their content types. `style` is the table style, which has `styled_heads` where it makes something of a first column. `from_right` where text
    outside placeholders runs from the right unless it says otherwise."""

    parts: Parts
    relations: tuple[Relation, ...]
    types: tuple[str, str]
    main: str
    presentation: bytes
    presented: tuple[Relation, ...]
    core: str
    properties: bytes
    slides: tuple[str, ...]
    layouts: Mapping[str, str]
    images: Mapping[str, str]
    style: str
    styled_heads: bool
    from_right: bool
    notes: Notes

    def highest(self, stem: str) -> int:
        """The highest number among parts like `/ppt/tags/tag7.xml`, by their stem."""
        found = (_NUMBERED.fullmatch(name) for name in self.parts.types)
        return max((int(one[2]) for one in found if one and one[1] == stem), default=0)


@lru_cache(8)
def opened(data: bytes) -> Base:
    """The base of all decks that are written on a .pptx."""
    deck = Presentation(io.BytesIO(data))
    slides = tuple(str(slide.part.partname) for slide in deck.slides)  # asking for them gives them their names
    core = deck.core_properties
    offered = [made for master in deck.slide_masters for made in master.slide_layouts]
    layouts = {made.name: str(made.part.partname) for made in offered}
    layouts |= {str(made.part.partname): str(made.part.partname) for made in offered}
    package = deck.part.package
    style, styled = _table_style(deck)
    held = tuple(package.iter_parts())
    changed = (deck.part, core)
    return Base(
        parts=_parts(part for part in held if part not in changed),
        relations=_relations(package._rels),
        types=(deck.part.content_type, core.content_type),
        main=str(deck.part.partname),
        presentation=deck.part.blob,
        presented=_relations(deck.part.rels),
        core=str(core.partname),
        properties=core.blob,
        slides=slides,
        layouts=layouts,
        images={one.sha1: str(one.partname) for one in held if isinstance(one, ImagePart)},
        style=style,
        styled_heads=styled,
        from_right=_from_right(deck),
        notes=_notes(deck, offered[0], frozenset(held)),
    )


def _from_right(deck: Any) -> bool:
    """Whether the file's defaults for text outside placeholders run from the right, as in those of Arabic and Hebrew offices."""
    defaults = [deck.part._element.find(f"{P}defaultTextStyle")]
    defaults += [master._element.find(f"{P}txStyles/{P}otherStyle") for master in deck.slide_masters]
    firsts = (one.find(f"{A}lvl1pPr") for one in defaults if one is not None)
    return any(first is not None and first.get("rtl") in ("1", "true") for first in firsts)


def _parts(held: Iterable[Part]) -> Parts:
    types: dict[str, str] = {}
    relations: dict[str, tuple[Relation, ...]] = {}
    members: dict[str, Member] = {}
    roots: dict[str, Any] = {}
    books: dict[str, bytes] = {}
    for part in held:
        name, data = str(part.partname), part.blob
        types[name] = part.content_type
        members[name] = member(name, data)
        if name.lower().endswith(".xml"):
            roots[name] = root_of(name, data, Where("slide master"))
        elif name.lower().endswith((".xlsx", ".xlsm")):
            books[name] = data
        if part.rels:
            relations[name] = _relations(part.rels)
            rels = relations_part(name)
            members[rels] = member(rels, part.rels.xml)
    return Parts(types, relations, members, roots, books)


def _relations(held: Any) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            one.rId,
            one.reltype.rsplit("/", 1)[-1],
            one.target_ref if one.is_external else str(one.target_part.partname),
            one.is_external,
            one.reltype,
        )
        for one in held.values()
    )


def _notes(deck: Any, layout: Any, before: frozenset[Part]) -> Notes:
    """A notes page as python-pptx makes it, on the notes master that it makes where there is none."""
    slide = deck.slides.add_slide(layout)
    notes = slide.notes_slide
    for shape in notes.placeholders:
        if shape.placeholder_format.type is not None and shape.placeholder_format.type.name == "BODY":
            words = etree.fromstring(f'<p:txBody xmlns:p="{P[1:-1]}">{BODY}</p:txBody>')
            shape._element.replace(shape._element.find(f"{P}txBody"), words)
        else:
            for properties in shape._element.iter(f"{A}rPr", f"{A}endParaRPr"):
                properties.set("lang", LANGUAGE)
    master = notes.part.part_related_by(RT.NOTES_MASTER)
    new = [part for part in deck.part.package.iter_parts() if part not in before]
    return Notes(
        str(master.partname),
        notes.part.blob.decode(),
        _parts(part for part in new if part not in (slide.part, notes.part)),
    )


def _table_style(deck: Any) -> tuple[str, bool]:
    """The table style that the deck's own master declares as its default, and whether it gives the first column a look of its own."""
    for relation in deck.part.rels.values():
        if relation.reltype.endswith("/tableStyles"):
            listed = etree.fromstring(relation.target_part.blob)
            id = listed.get("def") or _NO_STYLE
            own = next((style for style in listed.iter(f"{A}tblStyle") if style.get("styleId") == id), None)
            return id, own is None or own.find(f"{A}firstCol") is not None
    return _NO_STYLE, False
