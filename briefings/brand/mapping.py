"""Which slide layout plays which role, which of its places does what, and why.

A role finds its layout by the name that the mapping gives, then by the layout's own type and the kinds and shapes of its
placeholders, then by its name in several languages. Layouts of one family ("Content", "Content, dense") play a role together;
those of the master that serves most roles come first, so that a deck keeps one face. Where no layout suits a role, the nearest
plays it: what has no placeholder there stands in its free area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Final

from ..diagnostics import Diagnostic, Where
from ..frozen import frozen, replace
from ..geometry import Box, PageSize
from ..look import SlideLayout, TextStyle
from ..ooxml.shapes import FURNITURE, TEXT, TITLES
from ..roles import EXTRA, ROLES
from .across import across
from .axis import on_one_edge
from .casting import (
    FIRST,
    Casting,
    as_cover,
    as_slide_layout,
    below_title,
    casting_of,
    from_the_right,
    line_above,
    on_plates,
    side_by_side,
    with_lines,
    with_steps,
)
from .drawn import SAME
from .dress import faceless, is_page, on_art, shown_first, undrawn, worn
from .ground import unlike
from .lent import LEAST_ROOM, ROOMY, for_covers, roomiest, titled
from .masters import MasterLayout
from .names import OTHER, family, told
from .own import NOTHING, Own
from .preferred import SEVERAL, as_its_slides_do, told_for
from .room import BELOW
from .slots import PAGE_OF_TEXT, area_of, is_label, share_of, slots_of, takes_title, title_of
from .titles import elsewhere, keep_heads, on_page, title_findings
from .wishes import Wish, agreed, wished

_GOOD: Final = 3
_OWN: Final = 12  # as much as two roles that are suited: all of the file's own slides, if there are several
_WIDER, _BROADER = 1.3, 1.12
"""Blocks keep to a body's place unless so many times as much of the page is free, or of its width."""
_NARROW: Final = 0.6  # of the free width: a text has half of the page
_FIRST_OF, _LAST = 3, 8
"""Denser than any other layout: chosen where no other will do."""
_CRAMPED: Final = 0.7  # of the content's room: so little on a layout with only a title, and there is a better one
_HEAD: Final = 0.2  # of the page's height: the heads of pages stand there
_LESSER: Final = 0.6
"""A cover's title in type of less than so much of another text's is not the title that people see."""


@frozen
class Cast:
    """All roles of a deck with their layouts, and what was found on the way."""

    castings: tuple[Casting, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def layouts(self) -> tuple[SlideLayout, ...]:
        return tuple(layout for casting in self.castings for layout in casting.layouts)


# The layout types of the standard (19.7.15) that suit a role, best first.
_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "cover": ("title",),
    "section": ("secHead",),
    "content": ("obj", "tx"),
    "two-columns": ("twoObj", "twoColTx", "twoTxTwoObj", "txAndObj", "objAndTx"),
    "title-only": ("titleOnly",),
    "chart": ("chart", "txAndChart", "chartAndTx"),
    "picture": ("picTx",),
    "table": ("tbl",),
    "closing": (),
}

_NEAREST: Final[Mapping[str, tuple[str, ...]]] = {
    "cover": ("section", "title-only", "content"),
    "section": ("cover", "title-only", "content"),
    "content": ("title-only", "two-columns", "table"),
    "two-columns": ("title-only", "content", "table"),
    "title-only": ("content", "two-columns", "chart", "table"),
    "chart": ("title-only", "content", "two-columns", "table"),
    "picture": ("title-only", "content", "two-columns"),
    "table": ("title-only", "content", "two-columns"),
    "closing": ("content", "title-only", "two-columns", "table"),
}
"""Who stands in for whom."""


