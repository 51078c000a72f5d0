"""Pages as PNG: drawn through the PDF writer, so that letters and charts are those of a page.

Rendering is pypdfium2's. The same pages give the same bytes, for one version of it and of Pillow.
"""

from __future__ import annotations

import io

from ..frame import Layout
from .pdf import preview


def write(layout: Layout, width: int, alts: tuple[str, ...]) -> tuple[bytes, ...]:
    """Each page of a layout, so many pixels wide, with the words for those who cannot see it in the file (PNG, 11.3.3.2: `Description`)."""
    import pypdfium2
    from PIL import Image, PngImagePlugin

    document = pypdfium2.PdfDocument(preview(layout))
    made: list[bytes] = []
    try:
        for page, frame, alt in zip(document, layout.frames, alts, strict=True):
            # a hair less: a width is rounded up to whole pixels
            drawn = page.render(scale=width / page.get_width() * (1 - 1e-7), rev_byteorder=True)
            size = (drawn.width, drawn.height)
            image = Image.frombytes("RGB", size, bytes(drawn.buffer), "raw", "RGB", drawn.stride, 1)
            about = PngImagePlugin.PngInfo()
            about.add_itxt("Title", frame.title, frame.language)
            about.add_itxt("Description", alt, frame.language)
            stream = io.BytesIO()
            image.save(stream, "PNG", pnginfo=about, compress_level=6)
            made.append(stream.getvalue())
    finally:
        document.close()
    return tuple(made)
