"""Charts as vectors: matplotlib draws, and what it draws is recorded as paths and shaped text.

`Recorder` is a matplotlib renderer (no backend module is imported, nor pyplot, figures or axes) that keeps paths as
`DrawnPath`. Words never pass through matplotlib's own text layout: they are set by the text engine, with the page's fonts, and a
dollar sign is a dollar sign. `Canvas` is what the chart kinds draw on: a few marks made of matplotlib's patches, and
`add` for any other matplotlib artist.

Points from the bottom-left corner, y upwards. On a right-to-left canvas everything is the mirror image: bars grow from the right, rings
run the other way, and words keep their letters in order. A path's `mark` says what it is: "bar:0:2" is the bar of series 0,
category 2; "grid", "axis", "leader", "backing" and "reference" are named after their job.

Import this module where something is drawn, not before: it costs some 250 ms.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import SourceLoader
from typing import Any, Final, Literal, TypeAlias

from ..env import aside
from ..frame import Drawing, DrawnPath, DrawnText
from ..look import Colour, Look
from ..values import Origin
from .labels import CAPITALS, Typesetter, Words
from .spec import ChartSpec

logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _no_words(artist: Any) -> str:  # noqa: ARG001  (the name is matplotlib's)
    return ""


@contextmanager
def _without_help_texts() -> Iterator[None]:
    """matplotlib spends a quarter of its import on composing help texts of setters; skip that, and put things back after."""
    from matplotlib import artist

    saved = artist.kwdoc, artist.Artist.__dict__["_update_set_signature_and_docstring"]
    artist.kwdoc = _no_words
    artist.Artist._update_set_signature_and_docstring = classmethod(lambda _cls: None)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        artist.kwdoc = saved[0]
        artist.Artist._update_set_signature_and_docstring = saved[1]  # type: ignore[attr-defined]


def _no_fonts() -> dict[str, str]:
    """The list of the machine's fonts that matplotlib would make and keep, empty, by its file's name: no font is ever asked of it."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None or not isinstance(found.loader, SourceLoader):
        return {}  # then it makes a list of its own, in the same folder
    code = found.loader.get_data(found.origin.replace("__init__", "font_manager")).decode()
    version = re.search(r"^    __version__ = ['\"]([^'\"]+)['\"]", code, re.MULTILINE)
    if version is None:
        return {}
    empty: dict[str, object] = {"__class__": "FontManager", "_version": version[1], "ttflist": [], "afmlist": []}
    return {f"fontlist-v{version[1]}.json": json.dumps(empty)}


with aside("MPLCONFIGDIR", _no_fonts()), _without_help_texts():
    from matplotlib import rcParams
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.patches import Circle, PathPatch, Rectangle, Wedge
    from matplotlib.path import Path

Across: TypeAlias = Literal["start", "center", "end"]
Upright: TypeAlias = Literal["top", "middle", "bottom", "baseline"]
Segment: TypeAlias = tuple[str | float, ...]

_PLACES: Final = 3
"""Decimals of a point that are kept: a thousandth is finer than any printer, and the same on every machine."""


