"""Colours as PowerPoint shows them: through the theme, the colour map and the changes that are written on them.

    theme      a part -> Theme
    palette    a slide, layout or master -> Palette: the colours that its names and elements mean

Source: ECMA-376 part 1, 20.1.2.3 (colours and their changes), 20.1.10.48 (preset colours), 19.3.1.6 (colour maps).
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any, Final

from ..frozen import frozen, replace
from ..look import SCHEME_COLOURS, Colour
from .markup import A, P, children, number, share
from .package import Package

_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_OFFICE: Final = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
"""What a theme that lacks a colour shows: the plain values of Office."""
_LIGHT: Final = frozenset({"window", "3dLight", "btnHighlight", "highlightText", "infoBk", "menu"})
"""System colours that are light where a file does not say what they were."""
_TURN: Final = 21_600_000  # a full circle, in 60,000ths of a degree


@frozen
class Theme:
    """A theme: its part, its colours by slot (those that it has), and its fills for shapes and for backgrounds."""

    part: str = ""
    root: Any = None
    colours: Mapping[str, str] = field(default_factory=dict)
    fills: tuple[Any, ...] = ()
    grounds: tuple[Any, ...] = ()

    @property
    def usual(self) -> Mapping[str, str]:
        """All its colours; Office's own in the place of those that it lacks."""
        return {**_OFFICE, **self.colours}

    @property
    def lacking(self) -> tuple[str, ...]:
        """The slots without a colour."""
        return tuple(slot for slot in _OFFICE if slot not in self.colours)


@frozen
class Palette:
    """Theme colours behind a colour map: `here` is the map in force in a part, `slides` its master's, which slides use."""

    theme: Theme = Theme()
    slides: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)

    def slot(self, name: str) -> Colour:
        """The colour that a slide gets for a name such as "tx1"."""
        return Colour(self._rgb(_mapped(self.slides, name)) or "000000", name)

    def named(self, name: str) -> Colour | None:
        """The colour of a name as the part at hand means it, under the name that a slide must use for the same; None for no such name."""
        slot = _mapped(self.here, name)
        rgb = self._rgb(slot)
        if rgb is None:
            return None
        if _mapped(self.slides, name) == slot and name in SCHEME_COLOURS:
            return Colour(rgb, name)
        return Colour(rgb, next((known for known in SCHEME_COLOURS if _mapped(self.slides, known) == slot), ""))

    def read(self, holder: Any, own: Colour | None = None) -> Colour | None:
        """The colour in an element that holds one (a solid fill, a gradient's stop, a reference); None where there is none that can be
        told. `own` is the colour of the shape that uses a style of the theme."""
        found = self.seen(holder, own)
        return None if found is None else found[0]

    def seen(self, holder: Any, own: Colour | None = None) -> tuple[Colour, float] | None:
        """The same, and how opaque it is (0 to 1)."""
        for element in () if holder is None else holder:
            if element.tag in _READ:
                base = self._base(element, own)
                return None if base is None else _changed(base, element)
        return None

    def _base(self, element: Any, own: Colour | None) -> Colour | None:
        value = element.get("val", "")
        match element.tag.removeprefix(A):
            case "srgbClr":
                rgb = _hex(value)
            case "schemeClr":
                return own if value == "phClr" else self.named(value)
            case "sysClr":
                rgb = _hex(element.get("lastClr") or ("FFFFFF" if value in _LIGHT else "000000"))
            case "prstClr":
                rgb = _presets().get(value.lower())
            case "scrgbClr":
                return Colour.of([_gamma(share(element.get(key), 0.0)) for key in "rgb"])
            case _:
                hue = number(element.get("hue")) / _TURN
                return Colour.of(colorsys.hls_to_rgb(hue, *(share(element.get(key), 0.0) for key in ("lum", "sat"))))
        return None if rgb is None else Colour(rgb)

    def _rgb(self, slot: str) -> str | None:
        return self.theme.colours.get(slot) or _OFFICE.get(slot)


_READ: Final = frozenset(f"{A}{kind}Clr" for kind in ("srgb", "scheme", "sys", "prst", "scrgb", "hsl"))


def palette(package: Package, part: str, master: str) -> Palette:
    """The colours of a slide, a layout or a master: each may map them in its own way, or override the theme."""
    return package.once(("palette", part, master), lambda: _palette(package, part, master))


