"""From a theme and a slide master to the look that blocks and writers see.

    master      Theme, PageSize -> the bytes of a .pptx with its slide master and layouts
    look        Theme, Brand -> Look: what blocks and writers see
    in_brand    Theme, Brand -> Theme: a sheet's theme in a brand's colours and fonts
    open_look   a theme's name, page size, language -> all of that in one go

A deck's sizes and places come from the layouts of the slide master, read back through `brand.read` like a customer's; the
type scale of free blocks and all that a sheet needs come from the theme. Errors: `page-unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Final, cast

from .. import brand, contrast
from .. import language as languages
from ..brand import Brand
from ..diagnostics import Diagnostic, Where, did_you_mean, fault, note, warning
from ..env import Env
from ..frame import Panel, Rule
from ..frozen import replace
from ..geometry import BLEED, EMU_PER_POINT, PAGE_SIZES, Box, Insets, PageSize, points
from ..known import known
from ..lasting import Same, shelved
from ..look import Colour, FontNames, Ground, Ink, Look, Margin, Placeholder, SlideLayout, TextStyle
from ..ooxml.shapes import TITLES
from . import master as parts
from .colours import CONTRASTS, ON_PANELS, jobs_of
from .theme import Kind, Plan, Step, Theme, read

WIDER: Final = 1.26
"""How much wider than Arial's the digits are that programs without it draw in its place (DejaVu Sans Bold: 0.696 em, not 0.556)."""


_SMALLEST: Final = 14.0
"""Type that is larger than so many points may become so small on a small page."""


_KEPT: Final = (
    Brand,
    PageSize,
    FontNames,
    SlideLayout,
    Placeholder,
    Margin,
    Insets,
    Box,
    TextStyle,
    Colour,
    Panel,
    Rule,
)
"""What there is in a slide master of ours."""


_GROUNDS: Final = frozenset({"band", "cover", "panel"})


_LINE: Final = points(1.5)
"""How thick a band is when ink is to be saved."""


def master(theme: Theme, page: PageSize, *, rtl: bool = False) -> bytes:
    """A .pptx package without slides: the theme's slide master and layouts for a page size, mirrored for right-to-left scripts.

    The same theme and size give the same bytes.
    """
    return _package(Same(theme), page, rtl)


@lru_cache(maxsize=16)
def _package(of: Same[Theme], page: PageSize, rtl: bool) -> bytes:
    return parts.package(of.value, page, rtl=rtl)


def low_ink(theme: Theme) -> Theme:
    """The same theme for a printer that is short of ink: white grounds, lines in place of bands, the same words and colours of marks."""
    jobs = {
        **theme.jobs,
        "band": "bg1",
        "on-band": theme.jobs["heading"],
        "panel": "bg1",
        "on-panel": theme.jobs["text"],
    }
    return replace(
        theme,
        jobs=MappingProxyType(jobs),
        master=_thinned(theme.master),
        plans=tuple(_thinned(plan) for plan in theme.plans),
    )


def look(theme: Theme, brand: Brand, kind: Kind, language: str = "en", rtl: bool = False, ink: Ink = "usual") -> Look:
    """What blocks and writers see: the brand's colours, fonts and layouts, with the theme's type scale for slides or for a sheet.

    A job whose colour does not read on its ground takes another of the brand's colours that does.
    """
    from ..text.fonts import FontSet

    usual = _usual_ground(brand)
    colours = jobs_of(theme.jobs, brand.colours, usual)
    if ink == "low":
        colours |= _unfilled(colours)
    by = _size(theme, brand.page) if kind == "slides" else 1.0
    steps = theme.scale[kind]
    grounds = {
        f"{ground.rgb}-" if ground.apart else ground.rgb: Ground(
            MappingProxyType(made := _said(jobs_of(theme.jobs, brand.colours, ground), ground)),
            MappingProxyType({name: _set(step, made, by) for name, step in steps.items()}),
        )
        for ground in dict.fromkeys(_grounds(brand))
        if ground.apart or ground.rgb != usual.rgb
    }
    scale = {name: _set(step, colours, by) for name, step in steps.items()}
    gutter = theme.grid(brand.page).gutter
    if by != 1.0 or (kind == "slides" and brand.page.name not in theme.grids):
        gutter = round(next(iter(theme.grids.values()))[1] * by)
    return Look(
        page=brand.page,
        colours=MappingProxyType(colours),
        fonts=FontSet(heading=_wishes(brand.heading), body=_wishes(brand.body), sources=theme.sources),
        scale=MappingProxyType(scale),
        layouts=brand.layouts,
        sheets=theme.sheets,
        unit=round(theme.units[kind] * by),
        gutter=gutter,
        language=language,
        rtl=rtl,
        ink=ink,
        grounds=MappingProxyType(grounds),
        tiles=theme.tiles,
        wider=WIDER if kind == "slides" else 1.0,
        tabled=brand.table is not None
        and scale["table-head"][0].colour.contrast(brand.table[0]) >= contrast.LARGE  # it is bold
        and scale["table"][0].colour.contrast(brand.table[1]) >= contrast.TEXT,
    )


