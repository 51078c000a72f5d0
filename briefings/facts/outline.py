"""A source document as blocks: headings, paragraphs, items, quotes, captions, rows of tables; each with the passages that it stands in.

    blocks    a Document -> Blocks in order; every word of the document is in one of them

What a heading is, marks say (Markdown, HTML, Word styles, larger letters of a PDF); in plain text capitals do, and short lines without a stop before a
paragraph or a figure. Running heads and page numbers are blocks of their own kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from ..frozen import frozen, replace
from ..regex import regex
from .documents import Document, Passage

_END: Final = regex(r"[.!?;:。！？؟।…][\"”»’)\]]*$")
_BULLET: Final = regex(r"^\s*(?:[-*•‣▪–]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_ROW: Final = regex(r"^\s*\|.*\|\s*$")
_RULE: Final = regex(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_FIGURE: Final = regex(r"^[\\~<>≈+±−-]*(?:US\$|[$€£¥]|[A-Z]{3}\s)?\s?[\d٠-٩]")
FOOTER: Final = regex(r"\s+\d{1,4}\s+[A-Z][A-Z ,:’'&/–-]{14,}(?:\d{4})?\s*$")
"""A page number and a running foot in capitals, glued to a text."""
_UNSEEN: Final = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffd-\uffff]")
"""Signs that nobody sees and no report may hold."""
_SHORT: Final = 20
"""A heading has no more words than these."""
_WIDE: Final = 45
"""A line of so many letters may go on in the next one."""


@frozen
class Block:
    """A part of a document. `kind` is "heading" (with its `level` from 1), "text", "item", "quote", "caption", "row" (its cells parted by tabs) or
    "running" (a head or a page number); `glued` is a word that was cut at the end of a line, `guessed` says that nothing marks the heading."""

    kind: str
    text: str
    first: int
    last: int
    level: int = 0
    glued: str = ""
    guessed: bool = False


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document."""
    if document.unit == "page":
        made = list(_pages(document))
    elif document.unit == "paragraph":
        made = list(_marked(document.passages))
    else:
        made = list(_lines(list(enumerate(document.passages, 1))))
    return tuple(_headed([replace(one, text=_UNSEEN.sub("", one.text)) for one in made]))


def joined(text: str) -> str:
    """The text of a printed page with each paragraph on a line of its own."""
    return "\n".join(one.text for one in _lines(list(enumerate(text.split("\n"), 1))))


def _marked(passages: Sequence[str]) -> Iterator[Block]:
    """Paragraphs whose marks say what they are."""
    row: list[tuple[str, int]] = []
    mark = ""
    for number, text in enumerate(passages, 1):
        own = text.mark if isinstance(text, Passage) else ""
        if row and own != mark:
            yield _row(row)
            row = []
        mark = own
        words = " ".join(text.split())
        if own.startswith("cell"):
            row.append((words, number))
        elif words:
            heading = re.fullmatch(r"h([1-6])", own)
            kind = "heading" if heading or own == "title" else {"li": "item", "": "text"}.get(own, own)
            yield Block(kind, words, number, number, int(heading[1]) if heading else int(own == "title"))
    if row:
        yield _row(row)


def _row(cells: Sequence[tuple[str, int]]) -> Block:
    return Block("row", "\t".join(text for text, _ in cells), cells[0][1], cells[-1][1])


