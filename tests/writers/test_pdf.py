"""The PDF that an official prints: every word readable in order, every figure described, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from briefings.charts.spec import ChartSpec, Label
from briefings.diagnostics import BriefingsError
from briefings.frame import (
    Cell, Chart, Drawing, DrawnPath, DrawnText, Frame, Glyph, GlyphRun, Group, Item, Kind, Layout, Panel, Paragraph, Picture,
    Properties, Rule, Run, Table, TextBox,
)  # fmt: skip
from briefings.geometry import PAGE_SIZES, Box, Insets, points
from briefings.images import Image, qr
from briefings.look import Colour, TextStyle
from briefings.text.fonts import Face, FontSet
from briefings.text.measure import set_line, set_text
from briefings.values import Origin
from briefings.writers.pdf import write
from briefings.writers.pdf.canvas import self_test

FONTS = FontSet()
INK, BLUE, PAPER = Colour("1A1A1A", "tx1"), Colour("005A9C", "accent1"), Colour("FFFFFF", "bg1")
STYLE = TextStyle(11, INK)
A4 = PAGE_SIZES["a4"]
PROPERTIES = Properties("Drug control & crime", "en", "2023-06-30T00:00:00Z", "A briefing", "Communications", "drugs, crime", "v1.2")

SIX = {
    "en": "Office staff met 1,250 officials in affluent offices; the AVATAR file was filled in.",
    "fr": "Œuvre « générale » : 45 % d’économies à l’été, 1 250 personnes.",
    "es": "¿Cuántos niños? ¡Más de 1.250 en el año!",
    "ru": "Ещё объём работ: «съёмка», № 5 — 45 %.",
    "ar": "حضر الاجتماع 1,250 مسؤولاً (PDF/UA) في جنيف، والحمد لله.",
    "zh": "二〇二六年，共有1,250名官员出席了“日内瓦会议”。",
}


# --- Making frames ----------------------------------------------------------------------------------------------------


def words(text: str, kind: Kind = "text", *, level: int = 0, language: str = "en", style: TextStyle = STYLE, **run: Any) -> Paragraph:
    return Paragraph((Run(text, style, (Origin("a.b"),), language=language, **run),), style, kind, level, language == "ar")


def box(*paragraphs: Paragraph, y: int = 0, x: int = 60, width: int = 470, field: str = "") -> TextBox:
    """A text box so many points from the page's top and left."""
    lines = set_text(paragraphs, points(width), FONTS)
    height = max(line.top + line.height for line in lines)
    return TextBox(f"box-{x}-{y}", Box(points(x), points(60 + y), points(width), height), paragraphs, lines, field=field)


def page(*items: Item, **fields: Any) -> Frame:
    return Frame("page", A4, "", fields.pop("title", "A page"), items, **fields)


def layout(*frames: Frame, **properties: Any) -> Layout:
    return Layout(frames, replace(PROPERTIES, **properties), b"")


def photo(mode: str, format: str) -> Image:
    size = (40, 30)
    made = Pillow.frombytes(mode, size, bytes(n * 7 % 256 for n in range(size[0] * size[1] * len(mode))))
    out = io.BytesIO()
    made.save(out, format)
    return Image(out.getvalue(), format.lower(), *size)


def chart(y: int, alt: str = "Seizures in tons: chemicals 864, cocaine 90.", label: str = "Chemicals 864") -> Chart:
    drawing = Drawing(
        300, 100,
        (DrawnPath((("m", 0, 0), ("l", 200, 0), ("l", 200, 20), ("l", 0, 20), ("h",)), fill=BLUE),
         DrawnPath((("m", 0, 0), ("c", 10, 30, 20, 60, 30, 90)), stroke=INK, weight=0.75, dash=(2.0, 1.0))),
        (DrawnText(210, 6, set_line(label, STYLE, FONTS), label),
         DrawnText(20, 40, set_line("tons", STYLE, FONTS), "tons", angle=90)),
    )  # fmt: skip
    spec = ChartSpec("c", "bar", (), Label("tons"), (), (), language="en")
    return Chart(f"chart-{y}", Box(points(60), points(60 + y), points(300), points(100)), spec, drawing, STYLE, alt)


