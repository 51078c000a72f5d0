"""The made-up countries of `world.py` as people write it by hand: one loop over rows and languages, in one process.

    python benchmarks/world_plain.py LANDS.csv FOLDER MANY [typst]

python-pptx on its own template for the deck (cover, figures, line chart, bar chart, text, quote), ReportLab with a pyplot picture for the page;
with `typst` the page alone by `world.typ`. The words are filled in by hand. Nothing is measured, tagged or checked, and ReportLab's Helvetica has no
Cyrillic, Arabic or Chinese letters: those pages show boxes, at the same cost.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import world
from plain import add_slide, add_text, escaped, label


def main(table: Path, folder: Path, many: int, program: str = "plain") -> None:
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, one in enumerate(islice(briefings(rows), many)):
        if program == "typst":
            typeset(one, folder / f"typst-{number}.pdf")
        else:
            deck(one, folder / f"plain-{number}.pptx")
            page(one, folder / f"plain-{number}.pdf")


def briefings(rows: Sequence[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """What a briefing says, for each row and language."""
    order = sorted((row["y2023"] for row in rows), key=float, reverse=True)
    for row in rows:
        near = sorted((one for one in rows if one["region"] == row["region"]), key=lambda one: -float(one["y2023"]))
        at = near.index(row)
        for language, words in world.WORDS.items():
            said = {
                key: text.replace("{{ name }}", row["name"])
                .replace("{{ rank('y2023') }}", str(order.index(row["y2023"]) + 1))
                .replace("{{ count() }}", str(len(rows)))
                for key, text in words.items()
            }
            figures = [(f"{int(row['people']):,}", "people"), (f"{row['y2023']}%", "share"), (row["wells"], "wells")]
            yield {
                "language": language, **said, "tiles": [[value, said[what]] for value, what in figures],
                "years": [str(year) for year in world.YEARS], "values": [float(row[f"y{year}"]) for year in world.YEARS],
                "near": [[one["name"], float(one["y2023"])] for one in near[max(0, at - 3) : at + 4]],
            }  # fmt: skip


def deck(one: Mapping[str, Any], path: Path) -> None:
    from pptx import Presentation
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    cover = presentation.slides.add_slide(presentation.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = one["title"], "2024"
    figures = add_slide(presentation, one["figures"], "")
    for column, (value, text) in enumerate(one["tiles"]):
        add_text(figures, (0.6 + 4 * column, 1.6, 3.8, 3), [(value, 36, True), (text, 16, False)])
    add_chart(presentation, one["line"], XL_CHART_TYPE.LINE, one["years"], one["values"], one["unit"])
    names, values = zip(*one["near"], strict=True)
    add_chart(presentation, one["around"], XL_CHART_TYPE.BAR_CLUSTERED, names, values, one["unit"])
    for title, text in (("prose", "text"), ("voices", "said")):
        add_text(add_slide(presentation, one[title], one[text]), (0.6, 1.6, 12.1, 5.3), [(one[text], 20, False)])
    presentation.save(str(path))


def add_chart(
    presentation: Any, title: str, kind: Any, names: Sequence[str], values: Sequence[float], unit: str
) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.util import Inches

    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(names)
    data.add_series(unit, list(values))  # type: ignore[no-untyped-call]
    slide = add_slide(presentation, title, title)
    chart = slide.shapes.add_chart(kind, Inches(0.6), Inches(1.6), Inches(12.1), Inches(5.3), data).chart
    chart.has_legend = False
    label(chart.plots[0])


def page(one: Mapping[str, Any], path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11)
    head = ParagraphStyle("head", parent=body, fontName="Helvetica-Bold", fontSize=12, leading=16)
    tiles = Table([[[Paragraph(value, head), Paragraph(escaped(text), body)] for value, text in one["tiles"]]])
    charts = Table([[Image(picture(one, kind), width=90 * mm, height=60 * mm) for kind in ("line", "bar")]])
    words = [
        Paragraph(escaped(one[key]), head if key in ("prose", "voices") else body)
        for key in ("prose", "text", "voices", "said", "by")
    ]
    document = SimpleDocTemplate(str(path), pagesize=A4, title=one["title"])
    document.build([Paragraph(escaped(one["title"]), head), tiles, charts, *words])


def picture(one: Mapping[str, Any], kind: str) -> Any:
    import io

    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(3.6, 2.4))
    if kind == "line":
        axes.plot(one["years"], one["values"])
    else:
        axes.barh(*zip(*one["near"], strict=True))
    figure.tight_layout()
    made = io.BytesIO()
    figure.savefig(made, format="png", dpi=200)
    pyplot.close(figure)
    made.seek(0)
    return made


def typeset(one: Mapping[str, Any], path: Path) -> None:
    import typst

    inputs = {"one": json.dumps(one)}
    typst.compile(str(world.HERE / "world.typ"), output=str(path), font_paths=fonts(), sys_inputs=inputs)


@cache
def fonts() -> Any:
    """The fonts that briefings draws with."""
    import typst

    modules = [one.name for one in iter_modules() if one.name.startswith(("fontpkg_", "pylopdf_fonts_"))]
    found = [str(Path(spec.origin).parent) for name in modules if (spec := find_spec(name)) and spec.origin]
    return typst.Fonts(include_system_fonts=False, font_paths=found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
