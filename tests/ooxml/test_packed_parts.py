"""Charts of a large deck, which are kept as their bytes, are judged as those whose trees are kept."""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from briefings.checks import check_file
from briefings.ooxml import package
from briefings.ooxml.package import Package, Roots, member


def test_rules_find_the_same_in_parts_that_are_read_again(tmp_path: Path) -> None:
    path, data = tmp_path / "deck.pptx", _with_a_chart()
    whole = package.read(path, data)
    parts = Roots({}, {name: member(name, etree.tostring(root)) for name, root in whole.roots.items()})
    assert {name: etree.tostring(root) for name, root in parts.items()} == {
        name: etree.tostring(root) for name, root in whole.roots.items()
    }
    held, again = (
        check_file(path, data, Package(whole.parts, roots, whole.relations, whole.blobs))
        for roots in (whole.roots, parts)
    )
    assert held == again
    assert any("chart" in finding.code for finding in held)


def _with_a_chart() -> bytes:
    """A deck of python-pptx, whose charts have no words for those who cannot see them."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    numbers = CategoryChartData()  # type: ignore[no-untyped-call]
    numbers.categories = ["wheat", "rye"]
    numbers.add_series("tonnes", [3, 4])  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 4_000_000, 4_000_000, numbers)
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()
