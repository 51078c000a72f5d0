"""A few figures as the rows of a slide, or beside a larger one: each large, with what it counts beside it, under a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from ..frame import Chart, Group, Icon, Panel, TextBox
from ..frozen import replace
from ..geometry import Box, points
from ..look import Look, restyled
from ..memory import kept
from ..text.measure import widest_word
from .grid import columns_width, move, shared
from .icon import icon
from .params import Stat
from .piece import Items, Piece, Stretch
from .plate import RULE
from .stat_tile import (
    LEADING,
    change,
    figure_in,
    figure_style,
    figure_width,
    fit_at,
    ruled,
    toned,
    units_fit,
    words_size,
)
from .text import lines_height, paragraph, text_box
from .trend import trend

MOST: Final = 5
"""More figures stand on a grid."""
ACROSS: Final = 0.75
"""What takes so much of a page's width is all that stands there side by side."""
COLUMNS: Final = 12
FIGURES: Final = (4, 5, 6)
NARROW: Final = (2, 3, 4, 5, 6)
"""How many of twelve columns the figures take on a page, and beside a larger one."""
AIR: Final = 2
"""The air of a row beside a larger figure above and below its words, in baseline units."""
LABELS: Final = (("quote", 2), ("label", 0), ("label", 1))
"""Steps of type whose size the words beside them have."""
BESIDE: Final = (("label", 0), ("label", 1), ("label", 3))
"""The same beside a larger figure: what has no room in these goes on to a slide of its own."""
LINE: Final = points(96)
"""How wide the small line at the end of a row beside a larger figure is."""
SIGN: Final = points(36)
"""How large the pictogram before a row's figure is."""
SPARE: Final = 1.1
"""A column for figures has so many times their width: another program sets them a little wider."""
THIN: Final = points(0.75)
"""The rule above a row on a page."""
BAR: Final = 1.25
"""How high that bar is, and how far below the words it stands, in baseline units."""


def suits(items: Sequence[Stat], width: int, look: Look) -> bool:
    """Whether figures may stand so: two to five on a slide of their own, that have words."""
    return width > look.page.width * ACROSS and 1 < len(items) <= MOST and _bare(items, look, icons=True)


def suits_beside(items: Sequence[Stat], look: Look, *, parts: bool = False) -> bool:
    """Whether figures beside a larger one may stand so: as many as leave a hole in a grid of two columns, or have many words; and all that
    are `parts` of it."""
    plain = not parts or all(stat.trend is None for stat in items)
    return (1 if parts else MOST - 2) <= len(items) <= MOST + 1 and plain and _bare(items, look)


def _bare(items: Sequence[Stat], look: Look, *, icons: bool = False) -> bool:
    bare = all(stat.figure and stat.label and (icons or not stat.icon) for stat in items)
    wide = look.page.is_slide
    return bare and wide and look.on == "page" and ruled(look) and look.ink != "low"


def least(id: str, items: Sequence[Stat], width: int, look: Look, *, parts: bool = False) -> int | None:
    """How high the rows beside a larger figure are at least; None where they have no room in a width."""
    tries = _beside(id, items, width, look, BESIDE[-1:], parts=parts)
    return min((sum(_levels(pairs, look, parts=parts)) for pairs in tries), default=None)


def rows_beside(
    id: str, items: Sequence[Stat], width: int, height: int, look: Look, *, parts: bool = False
) -> Items | None:
    """The rows beside a larger figure, their words in the largest type that a height has room for; None where it has none. Where they are
    `parts` of it, a bar below the words shows how much of it each is."""
    tried: list[tuple[list[tuple[TextBox, TextBox]], list[int]]] = []

    def tries() -> Iterator[tuple[list[tuple[TextBox, TextBox]], list[int]]]:
        for pairs in _beside(id, items, width, look, BESIDE, parts=parts):
            tried.append((pairs, _levels(pairs, look, parts=parts)))
            yield tried[-1]

    # rows at one pitch come before larger type, that before rows each as high as its own words
    best = next((one for one in tries() if max(one[1]) * len(one[1]) <= height), None)
    pairs, levels = best or next((one for one in tried if sum(one[1]) <= height), ((), ()))
    return _placed(id, items, pairs, width, shared(levels, height), look, parts=parts) if pairs else None


