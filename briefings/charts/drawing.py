"""Charts as vectors: what chart kinds draw on.

Points from the bottom-left corner, y upwards. On a right-to-left canvas everything is the mirror image: bars grow from the right, rings
run the other way, and words keep their letters in order. A path's `mark` says what it is: "bar:0:2" is the bar of series 0,
category 2; "grid", "axis", "leader", "backing" and "reference" are named after their job.

Rectangles and straight lines are recorded as they are; circles, rings and any matplotlib artist are drawn by matplotlib (`curves`), which is
loaded for the first of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..frame import Drawing, DrawnPath, DrawnText
from ..look import Colour, Look
from .labels import CAPITALS, Words
from .marks import PLACES, Paint, drawn, rounded
from .spec import ChartSpec

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from .curves import Recorder

Across: TypeAlias = Literal["start", "center", "end"]
Upright: TypeAlias = Literal["top", "middle", "bottom", "baseline"]


class Canvas:
    """What a chart kind draws on. Give it marks and words; `drawing` hands back the recorded vectors."""

    def __init__(self, spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> None:
        self.width, self.height, self.rtl = width, height, spec.rtl
        self.paths: list[DrawnPath] = []
        self.texts: list[DrawnText] = []
        self._given = (spec, look, width, height, step)

    def add(self, artist: Artist) -> None:
        """Draws any matplotlib artist whose coordinates are points of the canvas."""
        artist.draw(self._recorder())

    def _recorder(self) -> Recorder:
        from .curves import Recorder

        recorder = Recorder(*self._given)
        recorder.paths, recorder.texts = self.paths, self.texts
        return recorder

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None,
        mark: str = "",
        outline: Colour | None = None,
        weight: float = 0.75,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle by its start edge and its bottom; negative widths and heights go the other way."""
        x, width = (x + width, -width) if width < 0 else (x, width)
        y, height = (y + height, -height) if height < 0 else (y, height)
        left = self.width - x - width if self.rtl else x
        right, top = left + width, y + height
        self._path([(left, y), (right, y), (right, top), (left, top)], fill, outline, weight, dash, mark, closed=True)

    def line(
        self,
        places: Iterable[tuple[float, float]],
        colour: Colour,
        weight: float,
        mark: str = "",
        dash: tuple[float, ...] = (),
    ) -> None:
        """A line through places."""
        vertices = [(self.across(x), y) for x, y in places]
        if len(vertices) > 1:
            self._path(vertices, None, colour, weight, dash, mark)

    def area(self, corners: Iterable[tuple[float, float]], fill: Colour, mark: str = "") -> None:
        """A filled shape with straight sides."""
        self._path([(self.across(x), y) for x, y in corners], fill, None, 0.0, (), mark, closed=True)

    def diamond(self, x: float, y: float, radius: float, fill: Colour, mark: str = "") -> None:
        """A filled square on its corner."""
        middle = self.across(x)
        corners = [(middle - radius, y), (middle, y + radius), (middle + radius, y), (middle, y - radius)]
        self._path(corners, fill, None, 0.0, (), mark, closed=True)

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Colour,
        mark: str = "",
        outline: Colour | None = None,
        weight: float = 0.75,
    ) -> None:
        """A filled circle."""
        from . import curves

        curves.circle(self._recorder(), self.across(x), y, radius, Paint(fill, outline, weight, mark))

    def ring(
        self,
        x: float,
        y: float,
        outer: float,
        inner: float,
        start: float,
        stop: float,
        fill: Colour,
        mark: str = "",
        outline: Colour | None = None,
        weight: float = 0.75,
    ) -> None:
        """A piece of a ring; `start` and `stop` are shares of the whole turn from twelve o'clock in reading direction."""
        from . import curves

        ends = (90 + 360 * start, 90 + 360 * stop) if self.rtl else (90 - 360 * stop, 90 - 360 * start)
        curves.ring(self._recorder(), self.across(x), y, outer, inner, ends, Paint(fill, outline, weight, mark))

    def _path(
        self,
        places: Sequence[tuple[float, float]],
        fill: Colour | None,
        outline: Colour | None,
        weight: float,
        dash: tuple[float, ...],
        mark: str,
        *,
        closed: bool = False,
    ) -> None:
        """Keeps straight lines through places."""
        stroke = outline if weight > 0 else None
        if fill is None and stroke is None:
            return
        kept = [place for place in places if all(map(math.isfinite, place))]
        segments: list[tuple[str | float, ...]] = [
            ("l" if number else "m", *rounded(place)) for number, place in enumerate(kept)
        ]
        if closed:
            segments.append(("h",))
        if len(segments) < 2:
            return
        self.paths.append(
            DrawnPath(
                tuple(segments),
                fill=fill,
                stroke=stroke,
                weight=round(weight, PLACES) if stroke else 0.0,
                dash=tuple(round(one, PLACES) for one in dash) if stroke else (),
                mark=mark,
            )
        )

    def words(self, label: Words, x: float, y: float, across: Across = "start", upright: Upright = "baseline") -> None:
        """A label at a place: `across` says which of its edges is at x, `upright` which at y; middle is that of its capitals."""
        if not label:
            return
        capital = CAPITALS * label.size
        lower = label.leading * (len(label.lines) - 1)
        # The first baseline, from what y stands for; a line's descent is a sixth of its leading (1.0 over and 0.2 under).
        first = {
            "top": y - label.leading * 5 / 6,
            "middle": y - capital / 2 + lower / 2,
            "bottom": y + label.leading / 6 + lower,
            "baseline": y,
        }[upright]
        for index, line in enumerate(label.lines):
            edge = {"start": x, "center": x - line.width / 2, "end": x - line.width}[across]
            left = self.width - edge - line.width if self.rtl else edge
            self.texts.append(drawn(line.runs, line.text, left, first - index * label.leading, label.origins))

    def drawing(self) -> Drawing:
        """What was drawn, as vectors."""
        return Drawing(self.width, self.height, tuple(self.paths), tuple(self.texts))

    def across(self, x: float) -> float:
        """A distance from the start edge as one from the left."""
        return self.width - x if self.rtl else x
