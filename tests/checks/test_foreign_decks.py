"""Decks that other programs made are judged too: what is wrong in them is told, what is right is left alone, and none breaks a rule."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from office import Office
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from briefings import checks

NAME = Path("foreign.pptx")
RGB: Any = RGBColor  # these have no types
new_chart_data: Any = CategoryChartData


def deck() -> Any:
    """What scripts write: a title slide, a table, charts, a picture, shapes, a group, notes."""
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = "Water", "A report"
    table = made.slides.add_slide(made.slide_layouts[5])
    table.shapes.title.text = "A table"
    cells = table.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row in range(3):
        for column in range(3):
            cells.cell(row, column).text = f"cell {row} {column}"
    charts = made.slides.add_slide(made.slide_layouts[5])
    charts.shapes.title.text = "Charts"
    data: Any = new_chart_data()
    data.categories = ["a", "b", "c"]
    data.add_series("Wells", (1, 2.5, 3))
    for number, kind in enumerate((XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.PIE, XL_CHART_TYPE.LINE)):
        charts.shapes.add_chart(kind, Inches(3 * number), Inches(2), Inches(3), Inches(4), data)
    shapes = made.slides.add_slide(made.slide_layouts[6])
    picture = io.BytesIO()
    Image.new("RGB", (90, 60), "#336699").save(picture, "PNG")
    shapes.shapes.add_picture(picture, 0, 0)
    oval = shapes.shapes.add_shape(MSO_SHAPE.OVAL, Inches(5), Inches(3), Inches(3), Inches(2))
    oval.text_frame.text = "On an oval"
    group = shapes.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(1))
    inner.text_frame.text = "in a group"
    inner.rotation = 45
    shapes.notes_slide.notes_text_frame.text = "notes"
    return made


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in checks.check_file(NAME, data)}


def test_what_python_pptx_leaves_out_is_told() -> None:
    found = codes(saved(deck()))

    assert found >= {
        "deck-axis-id-negative", "deck-document-title-missing", "deck-title-missing", "deck-alt-file-name",
        "deck-chart-alt-missing", "deck-language-missing",
    }  # fmt: skip
    assert "file-odd" not in found
    # its table has a heading row, its charts' workbooks are right, its relations lead somewhere
    assert not found & {
        "deck-table-header-missing",
        "deck-chart-data-differs",
        "deck-relation-dangling",
        "deck-shape-id-twice",
    }


@pytest.mark.parametrize(
    ("ink", "ground", "told"),
    [("FFFFFF", "F0C000", True), ("000000", "F0C000", False), ("777777", "FFFFFF", True), ("767676", "FFFFFF", False)],
)
def test_contrast_on_a_shape_of_its_own_colour(ink: str, ground: str, told: bool) -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(1), Inches(4), Inches(2))
    box.fill.solid()
    box.fill.fore_color.rgb = RGB.from_string(ground)
    box.text_frame.text = "Words on a ground"
    run = box.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(14), RGB.from_string(ink)

    assert ("deck-contrast-low" in codes(saved(made))) is told


def test_a_panel_below_the_text_is_its_ground() -> None:
    """White words in a box without a fill: well on a dark panel, lost beside it, unknown half on it."""
    found = []
    for left in (1, 7, 3):
        made = Presentation()
        slide = made.slides.add_slide(made.slide_layouts[6])
        panel = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(0.5), Inches(1), Inches(4), Inches(3))
        panel.fill.solid()
        panel.fill.fore_color.rgb = RGB(0x10, 0x20, 0x40)
        box = slide.shapes.add_textbox(Inches(left), Inches(2), Inches(3), Inches(1))
        box.text_frame.text = "White words"
        box.text_frame.paragraphs[0].runs[0].font.color.rgb = RGB(0xFF, 0xFF, 0xFF)
        found.append({code for code in codes(saved(made)) if code.startswith("deck-contrast")})

    assert found == [set(), {"deck-contrast-low"}, {"deck-contrast-unknown"}]


def test_the_header_of_the_usual_table_style_is_judged_by_the_style() -> None:
    """White on the theme's first accent: 4.0:1 in bold 18 points is well, in 12 points it is not."""
    for size, told in ((18, False), (12, True)):
        made = Presentation()
        slide = made.slides.add_slide(made.slide_layouts[6])
        table = slide.shapes.add_table(2, 1, Inches(1), Inches(1), Inches(4), Inches(1)).table
        for row in range(2):
            table.cell(row, 0).text = "A cell"
            table.cell(row, 0).text_frame.paragraphs[0].runs[0].font.size = Pt(size)

        assert ("deck-contrast-low" in codes(saved(made))) is told, size


def test_what_libreoffice_makes_of_a_deck_breaks_no_rule(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "foreign.pptx"
    path.write_bytes(saved(deck()))
    drawn = office.convert(path, "odp")
    path.unlink()
    office.convert(drawn, "pptx")

    found = checks.check_file(path)
    assert "deck-chart-alt-missing" in {finding.code for finding in found}
    assert "file-odd" not in {finding.code for finding in found}
    (other,) = checks.check_file(drawn)
    assert other.message == "this is an OpenDocument file"
