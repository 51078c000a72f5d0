"""What a table's style gives its cells: ground, text colour and weight.

Source: ECMA-376 part 1, 20.1.4.2.26 (table styles), 21.1.3 (tables).
"""

from __future__ import annotations

from typing import Any, Final

from ..frozen import frozen
from ..ooxml import tables
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck
from ..ooxml.fills import Paint, over, paint, styled
from ..ooxml.markup import A, flag
from .ground import Ground

_PLAIN: Final = frozenset({"{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"})
"""Styles that paint no ground: "No Style, No Grid" and "No Style, Table Grid"."""


@frozen
class Look:
    """A cell's ground, the colour that its style gives its text (None: none), and whether the style makes it bold."""

    ground: Ground
    ink: Paint | None
    bold: bool


def look(deck: Deck, cell: Any, colours: Palette, below: Ground) -> Look:
    """What a cell looks like before its runs say anything."""
    table = cell.getparent().getparent()
    properties = table.find(f"{A}tblPr")
    style_id = "" if properties is None else (properties.findtext(f"{A}tableStyleId") or "").strip()
    style = tables.style(deck, style_id)
    known = style is not None or not style_id or style_id in _PLAIN
    ground, ink, bold = below, None, False
    painted = False
    for region in _regions(table, cell, properties):
        part = None if style is None else style.find(f"{A}{region}")
        if part is None:
            continue
        text = part.find(f"{A}tcTxStyle")
        if text is not None:
            found = colours.read(text)
            ink = (found,) if found else ink
            bold = bold or text.get("b") == "on"
        fill = paint(part.find(f"{A}tcStyle/{A}fill"), colours, below.colours)
        if fill is None:
            fill = over(styled(part.find(f"{A}tcStyle/{A}fillRef"), colours), below.colours)
        if fill is not None:
            ground, painted = Ground(fill, bool(fill) and below.sure), True
    whole = paint(properties, colours, below.colours)
    under = below if whole is None else Ground(whole, bool(whole) and below.sure)
    # a cell's own fill, or that it has none, takes the place of what the style paints there
    own = paint(cell.find(f"{A}tcPr"), colours, under.colours)
    if own is not None:
        bare = cell.find(f"{A}tcPr/{A}noFill") is not None
        return Look(under if bare else Ground(own, bool(own)), ink, bold)
    ground = ground if painted else under
    return Look(ground if known else Ground(ground.colours, False), ink, bold)


def _regions(table: Any, cell: Any, properties: Any) -> list[str]:
    """The parts of a style that a cell is in, the weakest first (21.1.3.15)."""
    rows = table.findall(f"{A}tr")
    row = rows.index(cell.getparent())
    column, columns = cell.getparent().findall(f"{A}tc").index(cell), len(cell.getparent().findall(f"{A}tc"))
    said = {} if properties is None else {key: flag(value) for key, value in properties.attrib.items()}
    found = ["wholeTbl"]
    if said.get("bandCol"):
        found.append(f"band{1 + (column - bool(said.get('firstCol'))) % 2}V")
    if said.get("bandRow"):
        found.append(f"band{1 + (row - bool(said.get('firstRow'))) % 2}H")
    found += ["firstCol"] if said.get("firstCol") and column == 0 else []
    found += ["lastCol"] if said.get("lastCol") and column == columns - 1 else []
    found += ["lastRow"] if said.get("lastRow") and row == len(rows) - 1 else []
    found += ["firstRow"] if said.get("firstRow") and row == 0 else []
    return found
