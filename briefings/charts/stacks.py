"""Bars made of parts: shared by stacked and 100 % stacked charts, which differ in where the bars end. Moments in their order stand side
by side (`stacked_columns`), or lie below each other where the place is too low for their numbers.

A part's label stands inside it, in a colour that can be read there, or above it where it does not fit, tied to it by a thin line. A
single bar names its parts right there; several bars have a key, or their names over the first bar's parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..frame import Drawing
from ..frozen import frozen, replace
from ..language.wording import word
from ..look import Colour, Look
from . import scale, stacked_columns
from .labels import Typesetter, Words, spread, widest
from .native import Axis, Labels, Native, NativePoint, NativeSeries, Paint, Plot
from .native import whole as whole_of
from .paint import category_colours, ground, in_parts, ink, outline, part_colours, quiet, series_colours
from .parts import Part, nothing, sum_of, values
from .parts import parts as parts_of
from .rows import Axis as Along
from .rows import Heights, Key, Rows, Written, beside, draw_key, draw_reference, key, measured, reference_height
from .spec import ChartSpec
from .unseen import GAP as BESIDE
from .unseen import offset, reference_over, remark, sums_series

if TYPE_CHECKING:
    from .drawing import Canvas

GAP: Final = 1.5
"""White between parts, in points: they are told apart on any print."""
SUMS: Final = 0.15
"""Sums behind bars take so much of the width at the most."""
FLOOR: Final = 0.45
"""Room between a bar and the labels above it, in ems."""
PAD: Final = 0.55
"""Room on both sides of a label inside a part, in ems."""
MANY: Final = 3
"""Of so many parts of a whole, one is brought forward: more hues than two say nothing."""
HAIR: Final = 0.05  # of a point: what is lost between points and EMU


def colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each part: those that are highlighted, or the largest of a whole, in the accent, and the rest steps back."""
    if len(spec.series) == 1 and not spec.colours:
        return (category_colours(spec, look)[0],)
    named = [series.name.text in spec.highlight for series in spec.series]
    if not any(named) and len(spec.series) >= MANY and spec.whole:
        sums = [sum(point.value or 0 for point in series.points) for series in spec.series]
        named = [at == sums.index(max(sums)) for at in range(len(sums))]
    if any(named) and not spec.colours:
        return part_colours(look, named)
    return series_colours(spec, look, len(spec.series))


def heights(spec: ChartSpec, look: Look, width: float, step: int = 0) -> Heights:
    """How high the chart is at least, by choice and at most."""
    type = Typesetter(spec, look, step)
    if len(spec.categories) == 1:
        single = _single(type, width)
        over = single.head + single.over
        size = type.size
        inside = max((label.height for label in single.inside if label), default=type.leading)
        return Heights(
            over + inside + 0.5 * size, over + inside + 1.1 * size, over + max(inside + 2.4 * size, 5.5 * size)
        )
    lying, standing = _several(type, width).rows.heights, _standing(type, width)
    return lying if standing is None else replace(standing, least=min(lying.least, standing.least))


def _standing(type: Typesetter, width: float) -> Heights | None:
    """How high columns side by side would be; None where bars lie below each other whatever the height."""
    fills = colours(type.spec, type.look)
    if not stacked_columns.stand(type.spec, type.look, width, type.step, fills):
        return None
    return stacked_columns.heights(type, width, fills)


def _stands(type: Typesetter, width: float, height: float) -> bool:
    """Whether parts stand side by side in a place: bars need less of its height, and keep all numbers."""
    standing = _standing(type, width)
    return standing is not None and (
        height > standing.least - HAIR or _several(type, width).rows.heights.least >= standing.least
    )