class Recorder(RendererBase):
    """A matplotlib renderer that keeps what is drawn on it as paths and shaped text."""

    def __init__(self, spec: ChartSpec, look: Look, width: float, height: float, step: int) -> None:
        super().__init__()
        self.spec, self.look, self.step = spec, look, step
        self.width, self.height = width, height
        self.paths: list[DrawnPath] = []
        self.texts: list[DrawnText] = []
        self.colours: dict[str, Colour] = {}
        self._marks: list[str] = []

    # matplotlib's side: these names and signatures are RendererBase's.

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._marks.append(gid or "")

    def close_group(self, s: str) -> None:
        self._marks.pop()

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        stroked = gc.get_linewidth() > 0 and _opacity(gc.get_rgb()) > 0
        filled = rgbFace is not None and _opacity(rgbFace) > 0
        if not (stroked or filled):
            return
        segments = tuple(_segments(path.transformed(transform)))
        if len(segments) < 2:
            return
        dashes: Any = gc.get_dashes()[1]
        self.paths.append(
            DrawnPath(
                segments,
                fill=self._colour(rgbFace) if filled else None,
                stroke=self._colour(gc.get_rgb()) if stroked else None,
                weight=round(float(gc.get_linewidth()), _PLACES) if stroked else 0.0,
                dash=tuple(round(float(d), _PLACES) for d in dashes) if stroked and dashes is not None else (),
                mark=self._marks[-1] if self._marks else "",
            )
        )

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        raise NotImplementedError("charts are vectors: an artist tried to draw a picture of pixels")

    def draw_text(  # the signature is RendererBase's
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        self.words(self._set(s, prop), x, y, angle=angle)

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        label = self._set(s, prop)
        return label.width, label.leading, label.leading * 0.2

    # Our side.

    def words(self, label: Words, x: float, y: float, angle: float = 0.0) -> None:
        """Keeps the first line of a label, with its baseline's left end at a place."""
        for line in label.lines[:1]:
            self.texts.append(_drawn(line.runs, line.text, x, y, label.origins, angle))

    def _set(self, text: str, prop: Any) -> Words:
        return Typesetter(self.spec, self.look, self.step).words(text, bold=prop.get_weight() in {"bold", 700})

    def _colour(self, rgb: Sequence[float]) -> Colour:
        code = "".join(f"{round(float(channel) * 255):02X}" for channel in rgb[:3])
        return self.colours.get(code) or Colour(code)


class Canvas:
    """What a chart kind draws on. Give it marks and words; `drawing` hands back the recorded vectors."""

    def __init__(self, spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> None:
        self.width, self.height, self.rtl = width, height, spec.rtl
        self._recorder = Recorder(spec, look, width, height, step)

    def add(self, artist: Artist) -> None:
        """Draws any matplotlib artist whose coordinates are points of the canvas."""
        artist.draw(self._recorder)

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
        self.add(Rectangle((left, y), width, height, **self._paint(fill, outline, weight, dash, mark)))

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
            self.add(PathPatch(Path(vertices), **self._paint(None, colour, weight, dash, mark)))

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
        self.add(Circle((self.across(x), y), radius, **self._paint(fill, outline, weight, (), mark)))

    def diamond(self, x: float, y: float, radius: float, fill: Colour, mark: str = "") -> None:
        """A filled square on its corner."""
        middle = self.across(x)
        corners = [
            (middle - radius, y),
            (middle, y + radius),
            (middle + radius, y),
            (middle, y - radius),
            (middle - radius, y),
        ]
        codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
        self.add(PathPatch(Path(corners, codes), **self._paint(fill, None, 0.0, (), mark)))

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
        first, last = (90 + 360 * start, 90 + 360 * stop) if self.rtl else (90 - 360 * stop, 90 - 360 * start)
        self.add(
            Wedge(
                (self.across(x), y),
                outer,
                first,
                last,
                width=outer - inner,
                **self._paint(fill, outline, weight, (), mark),
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
            self._recorder.texts.append(
                _drawn(line.runs, line.text, left, first - index * label.leading, label.origins)
            )

    def drawing(self) -> Drawing:
        """What was drawn, as vectors."""
        return Drawing(self.width, self.height, tuple(self._recorder.paths), tuple(self._recorder.texts))

    def across(self, x: float) -> float:
        """A distance from the start edge as one from the left."""
        return self.width - x if self.rtl else x

    def _paint(
        self, fill: Colour | None, outline: Colour | None, weight: float, dash: tuple[float, ...], mark: str
    ) -> dict[str, Any]:
        """A patch's properties, all of them: nothing is left to a matplotlibrc that may lie about."""
        for colour in (fill, outline):
            if colour is not None:
                self._recorder.colours[colour.rgb] = colour
        scale = weight if rcParams["lines.scale_dashes"] and weight else 1.0
        return {
            "facecolor": fill.channels if fill else "none",
            "edgecolor": outline.channels if outline else "none",
            "linewidth": weight if outline else 0.0,
            "linestyle": (0.0, tuple(d / scale for d in dash)) if dash else "solid",
            "capstyle": "butt",
            "joinstyle": "round",
            "fill": fill is not None,
            "hatch": None,
            "gid": mark,
        }


def _drawn(runs: Any, text: str, x: float, y: float, origins: tuple[Origin, ...], angle: float = 0.0) -> DrawnText:
    return DrawnText(round(x, _PLACES), round(y, _PLACES), runs, text, angle, origins)


def _opacity(colour: Sequence[float]) -> float:
    return float(colour[3]) if len(colour) > 3 else 1.0


def _segments(path: Path) -> Iterator[Segment]:
    """A path's pieces, rounded; quadratic curves as the cubic ones that draw the same."""
    here = (0.0, 0.0)
    for raw, code in path.iter_segments(simplify=False, curves=True):
        v = [float(value) for value in raw]
        if not all(map(math.isfinite, v)):
            continue
        match code:
            case Path.MOVETO:
                yield ("m", *_rounded(v[:2]))
            case Path.LINETO:
                yield ("l", *_rounded(v[:2]))
            case Path.CURVE3:
                yield (
                    "c",
                    *_rounded(
                        [
                            here[0] + 2 / 3 * (v[0] - here[0]),
                            here[1] + 2 / 3 * (v[1] - here[1]),
                            v[2] + 2 / 3 * (v[0] - v[2]),
                            v[3] + 2 / 3 * (v[1] - v[3]),
                            v[2],
                            v[3],
                        ]
                    ),
                )
            case Path.CURVE4:
                yield ("c", *_rounded(v[:6]))
            case _:
                yield ("h",)
                continue
        here = (v[-2], v[-1])


def _rounded(values: Iterable[float]) -> Iterator[float]:
    # Adding zero turns -0.0 into 0.0, which is written differently.
    return (round(value, _PLACES) + 0.0 for value in values)
