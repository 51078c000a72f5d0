"""What a shape, a place or a background is filled with: a colour, a gradient with its transparency, a picture, or what nobody can tell.

    of, of_shape, background    an element -> Fill
    over                        a fill and what is below it -> all colours that are seen

Source: ECMA-376 part 1, 20.1.8 (fills), 20.1.4.1.13 and 20.1.4.2.10 (fills of the theme), 19.3.1.1 (backgrounds).
"""

from __future__ import annotations

from typing import Any, Final

from ..frozen import frozen
from ..look import Colour
from .colours import Palette
from .markup import A, P, number, share

_KINDS: Final = frozenset(
    f"{A}{kind}" for kind in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
)
_BACKGROUNDS: Final = 1000  # numbers above this name a fill of the theme for backgrounds

Paint = tuple[Colour, ...]
"""All the colours that are seen in a place: one of a solid fill, those of a gradient's stops, none where nobody can tell."""


@frozen
class Stop:
    """A colour of a gradient: where it is (0 to 1), and how much it hides."""

    at: float
    colour: Colour
    opaque: float = 1.0


@frozen
class Fill:
    """One stop is a plain colour; several run along `angle` (degrees clockwise from the right), or from `focus` outwards; `blip` is the
    element of a picture of a part. A fill with neither cannot be told. `opaque` is how much of what is below the whole of it hides; `own` is the
    colour of the shape that a fill of the theme is used by."""

    stops: tuple[Stop, ...] = ()
    angle: float = 0.0
    focus: tuple[float, float] | None = None
    blip: Any = None
    part: str = ""
    own: Colour | None = None
    opaque: float = 1.0

    @property
    def colour(self) -> Colour | None:
        """The colour, or the mean of a gradient's; None for pictures and what cannot be told."""
        colours = [stop.colour for stop in self.stops]
        if not colours or all(one == colours[0] for one in colours):
            return colours[0] if colours else None
        return Colour.of([sum(one.channels[n] for one in colours) / len(colours) for n in range(3)])

    @property
    def plain(self) -> bool:
        """Whether it is one colour that hides what is below."""
        return len(self.stops) == 1 and self.opaque * self.stops[0].opaque > 0.9

    @property
    def density(self) -> float:
        """How much it hides where it hides most."""
        return self.opaque * max((stop.opaque for stop in self.stops), default=1.0)


NOTHING: Final = Fill(opaque=0.0)
"""What is said to have no fill."""
UNKNOWN: Final = Fill()


def of(properties: Any, colours: Palette, part: str = "") -> Fill | None:
    """What an element's properties fill it with; None where they say nothing of it."""
    for child in () if properties is None else properties:
        if child.tag in _KINDS:
            return _read(child, colours, part, None)
    return None


def of_shape(element: Any, colours: Palette, part: str = "") -> Fill | None:
    """What a shape is filled with: by its properties, else by its style."""
    own = of(element.find("./{*}spPr"), colours, part)
    return own if own is not None else styled(element.find("./{*}style/{*}fillRef"), colours)


def styled(reference: Any, colours: Palette) -> Fill | None:
    """What a reference to a fill of the theme shows: those of shapes from 1, of backgrounds from 1001; None when it names none."""
    index = number(reference.get("idx")) if reference is not None else 0
    if index in (0, _BACKGROUNDS) or index < 0:
        return None
    own = colours.read(reference)
    offered = colours.theme.grounds if index > _BACKGROUNDS else colours.theme.fills
    at = index % _BACKGROUNDS - 1
    if at < len(offered):
        return _read(offered[at], colours, colours.theme.part, own)
    return None if own is None else Fill((Stop(0, own),))


def background(root: Any, colours: Palette, part: str = "") -> Fill | None:
    """The background that a slide, a layout or a master sets itself."""
    ground = None if root is None else root.find(f"{P}cSld/{P}bg")
    if ground is None:
        return None
    own, reference = ground.find(f"{P}bgPr"), ground.find(f"{P}bgRef")
    if own is not None:
        return of(own, colours, part) or NOTHING
    found = styled(reference, colours)
    colour = None if reference is None or found is not None else colours.read(reference)
    return found if colour is None else Fill((Stop(0, colour),))


def paint(properties: Any, colours: Palette, below: Paint) -> Paint | None:
    """What an element's properties show over what is below; None where they say nothing of a fill."""
    return over(of(properties, colours), below)


def over(fill: Fill | None, below: Paint) -> Paint | None:
    """What a fill shows over what is below; None for none."""
    if fill is None or fill is NOTHING:
        return None if fill is None else below
    if len(fill.stops) == 1:
        return _over(fill.stops[0], below)
    shown = [_over(stop, below) for stop in fill.stops]
    return () if () in shown else tuple(dict.fromkeys(colour for one in shown for colour in one))


def _over(stop: Stop, below: Paint) -> Paint:
    """A colour over what is below it, as opaque as it is."""
    opaque = stop.opaque
    if opaque >= 0.995:
        return (Colour(stop.colour.rgb),)
    return tuple(
        Colour.of(a * opaque + b * (1 - opaque) for a, b in zip(stop.colour.channels, under.channels, strict=True))
        for under in below
    )


def _of_group(element: Any, colours: Palette, part: str) -> Fill:
    """The fill of the nearest group that has one."""
    for above in element.iterancestors():
        group = above.find("./{*}grpSpPr")
        found = None if group is None or group is element else of(group, colours, part)
        if found is not None:
            return found
    return NOTHING


def _read(found: Any, colours: Palette, part: str, own: Colour | None) -> Fill:
    match found.tag.removeprefix(A):
        case "noFill":
            return NOTHING
        case "solidFill":
            seen = colours.seen(found, own)
            return UNKNOWN if seen is None else Fill((Stop(0, *seen),))
        case "gradFill":
            return _gradient(found, colours, own)
        case "blipFill":
            return Fill(blip=found, part=part, own=own)
        case "grpFill":
            return _of_group(found.getparent(), colours, part)
        case _:
            return UNKNOWN


def _gradient(found: Any, colours: Palette, own: Colour | None) -> Fill:
    marks = [(share(mark.get("pos"), 0.0), colours.seen(mark, own)) for mark in found.iterfind(f"{A}gsLst/{A}gs")]
    stops = tuple(Stop(min(1.0, max(0.0, at)), *seen) for at, seen in marks if seen is not None)
    if len(stops) < len(marks):
        return UNKNOWN
    stops = tuple(sorted(stops, key=lambda stop: stop.at))
    path, line = found.find(f"{A}path"), found.find(f"{A}lin")
    if path is None:
        return Fill(stops, 90.0 if line is None else number(line.get("ang")) / 60_000)
    inner = path.find(f"{A}fillToRect")
    left, top, right, bottom = (0.5 if inner is None else share(inner.get(key), 0.0) for key in "ltrb")
    return Fill(stops, focus=((left + 1 - right) / 2, (top + 1 - bottom) / 2))
