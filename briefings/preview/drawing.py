"""The picture of a page, as quickly as it can be had in full fidelity: drawn by the PDF writer, and made dots by PDFium."""

from __future__ import annotations

import io
from typing import Final

from ..frame import Frame, Layout
from ..frozen import replace
from ..writers import contact_sheet
from ..writers.pdf import preview

MEDIA: Final = "image/jpeg"
_ACROSS: Final = 1600
"""The width of a picture in dots."""


def drawn(frame: Frame, layout: Layout) -> bytes:
    """A page of a layout as a picture."""
    scale = _ACROSS / (frame.page.width / 12_700)
    image = contact_sheet.rendered(preview(replace(layout, frames=(frame,))), scale)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()
