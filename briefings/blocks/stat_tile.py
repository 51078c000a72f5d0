"""A big figure and what it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ..charts.paint import ink, third_ink
from ..frame import Paragraph
from ..frozen import frozen, replace
from ..geometry import points
from ..look import Colour, Look, TextStyle, restyled
from ..memory import kept
from ..text.measure import natural_width, widest_word
from ..values import Rich
from .icon import icon
from .params import Declared, Stat, param
from .piece import Cut, Piece
from .plate import Edge, Plate, sides, whole
from .running import halved
from .text import figure as set_figure
from .text import paragraph, text_box
from .trend import trend

ICON: Final = 0.8
"""How large a pictogram is, in the size of its figure."""
WORDS: Final = 5 / 6
"""Words beside a number, in the size of small figures."""
UNIT_LINES: Final = 3
"""So many lines has a figure whose unit is long at the most, the number one of them."""
LEADING: Final = -2
"""The first of two steps of figures that a page is about, where no other is."""
FULL: Final = 0.95
"""Larger labels fill a tile that was made higher to so much of its height at the most."""


@frozen
class StatTile(Declared):
    """One figure, large, above its label; tile and texts move as one shape. A label higher than a page goes on without its figure."""

    id: str
    item: tuple[Stat, ...] = param(
        "stats", "The statistic: a record with a figure and a text.", "{{ section.items[0] }}"
    )

    def plate(self, width: int, step: int, look: Look) -> Plate:
        return tile(self.id, self.item[0], width, step, look, fitting_step(self.item[:1], width, step, look))

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        plate, stat = self.plate(width, step, look), self.item[0]
        if height:
            figure = fitting_step((stat,), width, step, look)
            (plate,) = larger(
                lambda label: (tile(self.id, stat, width, step, look, figure, label),),
                range(step),
                (plate,),
                look,
                lambda made: made[0].needed <= height * FULL,
            )
        return plate.piece(look, height, tuple(plate.within(shown(self.item[0]), look.language)))

    def split(self, cut_at: Cut) -> tuple[StatTile, StatTile]:
        one, other = halved(self.item[0], cut_at.at[1])
        return replace(self, item=(one,)), replace(self, item=(other,))


@kept
def tile(
    id: str,
    stat: Stat,
    width: int,
    step: int,
    look: Look,
    figure_step: int,
    label_step: int | None = None,
    *,
    aside: bool = False,
    bare: bool = False,
) -> Plate:
    """A tile at a width and step, figure and label at steps of their own; on a panel, and `bare`, it has no ground and edge of its own. A pictogram
    stands above its figure or, `aside`, at the end of its line, where figures are in line with others that have none."""
    side, above = (0, 0) if bare else _padding(look)
    paragraphs = []
    if stat.figure or not stat.label:
        figure = figure_style(figure_step, look)
        figure = restyled(figure, colour=toned(stat, look)) if stat.tone else figure
        paragraphs.append(figure_in(stat.figure, figure, figure_step, look, width - side * 2))
    if stat.label:
        label = restyled(look.style("label", step if label_step is None else label_step), before=look.unit // 2)
        paragraphs.append(paragraph(stat.label, label, look, "label"))
    if stat.change:
        paragraphs.append(change(stat, step if label_step is None else label_step, look, width=width - side * 2))
    words = text_box(f"{id}.text", tuple(paragraphs), width - side * 2, look)
    stands = look.on != "panel" and not bare
    edge: Edge = "rule" if stands and ruled(look) else "none"
    grounded = stands and edge == "none"
    line = trend(f"{id}.trend", stat, width - side * 2, step, look, "panel" if grounded else look.on)
    size = points(figure_style(figure_step, look).size * ICON)
    sign = icon(id, stat.icon, size, toned(stat, look)) if stat.figure else None
    beside = (
        aside
        and sign is not None
        and size + look.unit * 2 + max(line.width for line in words.lines[:1]) <= words.box.width
    )
    over, under = size + look.unit if sign and not beside else 0, line.box.height + look.unit if line else 0
    # on slides rows share what room is left; on paper the next rule is near enough
    below = (0 if look.page.is_slide else look.unit) if edge == "rule" else above
    inset = sides(side, side, above + over, below + under, look)
    return Plate(id, "stat", words, inset, edge, grounded, below=line, above=sign, aside=beside)


def toned(stat: Stat, look: Look) -> Colour:
    """The colour of a figure: that of its mark where a chart has one for it, "plain" that of a line across it; that of good news or bad where
    a house has colours for both: one black figure among red ones says nothing, and looks like an oversight."""
    if stat.tone == "plain":
        return ink(look)
    if stat.tone == "highlight":
        return third_ink(look)
    told = look.colour("text") not in (look.colour("good"), look.colour("bad"))
    return look.colour(stat.tone if stat.tone and told else "accent")


def figure_style(step: int, look: Look) -> TextStyle:
    """The type of figures at a step; before the first, from `LEADING` on, it is nearly that of a figure that a page is about."""
    if step >= 0:
        return look.style("figure", step)
    made = restyled(look.style("hero", step - LEADING + 1), colour=look.colour("accent"))
    between = look.page.is_sheet and step > LEADING  # a page's type has no step there
    return made.at(float(round((made.size + look.style("figure", 0).size) / 2))) if between else made


def words_size(step: int, look: Look) -> float:
    """The size of the words beside a number; on a page no more than half of its own, so that it may be the larger."""
    size = look.stepped(look.style("figure-small", max(step, 0)).size * WORDS)
    return size if look.page.is_slide else min(size, figure_style(step, look).size / 2)


def change(
    stat: Stat, step: int, look: Look, colour: Colour | None = None, width: int = 0, size: float = 0
) -> Paragraph:
    """How a figure changed, below what it counts: the change bold and in the colour of good news or bad, since when in a quiet one, unless
    the ground has one of its own. Where both do not fit on one line of a `width`, since when has its own. No larger than the words of a `size`."""
    style = restyled(look.style("label", step), before=look.unit // 2, colour=colour or look.colour("muted"))
    style = replace(style, size=min(size or style.size, style.size))
    made = paragraph(stat.change, style, look, "label")
    own = colour or look.colour(stat.turn or "muted")
    runs = [replace(run, style=replace(run.style, colour=own)) if run.style.bold else run for run in made.runs]
    if width and natural_width(made, look.fonts) > width:
        since = next((at for at, run in enumerate(runs) if at and not run.style.bold), None)
        if since is not None and runs[since].text.startswith(" "):
            runs[since] = replace(runs[since], text=f"\u2028{runs[since].text[1:]}")
    return replace(made, runs=tuple(runs))


@kept
def standing(look: Look, count: int, columns: int) -> Look:
    """The look for so many figures in so many columns: a single row of them stands on cards, which fill a slide as rules do not."""
    return look if look.tiles == "card" or count > columns or look.ink == "low" else replace(look, tiles="card")


def larger(
    at: Callable[[int], tuple[Plate, ...]],
    steps: Iterable[int],
    own: tuple[Plate, ...],
    look: Look,
    fits: Callable[[tuple[Plate, ...]], bool],
) -> tuple[Plate, ...]:
    """Tiles by the step of their labels, at the first that fits and breaks no word; else their own."""
    for step in steps:
        plates = at(step)
        if fits(plates) and whole(plates, look):
            return plates
    return own


def shown(stat: Stat) -> tuple[Rich, ...]:
    """The texts of a tile, one for each of its paragraphs."""
    return tuple(rich for rich in (stat.figure, stat.label, stat.change) if rich)


@kept
def fitting_step(stats: Sequence[Stat], width: int, step: int, look: Look) -> int:
    """The step at which every figure stays on one line of a tile ("US$ 452,000,000"): tiles side by side share one size."""
    last = len(look.scale["figure"]) - 1
    measure = fit_at if fit_at(stats, width, last, look) else units_fit
    return next((at for at in range(step, last) if measure(stats, width, at, look)), last)


def figures_fit(stats: Sequence[Stat], width: int, look: Look, step: int | None = None) -> bool:
    """Whether the figures stay on one line of a tile at a step, the smallest size where none is given."""
    return fit_at(stats, width, len(look.scale["figure"]) - 1 if step is None else step, look)


def units_fit(stats: Sequence[Stat], width: int, step: int, look: Look) -> bool:
    """Whether the figures stay on one line of a tile but for the words behind some numbers ("tonnes of carbon dioxide"), which may go on in
    a second."""
    inside = width - _padding(look)[0] * 2
    return all(_on_two_lines(stat.figure, inside, step, look) for stat in stats)


@kept
def _on_two_lines(rich: Rich, inside: int, step: int, look: Look) -> bool:
    made = figure_in(rich, figure_style(step, look), step, look, inside)
    box = text_box("figure", (made,), round(inside / look.wider), look)
    number = max((at for at, letter in enumerate(made.text, 1) if letter.isdigit()), default=0)
    broken = widest_word(box.paragraphs, look.fonts) > box.box.width
    return not broken and len(box.lines) <= UNIT_LINES and (not box.lines or number <= box.lines[0].stop)


def figure_in(rich: Rich, style: TextStyle, step: int, look: Look, width: int) -> Paragraph:
    """A figure in a tile; a unit that has no room beside its number stands below it, as large as a label may be."""
    unit = restyled(look.style("label", 0), bold=True)
    return set_figure(rich, style, words_size(step, look), look, width, unit)


def fit_at(stats: Sequence[Stat], width: int, step: int, look: Look) -> bool:
    """Whether the figures stay on one line of a tile at a step."""
    inside = width - _padding(look)[0] * 2
    style, words = figure_style(step, look), words_size(step, look)
    return all(figure_width(stat.figure, style, words, look) * look.wider <= inside for stat in stats)


@kept
def figure_width(rich: Rich, style: TextStyle, words: float, look: Look) -> int:
    """How wide a figure is on its line, with smaller words beside the number, in EMU."""
    return natural_width(set_figure(rich, style, words, look), look.fonts)


def _padding(look: Look) -> tuple[int, int]:
    """What a tile keeps off its words at the sides, and above and below, in EMU."""
    if look.on == "panel":
        return 0, 0
    return (0, look.unit * 2) if ruled(look) else (look.unit * 3, look.unit * 3)


def ruled(look: Look) -> bool:
    """Whether figures stand below rules, not on cards."""
    return look.tiles == "rule" or look.ink == "low"
