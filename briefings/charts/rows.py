"""Charts whose categories run down the page: the column of names, the rows, and what stands above and below them.

Bars, dots and stacks share this. Lengths are points, measured from the start edge and downwards from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..frozen import frozen, replace
from ..language.wording import word
from ..look import Colour
from .labels import Typesetter, Words, widest
from .native import Plot, ends, whole
from .paint import ground, ink
from .scale import ZERO, Scale, reference_text, tick_text, ticks
from .spec import Point

if TYPE_CHECKING:
    from .drawing import Canvas

NAMES: Final = 0.38
"""The share of the width that names may take beside the rows; longer ones stand above their rows."""
LINED: Final = 0.56
"""On a page, where rows of one line are half as high, names take up to so much of it to stand on one each."""
SHARES: Final = (NAMES, 0.47, LINED)
"""The shares that the names' column has in a native chart, where those of a page stand above their rows."""
SPARED: Final = 0.95
"""What share of that column a name is measured for."""
LEAST_PLOT: Final = 6.0
"""What names beside the rows must leave for the marks, in ems."""
MARK: Final = 0.64
"""What share of its row a mark takes: rows of a few values stand near each other, whatever room there is."""
DASH: Final = (4.0, 3.0)
DOT: Final = 0.42
"""A dot's radius in ems."""


KEY_WIDE, COLUMN = 0.88, 1.5
"""What share of a chart's width its key takes in LibreOffice, and what an entry takes there beside its name, in ems."""


@frozen
class Heights:
    """How high a chart is at least, by choice and at most, in points."""

    least: float
    natural: float
    most: float


@frozen
class Rows:
    """Rows measured for a width: the `names`, whether they stand `above` their rows, the `left` edge of the plot (start side), and
    the heights of a row's marks, of what stands over the rows (`head`) and under them (`foot`). In no room marks are higher than `thickest`,
    where it is given. On a slide the native chart has names beside their rows that stand above them here: `tallest` is how high the
    highest is there at least."""

    type: Typesetter
    width: float
    names: tuple[Words, ...]
    above: bool
    left: float
    marks: Heights
    head: float
    foot: float
    thickest: float = 0.0
    tallest: float = 0.0

    @property
    def name_height(self) -> float:
        """The highest name, with the room that one above its row keeps from it."""
        tall = max((name.height for name in self.names), default=0.0)
        return tall + 0.15 * self.type.size if self.above and tall else tall

    @property
    def heights(self) -> Heights:
        """The whole chart's heights."""
        count, size = len(self.names), self.type.size

        def total(marks: float, gap: float) -> float:
            row = max(self.name_height + marks, self.tallest) if self.above else max(self.name_height, marks)
            return self.head + self.foot + count * row + (count - 1) * gap * size

        return Heights(total(self.marks.least, 0.25), total(self.marks.natural, 0.75), total(self.marks.most, 1.6))

    def pitch(self, height: float) -> float:
        """From row to row in a height."""
        most = self.thickest / MARK if self.thickest else 8 * self.type.size
        return min((height - self.head - self.foot) / len(self.names), most + (self.name_height if self.above else 0.0))

    def top(self, height: float) -> float:
        """Where the rows begin in a height: at the top, in line with what stands beside the chart; a single one in the middle."""
        spare = height - self.head - self.foot - self.pitch(height) * len(self.names)
        return self.head + (spare / 2 if len(self.names) == 1 else 0.0)

    def placed(self, height: float) -> tuple[Row, ...]:
        """The rows in a height: they share it, marks and gaps growing together up to a point."""
        pitch, top = self.pitch(height), self.top(height)
        over = self.name_height if self.above else 0.0
        marks = max(
            min((pitch - over) * MARK, self.thickest or self.marks.most * 1.5), min(self.marks.least, pitch - over), 1.0
        )
        rows = []
        for index, name in enumerate(self.names):
            middle = top + (index + 0.5) * pitch
            block = over + marks
            rows.append(Row(index, name, middle + over / 2 if self.above else middle, marks, middle - block / 2))
        return tuple(rows)

    def draw_names(self, canvas: Canvas, rows: Sequence[Row]) -> None:
        """The names at the start edge: beside their rows, or above them, on ground of their own where lines run down the rows."""
        for row in rows:
            if self.above:
                bottom = canvas.height - (row.middle - row.marks / 2) + 0.15 * self.type.size
                if self.type.spec.reference or self.foot:
                    _back(canvas, self.type, row.name, 0, bottom + row.name.height / 2)
                canvas.words(row.name, 0, bottom, upright="bottom")
            else:
                canvas.words(row.name, 0, canvas.height - row.middle, upright="middle")


