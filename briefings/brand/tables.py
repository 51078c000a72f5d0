"""What a file's table style paints behind its cells: whether words read there is known before a table is written.

Source: ECMA-376 part 1, 20.1.4.2.26 (table styles).
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from ..look import Colour
from .colours import Palette
from .shapes import A, related

_USUAL: Final = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""PowerPoint's "Medium Style 2 - Accent 1", which few programs write into the file."""
_PAINTED: Final = '<a:r xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:schemeClr val="accent1">{}</a:schemeClr></a:r>'


def grounds(deck: Any, palette: Palette, page: Colour) -> tuple[Colour, Colour] | None:
    """The ground of a heading row and of the rows below, in the style that the file gives to new tables; None where it cannot be told."""
    styles = related(deck.part, "tableStyles")
    wanted = _USUAL if styles is None else styles.get("def", _USUAL)
    own = () if styles is None else styles.iter(f"{A}tblStyle")
    style = next((one for one in own if one.get("styleId") == wanted), None)
    if style is not None:
        body = _ground(style.find(f"{A}wholeTbl"), palette, page)
        head = None if body is None else _ground(style.find(f"{A}firstRow"), palette, body)
        return None if body is None or head is None else (head, body)
    if wanted != _USUAL:
        return None
    head, body = (palette.read(etree.fromstring(_PAINTED.format(tint))) for tint in ("", '<a:tint val="20000"/>'))
    return None if head is None or body is None else (head, body)


def _ground(part: Any | None, palette: Palette, below: Colour) -> Colour | None:
    """What a part of a style is filled with; what is below where it paints nothing."""
    cell = None if part is None else part.find(f"{A}tcStyle")
    if cell is None:
        return below
    fill, reference = cell.find(f"{A}fill"), cell.find(f"{A}fillRef")
    if fill is not None:
        return below if fill.find(f"{A}noFill") is not None else palette.read(fill.find(f"{A}solidFill"))
    return below if reference is None or reference.get("idx", "0") == "0" else palette.read(reference)
