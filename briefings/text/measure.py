"""How high a text is in a box so wide, and where each of its glyphs stands.

`set_text` breaks paragraphs into lines as LibreOffice does (measured) and PowerPoint is taken to (not measured) and shapes them as the PDF draws them: one answer for
both formats. Lengths are in EMU, from the content box's top left corner, y downwards.

- Lines break greedily at the opportunities of UAX #14; spaces at a line's end hang beyond it; a word wider than the line is
  broken between grapheme clusters.
- What is on a line must fit twice: with the font's own advances, as the PDF sets it and PowerPoint is taken to, a five-thousandth of the width left
  over; and with LibreOffice's, which are whole dots of 1/600 inch, up to 1 % wider or narrower by the size of the type. Both
  without kerning, which can only make a line shorter. So no program should draw more lines than are counted here.
- A line is as high as `FontSet.line` says for its largest size; `spacing` and `leading` change it as LibreOffice 7.4 does
  (measured): above 100 % the room goes over the line, below it the baseline stands at four fifths of the height.
- `before` of the first paragraph and `after` of the last count for nothing; between two paragraphs both are added.
- Order on a line is UAX #9 (L1, L2); start, end, indents and bullets change sides in right-to-left paragraphs.

A wider box never gives more lines, nor, where a paragraph has one size, a greater height; but where LibreOffice moves down a word with
solidi that it parts in a narrower one.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise, zip_longest
from typing import Final, NamedTuple, TypeAlias

from ..frame import GlyphRun, Line, Paragraph, Run
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT
from ..look import FontRole, TextStyle
from .bidi import Levels, levels_of, visual_runs
from .fonts import Face, FontSet, Script, scripts
from .linebreak import graphemes, opportunities
from .shape import Shaped, shaped
from .whole import NUMBERED, SOLIDUS, Places, places

RESERVE: Final = 0.0002
"""The share of a line's width that is left free, for what a program may round."""

_PIXEL: Final = 914_400 // 600
"""LibreOffice sets a text on a slide as for a printer of 600 dots to the inch: the size of the type, and then each advance, are
whole dots (measured with 7.4). At 9 points that makes Latin text 0.7 % wider, at 10.5 points 1.1 % narrower."""

_KERNED: Final = 0.012
"""By no more of its width, but for rare pairs of letters, does kerning make a line shorter than it is measured."""

_LINE_ENDS: Final = frozenset("\n\x0b\x0c\r\x85\u2028\u2029")
_HANGING: Final = _LINE_ENDS | {" ", "\t"}
_SOFT_HYPHEN: Final = "\xad"
_DIVIDING: Final = frozenset("-\u2010\u2013")
_LONE_LETTER: Final = re.compile("(?:^|[ \u00a0(«“])[^\\W\\d_] $")
_CLOSED_BEFORE_WORD: Final = re.compile(
    "[、。〉》」』】〕〗〙〛，．）］｝｡｣､][^\\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]|[,.:;][0-9]"
)
"""LibreOffice breaks after these only before Chinese, not before a Latin letter or a digit: "2023" goes down with the "。"
before it, and "000" with a comma that has no digit before it. A break less never makes fewer lines, so no program is promised too much."""

_WORD_BEFORE_OPEN: Final = re.compile(
    "[^\\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\uffef\U00020000-\U0003ffff][〈《「『【〔〖〘〚（［｛｟｢]"
)
"""Where the bracket is the first thing that no longer fits, LibreOffice does not break between the two but before the word: "24/7" goes
down with the "《" after it, unless it stands alone on its line."""

_GAP: Final = 0.24
"""The space in ems that LibreOffice sets between Chinese and Latin text (a fifth of its line height): Chinese typography asks
for about as much. PowerPoint is taken to leave it out (not measured), which makes its lines a little shorter."""

_BELOW: Final = 0.8
"""Where LibreOffice puts the baseline of a line that `spacing` makes lower than the font's own, as a share of its height."""


