"""Which colour a mark takes: from the look's jobs, far enough from the ground and from its neighbour to be told apart in grey."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations
from typing import Final

from ..contrast import TEXT
from ..look import WHITE, Colour, Look
from ..memory import kept
from .spec import ChartSpec

MARK_CONTRAST: Final = 3.0
"""Graphics against their ground (WCAG 2.2, 1.4.11)."""
UNLIKE: Final = 0.2
"""Two colours with a channel that differs by so much are told apart side by side."""
NEIGHBOUR_CONTRAST: Final = 1.4
"""Marks side by side, on a grey print; a white gap between them does the rest."""

PALER: Final = 55
"""How much nearer to the ground steps down are than steps up, in per cent."""
RED: Final = 18.0
"""Hues within so many degrees of red are one."""
OTHER_HUE: Final = 40.0
"""Hues so many degrees apart are told apart in thin lines."""
HUED, DEEP = 0.16, (45, 55, 65)
"""How far the channels of a colour lie apart that is no grey; so many per cent deeper is another colour of the same house."""

SERIES: Final = tuple(f"series-{number}" for number in range(1, 7))


def ground(look: Look) -> Colour:
    """The colour that the chart stands on."""
    return look.colours.get(look.on, Colour(WHITE.rgb, "bg1"))


def ink(look: Look) -> Colour:
    """The colour of the chart's words."""
    return readable(look, look.colours.get(f"on-{look.on}", look.colour("text")), ground(look))


def quiet(look: Look) -> Colour:
    """The colour of what steps back: axis numbers, remarks, bars that are not highlighted."""
    return readable(look, look.colour("muted"), ground(look))


def readable(look: Look, wished: Colour, on: Colour) -> Colour:
    """The wished colour where text in it can be read on a ground, else the text colour or white, whichever is clearer."""
    if wished.contrast(on) >= TEXT:
        return wished
    return max((look.colour("text"), ground(look), look.white), key=lambda colour: colour.contrast(on))


def on_marks(look: Look, fills: Iterable[Colour]) -> Colour | None:
    """The one colour for words in marks of a chart: that of the ground where it reads on all, else that of text; None where neither does. What
    large type may be is too faint on a wall."""
    painted = tuple(fills)
    wished = (ground(look), look.white, ink(look), look.colour("text"))
    return next((one for one in wished if all(one.contrast(fill) >= TEXT for fill in painted)), None)


def in_parts(look: Look, fills: Sequence[Colour]) -> tuple[Colour, ...]:
    """The colours of words in the parts of stacked bars: one for all where it reads on all, else for each part its own."""
    common = on_marks(look, fills)
    return tuple(common or readable(look, ground(look), fill) for fill in fills)


def accent(look: Look) -> Colour:
    """The colour of the one thing shown; the text colour where the accent would not stand out."""
    wished = look.colour("accent")
    return wished if wished.contrast(ground(look)) >= MARK_CONTRAST else ink(look)


def third(look: Look) -> Colour:
    """The colour of the one thing that is neither brought forward nor steps back: the highlight, or the first of the series' that is not
    nearly the accent; where none stands out that of text, or of headings or a deep shade of the accent where text is black or white."""
    words, base, strong = ink(look), ground(look), accent(look)
    wished = [look.colours.get(job, words) for job in ("highlight", *SERIES)]
    if words.spread < HUED:
        deep = (accent(look).shade(share, lighter=words.luminance > base.luminance) for share in DEEP)
        wished += [one for one in (look.colours.get("heading", words), *deep) if one.spread >= HUED]
    return next(
        (one for one in wished if one.contrast(ground(look)) >= MARK_CONTRAST and not _alike(one, strong)),
        ink(look),
    )


def apart(look: Look) -> Colour:
    """The colour of lines about what is in shades of the accent: the third, or the first of the series' where that has nearly its hue."""
    series = (look.colours.get(job, third(look)) for job in SERIES)
    hue = _hue(accent(look))
    return next(
        (
            one
            for one in (third(look), *series)
            if one.contrast(ground(look)) >= MARK_CONTRAST and abs((_hue(one) - hue + 180) % 360 - 180) >= OTHER_HUE
        ),
        third(look),
    )


def _hue(colour: Colour) -> float:
    """The hue of a colour, in degrees."""
    return colorsys.rgb_to_hls(*colour.channels)[0] * 360


