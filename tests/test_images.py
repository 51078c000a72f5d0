"""Pictures as cameras, editors and web sites make them come out upright, bare and no larger than a page needs."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

from briefings import images
from briefings.diagnostics import BriefingsError, Where
from briefings.images import Image

WHERE = Where("data/report.yaml", 12, 9)


def saved(picture: Pillow.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 120, height: int = 80, mode: str = "RGB") -> Pillow.Image:
    """A picture with more colours than any drawing."""
    picture = Pillow.new("RGB", (width, height))
    picture.putdata([(x * 255 // width, y * 255 // height, (x * y) % 256) for y in range(height) for x in range(width)])
    return picture.convert(mode)


def opened(image: Image) -> Pillow.Image:
    picture = Pillow.open(io.BytesIO(image.data))
    picture.load()
    assert (picture.width, picture.height) == (image.width, image.height)
    assert picture.format == image.format.upper()
    return picture


def load(data: bytes, **options: int) -> Image:
    return images.load(data, "photos/a.jpg", WHERE, **options)


@pytest.mark.parametrize(
    ("data", "kind", "mode"),
    [
        (saved(photo(), "JPEG"), "jpeg", "RGB"),
        (saved(photo(mode="L"), "JPEG"), "jpeg", "L"),
        (saved(photo(mode="CMYK"), "JPEG"), "jpeg", "RGB"),
        (saved(photo(), "PNG"), "jpeg", "RGB"),
        (saved(photo(), "WEBP", lossless=True), "jpeg", "RGB"),
        (saved(photo(), "TIFF"), "jpeg", "RGB"),
        (saved(photo(), "BMP"), "jpeg", "RGB"),
        (saved(photo(), "GIF"), "png", "RGB"),
        (saved(photo(mode="RGBA"), "PNG"), "jpeg", "RGB"),
        (saved(Pillow.new("RGBA", (9, 9), (255, 0, 0, 100)), "PNG"), "png", "RGBA"),
        (saved(Pillow.new("LA", (9, 9), (200, 100)), "PNG"), "png", "RGBA"),
        (saved(Pillow.new("P", (9, 9)), "PNG", transparency=0), "png", "RGBA"),
        (saved(Pillow.new("RGB", (9, 9), "blue"), "PNG"), "png", "RGB"),
        (saved(Pillow.new("1", (9, 9), 1), "PNG"), "png", "L"),
    ],
)
def test_every_usual_picture_becomes_a_png_or_jpeg_that_all_programs_know(data: bytes, kind: str, mode: str) -> None:
    image = load(data)
    assert (image.format, opened(image).mode) == (kind, mode)


def test_a_photo_taken_sideways_stands_upright_and_forgets_where_it_was_taken() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned: the camera's top is at the right
    exif[0x8825] = {1: "N", 2: (36.0, 43.0, 12.0)}
    sideways = Pillow.new("RGB", (64, 32), "red")
    sideways.paste("blue", (0, 0, 32, 32))
    picture = opened(load(saved(sideways, "JPEG", exif=exif, comment=b"secret", dpi=(72, 72))))
    assert picture.size == (32, 64)
    top, bottom = picture.getpixel((16, 8)), picture.getpixel((16, 56))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] - top[0] > 150
    assert bottom[0] - bottom[2] > 150
    assert not picture.getexif()
    assert "comment" not in picture.info


def test_texts_inside_a_png_are_dropped() -> None:
    secret = PngImagePlugin.PngInfo()
    secret.add_text("Author", "a person")
    secret.add_itxt("XML:com.adobe.xmp", "<x/>")
    assert b"person" not in load(saved(Pillow.new("RGB", (9, 9)), "PNG", pnginfo=secret)).data
    assert opened(load(saved(Pillow.new("RGB", (9, 9)), "PNG", pnginfo=secret))).info == {}


def test_sixteen_bit_grey_keeps_its_shades() -> None:
    deep = Pillow.new("I;16", (3, 1))
    for x, value in enumerate((0, 32_896, 65_535)):
        deep.putpixel((x, 0), value)
    picture = opened(load(saved(deep, "PNG")))
    assert [picture.getpixel((x, 0)) for x in range(3)] == [0, 128, 255]


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = saved(Pillow.new("LAB", (8, 8), (128, 128, 128)), "TIFF", icc_profile=lab.tobytes())
    red, green, blue = opened(load(data)).convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert max(red, green, blue) - min(red, green, blue) <= 6
    assert "icc_profile" not in opened(load(data)).info


def test_a_broken_profile_leaves_the_colours_as_they_are() -> None:
    data = saved(Pillow.new("RGB", (8, 8), (10, 200, 30)), "PNG", icc_profile=b"nonsense")
    assert opened(load(data)).getpixel((4, 4)) == (10, 200, 30)


def test_a_jpeg_that_needs_no_change_keeps_its_quality() -> None:
    data = saved(photo(), "JPEG", quality=95, subsampling=0)
    before, after = Pillow.open(io.BytesIO(data)), opened(load(data))
    assert after.quantization == before.quantization  # type: ignore[attr-defined]


def test_a_picture_is_no_wider_than_its_place_needs() -> None:
    image = load(saved(photo(600, 300), "JPEG"), max_pixels_wide=220)
    assert (image.width, image.height) == (220, 110)
    assert load(saved(photo(100, 50), "JPEG"), max_pixels_wide=220).width == 100


def test_an_animation_gives_its_first_frame() -> None:
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(load(data)).convert("RGB").getpixel((1, 1)) == (255, 0, 0)


def test_the_same_picture_gives_the_same_bytes() -> None:
    for kind in ("PNG", "JPEG"):
        assert load(saved(photo(), kind)).data == load(saved(photo(), kind)).data


def huge_png(side: int) -> bytes:
    """A header that promises so many pixels each way, and nothing behind it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b"", "image-broken]: `photos/a.jpg` is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image-format]: `photos/a.jpg` is an SVG drawing"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg/>", "image-format]: `photos/a.jpg` is an SVG drawing"),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60), "image-format]: `photos/a.jpg` is an EMF drawing"),
        (b"%PDF-1.7", "image-format]: `photos/a.jpg` is a PDF"),
        (bytes(4) + b"ftypheic" + bytes(90), "image-format]: `photos/a.jpg` is a HEIC photo"),
        (b"<!DOCTYPE html><html>", "image-format]: `photos/a.jpg` is a web page"),
        (b"plain words", "image-format]: `photos/a.jpg` is not a picture that can be read"),
        (huge_png(8000), "image-too-large]: `photos/a.jpg` has 8000 × 8000 pixels"),
        (huge_png(30_000), "image-too-large]: `photos/a.jpg` is larger than 50 megapixels"),
        (saved(photo(400, 300), "JPEG")[:-4000], "image-broken]: `photos/a.jpg` is damaged or cut off"),
        (saved(photo(400, 300), "PNG")[:-4000], "image-broken]: `photos/a.jpg` is damaged or cut off"),
        (saved(photo(400, 300), "WEBP")[:-400], "image-"),
        (saved(photo(400, 300), "TIFF")[:-4000], "image-"),
        (flipped(saved(photo(400, 300), "PNG")), "image-broken]: `photos/a.jpg` is damaged or cut off"),
    ],
)
def test_what_is_no_sound_picture_is_told_with_its_place_and_a_cure(data: bytes, finding: str) -> None:
    with pytest.raises(BriefingsError) as raised:
        load(data)
    text = str(raised.value)
    assert text.startswith(f"data/report.yaml:12:9: error[{finding}")
    assert "\n  hint: " in text


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "cut"),
    [
        ((200, 100), 1.0, (0.5, 0.5), (0.25, 0.0, 0.25, 0.0)),
        ((200, 100), 1.0, (0.0, 0.5), (0.0, 0.0, 0.5, 0.0)),
        ((200, 100), 1.0, (0.9, 0.5), (0.5, 0.0, 0.0, 0.0)),
        ((100, 200), 1.0, (0.5, 0.4), (0.0, 0.15, 0.0, 0.35)),
        ((200, 100), 2.0, (0.1, 0.1), (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_a_crop_keeps_the_focal_point_in_sight(
    size: tuple[int, int], ratio: float, focus: tuple[float, float], cut: tuple[float, ...]
) -> None:
    assert images.crop(Image(b"", "png", *size), ratio, focus) == pytest.approx(cut)


def test_a_qr_code_is_a_square_png_with_a_quiet_zone() -> None:
    image = images.qr("https://www.un.org/sg/en")
    picture = opened(image).convert("L")
    assert image.width == image.height
    assert image.width % 10 == 0
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert dark is not None
    assert dark[:2] == (40, 40)
    assert images.qr("https://www.un.org/sg/en").data == image.data


def test_an_address_too_long_for_a_qr_code_is_told() -> None:
    with pytest.raises(BriefingsError, match="cannot hold this address of 9000 characters"):
        images.qr("a" * 9000)
