"""What a brand manager would send back: each kind of fault that templates of ministries, agencies, universities and companies showed,
as a small template made for it."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from PIL import Image
from pptx import Presentation

from briefings import brand
from briefings.diagnostics import Where
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Chart, Frame, Rule, Table, TextBox
from briefings.look import Look
from briefings.style import resolve

WHERE = Where("house.potx")
ROOT = Path(__file__).parent.parent
MASTER, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"

REPORT = """
id: forest
title: Forest fires and the regions around the sea
subtitle: What the agency for the forests of all regions did in the year
organization: Agency for the forests
language: en
date: 2025
status: {status}
sections:
  fires: {{type: chart, chart: bar, title: Fires, unit: fires, text: Two districts had most of them.,
           data: [{{label: North, value: 14}}, {{label: South, value: 9}}]}}
  massifs: {{type: table, title: Massifs, columns: [{{id: a, title: Massif}}, {{id: b, title: Burnt}}], rows: [[Alpilles, 310], [Maures, 4890]]}}
  words: {{type: prose, title: A dry summer, text: Between June and September there was no rain.}}
"""


def frames(data: bytes, folder: Path, status: str = "final", report: str = REPORT) -> tuple[bytes, tuple[Frame, ...]]:
    """The deck on a template, and its slides."""
    (folder / "data").mkdir(parents=True)
    (folder / "data/forest.yaml").write_text(report.format(status=status), encoding="utf-8")
    (folder / "house.potx").write_bytes(data)
    env = Env(folder)
    asked = build.Options(templates=("deck",), brand=folder / "house.potx")
    result = build.build(project.load(folder, env), env, asked)
    (made,) = result.outputs
    return made.data, made.layout.frames


def look_on(data: bytes) -> Look:
    return resolve.open_look("default", "16:9", "slides", "en", Env(ROOT), brand.read(data, WHERE))[0]


def accents(data: bytes, *colours: str) -> bytes:
    """The template with other accents."""
    for number, rgb in enumerate(colours, 1):
        pattern = rf"(<a:accent{number}><a:srgbClr val=\")[0-9A-F]{{6}}"
        data = makers.rewritten(data, THEME, lambda xml, p=pattern, c=rgb: re.sub(p, rf"\g<1>{c}", xml))  # type: ignore[misc]
    return data


# -- tables ----------------------------------------------------------------------------------------------------------------


def cells(deck: bytes) -> list[Any]:
    shown = [
        shape.table for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_table
    ]
    return [cell._tc.tcPr for row in shown[0].rows for cell in row.cells]


def test_a_table_whose_style_would_make_it_unreadable_says_its_own_grounds(tmp_path: Path) -> None:
    """White on a pale first colour, as PowerPoint's usual style has it."""
    deck, _ = frames(accents(makers.office(), "DDDDDD"), tmp_path / "pale")
    head, *_, last = cells(deck)
    assert head.find(f"{makers.A}solidFill") is not None
    assert last.find(f"{makers.A}noFill") is not None
    assert last.find(f"{makers.A}lnB") is not None
    deck, _ = frames(accents(makers.office(), "00558C"), tmp_path / "strong")  # one that reads stays the template's own
    assert all(len(one) == 0 for one in cells(deck))


