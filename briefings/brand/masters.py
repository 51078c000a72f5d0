"""Slide masters and their layouts, everything resolved that a layout inherits: places, insets, type styles, colours, grounds.

A placeholder takes what it does not say itself from the master's placeholder of its type, the master's text styles and the file's
defaults; its ground is what master and layout draw behind it. Where the type would not read on that ground, the style that is used
has a colour that does, and `Placeholder.given` keeps what the file says: a writer writes the difference.

Source: ECMA-376 part 1: 19.3.1 (masters, layouts, placeholders), 19.7.10 (placeholder types), 21.1.2 (text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..diagnostics import Diagnostic, Where, note
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, Insets, PageSize
from ..look import Align, Colour, FontNames, Margin, Placeholder, TextStyle
from .colours import Palette, theme_colours
from .drawn import Drawn, drawings
from .fills import Fill, Fills, Stop, said
from .ground import Canvas, Ground, apart
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
_LEAST_LEFT: Final = 0.85  # of a place that gives up a line
"""A placeholder that a drawing stands on gives way to it, where so much of it is left; else the customer wants it so."""
_SLIVER: Final = 0.1
"""A text of whose place less than this is left is not used."""
_LOST: Final = 0.3
"""Where a title or text falls below 3:1 on more of its place than this, it cannot be read."""
_FAINT: Final = 0.1  # the same for a footer, which is left out
_LETTERS: Final = {"ftr": 8.0, "hdr": 8.0, "dt": 5.0, "sldNum": 2.0}
"""How wide a footer has to be, in lines of its type."""
_GREY: Final = 0.12
_INSETS: Final = (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))
POLES: Final = (Colour("000000"), Colour("FFFFFF"))


@frozen
class MasterLayout:
    """A slide layout as read, before anybody asks what it is for. `kind` is the file's own word for that, `upright` says that its
    text stands on end, `free` is what is left of the page for blocks, `ground` what is behind that; `busy` says that this is a picture of many colours. `master` counts from 0, `house` is its name (PowerPoint shows that of its theme).

    Of its places, `left_out` are the kinds of footers that cannot be read where they stand, `lost` the names of titles and texts that no
    colour makes readable, `unsure` those on a ground that cannot be told."""

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
    left_out: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class SlideMaster:
    """A slide master with its theme: resolves what its layouts inherit."""

    def __init__(self, master: Any, number: int, page: PageSize, defaults: Any | None) -> None:
        self.master = master
        self.number = number
        self.element = master._element
        self.page = page
        self.defaults = defaults
        self.canvases: dict[tuple[Colour, tuple[Drawn, ...], Box], Canvas] = {}
        self.theme = related(master.part, "theme")
        mapped = self.element.find(f"{P}clrMap")
        slides = {} if mapped is None else dict(mapped.attrib)
        self.palette = Palette(theme_colours(self.theme), slides, slides)
        self.name = "" if self.theme is None else self.theme.get("name", "")
        self.shapes = tuple(marked(self.element))
        self.fills = Fills(self.palette, master.part, self.theme, _theme_part(master.part))
        self.drawn = tuple(drawings(self.element, self.fills, "master"))
        first = self.element.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
        self.rtl = first is not None and first.get("rtl") in ("1", "true")

    def canvas(self, background: Colour, drawn: tuple[Drawn, ...], start: Box) -> Canvas:
        """A page painted with what its layout draws: once for all layouts that draw the same."""
        key = (background, drawn, start)
        if key not in self.canvases:
            self.canvases[key] = Canvas(self.page, *key)
        return self.canvases[key]

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

    def background(self, element: Any, fills: Fills) -> Drawn | None:
        """The background that a layout or the master sets itself."""
        ground = element.find(f"{P}cSld/{P}bg")
        if ground is None:
            return None
        own, reference = ground.find(f"{P}bgPr"), ground.find(f"{P}bgRef")
        fill = fills.of(own, self.page.box) if own is not None else fills.styled(reference, self.page.box)
        if fill is None and reference is not None and (colour := fills.palette.read(reference)) is not None:
            fill = Fill((Stop(0, colour),))
        return (
            None
            if fill is None
            else Drawn(self.page.box, fill=fill, item=None if fill.rough else fill.picture, name="Background")
        )


def _shows(shape: Shape) -> bool:
    """Whether a place has a text of its own on its layout."""
    return any(text.text for text in shape.element.iter(f"{A}t"))


def _forgotten(styles: tuple[TextStyle, ...]) -> tuple[TextStyle, ...]:
    """What a footer without a text on its layout gives to slides: LibreOffice forgets its size, colour and side, so that the deck says them."""
    other: Mapping[Align, Align] = {"start": "end", "center": "start", "end": "start"}
    return tuple(
        replace(style, size=0.0, colour=Colour(style.colour.rgb, "-"), align=other[style.align]) for style in styles
    )


def _lined(places: tuple[Placeholder, ...], free: Box) -> tuple[tuple[Placeholder, ...], Box, Box | None]:
    """Places and free area less a line at their foot, for what every slide must say where a layout has neither footer nor margin; as they
    were, without a line, where a place would lose too much to it."""
    line = Box(free.x, free.bottom - _LINE, free.width, _LINE)
    made = [
        replace(place, box=replace(place.box, height=line.y - place.box.y), moved=True)
        if place.box.overlaps(line, SAME)
        else place
        for place in places
    ]
    if any(one.box.height < place.box.height * _LEAST_LEFT for one, place in zip(made, places, strict=True)):
        return places, free, None
    return tuple(made), replace(free, height=free.height - _LINE), line


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
        self.fills = replace(master.fills, palette=self.palette, part=layout.part)
        self.filled: set[int] = set()
        self.left_out: list[str] = []
        self.lost: list[str] = []
        self.unsure: list[str] = []

    def read(self) -> MasterLayout:
        master = self.master
        drawn = list(self._drawn())
        behind = master.background(self.element, self.fills) or master.background(
            master.element, replace(master.fills, palette=self.palette)
        )
        if behind is not None and not (behind.fill is not None and behind.fill.plain):
            drawn.insert(0, behind)
        background = (
            behind.fill.colour if behind is not None and behind.fill is not None else None
        ) or self.palette.named("bg1")
        shapes = [shape for shape in marked(self.element) if _level(shape)]
        boxes = [self._box(shape) for shape in shapes]
        start = self._start(shapes, boxes)
        canvas = master.canvas(background, tuple(drawn), start)
        read = [
            self._placeholder(shape, box, background, canvas)
            for shape, box in zip(shapes, boxes, strict=True)
            if box.width > SAME and box.height > SAME
        ]
        placeholders = tuple(_reaching(list(self._apart([place for place in read if place is not None])), canvas))
        free = canvas.free(start, self._taken(placeholders))
        margin = self._margin(canvas, start, [free, *(place.box for place in placeholders)])
        if margin is None and not any(place.kind == "ftr" for place in placeholders):
            placeholders, free, margin = _lined(placeholders, free)
        ground = canvas.ground(free, background)
        return MasterLayout(
            name=self.layout.name or "",
            part=str(self.layout.part.partname),
            kind=self.element.get("type", ""),
            master=master.number,
            rtl=master.rtl,
            placeholders=placeholders,
            background=background,
            ground=ground.colours[0],
            free=free,
            fixed=tuple(drawn),
            obstacles=canvas.obstacles,
            upright=any(_upright(shape) for shape in shapes),
            house=master.name or str(master.number + 1),
            busy=ground.varied and (canvas.pictured or max(map(ground.least, POLES)) < READABLE),
            margin=None if margin is None else Margin(margin, canvas.ground(margin, background).colours[0]),
            left_out=tuple(self.left_out),
            lost=tuple(self.lost),
            unsure=tuple(self.unsure),
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

    def _apart(self, places: Sequence[Placeholder]) -> Iterator[Placeholder]:
        """Places that do not overlap: titles stay, footers give way to them, texts to both, and of two texts the lower one. A text that
        would lose most of itself to a footer has it left out; one that another lies on is not used."""
        kept: list[Placeholder] = []
        for place in sorted(places, key=lambda one: (_rank(one), one.box.y, one.box.x)):
            rest = apart(
                place.box, (other.box for other in kept if not (_rank(place) == 3 and other.idx in self.filled))
            )
            if rest.width * rest.height < place.box.width * place.box.height * _LEAST_KEPT and _rank(place) in (1, 2):
                feet = [other for other in kept if _rank(other) == 1 and other.box.overlaps(place.box, SAME)]
                if _rank(place) == 1:
                    self.left_out.append(place.kind)
                    continue
                kept = [other for other in kept if other not in feet]
                self.left_out += [other.kind for other in feet]
                rest = apart(place.box, (other.box for other in kept))
                if rest.width * rest.height < place.box.width * place.box.height * _SLIVER:
                    continue
            kept.append(place if rest == place.box else replace(place, box=rest, moved=True))
        numbers = {place.idx: number for number, place in enumerate(places)}
        yield from sorted(kept, key=lambda one: numbers[one.idx])

    def _placeholder(self, shape: Shape, box: Box, background: Colour, canvas: Canvas) -> Placeholder | None:
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
        insets = Insets(*(int(body.get(key, usual)) for key, usual in _INSETS))
        anchor = ANCHORS.get(body.get("anchor", "t"), "top")
        line = _line(box, insets, anchor, given[0].size) if shape.kind in FURNITURE else box
        fill = self._own_fill(shape, base, box)
        if fill is not None and fill.plain:  # it may lie on a picture's place: it is a ground of its own
            self.filled.add(shape.idx)
        clear = box if fill is not None and fill.plain else self._clear(shape.kind, box, line, canvas)
        if clear is None:
            self.left_out.append(shape.kind)
            return None
        ground = canvas.ground(line if clear == box else clear, background, fill)
        styles = tuple(self._readable(style, ground) for style in given)
        if shape.kind in TITLES | TEXT and not ground.known:
            self.unsure.append(shape.name)
        elif shape.kind in TITLES | TEXT and ground.lost(styles[0].colour, READABLE_LARGE) > _LOST:
            self.lost.append(shape.name)
        elif shape.kind in FURNITURE and ground.known and ground.lost(styles[0].colour, READABLE_LARGE) > _FAINT:
            self.left_out.append(shape.kind)
            return None
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
            insets=insets,
            anchor=anchor,
            columns=max(1, int(body.get("numCol", "1"))),
            background=ground.colours[0],
            given=_forgotten(given) if shape.kind == "ftr" and not _shows(shape) else given if given != styles else (),
            moved=clear != box,
            rtl=rtl in ("1", "true"),
            says=says,
            ink=self._readable(replace(styles[0], size=1.0), ground).colour,
        )

    def _own_fill(self, shape: Shape, base: Shape | None, box: Box) -> Fill | None:
        """What a place is filled with itself: by the layout, else by the master."""
        for one, fills in ((shape, self.fills), (base, self.fills)):
            properties = None if one is None else one.element.find(f"{P}spPr")
            if one is not None and (said(properties) is not None or one.element.find(f"{P}style") is not None):
                return fills.shape(one.element, box)
        return None

    def _clear(self, kind: str, box: Box, line: Box, canvas: Canvas) -> Box | None:
        """The part of a place that nothing is drawn on; all of it where too little is left. A footer needs one colour behind its line, or
        room for it beside what is drawn: None where it has not."""
        if kind in FURNITURE:
            if not any(obstacle.overlaps(line, SAME) for obstacle in canvas.obstacles) or canvas.even(line) == line:
                return box
            rest = canvas.even(box)
            roomy = rest.width >= min(box.width, _LETTERS[kind] * line.height) and rest.height >= min(
                box.height, line.height
            )
            return rest if roomy else None
        if kind not in TEXT | TITLES:
            return box
        rest = canvas.clear(box, edges=kind in ("body", "obj"))
        least = _LEAST_TITLE if kind in TITLES else _LEAST_KEPT
        return box if rest.width * rest.height < box.width * box.height * least else rest

    def _readable(self, style: TextStyle, ground: Ground) -> TextStyle:
        """The style with a colour that reads on all that is behind it: its own, a darker or lighter one of its hue, or another of the
        theme's. Where the ground cannot be told, or none is better on all of it, the customer's colour stays."""
        needed = READABLE_LARGE if large(style) else READABLE
        if not ground.known or ground.least(style.colour) >= needed:
            return style
        shades = [style.colour.shade(share, lighter=pole) for share in range(20, 100, 20) for pole in (False, True)]
        own = [self.palette.slot(name) for name in ("tx1", "bg1", "tx2", "bg2")]
        grey = (
            max(style.colour.channels) - min(style.colour.channels) < _GREY
        )  # what has no hue may become any text colour
        choices = [*own, *shades, *POLES] if grey else [*shades, *own, *POLES]
        better = next((c for reached in (READABLE, needed) for c in choices if ground.least(c) >= reached), None)
        if better is None:
            best = min(choices, key=lambda colour: (round(ground.lost(colour, needed), 2), -ground.least(colour)))
            worse = any(
                best.contrast(one) < min(needed, style.colour.contrast(one)) for one in ground.colours
            ) or ground.lost(best, needed) >= ground.lost(style.colour, needed)
            better = style.colour if worse else best
        return replace(style, colour=better)

    # -- what master and layout draw ---------------------------------------------------------------------------------------

    def _drawn(self) -> Iterator[Drawn]:
        """What is drawn behind the slide's own shapes, back to front."""
        if self.element.get("showMasterSp", "1") not in ("0", "false"):
            yield from self.master.drawn
        yield from drawings(self.element, self.fills, "layout")

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