def _palette(package: Package, part: str, master: str) -> Palette:
    root, above = package.roots.get(part), package.roots.get(master)
    usual = theme(package, next(package.related(master, "theme"), ""))
    own = next((one for kind in ("themeOverride", "theme") for one in package.related(part, kind)), "")
    if own in package.roots:  # an override may hold no more than colours; what it lacks is the theme's
        said = theme(package, own)
        usual = Theme(
            own if said.fills else usual.part,
            said.root,
            said.colours or usual.colours,
            said.fills or usual.fills,
            said.grounds or usual.grounds,
        )
    mapped = None if above is None else above.find(f"{P}clrMap")
    slides = {} if mapped is None else dict(mapped.attrib)
    override = None if root is None else root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return Palette(usual, slides, slides if override is None else {**slides, **override.attrib})


def theme(package: Package, part: str) -> Theme:
    """A theme by the name of its part; an empty one where there is none."""
    return package.once(("theme", part), lambda: _theme(part, package.roots.get(part)))


def _theme(part: str, root: Any) -> Theme:
    scheme = None if root is None else next(root.iter(f"{A}clrScheme"), None)
    found = {slot.tag.removeprefix(A): Palette().read(slot) for slot in children(scheme)}
    colours = {slot: colour.rgb for slot, colour in found.items() if colour}
    return Theme(part, root, colours, _list(root, "fillStyleLst"), _list(root, "bgFillStyleLst"))


def _list(root: Any, name: str) -> tuple[Any, ...]:
    return () if root is None else tuple(children(next(root.iter(f"{A}{name}"), None)))


def _mapped(map: Mapping[str, str], name: str) -> str:
    return map.get(name) or _MAP.get(name, name)


def _hex(value: str) -> str | None:
    digits = len(value) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in value)
    return value.upper() if digits else None


# -- changes ----------------------------------------------------------------------------------------------------------------------------------


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _changed(colour: Colour, element: Any) -> tuple[Colour, float]:
    """A colour after its changes, in the order in which they are written, and how opaque it is."""
    channels: tuple[float, ...] = colour.channels
    opaque = 1.0
    changes: list[tuple[str, float]] = []
    for change in element:
        kind = change.tag.removeprefix(A) if isinstance(change.tag, str) else ""
        value = change.get("val")
        if kind.startswith("alpha"):
            amount = share(value)
            opaque = _within(opaque + amount if kind == "alphaOff" else opaque * amount)
            continue
        amount = number(value) / _TURN if kind in ("hue", "hueOff") else share(value, 0.0)
        made = _channels(kind, amount, channels)
        if made is not None:
            channels = made
            changes.append((kind, round(100 * amount, 6)))
    if not changes:
        return colour, opaque
    return replace(Colour.of(channels), **_shade_of(colour, changes)), opaque


def _channels(kind: str, amount: float, channels: tuple[float, ...]) -> tuple[float, ...] | None:
    """Red, green and blue after one change; None for what is none."""
    name, way = (kind[:-3], kind[-3:]) if kind.endswith(("Mod", "Off")) else (kind, "")
    if name in _PARTS:
        at = _PARTS.index(name)
        parts = list(colorsys.rgb_to_hls(*channels) if at < 3 else map(_linear, channels))
        made = parts[at % 3] * amount if way == "Mod" else parts[at % 3] + amount if way == "Off" else amount
        parts[at % 3] = made % 1.0 if at == 0 else _within(made)
        return colorsys.hls_to_rgb(*parts) if at < 3 else tuple(map(_gamma, parts))
    match kind:
        case "shade":
            return tuple(_gamma(_linear(one) * amount) for one in channels)
        case "tint":
            return tuple(_gamma(1 - (1 - _linear(one)) * amount) for one in channels)
        case "gray":
            return (_gamma(Colour.of(channels).luminance),) * 3
        case "inv":
            return tuple(1 - one for one in channels)
        case "comp":
            hue, lum, sat = colorsys.rgb_to_hls(*channels)
            return colorsys.hls_to_rgb((hue + 0.5) % 1.0, lum, sat)
        case "gamma" | "invGamma":
            return tuple(map(_gamma if kind == "gamma" else _linear, channels))
    return None


_PARTS: Final = ("hue", "lum", "sat", "red", "green", "blue")


def _shade_of(colour: Colour, changes: list[tuple[str, float]]) -> dict[str, Any]:
    """What a changed colour keeps of its slot: all, where it was made darker or lighter as a shade of the theme is."""
    light = dict(changes)
    kept, added = light.get("lumMod", 100.0), light.get("lumOff", 0.0)
    calm = light.get("satMod", 100.0)
    turn = light.get("hueOff", 0.0) * _TURN / 100 / 60_000
    plain = [kind for kind, _ in changes if kind not in ("satMod", "hueOff")] in (
        ["lumMod"],
        ["lumMod", "lumOff"],
        ["lumOff"],
    )
    if not (plain and colour.slot and all(map(float.is_integer, (kept, added, calm, round(turn, 3))))):
        return {}
    return {"scheme": colour.slot, "light": (int(kept), int(added)), "calm": int(calm), "turn": round(turn)}


