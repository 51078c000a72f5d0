"""All pages of a run side by side in one picture.

Every layout is drawn through the PDF writer, the deck's too: what a box holds is the same in both, so the picture needs no office
program. Rendering is pypdfium2's.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from .frame import Layout

COLUMNS: Final = 4
CELL: Final = 480
GAP: Final = 16
GROUND: Final = (226, 230, 235)


def pages(layout: Layout, width: int) -> list[object]:
    """Each page as a Pillow image of a width in pixels."""
    from .writers import WRITERS

    return _rendered(WRITERS["pdf"](layout), width)


def _rendered(pdf: bytes, width: int) -> list[object]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=width / page.get_width()).to_pil() for page in document]
    finally:
        document.close()


def draw(layouts: Sequence[Layout]) -> bytes:
    """The contact sheet as PNG bytes: four pages a row, documents one after the other, each page once."""
    return _sheet([pages(layout, CELL) for layout in dict.fromkeys(layouts)])


def of_pdf(pdf: bytes, skipped: int = 0, left: int = 0) -> bytes:
    """The contact sheet of a PDF that another program made, less some pages at its beginning and end."""
    drawn = _rendered(pdf, CELL)
    return _sheet([drawn[skipped : len(drawn) - left]])


def _sheet(documents: Sequence[list[object]]) -> bytes:
    from PIL import Image

    rows: list[list[Image.Image]] = []
    for drawn in documents:
        images = [image for image in drawn if isinstance(image, Image.Image)]
        rows += [images[start : start + COLUMNS] for start in range(0, len(images), COLUMNS)]
    heights = [max(image.height for image in row) for row in rows]
    sheet = Image.new("RGB", (COLUMNS * CELL + (COLUMNS + 1) * GAP, sum(heights) + GAP * (len(rows) + 1)), GROUND)
    y = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, image in enumerate(row):
            sheet.paste(image.convert("RGB"), (GAP + column * (CELL + GAP), y))
        y += height + GAP
    out = io.BytesIO()
    # an octree is four times as fast as the median cut and as good for flat colours and text
    sheet.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
