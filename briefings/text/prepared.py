"""A paragraph before its width is known: shaped, measured, and with the places where it may break.

Kept by its text, and by its text and size: layout tries many widths, and several sizes. Lengths are in EMU.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, groupby, pairwise, zip_longest
from operator import sub
from typing import Final, NamedTuple

from ..frame import GlyphRun, Paragraph, Run
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT
from ..look import FontRole
from ..regex import regex
from .bidi import Levels, levels_of, visual_runs
from .fonts import Face, FontSet, Script, scripts
from .kept import kept
from .linebreak import opportunities
from .shape import Shaped, shaped
from .whole import Places, grouped, places

RESERVE: Final = 0.0002
"""The share of a line's width that is left free, for what a program may round."""

_PIXEL: Final = 914_400 // 600
"""LibreOffice sets a text on a slide as for a printer of 600 dots to the inch: the size of the type, and then each advance, are
whole dots (measured with 7.4). At 9 points that makes Latin text 0.7 % wider, at 10.5 points 1.1 % narrower."""

KERNED: Final = 0.012
"""By no more of its width, but for rare pairs of letters, does kerning make a line shorter than it is measured."""

_LINE_ENDS: Final = frozenset("\n\x0b\x0c\r\x85\u2028\u2029")

HANGING: Final = _LINE_ENDS | {" ", "\t"}

_SOFT_HYPHEN: Final = "\xad"

_CLOSED_BEFORE_WORD: Final = regex(
    "[、。〉》」』】〕〗〙〛，．）］｝｡｣､][^\\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]|[,.:;][0-9]"
)
"""LibreOffice breaks after these only before Chinese, not before a Latin letter or a digit: "2023" goes down with the "。"
before it, and "000" with a comma that has no digit before it. A break less never makes fewer lines, so no program is promised too much."""

_OPEN: Final = "〈《「『【〔〖〘〚（［｛｟｢"
_WORD_BEFORE_OPEN: Final = regex(f"[^\\W\u2e80-\ua4cf\uac00-\ud7ff\uf900-\uffef\U00020000-\U0003ffff][{_OPEN}]")
"""Where the bracket is the first thing that no longer fits, LibreOffice does not break between the two but before the word: "24/7" goes
down with the "《" after it, unless it stands alone on its line."""
_OPENING: Final = frozenset(_OPEN)

_GAP: Final = 0.24
"""The space in ems that LibreOffice sets between Chinese and Latin text (a fifth of its line height): Chinese typography asks
for about as much. PowerPoint is taken to leave it out (not measured), which makes its lines a little shorter."""


@frozen
class _Item:
    """A stretch of a paragraph that is shaped as one: one run, one face, one direction. `scale` is EMU to a font unit; `gap`
    is what is left free after it, in EMU, between a Chinese letter and a Latin one or a digit; `office_gap` what LibreOffice leaves there, and beside
    Chinese marks and spaces too."""

    start: int
    stop: int
    run: Run
    face: Face
    rtl: bool
    scale: float
    shaped: Shaped
    gap: float = 0.0
    office_gap: float = 0.0


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
    """A piece as it is shaped; `meeting` where it is followed by Chinese and is not, or the other way round, `apart` where letters meet so."""

    piece: _Piece
    shaped: Shaped
    meeting: bool
    apart: bool


class Opportunity(NamedTuple):
    """A place to break: what is seen of the line ends at `seen`, what has to fit on it at `fits`, and a hyphen of this width is
    added to it. A `weak` one is passed over where the next character is the first that does not fit; LibreOffice never ends a line at a
    `closed` one."""

    at: int
    seen: int
    fits: int
    mandatory: bool
    hyphen: float = 0.0
    weak: bool = False
    closed: bool = False


class _Analysed(NamedTuple):
    """What a paragraph is in type of any size: layout tries many. A hyphen in `breaks` is 1 wide."""

    text: str
    levels: Levels
    formed: tuple[_Formed, ...]
    breaks: tuple[Opportunity, ...]
    places: Places


@frozen
class Prepared:
    """A paragraph before its width is known. `edges[i]` is how far the i-th character is from the first, in reading order; `office`
    is the same with LibreOffice's advances; `ends` and `office_ends` are those of the places to break. `margin` is the share of a line that
    is left free where the fonts are not those that will be drawn; `places` has those to break that `whole` passes over; `opened` is the
    same with those where LibreOffice never breaks, if there are any."""

    text: str
    levels: Levels
    items: tuple[_Item, ...]
    edges: tuple[float, ...]
    office: tuple[float, ...]
    breaks: tuple[Opportunity, ...]
    ends: tuple[float, ...]
    office_ends: tuple[float, ...]
    margin: float
    places: Places
    opened: Prepared | None = None