@frozen
class _Item:
    """A stretch of a paragraph that is shaped as one: one run, one face, one direction. `scale` is EMU to a font unit; `gap`
    is what is left free after it, in EMU, between Chinese and what is not."""

    start: int
    stop: int
    run: Run
    face: Face
    rtl: bool
    scale: float
    shaped: Shaped
    gap: float = 0.0


class _Written(NamedTuple):
    """A run without what only colours or scales it: all that shaping and line breaking depend on."""

    text: str
    font: FontRole
    bold: bool
    italic: bool
    capitals: bool
    link: bool
    language: str


class _Piece(NamedTuple):
    """A stretch of the run with this number, of one level and face, before shaping."""

    start: int
    stop: int
    run: int
    level: int
    face: Face
    asian: bool


class _Formed(NamedTuple):
    """A piece as it is shaped; `meeting` where it is followed by Chinese and is not, or the other way round."""

    piece: _Piece
    shaped: Shaped
    meeting: bool


class _Opportunity(NamedTuple):
    """A place to break: what is seen of the line ends at `seen`, what has to fit on it at `fits`, and a hyphen of this width is
    added to it. A `weak` one is passed over where the next character is the first that does not fit."""

    at: int
    seen: int
    fits: int
    mandatory: bool
    hyphen: float = 0.0
    weak: bool = False


class _Analysed(NamedTuple):
    """What a paragraph is in type of any size: layout tries many. A hyphen in `breaks` is 1 wide."""

    text: str
    levels: Levels
    formed: tuple[_Formed, ...]
    breaks: tuple[_Opportunity, ...]
    places: Places


@frozen
class _Prepared:
    """A paragraph before its width is known. `edges[i]` is how far the i-th character is from the first, in reading order; `office`
    is the same with LibreOffice's advances; `ends` and `office_ends` are those of the places to break. `margin` is the share of a line that
    is left free where the fonts are not those that will be drawn; `places` has those to break that `whole` passes over."""

    text: str
    levels: Levels
    items: tuple[_Item, ...]
    edges: tuple[float, ...]
    office: tuple[float, ...]
    breaks: tuple[_Opportunity, ...]
    ends: tuple[float, ...]
    office_ends: tuple[float, ...]
    margin: float
    places: Places


_Unwanted: TypeAlias = Callable[[_Prepared, int], bool]


class _Extent(NamedTuple):
    """The characters of a line: `seen` is where its hanging spaces begin; `hyphen` that a soft one at its end shows."""

    start: int
    seen: int
    stop: int
    hyphen: bool = False


def set_text(paragraphs: tuple[Paragraph, ...], width: int, fonts: FontSet) -> tuple[Line, ...]:
    """The lines of a text box whose content is so wide, from top to bottom. An empty paragraph is one empty line."""
    lines: list[Line] = []
    top = 0
    for index, paragraph in enumerate(paragraphs):
        if index:
            top += paragraphs[index - 1].style.after + paragraph.style.before
        block = _set_paragraph(paragraph, width, fonts)
        if index or top:
            lines += [
                Line(index, one.start, one.stop, one.runs, one.x, one.width, one.top + top, one.height, one.baseline + top,
                     one.marker)
                for one in block
            ]  # fmt: skip
        else:
            lines += block
        top += block[-1].top + block[-1].height
    return tuple(lines)


@lru_cache(maxsize=4096)
def set_line(
    text: str, style: TextStyle, fonts: FontSet, language: str = "en", rtl: bool = False
) -> tuple[GlyphRun, ...]:
    """A text on one line, as glyph runs from the left edge at 0: labels of charts, bullets. Line ends in it are not seen."""
    paragraph = Paragraph((Run(text, style, language=language),), style, "label", rtl=rtl)
    prepared = _prepare(paragraph, fonts)
    return _glyph_runs(prepared, 0, len(text))


def natural_width(paragraph: Paragraph, fonts: FontSet) -> int:
    """The least width at which a paragraph stays on one line (or one for each line end in it), reserve and indents included."""
    prepared = _prepare(paragraph, fonts)
    offsets = _offsets(paragraph, fonts)
    most = offset = offsets[0]
    start = 0
    for end in prepared.breaks:
        if end.mandatory:
            most = max(most, offset + _needed(prepared, start, end))
            start, offset = end.at, offsets[1]
    return most


