"""A native chart: DrawingML with its numbers, and the workbook that PowerPoint opens to edit them.

Source: ECMA-376 part 1, 21.2 (DrawingML charts), element order as in its schema.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Final, Literal, assert_never

from ...charts.native import Axis, Native, NativePoint, NativeSeries, Paint, Tie
from ...frame import Chart
from ...frozen import frozen, replace
from ...look import Colour
from ...text.bidi import ISOLATE_END, RIGHT_ISOLATE
from .chart_text import C15, Speech, axis_title, filled, labels_of, over, text_properties, title
from .shapes import graphic_frame as framed
from .text import named
from .workbook import Sheet, has_words, sheet_of, workbook, xstring

_NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)
_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_GROUPINGS: Final = {
    "BAR_STACKED": "stacked",
    "COLUMN_STACKED": "stacked",
    "BAR_STACKED_100": "percentStacked",
    "COLUMN_STACKED_100": "percentStacked",
}
_LEGENDS: Final = {"top": "t", "right": "r", "bottom": "b"}
# axis ids are unsigned in the schema; any two that differ will do within one chart
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
_HELPER_CATEGORY_AXIS, _HELPER_VALUE_AXIS = 333_333_333, 444_444_444


@frozen
class Parts:
    """A chart's two parts: the chart, which names its workbook by `WORKBOOK`, and the workbook."""

    chart: str
    workbook: bytes


WORKBOOK: Final = "rId1"
"""The id of a chart's relation to its workbook."""


def parts(item: Chart) -> Parts:
    """A chart with its numbers, and the workbook that PowerPoint opens to edit them."""
    assert item.native is not None, "layout gives every chart its native form"
    native = _turned(_isolated(item.native) if item.spec.rtl else item.native)
    sheet = sheet_of(native)
    speech = Speech(item.spec.language, item.spec.rtl)
    return Parts(_chart_space(native, sheet, speech), workbook(sheet, rtl=item.spec.rtl))


def _isolated(native: Native) -> Native:
    """A chart's remarks, each line between isolates (UAX #9) and so from right to left: LibreOffice reads no direction of a chart's paragraphs, and
    drew a sign at either end of a line at the other one."""

    def whole(text: str) -> str:
        return "\n".join(f"{RIGHT_ISOLATE}{line}{ISOLATE_END}" if line else "" for line in text.split("\n"))

    category, value = (
        replace(axis, title=whole(axis.title)) if axis else None for axis in (native.category_axis, native.value_axis)
    )
    series = tuple(
        replace(row, name=whole(row.name)) if row.job in ("difference", "reference", "remark") else row
        for row in native.series
    )
    return replace(native, category_axis=category, value_axis=value, series=series)


def graphic_frame(item: Chart, id: int, relation: str) -> str:
    """The slide's frame for a chart, by the id of the relation to its part."""
    # namespaces of the chart's own, as python-pptx and PowerPoint declare them here
    inner = f'<c:chart xmlns:c="{_URI}" xmlns:c15="{C15}" r:id="{relation}"/>'
    return framed(id, item.name or item.id, item.box, item.slot, item.alt, _URI, inner)


def _turned(native: Native) -> Native:
    """The chart in the order in which it is written. A ring that runs against the clock: PowerPoint's runs with it, so what comes last is
    written first. Unseen series over stacks: as many empty ones before the others, for a key's entries are counted from the first series by
    PowerPoint and from the last by LibreOffice."""
    unseen = sum(series.job != "data" for series in native.series)
    if native.legend and unseen and native.chart_type.startswith("BAR_STACKED"):
        empty = NativeSeries("", (None,) * len(native.categories), Paint(None), job="blank")
        return replace(native, series=(*((empty,) * unseen), *native.series))
    if not native.backwards:
        return native
    last = len(native.categories) - 1
    series = tuple(
        replace(
            row,
            values=row.values[::-1],
            shown=row.shown[::-1],
            formulas=row.formulas[::-1],
            points=tuple(replace(point, index=last - point.index) for point in row.points[::-1]),
        )
        for row in native.series
    )
    return replace(native, categories=native.categories[::-1], series=series)


# -- the chart ------------------------------------------------------------------------------------------------------------------------------