def in_brand(theme: Theme, brand: Brand) -> Theme:
    """A theme in a brand's colours and fonts, for sheets: where the brand is light on dark, dark on light, because it is printed."""
    from ..brand.identity import is_colour, own_dark

    slots = {"lt1": "bg1", "dk1": "tx1", "lt2": "bg2", "dk2": "tx2"}
    colours, jobs = {slot: brand.colours[slots.get(slot, slot)].rgb for slot in theme.colours}, {**theme.jobs}
    bright = brand.colours["bg1"].luminance > brand.colours["tx1"].luminance
    kept = bright and brand.band == "tx2" and is_colour(brand.colours["tx2"])  # the house's own, however light
    for light, dark in (("lt1", "dk1"), ("lt2", "dk2")):
        said = not brand.colours["tx2"].scheme.startswith("accent")  # by the house: no accent that programs give
        chosen = said and own_dark(colours[dark]) and not own_dark(colours[light])
        chosen = chosen and Colour(colours[dark]).contrast(Colour("FFFFFF")) >= contrast.LARGE
        stays = dark == "dk2" and (kept or chosen)
        if Colour(colours[light]).luminance < Colour(colours[dark]).luminance and not stays:
            colours[light], colours[dark] = colours[dark], colours[light]
            jobs |= {"band": "tx2"} if light == "lt2" and own_dark(colours["dk2"]) else {}  # what its pages stand on
    if Colour(colours["lt1"]).luminance < 0.8:
        colours["lt1"] = "FFFFFF"
    made = {"colours": MappingProxyType(colours), "jobs": MappingProxyType(jobs)}
    return replace(theme, **made, heading=brand.heading, body=brand.body)


def _as_known(theme: Theme, brand: Brand) -> Theme:
    """A theme whose bands have the colour that a brand is known by, where the theme would take whatever the second dark colour is, and whose
    links have that of headings: the blue that programs give to links is nobody's choice, and a line below the words tells them too."""
    band = brand.band if theme.jobs["band"] == "tx2" else theme.jobs["band"]
    return replace(
        theme, jobs=MappingProxyType({**theme.jobs, "band": band, "cover": band, "link": theme.jobs["heading"]})
    )


def recoloured(theme: Theme, brand: Brand, look: Look, where: Where) -> tuple[Diagnostic, ...]:
    """Notes on what a look does otherwise than the brand says, one a colour: that it could not be read, or does not step back."""
    taken: dict[tuple[str, str], list[str]] = {}
    for job, slot in theme.jobs.items():
        colour = look.colours[job]
        if (
            job not in ("page", "panel", "on-panel", "on-band", "cover", "divider")
            and brand.colours[slot].rgb != colour.rgb
        ):
            other = colour.scheme if colour.scheme and colour.scheme != slot else colour.rgb
            taken.setdefault((slot, other), []).append(job)
    needed = {job: ratio for job, _, ratio, _ in CONTRASTS}
    found = []
    for (slot, other), jobs in taken.items():
        planned = brand.colours[slot]
        grounds = [look.colours["page"], *([look.colours["panel"]] if ON_PANELS & {*jobs} else [])]
        behind = min(grounds, key=planned.contrast)
        ratio = max(needed[job] for job in jobs)
        short = planned.contrast(behind) < ratio
        why = (
            f"has a contrast of {contrast.told(planned.contrast(behind))} on {behind.rgb} and needs {contrast.told(ratio)}"
            if short
            else "is too strong a colour for what should step back"
        )
        found.append(
            note("brand-contrast", f"`{slot}` ({planned.rgb}) {why}: `{other}` is taken for {', '.join(jobs)}", where)
        )
    return tuple(found)


