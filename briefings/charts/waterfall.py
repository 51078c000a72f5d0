"""From one amount to another, step by step: each column begins where the last one ended. What was added stands in one colour, what was taken
away in another, and sums from the ground up. Where all steps are small beside the sums, the axis begins near them: it says so, and the sums,
which are then no lengths, run out towards their feet.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..diagnostics import Diagnostic, error
from ..frame import Drawing
from ..frozen import frozen
from ..language.wording import word
from ..look import Colour, Look
from . import checking, scale
from .column import WIDE, WIDEST, names_below, tight
from .labels import Typesetter, Words
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint
from .paint import accent, fallen, ground, ink, more, outline, quiet, stepped_back
from .rows import Heights
from .spec import ChartSpec
from .unseen import names_series
from .upright import Upright, draw_names

if TYPE_CHECKING:
    from .drawing import Canvas

MOST: Final = 20
CONNECTOR: Final = 0.75
"""How strong the line is from where a column ends to where the next begins, in points."""
BROKEN: Final = 1.2
"""So many times its type is what LibreOffice keeps free beside a name."""
TURNS: Final = 3
"""In a deck these lines take turns in so many series."""
NEAR: Final = Decimal("0.75")
"""Where nothing lies below so much of the highest place, the axis begins at less than the lowest: by half of what lies between the two."""
FADING: Final = 24
"""In so many shades a sum runs out on a page."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What steps cannot show."""
    rules = (
        checking.values,
        checking.two_points,
        checking.one_series,
        checking.no_log,
        checking.no_reference,
        checking.no_gap,
    )
    more = (checking.no_annotations, checking.no_difference, checking.at_most(MOST, "add up the smallest"))
    return checking.findings(spec, *rules, *more, _steady)


