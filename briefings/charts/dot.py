"""Dots on rows: for comparing values whose length means nothing, as on a log scale, or two values for each category.

One dot stands at the end of a thin line with its value; two are joined, a value on either side; from three series on an axis with
a grid is read instead of labels.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, TypedDict

from ..diagnostics import Diagnostic
from ..frame import Drawing
from ..frozen import replace
from ..language.wording import word
from ..look import Colour, Look
from . import checking, clusters, scale
from .labels import Typesetter, Words, widest
from .native import Axis as NativeAxis
from .native import Labels, Native, NativePoint, NativeSeries, Paint, Position, rounded
from .number_codes import worked_out
from .paint import deepened, ground, ink, quiet
from .rows import (
    DOT,
    Axis,
    Heights,
    Key,
    Rows,
    Written,
    axis,
    beside,
    column,
    draw_dot,
    draw_key,
    draw_numbers,
    draw_reference,
    foot_height,
    key,
    log_remark,
    measured,
    reference_height,
    reference_words,
)
from .scale import axis_format
from .spec import ChartSpec
from .unseen import GAP, log_axis, offset

SYMBOLS: Final[tuple[Literal["circle", "diamond"], ...]] = ("circle", "diamond")
"""The forms of neighbouring series' dots, so that a grey print tells them apart."""
STEM: Final = (1.0, 1.5)
"""How thick the line to a dot is, and the line that joins several."""
PAIRS: Final = "dumbbell"
"""The kind that is about the distance between two dots: its lines are thick, and its axis need not begin at nought."""
THICK: Final = 3.0
HIGH: Final = 2.6
"""A row has room for words over its line where it is so high, in ems."""
LABELLED: Final = 2
"""Up to so many series, the values stand at the dots."""


class _Weight(TypedDict):
    bold: bool
    colour: Colour