def _chart_space(native: Native, sheet: Sheet, speech: Speech) -> str:
    text = text_properties(native, native.style.colour, speech, bold=native.style.bold)
    place = native.plot
    layout = "<c:layout/>" if place is None else _layout(place.left, place.top, place.width, place.height)
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{speech.tag}"/><c:roundedCorners val="0"/><c:chart>{title(native, sheet, speech)}<c:autoTitleDeleted val="{int(native.title is None and over(native) is None)}"/>'
        f"<c:plotArea>{layout}{''.join(_plots(native, sheet, speech))}{_axes(native, speech)}</c:plotArea>{_legend(native, speech)}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{text}<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(x: float, y: float, wide: float, tall: float) -> str:
    """The place of the plot itself, without its names and numbers (21.2.2.31, 21.2.2.95)."""
    sides = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", (x, y, wide, tall), strict=True))
    return f'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'


def _legend(native: Native, speech: Speech) -> str:
    """The key: of the report's series only, at the top from the start edge as in the drawing."""
    if not native.legend:
        return ""
    clustered = native.chart_type == "BAR_CLUSTERED"  # whose entries each program counts in its own way: all are shown
    helpers = [index for index, series in enumerate(native.series) if series.job != "data" and not clustered]
    trends = [
        len(native.series) + at for at, index in enumerate(i for i in helpers if _trended(native, native.series[i]))
    ]
    gone = "".join(
        f'<c:legendEntry><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>' for index in [*helpers, *trends]
    )
    place = ""
    if native.key and not speech.rtl:
        place = '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>'
    return f'<c:legend><c:legendPos val="{_LEGENDS[native.legend]}"/>{gone}{place}<c:overlay val="0"/></c:legend>'


def _trended(native: Native, series: NativeSeries) -> bool:
    """Whether a reference line is a trend line: across bars, of which no series reaches from edge to edge. One bar alone has no trend; its
    line is the end of a dashed box."""
    return (
        series.job == "reference"
        and native.chart_type not in ("LINE", "AREA", "SCATTER")
        and len(native.categories) > 1
    )


def _plots(native: Native, sheet: Sheet, speech: Speech) -> Iterator[str]:
    """The chart's plots: bars, lines, an area, dots or a ring. Unseen bars, which carry a reference line or a word, stand in a plot on
    axes of their own: they take no room from the others."""
    ids = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    vary = int(native.vary_colours)

    def drawn(shape: str, jobs: Container[str]) -> str:
        return "".join(
            _series(native, sheet, i, s, shape, speech) for i, s in enumerate(native.series) if s.job in jobs
        )

    every = ("data", "remark", "reference", "names", "stems", "difference", "apart")
    standard = '<c:grouping val="standard"/><c:varyColors'

    def lines(jobs: Container[str], axes: str = ids) -> str:
        return f'<c:lineChart>{standard} val="{vary}"/>{drawn("line", jobs)}<c:marker val="1"/>{axes}</c:lineChart>'

    match native.chart_type:
        case "DOUGHNUT":
            yield (
                f'<c:doughnutChart><c:varyColors val="{vary}"/>{drawn("ring", every)}<c:firstSliceAng val="0"/>'
                f'<c:holeSize val="{native.hole or 60}"/></c:doughnutChart>'
            )
        case "LINE":
            yield lines(every)
        case "AREA":
            yield f'<c:areaChart>{standard} val="{vary}"/>{drawn("area", ("fill",))}{ids}</c:areaChart>'
            yield lines(every)
        case "SCATTER":
            ids = f'<c:axId val="{_VALUE_AXIS}"/><c:axId val="{_CATEGORY_AXIS}"/>'  # the horizontal one comes first
            yield f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="{vary}"/>{drawn("dot", every)}{ids}</c:scatterChart>'
        case (
            "BAR_CLUSTERED"
            | "BAR_STACKED"
            | "BAR_STACKED_100"
            | "COLUMN_CLUSTERED"
            | "COLUMN_STACKED"
            | "COLUMN_STACKED_100"
        ):
            place = _unseen_in(native)
            others = f'<c:axId val="{_HELPER_CATEGORY_AXIS}"/><c:axId val="{_HELPER_VALUE_AXIS}"/>'
            if _tied(native):  # what stands on the second axes is drawn over what stands on the first
                yield lines(("connectors",))
                ids = others
            yield _bars(native, drawn("bar", every if place == "same" else ("data", "blank")), ids)
            if place == "line":
                yield lines(every[1:], others if _over_shares(native) else ids)
            if place == "own":
                yield _bars(native, drawn("bar", every[1:]), others, over=True)
        case _:
            assert_never(native.chart_type)