def _steady(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A sum is the sum of what stands before it."""
    if any(point.value is None for point in spec.series[0].points):
        return
    reached = scale.ZERO
    for category, point in zip(spec.categories, spec.series[0].points, strict=True):
        value = point.value or scale.ZERO
        if category.text in spec.sums:
            if value != reached and category is not spec.categories[0]:
                message = f"`{category.text}` is {value:f}, and what stands before it adds up to {reached:f}"
                hint = f"write `value: {reached:f}`, or correct a step"
                yield error("waterfall-sum", message, path=checking.path_of(spec, point), hint=hint)
                return
            reached = value
        else:
            reached += value


@frozen
class _Step:
    """A column: from where to where, what is reached at its end, and its colour."""

    low: Decimal
    high: Decimal
    end: Decimal
    colour: Colour
    total: bool = False

    @property
    def base(self) -> Decimal:
        """What it stands on, or hangs from; nothing where it reaches over nought."""
        return max(self.low, scale.ZERO) + min(self.high, scale.ZERO)

    @property
    def above(self) -> Decimal:
        """How high it is above nought."""
        return max(self.high, scale.ZERO) - max(self.low, scale.ZERO)

    @property
    def below(self) -> Decimal:
        """How deep it is below nought, as a negative number."""
        return min(self.low, scale.ZERO) - min(self.high, scale.ZERO)

    @property
    def pieces(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """From where to where, in two where it reaches over nought, as PowerPoint stacks them."""
        return (
            ((self.low, scale.ZERO), (scale.ZERO, self.high)) if self.low < 0 < self.high else ((self.low, self.high),)
        )


def _steps(spec: ChartSpec, look: Look) -> tuple[_Step, ...]:
    strong = accent(look)
    made, reached = [], scale.ZERO
    for category, point in zip(spec.categories, spec.series[0].points, strict=True):
        value, total = point.value or scale.ZERO, category.text in spec.sums
        begin = scale.ZERO if total else reached
        reached = begin + value
        colour = stepped_back(look, strong) if total else more(look) if value >= 0 else fallen(look)
        made.append(_Step(min(begin, reached), max(begin, reached), reached, colour, total))
    return tuple(made)


def cut(spec: ChartSpec) -> Decimal:
    """Where the axis begins: at nought, or so near to the steps that they can be seen."""
    levels, reached = [], scale.ZERO
    for category, point in zip(spec.categories, spec.series[0].points, strict=True):
        begin = scale.ZERO if category.text in spec.sums else reached
        reached = begin + (point.value or scale.ZERO)
        levels += [reached] if category.text in spec.sums else [begin, reached]
    low, high = min(levels), max(levels)
    if low < NEAR * high or low <= 0 or low == high:
        return scale.ZERO
    step = scale.round_step(float(low), float(high), 4)
    return max(((low - (high - low) / 2) // step) * step, scale.ZERO)


@frozen
class _Plan:
    """Steps measured for a place, once for the drawing and for PowerPoint's chart."""

    type: Typesetter
    up: Upright
    pitch: float
    thick: float
    names: tuple[Words, ...]
    values: tuple[Words, ...]
    steps: tuple[_Step, ...]
    foot: float
    remark: Words

    @property
    def remark_place(self) -> tuple[float, float]:
        """Where it says where its axis begins: near that height, behind the first column and below those that begin higher, with room for a second
        line, which LibreOffice makes of more than a few words."""
        return self.middles[0] + self.thick / 2 + 0.4 * self.type.size, self.foot + 1.1 * self.type.leading

    @property
    def middles(self) -> tuple[float, ...]:
        return tuple((at + 0.5) * self.pitch for at in range(len(self.steps)))


def _plan(spec: ChartSpec, look: Look, width: float, height: float, step: int) -> _Plan:
    type, steps = Typesetter(spec, look, step), _steps(spec, look)
    pitch = width / len(spec.categories)
    names = names_below(type, pitch)
    foot = max((name.height for name in names), default=0.0) + 0.4 * type.size
    begin = cut(spec)
    remark = type.remark(word("scale-from", spec.language, value=scale.tick_text(begin, spec)) if begin else "")
    top = max(height - type.leading - 0.1 * type.size, foot + 1)
    low = float(begin or min(scale.ZERO, *(one.low for one in steps)))
    high = float(max(scale.ZERO, *(one.high for one in steps)))
    up = Upright(scale.Scale(low, high if high > low else 1.0), foot, top)
    values = tuple(type.value(point) for point in spec.series[0].points)
    return _Plan(type, up, pitch, min(WIDE * pitch, WIDEST * type.size), names, values, steps, foot, remark)


def _connectors(plan: _Plan, first: int) -> NativeSeries:
    """Every third connector, from the middle of a column to that of the next: between two of a series one column is without a value, where
    the line breaks."""
    levels: list[Decimal | None] = [None] * len(plan.steps)
    for at in range(first, len(plan.steps) - 1, TURNS):
        levels[at] = levels[at + 1] = plan.steps[at].end
    name = word("chart-base", plan.type.spec.language)
    return NativeSeries(name, tuple(levels), Paint(None, quiet(plan.type.look), CONNECTOR), job="connectors")


def _whole(spec: ChartSpec, look: Look, width: float, step: int) -> int:
    """The step from this on in which no name breaks inside a word, in LibreOffice either; the last where none is small enough."""
    pitch, last = width / len(spec.categories), len(look.scale["chart"]) - 1
    for at in range(step, last):
        type = Typesetter(spec, look, at)
        if max(type.longest_word(one.text) for one in spec.categories) <= pitch - BROKEN * type.size:
            return at
    return max(step, last)


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    step = _whole(spec, look, width, step)
    plan, size = _plan(spec, look, width, 0, step), Typesetter(spec, look, step).size
    extra = plan.foot + plan.type.leading
    return Heights(
        *(extra + max(5 * size, tall) for tall in (0.0, min(0.36 * width, 13 * size), min(0.7 * width, 24 * size)))
    )


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    step = _whole(spec, look, width, step)
    plan = _plan(spec, look, width, height, step)
    canvas, up = Canvas(spec, look, width, height, step), plan.up
    for at, (x, one, label) in enumerate(zip(plan.middles, plan.steps, plan.values, strict=True)):
        if one.total and plan.remark:
            _fading(canvas, plan, x, one, f"column:0:{at}")
        else:
            _solid(canvas, plan, x, one, f"column:0:{at}")
        canvas.words(label, x, up.y(one.high) + 0.25 * plan.type.size, "center", "bottom")
    for (x, one), (after, _) in pairwise(zip(plan.middles, plan.steps, strict=True)):
        ends = [(x + plan.thick / 2, up.y(one.end)), (after - plan.thick / 2, up.y(one.end))]
        canvas.line(ends, quiet(look), CONNECTOR, "connector")
    if plan.remark:
        canvas.words(plan.remark, *plan.remark_place, upright="bottom")
    else:
        canvas.line([(0.0, up.zero), (width, up.zero)], ink(look), 0.75, "axis")
    draw_names(canvas, plan.type, plan.names, plan.middles, plan.foot)
    return canvas.drawing()


def _solid(canvas: Canvas, plan: _Plan, x: float, one: _Step, mark: str) -> None:
    """A column about its middle."""
    for below, above in one.pieces:
        low = plan.up.y(below)
        tall = max(plan.up.y(above) - low, 0.75 if above > below else 0.0)
        canvas.rectangle(
            x - plan.thick / 2, low, plan.thick, tall, one.colour, mark, outline(plan.type.look, one.colour)
        )


def _fading(canvas: Canvas, plan: _Plan, x: float, one: _Step, mark: str) -> None:
    """A sum of which the foot is cut off: from the ground's colour at its foot to its own, each shade over the last, so that no seams are seen."""
    foot, top = ground(plan.type.look).channels, one.colour.channels
    low, high = plan.up.bottom, plan.up.y(one.high)
    for at in range(1, FADING + 1):
        share = at / FADING
        shade = one.colour if share == 1 else Colour.of(a + (b - a) * share for a, b in zip(foot, top, strict=True))
        y = low + (high - low) * (at - 1) / FADING
        canvas.rectangle(x - plan.thick / 2, y, plan.thick, high - y, shade, mark if share == 1 else "fading")


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own: columns on unseen ones, whose heights the workbook works out."""
    step = _whole(spec, look, width, step)
    plan = _plan(spec, look, width, height, step)
    low, high = plan.up.ends(plan.foot)
    row = spec.series[0]
    said = Labels("ABOVE", "General", ink(look), cells=True)
    name = row.name.text or spec.unit.text or word("value", spec.language)
    paints = [_paint(plan, one) for one in plan.steps]
    paint = paints[0]
    colours = tuple(NativePoint(at, own) for at, own in enumerate(paints) if own != paint)
    above = NativeSeries(name, tuple(one.above for one in plan.steps), paint, points=colours)
    below = NativeSeries(f"{name} < 0", tuple(one.below for one in plan.steps), paint, points=colours, job="blank")
    data = (above, below) if any(below.values) else (above,)
    base = NativeSeries(
        word("chart-base", spec.language), tuple(one.base for one in plan.steps), Paint(None), job="blank"
    )
    words = NativeSeries(
        name,
        tuple(one.high for one in plan.steps),
        Paint(None),
        points=tuple(NativePoint(at, labels=said) for at in range(len(plan.steps))),
        job="remark",
        shown=tuple(point.shown for point in row.points),
    )
    connectors = tuple(_connectors(plan, first) for first in range(min(TURNS, len(plan.steps) - 1)))
    thinned = not all(plan.names) or tight(plan.names, plan.pitch, plan.type.size)
    names = (names_series(plan.type, plan.names, low),) if thinned else ()
    return Native(
        "COLUMN_STACKED",
        tuple(category.text for category in spec.categories),
        (base, *data, *connectors, words, *names),
        look.style("chart", step),
        Axis(reversed=spec.rtl, line=None if plan.remark else ink(look), labels=not thinned, low=bool(plan.remark)),
        Axis(
            visible=bool(plan.remark),
            labels=False,
            minimum=low,
            maximum=high,
            title="".join(line.text for line in plan.remark.lines),
            title_at=_remark_at(plan, width, height),
            ink=quiet(look),
        ),
        gap_width=round((plan.pitch - plan.thick) / plan.thick * 100),
        overlap=100,
        plot=plan.up.plot(0.0, width, plan.foot, width, height, rtl=spec.rtl),
    )


def _remark_at(plan: _Plan, width: float, height: float) -> tuple[float, float]:
    """The place of the words that say where the axis begins, as shares of the chart."""
    x, bottom = plan.remark_place
    left = width - x - plan.remark.width if plan.type.spec.rtl else x
    return round(left / width, 4), round(1 - (bottom + plan.remark.height) / height, 4)


def _paint(plan: _Plan, one: _Step) -> Paint:
    """How a column is painted: its edge covers the line behind it."""
    if one.total and plan.remark:
        return Paint(one.colour, fade=ground(plan.type.look))
    return Paint(one.colour, outline(plan.type.look, one.colour) or one.colour, CONNECTOR)
