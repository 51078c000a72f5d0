"""Covers and type sizes of decks on customers' templates: nothing is said twice, nothing is refused for one low place, and the text
keeps to one size where it can."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brand_makers as makers
import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

from briefings import brand
from briefings.diagnostics import Where
from briefings.engine import build, project
from briefings.env import Env
from briefings.frame import Frame, TextBox

WHERE = Where("house.potx")
HEAD = """
id: port
title: "{title}"
subtitle: Rapport annuel
organization: {by}
language: fr
date: 2024
status: final
sources:
  note: {{file: data/note.txt, title: Note, publisher: Régie du port, date: 2024}}
sections:
"""
SECTION = """
  {id}:
    type: prose
    title: "{heading}"
    source: note:1
    text: "{text}"
"""
SENTENCE = "Les quais sont de nouveau en service et les riverains ont été prévenus chaque semaine. "


def built(
    data: bytes,
    folder: Path,
    lengths: Mapping[str, int],
    title: str = "Port de Bellerive",
    heading: str = "Chapitre {id}",
    by: str = "Régie du port",
) -> tuple[Frame, ...]:
    """The deck of a report with sections of so many sentences and of one heading, on a template."""
    (folder / "data").mkdir()
    (folder / "data/note.txt").write_text("Une ligne.\n", encoding="utf-8")
    told = [
        SECTION.format(id=id, heading=heading.format(id=id), text=SENTENCE * count) for id, count in lengths.items()
    ]
    (folder / "data/port.yaml").write_text(HEAD.format(title=title, by=by) + "".join(told), encoding="utf-8")
    (folder / "house.potx").write_bytes(data)
    env = Env(folder)
    asked = build.Options(templates=("deck",), brand=folder / "house.potx")
    (made,) = build.build(project.load(folder, env), env, asked).outputs
    return made.layout.frames


def texts(frame: Frame) -> list[str]:
    return [" ".join(one.text.split()) for item in frame.items if isinstance(item, TextBox) for one in item.paragraphs]


def test_a_cover_tells_the_date_once_and_other_slides_in_their_footers(tmp_path: Path) -> None:
    frames = built(makers.office(), tmp_path, {"a": 3})
    assert sum("2024" in text for text in texts(frames[0])) == 1
    assert texts(frames[0]).count("Port de Bellerive") == 1
    assert "2024" in texts(frames[1])


def test_a_cover_whose_subtitle_is_one_line_high_has_its_date_in_the_margin(tmp_path: Path) -> None:
    low = makers.houses({"Couverture": "low-title low", "Contenu": "title body"})
    boxes = {item.id: item for item in built(low, tmp_path, {"a": 3})[0].items if isinstance(item, TextBox)}
    assert boxes["subtitle"].paragraphs[0].text == "Rapport annuel"
    assert boxes["date"].paragraphs[0].text.endswith("· 2024")
    assert not boxes["date"].box.overlaps(boxes["subtitle"].box)


def test_a_subtitle_is_no_larger_than_a_title_too_long_for_its_place(tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    title, line = list(deck.slide_layouts[0].placeholders)[:2]
    title.height, title.top = Emu(550_000), Emu(100_000)  # one line, at the head of the page
    line.top = Emu(660_000)  # no free ground between them
    out = io.BytesIO()
    deck.save(out)
    frame = built(out.getvalue(), tmp_path, {"a": 3}, title="Port de Bellerive : trafic, chantiers et riverains")[0]
    sizes = {item.id: item.paragraphs[0].style.size for item in frame.items if isinstance(item, TextBox)}
    assert sizes["title"] < 32  # the subtitle's own
    assert sizes["subtitle"] <= sizes["title"]


@pytest.mark.parametrize(
    ("title", "wide"),
    [
        ("Institutionnalisation de la coopération", 2_600_000),
        ("Terrorismusbekämpfungsfinanzierung", 2_600_000),
        ("Транснациональная киберпреступность", 1_500_000),
    ],
)
def test_no_word_of_a_title_is_broken_in_a_narrow_cover(title: str, wide: int, tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(makers.office()))
    deck.slide_layouts[0].placeholders[0].width = Emu(wide)
    out = io.BytesIO()
    deck.save(out)
    cover = built(out.getvalue(), tmp_path, {"a": 3}, title=title)[0]
    (box,) = (item for item in cover.items if isinstance(item, TextBox) and item.id == "title")
    text = box.paragraphs[0].text
    assert text.replace("\u00a0", " ") == title
    assert all(line.stop == len(text) or text[line.stop - 1] in " \u00a0" for line in box.lines)


def test_a_cover_without_a_layout_of_its_own_is_set_large(tmp_path: Path) -> None:
    frame = built(makers.houses({"Contenu": "title body"}), tmp_path, {"a": 3})[0]
    subtitle = next(item for item in frame.items if isinstance(item, TextBox) and item.id == "subtitle")
    assert subtitle.paragraphs[0].style.size >= 24
    assert subtitle.box.y > frame.page.height // 3


def test_a_cover_played_by_a_section_header_has_its_lines_in_that_layouts_own_place(tmp_path: Path) -> None:
    house = makers.houses({"Section Header": "low-title line", "Contenu": "title body"})
    boxes = {item.id: item for item in built(house, tmp_path, {"a": 3})[0].items if isinstance(item, TextBox)}
    assert boxes["subtitle"].slot is not None
    assert boxes["subtitle"].box.y == 1_300_000
    assert "Rapport annuel" in boxes["subtitle"].paragraphs[0].text


def test_on_a_cover_played_by_another_layout_nothing_is_larger_than_a_title_in_a_low_place(tmp_path: Path) -> None:
    def low(xml: str) -> str:
        return xml.replace('cy="900000"', 'cy="380000"')

    house = makers.houses({"Contenu": "title body"})
    for part in ("slideMasters/slideMaster1", "slideLayouts/slideLayout1"):
        house = makers.rewritten(house, f"ppt/{part}.xml", low)
    frame = built(house, tmp_path, {"a": 3}, title="Port de Bellerive : trafic, chantiers et riverains de l'année")[0]
    sizes = {item.id: item.paragraphs[0].style.size for item in frame.items if isinstance(item, TextBox)}
    assert sizes["subtitle"] <= sizes["title"]


def test_a_cover_says_its_title_no_second_time_in_its_footer(tmp_path: Path) -> None:
    """Also where the title's last words are held together on its second line."""
    title = "Le port de Bellerive et les riverains des quais de la rive droite"
    frame = built(makers.office(), tmp_path, {"a": 3}, title=title)[0]
    assert not [item for item in frame.items if isinstance(item, TextBox) and item.id == "footer"]


