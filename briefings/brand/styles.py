"""Type styles of a placeholder: what a level says through layout, master, text styles and the file's defaults.

Source: ECMA-376 part 1, 21.1.2 (text).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ..contrast import LARGE, needed
from ..look import Align, Anchor, FontRole, TextStyle
from ..ooxml import fills
from ..ooxml.colours import Palette
from ..ooxml.markup import A, share
from ..ooxml.shapes import TITLES
from ..ooxml.text import Cascade, levels
from ..text import families

ANCHORS: Final[Mapping[str, Anchor]] = {"t": "top", "ctr": "middle", "b": "bottom"}
_USUAL_LETTER: Final = 0.5  # of the type size: how wide a letter is on average


def large(style: TextStyle) -> bool:
    """Whether type is large enough for the lower contrast."""
    return needed(style.size, bold=style.bold) == LARGE


def hidden(sources: Sequence[Any | None]) -> bool:
    """Whether a place's words are filled with nothing: the house shows none there."""
    run = Cascade(level.find(f"{A}defRPr") for level in levels(sources, 1))
    said = run.holding(f"{A}noFill", f"{A}solidFill", f"{A}gradFill")
    return said is not None and said.find(f"{A}noFill") is not None


def style_of(sources: Sequence[Any | None], number: int, kind: str, palette: Palette) -> TextStyle:
    """An outline level's style: what the first source says, else the next; sources are list styles, the layout's own first."""
    said = levels(sources, number)
    paragraph = Cascade(said)
    run = Cascade(level.find(f"{A}defRPr") for level in said)
    ink = fills.of(run.holding(f"{A}solidFill", f"{A}gradFill"), palette)
    size = int(run.get("sz", "1800")) / 100
    rtl = paragraph.get("rtl", "0") in ("1", "true")
    latin = run.child(f"{A}latin")
    face = "" if latin is None else latin.get("typeface", "")
    font: FontRole = "heading" if face.startswith("+mj") or (not face and kind in TITLES) else "body"
    letters = _points(run.get("spc", "0"))
    apart = max(0.0, letters)
    if face and not face.startswith("+"):  # a font of its own is measured with the theme's: as if set further apart
        apart += max(0.0, families.width(face) - 1) * size * _USUAL_LETTER
    spacing, leading = line_spacing(paragraph.child(f"{A}lnSpc"))
    return TextStyle(
        size=size,
        colour=(ink.colour if ink is not None else None) or palette.named("tx1") or palette.slot("tx1"),
        font=font,
        bold=run.get("b", "0") in ("1", "true"),
        italic=run.get("i", "0") in ("1", "true"),
        align=alignment(paragraph.get("algn", "r" if rtl else "l"), rtl),
        spacing=spacing,
        leading=leading,
        before=space_of(paragraph.child(f"{A}spcBef"), size),
        after=space_of(paragraph.child(f"{A}spcAft"), size),
        margin=int(paragraph.get("marL", "0")) or (int(paragraph.get("marR", "0")) if rtl else 0),
        indent=int(paragraph.get("indent", "0")),
        bullet=bullet_of(said),
        capitals=run.get("cap", "none") in ("all", "small"),
        tracking=apart,
        letters=letters,
    )


def _points(value: str) -> float:
    """A length in hundredths of a point, or with its unit (20.1.10.79)."""
    return float(value.removesuffix("pt")) if value.endswith("pt") else int(value) / 100


def alignment(value: str, rtl: bool) -> Align:
    """Left and right as start and end of the paragraph's direction."""
    if value == "ctr":
        return "center"
    return "end" if (value == "r") != rtl else "start"


def line_spacing(element: Any | None) -> tuple[float, int | None]:
    """Line spacing as a factor, or as a distance in EMU."""
    if element is None or not len(element):
        return 1.0, None
    value = element[0].get("val", "100000")
    if element[0].tag == f"{A}spcPts":
        return 1.0, int(value) * 127
    return share(value), None


def space_of(element: Any | None, size: float) -> int:
    """Space before or after a paragraph in EMU; a percentage counts in lines of the text's size (1.2 times the type)."""
    if element is None or not len(element):
        return 0
    value = element[0].get("val", "0")
    return int(value) * 127 if element[0].tag == f"{A}spcPts" else round(share(value) * size * 1.2 * 12_700)


def bullet_of(said: Iterable[Any]) -> str:
    """The marker of a level; a dot where the file numbers or paints it."""
    for level in said:
        for child in level:
            if child.tag == f"{A}buNone":
                return ""
            if child.tag == f"{A}buChar":
                return _shown(str(child.get("char", "•")), level.find(f"{A}buFont"))
            if child.tag in (f"{A}buAutoNum", f"{A}buBlip"):
                return "•"
    return ""


def _shown(char: str, font: Any | None) -> str:
    """A bullet as a character of an ordinary font: symbol fonts put other pictures behind the same letters."""
    symbolic = font is not None and any(
        word in font.get("typeface", "").lower() for word in ("wingdings", "symbol", "webdings", "marlett")
    )
    if symbolic or "\ue000" <= char <= "\uf8ff":
        return {"§": "▪", "\uf0a7": "▪", "Ø": "►", "\uf0d8": "►", "q": "□", "\uf071": "□"}.get(char, "•")
    return char if (char.isascii() and char.strip()) or char in _DRAWN else "•"


_DRAWN: Final = "•–—―·‣◦●○▪▫■□▬►◄▲▼◊»›→§"
"""Bullets that every text font has a shape for; whatever else a file shows is measured as a dot, and is its own in a deck."""