def substituted(look: Look, where: Where) -> tuple[Diagnostic, ...]:
    """Notes on a brand's fonts that are not at hand."""
    hint = "the deck names the brand's own font; a PDF is drawn with the one at hand"
    return tuple(note("font-substituted", message, where, hint=hint) for _, message in _substituted(look))


def unfound(theme: Theme, look: Look) -> tuple[Diagnostic, ...]:
    """Warnings of the fonts that a theme names, that its look in this language uses, and that are not at hand."""
    hint = "name a font that is at hand, or put its file beside the theme and name it in `fonts: files`; the deck asks for the font all the same"
    return tuple(
        warning("font-substituted", message, theme.named.get(wanted), hint=hint)
        for wanted, message in _substituted(look)
    )


def _substituted(look: Look) -> Iterator[tuple[str, str]]:
    """The fonts that a look in its language asks for and that are not at hand, each with what is done about it."""
    from ..text import families

    script = {"Arab": 1, "Hans": 2}.get(languages.of(look.language).script, 0)
    names = {(role + ("",) * 3)[n] for role in (look.fonts.heading, look.fonts.body) for n in (0, script)}
    for wanted, used in look.fonts.substitutes:
        if wanted in names:
            wide = families.width(wanted)
            kept = f", lines of decks kept {1 - 1 / wide:.0%} shorter" if wide > 1 else ", which is no narrower"
            yield wanted, f"the font `{wanted}` is not at hand: text is measured with {used}{kept}"


def open_look(
    name: str, page: str, kind: str, language: str, env: Env, given: Brand | None = None, ink: Ink = "usual"
) -> tuple[Look, bytes]:
    """The look of a built-in or project theme for a page size ("16:9", "a4", …), and the .pptx that it was read from.

    With a brand given, slides have its layouts and its page size, and sheets its colours and fonts.
    """

    size = PAGE_SIZES.get(page)
    if size is None:
        raise fault("page-unknown", f"there is no page size `{page}`", hint=did_you_mean(page, PAGE_SIZES, "page size"))
    theme = read(name, env)
    if kind == "sheet" and theme.paper:
        theme = read(theme.paper, env)
    return _opened(Same(theme), size, kind, language, Same(given), ink)


def card_look(name: str, language: str, env: Env, given: Brand | None = None) -> Look:
    """The look of cards: a theme's colours and its type for slides, or those of a brand, with its logo; never on a customer's slides."""
    return _of_cards(Same(read(name, env)), language, Same(given))


@lru_cache(maxsize=16)
def as_drawn(of: Same[Look]) -> Look:
    """The look of a page that no program but ours sets: its lines keep no room for a font that is not at hand."""
    return replace(of.value, fonts=replace(of.value.fonts, drawn=True))


@lru_cache(maxsize=16)
def _of_cards(kept: Same[Theme], language: str, of: Same[Brand | None]) -> Look:
    theme, given, rtl = kept.value, of.value, languages.of(language).rtl
    if given is not None:
        theme = in_brand(_as_known(theme, given), given)
    theme = _in_language(theme, language)
    data = master(theme, PAGE_SIZES["16:9"], rtl=rtl)
    made = look(theme, _read_back(data, theme.name, rtl), "slides", language, rtl)
    return replace(made, logo=given.logo if given else None)


def _read_back(data: bytes, name: str, rtl: bool) -> Brand:
    """What a look takes from our own slide master, which says the same in every run."""

    def made() -> Brand:
        read = brand.read(data, Where(f"theme {name}"), rtl=rtl)
        layouts = tuple(replace(one, placeholders=tuple(map(_held, one.placeholders))) for one in read.layouts)
        return Brand(read.page, read.colours, read.heading, read.body, layouts, read.table)

    shelf = f"master {sha256(data).hexdigest()} {rtl}"
    return known(data, f"rtl={rtl}", _KEPT, lambda: shelved(shelf, _KEPT, made))


def _held(place: Placeholder) -> Placeholder:
    """A place of our own, whose title never runs on out of it as in customers' files: it takes another layout or smaller type."""
    return replace(place, reach=None) if place.kind in TITLES else place


