"""What of a brand template is nobody's business or out of all bounds, taken out before anything is read.

    picture     bytes of a picture -> the same picture without place, author, comments and time
    unlinked    an element -> how many links and actions were taken out of it
    bounded     an element -> how many values were dropped that no program may write
    in_order    an element -> how many of its parts and words stood where the schema has no place for them

A value that the schema does not allow is dropped, so that what is inherited counts, as if it had never been said.

Source: ECMA-376 part 1, 19.3.1.16 (cSld), 20.1.10 (simple types), 21.1.2.1.4 (lstStyle), 21.1.2.3.5 (links and actions); ITU-T T.81, annex B (JPEG); W3C PNG, 11.3.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from ..ooxml.markup import A, P

_LINKS: Final = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
_FAR: Final = 51_206_400  # EMU: 56 inches, the widest page and the farthest indent that there are
_LETTERS: Final = {"sz": (100, 400_000), "spc": (-400_000, 400_000), "kern": (0, 400_000)}
_LINES: Final = {"marL": (0, _FAR), "marR": (0, _FAR), "indent": (-_FAR, _FAR), "lvl": (0, 8)}
_BOUNDS: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = {
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), _LETTERS),
    **dict.fromkeys(("pPr", "defPPr", *(f"lvl{level}pPr" for level in range(1, 10))), _LINES),
    "bodyPr": {"lIns": (0, _FAR), "tIns": (0, _FAR), "rIns": (0, _FAR), "bIns": (0, _FAR), "numCol": (1, 16)},
    "spcPts": {"val": (0, 158_400)},
    "ln": {"w": (0, 20_116_800)},
}
"""The least and the most of attributes, by the element's name."""
_BOUND: Final = tuple(f"{A}{name}" for name in _BOUNDS)

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_WEBP_TOLD: Final = frozenset({b"EXIF", b"XMP "})
_JPEG_KEPT: Final = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, colour profile, Adobe's colour transform
_ORIENTATION: Final = 0x0112


def unlinked(root: Any) -> int:
    """Takes links, and actions that a click or a mouse above would start, out of a part: how many."""
    marks = list(root.iter(*_LINKS))
    for mark in marks:
        mark.getparent().remove(mark)
    return len(marks)


def bounded(root: Any) -> int:
    """Drops attributes whose value is no number or outside what the schema allows: how many."""
    count = 0
    for element in root.iter(*_BOUND):
        for key, (least, most) in _BOUNDS[element.tag.removeprefix(A)].items():
            value = element.get(key)
            if value is not None and not _inside(value, least, most):
                del element.attrib[key]
                count += 1
    return count


def in_order(root: Any) -> int:
    """Puts the styles of texts before their paragraphs, and drops what a page says that only its slide may: how many."""
    count = 0
    for page in root.iter(f"{P}cSld"):
        for key in [key for key in page.attrib if key != "name"]:
            del page.attrib[key]
            count += 1
    for body in root.iter(f"{P}txBody"):
        first, *others = body.findall(f"{A}lstStyle") or [None]
        at = 1 if body.find(f"{A}bodyPr") is not None else 0
        if first is not None and (others or body.index(first) != at):
            for one in (first, *others):
                body.remove(one)
            body.insert(at, first)
            count += 1
    return count


def _inside(value: str, least: int, most: int) -> bool:
    """A whole number within bounds; lengths with a unit ("12pt") are let through as they are."""
    if value[-2:] in ("pt", "mm", "cm", "in", "pc", "pi"):
        return len(value) < 12
    return bool(re.fullmatch(r"-?\d{1,10}", value, re.ASCII)) and least <= int(value) <= most


def picture(data: bytes) -> bytes:
    """A picture without what tells where, when, by whom and with what it was made; its pixels are untouched. What is no JPEG, PNG,
    WebP or SVG, or is damaged, stays as it is."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if b"<svg" in data[:4096]:
            return _svg(data)
    except (struct.error, IndexError, ValueError, etree.XMLSyntaxError):
        return data
    return data


def _jpeg(data: bytes) -> bytes:
    """Segments up to the scan but application data and comments; how it is turned is said again, alone."""
    kept, at, turned = [data[:2]], 2, 1
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        marker = data[at + 1]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:  # fill bytes and marks without a length
            kept.append(data[at : at + (1 if marker == 0xFF else 2)])
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        segment = data[at:end]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:])
        if marker in _JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
        at = end
    if 2 <= turned <= 8:
        kept.insert(1, _only_turned(turned))
    return b"".join(kept) + data[at:]


def _turned(tiff: bytes) -> int:
    """The orientation in EXIF data, 1 to 8."""
    order = "<" if tiff[:2] == b"II" else ">"
    first = struct.unpack_from(f"{order}I", tiff, 4)[0]
    for number in range(struct.unpack_from(f"{order}H", tiff, first)[0]):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _only_turned(turned: int) -> bytes:
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + struct.unpack_from(">I", data, at)[0]
        if data[at + 4 : at + 8] not in _PNG_TOLD:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(data):
        size = struct.unpack_from("<I", data, at + 4)[0]
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if chunk[:4] == b"VP8X":  # its flags say that there is EXIF or XMP
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if chunk[:4] not in _WEBP_TOLD:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _svg(data: bytes) -> bytes:
    """A drawing without metadata, scripts, comments and what it would load from elsewhere."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    marks = [
        one
        for one in root.iter()
        if not isinstance(one.tag, str) or one.tag.rpartition("}")[2] in ("metadata", "script", "foreignObject")
    ]
    outside = [
        (one, key)
        for one in root.iter()
        for key, value in one.attrib.items()
        if key.startswith("on") or (key.endswith("href") and not value.startswith(("#", "data:image/")))
    ]
    for one, key in outside:
        del one.attrib[key]
    for one in marks:
        if one.getparent() is not None:
            one.getparent().remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") if marks or outside else data
