"""All pages of a run side by side in one picture.

Every layout is drawn through the PDF writer, the deck's too: what a box holds is the same in both, so the picture needs no office
program. Rendering is pypdfium2's.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from pickle import PickleBuffer
from typing import TYPE_CHECKING, Any, Final

from .. import lasting
from ..frame import Layout
from ..frozen import frozen, replace
from ..lasting import Same
from . import png

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS: Final = 4
CELL: Final = 400
GAP: Final = 16
MOST: Final = 96
"""How many pages are shown at the most, the first ones: a picture of more could be opened by nobody."""
WIDTH: Final = COLUMNS * CELL + (COLUMNS + 1) * GAP
EACH: Final = 4
"""Of so many dots in a row, and of so many rows, one tells of the colours."""
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

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """Its bytes stand beside what is pickled of it: nobody copies them on their way from one process to another."""
        data = PickleBuffer(self.data) if protocol >= 5 else self.data
        return Page, (self.width, self.height, self.stride, data, self.deflated)

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

    rows = [tuple(drawn[start : start + COLUMNS]) for drawn in documents for start in range(0, len(drawn), COLUMNS)]
    rows = rows[: MOST // COLUMNS]
    # each is made twice rather than kept: finding memory for all of them at once takes longer
    strips = [partial(_strip, row, last=row is rows[-1]) for row in rows]
    keys = [(*map(Same, row), row is rows[-1]) for row in rows]
    some = b"".join([lasting.made("dots", key, partial(_some, one)) for key, one in zip(keys, strips, strict=True)])
    # an octree is four times as fast as the median cut and as good for flat colours and text
    few = Image.frombytes("RGB", (WIDTH // EACH, len(some) // (WIDTH // EACH * 3)), some)
    palette = few.quantize(256, method=Image.Quantize.FASTOCTREE)
    colours = bytes(palette.getpalette() or ())

    def packed(strip: Callable[[], Image.Image]) -> png.Packed:
        return png.packed(strip().quantize(palette=palette, dither=Image.Dither.NONE).tobytes(), WIDTH)

    made = (lasting.made("strip", (key, colours), partial(packed, one)) for key, one in zip(keys, strips, strict=True))
    return png.joined(WIDTH, colours, tuple(made))


def _strip(row: Sequence[Page], *, last: bool) -> Image:
    """Pages side by side, with the gap above them, and below the last."""
    from PIL import Image

    strip = Image.new("RGB", (WIDTH, max(page.height for page in row) + GAP * (1 + last)), GROUND)
    for column, page in enumerate(row):
        dots = zlib.decompress(page.data) if page.deflated else page.data
        image = Image.frombuffer("RGB", (page.width, page.height), dots, "raw", "RGB", page.stride, 1)
        strip.paste(image, (GAP + column * (CELL + GAP), GAP))
    return strip


def _some(strip: Callable[[], Image]) -> bytes:
    """Every so many dots of a strip, which tell of its colours."""
    whole = strip()
    return whole.resize((WIDTH // EACH, whole.height // EACH), 0).tobytes()


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
