"""The labels of a chart stand out from the bars and the ground that they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..contrast import nearest, needed, told
from ..diagnostics import Diagnostic, warning
from ..ooxml.colours import Palette
from ..ooxml.deck import A, C, Deck
from ..ooxml.fills import Paint, paint
from ..ooxml.markup import flag, number
from .ground import backdrop

_INSIDE: Final = frozenset({"ctr", "inEnd", "inBase"})
_STANDARD: Final = 1000  # hundredths of a point: the size of a chart's text that nothing gives one


def low(deck: Deck) -> Iterator[Diagnostic]:
    """Labels in charts have the contrast that text needs, on their bar when they stand in it, else on the ground (WCAG 2.2, 1.4.3).

    Only colours that the chart gives its texts itself are judged, and only where bars and ground have one colour each.
    """
    for slide, shape, _, root in deck.charts():
        colours = deck.palette(slide)
        behind = backdrop(deck, slide, colours).behind(shape)
        own = paint(root.find(f"{C}spPr"), colours, behind.colours)
        ground = own if own is not None else behind.colours if behind.sure else ()
        general = root.find(f"{C}txPr")
        for holder in root.iter(f"{C}txPr", f"{C}rich"):
            above = [one for one in holder.iterancestors() if str(one.tag).startswith(C)]
            if any(flag(gone.get("val"), True) for one in above if (gone := one.find(f"{C}delete")) is not None):
                continue
            properties = next(holder.iter(f"{A}defRPr", f"{A}rPr"), None)
            ink = paint(properties, colours, ground)
            if properties is None or not ink or len(ink) != 1:
                continue
            size = number(_said("sz", properties, general), _STANDARD) / 100
            wanted = needed(size, bold=flag(_said("b", properties, general)))
            bad = [
                one for one in _grounds(holder, colours, ground) if ink[0].contrast(one[0]) < wanted and len(one) == 1
            ]
            if bad:
                under = min((one[0] for one in bad), key=ink[0].contrast)
                better = nearest(ink[0], under, wanted)
                message = f"a label has a contrast of {told(ink[0].contrast(under))} ({ink[0].rgb} on {under.rgb}), and needs {told(wanted)}"
                hint = f"{better.rgb} is the nearest colour that passes there" if better else "choose another ground"
                yield warning("deck-chart-contrast-low", message, deck.where(), slide.at(shape), hint)
                break


def _said(key: str, properties: Any, general: Any) -> str | None:
    """What a text says of itself, else what the chart says for all its texts."""
    own = properties.get(key)
    given = None if general is None else next(general.iter(f"{A}defRPr"), None)
    return own if own is not None else None if given is None else given.get(key)


def _grounds(holder: Any, colours: Palette, ground: Paint) -> list[Paint]:
    """What a text of a chart stands on: its series' bars when it is a label inside them, else the ground."""
    label = next(holder.iterancestors(f"{C}dLbl", f"{C}dLbls"), None)
    series = next(holder.iterancestors(f"{C}ser"), None)
    position = label.find(f"{C}dLblPos") if label is not None else None
    if label is None or series is None:
        return [ground] if ground else []
    plot = series.getparent()
    if label.find(f"{C}layout/{C}manualLayout") is not None:
        return [ground] if ground else []  # moved from its mark by hand
    if position is None:
        # without a word labels stand in the middle of stacked bars and in rings, and outside of others (21.2.2.48); a pie's stand
        # where there is room, so they are not judged
        if plot.tag in (f"{C}pieChart", f"{C}pie3DChart", f"{C}ofPieChart"):
            return []
        grouping = plot.find(f"{C}grouping")
        stacked = grouping is not None and "tacked" in grouping.get("val", "") and plot.tag == f"{C}barChart"
        inside = stacked or plot.tag == f"{C}doughnutChart"
    else:
        inside = position.get("val") in _INSIDE
    if not inside:
        return [ground] if ground else []
    points = {number(_idx(one), -1): one for one in series.iterfind(f"{C}dPt")}
    whole = paint(series.find(f"{C}spPr"), colours, ground) or ()
    fills = {index: paint(point.find(f"{C}spPr"), colours, ground) or whole for index, point in points.items()}
    if label.tag == f"{C}dLbl":
        found = [fills.get(number(_idx(label), -2), whole)]
    else:
        # a label of its own, moved or deleted, says itself what it stands on
        alone = {number(_idx(one), -1) for one in label.iterfind(f"{C}dLbl")}
        count = max((number(one.get("val")) for one in series.iterfind(f"{C}val//{C}ptCount")), default=0)
        found = [fills.get(index, whole) for index in range(count) if index not in alone]
    return [one for one in dict.fromkeys(found) if one]


def _idx(element: Any) -> str:
    index = element.find(f"{C}idx")
    return "" if index is None else index.get("val", "")