def cast(
    layouts: Sequence[MasterLayout],
    page: PageSize,
    where: Where,
    *,
    wishes: Mapping[str, Wish] | None = None,
    rtl: bool = False,
    unclad: Set[str] = frozenset(),
    own: Own = NOTHING,
) -> Cast:
    """Layouts for every role; `unclad` are the layouts (their parts) that show nothing of a brand: where another has room for text, none of
    them is taken but by name. `own` is what the file's own slides tell of its layouts.

    A file without a usable title on any layout gets an error among the findings and no roles.
    """
    findings: list[Diagnostic] = []
    usable = [layout for layout in layouts if not layout.upright and on_page(title_of(layout), page)]
    tall = [layout for layout in usable if takes_title(layout)]
    bare = tuple(titled(layouts, page, own.opening))
    findings += title_findings(layouts, usable, tall, where, lent=bool(bare))
    tall = tall or list(bare)
    if not tall:
        return Cast((), tuple(findings))
    named = [*tall, *bare]
    clad = [layout for layout in tall if layout.part not in unclad]
    if any(area_of(layout.free) >= LEAST_ROOM * page.width * page.height for layout in clad):
        tall, bare = clad, tuple(layout for layout in bare if layout.part not in unclad)
    castings: dict[str, Casting] = {}
    home = _home(tall, page, rtl, own.used)
    liking = _liking(tall, page, home, own.opening, layouts)
    pages, lent = worn([one for one in tall if one.master == home], bare, page, own)
    pages = pages or lent
    for role in ROLES:
        among = shown_first(tall, page, own.used) if role == "cover" else tall if role == "section" else pages
        found = _found(role, among, page, rtl, liking, own.used)
        if found is not None:
            castings[role] = across(found) if role in ("chart", "table") else found
    _keep_one_look(castings, page)
    _keep_room(castings, page)
    _keep_a_face(castings, [*tall, *bare], pages[0], page, own.used)
    as_its_slides_do(castings, tall, page, rtl, own)
    keep_heads(castings, [*tall, *bare], page)
    covers = [one for one in bare if one.spare not in one.placeholders or for_covers(one, page, own.opening)]
    if "cover" not in castings and (
        cover := _found("cover", covers, page, rtl, _liking(covers, page, home, own.opening, layouts), own.used)
    ):
        castings["cover"] = cover
    for role in ROLES:
        if role not in castings:
            castings[role] = _with_room(_stand_in(role, castings, pages, page, home, own.used), lent, page)
    castings["picture"] = _with_words_beside(castings["picture"], castings["title-only"], [*tall, *bare])
    for role in ("chart", "table", "content", "closing"):
        castings[role] = _or_free(castings[role], castings["title-only"], rtl)
    for role, wish in (wishes or {}).items():
        if made := wished(role, wish, named, page, rtl, castings[role], findings):
            castings[role] = agreed(castings[role], wish, made)
    stepped = (with_steps(on_plates(castings[role]), page.larger) for role in ROLES)
    turned = [from_the_right(one) if rtl else one for one in stepped]
    return Cast(on_one_edge(turned, page, rtl=rtl), tuple(findings))


def _keep_one_look(castings: dict[str, Casting], page: PageSize) -> None:
    """Leaves out a layout with only a title that leaves much less room than that for content, or looks like another deck beside it: its
    title in another place, set in another way, from another side and in another colour, or its page on another ground. The content's plays the role
    then, without its body."""
    content, bare = castings.get("content"), castings.get("title-only")
    if content is None or bare is None or content.layouts[0].slot("body") is None:
        return
    usual, odd = content.layouts[0], bare.layouts[0]
    head, other = usual.slot("title"), odd.slot("title")
    if head is None or other is None:
        return
    body = usual.slot("body")
    if body is not None and area_of(odd.free) < _CRAMPED * area_of(body.box):
        del castings["title-only"]
        return
    style, apart = head.styles[0], other.styles[0]
    roomy = max(area_of(usual.free), area_of(body.box) if body else 0) >= _CRAMPED * area_of(odd.free)
    if _set(style) != _set(apart) or (roomy and elsewhere(head, other, page)):
        del castings["title-only"]
        return
    recoloured = unlike(style.colour, apart.colour)
    grounds = recoloured and unlike(usual.background, odd.background)
    if grounds or (recoloured and style.align != apart.align):
        del castings["title-only"]


def _keep_room(castings: dict[str, Casting], page: PageSize) -> None:
    """Leaves out a layout with only a title, such as one for a single sentence, where too little room is left below that for any block."""
    bare = castings.get("title-only")
    if bare is not None and roomiest(bare) < LEAST_ROOM * page.width * page.height:
        del castings["title-only"]


