"""Slide masters and their layouts, everything resolved that a layout inherits: places, insets, type styles, colours, grounds.

A placeholder takes what it does not say itself from the master's placeholder of its type, the master's text styles and the file's
defaults; its ground is what master and layout draw behind it. Where the type would not read on that ground, the style that is used
has a colour that does, and `Placeholder.given` keeps what the file says: a writer writes the difference.

Source: ECMA-376 part 1: 19.3.1 (masters, layouts, placeholders), 19.7.10 (placeholder types), 21.1.2 (text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from lxml import etree

from ..diagnostics import Diagnostic, Where, note
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, Insets, PageSize
from ..look import Align, Colour, FontNames, Margin, Placeholder, TextStyle
from ..ooxml import colours as of_colours
from ..ooxml import fills as of_fills
from ..ooxml.deck import Deck
from ..ooxml.markup import A, P, flag, number
from ..ooxml.shapes import FURNITURE, TEXT, TITLES, Shape
from ..ooxml.shapes import placeholders as marked
from ..ooxml.text import Cascade, inherited
from ..regex import regex
from .drawn import SAME, Drawn, drawings
from .fills import Fill, Fills
from .ground import POLES, READABLE, Canvas, Ground, below, plated
from .reach import free_ground, off_lines, reaching, running_on
from .room import Plan
from .strips import apart, over_subtitles
from .styles import ANCHORS, hidden, large, style_of

READABLE_LARGE: Final = 3.0
"""The contrast that text needs, and large text (WCAG 2.2, 1.4.3)."""

_LINE: Final = 14 * EMU_PER_POINT
"""As much as a line of small type needs; on a large page it is one of so many parts of its height."""
_LINES: Final = 38

LEVELS: Final = 5
"""Outline levels that are read; PowerPoint has nine, and nobody reads the sixth."""

_LEAST_KEPT, _LEAST_BESIDE, _LEAST_TITLE = 0.4, 0.3, 0.5
_OPENING: Final = frozenset({"ctrTitle", "subTitle"})
_LEAST_LEFT: Final = 0.85  # of a place that gives up a line
"""A placeholder that a drawing stands on gives way to it, where so much of it is left; else the customer wants it so."""
_SLIVER: Final = 0.1  # a text of whose place less than this is left is not used
_CROSSED, _HALF = 0.05, 0.5
"""On how much of the free area no one colour may read, before blocks keep to a part of one colour, if that is so much of it."""
_LOST, _NEARLY = 0.3, 2.5
"""Where a title or text falls below 3:1 on more of its place than this, it cannot be read; large type that stays above 2.5:1 is."""
_FAINT: Final = 0.1  # the same for a footer, which is left out
_LETTERS: Final = {"ftr": 8.0, "hdr": 8.0, "dt": 5.0, "sldNum": 2.0}
"""How wide a footer has to be, in lines of its type."""
_GREY: Final = 0.12
_ID: Final = regex(rb' id="\d+"')
_Mark: TypeAlias = Literal["filled", "left out", "lost", "unsure", "crossed"]
"""What becomes of a place: it has a ground of its own; a footer cannot be read; no colour makes a text readable; its ground cannot be told; a picture's place that a rule or a logo reaches into."""
_INSETS: Final = (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))
_APART: Final = 1.1
"""Lines less than so many times their type apart touch."""
_SHARE: Final = 22
"""A title of its own is in type of one part of so many of the page's height, at the least."""
_BESIDE: Final = 0.6  # of a picture's place: so much of it may do
_PANEL: Final = 0.2  # of the page: so large is a body that blocks may stand in
_HEAD: Final = 7
"""A title without a place takes one part of so many of the page's height."""
_TITLE: Final = etree.fromstring(
    f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr><p:cNvPr id="1" name="Title"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr>'
    '</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr anchor="b"/><a:lstStyle/><a:p/></p:txBody></p:sp>'
)


