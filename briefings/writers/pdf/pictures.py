"""Pictures in the file: a JPEG goes in as it is, and so do the packed pixels of a plain PNG; what is see-through gets a soft mask.

A JPEG's stream is what the DCTDecode filter reads (ISO 32000-1, 7.4.8). PNG's IDAT data are what FlateDecode with predictor 15
reads (7.4.4.4), as long as the PNG is not interlaced, has no palette and no transparency.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from ...images import Image
from .objects import Stream, dictionary


def embedded(image: Image, document: Any) -> tuple[Any, bool]:
    """A reference to the picture's XObject, and whether it is see-through."""
    plain = _jpeg(image) if image.format == "jpeg" else _packed_png(image)
    if plain is not None:
        return document.Reference(plain), False
    return _decoded(image, document)


def _jpeg(image: Image) -> Stream | None:
    """A grey or RGB JPEG as it is; None for another, which has to be decoded."""
    from PIL import Image as Pillow

    mode = Pillow.open(io.BytesIO(image.data), formats=("JPEG",)).mode
    if mode not in ("L", "RGB"):
        return None
    entries = _entries(image.width, image.height, 3 if mode == "RGB" else 1, 8)
    return Stream({**entries, "Filter": "/DCTDecode"}, image.data, deflate=False)


def _packed_png(image: Image) -> Stream | None:
    """A PNG's pixels as they are packed already; None where that cannot be (ISO/IEC 15948, 11.2)."""
    data = image.data
    width, height, depth, kind, _, _, interlaced = struct.unpack_from(">IIBBBBB", data, 16)
    if kind not in (0, 2) or interlaced or depth > 8:
        return None
    packed: list[bytes] = []
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"tRNS":
            return None
        if name == b"IDAT":
            packed.append(data[at + 8 : at + 8 + length])
        at += length + 12
    colours = 3 if kind == 2 else 1
    how = dictionary(Predictor=15, Colors=colours, BitsPerComponent=depth, Columns=width)
    entries = {**_entries(width, height, colours, depth), "Filter": "/FlateDecode", "DecodeParms": how}
    return Stream(entries, b"".join(packed), deflate=False)


def _decoded(image: Image, document: Any) -> tuple[Any, bool]:
    """Any other picture as RGB, with a soft mask where it is see-through."""
    from PIL import Image as Pillow

    opened = Pillow.open(io.BytesIO(image.data), formats=("PNG", "JPEG"))
    see_through = "A" in opened.getbands() or "transparency" in opened.info
    pixels = opened.convert("RGBA" if see_through else "RGB")
    entries = _entries(pixels.width, pixels.height, 3, 8)
    if see_through:
        mask = Stream(_entries(pixels.width, pixels.height, 1, 8), pixels.getchannel("A").tobytes())
        entries["SMask"] = document.Reference(mask)
    return document.Reference(Stream(entries, pixels.convert("RGB").tobytes())), see_through


def _entries(width: int, height: int, colours: int, depth: int) -> dict[str, Any]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": "/DeviceRGB" if colours == 3 else "/DeviceGray",
        "BitsPerComponent": depth,
    }