def on_page(
    id: str, items: Sequence[Stat], width: int, step: int, look: Look, height: int | None = None
) -> Piece | None:
    """The rows beside the large figure of a page, with as much air as a height leaves; None where they have no room in a width."""
    if not (1 < len(items) <= MOST + 1 and ruled(look) and all(stat.figure and stat.label for stat in items)):
        return None
    pairs = next(_beside(id, items, width, look, (("label", step),), first=step), None)
    if pairs is None:
        return None
    levels = _levels(pairs, look, parts=False)
    tall = max(sum(levels), height or 0)
    drawn = partial(_placed, id, items, pairs, width, shared(levels, tall), look)
    return Piece(width, tall, drawn, Stretch(sum(levels), sum(levels) + look.unit * AIR * 2 * len(items)))


def _levels(pairs: Sequence[tuple[TextBox, TextBox]], look: Look, *, parts: bool) -> list[int]:
    """How high each row beside a larger figure is at least."""
    return [_tall(pair, _below(look, parts=parts)) + look.unit * AIR for pair in pairs]


def _beside(
    id: str,
    items: Sequence[Stat],
    width: int,
    look: Look,
    labels: Sequence[tuple[str, int]],
    *,
    parts: bool = False,
    first: int = 0,
) -> Iterator[list[tuple[TextBox, TextBox]]]:
    """The rows in each type of their words that breaks none: of parts of a larger figure larger figures come before larger words, else these."""
    steps = range(first, max(first + 1, len(look.scale["figure"])))
    figures = ((step, label) for step in steps for label in labels)
    words = ((step, label) for label in labels for step in steps)
    for step, label in figures if parts else words:
        spans = [columns_width(width + look.gutter, COLUMNS, 0) * count for count in NARROW]
        tries = ((fit, span) for fit in (fit_at, units_fit)[: 1 + parts] for span in spans)
        column = next((span for fit, span in tries if fit(items, span - look.gutter, step, look)), None)
        if column is None:
            continue
        column = _narrowed(items, column, step, look, look.gutter)
        signs = any(stat.icon for stat in items)
        pairs = [_pair(f"{id}.{stat.id}", stat, column, width, step, label, look, signs=signs) for stat in items]
        if not _broken(pairs, look):
            yield pairs