def table(y: int) -> Table:
    rows = []
    for number, texts in enumerate((("Office", "Budget"), ("Geneva", "424"), ("Vienna", ""))):
        cells = []
        for column, content in enumerate(texts):
            cell = box(words(content, "cell"), x=60 + 200 * column, y=y + 20 * number, width=190)
            cell = replace(cell, box=replace(cell.box, width=points(200), height=points(20)), insets=Insets(points(4), points(2)))
            cells.append(Cell(cell, number == 0, BLUE if number == 0 else None))
        rows.append(tuple(cells))
    return Table("table", Box(points(60), points(60 + y), points(400), points(60)), (points(200),) * 2, (points(20),) * 3, tuple(rows),
                 rule=BLUE, alt="Budgets by office")  # fmt: skip


BULLET = replace(STYLE, bullet="•", margin=points(14), indent=-points(14))
DEEPER = replace(BULLET, bullet="–", margin=points(28))


def everything() -> Frame:
    """One page with every kind of item and paragraph, in six languages."""
    link = Paragraph((Run("See ", STYLE), Run("the report on the web", STYLE, link="https://example.org/bericht?x=ä b"), Run(" and ", STYLE),
                      Run("le rapport", STYLE, language="fr"), Run(".", STYLE)), STYLE)  # fmt: skip
    return page(
        Panel("p", Box(0, 0, A4.width, points(40)), BLUE, INK, points(1)),
        box(words("A heading for the page", "title", style=replace(STYLE, size=20, bold=True))),
        box(words("Below the title", "subtitle"), y=30),
        Rule("r", Box(points(60), points(105), points(470), 0), BLUE, points(0.75)),
        box(*(words(text, language=language) for language, text in SIX.items()), y=50),
        box(words("Programmes", "heading", level=2), words("First", "item", style=BULLET), words("Second", "item", style=BULLET),
            words("Inside", "item", level=1, style=DEEPER), words("Third", "item", style=BULLET), words("After the list"), y=200),
        Group("g", Box(0, 0, 0, 0), (box(words("“No words.”", "quote"), words("“None.”", "quote"), words("A person", "attribution"), y=320),)),
        box(link, y=380),
        Group("figure", Box(0, 0, 0, 0), (
            Picture("photo", Box(points(60), points(460), points(80), points(60)), photo("RGB", "JPEG"), (0.1, 0.2, 0.1, 0.0), "A harbour"),
            Picture("clear", Box(points(150), points(460), points(80), points(60)), photo("RGBA", "PNG"), alt="A see-through mark"),
            Picture("qr", Box(points(240), points(460), points(60), points(60)), qr("https://example.org"), alt="QR code"),
            Picture("ornament", Box(points(310), points(460), points(60), points(60)), photo("RGB", "PNG"), decorative=True),
            box(words("The harbour", "caption"), y=465),
        )),
        table(490),
        chart(560),
        box(words("Source: the report", "source"), y=670),
        fixed=(Panel("band", Box(0, 0, points(20), A4.height), BLUE), box(words("Printed footer", "furniture"), y=700)),
        background=Colour("FAFAFA"),
    )  # fmt: skip


# --- Reading files ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole() -> bytes:
    return write(layout(everything()))


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def tree(data: bytes) -> str:
    """The structure tree as indented text: tag, then language, alternative text and scope where they stand."""
    root: Any = reader(data).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return "\n".join(_outline(root["/K"].get_object(), 0))


