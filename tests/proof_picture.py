"""The picture of "every figure proved": a slide that somebody edited, the ledger's line on one of its figures, and what `verify` tells."""

from __future__ import annotations

import io
import re
import shutil
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from projects import ROOT, run

if TYPE_CHECKING:
    from PIL.Image import Image

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SIZE: Final = (1500, 560)
SLIDE: Final = 800
LEFT: Final = 30
SWAPPED: Final = ("63", "493")
"""Two figures of the sample that change places."""
INK, GREY, RED, GREEN, DARK, GROUND = "#10243c", "#5b6b7d", "#ff7b72", "#1f7a4d", "#0d1b2c", "#eef2f6"


def swapped(deck: bytes) -> tuple[bytes, int]:
    """The deck with two figures of one slide in each other's places, and the number of the slide."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if not (match := re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name)):
            continue
        root = etree.fromstring(part)
        runs = [one for one in root.iter(f"{A}t") if one.text]
        one = next((run for run in runs if run.text == SWAPPED[0]), None)
        other = next((run for run in runs if re.search(rf"\b{SWAPPED[1]}\b", run.text or "")), None)
        if one is not None and other is not None:
            other.text = re.sub(rf"\b{SWAPPED[1]}\b", SWAPPED[0], other.text or "")
            one.text = SWAPPED[1]
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as archive:
                for each, data in parts.items():
                    archive.writestr(each, data)
            return stream.getvalue(), int(match[1])
    raise SystemExit("no slide of the sample has both figures")


def _tile(deck: bytes, number: int) -> tuple[float, float, float, float]:
    """Where the tile with the two figures stands, in widths of the slide."""
    from pptx import Presentation

    show = Presentation(io.BytesIO(deck))
    (tile,) = [one for one in show.slides[number - 1].shapes if one.name == "figures.trafficking"]
    edges = (tile.left, tile.top, tile.left + tile.width, tile.top + tile.height)
    left, top, right, bottom = (edge / show.slide_width for edge in edges)
    return left, top, right, bottom


def told(deck: bytes, home: Path) -> tuple[list[str], list[str]]:
    """What the two commands say of the sample and the edited deck, by the words that they print."""
    for folder in ("data", "seeds"):
        shutil.copytree(ROOT / folder, home / folder)
    (home / "edited.pptx").write_bytes(deck)
    ledger = run(home, "facts").out.splitlines()
    at = next(number for number, line in enumerate(ledger) if f": {SWAPPED[0]} " in line)
    return ledger[at : at + 2], run(home, "verify", "edited.pptx").err.splitlines()


def proof(deck: bytes, drawn: Callable[[bytes], Sequence[Image]], home: Path) -> Image:
    """The picture: the edited slide, the line of the ledger, the findings."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    edited, number = swapped(deck)
    slide = drawn(edited)[number - 1].convert("RGB")
    facts, findings = told(edited, home)
    high = round(SLIDE * slide.height / slide.width)
    sheet = Pillow.new("RGB", SIZE, GROUND)
    sheet.paste(slide.resize((SLIDE, high), Pillow.Resampling.LANCZOS), (LEFT, 70))
    draw = ImageDraw.Draw(sheet)
    bold, plain, mono = _font("Bold", 20), _font("", 17), _mono(15)
    draw.text((LEFT, 28), "A deck that somebody edited", INK, bold)
    draw.rectangle((LEFT - 1, 69, LEFT + SLIDE, 70 + high), outline="#cfd8e3")
    left, top, right, bottom = (round(one * SLIDE) for one in _tile(edited, number))
    draw.rounded_rectangle((LEFT + left - 8, 70 + top - 2, LEFT + right, 70 + bottom), 6, outline="#d1242f", width=3)
    x, width = LEFT + SLIDE + 34, SIZE[0] - LEFT * 2 - SLIDE - 34
    draw.text((x, 28), "briefings facts: where the figure comes from", INK, bold)
    _ledger(draw, facts, (x, 70, width), (bold, plain))
    draw.text((x, 248), "briefings verify: what is no longer so", INK, bold)
    _terminal(draw, findings, (x, 290, x + width, 70 + high), mono)
    return sheet


def _ledger(draw: Any, lines: Sequence[str], place: tuple[int, int, int], fonts: tuple[Any, Any]) -> None:
    """A card: the figure and what it counts, its place in the source, the words of the source."""
    x, y, width = place
    bold, plain = fonts
    where, figure = re.sub(r" \[.*", "", lines[0]).rsplit(": ", 1)
    source = re.search(r"\[located (\w+):(\d+)\]", lines[0])
    draw.rounded_rectangle((x, y, x + width, y + 150), 8, fill="white", outline="#cfd8e3")
    draw.text((x + 18, y + 16), figure, INK, bold)
    draw.text((x + 18, y + 50), where.split(": ")[-1], GREY, plain)
    draw.ellipse((x + 19, y + 85, x + 29, y + 95), fill=GREEN)
    draw.text((x + 38, y + 80), f"located in line {source[2]} of the source:" if source else "", GREEN, plain)
    said = lines[1].strip().replace("*", "")
    draw.text((x + 18, y + 110), textwrap.shorten(said, 66, placeholder=" …”"), INK, plain)


def _terminal(draw: Any, findings: Sequence[str], box: tuple[int, int, int, int], font: Any) -> None:
    """A dark panel with the first findings, as the command prints them."""
    draw.rounded_rectangle(box, 8, fill=DARK)
    x, y = box[0] + 18, box[1] + 16
    for line in ("$ briefings verify edited.pptx", *findings):
        lead, code, rest = re.match(r"(.*?)(error\[[^\]]+\])?(?(2)(:.*)|$)", line).groups(default="")  # type: ignore[union-attr]
        for part in textwrap.wrap(lead + code + rest, 62, subsequent_indent="  ", break_on_hyphens=False) or [""]:
            if y > box[3] - 26:
                return
            draw.text((x, y), part, "#e6edf3", font)
            if code and code in part:
                before = draw.textlength(part[: part.index(code)], font)
                draw.text((x + before, y), code, RED, font)
            y += 20


def _font(weight: str, size: int) -> Any:
    import fontpkg_arimo
    from PIL import ImageFont

    font = ImageFont.truetype(str(fontpkg_arimo.ROOT / "files/Arimo[wght].ttf"), size)
    font.set_variation_by_axes([700 if weight == "Bold" else 400])
    return font


def _mono(size: int) -> Any:
    import matplotlib
    from PIL import ImageFont

    return ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSansMono.ttf"), size)