@frozen
class Row:
    """One row: the `middle` of its marks and their height, and where the row begins; from the top, in points."""

    index: int
    name: Words
    middle: float
    marks: float
    top: float


def measured(
    type: Typesetter, width: float, marks: Heights, *, values: float = 0.0, head: float = 0.0, foot: float = 0.0
) -> Rows:
    """Rows for a width: names beside the rows where they take two lines at most and leave the marks some room beside `values`, the
    width of the values' labels; else above them."""
    spec = type.spec
    strong = [bool(spec.highlight) and category.text in spec.highlight for category in spec.categories]
    column = _column(type, width, values, strong)
    names = tuple(type.label(c, bold=b, width=column) for c, b in zip(spec.categories, strong, strict=True))
    above = any(
        len(name.lines) > 2 or (len(name.lines) == 2 and type.longest_word(category.text, bold=bold) > column)
        for name, category, bold in zip(names, spec.categories, strong, strict=True)
    )
    above = above or (any(names) and width - widest(names) - values < LEAST_PLOT * type.size)
    if above:
        names = tuple(type.label(c, bold=b, width=width) for c, b in zip(spec.categories, strong, strict=True))
    left = 0.0 if above or not any(names) else widest(names) + 0.9 * type.size
    slide = above and not type.look.page.is_sheet
    return Rows(type, width, names, above, left, marks, head, foot, tallest=_tallest(type, LINED * width) * slide)


def _column(type: Typesetter, width: float, values: float, strong: Sequence[bool]) -> float:
    """How wide the names may be beside the rows."""
    wider = min(width * LINED, width - values - LEAST_PLOT * type.size)
    if type.look.page.is_sheet and wider > width * NAMES:
        names = [type.label(c, bold=b, width=wider) for c, b in zip(type.spec.categories, strong, strict=True)]
        if all(len(name.lines) < 2 for name in names):
            return wider
    return width * NAMES


@frozen
class Axis:
    """A horizontal value axis in points from the start edge."""

    scale: Scale
    start: float
    stop: float

    def x(self, value: Decimal) -> float:
        return self.start + self.scale.share(value) * (self.stop - self.start)

    @property
    def zero(self) -> float:
        return self.start + self.scale.base * (self.stop - self.start)

    def plot(self, rows: Rows, height: float) -> tuple[Plot, Decimal, Decimal]:
        """The plot of a native chart with these rows, and the ends of its axis: from the names to the edge, so that there is room for
        labels; from end to end of a scale with numbers, which begin at its end."""
        exact = self.scale.log or self.scale.step is not None
        low, high = (self.start, self.stop) if exact else (rows.left, rows.width)
        first, last = whole(self.scale) if exact else ends(self.scale, (self.start, self.stop), (low, high))
        left = rows.width - high if rows.type.spec.rtl else low
        tall = rows.pitch(height) * len(rows.names) / height
        return Plot(left / rows.width, rows.top(height) / height, (high - low) / rows.width, tall), first, last


def beside(rows: Rows, height: float) -> Rows:
    """The rows with their names beside them, where a native chart has them whatever their length: in the narrowest column in which they keep
    to their rows."""
    if not rows.above or not any(rows.names):
        return rows
    pitch = rows.pitch(height)
    shares = (share for share in SHARES if _tallest(rows.type, share * rows.width) <= pitch)
    return replace(rows, left=next(shares, SHARES[-1]) * rows.width)


def _tallest(type: Typesetter, width: float) -> float:
    """How high the highest name is in a column beside the rows of a native chart, with what keeps it from the next. Programs set names a
    little wider than they are measured."""
    return max((name.height for name in column(type, width)), default=0.0) + 0.2 * type.size


def column(type: Typesetter, width: float) -> tuple[Words, ...]:
    """The names in a column of a width beside the rows of a native chart."""
    bold, room = type.spec.highlight or (), SPARED * (width - 0.9 * type.size)
    return tuple(type.label(one, bold=one.text in bold, width=room) for one in type.spec.categories)