def widest_word(paragraphs: tuple[Paragraph, ...], fonts: FontSet) -> int:
    """The least width at which no word is broken, reserve and indents included."""
    most = 0
    for paragraph in paragraphs:
        prepared = _prepare(paragraph, fonts)
        first, rest = _offsets(paragraph, fonts)
        start, offset = 0, first
        for end in prepared.breaks:
            most = max(most, offset + _needed(prepared, start, end))
            start, offset = end.at, rest
    return most


def line_height(style: TextStyle, fonts: FontSet, text: str = "") -> int:
    """The height of one line in a type style; `text` says in which script, Latin without it."""
    line = fonts.line(style.font, text)
    return _leaded(style, style.size * line.ascent, style.size * line.descent)[0]


def forget() -> None:
    """Lets go of all that was kept of paragraphs set before: for those who measure what setting one costs."""
    for kept in (set_line, _set_paragraph, _prepare, _analysed, _office_edges):
        kept.cache_clear()


# Lines ----------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _set_paragraph(paragraph: Paragraph, width: int, fonts: FontSet) -> tuple[Line, ...]:
    """One paragraph's lines, counted from its own top."""
    prepared = _prepare(paragraph, fonts)
    first, rest = _offsets(paragraph, fonts)
    stretches = _tall(paragraph, prepared.text, fonts)
    lines: list[Line] = []
    top = 0
    for extent in _extents(paragraph, prepared, width - first, width - rest):
        offset = rest if lines else first
        height, ascent = _height(paragraph.style, stretches, extent.start, extent.stop)
        left = 0 if paragraph.rtl else offset
        runs = _glyph_runs(prepared, extent.start, extent.seen, left, extent.hyphen)
        taken = runs[-1].x + runs[-1].width - left if runs else 0
        x = _start_x(paragraph, width, offset, taken)
        if x != left:
            runs = tuple([_moved(run, x - left) for run in runs])
        marker = None if lines else _marker(paragraph, width, fonts)
        lines.append(Line(0, extent.start, extent.stop, runs, x, taken, top, height, top + ascent, marker))
        top += height
    return tuple(lines)


def _extents(paragraph: Paragraph, prepared: _Prepared, first: int, rest: int) -> list[_Extent]:
    """Where the lines begin and end when the first has `first` EMU and the others `rest`."""
    extents = _broken(prepared, first, rest)
    if len(extents) == 1:
        return extents
    heads = paragraph.kind in ("title", "heading")
    return _held_together(
        prepared, extents, first, rest, (_before_last_word, _after_hyphen, _after_letter) if heads else (_before_digit,)
    )


def _held_together(
    prepared: _Prepared, extents: list[_Extent], first: int, rest: int, rules: Sequence[_Unwanted]
) -> list[_Extent]:
    """The lines without unwanted breaks: in a title the one before its last word, those inside words with a hyphen and those after a
    word of one letter ("в", "à", "a"). Each rule holds unless it takes a line more or breaks a word."""
    for unwanted in rules:
        tied = _without_breaks(prepared, unwanted)
        better = _broken(tied, first, rest) if tied is not prepared else extents
        known = {end.at for end in tied.breaks}
        if len(better) == len(extents) and all(one.stop in known for one in better):
            prepared, extents = tied, better
    return extents


def _without_breaks(prepared: _Prepared, unwanted: _Unwanted) -> _Prepared:
    """A paragraph that may not break in some of its places; itself where there are none."""
    kept = [index for index, end in enumerate(prepared.breaks) if end.mandatory or not unwanted(prepared, index)]
    if len(kept) == len(prepared.breaks):
        return prepared
    return replace(
        prepared,
        breaks=tuple([prepared.breaks[index] for index in kept]),
        ends=tuple([prepared.ends[index] for index in kept]),
        office_ends=tuple([prepared.office_ends[index] for index in kept]),
    )


def _before_last_word(prepared: _Prepared, index: int) -> bool:
    return index == len(prepared.breaks) - 2 and prepared.text[prepared.breaks[index].at - 1] == " "


