"""Further glyphs for a TrueType font, each put together from some that it has.

Arabic fonts draw a letter as its body and its dots, and vowel signs as marks over letters. A PDF reader that finds them as separate
glyphs cannot tell which of them is a character, so text does not copy out. As one composite glyph a whole grapheme cluster has
one code and one text. Formats: OpenType 1.9, chapters `glyf`, `loca`, `hmtx`, `head`, `maxp` and "Organization of an OpenType font".
Lengths are in font units.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from ...frozen import frozen

# `glyf`, component flags: the arguments are words, they are x and y, another component follows.
_WORDS_XY: Final = 0x0001 | 0x0002
_MORE: Final = 0x0020


@frozen
class Composite:
    """A glyph made of others: their numbers with the places of their origins, and how wide it is."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def extended(data: bytes, composites: Sequence[Composite]) -> bytes:
    """A TrueType font file with further glyphs, numbered on from its last one."""
    if not composites:
        return data
    tables = _tables(data)
    head, maxp, hhea = bytearray(tables["head"]), bytearray(tables["maxp"]), bytearray(tables["hhea"])
    (count,) = struct.unpack_from(">H", maxp, 4)
    offsets = _offsets(tables["loca"], count, long=struct.unpack_from(">h", head, 50)[0] == 1)
    outlines = bytearray(tables["glyf"])
    metrics = _metrics(tables["hmtx"], count, struct.unpack_from(">H", hhea, 34)[0])
    for composite in composites:
        drawn, left = _outline(composite, tables["glyf"], offsets, metrics)
        outlines += drawn + bytes(-len(drawn) % 4)
        offsets.append(len(outlines))
        metrics.append((composite.advance, left))
    most = max(len(composite.parts) for composite in composites)
    points, contours, in_composites, contours_in_composites = struct.unpack_from(">4H", maxp, 6)
    struct.pack_into(">H", maxp, 4, len(metrics))
    # upper bounds: a rasterizer only sizes its memory by them
    struct.pack_into(
        ">2H",
        maxp,
        10,
        min(0xFFFF, most * max(points, in_composites)),
        min(0xFFFF, most * max(contours, contours_in_composites)),
    )
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">2H", maxp, 28, max(elements, most), depth + 1)
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(metrics))
    struct.pack_into(">H", hhea, 10, max(advance for advance, _ in metrics))
    tables |= {
        "head": bytes(head),
        "hhea": bytes(hhea),
        "maxp": bytes(maxp),
        "glyf": bytes(outlines),
        "loca": struct.pack(f">{len(offsets)}I", *offsets),
        "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
    }
    return _file(data[:4], tables)


def _outline(
    composite: Composite, glyf: bytes, offsets: list[int], metrics: list[tuple[int, int]]
) -> tuple[bytes, int]:
    """The glyph's data and its left side bearing; nothing for a glyph without anything to see."""
    placed: list[tuple[int, int, int]] = []
    boxes: list[tuple[int, int, int, int]] = []
    for glyph, x, y in composite.parts:
        if offsets[glyph] == offsets[glyph + 1]:
            continue
        x_min, y_min, x_max, y_max = struct.unpack_from(">4h", glyf, offsets[glyph] + 2)
        # a glyph drawn alone is moved so that its left edge is at its side bearing; a component is not
        right_by = x + metrics[glyph][1] - x_min
        placed.append((glyph, right_by, y))
        boxes.append((x_min + right_by, y_min + y, x_max + right_by, y_max + y))
    if not placed:
        return b"", 0
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    made = struct.pack(">5h", -1, left, bottom, right, top)
    for number, (glyph, x, y) in enumerate(placed, 1):
        made += struct.pack(">2H2h", _WORDS_XY | (_MORE if number < len(placed) else 0), glyph, x, y)
    return made, left


def _tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4s3I", data, 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): data[start : start + length] for tag, _, start, length in entries}


def _offsets(loca: bytes, count: int, *, long: bool) -> list[int]:
    if long:
        return list(struct.unpack_from(f">{count + 1}I", loca))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", loca)]


def _metrics(hmtx: bytes, count: int, full: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of every glyph; the last `count - full` share an advance."""
    metrics: list[tuple[int, int]] = [struct.unpack_from(">Hh", hmtx, 4 * number) for number in range(full)]
    bearings = struct.unpack_from(f">{count - full}h", hmtx, 4 * full)
    return metrics + [(metrics[-1][0], bearing) for bearing in bearings]


def _file(version: bytes, tables: dict[str, bytes]) -> bytes:
    """Tables as a font file with the sums that readers may check."""
    power = len(tables).bit_length() - 1
    directory = bytearray(
        struct.pack(">4s4H", version, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    )
    body = bytearray()
    start = 12 + 16 * len(tables)
    where = {}
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            data = data[:8] + bytes(4) + data[12:]
        where[tag] = start + len(body)
        directory += struct.pack(">4s3I", tag.encode("latin-1"), _sum(data), where[tag], len(data))
        body += data + bytes(-len(data) % 4)
    made = directory + body
    struct.pack_into(">I", made, where["head"] + 8, (0xB1B0AFBA - _sum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