def axis(
    rows: Rows, scale: Scale, labels: Sequence[tuple[Point, Words]], *, both: bool = False, beyond: float = 0.0
) -> Axis:
    """The axis that leaves room for the values' labels beyond the marks: on the far side of zero, or on `both` sides of each
    mark; marks reach `beyond` their value."""
    gap = 0.45 * rows.type.size
    left = max((label.width + gap for point, label in labels if label and (both or negative(point))), default=0.0)
    start, most = rows.left + left + beyond, rows.width - beyond
    # a label beside a short mark has room there, whatever its length
    room = (
        (most - start - label.width - gap) / max(scale.share(point.value or ZERO), 0.01)
        for point, label in labels
        if label and not negative(point)
    )
    stop = min(most, *(start + one for one in room), most)
    return Axis(scale, start, max(stop, start + rows.type.size))


def negative(point: Point) -> bool:
    """Whether its label stands before its mark."""
    return point.value is not None and point.value < 0


@frozen
class Written:
    """A value's label with its place: beside its mark, away from zero (or `before` it); "no value" where there is none."""

    label: Words
    x: float
    middle: float

    @classmethod
    def beside(
        cls,
        type: Typesetter,
        point: Point,
        label: Words,
        along: Axis,
        middle: float,
        gap: float,
        *,
        before: bool = False,
    ) -> Written:
        if point.value is None:
            label = label or type.remark(word("no-value", type.spec.language))
            return cls(label, along.zero + gap, middle)
        end = along.x(point.value)
        return cls(label, end - gap - label.width if before or negative(point) else end + gap, middle)

    def crossed(self, type: Typesetter, along: Axis) -> bool:
        """Whether the reference line runs through the label."""
        reference, near = type.spec.reference, 0.3 * type.size
        return reference is not None and self.x - near < along.x(reference.value) < self.x + self.label.width + near

    def draw(self, canvas: Canvas, type: Typesetter, along: Axis) -> None:
        """The label, with ground behind it where a line would run through it."""
        if not self.label:
            return
        crossed = self.crossed(type, along)
        x = max(
            0.0, min(self.x, canvas.width - self.label.width)
        )  # in a place too narrow for it, a value stands on its mark
        if crossed or x != self.x or type.spec.log or along.scale.low < 0:
            _back(canvas, type, self.label, x, self.middle)
        canvas.words(self.label, x, self.middle, upright="middle")


def foot_height(type: Typesetter, numbers: bool) -> float:
    """What an axis with numbers takes under the rows; a log scale is marked in words as well."""
    if type.spec.log:
        return 2 * type.leading + 0.8 * type.size
    return type.leading + 0.8 * type.size if numbers else 0.0


def draw_numbers(canvas: Canvas, rows: Rows, along: Axis) -> None:
    """Grid lines with their numbers under the rows; on a log scale the powers of ten, and that it is one."""
    type = rows.type
    top = canvas.height - rows.top(canvas.height)
    bottom = top - rows.pitch(canvas.height) * len(rows.names)
    rule = type.look.colour("grid")
    last = -1e9
    for tick in ticks(along.scale, max(2, int((along.stop - along.start) / (6 * type.size)))):
        x = along.x(tick)
        canvas.line([(x, bottom), (x, top)], rule, 0.6, "grid")
        label = type.remark(tick_text(tick, type.spec, along.scale.fine))
        if x - label.width / 2 > last:
            canvas.words(
                label,
                max(0.0, min(x - label.width / 2, rows.width - label.width)),
                bottom - 0.25 * type.size,
                upright="top",
            )
            last = x + label.width / 2 + 0.5 * type.size
    if type.spec.log:
        remark = type.remark(word("log-scale", type.spec.language))
        canvas.words(
            remark, _remark_start(rows, along, remark), bottom - 0.35 * type.size - type.leading, upright="top"
        )


def log_remark(rows: Rows, along: Axis, height: float) -> tuple[float, float]:
    """The place of the words that say so, as shares of a chart."""
    remark = rows.type.remark(word("log-scale", rows.type.spec.language))
    start = _remark_start(rows, along, remark)
    left = rows.width - start - remark.width if rows.type.spec.rtl else start
    under = rows.top(height) + rows.pitch(height) * len(rows.names) + 0.35 * rows.type.size + remark.leading
    return left / rows.width, min(under, height - remark.leading) / height


