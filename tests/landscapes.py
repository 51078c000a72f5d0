"""Makes the photographs of the example reports: landscapes and a portrait, drawn from noise and gradients, so that nobody's rights
are in them and nobody's face. `python tests/landscapes.py` draws them again, the same to the pixel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parent.parent
WIDE = (1600, 1000)

Rgb: TypeAlias = tuple[int, int, int]
Pixels: TypeAlias = NDArray[np.float64]


def sky(size: tuple[int, int], colours: list[Rgb], sun: tuple[float, float], glow: Rgb, reach: float) -> Pixels:
    """A sky that runs through `colours` from above, with a glow around the sun (its place in shares of the picture)."""
    width, height = size
    down = np.linspace(0, len(colours) - 1, height)
    bands = np.array(colours, float)
    low = np.minimum(down.astype(int), len(colours) - 2)
    column = bands[low] + (bands[low + 1] - bands[low]) * (down - low)[:, None]
    picture = np.repeat(column[:, None, :], width, axis=1)
    x, y = np.meshgrid(np.linspace(0, 1, width) * width / height, np.linspace(0, 1, height))
    near = np.exp(-(((x - sun[0] * width / height) ** 2 + (y - sun[1]) ** 2) / reach**2))
    shone: Pixels = picture + (np.array(glow, float) - picture) * near[..., None]
    return shone


def ridge(rng: np.random.Generator, width: int, rough: float) -> NDArray[np.float64]:
    """A line of hills: waves of many lengths, each half as high as the longer one."""
    x = np.linspace(0, 1, width)
    waves = [
        rng.normal() * 0.5**octave * rough**octave * np.sin(2 * np.pi * (x * 1.7**octave * 1.6 + rng.random()))
        for octave in range(14)
    ]
    line: Pixels = np.sum(waves, axis=0)
    return line


def hills(picture: Pixels, seed: int, far: Rgb, near: Rgb, top: float, rough: float, count: int = 6) -> Pixels:
    """Ranges of hills one before the other, from the colour of the haze to that of the ground."""
    rng = np.random.default_rng(seed)
    height, width, _ = picture.shape
    rows = np.arange(height)[:, None]
    for number in range(count):
        share = number / (count - 1)
        line = ridge(rng, width, rough) * height * (0.07 - 0.03 * share) + height * (top + (0.94 - top) * share)
        colour = np.array(far, float) * (1 - share) + np.array(near, float) * share
        depth = np.clip((rows - line) / (height * 0.3), 0, 1)[..., None]
        cover = np.clip(rows - line, 0, 1)[..., None]
        shaded = colour * (1.08 - 0.25 * share) + (np.array(far, float) - colour) * depth * 0.35 * (1 - share)
        picture = picture * (1 - cover) + shaded * cover
    return picture


def finished(picture: Pixels, seed: int) -> Image.Image:
    """A picture with the grain and the darker edges of a photograph."""
    rng = np.random.default_rng(seed)
    height, width, _ = picture.shape
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    edges = 1 - 0.22 * np.clip(x**2 + y**2 - 0.5, 0, 1)[..., None]
    grain = rng.normal(0, 2.2, (height, width, 1))
    return Image.fromarray(np.clip(picture * edges + grain, 0, 255).astype(np.uint8))


def camp() -> Image.Image:
    """Tents below mountains, late in the day."""
    picture = sky(WIDE, [(38, 52, 84), (98, 96, 112), (206, 152, 104)], (0.66, 0.42), (250, 190, 110), 0.35)
    image = finished(hills(picture, 8, (104, 98, 116), (58, 54, 60), 0.42, 1.25), 1)
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(3)
    for row in range(9):
        base = int(WIDE[1] * (0.72 + 0.032 * row))
        size = 20 + 9 * row
        for _ in range(15 - row):
            x, light = int(rng.integers(-40, WIDE[0])), int(rng.integers(150, 215))
            y = base + int(rng.integers(-10, 10))
            draw.polygon([(x, y), (x + size, y - size), (x + 2 * size, y)], fill=(light, light - 6, light - 14))
            side = light - 58
            draw.polygon(
                [(x + 2 * size, y), (x + size, y - size), (x + 2.7 * size, y - size * 0.2)], fill=(side, side, side + 4)
            )
    return image.filter(ImageFilter.GaussianBlur(0.8))


def valley() -> Image.Image:
    """A green valley in the morning."""
    picture = sky(WIDE, [(96, 158, 210), (176, 208, 226), (240, 240, 224)], (0.7, 0.45), (255, 250, 226), 0.3)
    return finished(hills(picture, 21, (128, 152, 160), (164, 124, 70), 0.4, 1.15), 2)


def river() -> Image.Image:
    """A river that winds through dry hills."""
    picture = sky(WIDE, [(120, 170, 214), (214, 224, 226)], (0.3, 0.3), (255, 246, 220), 0.4)
    picture = hills(picture, 34, (168, 172, 160), (148, 116, 78), 0.34, 1.05, 4)
    height, width, _ = picture.shape
    rows = np.arange(height) / height
    near = np.clip((rows - 0.62) / 0.38, 0, 1)
    middle = (0.55 + 0.16 * np.sin(5.5 * np.sqrt(near)) * (1 - 0.4 * near)) * width
    half = (6 + 210 * near**1.7)[:, None]
    away = np.abs(np.arange(width)[None, :] - middle[:, None])
    water = (np.clip((half - away) / 5, 0, 1) * (near > 0)[:, None])[..., None]
    shine = np.array([108, 148, 176.0]) + np.array([70, 60, 46.0]) * (1 - near)[:, None, None]
    return finished(picture * (1 - water) + shine * water, 5)


def harbour() -> Image.Image:
    """Cranes above a harbour at dusk."""
    picture = sky(WIDE, [(28, 44, 82), (94, 102, 140), (232, 164, 120)], (0.5, 0.62), (255, 208, 150), 0.42)
    picture[int(WIDE[1] * 0.7) :] = picture[int(WIDE[1] * 0.7) :] * 0.45 + np.array([16, 34, 56.0]) * 0.55
    image = finished(picture, 6)
    draw = ImageDraw.Draw(image)
    line, ground = int(WIDE[1] * 0.7), (22, 32, 48)
    for x, scale in ((240, 1.0), (560, 0.8), (900, 1.15), (1260, 0.9)):
        high = int(330 * scale)
        for leg in (0, int(90 * scale)):
            draw.line([(x + leg, line), (x + leg, line - high)], fill=ground, width=int(12 * scale))
        draw.line(
            [(x - int(180 * scale), line - high), (x + int(210 * scale), line - high)],
            fill=ground,
            width=int(13 * scale),
        )
        draw.line([(x + 45, line - int(high * 1.35)), (x - int(170 * scale), line - high)], fill=ground, width=5)
        draw.line([(x + 45, line - int(high * 1.35)), (x + int(200 * scale), line - high)], fill=ground, width=5)
        draw.line([(x + 45, line - int(high * 1.35)), (x + 45, line - high)], fill=ground, width=int(10 * scale))
    rng = np.random.default_rng(9)
    for x in range(40, WIDE[0], 74):
        for level in range(int(rng.integers(1, 5))):
            hue = [(118, 62, 48), (52, 84, 112), (150, 112, 62), (70, 76, 82)][int(rng.integers(0, 4))]
            draw.rectangle([x, line - 26 * (level + 1), x + 68, line - 26 * level - 3], fill=hue)
    return image.filter(ImageFilter.GaussianBlur(0.9))


def portrait() -> Image.Image:
    """Somebody before a wall, out of focus: no one's face."""
    size = (1300, 1500)
    rng = np.random.default_rng(12)
    wall = sky(size, [(214, 184, 146), (196, 160, 122), (158, 122, 92)], (0.25, 0.2), (238, 212, 178), 0.6)
    image = finished(wall, 7)
    draw = ImageDraw.Draw(image)
    for y in range(120, size[1], 190):
        draw.rectangle([0, y, size[0], y + 4], fill=(150, 118, 90))
    draw.ellipse([220, 1010, 1080, 2000], fill=(38, 92, 116))
    draw.polygon([(540, 860), (760, 860), (790, 1090), (510, 1090)], fill=(92, 62, 48))
    draw.ellipse([440, 380, 860, 960], fill=(112, 76, 58))
    draw.pieslice([385, 280, 915, 1010], 180, 360, fill=(46, 36, 38))
    draw.polygon([(385, 640), (440, 640), (470, 1040), (380, 1030)], fill=(46, 36, 38))
    draw.polygon([(915, 640), (860, 640), (830, 1040), (920, 1030)], fill=(46, 36, 38))
    soft = image.filter(ImageFilter.GaussianBlur(9))
    light: Any = np.array(soft, float)
    light *= (1.06 - 0.22 * np.linspace(0, 1, size[0]))[None, :, None]
    return Image.fromarray(np.clip(light + rng.normal(0, 2.5, light.shape[:2])[..., None], 0, 255).astype(np.uint8))


PICTURES = {
    "data/photos/camp": camp,
    "data/photos/valley": valley,
    "data/photos/river": river,
    "data/photos/portrait": portrait,
    "tests/reports/photos/harbour": harbour,
}

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        path = ROOT / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw().save(path, quality=82, optimize=True)
