"""What a house is known by: the colour that its slide master paints with, and its logo.

Many templates keep Office's own theme colours and paint their bands and bars in colours of their own; a page without that master (a
one-pager) would show none of them. The logo is the picture at an edge of the page that most layouts show.
"""

from __future__ import annotations

import colorsys
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache, partial
from typing import Final

from ..frame import Picture, Rule
from ..frozen import replace
from ..geometry import Box, PageSize
from ..look import Colour, Logo, SlideLayout
from . import emblem
from .drawn import Drawn
from .ground import READABLE
from .masters import MasterLayout
from .slots import area_of

_LEAST_PAINTED: Final = 0.003  # of a page, in the mean of the layouts
_MOST_COUNTED: Final = 0.3
"""A ground that fills the page says no more than a broad band."""
_FEW_DRAWN: Final = 0.2  # of a master's layouts: Google's own has a grey half on one
_OTHER: Final = 0.25  # of a channel: colours that are nearer are shades of each other
_SHADE: Final = 0.12  # of a channel: greys nearer than that are one
_LARGEST: Final = 0.12
_SMALLEST, _FAIR, _GREY_LEAST = 0.0008, 0.006, 0.003
"""A logo takes so much of the page, and is of a fair size from there; one without a colour takes more."""
_CENTRED: Final = 0.04  # of the page's width
_FLUSH: Final = 200  # of the page's width: what stands nearer than one of so many parts to an edge runs over it
_BROAD: Final = 0.02  # of a page: a drawing over its corner is larger than that
_SLENDER: Final = 9.0  # times as wide as high: a strip is no logo
_NEAR: Final = 0.2
"""A logo stands within so much of the page's height or width from an edge."""
_SAMPLES: Final = 48
_HUES: Final = 12
"""Colours of a logo are of one hue where they are in the same of so many parts of the circle."""
_LEAST_INK: Final = 0.02  # of a logo: a dot of colour on a word in black is not what people know
_FAINT, _TINT = 1.5, 0.4
"""With less contrast to the page, and channels that are nearer to each other, a colour is a tint of it: a yellow is none."""
_ROW: Final = 3  # logos
_HEX: Final = partial(re.fullmatch, "[0-9A-Fa-f]{6}")
_GAILY: Final = 2  # colours of pictures: of more none is the house's
_GOOD_PART: Final = 0.12  # of a logo's ink
_OWN_GROUND: Final = 0.9
"""A picture that lets less than the rest of this through has a ground of its own."""


def painted(
    layouts: Sequence[MasterLayout], page: PageSize, own: Mapping[Colour, float], *, pictured: bool = True
) -> tuple[Colour, ...]:
    """The colours, no greys, that cover most of the pages, by the layouts, `pictured` or only drawn there, and by the file's `own` slides (shares of
    these); none that covers too little to be seen as the house's own, or is nearly another."""
    whole, pages, others = page.width * page.height, max(1, len(layouts)), _partners(layouts)
    seen: Counter[Colour] = Counter()
    for layout in layouts:
        on_page: Counter[Colour] = Counter()
        if is_colour(layout.background):
            on_page[layout.background] += whole
        for one in layout.fixed:
            area = one.box.width * one.box.height
            if one.picture is not None and (not pictured or one.picture.image.data in others):
                continue
            if one.picture is not None:
                for colour, share in _prevailing(one.picture):
                    on_page[colour] += round(area * share)
            elif isinstance(one.item, Rule) and is_colour(one.item.colour):
                on_page[one.item.colour] += max(one.box.width, one.box.height) * one.item.weight
            elif one.fill is not None and len(one.fill.stops) == 1 and is_colour(one.fill.stops[0].colour):
                on_page[one.fill.stops[0].colour] += round(area * one.fill.density)
        for colour, area in on_page.items():
            seen[colour] += round(min(area, whole * _MOST_COUNTED))
    for colour, share in own.items():
        seen[colour] += round(share * whole * pages) if is_colour(colour) else 0
    found: list[Colour] = []
    for colour, area in sorted(seen.items(), key=lambda one: (one[1], one[0].rgb), reverse=True):
        if area >= whole * _LEAST_PAINTED * pages and all(_apart(colour, other) for other in found):
            found.append(colour)
    return tuple(found)


