"""Source documents as numbered passages: the lines of a text, the pages of a PDF, the paragraphs of Word and HTML, the rows of a sheet.

    read    a file's name and bytes -> Document

A locator counts from 1 in the kind of passage that the document has. What cannot be read (a scan, a password) has no passages, and says why.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ..frozen import frozen
from ..regex import regex

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST: Final = 64 * 1024 * 1024
BLOCKS: Final = frozenset((
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "figcaption", "blockquote", "dt", "dd",
    "pre", "title", "summary", "legend"
))  # fmt: skip
"""Elements of HTML that words stand in as a paragraph does."""
_AROUND: Final = frozenset((
    "html", "body", "head", "div", "section", "article", "main", "aside", "header", "footer", "nav", "figure",
    "table", "tbody", "ul", "ol", "dl"
))  # fmt: skip


class Passage(str):
    """A passage that its document says something about: `mark` is "h1" to "h6", "li", "quote", "caption", "title", or "cell 2 5", a cell of the
    second table's fifth row; "" for plain text. `sizes` are those of the lines of a page's letters, in points."""

    mark: str
    sizes: tuple[float, ...]

    def __new__(cls, text: str, mark: str = "", sizes: tuple[float, ...] = ()) -> Passage:
        made = super().__new__(cls, text)
        made.mark, made.sizes = mark, sizes
        return made


_ROW: Final = regex(r"\s*\|\s*|\t+")


def cells(document: Document, at: int) -> tuple[str, tuple[str, ...]] | None:
    """The cells that a passage holds, from 0, with the name of its row; None for one that is no part of a table."""
    passage = document.passages[at]
    mark = getattr(passage, "mark", "")
    if mark.startswith("cell "):
        return mark, (passage,)
    if document.unit == "row":
        return str(at), tuple(passage.split(" | "))
    bare = passage.strip()
    parts = tuple(_ROW.split(bare[1:-1].strip() if bare[:1] == bare[-1:] == "|" else bare))
    return (str(at), parts) if document.unit == "line" and len(parts) > 1 else None


@frozen
class Document:
    """A source: `unit` is what its passages are ("line", "page", "paragraph", "row"); `problem` why there are none."""

    name: str
    unit: str
    passages: tuple[str, ...]
    sha256: str
    problem: str = ""

    def words(self, first: int | None = None, last: int | None = None) -> str:
        """The text of some passages, counted from 1; of all without them."""
        if first is None:
            return "\n".join(self.passages)
        return "\n".join(self.passages[first - 1 : last or first])


class _UnreadableError(Exception):
    """A file whose words nobody can read; said in words."""


def read(name: str, data: bytes) -> Document:
    """A file's passages. Nothing is raised for a bad file: its `problem` says what is wrong."""
    sha256 = hashlib.sha256(data).hexdigest()
    kind = _kind(name, data)
    unit = {"pdf": "page", "docx": "paragraph", "html": "paragraph", "xlsx": "row", "csv": "row"}.get(kind, "line")
    try:
        passages = _READERS.get(kind, _text)(data)
    except Exception as problem:  # a stranger's file may break any library; what it was is said
        said = (
            str(problem)
            if isinstance(problem, _UnreadableError)
            else f"it is damaged or protected ({type(problem).__name__})"
        )
        return Document(name, unit, (), sha256, said)
    empty = not any(passage.strip() for passage in passages)
    return Document(
        name,
        unit,
        passages,
        sha256,
        "it holds no words; a scan must be read by a text recognition first" if empty else "",
    )


