"""Slide masters and their layouts, everything resolved that a layout inherits: places, insets, type styles, colours, grounds.

A placeholder takes what it does not say itself from the master's placeholder of its type, the master's text styles and the file's
defaults; its ground is what master and layout draw behind it. Where the type would not read on that ground, the style that is used
has a colour that does, and `Placeholder.given` keeps what the file says: a writer writes the difference.

Source: ECMA-376 part 1: 19.3.1 (masters, layouts, placeholders), 19.7.10 (placeholder types), 21.1.2 (text).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Final

from ..diagnostics import Diagnostic, Where, note
from ..frame import Panel
from ..geometry import EMU_PER_POINT, Box, Insets, PageSize
from ..look import Colour, Margin, Placeholder, TextStyle
from ..theme import FontNames
from .colours import Palette, theme_colours
from .drawn import Drawn, backdrop, drawings
from .ground import Canvas
from .shapes import FURNITURE, SAME, TEXT, TITLES, A, Cascade, P, Shape, body_properties, box_of, list_style, related
from .shapes import placeholders as marked
from .styles import ANCHORS, large, style_of

READABLE: Final = 4.5
READABLE_LARGE: Final = 3.0
"""The contrast that text needs, and large text (WCAG 2.2, 1.4.3)."""

_LINE: Final = 14 * EMU_PER_POINT
"""As much as a line of small type needs."""

LEVELS: Final = 5
"""Outline levels that are read; PowerPoint has nine, and nobody reads the sixth."""

_LEAST_KEPT: Final = 0.4
_LEAST_TITLE: Final = 0.6
"""A placeholder that a drawing stands on gives way to it, where so much of it is left; else the customer wants it so."""


@dataclass(frozen=True, slots=True)
class MasterLayout:
    """A slide layout as read, before anybody asks what it is for. `kind` is the file's own word for that, `upright` says that its
    text stands on end, `free` is what is left of the page for blocks, `ground` what is behind that; `busy` says that this is a picture of many colours. `master` counts from 0, `house` is its name
    (PowerPoint shows that of its theme)."""

    name: str
    part: str
    kind: str
    master: int
    rtl: bool
    placeholders: tuple[Placeholder, ...]
    background: Colour
    ground: Colour
    free: Box
    fixed: tuple[Drawn, ...]
    obstacles: tuple[Box, ...]
    upright: bool
    busy: bool
    margin: Margin | None
    house: str = ""


class SlideMaster:
    """A slide master with its theme: resolves what its layouts inherit."""

    def __init__(self, master: Any, number: int, page: PageSize, defaults: Any | None) -> None:
        self.master = master
        self.number = number
        self.element = master._element
        self.page = page
        self.defaults = defaults
        self.theme = related(master.part, "theme")
        mapped = self.element.find(f"{P}clrMap")
        slides = {} if mapped is None else dict(mapped.attrib)
        self.palette = Palette(theme_colours(self.theme), slides, slides)
        self.name = "" if self.theme is None else self.theme.get("name", "")
        self.shapes = tuple(marked(self.element))
        self.drawn = tuple(drawings(self.element, master.part, self.palette, "master"))
        first = self.element.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
        self.rtl = first is not None and first.get("rtl") in ("1", "true")

    def lacks_colours(self) -> tuple[str, ...]:
        """The theme colours that the file does not define."""
        scheme = None if self.theme is None else self.theme.find(f".//{A}clrScheme")
        there = set() if scheme is None else {str(slot.tag).removeprefix(A) for slot in scheme if len(slot)}
        return tuple(slot for slot in theme_colours(None) if slot not in there)

    def fonts(self, tag: str) -> FontNames:
        """The theme's fonts for headings ("majorFont") or bodies ("minorFont")."""
        found = None if self.theme is None else self.theme.find(f".//{A}fontScheme/{A}{tag}")
        if found is None:
            return FontNames("Arial")
        names = {
            key: (found.find(f"{A}{key}").get("typeface", "") if found.find(f"{A}{key}") is not None else "")
            for key in ("latin", "ea", "cs")
        }
        scripts = {font.get("script"): font.get("typeface", "") for font in found.findall(f"{A}font")}
        return FontNames(
            names["latin"] or "Arial", names["ea"] or scripts.get("Hans", ""), names["cs"] or scripts.get("Arab", "")
        )

    def layouts(self, findings: list[Diagnostic], where: Where) -> Iterator[MasterLayout]:
        """Every layout, resolved. One that cannot be read is passed over with a note."""
        for layout in self.master.slide_layouts:
            try:
                yield _Layout(self, layout).read()
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as fault:
                findings.append(
                    note("brand-layout", f"the layout `{layout.name}` cannot be read and is not used ({fault})", where)
                )

    def counterpart(self, shape: Shape) -> Shape | None:
        """The master's placeholder that a layout's inherits from (19.3.1.36): by type, and body for all kinds of content."""
        wanted = "title" if shape.kind in TITLES else shape.kind if shape.kind in FURNITURE else "body"
        return next(
            (own for own in self.shapes if own.kind == wanted or (wanted == "title" and own.kind in TITLES)), None
        )

    def text_style(self, kind: str) -> Any | None:
        """The master's style for titles, bodies or anything else."""
        tag = "titleStyle" if kind in TITLES else "otherStyle" if kind in FURNITURE else "bodyStyle"
        return self.element.find(f"{P}txStyles/{P}{tag}")

    def background(self, element: Any, part: Any, palette: Palette) -> Colour | Drawn | None:
        """The background that a layout or the master sets itself: a colour, or a picture."""
        ground = element.find(f"{P}cSld/{P}bg")
        if ground is None:
            return None
        own = ground.find(f"{P}bgPr")
        if own is not None:
            return backdrop(own, part, palette, self.page) or palette.fill(own)
        reference = ground.find(f"{P}bgRef")
        if reference is None:
            return None
        colour = palette.read(reference)
        styles = [] if self.theme is None else self.theme.findall(f".//{A}bgFillStyleLst/*")
        number = int(reference.get("idx", "0")) - 1001
        if 0 <= number < len(styles):  # 19.3.1.3: 1001 is the first background fill of the theme
            holder = styles[number].makeelement("holder", {})
            holder.append(deepcopy(styles[number]))
            return palette.fill(holder, colour) or colour
        return colour


