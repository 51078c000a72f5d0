"""What a shape, a place or a background is filled with: a colour, a gradient with its transparency, a picture, or what nobody can tell.

Source: ECMA-376 part 1, 20.1.8 (fills), 20.1.4.1.13 and 20.1.4.2.10 (fills of the theme), 20.1.8.13 to 15 (pictures).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from PIL import Image, ImageOps

from .. import images
from ..diagnostics import BriefingsError
from ..frame import Picture
from ..frozen import frozen, replace
from ..geometry import Box
from ..look import Colour
from . import metafile
from .colours import Palette, of_channels, opacity, share
from .shapes import A, R

_KINDS: Final = tuple(f"{A}{kind}" for kind in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))


@frozen
class Stop:
    """A colour of a gradient: where it is (0 to 1), and how much it hides."""

    at: float
    colour: Colour
    opaque: float = 1.0


@frozen
class Fill:
    """One stop is a plain colour; several run along `angle` (degrees clockwise from the right), or from `focus` outwards. A fill with
    neither stops nor a picture cannot be told. `opaque` is how much of what is below the whole of it hides; `rough` says that the picture is only
    good enough to tell colours by."""

    stops: tuple[Stop, ...] = ()
    angle: float = 0.0
    focus: tuple[float, float] | None = None
    picture: Picture | None = None
    opaque: float = 1.0
    rough: bool = False

    @property
    def colour(self) -> Colour | None:
        """The colour, or the mean of a gradient's; None for pictures and what cannot be told."""
        colours = [stop.colour for stop in self.stops]
        if not colours or all(one == colours[0] for one in colours):
            return colours[0] if colours else None
        return of_channels([sum(one.channels[n] for one in colours) / len(colours) for n in range(3)])

    @property
    def plain(self) -> bool:
        """Whether it is one colour that hides what is below."""
        return len(self.stops) == 1 and self.opaque * self.stops[0].opaque > 0.9

    @property
    def density(self) -> float:
        """How much it hides where it hides most."""
        return self.opaque * max((stop.opaque for stop in self.stops), default=1.0)


UNKNOWN: Final = Fill()
_EFFECTS: Final = ("lum", "biLevel", "hsl", "tint", "clrRepl")
"""Effects on the colours of a picture that are not painted here."""
_RECOLOURED: Final = 1280  # pixels at most of a picture that is recoloured


@frozen
class Fills:
    """Reads fills of a part: its colours, its pictures, and the theme that it refers to."""

    palette: Palette
    part: Any
    theme: Any | None = None
    theme_part: Any | None = None

    def of(self, element: Any | None, box: Box) -> Fill | None:
        """What an element's properties fill it with; None where they say nothing, or that it is not filled."""
        found = said(element)
        if found is None or found.tag == f"{A}noFill":
            return None
        if found.tag == f"{A}grpFill":
            return self._of_group(element, box)
        return self._read(found, box, self.part, None)

    def shape(self, element: Any, box: Box) -> Fill | None:
        """What a shape is filled with: by its properties, else by its style."""
        properties = element.find("./{*}spPr")
        if said(properties) is not None:
            return self.of(properties, box)
        return self.styled(element.find("./{*}style/{*}fillRef"), box)

    def styled(self, reference: Any | None, box: Box) -> Fill | None:
        """What a reference to a fill of the theme shows: those of shapes from 1, of backgrounds from 1001."""
        number = reference.get("idx", "0") if reference is not None else "0"
        index = int(number) if number.isdigit() else 0
        if reference is None or index in (0, 1000):
            return None
        own = self.palette.read(reference)
        name, first = ("bgFillStyleLst", 1001) if index > 1000 else ("fillStyleLst", 1)
        offered = [] if self.theme is None else self.theme.findall(f".//{A}{name}/*")
        if index - first < len(offered):
            return self._read(offered[index - first], box, self.theme_part, own)
        return Fill((Stop(0, own),)) if own is not None else None

    def _of_group(self, element: Any, box: Box) -> Fill | None:
        """The fill of the nearest group that has one."""
        for above in element.iterancestors():
            group = above.find("./{*}grpSpPr")
            if said(group) is not None and group is not element:
                return self.of(group, box)
        return None

    def _read(self, found: Any, box: Box, part: Any, own: Colour | None) -> Fill | None:
        kind = str(found.tag).removeprefix(A)
        if kind == "noFill":
            return None
        if kind == "solidFill":
            colour = self.palette.read(found, own)
            return UNKNOWN if colour is None else Fill((Stop(0, colour, opacity(found)),))
        if kind == "gradFill":
            return self._gradient(found, own)
        if kind == "blipFill":
            return pictured(found, box, part, "fill", "", self.palette, own)
        return UNKNOWN

    def _gradient(self, found: Any, own: Colour | None) -> Fill:
        stops = tuple(sorted(self._stops(found, own), key=lambda stop: stop.at))
        path, line = found.find(f"{A}path"), found.find(f"{A}lin")
        if path is None:
            return Fill(stops, 90.0 if line is None else int(line.get("ang", "0")) / 60_000)
        inner = path.find(f"{A}fillToRect")
        left, top, right, bottom = (0.5 if inner is None else share(inner.get(key, "0")) for key in "ltrb")
        return Fill(stops, focus=((left + 1 - right) / 2, (top + 1 - bottom) / 2))

    def _stops(self, found: Any, own: Colour | None) -> Iterator[Stop]:
        for mark in found.findall(f"{A}gsLst/{A}gs"):
            colour = self.palette.read(mark, own)
            if colour is not None:
                yield Stop(min(1.0, max(0.0, share(mark.get("pos", "0")))), colour, opacity(mark))