def check(spec: ChartSpec) -> tuple[Diagnostic, ...]:
    """What dots cannot show."""
    return checking.findings(
        spec,
        checking.values,
        checking.log_scale,
        checking.no_annotations,
        checking.no_difference,
        checking.at_most(40, checking.LARGEST),
    )


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    return _rows(Typesetter(spec, look, step), width)[0].heights


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type = Typesetter(spec, look, step)
    canvas = Canvas(spec, look, width, height, step)
    rows, named = _rows(type, width)
    fills = clusters.fills(spec, look)
    along = _along(rows)
    placed = rows.placed(height)
    draw_key(canvas, type, named, round=True)
    if _numbered(spec):
        draw_numbers(canvas, rows, along)
    for row in placed:
        middle = height - row.middle
        stem = _stem(spec, row.index)
        if stem is not None:
            joined = len(spec.series) > 1
            first, last = along.zero if not joined else along.x(stem[0]), along.x(stem[1])
            short = _short(rows, along, stem)
            canvas.line([(first + short, middle), (last - short, middle)], quiet(look), _stem_weight(spec), "leader")
        for s, series in enumerate(spec.series):
            value = series.points[row.index].value
            if value is not None:
                draw_dot(canvas, type, along.x(value), middle, s, fills[s][row.index], f"dot:{s}:{row.index}")
    for at, said in enumerate(_gaps(rows, along, rows.pitch(height))):
        stem = _stem(spec, at)
        if stem is not None:
            middle = height - placed[at].middle + _lift(type)
            canvas.words(said, (along.x(stem[0]) + along.x(stem[1])) / 2, middle, "center", "middle")
    draw_reference(canvas, rows, along)
    rows.draw_names(canvas, placed)
    if along.scale.low < 0 and not spec.log:
        canvas.line([(along.zero, rows.foot), (along.zero, height - rows.head)], ink(look), 0.75, "axis")
    for row in placed:
        for _, label in _written(rows, along, row.index, height - row.middle):
            label.draw(canvas, type, along)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own scatter chart: dots at their values, a row for each category, each joined by a line as in the drawing."""
    type = Typesetter(spec, look, step)
    measured, named = _rows(type, width)
    rows = beside(measured, height)
    along = _along(rows)
    plot, low, high = along.plot(rows, height)
    count = len(spec.categories)
    heights = tuple(Decimal(count - at) - Decimal("0.5") for at in range(count))
    series = [_dots(rows, look, along, heights, s) for s in range(len(spec.series))]
    helpers = [_names(rows, heights, low), *_remark(spec, look, heights, low)]
    helpers += _apart(rows, look, along, heights, height)
    if spec.reference:
        helpers.append(_reference(rows, along, height, count))
    numbers = NativeAxis(
        visible=_numbered(spec),
        reversed=spec.rtl,
        minimum=low,
        maximum=high,
        major=along.scale.step,
        gridlines=look.colour("grid"),
        ink=quiet(look),
        number_format=axis_format(spec, scale.steps(low, high, along.scale.step), along.scale.fine),
    )
    if not numbers.visible:
        numbers = replace(numbers, gridlines=None)
    return Native(
        "SCATTER",
        tuple(category.text for category in spec.categories),
        (_stems(rows, look, heights, along), *series, *helpers),  # what comes first is drawn below the rest
        look.style("chart", step),
        NativeAxis(
            labels=False,
            minimum=scale.ZERO,
            maximum=Decimal(count),
            line=ink(look) if along.scale.low < 0 and not spec.log else None,
        ),
        log_axis(spec, look, numbers, log_remark(rows, along, height)) if spec.log else numbers,
        legend="top" if len(spec.series) > 1 else "",
        plot=plot,
        key=round(named.height / height, 4),
    )


def _numbered(spec: ChartSpec) -> bool:
    """Whether an axis with numbers stands under the rows."""
    return spec.log or len(spec.series) > LABELLED


def _along(rows: Rows) -> Axis:
    """The value axis that leaves room for labels; on round numbers where these are written."""
    spec, type = rows.type.spec, rows.type
    labelled = len(spec.series) <= LABELLED
    pairs = [(point, type.value(point)) for row in spec.series for point in row.points] if labelled else []
    count = 0 if labelled else max(2, int((rows.width - rows.left) / (6 * type.size)))
    of = scale.around if spec.kind == PAIRS else scale.from_zero
    return axis(rows, of(spec, count), pairs, both=len(spec.series) == LABELLED, beyond=DOT * type.size)


def _stem(spec: ChartSpec, at: int) -> tuple[Decimal, Decimal] | None:
    """From where to where the line of a row runs: from nought to one value, or from the least to the largest."""
    known = [row.points[at].value for row in spec.series]
    values = [value for value in known if value is not None]
    if not values:
        return None
    return (min(values), max(values)) if len(spec.series) > 1 else (scale.ZERO, values[0])


def _short(rows: Rows, along: Axis, stem: tuple[Decimal, Decimal]) -> float:
    """How much a line that joins a pair ends short of each value, in points: at the dots' edges, since LibreOffice draws it over them; nothing where
    they touch."""
    spec, reach = rows.type.spec, DOT * rows.type.size
    apart = along.x(stem[1]) - along.x(stem[0])
    return reach if spec.kind == PAIRS and not spec.log and apart > 3 * reach else 0.0


def _gaps(rows: Rows, along: Axis, pitch: float) -> tuple[Words, ...]:
    """How far the two values of each row are apart, said over the line between them; of all rows, or of none where a line is too short for it."""
    spec, type = rows.type.spec, rows.type
    said = tuple(type.value(point, bold=False, colour=quiet(type.look)) for point in spec.apart)
    stems = [_stem(spec, at) for at in range(len(said))]
    room = [along.x(stem[1]) - along.x(stem[0]) - 2 * DOT * type.size if stem else 0.0 for stem in stems]
    fits = pitch >= HIGH * type.size and all(one.width <= free for one, free in zip(said, room, strict=True))
    return said if fits and not spec.log else ()


def _lift(type: Typesetter) -> float:
    """From a line to the middle of what is said over it."""
    return 0.3 * type.size + type.leading / 2


def _apart(
    rows: Rows, look: Look, along: Axis, heights: tuple[Decimal, ...], height: float
) -> tuple[NativeSeries, ...]:
    """The same as an unseen series, in the middle between the dots: its places and words are worked out by the workbook."""
    spec, type = rows.type.spec, rows.type
    if not _gaps(rows, along, rows.pitch(height)):
        return ()
    stems = [_stem(spec, at) or (scale.ZERO, scale.ZERO) for at in range(len(heights))]
    down = offset(0.0, GAP + type.leading / 2 - _lift(type), rows.width, height)
    label = Labels("ABOVE", "General", quiet(look), bold=False, cells=True, offset=down)
    return (
        NativeSeries(
            word("change", spec.language),
            tuple((low + high) / 2 for low, high in stems),
            Paint(None),
            points=tuple(NativePoint(at, labels=label) for at in range(len(heights))),
            job="apart",
            heights=heights,
            shown=tuple(point.shown for point in spec.apart),
            formulas=tuple(worked_out(point.shown, point.number_format, spec.language) for point in spec.apart),
        ),
    )


def _stem_weight(spec: ChartSpec) -> float:
    return THICK if spec.kind == PAIRS else STEM[len(spec.series) > 1]


def _written(rows: Rows, along: Axis, at: int, middle: float) -> tuple[tuple[int, Written], ...]:
    """The labels of a row by series: behind their dots, of two the lesser value's before its dot; one "no value" where there is none."""
    spec, type = rows.type.spec, rows.type
    known = [(value, s) for s, row in enumerate(spec.series) if (value := row.points[at].value) is not None]
    if len(spec.series) > LABELLED and known:
        return ()
    gap = (DOT + 0.35) * type.size
    written = []
    for s, row in enumerate(spec.series if known else spec.series[:1]):
        point = row.points[at]
        if point.value is None and known:
            continue
        before = len(known) == LABELLED and (point.value, s) == min(known)
        label = type.value(point, **_weight(spec, type.look, s, at))
        written.append((s, Written.beside(type, point, label, along, middle, gap, before=before)))
    return tuple(written)