@frozen
class MasterLayout:
    """A slide layout as read, before anybody asks what it is for. `kind` is the file's own word for that, `upright` says that its
    text stands on end, `free` is what is left of the page for blocks, `ground` what is behind that; `busy` says that this is a picture of many colours. `master` counts from 0, `house` is its name (PowerPoint shows that of its theme).

    Of its places, `left_out` are the kinds of footers that cannot be read where they stand, `lost` the names of titles and texts that no
    colour makes readable, `unsure` those on a ground that cannot be told; `crossed` says that a rule or a logo reaches into a picture's place. Where there is no title, `spare` is where one could stand, as
    the master has it, and `below` what is free then."""

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
    crossed: bool = False
    spare: Placeholder | None = None
    below: Box | None = None
    plate: Colour | None = None


class SlideMaster:
    """A slide master with its theme: resolves what its layouts inherit."""

    def __init__(self, deck: Deck, part: str, number: int, page: PageSize) -> None:
        self.deck = deck
        self.part = part
        self.number = number
        self.element = deck.roots[part]
        self.page = page
        self.canvases: dict[tuple[Colour, tuple[Drawn, ...], Box], Canvas] = {}
        self.places: dict[tuple[Any, ...], tuple[Placeholder | None, tuple[_Mark, ...]]] = {}
        self.palette = of_colours.palette(deck, part, part)
        self.theme = self.palette.theme.root
        self.name = "" if self.theme is None else self.theme.get("name", "")
        self.shapes = marked(self.element)
        self.fills = Fills(deck, self.palette, part)
        self.drawn = tuple(drawings(self.element, self.fills, "master"))
        first = self.element.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
        self.rtl = first is not None and flag(first.get("rtl"))

    def canvas(self, background: Colour, drawn: tuple[Drawn, ...], start: Box) -> Canvas:
        """A page painted with what its layout draws: once for all layouts that draw the same."""
        key = (background, drawn, start)
        if key not in self.canvases:
            self.canvases[key] = Canvas(self.page, *key)
        return self.canvases[key]

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
        for part in self.deck.layouts(self.part):
            try:
                yield _Layout(self, part).read()
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as fault:
                name = self.deck.roots[part].find(f"{P}cSld").get("name", "")
                findings.append(
                    note("brand-layout", f"the layout `{name}` cannot be read and is not used ({fault})", where)
                )

    def box(self, kinds: frozenset[str]) -> Box | None:
        """The master's own place of a kind."""
        return next((shape.box for shape in self.shapes if shape.role in kinds and shape.box is not None), None)

    def background(self, root: Any, fills: Fills) -> Drawn | None:
        """The background that a layout or the master sets itself."""
        fill = fills.background(root, self.page.box)
        if fill is None:
            return None
        return Drawn(self.page.box, fill=fill, item=None if fill.rough else fill.picture, name="Background")


def _shows(shape: Shape) -> bool:
    """Whether a place has a text of its own on its layout."""
    return any(text.text for text in shape.element.iter(f"{A}t"))


def _forgotten(styles: tuple[TextStyle, ...]) -> tuple[TextStyle, ...]:
    """What a footer without a text on its layout gives to slides: LibreOffice forgets its size, colour and side, so that the deck says them."""
    other: Mapping[Align, Align] = {"start": "end", "center": "start", "end": "start"}
    return tuple(
        replace(style, size=0.0, colour=Colour(style.colour.rgb, "-"), align=other[style.align]) for style in styles
    )


def _lined(places: tuple[Placeholder, ...], free: Box, high: int) -> tuple[tuple[Placeholder, ...], Box, Box | None]:
    """Places and free area less a line at their foot, for what every slide must say where a layout has neither footer nor margin; as they
    were, without a line, where a place would lose too much to it."""
    line = Box(free.x, free.bottom - high, free.width, high)
    made = [
        replace(place, box=replace(place.box, height=line.y - place.box.y), moved=True)
        if place.box.overlaps(line, SAME)
        else place
        for place in places
    ]
    if any(one.box.height < place.box.height * _LEAST_LEFT for one, place in zip(made, places, strict=True)):
        return places, free, None
    return tuple(made), replace(free, height=free.height - high), line


