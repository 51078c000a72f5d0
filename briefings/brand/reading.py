"""From a presentation's slide masters to a house style: what is taken from where, and what does not suit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from ..diagnostics import BriefingsError, Diagnostic, Where, fault, note, warning
from ..frozen import replace
from ..geometry import PAGE_SIZES, PageSize
from ..look import SCHEME_COLOURS, Colour, Logo, Placeholder, SlideLayout, TextStyle
from ..ooxml import colours as of_colours
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck
from . import dress, identity, intake, mapping, masters, shown, tables
from .casting import Casting
from .ground import READABLE
from .identity import is_colour, own_dark, untouched
from .names import told
from .record import Brand
from .styles import large
from .wishes import Wish

SMALL: Final = 14.0
"""Body text of fewer points is told of."""


_CHOOSE: Final = "choose theme colours in PowerPoint (Design, Variants, Colours)"
_RUNNING: Final = frozenset({"body", "left", "right", "text"})
_SHORTEST, _LONGEST = 914_400, 51_206_400
"""What a slide's side may be, in EMU (ECMA-376 part 1, 19.7.14)."""


@lru_cache(maxsize=16)
def read(data: bytes, where: Where, rtl: bool, keep: tuple[str, ...], wishes: tuple[tuple[str, Wish], ...]) -> Brand:
    """The house style in a .pptx or .potx; one that was read before is at hand."""
    taken = intake.opened(data, where, keep)
    try:
        return _resolved(taken, where, rtl, dict(wishes))
    except BriefingsError:
        raise
    except Exception as problem:  # what a damaged part may raise is beyond counting; none of it may reach the author
        hint = f"open it in PowerPoint and save it again as .pptx or .potx ({type(problem).__name__})"
        message = "the slide master of this file cannot be read"
        raise fault("brand-unreadable", message, where, hint=hint) from problem


def _resolved(taken: intake.Intake, where: Where, rtl: bool, wishes: Mapping[str, Wish]) -> Brand:
    deck = taken.deck
    if not any(map(deck.layouts, deck.masters)):
        message, hint = "this file has no slide layouts", "save it from PowerPoint with its slide master"
        raise fault("brand-empty", message, where, hint=hint)
    page = _page(deck.page, where)
    styles = [masters.SlideMaster(deck, part, number, page) for number, part in enumerate(deck.masters)]
    findings = list(taken.findings)
    offered = tuple(layout for master in styles for layout in master.layouts(findings, where))
    bare = frozenset(style.number for style in styles if untouched(style.palette.theme.usual))
    plain = identity.unclad(offered, bare, page, {one.master for one in offered if taken.own.used.get(one.part)})
    plain = plain if len(plain) < len(styles) else set()
    drawn = {style.number: style.drawn for style in styles}
    unclad = {one.part for one in offered if one.master in plain} | dress.undressed(offered, drawn, page, taken.own)
    cast = mapping.cast(offered, page, where, wishes=wishes, rtl=rtl, unclad=unclad, own=taken.own)
    findings += cast.findings
    if not cast.castings:
        raise BriefingsError(findings)
    content = next(casting for casting in cast.castings if casting.role == "content")
    home = content.layouts[0].part  # the master of the content layouts gives the colours
    first = styles[next((layout.master for layout in offered if layout.part == home), 0)]
    played = {layout.part for layout in cast.layouts}
    pages = [layout for layout in offered if layout.part in played]
    if taken.own.pictured and dress.plain(pages):
        findings.append(_only_on_slides(taken.own.pictured, where))
    covers = {taken.own.opening, *(one.part for one in cast.layouts if one.role == "cover")}
    colours = {name: first.palette.slot(name) for name in SCHEME_COLOURS}
    table = tables.grounds(deck, first.palette, colours["bg1"])
    colours |= identity.inked(content.layouts[0], colours["tx1"])
    usual, own = _own_colours(deck, taken, pages, content.layouts[0], colours)
    in_charts = next(iter(identity.as_shown({taken.own.charted: 1.0}, colours)), None)
    own = identity.charted(colours, in_charts, own[0] if own else colours["accent1"]) or own
    if own:
        colours |= identity.accents(own) | ({} if own_dark(colours["tx2"].rgb) or not usual else {"tx2": own[0]})
        table = None if any(one.scheme.startswith("accent") for one in table or ()) else table
    of_own = identity.as_shown(taken.own.colours, colours)
    if (other := identity.in_place_of_dark(pages, content.layouts[0], deck.page, colours, of_own)) is not None:
        colours["tx2"] = other
    findings += _remarks(content, first.palette.theme.lacking, where)
    findings += _other_colours(own, where, usual=usual)
    own_of = {layout.part: of_colours.palette(deck, layout.part, styles[layout.master].part) for layout in offered}
    played_by = [_apart(one, own_of.get(one.part), first.palette) for one in cast.layouts]
    if any(one.role == "table" and one.ground is not None and one.ground.apart for one in played_by):
        table = None  # its style would take the other theme's colours
    return Brand(
        page=page,
        colours=MappingProxyType(colours),
        heading=first.fonts("majorFont"),
        body=first.fonts("minorFont"),
        layouts=_shared(_running(one, bold=taken.bold) for one in played_by),
        table=table,
        findings=tuple(findings),
        castings=cast.castings,
        offered=offered,
        band=_band(colours),
        logo=_logo(offered, played, covers, page),
        data=taken.data,
        before=taken.before,
        after=taken.after,
    )


