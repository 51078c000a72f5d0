"""What slide masters, layouts and notes masters are written of.

Source: ECMA-376 part 1, 19.3.1.27 (notes masters), 19.3.1.45 (trees of shapes).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..geometry import EMU_PER_POINT, Box

DRAWING: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
NAMESPACES: Final = (
    f'{DRAWING} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LANGUAGE: Final = "en-GB"
MAP: Final = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
LEVELS: Final = 9
RECTANGLE: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NUMBER: Final = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/></a:p>'
)
"""A paragraph that is the number of its slide."""
NOTES: Final = (6_858_000, 9_144_000)
"""The size of a notes page."""


def tree(shapes: Iterable[str]) -> str:
    """A tree of shapes."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        + "".join(shapes)
        + "</p:spTree>"
    )


def place(box: Box) -> str:
    """Where a shape stands."""
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def colour(slot: str) -> str:
    """A plain fill of a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'


def ground(slot: str) -> str:
    """A background of a colour of the theme."""
    return f"<p:bg><p:bgPr>{colour(slot)}<a:effectLst/></p:bgPr></p:bg>"


def fonts(role: str) -> str:
    """The theme's fonts for headings, or for bodies."""
    name = "+mj" if role == "heading" else "+mn"
    return f'<a:latin typeface="{name}-lt"/><a:ea typeface="{name}-ea"/><a:cs typeface="{name}-cs"/>'


def notes(page: str = "bg1", muted: str = "tx1", rule: str = "tx1", *, rtl: bool = False) -> str:
    """A notes master in the theme's fonts, and in some of its colours: the slide above, its text below, the page number in the corner."""
    start, end = ("r", "l") if rtl else ("l", "r")
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 18 * EMU_PER_POINT}" algn="{start}" rtl="{int(rtl)}"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        f'<a:defRPr sz="1200" kern="100">{colour("tx1")}{fonts("body")}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, LEVELS + 1)
    )
    small = f'<a:lvl1pPr algn="{end}"><a:defRPr sz="1000">{colour(muted)}</a:defRPr></a:lvl1pPr>'
    text = f'<a:p><a:pPr lvl="0"/><a:r><a:rPr lang="{LANGUAGE}"/><a:t>Notes</a:t></a:r></a:p>'
    shapes = (
        _noted(2, "Slide image", 'type="sldImg" idx="2"', (54, 54, 432, 270), f'<a:noFill/><a:ln w="6350">{colour(rule)}</a:ln>'),
        _noted(3, "Notes", 'type="body" sz="quarter" idx="3"', (54, 342, 432, 324), "", '<a:bodyPr lIns="0" rIns="0"/><a:lstStyle/>' + text),
        _noted(
            4, "Slide number", 'type="sldNum" sz="quarter" idx="5"', (414, 678, 72, 24), "",
            f'<a:bodyPr lIns="0" rIns="0" anchor="b"/><a:lstStyle>{small}</a:lstStyle>{NUMBER}',
        ),
    )  # fmt: skip
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{ground(page)}{tree(shapes)}</p:cSld><p:clrMap {MAP}/>"
        f'<p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>'
    )


def _noted(id: int, name: str, mark: str, points: tuple[int, int, int, int], look: str, text: str = "") -> str:
    """A place of a notes master; its box is in points."""
    locks = 'noGrp="1"' if text else 'noGrp="1" noRot="1" noChangeAspect="1"'
    box = Box(*(EMU_PER_POINT * one for one in points))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks {locks}/></p:cNvSpPr><p:nvPr><p:ph {mark}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place(box)}{RECTANGLE}{look}</p:spPr>{f'<p:txBody>{text}</p:txBody>' if text else ''}</p:sp>"
    )
