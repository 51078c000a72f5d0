"""A few figures as the rows of a slide: each large, with what it counts beside it, under a rule across the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..frame import Group, Panel, TextBox
from ..frozen import replace
from ..geometry import Box
from ..look import Look
from ..text.measure import widest_word
from .grid import columns_width, move
from .params import Stat
from .piece import Items
from .plate import RULE
from .stat_tile import LEADING, change, figure_style, fit_at, ruled, toned, units_fit, words_size
from .text import figure as set_figure
from .text import lines_height, paragraph, text_box

MOST: Final = 4
"""More figures stand on a grid."""
ACROSS: Final = 0.75
"""What takes so much of a page's width is all that stands there side by side."""
FIGURES: Final = (4, 5, 6)
"""How many of twelve columns the figures take."""
LABELS: Final = (1, 2)
"""Steps of quotes whose size the words beside them have."""


def suits(items: Sequence[Stat], width: int, look: Look) -> bool:
    """Whether figures may stand so: two to four on a slide of their own, that have words and nothing drawn."""
    wide = look.page.width > look.page.height and width > look.page.width * ACROSS
    bare = all(stat.figure and stat.label and not stat.icon and stat.trend is None for stat in items)
    return wide and bare and 1 < len(items) <= MOST and look.on == "page" and ruled(look) and look.ink != "low"


def rows(id: str, items: Sequence[Stat], width: int, height: int, look: Look, first: int = LEADING) -> Items | None:
    """The rows in the largest type that a height has room for, all alike; None where it has none."""
    for figure in range(first, 1):
        spans = [columns_width(width + look.gutter, 12, 0) * count for count in FIGURES]
        tries = ((fit, span) for fit in (fit_at, units_fit) for span in spans)
        column = next((span for fit, span in tries if fit(items, span - look.gutter, figure, look)), None)
        if column is None:
            continue
        for step in LABELS:
            pairs = [_pair(f"{id}.{stat.id}", stat, column, width, figure, step, look) for stat in items]
            if _fit(pairs, height // len(items), look):
                return _placed(id, items, pairs, width, height, look)
    return None


def _pair(id: str, stat: Stat, column: int, width: int, figure: int, step: int, look: Look) -> tuple[TextBox, TextBox]:
    """A figure and its words, each as high as its lines."""
    style = figure_style(figure, look)
    style = replace(style, colour=toned(stat, look)) if stat.tone else style
    label = replace(look.style("label", 0), size=look.style("quote", step).size)
    words = [paragraph(stat.label, label, look, "label")]
    if stat.change:
        words.append(change(stat, 0, look))
    number = set_figure(stat.figure, style, words_size(figure, look), look)
    return (
        text_box(f"{id}.figure", (number,), column - look.gutter, look),
        text_box(f"{id}.text", tuple(words), width - column, look, x=column),
    )


def _fit(pairs: Sequence[tuple[TextBox, TextBox]], height: int, look: Look) -> bool:
    """Whether rows of a height hold the pairs with air above and below, and no word is broken."""
    room = height - look.unit * 3
    return all(lines_height(box.lines) <= room for pair in pairs for box in pair) and all(
        widest_word(words.paragraphs, look.fonts) <= words.box.width for _, words in pairs
    )


def _placed(
    id: str, items: Sequence[Stat], pairs: Sequence[tuple[TextBox, TextBox]], width: int, height: int, look: Look
) -> Items:
    """The rows one below the other, each below its rule, its words in the middle of it."""
    made = []
    for number, (stat, pair) in enumerate(zip(items, pairs, strict=True)):
        top = height * number // len(items)
        box = Box(0, 0, width, height * (number + 1) // len(items) - top)
        edge = Panel(f"{id}.{stat.id}.edge", replace(box, height=RULE), look.colour("accent"))
        texts = (replace(one, box=replace(one.box, height=box.height), anchor="middle") for one in pair)
        held = (replace(one, box=one.box.mirrored(width)) if look.rtl else one for one in texts)
        made.append(move(Group(f"{id}.{stat.id}", box, (edge, *held), "stat"), 0, top))
    return tuple(made)
