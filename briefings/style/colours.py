"""What each colour of a look does, so that it can be read on its ground."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Final

from ..look import Colour

SLOTS: Final = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The twelve colours of a theme in the order of ECMA-376 part 1, 20.1.6.2."""
_APART: Final = 0.12
"""So much of a channel, at least, lies between the colours of two series."""


_SEEN: Final = 1.2
"""The contrast with the page that a series needs to be seen at all."""
HUES: Final = {"good": 150.0, "bad": 14.0}
"""What shows good news and bad: the hue, in degrees, that an accent of the theme is near to; no theme names these jobs itself."""
NEAR: Final = {"good": (45.0, 75.0), "bad": (45.0,)}
"""How near, in degrees, at best and at most: a blue may be good news, but no olive and no purple are bad."""
TOLD: Final = 30.0
"""How far good news and bad lie from the colour of all other figures, and from each other (CIE 1976 L*a*b*)."""

_SERIES: Final = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


# How well a job's colour must read, on which ground, and what takes its place when it does not: (job, ground, ratio, others).
# 4.5 for text, 3 for large figures, lines and marks (WCAG 2.2, 1.4.3 and 1.4.11).
CONTRASTS: Final = (
    ("text", "page", 4.5, ("tx1", "tx2", "bg1", "bg2")),
    ("muted", "page", 4.5, ("tx2", "tx1", "bg1", "bg2")),
    ("heading", "page", 4.5, ("tx2", "accent1", "tx1", "bg1")),
    ("accent", "page", 3.0, ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "tx2", "bg1", "tx1")),
    ("band", "page", 3.0, ("tx2", "accent1", "accent2", "accent3", "accent4", "tx1", "bg1")),
    ("on-band", "band", 4.5, ("bg1", "tx1", "bg2", "tx2")),
    ("on-panel", "panel", 4.5, ("tx1", "bg1", "tx2", "bg2")),
    ("rule", "page", 1.5, ("tx2", "tx1")),
    ("highlight", "page", 3.0, ("accent2", "accent3", "accent4", "accent5", "accent1", "tx2")),
    ("quiet", "page", 3.0, ("accent6", "tx2", "tx1", "bg1")),
    ("link", "page", 4.5, ("tx2", "tx1", "bg1")),
    ("good", "page", 4.5, ("tx2", "tx1", "bg1")),
    ("bad", "page", 4.5, ("tx2", "tx1", "bg1")),
)


ON_PANELS: Final = frozenset({"accent", "heading", "muted", "good", "bad"})
"""Jobs that are done on panels as well as on the page."""


_BACK: Final = {"muted": 40, "quiet": 50, "rule": 75}
"""Jobs that step back: an accent does them only when it is a grey, which in many a brand it is not, and another colour only when it is no
bright one; else the ink, as pale as can be read, up to so many per cent."""
BRIGHT: Final = 0.35
"""How far apart the channels of a colour are that never steps back, however dark it is."""
_HUED: Final = 0.16
"""The same of what is no text colour of the theme's: from here on people see a colour, and no grey."""
_SEEN_COLOUR, _SEEN_INK = 25.0, 85.0
"""Of the theme's text colours: so far from grey (CIE 1976 L*a*b*) is one that people see, and so far, less its lightness, a dark one."""
_MUD: Final = (15.0, 80.0)
"""Hues, in degrees, that become brown when they are darkened: orange to a yellow green."""
_QUIET: Final = 1.6  # the contrast of a panel to the page that still is a quiet one
_QUIETEST: Final = 1.3  # of a band: less is not seen
_PALE: Final = 1.25  # less contrast to the page than any mark could have
_REDDEST, _YELLOW, _REDDER = 22.0, 62.0, 0.5
"""So red an orange may become, up to which hue a yellow counts as one, in degrees, and by how many it turns for each per cent that it is darker."""
_MUDDY: Final = 20  # per cent darker
_BEIGE: Final = "EEECE1"
"""Office's second light colour of 2007: where a house has not chosen it, it goes with nothing that the house has."""
_DEEP, _GLARING, _MILD = 0.2, 0.7, 50
"""A shade of a deep colour whose channels lie farther apart glares; so many per cent of its saturation are left then."""


