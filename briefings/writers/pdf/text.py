"""Text boxes on the page: the measured lines, tagged by what their paragraphs are, in logical order.

    title, heading  H1 … H6 (the document's first is H1)     quote        P in BlockQuote, one for a whole quote
    item            L, LI, Lbl and LBody, nested by level    caption      Caption beside a figure or table, else P
    furniture       an artifact                              all others   P

A stretch in another language is a Span with its language, or the paragraph's own when all of it is. A link is a Link with an
annotation for each line that it touches, and underlined. The words of a source that has a number are a Note, what leads to it a Reference.
Where a line break stands for a space, the space is there to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...frame import GlyphRun, Line, Paragraph, TextBox
from ...frozen import frozen
from ...geometry import EMU_PER_POINT
from ...regex import regex
from .canvas import TaggedCanvas, followed
from .metadata import clean
from .order import reading_order
from .structure import Element

# ISO 32000-1, table 347; a marker that is none of these is a bullet of some shape.
_NUMBERING = (
    (regex(r"\W*\d"), "/Decimal"),
    (regex(r"\W*[ivx]+\W*\Z"), "/LowerRoman"),
    (regex(r"\W*[IVX]+\W*\Z"), "/UpperRoman"),
    (regex(r"\W*[a-z]\W*\Z"), "/LowerAlpha"),
    (regex(r"\W*[A-Z]\W*\Z"), "/UpperAlpha"),
    (regex(r"[○◦]"), "/Circle"),
    (regex(r"[■□▪▫]"), "/Square"),
)


def draw(canvas: TaggedCanvas, box: TextBox, parent: Element | None, *, captioned: bool = False) -> None:
    """Draws a text box below an element; without one it is an artifact. `captioned` says that captions in it have their figure."""
    by_paragraph: dict[int, list[Line]] = {}
    for line in box.lines:
        by_paragraph.setdefault(line.paragraph, []).append(line)
    origin = (box.content.x, box.content.y + box.shift)
    places = _Places(canvas, parent, captioned)
    for index, paragraph in enumerate(box.paragraphs):
        lines = by_paragraph.get(index)
        if not lines or not any(line.runs for line in lines):
            continue
        furniture = paragraph.kind == "furniture" or bool(box.field)
        words, label = places.find(paragraph, lines[0].marker, furniture)
        if words is not None and paragraph.runs[0].note:
            words = canvas.tree.note(words, paragraph.runs[0].note)
        for line in lines:
            if line.marker is not None:
                with canvas.marked(label, furniture=furniture):
                    _show(canvas, _Placed(line.marker, line, label is not None), origin)
        _draw_words(canvas, words, paragraph, lines, origin, furniture)


def draw_inline(canvas: TaggedCanvas, box: TextBox, element: Element | None) -> None:
    """Draws a text box whose words belong to one element, such as a table's cell; several paragraphs become its P."""
    if len(box.paragraphs) != 1 or box.paragraphs[0].kind != "cell":
        draw(canvas, box, element)
    elif box.lines:
        origin = (box.content.x, box.content.y + box.shift)
        _draw_words(canvas, element, box.paragraphs[0], box.lines, origin, furniture=False)


@dataclass(slots=True)
class _Level:
    """A list that is open: its outline level, its element, and where its last item's words go."""

    level: int
    list: Element
    body: Element


@dataclass(slots=True)
class _Places:
    """Where the paragraphs of a box go in the tree; knows the lists and the quote that are still open."""

    canvas: TaggedCanvas
    parent: Element | None
    captioned: bool
    levels: list[_Level] = field(default_factory=list)
    quote: Element | None = None

    def find(
        self, paragraph: Paragraph, marker: GlyphRun | None, furniture: bool
    ) -> tuple[Element | None, Element | None]:
        """The elements for a paragraph's words and for its marker."""
        if self.parent is None or furniture:
            return None, None
        if paragraph.kind != "item":
            self.levels.clear()
        if paragraph.kind != "quote":
            self.quote = None
        match paragraph.kind:
            case "title":
                return self.parent.add(self.canvas.tree.heading(paragraph.level or 1)), None
            case "heading":
                return self.parent.add(self.canvas.tree.heading(paragraph.level or 2)), None
            case "item":
                return self._item(self.parent, paragraph, marker)
            case "quote":
                self.quote = self.quote or self.parent.add("BlockQuote")
                return self.quote.add("P"), None
            case "caption" if self.captioned:
                return self.parent.add("Caption"), None
            case _:
                return self.parent.add("P"), None

    def _item(self, parent: Element, paragraph: Paragraph, marker: GlyphRun | None) -> tuple[Element, Element | None]:
        while self.levels and self.levels[-1].level > paragraph.level:
            self.levels.pop()
        if not self.levels or self.levels[-1].level < paragraph.level:
            above = self.levels[-1].body if self.levels else parent
            made = above.add("L", attributes={"O": "/List", "ListNumbering": _numbering(marker)})
            self.levels.append(_Level(paragraph.level, made, made))
        item = self.levels[-1].list.add("LI")
        label = item.add("Lbl") if marker is not None else None
        self.levels[-1].body = item.add("LBody")
        return self.levels[-1].body, label