def _weight(spec: ChartSpec, look: Look, s: int, at: int) -> _Weight:
    """How a series' values are written: those of a pair in its own colour."""
    fill = clusters.fills(spec, look)[s][at]
    return {"bold": True, "colour": deepened(look, fill) if spec.kind == PAIRS else ink(look)}


def _dots(rows: Rows, look: Look, along: Axis, heights: tuple[Decimal, ...], s: int) -> NativeSeries:
    """The dots of a series: one of another colour, or whose value is written at it, is told apart."""
    type = rows.type
    spec, row = type.spec, type.spec.series[s]
    fills = clusters.fills(spec, look)[s]
    points = []
    for at, point in enumerate(row.points):
        colour = fills[at]
        paint = Paint(colour, colour, 0.75) if colour != fills[0] else None
        said = dict(_written(rows, along, at, 0.0)).get(s) if point.value is not None else None
        label = None
        if said is not None and said.label and point.value is not None:
            before = said.x < along.x(point.value)
            backed = ground(look) if said.crossed(type, along) else None
            label = Labels(
                "LEFT" if before != spec.rtl else "RIGHT",
                spec.number_format,
                cells=True,
                ground=backed,
                **_weight(spec, look, s, at),
            )
        if paint is not None or label is not None:
            # A dot of another colour is larger by a point, or LibreOffice would not see that it differs.
            points.append(NativePoint(at, paint, label, marker=2 * DOT * type.size + (1 if paint else 0)))
    return NativeSeries(
        row.name.text or spec.unit.text or word("value", spec.language),
        tuple(point.value for point in row.points),
        Paint(fills[0], fills[0], 0.75),
        points=tuple(points),
        marker=2 * DOT * type.size,
        symbol=SYMBOLS[s % 2],
        heights=heights,
        shown=tuple(point.shown for point in row.points),
    )