def _logo(offered: Sequence[masters.MasterLayout], played: Set[str], covers: Set[str], page: PageSize) -> Logo | None:
    """The logo of the layouts that are used, or that open the file; else of the others of their slide masters."""
    shown = [one for one in offered if one.part in played | covers]
    found = identity.logo(shown, page, covers)
    if found is not None:
        return found
    own = {one.master for one in shown}
    others = [one for one in offered if one.master in own]
    opening = {one.part for one in others if dress.opens(one) or told(one.name) == "cover"}
    return identity.logo(others, page, opening)


def _own_colours(
    deck: Deck,
    taken: intake.Intake,
    layouts: Sequence[masters.MasterLayout],
    content: SlideLayout,
    theme: Mapping[str, Colour],
) -> tuple[bool, tuple[Colour, ...]]:
    """Whether a theme has a program's own accents, and the colours that its house is known by where these are others than the theme's."""
    page, own = deck.page, identity.as_shown(taken.own.colours, theme)
    if untouched({name: colour.rgb for name, colour in theme.items()}):
        return True, identity.known_by(layouts, content, page, theme, own)
    played = {one.part for one in layouts}
    parts = played | {master for master in deck.masters if {*deck.layouts(master)} & played}
    painted = bool(identity.painted(layouts, page, own))  # bullets are too little beside what pages are painted with
    seen = {name for part in parts for name in shown.named(deck.roots[part], bullets=not painted)}
    seen |= {*taken.own.colours}
    seen |= {stop.colour.scheme for one in layouts for each in one.fixed if each.fill for stop in each.fill.stops}
    return False, identity.shown_instead(layouts, content, page, theme, own, seen)


def _apart(layout: SlideLayout, own: Palette | None, home: Palette) -> SlideLayout:
    """A layout; where its slide master has another theme than the deck's, or it maps its colours in another way, what stands on it freely
    says its colours itself: programs differ in whose names count there."""
    turned = own is not None and dict(own.here) != dict(own.slides)
    alike = own is None or all(own.slot(name).rgb == home.slot(name).rgb for name in SCHEME_COLOURS)
    if alike and not turned:
        return layout
    margin = layout.margin and replace(layout.margin, ground=Colour(layout.margin.ground.rgb, "-"))
    return replace(layout, ground=Colour((layout.ground or layout.background).rgb, "-"), margin=margin)


def _running(layout: SlideLayout, *, bold: bool) -> SlideLayout:
    """A layout of pages whose running texts are regular, unless those of the house are `bold`, and in the letters of its second level where its
    first is made for headings: bold, or in a colour, over texts that are not."""
    if layout.role in ("cover", "section"):
        return layout
    places = (
        replace(one, styles=styles, given=one.written)
        if one.slot.partition("-")[0] in _RUNNING
        and (styles := tuple(_plain(one, level, bold=bold) for level in range(len(one.styles)))) != one.styles
        else one
        for one in layout.placeholders
    )
    return replace(layout, placeholders=tuple(places))


