"""Whatever matplotlib draws, as vectors: circles, pieces of rings, and any artist of a user's own.

`Recorder` is a matplotlib renderer (no backend module is imported, nor pyplot, figures or axes) that keeps paths as
`DrawnPath`. Words never pass through matplotlib's own text layout: they are set by the text engine, with the page's fonts, and a
dollar sign is a dollar sign.

Import this module where something is drawn that needs it, not before: it costs some 250 ms.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import SourceLoader
from typing import Any, TypeAlias

from ..env import aside
from ..frame import DrawnPath, DrawnText
from ..look import Colour, Look
from .labels import Typesetter, Words
from .marks import PLACES, Paint, drawn, rounded
from .spec import ChartSpec

logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _no_words(artist: Any) -> str:  # the name is matplotlib's
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
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.patches import Circle, Wedge
    from matplotlib.path import Path

Segment: TypeAlias = tuple[str | float, ...]


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
                weight=round(float(gc.get_linewidth()), PLACES) if stroked else 0.0,
                dash=tuple(round(float(d), PLACES) for d in dashes) if stroked and dashes is not None else (),
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
            self.texts.append(drawn(line.runs, line.text, x, y, label.origins, angle))

    def _set(self, text: str, prop: Any) -> Words:
        return Typesetter(self.spec, self.look, self.step).words(text, bold=prop.get_weight() in {"bold", 700})

    def _colour(self, rgb: Sequence[float]) -> Colour:
        code = "".join(f"{round(float(channel) * 255):02X}" for channel in rgb[:3])
        return self.colours.get(code) or Colour(code)


def circle(recorder: Recorder, x: float, y: float, radius: float, paint: Paint) -> None:
    """Draws a filled circle."""
    Circle((x, y), radius, **_patch(recorder, paint)).draw(recorder)


def ring(
    recorder: Recorder, x: float, y: float, outer: float, inner: float, ends: tuple[float, float], paint: Paint
) -> None:
    """Draws a piece of a ring between two angles in degrees, against the clock from three o'clock."""
    Wedge((x, y), outer, *ends, width=outer - inner, **_patch(recorder, paint)).draw(recorder)


def _patch(recorder: Recorder, paint: Paint) -> dict[str, Any]:
    """A patch's properties, all of them: nothing is left to a matplotlibrc that may lie about."""
    for colour in (paint.fill, paint.outline):
        if colour is not None:
            recorder.colours[colour.rgb] = colour
    return {
        "facecolor": paint.fill.channels if paint.fill else "none",
        "edgecolor": paint.outline.channels if paint.outline else "none",
        "linewidth": paint.weight if paint.outline else 0.0,
        "linestyle": "solid",
        "capstyle": "butt",
        "joinstyle": "round",
        "fill": paint.fill is not None,
        "hatch": None,
        "gid": paint.mark,
    }


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
                yield ("m", *rounded(v[:2]))
            case Path.LINETO:
                yield ("l", *rounded(v[:2]))
            case Path.CURVE3:
                yield (
                    "c",
                    *rounded(
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
                yield ("c", *rounded(v[:6]))
            case _:
                yield ("h",)
                continue
        here = (v[-2], v[-1])
