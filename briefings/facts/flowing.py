"""Finished files without pages as streams of text and tables of numbers: web pages, mails, Word notes, workbooks and data packages.

web         an HTML page, with the drawings beside it -> a part for its header and each of its sections
mail        an .eml -> a part for each of its headings
book        an .xlsx -> a part for each sheet
package     a zipped data package -> a part for each of its files
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Final

from ..checks import workbook
from ..frozen import replace
from ..ooxml.package import DAMAGED
from ..regex import regex
from .documents import BLOCKS
from .streams import Chart, Finished, Page, Stream, broken, stream

DESCRIPTION: Final = "datapackage.json"
_BLOCKS: Final = BLOCKS | {"tr", "div", "section", "header", "footer", "ol", "ul", "figure", "hgroup"}
_UNSEEN: Final = frozenset({"style", "script", "title", "desc", "details"})
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_MOST: Final = 64 * 1024 * 1024
_LARGEST: Final = 4 * 1024 * 1024
"""A drawing has no more bytes than this."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_MAIL: Final = regex(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Subject|From):", re.IGNORECASE)
"""The head of a message (RFC 5322): a line for each field."""
_NONE: Final = Stream("")


def web(path: Path, data: bytes) -> Finished:
    """A web page's words, alternative texts and the data of its charts."""
    from lxml import etree, html

    try:
        root = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise broken(path, problem) from None
    _draw(root, path.parent)
    parts = root.xpath("//body/header | //main/section") or root.xpath("//body")
    loose = root.xpath("//main/*[not(self::section)] | //body/*[not(self::header or self::main)]")
    pages = tuple(
        _part(number, one, loose if number == 1 and one.tag == "header" else ()) for number, one in enumerate(parts, 1)
    )
    if pages:
        named = [("head of the file", text) for text in root.xpath("//head/title/text() | //head/meta[@name]/@content")]
        pages = (replace(pages[0], notes=stream(iter(named))), *pages[1:])
    return Finished(path.as_posix(), "html", pages, root.get("lang", ""))


def _draw(root: Any, folder: Path) -> None:
    """Puts the drawings that lie beside a page into it: its words are theirs too. One that cannot be read is none."""
    from ..ooxml.markup import parse

    for image in root.xpath("//img[@src]"):
        name = PurePosixPath(image.get("src"))
        if name.suffix != ".svg" or name.is_absolute() or ".." in name.parts:
            continue
        try:
            file = folder / name
            drawing = parse(file.read_bytes()) if file.stat().st_size <= _LARGEST else None
        except (OSError, ValueError, SyntaxError):
            continue
        if drawing is None:
            continue
        alt, drawing.tail = image.get("alt") or "", image.tail
        drawing.set("class", image.get("class") or "")
        told = next(drawing.iter("{*}desc"), None)
        if told is None or (told.text or "") != alt:  # what is heard of it is the page's own
            made = drawing.makeelement("desc", {})
            made.text = alt
            drawing.append(made)
        image.getparent().replace(image, drawing)