def less(look: Look) -> Colour:
    """The colour of what goes down, in every chart: that of bad news, as light or as deep as it must be to be told from the accent in grey;
    that of text where no shade of it is. In a house whose accent is a red and that has no other, it is the accent."""
    if _red(look):
        return accent(look)
    wished, base, strong = look.colours.get("bad", third(look)), ground(look), accent(look)
    shades = (wished.shade(share, lighter=lighter) for share in range(0, 60, 5) for lighter in (True, False))
    return next(
        (one for one in shades if one.contrast(base) >= MARK_CONTRAST and one.contrast(strong) >= NEIGHBOUR_CONTRAST),
        ink(look),
    )


def fallen(look: Look) -> Colour:
    """The colour of steps down beside steps up, which are neither good news nor bad: a pale accent, in a house of red accents a pale grey."""
    return more(look).paler(PALER, ground(look))


def more(look: Look) -> Colour:
    """The colour of what goes up beside what goes down: the accent, but a dark grey where that is a red, which readers of accounts take for a loss."""
    return quiet(look) if _red(look) else accent(look)


def _red(look: Look) -> bool:
    """Whether the accent is a red in a look that has no other colour for bad news."""
    strong, bad = accent(look), look.colours.get("bad")
    hue = _hue(strong)
    return strong.spread >= HUED and min(hue, 360 - hue) <= RED and (bad is None or bad.spread < HUED)


def third_ink(look: Look) -> Colour:
    """The colour of the one thing for words: as deep as it must be to be read."""
    return deepened(look, third(look))


def toned(look: Look, tone: str) -> Colour:
    """The colour of good news or of bad; that of text where nobody says which it is: what goes up may be either."""
    wished = less(look) if tone == "bad" else look.colours.get(tone, ink(look))
    return wished if wished.contrast(ground(look)) >= MARK_CONTRAST else ink(look)


def tone_ink(look: Look, tone: str) -> Colour:
    """The same for words."""
    return deepened(look, toned(look, tone))


def deepened(look: Look, wished: Colour) -> Colour:
    """A mark's colour for words about it on the ground: as deep as it must be to be read."""
    on = ground(look)
    lighter = on.luminance < wished.luminance
    shades = (wished.shade(share, lighter=lighter) for share in range(0, 60, 5))
    return next((one for one in shades if one.contrast(on) >= TEXT), ink(look))


def series_colours(spec: ChartSpec, look: Look, count: int, *, ring: bool = False) -> tuple[Colour, ...]:
    """A colour for each series, in order. Colours that the author gave hold; the rest come from the look's six, as near to their
    order as can be when none is too like its neighbour or the ground in grey. In a `ring` the last stands beside the first."""
    names = [series.name.text for series in spec.series]
    if not ring and any(name in spec.highlight for name in names):
        return _by_highlight(spec, look, names)
    given = tuple(look.colour(job) for job in spec.colours[:count])
    spare = [look.colour(job) for job in SERIES if job not in spec.colours]
    strong = [colour for colour in spare if colour.contrast(ground(look)) >= MARK_CONTRAST]
    calm = [colour for colour in strong if not _bad(look, colour)]
    wanted = count - len(given)
    for choices, closed in (
        (calm, ring),
        (calm, False),
        (strong, ring),
        (strong, False),
        (spare, ring),
        (spare, False),
    ):
        for added in permutations(choices, wanted):
            row = (*given, *added)
            beside = [*pairwise(row), *([(row[-1], row[0])] if closed and len(row) > 1 else [])]
            if all(one.contrast(other) >= NEIGHBOUR_CONTRAST for one, other in beside):
                return row
    return _one_by_one(look, given, strong or spare, count)


def _bad(look: Look, colour: Colour) -> bool:
    """Whether a colour is that of bad news, or nearly: no line of a chart is bad news for being the second."""
    bad = look.colours.get("bad")
    return bad is not None and _alike(colour, bad)


def _alike(one: Colour, other: Colour) -> bool:
    """Whether two colours are not told apart side by side."""
    return max(abs(a - b) for a, b in zip(one.channels, other.channels, strict=True)) < UNLIKE


def _by_highlight(spec: ChartSpec, look: Look, names: Sequence[str]) -> tuple[Colour, ...]:
    """The series that the author names in strong colours, the others in greys that step back: two in turn, so that neighbours differ."""
    named = [name in spec.highlight for name in names]
    others = [look.colour(job) for job in SERIES if look.colour(job) != accent(look)]
    strong = [accent(look), *sorted(others, key=lambda colour: _bad(look, colour))]
    grey = stepped_back(look, strong[0])
    greys = (grey, quiet(look) if quiet(look).contrast(grey) >= NEIGHBOUR_CONTRAST else ink(look))
    chosen = []
    for at, picked in enumerate(named):
        number = named[:at].count(picked)
        chosen.append(strong[number % len(strong)] if picked else greys[number % 2])
    return tuple(chosen)