def _after_hyphen(prepared: _Prepared, index: int) -> bool:
    return prepared.text[prepared.breaks[index].at - 1] in "-\u2010"


def _before_digit(prepared: _Prepared, index: int) -> bool:
    return NUMBERED.match(prepared.text, prepared.breaks[index].at - 1) is not None


def _after_letter(prepared: _Prepared, index: int) -> bool:
    at = prepared.breaks[index].at
    return _LONE_LETTER.search(prepared.text, max(0, at - 3), at) is not None


def _broken(prepared: _Prepared, first: int, rest: int) -> list[_Extent]:
    """The lines, each as long as it can be."""
    extents: list[_Extent] = []
    breaks, ends, edges = prepared.breaks, prepared.ends, prepared.edges
    start, tried, alone = 0, 0, False
    for forced in [index for index, end in enumerate(breaks) if end.mandatory]:
        while True:
            width = max(0, rest if extents else first)
            room = width * (1 - RESERVE - prepared.margin)
            limit, office_limit = edges[start] + room, prepared.office[start] + width * (1 - prepared.margin)
            found = min(
                bisect_right(ends, limit, tried) - 1,
                bisect_right(prepared.office_ends, office_limit, tried) - 1,
                forced,
            )
            while found >= tried and breaks[found].hyphen and ends[found] + breaks[found].hyphen > limit:
                found -= 1
            if found > tried and breaks[found].weak:
                beyond = breaks[found].at + 1
                found -= edges[beyond] > limit or prepared.office[beyond] > office_limit
            late = _late(prepared, start, breaks[found].at if found >= tried else start, width)
            if late is not None:
                extents.append(_Extent(start, late, late))
                start = late
                while breaks[tried].at <= late:
                    tried += 1
                continue
            end = breaks[tried]
            if end.fits > end.seen and edges[end.seen] <= limit and prepared.office[end.seen] <= office_limit:
                found = max(found, tried)  # but for its space the word fits
            if found < tried:
                seen = stop = _inside_word(prepared, start, breaks[tried].seen, width)
                while stop < breaks[tried].seen and prepared.text[stop] in _HANGING:
                    stop += 1
                if stop < breaks[tried].seen:
                    extents.append(_Extent(start, seen, stop))
                    start, alone = stop, _linked(prepared, stop)
                    continue
                found = tried
            if alone:  # LibreOffice sets nothing beside the last part of a link that it cut
                found, alone = tried, False
            end = breaks[found]
            extents.append(_Extent(start, max(start, end.seen), end.at, end.hyphen > 0))
            start, tried = end.at, found + 1
            if found == forced:
                break
    return extents


def _late(prepared: _Prepared, start: int, after: int, width: int) -> int | None:
    """The place behind a hyphen in a word with solidi where LibreOffice ends the line: it fits, and what follows it up to the next place
    does not, however it is drawn. Else LibreOffice moves the word down whole."""
    edges, office = prepared.edges, prepared.office
    room = width * (1 - RESERVE - prepared.margin)
    for at, following in prepared.places.until.items():  # the last first
        full = office[following] - office[start] > width * (1 + _KERNED)
        fits = edges[at] - edges[start] <= room and office[at] - office[start] <= width * (1 - prepared.margin)
        if at > after and full and fits and not _linked(prepared, at):
            return at
    return None


def _linked(prepared: _Prepared, at: int) -> bool:
    return any(item.run.link for item in _within(prepared.items, at, at + 1))


