"""Words on a chart, measured and shaped by the text engine, before anything is drawn.

Lengths are in points, as everywhere in `charts`; only the glyph runs inside keep EMU, as the frame has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ..frame import GlyphRun, Paragraph, Run
from ..geometry import points, to_points
from ..look import Look, TextStyle
from ..text.measure import set_line, set_text
from ..values import Origin

CAPITALS: Final = 0.71
"""The height of capitals and figures in ems (Arimo 0.716, Noto Sans SC 0.733): what the eye takes for a label's height."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of a label: its glyphs from the left edge, its letters and its width."""

    runs: tuple[GlyphRun, ...]
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Words:
    """A label, set: `width` of its widest line; `leading` from baseline to baseline."""

    lines: tuple[SetLine, ...]
    size: float
    leading: float
    origins: tuple[Origin, ...] = ()

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.leading

    def __bool__(self) -> bool:
        return any(line.text for line in self.lines)


def words(
    text: str, style: TextStyle, look: Look, language: str, rtl: bool, origins: Iterable[Origin] = (), width: float | None = None
) -> Words:
    """A label in a type style; wrapped by the text engine where a width is given and it is wider than that."""
    line = look.fonts.line(style.font, text)
    leading = style.size * (line.ascent + line.descent)
    kept = tuple(origins)
    if not text:
        return Words((), style.size, leading, kept)
    runs = set_line(text, style, look.fonts, language, rtl)
    whole = SetLine(runs, text, to_points(max((run.x + run.width for run in runs), default=0)))
    if width is None or whole.width <= width:
        return Words((whole,), style.size, leading, kept)
    flat = replace(style, align="start", margin=0, indent=0, before=0, after=0, bullet="")
    paragraph = Paragraph((Run(text, flat, kept, language=language),), flat, "label", rtl=rtl)
    lines = []
    for measured in set_text((paragraph,), points(max(width, style.size)), look.fonts):
        if not measured.runs:
            continue
        left = min(run.x for run in measured.runs)
        right = max(run.x + run.width for run in measured.runs)
        shifted = tuple(replace(run, x=run.x - left) for run in measured.runs)
        lines.append(SetLine(shifted, text[measured.start : measured.stop].strip(), to_points(right - left)))
    return Words(tuple(lines), style.size, leading, kept)


def widest(labels: Iterable[Words]) -> float:
    """The width of the widest label; 0 for none."""
    return max((label.width for label in labels), default=0.0)


def spread(centres: Iterable[float], heights: Iterable[float], low: float, high: float) -> tuple[float, ...]:
    """Places for labels on a line that stay in order, do not overlap and stray from their centres as little as needed.

    Neighbours that meet become a block around their common middle (the pool-adjacent-violators way). `low` and `high` bound
    the labels' edges; where they cannot all fit, they stay in order and overlap evenly.
    """
    wanted = list(centres)
    tall = list(heights)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    total = sum(tall)
    squeeze = min(1.0, (high - low) / total) if total else 1.0
    blocks: list[tuple[list[int], float]] = []  # members, and the sum of where each would have the block begin
    def start(block: tuple[list[int], float]) -> float:
        members, wish = block
        extent = sum(tall[i] for i in members) * squeeze
        return min(max(wish / len(members), low), max(low, high - extent))

    for index in order:
        block = ([index], wanted[index] - tall[index] * squeeze / 2)
        while blocks and start(blocks[-1]) + sum(tall[i] for i in blocks[-1][0]) * squeeze > start(block) + 1e-9:
            members, wish = blocks.pop()
            before = sum(tall[i] for i in members) * squeeze
            block = (members + block[0], wish + block[1] - before * len(block[0]))
        blocks.append(block)
    placed = list(wanted)
    for block in blocks:
        at = start(block)
        for index in block[0]:
            placed[index] = at + tall[index] * squeeze / 2
            at += tall[index] * squeeze
    return tuple(placed)