def jobs_of(jobs: Mapping[str, str], scheme: Mapping[str, Colour], page: Colour | None = None) -> dict[str, Colour]:
    """What each colour does, with contrast in mind: the planned slot where it reads, else the first other one that does, else the
    planned one darkened or lightened until it does."""
    made = {job: scheme[slot] for job, slot in jobs.items()}
    made["page"] = scheme["bg1"] if page is None or (page.rgb == scheme["bg1"].rgb and not page.apart) else page
    made["panel"] = _panel(made, [scheme[name] for name in _SERIES])
    made["grid"] = made["page"].shade(14, lighter=made["page"].luminance < 0.18)
    for job, ground, ratio, others in CONTRASTS:
        behind = (made[ground], made["panel"]) if job in ON_PANELS else (made[ground],)
        if job in HUES:
            made[job] = _tone(scheme, job, [made[one] for one in ("accent", *HUES) if one in made], behind, ratio)
        planned = made[job]
        choices = [planned, *(scheme[name] for name in others)]
        if job in _BACK:
            ink = others.index("tx1") + 1
            calm = [not _steps_forward(one) for one in choices]
            tints = _tints(made["text"], made["page"], _BACK[job])
            choices = [*compress(choices[:ink], calm), *tints, *compress(choices[ink + 1 :], calm[ink + 1 :])]
        if job in ("accent", *HUES):  # the first colour stays: darker or lighter rather than another
            choices[1:1] = [shade for shade in (_hued(planned, behind, ratio),) if shade]
        good = next((c for c in choices if _reads(c, behind) >= ratio), None)
        made[job] = good or _shaded(planned, behind, ratio) or max(choices, key=lambda c: _reads(c, behind))
        if job == "band":
            made["band"] = _on_its_own(planned, made) or _as_band(planned, made["band"], made["on-band"])
    for number, slot in enumerate(_SERIES, 1):
        made[f"series-{number}"] = scheme[slot]
    if made["accent"].rgb != made["series-1"].rgb and jobs["accent"] == "accent1":
        made["series-1"] = made["accent"]
    for number in range(1, len(_SERIES) + 1):
        if made[f"series-{number}"].contrast(made["page"]) < _SEEN:  # white lines on white
            made[f"series-{number}"] = made["accent"]
    for number in range(2, len(_SERIES) + 1):
        before = [made[f"series-{n}"] for n in range(1, number)]
        made[f"series-{number}"] = _told_apart(made[f"series-{number}"], before)
    return made


