"""A picture behind the words of a slide: the whole slide, under a scrim that lets the words be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from .. import images
from ..blocks.picture import PictureBlock
from ..blocks.text import paragraph, text_box
from ..frame import Item, Panel, Picture, TextBox
from ..frozen import replace
from ..geometry import Box, points
from ..look import Colour, Look, SlideLayout
from ..values import bare
from .fill import READABLE

ACROSS: Final = 1920
"""A slide's picture has no more pixels across: a screen shows no more."""
FOOT: Final = 0.92
"""What stands lower than this share of the height is a footer, which the credit stands above."""
EDGE: Final = points(12)
"""How far the credit keeps off the slide's corner."""


def behind(
    block: PictureBlock, layout: SlideLayout, boxes: Sequence[TextBox], look: Look
) -> tuple[tuple[Item, ...], tuple[TextBox, ...]]:
    """The picture with what the slide layout draws on its ground, and whose the picture is, in the corner where lines end."""
    assert block.file is not None
    page = look.page
    credit = _credit(block, boxes, look)
    spots = [spot for box in (*boxes, *credit) for spot in _spots(box, look)]
    width = min(ACROSS, block.file.width)
    red, green, blue = (round(one * 255) for one in look.colour("band").channels)
    size = (width, round(width * page.height / page.width))
    made = images.veiled(block.file, size, block.focus, (red, green, blue), spots, mirrored=look.rtl)
    picture = Picture(
        "photo",
        page.box,
        made,
        alt=block.alt or bare(block.caption),
        decorative=block.decorative,
        name="Photo",
        origins=block.origins(),
    )
    drawn = (one for one in layout.fixed if isinstance(one, Panel) and one.box.width < page.width // 2)
    marks = (replace(one, id=f"photo.mark-{number}") for number, one in enumerate(drawn, 1))
    return (picture, *marks), credit


def _credit(block: PictureBlock, boxes: Sequence[TextBox], look: Look) -> tuple[TextBox, ...]:
    if not block.credit:
        return ()
    style = replace(look.style("credit"), colour=look.colour("on-band"), align="end")
    wide = look.page.width // 2 - EDGE
    made = text_box("photo.credit", (paragraph(block.credit, style, look, "caption"),), wide, look)
    x = EDGE if look.rtl else look.page.width - EDGE - wide
    feet = (box.box.y for box in boxes if box.lines and box.box.y > look.page.height * FOOT)
    bottom = min((look.page.height - EDGE, *(y for y in feet)))
    return (replace(made, box=made.box.moved(x, bottom - made.box.height), explicit=True),)


def _spots(box: TextBox, look: Look) -> Iterator[images.Spot]:
    """The lines of a text box as places on the picture, with what they need of it (WCAG 2.2, 1.4.3)."""
    page, content = look.page, box.content
    for line in box.lines:
        at = Box(content.x + line.x, content.y + box.shift + line.top, line.width, line.height)
        shares = (at.x / page.width, at.y / page.height, at.right / page.width, at.bottom / page.height)
        for colour in dict.fromkeys(run.run.style.colour for run in line.runs):
            yield images.Spot(shares, partial(_reads, colour))


def _reads(ink: Colour, ground: tuple[int, ...]) -> bool:
    return Colour.of(one / 255 for one in ground).contrast(ink) >= READABLE