def _one_by_one(look: Look, given: tuple[Colour, ...], choices: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    """More colours than can all be told apart: each the one that is most unlike the last, all used before one comes again."""
    chosen, spare = list(given), list(choices)
    while len(chosen) < count:
        spare = spare or [look.colour(job) for job in SERIES]
        last = chosen[-1] if chosen else None
        pick = max(spare, key=lambda colour: colour.contrast(last)) if last else spare[0]
        spare.remove(pick)
        chosen.append(pick)
    return tuple(chosen)


def outline(look: Look, fill: Colour) -> Colour | None:
    """A thin edge for a mark too near to its ground; None where it stands out by itself."""
    return None if fill.contrast(ground(look)) >= MARK_CONTRAST else quiet(look)


def part_colours(look: Look, named: Sequence[bool], *, ring: bool = False) -> tuple[Colour, ...]:
    """Colours for the parts of a whole: those that it is about in the accent, the others in greys of their own that a key can tell apart, neighbours
    the more so; those nearest to the ground are used first. In a `ring` the last stands beside the first."""
    strong, greys = accent(look), _greys(look)
    chosen: list[Colour] = []
    for at, picked in enumerate(named):
        before = chosen[-1:]
        after = [strong] if named[at + 1 : at + 2] == [True] else chosen[:1] if ring and at + 1 == len(named) else []
        spare = [grey for grey in greys if grey not in chosen] or greys
        clear = [one for one in spare if all(one.contrast(other) >= NEIGHBOUR_CONTRAST for other in (*before, *after))]
        chosen.append(strong if picked else (clear or spare)[0])
    return tuple(chosen)


def _greys(look: Look) -> list[Colour]:
    """Greys from the one nearest to the ground that a mark may have on, each further from it by as much as neighbours must be."""
    base, muted = ground(look), quiet(look)
    away = base.luminance < muted.luminance
    shades = [muted.calmer(share, lighter=not away) for share in range(80, 0, -2)]
    shades += [muted.calmer(share, lighter=away) for share in range(0, 90, 2)]
    found: list[Colour] = []
    for shade in shades:
        least = found[-1].contrast(base) * NEIGHBOUR_CONTRAST if found else MARK_CONTRAST
        if shade.contrast(base) >= least and readable(look, base, shade).contrast(shade) >= TEXT:
            found.append(shade)  # numbers stand on it
    return found or [muted]


@kept
def category_colours(spec: ChartSpec, look: Look) -> tuple[Colour, ...]:
    """A colour for each category of a one-series chart: all in the accent, and what lies below nought beside others above it in that of all falls.
    Where some are named, these are, and the rest steps back, whichever way it goes; beside what is highlighted the one that the chart is about has a colour of its own, where it does not fall."""
    strong = look.colour(spec.colours[0]) if spec.colours else accent(look)
    values = [point.value or 0 for point in spec.series[0].points]
    named = [category.text in (*spec.highlight, spec.emphasis) for category in spec.categories]
    mixed = not spec.colours and min(values) < 0 < max(values)
    own = third(look) if spec.emphasis and spec.highlight else strong
    rest = stepped_back(look, strong)
    return tuple(
        rest
        if any(named) and not picked
        else less(look)
        if mixed and value < 0
        else own
        if category.text == spec.emphasis
        else more(look)
        if mixed
        else strong
        for category, value, picked in zip(spec.categories, values, named, strict=True)
    )


def stepped_back(look: Look, strong: Colour) -> Colour:
    """The grey of what is not highlighted: the look's `series-muted`, else the muted colour thinned towards the ground as far as a
    mark may be, so that the highlight stands out on a grey print too; where that can't be, thinned away from it: a bright one would outshine the highlight."""
    base = ground(look)
    given = look.colours.get("series-muted")
    if given is not None and given.contrast(base) >= MARK_CONTRAST:
        return given
    muted = quiet(look)
    lighter = base.luminance > muted.luminance
    shares = [*((share, lighter) for share in range(60, -1, -5)), *((share, not lighter) for share in range(5, 65, 5))]
    thinned = (muted.calmer(share, lighter=lighter) for share, lighter in shares)
    return next(
        (c for c in thinned if c.contrast(base) >= MARK_CONTRAST and c.contrast(strong) >= NEIGHBOUR_CONTRAST), muted
    )