@pytest.mark.parametrize("lengths", [(3, 17, 18, 19), (17, 3, 18, 4, 19, 20)])
def test_text_keeps_one_size_through_a_deck_where_it_can(lengths: tuple[int, ...], tmp_path: Path) -> None:
    frames = built(makers.office(), tmp_path, {f"k{number}": count for number, count in enumerate(lengths)})
    sizes = [
        item.paragraphs[0].style.size
        for frame in frames
        for item in frame.items
        if isinstance(item, TextBox) and item.id == "body"
    ]
    assert max(sizes) < 32  # the template's own, which the short ones could have
    assert len(set(sizes)) <= 2


def dated(at: tuple[int, int], *, free: bool) -> bytes:
    """A cover with a place for the date, so far down and so high that it holds one line; not `free` with drawings close above and below."""
    y, high = at
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body"})
    box = (500_000, y, 4_200_000, high)
    date = makers.place(81, "Date", 'type="body" idx="31"', box)
    part = "ppt/slideLayouts/slideLayout1.xml"
    house = makers.rewritten(house, part, lambda xml: xml.replace("</p:spTree>", f"{date}</p:spTree>"))
    for top in () if free else (y - 210_000, y + high + 10_000):
        house = makers.with_band(house, part, (0, top, 12_192_000, 200_000))
    return house


LONG_DATE = (
    "Régie autonome du port, des quais, des écluses et des chantiers de Bellerive, de la rive droite et des deux îles, avec "
    "les communes riveraines, la chambre de commerce et le syndicat des bateliers"
)


@pytest.mark.parametrize("free", [True, False])
@pytest.mark.parametrize("at", [(1_500_000, 265_000), (6_000_000, 290_000), (2_400_000, 380_000)])
def test_a_date_too_long_for_its_place_on_a_cover_takes_free_ground_or_stands_elsewhere(
    at: tuple[int, int], free: bool, tmp_path: Path
) -> None:
    """It is all there, in no box that is too low for it, and on no other of the cover's lines."""
    cover = built(dated(at, free=free), tmp_path, {"a": 3}, by=LONG_DATE)[0]
    boxes = [item for item in cover.items if isinstance(item, TextBox)]
    assert any(f"{LONG_DATE} · 2024" in text.replace("\u00a0", " ") for text in texts(cover))
    for one in boxes:
        assert one.text_height <= one.content.height
        assert not any(one.box.overlaps(other.box) for other in boxes if other is not one)


