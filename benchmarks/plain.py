"""The sample as people write it by hand: python-pptx for the deck, ReportLab with a pyplot picture for the page.

    python benchmarks/plain.py REPORT.yaml FOLDER [deck|one-pager]

A fixed script for one chapter, the measure of what the tool costs: the same slides, figures, charts and notes, on
python-pptx's own template; the same page by platypus. It measures nothing, so its text may run off a slide. Nobody has tuned it, and
nobody has slowed it down.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import words
import yaml
from words import Node


def main(report: Path, folder: Path, *wanted: str) -> None:
    content = yaml.safe_load(report.read_text(encoding="utf-8"))
    if not wanted or "deck" in wanted:
        deck(content, folder / "deck.pptx")
    if not wanted or "one-pager" in wanted:
        one_pager(content, folder / "one-pager.pdf")


# --- The deck ----------------------------------------------------------------------------------------------------------------


def deck(report: Node, path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    sections = report["sections"]
    cover = presentation.slides.add_slide(presentation.slide_layouts[0])
    cover.shapes.title.text = report["title"]
    cover.placeholders[1].text = f"{report['organization']}\n{report['date']}"

    resources = sections["resources"]
    glance = add_slide(presentation, "At a glance", "\n\n".join(map(words.notes, (resources, sections["support"]))))
    total = {**resources["total"], "text": resources["title"], "currency": resources["currency"]}
    add_tiles(glance, [total, *words.tiles(report)[:5]])

    context, objectives = sections["context"], sections["objectives"]
    both = add_slide(
        presentation,
        f"{context['title']} · {objectives['title']}",
        words.notes(context) + "\n\n" + words.notes(objectives),
    )
    for column, section in enumerate((context, objectives)):
        add_text(both, (0.6 + 6.2 * column, 1.6, 5.8, 5), [(section["title"], 20, True), (section["text"], 18, False)])

    programmes, mandates, entities = (sections[name] for name in ("programmes", "mandates", "entities"))
    add_bullets(presentation, programmes, [item["title"] for item in programmes["items"]], 24)
    add_shares(presentation, resources)
    add_bullets(presentation, mandates, [words.mandate(item) for item in mandates["items"]], 18)
    add_bullets(presentation, entities, [f"{item['title']} ({item['abbreviation']})" for item in entities["items"]], 24)
    for name in ("support", "counter-terrorism", "compact"):
        add_tiles(
            add_slide(presentation, sections[name]["title"], words.notes(sections[name])), words.known(sections[name])
        )

    quotes = sections["quotes"]
    voices = add_slide(presentation, quotes["title"], words.notes(quotes))
    for column, quote in enumerate(quotes["items"]):
        add_text(voices, (0.6 + 6.2 * column, 1.8, 5.8, 4.5), [
            (f"“{quote['text']}”", 24, False), (quote["speaker"], 16, True), (quote["office"], 14, False),
        ])  # fmt: skip

    for outcome in sections["outcomes"]["items"]:
        texts = words.paragraphs(outcome["text"])
        halves = [texts] if len(texts) < 4 else [texts[:2], texts[2:]]
        for number, half in enumerate(halves, 1):
            title = outcome["title"] + (f" ({number}/{len(halves)})" if len(halves) > 1 else "")
            slide = add_slide(presentation, title, "\n".join([outcome["title"], *half, f"Source: {outcome['source']}"]))
            add_text(slide, (0.6, 1.6, 12.1, 5.3), [(text, 18, False) for text in half])

    for name in ("training", "legislation", "seizures-pieces", "seizures-weight"):
        add_chart(presentation, sections[name])
    feature = sections["features"]["items"][0]
    slide = add_slide(presentation, feature["title"], words.notes(sections["features"]))
    add_text(slide, (0.6, 1.8, 9, 5), [(text, 24, False) for text in words.paragraphs(feature["text"])])
    photos = sections["photos"]
    pictures = add_slide(presentation, photos["title"], words.notes(photos))
    for column, photo in enumerate(photos["items"]):
        add_text(pictures, (0.6 + 6.2 * column, 1.8, 5.8, 3), [(words.caption(photo), 20, False)])
    source = report["sources"]["report"]
    last = add_slide(presentation, "Sources", "")
    add_text(last, (0.6, 1.8, 9, 3), [(f"{source['title']}, {source['publisher']}", 20, False), ("Contact", 20, True),
                                      (report["contact"]["name"], 20, False)])  # fmt: skip
    presentation.save(str(path))


def add_slide(presentation: Any, title: str, notes: str) -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    set_title(slide, title)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return slide


def set_title(slide: Any, title: str) -> None:
    from pptx.util import Inches, Pt

    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(0.4), Inches(12.1), Inches(1)
    shape.text = title
    shape.text_frame.paragraphs[0].font.size = Pt(28)


def add_bullets(presentation: Any, section: Node, items: list[str], size: float) -> None:
    from pptx.util import Inches, Pt

    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    set_title(slide, section["title"])
    body = slide.placeholders[1]
    body.left, body.top, body.width, body.height = Inches(0.6), Inches(1.6), Inches(12.1), Inches(5.3)
    body.text = "\n".join(items)
    for paragraph in body.text_frame.paragraphs:
        paragraph.font.size = Pt(size)
    slide.notes_slide.notes_text_frame.text = words.notes(section)


def add_text(slide: Any, inches: tuple[float, float, float, float], texts: Sequence[tuple[str, float, bool]]) -> None:
    """A text box with a paragraph for each text, its size and weight."""
    from pptx.util import Inches, Pt

    frame = slide.shapes.add_textbox(*(Inches(value) for value in inches)).text_frame
    frame.word_wrap = True
    for number, (text, size, bold) in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for piece, strong in words.bold_pieces(text):
            run = paragraph.add_run()
            run.text = piece
            run.font.size = Pt(size)
            run.font.bold = bold or strong


def add_tiles(slide: Any, items: list[Node]) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    columns = 2 if len(items) > 3 else 3
    width = 12.1 / columns
    for number, item in enumerate(items):
        x, y = 0.6 + number % columns * width, 1.6 + number // columns * 1.8
        panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(x), Inches(y), Inches(width - 0.2), Inches(1.65))
        panel.fill.solid()
        panel.fill.fore_color.rgb = RGBColor(0xE8, 0xF1, 0xF8)  # type: ignore[no-untyped-call]
        panel.line.fill.background()
        shown = words.figure(item, item.get("currency", ""))
        add_text(slide, (x + 0.1, y + 0.05, width - 0.4, 1.55), [(shown, 28, True), (item["text"], 14, False)])


def add_chart(presentation: Any, section: Node) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if section["chart"] == "column" else XL_CHART_TYPE.BAR_CLUSTERED
    slide = add_slide(presentation, words.chart_title(section), words.notes(section))
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [point["label"] for point in section["data"]]
    data.add_series(section["unit"], [point["value"] for point in section["data"]])  # type: ignore[no-untyped-call]
    chart = slide.shapes.add_chart(kind, Inches(0.6), Inches(1.6), Inches(12.1), Inches(5.3), data).chart
    chart.has_legend = chart.has_title = False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = kind == XL_CHART_TYPE.BAR_CLUSTERED
    label(chart.plots[0])


def add_shares(presentation: Any, section: Node) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    currency = section["currency"]
    slide = add_slide(
        presentation, f"{section['title']}: {words.figure(section['total'], currency)}", words.notes(section)
    )
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [section["title"]]
    for part in section["parts"]:
        data.add_series(part["text"], [part["value"]])  # type: ignore[no-untyped-call]
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED_100, Inches(0.6), Inches(1.6), Inches(8), Inches(4), data
    ).chart
    chart.has_legend = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = chart.category_axis.visible = False
    label(chart.plots[0])
    parts = [(f"{words.figure(part, currency)} {part['text']}", 18, False) for part in section["parts"]]
    add_text(slide, (9, 1.8, 3.7, 3), parts)


def label(plot: Any) -> None:
    from pptx.util import Pt

    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0", False
    plot.data_labels.font.size = Pt(14)


# --- The page ----------------------------------------------------------------------------------------------------------------


def one_pager(report: Node, path: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import Image, ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
    white = ParagraphStyle("white", parent=body, textColor=colors.white)
    title = ParagraphStyle("title", parent=white, fontName="Helvetica-Bold", fontSize=19, leading=23)
    heading = ParagraphStyle("heading", parent=body, fontName="Helvetica-Bold", fontSize=11, leading=15, spaceBefore=6)
    big = ParagraphStyle(
        "big", parent=body, fontName="Helvetica-Bold", fontSize=17, leading=21, textColor=colors.HexColor("#006BB6")
    )
    dark, pale = colors.HexColor("#0B2E4F"), colors.HexColor("#E8F1F8")
    sections, quote = report["sections"], report["sections"]["quotes"]["items"][0]
    resources = sections["resources"]

    def bullets(name: str) -> Any:
        items = [Paragraph(escaped(item["title"]), body) for item in sections[name]["items"]]
        return ListFlowable(items, bulletType="bullet", start="•", leftIndent=10)

    rail = [Paragraph(sections["programmes"]["title"], heading), bullets("programmes"), Paragraph(resources["title"], heading),
            Paragraph(words.figure(resources["total"], resources["currency"]), big)]  # fmt: skip
    rail += [
        Paragraph(f"<b>{words.figure(part, resources['currency'])}</b> {escaped(part['text'])}", body)
        for part in resources["parts"]
    ]
    rail += [Paragraph(sections["entities"]["title"], heading), bullets("entities"), Spacer(1, 8),
             Paragraph(f"“{escaped(quote['text'])}”", ParagraphStyle("quote", parent=body, fontSize=11, leading=14)),
             Paragraph(f"<b>{escaped(quote['speaker'])}</b>", body), Paragraph(escaped(quote["office"]), body)]  # fmt: skip
    cells = [
        [Paragraph(words.figure(item), big), Paragraph(marked(item["text"]), body)] for item in words.tiles(report)
    ]
    tiles = Table([cells[:2], cells[2:4], cells[4:]], colWidths=[62 * mm, 62 * mm])
    tiles.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), pale),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("INNERGRID", (0, 0), (-1, -1), 4, colors.white),
        ]
    )
    main_column: list[Any] = []
    for name in ("context", "objectives"):
        main_column += [Paragraph(sections[name]["title"], heading), Paragraph(escaped(sections[name]["text"]), body)]
    weight = sections["seizures-weight"]
    main_column += [Spacer(1, 6), tiles, Paragraph(escaped(f"{weight['short']} ({weight['unit']})"), heading),
                    Image(chart_picture(weight), width=124 * mm, height=30 * mm)]  # fmt: skip
    header = Table([[[Paragraph(escaped(report["title"]), title), Paragraph(f"{report['organization']} · As of {report['date']}", white)]]],
                   colWidths=[184 * mm], style=[("BACKGROUND", (0, 0), (-1, -1), dark), ("LEFTPADDING", (0, 0), (-1, -1), 12)])  # fmt: skip
    columns = Table([[rail, main_column]], colWidths=[56 * mm, 128 * mm],
                    style=[("BACKGROUND", (0, 0), (0, 0), pale), ("VALIGN", (0, 0), (-1, -1), "TOP")])  # fmt: skip
    source = report["sources"]["report"]
    foot = [
        Paragraph(f"Source: {escaped(source['title'])}", body),
        Paragraph(f"Contact: {escaped(report['contact']['name'])}", body),
    ]
    page = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=12 * mm, rightMargin=12 * mm, topMargin=10 * mm, bottomMargin=10 * mm,
                             title=report["title"])  # fmt: skip
    page.build([header, Spacer(1, 6), columns, Spacer(1, 6), *foot])


def chart_picture(section: Node) -> io.BytesIO:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(4.9, 1.2))
    points = section["data"][::-1]
    bars = axes.barh([point["label"] for point in points], [point["value"] for point in points], color="#006BB6")
    axes.bar_label(bars, padding=3, fontsize=8)
    axes.tick_params(labelsize=8, length=0)
    axes.get_xaxis().set_visible(False)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=200)
    pyplot.close(figure)
    picture.seek(0)
    return picture


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def marked(text: str) -> str:
    return "".join(f"<b>{escaped(piece)}</b>" if bold else escaped(piece) for piece, bold in words.bold_pieces(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
