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
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from ..frame import GlyphRun, Line, Paragraph, Run
from ..frozen import replace
from ..geometry import EMU_PER_POINT
from ..look import TextStyle
from ..regex import regex
from .fonts import FontSet
from .linebreak import graphemes
from .prepared import (
    HANGING,
    KERNED,
    RESERVE,
    Prepared,
    drawn_width,
    glyph_runs,
    least_width,
    moved,
    needed,
    prepare,
    within,
)
from .prepared import forget as _forget_prepared
from .whole import NUMBERED, SOLIDUS

_SPACES: Final = regex("[ \t]{2}")
_DIVIDING: Final = frozenset("-\u2010\u2013")
_LONE_LETTER: Final = regex("(?:^|[ \u00a0(«“])[^\\W\\d_] $")
_BELOW: Final = 0.8
"""Where LibreOffice puts the baseline of a line that `spacing` makes lower than the font's own, as a share of its height."""


_Unwanted: TypeAlias = Callable[[Prepared, int], bool]


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


def count_lines(paragraphs: tuple[Paragraph, ...], width: int, fonts: FontSet) -> int:
    """How many lines `set_text` makes, found without making them."""
    return sum([_count(paragraph, width, fonts) for paragraph in paragraphs])


@lru_cache(maxsize=1024)
def _count(paragraph: Paragraph, width: int, fonts: FontSet) -> int:
    first, rest = _offsets(paragraph, fonts)
    return len(
        _broken(prepare(paragraph, fonts), width - first, width - rest)
    )  # no rule about their ends takes one more


@lru_cache(maxsize=1024)
def set_line(
    text: str, style: TextStyle, fonts: FontSet, language: str = "en", rtl: bool = False
) -> tuple[GlyphRun, ...]:
    """A text on one line, as glyph runs from the left edge at 0: labels of charts, bullets. Line ends in it are not seen."""
    paragraph = Paragraph((Run(text, style, language=language),), style, "label", rtl=rtl)
    prepared = prepare(paragraph, fonts)
    return glyph_runs(prepared, 0, len(text))


@lru_cache(maxsize=1024)
def natural_width(paragraph: Paragraph, fonts: FontSet) -> int:
    """The least width at which a paragraph stays on one line (or one for each line end in it), reserve and indents included."""
    prepared = prepare(paragraph, fonts)
    offsets = _offsets(paragraph, fonts)
    most = offset = offsets[0]
    start = 0
    for end in prepared.breaks:
        if end.mandatory:
            most = max(most, offset + needed(prepared, start, end))
            start, offset = end.at, offsets[1]
    return most


def widest_word(paragraphs: tuple[Paragraph, ...], fonts: FontSet) -> int:
    """The least width at which no word is broken, reserve and indents included."""
    return max([_widest_word(paragraph, fonts) for paragraph in paragraphs], default=0)


@lru_cache(maxsize=1024)
def _widest_word(paragraph: Paragraph, fonts: FontSet) -> int:
    prepared = prepare(paragraph, fonts)
    first, rest = _offsets(paragraph, fonts)
    most = start = 0
    offset = first
    for end in prepared.breaks:
        most = max(most, offset + needed(prepared, start, end))
        start, offset = end.at, rest
    return most


@lru_cache(maxsize=1024)
def least_height(paragraph: Paragraph, width: int, fonts: FontSet) -> int:
    """What a paragraph takes of the height of a place so wide, or of several, at the very least: found without breaking it into lines. Each may end
    with a space that hangs; where more do, nothing is told."""
    if _SPACES.search(paragraph.text):
        return 0
    lines = math.ceil(least_width(paragraph, fonts) / max(1, width + paragraph.style.size * EMU_PER_POINT))
    stretches = _tall(paragraph, paragraph.text, fonts)
    return lines * min(_leaded(paragraph.style, one.ascent, one.descent)[0] for one in stretches)


def line_height(style: TextStyle, fonts: FontSet, text: str = "") -> int:
    """The height of one line in a type style; `text` says in which script, Latin without it."""
    line = fonts.line(style.font, text)
    return _leaded(style, style.size * line.ascent, style.size * line.descent)[0]


def forget() -> None:
    """Lets go of all that was kept of paragraphs set before: for those who measure what setting one costs."""
    for kept in (set_line, natural_width, _count, _set_paragraph, _widest_word, least_height):
        kept.cache_clear()
    _forget_prepared()


# Lines ----------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _set_paragraph(paragraph: Paragraph, width: int, fonts: FontSet) -> tuple[Line, ...]:
    """One paragraph's lines, counted from its own top."""
    prepared = prepare(paragraph, fonts)
    first, rest = _offsets(paragraph, fonts)
    stretches = _tall(paragraph, prepared.text, fonts)
    lines: list[Line] = []
    top = 0
    for extent in _extents(paragraph, prepared, width - first, width - rest):
        offset = rest if lines else first
        height, ascent = _height(paragraph.style, stretches, extent.start, extent.stop)
        left = 0 if paragraph.rtl else offset
        runs = glyph_runs(prepared, extent.start, extent.seen, left, extent.hyphen)
        taken = runs[-1].x + runs[-1].width - left if runs else 0
        x = _start_x(paragraph, width, offset, taken)
        if x != left:
            runs = tuple([moved(run, x - left) for run in runs])
        marker = None if lines else _marker(paragraph, width, fonts)
        lines.append(Line(0, extent.start, extent.stop, runs, x, taken, top, height, top + ascent, marker))
        top += height
    return tuple(lines)


