"""How wide and how high people's fonts are beside the one that is measured in their place.

A customer's font is seldom at hand where a deck is built. Its text is then measured with Arial's widths (Arimo has them), and lines
are kept so much shorter that they hold in the font itself. Widths are of running English text in the regular weight, as a multiple of
Arial's; heights are of a line at single spacing, above and below the baseline, in ems. Both are rounded up from what is published of
these fonts: they are there to keep text in its box, not to set type by.
A family that is not listed is judged by the words in its name, and by a margin that nearly all text fonts stay within.
"""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = 1.1
"""The width of a font that nobody knows, as a multiple of Arial's."""

_WIDTHS: Final = {
    "aptos": 1.02, "aptos display": 0.98, "arial narrow": 0.83, "arial black": 1.26, "avenir": 1.02, "avenir next": 1.03, "book antiqua": 1.0,
    "bookman old style": 1.13, "calibri": 0.92, "calibri light": 0.92, "cambria": 0.98, "candara": 0.96, "carlito": 0.92, "century": 1.05,
    "century gothic": 1.08, "comic sans ms": 1.07, "consolas": 1.12, "constantia": 1.0, "corbel": 0.95, "courier new": 1.22, "dejavu sans": 1.17,
    "dejavu serif": 1.18, "dm sans": 1.03, "fira sans": 1.02, "franklin gothic book": 0.94, "franklin gothic medium": 0.96, "futura": 1.0,
    "garamond": 0.88, "georgia": 1.05, "gill sans": 0.95, "gill sans mt": 0.95, "helvetica neue": 1.0, "ibm plex sans": 1.04, "impact": 0.93,
    "inter": 1.07, "lato": 0.99, "lucida sans": 1.1, "lucida sans unicode": 1.1, "merriweather": 1.15, "montserrat": 1.17, "myriad pro": 0.95,
    "noto sans": 1.06, "noto serif": 1.07, "nunito": 1.02, "nunito sans": 1.03, "open sans": 1.07, "oswald": 0.86, "palatino linotype": 1.02,
    "playfair display": 1.03, "poppins": 1.15, "proxima nova": 1.0, "pt sans": 0.97, "raleway": 1.06, "roboto": 1.0, "roboto condensed": 0.89,
    "rockwell": 1.04, "rubik": 1.06, "segoe ui": 1.01, "segoe ui light": 0.99, "segoe ui semibold": 1.04, "source sans pro": 0.95,
    "source sans 3": 0.95, "sylfaen": 0.96, "tahoma": 1.0, "times new roman": 0.92, "trebuchet ms": 0.99, "tw cen mt": 0.93, "ubuntu": 1.04,
    "verdana": 1.17, "work sans": 1.09,
}  # fmt: skip

_BY_WORD: Final = (
    (("mono", "code", "courier", "typewriter"), 1.25),
    (("black", "heavy", "extended", "wide", "expanded"), 1.3),
    (("condensed", "narrow", "compressed"), 1.0),
    (("light", "thin", "book"), 1.08),
)
"""What words in the name of an unlisted family say of its width; the first that fits counts."""

_LINES: Final = {
    "aptos": (0.94, 0.28), "avenir next": (1.0, 0.366), "calibri": (0.952, 0.269), "calibri light": (0.952, 0.269), "carlito": (0.952, 0.269),
    "candara": (0.95, 0.27), "corbel": (0.95, 0.27), "cambria": (0.95, 0.222), "constantia": (0.95, 0.27), "inter": (0.97, 0.243), "lato": (0.987, 0.213),
    "montserrat": (0.968, 0.251), "noto sans": (1.069, 0.293), "noto serif": (1.069, 0.293), "nunito sans": (1.011, 0.353),
    "open sans": (1.069, 0.293), "poppins": (1.05, 0.35), "segoe ui": (1.079, 0.251), "segoe ui light": (1.079, 0.251),
    "segoe ui semibold": (1.079, 0.251), "source sans pro": (0.984, 0.273), "source sans 3": (1.024, 0.4), "verdana": (1.005, 0.21),
    "dejavu sans": (0.928, 0.236), "work sans": (0.93, 0.243),
}  # fmt: skip
_LINE: Final = (1.0, 0.25)
"""The line of a font that nobody knows: a twentieth more than usual."""


def known(name: str) -> bool:
    """Whether a family is listed."""
    return _key(name) in _WIDTHS


def width(name: str) -> float:
    """How wide a family's text is, as a multiple of Arial's."""
    key = _key(name)
    if key in _WIDTHS:
        return _WIDTHS[key]
    return next((wide for words, wide in _BY_WORD if any(word in key for word in words)), UNKNOWN)


def line(name: str) -> tuple[float, float]:
    """The height of a line of a family, above and below its baseline, in ems."""
    key = _key(name)
    return _LINES.get(key, (0.0, 0.0) if key in _WIDTHS else _LINE)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
