"""Pages as PNG: drawn through the PDF writer, so that letters and charts are those of a page.

Rendering is pypdfium2's. The same pages give the same bytes, for one version of it and of zlib.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..frame import Layout
from ..frozen import frozen
from .pdf import preview

_ADLER: Final = 65_521
_LEVEL: Final = 3
"""Of zlib, on rows as they are. Flat colours and letters pack better so than by filtered rows at the level of 6, in a quarter of the time."""


def write(layout: Layout, width: int, alts: tuple[str, ...]) -> tuple[bytes, ...]:
    """Each page of a layout, so many pixels wide, with the words for those who cannot see it in the file (PNG, 11.3.3.2: `Description`)."""
    import pypdfium2

    document = pypdfium2.PdfDocument(preview(layout))
    made: list[bytes] = []
    try:
        for page, frame, alt in zip(document, layout.frames, alts, strict=True):
            # a hair less: a width is rounded up to whole pixels
            drawn = page.render(scale=width / page.get_width() * (1 - 1e-7), rev_byteorder=True)
            told = {"Title": frame.title, "Description": alt} if alt else {}
            made.append(_packed(drawn, told, frame.language))
    finally:
        document.close()
    return tuple(made)


def _packed(drawn: Any, told: Mapping[str, str], language: str) -> bytes:
    """A bitmap of three bytes a pixel as a PNG file (ISO/IEC 15948), with what is told of it."""
    width, height, stride, dots = drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer)
    rows = b"".join([b"\0" + dots[at : at + width * 3] for at in range(0, height * stride, stride)])
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            *_texts(told, language),
            _chunk(b"IDAT", zlib.compress(rows, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


@frozen
class Packed:
    """Rows of dots, deflated so that they may stand behind others: as a chunk, with their sum (RFC 1950, 9), their bytes and how many rows."""

    chunk: bytes
    sum: int
    size: int
    rows: int


def packed(dots: bytes, width: int) -> Packed:
    """Rows of dots of one byte each, by which their colour stands in a palette."""
    rows = b"".join([b"\0" + dots[at : at + width] for at in range(0, len(dots), width)])
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    chunk = _chunk(b"IDAT", packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH))
    return Packed(chunk, zlib.adler32(rows), len(rows), len(dots) // width)


def joined(width: int, palette: bytes, parts: Sequence[Packed]) -> bytes:
    """A picture of so many dots a row, from rows that were packed with its palette."""
    low, high = 1, 0
    for one in parts:
        high = (high + (one.sum >> 16) + one.size * (low - 1)) % _ADLER
        low = (low + (one.sum & 0xFFFF) - 1) % _ADLER
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, sum(one.rows for one in parts), 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", b"\x78\x5e"),  # how what follows is deflated, and at the end that there is no more
            *(one.chunk for one in parts),
            _chunk(b"IDAT", b"\3\0" + struct.pack(">HH", high, low)),
            _chunk(b"IEND", b""),
        )
    )


def size(made: bytes) -> tuple[int, int]:
    """How wide and how high a file of ours is, in pixels."""
    width, height = struct.unpack_from(">II", made, 16)
    return width, height


def _texts(told: Mapping[str, str], language: str) -> Iterator[bytes]:
    for name, said in told.items():
        head = b"\0".join((name.encode("ascii"), b"\0", language.encode("ascii"), b"", b""))
        yield _chunk(b"iTXt", head + said.encode())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
