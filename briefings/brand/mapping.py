"""Which slide layout plays which role, which of its places does what, and why.

A role finds its layout by the name that the mapping gives, then by the layout's own type and the kinds and shapes of its
placeholders, then by its name in several languages. Layouts of one family ("Content", "Content, dense") play a role together;
those of the master that serves most roles come first, so that a deck keeps one face. Where no layout suits a role, the nearest
plays it: what has no placeholder there stands in its free area.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..diagnostics import Diagnostic, Where, did_you_mean, error, note, warning
from ..frozen import frozen, replace
from ..geometry import EMU_PER_POINT, Box, PageSize
from ..look import Placeholder, SlideLayout, TextStyle
from ..ooxml.shapes import FURNITURE, TEXT, TITLES
from ..roles import ROLES
from .ground import unlike
from .masters import READABLE, MasterLayout
from .names import OTHER, family, folded, told
from .styles import large

TITLE_FLOOR: Final = 14.0
BODY_FLOOR: Final = 14.0
LINE_FLOOR: Final = 12.0
"""The smallest type of titles, bodies and other single lines, in points; a layout's own size where that is smaller."""

_TITLE_STEPS: Final = (1.0, 0.85, 0.72, 0.6, 0.5, 0.4, 0.3)
_BODY_STEPS: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_GOOD: Final = 3
_LEAST_AREA: Final = 0.08  # of the page: a smaller body is a label
_PAGE_OF_TEXT: Final = 0.2
_WIDER: Final = 1.3
"""Blocks keep to a body's place unless so many times as much of the page is free."""
_LESSER: Final = 0.6
"""A cover's title in type of less than so much of another text's is not the title that people see."""


@frozen
class Wish:
    """What a mapping file says of a role: the layout by its name, the slide master by its name or number ("" any), and which slot is
    which placeholder (by index or by name)."""

    layout: str
    places: tuple[tuple[str, int | str], ...] = ()
    where: Where | None = None
    master: str = ""


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
    "content": ("title-only", "two-columns"),
    "two-columns": ("title-only", "content"),
    "title-only": ("content", "two-columns", "chart"),
    "chart": ("title-only", "content", "two-columns"),
    "picture": ("title-only", "content", "two-columns"),
    "table": ("title-only", "content", "two-columns"),
    "closing": ("content", "title-only", "two-columns"),
}
"""Who stands in for whom."""


def cast(
    layouts: Sequence[MasterLayout],
    page: PageSize,
    where: Where,
    *,
    wishes: Mapping[str, Wish] | None = None,
    rtl: bool = False,
    opening: str = "",
) -> Cast:
    """Layouts for every role; `opening` is the layout (its part) that the file's own first slide stands on.

    A file without a usable title on any layout gets an error among the findings and no roles.
    """
    findings: list[Diagnostic] = []
    usable = [layout for layout in layouts if not layout.upright and _title(layout) is not None]
    tall = [layout for layout in usable if _takes_title(layout)]
    findings += _title_findings(layouts, usable, tall, where)
    if not tall:
        return Cast((), tuple(findings))
    castings: dict[str, Casting] = {}
    home = _home(tall, page, rtl)
    liking = _liking(tall, page, home, opening)
    for role in ROLES:
        found = _found(role, tall, page, rtl, liking)
        if found is not None:
            castings[role] = found
    _keep_one_look(castings)
    for role in ROLES:
        if role not in castings:
            castings[role] = _stand_in(role, castings, tall, home)
    for role, wish in (wishes or {}).items():
        if made := _wished(role, wish, tall, page, rtl, castings[role], findings):
            castings[role] = _agreed(castings[role], wish, made)
    stepped = [_with_steps(castings[role]) for role in ROLES]
    return Cast(tuple(_from_the_right(one) if rtl else one for one in stepped), tuple(findings))


