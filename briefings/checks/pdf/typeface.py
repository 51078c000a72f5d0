"""A font of a finished PDF: whether it is embedded, whether its codes have characters, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final

from ...frozen import frozen
from ...regex import regex
from .objects import resolved, text

_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
# Codes of these have characters by their standard (ISO 14289-1, 7.21.7).
_ENCODINGS: Final = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"})
_ORDERINGS: Final = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})
_MOST: Final = 70_000
_HEX: Final = rb"<\s*([0-9A-Fa-f\s]*)>"
_BLOCK: Final = regex(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR: Final = regex(_HEX + rb"\s*" + _HEX)
_RANGE: Final = regex(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])", re.DOTALL)
_ONE: Final = regex(_HEX)


@frozen
class Typeface:
    """A font that some text is shown in. `widths` are thousandths of an em by code; `texts` what codes stand for."""

    name: str
    composite: bool
    embedded: bool
    told: bool
    page: int
    widths: Mapping[int, float] = field(default_factory=dict)
    usual: float = 500.0
    texts: Mapping[int, str] = field(default_factory=dict)

    def shown(self, codes: bytes) -> Iterator[tuple[str, float]]:
        """Each code's text and width in ems."""
        if self.composite:
            numbers = [codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2)]
        else:
            numbers = list(codes)
        for number in numbers:
            text = self.texts.get(number)
            if text is None:
                text = "" if self.composite else bytes([number]).decode("cp1252", "replace")
            yield text, self.widths.get(number, self.usual) / 1000


def typeface(font: Any, page: int) -> Typeface:
    """A font dictionary, read."""
    kind = _entry(font, "/Subtype")
    name = str(_entry(font, "/BaseFont") or _entry(font, "/Name") or "?").lstrip("/")
    texts = _texts(_entry(font, "/ToUnicode"))
    if kind == "/Type0":
        inner = resolved(_entry(font, "/DescendantFonts")[0])
        ordering = text(_entry(_entry(inner, "/CIDSystemInfo") or {}, "/Ordering"))
        told = bool(texts) or (
            ordering in _ORDERINGS and _entry(font, "/Encoding") not in ("/Identity-H", "/Identity-V")
        )
        widths = dict(_composite_widths(_entry(inner, "/W") or ()))
        return Typeface(name, True, _has_file(inner), told, page, widths, float(_entry(inner, "/DW") or 1000), texts)
    encoding = _entry(font, "/Encoding")
    if isinstance(encoding, dict):
        encoding = _entry(encoding, "/BaseEncoding") or ("/WinAnsiEncoding" if "/Differences" in encoding else None)
    first = int(_entry(font, "/FirstChar") or 0)
    # a Type 3 font's widths are in units of its own, and its shapes are in the file
    listed = [] if kind == "/Type3" else _entry(font, "/Widths") or []
    widths = {first + at: float(width) for at, width in enumerate(listed)}
    told = bool(texts) or (encoding in _ENCODINGS and kind != "/Type3")
    return Typeface(name, False, kind == "/Type3" or _has_file(font), told, page, widths, 500.0, texts)


def _has_file(font: Any) -> bool:
    descriptor = _entry(font, "/FontDescriptor") or {}
    return any(_entry(descriptor, key) is not None for key in _FILES)


def _entry(holder: Any, key: str) -> Any:
    """An entry of a dictionary, resolved; None where there is none."""
    return resolved(holder.get(key))


def _composite_widths(listed: Any) -> Iterator[tuple[int, float]]:
    """Widths by CID (ISO 32000-1, 9.7.4.3): `first [w w w]` or `first last w`."""
    entries = [resolved(entry) for entry in listed]
    at = 0
    while at + 1 < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, list):
            yield from ((first + number, float(width)) for number, width in enumerate(second))
            at += 2
        else:
            last = min(int(second), first + _MOST)
            if at + 2 >= len(entries):
                return
            yield from ((code, float(entries[at + 2])) for code in range(first, last + 1))
            at += 3


def _texts(stream: Any) -> dict[int, str]:
    """What ToUnicode says of each code (ISO 32000-1, 9.10.3)."""
    made: dict[int, str] = {}
    data = stream.get_data() if hasattr(stream, "get_data") else b""
    for block in _BLOCK.finditer(data):
        if block[1] == b"bfchar":
            made.update((_code(pair[1]), _characters(pair[2])) for pair in _PAIR.finditer(block[2]))
            continue
        for found in _RANGE.finditer(block[2]):
            first, last = _code(found[1]), min(_code(found[2]), _code(found[1]) + _MOST)
            if found[3] is None:
                listed = (_characters(one[1]) for one in _ONE.finditer(found[4] or b""))
                made.update(zip(range(first, last + 1), listed, strict=False))
            elif text := _characters(found[3]):
                made.update(
                    (code, text[:-1] + chr(min(0x10FFFF, ord(text[-1]) + code - first)))
                    for code in range(first, last + 1)
                )
        if len(made) > _MOST:
            break
    return made


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split())[:8] or b"0", 16)


def _characters(digits: bytes) -> str:
    packed = b"".join(digits.split())
    return bytes.fromhex(packed[: len(packed) // 4 * 4].decode("ascii")).decode("utf-16-be", "replace")
