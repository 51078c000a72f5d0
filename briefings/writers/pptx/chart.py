"""A native chart: DrawingML with its numbers, and the workbook that PowerPoint opens to edit them.

Source: ECMA-376 part 1, 21.2 (DrawingML charts), element order as in its schema.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html import escape
from typing import Any, Final

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from ...charts.native import Axis, Labels, Native, NativeSeries, Paint
from ...frame import Chart
from ...look import Colour
from .package import normalised
from .shapes import graphic_frame as framed
from .text import colour, language_tag

_NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_POSITIONS: Final = {
    "OUTSIDE_END": "outEnd",
    "INSIDE_END": "inEnd",
    "CENTER": "ctr",
    "ABOVE": "t",
    "BELOW": "b",
    "LEFT": "l",
    "RIGHT": "r",
}
_LEGENDS: Final = {"top": "t", "right": "r", "bottom": "b"}
# axis ids are unsigned in the schema; any two that differ will do within one chart
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
_EPOCH: Final = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Speech:
    """The language of a chart's words and the direction that they are read in."""

    language: str
    rtl: bool

    @property
    def tag(self) -> str:
        return language_tag(self.language)

    @property
    def paragraph(self) -> str:
        """The direction as an attribute of `a:pPr`; left to right is what all readers take it for."""
        return ' rtl="1"' if self.rtl else ""


def graphic_frame(item: Chart, id: int, part: Any) -> str:
    """The slide's frame for a chart whose part and workbook this adds to the package."""
    native = item.native
    assert native is not None, "layout gives every chart its native form"
    package = part.package
    number = 1 + sum(1 for other in package.iter_parts() if str(other.partname).startswith("/ppt/charts/chart"))
    chart_part = ChartPart.load(
        PackURI(f"/ppt/charts/chart{number}.xml"),
        CT.DML_CHART,
        package,
        _chart_space(native, _Speech(item.spec.language, item.spec.rtl)),
    )
    workbook = EmbeddedXlsxPart(
        PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        CT.SML_SHEET,
        package,
        _workbook(native, item.spec.rtl),
    )
    relation = chart_part.relate_to(workbook, RT.PACKAGE)
    _external(chart_part, relation)
    inner = f'<c:chart {_NAMESPACES} r:id="{part.relate_to(chart_part, RT.CHART)}"/>'
    return framed(id, item.name or item.id, item.box, item.slot, item.alt, _URI, inner)


def _external(part: Any, relation: str) -> None:
    external = part._element._add_externalData()
    external.rId = relation


# -- the workbook ---------------------------------------------------------------------------------------------------------------------------


def _workbook(native: Native, rtl: bool) -> bytes:
    """Categories in the first column, a column for each series; text is text, never a formula or a link."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _EPOCH, "author": "", "company": ""})
    sheet = book.add_worksheet("Sheet1")
    if rtl:
        sheet.right_to_left()
    sheet.set_column(0, 0, 36)
    for row, name in enumerate(native.categories, 1):
        sheet.write_string(row, 0, name)
    for column, series in enumerate(native.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(value))
    book.close()
    return normalised(out.getvalue())


# -- the chart ------------------------------------------------------------------------------------------------------------------------------


def _chart_space(native: Native, speech: _Speech) -> bytes:
    text = _text_properties(native, native.style.colour, speech, bold=native.style.bold)
    legend = ""
    if native.legend:
        legend = f'<c:legend><c:legendPos val="{_LEGENDS[native.legend]}"/><c:overlay val="0"/></c:legend>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{speech.tag}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{''.join(_plots(native, speech))}{_axes(native, speech)}</c:plotArea>{legend}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{text}</c:chartSpace>'
    ).encode()


def _plots(native: Native, speech: _Speech) -> Iterator[str]:
    """The chart's plots: bars or lines or a ring; reference lines over columns are a second, line plot on the same axes."""
    kind = native.chart_type
    indexed = list(enumerate(native.series))
    ids = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    vary = int(native.vary_colours)
    if kind == "DOUGHNUT":
        series = "".join(_series(native, i, s, "ring", speech) for i, s in indexed)
        yield (
            f'<c:doughnutChart><c:varyColors val="{vary}"/>{series}<c:firstSliceAng val="0"/>'
            f'<c:holeSize val="{native.hole or 60}"/></c:doughnutChart>'
        )
        return
    if kind.startswith("LINE"):
        series = "".join(_series(native, i, s, "line", speech) for i, s in indexed)
        yield f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="{vary}"/>{series}<c:marker val="1"/>{ids}</c:lineChart>'
        return
    horizontal = kind.startswith("BAR")
    lines = [] if horizontal else [(i, s) for i, s in indexed if s.reference]
    bars = [(i, s) for i, s in indexed if (i, s) not in lines]
    grouping = (
        "percentStacked" if kind.endswith("STACKED_100") else "stacked" if kind.endswith("STACKED") else "clustered"
    )
    overlap = 100 if grouping != "clustered" else native.overlap
    series = "".join(_series(native, i, s, "bar", speech) for i, s in bars)
    yield (
        f'<c:barChart><c:barDir val="{"bar" if horizontal else "col"}"/><c:grouping val="{grouping}"/><c:varyColors val="{vary}"/>{series}'
        f'<c:gapWidth val="{native.gap_width}"/>'
        + (f'<c:overlap val="{overlap}"/>' if overlap else "")
        + f"{ids}</c:barChart>"
    )
    if lines:
        series = "".join(_series(native, i, s, "line", speech) for i, s in lines)
        yield f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{ids}</c:lineChart>'


