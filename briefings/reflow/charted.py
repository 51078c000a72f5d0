"""Charts and pages as pictures, for formats that can hold no drawing: through the PDF writer, each as a page of its own."""

from __future__ import annotations

from typing import Final

from .. import charts
from ..charts.spec import ChartSpec
from ..frame import UNDRAWN, Chart, Frame, Layout, Properties
from ..frozen import replace
from ..geometry import Box, PageSize, points
from ..images import Image
from ..look import Look
from ..memory import kept

_DOTS: Final = 192
"""Dots per inch: twice those of a screen, enough for an office printer."""
WIDTH: Final = 467.3
"""How wide a chart is that stands alone, in points: A4 less the margins of a note. A mail shows the same picture smaller."""
_TYPE: Final = 11.0
"""Words of charts are no larger than this on paper, in points."""


@kept
def picture(spec: ChartSpec, look: Look, width: float) -> Image:
    """A chart as a PNG so many points wide at 192 dots per inch, on the page's colour. The same chart gives the same bytes."""
    step = next((at for at in range(8) if look.style("chart", at).size <= _TYPE), 7)
    wide = points(width)
    _, tall = charts.heights(spec, look, wide, step)
    box = Box(0, 0, wide, tall)
    chart = Chart(spec.id, box, spec, UNDRAWN, look.style("chart", step), spec.alt, look=look, step=step)
    ground = look.colour("page")
    frame = Frame(
        spec.id,
        PageSize(wide, tall, "chart"),
        "",
        spec.id,
        (charts.drawn(chart),),
        background=ground,
        language=spec.language,
    )
    return _drawn(Layout((frame,), Properties(spec.id, spec.language, ""), b""), round(width * _DOTS / 72))


def first_page(layout: Layout, width: int) -> Image:
    """The first page of a document as a PNG so many pixels wide."""
    return _drawn(replace(layout, frames=layout.frames[:1]), width)


def _drawn(layout: Layout, width: int) -> Image:
    from ..writers import png

    (made,) = png.write(layout, width, ("",))
    return Image(made, "png", *png.size(made))