def known_by(
    layouts: Sequence[MasterLayout],
    content: SlideLayout,
    page: PageSize,
    theme: Mapping[str, Colour],
    own: Mapping[Colour, float],
) -> tuple[Colour, ...]:
    """The colours that a house with Office's own accents is known by: what titles and logo both are in where the slide master paints with no other, what it paints with, else its titles' colour, else its logos',
    else what its `own` slides show, else that of the largest picture, else the theme's second dark colour, or its ink. Office's accents are among them only where the master paints with them."""
    dark = [theme["tx2"]] if is_colour(theme["tx2"]) else []
    chosen = {
        colour: share
        for colour, share in own.items()
        if not colour.scheme.startswith("accent") and colour.rgb not in _OF_NOTES
    }
    found = painted(layouts, page, {}) or _of_titles(content) or _of_logos(layouts, page)
    strong = [one for one in found if not _pale(one, content)]
    if found and not strong:  # the tint of a picture behind the words: no mark could have it
        others = (*_of_logos(layouts, page), *_of_pictures(layouts))
        strong = [one for one in others if not _pale(one, content)][:1]
    found = strong or found
    logos = [] if painted(layouts, page, {}, pictured=False) else _of_logos(layouts, page)
    both = [one for one in _of_titles(content) if not all(_apart(one, other) for other in logos)]
    found = [*both, *(one for one in found if all(_apart(one, other) for other in both))]
    pictures = _of_pictures(layouts)
    many = sum(all(_apart(one, other) for other in pictures[:n]) for n, one in enumerate(pictures)) > _GAILY
    found = found or _of_gradients(layouts)
    small = sorted((one for one, share in chosen.items() if share and is_colour(one)), key=lambda one: -chosen[one])
    dark = dark if own_dark(theme["tx2"].rgb) else [*small[:1], *dark]  # a dot is more than what nobody chose
    return tuple(found or painted((), page, chosen) or ([] if many else pictures[:1]) or dark[:1] or [theme["tx1"]])


def _of_gradients(layouts: Sequence[MasterLayout]) -> list[Colour]:
    """The colour that most stops of the gradients have that layouts paint with, if they have one."""
    fills = (one.fill for layout in layouts for one in layout.fixed if one.fill is not None and len(one.fill.stops) > 1)
    often = Counter(stop.colour for fill in fills for stop in fill.stops if is_colour(stop.colour))
    return [colour for colour, _ in often.most_common(1)]


def _pale(colour: Colour, content: SlideLayout) -> bool:
    """Whether a colour is a tint, hardly another than the ground of the pages, which has none itself."""
    ground = content.ground or content.background
    tint = max(colour.channels) - min(colour.channels) < _TINT
    return tint and colour.contrast(ground) < _FAINT and not is_colour(ground)


def shown_instead(
    layouts: Sequence[MasterLayout],
    content: SlideLayout,
    page: PageSize,
    theme: Mapping[str, Colour],
    own: Mapping[Colour, float],
    seen: Set[str],
) -> tuple[Colour, ...]:
    """The colours of a house whose theme has a first accent that is a grey or is seen nowhere: those that its pages show, then the theme's others.
    Nothing where it is seen (`seen` are colours as they are written), where a picture has it and no title another that is seen more, or where no slide
    tells more; but what both its layouts and its logo show and no colour of the theme is near to is the house's in any case."""
    accents = [theme[f"accent{n}"] for n in range(1, 7)]
    hued, found, logos = is_colour(accents[0]), painted(layouts, page, own), _of_logos(layouts, page)
    known = [theme[name] for name in ("tx1", "tx2", "bg1", "bg2")] + accents
    bare = [replace(one, fixed=_beside_logos(one, page)) for one in layouts]
    foreign = [one for one in painted(bare, page, {}) if all(_apart(one, other) for other in known)]
    worn = [one for one in foreign if not all(_apart(one, other) for other in logos)]
    if worn:
        return (*worn, *(one for one in accents if all(_apart(one, other) for other in worn)))
    pictures = (each.picture for one in layouts for each in one.fixed if each.picture is not None)
    pictured = [*logos, *(colour for one in pictures for colour, _ in _prevailing(one))]
    titled = any(not _apart(one, other) for one in _of_titles(content) for other in found)
    if hued and not own:  # layouts alone do not tell what an accent is for
        return ()
    if hued and (
        {"accent1", accents[0].rgb} & seen or not (titled or all(_apart(accents[0], one) for one in pictured))
    ):
        return ()
    if hued:  # a logo's colour is taken as the theme has it
        slots = [theme[name] for name in ("tx2", "bg2") if is_colour(theme[name])] + accents[1:]
        logos = [one for one in slots if any(_spread(one, other) < _SHADE for other in logos)] or logos
    first = found or (*_of_titles(content), *logos)[:1]
    others = (one for one in accents if one is not accents[0] or not hued)
    return (*first, *(one for one in others if all(_apart(one, other) for other in first))) if first else ()