def test_a_theme_that_is_dark_by_its_colours_has_readable_tables() -> None:
    def turned(xml: str) -> str:
        xml = re.sub(r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFD966"/></a:dk1>', xml)
        return re.sub(r"<a:lt1>.*?</a:lt1>", '<a:lt1><a:srgbClr val="2F4B6E"/></a:lt1>', xml)

    read = brand.read(makers.rewritten(accents(makers.office(), "00558C"), THEME, turned), WHERE)
    assert read.table is not None
    assert read.table[1].luminance > 0.5  # pale, below yellow words
    assert not look_on(read.data).tabled


# -- charts ----------------------------------------------------------------------------------------------------------------


def test_series_are_told_apart_on_a_theme_of_greys() -> None:
    look = look_on(accents(makers.office(), "DDDDDD", "B2B2B2", "808080", "808080", "5F5F5F", "4D4D4D"))
    colours = [look.colour(f"series-{n}") for n in range(1, 5)]
    for number, one in enumerate(colours):
        for other in colours[:number]:
            assert max(abs(a - b) for a, b in zip(one.channels, other.channels, strict=True)) > 0.1


def test_a_charts_words_never_stand_on_it_where_one_place_is_for_both(tmp_path: Path) -> None:
    """A template with a title over one place for any content, and nothing with two."""
    _, slides = frames(makers.houses({"Cover": "low-title under", "Content": "title body"}), tmp_path)
    (slide,) = [one for one in slides if any(isinstance(item, Chart) for item in one.items)]
    (chart,) = [item for item in slide.items if isinstance(item, Chart)]
    words = [item for item in slide.items if isinstance(item, TextBox) and "Two districts" in item.paragraphs[0].text]
    assert words
    assert not any(chart.box.overlaps(item.box) for item in words)


# -- what every slide says -------------------------------------------------------------------------------------------------


def test_a_footer_whose_layout_shows_none_says_its_size_and_side(tmp_path: Path) -> None:
    """LibreOffice forgets what it inherits: the line would be larger there, and go on in a second one."""
    deck, _ = frames(makers.office(), tmp_path)
    feet = [
        shape
        for slide in Presentation(io.BytesIO(deck)).slides
        for shape in slide.placeholders
        if shape.placeholder_format.type is not None and shape.placeholder_format.type.name == "FOOTER"
    ]
    assert feet
    for foot in feet:
        (run,) = foot.text_frame.paragraphs[0].runs
        assert run._r.rPr.get("sz") == "1100"  # of 12, so that all its words stand on one line
        assert foot.text_frame.paragraphs[0]._p.pPr.get("algn") == "ctr"


def test_a_footer_that_is_too_long_takes_smaller_type_before_words_of_it_go(tmp_path: Path) -> None:
    def larger(xml: str) -> str:
        return xml.replace('sz="1200"', 'sz="1400"')

    _, slides = frames(makers.rewritten(makers.office(), MASTER, larger), tmp_path)
    feet = [item for frame in slides[1:] for item in frame.items if isinstance(item, TextBox) and item.id == "footer"]
    assert feet
    for foot in feet:
        assert foot.paragraphs[0].text == "Forest fires and the regions around the sea"
        assert 11 <= foot.paragraphs[0].style.size < 14


def test_a_footer_that_no_size_makes_short_enough_goes_on_beside_the_words_of_date_and_number(tmp_path: Path) -> None:
    def narrow(xml: str) -> str:
        return xml.replace('<a:off x="3124200"', '<a:off x="3624200"').replace('cx="2895600"', 'cx="1895600"')

    _, slides = frames(makers.rewritten(makers.office(), MASTER, narrow), tmp_path)
    for frame in slides[1:]:
        feet = {item.id: item for item in frame.items if isinstance(item, TextBox)}
        assert feet["footer"].paragraphs[0].text == "Forest fires and the regions around the sea"
        assert feet["footer"].box.width > 1_895_600  # the place's own
        middle = feet["footer"].box.x + feet["footer"].box.width // 2
        assert abs(middle - frame.page.width // 2) <= 1
        assert feet["number"].box.right == 8_686_800


def test_a_layout_without_footer_and_margin_gives_a_line_for_the_status(tmp_path: Path) -> None:
    def filled(xml: str) -> str:
        return re.sub(r'(name="Text".{0,300}?)<a:off [^>]*/><a:ext [^>]*/>', r'\1<a:off x="0" y="1400000"/><a:ext cx="9144000" cy="5458000"/>', xml, count=1)  # fmt: skip

    data = makers.rewritten(makers.houses({"Cover": "low-title under", "Content": "title body"}, size=(9_144_000, 6_858_000)), MASTER, filled)  # fmt: skip
    _, slides = frames(data, tmp_path, "draft")
    for slide in slides:
        said = [paragraph.text for item in slide.items if isinstance(item, TextBox) for paragraph in item.paragraphs]
        assert any("Draft" in text for text in said), slide.id


# -- grounds and bullets ---------------------------------------------------------------------------------------------------


def test_a_recoloured_picture_is_read_in_its_new_colours() -> None:
    """A grey picture that the theme shows in its dark blues: white text on it is right, and stays."""
    deck = Presentation(io.BytesIO(makers.office()))
    master: Any = deck.slide_masters[0]
    grey = io.BytesIO()
    Image.linear_gradient("L").save(grey, "PNG")
    _, relation = master.part.get_or_add_image_part(io.BytesIO(grey.getvalue()))
    blip = f'<a:blip r:embed="{relation}"><a:duotone><a:srgbClr val="0A1433"/><a:srgbClr val="1F3A6E"/></a:duotone></a:blip>'
    out = io.BytesIO()
    deck.save(out)

    def painted(xml: str) -> str:
        ground = f'<p:bg><p:bgPr><a:blipFill xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{blip}<a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
        return re.sub(r"<p:bg>.*?</p:bg>", ground, xml, flags=re.DOTALL).replace('<a:schemeClr val="tx1"/>', '<a:srgbClr val="FFFFFF"/>')  # fmt: skip

    read = brand.read(makers.rewritten(out.getvalue(), MASTER, painted), WHERE)
    body = next(one for one in read.layouts if one.role == "content").slot("body")
    assert body is not None
    assert body.styles[0].colour.rgb == "FFFFFF"
    assert body.background.luminance < 0.1


@pytest.mark.parametrize("sign", ["❑", "✔", "🌲"])
def test_a_bullet_that_no_text_font_has_is_measured_as_a_dot_and_stays_the_templates(sign: str, tmp_path: Path) -> None:
    data = makers.rewritten(
        makers.office(), MASTER, lambda xml: xml.replace('buChar char="•"', f'buChar char="{sign}"')
    )
    deck, _ = frames(data, tmp_path)
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        assert f'buChar char="{sign}"' in packed.read(MASTER).decode()


# -- layouts ---------------------------------------------------------------------------------------------------------------


def test_layouts_of_google_slides_are_known_by_their_names() -> None:
    from briefings.brand.names import OTHER, told

    assert [told(name) for name in ("TITLE_AND_BODY", "TITLE_AND_TWO_COLUMNS", "SECTION_HEADER", "TITLE_ONLY")] == [
        "content",
        "two-columns",
        "section",
        "title-only",
    ]
    assert {told(name) for name in ("MAIN_POINT", "BIG_NUMBER", "CAPTION_ONLY", "SECTION_TITLE_AND_DESCRIPTION")} == {
        OTHER
    }


def test_tables_say_their_grounds_in_the_frame_too(tmp_path: Path) -> None:
    _, slides = frames(accents(makers.office(), "DDDDDD"), tmp_path)
    (table,) = [item for slide in slides for item in slide.items if isinstance(item, Table)]
    assert table.painted


# -- text from the right ---------------------------------------------------------------------------------------------------


def test_an_english_deck_on_a_template_whose_text_runs_from_the_right_runs_from_the_left_everywhere(
    tmp_path: Path,
) -> None:
    """Boxes and cells outside placeholders take the file's defaults: "+13,000" where "13,000+" is meant."""
    template = makers.rewritten(makers.office(), "ppt/presentation.xml", lambda xml: xml.replace('rtl="0"', 'rtl="1"'))
    deck, _ = frames(template, tmp_path)
    free = [
        paragraph.attrib
        for slide in Presentation(io.BytesIO(deck)).slides
        for words in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}txBody")
        for paragraph in words.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}pPr")
    ]
    assert free and all(attributes.get("rtl") == "0" for attributes in free)


