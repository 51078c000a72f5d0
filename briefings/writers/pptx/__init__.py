"""Write a PowerPoint deck: frames on the layouts of the slide master that they were measured with.

The master is opened once (`base`); slides are written as XML straight into the package. Nothing is decided here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import Any, Final, assert_never

from lxml import etree

from ... import lasting
from ...frame import Chart, Frame, Group, Icon, Item, Layout, Panel, Picture, Properties, Rule, Slot, Table, TextBox
from ...frozen import replace
from ...geometry import Box
from ...images import Image
from ...lasting import Same
from ...ooxml.markup import P, R
from ...ooxml.package import (
    HEADER,
    TYPES,
    USUAL_TYPES,
    Member,
    Package,
    Related,
    Relation,
    Roots,
    member,
    relations_part,
    relations_xml,
    types_xml,
    zipped,
)
from . import chart, drawn, shapes, tags
from .base import BODY, NAMESPACES, TYPE, Base, opened
from .sections import sections_xml
from .text import body, language_tag

_LONGEST_PROPERTY: Final = 255
_TREES: Final = 300
"""The trees of so many charts are kept for the checks, which read those of others again."""
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum"})
_PICTURES: Final = {"jpeg": ("jpg", "image/jpeg"), "png": ("png", "image/png")}
_SHEET: Final = TYPE.format("spreadsheetml.sheet").removesuffix("+xml")
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_PARSER: Final = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


def write(layout: Layout) -> tuple[bytes, Package]:
    """The deck as bytes of a .pptx, and the same as parts: the same layout gives the same bytes."""
    deck = _Deck(opened(layout.brand), layout)
    for number in range(len(layout.frames)):
        deck.add(number)
    return deck.finished()


class _Deck:
    """A deck being written: its parts, and the numbers that the next will have."""

    def __init__(self, base: Base, layout: Layout) -> None:
        self.base = base
        self.layout = layout
        fixed = base.parts
        self.members = dict(fixed.members)
        self.types = dict(fixed.types)
        self.roots = dict(fixed.roots)
        self.packed: dict[str, Member] = {}
        self.relations = dict(fixed.relations)
        self.books = dict(fixed.books)
        self.images = dict(base.images)
        self.before = len(base.slides) - layout.after
        self.root = etree.fromstring(base.presentation, _PARSER)
        self.list = self.root.find(f"{P}sldIdLst")
        self.next = max([255, *(int(entry.get("id")) for entry in self.list)])
        presented = base.presented
        if layout.after:  # the brand's own last slides stand behind ours
            presented = self._moved(
                {base.slides[at]: at + len(layout.frames) for at in range(self.before, len(base.slides))}
            )
        self.presented = Related(base.main, presented)
        self.places = {frame.id: place for place, frame in enumerate(layout.frames)}
        self.sections: list[tuple[str, list[int]]] = []
        self.tagged = base.highest("/ppt/tags/tag")
        self.charts = max(map(base.highest, ("/ppt/charts/chart", "/ppt/embeddings/Microsoft_Excel_Sheet")))
        self.noted = base.highest("/ppt/notesSlides/notesSlide")

    # -- parts --------------------------------------------------------------------------------------------------------------------------------

    def put(self, name: str, type: str, xml: str) -> None:
        """Adds an XML part."""
        root, held = lasting.made("xml", xml, partial(_packed, xml))
        self.types[name] = type
        self.members[name] = replace(held, name=name)
        if "/charts/" in name and self.charts > _TREES:
            self.packed[name] = self.members[name]
        else:
            self.roots[name] = root

    def relate(self, related: Related) -> None:
        """Adds a part's relations."""
        self.relations[related.owner] = tuple(related)
        name = relations_part(related.owner)
        self.members[name] = member(name, relations_xml(related.owner, related))

    def lead(self, related: Related, needs: _Needs) -> None:
        """Makes what a part needs, with the relations to it: their ids are those that it was written with."""
        for kind, what in needs:
            match kind:
                case "hyperlink":
                    related.link(what)
                case "slide":
                    related.office(kind, f"/ppt/slides/slide{self.before + self.places[what] + 1}.xml")
                case "tags":
                    related.office(kind, self.tag(what))
                case "image":
                    related.office(kind, self.picture(what))
                case "chart":
                    related.office(kind, self.chart(what))

    def picture(self, image: Image) -> str:
        """The part of a picture, one for all slides that show it."""
        sum = hashlib.sha1(image.data, usedforsecurity=False).hexdigest()
        if sum not in self.images:
            end, type = _PICTURES[image.format]
            taken = {name.partition(".")[0] for name in self.types}
            free = next(n for n in range(1, len(taken) + 2) if f"/ppt/media/image{n}" not in taken)
            self.images[sum] = name = f"/ppt/media/image{free}.{end}"
            self.types[name] = type
            self.members[name] = member(name, image.data)
        return self.images[sum]

    def chart(self, item: Chart) -> str:
        """The part of a chart, with its workbook."""
        self.charts += 1
        name, book = f"/ppt/charts/chart{self.charts}.xml", f"/ppt/embeddings/Microsoft_Excel_Sheet{self.charts}.xlsx"
        made = lasting.made("chart parts", Same(item), partial(chart.parts, item))
        self.books[book] = made.workbook
        self.types[book] = _SHEET
        self.members[book] = member(book, made.workbook)
        related = Related(name)
        related.office("package", book)
        self.put(name, TYPE.format("drawingml.chart"), made.chart)
        self.relate(related)
        return name

    def tag(self, id: str) -> str:
        """The part of a shape's stable id."""
        self.tagged += 1
        name = f"/ppt/tags/tag{self.tagged}.xml"
        self.types[name] = TYPE.format("presentationml.tags")
        self.members[name] = member(name, tags.part(id))  # nothing in it is for the checks
        return name

    # -- slides -------------------------------------------------------------------------------------------------------------------------------

    def add(self, number: int) -> None:
        """Adds a slide: what stands on it, in reading order, and its notes."""
        frame = self.layout.frames[number]
        name = f"/ppt/slides/slide{self.before + number + 1}.xml"
        related = Related(name)
        related.office("slideLayout", self.base.layouts[frame.part or frame.layout])
        of = (Same(frame), Same(self.base), tuple(self.places))
        slide = lasting.made("slide", of, partial(_Slide, self.base, frame, frozenset(self.places)))
        self.lead(related, slide.needs)
        self.put(name, TYPE.format("presentationml.slide"), slide.xml)
        self._enter(number, self.presented.office("slide", name), frame.section)
        if frame.notes:
            related.office("notesSlide", self.notes(frame, name))
        self.relate(related)

    def _enter(self, number: int, relation: str, section: str) -> None:
        """Puts a slide on the presentation's list; ids count up from 256 (19.7.13)."""
        self.next += 1
        entry = etree.Element(f"{P}sldId", {"id": str(self.next), f"{R}id": relation})
        self.list.insert(self.before + number, entry)
        if section:
            if not self.sections or self.sections[-1][0] != section:
                self.sections.append((section, []))
            self.sections[-1][1].append(self.next)

    def notes(self, frame: Frame, slide: str) -> str:
        """The notes page of a slide, on the notes master."""
        notes = self.base.notes
        if notes.master not in self.types:
            self.members |= notes.parts.members
            self.types |= notes.parts.types
            self.roots |= notes.parts.roots
            self.relations |= notes.parts.relations
        self.presented.office("notesMaster", notes.master)
        self.noted += 1
        name = f"/ppt/notesSlides/notesSlide{self.noted}.xml"
        related = Related(name)
        related.office("notesMaster", notes.master)
        related.office("slide", slide)
        page, needs = lasting.made("notes", (Same(frame), Same(self.base)), partial(_notes, frame, notes.page))
        self.lead(related, needs)
        self.put(name, TYPE.format("presentationml.notesSlide"), page)
        self.relate(related)
        return name

    # -- the presentation -----------------------------------------------------------------------------------------------------------------------

    def _moved(self, places: Mapping[str, int]) -> tuple[Relation, ...]:
        """Gives slides of the brand's own the names of other places (counted from 0), and says so wherever they are named."""
        names = {old: f"/ppt/slides/slide{place + 1}.xml" for old, place in places.items()}
        rels = {relations_part(old): relations_part(new) for old, new in names.items()}
        self.types = {names.get(name, name): type for name, type in self.types.items()}
        self.roots = {names.get(name, name): root for name, root in self.roots.items()}
        files = {**names, **rels}
        self.members = {
            files.get(name, name): replace(held, name=files.get(name, name)) for name, held in self.members.items()
        }

        def led(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
            return tuple(
                one if one.external else replace(one, target=names.get(one.target, one.target)) for one in relations
            )

        for owner, relations in list(self.relations.items()):
            del self.relations[owner]
            self.relations[names.get(owner, owner)] = led(relations)
            if led(relations) != relations:
                self.relate(Related(names.get(owner, owner), led(relations)))
        return led(self.base.presented)

    def finished(self) -> tuple[bytes, Package]:
        """The package, with what it says of itself."""
        if self.layout.frames and self.layout.frames[0].rtl:
            self.root.set("rtl", "1")
        if self.sections:
            self._name_sections()
        base = self.base
        self.types[base.main] = TYPE.format("presentationml.presentation.main")
        self.types[base.core] = _CORE
        self.roots[base.main] = self.root
        self.members[base.main] = member(base.main, etree.tostring(self.root, encoding="UTF-8", standalone=True))
        self.relate(self.presented)
        core = _properties(self.layout.properties)
        self.roots[base.core] = etree.fromstring(core)
        self.members[base.core] = member(base.core, core)
        self.relate(Related("/", base.relations))
        listed = types_xml(self.types, USUAL_TYPES)
        self.roots[TYPES] = etree.fromstring(listed)
        self.members[TYPES] = member(TYPES, listed)
        roots = Roots(self.roots, self.packed) if self.packed else self.roots
        package = Package(frozenset(self.members), roots, self.relations, self.books)
        return zipped(self.members.values()), package

    def _name_sections(self) -> None:
        """Named sections; slides before the first named one go to it, so that every slide is in one."""
        slides = [int(entry.get("id")) for entry in self.list]
        by_slide = {slide: members for _, members in self.sections for slide in members}
        current = self.sections[0][1]
        for slide in slides:
            if slide in by_slide:
                current = by_slide[slide]
            else:
                current.append(slide)
        places = {slide: place for place, slide in enumerate(slides)}
        ordered = [(name, sorted(members, key=places.__getitem__)) for name, members in self.sections]
        extensions = self.root.find(f"{P}extLst")
        if extensions is None:
            extensions = etree.SubElement(self.root, f"{P}extLst")
        extensions.append(etree.fromstring(sections_xml(ordered)))


def _packed(xml: str) -> tuple[Any, Member]:
    """An XML part by its text: its root, and the part made ready for the archive."""
    root = etree.fromstring(xml, _PARSER)
    return root, member("/.xml", etree.tostring(root, encoding="UTF-8", standalone=True))


class _Needs:
    """What a part leads to beside `others`, each once, in order: so the ids of its relations are known while it is written."""

    def __init__(self, others: int) -> None:
        self._others = others
        self._held: dict[tuple[str, Hashable], tuple[str, Any]] = {}

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((kind, what) for (kind, _), (_, what) in self._held.items())

    def id(self, kind: str, what: Any, key: Hashable = None) -> str:
        """The id of the relation to something; of what has no key each is another."""
        number = len(self._held) + 1
        return self._held.setdefault((kind, key or number), (f"rId{self._others + number}", what))[0]

    def link(self, address: str) -> str:
        """The attributes of a link to an address on the web."""
        return f'r:id="{self.id("hyperlink", address, address)}"'


def _notes(frame: Frame, page: str) -> tuple[str, _Needs]:
    """The notes page of a slide, and what it leads to beside its master and its slide."""
    needs = _Needs(2)
    box = TextBox("notes", Box(0, 0, 0, 0), frame.notes, (), slot=Slot(1, "body", (frame.notes[0].style,) * 9))
    return page.replace(BODY, body(box, needs.link, frame.language)), needs


class _Slide:
    """One slide as XML, and what it leads to beside its layout: ids of shapes count up in reading order. `slides` are the ids of all."""

    def __init__(self, base: Base, frame: Frame, slides: frozenset[str]) -> None:
        self.base = base
        self.frame = frame
        self.slides = slides
        self.needs = _Needs(1)
        self.ids = 1
        made = "".join(map(self.shape, frame.items))
        self.xml = (
            f'<p:sld {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            f"<p:grpSpPr/>{made}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        )

    def shape(self, item: Item) -> str:
        """An item, with its stable id where it is no header or footer."""
        made = self.written(item)
        if isinstance(item, TextBox) and item.slot is not None and item.slot.kind in _FURNITURE:
            return made
        return tags.tagged(made, self.needs.id("tags", f"{self.frame.id}/{item.id}"))

    def link(self, address: str) -> str:
        """The attributes of a link: to a slide of the deck, or to the web (ECMA-376 part 1, 21.1.2.3.5)."""
        slide = address.removeprefix("#")
        if slide == address or slide not in self.slides:
            return self.needs.link(address)
        return f'r:id="{self.needs.id("slide", slide, slide)}" action="ppaction://hlinksldjump"'

    def next(self) -> int:
        """The id of another shape."""
        self.ids += 1
        return self.ids

    def written(self, item: Item) -> str:
        id = self.next()
        match item:
            case TextBox():
                return shapes.text_box(item, id, self.link, self.frame.language, self.base.free)
            case Panel():
                return shapes.panel(item, id)
            case Icon():
                return drawn.icon(item, id)
            case Rule():
                return shapes.rule(item, id)
            case Picture():
                return shapes.picture(item, id, self.needs.id("image", item.image, item.image.data))
            case Table():
                base, of = self.base, self.frame
                heads = not base.styled_heads  # a style's look for them is none that was measured
                return shapes.table(
                    item, id, self.link, base.style, of.language, rtl=of.rtl, heads=heads, free=base.free
                )
            case Chart() if item.native is None:
                return drawn.group(item, id, self.next, self.link)
            case Chart():
                return chart.graphic_frame(item, id, self.needs.id("chart", item))
            case Group():
                return shapes.group(item, id, "".join(map(self.written, item.items)))
            case _:
                assert_never(item)


def _properties(given: Properties) -> bytes:
    """Core properties: what the document is, and nothing of who or what made it run."""
    moment = f"{datetime.fromisoformat(given.date).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    said = {
        "dc:title": given.title,
        "dc:subject": given.subject,
        "dc:creator": given.author,
        "cp:keywords": given.keywords,
        "dc:language": language_tag(given.language),
        "cp:version": given.edition,
        "cp:contentStatus": given.status,
        "cp:lastModifiedBy": given.author,
        "dc:description": "",
        "cp:category": "",
        "cp:revision": "1",
    }
    made = "".join(f"<{tag}>{escape(_property(text), quote=False)}</{tag}>" for tag, text in said.items())
    made += "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{tag}>' for tag in ("created", "modified")
    )
    return (
        HEADER
        + (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{made}</cp:coreProperties>'
        ).encode()
    )


def _property(text: str) -> str:
    """A text as a property can hold it: PowerPoint refuses more than 255 characters."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1].rstrip()}…"
