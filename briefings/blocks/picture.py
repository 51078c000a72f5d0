"""A picture with its caption and credit."""

from __future__ import annotations

from math import inf
from typing import Final

from .. import images
from ..frame import Item, Picture, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, points
from ..look import Look
from ..values import Rich, bare, cut
from . import running
from .callout import Callout
from .params import Declared, param
from .piece import Cut, Piece, Stretch
from .plate import Plate
from .text import paragraph, text_box

LEAST_KEPT: Final = 0.48
"""So much of a picture's width or height is kept at least: a place that would show less is not filled."""
STRIP_KEPT: Final = 0.3
"""So much of a wide one's height where it is a strip across a column, or where it fills its part of a chapter's slide."""
TALL_KEPT: Final = 0.6
"""So much of a tall one's height in such a strip: it is of somebody, who has a head."""


@frozen
class PictureBlock(Declared):
    """A picture cut to its place around its focal point, with caption and credit; without its file the caption stays as a callout.

    No more than about half of it is cut off: a tall picture in a wide place does not fill it. A caption higher than the page that it shares
    with its picture goes on without it, as a callout with the credit.
    """

    id: str
    file: images.Image | None = param(
        "image",
        "The picture's file, relative to the project; without one the caption stands as a callout.",
        "{{ photo.file }}",
        default=None,
    )
    caption: Rich = param("line", "What the picture shows.", "{{ photo.caption }}", default=())
    credit: Rich = param("line", "Place, date and whose picture it is.", "{{ photo.credit }}", default=())
    alt: str = param(
        "words",
        "What somebody who cannot see it should know; the caption serves when there is none.",
        "{{ photo.alt }}",
        default="",
    )
    focus: tuple[float, float] = param(
        "share", "The point that must stay in sight, as shares of width and height.", [0.5, 0.4], default=(0.5, 0.5)
    )
    stands: str = param(
        "words",
        "How it stands beside a slide's words: `full` behind them, `half` a slide, a `portrait`, a `strip`; else as suits the page.",
        "{{ photo.stands }}",
        default="",
    )
    decorative: bool = param("flag", "True for a picture that tells nothing.", False, default=False)
    strip: float = 0.0

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        if self.file is None:
            return self._words.arrange(width, step, look, height)
        captions = self._captions(width, step, look)
        below = self.below(width, step, look)
        natural = min(round(width * self.file.height / self.file.width), round(width * 0.75))
        least = min(natural, points(72))
        tall = natural if height is None else max(least, height - below)
        box = self._place(width, tall, look)
        crop = images.crop(self.file, box.width / box.height, self.focus)
        items: list[Item] = [
            Picture(
                f"{self.id}.picture",
                box,
                self.file,
                crop,
                self.alt or bare(self.caption),
                self.decorative,
                origins=self.origins(),
            )
        ]
        y = tall + look.unit
        start = least + look.unit
        cuts: tuple[Cut, ...] = ()
        if self.caption:
            cuts = tuple(
                replace(one, height=start + one.height)
                for one in running.within(captions[0].lines, (self.caption,), look.language)
            )
        for caption in captions:
            items.append(replace(caption, box=caption.box.moved(0, y)))
            y += caption.box.height
        return Piece(width, tall + below, tuple(items), Stretch(least + below, natural * 2 + below), cuts)

    def _place(self, width: int, height: int, look: Look) -> Box:
        """The picture's part of a place: all of it, unless that would cut off too much of the picture. A `strip` is at most so many times as wide as high."""
        assert self.file is not None
        ratio = self.file.width / self.file.height
        widest = self.strip or (ratio / LEAST_KEPT if ratio < width / height else inf)
        wide = min(width, round(height * widest)) if widest < inf else width
        kept = STRIP_KEPT if self.strip else LEAST_KEPT
        tall = min(height, round(width / ratio / kept)) if ratio > width / height else height
        return Box(width - wide if look.rtl else 0, 0, wide, tall)

    @property
    def widest(self) -> float:
        """How many times as wide as high it may be as a strip across a column."""
        assert self.file is not None
        ratio = self.file.width / self.file.height
        return ratio / (STRIP_KEPT if ratio >= 1 else TALL_KEPT)

    def tallest(self, width: int) -> int:
        """How high a place of a width may be that it fills, in EMU."""
        return round(width * self.file.height / self.file.width / LEAST_KEPT) if self.file else width

    def below(self, width: int, step: int, look: Look) -> int:
        """How high what is said below it is, in EMU."""
        captions = self._captions(width, step, look)
        return sum(box.box.height for box in captions) + (look.unit if captions else 0)

    def plate(self, width: int, step: int, look: Look) -> Plate | None:
        return self._words.plate(width, step, look) if self.file is None else None

    def split(self, cut_at: Cut) -> tuple[PictureBlock | Callout, Callout]:
        if self.file is None:
            return self._words.split(cut_at)
        head, rest = cut(self.caption, cut_at.at[0])
        shown = replace(self, caption=head, credit=(), alt=self.alt or bare(self.caption))
        return shown, replace(self._words, text=(rest,))

    @property
    def _words(self) -> Callout:
        """What stands in place of a picture that is missing."""
        return Callout(self.id, (self.caption,) if self.caption else (), (), self.credit, ruled=True)

    def _captions(self, width: int, step: int, look: Look) -> list[TextBox]:
        texts = ((self.caption, "caption"), (self.credit, "credit" if look.page.is_slide else "source"))
        return [
            text_box(f"{self.id}.{name}", (paragraph(rich, look.style(name, step), look, "caption"),), width, look)
            for rich, name in texts
            if rich
        ]
