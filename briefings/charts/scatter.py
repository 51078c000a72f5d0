"""One dot for each label, by two values: across by the first series, up by the second. For how two things go together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..diagnostics import Diagnostic, error
from ..frame import Drawing
from ..frozen import frozen, replace
from ..language.wording import word
from ..look import Look
from . import checking, scale
from .labels import Typesetter, Words, widest
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint, Plot, Position, whole
from .paint import category_colours, ink, quiet
from .rows import Heights
from .scale import Scale, axis_format, tick_text, ticks
from .spec import ChartSpec
from .upright import Upright

DOT: Final = 4.0
"""A dot's radius in points."""
MOST: Final = 100
SIDES: Final[tuple[tuple[Position, float, float], ...]] = (
    ("RIGHT", 1, 0), ("LEFT", -1, 0), ("ABOVE", 0, 1), ("BELOW", 0, -1)
)  # fmt: skip
"""Where a dot's name may stand: the first side where it meets nothing."""


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What dots between two axes cannot show."""
    rules = (_two, checking.no_log, checking.no_reference, checking.no_gap, checking.no_annotations)
    return checking.findings(spec, *rules, checking.no_difference, checking.at_most(MOST, "show the largest"))


def _two(spec: ChartSpec) -> Iterator[Diagnostic]:
    """A dot has a place across and one upwards."""
    if len(spec.series) != 2:
        message = f"a scatter chart sets two series against each other; this has {len(spec.series)}"
        path = checking.path_of(spec, *(series.name for series in spec.series[2:]), *spec.series[0].points)
        yield error(
            "scatter-series",
            message,
            path=path,
            hint="give `values` for two series, the first across, the second upwards",
        )


@frozen
class _Plan:
    """Dots and words measured for a place, once for the drawing and for PowerPoint's chart."""

    type: Typesetter
    left: float
    stop: float
    foot: float
    across: Scale
    up: Upright
    dots: tuple[tuple[float, float], ...]
    names: tuple[tuple[Words, Position, float, float] | None, ...]
    titles: tuple[Words, Words]

    def x(self, value: Decimal) -> float:
        return self.left + self.across.share(value) * (self.stop - self.left)


def _one(spec: ChartSpec, series: int) -> ChartSpec:
    """The chart with one of its series, for the scale of that."""
    return replace(spec, series=(spec.series[series],))


def _plan(spec: ChartSpec, look: Look, width: float, height: float, step: int) -> _Plan:
    type = Typesetter(spec, look, step)
    size = type.size
    titles = type.label(spec.series[1].name, width=width), type.label(spec.series[0].name, width=width)
    foot = 1.6 * type.leading + titles[1].height
    top = max(height - titles[0].height - 0.9 * size, foot + size)
    up = Upright(scale.around(_one(spec, 1), 4), foot, top)
    numbers = ticks(up.scale)
    left = widest(type.remark(tick_text(one, _one(spec, 1), up.scale.fine)) for one in numbers) + 0.9 * size
    stop = max(width - 1.5 * size, left + size)
    across = scale.around(_one(spec, 0), max(2, min(5, int((stop - left) / (6 * size)))))
    below = widest(type.remark(tick_text(one, _one(spec, 0), across.fine)) for one in ticks(across))
    stop = max(min(stop, width - below / 2), left + size)  # the last number stands around the end of the axis
    made = _Plan(type, left, stop, foot, across, up, (), (), titles)
    dots = tuple(
        (made.x(one.value or scale.ZERO), up.y(other.value or scale.ZERO))
        for one, other in zip(*(row.points for row in spec.series), strict=True)
    )
    return replace(made, dots=dots, names=tuple(_names(type, dots, (left, foot, width, top + size))))