def _remark_start(rows: Rows, along: Axis, remark: Words) -> float:
    return max(0.0, min(along.start, rows.width - remark.width))


def reference_height(type: Typesetter, width: float) -> float:
    """What the label of a reference line takes above the rows."""
    label = reference_words(type, width)
    return label.height + 0.2 * type.size if label else 0.0


def reference_words(type: Typesetter, width: float) -> Words:
    """The name of a reference line with its value; none where there is no line."""
    spec = type.spec
    if spec.reference is None:
        return Words((), type.size, type.leading)
    said = reference_text(spec)
    return type.words(said, spec.reference.label.origins, width=max(width, type.longest_word(said)))


def draw_reference(canvas: Canvas, rows: Rows, along: Axis) -> None:
    """A dashed line across the rows, its label above, kept inside the width."""
    reference = rows.type.spec.reference
    if reference is None:
        return
    x = along.x(reference.value)
    top = canvas.height - rows.head
    canvas.line([(x, rows.foot), (x, top)], ink(rows.type.look), 1.0, "reference", DASH)
    label = reference_words(rows.type, rows.width)
    canvas.words(
        label,
        max(0.0, min(x - label.width / 2, rows.width - label.width)),
        top + 0.2 * rows.type.size,
        upright="bottom",
    )


def _back(canvas: Canvas, type: Typesetter, label: Words, x: float, middle: float) -> None:
    """Ground behind a label, so much that a line is seen to stop before it."""
    reach = 0.3 * type.size
    start, stop = max(0.0, x - reach), min(canvas.width, x + label.width + reach)
    low, high = max(0.0, middle - 0.55 * label.height), min(canvas.height, middle + 0.55 * label.height)
    canvas.rectangle(start, low, stop - start, high - low, ground(type.look), "backing")


@frozen
class Key:
    """What colour stands for which series: swatches with names, in as many lines as the width needs."""

    entries: tuple[tuple[float, int, Words, Colour], ...]
    lines: int
    leading: float

    @property
    def height(self) -> float:
        return self.lines * self.leading + (0.5 * self.leading if self.lines else 0.0)


def key(type: Typesetter, width: float, colours: Sequence[Colour]) -> Key:
    """The key of a chart with several series; empty for one. Where LibreOffice sets it in columns, each as wide as the longest name, it stands
    in them everywhere."""
    if len(type.spec.series) < 2:
        return Key((), 0, type.leading)
    entries = []
    x, line = 0.0, 0
    names = [type.label(series.name, width=width - 1.2 * type.size) for series in type.spec.series]
    pitch = widest(names) + COLUMN * type.size
    most = max(1, int(width * KEY_WIDE / pitch))
    rows = -(-len(names) // most)
    across = -(-len(names) // rows)
    for at, (name, colour) in enumerate(zip(names, colours, strict=True)):
        extent = 1.1 * type.size + name.width
        if rows > 1 and most > 1:
            x, line = at % across * pitch, at // across
        elif x and x + extent > width:
            x, line = 0.0, line + 1
        entries.append((x, line, name, colour))
        x += extent + 1.4 * type.size
        line += len(name.lines) - 1
    return Key(tuple(entries), line + 1, type.leading * 1.05)


def draw_key(canvas: Canvas, type: Typesetter, drawn: Key, *, round: bool = False) -> None:
    """The key at the top, from the start edge: squares, or dots as the chart's own."""
    side = 0.72 * type.size
    for index, (x, line, name, colour) in enumerate(drawn.entries):
        middle = canvas.height - (line + 0.5) * drawn.leading
        first = middle - (len(name.lines) - 1) * name.leading / 2
        if round:
            draw_dot(canvas, type, x + DOT * type.size, middle, index, colour, f"key:{index}")
        else:
            canvas.rectangle(x, middle - side / 2, side, side, colour, f"key:{index}")
        canvas.words(name, x + 1.1 * type.size, first, upright="middle")


def draw_dot(canvas: Canvas, type: Typesetter, x: float, y: float, series: int, colour: Colour, mark: str) -> None:
    """A series' dot: every second series' is a diamond, so that neighbours differ on a grey print."""
    radius = DOT * type.size
    if series % 2:
        canvas.diamond(x, y, radius, colour, mark)
    else:
        canvas.dot(x, y, radius, colour, mark)