def _inside_word(prepared: _Prepared, start: int, stop: int, width: int) -> int:
    """Where to break a word that is wider than the line: after a hyphen in it ("COVID-19") with no solidus behind it, or else after
    as many grapheme clusters as fit, but at least one."""
    bounds = [start + bound for bound in graphemes(prepared.text[start:stop])][1:]
    # A word that would fit but for its hyphen still has to leave something for the next line.
    bounds = bounds[:-1] or bounds
    edges, office, room = prepared.edges, prepared.office, width * (1 - RESERVE - prepared.margin)
    fitting = max(1, min(
        bisect_right(bounds, edges[start] + room, key=edges.__getitem__),
        bisect_right(bounds, office[start] + width * (1 - prepared.margin), key=office.__getitem__),
    ))  # fmt: skip
    # A cut through joined letters changes their shapes, and so their widths.
    while fitting > 1 and _drawn_width(prepared, start, bounds[fitting - 1]) > room:
        fitting -= 1
    last = bounds[fitting - 1]
    for bound in reversed(bounds[:fitting]):
        before = prepared.text[bound - 1]
        if before in _DIVIDING or (bound in prepared.places.passed and (bound < last or before != SOLIDUS)):
            instead = prepared.places.passed.get(bound, bound)
            return instead if instead > start else last
    return last


