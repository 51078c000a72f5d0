"""Pictures, made safe: right way up, without metadata, no larger than a page needs.

A picture's size is checked before anything is decoded, because a file of 10 kB can hold a picture of 900 MB. What comes
out is a PNG or a JPEG that PowerPoint and every PDF reader know: RGB or grey with 8 bits, sRGB, no EXIF, GPS, comments
or profile. The same bytes in give the same bytes out.

Errors: `image-format`, `image-too-large`, `image-broken`, `qr-too-long`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from .diagnostics import BriefingsError, Where, fault
from .frozen import frozen

if TYPE_CHECKING:
    from PIL import Image as Pillow

WIDEST: Final = 2933  # a whole 16:9 slide (13 1/3 inches) at 220 dpi
LARGEST: Final = 50_000_000  # pixels before decoding
_LARGEST_SIDE: Final = 60_000
LARGEST_FILE: Final = 64 * 1024 * 1024  # bytes
_QUALITY: Final = 88
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_FLAT_COLOURS: Final = 4096  # a drawing or screenshot has no more of them; JPEG would blur its edges

# What people try to use as a picture, by its first bytes: (offset, bytes, name, hint).
_KNOWN: Final = (
    (40, b" EMF", "an EMF drawing", "save it as PNG, at least 2000 pixels wide"),
    (0, b"\xd7\xcd\xc6\x9a", "a WMF drawing", "save it as PNG, at least 2000 pixels wide"),
    (0, b"%PDF", "a PDF", "export the page or picture as PNG"),
    (0, b"%!PS", "a PostScript drawing", "export it as PNG"),
    (4, b"ftypheic", "a HEIC photo", "export it as JPEG"),
    (4, b"ftypheix", "a HEIC photo", "export it as JPEG"),
    (4, b"ftypmif1", "a HEIF photo", "export it as JPEG"),
    (4, b"ftypavif", "an AVIF picture", "save it as PNG or JPEG"),
    (0, b"8BPS", "a Photoshop file", "export it as PNG or JPEG"),
    (0, b"PK\x03\x04", "a zip or Office file", "export the picture as PNG or JPEG"),
    (0, b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture", "save it as PNG or JPEG"),
)


@frozen
class Image:
    """A checked picture: `data` is PNG or JPEG without metadata, `format` "png" or "jpeg", `width` and `height` in
    pixels, already turned upright."""

    data: bytes
    format: str
    width: int
    height: int


def load(data: bytes, name: str, where: Where | None = None, *, max_pixels_wide: int = WIDEST) -> Image:
    """A picture file as a safe PNG or JPEG, at most `max_pixels_wide` wide; the first frame of an animation.

    Photos stay or become JPEG, drawings and everything transparent PNG. A JPEG that needs no change keeps its own
    quantization tables, so its quality stays what it was. Raises BriefingsError with what is wrong and how to mend it.
    """
    _refuse_early(data, name, where)
    with _decoding(name, where) as opened:
        picture, kept = opened(data)
        upright = _upright(picture)
        plain = _eight_bit_rgb(upright)
        if plain.width > max_pixels_wide:
            height = max(1, round(plain.height * max_pixels_wide / plain.width))
            plain = plain.resize((max_pixels_wide, height), _lanczos(), reducing_gap=3.0)
        changed = upright is not picture or plain is not upright
        return _written(plain, picture.format or "", {} if changed else kept)


@lru_cache(32)
def narrowed(image: Image, most: int) -> Image:
    """A picture of no more than so many pixels across."""
    return image if image.width <= most else load(image.data, "a picture", max_pixels_wide=most)


def crop(image: Image, box_ratio: float, focus: tuple[float, float] = (0.5, 0.5)) -> tuple[float, float, float, float]:
    """The shares to cut off left, top, right and bottom so that a picture fills a box of `box_ratio` (width by height).

    The focal point (shares of width and height from the top left) comes as near the middle as the edges allow.
    """
    ratio = image.width / image.height
    x, y = (min(1.0, max(0.0, share)) for share in focus)
    if ratio > box_ratio:
        left, right = _cut(box_ratio / ratio, x)
        return left, 0.0, right, 0.0
    top, bottom = _cut(ratio / box_ratio, y)
    return 0.0, top, 0.0, bottom


@frozen
class Glance:
    """What a picture's file tells at a glance: its size in pixels, upright, and how light it is on the whole, 0 to 1."""

    width: int
    height: int
    light: float


