"""Titles of decks on customers' templates: none is refused for a place that is low, or that a layout has not, where people would find
room for it."""

from __future__ import annotations

from pathlib import Path

import brand_makers as makers
from test_brand_cover import built

from briefings import brand
from briefings.diagnostics import Where
from briefings.frame import Frame, TextBox
from briefings.geometry import EMU_PER_POINT

LONG = (
    "Ce que la régie propose aux six ports pour la saison à venir afin que bateaux et équipages durent plus longtemps"
)


def title(frames: tuple[Frame, ...], text: str) -> TextBox:
    """The title of the first slide that begins with a text."""
    frame = next(one for one in frames if one.title.startswith(text[:8]))
    (found,) = (item for item in frame.items if isinstance(item, TextBox) and item.id == "title")
    return found


def low_in_a_band(low: int) -> bytes:
    """A title of so many points from the band's upper part, in a band of 900,000 EMU across the page, the body well below it."""
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})

    def change(xml: str) -> str:
        return xml.replace('cy="900000"', f'cy="{low * EMU_PER_POINT}"')

    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout2"):
        house = makers.rewritten(house, f"ppt/{part}.xml", change)
    return makers.with_band(house, "ppt/slideLayouts/slideLayout2.xml", (0, 300_000, 12_192_000, 1_000_000))


def test_a_title_runs_on_below_its_place_within_its_band(tmp_path: Path) -> None:
    house = low_in_a_band(24)
    own = next(one for one in brand.read(house, Where("house.potx")).layouts if one.role == "content").slot("title")
    assert own is not None
    made = title(built(house, tmp_path, {"a": 3}, heading=LONG), LONG)
    assert len(made.lines) == 2
    assert made.text_height > made.content.height
    assert made.box == own.box, "the place stays as it is"
    assert made.content.y + made.text_height <= 1_300_000, "the band's lower edge"
    assert made.paragraphs[0].style.size >= own.styles[0].size * 0.7


def test_a_title_that_fits_its_place_stays_in_it(tmp_path: Path) -> None:
    made = title(built(low_in_a_band(40), tmp_path, {"a": 3}, heading="Les quais"), "Les quais")
    assert made.text_height <= made.content.height