def _keep_one_look(castings: dict[str, Casting]) -> None:
    """Leaves out a layout with only a title that looks like another deck beside that for content: its title set from another side and in
    another colour, or its page on another ground. The content's plays the role then, without its body."""
    content, bare = castings.get("content"), castings.get("title-only")
    if content is None or bare is None or content.layouts[0].slot("body") is None:
        return
    usual, odd = content.layouts[0], bare.layouts[0]
    head, other = usual.slot("title"), odd.slot("title")
    if head is None or other is None:
        return
    style, apart = head.styles[0], other.styles[0]
    recoloured = unlike(style.colour, apart.colour)
    grounds = recoloured and unlike(usual.background, odd.background)
    if grounds or (recoloured and style.align != apart.align):
        del castings["title-only"]


def _from_the_right(casting: Casting) -> Casting:
    """A role's layouts with what stands side by side in free areas in the order of reading from the right."""
    layouts = []
    for layout in casting.layouts:
        boxes = [box for _, box in layout.areas]
        ends = min((box.x for box in boxes), default=0) + max((box.right for box in boxes), default=0)
        areas = tuple((slot, replace(box, x=ends - box.right)) for slot, box in layout.areas)
        layouts.append(replace(layout, areas=areas))
    return replace(casting, layouts=tuple(layouts))


def _title_findings(
    layouts: Sequence[MasterLayout], usable: Sequence[MasterLayout], tall: Sequence[MasterLayout], where: Where
) -> Iterator[Diagnostic]:
    names = ", ".join(f"`{layout.name}`" for layout in layouts[:6]) + (", …" if len(layouts) > 6 else "")
    if not usable:
        yield error(
            "brand-no-title",
            f"no layout of this file has a title that text can go into (there are: {names})",
            where,
            hint="in PowerPoint's slide master view, open a layout and tick Title; a deck needs at least one layout with a title",
        )
        return
    for layout in usable:
        if layout not in tall:
            title = _title(layout)
            assert title is not None
            say = note if tall else error
            points = (title.box.height - title.insets.top - title.insets.bottom) / EMU_PER_POINT
            yield say(
                "brand-title-small",
                f"the title of `{layout.name}` is {points:.0f} pt high: no line of {_least(title):g} pt fits into it",
                where,
                hint=f"make it at least {_least(title) * 1.25:.0f} pt high in the slide master view",
            )


# -- looking for layouts ---------------------------------------------------------------------------------------------------


def _wished(
    role: str,
    wish: Wish,
    layouts: Sequence[MasterLayout],
    page: PageSize,
    rtl: bool,
    usual: Casting,
    findings: list[Diagnostic],
) -> Casting | None:
    """The layout that the mapping names; None, and a finding, when it is not there or lacks what is named."""
    named = _named(wish, layouts, usual)
    if named is None:
        named = _named(replace(wish, master=""), layouts, usual)
        if named is None or not wish.master:
            findings.append(
                warning(
                    "brand-layout-missing",
                    f"there is no layout `{wish.layout}` with a title, which the mapping names for `{role}`: another one is used",
                    wish.where,
                    f"roles.{role}.layout",
                    did_you_mean(wish.layout, (layout.name for layout in layouts), "layout"),
                )
            )
            return None
        there = dict.fromkeys(layout.house for layout in layouts if folded(layout.name) == folded(wish.layout))
        findings.append(
            warning(
                "brand-master-missing",
                f"no slide master `{wish.master}` has the layout `{wish.layout}`, which the mapping names for `{role}`: that of "
                f"`{named.house}` is used",
                wish.where,
                f"roles.{role}.master",
                f"it is on {', '.join(f'`{name}`' for name in there)}",
            )
        )
    slots = _slots(role, named, page, rtl, loose=True) or {}
    numbers = dict(enumerate(named.placeholders))
    for slot, wanted in wish.places:
        at = next(
            (n for n, place in numbers.items() if wanted in (place.idx, place.name) and place.kind not in FURNITURE),
            None,
        )
        if at is None:
            offered = ", ".join(f"{p.idx} `{p.name}`" for p in named.placeholders if p.kind not in FURNITURE)
            findings.append(
                warning(
                    "brand-place-missing",
                    f"the layout `{named.name}` has no placeholder `{wanted}`, which the mapping names for `{slot}`: "
                    f"{'another one is used' if slot in slots.values() else 'it stands in the free area'}",
                    wish.where,
                    f"roles.{role}.places.{slot}",
                    f"it has {offered}" if offered else "it has none",
                )
            )
            continue
        slots = {n: own for n, own in slots.items() if own != slot and n != at} | {at: slot}
    return _casting(role, [(named, slots)], "by the mapping", good=True)