# -- outcomes beside their names -----------------------------------------------------------------------------------------------

CREWS = "The crews cut the brush along the paths before the summer, and they keep it short until the rains come. "
OUTCOMES = """
id: forest
title: Fire
organization: Agency
language: en
date: 2025
status: {status}
sections:
  done:
    type: outcomes
    title: What was done
    items:
      - {{id: a, title: Towers, text: All 38 towers have cameras.}}
      - {{id: b, title: Paths, text: "LONG"}}
      - {{id: c, title: Wells, text: There are 214 wells more than before.}}
      - {{id: d, title: The laboratory, text: "HALF"}}
      - {{id: e, title: Owners of the forest, text: "LONG HALF"}}
      - {{id: f, title: Warning, text: Gauges send their levels every five minutes.}}
      - {{id: g, title: Women in the crews, text: Half of the crews have a woman at their head.}}
      - {{id: h, title: Roads and bridges, text: "LONG"}}
      - {{id: i, title: The price, text: One price for all.}}
""".replace("LONG", CREWS * 3).replace("HALF", CREWS * 2)


@pytest.mark.parametrize("size", [(9_144_000, 6_858_000), (9_144_000, 5_143_500), (12_192_000, 6_858_000)])
def test_outcomes_share_slides_that_are_equally_full_in_one_size(size: tuple[int, int], tmp_path: Path) -> None:
    _, made = frames(makers.hand_written(body=2000, size=size), tmp_path, report=OUTCOMES)

    told = [frame for frame in made if frame.title.startswith("What was done")]
    rows = [[item for item in frame.items if isinstance(item, Rule)] for frame in told]
    full = [
        sum(box.text_height for box in frame.items if isinstance(box, TextBox) and box.paragraphs[0].kind == "text")
        for frame in told
    ]
    assert 2 <= len(told) <= 5
    assert all(len(own) > 1 or high == max(full) for own, high in zip(rows, full, strict=True)), (
        "none is short by itself"
    )
    texts = [
        box for frame in told for box in frame.items if isinstance(box, TextBox) and box.paragraphs[0].kind == "text"
    ]
    names = [
        box for frame in told for box in frame.items if isinstance(box, TextBox) and box.paragraphs[0].kind == "heading"
    ]
    assert len({box.paragraphs[0].style.size for box in texts}) == 1
    assert max(box.box.width for box in names) <= rows[0][0].box.width / 3


