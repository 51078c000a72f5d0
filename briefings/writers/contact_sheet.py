"""All pages of a run side by side in one picture.

Every layout is drawn through the PDF writer, the deck's too: what a box holds is the same in both, so the picture needs no office
program. Rendering is pypdfium2's.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final

from .. import lasting
from ..frame import Layout
from ..frozen import frozen, replace

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS: Final = 4
CELL: Final = 400
GAP: Final = 16
MOST: Final = 96
"""How many pages are shown at the most, the first ones: a picture of more could be opened by nobody."""
GROUND: Final = (226, 230, 235)


@frozen
class Page:
    """A page as drawn: its size in pixels, and its red, green and blue bytes, each row of pixels `stride` bytes after the one above; `deflated` where
    they go on disk."""

    width: int
    height: int
    stride: int
    data: bytes
    deflated: bool = False

    def packed(self) -> Page:
        """The same page, deflated."""
        return self if self.deflated else replace(self, data=zlib.compress(self.data, 1), deflated=True)


def pages(layout: Layout) -> tuple[Page, ...]:
    """Each page of a document that no PDF is written of."""
    from .pdf import preview

    frames = layout.frames[:MOST]

    def draw(places: list[int]) -> tuple[Page, ...]:
        return _drawn(preview(replace(layout, frames=tuple(frames[place] for place in places))))

    return lasting.several("picture", frames, (Page,), draw)


def of_pdf(pdf: bytes) -> tuple[Page, ...]:
    """Each page of a PDF, as wide as a cell of the sheet; the same bytes are drawn once."""
    name = f"pages {sha256(pdf).hexdigest()}" if lasting.shelf() else ""
    return lasting.shelved(name, (Page,), partial(_drawn, pdf))


def _drawn(pdf: bytes) -> tuple[Page, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        maps = (page.render(scale=CELL / page.get_width(), rev_byteorder=True) for page in islice(document, MOST))
        made = tuple(Page(one.width, one.height, one.stride, bytes(one.buffer)) for one in maps)
        return tuple(one.packed() for one in made) if lasting.shelf() else made
    finally:
        document.close()


def draw(documents: Sequence[Sequence[Page]]) -> bytes:
    """The contact sheet as PNG bytes: four pages a row, documents one after the other."""
    from PIL import Image

    rows = [drawn[start : start + COLUMNS] for drawn in documents for start in range(0, len(drawn), COLUMNS)]
    rows = rows[: MOST // COLUMNS]
    heights = [max(page.height for page in row) for row in rows]
    sheet = Image.new("RGB", (COLUMNS * CELL + (COLUMNS + 1) * GAP, sum(heights) + GAP * (len(rows) + 1)), GROUND)
    y = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, page in enumerate(row):
            dots = zlib.decompress(page.data) if page.deflated else page.data
            image = Image.frombuffer("RGB", (page.width, page.height), dots, "raw", "RGB", page.stride, 1)
            sheet.paste(image, (GAP + column * (CELL + GAP), y))
        y += height + GAP
    out = io.BytesIO()
    # an octree is four times as fast as the median cut and as good for flat colours and text; every fourth dot tells of the colours
    small = sheet.resize((sheet.width // 4, sheet.height // 4), Image.Resampling.NEAREST)
    palette = small.quantize(256, method=Image.Quantize.FASTOCTREE)
    sheet.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", compress_level=3)
    return out.getvalue()


def rendered(pdf: bytes, scale: float) -> Image:
    """The first page of a PDF as a picture of so many dots a point."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    try:
        made = document[0].render(scale=scale, rev_byteorder=True)
        return Image.frombytes("RGB", (made.width, made.height), bytes(made.buffer), "raw", "RGB", made.stride, 1)
    finally:
        document.close()