def _named(wish: Wish, layouts: Sequence[MasterLayout], usual: Casting) -> MasterLayout | None:
    """The layout of a name, on the slide master of a name or number. Of several that share the name the one that has all the places that
    are asked for, then the one that would be chosen anyway, then the first."""
    of_master = [one for one in layouts if wish.master in ("", one.house, str(one.master + 1))]
    alike = [one for one in of_master if one.name == wish.layout] or [
        one for one in of_master if folded(one.name) == folded(wish.layout)
    ]
    chosen = {one.part for one in usual.layouts}

    def worth(one: MasterLayout) -> tuple[bool, bool]:
        offered = {key for place in one.placeholders for key in (place.idx, place.name)}
        return all(wanted in offered for _, wanted in wish.places), one.part in chosen

    return max(alike, key=worth, default=None)


def _agreed(usual: Casting, wish: Wish, wished: Casting) -> Casting:
    """A wish; where it is what would be chosen anyway, with all that goes with that."""

    def places(casting: Casting) -> dict[str, int]:
        return {place.slot: place.idx for place in casting.layouts[0].placeholders if place.slot}

    same = usual.layouts[0].part == wished.layouts[0].part
    asked = dict(wish.places) or places(usual)
    same = same and places(usual) in (asked, places(wished))
    return replace(usual, reason=wished.reason, good=True) if same else wished


