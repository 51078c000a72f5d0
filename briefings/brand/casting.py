"""Layouts as they play a role: their places named, ordered by how much they hold, with smaller type to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box
from ..look import Colour, Placeholder, SlideLayout, TextStyle
from ..ooxml.shapes import FURNITURE, TEXT, TITLES
from ..roles import EXTRA, ROLES
from .ground import READABLE
from .masters import MasterLayout
from .slots import TITLE_FLOOR
from .styles import large

FIRST: Final = -12
"""The density of a layout that is chosen before any other."""
BODY_FLOOR: Final = 14.0
LINE_FLOOR: Final = 12.0
"""The smallest type of bodies and single lines, in points; a layout's own size where that is smaller."""

_LINES, _OF_TITLE = 72.0, 2.2
"""As many points as a few lines of what is in a chapter take, and as many times the title's type on a large page."""
_BROAD: Final = 150
"""Points: in a narrower column the words of what is in a chapter break."""
_APART: Final = 12
"""Points between a chapter's name and what is in it."""
_TALL: Final = 9
"""A title that stands in the free area has type of at least so small a part of its height."""
_LARGER: Final = 1.15
"""A text on a cover in type of so many times the title's is what people see as its title."""
_AS_WIDE: Final = 0.9  # of a title's width: a text that may be one
_AFTER: Final[Mapping[str, tuple[str, str]]] = {"cover": ("subtitle", "date"), "section": ("body", "body-2")}
"""The texts of a cover and of a divider, by the order in which they follow the title."""
_SEVERAL_LINES, _OF_BOTH = 5.0, 0.6
"""So many times its type is high what holds a title and what goes with it; so much of that is the title's."""
_NAME: Final = 8  # of a place: as many lines of a chart's name would fit into it
_INDENT: Final = 24.0  # points: what stands farther from the edge of a title is not its list
_TWO_LINES, _LEAST_ALONE = 2.5, 0.9
"""So many times its type is high what two lines of a title take; so small does one become before it has a second."""
_TITLE_STEPS: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3)
_BODY_STEPS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


@frozen
class Casting:
    """The layouts of one role: `good` is False where the nearest had to do, `reason` says why it was these. `wanting` names the slots
    that have no placeholder there, `dense` says that the file has airy and dense layouts of one family for it, `rivals` are the layouts
    that suit it as well where nothing but the order of the file tells them apart."""

    role: str
    layouts: tuple[SlideLayout, ...]
    reason: str
    good: bool
    wanting: tuple[str, ...] = ()
    dense: bool = False
    rivals: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the first of its layouts."""
        return self.layouts[0].name if self.layouts else ""


def casting_of(
    role: str, family: Sequence[tuple[MasterLayout, Mapping[int, str]]], reason: str, *, good: bool
) -> Casting:
    """A role's layouts, their places named, with areas for what has no place."""
    layouts = tuple(replace(as_slide_layout(layout, role, slots), reason=reason) for layout, slots in family)
    offered = {place.slot for place in layouts[0].placeholders}
    wanting = tuple(slot for slot in ROLES[role] if slot not in {*offered, *EXTRA, "main"})
    made: list[SlideLayout] = []
    for layout in layouts:
        flows = [slot for slot, kind in ROLES[role].items() if kind == "flow" and slot != "main"]
        lacking = [slot for slot in flows if layout.slot(slot) is None]
        if role in ("chart", "picture") and lacking == flows[1:]:
            made.append(layout)
        elif lacking and len(flows) == 2:
            made.append(replace(layout, areas=side_by_side(layout.free, flows, 0.5)))
        else:
            made.append(layout)
    if role in ("cover", "section"):
        made = [_by_size(layout, *_AFTER[role]) for layout in made]
    if role in ("cover", "section"):
        made = [with_lines(layout, role) for layout in made]
    return Casting(role, _ranked(made), reason, good, wanting)


def from_the_right(casting: Casting) -> Casting:
    """A role's layouts with what stands side by side in free areas in the order of reading from the right."""
    layouts = []
    for layout in casting.layouts:
        boxes = [box for _, box in layout.areas]
        ends = min((box.x for box in boxes), default=0) + max((box.right for box in boxes), default=0)
        areas = tuple((slot, replace(box, x=ends - box.right)) for slot, box in layout.areas)
        layouts.append(replace(layout, areas=areas))
    return replace(casting, layouts=tuple(layouts))


