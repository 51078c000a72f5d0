"""Pages after layout: items in fixed boxes, nothing left to decide.

The items are the closed set that every writer knows. A text box holds both its logical paragraphs (what a deck writes) and
its measured lines (what the PDF draws and the checks read), so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from .frozen import frozen
from .geometry import Box, Insets, PageSize
from .icons import GRID, Lines
from .look import Anchor, Colour, Look, Standard, TextStyle
from .values import Origin

if TYPE_CHECKING:
    from .charts.native import Native
    from .charts.spec import ChartSpec
    from .images import Image
    from .text.fonts import Face
    from .text.shape import Shaped

Kind: TypeAlias = Literal[
    "title",
    "subtitle",
    "heading",
    "text",
    "item",
    "quote",
    "attribution",
    "caption",
    "figure",
    "label",
    "source",
    "furniture",
    "cell",
]

PanelShape: TypeAlias = Literal["rect", "ellipse", "arrow", "arrow-left"]
"""The outline of a ground; an arrow is a bar with a point at its end, the way that a script runs."""


class Glyph(NamedTuple):
    """One shaped glyph: id in the face, index of its first character in the run's text, and advances in font units."""

    id: int
    cluster: int
    advance: int
    dx: int
    dy: int


@frozen
class Run:
    """Logical text with one look: what a deck writes as one `a:r`. `language` is a BCP 47 tag; `note` the number of the note that it leads
    to, or that the paragraph is which it begins."""

    text: str
    style: TextStyle
    origins: tuple[Origin, ...] = ()
    link: str = ""
    language: str = "en"
    note: int = 0


@frozen
class Paragraph:
    """A logical paragraph. `kind` says what it is to a reader (and to the structure tree); `level` is the outline level
    counted from 0 for items, and the heading level (1 to 6) for titles and headings. `style` is the paragraph's own."""

    runs: tuple[Run, ...]
    style: TextStyle
    kind: Kind = "text"
    level: int = 0
    rtl: bool = False

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs])


@frozen
class GlyphRun:
    """Shaped glyphs of one face. `x` is the left edge in EMU from the content box's left edge; `text` is the logical slice that the
    glyphs stand for, from `start` on in what was `shaped`; `run` the logical run it was cut from."""

    face: Face
    size: float
    shaped: Shaped
    start: int
    text: str
    x: int
    width: int
    rtl: bool
    run: Run

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs in visual order from left to right; made anew each time, since most lines are only measured."""
        return self.shaped.glyphs(self.start, self.start + len(self.text))


@frozen
class Line:
    """A measured line: `paragraph` indexes the box's paragraphs, `start:stop` its characters; `baseline` and `top` in EMU
    from the content box's top; `marker` is a bullet's glyphs on an item's first line."""

    paragraph: int
    start: int
    stop: int
    runs: tuple[GlyphRun, ...]
    x: int
    width: int
    top: int
    height: int
    baseline: int
    marker: GlyphRun | None = None


@frozen
class Slot:
    """The placeholder of the slide layout that an item fills. `styles` are its own by outline level: a writer writes only what differs
    from them. `inherits` is False where the item's box is not the placeholder's own. `rtl` is True where the placeholder's
    paragraphs run from the right unless they say otherwise; `says` are attributes of the text body that must be written."""

    idx: int
    kind: str
    styles: tuple[TextStyle, ...] = ()
    inherits: bool = True
    rtl: bool = False
    says: tuple[tuple[str, str], ...] = ()


@frozen
class TextBox:
    """Text in a box. The content box is `box` less `insets`; `anchor` places the lines in it (line offsets do not include that:
    see `shift`). `field` is "slidenum" where the text is the slide's number. `explicit` is True where sizes must be written on the
    runs because neither a placeholder nor a text box default gives them."""

    id: str
    box: Box
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    insets: Insets = Insets()
    anchor: Anchor = "top"
    slot: Slot | None = None
    name: str = ""
    field: str = ""
    explicit: bool = False

    @property
    def content(self) -> Box:
        return self.box.inset(self.insets.left, self.insets.top, self.insets.right, self.insets.bottom)

    @property
    def text_height(self) -> int:
        return max((line.top + line.height for line in self.lines), default=0)

    @property
    def shift(self) -> int:
        """How far below the content box's top the first line starts, in EMU, by the anchor."""
        spare = self.content.height - self.text_height
        return 0 if self.anchor == "top" else spare if self.anchor == "bottom" else spare // 2


