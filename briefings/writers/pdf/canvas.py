"""ReportLab's canvas with what its open-source edition lacks: tags, shaped glyphs, and a file that PDF/A and PDF/UA accept.

Everything drawn stands in marked content: `marked(element)` for what is read, `marked(None)` for what only decorates (an artifact:
ISO 32000-1, 14.8.2.2). Coordinates are points from the page's bottom-left corner, y upwards; boxes come in EMU from the
top-left corner.

ReportLab keeps pages and objects; of its private names the ones in `_PRIVATE` are used, and `self_test` says which of
them are gone after an update. Nothing of ReportLab is changed.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import uharfbuzz
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ...frame import DrawnPath, DrawnText, Frame, GlyphRun, Icon, Layout, PanelShape
from ...frozen import replace
from ...geometry import EMU_PER_POINT, Box, PageSize, to_points
from ...icons import GRID
from ...images import Image
from ...look import Colour
from ...regex import regex
from . import metadata, outline, pictures
from .fonts import Fonts
from .objects import Stream, array, dictionary, file_bytes, number, string
from .order import reading_order
from .outline import Bookmark
from .structure import Annotated, Element, Tree

_PRIVATE: Final = (
    (Canvas, ("_make_preamble", "_startPage")),
    (pdfdoc.PDFDocument, ("Reference", "addPage", "inPage", "thisPageRef")),
    (pdfdoc, ("PDFArray", "PDFDictionary", "PDFName", "PDFObject", "PDFString", "format")),
    (uharfbuzz.SubsetFlags, ("CFF_IDENTITY_CHARSET", "DOWNGRADE_CFF2")),
    (uharfbuzz.SubsetInput, ("glyph_set", "flags", "drop_table_tag_set", "pin_axis_location")),
)
_PRIVATE_OF_CANVAS: Final = ("_code", "_doc", "_fillColorObj", "_pageNumber")
_PRIVATE_OF_DOCUMENT: Final = ("Pages", "idToObject", "numberToId")

# Links that a reader may follow from a printed report; others stay plain text. Anything but ASCII is escaped in a URI
# (RFC 3987, 3.1); a PDF's URI holds 7-bit ASCII only (ISO 32000-1, 12.6.4.7).
_FOLLOWED: Final = regex(r"(?:https?://|mailto:)[^\x00-\x1f\x7f]+\Z", re.IGNORECASE)
_UNSAFE: Final = regex(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


@lru_cache(256)
def _painted(r: float, g: float, b: float) -> str:
    """The operator that sets the fill's colour, as ReportLab writes it."""
    return f"{fp_str(r, g, b)} rg"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas for one document. Between `start_page` and `end_page` things are drawn; `finish` gives the file."""

    def __init__(self, layout: Layout, *, deflate: bool = True) -> None:
        # every setting that a user's ReportLab configuration could change is given
        super().__init__(
            "", pageCompression=1, invariant=1, pdfVersion=(1, 7), bottomup=1, enforceColorSpace=None, lang=None
        )
        title = (
            metadata.clean(layout.properties.title)
            or next((f.title for f in layout.frames if f.title), "")
            or metadata.PROGRAM
        )
        self._properties = replace(layout.properties, title=title)
        self._fonts = Fonts(layout)
        self.tree = Tree(Element("Document", language=layout.properties.language))
        self._pictures: dict[str, tuple[str, Any, bool]] = {}
        self._pages: list[Any] = []
        self._resources = dictionary()
        self._annotations: list[Any] = []
        self._outline: list[Bookmark] = []
        self._see_through = False
        self._unseen = False
        self._height = 0.0
        self._section = ""
        self._key = 0
        self._deflate = deflate

    def setFillColorRGB(self, r: float, g: float, b: float, alpha: None = None) -> None:  # noqa: N802 ReportLab's name
        """The fill's colour; each run of text sets it, and most set one of a few."""
        self._fillColorObj = (r, g, b)
        self._code.append(_painted(r, g, b))

    # --- Pages --------------------------------------------------------------------------------------------------------

    def start_page(self, frame: Frame) -> None:
        """Begins a page of the frame's size."""
        self._height = frame.page.height / EMU_PER_POINT
        self._key = self.tree.start_page()

    def end_page(self, frame: Frame) -> None:
        """Ends the page."""
        doc = self._doc
        page = dictionary(
            Type="/Page",
            Parent=doc.Reference(doc.Pages),
            MediaBox=array(0, 0, number(frame.page.width / EMU_PER_POINT), number(self._height)),
            Resources=doc.Reference(self._resources),
            Contents=doc.Reference(Stream({}, "\n".join(self._code).encode("ascii"), deflate=self._deflate)),
            StructParents=self._key,
            Tabs="/S",  # ISO 14289-1, 7.18.3
            Annots=array(*self._annotations) if self._annotations else None,
            Group=dictionary(S="/Transparency", CS="/DeviceRGB") if self._see_through else None,
        )
        doc.addPage(page)
        self._pages.append(doc.Reference(page))
        self._annotations, self._see_through = [], False
        self._startPage()

    def bookmark(self, frame: Frame, element: Element) -> None:
        """An outline entry for the page and its element, below its section's."""
        number = len(self._pages)
        if frame.section and frame.section != self._section:
            self._outline.append(Bookmark(metadata.clean(frame.section), number, element))
        self._section = frame.section
        title = metadata.clean(frame.title) or str(number + 1)
        self._outline.append(Bookmark(title, number, element, below=bool(frame.section)))

    def pages(self) -> bytes:
        """A file of the pages alone; the canvas cannot be used any more."""
        self._share()
        catalog = dictionary(Type="/Catalog", Pages=self._doc.Reference(self._doc.Pages))
        return file_bytes(self._doc, catalog, None)

    def _share(self) -> None:
        """What all pages refer to."""
        self._resources["Font"] = self._fonts.resources(self._doc)
        if self._pictures:
            self._resources["XObject"] = dictionary(**{key: reference for key, reference, _ in self._pictures.values()})

    def finish(self, rtl: bool) -> bytes:
        """The finished file; the canvas cannot be used any more."""
        doc = self._doc
        second = self._properties.standard == "ua-2"
        tree = self.tree.write(doc, self._pages, second=second)
        outlines = outline.written(self._outline, doc, self._pages, self.tree.references, second=second)
        self._share()
        catalog = dictionary(
            Type="/Catalog",
            Pages=doc.Reference(doc.Pages),
            Lang=string(self._properties.language),
            MarkInfo=dictionary(Marked="true"),
            StructTreeRoot=tree,
            Metadata=doc.Reference(metadata.xmp(self._properties)),
            OutputIntents=metadata.output_intent(doc),
            ViewerPreferences=dictionary(DisplayDocTitle="true", Direction="/R2L" if rtl else None),
            Outlines=outlines,
            PageMode="/UseOutlines" if outlines else None,
        )
        return (
            file_bytes(doc, catalog, None, b"2.0")
            if second
            else file_bytes(doc, catalog, metadata.info(self._properties))
        )

    # --- Marking --------------------------------------------------------------------------------------------------------

    @contextmanager
    def marked(self, element: Element | None, *, furniture: bool = False) -> Iterator[None]:
        """What is drawn inside belongs to the element; without one it is an artifact, `furniture` the page's own."""
        if element is not None:
            self._code.append(f"/{element.tag} <</MCID {self.tree.mark(element)}>> BDC")
        else:
            self._code.append("/Artifact <</Type /Pagination>> BDC" if furniture else "/Artifact BMC")
        yield
        self._code.append("EMC")

    def link(self, element: Element, target: str, box: tuple[float, float, float, float], says: str) -> None:
        """A link annotation over a rectangle (left, bottom, right, top), joined to its element (ISO 14289-1, 7.18.5)."""
        annotation = dictionary(
            Type="/Annot",
            Subtype="/Link",
            Rect=array(*map(number, box)),
            Border=array(0, 0, 0),
            F=4,  # printed, never hidden (ISO 19005-2, 6.3.2)
            Contents=string(says),
            A=dictionary(Type="/Action", S="/URI", URI=string(_ascii(target))),
            StructParent=self.tree.annotation_key(element),
        )
        reference = self._doc.Reference(annotation)
        self._annotations.append(reference)
        element.kids.append(Annotated(reference))

    # --- Drawing --------------------------------------------------------------------------------------------------------

    def corners(self, box: Box) -> tuple[float, float, float, float]:
        """A box in points: left, bottom, right, top."""
        return (box.x / EMU_PER_POINT, self.up(box.bottom), box.right / EMU_PER_POINT, self.up(box.y))

    def rectangle(self, box: Box) -> Any:
        """A box as a PDF rectangle."""
        return array(*map(number, self.corners(box)))

    def up(self, y: float) -> float:
        """A distance from the page's top in EMU as points from its bottom."""
        return self._height - y / EMU_PER_POINT

    def ground(
        self, box: Box, fill: Colour | None, line: Colour | None = None, weight: int = 0, shape: PanelShape = "rect"
    ) -> None:
        """A rectangle, or another outline that fills it, filled and outlined as asked."""
        left, bottom, right, top = self.corners(box)
        if fill is not None:
            self.setFillColorRGB(*fill.channels)
        if line is not None:
            self.setStrokeColorRGB(*line.channels)
            self.setLineWidth(weight / EMU_PER_POINT)
        drawn = {"stroke": int(line is not None), "fill": int(fill is not None)}
        if shape == "ellipse":
            self.ellipse(left, bottom, right, top, **drawn)
        elif shape in ("arrow", "arrow-left"):
            point = min((top - bottom) / 2, right - left)
            tip, neck, end = (right, right - point, left) if shape == "arrow" else (left, left + point, right)
            path = self.beginPath()
            path.moveTo(end, bottom)
            for x, y in ((neck, bottom), (tip, (bottom + top) / 2), (neck, top), (end, top)):
                path.lineTo(x, y)
            path.close()
            self.drawPath(path, **drawn)
        elif fill is not None or line is not None:
            self.rect(left, bottom, right - left, top - bottom, **drawn)

    def stroke(self, start: tuple[int, int], stop: tuple[int, int], colour: Colour, weight: int) -> None:
        """A straight line between two places (EMU)."""
        self.setStrokeColorRGB(*colour.channels)
        self.setLineWidth(weight / EMU_PER_POINT)
        self.line(start[0] / EMU_PER_POINT, self.up(start[1]), stop[0] / EMU_PER_POINT, self.up(stop[1]))

    @contextmanager
    def placed(self, box: Box, width: float, height: float) -> Iterator[None]:
        """A drawing of so many points by so many fills a box; inside, the origin is its bottom-left corner."""
        left, bottom, right, top = self.corners(box)
        across = (right - left) / width if width else 1.0
        upwards = (top - bottom) / height if height else 1.0
        self.saveState()
        self.transform(across, 0, 0, upwards, left, bottom)
        yield
        self.restoreState()

    @contextmanager
    def reduced(self, box: Box, page: PageSize) -> Iterator[None]:
        """A page of another size, drawn so small that it fills a box; inside, places are those of that page."""
        left, bottom, right, top = self.corners(box)
        high = page.height / EMU_PER_POINT
        own, self._height = self._height, high
        self.saveState()
        edge = self.beginPath()
        edge.rect(left, bottom, right - left, top - bottom)
        self.clipPath(edge, stroke=0, fill=0)
        self.transform((right - left) * EMU_PER_POINT / page.width, 0, 0, (top - bottom) / high, left, bottom)
        yield
        self.restoreState()
        self._height = own

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Words drawn inside are in the file, to be read aloud, copied and found, but leave no ink."""
        self._unseen = True
        yield
        self._unseen = False

    def icon(self, item: Icon) -> None:
        """A pictogram, its lines round at their ends."""
        each = to_points(item.box.width) / GRID
        left, _, _, top = self.corners(item.box)
        placed: list[tuple[str | float, ...]] = []
        for kind, *numbers in item.lines:
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            placed.append((kind, *(one for x, y in pairs for one in (left + float(x) * each, top - float(y) * each))))
        self.saveState()
        self.setLineCap(1)
        self.setLineJoin(1)
        self.path(DrawnPath(tuple(placed), stroke=item.colour, weight=to_points(item.weight)))
        self.restoreState()

    def path(self, path: DrawnPath) -> None:
        """A path of a drawing."""
        made = self.beginPath()
        for segment in path.segments:
            match segment:
                case ("m", x, y):
                    made.moveTo(x, y)
                case ("l", x, y):
                    made.lineTo(x, y)
                case ("c", *points):
                    made.curveTo(*points)
                case _:
                    made.close()
        if path.fill is not None:
            self.setFillColorRGB(*path.fill.channels)
        if path.stroke is not None:
            self.setStrokeColorRGB(*path.stroke.channels)
            self.setLineWidth(path.weight)
            self.setDash(list(path.dash))
        self.drawPath(made, stroke=int(path.stroke is not None), fill=int(path.fill is not None), fillMode=1)

    def glyphs(self, run: GlyphRun, x: float, y: float, *, angle: float = 0.0, space_after: bool = False) -> None:
        """A shaped run with its baseline's left end at a place, turned by so many degrees."""
        font = self._fonts[run.face]
        if angle:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            move = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {number(x)} {number(y)} Tm"
        else:
            move = f"{number(x)} {number(y)} Td"
        self.setFillColorRGB(*run.run.style.colour.channels)
        shown = font.show(run, space_after)
        if self._unseen:  # mode 3 paints nothing (ISO 32000-1, 9.3.6); it outlives ET
            shown = f"3 Tr {shown} 0 Tr"
        self._code.append(f"BT /{font.name} {number(run.size)} Tf {move} {shown} ET")

    def words(self, words: DrawnText) -> None:
        """A text of a drawing; the origin is the drawing's."""
        cos, sin = math.cos(math.radians(words.angle)), math.sin(math.radians(words.angle))
        for run in reading_order(words.runs, words.text, all(run.rtl for run in words.runs)):
            along = run.x / EMU_PER_POINT
            self.glyphs(run, words.x + along * cos, words.y + along * sin, angle=words.angle)

    def underline(self, run: GlyphRun, x: float, y: float) -> None:
        """The line under a link, where its font has it, in the text's colour."""
        middle, thickness = run.face.underline
        scale = run.size / run.face.upem
        self.setFillColorRGB(*run.run.style.colour.channels)
        self.rect(
            x, y + (middle - thickness / 2) * scale, run.width / EMU_PER_POINT, thickness * scale, stroke=0, fill=1
        )

    def picture(self, image: Image, box: Box, crop: tuple[float, float, float, float]) -> None:
        """A picture, cut by the shares left, top, right and bottom so that the rest fills the box."""
        name = self._picture_name(image)
        left, bottom, right, top = self.corners(box)
        cut_left, cut_top, cut_right, cut_bottom = crop
        width = (right - left) / max(1e-6, 1 - cut_left - cut_right)
        height = (top - bottom) / max(1e-6, 1 - cut_top - cut_bottom)
        clip = (
            f"{number(left)} {number(bottom)} {number(right - left)} {number(top - bottom)} re W n "
            if any(crop)
            else ""
        )
        place = f"{number(left - cut_left * width)} {number(bottom - cut_bottom * height)}"
        self._code.append(f"q {clip}{number(width)} 0 0 {number(height)} {place} cm /{name} Do Q")

    def _picture_name(self, image: Image) -> str:
        """The picture's name in the resources; the same bytes are embedded once."""
        key = hashlib.sha256(image.data).hexdigest()
        if key not in self._pictures:
            reference, see_through = pictures.embedded(image, self._doc)
            self._pictures[key] = (f"Im{len(self._pictures) + 1}", reference, see_through)
        name, _, see_through = self._pictures[key]
        self._see_through |= see_through
        return name

    def _make_preamble(self) -> None:
        """ReportLab would set Helvetica here, which is not embedded."""
        self._preamble = ""


def followed(link: str) -> bool:
    """True for a link that becomes an annotation: a web or mail address."""
    return bool(_FOLLOWED.match(link.strip()))


def self_test() -> tuple[str, ...]:
    """The private names of ReportLab and HarfBuzz that the writer needs and that are gone, each as `owner.name`."""
    gone = [f"{owner.__name__}.{name}" for owner, names in _PRIVATE for name in names if not hasattr(owner, name)]
    if gone:
        return tuple(gone)
    plain = Canvas("")
    gone += [f"Canvas.{name}" for name in _PRIVATE_OF_CANVAS if not hasattr(plain, name)]
    if not gone:
        gone += [f"PDFDocument.{name}" for name in _PRIVATE_OF_DOCUMENT if not hasattr(plain._doc, name)]
    return tuple(gone)


def _ascii(target: str) -> str:
    """An address in ASCII: other characters as the percent escapes of their UTF-8 bytes."""
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), target.strip()
    )