class _Layout:
    """One layout, with the master behind it."""

    def __init__(self, master: SlideMaster, layout: Any) -> None:
        self.master = master
        self.layout = layout
        self.element = layout._element
        override = self.element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        palette = master.palette
        self.palette = (
            palette if override is None else replace(palette, here={**palette.slides, **dict(override.attrib)})
        )

    def read(self) -> MasterLayout:
        master, page = self.master, self.master.page
        drawn = list(self._drawn())
        behind = master.background(self.element, self.layout.part, self.palette)
        if behind is None:
            behind = master.background(master.element, master.master.part, self.palette)
        if isinstance(behind, Drawn):
            drawn.insert(0, behind)
        background = behind if isinstance(behind, Colour) else self.palette.named("bg1")
        if isinstance(behind, Drawn) and behind.fill is not None:
            background = behind.fill
        shapes = [shape for shape in marked(self.element) if _level(shape)]
        boxes = [self._box(shape) for shape in shapes]
        start = self._start(shapes, boxes)
        canvas = Canvas(page, background, drawn, start)
        placeholders = tuple(
            self._placeholder(shape, box, drawn, background, canvas)
            for shape, box in zip(shapes, boxes, strict=True)
            if box.width > SAME and box.height > SAME
        )
        free = canvas.free(start, self._taken(placeholders))
        margin = self._margin(canvas, start, [free, *(place.box for place in placeholders)])
        return MasterLayout(
            name=self.layout.name or "",
            part=str(self.layout.part.partname),
            kind=self.element.get("type", ""),
            master=master.number,
            rtl=master.rtl,
            placeholders=placeholders,
            background=background,
            ground=canvas.dominant(free, self._behind(free, drawn, background)),
            free=free,
            fixed=tuple(drawn),
            obstacles=canvas.obstacles,
            upright=any(_upright(shape) for shape in shapes),
            busy=bool(canvas.extremes(free, canvas.dominant(free, background))),
            margin=None
            if margin is None
            else Margin(margin, canvas.dominant(margin, self._behind(margin, drawn, background))),
            house=master.name or str(master.number + 1),
        )

    def _margin(self, canvas: Canvas, start: Box, taken: Sequence[Box]) -> Box | None:
        """Where a line can stand outside all that the layout plans: in the place of the master's footer if that is clear, else in
        a band at the foot or the head of the page that is."""
        foot = next(
            (box for shape in self.master.shapes if shape.kind == "ftr" and (box := box_of(shape.element))), None
        )
        if (
            foot is not None
            and foot.height >= _LINE
            and canvas.clear(foot) == foot
            and not any(box.overlaps(foot, SAME) for box in taken)
        ):
            return foot
        return canvas.band(_LINE, start, taken) or canvas.band(
            _LINE, self.master.page.box.inset(_LINE, 0, _LINE, 0), taken
        )

    # -- placeholders ------------------------------------------------------------------------------------------------------

    def _box(self, shape: Shape) -> Box:
        base = self.master.counterpart(shape)
        return (
            box_of(shape.element)
            or (None if base is None else box_of(base.element))
            or Box(0, 0, self.master.page.width, self.master.page.height)
        )

    def _behind(self, box: Box, drawn: Iterable[Drawn], background: Colour) -> Colour:
        """The ground of a box: the nearest plain drawing that all of it stands on."""
        behind = background
        for one in drawn:  # later ones stand before earlier ones
            if isinstance(one.item, Panel) and one.item.fill is not None and one.box.contains(box, SAME):
                behind = one.item.fill
        return behind

    def _placeholder(
        self, shape: Shape, box: Box, drawn: Sequence[Drawn], background: Colour, canvas: Canvas
    ) -> Placeholder:
        base = self.master.counterpart(shape)
        body = Cascade([body_properties(shape.element), None if base is None else body_properties(base.element)])
        sources = [
            list_style(shape.element),
            None if base is None else list_style(base.element),
            self.master.text_style(shape.kind),
            self.master.defaults,
        ]
        count = LEVELS if shape.kind in TEXT else 1
        given = tuple(style_of(sources, number, shape.kind, self.palette) for number in range(1, count + 1))
        clear = canvas.clear(box) if shape.kind in TEXT | TITLES else box
        least = _LEAST_TITLE if shape.kind in TITLES else _LEAST_KEPT
        if clear.width * clear.height < box.width * box.height * least:
            clear = box
        own = self.palette.fill(shape.element.find(f"{P}spPr"))
        behind = own or canvas.dominant(clear, self._behind(clear, drawn, background))
        under = [one for one in drawn if one.fill is not None and one.box.contains(clear, SAME)][-1:]
        stops = under[0].stops if under else ()
        grounds = (own,) if own is not None else (behind, *canvas.extremes(clear, behind), *stops)
        styles = tuple(self._readable(style, grounds) for style in given)
        says = tuple(
            (key, plain)
            for key, plain, harmless in (("numCol", "1", "1"), ("wrap", "square", "square"))
            if body.get(key, harmless) != harmless
        )
        rtl = Cascade([source.find(f"{A}lvl1pPr") for source in sources if source is not None]).get("rtl", "0")
        return Placeholder(
            idx=shape.idx,
            kind=shape.kind,
            name=shape.name,
            box=clear,
            styles=styles,
            insets=Insets(
                int(body.get("lIns", "91440")),
                int(body.get("tIns", "45720")),
                int(body.get("rIns", "91440")),
                int(body.get("bIns", "45720")),
            ),
            anchor=ANCHORS.get(body.get("anchor", "t"), "top"),
            columns=max(1, int(body.get("numCol", "1"))),
            background=behind,
            given=given if given != styles else (),
            moved=clear != box,
            rtl=rtl in ("1", "true"),
            says=says,
            ink=self._readable(replace(styles[0], size=1.0), grounds).colour,
        )

    def _readable(self, style: TextStyle, grounds: Sequence[Colour]) -> TextStyle:
        """The style with a colour that reads on all that is behind it: its own, a darker or lighter one of its hue, or another
        of the theme's."""
        needed = READABLE_LARGE if large(style) else READABLE

        def reads(colour: Colour) -> float:
            return min(colour.contrast(ground) for ground in grounds)

        if reads(style.colour) >= needed:
            return style
        others = [self.palette.slot(name) for name in ("tx1", "bg1", "tx2", "bg2")]
        shades = [
            style.colour.mixed(pole, share / 10)
            for share in range(2, 10, 2)
            for pole in (Colour("000000"), Colour("FFFFFF"))
        ]
        poles = [Colour("000000"), Colour("FFFFFF")]
        better = next((colour for colour in (*shades, *others, *poles) if reads(colour) >= needed), None)
        return replace(style, colour=better or max((style.colour, *others, *poles), key=reads))

    # -- what master and layout draw ---------------------------------------------------------------------------------------

    def _drawn(self) -> Iterator[Drawn]:
        """What is drawn behind the slide's own shapes, back to front."""
        if self.element.get("showMasterSp", "1") not in ("0", "false"):
            yield from self.master.drawn
        yield from drawings(self.element, self.layout.part, self.palette, "layout")

    def _start(self, shapes: Sequence[Shape], boxes: Sequence[Box]) -> Box:
        """Where blocks would stand on an empty page: the layout's own bodies together, else the master's, else the page's inside."""
        page = self.master.page
        inside = page.box.inset(page.width // 20, page.height // 6, page.width // 20, page.height // 10)
        base = next(
            (box for shape in self.master.shapes if shape.kind == "body" and (box := box_of(shape.element))), None
        )
        titles = [box for shape, box in zip(shapes, boxes, strict=True) if shape.kind in TITLES]
        own = [box for shape, box in zip(shapes, boxes, strict=True) if shape.kind in ("body", "obj")]
        if base is not None and all(box.y <= base.y for box in titles):
            return base
        if own and base is None:
            together = own[0]
            for box in own[1:]:
                together = together.united(box)
            return together
        if base is not None:
            return base
        if titles:  # nothing but a title is planned: from under it to the foot, as wide as it is
            top = max(box.bottom for box in titles) + page.height // 40
            left, right = min(box.x for box in titles), max(box.right for box in titles)
            if right - left > page.width // 2 and top < page.height // 2:
                return Box(left, top, right - left, page.height - page.height // 10 - top)
        return inside

    def _taken(self, placeholders: Sequence[Placeholder]) -> list[Box]:
        """What blocks keep clear of: the title with the room that the master leaves below it, and the footers."""
        page = self.master.page
        body = next(
            (box for shape in self.master.shapes if shape.kind == "body" and (box := box_of(shape.element))), None
        )
        title = next(
            (box for shape in self.master.shapes if shape.kind in TITLES and (box := box_of(shape.element))), None
        )
        gap = max(0, body.y - title.bottom) if body and title else 0
        taken = [
            Box(p.box.x, p.box.y, p.box.width, p.box.height + min(gap, page.height // 12))
            for p in placeholders
            if p.kind in TITLES
        ]
        return taken + [p.box for p in placeholders if p.kind in FURNITURE]


def _level(shape: Shape) -> bool:
    """Whether a placeholder stands straight: one that is turned is not filled."""
    frame = shape.element.find(f"{P}spPr/{A}xfrm")
    return frame is None or int(frame.get("rot", "0")) % 21_600_000 == 0


def _upright(shape: Shape) -> bool:
    """True for upright columns of text, which the text engine does not set."""
    body = body_properties(shape.element)
    return body is not None and (body.get("vert", "horz") != "horz" or int(body.get("rot", "0")) != 0)
