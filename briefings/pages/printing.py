"""What an office printer would lose of finished pages: what stands too near the edge, and what grey cannot tell apart.

A black-and-white printer keeps of a colour its luminance alone, so contrast by luminance (WCAG 2.2) is contrast on a grey print too. The
findings are warnings: the pages are written all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Final

from .. import lasting
from ..charts.paint import MARK_CONTRAST, NEIGHBOUR_CONTRAST
from ..contrast import nearest, needed, told
from ..diagnostics import Diagnostic, warning
from ..frame import Chart, DrawnPath, Frame, Group, Icon, Item, Layout, Panel, Picture, Rule, Table, TextBox
from ..geometry import Box, mm
from ..lasting import Same
from ..look import Colour

MARGIN: Final = mm(6)
"""What printers leave blank at every edge, with some room: 6 mm."""


def faults(layout: Layout, *, sheet: bool) -> tuple[Diagnostic, ...]:
    """All that a print would lose, each fault once. Only a sheet is held to the printer's margins: a slide may bleed."""
    found: dict[tuple[str, ...], Diagnostic] = {}
    for frame in layout.frames:
        for key, fault in lasting.made("print", (Same(frame), sheet), partial(_faults, frame, sheet=sheet)):
            found.setdefault(key, fault)
    return tuple(found.values())


def _faults(frame: Frame, *, sheet: bool) -> tuple[tuple[tuple[str, ...], Diagnostic], ...]:
    return *(_near_edge(frame) if sheet else ()), *_Painting(frame).faults()


# -- margins -------------------------------------------------------------------------------------------------------------


def _near_edge(frame: Frame) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
    """The item that comes nearest to an edge of the page, where that is nearer than printers reach."""
    page = frame.page
    distances = [
        (min(box.x, box.y, page.width - box.right, page.height - box.bottom), name)
        for item in (*frame.fixed, *frame.items)
        for name, box in _inked(item, page.width)
    ]
    if distances and min(distances)[0] < MARGIN:
        distance, name = min(distances)
        message = f"page `{frame.id}`: `{name}` stands {distance / mm(1):.1f} mm from the page's edge"
        hint = "printers leave about 6 mm blank: give the theme's sheets a wider `margin`"
        yield ("margin", frame.id), warning("print-margin", message, path=name, hint=hint)


def _inked(item: Item, width: int) -> Iterator[tuple[str, Box]]:
    """What leaves ink: a text box by its lines, everything else by its box. Of a picture or a ground that runs over the edge, or a tab that
    hangs from it, nothing is lost that anybody would miss."""
    match item:
        case Group():
            for child in item.items:
                yield from _inked(child, width)
        case TextBox():
            yield from ((item.id, box) for _, _, box in _lines(item))
        case Panel() if item.fill is None and item.line is None:
            return
        case Picture() if item.box.y <= 0 and (item.box.x <= 0 or item.box.right >= width):
            return
        case Panel() if item.box.y <= 0:
            return
        case _:
            yield item.id, item.box


def _lines(item: TextBox) -> Iterator[tuple[int, int, Box]]:
    """The lines of a text box: the line's number, its paragraph's, and its box on the page."""
    top = item.content.y + item.shift
    for number, line in enumerate(item.lines):
        if line.runs:
            yield number, line.paragraph, Box(item.content.x + line.x, top + line.top, line.width, line.height)