def _series(native: Native, index: int, series: NativeSeries, shape: str, speech: _Speech) -> str:
    column = _column(index + 1)
    rows = len(native.categories)
    name = (
        f'<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt>'
        f"</c:strCache></c:strRef></c:tx>"
    )
    parts = [f'<c:idx val="{index}"/><c:order val="{index}"/>{name}']
    parts.append(_shape(series.paint, line=shape == "line"))
    if shape == "bar":
        parts.append('<c:invertIfNegative val="0"/>')
    if shape == "line":
        parts.append(_marker(series))
    for point in series.points:
        if point.paint is not None:
            parts.append(_point(point.index, point.paint, series, shape))
    parts.append(_labels(native, series, shape, speech))
    parts.append(f"<c:cat>{_categories(native, rows)}</c:cat><c:val>{_values(series, column, rows)}</c:val>")
    if shape == "line":
        parts.append('<c:smooth val="0"/>')
    return f"<c:ser>{''.join(parts)}</c:ser>"


def _point(index: int, paint: Paint, series: NativeSeries, shape: str) -> str:
    head = f'<c:idx val="{index}"/>'
    if shape == "line":
        painted = paint.fill or paint.line
        marker = (
            _marker(NativeSeries(series.name, (), Paint(painted, painted), marker=series.marker)) if painted else ""
        )
        return f'<c:dPt>{head}{marker}<c:bubble3D val="0"/></c:dPt>'
    invert = '<c:invertIfNegative val="0"/>' if shape == "bar" else ""
    return f'<c:dPt>{head}{invert}<c:bubble3D val="0"/>{_shape(paint)}</c:dPt>'


def _categories(native: Native, rows: int) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(name)}</c:v></c:pt>' for i, name in enumerate(native.categories))
    return f'<c:strRef><c:f>Sheet1!$A$2:$A${rows + 1}</c:f><c:strCache><c:ptCount val="{rows}"/>{points}</c:strCache></c:strRef>'


