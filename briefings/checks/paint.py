"""Colours as a slide shows them: through the theme, the colour map, and the changes that are written on them.

A paint is all the colours that a fill shows: one when it is solid, those of its stops when it is a gradient, and none when nobody can
tell without drawing it (a picture, a pattern).

Source: ECMA-376 part 1, 20.1.2.3 (colours and their changes), 20.1.8 (fills), 19.3.1.6 (colour maps).
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import Any, Final

from ..frozen import frozen
from ..look import Colour
from ..ooxml.markup import A, P, children, share
from ..style.contrast import rgb
from .deck import Deck, Slide

UNKNOWN: Final[tuple[Colour, ...]] = ()
Paint = tuple[Colour, ...]

_FILLS: Final = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
# 20.1.10.48: the names that programs still write; the others are told as unknown
_PRESET: Final = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "gray": "808080", "grey": "808080",
    "yellow": "FFFF00", "navy": "000080", "silver": "C0C0C0", "orange": "FFA500", "teal": "008080", "lime": "00FF00", "maroon": "800000",
    "purple": "800080", "olive": "808000", "aqua": "00FFFF", "cyan": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF",
}  # fmt: skip
# what a theme that lacks a colour shows: the plain values of Office
_OFFICE: Final = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@frozen
class Palette:
    """The theme's colours behind a colour map, and the theme's fills for shapes and backgrounds."""

    theme: Mapping[str, str]
    map: Mapping[str, str]
    fills: tuple[Any, ...] = ()
    grounds: tuple[Any, ...] = ()

    def colour(self, holder: Any, own: Colour | None = None) -> tuple[Colour, float] | None:
        """The colour in an element that holds one, and how opaque it is (0 to 1); None when there is none that can be told. `own` is the
        colour of the shape that uses a style of the theme."""
        for element in () if holder is None else holder:
            tag = str(element.tag).removeprefix(A)
            value = element.get("val", "")
            base: Colour | None = None
            if tag == "srgbClr":
                base = _hex(value)
            elif tag == "schemeClr":
                base = own if value == "phClr" else self.slot(value)
            elif tag == "sysClr":
                base = _hex(element.get("lastClr") or ("FFFFFF" if value in ("window", "3dLight") else "000000"))
            elif tag == "prstClr":
                base = _hex(_PRESET.get(value, ""))
            elif tag == "scrgbClr":
                base = rgb(tuple(_gamma(share(element.get(key), 0.0)) for key in "rgb"))  # type: ignore[arg-type]
            elif tag == "hslClr":
                hue = share(element.get("hue"), 0.0) * 100_000 / 21_600_000
                base = rgb(colorsys.hls_to_rgb(hue, share(element.get("lum"), 0.0), share(element.get("sat"), 0.0)))
            else:
                continue
            return None if base is None else _changed(base, element)
        return None

    def slot(self, name: str) -> Colour | None:
        """A theme colour by the name that a slide uses."""
        slot = self.map.get(name, _MAP.get(name, name))
        return _hex(self.theme.get(slot, _OFFICE.get(slot, "")))

    def fill(self, holder: Any, below: Paint, own: Colour | None = None) -> Paint | None:
        """What a fill shows over what is below; None when the element says nothing about fills, `below` when it says "no fill"."""
        for element in () if holder is None else holder:
            kind = str(element.tag).removeprefix(A)
            if kind not in _FILLS:
                continue
            if kind == "noFill":
                return below
            if kind == "solidFill":
                found = self.colour(element, own)
                return _over(found, below) if found else UNKNOWN
            if kind == "gradFill":
                stops = [self.colour(stop, own) for stop in element.iterfind(f"{A}gsLst/{A}gs")]
                shown = [_over(stop, below) if stop else UNKNOWN for stop in stops]
                return (
                    UNKNOWN if UNKNOWN in shown or not shown else tuple(dict.fromkeys(c for one in shown for c in one))
                )
            return UNKNOWN
        return None

    def styled(self, reference: Any, below: Paint, fills: tuple[Any, ...], first: int) -> Paint | None:
        """What a reference to a fill of the theme shows (20.1.4.2.10): number `first` is the first of them; None when it names none."""
        number = int(reference.get("idx", "0")) if reference is not None and reference.get("idx", "0").isdigit() else 0
        if not first <= number < first + len(fills):
            return None
        own = self.colour(reference)
        return self.fill([fills[number - first]], below, own[0] if own else None)


def palette(deck: Deck, slide: Slide, part: str = "") -> Palette:
    """The colours of a slide, or of its layout or master when `part` names that: each may map them in its own way."""
    here = part or slide.part
    return deck.once(("palette", here, slide.master), lambda: _palette(deck, slide, here))


def _palette(deck: Deck, slide: Slide, here: str) -> Palette:
    master = deck.roots.get(slide.master)
    theme_part = next(
        (
            found
            for one in dict.fromkeys((here, slide.master))
            for kind in ("themeOverride", "theme")
            for found in deck.related(one, kind)
        ),
        "",
    )
    # an override may hold no more than colours; what it lacks is the theme's
    base = next(deck.related(slide.master, "theme"), "")
    mapped = {} if master is None or master.find(f"{P}clrMap") is None else dict(master.find(f"{P}clrMap").attrib)
    root = deck.roots.get(here)
    override = None if root is None else root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if override is not None:
        mapped = dict(override.attrib)
    own, theirs = _theme(deck, theme_part if theme_part in deck.roots else base), _theme(deck, base)
    return Palette(own[0] or theirs[0], mapped, own[1] or theirs[1], own[2] or theirs[2])


def _theme(deck: Deck, part: str) -> tuple[dict[str, str], tuple[Any, ...], tuple[Any, ...]]:
    """A theme's colours, and its fills for shapes and backgrounds."""
    root = deck.roots.get(part)
    return deck.once(
        ("theme", part), lambda: (_scheme(root), _list(root, "fillStyleLst"), _list(root, "bgFillStyleLst"))
    )