def _tone(
    scheme: Mapping[str, Colour], job: str, others: Sequence[Colour], grounds: Sequence[Colour], ratio: float
) -> Colour:
    """The accent nearest to a tone's hue, where one is near that is not nearly the colour of other figures or of the other tone once it
    reads on its grounds; else the colour of text: arrows and words say the rest."""

    def far(colour: Colour) -> float:
        apart = abs(colorsys.rgb_to_hls(*colour.channels)[0] * 360 - HUES[job])
        return min(apart, 360 - apart)

    def told(colour: Colour) -> bool:
        shown = colour if _reads(colour, grounds) >= ratio else _hued(colour, grounds, ratio)
        return shown is not None and all(distance(shown, other) >= TOLD for other in others)

    vivid = sorted((scheme[name] for name in _SERIES if _vivid(scheme[name])), key=far)
    near = (one for reach in NEAR[job] for one in vivid if far(one) <= reach and told(one))
    return next(near, scheme["tx1"])


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are from each other to the eye (CIE 1976 L*a*b*, D65): about 2 can just be seen, black and white are 100 apart."""
    return math.dist(_lab(one), _lab(other))


def _lab(colour: Colour) -> tuple[float, float, float]:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.channels)
    white = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in white)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _told_apart(colour: Colour, others: Sequence[Colour]) -> Colour:
    """A series' colour; where a theme has nearly the same twice, or in greys, a shade of the first series' that no other one is near."""

    def apart(one: Colour) -> float:
        return min(max(abs(a - b) for a, b in zip(one.channels, other.channels, strict=True)) for other in others)

    if apart(colour) >= _APART:
        return colour
    shades = (_mild(others[0], share, lighter=lighter) for share in (40, 60, 25, 75) for lighter in (False, True))
    return max((colour, *shades), key=lambda one: (apart(one) >= _APART, min(apart(one), 2 * _APART)))


def _mild(colour: Colour, share: int, *, lighter: bool) -> Colour:
    """A shade that does not glare: a deep green made lighter with all its saturation would be neon."""
    made = colour.shade(share, lighter=lighter)
    glares = lighter and colour.luminance < _DEEP and made.spread > _GLARING
    return colour.shade(share, lighter=lighter, calm=_MILD) if glares else made


def _hued(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour | None:
    """The nearest darker or lighter shade of a colour that reads on some grounds and is still that colour; None where there is none."""
    behind = tuple(grounds)
    shades = (_deeper(colour, share, lighter=lighter) for share in range(5, 60, 5) for lighter in (False, True))
    return next((shade for shade in shades if _reads(shade, behind) >= ratio), None) if _vivid(colour, 0.2) else None


def _deeper(colour: Colour, share: int, *, lighter: bool) -> Colour:
    """A shade that is no mud: orange and yellow that become darker become redder too, as painters do it."""
    hue = colorsys.rgb_to_hls(*colour.channels)[0] * 360
    room = hue - _REDDEST if hue <= _YELLOW and not lighter else 0.0
    return colour.shade(share, lighter=lighter, turn=-round(min(max(room, 0.0), share * _REDDER)))


def _as_band(planned: Colour, taken: Colour, words: Colour) -> Colour:
    """A band in the planned colour, a little darker where that makes its words readable: it need not stand out from the page as
    marks do, if its words read on it."""
    if not _vivid(planned, 0.2):
        return taken
    shades = {share: planned.shade(share, lighter=False) for share in range(0, 40, 5)}
    share = next((share for share, shade in shades.items() if shade.contrast(words) >= 4.5), 0)
    muddy = share > _MUDDY and _MUD[0] <= colorsys.rgb_to_hls(*planned.channels)[0] * 360 <= _MUD[1]
    return planned if muddy else shades[share]  # dark words read on it


def _on_its_own(planned: Colour, made: Mapping[str, Colour]) -> Colour | None:
    """A band on a page of its own colour, where nobody would see it: a darker shade of that, else a lighter one, on which its words read. A yellow
    on cream is seen, however light it is."""
    page, words = made["page"], made["on-band"]
    if planned.contrast(page) >= _QUIETEST or distance(planned, page) >= TOLD:
        return None
    shades = (planned.shade(share, lighter=lighter) for lighter in (False, True) for share in range(20, 70, 10))
    return next((one for one in shades if one.contrast(page) >= _QUIETEST and one.contrast(words) >= 4.5), None)


def _panel(made: Mapping[str, Colour], accents: Sequence[Colour]) -> Colour:
    """The ground of a panel: the planned one where it is a quiet shade of the page, else an accent that is one and can be nothing else, else
    the page with a breath of its text colour."""
    page, planned = made["page"], made["panel"]
    breath = page.shade(8, lighter=page.luminance < 0.18)
    if page.slot != "bg1":
        return breath
    if (
        planned.rgb != _BEIGE
        and 1.02 <= planned.contrast(page) <= _QUIET
        and not (_vivid(planned) and planned.contrast(page) > 1.5)
    ):
        return planned
    pale = (one for one in accents if 0 < one.spread < _HUED and 1.02 <= one.contrast(page) < _PALE)
    return next(pale, breath)


def _reads(colour: Colour, grounds: Iterable[Colour]) -> float:
    """The contrast of a colour where it is least."""
    return min(colour.contrast(ground) for ground in grounds)


def _shaded(colour: Colour, grounds: Iterable[Colour], ratio: float) -> Colour | None:
    """A colour darkened or lightened until it reads on some grounds."""
    shades = (colour.shade(share, lighter=lighter) for share in range(20, 101, 20) for lighter in (False, True))
    return next((shade for shade in shades if _reads(shade, grounds) >= ratio), None)


def _tints(ink: Colour, page: Colour, palest: int) -> Iterator[Colour]:
    """The ink nearer to the page, the palest first, in the end as it is: where no calm shade of a bright one reads, it does."""
    lighter = page.luminance > ink.luminance
    yield from (ink.calmer(share, lighter=lighter) for share in range(palest, -1, -5))
    yield ink


def _steps_forward(colour: Colour) -> bool:
    """Whether people see a colour rather than a grey, or a dark ink: the lighter it is, the less of one they overlook."""
    light, a, b = _lab(colour)
    if colour.scheme not in ("tx1", "tx2", "bg1", "bg2"):
        return colour.spread > _HUED
    return colour.spread > BRIGHT or math.hypot(a, b) > max(_SEEN_COLOUR, _SEEN_INK - light)


def _vivid(colour: Colour, least: float = 0.45) -> bool:
    high, low = max(colour.channels), min(colour.channels)
    return high > 0 and (high - low) / high > least