def glance(data: bytes) -> Glance:
    """A picture's size and light, from a small copy of it. Raises BriefingsError where it cannot be read."""
    from PIL import ImageStat

    _refuse_early(data, "the picture", None)
    with _decoding("the picture", None) as opened:
        picture, _ = opened(data)
        width, height = _upright(picture).size
        small = _eight_bit_rgb(picture).convert("L")
        small.thumbnail((64, 64))
        return Glance(width, height, ImageStat.Stat(small).mean[0] / 255)


@frozen
class Spot:
    """Where words stand on a picture, as shares of its width and height (left, top, right, bottom), and on which colours (0 to 255 each)
    they read."""

    box: tuple[float, float, float, float]
    reads: Callable[[tuple[int, ...]], bool]


_LIFTED: Final = 0.6
"""By so much of it a scrim is thinner at the top of a picture, above all words."""
_SOFT: Final = 0.4
"""What is to be gone above words is so after this share of the height."""
_FOOT: Final = 0.89
"""What stands lower than this share of the height is the foot of a page, which has a scrim of its own."""


def veiled(
    image: Image,
    size: tuple[int, int],
    focus: tuple[float, float],
    tint: tuple[int, int, int],
    spots: Sequence[Spot],
    *,
    mirrored: bool = False,
    foot: float = _FOOT,
    least: float = 0.0,
    lifted: float = _LIFTED,
) -> Image:
    """A picture cut to a size in pixels around its focal point, under a scrim of a colour that is so strong that words read wherever they
    stand on it, measured on its pixels, and no thinner behind them than the `least`; away from the words it grows thinner, towards the end of lines, above them by so much as it is `lifted` and above a foot, which begins
    at a share of the height: small words there have an even plate of their own, out to the picture's nearer edges."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    whole = Pillow.open(io.BytesIO(image.data)).convert("RGB")
    left, top, right, bottom = crop(image, size[0] / size[1], focus)
    box = (left * image.width, top * image.height, (1 - right) * image.width, (1 - bottom) * image.height)
    cut = whole.resize(size, _lanczos(), box=box, reducing_gap=3.0)
    small = cut.resize((_SAMPLED, max(1, round(_SAMPLED * size[1] / size[0]))), Pillow.Resampling.BOX)
    heads = [spot for spot in spots if spot.box[1] < foot]
    feet = [spot for spot in spots if spot.box[1] >= foot]
    above = _ramp(1.0, 1 - min((spot.box[1] for spot in heads), default=1.0), lifted, _SOFT)[::-1]
    reach = max(((1 - spot.box[0]) if mirrored else spot.box[2] for spot in heads), default=0.5)
    across = _ramp(max(_strength(small, tint, heads), least) if heads else 0.0, reach)
    mask = ImageChops.multiply(
        Pillow.frombytes("L", (256, 1), across[::-1] if mirrored else across).resize(size),
        Pillow.frombytes("L", (1, 256), above).resize(size),
    )
    mask = ImageChops.lighter(mask, _plate(small, tint, feet, size))
    return _written(Pillow.composite(Pillow.new("RGB", size, tint), cut, mask), "JPEG", {})


_AIR: Final = 0.33
"""A plate reaches so far beyond its words, in heights of a line."""


def _plate(small: Pillow.Image, tint: tuple[int, ...], spots: Sequence[Spot], size: tuple[int, int]) -> Pillow.Image:
    """The plate behind words at the foot of a picture, in the corner that they stand in; none where they read on the picture as it is."""
    from PIL import Image as Pillow

    mask = Pillow.new("L", size)
    if not spots or all(_reads_on(small, tint, spot, 0) for spot in spots):
        return mask
    left, top, right, _ = (act(spot.box[side] for spot in spots) for side, act in enumerate((min, min, max, max)))
    air = min(spot.box[3] - spot.box[1] for spot in spots) * _AIR * size[1]
    begins, ends = left * size[0] - air, right * size[0] + air
    begins, ends = (0, ends) if left < 1 - right else (begins, size[0])
    mask.paste(
        round(255 * _strength(small, tint, spots)), (round(begins), round(top * size[1] - air), round(ends), size[1])
    )
    return mask


_SAMPLED: Final = 160
"""Pixels across in the copy that contrast is measured on: each is the mean of a hundred or so."""
_THINNEST: Final = 0.35


def _ramp(strength: float, reach: float, fading: float = 0.92, soft: float = 0.25) -> bytes:
    """A scrim's strength from one side on: whole as far as it must reach, then thinner and thinner, by so much of it at the other side; what
    is to be gone is so after the share `soft`."""
    beyond = (
        max(0.0, min(1.0, (x / 255 - reach) / (soft if fading == 1 else max(soft, 1 - reach)))) for x in range(256)
    )
    fades = (1.0 - fading * x * x * (3 - 2 * x) for x in beyond)
    return bytes(round(255 * strength * fade) for fade in fades)


def _strength(small: Pillow.Image, tint: tuple[int, ...], spots: Sequence[Spot]) -> float:
    """How strong a scrim must be for all words of some spots, 0 to 1."""
    return max((_needed(small, tint, spot) for spot in spots), default=0.0)


def _needed(small: Pillow.Image, tint: tuple[int, ...], spot: Spot) -> float:
    steps = range(int(_THINNEST * 100), 100, 3)
    return min(1.0, next((step / 100 + 0.03 for step in steps if _reads_on(small, tint, spot, step)), 1.0))


def _reads_on(small: Pillow.Image, tint: tuple[int, ...], spot: Spot, step: int) -> bool:
    """Whether words read on a picture under a scrim of so many hundredths."""
    width, height = small.size
    left, top, right, bottom = spot.box
    part = small.crop((int(left * width), int(top * height), int(right * width) + 1, int(bottom * height) + 1))
    data = part.tobytes()
    pixels = {tuple(data[at : at + 3]) for at in range(0, len(data), 3)}
    mixed = {tuple(round(p + (t - p) * step / 100) for p, t in zip(pixel, tint, strict=True)) for pixel in pixels}
    return all(map(spot.reads, mixed))


QUIET: Final = 4
"""So many modules around a QR code stay free."""


@lru_cache(64)
def qr(text: str, where: Where | None = None, *, quiet: int = QUIET) -> Image:
    """A text as a QR code (ISO/IEC 18004): error correction M, a quiet zone of so many modules, ten pixels a module."""
    import segno

    try:
        code = segno.make(text, error="m", boost_error=False, micro=False)
    except (segno.DataOverflowError, ValueError):
        _refuse(
            "qr-too-long", f"a QR code cannot hold this address of {len(text)} characters", where, "use a shorter one"
        )
    out = io.BytesIO()
    code.save(out, kind="png", scale=10, border=quiet)
    width, height = code.symbol_size(scale=10, border=quiet)
    return Image(out.getvalue(), "png", int(width), int(height))


def _cut(kept: float, focus: float) -> tuple[float, float]:
    """What to cut before and after along one axis so that the share `kept` stays, around the focus."""
    before = min(1 - kept, max(0.0, focus - kept / 2))
    return before, max(0.0, 1 - kept - before)


# --- Reading ---------------------------------------------------------------------------------------------------------


def _refuse_early(data: bytes, name: str, where: Where | None) -> None:
    """Refuse by the first bytes what no decoder of ours should meet."""
    formats = "a picture is a PNG, JPEG, WebP, GIF, TIFF or BMP file"
    if not data:
        _refuse("image-broken", f"`{name}` is empty", where, "put the picture there again")
    if len(data) > LARGEST_FILE:
        message = f"`{name}` has {len(data) // 1024 // 1024} MB"
        hint = "a page needs no more than 2933 pixels across"
        _refuse("image-too-large", message, where, hint)
    head = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in head):
        message = f"`{name}` is an SVG drawing, which PowerPoint cannot show everywhere"
        hint = "export it as PNG, at least 2000 pixels wide"
        _refuse("image-format", message, where, hint)
    if head.startswith((b"<!doctype html", b"<html")):
        _refuse("image-format", f"`{name}` is a web page, not a picture", where, "download the picture itself")
    for offset, magic, kind, hint in _KNOWN:
        if data[offset : offset + len(magic)] == magic:
            _refuse("image-format", f"`{name}` is {kind}", where, f"{hint}; {formats}")


@contextmanager
def _decoding(name: str, where: Where | None) -> Iterator[Any]:
    """Gives the function that opens and decodes; whatever the decoders raise becomes a finding."""
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns about sizes, odd EXIF and odd profiles; we check the first and drop the others.
            warnings.simplefilter("ignore")
            yield lambda data: _opened(data, name, where)
    except (BriefingsError, MemoryError):  # the limit of memory is not the file's fault
        raise
    except UnidentifiedImageError:
        message = f"`{name}` is not a picture that can be read"
        hint = "a picture is a PNG, JPEG, WebP, GIF, TIFF or BMP file; open it in a picture editor and save it again"
        _refuse("image-format", message, where, hint)
    except Pillow.DecompressionBombError:
        _refuse("image-too-large", f"`{name}` is larger than 50 megapixels", where, "make it smaller")
    except Exception as fault:  # on damaged files decoders raise anything: OSError, SyntaxError, struct.error, EOFError
        message = f"`{name}` is damaged or cut off ({str(fault).strip() or type(fault).__name__})"
        hint = "get the picture again from where it came"
        _refuse("image-broken", message, where, hint)


def _opened(data: bytes, name: str, where: Where | None) -> tuple[Pillow.Image, dict[str, Any]]:
    """The decoded picture, and how a JPEG was compressed."""
    from PIL import Image as Pillow
    from PIL import JpegImagePlugin

    header = Pillow.open(io.BytesIO(data), formats=_FORMATS)
    width, height = header.size
    if width * height > LARGEST or max(width, height) > _LARGEST_SIDE:
        message = f"`{name}` has {width} × {height} pixels"
        hint = "give it at most 50 megapixels; a page needs no more than 2933 pixels across"
        _refuse("image-too-large", message, where, hint)
    if header.format == "PNG":
        header.verify()  # checks the sums of all chunks, which decoding alone does not
    picture = Pillow.open(io.BytesIO(data), formats=_FORMATS)
    kept: dict[str, Any] = {}
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and picture.mode in ("L", "RGB"):
        kept = {"qtables": picture.quantization}
        sampling = JpegImagePlugin.get_sampling(picture)
        if sampling in (0, 1, 2):
            kept["subsampling"] = sampling
    picture.load()
    return picture, kept


def _upright(picture: Pillow.Image) -> Pillow.Image:
    """The picture as its camera was held (EXIF 2.32, tag 274)."""
    from PIL import ImageOps

    if picture.getexif().get(0x0112, 1) in range(2, 9):
        turned = ImageOps.exif_transpose(picture)
        if turned is not None:
            return turned
    return picture


def _eight_bit_rgb(picture: Pillow.Image) -> Pillow.Image:
    """The picture in mode L, RGB or RGBA and in sRGB; itself when it is so already."""
    plain = _eight_bit(picture)
    profile = picture.info.get("icc_profile")
    if profile and plain.mode in ("L", "RGB", "RGBA", "CMYK", "LAB"):
        plain = _in_srgb(plain, profile)
    see_through = "transparency" in picture.info
    if plain.mode in ("P", "PA", "LA", "La", "RGBa") or (plain.mode in ("L", "RGB", "1") and see_through):
        clear = plain.mode != "P" or see_through
        plain = plain.convert("RGBA" if clear else "RGB")
    elif plain.mode not in ("L", "RGB", "RGBA"):
        plain = plain.convert("L" if plain.mode == "1" else "RGB")
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return plain


def _eight_bit(picture: Pillow.Image) -> Pillow.Image:
    """16- and 32-bit grey brought to 8 bits: whole numbers by their upper byte, fractions by the range they use."""
    mode = picture.mode
    if not (mode.startswith("I") or mode == "F"):
        return picture
    wide = picture.convert("F")
    low, high = wide.getextrema()
    assert isinstance(low, float) and isinstance(high, float)
    if mode == "F":
        scale, offset = (255 / (high - low) if high > low else 1.0), low
    else:
        scale, offset = (1 / 257 if high > 255 or mode.startswith("I;16") else 1.0), 0.0
    return wide.point(lambda value: value * scale - offset * scale).convert("L")


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    """The picture's colours in sRGB; as they stand when the profile is broken or is not made for them."""
    from PIL import ImageCms

    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in (ImageCms.getProfileDescription(source) or "").lower():
            return picture
        mode = "RGB" if colours.mode != "L" else "L"
        if mode == "L":
            return picture  # a grey profile differs in its curve only, and viewers ignore it
        made = ImageCms.profileToProfile(
            colours,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    if made is None:
        return picture
    if alpha:
        made.putalpha(alpha)
    return made


def _written(picture: Pillow.Image, source: str, kept: dict[str, Any]) -> Image:
    """The picture as bytes; nothing but pixels goes along."""
    bare = picture.copy()
    bare.info = {}
    out = io.BytesIO()
    if _is_photo(bare, source):
        choice = kept or {"quality": _QUALITY, "subsampling": 0}
        bare.save(out, "JPEG", optimize=True, exif=b"", icc_profile=None, **choice)
        return Image(out.getvalue(), "jpeg", bare.width, bare.height)
    bare.save(out, "PNG", optimize=False, compress_level=9)
    return Image(out.getvalue(), "png", bare.width, bare.height)


def _is_photo(picture: Pillow.Image, source: str) -> bool:
    if picture.mode == "RGBA":
        return False
    if source in ("JPEG", "MPO"):
        return True
    if source == "GIF" or picture.mode == "L":
        return False
    return picture.getcolors(_FLAT_COLOURS) is None


def _lanczos() -> Pillow.Resampling:
    from PIL import Image as Pillow

    return Pillow.Resampling.LANCZOS


def _refuse(code: str, message: str, where: Where | None, hint: str) -> NoReturn:
    raise fault(code, message, where, "", hint)