def _kind(name: str, data: bytes) -> str:
    if data[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    ending = name.rpartition(".")[2].casefold()
    if data.startswith(b"PK"):
        return ending if ending in ("docx", "xlsx") else "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "compound"
    return {"htm": "html", "xhtml": "html", "tsv": "csv"}.get(ending, ending)


def _text(data: bytes) -> tuple[str, ...]:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return tuple(data.decode(encoding).splitlines())
        except UnicodeDecodeError:
            continue
    raise _UnreadableError("it is not in UTF-8")


def _pdf(data: bytes) -> tuple[str, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[index].get_textpage() for index in range(len(document))]
        return tuple(Passage(_printed(page.get_text_bounded()), sizes=_sizes(page)) for page in pages)
    finally:
        document.close()


def _printed(text: str) -> str:
    """The words of a page: PDFium has signs of its own for a hyphen at the end of a line."""
    return re.sub(r"[\x02\ufffe]", "-", text.replace("\r\n", "\n"))


def _sizes(page: Any) -> tuple[float, ...]:
    """How large the letters of each line of a page are, at the most."""
    from pypdfium2 import raw

    sizes, size = [], 0.0
    for at in range(page.count_chars()):
        if (sign := raw.FPDFText_GetUnicode(page, at)) == 10:
            sizes.append(size)
            size = 0.0
        elif sign > 32:
            size = max(size, round(raw.FPDFText_GetFontSize(page, at), 1))
    return (*sizes, size)


def _docx(data: bytes) -> tuple[str, ...]:
    """The paragraphs of the body in order, those in tables among them; a text that was struck out by a tracked change is none."""
    from ..ooxml.markup import parse

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
        if info.file_size > _MOST:
            raise _UnreadableError("it unpacks to too much")
        root = parse(archive.read(info))
    rows = {
        row: f"cell {number} {at}"
        for number, table in enumerate(root.iter(f"{_W}tbl"), 1)
        for at, row in enumerate(table.iter(f"{_W}tr"), 1)
    }
    return tuple(Passage(_paragraph(one), _style(one, rows)) for one in root.iter(f"{_W}p"))


def _style(element: Any, rows: Mapping[Any, str]) -> str:
    """The mark of a paragraph: its row in a table, else what the name of its style says."""
    row = next((rows[one] for one in element.iterancestors(f"{_W}tr")), "")
    name = next((one.get(f"{_W}val", "") for one in element.iterfind(f"{_W}pPr/{_W}pStyle")), "").casefold()
    heading = re.fullmatch(r"(?:heading|titre|ttulo|título|überschrift|заголовок)\s?([1-6])", name)
    if row or heading:
        return row or f"h{heading[1] if heading else ''}"
    listed = name.startswith("list") or element.find(f"{_W}pPr/{_W}numPr") is not None
    return {"title": "title", "quote": "quote", "caption": "caption"}.get(name, "li" if listed else "")


def _paragraph(element: Any) -> str:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}
    parts = ((one.text or "") if one.tag == f"{_W}t" else signs.get(one.tag, "") for one in element.iter())
    return "".join(parts)


def _html(data: bytes) -> tuple[str, ...]:
    from lxml import html

    root = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    for dead in root.iter("script", "style", "template"):
        dead.text = ""
    rows = {
        row: f"cell {number} {at}"
        for number, table in enumerate(root.iter("table"), 1)
        for at, row in enumerate(table.iter("tr"), 1)
    }
    return tuple(
        Passage(text, mark) for one in root.iter() if (said := _web(one, rows)) is not None for text, mark in [said]
    )


def _web(element: Any, rows: Mapping[Any, str]) -> tuple[str, str] | None:
    """What an element says itself, outside those in it that say something themselves; None where it is none that holds words."""
    if element.tag not in BLOCKS and element.tag not in _AROUND:
        return None
    around = element.tag in _AROUND or any(child.tag in BLOCKS for child in element.iterdescendants())
    text = " ".join("".join(_said(element)).split())
    if around and not text:
        return None
    row = next((rows[one] for one in element.iterancestors("tr")), "")
    marks = {"blockquote": "quote", "figcaption": "caption", "caption": "caption"}
    kept = re.fullmatch(r"h[1-6]|li|title", str(element.tag))
    return text, row or (kept[0] if kept else marks.get(element.tag, ""))


def _said(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in BLOCKS and child.tag not in _AROUND:
            yield "".join(_said(child))
        yield child.tail or ""


def _xlsx(data: bytes) -> tuple[str, ...]:
    """The rows of all sheets, one after another."""
    from ..checks import workbook

    rows: list[str] = []
    for sheet in workbook.read(data).values():
        lines: dict[int, list[tuple[int, str]]] = {}
        for (column, row), cell in sheet.cells.items():
            if cell is not None:
                lines.setdefault(row, []).append((column, f"{cell:.15g}" if isinstance(cell, float) else cell))
        first = min((column for line in lines.values() for column, _ in line), default=0)
        for row in range(1, max(lines, default=0) + 1):
            held = dict(lines.get(row, []))
            rows.append(" | ".join(held.get(column, "") for column in range(first, max(held, default=first - 1) + 1)))
    return tuple(rows)


def _csv(data: bytes) -> tuple[str, ...]:
    """The rows of a file with separators, line by line; "1,200" without quotation marks is one number."""
    lines = _text(data)
    mark = max(";\t|,", key=next((line for line in lines if line.strip()), "").count)
    plain = mark == ","
    return tuple(
        line
        if plain and '"' not in line and re.search(r"\d,\d{3}(?!\d)", line)
        else " | ".join(next(csv.reader([line], delimiter=mark), []))
        for line in lines
    )


def _compound(_: bytes) -> tuple[str, ...]:
    raise _UnreadableError("it has a password, or is of a format from before 2007")


_READERS: Final[Mapping[str, Callable[[bytes], tuple[str, ...]]]] = MappingProxyType(
    {"pdf": _pdf, "docx": _docx, "html": _html, "xlsx": _xlsx, "csv": _csv, "compound": _compound}
)
