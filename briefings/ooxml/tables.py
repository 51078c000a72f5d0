"""The styles of tables.

Source: ECMA-376 part 1, 20.1.4.2.26 (table styles).
"""

from __future__ import annotations

from typing import Any, Final

from .deck import Deck
from .markup import A, parse

USUAL: Final = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""PowerPoint's usual style, "Medium Style 2 - Accent 1": every program knows it, and few write it into the file."""
NONE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's "No Style, No Grid"."""
_MEDIUM: Final = (
    b'<a:tblStyle xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" styleId="%s">'
    b'<a:wholeTbl><a:tcTxStyle><a:schemeClr val="dk1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill><a:schemeClr val="accent1">'
    b'<a:tint val="20000"/></a:schemeClr></a:solidFill></a:fill></a:tcStyle></a:wholeTbl>'
    b'<a:band1H><a:tcStyle><a:fill><a:solidFill><a:schemeClr val="accent1"><a:tint val="40000"/></a:schemeClr></a:solidFill></a:fill>'
    b"</a:tcStyle></a:band1H>%s</a:tblStyle>"
)
_STRONG: Final = (
    b'<a:%s><a:tcTxStyle b="on"><a:schemeClr val="lt1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill><a:schemeClr val="accent1"/>'
    b"</a:solidFill></a:fill></a:tcStyle></a:%s>"
)


def default(deck: Deck) -> str:
    """The id of the style that a deck gives to new tables: none where it does not say."""
    listed = _listed(deck)
    return NONE if listed is None else listed.get("def") or NONE


def style(deck: Deck, id: str, *, known: bool = True) -> Any:
    """A table style by its id; None for one that the file does not hold, nor with `known` PowerPoint itself."""
    listed = _listed(deck)
    for one in () if listed is None else listed.iter(f"{A}tblStyle"):
        if one.get("styleId") == id:
            return one
    if id != USUAL or not known:
        return None
    strong = b"".join(_STRONG % (name, name) for name in (b"lastCol", b"firstCol", b"lastRow", b"firstRow"))
    return parse(_MEDIUM % (USUAL.encode(), strong))


def _listed(deck: Deck) -> Any:
    return deck.roots.get(next(deck.related(deck.main, "tableStyles"), ""))