def _scheme(theme: Any) -> dict[str, str]:
    scheme = None if theme is None else next(theme.iter(f"{A}clrScheme"), None)
    bare = Palette({}, {})
    found = {str(slot.tag).removeprefix(A): bare.colour(slot) for slot in children(scheme)}
    return {slot: colour[0].rgb for slot, colour in found.items() if colour}


def _list(theme: Any, name: str) -> tuple[Any, ...]:
    found = None if theme is None else next(theme.iter(f"{A}{name}"), None)
    return () if found is None else tuple(child for child in found if isinstance(child.tag, str))


def _hex(value: str) -> Colour | None:
    try:
        int(value, 16)
    except ValueError:
        return None
    return Colour(value.upper()) if len(value) == 6 else None


def _over(shown: tuple[Colour, float], below: Paint) -> Paint:
    """A colour over what is below it, as opaque as it is."""
    colour, opaque = shown
    if opaque >= 0.995:
        return (colour,)
    if not below:
        return UNKNOWN
    return tuple(
        rgb(tuple(a * opaque + b * (1 - opaque) for a, b in zip(colour.channels, under.channels, strict=True)))  # type: ignore[arg-type]
        for under in below
    )


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _changed(colour: Colour, element: Any) -> tuple[Colour, float]:
    """A colour after its changes, in the order in which they are written (20.1.2.3), and how opaque it is."""
    channels = list(colour.channels)
    opaque, touched = 1.0, False
    for change in element:
        kind = str(change.tag).removeprefix(A)
        amount = share(change.get("val"), 0.0)
        if kind in ("lumMod", "lumOff", "satMod", "satOff", "lum", "sat"):
            hue, light, strength = colorsys.rgb_to_hls(*channels)
            light = {"lumMod": light * amount, "lumOff": light + amount, "lum": amount}.get(kind, light)
            strength = {"satMod": strength * amount, "satOff": strength + amount, "sat": amount}.get(kind, strength)
            channels = list(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, strength))))
        elif kind == "shade":
            channels = [_gamma(_linear(c) * amount) for c in channels]
        elif kind == "tint":
            channels = [_gamma(1 - (1 - _linear(c)) * amount) for c in channels]
        elif kind == "gray":
            channels = [_gamma(colour.luminance)] * 3
        elif kind == "inv":
            channels = [1 - c for c in channels]
        elif kind in ("alpha", "alphaMod"):
            opaque *= amount
            continue
        else:
            continue
        touched = True
    return (rgb((channels[0], channels[1], channels[2])) if touched else colour), opaque
