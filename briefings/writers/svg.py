"""A page as SVG: a picture that keeps its edges at any size.

Letters are drawn as their outlines, since a program that opens the file has not the fonts that it was measured with: so lines break, and
Arabic joins, the same everywhere. The words themselves lie over them and leave no ink, to be found, copied and verified.
Nothing is fetched and no script is in it. The same page gives the same bytes.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, assert_never
from xml.sax.saxutils import escape

from ..frame import (
    Chart,
    Drawing,
    DrawnPath,
    DrawnText,
    Frame,
    GlyphRun,
    Group,
    Icon,
    Item,
    Panel,
    Picture,
    Rule,
    Table,
    TextBox,
)
from ..geometry import EMU_PER_POINT, Box, to_points
from ..icons import GRID
from ..language import of
from ..look import Colour
from ..svg_paths import number as _n
from ..svg_paths import path
from ..text.fonts import Face
from ..text.outlines import outline
from .pdf.order import reading_order

_TABLE_RULE: Final = 0.5
_FINE: Final = 100
"""Places are told in hundredths of a point."""
_MIME: Final = {"jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png"}


def write(frame: Frame, id: str, alt: str, size: tuple[int, int]) -> bytes:
    """A page as one SVG file (SVG 1.1, in UTF-8), so many pixels wide and high; `alt` is for those who cannot see it. `id` names it among others
    that stand in one web page."""
    wide, high = to_points(frame.page.width), to_points(frame.page.height)
    language = of(frame.language)
    body = "".join(
        (_rect(frame.page.box, frame.background), *(_item(one, frame.rtl) for one in (*frame.fixed, *frame.items)))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" viewBox="0 0 {_n(wide)} {_n(high)}"'
        f' role="img" aria-labelledby="{id}-title {id}-desc" xml:lang="{language.tag}" lang="{language.tag}">'
        f'<title id="{id}-title">{_text(frame.title)}</title><desc id="{id}-desc">{_text(alt)}</desc>{body}</svg>\n'
    ).encode()


def _item(item: Item, rtl: bool) -> str:
    match item:
        case TextBox():
            return _words(item)
        case Panel():
            return _panel(item)
        case Rule():
            return _line(*item.ends, item.colour, item.weight / EMU_PER_POINT)
        case Icon():
            return _icon(item)
        case Picture():
            return _picture(item)
        case Table():
            return "".join(_table(item))
        case Chart():
            return _chart(item, rtl)
        case Group():
            return f"<g>{''.join(_item(child, rtl) for child in item.items)}</g>"
        case _:
            assert_never(item)


def _rect(box: Box, fill: Colour | None, line: Colour | None = None, weight: int = 0) -> str:
    place = f'x="{_e(box.x)}" y="{_e(box.y)}" width="{_e(box.width)}" height="{_e(box.height)}"'
    return f"<rect {place}{_paint(fill, line, weight / EMU_PER_POINT)}/>"


def _paint(fill: Colour | None, line: Colour | None = None, weight: float = 0.0, dash: Sequence[float] = ()) -> str:
    drawn = f' fill="#{fill.rgb}"' if fill is not None else ' fill="none"'
    if line is not None:
        drawn += f' stroke="#{line.rgb}" stroke-width="{_n(weight)}"'
        drawn += f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return drawn


def _panel(item: Panel) -> str:
    box, paint = item.box, _paint(item.fill, item.line, item.weight / EMU_PER_POINT)
    if item.shape == "ellipse":
        middle = f'cx="{_e(box.x + box.width / 2)}" cy="{_e(box.y + box.height / 2)}"'
        return f'<ellipse {middle} rx="{_e(box.width / 2)}" ry="{_e(box.height / 2)}"{paint}/>'
    if item.shape == "rect":
        return _rect(box, item.fill, item.line, item.weight)
    point = min(box.height / 2, box.width)
    tip, neck, end = (box.right, box.right - point, box.x)
    if item.shape == "arrow-left":
        tip, neck, end = (box.x, box.x + point, box.right)
    places = ((end, box.y), (neck, box.y), (tip, box.y + box.height / 2), (neck, box.bottom), (end, box.bottom))
    return f'<polygon points="{" ".join(f"{_e(x)},{_e(y)}" for x, y in places)}"{paint}/>'


def _line(start: tuple[float, float], stop: tuple[float, float], colour: Colour, weight: float) -> str:
    ends = f'x1="{_e(start[0])}" y1="{_e(start[1])}" x2="{_e(stop[0])}" y2="{_e(stop[1])}"'
    return f"<line {ends}{_paint(None, colour, weight)}/>"


def _icon(item: Icon) -> str:
    each = to_points(item.box.width) / GRID
    left, top = to_points(item.box.x), to_points(item.box.y)
    steps = path(item.lines, left, top, each, each)
    paint = _paint(None, item.colour, to_points(item.weight))
    return f'<path d="{steps}"{paint} stroke-linecap="round" stroke-linejoin="round"/>'


def _picture(item: Picture) -> str:
    """A picture cut to its box, within a frame of its own that hides what is cut off."""
    box = item.box
    left, top, right, bottom = item.crop
    wide, high = box.width / max(1e-6, 1 - left - right), box.height / max(1e-6, 1 - top - bottom)
    told = (
        f"data:{_MIME.get(item.image.format, 'image/png')};base64,{base64.b64encode(item.image.data).decode('ascii')}"
    )
    place = f'x="{_e(-left * wide)}" y="{_e(-top * high)}" width="{_e(wide)}" height="{_e(high)}"'
    return (
        f'<svg x="{_e(box.x)}" y="{_e(box.y)}" width="{_e(box.width)}" height="{_e(box.height)}" overflow="hidden">'
        f'<image {place} preserveAspectRatio="none" href="{told}"/></svg>'
    )


def _table(item: Table) -> Iterator[str]:
    for number, row in enumerate(item.rows):
        heads = number < item.header_rows
        for cell in row:
            yield _rect(cell.text.box, cell.fill) if cell.fill is not None else ""
            yield _words(cell.text)
        if item.rule is not None and not (heads and any(cell.fill for cell in row)):
            y = item.box.y + sum(item.heights[: number + 1])
            yield _line((item.box.x, y), (item.box.right, y), item.rule, _TABLE_RULE)


def _chart(item: Chart, rtl: bool) -> str:
    drawing = item.drawing
    left, top = to_points(item.box.x), to_points(item.box.y)
    across = to_points(item.box.width) / drawing.width if drawing.width else 1.0
    down = to_points(item.box.height) / drawing.height if drawing.height else 1.0
    place = f"matrix({_n(across, 5)} 0 0 {_n(down, 5)} {_n(left)} {_n(top)})"
    inner = "".join(
        (*(_path(one, drawing) for one in drawing.paths), *(_drawn(one, drawing, rtl) for one in drawing.texts))
    )
    return f'<g transform="{place}">{inner}</g>'


def _path(drawn: DrawnPath, drawing: Drawing) -> str:
    steps = path(drawn.segments, y=drawing.height, down=-1)
    return f'<path d="{steps}"{_paint(drawn.fill, drawn.stroke, drawn.weight, drawn.dash)}/>'


def _drawn(words: DrawnText, drawing: Drawing, rtl: bool) -> str:
    """A text of a drawing, turned about its beginning."""
    x, y = words.x, drawing.height - words.y
    runs = reading_order(words.runs, words.text, rtl and all(run.rtl for run in words.runs))
    inner = "".join(_run(run, to_points(run.x), 0) for run in runs)
    turn = f" rotate({_n(-words.angle)})" if words.angle else ""
    return f'<g class="p" transform="translate({_n(x)} {_n(y)}){turn}">{inner}</g>'


def _words(box: TextBox) -> str:
    """A text box: a group for each paragraph, and in it one for each line."""
    x, y = box.content.x, box.content.y + box.shift
    made: dict[int, list[str]] = {}
    for line in box.lines:
        paragraph = box.paragraphs[line.paragraph]
        runs = reading_order(line.runs, paragraph.text[line.start : line.stop], paragraph.rtl)
        marked: Iterable[GlyphRun] = (line.marker, *runs) if line.marker is not None else runs
        down = to_points(y + line.baseline)
        inner = "".join(_run(run, to_points(x + run.x), down) for run in marked)
        made.setdefault(line.paragraph, []).append(f'<g class="l">{inner}</g>')
    return "".join(f'<g class="p">{"".join(lines)}</g>' for lines in made.values())


def _run(run: GlyphRun, x: float, y: float) -> str:
    """A stretch of glyphs as one path, and its words over it."""
    scale = run.size / run.face.upem
    at, steps = x, list[str]()
    for glyph in run.glyphs:
        if drawn := _glyph(run.face, glyph.id, run.size):
            steps.append(f"M{_n(at + glyph.dx * scale)} {_n(y - glyph.dy * scale)}{drawn}")
        at += glyph.advance * scale
    ink = f'<path d="{"".join(steps)}" fill="#{run.run.style.colour.rgb}"/>' if steps else ""
    wide = to_points(run.width)
    if not run.text.strip():
        return f'{ink}<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(run.size)}" fill-opacity="0" xml:space="preserve"> </text>'
    words = (
        f'<text x="{_n(x + wide / 2)}" y="{_n(y)}" text-anchor="middle" font-family="sans-serif" font-size="{_n(run.size)}"'
        f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs" direction="{"rtl" if run.rtl else "ltr"}"'
        f' fill-opacity="0" xml:space="preserve">{_text(run.text)}</text>'
    )
    return ink + words


@lru_cache(8192)
def _glyph(face: Face, id: int, size: float) -> str:
    """A glyph's outline by steps from one place to the next, the first from its origin; rounded so that no error adds up."""
    scale = size / face.upem * _FINE
    x, y, start = 0, 0, (0, 0)
    made: list[str] = []
    for kind, *numbers in outline(face, id):
        if kind == "Z":
            made.append("z")
            x, y = start
            continue
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        places = [(round(float(a) * scale), round(-float(b) * scale)) for a, b in pairs]
        made.append(str(kind).lower() + " ".join([f"{_step(a - x)} {_step(b - y)}" for a, b in places]))
        x, y = places[-1]
        start = (x, y) if kind == "M" else start
    return "".join(made)


@lru_cache(4096)
def _step(fine: int) -> str:
    """A length in hundredths; outlines have few that differ."""
    return _n(fine / _FINE)


def _text(said: str) -> str:
    return escape("".join(char for char in said if char >= " " or char in "\t\n"))


def _e(emu: float) -> str:
    """A length in EMU as points."""
    return _n(emu / EMU_PER_POINT)
