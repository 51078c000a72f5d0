"""The words of a native chart: labels of its marks, the sum in a ring, and the type of all of them.

Source: ECMA-376 part 1, 21.2 (DrawingML charts), and [MS-ODRAWXML] for words that come from cells.
"""

from __future__ import annotations

from html import escape
from typing import Final

from ...charts.native import Axis, Labels, Native, NativePoint, NativeSeries
from ...frozen import frozen
from ...look import Colour
from .text import language_tag, solid
from .workbook import Sheet, xstring

C15: Final = "http://schemas.microsoft.com/office/drawing/2012/chart"
_POSITIONS: Final = {
    "OUTSIDE_END": "outEnd",
    "INSIDE_END": "inEnd",
    "CENTER": "ctr",
    "ABOVE": "t",
    "BELOW": "b",
    "LEFT": "l",
    "RIGHT": "r",
}
_FLAGS: Final = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
PLAIN: Final = 'i="0" u="none" strike="noStrike" cap="none" spc="0" baseline="0"'
"""What a file may give to all letters, and those of a chart are not."""


@frozen
class Speech:
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

    @property
    def space(self) -> str:
        """What is between a name and its value on one line: LibreOffice reads labels from the left, and would part an Arabic value's sign from it."""
        return " \u200f" if self.rtl else " "

    def set_from(self, side: str) -> str:
        """The same with the side that lines are set from."""
        return f' algn="{"l" if (side == "start") != self.rtl else "r"}"{self.paragraph}' if side else self.paragraph


def filled(paint: Colour | None) -> str:
    """A fill, or that there is none."""
    return solid(paint) if paint else "<a:noFill/>"


def text_properties(
    native: Native, ink: Colour, speech: Speech, *, bold: bool, wrap: bool = True, side: str = "", size: float = 0.0
) -> str:
    """The type of words (21.2.2.217)."""
    unwrapped = "" if wrap else ' wrap="none"'
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"{unwrapped}/><a:lstStyle/><a:p><a:pPr{speech.set_from(side)}><a:defRPr sz="{round((size or native.style.size) * 100)}" b="{int(bold)}" {PLAIN}>{filled(ink)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{speech.tag}"/></a:p></c:txPr>'
    )


def title(native: Native, sheet: Sheet, speech: Speech) -> str:
    """The sum in the middle of a ring, from its cell; what stands over an upright axis."""
    said = native.title
    if said is None:
        return axis_title(native, axis, speech) if (axis := over(native)) else ""
    cell = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{xstring(said.shown)}</c:v></c:pt></c:strCache>'
    return (
        f"<c:title><c:tx><c:strRef><c:f>{sheet.title}</c:f>{cell}</c:strRef></c:tx><c:layout><c:manualLayout>"
        f'<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{said.at[0]:.4f}"/><c:y val="{said.at[1]:.4f}"/></c:manualLayout></c:layout>'
        f'<c:overlay val="1"/>{text_properties(native, said.colour, speech, bold=True, size=said.size)}</c:title>'
    )


def over(native: Native) -> Axis | None:
    """The upright axis whose title stands over the plot. It is written as the chart's: a program breaks an upright axis's own, though it
    stands level, as if it had the width of the axis only."""
    upright = native.category_axis if native.chart_type == "SCATTER" else native.value_axis
    return upright if upright and upright.title and not native.chart_type.startswith("BAR") else None


def axis_title(native: Native, axis: Axis, speech: Speech) -> str:
    """An axis's title at its place."""
    size = round(native.style.size * 100)
    look = f'sz="{size}" b="0"'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr{speech.paragraph}><a:defRPr {look} {PLAIN}/></a:pPr>'
        f'<a:r><a:rPr lang="{speech.tag}" {look}>{filled(axis.ink or native.style.colour)}</a:rPr><a:t>{escape(axis.title)}</a:t></a:r></a:p>'
        f'</c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{axis.title_at[0]:.4f}"/>'
        f'<c:y val="{axis.title_at[1]:.4f}"/></c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
    )


