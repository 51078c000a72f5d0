"""A chart shows what its workbook holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import Any

from .. import lasting
from ..diagnostics import Diagnostic, warning
from ..lasting import Same
from ..ooxml.deck import C, Deck
from ..ooxml.markup import number
from . import workbook


def differs(deck: Deck) -> Iterator[Diagnostic]:
    """The numbers and names that a chart shows are those of its workbook: the first edit in PowerPoint would change what readers saw.

    References by name, to other files or over hidden cells are not followed.
    """
    for slide, shape, part, root in deck.charts():
        book = next((deck.blobs[one] for one in deck.related(part, "package") if one in deck.blobs), None)
        if book is None:
            continue
        try:
            differences = lasting.made("chart data", (Same(root), Same(book)), partial(_all, root, book))
        except workbook.UnreadableError as problem:
            message = f"the chart's workbook cannot be read: {problem}"
            yield warning("deck-chart-data-differs", message, deck.where(), slide.at(shape))
            continue
        if differences:
            more = f" (and {len(differences) - 1} more)" if len(differences) > 1 else ""
            message = f"the chart and its workbook differ: {differences[0]}{more}"
            hint = "open the chart's data in PowerPoint, correct them, and save"
            yield warning("deck-chart-data-differs", message, deck.where(), slide.at(shape), hint)


def _all(root: Any, book: bytes) -> tuple[str, ...]:
    """Where a chart and its workbook differ. Raises UnreadableError."""
    sheets = workbook.read(book)
    references = root.iter(f"{C}numRef", f"{C}strRef")
    return tuple(told for reference in references for told in _differences(reference, sheets))


def _differences(reference: Any, sheets: Any) -> Iterator[str]:
    formula = reference.findtext(f"{C}f") or ""
    cells = workbook.values(sheets, formula)
    cache = next((one for one in reference if one.tag in (f"{C}numCache", f"{C}strCache")), None)
    if cells is None or cache is None:
        return
    shown = {
        number(point.get("idx")): workbook.plain(point.findtext(f"{C}v") or "") for point in cache.iterfind(f"{C}pt")
    }
    for index in sorted({*shown, *range(len(cells))}):
        cell = cells[index] if index < len(cells) else None
        if not _same(shown.get(index), cell, numeric=cache.tag == f"{C}numCache"):
            yield f"{formula}, point {index + 1}: the chart shows {shown.get(index) or 'nothing'}, the workbook holds {_told(cell)}"


def _same(shown: str | None, cell: workbook.Cell, *, numeric: bool) -> bool:
    if cell is None or cell == "":
        return not shown
    if shown is None:
        return isinstance(cell, str) and (
            numeric or cell.startswith("#")
        )  # a text or an error is no number: the chart leaves a gap
    if isinstance(cell, float):
        try:
            return math.isclose(float(shown), cell, rel_tol=1e-9, abs_tol=1e-12)
        except ValueError:
            return (
                not numeric
            )  # a name made of a number, in the number's format: what the format gives is not computed here
    return numeric or " ".join(shown.split()) == " ".join(cell.split())


def _told(cell: workbook.Cell) -> str:
    return "nothing" if cell is None else f"{cell:g}" if isinstance(cell, float) else cell
