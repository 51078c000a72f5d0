"""The few PDF objects that ReportLab does not write as PDF/A asks, and the file around all of them.

A stream's data is followed by an end of line before `endstream` (ISO 19005-2, 6.1.7.1); the file's identifier is made from
its content (ISO 32000-1, 14.4), so that two files with one identifier are one file; nothing in it names the library.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

# Four bytes above 127 tell transfer programs that the file is binary (ISO 19005-2, 6.1.2).
_HEADER: Final = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"


class Stream(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A stream: `entries` of its dictionary and its bytes, deflated unless they are packed already or must stay readable."""

    __RefOnly__ = 1  # ReportLab's mark for objects that stand alone

    def __init__(self, entries: Mapping[str, Any], data: bytes, *, deflate: bool = True) -> None:
        self.dictionary = pdfdoc.PDFDictionary(dict(entries))
        if deflate:
            data = zlib.compress(data)
            self.dictionary["Filter"] = "/FlateDecode"
        self.dictionary["Length"] = len(data)
        self.data = data

    def format(self, document: Any) -> bytes:
        head: bytes = pdfdoc.format(self.dictionary, document)
        return head + b"\nstream\n" + self.data + b"\nendstream"


def dictionary(**entries: Any) -> Any:
    """A PDF dictionary; entries that are None are left out."""
    return pdfdoc.PDFDictionary({key: value for key, value in entries.items() if value is not None})


def array(*items: Any) -> Any:
    """A PDF array."""
    return pdfdoc.PDFArray(items)


def string(text: str) -> Any:
    """A PDF text string, in PDFDocEncoding or UTF-16BE as its characters ask."""
    return pdfdoc.PDFString(text)


def name(text: str) -> str:
    """A PDF name."""
    written: str = pdfdoc.PDFName(text)
    return written


def number(value: float) -> str:
    """A number with at most three decimals: a thousandth of a point is finer than any printer."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def file_bytes(document: Any, catalog: Any, info: Any, version: bytes = b"1.7") -> bytes:
    """Every registered object of a ReportLab document as one PDF file; objects may register further ones while they are written.

    PDF 2.0 has the document information in XMP alone (ISO 32000-2, 14.3.3): then `info` is None.
    """
    root = pdfdoc.format(document.Reference(catalog), document)
    about = b"" if info is None else b" /Info " + pdfdoc.format(document.Reference(info), document)
    written = bytearray(_HEADER % version)
    offsets: list[int] = []
    while (at := len(offsets) + 1) in document.numberToId:
        body = pdfdoc.format(document.idToObject[document.numberToId[at]], document, toplevel=1)
        offsets.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (at, body.rstrip(b"\n") if not body.endswith(b"endstream") else body)
    start, size = len(written), len(offsets) + 1
    identifier = hashlib.sha256(written).hexdigest()[:32].upper().encode()
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<</Size %d /Root %b%b /ID [<%b> <%b>]>>\n" % (size, root, about, identifier, identifier)
    written += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(written)
