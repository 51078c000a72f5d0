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
from office import approved
from PIL import Image as Pillow

from briefings import __version__
from briefings.charts.spec import ChartSpec, Label
from briefings.diagnostics import BriefingsError
from briefings.frame import (  # fmt: skip
    Cell,
    Chart,
    Drawing,
    DrawnPath,
    DrawnText,
    Frame,
    GlyphRun,
    Group,
    Item,
    Kind,
    Layout,
    Panel,
    Paragraph,
    Picture,
    Properties,
    Rule,
    Run,
    Table,
    TextBox,
)
from briefings.geometry import PAGE_SIZES, Box, Insets, points
from briefings.images import Image, qr
from briefings.look import Colour, TextStyle
from briefings.text.fonts import Face, FontSet
from briefings.text.measure import set_line, set_text
from briefings.text.shape import shaped
from briefings.values import Origin
from briefings.writers.pdf import write
from briefings.writers.pdf.canvas import self_test

FONTS = FontSet()
INK, BLUE, PAPER = Colour("1A1A1A", "tx1"), Colour("005A9C", "accent1"), Colour("FFFFFF", "bg1")
STYLE = TextStyle(11, INK)
A4 = PAGE_SIZES["a4"]
PROGRAM = f"briefings {__version__}"
PROPERTIES = Properties(
    "Drug control & crime", "en", "2023-06-30T00:00:00Z", "A briefing", "Communications", "drugs, crime", "v1.2"
)

SIX = {
    "en": "Office staff met 1,250 officials in affluent offices; the AVATAR file was filled in.",
    "fr": "Œuvre « générale » : 45 % d’économies à l’été, 1 250 personnes.",
    "es": "¿Cuántos niños? ¡Más de 1.250 en el año!",
    "ru": "Ещё объём работ: «съёмка», № 5 — 45 %.",
    "ar": "حضر الاجتماع 1,250 مسؤولاً من UNODC في جنيف، والحمد لله.",
    "zh": "二〇二六年，共有1,250名官员出席了“日内瓦会议”。",
}


# --- Making frames ----------------------------------------------------------------------------------------------------


def words(
    text: str, kind: Kind = "text", *, level: int = 0, language: str = "en", style: TextStyle = STYLE, **run: Any
) -> Paragraph:
    return Paragraph(
        (Run(text, style, (Origin("a.b"),), language=language, **run),), style, kind, level, language == "ar"
    )


def box(*paragraphs: Paragraph, y: int = 0, x: int = 60, width: int = 470, field: str = "") -> TextBox:
    """A text box so many points from the page's top and left."""
    lines = set_text(paragraphs, points(width), FONTS)
    height = max(line.top + line.height for line in lines)
    return TextBox(
        f"box-{x}-{y}", Box(points(x), points(60 + y), points(width), height), paragraphs, lines, field=field
    )


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
            cell = replace(
                cell, box=replace(cell.box, width=points(200), height=points(20)), insets=Insets(points(4), points(2))
            )
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


