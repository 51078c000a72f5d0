"""Whether a deck opens elsewhere: in python-pptx, with which most scripts and many services read and change PowerPoint files.

Our own reader takes what it needs from a package. A second one, which others wrote, sees what it does not ask for; the same is done
for PDFs, which pypdf reads.
"""

from __future__ import annotations

import io
from typing import Any, Final

_MOST: Final = 200
"""So many slides are read through; what is wrong with a deck shows in its first ones."""


def refused(data: bytes) -> str:
    """Why python-pptx cannot read a deck through: the reason in its words, or "" where it can.

    `data` has passed our own reader, which holds a package to limits of size.
    """
    from pptx import Presentation

    try:
        deck = Presentation(io.BytesIO(data))
        layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
        for holder in (*layouts, *list(deck.slides)[:_MOST]):
            for shape in holder.shapes:
                _read(shape)
    except Exception as problem:  # a library that meets what it does not know raises what it likes
        return f"{type(problem).__name__}: {problem}".splitlines()[0][:200]
    return ""


def _read(shape: Any) -> None:
    """Asks a shape for all that scripts ask for: its place, its text, its table or its chart, and those in a group."""
    _ = (shape.shape_id, shape.name, shape.left, shape.top, shape.width, shape.height)
    if shape.has_text_frame:
        _ = shape.text_frame.text
    elif getattr(shape, "has_table", False):
        _ = [cell.text for row in shape.table.rows for cell in row.cells]
    elif getattr(shape, "has_chart", False):
        _ = [(plot.categories, [tuple(series.values) for series in plot.series]) for plot in shape.chart.plots]
    for inner in getattr(shape, "shapes", ()):
        _read(inner)
