"""What a file is, by its first bytes and what lies in it, never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final

from ..diagnostics import BriefingsError, Diagnostic, Where, error, fault
from ..ooxml.package import DAMAGED, broken

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE: Final = (
    (rb"presentationml\.(presentation|template|slideshow)\.main|ms-powerpoint\.\w+\.macroEnabled\.main", "pptx"),
    (rb"wordprocessingml\.\w+\.main", "a Word document"),
    (rb"spreadsheetml\.\w+\.main", "an Excel workbook"),
)
_FOLDERS: Final = (("ppt", "pptx"), ("word", "a Word document"), ("xl", "an Excel workbook"))
_PDF_WITHIN: Final = 1024  # readers look for the header in the first kilobyte (ISO 32000-1, annex H, note 13)


def kind(path: Path, data: bytes | None = None) -> str:
    """The kind of a file as the tables of rules call it ("pptx", "pdf"), else what it is in words, or "" when nobody knows.

    Raises BriefingsError for a file that cannot be read, has a password, or is damaged.
    """
    where = Where(path.as_posix())
    try:
        if data is None:
            with path.open("rb") as file:
                head = file.read(_PDF_WITHIN)
        else:
            head = data[:_PDF_WITHIN]
    except OSError as problem:
        raise fault("file-unreadable", f"it cannot be read: {problem.strerror}", where) from None
    if head.startswith(_COMPOUND):
        raise BriefingsError([_compound(path.read_bytes() if data is None else data, where)])
    if b"%PDF-" in head:
        return "pdf"
    if not head.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(path if data is None else io.BytesIO(data)) as archive:
            return _package(archive)
    except DAMAGED as problem:
        raise BriefingsError([broken(where, problem)]) from None


def unknown(path: Path, kind: str) -> Diagnostic:
    """The finding for a file that no rules are written for."""
    message = f"this is {kind or 'no file of a known kind'}"
    hint = "PowerPoint files (.pptx, .potx, .ppsx, .pptm) and PDFs are checked"
    return error("file-unknown", message, Where(path.as_posix()), hint=hint)


def _package(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names and b"opendocument" in archive.open("mimetype").read(200):
        return "an OpenDocument file"
    if "[Content_Types].xml" not in names:
        return "a zip archive that holds no Office document"
    types = archive.open("[Content_Types].xml").read(4 << 20)
    for pattern, kind in _OFFICE:
        if re.search(pattern, types):
            return kind
    # the list of types may be what is wrong with it: the usual names tell too
    folders = {name.split("/", 1)[0] for name in names if "/" in name}
    return next((kind for folder, kind in _FOLDERS if folder in folders), "an Office document of an unknown kind")


def _compound(data: bytes, where: Where) -> Diagnostic:
    """A compound file holds an encrypted package, or a document from before 2007 ([MS-OFFCRYPTO] 2.3.4.4, [MS-PPT] 2.1.2)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return error(
            "file-protected", "this file has a password", where, hint="save a copy without the password and check that"
        )
    return error(
        "file-unknown", "this file is from before PowerPoint 2007", where, hint="save it as .pptx and check that"
    )
