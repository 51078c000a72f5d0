"""A slide master opened once: what stays the same in every deck that is written on it, ready for the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ...frozen import frozen
from ...ooxml import deck as decks
from ...ooxml import masters, tables
from ...ooxml.deck import Deck
from ...ooxml.draft import Draft
from ...ooxml.markup import A, P, flag, share, within
from ...ooxml.package import OFFICE, Member, Related, Relation, member, relations_part, relations_xml, unpacked
from ...ooxml.shapes import FURNITURE, Shape, placeholders
from ...ooxml.text import levels
from ...regex import regex
from .text import Free

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

TYPE: Final = "application/vnd.openxmlformats-officedocument.{}+xml"
"""The content type of most parts."""
_NUMBERED: Final = regex(r"(/.*?)(\d+)\.\w+")
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_REWRITTEN: Final = tuple(
    f".{kind}+xml" for kind in ("slide", "slideLayout", "slideMaster", "notesMaster", "notesSlide", "chart")
)
"""Parts of these kinds lose the space between their elements."""
BODY: Final = "BRIEFINGS.BODY"
"""Where the words of a slide's notes stand in `Notes.page`."""
_NOTED: Final = {"sldImg": "Slide Image", "body": "Notes", "sldNum": "Slide Number"}
"""The places of a notes master that a page takes over, and what they are called there."""


_LETTERS: Final = {"i": "0", "u": "none", "strike": "noStrike", "cap": "none", "spc": "0"}
"""What a file may say of all letters, and the standard's own."""
_DRAWN: Final = (".slideMaster+xml", ".slideLayout+xml", ".slide+xml")
"""Parts whose shapes are the house's own."""


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
    """What the first notes page brings along: the notes master's part, with those that belong to it, and a page without its words."""

    master: str
    page: str
    parts: Parts


@frozen
class Base:
    """A presentation without our slides. `slides` are its own that it keeps; `layouts` the parts of its slide layouts by name, and by
    part; `images` the parts of its pictures by SHA-1; `main` and `core` its presentation and its properties, which each deck writes anew.
    `style` is the table style, which has `styled_heads` where it makes something of a first column. `free` is what the file gives to text outside
    placeholders."""

    parts: Parts
    relations: tuple[Relation, ...]
    main: str
    presentation: bytes
    presented: tuple[Relation, ...]
    core: str
    slides: tuple[str, ...]
    layouts: Mapping[str, str]
    images: Mapping[str, str]
    style: str
    styled_heads: bool
    free: Free
    notes: Notes

    def highest(self, stem: str) -> int:
        """The highest number among parts like `/ppt/tags/tag7.xml`, by their stem."""
        return _highest(self.parts.types, stem)


@lru_cache(8)
def opened(data: bytes) -> Base:
    """The base of all decks that are written on a .pptx, which `brand` has taken in."""
    draft = Draft(unpacked(data))
    root = Related("/", draft.of("/"))
    core = next((one.target for one in root if one.type == _CORE), "/docProps/core.xml")
    root.to(_CORE, core)
    main = next(one.target for one in root if one.kind == "officeDocument")
    _lowered(draft, main)
    held = [part for part in draft.reached() if part not in ("/", core, main)]
    parts, presentation = _parts(draft, held), _presentation(draft.root(main))
    deck = decks.of(Path("slide master"), draft.package())
    layouts = [layout for master in deck.masters for layout in deck.layouts(master)]
    style, styled = _table_style(deck)
    pictures = {
        hashlib.sha1(deck.blobs[part], usedforsecurity=False).hexdigest(): part for part in held if part in deck.blobs
    }
    return Base(
        parts=parts,
        relations=tuple(root),
        main=main,
        presentation=presentation,
        presented=tuple(draft.of(main)),
        core=core,
        slides=tuple(slide.part for slide in deck.slides),
        layouts={deck.roots[one].find(f"{P}cSld").get("name", ""): one for one in layouts}
        | {one: one for one in layouts},
        images=pictures,
        style=style,
        styled_heads=styled,
        free=_free(deck),
        notes=_notes(draft, deck),
    )


def _lowered(draft: Draft, main: str) -> None:
    """Takes raised letters out of the file's defaults for text outside placeholders: what stands below them LibreOffice draws at three fifths of its
    size, whatever it says itself. The house's own shapes keep them."""
    drawn = [part for part in draft.reached(main) if draft.types[part].endswith(_DRAWN)]
    styles = [draft.root(main).find(f"{P}defaultTextStyle")]
    styles += [draft.root(part).find(f"{P}txStyles/{P}otherStyle") for part in drawn]
    marks = [one for style in styles if style is not None for one in style.iter(f"{A}defRPr")]
    raised = [one.attrib.pop("baseline") for one in marks if one.get("baseline", "0") != "0"]
    for shape in (one for part in drawn for one in draft.root(part).iter(f"{P}sp") if raised):
        place, body = next(shape.iter(f"{P}ph"), None), shape.find(f"{P}txBody")
        if body is not None and (place is None or place.get("type") in FURNITURE):
            own = within(body, "lstStyle", 1)
            level = within(own, "lvl1pPr", len(own.findall(f"{A}defPPr")))
            mark = within(level, "defRPr", len(level))
            mark.set("baseline", mark.get("baseline", raised[0]))


