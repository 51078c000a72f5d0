"""A picture behind the words of a slide: the whole slide, under a scrim that lets the words be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from .. import images
from ..blocks.picture import PictureBlock
from ..blocks.text import paragraph, text_box
from ..frame import GlyphRun, Group, Item, Panel, Picture, Slot, TextBox
from ..frozen import replace
from ..geometry import Box, points
from ..look import Colour, Look, Placeholder, SlideLayout, TextStyle
from ..values import bare

READABLE: Final = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""
SCRIM: Final = Colour("000000")
"""The colour of scrims where the ground in place of the photo is not dark: a bright one spoils a photo."""
DARK: Final = 0.06
"""A ground of less light than this, of 1, is the colour of scrims: black over a bright sky is a dirty grey."""
DEEP: Final = 0.6
CALM: Final = 0.62
"""A scrim behind a page's words is so strong at the least, however dark the picture is there: it is busy all the same."""
HEAD: Final = 0.4
"""The same at the head of a sheet, where few words stand large below what the picture shows: above them there is none."""
ACROSS: Final = 1920
"""A slide's picture has no more pixels across: a screen shows no more."""
CLEAR: Final = 0.04
"""Words keep so much of the width off what the focus of the picture behind them names."""
PART: Final = 0.28
"""A picture beside the words at the head of a sheet has so much of the width or more."""
SIGNED: Final = 2
"""So many baseline units more has the head of a sheet below its words where it is said in one line there whose the picture is."""
FOOT: Final = 0.92
"""What stands lower than this share of the height is a footer, which the credit stands above."""
_DARK: Final = 0.4  # the light, of 1, that words have which want a bright ground
EDGE: Final = points(8)
"""How far the credit keeps off its corner."""
PRINTED: Final = points(18)
"""The same on a sheet: printers leave 6 mm blank."""


