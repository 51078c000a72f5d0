"""A finished deck or PDF as streams of text: what each slide or page says, its notes, alternative texts and charts.

    read    a file -> Pages

The words of a slide are one stream from back to front, so that a figure in a box of its own keeps the words of the next box beside it.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..checks import chart_data, signature
from ..diagnostics import BriefingsError
from ..ooxml import deck as decks
from ..ooxml.markup import A, C, words
from . import flowing
from .streams import Chart, Finished, Grid, Page, Stream, broken, stream

_TAGS = "{http://schemas.openxmlformats.org/presentationml/2006/main}tag"
_PNG = b"\x89PNG\r\n"
_MOST_ELEMENTS = 100_000
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def read(path: Path, data: bytes | None = None) -> Finished:
    """The words of a deck, a PDF, a web page, a mail, a workbook, a data package or a drawing; of a picture, none. Raises BriefingsError for any other file, and for one that cannot
    be read."""
    kind = signature.kind(path, data)
    if kind == "pptx":
        return _deck(path, data)
    if kind == "pdf":
        return _pdf(path, data)
    whole = path.read_bytes() if data is None else data
    if whole.startswith(_PNG):
        return Finished(path.as_posix(), "png", ())
    if other := flowing.kind(whole, kind):
        return flowing.READERS[other](path, whole)
    raise BriefingsError([signature.unknown(path, kind)])


def _pdf(path: Path, data: bytes | None) -> Finished:
    import pypdfium2

    none = Stream("")
    try:
        document = pypdfium2.PdfDocument(path if data is None else data)
        pages = [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
        alts = ["\n".join(_alts(document[index])) for index in range(len(document))]
        maker = document.get_metadata_value("Producer")
        document.close()
    except pypdfium2.PdfiumError as problem:
        raise broken(path, problem) from None
    texts = (re.sub(r"[\x02\ufffe]", "-", page.replace("\r\n", "\n")) for page in pages)
    told = zip(texts, alts, strict=True)
    made = tuple(Page(number, "", Stream(text), Stream(alt), none) for number, (text, alt) in enumerate(told, 1))
    return Finished(path.as_posix(), "pdf", made, maker=maker)


def _alts(page: Any) -> Iterator[str]:
    """The alternative texts of a PDF's page, from its structure tree; none where it has no tree."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    left = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    for _ in range(_MOST_ELEMENTS):
        if not left:
            break
        element = left.pop(0)
        if not element:
            continue
        if length := raw.FPDF_StructElement_GetAltText(element, None, 0):
            buffer = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetAltText(element, buffer, length)
            yield buffer.raw[: length - 2].decode("utf-16-le", "replace")
        count = max(0, raw.FPDF_StructElement_CountChildren(element))
        left[:0] = [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
    raw.FPDF_StructTree_Close(tree)


def _deck(path: Path, data: bytes | None) -> Finished:
    deck = decks.read(path, data)
    told = tuple(chart_data.differs(deck))
    language = next(
        (one.get("lang", "") for slide in deck.slides for one in slide.root.iter(f"{A}rPr") if one.get("lang")), ""
    )
    return Finished(path.as_posix(), "pptx", tuple(_slide(deck, slide) for slide in deck.slides), language, told)


def _slide(deck: decks.Deck, slide: decks.Slide) -> Page:
    shapes = [shape for shape in slide.all() if not shape.hidden]
    texts = (
        (shape.label, _said(shape))
        for shape in shapes
        if shape.kind in ("text", "table") and shape.role not in ("sldNum",)
    )
    alts = ((shape.label, shape.alt) for shape in shapes)
    notes = (
        ("notes", words(body))
        for part in deck.related(slide.part, "notesSlide")
        if part in deck.roots
        for body in deck.roots[part].iter(f"{_P}txBody")
        if not _is_number(body)
    )
    charts = tuple(
        _chart(shape.label, deck.roots[relation.target])
        for shape in shapes
        if shape.kind == "chart"
        for reference in shape.element.iter(f"{C}chart")
        if (
            relation := deck.target(
                slide.part, reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            )
        )
        and relation.target in deck.roots
    )
    pictures = sum(shape.kind == "picture" for shape in shapes)
    tables = tuple(Grid(shape.label, tuple(_rows(shape))) for shape in shapes if shape.kind == "table")
    return Page(slide.number, _id(deck, slide), stream(texts), stream(alts), stream(notes), charts, pictures, tables)


def _is_number(body: Any) -> bool:
    return any(one.get("type") == "slidenum" for one in body.iter(f"{A}fld"))


def _said(shape: Any) -> str:
    """The text of a shape, a line for each paragraph; a table row by row."""
    lines: list[str] = []
    for paragraph in shape.element.iter(f"{A}p"):
        lines.append(
            "".join((one.text or "") if one.tag == f"{A}t" else " " for one in paragraph.iter(f"{A}t", f"{A}br"))
        )
    return "\n".join(lines)


def _rows(shape: Any) -> Iterator[tuple[str, ...]]:
    """The cells of a table, row by row."""
    for row in shape.element.iter(f"{A}tr"):
        yield tuple(" ".join(words(cell).split()) for cell in row.iterchildren(f"{A}tc"))


def _id(deck: decks.Deck, slide: decks.Slide) -> str:
    """Our id of a slide, from the tag of its first shape that has one: the part before the slash."""
    for part in deck.related(slide.part, "tags"):
        if part in deck.roots:
            found = (one.get("val", "") for one in deck.roots[part].iter(_TAGS) if one.get("name") == "BRIEFINGS_ID")
            if value := next(found, ""):
                return value.partition("/")[0]
    return ""


def _chart(shape: str, root: Any) -> Chart:
    points: list[tuple[str, str, str]] = []
    # LibreOffice writes columns before lines, whichever came first
    for series in sorted(root.iter(f"{C}ser"), key=lambda one: str(one.getparent().tag)):
        name = " ".join((one.text or "") for one in series.iterfind(f"{C}tx//{C}v"))
        named = {
            one.get("idx"): one.findtext(f"{C}v") or ""
            for kind in ("cat", "xVal")
            for one in series.iterfind(f"{C}{kind}//{C}pt")
        }
        for kind in ("val", "yVal"):
            for one in series.iterfind(f"{C}{kind}//{C}pt"):
                points.append((name, named.get(one.get("idx"), one.get("idx", "")), one.findtext(f"{C}v") or ""))
    said = " ".join("".join(t.text or "" for t in one.iter(f"{A}t")) for one in root.iter(f"{A}p"))
    codes = (
        one.get("formatCode", "")
        for labels in root.iter(f"{C}dLbls", f"{C}dLbl")
        for one in labels.iterchildren(f"{C}numFmt")
    )
    return Chart(shape, tuple(points), said, frozenset(part for code in codes for part in _added(code)))


def _added(code: str) -> Iterator[str]:
    """What each part of a number format adds to the digits: its words, and a comma for each thousand that is left out (ECMA-376 part 1,
    18.8.31)."""
    for part in re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", code):
        bare = re.sub(r"\[[^\]]*\]|\\\\", "", part)
        said = "".join(re.findall(r'"([^"]*)"', bare)) + "".join(
            re.findall(r"[%$€£¥₽A-Za-z]", re.sub(r'"[^"]*"', "", bare))
        )
        scale = re.search(r"[0#](,+)(?![0#,])", re.sub(r'"[^"]*"', "", bare))
        if told := "".join(said.replace("General", "").split()).strip("+-−()\u200e\u200f") + (
            scale[1] if scale else ""
        ):
            yield told