def test_rows_of_unlike_height_have_as_much_air_below_each(tmp_path: Path) -> None:
    _, made = frames(makers.hand_written(body=2000), tmp_path, report=OUTCOMES)

    for frame in made:
        tops = [item.box.y for item in frame.items if isinstance(item, Rule)]
        told = [
            box for box in frame.items if isinstance(box, TextBox) and box.paragraphs[0].kind in ("text", "heading")
        ]
        ends = [max(b.box.bottom for b in told if one <= b.box.y < other) for one, other in pairwise(tops)]
        air = [(other - end) // 12_700 for end, other in zip(ends, tops[1:], strict=True)]
        assert not air or max(air) - min(air) <= 2


# -- letters set closer ----------------------------------------------------------------------------------------------------------


def test_letters_set_closer_for_large_type_are_as_much_less_so_in_smaller(tmp_path: Path) -> None:
    layout = "ppt/slideLayouts/slideLayout1.xml"
    data = makers.rewritten(
        makers.hand_written(),
        layout,
        lambda xml: xml.replace(
            "<a:lstStyle/>", '<a:lstStyle><a:lvl1pPr><a:defRPr sz="6000" spc="-300"/></a:lvl1pPr></a:lstStyle>', 1
        ),
    )

    deck, _ = frames(
        data, tmp_path, report=REPORT.replace("in the year", "in the year and in all of the many years before it")
    )

    title = Presentation(io.BytesIO(deck)).slides[0].shapes.title
    run = title.text_frame.paragraphs[0].runs[0]._r.rPr
    assert int(run.get("sz")) < 6000
    assert int(run.get("spc")) == pytest.approx(-300 * int(run.get("sz")) / 6000, abs=1)


# -- long titles of covers --------------------------------------------------------------------------------------------------------

LONG_TITLE = "Forest fires and the regions around the sea: how nine districts kept their woods, their wells and their roads through six dry summers"


def test_a_long_title_takes_the_free_ground_of_its_cover_before_it_becomes_small(tmp_path: Path) -> None:
    boxes = (("500000", "3429000", "8144000", "1200000"), ("500000", "2700000", "8144000", "600000"))
    old, new = (f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>' for x, y, w, h in boxes)
    data = makers.rewritten(
        makers.hand_written(),
        "ppt/slideLayouts/slideLayout1.xml",
        lambda xml: re.sub(r"<p:bg>.*?</p:bg>", "", xml).replace(old, new, 1),
    )

    report = REPORT.replace("Forest fires and the regions around the sea", f'"{LONG_TITLE}"')
    _, made = frames(data, tmp_path, report=report)

    texts = {box.id: box for box in made[0].items if isinstance(box, TextBox)}
    title, others = texts["title"], [box for id, box in texts.items() if id != "title"]
    inner = next(box for box in made[1].items if isinstance(box, TextBox) and box.id == "title")
    assert title.paragraphs[0].style.size >= inner.paragraphs[0].style.size * 0.7
    assert title.text_height <= title.content.height
    assert not any(title.box.overlaps(box.box) for box in others)
    widths = [line.width for line in title.lines]
    assert min(widths) > max(widths) / 2, "no last word by itself"


def test_no_picture_covers_the_logo_of_the_house() -> None:
    deck: Any = Presentation(io.BytesIO(makers.with_drawings(makers.office(), bar=False, logo=True)))
    logo = next(shape for shape in deck.slide_masters[0].shapes if shape.shape_type == 13)
    layout = deck.slide_layouts.get_by_name("Picture with Caption")
    place = next(one for one in layout.placeholders if one.placeholder_format.type == 18)
    place.left, place.top = deck.slide_width // 2, logo.top + logo.height // 2
    place.width, place.height = deck.slide_width // 2 - 300_000, deck.slide_height * 3 // 4
    out = io.BytesIO()
    deck.save(out)

    made = [one for one in look_on(out.getvalue()).layouts if one.name == "Picture with Caption"]

    pictures = [one.box for each in made for one in each.placeholders if one.kind == "pic"]
    assert pictures
    assert all(box.y >= logo.top + logo.height and box.height >= place.height // 2 for box in pictures)
