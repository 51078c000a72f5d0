"""The one figure that a page is about, on a dark ground."""

from __future__ import annotations

from typing import Final

from ..frame import Group, Icon, Item, Panel, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Colour, Look, TextStyle, restyled
from ..text.measure import natural_width, widest_word
from ..values import Rich
from .grid import move
from .icon import icon
from .params import Declared, Stat, param
from .piece import Cut, Piece, Stretch
from .plate import ground, sides
from .stat_tile import ICON, change
from .text import LARGE as BOLD
from .text import balanced, paragraph, text_box
from .text import figure as set_figure
from .trend import trend

BAR: Final = points(12)
"""How high the bar is that shows a share."""
QUIET, REST = 25, 50
"""How much nearer to its words than the ground the rest of the bar is, in per cent, and how much of its saturation that keeps: the part is to
catch the eye."""
SAID: Final = 2
"""The step of the type of quotes at which the words below the figure are well smaller than it."""
LARGEST: Final = 1.4
"""On a page it is so many times as large as those beside it."""
LARGE: Final = 1
"""The step of the type scale at which it is still larger than all figures beside it."""
ALIKE: Final = 2
"""A figure takes type of so many steps, on a slide of one more, to have its unit beside it; in smaller type still it would be no large figure."""
DENSE: Final = 3
"""From this step on the type is small."""
ROOMY: Final = 0.8
"""Larger words fill the ground to so much of its height at the most."""
ALONE: Final = (2.0, 1.5)
"""By itself on a slide it takes type of so many times the largest of the type scale, as its panel has room for it."""
ACROSS: Final = 0.75
"""What takes so much of a slide's width is by itself there."""
UNIT: Final = 0.4
"""The words beside a number that large have so much of its size."""
SMALLER: Final = 0.6
"""A pictogram beside the figure has so much of its size at the least."""
SHEET: Final = 2.0
"""So many times its own height it has at the most on a page that is higher than wide, where it is one thing of several."""
MARKED: Final = 3.0
"""The contrast that a mark needs with its ground (WCAG 2.2, 1.4.11)."""