def in_place_of_dark(
    layouts: Sequence[MasterLayout],
    content: SlideLayout,
    page: PageSize,
    theme: Mapping[str, Colour],
    own: Mapping[Colour, float],
) -> Colour | None:
    """What a house shows where its theme has a second dark colour that none of its pages has: the accent that they paint with; None where they
    tell nothing, or have it."""
    dark = theme["tx2"]
    strong = [one for one in painted(layouts, page, own) if not _pale(one, content)]
    strong = strong or (_of_logos(layouts, page) if own else [])
    texts = [slot.written[0].colour for name in ("title", "body") if (slot := content.slot(name)) is not None]
    worn = [*strong, *(one for one in texts if is_colour(one) and one.spread >= _SHADE)]  # a brown is near to a grey
    if not strong or not is_colour(dark) or not all(_apart(dark, one) for one in worn):
        return None
    accents = [one for n in range(1, 7) if is_colour(one := theme[f"accent{n}"])]
    painted_with = [one for one in accents if one.rgb in {each.rgb for each in strong}]
    if painted_with:
        return painted_with[0]
    near = min(accents, key=lambda one: _spread(one, strong[0]), default=None)
    return near if near is not None and not _apart(near, strong[0]) else accents[0] if accents else None


def charted(theme: Mapping[str, Colour], colour: Colour | None, first: Colour) -> tuple[Colour, ...]:
    """The colours of a house whose own charts begin with another than the first accent: this, then the theme's others; nothing else."""
    if colour is None or not is_colour(colour) or not _apart(colour, first):
        return ()
    return (colour, *(one for n in range(1, 7) if _apart(one := theme[f"accent{n}"], colour)))


def inked(content: SlideLayout, ink: Colour) -> dict[str, Colour]:
    """The grey that a house writes its texts in, in place of the theme's text colour, where that is another: words outside of places are in it too."""
    body = content.slot("body")
    if body is None or body.filled:
        return {}
    own, ground = body.written[0].colour, content.ground or content.background
    other = not is_colour(own) and _spread(own, ink) >= _SHADE
    return {"tx1": own} if other and own.contrast(ground) >= READABLE else {}


def _spread(one: Colour, other: Colour) -> float:
    return max(abs(a - b) for a, b in zip(one.channels, other.channels, strict=True))


def _of_titles(content: SlideLayout) -> list[Colour]:
    """The colour of a layout's title, if it is one."""
    head = content.slot("title")
    return [head.written[0].colour] if head and is_colour(head.written[0].colour) else []


def as_shown(shares: Mapping[str, float], theme: Mapping[str, Colour]) -> Mapping[Colour, float]:
    """Colours as they are written in slides, by those of the theme that they are."""
    slots = {colour.rgb: colour for colour in reversed([*theme.values()])}
    made: dict[Colour, float] = {}
    for name, share in shares.items():
        colour = theme.get(name) or slots.get(name.upper()) or (Colour(name.upper()) if _HEX(name) else None)
        if colour is not None:
            made[colour] = made.get(colour, 0.0) + share
    return made


def _of_logos(layouts: Sequence[MasterLayout], page: PageSize) -> list[Colour]:
    """The colour of the logos that most layouts show, if they have one."""
    often = Counter(picture.image.data for layout in layouts for picture in _logos(layout, page))
    for other in _partners(layouts):
        del often[other]
    found = [hue for data, _ in often.most_common() if (hue := _hue_of(data)) is not None]
    return found[:1]