def labels_of(native: Native, series: NativeSeries, shape: str, speech: Speech) -> str:
    """The labels of a series' marks, each with what it differs in from the others."""
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
            words = ""
            if point.labels.cells or point.labels.over or point.labels.head:
                category = native.categories[point.index] if point.index < len(native.categories) else ""
                words = _in_fields(point, series, category, native.style.size, speech)
            own.append(
                f'<c:dLbl><c:idx val="{point.index}"/>{offset}{words}{_label(native, point.labels, shape, speech)}</c:dLbl>'
            )
    # without a word LibreOffice ties each moved label to its usual place
    tied = int(any(point.labels is not None and point.labels.leader for point in series.points))
    lines = (
        f'<c15:leaderLines><c:spPr><a:ln w="9525">{filled(native.style.colour)}</a:ln></c:spPr></c15:leaderLines>'
        if tied
        else ""
    )
    untied = f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{C15}"><c15:showLeaderLines val="{tied}"/>{lines}</c:ext></c:extLst>'
    if series.labels is None:
        if not own:
            return ""
        flags = "".join(f'<c:{flag} val="0"/>' for flag in _FLAGS)
        return f"<c:dLbls>{''.join(own)}{flags}{untied}</c:dLbls>"
    return f"<c:dLbls>{''.join(own)}{_label(native, series.labels, shape, speech)}{untied}</c:dLbls>"


def _in_fields(point: NativePoint, series: NativeSeries, category: str, size: float, speech: Speech) -> str:
    """A label whose words are those of its cell, its value large over its series' name, or that name under a head (fields of
    [MS-ODRAWXML], 2.24.3.9)."""
    said = point.labels
    assert said is not None
    set_so = speech.set_from(said.side)

    def styled(size: float, colour: Colour, *, bold: bool) -> str:
        return f'<a:rPr lang="{speech.tag}" sz="{round(size * 100)}" b="{int(bold)}">{filled(colour)}</a:rPr>'

    def field(number: int, kind: str, text: str, size: float, *, bold: bool) -> str:
        look = styled(size, said.colour, bold=bold)
        id = f"{{00000000-0000-4000-8000-{point.index + number * 0x10_0000:012X}}}"
        return f'<a:fld id="{id}" type="{kind}">{look}<a:pPr{set_so}/><a:t>{escape(text)}</a:t></a:fld>'

    size = said.size or size
    of_cells = field(0, "CELLRANGE", series.shown[point.index], size, bold=said.bold) if said.cells else ""
    name = field(1, "SERIESNAME", series.name, size, bold=said.bold) if said.series_name else ""
    name += field(2, "CATEGORYNAME", category, size, bold=said.bold) if said.category_name else ""
    if said.over:
        words = [field(0, "CELLRANGE" if said.cells else "VALUE", *said.over, bold=True), name]
    elif said.head:
        look = styled(size, said.head[1], bold=True)
        words = [f"<a:r>{look}<a:t>{escape(said.head[0])}</a:t></a:r>", name]
    elif said.line and name:
        look = styled(size, said.colour, bold=said.bold)
        words = [f"{name}<a:r>{look}<a:t>{speech.space}</a:t></a:r>{of_cells}"]
    else:
        words = [name, of_cells]
    lines = "".join(f"<a:p><a:pPr{set_so}/>{one}</a:p>" for one in words if one)
    return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{lines}</c:rich></c:tx>'


def _label(native: Native, labels: Labels, shape: str, speech: Speech) -> str:
    position = (
        f'<c:dLblPos val="{_POSITIONS[labels.position]}"/>' if labels.position and shape not in ("ring", "area") else ""
    )
    shown = (labels.key, labels.value and not labels.cells, labels.category_name, labels.series_name, False, False)
    flags = "".join(f'<c:{flag} val="{int(value)}"/>' for flag, value in zip(_FLAGS, shown, strict=True))
    several = labels.value and (labels.series_name or labels.category_name)
    ranged = 'showDataLabelsRange val="1"'
    cells = (
        f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{C15}">'
        f"<c15:{ranged if labels.cells else 'dlblFieldTable'}/></c:ext></c:extLst>"
        if labels.cells or labels.over or labels.head
        else ""
    )
    return (
        f'<c:numFmt formatCode="{escape(labels.number_format)}" sourceLinked="0"/><c:spPr>{filled(labels.ground)}<a:ln><a:noFill/></a:ln></c:spPr>'
        f"{text_properties(native, labels.colour, speech, bold=labels.bold, wrap=False, side=labels.side, size=labels.size)}{position}{flags}"
        # the name above its value: otherwise the program that opens the chart puts a sign of its own between them
        + (
            f"<c:separator>{escape(labels.between) or (speech.space if labels.line else chr(10))}</c:separator>"
            if several
            else ""
        )
        + cells
    )
