"""A big figure and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..frame import Group, Panel, TextBox
from ..geometry import Box, Insets
from ..look import Look
from ..text.measure import natural_width
from ..values import Origin
from .params import Stat, origins_of, param
from .piece import Cut, Piece, Stretch
from .text import line_count, paragraph, text_box


@dataclass(frozen=True, slots=True)
class StatTile:
    """One figure, large, above its label; tile and texts move as one shape."""

    id: str
    item: tuple[Stat, ...] = param("stats", "The statistic: a record with a figure and a text.", "{{ section.items[0] }}")

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        return tile(self.id, self.item[0], width, step, look, height)

    def split(self, cut_at: Cut) -> tuple[StatTile, StatTile]:
        raise AssertionError("a tile offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.item[0].figure, self.item[0].label)


def tile(
    id: str, stat: Stat, width: int, step: int, look: Look, height: int | None = None, level: int = 0,
    figure_step: int | None = None,
) -> Piece:
    """A tile at a width and step: panel with an accent edge, the figure, its label; stretched to `height`.

    The text hangs as it would in the middle of the tile if it were `level` high (EMU), so that tiles of a row share baselines.

    On a panel the tile has no ground and edge of its own.
    """
    bare = look.on == "panel"
    padding = 0 if bare else round(look.unit * 1.5)
    side = 0 if bare else look.unit * 2
    insets = Insets(side, padding, side, padding)
    at = figure_step if figure_step is not None else fitting_step((stat,), width, step, look)
    paragraphs = [paragraph(stat.figure, look.style("figure", at), look, "figure")]
    if stat.label:
        label = look.style("label", step)
        paragraphs.append(paragraph(stat.label, replace(label, before=look.unit // 2), look, "label"))
    words = text_box(f"{id}.text", tuple(paragraphs), width - side * 2, look)
    needed = words.box.height + padding * 2
    tall = max(needed, height or 0)
    box = Box(0, 0, width, tall)
    hang = padding + max(0, tall - max(needed, level)) // 2
    text = replace(words, box=box, insets=replace(insets, top=hang, bottom=padding))
    if bare:
        return Piece(width, needed, (replace(text, box=Box(0, 0, width, needed)),), Stretch(needed, needed))
    edge = Box(0, 0, look.unit // 2, tall)
    panel = Panel(f"{id}.panel", box, look.colour("panel"))
    bar = Panel(f"{id}.edge", edge.mirrored(width) if look.rtl else edge, look.colour("accent"))
    return Piece(width, tall, (Group(id, box, (panel, bar, text), "stat"),), Stretch(needed, round(needed * 1.9)))


def fitting_step(stats: Sequence[Stat], width: int, step: int, look: Look) -> int:
    """The step at which every figure stays on one line of a tile ("US$ 452,000,000"): tiles side by side share one size."""
    last = len(look.scale["figure"]) - 1
    return next((at for at in range(step, last) if _fit_at(stats, width, at, look)), last)


def figures_fit(stats: Sequence[Stat], width: int, look: Look) -> bool:
    """Whether the figures stay on one line of a tile at the smallest size at least."""
    return _fit_at(stats, width, len(look.scale["figure"]) - 1, look)


def _fit_at(stats: Sequence[Stat], width: int, step: int, look: Look) -> bool:
    inside = width - (0 if look.on == "panel" else look.unit * 4)
    style = look.style("figure", step)
    return all(natural_width(paragraph(stat.figure, style, look, "figure"), look.fonts) <= inside for stat in stats)


def label_lines(piece: Piece) -> int:
    """How many lines a tile's label takes."""
    group = piece.items[0]
    assert isinstance(group, Group)
    text = group.items[-1]
    assert isinstance(text, TextBox)
    return line_count(text, 1)
