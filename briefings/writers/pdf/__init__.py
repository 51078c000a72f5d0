"""The PDF that an official prints: tagged for those who cannot see it (PDF/UA-1), fit for the archive (PDF/A-2a), always.

`write` draws the frames as they are, in reading order; nothing is measured or decided here. The same layout gives the same bytes.
ReportLab is imported in this package only. What cannot be drawn is a BriefingsError: `glyph-missing`, `font-format`,
`pdf-library-changed`.
"""

from __future__ import annotations

from functools import cache
from typing import assert_never

from ...diagnostics import fault
from ...frame import Chart, Frame, Group, Icon, Item, Layout, Panel, Picture, Rule, Slide, Table, TextBox
from ...geometry import Box, points
from ...language.wording import word
from ...values import plain, tongue
from . import text
from .canvas import TaggedCanvas, self_test
from .metadata import clean
from .objects import string
from .structure import Element

_TABLE_RULE = points(0.5)


def write(layout: Layout) -> bytes:
    """A whole layout as one PDF file."""
    return _drawn(layout).finish(rtl=any(frame.rtl for frame in layout.frames[:1]))


def preview(layout: Layout) -> bytes:
    """The pages of a layout alone, for a picture of them: nothing tells programs or readers what is what."""
    return _drawn(layout, deflate=False).pages()


def _drawn(layout: Layout, *, deflate: bool = True) -> TaggedCanvas:
    _check_library()
    canvas = TaggedCanvas(layout, deflate=deflate)
    several = len(layout.frames) > 1
    for frame in layout.frames:
        parent = canvas.tree.root.add("Sect", language=frame.language) if several else canvas.tree.root
        _write_page(canvas, frame, parent, bookmark=several)
    return canvas


def _write_page(canvas: TaggedCanvas, frame: Frame, parent: Element, *, bookmark: bool) -> None:
    canvas.start_page(frame)
    if bookmark:
        canvas.bookmark(frame, parent)
    # white is the paper's own
    if frame.background.rgb.upper() != "FFFFFF":
        with canvas.marked(None):
            canvas.ground(frame.page.box, frame.background)
    for item in frame.fixed:
        _write_item(canvas, item, None)
    for number, item in enumerate(frame.items):
        _write_item(canvas, item, parent)
        if number == 0 and frame.slide is not None:
            _write_slide(canvas, frame.slide, parent)
    canvas.end_page(frame)


def _write_slide(canvas: TaggedCanvas, shown: Slide, parent: Element) -> None:
    """A slide as a figure whose words say what is on it: what is drawn of it is for the eye alone."""
    with canvas.reduced(shown.box, shown.frame.page):
        with canvas.marked(None):
            canvas.ground(shown.frame.page.box, shown.frame.background)
        for item in (*shown.frame.fixed, *shown.frame.items):
            _write_item(canvas, item, None)
    figure = parent.add(
        "Figure", alt=clean(shown.alt), language=shown.frame.language, attributes=_area(canvas, shown.box)
    )
    with canvas.marked(figure):
        canvas.ground(shown.box, None, shown.line, _TABLE_RULE)


def _write_item(canvas: TaggedCanvas, item: Item, parent: Element | None, *, captioned: bool = False) -> None:
    """Draws an item below an element of the structure tree; without one it is an artifact."""
    match item:
        case TextBox():
            text.draw(canvas, item, parent, captioned=captioned)
        case Panel():
            with canvas.marked(None):
                canvas.ground(item.box, item.fill, item.line, item.weight, item.shape)
        case Rule():
            _write_rule(canvas, item)
        case Icon():
            with canvas.marked(None):
                canvas.icon(item)
        case Picture():
            _write_picture(canvas, item, parent)
        case Table():
            _write_table(canvas, item, parent)
        case Chart():
            _write_chart(canvas, item, parent)
        case Group():
            inside = parent.add("Div") if parent is not None else None
            figure = any(isinstance(child, Picture | Chart | Table) for child in item.items)
            for child in item.items:
                _write_item(canvas, child, inside, captioned=figure)
        case _:
            assert_never(item)


def _write_rule(canvas: TaggedCanvas, item: Rule) -> None:
    with canvas.marked(None):
        canvas.stroke(*item.ends, item.colour, item.weight)


