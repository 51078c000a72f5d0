"""A colour of a file is the same one to whoever asks: the reader of brand templates, and the checks of finished decks."""

from __future__ import annotations

import io
from pathlib import Path

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.oxml import parse_xml

from briefings import brand
from briefings.checks.ground import background
from briefings.diagnostics import Where
from briefings.look import Colour
from briefings.ooxml import deck

NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
ACCENT = '<a:schemeClr val="accent1">{}</a:schemeClr>'  # 4F81BD in Office's theme of 2007
# what PowerPoint's own colour menu shows for that theme, and what the standard says of the rest (20.1.2.3)
CASES = {
    "darker by a quarter": (ACCENT.format('<a:lumMod val="75000"/>'), "376092"),
    "lighter by 60 per cent": (ACCENT.format('<a:lumMod val="40000"/><a:lumOff val="60000"/>'), "B9CDE5"),
    "percentages with a sign": (ACCENT.format('<a:lumMod val="75%"/>'), "376092"),
    "another lightness": (ACCENT.format('<a:lum val="50000"/>'), "467AB9"),
    "no strength": (ACCENT.format('<a:sat val="0"/>'), "868686"),
    "the other side of the circle": ('<a:srgbClr val="FF0000"><a:comp/></a:srgbClr>', "00FFFF"),
    "a third of the circle on": ('<a:srgbClr val="FF0000"><a:hueOff val="7200000"/></a:srgbClr>', "00FF00"),
    "half the turn": ('<a:srgbClr val="00FF00"><a:hueMod val="50000"/></a:srgbClr>', "FFFF00"),
    "turned over": ('<a:srgbClr val="FF0000"><a:inv/></a:srgbClr>', "00FFFF"),
    "in grey": ('<a:srgbClr val="FF0000"><a:gray/></a:srgbClr>', "7F7F7F"),
    "without its green": ('<a:srgbClr val="FFFF00"><a:green val="0"/></a:srgbClr>', "FF0000"),
    "a preset": ('<a:prstClr val="cornflowerBlue"/>', "6495ED"),
    "a preset by its short name": ('<a:prstClr val="medPurple"/>', "9370DB"),
    "a preset in either spelling": ('<a:prstClr val="ltGrey"/>', "D3D3D3"),
    "of the system": ('<a:sysClr val="window"/>', "FFFFFF"),
    "by hue": ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "0000FF"),
    "in linear light": ('<a:scrgbClr r="50000" g="0" b="0"/>', "BC0000"),
    "through the colour map": ('<a:schemeClr val="tx1"/>', "000000"),
}


def in_both(fill: str) -> tuple[Colour, tuple[Colour, ...]]:
    """The colour of a background as a brand's layout has it, and as the checks have it behind a slide on that layout."""
    made = Presentation(io.BytesIO(makers.office()))
    page = made.slide_masters[0]._element.find(f"{makers.P}cSld")
    page.replace(page.find(f"{makers.P}bg"), parse_xml(f"<p:bg {NS}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))
    made.slides.add_slide(made.slide_layouts[1])
    out = io.BytesIO()
    made.save(out)
    offered = brand.read(out.getvalue(), Where("agency.potx")).offered
    opened = deck.read(Path("deck.pptx"), out.getvalue())
    return offered[1].background, background(opened, opened.slides[0])


@pytest.mark.parametrize("name", CASES)
def test_a_brand_and_the_checks_see_the_colour_that_powerpoint_shows(name: str) -> None:
    fill, shown = CASES[name]

    of_brand, of_checks = in_both(f"<a:solidFill>{fill}</a:solidFill>")

    assert (of_brand.rgb, [one.rgb for one in of_checks]) == (shown, [shown])


def test_a_colour_that_nobody_knows_is_no_colour() -> None:
    of_brand, of_checks = in_both('<a:solidFill><a:prstClr val="unheardOf"/></a:solidFill>')

    assert (of_brand.rgb, of_checks) == (
        "FFFFFF",
        (),
    )  # the page's own colour is planned with; what is behind a text cannot be told