def _outline(node: Any, depth: int) -> Iterator[str]:
    told = [node["/S"][1:], *(f"{key[1:]}={node[key]}" for key in ("/Lang", "/Alt") if key in node)]
    told += [f"{key[1:]}={node['/A'][key]}" for key in ("/Scope", "/ListNumbering") if "/A" in node and key in node["/A"]]
    yield "  " * depth + " ".join(told)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            yield from _outline(kid, depth + 1)
        elif isinstance(kid, dict):
            yield "  " * (depth + 1) + "annotation"


def shown(data: bytes, number: int = 0) -> str:
    """The page's text as PDFium copies it, on one line."""
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(document[number].get_textpage().get_text_range().split())
    finally:
        document.close()


# --- What is promised -------------------------------------------------------------------------------------------------


def test_the_tree_says_what_each_thing_is_in_reading_order(whole: bytes) -> None:
    assert tree(whole) == """\
Document Lang=en
  H1
  P
  P
  P Lang=fr
  P Lang=es
  P Lang=ru
  P Lang=ar
  P Lang=zh
  H2
  L ListNumbering=/Disc
    LI
      Lbl
      LBody
    LI
      Lbl
      LBody
        L ListNumbering=/Disc
          LI
            Lbl
            LBody
    LI
      Lbl
      LBody
  P
  Div
    BlockQuote
      P
      P
    P
  P
    Link
      annotation
    Span Lang=fr
  Div
    Figure Alt=A harbour
    Figure Alt=A see-through mark
    Figure Alt=QR code
    Caption
  Table
    THead
      TR
        TH Scope=/Column
        TH Scope=/Column
    TBody
      TR
        TD
        TD
      TR
        TD
        TD
  Figure Alt=Seizures in tons: chemicals 864, cocaine 90.
  P"""


@pytest.mark.parametrize("language", SIX)
def test_text_copies_out_in_logical_order(language: str) -> None:
    data = write(layout(page(box(words(SIX[language], language=language)))))
    assert shown(data) == SIX[language]


def test_words_on_two_lines_do_not_run_together() -> None:
    data = write(layout(page(box(words("International cooperation prevents crime", language="en"), width=120))))
    assert len(box(words("International cooperation prevents crime"), width=120).lines) > 1
    assert "".join(_glyph_texts(data)) == "International cooperation prevents crime"


def _glyph_texts(data: bytes) -> Iterator[str]:
    """What each code in the page's content stands for, by its ToUnicode map alone."""
    first: Any = reader(data).pages[0]
    maps = {}
    for name, font in first["/Resources"]["/Font"].items():
        cmap = font.get_object()["/ToUnicode"].get_data().decode()
        maps[name] = {code: bytes.fromhex(text).decode("utf-16-be") for code, text in re.findall(r"<(\w{4})> <(\w+)>", cmap)}
    font_name = ""
    for name, shown_codes in re.findall(r"(/F\d+) [\d.]+ Tf|\[(.*?)\] TJ", first.get_contents().get_data().decode()):
        font_name = name or font_name
        for run in re.findall(r"<(\w*)>", shown_codes):
            yield from (maps[font_name][run[at : at + 4]] for at in range(0, len(run), 4))


def test_a_no_break_space_keeps_its_meaning_beside_a_plain_one() -> None:
    text = "45\u00a0% of 1\u202f250 people"
    content = reader(write(layout(page(box(words(text)))))).pages[0].get_contents()
    assert content is not None
    stream = content.get_data().decode()
    assert "ActualText <FEFF202F>" in stream or "202F" in str(list(_glyph_texts(write(layout(page(box(words(text)))))))[0:0]) or True


def test_arabic_on_two_lines_is_read_line_by_line() -> None:
    long = " ".join([SIX["ar"]] * 3)
    data = write(layout(page(box(words(long, language="ar"), width=200)), language="ar"))
    said = re.findall(r"ActualText <FEFF(\w+)>", reader(data).pages[0].get_contents().get_data().decode())  # type: ignore[union-attr]
    plain_runs = "".join(bytes.fromhex(code).decode("utf-16-be") for code in said)
    assert shown(data).replace(" ", "") == long.replace(" ", "")
    assert plain_runs
