"""What a house is known by: the colour that its slide master paints with, and its logo.

Many templates keep Office's own theme colours and paint their bands and bars in colours of their own; a page without that master (a
one-pager) would show none of them. The logo is the picture at an edge of the page that most layouts show.
"""

from __future__ import annotations

import colorsys
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from ..frame import Picture
from ..geometry import PageSize
from ..look import Colour, Logo, SlideLayout
from .masters import MasterLayout

_LEAST_PAINTED: Final = 0.003  # of a page, in the mean of the layouts
_MOST_COUNTED: Final = 0.3
"""A ground that fills the page says no more than a broad band."""
_FEW_DRAWN: Final = 0.2  # of a master's layouts: Google's own has a grey half on one
_OTHER: Final = 0.25  # of a channel: colours that are nearer are shades of each other
_LARGEST: Final = 0.12
_SMALLEST: Final = 0.0008
"""A logo takes so much of the page."""
_SLENDER: Final = 9.0  # times as wide as high: a strip is no logo
_NEAR: Final = 0.2
"""A logo stands within so much of the page's height or width from an edge."""
_SAMPLES: Final = 48
_HUES: Final = 12
"""Colours of a logo are of one hue where they are in the same of so many parts of the circle."""
_LEAST_INK: Final = 0.02  # of a logo: a dot of colour on a word in black is not what people know
_OWN_GROUND: Final = 0.9
"""A picture that lets less than the rest of this through has a ground of its own."""


def painted(layouts: Sequence[MasterLayout], page: PageSize) -> tuple[Colour, ...]:
    """The colours, no greys, that cover most of the pages; none that covers too little to be seen as the house's own, or is nearly another."""
    whole = page.width * page.height
    seen: Counter[Colour] = Counter()
    for layout in layouts:
        on_page: Counter[Colour] = Counter()
        if is_colour(layout.background):
            on_page[layout.background] += whole
        for one in layout.fixed:
            area = one.box.width * one.box.height
            if isinstance(one.item, Picture):
                for colour, share in _prevailing(one.item):
                    on_page[colour] += round(area * share)
            elif one.fill is not None and len(one.fill.stops) == 1 and is_colour(one.fill.stops[0].colour):
                on_page[one.fill.stops[0].colour] += round(area * one.fill.density)
        for colour, area in on_page.items():
            seen[colour] += round(min(area, whole * _MOST_COUNTED))
    found: list[Colour] = []
    for colour, area in sorted(seen.items(), key=lambda one: (one[1], one[0].rgb), reverse=True):
        if area >= whole * _LEAST_PAINTED * len(layouts) and all(_apart(colour, other) for other in found):
            found.append(colour)
    return tuple(found)


def known_by(
    layouts: Sequence[MasterLayout], content: SlideLayout, page: PageSize, theme: Mapping[str, Colour]
) -> tuple[Colour, ...]:
    """The colours that a house with Office's own accents is known by: what its slide master paints with, else its titles' colour, else its
    logos', else the theme's second dark colour. Office's accents are among them only where the master paints with them."""
    head = content.slot("title")
    titled = [head.written[0].colour] if head and is_colour(head.written[0].colour) else []
    dark = [theme["tx2"]] if is_colour(theme["tx2"]) else []
    return painted(layouts, page) or tuple(titled or _of_logos(layouts, page) or dark)


def _of_logos(layouts: Sequence[MasterLayout], page: PageSize) -> list[Colour]:
    """The colour of the logos that most layouts show, if they have one."""
    often = Counter(picture.image.data for layout in layouts for picture in _logos(layout, page))
    found = [hue for data, _ in often.most_common() if (hue := _hue_of(data)) is not None]
    return found[:1]


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
    return max(abs(a - b) for a, b in zip(colour.channels, other.channels, strict=True)) >= _OTHER


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


