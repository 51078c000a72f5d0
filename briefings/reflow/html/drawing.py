"""Charts as SVG, within a page or as files beside it: our own paths and words."""

from __future__ import annotations

from typing import Final

from ... import charts, icons
from ...charts.spec import ChartSpec
from ...frame import Drawing, DrawnPath, DrawnText, GlyphRun
from ...frozen import frozen
from ...geometry import EMU_PER_POINT, points, to_points
from ...language import of
from ...look import Look
from ...svg_paths import number as _n
from ...svg_paths import path
from .colours import Palette
from .inline import quiet, text

WIDE: float = 540
NARROW: float = 252
"""How wide the two drawings are, in points: three quarters of what they are in pixels."""
SMALL: float = 130
"""How wide a small line is."""
_TYPE: float = 12.5
"""Words of charts are no larger than this on a screen, in points."""
_PIXEL: Final = 0.75
"""A pixel of a style sheet, in points."""


@frozen
class SvgFile:
    """A drawing as a file, and how large it is in pixels."""

    data: bytes
    width: int
    height: int


def sign(name: str) -> str:
    """A pictogram in the colour of the words around it, for eyes alone; nothing where no name is given."""
    if not name:
        return ""
    return (
        f'<svg class="sign" viewBox="0 0 {icons.GRID} {icons.GRID}" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">'
        f'<path d="{path(icons.lines(name))}"/></svg>'
    )


def svg(spec: ChartSpec, look: Look, palette: Palette, width: float, id: str, kind: str, title: str) -> str:
    """A chart as a drawing within a page. A reader who cannot see it is told title and alternative text."""
    drawn = _drawn(spec, look, width)
    return (
        f'<svg class="{kind}" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {_n(drawn.width)} {_n(drawn.height)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{id}-t">{text(title)}</title>'
        f'<desc id="{id}-d">{text(spec.alt)}</desc>{_inner(drawn, palette)}</svg>'
    )


def file(spec: ChartSpec, look: Look, fonts: str, width: float, title: str) -> SvgFile:
    """A chart as a file of its own, which has its colours by day and by night, and is drawn in the `fonts` of the page."""
    palette, drawn = Palette.of(look), _drawn(spec, look, width)
    inner = _inner(drawn, palette)
    ground = palette.use(palette.page)
    size = (
        f'width="{_n(drawn.width)}pt" height="{_n(drawn.height)}pt" viewBox="0 0 {_n(drawn.width)} {_n(drawn.height)}"'
    )
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" xml:lang="{quiet(of(spec.language).tag)}" {size}>'
        f'<title id="t">{text(title)}</title><desc id="d">{text(spec.alt)}</desc>'
        f"<style>{palette.rules()}svg{{background:{ground};font-family:{text(fonts)}}}text{{white-space:pre}}</style>{inner}</svg>\n"
    )
    return SvgFile(made.encode(), round(drawn.width / _PIXEL), round(drawn.height / _PIXEL))


def _drawn(spec: ChartSpec, look: Look, width: float) -> Drawing:
    step = next((at for at in range(8) if look.style("chart", at).size <= _TYPE), 7)
    _, natural = charts.heights(spec, look, points(width), step)
    return charts.draw(spec, look, width, to_points(natural), step)


def _inner(drawn: Drawing, palette: Palette) -> str:
    paths = (_path(one, drawn, palette) for one in drawn.paths)
    return "".join((*paths, *(_text(one, drawn, palette) for one in drawn.texts)))


def _path(drawn: DrawnPath, drawing: Drawing, palette: Palette) -> str:
    fill = palette.use(drawn.fill) if drawn.fill else "none"
    line = ""
    if drawn.stroke:
        line = f' stroke="{palette.use(drawn.stroke)}" stroke-width="{_n(drawn.weight)}"'
        if drawn.dash:
            line += f' stroke-dasharray="{" ".join(map(_n, drawn.dash))}"'
    return f'<path d="{path(drawn.segments, y=drawing.height, down=-1)}" fill="{fill}"{line}/>'


def _text(drawn: DrawnText, drawing: Drawing, palette: Palette) -> str:
    turn = (
        f' transform="rotate({_n(-drawn.angle)} {_n(drawn.x)} {_n(drawing.height - drawn.y)})"' if drawn.angle else ""
    )
    inner = "".join(_run(run, drawn.x, drawing.height - drawn.y, palette) for run in drawn.runs if run.text.strip())
    return f"<g{turn}>{inner}</g>" if turn else inner


def _run(run: GlyphRun, x: float, y: float, palette: Palette) -> str:
    """A stretch of words in its place and as wide as it was measured, whatever font the reader has: it is set from its middle, which is
    the same in both directions of writing."""
    wide = run.width / EMU_PER_POINT
    style = run.run.style
    bold = ' font-weight="700"' if style.bold else ""
    return (
        f'<text x="{_n(x + run.x / EMU_PER_POINT + wide / 2)}" y="{_n(y)}" text-anchor="middle" font-size="{_n(run.size)}"'
        f'{bold} fill="{palette.use(style.colour)}" textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"'
        f' direction="{"rtl" if run.rtl else "ltr"}">{text(run.text)}</text>'
    )