def _write_picture(canvas: TaggedCanvas, item: Picture, parent: Element | None) -> None:
    """A picture that nobody has described is treated as decoration: a figure without words would only stop a listener."""
    told = clean(item.alt)
    figure = None
    if parent is not None and told and not item.decorative:
        figure = parent.add("Figure", alt=told, language=tongue(item.alt), attributes=_area(canvas, item.box))
    with canvas.marked(figure):
        canvas.picture(item.image, item.box, item.crop)


def _write_chart(canvas: TaggedCanvas, item: Chart, parent: Element | None) -> None:
    drawing = item.drawing
    figure = None
    if parent is not None:
        told = clean(item.alt) or clean(item.spec.alt) or clean(plain(item.spec.title)) or item.id
        figure = parent.add(
            "Figure", alt=told, language=tongue(item.alt) or item.spec.language, attributes=_area(canvas, item.box)
        )
    with canvas.marked(figure), canvas.placed(item.box, drawing.width, drawing.height):
        for path in drawing.paths:
            canvas.path(path)
        for words in drawing.texts:
            canvas.words(words)
    if parent is not None and drawing.rows:
        _write_data(canvas, item, parent)


def _write_data(canvas: TaggedCanvas, item: Chart, parent: Element) -> None:
    """A chart's data as a table behind its figure, in the same place.

    Inside the figure it would be lost: a screen reader says a figure's alternative text in place of all that is in it.
    """
    drawing, spec = item.drawing, item.spec
    title = clean(plain(spec.title)) or clean(spec.unit.text) or item.id
    summary = {"O": "/Table", "Summary": string(word("chart-data", spec.language, title=title))}
    table = parent.add("Table", language=spec.language, attributes=summary)
    parts = (table.add("THead"), table.add("TBody"))
    with canvas.placed(item.box, drawing.width, drawing.height), canvas.unseen():
        for number, row in enumerate(drawing.rows):
            line = parts[min(number, 1)].add("TR")
            for column, words in enumerate(row):
                scope = "/Column" if number == 0 else "/Row" if column == 0 else ""
                place = line.add("TH", attributes={"O": "/Table", "Scope": scope}) if scope else line.add("TD")
                place.speak(next((run.run.language for run in words.runs), ""))
                with canvas.marked(place):
                    canvas.words(words)


def _write_table(canvas: TaggedCanvas, item: Table, parent: Element | None) -> None:
    summary = {"O": "/Table", "Summary": string(clean(item.alt))} if item.alt else {}
    table = parent.add("Table", attributes=summary) if parent is not None else None
    head = table.add("THead") if table is not None and item.header_rows else None
    body = table.add("TBody") if table is not None else None
    for number, row in enumerate(item.rows):
        heads = number < item.header_rows
        part = head if heads else body
        line = part.add("TR") if part is not None else None
        for cell in row:
            if cell.fill is not None:
                with canvas.marked(None):
                    canvas.ground(cell.text.box, cell.fill)
            place = None
            if line is not None and (heads or cell.header):
                place = line.add("TH", attributes={"O": "/Table", "Scope": "/Column" if heads else "/Row"})
            elif line is not None:
                place = line.add("TD")
            text.draw_inline(canvas, cell.text, place)
        if item.rule is not None and not (heads and any(cell.fill for cell in row)):
            y = item.box.y + sum(item.heights[: number + 1])
            with canvas.marked(None):
                canvas.stroke((item.box.x, y), (item.box.right, y), item.rule, _TABLE_RULE)


def _area(canvas: TaggedCanvas, box: Box) -> dict[str, object]:
    """Where a figure stands on the page (ISO 32000-1, 14.8.5.4.3; ISO 14289-1 asks for it of a figure on one page)."""
    return {"O": "/Layout", "Placement": "/Block", "BBox": canvas.rectangle(box)}


@cache
def _check_library() -> None:
    gone = self_test()
    if gone:
        message = f"this version of a library lacks {', '.join(gone)}, which the PDF writer needs"
        hint = "install the versions in requirements.lock"
        raise fault("pdf-library-changed", message, hint=hint)