def _liking(
    layouts: Sequence[MasterLayout], page: PageSize, home: int, opening: str
) -> Mapping[str, Mapping[str, int]]:
    """What speaks for a layout (by its part) in a role apart from what it is: the slide master that the deck keeps to; for covers and
    section headers a master made for them alone, and the layout of the file's own first slide."""
    bodied = {
        layout.master
        for layout in layouts
        if any(place.kind in ("body", "obj") and _share(place, page) >= _PAGE_OF_TEXT for place in layout.placeholders)
    }
    kept = {layout.part: 3 * (layout.master == home) for layout in layouts}
    apart = {layout.part: 1 if layout.master == home else 2 * (layout.master not in bodied) for layout in layouts}
    first = {layout.part: apart[layout.part] + 6 * (layout.part == opening) for layout in layouts}
    return {role: {"cover": first, "section": apart}.get(role, kept) for role in ROLES}


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
    role: str, layouts: Sequence[MasterLayout], page: PageSize, rtl: bool, liking: Mapping[str, Mapping[str, int]]
) -> Casting | None:
    """The family of layouts that suits a role best, if any suits it well."""
    suiting: list[_Candidate] = []
    for layout in layouts:
        slots = _slots(role, layout, page, rtl)
        if slots is None:
            continue
        points, reason = _score(role, layout, slots, page, rtl)
        if points >= _GOOD:
            points += liking[role][layout.part] - 4 * (layout.busy and role not in ("cover", "section"))
            suiting.append(_Candidate(layout, slots, points, _worth(role, layout, slots, page), reason))
    if not suiting:
        return None
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
    made = _casting(role, [(one.layout, one.slots) for one in kin], best.reason, good=True)
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
    if role == "cover" and _like_cover(layout, slots):
        points += 3
        reasons.append("by its low title with a line of text")
    if said == role:
        points += 5 if layout.kind in ("", *_TYPES[role]) else 3
        reasons.append("by its name")
    if (
        role == "cover" and (head := _title(layout)) is not None
    ):  # made for an event's name: the report's would be lost in it
        texts = [
            place.styles[0].size for place in layout.placeholders if place.kind in TEXT and not _is_label(place, page)
        ]
        points -= 8 * (head.styles[0].size < max(texts, default=0.0) * _LESSER)
    unused = [
        place
        for n, place in enumerate(layout.placeholders)
        if n not in slots and place.kind not in FURNITURE and not _is_label(place, page)
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
    if role in ("content", "two-columns", "title-only") and (title := _title(layout)) is not None:
        lowest = max((layout.placeholders[n].box.y for n in slots), default=0)
        # a head over one column only, or below what it heads
        points -= 2 * (title.box.width < page.width // 2) + 4 * (title.box.y >= lowest > 0 and len(slots) > 1)
    hollow = sum(place.kind == "pic" and _share(place, page) > _PAGE_OF_TEXT for place in unused)
    points -= min(3, len(unused)) + 6 * hollow  # made for a picture: without it the page is empty
    return points, ", ".join(reasons) or "by its placeholders"


def _said(layout: MasterLayout, page: PageSize, rtl: bool) -> str:
    """The role that a layout's name speaks of; "" where the layout lacks its places, or has others ("Title only", over a body)."""
    role = told(layout.name)
    return role if role in ("", OTHER) or _slots(role, layout, page, rtl) is not None else ""


def _is_label(place: Placeholder, page: PageSize) -> bool:
    """Whether a place is for a line beside the rest: a heading under the title, a signpost, a source. It may stay empty."""
    return place.kind in TEXT and _share(place, page) < _LEAST_AREA


def _like_cover(layout: MasterLayout, slots: Mapping[int, str]) -> bool:
    """Whether a layout without a telling name or type has the shape of a cover: the title well down the page, little below it."""
    title = _title(layout)
    texts = [place for place in layout.placeholders if place.kind in ("body", "obj")]
    if title is None or layout.kind or len(texts) != 1 or "subtitle" not in slots.values():
        return False
    below = texts[0].box
    return title.box.y > below.height and below.y >= title.box.y and below.height <= title.box.height * 1.2


def _worth(role: str, layout: MasterLayout, slots: Mapping[int, str], page: PageSize) -> float:
    """What tells layouts of a role apart that suit it alike: the room for what it shows, to a tenth of the page."""
    if role == "title-only":
        return round(layout.free.width * layout.free.height / (page.width * page.height), 1)
    flows = [slot for slot, kind in ROLES[role].items() if kind == "flow"]
    return round(sum(_share(layout.placeholders[n], page) for n, slot in slots.items() if slot in flows), 1)


def _home(layouts: Sequence[MasterLayout], page: PageSize, rtl: bool) -> int:
    """The master whose layouts suit the roles best: a deck keeps to one master where it can."""
    masters = sorted({layout.master for layout in layouts})
    if len(masters) == 1:
        return masters[0]

    def worth(master: int) -> int:
        total = 0
        for role in ROLES:
            own = [
                _score(role, layout, slots, page, rtl)[0]
                for layout in layouts
                if layout.master == master and (slots := _slots(role, layout, page, rtl)) is not None
            ]
            total += min(6, max((points for points in own if points >= _GOOD), default=0))
        return total + round(
            40 * min(0.5, _room(master, layouts, page, rtl))
        )  # one that is full of drawings is a cover's

    return max(masters, key=lambda master: (worth(master), -master))


def _room(master: int, layouts: Sequence[MasterLayout], page: PageSize, rtl: bool) -> float:
    """How much of the page a master's layouts leave for text and for blocks, whichever is less."""
    calm = [layout for layout in layouts if layout.master == master and not layout.busy]
    texts = [
        _share(layout.placeholders[n], page)
        for layout in calm
        for n, slot in (_slots("content", layout, page, rtl) or {}).items()
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
        beside = replace(bare, areas=_beside(body.box, ("chart", "text"), 0.64))
    return Casting(role, (beside, alone), beside.reason, good=True)


def _recast(base: SlideLayout, role: str, slots: Mapping[str, str], reason: str) -> SlideLayout:
    """A layout in another role: its places under other names, those that the role does not know unused."""
    names = {"title": "title", **slots}
    places = tuple(replace(place, slot=names.get(place.slot, "")) for place in base.placeholders)
    return replace(base, role=role, placeholders=places, areas=(), reason=reason)


def _stand_in(role: str, castings: Mapping[str, Casting], layouts: Sequence[MasterLayout], home: int) -> Casting:
    """The nearest layout for a role that none suits; its slots stand in the free area."""
    made = _in_any_content(role, castings)
    if made is not None:
        return made
    for other in _NEAREST[role]:
        if other in castings and castings[other].good:
            return _in_free_area(role, castings[other].layouts[0], f"the nearest: it plays `{other}`")
    nearest = max(
        layouts,
        key=lambda layout: (layout.master == home, layout.free.width * layout.free.height, -layouts.index(layout)),
    )
    slots = {n: "title" for n, place in enumerate(nearest.placeholders) if place.kind in TITLES}
    return _in_free_area(role, _layout(nearest, role, slots), "the nearest: it has a title and the most room")


def _in_free_area(role: str, base: SlideLayout, reason: str) -> Casting:
    """A layout that plays a role with its title alone, or with its one body where the role's text is all of the page."""
    flows = [slot for slot, kind in ROLES[role].items() if kind == "flow"]
    lines = [slot for slot, kind in ROLES[role].items() if kind == "line" and slot != "title"]
    kept = {"title"}
    body = base.slot("body")
    if flows in (["body"], ["chart"], ["table"]) and body is not None and (flows == ["body"] or body.kind == "obj"):
        kept.add("body")
    places = tuple(
        replace(p, slot=p.slot if p.slot == "title" else flows[0] if p.slot in kept else "") for p in base.placeholders
    )
    free = base.free
    if body is not None and _area(free) < _area(body.box) * _WIDER:  # the page's own margins, unless they waste it
        free = body.box
    wanting = (*(slot for slot in flows if slot not in [p.slot for p in places] and slot != "main"), *lines)
    bare = replace(base, role=role, placeholders=places, free=free, areas=(), reason=reason)
    made = [bare]
    if len(flows) == 2:  # side by side, and alone
        share = 0.5 if role == "two-columns" else 0.64
        made = [replace(bare, areas=_beside(free, flows, share)), replace(bare, areas=((flows[0], free),))]
        if role == "two-columns":
            made = made[:1]
    elif role == "cover" and base.role == "section" and body is not None:  # its line beside the title is there for that
        below = tuple(replace(place, slot="subtitle" if place.idx == body.idx else place.slot) for place in places)
        made, wanting = [replace(bare, placeholders=below)], tuple(slot for slot in wanting if slot != "subtitle")
    elif role in ("cover", "section") and lines:
        made = [replace(bare, areas=tuple((slot, free) for slot in lines[:1]))]
    # with a body of its own nothing is wanting: a text or chart in it is as people would have made it
    good = (role == "closing" and not wanting) or (role == "title-only" and body is not None)
    return Casting(role, tuple(made), reason, good, wanting)


def _beside(free: Box, slots: Sequence[str], share: float) -> tuple[tuple[str, Box], ...]:
    """Two places side by side, the first with its share of the width."""
    gap = free.width // 32
    first = round((free.width - gap) * share)
    return (
        (slots[0], Box(free.x, free.y, first, free.height)),
        (slots[1], Box(free.x + first + gap, free.y, free.width - gap - first, free.height)),
    )


# -- slots -----------------------------------------------------------------------------------------------------------------


def _slots(role: str, layout: MasterLayout, page: PageSize, rtl: bool, *, loose: bool = False) -> dict[int, str] | None:
    """Slot by placeholder for a role; None when the layout lacks what the role needs. `loose` takes what there is."""
    places = layout.placeholders
    numbers = range(len(places))
    made = {n: "title" for n in numbers if places[n].kind in TITLES}
    texts = sorted((n for n in numbers if places[n].kind in TEXT), key=lambda n: _reading(places[n], rtl))
    bodies = [n for n in texts if places[n].kind != "subTitle" and _share(places[n], page) >= _LEAST_AREA]
    match role:
        case "cover":
            low = max((places[n].box.y for n in made), default=0)
            texts.sort(key=lambda n: (places[n].kind != "subTitle", places[n].box.y < low))
            return {**made, **dict(zip(texts, ("subtitle", "date"), strict=False))}
        case "section":
            return {**made, **dict(zip(texts, ("body",), strict=False))}
        case "content" | "closing":
            if role == "closing":  # sources are a page of text: a farewell's line has no room for them
                bodies = [n for n in bodies if _share(places[n], page) >= _PAGE_OF_TEXT]
            ours = "," in layout.name or folded(layout.name) == role
            named = bodies if ours and _alike(places, bodies) else bodies[:1]
            if len(bodies) > 1 and not ours and not loose:
                return None
            return (
                {**made, **{n: f"body-{at + 1}" if at else "body" for at, n in enumerate(named)}}
                if named or loose
                else None
            )
        case "two-columns":
            sides = _sides(places, bodies, page)
            if sides is None:
                return made if loose else None
            return {**made, **dict(zip(sides, ("left", "right"), strict=True))}
        case "title-only":
            return made if not bodies or loose else None
        case "chart" | "picture" | "table":
            native, beside = {"chart": ("chart", "text"), "picture": ("pic", "caption"), "table": ("tbl", "")}[role]
            first = next((n for n in numbers if places[n].kind == native), None)
            if first is None and role != "picture" and told(layout.name) == role:
                first = max(
                    (n for n in bodies if places[n].kind == "obj"), default=None, key=lambda n: _share(places[n], page)
                )
            if first is None or _share(places[first], page) < _LEAST_AREA:
                return made if loose else None
            rest = [n for n in texts if n != first]
            return {**made, first: role, **(dict(zip(rest, (beside,), strict=False)) if beside else {})}
        case _:
            return None


def _sides(places: Sequence[Placeholder], bodies: Sequence[int], page: PageSize) -> list[int] | None:
    """The two largest bodies, where they stand side by side."""
    largest = sorted(bodies, key=lambda n: -_share(places[n], page))[:2]
    if len(largest) < 2:
        return None
    one, other = (places[n].box for n in largest)
    if min(one.bottom, other.bottom) - max(one.y, other.y) < min(one.height, other.height) // 2:
        return None
    return [n for n in bodies if n in largest]


def _alike(places: Sequence[Placeholder], bodies: Sequence[int]) -> bool:
    """Whether bodies are columns of one text: of one height, one size of type."""
    return len({(places[n].box.y, places[n].box.height, places[n].styles[0].size) for n in bodies}) <= 1


def _reading(place: Placeholder, rtl: bool) -> tuple[int, int]:
    """Reading order on a page in columns: across the page first, then down."""
    across = -place.box.right if rtl else place.box.x
    return across // (24 * EMU_PER_POINT), place.box.y


def _area(box: Box) -> int:
    return box.width * box.height


def _share(place: Placeholder, page: PageSize) -> float:
    return place.box.width * place.box.height / (page.width * page.height)


def _title(layout: MasterLayout) -> Placeholder | None:
    return next((place for place in layout.placeholders if place.kind in TITLES), None)


def _least(title: Placeholder) -> float:
    return min(TITLE_FLOOR, title.styles[0].size)


def _takes_title(layout: MasterLayout) -> bool:
    """Whether at least a line of the smallest type goes into a title, and a few words across."""
    title = _title(layout)
    assert title is not None
    high = title.box.height - title.insets.top - title.insets.bottom
    wide = title.box.width - title.insets.left - title.insets.right
    return high >= _least(title) * 1.19 * EMU_PER_POINT and wide >= _least(title) * 6 * EMU_PER_POINT


# -- making layouts --------------------------------------------------------------------------------------------------------


def _casting(
    role: str, family: Sequence[tuple[MasterLayout, Mapping[int, str]]], reason: str, *, good: bool
) -> Casting:
    layouts = tuple(replace(_layout(layout, role, slots), reason=reason) for layout, slots in family)
    offered = {place.slot for place in layouts[0].placeholders}
    wanting = tuple(slot for slot in ROLES[role] if slot not in offered and slot != "main")
    made: list[SlideLayout] = []
    for layout in layouts:
        flows = [slot for slot, kind in ROLES[role].items() if kind == "flow" and slot != "main"]
        lacking = [slot for slot in flows if layout.slot(slot) is None]
        if role in ("chart", "picture") and lacking == flows[1:]:
            made.append(layout)
        elif lacking and len(flows) == 2:
            made.append(replace(layout, areas=_beside(layout.free, flows, 0.5)))
        else:
            made.append(layout)
    if role in ("cover", "section"):
        made = [_with_lines(layout, role) for layout in made]
    return Casting(role, _ranked(made), reason, good, wanting)


def _with_lines(layout: SlideLayout, role: str) -> SlideLayout:
    """Room for the subtitle, or a section's text, where there is no placeholder: the free area below the title."""
    slot = "subtitle" if role == "cover" else "body"
    return layout if layout.slot(slot) else replace(layout, areas=((slot, layout.free),))


def _layout(layout: MasterLayout, role: str, slots: Mapping[int, str]) -> SlideLayout:
    places = tuple(replace(place, slot=slots.get(number, "")) for number, place in enumerate(layout.placeholders))
    return SlideLayout(
        name=layout.name,
        role=role,
        density=0,
        placeholders=places,
        free=layout.free,
        background=layout.background,
        fixed=tuple(one.item for one in layout.fixed if one.item is not None),
        part=layout.part,
        ground=layout.ground,
        margin=layout.margin,
    )


def _ranked(layouts: Sequence[SlideLayout]) -> tuple[SlideLayout, ...]:
    """The layouts of a role with their density: those that hold less text come first."""
    order = sorted(range(len(layouts)), key=lambda n: (round(_capacity(layouts[n])), n))
    ranks = {number: rank for rank, number in enumerate(order)}
    return tuple(replace(layout, density=ranks[number]) for number, layout in enumerate(layouts))


def _capacity(layout: SlideLayout) -> float:
    """How many letters a layout holds, roughly: area over squared type size, in its bodies and, as a tie-break, its title."""
    total = 0.0
    for place in layout.placeholders:
        if not place.slot or place.kind not in TEXT | TITLES:
            continue
        area = place.box.width * place.box.height / (EMU_PER_POINT * place.styles[0].size) ** 2
        total += area * 0.05 if place.slot == "title" else area
    return total


def _with_steps(casting: Casting) -> Casting:
    """A role with one layout gets smaller type to choose from: sizes that the deck then has to say, because the file has no denser
    layout (its titles and lines step down by themselves, bodies as layouts of their own)."""
    if casting.dense:
        return casting
    made: list[SlideLayout] = []
    for layout in casting.layouts:
        lined = replace(layout, placeholders=tuple(_stepped_line(place) for place in layout.placeholders))
        made.append(lined)
        before = _body_size(layout)
        for share in _BODY_STEPS[1:]:
            if (smaller := _at(lined, share)) is None or _body_size(smaller) >= before:
                break
            before = _body_size(smaller)
            made.append(replace(smaller, density=len(made)))
    return replace(casting, layouts=tuple(made))


def _body_size(layout: SlideLayout) -> float:
    return max((p.styles[0].size for p in layout.placeholders if _is_body(p)), default=0.0)


def _is_body(place: Placeholder) -> bool:
    return bool(place.slot) and place.kind in TEXT and place.slot not in ("subtitle", "date")


def _at(layout: SlideLayout, share: float) -> SlideLayout | None:
    """The layout with its bodies' type smaller; None where it has no body."""
    if not any(_is_body(place) for place in layout.placeholders):
        return None
    places = tuple(
        replace(place, styles=_smaller(place, share, BODY_FLOOR), given=place.written) if _is_body(place) else place
        for place in layout.placeholders
    )
    return replace(layout, placeholders=places)


def _stepped_line(place: Placeholder) -> Placeholder:
    if place.slot == "title":
        floor = TITLE_FLOOR
    elif place.slot in ("subtitle", "date"):
        floor = LINE_FLOOR
    else:
        return place
    if any(style.bullet for style in place.styles[:1]):  # one line is no list
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