@frozen
class Hero(Declared):
    """One figure, very large, with what it counts below it and, where it is a part of another figure, a bar of that share below that."""

    id: str
    item: tuple[Stat, ...] = param(
        "stats", "The statistic: a record with a figure and a text.", "{{ section.items[0] }}"
    )
    part: int = param("count", "How much of that it is, in per cent; 0 draws no bar.", 52, default=0)
    share: Rich = param("line", "The same in words, below the bar.", "52%", default=())
    of: Rich = param("line", "What it is a part of, at the end of the bar.", "of 245M targeted", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        id, inset = f"{self.id}.{self.item[0].id}", look.unit * (3 if look.page.is_sheet else 4)
        inside = width - inset * 2
        bar = self.foot(inside, step, look)
        words = self._words(f"{id}.text", inside, step, look, "body")
        sign = icon(id, self.item[0].icon, points(words.paragraphs[0].style.size * ICON), look.colour("on-band"))
        below = max(item.box.bottom for item in bar) + look.unit * 3 if bar else 0
        over = sign.box.height + look.unit if sign and not look.page.is_sheet else 0
        needed = inset * 2 + over + words.box.height + below
        least = min(
            needed,
            needed
            - words.box.height
            + self._words(f"{id}.text", inside, step, look, "body", self._last(step, look)).box.height,
        )
        tall = needed if height is None else max(least, height)
        if height is not None:  # where there is room, the figure is as large as its line
            room = tall - inset * 2 - over - below
            alone = width > look.page.width * ACROSS and not look.page.is_sheet
            figures = range(
                -len(ALONE) * alone,
                self._last(step, look) + 1 if look.page.is_sheet else min(step, len(look.scale["hero"])),
            )
            larger = (self._words(f"{id}.text", inside, step, look, "body", at) for at in figures)
            at, words = next(
                (
                    (at, made)
                    for at, made in zip(figures, larger, strict=True)
                    if _fits(made, inside, room * (ROOMY if 0 <= at < step else 1), look)
                ),
                (self._last(step, look), words),
            )
            last = step + 1 if look.page.is_sheet else len(look.scale["quote"])
            said = (
                self._words(f"{id}.text", inside, own, look, "quote", at) for own in range(SAID, max(SAID + 1, last))
            )
            words = next((made for made in said if _fits(made, inside, room, look)), words)
        if sign and look.page.is_sheet:
            sign = _aside(words, sign, inside, look)
        # figure, words and bar are one thing, in the middle of the ground
        top = max(inset, (tall - over - words.box.height - below) // 2) + over
        stop = top + words.box.height + look.unit * 3
        text = replace(
            words,
            box=Box(0, 0, width, stop if bar else tall),
            insets=sides(inset, width - inset - words.box.width, top, 0, look),
            anchor="top",
        )
        parts = (
            ground(f"{id}.panel", Box(0, 0, width, tall), "band", look),
            *(_placed(one, text, inset, look) for one in (sign,) if one),
            text,
            *(move(item, inset, stop) for item in bar),
        )
        group = Group(id, Box(0, 0, width, tall), parts, "stat")
        most = round(needed * SHEET) if look.page.is_sheet else max(needed, look.page.height)
        figure = natural_width(words.paragraphs[0], look.fonts)
        widest = max((figure, *(line.x + line.width for line in words.lines)))
        return Piece(max(width, widest + inset * 2), tall, (group,), Stretch(least, most))

    @staticmethod
    def _last(step: int, look: Look) -> int:
        """The step of the smallest figure: on a page one that is well larger than those beside it, elsewhere its own."""
        if not look.page.is_sheet:
            return step
        beside = look.style("figure", step).size * LARGEST
        sizes = [style.size for style in look.scale["hero"]]
        return max((at for at, size in enumerate(sizes) if size >= beside), default=step)

    def least(self, step: int, look: Look) -> int:
        """How wide it must be for a figure that is larger than those beside it, in EMU; where their type is small, it may be a step smaller."""
        style, words = look.style("hero", LARGE + (step >= DENSE)), self._beside(0, look)
        figure = set_figure(self.item[0].figure, style, words, look, 1)  # a unit that is long stands below its number
        return round(natural_width(figure, look.fonts) * look.wider) + look.unit * 8

    def split(self, cut_at: Cut) -> tuple[Hero, Hero]:
        raise AssertionError("one figure offers no cuts")

    def _words(self, id: str, inside: int, step: int, look: Look, style: str, at: int | None = None) -> TextBox:
        """The figure, from a step of its own on, and what it counts, that in a style of the type scale."""
        on, stat = look.colour("on-band"), self.item[0]
        figure = replace(self._figure(inside, step if at is None else at, step, look), colour=on)
        label = restyled(look.style(style, step), colour=on, font="body", before=look.unit)
        said = [
            set_figure(stat.figure, figure, self._beside(step, look, figure), look, _beneath(inside, look)),
            paragraph(stat.label, label, look, "label"),
        ]
        if stat.change:
            said.append(change(stat, 0 if style == "quote" else step, look, on, inside))
        room = balanced(tuple(said), inside, look) if look.page.is_sheet else inside
        return text_box(id, tuple(said), room, look)

    @staticmethod
    def _beside(step: int, look: Look, figure: TextStyle | None = None) -> float:
        """The size of the words beside the number."""
        large = figure is not None and figure.size > look.scale["hero"][0].size
        return (
            look.stepped(figure.size * UNIT) if figure and large else max(BOLD, look.style("figure-small", step).size)
        )

    def _figure(self, inside: int, step: int, said: int, look: Look) -> TextStyle:
        """The largest type in which the figure stays on its line, its words as they are at the step `said`, else with its unit on the next; in a narrow
        place that of figures in tiles."""
        steps = [(name, at) for name in ("hero", "figure") for at in range(len(look.scale[name]))]
        styles = [look.style(*one) for one in steps[max(0, min(step, len(look.scale["hero"]) - 1)) :]]
        if step < 0:
            styles[:0] = (styles[0].at(styles[0].size * more) for more in ALONE[step:])
        figure = self.item[0].figure
        below = _beneath(inside, look)
        tries = [*((style, 0) for style in styles[: ALIKE + look.page.is_slide]), *((style, below) for style in styles)]
        fitting = (
            style
            for style, below in tries
            if natural_width(set_figure(figure, style, self._beside(said, look, style), look, below), look.fonts)
            * look.wider
            <= inside
        )
        return next(fitting, styles[-1])

    def foot(self, width: int, step: int, look: Look) -> tuple[Item, ...]:
        """How the figure came to be, then its share."""
        id = f"{self.id}.{self.item[0].id}"
        line, bar = trend(f"{id}.trend", self.item[0], width, step, look, "band"), self._bar(width, step, look)
        if line is None:
            return bar
        return (line, *(move(item, 0, line.box.height + look.unit * 2) for item in bar))

    def _bar(self, width: int, step: int, look: Look) -> tuple[Item, ...]:
        """The share as a bar from the reading side, and what it is a share of; nothing where there is none."""
        if not 0 < self.part <= 100:
            return ()
        id = f"{self.id}.{self.item[0].id}"
        on, band = look.colour("on-band"), look.colour("band")
        mark = marking(look)
        long = Box(0, 0, width, BAR)
        done = Box(0, 0, round(width * self.part / 100), BAR)
        items: list[Item] = [
            Panel(f"{id}.whole", long, band.shade(QUIET, lighter=on.luminance > band.luminance, calm=REST)),
            Panel(f"{id}.part", done.mirrored(width) if look.rtl else done, mark),
        ]
        style = restyled(look.style("caption", step), colour=on)
        below = BAR + look.unit // 2
        share, of = (
            paragraph(rich, replace(style, bold=bold), look, "label") if rich else None
            for rich, bold in ((self.share, True), (self.of, False))
        )
        wide = sum(natural_width(one, look.fonts) for one in (share, of) if one is not None) + look.unit * 2
        if of is not None and wide <= width:
            of = replace(of, style=replace(of.style, align="end"))
        # one below the other where a line does not hold both, else each in a part of the line
        first = width if wide > width or share is None or of is None else natural_width(share, look.fonts) + look.unit
        for name, words, begins, ends in (("share", share, 0, first), ("of", of, first % width, width)):
            if words is not None:
                made = text_box(f"{id}.{name}", (words,), ends - begins, look, y=below)
                items.append(move(made, width - ends if look.rtl else begins, 0))
                below += made.box.height if wide > width else 0
        return tuple(items)


def marking(look: Look) -> Colour:
    """The colour of a mark on the dark ground: the first that is seen there."""
    band = look.colour("band")
    jobs = ("highlight", "accent", "on-band")
    return next((look.colour(job) for job in jobs if look.colour(job).contrast(band) >= MARKED), look.colour("on-band"))


def _beneath(inside: int, look: Look) -> int:
    """The width that a figure stays on one line in, or has its unit below the number; 0 where it stands by itself on a slide."""
    return inside * (look.page.is_sheet or inside < look.page.width * ACROSS)


def _aside(words: TextBox, sign: Icon, width: int, look: Look) -> Icon | None:
    """The pictogram as it stands beside the figure, at the end of its line; None where that has too little room."""
    room = width - natural_width(words.paragraphs[0], look.fonts) - look.unit * 2
    size = min(sign.box.width, room)
    return replace(sign, box=Box(0, 0, size, size)) if size >= sign.box.width * SMALLER else None


def _placed(sign: Icon, text: TextBox, inset: int, look: Look) -> Icon:
    """The pictogram above the words, or on a page in the middle of the figure's line at its end."""
    size, line, aside = sign.box.height, text.lines[0], look.page.is_sheet
    left = inset if look.rtl == aside else text.box.width - inset - size
    top = text.insets.top + line.top
    return replace(
        sign, box=Box(left, top + (line.height - size) // 2 if aside else top - size - look.unit, size, size)
    )


def _fits(words: TextBox, width: int, height: float, look: Look) -> bool:
    return words.box.height <= height and widest_word(words.paragraphs, look.fonts) <= width