@lru_cache(maxsize=16)
def _opened(
    of: Same[Theme], page: PageSize, kind: str, language: str, given: Same[Brand | None], ink: Ink
) -> tuple[Look, bytes]:
    theme, style = of.value, given.value
    if ink == "low":
        theme = low_ink(theme)
    rtl = languages.of(language).rtl
    if style is not None:
        theme = _as_known(theme, style)
    if style is not None and kind == "slides":
        return look(theme, style, "slides", language, rtl), style.data
    if style is not None:
        theme = in_brand(theme, style)
    theme = _in_language(theme, language)
    data = master(theme, page, rtl=rtl)
    made = look(theme, _read_back(data, theme.name, rtl), cast(Kind, kind), language, rtl, ink)
    return replace(made, logo=style.logo if style else None, bleeds=ink == "usual"), data


def _in_language(theme: Theme, language: str) -> Theme:
    """A theme as a language is set in it: Chinese titles are in a face without serifs, and so are the figures and names in them."""
    if not language.startswith("zh"):
        return theme
    return replace(theme, heading=replace(theme.heading, latin=theme.body.latin))


def _thinned(plan: Plan) -> Plan:
    """A layout without coloured grounds: what is high becomes a line at its lower edge, what runs down the whole page goes."""
    drawings = (
        drawing if drawing.height <= _LINE else replace(drawing, top=drawing.top + drawing.height - _LINE, height=_LINE)
        for drawing in plan.drawings
        if drawing.height != BLEED
    )
    thin = (replace(one, fill="heading" if one.fill in _GROUNDS else one.fill) for one in drawings)
    return replace(plan, drawings=tuple(thin), ground="page")


def _unfilled(colours: Mapping[str, Colour]) -> dict[str, Colour]:
    """The jobs that change where ink is to be saved: grounds are the page's own, and what stands on them reads on it."""
    return {
        "band": colours["page"],
        "panel": colours["page"],
        "on-band": colours["heading"],
        "on-panel": colours["text"],
    }


def _usual_ground(brand: Brand) -> Colour:
    """What blocks stand on in most layouts; the page's own colour where that is told by nothing."""
    grounds = [layout.ground for layout in brand.layouts if layout.role in ("title-only", "content") and layout.ground]
    return max(grounds, key=grounds.count) if grounds else brand.colours["bg1"]


def _said(jobs: Mapping[str, Colour], ground: Colour) -> Mapping[str, Colour]:
    """The colours of jobs on a ground: under another theme than the deck's they are themselves, and no names."""
    return {job: Colour(colour.rgb) for job, colour in jobs.items()} if ground.apart else jobs


def _grounds(brand: Brand) -> Iterator[Colour]:
    """Everything that blocks may stand on."""
    for layout in brand.layouts:
        yield layout.ground or layout.background
        if layout.margin is not None:
            yield layout.margin.ground
        yield from (place.background for place in layout.placeholders)


def _size(theme: Theme, page: PageSize) -> float:
    """How large a page is beside those that the type scale was made for: 1 for these, less for a smaller page."""
    if page.name in theme.grids:
        return 1.0
    wide, tall = PAGE_SIZES["4:3"].width, PAGE_SIZES["4:3"].height
    return min(2.0, max(0.7, min(page.width / wide, page.height / tall)))


def _set(step: Step, colours: Mapping[str, Colour], by: float = 1.0) -> tuple[TextStyle, ...]:
    """A style's steps; on a page of another size they are larger or smaller `by` so much, but no text falls below its floor."""
    made: list[TextStyle] = []
    floor = min(_SMALLEST, step.sizes[-1])
    for given in step.sizes:
        size = given if by == 1.0 else max(floor, round(given * by * 2) / 2)
        hang = round(size * step.hang) * EMU_PER_POINT
        made.append(
            TextStyle(
                size,
                colours[step.colour],
                step.font,
                step.bold,
                step.italic,
                step.align,
                step.spacing,
                None,
                round(step.before * by),
                round(step.after * by),
                hang,
                -hang,
                step.bullet,
            )
        )
    return tuple(made)


def _wishes(names: FontNames) -> tuple[str, str, str]:
    return names.latin, names.cs, names.ea