def _line(box: Box, insets: Insets, anchor: str, size: float) -> Box:
    """Where the one line of a footer stands in its place."""
    room = box.inset(0, insets.top, 0, insets.bottom)
    high = min(box.height, round(size * 1.25 * EMU_PER_POINT))
    spare = max(0, room.height - high)
    top = room.y + {"top": 0, "middle": spare // 2, "bottom": spare}[anchor] - max(0, high - room.height) // 2
    return Box(box.x, max(box.y, top), box.width, high)


def _reaching(places: Sequence[Placeholder], canvas: Canvas) -> Iterator[Placeholder]:
    """The places, the footer with how far it may reach: over those of date and number on its line, if nothing is drawn there."""
    for place in places:
        across = place.box
        for other in places:
            if other.kind in ("dt", "sldNum") and abs(other.box.y - place.box.y) * 2 < place.box.height:
                across = across.united(Box(other.box.x, place.box.y, other.box.width, place.box.height))
        others = [one.box for one in places if one.kind not in FURNITURE]
        clear = (
            place.kind == "ftr"
            and canvas.clear(across, edges=True) == across
            and not any(box.overlaps(across) for box in others)
        )
        yield replace(place, reach=across) if clear and across != place.box else place


def _rank(place: Placeholder) -> int:
    """Who gives way to whom: titles stay, then footers, texts, and what is filled with pictures, charts and tables."""
    return 0 if place.kind in TITLES else 1 if place.kind in FURNITURE else 2 if place.kind in TEXT else 3


def _theme_part(part: Any) -> Any | None:
    """The part that holds a master's theme, and leads to the theme's pictures."""
    return next(
        (one.target_part for one in part.rels.values() if one.reltype.endswith("/theme") and not one.is_external), None
    )


def _level(shape: Shape) -> bool:
    """Whether a placeholder stands straight: one that is turned is not filled."""
    frame = shape.element.find(f"{P}spPr/{A}xfrm")
    return frame is None or int(frame.get("rot", "0")) % 21_600_000 == 0


def _upright(shape: Shape) -> bool:
    """True for upright columns of text, which the text engine does not set."""
    body = body_properties(shape.element)
    return body is not None and (body.get("vert", "horz") != "horz" or int(body.get("rot", "0")) != 0)