@cache
def _presets() -> Mapping[str, str]:
    """The preset colours by name in small letters, under their short names too ("dkBlue", "medPurple", "ltGrey")."""
    pairs = _PRESET.split()
    named = dict(zip(pairs[::2], pairs[1::2], strict=True))
    named |= {name.replace("gray", "grey"): rgb for name, rgb in named.items() if "gray" in name}
    for long, short in (("dark", "dk"), ("light", "lt"), ("medium", "med")):
        named |= {short + name.removeprefix(long): rgb for name, rgb in named.items() if name.startswith(long)}
    return named


_PRESET: Final = """
aliceblue F0F8FF antiquewhite FAEBD7 aqua 00FFFF aquamarine 7FFFD4 azure F0FFFF beige F5F5DC bisque FFE4C4 black 000000
blanchedalmond FFEBCD blue 0000FF blueviolet 8A2BE2 brown A52A2A burlywood DEB887 cadetblue 5F9EA0 chartreuse 7FFF00 chocolate
D2691E coral FF7F50 cornflowerblue 6495ED cornsilk FFF8DC crimson DC143C cyan 00FFFF darkblue 00008B darkcyan 008B8B darkgoldenrod
B8860B darkgray A9A9A9 darkgreen 006400 darkkhaki BDB76B darkmagenta 8B008B darkolivegreen 556B2F darkorange FF8C00 darkorchid
9932CC darkred 8B0000 darksalmon E9967A darkseagreen 8FBC8F darkslateblue 483D8B darkslategray 2F4F4F darkturquoise 00CED1
darkviolet 9400D3 deeppink FF1493 deepskyblue 00BFFF dimgray 696969 dodgerblue 1E90FF firebrick B22222 floralwhite FFFAF0
forestgreen 228B22 fuchsia FF00FF gainsboro DCDCDC ghostwhite F8F8FF gold FFD700 goldenrod DAA520 gray 808080 green 008000
greenyellow ADFF2F honeydew F0FFF0 hotpink FF69B4 indianred CD5C5C indigo 4B0082 ivory FFFFF0 khaki F0E68C lavender E6E6FA
lavenderblush FFF0F5 lawngreen 7CFC00 lemonchiffon FFFACD lightblue ADD8E6 lightcoral F08080 lightcyan E0FFFF lightgoldenrodyellow
FAFAD2 lightgray D3D3D3 lightgreen 90EE90 lightpink FFB6C1 lightsalmon FFA07A lightseagreen 20B2AA lightskyblue 87CEFA
lightslategray 778899 lightsteelblue B0C4DE lightyellow FFFFE0 lime 00FF00 limegreen 32CD32 linen FAF0E6 magenta FF00FF maroon
800000 mediumaquamarine 66CDAA mediumblue 0000CD mediumorchid BA55D3 mediumpurple 9370DB mediumseagreen 3CB371 mediumslateblue
7B68EE mediumspringgreen 00FA9A mediumturquoise 48D1CC mediumvioletred C71585 midnightblue 191970 mintcream F5FFFA mistyrose FFE4E1
moccasin FFE4B5 navajowhite FFDEAD navy 000080 oldlace FDF5E6 olive 808000 olivedrab 6B8E23 orange FFA500 orangered FF4500 orchid
DA70D6 palegoldenrod EEE8AA palegreen 98FB98 paleturquoise AFEEEE palevioletred DB7093 papayawhip FFEFD5 peachpuff FFDAB9 peru
CD853F pink FFC0CB plum DDA0DD powderblue B0E0E6 purple 800080 red FF0000 rosybrown BC8F8F royalblue 4169E1 saddlebrown 8B4513
salmon FA8072 sandybrown F4A460 seagreen 2E8B57 seashell FFF5EE sienna A0522D silver C0C0C0 skyblue 87CEEB slateblue 6A5ACD
slategray 708090 snow FFFAFA springgreen 00FF7F steelblue 4682B4 tan D2B48C teal 008080 thistle D8BFD8 tomato FF6347 turquoise
40E0D0 violet EE82EE wheat F5DEB3 white FFFFFF whitesmoke F5F5F5 yellow FFFF00 yellowgreen 9ACD32
"""
