"""A briefing note in Word, for those who must edit the text: real headings, lists, tables and captions, in styles by the theme.

Source: ECMA-376 part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, assert_never

from ..blocks.params import Column, Entry, Event, Grid, Stat
from ..charts.data_rows import cells
from ..charts.spec import Label
from ..images import Image
from ..language import of
from ..language.wording import word
from ..look import Colour, Look
from ..ooxml import package
from ..values import Rich, Span
from ..values.figures import quoted_rich
from . import nodes as n
from .charted import WIDTH, picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CREATED: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_ORDERS: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription",
}
_FOREIGN: Final = frozenset({"thumbnail", "stylesWithEffects", "customXml"})
"""Parts of the empty file that we begin with: a picture of somebody else's page, and styles that would not be ours."""
_MARGIN: Final = 64.0
_WIDTH: Final = 595.3 - 2 * _MARGIN
"""A4 less its margins, in points."""
_TALLEST: Final = 300.0
_KEPT: Final = 16
"""A table of no more rows stands on one page, with the chart that it is of."""
_BODY: Final = 10.5
_HEADS: Final = (22.0, 16.0, 13.0, 11.5, 10.5, 10.5)
"""The sizes of title and headings, in points."""
_VOICES: Final = {"lead": "Lead", "callout": "Callout", "message": "Key Message", "note": "Small Print"}
_LISTS: Final = {"list": "List Bullet", "cards": "List Bullet", "steps": "List Number", "contents": "List Bullet"}


def write(flow: n.Flow, look: Look) -> bytes:
    """A document as .docx. The same document gives the same bytes."""
    import docx

    made = _Note(docx.Document(), flow, look)
    made.fill()
    stream = io.BytesIO()
    made.document.save(stream)
    parts = package.unpacked(stream.getvalue())
    return package.zipped(
        package.member(name if name.startswith("/") else f"/{name}", parts[name]) for name in _in_order(parts)
    )


def _in_order(names: Iterable[str]) -> list[str]:
    """The list of types stands first, as readers expect it."""
    return sorted(names, key=lambda name: ("[Content_Types]" not in name, name))


def _in_schema_order(root: Any) -> None:
    """Properties in the order that the schema wants, however they were added (ECMA-376 part 1, annex A.1)."""
    for name, order in _ORDERS.items():
        known = {f"{_W}{child}": at for at, child in enumerate(order.split())}
        for element in root.iter(f"{_W}{name}"):
            element[:] = sorted(element, key=lambda child: known.get(child.tag, len(known)))