def _keep_a_face(
    castings: dict[str, Casting], layouts: Sequence[MasterLayout], first: MasterLayout, page: PageSize, used: Mapping[str, int]
) -> None:  # fmt: skip
    """Has the cover's layout play for section headers where the file's own is one that nobody of the house made, or that shows nothing of it and
    no slide stands on, and no words would stand on the cover's picture."""
    section, cover = castings.get("section"), castings.get("cover")
    pages = castings.get("content") or castings.get("title-only")
    if section is not None and cover is not None:
        read = {layout.part: layout for layout in layouts}
        header, opens = (read[one.layouts[0].part] for one in (section, cover))
        usual = first if pages is None else read[pages.layouts[0].part]
        bare = faceless(header, usual, page) or undrawn(header, usual, opens, layouts, page, used)
        if bare and not on_art(opens, page):
            made = _in_free_area("section", cover.layouts[0], f"`{section.name}` shows nothing of the house")
            castings["section"] = replace(made, good=True)


def _set(style: TextStyle) -> tuple[str, bool, bool, bool]:
    """How a title is set, whatever its size."""
    return style.font, style.bold, style.italic, style.capitals


# -- looking for layouts ---------------------------------------------------------------------------------------------------


def _liking(
    layouts: Sequence[MasterLayout],
    page: PageSize,
    home: int,
    opening: str,
    offered: Sequence[MasterLayout],
) -> Mapping[str, Mapping[str, int]]:
    """What speaks for a layout (by its part) as a cover or a section header apart from what it is: the slide master that the deck keeps to, or
    one made for them alone, and the layout of the file's own first slide, or its master."""
    bodied = {
        layout.master
        for layout in layouts
        if any(place.kind in ("body", "obj") and share_of(place, page) >= PAGE_OF_TEXT for place in layout.placeholders)
    }
    apart = {layout.part: 1 if layout.master == home else 2 * (layout.master not in bodied) for layout in layouts}
    ours = next((one.master for one in offered if one.part == opening), home)
    first = {
        layout.part: apart[layout.part] + 6 * (layout.part == opening) + _FIRST_OF * (layout.master == ours != home)
        for layout in layouts
    }
    return {"cover": first, "section": apart}


@frozen
class _Candidate:
    """A layout that suits a role: how well, and with what places."""

    layout: MasterLayout
    slots: Mapping[int, str]
    points: int
    worth: float
    reason: str

    @property
    def rank(self) -> tuple[int, float, int]:
        return self.points, self.worth, -len(self.layout.placeholders)


def _found(
    role: str,
    layouts: Sequence[MasterLayout],
    page: PageSize,
    rtl: bool,
    liking: Mapping[str, Mapping[str, int]],
    used: Mapping[str, int],
) -> Casting | None:
    """The family of layouts that suits a role best, if any suits it well."""
    suiting: list[_Candidate] = []
    for layout in layouts:
        slots = slots_of(role, layout, page, rtl)
        if slots is None:
            continue
        points, reason = _score(role, layout, slots, page, rtl)
        if points >= _GOOD:
            points += liking.get(role, {}).get(layout.part, 0) - 4 * (layout.busy and role not in ("cover", "section"))
            suiting.append(_Candidate(layout, slots, points, _worth(role, layout, slots, page), reason))
    if not suiting:
        return None
    if role != "cover":  # the first slide alone tells of it
        told_of = told_for([one.layout.part for one in suiting], used)
        suiting = [replace(one, points=one.points + told_of[one.layout.part]) for one in suiting]
    best = max(suiting, key=lambda one: one.rank)  # the first in the file, of those that suit alike
    own = best.layout
    kin = [
        one
        for one in suiting
        if one is best
        or (
            "," in one.layout.name + own.name
            and (one.layout.master, family(one.layout.name)) == (own.master, family(own.name))
            and told(one.layout.name) == role
        )
    ]
    rivals = tuple(one.layout.name for one in suiting if one not in kin and one.rank == best.rank)
    made = casting_of(role, [(one.layout, one.slots) for one in kin], best.reason, good=True)
    return replace(made, dense=len(kin) > 1, rivals=rivals)


