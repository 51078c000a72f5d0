"""A logo that is part of a picture behind everything, cut out of it: many houses have their whole page as one picture.

of    a picture -> Emblem: the one drawing by itself near a corner, on nothing; None where there is none, or more than one
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from PIL import Image, ImageChops, ImageFilter

from .. import images
from ..diagnostics import BriefingsError
from ..frozen import frozen
from ..geometry import Box
from ..look import Colour

_WIDE: Final = 192
"""Dots across of the picture in which drawings are looked for."""
_OTHER: Final = 40  # steps of 255: what is farther from the ground than this is drawn on it
_PLAIN: Final = 0.5  # of the picture is its ground
_CLEARLY, _INKED = 100, 0.08
"""A drawing is so far from the ground on so much of its box: what is fainter is a pattern, or the grain of paper."""
_AROUND: Final = 3
"""Dots: what lies nearer together is one drawing, and so much around it is free."""
_OPAQUE: Final = 56  # steps of 255 from the ground: no ground shines through


@frozen
class Emblem:
    """A drawing on nothing, where it stands on the page (EMU), and the colour that it stood on."""

    image: images.Image
    box: Box
    ground: Colour


def of(picture: images.Image, page: Box, suits: Callable[[Box], bool]) -> Emblem | None:
    """The one drawing on a picture as large as a page that suits by its box, and that no other drawing is near."""
    boxes, ground = _drawings(picture.data)
    by = page.width / _WIDE
    found = [(box, at) for box in boxes if suits(at := Box(*(round(edge * by) for edge in box)))]
    if len(found) != 1:
        return None
    (box, at) = found[0]
    made = _cut(picture.data, box, ground)
    return None if made is None else Emblem(made, at, Colour("".join(f"{one:02X}" for one in ground)))


@lru_cache(maxsize=32)
def _drawings(data: bytes) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[int, int, int]]:
    """The boxes (left, top, width and height, in dots) of what stands by itself on a plain ground, and that ground; none on a photo."""
    with Image.open(io.BytesIO(data)) as opened:
        high = max(1, round(_WIDE * opened.height / opened.width))
        small = opened.convert("RGB").resize((_WIDE, high), Image.Resampling.BOX)
    dots = small.tobytes()
    often = Counter(zip(dots[::3], dots[1::3], dots[2::3], strict=True))
    ground = max(often.items(), key=lambda one: (one[1], one[0]))[0]
    drawn = _apart(small, ground).point(lambda value: 255 if value > _OTHER else 0)
    if sum(drawn.histogram()[1:]) > _WIDE * high * (1 - _PLAIN):
        return (), ground
    near = drawn.filter(ImageFilter.MaxFilter(2 * _AROUND + 1))
    inner = (box for box in _parts(near) if box[0] > 0 and box[1] > 0 and box[2] < _WIDE and box[3] < high)
    clear = _apart(small, ground).point(lambda value: 255 if value > _CLEARLY else 0)
    exact = (_shrunk(drawn, box) for box in inner if _filled(clear, box) > _INKED)
    return tuple((left, top, right - left, bottom - top) for left, top, right, bottom in exact), ground


def _filled(mask: Any, box: tuple[int, int, int, int]) -> float:
    part = mask.crop(box)
    return float(sum(part.histogram()[1:]) / (part.width * part.height))


def _shrunk(drawn: Any, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """What is drawn in a box, with a dot around it."""
    left, top, right, bottom = drawn.crop(box).getbbox()
    return (max(0, box[0] + left - 1), max(0, box[1] + top - 1), box[0] + right + 1, box[1] + bottom + 1)


def _parts(mask: Any) -> Iterator[tuple[int, int, int, int]]:
    """The boxes of what hangs together."""
    rest = bytearray(mask.tobytes())
    for start in range(len(rest)):
        if not rest[start]:
            continue
        waiting, seen = [start], []
        rest[start] = 0
        while waiting:
            at = waiting.pop()
            seen.append(at)
            beside = (at - _WIDE, at + _WIDE, at - 1 if at % _WIDE else -1, at + 1 if (at + 1) % _WIDE else -1)
            for other in beside:
                if 0 <= other < len(rest) and rest[other]:
                    rest[other] = 0
                    waiting.append(other)
        across, down = [at % _WIDE for at in seen], [at // _WIDE for at in seen]
        yield min(across), min(down), max(across) + 1, max(down) + 1


def _cut(data: bytes, box: tuple[int, int, int, int], ground: tuple[int, int, int]) -> images.Image | None:
    """A part of a picture on nothing: the nearer a dot is to the ground, the more shines through."""
    with Image.open(io.BytesIO(data)) as opened:
        by = opened.width / _WIDE
        left, top, wide, high = box
        part = opened.convert("RGB").crop(
            (round(left * by), round(top * by), round((left + wide) * by), round((top + high) * by))
        )
    part.putalpha(_apart(part, ground).point(lambda value: min(255, value * 255 // _OPAQUE) if value > 8 else 0))
    out = io.BytesIO()
    part.save(out, "PNG")
    try:
        return images.load(out.getvalue(), "the logo of a slide master")
    except BriefingsError:
        return None


def _apart(picture: Any, ground: tuple[int, int, int]) -> Any:
    """How far each dot is from a colour, in steps of 255."""
    bands = ImageChops.difference(picture, Image.new("RGB", picture.size, ground)).split()
    return ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