def with_lines(layout: SlideLayout, role: str) -> SlideLayout:
    """Room for the subtitle, or a section's text, where there is no placeholder: the free area below or beside the title. What is in a chapter
    never stands above its name, nor at the side of one that is centred or set from the other edge: its layout shows the name alone then."""
    slot = "subtitle" if role == "cover" else "body"
    title, own = layout.slot("title"), layout.slot(slot)
    if role == "cover" and layout.areas:
        return layout
    if role == "cover" and title is not None and own is not None and _of_pages(title, own, layout.free):
        places = tuple(
            replace(one, slot="") if one.slot in ("subtitle", "date") else one for one in layout.placeholders
        )
        return as_cover(replace(layout, placeholders=places), layout.free, slot)
    broad = own is not None and own.box.width >= _BROAD * EMU_PER_POINT
    if own is not None and (title is None or role == "cover" or (broad and own.box.y >= title.box.y)):
        return layout if title is None or role == "cover" else _aired(layout, title, own)
    lent = title is not None and title.loose and title.box.overlaps(layout.free)  # to a layout that has none
    if lent and role == "cover":
        return as_cover(layout, layout.free, slot)
    if title is None or role == "cover":
        return replace(layout, areas=((slot, layout.free),))
    places = tuple(replace(one, slot="") if one.slot == slot else one for one in layout.placeholders)
    room = None if title.styles[0].align != "start" else _after(title, layout.free)
    nowhere = replace(title.box, y=title.box.bottom, height=1)
    return replace(layout, placeholders=places, areas=((slot, room or nowhere),))


def _aired(layout: SlideLayout, title: Placeholder, text: Placeholder) -> SlideLayout:
    """A divider whose text keeps off the name above it, and off the ground that this stands on: places made for one line of text touch."""
    ends = title.box.bottom if title.filled else _ends(title)
    more = round(_APART * EMU_PER_POINT) + ends - text.box.y - text.insets.top
    if text.anchor != "top" or not 0 < more < text.box.height // 4:
        return layout
    lower = replace(text, box=replace(text.box, y=text.box.y + more, height=text.box.height - more), moved=True)
    return replace(layout, placeholders=tuple(lower if one is text else one for one in layout.placeholders))


def _ends(title: Placeholder) -> int:
    """Where one line of a title ends."""
    line, box, ins = round(title.styles[0].size * EMU_PER_POINT), title.box, title.insets
    match title.anchor:
        case "top":
            return box.y + ins.top + line
        case "middle":
            return box.y + (ins.top + box.height - ins.bottom + line) // 2
        case _:
            return box.bottom - ins.bottom


def _by_size(layout: SlideLayout, below: str, last: str) -> SlideLayout:
    """A cover, or a divider, whose title stands in the place that people see first: that of a text in larger type, where its own is a line above
    it. The text that follows takes the place of the next, or on a cover the lower part of a place that has none below it; a cover whose own title
    is a line below that text has them change places."""
    title, text, after = layout.slot("title"), layout.slot(below), layout.slot(last)
    if title is None or text is None or text.styles[0].size < title.styles[0].size * _LARGER:
        return layout
    if text.box.height < title.box.height:
        return layout
    if layout.role == "cover" and text.box.bottom <= title.box.y and text.box.width >= title.box.width * _AS_WIDE:
        return _changed_places(layout, title, replace(text, box=replace(text.box, height=title.box.y - text.box.y)))
    if text.box.y < title.box.bottom:
        return layout
    box, areas, cover = text.box, layout.areas, layout.role == "cover"
    if after is None and cover:
        if box.height < _SEVERAL_LINES * text.styles[0].size * EMU_PER_POINT:
            return layout
        box = replace(box, height=round(box.height * _OF_BOTH))
        areas = ((below, replace(text.box, y=box.bottom, height=text.box.bottom - box.bottom)),)
    elif after is not None and text.box.overlaps(after.box):
        return layout
    own = replace(text, idx=title.idx, kind=title.kind, name=title.name, slot="title", moved=True, given=(), loose=True)
    head = _filled(replace(own, box=box, anchor=text.anchor if after or not cover else "bottom"), title)
    rest = (replace(one, slot=below if one.slot == last else one.slot) for one in layout.placeholders)
    places = tuple(head if one.slot == "title" else one for one in rest if one.idx != text.idx)
    return replace(layout, placeholders=places, areas=areas)


def _filled(moved: Placeholder, title: Placeholder) -> Placeholder:
    """A title in the place of a text: in the letters of that, and in its own colour upon what fills it itself."""
    if not title.filled:
        return moved
    styles = tuple(replace(style, colour=title.styles[0].colour) for style in moved.styles)
    return replace(moved, styles=styles, background=title.background, ink=title.ink, plate=None, filled=True)