@frozen
class Panel:
    """A coloured ground, a round mark or an arrow that fills its box; decoration, nothing to read."""

    id: str
    box: Box
    fill: Colour | None
    line: Colour | None = None
    weight: int = 0
    name: str = ""
    shape: PanelShape = "rect"


Slant: TypeAlias = Literal["", "falling", "rising"]
"""How a line that is neither flat nor upright runs from its left end."""


@frozen
class Rule:
    """A straight line along the top of its box when the box is flat, along its left when narrow; from corner to corner, falling or rising from
    the left, where it slants. `weight` in EMU. Decoration."""

    id: str
    box: Box
    colour: Colour
    weight: int
    name: str = ""
    slant: Slant = ""

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where it begins and where it ends."""
        box = self.box
        if self.slant:
            high, low = (box.y, box.bottom) if self.slant == "falling" else (box.bottom, box.y)
            return (box.x, high), (box.right, low)
        return (box.x, box.y), (box.right, box.y) if box.width >= box.height else (box.x, box.bottom)


@frozen
class Icon:
    """A pictogram that fills its box, as lines of one colour; decoration, nothing to read. `lines` are `icons.lines`."""

    id: str
    box: Box
    lines: Lines
    colour: Colour
    name: str = ""

    @property
    def weight(self) -> int:
        """How thick its lines are, in EMU: two on their grid."""
        return self.box.width * 2 // GRID


@frozen
class Picture:
    """A picture cut to its box: `crop` is the share cut off left, top, right and bottom (0 to 1). `alt` is for those who cannot see
    it; `decorative` says that there is nothing to tell."""

    id: str
    box: Box
    image: Image
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    alt: str = ""
    decorative: bool = False
    slot: Slot | None = None
    name: str = ""
    origins: tuple[Origin, ...] = ()


@frozen
class Cell:
    """A table cell: measured like a text box; `fill` its ground; `header` where it heads its column or its row. A `clear` one
    has what stands behind the table for its ground."""

    text: TextBox
    header: bool = False
    fill: Colour | None = None
    clear: bool = False


@frozen
class Table:
    """A table: column widths and row heights in EMU; the first `header_rows` rows head the columns. `painted` says that a deck's table
    style does not suit: the cells say their grounds, and the lines below them, themselves."""

    id: str
    box: Box
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    rule: Colour | None = None
    slot: Slot | None = None
    name: str = ""
    alt: str = ""
    painted: bool = False


@frozen
class DrawnPath:
    """A filled or stroked path of a drawing, in points from the drawing's bottom-left corner. `segments` are
    ("m"|"l", x, y), ("c", x1, y1, x2, y2, x3, y3) or ("h",). `name` is what it is of, `alt` what it says, where it stands by itself."""

    segments: tuple[tuple[str | float, ...], ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float = 0.0
    dash: tuple[float, ...] = ()
    mark: str = ""
    name: str = ""
    alt: str = ""


@frozen
class DrawnText:
    """Shaped text of a drawing: the baseline's left end in points from the bottom-left corner; `runs` are measured in EMU
    from there. `angle` in degrees, counter-clockwise."""

    x: float
    y: float
    runs: tuple[GlyphRun, ...]
    text: str
    angle: float = 0.0
    origins: tuple[Origin, ...] = ()


@frozen
class Drawing:
    """A chart as vectors: paths first, then texts; width and height in points. `rows` is the chart's data as rows of text that
    nobody sees, in the drawing's place: the first row heads the columns, the first cell of a row heads the row."""

    width: float
    height: float
    paths: tuple[DrawnPath, ...]
    texts: tuple[DrawnText, ...]
    rows: tuple[tuple[DrawnText, ...], ...] = ()


UNDRAWN: Final = Drawing(0, 0, (), ())
"""Of a chart that stands nowhere yet."""