class _Note:
    """A note in the making."""

    def __init__(self, document: Document, flow: n.Flow, look: Look) -> None:
        self.document = document
        self._flow = flow
        self._look = look
        self._numbered = 0
        self._shapes = 0
        self._ids: dict[str, str] = {}

    def fill(self) -> None:
        flow = self._flow
        self._style()
        self._ids = {str(style.name): style.style_id for style in self.document.styles}
        for related in (self.document.part.package.rels, self.document.part.rels):
            for id in [id for id, one in related.items() if one.reltype.rpartition("/")[2] in _FOREIGN]:
                del related[id]
        told = self.document.core_properties
        told.title, told.author, told.subject = flow.title, flow.author, flow.subject
        told.language, told.created, told.modified = of(flow.language).tag, _CREATED, _CREATED
        told.comments = told.last_modified_by = ""
        first, *parts = flow.parts
        if flow.status:
            self._paragraph(flow.status, "Callout")
        self._paragraph(first.title, "Title")
        for line in first.lines:
            self._paragraph(line, "Subtitle")
        self._photo(first.photo)
        self._nodes(first.nodes, 1)
        for part in parts:
            self._part(part)
        for root in (self.document.element, self.document.styles.element):
            _in_schema_order(root)

    def _part(self, part: n.Part) -> None:
        if part.kicker and not part.chapter:
            self._paragraph(part.kicker, "Kicker")
        heading = self._paragraph(part.title, f"Heading {min(part.level - 1, 6)}")
        if part.kicker and not part.chapter:
            heading.paragraph_format.space_before = 0
        self._photo(part.photo)
        for line in part.lines:
            self._paragraph(line, "Small Print")
        if part.chapter:
            return  # what a chapter holds stands below it
        self._nodes(part.nodes, part.level, n.unnoted(part.title))

    # -- Styles ---------------------------------------------------------------------------------------------------------------------

    def _style(self) -> None:
        """The styles by the theme's colours and fonts, and the page."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        look, styles = self._look, self.document.styles
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(595.3), Pt(841.9)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Pt(_MARGIN))
        self._font(styles["Normal"], _BODY, look.colour("text"), "body")
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Normal"].paragraph_format.line_spacing = 1.15
        named = (("Title", _HEADS[0]), *((f"Heading {level}", _HEADS[level]) for level in range(1, 6)))
        for name, size in named:
            self._font(styles[name], size, look.colour("heading"), "heading", bold=True)
            styles[name].paragraph_format.space_before = Pt(0 if name == "Title" else size)
            styles[name].paragraph_format.space_after = Pt(4)
            styles[name].paragraph_format.keep_with_next = True
            for border in styles[name].element.iter(f"{_W}pBdr"):
                border.getparent().remove(border)
        self._font(styles["Subtitle"], 11.5, look.colour("muted"), "body")
        self._font(styles["Caption"], 9, look.colour("muted"), "body")
        self._font(styles["Intense Quote"], 13, look.colour("heading"), "heading", italic=False)
        for name, size, job, bold in (
            ("Lead", 13.0, "text", False),
            ("Callout", _BODY, "text", False),
            ("Key Message", 14.0, "heading", True),
            ("Small Print", 9.0, "muted", False),
            ("Kicker", 9.5, "muted", False),
            ("Attribution", 9.5, "muted", False),
            ("Key Figure", 20.0, "accent", True),  # "Figure" alone is a picture to whoever makes a tagged PDF of it
        ):
            made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"]
            self._font(made, size, look.colour(job), "body", bold=bold)
            made.paragraph_format.keep_with_next = name in ("Kicker", "Key Figure")
            made.paragraph_format.space_after = Pt(0 if name in ("Kicker", "Key Figure") else 6)
        styles["Kicker"].paragraph_format.space_before = Pt(12)
        quote, whose = styles["Intense Quote"], styles["Attribution"]
        quote.paragraph_format.keep_with_next, quote.paragraph_format.space_after = True, Pt(2)
        for border in list(quote.element.iter(f"{_W}pBdr")):
            border.getparent().remove(border)
        whose.paragraph_format.left_indent = quote.paragraph_format.left_indent
        whose.paragraph_format.right_indent = quote.paragraph_format.right_indent
        self._languages(styles.element)

    def _font(
        self, style: Any, size: float, colour: Colour, role: str, *, bold: bool = False, italic: bool = False
    ) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        latin, complex_, far = self._look.fonts.heading if role == "heading" else self._look.fonts.body
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        style.font.color.rgb = RGBColor.from_string(colour.rgb)
        style.font.name = latin or "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), complex_ or "Arial")
        fonts.set(qn("w:eastAsia"), far or "Microsoft YaHei")
        for spaced in style.element.rPr.findall(qn("w:spacing")):  # joined letters of Arabic would be torn apart
            style.element.rPr.remove(spaced)
        for tag, value in (("w:szCs", str(round(size * 2))), ("w:bCs", str(int(bold))), ("w:iCs", "0")):
            properties = style.element.get_or_add_rPr()
            for old in properties.findall(qn(tag)):
                properties.remove(old)
            made = properties.makeelement(qn(tag), {qn("w:val"): value})
            properties.append(made)

    def _languages(self, styles: Any) -> None:
        from docx.oxml.ns import qn

        tag = of(self._flow.language).tag
        for language in styles.iter(qn("w:lang")):
            language.set(qn("w:val"), tag)
            language.set(qn("w:eastAsia"), tag if tag.startswith("zh") else "zh-CN")
            language.set(qn("w:bidi"), tag if self._flow.rtl else "ar-SA")

    # -- Paragraphs -----------------------------------------------------------------------------------------------------------------

    def _paragraph(self, rich: Rich, style: str | None = None) -> Paragraph:
        made = self.document.add_paragraph()
        if style:
            made._p.style = self._ids[style]
        return self._filled(made, rich)

    def _filled(self, made: Paragraph, rich: Rich, *, bold: bool = False) -> Paragraph:
        from docx.oxml.ns import qn

        if self._flow.rtl:
            properties = made._p.get_or_add_pPr()
            properties.append(properties.makeelement(qn("w:bidi"), {}))
        for span in rich:
            self._run(made, span, bold=bold)
        return made

    def _run(self, paragraph: Paragraph, span: Span, *, bold: bool) -> None:
        """A stretch of words; a link is one that can be followed."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        backwards = self._backwards(span)
        mark = "" if backwards == self._flow.rtl or not span.text.strip() else "\u200f" if backwards else "\u200e"
        run = paragraph.add_run(mark + span.text.replace("\u2028", "\n") + mark)
        if bold or span.bold:
            run.bold = run.font.cs_bold = True
        if span.italic:
            run.italic = True
        if span.note:
            run.font.superscript = True
        if backwards:
            run.font.rtl = True
        if span.language and span.language != self._flow.language:
            tag = of(span.language).tag if span.language == of(span.language).tag[:2] else span.language
            run._r.get_or_add_rPr().append(
                run._r.makeelement(qn("w:lang"), {qn("w:val"): tag, qn("w:bidi"): tag, qn("w:eastAsia"): tag})
            )
        if span.link and not span.link.startswith("#"):
            leads = paragraph.part.relate_to(span.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = paragraph._p.makeelement(qn("w:hyperlink"), {qn("r:id"): leads})
            paragraph._p.append(link)
            link.append(run._r)
            run.font.underline = True

    def _backwards(self, span: Span) -> bool:
        """Whether words run from the right: as the note does, those in another language as their letters do. Signs at the ends of such words
        are kept with them by marks that nobody sees."""
        if not span.language or span.language == self._flow.language:
            return self._flow.rtl
        return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in span.text)

    # -- Nodes ----------------------------------------------------------------------------------------------------------------------

    def _nodes(self, nodes: Sequence[n.Node], level: int, title: str = "") -> None:
        for node in nodes:
            self._node(node, level, title)

    def _node(self, node: n.Node, level: int, title: str) -> None:
        match node:
            case n.Words(text=rich, voice=voice):
                marked = rich[0].item if rich else None
                listed = ("List Number" if marked.sign[:1].isdigit() else "List Bullet") if marked else None
                self._paragraph(rich, listed or _VOICES.get(voice))
            case n.Head(text=rich, depth=depth):
                self._paragraph(rich, f"Heading {max(1, min(level - 1 + depth, 5))}")
            case n.Items():
                self._items(node.entries, _LISTS[node.order])
            case n.Figures():
                self._figures(node)
            case n.Said():
                self._paragraph(quoted_rich(node.text, self._flow.language), "Intense Quote")
                comma = word("comma", self._flow.language)
                whose = (*node.speaker, *((Span(comma), *node.office) if node.office and node.speaker else node.office))
                self._paragraph(whose, "Attribution")
            case n.Graph():
                self._graph(node, title)
            case n.Rows():
                self._grid(node.grid, title)
            case n.Dates():
                self._dates(node.events)
            case n.Sides():
                for column in node.columns:
                    self._side(column, level)
            case n.Photo():
                self._photo(node)
            case n.Address():
                label = tuple(Span(span.text, span.origins, link=node.link) for span in node.label)
                self._paragraph(label or (Span(node.link, link=node.link),), "Small Print")
            case n.Beside():
                for group in node.groups:
                    self._nodes(group, level, title)
            case _:
                assert_never(node)

    def _items(self, entries: Sequence[Entry], style: str) -> None:
        if style == "List Number":
            self._numbered += 1
        for entry in entries:
            both = bool(entry.lead and entry.detail)
            made = self._paragraph((), style)
            if style == "List Number":
                self._counted(made)
            for span in entry.lead:
                self._run(made, span, bold=both)
            if both:
                self._run(made, Span("\u2028"), bold=False)
            for span in entry.detail:
                self._run(made, span, bold=False)

    def _counted(self, paragraph: Paragraph) -> None:
        """A list of steps begins with 1 again: it has a numbering of its own."""
        from docx.oxml.ns import qn

        numbering = self.document.part.numbering_part.element
        own = self.document.styles["List Number"].element.pPr.numPr.numId.val
        abstract = next(one for one in numbering.num_lst if one.numId == own).abstractNumId.val
        id = 1000 + self._numbered
        if not any(one.numId == id for one in numbering.num_lst):
            made = numbering.makeelement(qn("w:num"), {qn("w:numId"): str(id)})
            made.append(made.makeelement(qn("w:abstractNumId"), {qn("w:val"): str(abstract)}))
            again = made.makeelement(qn("w:lvlOverride"), {qn("w:ilvl"): "0"})
            again.append(again.makeelement(qn("w:startOverride"), {qn("w:val"): "1"}))
            made.append(again)
            numbering.append(made)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = id

    def _figures(self, figures: n.Figures) -> None:
        for stat in figures.stats:
            self._stat(stat)
        if figures.share or figures.of:
            self._paragraph((*figures.share, Span(" "), *figures.of), "Small Print")

    def _stat(self, stat: Stat) -> None:
        if stat.figure:
            self._paragraph(stat.figure, "Key Figure")
        self._paragraph(stat.label)
        if stat.change:
            self._paragraph(stat.change, "Small Print")
        if stat.trend is not None:
            self._paragraph((Span(stat.trend.alt),), "Small Print")

    def _dates(self, events: Sequence[Event]) -> None:
        colon = word("colon", self._flow.language)
        for event in events:
            made = self._paragraph((), "List Bullet")
            for span in event.when:
                self._run(made, span, bold=True)
            for span in (Span(colon), *event.text):
                self._run(made, span, bold=False)

    def _side(self, column: Column, level: int) -> None:
        self._paragraph(column.title, f"Heading {max(1, min(level, 5))}")
        for point in column.points:
            self._paragraph(point, "List Bullet")

    def _graph(self, graph: n.Graph, title: str) -> None:
        spec = graph.spec
        named = graph.heading or spec.title or (Span(title),)
        said = (named, graph.below) if graph.heading and graph.below else (named,)
        said = (*said[:-1], spec.in_unit(said[-1]))
        for rich in said:
            if n.unnoted(rich) != title:  # the heading above says it
                self._paragraph(rich, "Caption").paragraph_format.keep_with_next = True
        self._picture(picture(spec, self._look, WIDTH), _WIDTH, spec.alt)
        head, *body = cells(spec)
        rows = [[self._label(one) for one in row] for row in (head, *body)]
        self._table(rows, ["start", *["end"] * (len(head) - 1)], n.unnoted(named))

    def _label(self, label: Label) -> Rich:
        return (Span(label.text, label.origins, language=label.language),)

    def _grid(self, grid: Grid, title: str) -> None:
        rows = [list(grid.head), *(list(row) for row in grid.rows), *([list(grid.total)] if grid.total else [])]
        self._table(rows, [grid.align(column) for column in range(len(grid.head))], title, total=bool(grid.total))

    def _table(self, rows: Sequence[Sequence[Rich]], aligns: Sequence[str], title: str, *, total: bool = False) -> None:
        """A table whose first row is its heading on every page, numbers at the end of their cells; `title` is said for those who cannot see it."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn

        made = self.document.add_table(len(rows), len(rows[0]), style=self.document.styles["Normal Table"])
        properties = made._tbl.tblPr
        if self._flow.rtl:
            properties.append(properties.makeelement(qn("w:bidiVisual"), {}))
        properties.append(self._ruled(properties))
        properties.append(properties.makeelement(qn("w:tblCaption"), {qn("w:val"): title}))
        first = made.rows[0]._tr.get_or_add_trPr()
        first.append(first.makeelement(qn("w:tblHeader"), {}))
        for number, (row, cells_) in enumerate(zip(made.rows, rows, strict=True)):
            whole = row._tr.get_or_add_trPr()
            whole.insert(0, whole.makeelement(qn("w:cantSplit"), {}))
            strong = not number or (total and number == len(rows) - 1)
            for column, (cell, rich) in enumerate(zip(row.cells, cells_, strict=True)):
                paragraph = self._filled(cell.paragraphs[0], rich, bold=strong)
                paragraph.paragraph_format.space_after = 0
                if len(rows) <= _KEPT and number < len(rows) - 1:
                    paragraph.paragraph_format.keep_with_next = True
                # the end of the line: "right" is the left in a paragraph that runs from there
                sides = {"center": WD_ALIGN_PARAGRAPH.CENTER, "end": WD_ALIGN_PARAGRAPH.RIGHT}
                if aligns[column] in sides:
                    paragraph.alignment = sides[aligns[column]]
        self._paragraph((), "Small Print")

    def _ruled(self, properties: Any) -> Any:
        """Lines below the rows alone, in the theme's colour."""
        from docx.oxml.ns import qn

        made = properties.makeelement(qn("w:tblBorders"), {})
        for side, size, job in (("top", 12, "accent"), ("bottom", 6, "rule"), ("insideH", 6, "rule")):
            line = {"val": "single", "sz": str(size), "space": "0", "color": self._look.colour(job).rgb}
            made.append(made.makeelement(qn(f"w:{side}"), {qn(f"w:{name}"): value for name, value in line.items()}))
        return made

    def _photo(self, photo: n.Photo | None) -> None:
        if photo is None:
            return
        wide = min(_WIDTH, _TALLEST * photo.image.width / photo.image.height)
        self._picture(photo.image, wide, photo.alt)
        for rich in (photo.caption, photo.credit):
            if rich:
                self._paragraph(rich, "Caption")

    def _picture(self, image: Image, width: float, alt: str) -> None:
        """A picture in the line, with its alternative text; one without tells nothing, and is marked so."""
        from docx.shared import Pt

        made = self.document.add_paragraph()
        made.paragraph_format.keep_with_next = True
        shape = made.add_run().add_picture(io.BytesIO(image.data), width=Pt(width))
        self._shapes += 1
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")  # LibreOffice would move it by an eighth of an inch
        told = shape._inline.docPr
        told.set("id", str(self._shapes))
        told.set("name", f"Picture {self._shapes}")
        if alt:
            told.set("descr", str(alt))