def _plain(place: Placeholder, level: int, *, bold: bool) -> TextStyle:
    """A level of a place for running text as that is set."""
    style, below = place.styles[level], place.styles[min(level + 1, len(place.styles) - 1)]
    heads = (style.bold and not below.bold) or (is_colour(style.colour) and not is_colour(below.colour))
    if level == 0 and heads and not bold:
        style = replace(style, colour=below.colour)
    return style if bold else _light(place, style)


def _light(place: Placeholder, style: TextStyle) -> TextStyle:
    """A style that is not bold, unless its colour is only read in bold type."""
    light = replace(style, bold=False)
    return light if large(light) or style.colour.contrast(place.background) >= READABLE else style


def _shared(layouts: Iterable[SlideLayout]) -> tuple[SlideLayout, ...]:
    """The layouts, places that are the same in several as one value: a title that is measured for one is measured for all."""
    known: dict[Placeholder, Placeholder] = {}
    return tuple(
        replace(one, placeholders=tuple(known.setdefault(place, place) for place in one.placeholders))
        for one in layouts
    )


def _remarks(content: Casting, lacking: Sequence[str], where: Where) -> Iterator[Diagnostic]:
    """What does not suit in a file that can be used: small type, and colours that are lacking or were never chosen."""
    body = content.layouts[0].slot("body")
    if body is not None and (size := body.written[0].size) < SMALL:
        message = f"the body of `{content.name}` is set in {size:g} pt, which is hard to read on a screen"
        hint = (
            f"set it to {SMALL:g} pt or more in the slide master: text that does not fit then goes on over more slides"
        )
        yield note("brand-small", message, where, hint=hint)
    if lacking:
        slots = ", ".join(f"`{slot}`" for slot in lacking)
        message = f"the theme lacks {slots}: Office's own colours take their place"
        yield note("brand-colours", message, where, hint=f"{_CHOOSE} and save the file again")


def _other_colours(own: Sequence[Colour], where: Where, *, usual: bool) -> Iterator[Diagnostic]:
    """A note where a house is known by other colours than its theme's accents."""
    if own:
        why = (
            "the theme has Office's own accents"
            if usual
            else "the theme's first accent is a grey, or seen nowhere in the file"
        )
        message = f"{why}: `{own[0].rgb}`, which its pages show, is taken for the first"
        yield note("brand-colours", message, where, hint=f"{_CHOOSE}: charts that people add then have them too")


def _only_on_slides(count: int, where: Where) -> Diagnostic:
    message = f"the layouts of this file draw nothing: what its own slides show (pictures on {count} of them) is not in the deck"
    hint = "cut the logo and shapes from a slide, paste them into the slide master (View, Slide Master), and save the file again"
    return warning("brand-only-slides", message, where, hint=hint)


def _page(size: PageSize, where: Where) -> PageSize:
    """The size of the file's slides."""
    width, height = size.width, size.height
    if not all(_SHORTEST <= side <= _LONGEST for side in (width, height)):
        message = f"its slides are {width:,} by {height:,} EMU; a slide is 914,400 to 51,206,400 EMU (1 to 56 inches) wide and high"
        hint = "set the slide size in PowerPoint (Design, Slide Size), and save the file again"
        raise fault("brand-unreadable", message, where, hint=hint)
    known = (one for one in PAGE_SIZES.values() if (one.width, one.height) == (width, height))
    return next(known, PageSize(width, height, "custom"))


def _band(colours: Mapping[str, Colour]) -> str:
    """The second dark colour where somebody chose one, else the first accent that is a colour."""
    if own_dark(colours["tx2"].rgb) or untouched({name: colour.rgb for name, colour in colours.items()}):
        return "tx2"
    return next((f"accent{n}" for n in range(1, 7) if is_colour(colours[f"accent{n}"])), "tx2")
