"""What a shape, a place or a background of a slide master is filled with, pictures made safe and as they are shown.

Source: ECMA-376 part 1, 20.1.8.13 to 15 (pictures), 20.1.8.23 (duotone).
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, Final

from PIL import Image, ImageOps

from .. import images
from ..diagnostics import BriefingsError
from ..frame import Picture
from ..frozen import frozen, replace
from ..geometry import Box
from ..look import Colour
from ..ooxml import fills
from ..ooxml.colours import Palette
from ..ooxml.deck import Deck
from ..ooxml.markup import A, R, share
from . import metafile


@frozen
class Fill(fills.Fill):
    """A fill with its picture, made safe; `rough` says that the picture is only good enough to tell colours by, `washed` are the darkest and
    the lightest colour of one that people have made into a watermark."""

    picture: Picture | None = None
    rough: bool = False
    washed: tuple[Colour, ...] = ()


UNKNOWN: Final = Fill()
_EFFECTS: Final = ("biLevel", "hsl", "tint", "clrRepl")
"""Effects on the colours of a picture that are not painted here."""
_RECOLOURED: Final = 1280  # pixels at most of a picture that is recoloured


@frozen
class Fills:
    """Reads fills of a part: its colours, and the pictures of the deck."""

    deck: Deck
    palette: Palette
    part: str

    def shape(self, element: Any, box: Box) -> Fill | None:
        """What a shape is filled with: by its properties, else by its style; None where it is not."""
        return self._shown(fills.of_shape(element, self.palette, self.part), box)

    def background(self, root: Any, box: Box) -> Fill | None:
        """The background that a layout or a master sets itself."""
        return self._shown(fills.background(root, self.palette, self.part), box)

    def picture(self, holder: Any, box: Box, id: str, name: str) -> Fill:
        """A picture of the part."""
        return _pictured(fills.Fill(blip=holder, part=self.part), box, self, id, name)

    def _shown(self, found: fills.Fill | None, box: Box) -> Fill | None:
        if found is None or found is fills.NOTHING:
            return None
        if found.blip is not None:
            return _pictured(found, box, self, "fill", "")
        return Fill(found.stops, found.angle, found.focus)


def _pictured(found: fills.Fill, box: Box, of: Fills, id: str, name: str) -> Fill:
    """A picture as a fill, as large as it is stretched, recoloured where the file says so; one of a format that is not drawn, or with
    another effect on its colours, cannot be told."""
    holder = found.blip
    blip = holder.find(f"{A}blip")
    faded = None if blip is None else blip.find(f"{A}alphaModFix")
    opaque = 1.0 if faded is None else share(faded.get("amt"))
    relation = None if blip is None else of.deck.target(found.part, blip.get(f"{R}embed"))
    data = None if relation is None else of.deck.blobs.get(relation.target)
    if data is None:
        return replace(UNKNOWN, opaque=opaque)
    drawn = metafile.painted(data)
    image, rough = _loaded(drawn.data if drawn else data), drawn is not None and not drawn.whole
    duotone = blip.find(f"{A}duotone")
    if duotone is not None and image is not None:
        inks = [ink.rgb for one in duotone if (ink := of.palette.read((one,), found.own)) is not None]
        image = _duotone(image.data, inks[0], inks[1]) if len(inks) == 2 else None
    washed = blip.find(f"{A}lum")
    ends: tuple[Colour, ...] = ()
    if washed is not None and _changes(washed) and image is not None:
        level = _level(*(_edge(washed, key) for key in ("bright", "contrast")))
        image, rough = _levelled(image.data, level), True  # good enough to tell colours by
        ends = tuple(Colour(f"{value:02X}" * 3) for value in (level[0], level[-1]))
    if image is None or any(_changes(one) for effect in _EFFECTS for one in blip.findall(f"{A}{effect}")):
        return replace(UNKNOWN, opaque=opaque)
    left, top, right, bottom = (_edge(holder.find(f"{A}stretch/{A}fillRect"), key) for key in "ltrb")
    room = box.inset(
        round(left * box.width), round(top * box.height), round(right * box.width), round(bottom * box.height)
    )
    crop = [max(0.0, _edge(holder.find(f"{A}srcRect"), key)) for key in "ltrb"]
    made = Picture(id, room, image, (crop[0], crop[1], crop[2], crop[3]), decorative=True, name=name)
    return Fill(picture=made, opaque=opaque, rough=rough, washed=ends)


def _changes(effect: Any) -> bool:
    """Whether an effect does anything: PowerPoint writes many that do not."""
    return effect.tag != f"{A}lum" or any(value not in ("0", "0%") for value in effect.attrib.values())


def _edge(element: Any | None, key: str) -> float:
    return 0.0 if element is None else min(1.0, max(-2.0, share(element.get(key), 0.0)))


@lru_cache(maxsize=16)
def _duotone(data: bytes, dark: str, light: str) -> images.Image | None:
    """A picture in the shades between two colours (20.1.8.23)."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((_RECOLOURED, _RECOLOURED))
        grey = opened.convert("L")
    out = io.BytesIO()
    ImageOps.colorize(grey, f"#{dark}", f"#{light}").save(out, "PNG")
    return _loaded(out.getvalue())


def faded(picture: Picture, opaque: float) -> Picture:
    """A picture as a writer draws it that knows of no opacity but that of its pixels."""
    made = _faded(picture.image.data, opaque) if opaque < 1 else None
    return picture if made is None else replace(picture, image=made)


@lru_cache(maxsize=16)
def _faded(data: bytes, opaque: float) -> images.Image | None:
    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((_RECOLOURED, _RECOLOURED))
        made = opened.convert("RGBA")
    made.putalpha(made.getchannel("A").point(lambda value: round(value * opaque)))
    out = io.BytesIO()
    made.save(out, "PNG")
    return _loaded(out.getvalue())


def _level(bright: float, contrast: float) -> tuple[int, ...]:
    """What becomes of the lightness of a picture that is made brighter or duller (20.1.8.42), as programs do it: white stays white in a
    brighter one."""
    steep = 1 + contrast if contrast < 0 else 1 / max(0.01, 1 - contrast)
    still = 128 * (1 + min(1.0, max(-1.0, bright * 2)))
    level = (still + (value - still) * steep for value in range(256))
    lit = (value + (255 - value) * bright if bright > 0 else value * (1 + bright) for value in level)
    return tuple(round(min(255, max(0, value))) for value in lit)


@lru_cache(maxsize=16)
def _levelled(data: bytes, level: tuple[int, ...]) -> images.Image | None:
    """A picture with another lightness."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((_RECOLOURED, _RECOLOURED))
        made = opened.convert("RGBA")
    out = io.BytesIO()
    made.point([*level * 3, *range(256)]).save(out, "PNG")
    return _loaded(out.getvalue())


@lru_cache(maxsize=64)
def _loaded(data: bytes) -> images.Image | None:
    """A picture, made safe; masters show the same few again and again."""
    try:
        return images.load(data, "a picture of the slide master")
    except BriefingsError:
        return None