def draw(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Drawing:
    """The chart as vectors."""
    from .drawing import Canvas

    type, fills = Typesetter(spec, look, step), colours(spec, look)
    if _stands(type, width, height):
        return stacked_columns.draw(type, width, height, fills)
    canvas = Canvas(spec, look, width, height, step)
    if len(spec.categories) == 1:
        _draw_single(canvas, type, width, height)
    else:
        _draw_rows(canvas, type, width, height)
    return canvas.drawing()


def native(spec: ChartSpec, look: Look, width: float, height: float, step: int = 0) -> Native:
    """The chart as PowerPoint's own. In a single bar each part carries its name and value; a part too small for them gets them
    above the bar, where the drawing has them."""
    type, fills = Typesetter(spec, look, step), colours(spec, look)
    if _stands(type, width, height):
        return stacked_columns.native(type, width, height, fills)
    laid = _laid_single(type, width, height) if len(spec.categories) == 1 else _laid_rows(type, width, height)
    single = len(spec.categories) == 1
    series, inks = [], in_parts(look, fills)
    for s, row in enumerate(spec.series):
        inside = Labels(
            "CENTER",
            spec.number_format,
            inks[s],
            bold=not single,
            series_name=single and bool(row.name.text),
        )
        points = []
        for at in range(len(row.points)):
            said = laid.labels.get((s, at))
            if said is None:
                points.append(NativePoint(at, hidden=True))
            elif said.offset is not None:
                colour = ink(look)
                points.append(
                    NativePoint(at, labels=replace(inside, colour=colour, offset=said.offset, line=single, key=single))
                )
        name = row.name.text or spec.unit.text or word("value", spec.language)
        edge = Paint(fills[s], outline(look, fills[s]) or ground(look), GAP)
        series.append(NativeSeries(name, values(spec, s), edge, inside, tuple(points)))
    return Native(
        "BAR_STACKED_100" if spec.whole else "BAR_STACKED",
        tuple(category.text for category in spec.categories),
        (
            *series,
            *laid.helpers,
            *(sums_series(spec, look, "OUTSIDE_END") if sums(type, width) else ()),
        ),
        look.style("chart", step),
        Axis(labels=not single, reversed=True),
        Axis(visible=False, reversed=spec.rtl, minimum=scale.ZERO, maximum=laid.high),
        gap_width=max(0, min(500, laid.gap_width)),
        overlap=100,
        legend="" if single or len(spec.series) < 2 else "top",
        plot=laid.plot,
        key=laid.key,
    )


@frozen
class _Said:
    """A part's label: in its middle, or moved from there by shares of the chart."""

    offset: tuple[float, float] | None = None


@frozen
class _Laid:
    """Where the drawing has its bars, and the label of each part by series and category; a part without one is not named."""

    plot: Plot
    high: Decimal
    gap_width: int
    key: float
    labels: Mapping[tuple[int, int], _Said]
    helpers: tuple[NativeSeries, ...] = ()


def _laid_single(type: Typesetter, width: float, height: float) -> _Laid:
    spec, size = type.spec, type.size
    single = _single(type, width)
    bar_top, thick, spare = _single_bar(type, single, height)
    middle = bar_top - thick / 2
    labels = {
        (part.series, 0): _Said() for part, label in zip(single.parts, single.inside, strict=True) if label is not None
    }
    for callout in single.callouts:
        up = _callout_line(single, callout, bar_top, size) - middle
        labels[callout.part.series, 0] = _Said(
            offset(callout.x + callout.width / 2 - callout.part.middle, -up, width, height, rtl=spec.rtl)
        )
    along = single.along
    helpers = []
    if single.title:
        top = height - spare - reference_height(type, width) - single.title.height / 2
        shift = offset(-BESIDE, middle - top, width, height, rtl=spec.rtl)
        said = Labels(
            "OUTSIDE_END", "General", ink(type.look), bold=False, value=False, category_name=True, offset=shift
        )
        helpers.append(
            NativeSeries(
                single.title.lines[0].text,
                (scale.ZERO,),
                Paint(None),
                points=(NativePoint(0, labels=said),),
                job="remark",
            )
        )
    if spec.reference:
        rows = _single_rows(type, single, width, bar_top - thick, spare)
        helpers.append(reference_over(type, rows, along, height))
    left = width - along.stop if spec.rtl else along.start
    plot = Plot(left / width, 1 - bar_top / height, (along.stop - along.start) / width, thick / height)
    return _Laid(plot, whole_of(along.scale)[1], 0, 0.0, labels, tuple(helpers))


def _laid_rows(type: Typesetter, width: float, height: float) -> _Laid:
    spec = type.spec
    several = _several(type, width)
    rows = beside(several.rows, height)
    along = _along(spec, rows.left, max(rows.left + type.size, width - several.beyond))
    labels: dict[tuple[int, int], _Said] = {}
    bars = _bars(several, height)
    for bar in bars:
        parts = parts_of(spec, bar.index, along.x)
        outside = [
            (part, type.value(spec.series[part.series].points[bar.index]))
            for part in parts
            if not _fits(type, part, bar.index)
        ]
        labels |= {(part.series, bar.index): _Said() for part in parts if _fits(type, part, bar.index)}
        for part, label, centre in _outside(type, outside, rows.left, width):
            up = bar.thick / 2 + 0.1 * type.size + label.height / 2
            labels[part.series, bar.index] = _Said(offset(centre - part.middle, -up, width, height, rtl=spec.rtl))
    empty: dict[str, list[int]] = {}
    for bar in bars:
        if not parts_of(spec, bar.index, along.x):
            empty.setdefault(nothing(spec, bar.index), []).append(bar.index)
    helpers = [remark(spec, type.look, at, text=text) for text, at in empty.items()]
    if spec.reference:
        helpers.append(reference_over(type, rows, along, height))
    pitch, thick = rows.pitch(height), bars[0].thick
    left = width - along.stop if spec.rtl else along.start
    top = height - bars[0].middle - pitch / 2
    plot = Plot(left / width, top / height, (along.stop - along.start) / width, pitch * len(bars) / height)
    return _Laid(
        plot,
        whole_of(along.scale)[1],
        round((pitch - thick) / thick * 100),
        round(several.named.height / height, 4),
        labels,
        tuple(helpers),
    )


def _along(spec: ChartSpec, start: float, stop: float) -> Along:
    if spec.whole:
        return Along(scale.Scale(0.0, 1.0), start, stop)
    longest = max(float(sum_of(spec, at)) for at in range(len(spec.categories)))
    high = max(longest, float(spec.reference.value) if spec.reference else 0.0)
    return Along(scale.Scale(0.0, high or 1.0), start, stop)


def _fill(
    canvas: Canvas, type: Typesetter, part: Part, middle: float, thick: float, fill: Colour, category: int, last: bool
) -> None:
    """A part, short of its end by the white gap; a sliver stays visible."""
    canvas.rectangle(
        part.start,
        middle - thick / 2,
        part.shown(0.0 if last else GAP),
        thick,
        fill,
        f"segment:{part.series}:{category}",
        outline(type.look, fill),
    )


# --- One bar ---------------------------------------------------------------------------------------------------------------------------


@frozen
class _Callout:
    """A part's label above the bar, from `x` on, in the line `row` counted from the bar; `value` is bold, `name` follows it."""

    part: Part
    x: float
    row: int
    value: Words
    name: Words
    width: float


@frozen
class _Inside:
    """A part's label inside it: the value over the name."""

    value: Words
    name: Words

    @property
    def height(self) -> float:
        return self.value.height + self.name.height


@frozen
class _Single:
    """A single bar measured for a width: per part the label inside (None where it goes above), the callouts, the heights of their
    `lines` from the bar upwards, and of what stands over those."""

    along: Along
    parts: tuple[Part, ...]
    inside: tuple[_Inside | None, ...]
    callouts: tuple[_Callout, ...]
    lines: tuple[float, ...]
    head: float
    title: Words
    total: Words

    @property
    def over(self) -> float:
        """The height of the callouts."""
        return sum(self.lines) + (FLOOR * self.title.size if self.lines else 0.0)


def sums(type: Typesetter, width: float) -> tuple[Words, ...]:
    """The sums behind bars, where they leave room for these."""
    said = () if type.spec.whole else tuple(type.value(point) for point in type.spec.totals)
    return said if widest(said) <= SUMS * width else ()


def _single(type: Typesetter, width: float) -> _Single:
    spec, size = type.spec, type.size
    title = type.label(spec.categories[0], width=width)
    total = next(iter(sums(type, width)), Words((), size, type.leading))
    along = _along(spec, 0.0, width - (total.width + 0.45 * size if total else 0.0))
    parts = parts_of(spec, 0, along.x)
    inks = in_parts(type.look, colours(spec, type.look))
    inside: list[_Inside | None] = []
    for part in parts:
        series, room = spec.series[part.series], part.length - 2 * PAD * size
        colour = inks[part.series]
        value = type.value(series.points[0], colour=colour)
        name = type.label(series.name, colour=colour, width=max(room, size))
        fits = (
            value.width <= room
            and len(name.lines) <= 2
            and (len(name.lines) < 2 or type.longest_word(series.name.text) <= room)
        )
        inside.append(_Inside(value, name) if fits else None)
    outer = [part for part, label in zip(parts, inside, strict=True) if label is None]
    callouts = _callouts(type, outer, width)
    rows = max((callout.row + 1 for callout in callouts), default=0)
    lines = tuple(
        max(max(c.name.height, c.value.height) for c in callouts if c.row == row) + 0.25 * size for row in range(rows)
    )
    head = reference_height(type, width) + (title.height + 0.3 * size if title else 0.0)
    return _Single(along, parts, tuple(inside), callouts, lines, head, title, total)


def _callouts(type: Typesetter, parts: Sequence[Part], width: float) -> tuple[_Callout, ...]:
    """Labels above the bar, each beginning where its part begins if it can; those that would meet stand in a higher line."""
    spec, size = type.spec, type.size
    placed: list[_Callout] = []
    swatch = 1.1 * size
    for part in reversed(parts):
        series = spec.series[part.series]
        value = type.value(series.points[0])
        gap = 0.35 * size if value and series.name.text else 0.0
        name = type.label(series.name, width=max(width - value.width - gap - swatch, 4 * size))
        extent = swatch + value.width + gap + name.width
        x = max(0.0, min(part.start, width - extent))
        row = 0
        while any(c.row == row and x < c.x + c.width + size and c.x < x + extent + size for c in placed):
            row += 1
        placed.append(_Callout(part, x, row, value, name, extent))
    return tuple(placed)


def _single_bar(type: Typesetter, single: _Single, height: float) -> tuple[float, float, float]:
    """The top of a single bar in a height, how thick it is, and what is spare above and below all."""
    over = single.head + single.over
    inside = max((label.height for label in single.inside if label), default=type.leading)
    thick = max(min(height - over, max(inside + 2.4 * type.size, 5.5 * type.size)), 1.0)
    spare = max(0.0, (height - over - thick) / 2)
    return height - over - spare, thick, spare


def _callout_line(single: _Single, callout: _Callout, bar_top: float, size: float) -> float:
    """The middle of a callout's first line."""
    bottom = bar_top + FLOOR * size + sum(single.lines[: callout.row])
    return bottom + max(callout.name.height, callout.value.height) - callout.value.leading / 2


def _single_rows(type: Typesetter, single: _Single, width: float, foot: float, spare: float) -> Rows:
    """A single bar as one row, for what charts of rows share."""
    head = reference_height(type, width) + spare
    return Rows(type, width, (single.title,), True, 0.0, Heights(1, 1, 1), head, max(0.0, foot))


def _draw_single(canvas: Canvas, type: Typesetter, width: float, height: float) -> None:
    spec, size = type.spec, type.size
    single = _single(type, width)
    bar_top, thick, spare = _single_bar(type, single, height)
    middle = bar_top - thick / 2
    fills = colours(spec, type.look)
    for part in single.parts:
        _fill(canvas, type, part, middle, thick, fills[part.series], 0, part is single.parts[-1])
    canvas.words(single.title, 0, height - spare - reference_height(type, width), upright="top")
    for part, label in zip(single.parts, single.inside, strict=True):
        if label is None:
            continue
        top = middle + label.height / 2
        canvas.words(label.name, part.middle, top, "center", upright="top")
        canvas.words(label.value, part.middle, top - label.name.height, "center", upright="top")
    if single.total:
        canvas.words(single.total, single.parts[-1].stop + 0.45 * size, middle, upright="middle")
    for callout in single.callouts:
        bottom = bar_top + FLOOR * size + sum(single.lines[: callout.row])
        fill = fills[callout.part.series]
        tie = min(max(callout.part.middle, callout.x + 0.36 * size), callout.x + callout.width)
        canvas.line(
            [(callout.part.middle, bar_top), (callout.part.middle, bar_top + 0.2 * size), (tie, bottom)],
            quiet(type.look),
            0.75,
            "leader",
        )
        first = _callout_line(single, callout, bar_top, size)
        canvas.rectangle(
            callout.x,
            first - 0.36 * size,
            0.72 * size,
            0.72 * size,
            fill,
            f"key:{callout.part.series}",
            outline(type.look, fill),
        )
        canvas.words(callout.name, callout.x + 1.1 * size, first - 0.355 * size)
        canvas.words(callout.value, callout.x + callout.width - callout.value.width, first - 0.355 * size)
    if spec.reference:
        draw_reference(canvas, _single_rows(type, single, width, bar_top - thick, spare), single.along)


# --- Several bars ----------------------------------------------------------------------------------------------------------------------


@frozen
class _Several:
    """Several bars measured for a width; `extra` is the line above each bar for labels that do not fit into their parts."""

    rows: Rows
    named: Key
    along: Along
    extra: float
    beyond: float


@frozen
class _Bar:
    """A category's bar: its middle from the bottom, and how thick it is."""

    index: int
    middle: float
    thick: float


def _bars(several: _Several, height: float) -> tuple[_Bar, ...]:
    """The bars in a height: what is left of a row's marks under the line for labels. A row's name stands beside its bar, or above both."""
    rows, extra = several.rows, several.extra
    return tuple(
        _Bar(row.index, height - row.middle - extra / 2, max(row.marks - extra, 1.0)) for row in rows.placed(height)
    )


def _several(type: Typesetter, width: float) -> _Several:
    spec, size = type.spec, type.size
    named = key(type, width, colours(spec, type.look))
    totals = sums(type, width)
    beyond = widest(totals) + 0.45 * size if totals else 0.0
    plain = measured(type, width, Heights(size, size, size), values=beyond)
    left = plain.left
    along = _along(spec, left, max(left + size, width - beyond))
    crowded = any(
        not _fits(type, part, at) for at in range(len(spec.categories)) for part in parts_of(spec, at, along.x)
    )
    extra = type.leading if crowded else 0.0
    beside = 0.0 if plain.above else plain.name_height
    marks = Heights(*(max(ems * size, beside) + extra for ems in (1.35, 1.9, 3.2)))
    return _Several(
        measured(type, width, marks, values=beyond, head=named.height + reference_height(type, width)),
        named,
        along,
        extra,
        beyond,
    )


def _fits(type: Typesetter, part: Part, category: int) -> bool:
    value = type.value(type.spec.series[part.series].points[category])
    return value.width + 0.5 * type.size <= part.length


def _draw_rows(canvas: Canvas, type: Typesetter, width: float, height: float) -> None:
    spec, size = type.spec, type.size
    several = _several(type, width)
    rows, along, extra = several.rows, several.along, several.extra
    fills = colours(spec, type.look)
    inks = in_parts(type.look, fills)
    bars, totals = _bars(several, height), sums(type, width)
    draw_key(canvas, type, several.named)
    later = []
    for bar in bars:
        middle, thick = bar.middle, bar.thick
        parts = parts_of(spec, bar.index, along.x)
        outside = []
        for part in parts:
            fill = fills[part.series]
            _fill(canvas, type, part, middle, thick, fill, bar.index, part is parts[-1])
            point = spec.series[part.series].points[bar.index]
            if _fits(type, part, bar.index):
                inside = type.value(point, colour=inks[part.series])
                canvas.words(inside, part.middle, middle, "center", "middle")
            else:
                outside.append((part, type.value(point)))
        _draw_outside(canvas, type, outside, middle + thick / 2, rows.left, width)
        end = parts[-1].stop if parts else along.start
        if totals and parts:
            later.append(Written(totals[bar.index], end + 0.45 * size, middle))
        elif not parts:
            later.append(Written(type.remark(nothing(spec, bar.index)), end + 0.45 * size, middle))
    draw_reference(canvas, rows, along)
    placed = rows.placed(height)
    if not rows.above:
        placed = tuple(replace(row, middle=row.middle + extra / 2) for row in placed)
    rows.draw_names(canvas, placed)
    for label in later:
        label.draw(canvas, type, along)


def _outside(
    type: Typesetter, outside: Sequence[tuple[Part, Words]], low: float, high: float
) -> tuple[tuple[Part, Words, float], ...]:
    """Values above the parts that they do not fit into, side by side. Where they cannot all stand in the line, the smallest parts go
    without."""
    room = 0.4 * type.size
    kept = list(outside)
    while sum(label.width + room for _, label in kept) > high - low and kept:
        kept.remove(min(kept, key=lambda pair: pair[0].length))
    centres = spread([part.middle for part, _ in kept], [label.width + room for _, label in kept], low, high)
    return tuple((part, label, centre) for (part, label), centre in zip(kept, centres, strict=True))


def _draw_outside(
    canvas: Canvas, type: Typesetter, outside: Sequence[tuple[Part, Words]], top: float, low: float, high: float
) -> None:
    """Values above their parts, tied to them where they had to move."""
    size = type.size
    for part, label, centre in _outside(type, outside, low, high):
        if abs(centre - part.middle) > 0.4 * size:
            canvas.line([(part.middle, top), (centre, top + 0.25 * size)], quiet(type.look), 0.75, "leader")
        canvas.words(label, centre, top + 0.1 * size, "center", "bottom")