def said(element: Any | None) -> Any | None:
    """What an element says of its fill, if anything."""
    return None if element is None else next((child for child in element if child.tag in _KINDS), None)


def pictured(
    holder: Any, box: Box, part: Any, id: str, name: str, palette: Palette | None = None, own: Colour | None = None
) -> Fill:
    """A picture in a part as a fill, as large as it is stretched, recoloured where the file says so; one of a format that is not drawn, or
    with another effect on its colours, cannot be told."""
    blip = holder.find(f"{A}blip")
    faded = None if blip is None else blip.find(f"{A}alphaModFix")
    opaque = 1.0 if faded is None else share(faded.get("amt", "100%"))
    relation = None if blip is None else blip.get(f"{R}embed")
    if part is None or relation is None or relation not in part.rels or part.rels[relation].is_external:
        return replace(UNKNOWN, opaque=opaque)
    data = part.rels[relation].target_part.blob
    drawn = metafile.painted(data)
    image = _loaded(drawn or data)
    duotone = None if blip is None else blip.find(f"{A}duotone")
    if duotone is not None and palette is not None and image is not None:
        inks = [ink.rgb for one in duotone if (ink := palette.read((one,), own)) is not None]
        image = _duotone(image.data, inks[0], inks[1]) if len(inks) == 2 else None
    if image is None or (
        blip is not None and any(_changes(one) for effect in _EFFECTS for one in blip.findall(f"{A}{effect}"))
    ):
        return replace(UNKNOWN, opaque=opaque)
    left, top, right, bottom = (_edge(holder.find(f"{A}stretch/{A}fillRect"), key) for key in "ltrb")
    room = box.inset(
        round(left * box.width), round(top * box.height), round(right * box.width), round(bottom * box.height)
    )
    crop = [max(0.0, _edge(holder.find(f"{A}srcRect"), key)) for key in "ltrb"]
    made = Picture(id, room, image, (crop[0], crop[1], crop[2], crop[3]), decorative=True, name=name)
    return Fill(picture=made, opaque=opaque, rough=drawn is not None)


def _changes(effect: Any) -> bool:
    """Whether an effect does anything: PowerPoint writes many that do not."""
    return effect.tag != f"{A}lum" or any(value not in ("0", "0%") for value in effect.attrib.values())


def _edge(element: Any | None, key: str) -> float:
    return 0.0 if element is None else min(1.0, max(-2.0, share(element.get(key, "0"))))


@lru_cache(maxsize=16)
def _duotone(data: bytes, dark: str, light: str) -> images.Image | None:
    """A picture in the shades between two colours (20.1.8.23)."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((_RECOLOURED, _RECOLOURED))
        grey = opened.convert("L")
    out = io.BytesIO()
    ImageOps.colorize(grey, f"#{dark}", f"#{light}").save(out, "PNG")
    return _loaded(out.getvalue())


@lru_cache(maxsize=64)
def _loaded(data: bytes) -> images.Image | None:
    """A picture, made safe; masters show the same few again and again."""
    try:
        return images.load(data, "a picture of the slide master")
    except BriefingsError:
        return None
