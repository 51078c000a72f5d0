"""A chart as a picture, for formats that can hold no drawing: through the PDF writer, as a page of its own."""

from __future__ import annotations

import io
from typing import Final

from .. import charts
from ..charts.spec import ChartSpec
from ..frame import UNDRAWN, Chart, Frame, Layout, Properties
from ..geometry import Box, PageSize, points
from ..images import Image
from ..look import Look

_DOTS: Final = 192
"""Dots per inch: twice those of a screen, enough for an office printer."""
_TYPE: Final = 11.0
"""Words of charts are no larger than this on paper, in points."""


def picture(spec: ChartSpec, look: Look, width: float) -> Image:
    """A chart as a PNG so many points wide at 192 dots per inch, on the page's colour. The same chart gives the same bytes."""
    from ..writers.contact_sheet import rendered
    from ..writers.pdf import preview

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
    layout = Layout((frame,), Properties(spec.id, spec.language, ""), b"")
    image = rendered(preview(layout), _DOTS / 72)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return Image(stream.getvalue(), "png", image.width, image.height)
