"""A link for a telephone's camera."""

from __future__ import annotations

from dataclasses import dataclass

from .. import images
from ..frame import Item, Picture
from ..geometry import Box, mm
from ..look import Look
from ..values import Origin, Rich
from .params import origins_of, param
from .piece import Cut, Piece, Stretch
from .text import paragraph, text_box

SIDE = mm(20)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code 20 mm wide (never smaller: office printers), with the address in words beside it if asked for."""

    id: str
    link: str = param("link", "The address that the code leads to.", "{{ report.url }}")
    label: Rich = param("line", "Words under the code.", "{{ report.url }}", default=())

    def arrange(self, width: int, step: int, look: Look, height: int | None = None) -> Piece:
        side = min(SIDE, width)
        box = Box(width - side if look.rtl else 0, 0, side, side)
        items: list[Item] = [Picture(f"{self.id}.code", box, images.qr(self.link), alt=f"QR code: {self.link}")]
        tall = side
        if self.label:
            words = text_box(
                f"{self.id}.label",
                (paragraph(self.label, look.style("source", step), look, "source"),),
                width,
                look,
                y=side + look.unit // 2,
            )
            items.append(words)
            tall = words.box.bottom
        return Piece(width, tall, tuple(items), Stretch(tall, tall))

    def split(self, cut_at: Cut) -> tuple[QrCode, QrCode]:
        raise AssertionError("a code offers no cuts")

    def origins(self) -> tuple[Origin, ...]:
        return origins_of(self.label)
