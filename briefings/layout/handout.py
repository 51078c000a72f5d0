"""Pages of paper for those who speak: each slide's picture with its notes below it, on as many pages as these take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..blocks.text import paragraph, text_box
from ..frame import Chart, Frame, Group, Item, Layout, Paragraph, Picture, Run, Slide, Table, TextBox
from ..frozen import replace
from ..geometry import Box, PageSize, points
from ..look import Colour, Look, TextStyle
from ..values import Span

MARGIN: Final = points(48)
SIZE: Final = 11.0
HEAD: Final = 14.0
FOOT: Final = 9.0
GAP: Final = points(9)
INK: Final = Colour("1A1A1A")
QUIET: Final = Colour("595959")
"""On paper words are dark, whatever the theme's colours for screens."""
ALT: Final = 1_000
"""A slide's words in place of its picture are cut after so many letters: the notes below say all of it."""


def handout(laid: Layout, paper: PageSize, look: Look) -> Layout:
    """The slides of a layout as pages of paper: a slide's number and title, its picture, and its notes."""
    look = replace(look, overrides={}, on="page")
    frames: list[Frame] = []
    for number, slide in enumerate(laid.frames, 1):
        frames += _pages(number, slide, laid.properties.title, paper, look, len(frames))
    return replace(laid, frames=tuple(frames))


def _pages(number: int, slide: Frame, title: str, paper: PageSize, look: Look, before: int) -> Iterator[Frame]:
    """A slide's pages: its notes go on where the first has no room for them."""
    width = paper.width - 2 * MARGIN
    head = _words(f"{slide.id}.head", f"{number}  {slide.title}", HEAD, width, look, bold=True, level=1)
    head = replace(head, box=head.box.moved(MARGIN, MARGIN))
    box = Box(MARGIN, head.box.bottom + GAP, width, width * slide.page.height // slide.page.width)
    shown: Slide | None = Slide(slide, box, _said(slide), QUIET)
    items: list[Item] = [head]
    y, page, bottom = box.bottom + GAP * 2, 1, paper.height - MARGIN - points(24)
    notes = [_on_paper(one) for one in slide.notes]
    while notes or shown:
        while notes:
            made = text_box(f"{slide.id}.note-{page}-{len(items)}", (notes[0],), width, look)
            fits = [line for line in made.lines if y + line.top + line.height <= bottom]
            if not fits:
                break
            if len(fits) < len(made.lines):
                first, rest = _parted(notes[0], fits[-1].stop)
                made = text_box(made.id, (first,), width, look)
                notes[0] = rest
            else:
                del notes[0]
            items.append(replace(made, box=made.box.moved(MARGIN, y)))
            y += made.box.height + GAP // 2
            if len(fits) < len(made.lines):
                break
        items.append(_foot(title, before + page, paper, look))
        yield Frame(
            id=slide.id if page == 1 else f"{slide.id}.page-{page}",
            page=paper,
            layout="handout",
            title=f"{number}  {slide.title}",
            items=tuple(items),
            section=slide.section,
            language=slide.language,
            rtl=slide.rtl,
            slide=shown,
        )
        page, y, items, shown = page + 1, head.box.bottom + GAP, [head], None


def _words(id: str, text: str, size: float, width: int, look: Look, *, bold: bool = False, level: int = 0) -> TextBox:
    style = TextStyle(size, INK, bold=bold)
    words = paragraph((Span(text, language=look.language),), style, look, "heading" if level else "text", level)
    return text_box(id, (words,), width, look)


def _foot(title: str, number: int, paper: PageSize, look: Look) -> TextBox:
    """The report's title and the page's number at the foot, which nobody needs to hear again."""
    style = TextStyle(FOOT, QUIET)
    words = paragraph((Span(f"{title}\u00a0· {number}", language=look.language),), style, look, "furniture")
    width = paper.width - 2 * MARGIN
    made = text_box(f"foot-{number}", (words,), width, look)
    return replace(made, box=made.box.moved(MARGIN, paper.height - MARGIN - made.box.height))


def _on_paper(note: Paragraph) -> Paragraph:
    """A note in the type of paper."""

    def style(given: TextStyle) -> TextStyle:
        return replace(given, size=SIZE, colour=INK, spacing=1.15)

    return replace(note, style=style(note.style), runs=tuple(replace(run, style=style(run.style)) for run in note.runs))


def _parted(note: Paragraph, at: int) -> tuple[Paragraph, Paragraph]:
    """A note in two at a place in its text."""
    head: list[Run] = []
    tail: list[Run] = []
    start = 0
    for run in note.runs:
        cut = min(max(at - start, 0), len(run.text))
        head += [replace(run, text=run.text[:cut])] if cut else []
        tail += [replace(run, text=run.text[cut:])] if cut < len(run.text) else []
        start += len(run.text)
    if tail:
        tail[0] = replace(tail[0], text=tail[0].text.lstrip())
    return replace(note, runs=tuple(head)), replace(note, runs=tuple(tail))


def _said(slide: Frame) -> str:
    """What stands on a slide, in the order of reading."""
    told = ". ".join(dict.fromkeys(words for item in slide.items for words in _texts(item) if words))
    return told if len(told) <= ALT else f"{told[:ALT].rsplit(' ', 1)[0]} …"


def _texts(item: Item) -> Iterator[str]:
    match item:
        case Group():
            for child in item.items:
                yield from _texts(child)
        case TextBox():
            yield from (words.text.strip() for words in item.paragraphs if words.kind != "furniture")
        case Table():
            for row in item.rows:
                yield ", ".join(words.text for cell in row for words in cell.text.paragraphs)
        case Picture() if not item.decorative:
            yield item.alt
        case Chart():
            yield item.alt or item.spec.alt
        case _:
            return