def rows(id: str, items: Sequence[Stat], width: int, height: int, look: Look, first: int = LEADING) -> Items | None:
    """The rows in the largest type that a height has room for, all alike; None where it has none."""
    signs = any(stat.icon for stat in items)
    for figure in range(first, 1):
        spans = [columns_width(width + look.gutter, COLUMNS, 0) * count for count in FIGURES]
        tries = ((fit, span) for fit in (fit_at, units_fit) for span in spans)
        column = next((span for fit, span in tries if fit(items, span - look.gutter, figure, look)), None)
        if column is None:
            continue
        column = _narrowed(items, column, figure, look, look.gutter * 2)
        for size in LABELS:
            pairs = [_pair(f"{id}.{stat.id}", stat, column, width, figure, size, look, signs=signs) for stat in items]
            if _fit(pairs, height // len(items), look):
                ends = [height * number // len(items) for number in range(len(items) + 1)]
                return _placed(id, items, pairs, width, [stop - start for start, stop in pairwise(ends)], look)
    return None


def _narrowed(items: Sequence[Stat], column: int, step: int, look: Look, gap: int) -> int:
    """A column for figures no wider than they ask for: their words stand so near them."""
    style, small = figure_style(step, look), words_size(step, look)
    widest = max(figure_width(stat.figure, style, small, look) for stat in items)
    return min(column, round(widest * look.wider * SPARE) + gap)


@kept
def _pair(
    id: str, stat: Stat, column: int, width: int, figure: int, size: tuple[str, int], look: Look, *, signs: bool = False
) -> tuple[TextBox, TextBox]:
    """A figure and its words, each as high as its lines, behind the place of its pictogram where rows have some."""
    style = figure_style(figure, look)
    style = replace(style, colour=toned(stat, look)) if stat.tone else style
    start = (SIGN + look.gutter) * signs
    label = restyled(look.style("label", 0), size=look.style(*size).size)
    number = figure_in(stat.figure, style, figure, look, column - look.gutter)
    room = width - start - column - (_long(width, look) + look.gutter) * (stat.trend is not None)
    words = [paragraph(stat.label, label, look, "label")]
    if stat.change:
        words.append(change(stat, 0, look, width=room, size=label.size))
    return (
        text_box(f"{id}.figure", (number,), column - look.gutter, look, x=start),
        text_box(f"{id}.text", tuple(words), room, look, x=start + column),
    )


def _fit(pairs: Sequence[tuple[TextBox, TextBox]], height: int, look: Look) -> bool:
    """Whether rows of a height hold the pairs with air above and below, and no word is broken."""
    room = height - look.unit * 3
    return all(_tall(pair) <= room for pair in pairs) and not _broken(pairs, look)


def _tall(pair: tuple[TextBox, TextBox], below: int = 0) -> int:
    """How high a figure is and its words with what stands below them."""
    figure, words = pair
    return max(lines_height(figure.lines), lines_height(words.lines) + below)


def _below(look: Look, *, parts: bool) -> int:
    """How much room the bar of a part takes below its words."""
    return round(look.unit * BAR * 2) * parts


def _broken(pairs: Sequence[tuple[TextBox, TextBox]], look: Look) -> bool:
    return any(widest_word(words.paragraphs, look.fonts) > words.box.width for _, words in pairs)


def _placed(
    id: str,
    items: Sequence[Stat],
    pairs: Sequence[tuple[TextBox, TextBox]],
    width: int,
    heights: Sequence[int],
    look: Look,
    *,
    parts: bool = False,
) -> Items:
    """The rows one below the other, each below its rule, its words in the middle of it, with a bar below these where it is a part."""
    made = []
    thick = RULE if look.page.is_slide else THIN  # many rows of small type
    whole = sum(stat.size or 0 for stat in items)
    below = _below(look, parts=parts)
    for stat, pair, tall, top in zip(items, pairs, heights, accumulate(heights, initial=0), strict=False):
        box = Box(0, 0, width, tall)
        edge = Panel(f"{id}.{stat.id}.edge", replace(box, height=thick), look.colour("accent"))
        rooms = (box.height, box.height - below)
        figure, words = (
            replace(one, box=replace(one.box, height=room), anchor="middle")
            for one, room in zip(pair, rooms, strict=True)
        )
        bar = _bar(f"{id}.{stat.id}", float((stat.size or 0) / whole), words, look) if parts and whole else ()
        held = (
            figure,
            words,
            *bar,
            *_line(f"{id}.{stat.id}", stat, box, look),
            *_sign(f"{id}.{stat.id}", stat, box, look),
        )
        turned = (replace(one, box=one.box.mirrored(width)) if look.rtl else one for one in held)
        made.append(move(Group(f"{id}.{stat.id}", box, (edge, *turned), "stat"), 0, top))
    return tuple(made)


def _line(id: str, stat: Stat, row: Box, look: Look) -> Iterator[Chart]:
    """How the figure came to be, at the end of its row."""
    long = _long(row.width, look)
    if (made := trend(f"{id}.trend", stat, long, 0, look, "page")) is not None:
        tall = min(made.box.height, row.height - look.unit * AIR)
        yield replace(made, box=Box(row.right - long, (row.height - tall) // 2, long, tall))


def _long(width: int, look: Look) -> int:
    """How wide the small line at the end of a row is: as wide again where the row is all that stands side by side."""
    return LINE * (1 + (width > look.page.width * ACROSS))


def _sign(id: str, stat: Stat, row: Box, look: Look) -> Iterator[Icon]:
    """The figure's pictogram, before it."""
    if (made := icon(id, stat.icon, SIGN, toned(stat, look))) is not None:
        yield replace(made, box=Box(0, (row.height - SIGN) // 2, SIGN, SIGN))


def _bar(id: str, share: float, words: TextBox, look: Look) -> tuple[Panel, Panel]:
    """How much of the whole a part is, below its words."""
    thick = round(look.unit * BAR)
    top = words.box.y + (words.box.height + lines_height(words.lines)) // 2 + thick
    long = Box(words.box.x, top, words.box.width, thick)
    return (
        Panel(f"{id}.whole", long, look.colour("panel")),
        Panel(f"{id}.part", replace(long, width=max(RULE, round(long.width * share))), look.colour("accent")),
    )
