"""Frame items as PresentationML shapes.

Source: ECMA-376 part 1, 19.3.1 (slides) and 20.1 (DrawingML shapes).
"""

from __future__ import annotations

from html import escape
from typing import Final, assert_never

from ...frame import Cell, Chart, Group, Icon, Item, Panel, Paragraph, Picture, Rule, Slot, Table, TextBox
from ...frozen import replace
from ...geometry import Box
from .text import PLACED, Free, Link, body, empty_paragraph, ending, list_style, paragraph_properties, solid, written

_OUTLINES: Final = {"rect": "rect", "ellipse": "ellipse", "arrow": "homePlate", "arrow-left": "homePlate"}
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def common(id: int, name: str, alt: str = "", *, decorative: bool = False, link: str = "") -> str:
    """`p:cNvPr`: id, name, what the shape says to those who cannot see it, and the attributes of the link that it is."""
    if decorative:
        return f'<p:cNvPr id="{id}" name="{escape(name)}" descr="">{_DECORATIVE}</p:cNvPr>'
    said = f' descr="{escape(alt)}"' if alt else ""
    leads = f"><a:hlinkClick {link}/></p:cNvPr>" if link else "/>"
    return f'<p:cNvPr id="{id}" name="{escape(name)}"{said}{leads}'


def transform(box: Box, tag: str = "a:xfrm") -> str:
    """Offset and extent in EMU."""
    return f'<{tag}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{tag}>'


def placeholder(slot: Slot) -> str:
    """`p:ph` for the placeholder that a shape fills."""
    kind = "" if slot.kind == "obj" else f' type="{slot.kind}"'
    index = f' idx="{slot.idx}"' if slot.idx else ""
    return f"<p:ph{kind}{index}/>"


def text_box(item: TextBox, id: int, link: Link, language: str, free: Free = PLACED) -> str:
    """A text box, or the filling of a placeholder."""
    name = item.name or item.id
    if item.slot is not None:
        shape = "" if item.slot.inherits else transform(item.box)
        return (
            f'<p:sp><p:nvSpPr>{common(id, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{placeholder(item.slot)}</p:nvPr></p:nvSpPr><p:spPr>{shape}</p:spPr>"
            f"<p:txBody>{body(item, link, language, free)}</p:txBody></p:sp>"
        )
    leads = _leads(item)
    if leads:
        item = replace(item, paragraphs=tuple(map(_unlinked, item.paragraphs)))
    return (
        f'<p:sp><p:nvSpPr>{common(id, name, link=link(leads) if leads else "")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{transform(item.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"<p:txBody>{body(item, link, language, free)}</p:txBody></p:sp>"
    )


def _leads(item: TextBox) -> str:
    """The slide that a text box leads to as a whole, where its first paragraph does and no other words lead elsewhere: PowerPoint draws a line
    below linked words, and none below those of a linked shape."""
    links = {run.link for paragraph in item.paragraphs for run in paragraph.runs} - {""}
    whole = item.paragraphs and {run.link for run in item.paragraphs[0].runs} == links
    return next((link for link in links if whole and len(links) == 1 and link.startswith("#")), "")


def _unlinked(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, runs=tuple(replace(run, link="") for run in paragraph.runs))


def panel(item: Panel, id: int) -> str:
    """A coloured ground, marked as decoration."""
    fill = solid(item.fill) if item.fill else "<a:noFill/>"
    place = transform(item.box)
    if item.shape == "arrow-left":
        place = place.replace("<a:xfrm>", '<a:xfrm flipH="1">')
    line = f'<a:ln w="{item.weight}">{solid(item.line)}</a:ln>' if item.line else "<a:ln><a:noFill/></a:ln>"
    return (
        f"<p:sp><p:nvSpPr>{common(id, item.name or item.id, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{place}<a:prstGeom prst="{_OUTLINES[item.shape]}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr></p:sp>'
    )


