"""Write a PowerPoint deck: frames on the layouts of the slide master that they were measured with.

python-pptx opens the master and keeps the package; the shapes are our own XML, because alt text, language, direction, footers and
sections have no call in it. Nothing is decided here.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, assert_never

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from ...diagnostics import BriefingsError, error
from ...frame import Chart, Frame, Group, Item, Layout, Panel, Picture, Properties, Rule, Table, TextBox
from . import shapes
from .chart import graphic_frame
from .interface import self_test
from .package import normalised, sections_xml
from .tags import tag
from .text import body, language_tag

_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LONGEST_PROPERTY: Final = 255
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum"})
_TAGS: Final = re.compile(r"/ppt/tags/tag(\d+)\.xml")
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def write(layout: Layout) -> bytes:
    """The deck as bytes of a .pptx: the same layout gives the same bytes."""
    _check_library()
    deck = Presentation(io.BytesIO(layout.brand))
    offered = [made for master in deck.slide_masters for made in master.slide_layouts]
    layouts = {made.name: made for made in offered} | {str(made.part.partname): made for made in offered}
    kept = len(deck.slides)
    sections: list[tuple[str, list[int]]] = []
    style = _table_style(deck)
    tagged = _tags_parts(deck)
    for frame in layout.frames:
        slide = deck.slides.add_slide(layouts[frame.part or frame.layout])
        writing = _Slide(slide, frame, style, tagged)
        writing.write()
        tagged = writing.tagged
        if frame.notes:
            _write_notes(slide, frame)
        if frame.section:
            if not sections or sections[-1][0] != frame.section:
                sections.append((frame.section, []))
            sections[-1][1].append(slide.slide_id)
    _close(deck, kept, layout.after)
    if layout.frames and layout.frames[0].rtl:
        deck.part._element.set("rtl", "1")
    if sections:
        _add_sections(deck, sections, [slide.slide_id for slide in deck.slides])
    _set_properties(deck, layout.properties)
    out = io.BytesIO()
    deck.save(out)
    return normalised(out.getvalue())


@cache
def _check_library() -> None:
    gone = self_test()
    if gone:
        message = f"this version of a library lacks {', '.join(gone)}, which the deck writer needs"
        hint = "install the versions in requirements.lock"
        raise BriefingsError([error("pptx-library-changed", message, hint=hint)])


def _close(deck: Any, kept: int, after: int) -> None:
    """Moves the brand's own last slides, which stand before ours, to the end."""
    ids = deck.part._element.find(f"{_P}sldIdLst")
    for entry in [] if ids is None else list(ids)[kept - after : kept]:
        ids.append(entry)


class _Slide:
    """One slide being written: shape ids count up in reading order."""

    def __init__(self, slide: Any, frame: Frame, style: str, tagged: int) -> None:
        self.slide = slide
        self.frame = frame
        self.style = style
        self.ids = 1
        self.tagged = tagged
        self.links: dict[str, str] = {}
        self.tree = slide.shapes._spTree

    def write(self) -> None:
        for child in list(self.tree):
            if child.tag not in (f"{_P}nvGrpSpPr", f"{_P}grpSpPr"):
                self.tree.remove(child)
        for item in self.frame.items:
            made = etree.fromstring(self.shape(item))
            self.tree.append(made)
            if not (isinstance(item, TextBox) and item.slot is not None and item.slot.kind in _FURNITURE):
                self.tagged += 1
                tag(made, f"{self.frame.id}/{item.id}", self.slide, self.tagged)

    def shape(self, item: Item) -> str:
        match item:
            case TextBox():
                return shapes.text_box(item, self.next_id(), self.link, self.frame.language)
            case Panel():
                return shapes.panel(item, self.next_id())
            case Rule():
                return shapes.rule(item, self.next_id())
            case Picture():
                id = self.next_id()
                _, relation = self.slide.part.get_or_add_image_part(io.BytesIO(item.image.data))
                return shapes.picture(item, id, relation)
            case Table():
                return shapes.table(
                    item, self.next_id(), self.link, self.style, self.frame.language, rtl=self.frame.rtl
                )
            case Chart():
                return graphic_frame(item, self.next_id(), self.slide.part)
            case Group():
                id = self.next_id()
                return shapes.group(item, id, "".join(self.shape(child) for child in item.items))
            case _:
                assert_never(item)

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def link(self, address: str) -> str:
        if address not in self.links:
            self.links[address] = self.slide.part.relate_to(address, RT.HYPERLINK, is_external=True)
        return self.links[address]


def _write_notes(slide: Any, frame: Frame) -> None:
    """The notes page: python-pptx makes it and its master; the text is ours."""
    notes = slide.notes_slide
    for shape in notes.placeholders:
        if shape.placeholder_format.type is not None and shape.placeholder_format.type.name == "BODY":
            links: dict[str, str] = {}

            def link(address: str, part: Any = notes.part, links: dict[str, str] = links) -> str:
                if address not in links:
                    links[address] = part.relate_to(address, RT.HYPERLINK, is_external=True)
                return links[address]

            style = frame.notes[0].style
            from ...frame import Slot
            from ...geometry import Box

            box = TextBox("notes", Box(0, 0, 0, 0), frame.notes, (), slot=Slot(1, "body", (style,) * 9))
            made = etree.fromstring(f"<p:txBody {shapes.NAMESPACES}>{body(box, link, frame.language)}</p:txBody>")
            old = shape._element.find(f"{_P}txBody")
            shape._element.replace(old, made)
        else:
            for properties in shape._element.iter(f"{_A}rPr", f"{_A}endParaRPr"):
                properties.set("lang", language_tag(frame.language))


def _add_sections(deck: Any, sections: list[tuple[str, list[int]]], slides: list[int]) -> None:
    """Named sections; slides before the first named one go to it, so that every slide is in one."""
    named = {slide for _, members in sections for slide in members}
    current = sections[0][1]
    by_slide = {slide: members for _, members in sections for slide in members}
    for slide in slides:
        if slide in named:
            current = by_slide[slide]
        else:
            current.append(slide)
    ordered = [(name, sorted(members, key=slides.index)) for name, members in sections]
    root = deck.part._element
    extensions = root.find(f"{_P}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{_P}extLst")
    extensions.append(etree.fromstring(sections_xml(ordered)))


def _tags_parts(deck: Any) -> int:
    """The highest number of the tags parts that a customer's template brings along."""
    names = (str(part.partname) for part in deck.part.package.iter_parts())
    return max((int(found[1]) for name in names if (found := _TAGS.fullmatch(name))), default=0)


def _table_style(deck: Any) -> str:
    """The table style that the deck's own master declares as its default."""
    for relation in deck.part.rels.values():
        if relation.reltype.endswith("/tableStyles"):
            default = etree.fromstring(relation.target_part.blob).get("def")
            return default or _NO_STYLE
    return _NO_STYLE


def _property(text: str) -> str:
    """A text as a property can hold it: PowerPoint refuses more than 255 characters."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1].rstrip()}…"


def _set_properties(deck: Any, given: Properties) -> None:
    """Core properties: what the document is, and nothing of who or what made it run."""
    moment = datetime.fromisoformat(given.date).astimezone(UTC).replace(tzinfo=None)
    core = deck.core_properties
    core.title, core.subject, core.author = _property(given.title), _property(given.subject), _property(given.author)
    core.keywords, core.language, core.version = (
        _property(given.keywords),
        language_tag(given.language),
        _property(given.edition),
    )
    core.content_status = given.status
    core.last_modified_by, core.comments, core.category = core.author, "", ""
    core.revision, core.created, core.modified = 1, moment, moment