def _bars(native: Native, held: str, axes: str, *, over: bool = False) -> str:
    """A plot of bars or columns; the unseen ones stand `over` each other."""
    direction = "bar" if native.chart_type.startswith("BAR") else "col"
    grouping = "clustered" if over else _GROUPINGS.get(native.chart_type, "clustered")
    overlap = 100 if over or grouping != "clustered" or _unseen_in(native) == "same" else native.overlap
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="{int(native.vary_colours)}"/>{held}<c:gapWidth val="{native.gap_width}"/>'
        + (f'<c:overlap val="{overlap}"/>' if overlap else "")
        + f"{axes}</c:barChart>"
    )


def _unseen_in(native: Native) -> Literal["", "same", "line", "own"]:
    """Where the unseen series of bars stand, so that they take no room: a line plot over columns, the one place of single bars, a plot on axes
    of their own beside several or stacked bars. (LibreOffice makes the bars of a cluster thinner for those, PowerPoint does not.)"""
    unseen = any(series.job not in ("data", "blank") for series in native.series)
    if not unseen or not native.chart_type.startswith(("BAR", "COLUMN")):
        return ""
    if native.chart_type.startswith("COLUMN") and len(native.categories) > 1:
        return "line"
    single = native.chart_type == "BAR_CLUSTERED" and sum(series.job == "data" for series in native.series) == 1
    return "same" if single else "own"


def _tied(native: Native) -> bool:
    """Whether lines run behind the columns."""
    return any(series.job == "connectors" for series in native.series)


def _over_shares(native: Native) -> bool:
    """Whether lines run over columns of shares: on the axes of those LibreOffice draws each column as its first part alone."""
    return native.chart_type == "COLUMN_STACKED_100" and _unseen_in(native) == "line"


def _series(native: Native, sheet: Sheet, index: int, series: NativeSeries, shape: str, speech: Speech) -> str:
    name = (
        f'<c:tx><c:strRef><c:f>{sheet.head(index)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{xstring(series.name)}</c:v></c:pt>'
        f"</c:strCache></c:strRef></c:tx>"
    )
    values = _numbers("values", sheet, index, series.values)
    parts = [f'<c:idx val="{index}"/><c:order val="{index}"/>{name}']
    unseen = shape in ("line", "dot") and (
        series.paint.line is None
        or series.job == "difference"
        or (shape == "dot" and series.job not in ("reference", "stems"))
    )
    hidden = Paint(None) if unseen or _trended(native, series) else series.paint
    parts.append(_shape(hidden, line=shape in ("line", "dot")))
    if shape == "bar":
        parts.append('<c:invertIfNegative val="0"/>')
    if shape in ("line", "dot"):
        parts.append(_marker(series))
    for point in series.points:
        if point.paint is not None or point.marker != series.marker:
            parts.append(_point(point, series, shape))
    parts.append(labels_of(native, series, shape, speech))
    if _trended(native, series):
        parts.append(_trend(series))
    if series.between is not None:
        parts.append(_arrow(native, sheet, index, series))
    if series.tie is not None:
        parts.append(_tie(series.tie))
    if shape == "dot":
        heights = _numbers("heights", sheet, index, series.heights)
        parts.append(f'<c:xVal>{values}</c:xVal><c:yVal>{heights}</c:yVal><c:smooth val="0"/>')
    else:
        parts.append(f"<c:cat>{_categories(native)}</c:cat><c:val>{values}</c:val>")
        parts.append('<c:smooth val="0"/>' if shape == "line" else "")
    parts.append(_cells(sheet, index, series))
    return f"<c:ser>{''.join(parts)}</c:ser>"