def _of_pictures(layouts: Sequence[MasterLayout]) -> list[Colour]:
    """The colours of the pictures that layouts show, such as a band of many shades, if they have any: that of the largest first."""
    shown = [(one.picture, one.box) for layout in layouts for one in layout.fixed if one.picture is not None]
    others = _partners(layouts)
    pictures = {one.image.data: box for one, box in shown if one.image.data not in others}
    largest = sorted(pictures, key=lambda data: area_of(pictures[data]), reverse=True)
    return [hue for data in largest if (hue := _hue_of(data)) is not None]


@lru_cache(maxsize=16)
def _hue_of(data: bytes) -> Colour | None:
    """The colour of the hue that most of a logo's coloured parts have, shaded or not; None for one in greys."""
    hues: dict[int, list[tuple[int, int, int]]] = {}
    for red, green, blue, alpha in _pixels(data):
        if alpha > 200 and is_colour(colour := Colour(f"{red:02X}{green:02X}{blue:02X}")):
            hues.setdefault(round(colorsys.rgb_to_hsv(*colour.channels)[0] * _HUES) % _HUES, []).append(
                (red, green, blue)
            )
    most = max(hues.values(), key=len, default=[])
    if len(most) < _SAMPLES**2 * _LEAST_INK:
        return None
    return Colour("".join(f"{sum(pixel[part] for pixel in most) // len(most):02X}" for part in range(3)))