def _lines(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Lines of plain text or Markdown: what stands together is a paragraph."""
    held: list[tuple[int, str]] = []
    for number, raw in lines:
        line = raw.strip("\f\ufeff \t\u00a0")
        if held and (not line or _begins(held, line)):
            yield _paragraph(held)
            held = []
        if not line or _RULE.match(raw):
            if line and not re.fullmatch(r"[\s|:-]*", line):
                yield Block("text", line, number, number)
            continue
        if _ROW.match(raw):
            yield Block("row", "\t".join(cell.strip() for cell in line.strip("|").split("|")), number, number)
        elif marked := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
            yield Block("heading", marked[2], number, number, len(marked[1]))
        elif _is_capitals(line):
            yield Block("heading", line, number, number, 1)
        else:
            held.append((number, line))
    if held:
        yield _paragraph(held)


def _begins(held: Sequence[tuple[int, str]], line: str) -> bool:
    """Whether a line begins something new: the line before was short, or it is a figure, an item, a heading."""
    before = held[-1][1]
    if _BULLET.match(line) or line.startswith("#") or _ROW.match(line) or _is_capitals(line):
        return True
    if line.startswith(">") != before.startswith(">"):
        return True
    return len(before) < _WIDE and (bool(_END.search(before)) or not line[:1].islower())


def _paragraph(held: Sequence[tuple[int, str]]) -> Block:
    text, glued = held[0][1], ""
    for _, line in held[1:]:
        if re.search(r"[^\W\d_]-$", text) and line[:1].islower():
            glued = glued or f"{text.split()[-1]}{line.split()[0]}"
            text += line
        else:
            text += f" {line}"
    first, last = held[0][0], held[-1][0]
    if text.startswith(">"):
        return Block("quote", re.sub(r"(?:^|\s)>\s?", " ", text).strip(), first, last, glued=glued)
    bullet = _BULLET.match(text)
    return Block("item" if bullet else "text", text[bullet.end() :] if bullet else text, first, last, glued=glued)


def _is_capitals(line: str) -> bool:
    """Whether a line is set in capitals: a heading of plain text."""
    letters = [sign for sign in line if sign.isalpha()]
    cased = [sign for sign in letters if sign.upper() != sign.lower()]
    return (
        len(cased) > 3
        and len(cased) == len(letters)
        and all(sign.isupper() for sign in cased)
        and len(line.split()) <= _SHORT
    )


def _pages(document: Document) -> Iterator[Block]:
    """The lines of pages: larger letters are headings, what stands on top or at the foot of three pages is running."""
    pages = [
        [(line, size) for line, size in zip(page.split("\n"), _sizes(page), strict=False) if line.strip()]
        for page in document.passages
    ]
    edges = Counter(_mask(page[at][0]) for page in pages if page for at in {0, len(page) - 1})
    running = {mask for mask, count in edges.items() if count >= 3 or (mask == "#" and count > 1)}
    usual = Counter(size for page in pages for line, size in page for _ in line).most_common(1)
    body = usual[0][0] if usual else 0.0
    larger = sorted({size for page in pages for _, size in page if size > body * 1.08}, reverse=True)
    for number, page in enumerate(pages, 1):
        held: list[tuple[int, str]] = []
        for at, (line, size) in enumerate(page):
            edge = at in (0, len(page) - 1) and _mask(line) in running
            if edge or (size in larger and not _FIGURE.match(line.strip())):
                yield from _lines(held)
                held = []
                kind = "running" if edge else "heading"
                yield Block(kind, line.strip(), number, number, 0 if edge else larger.index(size) + 1)
            else:
                held.append((number, line))
        yield from _lines(held)


def _sizes(page: str) -> tuple[float, ...]:
    sizes = page.sizes if isinstance(page, Passage) else ()
    lines = page.count("\n") + 1
    return (*sizes, *([0.0] * lines))[:lines]


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _headed(made: Sequence[Block]) -> Iterator[Block]:
    """The same blocks, with short lines before a paragraph or a figure as headings; what is printed over two lines is one."""
    merged: list[Block] = []
    for one in made:
        before = merged[-1] if merged else None
        if (
            before
            and before.kind == one.kind == "heading"
            and one.level == before.level
            and one.first - before.last <= 1
            and before.level
            and one.text[:1].islower()
        ):
            merged[-1] = replace(before, text=f"{before.text} {one.text}", last=one.last)
        else:
            merged.append(one)
    deepest = max((one.level for one in merged if one.kind == "heading"), default=0)
    for at, one in enumerate(merged):
        after = next((other for other in merged[at + 1 :] if other.kind != "running"), None)
        yield (
            replace(one, kind="heading", level=deepest + 1, guessed=True)
            if one.kind == "text" and _heads(one, after, merged[at - 1] if at else None)
            else one
        )


def _heads(one: Block, after: Block | None, before: Block | None) -> bool:
    """Whether a short line is a heading: it begins with a capital, ends without a stop, and heads a paragraph, a figure or a list of labels."""
    words = one.text.split()
    if (
        after is None
        or after.kind not in ("text", "item")
        or len(words) > _SHORT
        or _END.search(one.text)
        or "©" in one.text
    ):
        return False
    if (
        one.text[0] in '"“«„('
        or _FIGURE.match(one.text)
        or one.text[:1].islower()
        or (before is not None and is_quoted(before.text))
    ):
        return False
    if not any(sign.isalpha() for sign in one.text) or (
        before is not None and _FIGURE.match(before.text) and len(before.text.split()) < 4
    ):
        return False
    if before is not None and before.kind == "text" and before.text[:1].islower() and not _END.search(before.text):
        return False  # a label among labels
    told = after.text
    if is_quoted(told) or "©" in told:
        return False
    long = len(told.split()) >= 15 or len(told) >= 90
    return (long and bool(_END.search(told))) or bool(_FIGURE.match(told)) or told[:1].islower() or after.kind == "item"


def is_quoted(text: str) -> bool:
    """Whether a text is a quotation as a whole."""
    return bool(re.fullmatch(r"[\"“«„].{20,}[\"”»“]", text.strip(" .,")))


def is_figure(text: str) -> bool:
    """Whether a text begins with a figure."""
    return bool(_FIGURE.match(text))