@frozen
class Chart:
    """A chart: `spec` is its data, `drawing` for writers that draw, `native` (colours resolved by the look) for a deck's own
    chart. `style` is its labels' type style. While places are tried it is not drawn, and has the `look` and the `step` of the type scale
    that it will be drawn with."""

    id: str
    box: Box
    spec: ChartSpec
    drawing: Drawing
    style: TextStyle
    alt: str
    slot: Slot | None = None
    name: str = ""
    native: Native | None = None
    look: Look | None = None
    step: int = 0


@frozen
class Group:
    """Items that belong together and move together, such as a stat tile. `kind` names the block."""

    id: str
    box: Box
    items: tuple[Item, ...]
    kind: str = ""
    name: str = ""


Item: TypeAlias = TextBox | Panel | Rule | Icon | Picture | Table | Chart | Group


@frozen
class Frame:
    """One page with nothing left to decide. `items` are in reading order; `fixed` is what the slide master draws itself (a deck
    inherits it, a PDF draws it first); `layout` names the slide layout, `part` is its name in the package ("" where the first of the
    name will do); `section` the PowerPoint section. `slide` is a picture of a slide that stands below the first of the items."""

    id: str
    page: PageSize
    layout: str
    title: str
    items: tuple[Item, ...]
    fixed: tuple[Item, ...] = ()
    background: Colour = Colour("FFFFFF", "bg1")
    notes: tuple[Paragraph, ...] = ()
    section: str = ""
    language: str = "en"
    rtl: bool = False
    part: str = ""
    slide: Slide | None = None


@frozen
class Slide:
    """A slide as a picture on a page of paper: what it is, where it stands, and its words for those who cannot see it."""

    frame: Frame
    box: Box
    alt: str
    line: Colour


@frozen
class Decision:
    """What layout did to make things fit: which page, which step, and why, in words; `origins` are the fields that it left out."""

    page: str
    step: str
    detail: str
    origins: tuple[Origin, ...] = ()


@frozen
class Properties:
    """What goes into a file's metadata. `date` is ISO 8601 with seconds, UTC; `one_page` says that the document is a single page by
    what it is; `standard` which part of PDF/UA a PDF of it keeps to."""

    title: str
    language: str
    date: str
    subject: str = ""
    author: str = ""
    keywords: str = ""
    edition: str = ""
    status: str = ""
    one_page: bool = False
    standard: Standard = "ua-1"


@frozen
class Layout:
    """A whole document after layout: pages, metadata, and what was decided on the way. `brand` is the .pptx bytes whose slide
    master the deck is written on; `after` says how many slides of its own stand at the end of the deck, the others at its beginning."""

    frames: tuple[Frame, ...]
    properties: Properties
    brand: bytes
    decisions: tuple[Decision, ...] = ()
    after: int = 0


def text_boxes(item: Item) -> Iterator[TextBox]:
    """Every text that an item holds, in groups and table cells too, in reading order; a chart's texts are in its drawing."""
    match item:
        case TextBox():
            yield item
        case Group():
            for child in item.items:
                yield from text_boxes(child)
        case Table():
            for row in item.rows:
                for cell in row:
                    yield cell.text
        case _:
            return


def origins(item: Item) -> Iterator[Origin]:
    """Every field that an item shows, in reading order."""
    match item:
        case Group():
            for child in item.items:
                yield from origins(child)
        case Chart():
            for text in item.drawing.texts:
                yield from text.origins
            if item.native is None:  # its shapes, or its alternative text, say what it does not name
                for label in item.spec.categories:
                    yield from label.origins
            for series in item.spec.series:
                for point in series.points:
                    yield from point.origins
        case TextBox() | Table():
            for box in text_boxes(item):
                for paragraph in box.paragraphs:
                    for run in paragraph.runs:
                        yield from run.origins
        case Picture():
            yield from item.origins
        case Panel() | Rule() | Icon():
            return


def glyph_runs(item: Item) -> Iterator[GlyphRun]:
    """Every stretch of glyphs that an item shows, a chart's unseen table of data included."""
    match item:
        case Group():
            for child in item.items:
                yield from glyph_runs(child)
        case Chart():
            for text in (*item.drawing.texts, *chain.from_iterable(item.drawing.rows)):
                yield from text.runs
        case TextBox() | Table():
            for box in text_boxes(item):
                for line in box.lines:
                    yield from line.runs
                    if line.marker is not None:
                        yield line.marker
        case Picture() | Panel() | Rule() | Icon():
            return