def rule(item: Rule, id: int) -> str:
    """A straight line, marked as decoration."""
    place = transform(item.box)
    if item.slant == "rising":
        place = place.replace("<a:xfrm>", '<a:xfrm flipV="1">')
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{common(id, item.name or item.id, decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{item.weight}">'
        f"{solid(item.colour)}</a:ln></p:spPr></p:cxnSp>"
    )


def picture(item: Picture, id: int, relation: str) -> str:
    """A picture, cropped, with what it says."""
    left, top, right, bottom = (round(share * 100_000) for share in item.crop)
    crop = f'<a:srcRect l="{left}" t="{top}" r="{right}" b="{bottom}"/>' if any((left, top, right, bottom)) else ""
    held = placeholder(item.slot) if item.slot is not None else ""
    locks = ' noGrp="1"' if item.slot is not None else ""
    return (
        f"<p:pic><p:nvPicPr>{common(id, item.name or item.id, item.alt, decorative=item.decorative)}"
        f'<p:cNvPicPr><a:picLocks{locks} noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{held}</p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/>{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{transform(item.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def group(item: Group, id: int, children: str) -> str:
    """Shapes that move together; the group's own coordinates are the slide's. A reader who meets the group hears what is in it."""
    return grouped(id, item.name or item.id, item.box, said(item), children)


def grouped(id: int, name: str, b: Box, told: str, children: str) -> str:
    """A group in its box, with what it says in words."""
    frame = (
        f'<a:xfrm><a:off x="{b.x}" y="{b.y}"/><a:ext cx="{b.width}" cy="{b.height}"/>'
        f'<a:chOff x="{b.x}" y="{b.y}"/><a:chExt cx="{b.width}" cy="{b.height}"/></a:xfrm>'
    )
    return (
        f"<p:grpSp><p:nvGrpSpPr>{common(id, name, told)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{frame}</p:grpSpPr>{children}</p:grpSp>"
    )


def said(item: Item) -> str:
    """What an item says in words: its text, or the alternative text of a picture, chart or table; of a group all of them in order."""
    match item:
        case TextBox():
            told = (paragraph.text for paragraph in item.paragraphs if paragraph.kind != "furniture")
            return " ".join(" ".join(told).split())
        case Group():
            return " ".join(words for child in item.items if (words := said(child)))
        case Picture():
            return "" if item.decorative else item.alt
        case Chart() | Table():
            return item.alt
        case Panel() | Rule() | Icon():
            return ""
        case _:
            assert_never(item)


def graphic_frame(id: int, name: str, box: Box, slot: Slot | None, alt: str, uri: str, inner: str) -> str:
    """The frame that holds a table or a chart."""
    held = placeholder(slot) if slot is not None else ""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{common(id, name, alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{held}</p:nvPr></p:nvGraphicFramePr>'
        f'{transform(box, "p:xfrm")}<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def table(
    item: Table, id: int, link: Link, style: str, language: str, *, rtl: bool, heads: bool, free: Free = PLACED
) -> str:
    """A real table with its header row marked and, if `heads`, the column of row heads; the deck's table style gives grounds and rules."""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in item.widths)
    rows = "".join(
        f'<a:tr h="{height}">'
        + "".join(_cell(cell, item, link, language, free, body=number >= item.header_rows) for cell in row)
        + "</a:tr>"
        for number, (row, height) in enumerate(zip(item.rows, item.heights, strict=True))
    )
    first = ' firstRow="1"' if item.header_rows else ""
    if heads and all(row[0].header for row in item.rows[item.header_rows :]):
        first += ' firstCol="1"'
    direction = ' rtl="1"' if rtl else ""
    inner = (
        f'<a:tbl><a:tblPr{direction}{first} bandRow="0"><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )
    return graphic_frame(
        id,
        item.name or item.id,
        item.box,
        item.slot,
        item.alt,
        "http://schemas.openxmlformats.org/drawingml/2006/table",
        inner,
    )


def _cell(cell: Cell, table: Table, link: Link, language: str, free: Free, *, body: bool) -> str:
    box, i = cell.text, cell.text.insets
    paragraphs = ""
    for paragraph in box.paragraphs:
        runs = "".join(written(run, None, link, box) for run in paragraph.runs) or ending(paragraph, None, language)
        paragraphs += f"<a:p>{paragraph_properties(paragraph, None, False, from_right=free.from_right)}{runs}</a:p>"
    anchor = {"top": "", "middle": ' anchor="ctr"', "bottom": ' anchor="b"'}[box.anchor]
    own = ""
    if table.painted:
        below = f'<a:lnB w="6350">{solid(table.rule)}</a:lnB>' if table.rule else ""
        own = below + (solid(cell.fill) if cell.fill else "<a:noFill/>")
    elif cell.clear:
        own = "<a:noFill/>"
    elif body and cell.fill:
        own = solid(cell.fill)
    return (
        f"<a:tc><a:txBody><a:bodyPr/>{list_style(free.plain)}{paragraphs or empty_paragraph(language)}</a:txBody>"
        f'<a:tcPr marL="{i.left}" marR="{i.right}" marT="{i.top}" marB="{i.bottom}"{anchor}{f">{own}</a:tcPr>" if own else "/>"}</a:tc>'
    )
