"""Forms that a slide master draws in a group's colour: on the project's own pictures of the slides, and behind words that are judged."""

from __future__ import annotations

import io
from pathlib import Path

import brand_makers as makers
import pytest
from PIL import Image
from test_brand_kinds import WHERE
from test_brand_sendable import look_on

from briefings import brand
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Panel, Picture

NAMES = {"Deckblatt": "title under", "Abschnitt": "low-title", "Inhalt": "title body"}
SECTION = "ppt/slideLayouts/slideLayout2.xml"
PAGE = (0, 0, 12_192_000, 6_858_000)
FREE = (
    '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="0" y="10"/></a:moveTo>'
    '<a:lnTo><a:pt x="100" y="0"/></a:lnTo><a:lnTo><a:pt x="100" y="100"/></a:lnTo><a:lnTo><a:pt x="0" y="100"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>'
)
PRESET = '<a:prstGeom prst="{}"><a:avLst/></a:prstGeom>'


def with_group(data: bytes, geometry: str, *, rgb: str = "14507A", deep: bool = False) -> bytes:
    """A group as large as the page with a fill, whose one child has that of its group: in a group within it, where `deep`."""
    frame = '<a:xfrm><a:off x="{}" y="{}"/><a:ext cx="{}" cy="{}"/>'.format(*PAGE)
    child = '<a:chOff x="{}" y="{}"/><a:chExt cx="{}" cy="{}"/>'.format(*PAGE)
    shape = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="93" name="Form"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{frame}</a:xfrm>{geometry}<a:grpFill/>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )

    def group(id: int, fill: str, held: str) -> str:
        return f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{id}" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}{child}</a:xfrm>{fill}</p:grpSpPr>{held}</p:grpSp>'

    held = group(92, "<a:grpFill/>", shape) if deep else shape
    made = group(91, f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>', held)
    return makers.rewritten(data, SECTION, lambda xml: xml.replace("<p:grpSpPr/>", f"<p:grpSpPr/>{made}", 1))


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("geometry", [FREE, PRESET.format("rect")])
def test_a_shape_in_a_group_has_the_fill_of_its_group(geometry: str, deep: bool) -> None:
    read = brand.read(with_group(makers.houses(NAMES), geometry, deep=deep), WHERE)
    (layout,) = [one for one in read.offered if one.name == "Abschnitt"]
    (form,) = layout.fixed
    assert form.fill is not None
    assert form.fill.colour is not None
    assert form.fill.colour.rgb == "14507A"


def test_a_free_form_is_drawn_in_its_outline_and_stays_no_logo() -> None:
    data = with_group(makers.houses(NAMES), FREE)
    (layout,) = [one for one in brand.read(data, WHERE).offered if one.name == "Abschnitt"]
    (form,) = layout.fixed
    assert isinstance(form.item, Picture)
    with Image.open(io.BytesIO(form.item.image.data)) as drawn:
        wide, high = drawn.size
        seen = drawn.convert("RGBA")
        assert seen.getpixel((2, 2))[3] == 0  # type: ignore[index]
        assert seen.getpixel((wide // 2, high // 2)) == (0x14, 0x50, 0x7A, 255)
    assert form.picture is None
    assert look_on(data).logo is None


def test_a_rectangle_stays_a_rectangle() -> None:
    data = with_group(makers.houses(NAMES), PRESET.format("rect"))
    (layout,) = [one for one in brand.read(data, WHERE).offered if one.name == "Abschnitt"]
    assert [type(one.item) for one in layout.fixed] == [Panel]


def test_white_words_on_a_form_are_told_of_as_little_as_on_a_panel(tmp_path: Path) -> None:
    """The sheet of pictures shows the form as well."""
    white = makers.rewritten(
        with_group(makers.houses(NAMES), FREE),
        SECTION,
        lambda xml: xml.replace("<a:bodyPr/><a:lstStyle/>", '<a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'),
    )  # fmt: skip
    (tmp_path / "data").mkdir()
    text = (
        "id: tides\ntitle: Tides\norganization: Harbour office\nlanguage: en\ndate: 2026\nstatus: final\nsections:\n  a: {type: prose, chapter: Ebb, title: Low, text: Water went.}\n"
        "  b: {type: prose, title: Lower, text: More went.}\n  c: {type: prose, chapter: Flood, title: High, text: It came.}\n  d: {type: prose, title: Higher, text: More came.}\n"
    )
    (tmp_path / "data/tides.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "house.potx").write_bytes(white)
    env = Env(tmp_path)
    result = build.build(
        project.load(tmp_path, env), env, build.Options(templates=("deck",), brand=tmp_path / "house.potx")
    )
    assert not [one for one in result.findings if one.code == "print-contrast"]
    (made,) = result.outputs
    chapters = [frame for frame in made.layout.frames if frame.layout == "Abschnitt"]
    assert chapters
    assert all(any(isinstance(item, Picture) for item in frame.fixed) for frame in chapters)
