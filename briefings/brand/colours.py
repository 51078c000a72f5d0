"""Colours of a slide master: theme, colour map and modifications resolved as PowerPoint does.

Source: ECMA-376 part 1, 20.1.2.3 (colours), 20.1.8 (fills), 20.1.10.54 (colour maps).
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..frozen import frozen, replace
from ..look import SCHEME_COLOURS, Colour
from .shapes import A


@frozen
class Palette:
    """Theme colours behind a colour map. `here` is the map in force, `slides` the master's, which the slides will use."""

    theme: Mapping[str, str]
    slides: Mapping[str, str]
    here: Mapping[str, str]

    def slot(self, name: str) -> Colour:
        """The colour that a slide gets for a name such as "tx1"."""
        return Colour(self.theme.get(self.slides.get(name, name), "000000"), name)

    def named(self, name: str) -> Colour:
        """The colour of a name as the layout at hand means it, under the name that a slide must use for the same."""
        slot = self.here.get(name, name)
        rgb = self.theme.get(slot, "000000")
        if self.slides.get(name, name) == slot and name in SCHEME_COLOURS:
            return Colour(rgb, name)
        return Colour(rgb, next((known for known in SCHEME_COLOURS if self.slides.get(known, known) == slot), ""))

    def read(self, holder: Any | None, ground: Colour | None = None) -> Colour | None:
        """The colour in an element that holds one (`a:solidFill`, `a:bgRef`, a gradient stop); None when there is none."""
        if holder is None:
            return None
        for element in holder:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag == f"{A}srgbClr":
                return modified(Colour(element.get("val", "000000").upper()), element)
            if tag == f"{A}schemeClr":
                name = element.get("val", "tx1")
                base = ground if name == "phClr" and ground is not None else self.named(name)
                return modified(base, element)
            if tag == f"{A}sysClr":
                return modified(
                    Colour(
                        (element.get("lastClr") or ("FFFFFF" if element.get("val") == "window" else "000000")).upper()
                    ),
                    element,
                )
            if tag == f"{A}prstClr":
                return modified(Colour(_PRESET.get(element.get("val", ""), "808080")), element)
            if tag == f"{A}scrgbClr":
                parts = [share(element.get(key, "0")) for key in "rgb"]
                return modified(of_channels([_gamma(part) for part in parts]), element)
            if tag == f"{A}hslClr":
                hue, sat, lum = (
                    int(element.get("hue", "0")) / 21_600_000,
                    share(element.get("sat", "0")),
                    share(element.get("lum", "0")),
                )
                return modified(of_channels(colorsys.hls_to_rgb(hue, lum, sat)), element)
        return None

    def fill(self, properties: Any | None, ground: Colour | None = None) -> Colour | None:
        """What a shape or background is filled with: a solid colour, or the mean of a gradient's stops; None for no or other fills."""
        if properties is None:
            return None
        solid = properties.find(f"{A}solidFill")
        if solid is not None:
            return self.read(solid, ground)
        read = self.stops(properties, ground)
        if not read:
            return None
        if all(colour == read[0] for colour in read):
            return read[0]
        return of_channels([sum(c.channels[i] for c in read) / len(read) for i in range(3)])

    def stops(self, properties: Any, ground: Colour | None = None) -> list[Colour]:
        """The colours that a gradient runs through; none for other fills."""
        marks = properties.findall(f"{A}gradFill/{A}gsLst/{A}gs")
        return [colour for stop in marks if (colour := self.read(stop, ground)) is not None]


_PRESET: Final = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "green": "008000",
    "blue": "0000FF",
    "gray": "808080",
    "grey": "808080",
    "yellow": "FFFF00",
    "navy": "000080",
    "silver": "C0C0C0",
    "orange": "FFA500",
    "teal": "008080",
}


def share(value: str) -> float:
    """A percentage of the file as a share: "50000" and "50%" are 0.5."""
    return float(value.rstrip("%")) / 100 if value.endswith("%") else int(value) / 100_000


def of_channels(channels: Sequence[float]) -> Colour:
    """A colour from red, green and blue, 0 to 1."""
    return Colour("".join(f"{round(min(1.0, max(0.0, channel)) * 255):02X}" for channel in channels))


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def modified(colour: Colour, element: Any) -> Colour:
    """A colour after its modifications, in their order (20.1.2.3). Transparency is not one: it is told by `opacity`."""
    channels = list(colour.channels)
    changes: list[tuple[str, float]] = []
    for change in element:
        kind = str(change.tag).removeprefix(A)
        amount = share(change.get("val", "0")) if change.get("val") and kind not in ("alpha", "hueOff", "hue") else 0.0
        if kind in ("lumMod", "lumOff", "satMod", "satOff"):
            hue, lum, sat = colorsys.rgb_to_hls(*channels)
            lum = lum * amount if kind == "lumMod" else lum + amount if kind == "lumOff" else lum
            sat = sat * amount if kind == "satMod" else sat + amount if kind == "satOff" else sat
            channels = list(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lum)), min(1.0, max(0.0, sat))))
        elif kind == "shade":
            channels = [_gamma(_linear(c) * amount) for c in channels]
        elif kind == "tint":
            channels = [_gamma(1 - (1 - _linear(c)) * amount) for c in channels]
        else:
            continue
        changes.append((kind, round(100 * amount, 6)))
    return replace(of_channels(channels), **_shade_of(colour, changes)) if changes else colour


def _shade_of(colour: Colour, changes: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """What a changed colour keeps of its slot: all, where it was made darker or lighter as a shade of the theme is."""
    light = dict(changes)
    kept, added = light.get("lumMod", 100.0), light.get("lumOff", 0.0)
    plain = [kind for kind, _ in changes] in (["lumMod"], ["lumMod", "lumOff"], ["lumOff"])
    if not (plain and colour.slot and kept.is_integer() and added.is_integer()):
        return {}
    return {"scheme": colour.slot, "light": (int(kept), int(added))}


def is_colour(colour: Colour) -> bool:
    """Whether people would call it a colour, not a grey, black or white."""
    high, low = max(colour.channels), min(colour.channels)
    return high > 0.25 and (high - low) / high > 0.2 and colour.luminance < 0.85


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
        ("4285F4", "212121"), ("18A303", "0369A3"), ("4874CB", "EE822F"),
    }
)  # fmt: skip
"""The first two accents that programs give to new files: Office since 2007, PowerPoint before that, Google Slides, LibreOffice, WPS."""
_UNCHOSEN_DARKS: Final = frozenset({"44546A", "1F497D", "0E2841"})
"""Of Office 2013 to 2022, 2007 and 2010, 2013 and 2016, and since 2023."""


def opacity(holder: Any | None) -> float:
    """How much of its ground a fill hides, 0 to 1."""
    if holder is None:
        return 1.0
    return min((share(alpha.get("val", "100000")) for alpha in holder.iter(f"{A}alpha")), default=1.0)


def theme_colours(theme: Any | None) -> Mapping[str, str]:
    """The RGB of the theme's twelve slots; Office's own for those that it lacks."""
    scheme = None if theme is None else theme.find(f".//{A}clrScheme")
    bare = Palette({}, {}, {})
    found: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        colour = bare.read(slot)
        if colour is not None:
            found[str(slot.tag).removeprefix(A)] = colour.rgb
    return {**_OFFICE, **found}


# What a theme that lacks a colour gets: the plain values of Office, so that a damaged file still gives a readable page.
_OFFICE: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