# -- grey ----------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Painting:
    """A page as it is painted: each ground over those before it. A picture's ground has no colour that could be told."""

    frame: Frame
    grounds: list[tuple[Box, Colour | None]] = field(default_factory=list)

    def faults(self) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
        self.grounds.append((self.frame.page.box, self.frame.background))
        for item in (*self.frame.fixed, *self.frame.items):
            yield from self._item(item)

    def _item(self, item: Item) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
        match item:
            case Group():
                for child in item.items:
                    yield from self._item(child)
            case Panel() if item.fill is not None:
                self.grounds.append((item.box, item.fill))
            case Picture():
                self.grounds.append((item.box, None))
            case Table():
                for row in item.rows:
                    for cell in row:
                        if cell.fill is not None:
                            self.grounds.append((cell.text.box, cell.fill))
                        yield from self._words(cell.text)
            case TextBox():
                yield from self._words(item)
            case Chart():
                yield from _marks(item, self._ground(item.box))
            case Panel() | Rule() | Icon():
                return

    def _ground(self, box: Box) -> Colour | None:
        """What is painted last under the middle of a box."""
        middle = Box(box.x + box.width // 2, box.y + box.height // 2, 0, 0)
        under = (colour for place, colour in reversed(self.grounds) if place.contains(middle))
        return next(under, self.frame.background)

    def _words(self, item: TextBox) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
        for number, _, box in _lines(item):
            ground = self._ground(box)
            for glyphs in item.lines[number].runs if ground is not None else ():
                style = glyphs.run.style
                wanted, ratio = needed(glyphs.size, bold=style.bold), style.colour.contrast(ground or style.colour)
                if ratio < wanted and glyphs.text.strip() and ground is not None:
                    better = nearest(style.colour, ground, wanted)
                    path = glyphs.run.origins[0] if glyphs.run.origins else item.id
                    message = (
                        f"page `{self.frame.id}`: `{glyphs.text.strip()[:40]}` in #{style.colour.rgb} on #{ground.rgb} has a contrast of "
                        f"{told(ratio)}; text of this size needs {wanted:g}:1"
                    )
                    hint = f"the nearest colour that passes is #{better.rgb}" if better else "change the ground"
                    yield (
                        ("text", style.colour.rgb, ground.rgb, f"{wanted}"),
                        warning("print-contrast", message, path=str(path), hint=hint),
                    )


def _marks(chart: Chart, ground: Colour | None) -> Iterator[tuple[tuple[str, ...], Diagnostic]]:
    """Marks that grey cannot tell from the ground, or from the mark beside them."""
    for first, second in _neighbours(chart):
        one, other = first.fill or first.stroke, second.fill or second.stroke
        if one is None or other is None or one.rgb == other.rgb or first.dash != second.dash:
            continue
        ratio = one.contrast(other)
        if ratio < NEIGHBOUR_CONTRAST:
            better = nearest(other, one, NEIGHBOUR_CONTRAST)
            message = (
                f"chart `{chart.id}`: #{one.rgb} and #{other.rgb} stand side by side and have a contrast of {told(ratio)}: a grey print "
                "cannot tell them apart"
            )
            hint = f"the nearest colour that does is #{better.rgb} in place of #{other.rgb}" if better else ""
            yield (("marks", *sorted((one.rgb, other.rgb))), warning("print-marks", message, path=chart.id, hint=hint))
    for path in chart.drawing.paths:
        if ground is None or not _data(path):
            continue
        drawn = [colour for colour in (path.fill, path.stroke) if colour is not None]
        if drawn and max(colour.contrast(ground) for colour in drawn) < MARK_CONTRAST:
            ratio = max(colour.contrast(ground) for colour in drawn)
            better = nearest(drawn[0], ground, MARK_CONTRAST)
            message = (
                f"chart `{chart.id}`: a mark in #{drawn[0].rgb} on #{ground.rgb} has a contrast of {told(ratio)}; marks need "
                f"{MARK_CONTRAST:g}:1"
            )
            hint = f"the nearest colour that passes is #{better.rgb}" if better else ""
            yield (("mark", drawn[0].rgb, ground.rgb), warning("print-marks", message, path=chart.id, hint=hint))


_DATA: Final = frozenset({"bar", "column", "segment", "share", "line", "dot"})


def _data(path: DrawnPath) -> bool:
    return path.mark.partition(":")[0] in _DATA


def _neighbours(chart: Chart) -> Iterator[tuple[DrawnPath, DrawnPath]]:
    """Marks side by side: the series of one category, or the shares of a ring, which comes back to where it began."""
    groups: dict[tuple[str, str], list[DrawnPath]] = {}
    for path in chart.drawing.paths:
        kind, _, numbers = path.mark.partition(":")
        if kind in _DATA:
            _, _, category = numbers.partition(":")
            groups.setdefault((kind, "" if kind in ("share", "line") else category), []).append(path)
    for (kind, _), paths in groups.items():
        yield from pairwise(paths)
        if kind == "share" and len(paths) > 2:
            yield paths[-1], paths[0]