@frozen
class _Placed:
    """A run on its line; `space_after` where the line's end stands for a space."""

    run: GlyphRun
    line: Line
    space_after: bool = False


def _draw_words(
    canvas: TaggedCanvas,
    element: Element | None,
    paragraph: Paragraph,
    lines: Sequence[Line],
    origin: tuple[int, int],
    furniture: bool,
) -> None:
    """A paragraph's lines, cut where links and languages change."""
    placed = list(_in_order(paragraph, lines))
    if element is None:
        with canvas.marked(None, furniture=furniture):
            for one in placed:
                _show(canvas, one, origin)
        return
    languages = {one.run.run.language.casefold(): one.run.run.language for one in placed if one.run.run.language}
    if len(languages) == 1:
        element.speak(*languages.values())
    begins = next((one.run.run.note for one in placed[:1]), 0)
    for link, language, note, stretch in _stretches(placed):
        target = element
        if note and note != begins:
            target = canvas.tree.reference(element, note)
        elif link:
            target = element.add("Link", language=language)
        elif language and language.casefold() != element.spoken.casefold():
            target = element.add("Span", language=language)
        with canvas.marked(target):
            for one in stretch:
                _show(canvas, one, origin, underlined=bool(link))
        if link:
            _annotate(canvas, target, link, stretch, origin)


def _show(canvas: TaggedCanvas, placed: _Placed, origin: tuple[int, int], *, underlined: bool = False) -> None:
    run = placed.run
    x = (origin[0] + run.x) / EMU_PER_POINT
    y = canvas.up(origin[1] + placed.line.baseline)
    canvas.glyphs(run, x, y, space_after=placed.space_after)
    if underlined:
        canvas.underline(run, x, y)


def _annotate(
    canvas: TaggedCanvas, element: Element, link: str, stretch: Iterable[_Placed], origin: tuple[int, int]
) -> None:
    """One annotation for each line that a link touches."""
    says = clean("".join(one.run.text + (" " if one.space_after else "") for one in stretch)) or link
    by_line: dict[int, list[_Placed]] = {}
    for one in stretch:
        by_line.setdefault(one.line.start, []).append(one)
    for parts in by_line.values():
        line = parts[0].line
        left = (origin[0] + min(one.run.x for one in parts)) / EMU_PER_POINT
        right = (origin[0] + max(one.run.x + one.run.width for one in parts)) / EMU_PER_POINT
        canvas.link(
            element,
            link,
            (left, canvas.up(origin[1] + line.top + line.height), right, canvas.up(origin[1] + line.top)),
            says,
        )


def _stretches(placed: Iterable[_Placed]) -> Iterator[tuple[str, str, int, list[_Placed]]]:
    """Runs that follow each other with one link, one language and one note. Links that nobody may follow are none."""
    current: list[_Placed] = []
    key = ("", "", 0)
    for one in placed:
        logical = one.run.run
        here = (logical.link if followed(logical.link) else "", logical.language, logical.note)
        if current and here != key:
            yield *key, current
            current = []
        key = here
        current.append(one)
    if current:
        yield *key, current


def _in_order(paragraph: Paragraph, lines: Sequence[Line]) -> Iterator[_Placed]:
    """A paragraph's runs in the order they are read."""
    text = paragraph.text
    for number, line in enumerate(lines):
        runs = reading_order(line.runs, text[line.start : line.stop], paragraph.rtl)
        spaced = bool(runs) and number + 1 < len(lines) and not runs[-1].text[-1:].isspace()
        if spaced:
            following = lines[number + 1].start
            spaced = any(char.isspace() for char in text[max(0, line.stop - 1) : following + 1])
        for run in runs:
            yield _Placed(run, line, spaced and run is runs[-1])


def _numbering(marker: GlyphRun | None) -> str:
    if marker is None:
        return "/None"
    return next((kind for pattern, kind in _NUMBERING if pattern.match(marker.text.strip())), "/Disc")
