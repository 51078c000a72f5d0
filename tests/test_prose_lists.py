"""Lists in prose: what authors mark as items, by hand or pasted, are lists in the deck and in the PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from frame_reading import boxes_of_text, lay, report_with
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefings.frame import Paragraph
from briefings.values.prose_lists import items
from briefings.writers import WRITERS

SPANISH = """\
Hacemos **tres** cosas:
- reparar pozos
  con las familias
- formar ingenieras
  1. en la costa
  2. en el altiplano

Y despu\u00e9s:
10. medir
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("We do:\n- repair wells\n- train\n  engineers\n  * nested\n- test",
         ["We do:", "\t\u2022 repair wells", "\t\u2022 train\n  engineers", "\t\t\u2022 nested", "\t\u2022 test"]),
        ("\u2022 pasted", ["\t\u2022 pasted"]),
        ("\u25aa\u00a0\u043f\u0435\u0440\u0432\u044b\u0439\n\uf0b7 \u0432\u0442\u043e\u0440\u043e\u0439", ["\t\u2022 \u043f\u0435\u0440\u0432\u044b\u0439", "\t\u2022 \u0432\u0442\u043e\u0440\u043e\u0439"]),
        ("\u2013 un\n\u2013 deux", ["\t\u2013 un", "\t\u2013 deux"]),
        ("\u2022 \u0625\u0635\u0644\u0627\u062d \u0627\u0644\u0622\u0628\u0627\u0631\n\u2022 \u062a\u062f\u0631\u064a\u0628", ["\t\u2022 \u0625\u0635\u0644\u0627\u062d \u0627\u0644\u0622\u0628\u0627\u0631", "\t\u2022 \u062a\u062f\u0631\u064a\u0628"]),
        ("1\u3001\u6253\u4e95\n2\u3001\u4f9b\u6c34\n\u25cf\u6d4b\u8bd5", ["\t1. \u6253\u4e95", "\t2. \u4f9b\u6c34", "\t\u2022 \u6d4b\u8bd5"]),
        ("7) siete\n   - dentro", ["\t7. siete", "\t\t\u2022 dentro"]),
        ("2019. A year\n-5 degrees\nplain", ["2019. A year\n-5 degrees\nplain"]),
    ],
)  # fmt: skip
def test_lines_with_marks_are_items(written: str, read: list[str]) -> None:
    assert list(items(written)) == read


def shown(template: str) -> list[Paragraph]:
    section = {"type": "prose", "title": "Lo que hacemos", "text": SPANISH}
    made = lay(report_with({"p": section}, language="es"), template)
    boxes = [box for frame in made.frames for box in boxes_of_text(frame.items)]
    return [
        one for box in boxes for one in box.paragraphs if one.kind in ("text", "item") and "p.text" in str(one.runs)
    ]


@pytest.mark.parametrize("template", ["deck", "one-pager"])
def test_items_are_items_in_both_formats(template: str) -> None:
    assert [(one.text, one.kind, one.style.bullet) for one in shown(template)] == [
        ("Hacemos tres cosas:", "text", ""),
        ("reparar pozos con las familias", "item", "\u2022"),
        ("formar ingenieras", "item", "\u2022"),
        ("en la costa", "item", "1."),
        ("en el altiplano", "item", "2."),
        ("Y despu\u00e9s:", "text", ""),
        ("medir", "item", "10."),
    ]
    margins = [one.style.margin for one in shown(template) if one.kind == "item"]
    assert margins[2] > margins[1] and margins[3] > margins[1], "an inner list stands further in"


def test_the_pdf_tags_an_inner_list_inside_its_item() -> None:
    section = {"type": "prose", "title": "Lo que hacemos", "text": SPANISH}
    made = lay(report_with({"p": section}, language="es"), "one-pager")
    reader: Any = PdfReader(BytesIO(WRITERS["pdf"](made.layout).data))
    root = reader.trailer["/Root"]["/StructTreeRoot"]

    def tree(node: Any) -> list[Any]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if not isinstance(node, DictionaryObject):
            return []
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        below = [one for kid in kids for one in tree(kid)]
        return [[str(node["/S"])[1:], *below]] if str(node.get("/S")) in ("/L", "/LI") else below

    item = ["LI"]
    assert tree(root) == [["L", item, ["LI", ["L", item, item]]], ["L", item]]