def _trend(series: NativeSeries) -> str:
    """The line through an unseen series that holds one number for all categories, half a category further at either end (21.2.2.211)."""
    return (
        f"<c:trendline><c:name>{escape(series.name)}</c:name><c:spPr>{_line(series.paint)}</c:spPr>"
        '<c:trendlineType val="linear"/><c:forward val="0.5"/><c:backward val="0.5"/><c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def _arrow(native: Native, sheet: Sheet, index: int, series: NativeSeries) -> str:
    """The arrow from one series' value to another's: an error bar as long as a cell says (21.2.2.55)."""
    assert series.between is not None
    at = next(at for at, value in enumerate(series.values) if value is not None)
    first, second = (native.series[one].values[at] or 0 for one in series.between)
    way = "plus" if second > first else "minus"
    long = _numbers("heights", sheet, index, series.heights)
    line = (
        f'<a:ln w="{round(series.paint.weight * 12_700)}">{filled(series.paint.line)}<a:tailEnd type="arrow"/></a:ln>'
    )
    return (
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="{way}"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:{way}>{long}</c:{way}><c:spPr>{line}</c:spPr></c:errBars>"
    )


def _tie(tie: Tie) -> str:
    """The line from a value to the words about it: an error bar, which every program draws in the colour that is asked for."""
    way = "plus" if tie.far > 0 else "minus"
    return (
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="{way}"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/>'
        f'<c:val val="{_number(abs(tie.far))}"/><c:spPr>{_line(Paint(None, tie.colour, _TIE))}</c:spPr></c:errBars>'
    )


def _cells(sheet: Sheet, index: int, series: NativeSeries) -> str:
    """The cells that labels take their words from ([MS-ODRAWXML] 2.24.3.12)."""
    if not any(point.labels is not None and point.labels.cells for point in series.points):
        return ""
    what = "words" if has_words(series) else "values"
    points = "".join(f'<c:pt idx="{i}"><c:v>{xstring(text)}</c:v></c:pt>' for i, text in enumerate(series.shown))
    return (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}"><c15:datalabelsRange><c15:f>{sheet.range(index, what)}</c15:f>'
        f'<c15:dlblRangeCache><c:ptCount val="{len(series.shown)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>'
    )


def _point(point: NativePoint, series: NativeSeries, shape: str) -> str:
    head = f'<c:idx val="{point.index}"/>'
    if shape in ("line", "dot"):
        marker = _marker(replace(series, paint=point.paint or series.paint, marker=point.marker))
        return f'<c:dPt>{head}{marker}<c:bubble3D val="0"/></c:dPt>'
    invert = '<c:invertIfNegative val="0"/>' if shape == "bar" else ""
    return f'<c:dPt>{head}{invert}<c:bubble3D val="0"/>{_shape(point.paint or series.paint)}</c:dPt>'


def _categories(native: Native) -> str:
    """The names, or the days of a time axis."""
    rows = len(native.categories)
    days = native.category_axis.days if native.category_axis else ()
    cells = f"Sheet1!$A$2:$A${rows + 1}"
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{xstring(str(one))}</c:v></c:pt>' for i, one in enumerate(days or native.categories)
    )
    if days:
        return f'<c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>yyyy\\-mm\\-dd</c:formatCode><c:ptCount val="{rows}"/>{points}</c:numCache></c:numRef>'
    return f'<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{rows}"/>{points}</c:strCache></c:strRef>'


def _numbers(what: str, sheet: Sheet, index: int, numbers: Sequence[Decimal | None]) -> str:
    """A series' numbers with the cells that they stand in."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{_number(value)}</c:v></c:pt>' for i, value in enumerate(numbers) if value is not None
    )
    return (
        f"<c:numRef><c:f>{sheet.range(index, what)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(numbers)}"/>{points}</c:numCache></c:numRef>'
    )


def _number(value: Decimal) -> str:
    """A value as the workbook's own cell holds it, so that cache and workbook agree to the last digit."""
    return repr(float(value)) if value != value.to_integral_value() else str(int(value))


# -- paint and text -------------------------------------------------------------------------------------------------------------------------


def _faded(top: Colour, foot: Colour) -> str:
    """A fill that runs out downwards (ECMA-376 part 1, 20.1.8.33)."""
    ends = zip((0, 100_000), (top, foot), strict=True)
    stops = "".join(f'<a:gs pos="{at}">{named(one)}</a:gs>' for at, one in ends)
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>'


def _line(paint: Paint) -> str:
    if paint.line is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{paint.dash}"/>' if paint.dash else ""
    return f'<a:ln w="{round(paint.weight * 12_700)}" cap="flat">{filled(paint.line)}{dash}<a:round/></a:ln>'


def _shape(paint: Paint, *, line: bool = False) -> str:
    fill = _faded(paint.fill, paint.fade) if paint.fill and paint.fade else filled(paint.fill)
    return f"<c:spPr>{'' if line else fill}{_line(paint)}</c:spPr>"