def _changed_places(layout: SlideLayout, title: Placeholder, text: Placeholder) -> SlideLayout:
    """A cover with its title where a text is, in the letters of that, and the text where the title was."""

    def seated(place: Placeholder, seat: Placeholder) -> Placeholder:
        who = replace(seat, idx=place.idx, kind=place.kind, name=place.name, slot=place.slot)
        return replace(who, moved=True, given=(), loose=True)

    made = {title.idx: _filled(seated(title, text), title), text.idx: seated(text, title)}
    return replace(layout, placeholders=tuple(made.get(one.idx, one) for one in layout.placeholders))


def _of_pages(title: Placeholder, text: Placeholder, free: Box) -> bool:
    """Whether a cover is a page of text by its places, as LibreOffice makes them: the title at the head, a text over all of the rest."""
    tall = text.box.height * 3 >= free.height * 2 and text.box.height >= title.box.height * 3
    return tall and title.box.bottom <= max(text.box.y, free.y)


def _after(title: Placeholder, free: Box) -> Box | None:
    """The part of the free area below a title, or beside it; None where that is too low for a few lines, or too narrow for their words."""
    head = title.box
    if free.width < _BROAD * EMU_PER_POINT:
        return None
    if free.x >= head.right or free.right <= head.x:
        return free
    top = max(free.y, head.bottom)
    left, right = max(free.x, head.x), min(free.right, head.right)
    room = Box(left, top, right - left, free.bottom - top)
    least = max(_LINES, _OF_TITLE * title.styles[0].size) * EMU_PER_POINT
    aligned = abs(left - head.x) <= _INDENT * EMU_PER_POINT
    broad = room.width >= max(free.width // 3, _BROAD * EMU_PER_POINT)
    return room if aligned and room.height >= least and broad else None


def as_cover(layout: SlideLayout, free: Box, slot: str) -> SlideLayout:
    """A layout of pages as a cover or a divider: its title large in the free area, in a colour of the texts there where it stands on a band
    of its own, and what goes with it below; but nothing of a chapter below a name that is centred or set from the other edge."""
    title = layout.slot("title")
    head = None if title is None or title.box.bottom > free.y + free.height // 3 else _upon(title, layout)
    if title is None or head is None:
        return replace(layout, areas=((slot, free),))
    tall = free.height // 2
    by = max(1.0, free.height / EMU_PER_POINT / _TALL / head.styles[0].size)
    styles = tuple(_scaled(style, by) for style in head.styles) if by > 1 else head.styles
    given = title.given if styles == title.styles else title.written
    moved = replace(
        head, box=replace(free, height=tall), anchor="bottom", styles=styles, given=given, moved=True, reach=None, loose=True
    )  # fmt: skip
    places = tuple(moved if one is title else one for one in layout.placeholders)
    centred = slot == "body" and title.styles[0].align != "start"
    below = replace(free, y=free.y + tall, height=1 if centred else free.height - tall)
    return replace(layout, placeholders=places, areas=((slot, below),))


def _upon(title: Placeholder, layout: SlideLayout) -> Placeholder | None:
    """A title as it is upon the ground of the free area: as it was, or in the colour of a text there; None where none reads."""
    ground = layout.ground or layout.background
    if title.background.rgb == ground.rgb or title.filled:
        return title
    texts = [one for one in layout.placeholders if one.kind in TEXT and one.background.rgb == ground.rgb]
    inks = [one.styles[0].colour for one in texts if one.styles[0].colour.contrast(ground) >= READABLE]
    styles = tuple(replace(style, colour=ink) for style in title.styles for ink in inks[:1])
    return replace(title, styles=styles, background=ground, plate=None) if styles else None


def _scaled(style: TextStyle, by: float) -> TextStyle:
    """A style so many times as large, to half points."""
    leading = None if style.leading is None else round(style.leading * by)
    return replace(style, size=round(style.size * by * 2) / 2, leading=leading)


def as_slide_layout(layout: MasterLayout, role: str, slots: Mapping[int, str]) -> SlideLayout:
    """A layout in a role, its places named."""
    places = tuple(
        _legible(replace(place, slot=slots.get(number, "")), role) for number, place in enumerate(layout.placeholders)
    )
    return SlideLayout(
        name=layout.name,
        role=role,
        density=0,
        placeholders=_level(places),
        free=layout.free,
        background=layout.background,
        fixed=tuple(one.item for one in layout.fixed if one.item is not None),
        part=layout.part,
        ground=layout.ground,
        margin=layout.margin,
        plate=layout.plate,
    )


def _level(places: tuple[Placeholder, ...]) -> tuple[Placeholder, ...]:
    """Places, those of texts side by side set from the top: in the middle or at the foot, texts of several lengths begin at several heights."""
    beside = [place for place in places if place.kind in TEXT and place.slot in ("left", "right")]
    sunk = [place for place in beside if len(beside) > 1 and place.anchor != "top"]
    return tuple(
        replace(place, anchor="top", says=(*place.says, ("anchor", "t"))) if place in sunk else place
        for place in places
    )


def _legible(place: Placeholder, role: str) -> Placeholder:
    """A body in type that is read on a screen, where the file has it smaller."""
    if role in ("cover", "section") or place.slot in ("", "caption") or not _is_body(place):
        return place
    by = BODY_FLOOR / max(1.0, place.styles[0].size)
    if by <= 1 or place.styles[0].size <= 0:
        return place
    styles = tuple(
        replace(
            style,
            size=max(BODY_FLOOR, style.size) if number == 0 else round(style.size * by * 2) / 2,
            leading=None if style.leading is None else round(style.leading * by),
        )
        for number, style in enumerate(place.styles)
    )
    return replace(place, styles=styles, given=place.written)


def _ranked(layouts: Sequence[SlideLayout]) -> tuple[SlideLayout, ...]:
    """The layouts of a role with their density: those that hold less text come first."""
    order = sorted(range(len(layouts)), key=lambda n: (round(_capacity(layouts[n])), n))
    ranks = {number: rank for rank, number in enumerate(order)}
    return tuple(replace(layout, density=ranks[number]) for number, layout in enumerate(layouts))


def side_by_side(free: Box, slots: Sequence[str], share: float) -> tuple[tuple[str, Box], ...]:
    """Two places side by side, the first with its share of the width."""
    gap = free.width // 32
    first = round((free.width - gap) * share)
    return (
        (slots[0], Box(free.x, free.y, first, free.height)),
        (slots[1], Box(free.x + first + gap, free.y, free.width - gap - first, free.height)),
    )


def below_title(layout: SlideLayout, rtl: bool) -> Box:
    """The free area, its text beginning where the title's does."""
    free, title = layout.free, layout.slot("title")
    if title is None or title.styles[0].align != "start":
        return free
    left = 0 if rtl else max(0, title.box.x + title.insets.left - free.x)
    right = max(0, free.right - title.box.right + title.insets.right) if rtl else 0
    return free if (left + right) * 3 > free.width else free.inset(left, 0, right, 0)


def line_above(box: Box) -> tuple[Box, Box]:
    """A place as a line for what a chart shows, and the rest below it."""
    high = box.height // _NAME
    return replace(box, height=high), replace(box, y=box.y + high, height=box.height - high)


def _capacity(layout: SlideLayout) -> float:
    """How many letters a layout holds, roughly: area over squared type size, in its bodies and, as a tie-break, its title."""
    total = 0.0
    for place in layout.placeholders:
        if not place.slot or place.kind not in TEXT | TITLES:
            continue
        area = place.box.width * place.box.height / (EMU_PER_POINT * place.styles[0].size) ** 2
        total += area * 0.05 if place.slot == "title" else area
    return total


def with_steps(casting: Casting, by: float = 1.0) -> Casting:
    """A role with one layout gets smaller type to choose from: sizes that the deck then has to say, because the file has no denser
    layout (its titles and lines step down by themselves, bodies as layouts of their own). The page is `by` so many times as high as usual."""
    if casting.dense:
        return casting
    made: list[SlideLayout] = []
    for layout in casting.layouts:
        lined = replace(layout, placeholders=tuple(_stepped_line(place, by) for place in layout.placeholders))
        lowered = _lowered(lined)
        if lowered is not None:
            lined = replace(lined, placeholders=tuple(map(_no_smaller, lined.placeholders)))
        for one in (lined, lowered) if lowered is not None else (lined,):
            made.append(one)
            before = _body_size(one)
            for share in _BODY_STEPS[1:]:
                if (smaller := _at(one, share)) is None or _body_size(smaller) >= before:
                    break
                before = _body_size(smaller)
                made.append(replace(smaller, density=len(made)))
    return replace(casting, layouts=tuple(made))


def on_plates(casting: Casting) -> Casting:
    """A role whose charts and tables stand on the panel that a layout has below blocks, in their places too, in colours for it."""

    def laid(place: Placeholder, plate: Colour) -> Placeholder:
        return replace(place, background=plate, filled=True) if place.slot in ("chart", "table") else place

    layouts = (
        one
        if one.plate is None
        else replace(one, placeholders=tuple(laid(place, one.plate) for place in one.placeholders))
        for one in casting.layouts
    )
    return replace(casting, layouts=tuple(layouts))


def _lowered(layout: SlideLayout) -> SlideLayout | None:
    """A layout of pages whose title has room for a second line, and what is below it begins lower; None where there is that room, or nothing
    gives way to it: a rule below the title, or a title that leaves too little."""
    title = layout.slot("title")
    if title is None or layout.role in ("cover", "section") or title.kind not in TITLES:
        return None
    ends = title.box.bottom
    room = max(title.box.height, 0 if title.reach is None else title.reach.height)
    more = round(_TWO_LINES * title.styles[0].size * EMU_PER_POINT) - room
    if not 0 < more <= min(title.below, layout.free.height // 5):
        return None
    head = replace(title, box=replace(title.box, height=title.box.height + more), moved=True, reach=None)
    places = tuple(
        head
        if one is title
        else replace(one, box=_less(one.box, ends, more), moved=True)
        if _gives_way(one, ends)
        else one
        for one in layout.placeholders
    )
    areas = tuple((slot, _less(box, ends, more)) for slot, box in layout.areas)
    free = _less(layout.free, ends, more)
    return replace(layout, placeholders=places, areas=areas, free=free, lowered=True)


def _gives_way(place: Placeholder, ends: int) -> bool:
    return bool(place.slot) and place.kind not in FURNITURE and place.box.y >= ends - EMU_PER_POINT


def _less(box: Box, ends: int, more: int) -> Box:
    """A box below a title less what that takes of it; a low one, such as the line above a chart, as high as before."""
    if box.y < ends - EMU_PER_POINT:
        return box
    return replace(box, y=box.y + more, height=box.height if box.height < more * 2 else box.height - more)


def _no_smaller(place: Placeholder) -> Placeholder:
    """A title that takes a second line elsewhere before it becomes small."""
    if place.slot != "title":
        return place
    least = place.styles[0].size * _LEAST_ALONE
    return replace(place, steps=tuple(one for one in place.steps if one[0].size >= least))


def _body_size(layout: SlideLayout) -> float:
    return max((p.styles[0].size for p in layout.placeholders if _is_body(p)), default=0.0)


def _is_body(place: Placeholder) -> bool:
    return bool(place.slot) and place.kind in TEXT and place.slot not in ("subtitle", "date", "kicker")


def _at(layout: SlideLayout, share: float) -> SlideLayout | None:
    """The layout with its bodies' type smaller; None where it has no body."""
    if not any(_is_body(place) for place in layout.placeholders):
        return None
    places = tuple(
        replace(place, styles=_smaller(place, share, BODY_FLOOR), given=place.written) if _is_body(place) else place
        for place in layout.placeholders
    )
    return replace(layout, placeholders=places)


def _stepped_line(place: Placeholder, by: float) -> Placeholder:
    if place.slot == "title":
        floor = TITLE_FLOOR * by
    elif place.slot in ("subtitle", "date"):
        floor = LINE_FLOOR * by
    else:
        return place
    if any(style.bullet or style.indent < 0 for style in place.styles[:1]):  # one line is no list
        plain = tuple(replace(style, bullet="", margin=0, indent=0) for style in place.styles)
        place = replace(place, styles=plain, given=place.written)
    steps = [place.styles]
    for share in _TITLE_STEPS[1:]:
        smaller = _smaller(place, share, floor)
        if smaller != steps[-1]:
            steps.append(smaller)
    return replace(place, steps=tuple(steps))


def _smaller(place: Placeholder, share: float, floor: float) -> tuple[TextStyle, ...]:
    """Styles at a share of their size, to half points, none below the floor or its own size; spaces shrink along, and what large type
    may be coloured small type may not."""
    made = []
    for style in place.styles:
        size = max(min(floor, style.size), round(style.size * share * 2) / 2)
        by = size / style.size if style.size else 1.0
        leading = None if style.leading is None else round(style.leading * by)
        before, after = round(style.before * by), round(style.after * by)
        smaller = replace(style, size=size, before=before, after=after, leading=leading)
        if large(style) and not large(smaller) and style.colour.contrast(place.background) < READABLE:
            smaller = replace(smaller, colour=place.ink or style.colour)
        made.append(smaller)
    return tuple(made)