def _pixels(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Some of a picture's pixels: red, green, blue, and how much they cover."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        raw = opened.convert("RGBA").resize((_SAMPLES, _SAMPLES), Image.Resampling.NEAREST).tobytes()
    return zip(raw[::4], raw[1::4], raw[2::4], raw[3::4], strict=True)


def accents(own: Sequence[Colour]) -> dict[str, Colour]:
    """The accents of a theme that has none of its own: the colours that a house is known by, and its first again, which charts shade."""
    return {f"accent{n}": own[n - 1] if n <= len(own) else own[0] for n in range(1, 7)}


def _apart(colour: Colour, other: Colour) -> bool:
    return _spread(colour, other) >= _OTHER


@lru_cache(maxsize=64)
def _of_image(data: bytes) -> tuple[tuple[Colour, float], ...]:
    """The one colour that a drawing is mostly made of, with its share; nothing for a photo, or a drawing in greys."""
    shades: Counter[tuple[int, int, int]] = Counter()
    exact: dict[tuple[int, int, int], Counter[str]] = {}
    for red, green, blue, alpha in _pixels(data):
        rgb = f"{red:02X}{green:02X}{blue:02X}"
        if alpha > 200 and is_colour(Colour(rgb)):
            shade = (red >> 4, green >> 4, blue >> 4)
            shades[shade] += 1
            exact.setdefault(shade, Counter())[rgb] += 1
    if not shades:
        return ()
    shade, count = max(shades.items(), key=lambda one: (one[1], one[0]))
    if count < sum(shades.values()) / 3:
        return ()
    rgb, _ = max(exact[shade].items(), key=lambda one: (one[1], one[0]))
    return ((Colour(rgb), count / _SAMPLES**2),)


def _prevailing(picture: Picture) -> tuple[tuple[Colour, float], ...]:
    return _of_image(picture.image.data)


def logo(layouts: Sequence[MasterLayout], page: PageSize, covers: Set[str] = frozenset()) -> Logo | None:
    """The picture that stands for the house: one of a fair size before a small one, then one on its `covers` (their parts), then what most
    layouts show; None where no layout shows one that can be drawn."""
    partners = _partners(layouts)
    found = [(one, layout) for layout in layouts for one in _logos(layout, page, opens=layout.part in covers)]
    found = [(one, layout) for one, layout in found if one.image.data not in partners]
    plain = [one for one in found if one[1].part in covers and not _ornament(one[0].box, page)]
    opening = {picture.image.data for picture, _ in plain}
    found = [(one, layout) for one, layout in found if one.image.data in opening or not _ornament(one.box, page)]
    found = [(one, layout) for one, layout in found if _share(one.box, page) >= _GREY_LEAST or _hue_of(one.image.data)]
    if not found:
        return None
    often = Counter(picture.image.data for picture, _ in found)

    def worth(one: tuple[Picture, MasterLayout]) -> tuple[bool, bool, int, bool, int, bool]:
        data, box = one[0].image.data, one[0].box
        fair = _share(box, page) >= _FAIR
        head = box.y + box.bottom < page.height
        # what runs over a corner of the page is a decoration, where there is another
        return fair and not _cornered(box, page), fair, often[data], _hue_of(data) is not None, area_of(box), head

    picture, layout = max(found, key=worth)  # of several that are shown as often one in colours, the largest
    beside = [one for one, on in found if on is layout and worth((one, on))[:3] == worth((picture, layout))[:3]]
    if layout.part in covers:  # a partner's stands behind the house's own, or below it
        first = (one for one in beside if one.box.x < picture.box.x and area_of(one.box) >= area_of(picture.box))
        above = (
            one for one in beside if one.box.bottom <= picture.box.y and area_of(one.box) * 2 >= area_of(picture.box)
        )
        picture = min(above, key=lambda one: one.box.y, default=min(first, key=lambda one: one.box.x, default=picture))
    behind = [
        one.fill.colour
        for one in layout.fixed
        if one.fill is not None and one.fill.colour is not None and one.box.contains(picture.box, 0)
    ]
    ground = behind[-1] if behind else layout.background
    ink, *others = _inks(picture.image.data) or (None,)
    return Logo(
        picture.image, picture.crop, picture.box.width, picture.box.height, ground, ink, tuple(filter(None, others))
    )


@lru_cache(maxsize=16)
def _inks(data: bytes) -> tuple[Colour, ...]:
    """The colours that good parts of a drawing on a clear ground are made of, the most usual first; none for a picture that brings its own ground."""
    seen = [(red, green, blue) for red, green, blue, alpha in _pixels(data) if alpha > 200]
    if not seen or len(seen) > _SAMPLES**2 * _OWN_GROUND:
        return ()
    alike: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for pixel in seen:
        alike.setdefault((pixel[0] >> 5, pixel[1] >> 5, pixel[2] >> 5), []).append(pixel)
    often = sorted(alike.items(), key=lambda one: (len(one[1]), one[0]), reverse=True)
    parts = [pixels for n, (_, pixels) in enumerate(often) if n == 0 or len(pixels) >= len(seen) * _GOOD_PART]
    means = (tuple(sum(pixel[n] for pixel in pixels) // len(pixels) for n in range(3)) for pixels in parts)
    return tuple(Colour("".join(f"{part:02X}" for part in mean)) for mean in means)


def _logos(layout: MasterLayout, page: PageSize, *, opens: bool = False) -> Iterator[Picture]:
    """The pictures of a layout that may be logos, at the middle of its head too on one that `opens` a deck; where it shows none, that which is
    part of a picture behind everything."""
    pictures = [one.picture for one in layout.fixed if one.picture is not None]
    found = [one for one in pictures if _like_a_logo(one.box, page, opens=opens)]
    yield from found
    for one in [] if found else pictures:
        whole = one.box == page.box and one.crop == (0, 0, 0, 0)
        made = emblem.of(one.image, page.box, partial(_like_a_logo, page=page)) if whole else None
        if made is not None:
            yield replace(one, image=made.image, box=made.box)


def _beside_logos(layout: MasterLayout, page: PageSize) -> tuple[Drawn, ...]:
    """What a layout shows beside its logos."""
    logos = [*_logos(layout, page)]
    return tuple(one for one in layout.fixed if one.picture is None or one.picture not in logos)


def _partners(layouts: Sequence[MasterLayout]) -> frozenset[bytes]:
    """The logos that stand in a row of several and nowhere by themselves: those of partners, of whom none stands for the house, or for the others."""
    rowed, alone = set[bytes](), set[bytes]()
    for layout in layouts:
        shown = [one.picture for one in layout.fixed if one.picture is not None]
        for one in shown:
            row = [other for other in shown if _in_row(one.box, other.box)]
            (rowed if len(row) >= _ROW else alone).add(one.image.data)
    return frozenset(rowed - alone)


def _in_row(box: Box, other: Box) -> bool:
    """Whether two boxes, which may be one, stand on one level and are about as high."""
    low, high = sorted((box.height, other.height))
    shared = min(box.bottom, other.bottom) - max(box.y, other.y)
    return high <= 2 * low and shared * 2 > low and (box is other or box.right <= other.x or other.right <= box.x)


def _like_a_logo(box: Box, page: PageSize, *, opens: bool = False) -> bool:
    if not box.height or not box.width:
        return False
    edges = (box.x / page.width, (page.width - box.right) / page.width)
    ends = (box.y / page.height, (page.height - box.bottom) / page.height)
    if min(*edges, *ends) < -1 / _FLUSH:  # the page cuts it: nobody does that to a logo
        return False
    near = min(edges) <= _NEAR and min(ends) <= _NEAR
    near = near or (opens and ends[0] <= _NEAR and abs(edges[0] - edges[1]) <= _CENTRED)
    return _SMALLEST <= _share(box, page) <= _LARGEST and 1 / 4 <= box.width / box.height <= _SLENDER and near


def _ornament(box: Box, page: PageSize) -> bool:
    """Whether a picture is a small one that touches the page's edge: on no cover it is no logo."""
    edge = box.x <= 0 or box.y <= 0 or box.right >= page.width or box.bottom >= page.height
    return edge and _share(box, page) < _FAIR


def _cornered(box: Box, page: PageSize) -> bool:
    """Whether a large box runs to two edges of the page."""
    near = page.width // _FLUSH
    if _share(box, page) < _BROAD:
        return False
    across = box.x <= near or box.right >= page.width - near
    return across and (box.y <= near or box.bottom >= page.height - near)


def _share(box: Box, page: PageSize) -> float:
    return box.width * box.height / (page.width * page.height)


def is_colour(colour: Colour) -> bool:
    """Whether people would call it a colour, not a grey, black or white."""
    high, low = max(colour.channels), min(colour.channels)
    return high > 0.2 and (high - low) / high > 0.2 and colour.luminance < 0.85


def unclad(layouts: Sequence[MasterLayout], plain: Set[int], page: PageSize, stood: Set[int]) -> Set[int]:
    """Which of some slide masters show nothing: pictures on none of their layouts, and next to none with drawings. Asked are the `plain`
    ones, with a program's own accents, and those that none of the file's own slides stands on, where these stand on one (`stood`) that shows more."""
    drawn = Counter(one.master for one in layouts if any(not _shading(each, page) for each in one.fixed))
    all_of = Counter(one.master for one in layouts)
    pictured = {one.master for one in layouts if any(each.picture is not None for each in one.fixed)}
    bare = {number for number in {*all_of} - pictured if drawn[number] <= all_of[number] * _FEW_DRAWN}
    return bare & (plain | ({*all_of} - stood if stood - bare else set()))


def _shading(drawn: Drawn, page: PageSize) -> bool:
    """Whether a drawing is the shading of a page's ground in greys, and no picture: no house is known by that."""
    fill = drawn.fill
    stops = [] if fill is None else [stop.colour for stop in fill.stops]
    return drawn.box == page.box and drawn.picture is None and bool(stops) and not any(map(is_colour, stops))


def untouched(theme: Mapping[str, str]) -> bool:
    """Whether a theme has the accents that Office gives to every new file."""
    return (theme.get("accent1", ""), theme.get("accent2", "")) in _UNTOUCHED


def own_dark(rgb: str) -> bool:
    """Whether a theme's second dark colour is one that somebody chose, and a colour."""
    return rgb not in _UNCHOSEN_DARKS and is_colour(Colour(rgb))


_OF_NOTES: Final = frozenset({"FF0000", "FFFF00", "00FF00", "0000FF", "FFC000", "92D050"})
"""What people write notes to each other in on slides: of the row of standard colours that Office offers."""
_UNTOUCHED: Final = frozenset(
    {
        ("4472C4", "ED7D31"), ("4F81BD", "C0504D"), ("5B9BD5", "ED7D31"), ("156082", "E97132"),
        ("BBE0E3", "333399"), ("00CC99", "3333CC"), ("618FFD", "00AE00"),
        ("4285F4", "212121"), ("FFAB40", "212121"), ("00A2FF", "16E7CF"), ("0365C0", "00882B"), ("058DC7", "50B432"), ("18A303", "0369A3"), ("4874CB", "EE822F"),
    }
)  # fmt: skip
"""The first two accents that programs give to new files: Office since 2007, PowerPoint before that, Google Slides, LibreOffice, WPS, Keynote."""
_UNCHOSEN_DARKS: Final = frozenset({"44546A", "1F497D", "0E2841"})
"""Of Office 2013 to 2022, 2007 and 2010, 2013 and 2016, and since 2023."""