@kept(512, lambda paragraph, fonts: sum(len(run.text) for run in paragraph.runs))
def prepare(paragraph: Paragraph, fonts: FontSet) -> Prepared:
    """Everything about a paragraph that does not depend on the width."""
    text, order, formed, breaks, where = _analysed(_written(paragraph), paragraph.rtl, fonts)
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
        office[-1] += item.office_gap
    if _SOFT_HYPHEN in text:
        breaks = tuple(
            [end._replace(hyphen=_hyphen_width(items, end.seen - 1)) if end.hyphen else end for end in breaks]
        )
    gaps = {item.stop: item for item in items if item.office_gap}  # none is left at the end of a line
    if gaps:
        ends = tuple([edges[end.fits] - (gaps[end.fits].gap if end.fits in gaps else 0.0) for end in breaks])
        office_ends = tuple(
            [office[end.fits] - (gaps[end.fits].office_gap if end.fits in gaps else 0.0) for end in breaks]
        )
    else:
        ends = tuple([edges[end.fits] for end in breaks])
        office_ends = tuple([office[end.fits] for end in breaks])
    margin = max((fonts.margin(run.style.font) for run in paragraph.runs), default=0.0)
    every = Prepared(text, order, items, tuple(edges), tuple(office), breaks, ends, office_ends, margin, where)
    if not any(end.closed for end in breaks):
        return every
    kept = [not end.closed for end in breaks]
    ours, reach, dots = tuple(compress(breaks, kept)), tuple(compress(ends, kept)), tuple(compress(office_ends, kept))
    return replace(every, breaks=ours, ends=reach, office_ends=dots, opened=every)


def _written(paragraph: Paragraph) -> tuple[_Written, ...]:
    return tuple([
        _Written(run.text, style.font, style.bold, style.italic, style.capitals, bool(run.link), run.language)
        for run in paragraph.runs
        for style in (run.style,)
    ])  # fmt: skip


def least_width(paragraph: Paragraph, fonts: FontSet) -> float:
    """How wide a paragraph is in one line, in EMU, without what programs add to its letters' own advances."""
    styles = [run.style for run in paragraph.runs]
    return sum(
        (one.shaped.edges[-1] * style.size / one.piece.face.upem + min(0.0, style.tracking) * len(one.shaped.text))
        * EMU_PER_POINT
        for one in _analysed(_written(paragraph), paragraph.rtl, fonts).formed
        for style in (styles[one.piece.run],)
    )


def glyph_runs(prepared: Prepared, start: int, stop: int, x: float = 0.0, hyphen: bool = False) -> tuple[GlyphRun, ...]:
    """The characters as they stand on a line, from left to right, the first at `x`."""
    runs: list[GlyphRun] = []
    for left, right, level in visual_runs(prepared.text, prepared.levels, start, stop):
        on_line = within(prepared.items, left, right)
        for item in reversed(on_line) if level % 2 else on_line:
            a, b = max(left, item.start), min(right, item.stop)
            piece, begin, end = _cut(item, a, b, prepared.text[a:b], hyphen and b == stop)
            wide = (piece.edges[end] - piece.edges[begin]) * item.scale
            runs.append(GlyphRun(item.face, item.run.style.size, piece, begin, prepared.text[a:b], round(x), round(wide),
                                 item.rtl, item.run))  # fmt: skip
            x += wide + (item.gap if b == item.stop else 0.0)
    return tuple(runs)


def within(items: tuple[_Item, ...], start: int, stop: int) -> tuple[_Item, ...]:
    """The items that have some of text[start:stop], in reading order."""
    first = bisect_right(items, start, key=lambda item: item.stop)
    return items[first : bisect_left(items, stop, first, key=lambda item: item.start)]


def drawn_width(prepared: Prepared, start: int, stop: int) -> float:
    """How wide the characters are on a line of their own, in EMU."""
    total = 0.0
    for item in within(prepared.items, start, stop):
        a, b = max(start, item.start), min(stop, item.stop)
        piece, begin, end = _cut(item, a, b, prepared.text[a:b])
        total += (piece.edges[end] - piece.edges[begin]) * item.scale
    return total


def needed(prepared: Prepared, start: int, end: Opportunity) -> int:
    """The least room for a line from `start` to a break: the reserve added, and one EMU for what rounding may take."""
    taken = prepared.edges[end.fits] - prepared.edges[start] + end.hyphen
    office = prepared.office[end.fits] - prepared.office[start] + end.hyphen
    needed = max(taken / (1 - RESERVE - prepared.margin), office / (1 - prepared.margin))
    return math.ceil(needed) + 1 if taken > 0 else 0


