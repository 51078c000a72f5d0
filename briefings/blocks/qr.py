"""A link for a telephone's camera."""

from __future__ import annotations

from typing import Final

from .. import images
from ..frame import Picture, TextBox
from ..frozen import frozen, replace
from ..geometry import Box, mm
from ..language.wording import word
from ..look import Look
from ..values import Rich
from .params import Declared, param
from .piece import Piece, Stretch
from .text import paragraph, text_box

SIDE: Final = mm(20)


@frozen
class QrCode(Declared):
    """A QR code 20 mm wide (never smaller: office printers) at the end of its line, with words beside it if asked for."""

    id: str
    link: str = param("link", "The address that the code leads to.", "{{ report.url }}")
    label: Rich = param("line", "Words beside the code.", "{{ report.url }}", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        side = min(SIDE, width)
        box = Box(width - side, 0, side, side)
        code = Picture(
            f"{self.id}.code",
            box.mirrored(width) if look.rtl else box,
            images.qr(self.link),
            alt=word("qr-code", look.language, url=self.link),
        )
        if not self.label:
            return Piece(width, side, (code,), Stretch(side, side))
        words = self._words(width, side, step, look)
        tall = max(side, words.box.bottom)
        beside = words.box.y < side  # the label begins the line, so it is read first
        return Piece(width, tall, (words, code) if beside else (code, words), Stretch(tall, tall))

    def _words(self, width: int, side: int, step: int, look: Look) -> TextBox:
        """The label, down where the code ends; under it where the place is narrow."""
        style = replace(look.style("source", step), align="end")
        label = (paragraph(self.label, style, look, "source"),)
        room = width - side - look.unit * 2
        if room < side:
            return text_box(f"{self.id}.label", label, width, look, y=side + look.unit // 2)
        words = text_box(f"{self.id}.label", label, room, look, x=side + look.unit * 2 if look.rtl else 0)
        return replace(words, box=words.box.moved(0, max(0, side - words.box.height)))