def _values(series: NativeSeries, column: str, rows: int) -> str:
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{_number(value)}</c:v></c:pt>'
        for i, value in enumerate(series.values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>Sheet1!${column}$2:${column}${rows + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{rows}"/>{points}</c:numCache></c:numRef>'
    )


def _number(value: Decimal) -> str:
    """A value as the workbook's own cell holds it, so that cache and workbook agree to the last digit."""
    return repr(float(value)) if value != value.to_integral_value() else str(int(value))


def _column(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


# -- paint and text -------------------------------------------------------------------------------------------------------------------------


def _fill(paint: Colour | None) -> str:
    return f"<a:solidFill>{colour(paint.scheme, paint.rgb)}</a:solidFill>" if paint else "<a:noFill/>"


def _line(paint: Paint) -> str:
    if paint.line is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{paint.dash}"/>' if paint.dash else ""
    return f'<a:ln w="{round(paint.weight * 12_700)}" cap="flat">{_fill(paint.line)}{dash}<a:round/></a:ln>'


def _shape(paint: Paint, *, line: bool = False) -> str:
    return f"<c:spPr>{'' if line else _fill(paint.fill)}{_line(paint)}</c:spPr>"


def _marker(series: NativeSeries) -> str:
    if not series.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    painted = series.paint.fill or series.paint.line
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{min(72, max(2, round(series.marker)))}"/>'
        f"<c:spPr>{_fill(painted)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


def _text_properties(native: Native, ink: Colour, speech: _Speech, *, bold: bool) -> str:
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr{speech.paragraph}><a:defRPr sz="{round(native.style.size * 100)}" b="{int(bold)}">{_fill(ink)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{speech.tag}"/></a:p></c:txPr>'
    )


def _labels(native: Native, series: NativeSeries, shape: str, speech: _Speech) -> str:
    own: list[str] = []
    for point in series.points:
        if point.hidden:
            own.append(f'<c:dLbl><c:idx val="{point.index}"/><c:delete val="1"/></c:dLbl>')
        elif point.labels is not None:
            offset = ""
            if point.labels.offset is not None:
                x, y = point.labels.offset
                offset = (
                    f'<c:layout><c:manualLayout><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/></c:manualLayout></c:layout>'
                )
            own.append(
                f'<c:dLbl><c:idx val="{point.index}"/>{offset}{_label(native, point.labels, shape, speech)}</c:dLbl>'
            )
    if series.labels is None:
        if not own:
            return ""
        flags = "".join(
            f'<c:{flag} val="0"/>'
            for flag in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
        )
        return f"<c:dLbls>{''.join(own)}{flags}</c:dLbls>"
    return f"<c:dLbls>{''.join(own)}{_label(native, series.labels, shape, speech)}</c:dLbls>"


def _label(native: Native, labels: Labels, shape: str, speech: _Speech) -> str:
    position = f'<c:dLblPos val="{_POSITIONS[labels.position]}"/>' if labels.position and shape != "ring" else ""
    return (
        f'<c:numFmt formatCode="{escape(labels.number_format)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text_properties(native, labels.colour, speech, bold=labels.bold)}{position}"
        f'<c:showLegendKey val="0"/><c:showVal val="{int(labels.value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(labels.series_name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        # the name above its value: otherwise the program that opens the chart puts a sign of its own between them
        + ("<c:separator>\n</c:separator>" if labels.series_name and labels.value else "")
    )


# -- axes -----------------------------------------------------------------------------------------------------------------------------------


def _axes(native: Native, speech: _Speech) -> str:
    if native.category_axis is None or native.value_axis is None:
        return ""
    horizontal = native.chart_type.startswith("BAR")
    category, value = native.category_axis, native.value_axis
    skip = f'<c:tickLblSkip val="{category.every}"/>' if category.every else ""
    # a reversed category axis moves the value axis to the other side; "max" brings it back to where readers look for it
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>{_scaling(category)}<c:delete val="{int(not category.visible)}"/>'
        f'<c:axPos val="{"l" if horizontal else "b"}"/>{_axis(native, category, speech)}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/>{_scaling(value)}<c:delete val="{int(not value.visible)}"/>'
        f'<c:axPos val="{"b" if horizontal else "l"}"/>{_axis(native, value, speech)}'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{"max" if category.reversed and horizontal else "autoZero"}"/>'
        f'<c:crossBetween val="between"/></c:valAx>'
    )


def _scaling(axis: Axis) -> str:
    base = '<c:logBase val="10"/>' if axis.log else ""
    least = f'<c:min val="{_number(axis.minimum)}"/>' if axis.minimum is not None else ""
    return f'<c:scaling>{base}<c:orientation val="{"maxMin" if axis.reversed else "minMax"}"/>{least}</c:scaling>'


def _axis(native: Native, axis: Axis, speech: _Speech) -> str:
    grid = ""
    if axis.gridlines is not None:
        grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{_fill(axis.gridlines)}</a:ln></c:spPr></c:majorGridlines>'
    title = ""
    if axis.title:
        title = (
            f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr{speech.paragraph}><a:defRPr sz="{round(native.style.size * 100)}" b="0"/></a:pPr>'
            f'<a:r><a:rPr lang="{speech.tag}" sz="{round(native.style.size * 100)}" b="0"/><a:t>{escape(axis.title)}</a:t></a:r></a:p>'
            f'</c:rich></c:tx><c:overlay val="0"/></c:title>'
        )
    line = f'<a:ln w="9525">{_fill(axis.line)}</a:ln>' if axis.line is not None else "<a:ln><a:noFill/></a:ln>"
    return (
        f'{grid}{title}<c:numFmt formatCode="{escape(axis.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{"low" if axis.labels else "none"}"/><c:spPr>{line}</c:spPr>'
        f"{_text_properties(native, native.style.colour, speech, bold=False)}"
    )
