"""Write a PowerPoint deck: frames on the layouts of the slide master that they were measured with.

python-pptx opens the master, once (`base`); the slides are our own XML, because alt text, language, direction, footers and sections
have no call in it, and are written straight into the package. Nothing is decided here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, assert_never

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.opc.spec import default_content_types
from pptx.parts.coreprops import CorePropertiesPart

from ...diagnostics import BriefingsError, error
from ...frame import Chart, Frame, Group, Item, Layout, Panel, Picture, Properties, Rule, Slot, Table, TextBox
from ...frozen import replace
from ...geometry import Box
from ...images import Image
from ...ooxml.markup import P, R
from ...ooxml.package import TYPES, Package, Related, Relation, member, relations_part, relations_xml, types_xml, zipped
from . import chart, shapes, tags
from .base import BODY, LANGUAGE, Base, opened
from .interface import self_test
from .sections import sections_xml
from .text import body, language_tag

_LONGEST_PROPERTY: Final = 255
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum"})
_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PICTURES: Final = {"jpeg": ("jpg", CT.JPEG), "png": ("png", CT.PNG)}
_PARSER: Final = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


def write(layout: Layout) -> tuple[bytes, Package]:
    """The deck as bytes of a .pptx, and the same as parts: the same layout gives the same bytes."""
    _check_library()
    deck = _Deck(opened(layout.brand), layout)
    for number in range(len(layout.frames)):
        deck.add(number)
    return deck.finished()


@cache
def _check_library() -> None:
    gone = self_test()
    if gone:
        message = f"this version of a library lacks {', '.join(gone)}, which the deck writer needs"
        hint = "install the versions in requirements.lock"
        raise BriefingsError([error("pptx-library-changed", message, hint=hint)])


class _Deck:
    """A deck being written: its parts, and the numbers that the next will have."""

    def __init__(self, base: Base, layout: Layout) -> None:
        self.base = base
        self.layout = layout
        fixed = base.parts
        self.members = dict(fixed.members)
        self.types = dict(fixed.types)
        self.roots = dict(fixed.roots)
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
        self.sections: list[tuple[str, list[int]]] = []
        self.tagged = base.highest("/ppt/tags/tag")
        self.charts = max(map(base.highest, ("/ppt/charts/chart", "/ppt/embeddings/Microsoft_Excel_Sheet")))
        self.noted = base.highest("/ppt/notesSlides/notesSlide")

    # -- parts --------------------------------------------------------------------------------------------------------------------------------

    def put(self, name: str, type: str, xml: str) -> None:
        """Adds an XML part."""
        root = etree.fromstring(xml, _PARSER)
        self.roots[name] = root
        self.types[name] = type
        self.members[name] = member(name, etree.tostring(root, encoding="UTF-8", standalone=True))

    def relate(self, related: Related) -> None:
        """Adds a part's relations."""
        self.relations[related.owner] = tuple(related)
        name = relations_part(related.owner)
        self.members[name] = member(name, relations_xml(related.owner, related))

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
        made = chart.parts(item)
        self.books[book] = made.workbook
        self.types[book] = CT.SML_SHEET
        self.members[book] = member(book, made.workbook)
        related = Related(name)
        related.to(RT.PACKAGE, book)
        self.put(name, CT.DML_CHART, made.chart)
        self.relate(related)
        return name

    def tag(self, id: str) -> str:
        """The part of a shape's stable id."""
        self.tagged += 1
        name = f"/ppt/tags/tag{self.tagged}.xml"
        self.types[name] = CT.PML_TAGS
        self.members[name] = member(name, tags.part(id))  # nothing in it is for the checks
        return name

    # -- slides -------------------------------------------------------------------------------------------------------------------------------

    def add(self, number: int) -> None:
        """Adds a slide: what stands on it, in reading order, and its notes."""
        frame = self.layout.frames[number]
        name = f"/ppt/slides/slide{self.before + number + 1}.xml"
        related = Related(name)
        related.to(RT.SLIDE_LAYOUT, self.base.layouts[frame.part or frame.layout])
        slide = _Slide(self, frame, related)
        made = "".join(map(slide.shape, frame.items))
        self.put(
            name,
            CT.PML_SLIDE,
            f'<p:sld {_NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            f"<p:grpSpPr/>{made}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        )
        self._enter(number, self.presented.to(RT.SLIDE, name), frame.section)
        if frame.notes:
            related.to(RT.NOTES_SLIDE, self.notes(frame, name))
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
        self.presented.to(RT.NOTES_MASTER, notes.master)
        self.noted += 1
        name = f"/ppt/notesSlides/notesSlide{self.noted}.xml"
        related = Related(name)
        related.to(RT.NOTES_MASTER, notes.master)
        related.to(RT.SLIDE, slide)
        style = frame.notes[0].style
        box = TextBox("notes", Box(0, 0, 0, 0), frame.notes, (), slot=Slot(1, "body", (style,) * 9))
        page = notes.page.replace(LANGUAGE, language_tag(frame.language))
        page = page.replace(BODY, body(box, related.link, frame.language))
        self.put(name, CT.PML_NOTES_SLIDE, page.partition("?>")[2])
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
        self.types[base.main] = base.types[0]
        self.types[base.core] = base.types[1]
        self.roots[base.main] = self.root
        self.members[base.main] = member(base.main, etree.tostring(self.root, encoding="UTF-8", standalone=True))
        self.relate(self.presented)
        core = _properties(base.properties, self.layout.properties)
        self.roots[base.core] = etree.fromstring(core)
        self.members[base.core] = member(base.core, core)
        self.relate(Related("/", base.relations))
        listed = types_xml(self.types, default_content_types)
        self.roots[TYPES] = etree.fromstring(listed)
        self.members[TYPES] = member(TYPES, listed)
        package = Package(frozenset(self.members), self.roots, self.relations, self.books)
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


class _Slide:
    """The shapes of one slide: ids count up in reading order."""

    def __init__(self, deck: _Deck, frame: Frame, related: Related) -> None:
        self.deck = deck
        self.frame = frame
        self.related = related
        self.ids = 1

    def shape(self, item: Item) -> str:
        """An item, with its stable id where it is no header or footer."""
        made = self.written(item)
        if isinstance(item, TextBox) and item.slot is not None and item.slot.kind in _FURNITURE:
            return made
        return tags.tagged(made, self.related.to(RT.TAGS, self.deck.tag(f"{self.frame.id}/{item.id}")))

    def written(self, item: Item) -> str:
        self.ids += 1
        id = self.ids
        match item:
            case TextBox():
                return shapes.text_box(
                    item, id, self.related.link, self.frame.language, from_right=self.deck.base.from_right
                )
            case Panel():
                return shapes.panel(item, id)
            case Rule():
                return shapes.rule(item, id)
            case Picture():
                return shapes.picture(item, id, self.related.to(RT.IMAGE, self.deck.picture(item.image)))
            case Table():
                base, of = self.deck.base, self.frame
                heads = not base.styled_heads  # a style's look for them is none that was measured
                return shapes.table(
                    item,
                    id,
                    self.related.link,
                    base.style,
                    of.language,
                    rtl=of.rtl,
                    heads=heads,
                    from_right=base.from_right,
                )
            case Chart():
                return chart.graphic_frame(item, id, self.related.to(RT.CHART, self.deck.chart(item)))
            case Group():
                return shapes.group(item, id, "".join(map(self.written, item.items)))
            case _:
                assert_never(item)


def _property(text: str) -> str:
    """A text as a property can hold it: PowerPoint refuses more than 255 characters."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1].rstrip()}…"


def _properties(held: bytes, given: Properties) -> bytes:
    """Core properties: what the document is, and nothing of who or what made it run."""
    moment = datetime.fromisoformat(given.date).astimezone(UTC).replace(tzinfo=None)
    load: Any = CorePropertiesPart.load  # of no package: it is only written
    core = load(PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, None, held)
    core.title, core.subject, core.author = _property(given.title), _property(given.subject), _property(given.author)
    core.keywords, core.language, core.version = (
        _property(given.keywords),
        language_tag(given.language),
        _property(given.edition),
    )
    core.content_status = given.status
    core.last_modified_by, core.comments, core.category = core.author, "", ""
    core.revision, core.created, core.modified = 1, moment, moment
    blob: bytes = core.blob
    return blob
