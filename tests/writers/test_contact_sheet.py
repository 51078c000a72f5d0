"""The contact sheet is one sound picture, though its rows are deflated apart."""

from __future__ import annotations

import io

from PIL import Image

from briefings.writers import contact_sheet
from briefings.writers.contact_sheet import CELL, GAP, GROUND, Page

RED, GREEN, BLUE = (250, 0, 0), (0, 250, 0), (0, 0, 250)


def page(colour: tuple[int, int, int], height: int) -> Page:
    """A page of one colour, its rows of pixels some bytes longer than they need to be."""
    return Page(CELL, height, CELL * 3 + 4, (bytes(colour) * CELL + b"\0\0\0\0") * height)


def test_a_contact_sheet_shows_each_page_in_its_place() -> None:
    deck = [page(RED, 225)] * 4 + [page(GREEN, 225)]
    data = contact_sheet.draw([deck, [page(BLUE, 566)]])
    Image.open(io.BytesIO(data)).verify()  # the sums of its parts

    sheet = Image.open(io.BytesIO(data)).convert("RGB")

    assert sheet.size == (4 * CELL + 5 * GAP, 225 + 225 + 566 + 4 * GAP)
    tops = [GAP, 2 * GAP + 225, 3 * GAP + 450]
    places = [(GAP + CELL // 2, top + 100) for top in tops]
    assert [sheet.getpixel(place) for place in places] == [RED, GREEN, BLUE]
    for place in ((0, 0), (sheet.width - 1, sheet.height - 1), (2 * GAP + CELL + 50, tops[1] + 50)):
        seen = sheet.getpixel(place)
        assert isinstance(seen, tuple) and max(abs(a - b) for a, b in zip(seen, GROUND, strict=True)) < 8