def reader(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def tree(data: bytes) -> str:
    """The structure tree as indented text: tag, then language, alternative text and scope where they stand."""
    root: Any = reader(data).trailer["/Root"]["/StructTreeRoot"]
    return "\n".join(_outline(root["/K"].get_object(), 0))


def _outline(node: Any, depth: int) -> Iterator[str]:
    told = [node["/S"][1:], *(f"{key[1:]}={node[key]}" for key in ("/Lang", "/Alt") if key in node)]
    told += [
        f"{key[1:]}={node['/A'][key]}" for key in ("/Scope", "/ListNumbering") if "/A" in node and key in node["/A"]
    ]
    yield "  " * depth + " ".join(told)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield from _outline(found, depth + 1)
        elif isinstance(found, dict):
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
    assert (
        tree(whole)
        == """\
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
    )


@pytest.mark.parametrize("language", SIX)
def test_text_copies_out_in_logical_order(language: str) -> None:
    copied = shown(write(layout(page(box(words(SIX[language], language=language))))))
    if language == "zh":  # PDFium puts a space where the font changes
        copied = copied.replace(" ", "")
    assert copied == SIX[language]


def test_arabic_vowel_signs_copy_out_with_their_letters() -> None:
    text = "بُنِيَ الْبَيْتُ"
    assert shown(write(layout(page(box(words(text, language="ar"))), language="ar"))) == text


def test_words_on_different_lines_do_not_run_together() -> None:
    text = "International cooperation prevents crime"
    item = box(words(text), width=120)
    assert len(item.lines) == 3
    assert "".join(told(write(layout(page(item))))) == text


def test_a_no_break_space_stays_one_when_it_is_copied() -> None:
    text = "45\u00a0% of 1\u202f250 people"
    assert "".join(told(write(layout(page(box(words(text))))))) == text


def test_a_letter_of_several_characters_or_glyphs_is_one_text() -> None:
    text = "cafe\u0301 x\u0323\u0301"
    assert "".join(told(write(layout(page(box(words(text))))))) == text


def told(data: bytes) -> Iterator[str]:
    """What the codes of the first page stand for, by their ToUnicode maps alone, in the order they are shown."""
    first: Any = reader(data).pages[0]
    maps = {}
    for name, font in first["/Resources"]["/Font"].items():
        cmap = font.get_object()["/ToUnicode"].get_data().decode()
        maps[name] = {
            code: bytes.fromhex(text).decode("utf-16-be") for code, text in re.findall(r"<(\w{4})> <(\w+)>\n", cmap)
        }
    font_name = ""
    for name, array, string in re.findall(r"(/F\d+) [\d.]+ Tf|\[(.*?)\] TJ|(<\w+>) Tj", content(data)):
        font_name = name or font_name
        for run in re.findall(r"<(\w*)>", array or string):
            yield from (maps[font_name][run[at : at + 4]] for at in range(0, len(run), 4))


def content(data: bytes, number: int = 0) -> str:
    stream: Any = reader(data).pages[number].get_contents()
    return str(stream.get_data().decode())


def test_everything_drawn_is_either_tagged_or_an_artifact(whole: bytes) -> None:
    depth = 0
    for line in content(whole).splitlines():
        opened = len(re.findall(r"\b(?:BDC|BMC)\b", line))
        assert depth or opened or line in ("q", "Q"), line
        depth += opened - len(re.findall(r"\bEMC\b", line))
    assert depth == 0


def test_what_the_master_draws_and_page_furniture_is_not_read_aloud() -> None:
    number = box(words("7"), y=100, field="slidenum")
    data = write(
        layout(
            page(
                box(words("Body")), number, box(words("Footer", "furniture"), y=50), fixed=(box(words("Brand"), y=200),)
            )
        )
    )
    assert tree(data) == "Document Lang=en\n  P"
    assert {"Body", "7", "Footer", "Brand"} <= set(shown(data).split())


def test_a_deck_has_a_section_and_a_bookmark_for_each_slide() -> None:
    slides = [
        page(box(words(title, "title", level=1)), title=title, section=section, language=language)
        for title, section, language in (("Cover", "", "en"), ("Crime", "Themes", "en"), ("Наркотики", "Themes", "ru"))
    ]
    data = write(layout(*slides))
    assert tree(data) == "Document Lang=en\n  Sect\n    H1\n  Sect\n    H1\n  Sect Lang=ru\n    H1 Lang=en"
    outline = reader(data).outline
    assert [entry["/Title"] for entry in outline if isinstance(entry, dict)] == ["Cover", "Themes"]
    assert [entry["/Title"] for entry in outline[2]] == ["Crime", "Наркотики"]
    assert len(reader(data).pages) == 3


def test_headings_never_skip_a_level() -> None:
    levels = [("heading", 3), ("title", 1), ("heading", 4), ("heading", 2)]
    items = [box(words(f"{kind} {level}", kind, level=level), y=40 * n) for n, (kind, level) in enumerate(levels)]  # type: ignore[arg-type]
    assert re.findall(r"H\d", tree(write(layout(page(*items))))) == ["H1", "H1", "H2", "H2"]


def test_a_link_over_two_lines_has_an_annotation_for_each_and_says_what_it_is() -> None:
    run = Run("the whole of the report on drugs and crime", STYLE, link="https://example.org/ä b")
    item = box(Paragraph((Run("Read ", STYLE), run), STYLE), width=150)
    assert len(item.lines) == 2
    data = write(layout(page(item)))
    assert tree(data) == "Document Lang=en\n  P\n    Link\n      annotation\n      annotation"
    annotations: Any = reader(data).pages[0]["/Annots"]
    for annotation, line in zip(annotations, item.lines, strict=True):
        made = annotation.get_object()
        assert made["/A"]["/URI"] == "https://example.org/%C3%A4%20b"
        assert made["/Contents"] == run.text
        top = A4.height / 12_700 - (item.box.y + line.top) / 12_700
        assert float(made["/Rect"][3]) == pytest.approx(top, abs=0.01)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "https://a\nb"])
def test_a_link_that_is_no_web_or_mail_address_stays_text(link: str) -> None:
    data = write(layout(page(box(Paragraph((Run("click", STYLE, link=link),), STYLE)))))
    assert "/Annots" not in reader(data).pages[0]
    assert shown(data) == "click"


def test_a_picture_goes_in_as_it_is_and_only_once() -> None:
    jpeg, png, clear = photo("RGB", "JPEG"), photo("RGB", "PNG"), photo("RGBA", "PNG")
    places = [Picture(f"p{n}", Box(points(50), points(60 * n + 20), points(60), points(45)), image, alt="A photo")
              for n, image in enumerate((jpeg, jpeg, png, clear))]  # fmt: skip
    objects: Any = reader(write(layout(page(*places)))).pages[0]["/Resources"]["/XObject"]
    assert len(objects) == 3
    assert objects["/Im1"]._data == jpeg.data
    for image, name in ((png, "/Im2"), (clear, "/Im3")):
        pixels = Pillow.open(io.BytesIO(image.data))
        assert objects[name].decode_as_image().convert(pixels.mode).tobytes() == pixels.tobytes()


def test_a_cropped_picture_fills_its_box() -> None:
    place = Picture(
        "p", Box(points(100), points(100), points(60), points(60)), photo("RGB", "JPEG"), (0.25, 0.0, 0.25, 0.5), "Half"
    )
    drawn = content(write(layout(page(place))))
    # twice as wide and twice as high as its box, and cut by it: the left quarter is outside, and so is the lower half
    bottom = round(A4.height / 12_700 - 160, 3)
    assert f"100 {bottom} 60 60 re W n 120 0 0 120 70 {bottom - 60} cm /Im1 Do" in drawn


def test_a_picture_without_words_is_decoration() -> None:
    assert (
        tree(write(layout(page(Picture("p", Box(0, 0, points(60), points(45)), photo("RGB", "PNG"))))))
        == "Document Lang=en"
    )


def test_a_chart_s_words_can_be_selected_and_its_figure_has_its_box(whole: bytes) -> None:
    assert "Chemicals 864" in shown(whole)
    data = write(layout(page(chart(0))))
    root: Any = reader(data).trailer["/Root"]["/StructTreeRoot"]
    box_of_figure = [float(value) for value in root["/K"].get_object()["/K"].get_object()["/A"]["/BBox"]]
    assert box_of_figure == pytest.approx([60, A4.height / 12_700 - 160, 360, A4.height / 12_700 - 60], abs=0.01)


def test_the_file_says_who_what_and_when_and_nothing_else(whole: bytes) -> None:
    file = reader(whole)
    assert dict(file.metadata or {}) == {
        "/Author": "Communications", "/CreationDate": "D:20230630000000+00'00'", "/Creator": PROGRAM, "/Keywords": "drugs, crime",
        "/ModDate": "D:20230630000000+00'00'", "/Producer": PROGRAM, "/Subject": "A briefing", "/Title": "Drug control & crime",
    }  # fmt: skip
    xmp = file.xmp_metadata
    assert xmp is not None
    assert (xmp.dc_title, xmp.pdf_producer, xmp.dc_language) == ({"x-default": "Drug control & crime"}, PROGRAM, ["en"])
    assert b"<xmpMM:VersionID>v1.2</xmpMM:VersionID>" in whole
    for word in (b"reportlab", b"ReportLab", str(Path.home()).encode()):
        assert word not in whole


def test_a_report_without_title_is_named_after_its_first_page() -> None:
    file = reader(write(layout(page(box(words("x")), title="At a\x07glance"), title=" ")))
    assert (file.metadata or {})["/Title"] == "At a glance"


def test_the_same_layout_gives_the_same_bytes_in_every_process() -> None:
    script = "import sys, hashlib; sys.path[:0] = sys.argv[1:]; import test_pdf as t; print(hashlib.sha256(t.write(t.layout(t.everything()))).hexdigest())"
    paths = [str(folder) for folder in Path(__file__).parents[:3]]
    sums = {
        subprocess.run([sys.executable, "-c", script, *paths], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
                       capture_output=True, check=True, text=True).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }  # fmt: skip
    assert len(sums) == 1


def test_the_identifier_changes_with_the_content() -> None:
    one, other = (reader(write(layout(page(box(words(text)))))) for text in ("one", "two"))
    assert one.trailer["/ID"] != other.trailer["/ID"]


def test_fonts_are_embedded_and_as_wide_as_they_were_measured(whole: bytes) -> None:
    fonts: Any = reader(whole).pages[0]["/Resources"]["/Font"]
    names = set()
    for font in fonts.values():
        inner = font["/DescendantFonts"][0]
        descriptor = inner["/FontDescriptor"]
        assert "/FontFile2" in descriptor or descriptor["/FontFile3"]["/Subtype"] == "/OpenType"
        assert descriptor["/CapHeight"] > 600
        names.add(re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"]))
    assert names == {"Arimo-Regular", "Arimo-Bold", "NotoSansArabic-Regular", "NotoSansSC-Regular"}
    arimo = FONTS.chain("body")[0]
    widths = fonts["/F3" if "Regular" not in fonts["/F1"]["/BaseFont"] else "/F1"]["/DescendantFonts"][0]["/W"][1]
    expected = arimo.hb_font.get_glyph_h_advance(arimo.hb_font.get_nominal_glyph(ord("M"))) * 1000 / arimo.upem
    assert any(float(width) == pytest.approx(expected, abs=0.01) for width in widths)


def test_a_font_with_named_postscript_glyphs_is_embedded_too(tmp_path: Path) -> None:
    data = write(layout(page(squares(tmp_path))))
    assert shown(data) == "BAB"
    document = pypdfium2.PdfDocument(data)
    ink = document[0].render(scale=1).to_pil().convert("L").crop((60, 60, 80, 75)).getextrema()
    document.close()
    assert ink[0] < 100


def squares(folder: Path) -> TextBox:
    """Text in a font file with PostScript outlines."""
    face = postscript_face(folder)
    paragraph = words("BAB")
    run = GlyphRun(face, 11, shaped("BAB", face), 0, "BAB", 0, points(20), False, paragraph.runs[0])
    item = box(paragraph)
    return replace(item, lines=(replace(item.lines[0], runs=(run,)),))


def postscript_face(folder: Path) -> Face:
    """A font file with CFF outlines that are known by name: squares for A and B."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
    from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]

    names = [".notdef", "space", "A", "B"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", 65: "A", 66: "B"})
    outlines = {}
    for name in names:
        pen = T2CharStringPen(600, None)
        if len(name) == 1:
            for number, place in enumerate(((50, 0), (550, 0), (550, 700), (50, 700))):
                (pen.lineTo if number else pen.moveTo)(place)
            pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("Squares-Regular", {"FullName": "Squares"}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(folder / "squares.otf")
    return Face("Squares", 400, False, str(folder / "squares.otf"))


def test_a_character_that_no_font_has_stops_the_file_and_is_named() -> None:
    with pytest.raises(BriefingsError) as caught:
        write(layout(page(box(words("A \U0001f600")))))
    (finding,) = caught.value.findings
    assert (finding.code, finding.path) == ("glyph-missing", "a.b")
    assert "U+1F600" in finding.message


def test_the_self_test_names_a_private_interface_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    assert self_test() == ()
    monkeypatch.delattr(Canvas, "_startPage")
    assert self_test() == ("Canvas._startPage",)


def test_a_plain_canvas_beside_ours_is_as_it_was() -> None:
    from reportlab.pdfgen.canvas import Canvas

    def plain() -> bytes:
        canvas = Canvas("", invariant=1)
        canvas.drawString(10, 10, "plain")
        return bytes(canvas.getpdfdata())

    before = plain()
    write(layout(everything()))
    assert plain() == before


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_the_file_sound(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "whole.pdf").write_bytes(whole)
    checked = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "whole.pdf")], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_verapdf_accepts_every_kind_of_item_in_six_languages(profile: str, whole: bytes, tmp_path: Path) -> None:
    deck = write(layout(*(page(box(words(text, "title", language=language)), title=text, section=language, language=language)
                          for language, text in SIX.items()), everything()))  # fmt: skip
    arabic = write(
        layout(page(box(words("بُنِيَ الْبَيْتُ (PDF/UA)", language="ar")), rtl=True, language="ar"), language="ar")
    )
    files = [tmp_path / f"{name}.pdf" for name in ("whole", "deck", "arabic", "squares")]
    for file, data in zip(files, (whole, deck, arabic, write(layout(page(squares(tmp_path))))), strict=True):
        file.write_bytes(data)
    assert approved(files, profile) == [file.name for file in files]