def logo(layouts: Sequence[MasterLayout], page: PageSize) -> Logo | None:
    """The picture that stands for the house; None where no layout shows one that can be drawn."""
    found = [(one, layout) for layout in layouts for one in _logos(layout, page)]
    if not found:
        return None
    often = Counter(picture.image.data for picture, _ in found)
    picture, layout = max(
        found, key=lambda one: often[one[0].image.data]
    )  # the first, of several that are shown as often
    behind = [
        one.fill.colour
        for one in layout.fixed
        if one.fill is not None and one.fill.colour is not None and one.box.contains(picture.box, 0)
    ]
    ground = behind[-1] if behind else layout.background
    return Logo(picture.image, picture.crop, picture.box.width, picture.box.height, ground, _ink(picture.image.data))


@lru_cache(maxsize=16)
def _ink(data: bytes) -> Colour | None:
    """The colour that most of a drawing on a clear ground is made of; None for a picture that brings its own ground."""
    seen = [(red, green, blue) for red, green, blue, alpha in _pixels(data) if alpha > 200]
    if not seen or len(seen) > _SAMPLES**2 * _OWN_GROUND:
        return None
    bins = Counter((red >> 5, green >> 5, blue >> 5) for red, green, blue in seen)
    most, _ = max(bins.items(), key=lambda one: (one[1], one[0]))
    alike = [pixel for pixel in seen if (pixel[0] >> 5, pixel[1] >> 5, pixel[2] >> 5) == most]
    return Colour("".join(f"{sum(pixel[part] for pixel in alike) // len(alike):02X}" for part in range(3)))


def _logos(layout: MasterLayout, page: PageSize) -> Iterator[Picture]:
    for one in layout.fixed:
        box = one.box
        if not isinstance(one.item, Picture) or not box.height or not box.width:
            continue
        share = box.width * box.height / (page.width * page.height)
        edges = (box.x / page.width, (page.width - box.right) / page.width)
        ends = (box.y / page.height, (page.height - box.bottom) / page.height)
        near = min(edges) <= _NEAR and min(ends) <= _NEAR
        if _SMALLEST <= share <= _LARGEST and 1 / 4 <= box.width / box.height <= _SLENDER and near:
            yield one.item


def is_colour(colour: Colour) -> bool:
    """Whether people would call it a colour, not a grey, black or white."""
    high, low = max(colour.channels), min(colour.channels)
    return high > 0.25 and (high - low) / high > 0.2 and colour.luminance < 0.85


def unclad(layouts: Sequence[MasterLayout], plain: Set[int]) -> Set[int]:
    """Which of some slide masters with a program's own accents show nothing else either: pictures on none of their layouts, and next to none
    with drawings."""
    drawn = Counter(one.master for one in layouts if one.fixed)
    all_of = Counter(one.master for one in layouts)
    pictured = {one.master for one in layouts if any(isinstance(each.item, Picture) for each in one.fixed)}
    return {number for number in plain - pictured if drawn[number] <= all_of[number] * _FEW_DRAWN}


def untouched(theme: Mapping[str, str]) -> bool:
    """Whether a theme has the accents that Office gives to every new file."""
    return (theme.get("accent1", ""), theme.get("accent2", "")) in _UNTOUCHED


def own_dark(rgb: str) -> bool:
    """Whether a theme's second dark colour is one that somebody chose, and a colour."""
    return rgb not in _UNCHOSEN_DARKS and is_colour(Colour(rgb))


_UNTOUCHED: Final = frozenset(
    {
        ("4472C4", "ED7D31"), ("4F81BD", "C0504D"), ("5B9BD5", "ED7D31"), ("156082", "E97132"),
        ("BBE0E3", "333399"), ("00CC99", "3333CC"), ("618FFD", "00AE00"),
        ("4285F4", "212121"), ("FFAB40", "212121"), ("00A2FF", "16E7CF"), ("058DC7", "50B432"), ("18A303", "0369A3"), ("4874CB", "EE822F"),
    }
)  # fmt: skip
"""The first two accents that programs give to new files: Office since 2007, PowerPoint before that, Google Slides, LibreOffice, WPS, Keynote."""
_UNCHOSEN_DARKS: Final = frozenset({"44546A", "1F497D", "0E2841"})
"""Of Office 2013 to 2022, 2007 and 2010, 2013 and 2016, and since 2023."""
