"""The XML parts of a zipped workbook, checked for size before and while they are unpacked.

unpacked    a file's bytes, the names of the parts that are wanted -> their bytes
parsed      a part -> its tree

Raises BriefingsError for what is damaged, protected, or unpacks to more than a table has.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from ..characters import visible
from ..diagnostics import BriefingsError
from .grid import TableSource, refuse

_LARGEST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_RATIO: Final = 200  # a zip bomb packs 1,000 to 1; the XML of a real sheet some 10 to 40


def holds(data: bytes) -> str:
    """What a zip file is, by what is in it: "xlsx", "ods", "xlsb", or "" for something else; whoever reads a damaged one as "xlsx" tells so."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lstrip("/").lower() for name in archive.namelist()}
    except Exception:  # BadZipFile, NotImplementedError, EOFError … have no common base
        return "xlsx"
    marks = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
    return next((kind for mark, kind in marks.items() if mark in names), "")


def unpacked(data: bytes, wanted: re.Pattern[str], source: TableSource) -> dict[str, bytes]:
    """The wanted parts by their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = [member.filename.lstrip("/") for member in members]
            needed = [member for member, name in zip(members, names, strict=True) if wanted.fullmatch(name)]
            if any(member.flag_bits & 1 for member in needed):
                refuse_protected(source)
            total = sum(member.file_size for member in needed)
            bomb = any(m.file_size > 1_000_000 and m.file_size > _MOST_RATIO * max(1, m.compress_size) for m in needed)
            if bomb or total > _LARGEST_UNPACKED:
                message = f"`{source.file}` unpacks to {total // 1024 // 1024} MB: too much to be a table"
                refuse("table-too-large", message, None, "copy the rows into a new workbook")
            # zipfile stops at the declared size and checks the sum, so a header that lies ends here.
            return {member.filename.lstrip("/"): archive.read(member) for member in needed}
    except BriefingsError:
        raise
    except Exception as fault:  # BadZipFile, zlib.error, NotImplementedError, EOFError … have no common base
        message = f"`{source.file}` is damaged or cut off ({visible(str(fault))[:80]})"
        refuse("table-broken", message, None, "open it in your spreadsheet program and save it again")


def refuse_protected(source: TableSource) -> NoReturn:
    """Ends the reading of a workbook that only its password opens."""
    refuse("table-format", f"`{source.file}` is protected by a password", None, "save it without the password")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A fresh archive with these parts alone."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def parsed(part: bytes, source: TableSource) -> Any:
    """A part as a tree: no entities, no DTD, nothing fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        refuse("table-broken", f"`{source.file}` is damaged ({visible(str(fault))[:80]})", None, "save it again")
    if tree.getroottree().docinfo.doctype:
        refuse("table-broken", f"`{source.file}` holds a document type, which no workbook has", None, "save it again")
    return tree


def local(element: Any) -> str:
    """An element's name without its namespace: the strict and the transitional form differ in nothing else here."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """An element's children of a local name."""
    return (child for child in element if local(child) == name)
