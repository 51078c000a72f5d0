"""Words on a chart, measured and shaped by the text engine, before anything is drawn.

Lengths are in points, as everywhere in `charts`; only the glyph runs inside keep EMU, as the frame has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ..frame import GlyphRun, Paragraph, Run
from ..frozen import frozen, replace
from ..geometry import points, to_points
from ..look import Colour, Look, TextStyle, restyled
from ..text.fonts import FontSet
from ..text.measure import set_line, set_text, widest_word
from ..values import Origin
from .paint import ink, quiet
from .spec import ChartSpec, Label, Point

CAPITALS: Final = 0.71
"""The height of capitals and figures in ems (Arimo 0.716, Noto Sans SC 0.733): what the eye takes for a label's height."""


@frozen
class SetLine:
    """One line of a label: its glyphs from the left edge, its letters and its width."""

    runs: tuple[GlyphRun, ...]
    text: str
    width: float


@frozen
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


@frozen
class Typesetter:
    """Sets a chart's words: its data, the look, and the step of the type scale."""

    spec: ChartSpec
    look: Look
    step: int = 0

    @property
    def style(self) -> TextStyle:
        return self.look.style("chart", self.step)

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def leading(self) -> float:
        """From baseline to baseline of a plain label."""
        line = self.look.fonts.line(self.style.font, "0")
        return self.size * (line.ascent + line.descent)

    def label(
        self, label: Label, *, bold: bool = False, colour: Colour | None = None, width: float | None = None
    ) -> Words:
        """A category's or a series' name."""
        return self.words(label.text, label.origins, bold=bold, colour=colour, width=width)

    def value(self, point: Point, *, bold: bool = True, colour: Colour | None = None, larger: float = 1.0) -> Words:
        """A value as readers see it."""
        return self.words(point.shown, point.origins, bold=bold, colour=colour, larger=larger)

    def longest_word(self, text: str, *, bold: bool = False) -> float:
        """The width of the widest piece of a text that cannot be broken in two."""
        style = restyled(self.style, bold=bold, margin=0, indent=0, bullet="")
        paragraph = Paragraph((Run(text, style, language=self.spec.language),), style, "label", rtl=self.spec.rtl)
        return to_points(widest_word((paragraph,), self.look.fonts)) if text.strip() else 0.0

    def remark(self, text: str) -> Words:
        """What stands back: an axis number, "logarithmic scale"."""
        return self.words(text, colour=quiet(self.look))

    def words(
        self,
        text: str,
        origins: Iterable[Origin] = (),
        *,
        bold: bool = False,
        colour: Colour | None = None,
        width: float | None = None,
        larger: float = 1.0,
    ) -> Words:
        """A text, wrapped by the text engine where a width is given and it is wider than that."""
        style = _label_style(self.style, self.size * larger, bold, colour or ink(self.look))
        spec = self.spec
        return _set(text, tuple(origins), width, style, self.look.fonts, spec.language, spec.rtl)


@lru_cache(512)
def _label_style(style: TextStyle, size: float, bold: bool, colour: Colour) -> TextStyle:
    """A type style for words that stand by themselves."""
    return replace(
        style,
        size=size,
        bold=bold,
        colour=colour,
        align="start",
        margin=0,
        indent=0,
        before=0,
        after=0,
        bullet="",
        spacing=1.0,
        leading=None,
    )


@lru_cache(4096)
def _set(
    text: str,
    origins: tuple[Origin, ...],
    width: float | None,
    style: TextStyle,
    fonts: FontSet,
    language: str,
    rtl: bool,
) -> Words:
    line = fonts.line(style.font, text)
    leading = style.size * (line.ascent + line.descent)
    if not text.strip():
        return Words((), style.size, leading, origins)
    runs = set_line(text, style, fonts, language, rtl)
    whole = SetLine(runs, text, to_points(max((run.x + run.width for run in runs), default=0)))
    if width is None or whole.width <= width:
        return Words((whole,), style.size, leading, origins)
    paragraph = Paragraph((Run(text, style, origins, language=language),), style, "label", rtl=rtl)
    lines = []
    for measured in set_text((paragraph,), points(max(width, style.size)), fonts):
        if not measured.runs:
            continue
        left = min(run.x for run in measured.runs)
        right = max(run.x + run.width for run in measured.runs)
        shifted = tuple(replace(run, x=run.x - left) for run in measured.runs)
        lines.append(SetLine(shifted, text[measured.start : measured.stop].strip(), to_points(right - left)))
    return Words(tuple(lines), style.size, leading, origins)


def widest(labels: Iterable[Words]) -> float:
    """The width of the widest label; 0 for none."""
    return max((label.width for label in labels), default=0.0)


def spread(centres: Iterable[float], sizes: Iterable[float], low: float, high: float) -> tuple[float, ...]:
    """Places for labels along a line: in order, not overlapping, each as near to its centre as the others let it be.

    Neighbours that meet join into a block about their common middle (pool adjacent violators). `low` and `high` bound the labels'
    edges; where there is no room for all, they overlap evenly.
    """
    wanted, long = list(centres), list(sizes)
    squeeze = min(1.0, (high - low) / sum(long)) if sum(long) > 0 else 1.0
    long = [size * squeeze for size in long]
    blocks: list[_Block] = []
    for index in sorted(range(len(wanted)), key=lambda i: (wanted[i], i)):
        block = _Block([index], wanted[index] - long[index] / 2, long[index])
        while blocks and blocks[-1].start(low, high) + blocks[-1].extent > block.start(low, high):
            block = blocks.pop().joined(block)
        blocks.append(block)
    placed = list(wanted)
    for block in blocks:
        at = block.start(low, high)
        for index in block.members:
            placed[index] = at + long[index] / 2
            at += long[index]
    return tuple(placed)


@frozen
class _Block:
    """Labels that touch: `wish` is the sum of the places where each would have the block begin."""

    members: list[int]
    wish: float
    extent: float

    def start(self, low: float, high: float) -> float:
        return max(low, min(self.wish / len(self.members), high - self.extent))

    def joined(self, after: _Block) -> _Block:
        wish = self.wish + after.wish - self.extent * len(after.members)
        return _Block([*self.members, *after.members], wish, self.extent + after.extent)
