"""How a page holds its charts and photos: within itself, or as files beside it."""

from __future__ import annotations

import base64
from typing import Protocol

from ...charts.spec import ChartSpec
from ...images import Image
from ...look import Look
from .colours import Palette
from .drawing import NARROW, SMALL, WIDE, SvgFile, file, svg
from .inline import quiet, spoken
from .style import stack

_DRAWINGS = (("wide", WIDE), ("narrow", NARROW))
"""Each chart has a drawing for wide windows and one for narrow ones; the style sheet shows one of them."""


class Pictures(Protocol):
    """What a page asks for."""

    def chart(self, spec: ChartSpec, title: str) -> str:
        """The element that shows a chart."""

    def small(self, spec: ChartSpec, title: str) -> str:
        """The element that shows a small line below a figure."""

    def source(self, image: Image) -> str:
        """Where a picture's bytes are."""


class Within:
    """All in the page itself."""

    def __init__(self, look: Look, palette: Palette) -> None:
        self._look, self._palette = look, palette
        self._charts = 0

    def chart(self, spec: ChartSpec, title: str) -> str:
        self._charts += 1
        drawn = "".join(
            svg(spec, self._look, self._palette, width, f"chart-{self._charts}-{kind}", kind, title)
            for kind, width in _DRAWINGS
        )
        return f'<div class="chart">{drawn}</div>'

    def small(self, spec: ChartSpec, title: str) -> str:
        self._charts += 1
        return svg(spec, self._look, self._palette, SMALL, f"chart-{self._charts}", "spark", title)

    def source(self, image: Image) -> str:
        return f"data:image/{image.format};base64,{base64.b64encode(image.data).decode()}"


class Beside:
    """Each in a file of its own beside the page: `files` has them by name."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._fonts = stack(look.fonts.body)
        self._charts = 0
        self.files: dict[str, bytes] = {}

    def chart(self, spec: ChartSpec, title: str) -> str:
        self._charts += 1
        drawn = "".join(self._drawing(spec, title, kind, width) for kind, width in _DRAWINGS)
        return f'<div class="chart">{drawn}</div>'

    def small(self, spec: ChartSpec, title: str) -> str:
        self._charts += 1
        return self._drawing(spec, title, "spark", SMALL)

    def source(self, image: Image) -> str:
        known = (name for name, data in self.files.items() if data == image.data)
        photos = sum(name.startswith("photo-") for name in self.files)
        name = next(known, f"photo-{photos + 1}.{image.format}")
        self.files[name] = image.data
        return name

    def _drawing(self, spec: ChartSpec, title: str, kind: str, width: float) -> str:
        made = file(spec, self._look, self._fonts, width, title)
        name = f"chart-{self._charts}{'' if kind == 'wide' else f'-{kind}'}.svg"
        self.files[name] = made.data
        return _image(name, made, kind, spec.alt, self._look.language)


def _image(name: str, made: SvgFile, kind: str, alt: str, language: str) -> str:
    """A drawing's element; one that the style sheet hides is not fetched."""
    size = f'width="{made.width}" height="{made.height}"'
    return f'<img class="{kind}" src="{name}" {size} loading="lazy" alt="{quiet(alt)}"{spoken(alt, language)}>'