def behind(
    block: PictureBlock, layout: SlideLayout, boxes: Sequence[TextBox], look: Look
) -> tuple[tuple[Item, ...], tuple[TextBox, ...]]:
    """The picture with what the slide layout draws on its ground, and whose the picture is, in the corner where lines end."""
    page, look = look.page, over(look)
    feet = (box.box.y for box in boxes if box.lines and box.box.y > page.height * FOOT)
    bottom = min((page.height - EDGE, *feet))
    credit = _credit(block, page.box, bottom, EDGE, look, begins=_beyond(_seen(block, page.box), look))
    if any(one.box.overlaps(words.box) for one in credit for words in boxes if words.lines):
        credit = _credit(block, page.box, bottom, EDGE, look)
    drawn = (one for one in layout.fixed if isinstance(one, Panel) and one.box.width < page.width // 4)
    marks = (replace(one, id=f"photo.mark-{number}") for number, one in enumerate(drawn, 1))
    return (_picture(block, page.box, (*boxes, *credit), look, layout.background, lifted=0.0), *marks), credit


def heading(
    block: PictureBlock, band: Box, boxes: Sequence[TextBox], look: Look
) -> tuple[tuple[Item, ...], tuple[TextBox, ...]]:
    """The picture at the head of a sheet, out to the page's edges, and whose it is, in its lower corner: beside the words, which stand on the
    band, and in place of it where they could not be read there."""
    look, ground = over(look), look.colour("band")
    box = Box(0, 0, look.page.width, band.bottom)
    reach = max((reach_of(words, look) for words in boxes if words.lines), default=0)
    hidden = on_focus(block, reach, box, look)
    beyond = box.width - reach - PRINTED
    if parted(look) and beyond >= box.width * PART:
        part = Box(0 if look.rtl else box.right - beyond, 0, beyond, box.height)
        made, credit = signed(_cropped(block, part), block, look, PRINTED)
        return (made,), credit
    credit = _credit(block, box, box.bottom - EDGE // 2, PRINTED, look, box.width - 2 * PRINTED)
    foot = min((words.box.y / box.height - 0.01 for words in credit), default=1.0)
    scrim = {"foot": foot, "least": HEAD, "lifted": float(hidden)}
    return (_picture(block, box, (*boxes, *credit), look, ground, **scrim),), credit


def parted(look: Look) -> bool:
    """Whether the words at the head of a sheet stand beside its picture: they can be read on the band."""
    return over(look).colour("on-band").contrast(look.colour("band")) >= READABLE


def reach_of(words: TextBox, look: Look) -> int:
    """How far the lines of a text box reach from the side of the page where lines begin."""
    begins = words.content.x
    if look.rtl:
        return look.page.width - min(begins + line.x for line in words.lines)
    return max(begins + line.x + line.width for line in words.lines)


def on_focus(block: PictureBlock, reach: int, box: Box, look: Look) -> bool:
    """Whether words that reach so far from the side where lines begin stand on what the focus of the picture behind them names."""
    seen = _seen(block, box)
    return ((1 - seen) if look.rtl else seen) < reach / box.width + CLEAR


def focal(block: PictureBlock, box: Box) -> int:
    """How far from the left of the page what the focus of a picture in a box names is."""
    return box.x + round(_seen(block, box) * box.width)


def _seen(block: PictureBlock, box: Box) -> float:
    """The same as a share of the box's width."""
    assert block.file is not None
    left, _, right, _ = images.crop(block.file, box.width / box.height, block.focus)
    return (block.focus[0] - left) / (1 - left - right)


def _beyond(seen: float, look: Look) -> bool:
    """Whether it is nearer to where lines end: then the credit stands where they begin."""
    return (1 - seen if look.rtl else seen) > 0.5 + CLEAR / 2


def signing(block: PictureBlock, look: Look) -> int:
    """How much higher the head of a sheet is for the credit of its picture, in EMU: below its words for all of it, beside them for what is more
    than two lines."""
    kept, wide = (2, round(look.page.width * PART)) if parted(look) else (1, look.page.width - PRINTED)
    credit = _credit(block, look.page.box, look.page.height, PRINTED, look, wide - PRINTED)
    more = sum(
        words.box.height - sum(line.height for line in words.lines[:kept])
        for words in credit
        if len(words.lines) > kept
    )
    return more + (look.unit if more else 0) + (0 if parted(look) else look.unit * SIGNED)


def beside(block: PictureBlock, place: Placeholder, look: Look) -> tuple[tuple[Item, ...], tuple[TextBox, ...]]:
    """The picture that fills a place beside a slide's words, and whose it is, in its lower corner."""
    made, credit = signed(_cropped(block, place.box, Slot(place.idx, place.kind)), block, look)
    return (made,), credit


def _cropped(block: PictureBlock, box: Box, slot: Slot | None = None) -> Picture:
    """The picture, cut to fill a box around its focus."""
    assert block.file is not None
    crop = images.crop(block.file, box.width / box.height, block.focus)
    alt = block.alt or bare(block.caption)
    return Picture("photo", box, block.file, crop, alt, block.decorative, slot, name="Photo", origins=block.origins())


def signed(picture: Picture, block: PictureBlock, look: Look, edge: int = EDGE) -> tuple[Picture, tuple[TextBox, ...]]:
    """A picture with whose it is in that lower corner which is farther from its focus, on a plate that lets it be read."""
    box, look = picture.box, over(look)
    begins = _beyond(_seen(block, box), look)
    credit = _credit(
        block, box, box.bottom - EDGE, EDGE if begins else edge, look, box.width - edge - EDGE, begins=begins
    )
    if not credit:
        return picture, ()
    (words,) = credit
    ratio = box.width / box.height
    left, top, right, bottom = picture.crop
    shown = (picture.image.width * (1 - left - right), picture.image.height * (1 - top - bottom))
    if abs(shown[0] / shown[1] - ratio) > 0.01:  # a picture that does not fill its place is left as it is
        return picture, ()
    width = round(min(ACROSS * box.width / look.page.width, shown[0]))
    foot = (words.box.y - box.y) / box.height - 0.01
    spots = list(_spots(words, box))
    made = images.veiled(
        picture.image, (width, round(width / ratio)), block.focus, _tint(SCRIM), spots, mirrored=look.rtl, foot=foot
    )
    return replace(picture, image=made, crop=(0.0, 0.0, 0.0, 0.0)), credit


def over(look: Look) -> Look:
    """The look on a photo: dark words want a bright veil, which spoils it, so that they are white on a dark one."""
    if look.colour("on-band").luminance >= _DARK:
        return look
    return replace(look, colours={**look.colours, "on-band": look.white})


def lit(item: Item, look: Look) -> Item:
    """What stands on a photo, in the colour of words there where its own would not read on the scrim."""
    ink, behind = over(look).colour("on-band"), SCRIM

    def styled(style: TextStyle) -> TextStyle:
        return style if style.colour.contrast(behind) >= READABLE else replace(style, colour=ink)

    def shown(one: GlyphRun) -> GlyphRun:
        return replace(one, run=replace(one.run, style=styled(one.run.style)))

    match item:
        case Group():
            return replace(item, items=tuple(lit(one, look) for one in item.items))
        case TextBox():
            paragraphs = (
                replace(
                    one,
                    style=styled(one.style),
                    runs=tuple(replace(run, style=styled(run.style)) for run in one.runs),
                )
                for one in item.paragraphs
            )
            lines = (
                replace(one, runs=tuple(map(shown, one.runs)), marker=one.marker and shown(one.marker))
                for one in item.lines
            )
            return replace(item, paragraphs=tuple(paragraphs), lines=tuple(lines))
        case _:
            return item


def _picture(
    block: PictureBlock,
    box: Box,
    boxes: Sequence[TextBox],
    look: Look,
    ground: Colour,
    **scrim: float,
) -> Picture:
    """The picture in a box, under a scrim that lets the words on it be read."""
    assert block.file is not None
    width = min(ACROSS, block.file.width)
    spots = [spot for words in boxes for spot in _spots(words, box)]
    size = (width, round(width * box.height / box.width))
    made = images.veiled(
        block.file, size, block.focus, _tint(ground), spots, mirrored=look.rtl, **{"least": CALM, **scrim}
    )
    alt = block.alt or bare(block.caption)
    return Picture("photo", box, made, alt=alt, decorative=block.decorative, name="Photo", origins=block.origins())


def _tint(ground: Colour) -> tuple[int, int, int]:
    """The colour of a scrim in place of a ground: that itself where it is dark, and darker, which leaves a photo its shadows."""
    red, green, blue = (round(one * DEEP * 255) for one in (ground if ground.luminance <= DARK else SCRIM).channels)
    return red, green, blue


def _credit(
    block: PictureBlock, within: Box, bottom: int, edge: int, look: Look, wide: int = 0, *, begins: bool = False
) -> tuple[TextBox, ...]:
    """Whose the picture is, with its lower edge at a height, and so far from the side where lines end, or where they begin."""
    if not block.credit:
        return ()
    style = replace(look.style("credit"), colour=look.colour("on-band"), align="start" if begins else "end")
    wide = wide or within.width // 2 - edge
    made = text_box("photo.credit", (paragraph(block.credit, style, look, "caption"),), wide, look)
    x = within.x + edge if begins != look.rtl else within.right - edge - wide
    return (replace(made, box=made.box.moved(x, bottom - made.box.height), explicit=True),)


def _spots(words: TextBox, box: Box) -> Iterator[images.Spot]:
    """The lines of a text box as places on a picture in a box, with what they need of it (WCAG 2.2, 1.4.3)."""
    content = words.content
    for line in words.lines:
        x, y = content.x + line.x - box.x, content.y + words.shift + line.top - box.y
        shares = (x / box.width, y / box.height, (x + line.width) / box.width, (y + line.height) / box.height)
        for colour in dict.fromkeys(run.run.style.colour for run in line.runs):
            yield images.Spot(shares, partial(_reads, colour))


def _reads(ink: Colour, ground: tuple[int, ...]) -> bool:
    return Colour.of(one / 255 for one in ground).contrast(ink) >= READABLE