def _free(deck: Deck) -> Free:
    """What the file's defaults give to text outside placeholders: that it runs from the right, as in those of Arabic and Hebrew offices, and
    letters or lines that differ from the standard's (21.1.2.2.5, 21.1.2.3.2)."""
    defaults = [deck.roots[deck.main].find(f"{P}defaultTextStyle")]
    defaults += [deck.roots[master].find(f"{P}txStyles/{P}otherStyle") for master in deck.masters]
    said = levels(defaults, 1)
    marks = [mark for one in said if (mark := one.find(f"{A}defRPr")) is not None]
    letters = {name for mark in marks for name, usual in _LETTERS.items() if mark.get(name, usual) != usual}
    spaced = any(
        share(one.get("val")) != 1 or one.tag != f"{A}spcPct" for level in said for one in level.iterfind(f"{A}lnSpc/*")
    )
    plain = ""
    if letters or spaced:
        lines = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>' if spaced else ""
        attributes = "".join(f' {name}="{usual}"' for name, usual in _LETTERS.items() if name in letters)
        plain = f"<a:lvl1pPr>{lines}<a:defRPr{attributes}/></a:lvl1pPr>"
    return Free(any(flag(one.get("rtl")) for one in said if one.tag == f"{A}lvl1pPr"), plain)


def _highest(names: Iterable[str], stem: str) -> int:
    found = (_NUMBERED.fullmatch(name) for name in names)
    return max((int(one[2]) for one in found if one and one[1] == stem), default=0)


def _presentation(root: Any) -> bytes:
    """The presentation with a list of slides, be it empty (19.2.1.34)."""
    if root.find(f"{P}sldIdLst") is None:
        before = [
            one
            for name in ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")
            for one in root.findall(f"{P}{name}")
        ]
        root.insert(root.index(before[-1]) + 1 if before else 0, root.makeelement(f"{P}sldIdLst"))
    made: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return made


def _parts(draft: Draft, held: Iterable[str]) -> Parts:
    """Parts as every deck has them."""
    types = {name: draft.types[name] for name in held}
    relations = {name: found for name in types if (found := tuple(draft.of(name)))}
    data = {
        name: etree.tostring(draft.root(name), encoding="UTF-8", standalone=True)
        if type.endswith(_REWRITTEN)
        else draft.contents[name]
        for name, type in types.items()
    }
    listed = {relations_part(name): relations_xml(name, found) for name, found in relations.items()}
    return Parts(
        types,
        relations,
        {name: member(name, content) for name, content in (data | listed).items()},
        {name: draft.root(name) for name, type in types.items() if type.endswith("xml")},
        {name: content for name, content in data.items() if name.lower().endswith((".xlsx", ".xlsm"))},
    )


def _notes(draft: Draft, deck: Deck) -> Notes:
    """A notes page with the places of the notes master; where a file has none, it gets one in the fonts of its first slide master."""
    master = next(deck.related(deck.main, "notesMaster"), "")
    new: tuple[str, ...] = ()
    if not master:
        new = master, theme = (
            "/ppt/notesMasters/notesMaster1.xml",
            f"/ppt/theme/theme{_highest(draft.types, '/ppt/theme/theme') + 1}.xml",
        )
        draft.add(master, TYPE.format("presentationml.notesMaster"), (masters.HEAD + masters.notes()).encode())
        draft.relate(master, f"{OFFICE}/theme", theme)
        usual = next(deck.related(deck.masters[0], "theme"))
        draft.add(theme, TYPE.format("theme"), draft.contents[usual])
        for one in draft.of(usual):
            draft.relate(theme, one.type, one.target)
    places = [shape for shape in placeholders(draft.root(master)) if shape.role in _NOTED]
    page = masters.tree(_noted(shape, id) for id, shape in enumerate(places, 2))
    page = f"<p:cSld>{page}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return Notes(master, f"<p:notes {NAMESPACES}>{page}</p:notes>", _parts(draft, new))


def _noted(shape: Shape, id: int) -> str:
    """A place of a notes page."""
    mark = shape.element.find(f"./*/{P}nvPr/{P}ph")
    said = "".join(f' {key}="{mark.get(key)}"' for key in ("type", "idx", "orient", "sz") if mark.get(key) is not None)
    body = f"<p:txBody>{BODY}</p:txBody>" if shape.role == "body" else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{_NOTED[shape.role]} Placeholder {id - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{said}/></p:nvPr></p:nvSpPr><p:spPr/>{body}</p:sp>"
    )


def _table_style(deck: Deck) -> tuple[str, bool]:
    """The table style that the deck's own master declares as its default, and whether it gives the first column a look of its own."""
    id = tables.default(deck)
    own = tables.style(deck, id, known=False)
    return id, id != tables.NONE and (own is None or own.find(f"{A}firstCol") is not None)