class _Layout:
    """One layout, with the master behind it."""

    def __init__(self, master: SlideMaster, part: str) -> None:
        self.master = master
        self.part = part
        self.element = master.deck.roots[part]
        self.name = self.element.find(f"{P}cSld").get("name", "")
        self.palette = of_colours.palette(master.deck, part, master.part)
        self.fills = replace(master.fills, palette=self.palette, part=part)
        self.filled: set[int] = set()
        self.left_out: list[str] = []
        self.lost: list[str] = []
        self.unsure: list[str] = []
        self.crossed = False
        self.line = max(_LINE, master.page.height // _LINES)

    def read(self) -> MasterLayout:
        master = self.master
        drawn = list(self._drawn())
        behind = master.background(self.element, self.fills) or master.background(
            master.element, replace(master.fills, palette=self.palette)
        )
        if behind is not None and not (behind.fill is not None and behind.fill.plain):
            drawn.insert(0, behind)
        background = (
            (behind.fill.colour if behind is not None and behind.fill is not None else None)
            or self.palette.named("bg1")
            or self.palette.slot("bg1")
        )
        shapes = [shape for shape in marked(self.element, (master.deck.back(master.part),)) if _level(shape)]
        boxes = [shape.box or Box(0, 0, master.page.width, master.page.height) for shape in shapes]
        plan = Plan(master.page, master.box(frozenset({"body"})), master.box(TITLES))
        start = plan.start(shapes, boxes)
        canvas = master.canvas(background, tuple(drawn), start)
        read = [
            self._placeholder(shape, box, background, canvas)
            for shape, box in zip(shapes, boxes, strict=True)
            if box.width > SAME and box.height > SAME
        ]
        kept = [*over_subtitles([place for place in read if place is not None])]
        placeholders = tuple(reaching([*self._apart(kept)], canvas))
        free = canvas.free(start, plan.taken(placeholders))
        placeholders = tuple(off_lines(list(running_on(placeholders, canvas)), canvas))
        margin = self._margin(canvas, start, [free, *(place.box for place in placeholders)])
        if margin is None and not any(place.kind == "ftr" for place in placeholders):
            placeholders, free, margin = _lined(placeholders, free, self.line)
        free, ground = _even(canvas, free, background)
        plate = plated(ground, _LOST / 2 if canvas.pictured else _LOST, placeholders, self.palette.slot("bg1"))
        for room, plate in self._panel(placeholders, background, canvas):
            free, ground = apart(room, plan.taken(placeholders)), Ground((plate,))
        spare = self._spare(placeholders, free, background, canvas)
        taken = plan.taken(placeholders, spare)
        return MasterLayout(
            name=self.name,
            part=self.part,
            kind=self.element.get("type", ""),
            master=master.number,
            rtl=master.rtl,
            placeholders=placeholders,
            background=background,
            ground=plate or _usual(ground),
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
            crossed=self.crossed,
            spare=spare,
            plate=plate,
            below=canvas.free(free, taken) if spare else None,
        )

    def _panel(self, places: Sequence[Placeholder], background: Colour, canvas: Canvas) -> Iterator[tuple[Box, Colour]]:
        """The inside of a body's place that is filled itself, and its colour: blocks stand on that, which nobody sees below them. On a picture
        a layout without a body has the slide master's."""
        shape = next((one for one in self.master.shapes if one.role == "body"), None)
        least = _PANEL * self.master.page.width * self.master.page.height
        bodies = [one for one in places if one.kind in ("body", "obj") and one.box.width * one.box.height > least]
        if not bodies and canvas.pictured and shape is not None and shape.box is not None:
            made = self._placeholder(shape, shape.box, background, canvas)
            bodies = [made] if made is not None else []
        for body in bodies if len(bodies) == 1 else ():
            if body.filled:
                room, ins = body.box, body.insets
                yield room.inset(ins.left, ins.top, ins.right, ins.bottom), body.background

    def _spare(
        self, places: Sequence[Placeholder], free: Box, background: Colour, canvas: Canvas
    ) -> Placeholder | None:
        """A title for a layout without one: in the master's own place if nothing is drawn there, else at the head of the free area."""
        if any(place.kind in TITLES for place in places):
            return None
        page, lost, unsure = self.master.page, list(self.lost), list(self.unsure)
        shape = next((one for one in self.master.shapes if one.role in TITLES and one.box is not None), None)
        head = Box(free.x, page.height // 16, free.width, free.y - page.height // 16)
        if head.height < page.height // 10 or canvas.clear(head) != head:
            head = Box(free.x, free.y, free.width, min(free.height // 3, page.height // _HEAD))
        box = shape.box if shape is not None and shape.box is not None else head
        fixed = [place.box for place in places if place.kind not in TEXT]
        box = canvas.beside_marks(box) or box  # no title stands on a rule
        low = box.height < self.line * 2 or box.height > page.height // 3
        if canvas.clear(box) != box or any(box.overlaps(one, SAME) for one in fixed) or low:
            box = head
        more = replace(box, height=max(box.height, page.height // _HEAD))
        box = more if canvas.clear(more) == more and more.overlaps(free) else box
        if box.height < _LINE * 2:
            return None
        if shape is None:
            shape = Shape(_TITLE, "text", "Title", "", "", False, False, box, ("title", 0), (), ())
        made = self._placeholder(replace(shape, box=box), box, background, canvas)
        sure = self.lost == lost and self.unsure == unsure
        self.lost, self.unsure = lost, unsure
        if made is None or not sure:
            return None
        styles, least = made.styles, page.height / EMU_PER_POINT / _SHARE
        if styles[0].size < least:  # nobody set a title's type in this file
            styles = tuple(replace(style, size=float(round(least)), bold=True, font="heading") for style in styles)
        made = replace(made, idx=0, kind="title", name="Title", box=box, styles=styles, reach=None)
        made = replace(made, grown=free_ground(made, [place.box for place in places], canvas))
        return replace(made, moved=True, given=(), loose=True)

    def _margin(self, canvas: Canvas, start: Box, taken: Sequence[Box]) -> Box | None:
        """Where a line can stand outside all that the layout plans: in the place of the master's footer if that is clear, else in
        a band at the foot or the head of the page that is."""
        foot = self.master.box(frozenset({"ftr"}))
        clear = foot is not None and foot.height >= self.line and canvas.clear(foot) == foot
        if foot is None or not clear or any(box.overlaps(foot, SAME) for box in taken):
            inner = self.master.page.box.inset(self.line, 0, self.line, 0)
            tries = ((column, air) for air in (self.line // 2, 0) for column in (start, inner))
            foot = next((band for column, air in tries if (band := canvas.band(self.line, column, taken, air))), None)
        across = foot is not None and not canvas.pictured and canvas.even(foot) != foot  # the edge of what is a ground
        return None if across else foot

    # -- placeholders ------------------------------------------------------------------------------------------------------

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
        """A place with all that it inherits; None where it cannot be used. What layouts say in the same words is read once."""
        said = etree.tostring(shape.element, with_tail=False)
        colours = (self.palette.theme.part, *sorted(self.palette.here.items()))
        key = (_ID.sub(b"", said), shape.back, box, background, id(canvas), colours)
        if key not in self.master.places or b":embed=" in said:  # a picture is known by its layout's relations
            self.master.places[key] = self._read(shape, box, background, canvas)
        place, marks = self.master.places[key]
        self.filled |= {shape.idx} if "filled" in marks else set()
        self.left_out += [shape.role] * ("left out" in marks)
        self.lost += [shape.name] * ("lost" in marks)
        self.unsure += [shape.name] * ("unsure" in marks)
        self.crossed |= "crossed" in marks
        return place

    def _read(
        self, shape: Shape, box: Box, background: Colour, canvas: Canvas
    ) -> tuple[Placeholder | None, tuple[_Mark, ...]]:
        marks, body = list[_Mark](), Cascade(_body(one) for one in (shape.element, *shape.back))
        sources = self._sources(shape)
        count = LEVELS if shape.role in TEXT else 1
        given = tuple(style_of(sources, number, shape.role, self.palette) for number in range(1, count + 1))
        insets = Insets(*(int(body.get(key, usual)) for key, usual in _INSETS))
        drawn, box = box, self._run_on(box, shape.role, body, given[0], canvas)
        anchor = ANCHORS.get(body.get("anchor", "t"), "top")
        line = _line(box, insets, anchor, given[0].size) if shape.role in FURNITURE else box
        fill = self._own_fill(shape, box)
        own = fill is not None and bool(fill.stops) and fill.density >= _HALF  # a ground of its own, on a picture too
        marks += ["filled"] * own
        unseen = shape.role in FURNITURE and hidden(sources)
        clear = box if own else None if unseen else self._clear(shape.role, box, line, canvas)
        if clear is None:
            return None, (*marks, "left out")
        at = line if clear == box else clear
        clear, ground = self._on_band(shape, clear, canvas.ground(at, background, fill), fill, given[0].colour, canvas)
        styles = tuple(self._readable(_spaced(style, shape.role), ground) for style in given)
        plate: Colour | None = None
        if shape.role in TITLES | TEXT and ground.known and ground.lost(styles[0].colour, READABLE_LARGE) > _LOST:
            plate = below(ground, given[0].colour, self.palette.slot("bg1"))
            ground = Ground((plate,))
            styles = tuple(self._readable(_spaced(style, shape.role), ground) for style in given)
        if shape.role in TITLES | TEXT and not ground.known:
            marks.append("unsure")
        elif shape.role == "pic" and (part := canvas.beside_marks(box)) is not None:
            marks, clear = [*marks, "crossed"], _most_of(box, part) or clear
        elif plate is not None:
            marks.append("lost")
        elif shape.role in FURNITURE and ground.known and ground.lost(styles[0].colour, READABLE_LARGE) > _FAINT:
            return None, (*marks, "left out")
        says = tuple(
            (key, plain)
            for key, plain, harmless in (("numCol", "1", "1"), ("wrap", "square", "square"))
            if body.get(key, harmless) != harmless
        )
        rtl = Cascade([one.find(f"{A}lvl1pPr") for one in sources if one is not None]).get("rtl", "0")
        place = Placeholder(
            idx=shape.idx,
            kind=shape.role,
            name=shape.name,
            box=clear,
            styles=styles,
            insets=insets,
            anchor=anchor,
            columns=max(1, int(body.get("numCol", "1"))),
            background=_usual(ground),
            given=_forgotten(given) if shape.role == "ftr" and not _shows(shape) else given if given != styles else (),
            moved=clear != drawn,
            rtl=rtl in ("1", "true"),
            says=says,
            ink=self._readable(replace(styles[0], size=1.0), ground).colour,
            plate=plate,
            filled=fill is not None,
        )
        return place, tuple(marks)

    def _sources(self, shape: Shape) -> list[Any | None]:
        """The list styles that say how a place's words look, the layout's own first."""
        own = shape.element.find(f"{P}txBody/{A}lstStyle")
        return [own, *inherited(self.master.deck, shape, shape.role, self.master.part)]

    def _on_band(
        self, shape: Shape, box: Box, on: Ground, fill: Fill | None, ink: Colour, canvas: Canvas
    ) -> tuple[Box, Ground]:
        """A place and its ground; of a title that reaches over the edge of the band that its colour is made for, the part on it, and of what opens
        a file the part on one side of such an edge, or of one in a picture, that is told from the other."""
        if fill is not None or shape.role not in _OPENING | TITLES or not on.known or canvas.shaded(box):
            return box, on
        if shape.role in TITLES and on.lost(ink, READABLE_LARGE):
            part = canvas.even(box, upon=True)
            inside = canvas.ground(part, on.colours[0])
            kept = part.width * part.height >= box.width * box.height * _LEAST_TITLE
            if part != box and kept and inside.least(ink) >= READABLE_LARGE:
                return part, inside
        if shape.role not in _OPENING or (part := canvas.one_side(box)) == box:
            return box, on
        kept = part.width * part.height >= box.width * box.height * _LEAST_BESIDE and part.width * 2 > box.width
        return (part, canvas.ground(part, on.colours[0])) if kept else (box, on)

    def _own_fill(self, shape: Shape, box: Box) -> Fill | None:
        """What a place is filled with itself: by the layout, else by the master."""
        for one in (shape.element, *shape.back):
            properties = one.find(f"{P}spPr")
            if of_fills.of(properties, self.palette) is not None or one.find(f"{P}style") is not None:
                return self.fills.shape(one, box)
        return None

    def _run_on(self, box: Box, kind: str, body: Cascade, style: TextStyle, canvas: Canvas) -> Box:
        """The place of a title that does not wrap, which grows with its words: out to where blocks end, if nothing is drawn there."""
        if kind not in TITLES or body.get("wrap", "") != "none" or style.align != "start":
            return box
        within = self.master.box(frozenset({"body"})) or self.master.page.box
        wide = replace(box, width=max(box.width, within.right - box.x))
        return wide if canvas.clear(wide) == wide else box

    def _clear(self, kind: str, box: Box, line: Box, canvas: Canvas) -> Box | None:
        """The part of a place that nothing is drawn on; all of it where too little is left. A footer needs one colour behind its line, or room
        for it beside what is drawn: None where it has not."""
        if kind in FURNITURE:
            if any(_through(line, mark) for mark in canvas.obstacles):
                return None
            said = any(words.overlaps(line, SAME) for words in canvas.words)
            drawn = any(obstacle.overlaps(line, SAME) for obstacle in canvas.obstacles)
            if not drawn or (canvas.even(line) == line and not said):
                return box
            rest = canvas.clear(box) if said else canvas.even(box)
            roomy = rest.width >= min(box.width, _LETTERS[kind] * line.height) and rest.height >= min(
                box.height, line.height
            )
            return rest if roomy else None
        if kind not in TEXT | TITLES:
            return box
        rest = canvas.clear(box, edges=kind in ("body", "obj"))
        if kind == "subTitle" and rest == box:
            rest = canvas.over(box)  # cut at its side, it would stand on another edge than its title
        least = _LEAST_TITLE if kind in TITLES else _LEAST_KEPT
        if kind in TITLES and (beside := canvas.beside_marks(box)) is not None and beside.width * 2 > box.width:
            rest, least = beside, _LEAST_BESIDE
        return box if rest.width * rest.height < box.width * box.height * least else rest

    def _readable(self, style: TextStyle, ground: Ground) -> TextStyle:
        """The style with a colour that reads on all that is behind it: its own, a darker or lighter one of its hue, or another of the
        theme's. Where the ground cannot be told, or none is better on all of it, the customer's colour stays."""
        needed = READABLE_LARGE if large(style) else READABLE
        if not ground.known or ground.least(style.colour) >= needed:
            return style
        if large(style) and ground.least(style.colour) >= _NEARLY and ground.lost(style.colour, needed) <= _LOST:
            return style  # on a gradient another would be worse at its other end
        shades = [style.colour.shade(share, lighter=pole) for share in range(20, 100, 20) for pole in (False, True)]
        own = [self.palette.slot(name) for name in ("tx1", "bg1", "tx2", "bg2")]
        grey = style.colour.spread < _GREY  # what has no hue may become any text colour
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
        if flag(self.element.get("showMasterSp"), True):
            yield from self.master.drawn
        yield from drawings(self.element, self.fills, "layout")


def _spaced(style: TextStyle, role: str) -> TextStyle:
    """A style with lines that do not touch, and begin below each other: exactly so many points apart, they are made for one line, or for another size of type."""
    tight = style.leading is not None and style.leading < style.size * _APART * EMU_PER_POINT
    style = replace(style, leading=None) if tight and role not in FURNITURE else style
    hangs = style.indent < 0 and not style.bullet  # only a second line would show it
    return replace(style, margin=max(0, style.margin + style.indent), indent=0) if hangs else style


def _through(line: Box, mark: Box) -> bool:
    """Whether a rule runs through a line of text."""
    return mark.height <= SAME and line.y + SAME < mark.y < line.bottom - SAME and mark.overlaps(line, -1)


def _line(box: Box, insets: Insets, anchor: str, size: float) -> Box:
    """Where the one line of a footer stands in its place."""
    room = box.inset(0, insets.top, 0, insets.bottom)
    high = min(box.height, round(size * 1.25 * EMU_PER_POINT))
    spare = max(0, room.height - high)
    top = room.y + {"top": 0, "middle": spare // 2, "bottom": spare}[anchor] - max(0, high - room.height) // 2
    return Box(box.x, max(box.y, top), box.width, high)


def _even(canvas: Canvas, free: Box, background: Colour) -> tuple[Box, Ground]:
    """The free area, or a large part of it that is of one colour where no words would read on all of it; and what is behind it."""
    ground = canvas.ground(free, background)
    if ground.known and not canvas.pictured and min(ground.lost(pole, READABLE) for pole in POLES) > _CROSSED:
        part = canvas.even(free)
        if part != free and part.width * part.height >= free.width * free.height * _HALF:
            return part, canvas.ground(part, background)
    return free, ground


def _usual(ground: Ground) -> Colour:
    """The colour that blocks are set for: that of most of the ground, but where black or white would read on more of it, one that is
    like the rest."""
    usual = ground.colours[0]
    usually, better = max(POLES, key=usual.contrast), min(POLES, key=lambda pole: ground.lost(pole, READABLE))
    more = ground.known and ground.lost(usually, READABLE) > ground.lost(better, READABLE) + _FAINT
    return max(ground.colours, key=better.contrast) if more else usual


def _rank(place: Placeholder) -> int:
    """Who gives way to whom: titles stay, then footers, texts, and what is filled with pictures, charts and tables."""
    return 0 if place.kind in TITLES else 1 if place.kind in FURNITURE else 2 if place.kind in TEXT else 3


def _body(element: Any) -> Any:
    """A shape's `a:bodyPr`."""
    return element.find(f"{P}txBody/{A}bodyPr")


def _level(shape: Shape) -> bool:
    """Whether a placeholder stands straight: one that is turned is not filled."""
    frame = shape.element.find(f"{P}spPr/{A}xfrm")
    return frame is None or number(frame.get("rot")) % 21_600_000 == 0


def _upright(shape: Shape) -> bool:
    """True for upright columns of text, which the text engine does not set."""
    body = _body(shape.element)
    return body is not None and (body.get("vert", "horz") != "horz" or number(body.get("rot")) != 0)


def _most_of(box: Box, part: Box) -> Box | None:
    """The part of a picture's place beside the logo or the rule that reaches into it, where that is most of it: none of the house's is covered."""
    return part if part.width * part.height >= box.width * box.height * _BESIDE else None
