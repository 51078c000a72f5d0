"""XLIFF 2.1, which translators' programs read and write.

Source: OASIS, XLIFF Version 2.1 (13 February 2018), 4 (core) and 5.7 (size and length restriction: letters are code points). A text is a
unit of one segment; its id is that of the field.
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from .segment import Document, Segment, UnreadableError

_NS: Final = "urn:oasis:names:tc:xliff:document:2.0"
_X: Final = f"{{{_NS}}}"
_SIZES: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MOST: Final = 64 * 1024 * 1024


def write(document: Document) -> bytes:
    """The texts as one XLIFF file."""
    root = etree.Element(
        f"{_X}xliff",
        {"version": "2.1", "srcLang": document.source, "trgLang": document.target},
        {None: _NS, "slr": _SIZES},
    )
    file = etree.SubElement(root, f"{_X}file", {"id": document.report, "original": document.report})
    etree.SubElement(file, f"{{{_SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
    for one in document.segments:
        limit = {f"{{{_SIZES}}}sizeRestriction": str(one.room)} if one.room else {}
        unit = etree.SubElement(file, f"{_X}unit", {"id": one.id, **limit})
        if one.note:
            etree.SubElement(etree.SubElement(unit, f"{_X}notes"), f"{_X}note").text = one.note
        segment = etree.SubElement(unit, f"{_X}segment", {"state": "translated" if one.target else "initial"})
        etree.SubElement(segment, f"{_X}source", {_SPACE: "preserve"}).text = one.original
        if one.target:
            etree.SubElement(segment, f"{_X}target", {_SPACE: "preserve"}).text = one.target
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def read(data: bytes) -> Document:
    """The texts of an XLIFF file; a unit that a program has cut into several segments is put together again. Raises UnreadableError."""
    if len(data) > _MOST:
        raise UnreadableError("it is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableError(str(problem)) from None
    if root.tag != f"{_X}xliff":
        raise UnreadableError("it is no XLIFF 2 file; save it as XLIFF 2.0 or 2.1")
    file = root.find(f"{_X}file")
    if file is None:
        raise UnreadableError("it has no `file`")
    units = (Segment(unit.get("id", ""), _joined(unit, "source"), _target(unit)) for unit in file.iter(f"{_X}unit"))
    return Document(file.get("id", ""), _code(root, "srcLang"), _code(root, "trgLang"), tuple(units))


def _joined(unit: Any, name: str) -> str:
    return "".join("".join(one.itertext()) for part in unit for one in part.iterchildren(f"{_X}{name}"))


def _target(unit: Any) -> str:
    """The translation of all segments; what stands between them and has none, such as a space, stays as it is."""
    if not _joined(unit, "target").strip():
        return ""
    parts = ((part, part.find(f"{_X}target")) for part in unit if part.tag in (f"{_X}segment", f"{_X}ignorable"))
    kept = (
        part.find(f"{_X}source") if target is None and part.tag == f"{_X}ignorable" else target
        for part, target in parts
    )
    return "".join("".join(one.itertext()) for one in kept if one is not None)


def _code(root: Any, name: str) -> str:
    return str(root.get(name, "")).partition("-")[0].lower()
