"""A link for a telephone's camera."""

from __future__ import annotations

from typing import Final

from .. import images
from ..frame import Picture, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, mm
from ..language.wording import word
from ..look import Look, restyled
from ..values import Rich
from .params import Declared, param
from .piece import Piece, Stretch
from .text import paragraph, text_box

SIDE: Final = mm(20)
WHITE: Final = 0.9
"""Paper of this luminance is as white as the room around a code has to be."""


@frozen
class QrCode(Declared):
    """A QR code 20 mm wide (never smaller: office printers) at the end of its line, with words beside it if asked for. On white paper that is
    with the free room around it, which is the paper's own: the code ends where the page's lines end."""

    id: str
    link: str = param("link", "The address that the code leads to.", "{{ report.url }}")
    label: Rich = param("line", "Words beside the code.", "{{ report.url }}", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        code, side = self._code(min(SIDE, width), look)
        box = Box(width - side, 0, side, side)
        alt = word("qr-code", look.language, url=self.link)
        shown = Picture(f"{self.id}.code", box.mirrored(width) if look.rtl else box, code, alt=alt)
        if not self.label:
            return Piece(width, side, (shown,), Stretch(side, side))
        words = self._words(width, side, step, look)
        tall = max(side, words.box.bottom)
        beside = words.box.y < side  # the label begins the line, so it is read first
        return Piece(width, tall, (words, shown) if beside else (shown, words), Stretch(tall, tall))

    def _code(self, side: int, look: Look) -> tuple[images.Image, int]:
        """The code and how wide it is: the free room around it is a part of it where it is not the paper's."""
        whole = images.qr(self.link)
        if look.page.is_slide or look.colour(look.on).luminance < WHITE:
            return whole, side
        bare = images.qr(self.link, quiet=0)
        return bare, side * bare.width // whole.width

    def _words(self, width: int, side: int, step: int, look: Look) -> TextBox:
        """The label, down where the code ends; under it where the place is narrow."""
        style = restyled(look.style("source", step), align="end")
        label = (paragraph(self.label, style, look, "source"),)
        room = width - side - look.unit * 2
        if room < side:
            return text_box(f"{self.id}.label", label, width, look, y=side + look.unit // 2)
        words = text_box(f"{self.id}.label", label, room, look, x=side + look.unit * 2 if look.rtl else 0)
        return replace(words, box=words.box.moved(0, max(0, side - words.box.height)))