def _extents(paragraph: Paragraph, prepared: Prepared, first: int, rest: int) -> list[_Extent]:
    """Where the lines begin and end when the first has `first` EMU and the others `rest`."""
    extents = _broken(prepared, first, rest)
    if prepared.opened and _as_many(prepared.opened, better := _broken(prepared.opened, first, rest), extents):
        prepared, extents = prepared.opened, better  # none that ends early
    if len(extents) == 1:
        return extents
    prepared, extents = _tied(prepared, extents, first, rest)
    if paragraph.kind in ("title", "heading"):
        rules: tuple[_Unwanted, ...] = (_before_last_word, _after_hyphen, _after_letter)
    else:
        rules = (_before_digit,) if NUMBERED.search(prepared.text) else ()
        rules += (_after_mark,) if "©" in prepared.text else ()
    return _held_together(prepared, extents, first, rest, rules)


def _tied(prepared: Prepared, extents: list[_Extent], first: int, rest: int) -> tuple[Prepared, list[_Extent]]:
    """The lines without such as end between a number and its word, each where that takes no line more and breaks no word."""
    tied = set(prepared.places.tied)
    while (at := next((line.stop for line in extents if line.stop in tied), 0)) and at < len(prepared.text):
        tied.remove(at)
        without = _without_breaks(prepared, lambda made, index, at=at: made.breaks[index].at == at)  # type: ignore[misc]
        better, known = _broken(without, first, rest), {end.at for end in without.breaks}
        if len(better) == len(extents) and all(line.stop in known for line in better):
            prepared, extents = without, better
    return prepared, extents


def _as_many(opened: Prepared, better: list[_Extent], extents: list[_Extent]) -> bool:
    """Whether the lines are as many as LibreOffice makes, and would be if the text ended with any of them."""
    places = {end.at for end in opened.breaks if end.closed}
    return len(better) == len(extents) and all(
        one.stop <= other.stop or one.stop in places for one, other in zip(better, extents, strict=True)
    )


def _held_together(
    prepared: Prepared, extents: list[_Extent], first: int, rest: int, rules: Sequence[_Unwanted]
) -> list[_Extent]:
    """The lines without unwanted breaks: in a title the one before its last word, those inside words with a hyphen and those after a
    word of one letter ("в", "à", "a"). Each rule holds unless it takes a line more or breaks a word."""
    for unwanted in rules:
        tied = _without_breaks(prepared, unwanted)
        better = _broken(tied, first, rest) if tied is not prepared else extents
        known = {end.at for end in tied.breaks}
        forlorn = unwanted is _before_last_word and _alone(prepared, better) < _alone(prepared, extents)
        if len(better) == len(extents) and all(one.stop in known for one in better) and not forlorn:
            prepared, extents = tied, better
    return extents


def _alone(prepared: Prepared, extents: Sequence[_Extent]) -> int:
    """The letters of the shortest word that has a line to itself: an article is worse there than a title's last word."""
    lines = (prepared.text[line.start : line.stop].strip() for line in extents)
    return min((len(line) for line in lines if " " not in line), default=len(prepared.text))


def _without_breaks(prepared: Prepared, unwanted: _Unwanted) -> Prepared:
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


def _before_last_word(prepared: Prepared, index: int) -> bool:
    return index == len(prepared.breaks) - 2 and prepared.text[prepared.breaks[index].at - 1] == " "


def _after_hyphen(prepared: Prepared, index: int) -> bool:
    return prepared.text[prepared.breaks[index].at - 1] in "-\u2010"


def _before_digit(prepared: Prepared, index: int) -> bool:
    return NUMBERED.match(prepared.text, prepared.breaks[index].at - 1) is not None


def _after_letter(prepared: Prepared, index: int) -> bool:
    at = prepared.breaks[index].at
    return _LONE_LETTER.search(prepared.text, max(0, at - 3), at) is not None


def _after_mark(prepared: Prepared, index: int) -> bool:
    """Between © and whose it is."""
    return prepared.text[: prepared.breaks[index].at].rstrip().endswith("©")


def _broken(prepared: Prepared, first: int, rest: int) -> list[_Extent]:
    """The lines, each as long as it can be."""
    extents: list[_Extent] = []
    breaks, ends, edges, until = prepared.breaks, prepared.ends, prepared.edges, prepared.places.until
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
            late = _late(prepared, start, breaks[found].at if found >= tried else start, width) if until else None
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
                if (tie := prepared.text.rfind("\u00a0", start + 1, stop)) > 0:
                    seen, stop = tie, tie + 1
                while stop < breaks[tried].seen and prepared.text[stop] in HANGING:
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


def _late(prepared: Prepared, start: int, after: int, width: int) -> int | None:
    """The place behind a hyphen in a word with solidi where LibreOffice ends the line: it fits, and what follows it up to the next place
    does not, however it is drawn. Else LibreOffice moves the word down whole."""
    edges, office = prepared.edges, prepared.office
    room = width * (1 - RESERVE - prepared.margin)
    for at, following in prepared.places.until.items():  # the last first
        full = office[following] - office[start] > width * (1 + KERNED)
        fits = edges[at] - edges[start] <= room and office[at] - office[start] <= width * (1 - prepared.margin)
        if at > after and full and fits and not _linked(prepared, at):
            return at
    return None


def _linked(prepared: Prepared, at: int) -> bool:
    return any(item.run.link for item in within(prepared.items, at, at + 1))


def _inside_word(prepared: Prepared, start: int, stop: int, width: int) -> int:
    """Where to break a word, or words that no-break spaces tie, wider than the line: after a hyphen in it ("COVID-19") with no solidus behind it, or else after
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
    while fitting > 1 and drawn_width(prepared, start, bounds[fitting - 1]) > room:
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
    return moved(runs[0], width - first - runs[0].width if paragraph.rtl else first)


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