def moved(run: GlyphRun, dx: int) -> GlyphRun:
    """A run further to the right."""
    return GlyphRun(run.face, run.size, run.shaped, run.start, run.text, run.x + dx, run.width, run.rtl, run.run)


@kept(1024, lambda runs, rtl, fonts: sum(len(run.text) for run in runs))
def _analysed(runs: tuple[_Written, ...], rtl: bool, fonts: FontSet) -> _Analysed:
    """Everything about a paragraph that does not depend on the size of its type either."""
    text = grouped("".join([run.text for run in runs]))
    ends = accumulate([len(run.text) for run in runs])
    texts = [text[end - len(run.text) : end] for run, end in zip(runs, ends, strict=True)]
    order = levels_of(texts, [run.language for run in runs], rtl)
    formed = tuple(_formed(runs, text, order, fonts))
    where = places(text, opportunities(text, runs[0].language if runs else "en"))
    links = [one.piece for one in formed if runs[one.piece.run].link]
    return _Analysed(text, order, formed, tuple(_opportunities(text, where, links)), where)


def _item(formed: _Formed, run: Run) -> _Item:
    """A piece in the size of its run."""
    start, stop, _, level, face, _ = formed.piece
    size = run.style.size * EMU_PER_POINT
    gap, office = size * _GAP * formed.apart, size * _GAP * formed.meeting
    return _Item(start, stop, run, face, level % 2 == 1, size / face.upem, formed.shaped, gap, office)


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


@kept(512, lambda piece, upem, size: len(piece.edges))
def _office_edges(piece: Shaped, upem: int, size: float) -> tuple[int, ...]:
    """How far LibreOffice sets the end of each character from the first, in EMU. It knows sizes to 1/100 millimetre."""
    dots = round(round(size * 2540 / 72) * 600 / 2540) / upem
    steps = piece.advances if piece.plain else tuple(map(sub, piece.edges[1:], piece.edges))
    wide = {step: int(step * dots + 0.5) * _PIXEL for step in set(steps)}  # a text has few different widths
    return tuple(accumulate(map(wide.__getitem__, steps)))


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
        apart = meeting and all(one.isalnum() or one in "%‰" for one in text[stop - 1 : stop + 1])
        yield _Formed(piece, shaped(own, face, rtl, run.language, *around), meeting, apart)


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


def _opportunities(text: str, where: Places, links: Sequence[_Piece]) -> list[Opportunity]:
    """The places to break, the last at the end of the text; a text that ends with a line end has an empty line after it."""
    found: list[Opportunity] = []
    before = 0
    soft, full_width = _SOFT_HYPHEN in text, _CLOSED_BEFORE_WORD.search(text)
    opened = not _OPENING.isdisjoint(text)
    weak = {match.start() + 1 for match in _WORD_BEFORE_OPEN.finditer(text)} if opened else ()
    for index, mandatory in where.kept:
        seen = index
        while seen > (0 if mandatory else before) and text[seen - 1] in HANGING:
            seen -= 1
        closed = bool(full_width and not mandatory and _CLOSED_BEFORE_WORD.match(text, index - 1))
        if closed and text[index - 1] in ",.:;":
            continue
        hyphen = 1.0 if soft and seen == index < len(text) and text[seen - 1] == _SOFT_HYPHEN else 0.0
        fits = where.fits.get(index) or (_fits(links, seen, index) if links else seen)
        found.append(Opportunity(index, seen, fits, mandatory, hyphen, index in weak, closed))
        before = index
    if text and text[-1] in _LINE_ENDS:
        found.append(Opportunity(len(text), len(text), len(text), True))
    return found


def _fits(links: Sequence[_Piece], seen: int, index: int) -> int:
    """How much must fit on a line that ends at `index`. LibreOffice lets no space hang in a link, nor before one."""
    beside = seen < index and any(link.start <= index <= link.stop for link in links)
    return index if beside else seen


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


def _hyphen(face: Face) -> str:
    return "\u2010" if face.covers(0x2010) else "-"


def _hyphen_width(items: tuple[_Item, ...], index: int) -> float:
    item = next(item for item in items if item.start <= index < item.stop)
    return shaped(_hyphen(item.face), item.face, item.rtl, item.run.language).edges[-1] * item.scale


def forget() -> None:
    """Lets go of all that was kept."""
    for one in (prepare, _analysed, _office_edges):
        one.cache_clear()