def _remark(spec: ChartSpec, look: Look, heights: tuple[Decimal, ...], low: Decimal) -> tuple[NativeSeries, ...]:
    """The words that stand on rows without a value."""
    bare = [_stem(spec, at) is None for at in range(len(heights))]
    if not any(bare):
        return ()
    zero = scale.ZERO if not spec.log else low
    said = word("no-value", spec.language)
    label = Labels("LEFT" if spec.rtl else "RIGHT", "General", quiet(look), bold=False, cells=True)
    return (
        NativeSeries(
            said,
            tuple(zero if one else None for one in bare),
            Paint(None),
            points=tuple(NativePoint(at, labels=label) for at, one in enumerate(bare) if one),
            job="remark",
            heights=heights,
            shown=tuple(said if one else "" for one in bare),
        ),
    )


def _stems(rows: Rows, look: Look, heights: tuple[Decimal, ...], along: Axis) -> NativeSeries:
    """The lines of the rows: one line with a gap after each row."""
    spec = rows.type.spec
    each = (along.scale.high - along.scale.low) / (along.stop - along.start)
    floor = Decimal(repr(along.scale.low)) if spec.log else scale.ZERO
    joined = len(spec.series) > 1
    values: list[Decimal | None] = []
    places: list[Decimal | None] = []
    for at, height in enumerate(heights):
        stem = _stem(spec, at)
        ends = (None, None) if stem is None else stem if joined else (floor, stem[1])
        if stem is not None and (short := _short(rows, along, stem)):
            less = rounded(short * each, each)
            ends = (stem[0] + less, stem[1] - less)
        values += [*ends, None]
        places += [*(None if stem is None else height for _ in ends), None]
    return NativeSeries(
        word("value", spec.language),
        tuple(values[:-1]),
        Paint(None, quiet(look), _stem_weight(spec)),
        job="stems",
        heights=tuple(places[:-1]),
    )


def _names(rows: Rows, heights: tuple[Decimal, ...], low: Decimal) -> NativeSeries:
    """The rows' names, before the plot, in lines of ours: programs break no label of a mark, and LibreOffice squeezes the chart for a long one."""
    spec, look = rows.type.spec, rows.type.look
    names = column(rows.type, rows.left) if rows.above else rows.names
    strong = [category.text in spec.highlight for category in spec.categories]
    side: Position = "RIGHT" if spec.rtl else "LEFT"
    return NativeSeries(
        word("category", spec.language),
        (low,) * len(heights),
        Paint(None),
        points=tuple(
            NativePoint(at, labels=Labels(side, "General", ink(look), bold=bold, cells=True))
            for at, bold in enumerate(strong)
        ),
        job="names",
        heights=heights,
        shown=tuple("\n".join(line.text for line in name.lines) for name in names),
    )


def _reference(rows: Rows, along: Axis, height: float, count: int) -> NativeSeries:
    """A line from the lowest row's foot to the highest row's head, named there."""
    spec, look = rows.type.spec, rows.type.look
    assert spec.reference is not None
    label = reference_words(rows.type, rows.width)
    x = along.x(spec.reference.value)
    start = max(0.0, min(x - label.width / 2, rows.width - label.width))
    up = rows.top(height) - rows.head + 0.2 * rows.type.size - GAP
    shift = offset(start + label.width / 2 - x, -up, rows.width, height, rtl=spec.rtl)
    said = Labels("ABOVE", "General", ink(look), bold=False, cells=True, offset=shift)
    return NativeSeries(
        spec.reference.label.text,
        (spec.reference.value, spec.reference.value),
        Paint(None, ink(look), 1.0, "dash"),
        points=(NativePoint(1, labels=said),),
        job="reference",
        heights=(scale.ZERO, Decimal(count)),
        shown=("", scale.reference_text(spec)),
    )


def _rows(type: Typesetter, width: float) -> tuple[Rows, Key]:
    size = type.size
    named = key(type, width, tuple(row[0] for row in clusters.fills(type.spec, type.look)))
    head = named.height + reference_height(type, width)
    sides = {1: 1, LABELLED: 2}.get(len(type.spec.series), 0)
    values = sides * widest(type.value(point) for series in type.spec.series for point in series.points)
    foot = foot_height(type, numbers=len(type.spec.series) > LABELLED)
    return measured(
        type, width, Heights(1.0 * size, 1.3 * size, 2.0 * size), values=values, head=head, foot=foot
    ), named