def _part(number: int, part: Any, more: Sequence[Any]) -> Page:
    whole = (part, *more)
    shown = ((one.tag, "\n".join(_lines(one))) for one in whole)
    drawn = [
        (name, "\n".join("".join(text.itertext()) for text in svg.iter("{*}text", "text")))
        for one in whole
        for svg in one.iter("{*}svg", "svg")
        for name in (svg.get("class") or "",)
    ]
    alts = [("alternative text", image.get("alt") or "") for one in whole for image in one.iter("img")]
    for kind in ("desc", "title", "summary"):
        alts += (
            (f"{kind} of a chart", "".join(text.itertext())) for one in whole for text in one.iter(f"{{*}}{kind}", kind)
        )
    alts += (("name of a table", place.get("aria-label") or "") for one in whole for place in one.iter("div"))
    alts += (("narrow drawing", text) for name, text in drawn if name == "narrow")
    charts = tuple(
        Chart(
            "data of a chart",
            tuple(_points([[_plain(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")])),
            "",
        )
        for one in whole
        for details in one.iter("details")
        for table in details.iter("table")
    )
    texts = (*shown, *(("drawing", text) for name, text in drawn if name != "narrow"))
    pictures = sum(1 for one in whole for _ in one.iter("img"))
    return Page(number, part.get("id") or "", stream(iter(texts)), stream(iter(alts)), _NONE, charts, pictures)


def _lines(element: Any) -> Iterator[str]:
    """The words of an element, a line for each block; drawings, and what has to be opened, are read by themselves."""
    said = "".join(_told(element))
    return (" ".join(line.split()) for line in said.split("\n") if line.strip())


def _told(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.tag.rpartition("}")[2] == "svg":
        return
    block = element.tag in _BLOCKS
    yield "\n" if block else ""
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "br" else ""
        yield from _told(child)
        yield child.tail or ""
    yield "\n" if block else ""


def _plain(cell: Any) -> str:
    return " ".join("".join(cell.itertext()).split())


def _points(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """The cells of a table by column and row; rows of one name are told apart by their number."""
    if not rows:
        return
    head, *body = rows
    seen: dict[str, int] = {}
    for row in body:
        if not row:
            continue
        seen[row[0]] = again = seen.get(row[0], 0) + 1
        name = f"{row[0]} ({again})" if again > 1 else row[0]
        for column, cell in zip(head[1:], row[1:], strict=False):
            yield column, name, cell


def mail(path: Path, data: bytes) -> Finished:
    """A mail's words from heading to heading, its tables of numbers and alternative texts; its subject and its plain text as notes. What is
    attached is a file of its own."""
    from email import message_from_bytes, policy
    from email.errors import MessageError
    from email.message import EmailMessage

    from lxml import etree, html

    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        shown, bare = (message.get_body((kind,)) for kind in ("html", "plain"))
        said = (
            str(shown.get_content())
            if shown is not None
            else f"<p>{escape(str(bare.get_content()) if bare else '')}</p>"
        )
        root = html.fromstring(said or "<p></p>", parser=html.HTMLParser(no_network=True))
        notes = [("subject", str(message["Subject"] or "")), ("plain text", str(bare.get_content()) if bare else "")]
    except (MessageError, LookupError, etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError) as problem:
        raise broken(path, problem) from None
    pages = _headed(next(iter(root.iter("body")), root))
    pages[0] = replace(pages[0], notes=stream(iter(notes)))
    return Finished(
        path.as_posix(), "eml", tuple(pages), root.get("lang", "") or str(message["Content-Language"] or "")
    )


def _headed(body: Any) -> list[Page]:
    """A part for each heading: its words, but for those of tables of numbers, the tables, and the alternative texts."""
    words, alts, charts = [""], [list[tuple[str, str]]()], [list[Chart]()]

    def read(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        if (
            element.tag == "table"
            and element.get("role") != "presentation"
            and next(element.iter("th"), None) is not None
        ):
            rows = [[_plain(cell) for cell in row.iter("th", "td")] for row in element.iter("tr")]
            charts[-1].append(Chart("table", tuple(_points(rows)), ""))
            return
        if element.tag in _HEADINGS and words[-1].strip():
            words.append("")
            alts.append([])
            charts.append([])
        if element.tag == "img":
            alts[-1].append(("alternative text", element.get("alt") or ""))
        mark = "\n" if element.tag in _BLOCKS or element.tag == "br" else ""
        words[-1] += mark + (element.text or "")
        for child in element:
            read(child)
            words[-1] += child.tail or ""
        words[-1] += mark

    read(body)
    told = ("\n".join(" ".join(line.split()) for line in one.split("\n") if line.strip()) for one in words)
    return [
        Page(number, "", stream(iter([("text", text)])), stream(iter(heard)), _NONE, tuple(tables), len(heard))
        for number, (text, heard, tables) in enumerate(zip(told, alts, charts, strict=True), 1)
    ]


def book(path: Path, data: bytes) -> Finished:
    """A workbook's sheets: the words above its tables, and the tables."""
    try:
        sheets = workbook.read(data)
    except workbook.UnreadableError as problem:
        raise broken(path, problem) from None
    pages = []
    for number, (name, sheet) in enumerate(sheets.items(), 1):
        rows: dict[int, dict[int, str]] = {}
        for (column, row), cell in sheet.cells.items():
            if cell is not None and cell != "":
                rows.setdefault(row, {})[column] = f"{cell:.15g}" if isinstance(cell, float) else cell
        pages.append(_table(number, name, [_row(rows.get(row, {})) for row in range(1, max(rows, default=0) + 1)]))
    return Finished(path.as_posix(), "xlsx", tuple(pages))


def _row(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _table(number: int, name: str, rows: list[list[str]]) -> Page:
    """A sheet: lines of one cell are words, from the first row of several on it is a table."""
    start = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), len(rows))
    width = max((len(row) for row in rows[start:]), default=0)
    table = [[*row, *[""] * (width - len(row))] for row in rows[start:]]
    words = "\n".join(cell for row in rows[:start] for cell in row if cell)
    charts = (Chart(name, tuple(_points(table)), ""),) if table else ()
    return Page(number, name, stream(iter([(name, words)])), _NONE, _NONE, charts)


def package(path: Path, data: bytes) -> Finished:
    """A zipped data package's files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST:
                raise ValueError("it unpacks to too much")
            told = json.loads(archive.read(DESCRIPTION))
            found = {one["path"]: (one["name"], _cells(archive.read(one["path"]))) for one in told["resources"]}
    except (*DAMAGED, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise broken(path, problem) from None
    words = [str(told.get("title", "")), str(told.get("description", ""))]
    words += (f"{one.get('title', '')} {one.get('description', '')}" for one in told["resources"])
    first = Page(1, DESCRIPTION, stream(iter([(DESCRIPTION, "\n".join(words))])), _NONE, _NONE)
    tables = (
        Page(number, name, stream(iter([(name, name)])), _NONE, _NONE, (Chart(name, tuple(_points(rows)), ""),))
        for number, (name, rows) in enumerate(found.values(), 2)
    )
    return Finished(path.as_posix(), "csv", (first, *tables))


def _cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def note(path: Path, data: bytes) -> Finished:
    """A Word note's words from heading to heading, its tables, and the alternative texts of its pictures."""
    from ..ooxml.markup import parse

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > _MOST:
                raise ValueError("it unpacks to too much")
            root = parse(archive.read("word/document.xml"))
    except (*DAMAGED, SyntaxError) as problem:
        raise broken(path, problem) from None
    parts: list[list[Any]] = [[]]
    for block in root.iterfind(f"{_W}body/*"):
        style = next((one.get(f"{_W}val", "") for one in block.iterfind(f"{_W}pPr/{_W}pStyle")), "")
        if style.startswith("Heading") and parts[-1]:
            parts.append([])
        parts[-1].append(block)
    return Finished(path.as_posix(), "docx", tuple(_chapter(number, part) for number, part in enumerate(parts, 1)))


def _chapter(number: int, blocks: Sequence[Any]) -> Page:
    tables = [block for block in blocks if block.tag == f"{_W}tbl"]
    said = "\n".join(_typed(block) for block in blocks if block.tag == f"{_W}p")
    alts = ((one.get("name", ""), one.get("descr", "")) for block in blocks for one in block.iter(f"{_DRAWN}docPr"))
    named = (("name of a table", one.get(f"{_W}val", "")) for table in tables for one in table.iter(f"{_W}tblCaption"))
    charts = tuple(
        Chart(
            "table",
            tuple(_points([[_typed(cell) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")])),
            "",
        )
        for table in tables
    )
    return Page(number, "", stream(iter([("text", said)])), stream(iter((*alts, *named))), _NONE, charts)


def _typed(element: Any) -> str:
    marks = {f"{_W}br": " ", f"{_W}tab": " ", f"{_W}p": "\n"}
    said = "".join(
        (one.text or "") if one.tag == f"{_W}t" else marks[one.tag] for one in element.iter(f"{_W}t", *marks)
    )
    return said.strip()


def drawing(path: Path, data: bytes) -> Finished:
    """The words of a picture in SVG: of ours a group for each paragraph with one for each line, and whatever text others have put in; its
    title and description."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as problem:
        raise broken(path, problem) from None
    said: list[str] = []
    for group in root.iter(f"{_SVG}g"):
        if group.get("class") == "p":
            lines = [one for one in group if one.get("class") == "l"] or [group]
            said.append(" ".join("".join(_letters(line)) for line in lines))
    ours = {text for group in root.iter(f"{_SVG}g") if group.get("class") == "p" for text in group.iter(f"{_SVG}text")}
    said += ("".join(text.itertext()) for text in root.iter(f"{_SVG}text") if text not in ours)
    told = ((name, "".join(one.itertext())) for name in ("title", "desc") for one in root.iterfind(f"{_SVG}{name}"))
    size = "x".join(root.get(name, "").removesuffix("px") for name in ("width", "height"))
    page = Page(1, "", stream(("drawing", " ".join(line.split())) for line in said), stream(told), _NONE)
    return Finished(path.as_posix(), "svg", (page,), root.get("lang", ""), size=size)


def _letters(line: Any) -> Iterator[str]:
    return ("".join(text.itertext()) for text in line.iter(f"{_SVG}text"))


def kind(data: bytes, known: str) -> str:
    """The kind of a file without pages, from what it is known as already; "" for any other."""
    if known == "an Excel workbook":
        return "xlsx"
    if known == "a Word document":
        return "docx"
    if _MAIL.match(data[:4096]):
        return "eml"
    if re.search(rb"<html[\s>]", data[:4096], re.IGNORECASE):
        return "html"
    if re.search(rb"<svg[\s>]", data[:4096]):
        return "svg"
    if data[:2] == b"PK" and DESCRIPTION.encode() in data:
        return "csv"
    return ""


READERS: Final = {"html": web, "eml": mail, "xlsx": book, "csv": package, "docx": note, "svg": drawing}