def _names(
    type: Typesetter, dots: tuple[tuple[float, float], ...], within: tuple[float, float, float, float]
) -> Iterator[tuple[Words, Position, float, float] | None]:
    """A name beside each dot where it meets no dot, no other name and no edge, those that are highlighted first; none where there is no room."""
    spec, size = type.spec, type.size
    taken = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]
    found: dict[int, tuple[Words, Position, float, float]] = {}
    turn = sorted(range(len(dots)), key=lambda at: spec.categories[at].text not in spec.highlight)
    for at in turn:
        label = type.label(spec.categories[at], bold=spec.categories[at].text in spec.highlight)
        for side, right, over in SIDES:
            x = dots[at][0] + right * (DOT + 0.3 * size + label.width / 2)
            y = dots[at][1] + over * (DOT + 0.1 * size + label.height / 2)
            box = (x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
            inside = within[0] <= box[0] and within[1] <= box[1] and box[2] <= within[2] and box[3] <= within[3]
            if inside and not any(
                box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in taken
            ):
                taken.append(box)
                found[at] = (label, side, x, y)
                break
    return (found.get(at) for at in range(len(dots)))


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    extra, size = 4 * type.leading, type.size
    return Heights(
        extra + 8 * size, extra + max(8 * size, min(0.45 * width, 18 * size)), extra + max(8 * size, 0.8 * width)
    )


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    plan = _plan(spec, look, width, height, step)
    canvas, type, up, size = Canvas(spec, look, width, height, step), plan.type, plan.up, plan.type.size
    for tick in ticks(up.scale):
        canvas.line([(plan.left, up.y(tick)), (plan.stop, up.y(tick))], look.colour("grid"), 0.6, "grid")
        label = type.remark(tick_text(tick, _one(spec, 1), up.scale.fine))
        canvas.words(label, plan.left - 0.6 * size, up.y(tick), "end", "middle")
    for tick in ticks(plan.across):
        x = plan.x(tick)
        canvas.line([(x, plan.foot), (x, up.top)], look.colour("grid"), 0.6, "grid")
        canvas.words(
            type.remark(tick_text(tick, _one(spec, 0), plan.across.fine)), x, plan.foot - 0.3 * size, "center", "top"
        )
    canvas.line([(plan.left, plan.foot), (plan.stop, plan.foot)], ink(look), 0.75, "axis")
    canvas.words(plan.titles[0], 0, height, "start", "top")
    canvas.words(plan.titles[1], plan.stop, plan.titles[1].height, "end", "top")
    colours = category_colours(spec, look)
    for at, ((x, y), colour) in enumerate(zip(plan.dots, colours, strict=True)):
        canvas.dot(x, y, DOT, colour, f"dot:0:{at}")
    for name in plan.names:
        if name is not None:
            canvas.words(name[0], name[2], name[3], "center", "middle")
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own scatter chart, its names from the workbook's cells."""
    plan = _plan(spec, look, width, height, step)
    colours, up = category_colours(spec, look), plan.up
    usual = max(colours, key=colours.count)
    across, upwards = (tuple(point.value for point in row.points) for row in spec.series)
    dots = NativeSeries(
        spec.series[0].name.text or word("value", spec.language),
        across,
        Paint(usual, usual, 0.75),
        points=tuple(
            NativePoint(at, Paint(colour, colour, 0.75), marker=2 * DOT + 1)
            for at, colour in enumerate(colours)
            if colour != usual
        ),
        marker=2 * DOT,
        heights=upwards,
        head=spec.series[1].name.text,
    )
    low, high = whole(plan.across)
    bottom, top = whole(up.scale)
    left = width - plan.stop if spec.rtl else plan.left
    over, below = plan.titles
    start = 1 - plan.stop / width if spec.rtl else (plan.stop - below.width) / width
    return Native(
        "SCATTER",
        tuple(category.text for category in spec.categories),
        (dots, _named(plan, across, upwards)),
        look.style("chart", step),
        Axis(
            minimum=bottom, maximum=top, major=up.scale.step, gridlines=look.colour("grid"), ink=quiet(look), title=spec.series[1].name.text,
            title_at=(0.98 - over.width / width if spec.rtl else 0.0, 0.0), number_format=axis_format(spec, scale.steps(bottom, top, up.scale.step), up.scale.fine),
        ),
        Axis(
            reversed=spec.rtl, minimum=low, maximum=high, major=plan.across.step, line=ink(look), title=spec.series[0].name.text,
            title_at=(start, 1 - below.height / height), gridlines=look.colour("grid"), ink=quiet(look), number_format=axis_format(spec, scale.steps(low, high, plan.across.step), plan.across.fine),
        ),
        plot=Plot(left / width, 1 - up.top / height, (plan.stop - plan.left) / width, (up.top - plan.foot) / height),
    )  # fmt: skip


def _named(plan: _Plan, across: tuple[Decimal | None, ...], upwards: tuple[Decimal | None, ...]) -> NativeSeries:
    """The names beside the dots, on the side where the drawing has them."""
    spec, look = plan.type.spec, plan.type.look
    mirrored: dict[Position, Position] = {"LEFT": "RIGHT", "RIGHT": "LEFT"} if spec.rtl else {}
    points = []
    for at, name in enumerate(plan.names):
        if name is not None:
            bold = spec.categories[at].text in spec.highlight
            side = mirrored.get(name[1], name[1])
            points.append(
                NativePoint(at, marker=2 * DOT, labels=Labels(side, "General", ink(look), bold=bold, cells=True))
            )
    return NativeSeries(
        word("category", spec.language),
        across,
        Paint(None),
        points=tuple(points),
        job="names",
        heights=upwards,
        shown=tuple(category.text for category in spec.categories),
        marker=2 * DOT,
    )