def _score(role: str, layout: MasterLayout, slots: Mapping[int, str], page: PageSize, rtl: bool) -> tuple[int, str]:
    """How well a layout suits a role that it has the places for, and why."""
    points, reasons = 0, []
    kinds = [place.kind for place in layout.placeholders]
    native = {"chart": "chart", "picture": "pic", "table": "tbl"}.get(role)
    said = _said(layout, page, rtl)
    if layout.kind in _TYPES[role]:
        points += 4
        reasons.append(f"by its type `{layout.kind}`")
    if native in kinds:
        points += 4
        reasons.append(f"by its placeholder for a {role}")
    if role == "cover" and ("ctrTitle" in kinds or ("subTitle" in kinds and layout.kind in ("", "title", "tx"))):
        points += 3
        reasons.append("by its centred title" if "ctrTitle" in kinds else "by its subtitle")
    if role == "cover" and _like_cover(layout, slots, page):
        points += 3
        reasons.append("by its low title with a line of text")
    if said == role:
        points += 5 if layout.kind in ("", *_TYPES[role]) else 3
        reasons.append("by its name")
    if (
        role == "cover" and (head := title_of(layout)) is not None
    ):  # made for an event's name: the report's would be lost in it
        texts = [place for place in layout.placeholders if place.kind in TEXT and not is_label(place, page)]
        lesser = head.styles[0].size < max((one.styles[0].size for one in texts), default=0.0) * _LESSER
        points -= 8 * (lesser and not (said == role and len(texts) == 1))  # that one is the title itself
    unused = [
        place
        for n, place in enumerate(layout.placeholders)
        if n not in slots and place.kind not in FURNITURE and not is_label(place, page)
    ]
    typed = layout.kind in [kind for other, kinds in _TYPES.items() if other != role for kind in kinds]
    if (
        role in ("content", "two-columns", "title-only")
        and not (unused or typed)
        and said in ("", role)
        and "ctrTitle" not in kinds
        and "subTitle" not in kinds
    ):
        points += 3
        reasons.append("by its placeholders")
    if said not in ("", role):
        points -= 6 if said == OTHER else 3
    if role in ("content", "two-columns", "title-only") and (title := title_of(layout)) is not None:
        flows = [n for n, slot in slots.items() if slot not in EXTRA]
        lowest = max((layout.placeholders[n].box.y for n in flows), default=0)
        # a head over one column only, or below what it heads; nor does what stands under a title at the middle of the page fit there
        points -= 4 * (role == "title-only" and title.box.y >= page.height // 4)
        points -= 2 * (title.box.width < page.width // 2) + 4 * (title.box.y >= lowest > 0 and len(flows) > 1)
    shown = [one.box for one in layout.fixed if one.fill is not None and one.fill.picture is not None]
    hollow = [one for one in unused if one.kind == "pic" and share_of(one, page) > PAGE_OF_TEXT]
    hollow = [one for one in hollow if not any(box.contains(one.box, SAME) for box in shown)]
    points -= min(3, len(unused)) + 6 * len(hollow)  # made for a picture: without it the page is empty
    return points, ", ".join(reasons) or "by its placeholders"


def _said(layout: MasterLayout, page: PageSize, rtl: bool) -> str:
    """The role that a layout's name speaks of; "" where the layout lacks its places, or has others ("Title only", over a body)."""
    role = told(layout.name)
    if role == "cover" and _heads_text(layout, page):
        return ""
    return role if role in ("", OTHER) or slots_of(role, layout, page, rtl) is not None else ""


def _heads_text(layout: MasterLayout, page: PageSize) -> bool:
    """Whether a layout is a title at the head of the page over a body: a page of text, whatever its name."""
    title = title_of(layout)
    return title is not None and any(
        place.kind == "obj" and place.box.y >= title.box.bottom and share_of(place, page) > PAGE_OF_TEXT
        for place in layout.placeholders
        if title.box.bottom <= page.height // 3
    )


def _like_cover(layout: MasterLayout, slots: Mapping[int, str], page: PageSize) -> bool:
    """Whether a layout without a telling name or type has the shape of a cover: the title well down the page, little below it."""
    title = title_of(layout)
    texts = [place for place in layout.placeholders if place.kind in ("body", "obj")]
    if title is None or layout.kind or len(texts) != 1 or "subtitle" not in slots.values():
        return False
    below, middle = texts[0].box, title.box.y + title.box.height // 2
    low = title.box.y > below.height and middle > page.height * _HEAD
    return low and below.y >= title.box.y and below.height <= title.box.height * 1.2


def _worth(role: str, layout: MasterLayout, slots: Mapping[int, str], page: PageSize) -> float:
    """What tells layouts of a role apart that suit it alike: the room for what it shows, to a tenth of the page."""
    if role == "title-only":
        return round(layout.free.width * layout.free.height / (page.width * page.height), 1)
    flows = [slot for slot, kind in ROLES[role].items() if kind == "flow"]
    return round(sum(share_of(layout.placeholders[n], page) for n, slot in slots.items() if slot in flows), 1)


def _home(layouts: Sequence[MasterLayout], page: PageSize, rtl: bool, used: Mapping[str, int]) -> int:
    """The master whose layouts suit the roles best, and that the file's own slides stand on: a deck keeps to one master where it can."""
    masters = sorted({layout.master for layout in layouts})
    if len(masters) == 1:
        return masters[0]
    own = Counter({layout.master: 0 for layout in layouts})
    for layout in layouts:
        own[layout.master] += used.get(layout.part, 0) * is_page(layout, page)

    def worth(master: int) -> int:
        total = 0
        for role in ROLES:
            scores = [
                _score(role, layout, slots, page, rtl)[0]
                for layout in layouts
                if layout.master == master and (slots := slots_of(role, layout, page, rtl)) is not None
            ]
            total += min(6, max((points for points in scores if points >= _GOOD), default=0))
        total += round(_OWN * own[master] / max(SEVERAL, own.total()))
        return total + round(
            40 * min(0.5, _room(master, layouts, page, rtl))
        )  # one that is full of drawings is a cover's

    return max(masters, key=lambda master: (worth(master), -master))


def _room(master: int, layouts: Sequence[MasterLayout], page: PageSize, rtl: bool) -> float:
    """How much of the page a master's layouts leave for text and for blocks, whichever is less."""
    calm = [layout for layout in layouts if layout.master == master and not layout.busy]
    texts = [
        share_of(layout.placeholders[n], page)
        for layout in calm
        for n, slot in (slots_of("content", layout, page, rtl) or {}).items()
        if slot == "body"
    ]
    free = [layout.free.width * layout.free.height / (page.width * page.height) for layout in calm]
    return min(max(texts, default=0.0), max(free, default=0.0)) if texts else max(free, default=0.0)


def _in_any_content(role: str, castings: Mapping[str, Casting]) -> Casting | None:
    """Charts and tables in places for any content, where the file has no placeholders of their own."""
    content, sides = castings.get("content"), castings.get("two-columns")
    if role not in ("chart", "table") or content is None or not content.good:
        return None
    base = content.layouts[0]
    body = base.slot("body")
    if body is None or body.kind != "obj":
        return None
    reason = "by its place for any content"
    alone = _recast(base, role, {"body": role}, reason)
    if role == "table":
        return Casting(role, (alone,), reason, good=True)
    pair = sides.layouts[0] if sides is not None and sides.good else None
    beside: SlideLayout | None = None
    if pair is not None and all((side := pair.slot(name)) and side.kind == "obj" for name in ("left", "right")):
        beside = _recast(pair, role, {"left": "chart", "right": "text"}, "by its two places for any content")
    if beside is None:  # the text of a chart beside it, in the same place
        bare = _recast(base, role, {}, reason)
        beside = replace(bare, areas=side_by_side(_sunk(body.box, base.free), ("chart", "text"), 0.64))
    line, below = line_above(_sunk(body.box, base.free))
    places = tuple(replace(p, box=below, moved=True) if p.slot == role else p for p in alone.placeholders)
    lined = replace(alone, placeholders=places, areas=(("text", line),), density=FIRST)
    return Casting(role, (beside, alone, lined), beside.reason, good=True)


def _sunk(body: Box, free: Box) -> Box:
    """A body's place for blocks, which stand a little lower where it begins at the title's words."""
    sunk = max(0, free.y - body.y) if free.y - body.y <= BELOW else 0
    return replace(body, y=body.y + sunk, height=body.height - sunk)


def _recast(base: SlideLayout, role: str, slots: Mapping[str, str], reason: str) -> SlideLayout:
    """A layout in another role: its places under other names, those that the role does not know unused."""
    names = {"title": "title", "kicker": "kicker", **slots}
    places = tuple(replace(place, slot=names.get(place.slot, "")) for place in base.placeholders)
    return replace(base, role=role, placeholders=places, areas=(), reason=reason)


def _stand_in(
    role: str, castings: Mapping[str, Casting], layouts: Sequence[MasterLayout], page: PageSize, home: int, used: Mapping[str, int]
) -> Casting:  # fmt: skip
    """The nearest layout for a role that none suits, and has room for it; its slots stand in the free area."""
    if (made := _in_any_content(role, castings)) is not None:
        return made
    good = [other for other in _NEAREST[role] if other in castings and castings[other].good]
    near = [_in_free_area(role, castings[one].layouts[0], f"the nearest: it plays `{one}`") for one in good]
    if near:
        least = LEAST_ROOM * page.width * page.height if role not in ("cover", "section") else 0
        return next((one for one in near if roomiest(one) >= least), near[0])
    most = max((area_of(one.free) for one in layouts if one.master == home), default=0)
    nearest = max(
        layouts,
        key=lambda layout: (
            layout.master == home,
            used.get(layout.part, 0) * (area_of(layout.free) >= _CRAMPED * most),
            area_of(layout.free),
            -layouts.index(layout),
        ),
    )
    slots = {n: "title" for n, place in enumerate(nearest.placeholders) if place.kind in TITLES}
    return _in_free_area(role, as_slide_layout(nearest, role, slots), "the nearest: it has a title and the most room")


def _with_words_beside(casting: Casting, bare: Casting, layouts: Sequence[MasterLayout]) -> Casting:
    """The layouts for pictures, and after them one with only a title: a picture there has its words beside it. It is taken where they
    do not go into the place for a caption, or where there is none; and before them where their picture stands on the head of the page:
    above its title, or over what is drawn there."""
    if not casting.good or not bare.layouts:
        return casting
    own = casting.layouts[0]
    head, picture = own.slot("title"), own.slot("picture")
    over = head is not None and picture is not None and picture.box.bottom <= head.box.y + head.insets.top
    over = over or any(one.crossed for one in layouts if one.part == own.part)
    beside = _in_free_area(
        casting.role, bare.layouts[0], f"the picture of `{own.name}` stands on the head of the page"
    ).layouts[0]
    if over:
        below = (replace(one, density=one.density + _LAST) for one in casting.layouts)
        return replace(casting, layouts=(replace(beside, density=0), *below), reason=beside.reason)
    return replace(casting, layouts=(*casting.layouts, replace(beside, density=_LAST)))


def _or_free(casting: Casting, bare: Casting, rtl: bool) -> Casting:
    """The layouts for text, charts or tables, and after them one with only a title, where its free area is much larger than their places:
    it is taken for what would go on over more slides, or not fit at all. It stands in their stead where a text would be crowded into half of
    the page, beside nothing."""
    text = casting.role in ("content", "closing")
    slot = "body" if text else casting.role
    places = [place.box for one in casting.layouts if (place := one.slot(slot)) is not None]
    free = _in_free_area(casting.role, bare.layouts[0], f"it plays `{bare.role}`").layouts
    made = next(one for one in free if not any(name == "text" for name, _ in one.areas))
    if not places or area_of(made.free) < _WIDER * max(map(area_of, places)):
        return casting
    narrow = text and max(box.width for box in places) < made.free.width * _NARROW
    if casting.role == "closing" and not narrow:
        return casting
    unused = tuple(replace(one, slot="" if one.slot == slot else one.slot) for one in made.placeholders)
    room = below_title(made, rtl) if narrow else made.free
    alone = replace(made, placeholders=unused, density=_LAST, areas=((slot, room),))
    if narrow:
        reason = f"the text of `{casting.name}` is half as wide as the page"
        return replace(casting, layouts=(replace(alone, density=0),), reason=reason)
    return replace(casting, layouts=(*casting.layouts, alone))


def _with_room(casting: Casting, bare: Sequence[MasterLayout], page: PageSize) -> Casting:
    """A stand-in; where it leaves too little room for what the role is for, the roomiest of the layouts that get a title of their own."""
    calm = [layout for layout in bare if not layout.busy]
    best = max(calm, key=lambda layout: (area_of(layout.free), -calm.index(layout)), default=None)
    lesser = roomiest(casting) < LEAST_ROOM * page.width * page.height
    if best is not None and (
        casting.role == "title-only" or not casting.good
    ):  # such as the content's, beside a picture
        lesser = roomiest(casting) < _CRAMPED * area_of(best.free)
    elif casting.good and casting.role != "closing":
        return casting
    if best is None or not lesser or casting.role not in {*ROOMY, "picture", "closing"}:
        return casting
    slots = {n: "title" for n, place in enumerate(best.placeholders) if place.kind in TITLES}
    reason = "it has the most room, and gets a title of its own"
    made = _in_free_area(casting.role, as_slide_layout(best, casting.role, slots), reason)
    return made if roomiest(made) > roomiest(casting) else casting


def _in_free_area(role: str, base: SlideLayout, reason: str) -> Casting:
    """A layout that plays a role with its title alone, or with its one body where the role's text is all of the page."""
    flows = [slot for slot, kind in ROLES[role].items() if kind == "flow"]
    lines = [slot for slot, kind in ROLES[role].items() if kind == "line" and slot not in {"title", *EXTRA}]
    kept = {"title"}
    body = base.slot("body")
    # a divider on a page for text is no list under a name
    keeps = role != "section" and flows in (["body"], ["chart"], ["table"])
    if keeps and body is not None and (flows == ["body"] or body.kind == "obj"):
        kept.add("body")
    opens = role == "section" and base.role == "cover"
    if opens:  # what is in a chapter stands where the house says more below its title
        kept.add("subtitle")
    heads = {"title", *EXTRA} & set(ROLES[role])  # the chapter's name above all titles or none
    places = tuple(
        replace(p, slot=p.slot if p.slot in heads else flows[0] if p.slot in kept else "") for p in base.placeholders
    )
    free = base.free
    # the page's own margins, unless they waste it, or the body is a panel
    keep = body is not None and not body.filled and free.width < body.box.width * _BROADER
    if body is not None and keep and area_of(free) < area_of(body.box) * _WIDER:
        free = _sunk(body.box, free)
    wanting = (*(slot for slot in flows if slot not in [p.slot for p in places] and slot != "main"), *lines)
    bare = replace(base, role=role, placeholders=places, free=free, areas=(), reason=reason, opens=opens)
    made = [bare]
    if len(flows) == 2:  # side by side, and alone
        shares = {"two-columns": (0.5,), "picture": (0.64, 0.36)}.get(role, (0.64,))  # words may take the larger part
        made = [replace(bare, areas=side_by_side(free, flows, share)) for share in shares]
        if role != "two-columns":
            made.append(replace(bare, areas=((flows[0], free),)))
        if role == "chart":
            above, under = line_above(free)
            made.append(replace(bare, areas=(("text", above), ("chart", under)), density=FIRST))
    elif role == "cover" and base.role == "section" and (line := body or base.slot("kicker")) is not None:
        # its line beside the title is there for that
        below = tuple(replace(place, slot="subtitle" if place.idx == line.idx else place.slot) for place in places)
        made, wanting = [replace(bare, placeholders=below)], tuple(slot for slot in wanting if slot != "subtitle")
    elif role == "section" and (opens or "body" in wanting):
        made = [with_lines(bare, role) if opens else as_cover(bare, free, "body")]
    elif role == "cover" and lines:
        made = [as_cover(bare, free, lines[0])]
    # with a body of its own nothing is wanting: a text or chart in it is as people would have made it
    good = (role == "closing" and not wanting) or (role == "title-only" and body is not None)
    return Casting(role, tuple(made), reason, good, wanting)
