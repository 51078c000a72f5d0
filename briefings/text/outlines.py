"""The shapes of glyphs: what a font draws, as paths."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from .fonts import Face

Step: TypeAlias = tuple[str | float, ...]
"""("M"|"L", x, y), ("Q", x1, y1, x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""
_KEPT: Final = 4096


class _Pen:
    """Writes down what HarfBuzz draws; the names are those that it calls (the pen protocol of fontTools)."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def moveTo(self, place: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("M", *place))

    def lineTo(self, place: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("L", *place))

    def qCurveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("Q", *(value for place in places for value in place)))

    def curveTo(self, *places: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("C", *(value for place in places for value in place)))

    def closePath(self) -> None:  # noqa: N802
        self.steps.append(("Z",))

    def endPath(self) -> None:  # noqa: N802
        """An open path is closed by whoever fills it."""


@lru_cache(_KEPT)
def outline(face: Face, glyph: int) -> tuple[Step, ...]:
    """A glyph's paths in font units, from its origin on the baseline, y upwards; nothing for a space."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.steps)