def _start_x(paragraph: Paragraph, width: int, offset: int, taken: int) -> int:
    """The left edge of a line: `offset` is its indent from the start side."""
    align = paragraph.style.align
    free = width - offset - taken
    from_start = offset + (free // 2 if align == "center" else free if align == "end" else 0)
    return width - from_start - taken if paragraph.rtl else from_start


def _offsets(paragraph: Paragraph, fonts: FontSet) -> tuple[int, int]:
    """How far the first line and the others are indented from the start side. A bullet wider than its indent pushes the text."""
    style = paragraph.style
    rest = max(0, style.margin)
    first = max(0, style.margin + style.indent)
    runs = _marker_runs(paragraph, fonts)
    return (max(rest, first + runs[-1].x + runs[-1].width) if runs else first), rest


def _marker(paragraph: Paragraph, width: int, fonts: FontSet) -> GlyphRun | None:
    """The bullet, hanging in the indent on the start side."""
    runs = _marker_runs(paragraph, fonts)
    if not runs:
        return None
    first = max(0, paragraph.style.margin + paragraph.style.indent)
    return _moved(runs[0], width - first - runs[0].width if paragraph.rtl else first)


def _marker_runs(paragraph: Paragraph, fonts: FontSet) -> tuple[GlyphRun, ...]:
    """The bullet in the style of the text that follows it; an empty paragraph has none."""
    if not paragraph.style.bullet or not paragraph.text:
        return ()
    run = next(run for run in paragraph.runs if run.text)
    # a number and its stop are one run in either direction
    rtl = paragraph.rtl and not paragraph.style.bullet[0].isdigit()
    return set_line(paragraph.style.bullet, replace(run.style, italic=False), fonts, run.language, rtl)[:1]


# Heights --------------------------------------------------------------------------------------------------------------


class _Stretch(NamedTuple):
    """The characters of one run, and how far they reach above and below the baseline, in points."""

    start: int
    stop: int
    ascent: float
    descent: float


def _tall(paragraph: Paragraph, text: str, fonts: FontSet) -> tuple[_Stretch, ...]:
    """What decides the heights. The script counts for the whole paragraph, so that none gets higher when it gets wider."""
    cell = paragraph.kind == "cell"
    stretches: list[_Stretch] = []
    start = 0
    for run in paragraph.runs or (Run("", paragraph.style),):
        # LibreOffice sets a Chinese link as high as the font is.
        line = fonts.line(run.style.font, text, cell or (bool(run.link) and run.language.startswith("zh")))
        stop = start + len(run.text)
        stretches.append(_Stretch(start, stop, run.style.size * line.ascent, run.style.size * line.descent))
        start = stop
    return tuple(stretches)


def _height(style: TextStyle, stretches: tuple[_Stretch, ...], start: int, stop: int) -> tuple[int, int]:
    """The height of the line with these characters, and its baseline's distance from the top.

    An empty line is as high as the text before it.
    """
    on_line = [one for one in stretches if one.start < stop and one.stop > start]
    on_line = on_line or [one for one in stretches if one.stop <= start][-1:] or [stretches[0]]
    return _leaded(style, max(one.ascent for one in on_line), max(one.descent for one in on_line))


def _leaded(style: TextStyle, ascent: float, descent: float) -> tuple[int, int]:
    """A line's height and its baseline's distance from the top in EMU, from the natural ascent and descent in points."""
    below = descent * EMU_PER_POINT
    if style.leading is not None:
        return style.leading, round(style.leading - below)
    height = (ascent + descent) * EMU_PER_POINT * style.spacing
    return round(height), round(height * _BELOW if style.spacing < 1 else height - below)


# Glyphs ---------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _prepare(paragraph: Paragraph, fonts: FontSet) -> _Prepared:
    """Everything about a paragraph that does not depend on the width."""
    written = tuple([
        _Written(run.text, style.font, style.bold, style.italic, style.capitals, bool(run.link), run.language)
        for run in paragraph.runs
        for style in (run.style,)
    ])  # fmt: skip
    text, order, formed, breaks, where = _analysed(written, paragraph.rtl, fonts)
    items = tuple([_item(one, paragraph.runs[one.piece.run]) for one in formed])
    edges, office = [0.0], [0.0]
    for item in items:
        base, scale = edges[-1], item.scale
        apart = item.run.style.tracking * EMU_PER_POINT
        dots = _in_office(item, text, fonts)
        if apart:
            edges += [base + edge * scale + apart * number for number, edge in enumerate(item.shaped.edges[1:], 1)]
            dots = [edge + apart * number for number, edge in enumerate(dots, 1)]
        else:
            edges += [base + edge * scale for edge in item.shaped.edges[1:]]
        base = office[-1]
        office += [base + edge for edge in dots]
        edges[-1] += item.gap
        office[-1] += item.gap
    if _SOFT_HYPHEN in text:
        breaks = tuple(
            [end._replace(hyphen=_hyphen_width(items, end.seen - 1)) if end.hyphen else end for end in breaks]
        )
    gaps = {item.stop: item.gap for item in items if item.gap}  # none is left at the end of a line
    if gaps:
        ends = tuple([edges[end.fits] - gaps.get(end.fits, 0.0) for end in breaks])
        office_ends = tuple([office[end.fits] - gaps.get(end.fits, 0.0) for end in breaks])
    else:
        ends = tuple([edges[end.fits] for end in breaks])
        office_ends = tuple([office[end.fits] for end in breaks])
    margin = max((fonts.margin(run.style.font) for run in paragraph.runs), default=0.0)
    return _Prepared(text, order, items, tuple(edges), tuple(office), breaks, ends, office_ends, margin, where)


@lru_cache(maxsize=1024)
def _analysed(runs: tuple[_Written, ...], rtl: bool, fonts: FontSet) -> _Analysed:
    """Everything about a paragraph that does not depend on the size of its type either."""
    text = "".join([run.text for run in runs])
    order = levels_of([run.text for run in runs], [run.language for run in runs], rtl)
    formed = tuple(_formed(runs, text, order, fonts))
    where = places(text, opportunities(text, runs[0].language if runs else "en"))
    links = [one.piece for one in formed if runs[one.piece.run].link]
    return _Analysed(text, order, formed, tuple(_opportunities(text, where, links)), where)


def _item(formed: _Formed, run: Run) -> _Item:
    """A piece in the size of its run."""
    start, stop, _, level, face, _ = formed.piece
    size = run.style.size * EMU_PER_POINT
    gap = size * _GAP if formed.meeting else 0.0
    return _Item(start, stop, run, face, level % 2 == 1, size / face.upem, formed.shaped, gap)


def _in_office(item: _Item, text: str, fonts: FontSet) -> Sequence[float]:
    """How far LibreOffice may set the end of each character of an item from its start. It draws Latin letters in a Chinese link in the
    font for Chinese, so there the wider of both counts."""
    style = item.run.style
    dots = _office_edges(item.shaped, item.face.upem, style.size)
    if not item.run.link or not item.run.language.startswith("zh"):
        return dots
    chinese: list[int] = []
    for start, stop, face in fonts.cover(text, item.start, item.stop, style.font, style.bold, style.italic, "asian"):
        made = shaped(text[start:stop], face, item.rtl, item.run.language)
        base = chinese[-1] if chinese else 0
        chinese += [base + edge for edge in _office_edges(made, face.upem, style.size)]
    steps = zip(pairwise((0, *dots)), pairwise((0, *chinese)), strict=True)
    return tuple(accumulate([max(one[1] - one[0], other[1] - other[0]) for one, other in steps]))


@lru_cache(maxsize=2048)
def _office_edges(piece: Shaped, upem: int, size: float) -> tuple[int, ...]:
    """How far LibreOffice sets the end of each character from the first, in EMU. It knows sizes to 1/100 millimetre."""
    dots = round(round(size * 2540 / 72) * 600 / 2540) / upem
    return tuple(accumulate([int((after - before) * dots + 0.5) * _PIXEL for before, after in pairwise(piece.edges)]))


def _formed(runs: Sequence[_Written], text: str, order: Levels, fonts: FontSet) -> Iterator[_Formed]:
    """The paragraph cut where run, direction, face or script change, each piece shaped among its neighbours."""
    pieces: list[_Piece] = []
    for start, stop, number, level, script in _stretches(runs, text, order):
        run = runs[number]
        for a, b, face in fonts.cover(text, start, stop, run.font, run.bold, run.italic, script):
            piece = _Piece(a, b, number, level, face, script == "asian")
            if pieces and pieces[-1][2:] == piece[2:]:
                pieces[-1] = pieces[-1]._replace(stop=b)
            else:
                pieces.append(piece)
    for piece, following in zip_longest(pieces, pieces[1:]):
        start, stop, number, level, face, asian = piece
        run, rtl = runs[number], level % 2 == 1
        # Only the scripts that run from the right join letters across a change of style.
        around = (text[max(0, start - 5) : start], text[stop : stop + 5]) if rtl else ("", "")
        own = _capitals(text[start:stop]) if run.capitals else text[start:stop]
        meeting = following is not None and following.asian != asian and following.level == level
        yield _Formed(piece, shaped(own, face, rtl, run.language, *around), meeting)


def _capitals(text: str) -> str:
    """A text in capital letters, each where its small one was: one that has no single capital stays."""
    return "".join(big if len(big := letter.upper()) == 1 else letter for letter in text)


def _stretches(runs: Sequence[_Written], text: str, order: Levels) -> list[tuple[int, int, int, int, Script]]:
    """The paragraph cut where run, level or script change: each stretch with the number of its run."""
    kinds = scripts(text)
    plain = order.base == 0 and not any(order.levels)
    if plain and len(kinds) <= 1 and len(runs) == 1:
        return [(0, len(text), 0, 0, kinds[0][2])] if text else []
    owners = [number for number, run in enumerate(runs) for _ in run.text]
    written: list[Script] = [kind for start, stop, kind in kinds for _ in range(start, stop)]
    stretches: list[tuple[int, int, int, int, Script]] = []
    start = 0
    for (number, level, kind), group in groupby(zip(owners, order.levels, written, strict=True)):
        stop = start + sum(1 for _ in group)
        # LibreOffice takes the complex script's font for all that runs from the right, and for numbers inside it.
        inside = level % 2 == 1 or (level > 0 and not any(map(str.isalpha, text[start:stop])))
        stretches.append((start, stop, number, level, "complex" if inside else kind))
        start = stop
    return stretches


def _opportunities(text: str, where: Places, links: Sequence[_Piece]) -> list[_Opportunity]:
    """The places to break, the last at the end of the text; a text that ends with a line end has an empty line after it."""
    found: list[_Opportunity] = []
    before = 0
    soft, full_width = _SOFT_HYPHEN in text, _CLOSED_BEFORE_WORD.search(text)
    weak = {match.start() + 1 for match in _WORD_BEFORE_OPEN.finditer(text)}
    for index, mandatory in where.kept:
        seen = index
        while seen > before and text[seen - 1] in _HANGING:
            seen -= 1
        if full_width and not mandatory and _CLOSED_BEFORE_WORD.match(text, index - 1):
            continue
        hyphen = 1.0 if soft and seen == index < len(text) and text[seen - 1] == _SOFT_HYPHEN else 0.0
        fits = where.fits.get(index) or _fits(links, seen, index)
        found.append(_Opportunity(index, seen, fits, mandatory, hyphen, index in weak))
        before = index
    if text and text[-1] in _LINE_ENDS:
        found.append(_Opportunity(len(text), len(text), len(text), True))
    return found


def _fits(links: Sequence[_Piece], seen: int, index: int) -> int:
    """How much must fit on a line that ends at `index`. LibreOffice lets no space hang in a link, nor before one."""
    beside = seen < index and any(link.start <= index <= link.stop for link in links)
    return index if beside else seen


def _glyph_runs(
    prepared: _Prepared, start: int, stop: int, x: float = 0.0, hyphen: bool = False
) -> tuple[GlyphRun, ...]:
    """The characters as they stand on a line, from left to right, the first at `x`."""
    runs: list[GlyphRun] = []
    for left, right, level in visual_runs(prepared.text, prepared.levels, start, stop):
        on_line = _within(prepared.items, left, right)
        for item in reversed(on_line) if level % 2 else on_line:
            a, b = max(left, item.start), min(right, item.stop)
            piece, begin, end = _cut(item, a, b, prepared.text[a:b], hyphen and b == stop)
            wide = (piece.edges[end] - piece.edges[begin]) * item.scale
            runs.append(GlyphRun(item.face, item.run.style.size, piece, begin, prepared.text[a:b], round(x), round(wide),
                                 item.rtl, item.run))  # fmt: skip
            x += wide + (item.gap if b == item.stop else 0.0)
    return tuple(runs)


def _within(items: tuple[_Item, ...], start: int, stop: int) -> tuple[_Item, ...]:
    """The items that have some of text[start:stop], in reading order."""
    first = bisect_right(items, start, key=lambda item: item.stop)
    return items[first : bisect_left(items, stop, first, key=lambda item: item.start)]


def _cut(item: _Item, start: int, stop: int, text: str, hyphen: bool = False) -> tuple[Shaped, int, int]:
    """Where the glyphs of text[start:stop] are: in the item, or shaped anew where a cut changes them.

    A soft hyphen that a line ends with is drawn as a hyphen.
    """
    if hyphen:
        return shaped(text[:-1] + _hyphen(item.face), item.face, item.rtl, item.run.language), 0, len(text)
    text = _capitals(text) if item.run.style.capitals else text
    begin, end = start - item.start, stop - item.start
    if item.shaped.safe(begin, end):
        return item.shaped, begin, end
    return shaped(text, item.face, item.rtl, item.run.language), 0, len(text)


def _drawn_width(prepared: _Prepared, start: int, stop: int) -> float:
    """How wide the characters are on a line of their own, in EMU."""
    total = 0.0
    for item in _within(prepared.items, start, stop):
        a, b = max(start, item.start), min(stop, item.stop)
        piece, begin, end = _cut(item, a, b, prepared.text[a:b])
        total += (piece.edges[end] - piece.edges[begin]) * item.scale
    return total


def _needed(prepared: _Prepared, start: int, end: _Opportunity) -> int:
    """The least room for a line from `start` to a break: the reserve added, and one EMU for what rounding may take."""
    taken = prepared.edges[end.fits] - prepared.edges[start] + end.hyphen
    office = prepared.office[end.fits] - prepared.office[start] + end.hyphen
    needed = max(taken / (1 - RESERVE - prepared.margin), office / (1 - prepared.margin))
    return math.ceil(needed) + 1 if taken > 0 else 0


def _hyphen(face: Face) -> str:
    return "\u2010" if face.covers(0x2010) else "-"


def _hyphen_width(items: tuple[_Item, ...], index: int) -> float:
    item = next(item for item in items if item.start <= index < item.stop)
    return shaped(_hyphen(item.face), item.face, item.rtl, item.run.language).edges[-1] * item.scale


def _moved(run: GlyphRun, dx: int) -> GlyphRun:
    return GlyphRun(run.face, run.size, run.shaped, run.start, run.text, run.x + dx, run.width, run.rtl, run.run)