def test_no_cover_has_a_number(tmp_path: Path) -> None:
    frames = built(makers.office(), tmp_path, {"a": 3})
    numbered = [any(item.id == "number" for item in one.items if isinstance(item, TextBox)) for one in frames]
    assert numbered == [False, *[True] * (len(frames) - 1)]


def test_a_small_line_over_a_large_text_is_no_title_of_a_cover(tmp_path: Path) -> None:
    """The layout is called by what it is for; its title's place is a line of small capitals, what people see as the title is a text."""
    house = makers.houses({"Title": "title body", "Contenu": "title body"})
    house = makers.rewritten(house, "ppt/slideLayouts/slideLayout1.xml", lambda xml: xml.replace('<p:ph idx="1"/>', '<p:ph type="body" idx="1"/>'))  # fmt: skip
    deck = Presentation(io.BytesIO(house))
    cover = deck.slide_layouts[0]
    for place, size in zip(cover.placeholders, ("1400", "4800"), strict=True):
        made = f'<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:defRPr sz="{size}"/></a:lvl1pPr>'
        place.text_frame._txBody.find(f"{makers.A}lstStyle").append(parse_xml(made))
    out = io.BytesIO()
    deck.save(out)
    frame = built(out.getvalue(), tmp_path, {"a": 3})[0]
    boxes = {item.id: item for item in frame.items if isinstance(item, TextBox)}
    assert frame.layout == "Title"
    assert boxes["title"].paragraphs[0].style.size >= 40
    assert boxes["subtitle"].box.y >= boxes["title"].content.bottom
    assert boxes["title"].box.x == 500_000  # where the text has it


def test_a_title_that_is_filled_itself_keeps_its_colour_in_the_place_of_a_larger_text() -> None:
    """White in a black tab at the head of all pages: black as the text below would be unread there."""
    tab = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill></p:spPr><p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr sz="1400"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    large = '<a:lstStyle><a:lvl1pPr><a:defRPr sz="4800"/></a:lvl1pPr></a:lstStyle>'

    def own(xml: str) -> str:
        head, text = xml.replace('<p:ph idx="1"/>', '<p:ph type="body" idx="1"/>').split('<p:cNvPr id="3"')
        head = head.replace("</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>", tab)
        return f'{head}<p:cNvPr id="3"{text.replace("<a:lstStyle/>", large)}'

    house = makers.rewritten(makers.houses({"Title": "title body", "Contenu": "title body"}), "ppt/slideLayouts/slideLayout1.xml", own)  # fmt: skip
    title = brand.read(house, WHERE).of_role("cover")[0].slot("title")
    assert title is not None
    assert (title.styles[0].size, title.styles[0].colour.rgb, title.background.rgb) == (48, "FFFFFF", "000000")


def test_names_that_a_house_begins_with_its_own_tell_roles_all_the_same() -> None:
    pages = {
        "Agency - Content": "title body",
        "Agency - Title and line": "title line",
        "Agency - Title": "title under",
    }
    (cover, *_) = brand.read(makers.houses(pages), WHERE).of_role("cover")
    assert cover.name == "Agency - Title"


@pytest.mark.parametrize(("size", "plays"), [("1800", "Closing"), ("4400", "Contenu")])
def test_sources_stand_on_no_page_made_for_a_farewell(size: str, plays: str) -> None:
    """A layout for the end whose text is larger than its title."""
    house = makers.houses({"Couverture": "low-title under", "Contenu": "title body", "Closing": "title body"})
    deck = Presentation(io.BytesIO(house))
    made = f'<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:defRPr sz="{size}"/></a:lvl1pPr>'
    body: Any = deck.slide_layouts[2].placeholders[1]
    body.text_frame._txBody.find(f"{makers.A}lstStyle").append(parse_xml(made))
    out = io.BytesIO()
    deck.save(out)
    assert {one.name for one in brand.read(out.getvalue(), WHERE).of_role("closing")} == {plays}


def test_a_text_of_one_low_line_is_no_title_of_a_cover_without_one() -> None:
    """All its texts are in one size: the first, above, holds a course's name."""
    pages = {"Kapitel": "title", "Inhalt": "title body", "Nur Titel": "title"}
    house = makers.houses({"Deckblatt": "line under", **pages}, opening="Deckblatt")
    (cover, *_) = brand.read(house, WHERE).of_role("cover")
    title = cover.slot("title")
    assert title is not None and title.idx == 0 and title.box.y > 3_429_000