def _marker(series: NativeSeries) -> str:
    if not series.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    painted = series.paint.fill or series.paint.line
    return (
        f'<c:marker><c:symbol val="{series.symbol}"/><c:size val="{min(72, max(2, round(series.marker)))}"/>'
        f"<c:spPr>{filled(painted)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


_TIE: Final = 0.75
"""How strong the line is that ties a label to its mark, in points."""
# -- axes -----------------------------------------------------------------------------------------------------------------------------------


def _axes(native: Native, speech: Speech) -> str:
    if native.category_axis is None or native.value_axis is None:
        return ""
    across = native.chart_type.startswith("BAR")
    category, value = native.category_axis, native.value_axis
    if native.chart_type == "SCATTER":
        return (
            f'<c:valAx><c:axId val="{_VALUE_AXIS}"/>{_scaling(value)}<c:delete val="{int(not value.visible)}"/><c:axPos val="b"/>'
            f'{_axis(native, value, speech, "nextTo")}<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
            f"{_major(value)}</c:valAx>"
            f'<c:valAx><c:axId val="{_CATEGORY_AXIS}"/>{_scaling(category)}<c:delete val="{int(category.line is None and not category.gridlines)}"/><c:axPos val="l"/>'
            f'{_axis(native, category, speech)}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="{"min" if category.gridlines else "autoZero"}"/><c:crossBetween val="midCat"/>{_major(category)}</c:valAx>'
        )
    own = _pair(native, category, value, (_CATEGORY_AXIS, _VALUE_AXIS), speech)
    shares = _over_shares(native)
    if _unseen_in(native) != "own" and not _tied(native) and not shares:
        return own
    # bare beside shares: LibreOffice does not keep to the ends of an axis that is left out
    bare = {"visible": shares, "labels": False, "line": None}
    hidden = replace(category, **bare), replace(value, **bare, gridlines=None, title="")
    return own + _pair(native, *hidden, (_HELPER_CATEGORY_AXIS, _HELPER_VALUE_AXIS), speech, other_side=across)


def _pair(
    native: Native, category: Axis, value: Axis, ids: tuple[int, int], speech: Speech, *, other_side: bool = False
) -> str:
    """A category axis and its value axis."""
    across = native.chart_type.startswith("BAR")
    name = "dateAx" if category.days else "catAx"
    more = (
        '<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
        if category.days
        else '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
    )
    # a reversed category axis moves the value axis to the other side; "max" brings it back to where readers look for it
    crosses = "max" if (category.reversed and across) != other_side else "autoZero"
    between = "midCat" if native.chart_type in ("LINE", "AREA") else "between"
    return (
        f'<c:{name}><c:axId val="{ids[0]}"/>{_scaling(category)}<c:delete val="{int(not category.visible)}"/>'
        f'<c:axPos val="{"l" if across else "b"}"/>{_axis(native, category, speech)}'
        f'<c:crossAx val="{ids[1]}"/><c:crosses val="{"min" if category.low else "autoZero"}"/>{more}</c:{name}>'
        f'<c:valAx><c:axId val="{ids[1]}"/>{_scaling(value)}<c:delete val="{int(not value.visible)}"/>'
        f'<c:axPos val="{"b" if across else "l"}"/>{_axis(native, value, speech, "nextTo")}'
        f'<c:crossAx val="{ids[0]}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{between}"/>{_major(value)}</c:valAx>'
    )


def _major(axis: Axis) -> str:
    return f'<c:majorUnit val="{_number(axis.major)}"/>' if axis.major else ""


def _scaling(axis: Axis) -> str:
    base = '<c:logBase val="10"/>' if axis.log else ""
    most = f'<c:max val="{_number(axis.maximum)}"/>' if axis.maximum is not None else ""
    least = f'<c:min val="{_number(axis.minimum)}"/>' if axis.minimum is not None else ""
    return f'<c:scaling>{base}<c:orientation val="{"maxMin" if axis.reversed else "minMax"}"/>{most}{least}</c:scaling>'


def _axis(native: Native, axis: Axis, speech: Speech, side: str = "low") -> str:
    grid = ""
    if axis.gridlines is not None:
        grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{filled(axis.gridlines)}</a:ln></c:spPr></c:majorGridlines>'
    title = axis_title(native, axis, speech) if axis.title and axis is not over(native) else ""
    line = f'<a:ln w="9525">{filled(axis.line)}</a:ln>' if axis.line is not None else "<a:ln><a:noFill/></a:ln>"
    return (
        f'{grid}{title}<c:numFmt formatCode="{escape(axis.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{(side if axis.labels else "none")}"/><c:spPr>{line}</c:spPr>'
        f"{text_properties(native, axis.ink or native.style.colour, speech, bold=False)}"
    )
